"""A forum ends, another takes over what its members list, and both records agree."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import OFFICE, Desk, charter, clause, decide, forum

from dipoli.charter.points import Point
from dipoli.forum import framework as w
from dipoli.forum.framework_rules import take_over_needed, wind_up_needed
from dipoli.forum.inherit import Compared, Old, Word, compare, heads_of
from dipoli.forum.overview import overview
from dipoli.forum.procedure import KINDS, enter, rule
from dipoli.record.canon import to_base64

OLD, NEW = "forum.example/old/plenary", "forum.example/new/plenary"


def digest(size: int, of: str = OLD) -> bytes:
    """The head of an invented record after so many acts."""
    return f"{of} {size}".encode().ljust(32, b".")[:32]


def root(size: int) -> str:
    return to_base64(digest(size))


# ---------------------------------------------------------------- the forum that ends


def winds_up(desk: Desk, name: str = "W1", **said: Any) -> None:  # noqa: ANN401 - fields of a form
    usual = {"words": "Our mandate is done.", "successor": NEW}
    desk.do("XBE", "framework.wind-up", name, **{**usual, **said})


def ends(desk: Desk, name: str = "W1") -> None:
    size = desk.forum.acts
    desk.do(OFFICE, "framework.end", name, decision="P1", size=size, root=root(size))


def ended() -> Desk:
    """A forum with a commitment, a term and a text, that ended."""
    desk = Desk()
    desk.do("XBE", "commitment.make", "C1", words="x", owners=["XBE"], recipients=["XCO"])
    desk.do("XCO", "commitment.make", "C2", words="y", owners=["XCO"])
    desk.do("XBE", "term.dispute", "D1", title="peace", names=["peace"])
    desk.do("XBE", "proposal.table", "P7", title="x", purpose="measure")
    winds_up(desk)
    decide(desk, "P1", "measure", "W1")
    ends(desk)
    return desk


def test_a_forum_ends_by_a_decision_of_its_members_and_says_at_which_head() -> None:
    here = ended().forum
    one = here.windings["W1"]
    assert here.ended == "W1"
    assert (one.by, one.successor, one.decision) == ("XBE", NEW, "P1")
    assert (one.stage, one.size, one.ended) == (w.WindUpStage.ENDED, 8, 8)
    assert one.root == digest(8)
    assert here.executed["P1"] == 8


def test_it_ends_by_no_decision_on_something_else_and_by_nobody_alone() -> None:
    desk = Desk()
    winds_up(desk)
    said: dict[str, Any] = {"decision": "P1", "size": desk.forum.acts, "root": root(1)}
    assert clause(desk.refused("XBE", "framework.end", "W1", **said), Point.WHO_ACTS)
    assert clause(desk.refused("XAL", "framework.end", "W1", **said), Point.MANDATE)
    decide(desk, "P1", "measure", "W2")
    assert clause(desk.refused("XAL", "framework.end", "W1", **said), Point.MANDATE)


@pytest.mark.parametrize("off", [-1, 1])
def test_the_head_at_which_it_closes_covers_all_that_was_done(off: int) -> None:
    desk = Desk()
    winds_up(desk)
    decide(desk, "P1", "measure", "W1")
    size = desk.forum.acts
    refusal = desk.refused(
        "XAL", "framework.end", "W1", decision="P1", size=size + off, root=root(1)
    )
    assert clause(refusal, Point.FRAMEWORK_END)
    assert refusal.why == (
        f"The record has {size} acts before this one, and the head named has {size + off}."
    )


def test_only_who_put_the_end_forward_gives_it_up() -> None:
    desk = Desk()
    winds_up(desk)
    refusal = desk.refused("XCO", "framework.keep", "W1")
    assert clause(refusal, Point.FRAMEWORK_END)
    assert refusal.why == "XBE put W1 forward."
    desk.do("XBE", "framework.keep", "W1")
    assert desk.forum.windings["W1"].stage is w.WindUpStage.KEPT
    assert desk.forum.ended is None


def test_it_ends_once() -> None:
    desk = Desk()
    winds_up(desk)
    winds_up(desk, "W2")
    decide(desk, "P2", "measure", "W2")
    decide(desk, "P1", "measure", "W1")
    ends(desk)
    size = desk.forum.acts
    refusal = desk.refused("XAL", "framework.end", "W2", decision="P2", size=size, root=root(size))
    assert clause(refusal, Point.FRAMEWORK_END)
    assert refusal.why == "This forum was ended under W1 already."


BEGIN = sorted(name for name, kind in KINDS.items() if kind.begins is not None)


@pytest.mark.parametrize("name", BEGIN)
def test_after_the_end_nothing_is_begun_but_a_request_for_an_explanation(name: str) -> None:
    desk, kind = ended(), KINDS[name]
    by = OFFICE if "secretariat" in kind.who.value else "XAL"
    act = evolve(desk.act("XAL", "note.say", "Z9"), name=name, by=by, said=None)
    role = "secretariat" if by == OFFICE else "delegation"
    refusal = rule(desk.forum, evolve(act, entered_by=by, role=role))
    if kind.begins == "request":
        assert refusal is None
    else:
        assert refusal is not None
        assert refusal.clause != ""
        if clause(refusal, Point.FRAMEWORK_END):
            assert refusal.remedy == f"Begin it in {NEW}."
            assert refusal.why == "This forum ended by act 8; Z9 would be new."


def test_after_the_end_what_was_begun_is_brought_to_its_end() -> None:
    desk = ended()
    desk.do("XBE", "commitment.evidence", "C1", words="Done.")
    desk.do("XBE", "commitment.assess", "C1", words="Done.", verdict="fulfilled")
    desk.do("XBE", "proposal.withdraw", "P7")
    refusal = desk.refused("XBE", "commitment.make", "C9", words="x", owners=["XBE"])
    assert clause(refusal, Point.FRAMEWORK_END)
    said: dict[str, Any] = {
        "to": "XCO",
        "words": "x",
        "about": "launch",
        "date": "2030-02-01T10:00:00Z",
        "place": "y",
    }
    desk.do("XBE", "request.ask", "RQ1", **said)


def test_a_forum_that_names_none_after_it_sends_nobody_there() -> None:
    desk = Desk()
    winds_up(desk, successor=None)
    decide(desk, "P1", "measure", "W1")
    ends(desk)
    refusal = desk.refused("XBE", "matter.reserve", "R1", title="x")
    assert refusal.remedy == "Begin it in another forum."
    one = desk.forum.windings["W1"]
    told = "The forum ended by act 4, as P1 decided. No forum is named after it."
    assert wind_up_needed(desk.forum, one) == told


def test_who_cannot_read_the_end_calls_nothing_new_out_of_order_and_follows_none_of_it() -> None:
    desk = Desk()
    winds_up(desk)
    decide(desk, "P1", "measure", "W1")
    size = desk.forum.acts
    act = desk.act(OFFICE, "framework.end", "W1", decision="P1", size=size, root=root(size))
    blind = evolve(act, said=None)
    assert rule(desk.forum, blind) is None
    desk.forum = enter(desk.forum, blind)
    assert ":ended" in desk.forum.unknown
    desk.do("XBE", "matter.reserve", "R1", title="x")
    assert "R1" in desk.forum.unknown
    assert "R1" not in desk.forum.matters


# ---------------------------------------------------------------- the forum that takes over


def takes_over(desk: Desk, size: int = 9, **said: Any) -> None:  # noqa: ANN401 - fields of a form
    usual = {"words": "We go on.", "origin": OLD, "size": size, "root": root(size)}
    desk.do("XBE", "framework.take-over", "F1", **{**usual, **said})


def lists(desk: Desk, sort: str, *things: str, by: str = "XCO") -> None:
    desk.do(by, "framework.list", "F1", sort=sort, things=list(things))


def taken() -> Desk:
    """A forum that took over what the old one left."""
    desk = Desk()
    takes_over(desk)
    lists(desk, "seat", "XAL", "XBE", "XCO", "XDE")
    lists(desk, "commitment", "C1", "C2")
    lists(desk, "term", "D1")
    lists(desk, "proposal", "P7")
    decide(desk, "P1", "measure", "F1")
    desk.do("XAL", "framework.enter", "F1", decision="P1")
    return desk


def test_members_decide_on_a_list_of_references() -> None:
    one = taken().forum.takeovers["F1"]
    assert one.stage is w.TakeOverStage.TAKEN
    assert (one.origin, one.size, one.decision) == (OLD, 9, "P1")
    assert one.in_order()[:5] == (
        ("seat", "XAL", 1), ("seat", "XBE", 1), ("seat", "XCO", 1), ("seat", "XDE", 1),
        ("commitment", "C1", 2),
    )  # fmt: skip


def test_nothing_is_added_behind_the_back_of_a_decision() -> None:
    desk = Desk()
    takes_over(desk)
    lists(desk, "commitment", "C1")
    decide(desk, "P1", "measure", "F1")
    lists(desk, "commitment", "C2")
    refusal = desk.refused("XAL", "framework.enter", "F1", decision="P1")
    assert clause(refusal, Point.FRAMEWORK_TAKE)
    assert refusal.why == "P1 was tabled before act 5, which listed more."
    decide(desk, "P2", "measure", "F1")
    desk.do("XAL", "framework.enter", "F1", decision="P2")


def test_each_thing_is_listed_once() -> None:
    desk = Desk()
    takes_over(desk)
    lists(desk, "commitment", "C1")
    lists(desk, "term", "C1")
    for things, told in ((["C1"], "C1"), (["C3", "C1"], "C1"), (["C3", "C3"], "One thing")):
        refusal = desk.refused("XCO", "framework.list", "F1", sort="commitment", things=things)
        assert clause(refusal, Point.FRAMEWORK_TAKE)
        assert refusal.why == f"{told} would be listed twice."


def test_only_who_began_the_list_drops_it_and_a_record_without_acts_is_none() -> None:
    desk = Desk()
    none = desk.refused(
        "XBE", "framework.take-over", "F1", words="x", origin=OLD, size=0, root=root(0)
    )
    assert clause(none, Point.FRAMEWORK_TAKE)
    takes_over(desk, 1)
    assert clause(desk.refused("XCO", "framework.drop", "F1"), Point.FRAMEWORK_TAKE)
    desk.do("XBE", "framework.drop", "F1")
    assert desk.forum.takeovers["F1"].stage is w.TakeOverStage.DROPPED


def test_what_each_still_needs_is_told() -> None:
    desk = Desk()
    winds_up(desk)
    needs = wind_up_needed(desk.forum, desk.forum.windings["W1"])
    assert needs == (
        "It needs a decision of the members about W1, and the act that ends the forum."
    )
    desk.do("XBE", "framework.keep", "W1")
    kept = wind_up_needed(desk.forum, desk.forum.windings["W1"])
    assert kept == "It was given up; the forum goes on."
    takes_over(desk)
    told = [take_over_needed(desk.forum, desk.forum.takeovers["F1"])]
    lists(desk, "term", "D1")
    told.append(take_over_needed(desk.forum, desk.forum.takeovers["F1"]))
    desk.do("XBE", "framework.drop", "F1")
    told.append(take_over_needed(desk.forum, desk.forum.takeovers["F1"]))
    after = taken().forum
    told.append(take_over_needed(after, after.takeovers["F1"]))
    assert told == [
        "It lists nothing yet; what is not listed is not taken over.",
        "It needs a decision of the members about F1, tabled after the list was made.",
        "It was given up; nothing is taken over by it.",
        f"What it lists is taken over from {OLD}, as P1 decided.",
    ]
    over = ended().forum
    assert wind_up_needed(over, over.windings["W1"]) == (
        f"The forum ended by act 8, as P1 decided. {NEW} comes after it."
    )


def test_both_stand_in_the_overview() -> None:
    desk = Desk()
    winds_up(desk)
    takes_over(desk)
    lines = {
        group.heading: [(line.object, line.sort, line.stage) for line in group.lines]
        for group in overview(desk.forum, desk.forum.time)
    }
    assert lines["Winding up of this forum"] == [("W1", "winding up", "proposed")]
    assert lines["Taken over from other forums"] == [("F1", "taking over", "listed")]


# ---------------------------------------------------------------- both records


def old(desk: Desk | None = None, origin: str = OLD) -> Old:
    here = (desk or ended()).forum
    return Old(
        origin=origin, forum=here, root=lambda size: digest(size) if size <= here.acts else None
    )


def words(found: tuple[Compared, ...], word: Word) -> list[str]:
    return [one.told for one in found if one.word is word]


def test_two_records_that_agree_differ_in_nothing_and_leave_nothing() -> None:
    found = compare(old(), taken().forum, NEW, "F1")
    assert {one.word for one in found} == {Word.AGREES}
    assert words(found, Word.AGREES)[:6] == [
        f"F1 cites {OLD}.",
        "The head cited, of 9 acts, is that of the old record.",
        f"The old record names {NEW} as the forum that comes after.",
        "The old record closed at its own head of 8 acts.",
        "The head cited covers the act that ended it, act 8.",
        "The members of the new forum decided it by P1.",
    ]
    assert "commitment C1, listed by act 2, is in the old record." in words(found, Word.AGREES)


def test_what_is_open_and_not_listed_is_said() -> None:
    desk = Desk()
    takes_over(desk)
    lists(desk, "seat", "XAL", "XBE", "XCO")
    found = compare(old(), desk.forum, NEW, "F1")
    assert words(found, Word.LEFT) == [
        f"{thing} is not listed; it stays in the old record."
        for thing in ("seat XDE", "commitment C1", "commitment C2", "term D1", "proposal P7")
    ]
    assert words(found, Word.DIFFERS) == ["F1 is listed; nothing is taken over by it now."]


def test_a_record_of_another_name_or_another_history_is_found() -> None:
    other = "forum.example/other"
    found = compare(old(origin=other), taken().forum, NEW, "F1")
    assert words(found, Word.DIFFERS) == [f"F1 cites {OLD}, and the record compared is {other}."]
    forged = evolve(old(), root=lambda size: digest(size, "another history"))
    assert words(compare(forged, taken().forum, NEW, "F1"), Word.DIFFERS) == [
        "The head of the old record at 9 acts is another than the one cited.",
        "The head at which the old record says that it closed is not its head of 8 acts.",
    ]
    short = evolve(old(), root=lambda size: digest(size) if size < 9 else None)
    assert words(compare(short, taken().forum, NEW, "F1"), Word.DIFFERS) == [
        "The old record has fewer than 9 acts here."
    ]


def test_a_forum_that_did_not_end_or_names_another_is_found() -> None:
    told = words(compare(old(Desk()), taken().forum, NEW, "F1"), Word.DIFFERS)
    assert f"{OLD} has not ended, by its own record." in told
    found = compare(old(), taken().forum, "forum.example/third", "F1")
    assert words(found, Word.DIFFERS) == [
        f"The old record names {NEW} after it, not forum.example/third."
    ]
    desk = Desk()
    winds_up(desk, successor=None)
    decide(desk, "P1", "measure", "W1")
    ends(desk)
    told = words(compare(old(desk), taken().forum, NEW, "F1"), Word.DIFFERS)
    assert f"The old record names no forum after it, not {NEW}." in told


def test_a_head_before_the_end_is_found() -> None:
    desk = Desk()
    takes_over(desk, 8)
    told = words(compare(old(), desk.forum, NEW, "F1"), Word.DIFFERS)
    assert told[0] == "The head cited ends before act 8, which ended the old forum."


def test_a_thing_that_is_not_in_the_old_record_is_found() -> None:
    desk = Desk()
    takes_over(desk, 5)
    lists(desk, "commitment", "C9", "D1")
    lists(desk, "seat", "XZZ")
    lists(desk, "proposal", "P1")
    told = words(compare(old(), desk.forum, NEW, "F1"), Word.DIFFERS)
    assert told[2:] == [
        "commitment C9, listed by act 1: the old record has nothing of that name.",
        "commitment D1, listed by act 1: the old record has a term of that name.",
        "seat XZZ, listed by act 2: the old record has nothing of that name.",
        "proposal P1, listed by act 3: it was begun after the head that is cited.",
    ]


def test_who_has_no_seat_in_the_new_forum_is_found() -> None:
    few = charter()
    desk = Desk(forum(evolve(few, members=few.members[:2])))
    takes_over(desk)
    desk.do("XBE", "framework.list", "F1", sort="seat", things=["XCO"])
    desk.do("XBE", "framework.list", "F1", sort="commitment", things=["C1", "C2"])
    told = words(compare(old(), desk.forum, NEW, "F1"), Word.DIFFERS)
    assert told[1:] == [
        "seat XCO, listed by act 1: the party has no seat in the new forum.",
        "commitment C2, listed by act 2: no seat in the new forum for XCO, whose commitment it is.",
    ]


def test_what_a_record_says_of_both_is_told_in_the_order_of_entry() -> None:
    desk = Desk()
    takes_over(desk)
    winds_up(desk)
    winds_up(desk, "W2")
    desk.do("XBE", "framework.keep", "W2")
    assert [one.id for one in heads_of(desk.forum)] == ["F1", "W1"]
    desk.do("XBE", "framework.drop", "F1")
    assert [one.id for one in heads_of(desk.forum)] == ["W1"]


@given(st.sets(st.sampled_from(["C1", "C2"])), st.booleans())
def test_every_open_thing_is_either_listed_or_said_to_be_left(chosen: set[str], term: bool) -> None:  # noqa: FBT001 - drawn
    desk = Desk()
    takes_over(desk)
    if chosen:
        lists(desk, "commitment", *sorted(chosen))
    if term:
        lists(desk, "term", "D1")
    found = compare(old(), desk.forum, NEW, "F1")
    left = {one.thing for one in found if one.word is Word.LEFT}
    listed = {one.thing for one in found if one.word is Word.AGREES and one.thing}
    assert left | listed == {"C1", "C2", "D1", "P7", "XAL", "XBE", "XCO", "XDE"}
    assert not left & listed
    assert listed == chosen | ({"D1"} if term else set())


def test_what_a_party_put_forward_goes_over_to_its_successor() -> None:
    desk = Desk()
    winds_up(desk)
    takes_over(desk)
    decide(desk, "P9", "admit", "XNU for XBE")
    desk.do(OFFICE, "member.succeed", "XBE", successor="XNU", decision="P9")
    assert desk.forum.windings["W1"].by == desk.forum.takeovers["F1"].by == "XNU"
    desk.do("XNU", "framework.keep", "W1")
    desk.do("XNU", "framework.drop", "F1")


def test_a_text_or_term_that_is_open_is_left_and_one_that_is_settled_is_not() -> None:
    desk = Desk()
    for name in ("T1", "T2"):
        paper = {"title": "x", "symbol": name, "kind": "working-paper", "language": "en"}
        desk.do("XBE", "text.table", name, **paper, everything=False)
    desk.do("XBE", "clause.propose", "T1-1", words="They keep the peace.", sort="words")
    desk.do("XBE", "text.withdraw", "T2")
    for name in ("D9", "D1"):
        desk.do("XBE", "term.dispute", name, title=name, names=[f"the peace {name}"])
        for code in ("XBE", "XCO"):
            desk.do(code, "term.mean", name, words="Calm.")
    desk.do("XBE", "term.offer", "D1", text="T1", words="Calm.")
    assert left(desk) >= {"T1", "D1", "D9"}
    assert "T2" not in left(desk)
    for code in ("XBE", "XCO"):
        desk.do(code, "term.accept", "D1", text="T1")
    assert left(desk) & {"D1", "D9"} == {"D9"}


def left(desk: Desk) -> set[str | None]:
    """What stays in an old record, when nothing of it is listed."""
    new = Desk()
    takes_over(new)
    found = compare(old(desk), new.forum, NEW, "F1")
    return {one.thing for one in found if one.word is Word.LEFT}


def test_a_seat_of_the_opening_is_covered_by_the_first_head() -> None:
    desk = Desk()
    takes_over(desk, 1)
    lists(desk, "seat", "XAL")
    told = words(compare(old(), desk.forum, NEW, "F1"), Word.DIFFERS)
    assert not [one for one in told if "XAL" in one]
