"""Closed lists and texts with a form: what can exist in a charter, and what cannot."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.charter.words import Address, Day, Due, FormedText, Language, PartyCode, Slug


@pytest.mark.parametrize("text", ["1972", "1972-11", "1972-11-22", "2012-02-29", "0001-01-01"])
def test_a_date_is_as_exact_as_it_is_known(text: str) -> None:
    assert Day(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "72",
        "1972-13",
        "1972-00",
        "2011-02-29",
        "2018-6-12",
        "1972-11-22 ",
        "12 June 2018",
        "١٩٧٢",
    ],
)
def test_what_is_no_date_cannot_be_one(text: str) -> None:
    with pytest.raises(ValueError, match="a date in quotes"):
        Day(text)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            Due,
            ["P60D", "P1M", "P1Y6M", "2003", "2007-12-31", "yearly"],
            ["P", "PD", "2007-13", "P1D1M"],
        ),
        (Slug, ["arf", "six-party-talks", "x-1994"], ["ARF", "-arf", "arf-", "a--b", "a_b", ""]),
        (
            PartyCode,
            ["XAL", "org:UN", "org:ASEAN-SEC"],
            ["xal", "XA", "XALA", "org:", "org:-X", "UN"],
        ),
        (Language, ["ko", "pt-BR", "mon"], ["Korean", "k", "ko_KR", ""]),
        (
            Address,
            ["https://example.org/a?b=c", "http://x.org"],
            ["javascript:alert(1)", "x.org", "https://a b"],
        ),
    ],
)
def test_a_text_with_a_form_exists_only_in_its_form(
    kind: type[FormedText], good: list[str], bad: list[str]
) -> None:
    for text in good:
        assert kind(text) == text
    for text in bad:
        with pytest.raises(ValueError, match=r"\w"):
            kind(text)


def test_a_date_is_after_another_only_when_that_is_sure() -> None:
    assert Day("2004").is_after(Day("2003-12-31"))
    assert not Day("2003").is_after(Day("2003-01-01"))
    assert not Day("2003-01-01").is_after(Day("2003"))
    assert not Day("2003-08").is_after(Day("2003-08"))


@given(a=st.dates(), b=st.dates())
def test_whole_dates_stand_in_the_order_of_the_calendar(a: dt.date, b: dt.date) -> None:
    assert Day(a.isoformat()).is_after(Day(b.isoformat())) == (a > b)
