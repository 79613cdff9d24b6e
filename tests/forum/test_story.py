"""Stories: what they say is held against the forum, and what cannot be read is told by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from tests.forum.made import Desk, charter, forum
from tests.record import acts

from dipoli.faults import MalformedError
from dipoli.forum.register_lines import AddedSeat, SaidNote, rule_register, said_in_line
from dipoli.forum.story import Played, begin, play, read_story
from dipoli.forum.story_claims import CLAIMS, Claim, claim_of
from dipoli.record import forms
from dipoli.record.canon import Json

TOP = "given charter made-up\ngiven seats XAL, XBE, XCO, XDE\ngiven chair XAL\n"
TABLED = '2030-03-01 10:00  XBE  proposal.table  P1  "A bulletin"  purpose=measure\n'
PUT = "2030-03-02 10:00  XAL  proposal.put  P1\n"


def played(tail: str) -> Played:
    """A story on the invented charter, played to its end."""
    story = read_story(TOP + tail)
    rules = evolve(charter().decision, meeting=False)
    return play(story, begin(charter(decision=rules), story.chair, "2030-03-01T09:00:00Z"))


@pytest.mark.parametrize(
    "claim",
    [
        "P1 is under decision",
        "P1 is not adopted",
        "P1 is under decision; P1 is not tabled",
        'P1 still needs "find that no member objects"',
        "XAL presides",
        "XBE is present",
        "proposal.adopt by XAL on P1 is in order",
        "proposal.adopt by XBE on P1 is out of order under art. 5",
        "objection.raise by XCO on P1 reason=substance is in order",
        'objection.raise by XCO on P1 "we cannot; we said so" reason=substance is in order',
        "proposal.put by XAL on P1 at 2030-03-03 10:00:01 is out of order under art. 9",
    ],
)
def test_a_claim_that_is_so_holds(claim: str) -> None:
    told = claim.replace("art. 5", f"art. {_number('WHO_ACTS')}")
    told = told.replace("art. 9", f"art. {_number('DECISION_STAGE')}")
    assert played(TABLED + PUT + f"then {told}\n").faults == ()


def _number(point: str) -> str:
    return next(one.number for one in charter().articles if one.settles[0].name == point)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("P1 is adopted", "P1 is under decision"),
        ("P1 is not under decision", "P1 is under decision"),
        ("P9 is adopted", "there is nothing of the name P9"),
        ('P1 still needs "rain"', "It needs the chair to find that no member objects."),
        ('P9 still needs "rain"', "there is nothing of the name P9 that needs anything"),
        ("nobody presides", "XAL"),
        ("proposal.adopt by XBE on P1 is in order", "is for the chair"),
        ("proposal.adopt by XAL on P1 is out of order under art. 1", "it is in order"),
        ("proposal.adopt by XBE on P1 is out of order under art. 999", "is for the chair"),
    ],
)
def test_a_claim_that_is_not_so_is_told_with_what_is(claim: str, found: str) -> None:
    (fault,) = played(TABLED + PUT + f"then {claim}\n").faults
    assert fault.line == 6
    assert fault.expected == claim
    assert found in fault.found


def test_a_story_stops_at_the_first_act_that_is_out_of_order() -> None:
    early = "2030-03-01 11:00  XAL  proposal.put  P1\n"
    (fault,) = played(TABLED + early + "then P1 is adopted\n").faults
    assert fault.line == 5
    assert "Notice of P1 runs until" in fault.found


def test_an_act_that_is_asked_about_is_not_done() -> None:
    tail = "then proposal.adopt by XAL on P1 is in order\nthen P1 is not adopted\n"
    assert played(TABLED + PUT + tail).faults == ()


def test_every_line_that_cannot_be_read_is_told_at_once() -> None:
    text = "# a remark\ngiven seats XAL\nyesterday XAL left\n\nthen let us hope\n"
    with pytest.raises(MalformedError) as caught:
        read_story(text, "sad.story")
    told = [(one.file, one.line, one.where) for one in caught.value.findings]
    assert told == [("sad.story", 1, ""), ("sad.story", 3, "column 1"), ("sad.story", 5, "")]


def test_what_is_given_is_given_once_and_on_top() -> None:
    with pytest.raises(MalformedError) as caught:
        read_story(TOP + "given chair XBE\n")
    assert [one.line for one in caught.value.findings] == [4]
    with pytest.raises(MalformedError) as caught:
        read_story("given charter a\ngiven seats XAL\n" + TABLED + "given chair XBE\n")
    assert [one.line for one in caught.value.findings] == [4]


def test_a_chair_may_be_left_out() -> None:
    story = read_story("given charter made-up\ngiven seats XAL XBE\nthen nobody presides\n")
    assert story.seats == ("XAL", "XBE")
    assert play(story, begin(charter(), story.chair)).faults == ()


# ---------------------------------------------------------------- the forms of claims


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.example)
def test_every_form_of_claim_reads_its_own_example_and_stands_in_the_reference(
    claim: Claim,
) -> None:
    read = claim_of(claim.example)
    assert read is not None
    assert read[0] is claim
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "story-format.md"
    assert f"| `{claim.example}` | {claim.meaning} |" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("claim", "instead"),
    [
        ("P1 waits for P2", "P1 waits for nothing"),
        ("P9 waits for nothing", "there is nothing of the name P9"),
        ("P1 is served on XAL", "no silence was opened over P1"),
        ("T1 is not marked", "T1 is no text here"),
        ("C1 is marked with N1", "C1 is no text here, no commitment and no outcome"),
        ('of C1 it is said "rain"', "of C1 nothing is said"),
        ("D1 in T1 is settled", "D1 is no term here"),
        ('D1 in T1 still needs "x"', "D1 is no term here"),
        ("it is the turn of XDE in the chair", "it is the turn of XAL"),
        (
            "XAL took the chair 9 times, presided at 0 meetings, holds 0 pens, placed 0 items",
            "XAL took the chair 0, presided at 0 of the meetings, holds 0 and placed 0",
        ),
        (
            "XZZ took the chair 0 times, presided at 0 meetings, holds 0 pens, placed 0 items",
            "XZZ has no seat here",
        ),
        ("without XCO cannot be settled: P1", "without XCO not settled: nothing"),
        ("without XCO goes on: nothing", "what does not wait for XCO: P1"),
        ('without XCO it is said "rain"', "XCO has a seat here as member"),
        ("water is parked", "water is running"),
    ],
)
def test_a_claim_of_each_form_that_is_not_so_is_told_with_what_is(claim: str, instead: str) -> None:
    (fault,) = played(TABLED + f"then {claim}\n").faults
    assert instead in fault.found


def test_acts_of_the_record_have_lines_and_do_what_they_do_there() -> None:
    tail = (
        "2030-03-01 10:01  SECRETARIAT  seat.add  code=XGO  paper=yes\n"
        "then seat.add by XAL code=XZZ paper=no is out of order under art. 3\n"
        '2030-03-01 10:02  XGO  note.say  "We read what is said."\n'
        "then note.say by XZZ is out of order under art. 3\n"
    ).replace("art. 3", f"art. {_number('WHO_ACTS')}")
    end = played(TABLED + tail)
    assert end.faults == ()
    assert end.forum.listed == ("XGO",)
    assert "XGO" not in end.forum.seats
    assert (end.forum.acts, end.forum.time) == (3, "2030-03-01T10:02:00Z")


def test_a_seat_that_was_there_stays_as_it_is_when_it_gets_a_place_in_the_record() -> None:
    added = "2030-03-01 10:01  SECRETARIAT  seat.add  code=XBE  paper=no\n"
    assert played(TABLED + added).forum.seats == played(TABLED).forum.seats


# ---------------------------------------------------------------- acts of the record in a line


def test_a_line_tells_whose_seat_was_added_and_whether_it_takes_part_on_paper() -> None:
    for code, paper in (("XAL", False), ("XGO", True)):
        content = acts.seat(code, paper=paper)
        assert said_in_line(forms.ADD_SEAT, content) == AddedSeat(code=code, paper=paper)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"text": "Good day."}, "Good day."),
        ({"text": "Good day.", "on_paper": acts.paper_mark()}, "Good day."),
        ({"text": "Good day.", "more": "Or not."}, None),
        ({"text": 7}, None),
        ({"text": None}, None),
        ({}, None),
        ("Good day.", None),
        (None, None),
    ],
)
def test_a_note_is_in_the_line_where_it_says_words_and_nothing_else(
    content: Json, words: str | None
) -> None:
    expected = None if words is None else SaidNote(words=words)
    assert said_in_line(forms.SAY, content) == expected


def test_a_seat_is_added_by_the_secretariat_alone_and_a_note_is_for_all_that_have_a_place() -> None:
    desk = Desk(forum().grown(listed=("XGO",)))
    told = {}
    for by in ("SECRETARIAT", "XAL", "XGO", "XZZ"):
        for name in (forms.ADD_SEAT, forms.SAY):
            refusal = rule_register(desk.forum, desk.act(by, name))
            told[by, name] = None if refusal is None else refusal.why
    only = "seat.add is for the secretariat, and {} is not that here."
    assert told == {
        ("SECRETARIAT", forms.ADD_SEAT): None,
        ("SECRETARIAT", forms.SAY): None,
        ("XAL", forms.ADD_SEAT): only.format("XAL"),
        ("XAL", forms.SAY): None,
        ("XGO", forms.ADD_SEAT): only.format("XGO"),
        ("XGO", forms.SAY): None,
        ("XZZ", forms.ADD_SEAT): only.format("XZZ"),
        ("XZZ", forms.SAY): "XZZ has no seat here.",
    }
