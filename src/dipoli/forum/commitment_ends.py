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
from dipoli.told import commas, in_words, tell

# ---------------------------------------------------------------- clause by clause


def _part_stage(one: Commitment, act: Act) -> PartStage:
    held = (act.said.part or 0, act.by) in one.suspended
    return PartStage.SUSPENDED if held else PartStage.RUNNING


def _part_moves(forum: Forum, act: Act) -> OutOfOrder | None:
    stage = _part_stage(forum.commitments[act.object], act)
    if act.name in c.PART_MOVES[stage]:
        return None
    part = act.said.part
    who, object_ = act.by, act.object
    why = tell("{who} has not suspended {object} as a whole.", who=who, object=object_)
    if part:
        why = tell(
            "{who} has not suspended clause {part} of {object}.", who=who, part=part, object=object_
        )
    remedy = tell("Nothing is to be resumed there; name what is suspended.")
    if stage is PartStage.SUSPENDED:
        why = tell("{who} has suspended {object} as a whole already.", who=who, object=object_)
        if part:
            why = tell(
                "{who} has suspended clause {part} of {object} already.",
                who=who,
                part=part,
                object=object_,
            )
        remedy = tell("Nothing more is needed for that; name another clause, if one is meant.")
    return refuse(forum, Point.COMMITMENT_END, why, remedy)


# ---------------------------------------------------------------- ends


def _lapsed(forum: Forum, act: Act) -> OutOfOrder | None:
    """A finding of fact: its time is over, or what its time runs from can come no more."""
    one = forum.commitments[act.object]
    if cannot_come(forum, one) or (one.until is not None and one.until < act.earliest):
        return None
    if one.until is not None:
        why = tell("{object} holds up to {until}.", object=act.object, until=one.until)
    else:
        why = tell("{object} has no end, and what it waits for can still come.", object=act.object)
    remedy = tell("A date that has passed ends nothing; those to whom it is owed may release it.")
    return refuse(forum, Point.COMMITMENT_END, why, remedy)


def _lets_go(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if act.by not in one.holders:
        why = tell(
            "Only {holders} can let {object} go, to whom it is owed.",
            holders=commas(one.holders),
            object=act.object,
        )
        remedy = tell(
            "An owner may suspend it with a reason, and the others say how they read that."
        )
        return refuse(forum, Point.COMMITMENT_END, why, remedy)
    if act.by in one.let:
        why = tell("{who} has let {object} go already.", who=act.by, object=act.object)
        return refuse(
            forum, Point.COMMITMENT_END, why, tell("Others to whom it is owed hold it still.")
        )
    return None


def _is_owed(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.commitments[act.object].recipients:
        return None
    why = tell("{object} is owed to nobody in particular.", object=act.object)
    return refuse(forum, Point.COMMITMENT_END, why, tell("Its owner takes it back."))


def _takes_back(forum: Forum, act: Act) -> OutOfOrder | None:
    """An entry is taken back by its author; what stands, by its owners if owed to nobody."""
    one = forum.commitments[act.object]
    if one.stage is not Stage.STANDING:
        if act.by == one.by:
            return None
        why = tell("{object} was entered by {who}.", object=act.object, who=one.by)
        return refuse(forum, Point.COMMITMENT_END, why, tell("Let {who} take it back.", who=one.by))
    if one.recipients:
        why = tell(
            "{object} is owed to {recipients}.",
            object=act.object,
            recipients=commas(one.recipients),
        )
        remedy = tell("They may release it; its owner may suspend it, with a reason.")
        return refuse(forum, Point.COMMITMENT_END, why, remedy)
    return _lets_go(forum, act)


def _in_its_place(forum: Forum, act: Act) -> OutOfOrder | None:
    """What takes the place of another is of the same owners, and stands."""
    one, other = forum.commitments[act.object], forum.commitments.get(act.said.other)
    why = ""
    if other is None:
        why = tell("{other} is no commitment here.", other=act.said.other)
    elif other.id == one.id:
        why = tell("{name} does not take its own place.", name=one.id)
    elif set(other.owners) != set(one.owners):
        why = tell("{other} is of {owners}.", other=other.id, owners=commas(other.owners))
    elif other.stage is not Stage.STANDING:
        why = tell("{other} is {stage}.", other=other.id, stage=in_words(other.stage))
    if not why:
        return None
    remedy = tell("Name another commitment of {owners} that stands.", owners=commas(one.owners))
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
        tell("Suspend one's commitment, or one clause of it, with a reason."),
    ),
    kind_of(
        c.RESUME,
        said.PAUSED,
        (owned, known_part, _part_moves),
        _paused,
        tell("Resume what one suspended."),
    ),
    kind_of(
        c.LAPSE,
        WORDS,
        (_lapsed,),
        _plain,
        tell(
            "Find that a commitment lapsed, since its time is over or its event can come no more."
        ),
        Who.ANYONE,
    ),
    kind_of(
        c.RELEASE,
        WORDS,
        (_is_owed, _lets_go),
        _let_go,
        tell("Release, as one to whom it is owed, its owner from a commitment."),
    ),
    kind_of(
        c.SUPERSEDE,
        said.OTHER,
        (_lets_go, _in_its_place),
        _superseded,
        tell(
            "Let another commitment of the same owners take the place of one that is owed to "
            "oneself."
        ),
    ),
    kind_of(
        c.WITHDRAW,
        WORDS,
        (_takes_back,),
        _let_go,
        tell("Take back an entry that awaits its owners, or a commitment that is owed to nobody."),
        Who.ANYONE,
    ),
)
"""The acts by which commitments are suspended and ended."""
