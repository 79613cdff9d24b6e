"""Every state machine of the forum, driven by acts: how each stage is reached, and each row done.

The tables stand here a second time, ``stage | act | next`` in each line, after the reference of
practice and after what the subjects say of themselves. A row is held by doing its act in a standing
that acts alone have brought to its stage, and by looking where the act has led.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from attrs import evolve, frozen
from tests.forum.made import OFFICE, SITS, Desk, charter, decide, forum, member

from dipoli.charter.rules import Lapse, Level
from dipoli.forum.basket_rules import basket_of
from dipoli.forum.bodies_rules import beginning
from dipoli.forum.meeting import Credential
from dipoli.forum.standing import Forum
from dipoli.record.canon import to_base64
from dipoli.record.shape import write_time

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

# ---------------------------------------------------------------- commitments and channels


def _registers(**more: Any) -> Doing:  # noqa: ANN401 - as at the desk
    said = {
        "words": "x", "owners": ["XBE", "XCO"], "recipients": ["XDE", "XAL"], "decision": "P1",
        "agency": "An agency", "until": "2031-01-01T00:00:00Z", "parts": ["one", "two"], **more,
    }  # fmt: skip
    return then(decides("P1", "measure", None), does(OFFICE, "commitment.register", **said))


_entered = _registers()
_both = then(does("XBE", "commitment.confirm"), does("XCO", "commitment.confirm"))
_taken = then(does("XDE", "commitment.accept"), does("XAL", "commitment.accept"))
_finds = does(OFFICE, "commitment.find", words="x", source="Its report", verdict="fulfilled")
_fulfils = then(_taken, _finds, does(OFFICE, "commitment.fulfil"))
_lapses = then(wait(9_000), does(OFFICE, "commitment.lapse"))
_instead = then(
    _entered,
    does("XBE", "commitment.make", "C9", words="x", owners=["XBE", "XCO"]),
    does("XCO", "commitment.confirm", "C9"),
)
_owed_to_nobody = _registers(recipients=[])
_suspends = does("XBE", "commitment.suspend", words="x", part=1)
_resumes = does("XBE", "commitment.resume", words="x", part=1)
COMMITMENT = Machine(
    table="commitment.MOVES",
    rows="""
        awaits-its-owners | commitment.confirm                 | standing
        awaits-its-owners | commitment.confirm: others awaited | awaits-its-owners
        awaits-its-owners | commitment.decline  | not-read-so-by-an-owner
        awaits-its-owners | commitment.evidence | awaits-its-owners
        awaits-its-owners | commitment.assess   | awaits-its-owners
        awaits-its-owners | commitment.withdraw | taken-back
        not-read-so-by-an-owner | commitment.confirm                 | standing
        not-read-so-by-an-owner | commitment.confirm: others awaited | awaits-its-owners
        not-read-so-by-an-owner | commitment.evidence | not-read-so-by-an-owner
        not-read-so-by-an-owner | commitment.assess   | not-read-so-by-an-owner
        not-read-so-by-an-owner | commitment.withdraw | taken-back
        standing  | commitment.accept    | standing
        standing  | commitment.pair      | standing
        standing  | commitment.evidence  | standing
        standing  | commitment.assess    | standing
        standing  | commitment.find      | standing
        standing  | commitment.suspend   | standing
        standing  | commitment.resume    | standing
        standing  | commitment.fulfil    | fulfilled
        standing  | commitment.lapse     | lapsed
        standing  | commitment.release   | released
        standing  | commitment.release: others hold it   | standing
        standing  | commitment.supersede | superseded
        standing  | commitment.supersede: others hold it | standing
        standing  | commitment.withdraw  | taken-back
        standing  | commitment.withdraw: others hold it  | standing
        fulfilled | commitment.evidence  | fulfilled
        fulfilled | commitment.assess    | fulfilled
        fulfilled | commitment.find      | fulfilled
        lapsed    | commitment.evidence  | lapsed
        lapsed    | commitment.assess    | lapsed
        lapsed    | commitment.find      | lapsed
    """,
    before={
        "": _entered,
        "commitment.confirm": then(_entered, does("XCO", "commitment.confirm")),
        "commitment.pair": then(
            _entered, does("XAL", "commitment.make", "C2", words="x", owners=["XAL"])
        ),
        "commitment.supersede": _instead,
        "commitment.supersede: others hold it": _instead,
        "commitment.withdraw": _owed_to_nobody,
        "commitment.withdraw: others hold it": _owed_to_nobody,
    },
    stages={
        "awaits-its-owners": then(),
        "not-read-so-by-an-owner": does("XBE", "commitment.decline", words="Not so."),
        "standing": _both,
        "fulfilled": then(_both, _fulfils),
        "lapsed": then(_both, _taken, _lapses),
    },
    acts={
        "commitment.confirm": does("XBE", "commitment.confirm"),
        "commitment.confirm: others awaited": does("XBE", "commitment.confirm"),
        "commitment.decline": does("XBE", "commitment.decline", words="Not so."),
        "commitment.evidence": does("XBE", "commitment.evidence", words="A photograph."),
        "commitment.assess": does("XDE", "commitment.assess", words="x", verdict="in-part"),
        "commitment.withdraw": does(OFFICE, "commitment.withdraw"),
        "standing: commitment.withdraw": then(
            does("XBE", "commitment.withdraw"), does("XCO", "commitment.withdraw")
        ),
        "commitment.withdraw: others hold it": does("XBE", "commitment.withdraw"),
        "commitment.accept": does("XDE", "commitment.accept"),
        "commitment.pair": does("XBE", "commitment.pair", other="C2"),
        "standing: commitment.find": then(_taken, _finds),
        "commitment.find": _finds,
        "commitment.suspend": _suspends,
        "commitment.resume": then(_suspends, _resumes),
        "commitment.fulfil": _fulfils,
        "commitment.lapse": _lapses,
        "commitment.release": then(
            does("XDE", "commitment.release"), does("XAL", "commitment.release")
        ),
        "commitment.release: others hold it": does("XDE", "commitment.release"),
        "commitment.supersede": then(
            does("XDE", "commitment.supersede", other="C9"),
            does("XAL", "commitment.supersede", other="C9"),
        ),
        "commitment.supersede: others hold it": does("XDE", "commitment.supersede", other="C9"),
    },
    read=lambda here: here.commitments[THIS].stage,
)
_undertakes = does("XBE", "commitment.make", words="x", owners=["XBE"], parts=["one", "two"])


def _part(here: Forum) -> str:
    return "suspended" if (1, "XBE") in here.commitments[THIS].suspended else "running"


PART = Machine(
    table="commitment.PART_MOVES",
    rows="""
        running   | commitment.suspend | suspended
        suspended | commitment.resume  | running
    """,
    stages={"running": _undertakes, "suspended": then(_undertakes, _suspends)},
    acts={"commitment.suspend": _suspends, "commitment.resume": _resumes},
    read=_part,
)
PAST = "2030-01-01T10:00:00Z"
_talks = does("XBE", "strand.register", title="x", parties=["XBE", "XCO"], since=PAST)
_ends = does("XBE", "strand.end")
STRAND = Machine(
    table="strand.MOVES",
    rows="""
        running | strand.hold    | running
        running | strand.account | running
        running | strand.pause   | paused
        running | strand.end     | ended
        paused  | strand.account | paused
        paused  | strand.resume  | running
        paused  | strand.end     | ended
        ended   | strand.account | ended
        ended   | strand.resume  | running
    """,
    stages={
        "running": _talks,
        "paused": then(_talks, does("XBE", "strand.pause")),
        "ended": then(_talks, _ends),
    },
    acts={
        "strand.hold": does("XCO", "strand.hold", date=PAST, place="A hall", rank="ministers"),
        "strand.account": does("XCO", "strand.account", words="We met."),
        "strand.pause": does("XCO", "strand.pause"),
        "strand.resume": does("XCO", "strand.resume"),
        "strand.end": _ends,
    },
    read=lambda here: here.strands[THIS].stage,
)
_came = then(
    does("XBE", "strand.register", "S1", title="x", parties=["XBE", "XCO"], since=PAST),
    does("XBE", "strand.outcome", title="x", strand="S1", date=PAST, source="A communiqué"),
)
_locks_in = then(
    decides("P1", "measure", THIS), does("XCO", "strand.lock", decision="P1", clauses=[])
)
OUTCOME = Machine(
    table="strand.OUTCOME_MOVES",
    rows="""
        registered | outcome.read | registered
        registered | strand.lock  | locked-in
        locked-in  | outcome.read | locked-in
    """,
    stages={"registered": _came, "locked-in": then(_came, _locks_in)},
    acts={"outcome.read": does("XCO", "outcome.read", name="y"), "strand.lock": _locks_in},
    read=lambda here: here.outcomes[THIS].stage,
)
_states = does("XDE", "interest.state", words="x", subject="rockets", source="A speech")
_meets = then(
    does("XBE", "commitment.make", "C1", words="x", owners=["XBE"]),
    does("XDE", "interest.accept", other="C1"),
)
INTEREST = Machine(
    table="interest.MOVES",
    rows="""
        stated | interest.accept   | stated
        stated | interest.reopen   | stated
        stated | interest.withdraw | withdrawn
    """,
    stages={"stated": _states},
    acts={
        "interest.accept": _meets,
        "interest.reopen": then(_meets, does("XDE", "interest.reopen", other="C1")),
        "interest.withdraw": does("XDE", "interest.withdraw"),
    },
    read=lambda here: here.interests[THIS].stage,
)

# ---------------------------------------------------------------- exchange rounds

_SEATS = ("XAL", "XBE", "XCO", "XDE")
_SHARE = "A" * 107 + "="


def _announces(desk: Desk) -> None:
    desk.do(
        "XBE", "exchange.announce", THIS, 10, title="x", named=list(_SEATS), holders=list(_SEATS),
        least=2, otherwise="lapses", opens=desk.forum.time,
    )  # fmt: skip


def _hands_in(*codes: str) -> Doing:
    def do(desk: Desk) -> None:
        for code in codes:
            desk.do(
                code, "exchange.submit", THIS, holders=[one for one in _SEATS if one != code],
                needed=2, reader=LEAF, checks=[LEAF] * 3, shares=[_SHARE] * 3, ciphertext=LEAF,
            )  # fmt: skip

    return do


def _finds_good(*codes: str) -> Doing:
    def do(desk: Desk) -> None:
        for code in codes:
            returns = desk.forum.exchanges[THIS].returns.values()
            due = [one for one in returns if one.by != code and code not in one.held]
            desk.do(code, "exchange.hold", THIS, returns=[to_base64(one.leaf) for one in due])

    return do


_opens = does("XCO", "exchange.open")
_opened = then(_announces, _opens)
_all_good = _finds_good("XAL", "XBE", "XDE")
_releases = does(OFFICE, "exchange.release")
_released = then(_opened, _hands_in("XAL", "XBE", "XCO"), _all_good, wait(11), _releases)
_ask = does("XBE", "exchange.ask", to="XCO")
_closes_round = does("XAL", "exchange.close")
_late = then(_hands_in("XDE"), _finds_good("XAL", "XBE"))


def _answers(desk: Desk) -> None:
    asked = desk.forum.exchanges[THIS].questions
    number = min(number for number in asked if asked[number].answered is None)
    desk.do("XCO", "exchange.answer", THIS, question=number)


EXCHANGE = Machine(
    table="exchange.MOVES",
    rows="""
        announced   | exchange.open    | window-open
        announced   | exchange.lapse   | lapsed
        window-open | exchange.submit  | window-open
        window-open | exchange.hold    | window-open
        window-open | exchange.release | released
        window-open | exchange.lapse   | lapsed
        released    | exchange.submit  | released
        released    | exchange.hold    | released
        released    | exchange.release | released
        released    | exchange.share   | released
        released    | exchange.serve   | released
        released    | exchange.ask     | questions
        released    | exchange.close   | closed
        questions   | exchange.submit  | questions
        questions   | exchange.hold    | questions
        questions   | exchange.release | questions
        questions   | exchange.share   | questions
        questions   | exchange.serve   | questions
        questions   | exchange.ask     | questions
        questions   | exchange.answer  | clarified
        questions   | exchange.answer: others wait | questions
        questions   | exchange.close   | closed
        clarified   | exchange.submit  | clarified
        clarified   | exchange.hold    | clarified
        clarified   | exchange.release | clarified
        clarified   | exchange.share   | clarified
        clarified   | exchange.serve   | clarified
        clarified   | exchange.ask     | questions
        clarified   | exchange.close   | closed
        closed      | exchange.share   | closed
        closed      | exchange.serve   | closed
    """,
    stages={
        "announced": _announces,
        "window-open": _opened,
        "released": _released,
        "questions": then(_released, _ask),
        "clarified": then(_released, _ask, _answers),
        "closed": then(_released, _closes_round),
    },
    acts={
        "exchange.open": _opens,
        "exchange.lapse": then(wait(11), does("XDE", "exchange.lapse")),
        "exchange.submit": _hands_in("XDE"),
        "exchange.hold": then(_hands_in("XDE"), _finds_good("XAL")),
        "window-open: exchange.release": then(_hands_in(*_SEATS), _finds_good(*_SEATS), _releases),
        "exchange.release": then(_late, _releases),
        "exchange.share": does(
            "XDE", "exchange.share", readers=["XAL", "XBE"], shares=[_SHARE] * 2
        ),
        "exchange.serve": does(OFFICE, "exchange.serve", note="Note 7", seat="XCO"),
        "exchange.ask": _ask,
        "exchange.answer": _answers,
        "exchange.answer: others wait": then(_ask, _answers),
        "exchange.close": _closes_round,
    },
    read=lambda here: here.exchanges[THIS].stage,
)

# ---------------------------------------------------------------- measures

_ROW = {"title": "x", "shape": "calendar", "trigger": "each-year", "day": "11-15"}
_proposes = does("XBE", "measure.propose", **_ROW, direction="all-to-all")
_adopts = then(decides("P1", "measure", THIS), does(OFFICE, "measure.adopt", decision="P1"))
_ends_it = then(decides("P2", "measure", THIS), does("XAL", "measure.end", decision="P2"))
_offers = does("XBE", "measure.offer", **_ROW, direction="one-sided")


def _in_force(desk: Desk) -> None:
    if THIS not in desk.forum.measures:
        _proposes(desk)
    _adopts(desk)


def _meets_for_it(desk: Desk) -> None:
    opens = desk.act(OFFICE, "meeting.cancel", deadline=48).deadline
    desk.do(OFFICE, "meeting.invite", "M7", title="x", place="y", opens=opens)
    desk.do("XAL", "meeting.close", "SESSION", outcome="nothing")
    desk.wait(hours=48).do("XAL", "chair.take")
    desk.do("XAL", "meeting.open", "M7")
    desk.do(OFFICE, "measure.meet", THIS, meeting="M7", year=2030)


MEASURE = Machine(
    table="measure.MOVES",
    rows="""
        proposed | measure.adopt    | in-force
        proposed | measure.withdraw | withdrawn
        in-force | measure.meet     | in-force
        in-force | measure.end      | ended
        offered  | measure.withdraw-offer | withdrawn
    """,
    before={
        "measure.meet": does(
            "XBE",
            "measure.propose",
            title="x",
            shape="meeting",
            trigger="each-year",
            day="11-15",
            direction="all-to-all",
        ),
    },
    stages={
        "proposed": _proposes,
        "in-force": _in_force,
        "offered": _offers,
    },
    acts={
        "measure.adopt": _adopts,
        "measure.withdraw": does("XBE", "measure.withdraw"),
        "measure.meet": _meets_for_it,
        "measure.end": _ends_it,
        "measure.withdraw-offer": does("XBE", "measure.withdraw-offer"),
    },
    read=lambda here: here.measures[THIS].stage,
)
_NOTIFIES = {"title": "x", "shape": "notification", "trigger": "before-an-activity", "lead": 48}
_THEN = "2030-05-01T10:00:00Z"
_notifies = then(
    does("XBE", "measure.offer", "M1", **_NOTIFIES, direction="one-sided"),
    does("XBE", "notification.send", measure="M1", begins=_THEN),
)
_receives = then(*(does(code, "notification.acknowledge") for code in ("XAL", "XCO", "XDE")))
_corrects = does("XBE", "notification.correct", words="y")
NOTIFICATION = Machine(
    table="notification.MOVES",
    rows="""
        sent         | notification.acknowledge                  | acknowledged
        sent         | notification.acknowledge: others have not | sent
        sent         | notification.correct                      | corrected
        sent         | notification.withdraw                     | withdrawn
        acknowledged | notification.correct                      | corrected
        acknowledged | notification.withdraw                     | withdrawn
        corrected    | notification.acknowledge                  | acknowledged
        corrected    | notification.acknowledge: others have not | corrected
        corrected    | notification.correct                      | corrected
        corrected    | notification.withdraw                     | withdrawn
    """,
    stages={
        "sent": _notifies,
        "acknowledged": then(_notifies, _receives),
        "corrected": then(_notifies, _corrects),
    },
    acts={
        "notification.acknowledge": _receives,
        "notification.acknowledge: others have not": does("XCO", "notification.acknowledge"),
        "notification.correct": _corrects,
        "notification.withdraw": does("XBE", "notification.withdraw"),
    },
    read=lambda here: here.notifications[THIS].stage,
)
_asks_to_inspect = then(
    does(
        "XBE", "measure.offer", "M1", title="x", shape="inspection", trigger="on-request",
        direction="one-sided", reply=24, entry=36, stay=48, report=336, host=3,
    ),
    does("XCO", "inspection.request", area="x", measure="M1", host="XBE",
        day="2030-03-02T10:00:00Z"),
)  # fmt: skip
_takes = then(_asks_to_inspect, does("XBE", "inspection.accept"))
_team_in = then(_takes, wait(24), does("XCO", "inspection.enter"))
_on_site = then(_team_in, does("XBE", "inspection.begin"))
_gone = then(_on_site, does("XCO", "inspection.leave"))
_reported = then(_gone, does("XCO", "inspection.report", words="x"))
_comments = does("XBE", "inspection.comment", words="x")
_refuses = does("XBE", "inspection.refuse", why="force-majeure", words="A flood.")
_cancels = does("XCO", "inspection.cancel")
INSPECTION = Machine(
    table="inspection.MOVES",
    rows="""
        requested       | inspection.accept   | accepted
        requested       | inspection.refuse   | refused
        requested       | inspection.withdraw | withdrawn
        accepted        | inspection.enter    | team-in
        accepted        | inspection.cancel   | not-carried-out
        refused         | inspection.comment  | refused
        team-in         | inspection.begin    | on-site
        team-in         | inspection.cancel   | not-carried-out
        on-site         | inspection.leave    | report-due
        report-due      | inspection.report   | reported
        reported        | inspection.comment  | comments
        comments        | inspection.comment  | comments
        not-carried-out | inspection.comment  | not-carried-out
    """,
    stages={
        "requested": _asks_to_inspect,
        "accepted": _takes,
        "refused": then(_asks_to_inspect, _refuses),
        "team-in": _team_in,
        "on-site": _on_site,
        "report-due": _gone,
        "reported": _reported,
        "comments": then(_reported, _comments),
        "not-carried-out": then(_takes, _cancels),
    },
    acts={
        "inspection.accept": does("XBE", "inspection.accept"),
        "inspection.refuse": _refuses,
        "inspection.withdraw": does("XCO", "inspection.withdraw"),
        "inspection.enter": then(wait(24), does("XBE", "inspection.enter")),
        "inspection.cancel": _cancels,
        "inspection.begin": does("XCO", "inspection.begin"),
        "inspection.leave": does("XBE", "inspection.leave"),
        "inspection.report": does("XCO", "inspection.report", words="x"),
        "inspection.comment": _comments,
    },
    read=lambda here: here.inspections[THIS].stage,
)
_invites = does(
    "XBE", "visit.invite", title="x", sort="visit", guests=["XCO", "XDE"], place="y", begins=_THEN
)
_comes, _stays_away = does("XCO", "visit.accept"), does("XCO", "visit.decline")
VISIT = Machine(
    table="visit.MOVES",
    rows="""
        invited | visit.accept  | invited
        invited | visit.decline | invited
        invited | visit.hold    | held
        invited | visit.cancel  | cancelled
    """,
    stages={"invited": _invites},
    acts={
        "visit.accept": _comes,
        "visit.decline": _stays_away,
        "visit.hold": then(wait(2_000), does("XBE", "visit.hold")),
        "visit.cancel": does("XBE", "visit.cancel"),
    },
    read=lambda here: here.visits[THIS].stage,
)
GUEST_OF = Machine(
    table="visit.GUEST_MOVES",
    rows="""
        invited  | visit.accept  | accepted
        invited  | visit.decline | declined
        accepted | visit.decline | declined
        declined | visit.accept  | accepted
    """,
    stages={
        "invited": _invites,
        "accepted": then(_invites, _comes),
        "declined": then(_invites, _stays_away),
    },
    acts={"visit.accept": _comes, "visit.decline": _stays_away},
    read=lambda here: here.visits[THIS].answer("XCO"),
)
_DESK = {"name": "The desk", "office": "Coast guard", "hours": "always", "channel": "radio"}
_names_point = does("XBE", "focal-point.name", subject="x", **_DESK)
_hands_over = does("XBE", "focal-point.hand-over", **_DESK)
FOCAL_POINT = Machine(
    table="hotline.POINT_MOVES",
    rows="""
        reached     | focal-point.change    | reached
        reached     | focal-point.hand-over | handed-over
        reached     | focal-point.end       | ended
        handed-over | focal-point.change    | handed-over
        handed-over | focal-point.hand-over | handed-over
        handed-over | focal-point.return    | reached
        handed-over | focal-point.end       | ended
    """,
    stages={"reached": _names_point, "handed-over": then(_names_point, _hands_over)},
    acts={
        "focal-point.change": does("XBE", "focal-point.change", **_DESK),
        "focal-point.hand-over": _hands_over,
        "focal-point.return": does("XBE", "focal-point.return"),
        "focal-point.end": does("XBE", "focal-point.end"),
    },
    read=lambda here: here.focal_points[THIS].stage,
)
_opens_line = does("XBE", "line.open", title="x", ends=["XBE", "XCO", "XDE"], channel="telephone")
_two_words = then(does("XCO", "line.confirm"), does("XDE", "line.confirm"))
_line_open = then(_opens_line, _two_words)


def _answers_test(desk: Desk) -> None:
    desk.do("XCO", "line.test", THIS)
    number = desk.forum.acts - 1
    desk.do("XDE", "line.answer", THIS, test=number, answered=desk.forum.time)


LINE = Machine(
    table="hotline.LINE_MOVES",
    rows="""
        offered | line.confirm                 | open
        offered | line.confirm: others awaited | offered
        offered | line.close                   | closed
        open    | line.test                    | open
        open    | line.answer                  | open
        open    | line.close                   | closed
    """,
    stages={"offered": _opens_line, "open": _line_open},
    acts={
        "line.confirm": _two_words,
        "line.confirm: others awaited": does("XDE", "line.confirm"),
        "line.close": does("XDE", "line.close"),
        "line.test": does("XBE", "line.test"),
        "line.answer": _answers_test,
    },
    read=lambda here: here.lines[THIS].stage,
)

# ---------------------------------------------------------------- crisis desk


def _asks(desk: Desk) -> None:
    desk.do(
        "XBE", "request.ask", THIS, words="x", to="XCO", about="test", date=desk.forum.time,
        place="The north shore",
    )  # fmt: skip


def _holds(desk: Desk) -> None:
    desk.do("XAL", "request.hold", THIS, present=["XBE", "XCO"], date=desk.forum.time)


def _shows(desk: Desk) -> None:
    name = f"V{desk.forum.acts}"
    said: dict[str, Any] = {"title": "x", "sort": "visit", "guests": ["XBE"], "place": "y"}
    desk.do("XCO", "visit.invite", name, **said, begins="2035-01-01T00:00:00Z")
    desk.do("XCO", "request.visit", THIS, visit=name)


_explains = does("XCO", "request.answer", words="x")
_calls = does("XBE", "request.call", scope="the-two")
_ends_it = does("XBE", "request.close")
_recommends = then(decides("P1", "measure", THIS), does(OFFICE, "request.recommend", decision="P1"))
_met = then(_asks, _explains, _calls, _holds)
REQUEST = Machine(
    table="request.MOVES",
    rows="""
        asked          | request.answer    | answered
        asked          | request.call      | meeting-called
        asked          | request.close     | closed
        answered       | request.answer    | answered
        answered       | request.call      | meeting-called
        answered       | request.close     | closed
        meeting-called | request.answer    | meeting-called
        meeting-called | request.join      | meeting-called
        meeting-called | request.hold      | met
        met            | request.answer    | met
        met            | request.call      | meeting-called
        met            | request.recommend | measures
        met            | request.visit     | measures
        met            | request.close     | closed
        measures       | request.answer    | measures
        measures       | request.call      | meeting-called
        measures       | request.recommend | measures
        measures       | request.visit     | measures
        measures       | request.close     | closed
    """,
    stages={
        "asked": _asks,
        "answered": then(_asks, _explains),
        "meeting-called": then(_asks, _explains, _calls),
        "met": _met,
        "measures": then(_met, _shows),
    },
    acts={
        "request.answer": _explains,
        "asked: request.call": then(wait(49), _calls),
        "request.call": _calls,
        "request.close": _ends_it,
        "request.join": does("XDE", "request.join"),
        "request.hold": _holds,
        "request.recommend": _recommends,
        "request.visit": _shows,
    },
    read=lambda here: here.requests[THIS].stage,
)

# ---------------------------------------------------------------- succession of frameworks

_winds_up = does(
    "XBE", "framework.wind-up", words="Another forum follows.", successor="new/plenary"
)
_takes_over = does("XBE", "framework.take-over", words="x", origin="old/plenary", size=9, root=LEAF)
_lists = does("XCO", "framework.list", sort="commitment", things=["C1"])


def _ends_here(desk: Desk) -> None:
    desk.do(OFFICE, "framework.end", THIS, decision="P1", size=desk.forum.acts, root=LEAF)


WIND_UP = Machine(
    table="framework.WIND_UP_MOVES",
    rows="""
        proposed | framework.end  | ended
        proposed | framework.keep | kept
    """,
    stages={"proposed": _winds_up},
    acts={
        "framework.end": then(decides("P1", "measure", THIS), _ends_here),
        "framework.keep": does("XBE", "framework.keep"),
    },
    read=lambda here: here.windings[THIS].stage,
)
TAKE_OVER = Machine(
    table="framework.TAKE_OVER_MOVES",
    rows="""
        listed | framework.list  | listed
        listed | framework.enter | taken-over
        listed | framework.drop  | dropped
    """,
    stages={"listed": _takes_over},
    acts={
        "framework.list": _lists,
        "framework.enter": then(
            _lists,
            decides("P1", "measure", THIS),
            does("XAL", "framework.enter", decision="P1"),
        ),
        "framework.drop": does("XBE", "framework.drop"),
    },
    read=lambda here: here.takeovers[THIS].stage,
)

# ---------------------------------------------------------------- good offices


def _two_alone(desk: Desk) -> None:
    """A circle in which XBE mediates and XAL is the party."""
    desk.forum = forum(charter(members=(member("XAL"), member("XBE"))), chair=(), sits=False)


def _mediates(name: str) -> Doing:
    said = {"words": "x", "mediator": "XBE", "party": "XAL"}
    return then(_two_alone, does("XBE", "offices.open", name, **said))


_in_order = then(_mediates("G1"), does("XAL", "offices.accept", "G1"))
_says = then(_in_order, does("XAL", "message.send", words="x", mark="you-may-convey"))
_TOLD = {"how": "with-its-source", "day": "2030-03-01T00:00:00Z"}
_tells = does("XBE", "message.conveyed", to="XCO", **_TOLD)
OFFICES = Machine(
    table="offices.MOVES",
    rows="""
        offered | offices.accept | open
        offered | offices.end    | ended
        open    | offices.end    | ended
    """,
    stages={
        "offered": _mediates(THIS),
        "open": then(_mediates(THIS), does("XAL", "offices.accept")),
        "ended": then(_mediates(THIS), does("XAL", "offices.end")),
    },
    acts={
        "offices.accept": does("XAL", "offices.accept"),
        "offices.end": does("XAL", "offices.end"),
    },
    read=lambda here: here.offices[THIS].stage,
)
MESSAGE = Machine(
    table="offices.CARRIAGE_MOVES",
    rows="""
        sent     | message.mark     | sent
        sent     | message.conveyed | conveyed
        conveyed | message.mark     | conveyed
        conveyed | message.conveyed | conveyed
    """,
    before={
        "message.mark": then(
            _in_order, does("XAL", "message.send", words="x", mark="as-your-own-idea")
        ),
        "": _says,
    },
    stages={
        "sent": wait(seconds=1),
        "conveyed": does(
            "XBE", "message.conveyed", to="XDE", **{**_TOLD, "how": "as-the-mediators-own-idea"}
        ),
        "carried-here": then(_in_order, does("XBE", "message.convey", words="x")),
    },
    acts={
        "message.mark": does("XAL", "message.mark", mark="you-may-convey"),
        "message.conveyed": _tells,
    },
    read=lambda here: here.messages[THIS].stage,
)

# ---------------------------------------------------------------- off the record, and hand-up

_EXPERTS = ["EXPA", "EXPB", "EXPC", "EXPD", "EXPE"]
_HANDED = {"words": "They call weekly.", "title": "Calls", "source": "B1", "cited": LEAF}
_hands_up = then(
    does(
        "XAL", "circle.call", "B1", title="x", sort="contact-group", track="track-2",
        rank="experts", host="A hall", seats=_EXPERTS,
    ),
    does(OFFICE, "hand-up.enter", **_HANDED),
)  # fmt: skip
_receives, _late_reply = does("XAL", "hand-up.receive"), wait(hours=800)
_reminds = then(_late_reply, does("XDE", "hand-up.remind"))
_replies = does("XAL", "hand-up.reply", answer="noted")

HAND_UP = Machine(
    table="hand_up.MOVES",
    rows="""
        handed-up | hand-up.receive | reply-due
        handed-up | hand-up.remind  | handed-up
        reply-due | hand-up.remind  | reminded
        reply-due | hand-up.reply   | replied
        reminded  | hand-up.remind  | reminded
        reminded  | hand-up.reply   | replied
    """,
    stages={
        "handed-up": _hands_up,
        "reply-due": then(_hands_up, _receives),
        "reminded": then(_hands_up, _receives, _reminds),
    },
    acts={"hand-up.receive": _receives, "hand-up.remind": _reminds, "hand-up.reply": _replies},
    read=lambda here: here.hand_ups[THIS].stage,
)


def _below(desk: Desk) -> None:
    """The desk of a body of experts, to which the one in hand reports."""
    desk.do(
        "XAL", "circle.call", "B1", title="x", sort="contact-group", track="track-2",
        rank="experts", host="A hall", seats=_EXPERTS, chair=["EXPA"],
    )  # fmt: skip
    desk.forum = beginning(desk.forum, "B1", "plenary", desk.forum.time)
    desk.role = "personal"


_drafts = then(_below, does("EXPB", "recommendation.draft", words="Calls.", title="x"))
_minds = does("EXPC", "recommendation.object")
_consents = does("EXPA", "recommendation.consent", words="Calls.")
_checks = then(does("EXPC", "recommendation.check"), does("EXPD", "recommendation.check"))
_sends = does("EXPA", "recommendation.send")

RECOMMENDATION = Machine(
    table="hand_up.DRAFT_MOVES",
    rows="""
        draft     | recommendation.revise  | draft
        draft     | recommendation.object  | draft
        draft     | recommendation.clear   | draft
        draft     | recommendation.consent | consented
        consented | recommendation.revise  | draft
        consented | recommendation.check   | consented
        consented | recommendation.send    | sent-up
        sent-up   | recommendation.tell    | answered
    """,
    stages={
        "draft": _drafts,
        "consented": then(_drafts, _consents),
        "sent-up": then(_drafts, _consents, _checks, _sends),
    },
    acts={
        "recommendation.revise": does("EXPD", "recommendation.revise", words="Daily calls."),
        "recommendation.object": _minds,
        "recommendation.clear": then(_minds, does("EXPC", "recommendation.clear")),
        "recommendation.consent": _consents,
        "recommendation.check": _checks,
        "recommendation.send": then(_checks, _sends),
        "recommendation.tell": does("EXPA", "recommendation.tell", answer="noted", reply=LEAF),
    },
    read=lambda here: here.recommendations[THIS].stage,
)


def _announces_room(desk: Desk) -> None:
    opens = write_time(desk.now + timedelta(hours=1))
    desk.do(
        "XAL", "room.announce", THIS, 2, title="x", meeting=SITS, facilitator="XCO", opens=opens
    )


_over = wait(hours=3)

ROOM = Machine(
    table="off_record.MOVES",
    rows="""
        announced | hand-up.enter | over
        announced | room.close    | over
        announced | room.cancel   | cancelled
    """,
    stages={"announced": _announces_room},
    acts={
        "hand-up.enter": then(
            _over,
            does(
                "XCO", "hand-up.enter", "R1", words="They call weekly.", title="Calls",
                source=THIS, persons=["A clerk", "B clerk"],
            ),
        ),
        "room.close": then(_over, does("XCO", "room.close")),
        "room.cancel": does("XAL", "room.cancel"),
    },
    read=lambda here: here.rooms[THIS].stage,
)  # fmt: skip

MACHINES = (
    PROPOSAL, CLAIMS, WAIVER, SILENCE, SEAT, BODY, MEETING, AGENDA, MINUTES, CREDENTIALS, POINT,
    TEXT, LANGUAGE, CLAUSES, AMENDMENT, TERM, BASKET, LINK, MATTER, SUMMIT, LEVEL,
    COMMITMENT, PART, STRAND, OUTCOME, INTEREST,
    EXCHANGE,
    MEASURE, NOTIFICATION, INSPECTION, VISIT, GUEST_OF, FOCAL_POINT, LINE,
    REQUEST,
    WIND_UP, TAKE_OVER,
    OFFICES, MESSAGE,
    ROOM, RECOMMENDATION, HAND_UP,
)  # fmt: skip
"""All of them."""
