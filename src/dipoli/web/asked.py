"""One question to the site: who asks, of which circle, at what moment; and the answer, a twin.

Every page is a pure function from what was asked to its *twin*: a value in the words of JSON. The
page is drawn from the twin, and the same twin is given out as JSON, so that the two say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import field, frozen
from django.http import HttpRequest
from django.urls import reverse

from dipoli.forum.clock import capital
from dipoli.forum.names import Names, moment
from dipoli.forum.standing import Forum
from dipoli.forum.text_views import COMPILED_MARK, EXERCISE
from dipoli.secretariat.reading import Read
from dipoli.web.language import ENGLISH, LANGUAGES
from dipoli.web.reader import Reader
from dipoli.web.site import Hall, Room, Site
from dipoli.web.speech import Speech

Twin = dict[str, Any]


class MissingError(Exception):
    """There is no such page, or it is not this reader's: the two are told apart by nobody."""


class UnmadeError(Exception):
    """A file cannot be made on this machine; it says in a sentence what is wanting."""


@frozen(kw_only=True, slots=False)
class Asked:
    """What a page is asked.

    Args:
        site: all that is shown.
        reader: who asks.
        now: the moment, ``YYYY-MM-DDTHH:MM:SSZ``, by the clock of the site.
        words: the parts of the address.
        query: what stands behind its question mark, each name once; where it was given several
            times, its values with commas between them.
        hall: the forum that the address names; None where it names none.
        room: the circle that the address names; None where it names none.
        read: that circle as this reader has it.
        pages: sort of a thing to the route of its own page.
        acts: whether the reader may act in that circle.
        table: every route and every action, for the page that lists them.
        request: as it came, for who logs in and out; pages about the forums do not ask it.
    """

    site: Site
    reader: Reader
    now: str
    words: Mapping[str, str]
    query: Mapping[str, str]
    hall: Hall | None = None
    room: Room | None = None
    read: Read | None = None
    pages: Mapping[str, str] = {}
    acts: bool = False
    table: tuple[Any, Any] = ((), ())
    request: HttpRequest | None = field(default=None, repr=False)

    @property
    def forum(self) -> Forum:
        """The circle's standing by its charter.

        Raises:
            MissingError: the address names no circle, or it carries no charter.
        """
        if self.read is None or self.read.forum is None:
            raise MissingError
        return self.read.forum

    @property
    def enters(self) -> bool:
        """Whether acts of the circle are written here: at the door of its host, or on a node."""
        at_door = self.room is not None and self.room.door is not None
        return at_door or (self.site.own is not None and self.room is not None)

    @property
    def shut(self) -> bool:
        """Whether what is said in the circle is sealed, and no key that opens it is at hand."""
        return self.read is not None and self.read.standing.is_sealed and not self.read.unsealed

    @property
    def time(self) -> str:
        """The moment at which the circle is read: now, and never before its last act."""
        return max(self.now, self.forum.time)

    @cached_property
    def names(self) -> Names:
        """How this reader calls parties and baskets."""
        return Names(self.forum, self.reader.code, self.reader.language)

    @cached_property
    def speech(self) -> Speech:
        """How the site speaks to this reader."""
        return Speech(language=LANGUAGES.get(self.reader.language, ENGLISH))

    # ---------------------------------------------------------------- parts of twins

    def party(self, code: str) -> Twin:
        """A party: its code, which is an id, and the name that this reader uses."""
        return {"code": code, "name": self.names.party(code)}

    def parties(self, codes: Any) -> list[Twin]:  # noqa: ANN401 - any collection of codes
        """Parties in protocol order; who is not in it comes last, in the order given."""
        held = tuple(codes)
        order = [one for one in self.forum.order if one in held]
        return [self.party(one) for one in (*order, *(o for o in held if o not in order))]

    def told(self, sentence: str) -> str:
        """A sentence of the program with this reader's names and times as people read them."""
        return self.names.told(sentence)

    def clock(self, time: str | None) -> Twin | None:
        """A moment in UTC, and as the clock of the reader's capital shows it."""
        if not time:
            return None
        there = capital(self.forum.charter.member(self.reader.code), time, self.time)
        return {
            "utc": time,
            "shown": moment(time),
            "capital": None if there is None else there.told("your"),
            "over": time < self.time,
        }

    def page(self, name: str, object_: str = "", **words: str) -> str:
        """The address of a page of this circle, such as ``page("text", "T1")``.

        Args:
            name: of the route.
            object_: short name of what it is about; empty for a page of the whole circle.
            words: other parts of the address; ``room`` for another circle of the same forum.
        """
        assert self.hall is not None  # noqa: S101 - who links within a circle is in one
        parts = {"hall": self.hall.name, **words}
        if "room" not in parts and self.room is not None:
            parts["room"] = self.room.name
        if object_:
            parts["object"] = object_
        return reverse(name, kwargs=parts)

    def thing(self, name: str) -> str | None:
        """The address of the page of a thing by its short name; None where there is none."""
        sort = self.forum.sorts.get(name)
        if sort is None or name in self.forum.seats:
            return None
        clause = self.forum.clauses.get(name) or self.forum.clauses.get(self._amended(name))
        if clause is not None:  # a clause, or an amendment to one, stands on the page of its text
            return f"{self.page(self.pages.get('text', 'thing'), clause.text)}#{name}"
        return self._part_of(name) or self.page(self.pages.get(sort, "thing"), name)

    def _part_of(self, name: str) -> str | None:
        """The address of a thing that stands on the page of another; None where it has its own."""
        forum = self.forum
        if name in forum.items:
            return self.page(self.pages.get("meeting", "thing"), forum.items[name].meeting)
        if name in forum.permissions:
            return f"{self.page('directory')}#{name}"
        if name in forum.reports:
            number = forum.reports[name].number
            return f"{self.page('log')}?from={number}#act-{number}"
        return None

    def _amended(self, name: str) -> str:
        """The clause that an amendment would change; nothing where it is none."""
        amendment = self.forum.amendments.get(name)
        return "" if amendment is None else amendment.clause


def titled(read: Read | None) -> str:
    """The title of a circle, in its founders' words."""
    opening = None if read is None else read.standing.opening
    return "" if opening is None else str(opening.title)


@frozen(kw_only=True)
class Document:
    """An answer that is a document of its own, given out as it is.

    Args:
        data: the bytes.
        media: what they are.
        name: under which it is saved (`dipoli.web.saved`); empty where it is shown in its place.
        policy: Content-Security-Policy of what is shown; that of the site when empty.
    """

    data: bytes = field(repr=False)
    media: str = "text/plain; charset=utf-8"
    name: str = ""
    policy: str = ""


@frozen(kw_only=True)
class Page:
    """An answer: what the page says, and under which heading.

    Args:
        title: of the page, in the reader's language; parties by the names the reader uses.
        twin: what it says.
        marks: that it bears; None for those of the circle at hand.
        document: in place of what the template would draw; None where the template draws it.
    """

    title: str
    twin: Twin
    marks: Sequence[str] | None = None
    document: Document | None = None


Answer = Callable[[Asked], Page]


def marks_of(forum: Forum | None) -> Iterator[str]:
    """The marks that a page bears, since of what it tells."""
    if forum is not None and forum.charter.exercise:
        yield EXERCISE
    if forum is not None and forum.charter.compiled:
        yield COMPILED_MARK
