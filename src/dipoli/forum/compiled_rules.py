"""Entries of a compiler: guards and effect. They are in order in a compiled record alone."""

from __future__ import annotations

from dipoli.charter.points import Point
from dipoli.forum import compiled as c
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell

NOTED = Form(
    build=c.Noted,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what the source tells, in a sentence"),
        Field(name="sort", sort=Sort.SLUG, meaning="of what it tells", choice=c.Sort),
        Field(
            name="parties", sort=Sort.LINE, meaning="codes of those concerned", needed=False,
            many=True,
        ),
        Field(name="date", sort=Sort.TIME, meaning="of what it tells; the first moment of it"),
        Field(
            name="precision", sort=Sort.SLUG, meaning="how much of the date is sure",
            choice=c.Precision,
        ),
        Field(name="source", sort=Sort.TEXT, meaning="on which it rests"),
        Field(
            name="confidence", sort=Sort.SLUG, meaning="how sure the compiler is",
            choice=c.Confidence,
        ),
        Field(name="of", sort=Sort.ID, meaning="the entry to which it belongs", needed=False),
        Field(name="due", sort=Sort.LINE, meaning="by when, as the source says", needed=False),
        Field(
            name="outcome", sort=Sort.SLUG, meaning="what came of it, in the compiler's reading",
            needed=False, choice=c.Outcome,
        ),
        Field(name="told", sort=Sort.TEXT, meaning="what else the source says", needed=False),
    ),
)  # fmt: skip


def _compiled(forum: Forum, act: Act) -> OutOfOrder | None:
    """In a forum at work parties act for themselves, and nobody enters what they did elsewhere."""
    if forum.charter.compiled and act.role == c.ROLE:
        return None
    why = tell(
        "Entries are made by a compiler, in a record that is compiled from public documents."
    )
    remedy = tell("Register commitments, outcomes and texts by the acts that are for them.")
    if forum.charter.compiled:
        remedy = tell("Enter it in the role {role}.", role=c.ROLE)
    return refuse(forum, Point.KNOWN_ACT, why, remedy)


def _known(forum: Forum, act: Act) -> OutOfOrder | None:
    of = act.said.of
    if of is None or of in forum.entries:
        return None
    why = tell("{entry} is no entry here.", entry=of)
    return refuse(forum, Point.KNOWN_OBJECT, why, tell("Name one that was made before, or none."))


def _dated(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.date <= act.time:
        return None
    why = tell(
        "The entry is of {time}, and tells of {date}, which was still to come.",
        time=act.time,
        date=act.said.date,
    )
    return refuse(forum, Point.KNOWN_ACT, why, tell("Enter what documents tell to have been."))


def _noted(forum: Forum, act: Act) -> Forum:
    entry = c.Entry(id=act.object, number=act.number, said=act.said)
    return forum.grown(entries=forum.entries.set(entry.id, entry))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=c.NOTE,
        form=NOTED,
        who=Who.SECRETARIAT,
        guards=(_compiled, _known, _dated),
        effect=_noted,
        meaning="Enter, as a compiler, what a public document tells; in a compiled record alone.",
        begins="entry",
    ),
)
"""The act of a compiler."""
