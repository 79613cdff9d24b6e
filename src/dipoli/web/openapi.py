"""The site for programs, in the words of OpenAPI 3.1: every twin, every document, every action.

It is made from the table of routes and from one schema for each answer, kept in ``schemas/``. While
a row of the table has none, nothing is described: this module fails for all of them.

    schemas/<name>.json    of the answer of that route or action, JSON Schema 2020-12
    schemas/parts.json     what several of them share, under ``$defs``
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from dipoli.web.policy import Rule
from dipoli.web.route import Action, Input, Route

Json = dict[str, Any]

FOLDER = Path(__file__).parent / "schemas"
PARTS = "parts"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
JSON, EVENTS = "application/json", "text/event-stream"

_WORD = re.compile(r"<(?:(\w+):)?(\w+)>")
_SORTS: Mapping[str, Json] = {
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    "str": {"type": "string", "pattern": "^[^/]+$"},
    "path": {"type": "string", "minLength": 1},
    "int": {"type": "integer", "minimum": 0},
}
"""Sort of a word in an address, as Django calls it, to its form."""

_MEANINGS: Mapping[str, str] = {
    "hall": "Name of a forum on the site.",
    "room": "Name of a circle of the forum.",
    "object": "Short name of what the page is about.",
    "framework": "Name of a framework.",
    "preset": "Name of a set of rules of procedure.",
    "case": "Name of a case.",
    "act": "Name of an act, such as proposal.table.",
    "number": "Number of an act of the circle.",
}
FAULTS: Mapping[int, str] = {
    400: "What was sent cannot be read, or the site is not reached under this name.",
    401: "Who asks has no place at the table yet, or has not logged in.",
    403: "The sign against forged forms is missing or is not of this session: nothing was done.",
    404: "There is nothing here, or not for who asks: nobody tells the two apart.",
    405: "This address is not asked in this way; Allow says how it is.",
    409: "Nothing was done: it is out of order as things stand, or another came first.",
    415: "What was sent is not JSON: nothing was done.",
    422: "Nothing was done: something that was sent is missing, unknown or of another form.",
    429: "Nothing was done: there were too many attempts within a minute.",
}
TOO_MANY = "As many streams are open as one session, or the site, may have; the twin says the same."

_OF_SOMEBODY = frozenset({Rule.SITTING, Rule.PERSON})
"""Rules of what tells who asks without a place, or without an account, to get one first."""


def document(routes: Iterable[Route], actions: Iterable[Action]) -> Json:
    """The description of a site.

    Args:
        routes: whose twins and documents it describes.
        actions: that it describes.

    Raises:
        FileNotFoundError: one of them has no schema.
    """
    held, done = list(routes), list(actions)
    paths: dict[str, Json] = {}
    for one in held:
        paths.setdefault(address(one.twin_path), {})["get"] = _reading(one)
        if one.media and not one.is_own_twin:
            paths.setdefault(address(one.path), {})["get"] = _document(one)
        if one.events:
            paths.setdefault(address(one.path), {})["get"] = _stream(one)
    for act in done:
        paths.setdefault(address(f"{act.path}.json"), {})["post"] = _doing(act)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {"title": "Dipoli", "version": version("dipoli"), "description": _ABOUT},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {
                **{name: schema_of(name) for name in _names(held, done)},
                **{name: _inside(part) for name, part in parts().items()},
            },
            "responses": {f"fault{status}": _fault(status) for status in FAULTS},
            "securitySchemes": _security(),
        },
    }


_ABOUT = (
    "Every page of the site is drawn from a twin in JSON that says the same, and every action "
    "takes JSON. Who asks is known by the session. What is another's is as if it were not there."
)


def operation_of(one: Route | Action) -> str:
    """The name of the operation of a route's twin, or of an action."""
    return f"read_{one.name}" if isinstance(one, Route) else f"do_{one.name}"


def address(path: str) -> str:
    """An address in the notation of OpenAPI.

    >>> address("forums/<slug:hall>.json")
    '/forums/{hall}.json'
    """
    return "/" + _WORD.sub(lambda found: f"{{{found[2]}}}", path)


@functools.cache
def parts() -> Mapping[str, Json]:
    """What several schemas share, by its name."""
    held: Mapping[str, Json] = _read(PARTS)["$defs"]
    return held


