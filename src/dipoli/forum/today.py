"""What needs the act of one delegation now: what, by when, and what it can do.

A pure function of the standing, the seat and the moment. Only what waits for this one seat is told:
an answer that it alone can give, a silence that it may break, a turn that is its own. That a seat
may do a thing is no advice to do it. Times that have run out are told no more; what has no time
stands behind what has one.

Acts are told that the guards would let pass now, as far as they do without words
(`dipoli.forum.trial`).

Of the secretariat it tells what its own acts carry on: service, findings of silence, records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypeVar

from attrs import frozen
from immutables import Map

from dipoli.charter.rules import Member, Ordering, Rota
from dipoli.forum import claim as c
from dipoli.forum import (
    clause_rules,
    commitment_told,
    exchange_rules,
    measure_today,
    term_rules,
)
from dipoli.forum import commitment as k
from dipoli.forum import decision as d
from dipoli.forum import exchange as x
from dipoli.forum import floor as f
from dipoli.forum import hand_up as h
from dipoli.forum import meeting as m
from dipoli.forum import off_record as off
from dipoli.forum import offices as go
from dipoli.forum import request as r
from dipoli.forum import seat as s
from dipoli.forum import silence as q
from dipoli.forum import summit as u
from dipoli.forum import text as t
from dipoli.forum.chair import TAKE
from dipoli.forum.chair_rules import rota, whose_turn
from dipoli.forum.claim import home
from dipoli.forum.clock import Capital, capital, later
from dipoli.forum.decision_parties import entitled, missing_parties
from dipoli.forum.kind import is_member
from dipoli.forum.minutes_rules import window_ends
from dipoli.forum.naming import PUBLISH
from dipoli.forum.silence_service import Served, unserved
from dipoli.forum.standing import Forum
from dipoli.forum.term import ACCEPT
from dipoli.forum.term import Stage as TermStage
from dipoli.forum.trial import is_in_order, refusal
from dipoli.record.forms import WITHHOLD_BODY


@frozen(kw_only=True)
class Due:
    """One thing that waits for a delegation.

    Args:
        object: short name of what it is about.
        title: of that, in its author's words; empty where it has none.
        told: what waits, in a sentence.
        acts: names of the acts by which it can be answered now; none where others come first.
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
    """Who asks, and when.

    What was so many hours before now is worked out once, and each time is held against that: no
    time is reckoned with for every thing that was ever begun.
    """

    forum: Forum
    code: str
    now: str
    member: Member | None = None
    open: Sequence[d.Proposal] = ()

    def ago(self, hours: int) -> str:
        """The moment so many hours before now."""
        return later(self.now, -hours)

    def due(
        self, about: str, told: str, acts: tuple[str, ...], *, title: str = "", until: str | None
    ) -> _Found:
        return _Found(about, title, told, acts, until)


_LAST = "~"
"""Behind every time."""


class _Found(NamedTuple):
    """What may wait, before the rules were asked: light, since there can be thousands."""

    object: str
    title: str
    told: str
    acts: tuple[str, ...]
    until: str | None


Part = Callable[[_Asked], Iterator[_Found]]
ThingT = TypeVar("ThingT")


def today(forum: Forum, code: str, now: str) -> tuple[Due, ...]:
    """What needs a delegation's act, by when: what ends first stands first.

    Args:
        forum: the standing.
        code: of the delegation; that of the secretariat is answered as well.
        now: the moment, ``YYYY-MM-DDTHH:MM:SSZ``.
    """
    return first(forum, code, now, None)[0]


def first(forum: Forum, code: str, now: str, most: int | None) -> tuple[tuple[Due, ...], int]:
    """The first things that need a delegation's act, and how many more may wait behind them.

    The rules are asked of those alone that are told, so that a long list costs little.

    Args:
        forum: the standing.
        code: of the delegation or of the secretariat.
        now: the moment.
        most: how many at most are told; None for all.

    Returns:
        What is told, and how many things were not looked at; of these some may turn out to wait
        for nobody's act.
    """
    member = forum.charter.member(code)
    asked = _Asked(forum=forum, code=code, now=now, member=member, open=_open(forum))
    parts: tuple[Part, ...] = _OFFICE if code == forum.secretariat else _SEAT
    found = [due for part in parts for due in part(asked)]
    found.sort(key=lambda due: due.until or _LAST)
    told: list[Due] = []
    for place, due in enumerate(found):
        if most is not None and len(told) >= most:
            return tuple(told), len(found) - place
        told.extend(_in_order(asked, due))
    return tuple(told), 0


