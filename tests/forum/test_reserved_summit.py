"""Reserved matters, summit files and the level of a forum."""

from __future__ import annotations

import base64
from typing import Any

from attrs import evolve, fields
from tests.forum.made import Desk

from dipoli.charter.rules import Level
from dipoli.forum import reserved as r
from dipoli.forum import summit as s
from dipoli.forum.basket_rules import baskets
from dipoli.forum.formality_rules import still_needed as level_needed
from dipoli.forum.reserved_rules import still_needed as matter_needed
from dipoli.forum.summit_rules import CITED, still_needed

LEAF = base64.b64encode(bytes(32)).decode()


# ---------------------------------------------------------------- reserved matters


def test_a_matter_without_words_says_that_only_what_declares_it_is_held_up() -> None:
    desk = Desk()
    desk.do("XCO", "matter.reserve", "M1", title="The islands")
    told = matter_needed(desk.forum, desk.forum.matters["M1"])
    assert "a paper that declares it needs the consent of XCO. No words are named with it" in told
    said: dict[str, Any] = {"title": "A patrol around the islands", "purpose": "measure"}
    desk.do("XBE", "proposal.table", "P1", **said)
    desk.refused("XBE", "proposal.table", "P2", **said, matters=["M1"])
    desk.do("XCO", "matter.reserve", "M2", title="The islands", names=["islands"])
    assert "No words" not in matter_needed(desk.forum, desk.forum.matters["M2"])


def test_what_a_seat_reserves_is_not_tabled_unless_it_consents() -> None:
    desk = Desk()
    desk.do("XCO", "matter.reserve", "M1", title="The northern lakes", names=["northern lakes"])
    declares: dict[str, Any] = {"title": "Fish", "purpose": "measure", "matters": ["M1"]}
    names: dict[str, Any] = {"title": "Fish of the Northern  Lakes", "purpose": "measure"}
    assert (
        "declares matter M1, which XCO will not have discussed"
        in desk.refused("XBE", "proposal.table", "P1", **declares).why
    )
    assert (
        "says “northern lakes”, which names matter M1"
        in desk.refused("XBE", "proposal.table", "P1", **names).why
    )
    assert (
        "by the name of M9"
        in desk.refused(
            "XBE", "proposal.table", "P1", title="x", purpose="measure", matters=["M9"]
        ).why
    )
    assert "reserved by XCO" in desk.refused("XBE", "matter.admit", "M1", paper="P1").why
    assert "consent of XCO" in matter_needed(desk.forum, desk.forum.matters["M1"])
    desk.do("XCO", "matter.admit", "M1", paper="P1")
    assert "admits it in P1" in matter_needed(desk.forum, desk.forum.matters["M1"])
    desk.do("XBE", "proposal.table", "P1", **declares)
    assert "M1" in desk.refused("XBE", "proposal.table", "P2", **declares).why
    assert "reserved by XCO" in desk.refused("XBE", "matter.release", "M1").why
    desk.do("XCO", "matter.release", "M1")
    desk.do("XBE", "proposal.table", "P2", **names)


def test_no_text_clause_wording_or_bridge_slips_a_reserved_matter_in() -> None:
    desk = Desk()
    desk.do("XCO", "matter.reserve", "M1", title="The lakes", names=["lakes"])
    table: dict[str, Any] = {
        "symbol": "WP.1",
        "kind": "working-paper",
        "language": "en",
        "everything": False,
    }
    assert "M1" in desk.refused("XBE", "text.table", "T1", title="On lakes", **table).why
    assert "M1" in desk.refused("XBE", "text.table", "T1", title="x", matters=["M1"], **table).why
    desk.do("XBE", "text.table", "T1", title="On rivers", **table)
    said: dict[str, Any] = {"words": "Of lakes.", "sort": "words"}
    assert "M1" in desk.refused("XBE", "clause.propose", "T1-1", **said).why
    desk.do("XBE", "clause.propose", "T1-1", words="Of rivers.", sort="words")
    assert "M1" in desk.refused("XDE", "clause.alternative", "T1-1", **said).why
    assert "M1" in desk.refused("XAL", "clause.bridge", "T1-1", words="Of lakes.").why
    assert "M1" in desk.refused("XBE", "clause.revise", "T1-1", words="Of lakes.", version=1).why
    assert (
        "M1"
        in desk.refused(
            "XDE", "amendment.propose", "A1", clause="T1-1", words="Of lakes.", version=1
        ).why
    )
    desk.do("XCO", "matter.admit", "M1", paper="T1")
    desk.do("XDE", "clause.alternative", "T1-1", **said)


def test_each_of_several_seats_that_reserve_a_matter_is_asked_in_protocol_order() -> None:
    desk = Desk()
    desk.do("XDE", "matter.reserve", "M1", title="The lakes", names=["lakes"])
    desk.do("XCO", "matter.reserve", "M2", title="Lakes", names=["lakes"])
    said: dict[str, Any] = {"title": "On lakes", "purpose": "measure"}
    assert "XCO will not" in desk.refused("XBE", "proposal.table", "P1", **said).why
    desk.do("XCO", "matter.admit", "M2", paper="P1")
    assert "XDE will not" in desk.refused("XBE", "proposal.table", "P1", **said).why
    desk.do("XDE", "matter.admit", "M1", paper="P1")
    desk.do("XBE", "proposal.table", "P1", **said)


def test_a_name_is_found_as_whole_words_and_in_scripts_without_spaces_anywhere() -> None:
    assert r.says("On slakes", "lakes") is False
    assert r.says("关于北方湖泊的问题", "北方湖泊") is True
    assert r.says("The Lakes.", "lakes") is True


# ---------------------------------------------------------------- summits


