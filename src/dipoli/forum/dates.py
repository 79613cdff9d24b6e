"""Everything in a circle that has a date, and what happens at its moment.

The page of the calendar shows it, and so do the calendars that people take away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from dipoli.forum import decision as d
from dipoli.forum import exchange as x
from dipoli.forum import hand_up as h
from dipoli.forum import meeting as m
from dipoli.forum import request as r
from dipoli.forum import seat as s
from dipoli.forum import silence as q
from dipoli.forum.claim import Waiving
from dipoli.forum.clock import later
from dipoli.forum.commitment_told import due_of, in_a_line
from dipoli.forum.compiled import dated
from dipoli.forum.decision_taking import notice_ends
from dipoli.forum.measure_calendar import due as measures_due
from dipoli.forum.minutes_rules import window_ends
from dipoli.forum.standing import Forum
from dipoli.told import commas, in_words, tell


@frozen(kw_only=True)
class Date:
    """One line of the calendar.

    Args:
        at: the moment, in UTC.
        told: what happens then, in a sentence.
        object: short name of what it is about; empty for none.
        title: of that, in its author's words; empty where it has none.
        sort: of what sort it is, in a word or two.
        day: the date as far as it is sure, where it has no time of day.
        key: what of that thing happens then, the same however the moment moves.
        off: whether it was called off.
    """

    at: str
    told: str
    object: str = ""
    title: str = ""
    sort: str
    day: str | None = None
    key: str
    off: bool = False


def dates(forum: Forum, now: str) -> Iterator[Date]:
    """Everything that has a date.

    Args:
        forum: the standing.
        now: the moment; windows that are over are told no more.
    """
    for part in _PARTS:
        yield from part(forum, now)


# ---------------------------------------------------------------- what has a date


def _meetings(forum: Forum, now: str) -> Iterator[Date]:
    for one in forum.meetings.values():
        told = {
            m.Stage.CALLED: tell("It can be opened from then."),
            m.Stage.CANCELLED: tell("It was called for then, and cancelled."),
        }.get(one.stage, tell("It was called for then, and opened."))
        off = one.stage is m.Stage.CANCELLED
        yield Date(
            at=one.opens, told=told, object=one.id, title=one.title, sort=tell("meeting"),
            key="opens", off=off,
        )  # fmt: skip
        if one.until is not None:
            yield Date(
                at=one.until, told=tell("It goes on then."), object=one.id, title=one.title,
                sort=tell("meeting"), key="goes-on", off=off,
            )  # fmt: skip
        if one.minutes is m.Minutes.ISSUED and window_ends(forum, one) >= now:
            yield Date(
                at=window_ends(forum, one),
                told=tell("Up to then its summary record can be corrected; then it is settled."),
                object=one.id, title=one.title, sort=tell("summary record"), key="corrigenda",
            )  # fmt: skip
    for part in forum.rooms.values():
        yield Date(
            at=part.opens, told=tell("A part of this meeting is off the record from then."),
            object=part.meeting, title=forum.meetings[part.meeting].title,
            sort=tell("off the record"), key=f"off-record-{part.id}",
        )  # fmt: skip


_SILENCES = {
    q.Stage.RUNNING: (
        tell(
            "Up to then, that second included, a member can break the silence; if nobody has, "
            "and all "
            "were served, the secretariat finds that it held."
        )
    ),
    q.Stage.SUSPENDED: tell(
        "The silence was to end then; it is suspended, and its clock stands still."
    ),
    q.Stage.BROKEN: tell("The silence was to end then; it was broken."),
    q.Stage.HELD: tell("The silence ended, and held."),
    q.Stage.LAPSED: tell("The silence ended without effect."),
}


def _silences(forum: Forum, _now: str) -> Iterator[Date]:
    for name, one in forum.silences.items():
        title = forum.proposals[name].title
        yield Date(
            at=one.until, told=_SILENCES[one.stage], object=name, title=title,
            sort=tell("silence"), key="silence",
        )  # fmt: skip


def _proposals(forum: Forum, now: str) -> Iterator[Date]:
    """Notices, waivers, answers of capitals, windows for statements, earliest effect."""
    for one in forum.proposals.values():
        for key, at, told, sort in _of_proposal(forum, one, now):
            yield Date(at=at, told=told, object=one.id, title=one.title, sort=sort, key=key)


def _of_proposal(forum: Forum, one: d.Proposal, now: str) -> Iterator[tuple[str, str, str, str]]:
    waiver = forum.waivers.get(one.id)
    if one.stage is d.Stage.TABLED:
        told = tell("Its notice ends; from then it can be put to the body.")
        yield "notice", notice_ends(forum, one), told, tell("notice")
        if waiver is not None and waiver.stage is Waiving.ASKED and waiver.tabled == one.tabled:
            told = tell(
                "Up to then one objection keeps its notice; after that it can be found waived."
            )
            yield "waiver", waiver.until, told, tell("notice")
    if one.stage is d.Stage.REFERRED and one.until is not None:
        yield "capitals", one.until, tell("Capitals answer by then."), tell("capitals")
    if one.stage in d.DECIDED and one.adopted is not None:
        ends = later(one.adopted, forum.charter.decision.window)
        if ends >= now:
            told = tell("Up to then statements can be attached to it.")
            yield "statements", ends, told, tell("statements")
    if one.stage in {d.Stage.ADOPTED, d.Stage.ADOPTED_EXCEPT} and one.effective is not None:
        told = tell("It takes effect then at the earliest.")
        yield "effect", one.effective, told, tell("effect")


def _commitments(forum: Forum, _now: str) -> Iterator[Date]:
    for one in forum.commitments.values():
        at = due_of(forum, one)
        if at is not None:
            yield Date(
                at=at, told=tell("It is due by then."), object=one.id, title=in_a_line(one.words),
                sort=tell("commitment"), key="due",
            )  # fmt: skip


def _measures(forum: Forum, now: str) -> Iterator[Date]:
    for one in measures_due(forum, now):
        held, visit = forum.measures.get(one.measure or ""), forum.visits.get(one.object)
        title = "" if held is None else held.row.measure
        title, sort = (title, tell("measure")) if visit is None else (visit.title, tell("visit"))
        yield Date(at=one.date, told=one.told, object=one.object, title=title, sort=sort, key="due")


def _exchanges(forum: Forum, _now: str) -> Iterator[Date]:
    for one in forum.exchanges.values():
        if one.stage is x.Stage.LAPSED:
            told = tell("The window ended; the round has lapsed.")
        else:
            told = tell("Up to then, that second included, returns are handed in.")
        opens = tell("From then returns are handed in.")
        for key, at, sentence in (("opens", one.opens, opens), ("until", one.until, told)):
            yield Date(
                at=at, told=sentence, object=one.id, title=one.title,
                sort=tell("exchange round"), key=key,
            )  # fmt: skip


def _requests(forum: Forum, _now: str) -> Iterator[Date]:
    for one in forum.requests.values():
        if one.stage is r.Stage.ASKED:
            told = tell(
                "Up to then an answer of {to} is awaited; {by} may then ask to meet.",
                to=one.to,
                by=one.by,
            )
            yield Date(
                at=one.until,
                told=told,
                object=one.id,
                title=in_a_line(one.words),
                sort=tell("request"),
                key="answer",
            )
        if one.stage is r.Stage.CALLED and one.meet is not None:
            told = tell("Up to then the chair holds the meeting; after that any party to it can.")
            yield Date(
                at=one.meet,
                told=told,
                object=one.id,
                title=in_a_line(one.words),
                sort=tell("request"),
                key="meeting",
            )


def _hand_ups(forum: Forum, _now: str) -> Iterator[Date]:
    for one in forum.hand_ups.values():
        if one.stage is not h.Stage.REPLIED:
            yield Date(
                at=one.due, told=tell("A reply is due by then."), object=one.id, title=one.title,
                sort=tell("recommendation"), key="reply",
            )  # fmt: skip


def _seats(forum: Forum, _now: str) -> Iterator[Date]:
    for code in forum.order:
        seat = forum.seats[code]
        if seat.notice is not None and seat.stage is not s.Stage.WITHDRAWN:
            at = later(seat.notice, forum.charter.seats.withdrawal)
            told = tell(
                "From then the withdrawal of {code} can take effect; it can be taken back.",
                code=code,
            )
            yield Date(at=at, told=told, sort=tell("seat"), key=f"withdrawal-{code}")


def _holidays(forum: Forum, _now: str) -> Iterator[Date]:
    """Days on which capitals rest, as the charter lists them; one line for each day."""
    days: dict[str, list[str]] = {}
    for code in forum.order:
        member = forum.charter.member(code)
        for day in () if member is None else member.holidays:
            days.setdefault(day, []).append(code)
    for day, codes in days.items():
        told = tell("Holiday in the capital of {parties}.", parties=commas(codes))
        yield Date(
            at=f"{day}T00:00:00Z", day=day, told=told, sort=tell("holiday"), key=f"holiday-{day}"
        )


def _entries(forum: Forum, _now: str) -> Iterator[Date]:
    """What a compiler entered from public documents, with its date as far as it is sure."""
    for one in forum.entries.values():
        yield Date(
            at=one.said.date,
            day=dated(one.said.date, one.said.precision),
            told=tell("Compiled from public documents."),
            object=one.id,
            title=one.said.words,
            sort=in_words(one.said.sort),
            key="entry",
        )


_PARTS: tuple[Callable[[Forum, str], Iterator[Date]], ...] = (
    _meetings,
    _silences,
    _proposals,
    _commitments,
    _measures,
    _exchanges,
    _requests,
    _hand_ups,
    _seats,
    _holidays,
    _entries,
)
