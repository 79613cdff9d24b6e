"""Forms from the table of the case format: one field for each key, with its meaning and its faults.

A row of a paper is drawn along its form (`dipoli.codec.case_format`), and read back along the same
(`dipoli.web.workbench.typed`). A field that is left empty is unknown: its key is left out. Where
the format has null for *none*, a box says so, since an empty field does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from dipoli.faults import Finding
from dipoli.told import in_words, tell
from dipoli.web.workbench.labels import LABELS
from dipoli.web.workbench.refer import Choice, choices_of, codes
from dipoli.web.workbench.spot import Spot, keys_of, spots

ABSENT: Any = object()
"""In place of a value that is not known."""
BLANK_ROWS = 2
_MISSING = re.compile(r"the key ([a-z_]+)")


@frozen(kw_only=True)
class Field:
    """One field of a form, or a group of them.

    Args:
        name: under which it is sent.
        label: what it is called.
        sort: ``text``, ``long``, ``lines``, ``number``, ``numbers``, ``choice``, ``many``,
            ``yesno``, ``group`` or ``rows``.
        help: what the format says it means.
        value: what stands there, as it was typed or kept.
        choices: of a choice, or of many.
        fields: of a group or of rows.
        none: whether *none* was said; None where it cannot be.
        faults: what is wrong there.
        wrong: why what was typed could not be taken; empty where it could.
    """

    name: str
    label: str
    sort: str
    help: str = ""
    value: Any = ""
    choices: Sequence[Choice] = ()
    fields: Sequence[Field] = ()
    none: bool | None = None
    faults: Sequence[Finding] = ()
    wrong: str = ""

    @property
    def id(self) -> str:
        """Of the element of the page."""
        return f"f-{self.name}".replace(".", "-")


@frozen(kw_only=True)
class Around:
    """What a form is drawn in.

    Args:
        tree: the papers, for what can be chosen.
        paper: in which the row stands.
        where: of the row in it, as faults have it.
        findings: every fault of the case.
        wrong: name of a field to why what was typed could not be taken.
        language: of the reader.
    """

    tree: Mapping[str, Any] = field(repr=False)
    paper: str = ""
    where: str = ""
    findings: Sequence[Finding] = ()
    wrong: Mapping[str, str] = field(factory=dict)
    language: str = "en"

    def faults(self, path: str, *, inside: bool) -> list[Finding]:
        """Faults of a place of the row.

        Args:
            path: of the place in the row, such as ``.options[1].text``.
            inside: whether those further in are meant too.
        """
        full = f"{self.where}{path}".lstrip(".")
        return [
            one
            for one in self.findings
            if one.file == self.paper
            and (place_of(one) == full or (inside and is_inside(place_of(one), full)))
        ]


def place_of(finding: Finding) -> str:
    """The place that a fault is about: of a key that is missing, where it would stand."""
    missing = _MISSING.fullmatch(finding.expected)
    if missing and finding.found == "it is missing":
        return f"{finding.where}.{missing[1]}".lstrip(".")
    return finding.where


def is_inside(where: str, full: str) -> bool:
    """Whether a place is inside another."""
    return where.startswith((f"{full}.", f"{full}["))


def drawn(
    form: type[Any], row: Mapping[str, Any], around: Around, but: Iterable[str] = ()
) -> list[Field]:
    """The fields of a row.

    Args:
        form: of the format.
        row: what is known of it.
        around: what it is drawn in.
        but: keys that are not drawn.
    """
    return [_field(one, row.get(one.said, ABSENT), around) for one in spots(form, but=but)]


def _field(spot: Spot, value: Any, around: Around) -> Field:  # noqa: ANN401 - a plain value
    sort = spot.sort
    made = Field(
        name=spot.name,
        label=LABELS.get(spot.attribute, spot.said),
        sort=sort,
        help=spot.meaning,
        faults=around.faults(spot.path, inside=sort not in {"group", "rows"}),
        wrong=around.wrong.get(spot.name, ""),
        none=(value is None) if spot.nothing else None,
    )
    held = "" if value is ABSENT or value is None else value
    if sort == "group":
        return evolve(made, fields=_inside(spot.hint, held, around, spot.name, spot.path))
    if sort == "rows":
        rows = _rows(spot, held, around) if spot.is_list else _pairs(spot, held, around)
        return evolve(made, fields=list(rows))
    choices = choices_of(spot.form, spot.attribute, around.tree, around.language)
    if choices and sort in {"text", "lines"}:
        chosen = "choice" if sort == "text" else "many"
        return evolve(made, sort=chosen, value=held, choices=with_own(choices, held))
    if sort == "choice":
        words = [Choice(id=str(one.value), word=in_words(one)) for one in spot.hint]
        return evolve(made, value=held, choices=with_own(words, held))
    return evolve(made, value=_typed(sort, held))


def _typed(sort: str, held: Any) -> Any:  # noqa: ANN401 - a plain value
    """A value as somebody would type it."""
    if sort == "yesno":
        return {"True": "yes", "False": "no"}.get(str(held), "")
    between = {"lines": "\n", "numbers": " "}.get(sort)
    return between.join(map(str, held)) if between and isinstance(held, list) else held


def _inside(form: type[Any], row: Any, around: Around, name: str, path: str) -> list[Field]:  # noqa: ANN401 - a plain value
    held = row if isinstance(row, dict) else {}
    return [_field(one, held.get(one.said, ABSENT), around) for one in spots(form, name, path)]


def _rows(spot: Spot, held: Any, around: Around) -> Iterator[Field]:  # noqa: ANN401 - a plain value
    """The rows in a row, and blank ones behind them."""
    rows = held if isinstance(held, list) else []
    for n in range(len(rows) + BLANK_ROWS):
        row = rows[n] if n < len(rows) else {}
        name, path = f"{spot.name}.{n}", f"{spot.path}[{n}]"
        fields = _inside(spot.inner[0], row, around, name, path)
        faults = around.faults(path, inside=False)
        yield Field(name=name, label="", sort="group", fields=fields, faults=faults)


def _pairs(spot: Spot, held: Any, around: Around) -> Iterator[Field]:  # noqa: ANN401 - a plain value
    """The entries of a mapping, each with its key, and blank ones behind them."""
    pairs = list(held.items()) if isinstance(held, dict) else []
    kind = keys_of(spot.form)[spot.attribute].keys
    choices = list(codes(around.tree, around.language)) if kind == "code" else []
    label = {"code": LABELS["party"], "language": LABELS["language"]}.get(kind, tell("The word"))
    for n in range(len(pairs) + BLANK_ROWS):
        own, value = pairs[n] if n < len(pairs) else ("", ABSENT)
        key = Field(
            name=f"{spot.name}.{n}.key",
            label=label,
            sort="choice" if choices else "text",
            value=own,
            choices=with_own(choices, own) if choices else (),
        )
        inner = evolve(_field(spot.value_of(n, own), value, around), label=tell("What"))
        yield Field(name=f"{spot.name}.{n}", label="", sort="group", fields=[key, inner])


def with_own(choices: Sequence[Choice], held: Any) -> Sequence[Choice]:  # noqa: ANN401 - a plain value
    """Choices, and what stands there though it is none of them."""
    known = {one.id for one in choices}
    own = held if isinstance(held, list) else [held]
    more = [Choice(id=str(one), told="") for one in own if one != "" and str(one) not in known]
    return [*choices, *more]
