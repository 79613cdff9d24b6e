"""Random forums of several circles, and what of them each reader finds by words.

A world has a plenary and up to three other circles of invented states, some of them sealed. Seats
come later and leave; what came before is opened to some of them; bodies are withheld; bodies of the
forum are called and closed; parts off the record are announced; some acts are void. What a reader
may find is told beside, by what was done when the world was made, and by no code of the site.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from html import unescape
from typing import Any
from urllib.parse import quote

from attrs import evolve, field, frozen
from benches.long_site import paper
from tests.forum.made import NAMES, member
from tests.record.acts import FORUM, OFFICE, Desk, head_note, opening, seat
from tests.secretariat.search.slow_scan import has
from tests.web.stage import Shelf, Visitor, stage
from tests.web.walks import shown

from dipoli.forum.charter_text import write_charter
from dipoli.forum.form import Sort
from dipoli.forum.procedure import KINDS
from dipoli.record import forms
from dipoli.record.canon import Json, to_base64
from dipoli.record.custody import Head, Stored
from dipoli.record.rules import any_act, rule
from dipoli.record.ruling import InOrder
from dipoli.record.standing import Standing, enter
from dipoli.secretariat.reading import Reading

stage()
from dipoli.web.site import Hall, Room, Site, places  # noqa: E402 - Django is asked after its settings

HALL, CIRCLES = "talks", ("plenary", "water", "trade", "experts")
WORDS = (
    "bridge", "Bridges", "inspection", "lake", "ceasefire", "다리를", "평화체제", "橋", "条約",
    "和平", "мосты", "договора", "гүүрийн", "хэлэлцээр",
)  # fmt: skip
_MOST_PAGES = 50


@frozen(kw_only=True)
class Said:
    """A passage that was entered.

    Args:
        circle: in which circle.
        number: of the act.
        words: that it says.
    """

    circle: str
    number: int
    words: str


@frozen(kw_only=True)
class World:
    """A site, and who may find what on it.

    Args:
        site: as it is shown.
        said: every passage that the host can read, whoever else may.
        open_to: circle to reader to the numbers of acts whose words it may read.
        sealed: circles that are sealed; the host has no word of them but their titles.
    """

    site: Site = field(repr=False)
    said: tuple[Said, ...] = field(repr=False)
    open_to: Mapping[str, Mapping[str, frozenset[int]]]
    sealed: frozenset[str]

    def expected(self, reader: str, typed: str) -> set[tuple[str, int]]:
        """Acts that a reader finds by a question: circle and number."""
        return {
            (one.circle, one.number)
            for one in self.said
            if one.number in self.open_to[one.circle].get(reader, frozenset())
            and has(one.words, typed)
        }

    @property
    def readers(self) -> tuple[str, ...]:
        """Who can sit down on the site, and who sits nowhere."""
        return ("", *places(self.site.halls[HALL]))

    def without(self, circle: str) -> Site:
        """The same site, on which a circle never was."""
        rooms = {name: room for name, room in self.site.halls[HALL].rooms.items() if name != circle}
        return Site({HALL: Hall(name=HALL, rooms=rooms)})


@frozen(kw_only=True)
class _Made:
    """A circle that was made."""

    desk: Desk
    said: list[Said]
    open_to: dict[str, frozenset[int]]


class _Maker:
    """Does acts in one circle, one after the other, and notes what each reader may read of it."""

    def __init__(self, circle: str, dice: random.Random) -> None:
        self.circle, self.dice, self.said = circle, dice, list[Said]()
        self.sealed = circle != "plenary" and dice.random() < 0.25
        seats = sorted(dice.sample(list(NAMES), dice.randint(2, 3)))
        self.desk = Desk(standing=Standing(forum=FORUM, circle=circle))
        self.since = dict.fromkeys(seats, 0)
        self.opened: set[tuple[str, int]] = set()
        self.withheld: set[int] = set()
        self.register: set[int] = {0}
        charter = evolve(paper(), members=tuple(member(code) for code in NAMES))
        content = opening(
            sealed=self.sealed, keyed=seats, paper=(), origin=f"{FORUM}/{circle}",
            charter=write_charter(charter),
        )  # fmt: skip
        content["title"] = f"Circle of {circle} {self.sentence(2)}"
        self.desk.do(forms.OPEN_CIRCLE, OFFICE, content)
        self._note(0, [str(content["title"])])
        for code in seats:
            said: Json = {"channel": "a mailbox", "sort": "mailbox"}
            self.do("channel.declare/1", code, said, [], object=code, role="delegation")

    def sentence(self, length: int = 5) -> str:
        """Words by lot, and one that stands in this circle alone."""
        picked = [self.dice.choice(WORDS) for _ in range(length)]
        return " ".join([*picked, f"{self.circle}{self.dice.randrange(30)}"])

    def _note(self, number: int, words: Sequence[str]) -> None:
        self.said += [Said(circle=self.circle, number=number, words=one) for one in words]

    def do(self, name: str, by: str, content: Json, words: Sequence[str], **more: str) -> bool:
        """An act; refused by the record, it leaves nothing."""
        loose: dict[str, Any] = dict(more)
        written = self.desk.write(name, by, content, **loose)
        number = self.desk.standing.size
        answer = rule(self.desk.standing, written.entry, written.body, forum_rule=any_act)
        if not isinstance(answer, InOrder):
            return False
        self.desk.standing = enter(self.desk.standing, answer.entry, answer.body)
        self.desk.entered.append(written)
        if name in forms.FORMS:
            self.register.add(number)
            self._note(number, words)
        elif not self.sealed:
            self._note(number, words)
        return True

    # ------------------------------------------------------------ acts by lot

    def step(self) -> None:
        """One thing that happens."""
        ways: Sequence[tuple[Callable[[], object], int]] = (
            (self.says, 5), (self.tables, 6), (self.comes, 2), (self.opens, 2), (self.leaves, 1),
            (self.withholds, 2), (self.calls, 1), (self.announces, 1),
        )  # fmt: skip
        self.dice.choices([way for way, _ in ways], [weight for _, weight in ways])[0]()

    def _seated(self) -> str:
        return self.dice.choice(self.desk.standing.seated)

    def says(self) -> None:
        """A note."""
        words = self.sentence()
        self.do(forms.SAY, self._seated(), {"text": words}, [words])

    def tables(self) -> None:
        """Something of the forum with words in it, in order or void."""
        name = self.dice.choice(["proposal.table/1", "text.table/1", "clause.propose/1"])
        by, words = self._seated(), self.sentence(6)
        self._forum(name, by, words, f"X{self.desk.standing.size}")

    def calls(self) -> None:
        """A body is called, or closed."""
        name = self.dice.choice(["circle.call/1", "circle.close/1"])
        self._forum(name, self._seated(), self.sentence(), "B1")

    def announces(self) -> None:
        """A part off the record."""
        self._forum("room.announce/1", self._seated(), self.sentence(), "R1")

    def _forum(self, name: str, by: str, words: str, about: str) -> None:
        content, told = _filled(name, words)
        self.do(name, by, content, told, object=about, role="delegation")

    def comes(self) -> None:
        """A seat comes later."""
        out = [code for code in NAMES if code not in self.desk.standing.seats]
        if not out:
            return
        code = self.dice.choice(out)
        paper_of = seat(code)
        for other in self.desk.standing.seated:
            said: Json = {"act": forms.ADD_SEAT, "content": dict(paper_of)}
            self.do(forms.CONSENT_SEAT, other, said, [])
        number = self.desk.standing.size
        if self.do(forms.ADD_SEAT, OFFICE, paper_of, []):
            self.since[code] = number
            self._forum("member.accept/1", code, "", code)

    def opens(self) -> None:
        """What came before is opened to who came later; sealed words are not, here."""
        late = [code for code in self.desk.standing.seated if self.since[code]]
        if not late or self.sealed:
            return
        to = self.dice.choice(late)
        start = self.dice.randrange(self.since[to])
        end = self.dice.randint(start + 1, self.since[to])
        span: dict[str, Json] = {"to": to, "from": start, "until": end}
        for code in self.desk.standing.seated:
            if code != to:
                self.do(forms.CONSENT_BODY, code, dict(span), [])
        if self.do(forms.OPEN_BODY, OFFICE, {**span, "keys": []}, []):
            self.opened |= {(to, number) for number in range(start, end)}

    def leaves(self) -> None:
        """A seat leaves, and says why."""
        if len(self.desk.standing.seated) < 3:
            return
        code, words = self._seated(), self.sentence()
        if self.do(forms.REMOVE_SEAT, code, {"code": code, "reason": words}, [words]):
            del self.since[code]

    def withholds(self) -> None:
        """A body is erased by order of an authority."""
        free = [n for n in range(1, self.desk.standing.size) if n not in self.register]
        if not free:
            return
        number = self.dice.choice(free)
        leaf = to_base64(self.desk.standing.leaves[number])
        law: Json = {"index": number, "leaf": leaf, "who": "A court", "law": "A law"}
        if self.do(forms.WITHHOLD_BODY, OFFICE, law, []):
            self.withheld.add(number)

    # ------------------------------------------------------------ what came of it

    def made(self) -> _Made:
        """The circle, and what each reader may read in it."""
        numbers = frozenset(range(self.desk.standing.size)) - self.withheld
        open_to = {
            code: frozenset(
                number
                for number in numbers
                if number >= since or number in self.register or (code, number) in self.opened
            )
            for code, since in self.since.items()
        }
        if not self.sealed:
            open_to[OFFICE] = numbers
        return _Made(desk=self.desk, said=self.said, open_to=open_to)


@cache
def _fields(name: str) -> tuple[tuple[str, Sort, bool], ...]:
    return tuple((one.name, one.sort, one.many) for one in KINDS[name].form.fields)


def _filled(name: str, words: str) -> tuple[dict[str, Json], list[str]]:
    """A body of a form that holds words wherever it may, and what of it is looked through."""
    given: dict[str, dict[str, Json]] = {
        "member.accept/1": {},
        "proposal.table/1": {"title": words, "purpose": "measure"},
        "text.table/1": {
            "title": words, "symbol": "WP.1", "kind": "working-paper", "language": "en",
            "everything": False,
        },
        "clause.propose/1": {"words": words, "sort": "words"},
        "circle.call/1": {
            "title": words, "sort": "contact-group", "track": "track-1", "rank": "ministers",
            "host": "a state", "chair": [], "seats": ["XAL"],
        },
        "circle.close/1": {"words": words},
        "room.announce/1": {
            "title": words, "meeting": "M1", "facilitator": "XAL", "opens": "2030-04-01T00:00:00Z",
        },
    }  # fmt: skip
    held = given[name]
    content: dict[str, Json] = {
        field_: held.get(field_, [] if many else None) for field_, _, many in _fields(name)
    }
    told = [str(held[key]) for key in ("title", "host", "symbol", "words") if key in held]
    return content, told


@lru_cache(4)
def world(seed: int) -> World:
    """A world by its number."""
    dice = random.Random(seed)
    names = CIRCLES[: dice.randint(2, len(CIRCLES))]
    circles = dict[str, _Made]()
    sealed = set[str]()
    for name in names:
        maker = _Maker(name, dice)
        for _ in range(dice.randint(8, 22)):
            maker.step()
        circles[name] = maker.made()
        if maker.sealed:
            sealed.add(name)
    rooms = {
        name: Room(hall=HALL, name=name, reading=_reading(name, one.desk))
        for name, one in circles.items()
    }
    return World(
        site=Site({HALL: Hall(name=HALL, rooms=rooms)}),
        said=tuple(said for one in circles.values() for said in one.said),
        open_to={name: one.open_to for name, one in circles.items()},
        sealed=frozenset(sealed),
    )


def _reading(circle: str, desk: Desk) -> Reading:
    acts = tuple(
        Stored(index=at, entry=one.entry, body=one.body) for at, one in enumerate(desk.entered)
    )
    note = head_note(desk.standing)
    head = Head(size=desk.standing.size, root=desk.standing.root, checkpoint=note, cosigned=note)
    return Reading(origin=f"{FORUM}/{circle}", source=Shelf(last=head, acts=acts))


# ---------------------------------------------------------------- what is held against it


def found(reader: Visitor, typed: str, order: str = "") -> list[dict[str, Any]]:
    """Every passage of acts that an answer tells, page after page."""
    rows, page = list[dict[str, Any]](), f"/search?q={quote(typed)}&order={order}"
    for _ in range(_MOST_PAGES):
        told = reader.twin(page)
        assert told["fault"] is None, told["fault"]
        rows += told["rows"]
        if not told["later"]:
            assert len(rows) == told["number"]
            return [row for row in rows if row["at"]]
        page = told["later"]
    raise AssertionError(typed)


def place_of(row: Mapping[str, Any]) -> tuple[str, int]:
    """Circle and number of the act of a passage."""
    circle = str(row["circle_of"]["name"]).partition("/")[2]
    return circle, int(str(row["record"]).rpartition("#act-")[2])


def questions(one: World, dice: random.Random) -> Iterator[str]:
    """Words that stand somewhere, whoever reads it, alone, in passages, and left out."""
    said = dice.choice(one.said).words.split()
    at = dice.randrange(len(said))
    yield said[at]
    yield said[-1]  # of that circle alone
    yield f'"{" ".join(said[at : at + 2])}"'
    yield f"{dice.choice(WORDS)} -{dice.choice(WORDS)}"


def each_finds_its_own(seed: int, step: int = 1) -> None:
    """Each reader finds exactly what it may read, and pages show hits to it; or some readers."""
    one, dice = world(seed), random.Random(seed)
    with shown(one.site):
        for code in one.readers[seed % step :: step]:
            reader = Visitor(code, HALL)
            for typed in questions(one, dice):
                rows = found(reader, typed, dice.choice(["", "oldest", "newest"]))
                assert {place_of(row) for row in rows} == one.expected(code, typed), (code, typed)
                if rows:
                    _is_shown(reader, dice.choice(rows))


def _is_shown(reader: Visitor, row: Mapping[str, Any]) -> None:
    """The record says that the words are the reader's, and shows them where the act has a line."""
    page, _, place = str(row["record"]).partition("#act-")
    line = next(one for one in reader.twin(page)["rows"] if one["number"] == int(place))
    assert line["state"] == "open", row["record"]
    if line["line"] is not None:
        words = "".join(part["words"] for part in row["parts"])
        assert words in unescape(re.sub(r"<[^>]*>", "", reader.html(page))), row["record"]
    assert reader.get(str(row["page"]).partition("#")[0]).status_code == 200


