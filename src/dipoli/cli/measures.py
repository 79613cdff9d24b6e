"""``dipoli measures``: sets of confidence-building measures, to list, read, compare and take up."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipoli.faults import DipoliError

if TYPE_CHECKING:
    from dipoli.charter.measures import Entry, MeasureSet, Row

WIDTH, NARROWEST, WIDEST = 100, 40, 160
FEWEST = 2
"""Sets that make a comparison."""
_YEAR, _DAY, _HOUR = 8_766, 24, 1
"""Hours in a year on average, in a day, and one."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command.

    Args:
        subparsers: the commands of ``dipoli``.
    """
    parser = subparsers.add_parser(
        "measures",
        help="list, read and compare sets of confidence-building measures",
        description="Measures as rows of numbers: what is done, when, by whom to whom, from which "
        "size on. A set binds nobody; a forum takes up what it likes, with numbers of its own. "
        "Without a further word, lists the sets.",
    )
    _add_options(parser, folder=None, as_json=False)
    parser.set_defaults(run=_list)
    actions = parser.add_subparsers(title="what to do", metavar="ACTION")
    listed = actions.add_parser("list", help="list the sets", description="List the sets.")
    listed.set_defaults(run=_list)
    show = actions.add_parser("show", help="print one set", description="Print one set.")
    show.add_argument("set", metavar="SET", help="which set, by its name")
    show.set_defaults(run=_show)
    compare = actions.add_parser(
        "compare",
        help="put several sets side by side, form by form",
        description="Put several sets side by side, form by form, in the order given.",
    )
    compare.add_argument("sets", metavar="SET", nargs="+", help="two or more sets, by name")
    compare.set_defaults(run=_compare)
    lines = actions.add_parser(
        "lines",
        help="print the acts by which a forum takes up a set, or some of its rows",
        description="Prints one line of the log for each row: a proposal, or an offer where the "
        "row is one-sided. Change the numbers, then enter the lines with `dipoli forum submit`.",
    )
    lines.add_argument("set", metavar="SET", help="which set, by its name")
    lines.add_argument("rows", metavar="ROW", nargs="*", help="which rows; all of them if none")
    lines.add_argument(
        "--first", default="CBM-1", metavar="NAME", help="short name of the first; CBM-1 if not"
    )
    lines.set_defaults(run=_lines)
    for action in (listed, show, compare, lines):
        _add_options(action, folder=argparse.SUPPRESS, as_json=argparse.SUPPRESS)


def _add_options(parser: argparse.ArgumentParser, folder: object, as_json: object) -> None:
    """Add the options, which may stand before or after the action."""
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        default=folder,
        help="read the sets of this folder, not those that come with Dipoli",
    )
    parser.add_argument(
        "--json", action="store_true", default=as_json, help="print one JSON object"
    )


# ---------------------------------------------------------------- running


def _list(args: argparse.Namespace) -> int:
    sets = [_read(args, name) for name in _names(args)]
    told = {"schema": "dipoli.measures-list/1", "sets": [_head(one) for one in sets]}
    _print(args, _list_words(sets), told)
    return 0


def _show(args: argparse.Namespace) -> int:
    one = _read(args, args.set)
    told = {
        "schema": "dipoli.measures-show/1",
        **_head(one),
        "measures": [_entry_json(entry) for entry in one.entries],
    }
    _print(args, _show_words(one), told)
    return 0


def _compare(args: argparse.Namespace) -> int:
    if len(set(args.sets)) < len(args.sets) or len(args.sets) < FEWEST:
        message = (
            "A comparison needs two or more different sets.\n"
            f"  found:     {', '.join(args.sets)}\n"
            "  to mend:   name each set once; dipoli measures lists them"
        )
        raise DipoliError(message)
    sets = [_read(args, name) for name in args.sets]
    told = {
        "schema": "dipoli.measures-compare/1",
        "sets": [_head(one) for one in sets],
        "forms": [
            {
                "form": form,
                "measures": [
                    {"set": one.id, "rows": [_entry_json(entry) for entry in _of(one, form)]}
                    for one in sets
                ],
            }
            for form in _forms(sets)
        ],
    }
    _print(args, _compare_words(sets), told)
    return 0


def _lines(args: argparse.Namespace) -> int:
    one = _read(args, args.set)
    chosen = _chosen(one, args.rows)
    lines = list(_acts(one, chosen, args.first))
    _print(args, lines, {"schema": "dipoli.measures-lines/1", "set": one.id, "lines": lines})
    return 0


def _chosen(one: MeasureSet, rows: Sequence[str]) -> list[Entry]:
    known = {entry.id: entry for entry in one.entries}
    unknown = [row for row in rows if row not in known]
    if unknown:
        message = (
            f"There is no row {', '.join(unknown)} in the set {one.id}.\n"
            f"  to mend:   name rows of it; dipoli measures show {one.id} tells them"
        )
        raise DipoliError(message)
    return [known[row] for row in rows] if rows else list(one.entries)


def _acts(one: MeasureSet, entries: Iterable[Entry], first: str) -> Iterator[str]:
    """A line of the log for each row, without date and author."""
    from dipoli.forum.line import show_fields  # noqa: PLC0415 - --help stays quick
    from dipoli.forum.measure import OFFER, PROPOSE  # noqa: PLC0415 - the same
    from dipoli.forum.measure_forms import PROPOSED, proposed  # noqa: PLC0415 - the same

    match = re.fullmatch(r"([A-Z][A-Z0-9]{0,11}(?:-[A-Z0-9]{1,12}){0,3})-([0-9]{1,4})", first)
    if match is None:
        message = (
            "The first short name should end in a number.\n"
            f"  found:     {first[:60]!a}\n"
            "  to mend:   write it so: CBM-1"
        )
        raise DipoliError(message)
    noun, start = match[1], int(match[2])
    for number, entry in enumerate(entries, start):
        name = OFFER if entry.row.direction.value == "one-sided" else PROPOSE
        said = proposed(entry.row, one.id, _rests_on(entry))
        fields = show_fields(PROPOSED, said)
        yield "  ".join([name.removesuffix("/1"), f"{noun}-{number}", *fields])


def _rests_on(entry: Entry) -> str:
    source = "" if entry.source is None else f", {entry.source}"
    note = "" if entry.note is None else f": {entry.note.strip()}"
    return f"{entry.basis.value}{source}{note}"


# ---------------------------------------------------------------- in words


def _list_words(sets: Sequence[MeasureSet]) -> Iterator[str]:
    for one in sets:
        yield f"{one.id}  {_title(one)}"
        yield from _wrapped(one.style, "  ")


def _show_words(one: MeasureSet) -> Iterator[str]:
    yield _title(one)
    yield from _wrapped(one.style, "")
    yield ""
    yield from _wrapped(one.about, "")
    chapter: str | None = ""
    for entry in one.entries:
        if entry.row.chapter != chapter:
            chapter = entry.row.chapter
            yield ""
            yield chapter or "Related"
        yield from _entry_words(entry)


def _entry_words(entry: Entry) -> Iterator[str]:
    row = entry.row
    yield from _wrapped(f"{entry.id}  {row.measure}", "  ")
    yield from _wrapped("; ".join(_columns(row)) + ".", "    ")
    yield from _wrapped(f"Basis: {_rests_on(entry)}", "    ")


def _columns(row: Row) -> Iterator[str]:
    """The columns of a row behind the measure, as a reader would say them."""
    day = "" if row.day is None else f", by {row.day}"
    yield f"{_plain(row.form.value)}, {_plain(row.trigger.value)}{day}"
    yield _plain(row.direction.value)
    from dipoli.charter.measures import CLOCKS  # noqa: PLC0415 - --help stays quick

    for name in CLOCKS:
        hours = getattr(row.clock, name)
        if hours is not None:
            yield f"{_CLOCK_TOLD[name]} {_span(hours)}"
    if row.threshold:
        yield "from " + " or ".join(f"{one.least} {_plain(one.of)}" for one in row.threshold)
    if row.quota.host is not None:
        years = "a year" if row.quota.years == 1 else f"in {row.quota.years} years"
        yield f"at most {row.quota.host} {years}"
    if row.quota.requester is not None:
        yield f"of these {row.quota.requester} for one that requests"


_CLOCK_TOLD = {
    "lead": "before it, at least",
    "within": "after it, at most",
    "again": "again within",
    "reply": "answer in",
    "entry": "entry in",
    "stay": "stay of",
    "report": "report in",
}


def _span(hours: int) -> str:
    """Hours as a reader would say them.

    >>> _span(36), _span(1008), _span(1), _span(26298)
    ('36 hours', '42 days', '1 hour', '3 years')
    """
    if hours % _YEAR == 0:
        return f"{hours // _YEAR} years"
    if hours % _DAY == 0 and hours > 3 * _DAY:
        return f"{hours // _DAY} days"
    return "1 hour" if hours == _HOUR else f"{hours} hours"


def _compare_words(sets: Sequence[MeasureSet]) -> Iterator[str]:
    for form in _forms(sets):
        yield ""
        yield _plain(form).capitalize()
        for one in sets:
            yield f"  {_title(one)}"
            found = list(_of(one, form))
            for entry in found:
                told = f"{entry.row.measure}: {'; '.join(_columns(entry.row))}"
                yield from _wrapped(f"{told} ({entry.basis.value})", "    ")
            if not found:
                yield "    No row of this form."


def _forms(sets: Sequence[MeasureSet]) -> list[str]:
    """The forms that some set has, in the order of the format."""
    from dipoli.charter.measures import Shape  # noqa: PLC0415 - --help stays quick

    return [form.value for form in Shape if any(list(_of(one, form.value)) for one in sets)]


def _of(one: MeasureSet, form: str) -> Iterator[Entry]:
    return (entry for entry in one.entries if entry.row.form.value == form)


def _title(one: MeasureSet) -> str:
    return one.title.get("en") or next(iter(one.title.values()))


def _plain(word: str) -> str:
    return word.replace("-", " ")


def _wrapped(text: str, indent: str) -> list[str]:
    width = min(max(shutil.get_terminal_size((WIDTH, 24)).columns, NARROWEST), WIDEST)
    return textwrap.wrap(
        text.strip(), width, initial_indent=indent, subsequent_indent=f"{indent}  "
    )


# ---------------------------------------------------------------- as an object


def _head(one: MeasureSet) -> dict[str, Any]:
    return {"id": one.id, "title": dict(one.title), "style": one.style, "about": one.about}


def _entry_json(entry: Entry) -> dict[str, Any]:
    row = entry.row
    from dipoli.charter.measures import CLOCKS  # noqa: PLC0415 - --help stays quick

    return {
        "id": entry.id,
        "chapter": row.chapter,
        "measure": row.measure,
        "trigger": row.trigger.value,
        "day": row.day,
        "clock": {name: getattr(row.clock, name) for name in CLOCKS},
        "direction": row.direction.value,
        "threshold": [{"of": one.of, "least": one.least} for one in row.threshold],
        "quota": {
            "host": row.quota.host,
            "requester": row.quota.requester,
            "years": row.quota.years,
        },
        "form": row.form.value,
        "basis": entry.basis.value,
        "source": entry.source,
        "note": entry.note,
    }


# ---------------------------------------------------------------- reading and printing


def _names(args: argparse.Namespace) -> tuple[str, ...]:
    from dipoli.codec.measure_file import set_names  # noqa: PLC0415 - --help stays quick

    return set_names(args.folder)


def _read(args: argparse.Namespace, name: str) -> MeasureSet:
    from dipoli.codec.measure_file import read_set  # noqa: PLC0415 - --help stays quick

    return read_set(name, args.folder)


def _print(args: argparse.Namespace, words: Iterable[str], told: dict[str, Any]) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=2) if args.json else "\n".join(words))
