"""What is owed of the index by the count: what it finds is what a slow scan finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from tests.secretariat.search.slow_scan import questions
from tests.secretariat.search.test_index import as_scanned

EXAMPLES, SEEDS = 150, 20


def scanned(seed: int) -> None:
    """So many questions to texts by lot, in six languages."""

    @seeded(seed)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(questions())
    def asked(question: tuple[list[str], str]) -> None:
        as_scanned(*question)

    asked()


CAMPAIGNS: Mapping[str, tuple[Callable[[int], None], int]] = {
    f"The index finds what a slow scan finds, {EXAMPLES} questions each": (scanned, SEEDS),
}
"""What is owed: sentence to the check and the number of seeds."""
