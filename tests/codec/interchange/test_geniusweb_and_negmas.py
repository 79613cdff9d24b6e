"""GeniusWeb and NegMAS: how figures are read, and what is refused by name."""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dipoli.analysis.agreement import question_of
from dipoli.analysis.agreement.checker import gain
from dipoli.codec.interchange.geniusweb import read_geniusweb
from dipoli.codec.interchange.negmas import read_negmas
from dipoli.codec.interchange.scenario_case import Named, case_of
from dipoli.faults import MalformedError

NAMED = Named(id="two", title="Two", exercise=True, as_of="2031-04-30")
Json = dict[str, Any]

PROFILE: Json = {
    "LinearAdditiveUtilitySpace": {
        "issueUtilities": {
            "fee": {"DiscreteValueSetUtilities": {"valueUtilities": {"low": 0, "high": 1}}},
            "days": {"DiscreteValueSetUtilities": {"valueUtilities": {"3": 0.5, "4": 0.125}}},
        },
        "issueWeights": {"fee": 0.4, "days": 0.6},
        "domain": {
            "name": "two",
            "issuesValues": {"fee": {"values": ["low", "high"]}, "days": {"values": ["3", "4"]}},
        },
        "name": "buyer",
        "reservationBid": {"issuevalues": {"fee": "low", "days": "3"}},
    }
}

SPACE: Json = {
    "type": "CartesianOutcomeSpace",
    "name": "two",
    "issues": [
        {"type": "CategoricalIssue", "name": "fee", "values": ["low", "high"]},
        {"type": "ContiguousIssue", "name": "days", "values": [3, 6]},
        {"type": "DiscreteCardinalIssue", "name": "price", "values": [10, 12.5, 20]},
    ],
}
FUNCTION: Json = {
    "type": "LinearAdditiveUtilityFunction",
    "name": "buyer",
    "reserved_value": 0.25,
    "weights": [0.5, 0.25, 0.25],
    "values": [
        {"type": "TableFun", "mapping": {"low": 0.0, "high": 1.0}},
        {"type": "AffineFun", "slope": -0.25, "bias": 1.75},
        {"type": "TableFun", "mapping": {"10": 1, "12.5": 0.5, "20": 0}},
    ],
    "bias": 0.1,
}
RECTANGLES: Json = {
    "__python_class__": "negmas.preferences.crisp.nonlinear.HyperRectangleUtilityFunction",
    "name": "seller",
    "reserved_value": None,
    "outcome_ranges": [
        {"1": [4, 5], "0": ["high"]},
        {"days": [3, 4]},
        None,
        {"1": [4, 6], "2": [11, 20]},
    ],
    "utilities": [2.0, 0.5, 0.25, -1],
    "weights": [1, 2, 1, 1],
}


def put(place: Path, *files: Json) -> Path:
    """A folder with these objects, as a0.json and so on."""
    for n, one in enumerate(files):
        (place / f"a{n}.json").write_text(json.dumps(one), encoding="utf-8")
    return place


def changed(value: Json, *keys: Any, to: Any) -> Json:  # noqa: ANN401 - any JSON
    """The value with one place inside it changed."""
    made = copy.deepcopy(value)
    inside: Any = made
    for key in keys[:-1]:
        inside = inside[key]
    inside[keys[-1]] = to
    return made


def refused(read: Callable[[Path], Any], place: Path, *words: str) -> None:
    """The folder is refused with these words."""
    with pytest.raises(MalformedError) as caught:
        case_of(read(place), NAMED)
    for word in words:
        assert word in str(caught.value), str(caught.value)


# ---------------------------------------------------------------- GeniusWeb


def test_a_reservation_bid_is_worth_its_utility(tmp_path: Path) -> None:
    none = changed(PROFILE, "LinearAdditiveUtilitySpace", "reservationBid", to=None)
    read = read_geniusweb(put(tmp_path, PROFILE, none))
    assert [one.reservation for one in read.parties] == [Fraction(3, 10), 0]
    assert [one.name for one in read.issues] == ["fee", "days"]
    assert "buyer" in read.parties[0].note


