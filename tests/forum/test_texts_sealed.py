"""Acts whose bodies are sealed, and replay: the same acts give the same standing."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import Desk, forum

from dipoli.forum import (
    amendment_rules,
    basket_rules,
    claim_rules,
    clause_rules,
    formality_rules,
    reserved_rules,
    summit_rules,
    term_rules,
    text_rules,
    waiver_rules,
    wording_rules,
)
from dipoli.forum.kind import Kind
from dipoli.forum.procedure import enter, rule

ROOMS = (
    amendment_rules, basket_rules, claim_rules, clause_rules, formality_rules, reserved_rules,
    summit_rules, term_rules, text_rules, waiver_rules, wording_rules,
)  # fmt: skip
KINDS = [kind for room in ROOMS for kind in room.KINDS]
WORDS = "They reopen the bridge by 2031 and report."


def worked() -> Desk:
    """A desk on which a text goes all the way, with most acts of texts and claims."""
    desk = Desk()
    desk.do(
        "XBE", "text.table", "T1", title="On the bridge", symbol="WP.1", kind="working-paper",
        language="en", everything=True,
    )  # fmt: skip
    desk.do("XBE", "clause.propose", "T1-1", words=WORDS, sort="words")
    desk.do("XCO", "clause.bracket", "T1-1", words="by 2031")
    desk.do(
        "XDE", "amendment.propose", "A1", clause="T1-1", version=1,
        words=WORDS.replace("report", "report each year"),
    )  # fmt: skip
    desk.do("XBE", "amendment.take", "A1")
    desk.do("XCO", "clause.lift", "T1-1", which=1)
    desk.do("XAL", "clause.agree", "T1-1")
    desk.do("XBE", "proposal.table", "P1", title="Adopt it", purpose="text", subject="T1")
    desk.do("XCO", "ratify.claim", "P1", party="XCO", body="Diet", source="its constitution")
    desk.do("XAL", "notice.waive", "P1", deadline=4)
    desk.wait(hours=4, seconds=1)
    desk.do("XAL", "notice.waived", "P1")
    desk.do("XAL", "proposal.put", "P1")
    desk.do("XDE", "proposal.opt-out", "P1")
    desk.do("XAL", "proposal.adopt", "P1")
    desk.do("XCO", "ratify.report", "P1", body="Diet", given=True)
    desk.do("XAL", "proposal.effect", "P1")
    return desk


def test_a_replay_reaches_the_same_standing_as_step_by_step() -> None:
    desk = worked()
    standing = forum()
    for act in desk.acts:
        assert rule(standing, act) is None
        standing = enter(standing, act)
    assert standing == desk.forum


@pytest.mark.parametrize("kind", [one for one in KINDS if one.envelope_alone])
def test_acts_that_need_the_envelope_alone_are_ruled_and_entered_without_their_bodies(
    kind: Kind,
) -> None:
    desk, standing = worked(), forum()
    for act in desk.acts:
        bare = evolve(act, said=None) if act.name == kind.name else act
        assert rule(standing, bare) is None
        standing = enter(standing, bare)
    assert standing == desk.forum


@given(
    st.sampled_from(KINDS), st.integers(0, 16), st.sampled_from(("XAL", "XBE", "XZZ")), st.data()
)
def test_no_act_at_no_stage_makes_a_ruling_fail(
    kind: Kind, many: int, by: str, data: st.DataObject
) -> None:
    standing, desk = forum(), worked()
    for act in desk.acts[:many]:
        standing = enter(standing, act)
    about = data.draw(st.sampled_from(("", "T1", "T1-1", "T1-2", "A1", "P1", "water", "X9", "-")))
    bare = evolve(
        desk.acts[0],
        name=kind.name,
        by=by,
        object=about,
        said=None,
        number=standing.acts,
        time=desk.acts[-1].time,
    )
    refusal = rule(standing, bare)
    if refusal is None:
        enter(standing, bare)
    else:
        assert refusal.clause.startswith("art. ")
        assert refusal.why.endswith(".")
        assert refusal.remedy.endswith(".")
