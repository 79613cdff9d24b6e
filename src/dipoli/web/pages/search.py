"""Search: what the reader may read, found by its words, in every circle that the reader can open.

Each circle is asked by an index of its own (`dipoli.secretariat.search`), which holds what this
reader may read there and nothing else. A circle that is not the reader's is asked for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlencode

from attrs import evolve, field, frozen
from django.urls import reverse

from dipoli.record.act import read_entry
from dipoli.secretariat.search.finding import Found, Place, find, seats_of, shows_no_author
from dipoli.secretariat.search.index import Hit, Passage, Wish
from dipoli.secretariat.search.passages import TOLD, Kind, articles, minute, passages, still_said
from dipoli.secretariat.search.query import LONGEST, Query, Unclear, read_query
from dipoli.secretariat.search.snippet import snippet
from dipoli.told import tell
from dipoli.web.asked import Asked, Page, Twin, marks_of, titled
from dipoli.web.history import briefly
from dipoli.web.pages.searched_library import LIBRARY, library
from dipoli.web.policy import Rule, admitted
from dipoli.web.route import Input, Route

COUNT = 20
"""So many passages stand on one page."""

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
ORDERS = {
    RELEVANCE: tell("The closest first"),
    NEWEST: tell("The newest first"),
    OLDEST: tell("The oldest first"),
}
_NARROW = ("kind", "circle", "after", "before", "order")
_RULES = " rules"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOST_PAGES = 10_000


@frozen(kw_only=True)
class _Open:
    """A circle that the reader can open.

    Args:
        at: the circle, asked by the reader.
        places: where in it something is looked for: what was said, and its rules.
    """

    at: Asked = field(repr=False)
    places: tuple[Place, ...]

    @property
    def name(self) -> str:
        """By which it is chosen: forum and circle."""
        return self.places[0].name


def search(asked: Asked) -> Page:
    """The passages that have what is asked for, each with the place where it stands."""
    opened = list(_opened(asked))
    typed = asked.query.get("q", "")
    query = read_query(typed)
    wish = _wish(asked, opened)
    page = _page(asked)
    found: Found | Unclear = Found(hits=(), number=0)
    if isinstance(query, Unclear):
        found = query
    elif isinstance(wish, Unclear):
        found = wish
    else:
        found = find(_places(asked, opened), query, wish, (page - 1) * COUNT, COUNT)
    told = found.told if isinstance(found, Unclear) else None
    hits = () if isinstance(found, Unclear) else found.hits
    number = None if isinstance(found, Unclear) else found.number
    rows = list(_rows(asked, opened, query, hits)) if isinstance(query, Query) else []
    closed = [one.at for one in opened if one.at.shut]
    # A page bears the marks of all that it tells of; where not all bear them, each passage has its
    # own beside it as well.
    told_of = [row["marks"] for row in rows] or [marks_of(one.at.forum) for one in opened]
    marks = _any((*told_of, *(marks_of(at.forum) for at in closed)))
    return Page(
        title=tell("Search"),
        marks=marks,
        twin={
            "q": typed[:LONGEST],
            "asked": bool(typed.strip()),
            "fault": told,
            **_choices(asked, opened),
            "narrowed": any(asked.query.get(name) for name in _NARROW),
            "number": number,
            "from": (page - 1) * COUNT + 1,
            "rows": rows,
            "mixed": any(row["marks"] != list(marks) for row in rows),
            "earlier": _turned(asked, page - 1) if page > 1 else None,
            "later": _turned(asked, page + 1) if number and number > page * COUNT else None,
            "closed": [{"title": titled(at.read), "page": at.page("circle")} for at in closed],
        },
    )


def _any(marks: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Marks that any of them bears, each once."""
    return tuple(dict.fromkeys(mark for one in marks for mark in one))


# ---------------------------------------------------------------- where


