"""Edits: what they do to the papers, that an undo is an identity, and what an empty field means."""

from __future__ import annotations

import random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbench.memory_desk import MemoryDesk

from dipoli.analysis.case import Case
from dipoli.codec.case_held import look
from dipoli.codec.case_writer import papers_of
from dipoli.faults import RefusedError
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.edits import (
    AddRow,
    Edit,
    Figures,
    MoveRow,
    Rank,
    RemoveRow,
    RenameCode,
    RenameId,
    SetImportance,
    SetPoints,
    SetRow,
    SetText,
)
from dipoli.workbench.edits.begin import BeginPosition
from dipoli.workbench.edits.points import has_order, spread

ISSUES = "issues.yaml"


@pytest.fixture(scope="module")
def bench() -> Bench:
    """A bench of its own."""
    return Bench(desk=MemoryDesk())


@pytest.fixture
def lake(bench: Bench) -> Sheet:
    """The exercise, sound."""
    return bench.copy_shipped("lake")


def case_of(sheet: Sheet) -> Case:
    """A case that must be sound."""
    assert sheet.case is not None, sheet.findings
    return sheet.case


def position(sheet: Sheet, code: str, issue: str) -> dict[str, Any]:
    """What a paper says of an issue."""
    paper: Any = sheet.tree[f"positions/{code}.yaml"]
    return next(one for one in paper["issues"] if one["issue"] == issue)


# ---------------------------------------------------------------- examples


def test_points_carry_the_reservation_and_the_sums_along(bench: Bench, lake: Sheet) -> None:
    case = case_of(lake)
    one = case.positions["positions"]["XAL"].issues[0]
    figures = Figures(
        value=tuple(reversed(one.value)),
        low=tuple(reversed(one.low)),
        high=tuple(reversed(one.high)),
        importance=one.importance,
        importance_range=one.importance_range,
        confidence=one.confidence.value,
        interest="Another.",
    )
    after = bench.edit(
        lake, SetPoints(paper="positions/XAL.yaml", issue=one.issue, figures=figures)
    )
    found = case_of(after).positions["positions"]["XAL"]
    assert found.issues[0].value == tuple(reversed(one.value))
    assert found.reservation.value == sum(row.importance * row.value[0] for row in found.issues)
    assert after.held.history.last is not None
    assert [change.paper for change in after.held.history.last.changes] == ["positions/XAL.yaml"]


def test_comments_and_all_else_stay(bench: Bench, lake: Sheet) -> None:
    paper = "positions/XAL.yaml"
    text = lake.held.papers[paper].replace("\nissues:\n", "\n# read twice\nissues:  # by hand\n")
    sheet = bench.edit(lake, SetText(paper=paper, text=text))
    issue = case_of(sheet).issues[0].id
    held = position(sheet, "XAL", issue)["importance"]
    after = bench.edit(sheet, SetImportance(paper=paper, points={issue: held + 1}))
    old, new = text.splitlines(), after.held.papers[paper].splitlines()
    assert "# read twice" in new
    assert "issues:  # by hand" in new
    assert 0 < sum(one not in new for one in old) <= 6


def test_an_empty_field_is_unknown_and_never_zero(bench: Bench, lake: Sheet) -> None:
    issue = case_of(lake).issues[0].id
    unknown = Figures(value=(None, 50), low=(), high=(), importance=None)
    after = bench.edit(lake, SetPoints(paper="positions/XAL.yaml", issue=issue, figures=unknown))
    row = position(after, "XAL", issue)
    assert row == {"issue": issue, "value": [None, 50]}
    assert after.case is None
    told = [(one.where, one.expected) for one in after.findings]
    assert ("issues[0].value[0]", "a whole number") in told
    assert ("issues[0]", "the key importance") in told
    assert after.held.papers["positions/XAL.yaml"].count("value: 0") == 0


def test_a_ranking_says_no_more_than_a_ranking(bench: Bench, lake: Sheet) -> None:
    case = case_of(lake)
    issue = next(one for one in case.issues if len(one.options) >= 3)
    count = len(issue.options)
    up, down = tuple(range(1, count + 1)), tuple(range(count, 0, -1))
    order = down if has_order(position(lake, "XBE", issue.id)["value"], up) else up
    rank = Rank(paper="positions/XBE.yaml", issue=issue.id, order=order)
    row = position(bench.edit(lake, rank), "XBE", issue.id)
    assert has_order(row["value"], order)
    assert (min(row["value"]), max(row["value"])) == (0, 100)
    tiers = sorted(row["value"])
    for low, value, high in zip(row["low"], row["value"], row["high"], strict=True):
        at = tiers.index(value)
        assert (low, high) == (tiers[max(at - 1, 0)], tiers[min(at + 1, count - 1)])


