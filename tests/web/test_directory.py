"""The directory: seats in protocol order, who speaks, focal points, bodies, permissions."""

from __future__ import annotations

import pytest
from tests.demonstration.golden_files import forum
from tests.web.moments import LATE, reader
from tests.web.stage import visitor
from tests.web.test_record import standing

DIRECTORY = "/forums/exercise/plenary/directory"


def test_seats_stand_in_protocol_order_with_their_stage_and_channel() -> None:
    held, twin = forum("exercise", "plenary"), visitor("XTV").twin(DIRECTORY)
    assert [one["code"] for one in twin["seats"]] == [
        code for code in held.order if code in held.seats
    ]
    for one in twin["seats"]:
        seat = held.seats[one["code"]]
        assert one["stage"] == seat.stage.value.replace("-", " ")
        assert (one["served"] or {}).get("channel") == seat.channel


def test_a_seat_on_paper_is_told_as_a_full_seat() -> None:
    twin = visitor("XTV").twin(DIRECTORY)
    paper = [one["code"] for one in twin["seats"] if one["paper"]]
    assert paper == [code for code, seat in standing().seats.items() if seat.paper]
    assert "takes part on paper, as a full seat" in visitor("XTV").html(DIRECTORY)


def test_who_presides_is_told_beside_its_seat() -> None:
    twin = visitor("XTV").twin(DIRECTORY)
    presides = [one["code"] for one in twin["seats"] if one["chair"]]
    assert presides == list(forum("exercise", "plenary").chair)


def test_a_permission_is_a_note_with_a_date_and_no_advice() -> None:
    held, twin = forum("exercise", "plenary"), visitor("XTV").twin(DIRECTORY)
    assert [one["object"] for one in twin["permissions"]] == list(held.permissions)
    for one in twin["permissions"]:
        assert one["date"]["utc"] == held.permissions[one["object"]].date
    assert "no legal advice" in visitor("XTV").html(DIRECTORY)


def test_each_body_is_told_with_its_track_level_host_and_funders() -> None:
    held, twin = forum("exercise", "plenary"), visitor("XTV").twin(DIRECTORY)
    assert {one["object"] for one in twin["bodies"]} == set(held.bodies)
    for one in twin["bodies"]:
        body = held.bodies[one["object"]]
        assert (one["host"], one["funders"]) == (body.host, list(body.funders))
        assert body.host in one["support"]


def test_a_body_leads_to_its_circle_only_where_the_reader_may_read_that() -> None:
    seen = {one["title"]: one["circle"] for one in visitor("XTV").twin(DIRECTORY)["bodies"]}
    assert seen["Experts of the shores"] == "/forums/exercise/experts"
    friends = "Friends of the chair on the order of steps"
    assert seen[friends] == "/forums/exercise/friends-of-the-chair"
    others = {one["title"]: one["circle"] for one in visitor("XKS").twin(DIRECTORY)["bodies"]}
    assert others[friends] is None


def test_what_who_came_later_cannot_know_is_told_as_not_known() -> None:
    late, here = reader(LATE)
    twin, html = late.twin(f"{here}/directory"), late.html(f"{here}/directory")
    assert twin["level"] is None
    assert all(one["stage"] is None for one in twin["seats"])
    assert "not known to you" in html
    for word in ("no channel declared here", "No focal point is named here", "No body reports"):
        assert word not in html


@pytest.mark.parametrize("code", ["XTV", "XNU", "SECRETARIAT"])
def test_focal_points_stand_by_their_parties_in_protocol_order(code: str) -> None:
    order = list(forum("exercise", "plenary").order)
    points = visitor(code).twin(DIRECTORY)["points"]
    places = [order.index(one["by"]["code"]) for one in points]
    assert places == sorted(places)
    assert {one["object"] for one in points} == set(forum("exercise", "plenary").focal_points)


def test_no_real_state_sits_in_the_directory_of_a_compiled_record() -> None:
    page = "/forums/six-party-talks/plenary/directory"
    twin, html = visitor().twin(page), visitor().html(page)
    assert all(set(one) == {"code", "name"} for one in twin["seats"])
    for word in ("accepted", "on paper", "present", "note verbale"):
        assert word not in html
