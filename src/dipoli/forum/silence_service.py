"""Service: whether the text of a silence reached all in time for them to speak.

A silence says nothing of a party that the text never reached. It is served by the channel that the
seat itself declared; to refuse or ignore receipt is to be served, and a channel that is down serves
nobody. Who is served has the time to speak that a silence leaves when it goes on, at least.
"""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import silence as s
from dipoli.forum.act import Act
from dipoli.forum.clock import later
from dipoli.forum.decision_parties import entitled
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kept import keep_silence
from dipoli.forum.kind import Kind, Who, hours, refuse
from dipoli.forum.silence import Silence, Stage
from dipoli.forum.silence_work import (
    in_time,
    silence_kind,
    silence_moved,
    silence_of,
    silence_stages,
)
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


@frozen(kw_only=True)
class Served:
    """The body of ``text.serve/1``."""

    seat: str
    channel: str
    how: s.Service


SERVED = Form(
    build=Served,
    text="channel",
    fields=(
        Field(name="channel", sort=Sort.LINE, meaning="by which channel, as the seat declared it"),
        Field(name="seat", sort=Sort.CODE, meaning="on whom the text was served"),
        Field(name="how", sort=Sort.SLUG, meaning="what came of it", choice=s.Service),
    ),
)


def _served_by_channel(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Served)  # noqa: S101 - the form of this act gives no other
    seat = forum.seats.get(paper.seat)
    if seat is None:
        why = tell("{seat} has no seat here.", seat=paper.seat)
        return refuse(forum, Point.SILENCE_SERVICE, why, tell("Serve it on those who sit here."))
    if seat.channel != paper.channel:
        why = tell("The channel that {seat} itself declared is: none.", seat=paper.seat)
        if seat.channel is not None:
            why = tell(
                "The channel that {seat} itself declared is: “{channel}”.",
                seat=paper.seat,
                channel=seat.channel,
            )
        return refuse(forum, Point.SILENCE_SERVICE, why, tell("Serve it by that channel."))
    if seat.down is not None:
        why = tell(
            "The channel of {seat} has been down since {down}.", seat=paper.seat, down=seat.down
        )
        return refuse(forum, Point.SILENCE_SERVICE, why, tell("Serve it once the channel works."))
    return _time_to_speak(forum, act)


def _time_to_speak(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who is served has the time to speak that a silence leaves when it goes on, at least."""
    silence, least = silence_of(forum, act), forum.charter.silence.resume
    if silence.stage is Stage.SUSPENDED or later(act.moment, least) <= silence.until:
        return None
    if act.moment > silence.until:
        why = tell(
            "The silence over {object} ended at {until}; nobody can speak to it now.",
            object=act.object,
            until=silence.until,
        )
        remedy = tell(
            "Find that it ended without effect, and open another; serve the text at once."
        )
        return refuse(forum, Point.SILENCE_SERVICE, why, remedy)
    why = tell(
        "The silence ends at {until}; whoever is served has {hours} to speak.",
        until=silence.until,
        hours=hours(least),
    )
    remedy = tell("Serve the text once the chair has extended the silence, or suspended it.")
    return refuse(forum, Point.SILENCE_SERVICE, why, remedy)


def unserved(forum: Forum, silence: Silence) -> tuple[str, ...]:
    """Entitled seats that the text was not served on, in protocol order."""
    voices = entitled(forum, forum.proposals[silence.proposal])
    return tuple(code for code in voices if code not in silence.served)


def all_served(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of a silence that held: nobody entitled was left unserved."""
    missing = unserved(forum, silence_of(forum, act))
    if not missing:
        return None
    why = tell(
        "The text was not served in time on {missing}; silence there says nothing.",
        missing=commas(missing),
    )
    remedy = tell(
        "Find that the silence ended without effect; open another, and serve its text at once."
    )
    return refuse(forum, Point.SILENCE_SERVICE, why, remedy)


def _acknowledged(forum: Forum, act: Act) -> Forum:
    """Who says in time that the text is there was served; later it is a courtesy."""
    silence = silence_moved(forum, act)
    served = silence.served
    if act.by not in served and in_time(forum, act) is None:
        served = served.set(act.by, s.Service.DELIVERED)
    return keep_silence(
        forum, evolve(silence, served=served, acknowledged=silence.acknowledged | {act.by})
    )


def _was_served(forum: Forum, act: Act) -> Forum:
    silence, paper = silence_moved(forum, act), act.said
    assert isinstance(paper, Served)  # noqa: S101 - the form of this act gives no other
    return keep_silence(forum, evolve(silence, served=silence.served.set(paper.seat, paper.how)))


KINDS: tuple[Kind, ...] = (
    silence_kind(
        s.ACKNOWLEDGE,
        Who.SEAT,
        (silence_stages,),
        _acknowledged,
        tell("Acknowledge receipt of the text."),
    ),
    silence_kind(
        s.SERVE,
        Who.SECRETARIAT,
        (silence_stages, _served_by_channel),
        _was_served,
        tell("Enter that the text was served on a seat."),
        SERVED,
        alone=False,
    ),
)
"""The acts of service."""
