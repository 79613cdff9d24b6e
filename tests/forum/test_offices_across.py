"""Good offices between circles: what may leave, what was carried, and what nobody can see there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forum.between import MEDIATOR, cited, offered, opened, send
from tests.forum.made import Desk, charter

from dipoli.charter.points import Point
from dipoli.forum.line import show
from dipoli.forum.offices import How, Leave
from dipoli.forum.offices_across import (
    Breach,
    Put,
    breaches,
    may_convey,
    may_put,
    unlike,
)
from dipoli.forum.offices_words import RUN, shares_a_run, squeezed
from dipoli.forum.overview import overview
from dipoli.forum.procedure import enter, rule
from dipoli.forum.seat import Stage as SeatStage
from dipoli.forum.today import today
from dipoli.record.canon import to_base64
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time

P = Point
LAST_WORD = "Our last word is that the bridge stays closed until the spring."
IDEA = "A ferry under a white flag could cross twice a day."
OPEN = "We are ready to meet at the lake on the first Monday of May."


def circles() -> tuple[Desk, Desk]:
    """XAL has said three things, one under each mark; nothing was said to XBE."""
    here, there = opened("XAL"), opened("XBE")
    send(here, "XAL", "M1", LAST_WORD, "for-you-alone")
    send(here, "XAL", "M2", IDEA, "as-your-own-idea")
    send(here, "XAL", "M3", OPEN, "you-may-convey")
    send(here, MEDIATOR, "M4", "We thank you for that.", "for-you-alone")
    return here, there


def asked(here: Desk, there: Desk, name: str, how: How, words: str | None = None) -> Any:  # noqa: ANN401 - a ruling or None
    """What the mediator's program answers."""
    if words is None:
        words = here.forum.messages[name].words if how is How.SOURCE else "Why not by boat?"
    now = write_time(there.now)
    return may_convey(here.forum, name, there.forum, now, words=words, how=how)


def under(refusal: OutOfOrder | None, point: Point, why: str, remedy: str) -> bool:
    """Whether it is refused under a point's article, in these words."""
    number = charter().article(point).number
    return refusal == OutOfOrder(clause=f"art. {number}", why=why, remedy=remedy)


# ---------------------------------------------------------------- before anything is signed


def test_what_is_for_the_mediator_alone_does_not_leave_in_either_way() -> None:
    here, there = circles()
    for how in How:
        told = how.value.replace("-", " ")
        assert under(
            asked(here, there, "M1", how),
            P.MESSAGE_CONVEY,
            f"M1 is marked for you alone; it does not leave {told}.",
            "Ask XAL to widen its mark.",
        )


def test_an_idea_leaves_without_its_source_and_not_with_it() -> None:
    here, there = circles()
    assert asked(here, there, "M2", How.IDEA) is None
    assert under(
        asked(here, there, "M2", How.SOURCE),
        P.MESSAGE_CONVEY,
        "M2 is marked as your own idea; it does not leave with its source.",
        "Ask XAL to widen its mark.",
    )


def test_what_may_be_conveyed_leaves_either_way() -> None:
    here, there = circles()
    assert asked(here, there, "M3", How.SOURCE) is None
    assert asked(here, there, "M3", How.IDEA) is None


def test_with_its_source_it_leaves_word_for_word() -> None:
    here, there = circles()
    assert under(
        asked(here, there, "M3", How.SOURCE, OPEN + " "),
        P.MESSAGE_CONVEY,
        "The words differ from those of M3, which would be cited for them.",
        "Carry its words as they stand.",
    )


@pytest.mark.parametrize("words", [IDEA, LAST_WORD, OPEN])
def test_an_idea_is_put_in_words_of_the_mediator(words: str) -> None:
    """Whatever the party said, and under whatever mark, is not found in it."""
    here, there = circles()
    for said in (words, f"I wonder. {words.upper()}", words.replace(" ", "  ")):
        refusal = asked(here, there, "M2", How.IDEA, said)
        assert refusal is not None
        run = squeezed(words)[: RUN + 1]
        assert refusal.why == f'In your words stands a run of the party\'s own: "{run}".'
        assert refusal.remedy == "Put the idea in words of your own."


def test_the_mediators_own_words_are_not_the_partys() -> None:
    here, there = circles()
    send(here, MEDIATOR, "M5", "I could imagine a boat that sails twice a day.", "for-you-alone")
    said = "I could imagine a boat that sails twice a day."
    assert asked(here, there, "M2", How.IDEA, said) is None


