"""A long forum: its acts are in order, and none is ruled on by looking through all others."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from benches.long_forum import beginning, bodies, long_forum, read
from tests.forum.made import Desk, charter, decide, forum

from dipoli.forum.procedure import enter, rule
from dipoli.forum.standing import Forum


class Unscanned:
    """A map of which single entries are asked, and that nobody walks through."""

    def __init__(self, held: Any) -> None:  # noqa: ANN401 - a map of any type
        self._held = held

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - as above
        return self._held[key]

    def __contains__(self, key: str) -> bool:
        return key in self._held

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as above
        """One entry."""
        return self._held.get(key, default)

    def set(self, key: str, value: Any) -> Unscanned:  # noqa: ANN401 - as above
        """The map with one entry more."""
        return Unscanned(self._held.set(key, value))

    def delete(self, key: str) -> Unscanned:
        """The map with one entry less."""
        return Unscanned(self._held.delete(key))


GROWS = ("proposals", "silences", "texts", "clauses", "leaves", "waivers", "meetings", "sorts")


VIEWS = ("unsettled", "adoptions", "silent")


def unscanned(here: Forum) -> Forum:
    """A standing whose growing maps nobody walks through; its views are carried on."""
    maps = {name: Unscanned(getattr(here, name)) for name in GROWS}
    return here.grown(**maps, **{name: getattr(here, name) for name in VIEWS})


def test_every_act_of_a_long_forum_is_in_order_and_asks_single_entries_alone() -> None:
    standing = unscanned(beginning())
    for act in long_forum(150):
        assert rule(standing, act) is None, act
        standing = enter(standing, act)
    assert standing.acts == 150


def test_leave_for_a_silence_is_found_without_a_look_through_all_proposals() -> None:
    desk = Desk(forum(charter(silence=evolve(charter().silence, leave=True))))
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    decide(desk, "P2", "leave-for-silence", "P1")
    act = desk.act("XAL", "silence.open", "P1", 72)
    assert rule(unscanned(desk.forum), act) is None


def test_order_voices_and_presence_are_found_anew_when_a_seat_moves_and_not_before() -> None:
    desk = Desk()
    voices = desk.forum.voices
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    assert desk.forum.voices is voices
    desk.do("XCO", "member.pause", "XCO")
    assert desk.forum.voices == ("XAL", "XBE", "XDE")
    assert desk.forum.present == 3


@pytest.mark.parametrize("size", [1, 40])
def test_the_bodies_of_a_long_forum_are_read_back(size: int) -> None:
    acts = long_forum(size)
    assert read(acts, bodies(acts)) == size
