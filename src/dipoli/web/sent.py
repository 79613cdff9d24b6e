"""What was sent to an action, held against its inputs: nothing unknown, nothing of another form."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from dipoli.codec.attached import MOST as LARGEST
from dipoli.told import tell
from dipoli.web.route import Action, Input, Sent

MOST = 1 << 20
"""So many bytes a program may send to an action at once."""

_NO_SIGN = re.compile("[\x00\ud800-\udfff]")
"""NUL, which no database takes, and halves of pairs, which no encoding does."""

_OF_FORMS = "csrfmiddlewaretoken"


class NotOfFormError(Exception):
    """What was sent is not of the form of the action; the words say what, where and what to do.

    Attributes:
        status: of the answer.
    """

    status = 422

    @property
    def told(self) -> str:
        """The words."""
        told: str = self.args[0]
        return told


class NotOfKindError(NotOfFormError):
    """What was sent is of a kind that is not read here."""

    status = 415


def sent(request: HttpRequest, action: Action, *, twin: bool) -> Sent:
    """What was sent to an action.

    Args:
        request: with a form, or with an object of JSON.
        action: it says what may be sent.
        twin: whether JSON is expected.

    Raises:
        NotOfFormError: something is missing, unknown, too long or of another form.
    """
    _check_kind(request, twin=twin)
    came = _of_json(request) if twin else _of_form(request)
    inputs = {one.name: one for one in action.inputs}
    loose = {name for name in came if action.prefix and name.startswith(action.prefix)}
    for name in came.keys() - loose:
        if name in inputs and name in request.FILES and not inputs[name].file:
            message = tell("{name} is no file. {meaning}", name=name, meaning=inputs[name].meaning)
            raise NotOfFormError(message)
        if name not in inputs:
            known = ", ".join(inputs)
            message = (
                tell(
                    "“{name}” is not one of the things that can be sent here. These are: {known}.",
                    name=name,
                    known=known,
                )
                if known
                else tell("“{name}” cannot be sent here, and nothing else.", name=name)
            )
            raise NotOfFormError(message)
    held = {one.name: _held(one, came[one.name]) for one in action.inputs if _is_there(one, came)}
    return held | {name: came[name] for name in sorted(loose)}


_JSON = "application/json"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def _check_kind(request: HttpRequest, *, twin: bool) -> None:
    """Whether what was sent is of a kind that is read here; of nothing, none is said.

    Raises:
        NotOfKindError: it is of another.
    """
    empty = request.content_type == "" and not request.body
    if twin and request.content_type != _JSON and not empty:
        message = tell("what was sent is not said to be JSON. Send it as {kind}.", kind=_JSON)
        raise NotOfKindError(message)
    if not twin and request.content_type not in (*_FORMS, ""):
        message = tell(
            "what was sent is no form. Programs send JSON to the same address with .json."
        )
        raise NotOfKindError(message)


def _is_there(one: Input, came: dict[str, tuple[str, ...]]) -> bool:
    values = came.get(one.name, ())
    if one.needed and not any(values):
        message = tell("{name} is missing. {meaning}", name=one.name, meaning=one.meaning)
        raise NotOfFormError(message)
    return one.name in came


def _held(one: Input, values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > 1 and not one.many:
        message = tell(
            "{name} was sent {times} times. Send it once.", name=one.name, times=len(values)
        )
        raise NotOfFormError(message)
    for value in values:
        if len(value) > one.most:
            message = tell(
                "{name} has {signs} signs. Send at most {most}.",
                name=one.name,
                signs=len(value),
                most=one.most,
            )
            raise NotOfFormError(message)
        if one.pattern and value and re.fullmatch(one.pattern, value) is None:
            message = tell("{name} has not its form. {meaning}", name=one.name, meaning=one.meaning)
            raise NotOfFormError(message)
    return values


def _of_form(request: HttpRequest) -> dict[str, tuple[str, ...]]:
    names = [name for name in request.POST if name != _OF_FORMS]
    # Browsers send the ends of lines as two signs.
    held = {
        name: _words(name, [str(one).replace("\r\n", "\n") for one in request.POST.getlist(name)])
        for name in names
    }
    return held | {name: tuple(map(_file, request.FILES.getlist(name))) for name in request.FILES}


def _file(one: UploadedFile[bytes]) -> str:
    """A file as the text that a program would send."""
    if (one.size or 0) > LARGEST:
        message = tell(
            "the file has {size} bytes. Send at most {most}.", size=one.size, most=LARGEST
        )
        raise NotOfFormError(message)
    return base64.b64encode(one.read()).decode("ascii")


def _of_json(request: HttpRequest) -> dict[str, tuple[str, ...]]:
    if len(request.body) > MOST:
        message = tell(
            "{bytes} bytes were sent. Send at most {most}.", bytes=len(request.body), most=MOST
        )
        raise NotOfFormError(message)
    try:
        value: Any = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        message = tell("what was sent is not JSON. Send one object, in UTF-8.")
        raise NotOfFormError(message) from None
    if not isinstance(value, dict):
        message = tell("what was sent is not an object of JSON. Send one object.")
        raise NotOfFormError(message)
    return {name: _words(name, one) for name, one in value.items()}


def _words(name: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a value of JSON
    held = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in held):
        message = tell(
            "{name} is not a text, and not a list of texts. Send one of the two.", name=name
        )
        raise NotOfFormError(message)
    if any(_NO_SIGN.search(one) for one in held):
        message = tell(
            "{name} holds a sign that stands in no text: NUL, or half of a sign. Leave it out.",
            name=name,
        )
        raise NotOfFormError(message)
    return tuple(held)
