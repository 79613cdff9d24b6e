"""What each thing still needs, in each of its stages: who has to act, and nothing that is done.

The words are looked for in the sentence, or must not be in it (behind ``!``).
"""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.forum import machines
from tests.forum.machines import CLAUSE, THIS, Doing, Machine, desk_of, does, then
from tests.forum.made import OFFICE, SITS, Desk

from dipoli.charter.rules import Lapse
from dipoli.forum.story_claims import NEEDED

_SERVE = machines.SILENCE.acts["text.serve"]
_BREAK = machines.SILENCE.acts["silence.break"]
_CERTIFY = machines.SILENCE.acts["silence.certify"]
_CLEAN = machines.CLAUSES.acts["clause.clean"]
_AGREE = machines.CLAUSES.acts["clause.agree"]
_FILE, _FOUND = (machines.LANGUAGE.acts[f"text.{one}"] for one in ("language", "authenticate"))
_GONE = then(
    does("XCO", "member.notify", "XCO"),
    lambda desk: desk.wait(hours=24),
    does("XCO", "member.withdraw", "XCO"),
)
_REPORT = does(OFFICE, "report.receive", report=machines.LEAF)


def reached(machine: Machine, stage: str, *steps: Doing) -> Desk:
    desk = desk_of()
    then(machine.before.get("", then()), machine.stages[stage], *steps)(desk)
    return desk


def needed(desk: Desk, part: str, name: str = THIS) -> str:
    return NEEDED[part](desk.forum, getattr(desk.forum, part)[name])


def says(told: str, words: str) -> bool:
    """Whether a sentence has all these words, and none behind an exclamation mark."""
    parts = [word.strip() for word in words.split("&")]
    return all((part[1:] not in told) if part[0] == "!" else part in told for part in parts)


ROWS = f"""
proposals | PROPOSAL | tabled               | X1 | 2030-03-02T10:00:00Z & in an open meeting
proposals | PROPOSAL | tabled               | X1 | or be opened for silence & !leave & !First
proposals | PROPOSAL | under-decision       | X1 | the chair to find, in an open meeting
proposals | PROPOSAL | objected-to          | X1 | XCO to withdraw the objection & !lapsed
proposals | PROPOSAL | referred-to-capitals | X1 | XCO & else it lapses
silences  | SILENCE  | running              | X1 | XAL, XBE, XCO, XDE by 2030-03-03T10:00:00Z
silences  | SILENCE  | suspended            | X1 | the chair to let it go on
seats     | SEAT     | invited              | {machines.NEW} | its party to accept
seats     | SEAT     | present              | {machines.NEW} | nothing is needed & !notice
seats     | SEAT     | withdrawn            | {machines.NEW} | withdrew & !gave notice
bodies    | BODY     | at-work              | X1 | what it agrees counts here once it is reported
meetings  | MEETING  | called               | X1 | opened from 2030-03-05T10:00:00Z
meetings  | MEETING  | open                 | X1 | the chair to close it
meetings  | MEETING  | suspended            | X1 | suspended & without a date & to resume it
meetings  | MEETING  | adjourned            | X1 | adjourned & without a date & to resume it
meetings  | AGENDA   | provisional          | X1 | the chair to find that no member objects to it
meetings  | AGENDA   | contested            | X1 | XCO to clear & !XDE
meetings  | MINUTES  | not-issued           | X1 | closed & nothing is needed
points    | POINT    | raised               | X1 | the ruling of the chair
points    | POINT    | under-appeal         | X1 | another member to support
texts     | CLAUSES  | proposed             | X1 | authentic versions in fr & !en,
texts     | CLAUSES  | bracketed            | X1 | brackets and alternatives in X1-1
amendments | AMENDMENT | proposed           | A1 | XBE, who holds the pen
links     | LINK     | claimed              | L1 | a decision of the body
links     | LINK     | agreed               | L1 | P1 waits for
matters   | MATTER   | reserved             | X1 | the consent of XCO
summits   | SUMMIT   | in-preparation       | X1 | clean, bracketed, left-to-leaders, fall-back
summits   | SUMMIT   | in-preparation       | X1 | !to-announce
"""
"""Part of the standing, machine, stage, name, words."""


def _rows() -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in ROWS.strip().splitlines()]


@pytest.mark.parametrize(("part", "machine", "stage", "name", "words"), _rows())
def test_what_is_needed_in_a_stage(
    part: str, machine: str, stage: str, name: str, words: str
) -> None:
    told = needed(reached(getattr(machines, machine), stage), part, name)
    assert says(told, words), told


