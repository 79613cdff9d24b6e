# noqa: INP001 - beside scripts, no package
"""The shortest line in which each act of the forum is of use, as an example to copy.

It is made from the form of the act, so it names what is needed and little else. Words, names and
times in it are invented. That the program reads each of them is tested.
"""

from __future__ import annotations

from dipoli.forum.form import Field, Sort
from dipoli.forum.kind import Kind

OBJECTS = {
    "amendment": "A1",
    "body": "G1",
    "clause": "T1-1",
    "commitment": "C1",
    "entry": "E1",
    "focal-point": "F1",
    "hand-up": "H1",
    "inspection": "IN1",
    "interest": "I2",
    "item": "I1",
    "line": "LN1",
    "link": "L1",
    "matter": "R1",
    "measure": "MS1",
    "mediation": "GO1",
    "meeting": "M1",
    "message": "W1",
    "notification": "NT1",
    "outcome": "OC1",
    "permission": "N1",
    "point-of-order": "O1",
    "proposal": "P1",
    "recommendation": "RC1",
    "report": "Q1",
    "request": "RQ1",
    "room": "RM1",
    "round": "X1",
    "seat": "XAL",
    "strand": "SD1",
    "summit": "S1",
    "take-over": "TK1",
    "term": "D1",
    "text": "T1",
    "visit": "V1",
    "wind-up": "WU1",
}
"""A short name for each sort of object, as an example."""

NAMED = {"basket": "confidence"}
"""The same for acts whose object is of no sort that is begun under a short name, by their noun."""

MEANT = {
    "circle": "talks",
    "clause": "T1-1",
    "item": "I1",
    "meeting": "M1",
    "other": "P2",
    "purpose": "measure",
    "successor": "XBE",
    "text": "T1",
}
"""What a short field of that name says, as an example; of another name, what its sort gives."""

SAMPLES = {
    Sort.TEXT: '"..."',
    Sort.LINE: '"..."',
    Sort.CODE: "XAL",
    Sort.ID: "P1",
    Sort.SLUG: "confidence",
    Sort.LANGUAGE: "en",
    Sort.TIME: "2030-03-01T10:00",
    Sort.WHOLE: "1",
    Sort.TRUTH: "yes",
    Sort.DIGEST: "A" * 43 + "=",
    Sort.OCTETS: "AAAA",
}

WANTED = {
    "clause.alternative/1": {"words"},
    "clause.propose/1": {"words"},
    "matter.reserve/1": {"names"},
}
"""Fields that may be left out, and without which an act seldom does what is meant by it."""

ENDS = frozenset(
    {
        "exchange.announce/1",
        "focal-point.hand-over/1",
        "notice.waive/1",
        "proposal.refer/1",
        "silence.extend/1",
        "silence.open/1",
    }
)
"""Acts that are in order with a deadline only."""


def name_of(kind: Kind) -> str:
    """The name of an act as it is written, without the number of its form where that is 1."""
    return kind.name.removesuffix("/1")


def line_of(kind: Kind) -> str:
    """The shortest line in which an act can be written, as an example.

    Args:
        kind: the act.
    """
    noun = kind.name.partition(".")[0]
    about = OBJECTS.get(kind.begins or kind.about or "") or NAMED.get(noun)
    wanted = WANTED.get(kind.name, set())
    said = [one for one in kind.form.fields if one.needed or one.name in wanted]
    spoken = [_sample(one) for one in said if one.name == kind.form.text]
    fields = [f"{one.name}={_sample(one)}" for one in said if one.name != kind.form.text]
    ends = ["deadline=2030-03-04T10:00"] if kind.name in ENDS else []
    return " ".join([name_of(kind), *([about] if about else []), *spoken, *fields, *ends])


def _sample(one: Field) -> str:
    if one.sort not in {Sort.TEXT, Sort.LINE} and one.name in MEANT:
        return MEANT[one.name]
    if one.choice is not None:
        return MEANT.get(one.name, str(next(iter(one.choice)).value))
    return "XAL,XBE" if one.sort is Sort.CODE and one.many else SAMPLES[one.sort]
