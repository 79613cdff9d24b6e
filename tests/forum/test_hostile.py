"""Two hundred acts that are out of order or hostile: each is refused, and changes nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from attrs import evolve
from tests.forum.hostile import ROWS
from tests.forum.hostile_scene import (
    GUEST,
    MEMBERS,
    Hostile,
    content,
    role_of,
    ruled,
    rules,
    scene,
    time_of,
)
from tests.forum.made import OFFICE, START, Desk
from tests.record import acts
from tests.record.acts import Written

from dipoli.forum.charter_text import write_charter
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.seat import Seat
from dipoli.forum.seat_rules import founding
from dipoli.forum.standing import Forum
from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.record.custody import Stored
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder, OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import enter

SEED, SAMPLE = 2030, 25


@cache
def set_scene() -> tuple[Forum, datetime]:
    """The scene, by the rules of procedure alone."""
    beginning = founding(rules(), write_time(START))
    seats = beginning.seats
    for code in (*MEMBERS, GUEST):
        held: Seat = seats[code]
        seats = seats.set(code, evolve(held, stage=type(held.stage)("accepted")))
    desk = Desk(beginning.grown(seats=seats, acts=1))
    scene(desk)
    return desk.forum, desk.now


def told(one: Hostile) -> str:
    return one.what


def test_there_are_two_hundred_of_them_and_each_is_another() -> None:
    assert len(ROWS) >= 200
    assert len({one.what + one.name for one in ROWS}) == len(ROWS)


@pytest.mark.parametrize("one", ROWS, ids=told)
def test_it_is_refused_with_article_reason_and_remedy(one: Hostile) -> None:
    forum, now = set_scene()
    refusal = ruled(forum, one, now)
    assert refusal is not None, f"{one.what} was in order"
    assert refusal.clause == f"art. {rules().article(one.point).number}", str(refusal)
    for text in (refusal.why, refusal.remedy):
        assert text.strip()
        assert text.isprintable()
        assert len(text) < 1_000


class Record:
    """The same scene on a real record, signed, ruled on and entered act by act."""

    def __init__(self) -> None:
        listed = (*MEMBERS, GUEST)
        self.desk = acts.opened(keyed=listed, paper=(), charter=write_charter(rules()))
        self.proceedings = Proceedings(self.read)
        self.now = START

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts as a keeper gives them."""
        return [
            Stored(index=number, entry=one.entry, body=one.body)
            for number, one in enumerate(self.desk.entered[start:end], start)
        ]

    def do(self, by: str, name: str, about: str = "", /, deadline: Any = None, **said: Any) -> None:  # noqa: ANN401 - as at the desk
        """Write an act that must be in order, and enter it."""
        one = Hostile(
            what="", point=None, by=by, name=name, about=about,  # type: ignore[arg-type]
            said=content(name, **said), deadline=deadline,
        )  # fmt: skip
        written = self.write(one)
        answer = self.ask(written)
        assert isinstance(answer, InOrder), str(answer)
        self.enter(written)

    def write(self, one: Hostile) -> Written:
        """Write and sign a row."""
        time, until = time_of(one, self.now)
        forum = self.proceedings.at(self.desk.standing)
        role = one.role or role_of(one.name, one.by, () if forum is None else forum.chair)
        name = one.name if "/" in one.name else f"{one.name}/1"
        other: dict[str, Any] = {"object": one.about, "deadline": until, "time": time, "role": role}
        return self.desk.write(name, one.by, one.said, **other)

    def ask(self, written: Written) -> object:
        """Rule on an act, by the record and by the charter."""
        by_charter = self.proceedings.rule
        return rule(self.desk.standing, written.entry, written.body, forum_rule=by_charter)

    def enter(self, written: Written) -> None:
        """Enter an act, whatever the rules say."""
        body = None if written.body is None else read_body(written.body)
        self.desk.standing = enter(self.desk.standing, read_entry(written.entry), body)
        self.desk.entered.append(written)


@pytest.fixture(scope="module")
def record() -> Record:
    """The scene on a record."""
    one = Record()
    scene(one)
    return one


def writable(one: Hostile) -> bool:
    """Whether a record can hold it at all: from one that has a key, about a plain name."""
    ascii_name = all("!" <= sign <= "~" for sign in one.about)
    return one.by in {*MEMBERS, GUEST, OFFICE} and ascii_name and "sign" not in one.what


DRAWN = random.Random(SEED).sample([one for one in ROWS if writable(one)], SAMPLE)


@pytest.mark.parametrize("one", DRAWN, ids=told)
def test_on_a_record_it_is_refused_and_entered_all_the_same_changes_nothing(
    one: Hostile, record: Record
) -> None:
    before, standing, entered = (
        record.proceedings.at(record.desk.standing), record.desk.standing, record.desk.entered,
    )  # fmt: skip
    written = record.write(one)
    answer = record.ask(written)
    assert isinstance(answer, OutOfOrder), str(answer)
    assert answer.clause == f"art. {rules().article(one.point).number}", str(answer)
    assert before is not None
    record.desk.entered = list(entered)
    record.enter(written)
    after = record.proceedings.at(record.desk.standing)
    assert after == evolve(before, acts=standing.size + 1)
    assert record.proceedings.void == (standing.size,)
    record.desk.standing, record.desk.entered = standing, entered
