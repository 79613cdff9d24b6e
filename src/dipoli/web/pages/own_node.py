"""Your node: how far its copies go, what stands against them, what waits to be carried to a host.

These pages send nothing. An act lies in the outbox as a file; it is carried to the host by whatever
way the delegation trusts, or handed in at the host's door, and the answer is taken back here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.urls import reverse

from dipoli.faults import DipoliError
from dipoli.forum.names import moment
from dipoli.node.answers import answered, origin_of, read_answer
from dipoli.node.drawer import OUTBOX, put_refused_aside, waiting
from dipoli.node.source import FolderSource
from dipoli.record.act import read_entry
from dipoli.record.parcel import TAIL, Parcel
from dipoli.record.receipt import Receipt
from dipoli.told import tell
from dipoli.web.alarms import ALARMS
from dipoli.web.asked import Asked, Document, MissingError, Page, Twin, marks_of
from dipoli.web.own import Own
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Answered, Input, Route, Sent
from dipoli.web.speech import English, words_of

_NOTE = 20_000


def node(asked: Asked) -> Page:
    """How the node stands."""
    return _page(asked)


def act_file(asked: Asked) -> Page:
    """An act of the outbox, as a file to be carried to the host."""
    own = _own(asked)
    path = own.folder / OUTBOX / f"{asked.words['name']}{TAIL}"
    with own.lock:
        held = {one.name: one for one in waiting(own.folder)}
        if path.name not in held:
            raise MissingError
        data = held[path.name].read_bytes()
    file = Document(data=data, media="application/octet-stream", name=path.name)
    return Page(title=tell("An act to be carried"), twin={"bytes": len(data)}, document=file)


def take_answer(asked: Asked, sent: Sent) -> Answered:
    """Keep the host's receipt or refusal of an act that waits."""
    own = _own(asked)
    try:
        told = _kept(own, sent["answer"][0].strip() + "\n", asked.now)
    except DipoliError as fault:
        return _answer(asked, tell("It was not kept."), words_of(fault), status=422)
    return _answer(asked, told)


def look(asked: Asked, _sent: Sent) -> Answered:
    """Look at every circle whose files this machine reaches, as ``dipoli node look`` does.

    Nothing is cosigned: that is for the console, where the lines are handed on.
    """
    own = _own(asked)
    told = list[str]()
    for name in own.node.circles():
        with own.lock:
            circle = own.node.circle(name)
            source = Path(circle.source)
            if not source.is_dir():
                told.append(tell("{circle}: its files are not at hand here.", circle=circle.origin))
                continue
            try:
                seen = own.node.look(name, FolderSource(source), datetime.fromisoformat(asked.now))
            except DipoliError as fault:
                told += [
                    tell("{circle}: it was not looked at.", circle=circle.origin),
                    words_of(fault),
                ]
                continue
            size = seen.report.head.size if seen.report.head is not None else 0
            told.append(tell("{circle}: {size} acts served.", circle=circle.origin, size=size))
    return _answer(asked, *told)


# ---------------------------------------------------------------- parts


def _own(asked: Asked) -> Own:
    if asked.site.own is None:
        raise MissingError
    return asked.site.own


def _page(asked: Asked, *told: str) -> Page:
    own, marks = _own(asked), tuple(dict.fromkeys(_marks(asked)))
    with own.lock:
        return Page(
            title=tell("Your node"),
            marks=marks,
            twin={
                "told": list(told),
                "circles": [_circle(asked, own, name) for name in own.node.circles()],
                "outbox": list(_outbox(own)),
            },
        )


def _marks(asked: Asked) -> Iterator[str]:
    """Those of every forum of the node."""
    for hall in asked.site.halls.values():
        yield from marks_of(hall.plenary.by(asked.reader.code).forum)


def _answer(asked: Asked, *told: str, status: int = 200) -> Answered:
    return Answered(page=_page(asked, *told), template="dipoli/node.html", status=status)


def _circle(asked: Asked, own: Own, name: str) -> Twin:
    status = own.node.status(name)
    opening = status.standing.opening
    return {
        "origin": status.circle.origin,
        "title": None if opening is None else opening.title,
        "sealed": None if opening is None else status.standing.is_sealed,
        "acts": status.standing.size,
        "official": own.node.official_size(name) or None,
        "looked": status.circle.last or None,
        "shown": moment(status.circle.last) if status.circle.last else None,
        "page": _address(asked, status.circle.origin),
        "alarms": [
            {"kind": ALARMS[alarm.kind], "words": English(alarm.sentence)}
            for alarm in status.alarms
        ],
        "awaited": len(status.awaited),
    }


def _address(asked: Asked, origin: str) -> str | None:
    """Of the pages of a circle; None while nothing of it was fetched."""
    for hall in asked.site.halls.values():
        for room in hall.rooms.values():
            if room.reading.origin == origin:
                return reverse("circle", kwargs={"hall": room.hall, "room": room.name})
    return None


def _outbox(own: Own) -> Iterator[Twin]:
    for path, parcel in waiting(own.folder).items():
        envelope = read_entry(parcel.entry).envelope
        if _is_in(own, parcel):
            continue
        yield {
            "file": path.name,
            "name": path.name.removesuffix(TAIL),
            "act": envelope.name.removesuffix("/1"),
            "object": envelope.object or None,
            "origin": envelope.origin,
            "time": envelope.time,
        }


def _is_in(own: Own, parcel: Parcel) -> bool:
    """Whether an act stands in the node's copy already."""
    envelope = read_entry(parcel.entry).envelope
    name = envelope.origin.replace("/", "_")
    if name not in own.node.circles():
        return False
    author = own.node.standing(name).authors.get(envelope.by)
    return author is not None and author.acts > envelope.seq


def _kept(own: Own, text: str, now: str) -> str:
    """Check and keep an answer.

    Raises:
        DipoliError: it is none, or for no act that waits.
    """
    data = text.encode()
    with own.lock:
        circle = own.node.find(origin_of(data, tell("what was given")))
        answer = read_answer(data, own.node.standing(circle))
        path, parcel = answered(own.folder, answer)
        at = datetime.fromisoformat(now)
        own.node.answer(circle, parcel.entry, parcel.body, data, None, at)
        if isinstance(answer, Receipt):
            return tell(
                "Kept: the host promises that the act will stand in the record by {deadline}.",
                deadline=answer.deadline,
            )
        put_refused_aside(path)
    return tell(
        "Kept: the host refused the act under {clause}. {why} {remedy}",
        clause=answer.ruling.clause, why=answer.ruling.why, remedy=answer.ruling.remedy,
    )  # fmt: skip


ROUTES = (
    Route(
        name="node",
        path="node",
        rule=Rule.NODE,
        answer=node,
        about="How the node stands: its copies, its alarms, and what waits to be carried.",
    ),
    Route(
        name="outbox_file",
        path="node/outbox/<str:name>",
        rule=Rule.NODE,
        answer=act_file,
        about="An act of the outbox, as a file to be carried to the host.",
    ),
)

ACTIONS = (
    Action(
        name="take-answer",
        path="node/do/answer",
        rule=Rule.NODE,
        do=take_answer,
        about="Keep the host's receipt or refusal of an act that waits.",
        inputs=(Input(name="answer", meaning="The receipt or refusal, whole.", most=_NOTE),),
    ),
    Action(
        name="look",
        path="node/do/look",
        rule=Rule.NODE,
        do=look,
        about="Look at every circle whose files this machine reaches. Nothing is cosigned.",
    ),
)
