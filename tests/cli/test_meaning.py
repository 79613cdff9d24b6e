"""`dipoli meaning`: what it prints, its JSON, files to fill in, what is told on request only."""

from __future__ import annotations

import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from tests.node.boxes import PASS
from tests.web.own_node import make_node

from dipoli.cli.answering import answer
from dipoli.cli.main import main
from dipoli.codec.case_folder import read_case
from dipoli.codec.draft_file import read_draft
from dipoli.codec.ties_file import read_ties

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
TEXT = ROOT / "docs/howto/files/lake-text.draft.yaml"
TIES = ROOT / "docs/howto/files/lake-text.ties.yaml"
SCHEMA = json.loads((ROOT / "docs/reference/json/meaning.schema.json").read_text("utf-8"))


BANNER = "Assessed by the analyst, not stated by any government"
WHOSE = "Private to who made it: a reading of a text that nobody stated"


def words(*more: str, text: Path = TEXT, ties: Path | None = TIES) -> list[str]:
    """A command."""
    tied = [] if ties is None else ["--ties", str(ties)]
    return ["meaning", LAKE, "--text", str(text), *tied, *more]


def asked(capsys: pytest.CaptureFixture[str], *more: str, **files: Path | None) -> dict[str, Any]:
    """The JSON object of an answer."""
    assert main([*words(*more, **files), "--json"]) == 0  # type: ignore[arg-type]
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *more: str, **files: Path | None) -> str:
    """What the command prints, its lines joined."""
    assert main(words(*more, **files)) == 0  # type: ignore[arg-type]
    return " ".join(capsys.readouterr().out.split())


def settled(folder: Path) -> Path:
    """The same text with one way at every place: the first."""
    text = TEXT.read_text("utf-8")
    for gone in (
        '      - {way: "falls", words: ""}\n',
        (
            '      - way: "option-2"\n        words: "The parties shall set up a commission that '
            'decides by consensus."\n'
        ),
    ):
        assert gone in text
        text = text.replace(gone, "")
    path = folder / "settled.yaml"
    path.write_text(text, "utf-8")
    return path


def test_rows_are_ways_in_the_order_of_the_text_and_members_in_that_of_the_case(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys)
    draft = read_draft(TEXT.read_bytes(), "x")
    ways = [(one["clause"], one["place"], one["way"]) for one in told["ways"]]
    assert ways == [
        (place.clause, place.key, way.key) for place in draft.places for way in place.ways
    ]
    for one in told["ways"]:
        codes = [each["party"] for each in one["worth"]]
        assert codes == (["XAL", "XBE", "XCE", "XDO"] if one["reads"] else [])
    assert told["receipt"]["mark"].startswith("An exercise")
    assert told["receipt"]["exact"]


def test_every_page_of_an_invented_text_is_marked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = printed(capsys)
    assert out.count("An exercise: states, figures and events are invented.") == 1
    assert out.count(BANNER) == out.count(WHOSE) == 1
    assert asked(capsys)["marks"][1:] == [BANNER, WHOSE]
    real = evolve(read_case(Path(LAKE)), exercise=False)
    came = answer("meaning", words()[:4], real, lambda _words: None)
    out = came["words"]
    assert "An exercise: states, figures and events are invented." in out
    assert BANNER in out
    assert WHOSE in out
    paths = [tmp_path / "ties.yaml", tmp_path / "draft.yaml"]
    assert main(words("--template", str(paths[0]), "--draft", str(paths[1]))) == 0
    heads = [path.read_text("utf-8").splitlines()[0] for path in paths]
    assert all("An exercise" in head and "rivate to" in head for head in heads)
    assert BANNER in heads[0]


def test_which_assumption_refuses_the_package_is_told_on_request_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = settled(tmp_path)
    plain, full = asked(capsys, text=text), asked(capsys, "--clash", text=text)
    assert plain["amounts_to"] == full["amounts_to"] is not None
    assert plain["by_itself"]["verdict"] == "none"
    assert "clash" not in plain
    assert full["clash"]
    assert "clash" not in printed(capsys, text=text).lower()
    assert "Alvenne is assumed to accept nothing" in printed(capsys, "--clash", text=text)
    assert asked(capsys, "--clash")["clash"] is None


