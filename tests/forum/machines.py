"""Every state machine of the forum, driven by acts: how each stage is reached, and each row done.

The tables stand here a second time, ``stage | act | next`` in each line, after the reference of
practice and after what the subjects say of themselves. A row is held by doing its act in a standing
that acts alone have brought to its stage, and by looking where the act has led.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from attrs import evolve, frozen
from tests.forum.made import OFFICE, SITS, Desk, charter, decide, forum

from dipoli.charter.rules import Lapse, Level
from dipoli.forum.basket_rules import basket_of
from dipoli.forum.meeting import Credential
from dipoli.forum.standing import Forum

Doing = Callable[[Desk], object]
LEAF = "A" * 43 + "="
PAPER = {
    "title": "On the lake", "symbol": "A/1", "kind": "working-paper", "language": "en",
    "everything": False,
}  # fmt: skip
THIS = "X1"
"""Short name of what a row is about, wherever it may have any."""


@frozen(kw_only=True)
class Machine:
    """One table, as it is held.

    Args:
        table: where it stands, ``decision.MOVES``.
        rows: the table, written a second time.
        before: act to what is done before all else, since it needs that; "" for any other act.
        stages: stage to how it is reached from there.
        acts: act, with its condition, to how it is done; by stage where that differs.
        read: the stage in which the object of a row stands.
    """

    table: str
    rows: str
    before: Mapping[str, Doing] = MappingProxyType({})
    stages: Mapping[str, Doing]
    acts: Mapping[str, Doing]
    read: Callable[[Forum], object]

    def each(self) -> list[tuple[str, str, str]]:
        """Its rows."""
        lines = (line.split("|") for line in self.rows.strip().splitlines())
        return [(a.strip(), b.strip(), c.strip()) for a, b, c in lines]

    def follow(self, stage: str, act: str) -> object:
        """Reach a stage, do an act, and say where it has led."""
        desk = desk_of()
        for steps in (self.before.get(act) or self.before.get(""), self.stages[stage]):
            if steps is not None:
                steps(desk)
        assert told(self.read(desk.forum)) == stage, f"{stage} was not reached"
        (self.acts.get(f"{stage}: {act}") or self.acts[act])(desk)
        return told(self.read(desk.forum))


def told(stage: object) -> object:
    """A stage by its word."""
    return getattr(stage, "value", stage)


def desk_of() -> Desk:
    """A desk under an invented charter, where a capital's silence lets a proposal lapse."""
    paper = charter()
    rules = evolve(paper.decision, referral_silence=Lapse.LAPSES)
    return Desk(forum(evolve(paper, decision=rules, languages=("en", "fr"))))


def does(by: str, name: str, about: str = THIS, /, deadline: Any = None, **said: Any) -> Doing:  # noqa: ANN401 - as at the desk
    """One act."""
    return lambda desk: desk.do(by, name, about, deadline, **said)


def then(*steps: Doing) -> Doing:
    """Several, one after the other."""

    def do(desk: Desk) -> None:
        for step in steps:
            step(desk)

    return do


def wait(hours: int = 0, seconds: int = 0) -> Doing:
    """Let time pass."""
    return lambda desk: desk.wait(hours=hours, seconds=seconds)


def decides(name: str, purpose: str, subject: str | None) -> Doing:
    """A decision of the body."""
    return lambda desk: decide(desk, name, purpose, subject)


# ---------------------------------------------------------------- decisions

_table = does("XBE", "proposal.table", title="x", purpose="measure")
_puts = then(wait(24), does("XAL", "proposal.put"))
_objects = does("XCO", "objection.raise", reason="substance")
_another = does("XDE", "objection.raise", reason="substance")
_objected = then(_puts, _objects)
_referred = then(_puts, does("XCO", "proposal.refer", THIS, 24))
_open = does("XAL", "silence.open", THIS, 72)
_adopted = then(_puts, does("XAL", "proposal.adopt"))
_awaited = then(
    does("XCO", "objection.withdraw"), does("XDE", "proposal.refer", THIS, 100), _objects
)
"""In place of the one objection: the same, while the capital of another is awaited."""
_end = then(wait(73), does(OFFICE, "silence.lapse"))
_except = does("XAL", "proposal.except", finding="x", concerned=["XCO"])
_attach = does("XBE", "statement.attach", annex="reservation", words="x")
_gives_up = then(
    does("XCO", "member.notify", "XCO"), wait(24), does("XCO", "member.withdraw", "XCO")
)
_serve = then(
    *(
        does(OFFICE, "text.serve", channel=f"mailbox of {code}", seat=code, how="delivered")
        for code in ("XAL", "XBE", "XCO", "XDE")
    )
)
_certify = then(_serve, wait(73), does(OFFICE, "silence.certify"))
_FROM_THE_TABLE: Mapping[str, Doing] = {
    "tabled": then(),
    "under-decision": _puts,
    "objected-to": _objected,
    "referred-to-capitals": _referred,
    "under-silence": _open,
    "parked": then(_objected, does("XBE", "proposal.park")),
    "adopted": _adopted,
    "adopted-without-those-concerned": then(_objected, _except),
    "in-effect": then(_adopted, does(OFFICE, "proposal.effect")),
}


