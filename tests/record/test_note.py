"""Notes and cosignatures: published examples, every edge decided, and that a change is noticed."""

from __future__ import annotations

import base64

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.record import campaigns

from dipoli.faults import CredentialError, MalformedError
from dipoli.record import note as note_module
from dipoli.record.canon import to_base64
from dipoli.record.checkpoint import Checkpoint, read_checkpoint, write_checkpoint
from dipoli.record.note import (
    MAX_NOTE_BYTES,
    Signature,
    SignedNote,
    add_signatures,
    cosign,
    open_checkpoint,
    read_note,
    read_signature,
    sign_note,
    verify_note,
    write_note,
    write_signature,
)
from dipoli.record.tree import leaf_hash
from dipoli.record.verifier import Alg, Signer, VerifierKey, cosigner_key, read_key

# The example of Go's package sumdb/note, with the second signer of its tests.
PETER_KEY = read_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
ENOCH_KEY = read_key("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")
SAYING = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETER_LINE = (
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ENOCH_LINE = (
    "— EnochRoot "
    "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
EXAMPLE = f"{SAYING}\n{PETER_LINE}".encode()

# The example of c2sp.org/tlog-cosignature; its keys are not published.
COSIGNED = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
""".encode()  # noqa: E501 - as it is published


def private(letter: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(letter.encode() * 32)


LOG = Signer(name="lake.example/plenary", key=private("l"))
TEXT = write_checkpoint(Checkpoint(origin=LOG.name, size=3, root=leaf_hash(b"x")))
BARE = sign_note(TEXT, LOG)
XLA, XLB = "xla.example/witness", "xlb.example/witness"
XLA_KEY, XLB_KEY = cosigner_key(XLA, private("a")), cosigner_key(XLB, private("b"))
XLA_LINE = cosign(TEXT, private("a"), XLA, 1_900_000_000)
XLB_LINE = cosign(TEXT, private("b"), XLB, 1_900_000_060)
NOTE = add_signatures(BARE, [XLA_LINE, XLB_LINE])
MLDSA = MLDSA44PrivateKey.from_seed_bytes(b"m" * 32)


def with_lines(*lines: Signature, text: str = TEXT) -> SignedNote:
    return SignedNote(text=text, signatures=lines)


# ---------------------------------------------------------------- examples that are published


def test_the_example_of_go_is_read_verified_and_written_back() -> None:
    note = read_note(EXAMPLE)
    assert note.text == SAYING
    (verified,) = verify_note(note, [PETER_KEY])
    assert (verified.key, verified.times, verified.time) == (PETER_KEY, (), None)
    assert write_note(note) == EXAMPLE


def test_the_example_of_go_with_two_signers_is_verified() -> None:
    note = read_note(EXAMPLE + ENOCH_LINE.encode())
    told = verify_note(note, [ENOCH_KEY, PETER_KEY])
    assert [one.key.name for one in told] == ["PeterNeumann", "EnochRoot"]
    assert [one.key.name for one in verify_note(note, [ENOCH_KEY])] == ["EnochRoot"]


def test_the_example_of_the_standard_is_read_with_its_time() -> None:
    note = read_note(COSIGNED)
    assert read_checkpoint(note.text).size == 20852163
    assert [one.name for one in note.signatures] == [
        "example.com/behind-the-sofa",
        "witness.example.com/w1",
    ]
    assert [len(one.blob) for one in note.signatures] == [64, 72]
    assert int.from_bytes(note.signatures[1].blob[:8], "big") == 1679315147
    assert write_note(note) == COSIGNED


def test_the_text_is_all_before_the_last_empty_line() -> None:
    note = read_note(b"one\n\ntwo\n\n\n" + PETER_LINE.encode())
    assert note.text == "one\n\ntwo\n\n"
    assert read_note(b"\n\n" + PETER_LINE.encode()).text == "\n"


def test_we_sign_the_example_as_go_does() -> None:
    seed = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
    signer = Signer(name="PeterNeumann", key=Ed25519PrivateKey.from_private_bytes(seed))
    assert write_note(sign_note(SAYING, signer)) == EXAMPLE


# ---------------------------------------------------------------- signing and cosigning


def test_the_log_signs_the_text_and_nothing_else() -> None:
    (line,) = BARE.signatures
    assert line.name == LOG.name
    assert line.key_id == LOG.verifier.key_id
    private("l").public_key().verify(line.blob, TEXT.encode())


def test_a_witness_signs_time_and_text() -> None:
    assert XLA_LINE.blob[:8] == (1_900_000_000).to_bytes(8, "big")
    signed = f"cosignature/v1\ntime 1900000000\n{TEXT}".encode()
    private("a").public_key().verify(XLA_LINE.blob[8:], signed)
    told = verify_note(NOTE, [XLB_KEY, LOG.verifier, XLA_KEY])
    assert [(one.key, one.time) for one in told] == [
        (LOG.verifier, None),
        (XLA_KEY, 1_900_000_000),
        (XLB_KEY, 1_900_000_060),
    ]


def test_a_witness_with_ml_dsa_44_signs_the_structure_of_the_standard() -> None:
    line = cosign(TEXT, MLDSA, XLA, 1_900_000_000)
    assert len(line.blob) == 2428
    signed = (
        b"subtree/v1\n\x00"
        + bytes([19])
        + b"xla.example/witness"
        + bytes.fromhex("00000000713fb300")
        + bytes([20])
        + b"lake.example/plenary"
        + bytes(8)
        + bytes.fromhex("0000000000000003")
        + leaf_hash(b"x")
    )
    MLDSA.public_key().verify(line.blob[8:], signed)
    key = cosigner_key(XLA, MLDSA)
    opened = open_checkpoint(write_note(add_signatures(NOTE, [line])), LOG.verifier, [key])
    assert [(one.key, one.time) for one in opened.cosignatures] == [(key, 1_900_000_000)]


def test_a_cosignature_of_time_0_says_nothing_of_the_time() -> None:
    for hand in (MLDSA, private("a")):
        key = cosigner_key(XLA, hand)
        (told,) = verify_note(with_lines(cosign(TEXT, hand, XLA, 0)), [key])
        assert (told.key, told.times, told.time) == (key, (), None)


def test_a_time_has_63_bits() -> None:
    line = cosign(TEXT, private("a"), XLA, 2**63 - 1)
    assert verify_note(with_lines(line), [XLA_KEY])[0].time == 2**63 - 1
    for time in (-1, 2**63):
        with pytest.raises(ValueError, match=f"no POSIX seconds: {time}"):
            cosign(TEXT, private("a"), XLA, time)
    signed = f"cosignature/v1\ntime {2**63}\n{TEXT}".encode()
    blob = (2**63).to_bytes(8, "big") + private("a").sign(signed)
    late = Signature(name=XLA, key_id=XLA_KEY.key_id, blob=blob)
    with pytest.raises(CredentialError, match="does not hold"):
        verify_note(with_lines(late), [XLA_KEY])


def test_nothing_but_a_checkpoint_is_cosigned() -> None:
    receipt = "dipoli/receipt/v1\nlake.example/plenary\n"
    for hand in (private("a"), MLDSA):
        with pytest.raises(MalformedError, match="lines of origin, size and root"):
            cosign(receipt, hand, XLA, 1)
    signed = f"cosignature/v1\ntime 1\n{receipt}".encode()
    blob = (1).to_bytes(8, "big") + private("a").sign(signed)
    line = Signature(name=XLA, key_id=XLA_KEY.key_id, blob=blob)
    with pytest.raises(MalformedError, match="lines of origin, size and root"):
        verify_note(with_lines(line, text=receipt), [XLA_KEY])


def test_ml_dsa_44_needs_an_origin_of_at_most_255_bytes() -> None:
    for letters in ("o" * 256, "é" * 128):
        text = write_checkpoint(Checkpoint(origin=letters, size=3, root=leaf_hash(b"x")))
        with pytest.raises(MalformedError, match="at most 255 bytes under ML-DSA-44"):
            cosign(text, MLDSA, XLA, 1)
    text = write_checkpoint(Checkpoint(origin="o" * 255, size=3, root=leaf_hash(b"x")))
    line = cosign(text, MLDSA, XLA, 1)
    assert verify_note(with_lines(line, text=text), [cosigner_key(XLA, MLDSA)])


def test_a_library_without_ml_dsa_44_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Older:
        @staticmethod
        def from_public_bytes(_: bytes) -> None:
            message = "an older library"
            raise UnsupportedAlgorithm(message)

    line = cosign(TEXT, MLDSA, XLA, 1)
    monkeypatch.setattr(note_module, "MLDSA44PublicKey", Older)
    with pytest.raises(CredentialError, match="cannot check the kind of key that xla"):
        verify_note(with_lines(line), [cosigner_key(XLA, MLDSA)])


def test_lines_are_added_at_the_end_and_not_repeated() -> None:
    again = add_signatures(NOTE, [XLB_LINE, XLA_LINE, XLB_LINE])
    assert again == NOTE
    assert [one.name for one in NOTE.signatures] == [LOG.name, XLA, XLB]


@pytest.mark.parametrize(
    "text", ["", "no newline", "tab\t\n", "\r\n", "\x00\n", "\ud800\n", "\x1f\n"]
)
def test_what_is_no_text_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match=r"ends with a newline|surrogates"):
        sign_note(text, LOG)


# ---------------------------------------------------------------- who signed


def test_a_line_of_an_unknown_key_is_ignored_even_with_a_known_name_or_id() -> None:
    same_name = Signature(name=XLA, key_id=b"\0\0\0\0", blob=b"x")
    same_id = Signature(name="xlc.example", key_id=XLA_KEY.key_id, blob=b"x")
    note = add_signatures(NOTE, [same_name, same_id])
    assert len(verify_note(note, [XLA_KEY])) == 1


def test_a_line_of_a_known_key_that_does_not_hold_spoils_the_note() -> None:
    for blob in [
        XLB_LINE.blob,
        XLA_LINE.blob[:-1],
        XLA_LINE.blob + b"\0",
        XLA_LINE.blob[8:],
        bytes([XLA_LINE.blob[0], *XLA_LINE.blob[1:7], XLA_LINE.blob[7] ^ 1, *XLA_LINE.blob[8:]]),
        b"x",
        bytes(72),
    ]:
        spoilt = Signature(name=XLA, key_id=XLA_KEY.key_id, blob=blob)
        for note in (with_lines(spoilt), add_signatures(NOTE, [spoilt])):
            with pytest.raises(
                CredentialError, match=r"The signature of xla\.example/witness does"
            ):
                verify_note(note, [LOG.verifier, XLA_KEY])
    for blob in (BARE.signatures[0].blob[:-1], BARE.signatures[0].blob + b"\0", bytes(64)):
        spoilt = Signature(name=LOG.name, key_id=LOG.verifier.key_id, blob=blob)
        with pytest.raises(CredentialError, match="does not hold"):
            verify_note(with_lines(spoilt), [LOG.verifier])


def test_the_same_lines_under_another_text_do_not_hold() -> None:
    other = write_checkpoint(Checkpoint(origin=LOG.name, size=4, root=leaf_hash(b"x")))
    for line, key in [(BARE.signatures[0], LOG.verifier), (XLA_LINE, XLA_KEY)]:
        with pytest.raises(CredentialError, match="the text or the line was changed"):
            verify_note(with_lines(line, text=other), [key])


def test_a_note_that_no_known_key_signed_is_refused() -> None:
    for keys in ([], [cosigner_key("xlc.example", private("c"))]):
        with pytest.raises(CredentialError, match="None of the known keys signed this"):
            verify_note(NOTE, keys)


def test_a_log_s_signature_is_no_cosignature_and_the_other_way_round() -> None:
    """One private key, two kinds: the kind is in the key id."""
    as_witness = cosigner_key(LOG.name, LOG.key)
    with pytest.raises(CredentialError, match="None of the known keys"):
        verify_note(BARE, [as_witness])
    moved = Signature(name=LOG.name, key_id=as_witness.key_id, blob=BARE.signatures[0].blob)
    with pytest.raises(CredentialError, match="does not hold"):
        verify_note(with_lines(moved), [as_witness])


def test_several_lines_of_one_witness_are_one_witness_with_several_times() -> None:
    later = cosign(TEXT, private("a"), XLA, 1_900_000_090)
    sooner = cosign(TEXT, private("a"), XLA, 1_900_000_010)
    note = add_signatures(BARE, [later, XLA_LINE, sooner])
    (told,) = verify_note(note, [XLA_KEY, XLA_KEY])
    assert told.times == (1_900_000_000, 1_900_000_010, 1_900_000_090)
    assert told.time == 1_900_000_000
    twice = SignedNote(text=TEXT, signatures=(XLA_LINE, XLA_LINE))
    assert verify_note(twice, [XLA_KEY])[0].times == (1_900_000_000,)


def test_two_known_keys_of_one_name_and_id_may_each_have_signed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Key ids have four bytes: a collision under one's own name can be made, and harms nobody."""
    monkeypatch.setattr(VerifierKey, "key_id", b"same")
    line = cosign(TEXT, private("b"), XLA, 7)
    one, other = cosigner_key(XLA, private("a")), cosigner_key(XLA, private("b"))
    assert [told.key for told in verify_note(with_lines(line), [one, other])] == [other]
    with pytest.raises(CredentialError, match="does not hold"):
        verify_note(with_lines(line), [one])


# ---------------------------------------------------------------- the one door


def test_an_opened_checkpoint_tells_head_cosignatures_and_note() -> None:
    opened = open_checkpoint(write_note(NOTE), LOG.verifier, [XLA_KEY, XLB_KEY])
    assert opened.checkpoint == read_checkpoint(TEXT)
    assert [one.key for one in opened.cosignatures] == [XLA_KEY, XLB_KEY]
    assert opened.note == NOTE
    assert open_checkpoint(write_note(NOTE), LOG.verifier).cosignatures == ()


def test_a_checkpoint_that_only_witnesses_signed_is_not_opened() -> None:
    with pytest.raises(CredentialError, match=r"The log lake\.example/plenary did not"):
        open_checkpoint(write_note(with_lines(XLA_LINE)), LOG.verifier, [XLA_KEY])


def test_a_checkpoint_of_another_record_is_not_opened() -> None:
    text = TEXT.replace("plenary", "basket-1")
    with pytest.raises(CredentialError, match=r"a checkpoint of lake\.example/basket-1, "):
        open_checkpoint(write_note(sign_note(text, LOG)), LOG.verifier)


def test_a_receipt_is_not_opened_as_a_checkpoint() -> None:
    with pytest.raises(MalformedError, match="checkpoint"):
        open_checkpoint(write_note(sign_note("dipoli/receipt/v1\n", LOG)), LOG.verifier)


# ---------------------------------------------------------------- form


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "an empty line and signature lines"),
        (b"\n\n", "an empty line and signature lines"),
        (SAYING.encode(), "an empty line and signature lines"),
        (SAYING.encode() + PETER_LINE.encode(), "an empty line and signature lines"),
        (EXAMPLE[:-1], "an empty line and signature lines"),
        (EXAMPLE + b"\n", "an empty line and signature lines"),
        (EXAMPLE + b"x\n", "em dash|base64"),
        (EXAMPLE.replace(b"\n", b"\r\n"), "an empty line and signature lines"),
        (EXAMPLE.replace(b"If you", b"If\tyou"), "no other control characters"),
        (EXAMPLE.replace(b"If you", b"If\x00you"), "no other control characters"),
        (EXAMPLE.replace(b"If you", b"If\xffyou"), "UTF-8"),
        (EXAMPLE.replace(b"If you", b"If\xed\xa0\x80you"), "UTF-8"),
        (EXAMPLE.replace("—".encode(), b"--"), "em dash|base64"),
        (EXAMPLE.replace("— ".encode(), "—".encode()), "em dash|base64"),
        (EXAMPLE.replace("— ".encode(), " — ".encode()), "em dash"),
        (EXAMPLE.replace("— ".encode(), "x— ".encode()), "em dash"),
        (EXAMPLE.replace("— ".encode(), "—  ".encode()), "em dash|base64"),
        (EXAMPLE.replace(b"PeterNeumann ", b"PeterNeumann  "), "base64"),
        (EXAMPLE.replace(b"PeterNeumann ", b"Peter+Neumann "), "em dash"),
        (EXAMPLE.replace(b"PeterNeumann ", "Peter\u00a0Neumann ".encode()), "em dash"),
        (EXAMPLE.replace(b"PeterNeumann ", "Peter\u3000Neumann ".encode()), "em dash"),
        (EXAMPLE.replace(b"nAM=", b"nAM"), "base64"),
        (EXAMPLE.replace(b"nAM=", b"nAN="), "base64"),
        (EXAMPLE.replace(b"nAM=", b"nAM= "), "base64"),
        (EXAMPLE.replace(b"nAM=", b"nA-="), "base64"),
        (f"{SAYING}\n— PeterNeumann x08gow==\n".encode(), "em dash"),
        (f"{SAYING}\n— PeterNeumann x08g\n".encode(), "em dash"),
        (f"{SAYING}\n— PeterNeumann \n".encode(), "em dash"),
        (f"{SAYING}\n— PeterNeumann\n".encode(), "em dash"),
        (f"{SAYING}\n— \n".encode(), "em dash"),
    ],
)
def test_what_is_no_note_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(MalformedError, match=why):
        read_note(data)


