"""What needs one delegation's act, by when: in UTC and in its capital's time, holidays shown."""

from __future__ import annotations

from attrs import evolve
from immutables import Map
from tests.forum.made import OFFICE, START, Desk, charter, forum, member
from tests.forum.test_bodies import said

from dipoli.charter.rules import Rota
from dipoli.forum.clock import capital
from dipoli.forum.names import Names
from dipoli.forum.overview import of_object, overview
from dipoli.forum.seat import Stage
from dipoli.forum.standing import Forum
from dipoli.forum.today import Due, first, today
from dipoli.record.shape import write_time

NOW = write_time(START)
EAST = evolve(member("XBE"), zone="Asia/Tokyo", holidays=("2030-03-03", "2030-03-04"))


def told(standing: Forum, code: str, now: str = NOW) -> dict[str, Due]:
    """What waits, by the first act that answers it."""
    return {due.acts[0]: due for due in today(standing, code, now)}


def tabled(desk: Desk) -> Desk:
    desk.do("XAL", "proposal.table", "P1", title="A hot line", purpose="measure")
    return desk


def silent(paper: Forum | None = None) -> Desk:
    """A silence of 72 hours runs over P1; it ends on the fourth of March at ten."""
    desk = Desk(paper or forum(sits=False))
    desk.role = "head"
    tabled(desk)
    desk.role = None
    desk.do("XAL", "silence.open", "P1", deadline=72)
    return desk


def test_nothing_waits_for_who_sits_and_has_nothing_open() -> None:
    assert today(forum(sits=False), "XBE", NOW) == ()


def test_an_invitation_waits_for_its_answer() -> None:
    standing = forum()
    invited = evolve(standing.seats["XDE"], stage=Stage.INVITED)
    standing = evolve(standing, seats=standing.seats.set("XDE", invited))
    assert "member.accept/1" in told(standing, "XDE")
    assert "member.accept/1" not in told(standing, "XBE")


def test_who_declared_no_channel_is_told_so() -> None:
    standing = forum(sits=False)
    silent_seat = evolve(standing.seats["XBE"], channel=None)
    standing = evolve(standing, seats=standing.seats.set("XBE", silent_seat))
    assert list(told(standing, "XBE")) == ["channel.declare/1"]


def test_a_silence_is_told_with_its_end_in_utc_and_in_the_capital() -> None:
    listed = (member("XAL"), EAST, member("XCO"), member("XDE"))
    desk = silent(forum(charter(members=listed)))
    due = told(desk.forum, "XBE")["silence.acknowledge/1"]
    assert due.until == "2030-03-04T10:00:00Z"
    assert due.capital is not None
    assert due.capital.time == "2030-03-04 19:00 (+09:00)"
    assert due.capital.holiday
    assert due.capital.holidays == ("2030-03-03", "2030-03-04")
    assert "a holiday there; holidays before: 2030-03-03" in str(due.capital)


def test_the_last_second_of_a_silence_is_still_told_and_the_next_is_not() -> None:
    desk = silent()
    end = "2030-03-04T10:00:00Z"
    assert "silence.acknowledge/1" in told(desk.forum, "XBE", end)
    assert "silence.acknowledge/1" not in told(desk.forum, "XBE", "2030-03-04T10:00:01Z")


def test_who_acknowledged_can_still_break() -> None:
    desk = silent()
    desk.do("XBE", "silence.acknowledge", "P1")
    assert told(desk.forum, "XBE")["silence.break/1"].acts == ("silence.break/1",)


def test_the_secretariat_serves_first_and_finds_silence_afterwards() -> None:
    desk = silent()
    serve = told(desk.forum, OFFICE)["text.serve/1"]
    assert serve.until == "2030-03-03T10:00:00Z"  # a day remains to speak
    assert "XBE" in serve.told
    assert told(desk.forum, "XBE").keys() == {"silence.acknowledge/1"}


def before_the_body() -> Desk:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="A hot line", purpose="measure")
    desk.wait(hours=24)
    return desk


