"""What clashes, as lines for a terminal: every set with what it is about and how it is proven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dipoli.analysis.agreement.answers import Assumption, AssumptionKind
from dipoli.analysis.agreement.why_not import Explanation
from dipoli.report.agreement_page import SOFT, Page, option_told, options_told
from dipoli.report.clash_parts import Group, Part, Sentence, alike, legend, parts_of, share_told
from dipoli.report.words import plain

_MOST = 25
"""So many sets that clash are listed of one question."""


def clash_lines(page: Page, found: Sequence[Explanation]) -> Iterator[str]:
    """Assumptions that clash, an entry for each question without common ground.

    Args:
        page: with what lines are made.
        found: the answers.

    Yields:
        Lines.
    """
    yield from page.title(plain("clash_title"))
    if not found:
        yield from page.wrap(plain("clash_empty"))
        return
    yield from page.wrap(f"{plain('clash_intro')} This says nothing about who should move.")
    for sentence in legend():
        yield from page.wrap(f"- {_said(sentence)}", 0, 2)
    for before, one in zip((None, *found), found, strict=False):
        about = plain("clash_zone") if one.about == "zone" else page.basket(one.about)
        yield ""
        yield from page.wrap(f"{about}; {SOFT[one.soft_lines]}", 2)
        if alike(one, before):
            yield from page.wrap(plain("clash_alike"), 4)
            continue
        parts = parts_of(one, _MOST)
        if not parts:
            yield from page.wrap(plain("clash_unknown"), 4)
        known: set[str] = set()
        for part in parts:
            yield from _part(page, part, known)


def _part(page: Page, part: Part, known: set[str]) -> Iterator[str]:
    yield from page.wrap(f"{_said(part.title)}.", 4)
    if part.text:
        yield from page.wrap(" ".join(map(_said, part.text)), 4)
    for group in part.groups:
        yield from _group(page, group, known)
    yield from page.wrap(" ".join(map(_said, part.end)), 4)


def _group(page: Page, group: Group, known: set[str]) -> Iterator[str]:
    if group.title is not None:
        yield from page.wrap(_said(group.title), 6)
    if group.package is not None:
        yield from page.wrap(f"{plain('clash_moves')}:", 6)
        for issue in page.case.decided(page.question.positions, group.package):
            told = option_told(page.case, issue, group.package[issue])
            yield from page.wrap(f"- {told}", 8, 10)
        yield from page.wrap(f"{plain('clash_misses')}:", 6)
    deep = 6 if group.package is None else 8
    for one in group.assumptions:
        reason = "" if one.key in known else _reason(one)
        known.add(one.key)
        told = f"- {_assumed(page, one)}{reason}{_marks(group, one)}"
        yield from page.wrap(told, deep, deep + 2)
    for sentence in group.note:
        yield from page.wrap(_said(sentence), 6)


def _marks(group: Group, one: Assumption) -> str:
    """Weight and shortfall of an assumption, where they are told."""
    marks = []
    if one.key in group.weights:
        marks.append(plain("clash_weight", weight=group.weights[one.key]))
    short = group.shortfalls.get(one.holder or "")
    if short is not None and one.kind is AssumptionKind.RESERVATION:
        marks.append(plain("clash_short", share=share_told(*short)))
    return f" [{'; '.join(marks)}]" if marks else ""


def _said(sentence: Sentence) -> str:
    return plain(sentence.key, **sentence.fields)


def _reason(one: Assumption) -> str:
    """The reason that was coded; told with the first mention of an assumption in a question."""
    if one.kind is AssumptionKind.RESERVATION:
        return ""
    sure = "" if one.confidence is None else f" ({one.confidence.value} confidence)"
    return f" Reason coded: {one.sentence}{sure}"


def _assumed(page: Page, one: Assumption) -> str:
    """An assumption with what it is about."""
    about = [f"“{options_told(page.case, atom)}”" for atom in one.atoms]
    if one.kind is AssumptionKind.RED_LINE:
        holder = page.names.text(one.holder or "")
        return f"{holder} is assumed not to accept {' with '.join(about)}."
    if one.kind is AssumptionKind.REQUIREMENT:
        return f"{about[0]} is assumed to require {about[1]}."
    if one.kind is AssumptionKind.EXCLUSION:
        return f"Assumed not to go together: {' and '.join(about)}."
    if one.kind is AssumptionKind.CONSENT:
        return f"{about[0]} is assumed to need a consent."
    holder = page.names.text(one.holder or "")
    least = "its stated reservation value"
    if page.case.has_state_of_things(page.question.positions):
        least = "the state of things"
    return f"{holder} is assumed to accept nothing worth less to it than {least}."
