"""Ways to show who one is, over allauth: a passkey; or an app's digits and a printed code together.

There is no password. A passkey is held by the person's own device, which asks for a finger, a face
or a number, and it answers this site's address alone. Where a browser cannot do that, both of two
other things are asked: six digits of an app, and one code of a printed sheet, which is spent.

Who types a number that nobody has is asked against an account that nobody has: the same questions
to the desk, the same computing, the same answer.
"""

from __future__ import annotations

import json
import secrets
import struct
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    validate_totp_code,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from attrs import frozen
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.utils import timezone

from dipoli.web.accounts.models import Account

_KINDS = Authenticator.Type
_MADE_UP = (
    ValidationError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)
"""What reading an answer that no passkey gave can end in."""

NOBODY = UUID(int=0)
"""The account that nobody has."""

FEW = 5
"""With so few codes left, the page asks for a new sheet."""


class NotShownError(Exception):
    """Nobody was shown to be who was claimed; why is told to nobody."""


# ---------------------------------------------------------------- accounts


def new_account(shown: str = "", *, administrator: bool = False) -> Account:
    """An account, not entered yet.

    Args:
        shown: what its own people call the person.
        administrator: of the site.
    """
    number = f"{secrets.randbelow(10**8):08}"
    account = Account(name=f"{number[:4]}-{number[4:]}", shown=shown, administrator=administrator)
    account.set_unusable_password()
    return account


def number(typed: str) -> str:
    """A person's number as it is kept, however it was typed.

    >>> number(" 4821 7036")
    '4821-7036'
    """
    digits = "".join(one for one in typed if one.isdecimal() and one.isascii())
    return f"{digits[:4]}-{digits[4:]}"


def nobody() -> None:
    """Make the account that nobody has, once."""
    with transaction.atomic():
        account, made = Account.objects.get_or_create(
            pk=NOBODY, defaults={"name": "nobody", "is_active": False, "password": "!"}
        )
        if made:
            give_app(account, generate_totp_secret())


# ---------------------------------------------------------------- passkeys


def ask_for_passkey(person: Account | None) -> dict[str, Any]:
    """A question to a browser: to make a passkey for a person, or to show one of anybody's."""
    asked = (
        webauthn.begin_authentication(None)
        if person is None
        else webauthn.begin_registration(person, passwordless=True)
    )
    told: dict[str, Any] = json.loads(json.dumps(asked, default=dict))
    return told


def claimed(answer: str) -> str:
    """Whose passkey an answer says that it is, for counting attempts; empty where it says none."""
    try:
        handle = json.loads(answer)["response"]["userHandle"]
    except _MADE_UP:
        return ""
    return str(handle)[:64]


def by_passkey(request: HttpRequest, answer: str) -> Account:
    """Who has shown a passkey.

    Raises:
        NotShownError: nobody did.
    """
    try:
        told = _object(answer)
        webauthn.parse_authentication_response(told)
        account = webauthn.extract_user_from_response(told)
        held = webauthn.complete_authentication(account, told)
    except _MADE_UP:
        raise NotShownError from None
    finally:
        _forget_question(request)
    if not isinstance(account, Account) or not account.is_active:
        raise NotShownError
    held.record_usage()
    return account


def read_passkey(request: HttpRequest, answer: str) -> Mapping[str, Any]:
    """A passkey that was just made, held against the question.

    Raises:
        NotShownError: it does not answer the question, or the device did not ask its owner.
    """
    try:
        told = _object(answer)
        webauthn.parse_registration_response(told)
        verified = webauthn.complete_registration(dict(told)).is_user_verified()
    except _MADE_UP:
        raise NotShownError from None
    finally:
        _forget_question(request)
    if not verified:
        raise NotShownError
    return told


def give_passkey(account: Account, told: Mapping[str, Any], label: str) -> None:
    """Enter a passkey that was read."""
    webauthn.WebAuthn.add(account, label, dict(told))


def _object(answer: str) -> dict[str, Any]:
    told = json.loads(answer)
    if not isinstance(told, dict):
        raise TypeError
    return told


def _forget_question(request: HttpRequest) -> None:
    """A question is answered once, rightly or not."""
    request.session.pop(webauthn.STATE_SESSION_KEY, None)


# ---------------------------------------------------------------- the app and the sheet


@frozen(kw_only=True)
class App:
    """What sets up an app: its secret, and the drawing that a telephone reads."""

    secret: str
    address: str
    drawing: str


_APP_KEY = "app"


