"""The Merkle tree over the entries of a record, and the two proofs that it gives.

The root of the first n entries is one hash that binds all of them and their order. An *inclusion
proof* shows that an entry is number i of the tree of size n with root r; a *consistency proof*
shows that the tree of size n goes on where the tree of size m ended. Both are short: at most one
hash, or two, for each doubling of the tree.

    root of no entries       SHA-256 of nothing
    root of one entry        SHA-256(0x00 + entry)
    root of n > 1 entries    SHA-256(0x01 + root of the first k + root of the rest),
                             k the largest power of two smaller than n

Edges, decided here. Verifiers answer ``False`` and never raise: sizes and indexes are whole numbers
from 0, every hash has exactly 32 bytes, and a proof has exactly the hashes that its sizes ask for;
with one too many or one too few it does not hold. Nothing is included in a tree of size 0. A
consistency proof between equal sizes is empty, and the roots are equal. Every tree goes on from the
empty tree: old size 0 asks for the root of no entries and an empty proof (RFC 6962 leaves it open;
the witness protocol asks for it), and it says nothing about the new root. No tree goes on to a
smaller one. Makers raise ``ValueError`` for an index or a size out of range: that is misuse.

**A proof does not bind the size.** The same inclusion proof often also holds for a neighbouring
size. Take size and root from a verified checkpoint only (``note.open_checkpoint``), never from
whoever hands over the proof.

Source: rfc-6962, section 2.1; rfc-9162, sections 2.1.3.2 and 2.1.4.2 (verification), with the
edges above.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import field, frozen

HASH_BYTES = 32
_LENGTHS = {HASH_BYTES}
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of the tree without entries."""

Nodes: TypeAlias = Callable[[int, int], bytes]
"""The hash of a complete subtree, by level and number: the root of the 2**level entries from
``number * 2**level`` on. From leaf hashes by ``nodes``, from tiles by ``tile.tile_nodes``."""


def leaf_hash(entry: bytes) -> bytes:
    """The leaf of an entry.

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node above two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes.

    Pairs are hashed level by level; an odd one at the end rises as it is. That is the
    definition's tree: a node stands over the largest power of two that fits on its left.

    Args:
        leaves: leaf hashes, in order.
    """
    level = list(leaves)
    while len(level) > 1:
        above = [node_hash(*pair) for pair in zip(level[::2], level[1::2], strict=False)]
        level = above + level[len(above) * 2 :]
    return level[0] if level else EMPTY_ROOT


@frozen(kw_only=True)
class Frontier:
    """The right edge of a tree: all that is needed to go on, and nothing else.

    Args:
        size: number of entries.
        peaks: the roots of the complete subtrees that make up the tree, from left to right: one for
            each 1 in the size written in binary.

    >>> Frontier().add(leaf_hash(b"one")).add(leaf_hash(b"two")).size
    2
    """

    size: int = 0
    peaks: tuple[bytes, ...] = field(default=())

    def __attrs_post_init__(self) -> None:
        """Refuse an edge that no tree has."""
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            message = f"a tree of size {self.size} has no {len(self.peaks)} peaks"
            raise ValueError(message)
        if not _are_hashes(self.peaks):
            raise _no_hash()

    def add(self, *leaves: bytes) -> Frontier:
        """The edge after more leaf hashes.

        Every complete pair at the end is joined: as many as the size ends in ones in binary.
        """
        if not _are_hashes(leaves):
            raise _no_hash()
        peaks, size = list(self.peaks), self.size
        for leaf in leaves:
            carry, pairs = leaf, size
            while pairs & 1:
                carry, pairs = node_hash(peaks.pop(), carry), pairs >> 1
            peaks.append(carry)
            size += 1
        return Frontier(size=size, peaks=tuple(peaks))

    def root(self) -> bytes:
        """The root of the tree."""
        return _joined(self.peaks) if self.peaks else EMPTY_ROOT


