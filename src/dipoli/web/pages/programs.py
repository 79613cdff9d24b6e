"""The site for programs: every address with what it tells or does, and its description."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from dipoli.told import tell
from dipoli.web.asked import Asked, Document, Page, Twin
from dipoli.web.openapi import FAULTS, JSON, address, document
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Input, Route


def programs(asked: Asked) -> Page:
    """What a program may ask the site, and what it may send to it, grouped by who may."""
    routes, actions = asked.table
    readings = [{"rule": rule.value, "rows": list(_read(routes, rule))} for rule in Rule]
    doings = [{"rule": rule.value, "rows": list(_done(actions, rule))} for rule in Rule]
    return Page(
        title=tell("The site for programs"),
        twin={
            "document": reverse("openapi"),
            "cookies": {
                "session": settings.SESSION_COOKIE_NAME,
                "form": settings.CSRF_COOKIE_NAME,
            },
            "readings": [one for one in readings if one["rows"]],
            "actions": [one for one in doings if one["rows"]],
            "faults": [{"status": status, "told": told} for status, told in FAULTS.items()],
        },
    )


def openapi(asked: Asked) -> Page:
    """The description of the site in the words of OpenAPI, the same for everybody."""
    return Page(
        title="OpenAPI",
        twin={},
        document=Document(data=_described(*asked.table), media=JSON),
    )


@functools.cache
def _described(routes: tuple[Route, ...], actions: tuple[Action, ...]) -> bytes:
    return json.dumps(document(routes, actions), ensure_ascii=False, indent=1).encode("utf-8")


def _read(routes: tuple[Route, ...], rule: Rule) -> Iterator[Twin]:
    for one in routes:
        if one.rule is rule:
            yield {
                "name": one.name,
                "address": address(one.twin_path),
                "document": address(one.path) if one.media and not one.is_own_twin else None,
                "stream": address(one.path) if one.events else None,
                "events": [{"name": x.name, "meaning": tell(x.meaning)} for x in one.events],
                "about": one.about,
                "asks": list(map(_input, one.asks)),
            }


def _done(actions: tuple[Action, ...], rule: Rule) -> Iterator[Twin]:
    for one in actions:
        if one.rule is rule:
            yield {
                "name": one.name,
                "address": address(f"{one.path}.json"),
                "about": one.about,
                "inputs": list(map(_input, one.inputs)),
            }


def _input(one: Input) -> Twin:
    return {"name": one.name, "meaning": one.meaning, "needed": one.needed, "many": one.many}


ROUTES = (
    Route(
        name="programs",
        path="api",
        rule=Rule.ANYBODY,
        answer=programs,
        about="The site for programs: every address with what it tells or does.",
    ),
    Route(
        name="openapi",
        path="api/openapi.json",
        twin="api/openapi.json",
        rule=Rule.ANYBODY,
        answer=openapi,
        about="The description of the site in the words of OpenAPI 3.1.",
        media=JSON,
    ),
)
