"""Promises held against those who would go around them: seats, chairs, floors, bodies, summits."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from attrs import evolve
from tests.forum.made import (
    NAMES,
    OFFICE,
    SITS,
    START,
    Desk,
    charter,
    clause,
    decide,
    forum,
    member,
)

from dipoli.charter.points import Point
from dipoli.charter.rules import Category, DecisionMode, Rota, Term, Track
from dipoli.forum.bodies_rules import beginning
from dipoli.forum.formality_rules import still_needed as level_needed
from dipoli.forum.influence import influence
from dipoli.forum.opening import begin, write_mandate
from dipoli.forum.register_lines import seat_added, seat_removed
from dipoli.forum.seat import Stage
from dipoli.forum.today import today
from dipoli.record.forms import Office, OpenCircle, Quorum
from dipoli.record.shape import write_time

LEAF = base64.b64encode(bytes(32)).decode()


def meeting_rules(**changes: Any) -> Desk:  # noqa: ANN401 - fields of several types
    return Desk(forum(charter(meeting=evolve(charter().meeting, **changes))))


def agenda(at: Desk, *titles: str) -> Desk:
    """A meeting with an agenda of some items, open and adopted."""
    at.do("XAL", "meeting.close", SITS, outcome="nothing")
    opens = at.act(OFFICE, "meeting.cancel", deadline=48).deadline
    at.do(OFFICE, "meeting.invite", "M1", title="Round", place="Hall", opens=opens)
    for n, title in enumerate(titles, 1):
        at.do("XBE", "agenda.place", f"I{n}", title=title, meeting="M1")
    at.wait(hours=48).do("XAL", "meeting.open", "M1")
    if at.forum.charter.meeting.agenda:
        at.do("XAL", "agenda.adopt", "M1")
    return at


# ---------------------------------------------------------------- a place in the record, and a seat


@pytest.mark.parametrize("first", ["register", "invitation"])
def test_a_party_added_to_the_record_and_invited_has_the_invited_seat_in_either_order(
    first: str,
) -> None:
    at = Desk()
    decide(at, "P1", "admit", "XNE")
    if first == "register":
        at.forum = seat_added(at.forum, "XNE")
        refusal = at.refused("XNE", "member.accept", "XNE")
        assert "was not invited" in refusal.why
        assert refusal.remedy == "Ask to be invited, and accept the seat."
    at.do(OFFICE, "member.invite", "XNE", category="member", decision="P1")
    if first == "invitation":
        at.forum = seat_added(at.forum, "XNE")
    seat = at.forum.seats["XNE"]
    assert (seat.category, seat.stage) == (Category.MEMBER, Stage.INVITED)
    assert at.forum.listed == ()
    at.do("XNE", "member.accept", "XNE")


def test_a_place_in_the_record_alone_is_no_seat_in_the_forum() -> None:
    at = Desk()
    at.forum = seat_added(seat_added(at.forum, "XNE"), "XNE")
    assert at.forum.listed == ("XNE",)
    assert at.forum.order == ("XAL", "XBE", "XCO", "XDE")
    assert clause(at.refused("XNE", "floor.ask", SITS), Point.WHO_ACTS)
    assert seat_removed(at.forum, "XNE", at.forum.time).listed == ()


def test_a_seat_removed_from_the_record_keeps_its_place_and_a_taken_one_is_gone() -> None:
    at = Desk()
    gone = seat_removed(at.forum, "XAL", "2030-03-02T10:00:00Z")
    assert gone.seats["XAL"].stage is Stage.WITHDRAWN
    assert not gone.seats["XAL"].gave_up
    assert gone.chair == ()
    assert gone.order == at.forum.order
    decide(at, "P1", "admit", "XNE for XCO")
    at.do("XAL", "member.succeed", "XCO", successor="XNE", decision="P1")
    after = Desk(seat_removed(at.forum, "XCO", at.forum.time))
    after.now = at.now
    assert after.forum.seats["XCO"].stage is Stage.SUCCEEDED
    assert clause(after.refused("XCO", "member.return", "XCO"), Point.SEAT_STAGE)


# ---------------------------------------------------------------- a decision allows what it names


def test_a_decision_to_invite_a_party_takes_nobody_s_seat() -> None:
    at = Desk()
    decide(at, "P1", "admit", "XNE")
    for by in ("XBE", "XAL", OFFICE):
        refusal = at.refused(by, "member.succeed", "XCO", successor="XNE", decision="P1")
        assert clause(refusal, Point.MANDATE)
        assert "let XNE take the seat of XCO" in refusal.why
    at.do("XCO", "member.succeed", "XCO", successor="XNE", decision="P1")
    assert at.forum.heir("XCO") == "XNE"


def test_the_remedy_of_a_mandate_says_about_what_the_proposal_is() -> None:
    at = Desk()
    said = {"successor": "XNE", "decision": None}
    refusal = at.refused(OFFICE, "member.succeed", "XCO", **said)
    assert "“XNE for XCO”" in refusal.remedy
    decide(at, "P1", "admit", "XNE for XCO")
    assert clause(
        at.refused(OFFICE, "member.invite", "XNE", category="member", decision="P1"), Point.MANDATE
    )
    at.do(OFFICE, "member.succeed", "XCO", **{**said, "decision": "P1"})


def test_nobody_is_invited_as_something_else_than_was_decided() -> None:
    at = Desk()
    decide(at, "P1", "admit", "XNE as observer")
    refusal = at.refused(OFFICE, "member.invite", "XNE", category="member", decision="P1")
    assert clause(refusal, Point.MANDATE)
    at.do(OFFICE, "member.invite", "XNE", category="observer", decision="P1")


def test_a_suspension_and_a_minus_do_not_add_up_to_two_left_aside() -> None:
    at = Desk()
    at.do("XBE", "proposal.table", "P1", title="On XCO", purpose="suspend", subject="XCO")
    at.wait(hours=24).do("XAL", "proposal.put", "P1")
    at.do("XDE", "objection.raise", "P1", reason="substance")
    refusal = at.refused("XAL", "proposal.except", "P1", finding="A breach.", concerned=["XDE"])
    assert clause(refusal, Point.MINUS)


def test_a_member_is_suspended_with_the_finding_of_the_others() -> None:
    at = Desk()
    decide(at, "P1", "suspend", "XCO")
    at.do("XAL", "member.suspend", "XCO", finding="An uncorrected breach.", decision="P1")
    said = at.acts[-1].said
    assert getattr(said, "finding", None) == "An uncorrected breach."


@pytest.mark.parametrize("stage", ["withdrawn", "tabled", "adopted"])
def test_a_decision_that_cannot_be_carried_out_says_why_and_what_then(stage: str) -> None:
    at = Desk()
    about = {"purpose": "suspend", "subject": "XCO", "effective": "2031-01-01T00:00:00Z"}
    at.do("XBE", "proposal.table", "P1", title="x", **about)
    if stage == "withdrawn":
        at.do("XBE", "proposal.withdraw", "P1")
    if stage == "adopted":
        at.wait(hours=24).do("XAL", "proposal.put", "P1")
        at.do("XAL", "proposal.adopt", "P1")
    refusal = at.refused("XAL", "member.suspend", "XCO", finding="x", decision="P1")
    expected = {
        "withdrawn": "Table another proposal",
        "tabled": "once it is adopted and in effect",
        "adopted": "once it has taken effect",
    }
    assert expected[stage] in refusal.remedy


def test_a_forum_that_takes_no_decisions_says_so_and_sends_nobody_to_table_one() -> None:
    rules = evolve(charter().decision, mode=DecisionMode.INFORMATION)
    at = Desk(forum(charter(decision=rules)))
    refusal = at.refused("XAL", "member.invite", "XNE", category="member")
    assert clause(refusal, Point.MANDATE)
    assert "takes no decisions" in refusal.why
    assert "Table a proposal" not in refusal.remedy
    strike = at.refused("XAL", "words.strike", number=0, decision="P1")
    assert clause(strike, Point.STRIKE)
    press = {"words": "x", "outcome": "press-line"}
    assert "this forum takes none" in at.refused("XAL", "meeting.close", SITS, **press).why
    assert level_needed(at.forum).endswith("it stays so by this charter.")


# ---------------------------------------------------------------- who may do what, and what then


@pytest.mark.parametrize(
    ("stage", "remedy"),
    [
        (Stage.INVITED, "Accept the seat first."),
        (Stage.SELF_SUSPENDED, "Return to the seat first."),
        (Stage.WITHDRAWN, "Return to the seat first."),
        (Stage.SUSPENDED, "It is in order once the others have restored the seat."),
    ],
)
def test_who_is_away_is_told_what_brings_it_back(stage: Stage, remedy: str) -> None:
    here = forum()
    at = Desk(here.grown(seats=here.seats.set("XCO", evolve(here.seats["XCO"], stage=stage))))
    assert at.refused("XCO", "floor.ask", SITS).remedy == remedy
    acts = {"Accept": "member.accept", "Return": "member.return"}
    act = acts.get(remedy.partition(" ")[0])
    if act:
        at.do("XCO", act, "XCO")
        at.do("XCO", "floor.ask", SITS)


def test_the_same_holds_for_who_withdrew_while_it_was_suspended() -> None:
    here = forum()
    seat = evolve(here.seats["XCO"], stage=Stage.WITHDRAWN, barred=True)
    at = Desk(here.grown(seats=here.seats.set("XCO", seat)))
    assert "restored" in at.refused("XCO", "floor.ask", SITS).remedy


def test_an_act_of_another_office_is_left_to_that_office() -> None:
    at = Desk()
    assert at.refused(OFFICE, "proposal.adopt", "P1").remedy == "Leave it to the chair."
    assert at.refused("XBE", "proposal.adopt", "P1").remedy == "Leave it to the chair."
    assert at.refused("XZZ", "floor.ask", SITS).remedy.startswith("Ask to be invited")


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(("first", "second"), [("P10", "P1O"), ("PI", "P1"), ("WO-1", "W0-I")])
def test_a_short_name_that_only_looks_like_another_is_refused_with_the_reason(
    first: str, second: str
) -> None:
    at = Desk()
    at.do("XBE", "proposal.table", first, title="x", purpose="measure")
    refusal = at.refused("XCO", "proposal.table", second, title="x", purpose="measure")
    assert clause(refusal, Point.NEW_OBJECT)
    assert f"{second} looks like {first}" in refusal.why
    assert clause(
        at.refused("XCO", "term.dispute", second, title="x", names=["x"]), Point.NEW_OBJECT
    )
    at.do("XCO", "proposal.table", "P2", title="x", purpose="measure")


def test_a_short_name_that_looks_like_a_party_is_refused() -> None:
    members = tuple(member(code) for code in ("XAL", "XBE", "XIO"))
    at = Desk(forum(charter(members=members)))
    refusal = at.refused("XBE", "proposal.table", "X10", title="x", purpose="measure")
    assert "X10 looks like XIO" in refusal.why


def test_a_speaker_tells_its_own_names_apart() -> None:
    at = Desk()
    said = {"sort": "sea", "language": "en"}
    at.do("XCO", "name.give", name="Lake Ilo", thing="lake-1", **said)
    for name in ("LAKE ILO", "Lake I1O", "Lаke Ilo"):  # noqa: RUF001 - a Cyrillic letter
        refusal = at.refused("XCO", "name.give", name=name, thing="lake-2", **said)
        assert clause(refusal, Point.NAMES)
        assert "“Lake Ilo”" in refusal.why
    at.do("XCO", "name.give", name="LAKE ILO", thing="lake-1", **said)
    at.do("XDE", "name.give", name="Lake Ilo", thing="lake-2", **said)


def test_no_party_passes_for_another_by_a_name_that_only_looks_like_its_name() -> None:
    at = Desk()
    said = {"sort": "party", "thing": "XBE", "language": "en"}
    refusal = at.refused("XBE", "name.give", name="ALDERAN", **said)
    assert "by which XAL calls itself" in refusal.why
    at.do("XBE", "name.give", name=NAMES["XAL"], **said)  # the very name is between the two
    at.do("XCO", "name.give", name="ALDERAN", **said)  # what others call it is their own affair


# ---------------------------------------------------------------- the chair and the floor


def test_meetings_presided_are_counted_beside_turns() -> None:
    rules = evolve(charter().chair, rota=Rota.FIXED, term=Term.STANDING, fixed=("XAL",))
    at = Desk(forum(charter(chair=rules), sits=False))
    at.do("XAL", "chair.take")
    for n in range(3):
        opens = at.act(OFFICE, "meeting.cancel", deadline=48).deadline
        at.do(OFFICE, "meeting.invite", f"M{n}", title="x", place="y", opens=opens)
        at.wait(hours=48).do("XAL", "meeting.open", f"M{n}")
        at.do("XAL", "meeting.suspend", f"M{n}")
        at.do("XAL", "meeting.resume", f"M{n}")
        at.do("XAL", "meeting.close", f"M{n}", outcome="nothing")
    found = {row.code: (row.turns, row.meetings) for row in influence(at.forum)}
    assert found == {"XAL": (1, 3), "XBE": (0, 0), "XCO": (0, 0), "XDE": (0, 0)}


def test_who_takes_the_chair_while_a_meeting_sits_presides_at_it_too() -> None:
    rules = evolve(charter().chair, term=Term.DAY)
    at = Desk(forum(charter(chair=rules), chair=(), sits=False))
    at.do("XAL", "chair.take")
    opens = at.act(OFFICE, "meeting.cancel", deadline=48).deadline
    at.do(OFFICE, "meeting.invite", "M1", title="x", place="y", opens=opens)
    at.wait(hours=48).do("XAL", "meeting.open", "M1")
    at.do("XBE", "chair.take")
    found = {row.code: row.meetings for row in influence(at.forum)}
    assert found == {"XAL": 1, "XBE": 1, "XCO": 0, "XDE": 0}


def test_the_chair_wipes_no_list_of_speakers_by_taking_an_item_up() -> None:
    at = agenda(Desk(), "Fish", "Boats")
    at.do("XAL", "agenda.take", "M1", item="I1")
    at.do("XCO", "floor.ask", "M1")
    assert clause(at.refused("XAL", "agenda.take", "M1", item="I1"), Point.FLOOR)
    refusal = at.refused("XAL", "agenda.take", "M1", item="I2")
    assert clause(refusal, Point.FLOOR)
    assert "XCO" in refusal.why
    at.do("XAL", "floor.close", "M1")
    at.do("XAL", "floor.give", "M1", seat="XCO")
    at.do("XAL", "agenda.take", "M1", item="I2")


def test_where_agendas_are_not_adopted_nobody_adopts_or_stops_one() -> None:
    at = agenda(meeting_rules(agenda=False), "Fish")
    for by, act in (("XAL", "agenda.adopt"), ("XCO", "agenda.contest")):
        assert clause(at.refused(by, act, "M1"), Point.AGENDA)
    at.do("XCO", "agenda.place", "I7", title="Nets", meeting="M1")
    at.do("XAL", "agenda.take", "M1", item="I7")


def test_an_observer_raises_no_point_of_order() -> None:
    here = forum()
    seat = evolve(here.seats["XDE"], category=Category.OBSERVER)
    at = Desk(here.grown(seats=here.seats.set("XDE", seat)))
    refusal = at.refused("XDE", "point.raise", "O1", words="x", meeting=SITS)
    assert clause(refusal, Point.WHO_ACTS)


def test_who_ruled_does_not_support_the_ruling_after_handing_the_chair_on() -> None:
    at = Desk()
    at.do("XCO", "point.raise", "O1", words="x", meeting=SITS)
    at.do("XAL", "point.rule", "O1", words="No.", sustained=False)
    at.do("XCO", "point.appeal", "O1")
    at.forum = at.forum.grown(chair=("XBE",))
    assert clause(at.refused("XAL", "point.support", "O1"), Point.POINT_OF_ORDER)
    at.do("XDE", "point.support", "O1")


def test_a_closed_list_sends_nobody_to_a_right_of_reply_that_is_not_there() -> None:
    for replies, told in ((0, False), (2, True)):
        at = meeting_rules(replies=replies)
        at.do("XAL", "floor.close", SITS)
        assert ("right of reply" in at.refused("XCO", "floor.ask", SITS).remedy) is told


def test_credentials_are_presented_and_found_in_order_between_sittings() -> None:
    for act in ("meeting.suspend", "meeting.adjourn"):
        at = Desk()
        at.do("XAL", act, SITS)
        at.do("XCO", "credentials.present", SITS, head="N. N.", rank="ministers")
        at.do(OFFICE, "credentials.accept", SITS, seat="XCO")
        told = at.refused(OFFICE, "credentials.accept", SITS, seat="XCO")
        assert told.why.endswith("are in order already.")


def test_words_that_were_struck_wait_for_the_secretariat_to_withhold_them() -> None:
    at = Desk()
    at.do("XCO", "floor.ask", SITS)
    decide(at, "P1", "strike-words", "0")
    at.do("XAL", "words.strike", number=0, decision="P1")
    now = write_time(START)
    due = [one for one in today(at.forum, OFFICE, now) if "body.withhold/1" in one.acts]
    assert len(due) == 1
    assert "act 0 were struck by P1" in due[0].told
    said: dict[str, Any] = {"number": 0, "decision": "P1"}
    assert "body.withhold" in at.refused("XAL", "words.strike", **said).remedy
    at.forum = at.forum.grown(withheld=frozenset({0}))
    assert not [one for one in today(at.forum, OFFICE, now) if "body.withhold/1" in one.acts]
    assert "body.withhold" not in at.refused("XAL", "words.strike", **said).remedy


def test_a_seat_that_was_taken_over_is_left_to_who_has_it() -> None:
    at = Desk()
    decide(at, "P1", "admit", "XNE for XCO")
    at.do(OFFICE, "member.succeed", "XCO", successor="XNE", decision="P1")
    refusal = at.refused("XCO", "member.attend", "XCO")
    assert refusal.why == "XNE has taken the seat of XCO."
    assert "XNE" in refusal.remedy


def test_an_agenda_that_is_adopted_sends_the_matter_to_a_later_meeting() -> None:
    at = agenda(Desk(), "Fish")
    for by, act, name, said in (
        ("XCO", "agenda.place", "I7", {"title": "Nets", "meeting": "M1"}),
        ("XCO", "agenda.contest", "M1", {}),
        ("XAL", "agenda.adopt", "M1", {}),
    ):
        refusal = at.refused(by, act, name, **said)
        assert clause(refusal, Point.AGENDA)
        assert "later meeting" in refusal.remedy


# ---------------------------------------------------------------- reserved matters


def test_a_reserved_matter_comes_in_by_no_agenda_meeting_body_or_summit() -> None:
    at = Desk()
    at.do("XCO", "matter.reserve", "Q1", title="The lake", names=["lake"])
    opens = at.act(OFFICE, "meeting.cancel", deadline=48).deadline
    body = {
        "title": "On the lake", "sort": "contact-group", "track": "track-1", "rank": "officials",
        "host": "Hall", "seats": ["XBE"],
    }  # fmt: skip
    meeting = {"title": "On the lake", "place": "y", "opens": opens}
    at.do(OFFICE, "meeting.invite", "M1", **{**meeting, "title": "Round"})
    tries: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("XBE", "agenda.place", "I1", {"title": "On the lake", "meeting": "M1"}),
        ("XAL", "circle.call", "B1", body),
        (OFFICE, "meeting.invite", "M2", meeting),
        ("XAL", "summit.open", "S1", {"title": "Leaders on the lake"}),
    )
    for by, act, name, said in tries:
        assert clause(at.refused(by, act, name, **said), Point.RESERVED)
        at.do("XCO", "matter.admit", "Q1", paper=name)
        at.do(by, act, name, **said)


def test_the_matter_of_a_party_that_left_of_its_own_accord_waits_for_its_return() -> None:
    at = Desk()
    at.do("XCO", "matter.reserve", "Q1", title="The lake", names=["lake"])
    at.do("XCO", "member.notify", "XCO")
    said = {"title": "On the lake", "purpose": "measure"}
    at.wait(hours=24)
    assert clause(at.refused("XBE", "proposal.table", "P1", **said), Point.RESERVED)
    at.do("XCO", "member.withdraw", "XCO")
    at.do("XBE", "proposal.table", "P1", **said)
    at.do("XCO", "member.return", "XCO")
    assert clause(at.refused("XBE", "proposal.table", "P2", **said), Point.RESERVED)


# ---------------------------------------------------------------- summits


def cite(at: Desk, by: str, part: str, circle: str, name: str = "S1") -> None:
    at.do(by, "summit.cite", name, part=part, circle=circle, leaf=LEAF)


def test_a_part_of_a_summit_file_is_cited_anew_by_who_prepares_it_or_the_chair() -> None:
    at = Desk()
    at.do("XAL", "summit.open", "S1", title="Leaders")
    cite(at, "XBE", "fall-back", "one")
    said = {"part": "fall-back", "circle": "two", "leaf": LEAF}
    refusal = at.refused("XCO", "summit.cite", "S1", **said)
    assert clause(refusal, Point.SUMMIT)
    assert "Ask XBE or the chair" in refusal.remedy
    cite(at, "XAL", "fall-back", "two")


def test_parts_of_two_summit_files_do_not_share_a_circle() -> None:
    at = Desk()
    for name in ("S1", "S2"):
        at.do("XAL", "summit.open", name, title="Leaders")
    cite(at, "XBE", "to-announce", "xbe-only")
    said = {"part": "clean", "circle": "xbe-only", "leaf": LEAF}
    assert clause(at.refused("XCO", "summit.cite", "S2", **said), Point.SUMMIT)
    cite(at, "XBE", "to-announce", "xbe-only", "S2")


# ---------------------------------------------------------------- bodies


def body(**changes: Any) -> Desk:  # noqa: ANN401 - fields of several types
    """The record of a contact group of two."""
    at = Desk()
    usual: dict[str, Any] = {
        "title": "Gauges", "sort": "contact-group", "track": "track-1", "rank": "officials",
        "host": "Hall", "seats": ["XBE", "XCO"], "chair": ["XCO"],
    }  # fmt: skip
    at.do("XAL", "circle.call", "B1", **{**usual, **changes})
    return Desk(beginning(at.forum, "B1", "plenary", at.forum.time))


def follow(at: Desk, change: str, seat: str, **more: Any) -> None:  # noqa: ANN401 - as the form
    at.do(OFFICE, "circle.follow", change=change, seat=seat, act=LEAF, **more)


def test_a_body_follows_what_is_decided_above_of_those_who_sit_in_it() -> None:
    at = body()
    follow(at, "seated", "XDE", category="member")
    assert at.forum.seats["XDE"].counts
    assert at.forum.order[-1] == "XDE"
    follow(at, "suspended", "XCO")
    assert at.forum.seats["XCO"].stage is Stage.SUSPENDED
    assert at.forum.seats["XCO"].barred
    assert at.forum.chair == ()
    assert clause(at.refused("XCO", "matter.reserve", "Q9", title="x"), Point.WHO_ACTS)
    follow(at, "restored", "XCO")
    assert at.forum.seats["XCO"].counts
    assert not at.forum.seats["XCO"].barred
    follow(at, "left", "XBE")
    assert at.forum.seats["XBE"].gave_up
    at.do("XDE", "matter.reserve", "Q1", title="Nets", names=["nets"])
    follow(at, "succeeded", "XDE", successor="XDN")
    assert at.forum.heir("XDE") == "XDN"
    assert at.forum.matters["Q1"].by == "XDN"


def test_who_takes_a_seat_in_a_body_is_as_far_in_it_as_the_party_before() -> None:
    at = body()
    at.do("XBE", "member.attend", "XBE")
    follow(at, "suspended", "XCO")
    for seat, successor in (("XBE", "XBN"), ("XCO", "XCN")):
        follow(at, "succeeded", seat, successor=successor)
    assert at.forum.seats["XBN"].stage is Stage.ACCEPTED
    assert at.forum.seats["XCN"].stage is Stage.SUSPENDED
    assert [at.forum.seats[code].barred for code in ("XBN", "XCN")] == [False, True]


@pytest.mark.parametrize(
    "said",
    [
        {"change": "seated", "seat": "XCO", "category": "member"},
        {"change": "seated", "seat": "XDE"},
        {"change": "seated", "seat": OFFICE, "category": "member"},
        {"change": "suspended", "seat": "XDE"},
        {"change": "restored", "seat": "XCO"},
        {"change": "succeeded", "seat": "XCO"},
        {"change": "succeeded", "seat": "XCO", "successor": "XBE"},
    ],
)
def test_what_does_not_follow_from_where_the_seat_stands_is_refused(said: dict[str, Any]) -> None:
    refusal = body().refused(OFFICE, "circle.follow", act=LEAF, **said)
    assert clause(refusal, Point.BODY_SEATS)


def test_the_plenary_follows_nobody_and_only_the_secretariat_enters_it() -> None:
    said = {"change": "suspended", "seat": "XCO", "act": LEAF}
    assert clause(Desk().refused(OFFICE, "circle.follow", **said), Point.BODY_SEATS)
    assert clause(body().refused("XBE", "circle.follow", **said), Point.WHO_ACTS)


def test_who_is_suspended_above_gets_no_voice_by_a_new_body() -> None:
    at = Desk()
    decide(at, "P1", "suspend", "XCO")
    said: dict[str, Any] = {
        "title": "Gauges", "sort": "contact-group", "track": "track-1", "rank": "officials",
        "host": "Hall", "seats": ["XBE", "XCO"], "chair": ["XCO"],
    }  # fmt: skip
    at.do("XAL", "circle.call", "B1", **said)
    at.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
    refusal = at.refused("XAL", "circle.call", "B2", **said)
    assert clause(refusal, Point.BODY_SEATS)
    assert "XCO" in refusal.why
    below = beginning(at.forum, "B1", "plenary", at.forum.time)
    assert "XCO" not in below.seats
    assert below.chair == ()


def test_who_suspended_itself_above_has_no_voice_in_a_body_that_begins() -> None:
    at = Desk()
    at.do("XCO", "member.pause", "XCO")
    said: dict[str, Any] = {
        "title": "Gauges", "sort": "contact-group", "track": "track-1", "rank": "officials",
        "host": "Hall", "seats": ["XBE", "XCO"],
    }  # fmt: skip
    at.do("XAL", "circle.call", "B1", **said)
    below = beginning(at.forum, "B1", "plenary", at.forum.time)
    opened = begin(_opening(write_mandate(below)), at.forum.time)
    assert opened is not None
    assert not opened.seats["XCO"].counts
    assert opened.seats["XBE"].counts


def _opening(paper: str) -> OpenCircle:
    """The opening of a circle that carries a mandate."""
    return OpenCircle(
        title="Gauges",
        sealed=False,
        secretariat=Office(code=OFFICE, keys=()),
        seats=(),
        log_key="",
        quorum=Quorum(numerator=2, denominator=3),
        charter=paper,
        parent=None,
    )


def test_the_basket_of_a_body_may_be_one_that_was_opened_here() -> None:
    at = Desk()
    decide(at, "P1", "body", "fish")
    at.do("XAL", "basket.open", "fish", decision="P1")
    said: dict[str, Any] = {
        "title": "Gauges", "sort": "contact-group", "track": "track-1", "rank": "officials",
        "host": "Hall", "seats": ["XBE"], "basket": "fish",
    }  # fmt: skip
    at.do("XAL", "circle.call", "B1", **said)


def test_a_forum_of_track_1_sends_nobody_to_track_1_5() -> None:
    for tracks, told in (((Track.ONE,), False), ((Track.ONE, Track.ONE_AND_HALF), True)):
        at = Desk(forum(charter(bodies=evolve(charter().bodies, tracks=tracks))))
        said: dict[str, Any] = {
            "title": "x", "sort": "contact-group", "track": "track-1", "rank": "officials",
            "host": "Hall", "seats": ["XZZ"],
        }  # fmt: skip
        assert ("track 1.5" in at.refused("XAL", "circle.call", "B1", **said).remedy) is told
