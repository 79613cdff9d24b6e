"""The standing that hostile acts meet, in which something of every sort is at some stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Protocol

from attrs import evolve, frozen
from tests.forum.made import OFFICE, charter, member

from dipoli.charter.points import Point
from dipoli.charter.rules import Category, Charter
from dipoli.forum.chair import DEPUTY
from dipoli.forum.procedure import KINDS, rule
from dipoli.forum.proceedings import act_of
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time

P = Point
MEMBERS = ("XAL", "XBE", "XCO", "XDE")
GUEST, STRANGER = "XGU", "XZZ"
LEAF = "A" * 43 + "="
REASON = {"words": None, "reason": "substance"}


class At(Protocol):
    """A desk at which the scene is set: on paper alone, or on a real record."""

    now: datetime

    def do(self, by: str, name: str, about: str = "", /, deadline: Any = None, **said: Any) -> Any:  # noqa: ANN401 - as at the desk
        """Enter an act that must be in order."""


@frozen(kw_only=True)
class Hostile:
    """One row.

    Args:
        what: the fault, in words.
        point: whose article refuses it.
        by: who does it.
        name: of the act.
        about: what it is about.
        said: what its body says, of whatever form.
        deadline: a time, or hours from the act.
        hours: how long after the scene.
        role: in which capacity; None as usual.
    """

    what: str
    point: Point
    by: str
    name: str
    about: str
    said: Any
    deadline: Any = None
    hours: int = 0
    role: str | None = None


def rules() -> Charter:
    """The charter of the scene."""
    paper = charter()
    silence = evolve(paper.silence, holidays=False)
    listed = (*(member(code) for code in MEMBERS), member(GUEST, Category.GUEST))
    listed = tuple(
        evolve(one, holidays=("2030-04-10",)) if one.code == "XBE" else one for one in listed
    )
    return evolve(paper, languages=("en", "fr"), members=listed, silence=silence)


def content(name: str, /, **said: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of several types
    """What an act says, with nothing in each field that is not given."""
    kind = KINDS[f"{name}/1"]
    return {
        one.name: said.get(one.name, [] if one.many else None) for one in kind.form.fields
    } | said


def role_of(name: str, by: str, presides: Sequence[str]) -> str:
    """The usual role: the chair's own delegation acts through its deputy."""
    if by == OFFICE:
        return "secretariat"
    kind = KINDS.get(f"{name}/1")
    of_delegation = kind is not None and kind.who.name in {"MEMBER", "HOLDER"}
    return DEPUTY if by in presides and of_delegation else "delegation"


def time_of(one: Hostile, now: datetime) -> tuple[str, str | None]:
    """The time of an act and its deadline."""
    then = now + timedelta(hours=one.hours)
    until = one.deadline
    if isinstance(until, int):
        until = write_time(then + timedelta(hours=until))
    return write_time(then), until


def ruled(forum: Forum, one: Hostile, now: datetime) -> OutOfOrder | None:
    """What the rules of procedure answer to a row."""
    time, until = time_of(one, now)
    envelope = SimpleNamespace(
        name=one.name if "/" in one.name else f"{one.name}/1", by=one.by, entered_by=one.by,
        role=one.role or role_of(one.name, one.by, forum.chair), object=one.about, deadline=until,
        time=time, body_hash=None if one.said is None else bytes(32),
    )  # fmt: skip
    entry: Any = SimpleNamespace(envelope=envelope, leaf=bytes(32))
    act = act_of(forum, forum.acts, entry, one.said, None)
    return act if isinstance(act, OutOfOrder) else rule(forum, act)


# ---------------------------------------------------------------- the scene


def scene(at: At) -> None:
    """Something of every sort, at some stage. XAL presides; M1 is open."""
    at.do("XAL", "chair.take")
    for code in MEMBERS:
        at.do(code, "member.attend", code)
        if code != "XDE":
            at.do(code, "channel.declare", code, channel=f"box of {code}", sort="mailbox")
    _meetings(at)
    _texts(at)
    _proposals(at)
    _others(at)
    _exchanges(at)
    _measures(at)
    _requests(at)
    _frameworks(at)
    _rooms(at)


