"""The folder of a node on disk: its key box, and the acts that were signed and wait.

    FOLDER/box.json        the key box, locked
    FOLDER/outbox/*.act    acts that were signed here, each as a parcel

A box is made once, on purpose, and never written over by another. Two acts of one author with one
number would be two histories of its own making, and the host could choose between them; so an act
is not signed while another of the same number lies in the outbox, unless somebody says so.
"""

from __future__ import annotations

from pathlib import Path

from dipoli.depositary.disk import sync_folder, write_durably
from dipoli.faults import MalformedError, RecordError, RefusedError
from dipoli.node.lock import BOX_BYTES
from dipoli.record.parcel import PARCEL_BYTES, TAIL, Parcel, read_parcel, write_parcel
from dipoli.told import tell

BOX = "box.json"
OUTBOX = "outbox"


def make_folder(folder: Path) -> None:
    """A folder for a node, for its owner's eyes alone.

    Raises:
        RefusedError: there is a box in it already.
    """
    if (folder / BOX).exists():
        message = (
            f"There is a key box in {folder} already. It was left as it is; "
            "name another folder, or move it away first."
        )
        raise RefusedError(message)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def keep_box(folder: Path, data: bytes) -> Path:
    """Put the box file in place; the old one stands until the new one is whole."""
    write_durably(folder / BOX, data)
    return folder / BOX


def take_box(folder: Path) -> bytes:
    """The bytes of the box file.

    Raises:
        RecordError: there is none.
    """
    path = folder / BOX
    try:
        with path.open("rb") as file:
            return file.read(BOX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        message = f"There is no key box in {folder}. Make one with `dipoli node make {folder}`."
        raise RecordError(message) from None


# ---------------------------------------------------------------- the outbox


def place(folder: Path, circle: str, seq: int) -> Path:
    """Where an act lies: by the name of its circle in this node, and its author's number."""
    return folder / OUTBOX / f"{circle}-{seq:06}{TAIL}"


def check_free(folder: Path, circle: str, seq: int, *, again: bool) -> None:
    """No other act of that number was signed, or somebody says that it is to be replaced.

    Raises:
        RefusedError: one lies in the outbox.
    """
    if again or not place(folder, circle, seq).exists():
        return
    message = tell(
        "An act of this number was signed already and lies in {place}. "
        "Send it, keep the answer with `dipoli node answer`, and look. To sign another instead, "
        "add --again: then two acts of one number exist, and the host may enter either.",
        place=place(folder, circle, seq),
    )
    raise RefusedError(message)


def keep_act(folder: Path, circle: str, seq: int, parcel: Parcel) -> Path:
    """Keep an act that was signed; one of the same number is put aside, and not lost."""
    path = place(folder, circle, seq)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.exists():
        number = 1
        while (aside := path.with_name(f"{path.stem}.replaced-{number}{TAIL}")).exists():
            number += 1
        path.rename(aside)
    write_durably(path, write_parcel(parcel))
    return path


def keep_paper(path: Path, data: bytes) -> None:
    """Write a paper for others; the file is whole or not there."""
    write_durably(path, data)


def waiting(folder: Path) -> dict[Path, Parcel]:
    """Acts in the outbox; a file that is no parcel is passed over."""
    found: dict[Path, Parcel] = {}
    for path in sorted((folder / OUTBOX).glob(f"*{TAIL}")):
        try:
            found[path] = take_act(path)
        except MalformedError:
            continue
    return found


def take_act(path: Path) -> Parcel:
    """An act from its file.

    Raises:
        MalformedError: it is no parcel.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return read_parcel(file.read(PARCEL_BYTES + 1))


def put_refused_aside(path: Path) -> Path:
    """Rename an act that the host refused, so that its number is free. It stays as evidence."""
    aside = path.with_name(path.name + ".refused")
    path.rename(aside)
    sync_folder(path.parent)
    return aside
