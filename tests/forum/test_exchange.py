"""Exchange rounds: who hands in, when all is released at once, who then reads, who owes what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map
from tests.forum.made import OFFICE, Desk, charter, clause, forum, member

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum.exchange import MOVES, Otherwise, Round, Stage, shares_needed
from dipoli.forum.exchange_owed import (
    held_as,
    holders_of,
    readers,
    still_needed,
    to_give,
    to_hold,
    unanswered,
)
from dipoli.forum.overview import of_object
from dipoli.forum.procedure import enter, rule
from dipoli.forum.seat import Stage as SeatStage
from dipoli.forum.standing import Forum
from dipoli.forum.today import today
from dipoli.record.canon import to_base64
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import read_time, write_time

LEAF, SHARE = "A" * 43 + "=", "A" * 107 + "="
SEATS = ("XAL", "XBE", "XCO", "XDE")


def announced(
    named: tuple[str, ...] = SEATS,
    holders: tuple[str, ...] = SEATS,
    **said: Any,  # noqa: ANN401
) -> Desk:
    """A round of ten hours, announced."""
    desk = Desk()
    usual: dict[str, Any] = {
        "title": "Ships", "named": list(named), "holders": list(holders), "otherwise": "lapses",
        "opens": write_time(desk.now),
    }  # fmt: skip
    desk.do("XBE", "exchange.announce", "X1", 10, **{**usual, **said})
    return desk


def opened(**said: Any) -> Desk:  # noqa: ANN401
    """The same with its window open."""
    desk = announced(**said)
    desk.do("XDE", "exchange.open", "X1")
    return desk


def the(desk: Desk) -> Round:
    return desk.forum.exchanges["X1"]


def sealed(desk: Desk, by: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401
    """What a return says, with nothing in its seals."""
    holders = holders_of(desk.forum, the(desk), by)
    count = len(holders)
    usual = {
        "holders": list(holders), "needed": shares_needed(66, count), "reader": LEAF,
        "checks": [LEAF] * count, "shares": [SHARE] * count, "ciphertext": LEAF,
    }  # fmt: skip
    return {**usual, **said}


def hand_in(desk: Desk, *codes: str) -> None:
    for code in codes:
        desk.do(code, "exchange.submit", "X1", **sealed(desk, code))


def find_good(desk: Desk, *codes: str) -> None:
    for code in codes:
        leaves = [to_base64(one.leaf) for one in to_hold(desk.forum, the(desk), code)]
        if leaves:
            desk.do(code, "exchange.hold", "X1", returns=leaves)


def all_in(*codes: str, **said: Any) -> Desk:  # noqa: ANN401
    """Some hand in, and every node finds its shares good."""
    desk = opened(**said)
    hand_in(desk, *codes)
    find_good(desk, *SEATS[:3])
    return desk


def released() -> Desk:
    """A round of all four, released."""
    desk = all_in(*SEATS)
    desk.do("XCO", "exchange.release", "X1")
    return desk


def told(desk: Desk) -> str:
    return still_needed(desk.forum, the(desk))


def codes(found: Any) -> list[str]:  # noqa: ANN401
    return [one.by for one in found]


# ---------------------------------------------------------------- how many shares


@pytest.mark.parametrize(
    ("holders", "needed"), [(2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (9, 6), (12, 8)]
)
def test_two_thirds_of_the_holders_open_a_return_rounded_up(holders: int, needed: int) -> None:
    assert shares_needed(66, holders) == needed == -(-2 * holders // 3)


def test_two_shares_at_least_open_a_return() -> None:
    assert shares_needed(1, 50) == 2
    assert shares_needed(50, 4) == 2
    assert shares_needed(51, 4) == 3
    assert shares_needed(100, 4) == 4


# ---------------------------------------------------------------- the announcement


def test_an_announcement_tells_the_whole_condition() -> None:
    desk = announced(least=3, measure="CM1", otherwise="released-among-those")
    one = the(desk)
    assert (one.id, one.title, one.by, one.measure) == ("X1", "Ships", "XBE", "CM1")
    assert (one.named, one.holders, one.least) == (SEATS, SEATS, 3)
    assert (one.otherwise, one.opens, one.until) == (
        Otherwise.AMONG,
        "2030-03-01T10:00:00Z",
        "2030-03-01T20:00:00Z",
    )
    assert (one.stage, one.number, one.leaf) == (Stage.ANNOUNCED, 0, desk.acts[0].leaf)
    assert told(desk) == "It needs its window to be opened, from 2030-03-01T10:00:00Z on."


@pytest.mark.parametrize(
    ("said", "in_order"),
    [
        ({"least": 2}, True),
        ({"least": 1}, False),
        ({"least": 4}, True),
        ({"least": 5}, False),
        ({"named": ["XAL", "XBE"]}, True),
        ({"named": ["XAL"]}, False),
        ({"named": ["XAL", "XAL"]}, False),
        ({"holders": ["XBE", "XCO", "XDE"]}, True),
        ({"holders": ["XBE", "XCO"]}, False),
        ({"named": ["XAL", "XDE"], "holders": ["XBE", "XCO"]}, True),
        ({"holders": ["XBE", "XCO", "XDE", "XDE"]}, False),
        ({"opens": "2030-03-01T19:59:59Z"}, True),
        ({"opens": "2030-03-01T20:00:00Z"}, False),
    ],
)
def test_an_announcement_that_cannot_be_kept_is_refused(
    said: dict[str, Any], *, in_order: bool
) -> None:
    if in_order:
        assert announced(**said)
        return
    with pytest.raises(AssertionError, match="Out of order"):
        announced(**said)


def test_who_does_not_take_part_is_not_asked_and_holds_nothing() -> None:
    desk = Desk()
    gone = evolve(desk.forum.seats["XDE"], stage=SeatStage.WITHDRAWN)
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("XDE", gone))
    for key in ("named", "holders"):
        said = {"named": ["XAL", "XBE"], "holders": ["XAL", "XBE", "XCO"], key: list(SEATS)}
        refusal = desk.refused(
            "XBE", "exchange.announce", "X1", 10, title="x", otherwise="lapses",
            opens=write_time(desk.now), **said,
        )  # fmt: skip
        assert refusal.why == "XDE does not take part here."


def test_a_window_opens_at_its_second_and_not_before() -> None:
    desk = announced(opens="2030-03-01T12:00:00Z")
    desk.wait(hours=2, seconds=-1)
    assert clause(desk.refused("XDE", "exchange.open", "X1"), Point.EXCHANGE_TERMS)
    desk.wait(seconds=1).do("XDE", "exchange.open", "X1")
    assert told(desk) == (
        "No entry yet of XAL, XBE, XCO, XDE; the window is open up to 2030-03-01T20:00:00Z."
    )


# ---------------------------------------------------------------- handing in and holding


def test_a_return_keeps_who_when_and_for_whom() -> None:
    desk = opened().wait(hours=1)
    hand_in(desk, "XCO")
    one = the(desk).returns["XCO"]
    assert (one.by, one.number, one.time) == ("XCO", 2, "2030-03-01T11:00:00Z")
    assert (one.holders, one.needed, one.leaf) == (("XAL", "XBE", "XDE"), 2, desk.acts[-1].leaf)
    assert (one.reader, dict(one.held), one.released) == (bytes(32), {}, None)


def test_a_return_is_held_once_as_many_nodes_found_it_good_as_open_it() -> None:
    desk = opened()
    hand_in(desk, "XCO")
    assert codes(to_hold(desk.forum, the(desk), "XAL")) == ["XCO"]
    assert to_hold(desk.forum, the(desk), "XCO") == ()
    find_good(desk, "XAL")
    assert not the(desk).returns["XCO"].is_held
    assert to_hold(desk.forum, the(desk), "XAL") == ()
    find_good(desk, "XDE")
    assert the(desk).returns["XCO"].is_held
    assert dict(the(desk).returns["XCO"].held) == {"XAL": True, "XDE": True}


def test_a_node_says_of_a_share_once_that_it_is_good_and_never_of_its_own_return() -> None:
    desk = opened()
    hand_in(desk, "XCO")
    leaf = to_base64(the(desk).returns["XCO"].leaf)
    desk.do("XAL", "exchange.hold", "X1", returns=[leaf])
    for code in ("XAL", "XCO"):
        refusal = desk.refused(code, "exchange.hold", "X1", returns=[leaf])
        assert clause(refusal, Point.EXCHANGE_SEALED)


def test_a_return_handed_in_anew_takes_the_place_of_the_first_and_is_held_anew() -> None:
    desk = opened()
    hand_in(desk, "XCO")
    first = to_base64(the(desk).returns["XCO"].leaf)
    find_good(desk, "XAL", "XBE")
    hand_in(desk, "XCO")
    assert not the(desk).returns["XCO"].is_held
    refusal = desk.refused("XDE", "exchange.hold", "X1", returns=[first])
    assert clause(refusal, Point.EXCHANGE_SEALED)


def test_shares_go_to_the_holders_that_are_still_here() -> None:
    desk = opened()
    gone = evolve(desk.forum.seats["XDE"], stage=SeatStage.WITHDRAWN)
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("XDE", gone))
    assert holders_of(desk.forum, the(desk), "XCO") == ("XAL", "XBE")
    hand_in(desk, "XCO")
    assert the(desk).returns["XCO"].needed == 2


def test_a_return_is_not_handed_in_where_one_other_holder_alone_is_left() -> None:
    desk = opened()
    for code in ("XDE", "XBE"):
        gone = evolve(desk.forum.seats[code], stage=SeatStage.WITHDRAWN)
        desk.forum = desk.forum.grown(seats=desk.forum.seats.set(code, gone))
    refusal = desk.refused("XCO", "exchange.submit", "X1", **sealed(desk, "XCO"))
    assert refusal.why == "Of those who hold shares, XAL is here besides XCO."


def test_a_seat_that_is_suspended_hands_in_and_holds_all_the_same() -> None:
    desk = opened()
    held = evolve(desk.forum.seats["XCO"], stage=SeatStage.SUSPENDED)
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("XCO", held))
    hand_in(desk, "XCO", "XAL")
    find_good(desk, "XCO")
    assert "XCO" in the(desk).returns["XAL"].held


# ---------------------------------------------------------------- the release


def test_all_who_handed_in_are_released_by_one_act_at_one_instant() -> None:
    desk = all_in(*SEATS)
    assert told(desk) == "Every return is there and held; it can be released."
    desk.do("XCO", "exchange.release", "X1")
    number = desk.acts[-1].number
    assert {one.released for one in the(desk).returns.values()} == {number}
    assert the(desk).released == number
    assert codes(readers(the(desk))) == list(SEATS)


def test_nothing_is_released_before_all_are_there_where_all_are_asked_for() -> None:
    desk = all_in("XAL", "XBE", "XCO")
    refusal = desk.refused("XAL", "exchange.release", "X1")
    assert clause(refusal, Point.EXCHANGE_RELEASE)
    assert refusal.why == (
        "The condition of X1 is not met. No entry yet of XDE; the window is open up to "
        "2030-03-01T20:00:00Z."
    )
    desk.wait(hours=10, seconds=1)
    assert clause(desk.refused("XAL", "exchange.release", "X1"), Point.EXCHANGE_RELEASE)
    desk.do("XAL", "exchange.lapse", "X1")
    assert told(desk) == "It has lapsed; what was handed in stays sealed."
    assert readers(the(desk)) == ()


def test_a_round_lapses_one_second_after_its_deadline_and_not_at_it() -> None:
    desk = all_in("XAL").wait(hours=10)
    assert clause(desk.refused("XAL", "exchange.lapse", "X1"), Point.EXCHANGE_RELEASE)
    desk.wait(seconds=1).do("XAL", "exchange.lapse", "X1")
    assert the(desk).stage is Stage.LAPSED


def test_an_act_dated_ahead_brings_neither_the_window_nor_the_end_nearer() -> None:
    for desk, name, ends in (
        (announced(opens="2030-03-01T10:02:00Z"), "exchange.open", "2030-03-01T10:01:59Z"),
        (all_in("XAL"), "exchange.lapse", "2030-03-01T20:00:00Z"),
        (all_in("XAL", "XBE", least=2), "exchange.release", "2030-03-01T20:00:00Z"),
    ):
        ahead = evolve(desk.act("XAL", name, "X1"), time="2030-03-01T20:04:00Z", at=ends)
        assert isinstance(rule(desk.forum, ahead), OutOfOrder), name
        after = write_time(read_time(ends) + timedelta(seconds=1))
        assert rule(desk.forum, evolve(ahead, at=after)) is None, name


def test_a_round_whose_condition_is_met_does_not_lapse() -> None:
    desk = all_in("XAL", "XBE", least=2).wait(hours=11)
    assert clause(desk.refused("XAL", "exchange.lapse", "X1"), Point.EXCHANGE_RELEASE)


def test_where_some_are_enough_they_are_released_after_the_deadline_and_not_before() -> None:
    desk = all_in("XAL", "XBE", "XCO", least=3).wait(hours=10)
    assert clause(desk.refused("XAL", "exchange.release", "X1"), Point.EXCHANGE_RELEASE)
    desk.wait(seconds=1).do("XAL", "exchange.release", "X1")
    assert codes(readers(the(desk))) == ["XAL", "XBE", "XCO"]


def test_one_fewer_than_are_enough_are_not_released() -> None:
    desk = all_in("XAL", "XBE", least=3).wait(hours=11)
    assert clause(desk.refused("XAL", "exchange.release", "X1"), Point.EXCHANGE_RELEASE)


def test_a_round_that_says_so_is_released_among_those_who_handed_in() -> None:
    desk = all_in("XAL", "XBE", otherwise="released-among-those").wait(hours=11)
    desk.do(OFFICE, "exchange.release", "X1")
    assert codes(readers(the(desk))) == ["XAL", "XBE"]


def test_one_return_alone_is_released_to_nobody() -> None:
    desk = all_in("XAL", otherwise="released-among-those").wait(hours=11)
    assert clause(desk.refused("XAL", "exchange.release", "X1"), Point.EXCHANGE_RELEASE)


def test_a_return_that_is_not_held_does_not_count_and_is_not_released() -> None:
    desk = opened(otherwise="released-among-those")
    hand_in(desk, "XAL", "XBE", "XCO", "XDE")
    find_good(desk, "XDE")
    for code in ("XAL", "XBE"):
        leaves = [to_base64(the(desk).returns[one].leaf) for one in ("XCO", "XDE")]
        desk.do(code, "exchange.hold", "X1", returns=leaves)
    assert told(desk) == "It needs the holders to find their shares good: returns of XAL, XBE."
    desk.wait(hours=11).do(OFFICE, "exchange.release", "X1")
    assert codes(readers(the(desk))) == ["XCO", "XDE"]


# ---------------------------------------------------------------- late entries


def test_a_return_is_late_one_second_after_the_deadline_and_not_at_it() -> None:
    desk = opened().wait(hours=10)
    hand_in(desk, "XAL")
    desk.wait(seconds=1)
    hand_in(desk, "XBE")
    late = {code: the(desk).is_late(one) for code, one in the(desk).returns.items()}
    assert late == {"XAL": False, "XBE": True}


@pytest.mark.parametrize(
    ("time", "at", "in_order"),
    [
        ("2030-03-01T20:00:00Z", "2030-03-01T20:00:00Z", True),
        ("2030-03-01T20:00:00Z", "2030-03-01T20:00:01Z", False),
        ("2030-03-01T20:00:01Z", "2030-03-01T20:00:01Z", True),
        ("2030-03-01T20:00:00Z", None, True),
    ],
)
def test_a_return_that_came_after_the_deadline_is_not_dated_before_it(
    time: str, at: str | None, *, in_order: bool
) -> None:
    desk = opened()
    act = evolve(desk.act("XAL", "exchange.submit", "X1", **sealed(desk, "XAL")), time=time, at=at)
    refusal = rule(desk.forum, act)
    assert (refusal is None) is in_order
    assert refusal is None or clause(refusal, Point.EXCHANGE_TERMS)


def test_a_return_that_comes_late_does_not_meet_the_condition() -> None:
    desk = all_in("XAL", "XBE", "XCO").wait(hours=11)
    hand_in(desk, "XDE")
    find_good(desk, "XAL", "XBE")
    assert the(desk).in_time() == ("XAL", "XBE", "XCO")
    assert clause(desk.refused("XAL", "exchange.release", "X1"), Point.EXCHANGE_RELEASE)
    assert told(desk) == (
        "Every return is there; what is released is settled after 2030-03-01T20:00:00Z."
    )


def test_who_comes_after_the_release_reads_and_is_read_once_its_own_is_released() -> None:
    desk = all_in("XAL", "XBE", "XCO", least=3).wait(hours=11)
    desk.do(OFFICE, "exchange.release", "X1")
    first = the(desk).released
    assert clause(desk.refused("XAL", "exchange.release", "X1"), Point.EXCHANGE_RELEASE)
    hand_in(desk, "XDE")
    assert the(desk).is_late(the(desk).returns["XDE"])
    assert "XDE" not in to_give(desk.forum, the(desk), "XAL")
    find_good(desk, "XAL", "XBE")
    desk.do("XBE", "exchange.release", "X1")
    assert codes(readers(the(desk))) == list(SEATS)
    assert the(desk).released == first
    assert the(desk).returns["XAL"].released == first
    assert the(desk).returns["XDE"].released == desk.acts[-1].number
    assert codes(to_give(desk.forum, the(desk), "XAL")["XDE"]) == ["XBE", "XCO"]


def test_a_return_after_the_release_is_late_even_before_the_deadline() -> None:
    desk = opened(named=("XAL", "XBE"))
    hand_in(desk, "XAL", "XBE")
    one = the(desk)
    assert not one.is_late(one.returns["XAL"])
    assert evolve(one, released=1).is_late(one.returns["XAL"])
    assert not evolve(one, released=2).is_late(one.returns["XAL"])


def test_what_is_released_does_not_change_any_more() -> None:
    desk = released()
    refusal = desk.refused("XAL", "exchange.submit", "X1", **sealed(desk, "XAL"))
    assert clause(refusal, Point.EXCHANGE_RELEASE)


# ---------------------------------------------------------------- shares


def test_each_holder_owes_each_reader_a_share_of_each_return_but_the_readers_own() -> None:
    desk = released()
    owed = {code: codes(due) for code, due in to_give(desk.forum, the(desk), "XAL").items()}
    assert owed == {"XBE": ["XCO", "XDE"], "XCO": ["XBE", "XDE"], "XDE": ["XBE", "XCO"]}
    assert told(desk) == "It needs the nodes of XAL, XBE, XCO, XDE to give their shares."


def test_a_holder_that_hands_in_nothing_gives_and_gets_nothing() -> None:
    desk = all_in("XAL", "XBE", named=("XAL", "XBE"))
    desk.do("XCO", "exchange.release", "X1")
    owed = {code: codes(due) for code, due in to_give(desk.forum, the(desk), "XCO").items()}
    assert owed == {"XAL": ["XBE"], "XBE": ["XAL"]}
    refusal = desk.refused("XAL", "exchange.share", "X1", readers=["XCO"], shares=[SHARE])
    assert clause(refusal, Point.EXCHANGE_SEALED)


def test_shares_are_given_once_to_each_reader_and_may_be_given_in_parts() -> None:
    desk = released()
    desk.do("XAL", "exchange.share", "X1", readers=["XBE"], shares=[SHARE])
    first = desk.acts[-1].number
    assert set(to_give(desk.forum, the(desk), "XAL")) == {"XCO", "XDE"}
    said: dict[str, Any] = {"readers": ["XCO", "XBE"], "shares": [SHARE] * 2}
    assert clause(desk.refused("XAL", "exchange.share", "X1", **said), Point.EXCHANGE_SEALED)
    desk.do("XAL", "exchange.share", "X1", readers=["XDE", "XCO"], shares=[SHARE] * 2)
    assert to_give(desk.forum, the(desk), "XAL") == {}
    assert dict(the(desk).gave) == {first: "XAL", first + 1: "XAL"}
    assert told(desk) == "It needs the nodes of XBE, XCO, XDE to give their shares."


@pytest.mark.parametrize(
    ("names", "count", "why"),
    [
        (["XBE", "XBE"], 2, "It names a reader twice."),
        (["XAL"], 1, "XAL owes XAL no share in X1 now."),
        (["XBE"], 2, "It has not one sealed paper for each reader."),
    ],
)
def test_shares_that_do_not_fit_their_readers_are_refused(
    names: list[str], count: int, why: str
) -> None:
    refusal = released().refused(
        "XAL", "exchange.share", "X1", readers=names, shares=[SHARE] * count
    )
    assert clause(refusal, Point.EXCHANGE_SEALED)
    assert refusal.why == why


def test_closing_a_round_stops_no_shares_and_no_note() -> None:
    desk = released()
    desk.do("XAL", "exchange.close", "X1")
    assert told(desk) == "It is closed; nothing is needed."
    desk.do("XBE", "exchange.share", "X1", readers=["XAL"], shares=[SHARE])
    desk.do(OFFICE, "exchange.serve", "X1", note="Note 7", seat="XDE")
    assert dict(the(desk).served) == {"XDE": "2030-03-01"}
    assert the(desk).stage is Stage.CLOSED


def test_a_note_goes_to_nobody_who_handed_nothing_in() -> None:
    desk = all_in("XAL", "XBE", least=2).wait(hours=11)
    desk.do(OFFICE, "exchange.release", "X1")
    refusal = desk.refused(OFFICE, "exchange.serve", "X1", note="Note 7", seat="XCO")
    assert clause(refusal, Point.EXCHANGE_RELEASE)


# ---------------------------------------------------------------- questions


def test_questions_pass_between_readers_and_are_answered_by_who_is_asked() -> None:
    desk = released()
    desk.do("XBE", "exchange.ask", "X1", to="XCO", words="Since when?")
    number = desk.acts[-1].number
    desk.do("XAL", "exchange.ask", "X1", to="XCO")
    assert told(desk) == f"It needs XCO to answer act {number}, XCO to answer act {number + 1}."
    desk.do("XCO", "exchange.answer", "X1", question=number, words="Since May.")
    assert [each for each, _ in unanswered(the(desk))] == [number + 1]
    again = desk.refused("XCO", "exchange.answer", "X1", question=number)
    assert clause(again, Point.EXCHANGE_QUESTIONS)
    desk.do("XCO", "exchange.answer", "X1", question=number + 1)
    assert the(desk).questions[number].answered == number + 2
    assert told(desk) == "Every question has its answer; it can be closed."


@pytest.mark.parametrize(("by", "to"), [("XAL", "XAL"), ("XCO", "XAL"), ("XAL", "XCO")])
def test_nobody_asks_itself_and_who_handed_nothing_in_neither_asks_nor_is_asked(
    by: str, to: str
) -> None:
    desk = all_in("XAL", "XBE", least=2).wait(hours=11)
    desk.do(OFFICE, "exchange.release", "X1")
    assert clause(desk.refused(by, "exchange.ask", "X1", to=to), Point.EXCHANGE_QUESTIONS)


def test_nobody_answers_for_another_or_a_question_that_nobody_asked() -> None:
    desk = released()
    desk.do("XBE", "exchange.ask", "X1", to="XCO")
    number = desk.acts[-1].number
    for by, asked in (("XDE", number), ("XCO", number - 1)):
        refusal = desk.refused(by, "exchange.answer", "X1", question=asked)
        assert clause(refusal, Point.EXCHANGE_QUESTIONS)


# ---------------------------------------------------------------- succession


def test_a_successor_takes_the_round_on_and_what_was_sealed_keeps_its_code() -> None:
    desk = released()
    desk.do("XCO", "exchange.share", "X1", readers=["XAL"], shares=[SHARE])
    desk.do("XBE", "exchange.ask", "X1", to="XCO")
    desk.do(OFFICE, "exchange.serve", "X1", note="Note 7", seat="XCO")
    number = desk.acts[-2].number
    decided = evolve(desk.forum.charter.seats, admission=False)
    desk.forum = desk.forum.grown(charter=evolve(desk.forum.charter, seats=decided))
    desk.do("XCO", "member.succeed", "XCO", successor="XNE")
    one = the(desk)
    assert one.named == ("XAL", "XBE", "XNE", "XDE") == one.holders
    assert set(one.returns) == {"XAL", "XBE", "XNE", "XDE"}
    assert one.returns["XNE"].by == "XCO"
    assert held_as(desk.forum, one.returns["XAL"], "XNE") == "XCO"
    assert set(to_give(desk.forum, one, "XNE")) == {"XBE", "XDE"}
    assert one.questions[number].to == "XNE"
    assert dict(one.served) == {"XNE": "2030-03-01"}


def test_the_successor_of_who_announced_and_asked_stands_in_its_place() -> None:
    desk = released()
    desk.do("XBE", "exchange.ask", "X1", to="XCO")
    decided = evolve(desk.forum.charter.seats, admission=False)
    desk.forum = desk.forum.grown(charter=evolve(desk.forum.charter, seats=decided))
    desk.do("XBE", "member.succeed", "XBE", successor="XNE")
    assert the(desk).by == "XNE"
    assert the(desk).questions[desk.acts[-2].number].by == "XNE"


# ---------------------------------------------------------------- what is shown


def due(desk: Desk, code: str) -> list[tuple[str, str | None]]:
    found = today(desk.forum, code, write_time(desk.now))
    return [(one.acts[0], one.until) for one in found if one.object == "X1"]


def test_today_tells_each_seat_what_a_round_awaits_of_it() -> None:
    until = "2030-03-01T20:00:00Z"
    desk = announced()
    assert due(desk, "XAL") == []
    assert due(desk, OFFICE) == [("exchange.open/1", until)]
    desk.do("XAL", "exchange.open", "X1")
    assert due(desk, "XAL") == [("exchange.submit/1", until)]
    assert due(desk, OFFICE) == []
    hand_in(desk, "XBE")
    assert due(desk, "XAL") == [("exchange.submit/1", until), ("exchange.hold/1", None)]
    assert due(desk, "XBE") == []
    desk.wait(hours=11)
    assert due(desk, "XAL") == [("exchange.submit/1", None), ("exchange.hold/1", None)]
    assert due(desk, OFFICE) == [("exchange.lapse/1", None)]


def test_today_tells_when_shares_and_answers_are_awaited() -> None:
    desk = all_in(*SEATS)
    assert due(desk, OFFICE) == [("exchange.release/1", None)]
    desk.do("XCO", "exchange.release", "X1")
    assert due(desk, OFFICE) == []
    assert due(desk, "XAL") == [("exchange.share/1", None)]
    desk.do("XBE", "exchange.ask", "X1", to="XAL")
    assert due(desk, "XAL") == [("exchange.share/1", None), ("exchange.answer/1", None)]
    assert due(desk, "XDE")[0] == ("exchange.hold/1", None)


def test_a_window_that_was_not_opened_before_its_deadline_is_told_as_over() -> None:
    desk = announced(opens="2030-03-01T12:00:00Z")
    assert due(desk, OFFICE) == []
    assert due(desk.wait(hours=2), OFFICE) == [("exchange.open/1", "2030-03-01T20:00:00Z")]
    assert due(desk.wait(hours=8), OFFICE) == [("exchange.open/1", "2030-03-01T20:00:00Z")]
    assert due(desk.wait(seconds=1), OFFICE) == [("exchange.lapse/1", None)]


def test_where_everything_stands_a_round_is_told() -> None:
    (group,) = of_object(opened().forum, "2030-03-01T10:00:00Z", "X1")
    (line,) = group.lines
    assert group.heading == "Exchange rounds"
    assert (line.object, line.sort, line.title, line.stage) == (
        "X1",
        "exchange round",
        "Ships",
        "window open",
    )
    assert line.needed.startswith("No entry yet of XAL")


def test_when_all_shares_are_given_the_round_says_so() -> None:
    desk = all_in("XAL", "XBE", named=("XAL", "XBE"))
    desk.do("XCO", "exchange.release", "X1")
    for code in ("XAL", "XBE"):
        assert to_give(desk.forum, the(desk), code) == {}
    desk.do("XCO", "exchange.share", "X1", readers=["XAL", "XBE"], shares=[SHARE] * 2)
    assert told(desk) == "It needs the nodes of XDE to give their shares."
    names = ["XAL", "XBE"]
    desk.do("XDE", "exchange.share", "X1", readers=names, shares=[SHARE] * 2)
    assert told(desk) == "Its shares are given; those who handed a return in can read, and ask."


# ---------------------------------------------------------------- properties

STEPS = st.lists(
    st.tuples(
        st.sampled_from(("submit", "hold", "release", "lapse", "share", "wait", "close")),
        st.sampled_from(SEATS),
    ),
    max_size=60,
)


def step(desk: Desk, what: str, code: str) -> None:
    """Do an act if it is in order; whatever is not is left."""
    if what == "wait":
        desk.wait(hours=3)
        return
    said: dict[str, Any] = {}
    if what == "submit":
        said = sealed(desk, code)
    elif what == "hold":
        found = to_hold(desk.forum, the(desk), code)
        said = {"returns": [to_base64(one.leaf) for one in found] or [LEAF]}
    elif what == "share":
        names = list(to_give(desk.forum, the(desk), code)) or ["XAL"]
        said = {"readers": names, "shares": [SHARE] * len(names)}
    act = desk.act(code, f"exchange.{what}", "X1", None, **said)
    if rule(desk.forum, act) is None:
        desk.forum = enter(desk.forum, act)
        desk.acts.append(act)


@given(STEPS, st.sampled_from((None, 2, 3)), st.sampled_from(list(Otherwise)))
def test_in_any_order_nobody_reads_who_did_not_hand_in_and_nothing_before_the_release(
    steps: list[tuple[str, str]], least: int | None, otherwise: Otherwise
) -> None:
    desk = opened(least=least, otherwise=otherwise.value)
    for what, code in steps:
        before = the(desk)
        step(desk, what, code)
        one = the(desk)
        owed = {reader for holder in SEATS for reader in to_give(desk.forum, one, holder)}
        assert owed <= {code for code, held in one.returns.items() if held.released is not None}
        if one.released is None:
            assert not owed
            assert not one.given
        elif before.released is None:
            assert before.is_met(desk.acts[-1].moment)
        for held in one.returns.values():
            if held.released is not None:
                assert len(held.held) >= held.needed
                assert len(codes(readers(one))) > 1


@given(STEPS)
def test_a_round_is_the_same_when_its_acts_are_entered_again(steps: list[tuple[str, str]]) -> None:
    desk = opened(least=2)
    for what, code in steps:
        step(desk, what, code)
    standing = forum()
    for act in desk.acts:
        assert rule(standing, act) is None
        standing = enter(standing, act)
    assert standing == desk.forum


@given(st.permutations(SEATS))
def test_renaming_the_seats_renames_who_reads_and_changes_nothing_else(names: list[str]) -> None:
    turned = dict(zip(SEATS, names, strict=True))
    desk = all_in("XAL", "XBE", least=2).wait(hours=11)
    desk.do(OFFICE, "exchange.release", "X1")
    other = opened(least=2)
    hand_in(other, turned["XAL"], turned["XBE"])
    find_good(other, *(turned[code] for code in SEATS[:3]))
    other.wait(hours=11).do(OFFICE, "exchange.release", "X1")
    assert set(codes(readers(the(other)))) == {turned[one] for one in codes(readers(the(desk)))}


def test_a_round_of_many_seats_costs_an_act_no_more_than_its_own_seats() -> None:
    """What an act about one round does is not changed by another round beside it."""
    desk = released()
    beside = desk.forum.grown(
        exchanges=desk.forum.exchanges.update(
            {f"Y{n}": evolve(the(desk), id=f"Y{n}") for n in range(50)}
        )
    )
    act = desk.act("XBE", "exchange.ask", "X1", to="XCO")
    assert enter(beside, act).exchanges["Y7"] is beside.exchanges["Y7"]
    assert enter(beside, act).exchanges["X1"].stage is Stage.QUESTIONS


def test_acts_that_need_the_envelope_alone_go_on_without_their_words() -> None:
    desk, standing = released(), forum()
    desk.do("XAL", "exchange.close", "X1")
    bare = {"exchange.open/1", "exchange.release/1", "exchange.close/1"}
    for act in desk.acts:
        one = evolve(act, said=None) if act.name in bare else act
        assert rule(standing, one) is None
        standing = enter(standing, one)
    assert standing == desk.forum


def test_a_round_of_which_a_return_is_not_at_hand_is_not_followed_any_more() -> None:
    desk = opened()
    act = evolve(desk.act("XAL", "exchange.submit", "X1", **sealed(desk, "XAL")), said=None)
    desk.forum = enter(desk.forum, act)
    assert "X1" in desk.forum.unknown
    before = desk.forum.exchanges["X1"]
    desk.do("XCO", "exchange.release", "X1")
    assert desk.forum.exchanges["X1"] is before
    assert desk.forum.passed == 2


def test_every_stage_has_its_row() -> None:
    assert set(MOVES) == set(Stage)
    assert not MOVES[Stage.LAPSED]


def test_who_is_an_observer_may_be_asked_and_hold() -> None:
    """A round asks seats, whatever their category."""
    paper = charter(members=(*charter().members, member("XOB", Category.OBSERVER)))
    desk = Desk(forum(paper))
    assert isinstance(desk.forum, Forum)
    assert desk.forum.exchanges == Map()
    desk.do(
        "XBE", "exchange.announce", "X1", 10, title="x", named=["XBE", "XOB"],
        holders=["XOB", "XBE", "XAL"], otherwise="lapses", opens=write_time(desk.now),
    )  # fmt: skip
    desk.do("XOB", "exchange.open", "X1")
    hand_in(desk, "XOB")
    assert "XOB" in the(desk).returns