def _in_order(asked: _Asked, due: _Found) -> Iterator[Due]:
    """What waits, with the acts alone that are in order now; nothing where none of them is."""
    acts = tuple(
        name
        for name in due.acts
        if is_in_order(asked.forum, asked.code, name, due.object, asked.now)
    )
    if acts or not due.acts:
        until = due.until
        there = None if until is None else capital(asked.member, until, asked.now)
        yield Due(**{**due._asdict(), "acts": acts}, capital=there)


# ---------------------------------------------------------------- the seat and the chair


def _seat(asked: _Asked) -> Iterator[_Found]:
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
    if _sits(forum) and seat.stage is s.Stage.ACCEPTED and is_member(forum, code):
        told = "A meeting is open, and its presence is not entered."
        yield asked.due(code, told, (s.ATTEND,), until=None)
    if code in whose_turn(forum, asked.now) and code not in forum.chair:
        yield asked.due("", "It has the turn in the chair.", (TAKE,), until=None)


def _presides(asked: _Asked) -> Iterator[_Found]:
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
    for silence in _those(forum.silences, lambda one: one.stage is q.Stage.SUSPENDED):
        told = "The silence is suspended; the chair resumes it."
        yield asked.due(silence.proposal, told, (q.RESUME,), until=None)


def _before_the_chair(asked: _Asked) -> Iterator[_Found]:
    forum = asked.forum
    sits = _sits(forum) or not forum.charter.decision.meeting
    ripe = asked.ago(forum.charter.decision.notice)
    for one in asked.open:
        told, act = "", d.ADOPT
        if one.stage is d.Stage.TABLED:
            if sits and one.tabled <= (asked.now if one.waived else ripe):
                told, act = "Its notice has run; it can be put to the body.", d.PUT
        elif one.stage is d.Stage.UNDER_DECISION and not missing_parties(forum, one):
            told = "It is before the body, and no objection stands; the chair finds consensus."
        elif one.stage is d.Stage.REFERRED and False not in one.referred.values():
            told = "All capitals have answered; the chair finds consensus."
        if told:
            yield asked.due(one.id, told, (act,), title=one.title, until=None)


def _sits(forum: Forum) -> bool:
    """Whether a meeting is open."""
    meeting = None if forum.sitting is None else forum.meetings.get(forum.sitting)
    return meeting is not None and meeting.stage is m.Stage.OPEN


# ---------------------------------------------------------------- decisions


def _decisions(asked: _Asked) -> Iterator[_Found]:
    forum, code, now = asked.forum, asked.code, asked.now
    for one in asked.open:
        if one.stage in _ASIDE:
            continue
        if code in one.objections:
            told = "Its own objection stands; only it can withdraw that."
            yield asked.due(one.id, told, (d.WITHDRAW_OBJECTION,), title=one.title, until=None)
        elif one.referred.get(code) is False and one.stage is d.Stage.REFERRED:
            told = "Its capital was asked, and has not answered."
            acts = (d.CONFIRM, d.OBJECT)
            yield asked.due(one.id, told, acts, title=one.title, until=_ahead(one.until, now))
        elif one.stage in _MAY_OBJECT and code in entitled(forum, one) and code not in one.out:
            told = "It is before the body; an objection is raised before consensus is found."
            refers = forum.charter.decision.referral and one.stage is not d.Stage.OBJECTED
            may = (d.OBJECT, d.REFER) if refers else (d.OBJECT,)
            yield asked.due(one.id, told, may, title=one.title, until=None)
    yield from _decided(asked)


