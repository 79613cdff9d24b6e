"""For each point of a charter: an act that is in order, and one that is out of order under it.

Each case is done at the bench of one preset. Where a preset does not have a thing, the refusal is
what it says of it, and what is in order is what its article allows instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from attrs import evolve
from immutables import Map
from tests.forum.made import OFFICE, SITS
from tests.forum.presets import MEMBERS, OTHER, Bench

from dipoli.charter.points import Point
from dipoli.charter.rules import BodySort, Track
from dipoli.forum.bodies import Body, Rank
from dipoli.forum.bodies_rules import beginning
from dipoli.forum.decision import Stage
from dipoli.forum.seat import Stage as SeatStage
from dipoli.forum.text_put import headnote
from dipoli.record.canon import to_base64
from dipoli.record.shape import write_time

P = Point
Case = Callable[[Bench], object]

NEVER: Mapping[tuple[str, Point], str] = {
    ("asean-style", P.NOTICE): "a proposal may be put as soon as it is tabled",
    ("six-party-style", P.NOTICE): "a proposal may be put as soon as it is tabled",
    ("helsinki-style", P.QUORUM): "no number of members need be present",
    ("asean-style", P.QUORUM): "no number of members need be present",
    ("asean-style", P.DEPUTY): "who presides may also speak for its own delegation",
    ("six-party-style", P.DEPUTY): "who presides may also speak for its own delegation",
    ("ulaanbaatar-style", P.DEPUTY): "who presides may also speak for its own delegation",
}
"""Points at which an article lays nothing down that could be broken."""

ELSEWHERE: Mapping[tuple[str, Point], Point] = {
    ("helsinki-style", P.ADMISSION): P.MANDATE,
    ("northeast-asia-proposed", P.ADMISSION): P.MANDATE,
    ("helsinki-style", P.SUSPENSION): P.MANDATE,
    ("six-party-style", P.SELF_SUSPENSION): P.WHO_ACTS,
    ("northeast-asia-proposed", P.SELF_SUSPENSION): P.WHO_ACTS,
    ("helsinki-style", P.SILENCE): P.WHO_ACTS,
    ("northeast-asia-proposed", P.SILENCE): P.WHO_ACTS,
}
"""Points that a preset settles by allowing, with the point under which the rest is refused.