def test_points_that_have_the_order_already_stay(bench: Bench, lake: Sheet) -> None:
    one = case_of(lake).positions["positions"]["XAL"].issues[0]
    tiers = sorted(set(one.value), reverse=True)
    order = tuple(1 + tiers.index(value) for value in one.value)
    rank = Rank(paper="positions/XAL.yaml", issue=one.issue, order=order)
    assert bench.edit(lake, rank) is lake


def test_a_row_comes_goes_and_moves(bench: Bench, lake: Sheet) -> None:
    count = len(case_of(lake).requirements)
    held: Any = lake.tree["links.yaml"]
    row = {**held["requirements"][0], "id": "rq-new"}
    added = bench.edit(
        lake, AddRow(paper="links.yaml", place=("requirements",), row=row, name="rq-new")
    )
    assert case_of(added).requirements[-1].id == "rq-new"
    moved = bench.edit(
        added, MoveRow(paper="links.yaml", place=("requirements", count), to=0, name="rq-new")
    )
    assert case_of(moved).requirements[0].id == "rq-new"
    gone = bench.edit(
        moved, RemoveRow(paper="links.yaml", place=("requirements", 0), name="rq-new")
    )
    assert case_of(gone).requirements == case_of(lake).requirements


def test_what_is_said_twice_follows(bench: Bench, lake: Sheet) -> None:
    held: Any = lake.tree["links.yaml"]
    case = case_of(lake)
    consent = {**held["consents"][0], "id": "cs-new", "issue": case.issues[-1].id, "options": [1]}
    after = bench.edit(
        lake, AddRow(paper="links.yaml", place=("consents",), row=consent, name="cs-new")
    )
    assert case_of(after).consents[-1].id == "cs-new"  # what bodies bind came along
    issues: Any = lake.tree[ISSUES]
    more = bench.edit(
        after,
        AddRow(paper=ISSUES, place=("baskets",), name="b",
               row={"id": "more", "title": "More", "definition": "More."}),
    )  # fmt: skip
    head: Any = more.tree["case.yaml"]
    assert head["baskets"] == len(issues["baskets"]) + 1


def test_a_draft_with_faults_is_kept_and_edited(bench: Bench, lake: Sheet) -> None:
    broken = bench.edit(lake, SetText(paper="links.yaml", text="a: [\n"))
    again = bench.open(broken.id)
    assert again.case is None
    assert {one.file for one in again.findings} == {"links.yaml"}
    mended = bench.edit(again, SetText(paper="links.yaml", text=lake.held.papers["links.yaml"]))
    assert case_of(mended) == case_of(lake)


def test_a_position_is_begun_with_nothing_to_judge(bench: Bench, lake: Sheet) -> None:
    text = lake.held.papers["positions/XDO.yaml"]
    assert text
    without = bench.edit(lake, SetText(paper="positions/XDO.yaml", text=None))
    begun = bench.edit(without, BeginPosition(set_id="positions", code="XDO"))
    paper: Any = begun.tree["positions/XDO.yaml"]
    assert (paper["issues"], paper["red_lines"]) == ([], [])
    assert "value" not in paper["reservation"]
    with pytest.raises(RefusedError):
        bench.edit(begun, BeginPosition(set_id="positions", code="XDO"))


@pytest.mark.parametrize("new", ["xal", "X", "XBE", "XBE-ASSEMBLY", ""])
def test_a_code_that_is_none_or_another_s_is_refused(bench: Bench, lake: Sheet, new: str) -> None:
    with pytest.raises(RefusedError):
        bench.edit(lake, RenameCode(old="XAL", new=new))
    assert bench.open(lake.id).held == lake.held


# ---------------------------------------------------------------- properties


def _renamed(value: Any, old: str, new: str) -> Any:  # noqa: ANN401 - any plain value
    """Every text that is the old name, by another: the slow and obvious way."""
    if isinstance(value, dict):
        return {new if key == old else key: _renamed(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, old, new) for one in value]
    return new if value == old else value


