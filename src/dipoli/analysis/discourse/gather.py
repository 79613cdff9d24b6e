"""Documents made into a corpus: cut, repeats collapsed, and a digest over all that is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from dipoli.analysis.discourse.repeats import collapse
from dipoli.analysis.discourse.segment import cut
from dipoli.analysis.discourse.texts import Corpus, Document, Passage, digest_of


def gather(documents: Iterable[Document]) -> Corpus:
    """Make a corpus.

    Documents are in order of date, those without a date last, then of name: so the first place of
    words that are repeated is the earliest one.

    Args:
        documents: in any order.

    Raises:
        ValueError: two documents have the same name.
    """
    ordered = sorted(documents, key=lambda one: (not one.date, one.date, one.file))
    by_name = {one.file: one for one in ordered}
    if len(by_name) < len(ordered):
        message = "two documents of a corpus have the same name"
        raise ValueError(message)
    passages = [passage for one in ordered for passage in cut(one)]

    def words(passage: Passage) -> str:
        return by_name[passage.file].text[passage.start : passage.end]

    def language(passage: Passage) -> str:
        return by_name[passage.file].language

    kept = collapse(passages, words, language)
    return Corpus(documents=by_name, passages=kept, digest=digest_of_documents(ordered))


def digest_of_documents(documents: Iterable[Document]) -> str:
    """SHA-256 over names, hashes and what is known of documents, whatever their order.

    It covers what is said of them (title, date, actors, whose turn is where, ...), since figures
    rest on that too. A line of JSON for each document, by name.
    """
    digest = hashlib.sha256()
    for one in sorted(documents, key=lambda document: document.file):
        known = [
            one.file, one.sha256, digest_of(one.text), one.title, one.date, list(one.actors),
            one.language, one.genre, one.venue, one.role, one.translation.value, one.source,
            one.licence, [[turn.start, turn.end, turn.speaker, turn.actor] for turn in one.turns],
        ]  # fmt: skip
        line = json.dumps(known, ensure_ascii=True, separators=(",", ":"))
        digest.update(f"{line}\n".encode("ascii"))
    return digest.hexdigest()