def test_the_chair_is_told_when_notice_has_run_and_when_nobody_objects() -> None:
    desk = before_the_body()
    now = write_time(desk.now)
    assert "proposal.put/1" not in told(desk.forum, "XAL", NOW)
    assert "proposal.put/1" in told(desk.forum, "XAL", now)
    desk.do("XAL", "proposal.put", "P1")
    assert "proposal.adopt/1" in told(desk.forum, "XAL", now)
    assert told(desk.forum, "XCO", now)["objection.raise/1"].object == "P1"


def test_a_proposal_is_not_told_to_be_put_where_no_meeting_is_open() -> None:
    desk = Desk(forum(sits=False))
    desk.do("XBE", "proposal.table", "P1", title="A hot line", purpose="measure")
    assert "proposal.put/1" not in told(desk.forum, "XAL", write_time(desk.wait(hours=24).now))


def test_an_objection_is_told_to_who_made_it_alone() -> None:
    desk = before_the_body()
    desk.do("XAL", "proposal.put", "P1")
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    now = write_time(desk.now)
    assert "objection.withdraw/1" in told(desk.forum, "XCO", now)
    assert "objection.withdraw/1" not in told(desk.forum, "XBE", now)
    assert "proposal.adopt/1" not in told(desk.forum, "XAL", now)


def test_a_capital_that_was_asked_is_told_by_when() -> None:
    desk = before_the_body()
    desk.do("XAL", "proposal.put", "P1")
    desk.do("XCO", "proposal.refer", "P1", deadline=48)
    due = told(desk.forum, "XCO", write_time(desk.now))["proposal.confirm/1"]
    assert due.until == "2030-03-04T10:00:00Z"


def test_what_ends_first_stands_first_and_what_has_no_date_last() -> None:
    desk = silent()
    desk.do("XBE", "proposal.table", "P2", title="A second line", purpose="measure")
    desk.do("XAL", "silence.open", "P2", deadline=96)
    ends = [due.until for due in today(desk.forum, "XBE", NOW)]
    assert ends == sorted(ends, key=lambda end: (end is None, end or ""))
    assert ends[:2] == ["2030-03-04T10:00:00Z", "2030-03-05T10:00:00Z"]


def test_an_act_of_another_that_one_may_not_do_changes_nothing_that_waits() -> None:
    desk = silent()
    before = today(desk.forum, "XCO", NOW)
    desk.refused("XDE", "silence.certify", "P1")
    assert today(desk.forum, "XCO", NOW) == before


def test_a_party_that_the_charter_does_not_list_has_no_capital_here() -> None:
    assert capital(None, NOW, NOW) is None


# ---------------------------------------------------------------- names and the overview


def test_each_seat_reads_the_names_that_it_uses() -> None:
    desk = Desk()
    desk.do("XBE", "name.give", "", name="The lake state", sort="party", thing="XAL", language="en")
    assert Names(desk.forum, "XBE").party("XAL") == "The lake state"
    assert Names(desk.forum, "XCO").party("XAL") == "Alderan"
    assert Names(desk.forum, "XBE").told("it needs XAL, XAL-1 not.") == (
        "It needs The lake state, XAL-1 not."
    )


def test_everything_stands_by_basket_in_the_order_of_the_charter() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P2", title="Tolls", purpose="measure", basket="trade")
    desk.do("XBE", "proposal.table", "P1", title="Wells", purpose="measure", basket="water")
    groups = {group.basket: group for group in overview(desk.forum, NOW) if group.basket}
    assert list(groups) == ["water", "trade"]
    assert [line.object for line in groups["trade"].lines] == ["trade", "P2"]
    (only,) = of_object(desk.forum, NOW, "P1")
    assert "It can be put to the body" in only.lines[0].needed
    assert of_object(desk.forum, NOW, "P9") == ()


def test_seats_stand_in_the_order_of_the_charter() -> None:
    standing = evolve(forum(), seats=Map(sorted(forum().seats.items(), reverse=True)))
    seats = next(group for group in overview(standing, NOW) if group.heading == "Seats")
    assert [line.object for line in seats.lines] == ["XAL", "XBE", "XCO", "XDE"]


