"""Charters side by side as one HTML page: no network, no script; for screen, phone and paper."""

from __future__ import annotations

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined

from dipoli.charter.framework import Frameworks
from dipoli.report.frameworks_topics import NO_SHARED, Comparison, mentioned
from dipoli.report.frameworks_words import NOTICE, source_line

SIDE_BY_SIDE = 4
"""More frameworks than this stand one below the other, topic by topic."""


@frozen(kw_only=True)
class _ListedSource:
    number: int
    line: str
    url: str | None


def comparison_html(comparison: Comparison, frameworks: Frameworks) -> str:
    """The page of a comparison.

    Args:
        comparison: what `dipoli.report.frameworks_topics.compare` put side by side.
        frameworks: the folder the charters come from.

    Returns:
        One self-contained HTML document.
    """
    environment = Environment(
        loader=PackageLoader("dipoli.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    charters = comparison.charters
    return environment.get_template("frameworks_compare.html.j2").render(
        charters=charters,
        rows=comparison.rows,
        stacked=len(charters) > SIDE_BY_SIDE,
        shared=[(code, frameworks.name_of(code, charters[0])) for code in comparison.shared],
        no_shared=NO_SHARED,
        partial=comparison.partial,
        names=list(mentioned(charters, frameworks)),
        sources=[
            _ListedSource(
                number=number,
                line=source_line(frameworks.sources[source]),
                url=frameworks.sources[source].url,
            )
            for source, number in comparison.cites.numbers.items()
        ],
        notice=NOTICE,
    )
