"""What must hold of the zone whatever the case."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.agreement.reference import zone
from tests.generators import SET, TINY, random_case, renamed, with_position

from dipoli.analysis.agreement import Means, Question, SoftLines, agree, answer, find, question_of
from dipoli.analysis.agreement.answers import PackageAnswer, Rule
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Atom, Case, Firmness, RedLine, Role

COUNTED = Means(counted=1 << 20)
SOLVED = Means(counted=0)
seeds = st.integers(0, 10**6)
few = settings(max_examples=40, deadline=None)


def inside(case: Case, question: Question) -> set[tuple[int, ...]]:
    """The zone as a set, by the slow obvious way."""
    return set(zone(case, question))


@given(seeds, st.data())
@few
def test_tightening_a_red_line_never_enlarges_the_zone(seed: int, data: st.DataObject) -> None:
    case = random_case(seed, TINY)
    position = case.positions[SET][data.draw(st.sampled_from(sorted(case.positions[SET])))]
    line = data.draw(st.sampled_from(position.red_lines))
    tighter = data.draw(st.sampled_from(tightened(case, line)))
    lines = tuple(tighter if one is line else one for one in position.red_lines)
    after = with_position(case, evolve(position, red_lines=lines))
    for soft in SoftLines:
        asked = evolve(question_of(case), soft_lines=soft)
        assert inside(after, asked) <= inside(case, asked)
        assert find(after, asked, COUNTED).count == len(inside(after, asked))


def tightened(case: Case, line: RedLine) -> list[RedLine]:
    """Ways in which a line forbids more: one more option, one atom less, hard for soft."""
    sizes = {issue.id: len(issue.options) for issue in case.issues}
    ways = [evolve(line, firmness=Firmness.HARD)]
    for k, atom in enumerate(line.when):
        wide = Atom(issue=atom.issue, options=tuple(range(sizes[atom.issue])))
        ways.append(evolve(line, when=(*line.when[:k], wide, *line.when[k + 1 :])))
        if len(line.when) > 1:
            ways.append(evolve(line, when=(*line.when[:k], *line.when[k + 1 :])))
    return ways


@given(seeds, st.data())
@few
def test_one_more_at_the_table_or_one_more_consent_never_enlarges_the_zone(
    seed: int, data: st.DataObject
) -> None:
    case = random_case(seed, TINY)
    codes = [*case.members, "L1", "C1"]
    without = data.draw(st.lists(st.sampled_from(codes), max_size=3, unique=True))
    if set(case.members) <= set(without):
        without.remove(case.members[0])
    fewer = without_them(case, without)
    more = without_them(case, without[1:])
    assert inside(case, more) <= inside(case, fewer)
    assert find(case, more, COUNTED).count == len(inside(case, more))


def without_them(case: Case, codes: list[str]) -> Question:
    """The question without some at the table and without some consents."""
    away = tuple(code for code in codes if code in case.members)
    return question_of(case, away=away, unclaimed=tuple(codes))


@given(seeds, st.permutations(["P1", "P2", "P3", "L1", "L2"]), st.sampled_from([COUNTED, SOLVED]))
@few
def test_renaming_the_parties_renames_the_result_and_changes_nothing_else(
    seed: int, order: list[str], means: Means
) -> None:
    case = random_case(seed)
    names = dict(zip(["P1", "P2", "P3", "L1", "L2"], order, strict=True))
    other = renamed(case, names)
    told = agree(case, question_of(case), means)
    again = agree(other, question_of(other), means)
    assert again.zone.standing == told.zone.standing
    assert again.baskets == told.baskets
    for one, two in zip(told.packages, again.packages, strict=True):
        assert two == rename_answer(one, names)


def rename_answer(one: PackageAnswer, names: dict[str, str]) -> PackageAnswer:
    """An answer as it should be told of the renamed case."""

    def key(text: str) -> str:
        kind, code, rest = text.split("/")
        return f"{kind}/{names[code]}/{rest}"

    return evolve(
        one,
        gains={names[code]: points for code, points in one.gains.items()},
        ideals={names[code]: points for code, points in one.ideals.items()},
        issues=tuple(
            evolve(row, worth={names[code]: figure for code, figure in row.worth.items()})
            for row in one.issues
        ),
        synergies=tuple(evolve(row, party=names[row.party]) for row in one.synergies),
        soft_lines_crossed=tuple(key(text) for text in one.soft_lines_crossed),
    )


@given(seeds)
@few
def test_holding_soft_lines_never_enlarges_the_zone(seed: int) -> None:
    case = random_case(seed, TINY)
    asked = question_of(case)
    held = evolve(asked, soft_lines=SoftLines.HELD)
    assert inside(case, held) <= inside(case, asked)


@given(seeds, st.sampled_from(list(Rule)))
@few
def test_the_same_question_has_the_same_answer_twice(seed: int, rule: Rule) -> None:
    case = random_case(seed)
    for means in (COUNTED, SOLVED):
        asked = question_of(case)
        assert answer(case, asked, rule, means) == answer(case, asked, rule, means)


@pytest.mark.parametrize("seed", range(8))
def test_no_clash_is_told_unless_it_is_asked_for(seed: int) -> None:
    case = random_case(seed)
    told: Agreement = agree(case, question_of(case), COUNTED)
    assert told.clash is None


def test_generated_members_are_members() -> None:
    case = random_case(0)
    assert [one.code for one in case.parties if one.role is Role.MEMBER] == list(case.members)
