"""The explorer: a question of the finder as numbers, from which a page reckons by itself.

The figures are those of the finder's own model. Here they are laid down by number of the issue, of
the holder (members first, then bodies) and of the assumption, each in the order of the case; a page
finds the words for a number in its own text. So no code of a party is in them.

Worth of an option is told against the first of its issue. Where that is the state of things, a
holder asks for points over it. In a set of outcomes the first options are options like all others:
a holder asks for points of the whole, and the figures say what the choice of all first options is
worth to it, so that the page can reckon the whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from dipoli.analysis.agreement import Question, Reading, SoftLines
from dipoli.analysis.agreement.answers import Package
from dipoli.analysis.agreement.model import Bar, Floor, Model, Where, build, floor_key
from dipoli.analysis.case import Case, Consent, RatifierKind

READINGS = (Reading.CODED, Reading.CAUTIOUS, Reading.GENEROUS)
"""In the order in which the figures of an option stand."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""How an option stands in a line of text."""

IDENTIFIED = 8
"""Digits of the digest by which a line of text knows the figures that it belongs to."""


@frozen(kw_only=True)
class Exploration:
    """What a page needs to reckon by itself.

    Args:
        holders: codes of those whose position counts: members first, then bodies that some option
            of the case calls on for their consent, each in the order of the case.
        members: so many of the holders are members.
        called: numbers of the holders on whose consent some option calls.
        assumed: codes of procedural bodies that some option calls on; they are assumed to consent.
        assumptions: keys of what can be set aside: red lines, requirements, exclusions, consents.
        figures: the model, by numbers; ready for JSON.
    """

    holders: tuple[str, ...]
    members: int
    called: frozenset[int]
    assumed: tuple[str, ...]
    assumptions: tuple[str, ...]
    figures: Mapping[str, object]

    @property
    def written(self) -> str:
        """The figures as text that can stand inside a page."""
        text = json.dumps(self.figures, ensure_ascii=True, separators=(",", ":"))
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

    def line(self, options: Sequence[int]) -> str:
        """The line of text by which the explorer takes a package, as the fragment of an address.

        Args:
            options: of every issue, in the order of the case; less than 36 each.
        """
        return f"#explore/{self.figures['id']}/p{''.join(DIGITS[n] for n in options)}"


def explore(case: Case, question: Question, starts: Sequence[Package] = ()) -> Exploration:
    """Lay down a question for the explorer.

    Args:
        case: the case.
        question: what was asked of it. Who is away, how soft lines are held and how ranges are
            read is where the reader starts; what must hold and what stays is asked throughout, and
            a consent that is not claimed cannot be claimed there.
        starts: packages to start from, in the order in which the page calls them.

    Returns:
        The figures.
    """
    asked = evolve(question, seats=case.members, soft_lines=SoftLines.HELD)
    models = [build(case, evolve(asked, reading=one)) for one in READINGS]
    hard = build(case, evolve(asked, soft_lines=SoftLines.NEGOTIABLE))
    # With nobody at the table every claim of a consent is a call, those of members included.
    calls = build(case, evolve(asked, seats=())).calls
    bodies = dict.fromkeys(floor.code for floor in models[0].floors[len(case.members) :])
    ordered = dict.fromkeys(
        (*(one.code for one in case.parties), *(one.code for one in case.ratifiers))
    )
    holders = (*case.members, *(code for code in ordered if code in bodies))
    bars = tuple(sorted(models[0].bars, key=lambda bar: _place(models[0], bar, holders)))
    assumed = tuple(_assumed(case, question.without))
    claimed = {*(one.key for one in calls), *(f"consent/{one.id}" for one, _ in assumed)}
    consents = [f"consent/{one.id}" for one in case.consents]
    keys = tuple(
        dict.fromkeys([*(one.key for one in bars), *(one for one in consents if one in claimed)])
    )
    number = {key: n for n, key in enumerate(keys)}
    firm = {bar.key for bar in hard.bars}
    index = {code: n for n, code in enumerate(holders)}
    bases = _bases(case, question, holders)
    procedural = tuple(dict.fromkeys(code for _, code in assumed))
    figures: dict[str, object] = {
        "sizes": list(models[0].sizes),
        "holders": [
            _holder(models, code, base, member=n < len(case.members))
            for n, (code, base) in enumerate(zip(holders, bases or [0] * len(holders), strict=True))
        ],
        "assumptions": len(keys),
        "bars": [
            {
                "key": number[bar.key],
                "of": _holder_of(models[0], bar, index),
                "soft": bar.key not in firm,
                "atoms": _atoms(bar.atoms),
            }
            for bar in bars
        ],
        "calls": [
            {"key": number[one.key], "of": index[one.body], "atom": _atom(one.atom)}
            for one in calls
        ],
        "assumed": [
            {
                "key": number[f"consent/{consent.id}"],
                "of": procedural.index(code),
                "atom": [models[0].issues.index(consent.issue), sorted(consent.options)],
            }
            for consent, code in assumed
        ],
        "hold": [_atom(one) for one in models[0].hold],
        "still": sorted(set(range(len(models[0].issues))) - set(models[0].free)),
        "away": [n for n, code in enumerate(case.members) if code not in question.seats],
        "held": question.soft_lines is SoftLines.HELD,
        "reading": READINGS.index(question.reading),
        "starts": [[package[issue] for issue in models[0].issues] for package in starts],
        "claims": [
            [index[code] for code in one.parties if code in case.members] for one in case.necessary
        ],
        **({} if bases is None else {"bases": list(bases)}),
    }
    digest = hashlib.sha256(json.dumps(figures, sort_keys=True).encode()).hexdigest()
    return Exploration(
        holders=holders,
        members=len(case.members),
        called=frozenset(index[one.body] for one in calls),
        assumed=procedural,
        assumptions=keys,
        figures={"id": digest[:IDENTIFIED], **figures},
    )


