"""What clashes, as a part of the page: sets of assumptions in words, on request and closed."""

from __future__ import annotations

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.agreement.answers import Assumption, AssumptionKind
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Case
from dipoli.report.choices import Lines, red_lines, text_of
from dipoli.report.clash_parts import Group, Part, Sentence, alike, legend, parts_of, share_told
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
    words = _Words(
        case=case,
        positions=agreement.question.positions,
        names=names,
        lines=red_lines(case, agreement.question.positions),
    )
    return [
        {
            "title": say(
                "clash_heading",
                about=titles.get(answer.about, say("clash_zone")),
                soft=say(f"soft_{answer.soft_lines.value}"),
            ),
            "unknown": not answer.clashes,
            "alike": alike(answer, before),
            "parts": [_part(words, part) for part in parts_of(answer, MOST_SETS)],
        }
        for before, answer in zip((None, *agreement.clash), agreement.clash, strict=False)
    ]


def clash_legend() -> list[Markup]:
    """What the parts of the section mean, told once."""
    return [_said(one) for one in legend()]


@frozen(kw_only=True)
class _Words:
    """In which words assumptions and packages are told."""

    case: Case
    positions: str
    names: Names
    lines: Lines


def _part(words: _Words, part: Part) -> dict[str, object]:
    return {
        "title": _said(part.title),
        "text": [_said(one) for one in part.text],
        "groups": [_group(words, one) for one in part.groups],
        "end": [_said(one) for one in part.end],
    }


def _group(words: _Words, group: Group) -> dict[str, object]:
    return {
        "title": None if group.title is None else _said(group.title),
        "takes": _takes(words, group),
        "assumptions": [_assumption(words, one, group) for one in group.assumptions],
        "note": [_said(one) for one in group.note],
    }


def _takes(words: _Words, group: Group) -> list[tuple[str, str]]:
    """What a package moves: issue and option, in the order of the case."""
    if group.package is None:
        return []
    issues = {issue.id: issue for issue in words.case.issues}
    return [
        (issues[one].question, text_of(issues[one], group.package[one]))
        for one in words.case.decided(words.positions, group.package)
    ]


def _said(sentence: Sentence) -> Markup:
    return say(sentence.key, **sentence.fields)


def _assumption(words: _Words, assumption: Assumption, group: Group) -> Markup:
    titles = {source.id: source.title for source in words.case.sources}
    holder = words.names.mark(assumption.holder) if assumption.holder else ""
    marks = []
    if assumption.key in group.weights:
        marks.append(say("clash_weight", weight=group.weights[assumption.key]))
    short = group.shortfalls.get(assumption.holder or "")
    if short is not None and assumption.kind is AssumptionKind.RESERVATION:
        marks.append(say("clash_short", share=share_told(*short)))
    if assumption.confidence is not None:
        marks.append(say("confidence_mark", confidence=say(assumption.confidence.value)))
    if assumption.sources:
        listed = "; ".join(titles.get(one, one) for one in assumption.sources)
        marks.append(say("sources_mark", sources=listed))
    text = say(
        "assumption",
        kind=say(f"kind_{assumption.kind.value}"),
        subject=_subject(words, assumption),
        holder=say("assumption_held", holder=holder) if holder else "",
        sentence=assumption.sentence,
    )
    if not marks:
        return text
    return Markup('{} <span class="quiet">({})</span>').format(text, Markup("; ").join(marks))


def _subject(words: _Words, assumption: Assumption) -> Markup:
    """The issues that a red line is about, by their questions; nothing for other assumptions."""
    if assumption.key not in words.lines:
        return Markup("")
    questions = {issue.id: issue.question for issue in words.case.issues}
    _, line = words.lines[assumption.key]
    quoted = [say("quoted", text=questions[atom.issue]) for atom in line.when]
    return say("assumption_about", issues=say("and").join(quoted))
