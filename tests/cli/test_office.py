"""``dipoli office``: a secretariat of five at work, from making the office to moving the circle."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import define
from jsonschema import Draft202012Validator
from tests.record.acts import (
    CIRCLE,
    FORUM,
    KEYED,
    ORIGIN,
    PAPER,
    START,
    Desk,
    Written,
    paper_mark,
    seat,
    signing,
)

from dipoli.cli import main as cli
from dipoli.cli import office_door, office_heads, office_moves
from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.record import forms
from dipoli.record.audit import audit
from dipoli.record.canon import to_base64
from dipoli.record.note import cosign, read_key, read_note, write_signature
from dipoli.record.parcel import Parcel, write_parcel
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.receipt import read_receipt, read_refusal
from dipoli.record.standing import Standing, witness_name

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/reference/json/office.schema.json").read_text("utf-8"))
SECRET = "five words drawn by lot"  # noqa: S105 - of a test


@define
class Clock:
    """The time that the commands are told."""

    at: datetime = START

    def now(self) -> datetime:
        """The time."""
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Clock:
    clock = Clock()
    for module in (office_door, office_heads, office_moves):
        monkeypatch.setattr(module, "now", clock.now)
    monkeypatch.chdir(tmp_path)
    return clock


def run(*words: object) -> int:
    return cli.main(["office", *map(str, words)])


def told(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> dict[str, Any]:
    """What a command prints as JSON, held against its schema."""
    capsys.readouterr()
    assert run(*words, "--json") == code, capsys.readouterr().err
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(answer)
    return answer


def make(folder: str = "office", *more: object) -> None:
    assert run("make", folder, "--forum", FORUM, "--circle", CIRCLE, *more) == 0


def paper(*, sealed: bool = False) -> Path:
    """What the founders agreed."""
    seats = [seat(code) for code in KEYED] + [seat(PAPER, paper=True)]
    said = {"title": "Talks on the lake (an exercise)", "sealed": sealed, "seats": seats}
    Path("paper.json").write_text(json.dumps(said), encoding="utf-8")
    return Path("paper.json")


def open_office(*, sealed: bool = False) -> None:
    make()
    assert run("open", "office", paper(sealed=sealed)) == 0


def desk_of(folder: str = "office") -> Desk:
    """The desk of delegations that hold a copy of what the office gives out."""
    standing = audit(MirrorFolder(Path(folder, "static")).read).standing
    assert isinstance(standing, Standing)
    return Desk(standing=standing)


def hand_in(written: Written, name: str) -> Path:
    """An act as a node hands it in."""
    path = Path(name)
    path.write_bytes(write_parcel(Parcel(entry=written.entry, body=written.body)))
    return path


def checkpoint(folder: str = "office") -> bytes:
    return Path(folder, "static", "checkpoint").read_bytes()


# ---------------------------------------------------------------- making and opening


def test_an_office_is_made_for_its_owner_alone_and_tells_its_log_key(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock
    answer = told(capsys, "make", "office", "--forum", FORUM, "--circle", CIRCLE)
    assert (answer["circle"], answer["sealed"], answer["head"]) == (ORIGIN, None, None)
    assert read_key(answer["log_key"]).name == ORIGIN
    assert stat.S_IMODE(Path("office").stat().st_mode) == 0o700
    for one in Path("office").iterdir():
        assert stat.S_IMODE(one.stat().st_mode) == 0o600, one
    assert not Path("office/record.db").exists()


@pytest.mark.parametrize(
    "words",
    [("--circle", "Not a circle"), ("--forum", "Not/A/Forum"), ("--code", "office")],
)
def test_an_office_with_a_name_that_cannot_be_is_not_made(
    clock: Clock, words: tuple[str, str]
) -> None:
    assert clock
    assert run("make", "office", "--forum", FORUM, "--circle", CIRCLE, *words) == cli.EXIT_BAD_INPUT
    assert not Path("office").exists()


def test_a_folder_that_holds_something_is_left_alone(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock
    make()
    before = Path("office/keys.json").read_bytes()
    assert run("make", "office", "--forum", FORUM, "--circle", CIRCLE) == cli.EXIT_BAD_INPUT
    assert "something lies in office already" in capsys.readouterr().err
    assert Path("office/keys.json").read_bytes() == before


@pytest.mark.parametrize("sealed", [False, True])
def test_opening_says_whether_the_circle_is_open_or_sealed(
    clock: Clock, capsys: pytest.CaptureFixture[str], *, sealed: bool
) -> None:
    assert clock
    make()
    capsys.readouterr()
    assert run("open", "office", paper(sealed=sealed)) == 0
    shown = capsys.readouterr().out
    assert ("SEALED against the host" in shown, "OPEN to the host" in shown) == (sealed, not sealed)
    assert "entered as act 0" in shown
    answer = told(capsys, "show", "office")
    assert (answer["sealed"], answer["head"]["size"]) == (sealed, 1)
    assert audit(MirrorFolder(Path("office/static")).read).holds


def test_a_paper_that_is_out_of_order_is_refused_and_a_better_one_opens_the_circle(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock
    make()
    bad = json.loads(paper().read_text("utf-8"))
    bad["seats"] *= 2
    Path("bad.json").write_text(json.dumps(bad), encoding="utf-8")
    answer = told(capsys, "open", "office", "bad.json", code=cli.EXIT_REFUSED)
    assert answer["answers"][0]["clause"] == "R21"
    assert answer["sealed"] is None
    assert run("open", "office", paper()) == 0
    again = told(capsys, "open", "office", paper(), code=cli.EXIT_REFUSED)
    assert again["answers"][0]["clause"] == "R8"


# ---------------------------------------------------------------- the door


def test_an_act_is_entered_given_out_and_answered_with_a_receipt_beside_it(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    open_office()
    clock.at = START + timedelta(minutes=1)
    file = hand_in(desk_of().write(forms.SAY, "XAL", {"text": "Good morning"}), "first.act")
    answer = told(capsys, "receive", "office", file)
    (one,) = answer["answers"]
    assert (one["file"], one["entered_as"], one["answer"]) == ("first.act", 1, "first.receipt")
    key = read_key(told(capsys, "show", "office")["log_key"])
    desk = desk_of()
    assert read_receipt(Path("first.receipt").read_bytes(), key).leaf == desk.standing.leaves[1]
    assert desk.standing.size == 2


def test_an_act_that_is_out_of_order_is_refused_in_writing_and_the_others_are_entered(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    open_office()
    clock.at = START + timedelta(minutes=1)
    desk = desk_of()
    good = hand_in(desk.write(forms.SAY, "XAL", {"text": "Good morning"}), "good.act")
    stranger = (signing("nobody"),)
    bad = hand_in(desk.write(forms.SAY, "XBE", {"text": "No"}, signers=stranger), "bad.act")
    answer = told(capsys, "receive", "office", bad, good, good, code=cli.EXIT_REFUSED)
    assert [one["clause"] for one in answer["answers"]] == ["R9", None, None]
    assert [one["entered_as"] for one in answer["answers"]] == [None, 1, 1]
    assert all(one["remedy"] for one in answer["answers"] if one["clause"])
    key = read_key(told(capsys, "show", "office")["log_key"])
    assert read_refusal(Path("bad.refusal").read_bytes(), key).ruling.clause == "R9"
    assert Path("good.receipt").exists()
    assert not Path("good.refusal").exists()  # the same bytes twice are no second act
    assert run("receive", "office", good) == 0
    assert "good.act: was entered before, as act 1" in capsys.readouterr().out
    assert run("receive", "office", bad) == cli.EXIT_REFUSED
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("bad.act: out of order under R9.")
    assert lines[at + 1].startswith("  Why: ")
    assert lines[at + 2].startswith("  To mend: ")
    assert Path("bad-2.refusal").exists()


def test_a_file_that_is_no_act_is_told_before_anything_is_entered(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    open_office()
    clock.at = START + timedelta(minutes=1)
    good = hand_in(desk_of().write(forms.SAY, "XAL", {"text": "Good morning"}), "good.act")
    Path("bad.act").write_bytes(b"{}")
    assert run("receive", "office", good, "bad.act") == cli.EXIT_BAD_INPUT
    assert "bad.act is no file of an act, and nothing was entered" in capsys.readouterr().err
    assert told(capsys, "show", "office")["head"]["size"] == 1


@pytest.mark.parametrize("sealed", [False, True])
def test_an_act_on_paper_is_entered_for_a_seat_on_paper_and_for_no_other(
    clock: Clock, capsys: pytest.CaptureFixture[str], *, sealed: bool
) -> None:
    open_office(sealed=sealed)
    said = {"text": "By note verbale", "on_paper": paper_mark()}
    Path("said.json").write_text(json.dumps(said), encoding="utf-8")
    answer = told(capsys, "act", "office", forms.SAY, "said.json", "--by", PAPER)
    assert answer["answers"][0]["entered_as"] == 1
    refused = told(capsys, "act", "office", forms.SAY, "said.json", "--by", "XAL", code=3)
    assert refused["answers"][0]["clause"] == "R13"
    assert clock


def test_a_body_withheld_by_law_leaves_what_is_given_out(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    open_office()
    clock.at = START + timedelta(minutes=1)
    desk = desk_of()
    run("receive", "office", hand_in(desk.write(forms.SAY, "XAL", {"text": "No"}), "a.act"))
    assert Path("office/static/bodies/001").exists()
    leaf = to_base64(desk_of().standing.leaves[1])
    law = {"index": 1, "leaf": leaf, "who": "A court", "law": "An invented law"}
    Path("law.json").write_text(json.dumps(law), encoding="utf-8")
    assert told(capsys, "act", "office", forms.WITHHOLD_BODY, "law.json")["head"]["size"] == 3
    assert not Path("office/static/bodies/001").exists()
    assert audit(MirrorFolder(Path("office/static")).read).withheld == (1,)


# ---------------------------------------------------------------- heads


def test_a_head_is_timed_anew_and_given_out(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    open_office()
    key = read_key(told(capsys, "show", "office")["log_key"])
    clock.at = START + timedelta(minutes=7)
    answer = told(capsys, "time", "office")
    assert answer["head"]["timed"] == "2030-03-01T10:07:00Z"
    assert timed_by_host(checkpoint(), key) == (int(clock.at.timestamp()),)


def test_with_every_the_head_is_timed_until_it_is_stopped(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_office()
    key = read_key(told(capsys, "show", "office")["log_key"])
    slept = list[int]()

    def sleep(seconds: int) -> None:
        slept.append(seconds)
        if len(slept) == 4:
            raise KeyboardInterrupt
        clock.at += timedelta(seconds=seconds)

    monkeypatch.setattr("dipoli.cli.office_heads.time.sleep", sleep)
    assert run("time", "office", "--every", 60) == cli.EXIT_INTERRUPTED
    assert slept == [60, 60, 60, 60]
    assert timed_by_host(checkpoint(), key) == (int((START + timedelta(minutes=3)).timestamp()),)


@pytest.mark.parametrize("seconds", ["0", "x", "86401", "-1", "1.5"])
def test_a_period_that_is_none_is_refused(clock: Clock, seconds: str) -> None:
    assert clock
    with pytest.raises(SystemExit):
        run("time", "office", "--every", seconds)


def line(code: str, at: datetime = START) -> str:
    text = read_note(checkpoint()).text
    name = witness_name(FORUM, code)
    return write_signature(cosign(text, signing(code, "witness"), name, int(at.timestamp())))


def test_cosignatures_are_kept_from_whole_heads_and_from_lines_alone(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    open_office()
    Path("a.head").write_bytes(checkpoint() + f"{line('XAL')}\n".encode())
    Path("b.line").write_text(f"{line('XBE')}\n", encoding="utf-8")
    late = line("XCE")
    first = told(capsys, "cosign", "office", "a.head")
    assert (first["cosignatures"], first["head"]["official"]) == (1, False)
    second = told(capsys, "cosign", "office", "b.line")
    assert (second["head"]["cosigned"], second["head"]["needed"]) == (2, 2)
    assert second["head"]["official"] is True
    assert b"witness/XBE" in checkpoint()
    clock.at = START + timedelta(minutes=1)
    run("receive", "office", hand_in(desk_of().write(forms.SAY, "XAL", {"text": "No"}), "a.act"))
    Path("c.line").write_text(late, encoding="utf-8")
    assert told(capsys, "cosign", "office", "c.line")["head"]["official"] is False


def test_lines_that_do_not_hold_are_told_and_the_others_kept(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock
    open_office()
    name = witness_name(FORUM, "XAL")
    text = read_note(checkpoint()).text
    false = write_signature(cosign(text, signing("nobody"), name, 1))
    Path("bad.line").write_text(false, encoding="utf-8")
    Path("good.line").write_text(line("XBE"), encoding="utf-8")
    other = checkpoint().replace(ORIGIN.encode(), b"lake.example/other")
    Path("other.head").write_bytes(other)
    answer = told(capsys, "cosign", "office", "bad.line", "other.head", "good.line", code=2)
    assert answer["cosignatures"] == 1
    assert [one.partition(":")[0] for one in answer["told"][1:]] == ["bad.line", "other.head"]


# ---------------------------------------------------------------- keys under a passphrase


def test_locked_keys_open_with_their_passphrase_alone(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock
    with passphrase_file(SECRET) as file, passphrase_file("another passphrase") as other:
        make("office", "--passphrase-file", file)
        assert b'"log"' not in Path("office/keys.json").read_bytes()
        assert run("open", "office", paper(), "--passphrase-file", other) == cli.EXIT_BAD_INPUT
        assert "does not open the keys" in capsys.readouterr().err
        assert run("open", "office", paper(), "--passphrase-file", file) == 0
        damaged = Path("office/keys.json").read_bytes().replace(b'"n":131072', b'"n":131073')
        Path("office/keys.json").write_bytes(damaged)
        assert run("show", "office", "--passphrase-file", file) == cli.EXIT_BAD_INPUT


def test_a_short_passphrase_is_refused_and_nothing_is_made(clock: Clock) -> None:
    assert clock
    with passphrase_file("short") as file:
        words = ("--forum", FORUM, "--circle", CIRCLE, "--passphrase-file", file)
        assert run("make", "office", *words) == cli.EXIT_REFUSED
    assert not Path("office").exists()


@contextmanager
def passphrase_file(secret: str) -> Iterator[Path]:
    path = Path(f"passphrase-{len(secret)}")
    path.touch(mode=0o600)
    path.write_text(f"{secret}\n", encoding="utf-8")
    yield path
    path.unlink()


# ---------------------------------------------------------------- leaving, and coming


def test_a_circle_moves_from_one_office_to_another_by_commands_alone(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    open_office()
    key = told(capsys, "show", "office")["log_key"]
    make("next")
    early = told(capsys, "export", "office", "early")
    assert (early["files"], early["sealed"]) == (["early"], False)
    assert run("take-over", "early", "next") == cli.EXIT_BAD_INPUT
    assert "does not move the circle" in capsys.readouterr().err
    told(capsys, "hand-over", "office", "next/next-office.json", "bag")
    assert run("receive", "office", "bag/data/hand-over.act") == cli.EXIT_REFUSED
    assert "go on there" in capsys.readouterr().err
    assert run("time", "office") == cli.EXIT_REFUSED
    assert "Handed over at 1 act, " in "".join(told(capsys, "show", "office")["told"])
    answer = told(capsys, "take-over", "bag", "next", "--log-key", key)
    assert answer["head"]["size"] == 2
    assert answer["log_key"] != key
    clock.at = START + timedelta(minutes=2)
    said = desk_of("next").write(forms.SAY, "XAL", {"text": "Good morning"})
    assert told(capsys, "receive", "next", hand_in(said, "a.act"))["head"]["size"] == 3
    found = audit(MirrorFolder(Path("next/static")).read, read_key(key))
    assert found.holds


def test_a_backup_is_made_while_the_office_is_at_work(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock
    open_office()
    assert told(capsys, "backup", "office", "copy.db")["files"] == ["copy.db"]
    assert Path("copy.db").stat().st_size > 0
    assert run("backup", "office", "copy.db") == cli.EXIT_BAD_INPUT


def test_a_folder_that_is_no_office_is_told_as_such(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock
    assert run("show", "nowhere") == cli.EXIT_BAD_INPUT
    assert "make one (dipoli office make)" in capsys.readouterr().err
    make()
    assert run("receive", "office", os.devnull) == cli.EXIT_BAD_INPUT
    assert run("time", "office") == cli.EXIT_BAD_INPUT
    assert "it has no record yet" in capsys.readouterr().err
    assert told(capsys, "show", "office")["told"] == ["There is no record here yet."]


def test_every_answer_in_words_says_open_or_sealed(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock
    open_office(sealed=True)
    make("next")
    capsys.readouterr()
    for words in (
        ("show", "office"),
        ("time", "office"),
        ("export", "office", "out"),
        ("backup", "office", "copy.db"),
        ("hand-over", "office", "next/next-office.json", "bag"),
        ("take-over", "bag", "next"),
    ):
        assert run(*words) == 0
        assert "SEALED against the host" in capsys.readouterr().out, words
