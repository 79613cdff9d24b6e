"""Rounds of Word files through LibreOffice, one start for many cases."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.codec.word import made
from tests.codec.word.comparing import differs
from tests.codec.word.edits import EDITS, Edit

OFFICE = Path(__file__).with_name("office.py")
PYTHON = Path("/usr/bin/python3")
AUTHOR = "Alderan"
PATIENCE = 300


def edited(edits: Sequence[Edit], folder: Path) -> dict[str, bytes]:
    """Each edit done in LibreOffice: its name to the file that came of it."""
    standing = made.desk().forum
    cases = []
    for n, one in enumerate(edits):
        (folder / f"in-{n}.docx").write_bytes(made.exported(standing, one.text, one.view))
        cases.append({"file": f"in-{n}.docx", "out": f"out-{n}.docx", "steps": list(one.steps)})
    run_office(folder, cases)
    return {one.name: (folder / f"out-{n}.docx").read_bytes() for n, one in enumerate(edits)}


def run_office(folder: Path, cases: Sequence[object]) -> None:
    """One LibreOffice for all the cases."""
    asked = json.dumps({"author": AUTHOR, "cases": cases})
    (folder / "cases.json").write_text(asked, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - the words are our own
        [str(PYTHON), str(OFFICE), str(folder)],
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    mend = "as root: apt-get install libreoffice-writer-nogui python3-uno"
    assert done.returncode == 0, f"{done.stderr}\n{mend}"


def faults_of(edit: Edit, data: bytes) -> list[str]:
    """What differs from what the edit was meant to be."""
    return differs(edit, made.returned(made.desk().forum, data))


@cache
def all_edited() -> dict[str, bytes]:
    """All fifty, done once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        return edited(EDITS, Path(folder))
