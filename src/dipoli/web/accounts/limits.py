"""How often one may try to come in: by account or name, and by the address of the machine.

An attempt is entered first and counted then, so that two at once cannot both be the last. A name
that nobody has is counted like one that somebody has.
"""

from __future__ import annotations

import hmac
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from dipoli.web.accounts.models import Attempt

PER_ACCOUNT, PER_ADDRESS = 5, 50
"""Attempts in `WINDOW`."""

WINDOW = timedelta(minutes=1)


class TooManyError(Exception):
    """More attempts than are let in a minute."""


def count(request: HttpRequest, whose: str = "", *, sort: str = "address") -> None:
    """Enter an attempt.

    Args:
        request: it has the address of the machine.
        whose: name that was typed, or account that was claimed; empty where there is none.
        sort: of what is tried; a machine is counted for each sort by itself.

    Raises:
        TooManyError: there were too many in the last minute.
    """
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - WINDOW).delete()
    bounds = {_key(sort, str(request.META.get("REMOTE_ADDR", ""))): PER_ADDRESS}
    if whose:
        bounds[_key("account", whose.casefold())] = PER_ACCOUNT
    Attempt.objects.bulk_create([Attempt(key=key, at=now) for key in bounds])
    held = [Attempt.objects.filter(key=key).count() <= bound for key, bound in bounds.items()]
    if not all(held):
        raise TooManyError


def _key(sort: str, word: str) -> str:
    """Addresses are kept so that the database alone does not tell them."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"{sort} {word}".encode(), "sha256").hex()
