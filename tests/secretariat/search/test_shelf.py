"""Indexes of a circle, as its record goes on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache

import pytest
from attrs import evolve, frozen
from tests.demonstration.golden_files import kept

from dipoli.demonstration.golden import Kept
from dipoli.forum.proceedings import Acts, Open, Proceedings, plain
from dipoli.forum.standing import Forum
from dipoli.record.act import read_entry
from dipoli.record.custody import Stored
from dipoli.record.register import Withheld
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay
from dipoli.secretariat.search.index import Wish
from dipoli.secretariat.search.passages import passages
from dipoli.secretariat.search.query import Query, read_query
from dipoli.secretariat.search.shelf import Indexed, Shelf


@frozen(kw_only=True)
class Circle:
    """A circle as one sort of reader has it."""

    standing: Standing
    forum: Forum | None
    acts: Acts
    void: tuple[int, ...] = ()
    opener: Open = plain
    whose: tuple[str, Hashable] = ("", None)


RECORDS = {one.circle: one for one in kept("exercise")}
PLENARY, ECONOMY = RECORDS["plenary"], RECORDS["economy"]
SOME = 320


@cache
def circle(size: int = SOME, record: Kept = PLENARY) -> Circle:
    """A circle of the exercise after so many acts."""
    held = record.acts[:size]
    standing = replay(beginning(record.origin), held)

    def acts(start: int, end: int) -> Sequence[Stored]:
        return held[start:end]

    return Circle(standing=standing, forum=Proceedings(acts).at(standing), acts=acts)


def words_of(number: int) -> str:
    """What a proposal says by its title, at the number of its act."""
    return next(one.words for one in passages(PLENARY.acts[number], plain, sound=True))


def found(held: Indexed, words: str) -> list[int]:
    """Numbers of the acts that have some words side by side."""
    query = read_query(f'"{words}"')
    assert isinstance(query, Query)
    return [one.number for one in held.acts.find(query, Wish(), 1000)[0]]


TITLED = next(
    one.index
    for one in PLENARY.acts[:SOME]
    if read_entry(one.entry).envelope.name == "text.table/1"
)


@pytest.mark.parametrize("sizes", [(), (1,), (40, 41), (7, 100, 319)])
def test_what_goes_on_with_the_record_is_what_is_made_from_its_beginning(
    sizes: tuple[int, ...],
) -> None:
    followed, anew = Indexed(), Indexed()
    for size in sizes:
        followed.follow(circle(size))
    followed.follow(circle())
    anew.follow(circle())
    assert followed.acts.words == anew.acts.words
    assert len(followed.acts) == len(anew.acts) > 100


def test_what_is_withheld_is_gone_at_once() -> None:
    held, now = Indexed(), circle()
    held.follow(now)
    words = words_of(TITLED)
    assert TITLED in found(held, words)
    gone = {TITLED: Withheld(who="an authority", law="a law", number=SOME)}
    held.follow(evolve(now, standing=evolve(now.standing, withheld=gone)))
    assert TITLED not in found(held, words)


def test_words_that_were_struck_are_gone_at_once() -> None:
    held, now = Indexed(), circle()
    held.follow(now)
    assert now.forum is not None
    struck = now.forum.grown(struck=now.forum.struck.set(TITLED, "P1"))
    held.follow(evolve(now, forum=struck))
    assert TITLED not in found(held, words_of(TITLED))
    anew = Indexed()
    anew.follow(evolve(now, forum=struck))
    assert held.acts.words == anew.acts.words  # no token, form or text of it stays in memory


def test_another_record_in_its_place_is_read_from_its_beginning() -> None:
    held, anew = Indexed(), Indexed()
    held.follow(circle(40))
    held.follow(circle(SOME, ECONOMY))
    anew.follow(circle(SOME, ECONOMY))
    assert held.acts.words == anew.acts.words


def test_who_is_told_of_an_earlier_act_than_another_thread_takes_nothing_back() -> None:
    held = Indexed()
    held.follow(circle())
    before = held.acts.words
    held.follow(circle(40))
    assert held.acts.words == before


def test_each_sort_of_reader_has_an_index_of_its_own() -> None:
    shelf, now = Shelf(), circle()

    def few(start: int, end: int) -> Sequence[Stored]:
        return [evolve(one, body=None) if one.index < 300 else one for one in now.acts(start, end)]

    every = shelf.index(now)
    late = shelf.index(evolve(now, acts=few, whose=("XOB", 300)))
    assert TITLED in found(every, words_of(TITLED))
    assert not found(late, words_of(TITLED)) or min(found(late, words_of(TITLED))) >= 300
    assert shelf.index(now) is every
    assert shelf.index(evolve(now, acts=few, whose=("XOB", 300))) is late
    opened = shelf.index(evolve(now, whose=("XOB", "opened")))  # what came before was opened to it
    assert opened is not late
    assert opened.acts.words == every.acts.words


def test_what_does_not_open_is_not_searched() -> None:
    held, now = Indexed(), circle()
    held.follow(evolve(now, opener=lambda _entry, _body: None))
    assert not held.acts.words