def _proposal(here: Forum) -> object:
    return here.proposals[THIS].stage


PROPOSAL = Machine(
    table="decision.MOVES",
    rows="""
        tabled                          | proposal.amend         | tabled
        tabled                          | proposal.put           | under-decision
        tabled                          | silence.open           | under-silence
        tabled                          | proposal.withdraw      | withdrawn
        under-decision                  | objection.raise        | objected-to
        under-decision                  | proposal.speak         | under-decision
        under-decision                  | proposal.refer         | referred-to-capitals
        under-decision                  | proposal.adopt         | adopted
        objected-to                     | objection.raise        | objected-to
        objected-to                     | proposal.speak         | objected-to
        objected-to                     | objection.withdraw     | under-decision
        objected-to                     | objection.withdraw: others stand | objected-to
        objected-to                     | objection.withdraw: capitals awaited |referred-to-capitals
        objected-to                     | objection.lapse        | under-decision
        objected-to                     | objection.lapse: others stand | objected-to
        objected-to                     | objection.lapse: capitals awaited | referred-to-capitals
        objected-to                     | proposal.except        | adopted-without-those-concerned
        objected-to                     | proposal.park          | parked
        objected-to                     | proposal.withdraw      | withdrawn
        referred-to-capitals            | proposal.refer         | referred-to-capitals
        referred-to-capitals            | proposal.confirm       | referred-to-capitals
        referred-to-capitals            | objection.raise        | objected-to
        referred-to-capitals            | proposal.adopt         | adopted
        referred-to-capitals            | proposal.lapse         | lapsed
        under-silence                   | silence.break          | tabled
        under-silence                   | silence.certify        | adopted
        under-silence                   | silence.lapse          | tabled
        parked                          | proposal.resume        | tabled
        adopted                         | statement.attach       | adopted
        adopted                         | proposal.effect        | in-effect
        adopted-without-those-concerned | statement.attach       | adopted-without-those-concerned
        adopted-without-those-concerned | proposal.effect        | in-effect
        in-effect                       | statement.attach       | in-effect
    """,
    before={"": _table},
    stages=_FROM_THE_TABLE,
    acts={
        "proposal.amend": does("XBE", "proposal.amend"),
        "proposal.put": then(wait(24), does("XAL", "proposal.put")),
        "silence.open": _open,
        "proposal.withdraw": does("XBE", "proposal.withdraw"),
        "objection.raise": _another,
        "proposal.speak": does("XDE", "proposal.speak"),
        "proposal.refer": does("XDE", "proposal.refer", THIS, 24),
        "proposal.adopt": does("XAL", "proposal.adopt"),
        "referred-to-capitals: proposal.adopt": then(
            does("XCO", "proposal.confirm"), does("XAL", "proposal.adopt")
        ),
        "objection.withdraw": does("XCO", "objection.withdraw"),
        "objection.withdraw: others stand": then(_another, does("XCO", "objection.withdraw")),
        "objection.withdraw: capitals awaited": then(_awaited, does("XCO", "objection.withdraw")),
        "objection.lapse: capitals awaited": then(
            _awaited, _gives_up, does("XAL", "objection.lapse", seat="XCO")
        ),
        "objection.lapse": then(_gives_up, does("XAL", "objection.lapse", seat="XCO")),
        "objection.lapse: others stand": then(
            _another, _gives_up, does("XAL", "objection.lapse", seat="XCO")
        ),
        "proposal.except": _except,
        "proposal.park": does("XAL", "proposal.park"),
        "proposal.confirm": does("XCO", "proposal.confirm"),
        "proposal.lapse": then(wait(25), does(OFFICE, "proposal.lapse")),
        "silence.break": does("XCO", "silence.break", reason="substance"),
        "silence.certify": _certify,
        "silence.lapse": _end,
        "proposal.resume": does("XAL", "proposal.resume"),
        "statement.attach": _attach,
        "proposal.effect": does(OFFICE, "proposal.effect"),
    },
    read=_proposal,
)

