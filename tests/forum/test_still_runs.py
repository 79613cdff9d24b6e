"""What still runs: three answers kept apart, in the order of the charter or of the record."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map
from tests.forum.made import OFFICE, Desk, forum
from tests.forum.test_whole import Chooser, World

from dipoli.forum.exchange import Return
from dipoli.forum.seat import Channel, Stage
from dipoli.forum.standing import Forum
from dipoli.forum.still_runs import PARTS, Part, Running, State, still_runs

RUNS, STANDS, UNKNOWN = State.RUNS, State.STANDS, State.UNKNOWN
PAST = "2030-01-01T10:00:00Z"


def lines(here: Forum, **asked: Any) -> dict[str, Running]:  # noqa: ANN401 - as the function takes them
    """Every line by its short name."""
    parts = still_runs(here, here.time, **asked)
    return {line.object: line for part in parts for line in part.lines}


def state(here: Forum, name: str, **asked: Any) -> tuple[State, str]:  # noqa: ANN401 - as above
    line = lines(here, **asked)[name]
    return line.state, line.told


def part(here: Forum, heading: str, **asked: Any) -> Part:  # noqa: ANN401 - as above
    return next(one for one in still_runs(here, here.time, **asked) if one.heading == heading)


def names(here: Forum, heading: str, **asked: Any) -> list[str]:  # noqa: ANN401 - as above
    return [line.object for line in part(here, heading, **asked).lines]


# ---------------------------------------------------------------- channels of seats


def test_a_channel_is_declared_or_down_or_not_known() -> None:
    desk = Desk()
    desk.do("XBE", "channel.declare", "XBE", channel="a node", sort="node")
    desk.do("XCO", "channel.declare", "XCO", channel="a letter box", sort="note-verbale")
    desk.do(OFFICE, "channel.down", "XCO")
    seats = desk.forum.seats
    here = desk.forum.grown(seats=seats.set("XDE", evolve(seats["XDE"], channel=None)))
    assert state(here, "XAL") == (RUNS, "Its channel is declared, and not entered as down.")
    assert state(here, "XBE") == (
        RUNS,
        "Its channel, a node, is declared, and not entered as down.",
    )
    down = f"Its channel, a note verbale, is entered as down since {here.time}."
    assert state(here, "XCO") == (STANDS, down)
    assert state(here, "XDE") == (UNKNOWN, "No channel of it is entered here.")
    assert names(here, "Channels of seats") == list(here.order)


@pytest.mark.parametrize("stage", [Stage.SELF_SUSPENDED, Stage.WITHDRAWN, Stage.INVITED])
def test_that_a_party_left_is_told_and_says_nothing_of_its_channel(stage: Stage) -> None:
    desk = Desk()
    held = evolve(desk.forum.seats["XBE"], stage=stage, sort=Channel.NODE)
    here = desk.forum.grown(seats=desk.forum.seats.set("XBE", held))
    found, told = state(here, "XBE")
    assert found is RUNS
    assert told.endswith(f"as down. Its seat is {stage.value.replace('-', ' ')}.")
    assert "Its seat" not in state(here, "XAL")[1]


def test_without_a_party_its_own_channel_is_left_out_and_between_two_the_others_are() -> None:
    here = Desk().forum
    assert "XBE" not in names(here, "Channels of seats", without="XBE")
    assert names(here, "Channels of seats", between=("XCO", "XAL")) == ["XAL", "XCO"]


# ---------------------------------------------------------------- focal points and lines


def wired() -> Desk:
    """A focal point of XBE, a line of XAL and XBE, and one of three."""
    desk = Desk()
    reach = {"name": "The desk", "office": "Harbour", "hours": "always", "channel": "radio"}
    desk.do("XBE", "focal-point.name", "F1", subject="incidents", **reach)
    desk.do("XAL", "line.open", "L1", title="Two", ends=["XAL", "XBE"], channel="radio")
    desk.do("XAL", "line.open", "L2", title="Three", ends=["XAL", "XBE", "XCO"], channel="radio")
    desk.do("XBE", "line.confirm", "L1")
    return desk


def test_a_focal_point_is_reached_until_it_ends() -> None:
    desk = wired()
    assert state(desk.forum, "F1") == (RUNS, "It is named by XBE: Harbour, always.")
    assert "F1" not in lines(desk.forum, without="XBE")
    assert "F1" not in lines(desk.forum, between=("XAL", "XCO"))
    assert "F1" in lines(desk.forum, between=("XBE", "XCO"))
    desk.do("XBE", "focal-point.end", "F1")
    assert state(desk.forum, "F1") == (
        STANDS,
        f"XBE entered on {desk.forum.time} that it has ended.",
    )


def test_a_line_is_open_once_all_confirmed_and_its_last_test_is_told() -> None:
    desk = wired()
    assert state(desk.forum, "L1") == (RUNS, "It is open between XAL, XBE.")
    assert state(desk.forum, "L2") == (UNKNOWN, "Not all whom it connects have confirmed it.")
    assert state(desk.forum, "L1", without="XBE") == (STANDS, "It connects XBE and XAL alone.")
    for code in ("XBE", "XCO"):
        desk.do(code, "line.confirm", "L2")
    assert state(desk.forum, "L2", without="XBE")[0] is RUNS
    assert "L1" not in lines(desk.forum, between=("XBE", "XCO"))
    desk.do("XAL", "line.test", "L1")
    tested = f"It is open between XAL, XBE. It was tested on {desk.forum.time}; "
    assert state(desk.forum, "L1") == (RUNS, f"{tested}no answer is entered.")
    number = desk.forum.lines["L1"].last
    desk.do("XBE", "line.answer", "L1", test=number, answered=desk.forum.time)
    assert state(desk.forum, "L1") == (RUNS, f"{tested}answered: XBE.")
    desk.do("XBE", "line.close", "L1")
    assert state(desk.forum, "L1") == (STANDS, f"It was closed on {desk.forum.time}.")


# ---------------------------------------------------------------- measures and exchanges


def offered(by: str = "XBE") -> Desk:
    desk = Desk()
    said: dict[str, Any] = {"title": "Incidents are told", "shape": "notification"}
    rows: dict[str, Any] = {"trigger": "after-an-event", "within": 24, "direction": "one-sided"}
    desk.do(by, "measure.offer", "N1", **said, **rows)
    return desk


def test_a_measure_in_force_or_offered_runs_and_one_of_the_party_alone_does_not_without_it() -> (
    None
):
    desk = offered()
    assert state(desk.forum, "N1") == (
        RUNS,
        f"It is offered since {desk.forum.time}, and needs no decision.",
    )
    assert state(desk.forum, "N1", without="XBE") == (STANDS, "It binds XBE alone.")
    assert state(desk.forum, "N1", without="XCO")[0] is RUNS
    assert "N1" in lines(desk.forum, between=("XBE", "XCO"))
    assert "N1" not in lines(desk.forum, between=("XAL", "XCO"))
    desk.do("XBE", "measure.withdraw-offer", "N1")
    assert "N1" not in lines(desk.forum)


def test_a_measure_that_binds_all_goes_on_without_one() -> None:
    desk = offered()
    one = desk.forum.measures["N1"]
    row = evolve(one.row, direction=type(one.row.direction)("all-to-all"))
    here = desk.forum.grown(measures=desk.forum.measures.set("N1", evolve(one, row=row)))
    offer = f"It is offered since {here.time}, and needs no decision."
    assert state(here, "N1", without="XCO") == (
        RUNS,
        f"{offer} It binds others than XCO as well.",
    )


def round_of(**more: Any) -> Forum:  # noqa: ANN401 - fields of several types
    desk = Desk()
    usual: dict[str, Any] = {
        "title": "Boats", "named": ["XAL", "XBE", "XCO"], "holders": ["XAL", "XBE", "XCO", "XDE"],
        "otherwise": "lapses", "opens": desk.forum.time,
    }  # fmt: skip
    desk.do("XDE", "exchange.announce", "E1", 10, **{**usual, **more})
    return desk.forum


def test_a_round_goes_on_without_a_party_where_the_others_are_enough() -> None:
    until = "2030-03-01T20:00:00Z"
    assert state(round_of(), "E1")[0] is RUNS
    stands = (STANDS, "It is not released without a return of XBE.")
    goes = (RUNS, f"After {until} the others are enough without a return of XBE.")
    assert state(round_of(), "E1", without="XBE") == stands
    assert state(round_of(least=3), "E1", without="XBE") == stands
    assert state(round_of(least=2), "E1", without="XBE") == goes
    among: dict[str, Any] = {"otherwise": "released-among-those"}
    assert state(round_of(**among), "E1", without="XBE") == goes
    assert state(round_of(**among, named=["XAL", "XBE"]), "E1", without="XBE") == stands
    assert state(round_of(), "E1", without="XDE") == state(round_of(), "E1")
    assert "E1" not in lines(round_of(), between=("XAL", "XDE"))
    assert "E1" in lines(round_of(), between=("XAL", "XCO"))


def test_a_round_in_which_it_handed_in_or_which_is_released_does_not_wait_for_a_party() -> None:
    here = round_of()
    one = here.exchanges["E1"]
    entry = Return(
        by="XBE", number=1, leaf=bytes(32), time=PAST, reader=bytes(32), holders=(), needed=2
    )
    handed = evolve(one, returns=one.returns.set("XBE", entry))
    told = "A return of XBE is handed in already; it needs no decision."
    with_it = here.grown(exchanges=here.exchanges.set("E1", handed))
    assert state(with_it, "E1", without="XBE") == (RUNS, told)
    released = evolve(one, released=7, stage=type(one.stage)("released"))
    after = here.grown(exchanges=here.exchanges.set("E1", released))
    assert state(after, "E1", without="XBE") == state(after, "E1")
    for stage in ("closed", "lapsed"):
        over = evolve(one, stage=type(one.stage)(stage))
        assert "E1" not in lines(here.grown(exchanges=here.exchanges.set("E1", over)))


# ---------------------------------------------------------------- bodies and talks


@pytest.mark.parametrize(
    ("track", "told"),
    [
        ("track-1", "People speak in it for governments."),
        ("track-1-5", "People speak in it for governments and in a personal capacity."),
        ("track-2", "People speak in it in a personal capacity."),
    ],
)
def test_a_body_at_work_runs_on_its_track(track: str, told: str) -> None:
    desk = Desk()
    said: dict[str, Any] = {"title": "Fish", "rank": "experts", "host": "A hall"}
    seats = ["XAL", "XBE"]
    desk.do("XAL", "circle.call", "B1", sort="contact-group", track=track, seats=seats, **said)
    runs = f"It is at work, on {track.replace('1-5', '1.5').replace('-', ' ')}. {told}"
    assert state(desk.forum, "B1") == (RUNS, runs)
    assert state(desk.forum, "B1", without="XCO") == (RUNS, runs)
    comes = f"{runs} XBE sits in it; whether it comes is not known here."
    assert state(desk.forum, "B1", without="XBE") == (RUNS, comes)
    assert "B1" not in lines(desk.forum, between=("XAL", "XCO"))
    assert "B1" in lines(desk.forum, between=("XBE", "XAL"))
    desk.do("XAL", "circle.close", "B1")
    assert state(desk.forum, "B1") == (STANDS, f"It was closed on {desk.forum.time}.")


def talks(*parties: str) -> Desk:
    desk = Desk()
    desk.do(parties[0], "strand.register", "S1", title="x", parties=list(parties), since=PAST)
    return desk


def test_talks_stand_as_a_party_to_them_entered_last() -> None:
    desk = talks("XBE", "XCO")
    on = desk.forum.time
    assert state(desk.forum, "S1") == (RUNS, f"A party to it entered it as running, on {on}.")
    assert state(desk.forum, "S1", without="XBE") == (STANDS, "It is between XBE and XCO alone.")
    assert "S1" not in lines(desk.forum, between=("XAL", "XCO"))
    assert "S1" in lines(desk.forum, between=("XBE", "XCO"))
    desk.do("XCO", "strand.pause", "S1")
    assert state(desk.forum, "S1") == (STANDS, f"A party to it entered it as paused, on {on}.")
    desk.do("XCO", "strand.end", "S1")
    assert state(desk.forum, "S1") == (STANDS, f"A party to it entered it as ended, on {on}.")


def test_whether_talks_of_three_go_on_without_one_is_not_known() -> None:
    desk = talks("XBE", "XCO", "XDE")
    found, told = state(desk.forum, "S1", without="XBE")
    assert found is UNKNOWN
    assert told.endswith(" Whether the others hold it without XBE is not known here.")
    desk.do("XCO", "strand.pause", "S1")
    assert state(desk.forum, "S1", without="XBE")[0] is STANDS


# ---------------------------------------------------------------- baskets and the crisis desk


def test_a_basket_that_is_parked_stops_no_other() -> None:
    desk = Desk()
    desk.do("XAL", "basket.park", "trade")
    runs = (RUNS, "It is not parked; all of it can be talked about.")
    assert state(desk.forum, "water") == runs
    assert state(desk.forum, "trade") == (STANDS, "It is parked; the others go on.")
    assert names(desk.forum, "Baskets") == ["water", "trade"]


def test_that_one_can_ask_stands_always() -> None:
    desk = Desk()
    (line,) = part(desk.forum, "Crisis desk").lines
    assert (line.state, line.object) == (RUNS, "")
    assert line.told == (
        "Every party with a place here can ask any other for an explanation; "
        "it needs no decision, no meeting and no leave of the chair."
    )
    (line,) = part(desk.forum, "Crisis desk", between=("XAL", "XBE")).lines
    assert line.told.startswith("XAL and XBE can each ask the other for an explanation;")


def test_requests_that_are_not_closed_are_listed_with_what_they_need() -> None:
    desk = Desk()
    said: dict[str, Any] = {"words": "x", "to": "XCO", "about": "test", "place": "y", "date": PAST}
    for name in ("Q2", "Q1"):
        desk.do("XBE", "request.ask", name, **said)
    assert names(desk.forum, "Crisis desk") == ["", "Q2", "Q1"]
    found, told = state(desk.forum, "Q1", without="XCO")
    assert found is RUNS
    assert told.startswith("An answer of XCO is awaited until")
    assert state(desk.forum, "Q1", without="XBE") == (
        STANDS,
        "XBE made it, and takes it further alone.",
    )
    assert names(desk.forum, "Crisis desk", between=("XAL", "XCO")) == [""]
    assert names(desk.forum, "Crisis desk", between=("XCO", "XBE")) == ["", "Q2", "Q1"]
    desk.do("XBE", "request.close", "Q2")
    assert names(desk.forum, "Crisis desk") == ["", "Q1"]


# ---------------------------------------------------------------- never a no where it is not known


def test_where_nothing_is_entered_that_says_nothing() -> None:
    parts = still_runs(forum(), PAST)
    assert [one.heading for one in parts] == list(PARTS)
    empty = {one.heading: one.empty for one in parts if not one.lines}
    assert empty == {
        "Focal points and direct lines": "No entry here. What was not entered is not known.",
        "Measures": "No measure is in force or offered here.",
        "Exchange rounds": "No round is under way here.",
        "Bodies": "No entry here. What was not entered is not known.",
        "Talks beside the forum": "No entry here. What was not entered is not known.",
    }


def test_what_rests_on_a_body_that_is_not_at_hand_is_not_known() -> None:
    desk = talks("XBE", "XCO")
    desk.do("XBE", "strand.end", "S1")
    told = "An act about it has a body that is not at hand here; how it stands is not known."
    blind = desk.forum.grown(unknown=Map({"S1": True, "XBE": True}))
    assert state(blind, "S1") == (UNKNOWN, told)
    assert state(blind, "XBE") == (UNKNOWN, told)
    assert state(blind, "XAL")[0] is RUNS
    blind = desk.forum.grown(unknown=Map({":seats": True}))
    assert state(blind, "XAL") == (UNKNOWN, told)
    assert state(blind, "water")[0] is RUNS


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_happened_each_is_answered_and_one_can_ask(seed: int) -> None:
    """It raises on no history, lists nothing twice, and orders nothing by state or by code."""
    world, chooser = World(Desk()), Chooser(Random(seed))
    for _ in range(120):
        chooser.step(world)
    here = world.desk.forum
    for asked in ({}, {"without": "XBE"}, {"without": "XZZ"}, {"between": ("XAL", "XBE")}):
        parts = still_runs(here, here.time, **asked)
        shown = [line.object for one in parts for line in one.lines]
        assert len(shown) == len(set(shown))
        assert parts[-1].lines[0].state is RUNS
        assert all(line.told.endswith(".") for one in parts for line in one.lines)
