"""What `dipoli discourse` says to bad input: where, what was expected, how to mend it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.worlds.texts import tiny

from dipoli.cli.main import main

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")


@pytest.fixture(name="at")
def _at(tmp_path: Path) -> Path:
    tiny(tmp_path)
    return tmp_path


def manifest(at: Path, old: str, new: str) -> None:
    path = at / "corpus" / "MANIFEST.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def text_changed(at: Path) -> None:
    (at / "corpus" / "xal" / "2026.txt").write_text("Other words.", encoding="utf-8")


def text_gone(at: Path) -> None:
    (at / "corpus" / "xal" / "2026.txt").unlink()


def book_broken(at: Path) -> None:
    (at / "book.yaml").write_text("codebook: {id: lake", encoding="utf-8")


def book_strange(at: Path) -> None:
    path = at / "book.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: goal", "kind: wish", 1), "utf-8")


def nothing(_at: Path) -> None:
    return


def undated(at: Path) -> None:
    manifest(at, "2027-09-09", "")


def result(content: object) -> Callable[[Path], None]:
    def make(at: Path) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        (at / "result.json").write_text(text, encoding="utf-8")

    return make


CONVERGE = ("converge", "@", "=", "XAL", "XBE", "--genre", "speech", "--issue")
FILE = ("file", "@", "xal/2026.txt", "30", "--case", LAKE, "--out", "#")
BAD: tuple[tuple[str, tuple[str, ...], Callable[[Path], None], str], ...] = (
    ("no corpus", ("code", "#", "="), nothing, "corpus"),
    ("a corpus that is a file", ("code", "=", "="), nothing, "manifest"),
    ("a text that was changed", ("code", "@", "="), text_changed, "2026.txt"),
    ("a text that is gone", ("salience", "@", "=", "--genre", "speech"), text_gone, "2026.txt"),
    ("no codebook", ("code", "@", "#"), nothing, "new"),
    ("a codebook that is no YAML", ("code", "@", "="), book_broken, "book.yaml"),
    ("a codebook with a strange kind", ("code", "@", "="), book_strange, "wish"),
    ("a document that is not there", ("code", "@", "=", "--file", "xal/2026.text"), nothing,
     "did you mean xal/2026.txt"),
    ("several genres and none named", ("salience", "@", "="), nothing, "--genre"),
    ("a genre that is not there", ("salience", "@", "=", "--genre", "speeches"), nothing,
     "did you mean speech"),
    ("a language that is not there",
     ("salience", "@", "=", "--genre", "speech", "--language", "zh"), nothing, "en, ko, ru"),
    ("dates the wrong way round",
     ("salience", "@", "=", "--genre", "speech", "--since", "2029", "--until", "2027"), nothing,
     "swap"),
    ("a text that is not joint", ("emphasis", "@", "=", "xal/2026.txt"), nothing, "joint"),
    ("a joint text without a date", ("emphasis", "@", "=", "joint/2027.txt"), undated, "date"),
    ("a period of another form",
     ("change", "@", "=", "--genre", "speech", "--period", "XAL/2025"), nothing, "SINCE"),
    ("a period that ends before it begins",
     ("change", "@", "=", "--genre", "speech", "--period", "XAL:One:2029:2027"), nothing, "swap"),
    ("periods that overlap",
     ("change", "@", "=", "--genre", "speech", "--period", "XAL:One:2025:2028", "--period",
      "XAL:Two:2027:"), nothing, "apart"),
    ("an actor of nobody", ("keyness", "@", "=", "XAL", "XXX", "--genre", "speech"), nothing,
     "XXX"),
    ("two actors without a language in common",
     ("keyness", "@", "=", "XAL", "XCE", "--genre", "speech"), nothing, "language"),
    ("an actor with itself", ("keyness", "@", "=", "XAL", "XAL", "--genre", "speech"), nothing,
     "different"),
    ("an issue that is not there", (*CONVERGE, "watter"), nothing, "did you mean water"),
    ("one actor alone", ("affirmed", "@", "=", "XAL", "--genre", "speech"), nothing, "two actors"),
    ("words and an issue", ("kwic", "@", "dam", "--issue", "dam", "--codebook", "="), nothing,
     "one of the two"),
    ("neither words nor an issue", ("kwic", "@"), nothing, "--issue"),
    ("a word of an asterisk", ("kwic", "@", "*"), nothing, "letter"),
    ("an issue without a codebook", ("kwic", "@", "--issue", "dam"), nothing, "--codebook"),
    ("a place after the end", ("open", "@", "xal/2026.txt", "99999"), nothing, "the end"),
    ("a place between passages", ("open", "@", "xal/2026.txt", "25"), nothing, "try 26"),
    ("a term that is not there", ("term", LAKE, "fair", "@"), nothing, "fair-share"),
    ("a wording in no letters", ("term", LAKE, "fair-share", "@", "--wording", "123"), nothing,
     "letters"),
    ("a position of another form", (*FILE, "--position", "XAL w-dam"), nothing, "XAL.w-dam"),
    ("an issue that the position lacks", (*FILE, "--position", "XAL.dam"), nothing, "w-dam"),
    ("a result that is no JSON", ("verify", "result.json", "@"), result("{"), "JSON"),
    ("a result of something else", ("verify", "result.json", "@"),
     result({"receipt": {"schema": "dipoli.carry/1"}}), "dipoli.carry/1"),
    ("a result that is a list", ("verify", "result.json", "@"), result([1]), "receipt"),
    ("no result", ("verify", "result.json", "@"), nothing, "result.json"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "words", "spoil", "told"), BAD, ids=[one[0] for one in BAD])
def test_bad_input_is_told_with_its_cure_and_nothing_is_left(
    name: str,
    words: tuple[str, ...],
    spoil: Callable[[Path], None],
    told: str,
    at: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(at)
    places = {
        "@": str(at / "corpus"),
        "=": str(at / "book.yaml"),
        "#": str(at / "new"),
        "result.json": str(at / "result.json"),
    }
    before = sorted(at.rglob("*"))
    code = main(["discourse", *(places.get(one, one) for one in words)])
    streams = capsys.readouterr()
    assert code == 2, name
    assert streams.out == ""
    assert "Traceback" not in streams.err
    assert "to mend:" in streams.err
    assert told in streams.err
    assert sorted(at.rglob("*")) == before


@pytest.mark.parametrize(
    "words",
    [
        ("salience", "@", "=", "--draws", "99"),
        ("salience", "@", "=", "--seed", "-1"),
        ("salience", "@", "=", "--since", "2027-13"),
        ("emphasis", "@", "=", "joint/2027.txt", "--months", "0"),
        ("open", "@", "xal/2026.txt", "1e3"),
        ("file", "@", "xal/2026.txt", "30", "--out", "#", "--term", "fair-share"),
        ("carry", "@", "=", "XAL", "XBE", "--issue", "water"),
    ],
    ids=lambda words: f"{words[0]} {words[-2]} {words[-1]}",
)
def test_words_that_no_command_takes_are_refused(
    words: tuple[str, ...], at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["discourse", *words])
    assert stop.value.code == 2
    assert "usage: dipoli discourse" in capsys.readouterr().err
    assert not (at / "new").exists()


def test_a_table_is_not_written_over_a_folder(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["discourse", "kwic", str(at / "corpus"), "dam", "--csv", str(at / "corpus")]
    assert main(words) == 2
    assert "--csv" in capsys.readouterr().err


def test_words_that_are_not_the_partys_are_refused(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["discourse", "file", str(at / "corpus"), "xbe/2026.txt", "30", "--case", LAKE]
    out = at / "new"
    assert main([*words, "--position", "XAL.w-dam", "--out", str(out)]) == 3
    assert "words of XBE" in capsys.readouterr().err
    assert not out.exists()


def test_a_stop_leaves_no_table_and_no_case(
    at: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_args: object, **_named: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("dipoli.analysis.discourse.coded.code", stopped)
    table = at / "table.csv"
    words = ["discourse", "code", str(at / "corpus"), str(at / "book.yaml"), "--csv", str(table)]
    assert main(words) == 130
    assert capsys.readouterr().out == ""
    assert not table.exists()
