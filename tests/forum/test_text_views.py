"""How texts are read: clean, bracketed, attributed, compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import NAMES, Desk

from dipoli.forum.amendment_rules import still_needed
from dipoli.forum.text_views import View, changed, compare, show

WORDS = "They reopen the bridge by 2031 and report."


def desk(kind: str = "working-paper") -> Desk:
    made = Desk()
    made.do(
        "XBE", "text.table", "T1", title="On the bridge", symbol="WP.1", kind=kind, language="en",
        everything=True,
    )  # fmt: skip
    made.do("XBE", "clause.propose", "T1-1", words=WORDS, sort="words")
    made.do("XDE", "clause.bracket", "T1-1", words="the bridge by 2031")
    made.do("XCO", "clause.bracket", "T1-1", words="the bridge by 2031")
    made.do("XDE", "clause.bracket", "T1-1", words="2031")
    made.do("XAL", "clause.bracket", "T1-1", words="report", behind=True)
    made.do("XCO", "clause.alternative", "T1-1", sort="no-text")
    made.do("XAL", "clause.support", "T1-1", which=2)
    made.do("XDE", "text.without-prejudice", "T1", words="the name of the river")
    return made


def lines(made: Desk, view: View) -> list[str]:
    return show(made.forum, made.forum.texts["T1"], view).splitlines()


def test_every_view_among_invented_states_says_that_it_is_an_exercise() -> None:
    for view in View:
        assert lines(desk(), view)[0] == "EXERCISE: every state in it is invented."


def test_the_bracketed_view_shows_brackets_and_nobody_behind_them() -> None:
    assert "1. They reopen [the bridge by [2031]] and report[ ].  (bracketed)" in lines(
        desk(), View.BRACKETED
    )
    assert "   ALT 1: no text" in lines(desk(), View.BRACKETED)


def test_the_attributed_view_shows_holders_in_protocol_order() -> None:
    told = lines(desk(), View.ATTRIBUTED)
    assert (
        "1. They reopen [the bridge by [2031 - XDE] - XCO, XDE] and report[- XAL].  (bracketed)"
        " - XBE"
    ) in told
    assert "   ALT 1: no text - XCO; supported by XAL" in told
    assert "Without prejudice to the name of the river (XDE)" in told


def test_the_clean_view_shows_what_lies_in_no_bracket() -> None:
    assert "1. They reopen and report. (open)" in lines(desk(), View.CLEAN)


def test_parties_are_written_by_the_names_that_the_reader_uses() -> None:
    made = desk()
    told = show(made.forum, made.forum.texts["T1"], View.ATTRIBUTED, NAMES.__getitem__)
    assert "- Corvia, Delmark]" in told
    assert not any(code in told for code in NAMES)


def test_a_non_paper_shows_no_author() -> None:
    told = "\n".join(lines(desk("non-paper"), View.ATTRIBUTED))
    assert "tabled by" not in told
    assert "XBE" not in told
    assert "ALT 1: no text\n" in told


def test_an_amendment_to_a_non_paper_names_nobody_who_holds_its_pen() -> None:
    for kind, named in (("non-paper", False), ("working-paper", True)):
        made = Desk()
        made.do(
            "XBE", "text.table", "T1", title="On the bridge", symbol="WP.1", kind=kind,
            language="en", everything=False,
        )  # fmt: skip
        made.do("XBE", "clause.propose", "T1-1", words=WORDS, sort="words")
        words = WORDS.replace("2031", "2032")
        made.do("XCO", "amendment.propose", "A1", clause="T1-1", version=1, words=words)
        told = still_needed(made.forum, made.forum.amendments["A1"])
        assert told.endswith("holds the pen, to take it." if named else "holds the pen to take it.")
        assert ("XBE" in told) is named


def test_the_headnote_bracket_stands_above_the_text() -> None:
    made = desk()
    made.do("XCO", "text.bracket", "T1")
    assert "[The whole text is in brackets - XCO]" in lines(made, View.ATTRIBUTED)
    assert "[The whole text is in brackets]" in lines(made, View.BRACKETED)


def test_a_text_that_uses_a_disputed_term_says_so_with_each_meaning_beside_the_others() -> None:
    made = desk()
    made.do("XDE", "term.dispute", "D1", title="reopening", names=["reopen"])
    made.do("XDE", "term.mean", "D1", words="For all traffic.")
    made.do("XBE", "term.mean", "D1", words="On foot.")
    told = lines(made, View.CLEAN)
    assert told[-3:] == [
        "Uses a disputed term, not settled in this text: reopening (D1).",
        "  XBE: On foot.",
        "  XDE: For all traffic.",
    ]


def test_placeholders_and_bridging_texts_are_shown_for_what_they_are() -> None:
    made = desk()
    made.do("XBE", "clause.propose", "T1-2", sort="placeholder", words="money")
    made.do("XAL", "clause.bridge", "T1-2", words="Each pays its half.")
    assert "2. (placeholder): money  (proposed)" in lines(made, View.BRACKETED)
    assert "   Bridging text: Each pays its half." in lines(made, View.BRACKETED)
    made.do("XCO", "clause.bracket", "T1-2")
    assert "2. [(placeholder): money]  (bracketed)" in lines(made, View.BRACKETED)
    assert "2. (placeholder) (open)" in lines(made, View.CLEAN)


def test_two_versions_stand_side_by_side_word_by_word() -> None:
    made = desk()
    made.do("XBE", "clause.revise", "T1-1", version=1, words=WORDS.replace("2031", "2032"))
    made.do("XBE", "clause.propose", "T1-2", words="New.", sort="words")
    told = compare(made.forum, made.forum.texts["T1"], 1, made.forum.texts["T1"].version)
    assert "1. They reopen the bridge by [-2031-]{+2032+} and report." in told
    assert "2. {+New.+}" in told
    assert "2." not in compare(made.forum, made.forum.texts["T1"], 1, 2).split("against")[1][20:]


@given(st.text("ab ,", max_size=12), st.text("ab ,", max_size=12))
def test_a_comparison_holds_both_wordings(old: str, new: str) -> None:
    told = changed(old, new)
    without_new = "".join(part.split("+}")[-1] for part in told.split("{+"))
    assert without_new.replace("[-", "").replace("-]", "") == old
    without_old = "".join(part.split("-]")[-1] for part in told.split("[-"))
    assert without_old.replace("{+", "").replace("+}", "") == new


def test_the_heading_says_what_the_text_is_and_where_it_stands() -> None:
    made = desk()
    assert lines(made, View.CLEAN)[:6] == [
        "EXERCISE: every state in it is invented.",
        "WP.1  On the bridge",
        "(working paper, tabled by XBE)",
        "T1, version 2, open",
        "Nothing in it is agreed until everything is agreed.",
        "",
    ]


def test_the_clean_view_shows_no_headnote_and_no_view_shows_one_that_nobody_holds() -> None:
    made = desk()
    for view in View:
        assert not [one for one in lines(made, view) if "whole text" in one]
    made.do("XCO", "text.bracket", "T1")
    assert not [one for one in lines(made, View.CLEAN) if "whole text" in one]


def test_brackets_that_meet_close_first_then_stand_empty_then_open() -> None:
    made = Desk()
    made.do(
        "XBE", "text.table", "T1", title="x", symbol="WP.1", kind="working-paper", language="en",
        everything=False,
    )  # fmt: skip
    made.do("XBE", "clause.propose", "T1-1", words="湖国的船", sort="words")
    made.do("XCO", "clause.bracket", "T1-1", words="湖国", behind=True)
    made.do("XDE", "clause.bracket", "T1-1", words="的船")
    made.do("XAL", "clause.bracket", "T1-1", words="湖国")
    assert "1. [湖国][ ][的船]  (bracketed)" in lines(made, View.BRACKETED)
