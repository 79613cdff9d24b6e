"""What a refusal says in each of its cases: which reason holds, whom it names, what is left to do.

The words are looked for in reason and remedy, or must not be in them (behind ``!``).
"""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.forum.made import OFFICE, SITS, Desk, charter, forum

from dipoli.charter.rules import Charter
from dipoli.forum.minutes_rules import still_needed
from dipoli.forum.procedure import rule


def asked(desk: Desk, by: str, name: str, about: str = "", /, **said: Any) -> str:  # noqa: ANN401 - any form
    """Reason and remedy of an act that must be out of order."""
    refusal = desk.refused(by, name, about, **said)
    return f"{refusal.why} {refusal.remedy}"


def says(told: str, words: str) -> bool:
    """Whether a refusal has all these words, and none behind an exclamation mark."""
    parts = [word.strip() for word in words.split("&")]
    return all((part[1:] not in told) if part[0] == "!" else part in told for part in parts)


def meeting_rules(**changes: Any) -> Charter:  # noqa: ANN401 - parts of several types
    """A charter with other rules for meetings."""
    return charter(meeting=evolve(charter().meeting, **changes))


# ---------------------------------------------------------------- the agenda, and the floor


def called(paper: Charter | None = None) -> Desk:
    """A meeting that was called, and none that sits."""
    desk = Desk(forum(paper, sits=False))
    desk.do("XAL", "meeting.invite", "M1", title="x", place="y", opens="2030-03-05T10:00:00Z")
    return desk


def opened(paper: Charter | None = None) -> Desk:
    """The same, open, with its agenda still provisional."""
    desk = called(paper).wait(hours=96)
    desk.do("XAL", "meeting.open", "M1")
    return desk


def test_where_agendas_are_not_adopted_who_objects_is_told_another_way_than_who_adopts() -> None:
    desk = opened(meeting_rules(agenda=False))
    assert says(asked(desk, "XCO", "agenda.contest", "M1"), "point of order & !Take up an item")
    assert says(asked(desk, "XAL", "agenda.adopt", "M1"), "Take up an item & !point of order")


def test_an_agenda_is_adopted_in_open_meeting_and_what_is_left_is_told() -> None:
    desk = called()
    assert says(asked(desk, "XAL", "agenda.adopt", "M1"), "is called & Open the meeting first")
    desk = opened()
    desk.do("XAL", "meeting.suspend", "M1")
    told = asked(desk, "XAL", "agenda.adopt", "M1")
    assert says(told, "is suspended & Let the meeting go on & !Open the meeting")
    desk.do("XAL", "meeting.adjourn", "M1")
    desk.do("XAL", "meeting.close", "M1", outcome="nothing")
    assert says(asked(desk, "XAL", "agenda.adopt", "M1"), "a later meeting & !go on")


def test_who_objects_to_an_agenda_is_named_where_it_is_not_adopted_yet() -> None:
    desk = opened()
    desk.do("XCO", "agenda.place", "I1", title="Fish", meeting="M1")
    told = asked(desk, "XAL", "agenda.take", "M1", item="I1")
    assert says(told, "is provisional & no member objects & !XCO")
    desk.do("XCO", "agenda.contest", "M1")
    told = asked(desk, "XAL", "agenda.take", "M1", item="I1")
    assert says(told, "XCO may clear & !XAL & !XDE")


def test_the_floor_is_given_to_the_first_on_the_list() -> None:
    desk = Desk()
    assert says(asked(desk, "XAL", "floor.give", SITS, seat="XBE"), "nobody is on it & Let XBE ask")
    for code in ("XCO", "XDE"):
        desk.do(code, "floor.ask", SITS)
    told = asked(desk, "XAL", "floor.give", SITS, seat="XDE")
    assert says(told, "XCO is first & Give it to XCO & !XDE")


def test_a_right_of_reply_that_there_is_not_is_told_apart_from_one_that_is_used_up() -> None:
    desk = Desk(forum(meeting_rules(replies=0)))
    assert says(asked(desk, "XCO", "reply.claim", SITS), "no right of reply")
    desk = Desk(forum(meeting_rules(replies=1)))
    desk.do("XCO", "reply.claim", SITS)
    desk.do("XAL", "floor.give", SITS, seat="XCO")
    assert says(asked(desk, "XCO", "reply.claim", SITS), "replies once at most & XCO has")


# ---------------------------------------------------------------- baskets and bodies


@pytest.mark.parametrize(
    ("paper", "words"),
    [(charter(), "Baskets: water, trade."), (charter(baskets=()), "Baskets: none.")],
)
def test_who_names_no_basket_of_this_forum_is_told_which_there_are(
    paper: Charter, words: str
) -> None:
    desk = Desk(forum(paper))
    said = {"title": "x", "purpose": "measure", "basket": "fish"}
    assert says(asked(desk, "XBE", "proposal.table", "P1", **said), words)


BODY: dict[str, Any] = {
    "title": "Water tables", "sort": "contact-group", "track": "track-1", "rank": "officials",
    "host": "Lake Institute", "funders": ["Lake Institute"], "seats": ["XBE", "XCO"],
}  # fmt: skip


