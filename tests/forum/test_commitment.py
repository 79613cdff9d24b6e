"""Commitments: who makes one, by when, what each side says, and what may be called broken."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import OFFICE, Desk, clause, decide, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum import commitment_told as told_of
from dipoli.forum.commitment import Commitment, Stage, Verdict
from dipoli.forum.commitment_told import Seen
from dipoli.forum.overview import overview
from dipoli.forum.procedure import enter, rule
from dipoli.forum.today import today

P = Point
PLAIN: dict[str, Any] = {"words": "To send the list.", "owners": ["XBE"], "recipients": ["XCO"]}
START = "2030-03-01T10:00:00Z"
FAR = "2030-06-01T10:00:00Z"


def made(desk: Desk | None = None, name: str = "C1", **more: Any) -> Desk:  # noqa: ANN401 - as at the desk
    """A commitment of one party to another."""
    desk = desk or Desk()
    desk.do("XBE", "commitment.make", name, **{**PLAIN, **more})
    return desk


def one(desk: Desk, name: str = "C1") -> Commitment:
    return desk.forum.commitments[name]


def told(desk: Desk, name: str = "C1", now: str = START) -> list[str]:
    return list(told_of.told(desk.forum, one(desk, name), now))


def needed(desk: Desk, name: str = "C1") -> str:
    return told_of.still_needed(desk.forum, one(desk, name))


def assess(desk: Desk, by: str, verdict: str, name: str = "C1") -> None:
    desk.do(by, "commitment.assess", name, words=f"{by} has looked.", verdict=verdict)


def registered(**more: Any) -> Desk:  # noqa: ANN401 - as at the desk
    """A commitment that the secretariat entered from a decision in effect."""
    desk = Desk()
    decide(desk, "P1", "measure", None)
    desk.do(OFFICE, "commitment.register", "C1", **{**PLAIN, "decision": "P1", **more})
    return desk


# ---------------------------------------------------------------- who makes it


def test_a_party_that_commits_itself_alone_is_committed_at_once() -> None:
    desk = made(recipients=[])
    assert one(desk).stage is Stage.STANDING
    assert told(desk) == ["No side has said how it stands."]
    refusal = desk.refused("XCO", "commitment.accept", "C1")
    assert refusal.why == "C1 is owed to nobody in particular."


def test_nobody_commits_another() -> None:
    refusal = Desk().refused("XCO", "commitment.make", "C1", **PLAIN)
    assert clause(refusal, P.COMMITMENT)
    assert refusal.why == "XCO is not among those who would undertake it; nobody commits another."


def test_an_observer_can_commit_itself_and_a_stranger_cannot_be_named() -> None:
    here = forum()
    guest = evolve(here.seats["XDE"], category=Category.OBSERVER)
    desk = Desk(evolve(here, seats=here.seats.set("XDE", guest)))
    desk.do("XDE", "commitment.make", "C1", words="x", owners=["XDE"], recipients=["XBE"])
    refusal = desk.refused("XBE", "commitment.make", "C2", **{**PLAIN, "recipients": ["XZZ"]})
    assert clause(refusal, P.COMMITMENT)
    assert refusal.why == "Without a place here: XZZ."


@pytest.mark.parametrize(
    ("owners", "recipients", "twice"),
    [
        (["XBE", "XBE"], [], "XBE"),
        (["XBE"], ["XBE"], "XBE"),
        (["XBE"], ["XCO", "XCO"], "XCO"),
        (["XBE", "XDE"], ["XDE", "XBE", "XCO"], "XBE, XDE"),
    ],
)
def test_nobody_is_named_twice(owners: list[str], recipients: list[str], twice: str) -> None:
    said: dict[str, Any] = {"words": "x", "owners": owners, "recipients": recipients}
    refusal = Desk().refused("XBE", "commitment.make", "C1", **said)
    assert clause(refusal, P.COMMITMENT)
    assert refusal.why == f"Named more than once: {twice}."


def test_what_several_undertake_together_stands_once_each_has_confirmed() -> None:
    desk = made(owners=["XBE", "XDE"])
    assert one(desk).stage is Stage.AWAITED
    assert told(desk) == [
        "No answer yet from XDE, whose commitment it would be.",
        "No side has said how it stands.",
    ]
    assert needed(desk) == "It needs XDE to confirm it, or to say that it is not so."
    refusal = desk.refused("XCO", "commitment.assess", "C1", words="x", verdict="fulfilled")
    assert clause(refusal, P.ASSESSMENT)
    assert clause(desk.refused("XBE", "commitment.confirm", "C1"), P.COMMITMENT)
    assert clause(desk.refused("XCO", "commitment.confirm", "C1"), P.COMMITMENT)
    desk.wait(hours=3).do("XDE", "commitment.confirm", "C1")
    assert (one(desk).stage, one(desk).since) == (Stage.STANDING, "2030-03-01T13:00:00Z")
    assert (one(desk).made, one(desk).by) == (START, "XBE")


def test_who_declines_may_think_again_and_the_others_wait_for_it() -> None:
    desk = made(owners=["XBE", "XCO", "XDE"], recipients=[])
    desk.do("XDE", "commitment.decline", "C1", words="Not we.")
    assert told(desk)[:2] == [
        "No answer yet from XCO, whose commitment it would be.",
        "XDE declines it.",
    ]
    assert needed(desk) == "XDE has said that it is not so; it needs another entry, or a talk."
    refusal = desk.refused("XCO", "commitment.confirm", "C1")
    assert refusal.why == "C1 is not read so by XDE."
    desk.do("XDE", "commitment.confirm", "C1")
    assert one(desk).stage is Stage.AWAITED
    desk.do("XCO", "commitment.confirm", "C1")
    assert one(desk).stage is Stage.STANDING


# ---------------------------------------------------------------- from a decision


def test_what_a_decision_says_is_registered_and_its_owner_says_how_it_reads_it() -> None:
    desk = registered()
    assert told(desk) == [
        "SECRETARIAT entered it as it reads P1, which binds as its text says.",
        "No answer yet from XBE, whose commitment it would be.",
        "No side has said how it stands.",
    ]
    desk.do("XBE", "commitment.decline", "C1", words="P1 says something else.")
    assert told(desk)[1] == "XBE does not read P1 so."
    desk.do("XBE", "commitment.confirm", "C1")
    assert told(desk) == ["No side has said how it stands."]


def test_an_owner_that_does_not_answer_keeps_nobody_from_saying_how_it_stands() -> None:
    desk = registered(due=FAR)
    assess(desk, "XCO", "not-fulfilled")
    assert "XBE has made no entry. XCO says: it is not fulfilled." in told(desk)
    assert told_of.late(desk.forum, one(desk), "2030-06-01T10:00:01Z") == FAR
    desk.do("XBE", "commitment.decline", "C1", words="Not so.")
    desk.do("XBE", "commitment.evidence", "C1", words="What we did all the same.")
    assess(desk, "XCO", "in-part")


def test_only_a_decision_in_effect_is_registered_and_only_for_whom_it_binds() -> None:
    desk = Desk()
    assert clause(desk.refused(OFFICE, "commitment.register", "C1", **PLAIN), P.COMMITMENT)
    refusal = desk.refused(OFFICE, "commitment.register", "C1", **PLAIN, decision="P9")
    assert refusal.why == "P9 is no proposal here; a commitment rests on a decision in effect."
    desk.do("XDE", "proposal.table", "P1", title="x", purpose="measure")
    refusal = desk.refused("XBE", "commitment.make", "C1", **PLAIN, decision="P1")
    assert refusal.why == "P1 is tabled; a commitment rests on a decision in effect."
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    desk.do("XBE", "proposal.opt-out", "P1")
    desk.do("XAL", "proposal.adopt", "P1")
    refusal = desk.refused("XAL", "commitment.register", "C1", **PLAIN, decision="P1")
    assert (clause(refusal, P.COMMITMENT), refusal.why) == (True, "P1 was taken without XBE.")
    desk.do("XBE", "commitment.make", "C1", **PLAIN, decision="P1")


def test_clauses_are_those_of_the_text_that_the_decision_adopted() -> None:
    desk = Desk()
    paper: dict[str, Any] = {
        "title": "On lists", "symbol": "A/1", "kind": "working-paper", "language": "en",
        "everything": False,
    }  # fmt: skip
    for name in ("T1", "T2"):
        desk.do("XBE", "text.table", name, **paper)
        desk.do("XBE", "clause.propose", f"{name}-1", words="They list.", sort="words")
    refusal = desk.refused("XBE", "commitment.make", "C1", **PLAIN, clauses=["T1-1"])
    assert refusal.why == "Clauses are named, and no decision that adopted their text."
    decide(desk, "P1", "text", "T1")
    decide(desk, "P2", "measure", "T2")
    for decision, name in (("P1", "T2-1"), ("P2", "T2-1")):
        said = {**PLAIN, "decision": decision, "clauses": [name]}
        refusal = desk.refused("XBE", "commitment.make", "C1", **said)
        assert refusal.why == f"Not in a text that {decision} adopted: {name}."
    made(desk, decision="P1", clauses=["T1-1"])
    assert (one(desk).decision, one(desk).clauses) == ("P1", ("T1-1",))


# ---------------------------------------------------------------- by when


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"hours": 3}, "Hours, an event and its object are named together, or not at all."),
        (
            {"event": "meeting-opened", "of": "SESSION"},
            "Hours, an event and its object are named together, or not at all.",
        ),
        (
            {"hours": 3, "event": "meeting-opened", "of": "SESSION", "due": FAR},
            "A date is named, and an event as well.",
        ),
        (
            {"hours": 3, "event": "decision-in-effect", "of": "SESSION"},
            "SESSION is no object of the event “decision in effect”.",
        ),
        (
            {"sense": "not-to-do", "due": FAR},
            "What one undertakes not to do is not done by a date; it holds up to one.",
        ),
        (
            {"sense": "not-to-do", "hours": 3, "event": "meeting-opened", "of": "SESSION"},
            "What one undertakes not to do is not done by a date; it holds up to one.",
        ),
        ({"starts": FAR, "due": FAR}, "It would end before it begins."),
        ({"starts": FAR, "until": START}, "It would end before it begins."),
    ],
)
def test_a_time_that_cannot_be_is_refused(said: dict[str, Any], why: str) -> None:
    refusal = Desk().refused("XBE", "commitment.make", "C1", **PLAIN, **said)
    assert (clause(refusal, P.COMMITMENT), refusal.why) == (True, why)


def test_a_date_that_has_passed_is_told_as_a_date_and_moves_no_stage() -> None:
    desk = made(due=FAR)
    assert told(desk, now=FAR)[0] == f"It is due by {FAR}."
    assert told(desk, now="2030-06-01T10:00:01Z")[0] == f"It is due by {FAR}; that date has passed."
    assert one(desk).stage is Stage.STANDING


def test_whose_owner_says_that_it_is_done_is_disputed_perhaps_and_not_late() -> None:
    desk = made(due=FAR)
    after = "2030-07-01T10:00:00Z"
    assert told_of.late(desk.forum, one(desk), after) == FAR
    assess(desk, "XBE", "in-part")
    assert told_of.late(desk.forum, one(desk), after) == FAR
    assess(desk, "XBE", "fulfilled")
    assert told_of.late(desk.forum, one(desk), after) is None
    assess(desk, "XCO", "not-fulfilled")
    assert told_of.late(desk.forum, one(desk), after) is None
    assert told_of.is_disputed(one(desk))


def test_time_runs_from_a_decision_that_takes_effect() -> None:
    desk = Desk()
    desk.do("XDE", "proposal.table", "P1", title="x", purpose="measure")
    made(desk, hours=1440, event="decision-in-effect", of="P1")
    assert told(desk)[0] == "It is due 60 days after P1 is in effect; P1 is not in effect."
    assert told_of.due_of(desk.forum, one(desk)) is None
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    desk.do("XAL", "proposal.adopt", "P1")
    assert told_of.due_of(desk.forum, one(desk)) == "2030-05-01T10:00:00Z"
    desk.wait(hours=2)
    desk.do("XDE", "statement.attach", "P1", annex="reservation", words="x")
    due = "It is due 60 days after P1 is in effect, which is by 2030-05-01T10:00:00Z."
    assert told(desk)[0] == due


def test_a_consent_at_home_that_is_claimed_later_stops_the_clock() -> None:
    desk = Desk()
    decide(desk, "P1", "measure", None)
    made(desk, hours=1, event="decision-in-effect", of="P1")
    assert told_of.due_of(desk.forum, one(desk)) == "2030-03-02T11:00:00Z"
    desk.do("XCO", "ratify.claim", "P1", party="XCO", body="Assembly", source="Its law.")
    assert told_of.due_of(desk.forum, one(desk)) is None
    desk.wait(hours=5).do("XCO", "ratify.report", "P1", body="Assembly", given=True)
    desk.do(OFFICE, "proposal.effect", "P1")
    assert told_of.due_of(desk.forum, one(desk)) == "2030-03-02T16:00:00Z"


def test_time_runs_from_a_meeting_that_is_opened_and_a_break_does_not_move_it() -> None:
    desk = Desk(forum(sits=False))
    opens = desk.act(OFFICE, "meeting.cancel", deadline=48).deadline
    desk.do(OFFICE, "meeting.invite", "M1", title="x", place="y", opens=opens)
    made(desk, hours=25, event="meeting-opened", of="M1")
    told_before = "It is due 25 hours after M1 was opened; M1 has not been opened."
    assert told(desk)[0] == told_before
    desk.wait(hours=48).do("XAL", "meeting.open", "M1")
    desk.wait(hours=1).do("XAL", "meeting.suspend", "M1")
    desk.wait(hours=1).do("XAL", "meeting.resume", "M1")
    assert told_of.due_of(desk.forum, one(desk)) == "2030-03-04T11:00:00Z"


def test_action_for_action_the_time_of_one_runs_from_the_other() -> None:
    desk = made(name="C1")
    said: dict[str, Any] = {"words": "y", "owners": ["XCO"], "recipients": ["XBE"], "hours": 24}
    desk.do("XCO", "commitment.make", "C2", **said, event="commitment-fulfilled", of="C1")
    waits = "It is due 1 day after C1 was found fulfilled; C1 has not been found fulfilled."
    assert told(desk, "C2")[0] == waits
    assess(desk, "XBE", "fulfilled")
    assess(desk, "XCO", "fulfilled")
    desk.wait(hours=1).do(OFFICE, "commitment.fulfil", "C1")
    assert told_of.due_of(desk.forum, one(desk, "C2")) == "2030-03-02T11:00:00Z"


def test_an_event_that_can_come_no_more_is_told_and_lets_it_lapse() -> None:
    desk = made(name="C1")
    said: dict[str, Any] = {"words": "y", "owners": ["XCO"], "hours": 24}
    desk.do("XCO", "commitment.make", "C2", **said, event="commitment-fulfilled", of="C1")
    refusal = desk.refused(OFFICE, "commitment.lapse", "C2")
    assert refusal.why == "C2 has no end, and what it waits for can still come."
    desk.do("XCO", "commitment.release", "C1")
    assert told(desk, "C2")[0].endswith("has not been found fulfilled, and can be so no more.")
    assert needed(desk, "C2") == (
        "What its time runs from can come no more; it can be found lapsed."
    )
    desk.do("XDE", "commitment.lapse", "C2")
    assert told(desk, "C2")[0] == f"It lapsed on {START}."


@pytest.mark.parametrize("how", ["proposal.withdraw", "meeting.cancel"])
def test_a_proposal_withdrawn_and_a_meeting_cancelled_come_no_more(how: str) -> None:
    desk = Desk(forum(sits=False))
    desk.do("XDE", "proposal.table", "P1", title="x", purpose="measure")
    opens = desk.act(OFFICE, "meeting.cancel", deadline=48).deadline
    desk.do("XAL", "meeting.invite", "M1", title="x", place="y", opens=opens)
    of = ("P1", "decision-in-effect") if how == "proposal.withdraw" else ("M1", "meeting-opened")
    made(desk, hours=1, event=of[1], of=of[0])
    assert not told_of.cannot_come(desk.forum, one(desk))
    desk.do("XDE" if of[0] == "P1" else "XAL", how, of[0])
    assert told_of.cannot_come(desk.forum, one(desk))


def test_it_lapses_after_its_own_end_and_not_before() -> None:
    desk = made(until="2030-03-01T12:00:00Z", sense="not-to-do", subject="rockets")
    assert told(desk)[0] == "It holds up to 2030-03-01T12:00:00Z."
    desk.wait(hours=2)
    refusal = desk.refused(OFFICE, "commitment.lapse", "C1")
    assert refusal.why == "C1 holds up to 2030-03-01T12:00:00Z."
    desk.wait(seconds=1).do(OFFICE, "commitment.lapse", "C1")
    assert one(desk).stage is Stage.LAPSED
    assess(desk, "XCO", "fulfilled")
    assert clause(desk.refused("XBE", "commitment.suspend", "C1", words="x"), P.COMMITMENT_STAGE)


# ---------------------------------------------------------------- evidence and views


def test_evidence_is_given_by_the_owner_in_words_or_by_a_digest() -> None:
    desk = made(parts=["The list.", "The map."])
    digest = b64encode(bytes(32)).decode()
    assert clause(desk.refused("XBE", "commitment.evidence", "C1"), P.ASSESSMENT)
    assert clause(desk.refused("XCO", "commitment.evidence", "C1", words="x"), P.ASSESSMENT)
    desk.do("XBE", "commitment.evidence", "C1", digest=digest, part=2)
    desk.wait(hours=1).do("XBE", "commitment.evidence", "C1", words="Sent by post.")
    first, second = (given for _, given in sorted(one(desk).evidence.items()))
    assert (first.digest, first.words, first.part, first.by) == (bytes(32), None, 2, "XBE")
    assert (second.digest, second.words, second.part) == (None, "Sent by post.", None)
    assert (first.number, second.number, second.time) == (1, 2, "2030-03-01T11:00:00Z")


@pytest.mark.parametrize(("part", "fine"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_clause_is_named_by_a_number_that_it_has(part: int, fine: bool) -> None:  # noqa: FBT001 - a row
    desk = made(parts=["The list.", "The map."])
    if fine:
        desk.do("XBE", "commitment.evidence", "C1", words="x", part=part)
        return
    refusal = desk.refused("XBE", "commitment.evidence", "C1", words="x", part=part)
    assert refusal.why == f"C1 has clauses 1 to 2, and none of number {part}."


def test_each_side_speaks_for_itself_and_may_change_what_it_said() -> None:
    desk = made()
    assess(desk, "XCO", "cannot-say")
    assess(desk, "XCO", "in-part")
    view = one(desk).said["XCO"]
    assert (view.verdict, view.words, view.number) == (Verdict.PART, "XCO has looked.", 2)
    refusal = desk.refused("XDE", "commitment.assess", "C1", words="x", verdict="fulfilled")
    assert refusal.why == "XDE is no side to C1: the sides are XBE, XCO."


F, H, N, U, NONE = "fulfilled", "in-part", "not-fulfilled", "cannot-say", ""
TABLE = [
    (NONE, NONE, NONE, Seen.NOTHING, ["No side has said how it stands."]),
    (F, F, NONE, Seen.FULFILLED, ["All sides say that it is fulfilled."]),
    (H, H, NONE, Seen.PART, ["All sides say that it is fulfilled in part."]),
    (N, N, NONE, Seen.BROKEN, ["All sides say that it is not fulfilled: it is broken."]),
    (U, U, NONE, Seen.UNKNOWN, ["All sides say that they cannot say."]),
    (F, N, NONE, Seen.DISPUTED, ["XBE says: it is fulfilled. XCO says: it is not fulfilled."]),
    (H, N, NONE, Seen.DISPUTED, [
        "XBE says: it is fulfilled in part. XCO says: it is not fulfilled.",
    ]),
    (NONE, N, NONE, Seen.EACH, ["XBE has made no entry. XCO says: it is not fulfilled."]),
    (N, NONE, NONE, Seen.EACH, ["XBE says: it is not fulfilled. XCO has made no entry."]),
    (U, N, NONE, Seen.EACH, ["XBE says: it cannot say. XCO says: it is not fulfilled."]),
    (F, N, N, Seen.BROKEN, [
        "XBE says: it is fulfilled. XCO says: it is not fulfilled.",
        "XDE, the agreed verifier, finds: it is not fulfilled: it is broken.",
    ]),
    (F, N, F, Seen.FULFILLED, [
        "XBE says: it is fulfilled. XCO says: it is not fulfilled.",
        "XDE, the agreed verifier, finds: it is fulfilled.",
    ]),
    (F, N, H, Seen.PART, [
        "XBE says: it is fulfilled. XCO says: it is not fulfilled.",
        "XDE, the agreed verifier, finds: it is fulfilled in part.",
    ]),
    (F, N, U, Seen.DISPUTED, [
        "XBE says: it is fulfilled. XCO says: it is not fulfilled.",
        "XDE, the agreed verifier, finds: it cannot say.",
    ]),
    (NONE, NONE, N, Seen.BROKEN, [
        "XDE, the agreed verifier, finds: it is not fulfilled: it is broken.",
    ]),
    (F, F, N, Seen.FULFILLED, [
        "All sides say that it is fulfilled.",
        "XDE, the agreed verifier, finds: it is not fulfilled.",
    ]),
    (N, N, F, Seen.BROKEN, [
        "All sides say that it is not fulfilled: it is broken.",
        "XDE, the agreed verifier, finds: it is fulfilled.",
    ]),
]  # fmt: skip


def viewed(owner: str, recipient: str, found: str) -> Desk:
    """A commitment with views, and a finding of the verifier whom both agreed."""
    desk = made(verifier="XDE")
    desk.do("XCO", "commitment.accept", "C1")
    for by, verdict in (("XBE", owner), ("XCO", recipient)):
        if verdict:
            assess(desk, by, verdict)
    if found:
        desk.do("XDE", "commitment.find", "C1", words="We looked.", verdict=found)
    return desk


@pytest.mark.parametrize(("owner", "recipient", "found", "seen", "sentences"), TABLE)
def test_broken_is_said_only_where_both_sides_or_the_agreed_verifier_say_so(
    owner: str, recipient: str, found: str, seen: Seen, sentences: list[str]
) -> None:
    desk = viewed(owner, recipient, found)
    assert told_of.seen(one(desk)) is seen
    assert told(desk) == sentences
    assert told_of.is_disputed(one(desk)) is ({owner, recipient} - {NONE, U} in ({F, N}, {H, N}))


VERDICTS = st.sampled_from([NONE, F, H, N, U])


@given(VERDICTS, VERDICTS, VERDICTS)
def test_broken_is_never_said_on_the_word_of_one_side(owner: str, other: str, found: str) -> None:
    desk = viewed(owner, other, found)
    broken = any("broken" in sentence for sentence in told(desk))
    assert broken is (told_of.seen(one(desk)) is Seen.BROKEN)
    assert not broken or owner == other == N or found == N


def test_one_side_alone_can_say_that_it_is_done_and_not_that_it_is_broken() -> None:
    desk = made(recipients=[])
    assess(desk, "XBE", "not-fulfilled")
    assert (told_of.seen(one(desk)), told(desk)) == (
        Seen.EACH, ["XBE says: it is not fulfilled."],
    )  # fmt: skip
    assert clause(desk.refused("XBE", "commitment.fulfil", "C1"), P.ASSESSMENT)
    assess(desk, "XBE", "fulfilled")
    assert needed(desk) == "It can be found fulfilled."
    desk.wait(hours=1).do("XBE", "commitment.fulfil", "C1")
    assert told(desk) == [
        "It was found fulfilled on 2030-03-01T11:00:00Z.",
        "XBE says: it is fulfilled.",
    ]
    assert needed(desk) == "Nothing more is needed."


def test_views_can_differ_again_after_it_was_found_fulfilled() -> None:
    desk = viewed(F, F, NONE)
    desk.do(OFFICE, "commitment.fulfil", "C1")
    assess(desk, "XCO", "not-fulfilled")
    assert told(desk)[0] == f"It was found fulfilled on {START}."
    assert told_of.seen(one(desk)) is Seen.DISPUTED


# ---------------------------------------------------------------- the verifier


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"verifier": "XDE", "agency": "An agency"}, "Two verifiers are named."),
        ({"verifier": "XZZ"}, "XZZ has no place here."),
        ({"verifier": "XBE"}, "XBE is a side to it, and cannot verify it."),
        ({"verifier": "XCO"}, "XCO is a side to it, and cannot verify it."),
    ],
)
def test_a_verifier_is_a_third(said: dict[str, Any], why: str) -> None:
    refusal = Desk().refused("XBE", "commitment.make", "C1", **PLAIN, **said)
    assert (clause(refusal, P.ASSESSMENT), refusal.why) == (True, why)


def test_a_verifier_is_agreed_once_everybody_to_whom_it_is_owed_accepted() -> None:
    desk = made(recipients=["XCO", "XAL"], verifier="XDE")
    finding = {"words": "x", "verdict": "not-fulfilled"}
    desk.do("XCO", "commitment.accept", "C1")
    refusal = desk.refused("XDE", "commitment.find", "C1", **finding)
    assert refusal.why == "C1, which names a verifier, is not accepted so far by XAL."
    assert needed(desk) == (
        "Its verifier is not agreed yet; recipients accept the commitment with it."
    )
    assert clause(desk.refused("XCO", "commitment.accept", "C1"), P.COMMITMENT)
    assert clause(desk.refused("XDE", "commitment.accept", "C1"), P.COMMITMENT)
    desk.do("XAL", "commitment.accept", "C1")
    assert needed(desk) == "It needs each side to say how it stands."
    refusal = desk.refused("XCO", "commitment.find", "C1", **finding)
    assert (refusal.why, refusal.remedy) == ("XDE verifies C1.", "Let XDE say it.")
    desk.do("XDE", "commitment.find", "C1", **finding)
    assert told_of.seen(one(desk)) is Seen.BROKEN


def test_what_a_body_without_a_seat_finds_is_entered_with_its_source() -> None:
    desk = made(agency="The Agency")
    desk.do("XCO", "commitment.accept", "C1")
    finding = {"words": "Verified.", "verdict": "fulfilled"}
    refusal = desk.refused(OFFICE, "commitment.find", "C1", **finding)
    assert refusal.why == "Where the finding of “The Agency” can be read is not said."
    refusal = desk.refused("XCO", "commitment.find", "C1", **finding, source="GOV/1")
    assert refusal.why == "“The Agency”, which has no seat, verifies C1."
    desk.do("XAL", "commitment.find", "C1", **finding, source="GOV/1")
    assert told(desk) == ["The Agency, the agreed verifier, finds: it is fulfilled."]
    found = one(desk).found
    assert found is not None
    assert (found.source, found.by) == ("GOV/1", "XAL")


def test_without_a_verifier_nobody_finds() -> None:
    refusal = made().refused("XDE", "commitment.find", "C1", words="x", verdict="fulfilled")
    assert (clause(refusal, P.ASSESSMENT), refusal.why) == (True, "C1 names no verifier.")


# ---------------------------------------------------------------- pairs


def test_a_pair_is_one_once_owners_of_both_said_so_and_stays_one() -> None:
    desk = made()
    desk.do("XCO", "commitment.make", "C2", words="y", owners=["XCO"], pair="C1")
    assert not told_of.is_pair(desk.forum, one(desk))
    assert told(desk, "C2")[-1] == "Its owner names it as one of a pair with C1; XBE has not."
    assert len(told(desk)) == 1
    desk.do("XBE", "commitment.pair", "C1", other="C2")
    assert told(desk)[-1] == "It is one of a pair with C2 of XCO, which is standing."
    refusal = desk.refused("XBE", "commitment.pair", "C1", other="C2")
    assert (clause(refusal, P.PAIR), refusal.why) == (True, "C1 is one of a pair already, with C2.")
    refusal = desk.refused("XDE", "commitment.make", "C3", words="z", owners=["XDE"], pair="C1")
    assert refusal.why == "C1 is one of a pair already, with C2."
    desk.do("XCO", "commitment.withdraw", "C2")
    assert told(desk)[-1] == "It is one of a pair with C2 of XCO, which is taken back."


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("C9", "C9 is no commitment here."),
        ("C1", "C1 is no pair with itself."),
        ("C2", "Somebody undertakes both C1 and C2."),
    ],
)
def test_a_pair_is_of_two_commitments_of_different_parties(other: str, why: str) -> None:
    desk = made(made(), name="C2")
    refusal = desk.refused("XBE", "commitment.pair", "C1", other=other)
    assert (clause(refusal, P.PAIR), refusal.why) == (True, why)


def test_only_its_owner_names_the_pair_of_a_commitment() -> None:
    desk = made()
    desk.do("XDE", "commitment.make", "C2", words="y", owners=["XDE"])
    refusal = desk.refused("XCO", "commitment.pair", "C1", other="C2")
    assert refusal.why == "C1 is a commitment of XBE, and not of XCO."


# ---------------------------------------------------------------- suspended, ended


def test_a_commitment_is_suspended_and_resumed_clause_by_clause_with_a_reason() -> None:
    desk = made(parts=["The list.", "The map."], due=FAR)
    desk.do("XBE", "commitment.suspend", "C1", words="The others were late.", part=2)
    assert told(desk)[1] == f"XBE suspended clause 2 on {START}."
    assert not one(desk).whole_suspended
    assert one(desk).suspended[2, "XBE"].reason == "The others were late."
    for by, act, part in (("XBE", "suspend", 2), ("XBE", "resume", 1), ("XBE", "resume", None)):
        refusal = desk.refused(by, f"commitment.{act}", "C1", words="x", part=part)
        assert clause(refusal, P.COMMITMENT_END)
    assert clause(desk.refused("XCO", "commitment.suspend", "C1", words="x"), P.COMMITMENT)
    after = "2030-07-01T10:00:00Z"
    assert told_of.late(desk.forum, one(desk), after) == FAR
    desk.do("XBE", "commitment.suspend", "C1", words="x", part=1)
    assert (one(desk).whole_suspended, one(desk).runs) == (True, False)
    assert told_of.late(desk.forum, one(desk), after) is None
    assert needed(desk) == "It is suspended; its owner can resume it."
    desk.do("XBE", "commitment.resume", "C1", words="x", part=2)
    assert (one(desk).whole_suspended, one(desk).runs) == (False, True)
    desk.do("XBE", "commitment.suspend", "C1", words="x")
    assert f"XBE suspended the whole on {START}." in told(desk)
    assert one(desk).whole_suspended


def test_what_two_undertake_is_suspended_by_each_for_itself() -> None:
    desk = made(owners=["XBE", "XDE"])
    desk.do("XDE", "commitment.confirm", "C1")
    desk.do("XBE", "commitment.suspend", "C1", words="x")
    assert not one(desk).whole_suspended
    desk.do("XDE", "commitment.suspend", "C1", words="x")
    assert one(desk).whole_suspended


def test_an_owner_does_not_end_alone_what_it_owes() -> None:
    desk = made(recipients=["XCO", "XDE"])
    refusal = desk.refused("XBE", "commitment.withdraw", "C1")
    assert (clause(refusal, P.COMMITMENT_END), refusal.why) == (True, "C1 is owed to XCO, XDE.")
    refusal = desk.refused("XBE", "commitment.release", "C1")
    assert refusal.why == "Only XCO, XDE can let C1 go, to whom it is owed."
    desk.do("XCO", "commitment.release", "C1")
    assert one(desk).stage is Stage.STANDING
    refusal = desk.refused("XCO", "commitment.release", "C1")
    assert refusal.why == "XCO has let C1 go already."
    desk.do("XDE", "commitment.release", "C1")
    assert told(desk) == [f"Those to whom it is owed released it on {START}."]


def test_what_is_owed_to_nobody_its_owner_takes_back() -> None:
    desk = made(recipients=[])
    assert clause(desk.refused("XBE", "commitment.release", "C1"), P.COMMITMENT_END)
    assert clause(desk.refused("XCO", "commitment.withdraw", "C1"), P.COMMITMENT_END)
    desk.do("XBE", "commitment.withdraw", "C1")
    assert told(desk) == [f"It was taken back on {START}."]


def test_an_entry_that_awaits_its_owners_is_taken_back_by_who_made_it() -> None:
    desk = registered()
    refusal = desk.refused("XCO", "commitment.withdraw", "C1")
    assert (refusal.why, refusal.remedy) == (
        "C1 was entered by SECRETARIAT.", "Let SECRETARIAT take it back.",
    )  # fmt: skip
    desk.do(OFFICE, "commitment.withdraw", "C1")
    assert one(desk).stage is Stage.WITHDRAWN


def test_another_takes_its_place_when_those_to_whom_it_is_owed_say_so() -> None:
    desk = made(made(), name="C2", recipients=[])
    desk.do("XDE", "commitment.make", "C3", words="z", owners=["XDE"])
    desk.do("XBE", "commitment.make", "C4", words="z", owners=["XBE"])
    desk.do("XBE", "commitment.withdraw", "C4")
    for other, why in (
        ("C9", "C9 is no commitment here."),
        ("C1", "C1 does not take its own place."),
        ("C3", "C3 is of XDE."),
        ("C4", "C4 is taken back."),
    ):
        refusal = desk.refused("XCO", "commitment.supersede", "C1", other=other)
        assert (clause(refusal, P.COMMITMENT_END), refusal.why) == (True, why)
    assert clause(desk.refused("XBE", "commitment.supersede", "C1", other="C2"), P.COMMITMENT_END)
    desk.do("XCO", "commitment.supersede", "C1", other="C2")
    assert told(desk) == [f"C2 took its place on {START}."]
    assert dict(one(desk).let) == {"XCO": "C2"}


# ---------------------------------------------------------------- seats that leave, succession


def succeeded(desk: Desk, code: str) -> None:
    """Another party takes a seat, as the body decided."""
    decide(desk, "PS", "admit", "XNE")
    desk.do(code, "member.succeed", code, successor="XNE", decision="PS")


def test_who_has_left_keeps_its_commitments_and_still_speaks_of_them() -> None:
    desk = made()
    desk.do("XBE", "member.notify", "XBE")
    desk.wait(hours=24).do("XBE", "member.withdraw", "XBE")
    desk.do("XBE", "commitment.evidence", "C1", words="Sent.")
    assess(desk, "XBE", "fulfilled")
    refusal = desk.refused("XBE", "commitment.make", "C2", **PLAIN)
    assert clause(refusal, P.WHO_ACTS)


def test_a_successor_has_the_commitments_the_views_and_the_suspensions() -> None:
    desk = made(made(), name="C2", owners=["XBE"], recipients=["XCO"], verifier="XDE", parts=["x"])
    desk.do("XCO", "commitment.make", "C3", words="x", owners=["XCO"], recipients=["XBE"])
    assess(desk, "XBE", "fulfilled")
    desk.do("XBE", "commitment.suspend", "C2", words="x", part=1)
    desk.do("XBE", "commitment.accept", "C3")
    succeeded(desk, "XBE")
    here = desk.forum.commitments
    assert (here["C1"].owners, here["C1"].by) == (("XNE",), "XNE")
    assert dict(here["C1"].said)["XNE"].by == "XBE"
    assert list(here["C2"].suspended) == [(1, "XNE")]
    assert (here["C3"].recipients, list(here["C3"].accepted)) == (("XNE",), ["XNE"])
    assess(desk, "XNE", "in-part")


def test_a_verifier_is_succeeded_as_well() -> None:
    desk = made(verifier="XDE", recipients=[])
    succeeded(desk, "XDE")
    desk.do("XNE", "commitment.find", "C1", words="x", verdict="fulfilled")


# ---------------------------------------------------------------- where a body is not at hand


def sealed(desk: Desk, by: str, name: str, about: str, /, **said: Any) -> None:  # noqa: ANN401 - any form
    """An act whose body is not at hand."""
    act = evolve(desk.act(by, name, about, **said), said=None)
    assert rule(desk.forum, act) is None
    desk.forum = enter(desk.forum, act)


def test_evidence_that_is_not_at_hand_leaves_the_commitment_known() -> None:
    desk = made()
    sealed(desk, "XBE", "commitment.evidence", "C1", words="x")
    assert "C1" not in desk.forum.unknown
    assert clause(desk.refused(OFFICE, "commitment.fulfil", "C1"), P.ASSESSMENT)


def test_what_its_envelope_says_alone_is_followed_without_its_body() -> None:
    desk = made()
    sealed(desk, "XCO", "commitment.accept", "C1")
    sealed(desk, "XCO", "commitment.release", "C1")
    assert one(desk).stage is Stage.RELEASED
    assert "C1" not in desk.forum.unknown


def test_a_view_that_is_not_at_hand_lets_what_rests_on_it_pass_and_nothing_else() -> None:
    desk = made(made(), name="C2")
    desk.do("XCO", "commitment.make", "C3", words="x", owners=["XCO"], pair="C1")
    sealed(desk, "XBE", "commitment.assess", "C1", words="x", verdict="fulfilled")
    assert clause(desk.refused(OFFICE, "commitment.fulfil", "C2"), P.ASSESSMENT)
    desk.do(OFFICE, "commitment.fulfil", "C1")
    assert "C1" in desk.forum.unknown
    desk.do("XCO", "commitment.pair", "C3", other="C1")
    assert "C3" in desk.forum.unknown


def test_a_commitment_whose_event_is_not_known_may_have_lapsed() -> None:
    desk = made()
    said: dict[str, Any] = {"words": "y", "owners": ["XCO"], "hours": 24}
    desk.do("XCO", "commitment.make", "C2", **said, event="commitment-fulfilled", of="C1")
    assert clause(desk.refused(OFFICE, "commitment.lapse", "C2"), P.COMMITMENT_END)
    sealed(desk, "XCO", "commitment.assess", "C1", words="x", verdict="fulfilled")
    desk.do(OFFICE, "commitment.lapse", "C2")
    assert one(desk, "C2").stage is Stage.STANDING
    assert "C2" in desk.forum.unknown


# ---------------------------------------------------------------- today, and where all stands


def waits(desk: Desk, code: str, now: str = START) -> list[tuple[str, str, tuple[str, ...], Any]]:
    """What waits for a seat of its commitments."""
    return [
        (due.object, due.told, tuple(act.removesuffix("/1") for act in due.acts), due.until)
        for due in today(desk.forum, code, now)
        if due.object in desk.forum.commitments
    ]


def test_an_owner_is_asked_to_say_whether_an_entry_is_its_commitment() -> None:
    desk = registered()
    assert waits(desk, "XBE") == [(
        "C1", "It was entered as the delegation's commitment; its answer is awaited.",
        ("commitment.confirm", "commitment.decline"), None,
    )]  # fmt: skip
    assert waits(desk, "XCO") == []
    desk.do("XBE", "commitment.confirm", "C1")
    desk.do("XBE", "commitment.suspend", "C1", words="x")
    assert waits(desk, "XBE") == []


def test_each_side_and_the_verifier_are_told_what_waits_for_them() -> None:
    desk = made(verifier="XDE", due=FAR)
    owner = (
        "C1", "The delegation's commitment stands, and the delegation has not said how.",
        ("commitment.evidence", "commitment.assess"), FAR,
    )  # fmt: skip
    accept = (
        "C1", "It is owed to the delegation; the verifier counts once the delegation accepts.",
        ("commitment.accept",), None,
    )  # fmt: skip
    assert (waits(desk, "XBE"), waits(desk, "XCO"), waits(desk, "XDE")) == ([owner], [accept], [])
    over = f"Its date was {FAR}; the delegation has not said how it stands."
    assert waits(desk, "XBE", "2030-07-01T10:00:00Z") == [("C1", over, owner[2], None)]
    desk.do("XCO", "commitment.accept", "C1")
    find = (
        "C1", "The delegation is the agreed verifier, and has entered no finding.",
        ("commitment.find",), FAR,
    )  # fmt: skip
    assert (waits(desk, "XCO"), waits(desk, "XDE")) == ([], [find])
    assess(desk, "XBE", "fulfilled")
    assert (waits(desk, "XBE"), waits(desk, "XCO")) == ([], [(
        "C1", "Its owner said how it stands; the delegation's own view is not entered.",
        ("commitment.assess",), None,
    )])  # fmt: skip
    desk.do("XDE", "commitment.find", "C1", words="x", verdict="fulfilled")
    assess(desk, "XCO", "fulfilled")
    assert (waits(desk, "XCO"), waits(desk, "XDE"), waits(desk, "XAL")) == ([], [], [])


def test_a_recipient_whose_commitment_is_named_as_a_pair_is_told_so() -> None:
    desk = made()
    desk.do("XCO", "commitment.make", "C2", words="y", owners=["XCO"])
    desk.do("XBE", "commitment.pair", "C1", other="C2")
    assert ("C1", "C1 is named as its pair with C2; its own word is not entered.",
            ("commitment.pair",), None) in waits(desk, "XCO")  # fmt: skip
    desk.do("XCO", "commitment.pair", "C2", other="C1")
    assert "pair" not in str(waits(desk, "XCO"))


def test_where_all_stands_has_commitments_channels_and_interests() -> None:
    desk = made(words="To send\nthe list. " + "x" * 80)
    past = "2030-01-01T10:00:00Z"
    desk.do("XBE", "strand.register", "S1", title="Talks", parties=["XBE", "XCO"], since=past)
    came = {"title": "A deal", "strand": "S1", "date": past, "source": "x"}
    desk.do("XCO", "strand.outcome", "D1", **came)
    desk.do("XDE", "interest.state", "N1", words="Ours.", subject="rockets", source="A speech")
    lines = [
        (line.object, line.sort, line.title, line.stage)
        for group in overview(desk.forum, START)
        for line in group.lines
        if line.object in ("C1", "S1", "D1", "N1")
    ]
    assert lines == [
        ("C1", "commitment", f"To send the list. {'x' * 62} …", "standing, of XBE"),
        ("S1", "bilateral channel", "Talks", "running"),
        ("D1", "outcome", "A deal", "registered"),
        ("N1", "interest", "Ours.", "stated, by XDE"),
    ]


@pytest.mark.parametrize(("length", "cut"), [(80, False), (81, True)])
def test_words_in_the_place_of_a_title_are_cut_at_eighty_signs(length: int, cut: bool) -> None:  # noqa: FBT001 - a row
    line = told_of.in_a_line("x" * length)
    assert line == ("x" * 80 + " …" if cut else "x" * 80)


def test_what_is_due_at_once_after_an_event_is_due_at_its_moment() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.do(
        "XBE",
        "commitment.make",
        "C1",
        **{**PLAIN, "hours": 0, "event": "decision-in-effect", "of": "P1"},
    )
    due = told_of.due_told(desk.forum, one(desk), START)
    assert due is not None
    assert due.startswith("It is due 0 hours after P1")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    desk.do("XAL", "proposal.adopt", "P1")
    assert told_of.due_of(desk.forum, one(desk)) == desk.forum.time
