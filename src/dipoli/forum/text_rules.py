"""Texts: guards and effects of the acts about a whole text, and its language versions.

The acts about clauses stand in `dipoli.forum.clause_rules`.
"""

from __future__ import annotations

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

# ---------------------------------------------------------------- looking


def _stage(forum: Forum, name: str) -> Stage | None:
    text = forum.texts.get(name)
    return None if text is None else text.stage


text_stages = stage_guard(t.MOVES, _stage, Point.TEXT_STAGE, "Text")


def keep(forum: Forum, text: Text) -> Forum:
    """The standing with a text as it now is."""
    return forum.grown(texts=forum.texts.set(text.id, text))


def may_move(forum: Forum, text: Text) -> OutOfOrder | None:
    """Whether the words of a text may move: it is open, and not before the body."""
    if text.stage is not Stage.OPEN:
        why = f"Text {text.id} is {text.stage.value}; its words do not change any more."
        return refuse(forum, Point.TEXT_STAGE, why, "Table a new text.")
    if text.held:
        held = ", ".join(sorted(text.held))
        why = f"{text.id} is before the body with {held}, and no word of it moves meanwhile."
        return refuse(forum, Point.TEXT_STAGE, why, "Break the silence, object, or wait.")
    return None


# ---------------------------------------------------------------- guards


def _free(forum: Forum, act: Act) -> OutOfOrder | None:
    return may_move(forum, forum.texts[act.object])


def _kind(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.TextTabled)  # noqa: S101 - the form of this act gives no other
    if paper.kind in t.FROM_THE_CHAIR and act.by not in forum.chair:
        why = f"A {t.TOLD[paper.kind]} is issued by the chair."
        return refuse(forum, Point.TEXT_KIND, why, "Table it as a paper of your own.")
    if paper.language not in forum.charter.languages:
        told = ", ".join(forum.charter.languages)
        why = f"{paper.language} is no working language here."
        return refuse(forum, Point.LANGUAGES, why, f"Working languages: {told}.")
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
    why = f"{act.object} was tabled by {author}."
    return refuse(forum, Point.WHO_ACTS, why, f"Ask {author}; brackets keep it from being agreed.")


