"""The whole forum at once: random acts by random seats, with a clock, and what must hold always.

A *shadow* is kept beside the standing: what was done about each proposal, as a list of plain facts,
told from the acts alone and from no field of the standing. Adoption is held against the shadow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import attrs
import pytest
from attrs import define, evolve, field
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from immutables import Map
from tests.forum.made import NAMES, OFFICE, START, Desk, charter
from tests.forum.made import forum as made_forum
from tools.write_forum_pages import own_points, points_before

from dipoli.charter.points import Point
from dipoli.charter.rules import Charter, Lapse
from dipoli.forum import decision as d
from dipoli.forum import silence as s
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Sort
from dipoli.forum.kind import Kind
from dipoli.forum.naming import look
from dipoli.forum.procedure import KINDS, enter
from dipoli.forum.procedure import rule as ruling
from dipoli.forum.seat import SUCCEED
from dipoli.forum.seat import Stage as SeatStage
from dipoli.forum.standing import Forum
from dipoli.forum.text import Sort as OptionSort
from dipoli.forum.text import Stage as TextStage
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import read_time, write_time

MEMBERS = tuple(NAMES)
STRANGERS = ("XEF", "XGO")
RENAMED = {
    "XAL": "ZUR",
    "XBE": "YTA",
    "XCO": "XSO",
    "XDE": "WRI",
    "XEF": "VQE",
    "XGO": "UPA",
}
"""Other codes, in the opposite order of the alphabet: nothing may hang on it."""

PROPOSALS = tuple(f"P{number}" for number in range(1, 13))
TEXTS, CLAUSES = ("T1",), ("T1-1", "T1-2")
OTHERS = ("M1", "D1", "L1", "R1", "B1", "I1", "A1", "Q1", "water", "trade")
SORTED: Mapping[str, tuple[str, ...]] = {
    "proposal": PROPOSALS,
    "text": TEXTS,
    "clause": CLAUSES,
    "meeting": ("M1",),
    "term": ("D1",),
    "link": ("L1",),
    "amendment": ("A1",),
    "item": ("I1",),
    "body": ("B1",),
    "seat": (*MEMBERS, *STRANGERS),
}
"""Sort of thing, to the names that are tried for it."""

COMMON = (
    *(d.TABLE, d.PUT, d.PUT, d.ADOPT, d.ADOPT, d.ADOPT, d.OBJECT, d.WITHDRAW_OBJECTION),
    *(d.LAPSE_OBJECTION, d.EXCEPT, d.REFER, d.CONFIRM, d.PARK, d.RESUME, d.TAKE_EFFECT),
    *(s.OPEN, s.OPEN, s.ACKNOWLEDGE, s.ACKNOWLEDGE, s.ACKNOWLEDGE, s.ACKNOWLEDGE, s.SERVE),
    *(s.BREAK, s.BREAK, s.BREAK, s.CERTIFY, s.CERTIFY, s.EXTEND, s.SUSPEND, s.RESUME),
    *("necessary.claim/1", "necessary.withdraw/1", "ratify.claim/1", "proposal.opt-out/1"),
    *("notice.waive/1", "notice.waive/1", "notice.waived/1", "notice.keep/1"),
    *("member.return/1", "member.return/1", "chair.take/1", d.TABLE, d.TABLE, d.PUT, s.OPEN),
    *("member.pause/1", "member.succeed/1", "member.accept/1", "member.attend/1"),
)
"""Acts that are tried more often than others, since decisions hang on them."""


@define
class Shadow:
    """What was done about one proposal, told from the acts alone."""

    tabled: str
    basket: str | None = None
    waived: bool = False
    put: str | None = None
    objections: set[str] = field(factory=set)
    served: set[str] = field(factory=set)
    open: bool = False
    broken: bool = False
    paused: bool = False
    until: str = ""
    needed: dict[str, str] = field(factory=dict)
    named: set[str] = field(factory=set)
    asked: set[str] = field(factory=set)
    answer_by: str = ""
    out: set[str] = field(factory=set)


@define
class World:
    """A forum, its clock, everything that was tried in it, and the shadows."""

    desk: Desk
    tried: list[tuple[Act, OutOfOrder | None]] = field(factory=list)
    done: Counter[str] = field(factory=Counter)
    shadows: dict[str, Shadow] = field(factory=dict)
    parked: set[str] = field(factory=set)

    def attempt(self, act: Act) -> bool:
        """Ask about an act, and do it where it is in order."""
        before = self.desk.forum
        refusal = ruling(before, act)
        self.tried.append((act, refusal))
        if refusal is not None:
            assert refusal.why
            assert refusal.remedy
            assert refusal.clause in clauses(act.name), f"{act.name}: {refusal}"
            return False
        self.desk.forum = enter(before, act)
        self.done[act.name] += 1
        self._note(act, before)
        self._nothing_adopted_beside(act, before)
        return True

    def _nothing_adopted_beside(self, act: Act, before: Forum) -> None:
        """What is decided by an act is what the act is about, and each way has its conditions."""
        for name, proposal in self.desk.forum.proposals.items():
            was = before.proposals.get(name)
            if proposal.stage not in d.DECIDED or (was is not None and was.stage in d.DECIDED):
                continue
            assert act.object == name
            assert act.name in {d.ADOPT, d.EXCEPT, s.CERTIFY}
            self._adopted(act, before, self.shadows[name])

    def _adopted(self, act: Act, before: Forum, shadow: Shadow) -> None:
        left = set(act.said.concerned) if act.name == d.EXCEPT else set()
        assert shadow.objections <= left, "adopted over a standing objection"
        standing = {code for code, by in shadow.needed.items() if not before.seats[by].gave_up}
        for code in standing | shadow.named:
            seat = before.seats.get(code)
            assert seat is not None, "a necessary party was not seated"
            assert seat.counts, "a necessary party had no voice"
            assert code not in shadow.out | left, "a necessary party took no part"
        assert shadow.basket not in self.parked, "adopted in a basket that is parked"
        self._text(act, before)
        if act.name == s.CERTIFY:
            assert shadow.open, "no silence was open"
            assert not shadow.broken, "adopted over a broken silence"
            assert act.moment > shadow.until, "adopted before the silence ended"
            voices = {code for code, seat in before.seats.items() if seat.counts}
            subject = before.proposals[act.object]
            if subject.purpose is d.Purpose.SUSPEND:
                voices -= {str(subject.subject)}
            assert voices <= shadow.served, "adopted though not served on all"
            return
        waits = {
            code for code in shadow.asked - shadow.out - left if not before.seats[code].gave_up
        }
        confirms = before.charter.decision.referral_silence is Lapse.CONFIRMS
        assert not waits or (confirms and act.time > shadow.answer_by), "a capital was awaited"
        assert shadow.put is not None, "adopted without having been put to the body"
        hours = 0 if shadow.waived else before.charter.decision.notice
        assert read_time(shadow.put) >= read_time(shadow.tabled) + timedelta(hours=hours)

    def _text(self, act: Act, before: Forum) -> None:
        """What is adopted as a text is one, and no bracket and no placeholder stands in it."""
        about = before.proposals[act.object]
        if about.purpose is not d.Purpose.TEXT:
            return
        text = before.texts[str(about.subject)]
        clauses = [before.clauses[name] for name in text.clauses]
        assert clauses, "adopted without a clause"
        assert not any(one.brackets or one.standing for one in clauses), "adopted with a bracket"
        assert all(one.wording.sort is not OptionSort.PLACEHOLDER for one in clauses)
        assert self.desk.forum.texts[text.id].stage is TextStage.DECIDED

    def _note(self, act: Act, before: Forum) -> None:
        if act.name == d.TABLE:
            said = act.said
            self.shadows[act.object] = Shadow(
                tabled=act.time, named=set(said.named), basket=said.basket
            )
        if act.name == "basket.park/1":
            self.parked.add(act.object)
        if act.name == "basket.resume/1":
            self.parked.discard(act.object)
        if act.name == SUCCEED:
            for one in self.shadows.values():
                _handed_over(one, act.object, act.said.successor)
        shadow = self.shadows.get(act.object)
        if shadow is not None:
            _noted(shadow, act, before)


def _handed_over(shadow: Shadow, old: str, new: str) -> None:
    """A seat's objections, claims and standing go over; service does not."""
    for codes in (shadow.objections, shadow.named, shadow.asked, shadow.out):
        if old in codes:
            codes.remove(old)
            codes.add(new)
    for party, by in [*shadow.needed.items()]:
        del shadow.needed[party]
        shadow.needed[new if party == old else party] = new if by == old else by


