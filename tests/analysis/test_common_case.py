"""A case that a group builds: no author, no order; nothing of a range below the threshold."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.analysis.case import (
    Atom,
    Basis,
    Case,
    Condition,
    ConsentKind,
    Firmness,
    IssueKind,
    Seen,
    SourceKind,
)
from dipoli.analysis.common_case import (
    Draft,
    framed,
    joined,
    listed,
    options_of,
    proposed,
    taken_out,
)
from dipoli.analysis.common_case import given as given_ranges
from dipoli.analysis.common_case_made import made
from dipoli.analysis.common_linked import group_id
from dipoli.analysis.common_proposal import (
    Link,
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
from dipoli.analysis.common_range import LEAST_RANGES, Cell, Envelope, Range
from dipoli.cli.room_case_words import case_lines
from dipoli.codec.case_folder import read_case
from dipoli.codec.case_texts import case_texts, read_texts
from dipoli.codec.case_writer import write_case
from dipoli.faults import RefusedError

LAKE = read_case(Path(__file__).parents[2] / "cases" / "lake")
MEMBERS = LAKE.members
WORKS = "A works that all pay for"
LEVEL = NewIssue(
    id="w-level", basket="water", group="g-shore", kind=IssueKind.MEASURE,
    question="Who reads the level?", definition="The gauge at the pier",
    options=("Each shore", "A common crew"),
)  # fmt: skip
LINE = NewLine(
    party="XCE", when=(("w-clean", (WORKS,)), ("w-dam", ("A lower dam",))),
    firmness=Firmness.SOFT, reason="Not both at once",
)  # fmt: skip
LINKS: tuple[Link, ...] = (
    NewRequirement(
        if_=(("w-clean", (WORKS,)),), then=(("w-level", ("A common crew",)),),
        basis=Basis.TECHNICAL, reason="It is read",
    ),
    NewExclusion(when=(("w-clean", (WORKS,)), ("w-level", ("Nobody",))), reason="Unread"),
    NewSynergy(
        party="XBE", when=(("w-clean", (WORKS,)), ("w-level", ("A common crew",))), points=-7,
        reason="Two bills",
    ),
    NewConsent(
        issue="w-level", options=("A common crew",), bodies=("XBE-ASSEMBLY", "XBE"),
        kind=ConsentKind.LEGAL, reason="It is voted",
    ),
    NewSubject(
        issues=("w-level", "w-clean"), stakes=(("XDO", ("w-level",)), ("XAL", ("w-clean",))),
        compensation=(("XDO", "w-clean", WORKS),), reason="Both shores",
    ),
)  # fmt: skip
STEP = NewStep(
    id="st-crew", basket="water", title="A crew at the pier", actors=("XBE", "XAL"),
    advances=(("w-level", ("A common crew",)),), months=3, verification_months=1, verifier="XMO",
    cost=(("XBE", "XAL", 2),), recoverable=50, benefits=(("XDO", 4), ("XAL", 1)), secured=60,
    trust=(("XAL", 1),), after=("st-crews",), consents=("XBE-ASSEMBLY",), reversible=True,
    condition=Condition.EXCHANGE,
)  # fmt: skip
SOURCE = NewSource(
    id="s-gauge", kind=SourceKind.OFFICIAL, title="The book of the gauge", date="2030",
    symbol="LO/7", seen=Seen.EXCERPT, note="",
)  # fmt: skip
DAM = (("w-dam", ("A lower dam",)),)
DAM_NOW = next(one for one in LAKE.issues if one.id == "w-dam").options[0].text
BOATS = (("f-boats", (next(one for one in LAKE.issues if one.id == "f-boats").options[1].text,)),)
PROPOSALS: tuple[Proposal, ...] = (
    LEVEL,
    NewOption(issue="w-clean", text=WORKS),
    NewOption(issue="w-clean", text="A ban"),
    NewOption(issue="w-level", text="Nobody"),
    *(Shares(party=one, points=(("w-level", 0),)) for one in MEMBERS),
    *LINKS,
    STEP,
    SOURCE,
)


def texts_of(draft: Draft) -> dict[str, str]:
    """The papers; the draft is whole."""
    found = made(draft)
    assert found.case is not None, found.open
    return case_texts(found.case)


def ranges_of(rng: random.Random, draft: Draft, times: int) -> list[Range]:
    """Ranges of every member on every option of two issues, so many of each."""
    found = []
    for issue in ("w-clean", "w-level"):
        for option in options_of(draft)[issue]:
            for party in MEMBERS:
                for _ in range(times):
                    low, high = sorted(rng.choices(range(101), k=2))
                    found.append(Range(Cell(party, issue, option), low, high))
    return found


def built(proposals: Iterable[Proposal], rounds: Sequence[Sequence[Range]]) -> Draft:
    """A draft in which all of these were said; each round's ranges one by one."""
    draft: Draft = reduce(proposed, proposals, framed(LAKE))
    for ranges in rounds:
        draft = joined(reduce(lambda held, one: given_ranges(held, [one]), ranges, draft))
    return draft


