"""Stories: what they say is held against the forum, and what cannot be read is told by line."""

from __future__ import annotations

import pytest
from tests.forum.made import charter

from dipoli.faults import MalformedError
from dipoli.forum.story import Played, begin, play, read_story

TOP = "given charter made-up\ngiven seats XAL, XBE, XCO, XDE\ngiven chair XAL\n"
TABLED = '2030-03-01 10:00  XBE  proposal.table  P1  "A bulletin"  purpose=measure\n'
PUT = "2030-03-02 10:00  XAL  proposal.put  P1\n"


def played(tail: str) -> Played:
    """A story on the invented charter, played to its end."""
    story = read_story(TOP + tail)
    return play(story, begin(charter(), story.chair, "2030-03-01T09:00:00Z"))


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
