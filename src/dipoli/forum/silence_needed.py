"""What a silence still needs, told in a sentence that names who can do it.

It is read from the same views that the guards of a silence ask: who was not served, and who has to
take part and does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dipoli.forum.clock import later
from dipoli.forum.decision_parties import missing_parties
from dipoli.forum.silence import Silence, Stage
from dipoli.forum.silence_service import unserved
from dipoli.forum.standing import Forum
from dipoli.told import commas, tell


def still_needed(forum: Forum, silence: Silence) -> str:
    """What a silence still needs, in a sentence."""
    if silence.stage is Stage.SUSPENDED:
        return tell("It is suspended; it needs the chair to let it go on.")
    if silence.stage is not Stage.RUNNING:
        return _OVER[silence.stage]
    missing = unserved(forum, silence)
    if missing:
        last = later(silence.until, -forum.charter.silence.resume)
        return tell(
            "It needs the text to be served on {missing} by {last}; a silence that "
            "does not reach all in time ends without effect.",
            missing=commas(missing),
            last=last,
        )
    absent = missing_parties(forum, forum.proposals[silence.proposal])
    if absent:
        return tell(
            "It needs that nobody breaks it up to {until}, that second included; and {absent}, "
            "claimed or named as necessary, to take part; then the secretariat finds that it held.",
            until=silence.until,
            absent=commas(absent),
        )
    return tell(
        "It needs that nobody breaks it up to {until}, that second included; then the secretariat "
        "finds that it held.",
        until=silence.until,
    )


_OVER: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.BROKEN: tell("It was broken; nothing is needed."),
        Stage.HELD: tell("It held; nothing is needed."),
        Stage.LAPSED: tell("It ended without effect; nothing is needed."),
    }
)
"""What is said of a silence that is over."""