Every category is open: what is asked then is the decision. A member may be suspended by a decision:
what is asked is that it was taken. A member may suspend itself: what it then cannot do is to act.
There is a silence procedure: what is refused is that another than the chair opens one.
"""

_NONE_HERE = frozenset(
    {
        P.CONSENSUS, P.DECISION_STAGE, P.NOTICE, P.WAIVER, P.QUORUM, P.OBJECTION, P.REFERRAL,
        P.MINUS, P.OPT_OUT, P.STATEMENTS, P.NECESSARY, P.RATIFICATION, P.PUT,
    }
)  # fmt: skip
"""Points of decisions: a forum that takes none says the same of each."""


def case(point: Point, bench: Bench) -> None:
    """Do both acts of a point."""
    if point in _NONE_HERE and not bench.decides:
        for named in ([], ["XCO"]):
            said = {"title": "x", "purpose": "measure", "named": named}
            bench.breach(point, "XBE", "proposal.table", "P1", **said)
        bench.text()
    elif point in _OF_SILENCE and not bench.has["silence.allowed"]:
        bench.table("P1")
        bench.breach(point, "XAL", "silence.open", "P1", 400)
        bench.do("XBE", "text.table", "T1", **PAPER)
        if bench.decides:
            bench.put("P1")
    else:
        CASES[point](bench)


_OF_SILENCE = frozenset(point for point in P if point.value.startswith("silence."))
PAPER: dict[str, Any] = {
    "title": "On the lake", "symbol": "A/1", "kind": "working-paper", "language": "en",
    "everything": False,
}  # fmt: skip

# ---------------------------------------------------------------- acts


def _known_act(b: Bench) -> None:
    b.do("XBE", "proposal.table" if b.decides else "text.table", "X1", **(
        {"title": "x", "purpose": "measure"} if b.decides else PAPER
    ))  # fmt: skip
    b.breach(P.KNOWN_ACT, "XBE", "proposal.vote", "X1")


def _new_object(b: Bench) -> None:
    b.do("XBE", "text.table", "T1", **PAPER)
    b.breach(P.NEW_OBJECT, "XCO", "text.table", "T1", **PAPER)


def _known_object(b: Bench) -> None:
    b.do("XBE", "text.table", "T1", **PAPER)
    b.breach(P.KNOWN_OBJECT, "XBE", "text.withdraw", "T2")
    b.do("XBE", "text.withdraw", "T1")


def _who(b: Bench) -> None:
    b.do(OTHER, "floor.ask", SITS)
    b.breach(P.WHO_ACTS, OTHER, "text.table", "T1", **PAPER)
    b.breach(P.WHO_ACTS, OFFICE, "text.table", "T1", **PAPER)


def _capacity(b: Bench) -> None:
    b.role = "personal"
    b.do("XBE", "floor.ask", SITS)
    b.breach(P.CAPACITY, "XBE", "term.dispute", "W1", title="peace", names=["peace"])


def _subsidiary(b: Bench) -> None:
    b.forum = b.forum.grown(reports_to="plenary")
    b.do("XBE", "report.make", "R1", title="x", text="What was agreed.")
    b.breach(P.SUBSIDIARY, "XAL", "member.invite", "XNE", category="member", decision=None)


# ---------------------------------------------------------------- decisions


def _consensus(b: Bench) -> None:
    b.proposed()
    b.do("XCO", "objection.raise", "P1", reason="substance")
    b.breach(P.CONSENSUS, "XAL", "proposal.adopt", "P1")
    b.do("XCO", "objection.withdraw", "P1")
    b.do("XAL", "proposal.adopt", "P1")


def _decision_stage(b: Bench) -> None:
    b.table("P1")
    b.breach(P.DECISION_STAGE, "XAL", "proposal.adopt", "P1")
    b.put("P1")
    b.do("XAL", "proposal.adopt", "P1")


def _notice(b: Bench) -> None:
    b.table("P1")
    hours = b.has["decision.notice"]
    if hours:
        b.wait(hours=hours, seconds=-1)
        b.breach(P.NOTICE, "XAL", "proposal.put", "P1")
        b.wait(seconds=1)
        b.do("XBE", "proposal.amend", "P1")
        b.breach(P.NOTICE, "XAL", "proposal.put", "P1")
        b.wait(hours=hours)
    b.do("XAL", "proposal.put", "P1")


def _waiver(b: Bench) -> None:
    b.table("P1")
    if not b.has["decision.waiver"]:
        b.breach(P.WAIVER, "XAL", "notice.waive", "P1", 48)
        b.do("XAL", "proposal.put", "P1")
        return
    b.do("XAL", "notice.waive", "P1", b.has["decision.waiver_hours"])
    b.breach(P.WAIVER, OFFICE, "notice.waived", "P1")
    b.wait(hours=b.has["decision.waiver_hours"], seconds=1)
    b.breach(P.WAIVER, "XCO", "notice.keep", "P1")
    b.do(OFFICE, "notice.waived", "P1")
    b.do("XBE", "proposal.amend", "P1")
    b.breach(P.NOTICE, "XAL", "proposal.put", "P1")
    b.table("P2")
    b.do("XAL", "notice.waive", "P2", b.has["decision.waiver_hours"])
    b.wait(hours=b.has["decision.waiver_hours"], seconds=1)
    b.do(OFFICE, "notice.waived", "P2")
    b.do("XAL", "proposal.put", "P2")


def _quorum(b: Bench) -> None:
    b.table("P1")
    b.wait(hours=b.has["decision.notice"])
    for code in MEMBERS:
        b.do(code, "member.leave", code)
    if b.has["decision.quorum"]:
        b.breach(P.QUORUM, "XAL", "proposal.put", "P1")
        for code in MEMBERS:
            b.do(code, "member.attend", code)
    b.do("XAL", "proposal.put", "P1")


def _objection(b: Bench) -> None:
    b.proposed()
    b.do("XCO", "objection.raise", "P1", reason="not-stated")
    b.breach(P.OBJECTION, "XCO", "objection.raise", "P1", reason="substance")
    b.breach(P.OBJECTION, "XDE", "objection.withdraw", "P1")
    b.breach(P.OBJECTION, "XAL", "objection.lapse", "P1", seat="XCO")
    b.do("XCO", "objection.withdraw", "P1")


def _referral(b: Bench) -> None:
    b.proposed()
    if not b.has["decision.referral"]:
        b.breach(P.REFERRAL, "XCO", "proposal.refer", "P1", 24)
        b.do("XCO", "proposal.speak", "P1", words="We ask to put it off.")
        return
    b.do("XCO", "proposal.refer", "P1", 24)
    b.breach(P.REFERRAL, "XAL", "proposal.adopt", "P1")
    b.breach(P.REFERRAL, "XDE", "proposal.confirm", "P1")
    b.do("XCO", "proposal.confirm", "P1")
    b.do("XAL", "proposal.adopt", "P1")


def _minus(b: Bench) -> None:
    b.proposed()
    b.do("XCO", "objection.raise", "P1", reason="substance")
    if b.has["decision.minus"]:
        named = {"finding": "A breach.", "concerned": ["XDE"]}
        b.breach(P.MINUS, "XAL", "proposal.except", "P1", **named)
        b.do("XAL", "proposal.except", "P1", finding="A breach.", concerned=["XCO"])
        return
    b.breach(P.MINUS, "XAL", "proposal.except", "P1", finding="A breach.", concerned=["XCO"])
    b.do("XCO", "objection.withdraw", "P1")
    b.do("XAL", "proposal.adopt", "P1")


def _opt_out(b: Bench) -> None:
    b.proposed()
    if not b.has["decision.minus_x"]:
        b.breach(P.OPT_OUT, "XCO", "proposal.opt-out", "P1")
        b.do("XCO", "objection.raise", "P1", reason="substance")
        return
    b.do("XCO", "proposal.opt-out", "P1")
    b.breach(P.OPT_OUT, "XCO", "objection.raise", "P1", reason="substance")
    b.do("XCO", "proposal.join", "P1")


def _statements(b: Bench) -> None:
    b.decided("P1")
    annex = {
        "reservation": b.has["decision.reservations"],
        "interpretative-statement": b.has["decision.interpretations"],
        "dissociation": b.has["decision.dissociations"],
    }
    for name, allowed in annex.items():
        if allowed:
            b.do("XCO", "statement.attach", "P1", annex=name, words="As we read it.")
        else:
            b.breach(P.STATEMENTS, "XCO", "statement.attach", "P1", annex=name, words="No.")
    one = next(name for name, allowed in annex.items() if allowed)
    b.wait(hours=b.has["decision.window"], seconds=1)
    b.breach(P.STATEMENTS, "XCO", "statement.attach", "P1", annex=one, words="Late.")


def _necessary(b: Bench) -> None:
    b.proposed()
    b.do("XCO", "necessary.claim", "P1", party="XZZ", source="An invented treaty.")
    b.breach(P.NECESSARY, "XAL", "proposal.adopt", "P1")
    b.breach(P.NECESSARY, "XDE", "necessary.withdraw", "P1", party="XZZ")
    b.do("XCO", "necessary.withdraw", "P1", party="XZZ")
    b.do("XCO", "necessary.claim", "P1", party="XZZ", source="An invented treaty.")
    b.breach(P.NECESSARY, "XAL", "proposal.adopt", "P1")
    b.gives_up("XCO")
    b.do("XAL", "proposal.adopt", "P1")


def _ratification(b: Bench) -> None:
    b.proposed()
    b.do("XCO", "ratify.claim", "P1", party="XCO", body="Assembly", source="Its constitution.")
    b.do("XAL", "proposal.adopt", "P1")
    b.breach(P.RATIFICATION, OFFICE, "proposal.effect", "P1")
    b.breach(P.RATIFICATION, "XDE", "ratify.report", "P1", body="Assembly", given=True)
    b.do("XCO", "ratify.report", "P1", body="Assembly", given=True)
    b.do(OFFICE, "proposal.effect", "P1")


def _mandate(b: Bench) -> None:
    if not b.decides:
        b.do("XAL", "member.invite", "XNE", category="guest", decision=None)
        held = evolve(b.forum.seats["XCO"], stage=SeatStage.SUSPENDED, barred=True)
        b.forum = b.forum.grown(seats=b.forum.seats.set("XCO", held))
        b.breach(P.MANDATE, "XAL", "member.restore", "XCO", decision="P1")
        return
    invited: dict[str, Any] = {"category": "member", "decision": "P1"}
    b.breach(P.MANDATE, "XAL", "member.invite", "XNE", **invited)
    b.decided("P1", "admit", "XNE")
    b.breach(P.MANDATE, "XAL", "member.invite", "XOT", **invited)
    b.do("XAL", "member.invite", "XNE", **invited)


def _put(b: Bench) -> None:
    b.table("P1")
    b.wait(hours=b.has["decision.notice"])
    b.do("XAL", "meeting.suspend", SITS)
    b.breach(P.PUT, "XAL", "proposal.put", "P1")
    b.do("XAL", "meeting.resume", SITS)
    b.do("XAL", "proposal.put", "P1")
    b.do("XAL", "meeting.suspend", SITS)
    b.breach(P.PUT, "XAL", "proposal.adopt", "P1")
    b.do("XAL", "meeting.resume", SITS)
    _minus_in_meeting(b)
    b.do("XAL", "proposal.adopt", "P1")


def _minus_in_meeting(b: Bench) -> None:
    """Where there is a decision without those concerned, it is taken in an open meeting as well."""
    if not b.has["decision.minus"]:
        return
    b.table("P2")
    b.wait(hours=b.has["decision.notice"])
    b.do("XAL", "proposal.put", "P2")
    b.do("XCO", "objection.raise", "P2", reason="substance")
    b.do("XAL", "meeting.suspend", SITS)
    said: dict[str, Any] = {"concerned": ["XCO"], "finding": "x"}
    b.breach(P.PUT, "XAL", "proposal.except", "P2", **said)
    b.do("XAL", "meeting.resume", SITS)
    b.do("XAL", "proposal.except", "P2", **said)


def _linkage(b: Bench) -> None:
    b.table("P1")
    b.table("P2")
    link: dict[str, Any] = {"source": "A text.", "waits": "P1", "other": "P2", "how": "after"}
    b.breach(P.LINKAGE, "XCO", "link.claim", "L1", **{**link, "other": "P1"})
    b.do("XCO", "link.claim", "L1", **link)
    b.breach(P.LINKAGE, "XDE", "link.remove", "L1")
    b.do("XCO", "link.remove", "L1")


def _reserved(b: Bench) -> None:
    b.do("XCO", "matter.reserve", "M1", title="The river mouth", names=["river mouth"])
    paper: dict[str, Any] = {**PAPER, "title": "On the river mouth"}
    b.breach(P.RESERVED, "XBE", "text.table", "T1", **paper)
    b.breach(P.RESERVED, "XBE", "matter.admit", "M1", paper="T1")
    b.do("XCO", "matter.admit", "M1", paper="T1")
    b.do("XBE", "text.table", "T1", **paper)


# ---------------------------------------------------------------- silence


def _silence(b: Bench) -> None:
    b.silence()
    b.breach(P.SILENCE_STAGE, "XAL", "silence.resume", "P1")
    b.do("XCO", "silence.acknowledge", "P1")


def _silence_use(b: Bench) -> None:
    """There is one: the chair opens it, and nobody else."""
    b.silence()
    b.breach(P.WHO_ACTS, "XBE", "silence.open", "P1", b.has["silence.least"])


def _silence_leave(b: Bench) -> None:
    b.table("P1")
    b.breach(P.SILENCE_LEAVE, "XAL", "silence.open", "P1", b.has["silence.least"])
    b.decided("P2", "leave-for-silence", "P1")
    b.do("XBE", "proposal.amend", "P1")
    b.breach(P.SILENCE_LEAVE, "XAL", "silence.open", "P1", b.has["silence.least"])
    b.decided("P3", "leave-for-silence", "P1")
    b.do("XAL", "silence.open", "P1", b.has["silence.least"])
    b.wait(hours=b.has["silence.least"], seconds=1)
    b.do(OFFICE, "silence.lapse", "P1")
    b.breach(P.SILENCE_LEAVE, "XAL", "silence.open", "P1", b.has["silence.least"])


def _silence_period(b: Bench) -> None:
    b.table("P1")
    b.decided("P2", "leave-for-silence", "P1")
    b.breach(P.SILENCE_PERIOD, "XAL", "silence.open", "P1", b.has["silence.least"] - 1)
    b.do("XAL", "silence.open", "P1", b.has["silence.least"])


def _silence_break(b: Bench) -> None:
    b.silence()
    b.wait(hours=b.has["silence.least"], seconds=1)
    b.breach(P.SILENCE_BREAK, "XCO", "silence.break", "P1", reason="substance")
    b.wait(seconds=-1)
    b.do("XCO", "silence.break", "P1", reason="substance")


def _silence_extension(b: Bench) -> None:
    b.silence()
    least = b.has["silence.least"]
    b.breach(P.SILENCE_EXTENSION, "XAL", "silence.extend", "P1", least)
    b.do("XAL", "silence.extend", "P1", least + 1)
    b.breach(P.SILENCE_EXTENSION, "XAL", "silence.extend", "P1", least + 2)


def _silence_service(b: Bench) -> None:
    b.silence()
    other: dict[str, Any] = {"channel": "a drawer", "seat": "XCO", "how": "delivered"}
    b.breach(P.SILENCE_SERVICE, OFFICE, "text.serve", "P1", **other)
    b.serve()
    b.wait(hours=b.has["silence.least"], seconds=1)
    b.do(OFFICE, "silence.certify", "P1")
    b.silence("P2")
    b.wait(hours=b.has["silence.least"], seconds=1)
    b.breach(P.SILENCE_SERVICE, OFFICE, "silence.certify", "P2")
    late: dict[str, Any] = {"channel": "mailbox of XCO", "seat": "XCO", "how": "delivered"}
    b.breach(P.SILENCE_SERVICE, OFFICE, "text.serve", "P2", **late)
    b.do(OFFICE, "silence.lapse", "P2")
    assert b.forum.proposals["P2"].stage is Stage.TABLED
    b.do("XAL", "proposal.put", "P2")
    _time_to_speak(b)


def _time_to_speak(b: Bench) -> None:
    """Whoever is served has as long to speak as must remain when a silence goes on."""
    b.silence("P3")
    b.wait(hours=b.has["silence.least"] - b.has["silence.resume"], seconds=1)
    served: dict[str, Any] = {"channel": "mailbox of XCO", "seat": "XCO", "how": "delivered"}
    b.breach(P.SILENCE_SERVICE, OFFICE, "text.serve", "P3", **served)
    b.wait(seconds=-1)
    b.do(OFFICE, "text.serve", "P3", **served)


def _silence_certify(b: Bench) -> None:
    b.silence()
    b.serve()
    b.wait(hours=b.has["silence.least"])
    b.breach(P.SILENCE_CERTIFY, OFFICE, "silence.certify", "P1")
    b.wait(seconds=1)
    b.do(OFFICE, "silence.certify", "P1")


# ---------------------------------------------------------------- seats


def _seat_stage(b: Bench) -> None:
    b.breach(P.SEAT_STAGE, "XCO", "member.attend", "XCO")
    b.do("XCO", "member.leave", "XCO")
    b.do("XCO", "member.attend", "XCO")


def _own_seat(b: Bench) -> None:
    b.breach(P.OWN_SEAT, "XCO", "member.leave", "XDE")
    b.do("XDE", "member.leave", "XDE")


def _admission(b: Bench) -> None:
    wrong = [one for one in ("observer", "guest", "partner") if one not in _categories(b)]
    decision = None
    if b.has["seats.admission"]:
        decision = b.decided("P1", "admit", "XNE")
        b.breach(P.MANDATE, "XAL", "member.invite", "XNE", category="member", decision=None)
    else:
        b.breach(P.ADMISSION, OFFICE, "member.invite", "XNE", category="member", decision=None)
    for one in wrong:
        b.breach(P.ADMISSION, "XAL", "member.invite", "XNE", category=one, decision=decision)
    b.do("XAL", "member.invite", "XNE", category="member", decision=decision)
    b.do("XNE", "member.accept", "XNE")


def _categories(b: Bench) -> list[str]:
    return str(b.has["seats.categories"]).split()


def _self_suspension(b: Bench) -> None:
    if not b.has["seats.self_suspension"]:
        b.breach(P.SELF_SUSPENSION, "XCO", "member.pause", "XCO")
        b.do("XCO", "member.leave", "XCO")
        return
    b.do("XCO", "member.pause", "XCO")
    b.breach(P.WHO_ACTS, "XCO", "floor.ask", SITS)
    b.do("XCO", "member.return", "XCO")
    b.do("XCO", "floor.ask", SITS)


def _suspension(b: Bench) -> None:
    if not b.has["seats.suspension"]:
        b.breach(P.SUSPENSION, "XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
        b.do("XCO", "member.leave", "XCO")
        if b.decides:
            said = {"title": "x", "purpose": "suspend", "subject": "XCO"}
            b.breach(P.SUSPENSION, "XBE", "proposal.table", "P1", **said)
        return
    b.breach(P.MANDATE, "XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
    b.decided("P1", "suspend", "XCO")
    b.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")


def _withdrawal(b: Bench) -> None:
    b.breach(P.WITHDRAWAL, "XCO", "member.stay", "XCO")
    b.do("XCO", "member.notify", "XCO")
    b.breach(P.WITHDRAWAL, "XCO", "member.notify", "XCO")
    if b.has["seats.withdrawal"]:
        b.breach(P.WITHDRAWAL, "XCO", "member.withdraw", "XCO")
    b.wait(hours=b.has["seats.withdrawal"])
    b.do("XCO", "member.withdraw", "XCO")


def _succession(b: Bench) -> None:
    if not b.has["seats.admission"]:
        b.breach(P.SUCCESSION, "XAL", "member.succeed", "XCO", successor="XNE", decision=None)
        b.do("XCO", "member.succeed", "XCO", successor="XNE", decision=None)
        return
    b.decided("P1", "admit", "XNE")
    b.decided("P2", "admit", "XOT for XCO")
    b.breach(P.SUCCESSION, "XAL", "member.succeed", "XCO", successor="XDE", decision="P2")
    b.breach(P.MANDATE, "XAL", "member.succeed", "XCO", successor="XNE", decision="P1")
    b.do("XAL", "member.succeed", "XCO", successor="XOT", decision="P2")


def _channel(b: Bench) -> None:
    b.do("XCO", "channel.declare", "XCO", channel="Post box 4", sort="note-verbale")
    b.breach(P.CHANNEL, "XCO", "channel.down", "XCO")
    b.do("XDE", "channel.down", "XCO")
    b.breach(P.CHANNEL, OFFICE, "channel.down", "XCO")


def _names(b: Bench) -> None:
    name: dict[str, Any] = {
        "name": "The eastern sea",
        "sort": "sea",
        "thing": "sea-1",
        "language": "en",
    }
    b.do("XCO", "name.give", **name)
    b.breach(P.NAMES, "XCO", "name.give", **{**name, "sort": "party"})


def _order(b: Bench) -> None:
    lot: dict[str, Any] = {
        "how": "Drawn by a child.",
        "use": "protocol",
        "order": [OTHER, *MEMBERS],
    }
    if b.has["seats.order"] == "lot":
        b.breach(P.ORDER, OFFICE, "order.publish", **{**lot, "order": list(MEMBERS)})
        b.do(OFFICE, "order.publish", **lot)
        assert b.forum.order[0] == OTHER
        return
    b.breach(P.ORDER, OFFICE, "order.publish", **lot)
    b.do(OFFICE, "order.publish", **{**lot, "use": "language", "language": "fr"})
    assert b.forum.order == (*MEMBERS, OTHER)


def _permission(b: Bench) -> None:
    note: dict[str, Any] = {
        "journey": "To the second meeting", "person": "N. N.", "needed": "visa", "grants": "XBE",
        "status": "asked",
    }  # fmt: skip
    b.breach(P.PERMISSION, "XCO", "permission.note", "V1", **note, date="2040-01-01T00:00:00Z")
    b.do("XCO", "permission.note", "V1", **note, date="2030-01-01T00:00:00Z")
    change: dict[str, Any] = {"status": "granted", "date": "2030-02-01T00:00:00Z"}
    b.breach(P.PERMISSION, "XDE", "permission.change", "V1", **change)
    b.do("XCO", "permission.change", "V1", **change)


# ---------------------------------------------------------------- bodies


def _body_call(b: Bench) -> None:
    b.call("B1", "informal-consultations")
    said = b.body("informal-consultations")
    b.breach(P.BODY_CALL, "XAL", "circle.call", "B2", **{**said, "basket": "nowhere"})


def _body_seats(b: Bench) -> None:
    said = b.body("informal-consultations")
    twice: dict[str, Any] = {**said, "seats": ["XBE", "XBE"]}
    b.breach(P.BODY_SEATS, "XAL", "circle.call", "B1", **twice)
    b.call("B1", "informal-consultations")
    b.breach(P.BODY_SEATS, "XAL", "circle.widen", "B1", seats=["XBE"], decision=None)
    b.do("XAL", "circle.widen", "B1", seats=["XCO"], decision=None)


def _body_stage(b: Bench) -> None:
    b.call("B1", "informal-consultations")
    b.do("XAL", "circle.close", "B1", decision=None)
    b.breach(P.BODY_STAGE, "XAL", "circle.widen", "B1", seats=["XCO"], decision=None)


def _body_report(b: Bench) -> None:
    b.breach(P.BODY_REPORT, "XBE", "report.make", "R1", title="x", text="y")
    b.call("B1", "informal-consultations")
    b.do("XAL", "report.receive", "B1", report="A" * 43 + "=")


# ---------------------------------------------------------------- the chair


def _turn(b: Bench) -> None:
    if b.has["chair.rota"] == "fixed":
        b.breach(P.TURN, "XBE", "chair.take")
        b.do("XAL", "chair.take")
        return
    if b.has["chair.rota"] == "by-lot":
        b.breach(P.TURN, "XBE", "chair.take")
        order = ["XBE", "XDE", "XFA", "XAL", "XCO", OTHER]
        b.do(OFFICE, "order.publish", how="By lot.", use="chair", order=order)
    b.breach(P.TURN, "XCO", "chair.take")
    b.do("XBE", "chair.take")


def _pass(b: Bench) -> None:
    if b.has["chair.rota"] == "fixed":
        b.breach(P.PASS, "XAL", "chair.pass")
        b.do("XAL", "chair.take")
        return
    b.breach(P.PASS, "XCO", "chair.pass")
    b.do("XAL", "chair.pass")
    assert b.forum.chair == ()


def _deputy(b: Bench) -> None:
    said: dict[str, Any] = {"title": "peace", "names": ["peace"]}
    b.role = "delegation"
    if b.has["chair.speaks"]:
        b.breach(P.DEPUTY, "XAL", "term.dispute", "W1", **said)
        b.role = "deputy"
    b.do("XAL", "term.dispute", "W1", **said)


# ---------------------------------------------------------------- meetings


def _invite(b: Bench, hours: int) -> dict[str, str]:
    b.wait(hours=hours)
    opens = b.act("XAL", "meeting.cancel", SITS).time
    b.wait(hours=-hours)
    return {"title": "Second", "place": "the hall", "opens": opens}


def _meeting_stage(b: Bench) -> None:
    b.breach(P.MEETING_STAGE, "XAL", "meeting.resume", SITS)
    b.do("XAL", "meeting.suspend", SITS)
    b.do("XAL", "meeting.resume", SITS)


def _meeting_notice(b: Bench) -> None:
    hours = b.has["meeting.notice"]
    b.breach(P.MEETING_NOTICE, "XAL", "meeting.invite", "M2", **_invite(b, hours - 1))
    b.do("XAL", "meeting.invite", "M2", **_invite(b, hours))


def _credentials(b: Bench) -> None:
    b.breach(P.CREDENTIALS, OFFICE, "credentials.accept", SITS, seat="XCO")
    b.do("XCO", "credentials.present", SITS, head="N. N.", rank="officials")
    b.do(OFFICE, "credentials.accept", SITS, seat="XCO")


def _agenda(b: Bench) -> None:
    b.do("XAL", "meeting.invite", "M2", **_invite(b, b.has["meeting.notice"]))
    b.do("XBE", "agenda.place", "I1", title="Fish", meeting="M2")
    b.breach(P.AGENDA, "XCO", "agenda.drop", "I1")
    b.breach(P.AGENDA, "XCO", "agenda.clear", "M2")
    b.breach(P.AGENDA, "XAL", "agenda.adopt", "M2")
    if b.has["meeting.agenda"]:
        b.do("XCO", "agenda.contest", "M2")
    else:
        b.breach(P.AGENDA, "XCO", "agenda.contest", "M2")


def _floor(b: Bench) -> None:
    b.do("XCO", "floor.ask", SITS)
    b.do("XDE", "floor.ask", SITS)
    b.breach(P.FLOOR, "XAL", "floor.give", SITS, seat="XDE")
    b.do("XAL", "floor.give", SITS, seat="XCO")
    b.breach(P.FLOOR, "XDE", "floor.ask", SITS)


def _point_of_order(b: Bench) -> None:
    b.breach(P.WHO_ACTS, OTHER, "point.raise", "O1", words="The list.", meeting=SITS)
    b.do("XCO", "point.raise", "O1", words="The list.", meeting=SITS)
    b.breach(P.POINT_OF_ORDER, "XAL", "meeting.suspend", SITS)
    b.do("XAL", "point.rule", "O1", words="No.", sustained=False)
    if b.has["meeting.appeal"]:
        b.do("XCO", "point.appeal", "O1")
        b.breach(P.POINT_OF_ORDER, "XCO", "point.support", "O1")
        b.do("XDE", "point.support", "O1")
    else:
        b.breach(P.POINT_OF_ORDER, "XCO", "point.appeal", "O1")


def _reply(b: Bench) -> None:
    for _time in range(b.has["meeting.replies"]):
        b.do("XCO", "reply.claim", SITS)
        b.do("XAL", "floor.give", SITS, seat="XCO")
    b.breach(P.REPLY, "XCO", "reply.claim", SITS)
    b.do("XCO", "floor.ask", SITS)


def _outcome(b: Bench) -> None:
    press = {"words": "We met.", "outcome": "press-line", "paper": None}
    b.breach(P.OUTCOME, "XAL", "meeting.close", SITS, **press)
    if b.decides:
        b.decided("P1")
        b.do("XAL", "meeting.close", SITS, **{**press, "paper": "P1"})
        return
    b.do("XAL", "meeting.close", SITS, **{**press, "outcome": "nothing"})


def _minutes(b: Bench) -> None:
    b.breach(P.MINUTES, OFFICE, "minutes.issue", SITS, words="x")
    b.do("XAL", "meeting.close", SITS, outcome="nothing", paper=None)
    b.do(OFFICE, "minutes.issue", SITS, words="It met.")
    if b.has["meeting.corrigenda"]:
        b.breach(P.MINUTES, OFFICE, "minutes.settle", SITS)
        b.do("XCO", "minutes.correct", SITS, words="It met twice.")
        b.wait(hours=b.has["meeting.corrigenda"], seconds=1)
    late = b.breach(P.MINUTES, "XCO", "minutes.correct", SITS, words="It met thrice.")
    assert ("is not corrected after" in late.why) is (b.has["meeting.corrigenda"] == 0)
    b.do(OFFICE, "minutes.settle", SITS)
    assert "is settled" in b.breach(P.MINUTES, OFFICE, "minutes.settle", SITS).why


def _strike(b: Bench) -> None:
    b.breach(P.STRIKE, "XAL", "words.strike", number=9_999, decision="P1")
    if not b.decides:
        b.do("XCO", "text.table", "T1", **PAPER)
        b.breach(P.STRIKE, "XAL", "words.strike", number=0, decision="P1")
        return
    b.decided("P1", "strike-words", "0")
    b.do("XAL", "words.strike", number=0, decision="P1")
    b.breach(P.STRIKE, "XAL", "words.strike", number=0, decision="P1")


# ---------------------------------------------------------------- texts


def _text_stage(b: Bench) -> None:
    b.text()
    b.do("XBE", "text.withdraw", "T1")
    b.breach(P.TEXT_STAGE, "XCO", "text.bracket", "T1")


def _text_kind(b: Bench) -> None:
    paper: dict[str, Any] = {**PAPER, "kind": "chairs-text"}
    b.breach(P.TEXT_KIND, "XBE", "text.table", "T1", **paper)
    b.do("XAL", "text.table", "T1", **paper)


def _pen(b: Bench) -> None:
    b.text()
    said: dict[str, Any] = {"words": "Fish.", "sort": "words", "behind": None}
    b.breach(P.PEN, "XCO", "clause.propose", "T1-2", **said)
    b.do("XBE", "text.pen", "T1", to="XCO")
    b.do("XCO", "clause.propose", "T1-2", **said)


def _clause_stage(b: Bench) -> None:
    b.text()
    b.breach(P.CLAUSE_STAGE, "XAL", "clause.agree", "T1-1")
    b.do("XAL", "clause.clean", "T1-1")
    b.do("XAL", "clause.agree", "T1-1")


def _brackets(b: Bench) -> None:
    b.text()
    b.do("XCO", "clause.bracket", "T1-1", words="shared", nth=None, behind=None)
    b.breach(P.BRACKETS, "XBE", "clause.lift", "T1-1", which=1)
    b.breach(P.BRACKETS, "XAL", "clause.clean", "T1-1")
    b.do("XCO", "clause.lift", "T1-1", which=1)
    b.do("XCO", "text.bracket", "T1")
    assert headnote(b.forum, b.forum.texts["T1"]) == ("XCO",)
    b.gives_up("XCO")
    assert headnote(b.forum, b.forum.texts["T1"]) == ()


def _alternatives(b: Bench) -> None:
    b.text()
    b.do("XCO", "clause.alternative", "T1-1", words="It is common.", sort="words")
    b.breach(P.ALTERNATIVES, "XDE", "clause.drop", "T1-1", which=2)
    b.breach(P.ALTERNATIVES, "XAL", "clause.clean", "T1-1")
    b.do("XCO", "clause.drop", "T1-1", which=2)


def _amendments(b: Bench) -> None:
    b.text()
    said: dict[str, Any] = {"words": "The lake is not shared.", "clause": "T1-1"}
    b.breach(P.AMENDMENTS, "XCO", "amendment.propose", "A1", **said, version=7)
    b.do("XCO", "amendment.propose", "A1", **said, version=1)
    b.breach(P.AMENDMENTS, "XDE", "amendment.withdraw", "A1")
    b.do("XBE", "amendment.take", "A1")


def _reopening(b: Bench) -> None:
    b.text()
    b.agreed()
    b.breach(P.REOPENING, "XCO", "clause.reopen", "T1-1", words=None, reason="substance")
    b.do("XCO", "clause.reopen", "T1-1", words="News.", reason="substance")


def _bridging(b: Bench) -> None:
    b.text()
    b.breach(P.BRIDGING, "XCO", "clause.bridge", "T1-1", words="Shared in common.")
    b.do("XAL", "clause.bridge", "T1-1", words="Shared in common.")


def _languages(b: Bench) -> None:
    b.text()
    filed: dict[str, Any] = {"digest": "A" * 43 + "=", "version": 1}
    b.breach(P.LANGUAGES, "XBE", "text.language", "T1", language="en", **filed)
    b.do("XBE", "text.language", "T1", language="fr", **filed)
    if b.has["text.languages"]:
        b.table("P1", "text", "T1")
        b.wait(hours=b.has["decision.notice"])
        b.breach(P.LANGUAGES, "XAL", "proposal.put", "P1")
        b.do(OFFICE, "text.authenticate", "T1", language="fr", version=1)
        b.do("XAL", "proposal.put", "P1")


def _everything(b: Bench) -> None:
    b.text(everything=True)
    b.in_french()
    b.table("P1", "text", "T1")
    b.wait(hours=b.has["decision.notice"])
    b.breach(P.EVERYTHING, "XAL", "proposal.put", "P1")
    b.agreed()
    b.do("XAL", "proposal.put", "P1")


def _terms(b: Bench) -> None:
    b.text()
    b.do("XCO", "term.dispute", "W1", title="shared", names=["shared"])
    b.do("XCO", "term.mean", "W1", words="Owned by all.")
    b.breach(P.TERMS, "XCO", "term.offer", "W1", words="Owned.", text="T1")
    b.do("XDE", "term.mean", "W1", words="Used by all.")
    b.breach(P.TERMS, "XCO", "term.accept", "W1", text="T1")
    b.do("XCO", "term.offer", "W1", words="Owned.", text="T1")
    b.breach(P.TERMS, "XBE", "term.accept", "W1", text="T1")


# ---------------------------------------------------------------- baskets, summits, the level


def _baskets(b: Bench) -> None:
    name = b.forum.charter.baskets[0].id
    b.breach(P.BASKETS, "XAL", "basket.resume", name)
    b.do("XAL", "basket.park", name)
    b.do("XCO", "basket.resume", name)


def _summit(b: Bench) -> None:
    b.do("XAL", "summit.open", "S1", title="The leaders meet")
    b.breach(P.SUMMIT, "XAL", "summit.end", "S1", outcome="text-agreed")
    b.do("XAL", "summit.hold", "S1")
    b.do("XAL", "summit.end", "S1", outcome="text-agreed")


# ---------------------------------------------------------------- exchange rounds


DIGEST, SEALED = "A" * 43 + "=", "A" * 107 + "="


def round_of(b: Bench, holders: int = 4, **said: Any) -> Bench:  # noqa: ANN401 - fields of several types
    """A round among the first members, with its window open for ten hours."""
    codes = list(b.forum.seating[:holders])
    usual = {"title": "Ships", "named": codes, "holders": codes, "otherwise": "lapses"}
    opens = b.forum.time if "opens" not in said else said.pop("opens")
    b.do("XCO", "exchange.announce", "E1", 10, **{**usual, "opens": opens, **said})
    b.do(OFFICE, "exchange.open", "E1")
    return b


def sealed(b: Bench, by: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of several types
    """What a return says, with nothing in its seals."""
    holders = [code for code in b.forum.exchanges["E1"].holders if code != by]
    count = len(holders)
    usual = {
        "holders": holders, "needed": 2, "reader": DIGEST, "checks": [DIGEST] * count,
        "shares": [SEALED] * count, "ciphertext": DIGEST,
    }  # fmt: skip
    return {**usual, **said}


def all_held(b: Bench) -> None:
    """Every member of the round hands in, and each node finds its shares good."""
    one = b.forum.exchanges["E1"]
    for code in one.named:
        b.do(code, "exchange.submit", "E1", **sealed(b, code))
    for code in one.holders:
        returns = b.forum.exchanges["E1"].returns
        leaves = [to_base64(each.leaf) for each in returns.values() if each.by != code]
        b.do(code, "exchange.hold", "E1", returns=leaves)


def _exchange_stage(b: Bench) -> None:
    round_of(b)
    b.breach(P.EXCHANGE_STAGE, "XAL", "exchange.close", "E1")
    b.breach(P.EXCHANGE_STAGE, "XAL", "exchange.open", "E1")
    all_held(b)
    b.do("XBE", "exchange.release", "E1")
    b.do("XAL", "exchange.close", "E1")


def _exchange_terms(b: Bench) -> None:
    now = b.forum.time
    b.breach(
        P.EXCHANGE_TERMS, "XCO", "exchange.announce", "E1", 10, title="x", named=["XAL"],
        holders=list(MEMBERS), otherwise="lapses", opens=now,
    )  # fmt: skip
    round_of(b, 4)
    b.breach(P.EXCHANGE_TERMS, "XFA", "exchange.submit", "E1", **sealed(b, "XFA"))


def _exchange_sealed(b: Bench) -> None:
    round_of(b)
    for wrong in (1, 3):
        said = sealed(b, "XBE", needed=wrong)
        b.breach(P.EXCHANGE_SEALED, "XBE", "exchange.submit", "E1", **said)
    b.do("XBE", "exchange.submit", "E1", **sealed(b, "XBE"))


def _exchange_release(b: Bench) -> None:
    round_of(b, least=2)
    b.do("XBE", "exchange.submit", "E1", **sealed(b, "XBE"))
    b.breach(P.EXCHANGE_RELEASE, "XBE", "exchange.release", "E1")
    all_held(b)
    b.do("XBE", "exchange.release", "E1")


def _exchange_questions(b: Bench) -> None:
    round_of(b)
    all_held(b)
    b.do("XBE", "exchange.release", "E1")
    b.breach(P.EXCHANGE_QUESTIONS, "XBE", "exchange.ask", "E1", to="XFA")
    b.do("XBE", "exchange.ask", "E1", to="XCO")
    number = b.forum.acts - 1
    b.breach(P.EXCHANGE_QUESTIONS, "XDE", "exchange.answer", "E1", question=number)
    b.do("XCO", "exchange.answer", "E1", question=number)


NEXT = {"dialogue": "political-commitments", "political-commitments": "organisation"}


def _level(b: Bench) -> None:
    after = NEXT.get(b.has["level"])
    assert b.forum.level.value == b.has["level"]
    if after is None or not b.decides:
        b.table("P1", "level", "organisation")
        b.breach(P.LEVEL, "XAL", "level.raise", "P1")
        b.text()
        return
    b.decided("P1", "level", after)
    b.breach(P.LEVEL, "XAL", "level.raise", "P1")
    b.do(OFFICE, "proposal.effect", "P1")
    b.do("XAL", "level.raise", "P1")
    assert b.forum.proposals["P1"].stage is Stage.IN_EFFECT


# ---------------------------------------------------------------- commitments and channels

PAST, FAR = "2030-01-01T10:00:00Z", "2040-01-01T10:00:00Z"


def _commits(b: Bench, **more: Any) -> None:  # noqa: ANN401 - as at the desk
    said: dict[str, Any] = {"words": "x", "owners": ["XBE"], "recipients": ["XCO"], **more}
    b.do("XBE", "commitment.make", "C1", **said)


def _commitment(b: Bench) -> None:
    said: dict[str, Any] = {"words": "x", "owners": ["XCO"], "recipients": ["XBE"]}
    b.breach(P.COMMITMENT, "XBE", "commitment.make", "C1", **said)
    b.do("XCO", "commitment.make", "C1", **said)
    b.table("P1")
    b.breach(P.COMMITMENT, OFFICE, "commitment.register", "C2", **said, decision="P1")
    b.stands_at("P1", Stage.IN_EFFECT)
    b.do(OFFICE, "commitment.register", "C2", **said, decision="P1")
    b.do("XCO", "commitment.decline", "C2", words="P1 does not say so.")


def _commitment_stage(b: Bench) -> None:
    _commits(b)
    b.breach(P.COMMITMENT_STAGE, "XBE", "commitment.confirm", "C1")
    b.do("XCO", "commitment.release", "C1")
    b.breach(P.COMMITMENT_STAGE, "XBE", "commitment.evidence", "C1", words="x")


def _assessment(b: Bench) -> None:
    _commits(b, agency="An agency")
    b.do("XBE", "commitment.assess", "C1", words="Done.", verdict="fulfilled")
    b.breach(P.ASSESSMENT, "XDE", "commitment.assess", "C1", words="x", verdict="fulfilled")
    b.breach(P.ASSESSMENT, "XCO", "commitment.evidence", "C1", words="x")
    b.breach(P.ASSESSMENT, OFFICE, "commitment.fulfil", "C1")
    found: dict[str, Any] = {"words": "Seen.", "verdict": "fulfilled", "source": "Its report"}
    b.breach(P.ASSESSMENT, OFFICE, "commitment.find", "C1", **found)
    b.do("XCO", "commitment.accept", "C1")
    b.do(OFFICE, "commitment.find", "C1", **found)
    b.do(OFFICE, "commitment.fulfil", "C1")


def _pair(b: Bench) -> None:
    _commits(b)
    b.breach(P.PAIR, "XBE", "commitment.pair", "C1", other="C1")
    b.do("XCO", "commitment.make", "C2", words="y", owners=["XCO"], pair="C1")
    b.do("XBE", "commitment.pair", "C1", other="C2")


def _commitment_end(b: Bench) -> None:
    _commits(b, parts=["one", "two"])
    b.breach(P.COMMITMENT_END, "XBE", "commitment.withdraw", "C1")
    b.breach(P.COMMITMENT_END, OFFICE, "commitment.lapse", "C1")
    b.do("XBE", "commitment.suspend", "C1", words="Until they answer.", part=2)
    b.breach(P.COMMITMENT_END, "XBE", "commitment.suspend", "C1", words="x", part=2)
    b.do("XBE", "commitment.resume", "C1", words="They answered.", part=2)
    b.do("XCO", "commitment.release", "C1")


def _talks(b: Bench) -> None:
    said: dict[str, Any] = {"title": "Talks", "parties": ["XBE", "XCO"], "since": PAST}
    b.breach(P.STRAND, "XDE", "strand.register", "S1", **said)
    b.do("XBE", "strand.register", "S1", **said)
    b.breach(P.STRAND, "XDE", "strand.account", "S1", words="x")
    b.do("XCO", "strand.account", "S1", name="Contacts")


def _lock(b: Bench) -> None:
    _talks(b)
    came: dict[str, Any] = {"title": "x", "strand": "S1", "date": PAST, "source": "A paper"}
    b.do("XBE", "strand.outcome", "D1", **came)
    b.table("P1", "measure", "D1")
    b.breach(P.LOCK, "XBE", "strand.lock", "D1", decision="P1")
    b.stands_at("P1", Stage.IN_EFFECT)
    b.do("XBE", "strand.lock", "D1", decision="P1")


def _interest(b: Bench) -> None:
    _commits(b)
    b.do("XDE", "interest.state", "N1", words="x", subject="rockets", source="A speech")
    b.breach(P.INTEREST, "XBE", "interest.accept", "N1", other="C1")
    b.do("XDE", "interest.accept", "N1", other="C1")


# ---------------------------------------------------------------- crisis desk


def _asks(b: Bench) -> dict[str, Any]:
    said: dict[str, Any] = {"words": "x", "about": "test", "date": PAST, "place": "y"}
    b.do("XBE", "request.ask", "Q1", **said, to="XCO")
    return said


def _request(b: Bench) -> None:
    said = _asks(b)
    b.breach(P.REQUEST, "XBE", "request.ask", "Q2", **said, to="XBE")
    b.do(OTHER, "request.ask", "Q2", **said, to="XBE")
    b.breach(P.REQUEST, "XAL", "request.close", "Q1")
    b.do("XBE", "request.close", "Q1")


def _request_stage(b: Bench) -> None:
    _asks(b)
    b.breach(P.REQUEST_STAGE, "XDE", "request.join", "Q1")
    b.do("XCO", "request.answer", "Q1", words="x")
    b.do("XBE", "request.call", "Q1", scope="the-two")
    b.do("XDE", "request.join", "Q1")


def _explanation(b: Bench) -> None:
    _asks(b)
    b.breach(P.EXPLANATION, "XDE", "request.answer", "Q1", words="x")
    b.do("XCO", "request.answer", "Q1", words="x")


def _crisis_meeting(b: Bench) -> None:
    _asks(b)
    b.breach(P.CRISIS_MEETING, "XBE", "request.call", "Q1", scope="all")
    b.do("XCO", "request.answer", "Q1", words="x")
    b.do("XBE", "request.call", "Q1", scope="all")
    said: dict[str, Any] = {"present": ["XBE", "XCO"], "date": b.forum.time}
    b.breach(P.CRISIS_MEETING, "XBE", "request.hold", "Q1", **said)
    b.do("XAL", "request.hold", "Q1", **said)


def _crisis_measures(b: Bench) -> None:
    _crisis_meeting(b)
    b.breach(P.CRISIS_MEASURES, "XCO", "request.visit", "Q1", visit="V1")
    said: dict[str, Any] = {"title": "x", "sort": "visit", "guests": ["XBE"], "place": "y"}
    b.do("XCO", "visit.invite", "V1", **said, begins="2035-01-01T00:00:00Z")
    b.do("XCO", "request.visit", "Q1", visit="V1")


# ---------------------------------------------------------------- measures

CALENDAR: dict[str, Any] = {
    "title": "x", "shape": "calendar", "trigger": "each-year", "day": "11-15",
}  # fmt: skip
INSPECTED: dict[str, Any] = {
    "title": "x", "shape": "inspection", "trigger": "on-request", "direction": "one-sided",
    "reply": 24, "entry": 36, "stay": 48, "report": 336, "host": 1,
}  # fmt: skip
REACHED: dict[str, Any] = {"name": "The desk", "office": "A", "hours": "always", "channel": "radio"}


def _measure(b: Bench) -> None:
    b.do("XBE", "measure.offer", "M1", **CALENDAR, direction="one-sided")
    b.breach(P.MEASURE, "XBE", "measure.offer", "M2", **CALENDAR, direction="all-to-all")
    b.breach(P.MEASURE, "XCO", "measure.withdraw-offer", "M1")
    if b.decides:
        b.do("XBE", "measure.propose", "M3", **CALENDAR, direction="all-to-all")
        b.do("XAL", "measure.adopt", "M3", decision=b.decided("P1", "measure", "M3"))


def _measure_stage(b: Bench) -> None:
    b.do("XBE", "measure.offer", "M1", **CALENDAR, direction="one-sided")
    b.breach(P.MEASURE_STAGE, "XBE", "measure.withdraw", "M1")
    b.do("XBE", "measure.withdraw-offer", "M1")
    b.breach(P.MEASURE_STAGE, "XBE", "measure.withdraw-offer", "M1")


def _notification(b: Bench) -> None:
    """A notification of an event long ago is in order; one under another's offer is not."""
    said: dict[str, Any] = {"title": "x", "shape": "notification", "trigger": "after-an-event"}
    b.do("XBE", "measure.offer", "M1", **said, within=24, direction="one-sided")
    sent: dict[str, Any] = {"measure": "M1", "begins": "2029-01-01T10:00:00Z"}
    b.breach(P.NOTIFICATION, "XCO", "notification.send", "N1", **sent)
    b.do("XBE", "notification.send", "N1", **sent)