def nodes(leaves: Sequence[bytes]) -> Nodes:
    """Complete subtrees, hashed from the leaf hashes each time they are asked for."""

    def complete(level: int, number: int) -> bytes:
        return root(leaves[number << level : (number + 1) << level])

    return complete


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Prove that a leaf stands at its place in the tree over all leaf hashes given.

    Args:
        index: of the leaf, from 0.
        leaves: leaf hashes; the whole tree.

    Returns:
        Hashes from the leaf's neighbour up to the child of the root.

    Raises:
        ValueError: no leaf has that index.
    """
    return prove_inclusion(index, len(leaves), nodes(leaves))


def prove_inclusion(index: int, size: int, complete: Nodes) -> tuple[bytes, ...]:
    """The same from complete subtrees, so that a large tree need not be hashed again.

    Args:
        index: of the leaf, from 0.
        size: of the tree.
        complete: hashes of complete subtrees.

    Raises:
        ValueError: no leaf has that index.
    """
    if not 0 <= index < size:
        message = f"no leaf {index} in a tree of size {size}"
        raise ValueError(message)
    start, end, proof = 0, size, list[bytes]()
    while end - start > 1:
        middle = start + _left(end - start)
        if index < middle:
            proof.append(_subtree(middle, end, complete))
            end = middle
        else:
            proof.append(_subtree(start, middle, complete))
            start = middle
    return tuple(reversed(proof))


def consistency_proof(old: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Prove that the tree over all leaf hashes given goes on from its first ``old`` entries.

    Args:
        old: size of the older tree, from 0.
        leaves: leaf hashes; the whole newer tree.

    Raises:
        ValueError: the older tree is larger.
    """
    return prove_consistency(old, len(leaves), nodes(leaves))


def prove_consistency(old: int, new: int, complete: Nodes) -> tuple[bytes, ...]:
    """The same from complete subtrees.

    Args:
        old: size of the older tree, from 0.
        new: size of the newer tree.
        complete: hashes of complete subtrees.

    Raises:
        ValueError: the older tree is larger.
    """
    if not 0 <= old <= new:
        message = f"a tree of size {new} does not go on from one of size {old}"
        raise ValueError(message)
    if old in (0, new):
        return ()
    start, end, proof = 0, new, list[bytes]()
    while old != end:  # down to the subtree that ends where the older tree ended
        middle = start + _left(end - start)
        if old <= middle:
            proof.append(_subtree(middle, end, complete))
            end = middle
        else:
            proof.append(_subtree(start, middle, complete))
            start = middle
    if start:  # that subtree is the whole older tree otherwise, and its root is known
        proof.append(_subtree(start, end, complete))
    return tuple(reversed(proof))


def verify_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether a leaf is number ``index`` of the tree of that size and root.

    Args:
        index: of the leaf, from 0.
        size: of the tree, from a verified checkpoint.
        leaf: leaf hash.
        proof: hashes from the leaf's neighbour up.
        root: of the tree, from the same checkpoint.
    """
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        return False
    place, last, told = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False  # one hash too many
        if place & 1 or place == last:
            told = node_hash(step, told)
            while not place & 1:  # an odd one at the end rose as it was
                place, last = place >> 1, last >> 1
        else:
            told = node_hash(told, step)
        place, last = place >> 1, last >> 1
    return last == 0 and told == root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the newer tree goes on where the older one ended.

    Args:
        old: size of the older tree.
        new: size of the newer tree.
        old_root: root of the older tree, from a verified checkpoint as its size.
        new_root: root of the newer tree, likewise.
        proof: as ``consistency_proof`` gives it.
    """
    if not 0 <= old <= new or not _are_hashes((old_root, new_root, *proof)):
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT and (new > 0 or new_root == EMPTY_ROOT)
    if old == new:
        return not proof and old_root == new_root
    return _goes_on(old, new, old_root, new_root, proof)


def _goes_on(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """The walk of RFC 9162, section 2.1.4.2, for 0 < old < new: both roots from one proof."""
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    if not steps:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    told_old = told_new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False  # one hash too many
        if place & 1 or place == last:
            told_old, told_new = node_hash(step, told_old), node_hash(step, told_new)
            while not place & 1:  # as above; place is not 0, for last is not
                place, last = place >> 1, last >> 1
        else:
            told_new = node_hash(told_new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and told_old == old_root and told_new == new_root


def _subtree(start: int, end: int, complete: Nodes) -> bytes:
    """The root over the entries from ``start`` to before ``end``, joined from complete subtrees."""
    peaks = list[bytes]()
    while start < end:
        level = (end - start).bit_length() - 1
        peaks.append(complete(level, start >> level))
        start += 1 << level
    return _joined(peaks)


def _joined(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that stand beside each other, from left to right."""
    *rest, told = peaks
    while rest:
        told = node_hash(rest.pop(), told)
    return told


def _left(size: int) -> int:
    """The largest power of two smaller than a size of at least 2."""
    return 1 << (size - 1).bit_length() - 1


def _are_hashes(hashes: Sequence[bytes]) -> bool:
    return set(map(len, hashes)) <= _LENGTHS


def _no_hash() -> ValueError:
    return ValueError(f"a hash has {HASH_BYTES} bytes")
