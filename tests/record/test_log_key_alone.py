"""A log key signs heads and nothing else: the verifier in one file asks for it as the rules do.

The rows for the rules themselves stand in ``tests/record/hostile.py``.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.record.acts import (
    OFFICE,
    ORIGIN,
    Desk,
    listed,
    new_key,
    opened,
    opening,
    signing,
)
from tests.record.hostile import move

from dipoli.record import forms
from dipoli.record.keys import KeyUse
from dipoli.record.note import Signer, write_key

TOOL = Path(__file__).resolve().parents[2] / "tools" / "verify_record.py"


@pytest.fixture(scope="module")
def small() -> ModuleType:
    """The verifier in one file, loaded as the program that it is."""
    spec = importlib.util.spec_from_file_location("verify_record", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("use", [KeyUse.WITNESS, KeyUse.SIGN, KeyUse.OFFICER])
def test_an_opening_that_lists_the_log_key_for_another_use_is_refused(
    small: ModuleType, use: KeyUse
) -> None:
    content: dict[str, Any] = opening()
    content["seats"][0]["keys"].append(listed(new_key(use, "first-host", "log")))
    opens = Desk().write(forms.OPEN_CIRCLE, OFFICE, content)
    with pytest.raises(small.Wrong, match="the log key is enrolled for another use"):
        small.Record(ORIGIN).take(opens.entry, opens.body)


def test_a_next_log_key_that_somebody_has_is_refused(small: ModuleType) -> None:
    desk = opened()
    key = Signer(name=ORIGIN, key=signing("XAL", "witness")).verifier
    moves = desk.write(forms.MOVE_CUSTODY, OFFICE, move(desk, log_key=write_key(key)))
    record = small.Record(ORIGIN)
    record.take(desk.entered[0].entry, desk.entered[0].body)
    with pytest.raises(small.Wrong, match="somebody's key becomes the log key"):
        record.take(moves.entry, moves.body)


def test_an_honest_opening_and_move_are_taken(small: ModuleType) -> None:
    desk = opened()
    moves = desk.write(forms.MOVE_CUSTODY, OFFICE, move(desk))
    record = small.Record(ORIGIN)
    record.take(desk.entered[0].entry, desk.entered[0].body)
    record.take(moves.entry, moves.body)
    assert [since for since, _name, _public in record.log_keys] == [0, 2]
