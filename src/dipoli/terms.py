"""Words that more than one room needs. A word enters only when two rooms use it."""

from __future__ import annotations

import enum

from dipoli.told import tell, tell_count

COMPILED = tell("compiled from public documents; not a record that any government made or signed")
"""How the style of a charter begins whose record is compiled; every output says so."""


def counted(number: int, noun: str, several: str = "") -> str:
    """A number with its noun, in the singular for one.

    Args:
        number: how many.
        noun: the word for one.
        several: the word for any other number; the noun with an s when empty.

    >>> counted(1, "act"), counted(0, "act"), counted(2, "body", "bodies")
    ('1 act', '0 acts', '2 bodies')
    """
    return tell_count(number, f"{{number}} {noun}", f"{{number}} {several or noun + 's'}")


_EVENTS = {
    "breakdown": tell("interruption"),
    "sanction": tell("restrictive measure"),
    "sanction_relief": tell("easing of measures"),
    "un_resolution": tell("UN resolution"),
    "un_statement": tell("UN statement"),
    "un_veto": tell("UN veto"),
}


def event_in_words(sort: str) -> str:
    """The type of a public event, as it stands on a page: for every party the same calm word.

    >>> event_in_words("breakdown"), event_in_words("leadership_change")
    ('interruption', 'leadership change')
    """
    return _EVENTS.get(sort, sort.replace("_", " "))


class Confidence(enum.Enum):
    """How sure the compiler of a figure or a fact was; never how sure a party is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