def _opened(asked: Asked) -> Iterator[_Open]:
    """Every circle that the reader can open, each with the index of what is the reader's there."""
    for hall in asked.site.halls.values():
        told = set[object]()
        # A node is one delegation's in every forum that it has joined.
        reader = asked.reader if asked.site.own is None else evolve(asked.reader, hall=hall.name)
        for room in hall.rooms.values():
            read = admitted(reader, room)
            if read is None or read.forum is None:
                continue
            at = evolve(asked, reader=reader, hall=hall, room=room, read=read, acts=False)
            indexed, name = room.shelf.index(read), f"{hall.name}/{room.name}"
            names = seats_of(read.forum, at.names)
            acts = Place(
                name=name,
                index=indexed.acts,
                seats=names,
                hides=partial(shows_no_author, read.forum),
            )
            places = [acts]
            if read.forum.charter.articles not in told:  # most circles have those of the plenary
                told.add(read.forum.charter.articles)
                places.append(Place(name=f"{name}{_RULES}", index=indexed.rules))
            yield _Open(at=at, places=tuple(places))


def _places(asked: Asked, opened: list[_Open]) -> list[Place]:
    """Where it is looked for: in one circle, or in all that are open and in the library."""
    chosen = asked.query.get("circle", "")
    places = [place for one in opened if chosen in {"", one.name} for place in one.places]
    dated = asked.query.get("after", "") or asked.query.get("before", "")
    if not chosen and not dated:  # what stands in the library has no day
        places.append(Place(name=LIBRARY, index=library(asked).index))
    return places


# ---------------------------------------------------------------- which, and in what order


def _wish(asked: Asked, opened: list[_Open]) -> Wish | Unclear:
    kind, chosen = asked.query.get("kind", ""), asked.query.get("circle", "")
    if kind and kind not in {one.value for one in Kind}:
        return Unclear(told=tell("There is no such kind of thing here. Choose one of the list."))
    if chosen and chosen not in {one.name for one in opened}:
        return Unclear(
            told=tell("There is no such circle here, or it is not one that you can read.")
        )
    after, before = _day(asked, "after"), _day(asked, "before")
    if isinstance(after, Unclear):
        return after
    if isinstance(before, Unclear):
        return before
    order = asked.query.get("order", "")
    return Wish(
        kind=kind,
        after=after,
        before=None if before is None else before + 24 * 60,
        newest=order == NEWEST,
        oldest=order == OLDEST,
    )


def _day(asked: Asked, name: str) -> int | Unclear | None:
    """The first minute of a day that was chosen."""
    day = asked.query.get(name, "").strip()
    if not day:
        return None
    try:
        return minute(f"{dt.date.fromisoformat(day).isoformat()}T00:00:00Z")
    except ValueError:
        return Unclear(
            told=tell("A day is written as {example}, year, month and day.", example="2030-03-01")
        )


def _page(asked: Asked) -> int:
    said = asked.query.get("page", "")
    return min(int(said), _MOST_PAGES) if said.isascii() and said.isdigit() and int(said) else 1


def _turned(asked: Asked, page: int) -> str:
    """The address of another page of the same answer."""
    held = {**asked.query, "page": str(page)}
    return f"{reverse('search')}?{urlencode({k: v for k, v in held.items() if v})}"


def _choices(asked: Asked, opened: list[_Open]) -> Twin:
    """What the answer can be narrowed to, and what was chosen."""
    chosen = asked.query.get("order", "")
    return {
        "kind": asked.query.get("kind", ""),
        "kinds": [{"id": one.value, "told": told} for one, told in TOLD.items()],
        "circle_asked": asked.query.get("circle", ""),
        "circles": [{"id": one.name, "title": titled(one.at.read)} for one in opened],
        "after": asked.query.get("after", ""),
        "before": asked.query.get("before", ""),
        "order": chosen if chosen in ORDERS else RELEVANCE,
        "orders": [{"id": name, "told": told} for name, told in ORDERS.items()],
    }


# ---------------------------------------------------------------- what was found


def _rows(
    asked: Asked, opened: list[_Open], query: Query, hits: tuple[tuple[str, Hit], ...]
) -> Iterator[Twin]:
    held = {one.name: one.at for one in opened}
    for place, hit in hits:
        if place == LIBRARY:
            yield _in_library(asked, query, hit)
        elif place.endswith(_RULES):
            yield _article(held[place.removesuffix(_RULES)], query, hit)
        else:
            yield from _act(held[place], query, hit)


