"""Tiles and bundles: the paths and widths of the standard, and proofs made from files alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.faults import MalformedError
from dipoli.record.tile import (
    coordinates,
    entries_path,
    entry_bundle,
    read_bundle,
    tile_nodes,
    tile_path,
    tiles,
)
from dipoli.record.tree import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    prove_consistency,
    prove_inclusion,
    root,
)

LEAVES = [leaf_hash(b"%d" % number) for number in range(70_000)]


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ((0, 0), "tile/0/000"),
        ((0, 999), "tile/0/999"),
        ((0, 1000), "tile/0/x001/000"),
        ((4, 1234067), "tile/4/x001/x234/067"),
        ((63, 7, 1), "tile/63/007.p/1"),
        ((0, 1067, 5), "tile/0/x001/067.p/5"),
        ((1, 10, 255), "tile/1/010.p/255"),
        ((1, 10, 256), "tile/1/010"),
        ((0, 10**9), "tile/0/x001/x000/x000/000"),
    ],
)
def test_a_tile_lies_where_the_standard_says(place: tuple[int, ...], path: str) -> None:
    assert tile_path(*place) == path
    told = path.split("/", 2)[2]
    assert entries_path(*place[1:]) == f"tile/entries/{told}"


@pytest.mark.parametrize("place", [(-1, 0), (64, 0), (0, -1), (0, 0, 0), (0, 0, 257), (0, 0, -1)])
def test_a_tile_that_cannot_be_has_no_path(place: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="no tile"):
        tile_path(*place)


def test_a_tree_of_70000_has_the_tiles_that_the_standard_counts() -> None:
    """273 full and one of 112; above them one full and one of 17; above them one of 1."""
    told = list(coordinates(70_000))
    assert [width for level, _, width in told if level == 0] == [256] * 273 + [112]
    assert [(index, width) for level, index, width in told if level == 1] == [(0, 256), (1, 17)]
    assert [place for place in told if place[0] > 1] == [(2, 0, 1)]


def test_a_tree_of_256_has_a_full_tile_and_one_of_width_1_above() -> None:
    assert list(coordinates(256)) == [(0, 0, 256), (1, 0, 1)]
    assert list(coordinates(0)) == []
    assert list(coordinates(1)) == [(0, 0, 1)]
    assert list(coordinates(255)) == [(0, 0, 255)]


@pytest.mark.parametrize(
    ("since", "size", "expected"),
    [
        (0, 1, [(0, 0, 1)]),
        (1, 1, []),
        (1, 3, [(0, 0, 3)]),
        (255, 256, [(0, 0, 256), (1, 0, 1)]),
        (256, 256, []),
        (256, 257, [(0, 1, 1)]),
        (200, 600, [(0, 0, 256), (0, 1, 256), (0, 2, 88), (1, 0, 2)]),
        (65_535, 65_536, [(0, 255, 256), (1, 0, 256), (2, 0, 1)]),
    ],
)
def test_only_new_tiles_are_named_since_an_earlier_size(
    since: int, size: int, expected: list[tuple[int, int, int]]
) -> None:
    assert list(coordinates(size, since)) == expected


def test_a_tile_holds_the_roots_of_the_standard_s_formula() -> None:
    files = dict(tiles(LEAVES, 70_000))
    assert files["tile/0/000"] == b"".join(LEAVES[:256])
    assert files["tile/0/273.p/112"] == b"".join(LEAVES[69_888:])
    assert files["tile/1/001.p/17"] == b"".join(
        root(LEAVES[(256 + i) * 256 : (257 + i) * 256]) for i in range(17)
    )
    assert files["tile/2/000.p/1"] == root(LEAVES[: 256 * 256])
    assert {len(data) for path, data in files.items() if ".p/" not in path} == {8192}


def test_full_tiles_never_change_as_a_record_grows() -> None:
    kept: dict[str, bytes] = {}
    for since, size in [(0, 1), (1, 255), (255, 256), (256, 700), (700, 70_000)]:
        for path, data in tiles(LEAVES, size, since):
            assert kept.setdefault(path, data) == data
    for path, data in tiles(LEAVES, 70_000):
        assert kept[path] == data


def test_the_smallest_trees_have_their_tiles() -> None:
    assert list(tiles([], 0)) == []
    assert list(tiles(LEAVES[:1], 1)) == [("tile/0/000.p/1", LEAVES[0])]
    assert list(tiles(LEAVES[:3], 2, since=2)) == []
    assert list(tiles(LEAVES[:3], 3, since=3)) == []


@pytest.mark.parametrize(("since", "size"), [(0, 4), (3, 2), (-1, 2)])
def test_tiles_of_what_is_not_there_are_misuse(since: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"no tiles from {since} to {size} with 3 leaves"):
        list(tiles(LEAVES[:3], size, since))


def test_proofs_come_from_the_files_alone() -> None:
    dice = random.Random(1)
    for size in [1, 2, 255, 256, 257, 65_536, 65_537, 70_000]:
        files = dict(tiles(LEAVES, size))
        stored = tile_nodes(files.__getitem__, size)
        for index in {0, size - 1, dice.randrange(size), dice.randrange(size)}:
            proof = inclusion_proof(index, LEAVES[:size])
            assert prove_inclusion(index, size, stored) == proof
        for old in {1, size, dice.randint(1, size), dice.randint(1, size)}:
            steps = consistency_proof(old, LEAVES[:size])
            assert prove_consistency(old, size, stored) == steps


def test_a_tile_of_another_length_than_its_name_says_is_refused() -> None:
    for data in [b"", LEAVES[0], b"".join(LEAVES[:3]), b"".join(LEAVES[:2]) + b"\0"]:
        with pytest.raises(MalformedError, match=r"tile/0/000.p/2\n  expected: 64 bytes"):
            tile_nodes(lambda _, told=data: told, 2)(0, 0)  # type: ignore[misc]


@pytest.mark.parametrize(("level", "number"), [(0, 5), (0, -1), (2, 1), (3, 0), (70, 0)])
def test_a_subtree_that_is_not_complete_is_misuse_to_ask_for(level: int, number: int) -> None:
    with pytest.raises(ValueError, match="no complete subtree"):
        tile_nodes(dict(tiles(LEAVES, 5)).__getitem__, 5)(level, number)


# ---------------------------------------------------------------- bundles


def test_a_bundle_holds_entries_after_their_lengths() -> None:
    assert entry_bundle([b"abc", b""]) == b"\x00\x03abc\x00\x00"
    assert entry_bundle([b"x" * 300]) == b"\x01\x2c" + b"x" * 300
    assert read_bundle(b"\x00\x03abc\x00\x00") == (b"abc", b"")
    assert read_bundle(b"\x00\x03abc") == (b"abc",)


@pytest.mark.parametrize("entries", [[], [b""] * 257, [b"x" * 65_536]])
def test_a_bundle_that_cannot_be_is_misuse(entries: list[bytes]) -> None:
    with pytest.raises(ValueError, match="1 to 256 entries of at most 65535 bytes"):
        entry_bundle(entries)


def test_the_largest_bundle_is_read_back() -> None:
    entries = (b"x" * 65_535, *[b""] * 255)
    assert read_bundle(entry_bundle(entries)) == entries


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "0 entries"),
        (b"\x00", "cut short"),
        (b"\x00\x01", "cut short"),
        (b"\x00\x00\x00", "cut short"),
        (b"\x00\x02a", "cut short"),
        (b"\x00\x00" * 257, "257 entries"),
    ],
)
def test_a_bundle_that_is_not_whole_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(MalformedError, match=why):
        read_bundle(data)


@given(
    st.binary(max_size=200)
    | st.lists(st.binary(max_size=5), max_size=9).map(
        lambda entries: b"".join(len(one).to_bytes(2, "big") + one for one in entries)
    )
)
def test_whatever_bundle_is_read_is_written_back_or_refused(data: bytes) -> None:
    try:
        entries = read_bundle(data)
    except MalformedError:
        return
    assert entry_bundle(entries) == data
