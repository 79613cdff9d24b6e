"""The page of a silence: its clock, what happens at its end, what is before the body, and service.

A silence counts as consent only where everybody entitled was served in time. What the page shows of
service is told seat by seat in protocol order; that a receipt is refused or ignored is service.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum import silence as q
from dipoli.forum import silence_needed
from dipoli.forum.clock import later
from dipoli.forum.decision import Proposal
from dipoli.forum.decision_parties import entitled, missing_parties
from dipoli.forum.kind import hours, times
from dipoli.forum.silence import Silence
from dipoli.forum.silence_service import Served, unserved
from dipoli.forum.text_put import digest
from dipoli.record.shape import read_time
from dipoli.told import commas, in_words, tell, tell_count
from dipoli.web.acts import Done, at_table, done, history, quoted
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.deeds import deed
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route

_SERVICE = frozenset({q.SERVE, q.ACKNOWLEDGE})
_GROUP = 4
"""Digits of a digest that are read out at once."""


def silence(asked: Asked) -> Page:
    """The last silence over a proposal.

    Raises:
        MissingError: there is no such proposal, or no silence was opened over it.
    """
    one = asked.forum.proposals.get(asked.words["object"])
    held = None if one is None else asked.forum.silences.get(one.id)
    if one is None or held is None or one.id in asked.forum.unknown:
        raise MissingError  # of what cannot be followed no clock is told
    acts = [act for act in history(asked, one.id) if act.number >= held.number]
    return Page(
        title=one.title,
        twin={
            "object": one.id,
            "proposal": asked.page("proposal", one.id),
            "stage": held.stage,
            "told": in_words(held.stage),
            "opened": asked.clock(held.opened),
            "opened_by": asked.party(done(asked, held.number).by),
            "until": asked.clock(held.until),
            "runs": held.stage is q.Stage.RUNNING and asked.time <= held.until,
            "left": _left(asked, held),
            "end": list(_end(asked, one, held)),
            "lacks": held.stage in {q.Stage.RUNNING, q.Stage.SUSPENDED}
            and bool(unserved(asked.forum, held) or missing_parties(asked.forum, one)),
            "needed": asked.told(silence_needed.still_needed(asked.forum, held)),
            "before": _before(asked, one),
            "seats": list(_seats(asked, one, held, acts)),
            "extension": _extension(asked, held),
            "broken": _broken(asked, held),
            "leave": _leave(asked, held),
            "articles": {
                name: article(asked, point)
                for name, point in (
                    ("period", Point.SILENCE_PERIOD),
                    ("break", Point.SILENCE_BREAK),
                    ("service", Point.SILENCE_SERVICE),
                    ("extension", Point.SILENCE_EXTENSION),
                    ("certify", Point.SILENCE_CERTIFY),
                )
            },
            "history": [
                {**quoted(asked, act), "told": deed(asked, act), "reason": _reason(act)}
                for act in acts
                if act.name not in _SERVICE and _is_of_silence(act)
            ],
        },
    )


def _is_of_silence(act: Done) -> bool:
    return act.name.startswith("silence.")


def _reason(act: Done) -> str | None:
    reason = getattr(act.said, "reason", None)
    return in_words(reason) if isinstance(reason, d.Reason) else None


# ---------------------------------------------------------------- what happens at the end


def _left(asked: Asked, held: Silence) -> str | None:
    """How long it still runs, as the page is made; None where its clock does not run."""
    if held.stage is not q.Stage.RUNNING or asked.time > held.until:
        return None
    seconds = int((read_time(held.until) - read_time(asked.time)).total_seconds())
    return asked.told(
        tell("At {time} there are left: {lasting}.", time=asked.time, lasting=lasting(seconds))
    )


def lasting(seconds: int) -> str:
    """A span of time in days, hours and minutes; in seconds within the last minute.

    >>> lasting(93_784), lasting(59)
    ('1 day, 2 hours, 3 minutes', '59 seconds')
    """
    if seconds < 60:  # noqa: PLR2004 - a minute
        return tell_count(seconds, "{number} second", "{number} seconds")
    minutes, hours_ = divmod(seconds // 60, 60)[::-1]
    days, hours_ = divmod(hours_, 24)
    parts = (
        (days, tell_count(days, "{number} day", "{number} days")),
        (hours_, tell_count(hours_, "{number} hour", "{number} hours")),
        (minutes, tell_count(minutes, "{number} minute", "{number} minutes")),
    )
    return commas(told for number, told in parts if number)


def _end(asked: Asked, one: Proposal, held: Silence) -> Iterator[str]:
    """What happens at the end, in sentences; of a silence that is over, how it ended."""
    forum, until = asked.forum, held.until
    if held.stage in _ENDS:
        yield asked.told(_ENDS[held.stage])
        return
    if held.stage is q.Stage.SUSPENDED:
        least = hours(forum.charter.silence.resume)
        yield tell(
            "The clock stands still. Nothing happens until the chair lets the silence go on."
        )
        yield tell("It then has the time that was left, and {least} at least.", least=least)
        return
    if asked.time <= until:
        yield asked.told(
            tell("Up to {until}, that second included, a member can break it.", until=until)
        )
    else:
        yield asked.told(
            tell("It could be broken up to {until}, that second included.", until=until)
        )
    if unserved(forum, held) or missing_parties(forum, one):
        yield (
            tell(
                "As it stands now, the secretariat would then find that it ended without "
                "effect, and the proposal would be on the table again."
            )
        )
        return
    yield (
        tell(
            "If nobody has broken it, the secretariat then finds that it held, and by that act the "
            "proposal is adopted. The end of the clock alone adopts nothing."
        )
    )


_ENDS: Mapping[q.Stage, str] = MappingProxyType(
    {
        q.Stage.BROKEN: tell(
            "It was broken. It does not revive; whoever restarts it opens another."
        ),
        q.Stage.HELD: tell("The secretariat found that it held, and the proposal was adopted."),
        q.Stage.LAPSED: tell("It ended without effect; its proposal was on the table again."),
    }
)


# ---------------------------------------------------------------- what is before the body


def _before(asked: Asked, one: Proposal) -> Twin:
    """What the silence runs over, with a digest by which two delegations can compare it.

    Of a text that is the digest of its words in all languages, frozen when the silence was opened;
    of a proposal that is about no text, the leaf hash of the act that tabled its present version.
    """
    text = asked.forum.texts.get(one.subject or "")
    if one.frozen is not None:
        found, sort, act = one.frozen, "text", None
    else:
        tabled = [x for x in history(asked, one.id) if x.name in {d.TABLE, d.AMEND} and not x.void]
        if not tabled:
            return {"sort": "unknown", "digest": None, "groups": [], "title": None, "page": None}
        found, sort, act = tabled[-1].leaf, "act", tabled[-1].number
    shown = found.hex()
    return {
        "sort": sort,
        "act": act,
        "digest": shown,
        "groups": [shown[at : at + _GROUP] for at in range(0, len(shown), _GROUP)],
        "now": None if text is None or sort == "act" else digest(asked.forum, text) == found,
        "title": None if text is None else text.title,
        "object": one.subject if text is not None else one.id,
        "page": asked.thing(one.subject or "") if text is not None else None,
    }


# ---------------------------------------------------------------- service and receipts


def _seats(asked: Asked, one: Proposal, held: Silence, acts: list[Done]) -> Iterator[Twin]:
    """Every entitled seat in protocol order: by which channel, when, and what came of it."""
    served = {act.said.seat: act for act in acts if isinstance(act.said, Served) and not act.void}
    receipts: dict[str, Done] = {}
    for act in acts:
        if act.name == q.ACKNOWLEDGE and not act.void:
            receipts.setdefault(act.by, act)
    over = held.stage not in {q.Stage.RUNNING, q.Stage.SUSPENDED}
    here = [
        code
        for code in entitled(asked.forum, one)
        if not over or at_table(asked, code, held.opened, _ended(held, acts))
    ]
    for code in (x for x in asked.forum.order if x in here or x in held.served):
        service, receipt = served.get(code), receipts.get(code)
        how, reached = held.served.get(code), service or receipt
        yield {
            **asked.party(code),
            "entitled": code in here,
            "channel": None if service is None else service.said.channel,
            "served": None if how is None else how.value,
            "told": tell("not served yet") if how is None else _SERVED[how],
            "at": asked.clock(None if reached is None else reached.time),
            "acknowledged": asked.clock(None if receipt is None else receipt.time),
        }


def _ended(held: Silence, acts: list[Done]) -> str:
    """When a silence was over: by the act that ended it, else by its clock."""
    ends = {q.BREAK, q.CERTIFY, q.LAPSE}
    return next((act.time for act in acts if act.name in ends and not act.void), held.until)


_SERVED: Mapping[q.Service, str] = MappingProxyType(
    {
        q.Service.DELIVERED: tell("delivered"),
        q.Service.REFUSED: tell("receipt refused, and so served"),
        q.Service.IGNORED: tell("receipt ignored, and so served"),
    }
)


# ---------------------------------------------------------------- extension, break, leave


def _extension(asked: Asked, held: Silence) -> Twin:
    most = asked.forum.charter.silence.extensions
    return {
        "extensions": held.extensions,
        "most": most,
        "told": tell("Here a silence is not extended.")
        if not most
        else tell(
            "The chair may extend a silence, {times} at most, before it ends.", times=times(most)
        ),
        "last": asked.clock(later(held.until, -asked.forum.charter.silence.resume)),
    }


def _broken(asked: Asked, held: Silence) -> Twin | None:
    """Who broke it, by which act: a fact that every member of the circle knows."""
    if held.broken is None:
        return None
    code, number = held.broken
    act = done(asked, number)
    return {**quoted(asked, act), "by": asked.party(code), "reason": _reason(act)}


def _leave(asked: Asked, held: Silence) -> Twin | None:
    if held.leave is None:
        return None
    return {
        "object": held.leave,
        "page": asked.thing(held.leave),
        "article": article(asked, Point.SILENCE_LEAVE),
    }


ROUTES = (
    Route(
        name="silence",
        path=f"{ROOM}/decisions/<str:object>/silence",
        rule=Rule.CIRCLE,
        answer=silence,
        about="A silence: its clock, what happens at its end, its text, and service on each seat.",
    ),
)
