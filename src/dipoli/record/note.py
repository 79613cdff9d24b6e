"""Signed notes and what stands under them: signatures of the log, cosignatures of witnesses.

A *note* is a text, an empty line, and one line for each signature:

    lake.example/plenary              the origin: which record
    3                                 the size of its tree
    cQKU...=                          the root of its tree
                                      (an empty line)
    — lake.example/plenary Az3g...    the log's signature
    — xla.example/witness jWbP...     a witness's cosignature, with its time

A text of that form is a *checkpoint*: what the host must stand by. A *cosignature* says: at this
time this was the largest tree of this record that I had seen, and it went on from all others.

Decided here. A line of an unknown key is ignored; a line of a known key that does not hold spoils
the note; a note that no known key signed is refused. Several lines of one key are one signer
with several times. A note has at most 100 signatures and 2**20 bytes. Base64 is read strictly (Go's
reader lets stray bits at the end pass). A cosignature on anything but a checkpoint is refused. A
cosignature of time 0 says nothing of the time. Whether a time lies in the future is for the caller,
who is told the time. A key signs in one role only, as log or as witness.

``open_checkpoint`` is the one door: **take size and root from what it returns, from nowhere else.**

Source: c2sp-signed-note; c2sp-tlog-checkpoint; c2sp-tlog-cosignature. Departures: stricter, as
said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve, field, frozen
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from dipoli.faults import CredentialError
from dipoli.record.canon import from_base64, malformed, quoted, to_base64
from dipoli.record.checkpoint import (
    MAX_NUMBER,
    Checkpoint,
    read_checkpoint,
    write_checkpoint,
)
from dipoli.record.verifier import (
    KEY_ID_BYTES,
    MAX_COSIGNER_NAME,
    NAME,
    Alg,
    PrivateKey,
    Signer,
    VerifierKey,
    cosigner_key,
    is_small_order,
    read_key,
    write_key,
)
from dipoli.told import tell

__all__ = [
    "Alg",
    "Checkpoint",
    "OpenedCheckpoint",
    "Signature",
    "SignedNote",
    "Signer",
    "Verified",
    "VerifierKey",
    "add_signatures",
    "cosign",
    "cosigner_key",
    "is_small_order",
    "open_checkpoint",
    "read_checkpoint",
    "read_key",
    "read_note",
    "read_signature",
    "sign_note",
    "verify_note",
    "write_checkpoint",
    "write_key",
    "write_note",
    "write_signature",
]

MAX_SIGNATURES = 100
MAX_NOTE_BYTES = 1 << 20
TIME_BYTES = 8
SIGNATURE_BYTES = {Alg.LOG: 64, Alg.COSIGNATURE: 64, Alg.COSIGNATURE_MLDSA44: 2420}

_DASH = "\u2014 "
_TEXT = re.compile(r"[^\x00-\x09\x0b-\x1f\ud800-\udfff]*\n")
_NOTE = "note"
_LINE = "signature line"
_ORIGIN = "origin of a checkpoint"
_AGAIN = "fetch it again from its source"


@frozen(kw_only=True)
class Signature:
    """One line under a note.

    Args:
        name: of the key.
        key_id: of the key, 4 bytes.
        blob: the signature; in a cosignature, after 8 bytes of time.

    Raises:
        ValueError: such a line cannot be.
    """

    name: str
    key_id: bytes = field(repr=bytes.hex)
    blob: bytes = field(repr=to_base64)

    def __attrs_post_init__(self) -> None:
        """Refuse a line that cannot be."""
        if not NAME.fullmatch(self.name) or len(self.key_id) != KEY_ID_BYTES or not self.blob:
            message = f"a line has a name, a key id of {KEY_ID_BYTES} bytes and a signature"
            raise ValueError(message)


@frozen(kw_only=True)
class SignedNote:
    """A text and the lines under it, none of which was verified.

    Args:
        text: ends with a newline; no other control characters.
        signatures: from 1 to 100.

    Raises:
        ValueError: such a note cannot be.
    """

    text: str
    signatures: tuple[Signature, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a note that cannot be."""
        if not _TEXT.fullmatch(self.text):
            message = "a text ends with a newline and has no other control characters"
            raise ValueError(message)
        if not 1 <= len(self.signatures) <= MAX_SIGNATURES:
            message = f"a note has 1 to {MAX_SIGNATURES} signatures"
            raise ValueError(message)


