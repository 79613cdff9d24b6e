"""Ways around a guard that somebody could try, each shut: one short history for each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import NAMES, OFFICE, SITS, START, Desk, charter, clause, decide, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import Lapse
from dipoli.forum import decision as d
from dipoli.forum import silence as s
from dipoli.forum.act import Act
from dipoli.forum.decision_needed import still_needed
from dipoli.forum.procedure import enter, rule
from dipoli.forum.silence_needed import still_needed as silence_needed
from dipoli.forum.standing import Forum
from dipoli.forum.term_rules import awaited, marks
from dipoli.forum.text import Stage as TextStage
from dipoli.record.shape import read_time, write_time

OBJECTS: dict[str, Any] = {"reason": "substance"}
PAPER: dict[str, Any] = {
    "title": "On the lake", "symbol": "A/1", "kind": "working-paper", "language": "en",
    "everything": False,
}  # fmt: skip
GROUP: dict[str, Any] = {"concerned": ["XCO"], "finding": "The others find so."}


def tabled(here: Forum | None = None, **said: Any) -> Desk:  # noqa: ANN401 - of any field
    """A proposal that was tabled, P1 of XBE."""
    desk = Desk(here)
    desk.do("XBE", "proposal.table", "P1", **({"title": "x", "purpose": "measure"} | said))
    return desk


def put(here: Forum | None = None, **said: Any) -> Desk:  # noqa: ANN401 - of any field
    """P1 before the body."""
    desk = tabled(here, **said).wait(hours=24)
    desk.do("XAL", "proposal.put", "P1")
    return desk


def silent(hours: int = 72, here: Forum | None = None) -> Desk:
    """A silence over P1."""
    desk = tabled(here)
    desk.do("XAL", "silence.open", "P1", deadline=hours)
    return desk


def serve(desk: Desk, *codes: str) -> None:
    """Serve the text of P1."""
    for code in codes or tuple(NAMES):
        desk.do(OFFICE, "text.serve", "P1", **served(code))


def served(code: str) -> dict[str, Any]:
    """What an act of service says."""
    return {"seat": code, "channel": f"mailbox of {code}", "how": "delivered"}


def leaves(desk: Desk, code: str) -> None:
    """A party gives its seat up."""
    desk.do(code, "member.notify", code)
    desk.wait(hours=24).do(code, "member.withdraw", code)


def text(desk: Desk, name: str = "T1") -> None:
    """A text of one clause."""
    desk.do("XBE", "text.table", name, **PAPER)
    desk.do("XBE", "clause.propose", f"{name}-1", words="They meet by the lake.", sort="words")


# ---------------------------------------------------------------- deciding on what is not there


@pytest.mark.parametrize("purpose", ["text", "link", "leave-for-silence"])
@pytest.mark.parametrize("subject", [None, "X9", "XCO"])
def test_nobody_decides_on_a_name_that_somebody_fills_afterwards(
    purpose: str, subject: str | None
) -> None:
    desk = tabled(purpose=purpose, subject=subject).wait(hours=24)
    assert clause(desk.refused("XAL", "proposal.put", "P1"), Point.KNOWN_OBJECT)
    refusal = desk.refused("XAL", "silence.open", "P1", deadline=72)
    assert clause(refusal, Point.KNOWN_OBJECT)


@pytest.mark.parametrize("act", ["proposal.effect", "statement.attach"])
def test_a_text_is_decided_when_the_decision_is_taken_and_not_by_a_later_act(act: str) -> None:
    desk = put()
    desk.do("XAL", "proposal.adopt", "P1")
    text(desk)
    before = desk.forum
    about = evolve(before.proposals["P1"], purpose=d.Purpose.TEXT, subject="T1")
    desk.forum = evolve(before, proposals=before.proposals.set("P1", about))
    said = {"words": "x", "annex": "reservation"} if act == "statement.attach" else {}
    desk.do("XAL", act, "P1", **said)
    assert desk.forum.texts["T1"].stage is TextStage.OPEN


def test_a_text_is_before_the_body_with_one_proposal_and_so_not_decided_twice() -> None:
    desk = Desk()
    text(desk)
    for name in ("P1", "P2"):
        desk.do("XBE", "proposal.table", name, title="x", purpose="text", subject="T1")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    for act in ("proposal.put", "silence.open"):
        assert clause(desk.refused("XAL", act, "P2", 72), Point.TEXT_STAGE)
    desk.do("XAL", "proposal.adopt", "P1")
    assert desk.forum.texts["T1"].stage is TextStage.DECIDED
    assert clause(desk.refused("XAL", "proposal.put", "P2"), Point.TEXT_STAGE)


def test_a_text_is_free_for_another_proposal_once_the_first_is_parked() -> None:
    desk = Desk()
    text(desk)
    for name in ("P1", "P2"):
        desk.do("XBE", "proposal.table", name, title="x", purpose="text", subject="T1")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    desk.do("XCO", "objection.raise", "P1", **OBJECTS)
    desk.do("XAL", "proposal.park", "P1")
    desk.do("XAL", "proposal.put", "P2")


# ---------------------------------------------------------------- notice and meetings


def test_a_new_version_has_notice_anew_and_its_notice_can_be_waived() -> None:
    desk = tabled().wait(hours=24)
    desk.do("XBE", "proposal.amend", "P1", words="Something else altogether.")
    assert clause(desk.refused("XAL", "proposal.put", "P1"), Point.NOTICE)
    desk.do("XAL", "notice.waive", "P1", deadline=4)
    desk.wait(hours=4, seconds=1).do("XAL", "notice.waived", "P1")
    desk.do("XAL", "proposal.put", "P1")


def test_a_waiver_serves_for_the_version_for_which_it_was_asked() -> None:
    desk = tabled()
    desk.do("XAL", "notice.waive", "P1", deadline=4)
    desk.wait(hours=4, seconds=1).do("XAL", "notice.waived", "P1")
    desk.do("XBE", "proposal.amend", "P1", words="Something else altogether.")
    assert clause(desk.refused("XAL", "proposal.put", "P1"), Point.NOTICE)


@pytest.mark.parametrize("act", ["proposal.adopt", "proposal.except"])
def test_what_was_put_in_a_meeting_is_not_decided_by_the_chair_alone_afterwards(act: str) -> None:
    desk = put()
    said: dict[str, Any] = {}
    if act == "proposal.except":
        desk.do("XCO", "objection.raise", "P1", **OBJECTS)
        said = GROUP
    desk.do("XAL", "meeting.suspend", SITS)
    assert clause(desk.refused("XAL", act, "P1", **said), Point.PUT)
    desk.do("XAL", "meeting.resume", SITS)
    desk.do("XAL", act, "P1", **said)


def test_what_capitals_agreed_is_adopted_between_meetings() -> None:
    desk = put()
    desk.do("XCO", "proposal.refer", "P1", deadline=48)
    desk.do("XAL", "meeting.suspend", SITS)
    desk.do("XCO", "proposal.confirm", "P1")
    desk.do("XAL", "proposal.adopt", "P1")


@pytest.mark.parametrize("way", ["adopt", "except", "certify"])
def test_nothing_is_decided_in_a_basket_that_is_parked(way: str) -> None:
    desk = tabled(basket="water") if way == "certify" else put(basket="water")
    act, said, by = f"proposal.{way}", {}, "XAL"
    if way == "except":
        desk.do("XCO", "objection.raise", "P1", **OBJECTS)
        said = GROUP
    if way == "certify":
        desk.do("XAL", "silence.open", "P1", deadline=72)
        serve(desk)
        desk.wait(hours=73)
        act, by = "silence.certify", OFFICE
    desk.do("XAL", "basket.park", "water")
    assert clause(desk.refused(by, act, "P1", **said), Point.BASKETS)
    desk.do("XDE", "basket.resume", "water")
    desk.do(by, act, "P1", **said)


# ---------------------------------------------------------------- ad referendum


@pytest.mark.parametrize("silence", [*Lapse])
def test_an_objection_that_is_gone_leaves_the_capitals_awaited(silence: Lapse) -> None:
    rules = charter().decision
    desk = put(forum(charter(decision=evolve(rules, referral_silence=silence))))
    desk.do("XCO", "proposal.refer", "P1", deadline=48)
    desk.do("XDE", "objection.raise", "P1", **OBJECTS)
    desk.do("XDE", "objection.withdraw", "P1")
    assert desk.forum.proposals["P1"].stage is d.Stage.REFERRED
    assert clause(desk.refused("XAL", "proposal.adopt", "P1"), Point.REFERRAL)
    assert "capitals of XCO" in still_needed(desk.forum, desk.forum.proposals["P1"])
    desk.do("XCO", "proposal.confirm", "P1")
    desk.do("XAL", "proposal.adopt", "P1")


def test_leaving_one_aside_passes_over_no_capital_of_another() -> None:
    desk = put()
    desk.do("XDE", "proposal.refer", "P1", deadline=48)
    desk.do("XCO", "objection.raise", "P1", **OBJECTS)
    assert clause(desk.refused("XAL", "proposal.except", "P1", **GROUP), Point.REFERRAL)
    desk.wait(hours=48, seconds=1).do("XAL", "proposal.except", "P1", **GROUP)


def test_who_is_left_aside_is_not_waited_for() -> None:
    desk = put()
    desk.do("XCO", "proposal.refer", "P1", deadline=48)
    desk.do("XCO", "objection.raise", "P1", **OBJECTS)
    desk.do("XAL", "proposal.except", "P1", **GROUP)


def test_a_capital_is_asked_once_and_for_a_time_to_come() -> None:
    desk = put()
    assert clause(desk.refused("XCO", "proposal.refer", "P1", 0), Point.REFERRAL)
    desk.do("XCO", "proposal.refer", "P1", deadline=48)
    assert clause(desk.refused("XCO", "proposal.refer", "P1", deadline=100), Point.REFERRAL)
    desk.do("XCO", "proposal.confirm", "P1")
    assert clause(desk.refused("XCO", "proposal.refer", "P1", deadline=100), Point.REFERRAL)


def test_a_proposal_that_is_taken_up_again_waits_for_no_former_answer() -> None:
    desk = put()
    desk.do("XCO", "proposal.refer", "P1", deadline=48)
    desk.do("XDE", "objection.raise", "P1", **OBJECTS)
    desk.do("XAL", "proposal.park", "P1")
    desk.do("XAL", "proposal.resume", "P1")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    desk.do("XCO", "proposal.refer", "P1", deadline=24)
    assert desk.forum.proposals["P1"].until == write_time(desk.wait(hours=24).now)


def test_no_capital_is_awaited_of_a_party_that_left_or_stays_out() -> None:
    desk = put()
    desk.do("XCO", "proposal.refer", "P1", deadline=168)
    desk.do("XDE", "proposal.refer", "P1", deadline=168)
    desk.do("XDE", "proposal.opt-out", "P1")
    leaves(desk, "XCO")
    assert "All capitals" in still_needed(desk.forum, desk.forum.proposals["P1"])
    desk.do("XAL", "proposal.adopt", "P1")


# ---------------------------------------------------------------- necessary parties


def test_a_necessary_party_is_neither_left_aside_nor_passed_over_while_it_stays_out() -> None:
    desk = put()
    desk.do("XBE", "necessary.claim", "P1", party="XCO", source="the treaty of 1953")
    desk.do("XCO", "proposal.opt-out", "P1")
    refusal = desk.refused("XAL", "proposal.adopt", "P1")
    assert clause(refusal, Point.NECESSARY)
    assert "stays out" in refusal.why
    desk.do("XCO", "proposal.join", "P1")
    desk.do("XCO", "objection.raise", "P1", **OBJECTS)
    assert clause(desk.refused("XAL", "proposal.except", "P1", **GROUP), Point.NECESSARY)
    desk.do("XBE", "necessary.withdraw", "P1", party="XCO")
    desk.do("XAL", "proposal.except", "P1", **GROUP)


def test_whose_consent_is_asked_by_name_does_not_give_it_by_staying_out() -> None:
    desk = put(mode="unanimity-of-named", named=["XCO"])
    desk.do("XCO", "proposal.opt-out", "P1")
    assert clause(desk.refused("XAL", "proposal.adopt", "P1"), Point.NECESSARY)


def test_who_stays_out_stops_nothing_by_a_claim() -> None:
    desk = put()
    desk.do("XCO", "necessary.claim", "P1", party="XZZ", source="x")
    assert clause(desk.refused("XCO", "proposal.opt-out", "P1"), Point.OPT_OUT)
    desk.do("XCO", "necessary.withdraw", "P1", party="XZZ")
    desk.do("XCO", "proposal.opt-out", "P1")
    refusal = desk.refused("XCO", "necessary.claim", "P1", party="XZZ", source="x")
    assert clause(refusal, Point.OPT_OUT)


def test_a_party_that_gave_its_seat_up_holds_nothing_back_by_a_claim_or_a_headnote() -> None:
    desk = Desk()
    text(desk)
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="text", subject="T1")
    desk.do("XCO", "text.bracket", "T1")
    desk.do("XCO", "necessary.claim", "P1", party="XZZ", source="x")
    assert clause(desk.refused("XDE", "necessary.claim", "P1", party="XZZ", source="y"),
                  Point.NECESSARY)  # fmt: skip
    desk.wait(hours=24)
    assert clause(desk.refused("XAL", "proposal.put", "P1"), Point.BRACKETS)
    leaves(desk, "XCO")
    desk.do("XAL", "proposal.put", "P1")
    desk.do("XDE", "necessary.claim", "P1", party="XZZ", source="y")
    desk.do("XDE", "necessary.withdraw", "P1", party="XZZ")
    desk.do("XAL", "proposal.adopt", "P1")


# ---------------------------------------------------------------- silence


def test_nobody_is_served_after_the_end_nor_without_time_to_speak() -> None:
    desk = silent()
    serve(desk, "XAL", "XBE", "XCO")
    desk.wait(hours=48, seconds=1)
    late = desk.refused(OFFICE, "text.serve", "P1", **served("XDE"))
    assert clause(late, Point.SILENCE_SERVICE)
    assert "24 hours to speak" in late.why
    desk.wait(hours=24)
    assert "ended at" in desk.refused(OFFICE, "text.serve", "P1", **served("XDE")).why
    assert clause(desk.refused(OFFICE, "silence.certify", "P1"), Point.SILENCE_SERVICE)


def test_who_is_served_a_day_before_the_end_has_the_day_that_the_charter_leaves_to_speak() -> None:
    desk = silent()
    desk.wait(hours=48)
    serve(desk, "XDE")


def test_a_text_is_served_by_the_channel_that_the_seat_declared() -> None:
    desk = silent()
    other = served("XDE") | {"channel": "mailbox of XCO"}
    refusal = desk.refused(OFFICE, "text.serve", "P1", **other)
    assert refusal.why == "The channel that XDE itself declared is: “mailbox of XDE”."
    mute = evolve(desk.forum.seats["XDE"], channel=None)
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("XDE", mute))
    refusal = desk.refused(OFFICE, "text.serve", "P1", **other)
    assert refusal.why == "The channel that XDE itself declared is: none."


def test_to_say_that_the_text_came_is_service_in_time_and_a_courtesy_later() -> None:
    desk = silent()
    serve(desk, "XAL", "XBE")
    desk.wait(hours=72).do("XCO", "silence.acknowledge", "P1")
    desk.wait(seconds=1).do("XDE", "silence.acknowledge", "P1")
    assert clause(desk.refused(OFFICE, "silence.certify", "P1"), Point.SILENCE_SERVICE)
    assert "XDE" in desk.refused(OFFICE, "silence.certify", "P1").why
    assert "XCO" not in desk.refused(OFFICE, "silence.certify", "P1").why


def test_a_silence_that_did_not_reach_all_ends_without_effect_and_frees_the_text() -> None:
    desk = Desk()
    text(desk)
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="text", subject="T1")
    desk.do("XAL", "silence.open", "P1", deadline=72)
    serve(desk, "XAL", "XBE", "XCO")
    assert "XDE by 2030-03-03T10:00:00Z" in silence_needed(desk.forum, desk.forum.silences["P1"])
    desk.wait(hours=72)
    assert clause(desk.refused(OFFICE, "silence.lapse", "P1"), Point.SILENCE_CERTIFY)
    desk.wait(seconds=1)
    desk.do(OFFICE, "silence.lapse", "P1")
    assert desk.forum.silences["P1"].stage is s.Stage.LAPSED
    assert desk.forum.proposals["P1"].stage is d.Stage.TABLED
    desk.do("XBE", "clause.revise", "T1-1", words="They meet at the lake.", version=1)
    desk.do("XAL", "silence.open", "P1", deadline=72)


def test_a_silence_that_held_is_not_found_to_have_ended_without_effect() -> None:
    desk = silent()
    serve(desk)
    desk.wait(hours=73)
    assert clause(desk.refused("XAL", "silence.lapse", "P1"), Point.SILENCE_CERTIFY)
    desk.do(OFFICE, "silence.certify", "P1")


def test_a_silence_without_a_necessary_party_ends_without_effect() -> None:
    desk = tabled()
    desk.do("XCO", "necessary.claim", "P1", party="XZZ", source="x")
    desk.do("XAL", "silence.open", "P1", deadline=72)
    serve(desk)
    desk.wait(hours=73)
    assert clause(desk.refused(OFFICE, "silence.certify", "P1"), Point.NECESSARY)
    desk.do("XAL", "silence.lapse", "P1")


def test_a_silence_that_goes_on_ends_no_earlier_than_what_was_left_of_it() -> None:
    desk = silent()
    desk.do("XAL", "silence.suspend", "P1")
    assert clause(desk.refused("XAL", "silence.resume", "P1", deadline=24), Point.SILENCE_EXTENSION)
    assert clause(desk.refused("XAL", "silence.resume", "P1", deadline=71), Point.SILENCE_EXTENSION)
    desk.do("XAL", "silence.resume", "P1", deadline=72)


def test_a_suspended_silence_is_broken_also_after_its_former_end() -> None:
    desk = silent()
    desk.do("XAL", "silence.suspend", "P1")
    desk.wait(hours=100).do("XCO", "silence.break", "P1", **OBJECTS)


@pytest.mark.parametrize("deadline", [None, 73])
def test_a_silence_goes_on_to_no_holiday(deadline: int | None) -> None:
    paper = charter(silence=evolve(charter().silence, holidays=False))
    first, *others = paper.members
    rests = evolve(first, holidays=(write_time(START)[:8] + "05",))
    desk = silent(72, forum(evolve(paper, members=(rests, *others))))
    desk.do("XAL", "silence.suspend", "P1")
    desk.wait(hours=24)
    refusal = desk.refused("XAL", "silence.resume", "P1", deadline)
    assert clause(refusal, Point.SILENCE_PERIOD)
    desk.do("XAL", "silence.resume", "P1", deadline=100)


def test_a_seat_that_joins_during_a_silence_is_served_as_well() -> None:
    desk = Desk()
    decide(desk, "P2", "admit", "XNE")
    desk.do("XAL", "member.invite", "XNE", category="member", decision="P2")
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.do("XAL", "silence.open", "P1", deadline=72)
    serve(desk)
    desk.do("XNE", "member.accept", "XNE")
    desk.do("XNE", "channel.declare", "XNE", channel="mailbox of XNE", sort="mailbox")
    desk.wait(hours=73)
    refusal = desk.refused(OFFICE, "silence.certify", "P1")
    assert clause(refusal, Point.SILENCE_SERVICE)
    assert "XNE" in refusal.why


def test_leave_serves_for_one_silence_and_for_the_version_that_it_named() -> None:
    desk = tabled(forum(charter(silence=evolve(charter().silence, leave=True))))
    decide(desk, "P2", "leave-for-silence", "P1")
    desk.do("XAL", "silence.open", "P1", deadline=72)
    desk.do("XCO", "silence.break", "P1", **OBJECTS)
    assert clause(desk.refused("XAL", "silence.open", "P1", deadline=72), Point.SILENCE_LEAVE)
    desk.do("XAL", "proposal.effect", "P2")
    assert clause(desk.refused("XAL", "silence.open", "P1", deadline=72), Point.SILENCE_LEAVE)
    decide(desk, "P3", "leave-for-silence", "P1")
    desk.do("XBE", "proposal.amend", "P1", words="Another one.")
    assert clause(desk.refused("XAL", "silence.open", "P1", deadline=72), Point.SILENCE_LEAVE)
    desk.do("XAL", "proposal.effect", "P3")
    assert clause(desk.refused("XAL", "silence.open", "P1", deadline=72), Point.SILENCE_LEAVE)
    decide(desk, "P4", "leave-for-silence", "P1")
    desk.do("XAL", "silence.open", "P1", deadline=72)


# ---------------------------------------------------------------- two clocks


@pytest.mark.parametrize("name", ["certify", "lapse", "put", "waived", "effect"])
def test_a_later_time_that_an_author_writes_brings_no_moment_nearer(name: str) -> None:
    desk, act = _waiting(name)
    assert rule(desk.forum, act) is None
    early = write_time(desk.wait(seconds=-1).now)
    refusal = rule(desk.forum, evolve(act, at=early))
    assert refusal is not None, "the office's clock had not reached the moment"
    assert rule(desk.forum, evolve(act, at=act.time, time=early)) is not None


def _waiting(name: str) -> tuple[Desk, Act]:
    """An act that is in order from this second on."""
    if name in {"certify", "lapse"}:
        desk = silent()
        if name == "certify":
            serve(desk)
        desk.wait(hours=72, seconds=1)
        return desk, desk.act(OFFICE, f"silence.{name}", "P1")
    if name == "effect":
        desk = put(effective=write_time(START.replace(day=20)))
        desk.do("XAL", "proposal.adopt", "P1")
        desk.now = read_time(write_time(START.replace(day=20)))
        return desk, desk.act(OFFICE, "proposal.effect", "P1")
    desk = tabled()
    if name == "waived":
        desk.do("XAL", "notice.waive", "P1", deadline=4)
        desk.wait(hours=4, seconds=1)
        return desk, desk.act("XAL", "notice.waived", "P1")
    desk.wait(hours=24)
    return desk, desk.act("XAL", "proposal.put", "P1")


# ---------------------------------------------------------------- terms


def test_no_suspension_and_no_leaving_lets_one_party_settle_a_term_alone() -> None:
    desk = Desk()
    text(desk)
    desk.do("XCO", "term.dispute", "D1", title="the lake", names=["the lake"])
    for code in ("XBE", "XCO"):
        desk.do(code, "term.mean", "D1", words=f"As {code} reads it.")
    desk.do("XBE", "term.offer", "D1", text="T1", words="As XBE reads it.")
    desk.do("XCO", "member.pause", "XCO")
    desk.do("XBE", "term.accept", "D1", text="T1")
    assert awaited(desk.forum, desk.forum.terms["D1"], "T1") == ("XCO",)
    assert marks(desk.forum, desk.forum.texts["T1"])
    leaves(desk, "XCO")
    assert clause(desk.refused("XBE", "term.offer", "D1", text="T1", words="x"), Point.TERMS)


# ---------------------------------------------------------------- any order of steps


STEPS = st.lists(
    st.tuples(
        st.sampled_from(tuple(NAMES)),
        st.sampled_from(
            (
                ("silence.suspend", None),
                ("silence.resume", None),
                ("silence.resume", 24),
                ("silence.resume", 80),
                ("silence.extend", 90),
                ("silence.acknowledge", None),
                ("text.serve", None),
                ("wait", 1),
                ("wait", 23),
                ("wait", 49),
                ("silence.lapse", None),
                ("silence.open", 72),
                ("silence.certify", None),
            )
        ),
    ),
    max_size=40,
)


@given(STEPS)
def test_however_a_silence_is_led_it_lasts_its_period_and_reaches_all_in_time(
    steps: list[tuple[str, tuple[str, int | None]]],
) -> None:
    """Told from the acts alone: the period that ran, and when each seat had the text."""
    desk = silent()
    ran, last, runs, had = 0.0, desk.now, True, set[str]()
    for by, (name, hours) in steps:
        if name == "wait":
            desk.wait(hours=hours or 0)
            continue
        ran, last = ran + ((desk.now - last).total_seconds() if runs else 0), desk.now
        author = {"text.serve": OFFICE, "silence.certify": OFFICE, "silence.acknowledge": by}
        said = served(by) if name == "text.serve" else {}
        act = desk.act(author.get(name, "XAL"), name, "P1", hours, **said)
        if rule(desk.forum, act) is not None:
            continue
        desk.forum = enter(desk.forum, act)
        if name == "silence.open":
            ran, had = 0.0, set()
        left = read_time(desk.forum.silences["P1"].until) - desk.now
        if name == "text.serve":
            assert not runs or left >= timedelta(hours=24)
        if name == "text.serve" or (name == "silence.acknowledge" and (not runs or left.days >= 0)):
            had.add(by)
        runs = name != "silence.suspend" and (runs or name in {"silence.resume", "silence.open"})
        if name == "silence.certify":
            assert ran > 72 * 3600
            assert had == set(NAMES)
            return