def _noted(shadow: Shadow, act: Act, before: Forum) -> None:
    if act.name == d.RESUME:
        shadow.tabled, shadow.waived, shadow.put = act.time, False, None
        shadow.objections.clear()
        shadow.asked.clear()
    elif act.name == d.AMEND:
        shadow.tabled, shadow.waived = act.time, False
    elif act.name == d.PUT:
        shadow.put = act.moment
    elif act.name == "notice.waived/1":
        shadow.waived = True
    elif act.name == d.OBJECT:
        shadow.objections.add(act.by)
    elif act.name == d.WITHDRAW_OBJECTION:
        shadow.objections.discard(act.by)
    elif act.name == d.LAPSE_OBJECTION:
        assert before.seats[act.said.seat].stage is SeatStage.WITHDRAWN
        shadow.objections.discard(act.said.seat)
    elif act.name == "necessary.claim/1":
        shadow.needed[act.said.party] = act.by
    elif act.name == "necessary.withdraw/1":
        del shadow.needed[act.said.party]
    else:
        _capitals_noted(shadow, act)
        _silence_noted(shadow, act, before)


def _capitals_noted(shadow: Shadow, act: Act) -> None:
    if act.name == d.REFER:
        assert act.by not in shadow.asked, "a capital is asked once"
        shadow.asked.add(act.by)
        shadow.answer_by = max(shadow.answer_by, str(act.deadline))
    elif act.name == d.CONFIRM:
        shadow.asked.discard(act.by)
    elif act.name == "proposal.opt-out/1":
        shadow.out.add(act.by)
    elif act.name == "proposal.join/1":
        shadow.out.discard(act.by)


