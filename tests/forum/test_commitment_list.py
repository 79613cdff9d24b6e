"""Commitments are listed as they were entered, the two of a pair together, with what is known."""

from __future__ import annotations

from typing import Any

from tests.forum.made import Desk

from dipoli.forum.commitment_list import listing, row
from dipoli.forum.commitment_told import Seen

DUE, AFTER = "2030-06-01T10:00:00Z", "2030-06-01T10:00:01Z"


def three() -> Desk:
    """Three commitments, of which the first and the last are a pair."""
    desk = Desk()
    for by, name in (("XBE", "C3"), ("XDE", "C2"), ("XCO", "C1")):
        said: dict[str, Any] = {"words": "x", "owners": [by], "due": DUE}
        desk.do(by, "commitment.make", name, **said, recipients=["XAL"])
    return desk


def test_they_are_listed_as_they_were_entered() -> None:
    assert [one.one.id for one in listing(three().forum, DUE)] == ["C3", "C2", "C1"]


def test_a_pair_stands_together_once_both_accepted() -> None:
    desk = three()
    desk.do("XBE", "commitment.pair", "C3", other="C1")
    assert [(one.one.id, one.paired) for one in listing(desk.forum, DUE)] == [
        ("C3", False), ("C2", False), ("C1", False),
    ]  # fmt: skip
    desk.do("XCO", "commitment.pair", "C1", other="C3")
    assert [(one.one.id, one.paired) for one in listing(desk.forum, DUE)] == [
        ("C3", True), ("C1", True), ("C2", False),
    ]  # fmt: skip


def test_a_row_has_the_date_the_views_in_protocol_order_and_the_marks() -> None:
    desk = three()
    desk.do("XBE", "commitment.assess", "C3", words="Done in part.", verdict="in-part")
    said: dict[str, Any] = {"words": "x", "subject": "rockets"}
    desk.do("XBE", "commitment.make", "C4", **said, owners=["XBE"])
    desk.do("XDE", "interest.state", "N1", **said, source="A speech")
    desk.do("XDE", "commitment.make", "C5", **said, owners=["XDE"], covers=["long-range"])
    desk.do("XCO", "interest.state", "N2", **said, source="A speech")
    rows = {one.one.id: one for one in listing(desk.forum, DUE)}
    first = rows["C3"]
    assert (first.due, first.late, first.seen, first.disputed) == (DUE, None, Seen.EACH, False)
    assert [(code, view is None) for code, view in first.sides] == [("XAL", True), ("XBE", False)]
    assert {name: [mark.other for mark in one.marks] for name, one in rows.items()} == {
        "C3": [], "C2": [], "C1": [], "C4": [], "C5": ["N2"],
    }  # fmt: skip
    for name, one in rows.items():
        assert row(desk.forum, name, DUE) == one
    desk.do("XAL", "commitment.assess", "C3", words="No.", verdict="not-fulfilled")
    later = row(desk.forum, "C3", AFTER)
    assert later is not None
    assert (later.late, later.seen, later.disputed) == (DUE, Seen.DISPUTED, True)


def test_of_what_is_no_commitment_there_is_no_row() -> None:
    desk = three()
    assert row(desk.forum, "XBE", DUE) is None
