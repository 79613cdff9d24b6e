"""Waivers of notice: guards and effects. One objection keeps the notice.

The chair asks, and names until when members can keep the notice. A meeting has members that are not
in the room; so the charter says for how long, at least, each of them can do so. What nobody kept is
found waived by an act of its own, after that moment.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import claim as c
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.claim import Waiver, Waiving
from dipoli.forum.clock import later
from dipoli.forum.decision import Proposal
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.decision_parties import entitled
from dipoli.forum.decision_work import proposal_of, put
from dipoli.forum.kind import Effect, Guard, Kind, Who, hours, refuse, stage_guard
from dipoli.forum.seat import Stage
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


def _waiver(forum: Forum, name: str) -> Waiver | None:
    waiver, proposal = forum.waivers.get(name), forum.proposals[name]
    return waiver if waiver is not None and waiver.tabled == proposal.tabled else None


def _waiving(forum: Forum, name: str) -> Waiving | None:
    if name not in forum.proposals:
        return None
    waiver = _waiver(forum, name)
    return Waiving.UNASKED if waiver is None else waiver.stage


_stages = stage_guard(c.WAIVER_MOVES, _waiving, Point.WAIVER, "The waiver of notice of {object}")


def _waiver_open(forum: Forum, act: Act) -> OutOfOrder | None:
    if not forum.charter.decision.waiver:
        why = tell("Notice is not waived here.")
        return refuse(forum, Point.WAIVER, why, tell("Wait until it has run."))
    proposal = proposal_of(forum, act)
    if proposal.stage is d.Stage.TABLED:
        return None
    why = tell(
        "{object} is {stage}; its notice is over.",
        object=act.object,
        stage=in_words(proposal.stage),
    )
    return refuse(forum, Point.WAIVER, why, tell("A notice is waived while a proposal is tabled."))


def _long_enough(forum: Forum, act: Act) -> OutOfOrder | None:
    least = forum.charter.decision.waiver_hours
    first = later(act.moment, least)
    if act.deadline is not None and act.deadline >= first:
        return None
    why = tell(
        "Members have {hours} at least to keep the notice, and the act says until when.",
        hours=hours(least),
    )
    return refuse(
        forum, Point.WAIVER, why, tell("Give a deadline at {first} or later.", first=first)
    )


def _in_the_room(forum: Forum, _act: Act) -> OutOfOrder | None:
    """Where no time is given to keep the notice, it is waived in the presence of every member."""
    if forum.charter.decision.waiver_hours:
        return None
    voices = [code for code in forum.order if forum.seats[code].counts]
    away = [code for code in voices if forum.seats[code].stage is not Stage.PRESENT]
    if not away:
        return None
    why = tell(
        "A notice is waived here in the presence of every member. Not in the room: {away}.",
        away=commas(away),
    )
    return refuse(
        forum,
        Point.WAIVER,
        why,
        tell("Ask once they are present, or wait until the notice has run."),
    )


def _may_keep(forum: Forum, act: Act) -> OutOfOrder | None:
    waiver = _waiver(forum, act.object)
    if act.by not in entitled(forum, proposal_of(forum, act)):
        why = tell("{who} has no voice in this decision.", who=act.by)
        return refuse(forum, Point.WAIVER, why, tell("Ask a member to keep the notice."))
    if waiver is None or act.moment <= waiver.until:
        return None
    why = tell("The notice could be kept until {until}.", until=waiver.until)
    return refuse(forum, Point.WAIVER, why, tell("Object once it is put to the body, or refer it."))


def _kept_by_nobody(forum: Forum, act: Act) -> OutOfOrder | None:
    waiver = _waiver(forum, act.object)
    if waiver is None or act.earliest > waiver.until:
        return None
    why = tell(
        "Members can keep the notice until {until}, that second included.", until=waiver.until
    )
    return refuse(forum, Point.WAIVER, why, tell("Wait until that moment has passed."))


def _asked(forum: Forum, act: Act) -> Forum:
    stage = c.WAIVER_MOVES[Waiving.UNASKED][act.name]
    waiver = Waiver(stage=stage, tabled=proposal_of(forum, act).tabled, until=str(act.deadline))
    return forum.grown(waivers=forum.waivers.set(act.object, waiver))


def _answered(forum: Forum, act: Act) -> Forum:
    waiver = forum.waivers[act.object]
    waiver = evolve(waiver, stage=c.WAIVER_MOVES[waiver.stage][act.name])
    return forum.grown(waivers=forum.waivers.set(act.object, waiver))


def _found_waived(forum: Forum, act: Act) -> Forum:
    forum = _answered(forum, act)
    return put(forum, evolve(proposal_of(forum, act), waived=True))


def waiver_needed(forum: Forum, proposal: Proposal) -> str:
    """What the waiver of a notice still needs, in a sentence."""
    waiver = _waiver(forum, proposal.id)
    if waiver is None:
        return tell("The notice runs; the chair may ask for it to be waived.")
    if waiver.stage is Waiving.ASKED:
        return tell(
            "It is waived unless a member keeps it by {until}, that second included.",
            until=waiver.until,
        )
    if waiver.stage is Waiving.KEPT:
        return tell("The notice was kept, and runs.")
    return tell("The notice is waived; nothing is needed.")


def _act(name: str, who: Who, guards: tuple[Guard, ...], effect: Effect, meaning: str) -> Kind:
    return Kind(
        name=name,
        form=WORDS,
        who=who,
        guards=(_waiver_open, _stages, *guards),
        effect=effect,
        meaning=meaning,
        about="proposal",
        envelope_alone=True,
    )


KINDS: tuple[Kind, ...] = (
    _act(
        c.WAIVE,
        Who.CHAIR,
        (_in_the_room, _long_enough),
        _asked,
        tell("Ask that a notice be waived, unless a member keeps it by a named moment."),
    ),
    _act(
        c.KEEP,
        Who.MEMBER,
        (_may_keep,),
        _answered,
        tell("Keep a notice: one objection to its waiver is enough."),
    ),
    _act(
        c.WAIVED,
        Who.CHAIR_OR_SECRETARIAT,
        (_kept_by_nobody,),
        _found_waived,
        tell("Find that nobody kept the notice: it is waived."),
    ),
)
"""The acts of waivers."""
