"""Addresses for calendars: off by default, shown once, and nothing in them that anybody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast
from unittest import mock
from urllib.parse import urlsplit

import pytest
from attrs import evolve
from icalendar import Calendar
from tests.web.accounts.desk import HALL, Person, accounts, browser, place
from tests.web.stage import HOST, stage

stage()
from dipoli.codec import forum_calendar as fc  # noqa: E402 - after settings
from dipoli.forum.dates import dates  # noqa: E402
from dipoli.forum.meeting import Stage  # noqa: E402
from dipoli.secretariat.reading import Read  # noqa: E402
from dipoli.web.accounts import feeds, limits, people, personal  # noqa: E402
from dipoli.web.accounts.models import Feed  # noqa: E402
from dipoli.web.site import Room, site_at  # noqa: E402


@pytest.fixture(autouse=True)
def desk() -> Iterator[None]:
    """Accounts in place of a demonstration."""
    with accounts():
        yield


def officer(code: str = "XTV") -> Person:
    """An officer who has come in, beside another of the same place."""
    Person(code, "head", officer=True)
    return Person(code, "head", officer=True).log_in()


def asked(person: Person, room: str = "plenary") -> str:
    """The address that a page shows, without the host."""
    answer = person.post_("/people/calendars/make", room=room)
    assert answer.status_code == 200
    (found,) = re.findall(
        rf"https?://{re.escape(HOST)}/feeds/[\w-]{{43}}\.ics", answer.content.decode()
    )
    return str(urlsplit(found).path)


def fetched(address: str) -> Any:  # noqa: ANN401 - an answer of Django
    """What a program without a log-in is given."""
    return browser().get(address)


def seen(person: Person) -> dict[str, Any]:
    """Circle to its address, as the page of the place tells it."""
    return {one["room"]: one["feed"] for one in person.twin("/people/calendars")["circles"]}


# ---------------------------------------------------------------- asking for one


def test_there_is_none_until_an_officer_asks_and_it_is_shown_once_and_kept_hashed() -> None:
    head = officer()
    assert set(seen(head).values()) == {None}
    address = asked(head)
    secret = address.removeprefix("/feeds/").removesuffix(".ics")
    told = seen(head)["plenary"]
    assert told["by"] == head.account.shown
    for page in ("/people/calendars", "/people/calendars.json", "/account/data", "/people"):
        assert secret not in head.get(page).content.decode()
    (row,) = Feed.objects.values()
    assert secret not in repr(row)
    assert len(row["key"]) == 64


def test_the_page_says_what_the_address_opens_and_to_whom() -> None:
    head = officer()
    words = "Whoever has this address can see when this body meets"
    assert words in head.get("/people/calendars").content.decode()
    assert words in head.post_("/people/calendars/make", room="plenary").content.decode()


@pytest.mark.parametrize(
    ("code", "role", "is_officer", "rooms"),
    [
        ("XTV", "head", True, {"plenary", "economy", "friends-of-the-chair"}),
        ("XKS", "head", True, {"plenary", "economy", "offices-xks"}),
        ("XOB", "observer", True, {"plenary"}),
        ("SECRETARIAT", "secretariat", True, {"plenary", "economy", "friends-of-the-chair"}),
        ("XTV", "delegate", False, None),
        ("XTV", "reader", False, None),
        ("XZZ", "head", True, set()),
    ],
)
def test_officers_alone_have_them_and_for_the_circles_of_their_place_alone(
    code: str,
    role: str,
    is_officer: bool,  # noqa: FBT001 - of the table
    rooms: set[str] | None,
) -> None:
    person = Person(code, role, officer=is_officer).log_in()
    site = site_at(stage())
    if rooms is None:
        assert person.get("/people/calendars").status_code == 404
    else:
        own = {name for name in seen(person) if name in site.halls[HALL].rooms}
        assert own & {"plenary", "economy", "friends-of-the-chair", "offices-xks"} == rooms
    for room in site.halls[HALL].rooms:
        may = rooms is not None and room in seen(person)
        answer = person.post_("/people/calendars/make", room=room)
        assert answer.status_code == (200 if may else 404), room
    assert person.post_("/people/calendars/make", room="nowhere").status_code == 404
    administrator = Person(administrator=True).log_in()
    assert administrator.get("/people/calendars").status_code == 404
    assert administrator.post_("/people/calendars/make", room="plenary").status_code == 404


# ---------------------------------------------------------------- what it opens


def instant(told: Any) -> str:  # noqa: ANN401 - of the other library
    """A moment as a calendar has it."""
    return bytes(told.to_ical()).decode()


def compact(time: str) -> str:
    """A moment in the form of calendars."""
    return time.replace("-", "").replace(":", "")


def test_a_second_reader_finds_each_moment_with_one_of_three_words_and_nothing_else() -> None:
    answer = fetched(asked(officer()))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    site = site_at(stage())
    forum = site.halls[HALL].plenary.by("XTV").forum
    assert forum is not None
    now = max(site.now(), forum.time)
    calendar = Calendar.from_ical(answer.content)
    found = [(instant(one["DTSTART"]), str(one["SUMMARY"])) for one in calendar.walk("VEVENT")]
    word = {"meeting": "Meeting", "silence": "Silence ends"}
    left_out = {"off the record", "seat", "holiday", "effect"}
    expected = [
        (compact(one.at), f"EXERCISE: {word.get(one.sort, 'Deadline')}")
        for one in dates(forum, now)
        if one.day is None and one.sort not in left_out and one.at >= fc._days_before(now)  # noqa: SLF001 - the bound
    ]
    assert sorted(found) == sorted(expected) != []
    called = {compact(one.opens) for one in forum.meetings.values() if one.stage is Stage.CALLED}
    assert {at for at, words in found if words.endswith("Meeting")} >= called != set()
    for event in calendar.walk("VEVENT"):
        assert str(event["URL"]) == f"http://{HOST}/today"
        assert "SEQUENCE" not in event
        assert instant(event["DTSTAMP"]).endswith("T000000Z")


def test_no_word_of_the_circle_is_in_it() -> None:
    said = fetched(asked(officer())).content.decode().replace("\r\n ", "")
    forum = site_at(stage()).halls[HALL].plenary.by("XTV").forum
    assert forum is not None
    titles = [one.title for one in dates(forum, forum.time) if one.title]
    assert titles
    names = {*forum.sorts, *forum.order, "plenary", HALL}
    assert not [word for word in names if re.search(rf"\b{re.escape(word)}\b", said)]
    own = {"exercise", "state", "invented", "calendar", "deadline", "meeting"}  # of every feed
    words = {word.lower() for title in titles for word in re.findall(r"\w{6,}", title)} - own
    assert not [word for word in words if word in said.lower()]
    stamp = re.compile(r"\d{8}T\d{6}Z")
    assert compact(forum.time) not in stamp.findall(said)


def test_names_of_events_stay_and_nobody_finds_by_them_what_they_are() -> None:
    head = officer()
    address = asked(head)

    def names(at: str) -> set[str]:
        return {str(one["UID"]) for one in Calendar.from_ical(fetched(at).content).walk("VEVENT")}

    first = names(address)
    assert names(address) == first
    own = Calendar.from_ical(head.get(f"/forums/{HALL}/plenary/calendar.ics").content)
    assert not first & {str(one["UID"]) for one in own.walk("VEVENT")}
    assert not first & names(asked(head))  # another address, other names


# ---------------------------------------------------------------- what opens nothing


def nothing() -> bytes:
    """The answer for an address that nobody ever had."""
    answer = fetched(f"/feeds/{'x' * 43}.ics")
    assert answer.status_code == 404
    return bytes(answer.content)


def test_withdrawn_replaced_and_unknown_addresses_answer_alike() -> None:
    head = officer()
    first = asked(head)
    second = asked(head)
    assert fetched(first).content == nothing()
    assert fetched(second).status_code == 200
    key = str(seen(head)["plenary"]["key"])
    assert officer("XOR").post_("/people/calendars/withdraw", key=key).status_code == 404
    assert fetched(second).status_code == 200
    assert head.post_("/people/calendars/withdraw", key=key).status_code == 302
    assert fetched(second).content == nothing()
    assert fetched(f"{second}.json").content == fetched(f"/feeds/{'x' * 43}.ics.json").content
    assert seen(head)["plenary"] is None


def test_it_ends_with_the_office_the_place_or_the_account_of_who_asked() -> None:
    def role(one: Person) -> None:
        assert one.post is not None
        people.set_role(one.post, "head", officer=False)

    def out(one: Person) -> None:
        assert one.post is not None
        people.remove(one.post)

    for end in (role, out, lambda one: personal.erase(one.account)):
        head = officer()
        address = asked(head)
        assert fetched(address).status_code == 200
        end(head)
        assert fetched(address).content == nothing()
        assert not feeds.of_place(place("XTV")).exists()


class _Left:
    """A record in which a place has left, or has left and come back."""

    def __init__(self, room: Room, since: int | None) -> None:
        self.room, self.since = room, since

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of a reading
        return getattr(self.room.reading, name)

    def by(self, code: str) -> Read:
        read = self.room.reading.by(code)
        seats = dict(read.standing.seats)
        if self.since is None:
            seats.pop("XTV")
        else:
            seats["XTV"] = evolve(seats["XTV"], since=self.since)
        return evolve(read, standing=evolve(read.standing, seats=seats))


@pytest.mark.parametrize("since", [None, 99])
def test_it_ends_when_the_place_leaves_the_circle_and_stays_so_if_it_comes_back(
    since: int | None,
) -> None:
    head = officer()
    address = asked(head)
    hall = site_at(stage()).halls[HALL]
    room = evolve(hall.plenary, reading=cast("Any", _Left(hall.plenary, since)), once=None)
    with mock.patch.dict(hall.rooms, {"plenary": room}):
        assert fetched(address).content == nothing()
        assert seen(head).get("plenary") is None
    assert fetched(address).status_code == 200


def test_a_machine_that_asks_too_often_waits_and_can_log_in_all_the_same() -> None:
    address, one = asked(officer()), browser()
    with mock.patch.object(limits, "PER_ADDRESS", 2):
        answers = [one.get(at).status_code for at in (address, "/feeds/x.ics", address)]
        assert answers == [200, 404, 429]
        assert one.post("/invitation/open", {"code": "x"}).status_code == 422


def test_in_a_demonstration_and_by_another_method_there_is_nothing() -> None:
    address = asked(officer())
    from django.test import override_settings  # noqa: PLC0415 - beside what it is about

    assert browser().post(address).status_code == 405
    with override_settings(DEMO=True, ACCOUNTS=False):
        assert fetched(address).status_code == 404
