"""A case that a group builds together, off the record: what was proposed, and by nobody.

*Theory of operation.* A draft is a frame, a set of proposals and ranges. The frame is a case that
was there before. Proposals are a set: one that is made twice stands once, and none has an author, a
place in an order or a time. Two proposals that say different things of one matter are both kept,
and the matter is open until the group takes one out. Ranges of one position are joined into an
envelope, from the lowest low to the highest high.

When a range shows is said in `dipoli.analysis.common_range`.

*What is not hidden.* All but one who gave a range, together, know the last one's as far as it shows
in the envelope. How many people there are behind the ranges is not known: nobody is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from dipoli.analysis.case import Case, Source, Step
from dipoli.analysis.common_check import Known, check, check_range
from dipoli.analysis.common_proposal import (
    NewIssue,
    NewOption,
    NewSource,
    NewStep,
    Proposal,
    matter_of,
    texts_of,
)
from dipoli.analysis.common_range import LEAST_RANGES, Cell, Envelope, Range, in_order, join
from dipoli.faults import RefusedError
from dipoli.told import tell


@frozen(kw_only=True)
class Draft:
    """What a group has of its case.

    Args:
        frame: the case that was there before, with one set of positions.
        least: so many ranges join at once.
        proposals: what was proposed.
        waiting: ranges that show nowhere, in no order but that of their figures.
        joined: envelope of each position of which ranges joined.
    """

    frame: Case
    least: int = field(default=LEAST_RANGES)
    proposals: frozenset[Proposal] = frozenset()
    waiting: tuple[Range, ...] = field(default=(), repr=False)
    joined: Mapping[Cell, Envelope] = field(factory=dict)

    @least.validator
    def _enough(self, _attribute: object, least: int) -> None:
        if least < LEAST_RANGES:
            message = f"ranges join by {LEAST_RANGES} or more, not by {least}"
            raise ValueError(message)

    @property
    def set_id(self) -> str:
        """The one set of positions."""
        return self.frame.position_sets[0].id


def framed(frame: Case, least: int = LEAST_RANGES) -> Draft:
    """A draft in which nothing was proposed yet.

    Args:
        frame: the case to begin from; of its sets of positions the first is taken, whole.
        least: so many ranges join at once.

    Raises:
        RefusedError: an issue has two options of one wording, which could not be told apart.
    """
    for issue in frame.issues:
        if len({one.text for one in issue.options}) < len(issue.options):
            told = tell("Two options of {issue} have one wording. Word them apart.", issue=issue.id)
            raise RefusedError(told)
    chosen = evolve(frame.position_sets[0], inherits=None)
    held = frame.positions_of(chosen.id)
    positions = {chosen.id: {code: evolve(one, set=chosen.id) for code, one in held.items()}}
    alone = evolve(frame, position_sets=(chosen,), positions=positions, digest="")
    return Draft(frame=alone, least=least)


# ---------------------------------------------------------------- proposals


def proposed(draft: Draft, proposal: Proposal) -> Draft:
    """The draft with a proposal; the same where it was made already.

    Raises:
        RefusedError: it is about what the case does not have, or has already.
    """
    check(known_in(draft), proposal)
    return evolve(draft, proposals=draft.proposals | {proposal})


def taken_out(draft: Draft, proposal: Proposal) -> Draft:
    """The draft without a proposal; ranges that were given stay."""
    return evolve(draft, proposals=draft.proposals - {proposal})


def listed(draft: Draft) -> tuple[Proposal, ...]:
    """All proposals in an order that rests on what they say alone."""
    return tuple(sorted(draft.proposals, key=lambda one: (type(one).__name__, repr(one))))


def words_of(draft: Draft) -> tuple[str, ...]:
    """Every text that the group gave, for those who hold it against names."""
    return tuple(text for one in listed(draft) for text in texts_of(one))


def options_of(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Wordings of the options of each issue, by number; issues of which two are proposed are out.

    Options of the frame keep their numbers, and so do the first ones of a new issue; proposed ones
    stand behind them by their wording.
    """
    found = {one.id: tuple(it.text for it in one.options) for one in draft.frame.issues}
    found |= {one.id: one.options for one in new_issues(draft)}
    for issue, options in found.items():
        more = {
            one.text
            for one in draft.proposals
            if isinstance(one, NewOption) and one.issue == issue and one.text not in options
        }
        found[issue] = (*options, *sorted(more))
    return found


def settled(draft: Draft) -> tuple[Proposal, ...]:
    """Proposals of which no other says a different thing of the same matter."""
    times = matters(draft)
    return tuple(one for one in listed(draft) if times[matter_of(one)] == 1 or not matter_of(one))


def matters(draft: Draft) -> Counter[tuple[int, str] | None]:
    """How many different things are proposed of each matter that can have one alone."""
    return Counter(map(matter_of, draft.proposals))


def new_issues(draft: Draft) -> tuple[NewIssue, ...]:
    """Issues that were proposed and are settled: one wording of each."""
    return tuple(one for one in settled(draft) if isinstance(one, NewIssue))


def known_in(draft: Draft) -> Known:
    """What the case has as it stands; of a matter that is open, nothing."""
    frame, held = draft.frame, settled(draft)
    return Known(
        frame=frame,
        options=options_of(draft),
        steps=frozenset(one.id for one in (*frame.steps, *held) if isinstance(one, Step | NewStep)),
        sources=frozenset(
            one.id for one in (*frame.sources, *held) if isinstance(one, Source | NewSource)
        ),
    )


# ---------------------------------------------------------------- ranges


def given(draft: Draft, ranges: Iterable[Range]) -> Draft:
    """The draft with ranges that wait for the end of the round: all of them, or none.

    Raises:
        RefusedError: one is about what the case does not have, or is none.
    """
    new = tuple(ranges)
    known = known_in(draft)
    for one in new:
        check_range(known, one)
    return evolve(draft, waiting=in_order((*draft.waiting, *new)))


def joined(draft: Draft) -> Draft:
    """The draft at the end of a round: ranges join where enough of them wait."""
    left, envelopes = join(draft.waiting, draft.joined, draft.least)
    return evolve(draft, waiting=left, joined=envelopes)
