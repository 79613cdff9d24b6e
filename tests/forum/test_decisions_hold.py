"""Random histories of a few proposals, dense in decisions; each guard taken away is missed in them.

What must hold is held by the shadow of `tests.forum.test_whole`, told from the acts alone. Here the
acts are drawn from the rows of the tables, so that most are near to being in order, and so that
objections, capitals, claims, silences and parked baskets meet often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from types import MappingProxyType
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from tests.forum.made import NAMES, OFFICE, Desk, charter, forum
from tests.forum.test_whole import World, hold

from dipoli.charter.rules import Charter, Lapse
from dipoli.forum import claim as c
from dipoli.forum import decision as d
from dipoli.forum import procedure
from dipoli.forum import silence as s
from dipoli.forum.kind import Kind, Who
from dipoli.forum.standing import Forum

MEMBERS = tuple(NAMES)
FROM_THE_CHAIR = (Who.CHAIR, Who.CHAIR_OR_SECRETARIAT)
OTHERS = (
    *("basket.park/1", "basket.resume/1", "member.pause/1", "member.return/1"),
    *("clause.bracket/1", "clause.lift/1", "member.notify/1", "member.withdraw/1"),
)
"""Acts about other things than proposals on which decisions hang."""


def charters() -> tuple[Charter, ...]:
    """One where no answer of a capital confirms, and one where the proposal lapses by it."""
    usual = charter()
    rules = evolve(usual.decision, quorum=0, meeting=False, minus=1)
    first = evolve(usual, decision=rules, text=evolve(usual.text, languages=False))
    lapses = evolve(rules, referral_silence=Lapse.LAPSES)
    leave = evolve(usual.silence, leave=True)
    return first, evolve(first, decision=lapses, silence=leave)


def beginning(number: int) -> World:
    """Four proposals, of which one would adopt a text and one would suspend a member."""
    desk = Desk(forum(charters()[number]))
    desk.do(
        "XBE", "text.table", "T1", title="x", symbol="A/1", kind="working-paper", language="en",
        everything=False,
    )  # fmt: skip
    desk.do("XBE", "clause.propose", "T1-1", words="They meet by the lake.", sort="words")
    world = World(Desk(desk.forum))
    tables: tuple[tuple[str, str | None, str | None], ...] = (
        ("measure", None, "water"), ("text", "T1", None), ("suspend", "XDE", None),
        ("leave-for-silence", "P1", None),
    )  # fmt: skip
    for n, (purpose, subject, basket) in enumerate(tables, 1):
        act = world.desk.act(
            "XBE", d.TABLE, f"P{n}", title="x", purpose=purpose, subject=subject, basket=basket
        )
        assert world.attempt(act)
    return world


class Dense:
    """Draws acts that have a row where their proposal stands, mostly."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def step(self, world: World) -> None:
        """Let time pass, perhaps, and try one act."""
        chance, desk = self.chance, world.desk
        if chance.random() < 0.25:  # one in four
            desk.wait(hours=chance.choice((1, 24, 48, 72)), seconds=chance.choice((0, 1)))
        if chance.random() < 0.25:  # one in four
            self._other(world, chance.choice(OTHERS))
            return
        name = chance.choice(("P1", "P1", "P2", "P3", "P4"))
        act = chance.choice(self._rows(desk.forum, name) or [d.ADOPT])
        if act in {s.SERVE, s.ACKNOWLEDGE} and chance.random() < 0.8:
            for code in MEMBERS:
                self._try(world, s.SERVE, name, OFFICE, code)
            return
        self._try(world, act, name, *self._parties(desk.forum, act, name))

    def _rows(self, here: Forum, name: str) -> list[str]:
        """Acts that have a row where the proposal stands, and now and then some that have none."""
        stage, silence = here.proposals[name].stage, here.silences.get(name)
        rows = [*d.MOVES[stage], *d.MOVES[stage], *c.MOVES[stage], c.WAIVE, c.WAIVED]
        rows += {
            d.Stage.TABLED: [s.OPEN, s.OPEN],
            d.Stage.UNDER_DECISION: [d.OBJECT, d.OBJECT, d.OBJECT, d.REFER, d.REFER, d.REFER],
            d.Stage.REFERRED: [d.OBJECT, d.OBJECT, d.OBJECT],
            d.Stage.OBJECTED: [d.EXCEPT, d.EXCEPT],
        }.get(stage, [])
        if stage is d.Stage.UNDER_SILENCE and silence is not None:
            rows += [*s.MOVES[silence.stage]] * 3
        if self.chance.random() < 0.1:  # what has no row there
            rows = [*d.MOVES[self.chance.choice([*d.Stage])], d.ADOPT]
        return [one for one in rows if ":" not in one]

    def _parties(self, here: Forum, act: str, name: str) -> tuple[str, str]:
        """Whose act it is, and whom it names."""
        chance, who = self.chance, procedure.KINDS[act].who
        objected = sorted(here.proposals[name].objections)
        party = chance.choice(objected or MEMBERS)
        if act in {d.OBJECT, d.REFER, d.CONFIRM} or chance.random() < 0.2:
            party = chance.choice(MEMBERS)
        if who in FROM_THE_CHAIR:
            return "XAL", party
        if who is Who.SECRETARIAT:
            return OFFICE, party
        if act == d.WITHDRAW_OBJECTION:
            return party, party
        sponsors = {d.WITHDRAW, d.PARK, d.RESUME}
        return ("XBE" if act in sponsors else chance.choice(MEMBERS)), party

    def _other(self, world: World, name: str) -> None:
        code = self.chance.choice(MEMBERS[1:])
        about = {"basket": "water", "member": code, "clause": "T1-1"}[name.partition(".")[0]]
        self._try(world, name, about, "XAL" if name == "basket.park/1" else code, code)

    def _try(self, world: World, name: str, about: str, by: str, party: str) -> None:
        chance = self.chance
        said: dict[str, Any] = {
            "reason": "substance", "party": party, "source": "x", "body": "Assembly",
            "seat": party, "channel": f"mailbox of {party}", "how": "receipt-ignored",
            "concerned": [party], "finding": "x", "annex": "reservation", "words": None,
            "given": True, "which": 1,
        }  # fmt: skip
        if name == d.ATTACH:
            said["words"] = "x"
        fields = {one.name for one in procedure.KINDS[name].form.fields}
        deadline = chance.choice((None, 24, 72, 72, 100)) if name != d.REFER else 48
        said = {key: value for key, value in said.items() if key in fields}
        world.attempt(world.desk.act(by, name, about, deadline, **said))


