"""Where the charters and cases lie that come with Dipoli.

In an installed wheel they are inside the package, under ``dipoli/shipped``. In a working copy they
are at the root of the repository, beside ``src``.
"""

from __future__ import annotations

from pathlib import Path

from dipoli.faults import DipoliError

SHIPPED = ("frameworks", "cases")
"""What comes with Dipoli."""


def shipped(name: str, package: Path | None = None) -> Path:
    """The folder of that name that came with Dipoli.

    Args:
        name: ``frameworks`` or ``cases``.
        package: the folder of the installed package; that of this module when None.

    Returns:
        The folder.

    Raises:
        DipoliError: the folder is neither in the package nor in a working copy around it.
    """
    if name not in SHIPPED:
        message = f"{name} does not come with Dipoli; {' and '.join(SHIPPED)} do"
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