def test_a_rename_of_a_party_renames_and_nothing_else(bench: Bench) -> None:
    sheet = bench.copy_shipped("korea")
    after = bench.edit(sheet, RenameCode(old="RUS", new="ZZZ"))
    before = papers_of(case_of(sheet))
    expected = {
        name.replace("/RUS.yaml", "/ZZZ.yaml"): _renamed(paper, "RUS", "ZZZ")
        for name, paper in before.items()
    }
    assert papers_of(case_of(after)) == expected
    events = zip(case_of(sheet).timeline, case_of(after).timeline, strict=True)
    for old, new in events:
        parties = tuple("ZZZ" if one == "RUS" else one for one in old.parties)
        assert new == evolve(old, parties=parties)
    assert bench.undo(after).held.papers == sheet.held.papers


def test_a_rename_of_an_issue_renames_and_nothing_else(bench: Bench, lake: Sheet) -> None:
    issue = case_of(lake).issues[0].id
    after = bench.edit(lake, RenameId(sort="issue", old=issue, new="zz-new"))
    expected = {
        name: _renamed(paper, issue, "zz-new") for name, paper in papers_of(case_of(lake)).items()
    }
    assert papers_of(case_of(after)) == expected


def chosen(chance: random.Random, tree: Any) -> Edit:  # noqa: ANN401 - papers
    """Something that somebody could do to a case."""
    paper = f"positions/{chance.choice(['XAL', 'XBE', 'XCE', 'XDO'])}.yaml"
    issue = chance.choice(tree[ISSUES]["issues"])
    count = len(issue["options"])

    def figure() -> int | None:
        return chance.choice([None, chance.randint(0, 100)])

    columns = [tuple(figure() for _ in range(count)) for _ in range(3)]
    words = chance.choice(["", 'Words: "quoted", # and more'])
    place_in, key = chance.choice(
        [("steps.yaml", "steps"), ("sources.yaml", "sources"), ("links.yaml", "requirements")]
    )
    n = chance.randrange(len(tree[place_in][key]))
    row, place = {"id": chance.choice(["a", "b"])}, (key, n)
    ranks = tuple(chance.randint(1, count) for _ in range(count))
    figures = Figures(
        value=columns[0], low=columns[1], high=columns[2], importance=figure(), interest=words
    )
    made: list[Edit] = [
        SetPoints(paper=paper, issue=issue["id"], figures=figures),
        Rank(paper=paper, issue=issue["id"], order=ranks),
        SetImportance(paper=paper, points={issue["id"]: figure()}),
        MoveRow(paper=place_in, place=place, to=0, name="x"),
        SetRow(paper=place_in, place=place, row=row, keys=("id", "reason", "title"), name="x"),
        SetText(paper="README.md", text=chance.choice(["a\n", "b\n"])),
        AddRow(paper=place_in, place=(key,), row=row, name="x"),
    ]
    if n:
        made.append(RemoveRow(paper=place_in, place=place, name="x"))
    return chance.choice(made)


@pytest.mark.parametrize("seed", range(8))
def test_undo_is_an_identity_and_a_saved_case_reads_the_same(bench: Bench, seed: int) -> None:
    chance = random.Random(seed)
    first = sheet = bench.copy_shipped("lake")
    passed = [sheet]
    for _ in range(6):
        after = bench.edit(sheet, chosen(chance, sheet.tree))
        if after is not sheet:
            sheet = after
            passed.append(sheet)
    assert len(passed) > 1
    assert bench.open(first.id).held == sheet.held
    anew = Bench(desk=bench.desk)  # after a restart
    for before in reversed(passed[:-1]):
        sheet = anew.undo(anew.open(first.id))
        assert sheet.held.papers == before.held.papers
    with pytest.raises(RefusedError):
        anew.undo(sheet)
    for after in passed[1:]:
        sheet = anew.redo(anew.open(first.id))
        assert sheet.held.papers == after.held.papers
    contents = {name: text.encode() for name, text in sheet.held.papers.items()}
    assert look(contents).findings == sheet.findings  # from its bytes, with nothing remembered


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.integers(0, 3), st.integers(50, 100))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_spread_points_have_the_order_of_the_ranks(order: list[int], worst: int, best: int) -> None:
    points = list(spread(order, worst, best))
    assert has_order(points, order)
    assert max(points) == best
    assert min(points) == (worst if len(set(order)) > 1 else best)