_NEEDS = does("XBE", "necessary.claim", party="XBE", source="x")
_HOME = does("XBE", "ratify.claim", party="XBE", body="Assembly", source="x")
_ALL = "tabled under-decision objected-to referred-to-capitals"
_DECIDED = "adopted adopted-without-those-concerned"
_ALLOWED = {
    "necessary.claim": _ALL,
    "necessary.withdraw": f"{_ALL} under-silence parked",
    "ratify.claim": f"{_ALL} {_DECIDED}",
    "ratify.report": _DECIDED,
    "ratify.withdraw": f"{_ALL} under-silence parked {_DECIDED}",
    "proposal.opt-out": f"{_ALL} under-silence",
    "proposal.join": f"{_ALL} under-silence {_DECIDED} in-effect",
}
CLAIMS = Machine(
    table="claim.MOVES",
    rows="\n".join(
        f"{stage} | {act} | {stage}" for act, stages in _ALLOWED.items() for stage in stages.split()
    ),
    before={
        "": _table,
        "necessary.withdraw": then(_table, _NEEDS),
        "ratify.withdraw": then(_table, _HOME),
        "ratify.report": then(_table, _HOME),
        "proposal.join": then(_table, does("XBE", "proposal.opt-out")),
    },
    stages=_FROM_THE_TABLE,
    acts={
        "necessary.claim": _NEEDS,
        "necessary.withdraw": does("XBE", "necessary.withdraw", party="XBE"),
        "ratify.claim": _HOME,
        "ratify.withdraw": does("XBE", "ratify.withdraw", party="XBE", body="Assembly"),
        "ratify.report": does("XBE", "ratify.report", body="Assembly", given=False),
        "proposal.opt-out": does("XBE", "proposal.opt-out"),
        "proposal.join": does("XBE", "proposal.join"),
    },
    read=_proposal,
)
"""Claims move no proposal: each stays where it is."""

_waive = then(_table, does("XAL", "notice.waive", THIS, 4))


def _waiver(here: Forum) -> object:
    waiver = here.waivers.get(THIS)
    return "not-asked" if waiver is None else waiver.stage


WAIVER = Machine(
    table="claim.WAIVER_MOVES",
    rows="""
        not-asked | notice.waive  | asked
        asked     | notice.keep   | notice-kept
        asked     | notice.waived | waived
    """,
    stages={"not-asked": _table, "asked": _waive},
    acts={
        "notice.waive": does("XAL", "notice.waive", THIS, 4),
        "notice.keep": does("XCO", "notice.keep"),
        "notice.waived": then(wait(5), does(OFFICE, "notice.waived")),
    },
    read=_waiver,
)

_running = then(_table, _open)
_pause = does("XAL", "silence.suspend")
SILENCE = Machine(
    table="silence.MOVES",
    rows="""
        running   | silence.acknowledge | running
        running   | text.serve          | running
        running   | silence.ask         | running
        running   | silence.extend      | running
        running   | silence.suspend     | suspended
        running   | silence.break       | broken
        running   | silence.certify     | held
        running   | silence.lapse       | ended-without-effect
        suspended | silence.acknowledge | suspended
        suspended | text.serve          | suspended
        suspended | silence.resume      | running
        suspended | silence.break       | broken
    """,
    stages={"running": _running, "suspended": then(_running, _pause)},
    acts={
        "silence.acknowledge": does("XCO", "silence.acknowledge"),
        "text.serve": _serve,
        "silence.ask": does("XCO", "silence.ask"),
        "silence.extend": does("XAL", "silence.extend", THIS, 80),
        "silence.suspend": _pause,
        "silence.break": does("XCO", "silence.break", reason="substance"),
        "silence.certify": _certify,
        "silence.lapse": _end,
        "silence.resume": does("XAL", "silence.resume", THIS, 73),
    },
    read=lambda here: here.silences[THIS].stage,
)

# ---------------------------------------------------------------- seats