def _notification_stage(b: Bench) -> None:
    _notification(b)
    b.do("XCO", "notification.acknowledge", "N1")
    b.do("XBE", "notification.withdraw", "N1")
    b.breach(P.NOTIFICATION_STAGE, "XBE", "notification.correct", "N1", words="x")


def _asks_in(b: Bench, name: str = "I1", by: str = "XCO") -> None:
    if "M1" not in b.forum.measures:
        b.do("XBE", "measure.offer", "M1", **INSPECTED)
    day = write_time(b.now + timedelta(hours=30))
    b.do(by, "inspection.request", name, area="x", measure="M1", host="XBE", day=day)


def _inspection(b: Bench) -> None:
    _asks_in(b)
    asked: dict[str, Any] = {"area": "x", "measure": "M1", "day": "2039-01-01T10:00:00Z"}
    b.breach(P.INSPECTION, "XDE", "inspection.request", "I2", **asked, host="XCO")
    b.breach(P.INSPECTION, "XBE", "inspection.refuse", "I1", why="force-majeure")
    b.do("XBE", "inspection.refuse", "I1", why="force-majeure", words="A flood.")


def _inspection_stage(b: Bench) -> None:
    _asks_in(b)
    b.breach(P.INSPECTION_STAGE, "XCO", "inspection.enter", "I1")
    b.do("XBE", "inspection.accept", "I1")
    b.wait(hours=30)
    b.do("XCO", "inspection.enter", "I1")


