"""Access anew for a place with one officer or two: by an act of the record, never by one alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests.web.accounts.asking import certified, said
from tests.web.accounts.desk import HALL, Person, accounts, arrive, browser
from tests.web.house import house
from tests.web.stage import stage

from dipoli.record.register import Powers

stage()
from django.utils import timezone  # noqa: E402

from dipoli.web.accounts import by_record, invitations, limits  # noqa: E402
from dipoli.web.accounts.by_record import line_for  # noqa: E402
from dipoli.web.accounts.models import Invitation, Post  # noqa: E402
from dipoli.web.site import Site  # noqa: E402

CODE = "7KQ2M-40ZXV-9HJ3T-C8RWE"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A house at work; Tavrena has granted full powers."""
    with house() as held:
        certified(held, "XTV")
        yield held


@pytest.fixture(autouse=True)
def desk(site: Site) -> Iterator[None]:
    """Accounts in place of a demonstration."""
    del site
    with accounts():
        yield


def lay(host: Person, number: int, code: str = "XTV") -> Any:  # noqa: ANN401 - an answer of Django
    """Lay an act before the officers of a place."""
    return host.client.post(
        "/administration/lay.json",
        json.dumps({"hall": HALL, "code": code, "number": str(number)}),
        "application/json",
    )


def opens(code: str) -> bool:
    """Whether a code opens something now."""
    status: int = browser().post("/invitation/open", {"code": code}).status_code
    assert status in {302, 422}
    return status == 302


def a_week_later() -> None:
    """Let the week pass, in which officers can stop it."""
    for one in Invitation.objects.filter(act__isnull=False, opens__isnull=False):
        assert one.opens is not None
        one.opens -= invitations.WAITS + timedelta(seconds=1)
        one.save()


# ---------------------------------------------------------------- examples


def test_one_officer_who_lost_every_way_in_comes_back_by_the_record_and_a_week(site: Site) -> None:
    lost, host = Person("XTV", "head", officer=True), Person(administrator=True).log_in()
    made = json.loads(browser().post("/log-in/lost/code.json", b"", "application/json").content)
    code, line = made["code"], made["line"]
    assert not Invitation.objects.exists()  # nothing is kept of a code before the record has it
    assert code not in line
    number = said(site, f"{line}\nThe head of our delegation has lost her device.")
    assert not opens(code)  # a stolen key alone lets nobody in
    answer = lay(host, number)
    assert answer.status_code == 200
    assert code.encode() not in answer.content  # the host never has it
    assert not opens(code)
    (place,) = (one for one in _places(host) if one["code"] == "XTV")
    assert (place["laid"][0]["act"], place["laid"][0]["open"]) == (number, False)
    a_week_later()
    back = arrive(code, "The head, back")
    told = json.loads(back.get("/account.json").content)["places"][0]
    assert (told["code"], told["officer"], told["role"]) == ("XTV", True, "head of delegation")
    assert back.post("/people/remove", {"key": lost.key}).status_code == 302  # the lost account
    assert not opens(code)  # once


def _places(host: Person) -> list[dict[str, Any]]:
    forums = host.twin("/administration")["forums"]
    return [one for forum in forums if forum["hall"] == HALL for one in forum["places"]]


def test_an_officer_stops_it_for_good(site: Site) -> None:
    host = Person(administrator=True).log_in()
    officer = Person("XTV", "head", officer=True).log_in()
    number = said(site, line_for(CODE))
    lay(host, number)
    (laid,) = officer.twin("/people")["laid"]
    assert f"act {number}" in officer.get("/people").content.decode()
    stranger = Person("XOR", "head", officer=True).log_in()
    for other in (stranger, host, Person("XTV", "delegate").log_in()):
        assert other.post_("/people/by-record/stop", key=str(laid["key"])).status_code == 404
    assert officer.post_("/people/by-record/stop", key=str(laid["key"])).status_code == 302
    a_week_later()
    assert not opens(CODE)
    assert officer.twin("/people")["laid"] == []
    assert lay(host, number).status_code == 409


# ---------------------------------------------------------------- never by the host alone


def test_without_an_act_of_the_delegation_nothing_is_laid_before_anybody(site: Site) -> None:
    host = Person(administrator=True).log_in()
    Person("XTV", "head", officer=True)
    Person("XOR", "head", officer=True)
    of_another = said(site, line_for(CODE), "XOR")
    without = said(site, "We have lost nothing.")
    twice = said(site, f"{line_for(CODE)}\n{line_for(CODE[::-1])}")
    for number, why in (
        (of_another, "no statement of this delegation"),
        (without, "does not say what stands for a code"),
        (0, "no statement of this delegation"),
        (twice, "does not say what stands for a code"),
        (999_999, "no act of this number"),
    ):
        answer = lay(host, number)
        assert (answer.status_code, why in answer.content.decode()) == (409, True), why
    assert lay(host, of_another, "XZZ").status_code == 404
    assert not Invitation.objects.exists()


