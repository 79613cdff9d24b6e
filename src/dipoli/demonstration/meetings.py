"""The backbone of the exercise: meetings every few weeks, and the work on texts in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from dipoli.demonstration.exercise import DAY, HOUR, WINDOW, Exercise, Work
from dipoli.demonstration.hall import OFFICE, Circle
from dipoli.demonstration.papers import SPEECHES, SUMMARIES
from dipoli.demonstration.parties import BY_CODE, STATES
from dipoli.forum.chair_rules import whose_turn
from dipoli.record.shape import write_time

CALL = timedelta(days=21)
ITEMS = (
    "State of work in the baskets", "Reports of bodies", "Papers tabled since the last meeting",
    "Commitments and their dates", "Dates and places of meetings", "Other matters",
    "The calendar of measures", "Words that are read in several ways",
)  # fmt: skip


def calendar(x: Exercise, first: int, every: int, last: int) -> list[datetime]:
    """Days of meetings: from one day on, every so many days, up to another."""
    return [x.day(number) for number in range(first, last, every)]


def meetings(
    x: Exercise, at: Circle, days: Sequence[datetime], work: Work | None = None, *, rotates: bool
) -> Iterator[datetime]:
    """Meeting after meeting: called, held, its record corrected and settled.

    Args:
        x: the exercise.
        at: the circle.
        days: of its meetings.
        work: what it works on, at each meeting.
        rotates: whether the chair goes on from meeting to meeting.
    """
    for number, when in enumerate(days):
        host = STATES[number % len(STATES)]
        yield max(when - CALL, x.hall.now)
        name = at.name("MTG")
        title = f"Meeting {number + 1}: {ITEMS[number % len(ITEMS)].lower()}"
        x.office("meeting.invite", name, title, at=at, place=f"{host.town}, the old customs house",
                 opens=when)  # fmt: skip
        yield when - 6 * DAY
        items = _agenda(x, at, name, number)
        yield when - 1 * DAY
        _credentials(x, at, name)
        yield when
        _open(x, at, name, rotates=rotates)
        _items(x, at, name, items)
        yield when + WINDOW
        if work is not None:
            work(x, at, name)
        yield when + WINDOW + 5 * HOUR
        _close(x, at, name, number)
        yield when + 5 * DAY
        if x.dice.often(6):
            who = x.dice.one(x.members(at))
            words = "In our statement, for 'will' read 'may'."
            x.do(who, "minutes.correct", name, words, at=at)
        yield when + 18 * DAY
        x.office("minutes.settle", name, at=at)


def _agenda(x: Exercise, at: Circle, name: str, number: int) -> list[str]:
    items = []
    for step, who in enumerate(x.dice.some(x.members(at), 3)):
        item = at.name("I")
        title = ITEMS[(number + step) % len(ITEMS)]
        x.do(who, "agenda.place", item, title, at=at, meeting=name)
        if x.dice.below(12) == 0:
            x.do(who, "agenda.drop", item, "We bring it next time.", at=at)
        else:
            items.append(item)
    return items


def _credentials(x: Exercise, at: Circle, name: str) -> None:
    for code in x.members(at):
        if x.dice.often(7):
            head = x.dice.one(BY_CODE[code].people) if code in BY_CODE else "Bex Harrowin"
            rank = "senior-officials" if at is x.plenary else "officials"
            x.do(code, "credentials.present", name, head, at=at, rank=rank)
            if x.dice.often(8):
                x.office("credentials.accept", name, at=at, seat=code)


def _open(x: Exercise, at: Circle, name: str, *, rotates: bool) -> None:
    x.present(at)
    if rotates:
        _take_chair(x, at)
    chair = x.chair(at)
    x.do(chair, "meeting.open", name, "Good morning. The meeting is open.", at=at)
    if x.dice.below(6) == 0:
        who = x.dice.one(x.others(chair, at=at))
        x.do(who, "agenda.contest", name, "An item of ours is not there.", at=at)
        x.do(who, "agenda.clear", name, "It was on the second page.", at=at)
    x.do(chair, "agenda.adopt", name, at=at)


def _take_chair(x: Exercise, at: Circle) -> None:
    """Whose turn it is takes the chair; now and then it lets its turn pass."""
    turn = whose_turn(at.forum, write_time(x.hall.now))[0]
    if x.dice.below(6) == 0:
        x.do(turn, "chair.pass", "", "Our head of delegation is on the way.", at=at)
        turn = whose_turn(at.forum, write_time(x.hall.now))[0]
    x.do(turn, "chair.take", "", at=at)


def _items(x: Exercise, at: Circle, name: str, items: Sequence[str]) -> None:
    """Each item is taken up, and those who asked speak in their order."""
    chair = x.chair(at)
    for item in items:
        x.do(chair, "agenda.take", name, at=at, item=item)
        speakers = x.dice.some(x.others(chair, at=at), 2 + x.dice.below(3))
        for code in speakers:
            x.do(code, "floor.ask", name, at=at)
        for code in speakers:
            x.do(chair, "floor.give", name, x.dice.one(SPEECHES), at=at, seat=code)
        if x.dice.below(5) == 0:
            spoken = x.dice.one(x.others(*speakers[:1], chair, at=at))
            words = "Our port was named; we ask to set the date right."
            x.do(spoken, "reply.claim", name, words, at=at)
            x.do(chair, "floor.give", name, at=at, seat=spoken)
        if x.dice.below(3) == 0:
            x.do(chair, "floor.close", name, at=at)


def _close(x: Exercise, at: Circle, name: str, number: int) -> None:
    chair = x.chair(at)
    if x.dice.below(8) == 0:
        x.do(chair, "meeting.suspend", name, "For consultations in the corridor.", at=at)
        x.hall.now += HOUR
        x.do(chair, "meeting.resume", name, at=at)
    words = SUMMARIES[number % len(SUMMARIES)]
    x.do(chair, "meeting.close", name, words, at=at, outcome="chairs-summary")
    x.do(OFFICE, "minutes.issue", name, f"Summary record. {words}", at=at)
