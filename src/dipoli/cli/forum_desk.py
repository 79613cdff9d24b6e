"""What the commands of a forum share: whose folder it is, standing, names, marks, the answer."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from dipoli.cli.edge import Edge, refused_lines
from dipoli.cli.node_desk import add_json, add_passphrase, now, open_box, tell
from dipoli.cli.nodes import node_at
from dipoli.faults import RecordError, RefusedError
from dipoli.forum.compiled import ELSEWHERE
from dipoli.forum.line import show_time
from dipoli.forum.names import Names
from dipoli.forum.proceedings import Acts, Open, Proceedings, plain
from dipoli.forum.standing import Forum
from dipoli.forum.text_views import COMPILED_MARK, marked
from dipoli.node.box import KeyBox
from dipoli.node.display import open_or_sealed
from dipoli.node.drawer import BOX, place, take_box
from dipoli.node.lock import read_locked
from dipoli.node.node import Node
from dipoli.node.opening import opener_of
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing
from dipoli.secretariat.premises import Premises, open_premises
from dipoli.terms import counted

OFFICE_FILE = "office.json"


@frozen(kw_only=True)
class Desk:
    """A circle as one folder has it.

    Args:
        standing: of the record.
        forum: the standing by the charter.
        acts: reads the record.
        opener: opens bodies.
        void: numbers of acts that stand in the record and are out of order under the charter.
        code: whose folder it is: of the secretariat or of a delegation.
        premises: of an office; None of a node.
        node: of a delegation; None of an office.
        circle: name of the circle in the node; empty in an office.
        box: the keys of the node, where they were opened.
    """

    standing: Standing
    forum: Forum
    acts: Acts
    opener: Open
    void: tuple[int, ...]
    code: str
    premises: Premises | None = None
    node: Node | None = None
    circle: str = ""
    box: KeyBox | None = None

    @property
    def edge(self) -> Edge:
        """The circle as the owner of the folder is told of it."""
        return Edge(standing=self.standing, acts=self.acts, opener=self.opener, found=self.names())

    def names(self, reader: str | None = None, language: str = "") -> Names:
        """The names that are shown to one reader; to the folder's owner when None."""
        return Names(self.forum, self.code if reader is None else reader, language)


def add_place(parser: argparse.ArgumentParser) -> None:
    """Where the circle is, and how the keys open."""
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="the folder of an office, or of a node"
    )
    parser.add_argument(
        "--circle",
        metavar="CIRCLE",
        help="of a node: origin of the record, or its name here; needed where it watches several",
    )


