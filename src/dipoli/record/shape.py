"""The strict reader of papers of the record: every key present, none unknown, each of its form.

A *reader* takes a JSON value and its place, and returns what it means or raises
`MalformedError` with one finding. Readers are put together: a list of codes, a mapping of named
readers to a value. Nothing is coerced: ``"3"`` is no number, ``true`` is no 1, base64 has exactly
one spelling.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from attrs import evolve

from dipoli.faults import Finding, MalformedError
from dipoli.record.canon import Json, to_base64

T = TypeVar("T")
Reader = Callable[[Json, str], T]

MOST = 2**53 - 1
"""The greatest whole number that every reader of JSON reads exactly."""

CODE = r"(?:[A-Z]{2,9}(?:-[A-Z]{1,9})?|SECRETARIAT)"
TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}Z"
BASE64_16 = "[A-Za-z0-9+/]{21}[AQgw]=="
BASE64_32 = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?"
"""Strict base64 as regular expressions: of 16 bytes, of 32, of any number; stray bits are 0."""

_CODE, _TIME = re.compile(CODE), re.compile(TIME)
_SHOWN = 60


def malformed(where: str, expected: str, found: object) -> MalformedError:
    """The fault of one value, quoted short and without control characters."""
    finding = Finding(
        file="act",
        where=where,
        expected=expected,
        found=shown(found),
        mend="write it in the form of the reference of the record, and sign again",
    )
    return MalformedError([finding])


def paper_of(paper: str, mend: str, reader: Reader[T]) -> Reader[T]:
    """A reader whose faults name the paper that was read, where it is not an act.

    Args:
        paper: what lies there, such as ``file of an act``.
        mend: what to do where it cannot be read.
        reader: of the paper.
    """

    def read(value: Json, where: str) -> T:
        try:
            return reader(value, where)
        except MalformedError as fault:
            told = [evolve(one, file=paper, mend=mend) for one in fault.findings]
            raise MalformedError(told) from None

    return read


def shown(found: object) -> str:
    """A value as it can be quoted in a refusal: short, one line, plain ASCII."""
    if found is None:
        return "nothing"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, dict):
        return "an object with the keys " + shown(", ".join(map(str, found))) if found else "{}"
    if isinstance(found, list):
        return f"a list of {len(found)}"
    quoted = ascii(found)
    return quoted if len(quoted) <= _SHOWN else quoted[:_SHOWN] + "..."


def one_line(text: str) -> str:
    """A sentence without line breaks or control characters, as refusals are signed."""
    if text.isprintable():
        return text  # a sentence that knows of what it is made stays one
    return "".join(sign if sign.isprintable() else " " for sign in text)


# ---------------------------------------------------------------- single values


def text(pattern: str, expected: str) -> Reader[str]:
    """A text that the pattern matches whole."""
    form = re.compile(pattern, re.ASCII)

    def read(value: Json, where: str) -> str:
        if not isinstance(value, str) or form.fullmatch(value) is None:
            raise malformed(where, expected, value)
        return value

    return read


def words(most: int) -> Reader[str]:
    """A text for people: not empty, at most so many characters, no control characters."""

    def read(value: Json, where: str) -> str:
        if (
            not isinstance(value, str)
            or not value.strip()
            or len(value) > most
            or not value.replace("\n", "").isprintable()
        ):
            raise malformed(where, f"a text of 1 to {most} characters", value)
        return value

    return read


def code(value: Json, where: str) -> str:
    """The code of a delegation or of the secretariat."""
    if not isinstance(value, str) or _CODE.fullmatch(value) is None:
        raise malformed(where, "a code such as XAL, XBE or SECRETARIAT", value)
    return value


def whole(least: int = 0, most: int = MOST) -> Reader[int]:
    """A whole number within bounds, both included."""

    def read(value: Json, where: str) -> int:
        if type(value) is not int or not least <= value <= most:
            raise malformed(where, f"a whole number from {least} to {most}", value)
        return value

    return read


def truth(value: Json, where: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise malformed(where, "true or false", value)
    return value


def octets(length: int | None = None) -> Reader[bytes]:
    """Bytes in standard base64 with padding, in the one spelling that they have."""
    expected = f"{length} bytes in base64" if length is not None else "bytes in base64"

    def read(value: Json, where: str) -> bytes:
        if not isinstance(value, str):
            raise malformed(where, expected, value)
        try:
            data = a2b_base64(value)
        except ValueError:
            raise malformed(where, expected, value) from None
        if length not in (None, len(data)) or to_base64(data) != value:
            raise malformed(where, expected, value)
        return data

    return read


def key_id(value: Json, where: str) -> str:
    """The id of a key: 16 bytes, kept as the base64 text."""
    return to_base64(octets(16)(value, where))


def time(value: Json, where: str) -> str:
    """A moment as ``YYYY-MM-DDTHH:MM:SSZ``, one that the calendar has."""
    if not isinstance(value, str) or not is_time(value):
        raise malformed(where, "a time such as 2030-03-01T10:00:00Z", value)
    return value


def is_time(text: str) -> bool:
    """Whether a text has that form and names a moment that the calendar has."""
    return _TIME.fullmatch(text) is not None and is_moment(text)


def is_moment(text: str) -> bool:
    """Whether the calendar has the moment of a text that has the form."""
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def write_time(moment: datetime) -> str:
    """A moment of UTC as texts of the record have it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def read_time(value: str) -> datetime:
    """The moment of a time that was read before.

    Raises:
        MalformedError: the text is not such a time.
    """
    return datetime.fromisoformat(time(value, "time"))


# ---------------------------------------------------------------- put together


def perhaps(reader: Reader[T]) -> Reader[T | None]:
    """The value, or null for none."""

    def read(value: Json, where: str) -> T | None:
        return None if value is None else reader(value, where)

    return read


def list_of(reader: Reader[T], least: int = 0, most: int = 1000) -> Reader[tuple[T, ...]]:
    """A list whose length is within bounds."""

    def read(value: Json, where: str) -> tuple[T, ...]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            raise malformed(where, f"a list of {least} to {most}", value)
        return tuple(reader(item, f"{where}[{k}]") for k, item in enumerate(value))

    return read


def map_of(key: Reader[str], reader: Reader[T], most: int = 1000) -> Reader[dict[str, T]]:
    """An object whose keys have a form."""

    def read(value: Json, where: str) -> dict[str, T]:
        if not isinstance(value, dict) or len(value) > most:
            raise malformed(where, f"an object with at most {most} keys", value)
        return {key(name, where): reader(item, f"{where}.{name}") for name, item in value.items()}

    return read


def value_of(build: Callable[..., T], **readers: Reader[object]) -> Reader[T]:
    """An object with exactly these keys, as the value that is built of them.

    A key that is a word of Python is given with ``_`` behind it.
    """
    names = {name.rstrip("_"): name for name in readers}
    keys = names.keys()
    expected = "an object with exactly the keys " + ", ".join(sorted(keys))

    def read(value: Json, where: str) -> T:
        if not isinstance(value, dict) or value.keys() != keys:
            raise malformed(where, expected, value)
        prefix = f"{where}." if where else ""
        read_all = {name: readers[name](value[key], prefix + key) for key, name in names.items()}
        return build(**read_all)

    return read
