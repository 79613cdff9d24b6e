"""The field of 256 elements, and sharing a secret over it: points on a polynomial, byte by byte.

A secret of m bytes is the value at 0 of m polynomials, one a byte. A share is their values at some
other place. As many points as a polynomial has coefficients fix it; fewer fix none: for each value
at 0 there is exactly one polynomial through them.

Source: bibliography: shamir-1979. The field, modulo x^8 + x^4 + x^3 + x + 1, is that of AES
(bibliography: fips-197); logarithms are to the base of x + 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PLACES = 255
"""At most so many shares: one for each element but 0."""


def _tables() -> tuple[bytes, bytes]:
    """Powers of x + 1, twice over, and their logarithms."""
    powers, logarithms, value = bytearray(510), bytearray(256), 1
    for exponent in range(255):
        powers[exponent] = powers[exponent + 255] = value
        logarithms[value] = exponent
        doubled = value << 1 ^ (0x11B if value & 0x80 else 0)
        value = doubled ^ value
    return bytes(powers), bytes(logarithms)


_POWER, _LOGARITHM = _tables()


def times(one: int, other: int) -> int:
    """The product of two elements of the field.

    >>> hex(times(0x57, 0x83))
    '0xc1'
    """
    if not one or not other:
        return 0
    return _POWER[_LOGARITHM[one] + _LOGARITHM[other]]


def over(one: int, other: int) -> int:
    """The quotient of two elements of the field.

    Raises:
        ZeroDivisionError: the second is 0.
    """
    if not other:
        raise ZeroDivisionError
    if not one:
        return 0
    return _POWER[_LOGARITHM[one] + 255 - _LOGARITHM[other]]


def values_at(coefficients: Sequence[bytes], place: int) -> bytes:
    """The values of polynomials at a place, by Horner's rule.

    Args:
        coefficients: the constant ones first, all of one length; one byte for each polynomial.
        place: an element of the field.
    """
    values = bytes(len(coefficients[0]))
    for row in reversed(coefficients):
        values = bytes(times(v, place) ^ c for v, c in zip(values, row, strict=True))
    return values


def values_at_zero(points: Mapping[int, bytes]) -> bytes:
    """The values at 0 of the polynomials of least degree through points, by Lagrange's formula.

    Args:
        points: place to values there, all of one length; no place is 0.
    """
    total = bytes(len(next(iter(points.values()))))
    for place, values in points.items():
        weight = 1
        for other in points:
            if other != place:
                weight = times(weight, over(other, other ^ place))
        total = bytes(t ^ times(weight, v) for t, v in zip(total, values, strict=True))
    return total
