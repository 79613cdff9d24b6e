"""The glossary of terms in dispute: a column for each party's own meaning, and nobody's verdict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.demonstration.golden_files import forum as golden
from tests.web.moments import LATE, NOBODY, reader, the
from tests.web.stage import visitor

TERMS = "/forums/exercise/plenary/terms"
SEATS = ("XTV", "XOR", "XKS", "XSE", "XUL", "XNU", "XHA", "XOB")
WORD = the(golden("exercise", "plenary").terms, title="free passage").id
STYLE = Path(__file__).parents[2] / "src/dipoli/web/static/dipoli/style/12-terms.css"


def test_each_partys_meaning_stands_beside_the_others_in_protocol_order() -> None:
    (one,) = visitor("XSE").twin(TERMS)["terms"]
    told = [(each["name"], each["words"]) for each in one["meanings"]]
    assert told == [
        ("Kessorin", "Passage that is announced and not refused."),
        ("Commonwealth of Selkand", "Passage that nobody has to announce."),
        ("Halvorin", "Passage without a fee."),
        ("Gurren-Reth", "Passage with a pilot on board."),
    ]
    order = golden("exercise", "plenary").order
    codes = [each["code"] for each in one["meanings"]]
    assert codes == sorted(codes, key=order.index)


def test_columns_are_of_equal_width() -> None:
    assert "grid-auto-columns:minmax(8rem,1fr)" in STYLE.read_text("utf-8")


def test_a_term_that_was_settled_and_re_opened_is_in_dispute_again() -> None:
    strait = the(golden("exercise", "plenary").texts, title="On passage through the strait").id
    twin = visitor("XTV").twin(f"{TERMS}/{WORD}")
    (one,) = twin["texts"]
    assert (one["text"]["object"], one["stage"], one["reopened"]) == (strait, "disputed", True)
    assert one["offered"] is None
    assert one["needed"] == f"It needs a meaning to be offered for {strait}."


def test_a_word_of_another_language_says_which() -> None:
    html = visitor("XTV").html(f"{TERMS}/{WORD}")
    assert re.search(r'<span lang="ko">“자유 통항”</span>', html)
    assert '<span lang="en">“free passage”</span>' in html


def test_no_entry_is_not_told_as_a_meaning() -> None:
    assert "You have given no meaning of it" in visitor("XNU").html(f"{TERMS}/{WORD}")
    assert "You have given no meaning of it" not in visitor("XKS").html(f"{TERMS}/{WORD}")
    assert "You have given" not in visitor("SECRETARIAT").html(f"{TERMS}/{WORD}")


def test_a_term_without_a_meaning_says_so() -> None:
    html = visitor("XTV").html("/forums/exercise/before-plenary/terms")
    assert "the common sea" in html
    assert "Nobody has given a meaning yet." in html


def test_an_empty_glossary_teaches_by_the_article_of_this_charter() -> None:
    html = visitor("XTV").html("/forums/exercise/economy/terms")
    assert "No term is said to be in dispute." in html
    assert "Article 8.12:" in html


def test_who_came_later_is_not_told_that_there_is_nothing() -> None:
    sits, page = reader(LATE)
    html = sits.html(f"{page}/terms")
    assert "No term that you can read is said to be in dispute." in html
    assert "No term is said" not in html


def test_a_term_that_is_not_there_is_missing() -> None:
    assert visitor("XTV").get(f"{TERMS}/W{NOBODY}").status_code == 404


@pytest.mark.parametrize("code", SEATS)
def test_every_seat_reads_the_same_meanings_and_its_own_is_marked(code: str) -> None:
    (one,) = visitor(code).twin(TERMS)["terms"]
    held = golden("exercise", "plenary").terms[WORD].meanings
    assert {each["code"]: each["words"] for each in one["meanings"]} == dict(held)
    assert [each["code"] for each in one["meanings"] if each["mine"]] == [code] * (code in held)
