"""Texts: the tables of practice, row by row, and each guard allowing and refusing."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import OFFICE, Desk, charter, clause, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum import text as t
from dipoli.forum.amendment_rules import still_needed as amendment_needed
from dipoli.forum.clause_work import crosses
from dipoli.forum.procedure import enter, rule
from dipoli.forum.standing import Forum
from dipoli.forum.text import ClauseStage, Status
from dipoli.forum.text_put import digest
from dipoli.forum.text_rules import still_needed
from dipoli.forum.text_views import View, show

WORDS = "The parties shall reopen the bridge by 2031 and report each year."

# practice.md 2.4, "Clause state | Event | Next", in plain words; "(added)" rows stand in the
# docstring of the table with their reason.
PRACTICE = """
proposed              | clause.bracket      | bracketed
proposed              | clause.alternative  | bracketed
bracketed             | clause.bracket      | bracketed
bracketed             | clause.alternative  | bracketed
bracketed             | clause.lift: others stand | bracketed
bracketed             | clause.lift         | clean
clean                 | clause.agree        | agreed-ad-referendum
agreed-ad-referendum  | clause.confirm: others awaited | agreed-ad-referendum
agreed-ad-referendum  | clause.confirm      | agreed
agreed                | clause.reopen       | bracketed
proposed              | clause.bridge       | proposed
bracketed             | clause.bridge       | bracketed
clean                 | clause.bridge       | clean
agreed-ad-referendum  | clause.bridge       | agreed-ad-referendum
agreed                | clause.bridge       | agreed
proposed              | clause.clean        | clean
bracketed             | clause.clean        | clean
clean                 | clause.bracket      | bracketed
clean                 | clause.alternative  | bracketed
agreed-ad-referendum  | clause.reopen       | bracketed
proposed              | clause.revise       | proposed
bracketed             | clause.revise       | bracketed
clean                 | clause.revise       | proposed
proposed              | amendment.take      | proposed
bracketed             | amendment.take      | bracketed
clean                 | amendment.take      | proposed
proposed              | clause.support      | proposed
proposed              | clause.leave        | proposed
bracketed             | clause.support      | bracketed
bracketed             | clause.leave        | bracketed
proposed              | clause.take         | bracketed
bracketed             | clause.take         | bracketed
bracketed             | clause.drop         | clean
bracketed             | clause.drop: others stand | bracketed
"""


def test_the_table_of_clauses_is_that_of_practice() -> None:
    rows = {
        tuple(part.strip() for part in line.split("|")) for line in PRACTICE.strip().splitlines()
    }
    ours = {
        (stage.value, name.replace("/1", ""), after.value)
        for stage, moves in t.CLAUSE_MOVES.items()
        for name, after in moves.items()
    }
    assert ours == rows
    assert set(t.CLAUSE_MOVES) == set(ClauseStage)


def test_the_tables_of_texts_amendments_and_languages_have_these_rows() -> None:
    stays = ("pen", "facilitate", "bracket", "lift", "language", "authenticate", "question")
    assert {(name, after.value) for name, after in t.MOVES[t.Stage.OPEN].items()} == {
        (f"text.{one}/1", "open") for one in (*stays, "without-prejudice")
    } | {
        ("text.withdraw/1", "withdrawn"),
        ("text decided", "decided"),
    }
    assert not t.MOVES[t.Stage.DECIDED]
    assert not t.MOVES[t.Stage.WITHDRAWN]
    assert {k.value: {n: v.value for n, v in m.items()} for k, m in t.AMENDMENT_MOVES.items()} == {
        "proposed": {"amendment.take/1": "taken", "amendment.withdraw/1": "withdrawn"},
        "taken": {},
        "withdrawn": {},
    }
    assert {k.value: {n: v.value for n, v in m.items()} for k, m in t.LANGUAGE_MOVES.items()} == {
        "missing": {"text.language/1": "draft"},
        "draft": {"text.language/1": "draft", "text.authenticate/1": "authentic"},
        "authentic": {"text.language/1": "draft", "text.question/1": "draft"},
    }


def sat(
    kind: str = "working-paper", *, everything: bool = False, start: Forum | None = None
) -> Desk:
    """A desk with text T1 of XBE, and clause T1-1 in it."""
    desk = Desk(start)
    by = "XAL" if kind in {"chairs-text", "co-facilitators-text"} else "XBE"
    desk.do(
        by, "text.table", "T1", title="On the bridge", symbol="WP.1", kind=kind, language="en",
        everything=everything,
    )  # fmt: skip
    desk.do(by, "clause.propose", "T1-1", words=WORDS, sort="words")
    return desk


def stage(desk: Desk, name: str = "T1-1") -> ClauseStage:
    return desk.forum.clauses[name].stage


# ---------------------------------------------------------------- papers and pens


def test_a_chairs_text_is_issued_by_the_chair_alone() -> None:
    refusal = Desk().refused(
        "XBE", "text.table", "T1", title="x", symbol="x", kind="chairs-text", language="en",
        everything=False,
    )  # fmt: skip
    assert "issued by the chair" in refusal.why
    assert sat("chairs-text").forum.texts["T1"].by == "XAL"


def test_a_text_is_negotiated_in_a_working_language() -> None:
    refusal = Desk().refused(
        "XBE", "text.table", "T1", title="x", symbol="x", kind="non-paper", language="ko",
        everything=False,
    )  # fmt: skip
    assert refusal.why == "ko is no working language here."


def test_only_who_holds_the_pen_writes_and_the_pen_can_be_handed_on() -> None:
    desk = sat()
    assert (
        "held by XBE"
        in desk.refused("XCO", "clause.propose", "T1-2", words="More.", sort="words").why
    )
    assert "held by XBE" in desk.refused("XCO", "clause.revise", "T1-1", words="x", version=1).why
    assert "held by XBE" in desk.refused("XCO", "text.pen", "T1", to="XCO").why
    assert "no seat" in desk.refused("XBE", "text.pen", "T1", to="XZZ").why
    desk.do("XBE", "text.pen", "T1", to="XCO")
    desk.do("XCO", "clause.propose", "T1-2", words="More.", sort="words")
    assert desk.forum.texts["T1"].clauses == ("T1-1", "T1-2")
    assert "tabled by XBE" in desk.refused("XCO", "text.withdraw", "T1").why
    desk.do("XBE", "text.withdraw", "T1")
    assert "withdrawn" in desk.refused("XCO", "clause.bracket", "T1-1").why


def test_a_clause_is_named_after_its_text_and_stands_where_it_is_put() -> None:
    desk = sat()
    assert (
        "names no text"
        in desk.refused("XBE", "clause.propose", "T9-1", words="x", sort="words").why
    )
    assert (
        "no clause of T1"
        in desk.refused("XBE", "clause.propose", "T1-2", words="x", sort="words", behind="T1-9").why
    )
    desk.do("XBE", "clause.propose", "T1-2", words="Last.", sort="words")
    desk.do("XBE", "clause.propose", "T1-3", words="Between.", sort="words", behind="T1-1")
    desk.do("XBE", "clause.propose", "T1-4", words="After all.", sort="words")
    assert desk.forum.texts["T1"].clauses == ("T1-1", "T1-3", "T1-2", "T1-4")


# ---------------------------------------------------------------- brackets


def test_a_bracket_is_lifted_by_who_holds_it_and_the_last_one_leaves_the_clause_clean() -> None:
    desk = sat()
    desk.do("XCO", "clause.bracket", "T1-1", words="by 2031")
    desk.do("XDE", "clause.bracket", "T1-1", words="by 2031")
    assert stage(desk) is ClauseStage.BRACKETED
    assert desk.forum.clauses["T1-1"].brackets[1].holders == ("XCO", "XDE")
    assert "holds no bracket 1" in desk.refused("XBE", "clause.lift", "T1-1", which=1).why
    assert (
        "holds bracket 1 there already"
        in desk.refused("XCO", "clause.bracket", "T1-1", words="by 2031").why
    )
    desk.do("XCO", "clause.lift", "T1-1", which=1)
    assert stage(desk) is ClauseStage.BRACKETED
    desk.do("XDE", "clause.lift", "T1-1", which=1)
    assert stage(desk) is ClauseStage.CLEAN


def test_brackets_nest_reserve_a_place_or_take_the_whole_but_never_cross() -> None:
    desk = sat()
    desk.do("XCO", "clause.bracket", "T1-1", words="the bridge by 2031")
    desk.do("XDE", "clause.bracket", "T1-1", words="2031")
    desk.do("XDE", "clause.bracket", "T1-1", words="each year", behind=True)
    desk.do("XAL", "clause.bracket", "T1-1")
    crossing = desk.refused("XAL", "clause.bracket", "T1-1", words="2031 and report")
    assert "runs across an end of bracket 1" in crossing.why
    places = {n: (b.start, b.end) for n, b in desk.forum.clauses["T1-1"].brackets.items()}
    behind = WORDS.index("each year") + len("each year")
    assert places[3] == (behind, behind)
    assert places[4] == (0, len(WORDS))


def test_a_passage_that_is_there_twice_or_never_is_asked_which() -> None:
    desk = sat()
    assert "stands: 0." in desk.refused("XCO", "clause.bracket", "T1-1", words="ferry").why
    assert "stands: 6." in desk.refused("XCO", "clause.bracket", "T1-1", words="r").why
    assert "stands: 2." in desk.refused("XCO", "clause.bracket", "T1-1", words="re", nth=9).why
    desk.do("XCO", "clause.bracket", "T1-1", words="re", nth=2)
    assert desk.forum.clauses["T1-1"].brackets[1].start == WORDS.index("report")


def test_the_headnote_puts_the_whole_text_in_brackets() -> None:
    desk = sat()
    desk.do("XCO", "text.bracket", "T1")
    assert "holds the bracket" in desk.refused("XCO", "text.bracket", "T1").why
    assert "holds no bracket" in desk.refused("XDE", "text.lift", "T1").why
    assert "XCO to lift" in still_needed(desk.forum, desk.forum.texts["T1"])
    desk.do("XCO", "text.lift", "T1")
    assert desk.forum.texts["T1"].headnote == ()


# ---------------------------------------------------------------- alternatives


def test_an_alternative_that_is_taken_leaves_the_former_wording_beside_it() -> None:
    desk = sat()
    desk.do("XCO", "clause.alternative", "T1-1", words="Nothing is reopened.", sort="words")
    desk.do("XDE", "clause.support", "T1-1", which=2)
    assert "already" in desk.refused("XDE", "clause.support", "T1-1", which=2).why
    assert "no wording 7" in desk.refused("XDE", "clause.support", "T1-1", which=7).why
    assert "held by XBE" in desk.refused("XCO", "clause.take", "T1-1", which=2).why
    assert "already" in desk.refused("XBE", "clause.take", "T1-1", which=1).why
    desk.do("XBE", "clause.take", "T1-1", which=2)
    clause = desk.forum.clauses["T1-1"]
    assert clause.wording.words == "Nothing is reopened."
    assert clause.options[1].words == WORDS
    assert clause.stage is ClauseStage.BRACKETED
    desk.do("XBE", "clause.drop", "T1-1", which=1)
    assert stage(desk) is ClauseStage.CLEAN


def test_a_wording_is_dropped_by_its_author_and_passes_to_who_supports_it() -> None:
    desk = sat()
    desk.do("XCO", "clause.alternative", "T1-1", words=None, sort="no-text")
    desk.do("XDE", "clause.support", "T1-1", which=2)
    assert "put forward by XCO" in desk.refused("XDE", "clause.drop", "T1-1", which=2).why
    assert "wording of the clause now" in desk.refused("XBE", "clause.drop", "T1-1", which=1).why
    desk.do("XCO", "clause.drop", "T1-1", which=2)
    assert desk.forum.clauses["T1-1"].options[2].by == "XDE"
    assert "not among those" in desk.refused("XCO", "clause.leave", "T1-1", which=2).why
    desk.do("XAL", "clause.support", "T1-1", which=2)
    desk.do("XAL", "clause.leave", "T1-1", which=2)
    desk.do("XDE", "clause.drop", "T1-1", which=2)
    assert stage(desk) is ClauseStage.CLEAN


def test_words_no_text_and_placeholders_say_what_they_are() -> None:
    desk = sat()
    assert "no words" in desk.refused("XCO", "clause.alternative", "T1-1", sort="words").why
    assert (
        "has no words"
        in desk.refused("XCO", "clause.alternative", "T1-1", sort="no-text", words="x").why
    )
    assert (
        "by a facilitator"
        in desk.refused("XCO", "clause.alternative", "T1-1", sort="bridging-text", words="x").why
    )
    desk.do("XBE", "clause.propose", "T1-2", sort="placeholder", words="money")
    desk.do("XAL", "clause.clean", "T1-2")
    assert "placeholder" in desk.refused("XAL", "clause.agree", "T1-2").why


def test_a_bridging_text_stands_beside_and_overwrites_nothing() -> None:
    desk = sat()
    assert (
        "neither presides nor facilitates"
        in desk.refused("XDE", "clause.bridge", "T1-1", words="Perhaps.").why
    )
    desk.do("XAL", "text.facilitate", "T1", facilitators=["XDE"])
    desk.do("XAL", "clause.clean", "T1-1")
    before = desk.forum.clauses["T1-1"]
    desk.do("XDE", "clause.bridge", "T1-1", words="Perhaps.")
    after = desk.forum.clauses["T1-1"]
    assert (after.stage, after.wording, after.version) == (
        before.stage, before.wording, before.version,
    )  # fmt: skip
    assert after.options[2].words == "Perhaps."
    without = sat(start=forum(charter(text=evolve(charter().text, bridging=False))))
    assert "no texts of their own" in without.refused("XAL", "clause.bridge", "T1-1", words="x").why


# ---------------------------------------------------------------- amendments


def test_an_amendment_is_rebased_where_it_does_not_overlap() -> None:
    desk = sat()
    amended = WORDS.replace("each year", "every month")
    desk.do("XCO", "amendment.propose", "A1", clause="T1-1", version=1, words=amended)
    desk.do("XBE", "clause.revise", "T1-1", version=1, words=WORDS.replace("2031", "2032"))
    assert amendment_needed(desk.forum, desk.forum.amendments["A1"]).startswith("It needs XBE")
    desk.do("XBE", "amendment.take", "A1")
    clause = desk.forum.clauses["T1-1"]
    assert clause.wording.words == amended.replace("2031", "2032")
    assert desk.forum.texts["T1"].version == 3
    assert clause.at(1) == WORDS


def test_an_amendment_that_overlaps_is_refused_with_what_changed() -> None:
    desk = sat()
    desk.do(
        "XCO", "amendment.propose", "A1", clause="T1-1", version=1,
        words=WORDS.replace("2031", "2040"),
    )  # fmt: skip
    desk.do("XBE", "clause.revise", "T1-1", version=1, words=WORDS.replace("2031", "2032"))
    refusal = desk.refused("XBE", "amendment.take", "A1")
    assert "“2031” became “2032”, and the amendment has “2040”" in refusal.why
    assert refusal.remedy == "Write it against version 2."
    assert "“2031” became “2032”" in amendment_needed(desk.forum, desk.forum.amendments["A1"])
    assert "Only XCO" in desk.refused("XDE", "amendment.withdraw", "A1").remedy
    desk.do("XCO", "amendment.withdraw", "A1")
    assert "withdrawn" in desk.refused("XBE", "amendment.take", "A1").why


def test_an_amendment_names_a_clause_a_version_and_changes_something() -> None:
    desk = sat()

    def why(clause: str = "T1-1", version: int = 1, words: str = "New.") -> str:
        return desk.refused(
            "XCO", "amendment.propose", "A1", clause=clause, version=version, words=words
        ).why

    assert "no clause here" in why(clause="T1-9")
    assert "was not there at version 9" in why(version=9)
    assert "was not there at version 0" in why(version=0)
    assert "no words" in why(words=WORDS)
    desk.do("XAL", "clause.clean", "T1-1")
    desk.do("XAL", "clause.agree", "T1-1")
    assert "agreed ad referendum" in why()


def test_a_new_wording_carries_the_brackets_of_others_along() -> None:
    desk = sat()
    desk.do("XCO", "clause.bracket", "T1-1", words="by 2031")
    desk.do("XBE", "clause.revise", "T1-1", version=1, words=WORDS.replace("by 2031 ", ""))
    bracket = desk.forum.clauses["T1-1"].brackets[1]
    assert bracket.holders == ("XCO",)
    assert stage(desk) is ClauseStage.BRACKETED


def test_a_pen_whose_holder_left_is_handed_on_by_the_chair_and_by_nobody_else() -> None:
    desk = sat()
    assert "held by XBE" in desk.refused("XAL", "text.pen", "T1", to="XCO").why
    desk.do("XBE", "member.notify", "XBE")
    desk.wait(hours=24).do("XBE", "member.withdraw", "XBE")
    assert clause(desk.refused("XCO", "text.pen", "T1", to="XCO"), Point.PEN)
    desk.do("XAL", "text.pen", "T1", to="XCO")
    assert desk.forum.texts["T1"].pen == "XCO"


def test_who_presides_without_a_seat_of_a_member_keeps_its_pen() -> None:
    here = forum()
    guest = evolve(here.seats["XDE"], category=Category.GUEST)
    desk = Desk(here.grown(seats=here.seats.set("XDE", guest), chair=("XAL", "XDE")))
    paper = {"title": "x", "symbol": "WP.1", "kind": "chairs-text", "language": "en"}
    desk.role = "chair"
    desk.do("XDE", "text.table", "T1", **paper, everything=False)
    assert "held by XDE" in desk.refused("XAL", "text.pen", "T1", to="XCO").why


def test_a_bracket_within_the_wording_holds_it_in_place_and_one_around_it_does_not() -> None:
    desk = sat()
    desk.do("XCO", "clause.alternative", "T1-1", words="They wait.", sort="words")
    desk.do("XCO", "clause.bracket", "T1-1")
    desk.do("XDE", "clause.bracket", "T1-1", words="by 2031")
    why = desk.refused("XBE", "clause.take", "T1-1", which=2).why
    assert why == "Brackets within the present wording stand: 2."
    desk.do("XDE", "clause.lift", "T1-1", which=2)
    desk.do("XBE", "clause.take", "T1-1", which=2)
    assert desk.forum.clauses["T1-1"].wording.words == "They wait."


@pytest.mark.parametrize(("put", "then"), [("bridge", "words"), ("no-text", "no-text")])
def test_a_wording_that_is_taken_makes_a_new_version_and_bridges_nothing_any_more(
    put: str, then: str
) -> None:
    desk = sat()
    if put == "bridge":
        desk.do("XAL", "clause.bridge", "T1-1", words="They wait.")
    else:
        desk.do("XCO", "clause.alternative", "T1-1", sort=put)
    version = desk.forum.texts["T1"].version
    desk.do("XBE", "clause.take", "T1-1", which=2)
    assert desk.forum.clauses["T1-1"].wording.sort.value == then
    assert desk.forum.texts["T1"].version == version + 1


# ---------------------------------------------------------------- agreement


def agreed(desk: Desk, name: str = "T1-1") -> None:
    desk.do("XAL", "clause.clean", name)
    desk.do("XAL", "clause.agree", name)
    for code in ("XAL", "XBE", "XCO", "XDE"):
        desk.do(code, "clause.confirm", name)


def test_a_clause_is_agreed_when_every_capital_confirmed() -> None:
    desk = sat()
    desk.do("XAL", "clause.clean", "T1-1")
    desk.do("XAL", "clause.agree", "T1-1")
    desk.do("XDE", "clause.confirm", "T1-1")
    assert "Awaited: XAL, XBE, XCO" in desk.refused("XDE", "clause.confirm", "T1-1").remedy
    for code in ("XCO", "XBE"):
        desk.do(code, "clause.confirm", "T1-1")
        assert stage(desk) is ClauseStage.AD_REF
    desk.do("XAL", "clause.confirm", "T1-1")
    assert stage(desk) is ClauseStage.AGREED


def test_the_chair_finds_a_clause_agreed_once_no_capital_is_awaited_and_not_before() -> None:
    desk = sat()
    desk.do("XAL", "clause.clean", "T1-1")
    desk.do("XAL", "clause.agree", "T1-1")
    for code in ("XAL", "XBE", "XCO"):
        desk.do(code, "clause.confirm", "T1-1")
    assert "Awaited: XDE." in desk.refused("XAL", "clause.confirm", "T1-1").remedy
    desk.do("XDE", "member.notify", "XDE")
    desk.wait(hours=24).do("XDE", "member.withdraw", "XDE")
    refusal = desk.refused("XBE", "clause.confirm", "T1-1")
    assert refusal.remedy == "Awaited: nobody; the chair finds it agreed."
    assert stage(desk) is ClauseStage.AD_REF
    desk.do("XAL", "clause.confirm", "T1-1")
    assert stage(desk) is ClauseStage.AGREED


def test_each_clause_that_comes_behind_the_first_makes_a_new_version() -> None:
    desk = sat()
    assert desk.forum.texts["T1"].version == 1
    for number in (2, 3):
        name = f"T1-{number}"
        desk.do("XBE", "clause.propose", name, words="They report.", sort="words")
        assert desk.forum.texts["T1"].version == number
        clause = desk.forum.clauses[name]
        assert [clause.at(one) for one in (number - 1, number)] == [None, "They report."]


def test_a_clause_that_is_reopened_lies_in_one_bracket_whatever_its_words_become() -> None:
    desk = sat()
    agreed(desk)
    desk.do("XCO", "clause.reopen", "T1-1", reason="substance", words="The flood changed it.")
    for version, words in ((1, WORDS), (2, f"{WORDS} They wait.")):
        if version == 2:
            desk.do("XBE", "clause.revise", "T1-1", version=1, words=words)
        shown = show(desk.forum, desk.forum.texts["T1"], View.BRACKETED)
        assert f"1. [{words}]  (bracketed)" in shown


def test_a_clause_is_not_clean_while_somebody_with_a_voice_holds_it() -> None:
    desk = sat()
    desk.do("XCO", "clause.bracket", "T1-1")
    assert "held by XCO" in desk.refused("XAL", "clause.clean", "T1-1").why
    desk.do("XCO", "clause.lift", "T1-1", which=1)
    desk.do("XDE", "clause.alternative", "T1-1", sort="no-text")
    assert "put forward by XDE" in desk.refused("XAL", "clause.clean", "T1-1").why


def test_what_was_agreed_is_reopened_for_a_reason_and_counted_per_text() -> None:
    desk = sat()
    agreed(desk)
    assert "no step" in desk.refused("XCO", "clause.bracket", "T1-1").why
    assert "for a reason" in desk.refused("XCO", "clause.reopen", "T1-1", reason="substance").why
    desk.do("XCO", "clause.reopen", "T1-1", reason="substance", words="The flood changed it.")
    clause = desk.forum.clauses["T1-1"]
    assert clause.stage is ClauseStage.BRACKETED
    assert [one.holders for one in clause.brackets.values()] == [("XCO",)]
    assert desk.forum.texts["T1"].reopened == 1
    paper = charter(text=evolve(charter().text, reopening=False))
    firm = sat(start=forum(paper))
    agreed(firm)
    assert (
        "not re-opened"
        in firm.refused("XCO", "clause.reopen", "T1-1", reason="substance", words="x").why
    )


# ---------------------------------------------------------------- before the body


def tabled(desk: Desk) -> Desk:
    desk.do("XBE", "proposal.table", "P1", title="Adopt it", purpose="text", subject="T1")
    return desk.wait(hours=24)


def test_a_text_is_put_without_brackets_and_then_no_word_of_it_moves() -> None:
    desk = tabled(sat())
    desk.do("XCO", "clause.bracket", "T1-1", words="by 2031")
    assert "stand in T1-1" in desk.refused("XAL", "proposal.put", "P1").why
    assert "stand in T1-1" in desk.refused("XAL", "silence.open", "P1", deadline=96).why
    desk.do("XCO", "clause.lift", "T1-1", which=1)
    desk.do("XAL", "proposal.put", "P1")
    assert desk.forum.proposals["P1"].frozen == digest(desk.forum, desk.forum.texts["T1"])
    acts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("clause.bracket", {}),
        ("clause.alternative", {"sort": "no-text"}),
    )
    for act, said in acts:
        assert "before the body with P1" in desk.refused("XCO", act, "T1-1", **said).why
    assert "before the body" in desk.refused("XBE", "text.withdraw", "T1").why
    desk.do("XAL", "proposal.adopt", "P1")
    assert desk.forum.texts["T1"].stage is t.Stage.DECIDED
    assert (
        "do not change any more"
        in desk.refused("XBE", "clause.revise", "T1-1", version=1, words="x").why
    )
    assert desk.forum.proposals["P1"].frozen is not None


def test_a_broken_silence_sets_the_text_free_and_the_next_one_freezes_it_anew() -> None:
    desk = tabled(sat())
    desk.do("XAL", "silence.open", "P1", deadline=96)
    first = desk.forum.proposals["P1"].frozen
    assert "before the body" in desk.refused("XCO", "clause.bracket", "T1-1").why
    desk.do("XCO", "silence.break", "P1", reason="substance")
    assert desk.forum.proposals["P1"].frozen is None
    desk.do("XBE", "clause.revise", "T1-1", version=1, words=WORDS.replace("2031", "2032"))
    desk.do("XAL", "silence.open", "P1", deadline=96)
    assert desk.forum.proposals["P1"].frozen not in {None, first}


def test_a_headnote_a_placeholder_an_empty_text_and_a_non_paper_are_not_put() -> None:
    desk = tabled(sat())
    desk.do("XCO", "text.bracket", "T1")
    assert "held by XCO" in desk.refused("XAL", "proposal.put", "P1").why
    desk.do("XCO", "text.lift", "T1")
    desk.do("XBE", "clause.propose", "T1-2", sort="placeholder")
    assert "Placeholders stand in T1: T1-2" in desk.refused("XAL", "proposal.put", "P1").why
    assert "no status" in tabled(sat("non-paper")).refused("XAL", "proposal.put", "P1").why
    bare = Desk()
    bare.do(
        "XBE", "text.table", "T1", title="x", symbol="x", kind="l-document", language="en",
        everything=False,
    )  # fmt: skip
    assert "no clause yet" in tabled(bare).refused("XAL", "proposal.put", "P1").why


def test_nothing_is_agreed_until_everything_is_where_the_text_says_so() -> None:
    desk = sat(everything=True)
    desk.do("XBE", "clause.propose", "T1-2", words="And the road.", sort="words")
    agreed(desk)
    tabled(desk)
    assert desk.refused("XAL", "proposal.put", "P1").why.endswith("open: T1-2.")
    agreed(desk, "T1-2")
    desk.do("XAL", "proposal.put", "P1")


def test_every_language_that_the_charter_asks_for_stands_first() -> None:
    desk = tabled(sat(start=forum(charter(languages=("en", "fr", "ru")))))
    one, other = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    told = desk.refused("XAL", "proposal.put", "P1").why
    assert told.endswith("fr (missing), ru (missing).")
    desk.do("XCO", "text.language", "T1", language="fr", version=1, digest=one)
    desk.do("SECRETARIAT", "text.language", "T1", language="ru", version=1, digest=other)
    desk.do("SECRETARIAT", "text.authenticate", "T1", language="fr", version=1)
    assert desk.refused("XAL", "proposal.put", "P1").why.endswith(": ru (draft).")
    desk.do("XAL", "text.authenticate", "T1", language="ru", version=1)
    desk.do("XDE", "text.question", "T1", language="ru", words="“мост” is missing")
    assert desk.refused("XAL", "proposal.put", "P1").why.endswith(": ru (draft).")
    assert (
        "fr is authentic"
        not in desk.refused("XAL", "text.question", "T1", language="ru", words="x").why
    )
    desk.do("XAL", "text.authenticate", "T1", language="ru", version=1)
    desk.do("XBE", "clause.revise", "T1-1", version=1, words="New.")
    assert desk.forum.texts["T1"].status("fr") is Status.MISSING
    assert (
        "at version 2"
        in desk.refused("XCO", "text.language", "T1", language="fr", version=1, digest=one).why
    )
    for language in ("fr", "ru"):
        desk.do("XCO", "text.language", "T1", language=language, version=2, digest=one)
        desk.do("XAL", "text.authenticate", "T1", language=language, version=2)
    desk.do("XAL", "proposal.put", "P1")


def test_language_versions_are_filed_in_working_languages_by_members_or_the_office() -> None:
    start = forum(charter(languages=("en", "fr")))
    desk = sat(start=start)
    said: dict[str, Any] = {"version": 1, "digest": base64.b64encode(bytes(32)).decode()}
    assert (
        "negotiated in en" in desk.refused("XCO", "text.language", "T1", language="en", **said).why
    )
    assert (
        "no working language"
        in desk.refused("XCO", "text.language", "T1", language="ko", **said).why
    )
    loose = charter(languages=("en", "fr"), text=evolve(charter().text, languages=False))
    free = tabled(sat(start=forum(loose)))
    free.do("XAL", "proposal.put", "P1")


def test_a_text_says_to_what_it_is_without_prejudice() -> None:
    desk = sat()
    desk.do("XDE", "text.without-prejudice", "T1", words="the name of the river")
    assert [one.words for one in desk.forum.texts["T1"].notes.values()] == ["the name of the river"]
    assert desk.forum.texts["T1"].version == 2


# ---------------------------------------------------------------- properties

ACTS = st.tuples(
    st.sampled_from(("XAL", "XBE", "XCO", "XDE")),
    st.sampled_from(
        (
            ("clause.bracket", {}),
            ("clause.bracket", {"words": "by 2031"}),
            ("clause.bracket", {"words": "2031"}),
            ("clause.lift", {"which": 1}),
            ("clause.lift", {"which": 2}),
            ("clause.alternative", {"sort": "words", "words": "Otherwise."}),
            ("clause.support", {"which": 2}),
            ("clause.drop", {"which": 1}),
            ("clause.drop", {"which": 2}),
            ("clause.take", {"which": 2}),
            ("clause.bridge", {"words": "Between."}),
            ("clause.revise", {"version": 1, "words": WORDS.replace("bridge", "road")}),
            ("clause.clean", {}),
            ("clause.agree", {}),
            ("clause.confirm", {}),
            ("clause.reopen", {"reason": "substance", "words": "new facts"}),
        )
    ),
)
SWAP = {"XCO": "XDE", "XDE": "XCO"}


@given(st.lists(ACTS, max_size=25))
def test_no_bracket_falls_but_by_its_holder_and_no_wording_goes_but_by_its_author(
    acts: list[tuple[str, tuple[str, dict[str, Any]]]],
) -> None:
    desk = sat()
    for by, (name, said) in acts:
        before = desk.forum.clauses["T1-1"]
        act = desk.act(by, name, "T1-1", **said)
        if rule(desk.forum, act) is not None:
            continue
        desk.forum = enter(desk.forum, act)
        after = desk.forum.clauses["T1-1"]
        held = {(n, code) for n, one in before.brackets.items() for code in one.holders}
        still = {(n, code) for n, one in after.brackets.items() for code in one.holders}
        assert all(code == by and name == "clause.lift" for _, code in held - still)
        gone = set(before.options) - set(after.options)
        assert all(before.options[n].by == by and name == "clause.drop" for n in gone)
        settled = after.stage in {ClauseStage.CLEAN, *t.SETTLED}
        assert not (settled and (after.brackets or after.standing))
        assert all(
            0 <= b.start <= b.end <= len(after.wording.wording) for b in after.brackets.values()
        )


@given(st.lists(ACTS, max_size=20))
def test_renaming_two_parties_renames_the_outcome_and_nothing_else(
    acts: list[tuple[str, tuple[str, dict[str, Any]]]],
) -> None:
    one, other = sat(), sat()
    for by, (name, said) in acts:
        here = one.act(by, name, "T1-1", **said)
        there = other.act(SWAP.get(by, by), name, "T1-1", **said)
        mine, theirs = rule(one.forum, here), rule(other.forum, there)
        assert (mine is None) == (theirs is None)
        if mine is None:
            one.forum, other.forum = enter(one.forum, here), enter(other.forum, there)
    left, right = one.forum.clauses["T1-1"], other.forum.clauses["T1-1"]
    assert left.stage is right.stage
    assert {n: [SWAP.get(c, c) for c in b.holders] for n, b in left.brackets.items()} == {
        n: list(b.holders) for n, b in right.brackets.items()
    }


@pytest.mark.parametrize("name", sorted({"text.withdraw", "text.pen", "text.question"}))
def test_an_act_about_a_text_that_is_not_there_is_refused(name: str) -> None:
    assert rule(Desk().forum, evolve(Desk().act("XBE", "text.withdraw", "T7"), name=f"{name}/1"))


# ---------------------------------------------------------------- typed brackets


def test_words_with_typed_brackets_are_out_of_order_wherever_words_are_put() -> None:
    desk, typed = sat(), "The parties shall keep [12][24] miles."
    wordings: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("XBE", "clause.propose", "T1-2", {"words": typed, "sort": "words"}),
        ("XBE", "clause.propose", "T1-2", {"words": "[...]", "sort": "placeholder"}),
        ("XCO", "clause.alternative", "T1-1", {"words": typed, "sort": "words"}),
        ("XAL", "clause.bridge", "T1-1", {"words": typed}),
        ("XBE", "clause.revise", "T1-1", {"words": typed, "version": 1}),
        ("XCO", "amendment.propose", "A1", {"words": typed, "clause": "T1-1", "version": 1}),
    )
    for by, name, about, content in wordings:
        ruling = desk.refused(by, name, about, **content)
        assert ruling.clause == f"art. {article(Point.BRACKETS)}", name
        assert "a bracket has a holder here" in ruling.why
        assert "clause.bracket" in ruling.remedy


def test_an_empty_place_is_a_placeholder_and_the_passage_can_be_bracketed_instead() -> None:
    desk = sat()
    desk.do("XBE", "clause.propose", "T1-2", words=None, sort="placeholder")
    desk.do("XCO", "clause.bracket", "T1-1", words="by 2031", nth=None, behind=False)
    assert desk.forum.clauses["T1-1"].stage is ClauseStage.BRACKETED


def article(point: Point) -> int:
    """The number of the article of the made-up charter that settles a point."""
    return list(Point).index(point) + 1


def test_two_passages_cross_where_they_overlap_and_neither_holds_the_other() -> None:
    ends = [(start, end) for start in range(5) for end in range(start, 5)]
    for one in ends:
        for other in ends:
            signs, others = set(range(*one)), set(range(*other))
            apart = not signs & others or signs <= others or others <= signs
            assert crosses(one, other) is not apart


def test_a_text_is_held_by_a_proposal_to_adopt_it_and_by_no_other_that_names_it() -> None:
    desk = sat()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure", subject="T1")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    assert not desk.forum.texts["T1"].held
    desk.do("XCO", "clause.bracket", "T1-1", words="by 2031")


def test_what_is_before_the_body_is_the_text_in_every_authentic_language() -> None:
    desk = sat(start=forum(charter(languages=("en", "fr"))))
    before = digest(desk.forum, desk.forum.texts["T1"])
    version = base64.b64encode(bytes(32)).decode()
    desk.do("XBE", "text.language", "T1", language="fr", digest=version, version=1)
    assert digest(desk.forum, desk.forum.texts["T1"]) == before
    desk.do(OFFICE, "text.authenticate", "T1", language="fr", version=1)
    assert digest(desk.forum, desk.forum.texts["T1"]) != before


def test_what_was_put_is_kept_while_it_is_held_and_decided_and_not_once_it_is_parked() -> None:
    desk = tabled(sat())

    def kept() -> tuple[bool, bool]:
        proposal = desk.forum.proposals["P1"]
        return proposal.frozen is not None, "P1" in desk.forum.texts["T1"].held

    assert kept() == (False, False)
    desk.do("XAL", "proposal.put", "P1")
    assert kept() == (True, True)
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    assert kept() == (True, True)
    desk.do("XAL", "proposal.park", "P1")
    assert kept() == (False, False)
    desk = tabled(sat())
    desk.do("XAL", "proposal.put", "P1")
    desk.do("XAL", "proposal.adopt", "P1")
    assert kept() == (True, False)
