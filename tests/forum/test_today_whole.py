"""What is told today is what a look through everything that was ever begun would tell.

The reference here is that look: every proposal and every silence is asked, one after the other. The
forum asks its views of what waits instead, which are carried on act by act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.demonstration.golden_files import NAMES, kept
from tests.forum import test_decisions_hold, test_unseen
from tests.forum.made import Desk, forum

from dipoli.forum import claim as c
from dipoli.forum import decision as d
from dipoli.forum import silence as q
from dipoli.forum.clock import later
from dipoli.forum.consents import consents_awaited
from dipoli.forum.decision_parties import entitled, missing_parties
from dipoli.forum.kept import keep_proposal
from dipoli.forum.kind import is_member
from dipoli.forum.meeting import Stage as MeetingStage
from dipoli.forum.procedure import enter
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.standing import Forum
from dipoli.forum.today import first, today
from dipoli.forum.trial import is_in_order
from dipoli.record.custody import Stored
from dipoli.record.shape import write_time
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

S, Q = d.Stage, q.Stage
OVER = (S.LAPSED, S.WITHDRAWN)
DECIDED = (S.ADOPTED, S.ADOPTED_EXCEPT, S.IN_EFFECT)
Told = tuple[str, tuple[str, ...], str | None]
"""What it is about, the acts that answer it, and until when."""
OF_THESE = {
    *(d.PUT, d.ADOPT, q.RESUME, d.WITHDRAW_OBJECTION, d.CONFIRM, d.OBJECT, d.REFER, d.ATTACH),
    *(c.REPORT, q.ACKNOWLEDGE, q.BREAK, q.CERTIFY, q.LAPSE),
}
"""Acts that wait for somebody where a proposal or a silence over one stands."""


def reference(here: Forum, code: str, now: str) -> list[Told]:
    """What waits about proposals and silences, by a look through all of them."""
    proposals = sorted(here.proposals.values(), key=lambda one: one.number)
    silences = [here.silences[one.id] for one in proposals if one.id in here.silences]
    parts = [_ended(silences, now)]
    if code != here.secretariat:
        parts = [
            *(_to_find(here, code, proposals, now), _to_resume(here, code, silences)),
            *(_to_answer(here, code, proposals, now), _to_attach(here, code, proposals, now)),
            *(_to_report(here, code, proposals), _to_break(here, code, silences, now)),
        ]
    found = [row for part in parts for row in part]
    found.sort(key=lambda row: (row[2] is None, row[2] or ""))
    asked = (
        (about, tuple(act for act in acts if is_in_order(here, code, act, about, now)), until)
        for about, acts, until in found
    )
    return [row for row in asked if row[1]]


def _to_find(here: Forum, code: str, ones: list[d.Proposal], now: str) -> Iterator[Told]:
    rules = here.charter.decision
    meeting = here.meetings.get(here.sitting or "")
    sits = meeting is not None and meeting.stage is MeetingStage.OPEN
    for one in ones if code in here.chair else ():
        ripe = one.waived or later(one.tabled, rules.notice) <= now
        if one.stage is S.TABLED and ripe and (sits or not rules.meeting):
            yield one.id, (d.PUT,), None
        if one.stage is S.UNDER_DECISION and not missing_parties(here, one):
            yield one.id, (d.ADOPT,), None
        if one.stage is S.REFERRED and all(one.referred.values()):
            yield one.id, (d.ADOPT,), None


def _to_resume(here: Forum, code: str, ones: list[q.Silence]) -> Iterator[Told]:
    for one in ones:
        if code in here.chair and one.stage is Q.SUSPENDED:
            yield one.proposal, (q.RESUME,), None


def _to_answer(here: Forum, code: str, ones: list[d.Proposal], now: str) -> Iterator[Told]:
    refers = here.charter.decision.referral
    for one in ones:
        if one.stage not in (S.UNDER_DECISION, S.OBJECTED, S.REFERRED, S.UNDER_SILENCE):
            continue
        if code in one.objections:
            yield one.id, (d.WITHDRAW_OBJECTION,), None
        elif one.stage is S.REFERRED and one.referred.get(code) is False:
            until = one.until if one.until is not None and one.until >= now else None
            yield one.id, (d.CONFIRM, d.OBJECT), until
        elif one.stage is not S.UNDER_SILENCE and code in entitled(here, one):
            may = (d.OBJECT, d.REFER) if refers and one.stage is not S.OBJECTED else (d.OBJECT,)
            yield from () if code in one.out else [(one.id, may, None)]


def _to_attach(here: Forum, code: str, ones: list[d.Proposal], now: str) -> Iterator[Told]:
    rules = here.charter.decision
    allowed = rules.reservations or rules.interpretations or rules.dissociations
    for one in ones if allowed and is_member(here, code) else ():
        if one.stage in DECIDED and one.adopted is not None:
            end = later(one.adopted, rules.window)
            yield from [(one.id, (d.ATTACH,), end)] if now <= end else ()


def _to_report(here: Forum, code: str, ones: list[d.Proposal]) -> Iterator[Told]:
    for one in ones:
        for body in sorted(one.ratifiers):
            awaited = one.stage in DECIDED and body in consents_awaited(here, one)
            if awaited and body.endswith(c.home(code, "")):
                yield one.id, (c.REPORT,), None


def _to_break(here: Forum, code: str, ones: list[q.Silence], now: str) -> Iterator[Told]:
    for one in ones:
        acts = (q.BREAK,) if code in one.acknowledged else (q.ACKNOWLEDGE, q.BREAK)
        if code in entitled(here, here.proposals[one.proposal]):
            if one.stage is Q.SUSPENDED:
                yield one.proposal, acts, None
            if one.stage is Q.RUNNING and now <= one.until:
                yield one.proposal, acts, one.until


def _ended(ones: list[q.Silence], now: str) -> Iterator[Told]:
    for one in ones:
        if one.stage is Q.RUNNING and one.until < now:
            yield one.proposal, (q.CERTIFY,), None
            yield one.proposal, (q.LAPSE,), None


# ---------------------------------------------------------------- the two agree


def hold(here: Forum, now: str) -> None:
    """What everybody is told, and the views of what waits, are those of a look through all."""
    for code in (*here.order, here.secretariat):
        whole = today(here, code, now)
        told = [(one.object, one.acts, one.until) for one in whole if OF_THESE & {*one.acts}]
        assert told == reference(here, code, now), code
        some, more = first(here, code, now, 2)
        assert some == whole[:2]
        assert len(some) + more >= len(whole)
    bare = evolve(here)  # without the views that were carried on
    assert not vars(bare).keys() & {"unsettled", "adoptions", "silent"}
    assert (bare.unsettled, bare.silent) == (here.unsettled, here.silent)
    assert {*bare.adoptions.values()} == {*here.adoptions.values()}
    times = [here.proposals[here.adoptions[n]].adopted for n in range(len(here.adoptions))]
    assert times == sorted(one.adopted for one in here.proposals.values() if one.adopted)


def each_view_is_what_it_says(here: Forum) -> None:
    waits = {
        name
        for name, one in here.proposals.items()
        if one.stage not in (*OVER, *DECIDED)
        or (one.stage in DECIDED and None in [claim.met for claim in one.ratifiers.values()])
    }
    assert {*here.unsettled} == waits
    assert all(here.unsettled[name] is here.proposals[name] for name in waits)
    runs = {n for n, one in here.silences.items() if one.stage in (Q.RUNNING, Q.SUSPENDED)}
    assert {*here.silent} == runs
    assert all(here.silent[name] is here.silences[name] for name in runs)


SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(st.integers(0, 1), st.integers(0, 2**32), st.integers(0, 120), st.integers(0, 80))
def test_in_forums_dense_in_decisions_a_look_through_all_tells_the_same(
    number: int, seed: int, steps: int, hours: int
) -> None:
    desk = test_decisions_hold.history(number, seed, steps).desk
    for waited in (0, hours):
        hold(desk.forum, write_time(desk.now + timedelta(hours=waited)))
    each_view_is_what_it_says(desk.forum)


@SLOW
@given(st.integers(0, 2**32), st.integers(0, 80))
def test_in_forums_of_acts_of_every_kind_a_look_through_all_tells_the_same(
    seed: int, hours: int
) -> None:
    here, done = test_unseen.history(seed)
    for act in done:
        here = enter(here, act)
    hold(here, later(here.time or write_time(Desk().now), hours))
    each_view_is_what_it_says(here)


def _between(acts: Sequence[Stored], start: int, end: int) -> Sequence[Stored]:
    return acts[start:end]


@pytest.mark.parametrize("name", NAMES)
def test_all_along_the_golden_records_a_look_through_all_tells_the_same(name: str) -> None:
    for one in kept(name):
        standing, acts = beginning(one.origin), one.acts
        proceedings = Proceedings(partial(_between, acts))
        for start in range(0, len(acts), 100):
            standing = replay(standing, acts[start : start + 100])
            here = proceedings.at(standing)
            if here is not None and here.time:
                for hours in (0, 30):
                    hold(here, later(here.time, hours))
                each_view_is_what_it_says(here)


def test_a_decision_entered_with_an_earlier_time_stands_before_a_later_one() -> None:
    desk = Desk()
    for name in ("P1", "P2"):
        desk.do("XBE", "proposal.table", name, title="x", purpose="measure")
    here, late = desk.forum, write_time(desk.now + timedelta(hours=2))
    for name, time in (("P2", late), ("P1", write_time(desk.now))):
        here = keep_proposal(here, evolve(here.proposals[name], stage=S.ADOPTED, adopted=time))
    assert [here.adoptions[number] for number in range(2)] == ["P1", "P2"]


def test_views_are_found_anew_where_a_standing_was_changed_by_hand() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    assert [*desk.forum.unsettled] == ["P1"]
    gone = evolve(desk.forum.proposals["P1"], stage=S.WITHDRAWN)
    assert not desk.forum.grown(proposals=desk.forum.proposals.set("P1", gone)).unsettled


# ---------------------------------------------------------------- in the order of opening


def test_what_was_begun_first_stands_first_and_the_tenth_behind_the_second() -> None:
    desk = Desk(forum(sits=False))
    names = [f"NT{number}" for number in range(1, 12)]
    desk.role = "head"
    for name in names:
        desk.do("XAL", "proposal.table", name, title="A line", purpose="measure")
    desk.role = None
    for name in names:
        desk.do("XAL", "silence.open", name, deadline=72)
    told = today(desk.forum, "XBE", write_time(desk.now))
    assert [due.object for due in told] == names
