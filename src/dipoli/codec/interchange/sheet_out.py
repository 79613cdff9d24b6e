"""A case to the tables of a spreadsheet: one set of positions, with issues, parties and links.

Figures stand in points, with the units of the source beside them; a case that came from a
spreadsheet goes back in the figures of that spreadsheet. What a spreadsheet does not hold is named
in its first table. Nothing is added up, and parties stand in the order of the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from dipoli.analysis.case import (
    Case,
    IssuePosition,
    Party,
    Position,
    PositionSet,
    Ratifier,
    Role,
)
from dipoli.codec.interchange import tables as form
from dipoli.codec.interchange.scenario import shown
from dipoli.codec.interchange.scenario_case import BASKET, RULES
from dipoli.codec.interchange.tables import LEFT_OUT, SHEET_UNIT, Rows, Tables, cell
from dipoli.faults import RefusedError
from dipoli.told import tell

Line = dict[str, tuple[str, str]]
DEFAULTS: Mapping[str, str] = {
    "moment": "As the spreadsheet has it.",
    "purpose": "To work on a scenario that was imported from a spreadsheet.",
    "note": "As the spreadsheet has it.",
    "definition": "As in the source.",
    "interest": "As the spreadsheet has it.",
    "reservation note": "As the spreadsheet has it.",
    "reason": "As the spreadsheet has it.",
    "rule": "not said",
}
"""What is taken where a spreadsheet says nothing."""


@frozen(kw_only=True)
class _Out:
    """A case and the set that goes out, with the units of a spreadsheet from which it came."""

    case: Case
    chosen: PositionSet
    positions: Mapping[str, Position]
    by_weight: int
    by_value: int

    def figure(self, points: int) -> str:
        return shown(Fraction(points, self.by_weight * self.by_value))

    def weight(self, points: int) -> str:
        return shown(Fraction(points, self.by_weight))

    def value(self, points: int) -> str:
        return shown(Fraction(points, self.by_value))


def tables_of(case: Case, set_id: str) -> Tables:
    """A set of positions of a case as tables.

    Args:
        case: the case.
        set_id: id of the set.

    Returns:
        The tables by name: scenario, parties, issues, each position by its code, then the links.

    Raises:
        RefusedError: a code is the name of another table.
    """
    chosen = case.position_set(set_id)
    positions = case.positions_of(set_id)
    units = [one.source_units for one in positions.values()]
    from_sheet = [one for one in units if one is not None and one.unit == SHEET_UNIT]
    same = len(from_sheet) == len(units) and len({one.factor for one in from_sheet}) == 1
    weight = from_sheet[0].importance_factor if same else 1
    out = _Out(
        case=case,
        chosen=chosen,
        positions=positions,
        by_weight=weight,
        by_value=from_sheet[0].factor // weight if same else 1,
    )
    made = {
        form.SCENARIO: _scenario(out),
        form.PARTIES: _parties(out),
        form.ISSUES: form.table(form.COLUMNS[form.ISSUES], list(_issues(out))),
    }
    for code, position in positions.items():
        if code.lower() in {name.lower() for name in form.COLUMNS}:
            message = f"The code {code} is the name of another sheet. Give the party another code."
            raise RefusedError(message)
        made[code] = form.table(form.POSITION_COLUMNS, list(_position(out, position)))
    for name, lines in _links(out).items():
        if lines:
            made[name] = form.table(form.COLUMNS[name], lines)
    return made


def left_out(case: Case, set_id: str) -> tuple[str, ...]:
    """What of a case a spreadsheet of one set does not hold, in words."""
    groups = any(group.id != group.basket for group in case.groups)
    sources = any(not one.title.startswith("Spreadsheet ") for one in case.sources)
    found = (
        (tell("other sets of positions"), len(case.position_sets) > 1),
        (tell("the set from which it inherits"), case.position_set(set_id).inherits is not None),
        (tell("groups of issues"), groups),
        (tell("sources"), sources),
        (tell("names that parties call each other"), any(one.called_by for one in case.parties)),
        (tell("who must be there for a subject"), bool(case.necessary)),
        (tell("who could join"), bool(case.broadening)),
        (tell("subjects"), bool(case.subjects)),
        (tell("steps, bundles and limits of exposure"), bool(case.steps or case.bundles)),
        (tell("terms"), bool(case.terms)),
        (tell("channels"), bool(case.channels)),
        (tell("the timeline"), bool(case.timeline)),
    )
    before = [
        one
        for limit in case.limits
        if limit.startswith(LEFT_OUT)
        for one in limit.removeprefix(LEFT_OUT).split("; ")
    ]
    return tuple(dict.fromkeys([*before, *(words for words, there in found if there)]))


def _scenario(out: _Out) -> Rows:
    case, chosen = out.case, out.chosen
    most = max(
        [1, *(value for one in out.positions.values() for r in one.issues for value in r.high)]
    )
    told = [
        ("sheet", form.SCHEMA, ""),
        ("mark", case.mark, ""),
        ("id", case.id, ""),
        ("title", case.title, ""),
        ("exercise", "yes" if case.exercise else "no", ""),
        ("as of", case.as_of, ""),
        ("languages", " ".join(case.languages), "en"),
        ("set", chosen.id, "outcomes"),
        ("agreement", chosen.agreement.value, "outcomes"),
        ("note", chosen.note, DEFAULTS["note"]),
        ("moment", case.moment, DEFAULTS["moment"]),
        ("purpose", case.purpose, DEFAULTS["purpose"]),
        ("least value", out.value(case.scale.value_min), "0"),
        ("most value", out.value(case.scale.value_max), out.value(most)),
        ("left out", "; ".join(left_out(case, chosen.id)), ""),
    ]
    if dict(case.rules) != RULES:
        told += [(f"rule {key}", text, "") for key, text in case.rules.items()]
    told += [("how to read", text, "") for text in case.how_to_read]
    told += [("limit", text, "") for text in case.limits if not text.startswith(LEFT_OUT)]
    rows = tuple((key, value) for key, value, without in told if value != without)
    return (form.COLUMNS[form.SCENARIO], *rows)


# ---------------------------------------------------------------- parties and issues


def _parties(out: _Out) -> Rows:
    case = out.case
    languages = list(
        dict.fromkeys([*case.languages, *(tag for one in case.parties for tag in one.names)])
    )
    plain = languages == ["en"]
    columns = list(form.COLUMNS[form.PARTIES])
    columns[1:2] = ["name"] if plain else [f"name {tag}" for tag in languages]
    lines = [_party(out, one, plain=plain) for one in case.parties]
    lines += [_body(out, one, plain=plain) for one in case.ratifiers]
    return form.table(columns, lines)


def _party(out: _Out, party: Party, *, plain: bool) -> Line:
    kind = party.role.value
    line = {
        "code": cell(party.code),
        "kind": cell(kind, Role.MEMBER.value),
        "language": cell(party.seat_language, "en"),
        "note": cell(party.note, ""),
    }
    for tag, name in party.names.items():
        line["name" if plain else f"name {tag}"] = cell(name)
    return {**line, **_reservation(out, party.code)}


def _body(out: _Out, body: Ratifier, *, plain: bool) -> Line:
    return {
        "code": cell(body.code),
        "name" if plain else f"name {out.case.languages[0]}": cell(body.name),
        "kind": cell(body.kind.value, Role.MEMBER.value),
        "of": cell(body.of or "", ""),
        "rule": cell(body.rule, DEFAULTS["rule"]),
        "all of": cell(" ".join(body.all_of or ()), ""),
        "note": cell(body.note, ""),
        **_reservation(out, body.code),
    }


def _reservation(out: _Out, code: str) -> Line:
    if code not in out.positions:
        return {}
    position = out.positions[code]
    stated, units = position.reservation, position.source_units
    value = out.figure(stated.value)
    line = {
        "reservation": cell(value),
        "reservation low": cell(out.figure(stated.low), value),
        "reservation high": cell(out.figure(stated.high), value),
        "reservation note": cell(stated.note, DEFAULTS["reservation note"]),
    }
    if units is not None and units.unit != SHEET_UNIT:
        line |= {
            "unit": cell(units.unit, ""),
            "factor": cell(str(units.factor), ""),
            "importance factor": cell(str(units.importance_factor), "1"),
            "shift": cell(str(units.shift), "0"),
            "error": cell(units.error, "0"),
            "unit note": cell(units.note, ""),
        }
    return line


def _issues(out: _Out) -> Iterator[Line]:
    for issue in out.case.issues:
        for option in issue.options:
            first = option.n == 0
            yield {
                "issue": cell(issue.id),
                "option": cell(str(option.n)),
                "text": cell(option.text),
                "question": cell(issue.question, issue.id) if first else cell("", ""),
                "basket": cell(issue.basket, BASKET) if first else cell("", ""),
                "kind": cell(issue.kind.value, "goal") if first else cell("", ""),
                "definition": cell(issue.definition, DEFAULTS["definition"])
                if first
                else cell("", ""),
            }


def _position(out: _Out, position: Position) -> Iterator[Line]:
    for row in position.issues:
        for n, points in enumerate(row.value):
            value = out.value(points)
            yield {
                "issue": cell(row.issue),
                "option": cell(str(n)),
                "value": cell(value),
                "low": cell(out.value(row.low[n]), value),
                "high": cell(out.value(row.high[n]), value),
                **(_whole_issue(out, row) if n == 0 else {}),
            }


def _whole_issue(out: _Out, row: IssuePosition) -> Line:
    weight = out.weight(row.importance)
    return {
        "importance": cell(weight, "1"),
        "importance low": cell(out.weight(row.importance_range[0]), weight),
        "importance high": cell(out.weight(row.importance_range[1]), weight),
        "confidence": cell(row.confidence.value, "high"),
        "interest": cell(row.interest, DEFAULTS["interest"]),
    }


# ---------------------------------------------------------------- links


def _links(out: _Out) -> dict[str, list[Line]]:
    case = out.case
    baskets = [
        {
            "basket": cell(one.id),
            "title": cell(one.title, one.id),
            "definition": cell(one.definition, DEFAULTS["definition"]),
        }
        for one in case.baskets
    ]
    alone = [one.id for one in case.baskets] == [BASKET]
    return {
        form.BASKETS: [] if alone else baskets,
        form.RED_LINES: [
            {
                "party": cell(code),
                "id": cell(line.id),
                "when": cell(form.show_atoms(line.when)),
                "firmness": cell(line.firmness.value, "hard"),
                "reason": cell(line.reason, DEFAULTS["reason"]),
                "confidence": cell(line.confidence.value, "high"),
            }
            for code, position in out.positions.items()
            for line in position.red_lines
        ],
        form.REQUIREMENTS: [
            {
                "id": cell(one.id),
                "if": cell(form.show_atoms([one.if_])),
                "then": cell(form.show_atoms([one.then])),
                "basis": cell(one.basis.value, "political"),
                "reason": cell(one.reason, DEFAULTS["reason"]),
            }
            for one in case.requirements
        ],
        form.EXCLUSIONS: [
            {
                "id": cell(one.id),
                "not together": cell(form.show_atoms(one.atoms)),
                "reason": cell(one.reason, DEFAULTS["reason"]),
            }
            for one in case.exclusions
        ],
        form.SYNERGIES: [
            {
                "id": cell(one.id),
                "party": cell(one.party),
                "when": cell(form.show_atoms(one.when)),
                "points": cell(out.figure(one.points)),
                "reason": cell(one.reason, DEFAULTS["reason"]),
            }
            for one in case.synergies
        ],
        form.CONSENTS: [
            {
                "id": cell(one.id),
                "issue": cell(one.issue),
                "options": cell(form.show_options(one.options)),
                "bodies": cell(" ".join(one.bodies)),
                "kind": cell(one.kind.value, "political"),
                "reason": cell(one.reason, DEFAULTS["reason"]),
            }
            for one in case.consents
        ],
    }
