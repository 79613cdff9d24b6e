"""How a ruling reads for a seat: parties by the names that this seat uses, and not by their codes.

Rulings name parties by code, since a code is the same for all. At the edge, where somebody reads,
each code gives way to the name by which the reader's seat calls that party. What stands in “these
marks” is somebody's own words, and stays as it is.
"""

from __future__ import annotations

import re

from dipoli.forum.naming import Thing
from dipoli.forum.naming_rules import called
from dipoli.forum.standing import Forum

_QUOTED = r"“[^”]*”"


def in_names(text: str, forum: Forum, seat: str, language: str | None = None) -> str:
    """A text of the rules in which parties have the names that a seat uses.

    Only whole words that are codes of seats here are changed, each once: a name that is put in is
    not looked through again, a short name such as ``XAL-1`` is no code, and quoted words stay.

    Args:
        text: the reason or the remedy of a ruling, or what is still needed.
        forum: the standing.
        seat: code of the seat that reads.
        language: in which it reads; the first working language when None.
    """
    if not forum.seats:
        return text
    spoken = language or forum.charter.languages[0]
    codes = "|".join(re.escape(code) for code in sorted(forum.seats, key=len, reverse=True))
    pattern = rf"{_QUOTED}|(?<![\w-])(?:{codes})(?![\w-])"

    def name(found: re.Match[str]) -> str:
        word = found.group()
        return called(forum, seat, Thing.PARTY, word, spoken) if word in forum.seats else word

    return re.sub(pattern, name, text)
