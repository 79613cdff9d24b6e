"""The clauses of a text: wording, brackets in it, and what others would have in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from dipoli.codec.akoma.element import parties, party, put, slug
from dipoli.forum import text as t
from dipoli.forum.standing import Forum
from dipoli.forum.text import Bracket, Clause, Option, Sort, Text

_LABELS = {Sort.NO_TEXT: "no text", Sort.PLACEHOLDER: "placeholder"}


def put_clauses(forum: Forum, text: Text, body: Element) -> None:
    """Put every clause of a text into the body of a document."""
    for name in text.clauses:
        _put_clause(forum, text, forum.clauses[name], body)


def in_protocol_order(forum: Forum, codes: Iterable[str]) -> tuple[str, ...]:
    """Parties in protocol order; who is not in it comes last, in the order given."""
    held = tuple(codes)
    here = [one for one in forum.order if one in held]
    return (*here, *(one for one in held if one not in here))


def _put_clause(forum: Forum, text: Text, clause: Clause, body: Element) -> None:
    part = clause.id.rpartition("-")[2]
    e_id = f"cl_{slug(part)}"
    made = put(
        body, "clause", eId=e_id, dipoli__id=clause.id, dipoli__stage=clause.stage.value,
        dipoli__since=clause.since, dipoli__version=str(clause.version),
        dipoli__confirmed=parties(in_protocol_order(forum, clause.confirmed)),
        status="unknown" if clause.id in forum.unknown else "",
    )  # fmt: skip
    put(made, "num", f"{part}.")
    content = put(made, "content", eId=f"{e_id}__content")
    main = f"{e_id}__option_{clause.main}"
    block = _put_option(forum, text, clause, clause.main, content)
    block.set("name", "wording")
    block.set("eId", main)
    for n, number in enumerate(clause.alternatives, 1):
        beside = _put_option(forum, text, clause, number, content, n)
        beside.set("name", "alternative")
        beside.set("eId", f"{e_id}__option_{number}")
        beside.set("alternativeTo", main)


def _put_option(
    forum: Forum, text: Text, clause: Clause, number: int, content: Element, place: int = 0
) -> Element:
    """A wording, as a block: its label, then its words with the brackets in them."""
    option = clause.options[number]
    shown = text.kind not in t.NO_STATUS
    block = put(
        content, "block", status="incomplete" if option.sort is Sort.PLACEHOLDER else "",
        dipoli__option=str(number), dipoli__sort=option.sort.value,
        dipoli__by=party(option.by) if shown else "",
        dipoli__supporters=parties(in_protocol_order(forum, option.supporters)) if shown else "",
    )  # fmt: skip
    brackets = clause.brackets if number == clause.main else {}
    whole = [one for one in sorted(brackets) if brackets[one].whole]
    inside = [block]
    for one in whole:
        inside.append(_open(forum, brackets[one], one, inside[-1]))
    label = _label(option, place)
    if label:
        put(inside[-1], "inline", label, name="label", xml__lang="en")
    inner = {one: bracket for one, bracket in brackets.items() if not bracket.whole}
    _write(forum, inside[-1], option.wording, inner)
    for made in inside[:0:-1]:
        _append(made, "]")
    return block


def _label(option: Option, place: int) -> str:
    """What stands before a wording, with a colon and a space where words follow."""
    first = "Bridging text" if option.sort is Sort.BRIDGING else f"ALT {place}" if place else ""
    told = ": ".join(part for part in (first, _LABELS.get(option.sort, "")) if part)
    return f"{told}: " if told and option.wording else told


# ---------------------------------------------------------------- brackets


def _open(forum: Forum, one: Bracket, number: int, parent: Element) -> Element:
    return put(
        parent, "inline", "[", name="bracket", dipoli__bracket=str(number),
        dipoli__holders=parties(in_protocol_order(forum, one.holders)),
        dipoli__whole="true" if one.whole else "",
    )  # fmt: skip


def _write(forum: Forum, parent: Element, words: str, brackets: Mapping[int, Bracket]) -> None:
    """Words with the brackets in them, each an element in which lies what it is about."""
    inside, at = [parent], 0
    for place, opens, number in _edges(brackets):
        _append(inside[-1], words[at:place])
        at = place
        if opens:
            inside.append(_open(forum, brackets[number], number, inside[-1]))
        else:
            _append(inside.pop(), "]")
    _append(inside[-1], words[at:])


def _edges(brackets: Mapping[int, Bracket]) -> Iterator[tuple[int, bool, int]]:
    """Where each bracket opens and closes, in the order in which the signs stand.

    At one place inner brackets close first, then empty ones stand, then outer ones open first: the
    order in which a page shows them. Brackets lie in each other or apart (`clause_work.crosses`).
    """
    edges = []
    for number, one in brackets.items():
        if one.start == one.end:
            edges += [
                (one.start, 1, number, 0, True, number),
                (one.start, 1, number, 1, False, number),
            ]
        else:
            edges += [(one.start, 2, -one.end, number, True, number)]
            edges += [(one.end, 0, -one.start, -number, False, number)]
    for place, *_order, opens, number in sorted(edges):
        yield place, opens, number


def _append(element: Element, words: str) -> None:
    """Words behind everything that stands in an element."""
    inner = list(element)
    if inner:
        inner[-1].tail = (inner[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
