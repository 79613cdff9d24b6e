"""Doubt within a state, and doubt between states: two lists, never one.

That a government changed, that a parliament has not consented, that full powers were withdrawn:
such things make it open whether a state *can* do what it undertook. That two sides say different
things of one commitment is another doubt. The first list is told party by party, the second for
the two together. Neither has a figure, and nothing is concluded from either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from immutables import Map

from dipoli.forum import commitment as k
from dipoli.forum import commitment_told as told
from dipoli.forum import decision as d
from dipoli.forum.claim import home_of
from dipoli.forum.consents import consents_awaited
from dipoli.forum.government import Sort
from dipoli.forum.relations import Entry, Happening, Pair, event, joint
from dipoli.forum.request import Stage as Asked
from dipoli.told import commas, in_words, joined, tell

DOMESTIC = frozenset({"election", "leadership_change", "legislation"})
"""Types of the timeline that are matters at home."""


def within(
    pairs: Sequence[Pair], timeline: Sequence[Happening], *, other: bool
) -> tuple[Entry, ...]:
    """What is open at home with one of the two, by date.

    Args:
        pairs: the two in each circle that the reader holds.
        timeline: public events.
        other: whether the second of the two is asked about; the first when not.
    """
    found: list[Entry] = []
    codes: set[str] = set()
    for pair in pairs:
        line = pair.other if other else pair.one
        codes |= set(line)
        proposals, commitments = _open(pair, line[0])
        found += _changes(pair, line)
        found += _consents(pair, proposals, line[0])
        found += _approvals(pair, commitments, line[0])
    found += [
        event(pairs, one) for one in timeline if one.type in DOMESTIC and codes & set(one.parties)
    ]
    return tuple(sorted(found, key=lambda entry: entry.date))


def _changes(pair: Pair, line: tuple[str, ...]) -> Iterator[Entry]:
    for code in line:
        for one in pair.held.forum.changes.get(code, ()):
            sort = in_words(one.sort)
            sentence = tell("{code} withdrew full powers.", code=code)
            if one.sort is Sort.GOVERNMENT:
                sentence = tell("{code} told that its government changed.", code=code)
            yield pair.entry(one.since, one.number, sort, "", sentence, words=one.words)


def _open(pair: Pair, code: str) -> tuple[list[d.Proposal], list[k.Commitment]]:
    """Proposals and commitments in which a party had a part, in the order of entry."""
    forum = pair.held.forum
    proposals, commitments = list[d.Proposal](), list[k.Commitment]()
    for name, sort in forum.parts.get(code, Map()).items():
        if sort == "proposal":
            proposals.append(forum.proposals[name])
        elif sort == "commitment":
            commitments.append(forum.commitments[name])
    proposals.sort(key=lambda one: one.number)
    commitments.sort(key=lambda one: one.number)
    return proposals, commitments


_OVER = frozenset({d.Stage.LAPSED, d.Stage.WITHDRAWN})


def _consents(pair: Pair, proposals: Sequence[d.Proposal], code: str) -> Iterator[Entry]:
    """Consents at home that a decision waits for."""
    for one in proposals:
        for key in sorted(one.ratifiers) if one.stage not in _OVER else ():
            (body, party), claim = home_of(key), one.ratifiers[key]
            if party == code and key in consents_awaited(pair.held.forum, one):
                sentence = tell(
                    "{name} waits for the consent of {body}, as {who} claims.",
                    name=one.id,
                    body=body,
                    who=claim.by,
                )
                date, words = one.adopted or one.tabled, claim.source
                yield pair.entry(
                    date, claim.number, tell("consent at home"), one.id, sentence, words=words
                )


_STANDS = frozenset({k.Stage.AWAITED, k.Stage.DECLINED, k.Stage.STANDING})


def _approvals(pair: Pair, commitments: Sequence[k.Commitment], code: str) -> Iterator[Entry]:
    """Commitments that need something at home, by their own words."""
    for one in commitments:
        if one.stage in _STANDS and code in one.owners and one.approval is not None:
            owners = [owner for owner in pair.held.forum.order if owner in one.owners]
            who = commas(owners)
            sentence = tell("{name} of {owners} needs approval at home.", name=one.id, owners=who)
            if len(owners) > 1:
                sentence = tell(
                    "{name} of {owners} needs approval at home; the record does not say in whose "
                    "home.",
                    name=one.id,
                    owners=who,
                )
            yield pair.entry(
                one.made, one.number, tell("approval at home"), one.id, sentence, words=one.approval
            )


def between(pairs: Sequence[Pair]) -> tuple[Entry, ...]:
    """Where views of one commitment differ, or a request of one to the other is not closed."""
    found = [entry for pair in pairs for entry in (*_disputed(pair), *_asked(pair))]
    return tuple(sorted(found, key=lambda entry: entry.date))


def _disputed(pair: Pair) -> Iterator[Entry]:
    forum = pair.held.forum
    for name in pair.things("commitment"):
        one = forum.commitments[name]
        if joint(pair, one) and told.is_disputed(one):
            views = sorted(one.said.values(), key=lambda view: view.number)
            sentence = joined(" ", told.said(forum, one))
            last = views[-1]
            yield pair.entry(
                last.time, last.number, tell("views that differ"), name, sentence, words=one.words
            )


def _asked(pair: Pair) -> Iterator[Entry]:
    for name in pair.things("request"):
        one = pair.held.forum.requests[name]
        if one.stage is not Asked.CLOSED and pair.crosses((one.by,), (one.to,)):
            sentence = tell("{who} asks {whom} for an explanation.", who=one.by, whom=one.to)
            yield pair.entry(
                one.asked, one.number, tell("request"), name, sentence, words=one.words
            )
