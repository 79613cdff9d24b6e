"""Permissions to take part: guards and effects. What is noted, with its date; no legal advice."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import permission as p
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.permission import Needed, Permission, Status
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell


@frozen(kw_only=True)
class Noted:
    """The body of ``permission.note/1``."""

    journey: str
    person: str
    needed: Needed
    grants: str
    status: Status
    date: str


@frozen(kw_only=True)
class Changed:
    """The body of ``permission.change/1``."""

    words: str | None
    status: Status
    date: str


_STATUS = Field(name="status", sort=Sort.SLUG, meaning="what is noted of it", choice=Status)
_DATE = Field(name="date", sort=Sort.TIME, meaning="when that was so")
NOTED = Form(
    build=Noted,
    text="journey",
    fields=(
        Field(name="journey", sort=Sort.LINE, meaning="for which journey"),
        Field(name="person", sort=Sort.LINE, meaning="for whom"),
        Field(name="needed", sort=Sort.SLUG, meaning="what sort of permission", choice=Needed),
        Field(name="grants", sort=Sort.LINE, meaning="who grants it"),
        _STATUS,
        _DATE,
    ),
)
CHANGED = Form(
    build=Changed,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
        _STATUS,
        _DATE,
    ),
)


def _not_ahead(forum: Forum, act: Act) -> OutOfOrder | None:
    """A note says what was; it foretells nothing."""
    paper = act.said
    assert isinstance(paper, Noted | Changed)  # noqa: S101 - the forms of these acts give no other
    if paper.date <= act.earliest:
        return None
    why = tell("{date} lies ahead; a note says what was so on a date.", date=paper.date)
    return refuse(forum, Point.PERMISSION, why, tell("Enter it when it is so."))


def _may_change(forum: Forum, act: Act) -> OutOfOrder | None:
    by = forum.permissions[act.object].by
    if act.by in (by, forum.secretariat):
        return None
    why = tell("{object} was noted by {by}.", object=act.object, by=by)
    return refuse(forum, Point.PERMISSION, why, tell("Ask {by} or the secretariat.", by=by))


def _noted(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Noted)  # noqa: S101 - the form of this act gives no other
    one = Permission(
        id=act.object,
        by=act.by,
        person=paper.person,
        journey=paper.journey,
        needed=paper.needed,
        grants=paper.grants,
        status=paper.status,
        date=paper.date,
        number=act.number,
    )
    return forum.grown(permissions=forum.permissions.set(one.id, one))


def _changed(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Changed)  # noqa: S101 - the form of this act gives no other
    one = evolve(
        forum.permissions[act.object], status=paper.status, date=paper.date, number=act.number
    )
    return forum.grown(permissions=forum.permissions.set(one.id, one))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=p.NOTE,
        form=NOTED,
        who=Who.ANYONE,
        guards=(_not_ahead,),
        effect=_noted,
        meaning="Note a permission that a person needs for a journey.",
        begins="permission",
    ),
    Kind(
        name=p.CHANGE,
        form=CHANGED,
        who=Who.ANYONE,
        guards=(_not_ahead, _may_change),
        effect=_changed,
        meaning="Note what came of a permission.",
        about="permission",
    ),
)
"""The acts of permissions."""