def _decided(asked: _Asked) -> Iterator[_Found]:
    """Statements that can still be attached, and consents at home that are awaited."""
    forum, code = asked.forum, asked.code
    rules = forum.charter.decision
    allowed = rules.reservations or rules.interpretations or rules.dissociations
    speaks, window = allowed and is_member(forum, code), rules.window
    since = asked.ago(window)

    def waits(one: d.Proposal) -> bool:
        fresh = speaks and one.adopted is not None and one.adopted >= since
        return one.stage in _DECIDED and (fresh or bool(one.ratifiers))

    for one in _those(forum.proposals, waits):
        if speaks and one.adopted is not None and one.adopted >= since:
            told, end = "A statement can be attached to the decision.", later(one.adopted, window)
            yield asked.due(one.id, told, (d.ATTACH,), title=one.title, until=end)
        for body in sorted(one.ratifiers):
            suffix = home(code, "")
            if body.endswith(suffix) and one.ratifiers[body].met is None:
                told = f"The consent of {body} is awaited; what came of it is reported."
                yield asked.due(one.id, told, (c.REPORT,), title=one.title, until=None)


def _silences(asked: _Asked) -> Iterator[_Found]:
    forum, code = asked.forum, asked.code
    for one in _those(forum.silences, lambda one: one.stage in _UNENDED):
        proposal = forum.proposals.get(one.proposal)
        if proposal is None or code not in entitled(forum, proposal):
            continue
        until = one.until if one.stage is q.Stage.RUNNING else None
        if until is not None and until < asked.now:
            continue
        acts = (q.BREAK,) if code in one.acknowledged else (q.ACKNOWLEDGE, q.BREAK)
        told = "A silence runs: the text stands unless somebody breaks it in time."
        if until is None:
            told = "A silence is suspended; it can be broken all the same."
        yield asked.due(one.proposal, told, acts, title=proposal.title, until=until)


def _waivers(asked: _Asked) -> Iterator[_Found]:
    forum, now = asked.forum, asked.now
    waivers = forum.waivers.items()
    asks = (name for name, one in waivers if one.stage is c.Waiving.ASKED and one.until >= now)
    for name in sorted(asks):
        waiver, proposal = forum.waivers[name], forum.proposals.get(name)
        if proposal is None or proposal.stage is not d.Stage.TABLED:
            continue
        if asked.code in entitled(forum, proposal):
            told = "A waiver of its notice is asked for; one objection keeps the notice."
            yield asked.due(name, told, (c.KEEP,), title=proposal.title, until=waiver.until)


# ---------------------------------------------------------------- texts and terms


def _texts(asked: _Asked) -> Iterator[_Found]:
    forum, code = asked.forum, asked.code
    for text in _those(forum.texts, lambda one: one.stage is t.Stage.OPEN and not one.held):
        if code in text.headnote:
            told = "It holds the bracket around the whole text."
            yield asked.due(text.id, told, (t.LIFT_HEADNOTE,), title=text.title, until=None)
        for name in text.clauses:
            yield from _clause(asked, name)
    for one in _those(forum.amendments, lambda one: one.stage is t.AmendmentStage.PROPOSED):
        text_ = forum.texts[forum.clauses[one.clause].text]
        if text_.stage is t.Stage.OPEN and text_.pen == code:
            told = f"It would change {one.clause}; who holds the pen takes it into the text."
            yield asked.due(one.id, told, (t.TAKE_AMENDMENT,), until=None)


def _clause(asked: _Asked, name: str) -> Iterator[_Found]:
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


def _terms(asked: _Asked) -> Iterator[_Found]:
    forum = asked.forum
    for term in _those(forum.terms, lambda one: bool(one.settled)):
        for text in sorted(term.settled):
            offered = term.stage(text) is TermStage.OFFERED
            if offered and asked.code in term_rules.awaited(forum, term, text):
                told = f"A meaning is offered for {text}, and its acceptance is awaited."
                yield asked.due(term.id, told, (ACCEPT,), title=term.title, until=None)


# ---------------------------------------------------------------- meetings


def _meetings(asked: _Asked) -> Iterator[_Found]:
    forum, code = asked.forum, asked.code
    hours = forum.charter.meeting.corrigenda
    since, sits = asked.ago(hours), code in forum.seats

    def waits(one: m.Meeting) -> bool:
        fresh = one.minutes is m.Minutes.ISSUED and str(one.issued) >= since
        return fresh or one.stage not in _ENDED

    for one in _those(forum.meetings, waits):
        if one.stage in _TO_COME and sits and code not in one.credentials:
            told = "Its credentials for the meeting are not presented."
            until = one.opens if one.opens > asked.now else None
            yield asked.due(one.id, told, (m.PRESENT,), title=one.title, until=until)
        if code in one.contests and one.agenda is m.Agenda.CONTESTED:
            told = "Its own objection to the agenda stands; only it can clear that."
            yield asked.due(one.id, told, (m.CLEAR,), title=one.title, until=None)
        if one.minutes is m.Minutes.ISSUED and sits:
            told = "Its summary record is out; corrections can be asked for."
            end = window_ends(forum, one)
            yield asked.due(one.id, told, (m.CORRECT,), title=one.title, until=end)
        if code in forum.chair:
            yield from _chairs(asked, one)


