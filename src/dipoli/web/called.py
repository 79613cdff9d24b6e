"""Other names in what a party wrote, for things that the reader's own seat calls otherwise.

What a party wrote is shown as it wrote it. Where a name in it is one that somebody gave to a thing
for which the reader's seat gave a name of its own, the reader is told its own beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipoli.forum.naming import Thing
from dipoli.web.asked import Asked, Twin

_ORDER = tuple(Thing)


def calls_otherwise(asked: Asked, words: str) -> list[Twin]:
    """Each other name in some words, with what the reader's seat calls the same thing.

    Args:
        asked: whose names are told.
        words: as a party wrote them.
    """
    found = dict(_otherwise(asked, words))
    return [{"words": name, "yours": own} for name, own in found.items()]


def _otherwise(asked: Asked, words: str) -> Iterator[tuple[str, str]]:
    forum, code, language = asked.forum, asked.reader.code, asked.names.language
    own: dict[tuple[Thing, str], dict[str, str]] = {}
    for (speaker, sort, thing, written), name in forum.names.items():
        if speaker == code:
            own.setdefault((sort, thing), {})[written] = name
    place = {one: number for number, one in enumerate(forum.order)}
    others = sorted(
        (_ORDER.index(sort), thing, place.get(speaker, len(place)), written, name)
        for (speaker, sort, thing, written), name in forum.names.items()
        if (sort, thing) in own and name not in own[sort, thing].values()
    )
    for number, thing, _, written, name in others:
        mine = own[_ORDER[number], thing]
        if re.search(rf"(?<!\w){re.escape(name)}", words, re.IGNORECASE):
            yield name, mine.get(language) or mine.get(written) or next(iter(mine.values()))
