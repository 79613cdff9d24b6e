"""Bilateral channels beside the forum, stated interests, and marks that data alone make."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import OFFICE, Desk, clause, decide

from dipoli.charter.points import Point
from dipoli.forum import interest_rules, strand_rules
from dipoli.forum.marks import Mark, Why, holds, marks, marks_of
from dipoli.forum.procedure import enter, rule
from dipoli.forum.strand import OutcomeStage, Stage
from dipoli.record.shape import read_time, write_time

P = Point
PAST, START = "2030-01-01T10:00:00Z", "2030-03-01T10:00:00Z"
TALKS: dict[str, Any] = {"title": "The talks", "parties": ["XAL", "XBE"], "since": PAST}
CAME: dict[str, Any] = {
    "title": "A deal", "strand": "S1", "date": PAST, "source": "A communiqué",
}  # fmt: skip


def talks(desk: Desk | None = None) -> Desk:
    """Talks of two, registered by one of them."""
    desk = desk or Desk()
    desk.do("XBE", "strand.register", "S1", **TALKS)
    return desk


def deal(*covers: str, subject: str | None = "missiles") -> Desk:
    """An outcome of the talks, on some parts of a subject."""
    desk = talks()
    desk.do("XBE", "strand.outcome", "D1", **CAME, subject=subject, covers=list(covers))
    return desk


def interest(desk: Desk, by: str, name: str, *parts: str, subject: str = "missiles") -> Desk:
    said = {"words": "They reach us.", "source": "A speech", "subject": subject}
    desk.do(by, "interest.state", name, **said, parts=list(parts))
    return desk


def commits(desk: Desk, by: str, name: str, *covers: str, **more: Any) -> Desk:  # noqa: ANN401 - as at the desk
    said = {"words": "x", "owners": [by], "subject": "missiles", **more}
    desk.do(by, "commitment.make", name, **said, covers=list(covers))
    return desk


def marked(desk: Desk, name: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(mark.other, mark.parts) for mark in marks_of(desk.forum, name)]


# ---------------------------------------------------------------- channels


def test_talks_are_registered_by_one_of_their_parties_and_by_nobody_else() -> None:
    for by in ("XCO", "XDE"):
        refusal = Desk().refused(by, "strand.register", "S1", **TALKS)
        assert clause(refusal, P.STRAND)
        assert refusal.why == (f"{by} is no party to the talks that it names; they are XAL, XBE.")
    held = talks().forum.strands["S1"]
    assert (held.stage, held.begun, held.by, held.title) == (
        Stage.RUNNING, PAST, "XBE", "The talks",
    )  # fmt: skip


@pytest.mark.parametrize("parties", [["XBE"], ["XBE", "XBE"], ["XBE", "XAL", "XBE"]])
def test_talks_are_between_two_at_least_each_named_once(parties: list[str]) -> None:
    refusal = Desk().refused("XBE", "strand.register", "S1", **{**TALKS, "parties": parties})
    assert refusal.why == "Talks are between two parties at least, each named once."


def test_one_of_the_parties_need_not_sit_here() -> None:
    desk = Desk()
    desk.do("XBE", "strand.register", "S1", **{**TALKS, "parties": ["XBE", "XZZ"]})
    assert desk.forum.strands["S1"].parties == ("XBE", "XZZ")


def test_only_what_has_been_is_registered_to_the_second() -> None:
    desk = talks()
    held = {"place": "A villa", "rank": "leaders"}
    for act, about, said in (
        ("strand.register", "S2", {**TALKS, "since": "2030-03-01T10:00:01Z"}),
        ("strand.hold", "S1", {**held, "date": "2030-03-01T10:00:01Z"}),
        ("strand.outcome", "D1", {**CAME, "date": "2030-03-01T10:00:01Z"}),
    ):
        refusal = desk.refused("XBE", act, about, **said)
        assert (clause(refusal, P.STRAND), refusal.why) == (
            True, "2030-03-01T10:00:01Z has not come.",
        )  # fmt: skip
    desk.do("XBE", "strand.hold", "S1", **held, date=START, words="A summit.")
    (round_,) = desk.forum.strands["S1"].rounds.values()
    assert (round_.by, round_.words, round_.date, round_.place, round_.rank.value) == (
        "XBE", "A summit.", START, "A villa", "leaders",
    )  # fmt: skip
    assert round_.number == 1


def test_each_party_gives_its_own_account_and_its_own_name() -> None:
    desk = deal("long-range")
    assert clause(desk.refused("XAL", "strand.account", "S1"), P.STRAND)
    assert clause(desk.refused("XAL", "outcome.read", "D1"), P.STRAND)
    desk.do("XAL", "strand.account", "S1", name="Contacts")
    desk.do("XBE", "strand.account", "S1", words="They went well.")
    desk.do("XAL", "outcome.read", "D1", name="A note", words="We read it as a beginning.")
    strand, outcome = desk.forum.strands["S1"], desk.forum.outcomes["D1"]
    assert {by: (one.name, one.words) for by, one in strand.accounts.items()} == {
        "XAL": ("Contacts", None), "XBE": (None, "They went well."),
    }  # fmt: skip
    assert outcome.accounts["XAL"].words == "We read it as a beginning."
    assert outcome.accounts["XAL"].number == 4
    for act, about in (("strand.account", "S1"), ("outcome.read", "D1")):
        refusal = desk.refused("XDE", act, about, words="x")
        assert refusal.why == "XDE is no party to S1; they are XAL, XBE."


def test_an_outcome_is_of_talks_that_were_registered_by_a_party_to_them() -> None:
    desk = talks()
    refusal = desk.refused("XBE", "strand.outcome", "D1", **{**CAME, "strand": "S9"})
    assert refusal.why == "S9 is no channel that was registered here."
    assert clause(desk.refused("XDE", "strand.outcome", "D1", **CAME), P.STRAND)
    refusal = desk.refused("XBE", "strand.outcome", "D1", **CAME, covers=["long-range"])
    assert refusal.why == "Parts of a subject are named, and no subject."
    digest = b64encode(bytes(32)).decode()
    desk.do("XBE", "strand.outcome", "D1", **CAME, digest=digest)
    outcome = desk.forum.outcomes["D1"]
    assert (outcome.digest, outcome.source, outcome.date, outcome.strand) == (
        bytes(32), "A communiqué", PAST, "S1",
    )  # fmt: skip
    assert list(desk.forum.strands["S1"].outcomes.items()) == [(1, "D1")]


def test_a_party_to_talks_that_suspended_its_seat_may_register_them() -> None:
    desk = Desk()
    desk.do("XBE", "member.pause", "XBE")
    talks(desk)


def test_what_is_still_needed_of_a_channel_is_nothing_of_the_forum() -> None:
    desk = talks()
    for act, told in (
        ("account", "Its parties hold it beside the forum; nothing is needed here."),
        ("pause", "A party to it entered it as paused; a party to it enters when it goes on."),
        ("end", "A party to it entered it as ended; nothing is needed here."),
    ):
        said = {"words": "x"}
        desk.do("XAL", f"strand.{act}", "S1", **said)
        assert strand_rules.still_needed(desk.forum, desk.forum.strands["S1"]) == told


# ---------------------------------------------------------------- locking in


def test_a_multilateral_text_locks_in_what_two_agreed() -> None:
    desk = deal()
    paper: dict[str, Any] = {
        "title": "On ranges", "symbol": "A/1", "kind": "working-paper", "language": "en",
        "everything": False,
    }  # fmt: skip
    desk.do("XDE", "text.table", "T1", **paper)
    desk.do("XDE", "clause.propose", "T1-1", words="The deal stands.", sort="words")
    decide(desk, "P1", "text", "T1")
    for clauses, why in (
        ([], "No clause is named of the text that P1 adopted."),
        (["T1-1", "T1-9"], "Not in the text that P1 adopted: T1-9."),
    ):
        refusal = desk.refused("XBE", "strand.lock", "D1", decision="P1", clauses=clauses)
        assert (clause(refusal, P.LOCK), refusal.why) == (True, why)
    needed = strand_rules.outcome_needed
    assert needed(desk.forum, desk.forum.outcomes["D1"]) == (
        "It is the parties' own; a decision of this forum in effect can lock it in."
    )
    desk.do("XAL", "strand.lock", "D1", decision="P1", clauses=["T1-1"])
    outcome = desk.forum.outcomes["D1"]
    assert (outcome.stage, outcome.decision, outcome.clauses) == (
        OutcomeStage.LOCKED, "P1", ("T1-1",),
    )  # fmt: skip
    assert needed(desk.forum, outcome) == "It is locked in by P1; nothing is needed."
    refusal = desk.refused("XAL", "strand.lock", "D1", decision="P1", clauses=["T1-1"])
    assert clause(refusal, P.LOCK)


def test_a_decision_that_locks_in_is_in_effect_and_about_the_outcome() -> None:
    desk = deal()
    decide(desk, "P1", "measure", "D2")
    desk.do("XDE", "proposal.table", "P2", title="x", purpose="measure", subject="D1")
    decide(desk, "P3", "measure", "D1")
    for decision, clauses, why in (
        ("P9", [], "P9 was not proposed here."),
        ("P1", [], "P1 is not about D1."),
        ("P2", [], "P2 is tabled; a decision in effect locks an outcome in."),
        ("P3", ["T1-1"], "P3 is not about D1."),
    ):
        refusal = desk.refused("XBE", "strand.lock", "D1", decision=decision, clauses=clauses)
        assert (clause(refusal, P.LOCK), refusal.why) == (True, why)
    refusal = desk.refused("XCO", "strand.lock", "D1", decision="P3")
    assert clause(refusal, P.STRAND)
    desk.do("XBE", "strand.lock", "D1", decision="P3")


# ---------------------------------------------------------------- touched interests


def test_a_deal_on_one_range_touches_who_is_in_reach_of_another() -> None:
    desk = deal("intercontinental")
    interest(desk, "XCO", "N1", "medium-range")
    interest(desk, "XDE", "N2", "short-range", "medium-range")
    assert marks_of(desk.forum, "D1") == (
        Mark(
            on="D1", sort=Why.TOUCHES, other="N1", parts=("medium-range",),
            told="XCO, which is no party to D1, has stated an interest in missiles (medium-range) "
            "(N1). D1 is about missiles (intercontinental); nothing here that its parties agreed "
            "covers missiles (medium-range).",
        ),
        Mark(
            on="D1", sort=Why.TOUCHES, other="N2", parts=("short-range", "medium-range"),
            told="XDE, which is no party to D1, has stated an interest in missiles (short-range, "
            "medium-range) (N2). D1 is about missiles (intercontinental); nothing here that its "
            "parties agreed covers missiles (short-range, medium-range).",
        ),
    )  # fmt: skip


def test_adding_the_shorter_ranges_clears_the_mark_part_by_part() -> None:
    desk = deal("intercontinental")
    interest(desk, "XDE", "N2", "short-range", "medium-range")
    desk.do("XBE", "strand.outcome", "D2", **CAME, subject="missiles", covers=["medium-range"])
    assert marked(desk, "D1") == marked(desk, "D2") == [("N2", ("short-range",))]
    commits(desk, "XAL", "C1", "short-range")
    assert marked(desk, "D1") == marked(desk, "D2") == marked(desk, "C1") == []
    desk.do("XAL", "commitment.withdraw", "C1")
    assert marked(desk, "D1") == [("N2", ("short-range",))]


def test_what_others_agreed_covers_nothing_for_these() -> None:
    desk = deal("intercontinental")
    interest(desk, "XDE", "N1", "short-range")
    commits(desk, "XCO", "C1", "short-range")
    assert marked(desk, "D1") == [("N1", ("short-range",))]
    assert marked(desk, "C1") == []


def test_something_else_of_worth_clears_it_only_when_the_neighbour_says_so() -> None:
    desk = interest(deal("intercontinental"), "XCO", "N1", "medium-range")
    commits(desk, "XAL", "C1", recipients=["XCO"], subject="guarantee")
    assert marked(desk, "D1") == [("N1", ("medium-range",))]
    refusal = desk.refused("XAL", "interest.accept", "N1", other="C1")
    assert (clause(refusal, P.INTEREST), refusal.why) == (True, "N1 is an interest of XCO.")
    desk.do("XCO", "interest.accept", "N1", other="C1")
    assert marked(desk, "D1") == []
    needed = interest_rules.still_needed
    assert needed(desk.forum, desk.forum.interests["N1"]) == (
        "XCO says that it is satisfied by C1."
    )
    desk.do("XAL", "commitment.suspend", "C1", words="x")
    assert marked(desk, "D1") == [("N1", ("medium-range",))]
    desk.do("XAL", "commitment.resume", "C1", words="x")
    assert marked(desk, "D1") == []
    desk.do("XCO", "interest.reopen", "N1", other="C1")
    assert marked(desk, "D1") == [("N1", ("medium-range",))]
    assert needed(desk.forum, desk.forum.interests["N1"]) == (
        "It is stated, and stops nothing; what touches it is marked."
    )
    assert clause(desk.refused("XCO", "interest.reopen", "N1", other="C1"), P.INTEREST)


def test_an_interest_is_satisfied_by_what_is_there_and_stays() -> None:
    desk = interest(deal("intercontinental"), "XCO", "N1", "medium-range")
    desk.do("XDE", "proposal.table", "P1", title="x", purpose="measure")
    for other in ("P1", "C9", "N1", "S1"):
        refusal = desk.refused("XCO", "interest.accept", "N1", other=other)
        assert refusal.why == (
            f"{other} is no commitment that stands, no outcome and no decision in effect."
        )
    assert not holds(desk.forum, "P1")
    decide(desk, "P2", "measure", None)
    desk.do("XCO", "interest.accept", "N1", other="P2")
    assert clause(desk.refused("XCO", "interest.accept", "N1", other="P2"), P.INTEREST)
    assert marked(desk, "D1") == []
    desk.do("XCO", "interest.accept", "N1", other="D1")
    commits(desk, "XAL", "C1")
    desk.do("XAL", "commitment.assess", "C1", words="x", verdict="fulfilled")
    desk.do(OFFICE, "commitment.fulfil", "C1")
    assert holds(desk.forum, "C1")


def test_an_interest_that_is_withdrawn_is_touched_no_more() -> None:
    desk = interest(deal("intercontinental"), "XCO", "N1", "medium-range")
    assert clause(desk.refused("XDE", "interest.withdraw", "N1"), P.INTEREST)
    desk.do("XCO", "interest.withdraw", "N1")
    assert marked(desk, "D1") == []
    needed = interest_rules.still_needed(desk.forum, desk.forum.interests["N1"])
    assert needed == "It was withdrawn; nothing is needed."


def test_a_party_to_a_deal_is_not_touched_by_it_nor_who_speaks_of_something_else() -> None:
    desk = interest(deal("intercontinental"), "XAL", "N1", "short-range")
    interest(desk, "XCO", "N2", "short-range", subject="fish")
    assert marked(desk, "D1") == []
    commits(desk, "XBE", "C1", "intercontinental", recipients=["XCO"])
    interest(desk, "XCO", "N3", "short-range")
    assert marked(desk, "C1") == [("N1", ("short-range",))]
    assert marked(desk, "D1") == [("N3", ("short-range",))]


@pytest.mark.parametrize(
    ("covers", "parts", "left"),
    [
        ((), (), None),
        ((), ("short-range",), None),
        (("short-range",), (), ()),
        (("short-range",), ("short-range",), None),
        (("short-range",), ("short-range", "fuel"), ("fuel",)),
    ],
)
def test_the_whole_of_a_subject_is_covered_by_the_whole_alone(
    covers: tuple[str, ...], parts: tuple[str, ...], left: tuple[str, ...] | None
) -> None:
    desk = interest(deal(*covers), "XCO", "N1", *parts)
    assert marked(desk, "D1") == ([] if left is None else [("N1", left)])


def test_without_a_subject_there_is_no_mark_and_nothing_else_has_one() -> None:
    desk = interest(deal(subject=None), "XCO", "N1", "short-range")
    for name in ("D1", "N1", "S1", "XBE", "nothing"):
        assert marks_of(desk.forum, name) == ()
    assert dict(marks(desk.forum)) == {}
    refusal = desk.refused("XBE", "commitment.make", "C1", words="x", owners=["XBE"], covers=["a"])
    assert refusal.why == "Parts of a subject are named, and no subject."


# ---------------------------------------------------------------- contradictions


def test_to_do_and_not_to_do_the_same_at_one_time_is_marked_on_both() -> None:
    desk = commits(Desk(), "XAL", "C1", "tests", "fuel", sense="to-do")
    until = "2030-09-01T10:00:00Z"
    commits(desk, "XAL", "C2", "fuel", "tests", "sale", sense="not-to-do", until=until)
    told = (
        "By C1 XAL undertakes to do, and by C2 not to do, the same: missiles ({}), from "
        f"{START} to {until}."
    )
    assert marks(desk.forum) == {
        "C1": (
            Mark(
                on="C1", sort=Why.CONTRADICTS, other="C2", parts=("tests", "fuel"),
                told=told.format("tests, fuel"),
            ),
        ),
        "C2": (
            Mark(
                on="C2", sort=Why.CONTRADICTS, other="C1", parts=("fuel", "tests"),
                told=told.format("fuel, tests"),
            ),
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ({"sense": "to-do"}, {"sense": "not-to-do"}, True),
        ({"sense": "to-do"}, {"sense": "to-do"}, False),
        ({"sense": "not-to-do"}, {"sense": "not-to-do"}, False),
        ({"sense": "to-do"}, {}, False),
        ({"sense": "to-do", "by": "XBE"}, {"sense": "not-to-do"}, False),
        ({"sense": "to-do", "subject": "fish"}, {"sense": "not-to-do"}, False),
        ({"sense": "to-do", "covers": ["a"]}, {"sense": "not-to-do", "covers": ["b"]}, False),
        ({"sense": "to-do", "covers": ["a"]}, {"sense": "not-to-do"}, True),
        (
            {"sense": "to-do", "due": "2030-04-01T10:00:00Z"},
            {"sense": "not-to-do", "starts": "2030-04-01T10:00:00Z"},
            False,
        ),
        (
            {"sense": "to-do", "due": "2030-04-01T10:00:01Z"},
            {"sense": "not-to-do", "starts": "2030-04-01T10:00:00Z"},
            True,
        ),
        (
            {"sense": "to-do", "starts": "2030-05-01T10:00:00Z"},
            {"sense": "not-to-do", "until": "2030-04-01T10:00:00Z"},
            False,
        ),
        (
            {"sense": "to-do", "hours": 24, "event": "meeting-opened", "of": "SESSION"},
            {"sense": "not-to-do", "starts": "2031-01-01T10:00:00Z"},
            True,
        ),
    ],
)
def test_what_makes_a_contradiction(
    one: dict[str, Any],
    other: dict[str, Any],
    contradict: bool,  # noqa: FBT001 - a row
) -> None:
    desk = Desk()
    for name, said in (("C1", dict(one)), ("C2", dict(other))):
        by, covers = said.pop("by", "XAL"), said.pop("covers", [])
        commits(desk, by, name, *covers, **said)
    assert (marks_of(desk.forum, "C1") != ()) is contradict
    assert (marks_of(desk.forum, "C2") != ()) is contradict
    assert bool(marks(desk.forum)) is contradict


def test_what_is_over_or_suspended_contradicts_nothing() -> None:
    desk = commits(Desk(), "XAL", "C1", sense="to-do")
    commits(desk, "XAL", "C2", sense="not-to-do")
    lasts = f"the whole of missiles, from {START} on."
    assert marks_of(desk.forum, "C1")[0].told.endswith(lasts)
    desk.do("XAL", "commitment.suspend", "C2", words="x")
    assert marks_of(desk.forum, "C1") == marks_of(desk.forum, "C2") == ()
    desk.do("XAL", "commitment.resume", "C2", words="x")
    assert marks_of(desk.forum, "C1") != ()
    desk.do("XAL", "commitment.withdraw", "C2")
    assert marks(desk.forum) == {}


def test_what_two_undertake_is_held_against_another_once() -> None:
    desk = Desk()
    for name, sense in (("C1", "to-do"), ("C2", "not-to-do")):
        commits(desk, "XAL", name, owners=["XAL", "XBE"], sense=sense)
        assert marks(desk.forum) == {}
        desk.do("XBE", "commitment.confirm", name)
    assert [mark.other for mark in marks_of(desk.forum, "C1")] == ["C2"]


PARTS = st.lists(st.sampled_from(["long", "middle", "short"]), unique=True, max_size=3)
BY = st.sampled_from(["XAL", "XBE", "XCO", "XDE"])
ROWS = st.lists(
    st.tuples(BY, PARTS, st.sampled_from([None, "to-do", "not-to-do"]), st.integers(0, 9)),
    max_size=6,
)


@given(ROWS, st.lists(st.tuples(BY, PARTS), max_size=4), PARTS)
def test_marks_found_together_are_those_found_one_by_one_and_by_hand(
    rows: list[tuple[str, list[str], str | None, int]],
    interests: list[tuple[str, list[str]]],
    covers: list[str],
) -> None:
    desk = deal(*covers)
    for number, (by, parts, sense, days) in enumerate(rows):
        until = write_time(read_time(START).replace(day=days + 2))
        commits(desk, by, f"C{number}", *parts, sense=sense, until=until)
    for number, (by, parts) in enumerate(interests):
        interest(desk, by, f"N{number}", *parts)
    every = marks(desk.forum)
    things = ["D1", *desk.forum.commitments]
    assert {name: found for name in things if (found := marks_of(desk.forum, name))} == every
    whole = {"long", "middle", "short", "all else"}
    for name in things:
        acting = ("XAL", "XBE") if name == "D1" else desk.forum.commitments[name].owners
        covered = set[str]()
        if set(acting) & {"XAL", "XBE"}:
            covered |= set(covers) or whole
        for other in desk.forum.commitments.values():
            if set(other.owners) & set(acting):
                covered |= set(other.covers) or whole
        expected = [
            f"N{number}"
            for number, (by, parts) in enumerate(interests)
            if by not in acting and not (set(parts) or whole) <= covered
        ]
        touched = [one.other for one in every.get(name, ()) if one.sort is Why.TOUCHES]
        assert touched == expected


# ---------------------------------------------------------------- succession


def test_a_successor_has_the_talks_the_readings_and_the_interests() -> None:
    desk = interest(deal("intercontinental"), "XCO", "N1", "medium-range")
    desk.do("XAL", "outcome.read", "D1", words="x")
    desk.do("XAL", "strand.account", "S1", words="x")
    for number, (old, new) in enumerate((("XAL", "XNA"), ("XBE", "XNB"), ("XCO", "XNC"))):
        chair = desk.forum.chair[0]
        name = f"PS{number}"
        desk.do("XDE", "proposal.table", name, title="x", purpose="admit", subject=new)
        desk.wait(hours=24).do(chair, "proposal.put", name)
        desk.do(chair, "proposal.adopt", name)
        desk.do(old, "member.succeed", old, successor=new, decision=name)
        if old == chair:
            desk.forum = desk.forum.grown(chair=("XDE",))
    strand, outcome = desk.forum.strands["S1"], desk.forum.outcomes["D1"]
    assert (strand.parties, strand.by, list(strand.accounts)) == (("XNA", "XNB"), "XNB", ["XNA"])
    assert (outcome.by, list(outcome.accounts)) == ("XNB", ["XNA"])
    assert desk.forum.interests["N1"].by == "XNC"
    assert marked(desk, "D1") == [("N1", ("medium-range",))]
    desk.do("XNA", "strand.outcome", "D2", **CAME)


# ---------------------------------------------------------------- where a body is not at hand


@pytest.mark.parametrize(
    ("name", "about", "said"),
    [
        ("strand.hold", "S1", {"date": PAST, "place": "A hall", "rank": "leaders"}),
        ("strand.account", "S1", {"words": "x"}),
        ("outcome.read", "D1", {"words": "x"}),
    ],
)
def test_a_round_or_an_account_that_is_not_at_hand_leaves_all_else_known(
    name: str, about: str, said: dict[str, Any]
) -> None:
    desk = deal("long-range")
    act = evolve(desk.act("XBE", name, about, **said), said=None)
    assert rule(desk.forum, act) is None
    assert enter(desk.forum, act).unknown == desk.forum.unknown


def test_an_outcome_of_talks_that_are_not_known_is_let_pass() -> None:
    desk = Desk()
    act = evolve(desk.act("XBE", "strand.register", "S1", **TALKS), said=None)
    desk.forum = enter(desk.forum, act)
    desk.do("XDE", "strand.outcome", "D1", **CAME)
    assert "D1" in desk.forum.unknown
    assert dict(desk.forum.outcomes) == {}


def test_a_channel_says_since_when_it_stands_so() -> None:
    desk = talks().wait(hours=1)
    desk.do("XAL", "strand.account", "S1", words="x")
    assert desk.forum.strands["S1"].since == START
    desk.do("XAL", "strand.pause", "S1")
    assert desk.forum.strands["S1"].since == "2030-03-01T11:00:00Z"


def test_contradictions_are_told_in_the_order_of_entry() -> None:
    desk = commits(Desk(), "XAL", "C0", sense="to-do")
    for name in ("C9", "C5", "C7", "C2", "C4"):
        commits(desk, "XAL", name, sense="not-to-do")
    assert [other for other, _parts in marked(desk, "C0")] == ["C9", "C5", "C7", "C2", "C4"]


def test_what_the_whole_and_a_part_share_is_the_part() -> None:
    desk = commits(Desk(), "XAL", "C1", sense="to-do")
    commits(desk, "XAL", "C2", "fuel", sense="not-to-do")
    assert marked(desk, "C1") == [("C2", ("fuel",))]
    assert marked(desk, "C2") == [("C1", ("fuel",))]
    commits(desk, "XAL", "C3", sense="not-to-do")
    assert marked(desk, "C1") == [("C2", ("fuel",)), ("C3", ())]
