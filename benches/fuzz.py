"""Fuzzing: bytes that a machine changes until it reaches new code go to each parser of the record.

Nothing but the documented faults may come out. ``atheris`` is no dependency: ``make fuzz`` lays it
under ``out/``. Each parser runs in a program of its own for the same time; what was found useful is
kept under ``out/fuzz``, so that the next run goes on from there. Resumable: a row is saved as a
parser ends.

    python -m benches.fuzz [SECONDS]          every parser, so long each; 60 by default
    python -m benches.fuzz run NAME SECONDS   one parser, here
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from benches.ledger import ROOT, Ledger

PLACE = ROOT / "out" / "fuzz"
SECONDS = 60
_LIMIT = 1 << 16


def main() -> int:
    """Fuzz what is not in the ledger yet and leave the table.

    Returns:
        0 when nothing but documented faults came out, 1 otherwise.
    """
    words = sys.argv[1:]
    if words[:1] == ["run"]:
        fuzz(words[1], int(words[2]))
        return 0
    seconds = int(words[0]) if words else SECONDS
    ledger = Ledger(name="fuzz", title="Fuzzing of the parsers")
    for name in importlib.import_module("benches.parsers").PARSERS:
        if name not in ledger.rows:
            ledger.record(name, _run(name, seconds))
        print(f"{name}: {ledger.rows[name]}", flush=True)
    failed = [name for name, row in ledger.rows.items() if row["faults"]]
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 1 if failed else 0


def _run(name: str, seconds: int) -> dict[str, object]:
    """Fuzz one parser in a program of its own."""
    words = [sys.executable, "-m", "benches.fuzz", "run", name, str(seconds)]
    told = subprocess.run(words, check=False, capture_output=True, cwd=ROOT)  # noqa: S603 - our own words
    text = told.stderr.decode("utf-8", "replace")
    done = re.search(r"Done (\d+) runs in (\d+) second", text)
    reached = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", text)
    covered, _, kept = reached[-1] if reached else ("", "", "")
    return {
        "runs": int(done[1]) if done else None,
        "seconds": int(done[2]) if done else None,
        "branches": covered,
        "kept": kept,
        "faults": 0 if done and told.returncode == 0 else _last(text),
    }


def _last(text: str) -> str:
    """The last lines of what went wrong, in one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " / ".join(lines[-6:]).replace("|", "\\|")[:600]


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one parser until the time is over or something undocumented comes out of it."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["dipoli.record"]):
        read, documented, examples = importlib.import_module("benches.parsers").PARSERS[name]
    corpus = _laid(name, examples)

    def once(data: bytes) -> None:
        try:
            read(data)
        except documented:
            return

    options = [f"-max_total_time={seconds}", "-seed=1", f"-max_len={_LIMIT}", "-timeout=20"]
    found = f"-artifact_prefix={PLACE}{os.sep}found-"
    atheris.Setup([sys.argv[0], *options, found, str(corpus)], once)
    atheris.Fuzz()


def _laid(name: str, examples: list[bytes]) -> Path:
    """The folder of examples of a parser."""
    corpus = PLACE / re.sub(r"\W+", "-", name)
    corpus.mkdir(parents=True, exist_ok=True)
    for data in examples:
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    return corpus


if __name__ == "__main__":
    sys.exit(main())
