"""A question as a value: what is asked, by which words, and digests of what it rests on.

It has an address, a command, and a key. Two questions with the same key have the same answer: the
key is a digest of the kind, the words and all that the answer rests on.
"""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from attrs import evolve, field, frozen

from dipoli.faults import RefusedError
from dipoli.told import tell
from dipoli.workbench.runs.kinds import BY_NAME, Field, Kind, On, Sort

Words = Mapping[str, tuple[str, ...]]
"""Name of a field to its values; a flag that is set has the value ``yes``."""

YES = "yes"
_MOST = 400
_MOST_VALUES = 2_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[0-9]{1,19}")
_WORD = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]*")


class WordsError(RefusedError):
    """A question that cannot be asked so."""


@frozen(kw_only=True)
class Question:
    """What is asked.

    Args:
        kind: name of its kind.
        words: fields that are not at their defaults, in the order of the form.
        rests: name of a paper to its digest: of the case, or of a corpus and a codebook.
        case: by which the desk names the case; empty where it is about none.
    """

    kind: str
    words: Words = field(factory=dict)
    rests: Mapping[str, str] = field(factory=dict)
    case: str = ""

    @property
    def of(self) -> Kind:
        """Its kind."""
        return BY_NAME[self.kind]

    @property
    def key(self) -> str:
        """The same for the same question on the same papers, wherever they lie."""
        told = {"kind": self.kind, "words": _plain(self.words), "rests": dict(self.rests)}
        written = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()[:24]

    @property
    def clash(self) -> bool:
        """Whether assumptions that clash were asked for."""
        return "clash" in self.words

    def told(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {
            "kind": self.kind,
            "case": self.case,
            "words": _plain(self.words),
            "rests": dict(self.rests),
        }

    def query(self) -> str:
        """What stands behind the question mark of its address."""
        pairs = [("kind", self.kind), *([("case", self.case)] if self.case else [])]
        pairs += [(f"on-{name}", digest) for name, digest in self.rests.items()]
        pairs += [(name, one) for name, values in self.words.items() for one in values]
        return urlencode(pairs)

    def arguments(self, place: str, papers: Mapping[str, str] | None = None) -> list[str]:
        """The words of the command that gives the same answer, after ``dipoli``.

        Args:
            place: folder of the case.
            papers: ``corpus``, ``codebook``, ``text`` and ``ties`` to their paths; by their names,
                if not given. Where a text has no ties, there is a path of the text alone.
        """
        kind, papers = self.of, papers or {}
        before = [one for one in kind.fields if not one.after and not one.placed]
        placed = [
            papers.get(one.name, value)
            for one in kind.fields
            if one.placed
            for value in self.words.get(one.name, ())
        ]
        return [
            *kind.command,
            *([place] if kind.on is On.CASE else []),
            *placed,
            *self._options(before, papers),
            *kind.action,
            *self._options((one for one in kind.fields if one.after), papers),
        ]

    def line(self, place: str, papers: Mapping[str, str] | None = None) -> str:
        """The command as it is typed."""
        return shlex.join(["dipoli", *self.arguments(place, papers)])

    def _options(self, fields: Iterable[Field], papers: Mapping[str, str]) -> Iterator[str]:
        for one in fields:
            values = self.words.get(one.name, ())
            for value in [",".join(values)] if values and one.sort is Sort.DEAL else values:
                if one.sort is Sort.TIED:
                    yield from _tied(value, papers)
                    continue
                # a value that begins with a dash stays a value
                yield f"--{one.name}" if one.sort is Sort.FLAG else f"--{one.name}={value}"


def _tied(text: str, papers: Mapping[str, str]) -> Iterator[str]:
    """A text and its ties, under the names that their files have when they are taken out."""
    for name, suffix in (("text", "draft.yaml"), ("ties", "ties.yaml")):
        if name in papers or not papers:
            yield f"--{name}={papers.get(name, f'{text}.{suffix}')}"


def ask(kind: str, sent: Iterable[tuple[str, str]], *, case: str = "") -> Question:
    """A question from what a form or an address says; it rests on nothing yet.

    Args:
        kind: name of its kind.
        sent: names of fields with values; others are passed over, and so are empty values.
        case: by which the desk names the case.

    Raises:
        WordsError: a value is none of its field, or one that is needed is missing.
    """
    if kind not in BY_NAME:
        raise WordsError(tell("There is no question of this kind."))
    held: dict[str, list[str]] = {}
    for name, text in sent:
        one = BY_NAME[kind].field(name)
        if one is not None:
            held.setdefault(name, []).extend(_values(one, text))
    words: dict[str, tuple[str, ...]] = {}
    for one in BY_NAME[kind].fields:
        values = tuple(dict.fromkeys(held.get(one.name, ())))
        if one.needed and not values:
            raise WordsError(tell("{field}: nothing is given.", field=one.title))
        if len(values) > (_MOST_VALUES if one.many else 1):
            raise WordsError(tell("{field}: too much is given.", field=one.title))
        if values and values != (one.default,):
            words[one.name] = values
    return Question(kind=kind, words=words, case=case)


def read_query(query: str) -> Question:
    """The question that an address carries.

    Raises:
        WordsError: it carries none.
    """
    try:
        pairs = parse_qsl(query, max_num_fields=_MOST_VALUES, errors="strict")
    except ValueError:
        raise WordsError(tell("The address carries no question.")) from None
    first = dict(reversed(pairs))
    asked = ask(first.get("kind", ""), pairs, case=first.get("case", "")[:_MOST])
    rests = {name[3:]: value for name, value in pairs if name.startswith("on-")}
    if any(_DIGEST.fullmatch(one) is None for one in rests.values()):
        raise WordsError(tell("A digest in the address is none."))
    return evolve(asked, rests=rests)


def of_told(told: Mapping[str, Any]) -> Question:
    """A question as `Question.told` wrote it.

    Raises:
        WordsError: it is none.
    """
    pairs = [(name, one) for name, values in told["words"].items() for one in values]
    asked = ask(str(told["kind"]), pairs, case=str(told["case"]))
    return evolve(asked, rests={str(k): str(v) for k, v in told["rests"].items()})


def _values(one: Field, text: str) -> list[str]:
    """The values of one entry, in one way of writing."""
    if one.sort is Sort.DEAL:
        text = text.replace(",", " ")
    lines = text.split() if one.sort in {Sort.ATOMS, Sort.DEAL} else [text.strip()]
    found = [line for line in lines if line]
    for value in found:
        if len(value) > _MOST or _WORD.fullmatch(value) is None or value.startswith("-"):
            raise WordsError(
                tell("{field}: this is none: {value}.", field=one.title, value=value[:80])
            )
    if one.sort is Sort.FLAG:
        return [YES] if found else []
    if one.sort is Sort.NUMBER and found:
        value = found[0]
        if _NUMBER.fullmatch(value) is None or not one.least <= int(value) <= one.most:
            raise WordsError(
                tell(
                    "{field}: a whole number from {least} to {most}.",
                    field=one.title,
                    least=f"{one.least:,}",
                    most=f"{one.most:,}",
                )
            )
        return [str(int(value))]
    if one.sort is Sort.ONE_OF and not set(found) <= set(one.choices):
        raise WordsError(
            tell("{field}: one of {choices}.", field=one.title, choices=", ".join(one.choices))
        )
    return found


def _plain(words: Words) -> dict[str, Sequence[str]]:
    return {name: list(values) for name, values in words.items()}


def digest_of_value(value: object) -> str:
    """A digest of a frozen value by all that it says."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
