"""Good offices in one circle: who sits, how a message is marked, what its author is told."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.between import MEDIATOR, apart, cited, offered, opened, send, told
from tests.forum.made import OFFICE, Desk, charter, clause, forum, member

from dipoli.charter.points import Point
from dipoli.forum import offices as o
from dipoli.forum.offices import WIDTH, Carriage, How, Leave, Marked, Message, Stage
from dipoli.forum.offices_rules import current, message_needed, still_needed
from dipoli.forum.overview import of_object, overview
from dipoli.forum.procedure import KINDS, enter, rule
from dipoli.forum.register_lines import seat_added
from dipoli.forum.seat import Seat
from dipoli.forum.seat import Stage as SeatStage
from dipoli.forum.succession import hand_over
from dipoli.forum.text import Kind as TextKind
from dipoli.forum.today import today
from dipoli.record.shape import write_time

P = Point


def test_marks_widen_in_this_order_and_each_way_needs_its_mark() -> None:
    assert [WIDTH[one] for one in Leave] == [0, 1, 2]
    assert o.NEEDS == {How.IDEA: Leave.IDEA, How.SOURCE: Leave.CONVEY}


# ---------------------------------------------------------------- the circle


@pytest.mark.parametrize(("first", "second"), [(MEDIATOR, "XAL"), ("XAL", MEDIATOR)])
def test_either_of_the_two_opens_and_the_other_accepts(first: str, second: str) -> None:
    desk = Desk(apart("XAL"))
    desk.do(first, "offices.open", "G1", words="The crossing.", mediator=MEDIATOR, party="XAL")
    one = desk.forum.offices["G1"]
    assert (one.stage, one.by, one.two) == (Stage.OFFERED, first, (MEDIATOR, "XAL"))
    assert (one.words, one.number, one.since) == ("The crossing.", 0, write_time(desk.now))
    assert still_needed(desk.forum, one) == (
        f"They need {second} to accept; until then nothing is said."
    )
    refusal = desk.refused(first, "offices.accept", "G1")
    assert clause(refusal, P.OFFICES)
    assert refusal.why == f"{first} opened G1; that {second} accepts is for {second} to say."
    assert refusal.remedy == f"Wait for {second}."
    desk.wait(hours=1)
    desk.do(second, "offices.accept", "G1")
    one = desk.forum.offices["G1"]
    assert (one.stage, one.since) == (Stage.OPEN, write_time(desk.now))
    assert current(desk.forum) is one
    assert still_needed(desk.forum, one) == (
        "They are open; each message says by its mark how far it may go."
    )


@pytest.mark.parametrize("by", [MEDIATOR, "XAL"])
@pytest.mark.parametrize("begin", [offered, opened])
def test_either_of_the_two_ends_them_at_any_time(by: str, begin: Any) -> None:  # noqa: ANN401 - a function
    desk = begin("XAL")
    desk.do(by, "offices.end", "G1")
    assert desk.forum.offices["G1"].stage is Stage.ENDED
    assert current(desk.forum) is None
    assert still_needed(desk.forum, desk.forum.offices["G1"]) == (
        "They have ended; nothing more is conveyed, and nothing is needed."
    )
    refusal = desk.refused("XAL", "message.send", "M1", words="x", mark="you-may-convey")
    assert clause(refusal, P.OFFICES_STAGE)
    assert refusal.why == "No good offices are open here."
    again = {"words": "Again.", "mediator": MEDIATOR, "party": "XAL"}
    desk.do("XAL", "offices.open", "G2", **again)
    assert desk.forum.mediation == "G2"


def test_nothing_is_opened_where_a_third_has_a_place() -> None:
    desk = Desk(forum(chair=()))
    said = {"words": "x", "mediator": "XAL", "party": "XBE"}
    refusal = desk.refused("XAL", "offices.open", "G1", **said)
    assert clause(refusal, P.OFFICES)
    assert refusal.why == "XCO has a place in this circle as well."


def test_nothing_is_said_once_a_third_has_a_place() -> None:
    desk = opened()
    send(desk, "XAL", "M1", "x", "for-you-alone")
    desk.forum = seat_added(desk.forum, "XZZ")
    for name, about, by, said in (
        ("message.send", "M2", "XAL", {"words": "x", "mark": "you-may-convey"}),
        ("message.mark", "M1", "XAL", {"mark": "you-may-convey"}),
        ("message.convey", "M3", MEDIATOR, {"words": "x"}),
    ):
        refusal = desk.refused(by, name, about, **said)
        assert clause(refusal, P.OFFICES)
        assert refusal.why == "XZZ has a place in this circle as well."
    desk.do("XAL", "offices.end", "G1")


@pytest.mark.parametrize(
    ("stage", "left", "alone"),
    [
        (SeatStage.SUCCEEDED, None, True),
        (SeatStage.SUCCEEDED, 3, True),
        (SeatStage.WITHDRAWN, None, True),
        (SeatStage.WITHDRAWN, 3, False),
        (SeatStage.INVITED, None, False),
        (SeatStage.SUSPENDED, None, False),
    ],
)
def test_who_was_taken_out_reads_no_more_and_who_left_alone_may(
    stage: SeatStage,
    left: int | None,
    alone: bool,  # noqa: FBT001 - a row
) -> None:
    desk = opened()
    gone = evolve(desk.forum.seats["XAL"], code="XZZ", stage=stage, left=left)
    seating = (*desk.forum.seating, "XZZ")
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("XZZ", gone), seating=seating)
    act = desk.act("XAL", "message.send", "M2", words="x", mark="for-you-alone")
    assert (rule(desk.forum, act) is None) is alone


# ---------------------------------------------------------------- hostile acts

HOSTILE: tuple[tuple[str, Point, str, str, str, dict[str, Any]], ...] = (
    ("opened twice", P.OFFICES_STAGE, "XAL", "offices.open", "G2",
        {"words": "x", "mediator": MEDIATOR, "party": "XAL"}),
    ("opened for others", P.OFFICES, "XAL", "offices.open", "G2",
        {"words": "x", "mediator": MEDIATOR, "party": "XBE"}),
    ("opened with oneself", P.OFFICES, "XAL", "offices.open", "G2",
        {"words": "x", "mediator": "XAL", "party": "XAL"}),
    ("opened by one of neither", P.OFFICES, "XAL", "offices.open", "G2",
        {"words": "x", "mediator": MEDIATOR, "party": "XZZ"}),
    ("opened by the office", P.WHO_ACTS, OFFICE, "offices.open", "G2",
        {"words": "x", "mediator": MEDIATOR, "party": "XAL"}),
    ("accepted again", P.OFFICES_STAGE, "XAL", "offices.accept", "G1", {}),
    ("ended by the office", P.WHO_ACTS, OFFICE, "offices.end", "G1", {}),
    ("what is not there ended", P.KNOWN_OBJECT, "XAL", "offices.end", "G9", {}),
    ("a message of the host", P.WHO_ACTS, OFFICE, "message.send", "M9",
        {"words": "x", "mark": "you-may-convey"}),
    ("a message of a stranger", P.WHO_ACTS, "XZZ", "message.send", "M9",
        {"words": "x", "mark": "you-may-convey"}),
    ("a message without a mark", P.KNOWN_ACT, "XAL", "message.send", "M9", {"words": "x"}),
    ("a name twice", P.NEW_OBJECT, "XAL", "message.send", "M1",
        {"words": "x", "mark": "you-may-convey"}),
    ("for you alone, and to another", P.MESSAGE_MARK, "XAL", "message.send", "M9",
        {"words": "x", "mark": "for-you-alone", "to": ["XBE"]}),
    ("to who reads here", P.MESSAGE_MARK, "XAL", "message.send", "M9",
        {"words": "x", "mark": "you-may-convey", "to": ["XBE", MEDIATOR]}),
    ("an answer to nothing", P.OFFICES_STAGE, "XAL", "message.send", "M9",
        {"words": "x", "mark": "you-may-convey", "answers": "M8"}),
    ("the mediator widens the party's mark", P.MESSAGE_MARK, MEDIATOR, "message.mark", "M1",
        {"mark": "you-may-convey"}),
    ("the party widens the mediator's", P.MESSAGE_MARK, "XAL", "message.mark", "M4",
        {"mark": "you-may-convey"}),
    ("the same mark", P.MESSAGE_MARK, "XAL", "message.mark", "M1", {"mark": "for-you-alone"}),
    ("a mark of what was carried here", P.OFFICES_STAGE, MEDIATOR, "message.mark", "M5",
        {"mark": "you-may-convey"}),
    ("narrowed once it was conveyed", P.MESSAGE_MARK, "XAL", "message.mark", "M3",
        {"mark": "as-your-own-idea"}),
    ("the party conveys", P.MESSAGE_CONVEY, "XAL", "message.convey", "M9", {"words": "x"}),
    ("the host conveys", P.WHO_ACTS, OFFICE, "message.convey", "M9", {"words": "x"}),
    ("a source without a name", P.MESSAGE_CONVEY, MEDIATOR, "message.convey", "M9",
        {"words": "x", "source": "A" * 43 + "="}),
    ("a name without a source", P.MESSAGE_CONVEY, MEDIATOR, "message.convey", "M9",
        {"words": "x", "from": "XBE"}),
    ("the party's own words to itself", P.MESSAGE_CONVEY, MEDIATOR, "message.convey", "M9",
        {"words": "x", "source": "A" * 43 + "=", "from": "XAL"}),
    ("conveyed twice", P.MESSAGE_CONVEY, MEDIATOR, "message.convey", "M9",
        {"words": "x", "source": "C" * 42 + "A=", "from": "XBE"}),
    ("what was for the mediator alone is told as conveyed", P.MESSAGE_CONVEY, MEDIATOR,
        "message.conveyed", "M1",
        {"to": "XBE", "how": "as-the-mediators-own-idea", "day": "2030-03-01T00:00:00Z"}),
    ("an idea is told as conveyed with its source", P.MESSAGE_CONVEY, MEDIATOR,
        "message.conveyed", "M2",
        {"to": "XBE", "how": "with-its-source", "day": "2030-03-01T00:00:00Z"}),
    ("the party tells itself", P.MESSAGE_CONVEY, "XAL", "message.conveyed", "M2",
        {"to": "XBE", "how": "as-the-mediators-own-idea", "day": "2030-03-01T00:00:00Z"}),
    ("the mediator's own is told as conveyed", P.MESSAGE_CONVEY, MEDIATOR,
        "message.conveyed", "M4",
        {"to": "XBE", "how": "as-the-mediators-own-idea", "day": "2030-03-01T00:00:00Z"}),
    ("an hour is told", P.MESSAGE_CONVEY, MEDIATOR, "message.conveyed", "M2",
        {"to": "XBE", "how": "as-the-mediators-own-idea", "day": "2030-03-01T10:00:00Z"}),
    ("a day to come is told", P.MESSAGE_CONVEY, MEDIATOR, "message.conveyed", "M2",
        {"to": "XBE", "how": "as-the-mediators-own-idea", "day": "2030-03-02T00:00:00Z"}),
    ("a day before it was sent", P.MESSAGE_CONVEY, MEDIATOR, "message.conveyed", "M2",
        {"to": "XBE", "how": "as-the-mediators-own-idea", "day": "2030-02-28T00:00:00Z"}),
    ("told twice", P.MESSAGE_CONVEY, MEDIATOR, "message.conveyed", "M3",
        {"to": "XBE", "how": "with-its-source", "day": "2030-03-01T00:00:00Z"}),
    ("conveyed to its author", P.MESSAGE_CONVEY, MEDIATOR, "message.conveyed", "M2",
        {"to": "XAL", "how": "as-the-mediators-own-idea", "day": "2030-03-01T00:00:00Z"}),
    ("conveyed to who was not named", P.MESSAGE_CONVEY, MEDIATOR, "message.conveyed", "M6",
        {"to": "XCO", "how": "as-the-mediators-own-idea", "day": "2030-03-01T00:00:00Z"}),
    ("the party tables the single text", P.OFFICES_TEXT, "XAL", "text.table", "T9",
        {"title": "x", "symbol": "x", "kind": "single-negotiating-text", "language": "en",
            "everything": True}),
    ("the pen goes to the party", P.OFFICES_TEXT, MEDIATOR, "text.pen", "T1", {"to": "XAL"}),
)  # fmt: skip


def scene() -> Desk:
    """A message of each sort: M1 alone, M2 an idea, M3 conveyed, M4 and M5 the mediator's."""
    desk = opened()
    send(desk, "XAL", "M1", "Our line is the bridge.", "for-you-alone")
    send(desk, "XAL", "M2", "A ferry may do.", "as-your-own-idea")
    send(desk, "XAL", "M3", "We come on Monday.", "you-may-convey")
    desk.do(MEDIATOR, "message.conveyed", "M3", **told(desk, "XBE", How.SOURCE))
    send(desk, MEDIATOR, "M4", "Thank you.", "for-you-alone")
    said = {"words": "x", "source": "C" * 42 + "A=", "from": "XBE"}
    desk.do(MEDIATOR, "message.convey", "M5", **said)
    send(desk, "XAL", "M6", "To Bermark alone.", "you-may-convey", to=["XBE"])
    paper = {"title": "x", "symbol": "x", "kind": "single-negotiating-text", "language": "en"}
    desk.do(MEDIATOR, "text.table", "T1", **paper, everything=True)
    return desk