def nothing_foreign_is_felt(seed: int) -> None:
    """A circle that is not the reader's may be there or not: no byte of an answer changes."""
    one, dice = world(seed), random.Random(seed)
    for code in one.readers:
        foreign = [name for name, readers in one.open_to.items() if code not in readers]
        for circle in foreign:
            other = one.without(circle)
            if not other.halls[HALL].rooms:
                continue
            for typed in questions(one, dice):
                question = f"/search?q={quote(typed)}"
                answers = []
                for site in (one.site, other):
                    with shown(site):
                        reader = Visitor(code, HALL)
                        answers.append([still(reader.html(p)) for p in _both(question)])
                assert answers[0] == answers[1], (code, circle, typed)


def _both(question: str) -> tuple[str, str]:
    return question, question.replace("/search?", "/search.json?")


def still(page: str) -> str:
    """A page without the time of the answer and what is of the session alone."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|data-session="\w*"', "", page)
    page = re.sub(r'data-known="[^"]*"', "", page)
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\b\d[\d,]* ?(seconds?|s)\b", "", page)


WORLDS = 300
CAMPAIGNS: Mapping[str, tuple[Callable[[int], None], int]] = {
    "Random forums: each reader finds exactly what it may read, and pages show it": (
        each_finds_its_own,
        WORLDS,
    ),
    "Random forums: a foreign circle changes no byte of an answer": (
        nothing_foreign_is_felt,
        WORLDS,
    ),
}
"""What is owed: sentence to the check and the number of seeds."""
