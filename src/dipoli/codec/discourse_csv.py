"""Answers over texts as tables (CSV, RFC 4180), one for each command.

The first line bears the mark of the corpus and says on what the table rests. A text that a
spreadsheet program would take for a formula has an apostrophe before it. Shares are told as they
are, from 0 to 1; an empty cell is unknown.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import frozen

from dipoli.analysis.discourse.bridges import AffirmedByAll
from dipoli.analysis.discourse.common import Pair
from dipoli.analysis.discourse.counts import Found
from dipoli.analysis.discourse.emphasis import Emphasis
from dipoli.analysis.discourse.figures import Figure
from dipoli.analysis.discourse.keyness import Keyness
from dipoli.analysis.discourse.near import Likes, Suggestions
from dipoli.analysis.discourse.standing import standing_of
from dipoli.analysis.discourse.texts import Corpus, Passage
from dipoli.analysis.discourse.uses import TermUses, Use
from dipoli.analysis.receipt import Receipt
from dipoli.codec.discourse_forms import ChangeAnswer, Codes, Concordance, Meetings, SalienceAnswer
from dipoli.codec.discourse_json import order_of

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_Row = Iterable[object]


@frozen(kw_only=True)
class Table:
    """A table of one command.

    Args:
        columns: heads.
        rows: gives the rows of an answer.
    """

    columns: tuple[str, ...]
    rows: Callable[..., Iterator[_Row]]


_SPAN = ("file", "start", "end", "sha256")
_FIGURE = (
    "actor", "genre", "language", "issue", "documents", "passages", "length", "unit", "hits",
    "share", "share_low", "share_high", "presence", "presence_low", "presence_high", "per_1000",
    "per_1000_low", "per_1000_high", "bound", "why",
)  # fmt: skip


def span(one: Passage) -> list[object]:
    """Where a passage stands."""
    return [one.file, one.start, one.end, one.sha256]


def figure(one: Figure) -> list[object]:
    """The cells of a figure."""
    told: list[object] = [
        one.actor, one.genre, one.language, one.issue, len(one.documents), one.passages,
        one.length, one.unit, None if one.share.value is None else len(one.evidence),
    ]  # fmt: skip
    for estimate in (one.share, one.presence, one.rate):
        interval = estimate.interval
        told += [
            estimate.value,
            None if interval is None else interval.low,
            None if interval is None else interval.high,
        ]
    bound = one.share.interval is not None and one.share.interval.bound
    return [*told, "yes" if bound else "no", one.share.why]


def _codes(told: Codes, corpus: Corpus) -> Iterator[_Row]:
    for one in told.passages:
        passage = one.passage
        head = [
            passage.actor or "", ";".join(passage.joint), one.date, one.genre, one.language,
            *span(passage), passage.repeats,
        ]  # fmt: skip
        words = corpus.words(passage)
        missing = ";".join(one.missing)
        for code in one.codes:
            stance = "" if code.stance is None else code.stance.value
            coded = [code.issue, code.sub, code.seed, code.start, code.end, stance, code.cue]
            yield [*head, *coded, missing, words]
        if not one.codes:
            yield [*head, *[""] * 7, missing, words]


def _salience(told: SalienceAnswer, _corpus: Corpus) -> Iterator[_Row]:
    for one in told.salience.figures:
        yield figure(one)


def _emphasis(told: Emphasis, _corpus: Corpus) -> Iterator[_Row]:
    for one in told.taken_up:
        yield [*figure(one.figure), one.word]


def _change(told: ChangeAnswer, _corpus: Corpus) -> Iterator[_Row]:
    if told.periods is not None:
        for one in told.periods.periods:
            when = [one.period.label, one.period.since, one.period.until]
            for row in one.figures:
                yield [*when, *figure(row)]
    if told.years is not None:
        for trend in told.years.trends:
            for year, row in trend.years:
                yield ["", year, year, *figure(row)]


def _keyness(told: Keyness, _corpus: Corpus) -> Iterator[_Row]:
    for actor, keys in zip(told.actors, (told.first, told.second), strict=True):
        for one in keys:
            uses = [one.first, one.second, one.log_odds, one.z, len(one.passages)]
            yield [actor, told.genre, told.language, one.word, *uses]


def _converge(told: Meetings, corpus: Corpus) -> Iterator[_Row]:
    words = told.words
    for pair in (*words.compatible, *words.conditional):
        row: list[object] = [words.issue, words.genre, pair.way.value, *_joined(pair)]
        for side in (pair.one, pair.other):
            row += [side.passage.actor, *span(side.passage), _stance(side), _words(side, corpus)]
        yield row


def _joined(pair: Pair) -> list[object]:
    return [";".join(pair.sub_issues), ";".join(pair.co_issues), pair.overlap]


def _stance(found: Found) -> str:
    return "" if found.code.stance is None else found.code.stance.value


def _words(found: Found, corpus: Corpus) -> str:
    return corpus.words(found.passage)


def _affirmed(told: AffirmedByAll, corpus: Corpus) -> Iterator[_Row]:
    for one in told.found:
        for takes, sides in (("yes", one.passages), ("no", one.otherwise)):
            for actor, held in zip(told.actors, sides, strict=True):
                for found in held:
                    place = [takes, _stance(found), *span(found.passage)]
                    yield [one.issue, one.side.value, actor, *place, _words(found, corpus)]


def _kwic(told: Concordance, _corpus: Corpus) -> Iterator[_Row]:
    for one in told.lines:
        owner = one.passage.actor or ";".join(one.passage.joint)
        place = [*span(one.passage), one.start, one.end]
        yield [owner, one.date, one.language, *place, one.left, one.word, one.right]


def _near(told: Likes | Suggestions, corpus: Corpus) -> Iterator[_Row]:
    for one in told.found:
        owner = one.passage.actor or ";".join(one.passage.joint)
        head = [one.rank, owner, one.date, one.language, *span(one.passage)]
        unread = "yes" if one.unread else "no"
        yield [*head, one.exemplar, unread, corpus.words(one.passage), told.note]


def _term(told: TermUses, corpus: Corpus) -> Iterator[_Row]:
    def row(owner: str, one: Use) -> _Row:
        place = [one.date, one.genre, one.language, *span(one.passage)]
        return [owner, *place, one.wording, one.start, one.end, corpus.words(one.passage)]

    for actor in told.actors:
        for one in actor.uses:
            yield row(actor.actor, one)
    for one in told.joint:
        yield row(";".join(one.passage.joint), one)


_NEAR = (
    "rank", "actor", "date", "language", *_SPAN, "exemplar", "no_seeds_in_language", "words",
    "note",
)  # fmt: skip
TABLES: Mapping[str, Table] = {
    "code": Table(
        columns=(
            "actor", "joint", "date", "genre", "language", *_SPAN, "repeats", "issue", "through",
            "seed", "seed_start", "seed_end", "stance", "cue", "missing", "words",
        ),
        rows=_codes,
    ),
    "salience": Table(columns=_FIGURE, rows=_salience),
    "emphasis": Table(columns=(*_FIGURE, "silence"), rows=_emphasis),
    "change": Table(columns=("period", "since", "until", *_FIGURE), rows=_change),
    "keyness": Table(
        columns=(
            "actor", "genre", "language", "word", "uses_by_first", "uses_by_second", "log_odds",
            "z", "passages",
        ),
        rows=_keyness,
    ),
    "converge": Table(
        columns=(
            "issue", "genre", "way", "sub_issues", "co_issues", "overlap",
            *(f"{side}_{name}" for side in ("first", "second")
              for name in ("actor", *_SPAN, "stance", "words")),
        ),
        rows=_converge,
    ),
    "affirmed": Table(
        columns=("issue", "side", "actor", "takes_it", "stance", *_SPAN, "words"), rows=_affirmed
    ),
    "kwic": Table(
        columns=(
            "actor", "date", "language", *_SPAN, "word_start", "word_end", "left", "word", "right",
        ),
        rows=_kwic,
    ),
    "like": Table(columns=_NEAR, rows=_near),
    "suggest": Table(columns=_NEAR, rows=_near),
    "term": Table(
        columns=(
            "actor", "date", "genre", "language", *_SPAN, "wording", "word_start", "word_end",
            "words",
        ),
        rows=_term,
    ),
}  # fmt: skip
"""Tables by command."""


def table(command: str, answer: object, receipt: Receipt, corpus: Corpus, mark: str = "") -> str:
    """An answer as comma-separated text.

    Args:
        command: by what it was asked for; one of `TABLES`.
        answer: of the form that the command answers with.
        receipt: how it was obtained.
        corpus: on which it rests.
        mark: that it is an exercise, or whose texts these are; by the corpus when empty.
    """
    made = TABLES[command]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    known = {"corpus sha256": corpus.digest, **receipt.parameters}
    if receipt.seed is not None:
        known["seed"] = str(receipt.seed)
    parameters = "; ".join(f"{name}: {value}" for name, value in known.items())
    limits = " ".join(receipt.does_not_show)
    rests = f"{receipt.method} {parameters}. {order_of(command)} Not shown: {limits}"
    writer.writerow([f"# {mark or standing_of(corpus)} {rests}"])
    writer.writerow(made.columns)
    writer.writerows([_cell(one) for one in row] for row in made.rows(answer, corpus))
    return text.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text
