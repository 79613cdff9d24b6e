"""Items, codings of each coder, and both together: what a file of codings holds.

An item is a passage that was drawn to be coded. Its name is made from its place and its words, so
that another place or other words make another item. A coding is one coder's reading of one item.
"""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.texts import digest_of

AT_RANDOM = ""
"""What an item is drawn by when no issue was looked for."""
_ACTOR = re.compile(r"[\w.-]+")
CODER = re.compile(r"[\w.-]{1,40}")
"""How a coder may be named: letters, digits, and ``_``, ``.``, ``-``."""


class Half(enum.Enum):
    """Whether a document is for work on the codebook, or kept for its test."""

    DEV = "dev"
    TEST = "test"


@frozen(kw_only=True)
class Mark:
    """One issue that a coder finds in a passage.

    Args:
        issue: id in the codebook.
        stance: the speaker's stance to the issue's proposition; None where the coder did not say.
    """

    issue: str
    stance: Stance | None = None


Marks = tuple[Mark, ...]
"""Issues found, at most one mark for each; empty when a coder finds none."""


@frozen(kw_only=True)
class Reading:
    """What some coder read in an item, for an adjudicator.

    Args:
        marks: the issues found.
        coder: who read so; empty when that is hidden.
    """

    marks: Marks
    coder: str = ""


@frozen(kw_only=True)
class Item:
    """A passage to be coded.

    Args:
        file: the document's name in the corpus.
        start: offset of its first character.
        end: offset after its last one.
        sha256: of its words in UTF-8.
        text: its words.
        language: ISO 639-1.
        actors: whose words they are; more than one for a joint text.
        date: of the document, as far as known.
        half: of the document.
        coders: who are to code it, each apart.
        drawn: id of the issue for which it was drawn, `AT_RANDOM`, or None where that is withheld,
            as it is from coders.
        readings: what coders read, where an adjudicator is to decide.
    """

    file: str
    start: int
    end: int
    sha256: str
    text: str = field(repr=False)
    language: str
    actors: tuple[str, ...]
    date: str
    half: Half
    coders: tuple[str, ...]
    drawn: str | None = None
    readings: tuple[Reading, ...] = ()

    def __attrs_post_init__(self) -> None:
        if digest_of(self.text) != self.sha256 or self.end - self.start != len(self.text):
            message = f"{self.file}: the words are not those of the span {self.start}-{self.end}"
            raise ValueError(message)
        if not self.actors or not all(map(_ACTOR.fullmatch, self.actors)):
            message = f"{self.file}: {self.actors!r} are no codes of actors"
            raise ValueError(message)
        if len(set(self.coders)) != len(self.coders) or not all(map(CODER.fullmatch, self.coders)):
            message = f"{self.file}: {self.coders!r} are not names of coders, each another"
            raise ValueError(message)

    @property
    def id(self) -> str:
        """Its name: a ``p`` and 12 hexadecimal digits, made from its place, words and speaker."""
        return item_id(
            self.file, self.start, self.end, self.sha256, self.language, *self.actors, self.date,
            self.half.value,
        )  # fmt: skip


def item_id(*parts: object) -> str:
    """The name of an item of these parts.

    >>> item_id("speech.txt", 0, 5) == item_id("speech.txt", 0, 5)
    True
    """
    whole = "\0".join(map(str, parts))
    return f"p{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


@frozen(kw_only=True)
class Coding:
    """One coder's reading of one item.

    Args:
        marks: the issues found; None when the coder has not coded the item yet.
        note: the coder's own words.
        when: when it was coded, in the coder's own words.
    """

    marks: Marks | None
    note: str = ""
    when: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing at all was written."""
        return self.marks is None and not self.note and not self.when


BLANK = Coding(marks=None)


@frozen(kw_only=True)
class Listed:
    """An issue that may be coded: its id, and that of the issue of which it is a part."""

    id: str
    parent: str | None = None


@frozen(kw_only=True)
class Codings:
    """A queue with what its coders have coded so far.

    Args:
        corpus: digest of the corpus from which the items were drawn.
        codebook: digest of the codebook with which they were drawn.
        name: id and version of that codebook.
        issues: that may be coded, in the order of the codebook.
        seed: of the draw.
        items: in the order in which they are coded.
        codings: by id of the item and name of the coder; a pair that is not here is not coded.
        adjudicator: name of the coder who decides where others differ; empty where there is none.
    """

    corpus: str
    codebook: str
    name: str
    issues: tuple[Listed, ...]
    seed: int
    items: tuple[Item, ...]
    codings: Mapping[tuple[str, str], Coding] = field(factory=dict)
    adjudicator: str = ""

    def __attrs_post_init__(self) -> None:
        coders = {item.id: item.coders for item in self.items}
        known = {issue.id for issue in self.issues}
        if len(coders) != len(self.items):
            message = "an item stands twice"
            raise ValueError(message)
        for (item, coder), coding in self.codings.items():
            if coder not in coders.get(item, ()) or coding.blank:
                message = f"{item}: {coder!r} was not to code it, or the coding is blank"
                raise ValueError(message)
            marked = [mark.issue for mark in coding.marks or ()]
            if not known.issuperset(marked) or len(set(marked)) != len(marked):
                message = f"{item}: {marked!r} are not issues of the codebook, each once"
                raise ValueError(message)

    @property
    def coders(self) -> tuple[str, ...]:
        """Names of coders in the order of the items, the adjudicator left out."""
        named = dict.fromkeys(coder for item in self.items for coder in item.coders)
        return tuple(one for one in named if one != self.adjudicator)

    def of(self, item: str, coder: str) -> Coding:
        """The coding of an item by a coder; `BLANK` where there is none."""
        return self.codings.get((item, coder), BLANK)

    def put(self, item: str, coder: str, coding: Coding) -> Codings:
        """The same with one coding put in the place of another; a blank one takes it away."""
        kept = {key: one for key, one in self.codings.items() if key != (item, coder)}
        if not coding.blank:
            kept[item, coder] = evolve(coding, marks=self.in_order(coding.marks))
        return evolve(self, codings=kept)

    def in_order(self, marks: Marks | None) -> Marks | None:
        """Marks in the order of the codebook."""
        if marks is None:
            return None
        order = {issue.id: number for number, issue in enumerate(self.issues)}
        return tuple(sorted(marks, key=lambda one: order.get(one.issue, len(order))))

    def with_parents(self, marks: Iterable[Mark]) -> dict[str, Stance | None]:
        """Stance by issue, with the parent of each issue, for which no stance is then said."""
        found = {mark.issue: mark.stance for mark in marks}
        parents = {issue.id: issue.parent for issue in self.issues}
        for issue in tuple(found):
            parent = parents.get(issue)
            if parent is not None:
                found.setdefault(parent, None)
        return found
