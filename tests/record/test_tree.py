"""The tree: vectors of RFC 6962, every edge decided, and proofs against the slow obvious tree."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record import campaigns
from tests.record.reference import naive_consistency, naive_path, naive_root

from dipoli.record.tree import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    prove_consistency,
    prove_inclusion,
    root,
    verify_consistency,
    verify_inclusion,
)

ENTRIES = [b"%d" % number for number in range(70)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
ROOTS = [naive_root(ENTRIES[:size]) for size in range(len(ENTRIES) + 1)]

# The test vectors of Certificate Transparency: eight entries, and the root after each.
KNOWN_ENTRIES = [
    bytes.fromhex(told)
    for told in [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def grown(size: int) -> Frontier:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier = frontier.add(leaf)
    return frontier


@pytest.mark.parametrize(("size", "told"), list(enumerate(KNOWN_ROOTS)))
def test_the_roots_are_those_of_certificate_transparency(size: int, told: str) -> None:
    leaves = [leaf_hash(entry) for entry in KNOWN_ENTRIES[:size]]
    assert root(leaves).hex() == told
    assert naive_root(KNOWN_ENTRIES[:size]).hex() == told


def test_the_example_of_rfc_6962_section_2_1_3_holds() -> None:
    """The tree of seven leaves, with the nodes named as the RFC names them."""
    a, b, c, d, e, f, j = (leaf_hash(b"d%d" % number) for number in range(7))
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, m = node_hash(g, h), node_hash(i, j)  # m is the RFC's l
    leaves = [a, b, c, d, e, f, j]
    assert root(leaves) == node_hash(k, m)
    assert inclusion_proof(0, leaves) == (b, h, m)
    assert inclusion_proof(3, leaves) == (c, g, m)
    assert inclusion_proof(4, leaves) == (f, j, k)
    assert inclusion_proof(6, leaves) == (i, k)
    assert root(leaves[:3]) == node_hash(g, c)
    assert root(leaves[:4]) == k
    assert root(leaves[:6]) == node_hash(k, i)
    assert consistency_proof(3, leaves) == (c, d, g, m)
    assert consistency_proof(4, leaves) == (m,)
    assert consistency_proof(6, leaves) == (i, j, k)


def test_leaf_and_node_are_hashed_apart() -> None:
    assert leaf_hash(b"x") == hashlib.sha256(b"\x00x").digest()
    assert (
        node_hash(b"l" * 32, b"r" * 32) == hashlib.sha256(b"\x01" + b"l" * 32 + b"r" * 32).digest()
    )


def test_the_empty_tree_has_the_hash_of_nothing_for_its_root() -> None:
    assert hashlib.sha256().digest() == EMPTY_ROOT == root([]) == Frontier().root()


@pytest.mark.parametrize("size", range(len(ENTRIES) + 1))
def test_root_and_frontier_equal_the_obvious_tree(size: int) -> None:
    assert root(LEAVES[:size]) == ROOTS[size]
    assert grown(size).root() == ROOTS[size]
    assert grown(size).size == size


@pytest.mark.parametrize("size", range(1, len(ENTRIES) + 1))
def test_every_inclusion_proof_is_the_obvious_one_and_verifies(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(index, LEAVES[:size])
        assert list(proof) == naive_path(index, ENTRIES[:size])
        assert verify_inclusion(index, size, LEAVES[index], proof, ROOTS[size])


@pytest.mark.parametrize("new", range(1, len(ENTRIES) + 1))
def test_every_consistency_proof_is_the_obvious_one_and_verifies(new: int) -> None:
    for old in range(1, new + 1):
        proof = consistency_proof(old, LEAVES[:new])
        assert list(proof) == naive_consistency(old, ENTRIES[:new])
        assert verify_consistency(old, new, ROOTS[old], ROOTS[new], proof)
        if proof:
            assert not verify_consistency(old, new, ROOTS[old], ROOTS[new], proof[:-1])
            assert not verify_consistency(old, new, ROOTS[old], ROOTS[new], proof[1:])
        assert not verify_consistency(old, new, ROOTS[old], ROOTS[new], (*proof, LEAVES[0]))
        assert not verify_consistency(old, new, ROOTS[old - 1], ROOTS[new], proof)
        assert not verify_consistency(old, new, ROOTS[old], ROOTS[new - 1], proof)


# ---------------------------------------------------------------- edges


def test_nothing_is_included_in_the_empty_tree() -> None:
    assert not verify_inclusion(0, 0, LEAVES[0], (), LEAVES[0])
    assert not verify_inclusion(0, 0, EMPTY_ROOT, (), EMPTY_ROOT)


def test_the_tree_of_one_is_its_leaf() -> None:
    assert inclusion_proof(0, LEAVES[:1]) == ()
    assert verify_inclusion(0, 1, LEAVES[0], (), LEAVES[0])
    assert not verify_inclusion(0, 1, LEAVES[0], (LEAVES[1],), LEAVES[0])


@pytest.mark.parametrize("index", [-1, 5, 6, 1 << 64])
def test_an_index_outside_the_tree_does_not_verify_and_is_misuse_to_ask_for(index: int) -> None:
    proof = inclusion_proof(4, LEAVES[:5])
    assert not verify_inclusion(index, 5, LEAVES[4], proof, ROOTS[5])
    with pytest.raises(ValueError, match=f"no leaf {index} in a tree of size 5"):
        inclusion_proof(index, LEAVES[:5])


@pytest.mark.parametrize(("old", "new"), [(-1, 5), (6, 5), (1, 0)])
def test_no_tree_goes_on_to_a_smaller_one(old: int, new: int) -> None:
    assert not verify_consistency(old, new, ROOTS[0], ROOTS[new], ())
    with pytest.raises(ValueError, match=f"a tree of size {new} does not go on from one of"):
        prove_consistency(old, new, lambda *_: EMPTY_ROOT)


def test_equal_sizes_need_equal_roots_and_an_empty_proof() -> None:
    assert consistency_proof(5, LEAVES[:5]) == ()
    assert verify_consistency(5, 5, ROOTS[5], ROOTS[5], ())
    assert not verify_consistency(5, 5, ROOTS[5], ROOTS[4], ())
    assert not verify_consistency(5, 5, ROOTS[5], ROOTS[5], (LEAVES[0],))


def test_every_tree_goes_on_from_the_empty_one() -> None:
    assert consistency_proof(0, LEAVES[:5]) == consistency_proof(0, []) == ()
    assert verify_consistency(0, 5, EMPTY_ROOT, ROOTS[5], ())
    assert verify_consistency(0, 1, EMPTY_ROOT, ROOTS[1], ())
    assert verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, ())
    assert not verify_consistency(0, 0, EMPTY_ROOT, ROOTS[1], ())
    assert not verify_consistency(0, 0, ROOTS[1], ROOTS[1], ())
    assert not verify_consistency(0, 5, ROOTS[5], ROOTS[5], ())
    assert not verify_consistency(0, 5, EMPTY_ROOT, ROOTS[5], (LEAVES[0],))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_hash_of_another_length_never_verifies(length: int) -> None:
    short = b"\x00" * length
    for size in (1, 5):
        proof = inclusion_proof(0, LEAVES[:size])
        assert not verify_inclusion(0, size, short, proof, ROOTS[size])
        assert not verify_inclusion(0, size, LEAVES[0], proof, short)
    assert not verify_inclusion(
        0, 5, LEAVES[0], (*inclusion_proof(0, LEAVES[:5])[:-1], short), ROOTS[5]
    )
    assert not verify_consistency(5, 5, short, short, ())
    assert not verify_consistency(0, 5, EMPTY_ROOT, short, ())
    assert not verify_consistency(
        3, 5, ROOTS[3], ROOTS[5], (short, *consistency_proof(3, LEAVES[:5])[1:])
    )
    with pytest.raises(ValueError, match="32 bytes"):
        Frontier().add(short)
    with pytest.raises(ValueError, match="32 bytes"):
        Frontier(size=1, peaks=(short,))
    with pytest.raises(ValueError, match="32 bytes"):
        grown(1).add(short)


@pytest.mark.parametrize(
    ("size", "peaks"), [(1, 0), (0, 1), (2, 2), (3, 1), (-1, 1), (-1, 0), (-2, 1)]
)
def test_an_edge_that_no_tree_has_cannot_be_built(size: int, peaks: int) -> None:
    with pytest.raises(ValueError, match=f"size {size} has no {peaks} peaks"):
        Frontier(size=size, peaks=tuple(LEAVES[:peaks]))


def test_a_proof_does_not_bind_the_size() -> None:
    """Why size and root come from a verified checkpoint only, and never from a query.

    The proof for entry 0 of 7 also holds for 0 of 6, against the root of 7: both walks are alike.
    """
    proof = inclusion_proof(0, LEAVES[:7])
    assert verify_inclusion(0, 7, LEAVES[0], proof, ROOTS[7])
    assert verify_inclusion(0, 6, LEAVES[0], proof, ROOTS[7])
    assert not verify_inclusion(0, 6, LEAVES[0], proof, ROOTS[6])


@pytest.mark.parametrize("index", range(6))
def test_a_leaf_of_one_entry_is_no_node(index: int) -> None:
    """An entry that looks like two hashes does not stand for the node over them."""
    forged = leaf_hash(LEAVES[0] + LEAVES[1])
    assert forged != node_hash(LEAVES[0], LEAVES[1])
    assert not verify_inclusion(index, 6, forged, inclusion_proof(index, LEAVES[:6]), ROOTS[6])


# ---------------------------------------------------------------- properties


@pytest.mark.parametrize("seed", range(3))
def test_proofs_of_random_trees_are_the_obvious_ones(seed: int) -> None:
    campaigns.proofs_equal_the_obvious_tree(seed)


@pytest.mark.parametrize("seed", range(3))
def test_mutated_proofs_are_refused(seed: int) -> None:
    campaigns.mutated_proofs_are_refused(seed)


@given(st.lists(st.integers(0, len(LEAVES)), min_size=3, max_size=3).map(sorted))
def test_consistency_goes_through_any_size_between(sizes: list[int]) -> None:
    for old, new in [*pairwise(sizes), (sizes[0], sizes[2])]:
        proof = consistency_proof(old, LEAVES[:new])
        assert verify_consistency(old, new, ROOTS[old], ROOTS[new], proof)


@given(
    st.integers(-2, 80),
    st.integers(-2, 80),
    st.lists(st.sampled_from([*LEAVES[:4], b"", b"x" * 31]), max_size=8),
    st.sampled_from([*ROOTS[:8], b""]),
    st.sampled_from([*ROOTS[:8], b""]),
)
def test_verifiers_answer_whatever_they_are_given(
    one: int, other: int, proof: list[bytes], first: bytes, second: bytes
) -> None:
    assert verify_inclusion(one, other, first, proof, second) in (True, False)
    assert verify_consistency(one, other, first, second, proof) in (True, False)


@given(st.integers(1, 1 << 63), st.data())
def test_sizes_of_sixty_four_bits_need_a_short_proof(size: int, data: st.DataObject) -> None:
    """A tree of equal subtrees, so that a huge one can be had: each level has one hash."""
    heights = [LEAVES[0]]
    for _ in range(64):
        heights.append(node_hash(heights[-1], heights[-1]))
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))

    def told(of: int) -> bytes:
        peaks = [heights[level] for level in range(64) if of >> level & 1]
        top = peaks[0]
        for peak in peaks[1:]:
            top = node_hash(peak, top)
        return top

    proof = prove_inclusion(index, size, lambda level, _: heights[level])
    assert len(proof) <= 63
    assert verify_inclusion(index, size, LEAVES[0], proof, told(size))
    steps = prove_consistency(old, size, lambda level, _: heights[level])
    assert verify_consistency(old, size, told(old), told(size), steps)
