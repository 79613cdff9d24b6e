"""Facts of charters in words: dates, spans, marks of confidence."""

from __future__ import annotations

import pytest

from dipoli.charter.framework import Members, Source, Years
from dipoli.charter.words import Day, Due, PartyCode, SourceKind, Status
from dipoli.report.frameworks_words import (
    Cites,
    day,
    due,
    member_count,
    member_heading,
    short_span,
    silence,
    source_line,
    span,
    word,
)
from dipoli.terms import Confidence

CITES = Cites(
    catalogue={
        "book": Source(kind=SourceKind.PRIMARY, title="A book"),
        "talk": Source(kind=SourceKind.PRESS, title="A talk"),
        "memory": Source(kind=SourceKind.MEMORY, title="General knowledge"),
    },
    numbers={"book": 1, "talk": 2, "memory": 3},
)
LISTED = (PartyCode("XAL"), PartyCode("XBE"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1972-11-22", "22 November 1972"),
        ("2012-02-09", "9 February 2012"),
        ("2003-08", "August 2003"),
        ("2003", "2003"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(text: str, said: str) -> None:
    assert day(Day(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("P60D", "within 60 days"),
        ("P1M", "within 1 month"),
        ("P1Y6M", "within 1 year and 6 months"),
        ("2003", "by 2003"),
        ("2007-12-31", "by 31 December 2007"),
        ("yearly", "yearly"),
    ],
)
def test_a_due_date_is_said_in_words(text: str, said: str) -> None:
    assert due(Due(text)) == said


def test_an_open_end_is_no_statement_that_it_lasts() -> None:
    years = Years(start=Day("1972-11-22"), end=None)
    assert span(years) == "from 22 November 1972; no end recorded"
    assert short_span(years) == "1972\N{EN DASH}"


def test_years_are_said_short() -> None:
    assert short_span(Years(start=Day("2003-08"), end=Day("2009"))) == "2003\N{EN DASH}2009"
    assert short_span(Years(start=Day("2012-02-29"), end=Day("2012-04-13"))) == "2012"


def test_a_partial_list_of_members_says_so() -> None:
    partial = Members(as_of=Day("2002"), codes=LISTED, complete=False, count=15)
    unknown = Members(as_of=Day("2002"), codes=LISTED, complete=False)
    assert member_count(partial) == "15; 2 listed"
    assert member_count(unknown) == "not stated; 2 listed"
    assert "partial" in member_heading(partial)
    assert "partial" in member_heading(unknown)
    assert member_count(Members(as_of=Day("2002"), codes=LISTED, complete=True)) == "2"


def test_what_is_not_stated_never_reads_as_no() -> None:
    assert [silence(used) for used in (True, False, None)] == ["yes", "no", "not stated"]


def test_a_fact_from_general_knowledge_alone_is_marked_as_not_checked() -> None:
    assert CITES.mark(Confidence.HIGH, ("memory",)) == "(confidence high, not checked) [3]"
    assert CITES.mark(Confidence.HIGH, ("book", "memory")) == "(confidence high) [1,3]"
    assert CITES.mark(Confidence.LOW) == "(confidence low)"
    assert CITES.mark(None) == "(confidence not marked)"


def test_runs_of_sources_are_said_short() -> None:
    assert CITES.brackets(("talk", "book", "memory")) == "[1-3]"
    assert CITES.brackets(("talk", "book")) == "[1,2]"
    assert CITES.brackets(()) == ""


def test_a_source_says_how_much_of_it_was_read() -> None:
    assert source_line(CITES.catalogue["book"]).endswith("how much of it was read is not recorded.")


def test_a_word_of_a_closed_list_is_said_in_plain_words() -> None:
    assert word(Status.DORMANT) == "dormant (never dissolved, not meeting)"
    assert word(SourceKind.PRIMARY) == "primary"