def put(there: Desk, *others: Desk, **said: Any) -> OutOfOrder | None:  # noqa: ANN401 - of `Put`
    """What the mediator's pages answer, when a form names no message."""
    held = [one.forum for one in others]
    return may_put(Put(**said), there.forum, held, write_time(there.now))


@pytest.mark.parametrize("name", ["M1", "M2", "M3"])
def test_a_form_that_cites_a_message_is_asked_as_the_message_is(name: str) -> None:
    here, there = circles()
    one = here.forum.messages[name]
    said = {"words": one.words, "source": one.leaf, "from_": "XAL"}
    assert put(there, here, **said) == asked(here, there, name, How.SOURCE)
    refusal = put(there, here, **{**said, "from_": "XCO"})
    assert refusal is not None
    assert refusal.why == "It says that it is of XCO; the message cited is of XAL."
    unseen = put(there, **said)
    assert unseen is not None
    assert unseen.why == "It cites a message that is in none of the records at hand."


@pytest.mark.parametrize("words", [IDEA, LAST_WORD, OPEN])
def test_a_form_without_a_source_is_held_against_every_other_circle(words: str) -> None:
    here, there = circles()
    third = opened("XCO")
    assert put(third, there, here, words=words) == asked(here, third, "M2", How.IDEA, words)
    assert put(third, there, words=words) is None  # there it was never said
    assert put(here, here, words=words) is None  # who said it may hear it
    assert put(third, there, here, words="Why not by boat?") is None


def test_permission_can_be_withdrawn_until_it_is_conveyed() -> None:
    here, there = circles()
    here.wait(hours=1)
    here.do("XAL", "message.mark", "M3", mark="for-you-alone")
    assert asked(here, there, "M3", How.SOURCE) is None  # it was let go in that hour
    there.wait(hours=1, seconds=1)
    assert asked(here, there, "M3", How.SOURCE) is not None
    here.do("XAL", "message.mark", "M3", mark="you-may-convey")
    assert asked(here, there, "M3", How.SOURCE) is None


def test_a_message_reaches_those_whom_it_names_and_their_successors() -> None:
    here, there = circles()
    send(here, "XAL", "M5", "To Corvia.", "you-may-convey", to=["XCO", "XDE"])
    send(here, "XAL", "M6", "To Bermark.", "you-may-convey", to=["XBE"])
    assert under(
        asked(here, there, "M5", How.SOURCE),
        P.MESSAGE_CONVEY,
        "M5 may reach XCO, XDE, and not XBE.",
        "Ask XAL to send it anew.",
    )
    assert asked(here, there, "M6", How.SOURCE) is None
    seats, offices = there.forum.seats, there.forum.offices
    old = evolve(seats["XBE"], stage=SeatStage.SUCCEEDED, successor="XNE")
    there.forum = there.forum.grown(
        seats=seats.set("XBE", old),
        offices=offices.set("G1", evolve(offices["G1"], party="XNE")),
    )
    assert asked(here, there, "M6", How.SOURCE) is None


@pytest.mark.parametrize("name", ["M4", "M9"])
def test_only_a_message_of_the_party_is_carried(name: str) -> None:
    here, there = circles()
    assert under(
        asked(here, there, name, How.SOURCE, "x"),
        P.MESSAGE_CONVEY,
        f"{name} is no message of XAL in its circle.",
        "Name one that it sent there.",
    )


def test_nothing_is_conveyed_unless_good_offices_are_open_in_both() -> None:
    for closed in (0, 1):
        pair = circles()
        pair[closed].do(MEDIATOR, "offices.end", "G1")
        assert under(
            asked(*pair, "M3", How.SOURCE),
            P.OFFICES_STAGE,
            "Good offices are not open in both circles.",
            "Convey while both are open.",
        )
    here, _there = circles()
    assert asked(here, offered("XBE"), "M3", How.SOURCE) is not None
    assert asked(offered("XBE"), here, "M3", How.SOURCE, "x") is not None


def test_the_two_circles_are_of_one_mediator_with_two_parties() -> None:
    here, there = circles()
    why = "The two circles are not those of one mediator with two parties."
    remedy = "Name another circle of the same mediator."
    assert under(asked(here, opened("XAL"), "M3", How.SOURCE), P.OFFICES, why, remedy)
    offices = there.forum.offices
    other = evolve(offices["G1"], mediator="XGO")
    there.forum = there.forum.grown(offices=offices.set("G1", other))
    assert under(asked(here, there, "M3", How.SOURCE), P.OFFICES, why, remedy)


# ---------------------------------------------------------------- runs of words


