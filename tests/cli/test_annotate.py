"""Coding by hand at the terminal: passages one by one, agreement, adjudication, files joined."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from tests.analysis.discourse.hands.worlds import coded, codings_of, item, marks

from dipoli.analysis.discourse.hands.codings import Coding, Codings, Listed
from dipoli.analysis.discourse.hands.joining import for_coder
from dipoli.cli import main as cli
from dipoli.cli.annotate_next import visible
from dipoli.codec.codings.file import codings_bytes, read_codings

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/reference/json/annotate.schema.json").read_text("utf-8")
)
ITEMS = [item(f"Sentence {n}.", file=f"{n}.txt", drawn="water") for n in range(5)]
FIRST, SECOND, THIRD = (one.id for one in ITEMS[:3])


@pytest.fixture(params=[".csv", ".json", ".xlsx"])
def queue(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return written(tmp_path / f"queue{request.param}", codings_of(ITEMS))


def written(path: Path, codings: Codings) -> Path:
    path.write_bytes(codings_bytes(codings, path.suffix))
    return path


def annotate(*words: object) -> int:
    return cli.main(["discourse", "annotate", *map(str, words)])


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


# ---------------------------------------------------------------- one by one


def test_codes_are_kept_one_by_one_and_go_on_where_they_were_left(
    queue: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "wat:s cre", "-", ".")
    assert annotate("next", queue, "--coder", "A", "--when", "on Monday") == 0
    found = read_codings(queue)
    assert found.codings == {
        (FIRST, "A"): Coding(marks=marks("water:supports crews"), when="on Monday"),
        (SECOND, "A"): Coding(marks=(), when="on Monday"),
    }
    assert "2 of 5 passages are coded" in capsys.readouterr().out
    typed(monkeypatch, "3", "2o", "1:r")
    assert annotate("next", queue, "--coder", "A") == 0
    told = capsys.readouterr().out
    assert "Passage 3 of 5 (en, ORV, 2031, 2.txt)" in told
    assert "All 5 passages are coded." in told
    assert read_codings(queue).of(ITEMS[3].id, "A").marks == marks("levels:opposes")
    assert read_codings(queue).of(THIRD, "A").marks == marks("fishing")
    assert {key[1] for key in read_codings(queue).codings} == {"A"}


def test_the_last_codes_are_taken_back_and_any_passage_can_be_gone_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "q.csv", codings_of(ITEMS))
    typed(monkeypatch, "<", "water", "crews", "<", "<", "-", ">", "#1", "levels:c", "#9", "#x", ".")
    assert annotate("next", path, "--coder", "A") == 0
    told = capsys.readouterr().out
    assert "Nothing was coded in this sitting" in told
    assert "Coded before: no issue" in told
    assert told.count("There are passages 1 to 5.") == 2
    assert read_codings(path).codings == {(FIRST, "A"): Coding(marks=marks("levels:conditional"))}


def test_what_cannot_be_read_is_told_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "q.csv", codings_of(ITEMS))
    typed(monkeypatch, "", "watre", "99", "water:q", "water - ", "c:s w", "?", "! I am not sure")
    assert annotate("next", path, "--coder", "B") == 0
    told = capsys.readouterr().out
    assert "watre: expected an issue of the codebook; write water." in told
    assert "99: expected an issue" in told
    assert "write one of s, o, c, r, n" in told
    assert "2 levels" in told
    found = read_codings(path)
    assert found.of(FIRST, "B").marks == marks("water crews:supports")
    assert found.of(SECOND, "B") == Coding(marks=None, note="I am not sure")


def test_letters_that_begin_two_issues_are_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = codings_of(ITEMS)
    more = evolve(one, issues=(*one.issues, Listed(id="wars")))
    path = written(tmp_path / "q.csv", more)
    typed(monkeypatch, "wa")
    assert annotate("next", path, "--coder", "A") == 0
    assert "wa begins more than one issue: water, wars." in capsys.readouterr().out
    assert read_codings(path).codings == {}


def test_a_coder_sees_neither_others_codes_nor_why_a_passage_was_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = coded(codings_of(ITEMS), (FIRST, "B", "fishing:opposes"))
    whole = whole.put(SECOND, "B", Coding(marks=(), note="secret"))
    path = written(tmp_path / "q.json", whole)
    typed(monkeypatch, "-", "-")
    annotate("next", path, "--coder", "A")
    told = capsys.readouterr().out
    assert not [word for word in ("fishing", "secret", "drawn", "water") if word in told]
    assert read_codings(path).of(FIRST, "B").marks == marks("fishing:opposes")
    assert b"water" not in codings_bytes(for_coder(whole, "A"), ".csv").split(b"item,text", 1)[1]


def test_a_file_that_another_program_changed_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "q.csv", codings_of(ITEMS))

    def lines() -> Iterator[str]:
        yield "water\n"
        written(path, coded(codings_of(ITEMS), (THIRD, "B", "crews")))
        yield "crews\n"

    monkeypatch.setattr(sys, "stdin", io.StringIO())
    found = lines()
    monkeypatch.setattr(sys.stdin, "readline", lambda: next(found, ""))
    assert annotate("next", path, "--coder", "A") == cli.EXIT_REFUSED
    assert "changed by another program" in capsys.readouterr().err
    assert read_codings(path) == coded(codings_of(ITEMS), (THIRD, "B", "crews"))


def test_a_file_that_cannot_be_written_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "q.csv", codings_of(ITEMS))
    before = path.read_bytes()

    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    typed(monkeypatch, "water")
    assert annotate("next", path, "--coder", "A") == cli.EXIT_BAD_INPUT
    told = capsys.readouterr()
    assert "No space left" in told.err
    assert "Coded:" not in told.out
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_terminal_is_not_moved_by_a_text() -> None:
    assert visible("a\x1b[2J\u202eb\n") == "a\\u001b[2J\\u202eb\n"


def test_the_program_is_used_through_pipes(tmp_path: Path) -> None:
    path = written(tmp_path / "q.csv", codings_of(ITEMS))
    words = ["-m", "dipoli.cli.main", "discourse", "annotate", "next", str(path), "--coder", "A"]
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *words], input="water:s\n", text=True, capture_output=True, check=True
    )
    assert "\x1b" not in ran.stdout
    assert ran.stdout.endswith(f"1 of 5 passages are coded. What is coded is in {path}.\n")


# ---------------------------------------------------------------- agreement and adjudication


@pytest.fixture
def apart(tmp_path: Path) -> list[Path]:
    """Files of two coders who differ on the third of five passages."""
    whole = codings_of(ITEMS)
    for n, one in enumerate(ITEMS):
        for coder in "AB":
            told = "water:supports" if n % 2 else ("crews" if n == 2 and coder == "A" else "")
            whole = coded(whole, (one.id, coder, told))
    return [written(tmp_path / f"{one}.csv", for_coder(whole, one)) for one in "AB"]


def test_agreement_is_told_and_is_the_object(
    apart: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert annotate("agree", *apart) == 0
    told = capsys.readouterr().out
    assert "5 passages; 5 are coded, 5 of them by two coders or more." in told
    rows = {line.split("  ")[0]: line.split() for line in told.splitlines()}
    assert rows["water"][1] == "1.00"
    assert rows["crews"][1] == "0.00"
    assert "undefined: all codings are the same" in told
    assert annotate("agree", *apart, "--json", "--seed", "5") == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, SCHEMA)
    assert found["issues"][0]["alpha"]["exact"] == "1/1"
    assert found["issues"][2]["alpha"] is None
    assert found["stance"]["undefined"] == "one value"


def test_what_coders_differ_on_is_decided_beside_their_codes(
    apart: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, whole = tmp_path / "decide.xlsx", tmp_path / "whole.json"
    before = [path.read_bytes() for path in apart]
    assert annotate("adjudicate", *apart, "--out", out, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, SCHEMA)
    assert (found["items"], found["path"]) == (1, str(out))
    typed(monkeypatch, "crews:s")
    assert annotate("next", out, "--coder", "adjudicator") == 0
    told = capsys.readouterr().out
    assert "  - crews\n" in told
    assert "  - no issue\n" in told
    assert "A: " not in told
    assert annotate("join", *apart, out, "--out", whole) == 0
    both = read_codings(whole)
    assert [path.read_bytes() for path in apart] == before
    assert both.of(THIRD, "A").marks == marks("crews")
    assert both.of(THIRD, "B").marks == ()
    assert both.of(THIRD, "adjudicator").marks == marks("crews:supports")
    capsys.readouterr()
    assert annotate("agree", whole, "--json") == 0
    assert json.loads(capsys.readouterr().out)["coders"] == ["A", "B"]


def test_who_read_what_is_in_the_file_on_request_only(apart: list[Path], tmp_path: Path) -> None:
    for name, words in (("hidden", []), ("named", ["--names"])):
        assert annotate("adjudicate", *apart, "--out", tmp_path / f"{name}.csv", *words) == 0
    assert "A = crews" in (tmp_path / "named.csv").read_text("utf-8")
    assert " = " not in (tmp_path / "hidden.csv").read_text("utf-8")


def test_where_nobody_differs_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "q.csv", codings_of(ITEMS))
    assert annotate("adjudicate", path, "--out", tmp_path / "no.csv") == 0
    assert "Coders differ on no passage" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["next", "q.csv", "--coder", "Z"], cli.EXIT_REFUSED, "the coders are A, B"),
        (["next", "none.csv", "--coder", "A"], cli.EXIT_BAD_INPUT, "an ordinary file"),
        (["join", "q.csv", "--out", "q.csv"], cli.EXIT_REFUSED, "something stands there"),
        (["join", "q.csv", "--out", "q.ods"], cli.EXIT_REFUSED, "ends in .csv, .xlsx, .json"),
        (["join", "q.csv", "other.csv", "--out", "n.csv"], cli.EXIT_REFUSED, "in two ways"),
        (["adjudicate", "q.csv", "--out", "n.csv", "--adjudicator", "A"], 3, "does not decide"),
        (
            ["adjudicate", "q.csv", "--out", "n.csv", "--adjudicator", "a b"],
            3,
            "no name of a coder",
        ),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    words: list[str],
    code: int,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = codings_of(ITEMS)
    written(tmp_path / "q.csv", coded(whole, (FIRST, "A", "water"), (FIRST, "B", "")))
    written(tmp_path / "other.csv", coded(whole, (FIRST, "A", "crews")))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert annotate(*words) == code
    assert says in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_how_far_a_coder_is_can_be_asked(queue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate("next", queue, "--coder", "B", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, SCHEMA)
    assert (found["coded"], found["items"], found["next"]["item"]) == (0, 5, FIRST)
