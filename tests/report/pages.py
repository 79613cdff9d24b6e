"""What the tests of the report share: a case with its answers, and a page taken apart."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from typing import TypeVar

import attrs

from dipoli.analysis.agreement import Agreement, Means, agree
from dipoli.analysis.case import Case
from dipoli.charter.framework import Framework
from dipoli.codec.case_folder import read_case
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.question import ask
from dipoli.codec.shipped import shipped

T = TypeVar("T")
VOID = {"meta", "br", "input", "link", "img", "hr", "use", "path", "wbr"}


@functools.cache
def lake() -> tuple[Case, Agreement]:
    """The made-up case of the tutorial and everything that the finder answers about it."""
    case = read_case(shipped("cases") / "lake")
    question = ask(case, positions=None, hold=(), still=())
    return case, agree(case, question, Means(limit=60.0, clock=None), clashes=True)


@functools.cache
def charters() -> tuple[Framework, ...]:
    """The charters that come with the program."""
    return read_frameworks(shipped("frameworks")).charters


@functools.cache
def korea() -> Case:
    """The first real case, for its history."""
    return read_case(shipped("cases") / "korea")


def change_texts(value: T, change: Callable[[str], str]) -> T:
    """The value with every text in it changed, keys of maps included."""
    changed: object = value
    if isinstance(value, str):
        changed = change(value)
    elif attrs.has(type(value)):
        fields = attrs.fields(type(value))  # type: ignore[arg-type]
        changed = attrs.evolve(  # type: ignore[misc]
            value, **{f.name: change_texts(getattr(value, f.name), change) for f in fields}
        )
    elif isinstance(value, dict):
        changed = {change_texts(k, change): change_texts(v, change) for k, v in value.items()}
    elif isinstance(value, tuple | list):
        changed = type(value)(change_texts(one, change) for one in value)
    return changed  # type: ignore[return-value]


class Page(HTMLParser):
    """A page taken apart: elements, ids, references, headings, text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.tags: Counter[str] = Counter()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.styles: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags[tag] += 1
        self.elements.append((tag, {key: value or "" for key, value in attributes}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element without inside."""
        self.tags[tag] += 1
        self.elements.append((tag, {key: value or "" for key, value in attributes}))

    def handle_endtag(self, tag: str) -> None:
        """An element ends; it must be the one that was opened last."""
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text inside the element that is open."""
        (self.styles if self.open and self.open[-1] == "style" else self.texts).append(data)

    @property
    def ids(self) -> list[str]:
        """Every id."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def text(self) -> str:
        """What a reader reads."""
        return " ".join(" ".join(self.texts).split())

    def values(self, key: str) -> list[str]:
        """Every value of an attribute."""
        return [attributes[key] for _, attributes in self.elements if key in attributes]

    def headings(self) -> list[int]:
        """Levels of headings, in order."""
        return [int(tag[1]) for tag, _ in self.elements if tag in {"h1", "h2", "h3", "h4"}]