@frozen(kw_only=True)
class Verified:
    """A key whose signature on a note holds.

    Args:
        key: the key.
        times: for a cosigner, the POSIX seconds of its lines, earliest first; empty for the log.
    """

    key: VerifierKey
    times: tuple[int, ...]

    @property
    def time(self) -> int | None:
        """The earliest of the times: from then on at the latest, the checkpoint stood."""
        return self.times[0] if self.times else None


@frozen(kw_only=True)
class OpenedCheckpoint:
    """A checkpoint that the log signed, and the witnesses whose cosignatures on it hold.

    Args:
        checkpoint: origin, size and root, to be relied on.
        cosignatures: one for each witness.
        note: the note from which it was read.
    """

    checkpoint: Checkpoint
    cosignatures: tuple[Verified, ...]
    note: SignedNote


def read_note(data: bytes) -> SignedNote:
    """Read a note. Nothing in it may be believed before ``verify_note``.

    Raises:
        MalformedError: no note, or a note larger than we read.
    """
    if len(data) > MAX_NOTE_BYTES:
        raise malformed(_NOTE, f"at most {MAX_NOTE_BYTES} bytes", f"{len(data)} bytes", _AGAIN)
    try:
        text, gap, lines = data.decode().rpartition("\n\n")
    except UnicodeDecodeError as error:
        raise malformed(_NOTE, "text in UTF-8", str(error), _AGAIN) from None
    if not gap or not lines.endswith("\n"):
        found = "no such parts"
        raise malformed(_NOTE, "a text, an empty line and signature lines", found, _AGAIN)
    signatures = tuple(map(read_signature, lines[:-1].split("\n")))
    try:
        return SignedNote(text=f"{text}\n", signatures=signatures)
    except ValueError as error:
        raise malformed(_NOTE, "a note that can be", str(error), _AGAIN) from None


def write_note(note: SignedNote) -> bytes:
    """The bytes of a note."""
    lines = "".join(f"{write_signature(one)}\n" for one in note.signatures)
    return f"{note.text}\n{lines}".encode()


def read_signature(line: str) -> Signature:
    """Read one signature line, without its newline.

    Raises:
        MalformedError: no such line.
    """
    expected = "an em dash, a space, a name, a space, base64"
    dash, _, rest = line.partition(_DASH)
    name, _, told = rest.partition(" ")
    data = from_base64(told, what=_LINE)
    if dash:
        raise malformed(_LINE, expected, quoted(line), _AGAIN)
    try:
        return Signature(name=name, key_id=data[:KEY_ID_BYTES], blob=data[KEY_ID_BYTES:])
    except ValueError as error:
        raise malformed(_LINE, expected, str(error), _AGAIN) from None


def write_signature(signature: Signature) -> str:
    """One signature line, without its newline."""
    return f"{_DASH}{signature.name} {to_base64(signature.key_id + signature.blob)}"


def add_signatures(note: SignedNote, more: Iterable[Signature]) -> SignedNote:
    """The note with further lines at the end; a line that stands there already is not repeated."""
    return evolve(note, signatures=tuple(dict.fromkeys([*note.signatures, *more])))


def sign_note(text: str, signer: Signer) -> SignedNote:
    """A text signed by a log's key: a checkpoint, a receipt or a refusal.

    Args:
        text: ends with a newline.
        signer: name and key.

    Raises:
        ValueError: no text for a note.
    """
    key = signer.verifier
    blob = signer.key.sign(text.encode())
    line = Signature(name=key.name, key_id=key.key_id, blob=blob)
    return SignedNote(text=text, signatures=(line,))


def cosign(text: str, key: PrivateKey, name: str, time: int) -> Signature:
    """A witness's line on a checkpoint. Only on one found consistent with the last, kept before.

    Args:
        text: of the checkpoint.
        key: of the witness, Ed25519 or ML-DSA-44.
        name: of the witness.
        time: POSIX seconds.

    Raises:
        MalformedError: the text is no checkpoint.
        ValueError: no such time or name.
    """
    if not 0 <= time <= MAX_NUMBER:
        message = f"no POSIX seconds: {time}"
        raise ValueError(message)
    public = cosigner_key(name, key)
    blob = time.to_bytes(TIME_BYTES, "big") + key.sign(_message(public, text, time))
    return Signature(name=name, key_id=public.key_id, blob=blob)