def test_a_note_has_at_most_100_signatures_and_a_mebibyte() -> None:
    for count in (16, 100):
        assert len(read_note(f"{SAYING}\n{PETER_LINE * count}".encode()).signatures) == count
    with pytest.raises(MalformedError, match="1 to 100 signatures"):
        read_note(f"{SAYING}\n{PETER_LINE * 101}".encode())
    fill = "x" * (MAX_NOTE_BYTES - len(EXAMPLE))
    assert read_note(fill.encode() + EXAMPLE).text == fill + SAYING
    with pytest.raises(MalformedError, match="at most 1048576 bytes"):
        read_note(b"x" + fill.encode() + EXAMPLE)


def test_a_line_is_written_as_it_was_read() -> None:
    line = PETER_LINE[:-1]
    assert write_signature(read_signature(line)) == line
    assert read_signature(line).key_id.hex() == "c74f20a3"
    with pytest.raises(MalformedError, match=r"em dash|base64"):
        read_signature(line + "\n")


@pytest.mark.parametrize(
    ("name", "key_id", "blob"),
    [
        ("a b", b"1234", b"x"),
        ("", b"1234", b"x"),
        ("a", b"123", b"x"),
        ("a", b"12345", b"x"),
        ("a", b"1234", b""),
    ],
)
def test_a_line_that_cannot_be_is_not_built(name: str, key_id: bytes, blob: bytes) -> None:
    with pytest.raises(ValueError, match="a name, a key id of 4 bytes and a signature"):
        Signature(name=name, key_id=key_id, blob=blob)


