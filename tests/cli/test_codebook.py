"""``dipoli codebook check|compare|merge``."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dipoli.cli import main as cli
from dipoli.codec.codebook_file import read_codebook
from dipoli.codec.corpus.manifest import REQUIRED

ROOT = Path(__file__).resolve().parents[2]
LAKE = ROOT / "tests/analysis/discourse/lake.yaml"
SCHEMA = ROOT / "docs/reference/json/codebook.schema.json"
TEXT = LAKE.read_text("utf-8")
TEXTS = {
    "b.txt": ("XBE", "en", "Boats and nets are held. The talks go on. The weather is fine.\n"),
    "a.txt": ("XAL", "en", "The Works stand high. The dam is ours.\n"),
    "k.txt": ("XBE", "ko", "회담은 계속된다.\n"),
}


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = cli.main(["codebook", *map(str, words)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def as_object(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
    """What is printed as JSON, held against its schema."""
    code, out, _ = run(capsys, *words, "--json")
    told: dict[str, Any] = json.loads(out)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(told)
    return code, told


def book(folder: Path, name: str, *edits: tuple[str, str]) -> Path:
    """The lake with some texts replaced."""
    text = TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    rows = [",".join(REQUIRED)]
    for name, (actor, language, words) in TEXTS.items():
        (folder / name).write_text(words, "utf-8")
        given = {
            "file": name,
            "title": name,
            "date": "2031-04-30",
            "actors": actor,
            "language": language,
            "genre": "speech",
            "source": "made up",
            "licence": "CC0",
            "chars": str(len(words)),
            "sha256": hashlib.sha256(words.encode("utf-8")).hexdigest(),
        }
        rows.append(",".join(given[column] for column in REQUIRED))
    (folder / "MANIFEST.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return folder


# ---------------------------------------------------------------- check


def test_a_codebook_without_errors_passes_with_its_notes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "check", LAKE, "--case", ROOT / "cases/lake")
    assert (code, err) == (0, "")
    assert "lake 1.2.0, sha256 " + hashlib.sha256(LAKE.read_bytes()).hexdigest() in out
    assert "fish has no seeds in ru: there it is unknown, not nought" in out
    assert out.endswith("0 errors, 4 notes. Nothing was written.\n")


def test_errors_are_told_with_their_lines_and_exit_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = book(tmp_path, "a.yaml", ('"net", "nets"', '"net*"'), ('"lake:forum"', '"lake:fish"'))
    code, out, _ = run(capsys, "check", path, "--case", ROOT / "cases/lake")
    line = next(at for at, one in enumerate(path.read_text().splitlines(), 1) if '"net*"' in one)
    assert code == cli.EXIT_BAD_INPUT
    assert f'line {line}: "net*" of fish: 3 letters with * begin too many words' in out
    assert "no issue covers the basket forum of the case lake" in out
    code, told = as_object(capsys, "check", path)
    assert (code, told["ok"], told["case"]) == (2, False, None)
    assert [one["line"] for one in told["remarks"] if one["severity"] == "error"] == [line]


def test_a_codebook_that_cannot_be_used_is_told_with_every_fault(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = book(tmp_path, "a.yaml", ("parent: water", "parent: pond"), ("kind: norm", "kind: law"))
    code, out, err = run(capsys, "check", path)
    assert (code, out) == (2, "")
    assert "one of norm, goal, challenge, measure" in err
    path = book(tmp_path, "a.yaml", ("parent: water", "parent: pond"), ('"1.2.0"', '"1.2"'))
    code, told = as_object(capsys, "check", path)
    assert (code, told["ok"], told["codebook"]) == (2, False, None)
    assert [one["where"] for one in told["findings"]] == ["codebook.version", "issues[1].parent"]


def test_a_corpus_shows_what_never_fires_and_what_stands_together(
    capsys: pytest.CaptureFixture[str], corpus: Path
) -> None:
    code, told = as_object(capsys, "check", LAKE, "--corpus", corpus)
    assert code == 0
    assert told["corpus"]["passages"] == 6
    never = [one["found"] for one in told["remarks"] if one["topic"] == "never fires"]
    assert '"fish*" of fish (en) is found nowhere in the corpus' in never
    assert not [one for one in never if '"talks"' in one or '"the Works"' in one or "(ru)" in one]
    assert told["overlaps"] == []
    _, out, _ = run(capsys, "check", LAKE, "--corpus", corpus)
    assert "issues that stand in the same passages: both, of either\n  none\n" in out


# ---------------------------------------------------------------- compare


def test_a_change_is_told_in_the_book_and_in_the_results(
    capsys: pytest.CaptureFixture[str], corpus: Path, tmp_path: Path
) -> None:
    new = book(tmp_path, "new.yaml", ('"boat*", ', ""), ('"talks"', '"talks", "weather"'))
    new.write_text(new.read_text("utf-8").replace('"net", "nets"', '"net"'), "utf-8")
    code, out, _ = run(capsys, "compare", LAKE, new, "--corpus", corpus)
    assert code == 0
    assert '  fish.seeds.en: removed "boat*"\n' in out
    assert '  talks.seeds.en: added "weather"\n' in out
    assert "  talks: 1 gained, 0 lost, 2 kept\n" in out
    assert "    XBE, en: 1 before, 2 after, of 3\n" in out
    assert 'gained: b.txt#42-62 by "weather": The weather is fine.' in out
    assert "  fish: 0 gained, 1 lost, 0 kept\n" in out
    assert "  2 issues of 4 with no change." in out
    code, told = as_object(capsys, "compare", LAKE, new, "--corpus", corpus)
    (fish,) = (one for one in told["effects"] if one["issue"] == "fish")
    (lost,) = fish["lost"]
    words = TEXTS["b.txt"][2]
    assert words[lost["seed_start"] : lost["seed_end"]] == "Boats"
    span = words[lost["start"] : lost["end"]]
    assert hashlib.sha256(span.encode()).hexdigest() == lost["sha256"]
    assert as_object(capsys, "compare", LAKE, LAKE)[1]["changes"] == []


def test_on_a_terminal_it_is_told_how_far_the_work_is_and_the_line_is_wiped(
    capsys: pytest.CaptureFixture[str], corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, silent = run(capsys, "check", LAKE, "--corpus", corpus)
    assert silent == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _, out, err = run(capsys, "check", LAKE, "--corpus", corpus)
    assert "3 of 3 texts are read" in err
    assert "0 of 6 passages are looked through for seeds" in err
    assert "6 of 6 passages are coded" in err
    assert err.endswith("\r\033[K")
    assert "passages are coded" not in out
    _, _, err = run(capsys, "compare", LAKE, LAKE, "--corpus", corpus)
    assert "6 of 6 passages are coded by the old" in err
    assert "6 of 6 passages are coded by the new" in err


# ---------------------------------------------------------------- merge


def test_two_edits_are_put_together_into_a_new_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = book(tmp_path, "mine.yaml", ('"nets"', '"nets", "trout"'))
    yours = book(tmp_path, "yours.yaml", ('"common table", ', ""))
    out = tmp_path / "out.yaml"
    code, told, _ = run(capsys, "merge", LAKE, mine, yours, "--out", out)
    assert code == 0
    assert told.startswith(f"{out}: lake 1.3.0, 4 issues\n")
    both = read_codebook(out)
    assert both.issues[2].seeds["en"] == ("fish*", "boat*", "net", "nets", "trout")
    assert both.issues[3].seeds["en"] == ("talks", "lake forum*")
    before = out.read_bytes()
    code, _, err = run(capsys, "merge", LAKE, mine, yours, "--out", out)
    assert code == cli.EXIT_REFUSED
    assert "is there already" in err
    assert out.read_bytes() == before


def test_conflicts_are_listed_with_their_lines_and_settled_one_by_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = book(tmp_path, "mine.yaml", ('"Talks"', '"Common talks"'), ("kind: norm", "kind: goal"))
    yours = book(
        tmp_path, "yours.yaml", ('"Talks"', '"The talks"'), ("kind: norm", "kind: measure")
    )
    out = tmp_path / "out.yaml"
    words = ("merge", LAKE, mine, yours, "--out", out)
    line = next(at for at, one in enumerate(TEXT.splitlines(), 1) if '"Talks"' in one)
    code, told, err = run(capsys, *words)
    assert (code, told, out.exists()) == (3, "", False)
    assert f'conflict: talks.label.en\n  base   {LAKE}:{line}: "Talks"' in err
    assert f'  mine   {mine}:{line}: "Common talks"\n' in err
    assert "conflict: talks.kind" in err
    code, found = as_object(capsys, *words, "--mine", "talks.kind")
    assert (code, [one["place"] for one in found["conflicts"]]) == (3, ["talks.label.en"])
    assert not out.exists()
    code, _, err = run(capsys, *words, "--mine", "all", "--yours", "fish.kind")
    assert code == 3
    assert "fish.kind is no conflict" in err
    code, _, err = run(capsys, *words, "--mine", "talks.kind", "--yours", "talks.kind")
    assert code == 3
    assert "talks.kind is to be taken from both sides" in err
    code, found = as_object(capsys, *words, "--mine", "talks.kind", "--yours", "all")
    assert (code, found["written"]) == (0, str(out))
    talks = read_codebook(out).issues[3]
    assert (talks.kind.value, talks.label["en"]) == ("goal", "The talks")


def test_edits_that_do_not_hold_together_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = book(tmp_path, "mine.yaml", ('"nets"', '"nets", "trout"'))
    yours = book(
        tmp_path, "yours.yaml", ('ja: ["漁業"]', 'ja: ["漁業"]\n    exclude: {en: ["Trout"]}')
    )
    yours.write_text(yours.read_text("utf-8").replace("    exclude", "    exclude", 1), "utf-8")
    out = tmp_path / "out.yaml"
    code, _, err = run(capsys, "merge", LAKE, mine, yours, "--out", out)
    assert code == cli.EXIT_REFUSED
    assert "put together they do not hold: issues.2.exclude.en.0" in err
    assert not out.exists()
