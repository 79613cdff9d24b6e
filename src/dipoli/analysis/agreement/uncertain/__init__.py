"""Uncertain positions: ranges carried through to the last figure.

`robust` answers everything at once; `largest`, `judged`, `rule_package` and `bearing` one question.
"""

from dipoli.analysis.agreement.uncertain.answers import Robust, Sample
from dipoli.analysis.agreement.uncertain.finder import (
    Asked,
    Run,
    ask,
    bearing,
    judged,
    largest,
    robust,
    rule_package,
)
from dipoli.analysis.spread import Spread

__all__ = [
    "Asked",
    "Robust",
    "Run",
    "Sample",
    "Spread",
    "ask",
    "bearing",
    "judged",
    "largest",
    "robust",
    "rule_package",
]
