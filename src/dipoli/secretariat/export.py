"""A circle as one folder: the whole record, and what a reader without any program needs beside it.

``export`` writes a new folder under another name, verifies what it wrote as any delegation would,
and only then gives it its name: there is a whole export, or none. ``read_bag`` believes nothing:
lists and hashes of the bag, then the record by a full audit, then every text beside it, which is
made again from the acts and compared, so that the words cannot say what the acts do not.

An export holds what its host could read: of a sealed circle ciphertext, of an open one every text.

Source: rfc-8493 (BagIt 1.0).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from attrs import field, frozen

from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.codec.shipped import VERIFIER, verifier
from dipoli.depositary.disk import sync_folder
from dipoli.depositary.form import all_acts, told
from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import DipoliError, MalformedError, RecordError, TamperedError
from dipoli.record.audit import Audit, audit
from dipoli.record.audit_files import Read, body_path, entries_of
from dipoli.record.custody import Custody, Stored
from dipoli.record.note import (
    Signature,
    SignedNote,
    VerifierKey,
    open_checkpoint,
    read_checkpoint,
    read_note,
    write_note,
    write_signature,
)
from dipoli.record.parcel import Parcel, read_parcel, write_parcel
from dipoli.record.quorum import OFFICIAL
from dipoli.record.standing import Standing
from dipoli.secretariat.bag import PAYLOAD, read_tags, write_tags
from dipoli.secretariat.certify import check_cosignatures, head_text
from dipoli.secretariat.plain_text import (
    FORM,
    act_text,
    keys_text,
    marks,
    open_or_sealed,
    readme,
    title,
)
from dipoli.secretariat.publish import newest_official

_PARTIAL = ".partial"
_HAND_OVER = "hand-over.act"
_LATEST = 2**63 - 1


@frozen(kw_only=True)
class CosignedHead:
    """A head that witnesses cosigned.

    Args:
        size: of the head.
        checkpoint: the note with the lines of the host alone.
        lines: the lines of witnesses.
    """

    size: int
    checkpoint: bytes = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)


@frozen(kw_only=True)
class Bag:
    """An export that was verified wholly.

    Args:
        folder: where it lies.
        audit: of the record in it; it holds.
        standing: of the circle at its head.
        head: the last head, as the host signed it.
        cosigned: heads that witnesses cosigned, the smallest first.
        move: the act by which custody moves; None where it does not.
    """

    folder: Path
    audit: Audit = field(repr=False)
    standing: Standing = field(repr=False)
    head: CosignedHead
    cosigned: tuple[CosignedHead, ...]
    move: Parcel | None = field(repr=False)

    def acts(self) -> Iterator[Stored]:
        """The acts, in order, with their bodies."""
        read = MirrorFolder(self.folder / PAYLOAD / "record").read
        return _acts(read, self.standing.size)


def export(custody: Custody, target: Path, at: datetime, move: Parcel | None = None) -> Bag:
    """Write the whole record of a circle as one folder, and verify it.

    Args:
        custody: the record.
        target: the folder to be; its name is free.
        at: the day that is written into it, with its zone.
        move: the act by which custody moves to another host, to travel with the record.

    Returns:
        The export, as a reader finds it.

    Raises:
        RecordError: the name is taken, the circle is not opened yet, or the disk refused.
        TamperedError: the record does not hold; nothing was exported.
    """
    what = f"The export {target} was not made"
    if target.exists():
        raise RecordError(told(what, "that name is taken", "choose a name that is free"))
    if not custody.head().size:
        raise RecordError(told(what, "the circle is not opened yet", "open it first"))
    partial = target.with_name(target.name + _PARTIAL)
    try:
        # Crash at any point before the renaming: a folder named .partial, which the next export
        # takes away, and no export.
        rmtree(partial, ignore_errors=True)
        _lay(custody, partial, at, move)
        os.sync()
        bag = read_bag(partial)
        partial.rename(target)
        sync_folder(target.parent)
    except OSError as fault:
        rmtree(partial, ignore_errors=True)
        raise RecordError(told(what, str(fault), "make room, and export again")) from fault
    except DipoliError:
        rmtree(partial, ignore_errors=True)
        raise
    return Bag(
        folder=target,
        audit=bag.audit,
        standing=bag.standing,
        head=bag.head,
        cosigned=bag.cosigned,
        move=bag.move,
    )


def _lay(custody: Custody, folder: Path, at: datetime, move: Parcel | None) -> None:
    data = folder / PAYLOAD
    data.mkdir(parents=True, mode=0o700)
    files = StaticFiles(data / "record", write=_write)
    files.publish(custody)
    found = audit(MirrorFolder(data / "record").read)
    standing = found.standing
    if standing is None or not found.holds:
        faults = "; ".join(fault.what for fault in found.faults[:3])
        mend = "enter nothing, and compare with a delegation's mirror: dipoli verify"
        raise TamperedError(told(f"The export {folder} was not made", faults, mend))
    for name, text in _texts(standing):
        _write(data / name, text)
    for folder_ in ("acts", "notes"):
        (data / folder_).mkdir()
    for act in all_acts(custody, 0, standing.size):
        _write(data / act_path(act.index), act_text(standing, act).encode())
    heads = [head for head in custody.cosigned(1) if head.size <= standing.size]
    for head in heads:
        _write(data / f"notes/{head.size:06}.txt", head.cosigned)
    official = newest_official(heads, standing)
    if official is not None:
        files.put_note(OFFICIAL, official.cosigned)
    _write(data / VERIFIER, verifier())
    if move is not None:
        _write(data / _HAND_OVER, write_parcel(move))
    write_tags(folder, _description(standing, at))


def act_path(number: int) -> str:
    """Where an act lies in words.

    >>> act_path(12)
    'acts/000012.txt'
    """
    return f"acts/{number:06}.txt"


def _texts(standing: Standing) -> list[tuple[str, bytes]]:
    return [("keys.json", keys_text(standing).encode()), ("README.txt", readme(standing).encode())]


def _description(standing: Standing, at: datetime) -> list[tuple[str, str]]:
    return [
        ("External-Identifier", standing.origin),
        ("External-Description", title(standing)),
        ("Source-Organization", standing.secretariat or ""),
        ("Bagging-Date", f"{at:%Y-%m-%d}"),
        ("Dipoli-Export", str(FORM)),
        ("Dipoli-Circle", open_or_sealed(standing)),
        *(("Dipoli-Mark", mark) for mark in marks(standing)),
    ]


def _write(path: Path, data: bytes) -> None:
    """A file of a folder that has no name yet: made durable with all others, at the end."""
    with path.open("xb") as file:
        file.write(data)


# ---------------------------------------------------------------- reading


def read_bag(folder: Path, given: VerifierKey | None = None) -> Bag:
    """Verify an export wholly: lists, record, heads, and every text beside it.

    Args:
        folder: where it lies.
        given: the log key, as it was learnt elsewhere; without it, the record is only shown to
            agree with itself.

    Raises:
        RecordError: it is no export, or not a whole one.
        TamperedError: something in it is not what it was, or does not hold.
    """
    info = read_tags(folder)
    if info.get("Dipoli-Export") != str(FORM):
        raise RecordError(_refused(folder, "it is no export of a record in form 1", _OTHER))
    data = folder / PAYLOAD
    if not (data / "record").is_dir():
        raise RecordError(_refused(folder, "there is no record in it", _OTHER))
    mirror = MirrorFolder(data / "record")
    found = audit(mirror.read, given)
    standing = found.standing
    if standing is None or not found.holds or not standing.size:
        faults = "; ".join(_fault(one.number, one.what) for one in found.faults[:3])
        raise TamperedError(_refused(folder, faults or "the record has no acts", _LOOK))
    if found.unseen:
        listed = ", ".join(map(str, found.unseen[:10]))
        why = f"bodies are missing that no act withholds, of the acts {listed}"
        raise RecordError(_refused(folder, why, _AGAIN))
    if mirror.strays(standing.size):
        raise RecordError(_refused(folder, "the record has files that it does not need", _AGAIN))
    _check_texts(folder, standing, info)
    heads = tuple(_cosigned(folder, standing))
    return Bag(
        folder=folder,
        audit=found,
        standing=standing,
        head=_split(standing, found.note),
        cosigned=heads,
        move=_move(folder),
    )


def _check_texts(folder: Path, standing: Standing, info: dict[str, str]) -> None:
    """Every text beside the record is the one that follows from the acts."""
    data = folder / PAYLOAD
    due = {"record", "acts", "notes", VERIFIER, *(name for name, _ in _texts(standing))}
    strange = {path.name for path in data.iterdir()} - due - {_HAND_OVER}
    strange |= {path.name for path in (data / "acts").iterdir()} - {
        Path(act_path(number)).name for number in range(standing.size)
    }
    if strange:
        why = f"{min(strange)} is no part of an export"
        raise RecordError(_refused(folder, why, _AGAIN))
    for label, value in _description(standing, datetime.min):  # noqa: DTZ901 - the day is not compared
        if label != "Bagging-Date" and info.get(label) != value:
            why = f"bag-info.txt says something else of {label} than the record"
            raise TamperedError(_refused(folder, why, _LOOK))
    acts = _acts(MirrorFolder(data / "record").read, standing.size)
    texts = ((act_path(act.index), act_text(standing, act).encode()) for act in acts)
    for name, text in (*_texts(standing), *texts):
        place = data / name
        if not place.is_file():
            raise RecordError(_refused(folder, f"{name} is missing", _AGAIN))
        if place.read_bytes() != text:
            why = f"{name} does not say what the record says"
            raise TamperedError(_refused(folder, why, _LOOK))


def _cosigned(folder: Path, standing: Standing) -> Iterator[CosignedHead]:
    """The heads that witnesses cosigned, each held against the tree and the keys of its size."""
    for place in sorted((folder / PAYLOAD / "notes").iterdir()):
        try:
            head = _split(standing, place.read_bytes())
            if place.name != f"{head.size:06}.txt" or not head.lines:
                message = "it is under another name than its size, or nobody cosigned it"
                raise RecordError(message)
        except DipoliError as fault:
            why = f"notes/{place.name} does not hold: {fault}"
            raise TamperedError(_refused(folder, why, _LOOK)) from None
        yield head


def _split(standing: Standing, data: bytes) -> CosignedHead:
    """A head with the lines of its host and those of witnesses apart, all of them verified."""
    note = read_note(data)
    size = read_checkpoint(note.text).size
    key = standing.log_key(size)
    if key is None or size > standing.size or head_text(standing, size) != note.text:
        message = "it is no head of this record"
        raise RecordError(message)
    open_checkpoint(data, key)
    own = [one for one in note.signatures if one.name == standing.origin]
    lines = tuple(write_signature(one) for one in note.signatures if one not in own)
    if lines:
        check_cosignatures(standing, size, lines, _LATEST)
    return CosignedHead(size=size, checkpoint=_note(note, own), lines=lines)


def _note(note: SignedNote, signatures: list[Signature]) -> bytes:
    return write_note(SignedNote(text=note.text, signatures=tuple(signatures)))


def _move(folder: Path) -> Parcel | None:
    place = folder / PAYLOAD / _HAND_OVER
    try:
        return read_parcel(place.read_bytes()) if place.exists() else None
    except MalformedError as fault:
        why = f"{_HAND_OVER} cannot be read: {fault}"
        raise RecordError(_refused(folder, why, _AGAIN)) from None


def _acts(read: Read, size: int) -> Iterator[Stored]:
    for index, entry in enumerate(entries_of(read, size)):
        yield Stored(index=index, entry=entry, body=read(body_path(index)))


def _fault(number: int | None, what: str) -> str:
    return what if number is None else f"act {number}: {what}"


def _refused(folder: Path, why: str, mend: str) -> str:
    return f"{told(f'The export {folder} was not accepted', why.rstrip('.'), mend)}"


_OTHER = "give the folder that an export made"
_AGAIN = "have the export made again, or copy the whole folder again; add and remove nothing in it"
_LOOK = (
    "do not go on with it; keep it aside, and compare with a delegation's mirror "
    "(dipoli verify MIRROR --against MIRROR2)"
)