def _meetings(at: At) -> None:
    opens = write_time(at.now + timedelta(hours=49))
    for name in ("M0", "M1"):
        at.do("XAL", "meeting.invite", name, title="x", place="y", opens=opens)
    at.do("XBE", "agenda.place", "I1", title="Fish", meeting="M1")
    at.now += timedelta(hours=49)
    at.do("XAL", "meeting.open", "M0")
    at.do("XAL", "meeting.close", "M0", outcome="nothing")
    at.do("XAL", "meeting.open", "M1")
    at.do("XAL", "agenda.adopt", "M1")
    late = write_time(at.now + timedelta(hours=400))
    at.do("XAL", "meeting.invite", "M2", title="x", place="y", opens=late)
    at.do("XBE", "agenda.place", "I2", title="Ships", meeting="M2")
    at.do("XCO", "agenda.contest", "M2")
    at.do("XCO", "floor.ask", "M1")
    at.do("XDE", "floor.ask", "M1")
    at.do("XCO", "point.raise", "O1", words="The list.", meeting="M1")
    at.do("XAL", "point.rule", "O1", words="No.", sustained=False)


def _text(at: At, name: str, kind: str = "working-paper", *, everything: bool = False) -> None:
    said = {"title": "On the lake", "symbol": f"A/{name}", "kind": kind, "language": "en"}
    at.do("XBE", "text.table", name, **said, everything=everything)
    at.do("XBE", "clause.propose", f"{name}-1", words="The lake is shared by all.", sort="words")


def _texts(at: At) -> None:
    _text(at, "T1")
    for part in ("2", "3"):
        at.do("XBE", "clause.propose", f"T1-{part}", words=f"Fish, part {part}.", sort="words")
    at.do("XCO", "clause.bracket", "T1-1", words="shared", nth=None, behind=None)
    at.do("XAL", "clause.clean", "T1-2")
    at.do("XAL", "clause.agree", "T1-2")
    at.do("XBE", "clause.confirm", "T1-2")
    at.do("XCO", "clause.alternative", "T1-3", words="No fish.", sort="words")
    words = "The lake is shared by many."
    at.do("XCO", "amendment.propose", "A1", words=words, clause="T1-1", version=3)
    _text(at, "T2")
    at.do("XBE", "text.withdraw", "T2")
    _text(at, "T3", "non-paper")
    _text(at, "T4", everything=True)
    _text(at, "T5")
    at.do("XCO", "text.bracket", "T5")
    for name in ("T6", "T7"):
        _text(at, name)
        at.do("XBE", "text.language", name, language="fr", digest=LEAF, version=1)
        at.do(OFFICE, "text.authenticate", name, language="fr", version=1)
        at.do("XAL", "clause.clean", f"{name}-1")
    _text(at, "T8")
    at.do("XBE", "clause.propose", "T8-2", words=None, sort="placeholder")


def _table(at: At, name: str, purpose: str = "measure", subject: str | None = None) -> None:
    at.do("XBE", "proposal.table", name, title=f"Line {name}", purpose=purpose, subject=subject)


def _proposals(at: At) -> None:
    for name in ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P12", "P13", "P14"):
        _table(at, name)
    for name, text in (("PA", "T6"), ("PB", "T7"), ("PC", "T3"), ("PD", "T4"), ("PE", "T5")):
        _table(at, name, "text", text)
    for name, text in (("PF", "T8"), ("PG", "T2"), ("PH", "T1")):
        _table(at, name, "text", text)
    _table(at, "PX", "suspend", "XDE")
    _table(at, "PN", "admit", "XNE")
    at.do("XBE", "proposal.withdraw", "P9")
    at.now += timedelta(hours=24)
    names = ("P2", "P3", "P4", "P5", "P7", "P8", "P12", "P13", "P14", "PA", "PB", "PX", "PN")
    for name in names:
        at.do("XAL", "proposal.put", name)
    for name in ("P2", "P7", "P14"):
        at.do("XCO", "objection.raise", name, reason="substance")
    at.do("XDE", "objection.raise", "P14", reason="substance")
    at.do("XBE", "proposal.park", "P7")
    at.do("XCO", "proposal.refer", "P8", 100)
    at.do("XCO", "necessary.claim", "P12", party=STRANGER, source="An invented treaty.")
    at.do("XCO", "ratify.claim", "P13", party="XCO", body="Assembly", source="Its law.")
    at.do("XDE", "proposal.opt-out", "P4")
    for name in ("P5", "P13", "PB", "PN"):
        at.do("XAL", "proposal.adopt", name)
    at.do("XAL", "silence.open", "P6", 80)
    _table(at, "P0")
    _table(at, "P15")
    at.do("XAL", "notice.waive", "P15", 5)


