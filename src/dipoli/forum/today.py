"""What needs the act of one delegation now: what, by when, and what it can do.

A pure function of the standing, the seat and the moment. Only what waits for this one seat is told:
an answer that it alone can give, a silence that it may break, a turn that is its own. That a seat
may do a thing is no advice to do it. Times that have run out are told no more; what has no time
stands behind what has one.

Of the secretariat it tells what its own acts carry on: service, findings of silence, records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from attrs import frozen
from immutables import Map

from dipoli.forum import claim as c
from dipoli.forum import clause_rules, term_rules
from dipoli.forum import decision as d
from dipoli.forum import floor as f
from dipoli.forum import meeting as m
from dipoli.forum import seat as s
from dipoli.forum import silence as q
from dipoli.forum import summit as u
from dipoli.forum import text as t
from dipoli.forum.chair import TAKE
from dipoli.forum.chair_rules import whose_turn
from dipoli.forum.claim import home
from dipoli.forum.clock import Capital, capital
from dipoli.forum.decision_rules import entitled, later, missing_parties, notice_ends
from dipoli.forum.kind import is_member
from dipoli.forum.minutes_rules import window_ends
from dipoli.forum.silence_rules import unserved
from dipoli.forum.standing import Forum
from dipoli.forum.term import ACCEPT
from dipoli.forum.term import Stage as TermStage


@frozen(kw_only=True)
class Due:
    """One thing that waits for a delegation.

    Args:
        object: short name of what it is about.
        title: of that, in its author's words; empty where it has none.
        told: what waits, in a sentence.
        acts: names of the acts by which it can be answered.
        until: the last moment, in UTC, that second included; None where there is none.
        capital: the same moment in the delegation's capital; None without one.
    """

    object: str
    title: str
    told: str
    acts: tuple[str, ...]
    until: str | None = None
    capital: Capital | None = None


@frozen(kw_only=True)
class _Asked:
    """Who asks, and when."""

    forum: Forum
    code: str
    now: str

    def due(
        self, about: str, told: str, acts: tuple[str, ...], *, title: str = "", until: str | None
    ) -> Due:
        member = self.forum.charter.member(self.code)
        there = None if until is None else capital(member, until, self.now)
        return Due(object=about, title=title, told=told, acts=acts, until=until, capital=there)


Part = Callable[[_Asked], Iterator[Due]]
ThingT = TypeVar("ThingT")


def today(forum: Forum, code: str, now: str) -> tuple[Due, ...]:
    """What needs a delegation's act, by when: what ends first stands first.

    Args:
        forum: the standing.
        code: of the delegation; that of the secretariat is answered as well.
        now: the moment, ``YYYY-MM-DDTHH:MM:SSZ``.
    """
    asked = _Asked(forum=forum, code=code, now=now)
    parts: tuple[Part, ...] = _OFFICE if code == forum.secretariat else _SEAT
    found = [due for part in parts for due in part(asked)]
    return tuple(sorted(found, key=lambda due: (due.until is None, due.until or "")))


# ---------------------------------------------------------------- the seat and the chair


def _seat(asked: _Asked) -> Iterator[Due]:
    forum, code = asked.forum, asked.code
    seat = forum.seats.get(code)
    if seat is None:
        return
    if seat.stage is s.Stage.INVITED:
        told = "The invitation waits for an answer."
        yield asked.due(code, told, (s.ACCEPT, s.REPLY), until=None)
    elif seat.channel is None and seat.stage in s.COUNTS:
        told = "No channel is declared by which texts are served on it."
        yield asked.due(code, told, (s.DECLARE,), until=None)
    if seat.notice is not None and seat.stage is not s.Stage.WITHDRAWN:
        first = later(seat.notice, forum.charter.seats.withdrawal)
        told = f"Notice of withdrawal was given; it can be taken back, or carried out from {first}."
        yield asked.due(code, told, (s.STAY, s.WITHDRAW), until=None)
    if code in whose_turn(forum, asked.now) and code not in forum.chair:
        yield asked.due("", "It has the turn in the chair.", (TAKE,), until=None)


def _presides(asked: _Asked) -> Iterator[Due]:
    """What waits for the chair."""
    forum = asked.forum
    if asked.code not in forum.chair:
        return
    if forum.point is not None:
        point = forum.points[forum.point]
        if point.stage is f.Stage.RAISED:
            told = "A point of order waits for the ruling of the chair, at once."
            yield asked.due(point.id, told, (f.RULE,), until=None)
        elif point.stage is f.Stage.APPEALED:
            told = "The ruling is appealed; members support it, or the chair yields."
            yield asked.due(point.id, told, (f.YIELD,), until=None)
    yield from _before_the_chair(asked)
    for silence in _sorted(forum.silences):
        if silence.stage is q.Stage.SUSPENDED:
            told = "The silence is suspended; the chair resumes it."
            yield asked.due(silence.proposal, told, (q.RESUME,), until=None)


def _before_the_chair(asked: _Asked) -> Iterator[Due]:
    forum = asked.forum
    meeting = None if forum.sitting is None else forum.meetings.get(forum.sitting)
    is_open = meeting is not None and meeting.stage is m.Stage.OPEN
    sits = is_open or not forum.charter.decision.meeting
    for one in _open(forum):
        told, act = "", d.ADOPT
        if one.stage is d.Stage.TABLED and notice_ends(forum, one) <= asked.now and sits:
            told, act = "Its notice has run; it can be put to the body.", d.PUT
        elif one.stage is d.Stage.UNDER_DECISION and not missing_parties(forum, one):
            told = "It is before the body, and no objection stands; the chair finds consensus."
        elif one.stage is d.Stage.REFERRED and False not in one.referred.values():
            told = "All capitals have answered; the chair finds consensus."
        if told:
            yield asked.due(one.id, told, (act,), title=one.title, until=None)


# ---------------------------------------------------------------- decisions


def _decisions(asked: _Asked) -> Iterator[Due]:
    forum, code, now = asked.forum, asked.code, asked.now
    for one in _open(forum):
        if code in one.objections:
            told = "Its own objection stands; only it can withdraw that."
            yield asked.due(one.id, told, (d.WITHDRAW_OBJECTION,), title=one.title, until=None)
        elif one.referred.get(code) is False and one.stage is d.Stage.REFERRED:
            told = "Its capital was asked, and has not answered."
            acts = (d.CONFIRM, d.OBJECT)
            yield asked.due(one.id, told, acts, title=one.title, until=_ahead(one.until, now))
        elif one.stage in _MAY_OBJECT and code in entitled(forum, one) and code not in one.out:
            told = "It is before the body; an objection is raised before consensus is found."
            acts = (d.OBJECT, d.REFER)
            yield asked.due(one.id, told, acts, title=one.title, until=None)
    yield from _decided(asked)


def _decided(asked: _Asked) -> Iterator[Due]:
    """Statements that can still be attached, and consents at home that are awaited."""
    forum, code = asked.forum, asked.code
    rules = forum.charter.decision
    allowed = rules.reservations or rules.interpretations or rules.dissociations
    for one in _sorted(forum.proposals):
        if one.stage not in d.DECIDED:
            continue
        end = None if one.adopted is None else later(one.adopted, rules.window)
        if allowed and end is not None and asked.now <= end and is_member(forum, code):
            told = "A statement can be attached to the decision."
            yield asked.due(one.id, told, (d.ATTACH,), title=one.title, until=end)
        for body in sorted(one.ratifiers):
            suffix = home(code, "")
            if body.endswith(suffix) and one.ratifiers[body].met is None:
                told = f"The consent of {body} is awaited; what came of it is reported."
                yield asked.due(one.id, told, (c.REPORT,), title=one.title, until=None)


def _silences(asked: _Asked) -> Iterator[Due]:
    forum, code = asked.forum, asked.code
    for one in _sorted(forum.silences):
        proposal = forum.proposals.get(one.proposal)
        running = one.stage in (q.Stage.RUNNING, q.Stage.SUSPENDED)
        if proposal is None or not running or code not in entitled(forum, proposal):
            continue
        until = one.until if one.stage is q.Stage.RUNNING else None
        if until is not None and until < asked.now:
            continue
        acts = (q.BREAK,) if code in one.acknowledged else (q.ACKNOWLEDGE, q.BREAK)
        told = "A silence runs: the text stands unless somebody breaks it in time."
        if until is None:
            told = "A silence is suspended; it can be broken all the same."
        yield asked.due(one.proposal, told, acts, title=proposal.title, until=until)


def _waivers(asked: _Asked) -> Iterator[Due]:
    for name, waiver in sorted(asked.forum.waivers.items()):
        proposal = asked.forum.proposals.get(name)
        if proposal is None or proposal.stage is not d.Stage.TABLED:
            continue
        asks = waiver.stage is c.Waiving.ASKED and waiver.until >= asked.now
        if asks and asked.code in entitled(asked.forum, proposal):
            told = "A waiver of its notice is asked for; one objection keeps the notice."
            yield asked.due(name, told, (c.KEEP,), title=proposal.title, until=waiver.until)


# ---------------------------------------------------------------- texts and terms


def _texts(asked: _Asked) -> Iterator[Due]:
    forum, code = asked.forum, asked.code
    for text in _sorted(forum.texts):
        if text.stage is not t.Stage.OPEN or text.held:
            continue
        if code in text.headnote:
            told = "It holds the bracket around the whole text."
            yield asked.due(text.id, told, (t.LIFT_HEADNOTE,), title=text.title, until=None)
        for name in text.clauses:
            yield from _clause(asked, name)
    for one in _sorted(forum.amendments):
        text_ = forum.texts[forum.clauses[one.clause].text]
        proposed = one.stage is t.AmendmentStage.PROPOSED and text_.stage is t.Stage.OPEN
        if proposed and text_.pen == code:
            told = f"It would change {one.clause}; who holds the pen takes it into the text."
            yield asked.due(one.id, told, (t.TAKE_AMENDMENT,), until=None)


def _clause(asked: _Asked, name: str) -> Iterator[Due]:
    forum, code = asked.forum, asked.code
    clause = forum.clauses[name]
    if any(code in one.holders for one in clause.brackets.values()):
        yield asked.due(name, "It holds a bracket in this clause.", (t.LIFT,), until=None)
    if any(clause.options[number].by == code for number in clause.standing):
        told = "Its alternative stands beside the wording and holds the clause open."
        yield asked.due(name, told, (t.DROP,), until=None)
    if clause.stage is t.ClauseStage.AD_REF and code in clause_rules.awaited(forum, clause):
        told = "It is agreed ad referendum; the capital has not confirmed."
        yield asked.due(name, told, (t.CONFIRM, t.REOPEN), until=None)


def _terms(asked: _Asked) -> Iterator[Due]:
    forum = asked.forum
    for term in _sorted(forum.terms):
        for text in sorted(term.settled):
            offered = term.stage(text) is TermStage.OFFERED
            if offered and asked.code in term_rules.awaited(forum, term, text):
                told = f"A meaning is offered for {text}, and its acceptance is awaited."
                yield asked.due(term.id, told, (ACCEPT,), title=term.title, until=None)


# ---------------------------------------------------------------- meetings


def _meetings(asked: _Asked) -> Iterator[Due]:
    forum, code = asked.forum, asked.code
    for one in _sorted(forum.meetings):
        if one.stage in _TO_COME and code in forum.seats and code not in one.credentials:
            told = "Its credentials for the meeting are not presented."
            until = one.opens if one.opens > asked.now else None
            yield asked.due(one.id, told, (m.PRESENT,), title=one.title, until=until)
        if code in one.contests and one.agenda is m.Agenda.CONTESTED:
            told = "Its own objection to the agenda stands; only it can clear that."
            yield asked.due(one.id, told, (m.CLEAR,), title=one.title, until=None)
        if one.minutes is m.Minutes.ISSUED and code in forum.seats:
            end = window_ends(forum, one)
            if asked.now <= end:
                told = "Its summary record is out; corrections can be asked for."
                yield asked.due(one.id, told, (m.CORRECT,), title=one.title, until=end)
        if code in forum.chair:
            yield from _chairs(asked, one)


def _chairs(asked: _Asked, one: m.Meeting) -> Iterator[Due]:
    """What a meeting asks of the chair."""
    told, acts = "", tuple[str, ...]()
    if one.stage is m.Stage.CALLED and one.opens <= asked.now:
        told, acts = "The meeting can be opened.", (m.OPEN,)
    elif one.stage is m.Stage.OPEN and one.agenda is m.Agenda.PROVISIONAL and one.items:
        told, acts = "The agenda is provisional, and no objection to it stands.", (m.ADOPT,)
    elif one.stage in (m.Stage.SUSPENDED, m.Stage.ADJOURNED):
        told, acts = f"The meeting is {one.stage.value}; the chair resumes it.", (m.RESUME,)
    if told:
        until = one.until if one.until is not None and one.until > asked.now else None
        yield asked.due(one.id, told, acts, title=one.title, until=until)


def _summits(asked: _Asked) -> Iterator[Due]:
    forum, code = asked.forum, asked.code
    for one in _sorted(forum.summits):
        announced = (u.Part.ANNOUNCE, code) in one.parts
        if one.stage is not u.Stage.ENDED and is_member(forum, code) and not announced:
            told = "No entry yet on what it can announce at home."
            yield asked.due(one.id, told, (u.CITE,), title=one.title, until=None)


# ---------------------------------------------------------------- the secretariat


def _service(asked: _Asked) -> Iterator[Due]:
    forum = asked.forum
    for one in _sorted(forum.silences):
        if one.stage is not q.Stage.RUNNING:
            continue
        missing = unserved(forum, one)
        if missing:
            told = f"The text is not served yet on {', '.join(missing)}."
            until = _ahead(one.until, asked.now)
            yield asked.due(one.proposal, told, (q.SERVE,), until=until)
        elif one.until < asked.now:
            told = "The silence has ended and nobody broke it; the secretariat finds so."
            yield asked.due(one.proposal, told, (q.CERTIFY,), until=None)


def _records(asked: _Asked) -> Iterator[Due]:
    forum = asked.forum
    for one in _sorted(forum.meetings):
        if one.stage is m.Stage.CLOSED and one.minutes is m.Minutes.NONE:
            told = "Its summary record is not issued."
            yield asked.due(one.id, told, (m.ISSUE,), title=one.title, until=None)
        if one.minutes is m.Minutes.ISSUED and window_ends(forum, one) < asked.now:
            told = "The time for corrections is over; the summary record can be settled."
            yield asked.due(one.id, told, (m.SETTLE,), title=one.title, until=None)
        for code in forum.order:
            held = one.credentials.get(code)
            if held is not None and held.stage is m.Credential.PRESENTED:
                told = f"The credentials of {code} are presented, and not found in order yet."
                yield asked.due(one.id, told, (m.VERIFY,), title=one.title, until=None)


# ---------------------------------------------------------------- shared


_OVER = frozenset({d.Stage.LAPSED, d.Stage.WITHDRAWN}) | d.DECIDED
_MAY_OBJECT = frozenset({d.Stage.UNDER_DECISION, d.Stage.OBJECTED, d.Stage.REFERRED})
_TO_COME = frozenset({m.Stage.CALLED, m.Stage.OPEN})
_SEAT: tuple[Part, ...] = (
    _seat,
    _presides,
    _decisions,
    _silences,
    _waivers,
    _texts,
    _terms,
    _meetings,
    _summits,
)
_OFFICE: tuple[Part, ...] = (_service, _records)


def _open(forum: Forum) -> list[d.Proposal]:
    """Proposals on which nothing is decided, in the order of tabling."""
    found = [one for one in forum.proposals.values() if one.stage not in _OVER]
    return sorted(found, key=lambda one: one.number)


def _sorted(held: Map[str, ThingT]) -> list[ThingT]:
    """Values in the order of their short names: a persistent map has no order of its own."""
    return [held[name] for name in sorted(held)]


def _ahead(until: str | None, now: str) -> str | None:
    """A moment that is still to come."""
    return until if until is not None and until >= now else None
