"""A site with accounts, for tests: the golden records without a demonstration around them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.web.stage import HOST, stage

stage()
from allauth.mfa.totp.internal.auth import (  # noqa: E402 - after settings
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client, override_settings  # noqa: E402

from dipoli.web.accounts import ways  # noqa: E402
from dipoli.web.accounts.invitations import Place  # noqa: E402
from dipoli.web.accounts.models import Account, Attempt, Invitation, Post  # noqa: E402

HALL = "exercise"
_ADDRESSES = itertools.count(1)


@contextmanager
def accounts() -> Iterator[None]:
    """Accounts in place of a demonstration; the desk is empty before and after."""
    with override_settings(DEMO=False, ACCOUNTS=True):
        clear()
        yield
        clear()


def clear() -> None:
    """Empty the desk."""
    Account.objects.exclude(pk=ways.NOBODY).delete()
    Invitation.objects.all().delete()
    Attempt.objects.all().delete()


class Person:
    """Somebody with an account, an app and a sheet of codes, and a browser of an own machine.

    Args:
        code: of the place; nowhere when empty.
        role: in it.
        officer: whether the person is an officer of it.
        administrator: of the site.
        hall: the forum.
    """

    def __init__(
        self,
        code: str = "",
        role: str = "delegate",
        *,
        officer: bool = False,
        administrator: bool = False,
        hall: str = HALL,
    ) -> None:
        self.account = ways.new_account(f"{role} {next(_ADDRESSES)}", administrator=administrator)
        self.account.save()
        self.secret = generate_totp_secret()
        self.codes = ways.give_app(self.account, self.secret)
        self.post: Post | None = None
        if code:
            self.post = Post.objects.create(
                account=self.account, hall=hall, code=code, role=role, officer=officer
            )
        self.client = browser()

    @property
    def key(self) -> str:
        """By which the page of people names this person."""
        assert self.post is not None
        return str(self.post.pk)

    def digits(self) -> str:
        """What the app shows."""
        return digits(self.secret)

    def log_in(self, client: Client | None = None) -> Person:
        """Come in by the app and the next code of the sheet; digits work once in their time."""
        forget_digits()
        answer = self.try_app(self.digits(), self.codes.pop(0), client)
        assert answer.status_code == 302, answer.content.decode()
        return self

    def try_app(self, shown: str, printed: str, client: Client | None = None) -> Any:  # noqa: ANN401 - an answer of Django
        """Try to come in by an app and a code."""
        sent = {"number": self.account.name, "digits": shown, "printed": printed}
        return (client or self.client).post("/log-in/app", sent)

    def get(self, page: str) -> Any:  # noqa: ANN401 - an answer of Django
        """The answer to a page."""
        return self.client.get(page)

    def post_(self, page: str, **sent: str) -> Any:  # noqa: ANN401 - an answer of Django
        """The answer to an action."""
        return self.client.post(page, sent)

    def twin(self, page: str) -> dict[str, Any]:
        """The twin of a page that must be there."""
        answer = self.get(f"{page}.json")
        assert answer.status_code == 200, (page, answer.status_code)
        told: dict[str, Any] = json.loads(answer.content)
        return told


def browser() -> Client:
    """A browser of a machine with an own address."""
    number = next(_ADDRESSES)
    return Client(headers={"host": HOST}, REMOTE_ADDR=f"10.0.{number // 250}.{number % 250 + 1}")


def digits(secret: str) -> str:
    """What an app shows at this moment."""
    _, now, _ = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


def forget_digits() -> None:
    """Let the digits of this half-minute be used once more: tests are quicker than clocks."""
    from django.core.cache import cache  # noqa: PLC0415 - beside what it is about

    cache.clear()
    Attempt.objects.all().delete()


def code_of(answer: Any) -> str:  # noqa: ANN401 - an answer of Django
    """The code that an action handed out."""
    told = json.loads(answer.content)
    return str(told["code"])


def place(code: str) -> Place:
    """A place of the exercise."""
    return Place(hall=HALL, code=code)


def arrive(code: str, shown: str = "a person") -> Client:
    """Use an invitation by an app, in a new browser that is logged in by it."""
    client = browser()
    assert client.post("/invitation/open", {"code": code}).status_code == 302
    told = json.loads(client.get("/join.json").content)
    answer = client.post("/join/app", {"shown": shown, "digits": digits(told["app"]["secret"])})
    assert answer.status_code == 200, answer.content.decode()
    return client
