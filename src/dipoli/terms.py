"""Words that more than one room needs. A word enters only when two rooms use it."""

from __future__ import annotations

import enum


class Confidence(enum.Enum):
    """How sure the compiler of a figure or a fact was; never how sure a party is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
