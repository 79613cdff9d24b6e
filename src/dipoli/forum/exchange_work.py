"""Exchange rounds: the guard of their stages, their effects in common, and how a kind is made."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import exchange as x
from dipoli.forum.act import Act
from dipoli.forum.exchange import Round, Stage
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, stage_guard
from dipoli.forum.standing import Forum


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.exchanges.get(name)
    return None if one is None else one.stage


exchange_stages = stage_guard(x.MOVES, _stage, Point.EXCHANGE_STAGE, "Exchange round {object}")


def keep(forum: Forum, one: Round) -> Forum:
    """The standing with a round as it is now."""
    return forum.grown(exchanges=forum.exchanges.set(one.id, one))


def moved(forum: Forum, act: Act, behind: str = "") -> Round:
    """The round of an act, one move on; ``behind`` tells the condition of the move."""
    one = forum.exchanges[act.object]
    return evolve(one, stage=x.MOVES[one.stage][act.name + behind])


def moves(forum: Forum, act: Act) -> Forum:
    """The effect of an act that moves its round, and says nothing more."""
    return keep(forum, moved(forum, act))


def round_act(  # noqa: PLR0913 - the parts of a kind
    name: str,
    form: Form,
    who: Who,
    guards: tuple[Guard, ...],
    effect: Effect,
    meaning: str,
    *,
    envelope_alone: bool = False,
) -> Kind:
    """An act about a round, after the guard of its stages."""
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=(exchange_stages, *guards),
        effect=effect,
        meaning=meaning,
        about="round",
        envelope_alone=envelope_alone,
    )
