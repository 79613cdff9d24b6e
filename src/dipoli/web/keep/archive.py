"""A backup of a whole site: one archive, checked before it has its name, and put back elsewhere.

    backup.json                         what the archive holds: each file with its hash, each record
                                        with its size and root, and by which release it was made
    <forum>/offices/<circle>/           papers, keys and record of an office, and what waits there
                                        for a second signature
    desk.db                             accounts and notices, no session
    files/                              files that were attached to texts, by their hash

The secret by which the site signs its own cookies is not in it: a restored site makes a new one,
and everybody signs in again. Office keys are in it; where they are not locked with a passphrase, an
archive is made only if it is encrypted.

An archive may be encrypted to one age recipient or several (pyrage). What is read back in order to
check it is read with a key that is made for that check alone and forgotten.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyrage
from attrs import frozen

from dipoli.faults import CredentialError, RecordError
from dipoli.secretariat.copies import copy_office, lay_static, offices_in
from dipoli.secretariat.premises import open_premises
from dipoli.web.keep.desk import FILE, check_desk, copy_desk

FORM = "dipoli/site-backup/v1"
LIST = "backup.json"
FILES = "files"
"""The folder of attached files, in a site and in its archive."""

_AGE = b"age-encryption.org/v1"
_PIECE = 1 << 20


@frozen(kw_only=True)
class Held:
    """One record in an archive.

    Args:
        place: of its office, below the site's folder.
        origin: its name.
        size: number of its acts.
        root: of the tree over them, in hexadecimal digits.
    """

    place: str
    origin: str
    size: int
    root: str


def make(folder: Path, target: Path, recipients: Sequence[str] = ()) -> tuple[Held, ...]:
    """Back a site up while it is in use.

    Args:
        folder: of the site.
        target: the archive to be, a name that is not taken.
        recipients: age recipients that can open it; plain without one.

    Returns:
        what it holds of records.

    Raises:
        RecordError: the name is taken, keys lie open, or something could not be copied.
        CredentialError: a recipient is none.
        TamperedError: a record does not agree with itself.
    """
    if target.exists():
        message = f"The backup was not made: {target} exists. Choose another name."
        raise RecordError(message)
    people = [_recipient(one) for one in recipients]
    if not people:
        _check_locked(folder)
    partial = target.with_name(f"{target.name}.partial")
    try:
        with _staged(folder) as staging:
            held = _gather(folder, staging)
            _pack(staging, partial, people)
        # Crash before this: only a file named .partial, which the next backup writes over.
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    return held


def restore(archive: Path, folder: Path, identities: Sequence[str] = ()) -> tuple[Held, ...]:
    """Put a site back into a folder that is new or empty, and look that all of it holds.

    Args:
        archive: a backup.
        folder: of the site to be.
        identities: age identities; one of them opens it, where it is encrypted.

    Returns:
        what was put back of records; compare it with what others hold.

    Raises:
        RecordError: something lies in the folder, or the archive is not what it says.
        CredentialError: none of the identities opens it.
        TamperedError: a record does not agree with itself.
    """
    if folder.exists() and any(folder.iterdir()):
        message = f"Nothing was restored: something lies in {folder}. Name a folder that is empty."
        raise RecordError(message)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    staging = folder.with_name(f"{folder.name}.in-the-making")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(mode=0o700)
        with archive.open("rb") as source, _opened(source, identities, staging) as plain:
            _unpack(plain, staging)
        held = _checked(staging)
        (staging / LIST).unlink()
        for one in held:
            lay_static(open_premises(staging / one.place))
        # Crash before this: the folder is empty, and restoring is asked again.
        folder.rmdir()
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return held


# ---------------------------------------------------------------- making one


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A place in the site's own folder: what was never outside of it is not laid elsewhere."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as place:
        yield Path(place)


def _check_locked(folder: Path) -> None:
    for office in offices_in(folder):
        if not office.is_locked:
            message = (
                f"The backup was not made: the keys of {office.origin} are not locked with a "
                "passphrase, and whoever has them can sign as the host. Name an age recipient "
                "(--to), so that the backup is encrypted."
            )
            raise RecordError(message)


def _gather(folder: Path, staging: Path) -> tuple[Held, ...]:
    held = []
    for office in offices_in(folder):
        place = office.folder.relative_to(folder)
        head = copy_office(office, staging / place)
        held.append(
            Held(place=str(place), origin=office.origin, size=head.size, root=head.root.hex())
        )
    # Files after records: what a record names was there before the act that names it.
    if (folder / FILES).is_dir():
        shutil.copytree(folder / FILES, staging / FILES)
    copy_desk(staging / FILE)
    paper = {
        "form": FORM,
        "release": version("dipoli"),
        "records": [
            {"place": one.place, "origin": one.origin, "size": one.size, "root": one.root}
            for one in held
        ],
        "files": {
            path.relative_to(staging).as_posix(): _digest(path)
            for path in sorted(staging.rglob("*"))
            if path.is_file()
        },
    }
    (staging / LIST).write_text(json.dumps(paper, indent=1), encoding="ascii")
    return tuple(held)


def _pack(staging: Path, target: Path, people: Sequence[pyrage.x25519.Recipient]) -> None:
    """Write the archive, and read it back from the disk: what it holds is what was gathered."""
    target.touch(mode=0o600)
    plain = staging / ".tar" if people else target
    plain.touch(mode=0o600)
    with tarfile.open(plain, "w") as tar:
        for name in (LIST, *_names(staging)):
            tar.add(staging / name, name, recursive=False, filter=_nobody)
    once = pyrage.x25519.Identity.generate()
    if people:
        with plain.open("rb") as source, target.open("wb") as sink:
            pyrage.encrypt_io(source, sink, [*people, once.to_public()])
    with target.open("rb") as source, _opened(source, [str(once)], staging) as back:
        _read_back(back)


def _names(staging: Path) -> list[str]:
    paper = json.loads((staging / LIST).read_text("ascii"))
    return list(paper["files"])


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the names and numbers of the host's users, which concern nobody."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _read_back(plain: BinaryIO) -> None:
    """Read an archive from its beginning to its end: every file with its hash, and no other."""
    listed: dict[str, str] | None = None
    try:
        with tarfile.open(fileobj=plain, mode="r|") as tar:
            for member in tar:
                listed = _look(tar, member, listed)
    except tarfile.TarError:
        listed = None
    if listed is None or listed:
        message = "The archive is cut short. Take another one."
        raise RecordError(message)


def _look(
    tar: tarfile.TarFile, member: tarfile.TarInfo, listed: dict[str, str] | None
) -> dict[str, str]:
    """What is still to come, once this one was looked at; the first says what comes at all."""
    file = tar.extractfile(member)
    if file is None:
        message = f"The archive holds {member.name!r}, which is no file."
        raise RecordError(message)
    if listed is None:
        return _listed(member, file)
    if listed.pop(member.name, "") != _hashed(file):
        message = f"The archive holds {member.name!r} otherwise than its list says."
        raise RecordError(message)
    return listed


def _listed(member: tarfile.TarInfo, file: Any) -> dict[str, str]:  # noqa: ANN401 - a file of tarfile
    try:
        paper = json.loads(file.read(_PIECE << 4))
        form, files = paper["form"], dict(paper["files"])
    except (ValueError, KeyError, TypeError):
        form, files = "", {}
    if member.name != LIST or form != FORM:
        message = f"This is no backup of a site in the form {FORM}. Name another file."
        raise RecordError(message)
    return files


# ---------------------------------------------------------------- putting one back


@contextmanager
def _opened(source: BinaryIO, identities: Sequence[str], place: Path) -> Iterator[BinaryIO]:
    """The archive without its encryption, in a file that has no name, in a folder of the site.

    Raises:
        CredentialError: it is encrypted, and none of the identities opens it.
    """
    begins = source.read(len(_AGE))
    source.seek(0)
    if begins != _AGE:
        yield source
        return
    with tempfile.TemporaryFile(dir=place) as plain:
        try:
            held = [pyrage.x25519.Identity.from_str(one.strip()) for one in identities]
            pyrage.decrypt_io(cast("io.BufferedReader", source), plain, held)
        except (pyrage.DecryptError, pyrage.IdentityError):
            message = (
                "The archive is encrypted, and no identity that was given opens it. Name the file "
                "of the age identity that it was made for (--identity)."
            )
            raise CredentialError(message) from None
        plain.seek(0)
        yield plain


def _unpack(plain: BinaryIO, staging: Path) -> None:
    _read_back(plain)
    plain.seek(0)
    try:
        with tarfile.open(fileobj=plain, mode="r|") as tar:
            tar.extractall(staging, filter="data")
    except tarfile.TarError as error:
        message = f"The archive cannot be unpacked: {error}. Take another one."
        raise RecordError(message) from error


def _checked(staging: Path) -> tuple[Held, ...]:
    """Every record opens, and stands where the list says that it stood."""
    paper = json.loads((staging / LIST).read_text("ascii"))
    held = tuple(Held(**one) for one in paper["records"])
    for one in held:
        head = open_premises(staging / one.place).head()
        if (head.size, head.root.hex()) != (one.size, one.root):
            message = f"The record {one.origin} is not the one that the archive lists."
            raise RecordError(message)
    check_desk(staging / FILE)
    return held


def _recipient(word: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(word.strip())
    except pyrage.RecipientError:
        message = f"{word!r} is no age recipient. It begins with age1."
        raise CredentialError(message) from None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return _hashed(file)


def _hashed(file: Any) -> str:  # noqa: ANN401 - any file
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
