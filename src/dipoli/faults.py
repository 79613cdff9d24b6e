"""The error family.

    DipoliError
      MalformedError     a paper cannot be read: wrong shape, wrong type, unknown key
      CharterError       papers of the right shape that do not make a coherent charter
      CaseError          papers of the right shape that do not make a coherent case
      RefusedError       the request can be understood, and is refused
      CredentialError    a signature, a key or full powers do not hold
      RecordError        the record cannot be read or continued as asked
        StaleHeadError     another act came first: read the head again, rule again, retry
        TamperedError      bytes and tree disagree: never retried
        SplitViewError     two heads that cannot both be true
      SealedError        something sealed cannot be opened, or a sealed protocol cannot go on

The first three carry findings: every fault at once, each with its place, what was expected,
what was found and how to mend it. The others carry one sentence or two: what is wrong, where, and
what to do next. Answers such as "no common ground" or "not decided within
the time limit" are not errors: they are values. Misuse by our own code raises ``ValueError``
or ``RuntimeError``.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable

from attrs import field, frozen


@frozen(kw_only=True, order=True)
class Finding:
    """One fault in a paper, told so that its author can mend it.

    Args:
        file: the paper, as its author named it.
        line: line in that paper, counted from 1; 0 when the fault is the paper as a whole.
        where: the place inside the paper, such as ``issues[3].options``; empty for the whole.
        expected: what should stand there.
        found: what stands there.
        mend: what to do next.
    """

    file: str
    line: int = 0
    where: str = ""
    expected: str
    found: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f" at {self.where}" if self.where else ""
        return (
            f"{place}{where}\n"
            f"  expected: {self.expected}\n"
            f"  found:    {self.found}\n"
            f"  to mend:  {self.mend}"
        )


class DipoliError(Exception):
    """Anything that Dipoli tells its user went wrong."""


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    key = operator.attrgetter("file", "line", "where", "expected", "found")
    return tuple(sorted(set(findings), key=key))


@frozen(str=False)
class _FindingsError(DipoliError):
    """A fault that carries every finding, in the order in which a reader meets them."""

    findings: tuple[Finding, ...] = field(converter=_in_order)

    def __str__(self) -> str:
        count = len(self.findings)
        head = "1 fault" if count == 1 else f"{count} faults"
        return "\n".join([head, *map(str, self.findings)])


class MalformedError(_FindingsError):
    """A paper cannot be read: file, line, what was expected, what was found."""


class CharterError(_FindingsError):
    """Papers of the right shape that do not make a coherent charter."""


class CaseError(_FindingsError):
    """Papers of the right shape that do not make a coherent case."""


class RefusedError(DipoliError):
    """A request that is understood and refused, with the reason."""


class CredentialError(DipoliError):
    """A signature, a key or full powers do not hold."""


class RecordError(DipoliError):
    """The record cannot be read or continued as asked."""


class StaleHeadError(RecordError):
    """Another act came first: read the head again, rule again, then retry."""


class TamperedError(RecordError):
    """Bytes and tree disagree. Never retried: somebody must look."""


class SplitViewError(RecordError):
    """Two heads of one record that cannot both be true."""


@frozen(str=False)
class SealedError(DipoliError):
    """Something sealed cannot be opened, or a sealed protocol cannot go on.

    Args:
        why: what went wrong, in a sentence.
        leaked: what somebody may have learnt by it; empty when nothing.
    """

    why: str
    leaked: str = ""

    def __str__(self) -> str:
        told = f"Somebody may have learnt: {self.leaked}." if self.leaked else "Nothing leaked."
        return f"{self.why} {told}"
