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
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.decision import Proposal, Purpose
from dipoli.forum.kind import refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder


def is_effective(proposal: Proposal) -> bool:
    """Whether a decision was taken and waits for nothing more."""
    if proposal.stage is d.Stage.IN_EFFECT:
        return True
    waits = proposal.effective is not None or bool(proposal.ratifiers)
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
    proposal = None if name is None else forum.proposals.get(name)
    if proposal is None:
        why = f"This takes a decision of the body to {told}, and none is named."
        return refuse(
            forum, Point.MANDATE, why, "Table a proposal for it, and name it once adopted."
        )
    if (proposal.purpose, proposal.subject) != (purpose, subject):
        other = _told(proposal.purpose, proposal.subject or "something that it does not name")
        why = f"{name} is a proposal to {other}."
        return refuse(forum, Point.MANDATE, why, f"Name a decision to {told}.")
    if proposal.by_those_named(forum.charter.decision.mode):
        why = f"{name} was decided by those named in it, and not by the body."
        return refuse(forum, Point.MANDATE, why, "Table it anew, to be decided by consensus.")
    if not is_effective(proposal):
        stage = proposal.stage.value.replace("-", " ")
        why = f"{name} is {stage}; it has to be decided, and in effect."
        return refuse(forum, Point.MANDATE, why, "Wait until it is.")
    if proposal.id in forum.executed:
        why = f"{name} was carried out by act {forum.executed[proposal.id]} already."
        return refuse(forum, Point.MANDATE, why, "Take a new decision.")
    return None


def _told(purpose: Purpose, subject: str) -> str:
    """What a decision of some purpose is to do, behind the word "to"."""
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
