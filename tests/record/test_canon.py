"""Canonical bytes: vectors of RFC 8785, what is refused, and that one value has one text."""

from __future__ import annotations

import base64
import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.faults import MalformedError
from dipoli.record.canon import (
    DEPTH,
    ENTRY_BYTES,
    LARGEST,
    Json,
    canonical,
    from_base64,
    quoted,
    read_canonical,
    to_base64,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SCALARS = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | WORDS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def nested(levels: int) -> Any:  # noqa: ANN401 - any JSON
    value: Any = 0
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def test_keys_stand_in_the_order_of_rfc_8785_section_3_2_3() -> None:
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\x80": "Control",
        "\xf6": "Latin Small Letter O With Diaeresis",
    }
    assert list(json.loads(canonical(value)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_text_is_escaped_as_in_rfc_8785_section_3_2_2() -> None:
    value = {"string": '\u20ac$\x0f\nA\'B"\\\\"/', "literals": [None, True, False]}
    expected = r"""{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"""
    assert canonical(value) == expected.encode()


def test_every_control_character_has_the_escape_that_rfc_8785_gives_it() -> None:
    short = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"}
    for code in range(0x20):
        assert canonical(chr(code)).decode() == f'"{short.get(code, f"{chr(92)}u{code:04x}")}"'
    assert canonical("\x7f\u2028").decode() == '"\x7f\u2028"'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, b"{}"),
        ([], b"[]"),
        ((1, 2), b"[1,2]"),
        (MappingProxyType({"b": 1, "a": 2}), b'{"a":2,"b":1}'),
        (0, b"0"),
        (LARGEST, b"9007199254740991"),
        (-LARGEST, b"-9007199254740991"),
        ({"a": {"c": [], "b": ""}}, b'{"a":{"b":"","c":[]}}'),
        ("\U0001f600", '"\U0001f600"'.encode()),
    ],
)
def test_a_value_has_these_bytes(value: Any, expected: bytes) -> None:  # noqa: ANN401 - any JSON
    assert canonical(value) == expected


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (1.0, "kind float"),
        (float("nan"), "kind float"),
        (LARGEST + 1, "54 bits"),
        (-LARGEST - 1, "54 bits"),
        ({1: 2}, "a key of the kind int"),
        ({None: 2}, "a key of the kind NoneType"),
        (b"bytes", "kind bytes"),
        ({"a"}, "kind set"),
        ("\ud800", "half of a surrogate pair"),
        ({"\udc00": 1}, "half of a surrogate pair"),
        ([["\ud800\ud800"]], "half of a surrogate pair"),
    ],
)
def test_a_value_without_canonical_bytes_is_refused(
    value: Any,  # noqa: ANN401 - anything
    why: str,
) -> None:
    with pytest.raises(MalformedError, match=why):
        canonical(value)


def test_thirty_two_levels_are_read_and_written_and_thirty_three_are_not() -> None:
    deepest = nested(DEPTH)
    assert read_canonical(canonical(deepest)) == deepest
    with pytest.raises(MalformedError, match="32 levels"):
        canonical(nested(DEPTH + 1))
    with pytest.raises(MalformedError, match="32 levels"):
        read_canonical(b"[" * 33 + b"]" * 33)
    with pytest.raises(MalformedError, match="32 levels"):
        read_canonical(b"[" * 30_000 + b"]" * 30_000)


@pytest.mark.parametrize(("objects", "lists"), [(33, 0), (0, 33), (17, 16), (16, 17), (40, 1)])
def test_lists_and_objects_count_alike(objects: int, lists: int) -> None:
    data = b'{"a":' * objects + b"[" * lists + b"0" + b"]" * lists + b"}" * objects
    with pytest.raises(MalformedError, match="32 levels"):
        read_canonical(data)


def test_many_brackets_side_by_side_are_not_deep() -> None:
    values: list[Any] = [[[]] * 40, [{}] * 40, "[{" * 40]
    for value in values:
        assert read_canonical(canonical(value)) == value


def test_what_was_found_is_shown_short() -> None:
    assert quoted("x" * 80) == f"'{'x' * 80}'"
    assert quoted("x" * 81) == f"'{'x' * 80}...'"
    with pytest.raises(MalformedError, match=f"the number 1.{'0' * 78}\n"):
        read_canonical(b"1." + b"0" * 100)


