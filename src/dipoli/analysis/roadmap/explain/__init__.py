"""Why there is no roadmap with all wanted steps, and what would make one.

Theory of operation, cheapest first: accounts that end below 0 in whatever order (`Shortfall`);
months before which nothing starts even at the best, a proof that is looked at once more from the
rows (`prove`, `holds`); the circle of steps that wait for one another (`Wait`); the smallest
guarantee (`Escrow`); a smallest conflict of named demands, each shown to be needed by a roadmap
without it (`Conflict`); and repairs, each a changed question with a roadmap that the checker
accepts (`Repair`). Where neither a roadmap nor a proof is found the answer is "undecided".
"""

from dipoli.analysis.roadmap.explain.answers import (
    BETWEEN_MEMBERS,
    Change,
    Conflict,
    Decision,
    Escrow,
    Explanation,
    Group,
    GroupKind,
    Hindrance,
    LeftOut,
    Needed,
    Proof,
    Repair,
    RepairKind,
    Shortfall,
    Tried,
    Verdict,
    Wait,
)
from dipoli.analysis.roadmap.explain.deciding import Decider, decide, solver_of
from dipoli.analysis.roadmap.explain.finder import explain
from dipoli.analysis.roadmap.explain.proof import holds, prove

__all__ = [
    "BETWEEN_MEMBERS",
    "Change",
    "Conflict",
    "Decider",
    "Decision",
    "Escrow",
    "Explanation",
    "Group",
    "GroupKind",
    "Hindrance",
    "LeftOut",
    "Needed",
    "Proof",
    "Repair",
    "RepairKind",
    "Shortfall",
    "Tried",
    "Verdict",
    "Wait",
    "decide",
    "explain",
    "holds",
    "prove",
    "solver_of",
]
