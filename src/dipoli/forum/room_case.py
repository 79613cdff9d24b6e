"""A case that leaves a room off the record goes with the text that names its digest.

The room holds one text and knows no cases (`dipoli.forum.room`). The group consents to a text, and
nothing else leaves. Where it built a case, the text says so in a sentence with the digest of the
papers, so that the consent is to these papers, byte for byte: whoever changes the case changes the
digest, the text no longer names it, and what was consented to does not leave with other papers.
"""

from __future__ import annotations

import re

from dipoli.forum.plain_wording import plain
from dipoli.forum.room import Leaving

_SENTENCE = "The case that the group built leaves with this text. Digest of its papers: {digest}."
_NAMED = re.compile(
    r"(?:[0-9]+\. )?The case that the group built leaves with this text\. "
    r"Digest of its papers: ([0-9a-f]{64})\."
)


def naming(words: str, digest: str) -> str:
    """A text that names the papers of a case, and no other papers; in the plain way of writing.

    Args:
        words: the text as it stands; empty where there is none.
        digest: of the papers, as `dipoli check` tells it.
    """
    return plain(f"{_without(words)}\n{_SENTENCE.format(digest=digest)}")


def not_naming(words: str) -> str:
    """A text without the sentence that names papers; one point that is left has no number."""
    text = plain(_without(words))
    return text if "\n" in text else text.removeprefix("1. ")


def named(words: str) -> str | None:
    """The digest of the papers that a text names; None where it names none."""
    found = [match[1] for match in map(_NAMED.fullmatch, words.split("\n")) if match]
    return found[0] if len(found) == 1 else None


def goes_with(left: Leaving | None, digest: str) -> bool:
    """Whether papers leave with what leaves a room: the text that was consented to names them."""
    return left is not None and left.consented and named(left.words) == digest


def _without(words: str) -> str:
    return "\n".join(line for line in words.split("\n") if _NAMED.fullmatch(line) is None)
