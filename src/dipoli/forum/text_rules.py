"""Texts: guards and effects of the acts about a whole text, and its language versions.

The acts about clauses stand in `dipoli.forum.clause_rules`.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import text as t
from dipoli.forum import text_forms as said
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Form
from dipoli.forum.kind import (
    Effect,
    Guard,
    Kind,
    Who,
    allowed,
    is_member,
    refuse,
    stage_guard,
    steps,
)
from dipoli.forum.offices_rules import single_kept, single_tabled
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.standing import Forum
from dipoli.forum.text import ClauseStage, Sort, Stage, Status, Text
from dipoli.forum.text_put import headnote
from dipoli.record.ruling import OutOfOrder
from dipoli.told import LanguageCode, Told, commas, in_words, tell

# ---------------------------------------------------------------- looking


def _stage(forum: Forum, name: str) -> Stage | None:
    text = forum.texts.get(name)
    return None if text is None else text.stage


text_stages = stage_guard(t.MOVES, _stage, Point.TEXT_STAGE, "Text {object}")


def keep(forum: Forum, text: Text) -> Forum:
    """The standing with a text as it now is."""
    return forum.grown(texts=forum.texts.set(text.id, text))


def may_move(forum: Forum, text: Text) -> OutOfOrder | None:
    """Whether the words of a text may move: it is open, and not before the body."""
    if text.stage is not Stage.OPEN:
        why = tell(
            "Text {text} is {stage}; its words do not change any more.",
            text=text.id,
            stage=in_words(text.stage),
        )
        return refuse(forum, Point.TEXT_STAGE, why, tell("Table a new text."))
    if text.held:
        held = commas(sorted(text.held))
        why = tell(
            "{text} is before the body with {held}, and no word of it moves meanwhile.",
            text=text.id,
            held=held,
        )
        return refuse(forum, Point.TEXT_STAGE, why, tell("Break the silence, object, or wait."))
    return None


# ---------------------------------------------------------------- guards


def _free(forum: Forum, act: Act) -> OutOfOrder | None:
    return may_move(forum, forum.texts[act.object])


def _kind(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.TextTabled)  # noqa: S101 - the form of this act gives no other
    if paper.kind in t.FROM_THE_CHAIR and act.by not in forum.chair:
        why = tell("A {kind} is issued by the chair.", kind=t.TOLD[paper.kind])
        return refuse(forum, Point.TEXT_KIND, why, tell("Table it as a paper of your own."))
    if paper.language not in forum.charter.languages:
        told = _coded(forum.charter.languages)
        why = tell("{language} is no working language here.", language=LanguageCode(paper.language))
        return refuse(
            forum, Point.LANGUAGES, why, tell("Working languages: {languages}.", languages=told)
        )
    return single_tabled(forum, paper.kind, act.by)


def _allowed_matter(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.TextTabled)  # noqa: S101 - the form of this act gives no other
    return not_reserved(forum, act.object, paper.matters, (paper.title,))


def _has_pen(forum: Forum, act: Act) -> OutOfOrder | None:
    return holds_pen(forum, forum.texts[act.object], act.by)


def _is_author(forum: Forum, act: Act) -> OutOfOrder | None:
    author = forum.texts[act.object].by
    if act.by == author:
        return None
    why = tell("{object} was tabled by {author}.", object=act.object, author=author)
    return refuse(
        forum,
        Point.WHO_ACTS,
        why,
        tell("Ask {author}; brackets keep it from being agreed.", author=author),
    )


def _may_file(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by == forum.secretariat or Who.PAPERS in allowed(forum, act.by):
        return None
    why = tell(
        "Language versions are filed by members and the secretariat; {who} is neither here.",
        who=act.by,
    )
    return refuse(forum, Point.WHO_ACTS, why, tell("Ask a member or the secretariat to file it."))


def holds_pen(forum: Forum, text: Text, code: str) -> OutOfOrder | None:
    """Whether somebody holds the pen of a text."""
    if code == text.pen:
        return None
    why = tell("The pen of {text} is held by {pen}.", text=text.id, pen=text.pen)
    return refuse(forum, Point.PEN, why, tell("Propose an amendment, an alternative or a bracket."))


def _pen_to_seat(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Handed)  # noqa: S101 - the form of this act gives no other
    pen = forum.texts[act.object].pen
    left = pen not in forum.chair and not is_member(forum, pen)
    if act.by != pen and not (left and act.by in forum.chair):
        return _has_pen(forum, act)
    if paper.to in forum.seats:
        return single_kept(forum, forum.texts[act.object], paper.to)
    why = tell("{to} has no seat here.", to=paper.to)
    return refuse(forum, Point.PEN, why, tell("Hand the pen to one that sits here."))


def _facilitators_sit(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Facilitated)  # noqa: S101 - the form of this act gives no other
    strangers = [code for code in paper.facilitators if code not in forum.seats]
    if not strangers:
        return None
    why = tell(
        "Named to facilitate, without a seat here: {strangers}.", strangers=commas(strangers)
    )
    return refuse(forum, Point.BRIDGING, why, tell("Name facilitators that sit here."))


def _no_headnote_yet(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by not in forum.texts[act.object].headnote:
        return None
    why = tell("{who} holds the bracket around {object} already.", who=act.by, object=act.object)
    return refuse(forum, Point.BRACKETS, why, tell("Nothing more is needed for it to stand."))


def _own_headnote(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in forum.texts[act.object].headnote:
        return None
    why = tell("{who} holds no bracket around {object}.", who=act.by, object=act.object)
    return refuse(forum, Point.BRACKETS, why, tell("Only who holds a bracket lifts it."))


def _no_own_language(forum: Forum, text: Text, language: str) -> OutOfOrder | None:
    if language == text.language:
        why = tell(
            "{text} is negotiated in {language}; its clauses are that version.",
            text=text.id,
            language=LanguageCode(language),
        )
        return refuse(forum, Point.LANGUAGES, why, tell("Change its clauses instead."))
    if language not in forum.charter.languages:
        why = tell("{language} is no working language here.", language=LanguageCode(language))
        told = _coded(forum.charter.languages)
        return refuse(
            forum, Point.LANGUAGES, why, tell("Working languages: {languages}.", languages=told)
        )
    return None


def _language(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, text = act.said, forum.texts[act.object]
    assert isinstance(paper, said.Filed | said.Language)  # noqa: S101 - of these acts' forms
    refusal = _no_own_language(forum, text, paper.language)
    if refusal is not None:
        return refusal
    if paper.version != text.version:
        why = tell(
            "{text} is at version {version}, and the act is about {other}.",
            text=text.id,
            version=text.version,
            other=paper.version,
        )
        return refuse(
            forum, Point.LANGUAGES, why, tell("File the language version of the present one.")
        )
    return _language_stage(forum, text, paper.language, act)


def _question(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, text = act.said, forum.texts[act.object]
    assert isinstance(paper, said.Questioned)  # noqa: S101 - the form of this act gives no other
    refusal = _no_own_language(forum, text, paper.language)
    return refusal or _language_stage(forum, text, paper.language, act)


def _language_stage(forum: Forum, text: Text, language: str, act: Act) -> OutOfOrder | None:
    status = text.status(language)
    if act.name in t.LANGUAGE_MOVES[status]:
        return None
    what = act.name.partition("/")[0]
    why = tell(
        "The version of {text} in {language} is {status}; {act} is no step from there.",
        text=text.id,
        language=LanguageCode(language),
        status=in_words(status),
        act=what,
    )
    return refuse(forum, Point.LANGUAGES, why, steps(forum, t.LANGUAGE_MOVES[status]))


# ---------------------------------------------------------------- effects


def _tabled(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.TextTabled)  # noqa: S101 - the form of this act gives no other
    text = Text(
        id=act.object,
        symbol=paper.symbol,
        title=paper.title,
        kind=paper.kind,
        language=paper.language,
        by=act.by,
        pen=act.by,
        everything=paper.everything,
        number=act.number,
    )
    return keep(forum, text)


def _moved(forum: Forum, act: Act) -> Text:
    text = forum.texts[act.object]
    return evolve(text, stage=t.MOVES[text.stage][act.name])


def _withdrawn(forum: Forum, act: Act) -> Forum:
    return keep(forum, _moved(forum, act))


def _handed(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Handed)  # noqa: S101 - the form of this act gives no other
    return keep(forum, evolve(_moved(forum, act), pen=paper.to))


def _facilitated(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Facilitated)  # noqa: S101 - the form of this act gives no other
    return keep(forum, evolve(_moved(forum, act), facilitators=paper.facilitators))


def _headnoted(forum: Forum, act: Act) -> Forum:
    text = _moved(forum, act)
    return keep(forum, evolve(text, headnote=(*text.headnote, act.by)))


def _unheadnoted(forum: Forum, act: Act) -> Forum:
    text = _moved(forum, act)
    left = tuple(code for code in text.headnote if code != act.by)
    return keep(forum, evolve(text, headnote=left))


def _filed(forum: Forum, act: Act) -> Forum:
    text, paper = _moved(forum, act), act.said
    assert isinstance(paper, said.Filed)  # noqa: S101 - the form of this act gives no other
    status = t.LANGUAGE_MOVES[text.status(paper.language)][act.name]
    version = t.Version(status=status, of=paper.version, digest=paper.digest, number=act.number)
    return keep(forum, evolve(text, languages=text.languages.set(paper.language, version)))


def _restated(forum: Forum, act: Act) -> Forum:
    text, paper = _moved(forum, act), act.said
    assert isinstance(paper, said.Language | said.Questioned)  # noqa: S101 - of these acts' forms
    status = t.LANGUAGE_MOVES[text.status(paper.language)][act.name]
    version = evolve(text.languages[paper.language], status=status)
    return keep(forum, evolve(text, languages=text.languages.set(paper.language, version)))


def _noted(forum: Forum, act: Act) -> Forum:
    text, paper = _moved(forum, act), act.said
    assert isinstance(paper, said.Wording)  # noqa: S101 - the form of this act gives no other
    note = t.Note(by=act.by, words=paper.words)
    return keep(
        forum, evolve(text, notes=text.notes.set(act.number, note), version=text.version + 1)
    )


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, text: Text) -> str:
    """What a text still needs before it can be put to the body, in a sentence."""
    if text.stage is not Stage.OPEN:
        return tell("It is {stage}; nothing is needed.", stage=in_words(text.stage))
    if text.held:
        return tell("It is before the body with {held}.", held=commas(sorted(text.held)))
    if text.kind in t.NO_STATUS:
        return tell("It is a {kind}, and is not put to the body.", kind=t.TOLD[text.kind])
    return _clauses_needed(forum, text) or _languages_needed(forum, text)


def _clauses_needed(forum: Forum, text: Text) -> str | None:
    held = headnote(forum, text)
    if held:
        return tell("It needs {held} to lift the bracket around the whole.", held=commas(held))
    stages = [(name, forum.clauses[name].stage) for name in text.clauses]
    if not stages:
        return tell("It needs its first clause.")
    bracketed = [name for name, stage in stages if stage is ClauseStage.BRACKETED]
    if bracketed:
        return tell(
            "It needs the brackets and alternatives in {bracketed} to be settled.",
            bracketed=commas(bracketed),
        )
    empty = [name for name in text.clauses if forum.clauses[name].wording.sort is Sort.PLACEHOLDER]
    if empty:
        return tell(
            "It needs words, or no text, in the place of the placeholders {empty}.",
            empty=commas(empty),
        )
    unsettled = [name for name, stage in stages if stage not in t.SETTLED]
    if text.everything and unsettled:
        return tell(
            "It needs {unsettled} to be agreed; nothing is until everything is.",
            unsettled=commas(unsettled),
        )
    return None


def _languages_needed(forum: Forum, text: Text) -> str:
    wanted = forum.charter.languages if forum.charter.text.languages else ()
    waiting = [one for one in wanted if text.status(one) is not Status.AUTHENTIC]
    if waiting:
        return tell("It needs authentic versions in {languages}.", languages=_coded(waiting))
    return tell("It can be put to the body by a proposal.")


def _coded(languages: Iterable[str]) -> Told:
    """Languages by their codes, which whoever shows the sentence can put as names."""
    return commas(map(LanguageCode, languages))


# ---------------------------------------------------------------- kinds


def _act(  # noqa: PLR0913 - one argument for each column of the table below
    name: str,
    form: Form,
    who: Who,
    guards: tuple[Guard, ...],
    effect: Effect,
    meaning: str,
    *,
    alone: bool = False,
) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=(text_stages, _free, *guards),
        effect=effect,
        meaning=meaning,
        about="text",
        envelope_alone=alone,
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        name=t.TABLE,
        form=said.TABLED,
        who=Who.PAPERS,
        guards=(_kind, _allowed_matter),
        effect=_tabled,
        meaning="Put a text on the table.",
        begins="text",
    ),
    _act(
        t.WITHDRAW,
        WORDS,
        Who.PAPERS,
        (_is_author,),
        _withdrawn,
        tell("Withdraw a text that one tabled."),
        alone=True,
    ),
    _act(
        t.PEN,
        said.HANDED,
        Who.MEMBER_OR_CHAIR,
        (_pen_to_seat,),
        _handed,
        tell("Hand the pen of a text to another seat."),
    ),
    _act(
        t.FACILITATE,
        said.FACILITATED,
        Who.CHAIR,
        (_facilitators_sit,),
        _facilitated,
        tell("Name who may put bridging texts."),
    ),
    _act(
        t.HEADNOTE,
        WORDS,
        Who.MEMBER,
        (_no_headnote_yet,),
        _headnoted,
        tell("Put the whole text in brackets, by a headnote."),
        alone=True,
    ),
    _act(
        t.LIFT_HEADNOTE,
        WORDS,
        Who.PLACE,
        (_own_headnote,),
        _unheadnoted,
        tell("Lift one's own bracket around the whole text."),
        alone=True,
    ),
    _act(
        t.LANGUAGE,
        said.FILED,
        Who.HERE_OR_SECRETARIAT,
        (_may_file, _language),
        _filed,
        tell("File a language version of the present words, as a draft."),
    ),
    _act(
        t.AUTHENTICATE,
        said.LANGUAGE,
        Who.CHAIR_OR_SECRETARIAT,
        (_language,),
        _restated,
        tell("Find a language version authentic."),
    ),
    _act(
        t.QUESTION,
        said.QUESTIONED,
        Who.MEMBER,
        (_question,),
        _restated,
        tell("Question a language version; it is a draft again."),
    ),
    _act(
        t.WITHOUT_PREJUDICE,
        said.WORDING,
        Who.MEMBER,
        (),
        _noted,
        tell("Have a text say to what it is without prejudice."),
    ),
)
"""The acts of texts."""
