"""Reserved matters: guards and effects, and the guard of every paper that is tabled."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import reserved as r
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.reserved import Matter, Stage
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


@frozen(kw_only=True)
class Reserved:
    """The body of ``matter.reserve/1``."""

    title: str
    names: tuple[str, ...]


@frozen(kw_only=True)
class Admitted:
    """The body of ``matter.admit/1``."""

    paper: str


RESERVED = Form(
    build=Reserved,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="what the seat will not have discussed"),
        Field(
            name="names",
            sort=Sort.LINE,
            meaning="words by which a paper names it",
            needed=False,
            many=True,
        ),
    ),
)
ADMITTED = Form(
    build=Admitted,
    fields=(
        Field(name="paper", sort=Sort.ID, meaning="short name of the paper, item, meeting or body"),
    ),
)


def _stage(forum: Forum, name: str) -> Stage | None:
    matter = forum.matters.get(name)
    return None if matter is None else matter.stage


_stages = stage_guard(r.MOVES, _stage, Point.RESERVED, "Matter {object}")


def _in_order(forum: Forum, matters: Iterable[Matter]) -> list[Matter]:
    """Matters in protocol order of those whose they are, then as they were reserved."""
    place = {code: n for n, code in enumerate(forum.order)}
    return sorted(matters, key=lambda one: (place.get(one.by, len(place)), one.id))


def not_reserved(
    forum: Forum, paper: str, declared: Iterable[str], passages: Iterable[str]
) -> OutOfOrder | None:
    """The guard of tabling: no matter that a seat reserves, unless that seat consents.

    Args:
        forum: the standing.
        paper: short name of what is tabled, or of the text to which a clause belongs.
        declared: matters that the paper itself says it touches.
        passages: its title and words.
    """
    declared, passages = frozenset(declared), tuple(passages)
    known = (forum.matters, forum.unknown)
    unknown = sorted(name for name in declared if not any(name in one for one in known))
    if unknown:
        why = tell("No matter is reserved here by the name of {unknown}.", unknown=commas(unknown))
        return refuse(forum, Point.RESERVED, why, tell("Declare those that are reserved, or none."))
    standing = (
        one
        for one in forum.matters.values()
        if one.stage is Stage.RESERVED and one.id not in forum.unknown and not _is_away(forum, one)
    )
    for matter in _in_order(forum, standing):
        told = _touched(matter, declared, passages)
        if told is not None and paper not in matter.admitted:
            why = tell(
                "{paper} declares matter {matter}, which {who} will not have discussed.",
                paper=paper,
                matter=matter.id,
                who=matter.by,
            )
            if told:
                why = tell(
                    "{paper} says “{named}”, which names matter {matter}, which {who} will not "
                    "have discussed.",
                    paper=paper,
                    named=told,
                    matter=matter.id,
                    who=matter.by,
                )
            remedy = tell(
                "Ask {who} to admit {paper}, or leave the matter out.", who=matter.by, paper=paper
            )
            return refuse(forum, Point.RESERVED, why, remedy)
    return None


def _is_away(forum: Forum, matter: Matter) -> bool:
    """Whether its party withdrew of its own accord: the matter then waits until it returns."""
    seat = forum.seats.get(matter.by)
    return seat is not None and seat.gave_up


def _touched(matter: Matter, declared: frozenset[str], passages: tuple[str, ...]) -> str | None:
    """The words that name a matter; empty where a paper declares it, None where it does neither."""
    if matter.id in declared:
        return ""
    return next((name for one in passages if (name := matter.named_in(one))), None)


# ---------------------------------------------------------------- guards and effects


def _own(forum: Forum, act: Act) -> OutOfOrder | None:
    matter = forum.matters[act.object]
    if act.by == matter.by:
        return None
    why = tell("{object} was reserved by {who}.", object=act.object, who=matter.by)
    return refuse(
        forum,
        Point.RESERVED,
        why,
        tell("Ask {who}; it alone admits or releases it.", who=matter.by),
    )


def _keep(forum: Forum, matter: Matter) -> Forum:
    return forum.grown(matters=forum.matters.set(matter.id, matter))


def _reserved(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Reserved)  # noqa: S101 - the form of this act gives no other
    return _keep(forum, Matter(id=act.object, by=act.by, title=paper.title, names=paper.names))


def _moved(forum: Forum, act: Act) -> Matter:
    matter = forum.matters[act.object]
    return evolve(matter, stage=r.MOVES[matter.stage][act.name])


def _admitted(forum: Forum, act: Act) -> Forum:
    matter, paper = _moved(forum, act), act.said
    assert isinstance(paper, Admitted)  # noqa: S101 - the form of this act gives no other
    return _keep(forum, evolve(matter, admitted=matter.admitted | {paper.paper}))


def _released(forum: Forum, act: Act) -> Forum:
    return _keep(forum, _moved(forum, act))


def still_needed(forum: Forum, matter: Matter) -> str:
    """What must happen before the matter can be discussed here, in a sentence."""
    if matter.stage is Stage.RELEASED:
        return tell("It is released; nothing is needed.")
    if _is_away(forum, matter):
        return tell("It waits until {who} returns to its seat.", who=matter.by)
    papers = commas(sorted(matter.admitted))
    if papers:
        return tell("It is reserved; {who} admits it in {papers}.", who=matter.by, papers=papers)
    if not matter.names:
        return tell(
            "It is reserved; a paper that declares it needs the consent of {who}. No words "
            "are named with it, so that a paper which does not declare it is not held up.",
            who=matter.by,
        )
    return tell("It is reserved; a paper on it needs the consent of {who}.", who=matter.by)


KINDS: tuple[Kind, ...] = (
    Kind(
        name=r.RESERVE,
        form=RESERVED,
        who=Who.MEMBER,
        guards=(),
        effect=_reserved,
        meaning="Say what one will not have discussed.",
        begins="matter",
    ),
    Kind(
        name=r.ADMIT,
        form=ADMITTED,
        who=Who.PLACE,
        guards=(_stages, _own),
        effect=_admitted,
        meaning="Consent that a named paper touches one's reserved matter.",
        about="matter",
    ),
    Kind(
        name=r.RELEASE,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _own),
        effect=_released,
        meaning="Release one's reserved matter.",
        about="matter",
        envelope_alone=True,
    ),
)
"""The acts of reserved matters."""
