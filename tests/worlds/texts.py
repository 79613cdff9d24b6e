"""Made-up texts: a tiny corpus in three languages, and corpora of any size drawn by a seed.

States, speeches and events are invented. A corpus that is drawn is of sentences put together from
lists of words, some of which are seeds of `BOOK`, so that much is found and nothing means anything.
"""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import csv
import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dipoli.analysis.discourse.texts import Document, Turn

COLUMNS = (
    "file", "title", "date", "actors", "language", "genre", "source", "licence", "chars", "sha256",
)  # fmt: skip

BOOK = """\
codebook: {id: lake, version: "1.0.0", languages: [en, ko, ru]}
cues:
  en:
    negation: ["not", "never", "no"]
    approval: ["welcome*", "support*"]
    rejection: ["reject*", "oppose*"]
    condition: ["until", "once", "in return for"]
    reporting: ["so-called"]
    attribution: ["claims that"]
    advocacy: ["must", "should"]
issues:
  - id: water
    label: {en: "Water of the lake", ko: "호수의 물"}
    kind: goal
    definition: "The water itself."
    seeds: {en: ["lake water*", "the water*"], ko: ["호수의 물"], ru: ["вод* озера"]}
    crosswalk: {case: ["lake:w-flow"]}
    exemplars: ["The lake belongs to all."]
    toward:
      proposition: {en: "The water should be shared by a fixed rule."}
      naming: 1
  - id: dam
    parent: water
    label: {en: "Dams"}
    kind: challenge
    definition: "Dams on rivers of the lake."
    seeds: {en: ["dam", "dams"], ko: ["댐"], ru: ["плотин*"]}
    crosswalk: {case: ["lake:w-dam"]}
    toward:
      proposition: {en: "The dam should be built."}
      naming: 1
  - id: fish
    label: {en: "Fish and fishing"}
    kind: goal
    definition: "Fish, crews and nets."
    seeds: {en: ["fish*", "nets"], ko: ["물고기"]}
    crosswalk: {case: ["lake:f-quota"]}
    toward:
      proposition: {en: "The catch should be limited."}
      naming: 1
  - id: data
    label: {en: "Measurements"}
    kind: measure
    definition: "Gauges and figures of the lake."
    seeds: {en: ["gauge*", "measurement*"]}
"""
"""A codebook: three languages, of which Korean and Russian lack some issues."""

_EN = (
    "We support the lake water and a fair share of the water.",
    "The dam must stay until homes have power.",
    "Our fishermen welcome measurements of the lake.",
    "We reject the so-called dam of our neighbour.",
    "Good harvests bring peace to every village.",
)
_OTHER_EN = (
    "We support the lake water for every field.",
    "No dam should be built on the river.",
    "Fish and nets feed our people.",
    "A fair share of the water is our right.",
    "We oppose the dam and welcome the gauges.",
)
_YEARS = ("first", "second", "third", "fourth", "fifth", "sixth")


def _speech(sentences: tuple[str, ...], number: int) -> str:
    """The sentences of one year but one, each in words of its own, under one greeting."""
    kept = (*sentences[:number], *sentences[number + 1 :])
    told = (f"{one[:-1]} in the {_YEARS[number]} year." for one in kept)
    return "\n".join(("Dear friends of the lake.", *told))


TINY: tuple[tuple[str, str, str, str, str, str], ...] = (
    *(
        (f"xal/{year}.txt", f"{year}-05-01", "XAL", "en", "speech",
         _speech(_EN, n))
        for n, year in enumerate(range(2025, 2031))
    ),
    *(
        (f"xbe/{year}.txt", f"{year}-06-02", "XBE", "en", "speech",
         _speech(_OTHER_EN, n))
        for n, year in enumerate(range(2025, 2031))
    ),
    ("xce/2028.txt", "2028-03", "XCE", "ko", "speech",
     "호수의 물은 모두의 것이다.\n댐은 물고기를 막는다.\n공정한 몫이 필요하다.\n평화는 소중하다."),
    ("xdo/2029.txt", "2029", "XDO", "ru", "speech",
     "Воды озера принадлежат всем.\nПлотина мешает рыбе.\nМир важен для каждого дома."),
    ("joint/2027.txt", "2027-09-09", "XAL;XBE", "en", "joint_statement",
     "Both sides share the lake water.\nBoth sides will exchange measurements of the lake."),
    ("press/2028.txt", "2028-04-04", "XAL", "en", "statement",
     "The dam stays.\nWe will share the lake water."),
)  # fmt: skip
"""Name, date, actors, language, genre and words of each text."""