@pytest.mark.parametrize(
    ("words", "other", "longest", "found"),
    [
        ("abcd", "xabcdx", 3, "abcd"), ("abcd", "xabcdx", 4, None), ("abc", "abc", 3, None),
        ("a  B\nc", "A b C", 4, "a b c"), ("", "abcdef", 2, None), ("abcdef", "", 2, None),
        ("xxabcxx", "yyabcyy", 2, "abc"), ("Straße", "STRASSE", 6, "strasse"),
    ],
)  # fmt: skip
def test_a_run_is_found_when_it_is_longer_than_allowed(
    words: str, other: str, longest: int, found: str | None
) -> None:
    assert shares_a_run(words, [other], longest) == found


def test_so_many_characters_in_a_row_may_be_shared_and_one_more_may_not() -> None:
    assert RUN == 32
    assert shares_a_run("a" * 32 + "b", ["a" * 32 + "c"]) is None
    assert shares_a_run("a" * 33, ["a" * 33]) == "a" * 33


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=12), st.integers(0, 5))
def test_a_run_is_what_the_slow_search_finds(one: str, other: str, longest: int) -> None:
    said, held = squeezed(one), squeezed(other)
    runs = {held[at : at + longest + 1] for at in range(max(0, len(held) - longest))}
    slow = any(run in said for run in runs)
    assert (shares_a_run(one, [other], longest) is not None) is slow


# ---------------------------------------------------------------- of what was signed


def carried(here: Desk, there: Desk, name: str, at: str = "M1", **other: Any) -> None:  # noqa: ANN401 - as at the desk
    there.do(MEDIATOR, "message.convey", at, **{**cited(here, name), **other})


def test_what_was_let_go_is_no_breach() -> None:
    here, there = circles()
    carried(here, there, "M3")
    there.do(MEDIATOR, "message.convey", "M2", words="Why not by boat?")
    send(there, "XBE", "M3", LAST_WORD, "for-you-alone")
    assert breaches(there.forum, [here.forum]) == ()


MISDEEDS: tuple[tuple[str, Callable[[Desk, Desk], object], str], ...] = (
    ("what was for the mediator alone", lambda here, there: carried(here, there, "M1"),
        "M1 of XAL was not marked to be conveyed at 2030-03-01T10:00:00Z."),
    ("an idea with its source", lambda here, there: carried(here, there, "M2"),
        "M2 of XAL was not marked to be conveyed at 2030-03-01T10:00:00Z."),
    ("other words under its hash",
        lambda here, there: carried(here, there, "M3", words="We refuse to meet."),
        "Its words differ from those of M3 of XAL."),
    ("in another's name", lambda here, there: carried(here, there, "M3", **{"from": "XCO"}),
        "It says that it is of XCO; the message cited is of XAL."),
    ("the mediator's own as a party's",
        lambda here, there: carried(here, there, "M4", **{"from": "XAL"}),
        "It cites something that is no message of a party."),
    ("a hash of nothing",
        lambda here, there: carried(here, there, "M3", source="A" * 43 + "="),
        "It cites a message that is in none of the records at hand."),
    ("a party's words as an idea",
        lambda _here, there: there.do(MEDIATOR, "message.convey", "M1", words=f"Look: {LAST_WORD}"),
        "It cites no source, and words of a party stand in it."),
    ("a party's words as a message",
        lambda _here, there: send(there, MEDIATOR, "M1", f"Look: {LAST_WORD}", "for-you-alone"),
        "It cites no source, and words of a party stand in it."),
)  # fmt: skip


@pytest.mark.parametrize("row", MISDEEDS, ids=lambda row: row[0])
def test_who_holds_both_records_finds_what_ought_not_to_have_left(row: Any) -> None:  # noqa: ANN401 - a row
    _what, does, told = row
    here, there = circles()
    does(here, there)
    number = there.forum.messages["M1"].number
    assert breaches(there.forum, [here.forum]) == (Breach(message="M1", number=number, told=told),)


def test_a_message_that_reached_another_than_it_names_is_a_breach() -> None:
    here, there = circles()
    send(here, "XAL", "M5", "To Corvia.", "you-may-convey", to=["XCO"])
    carried(here, there, "M5")
    assert [one.told for one in breaches(there.forum, [here.forum])] == [
        "M5 of XAL was not to reach XBE."
    ]


