"""Where frameworks, cases, charters, codebooks, corpora, measures and the verifier lie.

All of these come with Dipoli.

In an installed wheel they are inside the package, under ``dipoli/shipped``. In a working copy they
are at the root of the repository, beside ``src``.
"""

from __future__ import annotations

from pathlib import Path

from dipoli.faults import DipoliError

SHIPPED = ("frameworks", "cases", "charters", "codebooks", "corpora", "measures")
"""What comes with Dipoli."""

VERIFIER = "verify_record.py"
"""The small verifier, which a delegation can read in half an hour."""


def shipped(name: str, package: Path | None = None) -> Path:
    """The folder of that name that came with Dipoli.

    Args:
        name: one of `SHIPPED`.
        package: the folder of the installed package; that of this module when None.

    Returns:
        The folder.

    Raises:
        DipoliError: the folder is neither in the package nor in a working copy around it.
    """
    if name not in SHIPPED:
        message = f"{name} does not come with Dipoli; {', '.join(SHIPPED)} do"
        raise ValueError(message)
    inside = package if package is not None else Path(__file__).resolve().parents[1]
    candidates = [inside / "shipped" / name]
    if inside.parent.name == "src":  # only a working copy: never somebody else's folder
        candidates.append(inside.parents[1] / name)
    for folder in candidates:
        if folder.is_dir():
            return folder
    looked = "\n".join(f"  looked in: {folder}" for folder in candidates)
    message = (
        f"The folder {name} that comes with Dipoli is not there.\n{looked}\n"
        f"  to mend:   install Dipoli again, or name a folder of your own"
    )
    raise DipoliError(message)


def verifier(package: Path | None = None) -> bytes:
    """The program of one file that verifies a copy of a record, as it came with Dipoli.

    Args:
        package: the folder of the installed package; that of this module when None.

    Raises:
        DipoliError: it is neither in the package nor in a working copy around it.
    """
    inside = package if package is not None else Path(__file__).resolve().parents[1]
    candidates = [inside / "shipped" / VERIFIER]
    if inside.parent.name == "src":
        candidates.append(inside.parents[1] / "tools" / VERIFIER)
    for place in candidates:
        if place.is_file():
            return place.read_bytes()
    message = f"The file {VERIFIER} that comes with Dipoli is not there. Install Dipoli again."
    raise DipoliError(message)
