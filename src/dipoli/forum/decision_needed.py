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


def still_needed(forum: Forum, proposal: Proposal) -> str:
    """What a proposal still needs to be decided and to take effect, in a sentence."""
    return _NEEDED[proposal.stage](forum, proposal)


def _needs_put(forum: Forum, proposal: Proposal) -> str:
    ends = notice_ends(forum, proposal)
    silence = ", or be opened for silence" if forum.charter.silence.allowed else ""
    if silence and forum.charter.silence.leave:
        silence += " with the leave of the body"
    where = " in an open meeting" if forum.charter.decision.meeting else ""
    lacks = subject_lacks(forum, proposal) or basket_lacks(forum, proposal)
    lacks = lacks or text_lacks(forum, proposal)
    before = "" if lacks is None else f" First: {lacks.why} {lacks.remedy}"
    return f"It can be put to the body{where} from {ends}{silence}.{before}"


def _needs_adoption(forum: Forum, proposal: Proposal) -> str:
    missing = missing_parties(forum, proposal)
    away = [code for code in missing if code not in proposal.out]
    out = [code for code in missing if code in proposal.out]
    needs = [f"a seat with a voice for {', '.join(away)}, claimed or named as necessary"]
    needs = needs if away else []
    needs += [f"{', '.join(out)} to join, claimed or named as necessary"] if out else []
    lacks = basket_lacks(forum, proposal)
    needs += [] if lacks is None else [f"basket {proposal.basket} to be taken up again"]
    if needs:
        return f"It needs {'; and '.join(needs)}."
    in_meeting = forum.charter.decision.meeting and proposal.stage is not Stage.REFERRED
    where = ", in an open meeting," if in_meeting else ""
    return f"It needs the chair to find{where} that no member objects."


def _needs_withdrawal(forum: Forum, proposal: Proposal) -> str:
    who = [code for code in forum.order if code in proposal.objections]
    gone = [code for code in who if has_given_up(forum, code)]
    here = [code for code in who if code not in gone]
    needs = [f"{', '.join(here)} to withdraw the objection"] if here else []
    if gone:
        needs.append(f"the chair to find that the objection of {', '.join(gone)} has lapsed")
    return f"It needs {'; and '.join(needs)}. Its sponsor or the chair may park it."


def _needs_capitals(forum: Forum, proposal: Proposal) -> str:
    who = capitals_awaited(forum, proposal)
    if not who:
        return f"All capitals have answered. {_needs_adoption(forum, proposal)}"
    confirms = forum.charter.decision.referral_silence is Lapse.CONFIRMS
    otherwise = "no answer by then means that they agree" if confirms else "else it lapses"
    told = ", ".join(who)
    return f"It needs the answer of the capitals of {told} by {proposal.until}; {otherwise}."


def _needs_effect(forum: Forum, proposal: Proposal) -> str:
    waiting, links = consents_awaited(forum, proposal), links_awaited(forum, proposal.id)
    needs = [f"it needs the consent of {', '.join(waiting)}"] if waiting else []
    if links:
        needs.append(f"it waits for {'; '.join(told(forum, one) for one in links)}")
    day = proposal.effective
    earliest = "" if day is None else f", from {day} at the earliest"
    if needs:
        return f"It is decided; to take effect {', and '.join(needs)}{earliest}."
    return f"It is decided; it takes effect when the chair or the secretariat enters so{earliest}."


_NEEDED: dict[Stage, Callable[[Forum, Proposal], str]] = {
    Stage.TABLED: _needs_put,
    Stage.UNDER_DECISION: _needs_adoption,
    Stage.OBJECTED: _needs_withdrawal,
    Stage.REFERRED: _needs_capitals,
    Stage.UNDER_SILENCE: lambda _forum, _proposal: (
        "It needs the silence to hold until its end, and the secretariat to find so."
    ),
    Stage.PARKED: lambda _forum, _proposal: (
        "It is parked; its sponsor or the chair may take it up again, with notice."
    ),
    Stage.ADOPTED: _needs_effect,
    Stage.ADOPTED_EXCEPT: _needs_effect,
    Stage.IN_EFFECT: lambda _forum, _proposal: "It is in effect; nothing is needed.",
    Stage.LAPSED: lambda _forum, _proposal: "It has lapsed; it can be tabled anew.",
    Stage.WITHDRAWN: lambda _forum, _proposal: "It was withdrawn; it can be tabled anew.",
}
