"""What search finds outside of any circle: earlier frameworks and rules to begin with.

They are public and come with the program, so they are looked through once and for everybody alike.
What is found is what their pages show, in the compiler's words; sentences of the program are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen
from django.urls import reverse

from dipoli.secretariat.search.index import Index, Passage
from dipoli.secretariat.search.passages import Kind
from dipoli.web.asked import Asked
from dipoli.web.pages import library as frameworks
from dipoli.web.pages import rulebooks

LIBRARY = "library"
"""The name of the library among the places where something is looked for."""

UNDATED = -62_135_596_800 // 60
"""The minute of what has no date."""

_NO_WORDS = frozenset({"id", "page", "lang", "language", "mark", "short", "tags", "tracks", "url"})


@frozen(kw_only=True)
class Shown:
    """One of these, as a result tells it.

    Args:
        object: its id or the number of the article.
        title: of the framework or the rules.
        page: its address, with the place there.
        passage: what was found.
    """

    object: str
    title: str
    page: str
    passage: Passage


@frozen(kw_only=True)
class Library:
    """Everything that is looked through, and its index."""

    index: Index
    shown: Mapping[tuple[int, int], Shown]


_made: list[Library] = []


def library(asked: Asked) -> Library:
    """The library; made when somebody searches first."""
    if not _made:
        shown = {(one.passage.number, one.passage.slot): one for one in _all(asked)}
        index = Index()
        for one in shown.values():
            index.add(one.passage)
        _made.append(Library(index=index, shown=shown))
    return _made[0]


def _all(asked: Asked) -> Iterator[Shown]:
    number = 0
    for charter in frameworks.shelf().charters:
        words = {**asked.words, "framework": str(charter.id)}
        page = frameworks.framework(evolve(asked, words=words))
        address = reverse("framework", kwargs={"framework": charter.id})
        said = dict.fromkeys((charter.name, *_words(page.twin)))
        for slot, text in enumerate(said):
            passage = _passage(number, slot, Kind.FRAMEWORK, text, title=slot == 0)
            yield Shown(object=str(charter.id), title=charter.name, page=address, passage=passage)
        number += 1
    for preset in rulebooks.shelf().values():
        address = reverse("rulebook", kwargs={"preset": preset.id})
        for slot, article in enumerate(preset.articles):
            yield Shown(
                object=article.number,
                title=rulebooks.title_of(preset),
                page=f"{address}#art-{article.number}",
                passage=_passage(number, slot, Kind.RULE, article.text),
            )
        number += 1


def _passage(number: int, slot: int, kind: Kind, words: str, *, title: bool = False) -> Passage:
    return Passage(
        number=number, slot=slot, kind=kind.value, minute=UNDATED, words=words, title=title
    )


def _words(told: object, name: str = "") -> Iterator[str]:
    """Every text that a compiler wrote; a sentence of the program is of another type."""
    if type(told) is str:
        if name not in _NO_WORDS and " " in told:
            yield told
    elif isinstance(told, Mapping):
        for key, one in told.items():
            yield from _words(one, key)
    elif isinstance(told, list):
        for one in told:
            yield from _words(one, name)
