"""Genius XML: how figures are read, and what is refused by name."""

from __future__ import annotations

import builtins
import itertools
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.analysis.agreement import question_of
from dipoli.analysis.agreement.checker import gain
from dipoli.codec.interchange.genius import read_genius
from dipoli.codec.interchange.scenario import Scenario
from dipoli.codec.interchange.scenario_case import Named, case_of
from dipoli.faults import MalformedError, RefusedError

NAMED = Named(id="two", title="Two", exercise=True, as_of="2031-04-30")

DOMAIN = """<negotiation_template><utility_space><objective index="0">
<issue index="1" name="Fee" vtype="discrete"><item value="low"/><item value="high"/></issue>
<issue index="2" name="Days" vtype="integer"><range lowerbound="3" upperbound="6"/></issue>
</objective></utility_space></negotiation_template>"""
PROFILE = """<utility_space type="any" number_of_issues="2"><objective index="0">
<issue index="1" name="Fee"><item value="low" evaluation="1"/><item value="high" evaluation="4"/>
</issue>
<issue index="2" name="Days"><evaluator ftype="linear" offset="0.1" slope="0.4"/></issue>
<weight index="1" value="0.25"/><weight index="2" value="0.75"/></objective>
<discount_factor value="1.0"/><reservation value="0.3"/></utility_space>"""

SQUARE = """<negotiation_template><utility_space><objective index="0">
<issue index="1" name="x" vtype="integer" lowerbound="0" upperbound="5"/>
<issue index="2" name="y" vtype="integer" lowerbound="0" upperbound="5"/>
</objective></utility_space></negotiation_template>"""
RECTANGLES = """<utility_space type="nonlinear"><objective index="0">
<issue index="1" name="x" vtype="integer" lowerbound="0" upperbound="5"/>
<issue index="2" name="y" vtype="integer" lowerbound="0" upperbound="5"/>
<utility maxutility="{most}"><ufun type="PlainUfun" weight="1" aggregation="sum">
<hyperRectangle utility="10"><INCLUDES index="1" min="2" max="4"/>
<INCLUDES index="2" min="1" max="3"/></hyperRectangle>
<hyperRectangle utility="7" weight="2"><INCLUDES index="1" min="4" max="5"/></hyperRectangle>
<hyperRectangle utility="5"><EXCLUDES index="1" min="0" max="3"/>
<EXCLUDES index="2" min="0" max="3"/></hyperRectangle>
<hyperRectangle utility="3"/>
<hyperRectangle utility="99"><INCLUDES index="1" min="2" max="2"/>
<INCLUDES index="1" min="3" max="3"/></hyperRectangle>
</ufun></utility></objective></utility_space>"""


def folder(place: Path, domain: str = DOMAIN, *profiles: str) -> Path:
    """A folder with a domain and profiles; two plain ones when none is given."""
    (place / "domain.xml").write_text(domain, encoding="utf-8")
    for n, text in enumerate(profiles or (PROFILE, PROFILE)):
        (place / f"p{n}.xml").write_text(text, encoding="utf-8")
    return place


def refused(place: Path, *words: str) -> None:
    """The folder is refused with these words."""
    with pytest.raises(MalformedError) as caught:
        case_of(read_genius(place), NAMED)
    for word in words:
        assert word in str(caught.value), str(caught.value)


def test_evaluations_above_one_are_divided_by_the_largest(tmp_path: Path) -> None:
    read = read_genius(folder(tmp_path))
    assert [one.name for one in read.issues] == ["Fee", "Days"]
    assert read.issues[1].options == ("3", "4", "5", "6")
    party = read.parties[0]
    assert party.values[0] == (Fraction(1, 4), Fraction(1))
    # the last step would be worth 1.3: Genius keeps it at 1
    assert party.values[1] == (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10), Fraction(1))
    assert party.reservation == Fraction(3, 10)
    assert [one.name for one in read.parties] == ["p0", "p1"]


def test_a_profile_without_a_reservation_value_has_none_to_ask_for(tmp_path: Path) -> None:
    plain = PROFILE.replace('<reservation value="0.3"/>', "").replace(
        '<discount_factor value="1.0"/>', '<discount_factor value="0"/>'
    )
    read = read_genius(folder(tmp_path, DOMAIN, plain, PROFILE))
    assert read.parties[0].reservation == 0


