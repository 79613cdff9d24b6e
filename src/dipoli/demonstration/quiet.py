"""Stories off the official track: experts, a part off the record, good offices, an older forum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from dipoli.codec.charter_file import charter_on_preset
from dipoli.demonstration.exercise import DAY, HOUR, Exercise, charter_paper
from dipoli.demonstration.hall import OFFICE, Circle, Hall
from dipoli.demonstration.meetings import calendar, meetings
from dipoli.demonstration.parties import BEFORE, CODES, FORUM
from dipoli.forum.charter_text import write_charter
from dipoli.forum.plain_wording import plain

IDEAS = (
    (
        "A common word for distress",
        "Let all craft use one word for distress, and teach it in every school.",
    ),
    (
        "A shared calendar of herring",
        "Let each shore publish when the herring came, and let one table be made of it.",
    ),
    (
        "Pilots on loan",
        "Let pilots serve one month a year in another port, and write down what they found.",
    ),
    (
        "A winter timetable",
        "Let the ferries agree on a timetable for the months of ice before the ice comes.",
    ),
    (
        "Readings of the tide",
        "Let the readings of the tide be open to all, and the gauges be set by one clock.",
    ),
)


def experts(x: Exercise) -> Iterator[datetime]:
    """A body of track 1.5 drafts recommendations; some reach ministers, and all are answered."""
    yield x.day(66)
    name = x.plenary.name("B")
    title = "Experts of the shores"
    decision = yield from x.decided("XUL", f"To call a body: {title}", "body", subject=name)
    x.do(x.chair(), "circle.call", name, title, sort="experts-meeting", track="track-1-5",
         rank="experts", host="The institute of the sea in Lake Ostry",
         funders=["The institute of the sea"], seats=list(CODES), chair=["XUL"],
         decision=decision)  # fmt: skip
    body = x.hall.open_body(x.plenary, name, "experts", role="personal")
    days = calendar(x, (x.hall.now - x.begins).days + 25, 56, 820)
    x.calendar["experts"] = days
    number = 0

    def work(x: Exercise, at: Circle, _meeting: str) -> None:
        nonlocal number
        if number < len(IDEAS):
            _recommend(x, at, name, *IDEAS[number], number)
            number += 1

    yield from meetings(x, body, days, work, rotates=False)


def _recommend(x: Exercise, at: Circle, body: str, title: str, words: str, number: int) -> None:
    rec = at.name("REC")
    by, other = x.dice.some(x.others("XUL", at=at), 2)
    x.do(by, "recommendation.draft", rec, "Let something be done.", at=at, title=title)
    x.do(other, "recommendation.object", rec, "It says nothing.", at=at)
    if number % 2:
        x.do(other, "recommendation.clear", rec, "Something may come of it.", at=at)
    x.do(by, "recommendation.revise", rec, words, at=at)
    done = x.do("XUL", "recommendation.consent", rec, words, at=at)
    x.do(other, "recommendation.check", rec, at=at)
    x.office("recommendation.check", rec, at=at)
    x.office("recommendation.send", rec, at=at)
    hand = x.plenary.name("HU")
    x.office("hand-up.enter", hand, words, title=title, source=body, cited=done.leaf)


def answers(x: Exercise) -> Iterator[datetime]:
    """The chair answers what was handed up: one late and after a reminder, one not yet."""
    said = (("taken-up", None), ("referred-to-basket", "maritime"), ("declined", None),
            ("noted", None))  # fmt: skip
    for number, (answer, basket) in enumerate(said, 1):
        name = f"HU{number}"
        while name not in x.forum.hand_ups:
            yield x.later(7)
        x.do(x.chair(), "hand-up.receive", name)
        yield x.later(35 if number == 3 else 20)  # noqa: PLR2004 - the third is late
        if number == 3:  # noqa: PLR2004 - as above
            x.do("XNU", "hand-up.remind", name, "The experts ask.")
        entered = x.do(x.chair(), "hand-up.reply", name, "With thanks.", answer=answer,
                       basket=basket)  # fmt: skip
        body = x.hall.circles["experts"]
        x.office("recommendation.tell", f"REC{number}", at=body, answer=answer, reply=entered.leaf)


def off_the_record(x: Exercise) -> Iterator[datetime]:
    """Parts of meetings off the record: one text leaves; from another none; one is called off."""
    for number, after in enumerate((80, 40, 40)):
        yield x.sitting(after=after)
        room = x.plenary.name("RM")
        opens = x.hall.now + HOUR
        x.office("room.announce", room, "On what was not said", meeting=x.forum.sitting,
                 facilitator=OFFICE, opens=opens, deadline=opens + 2 * HOUR)  # fmt: skip
        if number == 1:
            x.office("room.cancel", room, "The hall is needed.")
            continue
        yield opens + 3 * HOUR
        if number == 0:
            words = plain("The order of steps may be left open, if the first step is named.")
            x.office("hand-up.enter", "HU-R1", words, title="On the order of steps", source=room,
                     persons=["Ada Merrow", "Tomas Hale"])  # fmt: skip
        else:
            x.office("room.close", room, "No text leaves it.")


def go_between(x: Exercise) -> Iterator[datetime]:
    """Ulmara speaks with each of two apart, sealed against the host; it carries what it may."""
    yield x.day(350)
    pair = {code: _offices(x, code) for code in ("XKS", "XSE")}
    for code, at in pair.items():
        x.do("XUL", "offices.open", "GO1", "We offer to listen.", at=at, mediator="XUL", party=code)
        yield x.hall.now + 5 * HOUR
        x.do(code, "offices.accept", "GO1", at=at)
    kess, selk = pair["XKS"], pair["XSE"]
    yield x.later(3)
    x.do("XKS", "message.send", "MS1", "We were at fault on the hour, not on the place.", at=kess,
         mark="for-you-alone")  # fmt: skip
    x.do("XKS", "message.send", "MS2", "We would sign an hour by lamp and radio.", at=kess,
         mark="as-your-own-idea", to=["XSE"])  # fmt: skip
    yield x.later(5, 14)  # who keeps both records sees when the mediator acts; so it lets days pass
    x.do("XUL", "message.convey", "MC1", "What of an hour by lamp and radio?", at=selk)
    day = x.hall.now.replace(hour=0, minute=0, second=0)
    yield x.later(2)
    x.do("XUL", "message.conveyed", "MS2", at=kess, to="XSE", how="as-the-mediators-own-idea",
         day=day)  # fmt: skip
    sent = x.do("XSE", "message.send", "MS1", "We can sign that, if the log is shown.", at=selk,
                mark="for-you-alone")  # fmt: skip
    x.do("XSE", "message.mark", "MS1", at=selk, mark="you-may-convey")
    yield x.later(1, 11)
    x.do("XUL", "message.convey", "MC1", "We can sign that, if the log is shown.", at=kess,
         source=sent.leaf, **{"from": "XSE"})  # fmt: skip
    yield x.day(560)
    x.do("XKS", "offices.end", "GO1", "With thanks.", at=kess)


def _offices(x: Exercise, code: str) -> Circle:
    paper = charter_paper(f"good-offices-{code.lower()}")
    paper["members"] = [one for one in paper["members"] if one["code"] in ("XUL", code)]
    return x.hall.open(
        f"offices-{code.lower()}", "Good offices of Ulmara",
        write_charter(charter_on_preset(paper)), ["XUL", code], sealed=True,
    )  # fmt: skip


# ---------------------------------------------------------------- the forum before


def contact_meeting(hall: Hall, x: Exercise) -> None:
    """The forum before this one: what it leaves, and how it ended. It runs before the beginning."""
    old = x.plenary
    x.office("order.publish", "", "Drawn from a hat.", use="chair", order=list(CODES))
    x.do("XTV", "chair.take", "")
    x.office("meeting.invite", "M1", "The last meeting", place="Old Ansel, the customs house",
             opens=hall.now + timedelta(days=15))  # fmt: skip
    x.do("XSE", "term.dispute", "W1", "the common sea", names=["common sea"])
    x.do("XKS", "framework.wind-up", "WU1", "Nobody comes any more.")
    x.do("XKS", "framework.keep", "WU1", "They came after all.")
    x.do("XOR", "framework.wind-up", "WU2", "What it began needs more seats and more time.",
         successor=f"{FORUM}/plenary")  # fmt: skip
    name = x.table("XOR", "To wind up the contact meeting", subject="WU2")
    hall.now += 16 * DAY
    x.present()
    x.do("XTV", "meeting.open", "M1")
    x.do("XTV", "agenda.adopt", "M1")
    x.adopt(name)
    x.do("XTV", "meeting.close", "M1", outcome="nothing")
    standing = old.standing
    x.do("XTV", "framework.end", "WU2", decision=name, size=standing.size, root=standing.root)


def taken_over(x: Exercise) -> Iterator[datetime]:
    """The dialogue takes over what the contact meeting left, by decision."""
    yield x.day(33)
    old = x.hall.circles["before-plenary"].standing
    cited: dict[str, Any] = {"origin": f"{BEFORE}/plenary", "size": old.size, "root": old.root}
    x.do("XTV", "framework.take-over", "TO1", "All of it.", **cited)
    x.do("XTV", "framework.drop", "TO1", "Not all.")
    x.do("XOR", "framework.take-over", "TO2", "Its seats, and the word that it left open.", **cited)
    x.do("XOR", "framework.list", "TO2", sort="seat", things=list(CODES))
    x.do("XOR", "framework.list", "TO2", "A word that is read in two ways.", sort="term",
         things=["W1"])  # fmt: skip
    decision = yield from x.decided("XOR", "To take over from the contact meeting", subject="TO2")
    x.office("framework.enter", "TO2", decision=decision)


STORIES = (experts, answers, off_the_record, go_between, taken_over)
