"""The forms in which proposals for a common case are made: a few fields of text for each sort.

The terminal asks for the fields one after another, and pages show them as a form; both hand over
the same few texts, and one reader makes a proposal of them. What somebody writes is put into the
plain way of writing. No field asks whose the proposal is.

Notations: ``w-dam=1 t-body=2,3`` for options of issues, ``XAL=3 XBE=1`` for points of members,
``XAL>XBE=3`` for a cost of one towards another, ``XCE:f-boats=1`` for what makes up to a member.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from dipoli.analysis.case import (
    Basis,
    Condition,
    ConsentKind,
    Firmness,
    IssueKind,
    Seen,
    SourceKind,
)
from dipoli.analysis.common_case import Draft, known_in, options_of
from dipoli.analysis.common_proposal import (
    NewConsent,
    NewExclusion,
    NewIssue,
    NewLine,
    NewOption,
    NewRequirement,
    NewSource,
    NewStep,
    NewSubject,
    NewSynergy,
    Proposal,
    Shares,
)
from dipoli.codec.case_format import KINDS, MOST_MONTHS, MOST_POINTS
from dipoli.faults import RefusedError
from dipoli.forum.plain_wording import plain
from dipoli.told import tell


class Shape(enum.Enum):
    """How the text of a field is written."""

    WORDS = "words"
    LINES = "lines"
    NAME = "name"
    NUMBER = "number"
    ONE = "one"
    MANY = "many"
    CHOSEN = "chosen"
    POINTS = "points"
    COSTS = "costs"
    REACHED = "reached"


@frozen
class Field:
    """One field of a form.

    Args:
        name: of the field, as the value of the proposal has it.
        shape: how its text is written.
        label: what is asked.
        among: what it is chosen from, where it is; for points, whose they are.
        empty: whether it may stay empty, for none.
        least: of a number.
        most: of a number.
    """

    name: str
    shape: Shape
    label: str
    among: str = ""
    empty: bool = False
    least: int = 0
    most: int = 100


_SHORT = tell("Short name")
_REASON = tell("Reason")
_PARTY = tell("Party")
_WHEN = tell("When all of these hold")
_SOURCES = tell("Sources")

FORMS: Mapping[type, tuple[Field, ...]] = {
    NewIssue: (
        Field("group", Shape.ONE, tell("Group"), "groups"),
        Field("kind", Shape.ONE, tell("Kind"), "kinds"),
        Field("id", Shape.NAME, _SHORT),
        Field("question", Shape.WORDS, tell("Question")),
        Field("definition", Shape.WORDS, tell("Definition")),
        Field("options", Shape.LINES, tell("Options, one a line, the state of things first")),
        Field("sources", Shape.MANY, _SOURCES, "sources", empty=True),
    ),
    NewOption: (
        Field("issue", Shape.ONE, tell("Issue"), "issues"),
        Field("text", Shape.WORDS, tell("Option")),
    ),
    Shares: (
        Field("party", Shape.ONE, _PARTY, "holders"),
        Field("points", Shape.POINTS, tell("Points"), "issues"),
    ),
    NewLine: (
        Field("party", Shape.ONE, _PARTY, "holders"),
        Field("when", Shape.CHOSEN, tell("Broken when all of these hold")),
        Field("firmness", Shape.ONE, tell("Firmness"), "firmness"),
        Field("reason", Shape.WORDS, _REASON),
        Field("sources", Shape.MANY, _SOURCES, "sources", empty=True),
    ),
    NewRequirement: (
        Field("if_", Shape.CHOSEN, tell("If this holds")),
        Field("then", Shape.CHOSEN, tell("Then this must hold")),
        Field("basis", Shape.ONE, tell("Basis"), "basis"),
        Field("reason", Shape.WORDS, _REASON),
    ),
    NewExclusion: (
        Field("when", Shape.CHOSEN, tell("Not all of these at once")),
        Field("reason", Shape.WORDS, _REASON),
    ),
    NewSynergy: (
        Field("party", Shape.ONE, _PARTY, "members"),
        Field("when", Shape.CHOSEN, _WHEN),
        Field(
            "points", Shape.NUMBER, tell("Points, also less than 0"),
            least=-MOST_POINTS, most=MOST_POINTS,
        ),
        Field("reason", Shape.WORDS, _REASON),
    ),
    NewConsent: (
        Field("options", Shape.CHOSEN, tell("What needs consent")),
        Field("bodies", Shape.MANY, tell("Who must consent"), "bodies"),
        Field("kind", Shape.ONE, tell("Kind"), "consents"),
        Field("reason", Shape.WORDS, _REASON),
    ),
    NewSubject: (
        Field("issues", Shape.MANY, tell("Issues that a deal touches"), "issues"),
        Field("stakes", Shape.REACHED, tell("Stakes, by party"), "issue"),
        Field(
            "compensation", Shape.REACHED, tell("What would cover it, by party"),
            "option", empty=True,
        ),
        Field("reason", Shape.WORDS, _REASON),
    ),
    NewStep: (
        Field("id", Shape.NAME, _SHORT),
        Field("basket", Shape.ONE, tell("Basket"), "baskets"),
        Field("title", Shape.WORDS, tell("Title")),
        Field("actors", Shape.MANY, tell("Who does it"), "members"),
        Field("advances", Shape.CHOSEN, tell("What it brings about")),
        Field("months", Shape.NUMBER, tell("Months"), least=1, most=MOST_MONTHS),
        Field("verification_months", Shape.NUMBER, tell("Months of verification"),
              most=MOST_MONTHS),
        Field("verifier", Shape.ONE, tell("Who verifies"), "codes", empty=True),
        Field("cost", Shape.COSTS, tell("Cost"), empty=True),
        Field("recoverable", Shape.NUMBER, tell("Share of the cost that returns")),
        Field("benefits", Shape.POINTS, tell("Benefits, by party"), "members", empty=True),
        Field("secured", Shape.NUMBER, tell("Share of the benefit that lasts")),
        Field("trust", Shape.POINTS, tell("Trust that it adds, by party"), "members", empty=True),
        Field("after", Shape.MANY, tell("Comes after"), "steps", empty=True),
        Field("consents", Shape.MANY, tell("Who must consent"), "bodies", empty=True),
        Field("reversible", Shape.ONE, tell("Can be undone"), "yes"),
        Field("condition", Shape.ONE, tell("Condition"), "conditions"),
    ),
    NewSource: (
        Field("id", Shape.NAME, _SHORT),
        Field("kind", Shape.ONE, tell("Kind"), "source kinds"),
        Field("title", Shape.WORDS, tell("Title")),
        Field("date", Shape.WORDS, tell("Date"), empty=True),
        Field("symbol", Shape.WORDS, tell("Symbol"), empty=True),
        Field("seen", Shape.ONE, tell("How much was read"), "seen"),
        Field("note", Shape.WORDS, tell("Remark"), empty=True),
    ),
}  # fmt: skip
"""The fields of each sort of proposal, in the order in which they are asked."""

SORTS: Mapping[str, type] = {
    "issue": NewIssue,
    "option": NewOption,
    "shares": Shares,
    "line": NewLine,
    "requirement": NewRequirement,
    "exclusion": NewExclusion,
    "synergy": NewSynergy,
    "consent": NewConsent,
    "subject": NewSubject,
    "step": NewStep,
    "source": NewSource,
}
"""Sorts of proposals by a word."""

ENUMS: Mapping[str, type[enum.Enum]] = {
    "kinds": IssueKind,
    "firmness": Firmness,
    "basis": Basis,
    "consents": ConsentKind,
    "conditions": Condition,
    "source kinds": SourceKind,
    "seen": Seen,
}
"""Tables from which a field is chosen."""
_CHOICE = re.compile(r"([a-z0-9-]+)=([0-9]{1,3}(?:,[0-9]{1,3})*)")
_SHARE = re.compile(r"([A-Za-z0-9-]+)=([0-9]{1,7})")
_COST = re.compile(r"([A-Z-]+)>([A-Z-]+)=([0-9]{1,7})")
_REACHED = re.compile(r"([A-Z-]+):([a-z0-9-]+)(?:=([0-9]{1,3}))?")
_NUMBER = re.compile(r"-?[0-9]{1,9}")


def choices(among: str, draft: Draft) -> tuple[str, ...]:
    """What a field is chosen from, as ids, in the order of the case."""
    known = known_in(draft)
    if among in ENUMS:
        return tuple(one.value for one in ENUMS[among])
    found: Mapping[str, Callable[[], tuple[str, ...]]] = {
        "groups": lambda: tuple(one.id for one in draft.frame.groups),
        "baskets": lambda: tuple(one.id for one in draft.frame.baskets),
        "issues": lambda: tuple(known.options),
        "holders": lambda: known.holders,
        "members": lambda: draft.frame.members,
        "bodies": lambda: known.bodies,
        "codes": lambda: known.codes,
        "steps": lambda: tuple(sorted(known.steps)),
        "sources": lambda: tuple(sorted(known.sources)),
        "yes": lambda: ("yes", "no"),
    }
    return found[among]()


def read_form(sort: type, answers: Mapping[str, str], draft: Draft) -> Proposal:
    """The proposal that a filled form makes.

    Args:
        sort: the class of the proposal.
        answers: text of each field; what is not there is empty.
        draft: the case as it stands, to which numbers of options refer.

    Raises:
        RefusedError: a field is not as it is asked for, and which.
    """
    held: dict[str, Any] = {}
    for one in FORMS[sort]:
        text = answers.get(one.name, "").strip()
        if not text and not one.empty:
            raise RefusedError(
                tell("{field}: nothing is said. Nothing was proposed.", field=one.label)
            )
        value = _READ[one.shape](text, one, draft) if text else _EMPTY.get(one.shape, ())
        if value is None and text:
            raise RefusedError(
                tell("{field}: it is not written as asked. Nothing was proposed.", field=one.label)
            )
        held[one.name] = value
    return _whole(sort, held, draft)


def _whole(sort: type, held: dict[str, Any], draft: Draft) -> Proposal:
    """A proposal from the values of its fields, some of which stand for two."""
    if sort is NewIssue:
        groups = {one.id: one.basket for one in draft.frame.groups}
        held["basket"] = groups[held["group"]]
    if sort is NewConsent:
        if len(held["options"]) != 1:
            raise RefusedError(tell("A consent is about one issue. Nothing was proposed."))
        ((held["issue"], held["options"]),) = held["options"]
    if sort is NewSubject:
        stakes: dict[str, tuple[str, ...]] = {}
        for party, issue, _text in held["stakes"]:
            stakes[party] = (*stakes.get(party, ()), issue)
        held["stakes"] = tuple(stakes.items())
    if sort is NewStep:
        held["reversible"] = held["reversible"] == "yes"
    if sort is NewSource and not KINDS["date, may be empty"].fits(held["date"]):
        raise RefusedError(tell("There is no such day, month or year. Nothing was proposed."))
    made: Proposal = sort(**held)
    return made


# ---------------------------------------------------------------- shapes


def _words(text: str, _field: Field, _draft: Draft) -> str | None:
    return plain(" ".join(text.split())).rstrip(".") or None


def _sentence(text: str, field: Field, draft: Draft) -> str | None:
    """A question keeps its mark; a day and a symbol are no way of writing."""
    line = " ".join(text.split())
    if field.name in {"date", "symbol"}:
        return line
    return plain(line) if field.name == "question" else _words(text, field, draft)


def _lines(text: str, field: Field, draft: Draft) -> tuple[str, ...] | None:
    found = [_words(line, field, draft) for line in text.splitlines() if line.strip()]
    return tuple(one for one in found if one is not None) if all(found) else None


def _name(text: str, _field: Field, _draft: Draft) -> str | None:
    return text if KINDS["id"].fits(text) else None


def _number(text: str, field: Field, _draft: Draft) -> int | None:
    fits = _NUMBER.fullmatch(text) is not None and field.least <= int(text) <= field.most
    return int(text) if fits else None


def _one(text: str, field: Field, draft: Draft) -> Any:  # noqa: ANN401 - a word of a table, or a text
    if text not in choices(field.among, draft):
        return None
    return ENUMS[field.among](text) if field.among in ENUMS else text


def _many(text: str, field: Field, draft: Draft) -> tuple[str, ...] | None:
    named = text.split()
    return tuple(named) if set(named) <= set(choices(field.among, draft)) else None


def _chosen(
    text: str, _field: Field, draft: Draft
) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    found: dict[str, tuple[str, ...]] = {}
    known = options_of(draft)
    for token in text.split():
        match = _CHOICE.fullmatch(token)
        if match is None:
            return None
        texts = tuple(_option(known, match[1], n) for n in match[2].split(","))
        found[match[1]] = (*found.get(match[1], ()), *texts)
    return tuple(found.items())


def _option(known: Mapping[str, tuple[str, ...]], issue: str, n: str) -> str:
    texts = known.get(issue, ())
    if int(n) >= len(texts):
        raise RefusedError(tell("{issue} has no option {number}.", issue=issue, number=n))
    return texts[int(n)]


def _points(text: str, _field: Field, _draft: Draft) -> tuple[tuple[str, int], ...] | None:
    found = [_SHARE.fullmatch(token) for token in text.split()]
    rows = {one[1]: int(one[2]) for one in found if one is not None}
    return tuple(rows.items()) if len(rows) == len(found) else None


def _costs(text: str, _field: Field, _draft: Draft) -> tuple[tuple[str, str, int], ...] | None:
    found = [_COST.fullmatch(token) for token in text.split()]
    return tuple((one[1], one[2], int(one[3])) for one in found if one) if all(found) else None


def _reached(text: str, field: Field, draft: Draft) -> tuple[tuple[str, str, str], ...] | None:
    found = [_REACHED.fullmatch(token) for token in text.split()]
    numbered = field.among == "option"
    if any(one is None or (one[3] is not None) != numbered for one in found):
        return None
    known = options_of(draft)
    return tuple(
        (one[1], one[2], _option(known, one[2], one[3]) if numbered else "") for one in found if one
    )


_READ: Mapping[Shape, Callable[[str, Field, Draft], Any]] = {
    Shape.WORDS: _sentence,
    Shape.LINES: _lines,
    Shape.NAME: _name,
    Shape.NUMBER: _number,
    Shape.ONE: _one,
    Shape.MANY: _many,
    Shape.CHOSEN: _chosen,
    Shape.POINTS: _points,
    Shape.COSTS: _costs,
    Shape.REACHED: _reached,
}
_EMPTY: Mapping[Shape, Any] = {Shape.WORDS: "", Shape.ONE: None}
