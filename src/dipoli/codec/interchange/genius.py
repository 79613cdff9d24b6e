"""Genius: a domain and one utility profile for each party, in XML.

What is read: discrete issues with an evaluation for each item; integer issues with a linear
evaluator; integer issues with a sum of hyper-rectangles, whose bounds belong to them at both ends.

How figures are read, as Genius has it: where any evaluation of an issue is above 1, all of that
issue are divided by the largest; weights stand as written; the utility of hyper-rectangles is their
sum over ``maxutility``. Genius counts no utility above 1: a profile by which an outcome could be
worth more is refused. A profile without a reservation value has 0. A discount factor other than
1 (or 0, which Genius reads as none) is refused: a case has no cost of time.

Source: the format as the files of Genius 9 and 10 and its reader show it (bibliography:
lin-et-al-2014). NegMAS reads the bounds of hyper-rectangles as open; this reader does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from attrs import frozen

from dipoli.codec.interchange.files import read_folder
from dipoli.codec.interchange.rectangles import Rectangle, additive_and_terms
from dipoli.codec.interchange.scenario import (
    MOST_OPTIONS,
    Scenario,
    SourceIssue,
    SourceParty,
    check_issues,
    number,
    refusal,
    source_file,
    unknown,
    whole,
)
from dipoli.codec.interchange.xml import Element, read_xml

UNIT = "utilities of Genius, at most 1"
_ROOTS = ("negotiation_template", "utility_space")
_SHOWN_TO_AGENTS = ("comparisons", "errors", "fixed_seed", "experimental")
_ISSUE = ("index", "name", "type", "vtype", "etype", "description")
_ITEM = ("index", "value", "evaluation", "description", "cost")
_PROFILE = ("objective", "discount_factor", "reservation", *_SHOWN_TO_AGENTS)


@frozen(kw_only=True)
class _Issue:
    """An issue of the domain, by its index."""

    index: str
    name: str
    integer: bool
    options: tuple[str, ...]

    def place(self, value: str, file: str) -> int:
        """The number of the option with this value."""
        if value not in self.options:
            found = f"the value {value[:60]!r}"
            mend = "use the values of the domain"
            raise refusal(file, f"a value of the issue {self.name}", found, mend)
        return self.options.index(value)


def read_genius(folder: Path) -> Scenario:
    """Read a folder with a domain and its profiles.

    Args:
        folder: the folder; the domain is the file whose root is ``negotiation_template``.

    Returns:
        The scenario; parties in the order of the names of their files.

    Raises:
        MalformedError: a file cannot be read, or holds what is not known.
        RefusedError: defusedxml is not installed.
    """
    return scenario_of(folder.name, read_folder(folder, (".xml",)))


def scenario_of(name: str, contents: Mapping[str, bytes]) -> Scenario:
    """A scenario from the files of a folder, by name."""
    roots = {file: read_xml(content, file) for file, content in contents.items()}
    for file, root in roots.items():
        if root.name not in _ROOTS:
            expected = f"a root named {' or '.join(_ROOTS)}"
            raise refusal(file, expected, f"the root {root.name}", "move the file elsewhere")
    domains = [file for file, root in roots.items() if _is_domain(root)]
    if len(domains) != 1:
        found = ", ".join(domains) or "none"
        mend = "put one domain and its profiles into a folder of their own"
        raise refusal(name, "one file with a domain", found, mend)
    issues, notes = _domain(roots[domains[0]], domains[0])
    return Scenario(
        name=name,
        unit=UNIT,
        issues=tuple(map(_told, issues)),
        parties=tuple(
            _party(root, issues, file) for file, root in roots.items() if file not in domains
        ),
        files=tuple(source_file(file, content) for file, content in contents.items()),
        notes=tuple(notes),
    )


def _told(issue: _Issue) -> SourceIssue:
    return SourceIssue(name=issue.name, options=issue.options)


def _is_domain(root: Element) -> bool:
    return root.name == "negotiation_template"


def _domain(root: Element, file: str) -> tuple[list[_Issue], list[str]]:
    unknown("element", (one.name for one in root.inside), ("utility_space", "agent"), file, "root")
    notes = []
    if root.named("agent"):
        notes.append("The domain names programs that act for the parties; they are not read.")
    spaces = root.named("utility_space")
    if len(spaces) != 1:
        raise refusal(file, "one utility_space", f"{len(spaces)}", "keep one")
    unknown("element", (one.name for one in spaces[0].inside), ("objective",), file, "domain")
    objective = _objective(spaces[0], file)
    unknown("element", (one.name for one in objective.inside), ("issue",), file, "objective")
    found = [_issue(one, file) for one in objective.inside]
    check_issues(tuple(map(_told, found)), file)
    return found, notes


def _objective(space: Element, file: str) -> Element:
    """The one objective of a utility space."""
    objectives = space.named("objective")
    if len(objectives) != 1:
        mend = "put all issues into one objective"
        raise refusal(file, "one objective", f"{len(objectives)}", mend, space.name)
    known = ("index", "name", "type", "vtype", "etype", "description")
    unknown("attribute", objectives[0].attributes, known, file, "objective")
    if objectives[0].named("objective"):
        found = "an objective inside it"
        mend = "put all issues into one objective"
        raise refusal(file, "issues in the objective", found, mend, "objective")
    return objectives[0]


def _kind(element: Element, file: str) -> str:
    """``discrete`` or ``integer``; anything else is refused by name."""
    kind = element.attributes.get("vtype") or element.attributes.get("type") or "discrete"
    if kind not in {"discrete", "integer"}:
        where = f"issue {element.attributes.get('name', '')}"
        mend = "list the values that matter as a discrete issue"
        raise refusal(file, "discrete or integer issues", f"an issue of type {kind}", mend, where)
    return kind


def _issue(element: Element, file: str) -> _Issue:
    attributes = element.attributes
    where = f"issue {attributes.get('name', '')}"
    unknown("attribute", attributes, (*_ISSUE, "lowerbound", "upperbound"), file, where)
    children = ("item", "range", "evaluator")
    unknown("element", (one.name for one in element.inside), children, file, where)
    integer = _kind(element, file) == "integer" and not element.named("item")
    if integer:
        low, high = _bounds(element, file, where)
        options = tuple(str(n) for n in range(low, high + 1))
    else:
        for one in element.named("item"):
            unknown("attribute", one.attributes, _ITEM, file, where)
        options = tuple(_attribute(one, "value", file, where) for one in element.named("item"))
    return _Issue(
        index=_attribute(element, "index", file, where),
        name=_attribute(element, "name", file, where),
        integer=integer,
        options=options,
    )


def _bounds(element: Element, file: str, where: str) -> tuple[int, int]:
    ranges = element.named("range")
    holder = ranges[0] if ranges else element
    low = whole(_attribute(holder, "lowerbound", file, where), file, where)
    high = whole(_attribute(holder, "upperbound", file, where), file, where)
    if not 0 < high - low < MOST_OPTIONS:
        expected = f"a range of 2 to {MOST_OPTIONS} whole numbers, which become options"
        mend = "list the values that matter as a discrete issue"
        raise refusal(file, expected, f"{low} to {high}", mend, where)
    return low, high


def _attribute(element: Element, name: str, file: str, where: str) -> str:
    if name not in element.attributes:
        mend = f"give the {element.name} its {name}"
        raise refusal(file, f"the attribute {name}", "it is missing", mend, where)
    return element.attributes[name]


# ---------------------------------------------------------------- a profile


def _party(root: Element, issues: Sequence[_Issue], file: str) -> SourceParty:
    unknown("element", (one.name for one in root.inside), _PROFILE, file, "utility_space")
    unknown("attribute", root.attributes, ("type", "number_of_issues"), file, "utility_space")
    notes = _discount(root, file)
    if root.named(*_SHOWN_TO_AGENTS):
        notes.append("The profile also says what a program acting for the party may see of it.")
    objective = _objective(root, file)
    names = ("issue", "weight", "utility", "utility_function")
    unknown("element", (one.name for one in objective.inside), names, file, "objective")
    profiled = _profiled(objective, issues, file)
    reservations = root.named("reservation")
    reservation = Fraction(0)
    if reservations:
        stated = _attribute(reservations[0], "value", file, "reservation")
        reservation = number(stated, file, "reservation")
    functions = objective.named("utility", "utility_function")
    party = (
        _rectangular(functions, issues, file)
        if functions
        else _additive(objective, profiled, issues, file)
    )
    return SourceParty(
        name=file.removesuffix(".xml"),
        weights=party.weights,
        values=party.values,
        terms=party.terms,
        constant=party.constant,
        reservation=reservation,
        cap=Fraction(1),
        note=" ".join(notes),
    )


def _discount(root: Element, file: str) -> list[str]:
    for element in root.named("discount_factor"):
        stated = _attribute(element, "value", file, "discount_factor")
        if number(stated, file, "discount_factor") not in {0, 1}:
            expected = "no discount_factor, or 1: a case has no cost of time"
            mend = "set it to 1 if the cost of time may be left out, and say so"
            raise refusal(file, expected, f"discount_factor {stated}", mend, "discount_factor")
    return []


def _profiled(objective: Element, issues: Sequence[_Issue], file: str) -> dict[str, Element]:
    """Issues of a profile by index, which must be those of the domain."""
    found = {_attribute(one, "index", file, "issue"): one for one in objective.named("issue")}
    if set(found) != {one.index for one in issues}:
        mend = "use the profiles of this domain"
        indices = ", ".join(one.index for one in issues)
        listed = ", ".join(found) or "none"
        raise refusal(file, f"issues with the indices {indices}", listed, mend, "objective")
    for one in issues:
        name = found[one.index].attributes.get("name", one.name)
        if name != one.name:
            mend = "use the profiles of this domain"
            raise refusal(file, f"the issue {one.name} at {one.index}", name, mend, "objective")
    return found


def _additive(
    objective: Element, profiled: Mapping[str, Element], issues: Sequence[_Issue], file: str
) -> SourceParty:
    weights = {}
    for element in objective.named("weight"):
        index = _attribute(element, "index", file, "weight")
        stated = _attribute(element, "value", file, f"weight {index}")
        weights[index] = number(stated, file, f"weight {index}")
    missing = [one.name for one in issues if one.index not in weights]
    if missing or len(weights) != len(issues):
        found = f"{len(weights)} weights; none for {', '.join(missing) or 'an issue of the domain'}"
        raise refusal(file, "a weight for each issue", found, "give each issue its weight")
    return SourceParty(
        name=file,
        weights=tuple(weights[one.index] for one in issues),
        values=tuple(_values(profiled[one.index], one, file) for one in issues),
    )


def _values(element: Element, issue: _Issue, file: str) -> tuple[Fraction, ...]:
    where = f"issue {issue.name}"
    evaluators = element.named("evaluator")
    if evaluators:
        return _evaluated(evaluators[0], issue, file)
    values: dict[int, Fraction] = {}
    for item in element.named("item"):
        unknown("attribute", item.attributes, _ITEM, file, where)
        if number(item.attributes.get("cost", "0"), file, where):
            found = f"cost {item.attributes['cost']}"
            raise refusal(file, "no cost of an item", found, "take it into the evaluation", where)
        place = issue.place(_attribute(item, "value", file, where), file)
        values[place] = number(_attribute(item, "evaluation", file, where), file, where)
    if set(values) != set(range(len(issue.options))):
        found = f"{len(values)} of {len(issue.options)}"
        raise refusal(file, "an evaluation of each value", found, "give all of them", where)
    ordered = tuple(values[n] for n in range(len(issue.options)))
    largest = max(ordered)
    return tuple(value / largest for value in ordered) if largest > 1 else ordered


def _evaluated(element: Element, issue: _Issue, file: str) -> tuple[Fraction, ...]:
    """Values of an integer issue: offset plus slope times the steps from the lowest, in 0 to 1."""
    where = f"issue {issue.name}"
    kind = element.attributes.get("ftype", "")
    if kind != "linear" or not issue.integer:
        mend = "list the values with their evaluations"
        raise refusal(file, "the evaluator linear, of integers", f"{kind}", mend, where)
    known = ("ftype", "offset", "slope")
    unknown("attribute", element.attributes, known, file, where)
    offset = number(_attribute(element, "offset", file, where), file, where)
    slope = number(_attribute(element, "slope", file, where), file, where)
    steps = range(len(issue.options))
    return tuple(min(Fraction(1), max(Fraction(0), offset + slope * n)) for n in steps)


# ---------------------------------------------------------------- hyper-rectangles


def _rectangular(functions: Sequence[Element], issues: Sequence[_Issue], file: str) -> SourceParty:
    if len(functions) != 1:
        raise refusal(file, "one utility", f"{len(functions)}", "keep one", "objective")
    function = functions[0]
    unknown("element", (one.name for one in function.inside), ("ufun",), file, function.name)
    stated = _attribute(function, "maxutility", file, function.name)
    most = number(stated, file, "maxutility")
    if most <= 0:
        mend = "write the largest sum that an outcome reaches"
        raise refusal(file, "a maxutility above 0", stated, mend, function.name)
    rectangles = [
        one for ufun in function.inside for one in _ufun(ufun, Fraction(1) / most, issues, file)
    ]
    return additive_and_terms(file, rectangles, [len(one.options) for one in issues])


def _ufun(
    element: Element, share: Fraction, issues: Sequence[_Issue], file: str
) -> Iterator[Rectangle]:
    unknown("attribute", element.attributes, ("type", "weight", "aggregation"), file, "ufun")
    children = ("hyperRectangle", "ufun")
    unknown("element", (one.name for one in element.inside), children, file, "ufun")
    way = element.attributes.get("aggregation", "sum")
    if way.lower() != "sum" and len(element.inside) > 1:
        mend = "only sums can stand in a case"
        raise refusal(file, "the aggregation sum", way, mend, "ufun")
    share *= number(element.attributes.get("weight", "1"), file, "weight of ufun")
    for one in element.inside:
        if one.name == "ufun":
            yield from _ufun(one, share, issues, file)
        else:
            yield from _rectangle(one, share, issues, file)


def _rectangle(
    element: Element, share: Fraction, issues: Sequence[_Issue], file: str
) -> Iterator[Rectangle]:
    where = "hyperRectangle"
    known = ("utility", "utility_function", "weight")
    unknown("attribute", element.attributes, known, file, where)
    children = ("INCLUDES", "EXCLUDES")
    unknown("element", (one.name for one in element.inside), children, file, where)
    name = "utility_function" if "utility_function" in element.attributes else "utility"
    points = share * number(_attribute(element, name, file, where), file, where)
    points *= number(element.attributes.get("weight", "1"), file, "weight of hyperRectangle")
    if element.named("INCLUDES") and element.named("EXCLUDES"):
        raise refusal(file, "INCLUDES or EXCLUDES", "both", "keep one of the two", where)
    when: dict[int, frozenset[int]] = {}
    for bound in element.inside:
        place, options = _bound(bound, issues, file)
        when[place] = when.get(place, options) & options
    if element.named("EXCLUDES"):
        yield Rectangle(when={}, points=points)
        points = -points
    yield Rectangle(when=when, points=points)


def _bound(element: Element, issues: Sequence[_Issue], file: str) -> tuple[int, frozenset[int]]:
    """The issue of a bound, and its options within it, both ends included."""
    where = element.name
    unknown("attribute", element.attributes, ("index", "min", "max"), file, where)
    index = _attribute(element, "index", file, where)
    places = [n for n, one in enumerate(issues) if one.index == index]
    if not places or not issues[places[0]].integer:
        mend = "bound an integer issue by its index"
        raise refusal(file, "the index of an integer issue", index, mend, where)
    low = number(_attribute(element, "min", file, where), file, where)
    high = number(_attribute(element, "max", file, where), file, where)
    options = issues[places[0]].options
    return places[0], frozenset(n for n, text in enumerate(options) if low <= int(text) <= high)
