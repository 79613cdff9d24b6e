"""Hand-up: drafted and consented below, entered above without its author, replied to, reported."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from immutables import Map
from tests.forum.made import OFFICE, Desk, charter, clause, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import BodySort, Track
from dipoli.forum import hand_up as h
from dipoli.forum.act import Act
from dipoli.forum.bodies import Body, Rank
from dipoli.forum.bodies_rules import beginning
from dipoli.forum.hand_up import Answer, DraftStage, Stage
from dipoli.forum.hand_up_rules import still_needed
from dipoli.forum.off_record import Stage as RoomStage
from dipoli.forum.off_record_rules import still_needed as room_needs
from dipoli.forum.overview import of_object
from dipoli.forum.people import shown_figure, told_figure
from dipoli.forum.procedure import rule
from dipoli.forum.recommendation_rules import still_needed as draft_needs
from dipoli.forum.seat import Stage as SeatStage
from dipoli.forum.standing import Forum
from dipoli.forum.succession import hand_over
from dipoli.forum.today import today
from dipoli.record.canon import to_base64
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time

LEAF = to_base64(bytes(32))
EXPERTS = ("EXPA", "EXPB", "EXPC", "EXPD", "EXPE")
TEXT = "The coastguards call each other once a week."


def body_of(track: Track = Track.TWO, seats: tuple[str, ...] = EXPERTS) -> Body:
    return Body(
        id="B1", title="Experts", sort=BodySort.EXPERTS, track=track, rank=Rank.EXPERTS,
        host="A hall", funders=(), basket=None, seats=seats, chair=seats[:1],
        since="2030-02-01T00:00:00Z", number=0, decision=None,
    )  # fmt: skip


def above(track: Track = Track.TWO, seats: tuple[str, ...] = EXPERTS, chair: str = "XAL") -> Forum:
    """A plenary to which a body reports."""
    here = forum(chair=(chair,))
    return here.grown(bodies=Map({"B1": body_of(track, seats)}), sorts=here.sorts.set("B1", "body"))


def below(track: Track = Track.TWO, seats: tuple[str, ...] = EXPERTS) -> Desk:
    """The body at work, where everybody speaks in a personal capacity; EXPA presides."""
    here = beginning(above(track, seats), "B1", "plenary", "2030-02-01T00:00:00Z")
    desk = Desk(here)
    desk.role = "personal"
    return desk


def drafted(words: str = TEXT, **more: Any) -> Desk:  # noqa: ANN401 - as at the desk
    desk = below(**more)
    desk.do("EXPB", "recommendation.draft", "R1", words=words, title="Calls")
    return desk


def consented(words: str = TEXT) -> Desk:
    desk = drafted(words)
    desk.do("EXPA", "recommendation.consent", "R1", words=words)
    return desk


def checked(desk: Desk | None = None, *codes: str, **said: Any) -> Desk:  # noqa: ANN401 - as at the desk
    desk = desk or consented()
    for code in codes or ("EXPC", "EXPD"):
        desk.do(code, "recommendation.check", "R1", **said)
    return desk


def handed_up(desk: Desk | None = None, **said: Any) -> Desk:  # noqa: ANN401 - as at the desk
    desk = desk or Desk(above())
    usual = {"words": TEXT, "title": "Calls", "source": "B1", "cited": LEAF}
    desk.do(OFFICE, "hand-up.enter", "R1", **{**usual, **said})
    return desk


def one(desk: Desk) -> h.Recommendation:
    return desk.forum.recommendations["R1"]


def up(desk: Desk) -> h.HandUp:
    return desk.forum.hand_ups["R1"]


# ---------------------------------------------------------------- drafting below


def test_whoever_takes_part_drafts_in_a_personal_capacity() -> None:
    assert (one(drafted()).stage, one(drafted()).words) == (DraftStage.DRAFT, TEXT)


def test_it_is_drafted_on_track_1_5_as_well_and_not_on_the_official_track() -> None:
    mixed = Desk(evolve(forum(), track=Track.ONE_AND_HALF))
    mixed.do("XBE", "recommendation.draft", "R1", words=TEXT, title="x")
    refusal = Desk().refused("XBE", "recommendation.draft", "R1", words=TEXT, title="x")
    assert clause(refusal, Point.RECOMMENDATION)


@pytest.mark.parametrize(("words", "title"), [("As EXPB says.", "x"), ("Fine.", "Of EXPC")])
def test_a_draft_names_no_participant(words: str, title: str) -> None:
    refusal = below().refused("EXPB", "recommendation.draft", "R1", words=words, title=title)
    assert clause(refusal, Point.NAMES_OUT)


def test_a_revision_names_none_either_and_takes_the_place_of_the_text() -> None:
    desk = drafted()
    desk.do("EXPC", "recommendation.object", "R1")
    assert clause(
        desk.refused("EXPC", "recommendation.revise", "R1", words="EXPB is right."), Point.NAMES_OUT
    )
    desk.do("EXPC", "recommendation.revise", "R1", words="Once a day.")
    assert (one(desk).words, len(one(desk).objections)) == ("Once a day.", 0)


def test_while_one_objects_nobody_finds_consent_and_only_it_withdraws() -> None:
    desk = drafted()
    desk.do("EXPC", "recommendation.object", "R1")
    assert draft_needs(desk.forum, one(desk)) == "It needs a text to which EXPC does not object."
    refusal = desk.refused("EXPA", "recommendation.consent", "R1", words=TEXT)
    assert clause(refusal, Point.RECOMMENDATION)
    assert clause(desk.refused("EXPD", "recommendation.clear", "R1"), Point.RECOMMENDATION)
    desk.do("EXPC", "recommendation.clear", "R1")
    desk.do("EXPA", "recommendation.consent", "R1", words=TEXT)
    assert one(desk).stage is DraftStage.CONSENTED
    assert one(desk).consented == desk.acts[-1].leaf


def test_the_finding_says_the_text_word_for_word() -> None:
    refusal = drafted().refused("EXPA", "recommendation.consent", "R1", words=f"{TEXT} ")
    assert clause(refusal, Point.RECOMMENDATION)
    assert "not the words" in refusal.why


def test_the_cited_act_shows_no_author_of_the_text() -> None:
    """The leaf that the circle above gets is of an act of the chair; the draft is another act."""
    desk = consented()
    cited = next(act for act in desk.acts if act.leaf == one(desk).consented)
    assert (cited.by, cited.name) == ("EXPA", h.CONSENT)
    assert one(desk).by == "EXPB"
    assert "EXPB" not in repr(cited)


def test_in_a_body_of_fewer_than_five_nothing_leaves() -> None:
    refusal = drafted(seats=EXPERTS[:4]).refused("EXPA", "recommendation.consent", "R1", words=TEXT)
    assert clause(refusal, Point.ROOM_LEAST)
    assert refusal.why == "Fewer than 5 take part in it; here it is 5 or more."
    consented()


def test_a_seat_that_has_left_is_not_counted_as_somebody_who_takes_part() -> None:
    desk = drafted()
    gone = evolve(desk.forum.seats["EXPE"], stage=SeatStage.WITHDRAWN)
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("EXPE", gone))
    refusal = desk.refused("EXPA", "recommendation.consent", "R1", words=TEXT)
    assert clause(refusal, Point.ROOM_LEAST)


def test_two_persons_hold_it_against_the_names_before_it_is_sent() -> None:
    desk = consented()
    assert draft_needs(desk.forum, one(desk)) == (
        "It needs two persons to hold it against the names of the participants."
    )
    checked(desk, "EXPC")
    assert "one more person" in draft_needs(desk.forum, one(desk))
    assert clause(desk.refused("EXPA", "recommendation.send", "R1"), Point.NAMES_OUT)
    assert clause(desk.refused("EXPC", "recommendation.check", "R1"), Point.NAMES_OUT)
    checked(desk, "EXPD")
    assert draft_needs(desk.forum, one(desk)) == (
        "It needs the chair or the secretariat to send it up."
    )
    desk.do("EXPA", "recommendation.send", "R1")
    assert one(desk).stage is DraftStage.SENT


def test_a_party_that_is_named_is_let_stand_by_name_by_each_of_the_two() -> None:
    seats = (*EXPERTS, "XCO")
    desk = below(Track.TWO, seats)
    words = "Corvian ships answer."
    desk.do("EXPB", "recommendation.draft", "R1", words=words, title="Calls")
    desk.do("EXPA", "recommendation.consent", "R1", words=words)
    refusal = desk.refused("EXPC", "recommendation.check", "R1")
    assert clause(refusal, Point.NAMES_OUT)
    assert refusal.why.endswith("as affiliations: Corvia.")
    checked(desk, "EXPC", "EXPD", stand=["Corvia"])
    desk.do("EXPA", "recommendation.send", "R1")


def test_the_title_is_held_against_the_names_as_the_text_is() -> None:
    desk = below(Track.TWO, (*EXPERTS, "XCO"))
    desk.do("EXPB", "recommendation.draft", "R1", words=TEXT, title="For Corvia")
    desk.do("EXPA", "recommendation.consent", "R1", words=TEXT)
    assert clause(desk.refused("EXPC", "recommendation.check", "R1"), Point.NAMES_OUT)
    checked(desk, "EXPC", stand=["Corvia"])


def test_no_name_is_let_stand_that_is_not_there() -> None:
    refusal = consented().refused("EXPC", "recommendation.check", "R1", stand=["Corvia"])
    assert refusal.why == (
        "A name is listed as let stand, and no name of a party stands in the text."
    )
    assert refusal.remedy == "List none."


def test_a_text_that_is_changed_needs_consent_and_checks_again() -> None:
    desk = checked()
    desk.do("EXPD", "recommendation.revise", "R1", words="Once a day.")
    held = one(desk)
    assert (held.stage, held.consented, len(held.checks)) == (DraftStage.DRAFT, None, 0)


def test_what_became_of_it_is_reported_below() -> None:
    desk = checked()
    desk.do("EXPA", "recommendation.send", "R1")
    assert draft_needs(desk.forum, one(desk)).startswith("It is handed up; it needs what became")
    desk.do("EXPA", "recommendation.tell", "R1", answer="taken-up", reply=LEAF)
    assert (one(desk).stage, one(desk).answer) == (DraftStage.ANSWERED, Answer.TAKEN_UP)
    assert draft_needs(desk.forum, one(desk)) == "It was answered: taken up."


# ---------------------------------------------------------------- above


def test_the_facilitator_enters_it_above_without_an_author() -> None:
    desk = handed_up()
    held = up(desk)
    assert (held.stage, held.by, held.source) == (Stage.HANDED_UP, OFFICE, "B1")
    assert held.due == write_time(desk.now.replace(day=31))
    assert not {"EXPA", "EXPB"} & set(_words(desk.acts[-1]))


def _words(act: Act) -> list[str]:
    return repr(act).replace("'", " ").split()


def test_who_presides_in_the_body_may_enter_it_and_no_other() -> None:
    said = {"words": TEXT, "title": "Calls", "source": "B1", "cited": LEAF}
    at = above(Track.ONE_AND_HALF, ("XBE", *EXPERTS))
    assert clause(Desk(at).refused("XCO", "hand-up.enter", "R1", **said), Point.HAND_UP)
    Desk(at).do("XBE", "hand-up.enter", "R1", **said)


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"cited": None}, Point.HAND_UP),
        ({"persons": ["A", "B"]}, Point.HAND_UP),
        ({"source": "B2"}, Point.HAND_UP),
        ({"source": "SESSION"}, Point.HAND_UP),
        ({"words": "As XBE says."}, Point.NAMES_OUT),
        ({"title": "As XBE says"}, Point.NAMES_OUT),
        ({"words": "As Bermark says."}, Point.NAMES_OUT),
        ({"stand": ["Bermark"]}, Point.NAMES_OUT),
    ],
)
def test_an_entry_is_as_the_charter_asks(changes: dict[str, Any], point: Point) -> None:
    said = {"words": TEXT, "title": "Calls", "source": "B1", "cited": LEAF, **changes}
    assert clause(Desk(above()).refused(OFFICE, "hand-up.enter", "R1", **said), point)


def test_a_body_of_the_official_track_hands_nothing_up_and_one_of_four_neither() -> None:
    said = {"words": TEXT, "title": "Calls", "source": "B1", "cited": LEAF}
    official, few = Desk(above(Track.ONE)), Desk(above(Track.TWO, EXPERTS[:4]))
    assert clause(official.refused(OFFICE, "hand-up.enter", "R1", **said), Point.HAND_UP)
    assert clause(few.refused(OFFICE, "hand-up.enter", "R1", **said), Point.ROOM_LEAST)


def test_one_finding_of_consent_is_handed_up_once() -> None:
    desk = handed_up()
    said = {"words": TEXT, "title": "Calls", "source": "B1"}
    refusal = desk.refused(OFFICE, "hand-up.enter", "R2", **said, cited=LEAF)
    assert refusal.why == "That finding of consent was handed up as R1."
    desk.do(OFFICE, "hand-up.enter", "R2", **said, cited=to_base64(b"1" * 32))


def test_a_party_let_stand_is_named() -> None:
    desk = handed_up(words="Bermark calls.", stand=["Bermark"])
    assert up(desk).words == "Bermark calls."


def test_the_chair_gives_a_receipt_and_a_reply() -> None:
    desk = handed_up()
    assert still_needed(desk.forum, up(desk)) == (
        "It needs the chair's receipt; a reply is due by 2030-03-31T10:00:00Z."
    )
    assert clause(desk.refused("XAL", "hand-up.reply", "R1", answer="noted"), Point.HAND_UP_REPLY)
    assert clause(desk.refused("XBE", "hand-up.receive", "R1"), Point.WHO_ACTS)
    desk.do("XAL", "hand-up.receive", "R1")
    assert still_needed(desk.forum, up(desk)) == (
        "It needs the chair's reply, due by 2030-03-31T10:00:00Z."
    )
    desk.do("XAL", "hand-up.reply", "R1", answer="noted", words="With thanks.")
    held = up(desk)
    assert (held.stage, held.answer, held.reason) == (Stage.REPLIED, Answer.NOTED, "With thanks.")
    assert held.replied == write_time(desk.now)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"answer": "taken-up"}, "taken up"),
        ({"answer": "referred-to-basket", "basket": "water"}, "referred to basket water"),
        ({"answer": "declined"}, "declined, without a reason"),
        ({"answer": "declined", "words": "Not now."}, "declined, with a reason"),
    ],
)
def test_a_reply_says_what_became_of_it(said: dict[str, Any], told: str) -> None:
    desk = handed_up()
    desk.do("XAL", "hand-up.receive", "R1")
    desk.do("XAL", "hand-up.reply", "R1", **said)
    assert still_needed(desk.forum, up(desk)) == f"The reply was: {told}. Nothing is needed."


@pytest.mark.parametrize(
    "said",
    [
        {"answer": "referred-to-basket"},
        {"answer": "noted", "basket": "water"},
        {"answer": "referred-to-basket", "basket": "ships"},
    ],
)
def test_a_basket_is_named_where_it_is_referred_to_one(said: dict[str, Any]) -> None:
    desk = handed_up()
    desk.do("XAL", "hand-up.receive", "R1")
    assert clause(desk.refused("XAL", "hand-up.reply", "R1", **said), Point.HAND_UP_REPLY)


def test_anybody_reminds_after_the_date_and_not_at_it() -> None:
    desk = handed_up()
    desk.do("XAL", "hand-up.receive", "R1")
    desk.wait(hours=720)
    assert not up(desk).is_late(write_time(desk.now))
    assert clause(desk.refused("XDE", "hand-up.remind", "R1"), Point.HAND_UP_REPLY)
    desk.wait(seconds=1)
    assert up(desk).is_late(write_time(desk.now))
    desk.do("XDE", "hand-up.remind", "R1")
    assert (up(desk).stage, up(desk).reminded) == (Stage.REMINDED, (write_time(desk.now),))
    desk.do(OFFICE, "hand-up.remind", "R1")
    desk.do("XAL", "hand-up.reply", "R1", answer="declined")
    assert not up(desk).is_late(write_time(desk.now))


def test_a_receipt_that_is_put_off_puts_nothing_off() -> None:
    desk = handed_up().wait(hours=720, seconds=1)
    desk.do("XDE", "hand-up.remind", "R1")
    assert up(desk).stage is Stage.HANDED_UP
    desk.do("XAL", "hand-up.receive", "R1")
    assert (up(desk).stage, up(desk).due) == (Stage.REPLY_DUE, "2030-03-31T10:00:00Z")


# ---------------------------------------------------------------- from a part off the record


def with_room(facilitator: str = "XCO") -> Desk:
    desk = Desk(above())
    opens = write_time(desk.now.replace(hour=12))
    desk.do(
        "XAL", "room.announce", "Q1", 4, title="On calls", meeting="SESSION",
        facilitator=facilitator, opens=opens,
    )  # fmt: skip
    return desk


ROOM: dict[str, Any] = {
    "words": TEXT, "title": "Calls", "source": "Q1", "persons": ["A. Clerk", "B. Clerk"],
}  # fmt: skip


def test_a_part_is_announced_before_it_begins_and_says_nothing_about_who_is_in_it() -> None:
    desk = with_room()
    room = desk.forum.rooms["Q1"]
    assert (room.opens, room.until) == ("2030-03-01T12:00:00Z", "2030-03-01T14:00:00Z")
    assert not {"seats", "people", "participants"} & set(dir(room))
    assert room_needs(desk.forum, room) == (
        "It is off the record from 2030-03-01T12:00:00Z up to 2030-03-01T14:00:00Z; after that "
        "it needs XCO to enter the text that leaves it, or to say that none does."
    )


def announce(**changes: Any) -> Any:  # noqa: ANN401 - a refusal
    desk, until = Desk(), changes.pop("until", 4)
    said = {"title": "x", "meeting": "SESSION", "facilitator": "XCO"}
    said |= {"opens": write_time(desk.now), **changes}
    return desk, lambda: desk.refused("XAL", "room.announce", "Q1", until, **said)


@pytest.mark.parametrize(
    "changes",
    [
        {"until": None},
        {"until": "2030-03-01T10:00:00Z"},
        {"opens": "2030-03-01T09:59:59Z"},
        {"meeting": "M7"},
        {"facilitator": "XZZ"},
    ],
)
def test_it_has_a_frame_a_meeting_and_a_facilitator(changes: dict[str, Any]) -> None:
    _desk, refused = announce(**changes)
    assert clause(refused(), Point.ROOM)


def test_it_may_begin_at_once_and_a_meeting_that_is_over_has_no_more_parts() -> None:
    desk, _ = announce()
    said = {"title": "x", "meeting": "SESSION", "facilitator": OFFICE}
    desk.do("XAL", "room.announce", "Q1", 1, **said, opens=write_time(desk.now))
    desk.do("XAL", "meeting.close", "SESSION", outcome="nothing")
    late = desk.refused("XAL", "room.announce", "Q2", 1, **said, opens=write_time(desk.now))
    assert clause(late, Point.ROOM)


def test_one_text_leaves_it_after_its_end_by_its_facilitator_and_nothing_is_cited() -> None:
    desk = with_room().wait(hours=4)
    assert clause(desk.refused("XCO", "hand-up.enter", "R1", **ROOM), Point.ROOM)
    desk.wait(seconds=1)
    assert clause(desk.refused("XBE", "hand-up.enter", "R1", **ROOM), Point.ROOM)
    desk.do("XCO", "hand-up.enter", "R1", **ROOM)
    assert desk.forum.rooms["Q1"].stage is RoomStage.OVER
    assert (up(desk).cited, up(desk).by) == (None, "XCO")
    again = desk.refused("XCO", "hand-up.enter", "R2", **ROOM)
    assert again.why == "Q1 is over; one text leaves a part, and by one act."
    assert clause(again, Point.ROOM)


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"cited": LEAF}, Point.HAND_UP),
        ({"persons": ["A. Clerk"]}, Point.NAMES_OUT),
        ({"persons": ["A. Clerk", "a.  clerk"]}, Point.NAMES_OUT),
        ({"persons": ["A", "B", "C"]}, Point.NAMES_OUT),
        ({"words": "The coastguards  call."}, Point.ROOM),
        ({"title": "calls - and more"}, Point.ROOM),
        ({"words": "XBE calls."}, Point.NAMES_OUT),
    ],
)
def test_what_leaves_a_part_is_plain_and_read_by_two(changes: dict[str, Any], point: Point) -> None:
    desk = with_room().wait(hours=4, seconds=1)
    assert clause(desk.refused("XCO", "hand-up.enter", "R1", **{**ROOM, **changes}), point)


def test_a_part_from_which_nothing_leaves_is_closed_after_its_end_by_one_act() -> None:
    desk = with_room().wait(hours=4)
    assert clause(desk.refused("XCO", "room.close", "Q1"), Point.ROOM)
    desk.wait(seconds=1)
    assert clause(desk.refused("XAL", "room.close", "Q1"), Point.ROOM)
    before = desk.forum.acts
    desk.do("XCO", "room.close", "Q1")
    room = desk.forum.rooms["Q1"]
    assert (room.stage, desk.forum.acts - before) == (RoomStage.OVER, 1)
    assert room_needs(desk.forum, room) == (
        "It is over; nothing of it is kept, and nothing is needed."
    )


def test_an_act_dated_ahead_does_not_end_a_part_before_its_end() -> None:
    desk = with_room()
    room = desk.forum.rooms["Q1"]
    act = desk.act(room.facilitator, "room.close", "Q1")
    ahead = evolve(act, time="2040-01-01T00:00:00Z", at=room.until)
    refusal = rule(desk.forum, ahead)
    assert isinstance(refusal, OutOfOrder)
    assert clause(refusal, Point.ROOM)
    assert rule(desk.forum, evolve(ahead, at="2040-01-01T00:00:00Z")) is None


def test_a_part_is_called_off_before_it_begins_and_not_after() -> None:
    desk = with_room().wait(hours=2)
    assert clause(desk.refused("XAL", "room.cancel", "Q1"), Point.ROOM)
    other = with_room().wait(hours=1)
    other.do("XAL", "room.cancel", "Q1")
    assert other.forum.rooms["Q1"].stage is RoomStage.CANCELLED


# ---------------------------------------------------------------- today, overview, succession


def due(desk: Desk, code: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    found = today(desk.forum, code, write_time(desk.now))
    return [(one.object, one.acts, one.until) for one in found if one.object in {"R1", "Q1"}]


def test_today_tells_the_chair_the_facilitator_and_the_secretariat() -> None:
    desk = handed_up()
    date = "2030-03-31T10:00:00Z"
    assert due(desk, "XAL") == [("R1", (h.RECEIVE,), date)]
    assert due(desk, "XBE") == []
    desk.do("XAL", "hand-up.receive", "R1")
    assert due(desk, "XAL") == [("R1", (h.REPLY,), date)]
    assert due(desk, OFFICE) == []
    desk.wait(hours=721)
    assert due(desk, OFFICE) == [("R1", (h.REMIND,), None)]
    desk.do("XBE", "hand-up.remind", "R1")
    assert due(desk, OFFICE) == []
    assert due(desk, "XAL") == [("R1", (h.REPLY,), None)]
    desk.do("XAL", "hand-up.reply", "R1", answer="noted")
    assert due(desk, "XAL") == []


def test_today_tells_the_facilitator_once_a_part_is_over() -> None:
    desk = with_room().wait(hours=4)
    assert due(desk, "XCO") == []
    desk.wait(seconds=1)
    assert due(desk, "XCO") == [("Q1", (h.ENTER, "room.close/1"), None)]
    assert due(desk, "XBE") == []
    assert due(with_room(OFFICE).wait(hours=5), OFFICE)


def test_today_tells_who_presides_in_the_body() -> None:
    assert due(drafted(), "EXPA") == [("R1", (h.CONSENT,), None)]
    assert due(drafted(), "EXPB") == []
    assert due(consented(), "EXPA") == []
    assert due(checked(), "EXPA") == [("R1", (h.SEND,), None)]


def test_the_overview_has_each_of_them_and_no_author() -> None:
    now = "2030-03-01T10:00:00Z"
    for desk, name, heading in (
        (handed_up(), "R1", "Recommendations handed up"),
        (drafted(), "R1", "Recommendations of this body"),
        (with_room(), "Q1", "Parts off the record"),
    ):
        (group,) = of_object(desk.forum, now, name)
        assert group.heading == heading
        assert "EXPB" not in repr(group)


def test_a_successor_facilitates_in_the_place_of_the_party_before() -> None:
    after = hand_over(with_room().forum, "XCO", "XNE")
    assert after.rooms["Q1"].facilitator == "XNE"


def test_a_successor_has_the_drafts_objections_and_checks_of_the_seat() -> None:
    desk = drafted()
    desk.do("EXPB", "recommendation.object", "R1")
    assert one(desk).objections == Map({"EXPB": desk.forum.acts - 1})
    held = hand_over(desk.forum, "EXPB", "EXPF").recommendations["R1"]
    assert (held.by, held.objections) == ("EXPF", Map({"EXPF": desk.forum.acts - 1}))
    twice = hand_over(checked().forum, "EXPC", "EXPF").recommendations["R1"]
    assert sorted(twice.checks) == ["EXPD", "EXPF"]
    after = hand_over(with_room().forum, "XBE", "XNE")
    assert after.rooms["Q1"].facilitator == "XCO"
    above_it = handed_up(Desk(above(Track.ONE_AND_HALF, ("XBE", *EXPERTS))))
    assert hand_over(above_it.forum, OFFICE, "XNE").hand_ups["R1"].by == OFFICE


# ---------------------------------------------------------------- figures over people


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (20, 20)])
def test_figures_over_people_are_hidden_below_the_charters_number(
    number: int, shown: int | None
) -> None:
    assert shown_figure(number, 5) == shown
    told = "fewer than 5" if shown is None else str(shown)
    assert told_figure(forum(charter()), number) == told
