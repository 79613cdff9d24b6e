"""A forum at work: the beginning of every script, made once and copied for each."""

from __future__ import annotations

from tests.record.acts import OFFICE, START, paper_mark
from tests.worlds.script import KEYED, PAPER, PLENARY, WATER
from tests.worlds.world import World

from dipoli.record import forms

__all__ = ["at_work"]


def at_work(world: World) -> None:
    """Two circles, in which every seat has spoken, and all heads are official.

    The plenary is open to the host and has a seat on paper; the contact group on water is sealed.
    """
    assert world.now == START
    world.open(PLENARY, KEYED, (PAPER,))
    world.open(WATER, KEYED[:2], sealed=True)
    world.run(60)
    for code in KEYED:
        world.say(code, f"A statement of {code}")
        world.run(1)
    world.say("XAL", "A statement on water", WATER)
    world.office_act(forms.SAY, {"text": "First paper", "on_paper": paper_mark()}, by=PAPER)
    world.office_act(forms.SAY, {"text": "The secretariat circulates a paper"})
    world.office_act(forms.SAY, {"text": "The secretariat notes the time"})
    world.office_act(forms.SAY, {"text": "Second paper", "on_paper": paper_mark()}, by=PAPER)
    world.run(176)
    assert OFFICE == "SECRETARIAT"