@pytest.mark.parametrize("row", HOSTILE, ids=lambda row: row[0])
def test_a_hostile_act_is_refused_under_its_article_and_changes_nothing(
    row: tuple[str, Point, str, str, str, dict[str, Any]],
) -> None:
    _what, point, by, name, about, said = row
    desk = scene()
    if point is P.KNOWN_ACT:
        with pytest.raises(Exception, match="mark"):
            desk.act(by, name, about, **said)
        return
    refusal = desk.refused(by, name, about, **said)
    assert clause(refusal, point), str(refusal)
    assert refusal.why.endswith(".")
    assert refusal.remedy.endswith(".")


def test_there_are_more_than_fifteen_hostile_acts_and_each_is_another() -> None:
    assert len({row[0] for row in HOSTILE}) == len(HOSTILE) == 38


# ---------------------------------------------------------------- messages and marks


def test_a_message_is_kept_with_its_mark_and_its_leaf() -> None:
    desk = opened()
    desk.wait(hours=2)
    send(desk, "XAL", "M1", "A ferry may do.", "as-your-own-idea", to=["XBE"])
    assert desk.forum.messages["M1"] == Message(
        id="M1", offices="G1", words="A ferry may do.", by="XAL", number=2,
        leaf=desk.acts[-1].leaf, sent="2030-03-01T12:00:00Z",
        marks=(Marked(since="2030-03-01T12:00:00Z", mark=Leave.IDEA),), to=("XBE",),
    )  # fmt: skip


