"""What is found in a Word file that came back, by clause, and the form of each act, filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dipoli.codec.word import Change, Found, Step, Why
from dipoli.forum.text import Text
from dipoli.told import tell
from dipoli.web.asked import Asked, Twin
from dipoli.web.doing import free_name
from dipoli.web.drafting import PREFIX
from dipoli.web.pages.text_clauses import part_of
from dipoli.web.pages.text_runs import changes
from dipoli.web.pages.texts import word_files

_NOWHERE = -1

STEPS: Mapping[Step, str] = MappingProxyType(
    {
        Step.AMEND: tell("An amendment to the clause"),
        Step.ALTERNATIVE: tell("Another wording beside the clause"),
        Step.NO_TEXT: tell("No text in the place of the clause"),
        Step.BRACKET: tell("A bracket"),
        Step.LIFT: tell("To lift a bracket"),
        Step.DROP: tell("To drop a wording"),
        Step.CLAUSE: tell("A new clause behind it, which who holds the pen proposes"),
    }
)
"""To what a change leads, in words."""
WHYS: Mapping[Why, str] = MappingProxyType(
    {
        Why.NOT_HOLDER: tell("Who holds a bracket lifts it; who put words forward drops them."),
        Why.HALF_BRACKET: tell("One sign of a bracket was deleted, and the other stands."),
        Why.OWN_WORDS: tell("A bracket is put around words once they are in the text."),
        Why.UNPAIRED: tell("A bracket was typed with one sign alone."),
        Why.PROPOSAL: tell("Somebody else proposes these words; they are not in the text."),
        Why.JOINED: tell("Two clauses were joined, and no act does that."),
        Why.LABEL: tell("A number or a word of the program was changed, and no act does that."),
        Why.OUTSIDE: tell("It stands outside of every clause."),
        Why.FOREIGN: tell("The wording that was changed is not there any more."),
        Why.LONG: tell("It is longer than a clause may be."),
    }
)
"""Why a change leads to no act."""


def word_twin(asked: Asked, one: Text, found: Found | None, said: Mapping[str, str]) -> Twin:
    """The page where a Word file is handed in, or what was found in it.

    Args:
        asked: what is asked.
        one: the text.
        found: in the file; None where none was read.
        said: author in the file to the party that a person named.
    """
    return {
        "text": one.id,
        "title_of": one.title,
        "spoken": one.language,
        "page": asked.page("text", one.id),
        "takes": asked.acts and not asked.shut,
        "files": word_files(asked, one),
        "refused": None,
        "said": [{"author": name, "party": asked.party(code)} for name, code in said.items()],
        "seats": [asked.party(code) for code in asked.forum.order],
        "found": None if found is None else _found(asked, found),
    }


def _found(asked: Asked, found: Found) -> Twin:
    return {
        "version": found.version,
        "changes": [_change(asked, one) for one in found.changes],
        "unknown": [
            {
                "author": one.author,
                "places": [
                    {"part": _part(it.clause), "changes": _runs(it.went, it.came)}
                    for it in one.places
                ],
            }
            for one in found.unknown
        ],
        "lost": [
            {
                "anchor": one.slot,
                "clause": one.clause,
                "part": _part(one.clause),
                "was": one.was,
                "nowhere": f"{one.slot}={_NOWHERE}",
                "candidates": [
                    {"place": f"{one.slot}={number}", "words": words}
                    for number, words in one.candidates
                ],
            }
            for one in found.lost
        ],
        "unplaced": [
            {
                "author": one.author,
                "clause": one.clause,
                "part": _part(one.clause),
                "words": one.words or None,
                "told": WHYS[one.why],
            }
            for one in found.unplaced
        ],
        "untracked": [
            {"clause": one.clause, "part": _part(one.clause), "changes": _runs(one.went, one.came)}
            for one in found.untracked
        ],
        "by_text": [_part(one) for one in found.by_text],
        "known": list(found.known),
        "unread": sum(found.beside.values()),
    }


def _runs(went: str, came: str) -> list[Twin]:
    return [{"kind": "changed", "went": went or None, "came": came or None}]


def _part(clause: str | None) -> str | None:
    return None if clause is None else part_of(clause)


def _change(asked: Asked, one: Change) -> Twin:
    mine = one.party == asked.reader.code
    wording = one.step in {Step.AMEND, Step.ALTERNATIVE} and bool(one.was)
    return {
        "by": asked.party(one.party),
        "mine": mine,
        "clause": one.clause,
        "part": _part(one.clause),
        "told": STEPS[one.step],
        "words": one.words,
        "which": one.which,
        "moved": one.moved,
        "changes": changes(one.was, one.words or "") if wording else [],
        "act": one.step.act.removesuffix("/1"),
        "fields": list(_fields(asked, one)) if mine else [],
    }


def _fields(asked: Asked, one: Change) -> Iterator[Twin]:
    """What the form of its act would be sent: the object, then what it says."""
    name = one.clause or ""
    if one.step is Step.AMEND:
        name = free_name(asked.forum, "amendment")
    elif one.step is Step.CLAUSE:
        name = _free_clause(asked, one)
    yield {"name": "object", "value": name}
    for field, value in one.said().items():
        told = "yes" if value is True else str(value)
        yield {"name": f"{PREFIX}{field}", "value": told}


def _free_clause(asked: Asked, one: Change) -> str:
    text = (one.clause or "").rpartition("-")[0]
    number = len(asked.forum.texts[text].clauses) + 1
    while f"{text}-{number}" in asked.forum.sorts:
        number += 1
    return f"{text}-{number}"