def test_only_full_powers_ask_for_access(site: Site) -> None:
    """No key of a browser, none of who granted no powers, no letter, none of the host."""
    host = Person(administrator=True).log_in()
    office = str(site.halls[HALL].plenary.by("").standing.secretariat)
    keeper = site.halls[HALL].plenary.door.office().keeper  # type: ignore[union-attr]
    for code in ("XTV", "XOR", "XNU", office):
        Person(code, "head", officer=True)
    for code, key in (
        ("XTV", certified(site, "XTV")),
        ("XOR", None),
        ("XNU", None),
        (office, keeper),
    ):
        answer = lay(host, said(site, line_for(CODE), code, key=key), code)
        assert (answer.status_code, "full powers" in answer.content.decode()) == (409, True), code
    assert not Invitation.objects.exists()


def test_powers_that_end_within_the_week_let_nobody_in(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a delegation stops it without an officer: it revokes the key or withdraws the powers."""
    host = Person(administrator=True).log_in()
    Person("XTV", "head", officer=True)
    assert lay(host, said(site, line_for(CODE))).status_code == 200
    a_week_later()
    begun = browser()
    assert begun.post("/invitation/open", {"code": CODE}).status_code == 302
    assert begun.get("/join").status_code == 200
    monkeypatch.setattr(Powers, "are_in_force", lambda _powers, _time: False)
    assert not opens(CODE)
    assert begun.get("/join").status_code == 404
    assert begun.post("/join/app", {"shown": "A", "digits": "000000"}).status_code == 404


def test_a_place_that_helps_itself_by_then_lets_nobody_in_so(site: Site) -> None:
    host = Person(administrator=True).log_in()
    Person("XTV", "head", officer=True)
    lay(host, said(site, line_for(CODE)))
    a_week_later()
    assert opens(CODE)
    for _ in range(2):
        Person("XTV", "delegate", officer=True)
    assert not opens(CODE)


def test_it_opens_for_a_week_alone_and_before_it_answers_like_a_code_that_nobody_has(
    site: Site,
) -> None:
    host = Person(administrator=True).log_in()
    Person("XTV", "head", officer=True)
    lay(host, said(site, line_for(CODE)))
    early, none = (_answer(code) for code in (CODE, "AAAAA-AAAAA-AAAAA-AAAAA"))
    assert early == none
    a_week_later()
    assert opens(CODE)
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not opens(CODE)


def _answer(code: str) -> tuple[int, dict[str, Any]]:
    sent = json.dumps({"code": code})
    answer = browser().post("/invitation/open.json", sent, "application/json")
    return answer.status_code, {**json.loads(answer.content), "now": ""}


def test_how_often_a_code_is_made_is_bounded_as_every_way_in() -> None:
    one = browser()
    found = [one.post("/log-in/lost/code").status_code for _ in range(limits.PER_ADDRESS + 1)]
    assert found == [200] * limits.PER_ADDRESS + [429]


def test_an_act_that_is_old_or_was_laid_before_is_not_laid(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = Person(administrator=True).log_in()
    Person("XTV", "head", officer=True)
    number = said(site, line_for(CODE))
    assert lay(host, number).status_code == 200
    assert lay(host, number).status_code == 409
    assert Invitation.objects.count() == 1
    Invitation.objects.all().delete()
    monkeypatch.setattr(by_record, "FRESH", timedelta(0))
    assert "two weeks" in lay(host, number).content.decode()


@pytest.mark.parametrize("officers", [0, 3])
def test_it_is_for_places_with_one_officer_or_two(site: Site, officers: int) -> None:
    host = Person(administrator=True).log_in()
    for _ in range(officers):
        Person("XTV", "head", officer=True)
    answer = lay(host, said(site, line_for(CODE)))
    assert answer.status_code == 409
    assert "three officers or more" in answer.content.decode()


def test_only_an_administrator_lays_it_before_the_officers(site: Site) -> None:
    officer = Person("XTV", "head", officer=True).log_in()
    number = said(site, line_for(CODE))
    assert lay(officer, number).status_code == 404
    assert not Invitation.objects.exists()


# ---------------------------------------------------------------- what the pages say


@pytest.mark.parametrize(("officers", "words"), [(1, "one officer"), (2, "two officers"), (3, "")])
def test_a_place_with_fewer_than_three_officers_is_warned(officers: int, words: str) -> None:
    held = [Person("XTV", "head", officer=True).log_in() for _ in range(officers)]
    html = held[0].get("/people").content.decode()
    assert bool(words) == ("Your place has" in html)
    assert words in html
    host = Person(administrator=True).log_in()
    (place,) = (one for one in _places(host) if one["code"] == "XTV")
    assert place["few"] is (officers < 3)


def test_who_lost_every_way_in_is_told_what_to_do_and_no_account_is_told_of() -> None:
    html = browser().get("/log-in/lost").content.decode()
    assert "never by whoever runs this site alone" in html
    one, other = (browser().post("/log-in/lost/code").content.decode() for _ in range(2))
    assert "Access anew: " in one
    assert one != other
    assert not Post.objects.exists()
