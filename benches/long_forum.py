"""The acts of a long invented forum: proposals through their lives, texts, silences, meetings.

Rounds follow each other. In each a text is negotiated, put and adopted; a measure is objected to,
set free and decided; another is decided by silence; and one is parked. Four invented states act,
and one of them presides. Acts are made as they are once their bodies were read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.forum.made import NAMES, OFFICE, START, Desk, forum

from dipoli.forum.act import Act
from dipoli.forum.procedure import KINDS
from dipoli.forum.standing import Forum
from dipoli.record.canon import Json
from dipoli.record.shape import write_time

_WORDS = "They open the bridge over the lake in spring and report on it each year."


def beginning() -> Forum:
    """The standing before the first act: four members present, a meeting open."""
    return forum()


def long_forum(size: int) -> list[Act]:
    """So many acts, each in order after those before it."""
    found: list[Act] = []
    maker, at, number = Desk(beginning()), START, 0
    while True:
        for by, name, about, hours, deadline, said in _round(number, at):
            at += timedelta(hours=hours)
            maker.now = at
            act = maker.act(by, name, about, deadline, **said)
            found.append(_numbered(act, len(found)))
            if len(found) == size:
                return found
        number += 1


def bodies(acts: list[Act]) -> list[str]:
    """What the bodies of the acts say, as JSON, with their forms beside."""
    return [json.dumps(KINDS[act.name].form.write(act.said)) for act in acts]


def read(acts: list[Act], texts: list[str]) -> int:
    """Read the bodies of acts again; how many were read."""
    for act, text in zip(acts, texts, strict=True):
        KINDS[act.name].form.read(json.loads(text))
    return len(acts)


def _numbered(act: Act, number: int) -> Act:
    return Act(
        number=number,
        leaf=act.leaf,
        name=act.name,
        by=act.by,
        entered_by=act.entered_by,
        role=act.role,
        object=act.object,
        deadline=act.deadline,
        time=act.time,
        said=act.said,
    )


Step = tuple[str, str, str, int, str | None, dict[str, Json]]


def _round(n: int, at: datetime) -> Iterator[Step]:
    yield from _text(f"T{n}", f"P{n}", at)
    yield from _measure(f"Q{n}")
    yield from _silence(f"S{n}", at + timedelta(hours=24 + 24))
    yield "XBE", "proposal.table", f"R{n}", 0, None, {"title": "A visit", "purpose": "measure"}
    yield "XCO", "proposal.opt-out", f"R{n}", 0, None, {}


def _text(text: str, name: str, _at: datetime) -> Iterator[Step]:
    paper: dict[str, Json] = {
        "title": "On the bridge",
        "symbol": "WP.1",
        "kind": "working-paper",
        "language": "en",
        "everything": False,
    }
    yield "XBE", "text.table", text, 0, None, paper
    for clause in range(1, 4):
        place = f"{text}-{clause}"
        yield "XBE", "clause.propose", place, 0, None, {"words": _WORDS, "sort": "words"}
        yield "XCO", "clause.bracket", place, 0, None, {"words": "in spring"}
        yield "XDE", "clause.alternative", place, 0, None, {"words": "None.", "sort": "words"}
        yield "XCO", "clause.lift", place, 0, None, {"which": 1}
        yield "XDE", "clause.drop", place, 0, None, {"which": 2}
        yield "XAL", "clause.agree", place, 0, None, {}
    about: dict[str, Json] = {"title": "Adopt it", "purpose": "text", "subject": text}
    yield "XBE", "proposal.table", name, 0, None, about
    yield "XAL", "proposal.put", name, 24, None, {}
    yield "XAL", "proposal.adopt", name, 0, None, {}


def _measure(name: str) -> Iterator[Step]:
    yield "XBE", "proposal.table", name, 0, None, {"title": "A bulletin", "purpose": "measure"}
    yield "XAL", "proposal.put", name, 24, None, {}
    yield "XCO", "objection.raise", name, 0, None, {"reason": "substance"}
    yield "XCO", "proposal.speak", name, 0, None, {"words": "We are not there yet."}
    yield "XCO", "objection.withdraw", name, 0, None, {}
    yield "XAL", "proposal.adopt", name, 0, None, {}
    yield OFFICE, "proposal.effect", name, 0, None, {}


def _silence(name: str, opened: datetime) -> Iterator[Step]:
    until = write_time(opened + timedelta(hours=72))
    yield "XBE", "proposal.table", name, 0, None, {"title": "A list", "purpose": "measure"}
    yield "XAL", "silence.open", name, 0, until, {}
    for code in NAMES:
        served: dict[str, Json] = {
            "seat": code,
            "channel": f"mailbox of {code}",
            "how": "delivered",
        }
        yield OFFICE, "text.serve", name, 0, None, served
    yield OFFICE, "silence.certify", name, 73, None, {}