def _chairs(asked: _Asked, one: m.Meeting) -> Iterator[_Found]:
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


def _summits(asked: _Asked) -> Iterator[_Found]:
    forum, code = asked.forum, asked.code
    for one in _those(forum.summits, lambda one: one.stage is not u.Stage.ENDED):
        announced = (u.Part.ANNOUNCE, code) in one.parts
        if is_member(forum, code) and not announced:
            told = "No entry yet on what it can announce at home."
            yield asked.due(one.id, told, (u.CITE,), title=one.title, until=None)


def _exchanges(asked: _Asked) -> Iterator[_Found]:
    """What exchange rounds await of a seat: its return, the word of its node, shares, answers."""
    forum, code = asked.forum, asked.code
    for one in _sorted(forum.exchanges):
        for told, act, until in _of_round(forum, one, code):
            ahead = None if until is None else _ahead(until, asked.now)
            yield asked.due(one.id, told, (act,), title=one.title, until=ahead)


def _of_round(forum: Forum, one: x.Round, code: str) -> Iterator[tuple[str, str, str | None]]:
    row = x.MOVES[one.stage]
    if x.SUBMIT in row and code in one.named and code not in one.returns:
        yield "Its return is asked for; who hands one in reads the others'.", x.SUBMIT, one.until
    if x.HOLD in row and exchange_rules.to_hold(forum, one, code):
        yield "Returns wait for its node to find its share good.", x.HOLD, None
    if x.SHARE in row and exchange_rules.to_give(forum, one, code):
        yield "Returns are released, and its node gives its shares.", x.SHARE, None
    for number, question in exchange_rules.unanswered(one):
        if question.to == code and one.stage is x.Stage.QUESTIONS:
            told = f"A question of {question.by}, act {number}, waits for its answer."
            yield told, x.ANSWER, None


def _commitments(asked: _Asked) -> Iterator[_Found]:
    """What commitments await of a side or a verifier; only those in which it had a part."""
    forum, code = asked.forum, asked.code
    held = forum.parts.get(code, Map())
    names = [name for name, sort in held.items() if sort == "commitment"]
    for one in sorted((forum.commitments[name] for name in names), key=lambda one: one.number):
        for told, acts, until in _of_commitment(forum, one, code):
            ahead = _ahead(until, asked.now)
            title = commitment_told.in_a_line(one.words)
            yield asked.due(one.id, told, acts, title=title, until=ahead)


def _of_commitment(
    forum: Forum, one: k.Commitment, code: str
) -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    until = commitment_told.due_of(forum, one)
    if one.stage is k.Stage.AWAITED and code in one.owners and code not in one.confirmed:
        yield "It was entered as its commitment; it says whether it is so.", _ANSWER, None
    if one.stage is not k.Stage.STANDING:
        return
    if code in one.owners and code not in one.said and not one.whole_suspended:
        told = "Its commitment stands, and it has not said how."
        yield told, (k.EVIDENCE, k.ASSESS), until
    if code in one.recipients and (one.verifier or one.agency) and code not in one.accepted:
        yield "It is owed to it; the verifier counts once it accepts.", (k.ACCEPT,), None
    spoke = any(owner in one.said for owner in one.owners)
    if spoke and code in one.recipients and code not in one.said:
        yield "Its owner said how it stands; its own view is not entered.", (k.ASSESS,), None
    if code == one.verifier and one.verifier_agreed and one.found is None:
        yield "It is the agreed verifier, and has entered no finding.", (k.FIND,), until
    other = None if one.pair is None else forum.commitments.get(one.pair)
    if other is not None and other.pair is None and code in other.owners:
        told = f"{one.id} is named as its pair with {other.id}; its own word is not entered."
        yield told, (k.PAIR,), None


_ANSWER = (k.CONFIRM, k.DECLINE)


