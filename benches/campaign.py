"""The counts that are owed, whole: every seed of every campaign; resumable after a stop.

Each fifty seeds, five of what takes long, are saved as they end. A full run leaves a table in
``docs/measurements/``, and one of a single subject a table of its own.

    python -m benches.campaign          everything
    python -m benches.campaign rooms    of one subject
    python -m benches.campaign api --processes 2    so many parts at once, each by a process
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from benches.ledger import ROOT, Ledger
from tests.analysis.agreement.campaigns import CAMPAIGNS as AGREEMENT
from tests.analysis.agreement.frontier.campaigns import CAMPAIGNS as FRONTIER
from tests.analysis.agreement.interests_campaigns import CAMPAIGNS as INTERESTS
from tests.analysis.agreement.uncertain.campaigns import CAMPAIGNS as UNCERTAIN
from tests.analysis.agreement.why_not_campaigns import CAMPAIGNS as WHY_NOT
from tests.analysis.discourse.comparison_campaigns import CAMPAIGNS as COMPARISONS
from tests.analysis.discourse.figures_campaigns import CAMPAIGNS as FIGURES
from tests.analysis.discourse.meeting_campaigns import CAMPAIGNS as MEETING
from tests.analysis.roadmap.campaigns import CAMPAIGNS as ROADMAP
from tests.codec.discourse_campaigns import CAMPAIGNS as ANSWERS
from tests.codec.word.campaigns import CAMPAIGNS as WORD
from tests.depositary.campaigns import CAMPAIGNS as DEPOSITARY
from tests.forum.campaigns import CAMPAIGNS as FORUM
from tests.notebook.campaigns import CAMPAIGNS as NOTEBOOKS
from tests.record.campaigns import CAMPAIGNS as RECORD
from tests.report.exploring import CAMPAIGNS as EXPLORER
from tests.secretariat.search.campaigns import CAMPAIGNS as INDEX
from tests.web.accounts.campaigns import CAMPAIGNS as ACCOUNTS
from tests.web.campaigns import CAMPAIGNS as API
from tests.web.canaries import CAMPAIGNS as CANARIES
from tests.web.journeys_on import CAMPAIGNS as JOURNEYS
from tests.web.keep.campaigns import CAMPAIGNS as PAGES
from tests.web.search_worlds import CAMPAIGNS as SEARCH
from tests.worlds.rooms_trial import CAMPAIGNS as ROOMS

Campaign = tuple[Callable[[int], None], int]
SUBJECTS: dict[str, Mapping[str, Campaign]] = {
    "agreement": AGREEMENT,
    "frontier": FRONTIER,
    "interests": INTERESTS,
    "why-not": WHY_NOT,
    "uncertain": UNCERTAIN,
    "roadmap": ROADMAP,
    "figures": FIGURES,
    "comparisons": COMPARISONS,
    "meeting": MEETING,
    "answers": ANSWERS,
    "record": RECORD,
    "depositary": DEPOSITARY,
    "forum": FORUM,
    "pages": PAGES,
    "rooms": ROOMS,
    "accounts": ACCOUNTS,
    "canaries": CANARIES,
    "journeys": JOURNEYS,
    "api": API,
    "search": {**INDEX, **SEARCH},
    "explorer": EXPLORER,
    "word": WORD,
    "notebooks": NOTEBOOKS,
}
"""By subject what is owed: sentence to the check and the number of seeds."""

STRIDE = 50
STRIDES = {"figures": 5, "comparisons": 5}
"""Seeds that are saved together, where one of them takes half a minute."""


def main() -> int:
    """Run what is not in the ledger yet and leave the table.

    Returns:
        0 when nothing failed, 1 otherwise.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("subject", nargs="?", choices=SUBJECTS, help="this one alone")
    parser.add_argument("--processes", type=int, default=1, help="so many parts at once")
    asked = parser.parse_args()
    one = asked.subject
    ledger = Ledger(name=f"campaign-{one}" if one else "campaign", title="Campaign")
    left = []
    for part in _parts([one] if one else SUBJECTS):
        if _named(part) in ledger.rows:
            print(f"kept: {_named(part)}", flush=True)
        else:
            left.append(part)
    for part, row in _done(left, asked.processes):
        ledger.record(_named(part), row)
        print(f"{_named(part)}: {row}", flush=True)
    names = map(_named, _parts([one] if one else SUBJECTS))
    ledger.rows = {name: ledger.rows[name] for name in names}
    failed = sum(int(str(row["failures"])) for row in ledger.rows.values())
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 1 if failed else 0


Part = tuple[str, str, range]
"""Subject, sentence and seeds."""


def _parts(subjects: Iterable[str]) -> Iterator[Part]:
    for subject in subjects:
        stride = STRIDES.get(subject, STRIDE)
        for sentence, (_, owed) in SUBJECTS[subject].items():
            for start in range(0, owed, stride):
                yield subject, sentence, range(start, min(start + stride, owed))


def _named(part: Part) -> str:
    _, sentence, seeds = part
    return f"{sentence}: seeds {seeds.start} to {seeds.stop - 1}"


def _done(parts: list[Part], processes: int) -> Iterator[tuple[Part, dict[str, object]]]:
    """Each part with its row, as it ends; a process of several imports everything anew."""
    if processes == 1:
        yield from ((part, _run(part)) for part in parts)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        begun = {pool.submit(_run, part): part for part in parts}
        try:
            for one in as_completed(begun):
                yield begun[one], one.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _run(part: Part) -> dict[str, object]:
    subject, sentence, seeds = part
    check, _ = SUBJECTS[subject][sentence]
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
