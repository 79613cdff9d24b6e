"""BagIt, strictly: a folder whose every file is listed with its hash.

A bag says which files belong to it and what their hashes are. Damage on the way, a missing file and
a strange file show. It carries no signature: whoever changes files on purpose can change the lists.
What proves is inside.

    bagit.txt                version and encoding, in two lines
    bag-info.txt             what it is, when it was made, how large it is
    manifest-sha256.txt      a hash for each file under data/
    tagmanifest-sha256.txt   a hash for each of the three files above
    data/                    the payload

Read more strictly than the standard asks: version 1.0 alone, SHA-256 alone, no list of files to be
fetched, no links, no file that is not listed.

Source: rfc-8493.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dipoli.faults import RecordError, TamperedError

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD = "data"
_TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
_TAG_MANIFEST = "tagmanifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^\r\n]+)")
_PIECE = 1 << 20
_SHOWN = 10
_MOST = 1 << 30
"""Bytes of a list; a longer one is not read."""


def write_tags(folder: Path, info: Sequence[tuple[str, str]]) -> None:
    """Lay lists and description around a payload that lies in ``data``.

    Args:
        folder: of the bag.
        info: labels and values of the description; size and number of files are added.
    """
    listed = {path: _digest(folder / path) for path in sorted(_files(folder / PAYLOAD, PAYLOAD))}
    octets = sum((folder / path).stat().st_size for path in listed)
    lines = [*info, ("Payload-Oxum", f"{octets}.{len(listed)}")]
    _write(folder / "bagit.txt", DECLARATION)
    _write(folder / "bag-info.txt", "".join(f"{a}: {b}\n" for a, b in lines).encode())
    _write(folder / "manifest-sha256.txt", _manifest(listed))
    _write(folder / _TAG_MANIFEST, _manifest({tag: _digest(folder / tag) for tag in _TAGS}))


def read_tags(folder: Path) -> dict[str, str]:
    """Check every file of a bag against its lists.

    Args:
        folder: of the bag.

    Returns:
        The description.

    Raises:
        RecordError: it is no bag, or not a whole one.
        TamperedError: a file is not the one that was listed.
    """
    if not (folder / "bagit.txt").is_file():
        raise RecordError(_told(folder, ["there is no file bagit.txt: this is no bag"], _WRONG))
    if (folder / "fetch.txt").exists():
        why = "it has a file fetch.txt, so that parts of it would have to be fetched elsewhere"
        raise RecordError(_told(folder, [why], _WHOLE))
    if _read(folder / "bagit.txt") != DECLARATION:
        raise RecordError(_told(folder, ["bagit.txt is not that of BagIt 1.0 in UTF-8"], _WRONG))
    tags = _listed(folder, _TAG_MANIFEST)
    payload = _listed(folder, "manifest-sha256.txt")
    faults = [
        *_apart(folder, tags, {*_TAGS}, _TAG_MANIFEST),
        *(f"{path} is listed, and lies outside {PAYLOAD}" for path in _outside(payload)),
        *_strange(folder, {*tags, *payload, _TAG_MANIFEST}),
    ]
    if not faults:
        faults = [*_differing(folder, tags), *_differing(folder, payload)]
        if faults:
            raise TamperedError(_told(folder, faults, _DAMAGED))
    if faults:
        raise RecordError(_told(folder, faults, _WHOLE))
    info = _info(folder)
    octets = sum((folder / path).stat().st_size for path in payload)
    if info.get("Payload-Oxum") != f"{octets}.{len(payload)}":
        why = f"bag-info.txt counts other files than there are: {octets} bytes in {len(payload)}"
        raise RecordError(_told(folder, [why], _WHOLE))
    return info


# ---------------------------------------------------------------- reading


def _listed(folder: Path, name: str) -> dict[str, str]:
    """Hashes by path, from one list."""
    found = dict[str, str]()
    try:
        text = _read(folder / name).decode()
    except (OSError, UnicodeDecodeError) as fault:
        raise RecordError(_told(folder, [f"{name} cannot be read ({fault})"], _WHOLE)) from None
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        match = _LINE.fullmatch(line)
        path = _decoded(match[2]) if match else ""
        if match is None or not _is_plain(path):
            why = f"{name}, line {number}: no hash and path of a file inside the bag"
            raise RecordError(_told(folder, [why], _WHOLE))
        if path in found:
            raise RecordError(_told(folder, [f"{name} lists {path} twice"], _WHOLE))
        found[path] = match[1]
    return found


def _is_plain(path: str) -> bool:
    """Whether a path stays inside the bag and has one spelling."""
    parts = path.split("/")
    return all(part not in ("", ".", "..") for part in parts) and not {"\\", "\0"} & set(path)


def _outside(paths: Mapping[str, str]) -> Iterator[str]:
    return (path for path in paths if not path.startswith(f"{PAYLOAD}/"))


def _apart(folder: Path, found: Mapping[str, str], due: set[str], name: str) -> Iterator[str]:
    for path in sorted(due - {*found}):
        yield f"{path} is not listed in {name}"
    for path in sorted({*found} - due):
        yield f"{path} is listed in {name}, and is none of the files about a bag"
    for path in sorted(due):
        if not (folder / path).is_file():
            yield f"{path} is missing"


def _strange(folder: Path, listed: set[str]) -> Iterator[str]:
    """Files that are not listed, links and devices, and files that are listed and missing."""
    there = set[str]()
    for path in _files(folder, ""):
        there.add(path)
        if not stat.S_ISREG((folder / path).lstat().st_mode):
            yield f"{path} is a link or a device, and no file"
        elif path not in listed:
            yield f"{path} is not listed"
    for path in sorted(listed - there):
        yield f"{path} is listed, and missing"


def _differing(folder: Path, listed: Mapping[str, str]) -> Iterator[str]:
    for path, digest in listed.items():
        if _digest(folder / path) != digest:
            yield f"{path} is not the file that was listed: its SHA-256 is another"


def _info(folder: Path) -> dict[str, str]:
    found = dict[str, str]()
    for line in _read(folder / "bag-info.txt").decode(errors="replace").splitlines():
        label, colon, value = line.partition(": ")
        if not colon or label in found:
            raise RecordError(_told(folder, [f"bag-info.txt: {ascii(line)[:80]}"], _WHOLE))
        found[label] = value
    return found


def _files(folder: Path, prefix: str) -> Iterator[str]:
    """Paths of all that lies in a folder and is no folder, links to folders among them."""
    for top, folders, names in os.walk(folder):
        inside = Path(prefix) / Path(top).relative_to(folder)
        links = [name for name in folders if (Path(top) / name).is_symlink()]
        for name in [*names, *links]:
            yield (inside / name).as_posix()


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


# ---------------------------------------------------------------- writing


def _manifest(listed: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {_encoded(path)}\n" for path, digest in listed.items()).encode()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _decoded(path: str) -> str:
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


# ---------------------------------------------------------------- what is told


def _told(folder: Path, faults: Sequence[str], mend: str) -> str:
    more = len(faults) - _SHOWN
    told = "; ".join([*faults[:_SHOWN], *([f"and {more} more"] if more > 0 else [])])
    return f"The export {folder} was not accepted: {told}. Nothing was taken over. To mend: {mend}."


_WRONG = "give the folder that an export made"
_WHOLE = "have the export made again, or copy the whole folder again; add and remove nothing in it"
_DAMAGED = (
    "copy the folder again from its source; if it happens again, somebody changed it: ask another "
    "delegation for its mirror, and compare"
)
