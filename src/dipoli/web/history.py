"""What was done about one thing, as sentences: acts of commitments, measures and the crisis desk.

Each act that names the thing is told in one whole sentence, with the words that its author gave and
that this reader may read (`dipoli.web.acts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dipoli.forum.procedure import KINDS
from dipoli.web.acts import Done
from dipoli.web.acts import history as acts_about
from dipoli.web.asked import Asked, Twin


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


def _told(asked: Asked, one: Done) -> str:
    sentence = SENTENCES.get(one.name.partition("/")[0])
    if sentence is not None:
        return asked.told(sentence.format(one.by))
    kind = KINDS.get(one.name)
    return asked.told(f"{one.by}: {one.name if kind is None else kind.meaning}")


SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "commitment.make": "{} made it.",
        "commitment.register": "{} entered it from the decision.",
        "commitment.confirm": "{} confirmed it.",
        "commitment.decline": "{} said that it does not read it so.",
        "commitment.accept": "{} accepted it.",
        "commitment.pair": "{} named it as one of a pair.",
        "commitment.suspend": "{} suspended it, or a clause of it.",
        "commitment.resume": "{} resumed what it had suspended.",
        "commitment.lapse": "{} found that it lapsed.",
        "commitment.release": "{} released its owner from it.",
        "commitment.supersede": "{} let another take its place.",
        "commitment.withdraw": "{} took it back.",
        "commitment.evidence": "{} gave evidence.",
        "commitment.assess": "{} said how it stands.",
        "commitment.find": "{} said, as verifier, how it stands.",
        "commitment.fulfil": "{} entered that it is found fulfilled.",
        "strand.register": "{} registered the talks.",
        "strand.hold": "{} entered a round that was held.",
        "strand.outcome": "{} entered an outcome.",
        "strand.account": "{} gave its own account.",
        "strand.pause": "{} entered that the talks are paused.",
        "strand.resume": "{} entered that the talks go on.",
        "strand.end": "{} entered that the talks have ended.",
        "outcome.read": "{} said how it reads the outcome.",
        "strand.lock": "{} named the decision that locks it in.",
        "interest.state": "{} stated the interest.",
        "exchange.announce": "{} announced the round.",
        "exchange.open": "{} opened the window.",
        "exchange.submit": "{} handed in its return.",
        "exchange.hold": "The node of {} found its shares good.",
        "exchange.release": "{} entered the release: every return that is held, at once.",
        "exchange.lapse": "{} entered that the condition was not met by the deadline.",
        "exchange.share": "The node of {} gave its shares to the readers.",
        "exchange.serve": "{} noted that what was released went out by note verbale.",
        "exchange.ask": "{} asked about a return.",
        "exchange.answer": "{} answered.",
        "exchange.close": "{} closed the round.",
        "request.ask": "{} asked for an explanation.",
        "request.answer": "{} answered.",
        "request.call": "{} asked for a meeting.",
        "request.join": "{} joined the meeting.",
        "request.hold": "{} entered that the meeting was held.",
        "request.recommend": "{} entered the decision that recommends steps.",
        "request.visit": "{} named a visit to which it invited.",
        "request.close": "{} closed its request.",
        "measure.propose": "{} proposed it.",
        "measure.offer": "{} offered it, for itself alone.",
        "measure.adopt": "{} entered that it is in force, by the decision.",
        "measure.withdraw": "{} took its proposal back.",
        "measure.withdraw-offer": "{} took its offer back.",
        "measure.meet": "{} entered which meeting was the annual one.",
        "measure.end": "{} entered, by a decision, that it ends.",
        "notification.send": "{} sent it.",
        "notification.acknowledge": "{} said that it has it.",
        "notification.correct": "{} corrected it.",
        "notification.withdraw": "{} said that what it notified will not be.",
        "inspection.request": "{} asked for it.",
        "inspection.withdraw": "{} took its request back.",
        "inspection.accept": "{} accepted it.",
        "inspection.refuse": "{} refused it.",
        "inspection.enter": "{} entered that the team has come in.",
        "inspection.begin": "{} entered that the team is on site.",
        "inspection.leave": "{} entered that the team has left.",
        "inspection.cancel": "{} entered that it is not carried out.",
        "inspection.report": "{} gave its report.",
        "inspection.comment": "{} said how it sees it.",
        "visit.invite": "{} invited.",
        "visit.accept": "{} accepted.",
        "visit.decline": "{} declined.",
        "visit.hold": "{} entered that it was held.",
        "visit.cancel": "{} entered that it will not be held.",
    }
)
"""Name of an act to how it is told, with the code of its author for the braces."""
