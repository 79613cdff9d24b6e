"""What officers do for the people of their own place: let in, give roles, let out, restore.

Nobody outside a place does any of it. Who is let out has lost all log-ins in that place with the
row that is deleted: the next page finds nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dipoli.web.accounts import invitations
from dipoli.web.accounts.invitations import Place
from dipoli.web.accounts.letters import forget_place
from dipoli.web.accounts.models import Account, Feed, Post, Restoration, Stay

WAITS = timedelta(hours=24)
"""So long the second officer has to confirm."""

OTHERS = 2
"""So many officers besides the person give access anew."""


class NotOfficersError(Exception):
    """It is not for this officer, or not for one alone."""


def place_of(post: Post) -> Place:
    """The place in which somebody sits."""
    return Place(hall=post.hall, code=post.code)


@transaction.atomic
def set_role(post: Post, role: str, *, officer: bool) -> None:
    """Give a person another role; its log-ins in this place end, and it comes in with the new one.

    Raises:
        NotOfficersError: the place would be left without an officer.
    """
    if post.officer and not officer and not _others(post):
        raise NotOfficersError
    post.role, post.officer = role, officer
    post.save(update_fields=["role", "officer"])
    Stay.objects.filter(post=post).delete()
    if not officer:
        Feed.objects.filter(post=post).delete()


@transaction.atomic
def remove(post: Post) -> None:
    """Let a person out; its log-ins in this place end with it.

    Raises:
        NotOfficersError: the place would be left with people and without an officer.
    """
    if post.officer and not _others(post) and place_of(post).people().count() > 1:
        raise NotOfficersError
    invitations.withdraw_all(post.account, place_of(post))
    forget_place(post)
    post.delete()


def can_restore(post: Post) -> bool:
    """Whether there are officers enough besides a person to give it access anew."""
    return _others(post) >= OTHERS


@transaction.atomic
def restore(post: Post, by: Account) -> str | None:
    """Say that a person has lost every way in, or confirm what another officer said.

    Returns:
        A code for the person, once a second officer has confirmed; None until then.

    Raises:
        NotOfficersError: there are not two officers besides the person, or it is the same one.
    """
    if not can_restore(post) or by.pk == post.account_id:
        raise NotOfficersError
    asked = waiting(post)
    if asked is None:
        Restoration.objects.filter(post=post).delete()
        Restoration.objects.create(post=post, by=by, until=timezone.now() + WAITS)
        return None
    if asked.by_id == by.pk:
        raise NotOfficersError
    asked.delete()
    return invitations.give_anew(post, by)


def waiting(post: Post) -> Restoration | None:
    """What a first officer said of a person, and a second has not confirmed yet.

    It counts while the first is an officer still.
    """
    asked = Restoration.objects.filter(post=post, until__gt=timezone.now()).first()
    if asked is None or not _officers(post).filter(account=asked.by_id).exists():
        return None
    return asked


def _others(post: Post) -> int:
    """How many officers the place has besides a person."""
    return _officers(post).exclude(pk=post.pk).count()


def _officers(post: Post) -> QuerySet[Post]:
    return place_of(post).people().filter(officer=True, account__is_active=True)