def test_who_is_named_twice_for_a_body_is_named_and_nobody_else() -> None:
    seats = ["XBE", "XCO", "XBE", "XDE"]
    told = asked(Desk(), "XAL", "circle.call", "B1", **(BODY | {"seats": seats}))
    assert says(told, "more than once: XBE. & !XCO & !XDE")


def test_who_withdrew_or_is_suspended_is_not_seated_in_a_body() -> None:
    desk = Desk()
    desk.do("XCO", "member.notify", "XCO")
    desk.wait(hours=24).do("XCO", "member.withdraw", "XCO")
    assert says(asked(desk, "XAL", "circle.call", "B1", **BODY), "without part & : XCO.")


def test_who_came_without_a_seat_is_told_of_the_tracks_that_the_charter_has() -> None:
    said = BODY | {"seats": ["XBE", "XPA"]}
    assert says(asked(Desk(), "XAL", "circle.call", "B1", **said), "XPA & a body on track 1.5")
    tracks = charter().bodies.tracks[:1]
    desk = Desk(forum(charter(bodies=evolve(charter().bodies, tracks=tracks))))
    assert says(asked(desk, "XAL", "circle.call", "B1", **said), "Invite them here & !track 1.5")


@pytest.mark.parametrize(
    ("text", "words"), [(None, "No text is named"), ("T9", "T9 is no text here")]
)
def test_a_meeting_closes_with_a_text_that_is_named_and_is_here(
    text: str | None, words: str
) -> None:
    said = {"outcome": "text", "paper": text}
    assert says(asked(Desk(), "XAL", "meeting.close", SITS, **said), words)


# ---------------------------------------------------------------- summary records


def test_no_summary_record_is_issued_of_a_meeting_that_was_not_held() -> None:
    desk = called()
    told = asked(desk, OFFICE, "minutes.issue", "M1", words="x")
    assert says(told, "is called & once it is closed & !not held")
    desk.do("XAL", "meeting.cancel", "M1")
    assert says(
        asked(desk, OFFICE, "minutes.issue", "M1", words="x"), "was not held & !once it is closed"
    )


def test_where_nothing_is_corrected_a_summary_record_is_settled_at_once() -> None:
    for hours, words in ((0, "the secretariat settles it"), (72, "can be corrected until")):
        desk = Desk(forum(meeting_rules(corrigenda=hours)))
        desk.do("XAL", "meeting.close", SITS, outcome="nothing")
        desk.do(OFFICE, "minutes.issue", SITS, words="They met.")
        assert says(still_needed(desk.forum, desk.forum.meetings[SITS]), words)


def test_an_act_strikes_no_words_of_its_own() -> None:
    desk = Desk()
    desk.do("XBE", "name.give", name="n", sort="sea", thing="s", language="en")
    for number, words in ((1, "There is no act 1 yet"), (0, "!There is no act")):
        assert says(asked(desk, OFFICE, "words.strike", number=number, decision="P1"), words)


# ---------------------------------------------------------------- names


def test_who_names_what_is_not_here_is_told_how_a_party_and_how_a_paper_is_named() -> None:
    said = {"name": "x", "thing": "X9", "language": "en"}
    party = asked(Desk(), "XAL", "name.give", sort="party", **said)
    assert says(party, "X9 is no party here & by its code & !short name")
    paper = asked(Desk(), "XAL", "name.give", sort="paper", **said)
    assert says(paper, "X9 is no paper here & by its short name & !code")


PAPER: dict[str, Any] = {
    "title": "x", "symbol": "WP.1", "kind": "working-paper", "language": "en", "everything": False,
}  # fmt: skip

# ---------------------------------------------------------------- points of order


RULING: dict[str, Any] = {"words": "The item stands.", "sustained": False}


def test_while_a_point_of_order_waits_the_chair_is_told_for_what() -> None:
    desk = Desk()
    desk.do("XBE", "point.raise", "O1", words="x", meeting=SITS)
    assert says(asked(desk, "XAL", "basket.park", "water"), "waits for the ruling & Rule on it")
    told = asked(desk, "XCO", "point.raise", "O2", words="x", meeting=SITS)
    assert says(told, "waits for the ruling & !appeal")
    desk.do("XDE", "proposal.table", "P1", title="x", purpose="measure")
    desk.do("XAL", "point.rule", "O1", **RULING)
    desk.do("XBE", "point.appeal", "O1")
    told = asked(desk, "XAL", "basket.park", "water")
    assert says(told, "The appeal & is not settled & !waits")
    told = asked(desk, "XCO", "point.raise", "O2", words="x", meeting=SITS)
    assert says(told, "is under appeal & !waits")


def test_a_ruling_is_supported_by_another_and_who_is_none_is_told_why() -> None:
    desk = Desk()
    desk.do("XBE", "point.raise", "O1", words="x", meeting=SITS)
    desk.do("XAL", "point.rule", "O1", **RULING)
    desk.do("XCO", "point.appeal", "O1")
    assert says(asked(desk, "XCO", "point.support", "O1"), "XCO appeals against the ruling")
    assert says(asked(desk, "XAL", "point.support", "O1"), "XAL speaks for the chair")
    desk.do("XBE", "point.support", "O1")