def test_an_answer_names_what_it_answers_and_carries_a_mark_of_its_own() -> None:
    desk = scene()
    send(desk, "XAL", "M7", "We hear it.", "for-you-alone", answers="M5")
    assert desk.forum.messages["M5"].answered == "M7"
    assert desk.forum.messages["M7"].answers == "M5"
    assert desk.forum.messages["M7"].mark is Leave.ALONE
    desk.do(MEDIATOR, "message.convey", "M8", words="And a bell?", answers="M7")
    assert desk.forum.messages["M7"].answered == "M8"


def test_a_mark_is_widened_at_any_time_and_narrowed_before_anything_was_conveyed() -> None:
    desk = scene()
    for mark in ("as-your-own-idea", "you-may-convey", "for-you-alone", "you-may-convey"):
        desk.wait(hours=1)
        desk.do("XAL", "message.mark", "M1", mark=mark)
        assert desk.forum.messages["M1"].mark is Leave(mark)
    assert [one.since[11:13] for one in desk.forum.messages["M1"].marks] == [
        "10", "11", "12", "13", "14",
    ]  # fmt: skip


def test_what_names_its_readers_can_be_narrowed_to_the_mediator_alone() -> None:
    desk = scene()
    desk.do("XAL", "message.mark", "M6", mark="for-you-alone")
    assert desk.forum.messages["M6"].mark is Leave.ALONE


