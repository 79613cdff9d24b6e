"""A queue: passages drawn from a corpus by a seed, some for each language, actor and issue.

Theory of operation. Passages fall into groups by half of the corpus, language and speaker. From
each group so many are drawn for every issue that the lexicon finds there, and as many more at
random from what is left. Rare issues are seen so; but the sample is then no picture of the corpus,
and only the part at random tells what the lexicon misses. Of the passages of a group those come
first whose SHA-256 with the seed is smallest. So there are no dice: another document in the corpus
leaves the order of all others as it is.

The half of a document hangs on its content alone, neither on its name nor on the seed: a document
once kept for the test is kept for every test.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Coded
from dipoli.analysis.discourse.hands.codings import (
    AT_RANDOM,
    Codings,
    Half,
    Item,
    Listed,
)
from dipoli.analysis.discourse.texts import Corpus, Document, Passage

MOST_LETTERS = 5_000
"""A longer passage is not drawn: it is no sentence, and a spreadsheet might cut it off."""
ALL = 100


@frozen(kw_only=True)
class Plan:
    """What is to be drawn.

    Args:
        each: passages from each group for each issue, and as many at random.
        coders: names, each another.
        double: percentage of documents that all coders code; the others are dealt out in turn.
        seed: of the draw.
        most: passages at most, the languages in turn; None for all that fall to the groups.
    """

    each: int
    coders: tuple[str, ...]
    double: int = ALL
    seed: int = 0
    most: int | None = None

    def __attrs_post_init__(self) -> None:
        few = self.each < 1 or not self.coders or (self.most is not None and self.most < 1)
        if few or not 0 <= self.double <= ALL:
            message = "one passage of a group at least, one coder, and a percentage"
            raise ValueError(message)


@frozen(kw_only=True)
class Drawn:
    """A queue, with what was not drawn.

    Args:
        codings: the queue; nothing in it is coded.
        too_long: number of passages that were left out for their length.
        nobody: number of passages in words of nobody whose words are coded.
        documents: number of documents with items, by language and half.
    """

    codings: Codings
    too_long: int
    nobody: int
    documents: Mapping[tuple[str, Half], int] = field(factory=dict)


def half_of(document: Document) -> Half:
    """The half to which a document belongs, whatever the draw."""
    return Half.TEST if _rank("half", document.sha256) & 1 else Half.DEV


def draw(corpus: Corpus, codebook: Codebook, coded: Sequence[Coded], plan: Plan) -> Drawn:
    """Draw a queue.

    Args:
        corpus: the documents.
        codebook: with whose lexicon they were coded.
        coded: passages of the corpus with what the lexicon found.
        plan: what is to be drawn.

    Returns:
        The queue, in an order that tells nothing of why an item was drawn.

    Raises:
        ValueError: a passage is not of the corpus.
    """
    spoken = [one for one in coded if _speakers(one.passage)]
    short = [one for one in spoken if one.passage.end - one.passage.start <= MOST_LETTERS]
    chosen: list[tuple[Passage, str]] = []
    for group in _groups(corpus, short).values():
        chosen += _of_group(group, [issue.id for issue in codebook.issues], plan)
    chosen.sort(key=lambda one: _place(plan.seed, one[0]))
    chosen = _cut(corpus, chosen, plan)
    coders = _dealt(corpus, {passage.file for passage, _by in chosen}, plan)
    items = tuple(_item(corpus, passage, by, coders[passage.file]) for passage, by in chosen)
    count: dict[tuple[str, Half], set[str]] = {}
    for item in items:
        count.setdefault((item.language, item.half), set()).add(item.file)
    return Drawn(
        codings=Codings(
            corpus=corpus.digest,
            codebook=codebook.digest,
            name=f"{codebook.id} {codebook.version}",
            issues=tuple(Listed(id=one.id, parent=one.parent) for one in codebook.issues),
            seed=plan.seed,
            items=items,
        ),
        too_long=len(spoken) - len(short),
        nobody=len(coded) - len(spoken),
        documents={key: len(files) for key, files in count.items()},
    )


def _speakers(passage: Passage) -> tuple[str, ...]:
    return passage.joint or ((passage.actor,) if passage.actor else ())


def _groups(corpus: Corpus, coded: Iterable[Coded]) -> dict[tuple[object, ...], list[Coded]]:
    """Passages by half, language and speaker, in the order in which they are met."""
    groups: dict[tuple[object, ...], list[Coded]] = {}
    for one in coded:
        if not corpus.holds(one.passage):
            message = f"{one.passage.file}: a passage that the corpus does not hold"
            raise ValueError(message)
        document = corpus.documents[one.passage.file]
        key = (half_of(document), document.language, _speakers(one.passage))
        groups.setdefault(key, []).append(one)
    return groups


def _of_group(
    group: Sequence[Coded], issues: Sequence[str], plan: Plan
) -> list[tuple[Passage, str]]:
    """What is drawn from a group, each passage once, with the issue for which it was drawn."""
    left = {_place(plan.seed, one.passage): one for one in group}
    chosen: list[tuple[Passage, str]] = []
    for issue in (AT_RANDOM, *issues):
        fits = [
            place
            for place, one in left.items()
            if issue == AT_RANDOM or any(code.issue == issue for code in one.codes)
        ]
        chosen += [(left.pop(place).passage, issue) for place in sorted(fits)[: plan.each]]
    return chosen


def _cut(
    corpus: Corpus, chosen: list[tuple[Passage, str]], plan: Plan
) -> list[tuple[Passage, str]]:
    """So many as are asked for at most, the languages in turn, in the order in which they were."""
    met: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for number, (passage, _by) in enumerate(chosen):
        language = corpus.documents[passage.file].language
        turns.append((met[language], number))
        met[language] += 1
    kept = sorted(number for _turn, number in sorted(turns)[: plan.most])
    return [chosen[number] for number in kept]


def _dealt(corpus: Corpus, files: Iterable[str], plan: Plan) -> dict[str, tuple[str, ...]]:
    """Coders by document: all for those that are coded twice, else one in turn."""
    by_rank = sorted(
        files, key=lambda file: (_rank("deal", plan.seed, corpus.documents[file].sha256), file)
    )
    double = -(-len(by_rank) * plan.double // ALL)
    return {
        file: plan.coders if number < double else (plan.coders[number % len(plan.coders)],)
        for number, file in enumerate(by_rank)
    }


def _item(corpus: Corpus, passage: Passage, by: str, coders: tuple[str, ...]) -> Item:
    document = corpus.documents[passage.file]
    return Item(
        file=passage.file,
        start=passage.start,
        end=passage.end,
        sha256=passage.sha256,
        text=corpus.words(passage),
        language=document.language,
        actors=_speakers(passage),
        date=document.date,
        half=half_of(document),
        coders=coders,
        drawn=by,
    )


def _place(seed: int, passage: Passage) -> tuple[int, str, int]:
    """Where a passage stands in the order of a seed."""
    rank = _rank("draw", seed, passage.sha256, passage.file, passage.start)
    return rank, passage.file, passage.start


def _rank(*parts: object) -> int:
    whole = "\0".join(map(str, parts))
    return int.from_bytes(hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()[:8])
