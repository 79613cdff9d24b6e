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
from dipoli.told import commas, in_words, tell


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
        Group(heading=tell("The forum"), basket=None, lines=tuple(_itself(forum, now))),
        Group(heading=tell("Seats"), basket=None, lines=tuple(_seats(forum))),
        *_baskets(forum),
        *(
            Group(heading=heading, basket=None, lines=tuple(lines(forum)))
            for heading, lines in _SORTS.items()
        ),
        Group(heading=tell("Crisis desk"), basket=None, lines=tuple(_requests(forum, now))),
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
        found.append(Group(heading=tell("Clauses"), basket=None, lines=(_clause(forum, clause),)))
    return tuple(found)


# ---------------------------------------------------------------- the forum and its seats


_COMPILED = tell("It is compiled; nothing is needed.")


def _itself(forum: Forum, now: str) -> Iterator[Line]:
    if forum.charter.compiled:  # nothing was done here, so nothing waits for a party
        yield Line(
            object="", sort=tell("level"), title="", stage=in_words(forum.level), needed=_COMPILED
        )
        return
    level = formality_rules.still_needed(forum)
    yield Line(object="", sort=tell("level"), title="", stage=in_words(forum.level), needed=level)
    presides = (
        tell("{chair} presides", chair=commas(forum.chair))
        if forum.chair
        else tell("nobody presides")
    )
    chair = chair_rules.still_needed(forum, now)
    yield Line(object="", sort=tell("chair"), title="", stage=presides, needed=chair)


def _seats(forum: Forum) -> Iterator[Line]:
    for code in forum.order:
        seat = forum.seats[code]
        needed = seat_rules.still_needed(forum, seat)
        stage = tell(
            "{category}, {stage}", category=in_words(seat.category), stage=in_words(seat.stage)
        )
        if forum.charter.compiled:  # a place by the charter of the talks, and no act of a party
            stage, needed = in_words(seat.category), _COMPILED
        yield Line(object=code, sort=tell("seat"), title="", stage=stage, needed=needed)


# ---------------------------------------------------------------- baskets


def _baskets(forum: Forum) -> Iterator[Group]:
    """Those of the charter in its order, those opened since, then what belongs to none."""
    listed = [one.id for one in forum.charter.baskets]
    for name in dict.fromkeys((*listed, *forum.opened)):
        basket = forum.baskets.get(name) or Basket(id=name)
        state = Line(
            object=name,
            sort=tell("basket"),
            title="",
            stage=in_words(basket.stage),
            needed=basket_rules.basket_needed(basket),
        )
        yield Group(heading=name, basket=name, lines=(state, *_proposals(forum, name)))
    yield Group(heading=tell("In no basket"), basket=None, lines=tuple(_proposals(forum, None)))


def _proposals(forum: Forum, basket: str | None) -> Iterator[Line]:
    found = [one for one in forum.proposals.values() if one.basket == basket]
    for one in sorted(found, key=lambda one: one.number):
        needed = decision_needed.still_needed(forum, one)
        silence = forum.silences.get(one.id)
        if silence is not None and silence.stage in (SilenceStage.RUNNING, SilenceStage.SUSPENDED):
            needed = silence_needed.still_needed(forum, silence)
        yield Line(
            object=one.id,
            sort=tell("proposal"),
            title=one.title,
            stage=in_words(one.stage),
            needed=needed,
        )
        links = [link for link in forum.links.values() if link.waits == one.id]
        for link in sorted(links, key=lambda link: link.number):
            yield Line(
                object=link.id,
                sort=tell("link"),
                title="",
                stage=tell("{stage}, claimed by {who}", stage=in_words(link.stage), who=link.by),
                needed=basket_rules.still_needed(forum, link),
            )


# ---------------------------------------------------------------- all else


def _texts(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.texts.values(), key=lambda one: one.number):
        needed = text_rules.still_needed(forum, one)
        stage = tell("version {version}, {stage}", version=one.version, stage=in_words(one.stage))
        yield Line(object=one.id, sort=tell("text"), title=one.title, stage=stage, needed=needed)
        if one.stage is t.Stage.OPEN:
            for name in one.clauses:
                yield _clause(forum, forum.clauses[name])


_CLAUSE_NEEDS: Mapping[t.ClauseStage, str] = {
    t.ClauseStage.PROPOSED: tell("It needs the chair to find that nobody holds it open."),
    t.ClauseStage.BRACKETED: tell("It needs its brackets and alternatives to be settled."),
    t.ClauseStage.CLEAN: tell("It can be agreed ad referendum."),
    t.ClauseStage.AD_REF: tell("It needs the capitals to confirm."),
    t.ClauseStage.AGREED: tell("It is agreed; nothing is needed."),
}


