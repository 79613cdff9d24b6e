"""Each number and each yes or no of a preset, by what the forum does at its very edge.

A number is held at its bound, where an act is in order, and one second or one unit beyond, where it
is not. What is expected comes from the articles (`presets.FACTS`), never from the charter's values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from attrs import evolve
from tests.forum import preset_points as points
from tests.forum.made import OFFICE, SITS
from tests.forum.presets import HOLIDAY, MEMBERS, OTHER, Bench

from dipoli.charter.points import Point
from dipoli.forum.bodies_rules import beginning
from dipoli.forum.meeting import Agenda
from dipoli.record.shape import write_time

P = Point


def _moment(b: Bench, *, hours: int, seconds: int = 0) -> str:
    """A moment from now."""
    b.wait(hours=hours, seconds=seconds)
    time = write_time(b.now)
    b.wait(hours=-hours, seconds=-seconds)
    return time


# ---------------------------------------------------------------- seats


def _admission(b: Bench) -> None:
    said = {"category": "member", "decision": None}
    if b.has["seats.admission"]:
        b.breach(P.MANDATE, "XAL", "member.invite", "XNE", **said)
        return
    b.do("XAL", "member.invite", "XNE", **said)
    b.breach(P.ADMISSION, OFFICE, "member.invite", "XOT", **said)
    b.breach(P.SUCCESSION, OFFICE, "member.succeed", "XCO", successor="XOT", decision=None)


def _withdrawal(b: Bench) -> None:
    hours = b.has["seats.withdrawal"]
    if hours:
        b.breach(P.WITHDRAWAL, "XCO", "member.withdraw", "XCO")
        b.do("XCO", "member.notify", "XCO")
        b.wait(hours=hours, seconds=-1)
        b.breach(P.WITHDRAWAL, "XCO", "member.withdraw", "XCO")
        b.wait(seconds=1)
    b.do("XCO", "member.withdraw", "XCO")


def _categories(b: Bench) -> None:
    for n, category in enumerate(("member", "observer", "guest", "partner")):
        code = f"XN{chr(65 + n)}"
        about = code if category == "member" else f"{code} as {category}"
        name = b.decided(f"P{n}", "admit", about) if b.has["seats.admission"] else None
        said = {"category": category, "decision": name}
        if category in str(b.has["seats.categories"]).split():
            b.do("XAL", "member.invite", code, **said)
        else:
            b.breach(P.ADMISSION, "XAL", "member.invite", code, **said)


# ---------------------------------------------------------------- the chair


def _rota(b: Bench) -> None:
    """By the English alphabet XBE is first; by charter it would be XAL, by the lot here XDE."""
    rota = b.has["chair.rota"]
    if rota == "fixed":
        b.do("XAL", "chair.take")
        b.breach(P.PASS, "XAL", "chair.pass")
        b.breach(P.TURN, "XBE", "chair.take")
        return
    if rota == "by-lot":
        order = ["XDE", "XBE", "XFA", "XAL", "XCO", OTHER]
        b.do(OFFICE, "order.publish", how="By lot.", use="chair", order=order)
    else:
        lot = {"how": "By lot.", "use": "chair", "order": [*MEMBERS, OTHER]}
        b.breach(P.ORDER, OFFICE, "order.publish", **lot)
    turns = ("XDE", "XBE", "XFA") if rota == "by-lot" else ("XBE", "XDE", "XFA")
    for code in turns:
        for other in MEMBERS:
            if other not in {code, *b.forum.chair}:
                b.breach(P.TURN, other, "chair.take")
        b.do(code, "chair.take")
        b.do(code, "chair.pass")


def _term(b: Bench) -> None:
    """A turn lasts as the article says, to the second."""
    term = b.has["chair.term"]
    if term == "standing":
        b.do("XAL", "chair.take")
        b.do("XAL", "meeting.close", SITS, outcome="nothing", paper=None)
        b.wait(hours=9_000)
        b.breach(P.TURN, "XAL", "chair.take")
        return
    if term == "meeting":
        order = ["XBE", "XDE", "XFA", "XAL", "XCO", OTHER]
        b.do(OFFICE, "order.publish", how="By lot.", use="chair", order=order)
    b.do("XBE", "chair.take")
    hours = {"day": 14, "year": 14 + 24 * 305, "meeting": 9_000}[term]
    b.wait(hours=hours, seconds=-1)
    b.breach(P.TURN, "XDE", "chair.take")
    b.wait(seconds=1)
    if term == "meeting":
        b.breach(P.TURN, "XDE", "chair.take")
        b.do("XBE", "meeting.close", SITS, outcome="nothing", paper=None)
    b.do("XDE", "chair.take")


def _fixed(b: Bench) -> None:
    assert b.forum.charter.chair.fixed == (("XAL",) if b.has["chair.rota"] == "fixed" else ())
    points.case(P.TURN, b)


# ---------------------------------------------------------------- bodies

SORTS = (
    "basket-body", "contact-group", "informal-consultations", "drafting-group",
    "friends-of-the-chair", "experts-meeting",
)  # fmt: skip


def _sorts(b: Bench) -> None:
    """Who calls which sort of body: the chair alone, the body by a decision, or nobody."""
    chair, body = (str(b.has[f"bodies.by_{one}"]).split() for one in ("chair", "decision"))
    for sort in SORTS:
        said = {**b.body(sort), "decision": None}
        if sort in chair:
            b.do("XAL", "circle.call", f"B-{sort[:3].upper()}", **said)
        elif sort in body:
            b.breach(P.MANDATE, "XAL", "circle.call", "B9", **said)
            name = f"B-{sort[:3].upper()}"
            b.call(name, sort, b.decided(f"P-{sort[:3].upper()}", "body", name))
        else:
            b.breach(P.BODY_CALL, "XAL", "circle.call", "B9", **said)


def _tracks(b: Bench) -> None:
    for n, track in enumerate(("track-1", "track-1-5", "track-2")):
        said = {**b.body("informal-consultations"), "track": track, "decision": None}
        if track in str(b.has["bodies.tracks"]).split():
            b.do("XAL", "circle.call", f"B{n}", **said)
        else:
            b.breach(P.BODY_CALL, "XAL", "circle.call", f"B{n}", **said)


def _reporting(b: Bench) -> None:
    chair, body = (str(b.has[f"bodies.by_{one}"]).split() for one in ("chair", "decision"))
    for n, sort in enumerate((*chair, *body)):
        name = f"B{n}"
        b.call(name, sort, b.decided(f"P{n}", "body", name) if sort in body else None)
        decision = b.decided(f"Q{n}", "body", name) if sort in body else None
        if sort in str(b.has["bodies.reporting"]).split():
            b.breach(P.BODY_REPORT, "XAL", "circle.close", name, decision=decision)
            b.do("XAL", "report.receive", name, report="A" * 43 + "=")
        b.do("XAL", "circle.close", name, decision=decision)


def _experts(b: Bench) -> None:
    """Who has no seat above sits in a body as the article says; on track 1 nobody does."""
    said = {**b.body("informal-consultations"), "seats": ["XAL", "XZZ"], "decision": None}
    tracks = str(b.has["bodies.tracks"]).split()
    if "track-1" in tracks:
        b.breach(P.BODY_SEATS, "XAL", "circle.call", "B1", **{**said, "track": "track-1"})
    if b.has["bodies.experts"] == "none":
        assert tracks == ["track-1"]
        return
    b.do("XAL", "circle.call", "B1", **{**said, "track": "track-2"})
    seat = beginning(b.forum, "B1", "b-1", b.forum.time).seats["XZZ"]
    assert seat.category.value == b.has["bodies.experts"]


# ---------------------------------------------------------------- meetings


def _meeting_notice(b: Bench) -> None:
    hours = b.has["meeting.notice"]
    said = {"title": "Second", "place": "the hall"}
    early = _moment(b, hours=hours, seconds=-1)
    b.breach(P.MEETING_NOTICE, "XAL", "meeting.invite", "M2", **said, opens=early)
    b.do("XAL", "meeting.invite", "M2", **said, opens=_moment(b, hours=hours))


def _agenda(b: Bench) -> None:
    """Before the agenda is adopted nothing is taken up, where the article says so."""
    one = evolve(b.forum.meetings[SITS], agenda=Agenda.PROVISIONAL)
    b.forum = b.forum.grown(meetings=b.forum.meetings.set(SITS, one))
    if b.has["meeting.agenda"]:
        b.breach(P.AGENDA, "XCO", "floor.ask", SITS)
        b.do("XAL", "agenda.adopt", SITS)
    b.do("XCO", "floor.ask", SITS)


def _corrigenda(b: Bench) -> None:
    b.do("XAL", "meeting.close", SITS, outcome="nothing", paper=None)
    b.do(OFFICE, "minutes.issue", SITS, words="It met.")
    if b.has["meeting.corrigenda"]:
        b.wait(hours=b.has["meeting.corrigenda"])
        b.do("XCO", "minutes.correct", SITS, words="It met twice.")
        b.breach(P.MINUTES, OFFICE, "minutes.settle", SITS)
        b.wait(seconds=1)
    b.breach(P.MINUTES, "XCO", "minutes.correct", SITS, words="It met twice.")
    b.do(OFFICE, "minutes.settle", SITS)


def _summary(b: Bench) -> None:
    said = {"words": "We met.", "outcome": "chairs-summary", "paper": None}
    if not b.has["meeting.summary"]:
        b.breach(P.OUTCOME, "XAL", "meeting.close", SITS, **said)
        said = {"outcome": "nothing", "paper": None}
    b.do("XAL", "meeting.close", SITS, **said)


# ---------------------------------------------------------------- decisions


def _quorum(b: Bench) -> None:
    """Of a hundred members, just as many as are needed; and one less."""
    if not b.decides:
        points.case(P.QUORUM, b)
        return
    full = Bench(b.preset, 100)
    full.table("P1")
    full.wait(hours=b.has["decision.notice"])
    needed = b.has["decision.quorum"]
    voices = full.forum.voices
    for code in voices[needed:]:
        full.do(code, "member.leave", code)
    full.act("XAL", "proposal.put", "P1")
    if needed:
        one = voices[needed - 1]
        full.do(one, "member.leave", one)
        full.breach(P.QUORUM, "XAL", "proposal.put", "P1")
        full.do(one, "member.attend", one)
    full.do("XAL", "proposal.put", "P1")


def _minus(b: Bench) -> None:
    if not b.decides:
        points.case(P.MINUS, b)
        return
    b.proposed()
    most = b.has["decision.minus"]
    concerned = ["XCO", "XDE", "XFA"]
    for code in concerned[: most + 1]:
        b.do(code, "objection.raise", "P1", reason="substance")
    too_many = {"finding": "A breach.", "concerned": concerned[: most + 1]}
    b.breach(P.MINUS, "XAL", "proposal.except", "P1", **too_many)
    b.do(concerned[most], "objection.withdraw", "P1")
    if most:
        just = {"finding": "A breach.", "concerned": concerned[:most]}
        b.do("XAL", "proposal.except", "P1", **just)
    else:
        b.do("XAL", "proposal.adopt", "P1")


def _waiver_hours(b: Bench) -> None:
    if not b.has["decision.waiver"]:
        points.case(P.WAIVER, b)
        return
    hours = b.has["decision.waiver_hours"]
    b.table("P1")
    if hours:
        early = _moment(b, hours=hours, seconds=-1)
        b.breach(P.WAIVER, "XAL", "notice.waive", "P1", early)
    b.do("XCO", "member.leave", "XCO")
    if not hours:
        b.breach(P.WAIVER, "XAL", "notice.waive", "P1", 0)
        b.do("XCO", "member.attend", "XCO")
    b.do("XAL", "notice.waive", "P1", hours)
    b.wait(hours=hours)
    b.do("XDE", "notice.keep", "P1")


def _referral_hours(b: Bench) -> None:
    if not b.has["decision.referral"]:
        points.case(P.REFERRAL, b)
        return
    b.proposed()
    hours = b.has["decision.referral_hours"]
    late = _moment(b, hours=hours, seconds=1)
    b.breach(P.REFERRAL, "XCO", "proposal.refer", "P1", late)
    b.do("XCO", "proposal.refer", "P1", hours)


def _referral_silence(b: Bench) -> None:
    if not b.has["decision.referral"]:
        points.case(P.REFERRAL, b)
        return
    b.proposed()
    b.do("XCO", "proposal.refer", "P1", 24)
    b.wait(hours=24)
    b.breach(P.REFERRAL, "XAL", "proposal.adopt", "P1")
    b.breach(P.REFERRAL, OFFICE, "proposal.lapse", "P1")
    b.wait(seconds=1)
    confirms = b.has["decision.referral_silence"] == "confirms"
    if confirms:
        b.breach(P.REFERRAL, OFFICE, "proposal.lapse", "P1")
        b.do("XAL", "proposal.adopt", "P1")
    else:
        b.breach(P.REFERRAL, "XAL", "proposal.adopt", "P1")
        b.do(OFFICE, "proposal.lapse", "P1")


ANNEX = {
    "reservation": "reservations",
    "interpretative-statement": "interpretations",
    "dissociation": "dissociations",
}


def _annex(b: Bench) -> None:
    points.case(P.STATEMENTS, b)


def _window(b: Bench) -> None:
    if not b.has["decision.window"]:
        points.case(P.STATEMENTS, b)
        return
    b.decided("P1")
    annex = next(one for one, path in ANNEX.items() if b.has[f"decision.{path}"])
    b.wait(hours=b.has["decision.window"])
    b.do("XCO", "statement.attach", "P1", annex=annex, words="As we read it.")
    b.wait(seconds=1)
    b.breach(P.STATEMENTS, "XDE", "statement.attach", "P1", annex=annex, words="Late.")


def _put(b: Bench) -> None:
    """Outside a meeting a proposal is put where the article asks for none."""
    b.table("P1")
    b.do("XAL", "meeting.close", SITS, outcome="nothing", paper=None)
    b.wait(hours=b.has["decision.notice"])
    if b.has["decision.meeting"]:
        b.breach(P.PUT, "XAL", "proposal.put", "P1")
    else:
        b.do("XAL", "proposal.put", "P1")


# ---------------------------------------------------------------- silence


def _least(b: Bench) -> None:
    if not b.has["silence.allowed"]:
        points.case(P.SILENCE_PERIOD, b)
        return
    b.table("P1")
    b.decided("P2", "leave-for-silence", "P1")
    hours = b.has["silence.least"]
    early = _moment(b, hours=hours, seconds=-1)
    b.breach(P.SILENCE_PERIOD, "XAL", "silence.open", "P1", early)
    b.do("XAL", "silence.open", "P1", hours)


def _extensions(b: Bench) -> None:
    if not b.has["silence.allowed"]:
        points.case(P.SILENCE_EXTENSION, b)
        return
    b.silence()
    hours = b.has["silence.least"]
    for n in range(b.has["silence.extensions"]):
        b.do("XAL", "silence.extend", "P1", hours + n + 1)
    b.breach(P.SILENCE_EXTENSION, "XAL", "silence.extend", "P1", hours + 9)


def _resume(b: Bench) -> None:
    """Just as many hours are left as must be; and a second less."""
    if not b.has["silence.allowed"]:
        points.case(P.SILENCE_EXTENSION, b)
        return
    hours, most = b.has["silence.resume"], b.has["silence.least"]
    for short in (1, 0):
        name = f"P{short}"
        b.silence(name)
        b.wait(hours=most - hours, seconds=short)
        b.do("XAL", "silence.suspend", name)
        if short:
            b.breach(P.SILENCE_EXTENSION, "XAL", "silence.resume", name)
            early = _moment(b, hours=hours, seconds=-1)
            b.breach(P.SILENCE_EXTENSION, "XAL", "silence.resume", name, early)
            b.do("XAL", "silence.resume", name, hours)
        else:
            b.do("XAL", "silence.resume", name)


def _holidays(b: Bench) -> None:
    """The capital of XBE is nine hours ahead: its day begins at three in the afternoon here."""
    if not b.has["silence.allowed"]:
        points.case(P.SILENCE_PERIOD, b)
        return
    b.table("P1")
    b.decided("P2", "leave-for-silence", "P1")
    begins = f"{HOLIDAY[:-2]}{int(HOLIDAY[-2:]) - 1:02}T15:00:00Z"
    before = f"{begins[:11]}14:59:59Z"
    if not b.has["silence.holidays"]:
        b.breach(P.SILENCE_PERIOD, "XAL", "silence.open", "P1", begins)
        b.do("XAL", "silence.open", "P1", before)
        return
    b.do("XAL", "silence.open", "P1", begins)


# ---------------------------------------------------------------- texts


def _languages(b: Bench) -> None:
    """Without the French version a text is put to the body where the article allows that."""
    b.text()
    b.agreed()
    b.table("P1", "text", "T1")
    b.wait(hours=b.has["decision.notice"])
    if b.has["text.languages"]:
        b.breach(P.LANGUAGES, "XAL", "proposal.put", "P1")
        b.in_french()
    b.do("XAL", "proposal.put", "P1")


def _reopening(b: Bench) -> None:
    assert b.has["text.reopening"]
    points.case(P.REOPENING, b)


def _bridging(b: Bench) -> None:
    assert b.has["text.bridging"]
    points.case(P.BRIDGING, b)


# ---------------------------------------------------------------- exchange rounds


def _exchange_shares(b: Bench) -> None:
    """66 in a hundred, rounded up, of 3 holders and of 20: told by 2 and 14, and not one less."""
    assert b.has["exchange.shares"] == 66
    for members, needed in ((4, 2), (21, 14)):
        wide = points.round_of(Bench(b.preset, max(members, 5)), members)
        for wrong in (needed - 1, needed + 1):
            said = points.sealed(wide, "XBE", needed=wrong)
            wide.breach(P.EXCHANGE_SEALED, "XBE", "exchange.submit", "E1", **said)
        wide.do("XBE", "exchange.submit", "E1", **points.sealed(wide, "XBE", needed=needed))


# ---------------------------------------------------------------- crisis desk


def _crisis_reply(b: Bench) -> None:
    """Up to that hour an answer is awaited; one second later a meeting can be asked for."""
    said = {"words": "x", "to": "XCO", "about": "test", "date": b.forum.time, "place": "y"}
    b.do("XBE", "request.ask", "Q1", **said)
    b.wait(hours=b.has["crisis.reply"])
    b.breach(P.CRISIS_MEETING, "XBE", "request.call", "Q1", scope="the-two")
    b.wait(seconds=1).do("XBE", "request.call", "Q1", scope="the-two")


def _crisis_meeting(b: Bench) -> None:
    """Up to that hour the chair holds it; one second later a party to it can."""
    _crisis_reply(b)
    b.wait(hours=b.has["crisis.meeting"])
    date = b.forum.time
    b.breach(P.CRISIS_MEETING, "XBE", "request.hold", "Q1", present=["XBE"], date=date)
    b.wait(seconds=1).do("XBE", "request.hold", "Q1", present=["XBE"], date=date)


# ---------------------------------------------------------------- off the record, and hand-up


def _rooms_least(b: Bench) -> None:
    assert b.has["rooms.least"] == 5
    for people in (4, 5):
        few = points.drafted(Bench(b.preset), people)
        said = {"words": points.WEEKLY}
        if people < 5:
            few.breach(P.ROOM_LEAST, "EXPA", "recommendation.consent", "R1", **said)
        else:
            few.do("EXPA", "recommendation.consent", "R1", **said)


def _rooms_reply(b: Bench) -> None:
    points.handed(b).wait(hours=b.has["rooms.reply"])
    b.breach(P.HAND_UP_REPLY, "XDE", "hand-up.remind", "R1")
    b.wait(seconds=1).do("XDE", "hand-up.remind", "R1")


CASES: Mapping[str, Callable[[Bench], object]] = {
    "level": partial(points.case, P.LEVEL),
    "seats.order": partial(points.case, P.ORDER),
    "seats.categories": _categories,
    "seats.admission": _admission,
    "seats.self_suspension": partial(points.case, P.SELF_SUSPENSION),
    "seats.suspension": partial(points.case, P.SUSPENSION),
    "seats.withdrawal": _withdrawal,
    "chair.rota": _rota,
    "chair.language": _rota,
    "chair.term": _term,
    "chair.fixed": _fixed,
    "chair.speaks": partial(points.case, P.DEPUTY),
    "bodies.by_chair": _sorts,
    "bodies.by_decision": _sorts,
    "bodies.tracks": _tracks,
    "bodies.reporting": _reporting,
    "bodies.experts": _experts,
    "meeting.notice": _meeting_notice,
    "meeting.agenda": _agenda,
    "meeting.appeal": partial(points.case, P.POINT_OF_ORDER),
    "meeting.replies": partial(points.case, P.REPLY),
    "meeting.corrigenda": _corrigenda,
    "meeting.summary": _summary,
    "decision.mode": partial(points.case, P.CONSENSUS),
    "decision.meeting": _put,
    "decision.notice": partial(points.case, P.NOTICE),
    "decision.waiver": partial(points.case, P.WAIVER),
    "decision.waiver_hours": _waiver_hours,
    "decision.quorum": _quorum,
    "decision.minus": _minus,
    "decision.minus_x": partial(points.case, P.OPT_OUT),
    "decision.referral": partial(points.case, P.REFERRAL),
    "decision.referral_hours": _referral_hours,
    "decision.referral_silence": _referral_silence,
    "decision.window": _window,
    "decision.reservations": _annex,
    "decision.interpretations": _annex,
    "decision.dissociations": _annex,
    "silence.allowed": partial(points.case, P.SILENCE),
    "silence.leave": partial(points.case, P.SILENCE_LEAVE),
    "silence.least": _least,
    "silence.holidays": _holidays,
    "silence.extensions": _extensions,
    "silence.resume": _resume,
    "text.languages": _languages,
    "text.reopening": _reopening,
    "text.bridging": _bridging,
    "exchange.shares": _exchange_shares,
    "crisis.reply": _crisis_reply,
    "crisis.meeting": _crisis_meeting,
    "rooms.least": _rooms_least,
    "rooms.reply": _rooms_reply,
}
"""Each value of the rules, to what shows it."""
