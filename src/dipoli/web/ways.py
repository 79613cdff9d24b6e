"""What every way of handing in an act rests on: the door, the moment, who plays whom."""

from __future__ import annotations

from django.conf import settings

from dipoli.demonstration.keys import signing_keys
from dipoli.faults import MalformedError
from dipoli.record.canon import from_base64
from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError
from dipoli.web.door import Door
from dipoli.web.route import Input
from dipoli.web.sent import NotOfFormError

FULL, REFUSED, NOT_OF_FORM = 200, 409, 422
"""Status of an answer: the draft, out of order, and not of the form."""

BASE64 = r"[A-Za-z0-9+/]+={0,2}"


def exercised(asked: Asked) -> bool:
    """Whether the circle at hand is of an exercise, on a site in demonstration."""
    read = asked.read
    exercise = read is not None and read.forum is not None and read.forum.charter.exercise
    return bool(settings.DEMO) and exercise and asked.room is not None and bool(asked.room.door)


def plays(asked: Asked, code: str) -> bool:
    """Whether the host plays the node of a delegation: in an exercise of a demonstration alone."""
    return exercised(asked) and code in signing_keys()


def door_of(asked: Asked) -> Door:
    """Where acts of the circle at hand are handed in.

    Raises:
        MissingError: nothing is entered here.
    """
    if asked.room is None or asked.room.door is None:
        raise MissingError
    return asked.room.door


def octets(text: str, name: str) -> bytes:
    """Bytes that were sent.

    Raises:
        NotOfFormError: they are not base64.
    """
    try:
        return from_base64(text, what=name)
    except MalformedError:
        message = tell("{name} is not base64. Send it in the standard alphabet, padded.", name=name)
        raise NotOfFormError(message) from None


SLIP = Input(name="slip", meaning="The draft, as it was prepared.", pattern=BASE64, most=400_000)
CONFIRM = Input(
    name="confirm", meaning="For a weighty act: what it is about, typed.", needed=False, most=300
)
