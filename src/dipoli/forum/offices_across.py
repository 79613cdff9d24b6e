"""Good offices between circles: what may leave one for another, and what was carried.

The rules of a circle read its own record alone. What binds between two is asked here, over two
standings, by the only one who holds both records: the mediator. `may_convey` is asked by the
mediator's program before anything is signed. `breaches` is asked of what was signed; whoever holds
the records can ask it. `unlike` holds the single negotiating text of two circles side by side.

What somebody wants to say in a circle without naming a message, as in a form, is asked of all other
circles of the same mediator (`may_put`).

*What it finds.* A message that left against its mark or by another's name, words that were changed
on the way, and words of a party that stand in an idea of the mediator, as far as
`dipoli.forum.offices_words` compares them. *What it cannot find.* What the mediator says elsewhere,
or in other words: an idea told afresh is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from dipoli.charter.points import Point
from dipoli.forum.kind import refuse
from dipoli.forum.offices import Carriage, How, Message, Stage
from dipoli.forum.offices_rules import current
from dipoli.forum.offices_words import Spoken, taken
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


@frozen(kw_only=True)
class Breach:
    """One thing that was carried into a circle and ought not to have been.

    Args:
        message: short name there.
        number: of the act.
        told: what is not as it should be, in a sentence.
    """

    message: str
    number: int
    told: str


# ---------------------------------------------------------------- before anything is signed


def may_convey(
    source: Forum, name: str, receiving: Forum, moment: str, *, words: str, how: How
) -> OutOfOrder | None:
    """Whether the mediator may carry a message of one circle into another.

    Args:
        source: standing of the circle in which the message was sent.
        name: of the message there.
        receiving: standing of the circle into which it would be carried.
        moment: at which it would be.
        words: that would be said there.
        how: with its source, or as the mediator's own idea.

    Rulings:
        Out of order under an article of the charter of the circle in which it was sent.
    """
    here, there = current(source), current(receiving)
    if here is None or there is None or Stage.OFFERED in (here.stage, there.stage):
        why = tell("Good offices are not open in both circles.")
        return refuse(source, Point.OFFICES_STAGE, why, tell("Convey while both are open."))
    if here.mediator != there.mediator or here.party == there.party:
        why = tell("The two circles are not those of one mediator with two parties.")
        return refuse(source, Point.OFFICES, why, tell("Name another circle of the same mediator."))
    message = source.messages.get(name)
    if message is None or message.by != here.party:
        why = tell("{name} is no message of {party} in its circle.", name=name, party=here.party)
        return refuse(source, Point.MESSAGE_CONVEY, why, tell("Name one that it sent there."))
    if not _reaches(message, receiving, there.party):
        why = tell(
            "{message} may reach {to}, and not {party}.",
            message=message.id,
            to=commas(message.to),
            party=there.party,
        )
        return refuse(
            source, Point.MESSAGE_CONVEY, why, tell("Ask {who} to send it anew.", who=message.by)
        )
    worded = (
        _word_for_word(source, message, words)
        if how is How.SOURCE
        else _own_words(source, receiving, moment, words)
    )
    return _let(source, message, moment, how) or worded


@frozen(kw_only=True)
class Put:
    """What a mediator would say in a circle.

    Args:
        words: of it.
        source: leaf hash of the message that is cited for them; None for the mediator's own words.
        from_: whose message that is; None without a source.
    """

    words: str
    source: bytes | None = None
    from_: str | None = None


def may_put(put: Put, receiving: Forum, others: Iterable[Forum], moment: str) -> OutOfOrder | None:
    """Whether the mediator may say something in a circle, asked of all its other circles at hand.

    Where a source is cited, it is asked as `may_convey` asks it, of the message of that leaf hash.
    Where none is, the words are held against what the parties of the other circles said; whose idea
    it is, nobody says, so that its mark cannot be asked here.

    Args:
        put: what would be said.
        receiving: standing of the circle in which it would be.
        others: standings of the other circles.
        moment: at which it would be.

    Rulings:
        Out of order under an article of the charter of the circle from which it would leave.
    """
    if put.source is not None:
        return _may_cite(put, receiving, others, moment)
    here = current(receiving)
    for one in others:
        parties = {each.party for each in one.offices.values()}
        if here is None or here.party not in parties:
            found = _own_words(one, receiving, moment, put.words)
            if found is not None:
                return found
    return None


def _may_cite(
    put: Put, receiving: Forum, others: Iterable[Forum], moment: str
) -> OutOfOrder | None:
    found = (
        (one, message)
        for one in others
        for message in one.messages.values()
        if message.leaf == put.source
    )
    one, message = next(found, (None, None))
    if one is None or message is None:
        why = tell("It cites a message that is in none of the records at hand.")
        remedy = tell("Fetch the circle in which it was sent, so that its mark can be asked.")
        return refuse(receiving, Point.MESSAGE_CONVEY, why, remedy)
    if one.heir(put.from_ or "") != message.by:
        why = tell(
            "It says that it is of {party}; the message cited is of {who}.",
            party=put.from_,
            who=message.by,
        )
        remedy = tell("Cite the leaf hash and name whose message it is, or say neither.")
        return refuse(receiving, Point.MESSAGE_CONVEY, why, remedy)
    return may_convey(one, message.id, receiving, moment, words=put.words, how=How.SOURCE)


def _reaches(message: Message, receiving: Forum, party: str) -> bool:
    """Whether it may reach a party, under the name that it had then or the one it has now."""
    return not message.to or party in map(receiving.heir, message.to)


def _let(source: Forum, message: Message, moment: str, how: How) -> OutOfOrder | None:
    if message.was_let(how, moment, moment):
        return None
    mark = in_words(message.marks[-1].mark)
    why = tell(
        "{message} is marked {mark}; it does not leave {how}.",
        message=message.id,
        mark=mark,
        how=in_words(how),
    )
    return refuse(
        source, Point.MESSAGE_CONVEY, why, tell("Ask {who} to widen its mark.", who=message.by)
    )


def _word_for_word(source: Forum, message: Message, words: str) -> OutOfOrder | None:
    if words == message.words:
        return None
    why = tell(
        "The words differ from those of {message}, which would be cited for them.",
        message=message.id,
    )
    return refuse(source, Point.MESSAGE_CONVEY, why, tell("Carry its words as they stand."))


def _own_words(source: Forum, receiving: Forum, moment: str, words: str) -> OutOfOrder | None:
    found = taken(words, _said_by_party(source, moment), _known(receiving, moment))
    if found is None:
        return None
    if found.alone:
        why = tell(
            'In your words stands what was said for you alone: "{words}".', words=found.words
        )
        remedy = tell("Leave it out, or ask whoever said it to widen its mark.")
        return refuse(source, Point.MESSAGE_CONVEY, why, remedy)
    why = tell('In your words stands a run of the party\'s own: "{words}".', words=found.words)
    return refuse(source, Point.MESSAGE_CONVEY, why, tell("Put the idea in words of your own."))


def _said_by_party(forum: Forum, moment: str) -> Iterator[Spoken]:
    """What the parties said in a circle up to a moment, by the marks that it had then."""
    for message in sorted(forum.messages.values(), key=lambda one: one.number):
        if message.by == forum.offices[message.offices].party and message.sent <= moment:
            alone = not message.was_let(How.IDEA, moment, moment)
            yield Spoken(words=message.words, alone=alone)


def _known(forum: Forum, moment: str) -> Iterator[str]:
    """What the party of a circle said itself, and what its good offices are about."""
    yield from (one.words for one in _said_by_party(forum, moment))
    yield from (one.words for one in forum.offices.values())


# ---------------------------------------------------------------- of what was signed


def breaches(receiving: Forum, sources: Iterable[Forum]) -> tuple[Breach, ...]:
    """What was carried into a circle and ought not to have been, as far as the records show.

    Args:
        receiving: standing of the circle.
        sources: standings of the other circles of the mediator that are at hand.
    """
    held = tuple(sources)
    cited = {
        message.leaf: (source, message) for source in held for message in source.messages.values()
    }
    found = []
    for message in sorted(receiving.messages.values(), key=lambda one: one.number):
        offices = receiving.offices[message.offices]
        if message.by != offices.mediator:
            continue
        told = None
        if message.source is None:
            told = _of_idea(message, receiving, held)
        elif message.source not in cited:
            told = tell("It cites a message that is in none of the records at hand.")
        else:
            told = _of_cited(message, receiving, *cited[message.source])
        if told is not None:
            found.append(Breach(message=message.id, number=message.number, told=told))
    return tuple(found)


def _of_cited(carried: Message, receiving: Forum, source: Forum, message: Message) -> str | None:
    offices, party = source.offices[message.offices], receiving.offices[carried.offices].party
    if message.stage is Carriage.CARRIED or message.by != offices.party:
        return tell("It cites something that is no message of a party.")
    faults = (
        (
            source.heir(carried.from_ or "") != message.by,
            tell(
                "It says that it is of {party}; the message cited is of {who}.",
                party=carried.from_,
                who=message.by,
            ),
        ),
        (
            not _reaches(message, receiving, party),
            tell(
                "{message} of {who} was not to reach {party}.",
                message=message.id,
                who=message.by,
                party=party,
            ),
        ),
        (
            not message.was_let(How.SOURCE, carried.sent, carried.sent),
            tell(
                "{message} of {who} was not marked to be conveyed at {sent}.",
                message=message.id,
                who=message.by,
                sent=carried.sent,
            ),
        ),
        (
            offices.stage is Stage.ENDED and offices.since < carried.sent,
            tell(
                "The good offices with {who} had ended at {since}.",
                who=message.by,
                since=offices.since,
            ),
        ),
        (
            message.words != carried.words,
            tell(
                "Its words differ from those of {message} of {who}.",
                message=message.id,
                who=message.by,
            ),
        ),
    )
    return next((told for holds, told in faults if holds), None)


def _of_idea(carried: Message, receiving: Forum, sources: tuple[Forum, ...]) -> str | None:
    known = tuple(_known(receiving, carried.sent))
    for source in sources:
        found = taken(carried.words, _said_by_party(source, carried.sent), known)
        if found is not None and found.alone:
            return tell(
                "It cites no source, and words stand in it that were for the mediator alone."
            )
        if found is not None:
            return tell("It cites no source, and words of a party stand in it.")
    return None


# ---------------------------------------------------------------- the single text


def unlike(left: Forum, right: Forum, name: str) -> tuple[str, ...]:
    """In what the single negotiating text differs between two circles, in sentences; none if alike.

    The wordings are held side by side. Brackets, alternatives and amendments are each party's own
    and stay in its circle.

    Args:
        left: standing of one circle.
        right: standing of the other.
        name: of the text, in both.
    """
    one, other = left.texts.get(name), right.texts.get(name)
    if one is None or other is None:
        return (tell("{name} is on the table in one of the circles alone.", name=name),)
    found = []
    if (one.title, one.symbol, one.kind) != (other.title, other.symbol, other.kind):
        found.append(tell("{name} has another title, symbol or kind.", name=name))
    if one.clauses != other.clauses:
        found.append(tell("{name} has other clauses, or the same in another order.", name=name))
    for clause in one.clauses:
        here, there = left.clauses[clause], right.clauses.get(clause)
        if there is not None and here.wording.words != there.wording.words:
            found.append(tell("{clause} is worded otherwise.", clause=clause))
    return tuple(found)