def ask_for_app(request: HttpRequest, account: Account) -> App:
    """A secret for an app, kept in the session until its digits are shown."""
    secret = request.session.get(_APP_KEY) or generate_totp_secret()
    request.session[_APP_KEY] = secret
    adapter = get_adapter()
    address = adapter.build_totp_url(account, secret)
    return App(secret=secret, address=address, drawing=adapter.build_totp_svg(address))


def read_app(request: HttpRequest, digits: str) -> str:
    """The secret of an app that has just shown its digits.

    Raises:
        NotShownError: they are not the digits of that secret.
    """
    secret = request.session.get(_APP_KEY)
    if not secret or not validate_totp_code(secret, digits):
        raise NotShownError
    del request.session[_APP_KEY]
    return str(secret)


def give_app(account: Account, secret: str) -> list[str]:
    """Enter an app in place of an earlier one, with a new sheet of codes.

    Returns:
        The codes, which are shown this once.
    """
    Authenticator.objects.filter(user=account, type=_KINDS.TOTP).delete()
    TOTP.activate(account, secret)
    return give_sheet(account)


def give_sheet(account: Account) -> list[str]:
    """A new sheet of codes in place of the old one, which opens nothing from now on."""
    Authenticator.objects.filter(user=account, type=_KINDS.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(account).generate_codes()
    return codes


def by_app(typed: str, digits: str, printed: str) -> Account:
    """Who has shown an app's digits and a printed code.

    Raises:
        NotShownError: nobody did.
    """
    nobody()
    found = (
        Account.objects.filter(pk=NOBODY) | Account.objects.filter(name=number(typed))
    ).order_by(Case(When(pk=NOBODY, then=Value(1)), default=Value(0)))
    account = found[:1].get()
    both = Authenticator.objects.filter(
        user_id__in=[account.pk, NOBODY], type__in=[_KINDS.TOTP, _KINDS.RECOVERY_CODES]
    ).order_by(Case(When(user_id=NOBODY, then=Value(1)), default=Value(0)), "-type")
    app, sheet = both[:2]
    right = validate_totp_code(decrypt(app.data["secret"]), digits)
    codes = RecoveryCodes(sheet).get_unused_codes()
    held = [compare_user_code(actual=printed, expected=one) for one in codes]
    if not (right and any(held) and account.is_active and app.user_id == account.pk):
        raise NotShownError
    if not (TOTP(app).validate_code(digits) and RecoveryCodes(sheet).validate_code(printed)):
        raise NotShownError
    Authenticator.objects.filter(pk__in=[app.pk, sheet.pk]).update(last_used_at=timezone.now())
    return account


# ---------------------------------------------------------------- what a person has


@frozen(kw_only=True)
class Way:
    """One way in that a person has.

    Args:
        key: by which the page names it.
        label: that the person gave it; empty for an app.
        made: when.
        used: when it was last used; None where it never was.
    """

    key: int
    label: str
    made: str
    used: str | None


@frozen(kw_only=True)
class Ways:
    """Every way in that a person has.

    Args:
        passkeys: all.
        app: None where there is none.
        left: codes that are left on the sheet.
    """

    passkeys: tuple[Way, ...]
    app: Way | None
    left: int

    @property
    def few(self) -> bool:
        """Whether the sheet runs out."""
        return self.app is not None and self.left <= FEW

    @property
    def single(self) -> bool:
        """Whether there is one way in alone."""
        return len(self.passkeys) + (self.app is not None) == 1


def ways_of(account: Account) -> Ways:
    """The ways in that a person has."""
    passkeys, app, left = [], None, 0
    for one in Authenticator.objects.filter(user=account).order_by("created_at", "pk"):
        if one.type == _KINDS.WEBAUTHN:
            passkeys.append(_way(one, one.wrap().name))
        elif one.type == _KINDS.TOTP:
            app = _way(one, "")
        else:
            left = len(RecoveryCodes(one).get_unused_codes())
    return Ways(passkeys=tuple(passkeys), app=app, left=left)


def _way(one: Authenticator, label: str) -> Way:
    return Way(
        key=one.pk,
        label=label,
        made=one.created_at.date().isoformat(),
        used=one.last_used_at and one.last_used_at.date().isoformat(),
    )


def take_passkey(account: Account, key: int) -> None:
    """Take a passkey away."""
    Authenticator.objects.filter(user=account, type=_KINDS.WEBAUTHN, pk=key).delete()


def take_app(account: Account) -> None:
    """Take the app and its sheet away."""
    Authenticator.objects.filter(user=account).exclude(type=_KINDS.WEBAUTHN).delete()


def take_all(account: Account) -> None:
    """Take every way in away, before others are given."""
    Authenticator.objects.filter(user=account).delete()
