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
        why = f"To {told} takes a decision of the body, and this forum takes no decisions."
        remedy = "Say in a meeting what you wish for, or agree on a charter that has decisions."
        return refuse(forum, Point.MANDATE, why, remedy)
    proposal = None if name is None else forum.proposals.get(name)
    if proposal is None:
        why = f"To {told} takes a decision of the body, and none is named."
        if name is not None:
            why = f"To {told} takes a decision of the body, and {name} is none."
        remedy = (
            f"Table a proposal to {told}, with “{subject}” as its subject; name it once adopted."
        )
        return refuse(forum, Point.MANDATE, why, remedy)
    if (proposal.purpose, proposal.subject) != (purpose, subject):
        why = f"{name} names nothing that it is about; this takes a decision to {told}."
        if proposal.subject is not None:
            other = _told(proposal.purpose, proposal.subject)
            why = f"{name} is a proposal to {other}, not to {told}."
        remedy = f"Name a decision to {told}; where there is none, table a proposal for it."
        return refuse(forum, Point.MANDATE, why, remedy)
    if proposal.by_those_named(forum.charter.decision.mode):
        why = f"{name} was decided by those named in it, and not by the body."
        return refuse(forum, Point.MANDATE, why, "Table it anew, to be decided by consensus.")
    return _unready(forum, proposal, told)


def _unready(forum: Forum, proposal: Proposal, told: str) -> OutOfOrder | None:
    if not is_effective(forum, proposal):
        return _not_yet(forum, proposal)
    if proposal.id not in forum.executed:
        return None
    why = f"{proposal.id} was carried out by act {forum.executed[proposal.id]} already."
    remedy = f"Table another proposal to {told}; a decision carries one act."
    return refuse(forum, Point.MANDATE, why, remedy)


def _not_yet(forum: Forum, proposal: Proposal) -> OutOfOrder:
    """Why a decision cannot be carried out, by where it stands."""
    stage = proposal.stage.value.replace("-", " ")
    if proposal.stage in d.DECIDED:
        why = f"{proposal.id} is {stage}, and is not in effect yet."
        remedy = "Carry it out once it has taken effect."
    elif proposal.stage in _OVER:
        why = f"{proposal.id} is {stage}, and was not adopted."
        remedy = "Table another proposal for it, and name that once it is adopted."
    else:
        why = f"{proposal.id} is {stage}, and is not adopted so far."
        remedy = "Carry it out once it is adopted and in effect."
    return refuse(forum, Point.MANDATE, why, remedy)


_OVER = frozenset({d.Stage.LAPSED, d.Stage.WITHDRAWN})


def _told(purpose: Purpose, subject: str) -> str:
    """What a decision of some purpose is to do, behind the word "to"."""
    successor, _, code = subject.partition(" for ")
    if purpose is Purpose.ADMIT and code:
        return f"let {successor} take the seat of {code}"
    return f"{_TO_DO[purpose]} {subject}"


_TO_DO: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.TEXT: "adopt the text",
        Purpose.MEASURE: "take a measure about",
        Purpose.ADMIT: "invite",
        Purpose.SUSPEND: "suspend",
        Purpose.RESTORE: "restore",
        Purpose.LEVEL: "raise the forum to the level",
        Purpose.LEAVE: "give leave for silence over",
        Purpose.STRIKE: "strike the words of act",
        Purpose.BODY: "call, widen or close",
        Purpose.LINK: "agree the link",
    }
)


def carried_out(forum: Forum, act: Act, name: str | None) -> Forum:
    """The standing after an act that carries a decision out; None names none."""
    if name is None:
        return forum
    return forum.grown(executed=forum.executed.set(name, act.number))