def test_a_charter_without_meetings_or_silence_asks_for_neither() -> None:
    desk = reached(machines.PROPOSAL, "tabled")
    rules = desk.forum.charter
    bare = evolve(
        rules,
        decision=evolve(rules.decision, meeting=False),
        silence=evolve(rules.silence, allowed=False),
    )
    desk.forum = evolve(desk.forum, charter=bare)
    assert says(needed(desk, "proposals"), "2030-03-02T10:00:00Z & !meeting & !silence")
    leave = evolve(rules, silence=evolve(rules.silence, leave=True))
    desk.forum = evolve(desk.forum, charter=leave)
    assert says(needed(desk, "proposals"), "silence with the leave of the body")
    put = reached(machines.PROPOSAL, "under-decision")
    put.forum = evolve(put.forum, charter=bare)
    assert says(needed(put, "proposals"), "the chair to find that no member objects")


def test_a_party_that_is_necessary_and_not_here_is_named() -> None:
    claim = does("XBE", "necessary.claim", party="XCO", source="x")
    here = reached(machines.PROPOSAL, "under-decision", claim)
    assert says(needed(here, "proposals"), "that no member objects & !XCO")
    here.do("XCO", "proposal.opt-out", THIS)
    assert says(needed(here, "proposals"), "XCO to join & !a seat with a voice")
    gone = reached(machines.PROPOSAL, "under-decision", claim, does("XCO", "member.pause", "XCO"))
    assert says(needed(gone, "proposals"), "a seat with a voice for XCO & !to join")


def test_an_objection_lapses_by_a_finding_once_its_author_gave_the_seat_up() -> None:
    desk = reached(machines.PROPOSAL, "objected-to", _GONE)
    assert says(needed(desk, "proposals"), "objection of XCO has lapsed & !to withdraw the")
    two = reached(
        machines.PROPOSAL, "objected-to", machines.PROPOSAL.acts["objection.raise"], _GONE
    )
    assert says(needed(two, "proposals"), "XDE to withdraw & objection of XCO has lapsed")


def test_a_capital_is_named_until_it_has_answered() -> None:
    desk = reached(machines.PROPOSAL, "referred-to-capitals")
    rules = desk.forum.charter
    confirms = evolve(rules.decision, referral_silence=Lapse.CONFIRMS)
    kept = desk.forum
    desk.forum = evolve(kept, charter=evolve(rules, decision=confirms))
    assert says(needed(desk, "proposals"), "XCO & no answer by then means that they agree")
    desk.forum = kept
    desk.do("XCO", "proposal.confirm", THIS)
    told = needed(desk, "proposals")
    assert says(told, "All capitals have answered & the chair to find & !XCO & !open meeting")


def test_a_silence_that_is_served_needs_that_nobody_breaks_it() -> None:
    desk = reached(machines.SILENCE, "running", _SERVE)
    assert says(needed(desk, "silences"), "nobody breaks it up to 2030-03-04T10:00:00Z & !served")
    assert says(needed(desk, "silences"), "!necessary")
    broken = reached(machines.SILENCE, "running", _BREAK)
    assert says(needed(broken, "silences"), "was broken & nothing is needed")
    held = reached(machines.SILENCE, "running", _CERTIFY)
    assert says(needed(held, "silences"), "held & nothing is needed")


def test_a_notice_of_withdrawal_is_told_with_the_moment_from_which_it_holds() -> None:
    desk = desk_of()
    desk.do("XCO", "member.notify", "XCO")
    assert says(needed(desk, "seats", "XCO"), "from 2030-03-02T10:00:00Z & or stay")
    desk.wait(hours=24)
    desk.do("XCO", "member.withdraw", "XCO")
    assert says(needed(desk, "seats", "XCO"), "withdrew & !from 2030")


def test_a_body_that_reports_back_is_told_to_until_it_has() -> None:
    call = does(
        "XAL", "circle.call", title="x", sort="friends-of-the-chair", track="track-1",
        rank="officials", host="A hall", seats=["XBE"],
    )  # fmt: skip
    desk = desk_of()
    call(desk)
    assert says(needed(desk, "bodies"), "reports back before it is closed")
    _REPORT(desk)
    assert says(needed(desk, "bodies"), "counts here & !reports back")
    desk.do("XAL", "circle.close", THIS)
    assert says(needed(desk, "bodies"), "closed & nothing is needed")


def test_a_meeting_adjourned_to_a_day_is_told_with_the_day() -> None:
    desk = reached(machines.MEETING, "open", does("XAL", "meeting.adjourn", THIS, 24))
    assert says(needed(desk, "meetings"), "adjourned until 2030-03-06T10:00:00Z & resume")


def test_each_who_contests_an_agenda_is_named() -> None:
    desk = reached(machines.AGENDA, "contested", does("XDE", "agenda.contest"))
    assert says(needed(desk, "meetings"), "XCO, XDE to clear")


