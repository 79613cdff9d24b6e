"""What a codebook must hold together in: every fault at once, each with its place.

A codebook that has none of these faults can be compiled, and its examples can be judged. Whether
its seeds are good ones is another question, which `lint` asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs
from attrs import frozen

from dipoli.analysis.discourse.codebook import Codebook, Cues, Example, Issue, Toward, Words
from dipoli.analysis.discourse.globs import compared, misfit
from dipoli.analysis.discourse.texts import LANGUAGES

LONGEST = 5_000
"""Characters in one text."""
SIDES = (-1, 0, 1)
"""What naming an issue approvingly may say of its proposition."""

_BOOK_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ISSUE_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
_READER = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
_ACTOR = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
_CROSSWALK = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
_OF_CASE = re.compile(r"[a-z][a-z0-9-]*:[A-Za-z][A-Za-z0-9_-]*")

Place = tuple[str | int, ...]


@frozen(kw_only=True)
class Fault:
    """A fault of a codebook.

    Args:
        place: keys and positions from the root of the file.
        expected: what should stand there.
        found: what stands there.
        mend: what to do next.
    """

    place: Place
    expected: str
    found: str
    mend: str


def faults(codebook: Codebook) -> Iterator[Fault]:
    """Every fault of a codebook, in no order."""
    yield from _head(codebook)
    if not codebook.issues:
        yield _fault(("issues",), "one issue at least", "none", "add an issue")
    yield from _ids(codebook.issues)
    yield from _parents(codebook.issues)
    known = frozenset(codebook.languages)
    for at, issue in enumerate(codebook.issues):
        yield from _issue(("issues", at), issue, known)
        yield from _examples(("issues", at, "examples"), issue, codebook)
    for language, cues in codebook.cues.items():
        place: Place = ("cues", language)
        yield from _language(place, language, known)
        yield from _cues(place, cues, language)


# ---------------------------------------------------------------- the head, ids and parents


def _head(codebook: Codebook) -> Iterator[Fault]:
    if not _BOOK_ID.fullmatch(codebook.id):
        expected = "small letters and digits with hyphens, such as lake-waters"
        yield _fault(("codebook", "id"), expected, ascii(codebook.id[:60]), "write it so")
    if not _VERSION.fullmatch(codebook.version):
        expected = "three numbers with dots, such as 1.2.0"
        mend = "write it so, in quotes"
        yield _fault(("codebook", "version"), expected, ascii(codebook.version[:60]), mend)
    place = ("codebook", "languages")
    if not codebook.languages:
        yield _fault(place, "one language at least", "none", "name the languages of the seeds")
    for at, language in enumerate(codebook.languages):
        if language not in LANGUAGES:
            expected = f"one of {', '.join(LANGUAGES)}"
            mend = "delete it: texts in it cannot be cut into passages"
            yield _fault((*place, at), expected, ascii(language[:20]), mend)
        if language in codebook.languages[:at]:
            yield _fault((*place, at), "each language once", language, "delete one of the two")


def _ids(issues: Sequence[Issue]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for at, one in enumerate(issues):
        place: Place = ("issues", at, "id")
        if not _ISSUE_ID.fullmatch(one.id):
            expected = "small letters and digits with underscores, such as human_rights"
            yield _fault(place, expected, ascii(one.id[:60]), "write it so")
        if one.id in first:
            found = f"{one.id[:60]} again; the first is issue {first[one.id] + 1} of the file"
            yield _fault(place, "an id of its own", found, "rename one, or put the two together")
        first.setdefault(one.id, at)


def _parents(issues: Sequence[Issue]) -> Iterator[Fault]:
    by_id = {one.id: one for one in reversed(issues)}
    for at, one in enumerate(issues):
        place: Place = ("issues", at, "parent")
        if one.parent is None:
            continue
        parent = by_id.get(one.parent)
        if parent is None:
            expected = "the id of an issue of this codebook, or null"
            mend = "correct it, or add that issue"
            yield _fault(place, expected, ascii(one.parent[:60]), mend)
        elif _in_circle(one, by_id):
            found = f"{one.parent[:60]}, which comes back to {one.id[:60]}"
            yield _fault(place, "a parent that is no sub-issue", found, "break the circle")
        elif parent.parent is not None:
            found = f"{parent.id[:60]}, which is a sub-issue of {parent.parent[:60]}"
            mend = f"write {parent.parent[:60]}, or make {parent.id[:60]} an issue of its own"
            yield _fault(place, "a parent that is no sub-issue", found, mend)


def _in_circle(issue: Issue, by_id: Mapping[str, Issue]) -> bool:
    seen: set[str] = set()
    at: Issue | None = issue
    while at is not None and at.parent is not None and at.id not in seen:
        seen.add(at.id)
        at = by_id.get(at.parent)
    return at is not None and at.id == issue.id and bool(seen)


# ---------------------------------------------------------------- one issue


def _issue(place: Place, issue: Issue, known: frozenset[str]) -> Iterator[Fault]:
    yield from _said((*place, "label"), issue.label)
    yield from _text((*place, "definition"), issue.definition)
    yield from _all_words((*place, "seeds"), issue.seeds, known)
    yield from _all_words((*place, "weak"), issue.weak, known)
    yield from _weak((*place, "weak"), issue)
    yield from _all_words((*place, "exclude"), issue.exclude, known)
    for actor, words in issue.variants.items():
        here: Place = (*place, "variants", actor)
        if not _ACTOR.fullmatch(actor):
            expected = "the code of an actor, such as XAL"
            yield _fault(here, expected, ascii(actor[:20]), "write it as the corpus has it")
        yield from _all_words(here, words, known)
        yield from _none_twice(here, words, issue.seeds, "among the seeds of all")
    for language, spared in issue.exclude.items():
        seeds = {compared(one, language) for one in issue.seeds.get(language, ())}
        for at, one in enumerate(spared):
            if compared(one, language) in seeds:
                mend = "delete one of the two: the seed can never count"
                place_of = (*place, "exclude", language, at)
                yield _fault(place_of, "words that are no seed", f'"{one[:60]}"', mend)
    yield from _crosswalk((*place, "crosswalk"), issue.crosswalk)
    for at, text in enumerate(issue.exemplars):
        yield from _text((*place, "exemplars", at), text)
    if issue.toward is not None:
        yield from _toward((*place, "toward"), issue.toward, known)


def _weak(place: Place, issue: Issue) -> Iterator[Fault]:
    for language, weak in issue.weak.items():
        lists = (issue.seeds, *issue.variants.values())
        seeds = {compared(one, language) for words in lists for one in words.get(language, ())}
        for at, one in enumerate(weak):
            if compared(one, language) not in seeds:
                mend = f"add it to the seeds in {language} too, or delete it here"
                found = f'"{one[:60]}", which is none'
                yield _fault((*place, language, at), "a seed of the issue", found, mend)


def _all_words(place: Place, words: Words, known: frozenset[str]) -> Iterator[Fault]:
    for language, seeds in words.items():
        yield from _language((*place, language), language, known)
        yield from _words((*place, language), seeds, language)


def _words(place: Place, seeds: Sequence[str], language: str) -> Iterator[Fault]:
    if not seeds:
        mend = "add one, or leave the language out: it is then missing, which is not nought"
        yield _fault(place, "one seed at least", "none", mend)
    first: dict[str, str] = {}
    for at, seed in enumerate(seeds):
        here: Place = (*place, at)
        wrong = misfit(seed, language)
        if wrong is not None:
            yield _fault(here, wrong.expected, wrong.found, wrong.mend)
            continue
        same = compared(seed, language)
        if same in first:
            found = f'"{seed[:60]}" again'
            if first[same] != seed:
                found = f'"{seed[:60]}", which is compared as "{first[same][:60]}" is'
            yield _fault(here, "each seed once", found, "delete one of the two")
        first.setdefault(same, seed)


def _none_twice(place: Place, words: Words, others: Words, where: str) -> Iterator[Fault]:
    for language, seeds in words.items():
        there = {compared(one, language) for one in others.get(language, ())}
        for at, seed in enumerate(seeds):
            if compared(seed, language) in there:
                found = f'"{seed[:60]}", which is {where} too'
                yield _fault((*place, language, at), "each seed once", found, "delete one of them")


def _language(place: Place, language: str, known: frozenset[str]) -> Iterator[Fault]:
    if language not in known:
        expected = f"a language that the codebook names ({', '.join(sorted(known)) or 'none'})"
        mend = "add it under codebook: languages, or delete what stands here"
        yield _fault(place, expected, ascii(language[:20]), mend)


def _crosswalk(place: Place, crosswalk: Words) -> Iterator[Fault]:
    for name, codes in crosswalk.items():
        here: Place = (*place, name)
        if not _CROSSWALK.fullmatch(name):
            expected = "the name of a codebook in small letters, such as manifesto"
            yield _fault(here, expected, ascii(name[:60]), "write it so")
        if not codes:
            yield _fault(here, "one code at least", "none", "add one, or delete the name")
        for at, code in enumerate(codes):
            if name == "case" and not _OF_CASE.fullmatch(code):
                expected = "an issue or basket of a case, such as lake:waters"
                mend = "write the id of the case, a colon, and the id of the issue or basket"
                yield _fault((*here, at), expected, ascii(code[:60]), mend)
            elif not code.strip():
                yield _fault((*here, at), "a code", "an empty text", "write it, or delete it")
            if code in codes[:at]:
                yield _fault((*here, at), "each code once", ascii(code[:60]), "delete it")


def _examples(place: Place, issue: Issue, codebook: Codebook) -> Iterator[Fault]:
    family = [one for one in codebook.issues if issue.id in {one.id, one.parent}]
    known = frozenset(codebook.languages)
    for at, example in enumerate(issue.examples):
        here: Place = (*place, at)
        yield from _text((*here, "text"), example.text)
        yield from _text((*here, "source"), example.source)
        if example.language not in known:
            yield from _language((*here, "language"), example.language, known)
        elif not any(_has_words(one, example.language) for one in family):
            expected = "an example in a language for which the issue has seeds"
            found = f"{example.language}, without seeds: there it is missing, which is not no"
            mend = "add seeds in that language, or delete the example"
            yield _fault((*here, "language"), expected, found, mend)
        if _same(example) in map(_same, issue.examples[:at]):
            mend = "delete one of the two"
            yield _fault((*here, "text"), "each example once", "it stands there twice", mend)


def _same(example: Example) -> tuple[str, str]:
    return example.language, example.text


def _has_words(issue: Issue, language: str) -> bool:
    return bool(issue.seeds.get(language)) or any(
        one.get(language) for one in issue.variants.values()
    )


def _toward(place: Place, toward: Toward, known: frozenset[str]) -> Iterator[Fault]:
    yield from _said((*place, "proposition"), toward.proposition)
    if toward.naming not in SIDES:
        mend = "write 1 if approval of the issue supports the proposition, -1 if it opposes it"
        yield _fault((*place, "naming"), "1, 0 or -1", str(toward.naming), mend)
    yield from _all_words((*place, "supports"), toward.supports, known)
    yield from _all_words((*place, "opposes"), toward.opposes, known)
    where = "among what supports"
    yield from _none_twice((*place, "opposes"), toward.opposes, toward.supports, where)


def _cues(place: Place, cues: Cues, language: str) -> Iterator[Fault]:
    lists = {one.name: getattr(cues, one.name) for one in attrs.fields(Cues)}
    for name, words in lists.items():
        if words:
            yield from _words((*place, name), words, language)
    approval = {compared(one, language) for one in cues.approval}
    for at, one in enumerate(cues.rejection):
        if compared(one, language) in approval:
            mend = "delete it from one of the two"
            found = f'"{one[:60]}", which is a cue of approval too'
            yield _fault((*place, "rejection", at), "a cue of one side", found, mend)


# ---------------------------------------------------------------- texts


def _said(place: Place, texts: Mapping[str, str]) -> Iterator[Fault]:
    if "en" not in texts:
        yield _fault(place, "the key en", "it is missing", "add en: with its text in English")
    for language, text in texts.items():
        if not _READER.fullmatch(language):
            yield _fault(
                (*place, language), "a language such as en", ascii(language[:20]), "write it so"
            )
        yield from _text((*place, language), text)


def _text(place: Place, text: str) -> Iterator[Fault]:
    if not text.strip() or len(text) > LONGEST:
        expected = f"a text of 1 to {LONGEST} characters"
        yield _fault(place, expected, f"{len(text.strip())} characters", "write it so")


def _fault(place: Place, expected: str, found: str, mend: str) -> Fault:
    return Fault(place=place, expected=expected, found=found, mend=mend)
