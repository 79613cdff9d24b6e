"""Where everything stands, by basket, and what each thing still needs, in a sentence.

The order is that of the charter and of tabling. Nothing is sorted by a value, counted by party or
coloured. What a party wrote (titles) is kept apart from what the program says (sentences).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from dipoli.forum import (
    amendment_rules,
    basket_rules,
    bodies_rules,
    chair_rules,
    commitment_told,
    decision_needed,
    exchange_owed,
    floor_rules,
    formality_rules,
    framework_rules,
    hand_up_rules,
    interest_rules,
    measure_lines,
    meeting_rules,
    minutes_rules,
    off_record_rules,
    offices_rules,
    recommendation_rules,
    request_rules,
    reserved_rules,
    seat_rules,
    silence_needed,
    strand_rules,
    summit_rules,
    term_rules,
    text_rules,
)
from dipoli.forum import text as t
from dipoli.forum.basket import Basket
from dipoli.forum.compiled import Entry, told
from dipoli.forum.in_order import in_order
from dipoli.forum.meeting import Stage as MeetingStage
from dipoli.forum.silence import Stage as SilenceStage
from dipoli.forum.standing import Forum


@frozen(kw_only=True)
class Line:
    """One thing as it stands.

    Args:
        object: its short name; of a seat, its code.
        sort: what sort of thing it is.
        title: in its author's words; empty where it has none.
        stage: where it stands, in words.
        needed: what it still needs, in a sentence.
    """

    object: str
    sort: str
    title: str
    stage: str
    needed: str


@frozen(kw_only=True)
class Group:
    """Things that stand together: a basket, or those of one sort.

    Args:
        heading: in words; of a basket, its name in the charter.
        basket: id of the basket; None for other groups.
        lines: in their order.
    """

    heading: str
    basket: str | None
    lines: tuple[Line, ...]


def overview(forum: Forum, now: str) -> tuple[Group, ...]:
    """Where everything stands: the forum itself, its baskets, then all else.

    Args:
        forum: the standing.
        now: the moment, for whose turn the chair is.
    """
    groups = [
        Group(heading="The forum", basket=None, lines=tuple(_itself(forum, now))),
        Group(heading="Seats", basket=None, lines=tuple(_seats(forum))),
        *_baskets(forum),
        *(
            Group(heading=heading, basket=None, lines=tuple(lines(forum)))
            for heading, lines in _SORTS.items()
        ),
        Group(heading="Crisis desk", basket=None, lines=tuple(_requests(forum, now))),
    ]
    return tuple(group for group in groups if group.lines)


def of_object(forum: Forum, now: str, name: str) -> tuple[Group, ...]:
    """The same of one thing; no group at all where nothing has this name."""
    found = []
    for group in overview(forum, now):
        lines = tuple(line for line in group.lines if line.object == name)
        if lines:
            found.append(Group(heading=group.heading, basket=group.basket, lines=lines))
    clause = forum.clauses.get(name)
    if clause is not None and not found:
        found.append(Group(heading="Clauses", basket=None, lines=(_clause(forum, clause),)))
    return tuple(found)


def _words(value: str) -> str:
    return value.replace("-", " ")


# ---------------------------------------------------------------- the forum and its seats


_COMPILED = "It is compiled; nothing is needed."


def _itself(forum: Forum, now: str) -> Iterator[Line]:
    if forum.charter.compiled:  # nothing was done here, so nothing waits for a party
        yield Line(
            object="", sort="level", title="", stage=_words(forum.level.value), needed=_COMPILED
        )
        return
    level = formality_rules.still_needed(forum)
    yield Line(object="", sort="level", title="", stage=_words(forum.level.value), needed=level)
    presides = ", ".join(forum.chair) + " presides" if forum.chair else "nobody presides"
    chair = chair_rules.still_needed(forum, now)
    yield Line(object="", sort="chair", title="", stage=presides, needed=chair)


def _seats(forum: Forum) -> Iterator[Line]:
    for code in forum.order:
        seat = forum.seats[code]
        needed = seat_rules.still_needed(forum, seat)
        stage = f"{seat.category.value}, {_words(seat.stage.value)}"
        if forum.charter.compiled:  # a place by the charter of the talks, and no act of a party
            stage, needed = seat.category.value, _COMPILED
        yield Line(object=code, sort="seat", title="", stage=stage, needed=needed)


# ---------------------------------------------------------------- baskets


def _baskets(forum: Forum) -> Iterator[Group]:
    """Those of the charter in its order, those opened since, then what belongs to none."""
    listed = [one.id for one in forum.charter.baskets]
    for name in dict.fromkeys((*listed, *forum.opened)):
        basket = forum.baskets.get(name) or Basket(id=name)
        state = Line(
            object=name,
            sort="basket",
            title="",
            stage=basket.stage.value,
            needed=basket_rules.basket_needed(basket),
        )
        yield Group(heading=name, basket=name, lines=(state, *_proposals(forum, name)))
    yield Group(heading="In no basket", basket=None, lines=tuple(_proposals(forum, None)))


def _proposals(forum: Forum, basket: str | None) -> Iterator[Line]:
    found = [one for one in forum.proposals.values() if one.basket == basket]
    for one in sorted(found, key=lambda one: one.number):
        needed = decision_needed.still_needed(forum, one)
        silence = forum.silences.get(one.id)
        if silence is not None and silence.stage in (SilenceStage.RUNNING, SilenceStage.SUSPENDED):
            needed = silence_needed.still_needed(forum, silence)
        yield Line(
            object=one.id,
            sort="proposal",
            title=one.title,
            stage=_words(one.stage.value),
            needed=needed,
        )
        links = [link for link in forum.links.values() if link.waits == one.id]
        for link in sorted(links, key=lambda link: link.number):
            yield Line(
                object=link.id,
                sort="link",
                title="",
                stage=f"{link.stage.value}, claimed by {link.by}",
                needed=basket_rules.still_needed(forum, link),
            )


# ---------------------------------------------------------------- all else


def _texts(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.texts.values(), key=lambda one: one.number):
        needed = text_rules.still_needed(forum, one)
        stage = f"version {one.version}, {one.stage.value}"
        yield Line(object=one.id, sort="text", title=one.title, stage=stage, needed=needed)
        if one.stage is t.Stage.OPEN:
            for name in one.clauses:
                yield _clause(forum, forum.clauses[name])


_CLAUSE_NEEDS: Mapping[t.ClauseStage, str] = {
    t.ClauseStage.PROPOSED: "It needs the chair to find that nobody holds it open.",
    t.ClauseStage.BRACKETED: "It needs its brackets and alternatives to be settled.",
    t.ClauseStage.CLEAN: "It can be agreed ad referendum.",
    t.ClauseStage.AD_REF: "It needs the capitals to confirm.",
    t.ClauseStage.AGREED: "It is agreed; nothing is needed.",
}


def _clause(forum: Forum, clause: t.Clause) -> Line:
    needed = _CLAUSE_NEEDS[clause.stage]
    holders = {code for one in clause.brackets.values() for code in one.holders}
    if clause.stage is t.ClauseStage.BRACKETED and holders:
        held = [code for code in forum.order if code in holders]
        needed = f"Its brackets are held by {', '.join(held)}; each lifts its own."
    return Line(
        object=clause.id,
        sort="clause",
        title="",
        stage=_words(clause.stage.value),
        needed=needed,
    )


def _amendments(forum: Forum) -> Iterator[Line]:
    for one in in_order(forum, forum.amendments):
        needed = amendment_rules.still_needed(forum, one)
        yield Line(object=one.id, sort="amendment", title="", stage=one.stage.value, needed=needed)


def _terms(forum: Forum) -> Iterator[Line]:
    for text in sorted(forum.texts.values(), key=lambda one: one.number):
        for term in term_rules.marks(forum, text):
            needed = term_rules.still_needed(forum, term, text.id)
            stage = f"{_words(term.stage(text.id).value)} in {text.id}"
            yield Line(object=term.id, sort="term", title=term.title, stage=stage, needed=needed)


_OVER = (MeetingStage.CLOSED, MeetingStage.CANCELLED)
"""Of such a meeting nothing is open but its summary record."""


def _meetings(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.meetings.values(), key=lambda one: one.number):
        rules = minutes_rules if one.stage in _OVER else meeting_rules
        needed, stage = rules.still_needed(forum, one), one.stage.value
        yield Line(object=one.id, sort="meeting", title=one.title, stage=stage, needed=needed)


def _points(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.points.values(), key=lambda one: one.number):
        needed = floor_rules.still_needed(forum, one)
        stage = _words(one.stage.value)
        yield Line(object=one.id, sort="point of order", title="", stage=stage, needed=needed)


def _matters(forum: Forum) -> Iterator[Line]:
    for code in forum.order:
        for one in in_order(forum, forum.matters):
            if one.by == code:
                needed = reserved_rules.still_needed(forum, one)
                stage = f"{one.stage.value}, by {code}"
                yield Line(
                    object=one.id, sort="matter", title=one.title, stage=stage, needed=needed
                )


def _bodies(forum: Forum) -> Iterator[Line]:
    for one in in_order(forum, forum.bodies):
        needed = bodies_rules.still_needed(forum, one)
        stage = _words(one.stage.value)
        yield Line(object=one.id, sort="body", title=one.title, stage=stage, needed=needed)


def _summits(forum: Forum) -> Iterator[Line]:
    for one in in_order(forum, forum.summits):
        needed = summit_rules.still_needed(forum, one)
        stage = _words(one.stage.value)
        yield Line(object=one.id, sort="summit", title=one.title, stage=stage, needed=needed)


def _exchanges(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.exchanges.values(), key=lambda one: one.number):
        needed = exchange_owed.still_needed(forum, one)
        stage = _words(one.stage.value)
        yield Line(
            object=one.id, sort="exchange round", title=one.title, stage=stage, needed=needed
        )


def _commitments(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.commitments.values(), key=lambda one: one.number):
        needed = commitment_told.still_needed(forum, one)
        owners = ", ".join(code for code in forum.order if code in one.owners)
        stage = f"{_words(one.stage.value)}, of {owners}"
        title = commitment_told.in_a_line(one.words)
        yield Line(object=one.id, sort="commitment", title=title, stage=stage, needed=needed)


def _strands(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.strands.values(), key=lambda one: one.number):
        needed = strand_rules.still_needed(forum, one)
        stage = one.stage.value
        yield Line(
            object=one.id, sort="bilateral channel", title=one.title, stage=stage, needed=needed
        )
        for _number, name in sorted(one.outcomes.items()):
            outcome = forum.outcomes[name]
            yield Line(
                object=name,
                sort="outcome",
                title=outcome.title,
                stage=_words(outcome.stage.value),
                needed=strand_rules.outcome_needed(forum, outcome),
            )


def _interests(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.interests.values(), key=lambda one: one.number):
        needed = interest_rules.still_needed(forum, one)
        stage = f"{one.stage.value}, by {one.by}"
        title = commitment_told.in_a_line(one.words)
        yield Line(object=one.id, sort="interest", title=title, stage=stage, needed=needed)


def _requests(forum: Forum, now: str) -> Iterator[Line]:
    for one in sorted(forum.requests.values(), key=lambda one: one.number):
        needed = request_rules.still_needed(forum, one, now)
        stage = f"{request_rules.seen(one, now)}, {one.by} to {one.to}"
        title = commitment_told.in_a_line(one.words)
        yield Line(object=one.id, sort="request", title=title, stage=stage, needed=needed)


def _windings(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.windings.values(), key=lambda one: one.number):
        needed = framework_rules.wind_up_needed(forum, one)
        title = commitment_told.in_a_line(one.words)
        stage = one.stage.value
        yield Line(object=one.id, sort="winding up", title=title, stage=stage, needed=needed)


def _takeovers(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.takeovers.values(), key=lambda one: one.number):
        needed = framework_rules.take_over_needed(forum, one)
        title, stage = commitment_told.in_a_line(one.words), _words(one.stage.value)
        yield Line(object=one.id, sort="taking over", title=title, stage=stage, needed=needed)


def _told(of: Callable[[Forum], Iterator[measure_lines.Told]]) -> Callable[[Forum], Iterator[Line]]:
    """Lines of what is told in five words."""

    def lines(forum: Forum) -> Iterator[Line]:
        for name, sort, title, stage, needed in of(forum):
            yield Line(object=name, sort=sort, title=title, stage=stage, needed=needed)

    return lines


def _rooms(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.rooms.values(), key=lambda one: one.number):
        needed = off_record_rules.still_needed(forum, one)
        yield Line(
            object=one.id,
            sort="part off the record",
            title=one.title,
            stage=one.stage.value,
            needed=needed,
        )


def _recommendations(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.recommendations.values(), key=lambda one: one.number):
        needed = recommendation_rules.still_needed(forum, one)
        stage = _words(one.stage.value)
        yield Line(
            object=one.id, sort="recommendation", title=one.title, stage=stage, needed=needed
        )


def _hand_ups(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.hand_ups.values(), key=lambda one: one.number):
        needed = hand_up_rules.still_needed(forum, one)
        stage = _words(one.stage.value)
        yield Line(
            object=one.id, sort="recommendation", title=one.title, stage=stage, needed=needed
        )


def _good_offices(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.offices.values(), key=lambda one: one.number):
        needed = offices_rules.still_needed(forum, one)
        title = commitment_told.in_a_line(one.words)
        stage = f"{one.stage.value}, of {one.mediator} with {one.party}"
        yield Line(object=one.id, sort="good offices", title=title, stage=stage, needed=needed)
    for message in sorted(forum.messages.values(), key=lambda one: one.number):
        title = commitment_told.in_a_line(message.words)
        mark = "" if message.mark is None else f", {_words(message.mark.value)}"
        yield Line(
            object=message.id,
            sort="message",
            title=title,
            stage=f"{_words(message.stage.value)}, by {message.by}{mark}",
            needed=offices_rules.message_needed(forum, message),
        )


def _entries(forum: Forum) -> Iterator[Line]:
    """In the order in which they were entered, which is that of their dates."""
    for one in sorted(forum.entries.values(), key=lambda entry: entry.number):
        stage, needed = f"{_words(one.said.sort.value)}{_parties(forum, one)}", told(one)
        yield Line(object=one.id, sort="entry", title=one.said.words, stage=stage, needed=needed)


def _parties(forum: Forum, one: Entry) -> str:
    """Whom an entry concerns, in protocol order; those without a seat here behind them."""
    here = [code for code in forum.order if code in one.said.parties]
    if here and len(here) == len(forum.order):
        return ", of all that sit here"
    told = [*here, *(code for code in one.said.parties if code not in here)]
    return f", of {', '.join(told)}" if told else ""


_SORTS: Mapping[str, Callable[[Forum], Iterator[Line]]] = {
    "Texts": _texts,
    "Amendments": _amendments,
    "Disputed terms": _terms,
    "Meetings": _meetings,
    "Points of order": _points,
    "Reserved matters": _matters,
    "Bodies": _bodies,
    "Files of summits": _summits,
    "Commitments": _commitments,
    "Bilateral channels": _strands,
    "Stated interests": _interests,
    "Exchange rounds": _exchanges,
    "Good offices": _good_offices,
    "Winding up of this forum": _windings,
    "Taken over from other forums": _takeovers,
    **{heading: _told(of) for heading, of in measure_lines.SORTS.items()},
    "Parts off the record": _rooms,
    "Recommendations of this body": _recommendations,
    "Recommendations handed up": _hand_ups,
    "Compiled from public documents": _entries,
}
