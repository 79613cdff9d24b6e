"""The page: everything that the report shows, put together in the order in which it is read.

History first, then baskets, the whole, packages, values, what clashes (closed), and what all of it
rests on. The page is a function of its values: the same values give the same page, to the byte.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dipoli.analysis.agreement.answers import Agreement, Assumption, ClashAnswer, Verdict
from dipoli.analysis.case import Case
from dipoli.charter.framework import Framework
from dipoli.report import history_chart, values_chart
from dipoli.report.asked import tell_question
from dipoli.report.charts import Words
from dipoli.report.choices import (
    Chosen,
    Lines,
    choices_of,
    chosen_packages,
    differences,
    missing_verdict,
    red_lines,
    settled,
    synergies_of,
    tell_line,
    tell_link,
    unmoved,
    worth_rows,
)
from dipoli.report.explorer_section import digest_of, explorer_section, written_script
from dipoli.report.frontier_section import Frontier, frontier_section
from dipoli.report.history import History, history_of
from dipoli.report.names import Names, names_of
from dipoli.report.verdicts import mark_of, tell_basket, tell_zone
from dipoli.report.words import in_words, plain, say
from dipoli.terms import Confidence, event_in_words

MOST_SETS = 5
"""More sets of assumptions than this are counted and not listed."""

TIMELINE_RULE = "timeline"
"""Under this key ``rules`` of a case say how the events of its timeline were selected."""


SECTIONS = (
    "history", "baskets", "together", "packages", "values", "frontier", "explorer", "clash",
    "grounds",
)  # fmt: skip
"""Parts of the page that have a number, in their order."""


def write_report(
    case: Case,
    frameworks: Sequence[Framework],
    agreement: Agreement,
    *,
    gives: bool = False,
    explorer: bool = False,
    frontier: Frontier | None = None,
) -> str:
    """Write the report of a case as one self-contained HTML text.

    Args:
        case: the case.
        frameworks: charters whose lives stand in the history; left out of an exercise, where the
            acts of real governments have no place.
        agreement: what the agreement finder answered; what clashes is in the page only when it is
            in there.
        gives: whether the page holds, closed, what each party gives.
        explorer: whether the page holds the explorer, and with it figures and a script that runs
            in the page; never for a set of outcomes.
        frontier: the frontier, where the page is to hold it; its chart is drawn by the same script.

    Returns:
        The page. It refers to nothing outside itself.

    Does not show:
        who could carry what between whom, totals of a party, and anything sorted by party.
    """
    names = names_of(case)
    history = history_of(case, () if case.exercise else frameworks)
    packages = chosen_packages(agreement)
    values = {
        **_running(case, agreement, packages, names, frontier, explorer=explorer),
        "case": case,
        "names": names,
        "standing": case.mark if case.exercise else say("standing"),
        "positions": case.position_set(agreement.question.positions),
        "asked": tell_question(case, agreement.question, names),
        **_history(case, history),
        **_board(case, agreement),
        **_choices(case, agreement, packages, names, gives=gives),
        **_clash(case, agreement, names),
        **_grounds(case, agreement, names),
    }
    return _environment().get_template("report.html").render(values)


def _running(
    case: Case,
    agreement: Agreement,
    packages: Sequence[Chosen],
    names: Names,
    frontier: Frontier | None,
    *,
    explorer: bool,
) -> dict[str, object]:
    """The parts in which a script runs, if any, the script, and the numbers of all parts."""
    explorer = explorer and case.has_state_of_things(agreement.question.positions)
    room = explorer_section(case, agreement, packages, names) if explorer else None
    chart = None
    if frontier is not None:
        chart = frontier_section(frontier, room.exploration if room else None)
    script = written_script() if room or chart else ""
    left_out = {name for name, part in (("explorer", room), ("frontier", chart)) if part is None}
    sections = [name for name in SECTIONS if name not in left_out]
    return {
        "explorer": room,
        "frontier": chart,
        "script": Markup(script),  # noqa: S704 - ours
        "digest": digest_of(script),
        "numbers": {name: number for number, name in enumerate(sections, 1)},
    }


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dipoli.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = say
    environment.filters["in_words"] = in_words
    environment.filters["event_in_words"] = event_in_words
    return environment


def _history(case: Case, history: History) -> dict[str, object]:
    types = history_chart.types_of(history)
    return {
        "history": history,
        "history_wide": history_chart.draw_history(history, history_chart.WIDE, "hw"),
        "history_narrow": history_chart.draw_history(history, history_chart.NARROW, "hn"),
        "history_key": history_chart.draw_key(types, "hk"),
        "history_bars_key": history_chart.draw_bars_key(history, "hb"),
        "selection": case.rules.get(TIMELINE_RULE) or say("history_selection_default"),
    }


def _board(case: Case, agreement: Agreement) -> dict[str, object]:
    """Baskets and the whole, in words."""
    baskets = {basket.id: basket for basket in case.baskets}
    titles = {basket.id: basket.title for basket in case.baskets}
    standing = agreement.zone.standing
    status_quo = agreement.zone.status_quo
    names, lines = names_of(case), red_lines(case, agreement.question.positions)
    return {
        "away": len(agreement.question.seats) < len(case.members),
        "board": [
            {
                "basket": baskets[answer.basket],
                "told": tell_basket(answer, titles),
                "stays": answer.basket in agreement.question.still,
                "held": mark_of(answer.alone.held),
                "cautious": mark_of(answer.alone.cautious),
                "generous": mark_of(answer.alone.generous),
            }
            for answer in agreement.baskets
        ],
        "zone": [
            (say(f"together_{name}"), tell_zone(getattr(standing, name)))
            for name in ("negotiable", "held", "cautious", "generous")
        ],
        "outcomes": status_quo is None,
        "status_quo": []
        if status_quo is None
        else [
            *(tell_line(case, lines, key, names) for key in status_quo.red_lines),
            *(tell_link(case, link) for link in status_quo.links),
        ],
    }


def _choices(
    case: Case,
    agreement: Agreement,
    packages: Sequence[Chosen],
    names: Names,
    *,
    gives: bool,
) -> dict[str, object]:
    set_id = agreement.question.positions
    lines = red_lines(case, set_id)
    return {
        "choices": choices_of(agreement, packages),
        "rules": list(dict.fromkeys(answer.rule.value for answer in agreement.packages)),
        "missing": missing_verdict(agreement),
        "unknown_verdict": Verdict.UNKNOWN,
        "differences": differences(case, packages, set_id),
        "seats": agreement.question.seats,
        "gives": gives,
        "packages": [
            {
                "letter": chosen.letter,
                "by": [
                    say(
                        "packages_by",
                        rule=say(f"rule_{one.rule.value}"),
                        soft=say(f"soft_{one.soft_lines.value}"),
                    )
                    for one in chosen.answers
                ],
                "settled": settled(case, chosen.package, set_id),
                "unmoved": unmoved(case, chosen.package, set_id),
                "moved": len(case.decided(set_id, chosen.package)),
                "crossed": [
                    tell_line(case, lines, key, names)
                    for key in chosen.answers[0].soft_lines_crossed
                ],
                "gets": _values(case, agreement, chosen, names, given=False),
                "gives": _values(case, agreement, chosen, names, given=True) if gives else None,
            }
            for chosen in packages
        ],
    }


def _values(
    case: Case, agreement: Agreement, chosen: Chosen, names: Names, *, given: bool
) -> dict[str, object]:
    """Chart and table of what a package is worth: what is got, or what is given."""
    seats = agreement.question.seats

    def keep(value: int) -> bool:
        return value < 0 if given else value > 0

    rows = worth_rows(case, chosen, seats, keep)
    words = Words(
        title=plain("gives_chart" if given else "values_chart", letter=chosen.letter),
        description=plain(
            "values_desc", rows=sum(len(one.rows) for one in rows), columns=len(seats)
        ),
    )
    prefix = f"{'g' if given else 'v'}{chosen.letter.lower()}"
    return {
        "rows": rows,
        "sizes": (values_chart.WIDE, values_chart.NARROW),
        "wide": values_chart.draw_values(rows, len(seats), values_chart.WIDE, f"{prefix}w", words),
        "narrow": values_chart.draw_values(
            rows, len(seats), values_chart.NARROW, f"{prefix}n", words
        ),
        "synergies": synergies_of(case, chosen.answers[0].synergies, names, keep),
    }


def _clash(case: Case, agreement: Agreement, names: Names) -> dict[str, object]:
    titles = {basket.id: basket.title for basket in case.baskets}
    if agreement.clash is None:
        return {"clash": None}
    lines = red_lines(case, agreement.question.positions)
    return {
        "clash": [
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
    }


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


def _grounds(case: Case, agreement: Agreement, names: Names) -> dict[str, object]:
    return {
        "receipt": agreement.receipt,
        "chosen": _parameters(agreement, names),
        "resting": _resting(case, agreement),
        "confidence": _confidence(case, agreement.question.positions),
        "levels": [level.value for level in Confidence],
        "called": [
            (party.code, [(one.party, one.language, one.name) for one in party.called_by])
            for party in case.parties
            if party.called_by
        ],
    }


def _parameters(agreement: Agreement, names: Names) -> list[tuple[str, Markup]]:
    """What was chosen, with names in the place of codes."""
    return [
        (in_words(key), Markup(", ").join(names.mark(word) for word in value.split()))
        if value and all(word in names.marks for word in value.split())
        else (in_words(key), say("number", value=value) if value else say("nobody"))
        for key, value in agreement.receipt.parameters.items()
    ]


def _resting(case: Case, agreement: Agreement) -> list[str]:
    """Assumptions of the receipt that the page has not told already."""
    told = {*case.limits, *(f"{key}: {text}" for key, text in case.rules.items())}
    return [one for one in agreement.receipt.assumptions if one not in told]


def _confidence(case: Case, set_id: str) -> list[tuple[str, Mapping[str, int]]]:
    """For each basket, how many judgements bear each mark of confidence; never by party."""
    basket_of = {issue.id: issue.basket for issue in case.issues}
    counts: Counter[tuple[str, str]] = Counter(
        (basket_of[judged.issue], judged.confidence.value)
        for position in case.positions_of(set_id).values()
        for judged in position.issues
    )
    return [
        (basket.title, {level.value: counts[basket.id, level.value] for level in Confidence})
        for basket in case.baskets
    ]
