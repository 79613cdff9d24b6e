"""What a command over texts answers, where the answer is no value of the analysis itself."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from attrs import field, frozen

from dipoli.analysis.discourse.absent import Expectation
from dipoli.analysis.discourse.bridges import Bridges
from dipoli.analysis.discourse.change import Change, Trends
from dipoli.analysis.discourse.coding import Code
from dipoli.analysis.discourse.common import CommonWords
from dipoli.analysis.discourse.concordance import Line, Order, Parallel
from dipoli.analysis.discourse.converge import Convergence
from dipoli.analysis.discourse.meeting import PROMPT
from dipoli.analysis.discourse.salience import JointText, Salience
from dipoli.analysis.discourse.texts import Corpus, Passage
from dipoli.analysis.receipt import Receipt


@frozen(kw_only=True)
class CodedPassage:
    """A passage with its document and its codes.

    Args:
        passage: with its place and its hash.
        date: of the document, as far as known.
        genre: of the document.
        language: of the document.
        codes: in the order of the codebook; empty when no issue is found.
        missing: issues for which the codebook has no seeds in the language: unknown, which is not
            "no".
    """

    passage: Passage
    date: str
    genre: str
    language: str
    codes: tuple[Code, ...]
    missing: tuple[str, ...]


@frozen(kw_only=True)
class Codes:
    """Every passage that is an actor's own or stands in a joint text, with its codes.

    Args:
        passages: in the order of the corpus.
        nobodys: passages of nobody's own words, which are not coded.
        receipt: how they were obtained.
    """

    passages: tuple[CodedPassage, ...] = field(repr=False)
    nobodys: int
    receipt: Receipt = field(repr=False)


@frozen(kw_only=True)
class SalienceAnswer:
    """How often each actor raises each issue, with what stands beside these figures.

    Args:
        salience: the figures.
        absent: what was expected of the document that was named, and is not there, for each actor
            with words of its own in it; empty where none was named.
        joint: texts of several makers, which count in nobody's share.
    """

    salience: Salience
    absent: tuple[Expectation, ...]
    joint: tuple[JointText, ...]


@frozen(kw_only=True)
class Opened:
    """A passage at its place, with those around it.

    Args:
        file: name of the document.
        title: of the document.
        date: of the document, as far as known.
        actors: codes of those whose words the document holds.
        genre: of the document.
        language: of the document.
        document: SHA-256 of the file.
        before: passages before it, in their order.
        passage: the passage.
        after: passages after it.
        parallel: passages beside it in another language; empty where none was asked for.
        receipt: how it was found.
    """

    file: str
    title: str
    date: str
    actors: tuple[str, ...]
    genre: str
    language: str
    document: str
    before: tuple[Passage, ...]
    passage: Passage
    after: tuple[Passage, ...]
    parallel: tuple[Parallel, ...] = ()
    receipt: Receipt = field(repr=False)


@frozen(kw_only=True)
class Failure:
    """Something in an answer that does not hold.

    Args:
        where: the place in the answer, such as ``salience.figures[3].evidence[0].passage``.
        why: what is wrong.
    """

    where: str
    why: str


@frozen(kw_only=True)
class Verified:
    """What became of an answer that was held against a corpus.

    Args:
        of: by what command the answer was asked for.
        holds: whether it is the same corpus, and every span and figure holds.
        same_corpus: whether the corpus has the digest that the answer names.
        spans: how many spans it names; each was looked up.
        figures: how many figures it tells; each was counted again.
        failures: whatever does not hold, in the order of the answer.
        receipt: how this was found.
    """

    of: str
    holds: bool
    same_corpus: bool
    spans: int
    figures: int
    failures: tuple[Failure, ...]
    receipt: Receipt = field(repr=False)


def text_receipt(
    corpus: Corpus,
    method: str,
    parameters: Mapping[str, object],
    does_not_show: tuple[str, ...] = (),
) -> Receipt:
    """How an answer was obtained that rests on the texts alone, without a codebook.

    Args:
        corpus: the texts.
        method: what was done, in a sentence.
        parameters: what was chosen, by name.
        does_not_show: what must not be read out of the answer.
    """
    return Receipt(
        method=method,
        exact=True,
        parameters={
            "corpus sha256": corpus.digest,
            **{name: str(value) for name, value in parameters.items()},
        },
        seed=None,
        inputs=corpus.digest,
        versions={"dipoli": version("dipoli")},
        seconds=None,
        does_not_show=(
            *does_not_show,
            "What was said elsewhere: the corpus holds what was collected, in languages it has.",
        ),
    )


@frozen(kw_only=True)
class Concordance:
    """Words, or an issue, wherever they stand, in their context.

    Args:
        words: that were looked for.
        issue: id, where an issue was looked for.
        sorted_by: by what the lines are sorted.
        lines: the lines.
        unknown: languages of the corpus in which nothing could be found, as no word is written in
            their letters or the codebook has no seeds: unknown, which is not none.
        receipt: how they were found.
    """

    words: tuple[str, ...]
    issue: str | None
    sorted_by: Order
    lines: tuple[Line, ...] = field(repr=False)
    unknown: tuple[str, ...]
    receipt: Receipt = field(repr=False)


@frozen(kw_only=True)
class ChangeAnswer:
    """How often each actor raises each issue, year by year or period by period.

    Args:
        years: year by year; None where periods were given.
        periods: period by period; None where none were given.
    """

    years: Trends | None
    periods: Change | None

    @property
    def receipt(self) -> Receipt:
        """Of the one that was asked for."""
        held = self.years if self.periods is None else self.periods
        assert held is not None  # noqa: S101 - one of the two is there
        return held.receipt


@frozen(kw_only=True)
class Meetings:
    """Where two actors' words on an issue meet. Prompts for a diplomat, not findings.

    Args:
        figures: three figures, kept apart, for each language that both have.
        words: passages side by side; opposed ones are never among them.
        bridges: issues through which this one could be re-framed.
        in_case: ids of the issues of the case to which the codebook leads; empty without a case.
        note: what these are.
    """

    figures: tuple[Convergence, ...]
    words: CommonWords
    bridges: Bridges
    in_case: tuple[str, ...]
    note: str = PROMPT
