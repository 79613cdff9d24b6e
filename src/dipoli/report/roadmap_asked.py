"""What a roadmap was asked that is not the plain question, in sentences.

Whatever differs from the plain question is an assumption, and is told beside every result. A
schedule from a file brings its question with it: nothing that makes it safe may stay unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dipoli.analysis.roadmap.asked import question_of
from dipoli.analysis.roadmap.question import Accounting
from dipoli.report.roadmap_told import Teller


def asked(teller: Teller) -> Iterator[str]:
    """What was asked that is not the plain question.

    Args:
        teller: names and sentences, with the question.
    """
    question = teller.question
    lists = (
        ("refused", "bodies", map(teller.name, question.refused), ", "),
        ("away", "parties", map(teller.name, question.away), ", "),
        ("frozen", "baskets", map(teller.basket, question.frozen), ", "),
        ("dropped", "steps", map(teller.title, question.dropped), "; "),
        ("altered", "steps", (teller.title(one.id) for one in question.altered), "; "),
        ("added", "steps", (teller.title(one.id) for one in question.added), "; "),
    )
    for key, field, names, between in lists:
        if told := teller.join(names, between):
            yield teller.say(f"roadmap_asked_{key}", **{field: told})
    if months := question.more_verification:
        yield teller.say("roadmap_asked_verification", months=months)
    yield from _guarantees(teller)
    for bundle in question.joined:
        yield teller.say("roadmap_asked_joined", steps=_titles(teller, bundle.steps))
    for order in question.orders:
        first, then = _titles(teller, order.first), _titles(teller, order.then)
        if first and then:
            yield teller.say("roadmap_asked_order", first=first, then=then)
    yield from _reach(teller)


def _titles(teller: Teller, steps: Iterable[str]) -> str:
    return teller.join(map(teller.title, steps), "; ")


def _guarantees(teller: Teller) -> Iterator[str]:
    for one in teller.question.guarantees:
        party, towards, by = map(teller.name, (one.party, one.towards, one.by))
        yield teller.say(
            "roadmap_asked_guarantee", party=party, towards=towards, points=one.points, by=by
        )


def _reach(teller: Teller) -> Iterator[str]:
    """Which steps, by when, and in what accounts."""
    question, plain = teller.question, question_of(teller.case)
    if question.wanted is not None:
        yield teller.say("roadmap_asked_wanted", steps=_titles(teller, question.wanted))
    if not question.others:
        yield teller.say("roadmap_asked_only")
    if question.horizon != plain.horizon:
        yield teller.say("roadmap_asked_horizon", month=question.horizon)
    if question.by is not None:
        yield teller.say("roadmap_asked_by", month=question.by)
    if question.accounting is not Accounting.PAIR:
        yield teller.say("roadmap_asked_accounts", accounting=question.accounting.value)
