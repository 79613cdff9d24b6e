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


def still_needed(forum: Forum, silence: Silence) -> str:
    """What a silence still needs, in a sentence."""
    if silence.stage is Stage.SUSPENDED:
        return "It is suspended; it needs the chair to let it go on."
    if silence.stage is not Stage.RUNNING:
        return f"It {_TOLD[silence.stage]}; nothing is needed."
    missing = unserved(forum, silence)
    if missing:
        last = later(silence.until, -forum.charter.silence.resume)
        return (
            f"It needs the text to be served on {', '.join(missing)} by {last}; a silence that "
            "does not reach all in time ends without effect."
        )
    absent = missing_parties(forum, forum.proposals[silence.proposal])
    needs = f"that nobody breaks it up to {silence.until}, that second included"
    if absent:
        needs += f"; and {', '.join(absent)}, claimed or named as necessary, to take part"
    return f"It needs {needs}; then the secretariat finds that it held."


_TOLD: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.BROKEN: "was broken",
        Stage.HELD: "held",
        Stage.LAPSED: "ended without effect",
    }
)
"""What is said of a silence that is over."""
