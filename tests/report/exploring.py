"""The explorer's reckoning held against the independent checker, choice by choice."""

from __future__ import annotations

import atexit
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, TypeVar

import pytest
from attrs import evolve, field, frozen
from playwright.sync_api import Browser, Page, sync_playwright
from tests.analysis.agreement.campaigns import question_for
from tests.generators import as_outcomes, random_case

from dipoli.analysis.agreement import Question, SoftLines
from dipoli.analysis.agreement.answers import Package
from dipoli.analysis.agreement.checker import gain, violations
from dipoli.analysis.agreement.model import leaves
from dipoli.analysis.agreement.packages import soft_lines_crossed
from dipoli.analysis.case import Case, Position, RatifierKind
from dipoli.report.explorer import READINGS, Exploration, explore


class _Row(Protocol):
    """A row of the papers that has an id."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Row)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

TELL = """([figures, lines]) => lines.map((line) => {
  const choice = ofLine(figures, line), told = reckon(figures, choice);
  const surpluses = figures.holders.map((_, holder) => surplus(figures, choice, holder));
  return {...told, surpluses, again: "#" + toLine(figures, choice)};
})"""
"""What the scripts of the report say of lines; numbers as the figures have them."""


@frozen(kw_only=True)
class Choice:
    """What a reader has set: a package, and assumptions otherwise than the case has them.

    Args:
        question: as the reader asks it: who is at the table, soft lines, reading.
        package: an option for every issue.
        aside: keys of assumptions that are set aside.
        asks: by code, points over the state of things that a holder asks for; of the whole in a
            set of outcomes.
    """

    question: Question
    package: Package
    aside: frozenset[str] = frozenset()
    asks: dict[str, int] = field(factory=dict)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, closed at the end."""
    if CHROMIUM is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def with_scripts(page: Page) -> Page:
    """An empty page in which the reckoning of the report can be called."""
    folder = files("dipoli.report") / "scripts"
    for name in ("reckon.js", "line.js"):
        page.add_script_tag(content=(folder / name).read_text(encoding="utf-8"))
    return page


# ---------------------------------------------------------------- choices, and their lines