def _measures(asked: _Asked) -> Iterator[_Found]:
    """What measures, notifications, inspections, visits and lines await of a seat."""
    for about, title, told, acts, until in measure_today.of_seat(
        asked.forum, asked.code, asked.now
    ):
        yield asked.due(about, told, acts, title=title, until=_ahead(until, asked.now))


def _requests(asked: _Asked) -> Iterator[_Found]:
    """What the crisis desk awaits of a seat: an answer, a meeting, a next step of its own."""
    forum, code, now = asked.forum, asked.code, asked.now
    for one in sorted(forum.requests.values(), key=lambda one: one.number):
        for told, acts, until in _of_request(forum, one, code, now):
            title = commitment_told.in_a_line(one.words)
            yield asked.due(one.id, told, acts, title=title, until=_ahead(until, now))


def _of_request(
    forum: Forum, one: r.Request, code: str, now: str
) -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    if one.stage is r.Stage.ASKED and code == one.to:
        yield f"{one.by} asks for an explanation; an answer is awaited.", (r.ANSWER,), one.until
    if one.stage is r.Stage.ASKED and code == one.by and one.is_over(now):
        told = f"No answer is entered; one was awaited until {one.until}."
        yield told, (r.CALL, r.CLOSE), None
    if one.stage is r.Stage.ANSWERED and code == one.by:
        yield "An answer is entered; it can ask for a meeting.", (r.CALL, r.CLOSE), None
    if one.stage is r.Stage.CALLED and code in forum.chair:
        yield f"{one.by} asked for a meeting; the chair holds it.", (r.HOLD,), one.meet
    elif one.stage is r.Stage.CALLED and one.is_party(code):
        if one.waits_no_longer(now) or not forum.chair:
            yield f"{one.by} asked for a meeting; a party to it can hold it.", (r.HOLD,), None
        elif code == one.to:
            yield f"{one.by} asks to meet; the chair holds the meeting.", (r.ANSWER,), one.meet
    if one.stage in (r.Stage.MET, r.Stage.MEASURES) and code == one.by:
        yield "A meeting was held on its request; it can close it.", (r.CALL, r.CLOSE), None


def _meetings_asked_for(asked: _Asked) -> Iterator[_Found]:
    """Meetings on requests that the chair has not held in its time, or where nobody presides."""
    forum, now = asked.forum, asked.now
    for one in sorted(forum.requests.values(), key=lambda one: one.number):
        waits = one.stage is r.Stage.CALLED and forum.chair and not one.waits_no_longer(now)
        if one.stage is r.Stage.CALLED and not waits:
            told = f"{one.by} asked for a meeting, and no entry is made that it was held."
            yield asked.due(one.id, told, (r.HOLD,), until=None)


def _rooms(asked: _Asked) -> Iterator[_Found]:
    """What a part off the record awaits of its facilitator, once it is over."""
    forum, code = asked.forum, asked.code
    for one in _sorted(forum.rooms):
        if one.stage is off.Stage.ANNOUNCED and one.facilitator == code and one.until < asked.now:
            told = "It is over; the text that leaves it is entered, or that none does."
            yield asked.due(one.id, told, (h.ENTER, off.CLOSE), title=one.title, until=None)


def _recommendations(asked: _Asked) -> Iterator[_Found]:
    """What recommendations await of who presides in the body that makes them."""
    forum, code = asked.forum, asked.code
    for one in _sorted(forum.recommendations) if code in forum.chair else ():
        if one.stage is h.DraftStage.DRAFT and not one.objections:
            told = "No objection stands; the chair finds that all consent."
            yield asked.due(one.id, told, (h.CONSENT,), title=one.title, until=None)
        elif one.stage is h.DraftStage.CONSENTED and len(one.checks) >= h.PERSONS:
            told = "Two have held it against the names; it can be sent up."
            yield asked.due(one.id, told, (h.SEND,), title=one.title, until=None)


def _hand_ups(asked: _Asked) -> Iterator[_Found]:
    """What recommendations that were handed up await of the chair."""
    forum = asked.forum
    for one in _sorted(forum.hand_ups) if asked.code in forum.chair else ():
        told, act = "A recommendation was handed up; the chair gives a receipt.", h.RECEIVE
        if one.stage in (h.Stage.REPLY_DUE, h.Stage.REMINDED):
            told, act = "A recommendation waits for the chair's reply.", h.REPLY
        if one.stage is not h.Stage.REPLIED:
            until = _ahead(one.due, asked.now)
            yield asked.due(one.id, told, (act,), title=one.title, until=until)


