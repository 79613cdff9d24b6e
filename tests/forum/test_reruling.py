"""Ruling again on a record: what is asked anew, what is let pass, and why nobody is framed."""

from __future__ import annotations

from attrs import evolve
from tests.forum.made import charter, member
from tests.forum.test_proceedings import Bench, tabled
from tests.record import acts

from dipoli.charter.points import Point
from dipoli.forum.charter_text import write_charter
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.reruling import Reruling
from dipoli.record.act import read_entry
from dipoli.record.rules import rule
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import read_time, write_time
from dipoli.record.standing import Standing, enter


class Plain(Bench):
    """The same without meetings and without a quorum, so that one act follows the other."""

    def __init__(self) -> None:
        easy = evolve(charter().decision, meeting=False, quorum=0)
        codes = ("XAL", "XBE", "XCO", "XDE")
        paper = charter(members=tuple(member(code) for code in codes), decision=easy)
        self.desk = acts.opened(charter=write_charter(paper))
        self.proceedings = Proceedings(self.read)


def reruled(bench: Bench, without: tuple[int, ...] = ()) -> tuple[Reruling, OutOfOrder | None]:
    """Go through the record as a copy without some bodies has it, up to the first refusal."""

    def read(start: int, end: int) -> list[object]:
        return [
            evolve(one, body=None) if one.index in without else one
            for one in bench.read(start, end)
        ]

    rules = Reruling(read)  # type: ignore[arg-type]
    standing = Standing(forum=bench.desk.standing.forum, circle=bench.desk.standing.circle)
    for number, one in enumerate(bench.desk.entered):
        body = None if number in without else one.body
        answer = rule(standing, one.entry, body, absent=body is None, forum_rule=rules.rule)
        if isinstance(answer, OutOfOrder):
            return rules, answer
        standing = enter(standing, answer.entry, answer.body)
    return rules, None


def test_what_was_in_order_at_the_door_is_in_order_again() -> None:
    bench = Bench()
    tabled(bench)
    bench.do("XAL", "note.say", text="Good morning.")
    rules, refusal = reruled(bench)
    assert refusal is None
    assert (rules.has_charter, rules.ruled, rules.passed) == (True, 1, ())


def test_an_act_entered_against_the_charter_is_found_under_its_article() -> None:
    bench = Bench()
    tabled(bench)
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))
    _, refusal = reruled(bench)
    assert refusal is not None
    assert refusal.clause.startswith("art. ")


def test_who_leaves_out_a_body_accuses_nobody_and_is_told_what_was_passed() -> None:
    bench = chaired()
    tabled(bench)
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))
    number = len(bench.desk.entered) - 2
    rules, refusal = reruled(bench, without=(number,))
    assert refusal is None
    assert rules.passed == (number, number + 1)


def test_what_has_nothing_to_do_with_a_body_that_is_left_out_is_found_all_the_same() -> None:
    bench = chaired()
    tabled(bench)
    bench.enter(bench.write("XAL", "proposal.adopt", "P9", words=None))
    rules, refusal = reruled(bench, without=(2,))
    assert refusal is not None
    assert refusal.clause == f"art. {charter().article(Point.KNOWN_OBJECT).number}"
    assert rules.passed == (2,)


def chaired() -> Plain:
    """XAL presides."""
    bench = Plain()
    bench.do("XAL", "chair.take", words=None)
    return bench


def test_an_act_is_held_at_the_door_against_its_own_time_and_that_of_receipt() -> None:
    bench = Plain()
    bench.do("XAL", "chair.take", words=None)
    tabled(bench)
    early = bench.write("XAL", "proposal.put", "P1", words=None)
    told = read_entry(early.entry).envelope.time
    hours = charter().decision.notice + 1
    later = write_time(read_time(told).replace(day=read_time(told).day + hours // 24 + 1))
    answer = rule(
        bench.desk.standing,
        early.entry,
        early.body,
        at=later,
        forum_rule=bench.proceedings.rule,
    )
    assert isinstance(answer, OutOfOrder), "its notice had not run when its author did it"


# ---------------------------------------------------------------- sealed against the host


class Sealed(Plain):
    """The same in a circle that is sealed against the host: what the host asks of envelopes."""

    def __init__(self) -> None:
        easy = evolve(charter().decision, meeting=False, quorum=0)
        codes = ("XAL", "XBE", "XCO", "XDE")
        paper = charter(members=tuple(member(code) for code in codes), decision=easy)
        self.desk = acts.opened(charter=write_charter(paper), sealed=True)
        self.proceedings = Proceedings(self.read)


def sealed_bench() -> Sealed:
    """XAL presides, and has tabled a proposal that the host cannot read."""
    bench = Sealed()
    bench.do("XAL", "chair.take", words=None)
    tabled(bench)
    return bench


def every_sealed(bench: Bench) -> tuple[int, ...]:
    """Numbers of all acts but the opening."""
    return tuple(range(1, len(bench.desk.entered)))


def test_in_a_sealed_circle_what_an_envelope_shows_is_found_after_sealed_acts() -> None:
    bench = sealed_bench()
    bench.enter(bench.write("XAL", "proposal.adopt", "P9", words=None))
    for without in ((), every_sealed(bench)):
        rules, refusal = reruled(bench, without)
        assert refusal is not None
        assert refusal.clause == f"art. {charter().article(Point.KNOWN_OBJECT).number}"
        assert rules.passed == (2,)


def test_in_a_sealed_circle_what_rests_on_a_sealed_body_is_let_pass_and_told() -> None:
    bench = sealed_bench()
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))
    for without in ((), every_sealed(bench)):
        rules, refusal = reruled(bench, without)
        assert refusal is None
        assert (rules.ruled, rules.passed) == (1, (2, 3))


def test_leaving_bodies_out_of_a_copy_of_a_sealed_circle_changes_no_answer() -> None:
    bench = sealed_bench()
    bench.do("XBE", "objection.raise", "P1", reason="substance", words=None)
    bench.do("XBE", "member.attend", "XBE", words=None)
    whole, _ = reruled(bench)
    for number in every_sealed(bench):
        rules, refusal = reruled(bench, (number,))
        assert refusal is None
        assert (rules.ruled, rules.passed) == (whole.ruled, whole.passed)


def test_a_record_without_a_charter_lets_every_act_of_a_forum_pass() -> None:
    bench = Bench()
    bench.desk = acts.opened()
    assert not Reruling(bench.read).has_charter
    bench.enter(bench.write("XAL", "proposal.speak", "P1", words=None))
    rules, refusal = reruled(bench)
    assert refusal is None
    assert (rules.has_charter, rules.passed, rules.ruled, rules.marks) == (False, (1,), 0, ())
    tabled(bench := Bench())
    rules, _ = reruled(bench)
    assert (rules.has_charter, rules.passed, rules.ruled) == (True, (), 1)