def test_what_was_carried_before_the_end_stands_and_what_came_after_does_not() -> None:
    here, there = circles()
    carried(here, there, "M3", "M1")
    here.wait(hours=1).do("XAL", "offices.end", "G1")
    there.wait(hours=1)
    assert breaches(there.forum, [here.forum]) == ()
    send(here_again(here), "XAL", "M7", "Once more we say so.", "you-may-convey")
    here.do("XAL", "offices.end", "G2")
    there.wait(seconds=1)
    carried(here, there, "M7", "M2")
    assert [one.told for one in breaches(there.forum, [here.forum])] == [
        "The good offices with XAL had ended at 2030-03-01T11:00:00Z."
    ]


def test_what_is_carried_in_the_second_of_the_end_is_no_breach() -> None:
    here, there = circles()
    here.wait(hours=1).do("XAL", "offices.end", "G1")
    there.wait(hours=1)
    carried(here, there, "M3", "M1")
    assert breaches(there.forum, [here.forum]) == ()


def here_again(here: Desk) -> Desk:
    here.do("XAL", "offices.open", "G2", words="x", mediator=MEDIATOR, party="XAL")
    here.do(MEDIATOR, "offices.accept", "G2")
    return here


def test_words_that_a_party_said_later_were_not_taken_from_it() -> None:
    here, there = circles()
    there.do(MEDIATOR, "message.convey", "M1", words="A lantern on each shore could tell it all.")
    here.wait(seconds=1)
    send(here, "XAL", "M5", "A lantern on each shore could tell it all.", "for-you-alone")
    assert breaches(there.forum, [here.forum]) == ()


def test_after_a_change_of_name_the_message_is_still_its_own() -> None:
    here, there = circles()
    carried(here, there, "M3")
    seats, messages = here.forum.seats, here.forum.messages
    old = evolve(seats["XAL"], stage=SeatStage.SUCCEEDED, successor="XNE")
    offices = here.forum.offices
    here.forum = here.forum.grown(
        seats=seats.set("XAL", old),
        messages=messages.set("M3", evolve(messages["M3"], by="XNE")),
        offices=offices.set("G1", evolve(offices["G1"], party="XNE")),
    )
    assert breaches(there.forum, [here.forum]) == ()


@pytest.mark.parametrize("name", ["M1", "M2", "M3", "M4"])
@pytest.mark.parametrize("how", list(How))
def test_the_check_before_and_the_check_after_say_the_same(name: str, how: How) -> None:
    here, there = circles()
    refusal = asked(here, there, name, how)
    words = "Why not by boat?" if how is How.IDEA else here.forum.messages[name].words
    if how is How.SOURCE:
        carried(here, there, name, **{"from": "XAL"})
        assert bool(breaches(there.forum, [here.forum])) is (refusal is not None)
    else:
        there.do(MEDIATOR, "message.convey", "M1", words=words)
        assert breaches(there.forum, [here.forum]) == ()  # an idea leads back to no message


# ---------------------------------------------------------------- the single text


def tabled(desk: Desk, words: str = "The bridge opens in May.") -> Desk:
    said = {"title": "On the bridge", "symbol": "SNT/1", "kind": "single-negotiating-text"}
    desk.do(MEDIATOR, "text.table", "T1", **said, language="en", everything=True)
    desk.do(MEDIATOR, "clause.propose", "T1-1", words=words, sort="words")
    return desk


def test_a_single_text_is_alike_where_its_words_are_whatever_each_party_brackets() -> None:
    here, there = tabled(opened("XAL")), tabled(opened("XBE"))
    here.do("XAL", "clause.bracket", "T1-1", words="May", nth=None, behind=None)
    there.do("XBE", "clause.alternative", "T1-1", words="In June.", sort="words")
    assert unlike(here.forum, there.forum, "T1") == ()


def test_where_it_differs_is_said_clause_by_clause() -> None:
    here, there = tabled(opened("XAL")), tabled(opened("XBE"), "The bridge opens in June.")
    assert unlike(here.forum, there.forum, "T1") == ("T1-1 is worded otherwise.",)
    there.do(MEDIATOR, "clause.propose", "T1-2", words="Fish.", sort="words")
    assert unlike(here.forum, there.forum, "T1") == (
        "T1 has other clauses, or the same in another order.", "T1-1 is worded otherwise.",
    )  # fmt: skip
    assert unlike(there.forum, here.forum, "T1") == unlike(here.forum, there.forum, "T1")
    assert unlike(here.forum, opened("XBE").forum, "T1") == (
        "T1 is on the table in one of the circles alone.",
    )
    assert unlike(opened("XBE").forum, here.forum, "T1") == (
        "T1 is on the table in one of the circles alone.",
    )
    texts = there.forum.texts
    one = texts["T1"]
    for changed in (evolve(one, title="x"), evolve(one, symbol="x")):
        other = there.forum.grown(texts=texts.set("T1", changed))
        assert unlike(here.forum, other, "T1")[0] == "T1 has another title, symbol or kind."


