"""Why there is no roadmap, on the thirty frozen instances that have none.

Each row is one instance of `benches.itinerary`: seconds of the whole explanation, how many demands
its conflict has and whether each was shown to be needed, the points of the smallest guarantee found
beside the proven bound, and how many kinds of repair were found. Every roadmap of a repair goes to
the naive checker of the tests as well. Rows are saved as they come; a run that was stopped goes on.
Nothing here asserts on a clock.

    python -m benches.explanations
"""

from __future__ import annotations

import time

from benches.itinerary import INSTANCES, Instance, Kind, itinerary
from benches.ledger import ROOT, Ledger
from tests.analysis.roadmap.naive import faults

from dipoli.analysis.roadmap import question_of
from dipoli.analysis.roadmap.explain import Verdict, explain


def main() -> int:
    """Explain what is not in the ledger yet, print all, and leave the table.

    Returns:
        0, whatever was measured.
    """
    ledger = Ledger(name="bench-explanations", title="Why there is no roadmap, on frozen instances")
    for instance in INSTANCES:
        if instance.kind in (Kind.BALANCE, Kind.DEADLOCK) and instance.name not in ledger.rows:
            ledger.record(instance.name, _row(instance))
            print(f"{instance.name}: {ledger.rows[instance.name]}", flush=True)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def _row(instance: Instance) -> dict[str, object]:
    case = itinerary(instance)
    asked = question_of(case)
    begun = time.perf_counter()
    told = explain(case, asked)
    seconds = time.perf_counter() - begun
    conflict, escrow = told.conflict, told.escrow
    assert escrow is not None
    accepted = [one for one in told.repairs if not faults(case, one.question, one.roadmap.schedule)]
    return {
        "seconds": round(seconds, 2),
        "proven": "yes" if told.decision.verdict is Verdict.NONE else "no",
        "demands": None if conflict is None else len(conflict.demands),
        "each needed": "yes" if conflict is not None and conflict.smallest else "undecided",
        "guarantee": escrow.total,
        "bound": escrow.bound,
        "kinds of repair": len(told.repairs),
        "accepted by both checkers": len(accepted),
    }


if __name__ == "__main__":
    raise SystemExit(main())
