"""The exercise: two years of a dialogue of seven invented states around an invented sea.

It is a script of *episodes*: each tells one story, step by step, and says between its steps when it
goes on (`dipoli.demonstration.hall.play`). What the script leaves open, such as who asks for the
floor, is drawn from a seed. Same seed, same beginning: same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import define, field

from dipoli.demonstration.chance import Dice, stream
from dipoli.demonstration.hall import OFFICE, Circle, Done, Hall
from dipoli.demonstration.parties import STATES, TITLE
from dipoli.forum.chair_rules import whose_turn
from dipoli.forum.decision import Stage as ProposalStage
from dipoli.forum.seat import Stage
from dipoli.forum.standing import Forum
from dipoli.record.shape import write_time

SEED = "veyra-1"
BEGINS = datetime(2030, 1, 7, 8, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WINDOW = 2 * HOUR
"""From the opening of a meeting to when its business begins."""


def charter_paper(identity: str = "veyra-dialogue", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of several types
    """The charter of the exercise, in the short form: a preset, and its invented parties."""
    return {
        "schema": "dipoli.charter/1",
        "preset": "northeast-asia-proposed",
        "id": identity,
        "title": dict(TITLE),
        "exercise": True,
        "languages": ["en", "ko", "mn"],
        "members": [
            {"code": one.code, "category": "member", "names": dict(one.names), "zone": one.zone}
            for one in STATES
        ],
        **more,
    }


@define(kw_only=True, eq=False)
class Exercise:
    """What every episode works with.

    Args:
        hall: the circles.
        dice: what the script leaves open.
        begins: the first day.
        plenary: its circle.
        calendar: circle to the days of its meetings.
        reports: basket and title of each text that a body agreed, in their order.
    """

    hall: Hall
    dice: Dice
    begins: datetime
    plenary: Circle
    calendar: dict[str, list[datetime]] = field(factory=dict)
    reports: list[tuple[str, str]] = field(factory=list)

    def day(self, number: int, hour: int = 9) -> datetime:
        """A working day: so many days after the beginning, at an hour of UTC."""
        when = (self.begins + number * DAY).replace(hour=hour, minute=0, second=0)
        while when.weekday() > 4:  # noqa: PLR2004 - Saturday and Sunday
            when += DAY
        return when

    def later(self, days: int, hour: int = 9) -> datetime:
        """A working day, so many days from now."""
        return self.day((self.hall.now - self.begins).days + days, hour)

    def do(
        self,
        by: str,
        name: str,
        about: str = "",
        text: str | None = None,
        /,
        *,
        at: Circle | None = None,
        **more: Any,  # noqa: ANN401 - fields of several types
    ) -> Done:
        """An act in the plenary, or in another circle."""
        minutes = 1 + self.dice.below(6)
        return self.hall.do(at or self.plenary, by, name, about, text, minutes=minutes, **more)

    def office(self, name: str, about: str = "", text: str | None = None, /, **more: Any) -> Done:  # noqa: ANN401 - as above
        """An act of the secretariat."""
        return self.do(OFFICE, name, about, text, **more)

    @property
    def forum(self) -> Forum:
        """The plenary as it stands."""
        return self.plenary.forum

    def chair(self, at: Circle | None = None) -> str:
        """Who presides; where its seat fell away, the next in turn takes the chair."""
        forum = (at or self.plenary).forum
        if forum.chair:
            return forum.chair[0]
        turn = whose_turn(forum, write_time(self.hall.now))[0]
        self.do(turn, "chair.take", "", at=at)
        return turn

    def members(self, at: Circle | None = None) -> list[str]:
        """Those whose voice counts, in protocol order."""
        return list((at or self.plenary).forum.voices)

    def others(self, *codes: str, at: Circle | None = None) -> list[str]:
        """The other members."""
        return [code for code in self.members(at) if code not in codes]

    # ------------------------------------------------------------ meetings

    def sitting(self, at: Circle | None = None, after: int = 1) -> datetime:
        """When business begins at the next meeting of a circle, so many days from now or later."""
        circle = at or self.plenary
        first = self.hall.now + after * DAY
        found = [when for when in self.calendar[circle.id] if when > first]
        return (found[0] if found else self.begins + 4000 * DAY) + WINDOW

    def table(self, by: str, title: str, purpose: str = "measure", **more: Any) -> str:  # noqa: ANN401 - fields of several types
        """Put a proposal on the table of the plenary, and give its name."""
        name = self.plenary.name("P")
        self.do(by, "proposal.table", name, title, purpose=purpose, **more)
        return name

    def adopt(self, name: str, *, words: str | None = None) -> None:
        """Put a proposal to the members and adopt it, without an objection."""
        self.do(self.chair(), "proposal.put", name)
        self.do(self.chair(), "proposal.adopt", name, words)

    def decided(
        self,
        by: str,
        title: str,
        purpose: str = "measure",
        **more: Any,  # noqa: ANN401 - as above
    ) -> Generator[datetime, None, str]:
        """Table a proposal, wait for the next meeting that its notice allows, and adopt it."""
        name = self.table(by, title, purpose, **more)
        yield self.sitting(after=4)
        self.adopt(name)
        if self.forum.proposals[name].stage is ProposalStage.ADOPTED:
            self.office("proposal.effect", name)
        return name

    def present(self, at: Circle | None = None) -> None:
        """Every member that is not in its place takes it."""
        for code in self.members(at):
            circle = at or self.plenary
            if circle.forum.seats[code].stage in (Stage.ACCEPTED, Stage.ABSENT):
                self.do(code, "member.attend", code, at=at)


def dice_of(seed: str) -> Dice:
    """The dice of a seed."""
    return Dice(stream("dice", seed))


Work = Callable[[Exercise, Circle, str], None]
