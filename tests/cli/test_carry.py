"""`dipoli carry`: what it prints, its JSON, its refusals; and that nothing else tells any of it."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dipoli.analysis.carry import WHO_MAY_READ
from dipoli.analysis.case import ASSESSED_MARK, EXERCISE_MARK
from dipoli.cli import main as cli
from dipoli.cli.carry_words import PRIVATE
from dipoli.cli.main import main

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
KOREA = str(ROOT / "cases" / "korea")
SCHEMA = json.loads((ROOT / "docs/reference/json/carry.schema.json").read_text("utf-8"))
CONTACT, CARRIER, LAND = "Zqxcontact", "ZQX", "Zqxland"


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON object of a question."""
    assert main(["carry", *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints, its lines joined."""
    assert main(list(words)) == 0
    return " ".join(capsys.readouterr().out.split())


# ---------------------------------------------------------------- what it says


@pytest.mark.parametrize("case", [LAKE, KOREA])
def test_the_object_fits_its_schema_and_says_who_may_read_it(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(capsys, case)
    assert list(told) == ["issues", "receipt"]
    assert told["receipt"]["who_may_read"] == WHO_MAY_READ
    assert told["receipt"]["mark"] == (EXERCISE_MARK if case == LAKE else ASSESSED_MARK)
    assert told["receipt"]["exercise"] == (case == LAKE)


@pytest.mark.parametrize(("case", "mark"), [(LAKE, EXERCISE_MARK), (KOREA, ASSESSED_MARK)])
def test_the_mark_and_who_may_read_it_stand_before_everything_else(
    case: str, mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, "carry", case)
    assert text.index(mark) < text.index(WHO_MAY_READ) < text.index("discuss it")


def test_a_chain_is_told_with_the_reason_of_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "carry", LAKE, "--issue", "w-clean", "--between", "XCE,XDO")
    assert "have no contact in which to raise it (contact closed since 2030-10-04" in text
    assert "It could pass through Republic of Alvenne: - Kingdom of Cerith and Republic" in text
    (pair,) = asked(capsys, LAKE, "--issue", "w-clean", "--between", "XCE,XDO")["issues"][0][
        "pairs"
    ]
    assert (pair["talk"], pair["listed"], pair["carriage"]) == (
        "no contact", "uncoded", "could be carried",
    )  # fmt: skip
    ((first, second),) = pair["chains"][0]["ways"]
    assert (first["from"], first["to"], second["to"]) == ("XCE", "XAL", "XDO")
    assert {first["why"], second["why"]} == {"can discuss"}
    assert first["channel"]["confidence"] == "low"


def test_a_longer_chain_is_found_only_within_the_number_of_carriers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [LAKE, "--issue", "w-flow", "--between", "XAL,XCE"]
    (two,) = asked(capsys, *words)["issues"][0]["pairs"]
    assert [chain["carriers"] for chain in two["chains"]] == [["XMO", "XBE"]]
    (one,) = asked(capsys, *words, "--carriers", "1")["issues"][0]["pairs"]
    assert (one["carriage"], one["chains"]) == ("unknown", [])


def test_what_could_be_raised_if_contact_were_resumed_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, "carry", LAKE, "--issue", "t-data", "--between", "XAL,XBE")
    assert "and could if contact were resumed" in text
    (pair,) = asked(capsys, LAKE, "--issue", "t-data", "--between", "XAL,XBE")["issues"][0]["pairs"]
    assert (pair["talk"], pair["listed"]) == ("no contact", "can raise")


@pytest.mark.parametrize(
    "words",
    [
        ["--issue", "w-flood"],
        ["--between", "XAL"],
        ["--between", "XAL,XAL"],
        ["--between", "XAL,XXX"],
        ["--between", "XAL,XBE,XCE"],
    ],
)
def test_a_word_that_names_nothing_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["carry", LAKE, *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "to mend:" in told.err


@pytest.mark.parametrize("number", ["0", "5", "two"])
def test_a_wrong_number_of_carriers_is_refused(number: str) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["carry", LAKE, "--carriers", number])
    assert refused.value.code == 2


# ---------------------------------------------------------------- and nowhere else


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise, with a carrier of unmistakable name, and the same in the words of channels."""
    folder = tmp_path_factory.mktemp("planted") / "lake"
    shutil.copytree(LAKE, folder)
    parties = folder / "parties.yaml"
    text = parties.read_text(encoding="utf-8")
    row = f"""  - code: {CARRIER}
    role: third
    seat_language: en
    names: {{en: "{LAND}"}}
    called_by: []
    note: "Named nowhere but in channels."
"""
    parties.write_text(text.replace("ratifiers:\n", f"{row}ratifiers:\n", 1), encoding="utf-8")
    paper = folder / "channels.yaml"
    held = yaml.safe_load(paper.read_text(encoding="utf-8"))
    for channel in held["channels"]:
        channel["contact"] = f"{CONTACT}."
        issues = [*channel["can_raise"], *channel["cannot_raise"]]
        channel["intermediaries"] = [{"code": CARRIER, "issues": issues or ["w-flow"]}]
        channel["since"] = str(channel["since"])
    paper.write_text(yaml.safe_dump(held, sort_keys=False), encoding="utf-8")
    return folder


def test_the_one_command_tells_what_was_planted(
    planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, "carry", str(planted))
    assert LAND in text
    raw = json.dumps(asked(capsys, str(planted)))
    assert CARRIER in raw
    assert CONTACT in raw


@pytest.mark.parametrize(
    "words",
    [
        ["agree", "--clash", "--gives"],
        ["agree", "--clash", "--gives", "--json"],
        ["linkage", "--figures", "--clash"],
        ["linkage", "--json"],
        ["frontier"],
        ["frontier", "--json"],
        ["interests", "--gives"],
        ["interests", "--gives", "--json"],
        ["home", "--seat", "XAL", "--clash", "--words"],
        ["home", "--seat", "XAL", "--clash", "--json"],
        ["sitting", "--seat", "XAL", "--gives"],
        ["sitting", "--seat", "XAL", "--json"],
        ["robust", "--profiles", "20"],
        ["robust", "--profiles", "20", "--json"],
        ["check"],
        ["check", "--json"],
    ],
)
def test_no_other_command_tells_it(
    words: list[str], planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([words[0], str(planted), *words[1:]]) == 0
    told = capsys.readouterr().out
    assert told
    for word in (CONTACT, CARRIER, LAND, "intermediar"):
        assert word not in told


EVERYTHING = ["--gives", "--robust", "--profiles", "20", "--linkage", "--frontier"]
"""Whatever can be asked for in a report, beside clashes."""


@pytest.mark.parametrize(
    "asked",
    [
        ["--clash", *EVERYTHING],
        ["--clash", *EVERYTHING, "--no-explorer", "--json"],
        ["--no-explorer", "--no-roadmap"],
        ["--away", "XAL", "--clash", *EVERYTHING],
        ["--unclaimed", "XAL", "--still", "water"],
        [],
    ],
)
def test_no_report_tells_it(
    asked: list[str], planted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.html"
    assert main(["report", str(planted), "--out", str(out), *asked]) == 0
    told = out.read_text(encoding="utf-8") + capsys.readouterr().out
    assert "Lake Orvanna" in told
    for word in (CONTACT, CARRIER, LAND, "intermediar", PRIVATE, "It could pass through"):
        assert word not in told


def test_every_option_of_a_report_was_asked_for() -> None:
    """A new option of the report is asked for in the test above, or named here."""
    parser = next(
        action.choices["report"]
        for action in cli._parser()._actions  # noqa: SLF001 - argparse has no public list
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 - the same
    )
    options = {word for one in parser._actions for word in one.option_strings}  # noqa: SLF001
    asked = {
        "--clash",
        "--no-explorer",
        "--no-roadmap",
        "--json",
        "--away",
        "--unclaimed",
        "--still",
    }
    neither = {"-h", "--help", "--out", "--pdf", "--positions", "--hold", "--limit", "--seed"}
    assert options == asked | neither | {word for word in EVERYTHING if word.startswith("--")}