NEW = "XNE"
_invite = then(
    decides("PA", "admit", NEW),
    does("XAL", "member.invite", NEW, category="member", decision="PA"),
)
_accept = then(_invite, does(NEW, "member.accept", NEW))
_suspend = then(
    decides("PS", "suspend", NEW),
    does("XAL", "member.suspend", NEW, finding="A breach.", decision="PS"),
)
_leaves = then(does(NEW, "member.notify", NEW), wait(24), does(NEW, "member.withdraw", NEW))
_succeed = then(
    decides("PZ", "admit", f"XSU for {NEW}"),
    does("XAL", "member.succeed", NEW, successor="XSU", decision="PZ"),
)


def _seat(act: str) -> Doing:
    return does(NEW, f"member.{act}", NEW)


SEAT = Machine(
    table="seat.MOVES",
    rows="""
        invited             | member.reply    | invited
        invited             | member.accept   | accepted
        accepted            | member.attend   | present
        accepted            | member.leave    | absent
        accepted            | member.pause    | self-suspended
        accepted            | member.suspend  | suspended-by-others
        accepted            | member.notify   | accepted
        accepted            | member.stay     | accepted
        accepted            | member.withdraw | withdrawn
        accepted            | member.succeed  | succeeded
        present             | member.leave    | absent
        present             | member.pause    | self-suspended
        present             | member.suspend  | suspended-by-others
        present             | member.notify   | present
        present             | member.stay     | present
        present             | member.withdraw | withdrawn
        present             | member.succeed  | succeeded
        absent              | member.attend   | present
        absent              | member.pause    | self-suspended
        absent              | member.suspend  | suspended-by-others
        absent              | member.notify   | absent
        absent              | member.stay     | absent
        absent              | member.withdraw | withdrawn
        absent              | member.succeed  | succeeded
        self-suspended      | member.return   | accepted
        self-suspended      | member.notify   | self-suspended
        self-suspended      | member.stay     | self-suspended
        self-suspended      | member.withdraw | withdrawn
        self-suspended      | member.succeed  | succeeded
        suspended-by-others | member.restore  | accepted
        suspended-by-others | member.notify   | suspended-by-others
        suspended-by-others | member.stay     | suspended-by-others
        suspended-by-others | member.withdraw | withdrawn
        suspended-by-others | member.succeed  | succeeded
        withdrawn           | member.return   | accepted
        withdrawn           | member.return: suspended before | suspended-by-others
        withdrawn           | member.succeed  | succeeded
    """,
    stages={
        "invited": _invite,
        "accepted": _accept,
        "present": then(_accept, _seat("attend")),
        "absent": then(_accept, _seat("leave")),
        "self-suspended": then(_accept, _seat("pause")),
        "suspended-by-others": then(_accept, _suspend),
        "withdrawn": then(_accept, _leaves),
    },
    acts={
        "member.reply": does(NEW, "member.reply", NEW, answer="later"),
        **{
            f"member.{act}": _seat(act)
            for act in ("accept", "attend", "leave", "pause", "return", "notify")
        },
        "member.suspend": _suspend,
        "member.restore": then(
            decides("PR", "restore", NEW), does("XAL", "member.restore", NEW, decision="PR")
        ),
        "member.stay": then(_seat("notify"), _seat("stay")),
        "member.withdraw": _leaves,
        "member.succeed": _succeed,
        "member.return: suspended before": then(
            _seat("return"), _suspend, _leaves, _seat("return")
        ),
    },
    read=lambda here: here.seats[NEW].stage,
)

# ---------------------------------------------------------------- bodies and meetings

_call = does(
    "XAL", "circle.call", title="x", sort="contact-group", track="track-1", rank="officials",
    host="A hall", seats=["XBE"],
)  # fmt: skip
BODY = Machine(
    table="bodies.MOVES",
    rows="""
        at-work | circle.widen   | at-work
        at-work | report.receive | at-work
        at-work | circle.close   | closed
    """,
    stages={"at-work": _call},
    acts={
        "circle.widen": does("XAL", "circle.widen", seats=["XCO"]),
        "report.receive": does(OFFICE, "report.receive", report=LEAF),
        "circle.close": does("XAL", "circle.close"),
    },
    read=lambda here: here.bodies[THIS].stage,
)

_ends = does("XAL", "meeting.close", SITS, outcome="nothing")
_called = then(
    _ends,
    does("XAL", "meeting.invite", title="x", place="y", opens="2030-03-05T10:00:00Z"),
    does("XCO", "agenda.place", "I1", title="Fish", meeting=THIS),
)
_opened = then(_called, wait(96), does("XAL", "meeting.open"))
_at_work = then(_opened, does("XAL", "agenda.adopt"))
_present = does("XCO", "credentials.present", head="N. N.", rank="officials")
_verify = then(_present, does(OFFICE, "credentials.accept", seat="XCO"))
_close = does("XAL", "meeting.close", outcome="nothing")