def random_choice(dice: random.Random, case: Case, question: Question) -> Choice:
    """A choice in which everything that a reader can set may be otherwise."""
    found = explore(case, question)
    still = dice.random()
    package = {
        issue.id: 0 if dice.random() < still else dice.randrange(len(issue.options))
        for issue in case.issues
    }
    seats = tuple(one for one in case.members if dice.random() < 0.8) or case.members[:1]
    aside = frozenset(key for key in found.assumptions if dice.random() < 0.3)
    things, most = case.has_state_of_things(question.positions), case.scale.utility_max
    asks = {
        code: dice.randint(-most // 4, most // 4) if things else dice.randint(0, most)
        for code in found.holders
        if dice.random() < 0.3
    }
    return Choice(
        question=evolve(
            question,
            seats=seats,
            soft_lines=dice.choice(tuple(SoftLines)),
            reading=dice.choice(READINGS),
        ),
        package=package,
        aside=aside if dice.random() < 0.7 else frozenset(),
        asks=asks if dice.random() < 0.7 else {},
    )


def line_of(found: Exploration, question: Question, choice: Choice) -> str:
    """The line of a choice, written from the reference of the report."""
    signs = "0123456789abcdefghijklmnopqrstuvwxyz"
    parts = [
        f"#explore/{found.figures['id']}",
        "p" + "".join(signs[n] for n in choice.package.values()),
    ]
    asked = choice.question
    if asked.reading is not question.reading:
        parts.append(f"r{READINGS.index(asked.reading)}")
    if asked.soft_lines is not question.soft_lines:
        parts.append(f"s{int(asked.soft_lines is SoftLines.HELD)}")
    if asked.seats != question.seats:
        away = [n for n in range(found.members) if found.holders[n] not in asked.seats]
        parts.append("a" + ".".join(map(str, away)))
    aside = [n for n, key in enumerate(found.assumptions) if key in choice.aside]
    if aside:
        parts.append("o" + ".".join(map(str, aside)))
    coded: Any = found.figures["holders"]
    asks = [
        (n, choice.asks[code])
        for n, code in enumerate(found.holders)
        if choice.asks.get(code, coded[n]["ask"]) != coded[n]["ask"]
    ]
    if asks:
        parts.append("v" + ".".join(f"{n}.{points}" for n, points in asks))
    return "/".join(parts)


# ---------------------------------------------------------------- the other way


def otherwise(case: Case, choice: Choice) -> Case:
    """The case as the reader assumes it: rows that are set aside are not in it."""
    set_id = choice.question.positions

    def assumed(position: Position) -> Position:
        lines = tuple(
            line
            for line in position.red_lines
            if f"red-line/{position.party}/{line.id}" not in choice.aside
        )
        asked = position.reservation
        if position.party in choice.asks:
            things = case.has_state_of_things(set_id)
            base = sum(row.importance * row.value[0] for row in position.issues) if things else 0
            asked = evolve(asked, value=base + choice.asks[position.party])
        return evolve(position, red_lines=lines, reservation=asked)

    def kept(kind: str, rows: Sequence[T]) -> tuple[T, ...]:
        return tuple(row for row in rows if f"{kind}/{row.id}" not in choice.aside)

    positions = {code: assumed(one) for code, one in case.positions_of(set_id).items()}
    return evolve(
        case,
        positions={**case.positions, set_id: positions},
        requirements=kept("requirement", case.requirements),
        exclusions=kept("exclusion", case.exclusions),
        consents=kept("consent", case.consents),
    )


def told_by_the_checker(case: Case, found: Exploration, choice: Choice) -> dict[str, Any]:
    """What the checker says of a choice, in words of the case."""
    assumed, asked, package = otherwise(case, choice), choice.question, choice.package
    needed = [one for one in assumed.consents if package[one.issue] in one.options]
    called = {
        leaf
        for one in needed
        for body in one.bodies
        for leaf in leaves(case, body, asked.without)
        if leaf not in asked.seats
    }
    against = {one.key for one in violations(assumed, asked, package)}
    positions = assumed.positions_of(asked.positions)

    def refuses(code: str) -> bool:
        mine = {code} | {line.id for line in positions[code].red_lines}
        alone = evolve(asked, seats=(code,))
        return bool(mine & {one.key for one in violations(assumed, alone, package)})

    procedural = {one.code for one in case.ratifiers if one.kind is RatifierKind.PROCEDURAL} - set(
        asked.without
    )
    soft = soft_lines_crossed(assumed, asked, package)
    return {
        "against": against,
        "accepted": not against,
        "called": called,
        "refusing": {code for code in called | set(asked.seats) if refuses(code)},
        "negotiable": set(soft) if asked.soft_lines is SoftLines.NEGOTIABLE else set(),
        "assumed": {body for one in needed for body in one.bodies if body in procedural},
        "surpluses": [gain(assumed, asked, code, package) for code in found.holders],
    }


def in_words(case: Case, found: Exploration, told: dict[str, Any]) -> dict[str, Any]:
    """What the scripts say of a choice, in words of the case."""
    issues = [issue.id for issue in case.issues]
    baskets = [issue.basket for issue in case.issues]
    against = {found.assumptions[key].rpartition("/")[2] for key in told["broken"]}
    against |= {found.holders[one] for one in told["below"]}
    against |= {baskets[issue] for issue in told["stray"]} | {issues[one] for one in told["missed"]}
    against |= set() if told["moved"] else {"status-quo"}
    return {
        "against": against,
        "accepted": told["accepted"],
        "called": {found.holders[one] for one in told["called"]},
        "refusing": {found.holders[one] for one in told["refusing"]},
        "negotiable": {found.assumptions[key] for key in told["negotiable"]},
        "assumed": {found.assumed[one["of"]] for one in told["assumed"]},
        "surpluses": told["surpluses"],
    }


def hold_against_the_checker(
    page: Page, case: Case, question: Question, choices: Sequence[Choice]
) -> None:
    """The scripts say of each choice what the checker says, and write its line again."""
    found = explore(case, question)
    lines = [line_of(found, question, one) for one in choices]
    for choice, line, told in zip(
        choices, lines, page.evaluate(TELL, [dict(found.figures), lines]), strict=True
    ):
        assert told["again"] == line
        assert in_words(case, found, told) == told_by_the_checker(case, found, choice), line


EACH = 20
"""Choices of each made-up case."""


def of_seed(page: Page, seed: int, each: int = EACH, *, outcomes: bool = False) -> None:
    """Choices of the made-up case of a seed, or of the set of outcomes that is made of it."""
    dice = random.Random(seed + 7_000_003)
    case, question = random_case(seed), question_for(seed)
    if outcomes:
        case, question = as_outcomes(case, seed), evolve(question, still=())
    choices = [random_choice(dice, case, question) for _ in range(each)]
    hold_against_the_checker(page, case, question, choices)


_STACK = ExitStack()
atexit.register(_STACK.close)


@cache
def _page() -> Page:
    """A page that ends with the program."""
    return with_scripts(_STACK.enter_context(browser()).new_page())


def explorer_and_checker_agree(seed: int) -> None:
    """The script in the page and the independent checker say the same of a choice."""
    of_seed(_page(), seed)


def of_outcomes_they_agree(seed: int) -> None:
    """The same of a set of outcomes, where every choice of options is a package."""
    of_seed(_page(), seed, outcomes=True)


CAMPAIGNS = {
    "the explorer and the checker agree, 20 choices of a case": (explorer_and_checker_agree, 500),
    "the same of a set of outcomes": (of_outcomes_they_agree, 500),
}
"""What is owed: sentence to the check and the number of seeds."""
