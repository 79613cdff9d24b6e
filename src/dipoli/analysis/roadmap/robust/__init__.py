"""How far a roadmap holds when the judgements on which it rests are off.

Theory of operation. Points, shares and limits are judgements with ranges (`Judgement`). No account
is better off with any of them at its bad end, so one profile is the worst for all (`worst_of`): a
proof by counting, also of how many judgements it takes to make a schedule unsafe. `how_far` adds
the share of drawn profiles in which it stays safe, `sturdy` looks for a roadmap that is safe within
a budget of judgements off at once, and `drivers` tells which judgement changes the order.
"""

from dipoli.analysis.roadmap.robust.answers import (
    Assumed,
    Driver,
    Judgement,
    Robustness,
    Sturdy,
    Weakest,
    What,
)
from dipoli.analysis.roadmap.robust.finder import drivers, how_far, sturdy
from dipoli.analysis.roadmap.robust.judgements import judged, judgements_of
from dipoli.analysis.roadmap.robust.sampling import Sample
from dipoli.analysis.roadmap.robust.worst import Worst, worst_of

__all__ = [
    "Assumed",
    "Driver",
    "Judgement",
    "Robustness",
    "Sample",
    "Sturdy",
    "Weakest",
    "What",
    "Worst",
    "drivers",
    "how_far",
    "judged",
    "judgements_of",
    "sturdy",
    "worst_of",
]
