"""Proof files: the standard's form, and that a file proves one act or is refused."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from dipoli.faults import CredentialError, MalformedError, TamperedError
from dipoli.record.canon import to_base64
from dipoli.record.checkpoint import Checkpoint, write_checkpoint
from dipoli.record.note import add_signatures, cosign, sign_note, write_note
from dipoli.record.proof_file import MAX_BYTES, open_proof_file, proof_file, read_proof_file
from dipoli.record.tree import inclusion_proof, leaf_hash, root
from dipoli.record.verifier import Signer, cosigner_key

LEAVES = [leaf_hash(b"%d" % number) for number in range(9)]
LOG = Signer(name="lake.example/plenary", key=Ed25519PrivateKey.from_private_bytes(b"l" * 32))
WITNESS = Ed25519PrivateKey.from_private_bytes(b"w" * 32)
TEXT = write_checkpoint(Checkpoint(origin=LOG.name, size=9, root=root(LEAVES)))
COSIGNATURE = cosign(TEXT, WITNESS, "xla.example/witness", 1_900_000_000)
NOTE = write_note(add_signatures(sign_note(TEXT, LOG), [COSIGNATURE]))
FILE = proof_file(5, inclusion_proof(5, LEAVES), NOTE)


def test_a_file_has_the_lines_of_the_standard() -> None:
    head, _, note = FILE.partition(b"\n\n")
    proof = inclusion_proof(5, LEAVES)
    assert head.decode().split("\n") == [
        "c2sp.org/tlog-proof@v1",
        "index 5",
        *map(to_base64, proof),
    ]
    assert len(proof) == 4
    assert note == NOTE


def test_a_file_is_read_back() -> None:
    told = read_proof_file(FILE)
    assert (told.index, told.proof, told.note, told.extra) == (
        5,
        inclusion_proof(5, LEAVES),
        NOTE,
        b"",
    )


def test_something_extra_stands_on_the_second_line_and_is_not_believed() -> None:
    file = proof_file(5, inclusion_proof(5, LEAVES), NOTE, b"kept by the archive")
    assert file.split(b"\n")[1] == b"extra a2VwdCBieSB0aGUgYXJjaGl2ZQ=="
    assert read_proof_file(file).extra == b"kept by the archive"
    other = file.replace(b"a2VwdCBi", b"a2VwdCBj")
    assert open_proof_file(other, LEAVES[5], LOG.verifier).checkpoint.size == 9


def test_a_tree_of_one_entry_needs_no_hashes() -> None:
    text = write_checkpoint(Checkpoint(origin=LOG.name, size=1, root=LEAVES[0]))
    note = write_note(sign_note(text, LOG))
    file = proof_file(0, (), note)
    assert file.startswith(b"c2sp.org/tlog-proof@v1\nindex 0\n\nlake.example/plenary\n1\n")
    assert read_proof_file(file).proof == ()
    assert open_proof_file(file, LEAVES[0], LOG.verifier).checkpoint.size == 1


def test_an_opened_file_tells_the_head_and_who_cosigned_it() -> None:
    key = cosigner_key("xla.example/witness", WITNESS)
    opened = open_proof_file(FILE, LEAVES[5], LOG.verifier, [key])
    assert (opened.checkpoint.origin, opened.checkpoint.size) == (LOG.name, 9)
    assert [(one.key, one.time) for one in opened.cosignatures] == [(key, 1_900_000_000)]
    assert open_proof_file(FILE, LEAVES[5], LOG.verifier).cosignatures == ()


def test_another_act_or_another_place_is_not_proven() -> None:
    with pytest.raises(TamperedError, match=r"This is not act 5 of lake\.example/plenary"):
        open_proof_file(FILE, LEAVES[4], LOG.verifier)
    moved = FILE.replace(b"index 5", b"index 4")
    with pytest.raises(TamperedError, match="This is not act 4"):
        open_proof_file(moved, LEAVES[5], LOG.verifier)


def test_a_head_that_the_log_did_not_sign_proves_nothing() -> None:
    stranger = Signer(name=LOG.name, key=Ed25519PrivateKey.from_private_bytes(b"s" * 32))
    with pytest.raises(CredentialError, match="None of the known keys"):
        open_proof_file(FILE, LEAVES[5], stranger.verifier)


HASH = to_base64(LEAVES[0])


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("", "c2sp.org/tlog-proof@v1, perhaps"),
        ("c2sp.org/tlog-proof@v2\nindex 5", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\r\nindex 5", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\nindex5", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\n index 5", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\nextra AAAA", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\nindex 5\nextra AAAA", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 5", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\nextra \nindex 5", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\nextra A\nindex 5", "standard base64"),
        ("c2sp.org/tlog-proof@v1\nindex 05", "leading zeros"),
        ("c2sp.org/tlog-proof@v1\nindex ", "leading zeros"),
        ("c2sp.org/tlog-proof@v1\nindex -1", "leading zeros"),
        ("c2sp.org/tlog-proof@v1\nindex 9223372036854775808", "leading zeros"),
        ("c2sp.org/tlog-proof@v1\nindex 5\nAAAA", "32 bytes"),
        (f"c2sp.org/tlog-proof@v1\nindex 5\n{HASH} ", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\nindex 5\n" + "\n".join([HASH] * 64), "at most 63 hashes"),
        ("c2sp.org/tlog-proof@v1\nindex 5\né", "perhaps extra"),
        ("c2sp.org/tlog-proof@v1\nindex 5\n\x00", "perhaps extra"),
    ],
)
def test_a_head_that_is_not_the_standard_s_is_refused(head: str, why: str) -> None:
    with pytest.raises(MalformedError, match=why):
        read_proof_file(f"{head}\n\n".encode() + NOTE)


def test_sixty_three_hashes_are_read() -> None:
    assert len(read_proof_file(proof_file(5, [LEAVES[0]] * 63, NOTE)).proof) == 63
    assert len(read_proof_file(proof_file(5, [LEAVES[0]] * 63, NOTE, b"x")).proof) == 63
    with pytest.raises(MalformedError, match="at most 63 hashes"):
        read_proof_file(proof_file(5, [LEAVES[0]] * 64, NOTE, b"x"))


def test_a_file_without_a_checkpoint_or_without_end_is_refused() -> None:
    for data in (b"", FILE[:-1], FILE[: FILE.index(b"\n\n")], FILE[: FILE.index(b"\n\n") + 2]):
        with pytest.raises(MalformedError):
            read_proof_file(data)
    with pytest.raises(MalformedError, match="lines of origin"):
        read_proof_file(proof_file(5, (), write_note(sign_note("a receipt\n", LOG))))
    with pytest.raises(MalformedError, match=f"at most {MAX_BYTES} bytes"):
        read_proof_file(b"x" * (MAX_BYTES + 1))
    with pytest.raises(MalformedError, match="perhaps extra"):
        read_proof_file(b"x" * MAX_BYTES)
    assert MAX_BYTES == 2_097_152


@given(st.integers(0, len(FILE)), st.binary(max_size=3), st.integers(0, 4))
def test_whatever_file_is_read_is_written_back_or_refused(at: int, more: bytes, cut: int) -> None:
    data = FILE[:at] + more + FILE[at + cut :]
    try:
        told = read_proof_file(data)
    except MalformedError:
        return
    assert proof_file(told.index, told.proof, told.note, told.extra) == data


@given(st.binary(max_size=80))
def test_whatever_bytes_come_nothing_but_a_fault_is_told(data: bytes) -> None:
    with pytest.raises(MalformedError):
        read_proof_file(data)