def _chair(act: str, **said: Any) -> Doing:  # noqa: ANN401 - fields of several types
    return does("XAL", act, **said)


MEETING = Machine(
    table="meeting.MOVES",
    rows="""
        called    | meeting.open        | open
        called    | meeting.cancel      | cancelled
        called    | credentials.present | called
        called    | credentials.accept  | called
        open      | credentials.present | open
        open      | credentials.accept  | open
        open      | agenda.take         | open
        open      | floor.ask           | open
        open      | floor.give          | open
        open      | floor.close         | open
        open      | reply.claim         | open
        open      | meeting.suspend     | suspended
        open      | meeting.adjourn     | adjourned
        open      | meeting.close       | closed
        suspended | credentials.present | suspended
        suspended | credentials.accept  | suspended
        suspended | meeting.resume      | open
        suspended | meeting.adjourn     | adjourned
        adjourned | meeting.resume      | open
        adjourned | meeting.close       | closed
        adjourned | credentials.present | adjourned
        adjourned | credentials.accept  | adjourned
    """,
    stages={
        "called": _called,
        "open": _at_work,
        "suspended": then(_at_work, _chair("meeting.suspend")),
        "adjourned": then(_at_work, _chair("meeting.adjourn")),
    },
    acts={
        "meeting.open": then(wait(96), _chair("meeting.open")),
        "meeting.cancel": _chair("meeting.cancel"),
        "credentials.present": _present,
        "credentials.accept": _verify,
        "agenda.take": _chair("agenda.take", item="I1"),
        "floor.ask": does("XCO", "floor.ask"),
        "floor.give": then(does("XCO", "floor.ask"), _chair("floor.give", seat="XCO")),
        "floor.close": _chair("floor.close"),
        "reply.claim": does("XCO", "reply.claim"),
        "meeting.suspend": _chair("meeting.suspend"),
        "meeting.adjourn": _chair("meeting.adjourn"),
        "meeting.resume": _chair("meeting.resume"),
        "meeting.close": _close,
    },
    read=lambda here: here.meetings[THIS].stage,
)

_contest = does("XCO", "agenda.contest")
_place = does("XDE", "agenda.place", "I2", title="Ships", meeting=THIS)
AGENDA = Machine(
    table="meeting.AGENDA_MOVES",
    rows="""
        provisional | agenda.place   | provisional
        provisional | agenda.drop    | provisional
        provisional | agenda.contest | contested
        provisional | agenda.adopt   | adopted
        contested   | agenda.place   | contested
        contested   | agenda.drop    | contested
        contested   | agenda.contest | contested
        contested   | agenda.clear   | provisional
        contested   | agenda.clear: others stand | contested
    """,
    stages={"provisional": _opened, "contested": then(_opened, _contest)},
    acts={
        "agenda.place": _place,
        "agenda.drop": does("XCO", "agenda.drop", "I1"),
        "agenda.contest": does("XDE", "agenda.contest"),
        "agenda.adopt": _chair("agenda.adopt"),
        "agenda.clear": does("XCO", "agenda.clear"),
        "agenda.clear: others stand": then(
            does("XDE", "agenda.contest"), does("XCO", "agenda.clear")
        ),
    },
    read=lambda here: here.meetings[THIS].agenda,
)

_over = then(_at_work, _close)
_issue = does(OFFICE, "minutes.issue", words="It met.")
MINUTES = Machine(
    table="meeting.MINUTES_MOVES",
    rows="""
        not-issued | minutes.issue   | issued
        issued     | minutes.correct | issued
        issued     | minutes.settle  | settled
    """,
    stages={"not-issued": _over, "issued": then(_over, _issue)},
    acts={
        "minutes.issue": _issue,
        "minutes.correct": does("XCO", "minutes.correct", words="x"),
        "minutes.settle": then(wait(73), does(OFFICE, "minutes.settle")),
    },
    read=lambda here: here.meetings[THIS].minutes,
)


def _credential(here: Forum) -> object:
    held = here.meetings[THIS].credentials.get("XCO")
    return Credential.NONE if held is None else held.stage


