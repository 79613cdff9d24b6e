"""An act in a circle where one does not sit changes nothing that one sees."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map
from tests.forum.made import Desk, forum
from tests.forum.test_decisions_hold import Dense, beginning, charters
from tests.forum.test_whole import World

from dipoli.forum.overview import overview
from dipoli.forum.procedure import enter
from dipoli.forum.procedure import rule as ruling
from dipoli.forum.standing import Forum
from dipoli.forum.today import today

ONE_SITS = "XDE"
"""Who sits in the plenary, and not in the contact group below it."""


def group() -> World:
    """A contact group of three, in which XDE does not sit; it reports to the plenary."""
    here = forum(charters()[0])
    seats = Map({code: seat for code, seat in here.seats.items() if code != ONE_SITS})
    sorts = here.sorts.delete(ONE_SITS)
    seating = tuple(code for code in here.seating if code != ONE_SITS)
    below = here.grown(seats=seats, sorts=sorts, seating=seating, reports_to="PLENARY")
    desk = Desk(below)
    world = World(desk)
    for name in ("P1", "P2", "P3", "P4"):
        act = desk.act("XBE", "proposal.table", name, title="y", purpose="measure", basket="water")
        assert world.attempt(act)
    return world


def sees(here: Forum, now: str) -> tuple[object, ...]:
    """All that XDE is shown of a circle: how each thing stands, and what needs its act."""
    return here, tuple(overview(here, now)), tuple(today(here, ONE_SITS, now))


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_an_act_where_one_does_not_sit_changes_nothing_that_one_sees(
    below: list[bool], seed: int
) -> None:
    plenary, contact = beginning(0), group()
    start, tried = plenary.desk.forum, len(plenary.tried)
    there, here = Dense(Random(seed)), Dense(Random(seed + 1))
    for is_below in below:
        before = sees(plenary.desk.forum, plenary.desk.forum.time)
        if is_below:
            there.step(contact)
            assert sees(plenary.desk.forum, plenary.desk.forum.time) == before
        else:
            here.step(plenary)
    alone = start
    for act, refusal in plenary.tried[tried:]:
        assert ruling(alone, act) == refusal
        alone = enter(alone, act) if refusal is None else alone
    assert sees(alone, alone.time) == sees(plenary.desk.forum, alone.time)