def _others(at: At) -> None:
    at.do("XCO", "matter.reserve", "Q1", title="The river mouth", names=["river mouth"])
    at.do("XCO", "matter.reserve", "Q2", title="The old bridge", names=["old bridge"])
    at.do("XCO", "matter.release", "Q2")
    at.do("XCO", "term.dispute", "W1", title="shared", names=["shared"])
    at.do("XCO", "term.mean", "W1", words="Owned by all.")
    note = {"journey": "To M2", "person": "N. N.", "needed": "visa", "grants": "XBE"}
    date = "2030-01-01T00:00:00Z"
    at.do("XCO", "permission.note", "V1", **note, status="asked", date=date)
    body = {
        "title": "x", "track": "track-1", "rank": "officials", "host": "A hall", "seats": ["XBE"],
    }  # fmt: skip
    at.do("XAL", "circle.call", "B1", sort="contact-group", **body)
    at.do("XAL", "circle.close", "B1")
    at.do("XAL", "circle.call", "B2", sort="friends-of-the-chair", **body)
    at.do("XCO", "link.claim", "L1", source="x", waits="P1", other="P3", how="after")
    at.do("XAL", "summit.open", "S1", title="The leaders meet")
    at.do("XBE", "summit.cite", "S1", part="clean", circle="clean-part", leaf=LEAF)
    at.do("XAL", "basket.park", "trade")
    _commitments(at)
    at.do("XBE", "member.notify", "XBE")
    at.do(OFFICE, "channel.down", "XAL")
    at.do(OFFICE, "text.serve", "P6", channel="box of XBE", seat="XBE", how="delivered")


SHARE = "A" * 107 + "="
"""A sealed share, as far as its length goes."""


