"""Stated interests: guards and effects."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import interest as i
from dipoli.forum.act import Act
from dipoli.forum.commitment_rules import of_subject
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.interest import Interest, Stage
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.marks import holds
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


@frozen(kw_only=True)
class Stated:
    """The body of ``interest.state/1``."""

    words: str
    subject: str
    parts: tuple[str, ...]
    source: str


@frozen(kw_only=True)
class Named:
    """The body of an act that names what satisfies an interest."""

    words: str | None
    other: str


STATED = Form(
    build=Stated,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the interest, in its seat's words"),
        Field(name="subject", sort=Sort.SLUG, meaning="the subject, in one word"),
        Field(
            name="parts",
            sort=Sort.SLUG,
            meaning="which parts of the subject; the whole where none is named",
            needed=False,
            many=True,
        ),
        Field(name="source", sort=Sort.TEXT, meaning="on what it rests"),
    ),
)
NAMED = Form(
    build=Named,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
        Field(
            name="other", sort=Sort.ID, meaning="the commitment, outcome or decision that is meant"
        ),
    ),
)

# ---------------------------------------------------------------- guards


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.interests.get(name)
    return None if one is None else one.stage


_stages = stage_guard(i.MOVES, _stage, Point.INTEREST, "Interest {object}")


def _own(forum: Forum, act: Act) -> OutOfOrder | None:
    by = forum.interests[act.object].by
    if act.by == by:
        return None
    why = tell("{object} is an interest of {by}.", object=act.object, by=by)
    return refuse(
        forum, Point.INTEREST, why, tell("Only {by} says what it asks, and what meets it.", by=by)
    )


def _satisfies(forum: Forum, act: Act) -> OutOfOrder | None:
    name = act.said.other
    if name in forum.interests[act.object].met:
        why = tell(
            "{who} has said already that {name} satisfies {object}.",
            who=act.by,
            name=name,
            object=act.object,
        )
        return refuse(forum, Point.INTEREST, why, tell("Nothing more is asked of it."))
    if holds(forum, name):
        return None
    why = tell(
        "{name} is no commitment that stands, no outcome and no decision in effect.", name=name
    )
    return refuse(forum, Point.INTEREST, why, tell("Name one of these by its short name."))


def _satisfied(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.other in forum.interests[act.object].met:
        return None
    why = tell(
        "It was not said that {other} satisfies {object}.", other=act.said.other, object=act.object
    )
    return refuse(forum, Point.INTEREST, why, tell("Nothing is to be taken back."))


# ---------------------------------------------------------------- effects


def _keep(forum: Forum, one: Interest) -> Forum:
    return forum.grown(interests=forum.interests.set(one.id, one))


def _moved(forum: Forum, act: Act) -> Interest:
    one = forum.interests[act.object]
    return evolve(one, stage=i.MOVES[one.stage][act.name])


def _stated(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Stated)  # noqa: S101 - the form of this act gives no other
    one = Interest(
        id=act.object,
        by=act.by,
        subject=paper.subject,
        parts=paper.parts,
        words=paper.words,
        source=paper.source,
        number=act.number,
    )
    return of_subject(_keep(forum, one), one.subject, one.id, "interest")


def _accepted(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _keep(forum, evolve(one, met=one.met.set(act.said.other, act.number)))


def _reopened(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _keep(forum, evolve(one, met=one.met.delete(act.said.other)))


def _withdrawn(forum: Forum, act: Act) -> Forum:
    return _keep(forum, _moved(forum, act))


def still_needed(forum: Forum, one: Interest) -> str:
    """What a stated interest still needs, in a sentence."""
    if one.stage is Stage.WITHDRAWN:
        return tell("It was withdrawn; nothing is needed.")
    met = [name for name in sorted(one.met) if holds(forum, name)]
    if met:
        return tell("{who} says that it is satisfied by {met}.", who=one.by, met=commas(met))
    return tell("It is stated, and stops nothing; what touches it is marked.")


KINDS: tuple[Kind, ...] = (
    Kind(
        name=i.STATE,
        form=STATED,
        who=Who.HERE,
        guards=(),
        effect=_stated,
        meaning="State, with a source, an interest that one has in a subject.",
        begins="interest",
    ),
    Kind(
        name=i.ACCEPT,
        form=NAMED,
        who=Who.PLACE,
        guards=(_stages, _own, _satisfies),
        effect=_accepted,
        meaning="Say that a commitment, an outcome or a decision satisfies one's interest.",
        about="interest",
    ),
    Kind(
        name=i.REOPEN,
        form=NAMED,
        who=Who.PLACE,
        guards=(_stages, _own, _satisfied),
        effect=_reopened,
        meaning="Take back that something satisfies one's interest.",
        about="interest",
    ),
    Kind(
        name=i.WITHDRAW,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _own),
        effect=_withdrawn,
        meaning="Withdraw one's stated interest.",
        about="interest",
        envelope_alone=True,
    ),
)
"""The acts of stated interests."""
