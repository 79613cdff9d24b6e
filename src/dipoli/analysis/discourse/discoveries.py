"""Many comparisons at once: how many of those that are called different may be so by chance.

Who compares 25 issues between 15 pairs makes 375 comparisons, and of as many without any
difference about 19 would fall below 0.05. All that is compared in one question is therefore
corrected together, so that among those told at 0.05 after correction no more than 5 in 100 are
expected to be chance: the *false discovery rate*.

The stated default is the correction of Benjamini and Yekutieli, which holds however the comparisons
hang together. Here they do: the same documents serve every issue, one actor stands in several
pairs, and where one issue takes more of a text others take less. That of Benjamini and Hochberg,
which needs independence or dependence of one direction, is given on request.

Source: benjamini-hochberg-1995, benjamini-yekutieli-2001 (bibliography: benjamini-hochberg-1995,
benjamini-yekutieli-2001).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence


class Rule(enum.Enum):
    """How several comparisons are corrected together.

    ``ANY_DEPENDENCE``: Benjamini and Yekutieli. ``INDEPENDENT``: Benjamini and Hochberg.
    """

    ANY_DEPENDENCE = "Benjamini and Yekutieli"
    INDEPENDENT = "Benjamini and Hochberg"


def adjusted(
    raw: Sequence[float | None], rule: Rule = Rule.ANY_DEPENDENCE
) -> tuple[float | None, ...]:
    """The p of each comparison, corrected for all that were made together.

    Args:
        raw: each from 0 to 1; None where no comparison could be made, which counts as none.
        rule: of correction.

    Returns:
        In the same order, each at least the raw one and at most 1; None stays None.

    Raises:
        ValueError: a p outside of 0 to 1.

    >>> adjusted([0.01, None, 0.04], Rule.INDEPENDENT)
    (0.02, None, 0.04)
    """
    made = sorted((p, n) for n, p in enumerate(raw) if p is not None)
    if any(not 0 <= p <= 1 for p, _n in made):
        message = "a p lies between 0 and 1"
        raise ValueError(message)
    told: list[float | None] = [None] * len(raw)
    factor = 1.0
    if rule is Rule.ANY_DEPENDENCE:
        factor = sum(1 / rank for rank in range(1, len(made) + 1))
    least = 1.0
    for rank in range(len(made), 0, -1):
        p, n = made[rank - 1]
        least = min(least, p * factor * len(made) / rank)
        told[n] = least
    return tuple(told)
