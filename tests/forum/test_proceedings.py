"""The rules of procedure at work on a record: what is signed, entered and replayed."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from attrs import evolve
from tests.forum.made import charter, member
from tests.record import acts
from tests.record.acts import OFFICE, Written

from dipoli.charter.points import Point
from dipoli.forum.act import Act
from dipoli.forum.charter_text import write_charter
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import Proceedings, act_of
from dipoli.forum.seat import Stage
from dipoli.record import forms
from dipoli.record.act import read_entry, write_entry
from dipoli.record.body import plain_body, read_body, write_body
from dipoli.record.canon import Json
from dipoli.record.custody import Stored
from dipoli.record.keys import sign_act
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder, OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing, enter


class Bench:
    """A record of three invented states under a charter, with its proceedings."""

    def __init__(self) -> None:
        paper = charter(members=tuple(member(code) for code in ("XAL", "XBE", "XCO", "XDE")))
        self.desk = acts.opened(charter=write_charter(paper))
        self.proceedings = Proceedings(self.read)

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts as a keeper gives them."""
        return [
            Stored(index=number, entry=one.entry, body=one.body)
            for number, one in enumerate(self.desk.entered[start:end], start)
        ]

    def write(self, by: str, name: str, about: str = "", **said: Json) -> Written:
        """Write and sign an act."""
        return self.desk.write(f"{name}/1", by, dict(said), object=about)

    def ask(self, written: Written, at: str | None = None) -> object:
        """Rule on an act, by the record and by the charter, at the door where a time is given."""
        return rule(
            self.desk.standing,
            written.entry,
            written.body,
            at=at,
            forum_rule=self.proceedings.rule,
        )

    def do(self, by: str, name: str, about: str = "", **said: Json) -> None:
        """Write an act that must be in order, and enter it."""
        written = self.write(by, name, about, **said)
        answer = self.ask(written)
        assert not isinstance(answer, OutOfOrder), str(answer)
        self.enter(written)

    def enter(self, written: Written) -> None:
        """Enter an act, whatever the rules say."""
        entry = read_entry(written.entry)
        body = None if written.body is None else read_body(written.body)
        self.desk.standing = enter(self.desk.standing, entry, body)
        self.desk.entered.append(written)


def test_who_opens_the_circle_has_accepted_and_the_others_are_invited() -> None:
    bench = Bench()
    forum = bench.proceedings.at(bench.desk.standing)
    assert forum is not None
    seated = [code for code in forum.order if forum.seats[code].stage is Stage.ACCEPTED]
    assert set(seated) == set(bench.desk.standing.seated)
    assert forum.seats["XDE"].stage is Stage.INVITED or "XDE" in seated
    assert forum.secretariat == OFFICE


def test_an_act_of_the_forum_is_ruled_on_under_the_charter() -> None:
    bench = Bench()
    refused = bench.ask(bench.write("XAL", "proposal.adopt", "P1", words=None))
    assert isinstance(refused, OutOfOrder)
    assert refused.clause.startswith("art. ")


def test_a_body_without_its_form_is_refused_and_says_what_was_expected() -> None:
    bench = Bench()
    refused = bench.ask(bench.write("XAL", "proposal.table", "P1", title=3))
    assert isinstance(refused, OutOfOrder)
    assert "Expected" in refused.why


def test_a_statement_needs_no_rule_of_procedure() -> None:
    bench = Bench()
    bench.do("XAL", "note.say", text="Good morning.")
    assert bench.proceedings.void == ()


TABLED: dict[str, Json] = {
    "title": "A line",
    "purpose": "measure",
    "subject": None,
    "mode": None,
    "named": [],
    "basket": None,
    "effective": None,
}


def tabled(bench: Bench) -> None:
    said = {
        field.name: TABLED.get(field.name, [] if field.many else None)
        for field in KINDS["proposal.table/1"].form.fields
    }
    bench.do("XAL", "proposal.table", "P1", **said)


def test_replay_gives_the_same_standing_as_step_by_step() -> None:
    bench = Bench()
    tabled(bench)
    stepwise = bench.proceedings.at(bench.desk.standing)
    anew = Proceedings(bench.read).at(bench.desk.standing)
    assert stepwise == anew
    assert stepwise is not None
    assert "P1" in stepwise.proposals


def test_asked_about_another_history_they_begin_again() -> None:
    bench, other = Bench(), Bench()
    tabled(bench)
    first = bench.proceedings.at(bench.desk.standing)
    other.do("XAL", "note.say", text="Another history.")
    bench.desk = other.desk
    again = bench.proceedings.at(other.desk.standing)
    assert first != again
    assert again is not None
    assert "P1" not in again.proposals


