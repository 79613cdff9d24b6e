"""What must wait until a moment has passed waits for both clocks: the author's and the door's."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.forum.between import MEDIATOR, opened, send
from tests.forum.made import Desk

from dipoli.forum.act import Act
from dipoli.forum.hand_up import HandUp
from dipoli.forum.hand_up import Stage as HandUpStage
from dipoli.forum.procedure import rule

BEFORE, AFTER = "2030-06-01T11:59:00Z", "2030-06-01T12:01:00Z"
MOMENT = "2030-06-01T12:00:00Z"


def late(desk: Desk) -> tuple[Act, str]:
    """A reminder of a reply that was due at the moment."""
    one = HandUp(
        id="H1", title="x", words="x", source="B1", cited=None, by="SECRETARIAT", number=1,
        entered="2030-05-01T12:00:00Z", due=MOMENT, stage=HandUpStage.HANDED_UP,
    )  # fmt: skip
    forum = desk.forum
    desk.forum = forum.grown(
        hand_ups=forum.hand_ups.set("H1", one), sorts=forum.sorts.set("H1", "hand-up")
    )
    return desk.act("XAL", "hand-up.remind", "H1"), "A reply to H1 is due by"


def promised(desk: Desk) -> tuple[Act, str]:
    """That what holds up to the moment has lapsed."""
    desk.do("XAL", "commitment.make", "C1", words="x", owners=["XAL"], until=MOMENT)
    return desk.act("SECRETARIAT", "commitment.lapse", "C1"), "C1 holds up to"


def talks(desk: Desk) -> tuple[Act, str]:
    """Talks beside the forum that began at the moment."""
    said: dict[str, Any] = {"title": "x", "parties": ["XAL", "XBE"], "source": "x"}
    return desk.act("XAL", "strand.register", "BC1", since=MOMENT, **said), "has not come"


def government(desk: Desk) -> tuple[Act, str]:
    """A government that changed at the moment."""
    return desk.act("XAL", "government.change", "XAL", words="x", since=MOMENT), "has not come"


@pytest.mark.parametrize("what", [late, promised, talks, government])
@pytest.mark.parametrize(
    ("author", "door", "in_order"),
    [
        (BEFORE, BEFORE, False), (AFTER, BEFORE, False), (BEFORE, AFTER, False),
        (AFTER, AFTER, True), (AFTER, None, True), (BEFORE, None, False),
    ],
)  # fmt: skip
def test_a_clock_that_is_fast_brings_no_moment_nearer(
    what: Any,  # noqa: ANN401 - one of four
    author: str,
    door: str | None,
    *,
    in_order: bool,
) -> None:
    desk = Desk()
    act, why = what(desk)
    ruling = rule(desk.forum, evolve(act, time=author, at=door))
    assert (ruling is None) is in_order
    assert in_order or (ruling is not None and why in ruling.why)


@pytest.mark.parametrize(
    ("author", "door", "in_order"),
    [
        ("2030-06-02T00:01:00Z", "2030-06-01T23:59:00Z", False),
        ("2030-06-01T23:59:00Z", "2030-06-02T00:01:00Z", False),
        ("2030-06-02T00:01:00Z", "2030-06-02T00:02:00Z", True),
    ],
)
def test_no_day_to_come_is_told_as_that_of_conveying(
    author: str, door: str, *, in_order: bool
) -> None:
    desk = opened("XAL")
    send(desk, "XAL", "M1", "A ferry could cross.", "as-your-own-idea")
    said = {"to": "XBE", "how": "as-the-mediators-own-idea", "day": "2030-06-02T00:00:00Z"}
    act = desk.act(MEDIATOR, "message.conveyed", "M1", **said)
    ruling = rule(desk.forum, evolve(act, time=author, at=door))
    assert (ruling is None) is in_order
    if ruling is not None:
        assert ruling.why.endswith("and today is 2030-06-01.")
        assert ruling.remedy == "Tell a day between the two."
