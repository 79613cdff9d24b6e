"""Pages on paper: the same page, with the same rule, as a PDF to be saved."""

from __future__ import annotations

from dipoli.codec.printing import MEDIA
from dipoli.web.asked import Answer, Asked, Page
from dipoli.web.pages import commitments, meetings, texts
from dipoli.web.route import Route

PRINTED = ("text", "meeting", "commitments")
"""Pages that can be taken away on paper."""


def printed(answer: Answer, name: str) -> Answer:
    """The answer of a page on paper: it is there where the page is; the view draws it."""

    def on_paper(asked: Asked) -> Page:
        page = answer(asked)
        assert asked.room is not None  # noqa: S101 - the address names a circle
        about = asked.words.get("object", name)
        file = f"{asked.room.hall}-{asked.room.name}-{about}.pdf"
        return Page(title=page.title, twin={"name": file, "media": MEDIA})

    return on_paper


def _route(shown: Route) -> Route:
    return Route(
        name=f"{shown.name}_print",
        path=f"{shown.path}/print.pdf",
        rule=shown.rule,
        answer=printed(shown.answer, shown.name),
        about=f"On paper, as a PDF of A4 sheets: {shown.about[0].lower()}{shown.about[1:]}",
        asks=shown.asks,
        media=MEDIA,
        prints=shown.name,
    )


ROUTES = tuple(
    _route(one)
    for one in (*texts.ROUTES, *meetings.ROUTES, *commitments.ROUTES)
    if one.name in PRINTED
)
