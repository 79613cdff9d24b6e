"""How words are printed in a line: in quotation marks where they are words, and as they are."""

from __future__ import annotations

import pytest
from tests.forum.made import Desk

from dipoli.forum.line import read_line, show


def test_words_stand_in_quotation_marks_though_one_word_needs_none() -> None:
    act = Desk().act("XBE", "ratify.claim", "P1", party="XBE", body="Assembly", source="press")
    assert show(act).endswith('P1  "press"  party=XBE  body="Assembly"')


def test_what_is_no_words_stands_without_quotation_marks() -> None:
    act = Desk().act("XBE", "proposal.table", "P1", title="x", purpose="measure", basket="water")
    assert "purpose=measure" in show(act)
    assert "basket=water" in show(act)


@pytest.mark.parametrize("title", ["双方", "Пауза", "Gâté", 'a "b" c', "back\\slash"])
def test_letters_of_every_script_are_printed_as_they_are(title: str) -> None:
    act = Desk().act("XBE", "proposal.table", "P1", title=title, purpose="measure")
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    assert f'"{escaped}"' in show(act)
    assert read_line(show(act)).said == act.said
