"""From what somebody typed to a line of the log, and from a fault back to what was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from attrs import evolve

from dipoli.faults import Finding, MalformedError
from dipoli.forum.form import Field, Sort
from dipoli.forum.line import DEADLINE
from dipoli.forum.procedure import KINDS

GIVEN = "what was given"
"""How a fault names what was typed as words of a command."""

_CURLY = re.compile(r'"(?:[^"\\]|\\.)*"|(?<=[\s=,])[“„«]([^“”„«»"]*)[“”»](?=[\s,]|$)')
_DAYS = re.compile(r'"(?:[^"\\]|\\.)*"|(?<=\sdeadline=\+)([0-9]{1,3})d(?=\s|$)')


def straight(line: str) -> str:
    """A line as the grammar has it: straight quotation marks, and a deadline in hours.

    Word processors put “ ” in the place of straight marks. What stands between straight ones is
    somebody's text, and is left as it is.
    """

    def text(found: re.Match[str]) -> str:
        return found.group() if found[1] is None else _quoted(found[1].strip())

    def hours(found: re.Match[str]) -> str:
        return found.group() if found[1] is None else f"{24 * int(found[1])}h"

    return _DAYS.sub(hours, _CURLY.sub(text, line))


def as_written(one: Finding, line: str, more: int) -> Finding:
    """A fault with its place in what the author wrote, without the date and author put before it.

    Args:
        one: the fault, with its column in the line that was read.
        line: as it was written.
        more: how many signs were put before it.
    """
    if one.file == GIVEN:
        return evolve(one, file=f"In: {line}", line=0, where="")
    column = int(one.where.removeprefix("column ") or 0) - more
    return evolve(one, where=f"column {column}" if column > 0 else "")


_NAMED = re.compile(r"([a-z][a-z_-]*)=(.*)", re.DOTALL)


def line_of_words(name: str, about: str, said: Sequence[str]) -> str:
    """The line of a short command: its words quoted as the grammar asks."""
    fields = {one.name: one for one in KINDS[f"{name}/1"].form.fields}
    loose = [part for part in said if _NAMED.fullmatch(part) is None]
    if len(loose) > 1:
        finding = Finding(
            file=f"In: {' '.join([name, about, *said])}",
            expected="one text",
            found=", ".join(loose),
            mend=f"put quotation marks around it: {_quoted(' '.join(loose))}",
        )
        raise MalformedError([finding])
    return " ".join([name, about, *(_piece(fields, part) for part in said)])


def _piece(fields: Mapping[str, Field], part: str) -> str:
    match = _NAMED.fullmatch(part)
    if match is None:
        return _quoted(part)
    name, value = match.groups()
    one = fields.get(name)
    if name == DEADLINE or one is None or one.choice is not None:
        return f"{name}={value}"
    values = value.split(",") if one.many else [value]
    raw = one.sort in {Sort.WHOLE, Sort.TRUTH, Sort.TIME}
    return f"{name}=" + ",".join(each if raw else _quoted(each) for each in values)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
