"""What a fault in a line of the log says to who wrote it: which act, which fields, which signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dipoli.forum.form import Field, Form, Sort

CURLY = "“”„«»"
"""Quotation marks that a word processor puts in the place of straight ones."""

REFERENCE = "docs/reference/forum-acts.md"
_NEAR, _SHORT = 2, 4
_NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "body": "a body is called by circle.call",
        "group": "a group is called by circle.call",
        "seat": "acts about a seat begin with member",
        "party": "acts about a party begin with member",
        "chairperson": "acts of the chair begin with chair",
        "statement": "a statement is attached by one of the acts about decisions",
        "decision": "a decision is proposed by proposal.table",
        "document": "a text is tabled by text.table",
        "paper": "a text is tabled by text.table",
    }
)
"""Nouns that people write, and no act begins with."""


def name_to_mend(name: str, names: Iterable[str]) -> str:
    """What to write in the place of a name that no act has.

    A name is put forward only where it is a slip of one or two letters away; else the acts on the
    same thing are listed, since a name that is near by its letters may do something quite other.

    Args:
        name: as it was written; a noun, a point and a verb, or a word alone.
        names: of all acts, without the numbers of their forms.
    """
    known = tuple(dict.fromkeys(names))
    noun, point, verb = name.partition(".")
    if not point:
        found = [one for one in known if name in one.split(".")]
        return f"write one of {', '.join(found)}" if found else f"take one of {REFERENCE}"
    near = [one for one in known if _is_near(name, one)]
    if near:
        return f"write {' or '.join(near)} if that is meant"
    verbs = [one.partition(".")[2] for one in known if one.startswith(f"{noun}.")]
    if verbs:
        return f"take one of the acts that begin with {noun}: {', '.join(verbs)}"
    nouns = dict.fromkeys(one.partition(".")[0] for one in known)
    like = [one for one in nouns if _is_near(noun, one)]
    if like:
        return f"write {' or '.join(f'{one}.{verb}' for one in like)} if there is such an act"
    told = _NOUNS.get(noun, f"no act begins with {noun}")
    return f"{told}; all acts are in {REFERENCE}"


def _is_near(one: str, other: str) -> bool:
    """Whether two words are a slip apart: two letters, in short words one."""
    (noun, _, verb), (noun_, _, verb_) = one.partition("."), other.partition(".")
    apart = _apart(noun, noun_) + _apart(verb, verb_)
    shortest = min(len(word) for word in (noun, noun_, verb or noun, verb_ or noun_))
    return apart <= (1 if shortest <= _SHORT else _NEAR)


def _apart(one: str, other: str) -> int:
    """How many letters have to be put in, left out or changed."""
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        before, row = row, [n]
        for m, sign in enumerate(other, 1):
            row.append(min(before[m] + 1, row[-1] + 1, before[m - 1] + (letter != sign)))
    return row[-1]


def missing(name: str, about: str, form: Form, fields: Iterable[Field]) -> tuple[str, str, str]:
    """All that a line lacks at once: what is expected, what is found, how such a line looks."""
    lacks = tuple(fields)
    told = "; ".join(
        f"{'a text in quotation marks' if one.name == form.text else f'{one.name}='} "
        f"({one.meaning})"
        for one in lacks
    )
    needed = (one for one in form.fields if one.needed)
    said = " ".join(
        _sample(one) if one.name == form.text else f"{one.name}={_sample(one)}" for one in needed
    )
    found = "it is missing" if len(lacks) == 1 else "they are missing"
    act = name.removesuffix("/1")
    return told, found, f"add to the line, such as: {' '.join(filter(None, (act, about, said)))}"


def _sample(one: Field) -> str:
    if one.choice is not None:
        return str(next(iter(one.choice)).value)
    return _SAMPLES[one.sort]


_SAMPLES: Mapping[Sort, str] = MappingProxyType(
    {
        Sort.TEXT: '"..."',
        Sort.LINE: '"..."',
        Sort.CODE: "XAL",
        Sort.ID: "T1",
        Sort.SLUG: "word",
        Sort.LANGUAGE: "en",
        Sort.TIME: "2030-03-04T10:00",
        Sort.WHOLE: "1",
        Sort.TRUTH: "no",
        Sort.DIGEST: "LEAF",
    }
)
