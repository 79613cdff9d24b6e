"""A change of government: the party tells it itself, the seat goes on, old names are kept."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from immutables import Map
from tests.forum.made import OFFICE, Desk, clause, decide
from tests.forum.test_proceedings import Bench
from tests.record import acts

from dipoli.charter.points import Point
from dipoli.forum.commitment import Stage as CommitmentStage
from dipoli.forum.government import Sort
from dipoli.forum.government_rules import line_of, name_then, powers_withdrawn
from dipoli.forum.procedure import enter, rule
from dipoli.forum.seat import Stage
from dipoli.record import forms
from dipoli.record.canon import Json
from dipoli.record.keys import KeyUse

THEN = "2030-02-20T12:00:00Z"


def votes(desk: Desk, by: str = "XBE", words: str = "They voted.", since: str = THEN) -> None:
    desk.do(by, "government.change", by, words=words, since=since)


def renames(desk: Desk, name: str, by: str = "XBE") -> None:
    desk.do(by, "name.give", name=name, sort="party", thing=by, language="en")


def test_a_party_tells_in_its_own_words_that_its_government_changed() -> None:
    desk = Desk()
    renames(desk, "Kingdom of Bermark")
    votes(desk)
    (one,) = desk.forum.changes["XBE"]
    assert (one.sort, one.by, one.words) == (Sort.GOVERNMENT, "XBE", "They voted.")
    assert (one.since, one.time, one.number) == (THEN, "2030-03-01T10:00:00Z", 1)
    assert one.names == Map({"en": "Kingdom of Bermark"})


def test_the_change_moves_nothing_that_the_seat_holds() -> None:
    desk = Desk()
    desk.do("XBE", "commitment.make", "C1", words="x", owners=["XBE"], recipients=["XCO"])
    before = desk.forum
    votes(desk)
    same = evolve(
        desk.forum, changes=before.changes, acts=before.acts, time=before.time, parts=before.parts
    )
    assert same == before
    assert desk.forum.seats["XBE"].stage is Stage.PRESENT


def test_nobody_tells_it_for_another() -> None:
    desk = Desk()
    said: dict[str, Any] = {"words": "x", "since": THEN}
    assert clause(desk.refused("XCO", "government.change", "XBE", **said), Point.OWN_SEAT)
    assert clause(desk.refused(OFFICE, "government.change", "XBE", **said), Point.WHO_ACTS)


def test_it_is_told_once_it_has_been_and_not_before() -> None:
    desk = Desk()
    at = "2030-03-01T10:00:00Z"
    late = desk.refused("XBE", "government.change", "XBE", words="x", since="2030-03-01T10:00:01Z")
    assert clause(late, Point.GOVERNMENT)
    assert late.why == "2030-03-01T10:00:01Z has not come."
    votes(desk, since=at)
    assert desk.forum.changes["XBE"][0].since == at


@pytest.mark.parametrize("stage", list(Stage))
def test_it_is_told_by_whoever_has_accepted_the_seat_and_not_left_it(stage: Stage) -> None:
    desk = Desk()
    seats = desk.forum.seats
    desk.forum = desk.forum.grown(seats=seats.set("XBE", evolve(seats["XBE"], stage=stage)))
    act = desk.act("XBE", "government.change", "XBE", words="x", since=THEN)
    refusal = rule(desk.forum, act)
    if stage in (Stage.INVITED, Stage.WITHDRAWN, Stage.SUCCEEDED):
        assert refusal is not None
        assert clause(refusal, Point.GOVERNMENT)
        assert refusal.why == "XBE does not take part here now."
    else:
        assert refusal is None


def test_what_was_done_before_is_found_under_the_name_of_then() -> None:
    desk = Desk()
    renames(desk, "Kingdom of Bermark")
    desk.do("XBE", "commitment.make", "C1", words="x", owners=["XBE"])
    early = desk.forum.commitments["C1"]
    votes(desk)
    renames(desk, "Republic of Bermark")
    desk.do("XBE", "commitment.make", "C2", words="y", owners=["XBE"])
    later = desk.forum.commitments["C2"]
    votes(desk)
    renames(desk, "Bermark Union")
    here = desk.forum
    assert name_then(here, "XBE", early.number, early.made, "en") == "Kingdom of Bermark"
    assert name_then(here, "XBE", later.number, later.made, "en") == "Republic of Bermark"
    assert name_then(here, "XBE", here.acts, here.time, "en") is None
    assert name_then(here, "XBE", early.number, early.made, "fr") is None
    assert name_then(here, "XCO", 0, early.made, "en") is None
    assert name_then(here, "XZZ", 0, early.made, "en") is None


def test_the_act_of_the_change_itself_is_under_the_name_of_after() -> None:
    desk = Desk()
    votes(desk)
    renames(desk, "Bermark Union")
    number = desk.forum.changes["XBE"][0].number
    assert name_then(desk.forum, "XBE", number, desk.forum.time, "en") is None
    assert name_then(desk.forum, "XBE", number - 1, desk.forum.time, "en") == "Bermark"


def test_a_change_without_a_new_name_leaves_the_name() -> None:
    desk = Desk()
    votes(desk)
    assert name_then(desk.forum, "XBE", -1, desk.forum.time, "en") is None


def test_a_successor_finds_the_name_of_the_party_before_it() -> None:
    desk = Desk()
    desk.do("XCO", "commitment.make", "C1", words="x", owners=["XCO"])
    one = desk.forum.commitments["C1"]
    decide(desk, "P9", "admit", "XNU for XCO")
    desk.do(OFFICE, "member.succeed", "XCO", successor="XNU", decision="P9")
    here = desk.forum
    assert name_then(here, "XNU", one.number, one.made, "en") == "Corvia"
    assert name_then(here, "XNU", one.number, one.made, "fr") == "Corvia"
    assert name_then(here, "XNU", here.acts, here.seats["XCO"].since, "en") is None
    assert line_of(here, "XNU") == ("XNU", "XCO") == line_of(here, "XCO")
    assert line_of(here, "XAL") == ("XAL",)
    assert line_of(here, "XZZ") == ("XZZ",)
    assert here.commitments["C1"].stage is CommitmentStage.STANDING
    assert here.commitments["C1"].owners == ("XNU",)


def test_full_powers_withdrawn_are_a_change_at_home_of_a_party_that_sits_here() -> None:
    desk = Desk()
    here = powers_withdrawn(desk.forum, "XBE", 7, "2030-03-02T10:00:00Z")
    (one,) = here.changes["XBE"]
    assert (one.sort, one.words, one.number) == (Sort.POWERS, None, 7)
    assert (one.since, one.time) == ("2030-03-02T10:00:00Z", "2030-03-02T10:00:00Z")
    assert one.names == Map({"en": "Bermark"})
    assert powers_withdrawn(here, "XZZ", 8, one.time) is here
    assert len(powers_withdrawn(here, "XBE", 9, one.time).changes["XBE"]) == 2


def test_a_change_that_cannot_be_read_makes_nothing_else_unknown() -> None:
    desk = Desk()
    act = evolve(desk.act("XBE", "government.change", "XBE", words="x", since=THEN), said=None)
    assert rule(desk.forum, act) is None
    after = enter(desk.forum, act)
    assert not after.unknown
    assert not after.changes


def test_powers_that_are_withdrawn_in_the_record_are_known_to_the_forum() -> None:
    bench = Bench()
    desk = bench.desk
    acts.grant(desk, "XAL")
    withdraw: dict[str, Json] = {"key": desk.standing.keys_of("XAL", KeyUse.SIGN)[0].id}
    said = desk.officers(forms.WITHDRAW_POWERS, "XAL", withdraw)
    number = desk.standing.size
    desk.do(forms.WITHDRAW_POWERS, "XAL", said)
    forum = bench.proceedings.at(desk.standing)
    assert forum is not None
    (one,) = forum.changes["XAL"]
    assert (one.sort, one.by, one.number) == (Sort.POWERS, "XAL", number)
    assert bench.proceedings.void == ()
