"""What clashes, as a part of the page: sets of assumptions in words, on request and closed."""

from __future__ import annotations

from markupsafe import Markup

from dipoli.analysis.agreement.answers import Agreement, Assumption, ClashAnswer, Verdict
from dipoli.analysis.case import Case
from dipoli.report.choices import Lines, red_lines
from dipoli.report.names import Names
from dipoli.report.words import say

MOST_SETS = 5
"""More sets of assumptions than this are counted and not listed."""


def clash_section(case: Case, agreement: Agreement, names: Names) -> list[dict[str, object]] | None:
    """What clashes, an entry for each question without common ground.

    Args:
        case: the case.
        agreement: what the agreement finder answered.
        names: names of parties and bodies.

    Returns:
        Titles and sets of assumptions in words; None where it was not asked for.
    """
    titles = {basket.id: basket.title for basket in case.baskets}
    if agreement.clash is None:
        return None
    lines = red_lines(case, agreement.question.positions)
    return [
        {
            "title": say(
                "clash_heading",
                about=titles.get(answer.about, say("clash_zone")),
                soft=say(f"soft_{answer.soft_lines.value}"),
            ),
            "unknown": answer.verdict is Verdict.UNKNOWN,
            "parts": _clash_parts(case, answer, names, lines),
        }
        for answer in agreement.clash
    ]


def _clash_parts(
    case: Case, answer: ClashAnswer, names: Names, lines: Lines
) -> list[dict[str, object]]:
    """The smallest sets that clash, and the fewest assumptions that would have to be otherwise."""
    parts = (
        ("smallest", answer.smallest, answer.smallest_proven, answer.smallest_complete),
        ("fewest", answer.fewest, answer.fewest_proven, answer.fewest_complete),
    )
    return [
        {
            "title": say(f"clash_{key}"),
            "text": say(f"clash_{key}_text"),
            "sets": [
                [_assumption(case, one, names, lines) for one in group]
                for group in groups[:MOST_SETS]
            ],
            "more": max(len(groups) - MOST_SETS, 0),
            "proven": say("clash_proven" if proven else "clash_unproven"),
            "complete": say("clash_complete" if complete else "clash_incomplete"),
        }
        for key, groups, proven, complete in parts
        if groups
    ]


def _assumption(case: Case, assumption: Assumption, names: Names, lines: Lines) -> Markup:
    titles = {source.id: source.title for source in case.sources}
    holder = (
        say("assumption_held", holder=names.mark(assumption.holder)) if assumption.holder else ""
    )
    marks = []
    if assumption.confidence is not None:
        marks.append(say("confidence_mark", confidence=say(assumption.confidence.value)))
    if assumption.sources:
        listed = "; ".join(titles.get(one, one) for one in assumption.sources)
        marks.append(say("sources_mark", sources=listed))
    text = say(
        "assumption",
        kind=say(f"kind_{assumption.kind.value}"),
        subject=_subject(case, assumption, lines),
        holder=holder,
        sentence=assumption.sentence,
    )
    if not marks:
        return text
    return Markup('{} <span class="quiet">({})</span>').format(text, Markup("; ").join(marks))


def _subject(case: Case, assumption: Assumption, lines: Lines) -> Markup:
    """The issues that a red line is about, by their questions; nothing for other assumptions."""
    if assumption.key not in lines:
        return Markup("")
    questions = {issue.id: issue.question for issue in case.issues}
    _, line = lines[assumption.key]
    quoted = [say("quoted", text=questions[atom.issue]) for atom in line.when]
    return say("assumption_about", issues=say("and").join(quoted))
