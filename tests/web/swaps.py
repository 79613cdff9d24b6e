"""Ids of one reader asked for by another: nothing comes back that is not the asker's own to read.

Every address, short name and query that any reader comes to is asked for as another, as page, twin
and file, and in other circles. What stands in an answer is held against the words of all acts that
the asker cannot read: of circles in which it does not sit, and of acts not opened to it.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Iterator
from functools import cache

from tests.demonstration.golden_files import forum, kept
from tests.web.moments import LATE
from tests.web.stage import EARLY, Visitor, early, latecomer, stage, visitor
from tests.web.walks import SEATED, twin_address, walk

from dipoli.demonstration.golden import Kept
from dipoli.record.act import read_entry
from dipoli.record.body import PLAIN, read_body, read_plain
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

stage()

ASKERS = ("", *SEATED, LATE)
SIGNS = 24
"""So many signs in a row stand in two acts by chance no more than in one."""


def browser(code: str) -> Visitor:
    """The browser of an asker."""
    return latecomer() if code == LATE else visitor(code)


# ---------------------------------------------------------------- who may read what, by the records


def texts(told: object) -> Iterator[str]:
    """Every text in a value of JSON."""
    if isinstance(told, str):
        yield " ".join(told.split())
    elif isinstance(told, dict):
        for one in told.values():
            yield from texts(one)
    elif isinstance(told, list):
        for one in told:
            yield from texts(one)


def shown(page: str) -> list[str]:
    """Every text that stands between two tags."""
    return [" ".join(html.unescape(one).split()) for one in re.split(r"<[^>]*>", page)]


def runs(text: str) -> set[str]:
    """Every run of so many signs that begins and ends within a word.

    A blank at an end would tell a title that stands in a sentence from the same title alone.
    """
    held = (text[at : at + SIGNS] for at in range(len(text) - SIGNS + 1))
    return {one for one in held if one[0] != " " and one[-1] != " "}


@cache
def _records() -> tuple[tuple[str, Kept, Standing], ...]:
    """Every record of invented states, with the forum on the site in which it is shown."""
    held = [("exercise", one) for one in kept("exercise")] + [(EARLY, early())]
    return tuple((hall, one, replay(beginning(one.origin), one.acts)) for hall, one in held)


@cache
def _bodies() -> tuple[tuple[str, Standing, int, tuple[str, ...]], ...]:
    """What every act says: forum on the site, standing, number, texts."""
    found = []
    for hall, one, standing in _records():
        for act in one.acts:
            body = None if act.body is None else read_body(act.body)
            if body is not None and body.media == PLAIN:
                found.append((hall, standing, act.index, tuple(texts(read_plain(body)))))
            name = read_entry(act.entry).envelope.object
            found.append((hall, standing, act.index, (name or "",)))
    return tuple(found)


@cache
def _sealed() -> frozenset[str]:
    """What was said in circles that are sealed against the host; nobody reads it on a site."""
    said = [
        one.words
        for room in ("offices-xks", "offices-xse")
        for one in forum("exercise", room).messages.values()
    ]
    return frozenset(run for words in said for run in runs(" ".join(words.split())))


OF_NO_RECORD = ("/frameworks", "/rules-of-procedure", "/cases")


@cache
def _public() -> frozenset[str]:
    """What anybody reads on the site: frameworks, rules of procedure, cases, what is compiled.

    Pages that rest on no record are read as pages too: there a word stands in a sentence.
    """
    seen = list(walk(visitor(""), 12))
    told = [text for one in seen for text in texts(one.twin)]
    for one in seen:
        if one.page.startswith(OF_NO_RECORD):
            told += shown(visitor("").html(one.page))
    return frozenset(run for text in told for run in runs(text))


@cache
def forbidden(code: str) -> frozenset[str]:
    """Runs of signs that stand in acts alone that an asker cannot read."""
    seat = "XOB" if code == LATE else code
    home = EARLY if code == LATE else "exercise"
    own, others = set[str](), set[str]()
    for hall, standing, number, words in _bodies():
        reads = hall == home and (
            standing.may_read(seat, number)
            or (seat == standing.secretariat and not standing.is_sealed)
        )
        for text in words:
            (own if reads else others).update(runs(text))
    return frozenset(others - own - _public()) | _sealed()


# ---------------------------------------------------------------- what is asked for


@cache
def addresses(each: int, walkers: tuple[str, ...] = ASKERS) -> tuple[str, ...]:
    """Addresses that readers come to, and each thing of one circle asked for in the others."""
    found = dict[str, None]()
    for code in walkers:
        found |= dict.fromkeys(one.page for one in walk(browser(code), each))
    rooms = ["exercise/plenary", "exercise/economy", "exercise/offices-xks", f"{EARLY}/plenary"]
    for page in list(found):
        parts = re.match(r"/forums/([^/?]+/[^/?]+)(/.*)$", page)
        if parts is not None:
            found |= dict.fromkeys(f"/forums/{room}{parts[2]}" for room in rooms)
    rooms_of = [one.circle for one in kept("exercise")]
    for room in rooms:
        found |= dict.fromkeys(f"/forums/{room}/chair?beside={one}" for one in rooms_of)
    return tuple(found)


def sample(number: int, count: int) -> list[str]:
    """So many of the addresses that some come to, by a seed."""
    held = addresses(2, ("XKS", "SECRETARIAT"))
    return random.Random(number).sample(held, min(count, len(held)))


def leaks(code: str, page: str) -> Iterator[str]:
    """What an answer tells its asker that is not the asker's own to read."""
    for address in filter(None, (page, twin_address(page))):
        answer = browser(code).get(address)
        assert answer.status_code < 500, f"{code}: {address}"
        if answer.status_code != 200:
            continue
        body = answer.content.decode("utf-8", "replace")
        if answer.headers["Content-Type"].startswith("application/json"):
            told = list(texts(json.loads(body)))
        else:
            told = shown(body)
        for text in told:
            found = runs(text) & forbidden(code)
            if found:
                yield f"{code or 'nobody'}: {address}: {min(found)!r}"
                break
