"""What was done, as sentences: acts of commitments, measures, the crisis desk and the register.

Each act that names the thing is told in one whole sentence, with the words that its author gave and
that this reader may read (`dipoli.web.acts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dipoli.forum.procedure import KINDS
from dipoli.told import Told, tell
from dipoli.web.acts import Done
from dipoli.web.acts import history as acts_about
from dipoli.web.asked import Asked, Twin
from dipoli.web.deeds import DEEDS
from dipoli.web.doing import doings


def history(asked: Asked, *names: str) -> list[Twin]:
    """The acts about some things, in the order of the record, as a part of a twin."""
    return [
        {
            "act": one.number,
            "name": one.name.partition("/")[0],
            "by": asked.party(one.by),
            "told": _told(asked, one),
            "at": asked.clock(one.time),
            "entered_by": asked.party(one.entered_by) if one.entered_by != one.by else None,
            "words": one.words or None,
            "silent": None if one.silent is None else one.silent.value,
            "void": one.void,
        }
        for one in acts_about(asked, *names)
    ]


def plain(word: str) -> str:
    """A word of the program as people write it.

    >>> plain("not-carried-out")
    'not carried out'
    """
    return word.replace("-", " ")


def unstruck(asked: Asked, number: int, words: str | None) -> str | None:
    """Words of an act; None where the body has struck them."""
    return None if number in asked.forum.struck else words


def briefly(asked: Asked, name: str, by: str) -> str:
    """An act in a sentence, without what it says.

    Args:
        asked: who reads.
        name: of the act, with its form number.
        by: whose act it is.
    """
    sentence = DEEDS.get(name) or SENTENCES.get(name.partition("/")[0])
    if sentence is not None:
        return asked.told(sentence.having({"by": by}))
    kind = doings().get(name.removesuffix("/1")) or KINDS.get(name)
    meaning = name.partition("/")[0] if kind is None else tell(kind.meaning)
    return asked.told(tell("{by}: {meaning}", by=by, meaning=meaning))


def _told(asked: Asked, one: Done) -> str:
    sentence = SENTENCES.get(one.name.partition("/")[0])
    if sentence is not None:
        return asked.told(sentence.having({"by": one.by}))
    kind = KINDS.get(one.name)
    return asked.told(
        tell("{by}: {meaning}", by=one.by, meaning=one.name if kind is None else kind.meaning)
    )


SENTENCES: Mapping[str, Told] = MappingProxyType(
    {
        "commitment.make": tell("{by} made it.", by=""),
        "commitment.register": tell("{by} entered it from the decision.", by=""),
        "commitment.confirm": tell("{by} confirmed it.", by=""),
        "commitment.decline": tell("{by} said that it does not read it so.", by=""),
        "commitment.accept": tell("{by} accepted it.", by=""),
        "commitment.pair": tell("{by} named it as one of a pair.", by=""),
        "commitment.suspend": tell("{by} suspended it, or a clause of it.", by=""),
        "commitment.resume": tell("{by} resumed what it had suspended.", by=""),
        "commitment.lapse": tell("{by} found that it lapsed.", by=""),
        "commitment.release": tell("{by} released its owner from it.", by=""),
        "commitment.supersede": tell("{by} let another take its place.", by=""),
        "commitment.withdraw": tell("{by} took it back.", by=""),
        "commitment.evidence": tell("{by} gave evidence.", by=""),
        "commitment.assess": tell("{by} said how it stands.", by=""),
        "commitment.find": tell("{by} said, as verifier, how it stands.", by=""),
        "commitment.fulfil": tell("{by} entered that it is found fulfilled.", by=""),
        "strand.register": tell("{by} registered the talks.", by=""),
        "strand.hold": tell("{by} entered a round that was held.", by=""),
        "strand.outcome": tell("{by} entered an outcome.", by=""),
        "strand.account": tell("{by} gave its own account.", by=""),
        "strand.pause": tell("{by} entered that the talks are paused.", by=""),
        "strand.resume": tell("{by} entered that the talks go on.", by=""),
        "strand.end": tell("{by} entered that the talks have ended.", by=""),
        "outcome.read": tell("{by} said how it reads the outcome.", by=""),
        "strand.lock": tell("{by} named the decision that locks it in.", by=""),
        "interest.state": tell("{by} stated the interest.", by=""),
        "interest.accept": tell("{by} said that something satisfies it.", by=""),
        "interest.reopen": tell("{by} said that this satisfies it no more.", by=""),
        "interest.withdraw": tell("{by} took it back.", by=""),
        "focal-point.name": tell("{by} named it.", by=""),
        "focal-point.change": tell("{by} changed by whom, or how, it is reached.", by=""),
        "focal-point.hand-over": tell("{by} handed it over.", by=""),
        "focal-point.return": tell("{by} entered that it is back.", by=""),
        "focal-point.end": tell("{by} entered that it has ended.", by=""),
        "line.open": tell("{by} opened the line.", by=""),
        "line.confirm": tell("{by} confirmed the line.", by=""),
        "line.test": tell("{by} tested it.", by=""),
        "line.answer": tell("{by} entered when it answered.", by=""),
        "line.close": tell("{by} closed the line.", by=""),
        "exchange.announce": tell("{by} announced the round.", by=""),
        "exchange.open": tell("{by} opened the window.", by=""),
        "exchange.submit": tell("{by} handed in its return.", by=""),
        "exchange.hold": tell("The node of {by} found its shares good.", by=""),
        "exchange.release": tell(
            "{by} entered the release: every return that is held, at once.", by=""
        ),
        "exchange.lapse": tell(
            "{by} entered that the condition was not met by the deadline.", by=""
        ),
        "exchange.share": tell("The node of {by} gave its shares to the readers.", by=""),
        "exchange.serve": tell(
            "{by} noted that what was released went out by note verbale.", by=""
        ),
        "exchange.ask": tell("{by} asked about a return.", by=""),
        "exchange.answer": tell("{by} answered.", by=""),
        "exchange.close": tell("{by} closed the round.", by=""),
        "request.ask": tell("{by} asked for an explanation.", by=""),
        "request.answer": tell("{by} answered.", by=""),
        "request.call": tell("{by} asked for a meeting.", by=""),
        "request.join": tell("{by} joined the meeting.", by=""),
        "request.hold": tell("{by} entered that the meeting was held.", by=""),
        "request.recommend": tell("{by} entered the decision that recommends steps.", by=""),
        "request.visit": tell("{by} named a visit to which it invited.", by=""),
        "request.close": tell("{by} closed its request.", by=""),
        "measure.propose": tell("{by} proposed it.", by=""),
        "measure.offer": tell("{by} offered it, for itself alone.", by=""),
        "measure.adopt": tell("{by} entered that it is in force, by the decision.", by=""),
        "measure.withdraw": tell("{by} took its proposal back.", by=""),
        "measure.withdraw-offer": tell("{by} took its offer back.", by=""),
        "measure.meet": tell("{by} entered which meeting was the annual one.", by=""),
        "measure.end": tell("{by} entered, by a decision, that it ends.", by=""),
        "notification.send": tell("{by} sent it.", by=""),
        "notification.acknowledge": tell("{by} said that it has it.", by=""),
        "notification.correct": tell("{by} corrected it.", by=""),
        "notification.withdraw": tell("{by} said that what it notified will not be.", by=""),
        "inspection.request": tell("{by} asked for it.", by=""),
        "inspection.withdraw": tell("{by} took its request back.", by=""),
        "inspection.accept": tell("{by} accepted it.", by=""),
        "inspection.refuse": tell("{by} refused it.", by=""),
        "inspection.enter": tell("{by} entered that the team has come in.", by=""),
        "inspection.begin": tell("{by} entered that the team is on site.", by=""),
        "inspection.leave": tell("{by} entered that the team has left.", by=""),
        "inspection.cancel": tell("{by} entered that it is not carried out.", by=""),
        "inspection.report": tell("{by} gave its report.", by=""),
        "inspection.comment": tell("{by} said how it sees it.", by=""),
        "visit.invite": tell("{by} invited.", by=""),
        "visit.accept": tell("{by} accepted.", by=""),
        "visit.decline": tell("{by} declined.", by=""),
        "visit.hold": tell("{by} entered that it was held.", by=""),
        "visit.cancel": tell("{by} entered that it will not be held.", by=""),
        "basket.open": tell("{by} opened the basket.", by=""),
        "basket.park": tell(
            "{by} parked the basket, from the chair; no other stops with it.", by=""
        ),
        "basket.resume": tell("{by} took the basket up again.", by=""),
        "circle.open": tell("{by} opened the circle; its record begins.", by=""),
        "custody.move": tell("{by} handed the record over to another host.", by=""),
        "key.enrol": tell("{by} entered a key of its own.", by=""),
        "key.rotate": tell("{by} put another key in the place of one of its own.", by=""),
        "key.revoke": tell("{by} revoked a key of its own.", by=""),
        "key.recover": tell("{by} entered a key in the place of those that it lost.", by=""),
        "powers.grant": tell("{by} granted full powers to the holder of a key.", by=""),
        "powers.withdraw": tell("{by} withdrew full powers.", by=""),
    }
)
"""Name of an act to how it is told, with a place for its author."""
