"""Off the record: from all that is left nobody can name the author; from leaky variants one can.

A seeded sample; `make campaign` does the whole.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds.rooms import (
    CHOICES,
    POINTS,
    Left,
    Meeting,
    Said,
    Scene,
    Style,
    begun,
    meeting,
    styled,
)
from tests.worlds.rooms_attacker import chance_of
from tests.worlds.rooms_leaky import LEAKS, with_nonces
from tests.worlds.rooms_trial import LEAKY_P, SAFE_P, cases_of, trial
from tests.worlds.world import World

from dipoli.forum.plain_wording import plain
from dipoli.forum.room import FILE_BYTES

LEARNT, NAMED, FEW = 60, 200, 40
Cases = list[tuple[Meeting, Left]]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> World:
    return begun(tmp_path_factory.mktemp("rooms") / "begun")


@pytest.fixture(scope="module")
def cases(first: World, tmp_path_factory: pytest.TempPathFactory) -> Cases:
    """Meetings with all that the host has of each."""
    scene = Scene(world=first, folder=tmp_path_factory.mktemp("light"), whole=False)
    return cases_of(scene, range(LEARNT + NAMED))


@pytest.fixture
def whole(first: World, tmp_path: Path) -> Scene:
    return Scene(world=first, folder=tmp_path, whole=True)


# ---------------------------------------------------------------- the attack


def test_from_all_that_is_left_authors_are_named_no_more_often_than_by_lot(cases: Cases) -> None:
    found = trial(cases, LEARNT)
    assert found.meetings == NAMED
    assert found.chance > SAFE_P, found


@pytest.mark.parametrize("variant", LEAKS)
def test_the_same_attacker_names_authors_where_there_is_left(variant: str, cases: Cases) -> None:
    leaky = [(one, LEAKS[variant](left, one)) for one, left in cases[: FEW * 2]]
    found = trial(leaky, FEW)
    assert found.chance < LEAKY_P, found


def test_the_same_attacker_names_authors_by_nonces_that_are_made_from_them(
    first: World, tmp_path: Path
) -> None:
    scene = Scene(world=first, folder=tmp_path, whole=False)
    found = trial(cases_of(scene, range(FEW), with_nonces), FEW // 2)
    assert found.chance < LEAKY_P, found


def test_the_chance_is_the_exact_binomial_where_all_meetings_have_one_size() -> None:
    exact = sum(math.comb(40, k) * 0.1**k * 0.9 ** (40 - k) for k in range(7, 41))
    assert chance_of(7, [10] * 40) == pytest.approx(exact, rel=1e-12)
    assert chance_of(0, [6, 20]) == pytest.approx(1.0)
    assert chance_of(2, [6, 20]) == pytest.approx(1 / 120)


# ---------------------------------------------------------------- what is left, file by file


def other_inside(one: Meeting) -> Meeting:
    """The same end by another way: another author, other people, times, drafts and objections."""
    other = meeting(one.seed + 1_000_000, one.opens)
    people = other.people
    last = Said(who=0, at=one.until, text=styled(one.points, people[other.author].style))
    said = (*other.said[:2], last)
    return evolve(other, seed=one.seed, opens=one.opens, until=one.until, said=said,
                  points=one.points)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happened_inside_the_same_files_are_left_to_the_last_byte(
    seed: int, whole: Scene
) -> None:
    one = meeting(seed, whole.world.now)
    other = other_inside(one)
    assert (one.people, one.said) != (other.people, other.said)
    assert whole.left(one) == whole.left(other)


def test_all_mirrors_keys_and_databases_hold_no_code_no_draft_and_no_moment_of_inside(
    whole: Scene,
) -> None:
    one = meeting(7, whole.world.now)
    left = whole.left(one)
    kinds = {path.split("/")[0] for path in left.files}
    assert kinds == {"host", "left.txt", "nodes"}
    opens, until = one.opens.timestamp(), one.until.timestamp()
    codes = re.compile("|".join(person.code for person in one.people).encode())
    for path, file in left.files.items():
        assert not codes.search(file.data), path
        assert not any(said.text.encode() in file.data for said in one.said[:-1]), path
        assert not opens < file.dated < until, path
    assert len(left.files["left.txt"].data) == FILE_BYTES
    assert left.files["left.txt"].dated % 86400 == 0


def test_two_acts_stand_in_the_record_whatever_happened_inside(cases: Cases) -> None:
    bodies = {len([path for path in left.files if "/bodies/" in path]) for _one, left in cases[:20]}
    assert bodies == {4}, "the opening, the invitation, the announcement, and the one that follows"


# ---------------------------------------------------------------- wording


STYLES = st.builds(Style, **{name: st.sampled_from(words) for name, words in CHOICES.items()})


@given(STYLES, st.lists(st.sampled_from(POINTS), min_size=2, max_size=4, unique=True))
@settings(max_examples=200)
def test_every_habit_of_writing_on_the_list_is_taken_out(style: Style, points: list[str]) -> None:
    usual = "\n".join(f"{number}. {one}." for number, one in enumerate(points, 1))
    assert plain(styled(points, style)) == usual


def test_habits_show_in_what_was_dictated() -> None:
    """Else the variant that keeps the wording would prove nothing."""
    usual = Style(**{name: words[0] for name, words in CHOICES.items()})  # type: ignore[arg-type]
    for name, words in CHOICES.items():
        for word in words[1:]:
            other = evolve(usual, **{name: word})  # type: ignore[arg-type]
            assert styled(POINTS, other) != styled(POINTS, usual), name
