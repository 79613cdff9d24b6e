"""Acts that are out of order, or hostile: one row a fault, and the point under which it is refused.

All rows meet one standing (`hostile_scene.scene`). What an act says is given as it would come out
of a body, so that a row may say what no form allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.forum.hostile_scene import (
    GUEST,
    LEAF,
    MEMBERS,
    REASON,
    SHARE,
    STRANGER,
    Hostile,
    content,
    returned,
)
from tests.forum.made import OFFICE

from dipoli.charter.points import Point
from dipoli.forum.procedure import KINDS

P = Point
# ---------------------------------------------------------------- the rows


def _row(what: str, point: Point, by: str, name: str, about: str = "", /, **said: Any) -> Hostile:  # noqa: ANN401 - fields of several types
    other = {key: said.pop(key) for key in ("until", "after", "as_") if key in said}
    bare = said.pop("raw", None) or content(name, **said) if f"{name}/1" in KINDS else {}
    return Hostile(
        what=what, point=point, by=by, name=name, about=about, said=bare,
        deadline=other.get("until"), hours=other.get("after", 0), role=other.get("as_"),
    )  # fmt: skip


PROPOSED = {"title": "A line", "purpose": "measure"}
PAPER = {
    "title": "On the lake", "symbol": "A/9", "kind": "working-paper", "language": "en",
    "everything": False,
}  # fmt: skip
CALLED = {
    "title": "x", "sort": "contact-group", "track": "track-1", "rank": "officials",
    "host": "A hall", "seats": ["XBE"],
}  # fmt: skip
NOTED = {
    "journey": "To M2", "person": "N. N.", "needed": "visa", "grants": "XBE", "status": "asked",
    "date": "2030-01-01T00:00:00Z",
}  # fmt: skip


def _wrong_authors() -> Iterator[Hostile]:
    w = P.WHO_ACTS
    acts: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        (GUEST, "proposal.table", "P99", PROPOSED),
        (GUEST, "objection.raise", "P3", REASON),
        (GUEST, "proposal.adopt", "P3", {}),
        (GUEST, "silence.break", "P6", REASON),
        (GUEST, "proposal.opt-out", "P3", {}),
        (GUEST, "necessary.claim", "P3", {"party": "XAL", "source": "x"}),
        (GUEST, "statement.attach", "P5", {"annex": "reservation", "words": "x"}),
        (GUEST, "text.table", "T99", PAPER),
        (GUEST, "clause.bracket", "T1-3", {"words": "Fish"}),
        (GUEST, "matter.reserve", "Q9", {"title": "x"}),
        (GUEST, "reply.claim", "M1", {}),
        (GUEST, "agenda.place", "I9", {"title": "x", "meeting": "M2"}),
        (OFFICE, "objection.raise", "P3", REASON),
        (OFFICE, "silence.break", "P6", REASON),
        (OFFICE, "proposal.adopt", "P3", {}),
        (OFFICE, "proposal.put", "P1", {}),
        (OFFICE, "proposal.table", "P99", PROPOSED),
        (OFFICE, "proposal.except", "P2", {"finding": "x", "concerned": ["XCO"]}),
        (OFFICE, "silence.open", "P1", {}),
        (OFFICE, "silence.extend", "P6", {}),
        (OFFICE, "meeting.open", "M2", {}),
        (OFFICE, "meeting.close", "M1", {"outcome": "nothing"}),
        (OFFICE, "clause.agree", "T7-1", {}),
        (OFFICE, "text.table", "T99", PAPER),
        (OFFICE, "chair.take", "", {}),
        (OFFICE, "proposal.confirm", "P8", {}),
        (OFFICE, "term.mean", "W1", {"words": "x"}),
        (OFFICE, "proposal.withdraw", "P1", {}),
        (STRANGER, "objection.raise", "P3", REASON),
        (STRANGER, "member.attend", "XCO", {}),
        (STRANGER, "proposal.speak", "P3", {}),
        (STRANGER, "text.language", "T5", {"language": "fr", "digest": LEAF, "version": 1}),
        (STRANGER, "clause.lift", "T1-1", {"which": 1}),
        (STRANGER, "name.give", "", {
            "name": "x", "sort": "sea", "thing": "sea-1", "language": "en",
        }),
        ("XBE", "proposal.put", "P1", {}),
        ("XBE", "proposal.adopt", "P3", {}),
        ("XBE", "objection.lapse", "P2", {"seat": "XCO"}),
        ("XBE", "silence.certify", "P6", {}),
        ("XBE", "text.serve", "P6", {"channel": "box of XCO", "seat": "XCO", "how": "delivered"}),
        ("XBE", "silence.suspend", "P6", {}),
        ("XBE", "meeting.suspend", "M1", {}),
        ("XBE", "floor.give", "M1", {"seat": "XBE"}),
        ("XBE", "point.rule", "O1", {"words": "x", "sustained": True}),
        ("XBE", "minutes.issue", "M0", {"words": "x"}),
        ("XBE", "credentials.accept", "M1", {"seat": "XBE"}),
        ("XBE", "member.invite", "XNE", {"category": "member", "decision": "PN"}),
        ("XBE", "order.publish", "", {"how": "x", "use": "protocol", "order": ["XBE"]}),
        ("XBE", "circle.call", "B9", CALLED),
        ("XBE", "summit.open", "S9", {"title": "x"}),
        ("XBE", "basket.park", "water", {}),
        ("XBE", "clause.clean", "T1-3", {}),
        ("XAL", "silence.certify", "P6", {}),
        ("XAL", "minutes.settle", "M0", {}),
    )  # fmt: skip
    for by, name, about, said in acts:
        yield _row(f"{name} by {by}", w, by, name, about, **said)


def _wrong_stages() -> Iterator[Hostile]:
    d, s = P.DECISION_STAGE, P.SILENCE_STAGE
    put = {"words": None}
    rows: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("adopted before it is put", d, "XAL", "proposal.adopt", "P1", put),
        ("adopted over an objection", P.CONSENSUS, "XAL", "proposal.adopt", "P2", put),
        ("adopted over two objections", P.CONSENSUS, "XAL", "proposal.adopt", "P14", put),
        ("adopted while parked, over an objection", P.CONSENSUS,
         "XAL", "proposal.adopt", "P7", put),
        ("adopted while a silence runs", d, "XAL", "proposal.adopt", "P6", put),
        ("adopted twice", d, "XAL", "proposal.adopt", "P5", put),
        ("adopted after it was withdrawn", d, "XAL", "proposal.adopt", "P9", put),
        ("put while it is parked", d, "XAL", "proposal.put", "P7", put),
        ("put twice", d, "XAL", "proposal.put", "P3", put),
        ("put while a silence runs", d, "XAL", "proposal.put", "P6", put),
        ("objected to before it is put", d, "XCO", "objection.raise", "P1", REASON),
        ("objected to after adoption", d, "XCO", "objection.raise", "P5", REASON),
        ("objected to while it is parked", d, "XDE", "objection.raise", "P7", REASON),
        ("amended after it was put", d, "XBE", "proposal.amend", "P3", put),
        ("amended after adoption", d, "XBE", "proposal.amend", "P5", put),
        ("withdrawn after adoption", d, "XBE", "proposal.withdraw", "P5", put),
        ("resumed though it runs", d, "XBE", "proposal.resume", "P3", put),
        ("parked without an objection", d, "XBE", "proposal.park", "P3", put),
        ("in effect before adoption", d, OFFICE, "proposal.effect", "P3", put),
        ("lapsed though nobody referred it", d, OFFICE, "proposal.lapse", "P3", put),
        ("necessary after adoption", d, "XCO", "necessary.claim", "P5", {
            "party": "XDE", "source": "x",
        }),
        ("necessary while a silence runs", d, "XCO", "necessary.claim", "P6", {
            "party": "XDE", "source": "x",
        }),
        ("staying out after adoption", d, "XCO", "proposal.opt-out", "P5", put),
        ("a silence over what was put", d, "XAL", "silence.open", "P3", {**put, "until": 80}),
        ("a silence over what was adopted", d, "XAL", "silence.open", "P5", {**put, "until": 80}),
        ("a break where no silence runs", s, "XCO", "silence.break", "P3", REASON),
        ("a certificate where no silence runs", s, OFFICE, "silence.certify", "P3", put),
        ("resumed though it runs", s, "XAL", "silence.resume", "P6", put),
        ("opened twice", P.MEETING_STAGE, "XAL", "meeting.open", "M1", put),
        ("opened after it closed", P.MEETING_STAGE, "XAL", "meeting.open", "M0", put),
        ("called off while it sits", P.MEETING_STAGE, "XAL", "meeting.cancel", "M1", put),
        ("a point ruled on twice", P.POINT_OF_ORDER, "XAL", "point.rule", "O1", {
            "words": "x", "sustained": True,
        }),
        ("support where nobody appealed", P.POINT_OF_ORDER, "XDE", "point.support", "O1", put),
        ("a clause agreed in brackets", P.CLAUSE_STAGE, "XAL", "clause.agree", "T1-1", put),
        ("an agreed clause revised", P.CLAUSE_STAGE, "XBE", "clause.revise", "T1-2", {
            "words": "x", "version": 3,
        }),
        ("an agreed clause bracketed", P.CLAUSE_STAGE, "XCO", "clause.bracket", "T1-2", {}),
        ("an open clause confirmed", P.CLAUSE_STAGE, "XCO", "clause.confirm", "T1-1", put),
        ("an open clause re-opened", P.CLAUSE_STAGE, "XCO", "clause.reopen", "T1-1", {
            "words": "x", "reason": "substance",
        }),
        ("a closed body widened", P.BODY_STAGE, "XAL", "circle.widen", "B1", {"seats": ["XCO"]}),
        ("a closed body closed", P.BODY_STAGE, "XAL", "circle.close", "B1", {}),
        ("attending twice", P.SEAT_STAGE, "XCO", "member.attend", "XCO", put),
        ("returning though one is here", P.SEAT_STAGE, "XCO", "member.return", "XCO", put),
        ("restored though nobody suspended it", P.SEAT_STAGE, "XAL", "member.restore", "XCO", {
            "decision": "P5",
        }),
        ("a basket that runs taken up", P.BASKETS, "XCO", "basket.resume", "water", put),
        ("a parked basket parked", P.BASKETS, "XAL", "basket.park", "trade", put),
        ("a released matter admitted", P.RESERVED, "XCO", "matter.admit", "Q2", {"paper": "T1"}),
        ("minutes of a meeting that sits", P.MINUTES,
         OFFICE, "minutes.issue", "M1", {"words": "x"}),
        ("minutes corrected before they are issued", P.MINUTES, "XCO", "minutes.correct", "M0", {
            "words": "x",
        }),
        ("a summit that agreed before it met", P.SUMMIT, "XAL", "summit.end", "S1", {
            "outcome": "text-agreed",
        }),
        ("a waiver asked twice", P.WAIVER, "XAL", "notice.waive", "P15", {**put, "until": 5}),
    )  # fmt: skip
    for what, point, by, name, about, said in rows:
        yield _row(what, point, by, name, about, **said)


def _not_theirs() -> Iterator[Hostile]:
    rows: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("the seat of another left", P.OWN_SEAT, "XCO", "member.leave", "XDE", {}),
        ("the seat of another withdrawn", P.OWN_SEAT, "XCO", "member.withdraw", "XDE", {}),
        ("the seat of another suspended by itself", P.OWN_SEAT, "XCO", "member.pause", "XDE", {}),
        ("the channel of another declared", P.OWN_SEAT, "XCO", "channel.declare", "XDE", {
            "channel": "A drawer", "sort": "mailbox",
        }),
        ("one's own channel found down", P.CHANNEL, "XCO", "channel.down", "XCO", {}),
        ("a channel found down that nobody declared", P.CHANNEL, "XCO", "channel.down", "XDE", {}),
        ("a channel found up that is up", P.CHANNEL, "XDE", "channel.up", "XCO", {}),
        ("the objection of another withdrawn", P.OBJECTION, "XDE", "objection.withdraw", "P2", {}),
        ("an objection found lapsed of one who sits", P.OBJECTION, "XAL", "objection.lapse", "P2", {
            "seat": "XCO",
        }),
        ("an objection found lapsed that nobody made", P.OBJECTION,
         "XAL", "objection.lapse", "P2", {
            "seat": "XDE",
        }),
        ("an objection made twice", P.OBJECTION, "XCO", "objection.raise", "P2", REASON),
        ("the proposal of another amended", P.WHO_ACTS, "XCO", "proposal.amend", "P1", {}),
        ("the proposal of another withdrawn", P.WHO_ACTS, "XCO", "proposal.withdraw", "P1", {}),
        ("the proposal of another parked", P.WHO_ACTS, "XCO", "proposal.park", "P2", {}),
        ("the text of another withdrawn", P.WHO_ACTS, "XCO", "text.withdraw", "T1", {}),
        ("a bracket lifted by a stranger", P.BRACKETS, "XDE", "clause.lift", "T1-1", {"which": 1}),
        ("a bracket lifted by the chair", P.BRACKETS, "XAL", "clause.lift", "T1-1", {"which": 1}),
        ("a bracket lifted that is not there", P.BRACKETS,
         "XCO", "clause.lift", "T1-1", {"which": 9}),
        ("a clause found clean in brackets", P.BRACKETS, "XAL", "clause.clean", "T1-1", {}),
        ("a clause found clean beside another wording", P.ALTERNATIVES,
         "XAL", "clause.clean", "T1-3", {}),
        ("the headnote of another lifted", P.BRACKETS, "XDE", "text.lift", "T5", {}),
        ("the wording of another dropped", P.ALTERNATIVES,
         "XDE", "clause.drop", "T1-3", {"which": 2}),
        ("a wording supported that is not there", P.ALTERNATIVES, "XDE", "clause.support", "T1-3", {
            "which": 7,
        }),
        ("the pen taken", P.PEN, "XCO", "text.pen", "T1", {"to": "XCO"}),
        ("a clause written without the pen", P.PEN, "XCO", "clause.propose", "T1-9", {
            "words": "x", "sort": "words",
        }),
        ("a clause revised without the pen", P.PEN, "XCO", "clause.revise", "T1-1", {
            "words": "x", "version": 3,
        }),
        ("an amendment taken by its author", P.PEN, "XCO", "amendment.take", "A1", {}),
        ("a wording taken without the pen", P.PEN, "XCO", "clause.take", "T1-3", {"which": 2}),
        ("the amendment of another withdrawn", P.AMENDMENTS, "XDE", "amendment.withdraw", "A1", {}),
        ("a bridging text by no facilitator", P.BRIDGING,
         "XDE", "clause.bridge", "T1-1", {"words": "x"}),
        ("the link of another removed", P.LINKAGE, "XDE", "link.remove", "L1", {}),
        ("the matter of another released", P.RESERVED, "XDE", "matter.release", "Q1", {}),
        ("the matter of another admitted", P.RESERVED,
         "XBE", "matter.admit", "Q1", {"paper": "T1"}),
        ("the claim of another withdrawn", P.NECESSARY, "XDE", "necessary.withdraw", "P12", {
            "party": STRANGER,
        }),
        ("the home of another reported on", P.RATIFICATION, "XDE", "ratify.report", "P13", {
            "body": "Assembly", "given": True,
        }),
        ("the home of another claimed too late", P.RATIFICATION, "XDE", "ratify.claim", "P13", {
            "party": "XBE", "body": "Senate", "source": "x",
        }),
        ("the permission of another changed", P.PERMISSION, "XDE", "permission.change", "V1", {
            "status": "granted", "date": "2030-01-01T00:00:00Z",
        }),
        ("the item of another taken off", P.AGENDA, "XCO", "agenda.drop", "I2", {}),
        ("the objection of another to an agenda cleared", P.AGENDA,
         "XDE", "agenda.clear", "M2", {}),
        ("the point of another withdrawn after it was ruled on", P.POINT_OF_ORDER,
         "XCO", "point.withdraw", "O1", {}),
        ("the floor given out of turn", P.FLOOR, "XAL", "floor.give", "M1", {"seat": "XDE"}),
        ("the floor asked for twice", P.FLOOR, "XCO", "floor.ask", "M1", {}),
        ("the chair taken before one's turn", P.TURN, "XCO", "chair.take", "", {}),
        ("the turn of another let pass", P.PASS, "XCO", "chair.pass", "", {}),
        ("an answer of the capital that nobody asked", P.REFERRAL,
         "XDE", "proposal.confirm", "P8", {}),
        ("a meaning accepted by one who gave none", P.TERMS,
         "XDE", "term.accept", "W1", {"text": "T1"}),
        ("a meaning offered where one alone gave any", P.TERMS, "XCO", "term.offer", "W1", {
            "words": "x", "text": "T1",
        }),
        ("silence about an invitation told by the party", P.SEAT_STAGE,
         "XCO", "member.reply", "XCO", {
            "answer": "silent",
        }),
    )  # fmt: skip
    for what, point, by, name, about, said in rows:
        yield _row(what, point, by, name, about, **said)


def _against_the_charter() -> Iterator[Hostile]:
    rows: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("a vote", P.KNOWN_ACT, "XAL", "proposal.vote", "P3", {}),
        ("a veto", P.KNOWN_ACT, "XAL", "proposal.veto", "P3", {}),
        ("an act of a form that does not exist", P.KNOWN_ACT, "XAL", "proposal.adopt/2", "P3", {}),
        ("the notice not kept", P.NOTICE, "XAL", "proposal.put", "P0", {}),
        ("the notice not kept by one hour", P.NOTICE, "XAL", "proposal.put", "P0", {"after": 23}),
        ("those concerned left aside, another objects", P.MINUS, "XAL", "proposal.except", "P14", {
            "finding": "x", "concerned": ["XCO"],
        }),
        ("two left aside where one may be", P.MINUS, "XAL", "proposal.except", "P14", {
            "finding": "x", "concerned": ["XCO", "XDE"],
        }),
        ("one left aside twice", P.MINUS, "XAL", "proposal.except", "P2", {
            "finding": "x", "concerned": ["XCO", "XCO"],
        }),
        ("objecting to what one stays out of", P.OPT_OUT, "XDE", "objection.raise", "P4", REASON),
        ("staying out over one's own objection", P.OPT_OUT, "XCO", "proposal.opt-out", "P2", {}),
        ("staying out twice", P.OPT_OUT, "XDE", "proposal.opt-out", "P4", {}),
        ("joining what one is in", P.OPT_OUT, "XCO", "proposal.join", "P4", {}),
        ("adopted before the capital answered", P.REFERRAL, "XAL", "proposal.adopt", "P8", {}),
        ("lapsed where no answer confirms", P.REFERRAL,
         OFFICE, "proposal.lapse", "P8", {"after": 500}),
        ("referred without a deadline", P.REFERRAL, "XDE", "proposal.refer", "P8", {}),
        ("referred for too long", P.REFERRAL, "XDE", "proposal.refer", "P8", {"until": 169}),
        ("adopted without a necessary party", P.NECESSARY, "XAL", "proposal.adopt", "P12", {}),
        ("one necessary claimed twice", P.NECESSARY, "XDE", "necessary.claim", "P12", {
            "party": STRANGER, "source": "x",
        }),
        ("in effect without the consent at home", P.RATIFICATION,
         OFFICE, "proposal.effect", "P13", {}),
        ("a statement after its time", P.STATEMENTS, "XCO", "statement.attach", "P5", {
            "annex": "reservation", "words": "x", "after": 49,
        }),
        ("a notice kept after its time", P.WAIVER, "XCO", "notice.keep", "P15", {"after": 6}),
        ("a notice found waived before its time", P.WAIVER,
         OFFICE, "notice.waived", "P15", {"after": 5}),
        ("too short to keep a notice", P.WAIVER, "XAL", "notice.waive", "P0", {"until": 3}),
        ("a silence without an end", P.SILENCE_PERIOD, "XAL", "silence.open", "P1", {}),
        ("a silence too short", P.SILENCE_PERIOD, "XAL", "silence.open", "P1", {"until": 71}),
        ("a silence that ended before it began", P.SILENCE_PERIOD, "XAL", "silence.open", "P1", {
            "until": "2030-01-01T00:00:00Z",
        }),
        ("a silence that ends on a holiday", P.SILENCE_PERIOD, "XAL", "silence.open", "P1", {
            "until": "2030-04-10T12:00:00Z",
        }),
        ("a break after the end", P.SILENCE_BREAK, "XCO", "silence.break", "P6", {
            **REASON, "after": 81,
        }),
        ("a certificate before the end", P.SILENCE_CERTIFY, OFFICE, "silence.certify", "P6", {}),
        ("a certificate at the very end", P.SILENCE_CERTIFY,
         OFFICE, "silence.certify", "P6", {"after": 80}),
        ("a certificate over those not served", P.SILENCE_SERVICE,
         OFFICE, "silence.certify", "P6", {
            "after": 81,
        }),
        ("served by another channel", P.SILENCE_SERVICE, OFFICE, "text.serve", "P6", {
            "channel": "A drawer", "seat": "XCO", "how": "delivered",
        }),
        ("served where no channel was declared", P.SILENCE_SERVICE, OFFICE, "text.serve", "P6", {
            "channel": "A drawer", "seat": "XDE", "how": "receipt-ignored",
        }),
        ("served by a channel that is down", P.SILENCE_SERVICE, OFFICE, "text.serve", "P6", {
            "channel": "box of XAL", "seat": "XAL", "how": "delivered",
        }),
        ("served on one who does not sit", P.SILENCE_SERVICE, OFFICE, "text.serve", "P6", {
            "channel": "A drawer", "seat": STRANGER, "how": "delivered",
        }),
        ("extended to an earlier end", P.SILENCE_EXTENSION,
         "XAL", "silence.extend", "P6", {"until": 10}),
        ("extended without an end", P.SILENCE_EXTENSION, "XAL", "silence.extend", "P6", {}),
        ("extended after the end", P.SILENCE_EXTENSION, "XAL", "silence.extend", "P6", {
            "until": 10, "after": 81,
        }),
        ("invited without a decision", P.MANDATE,
         "XAL", "member.invite", "XNE", {"category": "member"}),
        ("invited by a decision on something else", P.MANDATE, "XAL", "member.invite", "XNE", {
            "category": "member", "decision": "P5",
        }),
        ("another invited than was decided", P.MANDATE, "XAL", "member.invite", "XOT", {
            "category": "member", "decision": "PN",
        }),
        ("suspended by a proposal not adopted", P.MANDATE, "XAL", "member.suspend", "XDE", {
            "finding": "x", "decision": "PX",
        }),
        ("suspended by a decision on another", P.MANDATE, "XAL", "member.suspend", "XCO", {
            "finding": "x", "decision": "PX",
        }),
        ("a member succeeded by a member", P.SUCCESSION, "XAL", "member.succeed", "XCO", {
            "successor": "XDE", "decision": "PN",
        }),
        ("a member succeeded by the secretariat", P.SUCCESSION, "XAL", "member.succeed", "XCO", {
            "successor": OFFICE, "decision": "PN",
        }),
        ("withdrawn before the notice ran", P.WITHDRAWAL,
         "XBE", "member.withdraw", "XBE", {"after": 23}),
        ("withdrawn without notice", P.WITHDRAWAL, "XCO", "member.withdraw", "XCO", {}),
        ("notice given twice", P.WITHDRAWAL, "XBE", "member.notify", "XBE", {}),
        ("staying though no notice was given", P.WITHDRAWAL, "XCO", "member.stay", "XCO", {}),
        ("the chair's delegation from the chair", P.DEPUTY, "XAL", "objection.raise", "P3", {
            **REASON, "as_": "head",
        }),
        ("binding in a personal capacity", P.CAPACITY, "XCO", "objection.raise", "P3", {
            **REASON, "as_": "personal",
        }),
        ("binding as a personal expert", P.CAPACITY, "XCO", "proposal.table", "P99", {
            **PROPOSED, "as_": "personal-expert",
        }),
        ("a meeting without notice", P.MEETING_NOTICE, "XAL", "meeting.invite", "M9", {
            "title": "x", "place": "y", "opens": "2030-03-04T12:00:00Z",
        }),
        ("a meeting opened before its time", P.MEETING_NOTICE, "XAL", "meeting.open", "M2", {}),
        ("a second meeting opened", P.MEETING_STAGE, "XAL", "meeting.open", "M2", {"after": 400}),
        ("credentials nobody presented", P.CREDENTIALS,
         OFFICE, "credentials.accept", "M1", {"seat": "XCO"}),
        ("an item of another agenda", P.AGENDA, "XAL", "agenda.take", "M1", {"item": "I2"}),
        ("an item placed after adoption", P.AGENDA, "XCO", "agenda.place", "I9", {
            "title": "x", "meeting": "M1",
        }),
        ("an agenda adopted over an objection", P.AGENDA, "XAL", "agenda.adopt", "M2", {}),
        ("an agenda objected to twice", P.AGENDA, "XCO", "agenda.contest", "M2", {}),
        ("a line for the press that nobody agreed", P.OUTCOME, "XAL", "meeting.close", "M1", {
            "words": "x", "outcome": "press-line", "paper": "P3",
        }),
        ("a summary without words", P.OUTCOME,
         "XAL", "meeting.close", "M1", {"outcome": "chairs-summary"}),
        ("a text that is none", P.OUTCOME, "XAL", "meeting.close", "M1", {
            "outcome": "text", "paper": "B1",
        }),
        ("words struck without a decision", P.MANDATE, "XAL", "words.strike", "", {
            "number": 1, "decision": "P5",
        }),
        ("words struck that were not said yet", P.STRIKE, "XAL", "words.strike", "", {
            "number": 2**53 - 1, "decision": "P5",
        }),
        ("a text put in brackets", P.BRACKETS, "XAL", "proposal.put", "PH", {"after": 1}),
        ("a text put under a headnote", P.BRACKETS, "XAL", "proposal.put", "PE", {"after": 1}),
        ("a placeholder put", P.BRACKETS, "XAL", "proposal.put", "PF", {"after": 1}),
        ("a non-paper put", P.TEXT_KIND, "XAL", "proposal.put", "PC", {"after": 1}),
        ("a withdrawn text put", P.TEXT_STAGE, "XAL", "proposal.put", "PG", {"after": 1}),
        ("a text put before everything is agreed", P.EVERYTHING,
         "XAL", "proposal.put", "PD", {"after": 1}),
        ("an adopted text changed", P.TEXT_STAGE, "XBE", "clause.revise", "T7-1", {
            "words": "x", "version": 1,
        }),
        ("an adopted text bracketed", P.TEXT_STAGE, "XCO", "text.bracket", "T7", {}),
        ("an adopted text withdrawn", P.TEXT_STAGE, "XBE", "text.withdraw", "T7", {}),
        ("a clause put into an adopted text", P.TEXT_STAGE, "XBE", "clause.propose", "T7-2", {
            "words": "x", "sort": "words",
        }),
        ("a text changed that is before the body", P.TEXT_STAGE, "XBE", "clause.revise", "T6-1", {
            "words": "x", "version": 1,
        }),
        ("a text withdrawn that is before the body", P.TEXT_STAGE,
         "XBE", "text.withdraw", "T6", {}),
        ("a chair's text by a member", P.TEXT_KIND, "XCO", "text.table", "T99", {
            **PAPER, "kind": "chairs-text",
        }),
        ("a text in a language that is none here", P.LANGUAGES, "XCO", "text.table", "T99", {
            **PAPER, "language": "mn",
        }),
        ("a version of an older text", P.LANGUAGES, "XBE", "text.language", "T1", {
            "language": "fr", "digest": LEAF, "version": 1,
        }),
        ("a version found authentic that nobody filed", P.LANGUAGES,
         OFFICE, "text.authenticate", "T5", {
            "language": "fr", "version": 1,
        }),
        ("an amendment against a version to come", P.AMENDMENTS, "XCO", "amendment.propose", "A9", {
            "words": "x", "clause": "T1-1", "version": 99,
        }),
        ("an amendment that changes nothing", P.AMENDMENTS, "XCO", "amendment.propose", "A9", {
            "words": "The lake is shared by all.", "clause": "T1-1", "version": 3,
        }),
        ("a bracket across a bracket", P.BRACKETS,
         "XDE", "clause.bracket", "T1-1", {"words": "red by"}),
        ("a bracket around words that are not there", P.BRACKETS, "XDE", "clause.bracket", "T1-1", {
            "words": "the sea",
        }),
        ("words where there is no text", P.ALTERNATIVES, "XDE", "clause.alternative", "T1-3", {
            "words": "x", "sort": "no-text",
        }),
        ("a bridging text called an alternative", P.BRIDGING, "XDE", "clause.alternative", "T1-3", {
            "words": "x", "sort": "bridging-text",
        }),
        ("a reserved matter tabled", P.RESERVED, "XBE", "text.table", "T99", {
            **PAPER, "title": "On the river mouth",
        }),
        ("a reserved matter in capitals", P.RESERVED, "XBE", "proposal.table", "P99", {
            **PROPOSED, "title": "THE RIVER  MOUTH",
        }),
        ("a reserved matter declared", P.RESERVED, "XBE", "proposal.table", "P99", {
            **PROPOSED, "matters": ["Q1"],
        }),
        ("a reserved matter within a clause", P.RESERVED, "XBE", "clause.propose", "T1-9", {
            "words": "Ships at the river\nmouth.", "sort": "words",
        }),
        ("a matter declared that nobody reserves", P.RESERVED, "XBE", "proposal.table", "P99", {
            **PROPOSED, "matters": ["Q9"],
        }),
        ("asked for unanimity of nobody", P.CONSENSUS, "XBE", "proposal.table", "P99", {
            **PROPOSED, "mode": "unanimity-of-named",
        }),
        ("asked by name, a guest", P.CONSENSUS, "XBE", "proposal.table", "P99", {
            **PROPOSED, "mode": "unanimity-of-named", "named": [GUEST],
        }),
        ("information put to a decision", P.CONSENSUS, "XBE", "proposal.table", "P99", {
            **PROPOSED, "mode": "information-only",
        }),
        ("a basket that is none", P.BASKETS, "XBE", "proposal.table", "P99", {
            **PROPOSED, "basket": "nowhere",
        }),
        ("a link to itself", P.LINKAGE, "XCO", "link.claim", "L9", {
            "source": "x", "waits": "P1", "other": "P1", "how": "after",
        }),
        ("a ring of links", P.LINKAGE, "XCO", "link.claim", "L9", {
            "source": "x", "waits": "P3", "other": "P1", "how": "after",
        }),
        ("a body seated twice", P.BODY_SEATS, "XAL", "circle.call", "B9", {
            **CALLED, "seats": ["XBE", "XBE"],
        }),
        ("a stranger in a body of track 1", P.BODY_SEATS, "XAL", "circle.call", "B9", {
            **CALLED, "seats": [STRANGER],
        }),
        ("presiding where one does not sit", P.BODY_SEATS, "XAL", "circle.call", "B9", {
            **CALLED, "chair": ["XCO"],
        }),
        ("a sort of body that is none here", P.BODY_CALL, "XAL", "circle.call", "B9", {
            **CALLED, "sort": "informal-consultations",
        }),
        ("a body called without its decision", P.MANDATE, "XAL", "circle.call", "B9", {
            **CALLED, "sort": "basket-body",
        }),
        ("closed before it reported", P.BODY_REPORT, "XAL", "circle.close", "B2", {}),
        ("a report to nobody", P.BODY_REPORT,
         "XBE", "report.make", "R9", {"title": "x", "text": "y"}),
        ("two parts of a summit in one circle", P.SUMMIT, "XBE", "summit.cite", "S1", {
            "part": "fall-back", "circle": "clean-part", "leaf": LEAF,
        }),
        ("a permission of tomorrow", P.PERMISSION, "XCO", "permission.note", "V9", {
            **NOTED, "date": "2031-01-01T00:00:00Z",
        }),
        ("an order that lacks a seat", P.ORDER, OFFICE, "order.publish", "", {
            "how": "x", "use": "language", "language": "fr", "order": ["XAL", "XBE"],
        }),
        ("an order that nothing asks for", P.ORDER, OFFICE, "order.publish", "", {
            "how": "x", "use": "chair", "order": [*MEMBERS, GUEST],
        }),
        ("a name for a party that does not sit", P.NAMES, "XCO", "name.give", "", {
            "name": "x", "sort": "party", "thing": STRANGER, "language": "en",
        }),
        ("a level by another decision", P.LEVEL, "XAL", "level.raise", "P5", {}),
        ("an appeal that nobody awaited, of a guest", P.WHO_ACTS, GUEST, "point.appeal", "O1", {}),
    )  # fmt: skip
    for what, point, by, name, about, said in rows:
        yield _row(what, point, by, name, about, **said)


def _objects() -> Iterator[Hostile]:
    known, new = P.KNOWN_OBJECT, P.NEW_OBJECT
    for name in ("P99", "p3", "P3-", "PO", "T1", "XAL", "M1"):
        yield _row(f"an objection to {name}", known, "XCO", "objection.raise", name, **REASON)
    for name in ("P3", "T1", "XAL", "M1", "O1", "T1-1", "B1", "Q1"):
        yield _row(f"{name} begun again", new, "XBE", "proposal.table", name, **PROPOSED)
    forged = (
        "", "p3", "P 3", "P3/../P2", "../P3", "P3\n", "P3\u200b", "\u03a13", "\u04203",
        "P\uff13",
        "P3;P2", "-P3", "P3-", "P" * 13, "P-" * 9 + "P", "[P3]", '"P3"', "P3=yes", ":seats",
        "P3,P2",
    )  # fmt: skip
    for name in forged:
        yield _row(f"a name like {name!a}", new, "XBE", "proposal.table", name, **PROPOSED)
    yield _row(
        "a party with the name of none", new, "XAL", "member.invite", "xne", category="guest"
    )
    yield _row(
        "a clause of no text", known, "XBE", "clause.propose", "T99-1", words="x", sort="words"
    )
    yield _row(
        "a clause behind one of another text", known, "XBE", "clause.propose", "T1-9", words="x",
        sort="words", behind="T8-1",
    )  # fmt: skip


LINE_BREAKERS = {
    "a carriage return": "x\rXAL  proposal.adopt  P3",
    "a separator of lines": "x\u2028XAL  proposal.adopt  P3",
    "a separator of paragraphs": "x\u2029y",
    "the next line of old": "x\x85y",
    "a form feed": "x\x0cy",
    "an escape": "\x1b[2Jx",
    "a null": "x\x00y",
    "a bell": "x\x07",
    "text from right to left": "\u202egnihton",
    "an isolate": "\u2066x",
    "nothing that is wide": "x\u200by",
    "a joiner": "x\u200dy",
    "a mark of order": "\ufeffx",
    "a private sign": "\ue000",
    "half a sign": "\ud800",
    "a tab": "x\ty",
    "spaces alone": "   ",
    "wide spaces alone": "\u3000\u2003",
    "new lines alone": "\n\n",
    "nothing": "",
}
"""What would break a line of the log, or hide in it."""


def _forms() -> Iterator[Hostile]:
    k = P.KNOWN_ACT
    for what, words in LINE_BREAKERS.items():
        yield _row(f"{what} in a title", k, "XBE", "proposal.table", "P99", **{
            **PROPOSED, "title": words,
        })  # fmt: skip
    raws: dict[str, Any] = {
        "a title too long": {"title": "x" * 301},
        "a number for a title": {"title": 3},
        "a truth for a title": {"title": True},
        "a list for a title": {"title": ["x"]},
        "no title": {"title": None},
        "a purpose that is none": {"purpose": "veto"},
        "a purpose in capitals": {"purpose": "MEASURE"},
        "a mode that is none": {"mode": "majority"},
        "an enormous list": {"named": ["XCO"] * 201},
        "a list in a list": {"named": [["XCO"]]},
        "a code in small letters": {"named": ["xco"]},
        "a code of another alphabet": {"named": ["\u0425\u0421\u041e"]},
        "a word for a list": {"named": "XCO"},
        "a day that the calendar has not": {"effective": "2030-02-30T10:00:00Z"},
        "a time of another zone": {"effective": "2030-03-01T10:00:00+09:00"},
        "a time in the year ten thousand": {"effective": "10000-01-01T00:00:00Z"},
        "a leap second": {"effective": "2030-12-31T23:59:60Z"},
        "a field that is none": {"veto": True},
        "a basket with a space": {"basket": "the water"},
        "a matter that is no short name": {"matters": ["../Q1"]},
    }  # fmt: skip
    for what, change in raws.items():
        yield _row(what, k, "XBE", "proposal.table", "P99", **{**PROPOSED, **change})
    lacking = content("proposal.table", **PROPOSED)
    del lacking["matters"]
    yield _row("a field left out", k, "XBE", "proposal.table", "P99", raw=lacking)
    yield _row("a list for a body", k, "XBE", "proposal.table", "P99", raw=["x"])
    yield _row("a word for a body", k, "XBE", "proposal.table", "P99", raw="x")
    numbers: dict[str, Any] = {
        "a negative number": -1, "a fraction": 1.5, "a number in words": "1", "a truth": True,
        "a number beyond all": 2**53,
    }  # fmt: skip
    for what, which in numbers.items():
        yield _row(f"{what} for a bracket", k, "XCO", "clause.lift", "T1-1", which=which)
    yield _row("words too long", k, "XCO", "proposal.speak", "P3", words="x" * 20_001)
    yield _row(
        "a digest of 31 bytes",
        k,
        "XBE",
        "summit.cite",
        "S1",
        part="clean",
        circle="c",
        leaf="A" * 42,
    )
    yield _row(
        "a digest in another spelling",
        k,
        "XBE",
        "summit.cite",
        "S1",
        part="clean",
        circle="c",
        leaf="A" * 42 + "B=",
    )
    yield _row(
        "no reason of an objection", k, "XCO", "objection.raise", "P3", words="x", reason=None
    )
    yield _row(
        "an answer between yes and no",
        k,
        "XCO",
        "ratify.report",
        "P13",
        body="Assembly",
        given="perhaps",
    )


def _exchange_rounds() -> Iterator[Hostile]:
    t, e = P.EXCHANGE_TERMS, P.EXCHANGE_SEALED
    stage, out = P.EXCHANGE_STAGE, P.EXCHANGE_RELEASE
    opens, hand = "2030-01-01T00:00:00Z", "exchange.submit"
    terms = {
        "title": "x", "named": ["XBE", "XCO"], "holders": list(MEMBERS), "otherwise": "lapses",
        "opens": opens,
    }  # fmt: skip
    acts: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("a round without end", t, "XCO", "exchange.announce", "E9", terms),
        ("an end before now", t, "XCO", "exchange.announce", "E9", {**terms, "until": -1}),
        ("a window after its end", t, "XCO", "exchange.announce", "E9",
            {**terms, "until": 5, "opens": "2040-01-01T00:00:00Z"}),
        ("a round of one", t, "XCO", "exchange.announce", "E9",
            {**terms, "until": 5, "named": ["XBE"]}),
        ("one return is enough", t, "XCO", "exchange.announce", "E9",
            {**terms, "until": 5, "least": 1}),
        ("more returns than seats", t, "XCO", "exchange.announce", "E9",
            {**terms, "until": 5, "least": 3}),
        ("a stranger is asked", t, "XCO", "exchange.announce", "E9",
            {**terms, "until": 5, "named": ["XBE", STRANGER]}),
        ("a seat asked twice", t, "XCO", "exchange.announce", "E9",
            {**terms, "until": 5, "named": ["XBE", "XBE"]}),
        ("one node holds all", e, "XCO", "exchange.announce", "E9",
            {**terms, "until": 5, "holders": ["XBE", "XAL"]}),
        ("a guest announces", P.WHO_ACTS, GUEST, "exchange.announce", "E9", {**terms, "until": 5}),
        ("the window before its time", t, "XCO", "exchange.open", "E2", {}),
        ("a return before the window", stage, "XCO", hand, "E2", returned("XCO")),
        ("a return of who is not asked", t, "XDE", hand, "E1", returned("XDE")),
        ("shares to the author", e, "XCO", hand, "E1", returned("XCO", holders=list(MEMBERS))),
        ("shares to an accomplice alone", e, "XCO", hand, "E1",
            returned("XCO", holders=["XDE"], checks=[LEAF], shares=[SHARE])),
        ("one share opens it", e, "XCO", hand, "E1", returned("XCO", needed=1)),
        ("every share is needed", e, "XCO", hand, "E1", returned("XCO", needed=3)),
        ("a share too few", e, "XCO", hand, "E1", returned("XCO", shares=[SHARE] * 2)),
        ("a check too few", e, "XCO", hand, "E1", returned("XCO", checks=[LEAF] * 2)),
        ("a share too short", e, "XCO", hand, "E1", returned("XCO", shares=[SHARE] * 2 + [LEAF])),
        ("word of a share that is not there", e, "XCO", "exchange.hold", "E1", {"returns": [LEAF]}),
        ("word of nothing", P.KNOWN_ACT, "XCO", "exchange.hold", "E1", {"returns": []}),
        ("release by the host before all is there", out, OFFICE, "exchange.release", "E1", {}),
        ("release by the one who handed in", out, "XBE", "exchange.release", "E1", {}),
        ("a release before the window", stage, OFFICE, "exchange.release", "E2", {}),
        ("a lapse before the deadline", out, OFFICE, "exchange.lapse", "E1", {}),
        ("shares before the release", stage, "XCO", "exchange.share", "E1",
            {"readers": ["XBE"], "shares": [SHARE]}),
        ("a note before the release", stage, OFFICE, "exchange.serve", "E1",
            {"note": "N", "seat": "XBE"}),
        ("a question before the release", stage, "XCO", "exchange.ask", "E1", {"to": "XBE"}),
        ("an answer before any question", stage, "XBE", "exchange.answer", "E1", {"question": 1}),
        ("a round closed while it is open", stage, "XAL", "exchange.close", "E1", {}),
        ("the host hands in", P.WHO_ACTS, OFFICE, hand, "E1", returned("XCO")),
        ("the host gives shares", P.WHO_ACTS, OFFICE, "exchange.share", "E1",
            {"readers": ["XBE"], "shares": [SHARE]}),
    )  # fmt: skip
    for what, point, by, name, about, said in acts:
        yield _row(what, point, by, name, about, **said)
    what = "release after the deadline, of too few"
    yield _row(what, out, OFFICE, "exchange.release", "E1", after=41)


def _commitments_and_channels() -> Iterator[Hostile]:
    own, end, view = P.COMMITMENT, P.COMMITMENT_END, P.ASSESSMENT
    make, past, late = "commitment.make", "2030-01-01T10:00:00Z", "2040-01-01T00:00:00Z"
    c = {"words": "x", "owners": ["XCO"], "recipients": ["XDE"]}
    found = {"words": "x", "verdict": "not-fulfilled", "source": "A report"}
    came = {"title": "x", "strand": "CH1", "date": past, "source": "A paper"}
    talks = {"title": "x", "parties": ["XBE", "XCO"], "since": past}
    acts: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("one party commits another", own, "XDE", make, "C9", c),
        ("a guest's name without a seat", own, "XCO", make, "C9", {**c, "recipients": [STRANGER]}),
        ("a debt to oneself", own, "XCO", make, "C9", {**c, "recipients": ["XCO"]}),
        ("a commitment on what is not decided", own, "XCO", make, "C9", {**c, "decision": "P2"}),
        ("the chair commits a member by nothing", own, "XAL", "commitment.register", "C9", c),
        ("a member registers for another", P.WHO_ACTS, "XDE", "commitment.register", "C9", c),
        ("the office commits itself", P.WHO_ACTS, OFFICE, make, "C9", c),
        ("a clause of no text", own, "XCO", make, "C9", {**c, "clauses": ["T1-1"]}),
        ("a clause of another text", own, "XCO", make, "C9",
            {**c, "decision": "P5", "clauses": ["T1-1"]}),
        ("an event without hours", own, "XCO", make, "C9",
            {**c, "event": "meeting-opened", "of": "M1"}),
        ("an event of the wrong thing", own, "XCO", make, "C9",
            {**c, "hours": 1, "event": "meeting-opened", "of": "P1"}),
        ("an end before the beginning", own, "XCO", make, "C9",
            {**c, "starts": late, "due": past}),
        ("its own verifier", view, "XCO", make, "C9", {**c, "verifier": "XCO"}),
        ("its friend, to whom it owes, verifies", view, "XCO", make, "C9",
            {**c, "verifier": "XDE"}),
        ("a pair with its own", P.PAIR, "XBE", "commitment.pair", "C1", {"other": "C2"}),
        ("a pair of another's", own, "XCO", "commitment.pair", "C1", {"other": "C2"}),
        ("confirmed by who does not owe it", own, "XCO", "commitment.confirm", "C2", {}),
        ("confirmed twice", own, "XBE", "commitment.confirm", "C2", {}),
        ("accepted by a third", own, "XDE", "commitment.accept", "C1", {}),
        ("evidence of the other side", view, "XCO", "commitment.evidence", "C1", {"words": "x"}),
        ("evidence of nothing", view, "XBE", "commitment.evidence", "C1", {}),
        ("evidence for a clause that is not", own, "XBE", "commitment.evidence", "C1",
            {"words": "x", "part": 2}),
        ("a third says that it is broken", view, "XDE", "commitment.assess", "C1", {**found}),
        ("a view before all confirmed", view, "XBE", "commitment.assess", "C2", {**found}),
        ("the office speaks for a side", P.WHO_ACTS, OFFICE, "commitment.assess", "C1", {**found}),
        ("a verifier that is not agreed", view, OFFICE, "commitment.find", "C1", found),
        ("fulfilled as nobody says", view, OFFICE, "commitment.fulfil", "C1", {}),
        ("suspended by who is owed", own, "XCO", "commitment.suspend", "C1", {"words": "x"}),
        ("resumed and never suspended", end, "XBE", "commitment.resume", "C1", {"words": "x"}),
        ("lapsed by the office at will", end, OFFICE, "commitment.lapse", "C1", {}),
        ("released by its owner", end, "XBE", "commitment.release", "C1", {}),
        ("taken back while it is owed", end, "XBE", "commitment.withdraw", "C1", {}),
        ("superseded by its owner", end, "XBE", "commitment.supersede", "C1", {"other": "C2"}),
        ("superseded by what does not stand", end, "XCO", "commitment.supersede", "C1",
            {"other": "C3"}),
        ("evidence after release", P.COMMITMENT_STAGE, "XBE", "commitment.evidence", "C3",
            {"words": "x"}),
        ("talks of others", P.STRAND, "XDE", "strand.register", "CH9", talks),
        ("the office registers talks", P.WHO_ACTS, OFFICE, "strand.register", "CH9", talks),
        ("talks with oneself", P.STRAND, "XBE", "strand.register", "CH9",
            {**talks, "parties": ["XBE"]}),
        ("talks to come", P.STRAND, "XBE", "strand.register", "CH9", {**talks, "since": late}),
        ("a third ends the talks", P.STRAND, "XDE", "strand.end", "CH1", {}),
        ("talks resumed that run", P.STRAND, "XBE", "strand.resume", "CH1", {}),
        ("a third's account", P.STRAND, "XDE", "strand.account", "CH1", {"words": "x"}),
        ("an outcome by a third", P.STRAND, "XDE", "strand.outcome", "CO9", came),
        ("an outcome of no talks", P.STRAND, "XBE", "strand.outcome", "CO9",
            {**came, "strand": "S1"}),
        ("a third's reading", P.STRAND, "XDE", "outcome.read", "CO1", {"words": "x"}),
        ("locked in by what is not decided", P.LOCK, "XBE", "strand.lock", "CO1",
            {"decision": "P2"}),
        ("locked in by what is about something else", P.LOCK, "XBE", "strand.lock", "CO1",
            {"decision": "P5"}),
        ("another's interest is satisfied", P.INTEREST, "XBE", "interest.accept", "N1",
            {"other": "C1"}),
        ("satisfied by what is not there", P.INTEREST, "XDE", "interest.accept", "N1",
            {"other": "C9"}),
        ("another's interest is withdrawn", P.INTEREST, "XBE", "interest.withdraw", "N1", {}),
        ("the office states an interest", P.WHO_ACTS, OFFICE, "interest.state", "N9",
            {"words": "x", "subject": "x", "source": "x"}),
    )  # fmt: skip
    for what, point, by, name, about, said in acts:
        bare = (
            {key: value for key, value in said.items() if key != "source"}
            if (name == "commitment.assess")
            else said
        )
        yield _row(what, point, by, name, about, **bare)


def _crisis_desk() -> Iterator[Hostile]:
    ask, stage, meet = P.REQUEST, P.REQUEST_STAGE, P.CRISIS_MEETING
    q = {"words": "x", "to": "XCO", "about": "test", "date": "2030-01-01T10:00:00Z", "place": "y"}
    past, late = "2030-01-01T10:00:00Z", "2040-01-01T00:00:00Z"
    held = {"present": ["XBE"], "date": past}
    acts: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("a stranger asks", P.WHO_ACTS, STRANGER, "request.ask", "RQ9", q),
        ("the office asks", P.WHO_ACTS, OFFICE, "request.ask", "RQ9", q),
        ("a stranger is asked", ask, "XBE", "request.ask", "RQ9", {**q, "to": STRANGER}),
        ("it asks itself", ask, "XCO", "request.ask", "RQ9", q),
        ("what is not seen yet", ask, "XBE", "request.ask", "RQ9", {**q, "date": late}),
        ("a request under a name that is given", P.NEW_OBJECT, "XBE", "request.ask", "RQ1", q),
        ("the chair answers for another", P.EXPLANATION, "XAL", "request.answer", "RQ1",
            {"words": "x"}),
        ("the office answers for another", P.WHO_ACTS, OFFICE, "request.answer", "RQ1",
            {"words": "x"}),
        ("a meeting before the time is over", meet, "XBE", "request.call", "RQ1",
            {"scope": "all"}),
        ("a meeting asked for by the one asked", ask, "XCO", "request.call", "RQ1",
            {"scope": "all"}),
        ("the chair closes a request", ask, "XAL", "request.close", "RQ1", {}),
        ("the one asked closes it", ask, "XCO", "request.close", "RQ1", {}),
        ("the office closes it", P.WHO_ACTS, OFFICE, "request.close", "RQ1", {}),
        ("a meeting that nobody asked for is held", stage, "XAL", "request.hold", "RQ1", held),
        ("nobody to join", stage, "XDE", "request.join", "RQ1", {}),
        ("the one that asked joins", meet, "XBE", "request.join", "RQ2", {}),
        ("a meeting without the one that asked", meet, "XAL", "request.hold", "RQ2",
            {**held, "present": ["XCO"]}),
        ("a meeting before it was asked for", meet, "XAL", "request.hold", "RQ2", held),
        ("a third takes the meeting from the chair", meet, "XDE", "request.hold", "RQ2", held),
        ("a party takes it before the chair's time is over", meet, "XCO", "request.hold", "RQ2",
            held),
        ("the office takes it before that", meet, OFFICE, "request.hold", "RQ2", held),
        ("a stranger holds it", P.WHO_ACTS, STRANGER, "request.hold", "RQ2", held),
        ("steps before a meeting", stage, "XAL", "request.recommend", "RQ1", {"decision": "P5"}),
        ("steps without a decision", P.MANDATE, "XAL", "request.recommend", "RQ3",
            {"decision": "P99"}),
        ("steps by a decision on something else", P.MANDATE, "XBE", "request.recommend", "RQ3",
            {"decision": "P5"}),
        ("a visit that another offers", P.CRISIS_MEASURES, "XDE", "request.visit", "RQ3",
            {"visit": "V99"}),
        ("a visit to which nobody invited", P.CRISIS_MEASURES, "XCO", "request.visit", "RQ3",
            {"visit": "V99"}),
        ("an answer after it is closed", stage, "XCO", "request.answer", "RQ4", {"words": "x"}),
    )  # fmt: skip
    for what, point, by, name, about, said in acts:
        yield _row(what, point, by, name, about, **said)
    what = "a person asks for a government"
    yield _row(what, P.CAPACITY, "XBE", "request.ask", "RQ9", **q, as_="personal")


def _succession() -> Iterator[Hostile]:
    past, end, take = "2030-01-01T10:00:00Z", P.FRAMEWORK_END, P.FRAMEWORK_TAKE
    voted = {"words": "They voted.", "since": past}
    head = {"words": "x", "origin": "old/plenary", "root": LEAF}
    closes = {"decision": "P5", "size": 1, "root": LEAF}
    acts: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("another's government changes", P.OWN_SEAT, "XBE", "government.change", "XCO", voted),
        ("the office changes a government", P.WHO_ACTS, OFFICE, "government.change", "XBE", voted),
        ("a government of tomorrow", P.GOVERNMENT, "XBE", "government.change", "XBE",
            {**voted, "since": "2040-01-01T00:00:00Z"}),
        ("a change of nobody", P.KNOWN_OBJECT, "XBE", "government.change", "WU1", voted),
        ("the office winds the forum up", P.WHO_ACTS, OFFICE, "framework.wind-up", "WU9",
            {"words": "x"}),
        ("a guest winds the forum up", P.WHO_ACTS, GUEST, "framework.wind-up", "WU9",
            {"words": "x"}),
        ("an end without a decision", P.MANDATE, OFFICE, "framework.end", "WU1", closes),
        ("an end by a decision on nothing", P.MANDATE, "XAL", "framework.end", "WU1",
            {**closes, "decision": "P99"}),
        ("a member ends the forum", P.WHO_ACTS, "XBE", "framework.end", "WU1", closes),
        ("an end that was not put forward", P.KNOWN_OBJECT, OFFICE, "framework.end", "WU9", closes),
        ("another's proposal to end is given up", end, "XCO", "framework.keep", "WU1", {}),
        ("an end that was given up", end, OFFICE, "framework.end", "WU2", closes),
        ("given up twice", end, "XBE", "framework.keep", "WU2", {}),
        ("the office lists", P.WHO_ACTS, OFFICE, "framework.list", "FW1",
            {"sort": "term", "things": ["D1"]}),
        ("nothing is taken over from", take, "XBE", "framework.take-over", "FW9",
            {**head, "size": 0}),
        ("listed twice over", take, "XCO", "framework.list", "FW1",
            {"sort": "commitment", "things": ["C1"]}),
        ("listed twice at once", take, "XCO", "framework.list", "FW1",
            {"sort": "term", "things": ["D7", "D7"]}),
        ("taken over without a decision", P.MANDATE, OFFICE, "framework.enter", "FW1",
            {"decision": "P5"}),
        ("a member takes over", P.WHO_ACTS, "XBE", "framework.enter", "FW1", {"decision": "P5"}),
        ("another's list is dropped", take, "XCO", "framework.drop", "FW1", {}),
        ("a list that was dropped grows", take, "XBE", "framework.list", "FW2",
            {"sort": "term", "things": ["D1"]}),
        ("a list that was dropped is entered", take, OFFICE, "framework.enter", "FW2",
            {"decision": "P5"}),
    )  # fmt: skip
    for what, point, by, name, about, said in acts:
        yield _row(what, point, by, name, about, **said)


def _measures() -> Iterator[Hostile]:
    m, stage = P.MEASURE, P.MEASURE_STAGE
    note, look, quota = P.NOTIFICATION, P.INSPECTION, P.QUOTA
    row = {"title": "x", "shape": "calendar", "trigger": "each-year", "day": "11-15"}
    shared, alone = {**row, "direction": "all-to-all"}, {**row, "direction": "one-sided"}
    now, far = "2030-01-01T00:00:00Z", "2039-01-01T00:00:00Z"
    asks = {"area": "x", "measure": "CBM-2", "host": "XBE", "day": far}
    visit = {"title": "x", "sort": "visit", "guests": ["XCO"], "place": "y", "begins": far}
    desk = {"name": "x", "office": "x", "hours": "x", "channel": "x"}
    acts: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("a measure in force by the chair's word", P.MANDATE, "XAL", "measure.adopt", "CBM-3",
            {"decision": "P1"}),
        ("a measure in force by the office's word", P.MANDATE, OFFICE, "measure.adopt", "CBM-3",
            {"decision": "P99"}),
        ("a member adopts", P.WHO_ACTS, "XBE", "measure.adopt", "CBM-3", {"decision": "P1"}),
        ("an offer that binds others", m, "XBE", "measure.offer", "CBM-9", shared),
        ("a duty for another alone", m, "XBE", "measure.propose", "CBM-9", alone),
        ("an offer that names another", m, "XBE", "measure.offer", "CBM-9",
            {**alone, "seats": ["XCO"]}),
        ("another's offer is replaced", m, "XCO", "measure.offer", "CBM-9",
            {**alone, "replaces": "CBM-1"}),
        ("another's offer is taken back", m, "XCO", "measure.withdraw-offer", "CBM-1", {}),
        ("another's proposal is taken back", m, "XBE", "measure.withdraw", "CBM-3", {}),
        ("an offer ended by the office", stage, OFFICE, "measure.end", "CBM-1",
            {"decision": "P1"}),
        ("a day that no year has", m, "XBE", "measure.offer", "CBM-9", {**alone, "day": "13-40"}),
        ("a quota of nothing", m, "XBE", "measure.offer", "CBM-9", {**alone, "host": 1}),
        ("a notification in another's place", note, "XCO", "notification.send", "NO-9",
            {"measure": "CBM-1", "year": 2030}),
        ("a calendar for a year long ago", note, "XBE", "notification.send", "NO-9",
            {"measure": "CBM-1", "year": 1990}),
        ("two calendars for one year", note, "XBE", "notification.send", "NO-9",
            {"measure": "CBM-1", "year": 2030}),
        ("a notification under what is only proposed", m, "XCO", "notification.send", "NO-9",
            {"measure": "CBM-3", "year": 2030}),
        ("another's words are corrected", note, "XCO", "notification.correct", "NO-1",
            {"words": "x"}),
        ("another's notification is withdrawn", note, "XCO", "notification.withdraw", "NO-1", {}),
        ("its own notification acknowledged", note, "XBE", "notification.acknowledge", "NO-1", {}),
        ("the office acknowledges", P.WHO_ACTS, OFFICE, "notification.acknowledge", "NO-1", {}),
        ("an inspection of who is not bound", look, "XDE", "inspection.request", "IN-9",
            {**asks, "host": "XCO"}),
        ("an inspection of oneself", look, "XBE", "inspection.request", "IN-9", asks),
        ("an inspection in the past", look, "XCO", "inspection.request", "IN-9",
            {**asks, "day": now}),
        ("the asker accepts for the host", look, "XDE", "inspection.accept", "IN-2", {}),
        ("a third accepts for the host", look, "XAL", "inspection.accept", "IN-2", {}),
        ("one more than the quota", quota, "XBE", "inspection.accept", "IN-2", {}),
        ("a third gives a place back", look, "XAL", "inspection.cancel", "IN-1", {}),
        ("the team enters before its day", quota, "XCO", "inspection.enter", "IN-1", {}),
        ("a team that was not accepted", P.INSPECTION_STAGE, "XDE", "inspection.enter", "IN-2",
            {}),
        ("force majeure without an account", look, "XBE", "inspection.refuse", "IN-2",
            {"why": "force-majeure"}),
        ("a report before the stay", P.INSPECTION_STAGE, "XCO", "inspection.report", "IN-1",
            {"words": "x"}),
        ("a guest who is not invited", P.VISIT, "XDE", "visit.accept", "VI-1", {}),
        ("a visit held before it began", P.VISIT, "XBE", "visit.hold", "VI-1", {}),
        ("another's visit is cancelled", P.VISIT, "XCO", "visit.cancel", "VI-1", {}),
        ("an invitation under another's offer", P.VISIT, "XCO", "visit.invite", "VI-9",
            {**visit, "guests": ["XDE"], "measure": "CBM-4"}),
        ("the host as its own guest", P.VISIT, "XBE", "visit.invite", "VI-9",
            {**visit, "guests": ["XBE"]}),
        ("another's focal point is changed", P.LINE, "XCO", "focal-point.change", "FP-1", desk),
        ("another's focal point is ended", P.LINE, "XCO", "focal-point.end", "FP-1", {}),
        ("a line between others", P.LINE, "XDE", "line.open", "LN-9",
            {"title": "x", "ends": ["XBE", "XCO"], "channel": "x"}),
        ("a line tested before it stands", P.LINE, "XBE", "line.test", "LN-1", {}),
        ("a third confirms a line", P.LINE, "XDE", "line.confirm", "LN-1", {}),
        ("a third closes a line", P.LINE, "XDE", "line.close", "LN-1", {}),
    )  # fmt: skip
    for what, point, by, name, about, said in acts:
        yield _row(what, point, by, name, about, **said)


def _good_offices() -> Iterator[Hostile]:
    """In a circle of many seats nothing is opened; `test_offices` has those of a circle of two."""
    two: dict[str, Any] = {"words": "x", "mediator": "XBE", "party": "XCO"}
    sent: dict[str, Any] = {"words": "x", "mark": "you-may-convey"}
    acts: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("good offices before others", P.OFFICES, "XBE", "offices.open", "GO9", two),
        ("good offices of others", P.OFFICES, "XDE", "offices.open", "GO9", two),
        ("good offices to oneself", P.OFFICES, "XBE", "offices.open", "GO9",
            {**two, "party": "XBE"}),
        ("good offices with a stranger", P.OFFICES, "XBE", "offices.open", "GO9",
            {**two, "party": STRANGER}),
        ("good offices of the host", P.WHO_ACTS, OFFICE, "offices.open", "GO9", two),
        ("good offices accepted that nobody offered", P.KNOWN_OBJECT, "XCO", "offices.accept",
            "GO9", {}),
        ("a message without good offices", P.OFFICES_STAGE, "XCO", "message.send", "MS9", sent),
        ("a message without its mark", P.KNOWN_ACT, "XCO", "message.send", "MS9", {"words": "x"}),
        ("an idea without good offices", P.OFFICES_STAGE, "XBE", "message.convey", "MS9",
            {"words": "x"}),
        ("a mark on what is no message", P.KNOWN_OBJECT, "XCO", "message.mark", "P1",
            {"mark": "you-may-convey"}),
        ("told of what was never sent", P.KNOWN_OBJECT, "XBE", "message.conveyed", "MS9",
            {"to": "XDE", "how": "with-its-source", "day": "2030-03-01T00:00:00Z"}),
    )  # fmt: skip
    for what, point, by, name, about, said in acts:
        yield _row(what, point, by, name, about, **said)


def _off_the_record() -> Iterator[Hostile]:
    room, names, up = P.ROOM, P.NAMES_OUT, P.HAND_UP
    reply, least, draft = P.HAND_UP_REPLY, P.ROOM_LEAST, P.RECOMMENDATION
    part = {"title": "x", "meeting": "M1", "facilitator": "XCO"}
    late, past = "2040-01-01T00:00:00Z", "2030-01-01T00:00:00Z"
    out = {
        "words": "They call weekly.", "title": "Calls", "source": "OFF1",
        "persons": ["A clerk", "B clerk"], "after": 3,
    }  # fmt: skip
    body = {"words": "x", "title": "x", "source": "B7", "cited": "C" * 42 + "A="}
    acts: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
        ("a part announced after it began", room, "XAL", "room.announce", "Q9",
            {**part, "opens": past, "until": 5}),
        ("a part without end", room, "XAL", "room.announce", "Q9", {**part, "opens": late}),
        ("a part that ends before it begins", room, "XAL", "room.announce", "Q9",
            {**part, "opens": late, "until": 5}),
        ("a part of no meeting", room, "XAL", "room.announce", "Q9",
            {**part, "meeting": "P1", "opens": late, "until": "2041-01-01T00:00:00Z"}),
        ("a part of a meeting that is over", room, "XAL", "room.announce", "Q9",
            {**part, "meeting": "M0", "opens": late, "until": "2041-01-01T00:00:00Z"}),
        ("a stranger facilitates", room, "XAL", "room.announce", "Q9",
            {**part, "facilitator": STRANGER, "opens": late, "until": "2041-01-01T00:00:00Z"}),
        ("a member takes a meeting off the record", P.WHO_ACTS, "XDE", "room.announce", "Q9",
            {**part, "opens": late, "until": "2041-01-01T00:00:00Z"}),
        ("a text that leaves before the end", room, "XCO", "hand-up.enter", "R9",
            {**out, "after": 1}),
        ("a participant enters the text itself", room, "XDE", "hand-up.enter", "R9", out),
        ("the chair enters the text of a room", room, "XAL", "hand-up.enter", "R9", out),
        ("a room that cites a leaf", up, "XCO", "hand-up.enter", "R9", {**out, "cited": LEAF}),
        ("a text read by one", names, "XCO", "hand-up.enter", "R9",
            {**out, "persons": ["A clerk"]}),
        ("a text read by one under two spellings", names, "XCO", "hand-up.enter", "R9",
            {**out, "persons": ["A clerk", "a CLERK"]}),
        ("a text in somebody's own way of writing", room, "XCO", "hand-up.enter", "R9",
            {**out, "words": "they call  weekly!!"}),
        ("a text that names a seat", names, "XCO", "hand-up.enter", "R9",
            {**out, "words": "XDE calls weekly."}),
        ("a text that names a state unseen", names, "XCO", "hand-up.enter", "R9",
            {**out, "words": "Delmarkers call weekly."}),
        ("a name let stand that is not there", names, "XCO", "hand-up.enter", "R9",
            {**out, "stand": ["Delmark"]}),
        ("a part closed before its end", room, "XCO", "room.close", "OFF1", {"after": 1}),
        ("a part closed by the chair", room, "XAL", "room.close", "OFF1", {"after": 3}),
        ("a part called off while it runs", room, "XAL", "room.cancel", "OFF1", {}),
        ("a hand-up from nowhere", up, OFFICE, "hand-up.enter", "R9", {**body, "source": "M1"}),
        ("an expert enters it above", P.WHO_ACTS, "EXPA", "hand-up.enter", "R9", body),
        ("a member enters what a body found", up, "XDE", "hand-up.enter", "R9", body),
        ("a body that cites nothing", up, OFFICE, "hand-up.enter", "R9", {**body, "cited": None}),
        ("persons of a body that are named above", up, OFFICE, "hand-up.enter", "R9",
            {**body, "persons": ["A", "B"]}),
        ("one finding handed up twice", up, OFFICE, "hand-up.enter", "R9",
            {**body, "cited": LEAF}),
        ("a body of four, in which anybody can be guessed", least, OFFICE, "hand-up.enter", "R9",
            {**body, "source": "B8"}),
        ("a reminder before the date", reply, "XDE", "hand-up.remind", "RE1", {}),
        ("a reply before the receipt", reply, "XAL", "hand-up.reply", "RE1", {"answer": "noted"}),
        ("a member replies for the chair", P.WHO_ACTS, "XBE", "hand-up.reply", "RE1",
            {"answer": "declined"}),
        ("a second reply", reply, "XAL", "hand-up.reply", "RE2", {"answer": "declined"}),
        ("a reminder after the reply", reply, "XDE", "hand-up.remind", "RE2", {"after": 900}),
        ("a draft on the official track", draft, "XDE", "recommendation.draft", "R9",
            {"words": "x", "title": "x"}),
        ("consent to what was never drafted", P.KNOWN_OBJECT, "XAL", "recommendation.consent",
            "RE1", {"words": "x"}),
    )  # fmt: skip
    for what, point, by, name, about, said in acts:
        yield _row(what, point, by, name, about, **said)


def _compiled() -> Iterator[Hostile]:
    """In a forum at work nobody enters, as a compiler, what others did elsewhere."""
    told: dict[str, Any] = {
        "words": "XCO promised it.", "sort": "commitment", "parties": ["XCO"], "source": "A paper",
        "date": "2030-01-01T00:00:00Z", "precision": "day", "confidence": "high",
        "outcome": "not-met",
    }  # fmt: skip
    note, role = "entry.note", {"as_": "compiler"}
    acts: tuple[tuple[str, Point, str, dict[str, Any]], ...] = (
        ("the office compiles in a forum at work", P.KNOWN_ACT, OFFICE, told),
        ("the office calls itself a compiler", P.KNOWN_ACT, OFFICE, {**told, **role}),
        ("a member compiles what another did", P.WHO_ACTS, "XBE", {**told, **role}),
        ("an entry without a source", P.KNOWN_ACT, OFFICE, {**told, "source": ""}),
    )
    for what, point, by, said in acts:
        yield _row(what, point, by, note, "EN9", **said)


ROWS: tuple[Hostile, ...] = (
    *_wrong_authors(), *_wrong_stages(), *_not_theirs(), *_against_the_charter(), *_objects(),
    *_forms(),
    *_exchange_rounds(),
    *_commitments_and_channels(),
    *_crisis_desk(),
    *_succession(),
    *_measures(),
    *_good_offices(),
    *_off_the_record(),
    *_compiled(),
)  # fmt: skip
"""Every fault, one row each."""