def _silence_noted(shadow: Shadow, act: Act, before: Forum) -> None:
    if act.name == s.OPEN:
        shadow.open, shadow.broken, shadow.until = True, False, str(act.deadline)
        shadow.paused = False
        shadow.served.clear()
    elif act.name == s.BREAK:
        shadow.broken = True
    elif act.name == s.ACKNOWLEDGE and (shadow.paused or act.time <= shadow.until):
        shadow.served.add(act.by)
    elif act.name == s.SERVE:
        assert shadow.paused or act.time <= shadow.until, "served after the end"
        shadow.served.add(act.said.seat)
    elif act.name == s.SUSPEND:
        shadow.paused = True
    elif act.name == s.EXTEND:
        shadow.until = str(act.deadline)
    elif act.name == s.RESUME:
        left = before.silences[act.object].left or 0
        rest = write_time(read_time(act.time) + timedelta(seconds=left))
        shadow.until, shadow.paused = act.deadline or rest, False
        assert shadow.until >= rest, "a silence was made shorter"


@cache
def clauses(name: str) -> frozenset[str]:
    """The articles under which an act may be refused, as the reference of acts has them."""
    kind = KINDS[name]
    points = {Point.KNOWN_ACT, *points_before(kind), *own_points(kind)}
    return frozenset(f"art. {charter().article(point).number}" for point in points)


# ---------------------------------------------------------------- random acts


