"""NegMAS: a folder with an outcome space and one utility function for each party.

What is read, as YAML or JSON: categorical, cardinal and ordinal issues, and contiguous whole
numbers; linear additive functions with a table, or a constant, identity, linear or affine function
of numbers for each issue; affine and linear functions; constants; hyper-rectangles with constant
utilities. Two numbers in a hyper-rectangle are its bounds, and belong to it (NegMAS itself reads
them as open); any other list is one of options. A folder of XML is read as Genius writes it. Files
whose names begin with ``_`` are statistics and pictures that NegMAS makes; they hold nothing of the
scenario.

A function without a reserved value, or with minus infinity, prefers any outcome to none.

Source: the format as NegMAS writes and documents it (bibliography: mohammad-et-al-2021). NegMAS is
neither used nor copied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from attrs import evolve, frozen

from dipoli.codec.interchange.files import read_folder
from dipoli.codec.interchange.foreign import Foreign, read_foreign_yaml, read_json, text_of
from dipoli.codec.interchange.genius import scenario_of
from dipoli.codec.interchange.rectangles import Rectangle, additive_and_terms
from dipoli.codec.interchange.scenario import (
    MOST_OPTIONS,
    Scenario,
    SourceIssue,
    SourceParty,
    check_issues,
    refusal,
    source_file,
    unknown,
)

UNIT = "utilities of NegMAS"
_ENDINGS = (".yaml", ".yml", ".json", ".xml", ".webp", ".png", ".jpg", ".svg", ".pdf", ".csv")
_CLASS = ("type", "__python_class__")
_SPACE = (*_CLASS, "name", "issues")
_LISTED = frozenset(
    {"CategoricalIssue", "CardinalIssue", "OrdinalIssue", "DiscreteCardinalIssue",
     "DiscreteOrdinalIssue"}
)  # fmt: skip
_COMMON = (*_CLASS, "name", "id", "reserved_value")
_EMPTY = ("reserved_outcome", "constraints", "outcome_space", "issues")
"""Keys of a function that are read only when nothing stands in them."""


@frozen(kw_only=True)
class _Issue:
    """An issue, with its options as numbers where they are."""

    name: str
    options: tuple[str, ...]
    numbers: tuple[Fraction, ...] | None


def read_negmas(folder: Path) -> Scenario:
    """Read a folder.

    Args:
        folder: the folder.

    Returns:
        The scenario; parties in the order of the names of their files.

    Raises:
        MalformedError: a file cannot be read, or holds what is not known.
        RefusedError: the folder is of XML, and defusedxml is not installed.
    """
    contents = {
        file: content
        for file, content in read_folder(folder, _ENDINGS).items()
        if not file.startswith("_")
    }
    if contents and all(file.lower().endswith(".xml") for file in contents):
        found = scenario_of(folder.name, contents)
        note = "The bounds of hyper-rectangles, if any, belong to them at both ends."
        return evolve(found, notes=(*found.notes, note))
    read = {file: _read(content, file) for file, content in contents.items()}
    spaces = [file for file, value in read.items() if "issues" in value and "values" not in value]
    if len(spaces) != 1:
        mend = "put one outcome space and its functions into a folder of their own"
        raise refusal(folder.name, "one file with issues", ", ".join(spaces) or "none", mend)
    issues = _space(read[spaces[0]], spaces[0])
    return Scenario(
        name=folder.name,
        unit=UNIT,
        issues=tuple(map(_told, issues)),
        parties=tuple(
            _party(value, issues, file) for file, value in read.items() if file not in spaces
        ),
        files=tuple(source_file(file, content) for file, content in contents.items()),
    )


def _read(content: bytes, file: str) -> Mapping[str, Foreign]:
    lower = file.lower()
    if not lower.endswith((".json", ".yaml", ".yml")):
        mend = "keep the files of one format in a folder"
        raise refusal(file, "YAML or JSON beside YAML or JSON", f"the name {file}", mend)
    value = (
        read_json(content, file) if lower.endswith(".json") else read_foreign_yaml(content, file)
    )
    if not isinstance(value, dict):
        raise refusal(file, "an outcome space or a function", "no mapping", "look at the file")
    return value


def _class(value: Foreign, file: str, where: str) -> str:
    """The last part of the name of the class that a mapping stands for."""
    named = [value.get(key) for key in _CLASS] if isinstance(value, dict) else []
    found = next((one for one in named if isinstance(one, str)), None)
    if found is None:
        raise refusal(file, "a type", "none", "say of what type it is", where)
    return found.rpartition(".")[2]


# ---------------------------------------------------------------- issues


def _space(value: Mapping[str, Foreign], file: str) -> tuple[_Issue, ...]:
    unknown("key", value, (*_SPACE, "id"), file, "outcome space")
    listed = value["issues"]
    if not isinstance(listed, list):
        raise refusal(file, "a list of issues", "something else", "list them", "issues")
    issues = tuple(_issue(one, n, file) for n, one in enumerate(listed, start=1))
    check_issues(tuple(map(_told, issues)), file)
    return issues


def _told(issue: _Issue) -> SourceIssue:
    return SourceIssue(name=issue.name, options=issue.options)


def _issue(value: Foreign, n: int, file: str) -> _Issue:
    where = f"issue {n}"
    if not isinstance(value, dict):
        raise refusal(file, "a mapping", "something else", "give name and values", where)
    unknown("key", value, (*_CLASS, "name", "values", "id"), file, where)
    name = text_of(value.get("name"))
    if name is None:
        raise refusal(file, "a name", "none", "name the issue", where)
    where, values = f"issue {name}", value.get("values")
    kind = _class(value, file, where) if any(key in value for key in _CLASS) else "CategoricalIssue"
    if kind == "ContiguousIssue":
        values = _contiguous(values, file, where)
    elif kind not in _LISTED:
        known = ", ".join(sorted({*_LISTED, "ContiguousIssue"}))
        mend = "list the values that matter"
        raise refusal(file, f"an issue of type {known}", kind, mend, where)
    listed = values if isinstance(values, list) else []
    texts = [text_of(one) for one in listed]
    if not texts or None in texts:
        raise refusal(file, "a list of texts or numbers", "something else", "list them", where)
    numbers = [one for one in listed if isinstance(one, Fraction)]
    return _Issue(
        name=name,
        options=tuple(text for text in texts if text is not None),
        numbers=tuple(numbers) if len(numbers) == len(texts) else None,
    )


def _contiguous(values: Foreign, file: str, where: str) -> list[Fraction]:
    """The whole numbers from the first to the last, both included."""
    ends = values if isinstance(values, list) else []
    whole = [int(one) for one in ends if isinstance(one, Fraction) and one.denominator == 1]
    if len(ends) != 2 or len(whole) != 2 or not 0 < whole[1] - whole[0] < MOST_OPTIONS:  # noqa: PLR2004
        expected = f"two whole numbers with 2 to {MOST_OPTIONS} from one to the other"
        mend = "list the values that matter"
        raise refusal(file, expected, "something else", mend, where)
    return [Fraction(n) for n in range(whole[0], whole[1] + 1)]


# ---------------------------------------------------------------- functions


def _party(value: Mapping[str, Foreign], issues: Sequence[_Issue], file: str) -> SourceParty:
    kind = _class(value, file, "utility function")
    readers = {
        "LinearAdditiveUtilityFunction": _additive,
        "LinearUtilityAggregationFunction": _additive,
        "AffineUtilityFunction": _affine,
        "LinearUtilityFunction": _affine,
        "ConstUtilityFunction": _constant,
        "HyperRectangleUtilityFunction": _rectangular,
    }
    if kind not in readers:
        mend = "write it as a table, a sum, or hyper-rectangles with constant utilities"
        expected = f"a function of type {', '.join(sorted(readers))}"
        raise refusal(file, expected, kind, mend, "type")
    for key in _EMPTY:
        if value.get(key):
            raise refusal(file, f"nothing under {key}", "something", "take it out", key)
    party = readers[kind]({k: v for k, v in value.items() if k not in _EMPTY}, issues, file)
    reservation = value.get("reserved_value")
    if reservation is not None and not isinstance(reservation, Fraction):
        raise refusal(file, "a number or null", "something else", "write it", "reserved_value")
    name = value.get("name")
    note = f"Named {name} in its file." if isinstance(name, str) and name.strip() else ""
    stem = file.rpartition(".")[0]
    return evolve(party, name=stem, reservation=reservation, note=note)


def _figures(value: Foreign, names: Sequence[str], file: str, where: str) -> list[Foreign]:
    """One entry for each issue, from a list or a mapping by name."""
    if isinstance(value, dict):
        unknown("issue", value, names, file, where)
        value = [value.get(name) for name in names]
    if not isinstance(value, list) or len(value) != len(names):
        raise refusal(file, f"{len(names)} entries, one for each issue", "others", "mend it", where)
    return value


def _weights(value: Mapping[str, Foreign], names: Sequence[str], file: str) -> list[Fraction]:
    if value.get("weights") is None:
        return [Fraction(1)] * len(names)
    found = _figures(value["weights"], names, file, "weights")
    return [_number(one, file, "weights") for one in found]


def _number(value: Foreign, file: str, where: str) -> Fraction:
    if not isinstance(value, Fraction):
        raise refusal(file, "a number", str(text_of(value))[:60], "write a number", where)
    return value


def _additive(value: Mapping[str, Foreign], issues: Sequence[_Issue], file: str) -> SourceParty:
    unknown("key", value, (*_COMMON, "weights", "values", "bias"), file, "function")
    names = [one.name for one in issues]
    tables = _figures(value.get("values"), names, file, "values")
    return SourceParty(
        name=file,
        weights=tuple(_weights(value, names, file)),
        values=tuple(_table(table, one, file) for table, one in zip(tables, issues, strict=True)),
        constant=_number(value.get("bias", Fraction(0)), file, "bias"),
    )


def _table(value: Foreign, issue: _Issue, file: str) -> tuple[Fraction, ...]:
    """The value of each option of an issue."""
    where = f"values of {issue.name}"
    if isinstance(value, dict) and not any(key in value for key in _CLASS):
        value = {"type": "TableFun", "mapping": value}
    kind = _class(value, file, where)
    if kind == "TableFun":
        unknown("key", value, (*_CLASS, "mapping"), file, where)
        table = value.get("mapping")
        if not isinstance(table, dict):
            raise refusal(file, "a mapping", "something else", "list the values", where)
        unknown("value", table, issue.options, file, where)
        return tuple(_number(table.get(one), file, where) for one in issue.options)
    if kind == "ConstFun":
        unknown("key", value, (*_CLASS, "bias"), file, where)
        return (_number(value.get("bias"), file, where),) * len(issue.options)
    if kind not in {"IdentityFun", "LinearFun", "AffineFun"} or issue.numbers is None:
        expected = "a TableFun or ConstFun, or of numbers an IdentityFun, LinearFun or AffineFun"
        raise refusal(file, expected, kind, "write it as a table", where)
    unknown("key", value, (*_CLASS, "slope", "bias"), file, where)
    slope = Fraction(1) if kind == "IdentityFun" else _number(value.get("slope"), file, where)
    bias = _number(value.get("bias", Fraction(0)), file, where)
    return tuple(slope * one + bias for one in issue.numbers)


def _affine(value: Mapping[str, Foreign], issues: Sequence[_Issue], file: str) -> SourceParty:
    unknown("key", value, (*_COMMON, "weights", "bias"), file, "function")
    plain = {**value, "values": [{"type": "IdentityFun"}] * len(issues)}
    return _additive(plain, issues, file)


def _constant(value: Mapping[str, Foreign], issues: Sequence[_Issue], file: str) -> SourceParty:
    unknown("key", value, (*_COMMON, "value"), file, "function")
    points = _number(value.get("value"), file, "value")
    return additive_and_terms(file, [Rectangle(when={}, points=points)], _sizes(issues))


def _sizes(issues: Sequence[_Issue]) -> list[int]:
    return [len(one.options) for one in issues]


def _rectangular(value: Mapping[str, Foreign], issues: Sequence[_Issue], file: str) -> SourceParty:
    known = (*_COMMON, "outcome_ranges", "utilities", "weights", "bias")
    unknown("key", (k for k, v in value.items() if v or k in known), known, file, "function")
    ranges, utilities = value.get("outcome_ranges"), value.get("utilities")
    if not (isinstance(ranges, list) and isinstance(utilities, list)) or len(ranges) != len(
        utilities
    ):
        mend = "give a utility for each range"
        raise refusal(file, "ranges and as many utilities", "others", mend, "outcome_ranges")
    weights = value.get("weights") or [Fraction(1)] * len(ranges)
    if not isinstance(weights, list) or len(weights) != len(ranges):
        raise refusal(file, "as many weights as ranges", "others", "mend it", "weights")
    bias = _number(value.get("bias", Fraction(0)), file, "bias")
    rectangles = [Rectangle(when={}, points=bias)]
    for one, utility, weight in zip(ranges, utilities, weights, strict=True):
        points = _number(utility, file, "utilities") * _number(weight, file, "weights")
        rectangles.append(Rectangle(when=_sides(one, issues, file), points=points))
    return additive_and_terms(file, rectangles, _sizes(issues))


def _sides(value: Foreign, issues: Sequence[_Issue], file: str) -> dict[int, frozenset[int]]:
    """The options inside a range: by the place or the name of the issue, ends included."""
    where = "outcome_ranges"
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise refusal(file, "a mapping from issues to values", "something else", "mend it", where)
    places = {str(n): n for n in range(len(issues))} | {one.name: n for n, one in enumerate(issues)}
    unknown("issue", value, places, file, where)
    return {places[key]: _inside(one, issues[places[key]], file) for key, one in value.items()}


def _inside(value: Foreign, issue: _Issue, file: str) -> frozenset[int]:
    where = f"outcome_ranges of {issue.name}"
    if isinstance(value, list) and len(value) == 2 and issue.numbers is not None:  # noqa: PLR2004
        low, high = (_number(one, file, where) for one in value)
        return frozenset(n for n, one in enumerate(issue.numbers) if low <= one <= high)
    texts = [text_of(one) for one in (value if isinstance(value, list) else [value])]
    unknown("value", [str(one) for one in texts], issue.options, file, where)
    return frozenset(issue.options.index(one) for one in texts if one is not None)
