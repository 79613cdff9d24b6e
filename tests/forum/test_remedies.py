"""What a refusal tells somebody to do makes the act in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from tests.forum.made import OFFICE, Desk, charter, decide, forum

PAPER: dict[str, Any] = {
    "title": "x", "symbol": "WP.1", "kind": "working-paper", "language": "en", "everything": False,
}  # fmt: skip
Try = tuple[str, str, str, dict[str, Any]]
MEASURE: dict[str, Any] = {"title": "x", "purpose": "measure"}
PUT: Try = ("XAL", "proposal.put", "P1", {})


def tabled(*, sits: bool = True) -> Desk:
    """A proposal that was tabled."""
    desk = Desk(forum(sits=sits))
    desk.do("XBE", "proposal.table", "P1", **MEASURE)
    return desk


def put() -> Desk:
    """A proposal before the body."""
    desk = tabled().wait(hours=24)
    desk.do("XAL", "proposal.put", "P1")
    return desk


def objected() -> Desk:
    """A proposal to which somebody objects."""
    desk = put()
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    return desk


def a_meeting(desk: Desk) -> None:
    opens = desk.act(OFFICE, "meeting.cancel", deadline=48).deadline
    desk.do(OFFICE, "meeting.invite", "M1", title="x", place="y", opens=opens)
    desk.wait(hours=48).do("XAL", "meeting.open", "M1")


def clause_of(desk: Desk) -> Desk:
    """A clause, in brackets that another holds."""
    desk.do("XBE", "text.table", "T1", **PAPER)
    desk.do("XBE", "clause.propose", "T1-1", words="They meet.", sort="words")
    desk.do("XCO", "clause.bracket", "T1-1", words="meet")
    return desk


def absent() -> Desk:
    """A proposal whose notice ran while most are away."""
    desk = tabled().wait(hours=24)
    for code in ("XBE", "XCO", "XDE"):
        desk.do(code, "member.leave", code)
    return desk


def silent() -> Desk:
    """A silence that has ended, served on nobody."""
    desk = tabled()
    desk.do("XAL", "silence.open", "P1", deadline=72)
    return desk.wait(hours=73)


def serve(desk: Desk) -> Desk:
    for code in ("XAL", "XBE", "XCO", "XDE"):
        desk.do(
            OFFICE, "text.serve", "P1", seat=code, channel=f"mailbox of {code}", how="delivered"
        )
    return desk


SERVED = {"seat": "XCO", "channel": "mailbox of XCO", "how": "delivered"}


def late() -> Desk:
    """A silence that ends before whoever is served now could speak."""
    desk = tabled()
    desk.do("XAL", "silence.open", "P1", deadline=72)
    return desk.wait(hours=71)


def on_nothing() -> Desk:
    """A proposal that would adopt a text which nobody has tabled."""
    desk = tabled()
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="text", subject="T1")
    return desk.wait(hours=24)


def held() -> Desk:
    """Two proposals about one text, of which one is before the body."""
    desk = Desk()
    desk.do("XBE", "text.table", "T1", **PAPER)
    desk.do("XBE", "clause.propose", "T1-1", words="They meet.", sort="words")
    for name in ("P1", "P2"):
        desk.do("XBE", "proposal.table", name, title="x", purpose="text", subject="T1")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    return desk


def reserved() -> Desk:
    """A matter that somebody will not have discussed."""
    desk = Desk()
    desk.do("XCO", "matter.reserve", "R1", title="The lake", names=["lake"])
    return desk


def leave_needed() -> Desk:
    """Silence needs the leave of the body."""
    paper = charter(silence=evolve(charter().silence, leave=True))
    desk = Desk(forum(paper))
    desk.do("XBE", "proposal.table", "P1", **MEASURE)
    return desk


def needed() -> Desk:
    """A party that is claimed to be necessary is away."""
    desk = put()
    desk.do("XBE", "necessary.claim", "P1", party="XZZ", source="x")
    return desk


def gone(desk: Desk) -> None:
    desk.do("XCO", "member.notify", "XCO")
    desk.wait(hours=24).do("XCO", "member.withdraw", "XCO")


def put_and_out() -> Desk:
    """Somebody stays out of a proposal before the body."""
    desk = put()
    desk.do("XCO", "proposal.opt-out", "P1")
    return desk


def parked() -> Desk:
    """The basket of a proposal is parked."""
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", basket="water", **MEASURE)
    desk.do("XAL", "basket.park", "water")
    return desk.wait(hours=24)


ADOPT: Try = ("XAL", "proposal.adopt", "P1", {})
LEAVE: dict[str, Any] = {"title": "x", "purpose": "leave-for-silence", "subject": "P1"}
ROWS: list[tuple[str, Callable[[], Desk], Try, str, Callable[[Desk], object]]] = [
    ("notice", tabled, PUT, "Wait until then", lambda at: at.wait(hours=24)),
    ("meeting", lambda: tabled(sits=False).wait(hours=24), PUT, "Open a meeting first", a_meeting),
    ("quorum", absent, PUT, "present", lambda at: at.do("XBE", "member.attend", "XBE")),
    (
        "objection", objected, ADOPT, "only who objected can withdraw it",
        lambda at: at.do("XCO", "objection.withdraw", "P1"),
    ),
    ("lapse", objected, ("XAL", "objection.lapse", "P1", {"seat": "XCO"}), "Consult", gone),
    (
        "necessary", needed, ADOPT, "withdrawn by its author",
        lambda at: at.do("XBE", "necessary.withdraw", "P1", party="XZZ"),
    ),
    (
        "bracket", lambda: clause_of(Desk()), ("XAL", "clause.clean", "T1-1", {}),
        "Only who holds a bracket lifts it",
        lambda at: [
            at.do("XCO", "clause.lift", "T1-1", which=1), at.do("XDE", "clause.bracket", "T1-1"),
            at.do("XDE", "member.notify", "XDE"), at.wait(hours=24),
            at.do("XDE", "member.withdraw", "XDE"),
        ],
    ),
    (
        "served", silent, (OFFICE, "silence.certify", "P1", {}), "ended without effect",
        lambda at: [
            at.do(OFFICE, "silence.lapse", "P1"),
            at.do("XAL", "silence.open", "P1", deadline=72), serve(at).wait(hours=73),
        ],
    ),
    (
        "served late", late, (OFFICE, "text.serve", "P1", SERVED), "extended the silence",
        lambda at: at.do("XAL", "silence.extend", "P1", deadline=48),
    ),
    (
        "a text before the body", held, ("XAL", "proposal.put", "P2", {}), "Decide P1 first",
        lambda at: [
            at.do("XCO", "objection.raise", "P1", reason="substance"),
            at.do("XAL", "proposal.park", "P1"),
        ],
    ),
    (
        "nothing to decide on", on_nothing, ("XAL", "proposal.put", "P2", {}), "Begin that text",
        lambda at: [
            at.do("XBE", "text.table", "T1", **PAPER),
            at.do("XBE", "clause.propose", "T1-1", words="They meet.", sort="words"),
        ],
    ),
    (
        "leave", leave_needed, ("XAL", "silence.open", "P1", {"deadline": 200}),
        "proposal for leave",
        lambda at: [
            at.do("XBE", "proposal.table", "P2", **LEAVE), at.wait(hours=24),
            at.do("XAL", "proposal.put", "P2"), at.do("XAL", "proposal.adopt", "P2"),
        ],
    ),
    (
        "reserved", reserved,
        ("XBE", "proposal.table", "P1", {"title": "On the lake", "purpose": "measure"}),
        "Ask XCO to admit P1", lambda at: at.do("XCO", "matter.admit", "R1", paper="P1"),
    ),
    (
        "withdrawal", Desk, ("XBE", "member.withdraw", "XBE", {}), "Give notice first",
        lambda at: [at.do("XBE", "member.notify", "XBE"), at.wait(hours=24)],
    ),
    (
        "mandate", Desk,
        ("XAL", "member.suspend", "XCO", {"finding": "A breach.", "decision": "P1"}),
        "Table a proposal",
        lambda at: decide(at, "P1", "suspend", "XCO"),
    ),
    (
        "staying out", put_and_out, ("XCO", "objection.raise", "P1", {"reason": "substance"}),
        "Join first", lambda at: at.do("XCO", "proposal.join", "P1"),
    ),
    (
        "pen", lambda: clause_of(Desk()),
        ("XCO", "clause.propose", "T1-2", {"words": "x", "sort": "words"}), "amendment",
        lambda at: at.do("XBE", "text.pen", "T1", to="XCO"),
    ),
    (
        "basket", parked, ("XAL", "proposal.put", "P1", {}), "Take it up again",
        lambda at: at.do("XBE", "basket.resume", "water"),
    ),
    (
        "channel", Desk, ("XBE", "channel.up", "XCO", {}), "Nothing is to be entered",
        lambda at: at.do("XBE", "channel.down", "XCO"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("begun", "wanted", "told", "mend"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_doing_what_the_remedy_says_makes_the_act_in_order(
    begun: Callable[[], Desk], wanted: Try, told: str, mend: Callable[[Desk], object]
) -> None:
    desk = begun()
    by, name, about, said = wanted
    refusal = desk.refused(by, name, about, **said)
    assert re.search(told, refusal.remedy), refusal.remedy
    mend(desk)
    desk.do(by, name, about, **said)


@pytest.mark.parametrize("many", [("XCO",), ("XCO", "XDE")])
def test_a_refusal_reads_well_of_one_and_of_many(many: tuple[str, ...]) -> None:
    desk = put()
    for code in many:
        desk.do(code, "member.pause", code)
    asked: dict[str, Any] = {"mode": "unanimity-of-named", "named": list(many), **MEASURE}
    why = desk.refused("XBE", "proposal.table", "P2", **asked).why
    assert why == f"Asked by name, without a voice in decisions here: {', '.join(many)}."
