"""Mandates: decisions of the body by which something may be done, for what they name, and once.

Suspending a member, inviting a party, calling a body or striking words is done by an act that names
the decision behind it. The decision says what for (its purpose) and about what (its subject), was
taken by the charter's own rules, is in effect where it has to wait for something, and carries one
act.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.decision import Proposal, Purpose
from dipoli.forum.kind import refuse
from dipoli.forum.link_wait import waiting
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import in_words, tell


def is_effective(forum: Forum, proposal: Proposal) -> bool:
    """Whether a decision was taken and waits for nothing: no day, no consent, no agreed link.

    A decision that had something to wait for is in effect once the act says so that enters it. One
    that waits under a link alone is in effect as well once nothing is awaited under that link.
    """
    if proposal.stage is d.Stage.IN_EFFECT:
        return True
    waits = proposal.effective is not None or bool(proposal.ratifiers)
    waits = waits or bool(waiting(forum, proposal.id))
    return proposal.stage in d.DECIDED and not waits


def mandate(forum: Forum, name: str | None, purpose: Purpose, subject: str) -> OutOfOrder | None:
    """Whether a decision allows an act; None when it does.

    Args:
        forum: the standing.
        name: short name of the decision that the act names; None for none.
        purpose: what it must decide.
        subject: what it must be about.
    """
    told = _told(purpose, subject)
    if forum.charter.decision.mode is DecisionMode.INFORMATION:
        why = tell(
            "To {deed} takes a decision of the body, and this forum takes no decisions.", deed=told
        )
        remedy = tell(
            "Say in a meeting what you wish for, or agree on a charter that has decisions."
        )
        return refuse(forum, Point.MANDATE, why, remedy)
    proposal = None if name is None else forum.proposals.get(name)
    if proposal is None:
        why = tell("To {deed} takes a decision of the body, and none is named.", deed=told)
        if name is not None:
            why = tell(
                "To {deed} takes a decision of the body, and {name} is none.", deed=told, name=name
            )
        remedy = tell(
            "Table a proposal to {deed}, with “{subject}” as its subject; name it once adopted.",
            deed=told,
            subject=subject,
        )
        return refuse(forum, Point.MANDATE, why, remedy)
    if (proposal.purpose, proposal.subject) != (purpose, subject):
        why = tell(
            "{name} names nothing that it is about; this takes a decision to {deed}.",
            name=name,
            deed=told,
        )
        if proposal.subject is not None:
            other = _told(proposal.purpose, proposal.subject)
            why = tell(
                "{name} is a proposal to {other}, not to {deed}.", name=name, other=other, deed=told
            )
        remedy = tell(
            "Name a decision to {deed}; where there is none, table a proposal for it.", deed=told
        )
        return refuse(forum, Point.MANDATE, why, remedy)
    if proposal.by_those_named(forum.charter.decision.mode):
        why = tell("{name} was decided by those named in it, and not by the body.", name=name)
        return refuse(forum, Point.MANDATE, why, tell("Table it anew, to be decided by consensus."))
    return _unready(forum, proposal, told)


def _unready(forum: Forum, proposal: Proposal, told: str) -> OutOfOrder | None:
    if not is_effective(forum, proposal):
        return _not_yet(forum, proposal)
    if proposal.id not in forum.executed:
        return None
    why = tell(
        "{proposal} was carried out by act {executed} already.",
        proposal=proposal.id,
        executed=forum.executed[proposal.id],
    )
    remedy = tell("Table another proposal to {deed}; a decision carries one act.", deed=told)
    return refuse(forum, Point.MANDATE, why, remedy)


def _not_yet(forum: Forum, proposal: Proposal) -> OutOfOrder:
    """Why a decision cannot be carried out, by where it stands."""
    stage = in_words(proposal.stage)
    if proposal.stage in d.DECIDED:
        why = tell(
            "{proposal} is {stage}, and is not in effect yet.", proposal=proposal.id, stage=stage
        )
        remedy = tell("Carry it out once it has taken effect.")
    elif proposal.stage in _OVER:
        why = tell("{proposal} is {stage}, and was not adopted.", proposal=proposal.id, stage=stage)
        remedy = tell("Table another proposal for it, and name that once it is adopted.")
    else:
        why = tell(
            "{proposal} is {stage}, and is not adopted so far.", proposal=proposal.id, stage=stage
        )
        remedy = tell("Carry it out once it is adopted and in effect.")
    return refuse(forum, Point.MANDATE, why, remedy)


_OVER = frozenset({d.Stage.LAPSED, d.Stage.WITHDRAWN})


def _told(purpose: Purpose, subject: str) -> str:
    """What a decision of some purpose is to do, behind the word "to"."""
    successor, _, code = subject.partition(" for ")
    if purpose is Purpose.ADMIT and code:
        return tell("let {successor} take the seat of {code}", successor=successor, code=code)
    return tell(_TO_DO[purpose], subject=subject)


_TO_DO: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.TEXT: "adopt the text {subject}",
        Purpose.MEASURE: "take a measure about {subject}",
        Purpose.ADMIT: "invite {subject}",
        Purpose.SUSPEND: "suspend {subject}",
        Purpose.RESTORE: "restore {subject}",
        Purpose.LEVEL: "raise the forum to the level {subject}",
        Purpose.LEAVE: "give leave for silence over {subject}",
        Purpose.STRIKE: "strike the words of act {subject}",
        Purpose.BODY: "call, widen or close {subject}",
        Purpose.LINK: "agree the link {subject}",
    }
)


def carried_out(forum: Forum, act: Act, name: str | None) -> Forum:
    """The standing after an act that carries a decision out; None names none."""
    if name is None:
        return forum
    return forum.grown(executed=forum.executed.set(name, act.number))
