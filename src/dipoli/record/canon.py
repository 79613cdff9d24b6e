"""One value, one text: the canonical bytes that are hashed and signed.

A signature is over bytes. Two desks that mean the same value must therefore write the same bytes,
and bytes that were read must be the only way to write what they say. So the writer follows RFC
8785, narrowed to what every program reads alike, and the reader refuses all but the writer's own
bytes: after parsing it writes the value again and compares.

Narrower than RFC 8785: no fractions and no exponents at all; whole numbers up to 2**53 - 1 either
way; at most 32 levels of lists and objects. Keys are sorted by UTF-16 code units, as RFC 8785 asks;
that differs from the order of code points where a key holds a character beyond U+FFFF.

Source: rfc-8785; rfc-4648, section 4 (base64). Departure: narrower, as said above.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

from dipoli.faults import Finding, MalformedError

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
"""What canonical JSON can say. Lists come back as ``list``, objects as ``dict``."""

LARGEST = 2**53 - 1
DEPTH = 32
ENTRY_BYTES = 65_535
"""The longest entry that a bundle of entries can hold: its length is written in 16 bits."""

SHOWN = 80
"""Characters of what was found that a fault repeats."""


def malformed(paper: str, expected: str, found: str, mend: str) -> MalformedError:
    """A fault of form, told as the rest of the program tells it."""
    return MalformedError([Finding(file=paper, expected=expected, found=found, mend=mend)])


def quoted(text: str) -> str:
    r"""What was found, short enough for a fault, control characters shown as escapes.

    >>> quoted("a\n")
    "'a\\n'"
    """
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "...")


def canonical(value: Json) -> bytes:
    r"""Write a value as its canonical bytes.

    Args:
        value: objects with text keys, lists, text, whole numbers, true, false, null.

    Returns:
        UTF-8, without spaces, keys sorted.

    Raises:
        MalformedError: the value has no canonical bytes: a fraction, a number beyond 2**53 - 1,
            half of a surrogate pair, a key that is no text, more than 32 levels.

    Source:
        rfc-8785, section 3.2.

    >>> canonical({"b": [True, None], "a": "\u20ac"}).decode()
    '{"a":"€","b":[true,null]}'
    """
    return _utf8(_WRITING.encode(_ordered(value, 0)), "utf-8")


def read_canonical(data: bytes, *, limit: int = ENTRY_BYTES) -> Json:
    """Read canonical bytes; any other way to write the same value is refused.

    Args:
        data: the bytes.
        limit: how many bytes there may be.

    Raises:
        MalformedError: too long, no JSON, a key twice, a number out of range, not canonical.

    >>> read_canonical(b'{"a":[1,2]}')
    {'a': [1, 2]}
    """
    if len(data) > limit:
        raise malformed(_PAPER, f"at most {limit} bytes", f"{len(data)} bytes", "split it up")
    try:
        text = data.decode("utf-8")
        value: Json = _DECODER.decode(text)
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:  # no UTF-8, no JSON, or digits without end
        raise malformed(_PAPER, "JSON in UTF-8", str(error), _MEND) from None
    if not _is_plain(data, text) and canonical(value) != data:
        raise _other_way()
    return value


def to_base64(data: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str, *, size: int | None = None, what: str = "base64") -> bytes:
    """Read base64 strictly: one text for the same bytes.

    Go's reader lets unused bits at the end be anything; we do not, so that nobody can write a
    second text for a signature or hash that was already seen.

    Args:
        text: standard alphabet, padded.
        size: bytes expected, if fixed.
        what: the name of the thing, for the fault.

    Raises:
        MalformedError: another alphabet, spaces, missing padding, stray bits, another size.

    >>> from_base64("3q2+7w==").hex()
    'deadbeef'
    """
    expected = "standard base64 with padding" + ("" if size is None else f" of {size} bytes")
    try:
        data = base64.b64decode(text)
    except ValueError:
        raise malformed(what, expected, quoted(text), "copy it again from its source") from None
    if to_base64(data) != text or size not in (None, len(data)):
        raise malformed(what, expected, quoted(text), "copy it again from its source")
    return data


_PAPER = "canonical JSON"
_MEND = "write it by RFC 8785: sorted keys, no spaces, no fractions"


def _ordered(value: Json, depth: int) -> object:
    """The value with every object's keys in order; refuses what cannot be written."""
    if value is None or value is True or value is False or isinstance(value, str):
        return value
    if type(value) is int:
        return _whole(value)
    if depth >= DEPTH:
        raise _too_deep()
    if isinstance(value, Mapping):
        keys = sorted(value, key=_code_units)
        return {key: _ordered(value[key], depth + 1) for key in keys}
    if isinstance(value, list | tuple):
        return [_ordered(item, depth + 1) for item in value]
    found = f"a value of the kind {type(value).__name__}"
    raise malformed(_PAPER, "objects, lists, text, whole numbers, true, false, null", found, _MEND)


def _whole(value: int) -> int:
    if abs(value) > LARGEST:
        found = f"a number of {value.bit_length()} bits"
        raise malformed(_PAPER, f"whole numbers up to {LARGEST}", found, "write it as text")
    return value


def _code_units(key: object) -> bytes:
    """The sort key of RFC 8785: UTF-16 code units, most significant byte first."""
    if type(key) is not str:
        raise malformed(
            _PAPER,
            "keys that are text",
            f"a key of the kind {type(key).__name__}",
            "put the key in quotes",
        )
    return _utf8(key, "utf-16-be")


def _utf8(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        found = "half of a surrogate pair"
        raise malformed(_PAPER, "whole characters", found, "correct that character") from None


def _too_deep() -> MalformedError:
    found = "more levels"
    return malformed(_PAPER, f"at most {DEPTH} levels of lists and objects", found, "flatten it")


def _other_way() -> MalformedError:
    return malformed(_PAPER, "canonical bytes", "another way to write the same value", _MEND)


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """An object whose keys all differ, and stand in order.

    Two readers may keep different ones of a repeated key.
    """
    read = dict(pairs)
    if len(read) != len(pairs):
        found = "a key that stands twice"
        raise malformed(_PAPER, "each key once", found, "delete one of the two")
    if len(read) > 1 and list(read) != sorted(read, key=_code_units):
        raise _other_way()
    return read


def _no_fraction(text: str) -> NoReturn:
    found = f"the number {text[:SHOWN]}"
    raise malformed(_PAPER, "whole numbers", found, "write it as text, or in a smaller unit")


def _is_plain(data: bytes, text: str) -> bool:
    """Whether JSON that was read, with its keys in order, can be told at sight to be canonical.

    So it is without spaces between its parts, escapes and a negative zero, and with so few
    brackets that nothing is too deep. Nearly every text is so, and a record of a million is read
    in minutes; what is not is written again and compared.
    """
    return data.count(b"[") + data.count(b"{") <= DEPTH and _PLAIN.fullmatch(text) is not None


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_int=lambda text: _whole(int(text)),
    parse_float=_no_fraction,
    parse_constant=_no_fraction,
)
_WRITING = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_PLAIN = re.compile(r'(?:"[^"\\\x00-\x1f]*+"|[][{}:,a-z]|-?[1-9][0-9]*+|0)*+')