@pytest.mark.parametrize(
    ("how", "in_order", "refused"),
    [
        (How.IDEA, ("as-your-own-idea",), ("for-you-alone",)),
        (How.SOURCE, (), ("as-your-own-idea", "for-you-alone")),
    ],
)
def test_a_mark_is_never_narrowed_below_what_was_conveyed(
    how: How, in_order: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    desk = opened()
    send(desk, "XAL", "M1", "x", "you-may-convey")
    desk.do(MEDIATOR, "message.conveyed", "M1", **told(desk, "XBE", how))
    for mark in refused:
        refusal = desk.refused("XAL", "message.mark", "M1", mark=mark)
        assert clause(refusal, P.MESSAGE_MARK)
        floor = o.NEEDS[how].value.replace("-", " ")
        assert refusal.why == "M1 was conveyed already, and that is not undone by another mark."
        assert refusal.remedy == f"It can be marked {floor}, and no narrower."
    for mark in in_order:
        desk.do("XAL", "message.mark", "M1", mark=mark)
        desk.do("XAL", "message.mark", "M1", mark="you-may-convey")


def test_the_author_is_told_to_whom_how_and_on_which_day() -> None:
    desk = opened()
    send(desk, "XAL", "M1", "x", "you-may-convey")
    desk.wait(hours=20)
    desk.do(MEDIATOR, "message.conveyed", "M1", **told(desk, "XBE", How.IDEA, "2030-03-02"))
    desk.do(
        MEDIATOR, "message.conveyed", "M1", words="They thank you.",
        **told(desk, "XCO", How.SOURCE, "2030-03-01"),
    )  # fmt: skip
    one = desk.forum.messages["M1"]
    assert one.stage is Carriage.CONVEYED
    assert one.floor is Leave.CONVEY
    assert [(t.to, t.how, t.day, t.words) for t in one.told] == [
        ("XBE", How.IDEA, "2030-03-02", None),
        ("XCO", How.SOURCE, "2030-03-01", "They thank you."),
    ]
    assert message_needed(desk.forum, one) == (
        "It was conveyed to XBE on 2030-03-02, as the mediator's own idea; "
        "to XCO on 2030-03-01, with its source."
    )


def test_the_author_is_told_also_after_the_end_of_what_went_before() -> None:
    desk = scene()
    desk.do("XAL", "offices.end", "G1")
    desk.do(MEDIATOR, "message.conveyed", "M2", **told(desk, "XBE", How.IDEA))
    assert clause(desk.refused("XAL", "message.mark", "M1", mark="you-may-convey"), P.OFFICES_STAGE)


def test_what_was_withdrawn_that_day_can_still_be_told_of_that_day_and_not_of_the_next() -> None:
    desk = opened()
    send(desk, "XAL", "M1", "x", "you-may-convey")
    desk.wait(hours=2)
    desk.do("XAL", "message.mark", "M1", mark="for-you-alone")
    desk.wait(hours=30)
    late = told(desk, "XBE", How.SOURCE, "2030-03-02")
    refusal = desk.refused(MEDIATOR, "message.conveyed", "M1", **late)
    assert clause(refusal, P.MESSAGE_CONVEY)
    assert refusal.why == "At no time of 2030-03-02 did its mark let M1 be conveyed so."
    desk.do(MEDIATOR, "message.conveyed", "M1", **told(desk, "XBE", How.SOURCE, "2030-03-01"))


@pytest.mark.parametrize(
    ("how", "start", "end", "let"),
    [
        (How.IDEA, "04", "09", False), (How.IDEA, "04", "10", True), (How.IDEA, "30", "30", True),
        (How.IDEA, "31", "40", False), (How.SOURCE, "10", "19", False),
        (How.SOURCE, "10", "20", True), (How.SOURCE, "30", "35", True),
        (How.SOURCE, "31", "39", False), (How.SOURCE, "50", "60", True),
        (How.IDEA, "49", "49", False), (How.IDEA, "50", "50", True),
    ],
)  # fmt: skip
def test_a_mark_lets_go_from_its_second_to_the_second_of_the_next(
    how: How,
    start: str,
    end: str,
    let: bool,  # noqa: FBT001 - a row
) -> None:
    marks = (("00", Leave.ALONE), ("10", Leave.IDEA), ("20", Leave.CONVEY), ("30", Leave.ALONE),
        ("50", Leave.CONVEY))  # fmt: skip
    one = Message(
        id="M1", offices="G1", words="x", by="XAL", number=0, leaf=b"", sent="00",
        marks=tuple(Marked(since=since, mark=mark) for since, mark in marks),
    )  # fmt: skip
    assert one.was_let(how, start, end) is let


def test_what_was_carried_here_has_no_mark_and_says_whose_it_is() -> None:
    desk = scene()
    one = desk.forum.messages["M5"]
    assert (one.mark, one.from_, one.stage) == (None, "XBE", Carriage.CARRIED)
    assert not one.was_let(How.IDEA, "2030", "2031")
    assert message_needed(desk.forum, one) == (
        "It is a message of XBE, word for word; the mediator can prove it."
    )
    desk.do(MEDIATOR, "message.convey", "M7", words="A bell?")
    assert message_needed(desk.forum, desk.forum.messages["M7"]) == (
        "The mediator's own words cite no source, and need none."
    )


def test_it_is_told_how_far_each_message_may_go() -> None:
    desk = scene()

    def needed(name: str) -> str:
        return message_needed(desk.forum, desk.forum.messages[name])

    assert needed("M1") == "It stays in this circle."
    assert needed("M2") == (
        "It may reach every party to whom the mediator speaks; nobody has told that it did."
    )
    assert needed("M6") == "It may reach XBE; nobody has told that it did."
    assert needed("M4") == "The mediator said it here; nothing is needed."


# ---------------------------------------------------------------- what waits, what stands


def waits(desk: Desk, code: str) -> list[tuple[str, tuple[str, ...]]]:
    due = today(desk.forum, code, write_time(desk.now))
    return [(one.object, one.acts) for one in due if one.object in desk.forum.sorts]


def test_an_offer_waits_for_the_other_alone() -> None:
    desk = offered("XAL")
    assert waits(desk, "XAL") == [("G1", (o.ACCEPT, o.END))]
    assert waits(desk, MEDIATOR) == []


def test_what_came_here_waits_for_the_party_and_what_may_go_for_the_mediator() -> None:
    desk = scene()
    assert waits(desk, "XAL") == [("M5", (o.SEND,))]
    assert waits(desk, MEDIATOR) == [("M2", (o.TELL,)), ("M6", (o.TELL,))]
    send(desk, "XAL", "M7", "We hear it.", "for-you-alone", answers="M5")
    assert waits(desk, "XAL") == []
    desk.do("XAL", "offices.end", "G1")
    assert waits(desk, MEDIATOR) == []


def test_the_overview_tells_them_in_the_order_in_which_they_came() -> None:
    desk = scene()
    (group,) = [one for one in overview(desk.forum, "") if one.heading == "Good offices"]
    assert [(line.object, line.sort, line.stage) for line in group.lines] == [
        ("G1", "good offices", "open, of XEF with XAL"),
        ("M1", "message", "sent, by XAL, for you alone"),
        ("M2", "message", "sent, by XAL, as your own idea"),
        ("M3", "message", "conveyed, by XAL, you may convey"),
        ("M4", "message", "sent, by XEF, for you alone"),
        ("M5", "message", "carried here, by XEF"),
        ("M6", "message", "sent, by XAL, you may convey"),
    ]
    assert group.lines[1].title == "Our line is the bridge."
    assert of_object(desk.forum, "", "M3")[0].lines == (group.lines[3],)


def test_a_successor_has_the_marks_of_its_predecessor() -> None:
    desk = scene()
    seats = desk.forum.seats
    old = evolve(seats["XAL"], stage=SeatStage.SUCCEEDED, successor="XNE")
    new = Seat(code="XNE", category=old.category, stage=SeatStage.ACCEPTED, since="")
    desk.forum = desk.forum.grown(
        seats=seats.set("XAL", old).set("XNE", new), seating=(*desk.forum.seating, "XNE")
    )
    desk.forum = hand_over(desk.forum, "XAL", "XNE")
    assert desk.forum.offices["G1"].two == (MEDIATOR, "XNE")
    assert desk.forum.messages["M1"].by == "XNE"
    assert desk.forum.messages["M4"].by == MEDIATOR
    desk.do("XNE", "message.mark", "M1", mark="you-may-convey")


def test_a_successor_of_the_mediator_mediates() -> None:
    after = hand_over(scene().forum, MEDIATOR, "XNE")
    assert after.offices["G1"].two == ("XNE", "XAL")
    assert after.offices["G1"].by == "XNE"
    assert after.messages["M5"].by == "XNE"


def test_without_good_offices_a_single_text_is_as_any_other() -> None:
    desk = Desk(forum(charter(members=(member("XAL"), member("XBE"))), chair=(), sits=False))
    paper = {"title": "x", "symbol": "x", "kind": TextKind.SINGLE.value, "language": "en"}
    desk.do("XAL", "text.table", "T1", **paper, everything=True)
    desk.do("XAL", "text.pen", "T1", to="XBE")


def test_under_good_offices_other_papers_are_as_ever() -> None:
    desk = opened()
    paper = {"title": "x", "symbol": "x", "kind": "non-paper", "language": "en"}
    desk.do("XAL", "text.table", "T1", **paper, everything=False)
    desk.do("XAL", "text.pen", "T1", to=MEDIATOR)
    desk.do(MEDIATOR, "text.pen", "T1", to="XAL")


# ---------------------------------------------------------------- what is not at hand


def unread(desk: Desk, by: str, name: str, about: str, **said: Any) -> None:  # noqa: ANN401 - as at the desk
    """An act whose body is sealed to others."""
    act = evolve(desk.act(by, name, about, **said), said=None)
    assert rule(desk.forum, act) is None
    desk.forum = enter(desk.forum, act)


def test_the_host_of_a_sealed_circle_follows_the_envelopes_and_refuses_nobody() -> None:
    desk = Desk(apart("XAL"))
    opening = {"words": "x", "mediator": MEDIATOR, "party": "XAL"}
    unread(desk, MEDIATOR, "offices.open", "G1", **opening)
    unread(desk, "XAL", "offices.accept", "G1")
    unread(desk, "XAL", "message.send", "M1", words="x", mark="you-may-convey")
    unread(desk, "XAL", "message.mark", "M1", mark="for-you-alone")
    unread(desk, MEDIATOR, "message.convey", "M2", words="x")
    unread(desk, MEDIATOR, "message.conveyed", "M1", **told(desk, "XBE", How.SOURCE))
    assert not desk.forum.messages
    assert set(desk.forum.unknown) == {"G1", "M1", "M2", ":offices", ":conveyed"}


def test_what_is_said_rests_on_whether_good_offices_are_open() -> None:
    desk = opened()
    unread(desk, MEDIATOR, "message.convey", "M9", words="x")
    send(desk, "XAL", "M1", "x", "you-may-convey")
    assert "M1" in desk.forum.messages
    desk.do(MEDIATOR, "message.convey", "M2", words="x")
    assert "M2" in desk.forum.unknown


# ---------------------------------------------------------------- properties

MARKS = st.sampled_from([one.value for one in Leave])


@given(marks=st.lists(MARKS, min_size=1, max_size=8), how=st.sampled_from(How))
def test_whatever_the_order_of_marks_none_is_narrower_than_what_was_told(
    marks: list[str], how: How
) -> None:
    desk = opened()
    send(desk, "XAL", "M1", "x", marks[0])
    for mark in marks[1:]:
        floor = desk.forum.messages["M1"].floor
        act = desk.act("XAL", "message.mark", "M1", mark=mark)
        if rule(desk.forum, act) is None:
            desk.forum = enter(desk.forum, act)
            assert WIDTH[Leave(mark)] >= WIDTH[floor]
        tell = desk.act(MEDIATOR, "message.conveyed", "M1", **told(desk, "XBE", how))
        if rule(desk.forum, tell) is None:
            desk.forum = enter(desk.forum, tell)
            assert any(WIDTH[Leave(one)] >= WIDTH[o.NEEDS[how]] for one in marks)


def test_no_act_of_good_offices_names_a_circle_a_number_or_an_hour_of_another() -> None:
    """By their forms: a digest and a code in one act, a day in another, and words."""
    held = {
        name: [(one.name, one.sort.value) for one in KINDS[name].form.fields]
        for name in (o.OPEN, o.ACCEPT, o.END, o.SEND, o.MARK, o.CONVEY, o.TELL)
    }
    assert held[o.CONVEY] == [
        ("words", "text"), ("source", "digest"), ("from", "code"), ("answers", "id"),
    ]  # fmt: skip
    times = [(name, one) for name, fields in held.items() for one, sort in fields if sort == "time"]
    assert times == [(o.TELL, "day")]
    digests = {name for name, fields in held.items() if any(s == "digest" for _, s in fields)}
    assert digests == {o.CONVEY}


def test_an_idea_holds_the_words_and_nothing_else_of_where_it_came_from() -> None:
    desk = opened("XBE")
    desk.do(MEDIATOR, "message.convey", "M1", words="Why not a ferry?")
    said = KINDS[o.CONVEY].form.write(desk.acts[-1].said)
    assert said == {"words": "Why not a ferry?", "source": None, "from": None, "answers": None}


def test_the_leaf_hash_of_a_message_is_what_the_other_circle_cites() -> None:
    here, there = opened("XAL"), opened("XBE")
    send(here, "XAL", "M1", "We come on Monday.", "you-may-convey")
    there.do(MEDIATOR, "message.convey", "M1", **cited(here, "M1"))
    carried = there.forum.messages["M1"]
    assert carried.source == here.forum.messages["M1"].leaf
    assert (carried.words, carried.from_) == ("We come on Monday.", "XAL")
    assert dict(there.forum.offices["G1"].cited) == {carried.source.hex(): "M1"}


def test_who_names_itself_twice_or_two_others_is_told_that_two_are_named_of_whom_one_opens() -> (
    None
):
    for mediator, party in (("XAL", "XAL"), (MEDIATOR, "XBE")):
        said = {"words": "The crossing.", "mediator": mediator, "party": party}
        refusal = Desk(apart("XAL")).refused("XAL", "offices.open", "G1", **said)
        assert refusal.why.endswith("one of the two opens them.")


def test_a_day_that_is_none_of_those_is_told_with_the_first_and_the_last() -> None:
    desk = scene().wait(hours=24)
    idea = {"to": "XBE", "how": "as-the-mediators-own-idea"}
    for day in ("2030-02-28", "2030-03-03"):
        said = {**idea, "day": f"{day}T00:00:00Z"}
        refusal = desk.refused(MEDIATOR, "message.conveyed", "M2", **said)
        assert refusal.why == "M2 was sent on 2030-03-01, and today is 2030-03-02."
    desk.do(MEDIATOR, "message.conveyed", "M2", **{**idea, "day": "2030-03-02T00:00:00Z"})