def schema_of(name: str) -> Json:
    """The schema of an answer, as it stands within the description of the site.

    Raises:
        FileNotFoundError: there is none.
    """
    held = _inside(_read(name))
    return {key: value for key, value in held.items() if key not in {"$schema", "$id"}}


@functools.cache
def _read(name: str) -> Json:
    held: Json = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return held


def _inside(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """A schema whose references lead to the components of the description."""
    if isinstance(value, dict):
        return {key: _moved(one) if key == "$ref" else _inside(one) for key, one in value.items()}
    return [_inside(one) for one in value] if isinstance(value, list) else value


def _moved(reference: str) -> str:
    return f"#/components/schemas/{reference.rpartition('/')[2]}"


def _names(routes: Iterable[Route], actions: Iterable[Action]) -> Iterator[str]:
    yield from (one.name for one in routes)
    yield from (one.name for one in actions)


# ---------------------------------------------------------------- operations


def _reading(route: Route) -> Json:
    told = "The description of the site." if route.is_own_twin else f"The twin: {route.about}"
    return {
        "operationId": operation_of(route),
        "summary": told,
        "description": route.rule.value,
        "parameters": _parameters(route),
        "responses": {
            "200": _answer("What the page says.", JSON, {"$ref": _moved(route.name)}),
            **_refused(_of_reading(route)),
        },
        **_session(route.rule),
    }


def _document(route: Route) -> Json:
    media = route.media.partition(";")[0]
    return {
        "operationId": f"take_{route.name}",
        "summary": route.about,
        "description": route.rule.value,
        "parameters": _parameters(route),
        "responses": {
            "200": _answer("The document.", media, {"type": "string"}),
            **{str(status): _page(FAULTS[status]) for status in _of_reading(route)},
        },
        **_session(route.rule),
    }


def _stream(route: Route) -> Json:
    """The stream of a route whose page is at the same address, for who does not ask for events."""
    told = [f"`{one.name}`: {one.meaning}" for one in route.events]
    events = {
        "description": " ".join(["A stream of events, data of each in JSON.", *told]),
        "type": "string",
    }
    again = {"Retry-After": {"schema": {"type": "string"}, "required": True}}
    busy = _answer(TOO_MANY, JSON, {"$ref": _moved("fault")})
    away = {"Location": {"schema": {"type": "string"}, "required": True}}
    return {
        "operationId": f"watch_{route.name}",
        "summary": f"A stream for who accepts {EVENTS}, else the page: {route.about}",
        "description": route.rule.value,
        "parameters": _parameters(route),
        "responses": {
            "200": {
                "description": "The stream, which ends with the session; or the page.",
                "content": {
                    EVENTS: {
                        "schema": events,
                        "x-events": {one.name: {"$ref": _moved(one.part)} for one in route.events},
                    },
                    "text/html": {"schema": {"type": "string"}},
                },
            },
            "302": {"description": "To who asks for the page: sit down first.", "headers": away},
            **{str(status): _page(FAULTS[status]) for status in (400, 401, 405)},
            "429": {**busy, "headers": again},
        },
        **_session(route.rule),
    }


def _doing(action: Action) -> Json:
    statuses = {400, 403, 404, 405, 409, 415, 422}
    if action.rule in _OF_SOMEBODY:
        statuses.add(401)
    if action.rule is Rule.ENTRANCE:
        statuses.add(429)
    return {
        "operationId": operation_of(action),
        "summary": action.about,
        "description": action.rule.value,
        "parameters": list(_words(action.path)),
        "requestBody": {
            "required": bool(action.inputs),
            "content": {JSON: {"schema": sent_of(action)}},
        },
        "responses": {
            "200": _answer("It was done, or what came of it.", JSON, {"$ref": _moved(action.name)}),
            **_refused(sorted(statuses), either=action.name),
        },
        "security": [{}] if action.proved else [{"session": [], "form": []}],
    }


def sent_of(action: Action) -> Json:
    """The schema of what is sent to an action."""
    return {
        "type": "object",
        "properties": {one.name: _sent(one) for one in action.inputs},
        **({"patternProperties": {f"^{action.prefix}": _LOOSE}} if action.prefix else {}),
        "required": [one.name for one in action.inputs if one.needed],
        "additionalProperties": False,
    }


_TEXT: Json = {"type": "string"}
_LOOSE: Json = {
    "description": "A field of what is done; its form page names them.",
    "oneOf": [_TEXT, {"type": "array", "items": _TEXT}],
}


def _sent(one: Input) -> Json:
    text: Json = {"type": "string", "maxLength": one.most}
    if one.needed:
        text["minLength"] = 1
    if one.pattern:
        text["pattern"] = f"^(?:{one.pattern})$" if one.needed else f"^(?:{one.pattern})?$"
    if one.many:
        several = {"type": "array", "items": text, **({"minItems": 1} if one.needed else {})}
        return {"description": one.meaning, "oneOf": [text, several]}
    return {"description": one.meaning, **text}


def _parameters(route: Route) -> list[Json]:
    return [*_words(route.path), *map(_asked, route.asks), *_further(route)]


def _further(route: Route) -> Iterator[Json]:
    """Names behind the question mark that hang on what a page is about, all of one prefix."""
    if route.prefix:
        yield {
            "name": "fields",
            "in": "query",
            "required": False,
            "description": f"Fields of the form, each by its name with {route.prefix} before it.",
            "style": "form",
            "explode": True,
            "schema": {
                "type": "object",
                "patternProperties": {f"^{route.prefix}": {"type": "string"}},
                "additionalProperties": False,
            },
        }


def _words(path: str) -> Iterator[Json]:
    for found in _WORD.finditer(path):
        yield {
            "name": found[2],
            "in": "path",
            "required": True,
            "description": _MEANINGS.get(found[2], "A word of the address."),
            "schema": _SORTS[found[1] or "str"],
        }


def _asked(one: Input) -> Json:
    text: Json = {"type": "string"}
    if one.pattern:
        text["pattern"] = f"^(?:{one.pattern})$"
    return {
        "name": one.name,
        "in": "query",
        "required": False,
        "description": one.meaning,
        "schema": {"type": "array", "items": text} if one.many else text,
        **({"style": "form", "explode": True} if one.many else {}),
    }


def _of_reading(route: Route) -> list[int]:
    """The faults with which a page may answer."""
    seated = [401] if route.rule in _OF_SOMEBODY else []
    found = [404] if route.rule is not Rule.ANYBODY or "<" in route.path or route.asks else []
    return [400, *seated, *found, 405]


def _refused(statuses: Iterable[int], either: str = "") -> Json:
    """Faults by their status; of an action, some are told by its own answer."""
    told: Json = {}
    for status in statuses:
        own = either and status in {409, 422, 429}
        told[str(status)] = (
            _answer(
                FAULTS[status],
                JSON,
                {"anyOf": [{"$ref": _moved("fault")}, {"$ref": _moved(either)}]},
            )
            if own
            else {"$ref": f"#/components/responses/fault{status}"}
        )
    return told


def _fault(status: int) -> Json:
    return _answer(FAULTS[status], JSON, {"$ref": _moved("fault")}, allow=status == 405)  # noqa: PLR2004 - not allowed


def _page(told: str) -> Json:
    return _answer(told, "text/html", {"type": "string"})


def _answer(told: str, media: str, schema: Json, *, allow: bool = False) -> Json:
    headers = {"Allow": {"schema": {"type": "string"}, "required": True}} if allow else {}
    return {
        "description": told,
        **({"headers": headers} if headers else {}),
        "content": {media: {"schema": schema}},
    }


# ---------------------------------------------------------------- who asks


def _session(rule: Rule) -> Json:
    """A session is needed, or of use: what is public is read without one."""
    if rule is Rule.ANYBODY:
        return {"security": [{}]}
    return {"security": [{"session": []}] if rule in _OF_SOMEBODY else [{}, {"session": []}]}


def _security() -> Json:
    return {
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "Given to who has signed in or, in a demonstration, sat down.",
        },
        "form": {
            "type": "apiKey",
            "in": "header",
            "name": "X-CSRFToken",
            "description": (
                f"The value of the cookie {settings.CSRF_COOKIE_NAME}, which any page with a form "
                "gives; it is sent back as a cookie too."
            ),
        },
    }
