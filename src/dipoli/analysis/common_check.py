"""What a proposal, or a range, may be about: what the case of the group has, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from dipoli.analysis.case import Case
from dipoli.analysis.common_proposal import (
    Link,
    NewConsent,
    NewExclusion,
    NewIssue,
    NewLine,
    NewOption,
    NewRequirement,
    NewSource,
    NewStep,
    NewSubject,
    NewSynergy,
    Proposal,
    Shares,
    issues_named,
    options_named,
    sources_named,
    steps_named,
)
from dipoli.analysis.common_range import Range
from dipoli.faults import RefusedError
from dipoli.told import tell

_TWO = 2


@frozen(kw_only=True)
class Known:
    """What a case has while a group builds it.

    Args:
        frame: the case that was there before.
        options: wordings of the options of each issue, by number.
        steps: ids of steps.
        sources: ids of sources.
    """

    frame: Case
    options: Mapping[str, tuple[str, ...]]
    steps: frozenset[str]
    sources: frozenset[str]

    @property
    def holders(self) -> tuple[str, ...]:
        """Members and bodies that have a position."""
        return tuple(self.frame.positions[self.frame.position_sets[0].id])

    @property
    def bodies(self) -> tuple[str, ...]:
        """Members, and bodies whose consent something may need."""
        return (*self.frame.members, *(one.code for one in self.frame.ratifiers))

    @property
    def codes(self) -> tuple[str, ...]:
        """Parties and bodies of any sort."""
        return (
            *(one.code for one in self.frame.parties),
            *(one.code for one in self.frame.ratifiers),
        )

    def lacks(self, proposal: Proposal) -> bool:
        """Whether a proposal speaks of an issue, option, step or source that is not there."""
        return (
            any(issue not in self.options for issue in issues_named(proposal))
            or any(text not in self.options[issue] for issue, text in options_named(proposal))
            or not self.steps.issuperset(steps_named(proposal))
            or not self.sources.issuperset(sources_named(proposal))
        )


def check(known: Known, proposal: Proposal) -> None:
    """Let a proposal pass.

    Raises:
        RefusedError: it is about what the case does not have, or has already.
    """
    for issue in issues_named(proposal):
        _issue(known, issue)
    if known.lacks(proposal):
        raise RefusedError(
            tell("It names an option, a step or a source that is not there. Nothing was proposed.")
        )
    for told in _faults(known, proposal):
        raise RefusedError(told)


def check_range(known: Known, one: Range) -> None:
    """Let a range pass.

    Raises:
        RefusedError: it is about what the case does not have, or is none.
    """
    _held(known.holders, [one.cell.party])
    _issue(known, one.cell.issue)
    option, scale = one.cell.option, known.frame.scale
    if option is not None and option not in known.options[one.cell.issue]:
        message = f"{one.cell.issue} has no such option."
        raise RefusedError(message)
    least, most = (
        (0, scale.importance_sum) if option is None else (scale.value_min, scale.value_max)
    )
    if not least <= one.low <= one.high <= most:
        message = f"A range goes from {least} to {most} at most."
        raise RefusedError(message)


def _issue(known: Known, issue: str) -> None:
    if issue not in known.options:
        raise RefusedError(tell("{issue} is no issue of the case.", issue=issue))


def _held(codes: Iterable[str], named: Iterable[str]) -> None:
    for code in named:
        if code not in codes:
            raise RefusedError(tell("{code} has no place of that sort in the case.", code=code))


def _faults(known: Known, proposal: Proposal) -> Iterator[str]:
    """What is wrong with a proposal, of which all that it names is there; in sentences."""
    match proposal:
        case NewIssue():
            yield from _of_issue(known, proposal)
        case NewOption():
            if proposal.text in known.options[proposal.issue]:
                yield tell("{issue} has this option.", issue=proposal.issue)
        case Shares():
            _held(known.holders, [proposal.party])
        case NewLine():
            _held(known.holders, [proposal.party])
            yield from _chosen(proposal.when, least=1)
        case NewStep():
            yield from _of_step(known, proposal)
        case NewSource():
            if any(one.id == proposal.id for one in known.frame.sources):
                yield tell("The frame has {id}. Choose another short name.", id=proposal.id)
        case _:
            yield from _of_link(known, proposal)


def _of_link(known: Known, link: Link) -> Iterator[str]:
    match link:
        case NewRequirement():
            yield from _chosen(link.if_, least=1)
            yield from _chosen(link.then, least=1)
            if len(link.if_) + len(link.then) != _TWO or link.if_ == link.then:
                yield tell("One choice asks for one other.")
        case NewExclusion():
            yield from _chosen(link.when, least=_TWO)
        case NewSynergy():
            _held(known.frame.members, [link.party])
            yield from _chosen(link.when, least=_TWO)
        case NewConsent():
            _held(known.bodies, link.bodies)
            if not link.bodies or not link.options:
                yield tell("A consent names an option, and whose consent it needs.")
        case NewSubject():
            yield from _of_subject(known, link)


def _chosen(rows: Iterable[tuple[str, tuple[str, ...]]], least: int) -> Iterator[str]:
    held = [(issue, options) for issue, options in rows]
    if any(not options for _issue, options in held) or len(dict(held)) < max(len(held), least):
        yield tell("It names too few issues, or an issue without one of its options.")


def _of_issue(known: Known, issue: NewIssue) -> Iterator[str]:
    if any(one.id == issue.id for one in known.frame.issues):
        yield tell("The frame has {id}. Choose another short name.", id=issue.id)
    groups = {one.id: one.basket for one in known.frame.groups}
    if groups.get(issue.group) != issue.basket:
        yield tell("{group} is no group of the frame.", group=issue.group)
    if len(set(issue.options)) < max(len(issue.options), _TWO):
        yield tell("An issue has two options or more, each of its own wording.")


def _of_subject(known: Known, subject: NewSubject) -> Iterator[str]:
    parties = [party for party, _issues in subject.stakes]
    _held(known.frame.members, parties)
    _held(parties, [party for party, _issue, _text in subject.compensation])
    if not subject.issues or not parties or not all(issues for _party, issues in subject.stakes):
        yield tell("A subject names issues, and whose stake lies in which.")
    if any(known.options[issue][0] == text for _party, issue, text in subject.compensation):
        yield tell("The state of things makes up for nothing. Name an option behind it.")


def _of_step(known: Known, step: NewStep) -> Iterator[str]:
    frame = known.frame
    taken = {one.id for one in frame.steps} | {one.id for one in frame.bundles}
    taken |= {one.id for one in frame.acts}
    if step.id in taken or step.id in step.after:
        yield tell("The frame has {id}. Choose another short name.", id=step.id)
    if step.basket not in {one.id for one in frame.baskets}:
        yield tell("{basket} is no basket of the frame.", basket=step.basket)
    gains = [code for code, _points in (*step.benefits, *step.trust)]
    _held(frame.members, (*step.actors, *gains, *(towards for _party, towards, _ in step.cost)))
    _held(step.actors, [party for party, _towards, _points in step.cost])
    _held(known.bodies, step.consents)
    _held(known.codes, [] if step.verifier is None else [step.verifier])
    yield from _chosen(step.advances, least=1)
    moves = [(known.options[issue].index(one), len(all_)) for issue, all_ in step.advances
             for one in all_]  # fmt: skip
    if not step.actors or any(at == 0 or many > 1 for at, many in moves):
        yield tell(
            "A step has an actor, and brings each of its issues to one option but the first."
        )
    if any(party == towards for party, towards, _points in step.cost):
        yield tell("A cost exposes a member towards another one.")
