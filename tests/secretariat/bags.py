"""A second reader of BagIt folders, slow and plain, from the text of RFC 8493 alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.record.acts import Desk, signing
from tests.secretariat.offices import in_file, office

from dipoli.depositary.sqlite import SqliteCustody
from dipoli.record.custody import Custody
from dipoli.record.note import cosign, read_note, write_signature
from dipoli.record.standing import witness_name
from dipoli.secretariat.office import Office


def is_valid(bag: Path) -> bool:
    """Whether a folder is a complete and valid bag, section 3 of the standard."""
    if (bag / "bagit.txt").read_text("utf-8").splitlines() != [
        "BagIt-Version: 1.0",
        "Tag-File-Character-Encoding: UTF-8",
    ]:
        return False
    payload = lists(bag / "manifest-sha256.txt")
    tags = lists(bag / "tagmanifest-sha256.txt")
    there = {str(one.relative_to(bag)) for one in (bag / "data").rglob("*") if one.is_file()}
    fits = all(sha256(bag / path) == digest for path, digest in {**payload, **tags}.items())
    return fits and there == set(payload) and "manifest-sha256.txt" in tags


def lists(manifest: Path) -> dict[str, str]:
    """Hashes by path of one manifest, section 2.1.3."""
    rows = [line.split(maxsplit=1) for line in manifest.read_text("utf-8").splitlines()]
    return {path: digest for digest, path in rows}


def sha256(path: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def relist(bag: Path) -> None:
    """Make the lists of a bag fit what lies in it, as somebody who changes it on purpose would."""
    there = sorted(one for one in (bag / "data").rglob("*") if one.is_file())
    octets = sum(one.stat().st_size for one in there)
    info = (bag / "bag-info.txt").read_text("utf-8").splitlines()
    kept = [line for line in info if not line.startswith("Payload-Oxum")]
    told = "\n".join([*kept, f"Payload-Oxum: {octets}.{len(there)}", ""])
    (bag / "bag-info.txt").write_text(told, "utf-8")
    rows = [f"{sha256(one)}  {one.relative_to(bag)}\n" for one in there]
    (bag / "manifest-sha256.txt").write_text("".join(rows), "utf-8")
    tags = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"]
    rows = [f"{sha256(bag / tag)}  {tag}\n" for tag in tags]
    (bag / "tagmanifest-sha256.txt").write_text("".join(rows), "utf-8")


def cosigned(custody: Custody, code: str, time: int) -> None:
    """Let a delegation cosign the newest head."""
    head = custody.head()
    key: Ed25519PrivateKey = signing(code, "witness")
    text = read_note(head.checkpoint).text
    line = write_signature(cosign(text, key, witness_name("lake.example/talks", code), time))
    custody.add_cosignatures(head.size, [line])


def at_work_in(desk: Desk, folder: Path) -> tuple[SqliteCustody, Office]:
    """The record of a desk in a file, its witnesses' lines under its head, and its office."""
    folder.mkdir(exist_ok=True)
    custody = in_file(desk, folder)
    assert isinstance(custody, SqliteCustody)
    for code in ("XAL", "XBE"):
        cosigned(custody, code, 1_900_000_000)
    return custody, office(custody)
