"""Figures over people: not shown where they are so few that a figure points at somebody.

Nothing here gives figures by party, and none is kept over time.
"""

from __future__ import annotations

from dipoli.forum.standing import Forum
from dipoli.told import tell


def shown_figure(number: int, least: int) -> int | None:
    """A number of people as it may be shown; None where it stays hidden.

    Args:
        number: of people.
        least: below this a figure is hidden; 0 people are nobody, and can be said.
    """
    return None if 0 < number < least else number


def told_figure(forum: Forum, number: int) -> str:
    """The same in words, by the charter of a forum."""
    shown = shown_figure(number, forum.charter.rooms.least)
    return (
        tell("fewer than {least}", least=forum.charter.rooms.least) if shown is None else str(shown)
    )