def _place(model: Model, bar: Bar, holders: Sequence[str]) -> int:
    """Red lines stand in the order of their holders; requirements and exclusions behind them."""
    holder = model.assumptions[bar.key].holder
    return len(holders) if holder is None else holders.index(holder)


def _holder_of(model: Model, bar: Bar, index: Mapping[str, int]) -> int | None:
    holder = model.assumptions[bar.key].holder
    return None if holder is None else index[holder]


def _bases(case: Case, question: Question, holders: Sequence[str]) -> list[int] | None:
    """What the choice of all first options is worth to each holder; None where it is no outcome."""
    if case.has_state_of_things(question.positions):
        return None
    positions = case.positions_of(question.positions)
    return [
        sum(row.importance * row.value[0] for row in positions[code].issues) for code in holders
    ]


def _holder(models: Sequence[Model], code: str, base: int, *, member: bool) -> dict[str, object]:
    """What options are worth to a holder, what it asks for, and what hangs on several issues."""
    floors = [_floor_of(model, code) for model in models]
    by_reading = zip(*(floor.worth for floor in floors), strict=True)
    rows = [list(zip(*one, strict=True)) for one in by_reading]  # [issue][option][reading]
    return {
        "member": member,
        "ask": floors[0].threshold + base,
        "worth": {
            issue: [list(figures) for figures in row]
            for issue, row in enumerate(rows)
            if any(any(figures) for figures in row)
        },
        "synergies": [[_atoms(atoms), points] for atoms, points in floors[0].synergies],
    }


def _floor_of(model: Model, code: str) -> Floor:
    return next(one for one in model.floors if one.key == floor_key(code))


def _atom(where: Where) -> list[object]:
    issue, options = where
    return [issue, sorted(options)]


def _atoms(atoms: Sequence[Where]) -> list[list[object]]:
    return [_atom(one) for one in atoms]


def _assumed(case: Case, without: Sequence[str]) -> Iterator[tuple[Consent, str]]:
    """Procedural bodies that a consent names, itself or inside a composite body."""
    bodies = {body.code: body for body in case.ratifiers}

    def inside(code: str) -> Iterator[str]:
        body = bodies.get(code)
        if body is None or code in without:
            return
        if body.kind is RatifierKind.PROCEDURAL:
            yield code
        for one in body.all_of or ():
            yield from inside(one)

    for consent in case.consents:
        for code in dict.fromkeys(one for body in consent.bodies for one in inside(body)):
            yield consent, code