def test_bodies_and_reserved_matters_stand_in_the_overview_as_they_were_begun() -> None:
    desk = Desk()
    for number in range(1, 12):
        desk.do("XAL", "circle.call", f"NT{number}", **said())
        desk.do("XBE", "matter.reserve", f"M{number}", title="The lake")
    groups = overview(desk.forum, write_time(desk.now))
    for sort, begins in (("body", "NT"), ("matter", "M")):
        listed = [line.object for one in groups for line in one.lines if line.sort == sort]
        assert listed == [f"{begins}{number}" for number in range(1, 12)]


# ---------------------------------------------------------------- the guards are asked


def test_nothing_is_told_to_be_put_that_the_guards_would_refuse() -> None:
    desk = before_the_body()
    now = write_time(desk.now)
    assert "proposal.put/1" in told(desk.forum, "XAL", now)
    away = {code: evolve(one, stage=Stage.ACCEPTED) for code, one in desk.forum.seats.items()}
    empty = evolve(desk.forum, seats=Map(away))  # no quorum: art. on the quorum asks for a half
    assert "proposal.put/1" not in told(empty, "XAL", now)
    desk.do("XBE", "proposal.table", "P2", title="A text", purpose="text", subject="T9")
    desk.wait(hours=24)
    put = [
        due.object
        for due in today(desk.forum, "XAL", write_time(desk.now))
        if due.acts == ("proposal.put/1",)
    ]
    assert put == ["P1"]  # P2 is about a text that is not here


def test_who_accepted_is_told_to_attend_while_a_meeting_is_open() -> None:
    standing = forum()
    accepted = evolve(standing.seats["XBE"], stage=Stage.ACCEPTED)
    standing = evolve(standing, seats=standing.seats.set("XBE", accepted))
    assert told(standing, "XBE")["member.attend/1"].object == "XBE"
    assert "member.attend/1" not in told(standing, "XCO")
    assert "member.attend/1" not in told(evolve(standing, sitting=None), "XBE")


def test_the_secretariat_is_told_of_an_order_that_nobody_published() -> None:
    paper = charter()
    by_lot = evolve(paper, chair=evolve(paper.chair, rota=Rota.LOT))
    waits = told(forum(by_lot), OFFICE)
    assert "by lot" in waits["order.publish/1"].told
    published = evolve(forum(by_lot), sequence=("XBE", "XAL", "XCO", "XDE"))
    assert "order.publish/1" not in told(published, OFFICE)
    assert "order.publish/1" not in told(forum(), OFFICE)


def test_what_needs_a_moment_is_in_order_where_a_later_one_would_do() -> None:
    desk = silent()
    desk.do("XAL", "silence.suspend", "P1")
    assert "silence.resume/1" in told(desk.forum, "XAL")


def test_of_a_long_list_the_first_are_told_and_how_many_may_wait_behind_them() -> None:
    desk = Desk(forum(sits=False))
    desk.role = "head"
    for number in range(4):
        desk.do("XAL", "proposal.table", f"P{number}", title="A line", purpose="measure")
    desk.role = None
    for number in range(4):
        desk.do("XAL", "silence.open", f"P{number}", deadline=72 + number)
    whole = today(desk.forum, "XBE", NOW)
    assert len(whole) == 4
    assert first(desk.forum, "XBE", NOW, None) == (whole, 0)
    assert first(desk.forum, "XBE", NOW, 4) == (whole, 0)
    assert first(desk.forum, "XBE", NOW, 3) == (whole[:3], 1)
    assert first(desk.forum, "XBE", NOW, 0) == ((), 4)


def test_days_of_rest_are_told_from_today_up_to_the_day_itself() -> None:
    rests = ("2030-02-28", "2030-03-01", "2030-03-03", "2030-03-05", "2030-03-06")
    member = evolve(charter().members[0], zone="Asia/Tokyo", holidays=rests)
    told = capital(member, "2030-03-04T16:00:00Z", "2030-02-28T15:00:00Z")
    assert told is not None
    assert told.holidays == ("2030-03-01", "2030-03-03", "2030-03-05")
    assert (told.holiday, told.time) == (True, "2030-03-05 01:00 (+09:00)")
