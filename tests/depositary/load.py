"""A writer that is killed: a program of its own, which says what it was told is kept.

    python -m tests.depositary.load sqlite PATH SEED
    python -m tests.depositary.load postgres WORDS SEED

A line ``kept 7`` says that ``append`` returned at size 7; ``withholding 3`` comes before a body is
withheld and ``withheld 3`` after; ``cosigned 7 LINE`` after a cosignature was kept.
"""

from __future__ import annotations

import random
import signal
import sys
from contextlib import closing
from pathlib import Path

from tests.depositary.acts import ORIGIN, acts, leaves, line, signed
from tests.depositary.places import Opened

from dipoli.depositary import postgres, sqlite
from dipoli.faults import RecordError, StaleHeadError, TamperedError


def main(kind: str, where: str, seed: int) -> None:
    """Write until killed."""
    signal.alarm(60)  # an orphan ends by itself
    opened = (
        sqlite.open_(Path(where), ORIGIN) if kind == "sqlite" else postgres.open_(where, ORIGIN)
    )
    dice = random.Random()
    with closing(opened) as custody:
        try:
            while True:
                _step(custody, seed, dice)
        except TamperedError:
            raise
        except RecordError as refusal:
            _say(f"refused {refusal}")


def _step(custody: Opened, seed: int, dice: random.Random) -> None:
    head = custody.head()
    match dice.randrange(8):
        case 0 if head.size:
            index = dice.randrange(head.size)
            _say(f"withholding {index}")
            custody.withhold(index)
            _say(f"withheld {index}")
        case 1:
            told = line(head.checkpoint, time=dice.randrange(1, 2**40))
            custody.add_cosignatures(head.size, [told])
            _say(f"cosigned {head.size} {told}")
        case _:
            stored = acts(seed, head.size, head.size + dice.choice((1, 1, 1, 5)))
            note = signed([*custody.leaves(), *leaves(stored)])
            try:
                custody.append(head.size, stored, note)
            except StaleHeadError:
                _say("stale")
            else:
                _say(f"kept {head.size + len(stored)}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