class Chooser:
    """Draws what happens from a source of chance, and makes acts of it."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def step(self, world: World) -> None:
        """Let time pass, perhaps, and try one act."""
        chance = self.chance
        if chance.random() < 0.3:  # one in three
            world.desk.wait(
                hours=chance.choice((1, 4, 5, 24, 72, 73)), seconds=chance.choice((0, 1))
            )
        name = chance.choice(COMMON if chance.random() < 0.9 else tuple(KINDS))
        act = self._act(world, KINDS[name])
        world.attempt(act)
        if name in {s.ACKNOWLEDGE, s.OPEN} and chance.random() < 0.7:
            for code in world.desk.forum.seating:
                world.attempt(world.desk.act(code, s.ACKNOWLEDGE, act.object))

    def _act(self, world: World, kind: Kind) -> Act:
        chance, desk = self.chance, world.desk
        by = self._author(desk.forum, kind)
        about = self._about(desk.forum, kind, by)
        said = {one.name: self._value(one, by) for one in kind.form.fields}
        desk.role = None
        if chance.random() < 0.05:  # now and then
            desk.role = chance.choice(("delegation", "deputy", "expert"))
        deadline = chance.choice((None, 4, 5, 72, 73, 100, 168))
        if kind.name in {s.OPEN, "notice.waive/1", d.REFER} and chance.random() < 0.8:
            deadline = 72
        said_json: dict[str, Any] = said
        return desk.act(by, kind.name, about, deadline, **said_json)

    def _author(self, forum: Forum, kind: Kind) -> str:
        chance = self.chance
        told = kind.who.value
        if chance.random() < 0.1:  # who has no business with it
            return chance.choice((*MEMBERS, *STRANGERS, OFFICE))
        if "chair" in told and "members" not in told and forum.chair:
            return forum.chair[0]
        if "secretariat" in told:
            return OFFICE
        return chance.choice((*MEMBERS, *forum.seating))

    def _about(self, forum: Forum, kind: Kind, by: str) -> str:
        chance = self.chance
        sort = kind.about or kind.begins
        if sort == "proposal" and kind.about and chance.random() < 0.8:  # mostly
            fit = [
                name
                for name in PROPOSALS
                if name in forum.proposals and kind.name in d.MOVES[forum.proposals[name].stage]
            ]
            if fit:
                return chance.choice(fit)
        if (
            sort == "seat"
            and kind.name.startswith(("member.", "channel."))
            and chance.random() < 0.7
        ):
            return by
        if chance.random() < 0.05:  # what it is not about
            return chance.choice((*PROPOSALS, *TEXTS, *CLAUSES, *OTHERS, *MEMBERS, ""))
        return chance.choice(SORTED.get(str(sort), OTHERS))

    def _value(self, one: Field, by: str) -> Any:  # noqa: ANN401 - of any field
        chance = self.chance
        if not one.needed and chance.random() < 0.6:  # mostly left out
            return [] if one.many else None
        if one.many:
            return [self._single(one, by) for _ in range(chance.choice((1, 1, 2)))]
        return self._single(one, by)

    def _single(self, one: Field, by: str) -> Any:  # noqa: ANN401 - of any field
        chance = self.chance
        if one.choice is not None:
            return chance.choice([each.value for each in one.choice])
        party = by if chance.random() < 0.2 else chance.choice((*MEMBERS, *STRANGERS))
        if one.sort is Sort.LINE and one.name == "channel":
            return f"mailbox of {party}"
        if one.sort is Sort.LINE:
            return chance.choice((*PROPOSALS, *TEXTS, party, party, "Water of the lake"))
        free: Mapping[Sort, Callable[[], Any]] = {
            Sort.TEXT: lambda: chance.choice(("the water of the lake", "we say so")),
            Sort.CODE: lambda: party,
            Sort.ID: lambda: chance.choice((*PROPOSALS, *TEXTS, *CLAUSES, *OTHERS[:8])),
            Sort.SLUG: lambda: chance.choice(("water", "trade", "fish")),
            Sort.LANGUAGE: lambda: chance.choice(("en", "ko")),
            Sort.TIME: lambda: write_time(START + timedelta(hours=chance.choice((0, 60, 200)))),
            Sort.WHOLE: lambda: chance.choice((0, 1, 2, 7)),
            Sort.TRUTH: lambda: chance.random() < 0.5,
            Sort.DIGEST: lambda: "A" * 43 + "=",
            Sort.OCTETS: lambda: "AAAA",
        }
        return free[one.sort]()


# ---------------------------------------------------------------- what must hold of a whole history


def renamed(value: Any) -> Any:  # noqa: ANN401, PLR0911 - values of every type in the standing
    """A value with the parties called otherwise."""
    if isinstance(value, str):
        return re.sub("|".join(RENAMED), lambda match: RENAMED[match[0]], value)
    if isinstance(value, tuple):
        return tuple(renamed(one) for one in value)
    if isinstance(value, frozenset):
        return frozenset(renamed(one) for one in value)
    if isinstance(value, Map):
        return Map({renamed(key): renamed(one) for key, one in value.items()})
    if isinstance(value, dict):
        return {renamed(key): renamed(one) for key, one in value.items()}
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        changes = {one.alias: renamed(getattr(value, one.name)) for one in fields if one.init}
        new = type(value)(**changes)
        return attrs.evolve(new, called=called(new)) if isinstance(new, Forum) else new
    return value


def called(forum: Forum) -> Map[Any, str]:
    """How the names look that were given, reckoned from the names themselves."""
    rows = forum.names.items()
    return Map(
        {(by, sort, language, look(name)): thing for (by, sort, thing, language), name in rows}
    )


def hold(world: World, beginning: Forum) -> None:
    """What must hold of a history, once it is told."""
    replayed, other = beginning, renamed(beginning)
    for act, refusal in world.tried:
        assert ruling(replayed, act) == refusal, "a replay rules otherwise"
        twin = renamed(act)
        told = ruling(other, twin)
        assert told == renamed(refusal), "renaming the parties changes a ruling"
        if refusal is None:
            replayed, other = enter(replayed, act), enter(other, twin)
    assert replayed == world.desk.forum, "a replay ends otherwise"
    assert other == renamed(world.desk.forum), "renaming the parties changes the outcome"
    assert other.order == renamed(replayed.order)


def charters() -> tuple[Charter, ...]:
    """Charters in which more or less is allowed."""
    usual = charter()
    loose = evolve(usual.decision, meeting=False, quorum=0, notice=24, minus=2)
    strict = evolve(usual.decision, minus=0, minus_x=False, waiver=False)
    return (
        evolve(usual, decision=loose),
        usual,
        evolve(
            usual,
            decision=strict,
            silence=evolve(usual.silence, leave=True),
            seats=evolve(usual.seats, admission=False, withdrawal=0),
        ),
    )


class Whole(RuleBasedStateMachine):
    """Random acts by random seats, drawn by hypothesis, so that what fails is made small."""

    def __init__(self) -> None:
        super().__init__()
        self.beginning = made_forum(charters()[0])
        self.world = World(Desk(self.beginning))

    @rule(seed=st.integers(0, 2**32), steps=st.integers(1, 12))
    def some_acts(self, seed: int, steps: int) -> None:
        """Try a few acts, with the clock going on between them."""
        chooser = Chooser(Random(seed))
        for _ in range(steps):
            chooser.step(self.world)

    def teardown(self) -> None:
        """Hold the history against a replay and against one with other names."""
        hold(self.world, self.beginning)


TestWhole = Whole.TestCase
TestWhole.settings = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("number", range(len(charters())))
def test_a_long_history_holds_and_decides_something(number: int) -> None:
    """Seeded, so that what is claimed of adoptions is known to be claimed of some."""
    done: Counter[str] = Counter()
    for seed in range(16):
        if seed > 1 and done[d.ADOPT] and done[s.CERTIFY] and done[d.OBJECT] and done[s.BREAK]:
            break
        beginning = made_forum(charters()[number])
        world = World(Desk(beginning))
        chooser = Chooser(Random(f"{number} {seed}"))
        for _ in range(400):
            chooser.step(world)
        hold(world, beginning)
        done += world.done
    assert done[d.ADOPT] + done[s.CERTIFY] > 0


def test_the_shadow_sees_an_adoption_over_an_objection() -> None:
    """The check itself is checked: were the guard not there, it would say so."""
    beginning = made_forum(charters()[0])
    world = World(Desk(beginning))
    world.attempt(world.desk.act("XBE", d.TABLE, "P1", title="x", purpose="measure"))
    world.desk.wait(hours=24)
    world.attempt(world.desk.act("XAL", d.PUT, "P1"))
    world.attempt(world.desk.act("XCO", d.OBJECT, "P1", reason="substance"))
    act = world.desk.act("XAL", d.ADOPT, "P1")
    assert ruling(world.desk.forum, act) is not None
    before = world.desk.forum
    adopted = evolve(before.proposals["P1"], stage=d.Stage.ADOPTED)
    world.desk.forum = evolve(before, proposals=before.proposals.set("P1", adopted))
    with pytest.raises(AssertionError, match="standing objection"):
        world._nothing_adopted_beside(act, before)  # noqa: SLF001 - the check is what is tested
