"""`dipoli.discourse` gives texts that show themselves and tables with their receipt."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from tests.worlds.texts import TINY, tiny

import dipoli
from dipoli.notebook.texts import Texts

TEXTS = {row[0]: row[5] for row in TINY}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    folder = tmp_path_factory.mktemp("texts")
    return dipoli.discourse(tiny(folder), folder / "book.yaml")


def test_every_code_stands_at_its_words(texts: Texts) -> None:
    table = texts.codes()
    assert set(table["file"]) == set(TEXTS)
    for row in table.to_dict("records"):
        assert TEXTS[str(row["file"])][row["start"] : row["end"]] == row["words"]
    passages = table.drop_duplicates(["file", "start"])
    assert len(passages) == len(texts.reading.coded)
    assert list(table["issue"]).count("") == sum(not one.codes for one in texts.reading.coded)


def test_salience_leaves_the_unknown_empty_and_sorts_nothing(texts: Texts) -> None:
    table = texts.salience("speech")
    order = list(dict.fromkeys(table.index.get_level_values("actor")))
    assert order == ["XAL", "XBE", "XCE", "XDO"]
    told: dict[Any, Any] = table.to_dict("index")
    assert pd.isna(told["ru", "XDO", "fish"]["share"])
    assert pd.isna(told["ru", "XDO", "fish"]["with it"])
    first = told["en", "XAL", "water"]
    assert first["share"] == first["with it"] / first["passages"]
    assert first["share low"] < first["share"] < first["share high"]
    assert table.attrs["receipt"]["seed"] == 0
    assert table.attrs["receipt"]["codebook sha256"] == texts.reading.codebook.digest
    assert table.attrs["receipt"]["does_not_show"]
    again = texts.salience("speech")
    assert table.equals(again)


def test_passages_of_two_stand_side_by_side_and_none_are_opposed(texts: Texts) -> None:
    table = texts.converge("XAL", "XBE", "water", "speech")
    assert set(table["way"]) <= {"compatible", "conditional"}
    assert set(table["first actor"]) == {"XAL"}
    sides = zip(table["first stance"], table["second stance"], strict=True)
    assert all({one, other} != {"supports", "opposes"} for one, other in sides)
    figures = texts.figures("XAL", "XBE", "water", "speech")
    told: dict[Any, Any] = figures.to_dict("index")
    assert told["en"]["pairs opposed"] > 0
    assert "total" not in " ".join(map(str, figures.columns)).casefold()
    assert texts.figures("XAL", "XCE", "water", "speech").empty
    assert isinstance(texts.bridges("XAL", "XBE", "water", "speech"), pd.DataFrame)


def test_a_word_in_its_context(texts: Texts) -> None:
    table = texts.kwic("lake water*")
    assert list(table["date"]) == sorted(table["date"])
    for row in table.to_dict("records"):
        assert f"{row['left']}{row['word']}{row['right']}" in TEXTS[str(row["file"])]


def test_texts_show_themselves_with_what_counting_does_not_show(texts: Texts) -> None:
    shown = texts._repr_html_()
    assert "<table" in shown
    assert texts.reading.codebook.digest[:12] in shown
    assert "Frequency is not importance" in shown
    assert "XAL" not in shown  # no row for an actor
