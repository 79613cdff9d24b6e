"""Simulated meetings off the record, and everything that is left after them.

The people have habits: when they speak, how much they write, and how they write. Somebody has the
idea and dictates a first draft in a way of writing of its own; others change it; the group settles
which points stay. The facilitator types all of it into the real desk of a room
(`dipoli.cli.room_desk`), and the one act that follows is entered by a real office. `Left` is what
lies on disks afterwards: every file with its bytes, its length and its date.

*What is assumed.* That the group, and not the author, settles which points stay and how many: the
points are drawn without regard to who had the idea. Habits are those listed in `Style`. The
attacker knows all habits of everybody. A habit that is not listed here is not tested here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

from attrs import frozen
from tests.forum.made import charter, member
from tests.worlds.honest import Honest
from tests.worlds.world import World, forum

from dipoli.cli.forum_room import act_line, write_left
from dipoli.cli.room_desk import Left as LeftRoom
from dipoli.cli.room_desk import RoomDesk
from dipoli.forum.charter_text import write_charter
from dipoli.forum.hand_up import ENTER
from dipoli.forum.line import read_line
from dipoli.forum.off_record import ANNOUNCE, OffRecord
from dipoli.forum.plain_wording import SPELLINGS
from dipoli.forum.procedure import KINDS
from dipoli.record.canon import Json
from dipoli.record.note import Signer
from dipoli.record.shape import write_time
from dipoli.secretariat.receive import Receipted

KEYED, PAPER, PLENARY = ("XAL", "XBE", "XCO"), "XPA", "plenary"
PART, NAME = "Q1", "R1"

# ---------------------------------------------------------------- habits

POINTS = (
    'The coastguards speak of a "common line", and it cannot wait',
    "Each harbour has three signals, for example a light and a horn",
    "A centre for warnings is organised within nine months",
    "At least 50 per cent of the boats carry a radio, and do not turn it off",
    'The neighbours recognise one "hour of calls", once a week',
    "Ships that leave a licence behind do not lose it, and a copy is enough",
    "The defence staffs do not take part, for example as observers",
    "A programme of four visits begins in the north, and goes on in the south",
)
"""What can be agreed, in plain words."""
FILLERS = (
    "It is well known that this has been said before",
    "Much more could be added here",
    "Everybody who lives on the shore knows why",
)
"""What a wordy author adds, and the group takes out."""

_AMERICAN = {"harbour": "harbor", "centre": "center", "organised": "organized",
             "neighbours": "neighbors", "recognise": "recognize", "licence": "license",
             "defence": "defense", "programme": "program"}  # fmt: skip
assert all(SPELLINGS[american] == word for word, american in _AMERICAN.items())


@frozen(kw_only=True)
class Style:
    """How somebody writes: one choice of each row of `CHOICES`."""

    gap: str
    end: str
    quotes: str
    american: bool
    short: bool
    figures: bool
    example: str
    percent: str
    ampersand: bool
    mark: str
    capital: bool
    blank: bool


CHOICES: Mapping[str, Sequence[object]] = {
    "gap": (" ", "  ", "\u00a0"),
    "end": (".", "", "!", ";"),
    "quotes": ('""', "\u201c\u201d", "\u00ab\u00bb", "\u300c\u300d"),
    "american": (False, True),
    "short": (False, True),
    "figures": (False, True),
    "example": ("for example", "e.g.", "eg"),
    "percent": (" per cent", "%", " %", " percent"),
    "ampersand": (False, True),
    "mark": ("", "- ", "(a) ", "1) ", "\u2022 "),
    "capital": (True, False),
    "blank": (False, True),
}


def styled(points: Sequence[str], style: Style) -> str:
    """Points as somebody writes them."""
    lines = [style.mark + _written(one, style) + style.end for one in points]
    return ("\n\n" if style.blank else "\n").join(lines)


def _written(point: str, style: Style) -> str:
    words = point.replace('"', style.quotes[0], 1).replace('"', style.quotes[1], 1)
    if style.american:
        for word, american in _AMERICAN.items():
            words = words.replace(word, american)
    if style.short:
        words = words.replace("cannot", "can't").replace("do not", "don't")
    if style.figures:
        for word, figure in (("three", "3"), ("nine", "9"), ("four", "4")):
            words = words.replace(f" {word} ", f" {figure} ")
    words = words.replace("for example", style.example).replace(" per cent", style.percent)
    if style.ampersand:
        words = words.replace(" and ", " & ")
    words = words.replace(", ", f",{style.gap}")
    return words if style.capital else words[0].lower() + words[1:]


@frozen(kw_only=True)
class Person:
    """Somebody in the room, with habits that everybody knows.

    Args:
        code: as those who were there would be called.
        speaks: seconds after the beginning at which this person is apt to speak.
        wordy: how many needless sentences a first draft of this person has.
        style: of writing.
    """

    code: str
    speaks: float
    wordy: int
    style: Style


@frozen(kw_only=True)
class Said:
    """A contribution: who, when, and the text as it was dictated."""

    who: int
    at: datetime
    text: str


@frozen(kw_only=True)
class Meeting:
    """What happened inside, which nobody outside may learn.

    Args:
        seed: from which it was drawn.
        people: who was there.
        author: index of the one whose idea it was.
        opens: beginning of the part.
        until: its end.
        said: contributions in their order.
        consents: indices of the people in the order in which they consented.
        points: on which the group settled.
    """

    seed: int
    people: tuple[Person, ...]
    author: int
    opens: datetime
    until: datetime
    said: tuple[Said, ...]
    consents: tuple[int, ...]
    points: tuple[str, ...]

    @property
    def code(self) -> str:
        """The author's code."""
        return self.people[self.author].code


