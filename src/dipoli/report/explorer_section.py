"""The explorer as a part of the page: everything that it can say, in the order of the case.

The words of every assumption, option and name stand in the page; the script chooses among them and
fills in figures. So whoever translates the page translates the explorer with it.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.agreement import Agreement
from dipoli.analysis.case import Atom, Case, Consent, Exclusion, Issue, Position, Requirement
from dipoli.report.choices import Chosen, red_lines, tell_line, text_of
from dipoli.report.explorer import Exploration, explore
from dipoli.report.names import Names
from dipoli.report.words import WORDS, say

SCRIPTS = ("reckon.js", "line.js", "explorer.js", "frontier.js", "start.js")

SPOKEN: Mapping[str, str] = {
    "range": "explorer_range", "count": "explorer_count", "moves": "explorer_moves",
    "nothing": "explorer_nothing", "otherwise": "explorer_otherwise",
    "accepted": "explorer_accepted", "clashes": "explorer_clashed", "clash": "explorer_clash",
    "soft": "explorer_softs", "soft_one": "explorer_soft_one",
    "consent_yes": "explorer_consent_yes", "consent_no": "explorer_consent_no",
    "consent_assumed": "explorer_consent_assumed", "below": "explorer_below",
    "missed": "explorer_missed", "stray": "explorer_stray", "foreign": "explorer_foreign",
    "number": "explorer_number", "seat": "explorer_seat",
    "set": "explorer_set", "set_away": "explorer_set_away", "set_back": "explorer_set_back",
    "set_ask": "explorer_set_ask", "set_aside": "explorer_set_aside",
}  # fmt: skip
"""Sentences that the script fills in, by the names that it knows them by."""

OF_OUTCOMES: Mapping[str, str] = {
    **{name: key for name, key in SPOKEN.items() if name not in {"count", "nothing", "stray"}},
    "moves": "explorer_outcome", "set_ask": "explorer_outcome_set_ask",
}  # fmt: skip
"""The same in a set of outcomes, where nothing moves and nothing stays."""


@frozen(kw_only=True)
class Holder:
    """A member or body: its number, its code, and what it is coded to ask for."""

    number: int
    code: str
    member: bool
    range: Markup


@frozen(kw_only=True)
class Group:
    """Assumptions that stand together, by number: red lines of a holder, or links of a kind."""

    all: tuple[int, ...]
    code: str = ""
    title: str = ""


@frozen(kw_only=True)
class Section:
    """What the template of the explorer needs.

    Args:
        exploration: the model by numbers.
        figures: the same, as text for the page.
        words: sentences for the script, as text for the page.
        baskets: title of each basket, with number and issue.
        holders: everybody whose position counts.
        members: number of members.
        most: largest figure that can be asked for.
        texts: each assumption in words, by number.
        lines: red lines, a group for each holder.
        links: requirements, exclusions and consents, a group for each kind.
        synergies: by ``holder.number``, points that hang on several issues.
        bodies: those whose consent an option can need, by a key of the script, with their code.
        claims: who is missed at the table, as sentences with a place for the names.
        outcomes: whether every choice is an outcome, and there is no state of things.
    """

    exploration: Exploration
    figures: Markup
    words: Markup
    baskets: tuple[tuple[str, tuple[tuple[int, Issue], ...]], ...]
    holders: tuple[Holder, ...]
    members: int
    most: int
    texts: Mapping[int, Markup]
    lines: tuple[Group, ...]
    links: tuple[Group, ...]
    synergies: tuple[tuple[str, Markup], ...]
    bodies: tuple[tuple[str, str], ...]
    claims: tuple[Markup, ...]
    outcomes: bool


def explorer_section(
    case: Case, agreement: Agreement, packages: Sequence[Chosen], names: Names
) -> Section:
    """Everything that the explorer of a page shows.

    Args:
        case: the case.
        agreement: what was asked and answered.
        packages: the packages of the page, from which a reader starts.
        names: names of parties and bodies.
    """
    question = agreement.question
    found = explore(case, question, [one.package for one in packages])
    positions = case.positions_of(question.positions)
    number = {issue.id: n for n, issue in enumerate(case.issues)}
    outcomes = not case.has_state_of_things(question.positions)
    spoken = OF_OUTCOMES if outcomes else SPOKEN
    return Section(
        exploration=found,
        figures=Markup(found.written),  # noqa: S704 - numbers, with no sign that ends a script
        words=Markup(json.dumps({name: WORDS[key] for name, key in spoken.items()})),  # noqa: S704 - ours
        baskets=tuple(
            (one.title, tuple((number[issue.id], issue) for issue in case.issues_of(one.id)))
            for one in case.baskets
        ),
        holders=tuple(
            Holder(
                number=n,
                code=code,
                member=n < found.members,
                range=_range(positions[code], outcomes=outcomes),
            )
            for n, code in enumerate(found.holders)
        ),
        members=found.members,
        most=10 * case.scale.utility_max,
        texts=dict(enumerate(_texts(case, question.positions, found, names))),
        lines=tuple(_lines(found)),
        links=tuple(_links(found)),
        synergies=tuple(_synergies(case, found, names)),
        bodies=(
            *((f"c.{n}", code) for n, code in enumerate(found.holders) if n in found.called),
            *((f"a.{n}", code) for n, code in enumerate(found.assumed)),
        ),
        claims=tuple(
            say(
                "explorer_claim",
                parties=Markup('<span class="absent"></span>'),
                subject=one.subject,
                reason=one.reason,
            )
            for one in case.necessary
        ),
        outcomes=outcomes,
    )


@functools.cache
def written_script() -> str:
    """The script of the page, in a scope of its own."""
    folder = files("dipoli.report") / "scripts"
    parts = [(folder / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return '"use strict";\n{\n' + "\n".join(parts) + "}\n"


def digest_of(script: str) -> str:
    """How a content security policy names a script that may run.

    >>> digest_of("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _range(position: Position, *, outcomes: bool) -> Markup:
    """What a holder is coded to ask for, and between what it is judged.

    Over the state of things; of the whole in a set of outcomes.
    """
    base = 0 if outcomes else sum(row.importance * row.value[0] for row in position.issues)
    asked = position.reservation
    return say(
        "explorer_ask_range",
        value=asked.value - base,
        low=asked.low - base,
        high=asked.high - base,
    )


def _lines(found: Exploration) -> Iterator[Group]:
    for code in found.holders:
        inside = _beginning(found, f"red-line/{code}/")
        if inside:
            yield Group(code=code, all=inside)


def _links(found: Exploration) -> Iterator[Group]:
    for kind in ("requirement", "exclusion", "consent"):
        inside = _beginning(found, f"{kind}/")
        if inside:
            yield Group(title=f"explorer_{kind}s", all=inside)


def _beginning(found: Exploration, start: str) -> tuple[int, ...]:
    return tuple(n for n, key in enumerate(found.assumptions) if key.startswith(start))


def _texts(case: Case, set_id: str, found: Exploration, names: Names) -> Iterator[Markup]:
    lines = red_lines(case, set_id)
    links: dict[str, Markup] = {}
    links |= {f"requirement/{one.id}": _requirement(case, one) for one in case.requirements}
    links |= {f"exclusion/{one.id}": _exclusion(case, one) for one in case.exclusions}
    links |= {f"consent/{one.id}": _consent(case, one, names) for one in case.consents}
    for key in found.assumptions:
        yield tell_line(case, lines, key, names) if key in lines else links[key]


def _requirement(case: Case, row: Requirement) -> Markup:
    given, then = _atom(case, row.if_), _atom(case, row.then)
    return say("explorer_requirement", given=given, then=then, reason=row.reason)


def _exclusion(case: Case, row: Exclusion) -> Markup:
    atoms = say("and").join(_atom(case, atom) for atom in row.atoms)
    return say("explorer_exclusion", atoms=atoms, reason=row.reason)


def _consent(case: Case, row: Consent, names: Names) -> Markup:
    bodies = Markup(", ").join(names.mark(code) for code in row.bodies)
    atom = _atom(case, Atom(issue=row.issue, options=row.options))
    return say("explorer_consent", atom=atom, bodies=bodies, reason=row.reason)


def _atom(case: Case, atom: Atom) -> Markup:
    issue = next(one for one in case.issues if one.id == atom.issue)
    options = Markup(" / ").join(text_of(issue, n) for n in atom.options)
    return say("line_atom", issue=issue.question, options=options)


def _synergies(case: Case, found: Exploration, names: Names) -> Iterator[tuple[str, Markup]]:
    """Synergies of members, numbered as in the figures: in the order of the case."""
    for holder, code in enumerate(found.holders[: found.members]):
        for n, one in enumerate(one for one in case.synergies if one.party == code):
            yield (
                f"{holder}.{n}",
                say(
                    "values_synergy",
                    party=names.mark(code),
                    points=f"{one.points:+,}",
                    reason=one.reason,
                ),
            )
