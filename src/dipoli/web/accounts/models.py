"""The desk's tables about people: who has an account, where each sits, who let whom in.

Codes and keys of log-ins are kept hashed alone. Whatever is about one person goes with its account.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class AccountsOf(BaseUserManager["Account"]):
    """All accounts."""


class Account(AbstractBaseUser):
    """One person who logs in. There is no password: the column that Django has for one stays dead.

    Attributes:
        id: by chance; a passkey carries it.
        name: a number by chance, under which the person logs in with an app's digits.
        shown: what its own people call the person; a pseudonym will do.
        mail: where notices go; empty where the person wants none.
        language: in which the person reads; empty for that of the site.
        administrator: whether the person invites first officers; opens no circle.
        is_active: whether it lets anybody in; the account that nobody has does not.
        made: when it was made.
    """

    id: models.UUIDField[uuid.UUID, uuid.UUID] = models.UUIDField(
        primary_key=True, default=uuid.uuid4
    )
    name: models.CharField[str, str] = models.CharField(max_length=40, unique=True)
    shown: models.CharField[str, str] = models.CharField(max_length=60, blank=True, default="")
    mail: models.EmailField[str, str] = models.EmailField(blank=True, default="")
    language: models.CharField[str, str] = models.CharField(max_length=16, blank=True, default="")
    administrator: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    is_active: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountsOf] = AccountsOf()
    posts: RelatedManager[Post]
    stays: RelatedManager[Stay]

    USERNAME_FIELD = "name"
    EMAIL_FIELD = "mail"

    def __str__(self) -> str:
        """What the person is called."""
        return self.shown or self.name


class Post(models.Model):
    """One person's place in one forum.

    Attributes:
        hall: name of the forum on the site.
        code: of the delegation or the secretariat.
        role: see `dipoli.web.accounts.roles`.
        officer: whether the person lets others of the same place in, and out.
        since: from when on.
    """

    account: models.ForeignKey[Account, Account] = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="posts"
    )
    hall: models.CharField[str, str] = models.CharField(max_length=64)
    code: models.CharField[str, str] = models.CharField(max_length=16)
    role: models.CharField[str, str] = models.CharField(max_length=16)
    officer: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    since: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)

    account_id: uuid.UUID

    class Meta:
        """One place in one forum for each person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "hall"], name="one_place_in_a_forum")
        ]
        indexes: ClassVar = [models.Index(fields=["hall", "code"])]

    def __str__(self) -> str:
        """Who sits where."""
        return f"{self.account} in {self.hall} for {self.code}"


class Invitation(models.Model):
    """A code that opens one thing, once: the first account, a place, or access given anew.

    Attributes:
        key: hash of the code.
        hall: forum of the place; empty for the first account.
        code: of the place; empty for the first account.
        role: that the person will have.
        officer: whether the person will be an officer.
        administrator: whether it makes an administrator.
        restores: whose access it gives anew; None where it makes an account or adds a place.
        by: who invited; None for the console, and for who has erased the account since.
        outside: whether it was made from outside the place, while that had no officer.
        made: when.
        until: after this it opens nothing.
        used: when it was used; None while it was not.
        act: number of the act of the plenary on which it rests; None where it rests on none.
        opens: before this it opens nothing; None where it opens at once.
    """

    key: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    hall: models.CharField[str, str] = models.CharField(max_length=64, blank=True)
    code: models.CharField[str, str] = models.CharField(max_length=16, blank=True)
    role: models.CharField[str, str] = models.CharField(max_length=16, blank=True)
    officer: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    administrator: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    restores: models.ForeignKey[Account | None, Account | None] = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="+"
    )
    by: models.ForeignKey[Account | None, Account | None] = models.ForeignKey(
        Account, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outside: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    until: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    used: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    act: models.PositiveIntegerField[int | None, int | None] = models.PositiveIntegerField(
        null=True
    )
    opens: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """For what it is."""
        return f"invitation to {self.hall} for {self.code}"


class Restoration(models.Model):
    """An officer found that a person of the same place has lost every way in; a second confirms.

    Attributes:
        post: of the person.
        by: the first officer.
        until: after this it has lapsed.
    """

    post: models.OneToOneField[Post, Post] = models.OneToOneField(
        Post, on_delete=models.CASCADE, related_name="restoration"
    )
    by: models.ForeignKey[Account, Account] = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="+"
    )
    until: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    by_id: uuid.UUID

    def __str__(self) -> str:
        """For whom it is."""
        return f"access anew for {self.post}"


class Stay(models.Model):
    """One log-in of one person, until it ends.

    Attributes:
        key: hash of what the session at the browser's end stands for.
        post: where the person sits; None for who sits nowhere. It ends with the post.
        way: by which the person logged in: ``passkey`` or ``app``.
        begun: when.
        seen: when it was last used, to half a minute.
    """

    key: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    account: models.ForeignKey[Account, Account] = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="stays"
    )
    post: models.ForeignKey[Post | None, Post | None] = models.ForeignKey(
        Post, null=True, on_delete=models.CASCADE, related_name="stays"
    )
    way: models.CharField[str, str] = models.CharField(max_length=8)
    begun: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    seen: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    post_id: int | None

    def __str__(self) -> str:
        """Whose it is."""
        return f"log-in of {self.account}"


class Attempt(models.Model):
    """One try to come in; kept for a minute.

    Attributes:
        key: hash of what was tried: a name, an account, or the address of a machine.
        at: when.
    """

    key: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """Asked by key and time."""

        indexes: ClassVar = [models.Index(fields=["key", "at"])]

    def __str__(self) -> str:
        """When it was."""
        return f"attempt at {self.at}"


class Mark(models.Model):
    """When one person last looked at one circle, and up to where the person has read.

    Attributes:
        hall: forum of the circle.
        room: the circle.
        before: acts that the circle had at the end of the visit before, or up to which it was read.
        acts: acts that it had when the person last looked.
        seen: when that was.
        ended: when the visit before ended, or when the person said that it has read so far.
        said: whether the person has ever said so.
    """

    account: models.ForeignKey[Account, Account] = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="marks"
    )
    hall: models.CharField[str, str] = models.CharField(max_length=64)
    room: models.CharField[str, str] = models.CharField(max_length=64)
    before: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(default=0)
    acts: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(default=0)
    seen: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    ended: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    said: models.BooleanField[bool, bool] = models.BooleanField(default=False)

    class Meta:
        """One for each circle."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "hall", "room"], name="one_mark_a_circle")
        ]

    def __str__(self) -> str:
        """Of whom and where."""
        return f"mark of {self.account} in {self.hall}/{self.room}"


class Feed(models.Model):
    """An address at which calendars ask when one circle meets: for one place, asked by one officer.

    The address is kept hashed alone. It goes with the officer's post, and so with the account.

    Attributes:
        key: hash of what the address ends in.
        post: of the officer who asked for it.
        hall: forum of the circle.
        code: of the place.
        room: the circle.
        since: the act that seated the place in it; None for the secretariat, which has no seat.
        made: when.
    """

    key: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    post: models.ForeignKey[Post, Post] = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="feeds"
    )
    hall: models.CharField[str, str] = models.CharField(max_length=64)
    code: models.CharField[str, str] = models.CharField(max_length=16)
    room: models.CharField[str, str] = models.CharField(max_length=64)
    since: models.PositiveIntegerField[int | None, int | None] = models.PositiveIntegerField(
        null=True
    )
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """One for each place and circle."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hall", "code", "room"], name="one_feed_a_circle")
        ]

    def __str__(self) -> str:
        """Of which circle, for whom."""
        return f"feed of {self.hall}/{self.room} for {self.code}"
