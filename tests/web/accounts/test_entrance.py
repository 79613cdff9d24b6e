"""Coming in without a passkey, codes that work once, limits, and answers that tell nothing."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web.accounts.desk import (
    Person,
    accounts,
    arrive,
    browser,
    digits,
    forget_digits,
    place,
)
from tests.web.stage import HOST, stage

stage()
from allauth.core.internal.cryptokit import compare_user_code  # noqa: E402 - after settings
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from dipoli.web.accounts import invitations, limits, stays, ways  # noqa: E402
from dipoli.web.accounts.models import Account, Attempt, Invitation, Stay  # noqa: E402
from dipoli.web.policy import Rule  # noqa: E402
from dipoli.web.route import Action, Route  # noqa: E402
from dipoli.web.routes import ACTIONS, ROUTES  # noqa: E402


@pytest.fixture(autouse=True)
def desk() -> Iterator[None]:
    """Accounts in place of a demonstration."""
    with accounts():
        yield


def bare(answer: Any) -> bytes:  # noqa: ANN401 - an answer of Django
    """An answer without the word that guards its forms, which differs each time."""
    told = bytes(answer.content).split(b"csrfmiddlewaretoken")
    return b"".join(part.split(b">", 1)[1] if n else part for n, part in enumerate(told))


# ---------------------------------------------------------------- the app and the sheet


def test_digits_and_a_code_let_in_and_the_code_is_spent() -> None:
    person = Person("XTV")
    spent = person.codes[0]
    person.log_in()
    assert person.get("/today").status_code == 200
    assert person.twin("/account")["left"] == 19
    forget_digits()
    assert person.try_app(person.digits(), spent, browser()).status_code == 422


@pytest.mark.parametrize("which", ["digits", "printed", "both"])
def test_one_of_the_two_alone_lets_nobody_in(which: str) -> None:
    person = Person("XTV")
    wrong = "000000" if person.digits() != "000000" else "111111"
    shown = person.digits() if which == "printed" else wrong
    code = person.codes[0] if which == "digits" else "0000000000"
    assert person.try_app(shown, code).status_code == 422
    assert not Stay.objects.exists()
    person.log_in()  # a wrong attempt spends no code


def test_digits_work_once() -> None:
    person = Person("XTV").log_in()
    Attempt.objects.all().delete()
    assert person.try_app(person.digits(), person.codes.pop(0), browser()).status_code == 422


def test_a_number_that_nobody_has_is_answered_and_asked_like_one_that_somebody_has() -> None:
    person, answers, work = Person("XTV"), [], []
    with_passkey = Account.objects.create(name="0000-0002", shown="passkeys alone")
    ways.nobody()
    for name in (person.account.name, "0000-0001", with_passkey.name):
        sent = {"number": name, "digits": "123456", "printed": "0123456789"}
        client = browser()
        with (
            CaptureQueriesContext(
                connection,
            ) as asked,
            patch.object(ways, "compare_user_code", wraps=compare_user_code) as compared,
        ):
            answers.append(client.post("/log-in/app", sent))
        work.append((compared.call_count, [one["sql"].split(" ")[0] for one in asked]))
    assert {one.status_code for one in answers} == {422}
    assert len({bare(one) for one in answers}) == 1
    assert work[0] == work[1] == work[2]


def test_secrets_do_not_lie_open_in_the_desk() -> None:
    person = Person("XTV")
    code = invitations.invite(place("XTV"), person.account, "reader", officer=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        told = str(cursor.fetchall())
        cursor.execute("SELECT * FROM accounts_invitation")
        told += str(cursor.fetchall())
    assert person.secret not in told
    assert code not in told
    assert not [one for one in person.codes if one in told]


# ---------------------------------------------------------------- limits


def test_the_sixth_attempt_in_a_minute_at_one_number_is_not_looked_at() -> None:
    person = Person("XTV")
    for _ in range(limits.PER_ACCOUNT):
        assert person.try_app("000000", "0", browser()).status_code == 422
    answer = person.try_app(person.digits(), person.codes[0], browser())
    assert answer.status_code == 429
    Attempt.objects.update(at=timezone.now() - limits.WINDOW - timedelta(seconds=1))
    assert person.try_app(person.digits(), person.codes[0], browser()).status_code == 302


def test_a_number_that_nobody_has_is_limited_like_one_that_somebody_has() -> None:
    sent = {"number": "0000-0001", "digits": "000000", "printed": "0"}
    found = [browser().post("/log-in/app", sent).status_code for _ in range(6)]
    assert found == [422] * 5 + [429]


def test_one_address_tries_fifty_times_in_a_minute() -> None:
    client = browser()
    found = [
        client.post("/invitation/open", {"code": secrets.token_hex(8)}).status_code
        for _ in range(limits.PER_ADDRESS + 1)
    ]
    assert found == [422] * 50 + [429]
    assert browser().post("/invitation/open", {"code": "x"}).status_code == 422


# ---------------------------------------------------------------- invitations


def test_the_first_code_makes_the_administrator_once() -> None:
    first = invitations.first_code()
    second = invitations.first_code()
    assert first is not None
    assert second is not None
    assert browser().post("/invitation/open", {"code": first}).status_code == 422
    client = arrive(second.lower().replace("-", " "))
    told = json.loads(client.get("/account.json").content)
    assert told["administrator"]
    assert told["places"] == []
    assert invitations.first_code() is None
    assert browser().post("/invitation/open", {"code": second}).status_code == 422


def test_a_code_that_ran_out_was_used_or_is_wrong_is_answered_alike() -> None:
    host = Person(administrator=True)
    late = invitations.invite(place("XTV"), host.account, "head", officer=True)
    used = invitations.invite(place("XTV"), host.account, "head", officer=True)
    arrive(used)
    Invitation.objects.filter(used=None).update(until=timezone.now())
    found = [browser().post("/invitation/open", {"code": one}) for one in (late, used, "wrong")]
    assert {one.status_code for one in found} == {422}
    assert len({bare(one) for one in found}) == 1


def test_two_who_open_the_same_invitation_do_not_both_come_in() -> None:
    code = invitations.first_code()
    one, two = browser(), browser()
    for client in (one, two):
        assert client.post("/invitation/open", {"code": code}).status_code == 302
    told = [json.loads(client.get("/join.json").content) for client in (one, two)]
    sent = [{"shown": "a", "digits": digits(each["app"]["secret"])} for each in told]
    assert one.post("/join/app", sent[0]).status_code == 200
    assert two.post("/join/app", sent[1]).status_code == 404
    assert two.get("/join").status_code == 404
    assert Account.objects.filter(administrator=True).count() == 1


def test_who_has_opened_no_invitation_finds_no_page_of_it() -> None:
    client = browser()
    assert client.get("/join").status_code == 404
    assert client.post("/join/passkey/begin", {"shown": "x"}).status_code == 404


# ---------------------------------------------------------------- sessions


def test_the_session_is_another_after_coming_in_and_after_taking_another_place() -> None:
    person = Person("XTV")
    other = person.account.posts.create(hall="early", code="XOR", role="reader")
    person.client.post("/log-in/passkey/begin.json", "{}", content_type="application/json")
    keys = [person.client.cookies["dipoli-seat"].value]
    person.log_in()
    keys.append(person.client.cookies["dipoli-seat"].value)
    assert person.post_("/account/places/take", hall=other.hall).status_code == 302
    keys.append(person.client.cookies["dipoli-seat"].value)
    assert len(set(keys)) == 3
    assert person.get("/forums/early").status_code == 200
    assert person.get("/forums/exercise").status_code == 404


@pytest.mark.parametrize(
    ("begun", "seen", "open_"),
    [
        (timedelta(hours=7), timedelta(minutes=14), True),
        (timedelta(hours=1), stays.IDLE, False),
        (stays.LONGEST, timedelta(0), False),
    ],
)
def test_a_log_in_ends_by_itself(begun: timedelta, seen: timedelta, open_: bool) -> None:  # noqa: FBT001 - a case
    person, now = Person("XTV").log_in(), timezone.now()
    Stay.objects.update(begun=now - begun, seen=now - seen)
    assert person.get("/account").status_code == (200 if open_ else 302)
    assert person.get("/forums/exercise").status_code == (200 if open_ else 404)


def test_all_log_ins_of_a_person_end_at_once() -> None:
    person, elsewhere = Person("XTV").log_in(), browser()
    person.log_in(elsewhere)
    assert len(person.twin("/account")["stays"]) == 2
    assert person.post_("/account/log-ins/end-all").status_code == 302
    for client in (person.client, elsewhere):
        assert client.get("/forums/exercise").status_code == 404
        assert client.get("/account").status_code == 302


def test_who_came_in_long_ago_changes_no_way_in() -> None:
    person = Person("XTV").log_in()
    Stay.objects.update(begun=timezone.now() - timedelta(minutes=16))
    for page in ("/account/sheet", "/account/app/drop"):
        assert person.post_(page).status_code == 409
    assert person.post_("/account/data/erase", word="erase").status_code == 409
    assert Account.objects.filter(pk=person.account.pk).exists()


def test_the_last_way_in_is_not_taken_away() -> None:
    person = Person("XTV").log_in()
    assert person.post_("/account/app/drop").status_code == 409
    assert ways.ways_of(person.account).app is not None


# ---------------------------------------------------------------- answers of made-up passkeys

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "rawId", "response", "type", "userHandle", "clientDataJSON"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(_JSON)
def test_whatever_is_sent_as_a_passkey_lets_nobody_in_and_breaks_nothing(told: object) -> None:
    Attempt.objects.all().delete()
    client = browser()
    client.post("/log-in/passkey/begin.json", "{}", content_type="application/json")
    answer = client.post("/log-in/passkey", {"credential": json.dumps(told)})
    assert answer.status_code == 422
    assert not Stay.objects.exists()


# ---------------------------------------------------------------- a demonstration has none of it


def test_in_a_demonstration_every_address_answers_like_what_does_not_exist() -> None:
    from django.test import Client, override_settings  # noqa: PLC0415 - for this test alone

    with override_settings(DEMO=True, ACCOUNTS=False):
        client, strict = browser(), Client(enforce_csrf_checks=True, headers={"host": HOST})
        nothing = (client.get("/nowhere").content, client.get("/nowhere.json").content)
        rows: list[Route | Action] = [*ROUTES, *ACTIONS]
        for row in rows:
            if row.rule.of_accounts:
                for page, at in ((row.path, 0), (f"{row.path}.json", 1)):
                    for answer in (
                        client.get(f"/{page}"),
                        client.post(f"/{page}"),
                        strict.post(f"/{page}"),
                    ):
                        assert answer.status_code == 404, page
                        assert answer.content == nothing[at], page


def test_on_a_site_with_accounts_nobody_sits_down_without_one() -> None:
    client = browser()
    for row in ACTIONS:
        if row.rule is Rule.DEMONSTRATION:
            sent = {"hall": "exercise", "code": "XTV"}
            assert client.post(f"/{row.path}", sent).status_code == 404
            assert client.get(f"/{row.path}").status_code == 404
