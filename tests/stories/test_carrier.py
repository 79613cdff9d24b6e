"""Story 10, up to the words that converge: who could carry it, and that nothing else tells it.

The second reckoning reads the papers of channels by itself and shares no code with the program.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import evolve
from tests.stories.reckoning import rows_of

from dipoli.analysis.agreement import Means, agree, question_of
from dipoli.analysis.carry import Carriage, Talk, carriers
from dipoli.analysis.case import Case
from dipoli.codec.agreement_json import agreement_object
from dipoli.codec.case_folder import read_case
from dipoli.report.page import write_report

CASES = Path(__file__).resolve().parents[2] / "cases"
PAGE = "10-the-carrier.md"
Rows = list[dict[str, Any]]
Told = Mapping[tuple[str, str, str], tuple[str, frozenset[tuple[str, ...]]]]
SPOKEN = {"open", "strained", "thin"}


def papers(name: str) -> Rows:
    """Channels as the paper has them."""
    with (CASES / name / "channels.yaml").open(encoding="utf-8") as paper:
        rows: Rows = yaml.load(paper, Loader=yaml.CSafeLoader)["channels"]
    return rows


def word(rows: Rows, issue: str, one: str, other: str) -> str:
    """What two can do with an issue."""
    for row in rows:
        if sorted(row["pair"]) == sorted((one, other)):
            if issue in row["cannot_raise"]:
                return "cannot raise"
            if row["state"] not in SPOKEN:
                return "no contact"
            return "can discuss" if issue in row["can_raise"] else "unknown"
    return "unknown"


def named(rows: Rows, issue: str, one: str, by: str, other: str) -> bool:
    """Whether the paper names a third between two."""
    return any(
        sorted(row["pair"]) == sorted((one, other))
        and any(issue in third["issues"] for third in row["intermediaries"] if third["code"] == by)
        for row in rows
    )


def passes(rows: Rows, issue: str, nodes: tuple[str, ...]) -> bool:
    """Whether an issue can pass along a row of parties, step by step."""
    if len(nodes) == 1:
        return True
    steps = word(rows, issue, *nodes[:2]) == "can discuss" and passes(rows, issue, nodes[1:])
    third = len(nodes) > 2 and named(rows, issue, *nodes[:3])
    return steps or (third and passes(rows, issue, nodes[2:]))


def reckoned(
    rows: Rows, case: Case, issues: list[str]
) -> Iterator[tuple[tuple[str, str, str], Any]]:
    """For each issue and pair that cannot discuss it: the word, and the minimal chains."""
    codes = {code for row in rows for code in row["pair"]}
    codes |= {third["code"] for row in rows for third in row["intermediaries"]}
    for issue, (one, other) in itertools.product(issues, itertools.combinations(case.members, 2)):
        said = word(rows, issue, one, other)
        if said == "can discuss":
            continue
        between = [
            held
            for count in (1, 2)
            for held in itertools.permutations(sorted(codes - {one, other}), count)
            if passes(rows, issue, (one, *held, other))
        ]
        least = [held for held in between if not any(set(two) < set(held) for two in between)]
        yield (issue, one, other), (said, frozenset(least))


def found(case: Case, issues: list[str]) -> Told:
    """The same from the program."""
    return {
        (told.issue, *one.pair): (
            one.talk.value,
            frozenset(chain.carriers for chain in one.chains),
        )
        for told in carriers(case, issues).issues
        for one in told.pairs
        if one.talk is not Talk.CAN
    }


@pytest.mark.parametrize(("name", "every"), [("lake", 1), ("korea", 12)])
def test_the_program_and_a_second_reckoning_find_the_same_carriers(name: str, every: int) -> None:
    case = read_case(CASES / name)
    issues = [issue.id for issue in case.issues][::every]
    told = found(case, issues)
    assert told == dict(reckoned(papers(name), case, issues))
    assert any(least for _said, least in told.values())


def test_the_page_tells_every_carrier_of_the_exercise_and_why() -> None:
    case = read_case(CASES / "lake")
    told = rows_of(PAGE, "Issue by issue")
    wanted = {}
    for answer in carriers(case).issues:
        for one in answer.pairs:
            for chain in one.chains:
                (way,) = chain.ways
                why = ["can discuss" if step.by is None else "named" for step in way]
                wanted[f"{answer.issue}: {', '.join(one.pair)}"] = [
                    one.talk.value, ", ".join(chain.carriers), "; ".join(why),
                ]  # fmt: skip
    assert told == wanted


def test_where_nobody_could_carry_it_the_answer_is_unknown_and_never_none() -> None:
    for answer in carriers(read_case(CASES / "lake")).issues:
        for one in answer.pairs:
            assert one.carriage is not Carriage.NONE
            assert bool(one.chains) == (one.carriage is Carriage.CHAIN)


def test_nothing_that_anybody_reads_of_the_case_hangs_on_its_channels() -> None:
    case = read_case(CASES / "lake")
    without = evolve(case, channels=(), channel_states={})
    told = [agree(one, question_of(one), Means(), clashes=True) for one in (case, without)]
    assert agreement_object(case, told[0]) == agreement_object(without, told[1])
    assert write_report(case, (), told[0]) == write_report(without, (), told[1])


def test_the_page_names_no_real_state_and_says_how_far_it_goes() -> None:
    text = (CASES.parent / "docs" / "stories" / PAGE).read_text(encoding="utf-8")
    korea = read_case(CASES / "korea")
    for party in korea.parties:
        assert party.names["en"] not in text
    assert "follows with the reading of declarations" in text
