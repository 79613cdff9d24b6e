"""Story 10: where words on a blocked issue meet, who could carry them, and that nothing else tells.

The second reckoning reads the papers of channels by itself and shares no code with the program.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import evolve
from tests.stories.reckoning import rows_of

from dipoli.analysis.agreement import Means, agree, question_of
from dipoli.analysis.carry import WHO_MAY_READ, Carriage, Talk, carriers
from dipoli.analysis.case import Case
from dipoli.analysis.discourse.carried import who_could_carry
from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.converge import converge
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.meeting import Meeting
from dipoli.codec.agreement_json import agreement_object
from dipoli.codec.case_folder import read_case
from dipoli.codec.codebook_file import read_codebook
from dipoli.codec.corpus import read_corpus
from dipoli.report.discourse_asked import Asked, counted
from dipoli.report.discourse_page import Place, write_discourse
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


PAIR = ("XAL", "XBE")
SIDES = {"supports": 1, "opposes": -1, "conditional": 0}
"""Sides that can meet; a passage that takes none, or gives another's view, meets nothing."""


@functools.cache
def speeches() -> Reading:
    """What was said, coded."""
    codebook = read_codebook(CASES.parent / "codebooks" / "lake.yaml")
    corpus = read_corpus(CASES.parent / "corpora" / "lake")
    return Reading(corpus=corpus, coded=code(corpus, codebook), codebook=codebook)


def sides(issue: str, actor: str) -> list[str]:
    """Stances of an actor's own passages in speeches, one by one."""
    documents = speeches().corpus.documents
    return [
        each.stance.value
        for one in speeches().coded
        if one.passage.actor == actor and documents[one.passage.file].genre == "speech"
        for each in one.codes
        if each.issue == issue and each.stance is not None
    ]


def met(issue: str) -> tuple[int, int, int]:
    """Pairs that are compatible, that rest on a condition, and that are opposed; counted slowly."""
    counts = [0, 0, 0]
    for one, other in itertools.product(*(sides(issue, actor) for actor in PAIR)):
        if one not in SIDES or other not in SIDES:
            continue
        both = (SIDES[one], SIDES[other])
        if -1 in both and both != (-1, -1):
            counts[2] += 1
        elif 0 in both:
            counts[1] += 1
        else:
            counts[0] += 1
    return counts[0], counts[1], counts[2]


def leads_to(issue: str) -> list[str]:
    """To which issues of the case a sub-issue leads, itself or through the blocked one."""
    with (CASES.parent / "codebooks" / "lake.yaml").open(encoding="utf-8") as paper:
        rows = {one["id"]: one for one in yaml.load(paper, Loader=yaml.CSafeLoader)["issues"]}
    entries = rows[issue].get("crosswalk", {}).get("case") or rows["water"]["crosswalk"]["case"]
    return [entry.partition(":")[2] for entry in entries]


def told_of_words() -> dict[str, list[str]]:
    """The table of sub-issues, reckoned without the program's methods."""
    rows, case = papers("lake"), read_case(CASES / "lake")
    told = {}
    for issue in ("water", "floods", "gauges", "compensation"):
        counts = met(issue)
        (to,) = leads_to(issue)
        ((said, chains),) = (
            answer for (_i, *pair), answer in reckoned(rows, case, [to]) if tuple(pair) == PAIR
        )
        through = "; ".join(sorted(", ".join(chain) for chain in chains)) or "unknown"
        offered = through if sum(counts[:2]) else "nothing is offered"
        told[issue] = [*map(str, counts), to, said, offered]
    return told


def test_the_page_tells_where_words_meet_and_who_could_carry_them() -> None:
    table = rows_of(PAGE, "Where words meet, and who could carry them")
    assert table == told_of_words()


def test_the_program_finds_the_same_sub_issues_and_the_same_carriers() -> None:
    case = read_case(CASES / "lake")
    found = who_could_carry(case, speeches(), PAIR, "water", "speech")
    wanted = told_of_words()
    assert found.without == tuple(name for name, row in wanted.items() if row[:2] == ["0", "0"])
    assert [one.issue for one in found.found] == [one for one in wanted if one not in found.without]
    for one in found.found:
        assert one.carrying is not None
        ((answer,),) = (each.pairs for each in one.carrying.issues)
        chains = sorted(", ".join(chain.carriers) for chain in answer.chains)
        row = wanted[one.issue]
        assert row[3:] == [*one.in_case, answer.talk.value, "; ".join(chains) or "unknown"]
        assert answer.carriage is not Carriage.NONE
        assert bool(one.words.compatible) == (row[0] != "0")
        assert bool(one.words.conditional) == (row[1] != "0")


def test_the_two_are_opposed_on_what_they_cannot_discuss() -> None:
    compatible, conditional, opposed = met("water")
    assert (compatible, conditional) == (0, 0)
    assert opposed > 0
    (english,) = converge(speeches(), PAIR, "water", "speech")
    assert dict(english.stances)[Meeting.OPPOSED] > 0
    assert dict(english.stances)[Meeting.COMPATIBLE] == 0
    assert word(papers("lake"), "w-flow", *PAIR) == "cannot raise"


def test_no_page_for_others_tells_a_carrier_or_what_was_said() -> None:
    """The page on texts has passages and no carrier; the report has neither."""
    case = read_case(CASES / "lake")
    asked = Asked(pairs=(PAIR,), issues=("water", "floods", "gauges", "compensation"))
    place = Place(corpus="corpora/lake", codebook="codebooks/lake.yaml")
    page = write_discourse(speeches(), counted(speeches(), asked), place, case=case)
    report = write_report(case, (), agree(case, question_of(case), Means(), clashes=True))
    found = who_could_carry(case, speeches(), PAIR, "water", "speech")
    passages = [
        speeches().corpus.words(side.passage)
        for one in found.found
        for pair in (*one.words.compatible, *one.words.conditional)
        for side in (pair.one, pair.other)
    ]
    assert len(passages) > 10
    assert not [words for words in passages if words in report]
    assert [words for words in passages if words in page]
    assert "Morvel" not in page
    assert WHO_MAY_READ not in page


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
    assert "prompts for\na diplomat, not findings" in text
