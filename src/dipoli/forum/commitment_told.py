"""What can truly be said of a commitment: by when, whether late, and what each side says.

"Broken" is said only where both sides say that it is not fulfilled, or where the verifier that they
agreed finds so. In every other case each side's view is told as its own. That a side has made no
entry is told as that; it is neither a yes nor a no.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

from dipoli.forum import decision as d
from dipoli.forum import meeting as m
from dipoli.forum.clock import later
from dipoli.forum.commitment import Assessment, Commitment, Event, Stage, Verdict
from dipoli.forum.kind import hours
from dipoli.forum.standing import Forum


class Seen(enum.Enum):
    """What the sides and the verifier say, taken together."""

    NOTHING = "no-entry-yet"
    EACH = "as-each-says"
    DISPUTED = "disputed"
    FULFILLED = "fulfilled"
    PART = "fulfilled-in-part"
    BROKEN = "broken"
    UNKNOWN = "cannot-be-said"


_AGREED: Mapping[Verdict, Seen] = {
    Verdict.FULFILLED: Seen.FULFILLED,
    Verdict.PART: Seen.PART,
    Verdict.NOT: Seen.BROKEN,
    Verdict.UNKNOWN: Seen.UNKNOWN,
}
TOLD: Mapping[Verdict, str] = {
    Verdict.FULFILLED: "it is fulfilled",
    Verdict.PART: "it is fulfilled in part",
    Verdict.NOT: "it is not fulfilled",
    Verdict.UNKNOWN: "it cannot say",
}
"""How each verdict is told."""


def sides(forum: Forum, one: Commitment) -> tuple[tuple[str, Assessment | None], ...]:
    """Each side with its own view, in protocol order; None where it has made no entry."""
    named, said = one.sides, one.said
    return tuple([(code, said.get(code)) for code in forum.order if code in named])


def is_disputed(one: Commitment) -> bool:
    """Whether views differ. Who cannot say differs from nobody."""
    known = [view.verdict for view in one.said.values() if view.verdict is not Verdict.UNKNOWN]
    return any(verdict is not known[0] for verdict in known)


def by_sides(one: Commitment) -> Verdict | None:
    """What every side says alike; None where one is silent, or says something else."""
    views = [one.said.get(code) for code in one.sides]
    first = views[0]
    if first is None:
        return None
    alike = all(view is not None and view.verdict is first.verdict for view in views)
    return first.verdict if alike else None


def seen(one: Commitment) -> Seen:
    """What the sides and the verifier say, taken together.

    What all sides say alike stands. Where they do not, the verifier that they agreed decides. One
    side alone, of a commitment that is owed to nobody, can say that it is fulfilled and not that it
    is broken: no other side is there to say so.
    """
    agreed = by_sides(one)
    if agreed is not None and (agreed is not Verdict.NOT or len(one.sides) > 1):
        return _AGREED[agreed]
    if one.found is not None and one.found.verdict is not Verdict.UNKNOWN:
        return _AGREED[one.found.verdict]
    if not one.said:
        return Seen.NOTHING
    return Seen.DISPUTED if is_disputed(one) else Seen.EACH


_LINE = 80
"""Signs of words that stand in the place of a title."""


def in_a_line(words: str) -> str:
    """Words in the place of a title: in one line, and cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LINE else f"{line[:_LINE].rstrip()} …"


# ---------------------------------------------------------------- by when


def due_of(forum: Forum, one: Commitment) -> str | None:
    """By when it is done; None where it has no date, or its event has not come."""
    if one.event is None or one.hours is None:
        return one.due
    came = forum.happened.get(str(one.of))
    return None if came is None else later(came, one.hours)


def cannot_come(forum: Forum, one: Commitment) -> bool:
    """Whether the event from which its time runs can come no more."""
    name = str(one.of)
    if one.event is None or name in forum.happened:
        return False
    if one.event is Event.DECISION:
        proposal = forum.proposals.get(name)
        return proposal is not None and proposal.stage in (d.Stage.LAPSED, d.Stage.WITHDRAWN)
    if one.event is Event.MEETING:
        meeting = forum.meetings.get(name)
        return meeting is not None and meeting.stage is m.Stage.CANCELLED
    other = forum.commitments.get(name)
    return other is not None and other.stage in _GONE


_OPEN = frozenset({Stage.AWAITED, Stage.DECLINED, Stage.STANDING})
_GONE = frozenset({Stage.LAPSED, Stage.RELEASED, Stage.SUPERSEDED, Stage.WITHDRAWN})


def late(forum: Forum, one: Commitment, now: str) -> str | None:
    """The date that has passed; None where none has, or where all owners say that it is done.

    Args:
        forum: the standing.
        one: the commitment.
        now: the moment.
    """
    if not one.rests_on_text or one.whole_suspended:
        return None
    if one.stage not in _OPEN:
        return None
    until = due_of(forum, one)
    if until is None or now <= until or seen(one) is Seen.FULFILLED:
        return None
    views = (one.said.get(code) for code in one.owners)
    done = all(view is not None and view.verdict is Verdict.FULFILLED for view in views)
    return None if done else until


_EVENTS: Mapping[Event, tuple[str, str]] = {
    Event.DECISION: ("is in effect", "is not in effect"),
    Event.MEETING: ("was opened", "has not been opened"),
    Event.COMMITMENT: ("was found fulfilled", "has not been found fulfilled"),
}