def _quota(b: Bench) -> None:
    """One a year: the second is refused for that, and goes once the first is given back."""
    _asks_in(b)
    b.breach(P.QUOTA, "XBE", "inspection.refuse", "I1", why="quota")
    b.do("XBE", "inspection.accept", "I1")
    _asks_in(b, "I2", "XDE")
    b.breach(P.QUOTA, "XBE", "inspection.accept", "I2")
    b.do("XCO", "inspection.cancel", "I1")
    b.do("XBE", "inspection.accept", "I2")
    b.breach(P.QUOTA, "XDE", "inspection.enter", "I2")


def _visit(b: Bench) -> None:
    said: dict[str, Any] = {"title": "x", "sort": "visit", "place": "y", "guests": ["XCO"]}
    b.do("XBE", "visit.invite", "V1", **said, begins="2039-01-01T10:00:00Z")
    b.breach(P.VISIT, "XDE", "visit.accept", "V1")
    b.do("XCO", "visit.decline", "V1")
    b.breach(P.VISIT, "XBE", "visit.hold", "V1")


def _line(b: Bench) -> None:
    b.do("XBE", "focal-point.name", "F1", subject="x", **REACHED)
    b.breach(P.LINE, "XCO", "focal-point.hand-over", "F1", **REACHED)
    b.do("XBE", "focal-point.hand-over", "F1", 24, **REACHED)
    b.do("XBE", "line.open", "L1", title="x", ends=["XBE", "XCO"], channel="telephone")
    b.breach(P.LINE, "XBE", "line.test", "L1")
    b.do("XCO", "line.confirm", "L1")
    b.do("XBE", "line.test", "L1")