def meeting(seed: int, begins: datetime) -> Meeting:
    """A meeting of 6 to 20 people, drawn from a seed."""
    rng = random.Random(seed)
    hours = rng.randint(2, 5)
    opens = begins + timedelta(minutes=rng.randint(10, 60))
    people = tuple(_person(rng, n, hours * 3600) for n in range(rng.randint(6, 20)))
    author = rng.randrange(len(people))
    points = tuple(rng.sample(POINTS, rng.randint(2, 4)))
    said = tuple(_said(rng, people, author, points, opens, hours * 3600))
    others = [n for n in range(len(people)) if n != author]
    rng.shuffle(others)
    others.insert(min(int(rng.expovariate(0.8)), len(others)), author)
    return Meeting(
        seed=seed,
        people=people,
        author=author,
        opens=opens,
        until=opens + timedelta(hours=hours),
        said=said,
        consents=tuple(others),
        points=points,
    )


def _person(rng: random.Random, number: int, seconds: int) -> Person:
    choices = {name: rng.choice(words) for name, words in CHOICES.items()}
    return Person(
        code=f"EXP{chr(65 + number)}",
        speaks=rng.uniform(60, seconds * 0.6),
        wordy=rng.randint(0, 30),
        style=Style(**choices),  # type: ignore[arg-type]
    )


def _said(
    rng: random.Random,
    people: Sequence[Person],
    author: int,
    points: Sequence[str],
    opens: datetime,
    seconds: int,
) -> Iterator[Said]:
    """The author's draft, changes by others and by the author, and the text that all settle on."""
    one = people[author]
    at = min(max(rng.gauss(one.speaks, 120), 30), seconds * 0.7)
    draft = [*points, *(rng.choice(FILLERS) for _ in range(one.wordy))]
    yield Said(who=author, at=_after(opens, at), text=styled(draft, one.style))
    for _ in range(rng.randint(2, 6)):
        at = min(at + rng.uniform(20, 600), seconds * 0.9)
        who = author if rng.random() < 0.4 else rng.randrange(len(people))
        fewer = draft[: max(len(points), len(draft) - rng.randint(0, 3))]
        draft = [*points, *fewer[len(points) :]]
        yield Said(who=who, at=_after(opens, at), text=styled(draft, people[who].style))
    yield Said(who=author, at=_after(opens, at + 30), text=styled(points, one.style))


def _after(opens: datetime, seconds: float) -> datetime:
    return opens + timedelta(seconds=int(seconds))


# ---------------------------------------------------------------- what is left


@frozen(kw_only=True)
class File:
    """A file as it lies there."""

    data: bytes
    dated: float


@frozen(kw_only=True)
class Left:
    """All that is left: each file by its path, in the order in which a folder lists it."""

    files: Mapping[str, File]

    def with_(self, **more: File) -> Left:
        """The same with other files beside them."""
        return Left(files={**self.files, **more})


def run_room(one: Meeting) -> LeftRoom:
    """The meeting as the facilitator types it into the desk of a room."""
    desk = RoomDesk(
        ask=_typing(one), tell=lambda _told: None, known=(), least=5, is_over=lambda: False
    )
    left = desk.hold()
    assert left is not None
    return left


