"""Stories of action: commitments kept, late and disputed; talks beside the forum; interests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from dipoli.demonstration.exercise import DAY, HOUR, Exercise
from dipoli.demonstration.negotiation import digest

FOR_LONG = timedelta(days=1500)


def kept(x: Exercise) -> Iterator[datetime]:
    """A lamp is lit for a survey: a pair, evidence, each side's word, the finding."""
    yield x.day(200)
    one, two = x.plenary.name("C"), x.plenary.name("C")
    x.do("XTV", "commitment.make", one, "To light the lamp on the reef of Sarn.", owners=["XTV"],
         recipients=["XOR"], subject="lights", covers=["reef-of-sarn"], due=x.later(120),
         evidence="A photograph each night for a week.", verifier="XUL")  # fmt: skip
    x.do("XOR", "commitment.accept", one)
    x.do("XOR", "commitment.make", two, "To give Tavrena the survey of the reef.", owners=["XOR"],
         recipients=["XTV"], subject="charts", hours=720,
         event="commitment-fulfilled", of=one)  # fmt: skip
    x.do("XTV", "commitment.accept", two)
    x.do("XTV", "commitment.pair", one, other=two)
    x.do("XOR", "commitment.pair", two, "Light for chart.", other=one)
    yield x.later(90)
    x.do("XTV", "commitment.evidence", one, "Seven photographs.", digest=digest("lamp"))
    x.do("XUL", "commitment.find", one, "It burns; our pilot saw it on three nights.",
         verdict="fulfilled", source="Log of the pilot boat of Lake Ostry")  # fmt: skip
    x.do("XTV", "commitment.assess", one, "It is lit.", verdict="fulfilled")
    x.do("XOR", "commitment.assess", one, "We see it from our shore.", verdict="fulfilled")
    x.office("commitment.fulfil", one)
    yield x.later(25)
    x.do("XOR", "commitment.evidence", two, "The survey, four sheets.", digest=digest("survey"))
    x.do("XTV", "commitment.assess", two, "Four sheets came.", verdict="fulfilled")
    x.do("XOR", "commitment.assess", two, "They were sent.", verdict="fulfilled")
    x.office("commitment.fulfil", two)


def late(x: Exercise) -> Iterator[datetime]:
    """What a decision has two members do is registered; one confirms, one reads it otherwise."""
    yield x.day(230)
    decision = yield from x.decided("XHA", "That two harbours are dredged", basket="economy")
    name = x.plenary.name("C")
    x.office("commitment.register", name, "To dredge the harbours of Brinmouth and Port Meriden.",
             owners=["XSE", "XKS"], recipients=["XHA", "XUL"], decision=decision,
             parts=["Brinmouth", "Port Meriden"], subject="harbours", due=x.later(90),
             funder="The fund for harbours", approval="The councils of both")  # fmt: skip
    x.do("XKS", "commitment.decline", name, "We read it as a study first.")
    yield x.later(30)
    x.do("XKS", "commitment.confirm", name, "With the study done, we confirm.")
    x.do("XSE", "commitment.confirm", name)
    x.do("XHA", "commitment.accept", name)
    x.do("XUL", "commitment.accept", name)
    yield x.later(40)
    x.do("XKS", "commitment.suspend", name, "Ice.", part=2)
    yield x.later(60)
    x.do("XKS", "commitment.resume", name, "The ice is gone.", part=2)
    yield x.later(40)
    x.do("XSE", "commitment.evidence", name, "Soundings of June.", digest=digest("soundings"))
    x.do("XHA", "commitment.assess", name, "One harbour is deep enough, the other not yet.",
         verdict="in-part")  # fmt: skip
    x.do("XSE", "commitment.assess", name, "Ours is done.", verdict="fulfilled")


def disputed(x: Exercise) -> Iterator[datetime]:
    """Two say of one promise that it is kept and that it is not; it stands, in both their words."""
    yield x.day(260)
    name = x.plenary.name("C")
    x.do("XKS", "commitment.make", name, "Not to lay mines for practice in the strait.",
         owners=["XKS"], recipients=["XSE"], sense="not-to-do", subject="mines",
         until=x.hall.now + FOR_LONG)  # fmt: skip
    x.do("XSE", "commitment.accept", name)
    yield x.later(150)
    x.do("XSE", "commitment.assess", name, "Our trawler found one of October.",
         verdict="not-fulfilled")  # fmt: skip
    x.do("XKS", "commitment.assess", name, "It was a mark of a fishing ground.",
         verdict="fulfilled")  # fmt: skip


