"""What a proposal still needs, told in a sentence that names who can do it.

The sentence is read from the same views that the guards ask, so that what it names is what they ask
for. It says nothing of who holds a matter up, nor of how likely anything is.
"""

from __future__ import annotations

from collections.abc import Callable

from dipoli.charter.rules import Lapse
from dipoli.forum.basket_rules import basket_lacks
from dipoli.forum.consents import consents_awaited
from dipoli.forum.decision import Proposal, Stage
from dipoli.forum.decision_parties import (
    capitals_awaited,
    has_given_up,
    missing_parties,
)
from dipoli.forum.decision_taking import notice_ends
from dipoli.forum.link_wait import told
from dipoli.forum.link_wait import waiting as links_awaited
from dipoli.forum.standing import Forum
from dipoli.forum.text_put import subject_lacks, text_lacks
from dipoli.told import commas, joined, tell


def still_needed(forum: Forum, proposal: Proposal) -> str:
    """What a proposal still needs to be decided and to take effect, in a sentence."""
    return _NEEDED[proposal.stage](forum, proposal)


def _needs_put(forum: Forum, proposal: Proposal) -> str:
    ends = notice_ends(forum, proposal)
    told: str = tell("It can be put to the body from {ends}.", ends=ends)
    if forum.charter.decision.meeting:
        told = tell("It can be put to the body in an open meeting from {ends}.", ends=ends)
    if forum.charter.silence.allowed:
        told = _or_silence(forum, ends)
    lacks = subject_lacks(forum, proposal) or basket_lacks(forum, proposal)
    lacks = lacks or text_lacks(forum, proposal)
    if lacks is None:
        return told
    first = tell("First: {why} {remedy}", why=lacks.why, remedy=lacks.remedy)
    return joined(" ", (told, first))


def _or_silence(forum: Forum, ends: str) -> str:
    """The same where it can be decided by silence as well."""
    meeting, leave = forum.charter.decision.meeting, forum.charter.silence.leave
    if meeting and leave:
        return tell(
            "It can be put to the body in an open meeting from {ends}, or be opened for silence "
            "with the leave of the body.",
            ends=ends,
        )
    if meeting:
        return tell(
            "It can be put to the body in an open meeting from {ends}, or be opened for silence.",
            ends=ends,
        )
    if leave:
        return tell(
            "It can be put to the body from {ends}, or be opened for silence with the leave of the "
            "body.",
            ends=ends,
        )
    return tell("It can be put to the body from {ends}, or be opened for silence.", ends=ends)


def _needs_adoption(forum: Forum, proposal: Proposal) -> str:
    missing = missing_parties(forum, proposal)
    away = [code for code in missing if code not in proposal.out]
    out = [code for code in missing if code in proposal.out]
    needs = [
        tell("a seat with a voice for {away}, claimed or named as necessary", away=commas(away))
    ]
    needs = needs if away else []
    needs += [tell("{out} to join, claimed or named as necessary", out=commas(out))] if out else []
    lacks = basket_lacks(forum, proposal)
    needs += (
        []
        if lacks is None
        else [tell("basket {basket} to be taken up again", basket=proposal.basket)]
    )
    if needs:
        return tell("It needs {needs}.", needs=joined("; and ", needs))
    in_meeting = forum.charter.decision.meeting and proposal.stage is not Stage.REFERRED
    if in_meeting:
        return tell("It needs the chair to find, in an open meeting, that no member objects.")
    return tell("It needs the chair to find that no member objects.")


def _needs_withdrawal(forum: Forum, proposal: Proposal) -> str:
    who = [code for code in forum.order if code in proposal.objections]
    gone = [code for code in who if has_given_up(forum, code)]
    here = [code for code in who if code not in gone]
    needs = [tell("{here} to withdraw the objection", here=commas(here))] if here else []
    if gone:
        needs.append(
            tell("the chair to find that the objection of {gone} has lapsed", gone=commas(gone))
        )
    return tell(
        "It needs {needs}. Its sponsor or the chair may park it.", needs=joined("; and ", needs)
    )


def _needs_capitals(forum: Forum, proposal: Proposal) -> str:
    who = capitals_awaited(forum, proposal)
    if not who:
        return joined(" ", (tell("All capitals have answered."), _needs_adoption(forum, proposal)))
    confirms = forum.charter.decision.referral_silence is Lapse.CONFIRMS
    until = proposal.until
    if confirms:
        return tell(
            "It needs the answer of the capitals of {who} by {until}; no answer by then means that "
            "they agree.",
            who=commas(who),
            until=until,
        )
    return tell(
        "It needs the answer of the capitals of {who} by {until}; else it lapses.",
        who=commas(who),
        until=until,
    )


def _needs_effect(forum: Forum, proposal: Proposal) -> str:
    waiting, links = consents_awaited(forum, proposal), links_awaited(forum, proposal.id)
    needs = [tell("it needs the consent of {waiting}", waiting=commas(waiting))] if waiting else []
    if links:
        needs.append(
            tell("it waits for {links}", links=joined("; ", (told(forum, one) for one in links)))
        )
    day = proposal.effective
    if needs:
        held = joined(", and ", needs)
        if day is None:
            return tell("It is decided; to take effect {needs}.", needs=held)
        return tell(
            "It is decided; to take effect {needs}, from {day} at the earliest.",
            needs=held,
            day=day,
        )
    if day is None:
        return tell("It is decided; it takes effect when the chair or the secretariat enters so.")
    return tell(
        "It is decided; it takes effect when the chair or the secretariat enters so, from {day} at "
        "the earliest.",
        day=day,
    )


_NEEDED: dict[Stage, Callable[[Forum, Proposal], str]] = {
    Stage.TABLED: _needs_put,
    Stage.UNDER_DECISION: _needs_adoption,
    Stage.OBJECTED: _needs_withdrawal,
    Stage.REFERRED: _needs_capitals,
    Stage.UNDER_SILENCE: lambda _forum, _proposal: tell(
        "It needs the silence to hold until its end, and the secretariat to find so."
    ),
    Stage.PARKED: lambda _forum, _proposal: tell(
        "It is parked; its sponsor or the chair may take it up again, with notice."
    ),
    Stage.ADOPTED: _needs_effect,
    Stage.ADOPTED_EXCEPT: _needs_effect,
    Stage.IN_EFFECT: lambda _forum, _proposal: tell("It is in effect; nothing is needed."),
    Stage.LAPSED: lambda _forum, _proposal: tell("It has lapsed; it can be tabled anew."),
    Stage.WITHDRAWN: lambda _forum, _proposal: tell("It was withdrawn; it can be tabled anew."),
}