def _good_offices(asked: _Asked) -> Iterator[_Found]:
    """What good offices await of one of the two: acceptance, an answer, what may be conveyed."""
    forum, code = asked.forum, asked.code
    one = None if forum.mediation is None else forum.offices[forum.mediation]
    if one is None or code not in one.two:
        return
    if one.stage is go.Stage.OFFERED:
        if code != one.by:
            told = "Good offices wait for its answer; until then nothing is said."
            title = commitment_told.in_a_line(one.words)
            yield asked.due(one.id, told, (go.ACCEPT, go.END), title=title, until=None)
        return
    for message in sorted(forum.messages.values(), key=lambda one: one.number):
        title = commitment_told.in_a_line(message.words)
        if message.offices != one.id:
            continue
        if code == one.party and message.stage is go.Carriage.CARRIED and not message.answered:
            told = "It was conveyed here; an answer carries a mark of its own."
            yield asked.due(message.id, told, (go.SEND,), title=title, until=None)
        waits = message.stage is go.Carriage.SENT and message.mark is not go.Leave.ALONE
        if code == one.mediator and waits and message.by == one.party:
            told = "Its author lets it go; its author is told once it was conveyed."
            yield asked.due(message.id, told, (go.TELL,), title=title, until=None)


# ---------------------------------------------------------------- the secretariat


def _service(asked: _Asked) -> Iterator[_Found]:
    forum = asked.forum
    for one in _those(forum.silences, lambda one: one.stage is q.Stage.RUNNING):
        missing = unserved(forum, one)
        if one.until < asked.now:
            yield from _silence_over(asked, one, missing)
        elif missing:
            yield from _serves(asked, one, missing)


def _silence_over(asked: _Asked, one: q.Silence, missing: tuple[str, ...]) -> Iterator[_Found]:
    """A silence that ended held, or ended without effect: the guards say which can be found."""
    told = "The silence has ended and nobody broke it; the secretariat finds so."
    lapses = "The silence ended without effect; the secretariat or the chair finds so."
    if missing:
        lapses = f"The silence ended, and the text was not served in time on {', '.join(missing)}."
    certifies = asked.due(one.proposal, told, (q.CERTIFY,), until=None)
    yield certifies
    yield certifies._replace(told=lapses, acts=(q.LAPSE,))


def _serves(asked: _Asked, one: q.Silence, missing: tuple[str, ...]) -> Iterator[_Found]:
    """On whom the text can be served now, and on whom it cannot, and why."""
    forum, can = asked.forum, list[str]()
    for code in missing:
        paper = Served(seat=code, channel=forum.seats[code].channel or "", how=q.Service.DELIVERED)
        no = refusal(forum, asked.code, q.SERVE, one.proposal, asked.now, paper)
        if no is None:
            can.append(code)
        else:
            told = f"The text is not served yet on {code}. {no.why} {no.remedy}"
            yield asked.due(one.proposal, told, (), until=one.until)
    if can:
        told = f"The text is not served yet on {', '.join(can)}."
        last = later(one.until, -forum.charter.silence.resume)
        yield asked.due(one.proposal, told, (q.SERVE,), until=last)


def _orders(asked: _Asked) -> Iterator[_Found]:
    """Orders that the charter leaves to a lot or an alphabet, and that are not published."""
    rules = asked.forum.charter
    if rota(asked.forum) is None:
        what = "drawn by lot" if rules.chair.rota is Rota.LOT else "of an alphabet"
        told = f"The order by which the chair goes on is {what}, and is not published."
        yield asked.due("", told, (PUBLISH,), until=None)
    if rules.seats.order is Ordering.LOT and not asked.forum.lot:
        told = "The order of seats is drawn by lot, and is not published."
        yield asked.due("", told, (PUBLISH,), until=None)


