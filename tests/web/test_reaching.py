"""Direct lines, focal points and stated interests, each on a page of its own."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.moments import EXERCISE, LATE, acts, plenary, reader, shown, the, then, up_to
from tests.web.stage import visitor

from dipoli.forum.hotline import FocalPoint, Line, PointStage
from dipoli.forum.interest import Interest
from dipoli.forum.marks import Why, marks, touching


def strait() -> Line:
    """The line that was tested."""
    return the(plenary().lines, title="The strait line")


def interest(words: str) -> Interest:
    """A stated interest by its words."""
    return the(plenary().interests, words=words)


def page(of: str, name: str, code: str = "XTV") -> dict[str, Any]:
    """The twin of a page of one of the three sorts."""
    return visitor(code).twin(f"{EXERCISE}/{of}/{name}")


# ---------------------------------------------------------------- lines


def test_a_line_has_a_column_for_each_end_and_every_test_with_its_answers() -> None:
    one = strait()
    told = page("lines", one.id)
    assert [side["code"] for side in told["sides"]] == [
        code for code in plenary().order if code in one.ends
    ]
    assert all(side["confirmed"]["utc"] for side in told["sides"])
    assert [test["act"] for test in told["tests"]] == sorted(one.tests, reverse=True)
    for test in told["tests"]:
        held = one.tests[test["act"]]
        assert {each["code"]: each["at"]["utc"] for each in test["answers"]} == dict(held.answered)
        assert test["by"]["code"] not in {each["code"] for each in test["answers"]}
    assert [act["name"] for act in told["history"]][:2] == ["line.open", "line.confirm"]
    assert "opened the line" in told["history"][0]["told"]


def test_a_test_without_an_answer_says_no_entry_and_nothing_of_why() -> None:
    one = strait()
    assert one.last is not None
    with shown(one.last + 1):  # up to the test, before its answer
        told = page("lines", one.id)
        html = visitor("XTV").html(f"{EXERCISE}/lines/{one.id}")
    assert [each["at"] for each in told["tests"][0]["answers"]] == [None]
    assert "no entry" in html
    assert "says nothing of why" in html


def test_a_line_that_one_end_has_not_confirmed_says_so() -> None:
    one = strait()
    with shown(up_to("line.open/1", one.id)):
        sides = {side["code"]: side["confirmed"] for side in page("lines", one.id)["sides"]}
    assert sides[one.by] is not None
    assert [code for code, at in sides.items() if at is None] == [
        code for code in one.ends if code != one.by
    ]


def test_who_answers_for_an_end_stands_in_its_column() -> None:
    named = [one for one in plenary().focal_points.values() if one.stage is not PointStage.ENDED]
    one = strait()
    for side in page("lines", one.id)["sides"]:
        assert {each["object"] for each in side["points"]} == {
            each.id for each in named if each.by == side["code"]
        }


# ---------------------------------------------------------------- focal points


def test_a_focal_point_says_who_answers_now_and_otherwise() -> None:
    for one in plenary().focal_points.values():
        told = page("focal-points", one.id)
        reach = one.answers(told["now"])
        assert told["reach"] == (None if reach is None else _reach(one, deputy=told["deputy"]))
        assert told["own"]["name"] == one.reach.name
        assert {each["object"] for each in told["others"]} == {
            each.id for each in plenary().focal_points.values() if each.by == one.by
        } - {one.id}


def _reach(one: FocalPoint, *, deputy: bool) -> dict[str, str]:
    held = one.deputy if deputy else one.reach
    assert held is not None
    return {name: getattr(held, name) for name in ("name", "office", "hours", "channel")}


def test_while_it_is_handed_over_the_deputy_answers_and_the_page_says_up_to_when() -> None:
    name = next(one.object for one in acts() if one.name == "focal-point.hand-over/1")
    size = up_to("focal-point.hand-over/1", name)
    one = then(size).focal_points[name]
    assert one.deputy is not None
    with shown(size):
        told = page("focal-points", name)
        html = visitor("XTV").html(f"{EXERCISE}/focal-points/{name}")
    assert told["deputy"]
    assert (told["reach"]["name"], told["own"]["name"]) == (one.deputy.name, one.reach.name)
    assert told["until"]["utc"] == one.until
    assert "After that the point itself answers again." in html


# ---------------------------------------------------------------- interests


def test_an_interest_shows_what_touches_it_with_the_reason() -> None:
    one = interest("Our boats shelter there in winter.")
    told = page("interests", one.id)
    assert (told["by"]["code"], told["words"]) == (one.by, one.words)
    touched = {each["object"]: each["marked"] for each in told["same"] if each["marked"]}
    assert touched
    for name, (mark,) in touched.items():
        assert (mark["sort"], mark["other"], mark["parts"]) == (
            "touches-an-interest",
            one.id,
            ["winter"],
        )
        assert any(each.other == one.id for each in marks(plenary())[name])
    assert {each["object"] for each in told["same"]} == set(plenary().subjects["strait"]) - {one.id}


def test_what_touches_an_interest_is_what_the_marks_of_all_say() -> None:
    forum, every = plenary(), marks(plenary())
    for one in forum.interests.values():
        found = {mark.on for mark in touching(forum, one)}
        assert found == {
            name
            for name, held in every.items()
            if any(mark.sort is Why.TOUCHES and mark.other == one.id for mark in held)
        }


def test_what_a_seat_said_satisfies_it_stands_there_until_it_is_taken_back() -> None:
    one = interest("Our ferries pass there.")
    with shown(up_to("interest.accept/1", one.id)):
        (met,) = page("interests", one.id)["met"]
        assert met["stands"]
        assert met["title"]
    told = page("interests", one.id)
    assert not told["met"]
    assert [act["name"] for act in told["history"]][-1] == "interest.reopen"


@pytest.mark.parametrize("of", ["lines", "focal-points", "interests"])
def test_of_what_is_not_there_nothing_is_told(of: str) -> None:
    assert visitor("XTV").get(f"{EXERCISE}/{of}/ZZ1").status_code == 404
    assert visitor().get(f"{EXERCISE}/{of}/LN1").status_code == 404


def test_who_cannot_read_what_came_before_is_told_no_no() -> None:
    who, at = reader(LATE)
    for of, name in (("lines", strait().id), ("interests", interest("We buy ice there.").id)):
        answer = who.get(f"{at}/{of}/{name}.json")
        assert answer.status_code in {200, 404}
        if answer.status_code == 200:
            assert answer.json()["unknown"] or answer.json()["blind"] is not None


def test_things_lead_to_their_own_pages() -> None:
    desk = visitor("XTV").twin(f"{EXERCISE}/crisis-desk")
    assert {one["page"].split("/")[-2] for one in desk["lines"]} == {"lines"}
    assert {one["page"].split("/")[-2] for one in desk["focal_points"]} == {"focal-points"}
    listed = visitor("XTV").twin(f"{EXERCISE}/commitments")["interests"]
    assert {one["page"].split("/")[-2] for one in listed} == {"interests"}