def test_an_entry_has_at_most_65535_bytes() -> None:
    assert ENTRY_BYTES == 65535
    text = "a" * (ENTRY_BYTES - 2)
    assert read_canonical(canonical(text)) == text
    with pytest.raises(MalformedError, match="65536 bytes"):
        read_canonical(canonical(text + "a"))
    assert read_canonical(canonical(text + "a"), limit=ENTRY_BYTES + 1) == text + "a"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Expecting value"),
        (b"{", "Expecting property name"),
        (b"1 ", "another way"),
        (b" 1", "another way"),
        (b"1\n", "another way"),
        (b'{"a": 1}', "another way"),
        (b'{"b":1,"a":1}', "another way"),
        ('{"\ufb33":1,"\U0001f600":1}'.encode(), "another way"),
        (b'"\\u0041"', "another way"),
        (b'"\\/"', "another way"),
        (b'"\\u001F"', "another way"),
        (b'"\\u000a"', "another way"),
        (b'"\\ud83d\\ude00"', "another way"),
        (b"-0", "another way"),
        (b'{"a":1,"a":1}', "twice"),
        (b'{"a":1,"\\u0061":2}', "twice"),
        (b"1.0", "the number 1.0"),
        (b"1e3", "the number 1e3"),
        (b"NaN", "the number NaN"),
        (b"-Infinity", "the number -Infinity"),
        (b"01", "Extra data"),
        (b"+1", "Expecting value"),
        (b"9007199254740992", "54 bits"),
        (b"9" * 5000, "digits"),
        (b'"\xff"', "can't decode"),
        (b'"\xc0\x80"', "can't decode"),
        (b'"\xed\xa0\x80"', "can't decode"),
        (b'"\\ud800"', "half of a surrogate pair"),
        (b'"\n"', "Invalid control character"),
        (b"\xef\xbb\xbf1", "Expecting value|BOM"),
        (b"[1,]", "Expecting value|trailing comma"),
        (b"'a'", "Expecting value"),
        (b"1 2", "Extra data"),
        (b"/**/1", "Expecting value"),
    ],
)
def test_another_way_to_write_a_value_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(MalformedError, match=why):
        read_canonical(data)


def test_a_fault_says_what_to_do_next() -> None:
    with pytest.raises(MalformedError) as told:
        read_canonical(b'{"a":1.5}')
    assert [(one.expected, one.found, one.mend) for one in told.value.findings] == [
        ("whole numbers", "the number 1.5", "write it as text, or in a smaller unit")
    ]


@pytest.mark.parametrize(
    ("text", "data"),
    [("", b""), ("Zg==", b"f"), ("Zm8=", b"fo"), ("Zm9v", b"foo"), ("+/8=", b"\xfb\xff")],
)
def test_base64_reads_and_writes_the_vectors_of_rfc_4648(text: str, data: bytes) -> None:
    assert to_base64(data) == text
    assert from_base64(text) == data
    assert from_base64(text, size=len(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "Zg",
        "Zg=",
        "Zg===",
        "Zh==",
        "Zm9=",
        " Zg==",
        "Zg==\n",
        "Zm 8=",
        "-_8=",
        "Zg==Zg==",
        "Zgé=",
        "=",
        "\ud800",
    ],
)
def test_base64_with_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match="standard base64 with padding"):
        from_base64(text)


def test_base64_of_another_size_is_refused() -> None:
    with pytest.raises(
        MalformedError, match="a key\n  expected: standard base64 with padding of 2"
    ):
        from_base64("Zg==", size=2, what="a key")
    with pytest.raises(MalformedError, match="of 0 bytes"):
        from_base64("Zg==", size=0)


@given(VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:  # noqa: ANN401 - any JSON
    data = canonical(value)
    assert read_canonical(data) == value
    assert json.loads(data) == value


@given(st.binary(max_size=40) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_read_is_canonical_or_refused(data: bytes) -> None:
    try:
        value = read_canonical(data)
    except MalformedError:
        return
    assert canonical(value) == data


@given(st.text(max_size=12) | st.binary(max_size=9).map(lambda b: base64.b64encode(b).decode()))
def test_whatever_base64_is_read_has_one_text(text: str) -> None:
    try:
        data = from_base64(text)
    except MalformedError:
        return
    assert to_base64(data) == text


def test_the_largest_number_is_written_and_the_next_one_is_not() -> None:
    for number in (9_007_199_254_740_991, -9_007_199_254_740_991):
        assert canonical(number) == str(number).encode()
        assert read_canonical(str(number).encode()) == number
    for number in (9_007_199_254_740_992, -9_007_199_254_740_992):
        with pytest.raises(MalformedError):
            canonical(number)
        with pytest.raises(MalformedError):
            read_canonical(str(number).encode())


@pytest.mark.parametrize(
    "text", ["[-0]", '{"b":1,"a":2}', '{"a": 1}', '["\\u0041"]', "[1 ]", '["\\/"]', "[01]", "[1e1]"]
)
def test_another_way_to_write_a_value_is_refused_at_sight_too(text: str) -> None:
    with pytest.raises(MalformedError):
        read_canonical(text.encode())


def test_a_long_row_of_numbers_is_told_at_once_even_where_it_is_not_plain() -> None:
    """Digits could be cut into numbers in more ways than there are steps."""
    value: list[Json] = [*[LARGEST] * 500, "\n"]
    assert read_canonical(canonical(value)) == value
