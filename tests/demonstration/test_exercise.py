"""The exercise: invented, the same each time, alive at its end, with marks and worthless keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.demonstration.golden_files import forum, kept, summary

from dipoli.codec.charter_file import charter_on_preset
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.demonstration.chance import Dice, stream
from dipoli.demonstration.exercise import BEGINS, charter_paper
from dipoli.demonstration.golden import records
from dipoli.demonstration.hall import Hall, ScriptError
from dipoli.demonstration.keys import sealing_keys, signing_keys
from dipoli.demonstration.make import DAYS, make_exercise
from dipoli.demonstration.parties import CODES, FORUM, GUESTS, SEA, STATES
from dipoli.demonstration.sealing import opener
from dipoli.forum.basket_rules import baskets
from dipoli.forum.charter_text import write_charter
from dipoli.forum.commitment import Stage as Promise
from dipoli.forum.decision import Stage
from dipoli.forum.offices import Leave
from dipoli.forum.offices_across import breaches
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.still_runs import still_runs
from dipoli.forum.today import today
from dipoli.record.body import read_body
from dipoli.record.shape import write_time
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

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


def test_a_seat_that_another_took_has_no_channel_that_runs() -> None:
    parts = still_runs(forum("exercise", "plenary"), END)
    seats = [one.object for part in parts for one in part.lines if one.sort == "seat"]
    assert GUESTS[0] not in seats
    assert sorted(seats) == sorted((*CODES, GUESTS[1]))


# ---------------------------------------------------------------- good offices, sealed

SEALED = ("offices-xks", "offices-xse")


def _words_of(circle: str) -> list[str]:
    """Every text of the messages of a circle, and what its good offices are about."""
    at = forum("exercise", circle)
    return [one.words for one in (*at.messages.values(), *at.offices.values())]


def test_good_offices_are_sealed_against_the_host_and_no_other_circle_is() -> None:
    for one in kept("exercise"):
        standing = replay(beginning(one.origin), one.acts)
        assert standing.is_sealed is (one.circle in SEALED)


@pytest.mark.parametrize("circle", SEALED)
def test_the_host_of_good_offices_holds_no_word_of_them(circle: str) -> None:
    (one,) = (record for record in kept("exercise") if record.circle == circle)
    stored = b"".join(act.entry + (act.body or b"") for act in one.acts)
    opened = [read_body(act.body).content for act in one.acts[1:] if act.body]
    for words in _words_of(circle):
        assert words.encode() not in stored
        assert not any(words.encode() in content for content in opened)
    proceedings = Proceedings(lambda start, end: one.acts[start:end])
    host = proceedings.at(replay(beginning(one.origin), one.acts))
    assert host is not None
    assert host.blind == 1
    assert not host.messages


@pytest.mark.parametrize(("circle", "other"), [SEALED, SEALED[::-1]])
def test_only_what_was_let_go_is_in_the_other_circle(circle: str, other: str) -> None:
    here, there = forum("exercise", circle), forum("exercise", other)
    assert breaches(there, [here]) == ()
    told = {one.words for one in there.messages.values()}
    for one in here.messages.values():
        if one.mark is not None:
            assert (one.words in told) is (one.mark is Leave.CONVEY)


def test_what_the_author_is_told_is_the_day_on_which_it_was_conveyed() -> None:
    kess, selk = forum("exercise", "offices-xks"), forum("exercise", "offices-xse")
    (told,) = kess.messages["MS2"].told
    assert told.day == selk.messages["MC1"].sent[:10]
    assert kess.messages["MS2"].sent[:10] < told.day


@pytest.mark.parametrize("code", ["XTV", "XNU", "XHA"])
def test_no_key_of_a_third_opens_good_offices(code: str) -> None:
    keys = [key for one, key in sealing_keys().items() if one == code]
    (one,) = (record for record in kept("exercise") if record.circle == SEALED[0])
    proceedings = Proceedings(lambda start, end: one.acts[start:end], opener(keys))
    third = proceedings.at(replay(beginning(one.origin), one.acts))
    assert third is not None
    assert not third.messages


def test_an_act_of_a_sealed_circle_that_is_out_of_order_stops_the_script(tmp_path: Path) -> None:
    """The host takes it, since it reads the envelope alone; the script is held to the rules."""
    hall = Hall(folder=tmp_path, forum=FORUM, keys=signing_keys(), sealing=sealing_keys(),
                now=BEGINS)  # fmt: skip
    paper = charter_paper("two")
    paper["members"] = [one for one in paper["members"] if one["code"] in {"XUL", "XKS"}]
    charter = write_charter(charter_on_preset(paper))
    circle = hall.open("offices-xks", "Two", charter, ["XUL", "XKS"], sealed=True)
    said: dict[str, Any] = {"mediator": "XUL", "party": "XKS"}
    hall.do(circle, "XUL", "offices.open", "GO1", "We offer to listen.", **said)
    with pytest.raises(ScriptError, match="GO1 is offered here already"):
        hall.do(circle, "XKS", "offices.open", "GO2", "So do we.", **said)
    hall.close()
