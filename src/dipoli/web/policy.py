"""Who may ask for what: one rule for each route, and nothing without a rule.

What is another's answers exactly like what does not exist. Whether a circle is a reader's to read
is asked here and nowhere else: a page that shows anything of another circle has it from `admitted`.
"""

from __future__ import annotations

import enum

from dipoli.secretariat.reading import Read
from dipoli.web.reader import Reader
from dipoli.web.site import Room


class Rule(enum.Enum):
    """Who may ask for a route; the value says it in a sentence."""

    ANYBODY = "Anybody who reaches this site may read this page."
    SITTING = "Whoever has sat down at the table may read this page; it tells of that place alone."
    CIRCLE = (
        "Whoever sits in this circle may read this page; a circle compiled from public documents, "
        "anybody."
    )
    ACTING = "Whoever sits in this circle, and the secretariat where it is not sealed, may do this."
    MARKING = (
        "Whoever sits in this circle may do this; it is about that person's own reading, and "
        "nobody else is told of it."
    )
    NODE = "On the pages of a node, the delegation whose node it is; no host has this page."
    DEMONSTRATION = "Anybody who reaches a demonstration may do this; elsewhere it does not exist."
    ENTRANCE = (
        "Anybody who reaches a site with accounts may use this; a demonstration does not have it."
    )
    PERSON = "Whoever has logged in may use this; it is about that person alone."
    OFFICER = (
        "An officer of a delegation or of the secretariat may use this; it is about the people of "
        "that place alone."
    )
    HOST = "An administrator of the site may use this; it opens no circle."

    @property
    def of_accounts(self) -> bool:
        """Whether it exists where people log in, and not in a demonstration."""
        return self in {Rule.ENTRANCE, Rule.PERSON, Rule.OFFICER, Rule.HOST}

    @property
    def of_circle(self) -> bool:
        """Whether it is about a circle that the address names."""
        return self in {Rule.CIRCLE, Rule.ACTING, Rule.MARKING}


def admitted(reader: Reader, room: Room) -> Read | None:
    """A circle as a reader has it; None where it is not the reader's to read."""
    read = room.by(reader.code if reader.hall == room.hall else "")
    public = read.forum is not None and read.forum.charter.compiled
    return read if reader.may_read(room.hall, read.standing, public=public) else None


def may_act(reader: Reader, room: Room) -> Read | None:
    """The same circle, where the reader may act in it; None where it may not, or may not read."""
    read = admitted(reader, room)
    if read is None or reader.hall != room.hall or not reader.may_act:
        return None
    code = reader.code
    return read if code == read.standing.secretariat or read.standing.is_seated(code) else None


def may_use(reader: Reader, rule: Rule) -> bool:
    """Whether a reader may use what is about accounts, on a site that has them."""
    match rule:
        case Rule.PERSON:
            return bool(reader.person)
        case Rule.OFFICER:
            return reader.sits and reader.officer
        case Rule.HOST:
            return reader.administrator
        case _:
            return True