def _government(b: Bench) -> None:
    said: dict[str, Any] = {"words": "They voted.", "since": PAST}
    b.breach(P.GOVERNMENT, "XBE", "government.change", "XBE", **{**said, "since": FAR})
    b.do("XBE", "government.change", "XBE", **said)


def _framework_end(b: Bench) -> None:
    b.do("XBE", "framework.wind-up", "W1", words="Another follows.", successor="new/plenary")
    b.breach(P.FRAMEWORK_END, "XCO", "framework.keep", "W1")
    if not b.decides:
        return
    b.table("P1", "measure", "W1")
    b.stands_at("P1", Stage.IN_EFFECT)
    end: dict[str, Any] = {"decision": "P1", "root": "A" * 43 + "="}
    b.breach(P.FRAMEWORK_END, "XAL", "framework.end", "W1", **end, size=0)
    b.do("XAL", "framework.end", "W1", **end, size=b.forum.acts)
    b.breach(P.FRAMEWORK_END, "XBE", "matter.reserve", "R1", title="x")
    b.breach(P.FRAMEWORK_END, "XBE", "framework.keep", "W1")


def _framework_take(b: Bench) -> None:
    head: dict[str, Any] = {"words": "x", "origin": "old/plenary", "root": "A" * 43 + "="}
    b.breach(P.FRAMEWORK_TAKE, "XBE", "framework.take-over", "F1", **head, size=0)
    b.do("XBE", "framework.take-over", "F1", **head, size=9)
    listed: dict[str, Any] = {"sort": "term", "things": ["D1"]}
    b.do("XCO", "framework.list", "F1", **listed)
    b.breach(P.FRAMEWORK_TAKE, "XCO", "framework.list", "F1", **listed)
    if not b.decides:
        return
    b.table("P1", "measure", "F1")
    b.stands_at("P1", Stage.IN_EFFECT)
    here = b.forum.proposals
    late = here.set("P1", evolve(here["P1"], number=b.forum.acts))
    b.forum = b.forum.grown(proposals=here.set("P1", evolve(here["P1"], number=0)))
    b.breach(P.FRAMEWORK_TAKE, "XAL", "framework.enter", "F1", decision="P1")
    b.forum = b.forum.grown(proposals=late)
    b.do("XAL", "framework.enter", "F1", decision="P1")