# ---------------------------------------------------------------- both sides see only that

SAYINGS = st.sampled_from(
    [
        "The dam is ours.", "We could wait.", "Not before the harvest.", LAST_WORD, IDEA, OPEN,
        "Nobody at home knows that we talk.",
    ]
)  # fmt: skip
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["XAL", "XBE", MEDIATOR]),
        st.sampled_from(["send", "mark", "idea", "carry", "tell"]),
        SAYINGS,
        st.sampled_from([one.value for one in Leave]),
        st.integers(1, 6),
    ),
    max_size=14,
)


def shown(desk: Desk, code: str) -> tuple[Any, ...]:
    """All that a seat of a circle is shown of it."""
    now = write_time(desk.now)
    log = tuple(show(act) for act in desk.acts)
    return log, overview(desk.forum, now), today(desk.forum, code, now), desk.forum


def attempt(desk: Desk, by: str, name: str, about: str, **said: Any) -> None:  # noqa: ANN401 - as at the desk
    act = desk.act(by, name, about, **said)
    if rule(desk.forum, act) is None:
        desk.forum = enter(desk.forum, act)
        desk.acts.append(act)


def deed(here: Desk, there: Desk, one: tuple[str, str, str, str, int]) -> None:
    """One deed of somebody: a party acts in its own circle, the mediator in both."""
    by, what, words, mark, number = one
    mine, other = (there, here) if by == "XBE" else (here, there)
    name, new = f"M{number}", f"M{len(mine.forum.messages) + 1}"
    if what == "send":
        attempt(mine, by, "message.send", new, words=words, mark=mark)
    elif what == "mark":
        attempt(mine, by, "message.mark", name, mark=mark)
    elif by == MEDIATOR and name in here.forum.messages:
        how = How.IDEA if what == "idea" else How.SOURCE
        said = "Why not by boat?" if what == "idea" else here.forum.messages[name].words
        if what == "tell":
            day = {"to": "XBE", "how": how.value, "day": f"{write_time(here.now)[:10]}T00:00:00Z"}
            attempt(here, by, "message.conveyed", name, **day)
        elif asked(here, there, name, how, said) is None:
            content = cited(here, name) if what == "carry" else {"words": said}
            at = f"M{len(other.forum.messages) + 1}"
            attempt(other, by, "message.convey", at, **content)


@settings(deadline=None)
@given(DEEDS)
def test_what_a_circle_shows_changes_by_its_own_acts_alone(deeds: list[Any]) -> None:
    here, there = circles()
    for one in deeds:
        before = (shown(here, "XAL"), shown(there, "XBE"), len(here.acts), len(there.acts))
        deed(here, there, one)
        if len(here.acts) == before[2]:
            assert shown(here, "XAL") == before[0]
        if len(there.acts) == before[3]:
            assert shown(there, "XBE") == before[1]


@settings(deadline=None)
@given(DEEDS, DEEDS)
def test_whatever_was_said_in_one_circle_the_other_shows_the_same_unless_it_was_carried(
    deeds: list[Any], others: list[Any]
) -> None:
    """Two histories of one circle; then the mediator puts one idea in the other, and no more."""
    ends = []
    for history in (deeds, others):
        here, there = circles()
        for by, what, *rest in history:
            if by != "XBE" and what in {"send", "mark"}:
                deed(here, there, (by, what, *rest))
        there.wait(hours=1)
        there.do(MEDIATOR, "message.convey", "M1", words="Why not by boat?")
        ends.append(shown(there, "XBE"))
    assert ends[0] == ends[1]


@settings(deadline=None)
@given(DEEDS)
def test_nothing_of_a_circle_is_found_in_the_other_but_what_its_author_let_go(
    deeds: list[Any],
) -> None:
    here, there = circles()
    for one in deeds:
        deed(here, there, one)
    said = "\n".join(show(act) for act in there.acts if act.by == MEDIATOR)
    assert breaches(there.forum, [here.forum]) == ()
    went = {one.source for one in there.forum.messages.values()}
    for message in here.forum.messages.values():
        if message.by == "XAL" and message.leaf not in went:
            assert to_base64(message.leaf) not in said
    words = {one.words for one in here.forum.messages.values() if one.leaf not in went}
    gone = {one.words for one in here.forum.messages.values() if one.leaf in went}
    spoken = {one.words for one in here.forum.messages.values() if one.by == MEDIATOR}
    for one in words - gone - spoken:
        assert one not in said
