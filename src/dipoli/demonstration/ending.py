"""How the exercise ends: in the middle, with something waiting for each seat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dipoli.demonstration.exercise import DAY, HOUR, Exercise


def waiting(x: Exercise) -> Iterator[datetime]:
    """A silence runs over all; questions, invitations and entries wait for their answers."""
    last = x.day(722)
    yield x.day(600)
    name = x.table("XTV", "A ferry for the summer of the next year", basket="economy")
    yield from x.decided("XTV", f"Leave to decide {name} by silence", "leave-for-silence",
                         subject=name)  # fmt: skip
    yield last
    until = last + timedelta(days=9)
    while until.weekday() != 2:  # noqa: PLR2004 - Wednesday
        until += DAY
    x.do(x.chair(), "silence.open", name, "It ends after the feast.",
         deadline=until.replace(hour=4))  # fmt: skip
    for code in x.members():
        x.office("text.serve", name, x.forum.seats[code].channel, seat=code, how="delivered")
    x.do("XOR", "commitment.make", x.plenary.name("C"), "To mark the wreck off Tresk.",
         owners=["XOR", "XHA"], recipients=["XTV"])  # fmt: skip
    x.do("XTV", "visit.invite", x.plenary.name("VI"), "The new lamp of Sarn", sort="visit",
         guests=["XKS", "XUL", "XNU"], place="Old Ansel", begins=last + 40 * DAY)  # fmt: skip
    yield last + 2 * DAY
    x.do("XHA", "request.ask", "RQ2", "Lights were seen at night off Stenby. What were they?",
         to="XSE", about="other-activity", date=x.hall.now - 20 * HOUR,
         place="Off Stenby")  # fmt: skip


STORIES = (waiting,)
