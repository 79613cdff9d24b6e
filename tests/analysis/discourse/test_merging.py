"""Two people's edits of a codebook: what merges, what is a conflict, and that sides are equal."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.analysis.discourse.codebook import Codebook, Example, Issue, Kind, Toward
from dipoli.analysis.discourse.coherence import faults
from dipoli.analysis.discourse.merging import Merge, Side, merge, named
from dipoli.analysis.discourse.outline import Turn, changes, codebook_from, outline
from dipoli.codec.codebook_file import codebook_of, codebook_text, read_codebook

BASE = read_codebook(Path(__file__).parent / "lake.yaml")


def edited(at: int, **parts: object) -> Codebook:
    """The lake with one issue changed."""
    issues = list(BASE.issues)
    issues[at] = evolve(issues[at], **parts)  # type: ignore[arg-type]
    return evolve(BASE, issues=tuple(issues))


def merged(mine: Codebook, yours: Codebook) -> Codebook:
    found = merge(BASE, mine, yours)
    assert found.conflicts == ()
    assert found.faults == ()
    assert found.codebook is not None
    return found.codebook


def test_seeds_are_sets_and_texts_are_values() -> None:
    mine = edited(2, seeds={**BASE.issues[2].seeds, "en": ("fish*", "net", "nets", "trout")})
    yours = edited(2, seeds={**BASE.issues[2].seeds, "en": ("fish*", "boat*", "nets", "carp")})
    yours = evolve(
        yours, issues=(evolve(yours.issues[0], definition="The water."), *yours.issues[1:])
    )
    both = merged(mine, yours)
    assert both.issues[2].seeds["en"] == ("fish*", "nets", "carp", "trout")
    assert both.issues[0].definition == "The water."
    assert [one.id for one in both.issues] == ["water", "dams", "fish", "talks"]


def test_issues_come_and_go() -> None:
    new = Issue(id="birds", label={"en": "Birds"}, kind=Kind.GOAL, definition="Birds.")
    mine = evolve(BASE, issues=(*BASE.issues, new))
    yours = evolve(BASE, issues=tuple(one for one in BASE.issues if one.id != "fish"))
    both = merged(mine, yours)
    assert [one.id for one in both.issues] == ["water", "dams", "talks", "birds"]


def test_a_text_changed_by_both_is_a_conflict_until_it_is_settled() -> None:
    mine, yours = edited(2, definition="Fish."), edited(2, definition="Boats.")
    found = merge(BASE, mine, yours)
    assert found.codebook is None
    (conflict,) = found.conflicts
    assert named(conflict.place) == "fish.definition"
    assert (conflict.mine, conflict.yours) == ("Fish.", "Boats.")
    assert conflict.base == BASE.issues[2].definition
    for side, text in ((Side.MINE, "Fish."), (Side.YOURS, "Boats.")):
        settled = merge(BASE, mine, yours, {"fish.definition": side}).codebook
        assert settled is not None
        assert settled.issues[2].definition == text


def test_a_part_that_one_changed_and_the_other_deleted_is_a_conflict() -> None:
    mine = edited(2, definition="Fish.")
    yours = evolve(BASE, issues=tuple(one for one in BASE.issues if one.id != "fish"))
    (conflict,) = merge(BASE, mine, yours).conflicts
    assert named(conflict.place) == "fish"
    assert conflict.yours is None
    gone = merge(BASE, mine, yours, {"fish": Side.YOURS}).codebook
    assert gone is not None
    assert [one.id for one in gone.issues] == ["water", "dams", "talks"]


def test_an_example_judged_in_two_ways_is_a_conflict() -> None:
    text = "The nets are torn."
    mine, yours = (
        edited(2, examples=(Example(text=text, language="en", code=code),))
        for code in (True, False)
    )
    (conflict,) = merge(BASE, mine, yours).conflicts
    assert named(conflict.place) == f"fish.examples.en: {text}.code"


def test_what_was_settled_and_is_no_conflict_is_told() -> None:
    found = merge(BASE, BASE, BASE, {"fish.label.en": Side.MINE})
    assert found.codebook is None
    assert found.unknown == ("fish.label.en",)


def test_seeds_written_differently_and_compared_alike_are_one() -> None:
    fish = BASE.issues[2].seeds
    mine = edited(2, seeds={**fish, "en": (*fish["en"], "Great Trout")})
    yours = edited(2, seeds={**fish, "en": (*fish["en"], "great  trout")})
    assert merged(mine, yours).issues[2].seeds["en"] == (*fish["en"], "Great Trout")


def test_edits_that_hold_together_alone_and_not_both_are_told() -> None:
    sub = Issue(id="carp", parent="fish", label={"en": "Carp"}, kind=Kind.GOAL, definition="Carp.")
    mine = evolve(BASE, issues=(*BASE.issues, sub))
    yours = evolve(BASE, issues=tuple(one for one in BASE.issues if one.id != "fish"))
    found = merge(BASE, mine, yours)
    assert [one.found for one in found.faults] == ["'fish'"]


@pytest.mark.parametrize(
    ("mine", "yours", "version"),
    [
        (BASE, BASE, "1.2.0"),
        (edited(2, definition="Fish."), BASE, "1.3.0"),
        (evolve(edited(2, definition="Fish."), version="1.2.1"), BASE, "1.2.1"),
        (
            evolve(edited(2, definition="Fish."), version="2.0.0"),
            edited(2, kind=Kind.GOAL),
            "2.1.0",
        ),
        (evolve(BASE, version="1.2.9"), evolve(BASE, version="1.10.0"), "1.10.0"),
    ],
)
def test_one_version_never_names_two_contents(
    mine: Codebook, yours: Codebook, version: str
) -> None:
    assert merged(mine, yours).version == version
    assert merged(yours, mine).version == version


# ---------------------------------------------------------------- whatever is edited

WORDS = ("carp", "trout", "eel", "pike", "perch")
SEEDS = st.lists(st.sampled_from(WORDS), unique=True, max_size=4).map(tuple)
TEXTS = st.sampled_from(("One.", "Two.", "Three."))


@st.composite
def edits(draw: st.DrawFn) -> Codebook:
    issues = []
    for name in ("a", "b", "c"):
        if draw(st.integers(0, 5)) == 0:
            continue
        seeds = {language: own for language in ("en", "ko") if (own := draw(SEEDS))}
        variant = draw(SEEDS)
        label = {"en": draw(TEXTS)} | ({"ko": draw(TEXTS)} if draw(st.booleans()) else {})
        toward = Toward(
            proposition={"en": draw(TEXTS)},
            naming=draw(st.sampled_from((0, 1))),
            rival=draw(st.booleans()),
        )
        issues.append(
            Issue(
                id=name,
                label=label,
                kind=draw(st.sampled_from((Kind.GOAL, Kind.NORM))),
                definition=draw(TEXTS),
                seeds=seeds,
                variants={"XOR": {"zh": variant}} if variant else {},
                exemplars=draw(SEEDS),
                toward=toward if draw(st.booleans()) else None,
            )
        )
    return Codebook(
        id="lake",
        version=f"1.{draw(st.integers(0, 2))}.0",
        languages=("en", "ko", "zh"),
        issues=tuple(draw(st.permutations(issues))),
    )


@st.composite
def quarrels(draw: st.DrawFn) -> tuple[Codebook, Codebook, Codebook]:
    """A codebook and two edits of it: each issue from the base or from a codebook of its own."""
    base = draw(edits())
    return base, draw(partly(base)), draw(partly(base))


@st.composite
def partly(draw: st.DrawFn, base: Codebook) -> Codebook:
    other = draw(edits())
    by_id = {one.id: one for one in other.issues}
    issues = [
        by_id.get(one.id, one) if draw(st.integers(0, 3)) == 0 else one for one in base.issues
    ]
    return evolve(base, issues=tuple(issues), version=other.version)


def turned(found: Merge) -> list[tuple[object, ...]]:
    return [(one.place, one.base, one.yours, one.mine) for one in found.conflicts]


@settings(max_examples=400, derandomize=True)
@given(quarrels() | st.tuples(edits(), edits(), edits()))
def test_whose_edits_are_mine_changes_nothing(three: tuple[Codebook, Codebook, Codebook]) -> None:
    base, mine, yours = three
    one, other = merge(base, mine, yours), merge(base, yours, mine)
    assert one.codebook == other.codebook
    assert turned(one) == [
        (each.place, each.base, each.mine, each.yours) for each in other.conflicts
    ]
    settled = {named(each.place): Side.MINE for each in one.conflicts}
    mirrored = dict.fromkeys(settled, Side.YOURS)
    left, right = merge(base, mine, yours, settled), merge(base, yours, mine, mirrored)
    assert left.codebook == right.codebook
    assert left.codebook is not None
    if not left.faults and left.codebook.issues:
        again = codebook_of(codebook_text(left.codebook).encode(), "merged.yaml").codebook
        assert outline(again) == outline(left.codebook)


@settings(max_examples=200, derandomize=True)
@given(edits(), edits())
def test_an_edit_beside_none_or_beside_itself_is_that_edit(base: Codebook, mine: Codebook) -> None:
    for found in (merge(base, mine, base), merge(base, base, mine), merge(base, mine, mine)):
        assert found.codebook is not None
        told = {one.place for one in changes(found.codebook, mine)}
        assert told <= {("version",)}


@settings(max_examples=200, derandomize=True)
@given(edits(), edits())
def test_two_codebooks_differ_in_what_is_told_and_in_nothing_else(
    old: Codebook, new: Codebook
) -> None:
    assert changes(old, old) == ()
    told, back = changes(old, new), changes(new, old)
    opposite = {Turn.ADDED: Turn.REMOVED, Turn.REMOVED: Turn.ADDED, Turn.CHANGED: Turn.CHANGED}
    key = {(one.place, one.turn, one.before, one.after) for one in told}
    assert key == {(one.place, opposite[one.turn], one.after, one.before) for one in back}
    for one in old.issues:
        later = {each.id: each for each in new.issues}.get(one.id)
        if later is None:
            assert (("issues", one.id), Turn.REMOVED, "", "") in key
        elif later.definition != one.definition:
            place = ("issues", one.id, "definition")
            assert (place, Turn.CHANGED, one.definition, later.definition) in key


def test_a_codebook_is_made_of_its_parts() -> None:
    again = codebook_from(outline(BASE), BASE.version, [BASE])
    assert evolve(again, digest=BASE.digest) == BASE
    assert list(faults(again)) == []
