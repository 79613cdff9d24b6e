"""Steps, subjects and channels make sense beside what else is in the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import permutations

from dipoli.analysis.case import Case
from dipoli.analysis.coherence.incoherence import Incoherence, Place, incoherence, listing
from dipoli.told import tell


def exposure_limits_are_complete(case: Case) -> Iterator[Incoherence]:
    """Each ordered pair of members has one exposure limit."""
    place: Place = ("exposure_limits",)
    given = Counter((limit.party, limit.towards) for limit in case.exposure_limits)
    missing = [pair for pair in permutations(case.members, 2) if pair not in given]
    if missing:
        yield incoherence(
            "steps.yaml",
            place,
            "a limit for each ordered pair of members",
            f"none for {listing(f'{party} towards {other}' for party, other in missing)}",
            "add them",
        )
    seen: set[tuple[str, str]] = set()
    for n, limit in enumerate(case.exposure_limits):
        pair = (limit.party, limit.towards)
        if limit.party == limit.towards or pair in seen:
            yield incoherence(
                "steps.yaml",
                (*place, n),
                "each ordered pair of two different members once",
                f"{limit.party} towards {limit.towards}",
                "delete the entry, or correct its codes",
            )
        seen.add(pair)


def costs_fall_on_actors(case: Case) -> Iterator[Incoherence]:
    """Who bears a cost of a step is one of its actors, and is exposed towards another party."""
    for n, step in enumerate(case.steps):
        for m, cost in enumerate(step.cost):
            place: Place = ("steps", n, "cost", m)
            if cost.party not in step.actors:
                yield incoherence(
                    "steps.yaml",
                    (*place, "party"),
                    f"an actor of {step.id}: {listing(step.actors)}",
                    cost.party,
                    "name an actor, or add the party to the actors",
                )
            if cost.party == cost.towards:
                yield incoherence(
                    "steps.yaml",
                    (*place, "towards"),
                    "another party than the one that bears the cost",
                    cost.towards,
                    "name the party towards which the cost exposes",
                )


def steps_advance(case: Case) -> Iterator[Incoherence]:
    """A step brings each of its issues to one option, which is not option 0."""
    for n, step in enumerate(case.steps):
        seen: set[str] = set()
        for m, move in enumerate(step.advances):
            place: Place = ("steps", n, "advances", m)
            if move.option == 0:
                yield incoherence(
                    "steps.yaml",
                    (*place, "option"),
                    "an option from 1 up: 0 is the state of things",
                    "0",
                    "name the option that the step brings about",
                )
            if move.issue in seen:
                yield incoherence(
                    "steps.yaml",
                    (*place, "issue"),
                    "each issue once in a step",
                    f"{move.issue} again",
                    "keep the further option, or make two steps",
                )
            seen.add(move.issue)


def subjects_can_be_covered(case: Case) -> Iterator[Incoherence]:
    """Only a party with a stake in a subject has compensations, and each asks for a change."""
    for n, subject in enumerate(case.subjects):
        for code, reached in subject.compensation.items():
            place: Place = ("subjects", n, "compensation", code)
            if code not in subject.stakes:
                yield incoherence(
                    "links.yaml",
                    place,
                    f"a party with a stake in {subject.id}: {listing(subject.stakes)}",
                    code,
                    "give the party a stake, or delete its compensation",
                )
            for m, one in enumerate(reached):
                if one.at_least == 0:
                    yield incoherence(
                        "links.yaml",
                        (*place, m, "at_least"),
                        "an option from 1 up, as every issue is at 0 already",
                        "0",
                        "name the option from which the party is compensated",
                    )


def terms_have_one_reading_each(case: Case) -> Iterator[Incoherence]:
    """A party has one reading of a term."""
    for n, term in enumerate(case.terms):
        seen: set[str] = set()
        for m, reading in enumerate(term.meanings):
            if reading.party in seen:
                yield incoherence(
                    "terms.yaml",
                    ("terms", n, "meanings", m, "party"),
                    "one reading for each party",
                    f"{reading.party} again",
                    "put both readings into one text",
                )
            seen.add(reading.party)


def channels_are_of_pairs(case: Case) -> Iterator[Incoherence]:
    """A channel joins two different parties, each pair once; no third hand is one of the two."""
    seen: set[frozenset[str]] = set()
    for n, channel in enumerate(case.channels):
        place: Place = ("channels", n)
        pair = frozenset(channel.pair)
        if len(pair) == 1 or pair in seen:
            yield incoherence(
                "channels.yaml",
                (*place, "pair"),
                "each pair of two different parties once, in either order",
                listing(channel.pair),
                "delete the entry, or correct its codes",
            )
        seen.add(pair)
        for m, carrier in enumerate(channel.intermediaries):
            if carrier.code in pair:
                yield incoherence(
                    "channels.yaml",
                    (*place, "intermediaries", m, "code"),
                    "somebody other than the two parties of the channel",
                    carrier.code,
                    "name a third party",
                )


def channels_do_not_contradict_themselves(case: Case) -> Iterator[Incoherence]:
    """No issue both can and cannot be raised in a channel."""
    for n, channel in enumerate(case.channels):
        for m, issue in enumerate(channel.cannot_raise):
            if issue in channel.can_raise:
                yield incoherence(
                    "channels.yaml",
                    ("channels", n, "cannot_raise", m),
                    "an issue that is not in can_raise",
                    issue,
                    "delete it from one of the two lists; what is in neither is uncoded",
                )


def channels_are_of_the_day(case: Case) -> Iterator[Incoherence]:
    """No channel has been in its state since a day after that of the case."""
    for n, channel in enumerate(case.channels):
        if channel.since[: len(case.as_of)] > case.as_of:
            yield incoherence(
                "channels.yaml",
                ("channels", n, "since"),
                f"a day not after {case.as_of}, the day of the case",
                channel.since,
                "correct the day, or the day of the case",
            )


def events_are_in_order(case: Case) -> Iterator[Incoherence]:
    """Events of the timeline stand in the order of their dates."""
    for n, (before, after) in enumerate(zip(case.timeline, case.timeline[1:], strict=False)):
        if after.date < before.date:
            yield incoherence(
                "timeline.csv",
                ("events", n + 1, "date"),
                tell(
                    "a date not before {date}, that of {event}", date=before.date, event=before.id
                ),
                tell("{date} of {event}", date=after.date, event=after.id),
                tell("move the line to where its date belongs"),
            )
