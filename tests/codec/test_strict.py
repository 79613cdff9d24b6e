"""Form is checked strictly, and every fault is told with its line."""

from __future__ import annotations

import enum
from collections.abc import Mapping

import pytest
from attrs import evolve, field, frozen
from hypothesis import given
from hypothesis import strategies as st

from dipoli.codec.strict import key_of, show, structure
from dipoli.codec.yaml12 import read_yaml
from dipoli.faults import Finding, MalformedError


class Weather(enum.Enum):
    """What the sky does."""

    FAIR = "fair"
    FOUL = "foul"


@frozen(kw_only=True)
class Stop:
    """A stop on a voyage."""

    port: str
    days: int = field()
    if_: Weather | None = None

    @days.validator
    def _some(self, _attribute: object, days: int) -> None:
        if days < 0:
            message = f"no stop lasts {days} days"
            raise ValueError(message)


@frozen(kw_only=True)
class Voyage:
    """A voyage."""

    stops: tuple[Stop, ...]
    span: tuple[int, int]
    open: bool
    fares: Mapping[str, int]


GOOD = """\
stops:
  - port: Hull
    days: 2
    if: fair
  - {port: Oslo, days: 0}
span: [1, 9]
open: true
fares: {deck: 3}
"""


def _findings(text: str) -> tuple[Finding, ...]:
    with pytest.raises(MalformedError) as caught:
        structure(read_yaml(text.encode(), "voyage.yaml"), Voyage)
    findings: tuple[Finding, ...] = caught.value.findings
    return findings


def test_a_paper_of_the_right_form_becomes_a_value() -> None:
    voyage = structure(read_yaml(GOOD.encode(), "voyage.yaml"), Voyage)
    assert voyage.stops[0] == Stop(port="Hull", days=2, if_=Weather.FAIR)
    assert voyage.stops[1].if_ is None
    assert (voyage.span, voyage.open, dict(voyage.fares)) == ((1, 9), True, {"deck": 3})


@pytest.mark.parametrize(
    ("old", "new", "line", "where", "words"),
    [
        ("days: 2", 'days: "2"', 3, "stops[0].days", "a whole number"),
        ("days: 2", "days: true", 3, "stops[0].days", "a whole number"),
        ("port: Hull", "port: 7", 2, "stops[0].port", "text"),
        ("if: fair", "if: fine", 4, "stops[0].if", "one of fair, foul"),
        ("open: true", 'open: "true"', 7, "open", "true or false"),
        ("open: true", "open: 1", 7, "open", "true or false"),
        ("span: [1, 9]", "span: [1]", 6, "span", "a list of 2"),
        ("span: [1, 9]", "span: {a: 1}", 6, "span", "a list"),
        ("span: [1, 9]", "span: abc", 6, "span", "a list"),
        ("{deck: 3}", "{deck: three}", 8, "fares.deck", "a whole number"),
        ("{deck: 3}", "[3]", 8, "fares", "a mapping"),
        ("{port: Oslo, days: 0}", "Oslo", 5, "stops[1]", "a mapping with the keys port"),
        ("days: 2", "dais: 2", 3, "stops[0].dais", "write days if that is meant"),
        ("    days: 2\n", "", 2, "stops[0]", "the key days"),
        ("days: 2", "days: -2", 2, "stops[0]", "no stop lasts -2 days"),
        ("{port: Oslo, days: 0}", "null", 5, "stops[1]", "null"),
    ],
)
def test_a_fault_of_form_is_told_with_line_place_and_words(
    old: str, new: str, line: int, where: str, words: str
) -> None:
    assert old in GOOD
    findings = _findings(GOOD.replace(old, new, 1))
    assert any(
        (finding.line, finding.where) == (line, where) and words in str(finding)
        for finding in findings
    ), findings


def test_all_faults_of_form_are_told_at_once() -> None:
    text = GOOD.replace("days: 2", "days: two").replace("open: true", "open: 0")
    text = text.replace("deck: 3", "deck: x, hold: y")
    places = {finding.where for finding in _findings(text)}
    assert places == {"stops[0].days", "open", "fares.deck", "fares.hold"}


def test_each_unknown_key_is_a_fault_of_its_own() -> None:
    findings = _findings(GOOD + "crew: 3\ncargo: tea\n")
    assert [(finding.line, finding.where) for finding in findings] == [(9, "crew"), (10, "cargo")]


def test_an_underscore_at_the_end_of_an_attribute_is_not_in_the_paper() -> None:
    assert key_of("if_") == "if"
    assert key_of("at_least") == "at_least"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        (True, "true"),
        ("", "an empty text"),
        ("x" * 99, f'the text "{"x" * 60}"'),
        ([1, 2], "a list of 2"),
        ({}, "a mapping of keys to values"),
        (3, "the number 3"),
    ],
)
def test_a_value_is_shown_as_a_reader_would_say_it(value: object, words: str) -> None:
    assert show(value) == words


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@given(
    data=plain
    | st.fixed_dictionaries({"stops": plain, "span": plain, "open": plain, "fares": plain})
)
def test_any_plain_value_is_read_or_refused_with_findings(data: object) -> None:
    paper = read_yaml(GOOD.encode(), "voyage.yaml")

    try:
        voyage = structure(evolve(paper, data=data), Voyage)
    except MalformedError as error:
        told = error.findings
        assert told
    else:
        assert isinstance(voyage.stops, tuple)
        assert all(type(number) is int for number in voyage.span)