def add_end(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401 - a function
    """The options with which every command of the group ends."""
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def add_reader(parser: argparse.ArgumentParser) -> None:
    """Whose names are shown, and in which language."""
    parser.add_argument(
        "--seat", metavar="CODE", help="show the names that this seat uses; the folder's own if not"
    )
    parser.add_argument(
        "--language", default="", metavar="LANGUAGE", help="of names; the charter's first if not"
    )


def check_seat(desk: Desk, code: str) -> None:
    """A seat that somebody named has a place here.

    Raises:
        RefusedError: it has none; those that have one are listed.
    """
    if code in desk.forum.seats:
        return
    names = desk.names()
    told = ", ".join(f"{one} ({names.party(one)})" for one in desk.forum.order)
    message = f"No seat here has the code {code}. Seats: {told}. Nothing was done."
    raise RefusedError(message)


def is_office(folder: Path) -> bool:
    """Whether a folder is an office; else it is a node.

    Raises:
        RecordError: it is neither.
    """
    if (folder / OFFICE_FILE).is_file():
        return True
    if (folder / BOX).is_file() or (folder / "circles").is_dir():
        return False
    message = (
        f"{folder} is neither an office nor a node. Make an office with `dipoli office make`, or a "
        "node with `dipoli node make`."
    )
    raise RecordError(message)


@contextmanager
def at_desk(args: argparse.Namespace, *, signing: bool = False) -> Iterator[Desk]:
    """The circle of a folder, open for a while.

    Args:
        args: with folder, circle and passphrase_file.
        signing: whether the box of a node is opened in any case; else only to read what is sealed.

    Raises:
        DipoliError: there is no such circle, it carries no charter, or the box does not open.
    """
    if is_office(args.folder):
        premises = open_premises(args.folder)
        with premises.in_reading() as (standing, custody):
            yield _desk(
                standing, custody.read, plain, code=premises.code, premises=premises, node=None
            )
        return
    node = node_at(args.folder, None)
    circle = _circle(node, args.circle)
    standing = node.standing(circle)
    box = open_box(args) if signing or standing.is_sealed else None
    code = read_locked(take_box(args.folder)).code

    def acts(start: int, end: int) -> Any:  # noqa: ANN401 - as the node gives them
        return node.acts(circle, start, end)

    try:
        opener = opener_of(node, circle, box)
        yield _desk(standing, acts, opener, code=code, node=node, circle=circle, box=box)
    finally:
        node.close()


def _desk(standing: Standing, acts: Acts, opener: Open, *, code: str, **more: Any) -> Desk:  # noqa: ANN401 - parts of the desk
    proceedings = Proceedings(acts, opener)
    forum = proceedings.at(standing) if standing.size else None
    if forum is None:
        message = (
            f"{standing.origin} carries no charter, so no rules of procedure are asked there. "
            "A circle gets its charter when it is opened, by `dipoli forum open`."
        )
        raise RecordError(message)
    return Desk(
        standing=standing,
        forum=forum,
        acts=acts,
        opener=opener,
        void=proceedings.void,
        code=code,
        **more,
    )


def _circle(node: Node, word: str | None) -> str:
    held = node.circles()
    if word is not None:
        return node.find(word)
    if len(held) == 1:
        return held[0]
    message = f"This node watches: {', '.join(held)}. Name one with --circle."
    if not held:
        message = "This node watches no circle. Join one first with `dipoli node join`."
    raise RefusedError(message)


# ---------------------------------------------------------------- telling


def head(desk: Desk) -> Iterator[str]:
    """What stands above every answer: which record, the exercise mark, open or sealed."""
    yield desk.standing.origin
    yield from marked(desk.forum.charter)
    yield open_or_sealed(desk.standing)


def elsewhere(desk: Desk) -> Iterator[str]:
    """Where to look in a compiled record, in which no party acts."""
    if desk.forum.charter.compiled:
        yield ELSEWHERE


def marks(desk: Desk, schema: str) -> dict[str, Any]:
    """The same at the head of an object."""
    return {
        "schema": schema,
        "circle": desk.standing.origin,
        "exercise": desk.forum.charter.exercise,
        **({"mark": COMPILED_MARK} if desk.forum.charter.compiled else {}),
        "sealed": desk.standing.is_sealed,
    }


def answer(
    args: argparse.Namespace, desk: Desk, lines: Iterable[str], told: dict[str, Any]
) -> None:
    """Print an answer, in words below the marks, or as one object.

    Args:
        args: with json.
        desk: for the marks.
        lines: in words.
        told: the object, with its schema.
    """
    body = {key: value for key, value in told.items() if key != "schema"}
    tell(args, [*head(desk), *blind(desk), *lines], {**marks(desk, told["schema"]), **body})


def blind(desk: Desk) -> Iterator[str]:
    """What this folder cannot follow, and what is void, in sentences."""
    if desk.forum.blind is not None:
        yield (
            f"From act {desk.forum.blind} on, some of what was done is not at hand here or is "
            "sealed to others. What rests on it is not told below."
        )
        yield from _before_entry(desk)
    if desk.void:
        listed = ", ".join(map(str, desk.void))
        yield (
            f"Out of order under the charter, and without effect, though in the record: {listed}. "
            "`dipoli verify` says why."
        )


def _before_entry(desk: Desk) -> Iterator[str]:
    """What a newcomer asks for, to whom nothing was opened of what came before its entry."""
    standing, first = desk.standing, desk.forum.blind
    if first is None or not standing.is_seated(desk.code) or standing.may_read(desk.code, first):
        return
    since, names = standing.seats[desk.code].since, desk.names()
    others = [names.party(code) for code in standing.seated if code != desk.code]
    # A secretariat holds no key of a sealed text, and so a delegation wraps it to the newcomer.
    opens = "one of them" if standing.is_sealed else "the secretariat"
    yield (
        f"You were seated by act {since}, and not all that came before was opened to you. Ask for "
        f"it: each other seat consents (body.consent, from {first}, until {since}), and then "
        f"{opens} opens the texts (body.open, with the same "
        f"numbers). Seats to ask: {', '.join(others)}."
    )


def ahead(desk: Desk) -> Iterator[str]:
    """What this folder knows and its copy does not: own acts that were signed and not seen yet."""
    if desk.node is None:
        return
    author = desk.standing.authors.get(desk.code)
    first = seq = author.acts if author else 0
    while place(desk.node.folder, desk.circle, seq).exists():
        seq += 1
    if seq > first:
        told = counted(seq - first, "act")
        yield (
            f"Signed here, and not in this copy of the record yet: {told}. What follows is as the "
            "copy has it; look again once the host has answered (dipoli node look)."
        )


def refused_words(desk: Desk, refusal: OutOfOrder) -> Iterator[str]:
    """A refusal: reason, remedy, article; with names for codes."""
    yield from refused_lines(desk.edge.ruling(refusal), desk.forum.charter)


def present() -> str:
    """The moment, as acts write times."""
    return write_time(now())


def reading(forum: Forum) -> str:
    """The moment at which a record is read: now, and never before its last act.

    The clock of an exercise runs ahead of the calendar.
    """
    return max(present(), forum.time)


def shown(time: str) -> str:
    """A time as people read it."""
    return f"{show_time(time)} UTC"
