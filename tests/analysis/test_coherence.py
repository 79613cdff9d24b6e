"""Papers that do not fit together are told rule by rule, and no rule fails for another's fault."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.broken_cases import BROKEN_COHERENCE, LAKE

from dipoli.analysis.case import Case
from dipoli.analysis.coherence import RULES, incoherences
from dipoli.analysis.coherence.circles import find_circles
from dipoli.analysis.coherence.figures import EXACT
from dipoli.analysis.coherence.incoherence import correction, listing
from dipoli.analysis.inventory import take_inventory
from dipoli.codec import case_folder
from dipoli.codec.case_folder import read_case
from dipoli.faults import CaseError

KOREA = LAKE.parent / "korea"
LAKE_CASE = read_case(LAKE)


@pytest.mark.parametrize("folder", [LAKE, KOREA], ids=lambda folder: folder.name)
def test_the_shipped_cases_are_coherent(folder: Path) -> None:
    assert incoherences(read_case(folder)) == ()


def test_every_rule_is_broken_by_one_of_the_broken_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Case] = []

    def keep(case: Case) -> tuple[()]:
        read.append(case)
        return ()

    monkeypatch.setattr(case_folder, "incoherences", keep)
    for broken in BROKEN_COHERENCE:
        folder = tmp_path / broken.name
        folder.mkdir()
        try:
            read_case(broken.make(folder))
        except CaseError as error:  # the counts of case.yaml are the reader's own rule
            assert "the number of" in str(error)  # noqa: PT017 - one row alone comes here
    broken_rules = {rule.__name__ for case in read for rule in RULES if any(rule(case))}
    assert broken_rules == {rule.__name__ for rule in RULES}


def test_every_rule_is_said_in_a_sentence_that_fits_the_reference() -> None:
    for rule in RULES:
        sentence = (rule.__doc__ or "").strip()
        assert sentence.endswith("."), rule.__name__
        assert "\n" not in sentence, rule.__name__


def test_an_incoherence_says_paper_place_expected_found_and_mend() -> None:
    issues = tuple(attrs.evolve(issue, basket="air") for issue in LAKE_CASE.issues[:1])
    case = attrs.evolve(LAKE_CASE, issues=issues + LAKE_CASE.issues[1:])
    fault = next(one for one in incoherences(case) if one.place[-1] == "basket")
    assert (fault.paper, fault.place) == ("issues.yaml", ("issues", 0, "basket"))
    assert fault.found.startswith("air")
    assert fault.expected == "the name of a known basket, as in issues.yaml"
    assert fault.mend


def test_utilities_of_a_coherent_case_are_exact_in_doubles() -> None:
    scale = attrs.evolve(
        LAKE_CASE.scale, importance_sum=EXACT // 100, utility_max=EXACT // 100 * 100
    )
    at_limit = [
        f for f in incoherences(attrs.evolve(LAKE_CASE, scale=scale)) if f.place == ("scale",)
    ]
    assert len(at_limit) == 1, "with a synergy of 200 points the sum passes 2**53"
    without = attrs.evolve(LAKE_CASE, scale=scale, synergies=())
    assert not [f for f in incoherences(without) if f.place == ("scale",)]


def test_a_name_that_is_nearly_right_is_offered() -> None:
    assert "t-data" in correction("t-date", {"t-data", "w-flow"})
    assert "add what it names" in correction("zzz", {"t-data"})


def test_a_long_list_is_cut_and_an_empty_one_is_none() -> None:
    assert listing([]) == "none"
    assert listing(range(14)).endswith("11 and 2 more")


# ---------------------------------------------------------------- inventory


def test_the_inventory_counts_each_thing_once() -> None:
    found = take_inventory(LAKE_CASE)
    assert (found.members, found.other_parties, found.bodies) == (4, 2, 3)
    assert (found.baskets, found.groups, found.issues, found.options) == (3, 4, 9, 28)
    assert [(one.id, one.own, one.inherited) for one in found.sets] == [
        ("positions", 5, 0),
        ("positions-summit", 2, 3),
    ]
    assert [(one.hard, one.soft) for one in found.sets] == [(5, 2), (7, 1)]
    assert (found.steps, found.bundles, found.channels, found.sources) == (7, 1, 6, 5)


def test_statements_on_memory_are_those_whose_sources_were_all_not_consulted() -> None:
    # nine issues, eleven red lines in two folders, five readings, six channels; on memory are
    # one issue raised in the press alone, three red lines, one reading, three channels
    found = take_inventory(LAKE_CASE)
    assert found.statements == 9 + 11 + 5 + 6
    assert found.on_memory == 1 + 3 + 1 + 3


# ---------------------------------------------------------------- circles


def test_a_chain_has_no_circle_and_a_ring_has_one() -> None:
    assert list(find_circles({"a": ["b"], "b": ["c"], "c": []})) == []
    assert list(find_circles({"a": ["b"], "b": ["c"], "c": ["a"]})) == [("a", "b", "c", "a")]
    assert list(find_circles({"a": ["a"]})) == [("a", "a")]
    assert list(find_circles({"a": ["nowhere"]})) == []


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    chain = {str(n): [str(n + 1)] for n in range(50_000)}
    assert list(find_circles(chain)) == []


graphs = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=4), max_size=6
)


@given(edges=graphs)
def test_circles_are_found_exactly_where_peeling_off_ends_leaves_something(
    edges: dict[str, list[str]],
) -> None:
    circles = list(find_circles(edges))
    for circle in circles:
        assert circle[0] == circle[-1]
        assert all(b in edges[a] for a, b in itertools.pairwise(circle))
    left = dict(edges)
    while ends := [name for name, to in left.items() if not any(one in left for one in to)]:
        for name in ends:
            del left[name]
    assert bool(circles) == bool(left)


# ---------------------------------------------------------------- properties

ROWS = [
    field.name
    for field in attrs.fields(Case)
    if isinstance(getattr(LAKE_CASE, field.name), tuple) and getattr(LAKE_CASE, field.name)
]


def _with(case: Case, name: str, rows: list[object]) -> Case:
    changed: dict[str, Any] = {name: tuple(rows)}
    return attrs.evolve(case, **changed)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_rule_fails_however_rows_are_lost_doubled_or_moved(data: st.DataObject) -> None:
    case = LAKE_CASE
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(ROWS))
        rows = list(getattr(case, name))
        if not rows:
            continue
        at = data.draw(st.integers(0, len(rows) - 1))
        move = data.draw(st.sampled_from(["lose", "double", "reverse", "clear"]))
        if move == "lose":
            del rows[at]
        elif move == "double":
            rows.append(rows[at])
        elif move == "reverse":
            rows.reverse()
        else:
            rows.clear()
        case = _with(case, name, rows)
    for fault in incoherences(case):
        assert fault.paper
        assert fault.expected
        assert fault.mend


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_doubled_row_with_an_id_is_always_a_fault(data: st.DataObject) -> None:
    name = data.draw(
        st.sampled_from(["baskets", "issues", "consents", "steps", "sources", "terms"])
    )
    rows = getattr(LAKE_CASE, name)
    row = data.draw(st.sampled_from(rows))
    case = _with(LAKE_CASE, name, [*rows, row])
    assert any("a second time" in fault.found for fault in incoherences(case))


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(["XAL", "XBE", "XCE", "XDO"]))
def test_renaming_the_parties_leaves_a_coherent_case_coherent(
    order: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = tmp_path_factory.mktemp("renamed")
    new_names = dict(zip(["XAL", "XBE", "XCE", "XDO"], order, strict=True))

    def rename(text: str) -> str:
        return re.sub("XAL|XBE|XCE|XDO", lambda found: new_names[found.group()], text)

    for path in [*LAKE.rglob("*.yaml"), *LAKE.rglob("*.csv")]:
        new = case / rename(path.relative_to(LAKE).as_posix())
        new.parent.mkdir(exist_ok=True)
        new.write_text(rename(path.read_text(encoding="utf-8")), encoding="utf-8")
    renamed = read_case(case)
    assert renamed.members == tuple(order)
    assert [party.role for party in renamed.parties] == [party.role for party in LAKE_CASE.parties]
