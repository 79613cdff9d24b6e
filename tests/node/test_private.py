"""Private papers on a node: files that any program with the identity opens, and none without."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from pyrage import decrypt, encrypt, x25519
from tests.node.boxes import LIGHT, PASS, box_of, chance_of

from dipoli.cli.main import main
from dipoli.faults import CredentialError, RecordError, SealedError
from dipoli.node import private
from dipoli.node.drawer import keep_box, make_folder
from dipoli.node.lock import lock
from dipoli.node.paper_box import paper_keys, seal_paper, whose
from dipoli.node.private import identities, keep, names, open_, recipient, remove, written

BOX = box_of("XAL")
DATA = written("Before the third round", "position", "We can wait.\n한국어\n")
DAY = "2030-03-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A node with a box, and its passphrase in a file."""
    make_folder(tmp_path / "node")
    keep_box(tmp_path / "node", lock(BOX, PASS, chance_of("box"), LIGHT))
    word = tmp_path / "word"
    word.touch(mode=0o600)
    word.write_text(PASS, encoding="utf-8")
    return tmp_path / "node"


def run(
    capsys: pytest.CaptureFixture[str], folder: Path, step: str, *words: str
) -> tuple[int, str]:
    """A command; its exit code and what it said."""
    word = str(folder.parent / "word")
    code = main(["node", "private", step, str(folder), *words, "--passphrase-file", word])
    said = capsys.readouterr()
    return code, said.out or said.err


# ---------------------------------------------------------------- examples


def test_a_paper_reads_as_it_was_kept_and_its_file_tells_the_day_alone(folder: Path) -> None:
    name = keep(folder, BOX, DATA, DAY, chance_of("one"))
    paper = open_(folder, BOX, name)
    assert (paper.title, paper.kind, paper.day) == ("Before the third round", "position", DAY)
    assert paper.text == "We can wait.\n한국어\n"
    (file,) = (folder / "private").iterdir()
    assert file.name.startswith("20300301-")
    assert file.stat().st_mode & 0o077 == 0
    assert b"third" not in file.read_bytes()


def test_another_program_that_knows_age_opens_it_with_the_identity(folder: Path) -> None:
    name = keep(folder, BOX, DATA, DAY, chance_of("one"))
    data = (folder / "private" / f"{name}.age").read_bytes()
    (identity,) = identities(BOX)
    assert decrypt(data, [x25519.Identity.from_str(identity)]) == DATA


def test_what_another_program_sealed_to_the_recipient_opens_here(folder: Path) -> None:
    (folder / "private").mkdir()
    sealed = encrypt(b"From the capital: wait.", [x25519.Recipient.from_str(recipient(BOX))])
    (folder / "private" / "20300302-0123456789ab.age").write_bytes(sealed)
    assert open_(folder, BOX, "20300302-0123456789ab").text == "From the capital: wait."


def test_a_further_recipient_opens_it_too_and_nobody_else_does(folder: Path) -> None:
    other = box_of("XBE")
    name = keep(folder, BOX, DATA, DAY, chance_of("two"), [recipient(other)])
    assert open_(folder, other, name).kind == "position"
    mine = keep(folder, BOX, DATA, DAY, chance_of("three"))
    with pytest.raises(SealedError, match="does not open"):
        open_(folder, other, mine)


def test_papers_are_listed_the_newest_first_and_taken_away_by_name(folder: Path) -> None:
    old = keep(folder, BOX, DATA, "2030-02-01", chance_of("old"))
    new = keep(folder, BOX, DATA, "2030-03-01", chance_of("new"))
    assert list(names(folder)) == [new, old]
    remove(folder, new)
    assert list(names(folder)) == [old]
    with pytest.raises(RecordError):
        remove(folder, "../box.json")


def test_a_paper_without_title_or_of_no_kind_is_refused() -> None:
    for title, kind in (("", "note"), ("a\nb", "note"), ("a", "verdict")):
        with pytest.raises(RecordError, match="Nothing was kept"):
            written(title, kind, "words")


def test_what_is_no_recipient_is_told_as_such(folder: Path) -> None:
    with pytest.raises(CredentialError, match="no age recipient"):
        keep(folder, BOX, DATA, DAY, chance_of("x"), ["somebody"])


# ---------------------------------------------------------------- by commands


def test_commands_keep_list_and_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = folder.parent / "draft.txt"
    text.write_text("We can wait.\x1b[2J\n", encoding="utf-8")
    code, said = run(capsys, folder, "keep", str(text), "--title", "Third round", "--json")
    assert code == 0
    name = json.loads(said)["name"]
    assert "Third round" in run(capsys, folder, "list")[1]
    code, said = run(capsys, folder, "read", name)
    assert "We can wait." in said
    assert "\x1b" not in said


def test_commands_seal_and_open_a_paper_of_the_site(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, sealed = folder.parent / "draft.txt", folder.parent / "one.paper"
    text.write_text("We can wait.", encoding="utf-8")
    forum = ("--forum", "lake.example/talks")
    code, said = run(
        capsys, folder, "seal", str(text), "--title", "T", *forum, "--out", str(sealed)
    )
    assert code == 0
    assert base64.b64decode(said) == sealed.read_bytes()
    assert "We can wait." in run(capsys, folder, "open", str(sealed), *forum)[1]
    assert run(capsys, folder, "open", str(sealed), "--forum", "sea.example/talks")[0] == 2


def test_a_paper_of_an_unknown_hand_is_not_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owner, stranger = whose("lake.example/talks", "XAL"), paper_keys(box_of("XBE"))[0]
    box = seal_paper(
        written("Order", "instruction", "Give way."),
        owner,
        [paper_keys(BOX)[0].public],
        stranger,
        chance_of("stranger"),
    )
    file = folder.parent / "order.paper"
    file.write_bytes(box)
    forum = ("--forum", "lake.example/talks")
    code, said = run(capsys, folder, "open", str(file), *forum)
    assert code == 2
    assert "Give way" not in said
    assert "the host included" in said
    code, said = run(capsys, folder, "open", str(file), *forum, "--from", stranger.public.text)
    assert (code, "Give way." in said) == (0, True)


def test_keys_and_identity_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, folder, "key")[1]
    assert paper_keys(BOX)[0].public.code in said
    assert recipient(BOX) in said
    assert identities(BOX)[0] in run(capsys, folder, "identity")[1]
    assert private.PRIVATE == "private"
