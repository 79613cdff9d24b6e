"""A circle as one folder: whole, in words, verified wholly, and refused when anything is amiss."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from attrs import evolve
from tests.forum.made import charter
from tests.record.acts import START, Desk, at_work, eventful, head_note, log_signer, opened
from tests.secretariat.bags import at_work_in, cosigned, is_valid, lists, relist
from tests.secretariat.keepers import Through
from tests.secretariat.offices import LOG, in_file

from dipoli.cli.main import main
from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import DipoliError, RecordError, TamperedError
from dipoli.forum.charter_text import write_charter
from dipoli.record import forms
from dipoli.record.canon import canonical
from dipoli.record.custody import Stored
from dipoli.record.note import open_checkpoint
from dipoli.secretariat.export import export, read_bag
from dipoli.terms import COMPILED


class _OtherBody(Through):
    """Its disk gives the second act the body of the third."""

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts, one with another's body."""
        acts = list(self.custody.read(start, end))
        return [evolve(one, body=acts[2].body) if one.index == 1 else one for one in acts]


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a record with every act of the register; never changed."""
    folder = tmp_path_factory.mktemp("bag")
    custody, _ = at_work_in(withheld(), folder / "old")
    with closing(custody):
        export(custody, folder / "export", START)
    return folder / "export"


def withheld() -> Desk:
    """An eventful record from which the host has deleted the body that was withheld."""
    desk = eventful()
    desk.entered[2] = type(desk.entered[2])(
        entry=desk.entered[2].entry, body=None, envelope=desk.entered[2].envelope
    )
    return desk


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# ---------------------------------------------------------------- what an export holds


def test_an_export_is_a_valid_bag_for_another_reader_of_the_standard(bag: Path) -> None:
    assert is_valid(bag)
    assert {one.name for one in bag.iterdir()} == {
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "data",
    }
    octets = sum((bag / path).stat().st_size for path in lists(bag / "manifest-sha256.txt"))
    count = len(lists(bag / "manifest-sha256.txt"))
    assert f"Payload-Oxum: {octets}.{count}\n" in text(bag / "bag-info.txt")
    assert "Bagging-Date: 2030-03-01\n" in text(bag / "bag-info.txt")
    assert "External-Identifier: lake.example/talks/plenary\n" in text(bag / "bag-info.txt")


def test_what_is_read_back_is_the_whole_record(bag: Path) -> None:
    desk, read = withheld(), read_bag(bag, LOG.verifier)
    assert read.standing.root == desk.standing.root
    assert [(act.entry, act.body) for act in read.acts()] == [
        (one.entry, one.body) for one in desk.entered
    ]
    assert read.move is None
    assert [head.size for head in read.cosigned] == [desk.standing.size]
    assert len(read.cosigned[0].lines) == 2
    assert open_checkpoint(read.head.checkpoint, LOG.verifier).checkpoint.size == read.head.size


def test_dipoli_verify_and_the_small_verifier_inside_accept_it(
    bag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(bag / "data" / "record")]) == 0
    assert "Verified" in capsys.readouterr().out
    words = [sys.executable, str(bag / "data" / "verify_record.py"), str(bag / "data" / "record")]
    assert subprocess.run(words, check=False, capture_output=True).returncode == 0  # noqa: S603 - our own words


def test_every_act_stands_there_in_words(bag: Path) -> None:
    desk = withheld()
    for number, written in enumerate(desk.entered):
        told = text(bag / "data" / "acts" / f"{number:06}.txt")
        assert f"Act {number} of lake.example/talks/plenary\n" in told
        assert f"what: {written.envelope.name}\n" in told
        assert f"time: {written.envelope.time}" in told
        assert "OPEN to the host" in told
        assert "an exercise; all states are invented" in told
    assert '"text": "Statement 0"' in text(bag / "data/acts/000001.txt")
    assert "withheld by act" in text(bag / "data/acts/000002.txt")
    assert "An invented law" in text(bag / "data/acts/000002.txt")
    assert "on paper; entered by SECRETARIAT" in text(bag / "data/acts/000004.txt")


def test_the_register_of_keys_stands_there(bag: Path) -> None:
    desk, told = eventful(), json.loads(text(bag / "data" / "keys.json"))
    assert {key["id"] for key in told["keys"]} == set(desk.standing.keys)
    stages = {key["id"]: key["stage"] for key in told["keys"]}
    assert {stages[key.id] for key in desk.standing.keys.values()} >= {"rotated", "lost"}
    assert len(told["log_keys"]) == 1


def test_a_sealed_circle_is_exported_as_ciphertext_and_says_so(tmp_path: Path) -> None:
    custody, _ = at_work_in(at_work(4, sealed=True), tmp_path / "old")
    with closing(custody):
        export(custody, tmp_path / "export", START)
    told = "".join(text(one) for one in (tmp_path / "export/data").rglob("*.txt"))
    assert "Statement" not in told
    assert "The body is sealed." in text(tmp_path / "export/data/acts/000001.txt")
    for name in ("bag-info.txt", "data/README.txt", "data/acts/000001.txt"):
        assert "SEALED against the host" in text(tmp_path / "export" / name)
    assert read_bag(tmp_path / "export").standing.is_sealed


@pytest.mark.parametrize("what", ["exercise", "compiled", "neither"])
def test_every_text_of_an_exercise_or_a_compiled_record_bears_its_mark(
    tmp_path: Path, what: str
) -> None:
    style = f"{COMPILED}, style" if what == "compiled" else "Invented"
    paper = write_charter(evolve(charter(), exercise=what == "exercise", style=style))
    custody, _ = at_work_in(opened(charter=paper), tmp_path / "old")
    with closing(custody):
        export(custody, tmp_path / "export", START)
    mark = {
        "exercise": "EXERCISE: every state in it is invented.",
        "compiled": f"COMPILED: {COMPILED}.",
    }.get(what)
    data = tmp_path / "export/data"
    for name in ("README.txt", "acts/000000.txt"):
        assert (text(data / name).splitlines()[0] == mark) is (mark is not None)
    assert json.loads(text(data / "keys.json")).get("mark") == mark
    info = text(tmp_path / "export/bag-info.txt").splitlines()
    assert [line for line in info if line.startswith("Dipoli-Mark: ")] == [
        f"Dipoli-Mark: {one}" for one in (mark,) if one
    ]
    assert is_valid(tmp_path / "export")


def test_an_exercise_whose_mark_was_taken_off_is_refused(tmp_path: Path) -> None:
    paper = write_charter(evolve(charter(), exercise=True))
    custody, _ = at_work_in(opened(charter=paper), tmp_path / "old")
    with closing(custody):
        export(custody, tmp_path / "export", START)
    info = tmp_path / "export/bag-info.txt"
    kept = [line for line in text(info).splitlines() if "Dipoli-Mark" not in line]
    info.write_text("\n".join([*kept, ""]), "utf-8")
    relist(tmp_path / "export")
    with pytest.raises(TamperedError, match=r"bag-info\.txt says something else of Dipoli-Mark"):
        read_bag(tmp_path / "export")


def test_every_cosigned_head_is_in_it(tmp_path: Path) -> None:
    desk = at_work(4)
    custody, office = at_work_in(desk, tmp_path / "old")
    with closing(custody):
        written = desk.write(forms.SAY, "XAL", {"text": "More"})
        assert office.receive(written.entry, written.body, START)
        cosigned(custody, "XCE", 1_900_000_100)
        export(custody, tmp_path / "export", START)
    read = read_bag(tmp_path / "export")
    assert [(head.size, len(head.lines)) for head in read.cosigned] == [(5, 2), (6, 1)]


def test_characters_that_a_screen_hides_are_written_as_escapes(tmp_path: Path) -> None:
    desk = at_work(1)
    desk.say("XBE", "right\u202eleft\x07")
    custody, _ = at_work_in(desk, tmp_path / "old")
    with closing(custody):
        export(custody, tmp_path / "export", START)
    told = text(tmp_path / "export/data/acts/000002.txt")
    assert "right\\u202eleft\\u0007" in told
    assert read_bag(tmp_path / "export").standing.size == 3


# ---------------------------------------------------------------- whole, or not at all


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    with (
        closing(in_file(at_work(1), tmp_path)) as custody,
        pytest.raises(RecordError, match="that name is taken"),
    ):
        export(custody, tmp_path / "export", START)
    assert list((tmp_path / "export").iterdir()) == []


def test_a_circle_that_is_not_opened_is_not_exported(tmp_path: Path) -> None:
    with (
        closing(in_file(Desk(), tmp_path)) as custody,
        pytest.raises(RecordError, match="not opened yet"),
    ):
        export(custody, tmp_path / "export", START)


@pytest.mark.parametrize("fault", [OSError("no room"), RecordError("no answer")])
def test_what_is_cut_short_leaves_no_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(_self: StaticFiles, _custody: object) -> None:
        raise fault

    with closing(in_file(at_work(1), tmp_path)) as custody:
        with monkeypatch.context() as patched:
            patched.setattr(StaticFiles, "publish", fail)
            with pytest.raises(RecordError, match=r"no room|no answer"):
                export(custody, tmp_path / "export", START)
        assert [one.name for one in tmp_path.iterdir() if "export" in one.name] == []
        (tmp_path / "export.partial").mkdir()  # left by a crash
        export(custody, tmp_path / "export", START)
    assert is_valid(tmp_path / "export")


def test_a_record_that_does_not_hold_is_not_exported(tmp_path: Path) -> None:
    desk = at_work(3)
    with (
        closing(in_file(desk, tmp_path)) as custody,
        pytest.raises(TamperedError, match=r"not made.*salted hash"),
    ):
        export(_OtherBody(custody), tmp_path / "export", START)
    assert not (tmp_path / "export").exists()


# ---------------------------------------------------------------- what is amiss is refused


def damage(path: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def make(bag: Path) -> None:
        place = bag / path
        place.write_bytes(change(place.read_bytes()))

    return make


def flip(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def link_keys(bag: Path) -> None:
    (bag / "data/keys.json").unlink()
    (bag / "data/keys.json").symlink_to(bag / "bagit.txt")


DAMAGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed act": (damage("data/acts/000001.txt", flip), "acts/000001.txt is not the file"),
    "a changed bundle": (
        lambda bag: damage(
            next(iter(p for p in lists(bag / "manifest-sha256.txt") if "entries" in p)), flip
        )(bag),
        "SHA-256 is another",
    ),
    "a missing body": (
        lambda bag: (bag / "data/record/bodies/001").unlink(),
        "data/record/bodies/001 is listed, and missing",
    ),
    "a missing checkpoint": (
        lambda bag: (bag / "data/record/checkpoint").unlink(),
        "checkpoint is listed, and missing",
    ),
    "an extra file in the payload": (
        lambda bag: (bag / "data/more.txt").write_text("x"),
        "data/more.txt is not listed",
    ),
    "an extra file beside it": (
        lambda bag: (bag / "more.txt").write_text("x"),
        "more.txt is not listed",
    ),
    "a link in place of a file": (
        link_keys,
        "data/keys.json is a link",
    ),
    "a folder that is a link": (
        lambda bag: (bag / "data/other").symlink_to(bag),
        "data/other is a link",
    ),
    "a list of files to fetch": (
        lambda bag: (bag / "fetch.txt").write_text("x"),
        "fetched elsewhere",
    ),
    "no declaration": (lambda bag: (bag / "bagit.txt").unlink(), "this is no bag"),
    "another version": (
        damage("bagit.txt", lambda data: data.replace(b"1.0", b"0.97")),
        "is not that of BagIt 1.0",
    ),
    "a changed description": (damage("bag-info.txt", flip), "bag-info.txt is not the file"),
    "no list": (lambda bag: (bag / "manifest-sha256.txt").unlink(), "manifest-sha256.txt"),
    "a list without hashes": (
        damage("manifest-sha256.txt", lambda _: b"nothing\n"),
        "line 1: no hash and path",
    ),
    "a path that leads out": (
        damage("manifest-sha256.txt", lambda data: data + b"0" * 64 + b"  data/../../x\n"),
        "no hash and path of a file inside",
    ),
    "a path twice": (
        damage("manifest-sha256.txt", lambda data: data + data.splitlines(keepends=True)[0]),
        "twice",
    ),
}


@pytest.mark.parametrize("wrong", DAMAGED)
def test_a_bag_that_is_damaged_is_refused_and_it_says_what_where_why_and_what_next(
    bag: Path, tmp_path: Path, wrong: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(bag, copy, symlinks=True)
    make, told = DAMAGED[wrong]
    make(copy)
    with pytest.raises(RecordError) as refusal:
        read_bag(copy)
    assert told in str(refusal.value)
    assert f"The export {copy} was not accepted: " in str(refusal.value)
    assert "To mend: " in str(refusal.value)


def without_note(bag: Path) -> None:
    for one in (bag / "data/notes").iterdir():
        one.rename(one.with_name("000003.txt"))


FORGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "an act in other words": (
        damage("data/acts/000001.txt", lambda data: data.replace(b"Statement", b"Promise ")),
        "does not say what the record says",
    ),
    "another key in the register": (
        damage("data/keys.json", lambda data: data.replace(b"XAL", b"XBE")),
        "keys.json does not say",
    ),
    "a read-me that says sealed": (
        damage("data/README.txt", lambda data: data.replace(b"OPEN to", b"SEALED against")),
        "README.txt does not say",
    ),
    "a description that says sealed": (
        damage("bag-info.txt", lambda data: data.replace(b"OPEN to", b"SEALED against")),
        "says something else of Dipoli-Circle",
    ),
    "another body": (
        damage("data/record/bodies/001", lambda data: data.replace(b'"salt":"', b'"salt":"AAAA')),
        "act 1",
    ),
    "an act left out of the words": (
        lambda bag: (bag / "data/acts/000003.txt").unlink(),
        "acts/000003.txt is missing",
    ),
    "an act more in the words": (
        lambda bag: (bag / "data/acts/000999.txt").write_text("x"),
        "000999.txt is no part of an export",
    ),
    "a file more": (lambda bag: (bag / "data/more.txt").write_text("x"), "more.txt is no part"),
    "a file more in the record": (
        lambda bag: (bag / "data/record/more").write_text("x"),
        "files that it does not need",
    ),
    "a body that nobody withheld": (
        lambda bag: (bag / "data/record/bodies/001").unlink(),
        "bodies are missing that no act withholds, of the acts 1",
    ),
    "a body of the register left out": (
        lambda bag: (bag / "data/record/bodies/000").unlink(),
        "act 0",
    ),
    "a cosigned head under another size": (without_note, "notes/000003.txt does not hold"),
    "a hand-over that is none": (
        lambda bag: (bag / "data/hand-over.act").write_bytes(canonical({"entry": ""})),
        "hand-over.act cannot be read",
    ),
    "another form": (
        damage("bag-info.txt", lambda data: data.replace(b"Export: 1", b"Export: 2")),
        "no export of a record in form 1",
    ),
    "no record": (lambda bag: shutil.rmtree(bag / "data/record"), "there is no record in it"),
    "an older head": (
        damage("data/record/checkpoint", lambda _: head_note(eventful().past[-2])),
        "not accepted",
    ),
}


@pytest.mark.parametrize("wrong", FORGED)
def test_a_bag_that_was_changed_on_purpose_and_listed_anew_is_refused(
    bag: Path, tmp_path: Path, wrong: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(bag, copy)
    make, told = FORGED[wrong]
    make(copy)
    relist(copy)
    assert is_valid(copy)
    with pytest.raises(DipoliError) as refusal:
        read_bag(copy)
    assert told in str(refusal.value)
    assert "To mend: " in str(refusal.value)


def test_a_bag_of_another_log_key_than_the_one_given_is_refused(bag: Path) -> None:
    with pytest.raises(TamperedError, match="log key given is none of those"):
        read_bag(bag, log_signer(host="another-host").verifier)


def test_a_folder_that_is_no_bag_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="give the folder that an export made"):
        read_bag(tmp_path)
