"""What waits for whom: in each stage, in the last second of a time and in the first one after.

Who is told is worked out from the rules of procedure, as the reference of practice has them: what
one alone can give is told to that one and to nobody else, and no longer than it can be given.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from immutables import Map
from tests.forum import machines
from tests.forum.machines import CLAUSE, THIS, Doing, Machine, desk_of, does, then
from tests.forum.made import OFFICE, SITS, START, Desk, charter, forum, member

from dipoli.charter.rules import Category
from dipoli.forum.today import Due, today
from dipoli.record.shape import write_time

ALL = "XAL XBE XCO XDE"


def at(hours: float = 0, seconds: int = 0) -> str:
    """A moment, counted from the beginning."""
    return write_time(START + timedelta(hours=hours, seconds=seconds))


def waiting(desk: Desk, code: str, about: str = THIS, now: str | None = None) -> dict[str, Due]:
    """What waits for one about one thing, by the first act that answers it."""
    found = today(desk.forum, code, now or write_time(desk.now))
    return {
        due.acts[0].removesuffix("/1") if due.acts else "": due
        for due in found
        if due.object == about
    }


def told(desk: Desk, act: str, about: str = THIS, now: str | None = None) -> str:
    """All to whom an act is told, of the members and the secretariat."""
    codes = [*ALL.split(), OFFICE]
    return " ".join(code for code in codes if act in waiting(desk, code, about, now))


def scene(*steps: Doing) -> Desk:
    desk = desk_of()
    then(*steps)(desk)
    return desk


def reached(machine: Machine, stage: str, *steps: Doing) -> Desk:
    before = machine.before.get("", then())
    return scene(before, machine.stages[stage], *steps)


# ---------------------------------------------------------------- who is told, in each stage

_REFUSED = does("XBE", "ratify.report", body="Assembly", given=False)
_GIVEN = does("XBE", "ratify.report", body="Assembly", given=True)
_ANNOUNCES = does("XBE", "summit.cite", part="to-announce", circle="at-home", leaf=machines.LEAF)
_AT_HOME = then(machines.CLAIMS.before["ratify.report"], machines.PROPOSAL.stages["adopted"])
_SCENES: dict[str, Doing] = {
    "opted out": then(
        machines.CLAIMS.before["proposal.join"], machines.PROPOSAL.stages["under-decision"]
    ),
    "home": _AT_HOME,
    "home, before": machines.CLAIMS.before["ratify.report"],
    "home, refused": then(_AT_HOME, _REFUSED),
    "home, given": then(_AT_HOME, _GIVEN),
}
ROWS = f"""
    PROPOSAL  | tabled                          | objection.raise    |
    PROPOSAL  | under-decision                  | objection.raise    | {ALL}
    PROPOSAL  | under-decision                  | proposal.adopt     | XAL
    PROPOSAL  | objected-to                     | objection.withdraw | XCO
    PROPOSAL  | objected-to                     | objection.raise    | XAL XBE XDE
    PROPOSAL  | objected-to                     | proposal.adopt     |
    PROPOSAL  | referred-to-capitals            | proposal.confirm   | XCO
    PROPOSAL  | referred-to-capitals            | objection.raise    | XAL XBE XDE
    PROPOSAL  | referred-to-capitals            | proposal.adopt     |
    PROPOSAL  | under-silence                   | objection.raise    |
    PROPOSAL  | adopted                         | statement.attach   | {ALL}
    PROPOSAL  | adopted                         | objection.raise    |
    PROPOSAL  | adopted                         | ratify.report      |
    PROPOSAL  | adopted-without-those-concerned | statement.attach   | {ALL}
    PROPOSAL  | in-effect                       | statement.attach   | {ALL}
    PROPOSAL  | parked                          | statement.attach   |
    PROPOSAL  | opted out                       | objection.raise    | XAL XCO XDE
    PROPOSAL  | home                            | ratify.report      | XBE
    PROPOSAL  | home, before                    | ratify.report      |
    PROPOSAL  | home, refused                   | ratify.report      | XBE
    PROPOSAL  | home, given                     | ratify.report      |
    WAIVER    | not-asked                       | notice.keep        |
    WAIVER    | asked                           | notice.keep        | {ALL}
    SILENCE   | running                         | silence.resume     |
    SILENCE   | suspended                       | silence.resume     | XAL
    SILENCE   | running                         | silence.acknowledge | {ALL}
    SILENCE   | suspended                       | silence.acknowledge | {ALL}
    SILENCE   | running                         | text.serve         | {OFFICE}
    SILENCE   | suspended                       | text.serve         |
    POINT     | raised                          | point.rule         | XAL
    POINT     | ruled-on                        | point.rule         |
    POINT     | under-appeal                    | point.rule         |
    POINT     | raised                          | point.yield        |
    POINT     | ruled-on                        | point.yield        |
    POINT     | under-appeal                    | point.yield        | XAL
    MEETING   | called                          | credentials.present | {ALL}
    MEETING   | open                            | credentials.present | {ALL}
    MEETING   | suspended                       | credentials.present |
    MEETING   | called                          | meeting.open       |
    MEETING   | open                            | meeting.open       |
    MEETING   | open                            | meeting.resume     |
    MEETING   | suspended                       | meeting.resume     | XAL
    MEETING   | adjourned                       | meeting.resume     | XAL
    MEETING   | open                            | agenda.adopt       |
    MEETING   | open                            | minutes.issue      |
    AGENDA    | provisional                     | agenda.adopt       | XAL
    AGENDA    | contested                       | agenda.adopt       |
    AGENDA    | provisional                     | agenda.clear       |
    AGENDA    | contested                       | agenda.clear       | XCO
    MINUTES   | not-issued                      | minutes.issue      | {OFFICE}
    MINUTES   | issued                          | minutes.issue      |
    MINUTES   | not-issued                      | minutes.correct    |
    MINUTES   | issued                          | minutes.correct    | {ALL}
    CREDENTIALS | not-presented                 | credentials.accept |
    CREDENTIALS | presented                     | credentials.accept | {OFFICE}
    CREDENTIALS | presented                     | credentials.present | XAL XBE XDE
    CREDENTIALS | in-order                      | credentials.accept |
    CREDENTIALS | in-order                      | credentials.present | XAL XBE XDE
    SUMMIT    | in-preparation                  | summit.cite        | {ALL}
    SUMMIT    | leaders-meeting                 | summit.cite        | {ALL}
