"""The frontier of a scenario by NegMAS, by its public functions: a process of its own.

Run by `benches/negmas_peer.py` with the Python of an environment that has NegMAS and nothing of
ours. NegMAS is under the AGPL: nothing of ours imports this file, and nothing here is copied from
it. A scenario comes as JSON on the standard input, the answer goes as JSON to the standard output.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import negmas  # type: ignore[import-not-found]


def frontier(worth: list[list[list[int]]]) -> list[list[float]]:
    """Value vectors that no outcome dominates: every outcome is evaluated, then filtered.

    Args:
        worth: points by party, issue and option.

    Returns:
        Values of the parties, a row for each point.
    """
    issues = [
        negmas.make_issue(list(range(len(options))), name=f"i{k}")
        for k, options in enumerate(worth[0])
    ]
    parties = [
        negmas.LinearAdditiveUtilityFunction(
            values={
                issue.name: dict(enumerate(options))
                for issue, options in zip(issues, mine, strict=True)
            },
            weights={issue.name: 1.0 for issue in issues},
            issues=issues,
        )
        for mine in worth
    ]
    points, _where = negmas.pareto_frontier(parties, issues=issues)
    return [[float(value) for value in point] for point in points]


def main() -> int:
    """Read a scenario, answer it, and tell seconds and peak memory."""
    worth = json.load(sys.stdin)
    frontier([[[0, 1], [1, 0]], [[1, 0], [0, 1]]])  # what is made ready at first does not count
    start = time.perf_counter()
    points = frontier(worth)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"points": points, "seconds": seconds, "megabytes": peak}, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
