"""The page: everything that the report shows, put together in the order in which it is read.

History first, then baskets, the whole, steps, packages, values, what clashes (closed), and what all
of it rests on. The page is a function of its values: the same values give the same page, to the
byte.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dipoli.analysis.agreement.answers import Verdict
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.agreement.linkage.answers import Linkage
from dipoli.analysis.agreement.uncertain.answers import Robust
from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.charter.framework import Framework
from dipoli.report import history_chart, values_chart
from dipoli.report.asked import tell_question
from dipoli.report.charts import Words
from dipoli.report.choices import (
    Chosen,
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
from dipoli.report.clash_section import clash_legend, clash_section
from dipoli.report.explorer_section import digest_of, explorer_section, written_script
from dipoli.report.frontier_section import Frontier, frontier_section
from dipoli.report.grounds_section import grounds_section
from dipoli.report.history import History, history_of
from dipoli.report.linkage_section import linkage_section
from dipoli.report.names import Names, names_of
from dipoli.report.roadmap_section import WhatIf, roadmap_section
from dipoli.report.robust_section import robust_section
from dipoli.report.verdicts import mark_of, tell_basket, tell_zone
from dipoli.report.words import in_words, plain, say
from dipoli.terms import event_in_words

TIMELINE_RULE = "timeline"
"""Under this key ``rules`` of a case say how the events of its timeline were selected."""


SECTIONS = (
    "history", "baskets", "together", "roadmap", "packages", "values", "robustness", "linkage",
    "frontier", "explorer", "clash", "grounds",
)  # fmt: skip
"""Parts of the page that have a number, in their order."""

ON_REQUEST = frozenset({"roadmap", "robustness", "linkage", "frontier", "explorer"})
"""Parts that are left out, with their number, unless they are asked for."""


def write_report(  # noqa: PLR0913 - each part on request has a name
    case: Case,
    frameworks: Sequence[Framework],
    agreement: Agreement,
    *,
    gives: bool = False,
    explorer: bool = False,
    frontier: Frontier | None = None,
    robust: Robust | None = None,
    linkage: Linkage | None = None,
    roadmap: Roadmap | None = None,
    what_if: Sequence[WhatIf] = (),
    paper: bool = False,
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
            in the page.
        frontier: the frontier, where the page is to hold it; its chart is drawn by the same script.
        robust: how far the answers hold, where the page is to say it.
        linkage: what links between baskets add, where the page is to say it.
        roadmap: the steps of the case in a safe order, where the page is to show it.
        what_if: roadmaps with one thing changed, told beside that one.
        paper: whether it is laid out on sheets by a program that shows no page: then what was asked
            for stands open, and the style has no rule about what a reader has opened or chosen.
            Such rules (``:has``) are held against the whole page for each thing in it.

    Returns:
        The page. It refers to nothing outside itself.

    Does not show:
        who could carry what between whom, totals of a party, and anything sorted by party.
    """
    names = names_of(case)
    history = history_of(case, () if case.exercise else frameworks)
    packages = chosen_packages(agreement)
    values: dict[str, object] = {
        **_running(case, agreement, packages, names, frontier, explorer=explorer),
        "robustness": robust_section(case, robust, packages, names) if robust else None,
        "linkage": linkage_section(case, linkage, names) if linkage else None,
        "roadmap": roadmap_section(
            case, roadmap, names, what_if=what_if, clash=agreement.clash is not None
        )
        if roadmap
        else None,
        "paper": paper,
        "case": case,
        "names": names,
        "standing": case.mark if case.exercise else say("standing"),
        "positions": case.position_set(agreement.question.positions),
        "asked": tell_question(case, agreement.question, names),
        **_history(case, history),
        **_board(case, agreement),
        **_choices(case, agreement, packages, names, gives=gives),
        "clash": clash_section(case, agreement, names),
        "clash_legend": clash_legend(),
        **grounds_section(case, agreement, names),
    }
    shown = [name for name in SECTIONS if name not in ON_REQUEST or values[name]]
    values["numbers"] = {name: number for number, name in enumerate(shown, 1)}
    return environment().get_template("report.html").render(values)


def _running(
    case: Case,
    agreement: Agreement,
    packages: Sequence[Chosen],
    names: Names,
    frontier: Frontier | None,
    *,
    explorer: bool,
) -> dict[str, object]:
    """The parts in which a script runs, if any, and the script."""
    room = explorer_section(case, agreement, packages, names) if explorer else None
    chart = None
    if frontier is not None:
        chart = frontier_section(frontier, room.exploration if room else None)
    script = written_script() if room or chart else ""
    return {
        "explorer": room,
        "frontier": chart,
        "script": Markup(script),  # noqa: S704 - ours
        "digest": digest_of(script),
    }


@functools.cache
def environment() -> Environment:
    """The templates of the report, with its words."""
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
