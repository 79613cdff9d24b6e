"""A text before the body: when it may be put there, and that no word of it moves meanwhile.

A proposal about a text is put to the body, or opened for silence, when the text has a status, no
bracket stands in it, every language version that the charter asks for stands at the present words,
and, where nothing is agreed until everything is, every clause is agreed at least ad referendum.
From then on the proposal keeps a digest of what is before the body, in all languages. The digest
stays with the proposal once it is adopted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum import text as t
from dipoli.forum.act import Act
from dipoli.forum.decision import Proposal
from dipoli.forum.kept import keep_proposal
from dipoli.forum.kind import refuse
from dipoli.forum.standing import Forum
from dipoli.forum.text import ClauseStage, Stage, Text
from dipoli.record.canon import Json, canonical, to_base64
from dipoli.record.ruling import OutOfOrder
from dipoli.told import LanguageCode, commas, in_words, tell

HELD = frozenset(
    {d.Stage.UNDER_DECISION, d.Stage.OBJECTED, d.Stage.REFERRED, d.Stage.UNDER_SILENCE}
)
"""Stages in which a proposal is before the body, and its text does not move."""


def text_of(forum: Forum, proposal: Proposal) -> Text | None:
    """The text that a proposal would adopt; None where it decides something else."""
    if proposal.purpose is not d.Purpose.TEXT or proposal.subject is None:
        return None
    return forum.texts.get(proposal.subject)


def subject_stands(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of putting a proposal: the text, link or proposal that it is about is here.

    Else the body would decide on a name, and somebody would fill it afterwards.
    """
    return subject_lacks(forum, forum.proposals[act.object])


def subject_lacks(forum: Forum, proposal: Proposal) -> OutOfOrder | None:
    """Why a proposal would decide on nothing; None where what it is about is here."""
    if proposal.subject in forum.unknown:
        return None
    sort = _ABOUT.get(proposal.purpose)
    if sort is None or forum.sorts.get(proposal.subject or "") == sort:
        return None
    lacks = _LACKS[sort]
    why = tell(lacks.nothing, proposal=proposal.id)
    if proposal.subject:
        why = tell(lacks.other, proposal=proposal.id, subject=proposal.subject)
    return refuse(forum, Point.KNOWN_OBJECT, why, lacks.remedy)


class _Lacks(NamedTuple):
    """What is said of a proposal about a sort of thing that is not here."""

    nothing: str
    other: str
    remedy: str


_LACKS: Mapping[str, _Lacks] = MappingProxyType(
    {
        "text": _Lacks(
            "{proposal} is to decide on a text, and names nothing.",
            "{proposal} is to decide on a text, and names “{subject}”, which is no text here.",
            tell("Begin that text first, or table a proposal that names one."),
        ),
        "link": _Lacks(
            "{proposal} is to decide on a link, and names nothing.",
            "{proposal} is to decide on a link, and names “{subject}”, which is no link here.",
            tell("Begin that link first, or table a proposal that names one."),
        ),
        "proposal": _Lacks(
            "{proposal} is to decide on a proposal, and names nothing.",
            "{proposal} is to decide on a proposal, and names “{subject}”, which is no proposal "
            "here.",
            tell("Begin that proposal first, or table a proposal that names one."),
        ),
    }
)
_ABOUT: Mapping[d.Purpose, str] = MappingProxyType(
    {d.Purpose.TEXT: "text", d.Purpose.LINK: "link", d.Purpose.LEAVE: "proposal"}
)
"""What a proposal to some purpose is about."""