def test_an_act_entered_against_the_charter_changes_nothing_and_is_counted() -> None:
    bench = Bench()
    before = bench.proceedings.at(bench.desk.standing)
    bad = bench.write("XAL", "proposal.adopt", "P1", words=None)
    bench.enter(bad)
    after = bench.proceedings.at(bench.desk.standing)
    assert before is not None
    assert after == evolve(before, acts=bench.desk.standing.size)
    assert bench.proceedings.void == (bench.desk.standing.size - 1,)


def test_without_a_charter_statements_alone_are_in_order() -> None:
    bench = Bench()
    bench.desk = acts.opened()
    bench.proceedings = Proceedings(bench.read)
    assert bench.proceedings.at(bench.desk.standing) is None
    bench.do("XAL", "note.say", text="Good morning.")
    refused = bench.ask(bench.write("XAL", "proposal.speak", "P1", words=None))
    assert isinstance(refused, OutOfOrder)
    assert refused.clause == "R31"


@pytest.mark.parametrize("name", sorted(forms.FORMS))
def test_acts_of_the_register_are_never_asked_of_the_forum(name: str) -> None:
    assert name not in KINDS


# ---------------------------------------------------------------- bodies that say nothing


def before_a_decision() -> Bench:
    """XAL presides; a proposal of XAL is tabled and put, and XBE objects."""
    easy = evolve(
        charter().decision, meeting=False, quorum=0, notice=0, waiver=False, waiver_hours=0
    )
    codes = ("XAL", "XBE", "XCO", "XDE")
    bench = Bench()
    paper = charter(members=tuple(member(code) for code in codes), decision=easy)
    bench.desk = acts.opened(charter=write_charter(paper))
    bench.do("XAL", "chair.take", words=None)
    tabled(bench)
    bench.do("XAL", "proposal.put", "P1", words=None)
    bench.do("XBE", "objection.raise", "P1", reason="substance", words=None)
    return bench


@pytest.mark.parametrize("name", ["ratify.claim/1", "objection.raise/1"])
@pytest.mark.parametrize("null", [False, True], ids=["no body", "a body that says null"])
def test_an_act_that_says_nothing_is_refused_and_does_not_blind_the_door(
    name: str,
    null: bool,  # noqa: FBT001 - a case of the table
) -> None:
    bench = before_a_decision()
    written = bench.desk.write(name, "XBE", None, object="P1")
    if null:
        written = null_body(bench, name, "XBE", "P1")
    refused = bench.ask(written)
    assert isinstance(refused, OutOfOrder)
    assert refused.clause == f"art. {charter().article(Point.KNOWN_ACT).number}"
    bench.enter(written)
    adopted = bench.ask(bench.write("XAL", "proposal.adopt", "P1", words=None))
    assert isinstance(adopted, OutOfOrder), "the objection of XBE stands"
    forum = bench.proceedings.at(bench.desk.standing)
    assert forum is not None
    assert (forum.blind, forum.passed) == (None, 0)


def null_body(bench: Bench, name: str, by: str, about: str) -> Written:
    """An act whose body is at hand and says null."""
    envelope = bench.desk.envelope(name, by, object=about)
    body = plain_body(None, bytes(32))
    envelope = evolve(envelope, body_hash=body.digest())
    entry = write_entry(envelope, sign_act(envelope, bench.desk.signer(by)))
    return Written(entry=entry, body=write_body(body), envelope=envelope)


def test_who_is_void_is_told_with_author_and_reason() -> None:
    bench = Bench()
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))
    assert bench.proceedings.at(bench.desk.standing) is not None
    (void,) = bench.proceedings.voids
    assert (void.number, void.name, void.by) == (1, "proposal.adopt/1", "XAL")
    assert void.ruling.clause.startswith("art. ")


# ---------------------------------------------------------------- threads


def test_two_threads_that_follow_at_once_follow_each_act_once() -> None:
    bench = Bench()
    tabled(bench)
    reads, reading = bench.read, threading.Event()

    def slow(start: int, end: int) -> Sequence[Stored]:
        reading.set()
        time.sleep(0.2)
        return reads(start, end)

    begun = Proceedings(lambda start, end: (slow if start else reads)(start, end))
    begun.at(first(bench))
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(begun.at, bench.desk.standing)
        reading.wait(5)
        other = pool.submit(begun.at, bench.desk.standing)
        assert one.result(5) == other.result(5) == Proceedings(reads).at(bench.desk.standing)
    assert begun.void == ()


