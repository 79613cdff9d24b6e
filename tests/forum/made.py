"""An invented forum of invented states, and a desk at which acts are done one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve
from immutables import Map

from dipoli.charter.points import Point
from dipoli.charter.rules import (
    Article,
    Basis,
    BasketRule,
    BodyRules,
    BodySort,
    Category,
    ChairRules,
    Charter,
    CrisisRules,
    DecisionMode,
    DecisionRules,
    ExchangeRules,
    Lapse,
    Level,
    MeetingRules,
    Member,
    Ordering,
    RoomRules,
    Rota,
    SeatRules,
    SilenceRules,
    Term,
    TextRules,
    Track,
)
from dipoli.forum.act import Act
from dipoli.forum.bodies_rules import DELEGATION
from dipoli.forum.chair import DEPUTY
from dipoli.forum.kind import Kind
from dipoli.forum.meeting import Agenda, Meeting
from dipoli.forum.meeting import Stage as MeetingStage
from dipoli.forum.procedure import KINDS, enter, rule
from dipoli.forum.seat import Seat, Stage
from dipoli.forum.standing import Forum
from dipoli.record.canon import Json
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time

START = datetime(2030, 3, 1, 10, tzinfo=UTC)
NAMES = {"XAL": "Alderan", "XBE": "Bermark", "XCO": "Corvia", "XDE": "Delmark"}
OFFICE = "SECRETARIAT"


def member(code: str, category: Category = Category.MEMBER) -> Member:
    """An invented state."""
    return Member(code=code, category=category, names={"en": NAMES.get(code, code)}, zone="UTC")


def charter(**changes: Any) -> Charter:  # noqa: ANN401 - parts of several types
    """An invented charter; each keyword replaces one part of it."""
    articles = tuple(
        Article(number=str(n), text=f"On {point.value}.", settles=(point,), basis=Basis.PROPOSED)
        for n, point in enumerate(Point, 1)
    )
    usual = Charter(
        id="made-up",
        title={"en": "Made-up charter"},
        style="invented for tests",
        exercise=True,
        languages=("en",),
        members=tuple(member(code) for code in NAMES),
        level=Level.DIALOGUE,
        baskets=(
            BasketRule(id="water", names={"en": "Water"}),
            BasketRule(id="trade", names={"en": "Trade"}),
        ),
        seats=SeatRules(
            order=Ordering.CHARTER,
            categories=tuple(Category),
            admission=True,
            self_suspension=True,
            suspension=True,
            withdrawal=24,
        ),
        chair=ChairRules(
            rota=Rota.CHARTER, language=None, term=Term.MEETING, fixed=(), speaks=True
        ),
        bodies=BodyRules(
            by_chair=(BodySort.CONTACT, BodySort.FRIENDS, BodySort.DRAFTING),
            by_decision=(BodySort.BASKET, BodySort.EXPERTS),
            tracks=tuple(Track),
            reporting=(BodySort.FRIENDS,),
            experts=Category.GUEST,
        ),
        meeting=MeetingRules(
            notice=48, agenda=True, appeal=True, replies=2, corrigenda=72, summary=True
        ),
        decision=DecisionRules(
            mode=DecisionMode.CONSENSUS,
            meeting=True,
            notice=24,
            waiver=True,
            waiver_hours=4,
            quorum=50,
            minus=1,
            minus_x=True,
            referral=True,
            referral_hours=168,
            referral_silence=Lapse.CONFIRMS,
            window=48,
            reservations=True,
            interpretations=True,
            dissociations=True,
        ),
        silence=SilenceRules(
            allowed=True, leave=False, least=72, extensions=1, resume=24, holidays=True
        ),
        text=TextRules(languages=True, reopening=True, bridging=True),
        exchange=ExchangeRules(shares=66),
        crisis=CrisisRules(reply=48, meeting=36),
        rooms=RoomRules(least=5, reply=720),
        articles=articles,
    )
    return evolve(usual, **changes)


SITS = "SESSION"
"""Short name of the meeting that sits in the plenary from the beginning."""


def sitting(time: str) -> Meeting:
    """A meeting that is open, with its agenda adopted."""
    return Meeting(
        id=SITS,
        title="Session",
        place="the old hall",
        opens=time,
        stage=MeetingStage.OPEN,
        since=time,
        number=0,
        called=time,
        agenda=Agenda.ADOPTED,
    )


def forum(
    paper: Charter | None = None, chair: tuple[str, ...] = ("XAL",), *, sits: bool = True
) -> Forum:
    """A plenary in which every member of the charter sits, present, with one in the chair.

    A meeting is open from the beginning, unless it is told that none sits.
    """
    paper = paper or charter()
    now = write_time(START)
    seats = {
        one.code: Seat(
            code=one.code,
            category=one.category,
            stage=Stage.PRESENT,
            since=now,
            channel=f"mailbox of {one.code}",
        )
        for one in paper.members
    }
    begun = dict.fromkeys(seats, "seat")
    return Forum(
        charter=paper,
        seats=Map(seats),
        seating=tuple(seats),
        sorts=Map({**begun, SITS: "meeting"} if sits else begun),
        chair=chair,
        time=now,
        level=paper.level,
        meetings=Map({SITS: sitting(now)} if sits else {}),
        sitting=SITS if sits else None,
    )


class Desk:
    """Acts one after the other, with a clock that only the test moves."""

    def __init__(self, standing: Forum | None = None) -> None:
        self.forum = standing or forum()
        self.now = START
        self.acts: list[Act] = []
        self.role: str | None = None
        """In which capacity the next acts are done; None as usual."""

    def wait(self, *, hours: int = 0, seconds: int = 0) -> Desk:
        """Let time pass."""
        self.now += timedelta(hours=hours, seconds=seconds)
        return self

    def act(
        self,
        by: str,
        name: str,
        about: str = "",
        /,
        deadline: str | int | None = None,
        **said: Json,
    ) -> Act:
        """An act as the office would receive it now; a deadline may be given as hours from now."""
        kind = KINDS.get(name if "/" in name else f"{name}/1")
        full = name if "/" in name else f"{name}/1"
        content: Mapping[str, Json] = said
        if kind is not None:
            content = {
                field.name: said.get(field.name, [] if field.many else None)
                for field in kind.form.fields
            }
            assert not set(said) - set(content), f"{name} says no {set(said) - set(content)}"
        if isinstance(deadline, int):
            deadline = write_time(self.now + timedelta(hours=deadline))
        number = self.forum.acts
        return Act(
            number=number,
            leaf=hashlib.sha256(f"{number} {by} {name} {about}".encode()).digest(),
            name=full,
            by=by,
            entered_by=by,
            role=self.role or self._usual_role(by, kind),
            object=about,
            deadline=deadline,
            time=write_time(self.now),
            said=None if kind is None else kind.form.read(dict(content)),
        )

    def _usual_role(self, by: str, kind: Kind | None) -> str:
        """The chair's own delegation speaks through its deputy."""
        if by == OFFICE:
            return "secretariat"
        deputy = kind is not None and kind.who in DELEGATION and by in self.forum.chair
        return DEPUTY if deputy else "delegation"

    def do(
        self,
        by: str,
        name: str,
        about: str = "",
        /,
        deadline: str | int | None = None,
        **said: Json,
    ) -> Forum:
        """Enter an act that must be in order."""
        act = self.act(by, name, about, deadline, **said)
        refusal = rule(self.forum, act)
        assert refusal is None, str(refusal)
        self.forum = enter(self.forum, act)
        self.acts.append(act)
        return self.forum

    def refused(
        self,
        by: str,
        name: str,
        about: str = "",
        /,
        deadline: str | int | None = None,
        **said: Json,
    ) -> OutOfOrder:
        """An act that must be out of order; the standing stays."""
        refusal = rule(self.forum, self.act(by, name, about, deadline, **said))
        assert refusal is not None, f"{name} of {by} was in order"
        return refusal


def decide(desk: Desk, name: str, purpose: str, subject: str | None) -> Forum:
    """A decision of the body, tabled, put after its notice, and adopted."""
    chair = desk.forum.chair[0]
    desk.do("XBE", "proposal.table", name, title=f"On {subject}", purpose=purpose, subject=subject)
    desk.wait(hours=desk.forum.charter.decision.notice)
    desk.do(chair, "proposal.put", name)
    return desk.do(chair, "proposal.adopt", name)


def moves(table: Mapping[Any, Mapping[str, Any]]) -> set[tuple[str, str, str]]:
    """A machine's table in the same form; form numbers left out."""
    return {
        (stage.value, act.replace("/1", ""), after.value)
        for stage, row in table.items()
        for act, after in row.items()
    }


def clause(refusal: OutOfOrder, point: Point) -> bool:
    """Whether a refusal cites the article that settles a point."""
    return refusal.clause == f"art. {charter().article(point).number}"