def test_a_template_has_a_line_for_every_way_and_ties_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "ties.yaml"
    told = asked(capsys, "--template", str(path), ties=None)
    assert told["ways"] == 10
    assert path.read_text("utf-8").count("digest:") == 10
    assert read_ties(path.read_bytes(), "x").ties == ()
    assert "Nothing of it is tied" in printed(capsys, ties=path)
    before = path.read_bytes()
    assert main(words("--template", str(path))) == 3
    assert path.read_bytes() == before
    filled = path.read_text("utf-8").replace("issue: null", 'issue: "w-flow"', 1)
    path.write_text(filled, "utf-8")
    assert main(words(ties=path)) == 2
    assert "the option too" in capsys.readouterr().err
    path.write_text(filled.replace("option: null", "option: 1", 1), "utf-8")
    assert asked(capsys, ties=path)["settled"] == {"w-flow": 1}


def test_a_template_takes_over_ties_that_still_hold(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    moved, path = tmp_path / "moved.yaml", tmp_path / "ties.yaml"
    said = "in May and June as well"
    moved.write_text(TEXT.read_text("utf-8").replace(said, "in May too"), "utf-8")
    told = asked(capsys, text=moved)
    assert {(one["clause"], one["why"]) for one in told["faulty"]} == {("T-1-1", "moved")}
    assert "tie them anew" in printed(capsys, text=moved)
    assert main(words("--template", str(path), text=moved)) == 0
    capsys.readouterr()
    old, new = (read_ties(one.read_bytes(), "x").ties for one in (TIES, path))
    assert new == tuple(tie for tie in old if tie.clause != "T-1-1")
    assert not asked(capsys, text=moved, ties=path)["faulty"]


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ('case: "lake"', "made for this case"),
        ('text: "T-1"', "made for this text"),
        ('schema: "dipoli.ties/1"', "dipoli.ties/1"),
    ],
)
def test_ties_of_another_case_or_text_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str, mend: str
) -> None:
    path = tmp_path / "ties.yaml"
    path.write_text(TIES.read_text("utf-8").replace(line, f"{line.partition(':')[0]}: other"))
    assert main(words(ties=path)) == 2
    assert mend in capsys.readouterr().err


def test_a_stop_tells_what_was_known_and_reads_no_file() -> None:
    going, freed = list[str](), threading.Event()

    def told(words: str) -> None:
        going.append(words)
        if words == "With other issues free":
            os.kill(os.getpid(), signal.SIGINT)
            freed.wait(20)

    papers = {"text": TEXT.read_bytes(), "ties": TIES.read_bytes()}
    asked_ = ["meaning", "CASE", "--text=nowhere.draft.yaml", "--ties=nowhere.ties.yaml"]
    came = answer("meaning", asked_, read_case(Path(LAKE)), told, papers)
    freed.set()
    assert came["stopped"]
    assert "fault" not in came
    jsonschema.Draft202012Validator(SCHEMA).validate(came["told"])
    assert came["told"]["by_itself"] == {
        "verdict": "none", "acceptable": 0, "package": None, "stopped": False,
    }  # fmt: skip
    assert came["told"]["with_others"]["stopped"]
    assert not came["told"]["receipt"]["exact"]
    assert "unknown, since it was stopped before that was answered" in came["words"]
    assert "By itself: package 12 of 12" in going


@pytest.mark.parametrize(
    ("more", "mend"),
    [
        ([], "either as a file with --text, or"),
        (["--text", str(TEXT), "--node", "n"], "either as a file with --text, or"),
        (["--node", "n"], "the circle with --circle and the text with --of"),
        (["--text", str(TEXT), "--positions", "x"], "choose from positions"),
    ],
)
def test_words_that_do_not_fit_are_refused_with_what_to_do(
    capsys: pytest.CaptureFixture[str], more: list[str], mend: str
) -> None:
    assert main(["meaning", LAKE, *more]) in {2, 3}
    out, err = capsys.readouterr()
    assert not out
    assert mend in err


def test_a_text_comes_from_the_node_s_own_copy_by_its_circle(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    node, secret = make_node(tmp_path / "node"), tmp_path / "pass"
    secret.touch(mode=0o600)
    secret.write_text(PASS, encoding="utf-8")
    place = ["meaning", LAKE, "--node", str(node), "--passphrase-file", str(secret), "--circle"]
    found = 0
    for path in sorted((node / "circles").iterdir()):
        assert main([*place, path.name, "--of", "no-such-text"]) == 3
        texts = capsys.readouterr().err.partition("Texts that it has: ")[2].strip().rstrip(".")
        for text in texts.split(", ") if texts != "none" else ():
            assert main([*place, path.name, "--of", text, "--json"]) == 0
            told = json.loads(capsys.readouterr().out)
            jsonschema.Draft202012Validator(SCHEMA).validate(told)
            assert told["text"]["id"] == text
            assert told["text"]["exercise"]
            assert told["ways"]
            found += 1
    assert found
    assert main([*place, "somewhere"]) == 3
