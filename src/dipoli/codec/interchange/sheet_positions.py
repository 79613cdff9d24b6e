"""Positions and links of a spreadsheet, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dipoli.analysis.case import (
    Agreement,
    Basis,
    Case,
    Consent,
    ConsentKind,
    Exclusion,
    Firmness,
    IssuePosition,
    Position,
    RedLine,
    Requirement,
    Reservation,
    SourceUnits,
    Synergy,
)
from dipoli.codec.interchange import tables as form
from dipoli.codec.interchange.scenario import refusal, shown, whole
from dipoli.codec.interchange.sheet_cells import (
    by_issue,
    chosen,
    figure,
    id_of,
    of_issue,
    of_kind,
    said,
)
from dipoli.codec.interchange.sheet_scale import Units
from dipoli.codec.interchange.tables import SHEET_UNIT, Row, Tables, rows_of
from dipoli.terms import Confidence


def position(
    case: Case, row: Row, paper: Sequence[Row], scale: Units, lines: tuple[RedLine, ...]
) -> Position:
    """The position of one party or body."""
    chosen = case.position_sets[0]
    issues = tuple(_weighed(issue, rows, scale) for issue, rows in by_issue(paper).items())
    home = {issue.id: issue.basket for issue in case.issues}
    member = row["code"] in case.members
    sums = {one.id: 0 for one in case.baskets}
    for one in issues:
        if home.get(one.issue) in sums:
            sums[home[one.issue]] += one.importance
    return Position(
        party=row["code"],
        set=chosen.id,
        as_of=chosen.as_of,
        agreement=chosen.agreement,
        reservation=_reservation(row, issues, scale, chosen.agreement),
        basket_importance=sums if member else None,
        issues=issues,
        red_lines=lines,
        source_units=_units(row, scale),
    )


def _weighed(issue: str, rows: Sequence[Row], scale: Units) -> IssuePosition:
    first = rows[0]
    told = {
        column: of_issue(rows, column)
        for column in ("importance", "importance low", "importance high", "confidence", "interest")
    }
    whole_row = Row(table=first.table, line=first.line, cells={**first.cells, **told})
    weight = figure(whole_row, "importance", Fraction(1))
    values = [figure(row, "value") for row in rows]

    def points(column: str) -> tuple[int, ...]:
        figures = (figure(row, column, one) for row, one in zip(rows, values, strict=True))
        return tuple(int(one * scale.by_value) for one in figures)

    return IssuePosition(
        issue=issue,
        importance=int(weight * scale.by_weight),
        importance_range=(
            int(figure(whole_row, "importance low", weight) * scale.by_weight),
            int(figure(whole_row, "importance high", weight) * scale.by_weight),
        ),
        value=points("value"),
        low=points("low"),
        high=points("high"),
        confidence=chosen(Confidence, whole_row, "confidence", "high"),
        interest=said(whole_row, "interest", "interest"),
    )


def _reservation(
    row: Row, issues: Sequence[IssuePosition], scale: Units, agreement: Agreement
) -> Reservation:
    note = said(row, "reservation note", "reservation note")
    if agreement is Agreement.OUTCOMES:
        value = figure(row, "reservation")
        ends = [figure(row, f"reservation {end}", value) for end in ("low", "high")]
        points = [int(one * scale.factor) for one in (value, *ends)]
        rule = "stated"
    else:
        points = [
            sum(one.importance * getattr(one, key)[0] for one in issues)
            for key in ("value", "low", "high")
        ]
        rule = "status-quo"
        for column, counted in zip(("", " low", " high"), points, strict=True):
            wanted = Fraction(counted, scale.factor)
            if row[f"reservation{column}"] and figure(row, f"reservation{column}") != wanted:
                expected = f"{shown(wanted)}, the value of option 0 of every issue"
                mend = "leave the cell empty, or write the agreement outcomes"
                found = row[f"reservation{column}"]
                raise refusal(row.table, expected, found, mend, row.where)
    return Reservation(rule=rule, value=points[0], low=points[1], high=points[2], note=note)


def _units(row: Row, scale: Units) -> SourceUnits | None:
    if row["unit"]:
        return SourceUnits(
            unit=row["unit"],
            factor=whole(row["factor"] or "1", row.table, row.where),
            importance_factor=whole(row["importance factor"] or "1", row.table, row.where),
            shift=whole(row["shift"] or "0", row.table, row.where),
            error=of_kind(row, "decimal", row["error"] or "0"),
            note=row["unit note"],
        )
    if scale.factor == 1:
        return None
    return SourceUnits(
        unit=SHEET_UNIT,
        factor=scale.factor,
        importance_factor=scale.by_weight,
        shift=0,
        error="0",
        note="",
    )


# ---------------------------------------------------------------- links


def red_lines(tables: Tables, code: str) -> tuple[RedLine, ...]:
    """The red lines of one party or body."""
    rows = rows_of(tables, form.RED_LINES, form.COLUMNS[form.RED_LINES])
    return tuple(
        RedLine(
            id=id_of(row),
            when=form.read_atoms(row, "when"),
            firmness=chosen(Firmness, row, "firmness", "hard"),
            reason=said(row, "reason"),
            sources=("source-1",),
            confidence=chosen(Confidence, row, "confidence", "high"),
        )
        for row in rows
        if row.need("party") == code
    )


def requirements(tables: Tables) -> Iterator[Requirement]:
    """What needs what."""
    for row in rows_of(tables, form.REQUIREMENTS, form.COLUMNS[form.REQUIREMENTS]):
        first, second = (form.read_atoms(row, column) for column in ("if", "then"))
        if len(first) != 1 or len(second) != 1:
            raise refusal(row.table, "one atom on each side", "more", "split the row", row.where)
        yield Requirement(
            id=id_of(row),
            if_=first[0],
            then=second[0],
            basis=chosen(Basis, row, "basis", "political"),
            reason=said(row, "reason"),
        )


def exclusions(tables: Tables) -> Iterator[Exclusion]:
    """What cannot stand together."""
    for row in rows_of(tables, form.EXCLUSIONS, form.COLUMNS[form.EXCLUSIONS]):
        atoms = form.read_atoms(row, "not together")
        yield Exclusion(id=id_of(row), atoms=atoms, reason=said(row, "reason"))


def synergies(tables: Tables, scale: Units) -> Iterator[Synergy]:
    """What is worth more, or less, together."""
    for row in rows_of(tables, form.SYNERGIES, form.COLUMNS[form.SYNERGIES]):
        yield Synergy(
            id=id_of(row),
            party=row.need("party"),
            when=form.read_atoms(row, "when"),
            points=int(figure(row, "points") * scale.factor),
            reason=said(row, "reason"),
        )


def consents_of(tables: Tables) -> Iterator[Consent]:
    """Who must consent."""
    for row in rows_of(tables, form.CONSENTS, form.COLUMNS[form.CONSENTS]):
        yield Consent(
            id=id_of(row),
            issue=row.need("issue"),
            options=form.read_options(row, "options", row.need("options")),
            bodies=tuple(row.need("bodies").split()),
            kind=chosen(ConsentKind, row, "kind", "political"),
            reason=said(row, "reason"),
        )
