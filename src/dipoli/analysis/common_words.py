"""Proposals for a common case, each in a line; English, as at any terminal."""

from __future__ import annotations

from dipoli.analysis.common_proposal import (
    Chosen,
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
)


def proposal_line(proposal: Proposal) -> str:
    """A proposal in a line."""
    match proposal:
        case NewIssue():
            options = "; ".join(f"{n} {text}" for n, text in enumerate(proposal.options))
            return f"issue {proposal.id}: {proposal.question} {options}{_on(proposal.sources)}"
        case NewOption() | Shares():
            return _short_line(proposal)
        case NewLine():
            firm = f"{proposal.firmness.value} red line of {proposal.party}"
            return f"{firm}: {_all(proposal.when)} ({proposal.reason}){_on(proposal.sources)}"
        case NewStep():
            return _step_line(proposal)
        case NewSource():
            more = ", ".join(filter(None, (proposal.date, proposal.symbol, proposal.note)))
            told = f"source {proposal.id}: {proposal.title}{f', {more}' if more else ''}"
            return f"{told} ({proposal.kind.value}, {proposal.seen.value})"
        case _:
            return _link_line(proposal)


def _short_line(proposal: NewOption | Shares) -> str:
    if isinstance(proposal, NewOption):
        return f"option of {proposal.issue}: {proposal.text}"
    return f"shares of {proposal.party}: {_points(proposal.points)}"


def _link_line(link: Link) -> str:
    match link:
        case NewRequirement():
            asks = f"{_all(link.if_)} requires {_all(link.then)}"
            return f"requirement: {asks} ({link.basis.value}: {link.reason})"
        case NewExclusion():
            return f"exclusion: not {_all(link.when)} ({link.reason})"
        case NewSynergy():
            gains = f"{link.points} points to {link.party} when {_all(link.when)}"
            return f"synergy: {gains} ({link.reason})"
        case NewConsent():
            what, who = _all(((link.issue, link.options),)), ", ".join(link.bodies)
            return f"consent of {who}: {what} ({link.kind.value}: {link.reason})"
        case NewSubject():
            stakes = "; ".join(f"{code} in {', '.join(held)}" for code, held in link.stakes)
            covers = "".join(
                f"; {code} is made up to by {issue} from: {text}"
                for code, issue, text in link.compensation
            )
            return (
                f"subject of {', '.join(link.issues)}: stakes of {stakes}{covers} ({link.reason})"
            )


def _step_line(step: NewStep) -> str:
    parts = (
        f"step {step.id} in {step.basket}: {step.title}, by {', '.join(step.actors)}",
        f"brings {_all(step.advances)}",
        f"{step.months} months and {step.verification_months} to verify",
        f"verified by {step.verifier or 'nobody'}",
        f"costs {', '.join(f'{a} toward {b} {n}' for a, b, n in step.cost) or 'none'}",
        f"{step.recoverable} per cent returns",
        f"gains {_points(step.benefits) or 'none'}, {step.secured} per cent secured",
        f"trust {_points(step.trust) or 'none'}",
        f"after {', '.join(step.after) or 'none'}",
        f"consents {', '.join(step.consents) or 'none'}",
        "can be undone" if step.reversible else "cannot be undone",
        step.condition.value,
    )
    return "; ".join(parts)


def _all(chosen: Chosen) -> str:
    return " and ".join(f"{issue}: {' or '.join(texts)}" for issue, texts in chosen)


def _points(rows: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} {points}" for name, points in rows)


def _on(sources: tuple[str, ...]) -> str:
    return f" [{', '.join(sources)}]" if sources else ""
