"""A meeting while it sat: the order of the day, and what was done under each item.

What an item has to do with a paper no act says. It is read off the record: what was put to the
body, objected to or adopted while the item was taken up stands under it.
"""

from __future__ import annotations

from attrs import define, field

from dipoli.forum import chair as c
from dipoli.forum import decision as d
from dipoli.forum import floor as f
from dipoli.forum import meeting as m
from dipoli.forum.meeting import Meeting
from dipoli.forum.meeting_forms import Given, TakenUp
from dipoli.forum.names import moment
from dipoli.told import tell
from dipoli.web.acts import Done, history, span
from dipoli.web.asked import Asked, Twin
from dipoli.web.deeds import deed

_SITS = frozenset({m.OPEN, m.RESUME})
_RISES = frozenset({m.SUSPEND, m.ADJOURN, m.CLOSE})
_OF_DAY = _SITS | _RISES | {m.ADOPT}
"""Acts of a meeting that the order of the day tells; taking up an item is told with its title."""

_PAPERS = frozenset(
    {
        d.PUT, d.OBJECT, d.WITHDRAW_OBJECTION, d.LAPSE_OBJECTION, d.SPEAK, d.REFER, d.ADOPT,
        d.EXCEPT, d.PARK, d.WITHDRAW, d.RESUME, d.OPEN_SILENCE,
    }
)  # fmt: skip
_POINTS = frozenset({f.RAISE, f.RULE, f.APPEAL, f.SUPPORT, f.YIELD, f.WITHDRAW})


@define(eq=False)
class Sat:
    """What was done while a meeting sat.

    Args:
        order: the order of the day, line by line.
        numbers: of the acts that were done while it sat.
        items: short name of an item to what was done under it.
    """

    order: list[Twin] = field(factory=list)
    numbers: list[int] = field(factory=list)
    items: dict[str, Twin] = field(factory=dict)

    @property
    def days(self) -> list[Twin]:
        """The order of the day, day by day."""
        found: dict[str, list[Twin]] = {}
        for line in self.order:
            found.setdefault(line["at"]["utc"][:10], []).append(line)
        return [{"day": day, "lines": lines} for day, lines in found.items()]

    def under(self, item: str) -> Twin:
        """What was done under an item; empty where it was not taken up."""
        return self.items.get(item) or {"at": None, "spoken": [], "papers": []}


@define(eq=False)
class _Walk:
    """The state of a walk along the record."""

    item: str | None = None
    sits: bool = False
    asked_reply: list[str] = field(factory=list)


def sat(asked: Asked, one: Meeting) -> Sat:
    """What was done while a meeting sat, so far."""
    told, walk = Sat(), _Walk()
    acts = [x for x in history(asked, one.id) if x.name in _SITS | _RISES and not x.void]
    if not acts:
        return told
    over = one.stage in (m.Stage.CLOSED, m.Stage.CANCELLED)
    end = acts[-1].number + 1 if over else asked.forum.acts
    for act in span(asked, acts[0].number, end):
        if act.void:
            continue
        if act.object == one.id:
            _of_meeting(asked, told, walk, act)
        elif walk.sits:
            _of_others(asked, one, told, walk, act)
        if walk.sits:
            told.numbers.append(act.number)
    return told


def _of_meeting(asked: Asked, told: Sat, walk: _Walk, act: Done) -> None:
    """An act of the meeting itself: it sits or rises, takes an item up, gives the floor."""
    if act.name in _OF_DAY:
        walk.sits = walk.sits if act.name == m.ADOPT else act.name in _SITS
        told.order.append(_line(asked, act))
    elif act.name == m.TAKE_UP and isinstance(act.said, TakenUp):
        walk.item, walk.asked_reply = act.said.item, []
        held = told.items.setdefault(walk.item, {"at": None, "spoken": [], "papers": []})
        held["at"] = held["at"] or asked.clock(act.time)
        item = asked.forum.items.get(walk.item)
        told.order.append(
            {**_line(asked, act), "told": None, "item": None if item is None else item.title}
        )
    elif act.name == m.CLAIM_REPLY:
        walk.asked_reply.append(act.by)
    elif act.name == m.GIVE_FLOOR and isinstance(act.said, Given) and walk.item:
        seat = act.said.seat
        reply = seat in walk.asked_reply
        if reply:
            walk.asked_reply.remove(seat)
        spoken = {**asked.party(seat), "reply": reply, "at": asked.clock(act.time)}
        told.items[walk.item]["spoken"].append(spoken)


def _of_others(asked: Asked, one: Meeting, told: Sat, walk: _Walk, act: Done) -> None:
    """An act done while the meeting sat: about a proposal, a point of order, or the chair."""
    forum = asked.forum
    point = forum.points.get(act.object) if act.name in _POINTS else None
    if act.name in {c.TAKE, c.PASS}:
        told.order.append(_line(asked, act))
    elif point is not None and point.meeting == one.id:
        told.order.append({**_line(asked, act), **_withdrawn(asked, point, act)})
    elif act.name in _PAPERS and act.object in forum.proposals:
        line = {
            **_line(asked, act),
            "object": act.object,
            "title": forum.proposals[act.object].title,
            "page": asked.thing(act.object),
        }
        told.order.append(line)
        if walk.item:
            _note_paper(asked, told.items[walk.item]["papers"], act.object)


def _withdrawn(asked: Asked, point: f.PointOfOrder, act: Done) -> Twin:
    """Which point of order an act is about; of a withdrawal, whether the appeal was meant."""
    if act.name != f.WITHDRAW:
        return {"object": act.object}
    return {
        "object": act.object,
        "told": asked.told(
            tell("{by} withdrew the point of order.", by=act.by)
            if point.stage is f.Stage.WITHDRAWN
            else tell("{by} withdrew the appeal.", by=act.by)
        ),
    }


def _note_paper(asked: Asked, papers: list[Twin], name: str) -> None:
    """A paper under an item, once; the text that a proposal is about stands before it."""
    subject = asked.forum.proposals[name].subject
    text = asked.forum.texts.get(subject or "")
    for held in (text, asked.forum.proposals[name]):
        if held is not None and all(paper["object"] != held.id for paper in papers):
            papers.append({"object": held.id, "title": held.title, "page": asked.thing(held.id)})


def _line(asked: Asked, act: Done) -> Twin:
    """A line of the order of the day."""
    return {
        "act": act.number,
        "at": asked.clock(act.time),
        "time": moment(act.time)[11:],
        "told": deed(asked, act),
        "item": None,
        "object": None,
        "title": None,
        "page": None,
        "until": asked.clock(act.deadline) if act.name in _RISES else None,
    }
