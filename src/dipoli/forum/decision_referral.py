"""Decisions ad referendum: a delegation asks its capital, once, and until a named moment.

The charter says what it means when a capital gives no answer in time: that it agrees, or that the
proposal lapses. Either is found by an act once the moment has passed, that second included.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.charter.rules import Lapse
from dipoli.forum import decision as d
from dipoli.forum import decision_forms as said
from dipoli.forum.act import Act
from dipoli.forum.clock import later
from dipoli.forum.decision_parties import capitals_awaited, entitled, not_out
from dipoli.forum.decision_work import moved, plain, proposal_of, proposal_stages, put
from dipoli.forum.kind import Kind, Who, hours, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


def _may_refer(forum: Forum, act: Act) -> OutOfOrder | None:
    rules = forum.charter.decision
    if not rules.referral:
        why = tell("This forum does not decide ad referendum.")
        return refuse(forum, Point.REFERRAL, why, tell("Ask for the decision to be put off."))
    if act.by not in entitled(forum, proposal_of(forum, act)):
        why = tell("{who} has no voice in this decision.", who=act.by)
        return refuse(
            forum, Point.REFERRAL, why, tell("Members with a voice refer to their capitals.")
        )
    if act.by in proposal_of(forum, act).referred:
        why = tell(
            "{who} has referred {object} to its capital before; that is done once.",
            who=act.by,
            object=act.object,
        )
        remedy = tell("Confirm when the capital agrees, or object.")
        return refuse(forum, Point.REFERRAL, why, remedy)
    last = later(act.time, rules.referral_hours)
    if act.deadline is None or not act.moment < act.deadline <= last:
        why = tell(
            "Capitals answer within {hours}, and the act says by when.",
            hours=hours(rules.referral_hours),
        )
        remedy = tell("Give a deadline that is still to come, and not after {last}.", last=last)
        return refuse(forum, Point.REFERRAL, why, remedy)
    return None


def _has_referred(forum: Forum, act: Act) -> OutOfOrder | None:
    if proposal_of(forum, act).referred.get(act.by) is False:
        return None
    why = tell("{who} awaits no answer of its capital on {object}.", who=act.by, object=act.object)
    return refuse(
        forum, Point.REFERRAL, why, tell("Whoever referred to its capital confirms, once.")
    )


def capitals_answered(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of a decision: every capital answered, or its time is over and that says yes."""
    proposal = proposal_of(forum, act)
    aside = act.said.concerned if isinstance(act.said, said.Excepted) else ()
    awaited = [code for code in capitals_awaited(forum, proposal) if code not in aside]
    if not awaited:
        return None
    rules, until = forum.charter.decision, proposal.until
    confirmed = rules.referral_silence is Lapse.CONFIRMS
    if confirmed and until is not None and act.earliest > until:
        return None
    why = tell(
        "The capitals of {awaited} have not answered; the time for it ends at {until}.",
        awaited=commas(awaited),
        until=until,
    )
    remedy = (
        tell("Wait for them.")
        if confirmed
        else tell("Without their answer the proposal lapses then.")
    )
    return refuse(forum, Point.REFERRAL, why, remedy)


def _may_lapse(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    rules, until = forum.charter.decision, proposal.until
    awaited = capitals_awaited(forum, proposal)
    past = until is not None and act.earliest > until
    if rules.referral_silence is Lapse.LAPSES and awaited and past:
        return None
    if not awaited:
        why = tell("Every capital that was asked about {object} has answered.", object=act.object)
        return refuse(forum, Point.REFERRAL, why, tell("Adopt it where no member objects."))
    if rules.referral_silence is Lapse.CONFIRMS:
        why = tell("Here a capital that gives no answer in time agrees; nothing lapses by that.")
        return refuse(
            forum, Point.REFERRAL, why, tell("Adopt it once {until} has passed.", until=until)
        )
    why = tell(
        "Capitals may answer on {object} until {until}, that second included.",
        object=act.object,
        until=until,
    )
    return refuse(forum, Point.REFERRAL, why, tell("Wait until that moment has passed."))


def _referred(forum: Forum, act: Act) -> Forum:
    proposal = moved(proposal_of(forum, act), act)
    until = max(filter(None, (proposal.until, act.deadline)), default=None)
    referred = proposal.referred.set(act.by, False)  # noqa: FBT003 - a value, not a switch
    return put(forum, evolve(proposal, referred=referred, until=until))


def _confirmed(forum: Forum, act: Act) -> Forum:
    proposal = moved(proposal_of(forum, act), act)
    referred = proposal.referred.set(act.by, True)  # noqa: FBT003 - a value, not a switch
    return put(forum, evolve(proposal, referred=referred))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=d.REFER,
        form=said.WORDS,
        who=Who.MEMBER,
        guards=(proposal_stages, _may_refer, not_out),
        effect=_referred,
        meaning="Refer a proposal to one's capital.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.CONFIRM,
        form=said.WORDS,
        who=Who.MEMBER,
        guards=(proposal_stages, _has_referred),
        effect=_confirmed,
        meaning="Confirm that one's capital agrees.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.LAPSE,
        form=said.WORDS,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(proposal_stages, _may_lapse),
        effect=plain,
        meaning="Find that capitals did not answer in time.",
        about="proposal",
        envelope_alone=True,
    ),
)
"""The acts of referral to capitals."""