def ahead(one: Proposal) -> int:
    """What others speak of comes first: an issue, then its options."""
    return 0 if one is LEVEL else 1 if isinstance(one, NewOption) else 2


@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_whatever_the_order_of_contributions_the_same_bytes_come_of_them(
    rng: random.Random,
) -> None:
    whole = built(PROPOSALS, [])
    rounds = [ranges_of(rng, whole, 3), ranges_of(rng, whole, rng.randint(1, 4))]
    first = built(PROPOSALS, rounds)
    issues_first = sorted(rng.sample(PROPOSALS, len(PROPOSALS)), key=ahead)
    other = built(issues_first, [rng.sample(one, len(one)) for one in rounds])
    assert other == first
    assert repr(listed(other)) == repr(listed(first))
    assert list(case_lines(other)) == list(case_lines(first))
    assert texts_of(other) == texts_of(first)


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(MEMBERS), st.integers(0, 40), st.integers(0, 60))),
        max_size=5,
    )
)
def test_envelopes_are_those_of_a_slow_reading_of_the_rounds(
    rounds: list[list[tuple[str, int, int]]],
) -> None:
    """Second way: each party by itself, figures taken from plain lists."""
    option = "Common limits"
    draft = framed(LAKE)
    for told in rounds:
        cells = [Range(Cell(who, "w-clean", option), low, low + more) for who, low, more in told]
        draft = joined(given_ranges(draft, cells))
    for party in MEMBERS:
        shown: list[tuple[int, int]] = []
        waits: list[tuple[int, int]] = []
        for told in rounds:
            waits += [(low, low + more) for who, low, more in told if who == party]
            if len(waits) > 2:  # three or more
                shown, waits = shown + waits, []
        found = draft.joined.get(Cell(party, "w-clean", option))
        lows, highs = [low for low, _ in shown], [high for _, high in shown]
        wanted = Envelope(min(lows), max(highs)) if shown else None
        assert found == wanted


@pytest.mark.parametrize("before", [False, True])
@settings(max_examples=10)
@given(told=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=2))
def test_below_the_threshold_nothing_of_a_range_shows(
    told: list[tuple[int, int]], *, before: bool
) -> None:
    """Whatever one or two gave, all that anybody sees is as if nobody had."""
    cell = Cell("XAL", "w-clean", "Common limits")
    enough = [Range(cell, 20, 30), Range(cell, 25, 35), Range(cell, 20, 40)]
    none = built((), [enough] if before else [])
    some = built((), [*([enough] if before else []), [Range(cell, a, a + b) for a, b in told]])
    assert list(case_lines(some)) == list(case_lines(none))
    assert texts_of(some) == texts_of(none)
    assert repr(some) == repr(none)


def test_three_ranges_show_as_one_envelope() -> None:
    cell = Cell("XAL", "w-clean", "Common limits")
    ranges = [Range(cell, 20, 30), Range(cell, 5, 35), Range(cell, 20, 50)]
    shown = list(case_lines(built((), [ranges])))
    assert "       XAL: 5 to 50" in shown
    row = next(
        row
        for row in made(built((), [ranges])).case.positions["positions"]["XAL"].issues  # type: ignore[union-attr]
        if row.issue == "w-clean"
    )
    assert (row.low[1], row.value[1], row.high[1]) == (5, 27, 50)


