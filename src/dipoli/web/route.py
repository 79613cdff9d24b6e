"""One row of the table of routes: address, rule of access, page, template, twin."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from dipoli.web.asked import Answer, Asked
from dipoli.web.policy import Rule

HALL = "forums/<slug:hall>"
"""The address of a forum."""

ROOM = f"{HALL}/<slug:room>"
"""The address of a circle; every page of a circle stands below it."""


@frozen(kw_only=True)
class Route:
    """One page.

    Args:
        name: by which other pages link to it; the template is ``dipoli/NAME.html``.
        path: its address, in the notation of Django, without the slash at its beginning.
        rule: who may ask for it.
        answer: what was asked to the page.
        about: what it tells, in a sentence.
        twin: the address of its twin, where ``.json`` behind the path would not do.
        menu: its words in the menu of a circle; empty where the menu does not list it.
        sorts: of things whose own page it is, as the overview calls them; its address ends in
            ``<str:object>`` then.
        listed: of a circle whose menu lists it; every one's where there is none.
    """

    name: str
    path: str
    rule: Rule
    answer: Answer
    about: str
    twin: str = ""
    menu: str = ""
    sorts: tuple[str, ...] = ()
    listed: Callable[[Asked], bool] | None = None

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"dipoli/{self.name}.html"

    @property
    def schema(self) -> str:
        """The name of the form of its twin."""
        return f"dipoli.site-{self.name}/1"

    @property
    def twin_path(self) -> str:
        """The address of its twin."""
        return self.twin or f"{self.path}.json"
