"""What is kept of letters: that one is to go, and that the mail server took it. No words.

Kept about a person: the address, from the account; when a letter was made and when the server took
it, with the server's answer, for ninety days; and which things were told of already, as keyed
hashes that say nothing to whoever reads them, as long as the things wait.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

LASTS = 90
"""Days for which it is kept that a letter went."""


class Letter(models.Model):
    """One letter, from the moment at which it is due."""

    WAITS, AT_THE_DOOR, SERVED, UNKNOWN, GIVEN_UP = "waits", "door", "served", "unknown", "given up"

    name: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    address: models.CharField[str, str] = models.CharField(max_length=320)
    language: models.CharField[str, str] = models.CharField(max_length=35, blank=True)
    kind: models.CharField[str, str] = models.CharField(max_length=8)
    state: models.CharField[str, str] = models.CharField(max_length=8, default=WAITS)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    next: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    tries: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(default=0)
    served: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    answer: models.CharField[str, str] = models.CharField(max_length=200, blank=True)

    class Meta:
        """How Django calls it."""

        app_label = "notices"
        indexes: ClassVar = [models.Index(fields=["state", "next"])]

    def __str__(self) -> str:
        """Without the address."""
        return f"{self.kind} {self.name[:8]}: {self.state}"


class Told(models.Model):
    """That a person was told of a thing; both as a keyed hash."""

    person: models.CharField[str, str] = models.CharField(max_length=64)
    thing: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        """How Django calls it."""

        app_label = "notices"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "thing"], name="told_once")
        ]

    def __str__(self) -> str:
        """Of whom and what, as hashes."""
        return f"{self.person[:8]} {self.thing[:8]}"