def test_a_higher_threshold_waits_for_more() -> None:
    cell = Cell("XAL", "w-clean", "Common limits")
    draft = joined(given_ranges(framed(LAKE, 4), [Range(cell, 1, 2)] * 3))
    assert not draft.joined
    assert joined(given_ranges(draft, [Range(cell, 1, 3)])).joined[cell] == Envelope(1, 3)
    with pytest.raises(ValueError, match=f"by {LEAST_RANGES} or more, not by 2"):
        framed(LAKE, 2)


def test_nothing_of_a_draft_says_who_or_when() -> None:
    held = {one.name for one in attrs.fields(Draft)}
    assert held == {"frame", "least", "proposals", "waiting", "joined"}
    said = {name for kind in get_args(Proposal) for name in fields(kind)}
    assert said == {
        *("id", "basket", "group", "kind", "question", "definition", "options", "sources"),
        *("issue", "text", "party", "points", "when", "firmness", "reason"),
        *("if_", "then", "basis", "bodies", "issues", "stakes", "compensation"),
        *("title", "actors", "advances", "months", "verification_months", "verifier", "cost"),
        *("recoverable", "benefits", "secured", "trust", "after", "consents", "reversible"),
        *("condition", "date", "symbol", "seen", "note"),
    }
    assert Range._fields == ("cell", "low", "high")


def fields(kind: type[attrs.AttrsInstance]) -> list[str]:
    return [one.name for one in attrs.fields(kind)]


def test_a_proposal_that_is_made_twice_stands_once() -> None:
    once = built([LEVEL], [])
    assert proposed(once, LEVEL) == once
    assert taken_out(once, LEVEL) == framed(LAKE)


def test_two_wordings_of_an_issue_are_open_until_one_is_taken_out() -> None:
    other = attrs.evolve(LEVEL, question="Whose gauge is it?")
    rng = random.Random(4)
    whole = built(PROPOSALS, [])
    draft = built(PROPOSALS, [ranges_of(rng, whole, 3)])
    both = proposed(draft, other)
    found = made(both)
    assert found.case is None
    assert "w-level: 2 wordings are proposed." in found.open
    assert texts_of(taken_out(both, other)) == texts_of(draft)
    rivals = proposed(draft, Shares(party="XAL", points=(("w-flow", 1),)))
    assert "XAL: 2 sharings out are proposed." in made(rivals).open


def test_what_is_unknown_is_open_and_no_figure_stands_in_for_it() -> None:
    draft = built([LEVEL, NewOption(issue="w-clean", text=WORKS)], [])
    found = made(draft)
    assert found.case is None
    for party in MEMBERS:
        assert f"{party} on w-clean, option 3: unknown, with fewer than 3 ranges." in found.open
        told = f"{party} on w-level: unknown how much it matters; share out the points."
        assert told in found.open
    gone = taken_out(proposed(draft, NewOption(issue="w-level", text="Nobody")), LEVEL)
    lost = "A proposal is about an issue, an option, a step or a source that is not there now."
    assert lost in made(gone).open


def test_a_whole_draft_is_a_sound_case_that_is_written_and_read_back_as_it_is(
    tmp_path: Path,
) -> None:
    whole = built([*PROPOSALS, LINE], [])
    draft = built([*PROPOSALS, LINE], [ranges_of(random.Random(7), whole, 3)])
    texts = texts_of(draft)
    looked = read_texts(texts)
    assert looked.findings == ()
    case = looked.case
    assert case is not None
    written = write_case(case, tmp_path / "out")
    assert written.digest == case.digest == read_case(tmp_path / "out").digest
    files = {path.relative_to(tmp_path / "out").as_posix(): path.read_text("utf-8")
             for path in (tmp_path / "out").rglob("*") if path.is_file()}  # fmt: skip
    assert files == texts
    assert [one.id for one in case.issues] == [*(one.id for one in LAKE.issues), "w-level"]
    assert len(case.position_sets) == 1
    lines = case.positions["positions"]["XCE"].red_lines
    old = LAKE.positions["positions"]["XCE"].red_lines
    assert lines[: len(old)] == old
    # "A ban" stands before the works by its wording, and the line follows the works
    assert lines[-1].when == (
        Atom(issue="w-clean", options=(4,)),
        Atom(issue="w-dam", options=(2,)),
    )


