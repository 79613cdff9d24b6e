"""Acts of a sealed circle that are out of order under its charter, as a seat that reads them finds.

The host of a sealed circle rules on envelopes alone. What a body says can put an act out of order
all the same: then it stands in the record, changes nothing, and each seat finds so by the same
rules. It is told as a notice and not as an alarm, since the host did nothing wrong. A proof is the
record itself: whoever sits in the circle opens the same bodies and rules as we do.

Only acts before the first one that does not open here are told of. What comes after it may rest on
something that this seat has not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum.proceedings import Proceedings, Void
from dipoli.record.standing import Standing


def void_acts(rules: Proceedings, standing: Standing, numbers: range) -> Iterator[str]:
    """What is out of order among some acts, each in sentences.

    Args:
        rules: of procedure, with the bodies that this seat opens.
        standing: of the mirror.
        numbers: of the acts that are told of.
    """
    forum = rules.at(standing)
    if forum is None:
        return
    blind = standing.size if forum.blind is None else forum.blind
    for one in rules.voids:
        if one.number in numbers and one.number < blind:
            yield _told(one)
    if forum.blind is not None and forum.blind in numbers:
        yield (
            f"What act {forum.blind} says does not open here. Which acts after it are out of order "
            "under the charter because of what bodies say cannot be told in full from here; ask a "
            "delegation that opens it."
        )


def _told(one: Void) -> str:
    return (
        f"Act {one.number} ({one.name}, in the name of {one.by}) is out of order under "
        f"{one.ruling.clause} of the charter, and changes nothing: {one.ruling.why} The circle is "
        "sealed against the host, which could not see this. Every seat that opens the bodies finds "
        "the same by the same rules."
    )