# ---------------------------------------------------------------- level


def test_a_decision_on_the_level_that_will_not_come_is_told_apart_from_one_that_may() -> None:
    desk = Desk()
    level = {"title": "x", "purpose": "level", "subject": "political-commitments"}
    for name in ("P1", "P2"):
        desk.do("XBE", "proposal.table", name, **level)
    assert says(asked(desk, "XAL", "level.raise", "P1"), "is tabled & Let it be adopted")
    desk.do("XBE", "proposal.withdraw", "P2")
    told = asked(desk, "XAL", "level.raise", "P2")
    assert says(told, "is withdrawn & Table another & !Let it be adopted")


# ---------------------------------------------------------------- what is no step


def test_a_step_that_is_none_is_called_by_its_name() -> None:
    desk = Desk(forum(charter(languages=("en", "fr"))))
    desk.do("XBE", "text.table", "T1", **PAPER)
    told = asked(desk, OFFICE, "text.authenticate", "T1", language="fr", version=1)
    assert says(told, "in fr is & text.authenticate is no step from there")
    desk.do("XDE", "term.dispute", "D1", title="peace", names=["peace"])
    told = asked(desk, "XBE", "term.accept", "D1", text="T1")
    assert says(told, "In T1, term D1 is & term.accept is no step from there")


# ---------------------------------------------------------------- decisions that are named


def test_what_is_named_as_a_decision_is_told_for_what_it_is() -> None:
    body = BODY | {"sort": "basket-body"}
    assert says(asked(Desk(), "XAL", "circle.call", "B1", **body), "and none is named")
    told = asked(Desk(), "XAL", "circle.call", "B1", **body, decision="P9")
    assert says(told, "P9 is none & !none is named")
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="suspend", subject="XCO")
    suspend = {"finding": "x", "decision": "P1"}
    told = asked(desk, "XAL", "member.suspend", "XDE", **suspend)
    assert says(told, "names nothing that it is about")
    told = asked(desk, "XAL", "member.suspend", "XDE", **(suspend | {"decision": "P2"}))
    assert says(told, "XCO & !names nothing that it is about")


def test_to_let_a_party_in_is_told_apart_from_letting_it_take_a_seat() -> None:
    told = asked(Desk(), "XAL", "member.invite", "XNE", category="member", decision="P9")
    assert says(told, "XNE & !take the seat of")
    told = asked(Desk(), OFFICE, "member.succeed", "XCO", successor="XNE", decision="P9")
    assert says(told, "let XNE take the seat of XCO")


# ---------------------------------------------------------------- who, and about what


def test_an_act_that_there_is_not_is_called_by_its_name_without_its_form() -> None:
    act = evolve(Desk().act("XBE", "proposal.put", "P1"), name="proposal.sing/7")
    refusal = rule(forum(), act)
    assert refusal is not None
    assert says(refusal.why, "'proposal.sing' & !7")


def test_who_acts_for_another_is_told_who_presides_or_whose_act_it_is() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    told = asked(desk, "XBE", "proposal.put", "P1")
    assert says(told, "proposal.put is for the chair; XAL presides now, and not XBE")
    desk.forum = desk.forum.grown(chair=())
    told = asked(desk, "XBE", "proposal.put", "P1")
    assert says(told, "nobody presides now, and not XBE")
    told = asked(desk, "XBE", "text.serve", "P1", seat="XBE", channel="x", how="delivered")
    assert says(told, "text.serve is for the secretariat, and XBE does not act as such & !presides")


def test_a_name_that_is_none_is_told_apart_for_parties_and_for_things() -> None:
    party = asked(Desk(), "XAL", "member.invite", "x1", category="member")
    assert says(party, "is no short name & by a code of capital letters & !hyphens")
    thing = asked(Desk(), "XBE", "proposal.table", "p 1", title="x", purpose="measure")
    assert says(thing, "is no short name & digits and hyphens & !party by a code")


def test_what_an_act_is_about_is_missing_or_not_here_or_something_else() -> None:
    desk = Desk()
    assert says(asked(desk, "XBE", "text.pen", "", to="XBE"), "does not say & it is about a text")
    assert says(asked(desk, "XBE", "text.pen", "T1", to="XBE"), "'T1'. & None was begun yet")
    assert says(asked(desk, "XBE", "text.pen", "XCO", to="XBE"), "of a seat, not of a text")
    told = asked(desk, "XBE", "channel.down", "XZZ")
    assert says(told, "There are: XAL, XBE, XCO, XDE. & !more")
    for many, words in ((12, "P11. & !more"), (13, "P11, and 1 more."), (15, "P11, and 3 more.")):
        desk = Desk()
        for number in range(many):
            desk.do("XBE", "proposal.table", f"P{number:02}", title="x", purpose="measure")
        assert says(asked(desk, "XAL", "proposal.put", "Q1"), f"There are: P00, P01, & {words}")