def verify_note(note: SignedNote, keys: Iterable[VerifierKey]) -> tuple[Verified, ...]:
    """Hold every line of a known key against the text.

    Args:
        note: as read.
        keys: those known. Should two have one name and key id, either may have signed.

    Returns:
        Each key that signed, once, in the order of the lines; never empty.

    Raises:
        CredentialError: a line of a known key does not hold; or no known key signed; or this
            machine's library cannot check that kind of key.
        MalformedError: a known witness's line stands under a text that is no checkpoint.
    """
    known, times = list(keys), dict[VerifierKey, list[int]]()
    for line in note.signatures:
        named = [key for key in known if (key.name, key.key_id) == (line.name, line.key_id)]
        signed = next((key for key in named if _holds(key, note.text, line.blob)), None)
        if signed is not None:
            times.setdefault(signed, []).extend(filter(None, [_time(signed, line.blob)]))
        elif named:
            message = tell(
                "The signature of {name} does not hold: the text or the line was changed. "
                "Fetch both again from their source; if it happens again, tell the signer.",
                name=line.name,
            )
            raise CredentialError(message)
    if not times:
        message = tell(
            "None of the known keys signed this. "
            "Check that the keys are those of this record and of its witnesses."
        )
        raise CredentialError(message)
    return tuple(Verified(key=key, times=tuple(sorted(set(told)))) for key, told in times.items())


def open_checkpoint(
    data: bytes, log_key: VerifierKey, witnesses: Iterable[VerifierKey] = ()
) -> OpenedCheckpoint:
    """Verify a checkpoint and read it: the one source of size and root.

    Args:
        data: the note.
        log_key: the key of the log; its name is the origin.
        witnesses: keys of witnesses.

    Raises:
        MalformedError: no note, or no checkpoint in it.
        CredentialError: the log did not sign it, a known key's line does not hold, or it is a
            checkpoint of another record.
    """
    note = read_note(data)
    verified = verify_note(note, [log_key, *witnesses])
    checkpoint = read_checkpoint(note.text)
    if checkpoint.origin != log_key.name:
        message = tell(
            "This is a checkpoint of {other}, not of {origin}. Ask for the one of this record.",
            other=checkpoint.origin,
            origin=log_key.name,
        )
        raise CredentialError(message)
    cosignatures = tuple(one for one in verified if one.key != log_key)
    if len(cosignatures) == len(verified):
        message = tell(
            "The log {origin} did not sign this checkpoint. Ask its keeper for a signed one.",
            origin=log_key.name,
        )
        raise CredentialError(message)
    return OpenedCheckpoint(checkpoint=checkpoint, cosignatures=cosignatures, note=note)


def _holds(key: VerifierKey, text: str, blob: bytes) -> bool:
    """Whether a line's signature is that of the key over the text."""
    time = _time(key, blob)
    signature = blob if key.alg is Alg.LOG else blob[TIME_BYTES:]
    if time > MAX_NUMBER or len(signature) != SIGNATURE_BYTES[key.alg]:
        return False
    message = _message(key, text, time)
    try:
        _public(key).verify(signature, message)
    except InvalidSignature:
        return False
    except UnsupportedAlgorithm:
        why = tell(
            "This machine's library cannot check the kind of key that {name} uses "
            "(ML-DSA-44). Leave that key out, or install a newer cryptography.",
            name=key.name,
        )
        raise CredentialError(why) from None
    return True


def _public(key: VerifierKey) -> Ed25519PublicKey | MLDSA44PublicKey:
    if key.alg is Alg.COSIGNATURE_MLDSA44:
        return MLDSA44PublicKey.from_public_bytes(key.public)
    return Ed25519PublicKey.from_public_bytes(key.public)


def _time(key: VerifierKey, blob: bytes) -> int:
    """The time in a cosignature; 0 in the log's own signature, which has none."""
    return 0 if key.alg is Alg.LOG else int.from_bytes(blob[:TIME_BYTES], "big")


def _message(key: VerifierKey, text: str, time: int) -> bytes:
    """The bytes that a key of this kind signs."""
    if key.alg is Alg.LOG:
        return text.encode()
    checkpoint = read_checkpoint(text)
    if key.alg is Alg.COSIGNATURE:
        return f"cosignature/v1\ntime {time}\n{text}".encode()
    return b"".join(
        [
            b"subtree/v1\n\0",
            _short(key.name),
            time.to_bytes(TIME_BYTES, "big"),
            _short(checkpoint.origin),
            (0).to_bytes(TIME_BYTES, "big"),
            checkpoint.size.to_bytes(TIME_BYTES, "big"),
            checkpoint.root,
        ]
    )


def _short(text: str) -> bytes:
    """A text after its length in one byte."""
    data = text.encode()
    if len(data) > MAX_COSIGNER_NAME:
        expected = f"at most {MAX_COSIGNER_NAME} bytes under ML-DSA-44"
        raise malformed(_ORIGIN, expected, quoted(text), "use Ed25519")
    return bytes([len(data)]) + data
