"""Words of a party in an idea of the mediator: what is compared, and from where on it is too much.

An idea is put in words of the mediator's own. So a program holds it against what the party said. It
compares letters and figures, and passes over capitals, accents, punctuation and spaces; a syllable
of Hangul counts as its letters. *Too much* are, of whatever the party said, more than 32 characters
in a row, or a whole sentence of four words. Of what was for the mediator alone, nothing may be
said, in whatever words; there more than 20 characters in a row are too much, and a whole sentence
of two words, where it has a figure or at least ten characters: "Twelve miles." and "12 miles.", but
not "Not yet.". What the other party said itself, or what the good offices with it are about, is
known to it, and is passed over.

*What it does not find.* Words, not thoughts: the same told afresh; few words out of a longer
sentence, as "twelve miles" out of "We could live with twelve miles."; one word alone. In writing
without spaces a sentence is one word, so that runs alone are found in it.

Source: docs/explanation/good-offices.md. The numbers are ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from attrs import frozen

from dipoli.told import tell

RUN = 32
"""So many characters in a row an idea may share with a party's words."""
ALONE_RUN = 20
"""So many with words that were for the mediator alone."""
SENTENCE = 4
"""A sentence of so many words does not stand whole in an idea, whatever its mark."""
ALONE_SENTENCE, ALONE_LENGTH = 2, 10
"""The same of what was for the mediator alone: words; and characters, where it has no figure."""

_ENDS = re.compile(r"[.!?\u2026]+(?=\s|$)|[\n\u3002\uff01\uff1f]")


@frozen(kw_only=True)
class Spoken:
    """What a party said: its words, and whether they were for the mediator alone."""

    words: str
    alone: bool


@frozen(kw_only=True)
class Taken:
    """What stands in an idea and is a party's: the words, and whether they were for one alone."""

    words: str
    alone: bool


def squeezed(words: str) -> str:
    """Words as they are compared: small letters and figures, one space where other signs were.

    >>> squeezed("  Twelve miles, no MORE…")
    'twelve miles no more'
    """
    letters = unicodedata.normalize("NFKD", words).casefold()
    signs = (one if one.isalnum() else "" if _is_accent(one) else " " for one in letters)
    return " ".join("".join(signs).split())


def _is_accent(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def shares_a_run(
    words: str, others: Iterable[str], longest: int = RUN, known: Iterable[str] = ()
) -> str | None:
    """The first run of characters, one longer than allowed, that words share with others.

    Args:
        words: to be said.
        others: what is not to be found in them.
        longest: run that may be shared, in characters.
        known: what whoever hears it said itself; runs of it are passed over.
    """
    said, size = squeezed(words), longest + 1
    heard = [tell(" {squeezed} ", squeezed=squeezed(one)) for one in known]
    runs = {said[at : at + size] for at in range(len(said) - longest)}
    runs = {run for run in runs if not any(run in one for one in heard)}
    for other in others:
        held = squeezed(other)
        for at in range(len(held) - longest):
            if held[at : at + size] in runs:
                return held[at : at + size]
    return None


def taken(words: str, said: Iterable[Spoken], known: Iterable[str] = ()) -> Taken | None:
    """What of a party's words stands in an idea and is too much; None where nothing is.

    Args:
        words: of the idea.
        said: by the party, in its circle.
        known: what the other party said itself, or knows from what its good offices are about.
    """
    spoken, heard = tuple(said), tuple(known)
    every = [one.words for one in spoken]
    found = shares_a_run(words, every, RUN, heard)
    found = found or _sentence(words, every, SENTENCE, heard)
    if found is not None:
        return Taken(words=unicodedata.normalize("NFC", found), alone=False)
    alone = [one.words for one in spoken if one.alone]
    found = _sentence(words, alone, ALONE_SENTENCE, heard, ALONE_LENGTH)
    found = found or shares_a_run(words, alone, ALONE_RUN, heard)
    if found is None:
        return None
    return Taken(words=unicodedata.normalize("NFC", found.strip()), alone=True)


def _sentence(
    words: str, others: Iterable[str], least: int, known: Iterable[str], length: int = 0
) -> str | None:
    """The first sentence of others that stands whole in words, and that is long enough."""
    said, heard = squeezed(words), [squeezed(one) for one in known]
    for other in others:
        for one in sentences(other):
            telling = len(one) >= length or any(sign.isdecimal() for sign in one)
            if len(one.split()) < least or not telling or not _stands(one, said):
                continue
            if not any(_stands(one, held) for held in heard):
                return one
    return None


def sentences(words: str) -> Iterator[str]:
    """The sentences of a text, each as it is compared; a line ends one as well."""
    for part in _ENDS.split(words):
        one = squeezed(part)
        if one:
            yield one


def _stands(part: str, whole: str) -> bool:
    """Whether words stand in others as whole words."""
    return f" {part} " in f" {whole} "
