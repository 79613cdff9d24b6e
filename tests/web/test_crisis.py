"""The crisis desk as a page: requests and their clocks, who can be reached, what still runs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.web.moments import LATE, after, by_the_clock, plenary, reader, the
from tests.web.stage import stage, visitor

from dipoli.forum.request import Request, Stage

stage()

PLENARY = "/forums/exercise/plenary"
DESK = f"{PLENARY}/crisis-desk"


TRAWLER = "A trawler was fired at. We ask what your vessel did there."
LIGHTS = "Lights were seen at night off Stenby. What were they?"


def request(words: str) -> Request:
    """The request of these words."""
    return the(plenary().requests, words=words)


def line(title: str) -> str:
    """Short name of the direct line of a title."""
    return the(plenary().lines, title=title).id


def measure(title: str) -> str:
    """Short name of the measure of a title, in its form of now."""
    (found,) = (
        one.id
        for one in plenary().measures.values()
        if one.row.measure == title and one.decision is not None
    )
    return found


def desk(query: str = "", who: str = "XTV") -> dict[str, Any]:
    sits, page = reader(who)
    told: dict[str, Any] = sits.get(f"{page}/crisis-desk.json{query}").json()
    return told


def lines(told: dict[str, Any]) -> dict[str, str]:
    return {
        line["object"]: line["state"]
        for part in told["still_runs"]
        for line in part["lines"]
        if line["object"]
    }


# ---------------------------------------------------------------- examples


def test_a_request_that_is_open_shows_until_when_an_answer_is_awaited() -> None:
    held = request(LIGHTS)
    open_now = {one.id for one in plenary().requests.values() if one.stage is not Stage.CLOSED}
    assert {one["object"] for one in desk()["open"]} == open_now
    (one,) = (one for one in desk()["open"] if one["object"] == held.id)
    assert (one["by"]["code"], one["to"]["code"]) == ("XHA", "XSE")
    assert one["clock"]["utc"] == after(held.asked, plenary().charter.crisis.reply)
    assert one["clock_is"] == "answer"


def test_the_desk_says_that_nobody_can_hold_a_request_up() -> None:
    html = visitor("XTV").html(DESK)
    assert "nobody can hold it up" in html
    assert "<form" in html
    assert 'method="post" action="/leave"' in html
    here, _, _foot = html.partition("<footer>")
    assert here.count('method="post"') == 1  # nothing here can stop anything


def test_a_request_tells_both_clocks_and_what_came_of_it() -> None:
    held, rule = request(TRAWLER), plenary().charter.crisis
    assert held.called is not None
    one = visitor("XTV").twin(f"{DESK}/{held.id}")
    assert one["answer_until"]["utc"] == after(held.asked, rule.reply)
    assert [(each["by"]["code"], each["late"]) for each in one["answers"]] == [("XKS", True)]
    assert one["meeting"]["until"]["utc"] == after(held.called, rule.meeting)
    assert [party["code"] for party in one["met"][0]["present"]] == ["XKS", "XSE", "XUL"]
    visit = the(plenary().visits, title="The patrol ship, with her log")
    assert [each["object"] for each in one["visits"]] == [visit.id]


def test_an_answer_that_came_late_shows_its_date_and_no_word() -> None:
    held = request(TRAWLER)
    (answer,) = held.answers
    assert answer.time > after(held.asked, plenary().charter.crisis.reply)
    html = visitor("XTV").html(f"{DESK}/{held.id}").partition("<main")[2].lower()
    assert by_the_clock(answer.time).lower() in html
    assert not re.search(r"\blate\b", html)


def test_who_can_be_reached_stands_in_protocol_order() -> None:
    codes = [one["by"]["code"] for one in desk()["focal_points"]]
    order = plenary().order
    assert codes
    assert codes == [code for code in order if code in codes]


def test_without_one_party_its_lines_stand_still_and_others_run() -> None:
    name = line("The strait line")
    assert lines(desk())[name] == "runs"
    without = lines(desk("?without=XKS"))
    assert without[name] == "stands still"
    assert without[measure("Prior notification of an exercise at sea")] == "runs"


def test_between_two_only_what_there_is_between_them_is_listed() -> None:
    between = lines(desk("?one=XKS&other=XSE"))
    assert line("The strait line") in between
    assert line("The northern line") in lines(desk())
    assert line("The northern line") not in between


def test_who_is_no_party_here_changes_nothing() -> None:
    assert lines(desk("?without=XXX&one=XKS&other=XKS")) == lines(desk())


def test_nobody_is_chosen_for_the_reader() -> None:
    html = visitor("XTV").html(DESK).partition('id="still"')[2]
    assert " selected" not in html


def test_nobody_acts_in_a_compiled_record() -> None:
    told = visitor().twin("/forums/six-party-talks/plenary/crisis-desk")
    assert told["compiled"]
    assert told["still_runs"] == []
    assert told["rule"] is None


# ---------------------------------------------------------------- everything


@pytest.mark.parametrize("who", ["XTV", "XNU", "XOB", "SECRETARIAT", LATE])
def test_every_thing_that_is_listed_has_its_page(who: str) -> None:
    told, sits = desk(who=who), reader(who)[0]
    pages = [line["page"] for part in told["still_runs"] for line in part["lines"]]
    pages += [
        one["page"] for part in ("open", "closed", "focal_points", "lines") for one in told[part]
    ]
    for page in filter(None, pages):
        assert sits.get(page).status_code == 200, page


@pytest.mark.parametrize("who", ["XTV", "XOB", LATE])
def test_it_runs_stands_still_or_is_not_known(who: str) -> None:
    parts = desk(who=who)["still_runs"]
    states = {each["state"] for part in parts for each in part["lines"]}
    assert states <= {"runs", "stands still", "is not known here"}
    assert ("is not known here" in states) == (who == LATE)


@pytest.mark.parametrize("page", ["commitments", "measures", "crisis-desk", "relations/XTV-XKS"])
def test_what_a_reader_cannot_read_is_never_told_as_a_no(page: str) -> None:
    """Who came later has an emptier circle, and is not told that there is nothing in it."""
    late, here = reader(LATE)
    html = late.html(f"{here}/{page}").partition("<main")[2]
    for told in (
        "Nothing is",
        "No measure",
        "No request",
        "No party",
        "No focal",
        "No line",
        "No round",
    ):
        assert told not in html, told
    assert "that you can read" in html
