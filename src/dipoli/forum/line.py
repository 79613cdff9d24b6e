"""An act as one line of the log: one grammar, by which it is printed and read.

    2030-03-01 10:00  XAL  silence.open  P1  "72 hours"  deadline=2030-03-04T10:00

    line   = date clock  who  name  [object]  [text]  {field}  [deadline]  {mark}
    who    = code [ "(" role ")" ] [ "/" code ]
    name   = noun "." verb [ "/" form number ]
    text   = what the act says, in quotation marks, escaped as in JSON
    field  = name "=" value { "," value }
    value  = word | text in quotation marks
    mark   = "[on paper]" | "[received " date " " clock "]" | "[not at hand]" | "[about " text "]"

Between the parts stand one or more spaces. Times are UTC; seconds are printed when they are not
zero. The role is printed when it is not the usual one, the hand behind ``/`` when another hand
entered the act, the number of the form when it is not 1. Fields that are null and lists that are
empty are left out. Where a line is written by hand, a deadline may be ``+72h`` after the time of
the act. Which fields an act has is in its form (`dipoli.forum.form`); so what is printed can be
read, and gives the same act.

The number and the leaf of an act are its place in the record, not in the line; who reads a line
says them.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import NoReturn

from attrs import define, evolve, field

from dipoli.faults import Finding, MalformedError
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.line_hints import CURLY, missing, name_to_mend
from dipoli.forum.procedure import KINDS
from dipoli.forum.register_lines import REGISTER
from dipoli.record.act import OBJECT, ROLE
from dipoli.record.canon import Json
from dipoli.record.shape import CODE, is_time, read_time, write_time

OFFICE = "SECRETARIAT"
OFFICE_ROLE, USUAL_ROLE = "secretariat", "delegation"
DEADLINE = "deadline"

FORMS: Mapping[str, Form] = MappingProxyType(
    {name: kind.form for name, kind in KINDS.items()} | dict(REGISTER)
)
"""Name of every act that has a line, to what it says: those of the forum, and two of the record."""

_CLOCK = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
_MOMENT = rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[ T]({_CLOCK})Z?"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_PLAIN = re.compile(r"[A-Za-z0-9+/][A-Za-z0-9+/:._=-]*", re.ASCII)
_OBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9./:_-]*", re.ASCII)
_SOONER = re.compile(r"\+([1-9][0-9]{0,4})h", re.ASCII)
_SPOKEN = frozenset({Sort.TEXT, Sort.LINE})
"""Sorts of value that are always printed in quotation marks."""


# ---------------------------------------------------------------- printing


def show(act: Act) -> str:
    """An act as a line, without a line break.

    What an act of a name that has no line (`FORMS`) says is not shown.
    """
    number = act.name.removesuffix("/1")
    parts = [show_time(act.time), _who(act), number]
    about = _OBJECT.fullmatch(act.object) is not None
    if about:
        parts.append(act.object)
    form = FORMS.get(act.name)
    if form is not None and act.said is not None:
        parts += show_fields(form, act.said)
    if act.deadline is not None:
        parts.append(f"{DEADLINE}={show_time(act.deadline, 'T')}")
    if act.paper:
        parts.append("[on paper]")
    if act.at is not None:
        parts.append(f"[received {show_time(act.at)}]")
    if act.said is None:
        parts.append("[not at hand]")
    if act.object and not about:
        parts.append(f"[about {_quote(act.object)}]")
    return "  ".join(parts)


def show_time(time: str, between: str = " ") -> str:
    """A time of the record as lines show it: UTC, seconds only when they are not zero.

    >>> show_time("2030-03-01T10:00:00Z")
    '2030-03-01 10:00'
    """
    day, _, clock = time.removesuffix("Z").partition("T")
    return f"{day}{between}{clock.removesuffix(':00') if clock.endswith(':00') else clock}"


def _who(act: Act) -> str:
    role = "" if act.role == _usual_role(act.by) else f"({act.role})"
    hand = "" if act.entered_by == act.by else f"/{act.entered_by}"
    return f"{act.by}{role}{hand}"


def _usual_role(by: str) -> str:
    return OFFICE_ROLE if by == OFFICE else USUAL_ROLE


def show_fields(form: Form, said: object) -> list[str]:
    """What an act says, as the pieces of a line behind its object."""
    content = form.write(said)
    text = content.get(form.text) if form.text is not None else None
    parts = [] if text is None else [_quote(str(text))]
    for one in form.fields:
        value = content[one.name]
        if one.name != form.text and value is not None and value != []:
            values = value if isinstance(value, list) else [value]
            parts.append(f"{one.name}=" + ",".join(_value(one, each) for each in values))
    return parts


def _value(one: Field, value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    told = str(value)
    if one.sort is Sort.TIME and one.choice is None:
        return show_time(told, "T")
    spoken = one.sort in _SPOKEN and one.choice is None
    return _quote(told) if spoken or _PLAIN.fullmatch(told) is None else told


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# ---------------------------------------------------------------- reading


def read_line(
    text: str, *, number: int = 0, leaf: bytes = bytes(32), file: str = "log", line: int = 0
) -> Act:
    """The act of a line.

    Args:
        text: the line.
        number: of the act in its record.
        leaf: its leaf hash.
        file: how findings name the paper.
        line: number of the line in it.

    Raises:
        MalformedError: the line has not this grammar, with the column at which it goes wrong; or
            the act does not say what its form asks.
    """
    cursor = _Cursor(text=text, file=file, line=line)
    time = cursor.moment("a date and a time of UTC, such as 2030-03-01 10:00")
    by, role, hand = cursor.take(
        rf"({CODE})(?:\(({ROLE})\))?(?:/({CODE}))?(?=\s|$)",
        "who acts, such as XAL, XAL(expert) or XAL/SECRETARIAT",
    )
    name = _name(cursor)
    act = Act(
        number=number,
        leaf=leaf,
        name=name,
        by=by,
        entered_by=hand or by,
        role=role or _usual_role(by),
        object=cursor.perhaps(rf"({_OBJECT.pattern})(?=\s|$)") or "",
        deadline=None,
        time=time,
    )
    return _rest(cursor, act, FORMS[name])


def _name(cursor: _Cursor) -> str:
    cursor.space()
    start = cursor.at
    expected = "the name of an act, a noun and a verb such as member.accept"
    names = [one.partition("/")[0] for one in FORMS]
    alone = cursor.perhaps(r"([a-z-]+)(?=\s|$)")
    if alone is not None:
        cursor.fault(expected, alone, name_to_mend(alone, names), start)
    noun, form = cursor.take(r"([a-z-]+\.[a-z-]+)(?:/([0-9]+))?(?=\s|$)", expected)
    name = f"{noun}/{form or 1}"
    if name not in FORMS:
        mend = name_to_mend(noun, names)
        if noun in names:
            mend = f"write {noun}, without a number of its form"
        cursor.fault("an act that the forum knows", name if form else noun, mend, start)
    return name


def _rest(cursor: _Cursor, act: Act, form: Form) -> Act:
    """Text, fields, deadline and marks: each once, in any order."""
    said: dict[str, Json] = {}
    columns: dict[str, int] = {}
    fields = {one.name: one for one in form.fields}
    known = True
    while cursor.more():
        start = cursor.at
        if cursor.sees('"'):
            name = form.text or cursor.fault("no text: this act says none", "a text", _DELETE)
            value: Json = cursor.quoted()
        elif cursor.sees("["):
            name, act = _mark(cursor, act)
            known, value = known and name != "[not at hand]", None
        else:
            cursor.no_curly()
            (name,) = cursor.take(r"([a-z][a-z_-]*)=", _expected(form))
            value = _read_field(cursor, act, fields, name, start)
        if name in columns:
            cursor.fault(f"{name} once", "a second time", _DELETE, start)
        columns[name] = start
        if name == DEADLINE:
            act = evolve(act, deadline=str(value))
        elif name in fields:
            said[name] = value
    if not known and said:
        cursor.fault("an act that says something, or [not at hand]", "both", "delete one of them")
    return (
        evolve(act, said=_content(cursor, (act.name, act.object), form, said, columns))
        if known
        else act
    )


_DELETE = "delete it, or see the reference of acts"


def _expected(form: Form) -> str:
    names = [one.name for one in form.fields if one.name != form.text]
    text = "a text in quotation marks, or " if form.text is not None else ""
    return f"{text}one of " + ", ".join(f"{name}=" for name in [*names, DEADLINE])


def _mark(cursor: _Cursor, act: Act) -> tuple[str, Act]:
    if cursor.perhaps(r"(\[on paper\])"):
        return "[on paper]", evolve(act, paper=True)
    if cursor.perhaps(r"(\[not at hand\])"):
        return "[not at hand]", act
    if cursor.perhaps(r"(\[about )"):
        start = cursor.at
        about = cursor.quoted()
        cursor.take(r"(\])", "a bracket that closes")
        if act.object or not about or re.fullmatch(OBJECT, about) is None:
            cursor.fault("one short name, without spaces", about or "none", _DELETE, start)
        return "[about]", evolve(act, object=about)
    cursor.take(r"(\[received )", "[on paper], [received ...], [not at hand] or [about ...]")
    moment = cursor.moment("a time such as 2030-03-01 10:00")
    cursor.take(r"(\])", "a bracket that closes")
    return "[received]", evolve(act, at=moment)


def _read_field(
    cursor: _Cursor, act: Act, fields: Mapping[str, Field], name: str, start: int
) -> Json:
    if name == DEADLINE:
        return _deadline(cursor, act)
    one = fields.get(name)
    if one is None:
        near = difflib.get_close_matches(name, [*fields, DEADLINE], n=1)
        mend = f"write {near[0]}= if that is meant" if near else _DELETE
        told = ", ".join([*fields, DEADLINE])
        cursor.fault(f"one of {told}", name, mend, start)
    values = [_read_value(cursor, one)]
    while cursor.perhaps("(,)", spaces=False):
        if cursor.text[cursor.at : cursor.at + 1].isspace():
            mend = f"write it without blanks behind the commas, such as {name}=A,B"
            cursor.fault("the next value right behind the comma", "a blank", mend)
        values.append(_read_value(cursor, one))
    if one.many:
        return values
    if len(values) > 1:
        cursor.fault(f"one value of {name}", f"{len(values)} values", "leave one", start)
    return values[0]


def _read_value(cursor: _Cursor, one: Field) -> Json:
    if cursor.sees('"'):
        return cursor.quoted()
    cursor.no_curly()
    start = cursor.at
    (word,) = cursor.take(r'([^\s",\[\]]+)', f"a value: {one.meaning}", spaces=False)
    if one.choice is not None:
        return word
    if one.sort is Sort.WHOLE:
        if re.fullmatch(r"0|[1-9][0-9]{0,15}", word) is None:
            cursor.fault("a whole number", word, "write it in plain digits", start)
        return int(word)
    if one.sort is Sort.TRUTH:
        if word not in {"yes", "no"}:
            cursor.fault("yes or no", word, "write yes or no", start)
        return word == "yes"
    if one.sort is Sort.TIME:
        cursor.at = start
        return cursor.moment("a time such as 2030-03-01T10:00")
    return word


def _deadline(cursor: _Cursor, act: Act) -> str:
    hours = cursor.perhaps(_SOONER.pattern, spaces=False)
    if hours is None:
        return cursor.moment("a time such as 2030-03-04T10:00, or +72h")
    try:
        return write_time(read_time(act.time) + timedelta(hours=int(hours)))
    except OverflowError:
        cursor.fault("a time that the calendar has", f"+{hours}h", "write fewer hours")


def _content(
    cursor: _Cursor,
    named: tuple[str, str],
    form: Form,
    said: Mapping[str, Json],
    columns: Mapping[str, int],
) -> object:
    """What the act says, by its form; a fault has the column of its field."""
    content: dict[str, Json] = {}
    lacks = [one for one in form.fields if one.needed and one.name not in said]
    if lacks:
        cursor.fault(*missing(*named, form, lacks))
    for one in form.fields:
        content[one.name] = said.get(one.name, [] if one.many else None)
    try:
        return form.read(content)
    except MalformedError as error:
        first = error.findings[0]
        name = re.split(r"[.\[]", first.where)[0]
        cursor.fault(first.expected, first.found, f"correct {name}", columns.get(name))


@define
class _Cursor:
    """A place in a line, and what comes next there."""

    text: str
    file: str
    line: int
    at: int = field(default=0)

    def space(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def more(self) -> bool:
        """Whether there is more; parts are parted by spaces."""
        before = self.at
        self.space()
        if self.at < len(self.text) and before == self.at:
            self.fault("a space", self.text[self.at :], "put a space between the parts")
        return self.at < len(self.text)

    def sees(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def take(self, pattern: str, expected: str, *, spaces: bool = True) -> tuple[str, ...]:
        """The groups of a pattern that must come next."""
        if spaces:
            self.space()
        match = re.compile(pattern, re.ASCII).match(self.text, self.at)
        if match is None:
            found = self.text[self.at :] or "the end of the line"
            self.fault(expected, found, "write it so")
        self.at = match.end()
        return match.groups()

    def perhaps(self, pattern: str, *, spaces: bool = True) -> str | None:
        """The group of a pattern, when it comes next."""
        start = self.at
        if spaces:
            self.space()
        match = re.compile(pattern, re.ASCII).match(self.text, self.at)
        self.at = start if match is None else match.end()
        return None if match is None else match.group(1)

    def moment(self, expected: str) -> str:
        self.space()
        start = self.at
        day, clock = self.take(_MOMENT, expected)
        time = f"{day}T{clock if clock.count(':') > 1 else clock + ':00'}Z"
        if not is_time(time):
            self.fault(
                "a time that the calendar has", self.text[start : self.at], "correct it", start
            )
        return time

    def no_curly(self) -> None:
        """Tell a quotation mark of a word processor from what the grammar reads."""
        sign = self.text[self.at : self.at + 1]
        if sign and sign in CURLY:
            self.fault("straight quotation marks", sign, 'write "..." around the text')

    def quoted(self) -> str:
        start = self.at
        (raw,) = self.take(rf"({_QUOTED})", "a text in quotation marks that closes", spaces=False)
        try:
            return str(json.loads(raw))
        except ValueError:
            mend = r"write \" for a quotation mark, \\ for a backslash, \n for a new line"
            self.fault("a text escaped as in JSON", raw, mend, start)

    def fault(self, expected: str, found: str, mend: str, column: int | None = None) -> NoReturn:
        place = self.at if column is None else column
        shown = found if len(found) <= 60 else found[:60] + "..."  # noqa: PLR2004 - one line
        finding = Finding(
            file=self.file,
            line=self.line,
            where=f"column {place + 1}",
            expected=expected,
            found="".join(sign if sign.isprintable() else "?" for sign in shown),
            mend=mend,
        )
        raise MalformedError([finding])
