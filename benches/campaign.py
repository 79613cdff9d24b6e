"""The counts that are owed, whole: every seed of every campaign; resumable after a stop.

Each fifty seeds are saved as they end. A full run leaves a table in ``docs/measurements/``, and one
of a single subject a table of its own.

    python -m benches.campaign          everything
    python -m benches.campaign rooms    of one subject
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping

from benches.ledger import ROOT, Ledger
from tests.analysis.agreement.campaigns import CAMPAIGNS as AGREEMENT
from tests.depositary.campaigns import CAMPAIGNS as DEPOSITARY
from tests.forum.campaigns import CAMPAIGNS as FORUM
from tests.record.campaigns import CAMPAIGNS as RECORD
from tests.web.accounts.campaigns import CAMPAIGNS as ACCOUNTS
from tests.web.campaigns import CAMPAIGNS as API
from tests.web.canaries import CAMPAIGNS as CANARIES
from tests.web.journeys_on import CAMPAIGNS as JOURNEYS
from tests.web.keep.campaigns import CAMPAIGNS as PAGES
from tests.worlds.rooms_trial import CAMPAIGNS as ROOMS

Campaign = tuple[Callable[[int], None], int]
SUBJECTS: dict[str, Mapping[str, Campaign]] = {
    "agreement": AGREEMENT,
    "record": RECORD,
    "depositary": DEPOSITARY,
    "forum": FORUM,
    "pages": PAGES,
    "rooms": ROOMS,
    "accounts": ACCOUNTS,
    "canaries": CANARIES,
    "journeys": JOURNEYS,
    "api": API,
}
"""By subject what is owed: sentence to the check and the number of seeds."""

STRIDE = 50


def main() -> int:
    """Run what is not in the ledger yet and leave the table.

    Returns:
        0 when nothing failed, 1 otherwise.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("subject", nargs="?", choices=SUBJECTS, help="this one alone")
    one = parser.parse_args().subject
    ledger = Ledger(name=f"campaign-{one}" if one else "campaign", title="Campaign")
    owes = {one: SUBJECTS[one]} if one else SUBJECTS
    for sentence, (check, owed) in [row for held in owes.values() for row in held.items()]:
        for start in range(0, owed, STRIDE):
            name = f"{sentence}: seeds {start} to {min(start + STRIDE, owed) - 1}"
            if name in ledger.rows:
                print(f"kept: {name}", flush=True)
                continue
            row = _run(check, range(start, min(start + STRIDE, owed)))
            ledger.record(name, row)
            print(f"{name}: {row}", flush=True)
    failed = sum(int(str(row["failures"])) for row in ledger.rows.values())
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 1 if failed else 0


def _run(check: Callable[[int], None], seeds: range) -> dict[str, object]:
    start = time.perf_counter()
    failures = []
    for seed in seeds:
        try:
            check(seed)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the rest goes on
            failures.append(f"{seed}: {type(error).__name__}")
    return {
        "seeds": len(seeds),
        "failures": len(failures),
        "seconds": round(time.perf_counter() - start, 1),
        "which": "; ".join(failures),
    }


if __name__ == "__main__":
    sys.exit(main())