def text_stands(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of putting a proposal about a text to the body, and of opening a silence."""
    return text_lacks(forum, forum.proposals[act.object])


def text_lacks(forum: Forum, proposal: Proposal) -> OutOfOrder | None:
    """Why the text of a proposal cannot be put to the body; None where it can, or there is none."""
    text = text_of(forum, proposal)
    if text is None or text.id in forum.unknown:
        return None
    return (
        _is_free(forum, text)
        or _has_status(forum, text)
        or _no_bracket(forum, text)
        or _everything(forum, text)
        or _languages(forum, text)
    )


def _is_free(forum: Forum, text: Text) -> OutOfOrder | None:
    """One text is before the body with one proposal: it is not decided twice."""
    if not text.held:
        return None
    held = commas(sorted(text.held))
    why = tell("{text} is before the body with {held} already.", text=text.id, held=held)
    return refuse(
        forum, Point.TEXT_STAGE, why, tell("Decide {held} first, or have it parked.", held=held)
    )


def _has_status(forum: Forum, text: Text) -> OutOfOrder | None:
    if text.stage is not Stage.OPEN:
        why = tell("Text {text} is {stage}.", text=text.id, stage=in_words(text.stage))
        return refuse(forum, Point.TEXT_STAGE, why, tell("Table a text that is open."))
    if text.kind in t.NO_STATUS:
        why = tell("{text} is a {kind}, which has no status.", text=text.id, kind=t.TOLD[text.kind])
        return refuse(forum, Point.TEXT_KIND, why, tell("Table its words as a paper that has one."))
    if text.first is None:
        why = tell("{text} has no clause yet.", text=text.id)
        return refuse(forum, Point.TEXT_STAGE, why, tell("Propose its clauses first."))
    return None


def headnote(forum: Forum, text: Text) -> tuple[str, ...]:
    """Who holds the bracket around a whole text; that of a party that gave up its seat fell."""
    seats = ((code, forum.seats.get(code)) for code in text.headnote)
    return tuple(code for code, seat in seats if seat is None or not seat.gave_up)


def _no_bracket(forum: Forum, text: Text) -> OutOfOrder | None:
    held = headnote(forum, text)
    if held:
        why = tell(
            "The whole of {text} is in brackets, held by {held}.", text=text.id, held=commas(held)
        )
        return refuse(forum, Point.BRACKETS, why, tell("Whoever holds the bracket may lift it."))
    clauses = [forum.clauses[name] for name in text.clauses]
    still = [one.id for one in clauses if one.stage is ClauseStage.BRACKETED]
    if still:
        why = tell("Brackets or alternatives stand in {still}.", still=commas(still))
        return refuse(forum, Point.BRACKETS, why, tell("A text is put to the body without them."))
    empty = [one.id for one in clauses if one.wording.sort is t.Sort.PLACEHOLDER]
    if empty:
        why = tell("Placeholders stand in {text}: {empty}.", text=text.id, empty=commas(empty))
        return refuse(forum, Point.BRACKETS, why, tell("Put words in its place, or no text."))
    return None


def _everything(forum: Forum, text: Text) -> OutOfOrder | None:
    if not text.everything:
        return None
    open_ones = [name for name in text.clauses if forum.clauses[name].stage not in t.SETTLED]
    if not open_ones:
        return None
    why = tell(
        "In {text} nothing is agreed until everything is; open: {open_ones}.",
        text=text.id,
        open_ones=commas(open_ones),
    )
    return refuse(
        forum, Point.EVERYTHING, why, tell("Agree each clause first, ad referendum at least.")
    )


def _languages(forum: Forum, text: Text) -> OutOfOrder | None:
    if not forum.charter.text.languages:
        return None
    told = [
        tell(
            "{language} ({value})",
            language=LanguageCode(language),
            value=in_words(text.status(language)),
        )
        for language in forum.charter.languages
        if text.status(language) is not t.Status.AUTHENTIC
    ]
    if not told:
        return None
    why = tell(
        "Language versions of {text} do not stand at its present words: {languages}.",
        text=text.id,
        languages=commas(told),
    )
    return refuse(forum, Point.LANGUAGES, why, tell("File each one, and have it found authentic."))


def digest(forum: Forum, text: Text) -> bytes:
    """What is before the body, in all languages, as 32 bytes that change with any word of it."""
    clauses: list[Json] = []
    for name in text.clauses:
        wording = forum.clauses[name].wording
        clauses.append([name, wording.sort.value, wording.words])
    versions: list[Json] = [
        [language, to_base64(text.languages[language].digest)]
        for language in sorted(text.languages)
        if text.status(language) is t.Status.AUTHENTIC
    ]
    notes: list[Json] = [[n, text.notes[n].by, text.notes[n].words] for n in sorted(text.notes)]
    content: Json = {
        "text": text.id,
        "symbol": text.symbol,
        "title": text.title,
        "language": text.language,
        "clauses": clauses,
        "languages": versions,
        "notes": notes,
    }
    return hashlib.sha256(canonical(content)).digest()


def follow_text(forum: Forum, proposal: Proposal) -> Forum:
    """The standing after a proposal moved: its text is held, or free again."""
    text = text_of(forum, proposal)
    if text is None:
        return forum
    before = proposal.stage in HELD
    if before and proposal.frozen is None:
        proposal = evolve(proposal, frozen=digest(forum, text))
    if not before and proposal.stage not in d.DECIDED:
        proposal = evolve(proposal, frozen=None)
    held = text.held.set(proposal.id, True) if before else text.held  # noqa: FBT003 - a value
    if not before and proposal.id in held:
        held = held.delete(proposal.id)
    text = evolve(text, held=held)
    return keep_proposal(forum, proposal, texts=forum.texts.set(text.id, text))


def decide_text(forum: Forum, proposal: Proposal) -> Forum:
    """The standing after a decision was taken: the text that it adopts is decided."""
    text = text_of(forum, proposal)
    if text is None or text.stage is not Stage.OPEN:
        return forum
    text = evolve(text, stage=t.MOVES[text.stage][t.DECIDED])
    return forum.grown(texts=forum.texts.set(text.id, text))
