"""The golden records, read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from dipoli.demonstration.golden import SEATS, Kept, read_records
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.standing import Forum
from dipoli.record.act import read_entry
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

PLACE = Path(__file__).resolve().parents[1] / "golden"
NAMES = ("exercise", "replay")


@cache
def kept(name: str) -> tuple[Kept, ...]:
    """The records of a demonstration."""
    return tuple(read_records((PLACE / f"{name}.records.xz").read_bytes()))


@cache
def summary(name: str) -> dict[str, Any]:
    """What is said of them."""
    said: dict[str, Any] = json.loads((PLACE / f"{name}.json").read_text("utf-8"))
    return said


@cache
def forum(name: str, circle: str) -> Forum:
    """One circle as it stands at its end."""
    one = next(record for record in kept(name) if record.circle == circle)
    standing = replay(beginning(one.origin), one.acts)
    found = Proceedings(lambda start, end: one.acts[start:end], SEATS).at(standing)
    assert found is not None
    return found


def names_of_acts(name: str) -> set[str]:
    """Names of all acts of a demonstration."""
    return {read_entry(act.entry).envelope.name for one in kept(name) for act in one.acts}
