"""Texts in a notebook: a corpus coded by a codebook, with its answers as pandas tables.

Actors stand in the order in which the corpus, by date, first has words of each; issues in that of
the codebook. No table is sorted by value, and none adds up by actor. Each table bears in ``attrs``
the receipt of what it tells: codebook and corpus by their hashes, seed, assumptions, and what it
does not show.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import pandas as pd
from attrs import frozen

from dipoli.analysis.discourse import bridges, common, concordance
from dipoli.analysis.discourse import converge as meeting
from dipoli.analysis.discourse import salience as shares
from dipoli.analysis.discourse.bootstrap import DRAWS
from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.counts import Found, Reading
from dipoli.analysis.discourse.figures import DOES_NOT_SHOW, Estimate, receipt
from dipoli.analysis.discourse.meeting import PROMPT
from dipoli.analysis.discourse.texts import Passage
from dipoli.analysis.receipt import Receipt
from dipoli.codec.codebook_file import read_codebook
from dipoli.codec.corpus import read_corpus


def discourse(corpus: str | Path, codebook: str | Path) -> Texts:
    """Read a corpus of texts and code it by a codebook.

    Args:
        corpus: folder of the texts, with their manifest.
        codebook: file of the codebook.

    Returns:
        The texts as read, which show themselves, and tell their answers as tables.

    Raises:
        MalformedError: one of the two cannot be read; with every fault.
    """
    book = read_codebook(Path(codebook))
    texts = read_corpus(Path(corpus))
    return Texts(reading=Reading(corpus=texts, coded=code(texts, book), codebook=book))


@frozen(kw_only=True)
class Texts:
    """A corpus coded by a codebook.

    Args:
        reading: what was read, for every question of `dipoli.analysis.discourse`.
    """

    reading: Reading

    def codes(self) -> pd.DataFrame:
        """One row for each code of each passage; a passage without one has a row of its own.

        Returns:
            A table by place: actor, date, genre, language, issue, seed, stance, words. An empty
            stance was not read, which is not "none".
        """
        rows = [
            {
                **self._place(one.passage),
                "actor": one.passage.actor or "",
                "joint": ";".join(one.passage.joint),
                "issue": "" if each is None else each.issue,
                "through": "" if each is None else each.sub,
                "seed": "" if each is None else each.seed,
                "stance": "" if each is None or each.stance is None else each.stance.value,
                "missing": ";".join(one.missing),
                "words": self.reading.corpus.words(one.passage),
            }
            for one in self.reading.coded
            for each in one.codes or (None,)
        ]
        whence = receipt(self.reading, "Seeds were looked for in every passage.", parameters={})
        return _table(rows, whence)

    def salience(
        self, genre: str, *, language: str = "", seed: int = 0, draws: int = DRAWS
    ) -> pd.DataFrame:
        """One row for each actor, language and issue within one genre.

        Args:
            genre: one genre.
            language: this one only; each apart when empty.
            seed: of the draws of documents.
            draws: of documents, from 100 to 100,000.

        Returns:
            Shares from 0 to 1 with the ends of their 95 % interval; empty is unknown, and ``why``
            says so.

        Raises:
            ValueError: the corpus has no document of the genre, or the draws are out of range.
        """
        found = shares.salience(self.reading, genre, language=language, seed=seed, draws=draws)
        rows = [
            {
                "language": one.language,
                "actor": one.actor,
                "issue": one.issue,
                **_estimate("share", one.share),
                **_estimate("presence", one.presence),
                "passages": one.passages,
                "documents": len(one.documents),
                "with it": len(one.evidence) if one.share.value is not None else pd.NA,
                "why": one.share.why,
            }
            for one in found.figures
        ]
        return _table(rows, found.receipt, ["language", "actor", "issue"])

    def converge(self, one: str, other: str, issue: str, genre: str) -> pd.DataFrame:
        """Passages of two actors on an issue side by side: prompts for a diplomat, not findings.

        Args:
            one: code of an actor.
            other: code of another.
            issue: id in the codebook.
            genre: one genre.

        Returns:
            One row for each pair; opposed passages are never among them.

        Raises:
            ValueError: one actor twice, an issue that the codebook does not have, or no such genre.
        """
        found = common.common_words(self.reading, (one, other), issue, genre)
        rows = [
            {
                "way": pair.way.value,
                **self._side("first", pair.one),
                **self._side("second", pair.other),
            }
            for pair in (*found.compatible, *found.conditional)
        ]
        return _table(rows, found.receipt)

    def figures(self, one: str, other: str, issue: str, genre: str, seed: int = 0) -> pd.DataFrame:
        """The three figures of a pair on an issue, kept apart, by language.

        Args:
            one: code of an actor.
            other: code of another.
            issue: id in the codebook.
            genre: one genre.
            seed: of the draws of documents.

        Returns:
            Co-salience, likeness of frames, and how many pairs of passages meet in each way, with
            the share of all pairs; they are never added up.

        Raises:
            ValueError: as `converge`.
        """
        found = meeting.converge(self.reading, (one, other), issue, genre, seed=seed)
        rows = [
            {
                "language": each.language,
                **_estimate("co-salience", each.co_salience),
                **_estimate("frame similarity", each.frame_similarity),
                **{f"pairs {way.value}": count for way, count in each.stances},
                **{
                    key: told
                    for way, share in each.shares
                    for key, told in _estimate(f"share {way.value}", share).items()
                },
            }
            for each in found
        ]
        whence = found[0].receipt if found else receipt(self.reading, PROMPT, parameters={})
        return _table(rows, whence, ["language"])

    def bridges(self, one: str, other: str, issue: str, genre: str) -> pd.DataFrame:
        """Issues that both raise beside one, through which it could be put otherwise.

        Raises:
            ValueError: as `converge`.
        """
        found = bridges.bridges(self.reading, (one, other), issue, genre)
        rows = [
            {
                "issue": each.issue,
                "passages of the first": len(each.one),
                "passages of the second": len(each.other),
                "on a condition": each.conditional,
                "left out": each.removed,
            }
            for each in found.found
        ]
        return _table(rows, found.receipt, ["issue"])

    def kwic(self, word: str, *, context: int = concordance.CONTEXT) -> pd.DataFrame:
        """Every place where a word stands, in its context, by date.

        Args:
            word: one word or several, with ``*`` for further letters.
            context: characters on either side.

        Raises:
            ValueError: no word, or a context below 0.
        """
        lines = concordance.concordance(self.reading.corpus, word, context=context)
        rows = [
            {
                **self._place(one.passage),
                "actor": one.passage.actor or ";".join(one.passage.joint),
                "left": one.left,
                "word": one.word,
                "right": one.right,
            }
            for one in lines
        ]
        whence = receipt(self.reading, "A word in its context.", parameters={"word": word})
        return _table(rows, whence)

    def _place(self, one: Passage) -> dict[str, object]:
        document = self.reading.corpus.documents[one.file]
        return {
            "file": one.file,
            "start": one.start,
            "end": one.end,
            "date": document.date,
            "genre": document.genre,
            "language": document.language,
        }

    def _side(self, name: str, found: Found) -> dict[str, object]:
        stance = found.code.stance
        return {
            f"{name} actor": found.passage.actor,
            f"{name} file": found.passage.file,
            f"{name} start": found.passage.start,
            f"{name} stance": "" if stance is None else stance.value,
            f"{name} words": self.reading.corpus.words(found.passage),
        }

    def _repr_html_(self) -> str:
        """What was read, by genre and language, and what counting does not show."""
        held = self.reading.corpus.documents.values()
        cells = dict.fromkeys((one.genre, one.language) for one in held)
        rows = [
            {
                "genre": genre,
                "language": language,
                "documents": sum((one.genre, one.language) == (genre, language) for one in held),
            }
            for genre, language in cells
        ]
        book, corpus = self.reading.codebook, self.reading.corpus
        head = (
            f"Codebook {book.id} {book.version} ({book.digest[:12]}), corpus {corpus.digest[:12]}: "
            f"{len(corpus.documents):,} documents, {len(corpus.passages):,} passages."
        )
        limits = "".join(f"<li>{escape(one)}</li>" for one in DOES_NOT_SHOW)
        table = pd.DataFrame(rows).to_html(index=False)
        return f"<p>{escape(head)}</p>{table}<p>Not shown:</p><ul>{limits}</ul>"


def _estimate(name: str, one: Estimate) -> dict[str, object]:
    interval = one.interval
    return {
        name: pd.NA if one.value is None else one.value,
        f"{name} low": pd.NA if interval is None else interval.low,
        f"{name} high": pd.NA if interval is None else interval.high,
    }


def _table(
    rows: list[dict[str, object]], whence: Receipt, index: list[str] | None = None
) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    if rows and index is not None:
        table = table.set_index(index)
    table.attrs["receipt"] = {
        **dict(whence.parameters),
        "seed": whence.seed,
        "assumptions": list(whence.assumptions),
        "does_not_show": list(whence.does_not_show),
    }
    return table
