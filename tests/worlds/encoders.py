"""Encoders of the size of a page, for what follows from vectors whatever they mean."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from dipoli.analysis.discourse.bootstrap import Floats

_SIZE = 11


@frozen(kw_only=True)
class Letters:
    """A sentence becomes the counts of its letters in a few classes: likeness without meaning."""

    name: str = "letters"
    version: str = "1"
    languages: tuple[str, ...] = ("en", "ko", "ru")

    def encode(self, sentences: list[str], language: str) -> Floats:
        """Counts of letters; shape (sentences, 11)."""
        assert language in self.languages
        vectors = np.zeros((len(sentences), _SIZE))
        for row, sentence in zip(vectors, sentences, strict=True):
            for letter in sentence:
                row[ord(letter) % _SIZE] += 1
        return vectors
