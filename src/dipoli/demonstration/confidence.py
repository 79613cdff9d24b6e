"""Stories of confidence: measures, notifications, inspections, visits, lines, a crisis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dipoli.demonstration.exercise import DAY, HOUR, Exercise
from dipoli.demonstration.parties import CODES, english

ROWS: dict[str, dict[str, Any]] = {
    "MS1": {"title": "Prior notification of an exercise at sea", "shape": "notification",
            "trigger": "before-an-activity", "direction": "all-to-all", "lead": 504,
            "kinds": ["vessels"], "least": [10], "chapter": "Incidents at sea"},
    "MS2": {"title": "Inspection of a notified exercise", "shape": "inspection",
            "trigger": "on-request", "direction": "asked-to-asker", "reply": 24, "entry": 36,
            "stay": 48, "report": 336, "host": 2, "requester": 1},
    "MS3": {"title": "A meeting on measures each year", "shape": "meeting", "trigger": "each-year",
            "day": "10-15", "direction": "all-to-all"},
    "MS4": {"title": "Annual exchange on coast guards", "shape": "exchange",
            "trigger": "each-year", "day": "12-15", "direction": "all-to-all"},
}  # fmt: skip


ROUNDS = 14
"""How many exercises at sea are notified."""


def measures(x: Exercise) -> Iterator[datetime]:
    """Four measures are proposed and come into force; one is offered alone; one ends."""
    yield x.day(155)
    for name, row in ROWS.items():
        x.do("XOR", "measure.propose", name, row["title"], **{k: v for k, v in row.items()
             if k != "title"}, set="veyra-measures")  # fmt: skip
    x.do("XUL", "measure.propose", "MS9", "A drone-free strait", shape="constraint",
         trigger="before-an-activity", lead=24, direction="all-to-all")  # fmt: skip
    x.do("XUL", "measure.withdraw", "MS9", "It is too early.")
    x.do("XNU", "measure.offer", "MS5", "Word of own winter drills of any size",
         shape="notification", trigger="before-an-activity", direction="one-sided",
         lead=336)  # fmt: skip
    x.do("XHA", "measure.offer", "MS6", "An open day at the naval school", shape="invitation",
         trigger="standing", direction="one-sided")  # fmt: skip
    decision = yield from x.decided("XOR", "The measures of the Veyra Sea", subject="MS1")
    x.office("measure.adopt", "MS1", decision=decision)
    for name in ("MS2", "MS3", "MS4"):
        decision = yield from x.decided("XOR", f"Measure {name}: {ROWS[name]['title']}",
                                        subject=name)  # fmt: skip
        x.office("measure.adopt", name, decision=decision)
    yield x.day(640)
    x.do("XHA", "measure.withdraw-offer", "MS6", "The school moves inland.")
    decision = yield from x.decided("XUL", "To end measure MS3", subject="MS3")
    x.do(x.chair(), "measure.end", "MS3", decision=decision)


def yearly_meeting(x: Exercise) -> Iterator[datetime]:
    """The meeting on measures is held within a plenary meeting."""
    yield x.sitting(after=430)
    x.office("measure.meet", "MS3", meeting=x.forum.sitting, year=x.hall.now.year)


def notifications(x: Exercise) -> Iterator[datetime]:
    """Exercises at sea are notified in time, late, corrected, called off."""
    yield x.day(275)
    turn = ("XKS", "XSE", "XTV", "XHA", "XOR", "XUL", "XNU")
    for number in range(ROUNDS):
        yield x.later(24)
        by = turn[number % len(turn)]
        name = x.plenary.name("NT")
        begins = x.later(30 if number % 5 else 12)
        x.do(by, "notification.send", name, "Ships and boats of the spring fleet.", measure="MS1",
             begins=begins, ends=begins + 5 * DAY, place=f"Area {number + 3}, off "
             f"{english(by)}", kinds=["vessels"], figures=[12 + number])  # fmt: skip
        for code in x.dice.some(x.others(by), 5):
            x.do(code, "notification.acknowledge", name)
        if number % 4 == 1:
            x.do(by, "notification.correct", name, "One area less.", place=f"Area {number + 4}")
        if number % 6 == 0:
            x.do(by, "notification.withdraw", name, "A storm is forecast.")
    name = x.plenary.name("NT")
    x.do("XNU", "notification.send", name, "Twenty boats at the ice edge.", measure="MS5",
         begins=x.later(20), ends=x.later(26), place="Bay of Halla")  # fmt: skip


def inspections(x: Exercise) -> Iterator[datetime]:
    """One is carried out, one refused for force majeure, one withdrawn, one called off."""
    yield x.day(320)
    one, two, three, four = (x.plenary.name("IN") for _ in range(4))
    x.do("XSE", "inspection.request", one, "The roadstead of Port Meriden", measure="MS2",
         host="XKS", day=x.later(3))  # fmt: skip
    x.do("XKS", "inspection.accept", one)
    yield x.later(3)
    x.do("XSE", "inspection.enter", one, "Four persons, at the north gate.")
    x.do("XKS", "inspection.begin", one)
    yield x.hall.now + DAY
    x.do("XSE", "inspection.leave", one)
    yield x.later(6)
    x.do("XSE", "inspection.report", one, "What was notified was seen; two boats were elsewhere.")
    x.do("XKS", "inspection.comment", one, "They were in dock.")
    yield x.day(400)
    x.do("XTV", "inspection.request", two, "The range of Stenby", measure="MS2", host="XHA",
         day=x.later(4))  # fmt: skip
    x.do("XHA", "inspection.refuse", two, "The road was washed away.", why="force-majeure")
    x.do("XTV", "inspection.request", three, "The range of Stenby", measure="MS2", host="XHA",
         day=x.later(9))  # fmt: skip
    x.do("XTV", "inspection.withdraw", three, "We wait for the road.")
    yield x.day(520)
    x.do("XOR", "inspection.request", four, "The island of Ost", measure="MS2", host="XSE",
         day=x.later(4))  # fmt: skip
    x.do("XSE", "inspection.accept", four)
    yield x.later(4)
    x.do("XOR", "inspection.cancel", four, "Fog; the team turned back.")


def visits(x: Exercise) -> Iterator[datetime]:
    """A visit is held, one is called off; not all guests come, and none says why."""
    yield x.day(290)
    one, two = x.plenary.name("VI"), x.plenary.name("VI")
    x.do("XUL", "visit.invite", one, "The rescue school on Lake Ostry", sort="visit",
         guests=["XTV", "XKS", "XHA"], place="Lake Ostry", begins=x.later(40),
         ends=x.later(42))  # fmt: skip
    x.do("XTV", "visit.accept", one)
    x.do("XKS", "visit.decline", one)
    x.do("XHA", "visit.accept", one, "With two cadets.")
    x.do("XOR", "visit.invite", two, "Harbour day in Tresk", sort="contact", guests=["XNU"],
         place="Tresk", begins=x.later(70))  # fmt: skip
    yield x.later(43)
    x.do("XUL", "visit.hold", one, "Three days; two delegations.")
    x.do("XOR", "visit.cancel", two, "The pier is closed.")


def focal_points(x: Exercise) -> Iterator[datetime]:
    """Focal points are named, changed, handed over, ended; a line is opened, tested, closed."""
    yield x.day(40)
    for number, code in enumerate(CODES, 1):
        x.do(code, "focal-point.name", f"FP{number}", "Incidents at sea",
             name=f"Duty officer of {english(code)}", office="Coast guard",
             hours="day and night", channel=f"radio {2180 + number}")  # fmt: skip
        yield x.hall.now + HOUR
    desk: dict[str, Any] = {"name": "The night desk", "office": "Coast guard", "hours": "night",
            "channel": "telephone 7"}  # fmt: skip
    x.do("XTV", "focal-point.change", "FP1", **desk)
    x.do("XSE", "focal-point.hand-over", "FP5", deadline=x.later(30), **desk)
    x.do("XKS", "line.open", "LN1", "The strait line", ends=["XKS", "XSE"], channel="telephone")
    x.do("XSE", "line.confirm", "LN1")
    x.do("XTV", "line.open", "LN2", "The northern line", ends=["XTV", "XOR"], channel="radio")
    x.do("XTV", "line.close", "LN2", "One line is enough.")
    yield x.later(20)
    x.do("XSE", "focal-point.return", "FP5", "Back at the desk.")
    for _ in range(6):
        yield x.later(85)
        test = x.do("XKS", "line.test", "LN1")
        x.do("XSE", "line.answer", "LN1", test=test.number, answered=x.hall.now)
    x.do("XUL", "focal-point.end", "FP6", "The desk is joined with another.")


def crisis(x: Exercise) -> Iterator[datetime]:
    """A boat is fired at: asked, answered late, met, visited, closed."""
    yield x.day(345)
    name = "RQ1"
    x.do("XSE", "request.ask", name, "A trawler was fired at. We ask what your vessel did there.",
         to="XKS", about="incident", date=x.hall.now - 6 * HOUR,
         place="Off the light-ship")  # fmt: skip
    yield x.hall.now + 50 * HOUR
    x.do("XSE", "request.call", name, "No word has come.", scope="the-two")
    x.do("XUL", "request.join", name, "Our pilot was near.")
    x.do("XKS", "request.answer", name, "A warning shot, after three signals by lamp.")
    yield x.hall.now + 20 * HOUR
    x.do(x.chair(), "request.hold", name, "It lasted until midnight.",
         present=["XSE", "XKS", "XUL"], date=x.hall.now)  # fmt: skip
    visit = x.plenary.name("VI")
    x.do("XKS", "visit.invite", visit, "The patrol ship, with her log", sort="visit",
         guests=["XSE", "XUL"], place="Port Meriden", begins=x.later(10))  # fmt: skip
    x.do("XKS", "request.visit", name, "Come and read the log.", visit=visit)
    x.do("XSE", "visit.accept", visit)
    x.do("XUL", "visit.accept", visit)
    yield x.later(11)
    x.do("XKS", "visit.hold", visit, "The log was read aloud.")
    decision = yield from x.decided("XUL", "That signals by lamp are answered by radio",
                                    subject=name)  # fmt: skip
    x.office("request.recommend", name, decision=decision)
    x.do("XSE", "request.close", name, "We take it no further.")


STORIES = (measures, yearly_meeting, notifications, inspections, visits, focal_points, crisis)
