"""A codebook as a tree of parts, so that two can be compared and two people's edits put together.

Seeds and everything else that comes in lists is a set: the order in which they were written says
nothing. Issues, languages and examples are found by name, wherever they stand.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence

import attrs
from attrs import frozen

from dipoli.analysis.discourse.codebook import (
    Codebook,
    Cues,
    Example,
    Issue,
    Kind,
    Toward,
    Words,
)
from dipoli.analysis.discourse.globs import compared

Tree = str | frozenset[str] | dict[str, "Tree"]
"""A text, a set of words, or parts by name."""
Place = tuple[str, ...]
"""Names from the root, such as ``("issues", "fish", "seeds", "en")``."""


def outline(codebook: Codebook) -> dict[str, Tree]:
    """The parts of a codebook, but for its version and its digest."""
    return {
        "id": codebook.id,
        "languages": frozenset(codebook.languages),
        "cues": {language: _cues(cues) for language, cues in codebook.cues.items()},
        "issues": {one.id: _issue(one) for one in codebook.issues},
    }


def _cues(cues: Cues) -> Tree:
    return {one.name: frozenset(getattr(cues, one.name)) for one in attrs.fields(Cues)}


def _issue(issue: Issue) -> Tree:
    tree: dict[str, Tree] = {
        "parent": issue.parent or "",
        "label": dict(issue.label),
        "kind": issue.kind.value,
        "definition": issue.definition,
        "seeds": _words(issue.seeds),
        "weak": _words(issue.weak),
        "exclude": _words(issue.exclude),
        "variants": {actor: _words(words) for actor, words in issue.variants.items()},
        "crosswalk": _words(issue.crosswalk),
        "examples": {_name(one): _verdict(one) for one in issue.examples},
        "exemplars": frozenset(issue.exemplars),
    }
    if issue.toward is not None:
        tree["toward"] = {
            "proposition": dict(issue.toward.proposition),
            "naming": str(issue.toward.naming),
            "rival": str(issue.toward.rival).lower(),
            "supports": _words(issue.toward.supports),
            "opposes": _words(issue.toward.opposes),
        }
    return tree


def _words(words: Words) -> Tree:
    return {language: frozenset(seeds) for language, seeds in words.items()}


def _name(example: Example) -> str:
    return f"{example.language}: {example.text}"


def _verdict(example: Example) -> Tree:
    return {"code": "true" if example.code else "false", "source": example.source}


# ---------------------------------------------------------------- differences


class Turn(enum.Enum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@frozen(kw_only=True)
class Change:
    """A part in which two codebooks differ.

    Args:
        place: where; the last name of a word that was added or removed is its list's.
        turn: what happened.
        before: the text or word as it was; empty when it was not there, or is more than a text.
        after: as it is; empty likewise.
    """

    place: Place
    turn: Turn
    before: str = ""
    after: str = ""


def changes(old: Codebook, new: Codebook) -> tuple[Change, ...]:
    """In what two codebooks differ; an issue that came or went is one change.

    Args:
        old: before.
        new: after.
    """
    found = list(_changes((), outline(old), outline(new)))
    if old.version != new.version:
        change = Change(
            place=("version",), turn=Turn.CHANGED, before=old.version, after=new.version
        )
        found.insert(0, change)
    return tuple(found)


def _changes(place: Place, old: Tree | None, new: Tree | None) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, frozenset) or isinstance(new, frozenset):
        before = old if isinstance(old, frozenset) else frozenset[str]()
        after = new if isinstance(new, frozenset) else frozenset[str]()
        for one in sorted(before - after):
            yield Change(place=place, turn=Turn.REMOVED, before=one)
        for one in sorted(after - before):
            yield Change(place=place, turn=Turn.ADDED, after=one)
    elif isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _changes((*place, name), old.get(name), new.get(name))
    elif old is None or new is None:
        yield from _whole(place, old, new)
    else:
        yield Change(place=place, turn=Turn.CHANGED, before=_shown(old), after=_shown(new))


def _whole(place: Place, old: Tree | None, new: Tree | None) -> Iterator[Change]:
    """What came or went whole: told part by part where it holds nothing but words."""
    there = new if old is None else old
    if isinstance(there, dict) and _holds_words(there):
        for name, inner in there.items():
            before, after = (None, inner) if old is None else (inner, None)
            yield from _changes((*place, name), before, after)
        return
    turn = Turn.ADDED if old is None else Turn.REMOVED
    yield Change(place=place, turn=turn, before=_shown(old), after=_shown(new))


def _holds_words(tree: Mapping[str, Tree]) -> bool:
    return all(
        isinstance(one, frozenset) or (isinstance(one, dict) and _holds_words(one))
        for one in tree.values()
    )


def _shown(tree: Tree | None) -> str:
    return tree if isinstance(tree, str) else ""


# ---------------------------------------------------------------- a codebook again


def codebook_from(tree: Mapping[str, Tree], version: str, sides: Sequence[Codebook]) -> Codebook:
    """A codebook from its parts.

    What came in lists stands in the order of the first of the sides that has it; of what stands at
    one place in two sides, the smaller comes first. Of words that are compared alike one is kept.

    Args:
        tree: its parts.
        version: its version.
        sides: codebooks from which the parts come; the first one's order goes first, and the order
            of the others among each other changes nothing.
    """
    issues = _part(tree, "issues")
    places = [{one.id: one for one in side.issues} for side in sides]
    return Codebook(
        id=str(tree["id"]),
        version=version,
        languages=_ordered(_set(tree, "languages"), [side.languages for side in sides], None),
        issues=tuple(
            _issue_from(name, _part(issues, name), [by_id.get(name) for by_id in places])
            for name in _ordered(frozenset(issues), [list(by_id) for by_id in places], None)
        ),
        cues={
            language: _cues_from(_part(_part(tree, "cues"), language), language, sides)
            for language in sorted(_part(tree, "cues"))
        },
    )


def _cues_from(tree: Mapping[str, Tree], language: str, sides: Sequence[Codebook]) -> Cues:
    given = [side.cues.get(language, Cues()) for side in sides]
    names = [one.name for one in attrs.fields(Cues)]
    return Cues(
        **{
            name: _ordered(_set(tree, name), [getattr(one, name) for one in given], language)
            for name in names
            if name in tree
        }
    )


def _issue_from(name: str, tree: Mapping[str, Tree], sides: Sequence[Issue | None]) -> Issue:
    # A side without the issue keeps its place among the sides: the first one's order goes first.
    empty = Issue(id=name, label={}, kind=Kind.NORM, definition="")
    given = [one or empty for one in sides]
    examples = _part(tree, "examples")
    in_order = [[_name(example) for example in one.examples] for one in given]
    actors, codes = _part(tree, "variants"), _part(tree, "crosswalk")
    return Issue(
        id=name,
        parent=str(tree["parent"]) or None,
        label=_texts(_part(tree, "label")),
        kind=Kind(tree["kind"]),
        definition=str(tree["definition"]),
        seeds=_words_from(_part(tree, "seeds"), [one.seeds for one in given]),
        weak=_words_from(_part(tree, "weak"), [one.weak for one in given]),
        exclude=_words_from(_part(tree, "exclude"), [one.exclude for one in given]),
        variants={
            actor: words
            for actor in sorted(actors)
            if (words := _variant(_part(actors, actor), actor, given))
        },
        crosswalk={
            book: _ordered(_set(codes, book), [one.crosswalk.get(book, ()) for one in given], None)
            for book in sorted(codes)
            if codes[book]
        },
        examples=tuple(
            _example(one, _part(examples, one))
            for one in _ordered(frozenset(examples), in_order, None)
        ),
        exemplars=_ordered(_set(tree, "exemplars"), [one.exemplars for one in given], None),
        toward=_toward_from(_part(tree, "toward"), given) if "toward" in tree else None,
    )


def _variant(tree: Mapping[str, Tree], actor: str, given: Sequence[Issue]) -> Words:
    return _words_from(tree, [one.variants.get(actor, {}) for one in given])


def _example(name: str, tree: Mapping[str, Tree]) -> Example:
    language, _, text = name.partition(": ")
    return Example(
        text=text, language=language, code=tree["code"] == "true", source=str(tree["source"])
    )


def _toward_from(tree: Mapping[str, Tree], given: Sequence[Issue]) -> Toward:
    sides = [one.toward or Toward(proposition={}) for one in given]
    return Toward(
        proposition=_texts(_part(tree, "proposition")),
        naming=int(str(tree["naming"])),
        rival=tree["rival"] == "true",
        supports=_words_from(_part(tree, "supports"), [one.supports for one in sides]),
        opposes=_words_from(_part(tree, "opposes"), [one.opposes for one in sides]),
    )


def _texts(tree: Mapping[str, Tree]) -> dict[str, str]:
    return {language: str(tree[language]) for language in sorted(tree, key=_english_first)}


def _english_first(language: str) -> tuple[bool, str]:
    return language != "en", language


def _words_from(tree: Mapping[str, Tree], sides: Sequence[Words]) -> Words:
    return {
        language: _ordered(_set(tree, language), [one.get(language, ()) for one in sides], language)
        for language in sorted(tree, key=_english_first)
        if tree[language]
    }


def _ordered(
    members: frozenset[str], sides: Sequence[Sequence[str]], language: str | None
) -> tuple[str, ...]:
    """Members in the order of the first side, then by their places in the others."""
    first = {one: at for at, one in reversed(list(enumerate(sides[0])))} if sides else {}

    def place(member: str) -> tuple[int, int, str]:
        if member in first:
            return 0, first[member], member
        others = [list(side).index(member) for side in sides[1:] if member in side]
        return 1, min(others, default=0), member

    kept: dict[str, str] = {}
    for one in sorted(members, key=place):
        kept.setdefault(one if language is None else compared(one, language), one)
    return tuple(kept.values())


def _part(tree: Mapping[str, Tree], name: str) -> dict[str, Tree]:
    part = tree[name]
    return part if isinstance(part, dict) else {}


def _set(tree: Mapping[str, Tree], name: str) -> frozenset[str]:
    part = tree[name]
    return part if isinstance(part, frozenset) else frozenset()
