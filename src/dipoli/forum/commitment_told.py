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
from dipoli.told import commas, in_words, joined, tell, tell_count


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
    Verdict.FULFILLED: tell("it is fulfilled"),
    Verdict.PART: tell("it is fulfilled in part"),
    Verdict.NOT: tell("it is not fulfilled"),
    Verdict.UNKNOWN: tell("it cannot say"),
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


def _after(event: Event, span: str, of: str) -> str:
    """By which time after an event it is due."""
    if event is Event.DECISION:
        return tell("It is due {span} after {object} is in effect", span=span, object=of)
    if event is Event.MEETING:
        return tell("It is due {span} after {object} was opened", span=span, object=of)
    return tell("It is due {span} after {object} was found fulfilled", span=span, object=of)


def _not_so_far(event: Event, of: str) -> str:
    """That an event has not come."""
    if event is Event.DECISION:
        return tell("{object} is not in effect", object=of)
    if event is Event.MEETING:
        return tell("{object} has not been opened", object=of)
    return tell("{object} has not been found fulfilled", object=of)


def due_told(forum: Forum, one: Commitment, now: str) -> str | None:
    """By when it is done, in a sentence; None where nothing is said of that."""
    until, over = due_of(forum, one), late(forum, one, now) is not None
    if one.event is not None:
        return _due_by_event(forum, one, one.event, until, over=over)
    if until is None:
        return None if one.until is None else tell("It holds up to {until}.", until=one.until)
    if over:
        return tell("It is due by {until}; that date has passed.", until=until)
    return tell("It is due by {until}.", until=until)


def _due_by_event(
    forum: Forum, one: Commitment, event: Event, until: str | None, *, over: bool
) -> str:
    of = str(one.of)
    due = _after(event, _span(one.hours or 0), of)
    if until is None:
        waits = _not_so_far(event, of)
        if cannot_come(forum, one):
            return tell("{due}; {waits}, and can be so no more.", due=due, waits=waits)
        return tell("{due}; {waits}.", due=due, waits=waits)
    if over:
        return tell("{due}, which is by {until}; that date has passed.", due=due, until=until)
    return tell("{due}, which is by {until}.", due=due, until=until)


def _span(number: int) -> str:
    days, rest = divmod(number, 24)
    if rest or not days:
        return hours(number)
    return tell_count(days, "{number} day", "{number} days")


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


def _ended(one: Commitment) -> str | None:
    """How it ended; None where it did not."""
    since = one.since
    if one.stage is Stage.SUPERSEDED:
        others = commas(sorted(set(one.let.values()) - {""}))
        return tell("{others} took its place on {since}.", others=others, since=since)
    if one.stage is Stage.FULFILLED:
        return tell("It was found fulfilled on {since}.", since=since)
    if one.stage is Stage.LAPSED:
        return tell("It lapsed on {since}.", since=since)
    if one.stage is Stage.RELEASED:
        return tell("Those to whom it is owed released it on {since}.", since=since)
    if one.stage is Stage.WITHDRAWN:
        return tell("It was taken back on {since}.", since=since)
    return None


def _where(forum: Forum, one: Commitment) -> Iterator[str]:
    """Where it stands, unless it simply stands."""
    answers = one.confirmed
    ended = _ended(one)
    if ended is not None:
        yield ended
    elif one.registered and one.stage is not Stage.STANDING:
        yield tell(
            "{who} entered it as it reads {decision}, which binds as its text says.",
            who=one.by,
            decision=one.decision,
        )
    if one.stage in (Stage.AWAITED, Stage.DECLINED):
        silent = [code for code in forum.order if code in one.owners and code not in answers]
        if silent:
            yield tell(
                "No answer yet from {silent}, whose commitment it would be.", silent=commas(silent)
            )
        for code in forum.order:
            if answers.get(code) is False:
                yield (
                    tell("{code} does not read {decision} so.", code=code, decision=one.decision)
                    if one.registered
                    else tell("{code} declines it.", code=code)
                )


