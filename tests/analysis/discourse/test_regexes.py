"""What stands in everything that an expression finds."""

# ruff: noqa: RUF001 - signs that look alike are what is tested

from __future__ import annotations

import random
import re

import pytest

from dipoli.analysis.discourse import regexes
from dipoli.analysis.discourse.folding import fold


@pytest.mark.parametrize(
    ("expression", "signs"),
    [
        (r"\bnot\b(?! (?:only|just))", "not"),
        ("(?:peace|war) talks?", " talk"),
        ("(?:a|b)c", "c"),
        ("lake|river", ""),
        ("(?<!so )said", "sa"),
        ("(fo)?o+p", "p"),
        ("Lake ı", "ake "),
        ("(lakes)ide", "lakes"),
        ("(?<!뿐 )않", "않"),
    ],
)
def test_signs_of_an_expression_stand_in_what_it_finds(expression: str, signs: str) -> None:
    assert regexes.inside(expression) == signs


def test_an_expression_finds_nothing_in_a_text_without_its_signs() -> None:
    dice = random.Random(9)
    pieces = [
        "i",
        "I",
        "ı",
        "K",
        "k",
        "s",
        "S",
        "ab",
        "(?:a|b)",
        "(?!b)",
        "(?<!a)",
        "[is]",
        "(ki)?",
    ]
    pieces += [".", "핵", "(핵s)", "a+", "(?=k)", "в", "В", "(?:sa){1,2}"]
    found = 0
    for _ in range(4_000):
        expression = "".join(dice.choices(pieces, k=dice.randint(1, 4)))
        text = fold(
            "".join(dice.choices("iIıİKksSſab핵вВᲀ\u212a", k=dice.randint(1, 6))), "en"
        ).text
        if re.search(expression, text, re.IGNORECASE):
            found += 1
            assert regexes.inside(expression) in text, expression
    assert found > 500
