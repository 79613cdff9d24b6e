"""Checkpoints: the standard's example, every edge, and that a head says what it includes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.faults import MalformedError
from dipoli.record.canon import to_base64
from dipoli.record.checkpoint import (
    MAX_NUMBER,
    Checkpoint,
    read_checkpoint,
    read_number,
    write_checkpoint,
)
from dipoli.record.tree import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
)

EXAMPLE = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
"""
ROOT = to_base64(leaf_hash(b"x"))
LEAVES = [leaf_hash(b"%d" % number) for number in range(9)]


def head(size: int, origin: str = "lake.example/plenary") -> Checkpoint:
    return Checkpoint(origin=origin, size=size, root=root(LEAVES[:size]))


def test_the_example_of_the_standard_is_read_and_written_back() -> None:
    told = read_checkpoint(EXAMPLE)
    assert (told.origin, told.size, told.extensions) == (
        "example.com/behind-the-sofa",
        20852163,
        (),
    )
    assert told.root.hex()[:16] == "0ac5186a91863e8e"
    assert write_checkpoint(told) == EXAMPLE


def test_extension_lines_are_kept() -> None:
    told = read_checkpoint(EXAMPLE + "one\ntwo lines é\n")
    assert told.extensions == ("one", "two lines é")
    assert write_checkpoint(told) == EXAMPLE + "one\ntwo lines é\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "lines of origin"),
        ("\n", "lines of origin"),
        (EXAMPLE[:-1], "lines of origin"),
        ("o\n1\n", "lines of origin"),
        (f"o\n1\n{ROOT}", "lines of origin"),
        (f"\n1\n{ROOT}\n", "not empty"),
        (f"o\n1\n{ROOT}\n\n", "not empty"),
        (f"o\n1\n{ROOT}\n\nx\n", "not empty"),
        (f"o\x7f\n1\n{ROOT}\nx\ty\n", "not empty"),
        (f"o\r\n1\n{ROOT}\n", "not empty"),
        (f"o\ud800\n1\n{ROOT}\n", "not empty"),
        (f"o\n01\n{ROOT}\n", "leading zeros"),
        (f"o\n\n{ROOT}\n", "leading zeros"),
        (f"o\n+1\n{ROOT}\n", "leading zeros"),
        (f"o\n-1\n{ROOT}\n", "leading zeros"),
        (f"o\n1 \n{ROOT}\n", "leading zeros"),
        (f"o\n1.0\n{ROOT}\n", "leading zeros"),
        (f"o\n0x1\n{ROOT}\n", "leading zeros"),
        (f"o\n\u0661\n{ROOT}\n", "leading zeros"),
        (f"o\n{2**63}\n{ROOT}\n", "leading zeros"),
        (f"o\n{10**30}\n{ROOT}\n", "leading zeros"),
        ("o\n1\n\n", "32 bytes"),
        ("o\n1\nAAAA\n", "32 bytes"),
        (f"o\n1\n{ROOT} \n", "32 bytes"),
        (f"o\n1\n{ROOT[:-1]}\n", "32 bytes"),
        (f"o\n0\n{ROOT}\n", "root of no entries"),
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str, why: str) -> None:
    with pytest.raises(MalformedError, match=why):
        read_checkpoint(text)


def test_the_smallest_and_the_largest_size_are_read() -> None:
    assert read_checkpoint(f"o\n0\n{to_base64(EMPTY_ROOT)}\n").size == 0
    assert read_checkpoint(f"o\n{MAX_NUMBER}\n{ROOT}\n").size == 9223372036854775807
    assert [read_number(told, "") for told in ("0", "10", "9223372036854775807")] == [
        0,
        10,
        9223372036854775807,
    ]


@pytest.mark.parametrize(
    ("size", "root_", "extensions", "why"),
    [
        (-1, LEAVES[0], (), "from 0 to"),
        (2**63, LEAVES[0], (), "from 0 to"),
        (1, LEAVES[0][:31], (), "32 bytes"),
        (1, LEAVES[0] + b"\0", (), "32 bytes"),
        (0, LEAVES[0], (), "root of no entries"),
        (1, LEAVES[0], ("",), "not empty"),
        (1, LEAVES[0], ("a\nb",), "not empty"),
    ],
)
def test_a_head_that_cannot_be_is_not_built(
    size: int, root_: bytes, extensions: tuple[str, ...], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        Checkpoint(origin="o", size=size, root=root_, extensions=extensions)


def test_a_head_says_what_it_includes_by_its_own_size() -> None:
    """The proof for 0 of 7 would also hold for 0 of 6 against the root of 7: nobody is asked."""
    proof = inclusion_proof(0, LEAVES[:7])
    assert head(7).includes(0, LEAVES[0], proof)
    assert not head(6).includes(0, LEAVES[0], proof)
    assert not head(7).includes(1, LEAVES[0], proof)


def test_a_head_says_what_it_continues_in_one_record_only() -> None:
    proof = consistency_proof(3, LEAVES[:7])
    assert head(7).continues(head(3), proof)
    assert head(7).continues(head(0), ())
    assert not head(7).continues(head(4), proof)
    assert not head(3).continues(head(7), proof)
    assert not head(7).continues(head(3, "lake.example/baskets"), proof)
    assert head(7).continues(head(7), ())


@given(
    st.text(max_size=60) | st.text("o01\n=", max_size=20).map(lambda told: f"o\n1\n{ROOT}\n{told}")
)
def test_whatever_checkpoint_is_read_is_written_back_or_refused(text: str) -> None:
    try:
        told = read_checkpoint(text)
    except MalformedError:
        return
    assert write_checkpoint(told) == text
