# noqa: INP001 - a script, not a package
"""Make both demonstrations anew, and write what they give into tests/golden.

    python -m tools.write_golden            writes
    python -m tools.write_golden --check    writes nothing; says whether it would be the same

It takes a minute. Golden records are written anew when their script has changed, never to make a
failing test pass: a record of an earlier version must stand as it stood.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from dipoli.demonstration.exercise import BEGINS, SEED
from dipoli.demonstration.golden import inputs_of, records, summary, write_records
from dipoli.demonstration.make import DAYS, make_exercise
from dipoli.demonstration.replay import make_replay

PLACE = Path(__file__).resolve().parents[1] / "tests" / "golden"


def made(make: Callable[[Path], object], **given: str) -> tuple[bytes, str]:
    """The records of a demonstration, compressed, and its summary."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        kept = list(records(Path(folder)))
    told = json.dumps(summary(kept, inputs_of(**given)), indent=1) + "\n"
    return write_records(kept), told


def both() -> dict[str, tuple[bytes, str]]:
    """The two demonstrations."""
    given = {"seed": SEED, "begins": BEGINS.isoformat(), "days": str(DAYS)}
    return {"exercise": made(make_exercise, **given), "replay": made(make_replay)}


def main() -> int:
    """Write the golden records, or hold them against new ones.

    Returns:
        0; 1 when they would not be the same.
    """
    same = True
    for name, (data, told) in both().items():
        held = (PLACE / f"{name}.records.xz", PLACE / f"{name}.json")
        if "--check" in sys.argv[1:]:
            equal = held[0].read_bytes() == data and held[1].read_text("utf-8") == told
            print(f"{name}: {'the same' if equal else 'another than the one that is kept'}")  # noqa: T201 - its answer
            same = same and equal
        else:
            held[0].write_bytes(data)
            held[1].write_text(told, encoding="utf-8")
            print(f"{name}: {len(data)} bytes")  # noqa: T201 - its answer
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
