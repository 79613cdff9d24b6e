"""The mark of an exercise on every print and file of texts, and none where no state is invented."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.cli.test_discourse import ASKED, LAKE, words_of
from tests.worlds.encoders import Letters
from tests.worlds.texts import TINY, tiny, write_corpus

from dipoli.analysis.case import EXERCISE_MARK
from dipoli.analysis.discourse.standing import COLLECTED, standing
from dipoli.cli.main import main

SCHEMAS = Path(__file__).parents[2] / "docs/reference/json"
REAL = {"XAL": "LAK", "XBE": "RIV", "XCE": "SEA", "XDO": "DON"}
TABLES = [verb for verb in ASKED if verb != "open"]


@pytest.fixture(scope="module", name="at")
def _at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    tiny(folder)
    return folder


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here needs no extra."""
    monkeypatch.setattr("dipoli.codec.encoder.open_encoder", Letters)


@pytest.mark.parametrize("verb", ASKED)
def test_an_answer_begins_with_the_mark(
    verb: str, at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words_of(at, verb, *ASKED[verb])) == 0
    assert capsys.readouterr().out.startswith(f"{EXERCISE_MARK}\n")
    assert main([*words_of(at, verb, *ASKED[verb]), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["receipt"]["mark"] == EXERCISE_MARK


@pytest.mark.parametrize("verb", TABLES)
def test_a_table_bears_the_mark_before_all_else(verb: str, at: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    assert main([*words_of(at, verb, *ASKED[verb]), "--csv", str(table)]) == 0
    assert table.read_text("utf-8").lstrip('"').startswith(f"# {EXERCISE_MARK} ")


def test_a_look_at_the_corpus_and_whether_an_answer_holds_bear_it_too(
    at: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = str(at / "corpus")
    for verb in ("list", "check"):
        assert main(["corpus", verb, corpus]) == 0
        assert capsys.readouterr().out.startswith(f"{EXERCISE_MARK}\n")
        assert main(["corpus", verb, corpus, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        schema = json.loads((SCHEMAS / f"corpus-{verb}.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator(schema).validate(told)
        assert told["mark"] == EXERCISE_MARK
    assert main([*words_of(at, "kwic", "@", "lake"), "--json"]) == 0
    result = tmp_path / "result.json"
    result.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["discourse", "verify", str(result), corpus]) == 0
    assert capsys.readouterr().out.startswith(f"{EXERCISE_MARK}\n")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_coders_get_bears_it_and_so_does_what_they_are_told(
    kind: str,
    at: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(".\n"))

    def annotate(*words: str) -> str:
        assert main(["discourse", "annotate", *words]) == 0
        return capsys.readouterr().out

    queue, told = tmp_path / f"queue.{kind}", []
    papers = (str(at / "corpus"), str(at / "book.yaml"))
    told.append(annotate("draw", *papers, "--out", str(queue)))
    coder = tmp_path / f"queue-A.{kind}"
    told.append(annotate("next", str(coder), "--coder", "A"))
    told.append(annotate("agree", str(queue)))
    told.append(annotate("adjudicate", str(queue), "--out", str(tmp_path / f"differ.{kind}")))
    told.append(annotate("join", str(queue), "--out", str(tmp_path / "join.json")))
    told.append(annotate("score", *papers, str(queue), "--half", "both"))
    assert [one.split("\n")[0] for one in told] == [EXERCISE_MARK] * len(told)
    mark = json.loads((tmp_path / "join.json").read_text("utf-8"))["mark"]
    assert mark.startswith(f"{EXERCISE_MARK} ")
    if kind == "csv":
        assert EXERCISE_MARK in coder.read_text("utf-8-sig")
    found = json.loads(annotate("agree", str(queue), "--json"))
    schema = json.loads((SCHEMAS / "annotate.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["mark"] == EXERCISE_MARK


def test_texts_of_states_that_are_not_invented_bear_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def real(cell: str) -> str:
        for code, other in REAL.items():
            cell = cell.replace(code, other)
        return cell

    rows = (
        (file, date, real(actor), language, genre, words)
        for file, date, actor, language, genre, words in TINY
    )
    write_corpus(tmp_path / "corpus", rows)
    assert main(words_of(tmp_path, "kwic", "@", "lake")) == 0
    # longer than a line, and so broken where a terminal is narrow
    assert " ".join(capsys.readouterr().out.split()).startswith(f"{COLLECTED} ")
    # where the case is an exercise, so is what is asked of it
    assert main(words_of(tmp_path, "term", LAKE, "fair-share", "@")) == 0
    assert capsys.readouterr().out.startswith(f"{EXERCISE_MARK}\n")


def test_where_some_states_are_invented_they_are_named() -> None:
    assert standing([]) == COLLECTED
    assert standing(["KOR", "XAL", "XBE", "XAL"]).endswith("are invented: XAL, XBE.")