def _clause(forum: Forum, clause: t.Clause) -> Line:
    needed = _CLAUSE_NEEDS[clause.stage]
    holders = {code for one in clause.brackets.values() for code in one.holders}
    if clause.stage is t.ClauseStage.BRACKETED and holders:
        held = [code for code in forum.order if code in holders]
        needed = tell("Its brackets are held by {held}; each lifts its own.", held=commas(held))
    return Line(
        object=clause.id,
        sort=tell("clause"),
        title="",
        stage=in_words(clause.stage),
        needed=needed,
    )


def _amendments(forum: Forum) -> Iterator[Line]:
    for one in in_order(forum, forum.amendments):
        needed = amendment_rules.still_needed(forum, one)
        yield Line(
            object=one.id,
            sort=tell("amendment"),
            title="",
            stage=in_words(one.stage),
            needed=needed,
        )


def _terms(forum: Forum) -> Iterator[Line]:
    for text in sorted(forum.texts.values(), key=lambda one: one.number):
        for term in term_rules.marks(forum, text):
            needed = term_rules.still_needed(forum, term, text.id)
            stage = tell("{stage} in {text}", stage=in_words(term.stage(text.id)), text=text.id)
            yield Line(
                object=term.id, sort=tell("term"), title=term.title, stage=stage, needed=needed
            )


_OVER = (MeetingStage.CLOSED, MeetingStage.CANCELLED)
"""Of such a meeting nothing is open but its summary record."""


def _meetings(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.meetings.values(), key=lambda one: one.number):
        rules = minutes_rules if one.stage in _OVER else meeting_rules
        needed, stage = rules.still_needed(forum, one), in_words(one.stage)
        yield Line(object=one.id, sort=tell("meeting"), title=one.title, stage=stage, needed=needed)


def _points(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.points.values(), key=lambda one: one.number):
        needed = floor_rules.still_needed(forum, one)
        stage = in_words(one.stage)
        yield Line(object=one.id, sort=tell("point of order"), title="", stage=stage, needed=needed)


def _matters(forum: Forum) -> Iterator[Line]:
    for code in forum.order:
        for one in in_order(forum, forum.matters):
            if one.by == code:
                needed = reserved_rules.still_needed(forum, one)
                stage = tell("{stage}, by {code}", stage=in_words(one.stage), code=code)
                yield Line(
                    object=one.id, sort=tell("matter"), title=one.title, stage=stage, needed=needed
                )


def _bodies(forum: Forum) -> Iterator[Line]:
    for one in in_order(forum, forum.bodies):
        needed = bodies_rules.still_needed(forum, one)
        stage = in_words(one.stage)
        yield Line(object=one.id, sort=tell("body"), title=one.title, stage=stage, needed=needed)


def _summits(forum: Forum) -> Iterator[Line]:
    for one in in_order(forum, forum.summits):
        needed = summit_rules.still_needed(forum, one)
        stage = in_words(one.stage)
        yield Line(object=one.id, sort=tell("summit"), title=one.title, stage=stage, needed=needed)


def _exchanges(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.exchanges.values(), key=lambda one: one.number):
        needed = exchange_owed.still_needed(forum, one)
        stage = in_words(one.stage)
        yield Line(
            object=one.id, sort=tell("exchange round"), title=one.title, stage=stage, needed=needed
        )


def _commitments(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.commitments.values(), key=lambda one: one.number):
        needed = commitment_told.still_needed(forum, one)
        owners = commas(code for code in forum.order if code in one.owners)
        stage = tell("{stage}, of {owners}", stage=in_words(one.stage), owners=owners)
        title = commitment_told.in_a_line(one.words)
        yield Line(object=one.id, sort=tell("commitment"), title=title, stage=stage, needed=needed)


def _strands(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.strands.values(), key=lambda one: one.number):
        needed = strand_rules.still_needed(forum, one)
        stage = in_words(one.stage)
        yield Line(
            object=one.id,
            sort=tell("bilateral channel"),
            title=one.title,
            stage=stage,
            needed=needed,
        )
        for _number, name in sorted(one.outcomes.items()):
            outcome = forum.outcomes[name]
            yield Line(
                object=name,
                sort=tell("outcome"),
                title=outcome.title,
                stage=in_words(outcome.stage),
                needed=strand_rules.outcome_needed(forum, outcome),
            )


def _interests(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.interests.values(), key=lambda one: one.number):
        needed = interest_rules.still_needed(forum, one)
        stage = tell("{stage}, by {who}", stage=in_words(one.stage), who=one.by)
        title = commitment_told.in_a_line(one.words)
        yield Line(object=one.id, sort=tell("interest"), title=title, stage=stage, needed=needed)


