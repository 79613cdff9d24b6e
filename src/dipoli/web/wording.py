"""Texts as Word files: given out to be saved, taken in to be read, and thrown away.

What is found in a file that came back is shown by clause, each with a form of its act, filled in.
Nothing is entered and nothing is kept: the file is read while the page is made. In a circle that is
sealed against the host this is done on a delegation's own node.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dipoli.codec.word import (
    Asking,
    Base,
    Change,
    Found,
    Paper,
    Return,
    Step,
    Why,
    authors_of,
    base_of,
    compose,
    read_changes,
    write_word,
)
from dipoli.faults import RefusedError
from dipoli.forum.text import Text
from dipoli.forum.text_views import View
from dipoli.told import tell
from dipoli.web.acts import history
from dipoli.web.asked import Asked, Document, MissingError, Page, Twin
from dipoli.web.doing import free_name
from dipoli.web.drafting import PREFIX
from dipoli.web.pages.text_clauses import part_of
from dipoli.web.pages.text_runs import changes
from dipoli.web.pages.texts import word_files
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Action, Answered, Input, Route, Sent
from dipoli.web.taking import SANDBOX

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_AS_TEXT = 14_000_000
_NOWHERE = -1

STEPS: Mapping[Step, str] = MappingProxyType(
    {
        Step.AMEND: tell("An amendment to the clause"),
        Step.ALTERNATIVE: tell("Another wording beside the clause"),
        Step.NO_TEXT: tell("No text in the place of the clause"),
        Step.BRACKET: tell("A bracket"),
        Step.LIFT: tell("To lift a bracket"),
        Step.DROP: tell("To drop a wording"),
        Step.CLAUSE: tell("A new clause behind it, which who holds the pen proposes"),
    }
)
"""To what a change leads, in words."""
WHYS: Mapping[Why, str] = MappingProxyType(
    {
        Why.NOT_HOLDER: tell("Who holds a bracket lifts it; who put words forward drops them."),
        Why.HALF_BRACKET: tell("One sign of a bracket was deleted, and the other stands."),
        Why.OWN_WORDS: tell("A bracket is put around words once they are in the text."),
        Why.UNPAIRED: tell("A bracket was typed with one sign alone."),
        Why.PROPOSAL: tell("Somebody else proposes these words; they are not in the text."),
        Why.JOINED: tell("Two clauses were joined, and no act does that."),
        Why.LABEL: tell("A number or a word of the program was changed, and no act does that."),
        Why.OUTSIDE: tell("It stands outside of every clause."),
        Why.FOREIGN: tell("The wording that was changed is not there any more."),
        Why.LONG: tell("It is longer than a clause may be."),
    }
)
"""Why a change leads to no act."""


def word(asked: Asked) -> Page:
    """A text as a Word file, to be saved."""
    one = _text(asked)
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
        document=Document(data=data, media=MEDIA, name=name, policy=SANDBOX),
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


def changed(asked: Asked) -> Page:
    """Where a Word file is handed in that came back."""
    one = _text(asked)
    return Page(title=tell("Hand in a changed Word file"), twin=_twin(asked, one, None, {}))


def read_word(asked: Asked, sent: Sent) -> Answered:
    """Read the tracked changes of a Word file; nothing is entered or kept."""
    one = _text(asked)
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
        twin = {**_twin(asked, one, None, said), "refused": told}
        return Answered(
            page=Page(title=tell("The file was not taken"), twin=twin),
            template=template,
            status=422,
        )
    page = Page(title=title, twin=_twin(asked, one, found, said))
    return Answered(page=page, template=template)


def _check_text(found: Found, one: Text) -> None:
    if found.text != one.id:
        told = tell("The file is one of the text {text}. Hand it in there.", text=found.text)
        raise RefusedError(told)


def _text(asked: Asked) -> Text:
    found = asked.forum.texts.get(asked.words["object"])
    if found is None:
        raise MissingError
    return found


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


# ---------------------------------------------------------------- what was found


def _twin(asked: Asked, one: Text, found: Found | None, said: Mapping[str, str]) -> Twin:
    return {
        "text": one.id,
        "title_of": one.title,
        "spoken": one.language,
        "page": asked.page("text", one.id),
        "takes": asked.acts and not asked.shut,
        "files": word_files(asked, one),
        "refused": None,
        "said": [{"author": name, "party": asked.party(code)} for name, code in said.items()],
        "seats": [asked.party(code) for code in asked.forum.order],
        "found": None if found is None else _found(asked, found),
    }


def _found(asked: Asked, found: Found) -> Twin:
    return {
        "version": found.version,
        "changes": [_change(asked, one) for one in found.changes],
        "unknown": [
            {
                "author": one.author,
                "places": [
                    {"part": _part(it.clause), "changes": _runs(it.went, it.came)}
                    for it in one.places
                ],
            }
            for one in found.unknown
        ],
        "lost": [
            {
                "anchor": one.slot,
                "clause": one.clause,
                "part": _part(one.clause),
                "was": one.was,
                "nowhere": f"{one.slot}={_NOWHERE}",
                "candidates": [
                    {"place": f"{one.slot}={number}", "words": words}
                    for number, words in one.candidates
                ],
            }
            for one in found.lost
        ],
        "unplaced": [
            {
                "author": one.author,
                "clause": one.clause,
                "part": _part(one.clause),
                "words": one.words or None,
                "told": WHYS[one.why],
            }
            for one in found.unplaced
        ],
        "untracked": [
            {"clause": one.clause, "part": _part(one.clause), "changes": _runs(one.went, one.came)}
            for one in found.untracked
        ],
        "by_text": [_part(one) for one in found.by_text],
        "known": list(found.known),
        "unread": sum(found.beside.values()),
    }


def _runs(went: str, came: str) -> list[Twin]:
    return [{"kind": "changed", "went": went or None, "came": came or None}]


def _part(clause: str | None) -> str | None:
    return None if clause is None else part_of(clause)


def _change(asked: Asked, one: Change) -> Twin:
    mine = one.party == asked.reader.code
    wording = one.step in {Step.AMEND, Step.ALTERNATIVE} and bool(one.was)
    return {
        "by": asked.party(one.party),
        "mine": mine,
        "clause": one.clause,
        "part": _part(one.clause),
        "told": STEPS[one.step],
        "words": one.words,
        "which": one.which,
        "moved": one.moved,
        "changes": changes(one.was, one.words or "") if wording else [],
        "act": one.step.act.removesuffix("/1"),
        "fields": list(_fields(asked, one)) if mine else [],
    }


def _fields(asked: Asked, one: Change) -> Iterator[Twin]:
    """What the form of its act would be sent: the object, then what it says."""
    name = one.clause or ""
    if one.step is Step.AMEND:
        name = free_name(asked.forum, "amendment")
    elif one.step is Step.CLAUSE:
        name = _free_clause(asked, one)
    yield {"name": "object", "value": name}
    for field, value in one.said().items():
        told = "yes" if value is True else str(value)
        yield {"name": f"{PREFIX}{field}", "value": told}


def _free_clause(asked: Asked, one: Change) -> str:
    text = (one.clause or "").rpartition("-")[0]
    number = len(asked.forum.texts[text].clauses) + 1
    while f"{text}-{number}" in asked.forum.sorts:
        number += 1
    return f"{text}-{number}"


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
