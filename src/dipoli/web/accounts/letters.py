"""Who of the people with accounts gets letters: whoever gave an address, for each of its places."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.web.accounts.models import Account, Post
from dipoli.web.notices.making import forget
from dipoli.web.notices.models import Letter
from dipoli.web.notices.people import Person


def people_with_letters() -> Iterator[Person]:
    """Everybody who gave an address, in each of its places, by the clock of the capital there."""
    posts = Post.objects.select_related("account").filter(account__is_active=True)
    for post in posts.exclude(account__mail="").order_by("pk"):
        yield _person(post)


def forget_place(post: Post) -> None:
    """Erase of what a person was told in one place; who shares the mailbox there still knows."""
    others = Post.objects.filter(
        hall=post.hall, code=post.code, account__mail=post.account.mail
    ).exclude(pk=post.pk)
    if not others.exists():
        forget(_person(post))


def forget_address(account: Account) -> None:
    """Erase all about the letters to a person's address; those that lie ready go nowhere."""
    for post in account.posts.all():
        forget_place(post)
    if not Account.objects.filter(mail=account.mail).exclude(pk=account.pk).exists():
        Letter.objects.filter(address=account.mail).delete()


def _person(post: Post) -> Person:
    account = post.account
    return Person(address=account.mail, hall=post.hall, code=post.code, language=account.language)
