"""A ruling reads with the names that a seat uses, and changes nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import NAMES, Desk

from dipoli.forum.wording import in_names


def test_each_seat_reads_the_names_that_it_uses() -> None:
    desk = Desk()
    desk.do("XBE", "name.give", name="the Corvians", sort="party", thing="XCO", language="en")
    text = "It needs XCO, XDE to withdraw the objection."
    assert in_names(text, desk.forum, "XBE") == (
        "It needs the Corvians, Delmark to withdraw the objection."
    )
    assert in_names(text, desk.forum, "XAL") == (
        "It needs Corvia, Delmark to withdraw the objection."
    )


def test_short_names_other_words_and_quotations_stay() -> None:
    here = Desk().forum
    text = "XAL-1 and T-XAL, XALX and axal, “as XAL said”, XZZ; (XAL)."
    assert in_names(text, here, "XBE") == (
        "XAL-1 and T-XAL, XALX and axal, “as XAL said”, XZZ; (Alderan)."
    )


def test_a_name_that_says_another_code_is_not_looked_through_again() -> None:
    desk = Desk()
    desk.do("XBE", "name.give", name="the friend of XDE", sort="party", thing="XCO", language="en")
    assert in_names("Ask XCO.", desk.forum, "XBE") == "Ask the friend of XDE."


def test_where_no_name_is_known_the_code_stands() -> None:
    assert in_names("Ask XCO.", Desk().forum, "XBE", "mn") == "Ask XCO."


@given(st.text(alphabet="abX AL-“”1.", max_size=40))
def test_where_no_code_stands_nothing_changes(text: str) -> None:
    changed = in_names(text, Desk().forum, "XBE")
    assert changed == text or any(code in text for code in NAMES)


def test_a_real_refusal_shows_no_code() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    refusal = desk.refused("XCO", "proposal.withdraw", "P1")
    told = in_names(f"{refusal.why} {refusal.remedy}", desk.forum, "XAL")
    assert "Bermark" in told
    assert not any(code in told for code in NAMES)
