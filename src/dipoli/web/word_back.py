"""Word files that come back: handed in, read, and thrown away.

Nothing is entered and nothing is kept: the file is read while the page is made. In a circle that is
sealed against the host this is done on a delegation's own node.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping

from dipoli.codec.word import Base, Found, Return, authors_of, base_of, read_changes
from dipoli.faults import RefusedError
from dipoli.forum.text import Text
from dipoli.forum.text_views import View
from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError, Page
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Action, Answered, Input, Route, Sent
from dipoli.web.word_found import word_twin
from dipoli.web.word_out import paper, text_of

_AS_TEXT = 14_000_000


def changed(asked: Asked) -> Page:
    """Where a Word file is handed in that came back."""
    one = text_of(asked)
    return Page(title=tell("Hand in a changed Word file"), twin=word_twin(asked, one, None, {}))


def read_word(asked: Asked, sent: Sent) -> Answered:
    """Read the tracked changes of a Word file; nothing is entered or kept."""
    one = text_of(asked)
    if asked.shut:
        raise MissingError
    said = _said(asked, sent)
    title, template = tell("What the Word file would propose"), "dipoli/word_changed.html"
    try:
        data = base64.b64decode(sent["file"][0], validate=True)
        found = read_changes(data, _return(asked, one, sent, said))
        _check_text(found, one)
    except (RefusedError, binascii.Error) as fault:
        told = fault.args[0] if isinstance(fault, RefusedError) else tell("It is not base64.")
        twin = {**word_twin(asked, one, None, said), "refused": told}
        return Answered(
            page=Page(title=tell("The file was not taken"), twin=twin),
            template=template,
            status=422,
        )
    page = Page(title=title, twin=word_twin(asked, one, found, said))
    return Answered(page=page, template=template)


def _check_text(found: Found, one: Text) -> None:
    if found.text != one.id:
        told = tell("The file is one of the text {text}. Hand it in there.", text=found.text)
        raise RefusedError(told)


def _said(asked: Asked, sent: Sent) -> dict[str, str]:
    """Whose each author is, as the person said it: names and codes come in the same order."""
    pairs = zip(sent.get("author", ()), sent.get("party", ()), strict=False)
    return {name: code for name, code in pairs if code in asked.forum.seats}


def _return(asked: Asked, one: Text, sent: Sent, said: Mapping[str, str]) -> Return:
    forum = asked.forum
    own = {code: asked.names.party(code) for code in forum.seats}
    listed = [dict(_named(asked, language)) for language in forum.charter.languages]
    places = {}
    for place in filter(None, sent.get("place", ())):
        anchor, _, paragraph = place.partition("=")
        places[int(anchor)] = int(paragraph)
    bases: list[Base] = [base_of(paper(asked, one, view)) for view in View]
    return Return(
        forum=forum,
        origin="" if asked.read is None else asked.read.standing.origin,
        authors={**authors_of(forum, [own, *listed]), **said},
        places=places,
        bases=bases,
    )


def _named(asked: Asked, language: str) -> Iterator[tuple[str, str]]:
    """Parties by the names that the charter has in a language."""
    for code in asked.forum.seats:
        member = asked.forum.charter.member(code)
        if member is not None and language in member.names:
            yield code, member.names[language]


ROUTES = (
    Route(
        name="word_changed",
        path=f"{ROOM}/texts/<str:object>/changed",
        rule=Rule.ACTING,
        answer=changed,
        about="Where a Word file of a text is handed in that came back.",
    ),
)

ACTIONS = (
    Action(
        name="read_word",
        path=f"{ROOM}/texts/<str:object>/read-word",
        rule=Rule.ACTING,
        do=read_word,
        about="Read the tracked changes of a Word file as what parties would propose.",
        inputs=(
            Input(
                name="file",
                meaning="The Word file (DOCX), up to 10 MB; as JSON in base64.",
                most=_AS_TEXT,
                file=True,
            ),
            Input(name="author", meaning="An author in the file.", needed=False, many=True),
            Input(
                name="party",
                meaning="The code of the author's party, in the same order; empty if not known.",
                needed=False,
                many=True,
                most=30,
            ),
            Input(
                name="place",
                meaning="Number of an anchor, an equals sign, that of a paragraph; -1 for nowhere.",
                needed=False,
                many=True,
                pattern=r"[0-9]{1,6}=(?:-1|[0-9]{1,6})|",
                most=20,
            ),
        ),
    ),
)
