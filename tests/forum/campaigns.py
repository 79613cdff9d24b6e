"""What is owed of the forum by the count: every act, as a line of the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from tests.forum.test_line import read_as_printed, said_whole

from dipoli.forum.act import Act
from dipoli.forum.procedure import KINDS

EXAMPLES = 200


def every_line(seed: int) -> None:
    """One act of the forum, saying everything that it can say, printed and read.

    Args:
        seed: number of the act, in the order of names.
    """

    @seeded(seed)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(said_whole(sorted(KINDS)[seed]))
    def printed(one: Act) -> None:
        read_as_printed(one)

    printed()


CAMPAIGNS: Mapping[str, tuple[Callable[[int], None], int]] = {
    f"Every act is printed and read with everything said, {EXAMPLES} times": (
        every_line,
        len(KINDS),
    ),
}
"""What is owed: sentence to the check and the number of seeds."""
