"""Walks over the site by its twins: every address that a twin names, as one reader has it."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest import mock

from attrs import frozen
from tests.web.stage import Visitor, stage

stage()
from django.urls import Resolver404, resolve, reverse  # noqa: E402 - Django is asked after its settings

from dipoli.web.route import Action, Route  # noqa: E402
from dipoli.web.routes import ACTIONS, ROUTES  # noqa: E402
from dipoli.web.site import Site, show, site_at  # noqa: E402

ROWS: tuple[Route | Action, ...] = (*ROUTES, *ACTIONS)
"""Every row of the table."""

BY_NAME = {route.name: route for route in ROUTES}


@frozen(kw_only=True)
class Seen:
    """A twin that was given out.

    Args:
        route: whose it is.
        page: the address of its page, with what stands behind the question mark.
        twin: what it says.
    """

    route: str
    page: str
    twin: dict[str, Any]


@cache
def twin_address(page: str) -> str | None:
    """The address of the twin of a page; None where it is no page of the table."""
    path, mark, query = page.partition("#")[0].partition("?")
    try:
        found = resolve(path)
    except Resolver404:
        return None
    name = str(found.url_name).removesuffix(".json")
    if name not in BY_NAME:
        return None
    return f"{reverse(f'{name}.json', kwargs=found.kwargs)}{mark}{query}"


@cache
def route_of(page: str) -> str:
    """The name of the route of an address."""
    return str(resolve(page.partition("?")[0]).url_name).removesuffix(".json")


def addresses(told: object) -> Iterator[str]:
    """Every text in a twin that is an address of this site, without the place on its page."""
    if isinstance(told, str):
        if re.match(r"/(?!/)\S*$", told):
            yield told.partition("#")[0]
    elif isinstance(told, Mapping):
        for one in told.values():
            yield from addresses(one)
    elif isinstance(told, list):
        for one in told:
            yield from addresses(one)


def beginnings(site: Site) -> list[str]:
    """Every page that needs no other word in its address than the names of forum and circle."""
    pages = []
    for route in ROUTES:
        words = set(re.findall(r"<\w+:(\w+)>", route.path))
        for room in (room for hall in site.halls.values() for room in hall.rooms.values()):
            held = {"hall": room.hall, "room": room.name}
            if words <= set(held):
                pages.append(reverse(route.name, kwargs={word: held[word] for word in words}))
    return list(dict.fromkeys(pages))


def walk(visitor: Visitor, each: int = 0, begin: Iterable[str] = ()) -> Iterator[Seen]:
    """Twins that a reader comes to, from the beginnings on.

    Args:
        visitor: who walks.
        each: so many of one route at most; all of them when 0.
        begin: where it begins; at all beginnings when empty.
    """
    left = deque(begin or beginnings(site_at(stage())))
    done, counted = set[str](), Counter[str]()
    while left:
        page = left.popleft()
        address = twin_address(page)
        if address is None or address in done or BY_NAME[route_of(page)].is_own_twin:
            continue
        done.add(address)
        route = route_of(page)
        if each and counted[route] >= each:
            continue
        answer = visitor.get(address)
        if answer.status_code != 200:
            assert answer.status_code in {401, 404}, f"{address}: {answer.status_code}"
            continue
        counted[route] += 1
        twin = json.loads(answer.content)
        yield Seen(route=route, page=page, twin=twin)
        left.extend(addresses(twin))


@contextmanager
def at(moment: str) -> Iterator[None]:
    """While it lasts, the clock of every site shows a moment."""
    with mock.patch.object(Site, "now", return_value=moment):
        yield


@contextmanager
def shown(site: Site) -> Iterator[None]:
    """While it lasts, the stage shows another site."""
    folder = stage()
    whole = site_at(folder)
    show(folder, site)
    try:
        yield
    finally:
        show(folder, whole)


SEATED = ("XTV", "XOR", "XKS", "XSE", "XUL", "XNU", "XHA", "XOB", "SECRETARIAT")
"""Who sits in the exercise."""

LATER = "2040-01-01T00:00:00Z"
"""A moment long after everything in the golden records."""
