"""Making the exercise: its circles are opened, its episodes played, its records closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from dipoli.codec.charter_file import charter_on_preset
from dipoli.demonstration.exercise import BEGINS, DAY, SEED, Exercise, charter_paper, dice_of
from dipoli.demonstration.hall import Hall, play
from dipoli.demonstration.keys import sealing_keys, signing_keys
from dipoli.demonstration.meetings import calendar, meetings
from dipoli.demonstration.on_the_table import Story
from dipoli.demonstration.parties import BEFORE, BEFORE_TITLE, CODES, FORUM, TITLE
from dipoli.demonstration.quiet import contact_meeting
from dipoli.demonstration.stories import stories
from dipoli.forum.charter_text import write_charter

DAYS = 728


def make_exercise(
    folder: Path,
    *,
    seed: str = SEED,
    begins: datetime = BEGINS,
    days: int = DAYS,
    also: Sequence[Story] = (),
    told: Callable[[datetime, int], None] = lambda _now, _acts: None,
) -> Mapping[str, int]:
    """Make the exercise in a folder that is new or empty.

    Args:
        folder: where its offices are to lie.
        seed: of what the script leaves open.
        begins: its first day.
        days: how long it lasts.
        also: what is played beside its stories.
        told: hears of the progress: the time in the script, and how many acts.

    Returns:
        Circle to the number of its acts.
    """
    hall = Hall(
        folder=folder, forum=FORUM, keys=signing_keys(), sealing=sealing_keys(), now=begins,
        told=told,
    )  # fmt: skip
    with ExitStack() as ending:
        ending.callback(hall.close)
        charter = charter_on_preset(charter_paper())
        before = charter_on_preset(charter_paper("veyra-contact-meeting", title=BEFORE_TITLE))
        dice = dice_of(seed)
        hall.now = begins - 40 * DAY
        old = hall.open("plenary", BEFORE_TITLE["en"], write_charter(before), CODES, forum=BEFORE)
        contact_meeting(hall, Exercise(hall=hall, dice=dice, begins=begins, plenary=old))
        hall.now = begins
        plenary = hall.open("plenary", TITLE["en"], write_charter(charter), CODES)
        x = Exercise(hall=hall, dice=dice, begins=begins, plenary=plenary)
        x.calendar["plenary"] = calendar(x, 30, 42, days + 90)
        backbone = meetings(x, plenary, x.calendar["plenary"], rotates=True)
        play(hall, [backbone, *stories(x), *(story(x) for story in also)], begins + days * DAY)
        return {name: one.standing.size for name, one in hall.circles.items()}