def test_links_steps_and_sources_stand_in_the_papers_as_somebody_writes_them_by_hand() -> None:
    """Second way: the rows of the papers, typed here, with options by the numbers they have."""
    line = attrs.evolve(LINE, sources=("s-gauge",))
    proposals = [*PROPOSALS, line]
    whole = built(proposals, [])
    texts = texts_of(built(proposals, [ranges_of(random.Random(7), whole, 3)]))
    assert read_texts(texts).findings == ()
    held: dict[str, Any] = {name: yaml.safe_load(text) for name, text in texts.items()}
    crew = {"issue": "w-level", "options": [1]}
    works = {"issue": "w-clean", "options": [4]}
    rows: dict[str, dict[str, object]] = {
        "requirements": {"if": works, "then": crew, "basis": "technical", "reason": "It is read"},
        "exclusions": {"atoms": [works, {"issue": "w-level", "options": [2]}], "reason": "Unread"},
        "synergies": {"party": "XBE", "when": [works, crew], "points": -7, "reason": "Two bills"},
        "consents": {"issue": "w-level", "options": [1], "bodies": ["XBE", "XBE-ASSEMBLY"],
                     "kind": "legal", "reason": "It is voted"},
        "subjects": {"issues": ["w-clean", "w-level"], "stakes": {"XAL": ["w-clean"],
                     "XDO": ["w-level"]}, "compensation": {"XDO": [{"issue": "w-clean",
                     "at_least": 4}]}, "reason": "Both shores"},
    }  # fmt: skip
    for (key, row), link in zip(rows.items(), LINKS, strict=True):
        assert held["links.yaml"][key][-1] == {"id": group_id(link), **row}
    assert held["steps.yaml"]["steps"][-1] == {
        "id": "st-crew", "basket": "water", "title": "A crew at the pier", "actors": ["XAL", "XBE"],
        "advances": [{"issue": "w-level", "option": 1}], "months": 3, "verification_months": 1,
        "verifier": "XMO", "cost": [{"party": "XBE", "towards": "XAL", "points": 2}],
        "recoverable": 50, "benefits": {"XAL": 1, "XDO": 4}, "secured": 60, "trust": {"XAL": 1},
        "after": ["st-crews"], "consents": ["XBE-ASSEMBLY"], "reversible": True,
        "condition": "exchange",
    }  # fmt: skip
    source = next(one for one in held["sources.yaml"]["sources"] if one["id"] == "s-gauge")
    assert source == {"id": "s-gauge", "kind": "official", "title": "The book of the gauge",
                      "date": "2030", "symbol": "LO/7", "seen": "excerpt", "note": ""}  # fmt: skip
    assert {"code": "XBE", "binds": [crew]} in held["parties.yaml"]["members_as_consenters"]


def test_two_steps_of_one_name_are_open_and_a_source_that_is_gone_is_missed() -> None:
    line = attrs.evolve(LINE, when=(("w-dam", ("A lower dam",)),), sources=("s-gauge",))
    draft = built([SOURCE, line, move(2)], [])
    assert made(draft).case is not None
    assert "st-x: 2 steps of this name are proposed." in made(proposed(draft, move(5))).open
    lost = "A proposal is about an issue, an option, a step or a source that is not there now."
    assert made(taken_out(draft, SOURCE)).open == (lost,)


def move(months: int) -> NewStep:
    """A step over the frame's own issues."""
    dam = (("w-dam", ("A lower dam",)),)
    return attrs.evolve(STEP, id="st-x", advances=dam, months=months)


def test_a_frame_of_which_nothing_was_said_stays_as_it_is() -> None:
    assert without_sets(made(framed(LAKE)).case) == without_sets(LAKE)


def without_sets(case: Case | None) -> Case:
    """The case with its first set of positions alone, and no digest."""
    assert case is not None
    held = {"positions": case.positions["positions"]}
    return attrs.evolve(case, position_sets=case.position_sets[:1], positions=held, digest="")


