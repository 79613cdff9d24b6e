"""``dipoli forum search`` and ``dipoli node search``."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import LETTER, MARK, SCHEMAS, at_work, beginning, run, said

from dipoli.cli import main as cli
from dipoli.cli.search import NOT_SEARCHED
from dipoli.secretariat.search.passages import Kind

__all__ = ["at_work", "beginning"]

WORDS = "Гүүрийн засвар: 다리를 연다, 橋を開く, мосты открыты, bridges are open."
SCHEMA = json.loads((SCHEMAS / "search.schema.json").read_text("utf-8"))
PASS = ("--passphrase-file", "pw")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What the command prints as JSON."""
    capsys.readouterr()
    run(*words, "--json")
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(answer)
    return answer


@pytest.fixture
def spoken(at_work: object) -> object:
    """The same folders, with something said on paper, and looked at by the node."""
    run("forum", "act", "office", f'name.give "{WORDS}" sort=party thing=XBE language=en', *LETTER)
    run("node", "look", "XAL", *PASS)
    return at_work


@pytest.mark.usefixtures("spoken")
def test_an_office_and_a_node_find_the_same_and_print_it_with_marks_and_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for asked in ("гүүр", "다리가 -호수", "橋", "моста", '"bridges are"'):
        office = told(capsys, "forum", "search", "office", asked)
        node = told(capsys, "node", "search", "XAL", asked, *PASS)
        assert office["number"] == 1, asked
        assert office["rows"] == node["rows"], asked
        parts = office["rows"][0]["parts"]
        assert "".join(one["words"] for one in parts) == WORDS
        assert any(one["match"] for one in parts)

    out = said(capsys, "search", "office", "open")
    assert MARK in out
    assert "bridges are [open]." in out
    assert "lake.example/talks/plenary  act " in out
    assert NOT_SEARCHED in out
    assert "0 passages" in said(capsys, "search", "office", "nothingofthekind")
    answer = told(capsys, "forum", "search", "office", "nothingofthekind")
    assert (answer["exercise"], answer["number"], answer["rows"]) == (True, 0, [])
    assert answer["not_searched"] == ["inside attached files"]

    # What cannot be asked says why.
    assert cli.main(["forum", "search", "office", "from:Nowhere"]) != 0
    assert "no seat here" in capsys.readouterr().err
    assert cli.main(["forum", "search", "office", "?!"]) != 0
    assert "no letter" in capsys.readouterr().err


def test_the_schema_lists_every_kind() -> None:
    row = SCHEMA["properties"]["rows"]["items"]["properties"]
    assert row["kind"]["enum"] == [one.value for one in Kind]
    assert SCHEMA["additionalProperties"] is False