CREDENTIALS = Machine(
    table="meeting.CREDENTIAL_MOVES",
    rows="""
        not-presented | credentials.present | presented
        presented     | credentials.present | presented
        presented     | credentials.accept  | in-order
        in-order      | credentials.present | presented
    """,
    stages={
        "not-presented": _called,
        "presented": then(_called, _present),
        "in-order": then(_called, _verify),
    },
    acts={
        "credentials.present": _present,
        "credentials.accept": does(OFFICE, "credentials.accept", seat="XCO"),
    },
    read=_credential,
)

_raise = does("XCO", "point.raise", words="x", meeting=SITS)
_rule = _chair("point.rule", words="x", sustained=False)
_appeal = does("XCO", "point.appeal")
POINT = Machine(
    table="floor.MOVES",
    rows="""
        raised       | point.rule     | ruled-on
        raised       | point.withdraw | withdrawn
        ruled-on     | point.appeal   | under-appeal
        under-appeal | point.support  | upheld
        under-appeal | point.withdraw | upheld
        under-appeal | point.yield    | overturned
    """,
    stages={
        "raised": _raise,
        "ruled-on": then(_raise, _rule),
        "under-appeal": then(_raise, _rule, _appeal),
    },
    acts={
        "point.rule": _rule,
        "point.withdraw": does("XCO", "point.withdraw"),
        "point.appeal": _appeal,
        "point.support": does("XDE", "point.support"),
        "point.yield": _chair("point.yield"),
    },
    read=lambda here: here.points[THIS].stage,
)

# ---------------------------------------------------------------- texts

CLAUSE = f"{THIS}-1"
_tables = does("XBE", "text.table", **PAPER)
_text = then(
    _tables,
    does("XBE", "clause.propose", CLAUSE, words="The lake is shared.", sort="words", behind=None),
)
_file = does("XBE", "text.language", language="fr", digest=LEAF, version=1)
_found = does(OFFICE, "text.authenticate", language="fr", version=1)
_question = does("XCO", "text.question", language="fr", words="x")
_clean = does("XAL", "clause.clean", CLAUSE)
_agree = does("XAL", "clause.agree", CLAUSE)
TEXT = Machine(
    table="text.MOVES",
    rows="""
        open | text.pen               | open
        open | text.facilitate        | open
        open | text.bracket           | open
        open | text.lift              | open
        open | text.language          | open
        open | text.authenticate      | open
        open | text.question          | open
        open | text.without-prejudice | open
        open | text.withdraw          | withdrawn
        open | text decided           | decided
    """,
    stages={"open": _text},
    acts={
        "text.pen": does("XBE", "text.pen", to="XCO"),
        "text.facilitate": _chair("text.facilitate", facilitators=["XCO"]),
        "text.bracket": does("XCO", "text.bracket"),
        "text.lift": then(does("XCO", "text.bracket"), does("XCO", "text.lift")),
        "text.language": _file,
        "text.authenticate": then(_file, _found),
        "text.question": then(_file, _found, _question),
        "text.without-prejudice": does("XCO", "text.without-prejudice", words="x"),
        "text.withdraw": does("XBE", "text.withdraw"),
        "text decided": then(_file, _found, _clean, _agree, decides("PT", "text", THIS)),
    },
    read=lambda here: here.texts[THIS].stage,
)


def _language(here: Forum) -> object:
    return here.texts[THIS].status("fr")


LANGUAGE = Machine(
    table="text.LANGUAGE_MOVES",
    rows="""
        missing   | text.language     | draft
        draft     | text.language     | draft
        draft     | text.authenticate | authentic
        authentic | text.language     | draft
        authentic | text.question     | draft
    """,
    stages={
        "missing": _text, "draft": then(_text, _file), "authentic": then(_text, _file, _found),
    },
    acts={"text.language": _file, "text.authenticate": _found, "text.question": _question},
    read=_language,
)  # fmt: skip


def _on(by: str, act: str, **said: Any) -> Doing:  # noqa: ANN401 - fields of several types
    return does(by, f"clause.{act}", CLAUSE, **said)


