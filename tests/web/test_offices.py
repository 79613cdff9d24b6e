"""Good offices in a browser: each side reads its own circle, and an idea has no source."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.demonstration.golden_files import forum
from tests.web.moments import the
from tests.web.stage import made, stage, visitor

from dipoli.forum.offices import Leave, Message

stage()
from django.template.loader import render_to_string  # noqa: E402 - Django is asked after its settings

from dipoli.web.asked import Asked, Page  # noqa: E402
from dipoli.web.pages import offices  # noqa: E402
from dipoli.web.reader import Reader  # noqa: E402
from dipoli.web.routes import PAGES  # noqa: E402
from dipoli.web.speech import Speech  # noqa: E402

HERE = {"XKS": "/forums/exercise/offices-xks", "XSE": "/forums/exercise/offices-xse"}


FAULT = "We were at fault on the hour, not on the place."
HOUR = "We would sign an hour by lamp and radio."
IDEA = "What of an hour by lamp and radio?"
LOG = "We can sign that, if the log is shown."


def room(party: str) -> str:
    """The name of the circle of a party and the mediator."""
    return HERE[party].rpartition("/")[2]


def said(party: str, words: str) -> Message:
    """The message of these words in the circle of a party, as the seats' own keys open it."""
    return the(forum("exercise", room(party)).messages, words=words)


def at_node(party: str, name: str = "") -> Asked:
    """A question to the circle of a party where its words are open: on the party's own node."""
    hall = made().halls["exercise"]
    place = hall.rooms[room(party)]
    return Asked(
        site=made(),
        reader=Reader(code=party, hall="exercise"),
        now="2032-02-01T09:00:00Z",
        words={"object": name},
        query={},
        hall=hall,
        room=place,
        read=evolve(place.by(party), forum=forum("exercise", room(party))),
        pages=PAGES,
    )


def messages(party: str) -> dict[str, dict[str, Any]]:
    """What a party's own node tells of each message, by its words."""
    told = offices.offices(at_node(party)).twin
    return {one["words"]: one for held in told["offices"] for one in held["messages"]}


def drawn(page: Page) -> str:
    """A page as it is drawn."""
    held = {"twin": {"title": page.title, **page.twin}, "chrome": {"hall": "exercise", "room": "a"}}
    return str(render_to_string("dipoli/offices.html", held))


# ---------------------------------------------------------------- where the words are open


def test_the_author_sees_its_marks_and_what_was_conveyed() -> None:
    found = messages("XKS")
    assert found[FAULT]["mark_told"] == "for you alone"
    assert found[FAULT]["conveyed"] == []
    (told,) = found[HOUR]["conveyed"]
    (held,) = said("XKS", HOUR).told
    assert (told["to"]["name"], told["day"]) == ("Commonwealth of Selkand", held.day)
    assert told["told"] == "as the mediator's own idea, without its source"


def test_the_other_side_sees_the_idea_and_nothing_of_where_it_comes_from() -> None:
    idea = messages("XSE")[IDEA]
    assert idea["by"]["code"] == "XUL"
    assert idea["carried"]["from"] is None
    assert idea["carried"]["source"] is None
    html = drawn(offices.offices(at_node("XSE")))
    assert "Kessorin" not in html
    assert "an hour by lamp and radio" in html
    assert "We were at fault" not in html


def test_what_was_conveyed_with_its_source_says_whose_it_is() -> None:
    carried = messages("XKS")[LOG]["carried"]
    assert carried["from"]["code"] == "XSE"
    assert "word for word" in carried["told"]


def test_a_mark_that_was_widened_tells_since_when() -> None:
    one = messages("XSE")[LOG]
    assert [each["mark"] for each in one["marks"]] == ["for you alone", "you may convey"]
    held = said("XSE", LOG).marks
    assert [each.mark for each in held] == [Leave.ALONE, Leave.CONVEY]
    assert [each["since"]["utc"] for each in one["marks"]] == [each.since for each in held]


@pytest.mark.parametrize("party", HERE)
def test_every_message_has_a_page_with_its_mark(party: str) -> None:
    for one in forum("exercise", room(party)).messages.values():
        told = Speech().said(offices.message(at_node(party, one.id)).twin)
        shown = {each["object"]: each for each in told["offices"][0]["messages"]}
        mark = None if one.mark is None else one.mark.value
        assert shown[one.id]["mark"] == mark


# ---------------------------------------------------------------- on the site of the host


@pytest.mark.parametrize("party", HERE)
def test_the_site_says_that_good_offices_are_read_through_ones_own_node(party: str) -> None:
    for code in (party, "XUL"):
        html = visitor(code).html(f"{HERE[party]}/good-offices")
        assert "are read through your delegation's own node" in html
        assert "No good offices" not in html
        assert not any(words in html for words in (FAULT, HOUR, IDEA, LOG))
        for one in forum("exercise", room(party)).messages:
            assert visitor(code).get(f"{HERE[party]}/good-offices/{one}").status_code == 404


def test_a_circle_without_good_offices_teaches_them_and_does_not_list_them() -> None:
    html = visitor("XTV").html("/forums/exercise/plenary/good-offices")
    assert "No good offices are entered in this circle." in html
    assert ">Good offices</a>" not in visitor("XTV").html("/forums/exercise/plenary")
    assert ">Good offices</a>" in visitor("XKS").html("/forums/exercise/offices-xks")


@pytest.mark.parametrize("party", HERE)
def test_nobody_else_reads_them(party: str) -> None:
    for code in ("", "XTV", *(one for one in HERE if one != party)):
        assert visitor(code).get(f"{HERE[party]}/good-offices").status_code == 404
