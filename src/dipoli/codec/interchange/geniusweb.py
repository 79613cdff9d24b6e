"""GeniusWeb: one JSON profile for each party, linear additive over discrete issues.

A reservation bid is a choice of options whose utility is the reservation value; without one any
agreement is better than none, and the reservation value is 0. Figures stand as written.

Source: the JSON of GeniusWeb's ``LinearAdditiveUtilitySpace`` as its Java and Python readers take
it (bibliography: geniusweb).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from dipoli.codec.interchange.files import read_folder
from dipoli.codec.interchange.foreign import Foreign, read_json
from dipoli.codec.interchange.scenario import (
    Scenario,
    SourceIssue,
    SourceParty,
    check_issues,
    refusal,
    source_file,
    unknown,
)

UNIT = "utilities of GeniusWeb, 0 to 1"
_SPACE = "LinearAdditiveUtilitySpace"
_KEYS = ("issueUtilities", "issueWeights", "domain", "name", "reservationBid")
_DOMAIN = ("name", "issuesValues")


def read_geniusweb(folder: Path) -> Scenario:
    """Read a folder of profiles, and of the domain if it is there.

    Args:
        folder: the folder.

    Returns:
        The scenario; parties in the order of the names of their files.

    Raises:
        MalformedError: a file cannot be read, or holds what is not known.
    """
    contents = read_folder(folder, (".json",))
    found = {file: read_json(content, file) for file, content in contents.items()}
    profiles = {file: value for file, value in found.items() if not _is_domain(value)}
    domains = {file: value for file, value in found.items() if _is_domain(value)}
    spaces = {file: _space(value, file) for file, value in profiles.items()}
    domains |= {file: _mapping(one, "domain", file) for file, one in spaces.items()}
    issues: tuple[SourceIssue, ...] | None = None
    for file, domain in domains.items():
        told = _issues(domain, file)
        issues = issues or check_issues(told, file)
        if {one.name: set(one.options) for one in told} != {
            one.name: set(one.options) for one in issues
        }:
            mend = "put the profiles of one domain into a folder of their own"
            raise refusal(file, "the same issues and values in every file", "others", mend)
    return Scenario(
        name=folder.name,
        unit=UNIT,
        issues=issues or (),
        parties=tuple(_party(one, issues or (), file) for file, one in spaces.items()),
        files=tuple(source_file(file, content) for file, content in contents.items()),
    )


def _is_domain(value: Foreign) -> bool:
    return isinstance(value, dict) and "issuesValues" in value


def _space(value: Foreign, file: str) -> Mapping[str, Foreign]:
    if not isinstance(value, dict) or list(value) != [_SPACE]:
        kind = next(iter(value), "nothing") if isinstance(value, dict) else "no object"
        mend = "only linear additive profiles can be read"
        raise refusal(file, f"one {_SPACE}", str(kind)[:80], mend)
    space = _mapping(value, _SPACE, file)
    unknown("key", space, _KEYS, file, _SPACE)
    return space


def _mapping(value: Mapping[str, Foreign], key: str, file: str) -> Mapping[str, Foreign]:
    found = value.get(key)
    if not isinstance(found, dict):
        raise refusal(file, f"an object under {key}", "none", f"add {key}", key)
    return found


def _issues(domain: Mapping[str, Foreign], file: str) -> tuple[SourceIssue, ...]:
    unknown("key", domain, _DOMAIN, file, "domain")
    issues = []
    for name, values in _mapping(domain, "issuesValues", file).items():
        where = f"issue {name}"
        if isinstance(values, dict) and "range" in values:
            mend = "list the values that matter"
            raise refusal(file, "discrete values", "a range of numbers", mend, where)
        listed = values.get("values") if isinstance(values, dict) else None
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise refusal(file, "a list of texts under values", "none", "list the values", where)
        unknown("key", values, ("values",), file, where)
        issues.append(SourceIssue(name=name, options=tuple(listed)))
    return tuple(issues)


def _party(space: Mapping[str, Foreign], issues: tuple[SourceIssue, ...], file: str) -> SourceParty:
    weights = _mapping(space, "issueWeights", file)
    utilities = _mapping(space, "issueUtilities", file)
    names = [one.name for one in issues]
    for key, given in (("issueWeights", weights), ("issueUtilities", utilities)):
        unknown("issue", given, names, file, key)
    party = SourceParty(
        name=file.removesuffix(".json"),
        weights=tuple(_figure(weights, one.name, file, "issueWeights") for one in issues),
        values=tuple(_values(utilities, one, file) for one in issues),
        note=_note(space),
    )
    return evolve(party, reservation=_reservation(space, party, issues, file))


def _note(space: Mapping[str, Foreign]) -> str:
    name = space.get("name")
    return f"Named {name} in its file." if isinstance(name, str) and name.strip() else ""


def _figure(given: Mapping[str, Foreign], key: str, file: str, where: str) -> Fraction:
    found = given.get(key)
    if not isinstance(found, Fraction):
        raise refusal(file, f"a number for {key}", "none", "add it", where)
    return found


def _values(
    utilities: Mapping[str, Foreign], issue: SourceIssue, file: str
) -> tuple[Fraction, ...]:
    where = f"issue {issue.name}"
    kinds = _mapping(utilities, issue.name, file)
    unknown("sort of utilities", kinds, ("DiscreteValueSetUtilities",), file, where)
    inner = _mapping(kinds, "DiscreteValueSetUtilities", file)
    unknown("key", inner, ("valueUtilities",), file, where)
    values = _mapping(inner, "valueUtilities", file)
    unknown("value", values, issue.options, file, where)
    return tuple(_figure(values, one, file, where) for one in issue.options)


def _reservation(
    space: Mapping[str, Foreign], party: SourceParty, issues: tuple[SourceIssue, ...], file: str
) -> Fraction:
    bid = space.get("reservationBid")
    if bid is None:
        return Fraction(0)
    where = "reservationBid"
    if not isinstance(bid, dict):
        raise refusal(file, "an object or null", "something else", "write null", where)
    unknown("key", bid, ("issuevalues",), file, where)
    chosen = _mapping(bid, "issuevalues", file)
    unknown("issue", chosen, [one.name for one in issues], file, where)
    outcome = []
    for issue in issues:
        if chosen.get(issue.name) not in issue.options:
            mend = "choose a value for every issue"
            raise refusal(file, f"a value of {issue.name}", "none", mend, where)
        outcome.append(issue.options.index(chosen[issue.name]))
    return party.utility(tuple(outcome))
