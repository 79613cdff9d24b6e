"""Marks: where data contradict each other, or touch what somebody has at stake. Never an opinion.

There are two. A commitment *contradicts* another where one party undertakes by the one to do, and
by the other not to do, the same part of the same subject, at the same time. A commitment or an
outcome *touches an interest* where a seat that is no party to it has stated one in the same
subject, and some part of that interest is covered by nothing that its parties agreed. The mark
falls once such a part is covered, or once the seat itself says that something satisfies it.

A mark rests on what was entered and on nothing else: subjects, parts and times as their authors
named them. It forbids nothing. Where no subject was named there is no mark, and that says nothing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from attrs import define, field, frozen

from dipoli.forum.commitment import Commitment, Sense
from dipoli.forum.commitment import Stage as CommitmentStage
from dipoli.forum.commitment_told import due_of
from dipoli.forum.interest import Interest
from dipoli.forum.interest import Stage as InterestStage
from dipoli.forum.mandate import is_effective
from dipoli.forum.standing import Forum
from dipoli.forum.strand import Outcome
from dipoli.told import commas, tell

WHOLE = ""
"""In a set of covered parts: the whole of the subject."""


class Why(enum.Enum):
    """Of what sort a mark is."""

    CONTRADICTS = "contradicts-a-commitment"
    TOUCHES = "touches-an-interest"


@frozen(kw_only=True)
class Mark:
    """A mark on a commitment or an outcome.

    Args:
        on: what is marked.
        sort: of what sort the mark is.
        other: the commitment that is contradicted, or the interest that is touched.
        parts: of the subject; empty for the whole of it.
        told: the reason, in a sentence.
    """

    on: str
    sort: Why
    other: str
    parts: tuple[str, ...]
    told: str


def holds(forum: Forum, name: str) -> bool:
    """Whether something there can satisfy an interest: it stands, or has been carried out."""
    if name in forum.commitments:
        one = forum.commitments[name]
        return one.runs or one.stage is CommitmentStage.FULFILLED
    if name in forum.outcomes:
        return True
    return name in forum.proposals and is_effective(forum, forum.proposals[name])


def marks_of(forum: Forum, name: str) -> tuple[Mark, ...]:
    """The marks on one commitment or outcome.

    Args:
        forum: the standing.
        name: its short name; anything else has none.
    """
    one = forum.commitments.get(name) or forum.outcomes.get(name)
    if one is None or one.subject is None:
        return ()
    return _Subject(forum, one.subject).marks(one)


def marks(forum: Forum) -> Mapping[str, tuple[Mark, ...]]:
    """Every mark, by what is marked: each subject is looked through once."""
    found: dict[str, tuple[Mark, ...]] = {}
    for name in forum.subjects:
        subject = _Subject(forum, name)
        things: tuple[Commitment | Outcome, ...] = (*subject.commitments, *subject.outcomes)
        for one in things:
            marked = subject.marks(one)
            if marked:
                found[one.id] = marked
    return found


def touching(forum: Forum, interest: Interest) -> tuple[Mark, ...]:
    """The marks on commitments and outcomes that touch one stated interest.

    Args:
        forum: the standing.
        interest: one of it.
    """
    subject = _Subject(forum, interest.subject)
    things: tuple[Commitment | Outcome, ...] = (*subject.commitments, *subject.outcomes)
    found = (mark for one in things for mark in subject.marks(one))
    return tuple(mark for mark in found if mark.other == interest.id)


@define
class _Subject:
    """What was entered about one subject, found once, and asked for each thing."""

    forum: Forum
    name: str
    commitments: list[Commitment] = field(init=False, factory=list)
    outcomes: list[Outcome] = field(init=False, factory=list)
    interests: list[Interest] = field(init=False, factory=list)
    covered: dict[str, set[str]] = field(init=False, factory=dict)
    left: dict[tuple[str, ...], list[tuple[Interest, tuple[str, ...]]]] = field(
        init=False, factory=dict
    )
    pledged: dict[tuple[str, Sense], list[Commitment]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        forum = self.forum
        for name, sort in forum.subjects[self.name].items():
            if sort == "commitment":
                self._commitment(forum.commitments[name])
            elif sort == "outcome":
                outcome = forum.outcomes[name]
                self.outcomes.append(outcome)
                self._cover(forum.strands[outcome.strand].parties, outcome.covers)
            else:
                interest = forum.interests[name]
                met = any(holds(forum, other) for other in interest.met)
                if interest.stage is InterestStage.STATED and not met:
                    self.interests.append(interest)
        self.interests.sort(key=lambda one: one.number)
        self.commitments.sort(key=lambda one: one.number)
        for running in self.commitments:
            if running.sense is not None:
                for owner in running.owners:
                    self.pledged.setdefault((owner, running.sense), []).append(running)

    def _commitment(self, one: Commitment) -> None:
        if one.runs:
            self.commitments.append(one)
        if one.runs or one.stage is CommitmentStage.FULFILLED:
            self._cover(one.owners, one.covers)

    def _cover(self, parties: Iterable[str], covers: tuple[str, ...]) -> None:
        for code in parties:
            self.covered.setdefault(code, set()).update(covers or (WHOLE,))

    def marks(self, one: Commitment | Outcome) -> tuple[Mark, ...]:
        """The marks on one of its things; none where a commitment does not run."""
        if isinstance(one, Outcome):
            parties = self.forum.strands[one.strand].parties
            return tuple(self._touched(one, parties, parties))
        if not one.runs:
            return ()
        return (*self._clashes(one), *self._touched(one, one.owners, one.sides))

    # -------------------------------------------------------- contradictions

    def _clashes(self, one: Commitment) -> Iterator[Mark]:
        opposite = {Sense.DO: Sense.REFRAIN, Sense.REFRAIN: Sense.DO}
        if one.sense is None:
            return
        seen: set[str] = set()
        for owner in one.owners:
            for other in self.pledged.get((owner, opposite[one.sense]), ()):
                parts = _shared(one.covers, other.covers)
                times = _overlap(_time(self.forum, one), _time(self.forum, other))
                if parts is not None and times is not None and other.id not in seen:
                    seen.add(other.id)
                    yield self._clash(one, other, owner, parts, times)

    def _clash(
        self,
        one: Commitment,
        other: Commitment,
        owner: str,
        parts: tuple[str, ...],
        times: tuple[str, str | None],
    ) -> Mark:
        do, refrain = (one, other) if one.sense is Sense.DO else (other, one)
        start, end = times
        reach = _told(self.name, parts)
        told = (
            tell(
                "By {do} {owner} undertakes to do, and by {refrain} not to do, the same: "
                "{reach}, from {start} on.",
                do=do.id,
                owner=owner,
                refrain=refrain.id,
                reach=reach,
                start=start,
            )
            if end is None
            else tell(
                "By {do} {owner} undertakes to do, and by {refrain} not to do, the same: "
                "{reach}, from {start} to {end}.",
                do=do.id,
                owner=owner,
                refrain=refrain.id,
                reach=reach,
                start=start,
                end=end,
            )
        )
        return Mark(on=one.id, sort=Why.CONTRADICTS, other=other.id, parts=parts, told=told)

    # -------------------------------------------------------- interests

    def _touched(
        self, one: Commitment | Outcome, acting: tuple[str, ...], parties: tuple[str, ...]
    ) -> Iterator[Mark]:
        for interest, lacking in self._uncovered(acting):
            if interest.by in parties:
                continue
            reach = _told(self.name, one.covers)
            told = tell(
                "{who}, which is no party to {name}, has stated an interest in "
                "{subject} ({interest}). {name} is about {reach}; "
                "nothing here that its parties agreed covers {lacking}.",
                who=interest.by,
                name=one.id,
                subject=_told(self.name, interest.parts),
                interest=interest.id,
                reach=reach,
                lacking=_told(self.name, lacking),
            )
            yield Mark(on=one.id, sort=Why.TOUCHES, other=interest.id, parts=lacking, told=told)

    def _uncovered(self, acting: tuple[str, ...]) -> list[tuple[Interest, tuple[str, ...]]]:
        """Interests that nothing of these parties covers whole, with what of each is left."""
        if acting not in self.left:
            covered = set[str]().union(*(self.covered.get(code, ()) for code in acting))
            found = ((one, _lacking(one, covered)) for one in self.interests)
            self.left[acting] = [(one, parts) for one, parts in found if parts is not None]
        return self.left[acting]


def _lacking(interest: Interest, covered: AbstractSet[str]) -> tuple[str, ...] | None:
    """Parts of an interest that are not covered, none for the whole; None where all is."""
    if WHOLE in covered:
        return None
    parts = tuple(part for part in interest.parts if part not in covered)
    return parts if parts or not interest.parts else None


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """Parts that both cover, none for the whole; None where they share nothing."""
    if not one or not other:
        return one or other
    both = tuple(part for part in one if part in other)
    return both or None


def _time(forum: Forum, one: Commitment) -> tuple[str, str | None]:
    """From when to when it holds. What is to be done by a date is done before it."""
    return one.starts or one.made, one.until or due_of(forum, one)


def _overlap(
    one: tuple[str, str | None], other: tuple[str, str | None]
) -> tuple[str, str | None] | None:
    start = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end is not None]
    end = min(ends, default=None)
    return None if end is not None and end <= start else (start, end)


def _told(subject: str, parts: tuple[str, ...]) -> str:
    return (
        tell("{subject} ({parts})", subject=subject, parts=commas(parts))
        if parts
        else tell("the whole of {subject}", subject=subject)
    )