def test_points_are_shared_out_and_their_range_holds_them() -> None:
    points = (("w-flow", 30), ("w-dam", 10))
    draft = built([Shares(party="XAL", points=points)], [])
    case = made(draft).case
    assert case is not None
    rows = {row.issue: row for row in case.positions["positions"]["XAL"].issues}
    assert (rows["w-flow"].importance, rows["w-flow"].importance_range) == (30, (20, 30))
    assert (rows["w-dam"].importance, rows["w-dam"].importance_range) == (10, (10, 20))
    wide = given_ranges(draft, [Range(Cell("XAL", "w-dam", None), 5, n) for n in (8, 9, 12)])
    case = made(joined(wide)).case
    assert case is not None
    rows = {row.issue: row for row in case.positions["positions"]["XAL"].issues}
    assert rows["w-dam"].importance_range == (5, 12)
    assert "       XAL: 5 to 12" in list(case_lines(joined(wide)))
    assert read_texts(case_texts(case)).findings == ()  # 48 of 48 points were moved: sums hold


@pytest.mark.parametrize(
    "proposal",
    [
        attrs.evolve(LEVEL, id="w-dam"),
        attrs.evolve(LEVEL, group="g-boats"),
        attrs.evolve(LEVEL, options=("One", "One")),
        attrs.evolve(LEVEL, options=("One",)),
        NewOption(issue="w-none", text="x"),
        NewOption(issue="w-dam", text="A lower dam"),
        Shares(party="XAL", points=(("w-none", 1),)),
        Shares(party="XQQ", points=(("w-dam", 1),)),
        attrs.evolve(LINE, party="XQQ"),
        LINE,
        attrs.evolve(LINE, when=()),
        attrs.evolve(LINE, when=(("w-dam", ()),)),
        attrs.evolve(LINE, when=(("w-none", ("x",)),)),
        attrs.evolve(LINE, when=(("w-dam", ("A lower dam",)),), sources=("s-none",)),
        NewRequirement(if_=DAM, then=DAM, basis=Basis.LEGAL, reason="x"),
        NewExclusion(when=DAM, reason="x"),
        NewSynergy(party="XMO", when=(*DAM, *BOATS), points=1, reason="x"),
        NewConsent(
            issue="w-dam", options=("A lower dam",), bodies=(), kind=ConsentKind.LEGAL, reason="x"
        ),
        NewSubject(issues=("w-dam",), stakes=(("XMO", ("w-dam",)),), reason="x"),
        NewSubject(
            issues=("w-dam",),
            stakes=(("XAL", ("w-dam",)),),
            reason="x",
            compensation=(("XBE", "w-dam", "A lower dam"),),
        ),
        attrs.evolve(STEP, advances=()),
        attrs.evolve(STEP, id="st-crews", advances=DAM, after=()),
        attrs.evolve(STEP, advances=DAM, cost=(("XCE", "XAL", 1),)),
        attrs.evolve(STEP, advances=DAM, cost=(("XAL", "XAL", 1),)),
        attrs.evolve(STEP, advances=DAM, after=("st-none",)),
        attrs.evolve(STEP, advances=DAM, basket="sky"),
        attrs.evolve(STEP, advances=(("w-dam", (DAM_NOW,)),)),
        attrs.evolve(SOURCE, id=LAKE.sources[0].id),
    ],
)
def test_what_the_case_does_not_have_is_refused(proposal: Proposal) -> None:
    with pytest.raises(RefusedError):
        proposed(framed(LAKE), proposal)


@pytest.mark.parametrize(
    "one",
    [
        Range(Cell("XQQ", "w-dam", "A lower dam"), 1, 2),
        Range(Cell("XAL", "w-none", "A lower dam"), 1, 2),
        Range(Cell("XAL", "w-dam", "No dam"), 1, 2),
        Range(Cell("XAL", "w-dam", "A lower dam"), 2, 1),
        Range(Cell("XAL", "w-dam", "A lower dam"), 1, 101),
        Range(Cell("XAL", "w-dam", None), 1, 101),
    ],
)
def test_a_range_that_is_none_is_refused_with_all_that_came_with_it(one: Range) -> None:
    sound = Range(Cell("XAL", "w-dam", "A lower dam"), 0, 100)
    with pytest.raises(RefusedError):
        given_ranges(framed(LAKE), [sound, one])


def test_a_frame_whose_options_cannot_be_told_apart_is_refused() -> None:
    first = LAKE.issues[0]
    twins = tuple(attrs.evolve(one, text="The same") for one in first.options)
    issues = (attrs.evolve(first, options=twins), *LAKE.issues[1:])
    with pytest.raises(RefusedError, match="have one wording"):
        framed(attrs.evolve(LAKE, issues=issues))
