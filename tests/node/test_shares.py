"""Three shares: any two give the key back, one tells nothing, and a slip is named."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.node.boxes import chance_of

from dipoli.faults import CredentialError, MalformedError
from dipoli.node.shares import (
    Share,
    join_shares,
    read_share,
    split_key,
    write_share,
)
from dipoli.record.field256 import over, times

KEY, BOX, SPLIT = bytes(range(100, 132)), bytes(range(16)), b"\x01\x02\x03\x04"
SHARES = split_key(KEY, BOX, SPLIT, chance_of("slopes"))
TEXT = write_share(SHARES[0], "XAL")


def always(slopes: bytes) -> Callable[[int], bytes]:
    """Chance that gives these slopes."""
    return lambda _length: slopes


def slow(one: int, other: int) -> int:
    """Multiplication as schools teach it: shift, add, and divide by the polynomial at the end."""
    product = 0
    for bit in range(8):
        if other >> bit & 1:
            product ^= one << bit
    for bit in reversed(range(8, 15)):
        if product >> bit & 1:
            product ^= 0x11B << (bit - 8)
    return product


# ---------------------------------------------------------------- the field


def test_products_are_those_of_fips_197_and_of_slow_multiplication() -> None:
    assert times(0x57, 0x83) == 0xC1  # FIPS 197, section 4.2
    assert times(0x57, 0x13) == 0xFE
    for one, other in itertools.product(range(256), repeat=2):
        assert times(one, other) == slow(one, other)


def test_quotients_undo_products() -> None:
    for one, other in itertools.product(range(256), range(1, 256)):
        assert slow(over(one, other), other) == one
    with pytest.raises(ZeroDivisionError):
        over(1, 0)


# ---------------------------------------------------------------- two give all


@pytest.mark.parametrize("pair", list(itertools.permutations(range(3), 2)))
def test_any_two_shares_in_any_order_give_the_key(pair: tuple[int, int]) -> None:
    assert join_shares([SHARES[k] for k in pair]) == KEY


def test_every_byte_under_every_slope_comes_back_from_every_pair() -> None:
    for secret in range(256):
        slopes = bytes((secret + 8 * k) % 256 for k in range(32))
        for start in range(8):
            drawn = bytes((slope + start) % 256 for slope in slopes)
            made = split_key(bytes([secret]) * 32, BOX, SPLIT, always(drawn))
            for one, other in itertools.permutations(made, 2):
                assert join_shares([one, other]) == bytes([secret]) * 32


# ---------------------------------------------------------------- one gives nothing


@pytest.mark.parametrize("number", [1, 2, 3])
def test_for_each_byte_seen_every_secret_has_exactly_one_line(number: int) -> None:
    """Whoever holds one share learns nothing: all 256 secrets fit it, by one slope each."""
    lines = [slow(slope, number) for slope in range(256)]
    for secret in range(256):
        # each byte that could be seen comes from this secret by exactly one of 256 slopes
        assert sorted(secret ^ risen for risen in lines) == list(range(256))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_program_makes_shares_of_those_lines(number: int) -> None:
    for secret in (0, 1, 77, 255):
        seen = set()
        for start in range(0, 256, 32):
            slopes = bytes(range(start, start + 32))
            made = split_key(bytes([secret]) * 32, BOX, SPLIT, always(slopes))
            expected = [secret ^ slow(slope, number) for slope in slopes]
            assert list(made[number - 1].value) == expected
            seen |= set(expected)
        assert seen == set(range(256))  # the slopes drawn evenly give each byte once


def test_slope_zero_is_allowed() -> None:
    made = split_key(KEY, BOX, SPLIT, bytes)
    assert {share.value for share in made} == {KEY}


def test_a_key_or_chance_of_another_length_is_a_slip_of_ours() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        split_key(KEY[:31], BOX, SPLIT, chance_of())
    with pytest.raises(ValueError, match="32 bytes"):
        split_key(KEY, BOX, SPLIT, always(b"short"))


# ---------------------------------------------------------------- what does not fit


def test_shares_that_do_not_belong_together_are_refused_with_the_reason() -> None:
    one, other, third = SHARES
    with pytest.raises(CredentialError, match="different numbers"):
        join_shares([one, one])
    with pytest.raises(CredentialError, match="different numbers"):
        join_shares([one])
    with pytest.raises(CredentialError, match="different numbers"):
        join_shares([one, other, third])
    with pytest.raises(CredentialError, match="two boxes"):
        join_shares([one, evolve(other, box=bytes(8))])
    with pytest.raises(CredentialError, match="same time"):
        join_shares([one, evolve(other, split=bytes(4))])


@pytest.mark.parametrize("number", [0, 4, -1])
def test_there_is_no_other_share(number: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 3"):
        Share(box=bytes(8), split=bytes(4), number=number, value=bytes(32))


# ---------------------------------------------------------------- on paper


def test_a_share_is_five_short_lines_and_says_whose_it_is() -> None:
    lines = TEXT.splitlines()
    assert lines[0] == "Share 1 of 3 of the key box 00010203 of XAL; any 2 open it."
    assert [line[0] for line in lines[1:]] == ["1", "2", "3", "4"]
    assert all(len(line) == 30 for line in lines[1:])
    assert set("".join(lines[1:])) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ ")


def test_a_share_that_was_typed_carelessly_is_read_all_the_same() -> None:
    typed = TEXT.lower().replace("  ", " ").replace("0", "o").replace("1 ", "1: ", 1)
    assert read_share(TEXT) == SHARES[0]
    lines = typed.splitlines()[1:]
    lines = [line[0] + " " + line[2:].replace("1", "l") for line in lines]
    assert read_share("\n".join(reversed(lines))) == SHARES[0]


def test_the_mistyped_line_is_named_and_not_quoted() -> None:
    lines = TEXT.splitlines()
    for at in (1, 2, 3, 4):
        sign = "Z" if lines[at][5] != "Z" else "Y"
        wrong = [*lines[:at], lines[at][:5] + sign + lines[at][6:], *lines[at + 1 :]]
        with pytest.raises(MalformedError, match=f"a slip in line {at}") as caught:
            read_share("\n".join(wrong))
        assert lines[at][3:8] not in str(caught.value)
        with pytest.raises(MalformedError, match=f"line {at} missing"):
            read_share("\n".join([*lines[:at], *lines[at + 1 :]]))


def test_lines_of_two_shares_are_not_one_share() -> None:
    other = write_share(SHARES[1], "XAL").splitlines()
    mixed = [*TEXT.splitlines()[:3], *other[3:]]
    with pytest.raises(MalformedError, match="not of one share"):
        read_share("\n".join(mixed))


# ---------------------------------------------------------------- properties


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_split_print_read_join_gives_the_key(key: bytes, slopes: bytes) -> None:
    made = split_key(key, BOX, SPLIT, always(slopes))
    for one, other in itertools.combinations(made, 2):
        typed = [read_share(write_share(share, "XBE")) for share in (one, other)]
        assert typed == [one, other]
        assert join_shares(typed) == key


@given(st.text(max_size=200))
def test_no_text_is_read_as_a_share_with_another_fault_than_the_declared(text: str) -> None:
    with pytest.raises(MalformedError):
        read_share(text)


@given(st.integers(1, 4), st.integers(3, 26), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_anywhere_is_noticed(line: int, at: int, sign: str) -> None:
    lines = TEXT.splitlines()
    if lines[line][at] in {sign, " "}:
        return
    lines[line] = lines[line][:at] + sign + lines[line][at + 1 :]
    with pytest.raises(MalformedError):
        read_share("\n".join(lines))
