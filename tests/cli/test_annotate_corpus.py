"""From a corpus to a score: passages drawn, coded, decided and held against the lexicon."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest
from tests.cli.test_annotate import SCHEMA, annotate

from dipoli.analysis.discourse.hands.codings import Coding, Half, Mark
from dipoli.cli import main as cli
from dipoli.codec.codings.file import codings_bytes, read_codings

BOOK = Path(__file__).parents[1] / "analysis" / "discourse" / "lake.yaml"
SENTENCES = (
    "We share the water of the lake.",
    "The dam is high.",
    "Fishing boats came home in the night.",
    "The talks go on at the common table.",
    "Spring was late this year.",
)
DOCUMENTS = 12
HEAD = [
    "file",
    "title",
    "date",
    "actors",
    "language",
    "genre",
    "source",
    "licence",
    "chars",
    "sha256",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of twelve speeches of two invented states."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = []
    for n in range(DOCUMENTS):
        text = f"Speech number {n}.\n\n" + "\n\n".join(f"{one[:-1]} ({n})." for one in SENTENCES)
        content = text.encode()
        (folder / f"{n}.txt").write_bytes(content)
        rows.append(
            [f"{n}.txt", f"Speech {n}", "2031-04-30", ("ORV", "XAL")[n % 2], "en", "speech",
             "made up", "CC0", str(len(text)), hashlib.sha256(content).hexdigest()]
        )  # fmt: skip
    manifest(folder, rows)
    return folder


def manifest(folder: Path, rows: Sequence[Sequence[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *rows])
    (folder / "MANIFEST.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


@pytest.fixture
def drawn(corpus: Path, tmp_path: Path) -> Path:
    out = tmp_path / "q.csv"
    assert annotate("draw", corpus, BOOK, "--out", out, "--each", "2", "--coders", "A,B") == 0
    return out


def code_all(path: Path, coder: str, *, wrong: str = "") -> None:
    """Code each passage as its sentence says; those with other words as if they named boats."""
    issues = {"water of": "water", "dam": "dams", "boats": "fish", "talks": "talks"}
    codings = read_codings(path)
    for one in codings.items:
        found = [issue for words, issue in issues.items() if words in one.text]
        if wrong and wrong in one.text:
            found = ["fish"]
        codings = codings.put(
            one.id, coder, Coding(marks=tuple(Mark(issue=issue) for issue in found))
        )
    path.write_bytes(codings_bytes(codings, path.suffix))


def test_a_queue_has_a_file_for_each_coder_that_does_not_tell_why(
    drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    queue = read_codings(drawn)
    assert {one.drawn for one in queue.items} == {"", "water", "dams", "fish", "talks"}
    for coder in "AB":
        part = read_codings(drawn.with_name(f"q-{coder}.csv"))
        assert {one.drawn for one in part.items} == {None}
        assert [one.id for one in part.items] == [one.id for one in queue.items]
    halves = {half: {one.file for one in queue.items if one.half is half} for half in Half}
    assert halves[Half.DEV]
    assert halves[Half.TEST]
    assert not halves[Half.DEV] & halves[Half.TEST]


def test_the_same_seed_draws_the_same_and_nothing_is_overwritten(
    corpus: Path, drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = drawn.with_name("r.csv")
    words = ["--each", "2", "--json", "--coders", "A,B"]
    capsys.readouterr()
    assert annotate("draw", corpus, BOOK, "--out", again, *words) == 0
    jsonschema.validate(json.loads(capsys.readouterr().out), SCHEMA)
    assert again.read_bytes() == drawn.read_bytes()
    drawn.unlink()
    before = sorted(drawn.parent.iterdir())
    assert annotate("draw", corpus, BOOK, "--out", drawn, *words) == cli.EXIT_REFUSED
    assert "something stands there" in capsys.readouterr().err
    assert sorted(drawn.parent.iterdir()) == before


def test_a_lexicon_that_finds_what_hands_find_has_a_score_of_one(
    corpus: Path, drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [drawn, *(drawn.with_name(f"q-{coder}.csv") for coder in "AB")]
    for path, coder in zip(files[1:], "AB", strict=True):
        code_all(path, coder)
    capsys.readouterr()
    assert annotate("score", corpus, BOOK, *files, "--half", "both", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, SCHEMA)
    assert found["overall"]["f1"]["exact"] == "1/1"
    assert found["at_random"]["lexicon"] == found["at_random"]["hand"] == 0
    assert found["decided"] == {"agreed": found["items"]}
    of = {one["issue"]: one for one in found["issues"]}
    assert of["water"]["both"] == of["dams"]["both"] + sum(
        "water of" in one.text for one in read_codings(drawn).items
    )


def test_what_hands_find_beside_is_told_as_missed(
    corpus: Path, drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [drawn.with_name(f"q-{coder}.csv") for coder in "AB"]
    for path, coder in zip(files, "AB", strict=True):
        code_all(path, coder, wrong="Spring")
    items = read_codings(drawn).items
    missed = sum("Spring" in one.text for one in items)
    assert missed
    capsys.readouterr()
    words = ["score", corpus, BOOK, *files, "--half", "both"]
    assert annotate(*words, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    fish = next(one for one in found["issues"] if one["issue"] == "fish")
    assert (fish["hand"], fish["lexicon"]) == (missed, 0)
    assert found["at_random"] is None
    assert annotate(*words) == 0
    told = capsys.readouterr().out
    assert "Which passages were drawn at random these files do not say" in told
    assert "Codebook lake 1.2.0" in told
    rows = [line.split() for line in told.splitlines()]
    assert next(row for row in rows if row[:1] == ["fish"])[-1] == str(missed)


def test_passages_on_which_coders_differ_are_left_out_until_they_are_decided(
    corpus: Path, drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [drawn.with_name(f"q-{coder}.csv") for coder in "AB"]
    code_all(files[0], "A")
    code_all(files[1], "B", wrong="Spring")
    decide = drawn.with_name("decide.csv")
    assert annotate("adjudicate", *files, "--out", decide) == 0
    left = len(read_codings(decide).items)
    score = ["score", corpus, BOOK, *files, "--half", "both", "--json"]
    capsys.readouterr()
    assert annotate(*score) == 0
    before = json.loads(capsys.readouterr().out)
    assert before["left_out"]["disputed"] == left
    code_all(decide, "adjudicator")
    assert annotate(*score[:-3], decide, *score[-3:]) == 0
    after = json.loads(capsys.readouterr().out)
    assert after["decided"]["adjudicated"] == left
    assert after["items"] == before["items"] + left
    assert annotate(*score, "--coder", "B") == 0
    assert json.loads(capsys.readouterr().out)["decided"] == {"one coder": after["items"]}


def test_only_the_half_that_is_asked_for_is_scored(
    corpus: Path, drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = drawn.with_name("q-A.csv")
    code_all(path, "A")
    items = read_codings(path).items
    capsys.readouterr()
    counts = {}
    for half in ("dev", "test", "both"):
        assert annotate("score", corpus, BOOK, path, "--half", half, "--json") == 0
        counts[half] = json.loads(capsys.readouterr().out)["items"]
    assert counts["dev"] == sum(one.half is Half.DEV for one in items)
    assert counts["dev"] + counts["test"] == counts["both"] == len(items)


def test_a_text_that_was_changed_is_not_scored(
    corpus: Path, drawn: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = drawn.with_name("q-A.csv")
    code_all(path, "A")
    other = tmp_path / "other"
    other.mkdir()
    rows = list(csv.reader(io.StringIO((corpus / "MANIFEST.csv").read_text("utf-8"))))[1:]
    for row in rows:
        content = (corpus / row[0]).read_bytes().replace(b"The dam", b"The dyke")
        (other / row[0]).write_bytes(content)
        row[-2:] = [str(len(content)), hashlib.sha256(content).hexdigest()]
    manifest(other, rows)
    capsys.readouterr()
    assert annotate("score", other, BOOK, path, "--half", "both") == cli.EXIT_REFUSED
    assert "does not hold the words of" in capsys.readouterr().err


def test_a_codebook_without_an_issue_that_was_coded_is_refused(
    corpus: Path, drawn: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.yaml"
    text = BOOK.read_text("utf-8")
    book.write_text(text[: text.index("  - id: fish")], encoding="utf-8")
    assert annotate("score", corpus, book, drawn) == cli.EXIT_REFUSED
    assert "lacks issues that may be coded in these files: fish, talks" in capsys.readouterr().err


def test_labels_of_the_codebook_stand_in_the_help(
    drawn: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("?\n"))
    words = ["--coder", "A", "--codebook", BOOK]
    assert annotate("next", drawn.with_name("q-A.csv"), *words) == 0
    told = capsys.readouterr().out
    assert "1 water: Water of the lake" in told
    assert "Not drinking water in towns." in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--each", "0"], "a whole number from 1"),
        (["--double", "101"], "from 0 to 100"),
        (["--coders", "A,a"], "differ in more than capitals"),
        (["--coders", "A,../B"], "no name of a coder"),
    ],
)
def test_options_that_cannot_be_used_are_told(
    words: list[str],
    says: str,
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        annotate("draw", corpus, BOOK, "--out", tmp_path / "q.csv", *words)
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