def _typing(one: Meeting) -> Callable[[str], str | None]:
    typed = [str(len(one.people)), *(person.code for person in one.people), "."]
    typed += ["title", "Calls"]
    for number, said in enumerate(one.said):
        last = number == len(one.said) - 1
        typed += ["text", *said.text.split("\n"), ".", "ask", "no" if last else "yes"]
    typed += ["read", "A clerk", "Another clerk", "no", "leave"]
    lines = iter(typed)
    return lambda _prompt: next(lines, None)


Around = Callable[[Path, Signer], tuple[Honest, Callable[[datetime], None]]]


def begun(folder: Path) -> World:
    """A forum with a charter and a meeting that was called, closed again: for copies."""
    rules = write_charter(charter(members=tuple(map(member, (*KEYED, PAPER)))))
    with forum(folder) as world:
        host = world.open(PLENARY, KEYED, (PAPER,), charter=rules)
        world.run(1)
        called: dict[str, Json] = {
            "title": "On calls",
            "place": "The hall by the lake",
            "opens": write_time(world.now + timedelta(hours=49)),
        }
        given = host.office.act("meeting.invite/1", called, world.now, about="M1")
        assert isinstance(given, Receipted), given
        host.publish()
        world.run(60)
    return world


@frozen(kw_only=True)
class Scene:
    """Where meetings take place.

    Args:
        world: a forum that was begun, and closed.
        folder: for copies of it, which are deleted again.
        whole: whether the nodes of all delegations look afterwards, so that their mirrors, keys and
            databases are left as well; else the host's files alone.
    """

    world: World
    folder: Path
    whole: bool

    def left(self, one: Meeting, chance: Callable[[int], bytes] | None = None) -> Left:
        """Everything that is left after a meeting.

        Args:
            one: the meeting.
            chance: fresh bytes of the office, where they are not what they should be.
        """
        place = self.folder / f"m{one.seed}"
        fresh = chance or random.Random(-one.seed - 1).randbytes
        try:
            return self._whole(place, one, fresh) if self.whole else self._light(place, one, fresh)
        finally:
            rmtree(place, ignore_errors=True)

    def _light(self, place: Path, one: Meeting, chance: Callable[[int], bytes]) -> Left:
        first = self.world.office_of(PLENARY)
        copytree(first.folder, place / "host")
        host = Honest(folder=place / "host", log=first.log)
        host.office.chance = chance
        _hold(host, place, one, self.world.now)
        host.custody.close()
        return _taken(place, one)

    def _whole(self, place: Path, one: Meeting, chance: Callable[[int], bytes]) -> Left:
        world = self.world.moved_to(place)
        host = world.office_of(PLENARY)
        host.office.chance = chance
        _hold(host, place, one, world.now)
        world.now = one.until + timedelta(seconds=60)
        host.tick(world.now)
        for code in KEYED:
            world.look(code)
        world.close()
        return _taken(place, one)


def _hold(host: Honest, place: Path, one: Meeting, now: datetime) -> None:
    """Announce the part, run the room, and enter the one act that follows."""
    part = OffRecord(
        id=PART, title="On calls", meeting="M1", facilitator="SECRETARIAT",
        opens=write_time(one.opens), until=write_time(one.until), number=0,
    )  # fmt: skip
    said: dict[str, Json] = {
        "title": part.title, "meeting": "M1", "facilitator": "SECRETARIAT", "opens": part.opens,
    }  # fmt: skip
    given = host.office.act(ANNOUNCE, said, now, about=PART, deadline=part.until)
    assert isinstance(given, Receipted), given
    line = act_line(part, NAME, run_room(one))
    write_left(place / "left.txt", line, part)
    after = one.until + timedelta(seconds=1)
    act = read_line(
        f"{write_time(after)[:-1].replace('T', ' ')} SECRETARIAT {line}",
        number=0, leaf=bytes(32), file="left.txt", line=1,
    )  # fmt: skip
    content = KINDS[ENTER].form.write(act.said)
    given = host.office.act(ENTER, content, after, about=NAME)
    assert isinstance(given, Receipted), given
    host.publish()


def _taken(place: Path, one: Meeting) -> Left:
    """Every file below a folder; what the office and the nodes wrote is dated with their acts."""
    stamp = (one.until + timedelta(seconds=1)).timestamp()
    files = {}
    for path in sorted(place.rglob("*")):
        if path.is_file():
            dated = path.stat().st_mtime if path.name == "left.txt" else stamp
            files[str(path.relative_to(place))] = File(data=path.read_bytes(), dated=dated)
    return Left(files=files)
