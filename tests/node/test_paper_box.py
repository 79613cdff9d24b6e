"""Sealed papers: opened by the keys they are sealed to, by their owner, and unaltered alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.node.boxes import box_of, chance_of

from dipoli.faults import CredentialError, SealedError
from dipoli.node.box import make_key, with_key
from dipoli.node.paper_box import (
    MOST_KEYS,
    MOST_TEXT,
    SIZES,
    PaperKey,
    open_paper,
    paper_keys,
    read_public,
    seal_paper,
    size_of,
    whose,
)
from dipoli.record.keys import KeyUse

OWNER = whose("lake.example/talks", "XAL")
KEY = paper_keys(box_of("XAL"))[0]
OTHER = paper_keys(box_of("XBE"))[0]


def sealed(content: bytes = b"We can wait.", *to: PaperKey) -> bytes:
    """A paper of XAL."""
    keys = [one.public for one in (to or (KEY,))]
    return seal_paper(content, OWNER, keys, KEY, chance_of("paper", content))


# ---------------------------------------------------------------- examples


def test_a_paper_opens_for_each_key_it_is_sealed_to_and_names_its_author() -> None:
    box = sealed(b"We can wait.", KEY, OTHER)
    for key in (KEY, OTHER):
        opened = open_paper(box, OWNER, [key])
        assert opened.content == b"We can wait."
        assert opened.author == KEY.public.sign


def test_it_opens_for_nobody_else() -> None:
    with pytest.raises(SealedError, match="sealed to others"):
        open_paper(sealed(), OWNER, [OTHER])


def test_it_opens_as_no_other_delegation_s_paper() -> None:
    for owner in (whose("lake.example/talks", "XBE"), whose("sea.example/talks", "XAL")):
        with pytest.raises(SealedError):
            open_paper(sealed(), owner, [KEY])


def test_a_reader_cannot_seal_it_anew_in_its_author_s_name() -> None:
    class Thief:
        """Signs with what it has, and says that it is the author."""

        seal, public = OTHER.seal, KEY.public
        sign = OTHER.sign

    forged = seal_paper(b"Give way.", OWNER, [KEY.public], Thief(), chance_of("thief"))  # type: ignore[arg-type]
    with pytest.raises(SealedError, match="signature does not hold"):
        open_paper(forged, OWNER, [KEY])


def test_its_length_tells_a_class_and_no_more() -> None:
    around = SIZES[-1] - MOST_TEXT
    for number, size in enumerate(SIZES):
        longest = size - around
        shortest = 0 if number == 0 else SIZES[number - 1] - around + 1
        boxes = [sealed(b"x" * length) for length in (shortest, longest)]
        assert len({len(one) for one in boxes}) == 1
        assert {size_of(one) for one in boxes} == {size >> 10}


def test_what_is_too_long_or_for_nobody_is_refused() -> None:
    with pytest.raises(SealedError, match="Split it"):
        sealed(b"x" * (MOST_TEXT + 1))
    with pytest.raises(SealedError, match="1 to 16 keys"):
        seal_paper(b"x", OWNER, [], KEY, chance_of("none"))
    keys = [
        paper_keys(with_key(box_of("XAL"), make_key(KeyUse.SEAL, chance_of(k))))[0].public
        for k in range(MOST_KEYS + 1)
    ]
    with pytest.raises(SealedError, match="not to 17"):
        seal_paper(b"x", OWNER, keys, KEY, chance_of("many"))


def test_what_is_no_sealed_paper_is_told_as_such() -> None:
    for data in (
        b"",
        b"\x01",
        b"Our red line is the river.",
        b"\x02" + sealed()[1:],
        sealed()[:-1],
    ):
        with pytest.raises(SealedError, match="no sealed paper"):
            size_of(data)


def test_an_old_sealing_key_still_opens_what_was_sealed_to_it() -> None:
    newer = with_key(box_of("XAL"), make_key(KeyUse.SEAL, chance_of("newer")))
    assert paper_keys(newer)[0].public != KEY.public
    assert open_paper(sealed(), OWNER, paper_keys(newer)).content == b"We can wait."


def test_a_public_key_is_read_as_it_was_handed_on() -> None:
    text = KEY.public.text
    assert read_public(f"  {text[:40]}\n{text[40:]} ") == KEY.public
    with pytest.raises(CredentialError, match="another length"):
        read_public("AAAA")


def test_codes_of_two_keys_differ_and_have_six_groups() -> None:
    assert KEY.public.code != OTHER.public.code
    assert [len(part) for part in KEY.public.code.split()] == [5] * 6


# ---------------------------------------------------------------- properties


@given(st.binary(max_size=3000))
def test_what_was_sealed_is_what_opens(content: bytes) -> None:
    assert open_paper(sealed(content), OWNER, [KEY]).content == content


@given(st.data())
def test_a_paper_in_which_one_bit_changed_does_not_open(data: st.DataObject) -> None:
    box = bytearray(sealed())
    at = data.draw(st.integers(0, len(box) - 1))
    box[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealedError):
        open_paper(bytes(box), OWNER, [KEY])