# ---------------------------------------------------------------- good offices


def _mediated(b: Bench, *, accepted: bool = True) -> None:
    """The circle of a mediator, XBE, and one party, XAL, under the same preset."""
    here = b.forum
    two = ("XAL", "XBE")
    b.forum = here.grown(
        seats=Map({code: here.seats[code] for code in two}),
        seating=two,
        sorts=Map(dict.fromkeys(two, "seat")),
        meetings=Map(),
        sitting=None,
        chair=(),
    )
    b.do("XBE", "offices.open", "G1", words="x", mediator="XBE", party="XAL")
    if accepted:
        b.do("XAL", "offices.accept", "G1")


def _offices(b: Bench) -> None:
    said: dict[str, Any] = {"words": "x", "mediator": "XBE", "party": "XAL"}
    b.breach(P.OFFICES, "XBE", "offices.open", "G1", **said)
    _mediated(b, accepted=False)
    b.breach(P.OFFICES, "XBE", "offices.accept", "G1")
    b.do("XAL", "offices.accept", "G1")


def _offices_stage(b: Bench) -> None:
    _mediated(b, accepted=False)
    said: dict[str, Any] = {"words": "x", "mark": "you-may-convey"}
    b.breach(P.OFFICES_STAGE, "XAL", "message.send", "N1", **said)
    b.do("XAL", "offices.accept", "G1")
    b.do("XAL", "message.send", "N1", **said)
    b.do("XBE", "offices.end", "G1")
    b.breach(P.OFFICES_STAGE, "XBE", "message.convey", "N2", words="x")


