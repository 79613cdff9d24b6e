"""A page put together from packed parts is a sound gzip file of the same text."""

from __future__ import annotations

import gzip
import re
import zlib

from hypothesis import given
from hypothesis import strategies as st
from tests.web.stage import Visitor

from dipoli.web.packed import in_pieces

A, B = "<stand-in of a token>", "<stand-in of a moment>"
texts = st.lists(st.sampled_from([A, B]) | st.text(max_size=40), max_size=12).map("".join)
values = st.text(max_size=80)


@given(texts, values, values)
def test_packed_and_plain_are_the_same_text(text: str, one: str, other: str) -> None:
    said = {A: one, B: other}
    expected = re.sub(f"{A}|{B}", lambda found: said[found.group()], text).encode()
    pieces = in_pieces(text, (A, B))
    assert pieces.filled(said) == expected
    assert gzip.decompress(pieces.packed(said)) == expected


def test_the_whole_is_one_member_and_nothing_stands_behind_it() -> None:
    packed = in_pieces(f"a{A}b" * 9, (A, B)).packed({A: "x" * 65_535})
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert len(reader.decompress(packed)) == 9 * 65_537
    assert reader.eof
    assert reader.unused_data == b""


MANY = 2_000
"""Names are of chance length: in so many the shortest is met in either lot."""


def test_a_secret_is_never_packed_together_with_words() -> None:
    secret = "0123456789abcdef" * 4
    known, unknown = (
        {len(in_pieces(words + A, (A, B)).packed({A: secret})) for _ in range(MANY)}
        for words in (secret, secret[::-1])
    )
    assert min(known) == min(unknown)
    assert max(known) - min(known) > 50  # lengths tell less: a name of chance length


def test_a_browser_that_packs_is_given_the_same_page() -> None:
    plain, packing = Visitor("XTV"), Visitor("XTV")
    page = "/forums/exercise/plenary/calendar"
    answer = packing.client.get(page, headers={"accept-encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
    assert {"Accept-Encoding", "Cookie"} <= {one.strip() for one in answer["Vary"].split(",")}
    bare = re.compile(r'(value|data-session|data-now)="[^"]*"')
    assert bare.sub("", gzip.decompress(answer.content).decode()) == bare.sub("", plain.html(page))
    refused = plain.client.get(page, headers={"accept-encoding": "identity"})
    assert "Content-Encoding" not in refused
