"""Files that a delegation keeps on its node for itself, each sealed to its keys in the format age.

    FOLDER/cases/5f0c....age

They are sealed as private papers are (`dipoli.node.private`), and open with the same identity. What
lies on the disk tells how many there are, when each was written, and its length in steps of 64 KiB;
names are chance. What was opened stays in memory.

Source: bibliography: age-v1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pyrage import DecryptError, decrypt, encrypt

from dipoli.depositary.disk import sync_folder, write_durably
from dipoli.faults import RecordError, SealedError
from dipoli.node.box import Chance, KeyBox
from dipoli.node.private import identities, identity
from dipoli.told import tell

CASES = "cases"
STEP = 1 << 16
"""The length of what is sealed is filled up to a multiple of this."""
MOST = 64 << 20
"""So many bytes a file may have."""

_TAIL = ".age"
_NAME = re.compile(r"[0-9a-f]{12}")


def free_name(folder: Path, chance: Chance) -> str:
    """A name that no file has."""
    while (folder / CASES / f"{(name := chance(6).hex())}{_TAIL}").exists():
        pass
    return name


def keep(folder: Path, box: KeyBox, name: str, data: bytes) -> None:
    """Keep a file, in place of an older one of its name.

    Args:
        folder: of the node.
        box: its keys.
        name: 12 hexadecimal digits.
        data: canonical or other JSON: spaces may be put behind it.

    Raises:
        RecordError: it is too long.
    """
    if len(data) > MOST or _NAME.fullmatch(name) is None:
        message = tell("It is too long to be kept: {size} bytes, and the most is {most}.",
                       size=len(data), most=MOST)  # fmt: skip
        raise RecordError(message)
    place = folder / CASES
    place.mkdir(mode=0o700, exist_ok=True)
    filled = data + b" " * (-len(data) % STEP)
    own = identity(identities(box)[0]).to_public()
    write_durably(place / f"{name}{_TAIL}", encrypt(filled, [own]))


def names(folder: Path) -> Iterator[str]:
    """Names of the files, in an order that stays."""
    found = (path.name.removesuffix(_TAIL) for path in (folder / CASES).glob(f"*{_TAIL}"))
    yield from sorted(name for name in found if _NAME.fullmatch(name))


def is_kept(folder: Path, name: str) -> bool:
    """Whether there is a file of a name."""
    return _NAME.fullmatch(name) is not None and (folder / CASES / f"{name}{_TAIL}").is_file()


def open_(folder: Path, box: KeyBox, name: str) -> bytes:
    """What a file holds.

    Raises:
        RecordError: there is none of that name.
        SealedError: it is sealed to others, or was altered.
    """
    if not is_kept(folder, name):
        message = f"There is no sealed file {name[:40]} here."
        raise RecordError(message)
    try:
        path = folder / CASES / f"{name}{_TAIL}"
        return bytes(decrypt(path.read_bytes(), [*map(identity, identities(box))])).rstrip(b" ")
    except DecryptError:
        message = f"The sealed file {name} does not open with a key of this box."
        raise SealedError(message) from None


def remove(folder: Path, name: str) -> None:
    """Take a file away. A copy elsewhere stays where it is."""
    if is_kept(folder, name):
        (folder / CASES / f"{name}{_TAIL}").unlink()
        sync_folder(folder / CASES)