def due_told(forum: Forum, one: Commitment, now: str) -> str | None:
    """By when it is done, in a sentence; None where nothing is said of that."""
    until = due_of(forum, one)
    if one.event is None:
        told = f"It is due by {until}" if until is not None else ""
    else:
        came, waits = _EVENTS[one.event]
        told = f"It is due {_span(one.hours or 0)} after {one.of} {came}"
        if until is None:
            gone = ", and can be so no more" if cannot_come(forum, one) else ""
            return f"{told}; {one.of} {waits}{gone}."
        told += f", which is by {until}"
    if not told:
        return None if one.until is None else f"It holds up to {one.until}."
    return f"{told}; that date has passed." if late(forum, one, now) else f"{told}."


def _span(number: int) -> str:
    days, rest = divmod(number, 24)
    if rest or not days:
        return hours(number)
    return "1 day" if days == 1 else f"{days} days"


# ---------------------------------------------------------------- what is said


def told(forum: Forum, one: Commitment, now: str) -> tuple[str, ...]:
    """What can be said of a commitment, sentence by sentence.

    Args:
        forum: the standing.
        one: the commitment.
        now: the moment, for a date that has passed.
    """
    date = due_told(forum, one, now)
    return (
        *_where(forum, one),
        *((date,) if date is not None and one.stage in _OPEN else ()),
        *_suspensions(forum, one),
        *said(forum, one),
        *_pair(forum, one),
    )


_ENDS: Mapping[Stage, str] = {
    Stage.FULFILLED: "It was found fulfilled on {}.",
    Stage.LAPSED: "It lapsed on {}.",
    Stage.RELEASED: "Those to whom it is owed released it on {}.",
    Stage.SUPERSEDED: "{} took its place on {}.",
    Stage.WITHDRAWN: "It was taken back on {}.",
}


def _where(forum: Forum, one: Commitment) -> Iterator[str]:
    """Where it stands, unless it simply stands."""
    answers = one.confirmed
    if one.stage is Stage.SUPERSEDED:
        others = ", ".join(sorted(set(one.let.values()) - {""}))
        yield _ENDS[one.stage].format(others, one.since)
    elif one.stage in _ENDS:
        yield _ENDS[one.stage].format(one.since)
    elif one.registered and one.stage is not Stage.STANDING:
        yield f"{one.by} entered it as it reads {one.decision}, which binds as its text says."
    if one.stage in (Stage.AWAITED, Stage.DECLINED):
        silent = [code for code in forum.order if code in one.owners and code not in answers]
        if silent:
            yield f"No answer yet from {', '.join(silent)}, whose commitment it would be."
        for code in forum.order:
            if answers.get(code) is False:
                told = f"does not read {one.decision} so" if one.registered else "declines it"
                yield f"{code} {told}."


def _suspensions(forum: Forum, one: Commitment) -> Iterator[str]:
    for code in forum.order:
        for part, owner in sorted(one.suspended):
            if owner == code:
                what = f"clause {part}" if part else "the whole"
                yield f"{code} suspended {what} on {one.suspended[part, owner].time}."


def said(forum: Forum, one: Commitment) -> tuple[str, ...]:
    """What each side says, and the verifier: “A says, B says”, unless they say the same."""
    found, verdict = one.found, by_sides(one)
    views = sides(forum, one)
    sentences: list[str] = []
    if verdict is not None and len(views) > 1:
        broken = ": it is broken" if verdict is Verdict.NOT else ""
        what = "they cannot say" if verdict is Verdict.UNKNOWN else TOLD[verdict]
        sentences.append(f"All sides say that {what}{broken}.")
    elif one.said:
        told = [
            f"{code} has made no entry" if view is None else f"{code} says: {TOLD[view.verdict]}"
            for code, view in views
        ]
        sentences.append(f"{'. '.join(told)}.")
    elif found is None and one.stage in _OPEN:
        sentences.append("No side has said how it stands.")
    if found is not None:
        is_broken = found.verdict is Verdict.NOT and seen(one) is Seen.BROKEN
        broken = ": it is broken" if is_broken else ""
        who = one.verifier or one.agency
        sentences.append(f"{who}, the agreed verifier, finds: {TOLD[found.verdict]}{broken}.")
    return tuple(sentences)


def is_pair(forum: Forum, one: Commitment) -> bool:
    """Whether it is one of a reciprocal pair that owners of both accepted."""
    other = None if one.pair is None else forum.commitments.get(one.pair)
    return other is not None and other.pair == one.id


def _pair(forum: Forum, one: Commitment) -> Iterator[str]:
    other = None if one.pair is None else forum.commitments.get(one.pair)
    if other is None:
        return
    who = ", ".join(other.owners)
    if other.pair == one.id:
        stage = other.stage.value.replace("-", " ")
        yield f"It is one of a pair with {other.id} of {who}, which is {stage}."
    else:
        yield f"Its owner names it as one of a pair with {other.id}; {who} has not."


def still_needed(forum: Forum, one: Commitment) -> str:
    """What a commitment still needs, in a sentence."""
    if one.stage is Stage.AWAITED:
        silent = [code for code in forum.order if code in one.owners and code not in one.confirmed]
        return f"It needs {', '.join(silent)} to confirm it, or to say that it is not so."
    if one.stage is Stage.DECLINED:
        no = [code for code in forum.order if one.confirmed.get(code) is False]
        return f"{', '.join(no)} has said that it is not so; it needs another entry, or a talk."
    return _standing_needs(forum, one) if one.stage is Stage.STANDING else _NOTHING


_NOTHING = "Nothing more is needed."


def _standing_needs(forum: Forum, one: Commitment) -> str:
    if one.whole_suspended:
        return "It is suspended; its owner can resume it."
    if cannot_come(forum, one):
        return "What its time runs from can come no more; it can be found lapsed."
    if seen(one) is Seen.FULFILLED:
        return "It can be found fulfilled."
    if (one.verifier or one.agency) and not one.verifier_agreed:
        return "Its verifier is not agreed yet; recipients accept the commitment with it."
    return "It needs each side to say how it stands."