def test_a_link_that_has_what_it_asks_for_holds_nothing_back() -> None:
    desk = reached(machines.LINK, "agreed")
    assert "P2" in needed(desk, "links", "L1")
    desk.do("XAL", "proposal.put", "P2")
    desk.do("XAL", "proposal.adopt", "P2")
    assert says(needed(desk, "links", "L1"), "P1")
    desk.do("XCO", "link.remove", "L1")
    assert says(needed(desk, "links", "L1"), "removed & nothing is needed")


def test_a_reserved_matter_is_told_with_the_papers_that_its_author_admits() -> None:
    desk = reached(machines.MATTER, "reserved")
    desk.do("XCO", "matter.admit", THIS, paper="T2")
    desk.do("XCO", "matter.admit", THIS, paper="T1")
    assert says(needed(desk, "matters"), "XCO admits it in T1, T2")
    _GONE(desk)
    assert says(needed(desk, "matters"), "until XCO returns")
    desk.do("XCO", "member.return", "XCO")
    desk.do("XCO", "matter.release", THIS)
    assert says(needed(desk, "matters"), "released & nothing is needed")


def test_a_summit_names_the_seats_that_have_not_said_what_they_can_announce() -> None:
    desk = reached(machines.SUMMIT, "in-preparation")
    parts = ("clean", "bracketed", "left-to-leaders", "fall-back")
    for part in parts:
        desk.do("XAL", "summit.cite", THIS, part=part, circle=f"on-{part}", leaf=machines.LEAF)
    assert says(needed(desk, "summits"), "XAL, XBE, XCO, XDE & !cited")
    for code in ("XAL", "XBE", "XCO", "XDE"):
        desk.do(
            code, "summit.cite", THIS, part="to-announce", circle=f"home-of-{code.lower()}",
            leaf=machines.LEAF,
        )  # fmt: skip
    assert says(needed(desk, "summits"), "Every part is cited")
    machines.SUMMIT.acts["summit.end"](desk)
    assert says(needed(desk, "summits"), "ended")


def tabled(**changes: Any) -> Desk:  # noqa: ANN401 - fields of several types
    desk = desk_of()
    desk.do("XBE", "text.table", THIS, **{**machines.PAPER, **changes})
    return desk


def with_clause(desk: Desk, sort: str = "words") -> Desk:
    words = "The lake is shared."
    desk.do("XBE", "clause.propose", CLAUSE, words=words, sort=sort, behind=None)
    return desk


def test_a_paper_without_status_is_not_put_to_the_body() -> None:
    assert says(needed(tabled(kind="non-paper"), "texts"), "not put to the body")
    assert says(needed(tabled(), "texts"), "first clause & !not put")


def test_a_text_of_which_nothing_is_agreed_until_everything_is_names_what_is_open() -> None:
    desk = with_clause(tabled(everything=True))
    assert says(needed(desk, "texts"), "X1-1 to be agreed")
    _CLEAN(desk)
    assert says(needed(desk, "texts"), "X1-1 to be agreed")
    _AGREE(desk)
    assert says(needed(desk, "texts"), "!to be agreed & versions in fr")


def test_a_placeholder_needs_words() -> None:
    desk = with_clause(tabled(), "placeholder")
    assert says(needed(desk, "texts"), "placeholders X1-1")


def test_a_bracket_around_the_whole_is_told_before_all_else() -> None:
    desk = with_clause(tabled(everything=True))
    desk.do("XCO", "text.bracket", THIS)
    assert says(needed(desk, "texts"), "XCO to lift the bracket around the whole")


def test_a_text_with_all_its_languages_can_be_put() -> None:
    desk = with_clause(tabled())
    _FILE(desk)
    assert says(needed(desk, "texts"), "versions in fr")
    _FOUND(desk)
    assert says(needed(desk, "texts"), "It can be put to the body")
    desk.do("XBE", "text.withdraw", THIS)
    assert says(needed(desk, "texts"), "withdrawn & nothing is needed")


def test_an_amendment_that_was_taken_or_clashes_says_so() -> None:
    taken = reached(machines.AMENDMENT, "proposed", machines.AMENDMENT.acts["amendment.take"])
    assert says(needed(taken, "amendments", "A1"), "taken & nothing is needed")
    clash = reached(machines.AMENDMENT, "proposed")
    clash.do("XBE", "clause.revise", CLAUSE, words="The lake is common.", version=1)
    assert says(needed(clash, "amendments", "A1"), "!holds the pen")


def test_the_sitting_needs_its_chair() -> None:
    assert says(needed(desk_of(), "meetings", SITS), "the chair to close it")
