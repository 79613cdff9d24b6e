"""The page on the form of charters names every key and every word of a closed list."""

from __future__ import annotations

import enum
import re
from pathlib import Path

import attrs
import pytest

from dipoli.charter import framework, words

PAGE = (Path(__file__).parents[2] / "docs/reference/charter-format.md").read_text(encoding="utf-8")
NAMED = {word.strip('"') for word in re.findall(r"`([^`]+)`", PAGE)}
LISTS = [
    kind
    for kind in vars(words).values()
    if isinstance(kind, type) and issubclass(kind, enum.Enum) and kind is not enum.Enum
]
FORMS = [
    kind
    for kind in vars(framework).values()
    if isinstance(kind, type)
    and attrs.has(kind)
    and kind not in {framework.Frameworks, framework.Names}
]


@pytest.mark.parametrize("kind", LISTS)
def test_every_word_of_a_closed_list_stands_on_the_page(kind: type[enum.Enum]) -> None:
    assert {str(choice.value) for choice in kind} <= NAMED


@pytest.mark.parametrize("kind", FORMS)
def test_every_key_stands_on_the_page(kind: type[attrs.AttrsInstance]) -> None:
    assert set(attrs.fields_dict(kind)) <= NAMED
