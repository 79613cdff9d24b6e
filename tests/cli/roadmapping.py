"""What the tests of `dipoli roadmap` share: the object of a question by its schema; the text."""

from __future__ import annotations

import json
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


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON object of a question, which fits its schema."""
    assert main(["roadmap", *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    schema = _SCHEMAS["roadmap" if _ACTIONS.isdisjoint(words) else "roadmap-explain"]
    jsonschema.Draft202012Validator(schema).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The text of a question, its lines joined."""
    assert main(["roadmap", *words]) == 0
    return " ".join(capsys.readouterr().out.split())