def _message_mark(b: Bench) -> None:
    _mediated(b)
    b.do("XAL", "message.send", "N1", words="x", mark="for-you-alone")
    b.breach(P.MESSAGE_MARK, "XBE", "message.mark", "N1", mark="you-may-convey")
    b.do("XAL", "message.mark", "N1", mark="you-may-convey")
    b.do("XAL", "message.mark", "N1", mark="as-your-own-idea")


def _message_convey(b: Bench) -> None:
    _mediated(b)
    b.do("XAL", "message.send", "N1", words="x", mark="as-your-own-idea")
    b.breach(P.MESSAGE_CONVEY, "XAL", "message.convey", "N2", words="x")
    b.do("XBE", "message.convey", "N2", words="x")
    day = f"{b.forum.time[:10]}T00:00:00Z"
    told: dict[str, Any] = {"to": "XCO", "day": day}
    b.breach(P.MESSAGE_CONVEY, "XBE", "message.conveyed", "N1", how="with-its-source", **told)
    b.do("XBE", "message.conveyed", "N1", how="as-the-mediators-own-idea", **told)


def _offices_text(b: Bench) -> None:
    _mediated(b)
    paper: dict[str, Any] = {
        "title": "x", "symbol": "x", "kind": "single-negotiating-text", "language": "en",
        "everything": True,
    }  # fmt: skip
    b.breach(P.OFFICES_TEXT, "XAL", "text.table", "T1", **paper)
    b.do("XBE", "text.table", "T1", **paper)
    b.breach(P.OFFICES_TEXT, "XBE", "text.pen", "T1", to="XAL")


# ---------------------------------------------------------------- off the record, and hand-up

EXPERTS = ("EXPA", "EXPB", "EXPC", "EXPD", "EXPE", "EXPF")
WEEKLY = "They call weekly."


