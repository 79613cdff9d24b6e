"""The exercise: invented, the same each time, alive at its end, with marks and worthless keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from tests.demonstration.golden_files import forum, kept, summary

from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.demonstration.chance import Dice, stream
from dipoli.demonstration.exercise import BEGINS
from dipoli.demonstration.golden import records
from dipoli.demonstration.make import DAYS, make_exercise
from dipoli.demonstration.parties import CODES, GUESTS, SEA, STATES
from dipoli.forum.basket_rules import baskets
from dipoli.forum.commitment import Stage as Promise
from dipoli.forum.decision import Stage
from dipoli.forum.today import today
from dipoli.record.shape import write_time

END = write_time(BEGINS + timedelta(days=DAYS))


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path: Path) -> None:
    for name, seed in (("a", "veyra-1"), ("b", "veyra-1"), ("c", "veyra-2")):
        make_exercise(tmp_path / name, seed=seed, days=40)
    one, two, three = (list(records(tmp_path / name)) for name in "abc")
    assert one == two
    assert one != three


def test_dice_give_what_they_gave(tmp_path: Path) -> None:
    """The stream is SHAKE-256 of its names and the number of the call, and of nothing else."""
    del tmp_path
    first, again = Dice(stream("dice", "x")), Dice(stream("dice", "x"))
    drawn = [first.below(1000) for _ in range(50)]
    assert drawn == [again.below(1000) for _ in range(50)]
    assert len(set(drawn)) > 30
    assert sorted(first.some(range(7), 7)) == list(range(7))
    assert len(first.some(range(3), 9)) == 3


def test_no_state_of_the_exercise_is_a_real_one() -> None:
    """Held against the countries of the time zone database and the parties that ship."""
    table = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    real = {line.split("\t")[1].casefold() for line in table.splitlines() if line[:1] != "#"}
    shipped_names = read_frameworks(shipped("frameworks")).names.parties.values()
    real |= {one.name.casefold() for one in shipped_names}
    for state in STATES:
        assert set(state.names) == {"en", "ko", "mn"}
        for name in state.names.values():
            assert not any(name.casefold() in one or one in name.casefold() for one in real)
        assert state.code.startswith("X")
    assert not any(SEA["en"].casefold() in one for one in real)


def test_every_circle_carries_the_mark() -> None:
    for one in kept("exercise"):
        assert forum("exercise", one.circle).charter.exercise
        assert not forum("exercise", one.circle).charter.compiled


def test_at_its_end_something_waits_for_each_seat() -> None:
    plenary = forum("exercise", "plenary")
    for code in CODES:
        waits = [one for one in today(plenary, code, END) if one.until is None or one.until > END]
        assert waits, code


def test_the_stories_that_are_owed_are_in_it() -> None:
    plenary = forum("exercise", "plenary")
    stages = {one.stage for one in plenary.proposals.values()}
    assert {Stage.IN_EFFECT, Stage.LAPSED, Stage.UNDER_SILENCE, Stage.WITHDRAWN} <= stages
    found = {one.stage.value for one in plenary.silences.values()}
    assert found == {"held", "broken", "running", "ended-without-effect"}
    promises = {one.stage for one in plenary.commitments.values()}
    assert {Promise.FULFILLED, Promise.STANDING} <= promises
    assert plenary.changes["XSE"][0].since < END
    returns = [(one, held) for one in plenary.exchanges.values() for held in one.returns.values()]
    assert sum(held.time > one.until for one, held in returns) == 1
    assert plenary.requests["RQ1"].stage.value == "closed"
    assert plenary.requests["RQ2"].stage.value == "asked"
    assert {one.stage.value for one in baskets(plenary)} == {"running"}
    assert any(one.answer is not None for one in plenary.hand_ups.values())


def test_it_has_about_five_thousand_acts_over_several_circles() -> None:
    circles = summary("exercise")["circles"]
    assert 4_000 < sum(one["acts"] for one in circles.values()) < 6_500
    assert len(circles) >= 9


def test_the_paper_seat_has_no_key_and_takes_part_in_everything() -> None:
    plenary = forum("exercise", "plenary")
    assert plenary.seats["XNU"].counts
    sorts = set(plenary.parts["XNU"].values())
    assert {"proposal", "round", "notification", "clause"} <= sorts
    assert GUESTS[1] in plenary.seats


def test_another_beginning_works(tmp_path: Path) -> None:
    begins = datetime(2024, 11, 25, 8, tzinfo=UTC)
    made = make_exercise(tmp_path, begins=begins, days=60)
    assert made["plenary"] > 50


@pytest.mark.parametrize("code", CODES)
def test_each_seat_has_a_name_of_its_own_in_the_record(code: str) -> None:
    plenary = forum("exercise", "plenary")
    assert any(code in spoken for spoken in plenary.names)
