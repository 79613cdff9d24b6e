"""A briefing for a newcomer: each line from the record, with the number of its act."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.forum.made import OFFICE, Desk, charter, decide, forum, member

from dipoli.forum.brief import MOST, Part, brief
from dipoli.terms import COMPILED

PAPER: dict[str, Any] = {
    "title": "On the lake", "symbol": "A/1", "kind": "working-paper", "language": "en",
    "everything": False,
}  # fmt: skip
PAST = "2029-11-05T09:00:00Z"


def worked() -> Desk:
    desk = Desk()
    desk.do("XBE", "name.give", name="Kingdom of Bermark", sort="party", thing="XBE", language="en")
    desk.do("XBE", "commitment.make", "C1", words="To warn.", owners=["XBE"], recipients=["XCO"])
    desk.do("XCO", "commitment.make", "C2", words="To pay.", owners=["XCO"], recipients=["XBE"])
    desk.do("XBE", "text.table", "T1", **PAPER)
    desk.do("XBE", "clause.propose", "T1-1", words="They meet here.", sort="words")
    desk.do("XBE", "clause.bracket", "T1-1", words="here")
    desk.do("XBE", "text.bracket", "T1")
    desk.do("XBE", "term.dispute", "D1", title="meet", names=["meet"])
    desk.do("XCO", "term.mean", "D1", words="In one room.")
    desk.do("XCO", "matter.reserve", "R1", title="The dam", names=["dam"])
    decide(desk, "P1", "measure", None)
    desk.do("XBE", "proposal.table", "P2", title="A bulletin", purpose="measure")
    desk.do("XBE", "government.change", "XBE", words="They voted.", since=PAST)
    desk.do("XBE", "name.give", name="Union of Bermark", sort="party", thing="XBE", language="en")
    return desk


def parts(desk: Desk, seat: str | None = "XBE") -> dict[str, Part]:
    found = brief(desk.forum, desk.forum.time, seat, ("Open to all.",))
    return {one.heading: one for one in found}


def lines(part: Part) -> list[tuple[str, str | None, int | None]]:
    return [(one.told, one.words, one.act) for one in part.lines]


def test_it_says_what_this_forum_is_and_who_sits_here() -> None:
    found = parts(worked())
    assert [one[0] for one in lines(found["What this forum is"])] == [
        "Its charter is in the opening of the record: invented for tests.",
        "It is a dialogue, without commitments.",
        "XAL presides.",
        "SECRETARIAT keeps the record, which has 16 acts.",
    ]
    assert lines(found["Who sits here, in protocol order"]) == [
        ("XAL: member, present.", None, None),
        ("XBE: member, present.", None, None),
        (f"XBE told that its government changed, since {PAST}.", "They voted.", 14),
        ("XCO: member, present.", None, None),
        ("XDE: member, present.", None, None),
    ]


def test_it_says_what_was_adopted_and_what_is_open_with_the_act() -> None:
    found = parts(worked())
    (adopted,) = lines(found["What was adopted"])
    assert adopted == ("P1, adopted on 2030-03-02T10:00:00Z: adopted.", "On None", 10)
    first, text = lines(found["What is open"])
    assert first[1:] == ("A bulletin", 13)
    assert first[0].startswith("P2: tabled. ")
    assert text[1:] == ("On the lake", 3)
    assert text[0].startswith("T1: a text, version ")


def test_it_says_what_a_seat_undertook_and_what_is_owed_to_it_under_which_names() -> None:
    found = parts(worked())
    (own,) = lines(found["What XBE has undertaken"])
    assert own == (
        "C1 of XBE. XBE was Kingdom of Bermark then. No side has said how it stands.",
        "To warn.", 1,
    )  # fmt: skip
    (owed,) = lines(found["What is owed to XBE"])
    assert owed[0].startswith("C2 of XCO. XBE was Kingdom of Bermark then. ")
    assert owed[1:] == ("To pay.", 2)


def test_it_says_which_brackets_terms_and_matters_there_are() -> None:
    found = parts(worked())
    assert lines(found["Brackets that XBE holds"]) == [
        ("XBE holds the bracket around the whole of T1.", "On the lake", 3),
        ("XBE holds a bracket in clause T1-1.", None, 4),
    ]
    assert lines(found["Disputed terms, and what each party means by them"]) == [
        ("D1: disputed by XBE.", "meet", 7),
        ("XCO means by D1:", "In one room.", 7),
    ]
    assert lines(found["What seats will not have discussed"]) == [
        ("R1: reserved by XCO.", "The dam", 9)
    ]
    assert lines(found["Who can read this"]) == [("Open to all.", None, None)]


def test_it_says_what_waits_for_the_seat() -> None:
    found = parts(worked())["What waits for XBE now"]
    told = [one.told for one in found.lines]
    assert "C1: The delegation's commitment stands, and the delegation has not said how." in told
    assert found.none == "Nothing waits for its act."


def test_without_a_seat_it_says_nothing_of_any_one_seat() -> None:
    headings = set(parts(worked(), None))
    assert headings == {
        "What this forum is", "Who sits here, in protocol order",
        "Baskets, and where each stands", "What was adopted", "What is open",
        "Disputed terms, and what each party means by them", "What seats will not have discussed",
        "Taken over, and wound up", "Who can read this",
    }  # fmt: skip


def test_the_successor_of_a_party_is_briefed_of_all_that_the_seat_holds() -> None:
    desk = worked()
    decide(desk, "P9", "admit", "XNU for XBE")
    desk.do(OFFICE, "member.succeed", "XBE", successor="XNU", decision="P9")
    found = parts(desk, "XBE")
    (own,) = lines(found["What XNU has undertaken"])
    assert own[0].startswith("C1 of XNU. XNU was Kingdom of Bermark then. ")
    seats = [one[0] for one in lines(found["Who sits here, in protocol order"])]
    assert "XNU: member, accepted; it has the seat of XBE." in seats
    assert not any(one.startswith("XBE:") for one in seats)


def test_a_settled_term_is_said_to_be_settled_where_it_is() -> None:
    desk = worked()
    desk.do("XBE", "term.mean", "D1", words="By video.")
    desk.do("XBE", "term.offer", "D1", words="In any way.", text="T1")
    for code in ("XBE", "XCO"):
        desk.do(code, "term.accept", "D1", text="T1")
    found = lines(parts(desk)["Disputed terms, and what each party means by them"])
    assert found[0][0] == "D1: disputed by XBE; settled in T1."


def test_a_level_that_was_raised_cites_its_decision_and_its_act() -> None:
    desk = Desk()
    decide(desk, "P1", "level", "political-commitments")
    desk.do(OFFICE, "proposal.effect", "P1")
    desk.do(OFFICE, "level.raise", "P1")
    told = lines(parts(desk)["What this forum is"])[1]
    assert told == (
        "It is a forum of political commitments, as P1 decided on 2030-03-02T10:00:00Z.", None, 4,
    )  # fmt: skip


def test_what_was_wound_up_and_taken_over_stands_in_it() -> None:
    desk = Desk()
    head: dict[str, Any] = {
        "words": "We go on.",
        "origin": "old",
        "size": 9,
        "root": "A" * 43 + "=",
    }
    desk.do("XBE", "framework.take-over", "F1", **head)
    desk.do("XBE", "framework.list", "F1", sort="term", things=["D1"])
    desk.do("XBE", "framework.take-over", "F2", **head)
    desk.do("XBE", "framework.drop", "F2")
    desk.do("XBE", "framework.wind-up", "W1", words="Done.")
    desk.do("XBE", "framework.wind-up", "W2", words="Done.")
    desk.do("XBE", "framework.keep", "W2")
    assert [(one[1], one[2]) for one in lines(parts(desk)["Taken over, and wound up"])] == [
        ("Done.", 4), ("We go on.", 0), (None, 1),
    ]  # fmt: skip


def test_a_part_that_is_too_long_keeps_the_latest_and_says_where_the_rest_is() -> None:
    desk = Desk()
    for number in range(MOST):
        desk.do("XBE", "commitment.make", f"C{number}", words="x", owners=["XBE"])
    full = parts(desk)["What XBE has undertaken"]
    assert (len(full.lines), full.more) == (MOST, None)
    desk.do("XBE", "commitment.make", "CX", words="x", owners=["XBE"])
    cut = parts(desk)["What XBE has undertaken"]
    assert (len(cut.lines), cut.more) == (MOST, "commitments")
    assert cut.lines[0].told.startswith("C1 of")
    assert cut.lines[-1].told.startswith("CX of")


def test_a_forum_in_which_nothing_was_done_says_so() -> None:
    desk = Desk()
    desk.forum = evolve(desk.forum, chair=())
    found = parts(desk, "XDE")
    assert found["What was adopted"].lines == ()
    assert found["What was adopted"].none == "Nothing is entered."
    assert "Nobody presides now." in [one.told for one in found["What this forum is"].lines]


def test_it_says_nothing_twice_and_counts_nobody() -> None:
    every = [one.told for part in parts(worked()).values() for one in part.lines]
    assert len(every) == len(set(every))
    assert not any("total" in one or "%" in one for one in every)


def test_a_body_says_to_whom_it_reports_and_a_compiled_record_whose_entries_it_has() -> None:
    desk = Desk()
    assert not [one for one in told_of(desk) if "reports to" in one or "compiler" in one]
    below = Desk(desk.forum.grown(reports_to="plenary"))
    assert "It is a body that reports to plenary, and takes no decisions." in told_of(below)
    compiled = Desk(forum(charter(exercise=False, style=COMPILED), sits=False))
    assert "Its entries are a compiler's: 0 acts with its opening." in told_of(compiled)


def told_of(desk: Desk) -> list[str]:
    """What the briefing says of the forum itself."""
    return [one.told for one in parts(desk, None)["What this forum is"].lines]


@pytest.mark.parametrize(("members", "shown"), [(40, 40), (41, 40)])
def test_forty_seats_are_listed_and_no_more(members: int, shown: int) -> None:
    codes = [f"X{a}{b}" for a in "ABCDE" for b in "ABCDEFGHIJ"][:members]
    desk = Desk(forum(charter(members=tuple(member(code) for code in codes)), chair=()))
    part = parts(desk, None)["Who sits here, in protocol order"]
    assert (len(part.lines), part.more) == (shown, "status" if members > shown else None)


def test_terms_and_matters_stand_in_the_order_in_which_they_were_begun() -> None:
    desk = Desk()
    for name in ("D9", "D1"):
        desk.do("XBE", "term.dispute", name, title=name, names=[name])
    for name in ("R9", "R1"):
        desk.do("XCO", "matter.reserve", name, title=name, names=[f"the {name}"])
    terms = lines(parts(desk)["Disputed terms, and what each party means by them"])
    assert [one[1] for one in terms] == ["D9", "D1"]
    matters = lines(parts(desk)["What seats will not have discussed"])
    assert [one[1] for one in matters] == ["R9", "R1"]


def test_seats_that_are_taken_over_stand_in_protocol_order_and_strangers_behind_them() -> None:
    desk = Desk()
    head: dict[str, Any] = {
        "words": "We go on.", "origin": "old", "size": 9, "root": "A" * 43 + "=",
    }  # fmt: skip
    desk.do("XBE", "framework.take-over", "F1", **head)
    desk.do("XBE", "framework.list", "F1", sort="seat", things=["XAA", "XDE", "XBE"])
    desk.do("XBE", "framework.list", "F1", sort="term", things=["D2", "D1"])
    told = [one[0] for one in lines(parts(desk)["Taken over, and wound up"])]
    assert "F1 lists, of old: seat XBE, XDE, XAA." in told
    assert "F1 lists, of old: term D1, D2." in told


@pytest.mark.parametrize("many", [MOST, MOST + 1])
def test_as_much_of_what_waits_is_told_as_a_part_holds(many: int) -> None:
    desk = Desk()
    for number in range(many - 1):  # and its credentials for the meeting that sits
        desk.do("XBE", "proposal.table", f"P{number:02}", title=f"On {number}", purpose="measure")
    desk.wait(hours=24)
    for number in range(many - 1):
        desk.do("XAL", "proposal.put", f"P{number:02}")
    part = parts(desk, "XCO")["What waits for XCO now"]
    assert (len(part.lines), part.more) == (MOST, "today" if many > MOST else None)
    (first,) = [one for one in part.lines if one.told.startswith("P00: ")]
    assert (first.words, first.act) == ("On 0", 0)


def test_what_waits_about_a_seat_does_not_name_the_seat_before_the_sentence() -> None:
    invited = charter(seats=evolve(charter().seats, admission=False))
    desk = Desk(forum(invited))
    desk.do("XAL", "member.invite", "XNE", category="observer")
    part = parts(desk, "XNE")["What waits for XNE now"]
    assert part.lines
    assert not [one for one in part.lines if one.told.startswith("XNE: ") or one.words == ""]
