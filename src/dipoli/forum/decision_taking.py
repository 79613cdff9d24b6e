"""Decisions in the room: the chair puts a proposal to the body, and finds that nobody objects.

Nothing is put before its notice has run, without a quorum, or outside an open meeting where the
charter asks for one. What was put there is decided there, but for what capitals answer later. The
chair finds consensus and does not make it: that is refused while any objection stands.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum import decision_forms as said
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_runs
from dipoli.forum.clock import later
from dipoli.forum.decision import Proposal, Stage
from dipoli.forum.decision_parties import necessary_are_here
from dipoli.forum.decision_referral import capitals_answered
from dipoli.forum.decision_work import moved, plain, proposal_of, proposal_stages, put
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.meeting import Stage as MeetingStage
from dipoli.forum.standing import Forum
from dipoli.forum.text_put import subject_stands, text_stands
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell


def notice_ends(forum: Forum, proposal: Proposal) -> str:
    """The time from which the proposal can be put to the body."""
    hours = 0 if proposal.waived else forum.charter.decision.notice
    return later(proposal.tabled, hours)


def _notice(forum: Forum, act: Act) -> OutOfOrder | None:
    ends = notice_ends(forum, proposal_of(forum, act))
    if act.earliest >= ends:
        return None
    why = tell("Notice of {object} runs until {ends}.", object=act.object, ends=ends)
    remedy = tell("Wait until then.")
    if forum.charter.decision.waiver:
        remedy = tell("Wait until then, or have the notice waived without objection.")
    return refuse(forum, Point.NOTICE, why, remedy)


def _sits_open(forum: Forum, _act: Act) -> OutOfOrder | None:
    """Where the charter says so, a proposal is put to the body in a meeting that is open."""
    sits = None if forum.sitting is None else forum.meetings.get(forum.sitting)
    is_open = sits is not None and sits.stage is MeetingStage.OPEN
    if is_open or not forum.charter.decision.meeting:
        return None
    why = tell(
        "Here proposals are put to the body, and decided, in an open meeting; no meeting sits now."
    )
    remedy = tell("Open a meeting first.")
    if sits is not None:
        why = tell(
            "Here proposals are put to the body, and decided, in an open meeting; meeting {sits} "
            "is suspended now.",
            sits=sits.id,
        )
        remedy = tell("Resume {sits} first.", sits=sits.id)
    return refuse(forum, Point.PUT, why, remedy)


def decided_in_meeting(forum: Forum, act: Act) -> OutOfOrder | None:
    """What was put to the body in a meeting is decided in one; capitals answer at any time."""
    if proposal_of(forum, act).stage is Stage.REFERRED:
        return None
    return _sits_open(forum, act)


def _quorum(forum: Forum, _act: Act) -> OutOfOrder | None:
    percent, members, present = forum.charter.decision.quorum, len(forum.voices), forum.present
    if present * 100 >= percent * members:
        return None
    why = tell(
        "Members present: {present} of {members}. Needed: {percent} in a hundred.",
        present=present,
        members=members,
        percent=percent,
    )
    remedy = tell("Wait until more of them are present; each enters it by member.attend.")
    return refuse(forum, Point.QUORUM, why, remedy)


def _no_objection(forum: Forum, act: Act) -> OutOfOrder | None:
    """Asked before the stage: the table has no such row either, and would say less."""
    if not proposal_of(forum, act).objections:
        return None
    why = tell(
        "An objection to {object} stands, as an obstacle to the decision.", object=act.object
    )
    return refuse(forum, Point.CONSENSUS, why, tell("Consult; only who objected can withdraw it."))


def _adopted(forum: Forum, act: Act) -> Forum:
    return put(
        forum, evolve(moved(proposal_of(forum, act), act), adopted=act.time, taken=act.number)
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        name=d.PUT,
        form=said.WORDS,
        who=Who.CHAIR,
        guards=(
            proposal_stages,
            _notice,
            _sits_open,
            _quorum,
            basket_runs,
            subject_stands,
            text_stands,
        ),
        effect=plain,
        meaning="Put a proposal to the body.",
        about="proposal",
        adopts=True,
        envelope_alone=True,
    ),
    Kind(
        name=d.ADOPT,
        form=said.WORDS,
        who=Who.CHAIR,
        guards=(
            _no_objection,
            proposal_stages,
            decided_in_meeting,
            capitals_answered,
            necessary_are_here,
            basket_runs,
        ),
        effect=_adopted,
        meaning="Find that no member objects: the proposal is adopted.",
        about="proposal",
        adopts=True,
        envelope_alone=True,
    ),
)
"""The acts by which the body decides."""