def returned(by: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of several types
    """What a return of E1 says, with nothing in its seals."""
    holders = [code for code in MEMBERS if code != by]
    usual = {
        "holders": holders, "needed": 2, "reader": LEAF, "checks": [LEAF] * 3,
        "shares": [SHARE] * 3, "ciphertext": LEAF,
    }  # fmt: skip
    return {**usual, **said}


def _exchanges(at: At) -> None:
    """E1 is open, and XBE has handed a return in; E2 is announced for later."""
    named = ["XAL", "XBE", "XCO"]
    said = {"title": "Ships", "named": named, "holders": list(MEMBERS), "otherwise": "lapses"}
    at.do("XBE", "exchange.announce", "E1", 40, **said, opens=write_time(at.now))
    at.do(OFFICE, "exchange.open", "E1")
    at.do("XBE", "exchange.submit", "E1", **returned("XBE"))
    late = write_time(at.now + timedelta(hours=40))
    at.do("XBE", "exchange.announce", "E2", 80, **said, opens=late)


def _commitments(at: At) -> None:
    past = "2030-01-01T10:00:00Z"
    made = {"words": "x", "recipients": ["XCO"]}
    at.do("XBE", "commitment.make", "C1", **made, owners=["XBE"], parts=["one"], agency="A body")
    at.do("XBE", "commitment.make", "C2", words="x", owners=["XBE", "XDE"])
    at.do("XBE", "commitment.make", "C3", **made, owners=["XBE"])
    at.do("XCO", "commitment.release", "C3")
    at.do("XBE", "strand.register", "CH1", title="x", parties=["XBE", "XCO"], since=past)
    at.do("XBE", "strand.outcome", "CO1", title="x", strand="CH1", date=past, source="A paper")
    at.do("XDE", "interest.state", "N1", words="x", subject="rockets", source="A speech")


def _requests(at: At) -> None:
    """RQ1 waits for its answer, RQ2 for its meeting; on RQ3 one was held; RQ4 is closed."""
    seen = write_time(at.now)
    said = {"words": "x", "to": "XCO", "about": "exercise", "date": seen, "place": "y"}
    for name in ("RQ1", "RQ2", "RQ3", "RQ4"):
        at.do("XBE", "request.ask", name, **said)
    for name in ("RQ2", "RQ3"):
        at.do("XCO", "request.answer", name, words="x")
        at.do("XBE", "request.call", name, scope="the-two")
    at.do("XAL", "request.hold", "RQ3", present=["XBE", "XCO"], date=write_time(at.now))
    at.do("XBE", "request.close", "RQ4")


def _frameworks(at: At) -> None:
    """WU1 would end the forum, WU2 was given up; FW1 lists a commitment, FW2 was dropped."""
    head = {"words": "x", "origin": "old/plenary", "size": 9, "root": LEAF}
    at.do("XBE", "framework.wind-up", "WU1", words="x")
    at.do("XBE", "framework.wind-up", "WU2", words="x")
    at.do("XBE", "framework.keep", "WU2")
    at.do("XBE", "framework.take-over", "FW1", **head)
    at.do("XBE", "framework.list", "FW1", sort="commitment", things=["C1"])
    at.do("XBE", "framework.take-over", "FW2", **head)
    at.do("XBE", "framework.drop", "FW2")


def _measures(at: At) -> None:
    """XBE offers a calendar, one inspection a year and visits; the one is taken, one is asked."""
    row = {"title": "x", "shape": "calendar", "trigger": "each-year", "day": "11-15"}
    looks = {
        "title": "x", "shape": "inspection", "trigger": "on-request", "reply": 24, "entry": 36,
        "stay": 48, "report": 336, "host": 1,
    }  # fmt: skip
    desk = {"name": "x", "office": "x", "hours": "x", "channel": "x"}
    late = write_time(at.now + timedelta(hours=200))
    at.do("XBE", "measure.offer", "CBM-1", **row, direction="one-sided")
    at.do("XBE", "measure.offer", "CBM-2", **looks, direction="one-sided")
    at.do("XCO", "measure.propose", "CBM-3", **row, direction="all-to-all")
    visits = {"title": "x", "shape": "invitation", "trigger": "standing"}
    at.do("XBE", "measure.offer", "CBM-4", **visits, direction="one-sided")
    at.do("XBE", "notification.send", "NO-1", measure="CBM-1", year=2030)
    for name, by in (("IN-1", "XCO"), ("IN-2", "XDE")):
        said = {"area": "x", "measure": "CBM-2", "host": "XBE", "day": late}
        at.do(by, "inspection.request", name, **said)
    at.do("XBE", "inspection.accept", "IN-1")
    at.do(
        "XBE",
        "visit.invite",
        "VI-1",
        title="x",
        sort="visit",
        guests=["XCO"],
        place="y",
        begins=late,
    )
    at.do("XBE", "focal-point.name", "FP-1", subject="x", **desk)
    at.do("XBE", "line.open", "LN-1", title="x", ends=["XBE", "XCO"], channel="x")


# ---------------------------------------------------------------- off the record, and hand-up

EXPERTS = ("EXPA", "EXPB", "EXPC", "EXPD", "EXPE")
"""Experts in a body of track 1.5."""


def _rooms(at: At) -> None:
    """OFF1 is off the record for two hours; RE1 was handed up from B7, and RE2 is replied to."""
    body = {"title": "x", "sort": "contact-group", "rank": "experts", "host": "A hall"}
    at.do("XAL", "circle.call", "B7", **body, track="track-1-5", seats=list(EXPERTS))
    at.do("XAL", "circle.call", "B8", **body, track="track-1-5", seats=list(EXPERTS[:4]))
    for name, leaf in (("RE1", LEAF), ("RE2", "B" * 42 + "A=")):
        said = {"words": "They call weekly.", "title": "Calls", "source": "B7", "cited": leaf}
        at.do(OFFICE, "hand-up.enter", name, **said)
    at.do("XAL", "hand-up.receive", "RE2")
    at.do("XAL", "hand-up.reply", "RE2", answer="noted")
    for name, hours in (("OFF1", 2), ("OFF2", 3)):
        opens = write_time(at.now + timedelta(hours=hours - 2))
        at.do(
            "XAL", "room.announce", name, hours, title="x", meeting="M1", facilitator="XCO",
            opens=opens,
        )  # fmt: skip
