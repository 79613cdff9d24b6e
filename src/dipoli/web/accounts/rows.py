"""Every address of accounts, as rows of the table of routes; allauth has none of its own here."""

from __future__ import annotations

from dipoli.web.accounts import administration, entrance, feeds_pages, mine, people_pages
from dipoli.web.route import Action, Route

ROUTES: tuple[Route, ...] = (
    *entrance.ROUTES,
    *mine.ROUTES,
    *people_pages.ROUTES,
    *feeds_pages.ROUTES,
    *administration.ROUTES,
)
ACTIONS: tuple[Action, ...] = (
    *entrance.ACTIONS,
    *mine.ACTIONS,
    *people_pages.ACTIONS,
    *feeds_pages.ACTIONS,
    *administration.ACTIONS,
)
