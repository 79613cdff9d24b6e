"""A figure and the passages on which it rests, so that whoever holds the corpus can count again."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from attrs import field, frozen

from dipoli.analysis.discourse.bootstrap import FEWEST, Interval
from dipoli.analysis.discourse.counts import Found, Reading, length_of, unit_of
from dipoli.analysis.discourse.texts import Corpus, Document
from dipoli.analysis.receipt import Receipt

DOES_NOT_SHOW = (
    "Frequency is not importance; silence can be policy; who mentions is not who demands.",
    "What was said elsewhere: the corpus holds what was collected, in the languages it has.",
    "A comparison across languages: that needs the recall of the seeds in each to be stated.",
)
"""Every result of this room says so."""

ASSUMPTIONS = (
    "A passage carries an issue when a seed of the codebook stands in it, or a coder says so.",
    "Passages of an actor are its own words; joint texts and others' turns are not among them.",
    "The documents stand for all of their kind, each as likely to be collected as the other.",
)

TOO_FEW = f"fewer than {FEWEST} documents: how much documents differ is not known"
NO_SEEDS = "the codebook has no seeds for this issue in this language: unknown, which is not nought"
UNREAD = "not every passage was read for this issue: unknown, which is not nought"


@frozen(kw_only=True)
class Estimate:
    """A figure with its interval, or the reason why it has none.

    Args:
        value: None when it is unknown.
        interval: at 95 per cent; None when none can be given.
        why: why the figure or the interval is missing, or what a bound rests on; may be empty.
    """

    value: float | None
    interval: Interval | None = None
    why: str = ""


@frozen(kw_only=True)
class Figure:
    """How often one actor raises one issue, in one genre and one language.

    Args:
        actor: code.
        genre: of all documents.
        language: of all documents; figures of different languages are not compared.
        issue: id in the codebook.
        documents: names of all documents counted, by date and name, whether or not they raise it.
        passages: number of the actor's own passages in them.
        length: words or characters of those passages.
        unit: ``words`` or ``characters``.
        evidence: passages that carry the issue, by date, document and place.
        undated: names of those documents whose date is not known.
        share: of passages that carry it, from 0 to 1.
        presence: share of documents with such a passage, from 0 to 1.
        rate: passages that carry it per 1,000 words or characters.
    """

    actor: str
    genre: str
    language: str
    issue: str
    documents: tuple[str, ...] = field(repr=False)
    passages: int
    length: int
    unit: str
    evidence: tuple[Found, ...] = field(repr=False)
    undated: tuple[str, ...] = field(default=(), repr=False)
    share: Estimate
    presence: Estimate
    rate: Estimate

    @property
    def first(self) -> Found | None:
        """The first mention among the documents whose date is known, as far as it is."""
        return next(iter(self._dated), None)

    @property
    def last(self) -> Found | None:
        """The last mention among the documents whose date is known, as far as it is."""
        return next(reversed(self._dated), None)

    @property
    def _dated(self) -> tuple[Found, ...]:
        return tuple(one for one in self.evidence if one.passage.file not in self.undated)


def holds(corpus: Corpus, evidence: Iterable[Found]) -> bool:
    """Whether each passage stands in the corpus word by word, with the code inside of it."""
    return all(
        corpus.holds(one.passage)
        and one.passage.start <= one.code.start < one.code.end <= one.passage.end
        for one in evidence
    )


def resolves(corpus: Corpus, figure: Figure) -> bool:
    """Whether a figure follows from the corpus, counted again without any code of the coders.

    Every hash is checked; every document must be of the genre and language, every passage the
    actor's own and in the corpus once; and the three figures are counted from them anew.
    """
    if any(name not in corpus.documents for name in figure.documents):
        return False
    counted = set(figure.documents)
    held = {
        (one.file, one.start, one.end): one
        for one in corpus.passages
        if one.actor == figure.actor and not one.joint and one.file in counted
    }
    documents = [corpus.documents[name] for name in figure.documents]
    places = [(one.passage.file, one.passage.start, one.passage.end) for one in figure.evidence]
    length = sum(length_of(corpus.words(one), figure.language) for one in held.values())
    return (
        all(_fits(document, figure) for document in documents)
        and all(
            held.get(place) == one.passage
            for place, one in zip(places, figure.evidence, strict=True)
        )
        and all(one.code.issue == figure.issue for one in figure.evidence)
        and len(set(places)) == len(places)
        and {one.file for one in held.values()} == set(figure.documents)
        and len(held) == figure.passages
        and length == figure.length
        and figure.unit == unit_of(figure.language)
        and holds(corpus, figure.evidence)
        and _counted(figure, len(places), len({file for file, _start, _end in places}))
    )


def _fits(document: Document, figure: Figure) -> bool:
    return document.genre == figure.genre and document.language == figure.language


def _counted(figure: Figure, passages: int, documents: int) -> bool:
    if figure.share.value is None:
        return not passages and figure.presence.value is None and figure.rate.value is None
    return (
        figure.share.value == passages / figure.passages
        and figure.presence.value == documents / len(figure.documents)
        and figure.rate.value == 1000 * passages / figure.length
    )


def receipt(
    reading: Reading,
    method: str,
    *,
    parameters: dict[str, str],
    seed: int | None = None,
    assumptions: tuple[str, ...] = (),
    does_not_show: tuple[str, ...] = (),
) -> Receipt:
    """How a result of this room was obtained, with what it rests on and does not show."""
    return Receipt(
        method=method,
        exact=False,
        parameters={
            "codebook": f"{reading.codebook.id} {reading.codebook.version}",
            "codebook sha256": reading.codebook.digest,
            "corpus sha256": reading.corpus.digest,
            "codes sha256": reading.digest,
            **parameters,
        },
        seed=seed,
        inputs=reading.digest,
        versions={"dipoli": version("dipoli")},
        seconds=None,
        assumptions=(*ASSUMPTIONS, *assumptions),
        does_not_show=(*DOES_NOT_SHOW, *does_not_show),
    )
