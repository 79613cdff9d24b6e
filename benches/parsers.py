"""The parsers of the record that are fuzzed: bytes in, a value or a documented fault out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.record.acts import at_work, eventful, log_signer, seed
from tests.record.test_door_proofs import (
    of_a_head_that_never_was,
    of_a_host_that_went_on,
    of_a_statement,
    of_an_act_dated_ahead,
)
from tests.record.test_proof_file import FILE
from tests.record.test_proofs import (
    of_a_broken_promise,
    of_a_forged_signature,
    of_a_roll_back,
    of_two_heads_of_one_size,
    of_two_heads_of_two_sizes,
)
from tests.record.test_receipt import HEAD, RECEIPT, RULING

from dipoli.faults import (
    CredentialError,
    DipoliError,
    MalformedError,
    RecordError,
    TamperedError,
)
from dipoli.record.act import entry_of, quick_entry, read_entry, read_trace
from dipoli.record.body import BODY_BYTES, read_body, read_box, read_plain
from dipoli.record.canon import canonical, read_canonical
from dipoli.record.note import (
    read_checkpoint,
    read_key,
    read_note,
    sign_note,
    verify_note,
    write_key,
    write_note,
)
from dipoli.record.parcel import Parcel, read_parcel, write_parcel
from dipoli.record.proof_file import open_proof_file, read_proof_file
from dipoli.record.proofs import verify_proof
from dipoli.record.receipt import read_receipt, read_refusal, refusal_of, write_receipt
from dipoli.record.receipt import write_refusal as write_refused
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder, OutOfOrder
from dipoli.record.tile import entry_bundle, read_bundle

LOG = log_signer()
DESK = eventful()
PLAIN = at_work(3)

Parser = tuple[Callable[[bytes], object], tuple[type[DipoliError], ...], Sequence[bytes]]
"""What reads, which faults it may raise, and examples that it reads."""


def _entry(data: bytes) -> None:
    """The quick way and the slow way must say the same."""
    quick = quick_entry(data)
    slow = entry_of(read_canonical(data), data)
    assert quick in (None, slow)
    assert read_trace(data).seq == read_entry(data).envelope.seq


def _body(data: bytes) -> None:
    body = read_body(data)
    assert read_body(data).digest() == body.digest()
    (read_plain if body.media == "application/json" else read_box)(body)


def _canonical(data: bytes) -> None:
    assert canonical(read_canonical(data, limit=BODY_BYTES)) == data


def _note(data: bytes) -> None:
    note = read_note(data)
    assert write_note(note) == data
    verify_note(note, [LOG.verifier])


def _signed(read: Callable[[bytes], object]) -> Callable[[bytes], None]:
    """Any text that a note can have, signed by the right key, so that what is in it is read."""

    def fuzzed(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        try:
            note = write_note(sign_note(text, LOG))
        except (MalformedError, ValueError):
            return
        read(note)

    return fuzzed


def _ruled(data: bytes) -> None:
    """Whatever comes to the rules, they answer."""
    cut = data.find(b"\n")
    body = None if cut < 0 else data[cut + 1 :]
    answer = rule(PLAIN.standing, data[:cut] if cut >= 0 else data, body, at="2030-03-01T10:09:00Z")
    assert isinstance(answer, InOrder | OutOfOrder)


_ACTS = [one.entry for one in DESK.entered]
_BODIES = [one.body for one in DESK.entered if one.body is not None]
_NEXT = PLAIN.write("note.say/1", "XAL", {"text": "And now"})
_REFUSED = refusal_of(b"{}", b"{}", RULING, "2030-03-01T10:00:00Z", HEAD)
_SEALED = [one.body for one in at_work(3, sealed=True).entered if one.body is not None]

PARSERS: dict[str, Parser] = {
    "canonical JSON": (_canonical, (MalformedError,), [*_ACTS, *_BODIES, b'{"a":[1,"\xc3\xa9"]}']),
    "act entry": (_entry, (MalformedError,), _ACTS),
    "body": (_body, (MalformedError,), [*_BODIES, *_SEALED]),
    "note": (_note, (MalformedError, CredentialError), [DESK.note(), DESK.note(time=7)]),
    "checkpoint": (
        lambda data: read_checkpoint(data.decode("utf-8", "replace")),
        (MalformedError,),
        [read_note(DESK.note()).text.encode()],
    ),
    "key": (
        lambda data: read_key(data.decode("utf-8", "replace")),
        (MalformedError,),
        [write_key(LOG.verifier).encode()],
    ),
    "tile bundle": (read_bundle, (MalformedError,), [entry_bundle(_ACTS[:3])]),
    "proof file": (read_proof_file, (MalformedError,), [FILE]),
    "proof file, opened": (
        lambda data: open_proof_file(data, seed("leaf"), LOG.verifier),
        (MalformedError, CredentialError, TamperedError),
        [FILE],
    ),
    "receipt": (
        _signed(lambda note: read_receipt(note, LOG.verifier)),
        (MalformedError, CredentialError),
        [read_note(write_receipt(RECEIPT, LOG)).text.encode()],
    ),
    "refusal": (
        _signed(lambda note: read_refusal(note, LOG.verifier)),
        (MalformedError, CredentialError),
        [read_note(write_refused(_REFUSED, LOG)).text.encode()],
    ),
    "proof against a host": (
        lambda data: verify_proof(data, LOG.verifier),
        (MalformedError, CredentialError, RecordError),
        [
            of_two_heads_of_one_size(),
            of_two_heads_of_two_sizes(),
            of_a_roll_back(),
            of_a_broken_promise(),
            of_a_forged_signature(),
            of_a_statement(),
            of_a_head_that_never_was(),
            of_an_act_dated_ahead(),
            of_a_host_that_went_on(),
        ],
    ),
    "parcel": (
        read_parcel,
        (MalformedError,),
        [write_parcel(Parcel(entry=_ACTS[1], body=_BODIES[1]))],
    ),
    "the rules": (_ruled, (), [_NEXT.entry + b"\n" + (_NEXT.body or b""), *_ACTS]),
}
"""By name."""