def write_corpus(folder: Path, texts: Iterable[tuple[str, str, str, str, str, str]]) -> Path:
    """Texts and their manifest in a folder."""
    rows = []
    for file, date, actors, language, genre, words in texts:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        content = words.encode("utf-8")
        path.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        title = f"An exercise: {file}"
        made_up = ("made up", "none needed")
        rows.append([file, title, date, actors, language, genre, *made_up, len(words), digest])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "MANIFEST.csv").open("w", encoding="utf-8", newline="") as file_object:
        writer = csv.writer(file_object)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return folder


def tiny(folder: Path) -> Path:
    """The tiny corpus and its codebook: ``corpus`` and ``book.yaml`` in a folder."""
    (folder / "book.yaml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "book.yaml").write_text(BOOK, encoding="utf-8")
    return write_corpus(folder / "corpus", TINY)


# ---------------------------------------------------------------- drawn by a seed

_WORDS = {
    "en": [
        "we",
        "the",
        "our",
        "people",
        "lake",
        "water",
        "dam",
        "fish",
        "nets",
        "gauge",
        "measurements",
        "welcome",
        "reject",
        "oppose",
        "support",
        "must",
        "should",
        "not",
        "never",
        "until",
        "peace",
        "village",
        "harvest",
        "power",
        "homes",
        "river",
        "talks",
        "border",
        "trade",
        "road",
        "season",
        "treaty",
        "council",
        "share",
        "fair",
        "so-called",
        "river’s",
    ],
    "ko": [
        "호수의",
        "물은",
        "댐을",
        "물고기",
        "평화",
        "우리의",
        "마을",
        "강물",
        "회담",
        "국경",
        "무역",
        "조약",
        "공정한",
        "몫",
    ],
    "ru": [
        "воды",
        "озера",
        "плотина",
        "мир",
        "наши",
        "люди",
        "рыба",
        "переговоры",
        "граница",
        "дорога",
        "договор",
        "совет",
    ],
}
_ENDS = {"en": (".", "!", "?", ";"), "ko": ("다.", "다!", "까?"), "ru": (".", "!", "?")}
_ACTORS = ("XAL", "XBE", "XCE", "XDO")
_GENRES = ("speech", "statement", "report")


def sentence(draw: random.Random, language: str, extra: Sequence[str] = ()) -> str:
    """A sentence without a meaning; with one of ``extra``, where there are any."""
    words = draw.choices(_WORDS[language], k=draw.randint(4, 18))
    if extra:
        words[draw.randrange(len(words))] = draw.choice(extra)
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}{draw.choice(_ENDS[language])}"


def drawn(
    seed: int, documents: int, sentences: int, extra: Mapping[str, Sequence[str]] | None = None
) -> tuple[Document, ...]:
    """Documents by a seed: speeches, joint texts and transcripts, with signs of every plane.

    Args:
        seed: of the draw.
        documents: how many.
        sentences: of each, about.
        extra: further words by language, one in each sentence.
    """
    draw = random.Random(f"texts/{seed}")
    return tuple(_document(draw, n, sentences, extra or {}) for n in range(documents))


def _document(
    draw: random.Random, number: int, sentences: int, extra: Mapping[str, Sequence[str]]
) -> Document:
    language = draw.choices(tuple(_WORDS), weights=(6, 2, 2))[0]
    many = draw.randint(max(1, sentences // 2), max(2, sentences * 3 // 2))
    parts = [sentence(draw, language, extra.get(language, ())) for _ in range(many)]
    if draw.random() < 0.3:  # signs that are no letter, of one and of several code units
        parts.insert(draw.randrange(len(parts)), "\U0001f30a \u201cX\u0301\u201d \ufeff\u200b1.")
    if draw.random() < 0.3:  # the same greeting in many documents
        parts.insert(
            0, {"en": "Dear friends.", "ko": "친애하는 여러분.", "ru": "Друзья."}[language]
        )
    text = draw.choice((" ", "\n", "\n\n", "\r\n")).join(parts)
    joint = draw.random() < 0.15
    actors = tuple(draw.sample(_ACTORS, 2)) if joint else (draw.choice(_ACTORS),)
    year, month = draw.randint(2001, 2030), draw.randint(1, 12)
    date = draw.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-11"))
    turns: tuple[Turn, ...] = ()
    if not joint and draw.random() < 0.2 and len(text) > 40:
        cut = text.rindex(parts[-1])
        mine = Turn(start=0, end=cut, speaker="A", actor=actors[0])
        turns = (mine, Turn(start=cut, end=len(text), speaker="Press", actor=None))
    return Document(
        file=f"d{number:05}.txt",
        title=f"An exercise: text {number}",
        date=date,
        actors=actors,
        language=language,
        genre=draw.choice(_GENRES),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        turns=turns,
    )
