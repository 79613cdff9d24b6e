"""What waits for the secretariat: orders, service, findings of silence, records, rounds."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.charter.rules import Ordering, Rota
from dipoli.forum import exchange as x
from dipoli.forum import hand_up as h
from dipoli.forum import meeting as m
from dipoli.forum import silence as q
from dipoli.forum.chair_rules import rota
from dipoli.forum.clock import later
from dipoli.forum.in_order import in_order, those
from dipoli.forum.naming import PUBLISH
from dipoli.forum.silence_service import Served, unserved
from dipoli.forum.today_asked import TO_COME, Asked, Found
from dipoli.forum.trial import refusal
from dipoli.record.forms import WITHHOLD_BODY
from dipoli.told import commas, tell


def orders(asked: Asked) -> Iterator[Found]:
    """Orders that the charter leaves to a lot or an alphabet, and that are not published."""
    rules = asked.forum.charter
    if rota(asked.forum) is None:
        told = tell("The order by which the chair goes on is of an alphabet, and is not published.")
        if rules.chair.rota is Rota.LOT:
            told = tell(
                "The order by which the chair goes on is drawn by lot, and is not published."
            )
        yield asked.due("", told, (PUBLISH,), until=None)
    if rules.seats.order is Ordering.LOT and not asked.forum.lot:
        told = tell("The order of seats is drawn by lot, and is not published.")
        yield asked.due("", told, (PUBLISH,), until=None)


def service(asked: Asked) -> Iterator[Found]:
    """Texts to be served, and silences that ended."""
    forum = asked.forum
    for one in those(forum, forum.silent, lambda one: one.stage is q.Stage.RUNNING):
        missing = unserved(forum, one)
        if one.until < asked.now:
            yield from _silence_over(asked, one, missing)
        elif missing:
            yield from _serves(asked, one, missing)


def _silence_over(asked: Asked, one: q.Silence, missing: tuple[str, ...]) -> Iterator[Found]:
    """A silence that ended held, or ended without effect: the guards say which can be found."""
    told = tell("The silence has ended and nobody broke it; the secretariat finds so.")
    lapses = tell("The silence ended without effect; the secretariat or the chair finds so.")
    if missing:
        lapses = tell(
            "The silence ended, and the text was not served in time on {missing}.",
            missing=commas(missing),
        )
    certifies = asked.due(one.proposal, told, (q.CERTIFY,), until=None)
    yield certifies
    yield certifies._replace(told=lapses, acts=(q.LAPSE,))


def _serves(asked: Asked, one: q.Silence, missing: tuple[str, ...]) -> Iterator[Found]:
    """On whom the text can be served now, and on whom it cannot, and why."""
    forum, can = asked.forum, list[str]()
    for code in missing:
        paper = Served(seat=code, channel=forum.seats[code].channel or "", how=q.Service.DELIVERED)
        no = refusal(forum, asked.code, q.SERVE, one.proposal, asked.now, paper)
        if no is None:
            can.append(code)
        else:
            told = tell(
                "The text is not served yet on {code}. {why} {remedy}",
                code=code,
                why=no.why,
                remedy=no.remedy,
            )
            yield asked.due(one.proposal, told, (), until=one.until)
    if can:
        told = tell("The text is not served yet on {can}.", can=commas(can))
        last = later(one.until, -forum.charter.silence.resume)
        yield asked.due(one.proposal, told, (q.SERVE,), until=last)


def records(asked: Asked) -> Iterator[Found]:
    """Summary records, credentials, and words that were struck."""
    forum = asked.forum
    since = asked.ago(forum.charter.meeting.corrigenda)

    def waits(one: m.Meeting) -> bool:
        return one.stage is not m.Stage.CANCELLED and one.minutes is not m.Minutes.SETTLED

    for one in those(forum, forum.meetings, waits):
        if one.stage is m.Stage.CLOSED and one.minutes is m.Minutes.NONE:
            told = tell("Its summary record is not issued.")
            yield asked.due(one.id, told, (m.ISSUE,), title=one.title, until=None)
        if one.minutes is m.Minutes.ISSUED and str(one.issued) < since:
            told = tell("The time for corrections is over; the summary record can be settled.")
            yield asked.due(one.id, told, (m.SETTLE,), title=one.title, until=None)
        for code in forum.order if one.stage in TO_COME else ():
            held = one.credentials.get(code)
            if held is not None and held.stage is m.Credential.PRESENTED:
                told = tell(
                    "The credentials of {code} are presented, and not found in order yet.",
                    code=code,
                )
                yield asked.due(one.id, told, (m.VERIFY,), title=one.title, until=None)
    for number in sorted(forum.struck):
        if number not in forum.withheld:
            told = tell(
                "The words of act {number} were struck by {struck}, and are not withheld from the "
                "record yet.",
                number=number,
                struck=forum.struck[number],
            )
            yield asked.due("", told, (WITHHOLD_BODY,), until=None)


def rounds(asked: Asked) -> Iterator[Found]:
    """What exchange rounds await of anybody; the secretariat sees to it that it is done."""
    forum, now = asked.forum, asked.now
    for one in in_order(forum, forum.exchanges):
        if one.stage is x.Stage.ANNOUNCED and one.opens <= now <= one.until:
            told = tell("The window can be opened.")
            yield asked.due(one.id, told, (x.OPEN,), title=one.title, until=one.until)
        elif one.stage in (x.Stage.ANNOUNCED, x.Stage.OPEN) and (
            one.until < now or one.is_met(now)
        ):
            met = one.is_met(now)
            told = (
                tell("Its condition is met.")
                if met
                else tell("Its deadline is over, its condition unmet.")
            )
            act = x.RELEASE if met else x.LAPSE
            yield asked.due(one.id, told, (act,), title=one.title, until=None)


def reminders(asked: Asked) -> Iterator[Found]:
    """Recommendations whose reply is late, and of which nobody reminded yet."""
    for one in in_order(asked.forum, asked.forum.hand_ups):
        if one.is_late(asked.now) and not one.reminded:
            told = tell("A reply was due by {due}; the chair can be reminded.", due=one.due)
            yield asked.due(one.id, told, (h.REMIND,), title=one.title, until=None)