def _act(at: Asked, query: Query, hit: Hit) -> Iterator[Twin]:
    """A passage of an act; none where its words went while it was looked for."""
    assert at.read is not None  # noqa: S101 - each is asked of a circle
    stored = at.read.acts(hit.number, hit.number + 1)[0]
    void = hit.number in at.read.void
    said = [one for one in passages(stored, at.read.opener, sound=not void) if one.slot == hit.slot]
    for one in said:
        envelope = read_entry(stored.entry).envelope
        quiet = shows_no_author(at.forum, one.about) or one.kind == Kind.HAND_UP.value
        record = f"{at.page('log')}?from={hit.number}#act-{hit.number}"
        yield {
            **_row(at, one, query),
            "object": one.about or None,
            "title": title_of(at, one.about),
            "told": None if quiet else briefly(at, envelope.name, envelope.by),
            "at": at.clock(envelope.time),
            "state": None if void else _state(at, one, envelope.name),
            "void": void,
            "page": (at.page("files") if one.kind == Kind.FILE.value else at.thing(one.about))
            or record,
            "record": record,
        }


def _article(at: Asked, query: Query, hit: Hit) -> Twin:
    """An article of a circle's charter, which stands in the act that opened it."""
    article = at.forum.charter.articles[hit.number]
    passage = next(articles(evolve(at.forum.charter, articles=(article,)), 0))
    opening = f"{at.page('log')}?from=0#act-0"
    return {
        **_row(at, passage, query),
        "object": tell("art. {number}", number=article.number),
        "title": None,
        "told": None,
        "at": None,
        "state": None,
        "void": False,
        "page": opening,
        "record": opening,
    }


def _in_library(asked: Asked, query: Query, hit: Hit) -> Twin:
    one = library(asked).shown[hit.number, hit.slot]
    return {
        **_row(None, one.passage, query),
        "object": one.object,
        "title": None if one.passage.title else one.title,
        "told": None,
        "at": None,
        "state": None,
        "void": False,
        "page": one.page,
        "record": None,
    }


def _row(at: Asked | None, passage: Passage, query: Query) -> Twin:
    """What every result has: its kind, its circle, and the words in their context."""
    kind = Kind(passage.kind)
    circle = None
    if at is not None and at.hall is not None and at.room is not None:
        name = f"{at.hall.name}/{at.room.name}"
        circle = {"name": name, "title": titled(at.read), "page": at.page("circle")}
    return {
        "kind": kind.value,
        "kind_told": TOLD[kind],
        "circle_of": circle,
        "marks": [] if at is None else list(marks_of(at.forum)),
        "written": "en" if at is None else at.forum.charter.languages[0],
        "parts": [
            {"words": one.words, "match": one.match} for one in snippet(passage.words, query)
        ],
    }


def title_of(at: Asked, name: str) -> str | None:
    """The title of a thing; of a clause, that of its text; None where it has none."""
    forum = at.forum
    clause = forum.clauses.get(name)
    if clause is not None:
        name = clause.text
    held = (
        forum.texts, forum.proposals, forum.items, forum.meetings, forum.bodies, forum.summits,
        forum.terms, forum.strands, forum.outcomes, forum.matters, forum.exchanges, forum.reports,
    )  # fmt: skip
    found = next((each[name] for each in held if name in each), None)
    title = getattr(found, "title", None)
    return str(title) if title else None


def _state(at: Asked, passage: Passage, name: str) -> str | None:
    """Whether words still stand so, or stood so before; None where that is not asked or known."""
    said = still_said(at.forum, passage, name)
    if said is None:
        return None
    return tell("current version") if said else tell("earlier version")


ROUTES = (
    Route(
        name="search",
        path="search",
        rule=Rule.ANYBODY,
        answer=search,
        about="What the reader may read, found by its words; of each circle, what is the reader's.",
        asks=(
            Input(
                name="q",
                meaning="Words, passages in quotation marks, -words, and from: a seat's name.",
                needed=False,
                most=LONGEST,
            ),
            Input(name="kind", meaning="Only of this kind, as the page lists them.", needed=False),
            Input(name="circle", meaning="Only in this circle, as forum/circle.", needed=False),
            Input(name="after", meaning="Only from this day on.", needed=False, pattern=_DAY),
            Input(name="before", meaning="Only up to this day.", needed=False, pattern=_DAY),
            Input(
                name="order",
                meaning="Which is told first: relevance, newest or oldest.",
                needed=False,
            ),
            Input(name="page", meaning="Number of the page, from 1.", needed=False),
        ),
    ),
)