_bracket = _on("XCO", "bracket", words="shared", nth=None, behind=None)
_second = _on("XDE", "bracket", words="lake", nth=None, behind=None)
_other = _on("XCO", "alternative", words="It is common.", sort="words")
_lift = _on("XCO", "lift", which=1)
_confirms = then(*(_on(code, "confirm") for code in ("XAL", "XBE", "XCO", "XDE")))
_reopen = _on("XCO", "reopen", words="News.", reason="substance")
_amend = does(
    "XCO", "amendment.propose", "A1", words="The lake is not shared.", clause=CLAUSE, version=1
)
_takes = does("XBE", "amendment.take", "A1")
CLAUSES = Machine(
    table="text.CLAUSE_MOVES",
    rows="""
        proposed  | clause.bracket        | bracketed
        proposed  | clause.alternative    | bracketed
        proposed  | clause.support        | proposed
        proposed  | clause.leave          | proposed
        proposed  | clause.revise         | proposed
        proposed  | amendment.take        | proposed
        proposed  | clause.take           | bracketed
        proposed  | clause.clean          | clean
        proposed  | clause.bridge         | proposed
        bracketed | clause.bracket        | bracketed
        bracketed | clause.alternative    | bracketed
        bracketed | clause.support        | bracketed
        bracketed | clause.leave          | bracketed
        bracketed | clause.lift           | clean
        bracketed | clause.lift: others stand | bracketed
        bracketed | clause.drop           | clean
        bracketed | clause.drop: others stand | bracketed
        bracketed | clause.revise         | bracketed
        bracketed | amendment.take        | bracketed
        bracketed | clause.take           | bracketed
        bracketed | clause.clean          | clean
        bracketed | clause.bridge         | bracketed
        clean     | clause.bracket        | bracketed
        clean     | clause.alternative    | bracketed
        clean     | clause.revise         | proposed
        clean     | amendment.take        | proposed
        clean     | clause.agree          | agreed-ad-referendum
        clean     | clause.bridge         | clean
        agreed-ad-referendum | clause.confirm | agreed
        agreed-ad-referendum | clause.confirm: others awaited | agreed-ad-referendum
        agreed-ad-referendum | clause.reopen  | bracketed
        agreed-ad-referendum | clause.bridge  | agreed-ad-referendum
        agreed    | clause.reopen         | bracketed
        agreed    | clause.bridge         | agreed
    """,
    stages={
        "proposed": _text,
        "bracketed": then(_text, _bracket),
        "clean": then(_text, _clean),
        "agreed-ad-referendum": then(_text, _clean, _agree),
        "agreed": then(_text, _clean, _agree, _confirms),
    },
    acts={
        "clause.bracket": _second,
        "clause.alternative": _other,
        "clause.support": _on("XDE", "support", which=1),
        "clause.leave": then(_on("XDE", "support", which=1), _on("XDE", "leave", which=1)),
        "clause.revise": _on("XBE", "revise", words="The lake is not shared.", version=1),
        "amendment.take": then(_amend, _takes),
        "proposed: clause.take": then(
            _on("XAL", "bridge", words="It is common."), _on("XBE", "take", which=2)
        ),
        "bracketed: clause.take": then(_lift, _other, _on("XBE", "take", which=2)),
        "clause.clean": _clean,
        "bracketed: clause.clean": then(_gives_up, _clean),
        "clause.bridge": _on("XAL", "bridge", words="It is common."),
        "clause.lift": _lift,
        "clause.lift: others stand": then(_second, _lift),
        "clause.drop": then(_lift, _other, _on("XCO", "drop", which=2)),
        "clause.drop: others stand": then(_other, _on("XCO", "drop", which=2)),
        "clause.agree": _agree,
        "clause.confirm": _confirms,
        "clause.confirm: others awaited": _on("XBE", "confirm"),
        "clause.reopen": _reopen,
    },
    read=lambda here: here.clauses[CLAUSE].stage,
)

AMENDMENT = Machine(
    table="text.AMENDMENT_MOVES",
    rows="""
        proposed | amendment.take     | taken
        proposed | amendment.withdraw | withdrawn
    """,
    stages={"proposed": then(_text, _amend)},
    acts={
        "amendment.take": _takes,
        "amendment.withdraw": does("XCO", "amendment.withdraw", "A1"),
    },
    read=lambda here: here.amendments["A1"].stage,
)