def test_the_file_of_a_summit_holds_citations_and_no_words_of_a_part() -> None:
    assert [field.name for field in CITED.fields] == ["part", "circle", "leaf"]
    assert CITED.text is None
    assert {one.name for one in fields(s.Citation)} == {
        "part", "of", "circle", "leaf", "by", "number",
    }  # fmt: skip
    desk = Desk()
    desk.do("XAL", "summit.open", "S1", title="Leaders at the lake")
    assert "clean, bracketed, left-to-leaders, fall-back" in still_needed(
        desk.forum, desk.forum.summits["S1"]
    )
    for part in ("clean", "bracketed", "left-to-leaders", "fall-back"):
        desk.do("XAL", "summit.cite", "S1", part=part, circle=f"s1-{part}", leaf=LEAF)
    assert (
        "circle s1-clean"
        in desk.refused(
            "XBE", "summit.cite", "S1", part="to-announce", circle="s1-clean", leaf=LEAF
        ).why
    )
    desk.do("XBE", "summit.cite", "S1", part="to-announce", circle="s1-xbe", leaf=LEAF)
    assert "XAL, XCO, XDE" in still_needed(desk.forum, desk.forum.summits["S1"])
    assert (
        "circle s1-xbe"
        in desk.refused(
            "XCO", "summit.cite", "S1", part="to-announce", circle="s1-xbe", leaf=LEAF
        ).why
    )
    desk.do("XBE", "summit.cite", "S1", part="to-announce", circle="s1-xbe", leaf=LEAF)
    for code in ("XAL", "XCO", "XDE"):
        desk.do(
            code, "summit.cite", "S1", part="to-announce", circle=f"s1-{code.lower()}", leaf=LEAF
        )
    assert still_needed(desk.forum, desk.forum.summits["S1"]) == "Every part is cited."


def test_a_chair_without_a_seat_as_member_has_nothing_of_its_own_to_announce() -> None:
    desk = Desk()
    desk.forum = evolve(desk.forum, chair=("XZZ",))
    desk.do("XZZ", "summit.open", "S1", title="x")
    assert (
        "no voice as a member"
        in desk.refused("XZZ", "summit.cite", "S1", part="to-announce", circle="x", leaf=LEAF).why
    )


def test_a_meeting_without_agreement_leaves_every_basket_running() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure", basket="water")
    desk.do("XAL", "summit.open", "S1", title="Leaders at the lake")
    before = (baskets(desk.forum), desk.forum.proposals, desk.forum.links, desk.forum.texts)
    assert "is not entered" in desk.refused("XAL", "summit.end", "S1", outcome="text-agreed").why
    desk.do("XAL", "summit.hold", "S1")
    desk.do("XAL", "summit.end", "S1", outcome="without-agreement")
    after = (baskets(desk.forum), desk.forum.proposals, desk.forum.links, desk.forum.texts)
    assert before == after
    assert still_needed(desk.forum, desk.forum.summits["S1"]).endswith("every basket goes on.")
    assert "ended" in desk.refused("XAL", "summit.hold", "S1").why


# ---------------------------------------------------------------- level


def level(desk: Desk, name: str, subject: str, purpose: str = "level") -> None:
    desk.do("XBE", "proposal.table", name, title="x", purpose=purpose, subject=subject)
    desk.wait(hours=24)
    desk.do("XAL", "proposal.put", name)
    desk.do("XAL", "proposal.adopt", name)


def test_a_forum_rises_one_level_at_a_time_by_its_own_decisions_and_keeps_its_history() -> None:
    desk = Desk()
    level(desk, "P1", "organisation")
    assert "“political-commitments”" in desk.refused("XAL", "level.raise", "P1").remedy
    level(desk, "P2", "political-commitments")
    assert "not in effect" in desk.refused("XAL", "level.raise", "P2").why
    desk.do("XAL", "proposal.effect", "P2")
    desk.do("XAL", "level.raise", "P2")
    assert "is about “political-commitments”" in desk.refused("XAL", "level.raise", "P2").why
    level(desk, "P3", "organisation", "measure")
    assert "does not decide how formal" in desk.refused("XAL", "level.raise", "P3").why
    desk.do("XAL", "proposal.effect", "P1")
    assert "to be an organisation" in level_needed(desk.forum)
    desk.do("XAL", "level.raise", "P1")
    assert desk.forum.level is Level.ORGANISATION
    assert [(one.level.value, one.decision) for one in desk.forum.rises] == [
        ("political-commitments", "P2"),
        ("organisation", "P1"),
    ]
    assert "no level beyond" in desk.refused("XAL", "level.raise", "P1").why
    assert set(desk.forum.seats) == {"XAL", "XBE", "XCO", "XDE"}
    assert "nothing is needed" in level_needed(desk.forum)


def test_a_body_that_reports_to_another_does_not_raise_the_level() -> None:
    desk = Desk()
    level(desk, "P1", "political-commitments")
    desk.do("XAL", "proposal.effect", "P1")
    desk.forum = evolve(desk.forum, reports_to="plenary")
    assert "takes no decisions" in desk.refused("XAL", "level.raise", "P1").why


def test_a_standing_that_could_not_follow_every_act_still_tells_sorts_apart() -> None:
    desk = Desk()
    desk.do("XCO", "matter.reserve", "M1", title="The lakes", names=["lakes"])
    desk.forum = evolve(desk.forum, blind=0)
    acts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("term.mean", {"words": "x"}),
        ("notice.waive", {}),
        ("level.raise", {}),
        ("text.pen", {"to": "XBE"}),
    )
    for name, said in acts:
        assert "M1 is the name of a matter" in desk.refused("XAL", name, "M1", **said).why
