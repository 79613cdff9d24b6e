"""What the desk's database keeps of private papers. Nothing in it says what a paper says.

A paper belongs to a delegation in a forum, and not to a person: whoever of the delegation reads it
needs one of the keys to which it is sealed.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models


class Paper(models.Model):
    """One sealed paper.

    Attributes:
        id: random, so that no id tells how many there are.
        forum: id of the forum.
        code: of the delegation.
        day: on which it came; no hour, which would tell when somebody works.
        box: the ciphertext (`dipoli.node.paper_box`).
    """

    id: models.CharField[str, str] = models.CharField(primary_key=True, max_length=32)
    forum: models.CharField[str, str] = models.CharField(max_length=320)
    code: models.CharField[str, str] = models.CharField(max_length=16)
    day: models.DateField[dt.date, dt.date] = models.DateField()
    box: models.BinaryField[bytes, bytes] = models.BinaryField()

    class Meta:
        """Papers are asked for by whose they are."""

        app_label = "papers"
        indexes: ClassVar = [models.Index(fields=["forum", "code"], name="papers_whose")]

    def __str__(self) -> str:
        return f"sealed paper of {self.code}, {self.day}"


class OfferedKey(models.Model):
    """A public paper key that somebody of a delegation offers to the others.

    That it lies here proves nothing: the host could lay one of its own beside them. Each browser
    seals to it only after a person has compared its code.

    Attributes:
        id: in the order in which they came.
        forum: id of the forum.
        code: of the delegation.
        public: the public key, as text.
        day: on which it was offered.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    forum: models.CharField[str, str] = models.CharField(max_length=320)
    code: models.CharField[str, str] = models.CharField(max_length=16)
    public: models.CharField[str, str] = models.CharField(max_length=88)
    day: models.DateField[dt.date, dt.date] = models.DateField()

    class Meta:
        """One key is offered once."""

        app_label = "papers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["forum", "code", "public"], name="papers_key_offered_once"
            )
        ]

    def __str__(self) -> str:
        return f"paper key offered to {self.code}, {self.day}"
