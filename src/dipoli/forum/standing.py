"""Everything in one circle as it stands after n acts, as far as the rules of procedure go.

It is built act by act from the record by `dipoli.forum.procedure.enter`, and is nothing else than
that: the same acts give the same standing. Its maps are persistent (`immutables`), so that an act
costs the same at the hundred-thousandth act as at the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from attrs import frozen
from immutables import Map

from dipoli.charter.rules import Charter, Level, Track
from dipoli.forum.basket import Basket, Link
from dipoli.forum.bodies import Body, Report
from dipoli.forum.chair import Turn
from dipoli.forum.claim import Waiver
from dipoli.forum.commitment import Commitment
from dipoli.forum.compiled import Entry
from dipoli.forum.decision import Proposal
from dipoli.forum.exchange import Round
from dipoli.forum.floor import PointOfOrder
from dipoli.forum.formality import Rise
from dipoli.forum.framework import TakeOver, WindUp
from dipoli.forum.government import Change
from dipoli.forum.hand_up import HandUp, Recommendation
from dipoli.forum.hotline import FocalPoint, Line
from dipoli.forum.inspection import Inspection
from dipoli.forum.interest import Interest
from dipoli.forum.measure import Measure
from dipoli.forum.meeting import Item, Meeting
from dipoli.forum.naming import Spoken, Thing
from dipoli.forum.notification import Notification
from dipoli.forum.off_record import OffRecord
from dipoli.forum.offices import GoodOffices, Message
from dipoli.forum.permission import Permission
from dipoli.forum.request import Request
from dipoli.forum.reserved import Matter
from dipoli.forum.seat import Seat, Stage
from dipoli.forum.silence import Silence
from dipoli.forum.strand import Outcome, Strand
from dipoli.forum.summit import Summit
from dipoli.forum.term import Term
from dipoli.forum.text import Amendment, Clause, Text
from dipoli.forum.visit import Visit

_SEATING = ("order", "voices", "present")
_VIEWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "charter": _SEATING,
        "seats": _SEATING,
        "seating": _SEATING,
        "lot": _SEATING,
        "proposals": ("unsettled", "adoptions"),
        "silences": ("silent",),
    }
)
"""Field, to the views of the standing that depend on it."""


@frozen(kw_only=True, slots=False)
class Forum:
    """One circle under its rules of procedure.

    Args:
        charter: in force now.
        reports_to: the circle to which this one reports; None for the plenary.
        acts: how many acts were entered.
        time: of the last act.
        level: how formal the forum is now.
        secretariat: its code.
        sorts: short name of everything that was begun, to what sort of thing it is.
        looks: how each of these names looks (`dipoli.forum.naming.short_look`), to it.
        seats: every seat, by code.
        seating: their codes in the order of seating.
        listed: who can act in the record, and was not invited to the forum so far.
        chair: who presides now, two where the chair is shared; empty when nobody does.
        sequence: the order of the chair as a published lot drew it; empty before.
        last: who presided last, or let the turn pass; None when nobody did.
        presiding: since when, and after how many closed meetings, the present turn began.
        turns: how often each took the chair in this body.
        presided: at how many meetings each presided, in whole or in part.
        lot: protocol order as a published lot drew it; empty before.
        alphabets: language to the order of parties that was published for it.
        names: what each seat calls things: speaker, sort, thing and language to the name.
        called: speaker, sort, language and look of a name, to the thing that is so called.
        permissions: to take part, by short name.
        track: who speaks here: governments, both, or people in a personal capacity.
        bodies: that report to this one, by short name.
        reports: that were made upwards, by short name.
        meetings: by short name.
        sitting: the meeting that is open or suspended now; None for none.
        closed: how many meetings were closed.
        items: of agendas, by short name.
        placed: how many items of agendas each placed.
        points: of order, by short name.
        point: the one that awaits a ruling or the end of an appeal; None for none.
        struck: number of an act whose words were struck, to the decision.
        withheld: numbers of acts whose body the register withheld.
        executed: decision to the number of the act that carried it out.
        proposals: by short name.
        leaves: proposal to the decision that gives leave to decide it by silence.
        silences: by the proposal over which they run; the last one of each.
        waivers: of the notice of proposals, by the proposal.
        texts: by short name.
        clauses: of all texts, by short name.
        amendments: by short name.
        terms: disputed ones, by short name.
        matters: that seats reserve, by short name.
        baskets: that an act was about, by name; those of the charter run from the beginning.
        opened: names of baskets that were opened here, in order.
        links: by short name.
        waits: proposal to its links that were not removed.
        awaited: proposal to those that were ever linked to wait for it.
        summits: files of meetings of leaders, by short name.
        exchanges: exchange rounds, by short name.
        measures: for building confidence, by short name.
        notifications: by short name.
        inspections: by short name.
        visits: by short name.
        focal_points: by short name.
        lines: direct ones between seats, by short name.
        requests: for an explanation, by short name.
        offices: good offices between a mediator and one party, by short name.
        mediation: those that are offered or open now; None for none.
        messages: sent or carried under good offices, by short name.
        rises: each step by which the forum became more formal.
        commitments: by short name.
        strands: bilateral channels beside the forum, by short name.
        outcomes: of such channels, by short name.
        interests: that seats stated, by short name.
        changes: seat to what changed at home, as it told it.
        windings: of this forum, by short name.
        takeovers: from forums that ended, by short name.
        ended: short name of the winding up by which this forum ended; None while it runs.
        begun: short name of everything that was begun by an act, to the number of that act.
        subjects: subject to the short names of what is about it, each with its sort.
        happened: when a decision took effect, a meeting was first opened, or a commitment was found
            fulfilled, by its short name.
        rooms: parts of meetings that are off the record, by short name.
        recommendations: of this body to the circle above, by short name.
        hand_ups: recommendations that were handed up to this circle, by short name.
        handed: leaf hash of a finding of consent below, in hexadecimal, to what was handed up.
        entries: of a compiler, by short name; none but in a compiled record.
        parts: seat to the short names of what it had a part in, each with its sort.
        blind: number of the first act whose effect could not be followed, since its body was not at
            hand; None when every one was.
        unknown: short names of what such acts were about, and aspects of the forum that they may
            have moved (`dipoli.forum.unseen`): how these stand is not known.
        passed: how many acts were let pass for that reason.
    """

    charter: Charter
    reports_to: str | None = None
    acts: int = 0
    time: str = ""
    level: Level = Level.DIALOGUE
    secretariat: str = "SECRETARIAT"
    sorts: Map[str, str] = Map()  # noqa: RUF009 - an immutable map
    looks: Map[str, str] = Map()  # noqa: RUF009 - an immutable map
    seats: Map[str, Seat] = Map()  # noqa: RUF009 - an immutable map
    seating: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    chair: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    last: str | None = None
    presiding: Turn | None = None
    turns: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    presided: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    lot: tuple[str, ...] = ()
    alphabets: Map[str, tuple[str, ...]] = Map()  # noqa: RUF009 - an immutable map
    names: Map[Spoken, str] = Map()  # noqa: RUF009 - an immutable map
    called: Map[tuple[str, Thing, str, str], str] = Map()  # noqa: RUF009 - an immutable map
    permissions: Map[str, Permission] = Map()  # noqa: RUF009 - an immutable map
    track: Track = Track.ONE
    bodies: Map[str, Body] = Map()  # noqa: RUF009 - an immutable map
    reports: Map[str, Report] = Map()  # noqa: RUF009 - an immutable map
    meetings: Map[str, Meeting] = Map()  # noqa: RUF009 - an immutable map
    sitting: str | None = None
    closed: int = 0
    items: Map[str, Item] = Map()  # noqa: RUF009 - an immutable map
    placed: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    points: Map[str, PointOfOrder] = Map()  # noqa: RUF009 - an immutable map
    point: str | None = None
    struck: Map[int, str] = Map()  # noqa: RUF009 - an immutable map
    withheld: frozenset[int] = frozenset()
    executed: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    proposals: Map[str, Proposal] = Map()  # noqa: RUF009 - an immutable map
    leaves: Map[str, str] = Map()  # noqa: RUF009 - an immutable map
    silences: Map[str, Silence] = Map()  # noqa: RUF009 - an immutable map
    waivers: Map[str, Waiver] = Map()  # noqa: RUF009 - an immutable map
    texts: Map[str, Text] = Map()  # noqa: RUF009 - an immutable map
    clauses: Map[str, Clause] = Map()  # noqa: RUF009 - an immutable map
    amendments: Map[str, Amendment] = Map()  # noqa: RUF009 - an immutable map
    terms: Map[str, Term] = Map()  # noqa: RUF009 - an immutable map
    matters: Map[str, Matter] = Map()  # noqa: RUF009 - an immutable map
    baskets: Map[str, Basket] = Map()  # noqa: RUF009 - an immutable map
    opened: tuple[str, ...] = ()
    links: Map[str, Link] = Map()  # noqa: RUF009 - an immutable map
    waits: Map[str, tuple[str, ...]] = Map()  # noqa: RUF009 - an immutable map
    awaited: Map[str, tuple[str, ...]] = Map()  # noqa: RUF009 - an immutable map
    summits: Map[str, Summit] = Map()  # noqa: RUF009 - an immutable map
    exchanges: Map[str, Round] = Map()  # noqa: RUF009 - an immutable map
    measures: Map[str, Measure] = Map()  # noqa: RUF009 - an immutable map
    notifications: Map[str, Notification] = Map()  # noqa: RUF009 - an immutable map
    inspections: Map[str, Inspection] = Map()  # noqa: RUF009 - an immutable map
    visits: Map[str, Visit] = Map()  # noqa: RUF009 - an immutable map
    focal_points: Map[str, FocalPoint] = Map()  # noqa: RUF009 - an immutable map
    lines: Map[str, Line] = Map()  # noqa: RUF009 - an immutable map
    requests: Map[str, Request] = Map()  # noqa: RUF009 - an immutable map
    offices: Map[str, GoodOffices] = Map()  # noqa: RUF009 - an immutable map
    mediation: str | None = None
    messages: Map[str, Message] = Map()  # noqa: RUF009 - an immutable map
    rises: tuple[Rise, ...] = ()
    commitments: Map[str, Commitment] = Map()  # noqa: RUF009 - an immutable map
    strands: Map[str, Strand] = Map()  # noqa: RUF009 - an immutable map
    outcomes: Map[str, Outcome] = Map()  # noqa: RUF009 - an immutable map
    interests: Map[str, Interest] = Map()  # noqa: RUF009 - an immutable map
    changes: Map[str, tuple[Change, ...]] = Map()  # noqa: RUF009 - an immutable map
    windings: Map[str, WindUp] = Map()  # noqa: RUF009 - an immutable map
    takeovers: Map[str, TakeOver] = Map()  # noqa: RUF009 - an immutable map
    ended: str | None = None
    begun: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    subjects: Map[str, Map[str, str]] = Map()  # noqa: RUF009 - an immutable map
    happened: Map[str, str] = Map()  # noqa: RUF009 - an immutable map
    rooms: Map[str, OffRecord] = Map()  # noqa: RUF009 - an immutable map
    recommendations: Map[str, Recommendation] = Map()  # noqa: RUF009 - an immutable map
    hand_ups: Map[str, HandUp] = Map()  # noqa: RUF009 - an immutable map
    handed: Map[str, str] = Map()  # noqa: RUF009 - an immutable map
    entries: Map[str, Entry] = Map()  # noqa: RUF009 - an immutable map
    parts: Map[str, Map[str, str]] = Map()  # noqa: RUF009 - an immutable map
    blind: int | None = None
    unknown: Map[str, bool] = Map()  # noqa: RUF009 - an immutable map
    passed: int = 0

    def grown(self, **changes: Any) -> Forum:  # noqa: ANN401 - fields of several types
        """The standing with some fields changed.

        As ``evolve`` would, in a fraction of the time: every act comes by here, some several times.
        No field has a validator or a converter that would be passed over.

        What is seen in a field that changed is found anew when it is next asked for, unless it is
        given beside the field, as `dipoli.forum.kept` does.
        """
        grown = Forum.__new__(Forum)
        held = vars(grown)
        held.update(vars(self))
        held.update(changes)
        for name in changes:
            for view in _VIEWS.get(name, ()):
                if view not in changes:
                    held.pop(view, None)
        return grown

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Codes of the seats in protocol order: of charter or lot, then as they were seated.

        A successor stands right behind the party whose seat it took.
        """
        first = self.lot or tuple(one.code for one in self.charter.members)
        codes: dict[str, None] = {}
        for code in (*first, *self.seating):
            heir: str | None = code
            while heir is not None and heir in self.seats and heir not in codes:
                codes[heir] = None
                heir = self.seats[heir].successor
        return tuple(codes)

    def heir(self, code: str) -> str:
        """Who has the seat of a party now: the party itself, or the last one that succeeded."""
        while code in self.seats and self.seats[code].successor is not None:
            code = str(self.seats[code].successor)
        return code

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """Members whose voice counts, in protocol order."""
        return tuple(code for code in self.order if self.seats[code].counts)

    @cached_property
    def present(self) -> int:
        """How many members whose voice counts are present."""
        return sum(self.seats[code].stage is Stage.PRESENT for code in self.voices)

    @cached_property
    def unsettled(self) -> Map[str, Proposal]:
        """Proposals that wait for a decision, or are decided and wait for a consent at home."""
        return Map({name: one for name, one in self.proposals.items() if one.is_unsettled})

    @cached_property
    def adoptions(self) -> Map[int, str]:
        """Short names of proposals that were adopted: from 0, in the order of their times."""
        adopted = (one for one in self.proposals.values() if one.adopted is not None)
        return Map(enumerate(one.id for one in sorted(adopted, key=attrgetter("adopted"))))

    @cached_property
    def silent(self) -> Map[str, Silence]:
        """Silences that run or are suspended, by the proposal."""
        return Map({name: one for name, one in self.silences.items() if one.is_open})
