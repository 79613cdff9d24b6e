"""Claims, staying out and waivers: each guard allowing and refusing."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import Desk, charter, decide, forum

from dipoli.charter.rules import DecisionMode
from dipoli.forum import decision as d
from dipoli.forum.absence import without
from dipoli.forum.decision_needed import still_needed
from dipoli.forum.procedure import enter, rule
from dipoli.forum.seat import Seat, Stage
from dipoli.forum.standing import Forum
from dipoli.forum.waiver_rules import waiver_needed


def tabled(start: Forum | None = None) -> Desk:
    desk = Desk(start)
    desk.do("XBE", "proposal.table", "P1", title="Peace", purpose="measure")
    return desk


def ready() -> Desk:
    desk = tabled().wait(hours=24)
    desk.do("XAL", "proposal.put", "P1")
    return desk


def lacking(code: str) -> Forum:
    """The usual forum, in which one seat has withdrawn."""
    standing = forum()
    seat: Seat = evolve(standing.seats[code], stage=Stage.WITHDRAWN)
    return evolve(standing, seats=standing.seats.set(code, seat))


# ---------------------------------------------------------------- necessary parties


@pytest.mark.parametrize("absent", ["XCO", "XDE"])
@pytest.mark.parametrize("claimed", ["XCO", "XDE", None])
def test_a_treaty_is_not_adopted_without_each_claimed_party(
    absent: str, claimed: str | None
) -> None:
    desk = tabled(lacking(absent))
    if claimed is not None:
        desk.do("XBE", "necessary.claim", "P1", party=claimed, source="signatory of 1953")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    if claimed == absent:
        refusal = desk.refused("XAL", "proposal.adopt", "P1")
        assert f"{absent} (claimed by XBE: “signatory of 1953”)" in refusal.why
        assert absent in still_needed(desk.forum, desk.forum.proposals["P1"])
        desk.do("XBE", "necessary.withdraw", "P1", party=absent)
    desk.do("XAL", "proposal.adopt", "P1")


def test_a_claim_is_withdrawn_by_who_made_it_and_made_once() -> None:
    desk = tabled()
    desk.do("XBE", "necessary.claim", "P1", party="XZZ", source="it borders on both")
    assert (
        "XBE claims already"
        in desk.refused("XCO", "necessary.claim", "P1", party="XZZ", source="x").why
    )
    assert "No claim of XCO" in desk.refused("XCO", "necessary.withdraw", "P1", party="XZZ").why
    desk.do("XBE", "necessary.withdraw", "P1", party="XZZ")
    assert "No claim of XBE" in desk.refused("XBE", "necessary.withdraw", "P1", party="XZZ").why


def test_a_claim_is_no_way_to_break_a_silence_late() -> None:
    desk = tabled()
    desk.do("XAL", "silence.open", "P1", deadline=96)
    assert "no step" in desk.refused("XCO", "necessary.claim", "P1", party="XZZ", source="x").why


def test_a_claim_is_for_those_with_a_voice_in_the_decision() -> None:
    rules = evolve(charter().decision, mode=DecisionMode.UNANIMITY)
    desk = Desk(forum(charter(decision=rules)))
    desk.do(
        "XBE", "proposal.table", "P1", title="x", purpose="measure",
        named=["XBE", "XCO"],
    )  # fmt: skip
    acts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("necessary.claim", {"party": "XZZ", "source": "x"}),
        ("ratify.claim", {"party": "XBE", "body": "Diet", "source": "x"}),
        ("proposal.opt-out", {}),
    )
    for act, said in acts:
        assert "no voice" in desk.refused("XDE", act, "P1", **said).why


# ---------------------------------------------------------------- consents at home


def test_nothing_is_in_effect_against_a_legislature() -> None:
    desk = ready()
    desk.do("XBE", "ratify.claim", "P1", party="XCO", body="Congress", source="its constitution")
    desk.do("XCO", "ratify.claim", "P1", party="XCO", body="Senate", source="its constitution")
    assert (
        "claimed already"
        in desk.refused("XDE", "ratify.claim", "P1", party="XCO", body="Congress", source="x").why
    )
    desk.do("XAL", "proposal.adopt", "P1")
    assert desk.refused("XAL", "proposal.effect", "P1").why == (
        "P1 awaits consent at home: Congress (XCO), Senate (XCO)."
    )
    assert (
        "No consent of Congress (XBE)"
        in desk.refused("XBE", "ratify.report", "P1", body="Congress", given=True).why
    )
    desk.do("XCO", "ratify.report", "P1", body="Senate", given=True)
    desk.do("XCO", "ratify.report", "P1", body="Congress", given=False)
    assert "Congress (XCO)" in desk.refused("XAL", "proposal.effect", "P1").why
    assert (
        "No claim of XDE"
        in desk.refused("XDE", "ratify.withdraw", "P1", party="XCO", body="Congress").why
    )
    desk.do("XCO", "ratify.report", "P1", body="Congress", given=True)
    desk.do("XAL", "proposal.effect", "P1")


def test_after_the_decision_one_claims_consents_of_ones_own_home_alone() -> None:
    desk = ready()
    desk.do("XAL", "proposal.adopt", "P1")
    assert (
        "is decided"
        in desk.refused("XBE", "ratify.claim", "P1", party="XCO", body="Congress", source="x").why
    )
    desk.do("XCO", "ratify.claim", "P1", party="XCO", body="Congress", source="x")
    desk.do("XCO", "ratify.withdraw", "P1", party="XCO", body="Congress")
    desk.do("XAL", "proposal.effect", "P1")


def leaves(desk: Desk, code: str) -> Desk:
    """A party gives its seat up of its own accord."""
    desk.do(code, "member.notify", code)
    desk.wait(hours=24).do(code, "member.withdraw", code)
    return desk


CONGRESS: dict[str, Any] = {"party": "XCO", "body": "Congress", "source": "its constitution"}


def awaited(desk: Desk) -> bool:
    """Whether the decision waits for that consent; what is told, and what is refused, agree."""
    waits = "Congress (XCO)" in still_needed(desk.forum, desk.forum.proposals["P1"])
    act = desk.act("XAL", "proposal.effect", "P1")
    refusal = rule(desk.forum, act)
    assert (refusal is not None and "Congress (XCO)" in refusal.why) is waits
    told = without(desk.forum, "XCO").waiting
    assert any("without Congress" in one.why for one in told) is waits
    return waits


@pytest.mark.parametrize("author", ["XBE", "XCO"])
@pytest.mark.parametrize("gone", ["XBE", "XCO"])
def test_what_a_law_at_home_asks_for_does_not_lapse_when_a_delegation_leaves(
    author: str, gone: str
) -> None:
    desk = ready()
    desk.do(author, "ratify.claim", "P1", **CONGRESS)
    desk.do("XAL", "proposal.adopt", "P1")
    leaves(desk, gone)
    assert awaited(desk)
    desk.do("XCO", "ratify.report", "P1", body="Congress", given=True)
    desk.do("XAL", "proposal.effect", "P1")


def test_who_left_can_still_withdraw_its_own_claim() -> None:
    desk = ready()
    desk.do("XBE", "ratify.claim", "P1", **CONGRESS)
    desk.do("XAL", "proposal.adopt", "P1")
    leaves(desk, "XBE").do("XBE", "ratify.withdraw", "P1", party="XCO", body="Congress")
    assert not awaited(desk)
    desk.do("XAL", "proposal.effect", "P1")


def test_nothing_of_the_home_of_a_party_that_left_before_the_decision_is_awaited() -> None:
    desk = ready()
    desk.do("XCO", "ratify.claim", "P1", **CONGRESS)
    leaves(desk, "XCO").do("XAL", "proposal.adopt", "P1")
    assert not awaited(desk)
    desk.do("XCO", "member.return", "XCO")
    assert awaited(desk)
    leaves(desk, "XCO")
    assert awaited(desk), "it was there after the decision, and left with its claim standing"


def test_nothing_of_the_home_of_a_party_that_stays_out_is_awaited_until_it_joins() -> None:
    desk = ready()
    desk.do("XCO", "ratify.claim", "P1", **CONGRESS)
    desk.do("XCO", "proposal.opt-out", "P1")
    desk.do("XAL", "proposal.adopt", "P1")
    assert not awaited(desk)
    desk.do("XCO", "proposal.join", "P1")
    assert awaited(desk)


def test_nothing_of_the_home_of_a_party_that_was_left_aside_is_awaited() -> None:
    desk = ready()
    desk.do("XBE", "ratify.claim", "P1", **CONGRESS)
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    desk.do("XAL", "proposal.except", "P1", finding="x", concerned=["XCO"])
    assert not awaited(desk)
    desk.do("XAL", "proposal.effect", "P1")


@pytest.mark.parametrize("out", [False, True])
def test_a_link_to_a_decision_waits_for_the_consents_that_it_waits_for_itself(out: bool) -> None:  # noqa: FBT001 - a row
    desk = ready()
    desk.do("XCO", "ratify.claim", "P1", **CONGRESS)
    if out:
        desk.do("XCO", "proposal.opt-out", "P1")
    desk.do("XAL", "proposal.adopt", "P1")
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="measure")
    desk.do("XBE", "link.claim", "L1", waits="P2", other="P1", how="together", source="x")
    decide(desk, "P3", "link", "L1")
    desk.do("XAL", "proposal.put", "P2")
    desk.do("XAL", "proposal.adopt", "P2")
    leaves(desk, "XBE")
    told = still_needed(desk.forum, desk.forum.proposals["P2"])
    assert ("it waits for P1" in told) is not out


# ---------------------------------------------------------------- staying out


def test_who_stays_out_stops_nobody_and_joins_later() -> None:
    desk = ready()
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    assert "objection of XCO" in desk.refused("XCO", "proposal.opt-out", "P1").why
    desk.do("XCO", "objection.withdraw", "P1")
    desk.do("XCO", "proposal.opt-out", "P1")
    assert "already" in desk.refused("XCO", "proposal.opt-out", "P1").why
    assert "stays out" in desk.refused("XCO", "objection.raise", "P1", reason="substance").why
    assert "stays out" in desk.refused("XCO", "proposal.refer", "P1", deadline=24).why
    assert "does not stay out" in desk.refused("XDE", "proposal.join", "P1").why
    desk.do("XAL", "proposal.adopt", "P1")
    assert desk.forum.proposals["P1"].out == ("XCO",)
    desk.do("XAL", "proposal.effect", "P1")
    desk.do("XCO", "proposal.join", "P1")
    assert not desk.forum.proposals["P1"].out


def test_who_stays_out_does_not_break_the_silence() -> None:
    desk = tabled()
    desk.do("XAL", "silence.open", "P1", deadline=96)
    desk.do("XCO", "proposal.opt-out", "P1")
    assert "stays out" in desk.refused("XCO", "silence.break", "P1", reason="substance").why
    desk.do("XCO", "proposal.join", "P1")
    desk.do("XCO", "silence.break", "P1", reason="substance")


def test_somebody_is_left_to_take_part() -> None:
    desk = tabled()
    for code in ("XAL", "XBE", "XCO"):
        desk.do(code, "proposal.opt-out", "P1")
    assert "Nobody would be left" in desk.refused("XDE", "proposal.opt-out", "P1").why


def test_nobody_stays_out_where_the_charter_has_it_not() -> None:
    paper = charter(decision=evolve(charter().decision, minus_x=False))
    assert "nobody stays out" in tabled(forum(paper)).refused("XCO", "proposal.opt-out", "P1").why


# ---------------------------------------------------------------- waivers


def test_a_notice_that_nobody_keeps_is_waived_after_the_time_to_keep_it() -> None:
    desk = tabled()
    assert "Notice of P1 runs" in desk.refused("XAL", "proposal.put", "P1").why
    assert "4 hours at least" in desk.refused("XAL", "notice.waive", "P1", deadline=3).why
    assert "4 hours at least" in desk.refused("XAL", "notice.waive", "P1").why
    assert waiver_needed(desk.forum, desk.forum.proposals["P1"]).startswith("The notice runs")
    desk.do("XAL", "notice.waive", "P1", deadline=4)
    assert "unless a member" in waiver_needed(desk.forum, desk.forum.proposals["P1"])
    assert "that second included" in desk.wait(hours=4).refused("XAL", "notice.waived", "P1").why
    desk.wait(seconds=1)
    assert "could be kept until" in desk.refused("XCO", "notice.keep", "P1").why
    desk.do("XAL", "notice.waived", "P1")
    assert "nothing is needed" in waiver_needed(desk.forum, desk.forum.proposals["P1"])
    desk.do("XAL", "proposal.put", "P1")
    assert "its notice is over" in desk.refused("XAL", "notice.waive", "P1", deadline=4).why


def test_one_objection_keeps_the_notice_up_to_the_last_second() -> None:
    desk = tabled()
    desk.do("XAL", "notice.waive", "P1", deadline=4)
    desk.wait(hours=4).do("XDE", "notice.keep", "P1")
    desk.wait(seconds=1)
    assert "no step" in desk.refused("XAL", "notice.waived", "P1").why
    assert "no step" in desk.refused("XAL", "notice.waive", "P1", deadline=4).why
    assert "was kept" in waiver_needed(desk.forum, desk.forum.proposals["P1"])
    assert "Notice of P1 runs" in desk.refused("XAL", "proposal.put", "P1").why


def test_where_no_time_is_given_a_notice_is_waived_in_the_presence_of_every_member() -> None:
    paper = charter(decision=evolve(charter().decision, waiver_hours=0))
    desk = tabled(forum(paper))
    seat: Seat = evolve(desk.forum.seats["XDE"], stage=Stage.ABSENT)
    here = desk.forum
    desk.forum = evolve(here, seats=here.seats.set("XDE", seat))
    assert "Not in the room: XDE" in desk.refused("XAL", "notice.waive", "P1", deadline=1).why
    desk.forum = here
    desk.do("XAL", "notice.waive", "P1", deadline=1)


def test_no_notice_is_waived_where_the_charter_has_it_not() -> None:
    paper = charter(decision=evolve(charter().decision, waiver=False))
    assert (
        "not waived here"
        in tabled(forum(paper)).refused("XAL", "notice.waive", "P1", deadline=4).why
    )


def test_a_proposal_that_is_taken_up_again_has_notice_anew() -> None:
    desk = ready()
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    desk.do("XAL", "proposal.park", "P1")
    desk.do("XAL", "proposal.resume", "P1")
    assert "Notice of P1 runs" in desk.refused("XAL", "proposal.put", "P1").why
    desk.do("XAL", "notice.waive", "P1", deadline=4)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("XAL", "XBE", "XCO", "XDE")),
        st.sampled_from(
            (
                ("necessary.claim", {"party": "XZZ", "source": "x"}),
                ("necessary.withdraw", {"party": "XZZ"}),
                ("ratify.claim", {"party": "XCO", "body": "Diet", "source": "x"}),
                ("ratify.report", {"body": "Diet", "given": True}),
                ("ratify.withdraw", {"party": "XCO", "body": "Diet"}),
                ("proposal.opt-out", {}),
                ("proposal.join", {}),
                ("objection.raise", {"reason": "substance"}),
                ("objection.withdraw", {}),
                ("proposal.adopt", {}),
                ("proposal.effect", {}),
            )
        ),
    ),
    max_size=30,
)


@given(ACTS)
def test_nothing_is_adopted_nor_in_effect_over_a_claim_that_stands(
    acts: list[tuple[str, tuple[str, dict[str, Any]]]],
) -> None:
    desk = ready()
    for by, (name, said) in acts:
        before = desk.forum.proposals["P1"]
        act = desk.act(by, name, "P1", **said)
        if rule(desk.forum, act) is not None:
            continue
        desk.forum = enter(desk.forum, act)
        after = desk.forum.proposals["P1"]
        if name == "proposal.adopt":
            assert not before.necessary
            assert not before.objections
        if after.stage is d.Stage.IN_EFFECT and name == "proposal.effect":
            assert all(one.met is not None for one in before.ratifiers.values())
        if name == "objection.raise":
            assert by not in before.out
