"""Other shapes of long forums: many of one sort, many in one place. For `benches.forum`.

Each gives acts that are all in order, one after the other, begun from `beginning`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from attrs import evolve
from benches.long_forum import beginning
from tests.forum.made import SITS, START, Desk

from dipoli.forum.act import Act
from dipoli.record.canon import Json
from dipoli.record.shape import write_time

Step = tuple[str, str, str, str | None, dict[str, Json]]

_PAPER: dict[str, Any] = {
    "title": "On the bridge",
    "symbol": "WP.1",
    "kind": "working-paper",
    "language": "en",
    "everything": False,
}
_LINE: dict[str, Json] = {"title": "A line", "purpose": "measure"}


def proposals(n: int) -> Iterator[Step]:
    """Proposals that nobody takes up."""
    yield "XBE", "proposal.table", f"P{n}", None, dict(_LINE)


def silences(n: int) -> Iterator[Step]:
    """Silences that all run at once."""
    until = write_time(START + timedelta(hours=72))
    yield "XBE", "proposal.table", f"P{n}", None, dict(_LINE)
    yield "XAL", "silence.open", f"P{n}", until, {}
    yield "XCO", "silence.acknowledge", f"P{n}", None, {}


def clauses(n: int) -> Iterator[Step]:
    """Clauses of one text, each with a bracket."""
    if n == 1:
        yield "XBE", "text.table", "T1", None, dict(_PAPER)
    words = "They meet each spring."
    yield "XBE", "clause.propose", f"T1-{n}", None, {"words": words, "sort": "words"}
    yield "XCO", "clause.bracket", f"T1-{n}", None, {"words": "each spring"}


def meetings(n: int) -> Iterator[Step]:
    """Meetings that are called."""
    said: dict[str, Json] = {
        "title": "Session",
        "place": "the old hall",
        "opens": write_time(START + timedelta(hours=100)),
    }
    yield "XAL", "meeting.invite", f"M{n}", None, said


def one_object(n: int) -> Iterator[Step]:
    """Everything about one proposal: objections raised, and withdrawn again, without end."""
    if n == 1:
        yield "XBE", "proposal.table", "P1", None, dict(_LINE)
        yield "WAIT", "", "", None, {}
        yield "XAL", "proposal.put", "P1", None, {}
    yield "XCO", "objection.raise", "P1", None, {"reason": "substance"}
    yield "XCO", "proposal.speak", "P1", None, {"words": "We are not there yet."}
    yield "XCO", "objection.withdraw", "P1", None, {}


def statements(n: int) -> Iterator[Step]:
    """Statements attached to one decision: a list that gets long."""
    if n == 1:
        yield "XBE", "proposal.table", "P1", None, dict(_LINE)
        yield "WAIT", "", "", None, {}
        yield "XAL", "proposal.put", "P1", None, {}
        yield "XAL", "proposal.adopt", "P1", None, {}
    said: dict[str, Json] = {"words": "So we read it.", "annex": "interpretative-statement"}
    yield "XBE", "statement.attach", "P1", None, said


def items(n: int) -> Iterator[Step]:
    """Items of one agenda: a list that gets long."""
    if n == 1:
        opens = write_time(START + timedelta(hours=100))
        said: dict[str, Json] = {"title": "Session", "place": "the old hall", "opens": opens}
        yield "XAL", "meeting.invite", "M0", None, said
    yield "XBE", "agenda.place", f"I{n}", None, {"title": "Fish", "meeting": "M0"}


def names(n: int) -> Iterator[Step]:
    """Names that one seat gives."""
    said: dict[str, Json] = {
        "name": f"The lake {n}",
        "sort": "sea",
        "thing": f"S{n}",
        "language": "en",
    }
    yield "XBE", "name.give", "", None, said


def floor(_n: int) -> Iterator[Step]:
    """The floor, asked for and given."""
    yield "XBE", "floor.ask", SITS, None, {}
    yield "XAL", "floor.give", SITS, None, {"seat": "XBE"}


SHAPES: Mapping[str, Callable[[int], Iterator[Step]]] = MappingProxyType(
    {
        "proposals nobody takes up": proposals,
        "silences that run": silences,
        "clauses of one text": clauses,
        "meetings called": meetings,
        "objections to one proposal": one_object,
        "statements on one decision": statements,
        "items of one agenda": items,
        "names given": names,
        "turns to speak": floor,
    }
)


def acts_of(shape: str, size: int) -> list[Act]:
    """So many acts of a shape, each in order after those before it."""
    desk, found, number = Desk(beginning()), list[Act](), 0
    while True:
        number += 1
        for by, name, about, deadline, said in SHAPES[shape](number):
            if by == "WAIT":
                desk.wait(hours=24)
                continue
            act = desk.act(by, name, about, deadline, **said)
            found.append(evolve(act, number=len(found)))
            if len(found) == size:
                return found
