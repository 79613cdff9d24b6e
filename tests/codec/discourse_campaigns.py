"""What is owed in numbers of corpora for answers that are held against them, one seed at a time.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
from tests.worlds.encoders import Letters
from tests.worlds.texts import BOOK, drawn

from dipoli.analysis.discourse import (
    absent,
    bridges,
    change,
    common,
    concordance,
    converge,
    emphasis,
    near,
)
from dipoli.analysis.discourse import salience as shares
from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.common import Encoder
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.figures import receipt
from dipoli.analysis.discourse.gather import gather
from dipoli.analysis.discourse.texts import Corpus
from dipoli.analysis.discourse.uses import uses
from dipoli.codec.codebook_file import codebook_of
from dipoli.codec.discourse_forms import (
    ChangeAnswer,
    CodedPassage,
    Codes,
    Concordance,
    Meetings,
    SalienceAnswer,
    text_receipt,
)
from dipoli.codec.discourse_json import answer_object
from dipoli.codec.discourse_verify import verify
from dipoli.codec.encoder import open_encoder
from dipoli.faults import DipoliError

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/reference/json/discourse.schema.json").read_text("utf-8")
)
CODEBOOK = codebook_of(BOOK.encode(), "book.yaml").codebook
PAIR = ("XAL", "XBE")
Told = dict[str, Any]


def reading(seed: int) -> Reading:
    """A corpus of random size, coded."""
    draw = random.Random(f"sizes/{seed}")
    corpus = gather(drawn(seed, draw.randint(8, 40), draw.randint(2, 12)))
    return Reading(corpus=corpus, coded=code(corpus, CODEBOOK), codebook=CODEBOOK)


def answers(held: Reading, seed: int) -> Iterator[Told]:
    """An answer to every question, as JSON has it."""
    corpus = held.corpus
    draw = random.Random(f"questions/{seed}")
    genre = draw.choice(sorted({one.genre for one in corpus.documents.values()}))
    chance: dict[str, Any] = {"seed": seed, "draws": 100}

    def told(verb: str, answer: Any, whence: Any = None) -> Told:  # noqa: ANN401 - any form
        rest = answer.receipt if whence is None else whence
        made = answer_object(verb, answer, rest, corpus, words=draw.random() < 0.5)
        again: Told = json.loads(json.dumps(made, allow_nan=False))
        return again

    yield told("code", _codes(held))
    salience = shares.salience(held, genre, **chance)
    first = next(one.file for one in corpus.documents.values() if one.genre == genre)
    missing = absent.absent(held, genre, lambda one: one.file == first)
    joint = shares.joint_texts(held)
    whole = SalienceAnswer(salience=salience, absent=missing, joint=joint)
    yield told("salience", whole, salience.receipt)
    if joint:
        genres = sorted({one.genre for one in corpus.documents.values()})
        yield told("emphasis", emphasis.emphasis(held, joint[0].file, 60, genres, **chance))
    yield told("change", ChangeAnswer(years=change.by_year(held, genre, **chance), periods=None))
    periods = [
        change.Period(actor=PAIR[0], label="early", since="2001", until="2015"),
        change.Period(actor=PAIR[0], label="late", since="2016"),
    ]
    by_period = change.by_period(held, genre, periods, **chance)
    yield told("change", ChangeAnswer(years=None, periods=by_period))
    issue = draw.choice(held.issues)
    words = common.common_words(held, PAIR, issue, genre)
    meetings = Meetings(
        figures=converge.converge(held, PAIR, issue, genre, **chance),
        words=words,
        bridges=bridges.bridges(held, PAIR, issue, genre),
        in_case=(),
    )
    yield told("converge", meetings, words.receipt)
    yield told("affirmed", bridges.affirmed_by_all(held, PAIR, genre))
    yield told("kwic", _kwic(held, issue))
    yield from _near(held, issue, told)
    of_term = text_receipt(corpus, "made up", {})
    yield told("term", uses(corpus, "lake", ["lake", "호수의 물은"], PAIR, of_term))


def _near(held: Reading, issue: str, told: Callable[[str, Any], Told]) -> Iterator[Told]:
    """Passages near to one, and suggestions: by the encoder of the extra where it is installed."""
    encoder = installed()
    search = near.Search(encoder=encoder, most=5)
    passage = next(
        one.passage
        for one in held.coded
        if held.corpus.documents[one.passage.file].language in encoder.languages
    )
    whence = text_receipt(held.corpus, "made up", {})
    yield told("like", near.likes(held.corpus, passage, search, receipt=whence))
    asked = next(one for one in held.codebook.issues if one.id == issue)
    if near.sentences_for(asked, encoder.languages):
        of_book = receipt(held, "made up", parameters={})
        yield told("suggest", near.suggestions(held, issue, search, receipt=of_book))


@functools.cache
def installed() -> Encoder:
    """Spans resolve whatever a sentence means: without the extra, one that counts letters does."""
    try:
        return open_encoder()
    except DipoliError:
        return Letters()


def _codes(held: Reading) -> Codes:
    documents = held.corpus.documents
    return Codes(
        passages=tuple(
            CodedPassage(
                passage=one.passage,
                date=documents[one.passage.file].date,
                genre=documents[one.passage.file].genre,
                language=documents[one.passage.file].language,
                codes=one.codes,
                missing=one.missing,
            )
            for one in held.coded
        ),
        nobodys=0,
        receipt=receipt(held, "made up", parameters={}),
    )


def _kwic(held: Reading, issue: str) -> Concordance:
    return Concordance(
        words=(),
        issue=issue,
        sorted_by=concordance.Order.LEFT,
        lines=concordance.through(held, issue, order=concordance.Order.LEFT),
        unknown=(),
        receipt=receipt(held, "made up", parameters={}),
    )


def spans(value: object) -> Iterator[Told]:
    """Every span of an answer, found without the program."""
    if isinstance(value, dict):
        if {"file", "start", "end", "sha256"} <= value.keys():
            yield value
        for one in value.values():
            yield from spans(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one)


def figures(value: object) -> Iterator[Told]:
    """Every figure of an answer, found without the program."""
    if isinstance(value, dict):
        if {"share", "presence", "rate", "evidence"} <= value.keys():
            yield value
        for one in value.values():
            yield from figures(one)
    elif isinstance(value, list):
        for one in value:
            yield from figures(one)


def every_figure_resolves(seed: int) -> None:
    """Each answer over a random corpus resolves whole, and none does that was tampered with."""
    held = reading(seed)
    draw = random.Random(f"tamper/{seed}")
    for told in answers(held, seed):
        jsonschema.Draft202012Validator(SCHEMA).validate(told)
        found = verify(told, held.corpus)
        assert found.holds, (seed, told["command"], found.failures[:3])
        listed = list(spans(told))
        assert found.spans == len(listed)
        assert found.figures == len(list(figures(told)))
        for one in listed:
            words = held.corpus.documents[one["file"]].text[one["start"] : one["end"]]
            assert hashlib.sha256(words.encode()).hexdigest() == one["sha256"]
        for spoil in (_moved, _hashed, _shared):
            spoiled = copy.deepcopy(told)
            if spoil(spoiled, draw):
                after = verify(spoiled, held.corpus)
                assert not after.holds, (seed, told["command"], spoil)
                assert after.failures
    other = _another(held.corpus)
    told = next(answers(held, seed))
    assert not verify(told, other).holds


def _moved(told: Told, draw: random.Random) -> bool:
    """One span begins or ends elsewhere."""
    listed = list(spans(told))
    if listed:
        draw.choice(listed)[draw.choice(("start", "end"))] += draw.choice((-1, 1))
    return bool(listed)


def _hashed(told: Told, draw: random.Random) -> bool:
    """One digit of a hash is another."""
    listed = list(spans(told))
    if listed:
        one = draw.choice(listed)
        at = draw.randrange(64)
        other = draw.choice([digit for digit in "0123456789abcdef" if digit != one["sha256"][at]])
        one["sha256"] = one["sha256"][:at] + other + one["sha256"][at + 1 :]
    return bool(listed)


def _shared(told: Told, draw: random.Random) -> bool:
    """One figure is another, or rests on one passage less."""
    listed = [one for one in figures(told) if one["share"]["value"]]
    if listed:
        one = draw.choice(listed)
        if draw.random() < 0.5:
            one["share"]["value"] *= draw.choice((0.5, 0.999, 1.001))
        else:
            one["evidence"].pop(draw.randrange(len(one["evidence"])))
    return bool(listed)


def _another(corpus: Corpus) -> Corpus:
    """The corpus with one word of one document that is another."""
    documents = tuple(corpus.documents.values())[1:]
    return gather(documents)


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    "every figure resolves": (every_figure_resolves, 200),
}
"""What is run, and for how many seeds."""
