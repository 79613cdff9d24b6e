"""Whether an act would be in order: its author may choose one of the next days for its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve
from tests.forum.made import START, Desk, charter, forum
from tests.forum.test_ways_around import put, silent

from dipoli.forum.trial import refusal
from dipoli.record.shape import write_time


@pytest.mark.parametrize("hours", [1, 24, 168])
def test_a_capital_can_be_asked_where_there_is_an_hour_for_it(hours: int) -> None:
    rules = evolve(charter().decision, referral_hours=hours)
    desk = put(forum(charter(decision=rules)))
    assert refusal(desk.forum, "XCO", "proposal.refer/1", "P1", write_time(desk.now)) is None


def resting(free: int, *, left: int = 1) -> Desk:
    """A suspended silence with some hours left; one capital works on one of the days to come."""
    rules = evolve(charter().silence, resume=1)
    desk = silent(72, forum(charter(silence=rules)))
    desk.wait(hours=72 - left).do("XAL", "silence.suspend", "P1")
    days = (START + timedelta(days=3 + day) for day in range(100) if day != free)
    rests = evolve(charter().members[0], holidays=tuple(one.date().isoformat() for one in days))
    strict = evolve(
        desk.forum.charter,
        silence=evolve(rules, holidays=False),
        members=(rests, *desk.forum.charter.members[1:]),
    )
    desk.forum = desk.forum.grown(charter=strict)
    return desk


@pytest.mark.parametrize(
    ("free", "goes_on"), [(0, True), (1, True), (2, True), (60, True), (61, False)]
)
def test_a_silence_can_go_on_where_a_capital_works_on_one_of_the_next_sixty_days(
    free: int, *, goes_on: bool
) -> None:
    desk = resting(free)
    told = refusal(desk.forum, "XAL", "silence.resume/1", "P1", write_time(desk.now))
    assert (told is None) is goes_on
