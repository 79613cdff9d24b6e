"""Who could carry what: chains against a slow reference, and what is unknown stays unknown."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generators import Size, random_case

from dipoli.analysis.carry import (
    Carriage,
    Carrying,
    Chain,
    PairAnswer,
    Talk,
    carriers,
    codes_of,
    talk,
)
from dipoli.analysis.case import Case, Channel, ChannelState, Intermediary, Role
from dipoli.codec.case_folder import read_case
from dipoli.terms import Confidence

CASES = Path(__file__).resolve().parents[2] / "cases"
SIZE = Size(parties=4, issues=3, baskets=1, leaves=0, lines=1, links=0)
seeds = st.integers(0, 10**6)
few = settings(max_examples=60, deadline=None)


def made_up(seed: int) -> Case:
    """A made-up case with two third parties, and channels of every kind between some pairs."""
    dice = random.Random(seed)
    case = random_case(seed, SIZE)
    thirds = tuple(evolve(case.parties[0], code=code, role=Role.THIRD) for code in ("T1", "T2"))
    case = evolve(case, parties=(*case.parties, *thirds))
    codes = [party.code for party in case.parties]
    pairs = [pair for pair in itertools.combinations(codes, 2) if dice.random() < 0.75]
    dice.shuffle(pairs)
    return evolve(case, channels=tuple(_row(dice, case, pair) for pair in pairs))


def _row(dice: random.Random, case: Case, pair: tuple[str, str]) -> Channel:
    lists: dict[str, list[str]] = {"can": [], "cannot": [], "uncoded": []}
    for issue in case.issues:
        lists[dice.choice(list(lists))].append(issue.id)
    others = [party.code for party in case.parties if party.code not in pair]
    named = tuple(
        Intermediary(code=code, issues=(dice.choice(case.issues).id,))
        for code in others
        if dice.random() < 0.15
    )
    return Channel(
        pair=dice.choice((pair, pair[::-1])), state=dice.choice(list(ChannelState)),
        since="2029-01-01", contact="Made up.", can_raise=tuple(lists["can"]),
        cannot_raise=tuple(lists["cannot"]), intermediaries=named, sources=("s",),
        confidence=Confidence.LOW,
    )  # fmt: skip


# ---------------------------------------------------------------- the slow obvious way


def cuts(
    case: Case, issue: str, nodes: Sequence[str], good: frozenset[Talk]
) -> Iterator[tuple[tuple[str, str | None, str], ...]]:
    """Every way to cut a row of parties into steps that rest on the papers."""
    if len(nodes) == 1:
        yield ()
        return
    if talk(case, issue, nodes[0], nodes[1]) in good:
        for rest in cuts(case, issue, nodes[1:], good):
            yield ((nodes[0], None, nodes[1]), *rest)
    if len(nodes) > 2 and named(case, issue, *nodes[:3]):
        for rest in cuts(case, issue, nodes[2:], good):
            yield ((nodes[0], nodes[1], nodes[2]), *rest)


def named(case: Case, issue: str, one: str, by: str, other: str) -> bool:
    return any(
        set(row.pair) == {one, other}
        and any(third.code == by and issue in third.issues for third in row.intermediaries)
        for row in case.channels
    )


def reference(
    case: Case, issue: str, pair: tuple[str, str], most: int, good: frozenset[Talk]
) -> dict[tuple[str, ...], set[tuple[tuple[str, str | None, str], ...]]]:
    """Every row of at most so many carriers that can be cut, minimal or not."""
    others = [code for code in codes_of(case) if code not in pair]
    found = {}
    for count in range(1, most + 1):
        for between in itertools.permutations(others, count):
            ways = set(cuts(case, issue, (pair[0], *between, pair[1]), good))
            if ways:
                found[between] = ways
    return found


def minimal(rows: Sequence[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {row for row in rows if not any(set(other) < set(row) for other in rows)}


def steps_of(chain: Chain) -> set[tuple[tuple[str, str | None, str], ...]]:
    return {tuple((one.ends[0], one.by, one.ends[1]) for one in way) for way in chain.ways}


@given(seeds, st.integers(1, 3))
@few
def test_chains_are_those_of_the_slow_reference(seed: int, most: int) -> None:
    case = made_up(seed)
    for told in carriers(case, most=most).issues:
        for one in told.pairs:
            held = reference(case, told.issue, one.pair, most, frozenset({Talk.CAN}))
            might = reference(case, told.issue, one.pair, most, frozenset({Talk.CAN, Talk.UNKNOWN}))
            if talk(case, told.issue, *one.pair) is Talk.CAN:
                assert (one.carriage, one.chains) == (Carriage.DIRECT, ())
                continue
            wanted = minimal(list(held))
            assert {chain.carriers for chain in one.chains} == wanted
            fewest = min(map(len, wanted), default=0)
            for chain in one.chains:
                assert steps_of(chain) == held[chain.carriers]
                assert chain.shortest == (len(chain.carriers) == fewest)
            if not wanted:
                assert one.carriage is (Carriage.UNKNOWN if might else Carriage.NONE)


@given(seeds)
@few
def test_each_step_carries_the_row_on_which_it_rests(seed: int) -> None:
    case = made_up(seed)
    for one in pairs_of(carriers(case)):
        for step in (step for chain in one.chains for way in chain.ways for step in way):
            assert step.channel in case.channels
            assert set(step.channel.pair) == set(step.ends)


@given(seeds)
@few
def test_pairs_and_chains_stand_in_the_order_of_the_case(seed: int) -> None:
    case = made_up(seed)
    order = codes_of(case)
    wanted = list(itertools.combinations(case.members, 2))
    for told in carriers(case, most=3).issues:
        assert [one.pair for one in told.pairs] == wanted
        for one in told.pairs:
            places = [[order.index(code) for code in chain.carriers] for chain in one.chains]
            assert places == sorted(places)


@given(seeds)
@few
def test_from_the_other_end_the_chains_are_the_same(seed: int) -> None:
    case = made_up(seed)
    there, back = (
        {(told.issue, chain.carriers): steps_of(chain) for told in got.issues
         for one in told.pairs for chain in one.chains}
        for got in (carriers(case, between=("P1", "P2")), carriers(case, between=("P2", "P1")))
    )  # fmt: skip
    assert {(issue, held[::-1]) for issue, held in there} == set(back)
    for (issue, held), ways in there.items():
        turned = {tuple((b, by, a) for a, by, b in way[::-1]) for way in ways}
        assert back[issue, held[::-1]] == turned


@given(seeds, st.integers(1, 4))
@few
def test_without_channels_all_is_unknown_and_nothing_is_ruled_out(seed: int, most: int) -> None:
    case = evolve(made_up(seed), channels=())
    for one in pairs_of(carriers(case, most=most)):
        assert (one.talk, one.carriage, one.chains) == (Talk.UNKNOWN, Carriage.UNKNOWN, ())


@given(seeds)
@few
def test_who_is_renamed_is_renamed_in_the_answer_and_nothing_else_changes(seed: int) -> None:
    case = made_up(seed)
    names = {"P1": "T2", "T2": "P3", "P3": "P1"}

    def name(code: str) -> str:
        return names.get(code, code)

    other = evolve(
        case,
        parties=tuple(evolve(one, code=name(one.code)) for one in case.parties),
        channels=tuple(
            evolve(
                row,
                pair=(name(row.pair[0]), name(row.pair[1])),
                intermediaries=tuple(evolve(t, code=name(t.code)) for t in row.intermediaries),
            )
            for row in case.channels
        ),
    )
    for one, two in zip(pairs_of(carriers(case)), pairs_of(carriers(other)), strict=True):
        assert two.pair == (name(one.pair[0]), name(one.pair[1]))
        assert (two.talk, two.carriage) == (one.talk, one.carriage)
        assert [chain.carriers for chain in two.chains] == [
            tuple(map(name, chain.carriers)) for chain in one.chains
        ]


def pairs_of(found: Carrying) -> list[PairAnswer]:
    return [one for told in found.issues for one in told.pairs]


# ---------------------------------------------------------------- examples


def row(pair: tuple[str, str], state: ChannelState, can: str = "", cannot: str = "") -> Channel:
    """A channel in a line: issues by words."""
    return Channel(
        pair=pair, state=state, since="2029-01-01", contact="Made up.",
        can_raise=tuple(can.split()), cannot_raise=tuple(cannot.split()), intermediaries=(),
        sources=("s",), confidence=Confidence.LOW,
    )  # fmt: skip


def about(*channels: Channel) -> PairAnswer:
    """What P1 and P2 can do with one issue, given these channels."""
    case = evolve(random_case(1, SIZE), channels=channels)
    return carriers(case, ("i0",), ("P1", "P2")).issues[0].pairs[0]


@pytest.mark.parametrize(
    ("state", "can", "cannot", "word"),
    [
        (ChannelState.OPEN, "i0", "", Talk.CAN),
        (ChannelState.STRAINED, "i0", "", Talk.CAN),
        (ChannelState.THIN, "i0", "", Talk.CAN),
        (ChannelState.SUSPENDED, "i0", "", Talk.NO_CONTACT),
        (ChannelState.CLOSED, "i0", "", Talk.NO_CONTACT),
        (ChannelState.CLOSED, "", "", Talk.NO_CONTACT),
        (ChannelState.OPEN, "", "i0", Talk.CANNOT),
        (ChannelState.CLOSED, "", "i0", Talk.CANNOT),
        (ChannelState.OPEN, "i1", "", Talk.UNKNOWN),
    ],
)
def test_when_a_pair_can_discuss_an_issue(
    state: ChannelState, can: str, cannot: str, word: Talk
) -> None:
    assert about(row(("P1", "P2"), state, can, cannot)).talk is word


def test_none_is_told_only_when_the_papers_rule_every_chain_out() -> None:
    barred = [row(("P1", code), ChannelState.OPEN, cannot="i0") for code in ("P2", "P3", "P4")]
    assert about(*barred).carriage is Carriage.NONE
    assert about(*barred[:2]).carriage is Carriage.UNKNOWN


def test_who_is_named_may_carry_though_nothing_else_is_known_of_it() -> None:
    closed = row(("P1", "P2"), ChannelState.CLOSED)
    told = about(evolve(closed, intermediaries=(Intermediary(code="P4", issues=("i0",)),)))
    assert [chain.carriers for chain in told.chains] == [("P4",)]
    assert told.chains[0].ways[0][0].by == "P4"


def test_a_longer_chain_is_left_out_when_some_of_its_carriers_would_do() -> None:
    direct = [
        row(("P1", "P3"), ChannelState.OPEN, "i0"),
        row(("P3", "P2"), ChannelState.THIN, "i0"),
    ]
    longer = [
        row(("P3", "P4"), ChannelState.OPEN, "i0"),
        row(("P4", "P2"), ChannelState.OPEN, "i0"),
    ]
    assert [chain.carriers for chain in about(*direct, *longer).chains] == [("P3",)]


@pytest.mark.parametrize(
    "asked",
    [
        {"issues": ("nothing",)},
        {"between": ("P1", "P1")},
        {"between": ("P1", "XX")},
        {"most": 0},
        {"most": 5},
    ],
)
def test_what_the_case_does_not_have_is_misuse(asked: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not"):
        carriers(random_case(1, SIZE), **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["korea", "lake"])
def test_the_shipped_cases_against_the_slow_reference(name: str) -> None:
    case = read_case(CASES / name)
    issues = [issue.id for issue in case.issues][:: 9 if name == "korea" else 1]
    for told in carriers(case, issues).issues:
        for one in told.pairs:
            held = reference(case, told.issue, one.pair, 2, frozenset({Talk.CAN}))
            wanted = set() if one.talk is Talk.CAN else minimal(list(held))
            assert {chain.carriers for chain in one.chains} == wanted
