"""Ends of sentences, beside the plain expression."""

from __future__ import annotations

import random
import re

from dipoli.analysis.discourse import grammars

SENTENCE = re.compile(
    r"(?<!\b[a-z])(?<!\bmr)(?<!\bms)(?<!\bno)\.(?=[\s\"'»”)]|$)|[。!?]+|(?<=다)\."
)
"""Where a sentence ends, told plainly."""


def test_ends_of_sentences_are_those_of_the_plain_expression() -> None:
    dice = random.Random(9)
    signs = [*'.。!?a다 \n"»b1_', ".", "no", "mr", "ms"]
    for _ in range(5_000):
        text = "".join(dice.choices(signs, k=dice.randint(1, 9)))
        plain = [one.span() for one in SENTENCE.finditer(text)]
        assert [one.span() for one in grammars.SENTENCE.finditer(text)] == plain