def test_hyper_rectangles_hold_their_bounds_at_both_ends(tmp_path: Path) -> None:
    profile = RECTANGLES.format(most=40)
    case = case_of(read_genius(folder(tmp_path, SQUARE, profile, profile)), NAMED)
    asked = question_of(case)
    position = case.positions["outcomes"]["XA"]
    for x, y in itertools.product(range(6), repeat=2):
        wanted = 3 + 10 * (2 <= x <= 4 and 1 <= y <= 3) + 14 * (4 <= x <= 5)
        wanted += 5 * (not (x <= 3 and y <= 3))
        told = position.in_source_units(gain(case, asked, "XA", {"x": x, "y": y}))
        assert told == Fraction(wanted, 40), (x, y)
    assert len(case.synergies) == 2 * 2
    assert {row.party for row in case.synergies} == {"XA", "XB"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(-9, 9),
            st.dictionaries(
                st.integers(1, 3),
                st.tuples(st.integers(-1, 5), st.integers(-1, 5)),
                max_size=3,
            ),
            st.booleans(),
        ),
        max_size=7,
    )
)
def test_any_sum_of_hyper_rectangles_is_read_exactly(
    drawn: list[tuple[int, dict[int, tuple[int, int]], bool]],
) -> None:
    issues = "".join(
        f"<issue index='{k}' name='i{k}' vtype='integer' lowerbound='0' upperbound='4'/>"
        for k in (1, 2, 3)
    )
    begin = f"<objective index='0'>{issues}"
    rectangles = "".join(
        f"<hyperRectangle utility='{utility}'>"
        + "".join(
            f"<{'EXCLUDES' if outside else 'INCLUDES'} index='{k}' min='{low}' max='{high}'/>"
            for k, (low, high) in sides.items()
        )
        + "</hyperRectangle>"
        for utility, sides, outside in drawn
    )
    profile = (
        f"<utility_space>{begin}<utility maxutility='70'><ufun aggregation='sum'>{rectangles}"
        "</ufun></utility></objective></utility_space>"
    )
    domain = (
        f"<negotiation_template><utility_space>{begin}</objective></utility_space>"
        "</negotiation_template>"
    )
    with tempfile.TemporaryDirectory() as place:
        case = case_of(read_genius(folder(Path(place), domain, profile, profile)), NAMED)
    asked, position = question_of(case), case.positions["outcomes"]["XB"]
    for chosen in itertools.product(range(5), repeat=3):
        wanted = 0
        for utility, sides, outside in drawn:
            inside = all(low <= chosen[k - 1] <= high for k, (low, high) in sides.items())
            wanted += utility * (inside != (outside and bool(sides)))
        package = {f"i{k}": option for k, option in enumerate(chosen, start=1)}
        told = position.in_source_units(gain(case, asked, "XB", package))
        assert told == Fraction(wanted, 70)


def test_a_declaration_after_a_comment_is_read_as_genius_reads_it(tmp_path: Path) -> None:
    late = f"\n<!-- a -->\n<!-- b -->\n<?xml version='1.0' encoding='utf-8' ?>\n{PROFILE}"
    assert len(read_genius(folder(tmp_path, DOMAIN, late, PROFILE)).parties) == 2


