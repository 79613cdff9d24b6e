"""Permissions to take part, for each person and journey: what was asked, of whom, with what result.

To meet can need a visa, the permission of one's own authorities, or an exemption from sanctions of
the United Nations or of a state. What is noted here is what somebody was told, with its date. It is
never legal advice, and the absence of a note never means that nothing is needed.
"""

from __future__ import annotations

import enum

from attrs import frozen

from dipoli.told import in_words, tell

NOTE, CHANGE = "permission.note/1", "permission.change/1"


class Needed(enum.Enum):
    """What sort of permission it is."""

    VISA = "visa"
    NATIONAL = "national-permission"
    EXEMPTION = "sanctions-exemption"


class Status(enum.Enum):
    """What was noted of it last."""

    NEEDED = "needed"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    EXPIRED = "expired"
    NOT_NEEDED = "told-not-needed"


@frozen(kw_only=True)
class Permission:
    """A permission as it was noted last.

    Args:
        id: short name.
        by: who noted it first.
        person: for whom, as the author writes the name.
        journey: for which journey.
        needed: what sort of permission.
        grants: who grants it.
        status: what was noted of it.
        date: on which date that was so.
        number: of the act that noted it last.
    """

    id: str
    by: str
    person: str
    journey: str
    needed: Needed
    grants: str
    status: Status
    date: str
    number: int


def told(permission: Permission) -> str:
    """A permission in a sentence; what was noted, and nothing about the law."""
    sort = in_words(permission.needed)
    status = in_words(permission.status)
    return tell(
        "{person}, {journey}: {sort} of {grants}, "
        "noted as {status} on {date}. This is a note, not legal advice.",
        person=permission.person,
        journey=permission.journey,
        sort=sort,
        grants=permission.grants,
        status=status,
        date=permission.date[:10],
    )
