"""What the tests of `dipoli roadmap` share: the object of a question by its schema; the text."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dipoli.cli.main import main

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
KOREA = str(ROOT / "cases" / "korea")
_SCHEMAS = {
    name: json.loads((ROOT / f"docs/reference/json/{name}.schema.json").read_text("utf-8"))
    for name in ("roadmap", "roadmap-explain")
}
_ACTIONS = {"explain", "whatif", "robust"}


_told: dict[tuple[str, ...], str] = {}


def _ask(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> str:
    """What the command prints; of the shipped cases a question is put once for all tests.

    That the same seed and work give the same roadmap is tested beside the search. A file that a
    test wrote may change between two questions, and COLUMNS changes what is printed: neither is
    kept.
    """
    keeps = words[0] in {KOREA, LAKE} and "check" not in words and "COLUMNS" not in os.environ
    if not keeps or words not in _told:
        assert main(["roadmap", *words]) == 0
        out = capsys.readouterr().out
        if not keeps:
            return out
        _told[words] = out
    return _told[words]


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON object of a question, which fits its schema."""
    told: dict[str, Any] = json.loads(_ask(capsys, (*words, "--json")))
    schema = _SCHEMAS["roadmap" if _ACTIONS.isdisjoint(words) else "roadmap-explain"]
    jsonschema.Draft202012Validator(schema).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The text of a question, its lines joined."""
    return " ".join(_ask(capsys, words).split())
