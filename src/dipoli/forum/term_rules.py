"""Disputed terms: guards and effects, and the marks on a text that uses one."""

from __future__ import annotations

from attrs import evolve, frozen
from immutables import Map

from dipoli.charter.points import Point
from dipoli.forum import term as m
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse, steps
from dipoli.forum.reserved import says
from dipoli.forum.standing import Forum
from dipoli.forum.term import Settlement, Stage, Term
from dipoli.forum.text import Text
from dipoli.forum.text_rules import may_move
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


@frozen(kw_only=True)
class Disputed:
    """The body of ``term.dispute/1``."""

    title: str
    names: tuple[str, ...]


@frozen(kw_only=True)
class Meant:
    """The body of ``term.mean/1``."""

    words: str


@frozen(kw_only=True)
class InText:
    """The body of an act about a term in one text."""

    text: str


@frozen(kw_only=True)
class Offered:
    """The body of ``term.offer/1`` and of ``term.reopen/1``: words, and for which text."""

    words: str
    text: str


_TEXT = Field(name="text", sort=Sort.ID, meaning="the text that is meant")
DISPUTED = Form(
    build=Disputed,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the term"),
        Field(name="names", sort=Sort.LINE, meaning="the words by which a text uses it", many=True),
    ),
)
MEANT = Form(
    build=Meant,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="what the term means to this party"),),
)
IN_TEXT = Form(build=InText, fields=(_TEXT,))
OFFERED = Form(
    build=Offered,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="the meaning, or the reason"), _TEXT),
)

# ---------------------------------------------------------------- looking


def awaited(forum: Forum, term: Term, text: str) -> tuple[str, ...]:
    """Those who gave a meaning and have not accepted the one offered, in protocol order."""
    settlement = term.settled.get(text)
    done = settlement.accepted if settlement is not None else {}
    return tuple(code for code in giving(forum, term) if code not in done)


def giving(forum: Forum, term: Term) -> tuple[str, ...]:
    """Those whose meaning of a term stands, in protocol order.

    A meaning stands while its party is away or suspended: no suspension settles a term. That of a
    party that gave its seat up is still shown, and is not waited for.
    """
    gave = (code for code in forum.order if code in term.meanings)
    return tuple(code for code in gave if not forum.seats[code].gave_up)


def marks(forum: Forum, text: Text) -> tuple[Term, ...]:
    """Disputed terms that a text uses and that are not settled in it, by their short names."""
    said = [text.title, *(note.words for note in text.notes.values())]
    for name in text.clauses:
        said += [option.wording for option in forum.clauses[name].options.values()]
    terms = (forum.terms[name] for name in sorted(forum.terms))
    disputed = (one for one in terms if one.stage(text.id) is not Stage.SETTLED)
    return tuple(one for one in disputed if _used(one, said))


def _used(term: Term, passages: list[str]) -> bool:
    return any(says(passage, name) for passage in passages for name in term.names)


# ---------------------------------------------------------------- guards


def _known_text(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, InText | Offered)  # noqa: S101 - of these acts' forms
    text = forum.texts.get(paper.text)
    if text is None:
        why = tell("{text} is no text here.", text=paper.text)
        return refuse(forum, Point.KNOWN_OBJECT, why, tell("Name a text that was tabled here."))
    return may_move(forum, text)


def _stages(forum: Forum, act: Act) -> OutOfOrder | None:
    text, term = act.said.text, forum.terms[act.object]
    stage = term.stage(text)
    if act.name in m.MOVES[stage]:
        return None
    told, what = in_words(stage), act.name.partition("/")[0]
    why = tell(
        "In {text}, term {term} is {stage}; {act} is no step from there.",
        text=text,
        term=term.id,
        stage=told,
        act=what,
    )
    return refuse(forum, Point.TERMS, why, steps(forum, m.MOVES[stage]))


def _two_meanings(forum: Forum, act: Act) -> OutOfOrder | None:
    """One party alone settles nothing: there are two meanings at least before one is offered."""
    if len(giving(forum, forum.terms[act.object])) > 1:
        return None
    why = tell("Fewer than two parties have given their meaning of {object}.", object=act.object)
    return refuse(forum, Point.TERMS, why, tell("Let the others give theirs first."))


