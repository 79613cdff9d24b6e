"""The stories of the exercise, in the order in which they begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from dipoli.demonstration import action, confidence, decisions, ending, quiet, sealed, words
from dipoli.demonstration.exercise import Exercise
from dipoli.demonstration.meetings import calendar, meetings
from dipoli.demonstration.negotiation import Negotiation
from dipoli.demonstration.papers import ECONOMY, HUMANITARIAN, MARITIME, NUCLEAR, Paper
from dipoli.demonstration.parties import CODES, OTHER_SEA, SEA, STATES

ROOMS = (decisions, words, action, confidence, sealed, quiet, ending)


def stories(x: Exercise) -> Sequence[Iterator[datetime]]:
    """All of them."""
    return [
        beginning(x),
        basket_body(x, 0, "maritime", MARITIME, "XOR", "Maritime security: the body and its tasks"),
        basket_body(x, 1, "nuclear-safety", NUCLEAR, "XTV", "Nuclear safety: operators and alarms"),
        basket_body(x, 2, "economy", ECONOMY, "XSE", "Economy and connectivity of the shores"),
        basket_body(x, 3, "humanitarian", HUMANITARIAN, "XHA", "Humanitarian matters of the sea"),
        *(story(x) for room in ROOMS for story in room.STORIES),
    ]


def beginning(x: Exercise) -> Iterator[datetime]:
    """The lots are drawn before all delegations; each says how it is served, and its names."""
    yield x.begins
    lot = x.dice.some(CODES, len(CODES))
    x.office("order.publish", "", "Drawn from an urn before all delegations.", use="protocol",
             order=x.dice.some(CODES, len(CODES)))  # fmt: skip
    x.office("order.publish", "", "Drawn from the same urn.", use="chair", order=lot)
    for one in STATES:
        kind = one.channel.split()[0]
        sort = {"node": "node", "mailbox": "mailbox"}.get(kind, "note-verbale")
        x.do(one.code, "channel.declare", one.code, one.channel, sort=sort)
    for one in STATES:
        for language, name in one.names.items():
            x.do(one.code, "name.give", "", name, sort="party", thing=one.code, language=language)
        sea = OTHER_SEA.get(one.code, SEA["en"])
        x.do(one.code, "name.give", "", sea, sort="sea", thing="the common sea", language="en")


def basket_body(
    x: Exercise, number: int, basket: str, papers: Sequence[Paper], chair: str, title: str
) -> Iterator[datetime]:
    """A body is called by decision, and meets every six weeks until the end."""
    yield x.day(20 + number)
    name = x.plenary.name("B")
    decision = yield from x.decided(chair, f"To call a body: {title}", "body", subject=name)
    host = next(one for one in STATES if one.code == chair)
    x.do(x.chair(), "circle.call", name, title, sort="basket-body", track="track-1",
         rank="officials", host=f"The port authority of {host.town}", funders=["The seven parties"],
         basket=basket, seats=list(x.forum.order), chair=[chair], decision=decision)  # fmt: skip
    body = x.hall.open_body(x.plenary, name, basket)
    work = Negotiation(body=name, papers=papers)
    first = (x.hall.now - x.begins).days + 24 + number
    x.calendar[basket] = calendar(x, first, 42, 820)
    yield from meetings(x, body, x.calendar[basket], work.work, rotates=False)
