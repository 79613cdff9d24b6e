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
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from dipoli.analysis.case import Case, Firmness, IssueKind
from dipoli.analysis.common_range import LEAST_RANGES, Cell, Envelope, Range, in_order, join
from dipoli.faults import RefusedError


def _shares_in_order(rows: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(rows))


def _lines_in_order(
    rows: Iterable[tuple[str, Iterable[str]]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((issue, tuple(sorted(options))) for issue, options in rows))


@frozen(kw_only=True)
class NewIssue:
    """A question that the frame does not have, with its options from the state of things on."""

    id: str
    basket: str
    group: str
    kind: IssueKind
    question: str
    definition: str
    options: tuple[str, ...]


@frozen(kw_only=True)
class NewOption:
    """One more way to settle an issue."""

    issue: str
    text: str


@frozen(kw_only=True)
class Shares:
    """How much issues matter to a party, in points; issues that are left out stay as they are.

    Args:
        party: code of the party or body.
        points: issue and its points, by issue.
    """

    party: str
    points: tuple[tuple[str, int], ...] = field(converter=_shares_in_order)


@frozen(kw_only=True)
class NewLine:
    """A red line: broken when each issue takes one of the options named here.

    Args:
        party: whose line it is assessed to be.
        when: issue and wordings of its options.
        firmness: hard or soft.
        reason: in a sentence.
    """

    party: str
    when: tuple[tuple[str, tuple[str, ...]], ...] = field(converter=_lines_in_order)
    firmness: Firmness
    reason: str


Proposal = NewIssue | NewOption | Shares | NewLine


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
            message = f"Two options of {issue.id} have one wording. Word them apart."
            raise RefusedError(message)
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
    _check(draft, proposal)
    return evolve(draft, proposals=draft.proposals | {proposal})


def taken_out(draft: Draft, proposal: Proposal) -> Draft:
    """The draft without a proposal; ranges that were given stay."""
    return evolve(draft, proposals=draft.proposals - {proposal})


def listed(draft: Draft) -> tuple[Proposal, ...]:
    """All proposals in an order that rests on what they say alone."""
    return tuple(sorted(draft.proposals, key=lambda one: (type(one).__name__, repr(one))))


def words_of(draft: Draft) -> tuple[str, ...]:
    """Every text that the group gave, for those who hold it against names."""
    return tuple(text for one in listed(draft) for text in _texts(one))


def _texts(proposal: Proposal) -> Iterator[str]:
    match proposal:
        case NewIssue():
            yield from (proposal.id, proposal.question, proposal.definition, *proposal.options)
        case NewOption():
            yield proposal.text
        case NewLine():
            yield proposal.reason
        case Shares():
            return


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


def new_issues(draft: Draft) -> tuple[NewIssue, ...]:
    """Issues that were proposed and are settled: one wording of each."""
    made = [one for one in listed(draft) if isinstance(one, NewIssue)]
    times = Counter(one.id for one in made)
    return tuple(one for one in made if times[one.id] == 1)


def _check(draft: Draft, proposal: Proposal) -> None:
    known = options_of(draft)
    match proposal:
        case NewIssue():
            _check_issue(draft, proposal)
        case NewOption():
            _check_issues(known, [proposal.issue])
            if proposal.text in known[proposal.issue]:
                message = f"{proposal.issue} has this option."
                raise RefusedError(message)
        case Shares():
            _check_party(draft, proposal.party)
            _check_issues(known, [issue for issue, _points in proposal.points])
        case NewLine():
            _check_party(draft, proposal.party)
            _check_issues(known, [issue for issue, _options in proposal.when])
            if not proposal.when or any(
                not options or set(options) - set(known[issue]) for issue, options in proposal.when
            ):
                message = "The red line names an option that is not there."
                raise RefusedError(message)


def _check_issue(draft: Draft, issue: NewIssue) -> None:
    if any(one.id == issue.id for one in draft.frame.issues):
        message = f"The frame has an issue {issue.id}."
        raise RefusedError(message)
    groups = {one.id: one.basket for one in draft.frame.groups}
    if groups.get(issue.group) != issue.basket:
        message = f"{issue.group} is no group of the frame."
        raise RefusedError(message)
    if len(set(issue.options)) < max(len(issue.options), 2):
        message = "An issue has two options or more, each of its own wording."
        raise RefusedError(message)


def _check_issues(known: Mapping[str, object], issues: Iterable[str]) -> None:
    for issue in issues:
        if issue not in known:
            message = f"{issue} is no issue of the case."
            raise RefusedError(message)


def _check_party(draft: Draft, party: str) -> None:
    if party not in draft.frame.positions[draft.set_id]:
        message = f"{party} has no position in the case."
        raise RefusedError(message)


# ---------------------------------------------------------------- ranges


def given(draft: Draft, ranges: Iterable[Range]) -> Draft:
    """The draft with ranges that wait for the end of the round: all of them, or none.

    Raises:
        RefusedError: one is about what the case does not have, or is none.
    """
    new = tuple(ranges)
    known, scale = options_of(draft), draft.frame.scale
    for one in new:
        _check_party(draft, one.cell.party)
        _check_issues(known, [one.cell.issue])
        option = one.cell.option
        if option is not None and option not in known[one.cell.issue]:
            message = f"{one.cell.issue} has no such option."
            raise RefusedError(message)
        least, most = (
            (0, scale.importance_sum) if option is None else (scale.value_min, scale.value_max)
        )
        if not least <= one.low <= one.high <= most:
            message = f"A range goes from {least} to {most} at most."
            raise RefusedError(message)
    return evolve(draft, waiting=in_order((*draft.waiting, *new)))


def joined(draft: Draft) -> Draft:
    """The draft at the end of a round: ranges join where enough of them wait."""
    left, envelopes = join(draft.waiting, draft.joined, draft.least)
    return evolve(draft, waiting=left, joined=envelopes)