def _is_awaited(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in awaited(forum, forum.terms[act.object], act.said.text):
        return None
    if act.by in forum.terms[act.object].meanings:
        why = tell(
            "{who} has accepted that meaning of {object} already.", who=act.by, object=act.object
        )
        return refuse(forum, Point.TERMS, why, tell("Nothing more is needed from this party."))
    why = tell("{who} has given no meaning of {object} of its own.", who=act.by, object=act.object)
    return refuse(forum, Point.TERMS, why, tell("Give one first; those who gave a meaning accept."))


# ---------------------------------------------------------------- effects


def _keep(forum: Forum, term: Term) -> Forum:
    return forum.grown(terms=forum.terms.set(term.id, term))


def _disputed(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Disputed)  # noqa: S101 - the form of this act gives no other
    return _keep(forum, Term(id=act.object, title=paper.title, names=paper.names, by=act.by))


def _meant(forum: Forum, act: Act) -> Forum:
    term, paper = forum.terms[act.object], act.said
    assert isinstance(paper, Meant)  # noqa: S101 - the form of this act gives no other
    return _keep(forum, evolve(term, meanings=term.meanings.set(act.by, paper.words)))


def _moved(term: Term, act: Act, behind: str = "") -> Stage:
    return m.MOVES[term.stage(act.said.text)][act.name + behind]


def _offered(forum: Forum, act: Act) -> Forum:
    """A new offer is accepted anew, by everybody who gave a meaning; also by who makes it."""
    term, paper = forum.terms[act.object], act.said
    assert isinstance(paper, Offered)  # noqa: S101 - the form of this act gives no other
    one = Settlement(stage=_moved(term, act), by=act.by, words=paper.words)
    return _keep(forum, evolve(term, settled=term.settled.set(paper.text, one)))


def _accepted(forum: Forum, act: Act) -> Forum:
    term, text = forum.terms[act.object], act.said.text
    one = term.settled[text]
    one = evolve(one, accepted=one.accepted.set(act.by, True))  # noqa: FBT003 - a value
    after = evolve(term, settled=term.settled.set(text, one))
    stage = _moved(term, act, m.AWAITED if awaited(forum, after, text) else "")
    return _keep(forum, evolve(after, settled=after.settled.set(text, evolve(one, stage=stage))))


def _reopened(forum: Forum, act: Act) -> Forum:
    term, text = forum.terms[act.object], act.said.text
    one = evolve(term.settled[text], stage=_moved(term, act), accepted=Map())
    return _keep(forum, evolve(term, settled=term.settled.set(text, one)))


def still_needed(forum: Forum, term: Term, text: str) -> str:
    """What a term still needs to be settled in a text, in a sentence."""
    stage = term.stage(text)
    if stage is Stage.SETTLED:
        return tell("It is settled in {text}; nothing is needed.", text=text)
    if stage is Stage.DISPUTED:
        return tell("It needs a meaning to be offered for {text}.", text=text)
    waiting = awaited(forum, term, text)
    if not waiting:
        return tell("It needs one who gave a meaning to accept the one offered.")
    return tell("It needs {waiting} to accept the meaning offered.", waiting=commas(waiting))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=m.DISPUTE,
        form=DISPUTED,
        who=Who.MEMBER,
        guards=(),
        effect=_disputed,
        meaning="Say that a term is read in several ways.",
        begins="term",
    ),
    Kind(
        name=m.MEAN,
        form=MEANT,
        who=Who.MEMBER,
        guards=(),
        effect=_meant,
        meaning="Give one's own meaning of a term.",
        about="term",
    ),
    Kind(
        name=m.OFFER,
        form=OFFERED,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_known_text, _stages, _two_meanings),
        effect=_offered,
        meaning="Offer a meaning for one text.",
        about="term",
    ),
    Kind(
        name=m.ACCEPT,
        form=IN_TEXT,
        who=Who.MEMBER,
        guards=(_known_text, _stages, _is_awaited),
        effect=_accepted,
        meaning="Accept the meaning offered for a text.",
        about="term",
    ),
    Kind(
        name=m.REOPEN,
        form=OFFERED,
        who=Who.MEMBER,
        guards=(_known_text, _stages),
        effect=_reopened,
        meaning="Re-open what was settled in a text, for a reason.",
        about="term",
    ),
)
"""The acts of disputed terms."""
