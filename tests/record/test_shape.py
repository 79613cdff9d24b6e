"""The strict reader: what is allowed at a bound, what is refused beyond it, how it is told."""

from __future__ import annotations

import pytest

from dipoli.faults import MalformedError
from dipoli.record import shape
from dipoli.record.canon import to_base64


def test_what_was_found_is_quoted_up_to_sixty_signs() -> None:
    assert shape.shown("a" * 58) == f"'{'a' * 58}'"
    assert shape.shown("a" * 59) == f"'{'a' * 59}..."


def test_a_list_has_no_item_or_a_thousand_unless_it_is_said_otherwise() -> None:
    read = shape.list_of(shape.truth)
    assert read([], "") == ()
    assert len(read([True] * 1000, "")) == 1000
    with pytest.raises(MalformedError):
        read([True] * 1001, "")


@pytest.mark.parametrize(("reader", "most"), [({}, 1000), ({"most": 3}, 3)])
def test_an_object_has_so_many_keys_at_most(reader: dict[str, int], most: int) -> None:
    read = shape.map_of(shape.words(9), shape.truth, **reader)
    assert len(read({str(number): True for number in range(most)}, "")) == most
    with pytest.raises(MalformedError):
        read({str(number): True for number in range(most + 1)}, "")


def test_bytes_of_a_length_are_asked_for_with_the_length() -> None:
    for reader, expected in (
        (shape.octets(3), "3 bytes in base64"),
        (shape.octets(), "bytes in base64"),
    ):
        with pytest.raises(MalformedError) as fault:
            reader("?", "")
        assert fault.value.findings[0].expected == expected
    assert shape.octets(3)(to_base64(b"abc"), "") == b"abc"
