"""Random words that hang on nothing but a seed, a name and a number.

Theory of operation. Everything that is drawn (a judgement of a case, the place of a step in an
order) has a stream of its own in the counter-based generator Philox 4x64-10. The key of the stream
is the seed and the first 64 bits of SHA-256 over the name of what is drawn; number ``n`` is word
``n`` of the stream. So there is no order of draws at all: word ``n`` is the same whichever process
draws it, how many others are drawn, and whatever else is drawn besides. What is renamed draws anew,
as under another seed.

Source: Salmon et al. 2011 (bibliography: salmon-2011), as shipped in NumPy, whose streams of raw
words are stable between versions.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

SEEDS = 1 << 63
"""Seeds are whole numbers from 0 up to this, without it."""
_LANES = 4


def words(seed: int, name: str, numbers: range) -> NDArray[np.uint64]:
    """Words of the stream of a name.

    Args:
        seed: from 0 up to `SEEDS`.
        name: of what is drawn.
        numbers: consecutive numbers, from 0 up.

    Returns:
        A word of 64 bits for each number; shape (numbers,).

    Raises:
        ValueError: the seed or the numbers are out of range.
    """
    if not 0 <= seed < SEEDS or numbers.start < 0 or numbers.step != 1:
        message = f"a seed below 2^63 and consecutive numbers from 0 up, not {seed}, {numbers}"
        raise ValueError(message)
    first, skipped = divmod(numbers.start, _LANES)
    generator = np.random.Philox(0)
    generator.state = {
        "bit_generator": "Philox",
        "state": {
            "counter": np.array([first, 0, 0, 0], np.uint64),
            "key": np.array([seed, stream(name)], np.uint64),
        },
        "buffer": np.zeros(_LANES, np.uint64),
        "buffer_pos": _LANES,
        "has_uint32": 0,
        "uinteger": 0,
    }
    return np.asarray(generator.random_raw(skipped + len(numbers)), np.uint64)[skipped:]


def stream(name: str) -> int:
    """The half of the key that names what is drawn: the first 64 bits of SHA-256."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