def _records(asked: _Asked) -> Iterator[_Found]:
    forum = asked.forum
    since = asked.ago(forum.charter.meeting.corrigenda)

    def waits(one: m.Meeting) -> bool:
        return one.stage is not m.Stage.CANCELLED and one.minutes is not m.Minutes.SETTLED

    for one in _those(forum.meetings, waits):
        if one.stage is m.Stage.CLOSED and one.minutes is m.Minutes.NONE:
            told = "Its summary record is not issued."
            yield asked.due(one.id, told, (m.ISSUE,), title=one.title, until=None)
        if one.minutes is m.Minutes.ISSUED and str(one.issued) < since:
            told = "The time for corrections is over; the summary record can be settled."
            yield asked.due(one.id, told, (m.SETTLE,), title=one.title, until=None)
        for code in forum.order if one.stage in _TO_COME else ():
            held = one.credentials.get(code)
            if held is not None and held.stage is m.Credential.PRESENTED:
                told = f"The credentials of {code} are presented, and not found in order yet."
                yield asked.due(one.id, told, (m.VERIFY,), title=one.title, until=None)
    for number in sorted(forum.struck):
        if number not in forum.withheld:
            told = f"The words of act {number} were struck by {forum.struck[number]}, and are not "
            told += "withheld from the record yet."
            yield asked.due("", told, (WITHHOLD_BODY,), until=None)


def _rounds(asked: _Asked) -> Iterator[_Found]:
    """What exchange rounds await of anybody; the secretariat sees to it that it is done."""
    forum, now = asked.forum, asked.now
    for one in _sorted(forum.exchanges):
        if one.stage is x.Stage.ANNOUNCED and one.opens <= now <= one.until:
            told = "The window can be opened."
            yield asked.due(one.id, told, (x.OPEN,), title=one.title, until=one.until)
        elif one.stage in (x.Stage.ANNOUNCED, x.Stage.OPEN) and (
            one.until < now or one.is_met(now)
        ):
            met = one.is_met(now)
            told = "Its condition is met." if met else "Its deadline is over, its condition unmet."
            act = x.RELEASE if met else x.LAPSE
            yield asked.due(one.id, told, (act,), title=one.title, until=None)


def _reminders(asked: _Asked) -> Iterator[_Found]:
    """Recommendations whose reply is late, and of which nobody reminded yet."""
    for one in _sorted(asked.forum.hand_ups):
        if one.is_late(asked.now) and not one.reminded:
            told = f"A reply was due by {one.due}; the chair can be reminded."
            yield asked.due(one.id, told, (h.REMIND,), title=one.title, until=None)


# ---------------------------------------------------------------- shared


# Tuples: a stage is looked up in a short one faster than in a set, and this is asked of everything
# that was ever begun.
_DECIDED = tuple(d.DECIDED)
_OVER = (d.Stage.LAPSED, d.Stage.WITHDRAWN, *_DECIDED)
_ASIDE = (d.Stage.TABLED, d.Stage.PARKED)
_MAY_OBJECT = (d.Stage.UNDER_DECISION, d.Stage.OBJECTED, d.Stage.REFERRED)
_UNENDED = (q.Stage.RUNNING, q.Stage.SUSPENDED)
_TO_COME = (m.Stage.CALLED, m.Stage.OPEN)
_ENDED = (m.Stage.CLOSED, m.Stage.CANCELLED)
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
    _exchanges,
    _commitments,
    _requests,
    _measures,
    _rooms,
    _recommendations,
    _hand_ups,
    _good_offices,
)
_OFFICE: tuple[Part, ...] = (
    _orders,
    _service,
    _records,
    _rounds,
    _meetings_asked_for,
    _rooms,
    _reminders,
)


def _open(forum: Forum) -> list[d.Proposal]:
    """Proposals on which nothing is decided, in the order of tabling."""
    found = [one for one in forum.proposals.values() if one.stage not in _OVER]
    return sorted(found, key=attrgetter("number"))


_BY_NAME = itemgetter(0)


def _sorted(held: Map[str, ThingT]) -> list[ThingT]:
    """Values in the order of their short names: a persistent map has no order of its own."""
    return [held[name] for name in sorted(held)]


def _those(held: Map[str, ThingT], wanted: Callable[[ThingT], bool]) -> list[ThingT]:
    """Those wanted, in the order of their short names: a persistent map has no order of its own."""
    return [one for _, one in sorted((row for row in held.items() if wanted(row[1])), key=_BY_NAME)]


def _ahead(until: str | None, now: str) -> str | None:
    """A moment that is still to come."""
    return until if until is not None and until >= now else None
