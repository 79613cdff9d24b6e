"""Stories of decisions: a stalemate and its end, capitals, silences, seats, bodies, order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dipoli.demonstration.exercise import DAY, HOUR, Exercise
from dipoli.demonstration.newcomer import guest
from dipoli.demonstration.parties import NODES, english


def stalemate(x: Exercise) -> Iterator[datetime]:
    """A ban on live firing is objected to, parked for a year, amended, and adopted after all."""
    yield x.day(60)
    name = x.table("XKS", "No live firing within ten miles of a ferry line", basket="arms")
    x.do("XKS", "proposal.amend", name, "For 'ten miles' read 'six miles'.")
    yield x.sitting(after=4)
    x.do(x.chair(), "proposal.put", name)
    x.do("XOR", "proposal.speak", name, "We could accept four.")
    x.do("XSE", "objection.raise", name, "The line runs through our range.", reason="substance")
    x.do(x.chair(), "proposal.park", name, "It is parked; work elsewhere goes on.")
    x.do(x.chair(), "basket.park", "arms", "Nothing is ready here.")
    yield x.day(470)
    x.do("XTV", "basket.resume", "arms", "The two sides have spoken to each other.")
    x.do("XKS", "proposal.resume", name)
    x.do("XKS", "proposal.amend", name, "For 'six miles' read 'four miles, by daylight'.")
    yield x.sitting(after=4)
    x.do(x.chair(), "proposal.put", name)
    x.do("XSE", "objection.raise", name, reason="instructions-pending")
    x.hall.now += 2 * HOUR
    x.do("XSE", "objection.withdraw", name, "The instructions have come.")
    x.do(x.chair(), "proposal.adopt", name)
    x.office("proposal.effect", name)
    x.do("XSE", "statement.attach", name, "We read 'daylight' as from 6 to 18 hours local time.",
         annex="interpretative-statement")  # fmt: skip
    x.do("XHA", "statement.attach", name, "We reserve our position on the islets.",
         annex="reservation")  # fmt: skip


def capitals(x: Exercise) -> Iterator[datetime]:
    """One proposal is confirmed by a capital; another lapses since no answer comes."""
    yield x.day(64)
    first = x.table("XTV", "A common signal of distress", basket="maritime")
    second = x.table("XUL", "A common time zone for ferries", basket="economy")
    third = x.table("XHA", "A flag for the forum")
    x.do("XHA", "proposal.withdraw", third, "It has found no friends.")
    yield x.sitting(after=4)
    for name in (first, second):
        x.do(x.chair(), "proposal.put", name)
    x.do("XNU", "proposal.refer", first, "We ask our capital.", deadline=x.hall.now + 10 * DAY)
    x.do("XSE", "proposal.refer", second, "We ask ours.", deadline=x.hall.now + 10 * DAY)
    yield x.later(6)
    x.do("XNU", "proposal.confirm", first, "Our capital agrees.")
    yield x.later(8)
    x.office("proposal.lapse", second, "No answer came.")
    yield x.sitting(after=2)
    x.do(x.chair(), "proposal.adopt", first)
    x.office("proposal.effect", first)


def stays_out(x: Exercise) -> Iterator[datetime]:
    """One stays out of a decision without stopping it, and joins a year later."""
    yield x.day(110)
    name = x.table("XOR", "A fund for lighthouses", basket="economy")
    x.do("XTV", "necessary.claim", name, "Statute of the coast lights, section 3.", party="XHA")
    x.do("XTV", "necessary.claim", name, "The same, section 4.", party="XKS")
    x.do("XSE", "ratify.claim", name, "Basic Law of Selkand, article 44.", party="XSE",
         body="Assembly of Selkand")  # fmt: skip
    x.do("XUL", "ratify.claim", name, "Standing orders of the Senate.", party="XUL",
         body="Senate of Ulmara")  # fmt: skip
    yield x.sitting(after=4)
    x.do("XTV", "necessary.withdraw", name, party="XKS")
    x.do(x.chair(), "proposal.put", name)
    x.do("XKS", "proposal.opt-out", name, "We have our own fund.")
    x.do("XUL", "ratify.withdraw", name, party="XUL", body="Senate of Ulmara")
    x.do(x.chair(), "proposal.adopt", name)
    yield x.later(80)
    x.do("XSE", "ratify.report", name, body="Assembly of Selkand", given=True)
    x.office("proposal.effect", name)
    yield x.later(240)
    x.do("XKS", "proposal.join", name, "We put the two funds together.")


def short_notice(x: Exercise) -> Iterator[datetime]:
    """A notice that one keeps, and one that nobody keeps."""
    yield x.sitting(after=150)
    first = x.table("XUL", "To send a message to the fishermen of the strait")
    x.do(
        x.chair(),
        "notice.waive",
        first,
        "May we take this at once?",
        deadline=x.hall.now + 26 * HOUR,
    )
    x.do("XHA", "notice.keep", first, "We have not read it.")
    yield x.sitting(after=10)
    second = x.table("XNU", "To thank the pilots of Halla", "measure")
    x.do(x.chair(), "notice.waive", second, deadline=x.hall.now + 25 * HOUR)
    yield x.hall.now + 2 * DAY
    x.office("notice.waived", second)
    yield x.sitting(after=5)
    for name in (first, second):
        x.adopt(name, words="Without an objection.")


def silence_held(x: Exercise) -> Iterator[datetime]:
    """A silence that holds: served, asked about, suspended, extended, certified."""
    yield x.day(150)
    name = x.table("XSE", "The rescue circuit opens on the first of the month", basket="maritime")
    yield from x.decided("XSE", f"Leave to decide {name} by silence", "leave-for-silence",
                         subject=name)  # fmt: skip
    yield x.later(1)
    x.do(x.chair(), "silence.open", name, deadline=_monday(x, 7))
    _serve(x, name)
    x.do("XTV", "silence.acknowledge", name)
    x.do("XNU", "silence.acknowledge", name, "Note verbale 12 of the embassy.")
    x.do("XUL", "silence.ask", name, "Does it open for fishing craft as well?")
    yield x.later(2)
    x.do(x.chair(), "silence.suspend", name, "The translation into Korean is faulty.")
    yield x.later(3)
    x.do(x.chair(), "silence.resume", name, "It is mended.", deadline=_monday(x, 9))
    x.do(x.chair(), "silence.extend", name, "A holiday fell into it.", deadline=_monday(x, 16))
    yield _monday(x, 16) + 9 * DAY
    x.office("silence.certify", name, "Nobody broke it.")
    x.office("proposal.effect", name)


def silence_broken(x: Exercise) -> Iterator[datetime]:
    """A list of buoys is put under silence, and one breaks it; a channel was down meanwhile."""
    yield x.day(330)
    name = x.table("XOR", "The list of common buoys", basket="maritime")
    yield from x.decided("XOR", f"Leave to decide {name} by silence", "leave-for-silence",
                         subject=name)  # fmt: skip
    yield x.later(1)
    x.office("channel.down", "XHA", "A cable was cut in the storm.")
    x.do(x.chair(), "silence.open", name, deadline=_monday(x, 14))
    _serve(x, name, but="XHA")
    yield x.later(4)
    x.office("channel.up", "XHA", "It works again.")
    _serve(x, name, only="XHA")
    x.do("XKS", "silence.break", name, "Buoy 14 lies in what we call the Inner Sea.",
         reason="substance")  # fmt: skip


def silence_without_effect(x: Exercise) -> Iterator[datetime]:
    """A silence that could not be served on everybody ends without effect."""
    yield x.day(420)
    name = x.table("XUL", "The hours of the common signal station", basket="maritime")
    yield from x.decided("XUL", f"Leave to decide {name} by silence", "leave-for-silence",
                         subject=name)  # fmt: skip
    yield x.later(1)
    x.office("channel.down", "XHA", "The mast fell in the storm.")
    x.do(x.chair(), "silence.open", name, deadline=_monday(x, 7))
    _serve(x, name, but="XHA")
    yield x.later(16)
    x.office("channel.up", "XHA", "The mast stands again.")
    x.office("silence.lapse", name, "It was not served on all.")


def _monday(x: Exercise, days: int) -> datetime:
    """Noon of a Wednesday, when every capital works."""
    when = x.later(days, 4)
    while when.weekday() != 2:  # noqa: PLR2004 - Wednesday
        when += DAY
    return when


def _serve(x: Exercise, name: str, *, but: str = "", only: str = "") -> None:
    for code in x.members():
        if code != but and only in ("", code):
            channel = x.forum.seats[code].channel
            x.office("text.serve", name, channel, seat=code, how="delivered")


def comings(x: Exercise) -> Iterator[datetime]:
    """Seats come and go: one is away, one suspends itself, one gives notice and stays."""
    yield x.day(95)
    x.do("XHA", "member.leave", "XHA", "Our delegation is at home for the budget.")
    yield x.day(240)
    x.do("XKS", "member.pause", "XKS", "After what was said in our press, we pause.")
    yield x.day(275)
    x.do("XKS", "member.return", "XKS", "We have been heard.")
    yield x.day(380)
    x.do("XUL", "member.notify", "XUL", "The Senate wishes to leave.")
    yield x.later(12)
    x.do("XUL", "member.stay", "XUL", "The Senate has voted again.")


def friends(x: Exercise) -> Iterator[datetime]:
    """Friends of the chair are called, widened, report, and are closed."""
    yield x.sitting(after=200)
    name = x.plenary.name("B")
    chair = x.chair()
    x.do(chair, "circle.call", name, "Friends of the chair on the order of steps",
         sort="friends-of-the-chair", track="track-1", rank="deputy-ministers",
         host=f"The mission of {english(chair)}", funders=[english(chair)],
         seats=["XOR", "XUL", "XTV"], chair=["XOR"])  # fmt: skip
    body = x.hall.open_body(x.plenary, name, "friends-of-the-chair")
    wider = x.do(chair, "circle.widen", name, "At the wish of Selkand.", seats=["XSE"])
    x.office("circle.follow", "", "Selkand sits here from today.", at=body, change="seated",
             seat="XSE", category="member", act=wider.leaf)  # fmt: skip
    yield x.later(20)
    x.do("XTV", "text.table", "T1", "What could come first", at=body, symbol="F/1",
         kind="food-for-thought", language="en", everything=False)  # fmt: skip
    x.do("XTV", "clause.propose", "T1-1", "First the rescue circuit, then the chart.", at=body,
         sort="words")  # fmt: skip
    done = x.do("XOR", "report.make", "R1", "Four agree on what comes first.", at=body,
                title="On the order of steps")  # fmt: skip
    x.office("report.receive", name, report=done.leaf)
    yield x.sitting(after=5)
    x.do(x.chair(), "circle.close", name, "With thanks.")


def points(x: Exercise) -> Iterator[datetime]:
    """Points of order: withdrawn, ruled on, appealed against and upheld, yielded; words struck."""
    yield x.sitting(after=40)
    meeting = x.forum.sitting or ""
    chair = x.chair()
    one, two, three = x.dice.some(x.others(chair), 3)
    x.do(one, "point.raise", "O1", "The item is not on the agenda.", meeting=meeting)
    x.do(one, "point.withdraw", "O1", "It is; we beg pardon.")
    x.do(two, "reply.claim", meeting, "On the customs house.")
    words = "Your officers take what is not theirs."
    spoken = x.do(chair, "floor.give", meeting, words, seat=two)
    x.do(three, "point.raise", "O2", "The speaker named our officers.", meeting=meeting)
    x.do(chair, "point.rule", "O2", "The speaker may go on.", sustained=False)
    x.do(three, "point.appeal", "O2")
    x.do(chair, "point.yield", "O2", "The speaker will find other words.")
    x.do(one, "point.raise", "O3", "May we see the paper before we speak on it?", meeting=meeting)
    x.do(chair, "point.rule", "O3", "It is being copied.", sustained=False)
    x.do(one, "point.appeal", "O3")
    x.do(three, "point.support", "O3", "The ruling stands with us.")
    decision = yield from x.decided(three, "To strike the words on officers", "strike-words",
                                    subject=str(spoken.number))  # fmt: skip
    x.office("words.strike", "", "Struck by decision.", number=spoken.number, decision=decision)


def storm(x: Exercise) -> Iterator[datetime]:
    """A meeting is called off for a storm; another is adjourned, and resumed."""
    yield x.day(250)
    name = x.plenary.name("MTG")
    x.office("meeting.invite", name, "On the budget, in Stenby", place="Stenby, the long hall",
             opens=x.later(30))  # fmt: skip
    yield x.later(10)
    x.do(x.chair(), "meeting.cancel", name, "No ship sails.")
    yield x.sitting(after=20) + HOUR
    meeting = x.forum.sitting or ""
    x.do(x.chair(), "meeting.adjourn", meeting, "Until three in the afternoon.")
    x.hall.now += HOUR
    x.do(x.chair(), "meeting.resume", meeting)


def takes_up(x: Exercise) -> Iterator[datetime]:
    """What bodies agreed is taken up by the plenary, and carried out by a date that each names."""
    taken = 0
    while True:
        yield x.later(9)
        if taken == len(x.reports):
            continue
        basket, title = x.reports[taken]
        taken += 1
        by = x.dice.one(x.members())
        decision = yield from x.decided(by, f"To take up what the body agreed: {title}",
                                        basket=basket)  # fmt: skip
        owner = x.dice.one([code for code in NODES if code in x.members()])
        name = x.plenary.name("C")
        x.do(owner, "commitment.make", name, f"To begin with the first step of: {title}.",
             owners=[owner], recipients=x.dice.some(x.others(owner), 2), decision=decision,
             due=x.later(120 + x.dice.below(90)))  # fmt: skip
        for code in x.forum.commitments[name].recipients:
            x.do(code, "commitment.accept", name)


STORIES = (
    takes_up,
    stalemate,
    capitals,
    stays_out,
    short_notice,
    silence_held,
    silence_broken,
    silence_without_effect,
    guest,
    comings,
    friends,
    points,
    storm,
)
