"""A text as files that leave the site."""

from __future__ import annotations

from dipoli.codec.akoma.meta import MEDIA, Source
from dipoli.codec.akoma.write import akoma_ntoso
from dipoli.forum.names import Names
from dipoli.web.acts import done
from dipoli.web.asked import Asked, MissingError, Page, titled
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.taking import given


def akoma(asked: Asked) -> Page:
    """A text as an Akoma Ntoso document, the same for whoever reads the circle.

    Raises:
        MissingError: there is no text of this name here.
    """
    forum, text = asked.forum, asked.forum.texts.get(asked.words["object"])
    if text is None:
        raise MissingError
    assert asked.room is not None  # noqa: S101 - the address names a circle
    assert asked.read is not None  # noqa: S101 - as above
    source = Source(
        origin=asked.read.standing.origin,
        title=titled(asked.read),
        tabled=done(asked, text.number).time,
        name=Names(forum, "", text.language).party,
    )
    name = f"{asked.room.hall}-{asked.room.name}-{text.id}-v{text.version}.akn.xml"
    return given(text.title, akoma_ntoso(forum, text, source), MEDIA, name)


ROUTES = (
    Route(
        name="text_akoma",
        path=f"{ROOM}/texts/<str:object>/akoma-ntoso.xml",
        rule=Rule.CIRCLE,
        answer=akoma,
        about="A text as an Akoma Ntoso 1.0 document, brackets and alternatives included.",
        media=MEDIA,
    ),
)