def first(bench: Bench) -> Standing:
    """The standing after the opening alone."""
    empty = Standing(forum=bench.desk.standing.forum, circle=bench.desk.standing.circle)
    one = bench.desk.entered[0]
    assert one.body is not None
    return enter(empty, read_entry(one.entry), read_body(one.body))


def test_the_opening_is_the_first_act_of_a_forum() -> None:
    bench = Bench()
    forum = bench.proceedings.at(first(bench))
    assert forum is not None
    assert forum.acts == 1


def test_an_act_must_be_in_order_by_the_time_of_its_author_as_well() -> None:
    """A replay knows that time alone, and would hold the act against the host."""
    bench = Bench()
    at = write_time(acts.START + timedelta(hours=1))
    for since, ahead in ((acts.START, False), (acts.START + timedelta(minutes=30), True)):
        written = bench.write(
            "XBE", "government.change", "XBE", words="A vote.", since=write_time(since)
        )
        answer = bench.ask(written, at)
        assert isinstance(answer, OutOfOrder) is ahead


def test_acts_of_the_register_reach_the_forum() -> None:
    paper = charter(members=tuple(member(code) for code in ("XAL", "XBE")))
    desk = acts.eventful(charter=write_charter(paper))
    bench = Bench()
    bench.desk = desk
    bench.proceedings = Proceedings(bench.read)
    forum = bench.proceedings.at(desk.standing)
    assert forum is not None
    assert forum.listed == ("XEF",), "it can act in the record, and was not invited"
    assert forum.seats["XCE"].stage is Stage.WITHDRAWN
    assert forum.withheld == {2}
    assert [len(forum.changes.get(code, ())) for code in ("XAL", "XBE")] == [1, 0]
    assert forum.acts == desk.standing.size


def test_what_was_followed_is_not_read_again() -> None:
    bench, read = Bench(), list[tuple[int, int]]()

    def noted(start: int, end: int) -> Sequence[Stored]:
        read.append((start, end))
        return bench.read(start, end)

    proceedings = Proceedings(noted)
    tabled(bench)
    for _ in range(2):
        proceedings.at(bench.desk.standing)
    bench.do("XAL", "note.say", text="Good morning.")
    proceedings.at(bench.desk.standing)
    assert read == [(0, 2), (2, 3)]


def test_a_motion_is_followed_where_its_rules_rest_on_what_is_known() -> None:
    bench = Bench()
    note = bench.ask(bench.write("XAL", "note.say", text="Good morning."))
    act = bench.ask(bench.write("XAL", "member.attend", "XAL", words=None))
    assert isinstance(note, InOrder)
    assert isinstance(act, InOrder)
    assert not bench.proceedings.follows(bench.desk.standing, note)
    assert bench.proceedings.follows(bench.desk.standing, act)
    bench.desk = acts.opened()
    assert not Proceedings(bench.read).follows(bench.desk.standing, act)


def test_a_body_that_is_no_form_at_all_is_told_as_the_body() -> None:
    bench = Bench()
    envelope = bench.desk.envelope("proposal.table/1", "XAL", object="P1")
    body = plain_body([1], bytes(32))
    envelope = evolve(envelope, body_hash=body.digest())
    entry = write_entry(envelope, sign_act(envelope, bench.desk.signer("XAL")))
    refused = bench.ask(Written(entry=entry, body=write_body(body), envelope=envelope))
    assert isinstance(refused, OutOfOrder)
    assert refused.why.startswith("Expected at the body: ")
    fields = KINDS["proposal.table/1"].form.fields
    said = {one.name: TABLED.get(one.name, [] if one.many else None) for one in fields}
    refused = bench.ask(bench.write("XAL", "proposal.table", "P1", **{**said, "title": 3}))
    assert isinstance(refused, OutOfOrder)
    assert refused.why.startswith("Expected at title: ")


def test_an_act_that_has_to_say_nothing_comes_without_a_body() -> None:
    bench = Bench()
    written = bench.desk.write("member.attend/1", "XAL", None, object="XAL")
    assert isinstance(bench.ask(written), InOrder)


def test_an_act_that_another_hand_entered_came_on_paper() -> None:
    bench = Bench()
    forum = bench.proceedings.at(bench.desk.standing)
    assert forum is not None
    for hand, paper in (("XAL", False), (OFFICE, True)):
        written = bench.desk.write("member.attend/1", "XAL", None, object="XAL", entered_by=hand)
        act = act_of(forum, 1, read_entry(written.entry), None, None)
        assert isinstance(act, Act)
        assert act.paper is paper
