"""``dipoli node``: keys, papers, shares, signing, reading and answers, as a delegation does it."""

from __future__ import annotations

import io
import json
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import define
from jsonschema import Draft202012Validator
from tests.node.boxes import LIGHT, PASS, box_of, chance_of, officer_box
from tests.record.acts import ORIGIN, START, Desk, at_work, eventful, log_signer, seed
from tests.record.copies import TIME, copy_of

from dipoli.cli import main as cli
from dipoli.node.box import KeyBox
from dipoli.node.lock import lock, unlock
from dipoli.node.node import Node
from dipoli.node.source import FolderSource
from dipoli.record import forms
from dipoli.record.act import read_entry
from dipoli.record.canon import Json, to_base64
from dipoli.record.checkpoint import Checkpoint
from dipoli.record.keys import KeyUse
from dipoli.record.parcel import Parcel, read_parcel
from dipoli.record.receipt import Receipt, refusal_of, write_receipt, write_refusal
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder, refuse
from dipoli.record.shape import write_time
from dipoli.record.tree import leaf_hash

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "json"
LATER = START + timedelta(hours=2)


@define(kw_only=True)
class Delegation:
    """A node in a folder, and the terminal in front of it."""

    folder: Path
    key: Path
    capsys: pytest.CaptureFixture[str]
    code: int = 0
    err: str = ""

    def call(self, *words: object) -> str:
        """Run a command of the node; what it printed."""
        first, *rest = map(str, words)
        self.capsys.readouterr()
        self.code = cli.main(["node", first, str(self.folder), *rest])
        printed = self.capsys.readouterr()
        self.err = printed.err
        return printed.out

    def open_(self, *words: object) -> str:
        """The same, with the passphrase from a file."""
        return self.call(*words, "--passphrase-file", self.key)

    def told(self, schema: str, *words: object) -> Any:  # noqa: ANN401 - JSON
        """The same as JSON, held against its schema."""
        out = self.call(*words, "--json")
        told = json.loads(out)
        form = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator(form).validate(told)
        return told


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance that repeats, and the clock of the exercise."""
    chance = chance_of("cli")
    for part in ("node_keys", "node_papers", "node_write"):
        monkeypatch.setattr(f"dipoli.cli.{part}.chance", chance)
    for part in ("node_write", "node_read"):
        monkeypatch.setattr(f"dipoli.cli.{part}.now", lambda: LATER)


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Delegation:
    """A machine with a passphrase in a file, and no box."""
    key = tmp_path / "passphrase"
    key.write_text(PASS + "\n", encoding="utf-8")
    key.chmod(0o600)
    return Delegation(folder=tmp_path / "node", key=key, capsys=capsys)


def seated(empty: Delegation, desk: Desk, box: KeyBox) -> Delegation:
    """A delegation that has joined a circle and looked once."""
    empty.folder.mkdir()
    (empty.folder / "box.json").write_bytes(lock(box, PASS, chance_of("lock"), LIGHT))
    source = copy_of(empty.folder.parent / "served", desk, time=TIME)
    node = Node(empty.folder, None)
    circle = node.join(ORIGIN, log_signer().verifier, str(source), LATER)
    node.look(circle, FolderSource(source), LATER)
    assert node.standing(circle).size == desk.standing.size
    return empty


@pytest.fixture
def member(empty: Delegation) -> Delegation:
    """The delegation XAL in an open circle."""
    return seated(empty, at_work(4), box_of("XAL"))


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def outbox(one: Delegation) -> list[Path]:
    return sorted((one.folder / "outbox").glob("*"))


# ---------------------------------------------------------------- make, passphrase, paper


def test_a_box_is_made_once_and_opens_with_the_passphrase_that_was_given(empty: Delegation) -> None:
    told = empty.told("node-keys", "make", "--code", "XAL", "--passphrase-file", empty.key)
    box = unlock((empty.folder / "box.json").read_bytes(), PASS)
    assert told["keys"] == [{"use": key.use.value, "id": key.id} for key in box.keys]
    assert stat.S_IMODE((empty.folder / "box.json").stat().st_mode) == 0o600
    empty.open_("make", "--code", "XAL")
    assert empty.code == cli.EXIT_REFUSED
    assert "already" in empty.err
    assert unlock((empty.folder / "box.json").read_bytes(), PASS) == box


@pytest.mark.parametrize("code", ["xal", "SECRETARIAT", "X1", ""])
def test_a_box_is_for_a_delegation(empty: Delegation, code: str) -> None:
    empty.open_("make", "--code", code)
    assert empty.code == cli.EXIT_BAD_INPUT
    assert not empty.folder.exists()


def test_a_passphrase_that_is_typed_is_typed_twice(
    empty: Delegation, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([PASS, PASS + "x", PASS, PASS])
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_named: next(answers))
    empty.call("make", "--code", "XAL")
    assert empty.code == cli.EXIT_REFUSED
    assert "differ" in empty.err
    assert "make the shares" in empty.call("make", "--code", "XAL").lower()
    assert empty.code == cli.EXIT_ANSWER


def test_without_anybody_at_the_terminal_nothing_is_done(
    empty: Delegation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_args: object, **_named: object) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nobody)
    empty.call("make", "--code", "XAL")
    assert empty.code == cli.EXIT_REFUSED


def test_a_passphrase_file_that_others_can_read_is_told(empty: Delegation) -> None:
    empty.key.chmod(0o644)
    empty.open_("make", "--code", "XAL")
    assert "Others on this machine can read" in empty.err
    empty.key.write_bytes(b"\xff\xff")
    empty.open_("paper")
    assert empty.code == cli.EXIT_BAD_INPUT
    assert "UTF-8" in empty.err


def test_a_new_passphrase_opens_and_the_old_one_does_not(empty: Delegation, tmp_path: Path) -> None:
    empty.open_("make", "--code", "XAL")
    new = tmp_path / "new"
    new.write_text("quite another passphrase", encoding="utf-8")
    new.chmod(0o600)
    files = ("--passphrase-file", empty.key, "--new-passphrase-file", new)
    told = empty.told("node-keys", "passphrase", *files)
    assert told["code"] == "XAL"
    empty.open_("paper")
    assert empty.code == cli.EXIT_BAD_INPUT
    assert "does not open this box" in empty.err
    empty.call("paper", "--passphrase-file", new)
    assert empty.code == cli.EXIT_ANSWER


def test_the_paper_of_a_seat_lists_the_officers_too(empty: Delegation, tmp_path: Path) -> None:
    empty.open_("make", "--code", "XAL")
    papers = []
    for number in (1, 2, 3):
        officer = Delegation(folder=tmp_path / f"o{number}", key=empty.key, capsys=empty.capsys)
        officer.open_("make", "--code", "XAL", "--officer")
        assert "an officer's key" in officer.open_("paper")
        papers += ["--officer-paper", officer.folder / "paper.json"]
    told = empty.told("node-keys", "paper", *papers, "--passphrase-file", empty.key)
    seat = forms.read_form(forms.ADD_SEAT, json.loads((empty.folder / "paper.json").read_bytes()))
    assert isinstance(seat, forms.SeatPaper)
    assert [key.use for key in seat.keys][3:] == [KeyUse.OFFICER] * 3
    assert [one["id"] for one in told["keys"]] == [key.id for key in seat.keys]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--new", "seal"], "--circle"),
        (["--circle", ORIGIN], "--new USE"),
        (["--circle", ORIGIN, "--key", "no such key"], "holds no key"),
        (["--circle", ORIGIN, "--new", "officer"], "other kind"),
        (["--circle", "no origin", "--new", "seal"], "origin of a record"),
    ],
)
def test_options_of_a_paper_that_do_not_go_together_are_told(
    empty: Delegation, words: list[str], part: str
) -> None:
    empty.open_("make", "--code", "XAL")
    before = (empty.folder / "box.json").read_bytes()
    empty.open_("paper", *words)
    assert empty.code in {cli.EXIT_BAD_INPUT, cli.EXIT_REFUSED}
    assert part in empty.err
    assert (empty.folder / "box.json").read_bytes() == before


# ---------------------------------------------------------------- shares


def test_any_two_shares_on_paper_open_the_box_and_one_does_not(
    empty: Delegation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.open_("make", "--code", "XAL")
    told = empty.told(
        "node-keys", "shares", "--out", tmp_path / "s", "--passphrase-file", empty.key
    )
    files = [Path(one) for one in told["files"]]
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in files)
    new = tmp_path / "new"
    new.write_text("the passphrase afterwards", encoding="utf-8")
    new.chmod(0o600)
    empty.call("recover", files[0], "--passphrase-file", new)
    assert empty.code == cli.EXIT_BAD_INPUT
    recovered = empty.told("node-keys", "recover", files[2], files[0], "--passphrase-file", new)
    assert recovered["code"] == "XAL"
    empty.call("paper", "--passphrase-file", new)
    assert empty.code == cli.EXIT_ANSWER
    typed(monkeypatch, "\n\n".join(one.read_text(encoding="utf-8") for one in files[:2]))
    empty.call("recover", "--passphrase-file", empty.key)
    assert empty.code == cli.EXIT_ANSWER, empty.err
    empty.open_("paper")
    assert empty.code == cli.EXIT_ANSWER


def test_new_shares_replace_the_old_ones(empty: Delegation, tmp_path: Path) -> None:
    empty.open_("make", "--code", "XAL")
    empty.open_("shares", "--out", tmp_path / "old")
    empty.open_("shares", "--out", tmp_path / "new")
    old = sorted((tmp_path / "old").iterdir())
    empty.open_("recover", *old[:2])
    assert empty.code == cli.EXIT_BAD_INPUT
    assert "last making" in empty.err
    empty.open_("recover", old[0], sorted((tmp_path / "new").iterdir())[1])
    assert "same time" in empty.err


def test_shares_are_shown_on_the_screen_and_never_as_json(empty: Delegation) -> None:
    empty.open_("make", "--code", "XAL")
    told = empty.open_("shares")
    assert told.count("any 2 open it.") == 3
    empty.open_("shares", "--json")
    assert empty.code == cli.EXIT_REFUSED


# ---------------------------------------------------------------- write


def test_the_whole_is_shown_and_sign_must_be_typed_in_full(
    member: Delegation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for word in ("s", "yes", "SIGN", "sign it", ""):
        typed(monkeypatch, f"{word}\n")
        shown = member.open_("write", "--circle", ORIGIN, "--text", "Good morning")
        assert member.code == cli.EXIT_REFUSED
        assert "Nothing was signed" in member.err
        assert 'text: "Good morning"' in shown
        assert "OPEN to the host" in shown
    assert outbox(member) == []
    typed(monkeypatch, "sign\n")
    shown = member.open_("write", "--circle", ORIGIN, "--text", "Good morning")
    assert member.code == cli.EXIT_ANSWER
    assert str(outbox(member)[0]) in shown


def test_what_was_written_is_in_order_at_the_host(member: Delegation) -> None:
    words = ("--circle", ORIGIN, "--text", "\ud638\uc218", "--yes", "--passphrase-file", member.key)
    told = member.told("node-acts", "write", *words)
    assert (told["state"], told["sealed"], told["body_sealed"]) == ("signed", False, False)
    assert "\ud638\uc218" in member.err
    parcel = read_parcel(Path(told["file"]).read_bytes())
    answer = rule(at_work(4).standing, parcel.entry, parcel.body, at=write_time(LATER))
    assert isinstance(answer, InOrder)
    assert answer.content == {"text": "\ud638\uc218"}
    assert answer.entry.envelope.seq == told["seq"] == 1


def test_yes_goes_with_a_passphrase_file_only(member: Delegation) -> None:
    member.call("write", "--circle", ORIGIN, "--text", "x", "--yes")
    assert member.code == cli.EXIT_REFUSED
    assert "--passphrase-file" in member.err
    assert outbox(member) == []


def test_out_of_order_is_an_answer_of_its_own_and_nothing_is_written(
    member: Delegation, tmp_path: Path
) -> None:
    content = tmp_path / "content.json"
    content.write_text('{"a": 1}', encoding="utf-8")
    words = ("--circle", ORIGIN, "--act", "proposal.table/1", "--content", content, "--yes")
    told = member.told("node-acts", "write", *words, "--passphrase-file", member.key)
    assert member.code == cli.EXIT_REFUSED
    assert (told["state"], told["clause"]) == ("out-of-order", "R31")
    assert outbox(member) == []


def test_a_second_act_of_one_number_is_not_signed_by_accident(member: Delegation) -> None:
    words = ("write", "--circle", ORIGIN, "--yes", "--text")
    member.open_(*words, "First")
    first = outbox(member)[0].read_bytes()
    member.open_(*words, "Second")
    assert member.code == cli.EXIT_REFUSED
    assert "--again" in member.err
    assert outbox(member)[0].read_bytes() == first
    member.open_(*words, "Second", "--again")
    assert member.code == cli.EXIT_ANSWER
    assert first in [path.read_bytes() for path in outbox(member)]
    assert len(outbox(member)) == 2


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": 1.5}', "whole numbers"),
        ('{"a": NaN}', "whole numbers"),
        ('{"a": "\\ud800"}', "whole characters"),
        ("{", "JSON"),
        ("[" * 50_000, "JSON"),
    ],
)
def test_a_content_that_no_act_can_say_is_told(
    member: Delegation, tmp_path: Path, content: str, part: str
) -> None:
    path = tmp_path / "content.json"
    path.write_text(content, encoding="utf-8")
    member.open_("write", "--circle", ORIGIN, "--content", path, "--yes")
    assert member.code == cli.EXIT_BAD_INPUT
    assert part in member.err
    assert outbox(member) == []


def test_a_circle_that_was_not_joined_and_a_text_for_another_act_are_told(
    member: Delegation,
) -> None:
    member.open_("write", "--circle", "lake.example/talks/water", "--text", "x", "--yes")
    assert member.code == cli.EXIT_BAD_INPUT
    member.open_("write", "--circle", ORIGIN, "--act", "key.enrol/1", "--text", "x", "--yes")
    assert member.code == cli.EXIT_REFUSED


def test_powers_are_granted_with_officers_on_machines_of_their_own(
    member: Delegation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, asked = tmp_path / "powers.json", tmp_path / "request.json"
    said: dict[str, Json] = {
        "key": box_of("XAL").keys[0].id,
        "person": "Head of Delegation",
        "title": "Ambassador",
        "from": "2030-01-01T00:00:00Z",
        "until": None,
        "officers": [],
    }
    content.write_text(json.dumps(said), encoding="utf-8")
    words = ("--circle", ORIGIN, "--act", "powers.grant/1", "--content", content)
    told = member.told("node-acts", "write", *words, "--for-officers", asked)
    assert (told["state"], told["officers_needed"]) == ("for-officers", 2)
    signatures = []
    for number in (1, 3):
        officer = Delegation(folder=tmp_path / f"o{number}", key=member.key, capsys=member.capsys)
        officer.folder.mkdir()
        file = lock(officer_box("XAL", number), PASS, chance_of(number), LIGHT)
        (officer.folder / "box.json").write_bytes(file)
        typed(monkeypatch, "sign\n")
        answer = officer.told("node-keys", "countersign", asked, "--passphrase-file", officer.key)
        assert "Ambassador" in officer.err
        signatures += ["--officer", answer["file"]]
    told = member.told(
        "node-acts", "write", *words, *signatures, "--yes", "--passphrase-file", member.key
    )
    assert told["state"] == "signed"
    parcel = read_parcel(Path(told["file"]).read_bytes())
    assert isinstance(rule(at_work(4).standing, parcel.entry, parcel.body), InOrder)


def test_a_delegations_box_does_not_countersign(member: Delegation, tmp_path: Path) -> None:
    content, asked = tmp_path / "powers.json", tmp_path / "request.json"
    content.write_text('{"key": "x"}', encoding="utf-8")
    words = ("--circle", ORIGIN, "--act", "powers.withdraw/1", "--content", content)
    member.call("write", *words, "--for-officers", asked)
    assert member.code == cli.EXIT_ANSWER
    member.open_("countersign", asked, "--yes")
    assert member.code == cli.EXIT_BAD_INPUT
    assert "box of their own" in member.err


def test_a_key_is_rotated_from_paper_to_act(member: Delegation, tmp_path: Path) -> None:
    old = box_of("XAL").newest(KeyUse.SEAL).id
    paper = ("paper", "--circle", ORIGIN, "--new", "seal", "--rotate", old)
    told = member.told("node-keys", *paper, "--passphrase-file", member.key)
    box = unlock((member.folder / "box.json").read_bytes(), PASS)
    assert told["keys"] == [{"use": "seal", "id": box.newest(KeyUse.SEAL).id}]
    words = ("--circle", ORIGIN, "--act", "key.rotate/1", "--content", told["file"], "--yes")
    written = member.told("node-acts", "write", *words, "--passphrase-file", member.key)
    parcel = read_parcel(Path(written["file"]).read_bytes())
    assert isinstance(rule(at_work(4).standing, parcel.entry, parcel.body), InOrder)
    again = ("paper", "--circle", ORIGIN, "--key", told["keys"][0]["id"], "--rotate", old)
    out = tmp_path / "again.json"
    member.open_(*again, "--out", out)
    assert out.read_bytes() == Path(told["file"]).read_bytes()


# ---------------------------------------------------------------- read


def test_the_texts_of_an_open_circle_are_read(member: Delegation) -> None:
    told = member.told("node-acts", "read", "--circle", ORIGIN, "--passphrase-file", member.key)
    assert (told["sealed"], told["size"]) == (False, 5)
    assert [one["text"] for one in told["acts"]] == ["open"] * 5
    shown = member.open_("read", "--circle", ORIGIN, "--from", 1, "--until", 2)
    assert "OPEN to the host" in shown
    assert 'text: "Statement 0"' in shown
    assert "Act 2" not in shown
    member.open_("read", "--circle", ORIGIN, "--from", 9)
    assert member.code == cli.EXIT_BAD_INPUT


def test_the_texts_of_a_sealed_circle_open_with_the_box_of_a_seat(empty: Delegation) -> None:
    desk = at_work(4, sealed=True)
    one = seated(empty, desk, box_of("XBE"))
    told = one.told("node-acts", "read", "--circle", ORIGIN, "--passphrase-file", one.key)
    assert told["sealed"] is True
    assert [act["text"] for act in told["acts"]] == ["open"] + ["unsealed"] * 4
    words = ("--circle", ORIGIN, "--text", "In confidence", "--yes", "--passphrase-file", one.key)
    written = one.told("node-acts", "write", *words)
    assert written["body_sealed"] is True
    assert b"In confidence" not in Path(written["file"]).read_bytes()


def test_what_was_withheld_and_what_came_before_the_entry_is_told_apart(empty: Delegation) -> None:
    desk = eventful()
    one = seated(empty, desk, box_of("XEF"))
    told = one.told("node-acts", "read", "--circle", ORIGIN, "--passphrase-file", one.key)
    states = [act["text"] for act in told["acts"]]
    assert states[2] == "withheld"
    assert states[4] == "before-entry"
    assert told["acts"][4]["content"] is None


# ---------------------------------------------------------------- answers


def written(one: Delegation) -> Parcel:
    one.open_("write", "--circle", ORIGIN, "--text", "x", "--yes")
    return read_parcel(outbox(one)[0].read_bytes())


def test_a_receipt_is_kept_and_a_strangers_is_not(member: Delegation, tmp_path: Path) -> None:
    parcel = written(member)
    receipt = Receipt(
        origin=ORIGIN,
        leaf=leaf_hash(parcel.entry),
        received=write_time(LATER),
        deadline=write_time(LATER + timedelta(hours=1)),
    )
    note = tmp_path / "act.receipt"
    note.write_bytes(write_receipt(receipt, log_signer(host="a-stranger")))
    member.call("answer", note)
    assert member.code == cli.EXIT_BAD_INPUT
    assert "was not kept" in member.err
    note.write_bytes(write_receipt(receipt, log_signer()))
    told = member.told("node-acts", "answer", note)
    assert (told["state"], told["deadline"]) == ("receipt", receipt.deadline)
    assert "promises" in member.call("answer", note)
    assert member.code == cli.EXIT_ANSWER


def test_a_refusal_is_kept_and_frees_the_number(member: Delegation, tmp_path: Path) -> None:
    parcel = written(member)
    ruling = refuse("R31", "Not now.", "Later.")
    note = tmp_path / "act.refusal"
    head = Checkpoint(origin=ORIGIN, size=1, root=seed("a head"))
    refusal = refusal_of(parcel.entry, parcel.body, ruling, write_time(LATER), head)
    note.write_bytes(write_refusal(refusal, log_signer()))
    told = member.told("node-acts", "answer", note)
    assert (told["state"], told["clause"]) == ("refusal", "R31")
    assert Path(told["file"]).name.endswith(".act.refused")
    assert member.code == (cli.EXIT_NOT_VERIFIED if told["alarms"] else cli.EXIT_ANSWER)
    member.open_("write", "--circle", ORIGIN, "--text", "x", "--yes")
    assert member.code == cli.EXIT_ANSWER


def test_an_answer_for_no_act_of_ours_is_told(member: Delegation, tmp_path: Path) -> None:
    act = at_work(4).entered[2].entry
    ruling, head = (
        refuse("R31", "Not now.", "Later."),
        Checkpoint(origin=ORIGIN, size=1, root=seed("a head")),
    )
    refusal = refusal_of(act, None, ruling, write_time(LATER), head)
    note = tmp_path / "x.refusal"
    note.write_bytes(write_refusal(refusal, log_signer()))
    member.call("answer", note)
    assert member.code == cli.EXIT_BAD_INPUT
    assert "no act in the outbox" in member.err
    note.write_bytes(b"no note")
    member.call("answer", note)
    assert member.code == cli.EXIT_BAD_INPUT


# ---------------------------------------------------------------- nothing slips out


def test_no_command_prints_a_private_key_or_the_passphrase(
    member: Delegation, tmp_path: Path
) -> None:
    printed = [
        member.open_("paper"),
        member.open_("paper", "--circle", ORIGIN, "--new", "sign", "--json"),
        member.open_("shares", "--out", tmp_path / "s"),
        member.open_("write", "--circle", ORIGIN, "--text", "x", "--yes"),
        member.open_("read", "--circle", ORIGIN, "--json"),
        member.err,
    ]
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    box = unlock((member.folder / "box.json").read_bytes(), PASS)
    assert read_entry(read_parcel(outbox(member)[0].read_bytes()).entry)
    for secret in [key.private.private_bytes_raw() for key in box.keys]:
        for form in (secret, secret.hex().encode(), to_base64(secret).encode()):
            assert all(form not in file for file in files)
            assert form not in "".join(printed).encode()
    assert PASS not in "".join(printed)
