"""Texts as Word files, given out to be saved."""

from __future__ import annotations

from dipoli.codec.attached.kinds import Kind
from dipoli.codec.word import Asking, Paper, Step, compose, write_word
from dipoli.forum.text import Text
from dipoli.forum.text_views import View
from dipoli.told import tell
from dipoli.web.acts import history
from dipoli.web.asked import Asked, Document, MissingError, Page
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Input, Route

MEDIA = Kind.DOCX.media


def word(asked: Asked) -> Page:
    """A text as a Word file, to be saved."""
    one = text_of(asked)
    view = asked.query.get("view", "")
    view = view if view in {each.value for each in View} else View.BRACKETED.value
    made = paper(asked, one, View(view))
    data = write_word(made)
    name = f"{one.id}-{one.version}-{view}.docx"
    return Page(
        title=name,
        twin={
            "object": one.id,
            "version": one.version,
            "view": view,
            "name": name,
            "size": len(data),
            "digest": made.digest.hex(),
        },
        document=Document(data=data, media=MEDIA, name=name),
    )


def paper(asked: Asked, one: Text, view: View) -> Paper:
    """A text on paper, in the language and the names of this reader."""
    forum = asked.forum
    waiting = [name for name, held in forum.amendments.items() if held.clause in one.clauses]
    times = {}
    if view is View.ATTRIBUTED and waiting:
        times = {act.object: act.time for act in history(asked, *waiting)
                 if act.name == Step.AMEND.value}  # fmt: skip
    asking = Asking(
        origin="" if asked.read is None else asked.read.standing.origin,
        view=view,
        names=asked.names,
        say=asked.speech.said,
        readable=asked.speech.said(_readable(asked)),
        times=times,
    )
    return compose(one, asking)


def _readable(asked: Asked) -> str:
    if asked.forum.charter.compiled:
        return tell(
            "This circle was compiled from public documents. Anybody who reaches this site can "
            "read all of it. The parties that it names take no part in it."
        )
    if asked.read is not None and asked.read.standing.is_sealed:
        return tell(
            "Whoever sits in this circle can read it. Nobody else can: to others it answers like "
            "something that does not exist."
        )
    return tell(
        "Whoever sits in this circle can read it, and {secretariat}, which keeps its record. "
        "Nobody else can: to others it answers like something that does not exist.",
        secretariat=asked.names.party(asked.forum.secretariat),
    )


def text_of(asked: Asked) -> Text:
    """The text that the address names.

    Raises:
        MissingError: there is none of this name.
    """
    found = asked.forum.texts.get(asked.words["object"])
    if found is None:
        raise MissingError
    return found


ROUTES = (
    Route(
        name="word",
        path=f"{ROOM}/texts/<str:object>/word",
        rule=Rule.CIRCLE,
        of_desk=True,
        answer=word,
        about="A text as a Word file, to be saved and never shown in its place.",
        media=MEDIA,
        asks=(Input(name="view", meaning="clean, bracketed or attributed.", needed=False),),
    ),
)
