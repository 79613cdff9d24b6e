"""One log-in of one person: it begins with a new session, is asked at every page, and can be ended.

The session at the browser's end stands for a row here. Whoever deletes the row has ended it: the
next page, and whatever is open, asks the row and finds nothing. Nothing is remembered in between.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from importlib import import_module

from attrs import evolve
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dipoli.web.accounts.codes import hashed
from dipoli.web.accounts.models import Account, Post, Stay
from dipoli.web.accounts.roles import acts
from dipoli.web.reader import Reader

IDLE, LONGEST = timedelta(minutes=15), timedelta(hours=8)
"""So long without a page, and so long in all."""

_GRAIN = timedelta(seconds=30)
_KEY = "stay"


def begin(request: HttpRequest, account: Account, way: str, post: Post | None = None) -> Stay:
    """Log a person in, under a new session.

    Args:
        request: whose session is replaced.
        account: who has shown who it is.
        way: by which: ``passkey`` or ``app``.
        post: where the person sits; the longest held place when None.
    """
    _sweep()
    request.session.flush()
    request.session.cycle_key()
    key = secrets.token_urlsafe(32)
    request.session[_KEY] = key
    now = timezone.now()
    Account.objects.filter(pk=account.pk).update(last_login=now)
    return Stay.objects.create(
        key=hashed(key),
        account=account,
        post=post or account.posts.order_by("since", "pk").first(),
        way=way,
        begun=now,
        seen=now,
    )


def at_hand(request: HttpRequest, *, touch: bool = True) -> Stay | None:
    """The log-in that a request belongs to; None where there is none, or it has ended.

    Args:
        request: with its session.
        touch: whether this is a use of it; a connection that stays open only asks.
    """
    key = request.session.get(_KEY)
    if not key:
        return None
    stay = _open().select_related("account", "post").filter(key=hashed(str(key))).first()
    if stay is None or not stay.account.is_active:
        return None
    now = timezone.now()
    if touch and now - stay.seen > _GRAIN:
        _open().filter(pk=stay.pk).update(seen=now)
    return stay


def reader(request: HttpRequest, *, touch: bool = True) -> Reader:
    """Who asks, by its log-in; a visitor where there is none."""
    stay = at_hand(request, touch=touch)
    if stay is None:
        return Reader()
    account, post = stay.account, stay.post
    bare = Reader(
        person=account.pk.hex, language=account.language, administrator=account.administrator
    )
    if post is None:
        return bare
    return evolve(
        bare,
        code=post.code,
        hall=post.hall,
        role=post.role,
        reads=not acts(post.role),
        officer=post.officer,
    )


def sit(request: HttpRequest, stay: Stay, post: Post) -> None:
    """Go on in another of a person's own places, under a new session."""
    stay.post = post
    stay.save(update_fields=["post"])
    request.session.cycle_key()


def end(request: HttpRequest) -> None:
    """Log out."""
    key = request.session.get(_KEY)
    if key:
        Stay.objects.filter(key=hashed(str(key))).delete()
    request.session.flush()


def end_all(account: Account) -> None:
    """End every log-in of a person, wherever it was begun."""
    Stay.objects.filter(account=account).delete()


def open_of(account: Account) -> QuerySet[Stay]:
    """The log-ins of a person that have not ended."""
    return _open().filter(account=account).order_by("begun")


def _open() -> QuerySet[Stay]:
    now = timezone.now()
    return Stay.objects.filter(seen__gt=now - IDLE, begun__gt=now - LONGEST)


def _sweep() -> None:
    """Nothing is kept of log-ins that ended by themselves."""
    now = timezone.now()
    Stay.objects.filter(Q(seen__lte=now - IDLE) | Q(begun__lte=now - LONGEST)).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
