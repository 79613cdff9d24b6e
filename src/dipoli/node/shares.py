"""The recovery key in three shares, of which any two give it back and one tells nothing.

Each byte s of the key is the value at 0 of a line over the field of 256 elements: s + a x, with a
drawn anew and evenly, 0 included. The shares are the values at 1, 2 and 3. Two points fix a line.
One point fixes none: for each byte that the key might have there is exactly one line through the
point, so that each is as likely after seeing the share as before.

A share is written as five lines of letters and digits that can be read out and typed. The letters
are those of Crockford's base 32: no I, L, O, U; those that are typed all the same are read as 1, 1,
0. Each line carries two signs of checksum, so that the mistyped line is named, and the share as a
whole four bytes more.

Who is trusted: three persons of the delegation, that no two of them meet behind its back. Who could
collude: any two, with a copy of the box file. What each learns: that the box exists, and whose.

Source: bibliography: shamir-1979. The field is that of `dipoli.record.field256`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from dipoli.faults import CredentialError, Finding, MalformedError
from dipoli.node.box import Chance
from dipoli.record.field256 import over, times

SHARES, NEEDED = 3, 2
KEY_BYTES = 32

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TYPED = str.maketrans({"I": "1", "L": "1", "O": "0"})
_DOMAIN = b"dipoli/share/v1\n"
_VERSION = 1
_BOX, _SPLIT, _CHECK = 8, 4, 4
_LINES, _SIGNS, _GROUP, _LINE_CHECK = 4, 20, 5, 2


@frozen(kw_only=True)
class Share:
    """One of three shares.

    Args:
        box: the first 8 bytes of the id of the box.
        split: which making of shares it is of, 4 bytes.
        number: 1, 2 or 3.
        value: 32 bytes; two of them give the key.
    """

    box: bytes
    split: bytes
    number: int = field()
    value: bytes = field(repr=False)

    @number.validator
    def _numbered(self, _attribute: object, number: int) -> None:
        if not 1 <= number <= SHARES:
            message = f"shares are numbered from 1 to {SHARES}"
            raise ValueError(message)


def split_key(key: bytes, box: bytes, split: bytes, chance: Chance) -> tuple[Share, ...]:
    """Three shares of a recovery key.

    Args:
        key: 32 bytes.
        box: the id of the box.
        split: 4 fresh random bytes that name this making of shares.
        chance: gives fresh random bytes.

    Raises:
        ValueError: the key or the random bytes have another length.
    """
    slopes = chance(KEY_BYTES)
    if len(key) != KEY_BYTES or len(slopes) != KEY_BYTES:
        message = f"a recovery key and its slopes have {KEY_BYTES} bytes each"
        raise ValueError(message)
    return tuple(
        Share(
            box=box[:_BOX],
            split=split,
            number=x,
            value=bytes(s ^ times(a, x) for s, a in zip(key, slopes, strict=True)),
        )
        for x in range(1, SHARES + 1)
    )


def join_shares(shares: Sequence[Share]) -> bytes:
    """The recovery key from two shares.

    Raises:
        CredentialError: not two different shares of one box and one making.
    """
    if len(shares) != NEEDED or len({one.number for one in shares}) != NEEDED:
        message = f"{NEEDED} shares with different numbers are needed. Give two of the three."
        raise CredentialError(message)
    one, other = shares
    if one.box != other.box:
        message = "The two shares are of two boxes. Look at the line that names the box."
        raise CredentialError(message)
    if one.split != other.split:
        message = "The two shares were not made at the same time. Take two of the last making."
        raise CredentialError(message)
    return bytes(_at_zero(one, other, k) for k in range(KEY_BYTES))


def _at_zero(one: Share, other: Share, k: int) -> int:
    """The value at 0 of the line through two points: y1 x2 / (x1 + x2) + y2 x1 / (x1 + x2)."""
    between = one.number ^ other.number
    first = times(one.value[k], over(other.number, between))
    return first ^ times(other.value[k], over(one.number, between))


# ---------------------------------------------------------------- on paper


def write_share(share: Share, code: str) -> str:
    """A share as lines that can be read out and typed.

    Args:
        share: the share.
        code: of the delegation, for the first line, which is for people only.
    """
    data = bytes([_VERSION]) + share.box + share.split + bytes([share.number]) + share.value
    signs = _base32(data + _digest(data))
    name = f"key box {share.box.hex()[:8]} of {code}"
    lines = [f"Share {share.number} of {SHARES} of the {name}; any {NEEDED} open it."]
    for at in range(_LINES):
        part = signs[at * _SIGNS : (at + 1) * _SIGNS]
        groups = [part[k : k + _GROUP] for k in range(0, _SIGNS, _GROUP)]
        lines.append(f"{at + 1}  {' '.join(groups)}  {_line_check(at, part)}")
    return "\n".join(lines) + "\n"


def read_share(text: str) -> Share:
    """Read a share that was typed. Small letters, missing or further spaces do no harm.

    Raises:
        MalformedError: a line is missing or mistyped; which one is said, and nothing of its text.
    """
    found = dict(_typed_lines(text.splitlines()))
    missing = [at + 1 for at in range(_LINES) if at not in found]
    if missing:
        raise MalformedError([_slip(f"line {missing[0]} missing, too short or too long")])
    for at, signs in sorted(found.items()):
        if set(signs) - set(_ALPHABET) or _line_check(at, signs[:_SIGNS]) != signs[_SIGNS:]:
            raise MalformedError([_slip(f"a slip in line {at + 1}")])
    data = _bytes32("".join(found[at][:_SIGNS] for at in range(_LINES)))
    bare, check = data[:-_CHECK], data[-_CHECK:]
    number = bare[1 + _BOX + _SPLIT]
    if _digest(bare) != check or bare[0] != _VERSION or not 1 <= number <= SHARES:
        raise MalformedError([_slip("lines that are not of one share")])
    start = 1 + _BOX
    return Share(
        box=bare[1:start],
        split=bare[start : start + _SPLIT],
        number=number,
        value=bare[start + _SPLIT + 1 :],
    )


def _typed_lines(lines: Iterable[str]) -> Iterable[tuple[int, str]]:
    """Number of each line of signs, from 0, and its signs."""
    for line in lines:
        match = re.fullmatch(r"\s*([1-4])[\s.:)]+(.*)", line)
        signs = re.sub(r"[\s-]", "", match[2]).upper().translate(_TYPED) if match else ""
        if match and len(signs) == _SIGNS + _LINE_CHECK:
            yield int(match[1]) - 1, signs


def _line_check(at: int, signs: str) -> str:
    digest = hashlib.sha256(_DOMAIN + bytes([at]) + signs.encode()).digest()
    return _base32(digest[:5])[:_LINE_CHECK]


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(_DOMAIN + data).digest()[:_CHECK]


def _base32(data: bytes) -> str:
    number, signs = int.from_bytes(data, "big"), len(data) * 8 // 5
    return "".join(_ALPHABET[number >> 5 * k & 31] for k in reversed(range(signs)))


def _bytes32(signs: str) -> bytes:
    number = 0
    for sign in signs:
        number = number << 5 | _ALPHABET.index(sign)
    return number.to_bytes(len(signs) * 5 // 8, "big")


def _slip(found: str) -> Finding:
    return Finding(
        file="share",
        expected=f"{_LINES} numbered lines of {_SIGNS} signs and {_LINE_CHECK} more to check them",
        found=found,
        mend="type the line again from the paper",
    )