def history(number: int, seed: int, steps: int = 120) -> World:
    """One history."""
    world, dense = beginning(number), Dense(Random(f"{number} {seed}"))
    if seed % 2:
        world.desk.wait(hours=24)
        for name in ("P1", "P2", "P3"):
            world.attempt(world.desk.act("XAL", d.PUT, name))
    for _ in range(steps):
        dense.step(world)
    return world


class Decisions(RuleBasedStateMachine):
    """The same, with the seeds drawn by hypothesis."""

    def __init__(self) -> None:
        super().__init__()
        self.world = beginning(0)
        self.start: Forum = self.world.desk.forum

    @rule(seed=st.integers(0, 2**32), steps=st.integers(1, 25))
    def some_acts(self, seed: int, steps: int) -> None:
        """Try a few acts."""
        dense = Dense(Random(seed))
        for _ in range(steps):
            dense.step(self.world)


TestDecisions = Decisions.TestCase
TestDecisions.settings = settings(
    max_examples=10,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("number", [0, 1])
def test_dense_histories_hold_and_every_way_of_deciding_is_in_them(number: int) -> None:
    done: Counter[str] = Counter()
    for seed in range(120):
        world = history(number, seed)
        done += world.done
    for act in (d.ADOPT, d.EXCEPT, d.OBJECT, d.WITHDRAW_OBJECTION, d.REFER, d.PARK, d.RESUME):
        assert done[act] > 0, act
    for act in (c.CLAIM, c.OPT_OUT):
        assert done[act] > 0, act
    if number == 0:  # in the other, silence takes leave
        for act in (s.OPEN, s.BREAK, s.SUSPEND, s.RESUME, s.CERTIFY, s.LAPSE):
            assert done[act] > 0, act


def test_a_dense_history_replayed_or_with_other_names_is_the_same() -> None:
    start = Desk(forum(charters()[0])).forum
    world = World(Desk(start))
    dense = Dense(Random("replay"))
    assert world.attempt(world.desk.act("XBE", d.TABLE, "P1", title="x", purpose="measure"))
    for name in ("P2", "P3", "P4"):
        assert world.attempt(world.desk.act("XCO", d.TABLE, name, title="x", purpose="measure"))
    for _ in range(120):
        dense.step(world)
    hold(world, start)


# ---------------------------------------------------------------- the properties have teeth


@contextmanager
def without(name: str, guard: str) -> Iterator[None]:
    """The rules with one guard of one act taken away."""
    usual = procedure.KINDS
    kind: Kind = usual[name]
    left = tuple(one for one in kind.guards if one.__name__ != guard)
    assert len(left) == len(kind.guards) - 1, f"{name} has no guard {guard}"
    procedure.KINDS = MappingProxyType({**usual, name: evolve(kind, guards=left)})
    try:
        yield
    finally:
        procedure.KINDS = usual


@pytest.mark.parametrize(
    ("name", "guard"),
    [
        (d.PUT, "_notice"),
        (d.ADOPT, "capitals_answered"),
        (d.ADOPT, "necessary_are_here"),
        (d.ADOPT, "basket_runs"),
        (d.EXCEPT, "_may_except"),
        (d.EXCEPT, "capitals_answered"),
        (d.REFER, "_may_refer"),
        (d.PUT, "text_stands"),
        (s.CERTIFY, "_over"),
        (s.CERTIFY, "all_served"),
        (s.CERTIFY, "basket_runs"),
        (s.SERVE, "_served_by_channel"),
        (s.RESUME, "_time_left"),
    ],
)
def test_without_a_guard_the_histories_break_what_must_hold(name: str, guard: str) -> None:
    with without(name, guard), pytest.raises(AssertionError):
        _ = [history(0, seed) for seed in range(600)]
