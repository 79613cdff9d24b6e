"""Who may ask for what: one rule for each route, and nothing without a rule.

What is another's answers exactly like what does not exist. From this table the checks, the tests
and the pages that explain access are made.
"""

from __future__ import annotations

import enum


class Rule(enum.Enum):
    """Who may ask for a route; the value says it in a sentence."""

    ANYBODY = "Anybody who reaches this site may read this page."
    SITTING = "Whoever has sat down at the table may read this page; it tells of that place alone."
    CIRCLE = (
        "Whoever sits in this circle may read this page; a circle compiled from public documents, "
        "anybody."
    )
