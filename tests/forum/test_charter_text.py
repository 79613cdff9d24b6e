"""A charter is one text: written, read, and refused by the same measure as its file."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import charter

from dipoli.charter.rules import Charter
from dipoli.codec.charter_file import read_charter
from dipoli.faults import CharterError, MalformedError
from dipoli.forum.charter_text import read_charter_text, write_charter
from dipoli.record.canon import canonical

TEXT = write_charter(charter())


def test_what_is_written_is_read_as_the_same_charter() -> None:
    assert read_charter_text(TEXT) == charter()
    assert write_charter(read_charter_text(TEXT)) == TEXT


def test_the_text_is_canonical_and_has_every_key() -> None:
    said = json.loads(TEXT)
    assert canonical(said).decode() == TEXT
    assert said["schema"] == "dipoli.charter/1"
    assert said["articles"][0]["source"] is None
    assert said["decision"]["mode"] == "consensus"


def test_a_text_in_another_order_is_refused() -> None:
    with pytest.raises(MalformedError):
        read_charter_text(json.dumps(json.loads(TEXT)))


def test_an_incoherent_charter_is_refused_with_every_fault() -> None:
    said = json.loads(TEXT)
    said["decision"]["quorum"] = 101
    said["chair"]["fixed"] = ["XAL"]
    with pytest.raises(CharterError) as caught:
        read_charter_text(canonical(said).decode(), "act 0")
    told = [(one.file, one.where) for one in caught.value.findings]
    assert told == [("act 0", "chair.fixed"), ("act 0", "decision.quorum")]


def from_file(text: str) -> Charter | None:
    """What the reader of files makes of the text: JSON in quotes is YAML as well."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "charter.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            return read_charter(path)
        except (MalformedError, CharterError):
            return None


def from_text(text: str) -> Charter | None:
    try:
        return read_charter_text(text)
    except (MalformedError, CharterError):
        return None


def test_the_reader_of_files_reads_the_same_charter() -> None:
    assert from_file(TEXT) == from_text(TEXT) == charter()


Spot = tuple[Any, ...]
MAY_BE_MISSING = {"source", "note", "holidays"}
"""Keys that a file may leave out; a text has them all."""


def spots(value: Any, place: Spot = ()) -> list[Spot]:  # noqa: ANN401 - JSON
    """Every place inside a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, item in inner:
        found.append((*place, key))
        if isinstance(item, dict | list):
            found += spots(item, (*place, key))
    return found


SPOTS = spots(json.loads(TEXT))
OTHER: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        -1,
        72,
        10**6,
        "",
        " ",
        "XAL",
        "en",
        "member",
        "x",
        "a\u200bb",
        [],
        {},
    ]
)


@given(st.sampled_from(SPOTS), st.booleans(), OTHER)
def test_both_readers_agree_on_any_charter_with_one_change(
    spot: Spot,
    delete: bool,  # noqa: FBT001 - hypothesis gives it
    value: Any,  # noqa: ANN401 - JSON
) -> None:
    said = copy.deepcopy(json.loads(TEXT))
    around = said
    for key in spot[:-1]:
        around = around[key]
    if delete and spot[-1] not in MAY_BE_MISSING:
        del around[spot[-1]]
    else:
        around[spot[-1]] = value
    text = canonical(said).decode()
    assert from_file(text) == from_text(text)


@given(st.sampled_from([spot for spot in SPOTS if isinstance(spot[-1], str)]))
def test_both_readers_refuse_a_key_that_they_do_not_know(spot: tuple[Any, ...]) -> None:
    said = copy.deepcopy(json.loads(TEXT))
    around = said
    for key in spot[:-1]:
        around = around[key]
    if "en" in around:  # names have any language as key
        return
    around["unknown"] = 1
    text = canonical(said).decode()
    assert from_file(text) is None
    assert from_text(text) is None
