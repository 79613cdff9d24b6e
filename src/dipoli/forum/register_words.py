"""Words in which registers tell how a thing stands; pages and tables say the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dipoli.forum import meeting as m
from dipoli.forum import meeting_rules, minutes_rules
from dipoli.forum.bodies import Rank
from dipoli.forum.commitment import Stage
from dipoli.forum.commitment_list import Row
from dipoli.forum.commitment_told import Seen
from dipoli.forum.meeting import Meeting
from dipoli.forum.standing import Forum
from dipoli.forum.text import Status, Text
from dipoli.told import Told, in_words, tell

UNSURE = tell("Some of what was done about it is not open to you; how it stands is not known here.")

_SEEN: Mapping[Seen, Told] = MappingProxyType(
    {
        Seen.NOTHING: tell("standing"),
        Seen.EACH: tell("standing"),
        Seen.DISPUTED: tell("views differ"),
        Seen.FULFILLED: tell("said to be fulfilled"),
        Seen.PART: tell("said to be fulfilled in part"),
        Seen.BROKEN: tell("broken"),
        Seen.UNKNOWN: tell("cannot be said"),
    }
)


def commitment_stands(found: Row) -> Told:
    """Where it stands, in a word or two; "broken" only where both sides or the verifier say so."""
    one = found.one
    if one.stage is not Stage.STANDING:
        return in_words(one.stage)
    if one.whole_suspended:
        return tell("suspended")
    return _SEEN[found.seen]


# ---------------------------------------------------------------- texts


def text_stands(one: Text) -> Told:
    """Where a text stands: its stage, or that it lies before the body."""
    return tell("before the body") if one.held else in_words(one.stage)


def language_stands(one: Text, code: str) -> Told:
    """How the version of a text in a working language stands."""
    status = one.status(code)
    if code == one.language:
        return tell("negotiated")
    if status is Status.MISSING:
        version = one.languages.get(code)
        if version is None:
            return tell("no entry")
        return tell("of version {version}, not yet of the present", version=version.of)
    return in_words(status)


def languages_of(forum: Forum, one: Text) -> tuple[str, ...]:
    """Each language in which there is to be a version, in the order of the charter."""
    return tuple(dict.fromkeys((*forum.charter.languages, one.language)))


# ---------------------------------------------------------------- meetings

PAST = frozenset({m.Stage.CLOSED, m.Stage.CANCELLED})
"""Stages of a meeting that is over."""

OUTCOMES: Mapping[m.Outcome, Told] = MappingProxyType(
    {
        m.Outcome.TEXT: tell("a text"),
        m.Outcome.SUMMARY: tell("summary of the chair"),
        m.Outcome.PRESS: tell("line for the press"),
        m.Outcome.NOTHING: tell("nothing"),
    }
)
"""With what a meeting closed."""


def meetings_in_time(forum: Forum) -> tuple[tuple[Meeting, ...], tuple[Meeting, ...]]:
    """Meetings to come, the earliest first; and those past, the latest first."""
    held = sorted(forum.meetings.values(), key=lambda one: (one.until or one.opens, one.number))
    coming = tuple(one for one in held if one.stage not in PAST)
    return coming, tuple(one for one in reversed(held) if one.stage in PAST)


def meeting_stands(forum: Forum, one: Meeting) -> Told:
    """The stage of a meeting, where it is known."""
    return tell("not known here") if one.id in forum.unknown else in_words(one.stage)


def meeting_needed(forum: Forum, one: Meeting) -> str:
    """What a meeting, or its summary record, still needs, in a sentence."""
    if one.id in forum.unknown:
        return UNSURE
    sentence = meeting_rules.still_needed(forum, one)
    if one.minutes is not m.Minutes.NONE or sentence.endswith("nothing is needed."):
        return minutes_rules.still_needed(forum, one)
    return sentence


def levels(one: Meeting) -> tuple[Told, ...]:
    """At what levels delegations attend, in the order of the ranks; nothing of who attends so."""
    held = {credentials.rank for credentials in one.credentials.values()}
    return tuple(in_words(rank) for rank in Rank if rank in held)
