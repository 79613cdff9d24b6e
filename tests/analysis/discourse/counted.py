"""Corpora made by hand and by lot, coded as they are made, for everything that is counted."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from dipoli.analysis.discourse.codebook import Codebook, Issue, Kind
from dipoli.analysis.discourse.coding import Code, Coded, Stance
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.texts import Corpus, Document, Passage, digest_of

ISSUES = ("peace", "arms", "trade", "rights")
WORDS = {
    "en": ("peace", "weapons", "trade", "dignity", "people", "river", "border", "council"),
    "ko": ("평화", "무기", "무역", "인권", "인민", "강", "국경", "회의"),
    "zh": ("和平", "武器", "贸易", "人权", "人民", "河流", "边界", "会议"),
}


@frozen(kw_only=True)
class Said:
    """A passage to be made: its words, and its issues with stance.

    ``apart`` gives single issues another stance. A word of the passage that is the issue's id, or
    else its first letter, is what was found.
    """

    words: str
    issues: tuple[str, ...] = ()
    stance: Stance | None = None
    by: str | None = "own"
    missing: tuple[str, ...] = ()
    apart: tuple[tuple[str, Stance | None], ...] = ()


@frozen(kw_only=True)
class Text:
    """A document to be made."""

    file: str
    actors: tuple[str, ...]
    said: tuple[Said, ...]
    date: str = "2018-06-12"
    genre: str = "speech"
    language: str = "en"
    title: str = ""


def codebook(*issues: str) -> Codebook:
    """A codebook of issues that mean what they are called."""
    return Codebook(
        id="made-up",
        version="1.0.0",
        languages=("en", "ko", "zh"),
        issues=tuple(
            Issue(
                id=one,
                label={"en": one},
                kind=Kind.GOAL,
                definition=f"what is said of {one}",
                seeds={"en": (one,)},
            )
            for one in issues or ISSUES
        ),
        digest="0" * 64,
    )


def reading(
    texts: Sequence[Text], *issues: str, parents: Mapping[str, str] | None = None
) -> Reading:
    """The texts as documents, cut and coded as they were made."""
    documents: dict[str, Document] = {}
    coded: list[Coded] = []
    book = codebook(*issues)
    above = parents or {}
    book = evolve(book, issues=tuple(evolve(one, parent=above.get(one.id)) for one in book.issues))
    order = [issue.id for issue in book.issues]
    for text in texts:
        whole = " ".join(one.words for one in text.said)
        joint = text.actors if len(text.actors) > 1 else ()
        documents[text.file] = Document(
            file=text.file,
            title=text.title or text.file,
            date=text.date,
            actors=text.actors,
            language=text.language,
            genre=text.genre,
            text=whole,
            sha256=digest_of(whole),
        )
        start = 0
        for said in text.said:
            end = start + len(said.words)
            actor = None if joint else (text.actors[0] if said.by == "own" else said.by)
            passage = Passage(
                file=text.file,
                start=start,
                end=end,
                sha256=digest_of(said.words),
                actor=actor,
                joint=joint,
            )
            coded.append(
                Coded(
                    passage=passage,
                    codes=tuple(_code(one, passage, said) for one in order if one in said.issues),
                    missing=said.missing,
                )
            )
            start = end + 1
    digest = digest_of("".join(one.sha256 for one in documents.values()))
    corpus = Corpus(
        documents=documents, passages=tuple(one.passage for one in coded), digest=digest
    )
    return Reading(corpus=corpus, coded=tuple(coded), codebook=book)


def _code(issue: str, passage: Passage, said: Said) -> Code:
    at = max(said.words.find(issue), 0)
    length = len(issue) if said.words.startswith(issue, at) else 1
    return Code(
        issue=issue,
        seed=issue,
        start=passage.start + at,
        end=passage.start + at + length,
        stance=dict(said.apart).get(issue, said.stance),
    )


def random_texts(seed: int) -> list[Text]:
    """Documents of several actors, genres and languages; transcripts and joint texts among them."""
    dice = random.Random(seed)
    actors = ("P1", "P2", "P3")[: dice.randint(2, 3)]
    rare = {issue: dice.choice((0.0, 0.02, 0.1, 0.4, 1.0)) for issue in ISSUES}
    texts = []
    for n in range(dice.randint(1, 40)):
        language = dice.choice(("en", "en", "ko", "zh"))
        missing = ("rights",) if language == "zh" else ()
        makers: tuple[str, ...] = (dice.choice(actors),)
        if dice.random() < 0.1:
            makers = actors[:2]
        said = tuple(
            _random_said(dice, language, rare, missing) for _ in range(dice.randint(1, 12))
        )
        texts.append(
            Text(
                file=f"folder/{n:02d}.txt",
                actors=makers,
                said=said,
                date=dice.choice(("", "2017", "2018-06", "2018-06-12", "2019-02-28", "2021-09")),
                genre=dice.choice(("speech", "speech", "statement")),
                language=language,
                title=dice.choice(("", "Address")),
            )
        )
    return texts


def _random_said(
    dice: random.Random, language: str, rare: dict[str, float], missing: tuple[str, ...]
) -> Said:
    words = [dice.choice(WORDS[language]) for _ in range(dice.randint(1, 9))]
    issues = tuple(
        issue for issue, often in rare.items() if dice.random() < often and issue not in missing
    )
    return Said(
        words=("" if language == "zh" else " ").join(words) + dice.choice((".", "!", "  \n.")),
        issues=issues,
        stance=dice.choice((None, *Stance)),
        by="own" if dice.random() < 0.9 else None,
        missing=missing,
    )
