"""One-time codes: the first account, a person let into a place, access given anew.

A code is shown once, to who hands it on, and kept hashed. It opens one thing, once, for a limited
time. What is wrong with a code that opens nothing is told to nobody.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dipoli.web.accounts.codes import hashed, made, plain
from dipoli.web.accounts.models import Account, Invitation, Post

LASTS, FIRST_LASTS, ANEW_LASTS = timedelta(days=7), timedelta(hours=1), timedelta(hours=24)
"""How long a code opens something: an invitation, the first account, access given anew."""

WAITS = timedelta(days=7)
"""So long the officers of a place have to stop what an act of the record asks for."""

HELPS_ITSELF = 3
"""With so many officers a place helps each of them."""

_KEY = "invitation"


class ShutError(Exception):
    """A code opens nothing, or no more."""


class HasOfficersError(Exception):
    """A place has officers, who invite for it; nobody else does."""


class EnoughError(Exception):
    """A place has three officers or more, of whom two give access anew; or it has none."""


class LaidError(Exception):
    """An act was laid before the officers of a place already."""


class SeatedError(Exception):
    """A person has another place in the same forum."""


@frozen(kw_only=True)
class Place:
    """A delegation, or the secretariat, of one forum.

    Args:
        hall: name of the forum.
        code: of the place.
    """

    hall: str
    code: str

    def people(self) -> QuerySet[Post]:
        """Who sits for it."""
        return Post.objects.filter(hall=self.hall, code=self.code).select_related("account")

    @property
    def has_officers(self) -> bool:
        """Whether somebody lets people in and out of it."""
        return self.people().filter(officer=True).exists()

    @property
    def helps_itself(self) -> bool:
        """Whether it has officers enough to give any of them access anew."""
        return self.people().filter(officer=True).count() >= HELPS_ITSELF


# ---------------------------------------------------------------- making


def first_code() -> str | None:
    """The code for the administrator's account of a site that has no account; None where it has.

    An earlier one opens nothing from then on.
    """
    if Account.objects.filter(is_active=True).exists():
        return None
    Invitation.objects.filter(administrator=True).delete()
    return _made(until=timezone.now() + FIRST_LASTS, administrator=True)


def invite(place: Place, by: Account, role: str, *, officer: bool) -> str:
    """Invite a person into a place, as an officer of it."""
    return _made(
        until=timezone.now() + LASTS,
        place=place,
        by=by,
        role=role,
        officer=officer,
    )


def invite_first(place: Place, by: Account, role: str) -> str:
    """Invite the first officer of a place, from outside it; an earlier such code opens nothing.

    Raises:
        HasOfficersError: the place has officers.
    """
    if place.has_officers:
        raise HasOfficersError
    open_of(place).filter(outside=True).delete()
    return _made(
        until=timezone.now() + LASTS, place=place, by=by, role=role, officer=True, outside=True
    )


def invite_administrator(by: Account) -> str:
    """Invite another administrator of the site."""
    return _made(until=timezone.now() + LASTS, by=by, administrator=True)


def give_anew(post: Post, by: Account) -> str:
    """Let a person who has lost every way in make a new one; an earlier such code opens nothing."""
    Invitation.objects.filter(restores=post.account).delete()
    return _made(
        until=timezone.now() + ANEW_LASTS,
        place=Place(hall=post.hall, code=post.code),
        by=by,
        restores=post.account,
    )


def lay_before(place: Place, role: str, stands: str, act: int) -> None:
    """Lay an act by which a delegation asks for access before the officers of its place.

    Args:
        place: of the delegation.
        role: that who comes in will have, as an officer.
        stands: what stands for the code, as the act says it.
        act: number of the act in the plenary.

    Raises:
        EnoughError: the place helps itself, or the first officer is to be invited.
        LaidError: it was laid before them already.
    """
    if not place.has_officers or place.helps_itself:
        raise EnoughError
    if Invitation.objects.filter(key=stands).exists():
        raise LaidError
    opens = timezone.now() + WAITS
    Invitation.objects.create(
        key=stands,
        hall=place.hall,
        code=place.code,
        role=role,
        officer=True,
        act=act,
        made=timezone.now(),
        opens=opens,
        until=opens + LASTS,
    )


def laid_before(place: Place) -> QuerySet[Invitation]:
    """What acts of the record ask for and is not used yet, whether it opens something or waits."""
    held = Invitation.objects.filter(used=None, until__gt=timezone.now(), act__isnull=False)
    return held.filter(hall=place.hall, code=place.code).order_by("made")


def stop(held: Invitation) -> None:
    """Let what an act of the record asks for open nothing, and not be laid before anybody again."""
    held.used = timezone.now()
    held.save(update_fields=["used"])


def _made(
    *,
    until: datetime,
    place: Place | None = None,
    **said: object,
) -> str:
    code = made()
    Invitation.objects.filter(until__lt=timezone.now()).delete()
    Invitation.objects.create(
        key=hashed(code),
        hall=place.hall if place else "",
        code=place.code if place else "",
        made=timezone.now(),
        until=until,
        **said,
    )
    return code


# ---------------------------------------------------------------- opening and using


def unused() -> QuerySet[Invitation]:
    """The invitations that open something now."""
    now = timezone.now()
    held = Invitation.objects.filter(used=None, until__gt=now)
    return held.filter(Q(opens=None) | Q(opens__lte=now))


def open_of(place: Place) -> QuerySet[Invitation]:
    """The invitations into a place that open something still."""
    held = unused().filter(hall=place.hall, code=place.code, restores=None, act=None)
    return held.order_by("made")


def begin(request: HttpRequest, typed: str) -> None:
    """Let a session use an invitation, under a new session.

    Raises:
        ShutError: the code opens nothing.
    """
    found = unused().filter(key=hashed(plain(typed))).first()
    if found is None or _shut(found):
        raise ShutError
    request.session.cycle_key()
    request.session[_KEY] = found.pk


def at_hand(request: HttpRequest) -> Invitation | None:
    """The invitation that a session may use; None where there is none, or it opens no more."""
    key = request.session.get(_KEY)
    found = unused().filter(pk=key).select_related("restores").first() if key else None
    return None if found is None or _shut(found) else found


def _shut(invitation: Invitation) -> bool:
    """Whether an invitation from outside came too late: its place has officers enough by now."""
    place = Place(hall=invitation.hall, code=invitation.code)
    if invitation.act is not None:
        return place.helps_itself
    return invitation.outside and place.has_officers


def use(request: HttpRequest, account: Account) -> Post | None:
    """Use the invitation at hand for an account, within a transaction; it opens nothing more.

    Returns:
        The place that the account has by it now; None for an administrator.

    Raises:
        ShutError: somebody was quicker, or it has run out.
        SeatedError: the person has another place in that forum already.
    """
    invitation = at_hand(request)
    place = "" if invitation is None or invitation.restores else invitation.hall
    if place and account.posts.filter(hall=place).exists():
        raise SeatedError
    if invitation is None or not unused().filter(pk=invitation.pk).update(used=timezone.now()):
        raise ShutError
    request.session.pop(_KEY, None)
    if invitation.restores is not None:
        return account.posts.filter(hall=invitation.hall, code=invitation.code).first()
    if invitation.administrator:
        account.administrator = True
        account.save(update_fields=["administrator"])
        return None
    return Post.objects.create(
        account=account,
        hall=invitation.hall,
        code=invitation.code,
        role=invitation.role,
        officer=invitation.officer,
    )


@transaction.atomic
def withdraw_all(account: Account, place: Place) -> None:
    """Let nothing more be opened by what a person invited into a place that it left."""
    open_of(place).filter(by=account).delete()
    unused().filter(by=account, hall=place.hall, code=place.code).delete()
