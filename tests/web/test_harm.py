"""The rules against harm, held against every page: order, colour, totals, names, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.demonstration.golden_files import forum
from tests.web.stage import EARLY, made
from tests.web.test_site import WALKERS, html_of, links, twin_of

from dipoli.forum.chair_rules import rota

BY_TIME = {
    "objections",
    "statements",
    "speakers",
    "replies",
    "history",
    "presided",
    "broken",
    "spoken",
}
"""Lists that stand in the order of acts, as practice has it: who asked first speaks first."""

ORDER = forum("exercise", "plenary").order

BY_LOT = {"order"}
"""The order of the chair, as it was published: another test holds it against that."""


def order(page: str) -> tuple[str, ...]:
    """The protocol order of the circle that a page tells of; each circle has its own.

    Who has no place in a circle comes behind, in the order of the plenary. Who came later, and
    cannot read yet which order was drawn, has that of the charter.
    """
    hall, room = page.split("/")[2:4] if page.count("/") > 2 else ("exercise", "plenary")
    if hall == EARLY:
        held = made().halls[EARLY].plenary.by("XOB").forum
        return tuple(dict.fromkeys((*held.order, *ORDER)))
    return tuple(dict.fromkeys((*forum("exercise", room).order, *ORDER)))


def lists_of_parties(told: object, under: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list in a twin whose items are about one party each, with what it is called."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from lists_of_parties(value, key)
    if isinstance(told, list):
        codes = [one.get("code") for one in told if isinstance(one, dict)]
        if len(codes) == len(told) and len(set(codes)) > 1 and set(codes) <= set(ORDER):
            yield under, [str(code) for code in codes]
        for one in told:
            yield from lists_of_parties(one, under)


def keys(told: object) -> Iterator[str]:
    """Every name in a twin."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield key
            yield from keys(value)
    elif isinstance(told, list):
        for one in told:
            yield from keys(one)


def twins(code: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The twins of the pages of the exercise that a reader comes to."""
    for page in sorted(links(code)):
        if page.startswith(("/forums/exercise", f"/forums/{EARLY}", "/today")):
            yield page, twin_of(code, page)


@pytest.mark.parametrize("code", WALKERS)
def test_parties_stand_in_protocol_order_and_never_in_that_of_codes(code: str) -> None:
    for page, told in twins(code):
        for under, codes in lists_of_parties(told):
            if under in BY_LOT:
                published = rota(forum("exercise", page.split("/")[3]))
                assert codes == list(published or ()), page
            elif under not in BY_TIME:
                assert codes == sorted(codes, key=order(page).index), f"{page}: {under}"


def test_the_order_of_the_charter_is_not_that_of_codes() -> None:
    assert list(ORDER) != sorted(ORDER)  # so that the test above can fail


@pytest.mark.parametrize("code", WALKERS)
def test_nothing_is_counted_totalled_or_scored(code: str) -> None:
    for page, told in twins(code):
        named = {key for key in keys(told) if re.search(r"total|score|ranking|percent|tally", key)}
        assert not named, page


@pytest.mark.parametrize("code", WALKERS)
def test_no_style_hangs_on_a_party(code: str) -> None:
    for page in links(code):
        html = html_of(code, page)
        for name in re.findall(r'\s(?:class|id)="([^"]*)"', html):
            assert not {*re.split(r"[\s_-]", name)} & {*ORDER}, page


@pytest.mark.parametrize("code", WALKERS)
def test_no_word_blames_or_foretells(code: str) -> None:
    words = r"\b(failed|violat\w+|guilty|cheat\w*|rogue|regime change|blam\w+|will fail|likely)\b"
    for page, told in twins(code):
        own = " ".join(_sentences(told))
        assert not re.search(words, own, re.IGNORECASE), page


def _sentences(told: object) -> Iterator[str]:
    """What the program says by itself in a twin: words of parties stand under other names."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key in {"told", "needed", "stage", "heading"} and isinstance(value, str):
                yield value
            else:
                yield from _sentences(value)
    elif isinstance(told, list):
        for one in told:
            yield from _sentences(one)
