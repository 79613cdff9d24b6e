"""An answer over texts, held against the corpus: spans by their hash, figures counted again.

What is looked at stands in the answer itself: whoever holds the file and the documents needs
neither the codebook nor the program that made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import cattrs

from dipoli.analysis.discourse.figures import Figure, resolves
from dipoli.analysis.discourse.texts import Corpus, digest_of
from dipoli.codec.discourse_forms import Failure, Verified, text_receipt
from dipoli.codec.discourse_json import SCHEMA, names_of
from dipoli.faults import Finding, MalformedError

MOST_BYTES = 1_000_000_000
"""The largest file that is read."""

_SPAN = frozenset({"file", "start", "end", "sha256"})
_FIGURE = frozenset(names_of(Figure))


def read_answer(path: Path) -> dict[str, Any]:
    """An answer from a file.

    Args:
        path: of a file with one JSON object, as ``--json`` prints it.

    Raises:
        MalformedError: it cannot be read, or is no answer over texts.
    """
    mend = "give a file that dipoli discourse ... --json printed"
    try:
        if path.stat().st_size > MOST_BYTES:
            _refuse(path, f"at most {MOST_BYTES:,} bytes", "a larger file", mend)
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        _refuse(path, "a file that can be read", f"{error.strerror}", mend)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        found = f"something else: {error}"
        _refuse(path, "one JSON object in UTF-8", found, mend)
    receipt = told.get("receipt") if isinstance(told, dict) else None
    schema = receipt.get("schema") if isinstance(receipt, dict) else None
    if not isinstance(told, dict) or schema != SCHEMA:
        found = f"the schema {schema}" if schema else "no receipt with a schema"
        _refuse(path, f"an answer of the schema {SCHEMA}", found, mend)
    return told


def _refuse(path: Path, expected: str, found: str, mend: str) -> NoReturn:
    raise MalformedError([Finding(file=str(path), expected=expected, found=found, mend=mend)])


def verify(told: Mapping[str, Any], corpus: Corpus) -> Verified:
    """Hold an answer against a corpus.

    Args:
        told: the answer, from `read_answer`.
        corpus: the texts.
    """
    failures: list[Failure] = []
    spans = figures = 0
    for where, one in _objects(told, ""):
        if one.keys() >= _SPAN:
            spans += 1
            why = _span(one, corpus)
            if why:
                failures.append(Failure(where=where, why=why))
        if one.keys() >= _FIGURE:
            figures += 1
            if not _counted(one, corpus):
                failures.append(Failure(where=where, why="counted again, the figure is another"))
        if "passage" in one and one.keys() & {"code", "codes", "wording"}:
            failures += _codes(where, one)
    named = told["receipt"].get("corpus")
    same = isinstance(named, Mapping) and named.get("sha256") == corpus.digest
    of = str(told.get("command", ""))
    return Verified(
        of=of,
        holds=same and not failures,
        same_corpus=same,
        spans=spans,
        figures=figures,
        failures=tuple(failures),
        receipt=text_receipt(
            corpus,
            "Every span was looked up by its hash, and every figure counted again.",
            {"answer": of},
            ("Whether the codes are right: only that the words stand there, and are so many.",),
        ),
    )


def _objects(value: object, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield where, value
        for key, one in value.items():
            yield from _objects(one, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _objects(one, f"{where}[{n}]")


def _span(one: Mapping[str, Any], corpus: Corpus) -> str:
    """Why a span does not hold; empty when it does."""
    document = corpus.documents.get(one["file"]) if isinstance(one["file"], str) else None
    start, end = one["start"], one["end"]
    if document is None:
        return f"the corpus has no document {one['file']}"
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(document.text):
        return f"{one['file']} has no place {start} to {end}"
    words = document.text[start:end]
    if digest_of(words) != one["sha256"]:
        return f"{one['file']}, {start} to {end}: other words stand there"
    if "words" in one and one["words"] != words:
        return f"{one['file']}, {start} to {end}: the words told are not those that stand there"
    return ""


def _codes(where: str, one: Mapping[str, Any]) -> Iterator[Failure]:
    """Codes whose words lie outside of their passage."""
    passage = one["passage"]
    codes = one["codes"] if "codes" in one else [one.get("code", one)]
    if not isinstance(passage, Mapping) or not isinstance(codes, list):
        yield Failure(where=where, why="no passage with codes")
        return
    for code in codes:
        inside = (
            isinstance(code, Mapping)
            and isinstance(code.get("start"), int)
            and isinstance(code.get("end"), int)
            and passage.get("start", 0) <= code["start"] < code["end"] <= passage.get("end", 0)
        )
        if not inside:
            yield Failure(where=where, why="the words of a code lie outside of the passage")


def _counted(one: Mapping[str, Any], corpus: Corpus) -> bool:
    try:
        # intervals hang on a draw, and are not counted
        bare = {key: {**one[key], "interval": None} for key in ("share", "presence", "rate")}
        figure = cattrs.structure({**{key: one[key] for key in _FIGURE}, **bare}, Figure)
        return resolves(corpus, figure)
    except (cattrs.BaseValidationError, KeyError, TypeError, ValueError, AttributeError):
        return False
