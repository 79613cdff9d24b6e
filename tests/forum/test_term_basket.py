"""Disputed terms, baskets and links: guards, and that one basket never stops another."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import Desk

from dipoli.forum import basket as b
from dipoli.forum import decision as d
from dipoli.forum.basket_rules import basket_needed, basket_of, baskets
from dipoli.forum.basket_rules import still_needed as link_needed
from dipoli.forum.decision_needed import still_needed
from dipoli.forum.link_wait import links_of
from dipoli.forum.mandate import is_effective
from dipoli.forum.procedure import enter, rule
from dipoli.forum.term_rules import marks
from dipoli.forum.term_rules import still_needed as term_needed

# ---------------------------------------------------------------- terms


def draft() -> Desk:
    desk = Desk()
    desk.do(
        "XBE", "text.table", "T1", title="On the river", symbol="WP.1", kind="working-paper",
        language="en", everything=False,
    )  # fmt: skip
    desk.do("XBE", "clause.propose", "T1-1", words="They seek full restoration.", sort="words")
    return desk


def test_a_text_that_uses_a_disputed_term_is_marked_until_the_term_is_settled_in_it() -> None:
    desk = draft()
    desk.do("XCO", "term.dispute", "D1", title="full restoration", names=["full restoration"])
    assert [one.id for one in marks(desk.forum, desk.forum.texts["T1"])] == ["D1"]
    assert "Fewer than two" in desk.refused("XBE", "term.offer", "D1", text="T1", words="x").why
    desk.do("XCO", "term.mean", "D1", words="As in 1950.")
    desk.do("XBE", "term.mean", "D1", words="As it can be.")
    assert "needs a meaning" in term_needed(desk.forum, desk.forum.terms["D1"], "T1")
    assert "no text here" in desk.refused("XBE", "term.offer", "D1", text="T9", words="x").why
    desk.do("XAL", "term.offer", "D1", text="T1", words="As the annex says.")
    assert "given no meaning" in desk.refused("XDE", "term.accept", "D1", text="T1").why
    desk.do("XBE", "term.accept", "D1", text="T1")
    assert "needs XCO to accept" in term_needed(desk.forum, desk.forum.terms["D1"], "T1")
    assert marks(desk.forum, desk.forum.texts["T1"])
    desk.do("XCO", "term.accept", "D1", text="T1")
    assert not marks(desk.forum, desk.forum.texts["T1"])
    assert "term.reopen" in desk.refused("XBE", "term.offer", "D1", text="T1", words="x").remedy
    desk.do("XDE", "term.reopen", "D1", text="T1", words="We read it otherwise.")
    assert marks(desk.forum, desk.forum.texts["T1"])


def test_a_term_that_is_settled_in_one_text_stays_disputed_in_the_others() -> None:
    desk = draft()
    desk.do(
        "XBE", "text.table", "T2", title="Full restoration", symbol="WP.2", kind="working-paper",
        language="en", everything=False,
    )  # fmt: skip
    desk.do("XCO", "term.dispute", "D1", title="full restoration", names=["full restoration"])
    for code in ("XCO", "XBE"):
        desk.do(code, "term.mean", "D1", words=f"As {code} reads it.")
    desk.do("XBE", "term.offer", "D1", text="T1", words="As the annex says.")
    for code in ("XCO", "XBE"):
        desk.do(code, "term.accept", "D1", text="T1")
    assert [bool(marks(desk.forum, desk.forum.texts[name])) for name in ("T1", "T2")] == [
        False,
        True,
    ]
    assert desk.forum.terms["D1"].meanings["XBE"] == "As XBE reads it."


# ---------------------------------------------------------------- baskets and links


def decided(desk: Desk, name: str, **said: str) -> Desk:
    """A proposal tabled, put and adopted."""
    desk.do("XBE", "proposal.table", name, title=f"On {name}", **({"purpose": "measure"} | said))
    desk.wait(hours=24)
    desk.do("XAL", "proposal.put", name)
    desk.do("XAL", "proposal.adopt", name)
    return desk


def linked(how: str = "after") -> Desk:
    """P1 waits for P2 by L1 of XCO, agreed by P3."""
    desk = Desk()
    for name, basket in (("P1", "trade"), ("P2", "water")):
        desk.do("XBE", "proposal.table", name, title=name, purpose="measure", basket=basket)
    desk.do("XCO", "link.claim", "L1", waits="P1", other="P2", how=how, source="Non-paper of 2029")
    return decided(desk, "P3", purpose="link", subject="L1")


def adopted(desk: Desk, name: str) -> None:
    desk.do("XAL", "proposal.put", name)
    desk.do("XAL", "proposal.adopt", name)


def test_a_basket_in_stalemate_stops_no_other_and_linked_steps_wait_and_say_for_what() -> None:
    desk = linked()
    desk.do("XAL", "basket.park", "water")
    assert "Basket water is parked" in desk.refused("XAL", "proposal.put", "P2").why
    assert "Basket water is parked" in desk.refused("XAL", "silence.open", "P2", deadline=96).why
    adopted(desk, "P1")
    refusal = desk.refused("XAL", "proposal.effect", "P1")
    assert refusal.why == (
        "P1 waits for P2 to be in effect (link L1, claimed by XCO: “Non-paper of 2029”)."
    )
    assert "waits for P2" in still_needed(desk.forum, desk.forum.proposals["P1"])
    assert link_needed(desk.forum, desk.forum.links["L1"]).startswith("P1 waits for P2")
    assert basket_needed(baskets(desk.forum)[0]).startswith("It is parked")
    desk.do("XDE", "basket.resume", "water")
    adopted(desk, "P2")
    desk.do("XAL", "proposal.effect", "P2")
    desk.do("XAL", "proposal.effect", "P1")


def suspends_under(how: str) -> Desk:
    """P1, to suspend XDE, is adopted and waits for P2 by L1, agreed by P3."""
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="suspend", subject="XDE")
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="measure")
    desk.do("XCO", "link.claim", "L1", waits="P1", other="P2", how=how, source="x")
    decided(desk, "P3", purpose="link", subject="L1")
    adopted(desk, "P1")
    return desk


def test_a_decision_that_waits_under_an_agreed_link_is_not_carried_out_before() -> None:
    desk = suspends_under("after")
    carries = ("XAL", "member.suspend", "XDE")
    said = {"finding": "A breach.", "decision": "P1"}
    assert not is_effective(desk.forum, desk.forum.proposals["P1"])
    assert "not in effect yet" in desk.refused(*carries, **said).why
    adopted(desk, "P2")
    assert "not in effect yet" in desk.refused(*carries, **said).why, "P2 is not in effect itself"
    desk.do("XAL", "proposal.effect", "P2")
    assert is_effective(desk.forum, desk.forum.proposals["P1"])
    desk.do(*carries, **said)


def test_a_decision_is_carried_out_once_its_link_is_removed_or_the_other_is_decided_with_it() -> (
    None
):
    for way in ("removed", "decided"):
        desk = suspends_under("together")
        assert not is_effective(desk.forum, desk.forum.proposals["P1"]), way
        if way == "removed":
            desk.do("XCO", "link.remove", "L1")
        else:
            adopted(desk, "P2")
        desk.do("XAL", "member.suspend", "XDE", finding="A breach.", decision="P1")


def test_a_claimed_link_that_nobody_agreed_stops_no_decision_from_being_carried_out() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="suspend", subject="XDE")
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="measure")
    desk.do("XCO", "link.claim", "L1", waits="P1", other="P2", how="after", source="x")
    desk.wait(hours=24)
    adopted(desk, "P1")
    desk.do("XAL", "member.suspend", "XDE", finding="A breach.", decision="P1")


def test_a_link_that_nobody_agreed_holds_nothing_back() -> None:
    desk = Desk()
    for name in ("P1", "P2"):
        desk.do("XBE", "proposal.table", name, title=name, purpose="measure")
    desk.do("XCO", "link.claim", "L1", waits="P1", other="P2", how="after", source="x")
    assert "is a claim" in link_needed(desk.forum, desk.forum.links["L1"])
    desk.wait(hours=24)
    adopted(desk, "P1")
    desk.do("XAL", "proposal.effect", "P1")
    assert (
        "is in effect"
        in desk.refused(
            "XCO", "link.claim", "L2", waits="P1", other="P2", how="after", source="x"
        ).why
    )


def test_who_claimed_a_link_gives_it_up_and_nobody_else() -> None:
    desk = linked()
    adopted(desk, "P1")
    assert "claimed by XCO" in desk.refused("XBE", "link.remove", "L1").why
    desk.do("XCO", "link.remove", "L1")
    assert "no step" in desk.refused("XCO", "link.remove", "L1").why
    desk.do("XAL", "proposal.effect", "P1")


def test_two_decisions_that_go_together_wait_for_each_other_but_not_for_ever() -> None:
    desk = linked("together")
    desk.do("XBE", "link.claim", "L2", waits="P2", other="P1", how="together", source="the same")
    desk = decided(desk, "P4", purpose="link", subject="L2")
    adopted(desk, "P1")
    assert "to be decided" in desk.refused("XAL", "proposal.effect", "P1").why
    desk.do("XBE", "ratify.claim", "P2", party="XDE", body="Assembly", source="its constitution")
    adopted(desk, "P2")
    assert "with its consents" in desk.refused("XAL", "proposal.effect", "P1").why
    desk.do("XDE", "ratify.report", "P2", body="Assembly", given=True)
    desk.do("XAL", "proposal.effect", "P2")
    desk.do("XAL", "proposal.effect", "P1")


def test_links_name_two_proposals_and_close_no_circle() -> None:
    desk = Desk()
    for name in ("P1", "P2", "P3"):
        desk.do("XBE", "proposal.table", name, title=name, purpose="measure")

    def claim(waits: str, other: str, how: str = "after") -> dict[str, Any]:
        return {"waits": waits, "other": other, "how": how, "source": "x"}

    assert "wait for itself" in desk.refused("XCO", "link.claim", "L1", **claim("P1", "P1")).why
    assert "Not proposed" in desk.refused("XCO", "link.claim", "L1", **claim("P1", "P9")).why
    desk.do("XCO", "link.claim", "L1", **claim("P1", "P2"))
    desk.do("XCO", "link.claim", "L2", **claim("P2", "P3"))
    assert "neither would ever" in desk.refused("XDE", "link.claim", "L3", **claim("P3", "P1")).why
    desk.do("XDE", "link.claim", "L3", **claim("P3", "P1", "together"))


def test_a_basket_is_opened_by_a_decision_and_runs_from_then_on() -> None:
    desk = Desk()
    table: dict[str, Any] = {"title": "x", "purpose": "measure", "basket": "culture"}
    assert desk.refused("XBE", "proposal.table", "P2", **table).why == (
        "There is no basket culture here."
    )
    assert "no proposal to open" in desk.refused("XAL", "basket.open", "culture", decision="P1").why
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="body", subject="culture")
    assert "not decided" in desk.refused("XAL", "basket.open", "culture", decision="P1").why
    desk.wait(hours=24)
    adopted(desk, "P1")
    desk.do("XAL", "basket.open", "culture", decision="P1")
    assert "already" in desk.refused("XAL", "basket.open", "culture", decision="P1").why
    assert [one.id for one in baskets(desk.forum)] == ["water", "trade", "culture"]
    desk.do("XBE", "proposal.table", "P2", **table)


BASKET_ACTS = st.lists(
    st.tuples(
        st.sampled_from(("XAL", "XBE", "XCO")),
        st.sampled_from(("basket.park", "basket.resume", "objection.raise", "objection.withdraw",
                         "proposal.put", "proposal.adopt", "proposal.park", "proposal.resume")),
    ),
    max_size=20,
)  # fmt: skip


@given(BASKET_ACTS)
def test_whatever_happens_in_one_basket_another_goes_on(acts: list[tuple[str, str]]) -> None:
    desk = Desk()
    for name, basket in (("P1", "trade"), ("P2", "water")):
        desk.do("XBE", "proposal.table", name, title=name, purpose="measure", basket=basket)
    desk.wait(hours=24)
    for by, name in acts:
        about = "water" if name.startswith("basket") else "P2"
        said: dict[str, Any] = {"reason": "substance"} if name == "objection.raise" else {}
        act = desk.act(by, name, about, **said)
        if rule(desk.forum, act) is None:
            desk.forum = enter(desk.forum, act)
    assert basket_of(desk.forum, "trade") == b.Basket(id="trade")
    adopted(desk, "P1")
    desk.do("XAL", "proposal.effect", "P1")
    assert desk.forum.proposals["P1"].stage is d.Stage.IN_EFFECT


def test_only_what_comes_after_another_closes_a_circle() -> None:
    """What goes together with another waits for no order of the two."""
    desk = Desk()
    for name in ("P1", "P2", "P3"):
        desk.do("XBE", "proposal.table", name, title=name, purpose="measure")
    said = {"source": "x"}
    desk.do("XCO", "link.claim", "L1", waits="P1", other="P2", how="after", **said)
    desk.do("XCO", "link.claim", "L2", waits="P2", other="P3", how="together", **said)
    desk.do("XCO", "link.claim", "L3", waits="P3", other="P1", how="after", **said)
    refusal = desk.refused("XCO", "link.claim", "L4", waits="P2", other="P3", how="after", **said)
    assert "P3 itself waits for P2" in refusal.why


def test_a_link_that_is_removed_takes_no_other_with_it() -> None:
    desk = Desk()
    for name in ("P1", "P2", "P3"):
        desk.do("XBE", "proposal.table", name, title=name, purpose="measure")
    for link, other in (("L1", "P2"), ("L2", "P3")):
        desk.do("XCO", "link.claim", link, waits="P1", other=other, how="after", source="x")
    desk = decided(desk, "P4", purpose="link", subject="L1")
    desk = decided(desk, "P5", purpose="link", subject="L2")
    desk.do("XCO", "link.remove", "L1")
    assert [one.id for one in links_of(desk.forum, "P1")] == ["L2"]
    desk.do("XCO", "link.claim", "L3", waits="P2", other="P1", how="after", source="x")


def test_a_link_that_is_agreed_takes_back_the_effect_of_what_waits_from_then_on() -> None:
    desk = Desk()
    for name in ("P1", "P2"):
        desk.do("XBE", "proposal.table", name, title="x", purpose="measure")
    desk.wait(hours=24)
    adopted(desk, "P1")
    assert "P1" in desk.forum.happened
    desk.do("XCO", "link.claim", "L1", waits="P1", other="P2", how="after", source="x")
    assert "P1" in desk.forum.happened
    desk = decided(desk, "P3", purpose="link", subject="L1")
    assert "P1" not in desk.forum.happened


def test_a_decision_on_a_link_that_was_removed_agrees_to_nothing() -> None:
    desk = Desk()
    for name in ("P1", "P2"):
        desk.do("XBE", "proposal.table", name, title="x", purpose="measure")
    desk.do("XCO", "link.claim", "L1", waits="P1", other="P2", how="after", source="x")
    desk.do("XBE", "proposal.table", "P3", title="x", purpose="link", subject="L1")
    desk.do("XCO", "link.remove", "L1")
    desk.wait(hours=24)
    adopted(desk, "P3")
    assert desk.forum.links["L1"].stage is b.LinkStage.REMOVED