def others(x: Exercise) -> Iterator[datetime]:
    """Commitments released, superseded, taken back, lapsed."""
    yield x.day(280)
    names = [x.plenary.name("C") for _ in range(5)]
    said = ("To send a band to the fair of Halla.", "To send two bands to the fair of Halla.",
            "To print the timetable on paper.", "To keep a tug in the strait this winter.",
            "To lend a tug for the fair.")  # fmt: skip
    for name, words in zip(names, said, strict=True):
        owed = [] if name == names[2] else ["XNU"]
        more: dict[str, Any] = {"until": x.later(100)} if name == names[3] else {}
        x.do("XUL", "commitment.make", name, words, owners=["XUL"], recipients=owed, **more)
        if owed:
            x.do("XNU", "commitment.accept", name)
    yield x.later(30)
    x.do("XNU", "commitment.supersede", names[0], "Two are better.", other=names[1])
    x.do("XNU", "commitment.release", names[4], "We have one now.")
    x.do("XUL", "commitment.withdraw", names[2], "Nobody reads it.")
    yield x.later(200)
    x.office("commitment.lapse", names[3])


def talks_beside(x: Exercise) -> Iterator[datetime]:
    """Two talk beside the forum; their outcome touches a third's interest, and is locked in."""
    yield x.day(140)
    x.do("XHA", "interest.state", "N1", "Our ferries pass there.", subject="strait",
         parts=["by-day", "by-night"], source="Speech of the minister, May")  # fmt: skip
    x.do("XNU", "interest.state", "N2", "Our boats shelter there in winter.", subject="strait",
         parts=["winter"], source="Letter to the chair, 3 June")  # fmt: skip
    x.do("XNU", "interest.state", "N3", "We buy ice there.", subject="ice", source="The same")
    yield x.day(190)
    x.do("XKS", "strand.register", "BC1", "The strait talks", parties=["XKS", "XSE"],
         since=x.day(100), source="Joint press line of spring")  # fmt: skip
    x.do("XSE", "strand.account", "BC1", "We meet each month.", name="The Gulf contacts")
    x.do("XKS", "strand.hold", "BC1", "Two days.", date=x.hall.now - DAY, place="The light-ship",
         rank="deputy-ministers")  # fmt: skip
    yield x.later(40)
    x.do("XSE", "strand.pause", "BC1", "For elections.")
    yield x.later(50)
    x.do("XSE", "strand.resume", "BC1")
    x.do("XSE", "strand.outcome", "OC1", "Hours of passage in the strait", strand="BC1",
         date=x.hall.now - HOUR, source="Joint minutes, page 2", subject="strait",
         covers=["by-day"])  # fmt: skip
    x.do("XKS", "outcome.read", "OC1", "We read it as a trial.", name="The trial of hours")
    yield x.later(20)
    name = x.plenary.name("C")
    x.do("XKS", "commitment.make", name, "To let ferries pass by night when they carry the ill.",
         owners=["XKS"], recipients=["XHA"], subject="strait", covers=["by-night"])  # fmt: skip
    x.do("XHA", "commitment.accept", name)
    x.do("XHA", "interest.accept", "N1", "That is what we lacked.", other=name)
    x.do("XNU", "interest.withdraw", "N3", "We have a new ice house.")
    decision = yield from x.decided("XHA", "That the forum takes up the hours of passage",
                                    subject="OC1")  # fmt: skip
    x.do("XSE", "strand.lock", "OC1", decision=decision)
    yield x.later(120)
    x.do("XHA", "interest.reopen", "N1", "One ferry waited five hours.", other=name)
    x.do("XKS", "strand.end", "BC1", "Its work goes on in the basket.")


def government(x: Exercise) -> Iterator[datetime]:
    """A government changes; its seat goes on with the same papers and promises."""
    yield x.day(440)
    x.do("XSE", "government.change", "XSE", "A new cabinet was sworn in. It takes up the record.",
         since=x.hall.now - 3 * DAY)  # fmt: skip
    x.do("XSE", "channel.declare", "XSE", "node of the mission of Selkand", sort="node")
    x.do("XSE", "name.give", "", "Commonwealth of Selkand", sort="party", thing="XSE",
         language="en")  # fmt: skip


STORIES = (kept, late, disputed, others, talks_beside, government)
