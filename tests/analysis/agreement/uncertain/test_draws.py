"""Random numbers that hang on a seed, a name and a number alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.analysis.draws import SEEDS, stream, words
from dipoli.analysis.spread import MOST, Spread, draw

NAME = "value/XAL/w-flow/1"


def test_the_words_are_those_of_the_published_generator() -> None:
    """Philox 4x64-10 on a key and a counter of zeros, as Random123 prints it (kat_vectors).

    The generator counts before it gives words, so that these are of the counter before 0.
    """
    state = np.random.Philox(0)
    empty = np.array([2**64 - 1] * 4, np.uint64)
    state.state = {
        "bit_generator": "Philox",
        "state": {"counter": empty, "key": np.zeros(2, np.uint64)},
        "buffer": np.zeros(4, np.uint64), "buffer_pos": 4, "has_uint32": 0, "uinteger": 0,
    }  # fmt: skip
    assert [hex(int(one)) for one in state.random_raw(4)] == [
        "0x16554d9eca36314c", "0xdb20fe9d672d0fdc", "0xd7e772cee186176b", "0x7e68b68aec7ba23b",
    ]  # fmt: skip


def test_a_stream_stays_the_same_for_ever() -> None:
    assert stream(NAME) == 16373416342300978112
    found = (0, 50, 100)
    triangular = draw(1, NAME, range(8), found, Spread.TRIANGULAR)
    assert triangular.tolist() == [26, 70, 48, 43, 44, 39, 62, 52]
    uniform = draw(1, NAME, range(8), found, Spread.UNIFORM)
    assert uniform.tolist() == [13, 83, 46, 38, 39, 30, 71, 54]


@given(st.integers(0, SEEDS - 1), st.text(max_size=20), st.integers(0, 50), st.integers(0, 50))
def test_profiles_are_the_same_however_they_are_cut(
    seed: int, name: str, start: int, count: int
) -> None:
    whole = words(seed, name, range(120))
    assert (words(seed, name, range(start, start + count)) == whole[start : start + count]).all()


@given(
    st.integers(-1000, 1000),
    st.integers(0, 500),
    st.integers(0, 500),
    st.sampled_from(list(Spread)),
    st.integers(0, 1000),
)
def test_draws_stay_in_their_range(
    low: int, below: int, above: int, spread: Spread, seed: int
) -> None:
    drawn = draw(seed, NAME, range(64), (low, low + below, low + below + above), spread)
    assert drawn.dtype == np.int64
    assert low <= drawn.min() <= drawn.max() <= low + below + above


def test_uniform_gives_every_whole_number_alike() -> None:
    drawn = draw(3, NAME, range(60_000), (4, 5, 9), Spread.UNIFORM)
    counts = np.bincount(drawn)[4:]
    assert len(counts) == 6
    assert abs(counts - 10_000).max() < 450


def test_triangular_has_its_peak_at_the_coded_value_and_the_mean_of_the_formula() -> None:
    drawn = draw(3, NAME, range(60_000), (0, 20, 100), Spread.TRIANGULAR)
    counts = np.bincount(drawn, minlength=101)
    assert 15 <= int(counts.argmax()) <= 25
    assert abs(drawn.mean() - 120 / 3) < 0.5
    share = (drawn <= 20).mean()
    assert abs(share - 20 / 100) < 0.02


def test_what_cannot_be_drawn_is_refused() -> None:
    for found in ((5, 4, 6), (0, 7, 6), (0, 0, MOST + 1)):
        with pytest.raises(ValueError, match="no range"):
            draw(1, NAME, range(4), found, Spread.UNIFORM)
    for seed, numbers in (
        (-1, range(4)),
        (SEEDS, range(4)),
        (1, range(-1, 4)),
        (1, range(0, 4, 2)),
    ):
        with pytest.raises(ValueError, match="seed below"):
            words(seed, NAME, numbers)
