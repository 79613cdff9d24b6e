"""Texts beside a case, and those that a node has in its own verified copies, to be tied.

Nothing is asked of a host.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from attrs import frozen
from django.conf import settings

from dipoli.analysis.meaning import Draft
from dipoli.codec.draft_of import draft_of
from dipoli.faults import DipoliError, RefusedError
from dipoli.forum.standing import Forum
from dipoli.told import tell
from dipoli.web.site import site_at
from dipoli.web.workbench.at import bench
from dipoli.workbench.bench import Sheet
from dipoli.workbench.ties import drawer_of


def titles(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Texts that lie beside a case: short name and title; what cannot be read is passed over."""
    drawer = drawer_of(bench().desk)
    for name in drawer.names(sheet.id):
        held = drawer.read(sheet.id, name)
        with contextlib.suppress(DipoliError):
            if held is not None:
                yield name, f"{held.text().title} ({name})"


@frozen(kw_only=True)
class OwnText:
    """A text of a circle that the node has joined.

    Args:
        place: hall and room, by which it is asked for.
        id: its short name.
        title: its title.
        version: of its words.
    """

    place: str
    id: str
    title: str
    version: int


def own_texts() -> Iterator[OwnText]:
    """Every text of every circle of the node, by circle and in the order of tabling."""
    for place, forum in _forums():
        for one in sorted(forum.texts.values(), key=lambda text: text.number):
            yield OwnText(place=place, id=one.id, title=one.title, version=one.version)


def own_draft(place: str, text: str) -> Draft:
    """A text of the node's own copy.

    Raises:
        RefusedError: there is none.
    """
    for name, forum in _forums():
        if name == place and text in forum.texts:
            found = forum.texts[text]
            exercise = forum.charter.exercise
            return draft_of(found, forum.clauses.__getitem__, exercise=exercise)
    raise RefusedError(tell("Your node's copies have no such text."))


def _forums() -> Iterator[tuple[str, Forum]]:
    if not settings.NODE:
        return
    site = site_at(settings.SITE_FOLDER)
    if site.own is None:
        return
    for hall in site.halls.values():
        for room in hall.rooms.values():
            forum = room.by(site.own.code).forum
            if forum is not None:
                yield f"{hall.name}/{room.name}", forum
