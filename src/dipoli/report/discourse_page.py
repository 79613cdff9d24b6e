"""The page on texts: every figure with the passages on which it rests, in one file.

For an analyst. It stands apart from the report of a case, which says nothing of what was said, and
it holds no carriers: who could carry what is told by a command alone. The page is a function of its
values: the same corpus, codebook and question give the same page, to the byte.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined

from dipoli.analysis.case import Case
from dipoli.analysis.discourse.absent import ABSENCE
from dipoli.analysis.discourse.bootstrap import FEWEST
from dipoli.analysis.discourse.codebook import Codebook, Issue
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.meeting import PROMPT
from dipoli.analysis.discourse.standing import standing_of
from dipoli.analysis.discourse.texts import Document, Translation
from dipoli.analysis.receipt import Receipt
from dipoli.report import discourse_meet as meet
from dipoli.report import discourse_parts as parts
from dipoli.report import discourse_years as years
from dipoli.report.discourse_asked import Counted
from dipoli.report.discourse_panel import View, genre_words, language_words
from dipoli.report.discourse_words import KINDS, SECTIONS, word
from dipoli.report.names import Names, names_of

PASSAGES = 5
"""Passages shown behind one figure, unless asked otherwise."""


@frozen(kw_only=True)
class Place:
    """What the page calls the corpus and the codebook, in its title and in commands.

    Args:
        corpus: as it was named to the command.
        codebook: likewise.
    """

    corpus: str
    codebook: str

    @property
    def name(self) -> str:
        """The corpus without the folders in which it lies."""
        return self.corpus.rstrip("/").rpartition("/")[2] or self.corpus

    @property
    def listing(self) -> str:
        """The command that lists every passage with its codes."""
        return f"dipoli discourse code {self.corpus} {self.codebook} --csv codes.csv"


def write_discourse(
    reading: Reading,
    counted: Counted,
    place: Place,
    *,
    case: Case | None = None,
    most: int = PASSAGES,
) -> str:
    """Write the page on texts as one self-contained HTML text.

    Args:
        reading: what was read.
        counted: everything that it shows.
        place: what it calls the corpus and the codebook.
        case: whose names and order of parties it uses; codes in the order of the corpus when None.
        most: passages shown behind one figure, at least 1.

    Returns:
        The page. It refers to nothing outside itself, and nothing runs in it.

    Does not show:
        who could carry what between whom, totals, ranks, and figures across genres or languages.
    """
    names = names_of(case) if case else Names(languages=("en",), marks={}, texts={})
    view = View(
        reading=reading,
        names=names,
        order=_order(reading, case),
        most=most,
        listing=place.listing,
    )
    asked = counted.asked
    values = {
        "often": parts.often(view, counted.salience),
        "years": years.by_years(view, counted.trends, asked.issues, asked.periods),
        "periods": parts.by_period(view, counted.changes),
        "after": parts.after(view, counted.emphasis),
        "absent": parts.absent(view, counted.absent),
        "meet": meet.pairs(view, counted.met),
        "issues": _issues(reading.codebook),
        "texts": [_text(view, one) for one in reading.corpus.documents.values()],
        "grounds": _receipts(counted),
    }
    shown = [name for name in SECTIONS if values[name]]
    return (
        _environment()
        .get_template("discourse.html")
        .render(
            **values,
            affirmed=meet.affirmed(view, counted.affirmed),
            numbers={name: number for number, name in enumerate(shown, 1)},
            view=view,
            names=names,
            place=place,
            case=case,
            standing=standing_of(reading.corpus, case),
            prompt=PROMPT,
            absence=ABSENCE,
            last=not asked.absent,
            fewest=FEWEST,
            receipt=_receipts(counted)[0],
            corpus=reading.corpus,
            codebook=reading.codebook,
            seed=asked.seed,
            nobodys=sum(one.actor is None and not one.joint for one in reading.corpus.passages),
        )
    )


def _order(reading: Reading, case: Case | None) -> tuple[str, ...]:
    """Actors as the case has them, then as the corpus does."""
    first = [one.code for one in case.parties] if case else []
    said = [actor for one in reading.corpus.documents.values() for actor in one.actors]
    return tuple(dict.fromkeys([*first, *said]))


def _issues(codebook: Codebook) -> list[dict[str, object]]:
    labels = {one.id: one.label["en"] for one in codebook.issues}
    return [
        {
            "id": one.id,
            "label": one.label["en"],
            "parent": labels.get(one.parent or "", ""),
            "kind": KINDS[one.kind.value],
            "definition": one.definition,
            "proposition": one.toward.proposition["en"] if one.toward else "",
            "without": ", ".join(_without(codebook, one)),
        }
        for one in codebook.issues
    ]


def _without(codebook: Codebook, issue: Issue) -> list[str]:
    """Languages in which neither the issue nor a sub-issue has a seed."""
    held = [one for one in codebook.issues if issue.id in (one.id, one.parent)]
    found = {language for one in held for language, seeds in one.seeds.items() if seeds}
    found |= {
        language
        for one in held
        for words in one.variants.values()
        for language, seeds in words.items()
        if seeds
    }
    return [language_words(one) for one in codebook.languages if one not in found]


def _text(view: View, one: Document) -> dict[str, object]:
    return {
        "file": one.file,
        "title": one.title,
        "date": one.date or str(word("unnoted")),
        "actors": one.actors,
        "genre": genre_words(one.genre),
        "language": language_words(one.language),
        "translation": "" if one.translation is Translation.UNKNOWN else one.translation.value,
        "sha256": one.sha256,
        "names": [view.names.mark(actor) for actor in one.actors],
    }


def _receipts(counted: Counted) -> Sequence[Receipt]:
    """How each sort of figure was obtained, once."""
    return [
        *(one.receipt for one in counted.salience[:1]),
        *(one.receipt for one in counted.trends[:1]),
        *(one.receipt for one in counted.changes[:1]),
        *(one.receipt for one in counted.emphasis),
        *(figures.receipt for one in counted.met[:1] for figures in one.figures[:1]),
        *(one.words.receipt for one in counted.met[:1]),
        *(one.bridges.receipt for one in counted.met[:1]),
        *(one.receipt for one in counted.affirmed[:1]),
    ]


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dipoli.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["word"] = word
    return environment
