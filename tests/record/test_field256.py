"""The field of 256 elements and sharing over it: points fix a polynomial, fewer fix none."""

from __future__ import annotations

import itertools
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.record.field256 import PLACES, over, times, values_at, values_at_zero


def slowly(one: int, other: int) -> int:
    """The product by the definition: carry-less, reduced modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    for bit in range(8):
        if other >> bit & 1:
            product ^= one << bit
    for bit in range(15, 7, -1):
        if product >> bit & 1:
            product ^= 0x11B << bit - 8
    return product


def test_the_worked_product_of_fips_197_is_found() -> None:
    assert times(0x57, 0x83) == 0xC1


def test_every_product_is_that_of_the_definition() -> None:
    for one, other in itertools.product(range(256), repeat=2):
        assert times(one, other) == slowly(one, other)


def test_every_quotient_times_its_divisor_is_the_dividend() -> None:
    for one, other in itertools.product(range(256), range(1, 256)):
        assert times(over(one, other), other) == one


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        over(1, 0)


def test_a_line_has_the_values_that_one_works_out_by_hand() -> None:
    assert values_at([b"\x05", b"\x03"], 0) == b"\x05"
    assert values_at([b"\x05", b"\x03"], 1) == b"\x06"
    assert values_at([b"\x05", b"\x03"], 2) == b"\x03"


def test_there_is_a_place_for_each_element_but_zero() -> None:
    assert PLACES == 255


rows = st.integers(1, 6).flatmap(
    lambda k: st.lists(st.binary(min_size=4, max_size=4), min_size=k, max_size=k)
)


@given(rows, st.data())
def test_as_many_points_as_coefficients_give_the_value_at_zero(
    coefficients: list[bytes], data: st.DataObject
) -> None:
    few = len(coefficients)
    places = data.draw(st.lists(st.integers(1, 255), min_size=few, max_size=few, unique=True))
    assert values_at_zero({x: values_at(coefficients, x) for x in places}) == coefficients[0]


@given(rows, st.integers(0, 255))
def test_values_are_the_sum_of_powers(coefficients: list[bytes], place: int) -> None:
    powers = [1]
    for _ in coefficients[1:]:
        powers.append(slowly(powers[-1], place))
    expected = bytes(
        reduce(
            lambda a, b: a ^ b,
            (slowly(row[m], p) for row, p in zip(coefficients, powers, strict=True)),
        )
        for m in range(4)
    )
    assert values_at(coefficients, place) == expected


@given(st.binary(min_size=1, max_size=1), st.binary(min_size=2, max_size=2))
def test_one_point_fewer_leaves_every_secret_possible(secret: bytes, slopes: bytes) -> None:
    """Of a polynomial with three coefficients, two points fit one for each value at zero."""
    held = {x: values_at([secret, slopes[:1], slopes[1:]], x) for x in (1, 2)}
    found = {values_at_zero({**held, 3: bytes([third])}) for third in range(256)}
    assert len(found) == 256