"""
"""Machine, stage or scene, act, and all to whom it is told.

A body at home that refused may still consent: only its consent ends the waiting.
"""


def _rows() -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in ROWS.strip().splitlines()]


@pytest.mark.parametrize(("machine", "stage", "act", "who"), _rows())
def test_an_act_is_told_to_those_who_can_do_it_and_to_nobody_else(
    machine: str, stage: str, act: str, who: str
) -> None:
    steps = _SCENES.get(stage)
    desk = scene(steps) if steps else reached(getattr(machines, machine), stage)
    assert told(desk, act) == who


OF_EACH_GUEST = "visit.GUEST_MOVES"
"""A machine for each guest of a visit: the others stand elsewhere at the same time."""


def _stages() -> list[tuple[Machine, str]]:
    """Every stage of every machine whose rows are acts on the thing itself."""
    return [
        (machine, stage)
        for machine in machines.MACHINES
        for stage in machine.stages
        if machine.table != OF_EACH_GUEST
    ]


@pytest.mark.parametrize(
    ("machine", "stage"), _stages(), ids=lambda one: getattr(one, "table", one)
)
def test_no_act_is_told_that_the_stage_does_not_know(machine: Machine, stage: str) -> None:
    desk = reached(machine, stage)
    rows = [row for one in machines.MACHINES if one.table == machine.table for row in one.each()]
    known = {act.partition(":")[0] for _stage, act, _after in rows}
    here = {act.partition(":")[0] for at_, act, _after in rows if at_ == stage}
    for code in (*ALL.split(), machines.NEW, OFFICE):
        for due in today(desk.forum, code, write_time(desk.now)):
            acts = {act.removesuffix("/1") for act in due.acts} & known
            assert due.object == SITS or acts <= here, due


# ---------------------------------------------------------------- texts, clauses, terms


def test_who_brackets_a_whole_text_is_told_so_until_it_is_lifted_or_the_text_is_gone() -> None:
    desk = reached(machines.TEXT, "open")
    assert told(desk, "text.lift") == ""
    desk.do("XCO", "text.bracket", THIS)
    assert told(desk, "text.lift") == "XCO"
    desk.do("XBE", "text.withdraw", THIS)
    assert told(desk, "text.lift") == ""


def test_no_word_of_a_text_is_waited_for_while_it_is_before_the_body() -> None:
    desk = reached(machines.CLAUSES, "agreed-ad-referendum")
    assert told(desk, "clause.confirm", CLAUSE) == ALL
    text = desk.forum.texts[THIS]
    held = evolve(text, held=Map({"P9": True}))
    desk.forum = evolve(desk.forum, texts=desk.forum.texts.set(THIS, held))
    assert told(desk, "clause.confirm", CLAUSE) == ""


def test_brackets_and_alternatives_are_told_to_who_holds_them() -> None:
    desk = reached(machines.CLAUSES, "proposed")
    assert told(desk, "clause.lift", CLAUSE) == told(desk, "clause.drop", CLAUSE) == ""
    machines.CLAUSES.acts["clause.bracket"](desk)
    assert told(desk, "clause.lift", CLAUSE) == "XDE"
    machines.CLAUSES.acts["clause.alternative"](desk)
    assert told(desk, "clause.drop", CLAUSE) == "XCO"
    assert told(desk, "clause.lift", CLAUSE) == "XDE"


def test_a_clause_agreed_ad_referendum_waits_for_each_capital_that_has_not_confirmed() -> None:
    desk = reached(machines.CLAUSES, "clean")
    assert told(desk, "clause.confirm", CLAUSE) == ""
    desk.do("XAL", "clause.agree", CLAUSE)
    desk.do("XBE", "clause.confirm", CLAUSE)
    assert told(desk, "clause.confirm", CLAUSE) == "XAL XCO XDE"
    assert waiting(desk, "XCO", CLAUSE)["clause.confirm"].acts[1] == "clause.reopen/1"
    for code in ("XAL", "XCO", "XDE"):
        desk.do(code, "clause.confirm", CLAUSE)
    assert told(desk, "clause.confirm", CLAUSE) == ""


def test_an_amendment_waits_for_who_holds_the_pen_as_long_as_the_text_is_open() -> None:
    desk = reached(machines.AMENDMENT, "proposed")
    assert told(desk, "amendment.take", "A1") == "XBE"
    desk.do("XBE", "text.withdraw", THIS)
    assert told(desk, "amendment.take", "A1") == ""
    taken = reached(machines.AMENDMENT, "proposed", machines.AMENDMENT.acts["amendment.take"])
    assert told(taken, "amendment.take", "A1") == ""


def test_a_meaning_that_is_offered_waits_for_those_who_gave_another() -> None:
    offered = reached(machines.TERM, "disputed")
    assert told(offered, "term.accept", "W1") == ""
    machines.TERM.acts["term.offer"](offered)
    assert told(offered, "term.accept", "W1") == "XCO XDE"
    offered.do("XCO", "term.accept", "W1", text=THIS)
    assert told(offered, "term.accept", "W1") == "XDE"
    offered.do("XDE", "term.accept", "W1", text=THIS)
    assert told(offered, "term.accept", "W1") == ""


# ---------------------------------------------------------------- decisions


@pytest.mark.parametrize("referral", [True, False])
def test_a_capital_can_be_asked_only_where_the_charter_knows_it(*, referral: bool) -> None:
    paper = charter()
    desk = Desk(forum(evolve(paper, decision=evolve(paper.decision, referral=referral))))
    then(machines.PROPOSAL.before[""], machines.PROPOSAL.stages["under-decision"])(desk)
    asks = ("proposal.refer/1",) if referral else ()
    assert waiting(desk, "XCO")["objection.raise"].acts == ("objection.raise/1", *asks)


# ---------------------------------------------------------------- times, to the second


def test_statements_can_be_attached_to_the_last_second_of_the_window() -> None:
    desk = reached(machines.PROPOSAL, "adopted")
    end = at(24 + 48)
    assert waiting(desk, "XCO")["statement.attach"].until == end
    assert told(desk, "statement.attach", now=end) == ALL
    assert told(desk, "statement.attach", now=at(24 + 48, 1)) == ""


def test_a_consent_at_home_is_waited_for_after_the_window_too() -> None:
    desk = scene(_SCENES["home"])
    late = at(24 + 49)
    assert told(desk, "ratify.report", now=late) == "XBE"
    assert told(desk, "statement.attach", now=late) == ""


@pytest.mark.parametrize("one", ["reservations", "interpretations", "dissociations", None])
def test_a_statement_is_told_where_the_charter_knows_any_sort_of_it(one: str | None) -> None:
    paper = charter()
    known = ("reservations", "interpretations", "dissociations")
    sorts: dict[str, Any] = {name: name == one for name in known}
    rules = evolve(paper.decision, **sorts)
    desk = Desk(forum(evolve(paper, decision=rules)))
    then(machines.PROPOSAL.before[""], machines.PROPOSAL.stages["adopted"])(desk)
    assert told(desk, "statement.attach") == (ALL if one else "")


def test_a_guest_is_told_of_nothing_that_members_decide() -> None:
    listed = (*charter().members, member("XGU", Category.GUEST))
    before = then(machines.PROPOSAL.before[""])
    for stage in ("under-decision", "under-silence", "adopted"):
        desk = Desk(forum(charter(members=listed)))
        then(before, machines.PROPOSAL.stages[stage])(desk)
        assert waiting(desk, "XGU") == {}
    desk = Desk(forum(charter(members=listed)))
    then(machines.WAIVER.stages["asked"])(desk)
    assert waiting(desk, "XGU") == {}
    desk = Desk(forum(charter(members=listed)))
    machines.SUMMIT.stages["in-preparation"](desk)
    assert "summit.cite/1" not in {due.acts[0] for due in today(desk.forum, "XGU", at())}


def test_a_waiver_is_told_to_its_last_second_and_not_once_the_notice_is_kept_or_waived() -> None:
    desk = reached(machines.WAIVER, "asked")
    assert waiting(desk, "XCO")["notice.keep"].until == at(4)
    assert told(desk, "notice.keep", now=at(4)) == ALL
    assert told(desk, "notice.keep", now=at(4, 1)) == ""
    for act in ("notice.keep", "notice.waived"):
        ended = reached(machines.WAIVER, "asked", machines.WAIVER.acts[act])
        assert told(ended, "notice.keep", now=at()) == ""


def test_a_waiver_of_what_is_withdrawn_meanwhile_is_told_no_more() -> None:
    gone = reached(machines.WAIVER, "asked", does("XBE", "proposal.withdraw"))
    assert told(gone, "notice.keep") == ""


def test_a_silence_that_is_suspended_has_no_end_and_can_be_broken() -> None:
    desk = reached(machines.SILENCE, "suspended")
    due = waiting(desk, "XCO")["silence.acknowledge"]
    assert due.until is None
    assert due.acts == ("silence.acknowledge/1", "silence.break/1")
    assert "suspended" in due.told
    running = waiting(reached(machines.SILENCE, "running"), "XCO")["silence.acknowledge"]
    assert running.until == at(72)
    assert "suspended" not in running.told


def test_the_finding_of_silence_is_told_from_the_second_after_its_end() -> None:
    desk = reached(machines.SILENCE, "running", machines.SILENCE.acts["text.serve"])
    assert told(desk, "text.serve") == ""
    assert told(desk, "silence.certify", now=at(72)) == ""
    assert told(desk, "silence.certify", now=at(72, 1)) == OFFICE


def test_service_has_as_its_time_the_last_moment_that_leaves_a_day_to_speak() -> None:
    desk = reached(machines.SILENCE, "running")
    for now in (at(), at(48)):
        assert waiting(desk, OFFICE, now=now)["text.serve"].until == at(48)
    late = waiting(desk, OFFICE, now=at(48, 1))
    assert "text.serve" not in late
    assert late[""].until == at(72)
    assert "24 hours to speak" in late[""].told


def test_after_its_end_a_silence_that_did_not_reach_all_is_found_to_be_without_effect() -> None:
    desk = reached(machines.SILENCE, "running")
    over = waiting(desk, OFFICE, now=at(72, 1))
    assert list(over) == ["silence.lapse"]
    assert "not served in time on" in over["silence.lapse"].told


def test_a_capital_is_waited_for_after_its_time_but_without_one() -> None:
    desk = reached(machines.PROPOSAL, "referred-to-capitals")
    assert waiting(desk, "XCO", now=at(48))["proposal.confirm"].until == at(48)
    assert waiting(desk, "XCO", now=at(48, 1))["proposal.confirm"].until is None


def test_consensus_waits_for_the_chair_once_all_capitals_have_answered() -> None:
    two = does("XDE", "proposal.refer", THIS, 24)
    desk = reached(machines.PROPOSAL, "referred-to-capitals", two)
    desk.do("XCO", "proposal.confirm", THIS)
    assert told(desk, "proposal.adopt") == ""
    assert told(desk, "proposal.confirm") == "XDE"
    desk.do("XDE", "proposal.confirm", THIS)
    assert told(desk, "proposal.adopt") == "XAL"
    assert told(desk, "proposal.confirm") == ""


# ---------------------------------------------------------------- meetings


def test_a_meeting_can_be_opened_from_its_hour_on() -> None:
    desk = reached(machines.MEETING, "called")
    opens = "2030-03-05T10:00:00Z"
    assert waiting(desk, "XCO")["credentials.present"].until == opens
    assert told(desk, "meeting.open", now="2030-03-05T09:59:59Z") == ""
    assert told(desk, "meeting.open", now=opens) == "XAL"
    assert waiting(desk, "XCO", now=opens)["credentials.present"].until is None


def test_a_provisional_agenda_without_an_item_waits_for_no_adoption() -> None:
    opened = reached(machines.AGENDA, "provisional")
    assert told(opened, "agenda.adopt") == "XAL"
    meeting = evolve(opened.forum.meetings[THIS], items=())
    opened.forum = evolve(opened.forum, meetings=opened.forum.meetings.set(THIS, meeting))
    assert told(opened, "agenda.adopt") == ""


def test_each_objection_to_an_agenda_is_told_to_who_raised_it() -> None:
    desk = reached(machines.AGENDA, "contested", does("XDE", "agenda.contest"))
    assert told(desk, "agenda.clear") == "XCO XDE"
    desk.do("XCO", "agenda.clear", THIS)
    assert told(desk, "agenda.clear") == "XDE"


def test_a_meeting_that_is_adjourned_to_a_day_is_told_with_it_until_it_has_come() -> None:
    desk = reached(machines.MEETING, "open", does("XAL", "meeting.adjourn", THIS, 24))
    day = write_time(desk.now + timedelta(hours=24))
    before = write_time(desk.now + timedelta(hours=24, seconds=-1))
    assert waiting(desk, "XAL", now=before)["meeting.resume"].until == day
    assert waiting(desk, "XAL", now=day)["meeting.resume"].until is None


def test_a_meeting_that_is_cancelled_waits_for_nothing() -> None:
    presented = machines.CREDENTIALS.stages["presented"]
    desk = scene(presented, does("XAL", "meeting.cancel"))
    assert all(waiting(desk, code) == {} for code in [*ALL.split(), OFFICE])


def test_credentials_that_nobody_found_in_order_are_not_waited_for_after_the_meeting() -> None:
    desk = reached(machines.CREDENTIALS, "presented")
    assert waiting(desk, OFFICE)["credentials.accept"].told.startswith("The credentials of XCO ")
    closed = reached(
        machines.MEETING, "open",
        machines.CREDENTIALS.acts["credentials.present"], machines.MEETING.acts["meeting.close"],
    )  # fmt: skip
    assert told(closed, "credentials.accept") == ""
    assert told(closed, "minutes.issue") == OFFICE


def test_corrections_can_be_asked_for_to_the_last_second_and_then_the_record_is_settled() -> None:
    desk = reached(machines.MINUTES, "issued")
    end = write_time(desk.now + timedelta(hours=72))
    after = write_time(desk.now + timedelta(hours=72, seconds=1))
    assert waiting(desk, "XCO")["minutes.correct"].until == end
    assert told(desk, "minutes.correct", now=end) == ALL
    assert told(desk, "minutes.settle", now=end) == ""
    assert told(desk, "minutes.correct", now=after) == ""
    assert told(desk, "minutes.settle", now=after) == OFFICE
    machines.MINUTES.acts["minutes.settle"](desk)
    much_later = write_time(desk.now + timedelta(hours=200))
    assert told(desk, "minutes.settle", now=much_later) == ""
    assert told(desk, "minutes.issue", now=much_later) == ""


def test_who_has_no_seat_is_told_of_no_meeting() -> None:
    desk = reached(machines.MINUTES, "issued")
    assert today(desk.forum, "XZZ", write_time(desk.now)) == ()


# ---------------------------------------------------------------- seats, the chair, summits


def test_a_notice_of_withdrawal_can_be_taken_back_until_it_is_carried_out() -> None:
    desk = scene(does("XCO", "member.notify", "XCO"))
    due = waiting(desk, "XCO", "XCO")["member.stay"]
    assert due.acts == ("member.stay/1",)
    assert at(24) in due.told
    later = waiting(desk, "XCO", "XCO", now=at(24))["member.stay"]
    assert later.acts == ("member.stay/1", "member.withdraw/1")
    assert told(desk, "member.stay", "XCO") == "XCO"
    desk.wait(hours=24)
    desk.do("XCO", "member.withdraw", "XCO")
    assert waiting(desk, "XCO", "XCO") == {}


def test_the_turn_in_the_chair_is_told_to_the_next_and_not_to_who_presides() -> None:
    desk = Desk(forum(chair=()))
    assert told(desk, "chair.take", "") == "XAL"
    desk.do("XAL", "chair.take")
    assert told(desk, "chair.take", "") == ""
    desk.do("XAL", "meeting.close", SITS, outcome="nothing")
    assert told(desk, "chair.take", "") == "XBE"


def test_what_a_delegation_can_announce_is_told_until_that_is_entered_and_the_summit_over() -> None:
    desk = reached(machines.SUMMIT, "in-preparation", machines.SUMMIT.acts["summit.cite"])
    assert told(desk, "summit.cite") == ALL
    _ANNOUNCES(desk)
    assert told(desk, "summit.cite") == "XAL XCO XDE"
    machines.SUMMIT.acts["summit.end"](desk)
    assert told(desk, "summit.cite") == ""


def test_what_has_a_time_stands_before_what_has_none_and_the_sooner_first() -> None:
    desk = reached(machines.WAIVER, "asked")
    desk.do("XBE", "proposal.table", "P2", title="y", purpose="measure")
    desk.do("XAL", "silence.open", "P2", deadline=72)
    desk.do("XCO", "member.notify", "XCO")
    order = [(due.object, due.until) for due in today(desk.forum, "XCO", at())]
    assert order == [(THIS, at(4)), ("P2", at(72)), ("XCO", None), (SITS, None)]