def test_a_note_without_signatures_is_not_built() -> None:
    with pytest.raises(ValueError, match="1 to 100 signatures"):
        with_lines()


def test_signatures_are_shown_short() -> None:
    line = Signature(name="a", key_id=b"\1\2\3\4", blob=b"f")
    assert repr(line) == "Signature(name='a', key_id=01020304, blob=Zg==)"
    assert Alg.LOG in note_module.SIGNATURE_BYTES


# ---------------------------------------------------------------- properties


@pytest.mark.parametrize("seed", range(3))
def test_mutated_notes_are_refused(seed: int) -> None:
    campaigns.mutated_notes_are_refused(seed)


@pytest.mark.parametrize("seed", range(3))
def test_mutated_canonical_texts_are_refused(seed: int) -> None:
    campaigns.mutated_canonical_texts_are_refused(seed)


LINES = st.builds(
    lambda name, blob: f"— {name} {to_base64(blob)}\n",
    st.text(st.sampled_from("ab.+ é\u00a0"), max_size=4),
    st.binary(max_size=9),
)


@given(
    st.binary(max_size=80)
    | st.builds(
        lambda text, lines: f"{text}\n{''.join(lines)}".encode("utf-8", "surrogatepass"),
        st.text(max_size=9).map(lambda text: text + "\n"),
        st.lists(LINES, max_size=3),
    )
)
def test_whatever_note_is_read_is_written_back_or_refused(data: bytes) -> None:
    try:
        note = read_note(data)
    except MalformedError:
        return
    assert write_note(note) == data
    with pytest.raises(CredentialError):
        verify_note(note, [LOG.verifier, XLA_KEY])


@given(st.text(max_size=30) | LINES.map(lambda line: line[:-1]))
def test_whatever_line_is_read_is_written_back_or_refused(line: str) -> None:
    try:
        told = read_signature(line)
    except MalformedError:
        return
    assert write_signature(told) == line


@given(st.binary(max_size=120), st.sampled_from([LOG.verifier, XLA_KEY, cosigner_key(XLA, MLDSA)]))
def test_whatever_stands_in_a_known_key_s_line_does_not_hold(blob: bytes, key: VerifierKey) -> None:
    note = with_lines(Signature(name=key.name, key_id=key.key_id, blob=blob or b"x"))
    with pytest.raises(CredentialError, match="does not hold"):
        verify_note(note, [key])