@pytest.mark.parametrize(
    ("keys", "to", "words"),
    [
        (("issueWeights", "fee"), "much", ("a number for fee",)),
        (("issueWeights", "colour"), 0.5, ("the issue colour",)),
        (("issueUtilities", "fee"), {"NumberValueSetUtilities": {}}, ("NumberValueSetUtilities",)),
        (("domain", "issuesValues", "fee"), {"range": {}}, ("a range of numbers",)),
        (("domain", "issuesValues", "fee"), {"values": ["low"]}, ("2 to 100 options", "fee")),
        (("discount",), 0.9, ("the key discount",)),
        (("reservationBid", "issuevalues", "fee"), "middle", ("a value of fee",)),
        (("reservationBid",), {"bid": {}}, ("the key bid",)),
    ],
)
def test_a_profile_that_is_not_known_is_refused_by_name(
    keys: tuple[str, ...], to: object, words: tuple[str, ...], tmp_path: Path
) -> None:
    wrong = changed(PROFILE, "LinearAdditiveUtilitySpace", *keys, to=to)
    refused(read_geniusweb, put(tmp_path, wrong, wrong), *words, "a0.json")


def test_other_profiles_and_other_domains_are_refused(tmp_path: Path) -> None:
    refused(read_geniusweb, put(tmp_path, PROFILE, {"PartialOrdering": {}}), "PartialOrdering")
    values = ("LinearAdditiveUtilitySpace", "domain", "issuesValues")
    more = changed(PROFILE, *values, "fee", to={"values": ["low", "high", "none"]})
    refused(read_geniusweb, put(tmp_path, PROFILE, more), "the same issues and values")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1, "a": 2}', ("a second time",)),
        ('{"a": Infinity}', ("figures that end", "Infinity")),
        ('{"a": 1e99999}', ("a number",)),
        ('{"a": ' + "1" * 5000 + "}", ("a number",)),
        ("[" * 100_000, ("levels",)),
        ("[" * 60 + "]" * 60, ("40 levels",)),
        ('{"a": "\\ud800"}', ("half of a character",)),
        ("{", ("a file in JSON",)),
        ("\ufeff[]", ("no object",)),
    ],
)
def test_json_that_is_broken_or_hostile_is_refused(
    text: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    refused(read_geniusweb, tmp_path, *words, "a.json")


# ---------------------------------------------------------------- NegMAS


def test_functions_of_numbers_and_hyper_rectangles_are_read_exactly(tmp_path: Path) -> None:
    read = read_negmas(put(tmp_path, SPACE, FUNCTION, RECTANGLES))
    assert read.issues[1].options == ("3", "4", "5", "6")
    assert read.issues[2].options == ("10", "12.5", "20")
    case = case_of(read, NAMED)
    asked = question_of(case)
    for fee, days, price in itertools.product(range(2), range(3, 7), range(3)):
        package = {"fee": fee, "days": days - 3, "price": price}
        first = Fraction(fee, 2) + Fraction(7 - days, 16) + Fraction(2 - price, 8) + Fraction(1, 10)
        second = 2 * (4 <= days <= 5 and fee == 1) + (days <= 4) - (days >= 4 and price >= 1)
        for code, wanted in (("XA", first), ("XB", second + Fraction(1, 4))):
            position = case.positions["outcomes"][code]
            assert position.in_source_units(gain(case, asked, code, package)) == wanted
    assert case.positions["outcomes"]["XA"].source_units is not None
    assert "states none" in case.positions["outcomes"]["XB"].reservation.note
    assert all(
        gain(case, asked, "XB", {"fee": a, "days": b, "price": c}) >= 0
        for a, b, c in itertools.product(range(2), range(4), range(3))
    )


@pytest.mark.parametrize(
    ("keys", "to", "words"),
    [
        (("type",), "MappingUtilityFunction", ("MappingUtilityFunction", "hyper-rectangles")),
        (("type",), "ExpDiscountedUFun", ("ExpDiscountedUFun",)),
        (("values", 0, "type"), "LambdaFun", ("LambdaFun",)),
        (("values", 0, "type"), "IdentityFun", ("of numbers",)),
        (("values", 0, "mapping"), {"low": 1}, ("a number", "values of fee")),
        (("values", 0, "mapping", "middle"), 1, ("the value middle",)),
        (("weights",), [1, 2], ("3 entries",)),
        (("weights",), {"fee": 1, "colour": 2}, ("the issue colour",)),
        (("discount_factor",), 0.9, ("the key discount_factor",)),
        (("constraints",), ["x < 1"], ("nothing under constraints",)),
        (("reserved_value",), "none", ("a number or null",)),
    ],
)
def test_a_function_that_is_not_known_is_refused_by_name(
    keys: tuple[Any, ...], to: object, words: tuple[str, ...], tmp_path: Path
) -> None:
    wrong = changed(FUNCTION, *keys, to=to)
    refused(read_negmas, put(tmp_path, SPACE, wrong, RECTANGLES), *words, "a1.json")


@pytest.mark.parametrize(
    ("keys", "to", "words"),
    [
        (("issues", 1, "type"), "ContinuousIssue", ("ContinuousIssue",)),
        (("issues", 1, "values"), [0, 500], ("2 to 100",)),
        (("issues", 1, "values"), [0.5, 3], ("whole numbers",)),
        (("issues", 0, "values"), ["low", "low"], ("different options",)),
        (("issues", 0, "name"), None, ("a name",)),
        (("constraints",), [1], ("the key constraints",)),
    ],
)
def test_an_outcome_space_that_a_case_cannot_hold_is_refused(
    keys: tuple[Any, ...], to: object, words: tuple[str, ...], tmp_path: Path
) -> None:
    refused(read_negmas, put(tmp_path, changed(SPACE, *keys, to=to), FUNCTION), *words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x [1]\nb: *x\n", ("anchors, aliases or tags",)),
        ("a: !!python/object:os.system x\n", ("anchors, aliases or tags", "tag")),
        ("a: .inf\n", ("figures that end",)),
        ("a: 1\na: 2\n", ("a key twice",)),
        ("? [1, 2]\n: 3\n", ("no text",)),
        ("a: 1\n---\nb: 2\n", ("one document",)),
        ("", ("an empty file",)),
        ("a: [1\n", ("a file in YAML", "line")),
        ("[" * 60 + "]" * 60, ("40 levels",)),
        ("- 1\n", ("no mapping",)),
    ],
)
def test_yaml_that_is_broken_or_hostile_is_refused(
    text: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    refused(read_negmas, tmp_path, *words, "a.yaml")


@pytest.mark.parametrize("factor", [None, 1, 10**12])
def test_figures_too_far_apart_for_whole_numbers_are_refused(
    factor: int | None, tmp_path: Path
) -> None:
    far = changed(FUNCTION, "reserved_value", to=1e30)
    with pytest.raises(MalformedError, match="smaller --factor"):
        case_of(read_negmas(put(tmp_path, SPACE, far, FUNCTION)), NAMED, factor)


def test_yaml_keeps_figures_and_texts_apart(tmp_path: Path) -> None:
    (tmp_path / "space.yaml").write_text(
        "type: CartesianOutcomeSpace\nissues:\n"
        "- {name: on, type: CategoricalIssue, values: [yes, '1', ~x]}\n",
        encoding="utf-8",
    )
    for name in ("a", "b"):
        (tmp_path / f"{name}.yml").write_text(
            "type: LinearAdditiveUtilityFunction\nreserved_value: -1.5e-1\n"
            "values: {on: {type: TableFun, mapping: {yes: 1, 1: 0.5, ~x: 0}}}\n",
            encoding="utf-8",
        )
    read = read_negmas(tmp_path)
    assert read.issues[0].options == ("yes", "1", "~x")
    assert read.parties[0].reservation == Fraction(-15, 100)
    case = case_of(read, NAMED)
    assert gain(case, question_of(case), "XA", {"on": 2}) > 0
