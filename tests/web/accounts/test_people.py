"""Who lets whom in and out, who gives access anew, and what an administrator cannot do."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.web.accounts.desk import HALL, Person, accounts, arrive, browser, code_of
from tests.web.stage import stage
from tests.web.test_site import ROOMS, circle_pages

stage()
from dipoli.record.shape import write_time  # noqa: E402 - after settings
from dipoli.web.accounts import invitations, marks, personal, stays, ways  # noqa: E402 - after settings
from dipoli.web.accounts.models import Account, Invitation, Mark, Post, Stay  # noqa: E402
from dipoli.web.accounts.roles import ROLES  # noqa: E402
from dipoli.web.policy import admitted, may_act  # noqa: E402
from dipoli.web.reader import Reader  # noqa: E402
from dipoli.web.routes import ACTIONS, ROUTES  # noqa: E402
from dipoli.web.who import asked_anew, reader_of  # noqa: E402


@pytest.fixture(autouse=True)
def desk() -> Iterator[None]:
    """Accounts in place of a demonstration."""
    with accounts():
        yield


# ---------------------------------------------------------------- the administrator


def test_an_administrator_reads_no_circle_by_that() -> None:
    host = Person(administrator=True).log_in()
    assert host.get("/administration").status_code == 200
    for room in ROOMS:
        for page in circle_pages(HALL, room):
            assert host.get(page).status_code == 404, page
            assert host.get(f"{page}.json").content == host.get("/nowhere.json").content
    assert host.get("/people").status_code == 404


def test_an_administrator_invites_the_first_officer_and_nobody_after() -> None:
    host = Person(administrator=True).log_in()
    answer = host.client.post(
        "/administration/appoint.json",
        json.dumps({"hall": HALL, "code": "XTV"}),
        content_type="application/json",
    )
    one = code_of(answer)
    late = invitations.invite_first(invitations.Place(hall=HALL, code="XTV"), host.account, "head")
    assert browser().post("/invitation/open", {"code": one}).status_code == 422
    head = arrive(late)
    told = json.loads(head.get("/account.json").content)["places"][0]
    assert (told["code"], told["officer"], told["role"]) == ("XTV", True, "head of delegation")
    answer = host.post_("/administration/appoint", hall=HALL, code="XTV")
    assert answer.status_code == 409
    assert b"They invite for it, and nobody else does." in answer.content


def test_an_invitation_from_outside_opens_nothing_once_the_place_has_an_officer() -> None:
    host = Person(administrator=True)
    place = invitations.Place(hall=HALL, code="XTV")
    code = invitations.invite_first(place, host.account, "head")
    waiting = browser()
    assert waiting.post("/invitation/open", {"code": code}).status_code == 302
    Person("XTV", "head", officer=True)
    assert waiting.get("/join").status_code == 404
    assert browser().post("/invitation/open", {"code": code}).status_code == 422


def test_nobody_is_invited_into_what_was_compiled() -> None:
    host = Person(administrator=True).log_in()
    forums = {one["hall"]: one["places"] for one in host.twin("/administration")["forums"]}
    assert forums["six-party-talks"] == []
    answer = host.post_("/administration/appoint", hall="six-party-talks", code="USA")
    assert answer.status_code == 404


def test_the_secretariat_invites_first_officers_in_its_own_forum_alone() -> None:
    office = Person("SECRETARIAT", "secretariat", officer=True).log_in()
    Person("XTV", "head", officer=True)
    without = {one["code"] for one in office.twin("/people")["without"]}
    assert "XOB" in without
    assert "XTV" not in without
    assert office.post_("/people/first", code="XOB").status_code == 200
    assert office.post_("/people/first", code="XTV").status_code == 409
    assert office.post_("/people/first", code="XZZ").status_code == 404
    other = Person("XOR", "head", officer=True).log_in()
    assert other.post_("/people/first", code="XOB").status_code == 404


# ---------------------------------------------------------------- officers and their people


def test_officers_let_their_own_people_in_and_out_and_nobody_elses() -> None:
    head = Person("XTV", "head", officer=True).log_in()
    stranger = Person("XOR", "head", officer=True)
    code = code_of(
        head.client.post(
            "/people/invite.json", json.dumps({"role": "expert"}), content_type="application/json"
        )
    )
    expert = arrive(code, "Nadia")
    assert expert.get("/forums/exercise").status_code == 200
    shown = {one["shown"]: one for one in head.twin("/people")["people"]}
    assert stranger.account.shown not in shown
    for act in ("remove", "restore"):
        assert head.post_(f"/people/{act}", key=stranger.key).status_code == 404
    answer = head.post_("/people/role", key=stranger.key, role="reader")
    assert answer.status_code == 404
    assert head.post_("/people/remove", key=str(shown["Nadia"]["key"])).status_code == 302
    assert expert.get("/forums/exercise").status_code == 404
    assert not Post.objects.filter(account__shown="Nadia").exists()


def test_who_is_no_officer_lets_nobody_in() -> None:
    person = Person("XTV", "head").log_in()
    assert person.get("/people").status_code == 404
    assert person.post_("/people/invite", role="head").status_code == 404


def test_what_somebody_who_was_let_out_had_invited_opens_nothing() -> None:
    head, second = (Person("XTV", "head", officer=True) for _ in range(2))
    code = invitations.invite(
        invitations.Place(hall=HALL, code="XTV"), second.account, "delegate", officer=True
    )
    head.log_in().post_("/people/remove", key=second.key)
    assert browser().post("/invitation/open", {"code": code}).status_code == 422


def test_a_place_with_people_keeps_an_officer() -> None:
    head = Person("XTV", "head", officer=True).log_in()
    Person("XTV", "delegate")
    assert head.post_("/people/remove", key=head.key).status_code == 409
    assert head.post_("/people/role", key=head.key, role="head").status_code == 409
    assert head.post_("/account/places/give-up", hall=HALL).status_code == 409
    assert head.post_("/account/data/erase", word="erase").status_code == 409


def test_a_change_of_role_ends_the_log_ins_of_the_person_and_a_reader_does_not_act() -> None:
    head = Person("XTV", "head", officer=True).log_in()
    person = Person("XTV", "delegate").log_in()
    request = person.get("/account").wsgi_request
    reader = reader_of(request)
    assert asked_anew(request) == reader
    assert reader.may_act
    head.post_("/people/role", key=person.key, role="reader")
    assert asked_anew(request) != reader
    assert person.get("/forums/exercise").status_code == 404
    person.log_in()
    now = stays.reader(person.get("/account").wsgi_request)
    assert now.role == "reader"
    assert not now.may_act
    assert person.get("/forums/exercise").status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_reads_alone_acts_nowhere(role: str) -> None:
    from tests.web.stage import made  # noqa: PLC0415 - a site

    room = made().halls[HALL].plenary
    reader = Reader(code="XTV", hall=HALL, person="p", role=role, reads=not ROLES[role].acts)
    assert admitted(reader, room) is not None
    acts = role not in {"reader", "observer", "witness"}
    assert (may_act(reader, room) is not None) == acts


# ---------------------------------------------------------------- access given anew


def test_access_is_given_anew_by_two_officers_besides_the_person() -> None:
    one, two = (Person("XTV", "head", officer=True).log_in() for _ in range(2))
    lost = Person("XTV", "delegate").log_in()
    assert one.post_("/people/restore", key=lost.key).status_code == 302
    assert one.post_("/people/restore", key=lost.key).status_code == 409  # not one alone
    assert lost.get("/account").status_code == 200  # nothing happened yet
    answer = two.client.post(
        "/people/restore.json", json.dumps({"key": lost.key}), content_type="application/json"
    )
    anew = arrive(code_of(answer))
    assert lost.get("/account").status_code == 302
    told = json.loads(anew.get("/account.json").content)
    assert told["number"] == lost.account.name
    assert told["places"][0]["role"] == "delegate"
    assert lost.try_app(lost.digits(), lost.codes[0]).status_code == 422


@pytest.mark.parametrize("officers", [1, 2])
def test_an_officer_among_fewer_than_three_is_not_given_access_anew(officers: int) -> None:
    held = [Person("XTV", "head", officer=True).log_in() for _ in range(officers)]
    told = held[0].twin("/people")
    assert told["officers"] == officers
    assert not any(one["can_restore"] for one in told["people"])
    assert held[0].post_("/people/restore", key=held[-1].key).status_code == 409


def test_nobody_outside_the_place_gives_access_anew() -> None:
    one, _two = (Person("XTV", "head", officer=True).log_in() for _ in range(2))
    lost = Person("XTV", "delegate")
    one.post_("/people/restore", key=lost.key)
    host = Person("SECRETARIAT", "secretariat", officer=True, administrator=True).log_in()
    assert host.post_("/people/restore", key=lost.key).status_code == 404
    assert not Invitation.objects.filter(restores=lost.account).exists()


def test_what_a_first_officer_said_does_not_count_once_it_is_no_officer() -> None:
    one, two, three = (Person("XTV", "head", officer=True).log_in() for _ in range(3))
    lost = Person("XTV", "delegate")
    one.post_("/people/restore", key=lost.key)
    two.post_("/people/role", key=one.key, role="delegate")
    assert three.post_("/people/restore", key=lost.key).status_code == 302  # a first word again
    assert not Invitation.objects.filter(restores=lost.account).exists()


# ---------------------------------------------------------------- personal data


def test_everything_that_is_kept_about_a_person_stands_on_its_page() -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - after settings
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from django.apps import apps  # noqa: PLC0415

    told = {name for one in personal.KEPT for name in one.columns}
    models = [
        *apps.get_app_config("accounts").get_models(),
        *apps.get_app_config("notices").get_models(),
    ]
    personal_of = {
        f"{model.__name__}.{one.name}"
        for model in models
        for one in model._meta.concrete_fields  # noqa: SLF001 - as Django offers it
        if not one.primary_key or model is Account
    }
    of_code = ("key", "hall", "code", "role", "officer", "administrator", "outside")
    of_place = {
        f"Invitation.{name}" for name in (*of_code, "made", "until", "used", "act", "opens")
    }
    of_place |= {"Restoration.until"}
    assert personal_of - of_place == {one for one in told if not one.startswith("Authenticator")}
    assert Authenticator.objects.model
    assert not EmailAddress.objects.exists()


def test_an_account_is_erased_with_all_that_is_kept_about_the_person() -> None:
    person = Person("XTV", "delegate").log_in()
    Person("XTV", "head", officer=True)
    marks.mark(person.account.pk.hex, HALL, "plenary", 10)
    answer = person.post_("/account/data/erase", word="no")
    assert answer.status_code == 422
    assert person.post_("/account/data/erase", word="Erase").status_code == 302
    assert not Account.objects.filter(pk=person.account.pk).exists()
    assert not Stay.objects.exists()
    assert not Mark.objects.exists()
    assert not Post.objects.filter(role="delegate").exists()
    assert ways.ways_of(person.account).app is None


def test_a_reading_mark_says_what_came_since_the_visit_before() -> None:
    from datetime import timedelta  # noqa: PLC0415 - for this test alone

    person = Person("XTV").account.pk.hex
    assert marks.last_visit(person, HALL, "plenary") is None
    marks.mark(person, HALL, "plenary", 10)
    marks.mark(person, HALL, "plenary", 12)
    assert marks.last_visit(person, HALL, "plenary") is None  # the first visit goes on

    def later() -> str:
        mark = Mark.objects.get()
        mark.seen -= marks.VISIT + timedelta(minutes=1)
        mark.save()
        return write_time(mark.seen)

    ended = later()
    over = marks.last_visit(person, HALL, "plenary")
    marks.mark(person, HALL, "plenary", 20)
    marks.mark(person, HALL, "plenary", 21)
    held = marks.last_visit(person, HALL, "plenary")
    assert held == over == marks.Visit(acts=12, seen=ended)
    later()
    marks.mark(person, HALL, "plenary", 25)
    held = marks.last_visit(person, HALL, "plenary")
    assert held is not None
    assert held.acts == 21
    marks.mark("", HALL, "plenary", 3)
    assert marks.last_visit("", HALL, "plenary") is None


def test_who_says_what_it_has_read_is_believed_and_no_look_moves_that() -> None:
    from datetime import timedelta  # noqa: PLC0415 - for this test alone

    person = Person("XTV").account.pk.hex
    marks.mark(person, HALL, "plenary", 30)
    marks.read_up_to(person, HALL, "plenary", 18)
    Mark.objects.update(seen=Mark.objects.get().seen - 3 * marks.VISIT - timedelta(minutes=1))
    marks.mark(person, HALL, "plenary", 40)
    held = marks.last_visit(person, HALL, "plenary")
    assert held is not None
    assert (held.acts, held.said) == (18, True)
    marks.read_up_to(person, HALL, "plenary", 40)
    held = marks.last_visit(person, HALL, "plenary")
    assert held is not None
    assert held.acts == 40
    assert Mark.objects.count() == 1
    marks.read_up_to("", HALL, "plenary", 3)
    assert Mark.objects.count() == 1


# ---------------------------------------------------------------- every row, as everybody


def test_every_row_about_accounts_is_for_whom_its_rule_says() -> None:
    who = {
        "nobody": browser(),
        "person": Person("XTV", "delegate").log_in().client,
        "officer": Person("XTV", "head", officer=True).log_in().client,
        "host": Person(administrator=True).log_in().client,
    }
    lets = {
        "ENTRANCE": set(who),
        "PERSON": set(who) - {"nobody"},
        "OFFICER": {"officer"},
        "HOST": {"host"},
    }
    rows = [one for one in ROUTES if one.rule.of_accounts and one.name not in {"join", "feed"}]
    assert {one.rule.name for one in rows} == set(lets)
    for row in rows:
        for name, client in who.items():
            status = client.get(f"/{row.path}.json").status_code
            refused = 401 if row.rule.name == "PERSON" else 404
            assert status == (200 if name in lets[row.rule.name] else refused), (row.name, name)
    for action in ACTIONS:
        if action.rule.name in {"OFFICER", "HOST"}:
            for name in set(who) - lets[action.rule.name]:
                answer = who[name].post(f"/{action.path}.json", "{}", content_type="text/json")
                assert answer.status_code == 404, (action.name, name)
                assert answer.content == who[name].get("/nowhere.json").content
