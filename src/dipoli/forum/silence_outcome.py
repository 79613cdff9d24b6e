"""How a silence ends: it is broken, it is found to have held, or it ends without effect.

A break counts up to the named moment, that second included. Until the secretariat has found, after
that moment, that nobody broke the silence, nothing is adopted. A silence that did not reach all, or
in which a necessary party takes no part, is found to have ended without effect; its proposal is
then on the table again. What can be found to have held is not found to have ended so.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import silence as s
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_runs
from dipoli.forum.decision_forms import REASONED
from dipoli.forum.decision_parties import entitled, missing_parties, necessary_are_here, not_out
from dipoli.forum.decision_work import moved, proposal_of, proposal_stages, put
from dipoli.forum.kept import keep_silence
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.silence_service import all_served, unserved
from dipoli.forum.silence_work import (
    in_time,
    silence_kind,
    silence_moved,
    silence_of,
    silence_stages,
)
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell


def _may_break(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in entitled(forum, proposal_of(forum, act)):
        return None
    why = tell("{who} has no voice in this decision.", who=act.by)
    return refuse(forum, Point.SILENCE_BREAK, why, tell("Speak to it in a meeting."))


def _over(forum: Forum, act: Act) -> OutOfOrder | None:
    until = silence_of(forum, act).until
    if act.earliest > until:
        return None
    why = tell(
        "The silence over {object} runs until {until}, that second included.",
        object=act.object,
        until=until,
    )
    return refuse(forum, Point.SILENCE_CERTIFY, why, tell("Wait until that moment has passed."))


def _without_effect(forum: Forum, act: Act) -> OutOfOrder | None:
    """A silence that can be found to have held is not found to have ended without effect."""
    proposal = proposal_of(forum, act)
    if unserved(forum, silence_of(forum, act)) or missing_parties(forum, proposal):
        return None
    why = tell(
        "The text of {object} was served on all in time, nobody broke the silence, and every "
        "necessary party takes part.",
        object=act.object,
    )
    return refuse(forum, Point.SILENCE_CERTIFY, why, tell("Certify that the silence held."))


def _broke(forum: Forum, act: Act) -> Forum:
    silence = evolve(silence_moved(forum, act), broken=(act.by, act.number))
    return keep_silence(put(forum, moved(proposal_of(forum, act), act)), silence)


def _held(forum: Forum, act: Act) -> Forum:
    proposal = evolve(moved(proposal_of(forum, act), act), adopted=act.time, taken=act.number)
    return keep_silence(put(forum, proposal), silence_moved(forum, act))


def _lapsed(forum: Forum, act: Act) -> Forum:
    return keep_silence(put(forum, moved(proposal_of(forum, act), act)), silence_moved(forum, act))


KINDS: tuple[Kind, ...] = (
    silence_kind(
        s.BREAK,
        Who.MEMBER,
        (silence_stages, in_time, _may_break, not_out),
        _broke,
        tell("Break a silence by an objection or an amendment."),
        REASONED,
    ),
    silence_kind(
        s.CERTIFY,
        Who.SECRETARIAT,
        (silence_stages, proposal_stages, _over, all_served, necessary_are_here, basket_runs),
        _held,
        tell("Find that nobody broke the silence: the proposal is adopted."),
        adopts=True,
    ),
    silence_kind(
        s.LAPSE,
        Who.CHAIR_OR_SECRETARIAT,
        (silence_stages, proposal_stages, _over, _without_effect),
        _lapsed,
        tell(
            "Find that a silence ended without effect, since its text did not reach all in time "
            "or a "
            "necessary party takes no part."
        ),
    ),
)
"""The acts that end a silence."""