def _requests(forum: Forum, now: str) -> Iterator[Line]:
    for one in sorted(forum.requests.values(), key=lambda one: one.number):
        needed = request_rules.still_needed(forum, one, now)
        stage = tell(
            "{stage}, {who} to {to}", stage=request_rules.seen(one, now), who=one.by, to=one.to
        )
        title = commitment_told.in_a_line(one.words)
        yield Line(object=one.id, sort=tell("request"), title=title, stage=stage, needed=needed)


def _windings(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.windings.values(), key=lambda one: one.number):
        needed = framework_rules.wind_up_needed(forum, one)
        title = commitment_told.in_a_line(one.words)
        stage = in_words(one.stage)
        yield Line(object=one.id, sort=tell("winding up"), title=title, stage=stage, needed=needed)


def _takeovers(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.takeovers.values(), key=lambda one: one.number):
        needed = framework_rules.take_over_needed(forum, one)
        title, stage = commitment_told.in_a_line(one.words), in_words(one.stage)
        yield Line(object=one.id, sort=tell("taking over"), title=title, stage=stage, needed=needed)


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
            sort=tell("part off the record"),
            title=one.title,
            stage=in_words(one.stage),
            needed=needed,
        )


def _recommendations(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.recommendations.values(), key=lambda one: one.number):
        needed = recommendation_rules.still_needed(forum, one)
        stage = in_words(one.stage)
        yield Line(
            object=one.id, sort=tell("recommendation"), title=one.title, stage=stage, needed=needed
        )


def _hand_ups(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.hand_ups.values(), key=lambda one: one.number):
        needed = hand_up_rules.still_needed(forum, one)
        stage = in_words(one.stage)
        yield Line(
            object=one.id, sort=tell("recommendation"), title=one.title, stage=stage, needed=needed
        )


def _good_offices(forum: Forum) -> Iterator[Line]:
    for one in sorted(forum.offices.values(), key=lambda one: one.number):
        needed = offices_rules.still_needed(forum, one)
        title = commitment_told.in_a_line(one.words)
        stage = tell(
            "{stage}, of {mediator} with {party}",
            stage=in_words(one.stage),
            mediator=one.mediator,
            party=one.party,
        )
        yield Line(
            object=one.id, sort=tell("good offices"), title=title, stage=stage, needed=needed
        )
    for message in sorted(forum.messages.values(), key=lambda one: one.number):
        title = commitment_told.in_a_line(message.words)
        stage = tell("{stage}, by {who}", stage=in_words(message.stage), who=message.by)
        if message.mark is not None:
            stage = tell("{message}, {mark}", message=stage, mark=in_words(message.mark))
        yield Line(
            object=message.id,
            sort=tell("message"),
            title=title,
            stage=stage,
            needed=offices_rules.message_needed(forum, message),
        )


def _entries(forum: Forum) -> Iterator[Line]:
    """In the order in which they were entered, which is that of their dates."""
    for one in sorted(forum.entries.values(), key=lambda entry: entry.number):
        stage, needed = _parties(forum, one), told(one)
        yield Line(
            object=one.id,
            sort=tell("timeline entry"),
            title=one.said.words,
            stage=stage,
            needed=needed,
        )


def _parties(forum: Forum, one: Entry) -> str:
    """What an entry is and whom it concerns, in protocol order; those without a seat last."""
    sort = in_words(one.said.sort)
    here = [code for code in forum.order if code in one.said.parties]
    if here and len(here) == len(forum.order):
        return tell("{sort}, of all that sit here", sort=sort)
    told = [*here, *(code for code in one.said.parties if code not in here)]
    return tell("{sort}, of {parties}", sort=sort, parties=commas(told)) if told else sort


_SORTS: Mapping[str, Callable[[Forum], Iterator[Line]]] = {
    tell("Texts"): _texts,
    tell("Amendments"): _amendments,
    tell("Disputed terms"): _terms,
    tell("Meetings"): _meetings,
    tell("Points of order"): _points,
    tell("Reserved matters"): _matters,
    tell("Bodies"): _bodies,
    tell("Files of summits"): _summits,
    tell("Commitments"): _commitments,
    tell("Bilateral channels"): _strands,
    tell("Stated interests"): _interests,
    tell("Exchange rounds"): _exchanges,
    tell("Good offices"): _good_offices,
    tell("Winding up of this forum"): _windings,
    tell("Taken over from other forums"): _takeovers,
    **{heading: _told(of) for heading, of in measure_lines.SORTS.items()},
    tell("Parts off the record"): _rooms,
    tell("Recommendations of this body"): _recommendations,
    tell("Recommendations handed up"): _hand_ups,
    tell("Compiled from public documents"): _entries,
}
