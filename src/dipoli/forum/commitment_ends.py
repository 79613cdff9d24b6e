"""Commitments: how one is suspended clause by clause, how it lapses, and who lets it go."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import commitment as c
from dipoli.forum import commitment_forms as said
from dipoli.forum.act import Act
from dipoli.forum.commitment import Commitment, PartStage, Stage, Suspension
from dipoli.forum.commitment_rules import kind_of, known_part, moved, owned, put
from dipoli.forum.commitment_told import cannot_come
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder

# ---------------------------------------------------------------- clause by clause


def _part_stage(one: Commitment, act: Act) -> PartStage:
    held = (act.said.part or 0, act.by) in one.suspended
    return PartStage.SUSPENDED if held else PartStage.RUNNING


def _part_moves(forum: Forum, act: Act) -> OutOfOrder | None:
    stage = _part_stage(forum.commitments[act.object], act)
    if act.name in c.PART_MOVES[stage]:
        return None
    part = act.said.part
    what = f"clause {part} of {act.object}" if part else f"{act.object} as a whole"
    why = f"{act.by} has not suspended {what}."
    remedy = "Nothing is to be resumed there; name what is suspended."
    if stage is PartStage.SUSPENDED:
        why = f"{act.by} has suspended {what} already."
        remedy = "Nothing more is needed for that; name another clause, if one is meant."
    return refuse(forum, Point.COMMITMENT_END, why, remedy)


# ---------------------------------------------------------------- ends


def _lapsed(forum: Forum, act: Act) -> OutOfOrder | None:
    """A finding of fact: its time is over, or what its time runs from can come no more."""
    one = forum.commitments[act.object]
    if cannot_come(forum, one) or (one.until is not None and one.until < act.earliest):
        return None
    if one.until is not None:
        why = f"{act.object} holds up to {one.until}."
    else:
        why = f"{act.object} has no end, and what it waits for can still come."
    remedy = "A date that has passed ends nothing; those to whom it is owed may release it."
    return refuse(forum, Point.COMMITMENT_END, why, remedy)


def _lets_go(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if act.by not in one.holders:
        why = f"Only {', '.join(one.holders)} can let {act.object} go, to whom it is owed."
        remedy = "An owner may suspend it with a reason, and the others say how they read that."
        return refuse(forum, Point.COMMITMENT_END, why, remedy)
    if act.by in one.let:
        why = f"{act.by} has let {act.object} go already."
        return refuse(forum, Point.COMMITMENT_END, why, "Others to whom it is owed hold it still.")
    return None


def _is_owed(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.commitments[act.object].recipients:
        return None
    why = f"{act.object} is owed to nobody in particular."
    return refuse(forum, Point.COMMITMENT_END, why, "Its owner takes it back.")


def _takes_back(forum: Forum, act: Act) -> OutOfOrder | None:
    """An entry is taken back by its author; what stands, by its owners if owed to nobody."""
    one = forum.commitments[act.object]
    if one.stage is not Stage.STANDING:
        if act.by == one.by:
            return None
        why = f"{act.object} was entered by {one.by}."
        return refuse(forum, Point.COMMITMENT_END, why, f"Let {one.by} take it back.")
    if one.recipients:
        why = f"{act.object} is owed to {', '.join(one.recipients)}."
        remedy = "They may release it; its owner may suspend it, with a reason."
        return refuse(forum, Point.COMMITMENT_END, why, remedy)
    return _lets_go(forum, act)


def _in_its_place(forum: Forum, act: Act) -> OutOfOrder | None:
    """What takes the place of another is of the same owners, and stands."""
    one, other = forum.commitments[act.object], forum.commitments.get(act.said.other)
    why = ""
    if other is None:
        why = f"{act.said.other} is no commitment here."
    elif other.id == one.id:
        why = f"{one.id} does not take its own place."
    elif set(other.owners) != set(one.owners):
        why = f"{other.id} is of {', '.join(other.owners)}."
    elif other.stage is not Stage.STANDING:
        why = f"{other.id} is {other.stage.value.replace('-', ' ')}."
    if not why:
        return None
    remedy = f"Name another commitment of {', '.join(one.owners)} that stands."
    return refuse(forum, Point.COMMITMENT_END, why, remedy)


# ---------------------------------------------------------------- effects


def _paused(forum: Forum, act: Act) -> Forum:
    """A clause, or the whole, one move on for one owner."""
    one, paper = moved(forum, act), act.said
    assert isinstance(paper, said.Paused)  # noqa: S101 - the form of this act gives no other
    key = (paper.part or 0, act.by)
    if c.PART_MOVES[_part_stage(one, act)][act.name] is PartStage.RUNNING:
        return put(forum, evolve(one, suspended=one.suspended.delete(key)))
    pause = Suspension(reason=paper.words, time=act.time, number=act.number)
    return put(forum, evolve(one, suspended=one.suspended.set(key, pause)))


def _plain(forum: Forum, act: Act) -> Forum:
    return put(forum, moved(forum, act))


def _let_go(forum: Forum, act: Act) -> Forum:
    return _let(forum, act, "")


def _let(forum: Forum, act: Act, other: str) -> Forum:
    one = forum.commitments[act.object]
    let = one.let.set(act.by, other)
    gone = one.stage is not Stage.STANDING or all(code in let for code in one.holders)
    return put(forum, evolve(moved(forum, act, "" if gone else c.HOLD), let=let))


def _superseded(forum: Forum, act: Act) -> Forum:
    return _let(forum, act, act.said.other)


KINDS: tuple[Kind, ...] = (
    kind_of(
        c.SUSPEND,
        said.PAUSED,
        (owned, known_part, _part_moves),
        _paused,
        "Suspend one's commitment, or one clause of it, with a reason.",
    ),
    kind_of(
        c.RESUME,
        said.PAUSED,
        (owned, known_part, _part_moves),
        _paused,
        "Resume what one suspended.",
    ),
    kind_of(
        c.LAPSE,
        WORDS,
        (_lapsed,),
        _plain,
        "Find that a commitment lapsed, since its time is over or its event can come no more.",
        Who.ANYONE,
    ),
    kind_of(
        c.RELEASE,
        WORDS,
        (_is_owed, _lets_go),
        _let_go,
        "Release, as one to whom it is owed, its owner from a commitment.",
    ),
    kind_of(
        c.SUPERSEDE,
        said.OTHER,
        (_lets_go, _in_its_place),
        _superseded,
        "Let another commitment of the same owners take the place of one that is owed to oneself.",
    ),
    kind_of(
        c.WITHDRAW,
        WORDS,
        (_takes_back,),
        _let_go,
        "Take back an entry that awaits its owners, or a commitment that is owed to nobody.",
        Who.ANYONE,
    ),
)
"""The acts by which commitments are suspended and ended."""