_mean = then(
    _text,
    does("XCO", "term.dispute", "W1", title="shared", names=["shared"]),
    does("XCO", "term.mean", "W1", words="Owned by all."),
    does("XDE", "term.mean", "W1", words="Used by all."),
)
_offer = does("XAL", "term.offer", "W1", words="Used.", text=THIS)
_one, _two = (does(code, "term.accept", "W1", text=THIS) for code in ("XCO", "XDE"))
TERM = Machine(
    table="term.MOVES",
    rows="""
        disputed        | term.offer  | meaning-offered
        meaning-offered | term.offer  | meaning-offered
        meaning-offered | term.accept | settled
        meaning-offered | term.accept: others awaited | meaning-offered
        settled         | term.reopen | disputed
    """,
    stages={
        "disputed": _mean,
        "meaning-offered": then(_mean, _offer),
        "settled": then(_mean, _offer, _one, _two),
    },
    acts={
        "term.offer": _offer,
        "term.accept": then(_one, _two),
        "term.accept: others awaited": _one,
        "term.reopen": does("XCO", "term.reopen", "W1", words="News.", text=THIS),
    },
    read=lambda here: here.terms["W1"].stage(THIS),
)

# ---------------------------------------------------------------- baskets, matters, summits

_park = does("XAL", "basket.park", "water")


def _basket(here: Forum) -> object:
    basket = basket_of(here, "water")
    return None if basket is None else basket.stage


BASKET = Machine(
    table="basket.MOVES",
    rows="""
        running | basket.park   | parked
        parked  | basket.resume | running
    """,
    stages={"running": then(), "parked": _park},
    acts={"basket.park": _park, "basket.resume": does("XCO", "basket.resume", "water")},
    read=_basket,
)
_link = then(
    does("XBE", "proposal.table", "P1", title="x", purpose="measure"),
    does("XBE", "proposal.table", "P2", title="x", purpose="measure"),
    does("XCO", "link.claim", "L1", source="x", waits="P1", other="P2", how="after"),
)
_links = decides("PL", "link", "L1")
LINK = Machine(
    table="basket.LINK_MOVES",
    rows="""
        claimed | link.remove | removed
        claimed | link agreed | agreed
        agreed  | link.remove | removed
    """,
    stages={"claimed": _link, "agreed": then(_link, _links)},
    acts={"link.remove": does("XCO", "link.remove", "L1"), "link agreed": _links},
    read=lambda here: here.links["L1"].stage,
)
_reserve = does("XCO", "matter.reserve", title="x", names=["river mouth"])
MATTER = Machine(
    table="reserved.MOVES",
    rows="""
        reserved | matter.admit   | reserved
        reserved | matter.release | released
    """,
    stages={"reserved": _reserve},
    acts={
        "matter.admit": does("XCO", "matter.admit", paper="T1"),
        "matter.release": does("XCO", "matter.release"),
    },
    read=lambda here: here.matters[THIS].stage,
)
_summit = _chair("summit.open", title="x")
_cite = does("XBE", "summit.cite", part="clean", circle="clean-part", leaf=LEAF)
SUMMIT = Machine(
    table="summit.MOVES",
    rows="""
        in-preparation  | summit.cite | in-preparation
        in-preparation  | summit.hold | leaders-meeting
        in-preparation  | summit.end  | ended
        leaders-meeting | summit.cite | leaders-meeting
        leaders-meeting | summit.end  | ended
    """,
    stages={
        "in-preparation": _summit, "leaders-meeting": then(_summit, _chair("summit.hold")),
    },
    acts={
        "summit.cite": _cite,
        "summit.hold": _chair("summit.hold"),
        "summit.end": _chair("summit.end", outcome="without-agreement"),
    },
    read=lambda here: here.summits[THIS].stage,
)  # fmt: skip


def _rise(level: Level) -> Doing:
    name = f"R-{level.name[:4]}"
    return then(
        decides(name, "level", level.value),
        does(OFFICE, "proposal.effect", name),
        does("XAL", "level.raise", name),
    )


def _rises(desk: Desk) -> None:
    dialogue = desk.forum.level is Level.DIALOGUE
    _rise(Level.POLITICAL if dialogue else Level.ORGANISATION)(desk)


LEVEL = Machine(
    table="formality.MOVES",
    rows="""
        dialogue              | level.raise | political-commitments
        political-commitments | level.raise | organisation
    """,
    stages={"dialogue": then(), "political-commitments": _rise(Level.POLITICAL)},
    acts={"level.raise": _rises},
    read=lambda here: here.level,
)

MACHINES = (
    PROPOSAL, CLAIMS, WAIVER, SILENCE, SEAT, BODY, MEETING, AGENDA, MINUTES, CREDENTIALS, POINT,
    TEXT, LANGUAGE, CLAUSES, AMENDMENT, TERM, BASKET, LINK, MATTER, SUMMIT, LEVEL,
)  # fmt: skip
"""All of them."""