def _may_file(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by == forum.secretariat or Who.PAPERS in allowed(forum, act.by):
        return None
    why = f"Language versions are filed by members and the secretariat; {act.by} is neither here."
    return refuse(forum, Point.WHO_ACTS, why, "Ask a member or the secretariat to file it.")


def holds_pen(forum: Forum, text: Text, code: str) -> OutOfOrder | None:
    """Whether somebody holds the pen of a text."""
    if code == text.pen:
        return None
    why = f"The pen of {text.id} is held by {text.pen}."
    return refuse(forum, Point.PEN, why, "Propose an amendment, an alternative or a bracket.")


def _pen_to_seat(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Handed)  # noqa: S101 - the form of this act gives no other
    pen = forum.texts[act.object].pen
    left = pen not in forum.chair and not is_member(forum, pen)
    if act.by != pen and not (left and act.by in forum.chair):
        return _has_pen(forum, act)
    if paper.to in forum.seats:
        return single_kept(forum, forum.texts[act.object], paper.to)
    why = f"{paper.to} has no seat here."
    return refuse(forum, Point.PEN, why, "Hand the pen to one that sits here.")


def _facilitators_sit(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Facilitated)  # noqa: S101 - the form of this act gives no other
    strangers = [code for code in paper.facilitators if code not in forum.seats]
    if not strangers:
        return None
    why = f"Named to facilitate, without a seat here: {', '.join(strangers)}."
    return refuse(forum, Point.BRIDGING, why, "Name facilitators that sit here.")


def _no_headnote_yet(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by not in forum.texts[act.object].headnote:
        return None
    why = f"{act.by} holds the bracket around {act.object} already."
    return refuse(forum, Point.BRACKETS, why, "Nothing more is needed for it to stand.")


def _own_headnote(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in forum.texts[act.object].headnote:
        return None
    why = f"{act.by} holds no bracket around {act.object}."
    return refuse(forum, Point.BRACKETS, why, "Only who holds a bracket lifts it.")


def _no_own_language(forum: Forum, text: Text, language: str) -> OutOfOrder | None:
    if language == text.language:
        why = f"{text.id} is negotiated in {language}; its clauses are that version."
        return refuse(forum, Point.LANGUAGES, why, "Change its clauses instead.")
    if language not in forum.charter.languages:
        why = f"{language} is no working language here."
        told = ", ".join(forum.charter.languages)
        return refuse(forum, Point.LANGUAGES, why, f"Working languages: {told}.")
    return None


def _language(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, text = act.said, forum.texts[act.object]
    assert isinstance(paper, said.Filed | said.Language)  # noqa: S101 - of these acts' forms
    refusal = _no_own_language(forum, text, paper.language)
    if refusal is not None:
        return refusal
    if paper.version != text.version:
        why = f"{text.id} is at version {text.version}, and the act is about {paper.version}."
        return refuse(forum, Point.LANGUAGES, why, "File the language version of the present one.")
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
    why = f"The version of {text.id} in {language} is {status.value}; {what} is no step from there."
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
        return f"It is {text.stage.value}; nothing is needed."
    if text.held:
        return f"It is before the body with {', '.join(sorted(text.held))}."
    if text.kind in t.NO_STATUS:
        return f"It is a {t.TOLD[text.kind]}, and is not put to the body."
    return _clauses_needed(forum, text) or _languages_needed(forum, text)


def _clauses_needed(forum: Forum, text: Text) -> str | None:
    held = headnote(forum, text)
    if held:
        return f"It needs {', '.join(held)} to lift the bracket around the whole."
    stages = [(name, forum.clauses[name].stage) for name in text.clauses]
    if not stages:
        return "It needs its first clause."
    bracketed = [name for name, stage in stages if stage is ClauseStage.BRACKETED]
    if bracketed:
        return f"It needs the brackets and alternatives in {', '.join(bracketed)} to be settled."
    empty = [name for name in text.clauses if forum.clauses[name].wording.sort is Sort.PLACEHOLDER]
    if empty:
        return f"It needs words, or no text, in the place of the placeholders {', '.join(empty)}."
    unsettled = [name for name, stage in stages if stage not in t.SETTLED]
    if text.everything and unsettled:
        return f"It needs {', '.join(unsettled)} to be agreed; nothing is until everything is."
    return None


def _languages_needed(forum: Forum, text: Text) -> str:
    wanted = forum.charter.languages if forum.charter.text.languages else ()
    waiting = [one for one in wanted if text.status(one) is not Status.AUTHENTIC]
    if waiting:
        return f"It needs authentic versions in {', '.join(waiting)}."
    return "It can be put to the body by a proposal."


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
        "Withdraw a text that one tabled.",
        alone=True,
    ),
    _act(
        t.PEN,
        said.HANDED,
        Who.MEMBER_OR_CHAIR,
        (_pen_to_seat,),
        _handed,
        "Hand the pen of a text to another seat.",
    ),
    _act(
        t.FACILITATE,
        said.FACILITATED,
        Who.CHAIR,
        (_facilitators_sit,),
        _facilitated,
        "Name who may put bridging texts.",
    ),
    _act(
        t.HEADNOTE,
        WORDS,
        Who.MEMBER,
        (_no_headnote_yet,),
        _headnoted,
        "Put the whole text in brackets, by a headnote.",
        alone=True,
    ),
    _act(
        t.LIFT_HEADNOTE,
        WORDS,
        Who.PLACE,
        (_own_headnote,),
        _unheadnoted,
        "Lift one's own bracket around the whole text.",
        alone=True,
    ),
    _act(
        t.LANGUAGE,
        said.FILED,
        Who.HERE_OR_SECRETARIAT,
        (_may_file, _language),
        _filed,
        "File a language version of the present words, as a draft.",
    ),
    _act(
        t.AUTHENTICATE,
        said.LANGUAGE,
        Who.CHAIR_OR_SECRETARIAT,
        (_language,),
        _restated,
        "Find a language version authentic.",
    ),
    _act(
        t.QUESTION,
        said.QUESTIONED,
        Who.MEMBER,
        (_question,),
        _restated,
        "Question a language version; it is a draft again.",
    ),
    _act(
        t.WITHOUT_PREJUDICE,
        said.WORDING,
        Who.MEMBER,
        (),
        _noted,
        "Have a text say to what it is without prejudice.",
    ),
)
"""The acts of texts."""
