"""Summit files: guards and effects."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import summit as s
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, is_member, refuse, stage_guard
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.standing import Forum
from dipoli.forum.summit import Citation, Outcome, Part, Stage, Summit
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


@frozen(kw_only=True)
class Opened:
    """The body of ``summit.open/1``."""

    title: str


@frozen(kw_only=True)
class Cited:
    """The body of ``summit.cite/1``: no words of the part, its circle and leaf hash alone."""

    part: Part
    circle: str
    leaf: bytes


@frozen(kw_only=True)
class Ended:
    """The body of ``summit.end/1``."""

    outcome: Outcome


OPENED = Form(
    build=Opened,
    text="title",
    fields=(Field(name="title", sort=Sort.LINE, meaning="the meeting of leaders, in a line"),),
)
CITED = Form(
    build=Cited,
    fields=(
        Field(name="part", sort=Sort.SLUG, meaning="which part of the file", choice=Part),
        Field(name="circle", sort=Sort.SLUG, meaning="the circle in which it is kept"),
        Field(name="leaf", sort=Sort.DIGEST, meaning="leaf hash of the act that has it"),
    ),
)
ENDED = Form(
    build=Ended,
    fields=(
        Field(name="outcome", sort=Sort.SLUG, meaning="how the meeting ended", choice=Outcome),
    ),
)


def _stage(forum: Forum, name: str) -> Stage | None:
    summit = forum.summits.get(name)
    return None if summit is None else summit.stage


_stages = stage_guard(s.MOVES, _stage, Point.SUMMIT, "Summit file {object}")


def _own_part(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Cited)  # noqa: S101 - the form of this act gives no other
    if paper.part not in s.OWN or is_member(forum, act.by):
        return None
    why = tell(
        "What to announce is each member's own part, and {who} has no voice as a member here.",
        who=act.by,
    )
    return refuse(
        forum, Point.SUMMIT, why, tell("Cite another part, and leave this one to each member.")
    )


def _circle_apart(forum: Forum, act: Act) -> OutOfOrder | None:
    """Each part has a circle of its own, so that who reads one does not read another."""
    paper, summit = act.said, forum.summits[act.object]
    assert isinstance(paper, Cited)  # noqa: S101 - the form of this act gives no other
    key = (paper.part, act.by if paper.part in s.OWN else None)
    held = summit.parts.get(key)
    if held is not None and act.by != held.by and act.by not in forum.chair:
        why = tell(
            "This part of {object} was cited by {who}, which prepares it.",
            object=act.object,
            who=held.by,
        )
        return refuse(
            forum, Point.SUMMIT, why, tell("Ask {who} or the chair to cite another.", who=held.by)
        )
    for one in forum.summits.values():
        for name, cited in one.parts.items():
            if name != key and cited.circle == paper.circle:
                why = tell(
                    "Another part of {name} is kept in circle {circle}.",
                    name=one.id,
                    circle=paper.circle,
                )
                remedy = tell("Keep each part in a circle of its own, and cite that.")
                return refuse(forum, Point.SUMMIT, why, remedy)
    return None


def _was_held(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, summit = act.said, forum.summits[act.object]
    assert isinstance(paper, Ended)  # noqa: S101 - the form of this act gives no other
    if summit.stage is Stage.HELD or paper.outcome is Outcome.NONE:
        return None
    why = tell("That the leaders of {object} met is not entered.", object=act.object)
    return refuse(
        forum, Point.SUMMIT, why, tell("Enter that they meet, or end it without agreement.")
    )


def _subject_not_reserved(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Opened)  # noqa: S101 - the form of this act gives no other
    return not_reserved(forum, act.object, (), (paper.title,))


def _keep(forum: Forum, summit: Summit) -> Forum:
    return forum.grown(summits=forum.summits.set(summit.id, summit))


def _opened(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Opened)  # noqa: S101 - the form of this act gives no other
    return _keep(forum, Summit(id=act.object, title=paper.title))


def _moved(forum: Forum, act: Act) -> Summit:
    summit = forum.summits[act.object]
    return evolve(summit, stage=s.MOVES[summit.stage][act.name])


def _cited(forum: Forum, act: Act) -> Forum:
    summit, paper = _moved(forum, act), act.said
    assert isinstance(paper, Cited)  # noqa: S101 - the form of this act gives no other
    of = act.by if paper.part in s.OWN else None
    one = Citation(
        part=paper.part,
        of=of,
        circle=paper.circle,
        leaf=paper.leaf,
        by=act.by,
        number=act.number,
    )
    return _keep(forum, evolve(summit, parts=summit.parts.set((paper.part, of), one)))


def _held(forum: Forum, act: Act) -> Forum:
    return _keep(forum, _moved(forum, act))


def _ended(forum: Forum, act: Act) -> Forum:
    summit, paper = _moved(forum, act), act.said
    assert isinstance(paper, Ended)  # noqa: S101 - the form of this act gives no other
    return _keep(forum, evolve(summit, outcome=paper.outcome))


def still_needed(forum: Forum, summit: Summit) -> str:
    """What a summit file still needs, in a sentence."""
    if summit.stage is Stage.ENDED:
        return tell("It has ended; every basket goes on.")
    shared = [part for part in Part if part not in s.OWN]
    missing = [part.value for part in shared if (part, None) not in summit.parts]
    members = (code for code in forum.order if is_member(forum, code))
    silent = [code for code in members if (Part.ANNOUNCE, code) not in summit.parts]
    if missing:
        return tell("Parts not cited yet: {missing}.", missing=commas(missing))
    if silent:
        return tell("No entry yet on what to announce: {silent}.", silent=commas(silent))
    return tell("Every part is cited.")


KINDS: tuple[Kind, ...] = (
    Kind(
        name=s.OPEN,
        form=OPENED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_subject_not_reserved,),
        effect=_opened,
        meaning="Open the file of a meeting of leaders.",
        begins="summit",
    ),
    Kind(
        name=s.CITE,
        form=CITED,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_stages, _own_part, _circle_apart),
        effect=_cited,
        meaning="Cite a part of the file by its circle and leaf hash.",
        about="summit",
    ),
    Kind(
        name=s.HOLD,
        form=WORDS,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_stages,),
        effect=_held,
        meaning="Enter that the leaders meet.",
        about="summit",
        envelope_alone=True,
    ),
    Kind(
        name=s.END,
        form=ENDED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_stages, _was_held),
        effect=_ended,
        meaning="Enter how the meeting of leaders ended; every basket goes on.",
        about="summit",
    ),
)
"""The acts of summit files."""
