"""What a party holds goes over, at once, to the party that takes its seat."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from tests.forum.made import OFFICE, SITS, Desk, charter, clause, decide, forum, member

from dipoli.charter.points import Point
from dipoli.charter.rules import ChairRules, Rota, Term
from dipoli.forum import chair_rules
from dipoli.forum import decision as d
from dipoli.forum.standing import Forum

PAPER: dict[str, Any] = {
    "title": "x", "symbol": "WP.1", "kind": "working-paper", "language": "en", "everything": False,
}  # fmt: skip


def worked() -> Desk:
    """A desk at which one party holds one thing of each sort."""
    desk = Desk()
    desk.do("XCO", "text.table", "T1", **PAPER)
    desk.do("XCO", "clause.propose", "T1-1", words="They meet here.", sort="words")
    desk.do("XCO", "clause.bracket", "T1-1", words="here")
    desk.do("XBE", "clause.alternative", "T1-1", words="They talk here.", sort="words")
    desk.do("XCO", "clause.support", "T1-1", which=2)
    desk.do("XCO", "text.bracket", "T1")
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="measure")
    desk.do("XCO", "necessary.claim", "P1", party="XDE", source="x")
    desk.do("XCO", "ratify.claim", "P1", party="XCO", body="Diet", source="x")
    desk.do("XCO", "matter.reserve", "M1", title="The lake", names=["lake"])
    desk.do("XCO", "link.claim", "L1", source="x", waits="P1", other="P2", how="after")
    desk.do("XCO", "term.dispute", "W1", title="peace", names=["peace"])
    desk.do("XCO", "term.mean", "W1", words="x")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    return desk


def succeeded(desk: Desk, old: str = "XCO", new: str = "XNU") -> Desk:
    """Another party takes a seat."""
    decide(desk, "P9", "admit", f"{new} for {old}")
    desk.do(OFFICE, "member.succeed", old, successor=new, decision="P9")
    return desk


def test_everything_that_a_party_holds_goes_over_to_its_successor_at_once() -> None:
    here = succeeded(worked()).forum
    told = {
        "pen": here.texts["T1"].pen,
        "text": here.texts["T1"].by,
        "headnote": here.texts["T1"].headnote,
        "bracket": here.clauses["T1-1"].brackets[1].holders,
        "wording": here.clauses["T1-1"].options[1].by,
        "support": here.clauses["T1-1"].options[2].supporters,
        "objection": tuple(here.proposals["P1"].objections),
        "claim": here.proposals["P1"].necessary["XDE"].by,
        "consent": tuple(here.proposals["P1"].ratifiers),
        "matter": here.matters["M1"].by,
        "link": here.links["L1"].by,
        "meaning": tuple(here.terms["W1"].meanings),
    }
    assert told == {
        "pen": "XNU", "text": "XNU", "headnote": ("XNU",), "bracket": ("XNU",), "wording": "XNU",
        "support": ("XNU",), "objection": ("XNU",), "claim": "XNU", "consent": ("Diet (XNU)",),
        "matter": "XNU", "link": "XNU", "meaning": ("XNU",),
    }  # fmt: skip


def test_the_successor_alone_gives_up_what_it_took_over() -> None:
    desk = succeeded(worked())
    assert clause(desk.refused("XAL", "objection.lapse", "P1", seat="XNU"), Point.OBJECTION)
    assert clause(desk.refused("XCO", "objection.withdraw", "P1"), Point.OBJECTION)
    desk.do("XNU", "objection.withdraw", "P1")
    assert desk.forum.proposals["P1"].stage is d.Stage.UNDER_DECISION
    desk.do("XNU", "clause.lift", "T1-1", which=1)
    desk.do("XNU", "matter.release", "M1")
    desk.do("XNU", "link.remove", "L1")


def test_what_others_hold_stays_theirs() -> None:
    here = succeeded(worked()).forum
    assert here.clauses["T1-1"].options[2].by == "XBE"
    assert here.proposals["P1"].sponsor == "XBE"
    assert here.proposals["P1"].necessary["XDE"] == evolve(
        worked().forum.proposals["P1"].necessary["XDE"], by="XNU"
    )


def test_a_seat_goes_over_twice_and_all_goes_with_it() -> None:
    desk = succeeded(worked())
    decide(desk, "P8", "admit", "XOM for XNU")
    desk.do(OFFICE, "member.succeed", "XNU", successor="XOM", decision="P8")
    assert tuple(desk.forum.proposals["P1"].objections) == ("XOM",)
    assert desk.forum.texts["T1"].pen == "XOM"


def test_what_the_party_had_no_part_in_is_not_looked_at() -> None:
    """Succession costs what one seat has: things of others are the same values as before."""
    desk = worked()
    for number in range(30):
        desk.do("XBE", "proposal.table", f"Q{number}", title="x", purpose="measure")
    before = desk.forum
    after = succeeded(desk).forum
    assert all(after.proposals[f"Q{n}"] is before.proposals[f"Q{n}"] for n in range(30))
    assert set(after.parts["XNU"]) == {*before.parts["XCO"], "XCO"}


def test_a_chair_that_the_charter_names_goes_over_with_the_seat() -> None:
    rules = ChairRules(
        rota=Rota.FIXED, language=None, term=Term.STANDING, fixed=("XCO",), speaks=True
    )
    members = tuple(member(code) for code in ("XAL", "XBE", "XCO", "XDE"))
    desk = Desk(forum(charter(chair=rules, members=members)))
    here: Forum = succeeded(desk).forum
    assert chair_rules.whose_turn(here, here.time) == ("XNU",)


def test_a_successor_has_the_place_of_its_party_in_a_meeting() -> None:
    desk = Desk()
    for code in ("XCO", "XBE", "XCO"):
        desk.do(code, "floor.ask", SITS)
        if desk.forum.meetings[SITS].floor is None:
            desk.do("XAL", "floor.give", SITS, seat=code)
    before = desk.forum.meetings[SITS]
    assert (before.floor, before.speakers) == ("XCO", ("XBE", "XCO"))
    after = succeeded(desk).forum.meetings[SITS]
    assert (after.floor, after.speakers) == ("XNU", ("XBE", "XNU"))


def test_where_nobody_has_the_floor_nobody_has_it_after_a_succession() -> None:
    desk = Desk()
    desk.do("XCO", "floor.ask", SITS)
    assert succeeded(desk).forum.meetings[SITS].floor is None


def test_what_a_party_can_announce_after_a_summit_goes_over_and_what_is_shared_stays() -> None:
    desk = Desk()
    desk.do("XAL", "summit.open", "S1", title="x")
    for by, part in (("XCO", "to-announce"), ("XBE", "to-announce"), ("XBE", "clean")):
        desk.do(
            by, "summit.cite", "S1", part=part, circle=f"{by}-{part}".lower(), leaf="A" * 43 + "="
        )
    parts = succeeded(desk).forum.summits["S1"].parts
    of = {(part.value, whose): one.of for (part, whose), one in parts.items()}
    assert of == {
        ("to-announce", "XNU"): "XNU",
        ("to-announce", "XBE"): "XBE",
        ("clean", None): None,
    }


def test_who_has_no_seat_has_a_part_in_nothing() -> None:
    desk = Desk()
    decide(desk, "P1", "measure", None)
    desk.do(OFFICE, "proposal.effect", "P1")
    held = {code for code, things in desk.forum.parts.items() if "P1" in things}
    assert held == {"XBE", "XAL"}