def test_a_utility_that_genius_would_cut_off_is_refused(tmp_path: Path) -> None:
    # the largest sum is 3 + 10 + 14 + 5 at x = 4; the sum of all rectangles is 131
    reached = RECTANGLES.format(most=32)
    case_of(read_genius(folder(tmp_path, SQUARE, reached, reached)), NAMED)
    beyond = RECTANGLES.format(most=31)
    refused(folder(tmp_path, SQUARE, beyond, beyond), "no utility above 1", "p0")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('value="1.0"', 'value="0.9"', ("discount_factor 0.9", "cost of time")),
        ('<weight index="1" value="0.25"/>', "", ("a weight for each issue",)),
        ('evaluation="4"', 'evaluation="much"', ("a number", "much")),
        ('evaluation="4"', 'evaluation="1e999999999"', ("a number", "1e999999999")),
        ('evaluation="4"', 'evaluation="NaN"', ("a number",)),
        ('evaluation="4"', 'evaluation="4" secret="1"', ("attribute", "secret")),
        ('value="high"', 'value="middle"', ("a value of the issue Fee", "middle")),
        ('ftype="linear"', 'ftype="triangular"', ("evaluator", "triangular")),
        ("<reservation", "<bonus/><reservation", ("element", "bonus")),
        ('name="Days"', 'name="Weeks"', ("Weeks",)),
        ('index="2" name', 'index="3" name', ("indices 1, 2",)),
        ("<weight", "<objective/><weight", ("an objective inside it",)),
        ('evaluation="4"', 'evaluation="4" cost="2"', ("no cost", "cost 2")),
    ],
)
def test_what_is_not_known_is_refused_by_name(
    old: str, new: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    assert old in PROFILE
    refused(folder(tmp_path, DOMAIN, PROFILE.replace(old, new), PROFILE), *words, "p0.xml")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"integer"><range lowerbound="3" upperbound="6"/>', '"real">', ("type real", "Days")),
        ('upperbound="6"', 'upperbound="2000"', ("100 whole numbers", "3 to 2000")),
        ('upperbound="6"', 'upperbound="3"', ("2 to 100",)),
        ('<item value="high"/>', "", ("2 to 100 options", "Fee")),
        ('<item value="high"/>', '<item value="low"/>', ("different options",)),
        ("<objective", "<session/><objective", ("element", "session")),
        ("</objective>", "<cost/></objective>", ("element", "cost")),
        ("<utility_space>", "<protocol/><utility_space>", ("element", "protocol")),
    ],
)
def test_a_domain_that_a_case_cannot_hold_is_refused(
    old: str, new: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    assert old in DOMAIN
    refused(folder(tmp_path, DOMAIN.replace(old, new)), *words)


HOSTILE = {
    "entities": '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]>',
    "another file": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    "a document type of another place": '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_xml_that_hides_something_is_refused(kind: str, tmp_path: Path) -> None:
    refused(folder(tmp_path, HOSTILE[kind] + DOMAIN), "domain.xml", "plain elements")


def test_xml_too_deep_or_too_wide_or_broken_is_refused(tmp_path: Path) -> None:
    deep = "<a>" * 50_000 + "</a>" * 50_000
    refused(folder(tmp_path, deep), "40 deep")
    wide = "<a>" + "<b/>" * 400_001 + "</a>"
    refused(folder(tmp_path, wide), "400,000 elements")
    refused(folder(tmp_path, "<a><b></a>"), "a file in XML")
    refused(folder(tmp_path, "<other/>"), "the root other")
    (tmp_path / "domain.xml").write_bytes(b" " * 16_000_001)
    refused(tmp_path, "16,000,000 bytes")


def test_a_folder_that_holds_no_scenario_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "an empty folder")
    refused(tmp_path / "none", "a folder")
    refused(folder(tmp_path, PROFILE), "one file with a domain")
    (tmp_path / "notes.txt").write_text("-", encoding="utf-8")
    refused(folder(tmp_path), "only files that end in .xml", "notes.txt")
    (tmp_path / "notes.txt").unlink()
    (tmp_path / "p1.xml").unlink()
    (tmp_path / "p1.xml").symlink_to(tmp_path / "p0.xml")
    refused(tmp_path, "an ordinary file")


def test_one_party_makes_no_case(tmp_path: Path) -> None:
    refused(folder(tmp_path, DOMAIN, PROFILE), "2 to 100 parties")


def test_without_the_library_the_reader_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as the builtin
        if name.startswith("defusedxml"):
            raise ImportError(name)
        return really(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(RefusedError, match=r"dipoli\[files\]"):
        read_genius(folder(tmp_path))


def test_negative_figures_are_shifted_and_the_shift_is_told(tmp_path: Path) -> None:
    negative = PROFILE.replace('evaluation="1"', 'evaluation="-0.5"').replace(
        'evaluation="4"', 'evaluation="0.5"'
    )
    read: Scenario = read_genius(folder(tmp_path, DOMAIN, negative, negative))
    case = case_of(read, NAMED)
    units = case.positions["outcomes"]["XA"].source_units
    assert units is not None
    assert units.shift > 0
    position = case.positions["outcomes"]["XA"]
    worst = gain(case, question_of(case), "XA", {"fee": 0, "days": 0})
    wanted = Fraction(1, 4) * Fraction(-1, 2) + Fraction(3, 4) * Fraction(1, 10)
    assert abs(position.in_source_units(worst) - wanted) <= Fraction(units.error)
