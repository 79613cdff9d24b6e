"""Bodies: who calls them, who sits, in what capacity, to whom they report, who pays."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from attrs import evolve
from tests.forum.made import OFFICE, Desk, charter, clause, decide, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import Category, Track
from dipoli.forum.bodies import MOVES, Capacity, Stage, capacity, support
from dipoli.forum.bodies_rules import beginning, still_needed
from dipoli.forum.procedure import KINDS
from dipoli.record.canon import Json

LEAF = b64encode(bytes(32)).decode()


def said(**changes: Json) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "title": "Water tables",
        "sort": "contact-group",
        "track": "track-1",
        "rank": "officials",
        "host": "Lake Institute",
        "funders": ["Lake Institute"],
        "basket": "water",
        "seats": ["XBE", "XCO"],
        "chair": ["XCO"],
        "decision": None,
    }
    return usual | changes


def desk(**changes: Json) -> Desk:
    at = Desk()
    at.do("XAL", "circle.call", "B1", **said(**changes))
    return at


def test_a_closed_body_alone_moves_no_more() -> None:
    assert [one for one in Stage if not MOVES[one]] == [Stage.CLOSED]


def test_the_chair_calls_widens_and_closes_a_contact_group() -> None:
    at = desk()
    at.do("XAL", "circle.widen", "B1", seats=["XDE"])
    assert at.forum.bodies["B1"].seats == ("XBE", "XCO", "XDE")
    assert still_needed(at.forum, at.forum.bodies["B1"]).startswith("It is at work")
    at.do("XAL", "circle.close", "B1")
    assert still_needed(at.forum, at.forum.bodies["B1"]) == "It is closed; nothing is needed."
    assert clause(at.refused("XAL", "circle.widen", "B1", seats=["XAL"]), Point.BODY_STAGE)


def test_only_the_chair_calls_a_body() -> None:
    assert clause(Desk().refused("XBE", "circle.call", "B1", **said()), Point.WHO_ACTS)


def test_a_basket_body_is_called_widened_and_closed_by_decisions() -> None:
    at = Desk()
    paper = said(sort="basket-body", decision="P1")
    assert clause(at.refused("XAL", "circle.call", "B1", **paper), Point.MANDATE)
    decide(at, "P1", "body", "B1")
    at.do("XAL", "circle.call", "B1", **paper)
    join: dict[str, Any] = {"seats": ["XDE"]}
    refusal = at.refused("XAL", "circle.widen", "B1", decision="P1", **join)
    assert clause(refusal, Point.MANDATE)
    decide(at, "P2", "body", "B1")
    at.do("XAL", "circle.widen", "B1", decision="P2", **join)
    assert clause(at.refused("XAL", "circle.close", "B1"), Point.MANDATE)
    decide(at, "P3", "body", "B1")
    at.do("XAL", "circle.close", "B1", decision="P3")


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"sort": "informal-consultations"}, Point.BODY_CALL),
        ({"basket": "fish"}, Point.BODY_CALL),
        ({"seats": ["XBE", "XBE"], "chair": []}, Point.BODY_SEATS),
        ({"seats": ["XBE", "XZZ"], "chair": []}, Point.BODY_SEATS),
        ({"chair": ["XDE"]}, Point.BODY_SEATS),
    ],
)
def test_a_body_that_the_charter_does_not_have_is_not_called(
    changes: dict[str, Json], point: Point
) -> None:
    assert clause(Desk().refused("XAL", "circle.call", "B1", **said(**changes)), point)


def test_a_track_that_the_charter_does_not_have_is_not_used() -> None:
    bodies = evolve(charter().bodies, tracks=(Track.ONE,))
    at = Desk(forum(charter(bodies=bodies)))
    refusal = at.refused("XAL", "circle.call", "B1", **said(track="track-2"))
    assert clause(refusal, Point.BODY_CALL)


def test_experts_without_a_seat_here_sit_on_the_other_tracks() -> None:
    at = desk(track="track-2", seats=["XBE", "XPA"], chair=["XPA"])
    below = beginning(at.forum, "B1", "plenary", at.forum.time)
    assert below.seats["XPA"].category is Category.GUEST
    assert below.seats["XBE"].category is Category.MEMBER
    assert below.chair == ("XPA",)


def test_nobody_is_seated_twice_in_a_body() -> None:
    refusal = desk().refused("XAL", "circle.widen", "B1", seats=["XBE"])
    assert clause(refusal, Point.BODY_SEATS)


# ---------------------------------------------------------------- reporting, and no adoption


def test_friends_of_the_chair_report_before_they_are_closed() -> None:
    at = desk(sort="friends-of-the-chair")
    assert "reports back" in still_needed(at.forum, at.forum.bodies["B1"])
    assert clause(at.refused("XAL", "circle.close", "B1"), Point.BODY_REPORT)
    at.do(OFFICE, "report.receive", "B1", report=LEAF)
    at.do("XAL", "circle.close", "B1")


def test_a_body_reports_upwards_and_the_plenary_to_nobody() -> None:
    at = desk()
    paper: dict[str, Any] = {"title": "On water", "text": "Two options stand."}
    assert clause(at.refused("XAL", "report.make", "R1", **paper), Point.BODY_REPORT)
    below = Desk(beginning(at.forum, "B1", "plenary", at.forum.time))
    below.do("XCO", "report.make", "R1", **paper)
    assert below.forum.reports["R1"].to == "plenary"


def test_who_has_no_voice_does_not_report() -> None:
    at = desk(track="track-1-5", seats=["XCO", "XPA"])
    below = Desk(beginning(at.forum, "B1", "plenary", at.forum.time))
    refusal = below.refused("XPA", "report.make", "R1", title="x", text="y")
    assert clause(refusal, Point.BODY_REPORT)


ADOPTING = sorted(name for name, kind in KINDS.items() if kind.adopts)


def test_what_adopts_is_known() -> None:
    assert {
        "proposal.put/1",
        "proposal.adopt/1",
        "proposal.except/1",
        "silence.open/1",
        "silence.certify/1",
        "member.invite/1",
        "member.suspend/1",
        "member.restore/1",
        "member.succeed/1",
        "words.strike/1",
    } <= set(ADOPTING)


def test_a_body_that_reports_to_another_adopts_nothing() -> None:
    below = Desk(beginning(desk().forum, "B1", "plenary", "2030-03-01T10:00:00Z"))
    below.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    refusal = below.refused("XCO", "proposal.adopt", "P1")
    assert clause(refusal, Point.SUBSIDIARY)
    assert "plenary" in refusal.why


def test_a_body_begins_with_the_order_the_track_and_the_seats_of_its_call() -> None:
    at = desk(seats=["XDE", "XBE"], chair=[], track="track-1-5")
    at.do("XDE", "member.pause", "XDE")
    below = beginning(at.forum, "B1", "plenary", "2030-03-02T00:00:00Z")
    assert below.order == ("XBE", "XDE")
    assert below.track is Track.ONE_AND_HALF
    assert below.reports_to == "plenary"
    assert not below.seats["XDE"].counts
    assert below.seats["XBE"].counts


# ---------------------------------------------------------------- capacity


@pytest.mark.parametrize(
    ("role", "spoken"),
    [
        ("personal", Capacity.PERSONAL),
        ("personal-expert", Capacity.PERSONAL),
        ("personnel", Capacity.GOVERNMENT),
        ("head", Capacity.GOVERNMENT),
        ("deputy", Capacity.GOVERNMENT),
    ],
)
def test_the_role_of_an_act_shows_for_whom_its_author_speaks(role: str, spoken: Capacity) -> None:
    assert capacity(role) is spoken


def test_on_track_1_nobody_binds_a_delegation_in_a_personal_capacity() -> None:
    at = Desk()
    at.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    at.role = "personal"
    refusal = at.refused("XBE", "proposal.table", "P2", title="x", purpose="measure")
    assert clause(refusal, Point.CAPACITY)
    at.wait(hours=24)
    assert clause(at.refused("XAL", "proposal.put", "P1"), Point.CAPACITY)
    at.role = None
    at.do("XAL", "proposal.put", "P1")
    at.role = "personal"
    at.do("XBE", "proposal.speak", "P1", words="Speaking for myself.")


def test_on_track_2_nobody_speaks_for_a_government_and_on_track_1_5_both_speak() -> None:
    for track, roles in (("track-2", ("personal",)), ("track-1-5", ("personal", "head"))):
        at = desk(track=track, chair=[])
        below = Desk(beginning(at.forum, "B1", "plenary", at.forum.time))
        for role in ("personal", "head"):
            below.role = role
            paper = {"title": "x", "purpose": "measure"}
            if role in roles:
                below.do("XBE", "proposal.table", f"P-{role.upper()}", **paper)
            else:
                refusal = below.refused("XBE", "proposal.table", "P9", **paper)
                assert clause(refusal, Point.CAPACITY)


# ---------------------------------------------------------------- level, host and funders


def test_a_body_that_hangs_on_one_patron_shows_it() -> None:
    body = desk().forum.bodies["B1"]
    assert support(body) == (
        "People attend as officials. Host: Lake Institute. Funders: Lake Institute. "
        "It has one host and one funder, and they are the same: Lake Institute."
    )
    assert support(evolve(body, host="Hall")).endswith("It has one funder: Lake Institute.")
    assert support(evolve(body, funders=())).endswith("Funders: nobody named so far.")
    assert support(evolve(body, funders=("A", "B"))).endswith("Funders: A, B.")


def test_a_body_has_been_where_it_stands_since_it_came_there() -> None:
    at = desk()
    since = at.forum.time
    at.wait(hours=1).do("XAL", "circle.widen", "B1", seats=["XDE"])
    assert at.forum.bodies["B1"].since == since
    at.wait(hours=1).do("XAL", "circle.close", "B1")
    assert at.forum.bodies["B1"].since == at.forum.time
