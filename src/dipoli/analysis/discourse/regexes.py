"""Regular expressions that others write: refused when one could take for ever.

An engine that backtracks tries the ways in which an expression can match one after the other. Their
number is bounded here from the expression alone: a repeat that may be as long as it likes counts a
thousand, parts one after the other multiply, and a repeat of something that can itself match in
several ways multiplies with each round. What passes a bound is refused before it ever runs.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
import warnings
from collections.abc import Iterator
from typing import Any

MOST_WAYS = 4_000_000
"""Ways in which an expression may match from one place."""
_FAR = 1_000
"""What a repeat without end counts for."""

_I = "i\u0131"

_PARSER: Any = importlib.import_module("re._parser")
"""The parser of the standard library; it has no public name."""

Fault = tuple[str, str, str]
"""What was expected, what was found, how to mend it."""


def fault(expression: str) -> Fault | None:
    """Why a regular expression is refused; None when it is not.

    >>> fault("peace (treaty|regime)") is None
    True
    >>> fault("(a+)+b")[1]
    '(a+)+b, which repeats a repeat'
    """
    shown = expression[:60]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(expression, re.IGNORECASE)
            parsed = _PARSER.parse(expression)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        mend = "correct it, or write the seed as words without re:"
        return "a regular expression", f"{shown}, in which {error}", mend
    if parsed.state.flags & ~re.UNICODE:
        mend = "delete the flags: capital and small letters are alike already"
        return "no flags in the expression", shown, mend
    if parsed.getwidth()[0] == 0:
        mend = "write what must stand there"
        return (
            "an expression that finds words",
            f"{shown}, which finds nothing at every place",
            mend,
        )
    try:
        ways = _ways(parsed)
    except _RefusedError as refused:
        told, mend = refused.args
        return "an expression that ends soon on every text", f"{shown}, {told}", mend
    if ways > MOST_WAYS:
        mend = "bound the repeats, such as .{0,40} for .*, or write several seeds"
        told = "which can match in too many ways"
        return "an expression that ends soon on every text", f"{shown}, {told}", mend
    return None


def on_folded(expression: str) -> str:
    """An expression with its letters as folded texts have them.

    Letters beyond ASCII are composed and full-width ones made half-width; what has a meaning in
    expressions is left as it is.
    """
    composed = unicodedata.normalize("NFC", expression)
    return "".join(map(_folded_letter, composed))


def _folded_letter(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign)
    return folded if ord(sign) > 127 and len(folded) == 1 and folded.isalnum() else sign  # noqa: PLR2004 - the end of ASCII


def inside(expression: str) -> str:
    """Signs that stand, in one row, in every folded text in which an expression finds something.

    Without them it need not be tried. Empty when none are known. Where small and capital letters
    are alike, i and the dotless i are the only two letters of folded texts that pass for each
    other, so they are left out.

    >>> inside("(?<!so )called (?:for|on)")
    'called '
    """
    return max(_rows(_PARSER.parse(expression)), key=len, default="")


def _rows(parts: Any) -> Iterator[str]:  # noqa: ANN401 - the parser's own type
    row = ""
    for op, argument in parts:
        name = str(op)
        sign = chr(argument) if name == "LITERAL" else ""
        if sign and sign not in _I and sign.casefold() == sign:
            row += sign
            continue
        yield row
        row = ""
        if name == "SUBPATTERN":
            yield from _rows(argument[-1])
    yield row


class _RefusedError(Exception):
    """Something that may not stand in an expression: what is told, and how to mend it."""


def _ways(parts: Any) -> int:  # noqa: ANN401 - the parser's own type
    ways = 1
    for op, argument in parts:
        ways = min(ways * _ways_of(str(op), argument), MOST_WAYS + 1)
    return ways


def _ways_of(op: str, argument: Any) -> int:  # noqa: ANN401 - the parser's own type
    if op in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return _ways_of_repeat(*argument)
    if op == "BRANCH":
        return sum(_ways(one) for one in argument[1])
    if op == "SUBPATTERN":
        return _ways(argument[-1])
    if op == "ATOMIC_GROUP":
        return _ways(argument)
    if op in {"ASSERT", "ASSERT_NOT"}:
        return _ways(argument[1])
    if op.startswith("GROUPREF"):
        told = "which refers back to a group"
        raise _RefusedError(told, "write the words out")
    return 1


def _ways_of_repeat(least: int, most: int, inner: Any) -> int:  # noqa: ANN401 - the parser's own
    each = _ways(inner)
    endless = most is _PARSER.MAXREPEAT or most > _FAR
    if endless and each > 1:
        told = "which repeats a repeat" if _repeats(inner) else "which repeats a choice"
        raise _RefusedError(told, "write it with one repeat, or as several seeds")
    if endless:
        return max(_FAR - least, 1)
    return int((most - least + 1) * each ** min(most, 30))


def _repeats(parts: Any) -> bool:  # noqa: ANN401 - the parser's own type
    for op, argument in parts:
        name = str(op)
        if name.endswith("REPEAT"):
            return True
        if name == "SUBPATTERN" and _repeats(argument[-1]):
            return True
    return False
