"""Measures and what is done under them as pages: rows, dates, rounds, inspections, visits."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.demonstration.golden_files import forum
from tests.web.moments import LATE, acts, after, plenary, reader, the
from tests.web.stage import stage, visitor

from dipoli.forum.measure import Stage

stage()

PLENARY = "/forums/exercise/plenary"
SEATS = ("XTV", "XNU", "XOB", "SECRETARIAT", LATE)
SORTS = ("measures", "exchanges", "notifications", "inspections", "visits")


def twin(page: str, who: str = "XTV") -> dict[str, Any]:
    sits, here = reader(who)
    return sits.twin(f"{here}/{page}")


def measure(title: str) -> str:
    """The short name of the measure of a title, in its form of now."""
    (found,) = (
        one.id
        for one in plenary().measures.values()
        if one.row.measure == title and one.stage is not Stage.REPLACED
    )
    return found


def round_(title: str) -> str:
    """The short name of an exchange round."""
    return the(plenary().exchanges, title=title).id


COAST_GUARDS, PORT_POLICE = "Annual exchange on coast guards, 2031", "Exchange on port police"


# ---------------------------------------------------------------- examples


def test_a_measure_is_told_in_seven_columns() -> None:
    one = twin(f"measures/{measure('Inspection of a notified exercise')}")
    assert (one["trigger"], one["form"]) == ("On request", "inspection")
    assert one["clock"] == [
        "an answer within 24 hours",
        "entry within 36 hours of the request",
        "a stay of 48 hours at most",
        "a report within 14 days",
    ]
    assert one["quota"][0] == "at most 2 in a calendar year at one host"
    assert one["threshold"] == []
    notice = measure("Prior notification of an exercise at sea")
    assert twin(f"measures/{notice}")["threshold"] == ["vessels: from 10 on"]
    exchange = measure("Annual exchange on coast guards")
    assert twin(f"measures/{exchange}")["trigger"] == "Each year, by 15 December"


def test_what_one_party_offers_stands_apart_from_what_was_agreed() -> None:
    told = twin("measures")
    drills = measure("Word of own winter drills of any size")
    assert [one["object"] for one in told["alone"]] == [drills]
    assert [one["object"] for one in told["agreed"]] == [
        measure("Prior notification of an exercise at sea"),
        measure("Inspection of a notified exercise"),
        measure("Annual exchange on coast guards"),
    ]


def test_rows_that_anybody_can_offer_are_one_sided_and_bind_nobody_here() -> None:
    rows = [row for one in twin("measures")["can_be_offered"] for row in one["rows"]]
    assert rows
    assert {row["direction"] for row in rows} == {"From one party, by itself"}
    assert all("page" not in row for row in rows)


def test_nothing_is_offered_on_behalf_of_real_states() -> None:
    told = visitor().twin("/forums/six-party-talks/plenary/measures")
    assert told["can_be_offered"] == []


def test_an_inspection_tells_each_step_with_its_clock_and_the_quota() -> None:
    held = the(plenary().inspections, area="The roadstead of Port Meriden")
    one = twin(f"inspections/{held.id}")
    steps = {step["step"]: step for step in one["steps"]}
    assert held.left is not None
    assert steps["answer"]["asked_for"]["utc"] == after(held.requested, 24)
    assert steps["answer"]["entered"]["utc"] == held.answered
    assert steps["report"]["asked_for"]["utc"] == after(held.left, 14 * 24)
    assert one["quota"]["host"] == {"used": 1, "of": 2}
    assert one["quota"]["requester"] == {"used": 1, "of": 1}


def test_a_refusal_is_told_with_the_hosts_own_account() -> None:
    held = the(plenary().inspections, account="The road was washed away.")
    one = twin(f"inspections/{held.id}")
    assert (one["refused"], one["account"]) == ("force majeure", "The road was washed away.")


def test_a_return_that_came_late_shows_its_date_and_no_word() -> None:
    held = the(plenary().exchanges, title=COAST_GUARDS)
    one = twin(f"exchanges/{held.id}")
    returns = {each["code"]: each for each in one["returns"]}
    (handed_in,) = (
        each.time
        for each in acts()
        if (each.name, each.object, each.by) == ("exchange.submit/1", held.id, "XHA")
    )
    assert handed_in > held.until
    assert returns["XHA"]["handed_in"]["utc"] == handed_in
    assert returns["XHA"]["late"]
    assert returns["XHA"]["state"] == returns["XSE"]["state"] == "opened"
    html = visitor("XTV").html(f"{PLENARY}/exchanges/{held.id}").partition("<main")[2]
    assert not re.search(r"\blate\b", html.lower())


def test_a_round_says_what_so_many_seats_together_can_do() -> None:
    told = twin(f"exchanges/{round_(COAST_GUARDS)}")
    shares = told["shares"]
    assert "Any 4 of the 5 shares" in shares[0]  # two thirds of five, rounded up
    assert "Any 4 of these 5 seats, acting together" in shares[1]
    assert "3 of them cannot" in shares[1]
    assert "Where 2 of them give nothing, it stays closed for ever" in shares[1]
    assert "holds no share" in told["host"]


def test_a_round_that_lapsed_opens_nothing() -> None:
    one = twin(f"exchanges/{round_(PORT_POLICE)}")
    assert one["released"] is None
    assert {each["state"] for each in one["returns"]} == {"no entry", "handed in, sealed"}


def test_returns_stand_in_protocol_order() -> None:
    told = twin(f"exchanges/{round_(COAST_GUARDS)}")
    for each in ("returns", "given"):  # who gave its share first is told by the record alone
        codes = [one["code"] for one in told[each]]
        assert codes
        assert codes == [code for code in plenary().order if code in codes]


def test_a_notification_is_held_against_its_measure() -> None:
    held = min(
        (one for one in plenary().notifications.values() if one.corrected),
        key=lambda one: one.number,
    )
    one = twin(f"notifications/{held.id}")
    assert held.begins is not None
    assert one["asked_for"]["utc"] == after(held.begins, -21 * 24)
    assert one["figures"] == [{"of": "vessels", "number": held.figures["vessels"]}]
    assert len(one["corrected"]) == 1
    assert one["acknowledged"] == []


def test_who_declines_a_visit_is_told_without_a_reason() -> None:
    school = the(plenary().visits, title="The rescue school on Lake Ostry").id
    lamp = the(plenary().visits, title="The new lamp of Sarn").id
    one = twin(f"visits/{school}")
    assert [(guest["code"], guest["answer"]) for guest in one["guests"]] == [
        ("XTV", "accepted"),
        ("XKS", "declined"),
        ("XHA", "accepted"),
    ]
    assert {guest["answer"] for guest in twin(f"visits/{lamp}")["guests"]} == {"invited"}


# ---------------------------------------------------------------- everything


def test_dates_stand_in_their_order() -> None:
    told = twin("measures")
    for part in ("due", "without_entry"):
        dates = [one["at"]["utc"] for one in told[part]]
        assert dates == sorted(dates)
    assert not any(one["at"]["over"] for one in told["due"])


@pytest.mark.parametrize("code", SEATS)
@pytest.mark.parametrize("sort", SORTS)
def test_everything_of_the_record_has_a_page_or_is_not_this_readers(sort: str, code: str) -> None:
    shown = {
        one["object"]
        for part in ("agreed", "alone", "ended")
        for one in twin("measures", code)[part]
    }
    shown |= {one["object"] for part in twin("measures", code)["done"] for one in part["things"]}
    for name in getattr(forum("exercise", "plenary"), sort):
        sits, here = reader(code)
        answer = sits.get(f"{here}/{sort}/{name}")
        assert answer.status_code == (200 if name in shown else 404), name
    if code != LATE:
        assert shown >= set(getattr(forum("exercise", "plenary"), sort))
