"""What is kept about a person, for what, how long, how it is erased; and erasing it all.

The table is what the page shows and what a test holds against the columns of the desk: nothing is
kept about a person that does not stand here.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from django.db import transaction

from dipoli.told import Told, tell
from dipoli.web.accounts import people
from dipoli.web.accounts.letters import forget_address
from dipoli.web.accounts.models import Account, Mark
from dipoli.web.accounts.ways import ways_of

CONFIRMED = "erase"
"""The word that is typed to erase an account."""


@frozen(kw_only=True)
class Kept:
    """One sort of thing that is kept about a person.

    Args:
        what: as the person is told it.
        purpose: for what.
        until: how long, and how it is erased.
        columns: of the desk in which it lies, ``Model.field``.
    """

    what: Told
    purpose: Told
    until: Told
    columns: tuple[str, ...]


_WITH_ACCOUNT = tell("Until you change it or erase the account.")

KEPT: tuple[Kept, ...] = (
    Kept(
        what=tell("The name by which your own people know you; it may be a pseudonym."),
        purpose=tell("So that the officers of your place know whom they let in."),
        until=_WITH_ACCOUNT,
        columns=("Account.shown",),
    ),
    Kept(
        what=tell("An address for notices, if you gave one."),
        purpose=tell("Notices that something waits for you. They carry a link and no content."),
        until=_WITH_ACCOUNT,
        columns=("Account.mail",),
    ),
    Kept(
        what=tell(
            "That and when a notice went to your address, with the mail server's answer; and of "
            "what you were told, as hashes that say nothing to others."
        ),
        purpose=tell("So that a notice is neither lost nor sent twice."),
        until=tell(
            "Ninety days; the hashes, for as long as the thing waits. All of it until you change "
            "the address or erase the account."
        ),
        columns=(
            "Letter.name",
            "Letter.address",
            "Letter.language",
            "Letter.kind",
            "Letter.state",
            "Letter.made",
            "Letter.next",
            "Letter.tries",
            "Letter.served",
            "Letter.answer",
            "Told.person",
            "Told.thing",
        ),
    ),
    Kept(
        what=tell("The language in which you read, if you chose one."),
        purpose=tell("So that pages and notices come in it."),
        until=_WITH_ACCOUNT,
        columns=("Account.language",),
    ),
    Kept(
        what=tell("A number made by chance, when the account was made, and when you last came in."),
        purpose=tell("To come in with an app, and so that you can see whether it was you."),
        until=tell("Until you erase the account."),
        columns=(
            "Account.id",
            "Account.name",
            "Account.made",
            "Account.last_login",
            "Account.is_active",
            "Account.password",
        ),
    ),
    Kept(
        what=tell(
            "Your places: forum, delegation or secretariat, role, whether you are an officer."
        ),
        purpose=tell("So that you read and act for that place, and for no other."),
        until=tell(
            "Until an officer of the place removes you, you give it up, or erase the account."
        ),
        columns=(
            "Account.administrator",
            "Post.account",
            "Post.hall",
            "Post.code",
            "Post.role",
            "Post.officer",
            "Post.since",
        ),
    ),
    Kept(
        what=tell("Public halves of your passkeys, sealed secrets of your app and printed codes."),
        purpose=tell("So that nobody else comes in as you. They are of no use elsewhere."),
        until=tell("Until you take them away or erase the account."),
        columns=("Authenticator.user", "Authenticator.data"),
    ),
    Kept(
        what=tell("Log-ins that are open: by which way, since when, when last used."),
        purpose=tell("So that they end by themselves, and you can end them."),
        until=tell("A quarter of an hour after the last page, eight hours at most."),
        columns=("Stay.account", "Stay.post", "Stay.way", "Stay.begun", "Stay.seen", "Stay.key"),
    ),
    Kept(
        what=tell(
            "Of each circle: when you last looked at it, how many acts it had, and up to where you "
            "said that you have read."
        ),
        purpose=tell("To show what is new since."),
        until=tell("Until you erase these marks or the account."),
        columns=(
            "Mark.account",
            "Mark.hall",
            "Mark.room",
            "Mark.before",
            "Mark.acts",
            "Mark.seen",
            "Mark.ended",
            "Mark.said",
        ),
    ),
    Kept(
        what=tell("That you invited somebody, or asked that access be given anew."),
        purpose=tell("So that officers of your place see who let in whom."),
        until=tell("Seven days for an invitation, one day for access given anew."),
        columns=("Invitation.by", "Invitation.restores", "Restoration.by", "Restoration.post"),
    ),
    Kept(
        what=tell(
            "That you asked for an address for calendars: of which circle, for which place, when; "
            "and the address, hashed."
        ),
        purpose=tell("So that it opens what it was made for, and your place can withdraw it."),
        until=tell("Until it is withdrawn, you leave the place, or erase the account."),
        columns=(
            "Feed.key",
            "Feed.post",
            "Feed.hall",
            "Feed.code",
            "Feed.room",
            "Feed.since",
            "Feed.made",
        ),
    ),
    Kept(
        what=tell("Attempts to come in, by your number and your machine's address, both hashed."),
        purpose=tell("So that nobody guesses without end."),
        until=tell("Until the next attempt of anybody that is more than a minute later."),
        columns=("Attempt.key", "Attempt.at"),
    ),
)


def told_of(account: Account) -> Iterator[tuple[Told, str]]:
    """What is kept of one person at this moment: what it is, and what it says."""
    ways = ways_of(account)
    yield tell("Name among your own people"), account.shown
    yield tell("Number"), account.name
    yield tell("Address for notices"), account.mail
    yield tell("Language"), account.language
    yield tell("Account made"), account.made.date().isoformat()
    yield tell("Passkeys"), ", ".join(one.label for one in ways.passkeys)
    yield tell("Codes left on your sheet"), str(ways.left) if ways.app else ""
    yield tell("Circles with a reading mark"), str(Mark.objects.filter(account=account).count())


def forget_marks(account: Account) -> None:
    """Erase a person's reading marks."""
    Mark.objects.filter(account=account).delete()


@transaction.atomic
def erase(account: Account) -> None:
    """Erase an account, with all that is kept about the person. The records stand as they are.

    Raises:
        NotOfficersError: a place would be left with people and without an officer.
    """
    forget_address(account)
    for post in account.posts.all():
        people.remove(post)
    account.delete()
