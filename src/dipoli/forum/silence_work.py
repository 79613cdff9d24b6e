"""What the acts of a silence have in common: which one, its stage, and whether it still runs.

A silence has the name of the proposal over which it runs; of each proposal the last one is kept. It
runs up to its end, that second included. While it is suspended its clock stands still.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import silence as s
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Form
from dipoli.forum.kind import Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.silence import Silence, Stage
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell


def _stage(forum: Forum, name: str) -> Stage | None:
    silence = forum.silences.get(name)
    return None if silence is None else silence.stage


silence_stages = stage_guard(s.MOVES, _stage, Point.SILENCE_STAGE, "The silence over {object}")


def silence_of(forum: Forum, act: Act) -> Silence:
    """The silence that an act is about; its table of stages has checked that there is one."""
    return forum.silences[act.object]


def silence_moved(forum: Forum, act: Act) -> Silence:
    """The silence one move on; the table has the row, since the guard asked it."""
    silence = silence_of(forum, act)
    return evolve(silence, stage=s.MOVES[silence.stage][act.name])


def in_time(forum: Forum, act: Act) -> OutOfOrder | None:
    """Up to the end, that second included; while a silence is suspended its clock stands still."""
    silence = silence_of(forum, act)
    until = silence.until
    if act.moment <= until or silence.stage is Stage.SUSPENDED:
        return None
    why = tell("The silence over {object} ended at {until}.", object=act.object, until=until)
    if act.name == s.BREAK:
        remedy = tell("Attach a statement where that is allowed, or table a new proposal.")
        return refuse(forum, Point.SILENCE_BREAK, why, remedy)
    remedy = tell("Find that it held, or that it ended without effect; then another may be opened.")
    return refuse(forum, Point.SILENCE_EXTENSION, why, remedy)


def silence_kind(  # noqa: PLR0913 - one argument for each column of the table below
    name: str,
    who: Who,
    guards: tuple[Guard, ...],
    effect: object,
    meaning: str,
    form: Form = WORDS,
    *,
    alone: bool = True,
    adopts: bool = False,
) -> Kind:
    """The rules of one act about a silence; its columns are those of `Kind`."""
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=guards,
        effect=effect,  # type: ignore[arg-type]
        meaning=meaning,
        about="proposal",
        envelope_alone=alone,
        adopts=adopts,
    )