def _suspensions(forum: Forum, one: Commitment) -> Iterator[str]:
    for code in forum.order:
        for part, owner in sorted(one.suspended):
            if owner == code:
                time = one.suspended[part, owner].time
                yield (
                    tell(
                        "{code} suspended clause {part} on {time}.", code=code, part=part, time=time
                    )
                    if part
                    else tell("{code} suspended the whole on {time}.", code=code, time=time)
                )


_ALIKE: Mapping[Verdict, str] = {
    Verdict.FULFILLED: tell("All sides say that it is fulfilled."),
    Verdict.PART: tell("All sides say that it is fulfilled in part."),
    Verdict.NOT: tell("All sides say that it is not fulfilled: it is broken."),
    Verdict.UNKNOWN: tell("All sides say that they cannot say."),
}
"""What all sides say alike."""


def said(forum: Forum, one: Commitment) -> tuple[str, ...]:
    """What each side says, and the verifier: “A says, B says”, unless they say the same."""
    found, verdict = one.found, by_sides(one)
    views = sides(forum, one)
    sentences: list[str] = []
    if verdict is not None and len(views) > 1:
        sentences.append(_ALIKE[verdict])
    elif one.said:
        told = [
            tell("{code} has made no entry.", code=code)
            if view is None
            else tell("{code} says: {verdict}.", code=code, verdict=TOLD[view.verdict])
            for code, view in views
        ]
        sentences.append(joined(" ", told))
    elif found is None and one.stage in _OPEN:
        sentences.append(tell("No side has said how it stands."))
    if found is not None:
        who, verdict = one.verifier or one.agency, found.verdict
        if verdict is Verdict.NOT and seen(one) is Seen.BROKEN:
            said_so = tell(
                "{who}, the agreed verifier, finds: it is not fulfilled: it is broken.", who=who
            )
        else:
            said_so = tell(
                "{who}, the agreed verifier, finds: {verdict}.", who=who, verdict=TOLD[verdict]
            )
        sentences.append(said_so)
    return tuple(sentences)


def is_pair(forum: Forum, one: Commitment) -> bool:
    """Whether it is one of a reciprocal pair that owners of both accepted."""
    other = None if one.pair is None else forum.commitments.get(one.pair)
    return other is not None and other.pair == one.id


def _pair(forum: Forum, one: Commitment) -> Iterator[str]:
    other = None if one.pair is None else forum.commitments.get(one.pair)
    if other is None:
        return
    who = commas(other.owners)
    if other.pair == one.id:
        stage = in_words(other.stage)
        yield tell(
            "It is one of a pair with {other} of {who}, which is {stage}.",
            other=other.id,
            who=who,
            stage=stage,
        )
    else:
        yield tell(
            "Its owner names it as one of a pair with {other}; {who} has not.",
            other=other.id,
            who=who,
        )


def still_needed(forum: Forum, one: Commitment) -> str:
    """What a commitment still needs, in a sentence."""
    if one.stage is Stage.AWAITED:
        silent = [code for code in forum.order if code in one.owners and code not in one.confirmed]
        return tell(
            "It needs {silent} to confirm it, or to say that it is not so.", silent=commas(silent)
        )
    if one.stage is Stage.DECLINED:
        no = [code for code in forum.order if one.confirmed.get(code) is False]
        return tell(
            "{no} has said that it is not so; it needs another entry, or a talk.", no=commas(no)
        )
    return _standing_needs(forum, one) if one.stage is Stage.STANDING else _NOTHING


_NOTHING = tell("Nothing more is needed.")


def _standing_needs(forum: Forum, one: Commitment) -> str:
    if one.whole_suspended:
        return tell("It is suspended; its owner can resume it.")
    if cannot_come(forum, one):
        return tell("What its time runs from can come no more; it can be found lapsed.")
    if seen(one) is Seen.FULFILLED:
        return tell("It can be found fulfilled.")
    if (one.verifier or one.agency) and not one.verifier_agreed:
        return tell("Its verifier is not agreed yet; recipients accept the commitment with it.")
    return tell("It needs each side to say how it stands.")
