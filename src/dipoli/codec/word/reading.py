"""A Word file that came back: its tracked changes as what a party would propose.

The file must be one that was made here, from a text that is here, at a version that the text had.
Its wordings are held against the record. Every change in it is accounted for: it leads to an act,
or a reason is told why it does not, or a person is asked whose it is or where it belongs. What
differs without a tracked change is told, and nothing is made of it. Nothing is entered.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

from attrs import frozen

from dipoli.codec.attached import Opened, open_word, refuse
from dipoli.codec.word.base import Base, properties_of, read_base
from dipoli.codec.word.flow import Flow, flow_of
from dipoli.codec.word.found import Found
from dipoli.codec.word.gathering import Gathering
from dipoli.codec.word.paper import Slot, hash_of
from dipoli.codec.word.placing import place
from dipoli.forum.standing import Forum
from dipoli.forum.text import Text
from dipoli.told import tell

MOST_PARAGRAPHS = 20_000
_ANEW = tell("Save the text anew as a Word file, and put the changes in that.")
_SHOWN = frozenset("\n\t\u00a0\u00ad\u2011")
"""Signs that are not printable and that every editor puts; the others hide something."""


@frozen(kw_only=True)
class Return:
    """How a file that came back is read.

    Args:
        forum: the standing.
        origin: of the record.
        authors: names of authors as files have them, to codes of parties.
        places: number of an anchor to that of the paragraph which a person named; -1 for none.
        bases: what a file may have been made from that lost the part which says so.
    """

    forum: Forum
    origin: str
    authors: Mapping[str, str] = {}
    places: Mapping[int, int] = {}
    bases: Sequence[Base] = ()


def read_changes(data: bytes, asked: Return) -> Found:
    """Read the tracked changes of a Word file.

    Args:
        data: all of its bytes.
        asked: the standing, and what persons said.

    Raises:
        RefusedError: it is no such file, or was made from another text.
    """
    opened = open_word(data)
    flow = flow_of(opened.document)
    _check_signs(flow)
    base = read_base(opened.beside) or _by_properties(opened, flow, asked.bases)
    text = _text(base, asked)
    wordings = {n: _wording(asked.forum, one, base) for n, one in enumerate(base.slots)}
    placed = place(flow.paragraphs, base.slots, base.lines, asked.places)
    gathering = Gathering(
        forum=asked.forum,
        base=base,
        wordings=wordings,
        placed=placed,
        flow=flow,
        authors={" ".join(name.split()): code for name, code in asked.authors.items()},
    )
    return gathering.found(text)


def authors_of(forum: Forum, names: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """Names by which an author is known for a party's without asking: those that name one party.

    Args:
        forum: the standing.
        names: code to name, as one reader or the charter has them.
    """
    found: dict[str, set[str]] = {code: {code} for code in forum.seats}
    for held in names:
        for code, name in held.items():
            found.setdefault(" ".join(name.split()), set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1 and name}


# ---------------------------------------------------------------- what it was made from


def _text(base: Base, asked: Return) -> Text:
    if base.origin != asked.origin:
        why = tell("The file was made in another circle, {origin}.", origin=base.origin)
        refuse(why, tell("Hand it in where it was made."))
    text = asked.forum.texts.get(base.text)
    if text is None or base.version > text.version or base.version < 1:
        why = tell(
            "The file says that it is version {version} of {text}, which is not here.",
            version=base.version,
            text=base.text,
        )
        refuse(why, _ANEW)
    return text


def _wording(forum: Forum, slot: Slot, base: Base) -> str | None:
    """The wording of a slot, from the record; None where it is not there any more."""
    clause = forum.clauses.get(slot.clause)
    if clause is None or clause.text != base.text:
        _altered(base)
    found = clause.at(base.version) if slot.main else None
    if not slot.main:
        option = clause.options.get(slot.option)
        found = None if option is None else option.wording
    if found is None or hash_of(found) != slot.hash:
        if slot.main:
            _altered(base)
        return None
    if not all(one.fits(found) for one in slot.pieces):
        _altered(base)
    return found


def _altered(base: Base) -> NoReturn:
    why = tell("The words that the file says it had are not those of {text}.", text=base.text)
    refuse(why, _ANEW)


def _by_properties(opened: Opened, flow: Flow, bases: Sequence[Base]) -> Base:
    """What the file was made from where an editor dropped the part that says so.

    Its properties name text and version; of the papers of that text, it is the one of which most
    paragraphs are still there.
    """
    text, version = properties_of(opened.beside)
    read = {one.was for one in flow.paragraphs}
    fitting = [one for one in bases if (one.text, str(one.version)) == (text, version)]
    if text is None or not fitting:
        why = tell("The file does not say from which text it was made.")
        refuse(why, _ANEW)
    return max(fitting, key=lambda one: sum(slot.shown in read for slot in one.slots))


def _check_signs(flow: Flow) -> None:
    """No sign in the text hides or turns others: what a person signs is what a person sees."""
    if len(flow.paragraphs) > MOST_PARAGRAPHS:
        refuse(tell("The file has too many paragraphs."), _ANEW)
    for n, paragraph in enumerate(flow.paragraphs, 1):
        for sign in paragraph.signs:
            one = sign.words
            if one.isprintable() or one in _SHOWN or unicodedata.category(one) == "Zs":
                continue
            why = tell(
                "A sign that nobody sees, {sign}, stands in paragraph {number} of the file.",
                sign=f"U+{ord(one):04X}",
                number=n,
            )
            refuse(why, tell("Take it out, and hand the file in again."))
