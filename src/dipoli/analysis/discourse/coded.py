"""A corpus coded by a codebook: each passage with the issues it carries, and on which side."""

from __future__ import annotations

from collections.abc import Callable

from dipoli.analysis.discourse import stance
from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Coded
from dipoli.analysis.discourse.lexicon import compile_lexicon
from dipoli.analysis.discourse.texts import Corpus

_AT_ONCE = 1_000
"""Passages between two looks at whether to stop."""


def code(
    corpus: Corpus,
    codebook: Codebook,
    *,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[Coded, ...]:
    """Code every passage that is an actor's own or stands in a joint text.

    Words of anybody else, such as a journalist's question, are coded for nobody and left out. A
    joint text is coded by the seeds that hold for all actors.

    Args:
        corpus: its passages, in their order.
        codebook: seeds and cues.
        stop: asked now and then; True ends it with the passages coded until then.
        told: told how many passages are coded, of how many.

    Raises:
        ValueError: the codebook cannot be used.
    """
    lexicon = compile_lexicon(codebook)
    own = [one for one in corpus.passages if one.actor is not None or one.joint]
    missing: dict[tuple[str, str | None], tuple[str, ...]] = {}
    coded: list[Coded] = []
    for done, passage in enumerate(own):
        if done % _AT_ONCE == 0:
            told(done, len(own))
            if done and stop():
                return tuple(coded)
        language = corpus.documents[passage.file].language
        words = corpus.words(passage)
        codes = lexicon.codes(words, language, passage.actor, passage.start)
        if codes:
            codes = stance.read(words, passage.start, codes, codebook, language)
        key = (language, passage.actor)
        if key not in missing:
            missing[key] = lexicon.missing(language, passage.actor)
        coded.append(Coded(passage=passage, codes=codes, missing=missing[key]))
    told(len(own), len(own))
    return tuple(coded)