def experts(b: Bench, count: int = 6) -> Bench:
    """A body of experts of track 1.5 that reports here, by hand where a preset has none."""
    one = Body(
        id="B1", title="Experts", sort=BodySort.EXPERTS, track=Track.ONE_AND_HALF,
        rank=Rank.EXPERTS, host="A hall", funders=(), basket=None, seats=EXPERTS[:count],
        chair=("EXPA",), since=b.forum.time, number=0, decision=None,
    )  # fmt: skip
    here = b.forum
    b.forum = here.grown(bodies=here.bodies.set("B1", one), sorts=here.sorts.set("B1", "body"))
    return b


def drafted(b: Bench, count: int = 6) -> Bench:
    """The same body at its own work, with a recommendation that EXPB drafted."""
    above = experts(b, count).forum
    here = beginning(above, "B1", "plenary", above.time)
    seats = here.seats.update(
        {code: evolve(one, stage=SeatStage.ACCEPTED) for code, one in here.seats.items()}
    )
    b.forum, b.role = here.grown(seats=seats), "personal"
    b.do("EXPB", "recommendation.draft", "R1", words=WEEKLY, title="Calls")
    return b


def handed(b: Bench) -> Bench:
    """A recommendation that the body handed up."""
    said: dict[str, Any] = {"words": WEEKLY, "title": "Calls", "source": "B1", "cited": DIGEST}
    experts(b).do(OFFICE, "hand-up.enter", "R1", **said)
    return b


def _room(b: Bench) -> None:
    said = {"title": "x", "meeting": SITS, "facilitator": "XCO", "opens": write_time(b.now)}
    b.breach(P.ROOM, "XAL", "room.announce", "Q1", None, **said)
    b.do("XAL", "room.announce", "Q1", 2, **said)
    b.breach(P.ROOM, "XCO", "room.close", "Q1")
    b.wait(hours=3)
    text = {"words": WEEKLY, "title": "Calls", "source": "Q1", "persons": ["A clerk", "B clerk"]}
    b.breach(P.ROOM, "XCO", "hand-up.enter", "R1", **{**text, "words": "they call  weekly!"})
    b.do("XCO", "hand-up.enter", "R1", **text)


def _room_least(b: Bench) -> None:
    few = drafted(Bench(b.preset), 4)
    few.breach(P.ROOM_LEAST, "EXPA", "recommendation.consent", "R1", words=WEEKLY)
    b.points |= few.points
    drafted(b, 5).do("EXPA", "recommendation.consent", "R1", words=WEEKLY)


def _recommendation(b: Bench) -> None:
    drafted(b)
    b.do("EXPC", "recommendation.object", "R1")
    b.breach(P.RECOMMENDATION, "EXPA", "recommendation.consent", "R1", words=WEEKLY)
    b.do("EXPC", "recommendation.clear", "R1")
    b.do("EXPA", "recommendation.consent", "R1", words=WEEKLY)


def _names_out(b: Bench) -> None:
    drafted(b)
    b.breach(P.NAMES_OUT, "EXPC", "recommendation.revise", "R1", words="As EXPB says.")
    b.do("EXPA", "recommendation.consent", "R1", words=WEEKLY)
    b.do("EXPC", "recommendation.check", "R1")
    b.breach(P.NAMES_OUT, "EXPA", "recommendation.send", "R1")
    b.do("EXPD", "recommendation.check", "R1")
    b.do("EXPA", "recommendation.send", "R1")


def _hand_up(b: Bench) -> None:
    said: dict[str, Any] = {"words": WEEKLY, "title": "Calls", "source": "B1"}
    experts(b).breach(P.HAND_UP, OFFICE, "hand-up.enter", "R1", **said)
    b.do(OFFICE, "hand-up.enter", "R1", **said, cited=DIGEST)


def _hand_up_reply(b: Bench) -> None:
    handed(b).breach(P.HAND_UP_REPLY, "XAL", "hand-up.reply", "R1", answer="noted")
    b.do("XAL", "hand-up.receive", "R1")
    b.do("XAL", "hand-up.reply", "R1", answer="declined")


CASES: Mapping[Point, Case] = {
    P.KNOWN_ACT: _known_act, P.NEW_OBJECT: _new_object, P.KNOWN_OBJECT: _known_object,
    P.WHO_ACTS: _who, P.CAPACITY: _capacity, P.SUBSIDIARY: _subsidiary,
    P.CONSENSUS: _consensus, P.DECISION_STAGE: _decision_stage, P.NOTICE: _notice,
    P.QUORUM: _quorum, P.OBJECTION: _objection, P.REFERRAL: _referral, P.MINUS: _minus,
    P.OPT_OUT: _opt_out, P.STATEMENTS: _statements, P.NECESSARY: _necessary,
    P.RATIFICATION: _ratification, P.LINKAGE: _linkage, P.RESERVED: _reserved,
    P.SILENCE: _silence_use, P.SILENCE_LEAVE: _silence_leave, P.SILENCE_PERIOD: _silence_period,
    P.SILENCE_BREAK: _silence_break, P.SILENCE_EXTENSION: _silence_extension,
    P.SILENCE_SERVICE: _silence_service, P.SILENCE_CERTIFY: _silence_certify,
    P.SILENCE_STAGE: _silence, P.SEAT_STAGE: _seat_stage, P.OWN_SEAT: _own_seat,
    P.ADMISSION: _admission, P.SELF_SUSPENSION: _self_suspension, P.SUSPENSION: _suspension,
    P.WITHDRAWAL: _withdrawal, P.SUCCESSION: _succession, P.CHANNEL: _channel, P.NAMES: _names,
    P.ORDER: _order, P.PERMISSION: _permission, P.MANDATE: _mandate, P.TURN: _turn, P.PASS: _pass,
    P.DEPUTY: _deputy, P.BODY_CALL: _body_call, P.BODY_SEATS: _body_seats,
    P.BODY_STAGE: _body_stage, P.BODY_REPORT: _body_report, P.MEETING_STAGE: _meeting_stage,
    P.MEETING_NOTICE: _meeting_notice, P.CREDENTIALS: _credentials, P.AGENDA: _agenda,
    P.FLOOR: _floor, P.POINT_OF_ORDER: _point_of_order, P.REPLY: _reply, P.OUTCOME: _outcome,
    P.MINUTES: _minutes, P.STRIKE: _strike, P.TEXT_STAGE: _text_stage, P.TEXT_KIND: _text_kind,
    P.PEN: _pen, P.CLAUSE_STAGE: _clause_stage, P.BRACKETS: _brackets,
    P.ALTERNATIVES: _alternatives, P.AMENDMENTS: _amendments, P.REOPENING: _reopening,
    P.BRIDGING: _bridging, P.LANGUAGES: _languages, P.EVERYTHING: _everything, P.TERMS: _terms,
    P.WAIVER: _waiver, P.BASKETS: _baskets, P.SUMMIT: _summit, P.LEVEL: _level, P.PUT: _put,
    P.EXCHANGE_STAGE: _exchange_stage, P.EXCHANGE_TERMS: _exchange_terms,
    P.EXCHANGE_SEALED: _exchange_sealed, P.EXCHANGE_RELEASE: _exchange_release,
    P.EXCHANGE_QUESTIONS: _exchange_questions,
    P.COMMITMENT: _commitment, P.COMMITMENT_STAGE: _commitment_stage, P.ASSESSMENT: _assessment,
    P.PAIR: _pair, P.COMMITMENT_END: _commitment_end, P.STRAND: _talks, P.LOCK: _lock,
    P.INTEREST: _interest,
    P.GOVERNMENT: _government, P.FRAMEWORK_END: _framework_end,
    P.FRAMEWORK_TAKE: _framework_take,
    P.REQUEST: _request, P.REQUEST_STAGE: _request_stage, P.EXPLANATION: _explanation,
    P.CRISIS_MEETING: _crisis_meeting, P.CRISIS_MEASURES: _crisis_measures,
    P.MEASURE: _measure, P.MEASURE_STAGE: _measure_stage, P.NOTIFICATION: _notification,
    P.NOTIFICATION_STAGE: _notification_stage, P.INSPECTION: _inspection,
    P.INSPECTION_STAGE: _inspection_stage, P.QUOTA: _quota, P.VISIT: _visit, P.LINE: _line,
    P.OFFICES: _offices, P.OFFICES_STAGE: _offices_stage, P.MESSAGE_MARK: _message_mark,
    P.MESSAGE_CONVEY: _message_convey, P.OFFICES_TEXT: _offices_text,
    P.ROOM: _room, P.ROOM_LEAST: _room_least, P.RECOMMENDATION: _recommendation,
    P.NAMES_OUT: _names_out, P.HAND_UP: _hand_up, P.HAND_UP_REPLY: _hand_up_reply,
}  # fmt: skip
"""Each point of a charter, to the two acts that show it."""
