"""Tables of a spreadsheet to a case, in whole numbers without rounding.

Importance is multiplied by one number and values by another, so that every figure becomes whole;
the factor stands in the case. A spreadsheet with too many decimals for that is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from dipoli.analysis.case import (
    Agreement,
    Atom,
    Basket,
    Case,
    ChannelState,
    Consent,
    Group,
    Issue,
    IssueKind,
    MemberAsConsenter,
    Option,
    Party,
    PositionSet,
    Ratifier,
    RatifierKind,
    Role,
    Scale,
    Seen,
    Source,
    SourceKind,
)
from dipoli.analysis.coherence import incoherences
from dipoli.analysis.coherence.identities import EXERCISE_TITLE
from dipoli.codec.interchange import tables as form
from dipoli.codec.interchange.scenario import MOST_OPTIONS, SourceFile, refusal, unknown
from dipoli.codec.interchange.scenario_case import BASKET, RULES, Named, no_exposure
from dipoli.codec.interchange.sheet_cells import (
    by_issue,
    choice,
    chosen,
    id_of,
    of_issue,
    of_kind,
    said,
    word,
)
from dipoli.codec.interchange.sheet_out import DEFAULTS
from dipoli.codec.interchange.sheet_positions import (
    consents_of,
    exclusions,
    position,
    red_lines,
    requirements,
    synergies,
)
from dipoli.codec.interchange.sheet_scale import Head, scale_of
from dipoli.codec.interchange.tables import LEFT_OUT, Row, Tables, rows_of
from dipoli.faults import CaseError, Finding

_KEYS = (
    "sheet", "mark", "id", "title", "exercise", "as of", "languages", "set", "agreement", "note",
    "moment", "purpose", "least value", "most value", "left out", "how to read", "limit",
)  # fmt: skip


def case_of_tables(tables: Tables, named: Named, files: Sequence[SourceFile]) -> Case:
    """A case from the tables of a spreadsheet.

    Args:
        tables: the tables by name.
        named: what is taken where the spreadsheet does not say it.
        files: what was read.

    Returns:
        The case.

    Raises:
        MalformedError: a table, column or cell is not known, or not of its form.
        CaseError: the tables do not fit together.
    """
    head = _head(tables)
    parties = rows_of(tables, form.PARTIES, form.COLUMNS[form.PARTIES])
    if not parties:
        mend = "add it, with the columns code, name and reservation"
        raise refusal(form.SPREADSHEET, f"a table {form.PARTIES}", "none, or no row", mend)
    codes = [of_kind(row, "code", row.need("code")) for row in parties]
    unknown("table", tables, [*form.COLUMNS, *codes], "spreadsheet", "")
    papers = {
        code: rows_of(tables, code, form.POSITION_COLUMNS) for code in codes if tables.get(code)
    }
    issues = _issues(rows_of(tables, form.ISSUES, form.COLUMNS[form.ISSUES]))
    scale = scale_of(head, parties, papers, tables)
    agreement = choice(Agreement, head.one("agreement", "outcomes"), "agreement")
    exercise = named.exercise or head.one("exercise", "no") == "yes"
    baskets = _baskets(rows_of(tables, form.BASKETS, form.COLUMNS[form.BASKETS]), issues)
    consents = tuple(consents_of(tables))
    set_id = word("id", head.one("set", "outcomes"), "set")
    members = [
        code
        for code, row in zip(codes, parties, strict=True)
        if (row["kind"] or Role.MEMBER.value) == Role.MEMBER.value
    ]
    case = Case(
        id=word("id", head.one("id", named.id), "id"),
        title=_title(head.one("title", named.title), exercise=exercise),
        exercise=exercise,
        as_of=word("date", head.one("as of", named.as_of), "as of"),
        moment=head.one("moment", DEFAULTS["moment"]),
        purpose=head.one("purpose", DEFAULTS["purpose"]),
        scale=Scale(
            value_min=scale.least,
            value_max=scale.most,
            importance_sum=scale.total,
            utility_max=scale.total * scale.most,
            step_points="none: the spreadsheet has no steps",
        ),
        languages=tuple(head.one("languages", "en").split()),
        position_sets=(
            PositionSet(
                id=set_id,
                folder=set_id,
                as_of=word("date", head.one("as of", named.as_of), "as of"),
                agreement=agreement,
                inherits=None,
                note=head.one("note", DEFAULTS["note"]),
            ),
        ),
        rules=_rules(head),
        how_to_read=head.given.get("how to read", ()),
        limits=tuple(_limits(head)),
        parties=tuple(_parties(parties)),
        ratifiers=tuple(_bodies(parties, consents)),
        members_as_consenters=tuple(
            MemberAsConsenter(code=code, binds=_binds(code, consents))
            for code in members
            if _binds(code, consents)
        ),
        necessary=(),
        broadening=(),
        baskets=baskets,
        groups=tuple(Group(id=one.id, basket=one.id, title=one.title) for one in baskets),
        issues=issues,
        positions={set_id: {}},
        requirements=tuple(requirements(tables)),
        exclusions=tuple(exclusions(tables)),
        synergies=tuple(synergies(tables, scale)),
        consents=consents,
        subjects=(),
        accounting={},
        exposure_limits=no_exposure(members),
        bundles=(),
        steps=(),
        terms=(),
        channel_states={one.value: "not used" for one in ChannelState},
        channels=(),
        seen_values={one.value: "of a document" for one in Seen},
        sources=tuple(_sources(files)),
    )
    positions = {
        code: position(case, row, papers[code], scale, red_lines(tables, code))
        for code, row in zip(codes, parties, strict=True)
        if code in papers
    }
    return _held(evolve(case, positions={set_id: positions}), head)


def _held(case: Case, head: Head) -> Case:
    """The case, when it bears the mark that stands in the spreadsheet and fits together."""
    mark = head.one("mark", case.mark)
    if mark != case.mark:
        mend = "say under exercise whether states and figures are invented"
        raise refusal(form.SCENARIO, f"the mark {case.mark}", mark[:80], mend, "mark")
    findings = [
        Finding(
            file=f"the case of the spreadsheet, {fault.paper}",
            where=".".join(map(str, fault.place)),
            expected=fault.expected,
            found=fault.found,
            mend=fault.mend,
        )
        for fault in incoherences(case)
    ]
    if findings:
        raise CaseError(findings)
    return case


def _head(tables: Tables) -> Head:
    given: dict[str, tuple[str, ...]] = {}
    for row in rows_of(tables, form.SCENARIO, form.COLUMNS[form.SCENARIO]):
        key = row.need("key").strip()
        if not key.startswith("rule "):
            unknown("key", [key], _KEYS, form.SCENARIO, row.where)
        if key in given and key not in {"how to read", "limit"}:
            raise refusal(form.SCENARIO, "each key once", key, "delete one", row.where)
        given[key] = (*given.get(key, ()), row.need("value"))
    schema = given.get("sheet", (form.SCHEMA,))[0]
    if schema != form.SCHEMA:
        raise refusal(form.SCENARIO, form.SCHEMA, schema[:60], "use that form", "sheet")
    if given.get("exercise", ("no",))[0] not in {"yes", "no"}:
        raise refusal(form.SCENARIO, "yes or no", given["exercise"][0], "write one", "exercise")
    return Head(given=given)


def _title(title: str, *, exercise: bool) -> str:
    marked = title.startswith(EXERCISE_TITLE)
    return f"{EXERCISE_TITLE} {title}" if exercise and not marked else title


def _rules(head: Head) -> dict[str, str]:
    rules = {
        key.removeprefix("rule "): cells[0]
        for key, cells in head.given.items()
        if key.startswith("rule ")
    }
    return rules or dict(RULES)


def _limits(head: Head) -> Iterator[str]:
    yield from head.given.get("limit", ())
    if "left out" in head.given:
        yield f"{LEFT_OUT}{head.one('left out', '')}"


def _sources(files: Sequence[SourceFile]) -> Iterator[Source]:
    for n, file in enumerate(files, start=1):
        yield Source(
            id=f"source-{n}",
            kind=SourceKind.SECONDARY,
            title=f"Spreadsheet {file.name}",
            date="",
            symbol=f"SHA-256 {file.digest}",
            seen=Seen.READ,
            note="",
        )


# ---------------------------------------------------------------- issues and parties


def _issues(rows: Sequence[Row]) -> tuple[Issue, ...]:
    if not rows:
        mend = "add it, with the columns issue, option and text"
        raise refusal(form.SPREADSHEET, f"a table {form.ISSUES}", "none, or no row", mend)
    made = []
    for issue, lines in by_issue(rows).items():
        if not 2 <= len(lines) <= MOST_OPTIONS:  # noqa: PLR2004 - a choice
            expected = f"2 to {MOST_OPTIONS} options"
            mend = "list the options of the issue, one in a row"
            raise refusal(form.ISSUES, expected, f"{len(lines)} of {issue}", mend, lines[0].where)
        first = lines[0]
        made.append(
            Issue(
                id=issue,
                basket=of_kind(first, "id", of_issue(lines, "basket") or BASKET),
                group=of_issue(lines, "basket") or BASKET,
                kind=choice(IssueKind, of_issue(lines, "kind") or "goal", first.where, form.ISSUES),
                question=of_issue(lines, "question") or issue,
                definition=of_issue(lines, "definition") or DEFAULTS["definition"],
                options=tuple(Option(n=n, text=row.need("text")) for n, row in enumerate(lines)),
                raised_by=("source-1",),
            )
        )
    return tuple(made)


def _baskets(rows: Sequence[Row], issues: Sequence[Issue]) -> tuple[Basket, ...]:
    listed = {
        id_of(row, "basket"): Basket(
            id=id_of(row, "basket"),
            title=row["title"] or row["basket"],
            definition=said(row, "definition", "definition"),
        )
        for row in rows
    }
    if not rows and {issue.basket for issue in issues} == {BASKET}:
        title, told = "All issues", "Every issue of the source."
        return (Basket(id=BASKET, title=title, definition=told),)
    plain = (Basket(id=one, title=one, definition=DEFAULTS["definition"])
             for one in dict.fromkeys(issue.basket for issue in issues))  # fmt: skip
    return tuple((listed or {one.id: one for one in plain}).values())


def _names(row: Row) -> dict[str, str]:
    named = {
        column.removeprefix("name "): text
        for column, text in row.cells.items()
        if column.startswith("name ") and text.strip()
    }
    if row["name"].strip():
        named["en"] = row["name"]
    return named or {"en": row["code"]}


def _parties(rows: Sequence[Row]) -> Iterator[Party]:
    kinds = [one.value for one in (*Role, *RatifierKind)]
    for row in rows:
        unknown("kind", [row["kind"] or Role.MEMBER.value], kinds, form.PARTIES, row.where)
        if row["kind"] in {one.value for one in RatifierKind}:
            continue
        yield Party(
            code=row["code"],
            role=chosen(Role, row, "kind", Role.MEMBER.value),
            seat_language=of_kind(row, "language", row["language"] or "en"),
            names=_names(row),
            called_by=(),
            note=row["note"],
        )


def _bodies(rows: Sequence[Row], consents: Sequence[Consent]) -> Iterator[Ratifier]:
    for row in rows:
        if row["kind"] in {one.value for one in RatifierKind}:
            yield Ratifier(
                code=row["code"],
                of=row["of"] or None,
                name=next(iter(_names(row).values())),
                kind=RatifierKind(row["kind"]),
                rule=said(row, "rule", "rule"),
                note=row["note"],
                binds=_binds(row["code"], consents),
                all_of=tuple(row["all of"].split()) or None,
            )


def _binds(code: str, consents: Sequence[Consent]) -> tuple[Atom, ...]:
    found = (Atom(issue=one.issue, options=one.options) for one in consents if code in one.bodies)
    return tuple(dict.fromkeys(found))
