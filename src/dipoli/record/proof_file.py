"""One act proven in one file: for archives, to be checked in thirty years.

The file holds the number of the act, its inclusion proof, and a checkpoint with the signatures of
the log and of witnesses. With the act's own bytes and the public keys, nothing else is needed.

    c2sp.org/tlog-proof@v1
    index 1
    gSKy...=                          hashes from the leaf's neighbour up
                                      (an empty line)
    lake.example/plenary              the checkpoint, as it was served
    ...

Decided here. At most 63 hashes. The line ``extra`` is left out where there is nothing extra, and it
is never believed: nobody signed it.

Source: c2sp-tlog-proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from dipoli.faults import TamperedError
from dipoli.record.canon import from_base64, malformed, quoted, to_base64
from dipoli.record.checkpoint import read_checkpoint, read_number
from dipoli.record.note import OpenedCheckpoint, open_checkpoint, read_note
from dipoli.record.tree import HASH_BYTES
from dipoli.record.verifier import VerifierKey

HEAD = "c2sp.org/tlog-proof@v1"
MAX_BYTES = 1 << 21

_FORM = re.compile(
    re.escape(HEAD).encode() + rb"\n(?:extra ([!-~]+)\n)?index ([!-~]*)((?:\n[!-~]+){0,63})"
)


@frozen(kw_only=True)
class ProofFile:
    """What a proof file says, none of it verified.

    Args:
        index: of the act, from 0.
        proof: hashes from the leaf's neighbour up.
        note: the checkpoint as it was served, in bytes.
        extra: whatever was added, or nothing; nobody signed it.
    """

    index: int
    proof: tuple[bytes, ...]
    note: bytes
    extra: bytes


def proof_file(index: int, proof: Sequence[bytes], note: bytes, extra: bytes = b"") -> bytes:
    """Write a proof file.

    Args:
        index: of the act, from 0.
        proof: its inclusion proof in the tree of the checkpoint.
        note: the signed checkpoint as it was served.
        extra: anything to be kept beside it, unsigned.
    """
    head = [HEAD, *([f"extra {to_base64(extra)}"] if extra else []), f"index {index}"]
    lines = "".join(f"{line}\n" for line in [*head, *map(to_base64, proof)])
    return f"{lines}\n".encode() + note


def read_proof_file(data: bytes) -> ProofFile:
    """Read a proof file. Nothing in it may be believed before ``open_proof_file``.

    Raises:
        MalformedError: no proof file, or no checkpoint in it.
    """
    if len(data) > MAX_BYTES:
        raise malformed(_PAPER, f"at most {MAX_BYTES} bytes", f"{len(data)} bytes", _AGAIN)
    told, _, note = data.partition(b"\n\n")
    parts = _FORM.fullmatch(told)
    if parts is None:
        expected = f"{HEAD}, perhaps extra, index, at most 63 hashes"
        raise malformed(_PAPER, expected, quoted(told.decode("utf-8", "replace")), _AGAIN)
    extra, index, hashes = (part.decode() for part in parts.groups(b""))
    read_checkpoint(read_note(note).text)
    return ProofFile(
        index=read_number(index, _PAPER),
        proof=tuple(from_base64(line, size=HASH_BYTES, what=_PAPER) for line in hashes.split()),
        note=note,
        extra=from_base64(extra, what=_PAPER),
    )


def open_proof_file(
    data: bytes, leaf: bytes, log_key: VerifierKey, witnesses: Iterable[VerifierKey] = ()
) -> OpenedCheckpoint:
    """Verify that a leaf is in the record, from the file alone.

    Args:
        data: the file.
        leaf: leaf hash of the act's own bytes.
        log_key: the key of the log.
        witnesses: keys of witnesses.

    Returns:
        The checkpoint, and the witnesses that cosigned it.

    Raises:
        MalformedError: no proof file.
        CredentialError: the checkpoint does not hold.
        TamperedError: the leaf is not at that place in the tree.
    """
    told = read_proof_file(data)
    opened = open_checkpoint(told.note, log_key, witnesses)
    if not opened.checkpoint.includes(told.index, leaf, told.proof):
        message = (
            f"This is not act {told.index} of {opened.checkpoint.origin}: the proof does not lead "
            "from it to the signed root. Compare the act's bytes with those of another seat."
        )
        raise TamperedError(message)
    return opened


_PAPER = "proof file"
_AGAIN = "fetch it again from its source"
