"""`dipoli meaning`: what it prints, its JSON, files to fill in, what is told on request only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.node.boxes import PASS
from tests.web.own_node import make_node

from dipoli.cli.main import main
from dipoli.codec.draft_file import read_draft
from dipoli.codec.ties_file import read_ties

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
TEXT = ROOT / "docs/howto/files/lake-text.draft.yaml"
TIES = ROOT / "docs/howto/files/lake-text.ties.yaml"
SCHEMA = json.loads((ROOT / "docs/reference/json/meaning.schema.json").read_text("utf-8"))


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
    assert printed(capsys).count("An exercise: states, figures and events are invented.") == 1
    real = str(ROOT / "cases" / "korea")
    assert main(["meaning", real, "--text", str(TEXT)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "An exercise: states, figures and events are invented." in out
    assert "assessed by" in out.lower()
    paths = [tmp_path / "ties.yaml", tmp_path / "draft.yaml"]
    assert main(words("--template", str(paths[0]), "--draft", str(paths[1]))) == 0
    assert all("An exercise" in path.read_text("utf-8").splitlines()[0] for path in paths)


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


@pytest.mark.parametrize(
    "more",
    [
        [],
        ["--text", str(TEXT), "--node", "n"],
        ["--node", "n"],
        ["--text", str(TEXT), "--positions", "x"],
    ],
)
def test_words_that_do_not_fit_are_refused(
    capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    assert main(["meaning", LAKE, *more]) in {2, 3}
    assert capsys.readouterr().err


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
