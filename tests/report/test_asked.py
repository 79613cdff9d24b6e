"""A question that is not the plain one is told before every answer on the page."""

from __future__ import annotations

import html
import re

from dipoli.analysis.agreement import Means, agree
from dipoli.codec.case_folder import read_case
from dipoli.codec.question import ask
from dipoli.codec.shipped import shipped
from dipoli.report.page import write_report

LAKE = shipped("cases") / "lake"


def words(page: str) -> str:
    """What a reader sees, without marks and drawings."""
    bare = re.sub(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def test_who_is_away_and_what_stays_is_said_before_the_history() -> None:
    case = read_case(LAKE)
    asked = ask(case, away=["XAL"], unclaimed=["XBE-ASSEMBLY"], still=["forum"], hold=["f-quota=1"])
    page = words(write_report(case, (), agree(case, asked, Means())))
    head = page[: page.index("One time axis")]
    name = next(one.names["en"] for one in case.parties if one.code == "XAL")
    assert name in head[head.index("Not at the table") :]
    assert "Consent not claimed for this question" in head
    assert "Asked only for packages in which" in head
    forum = next(one.title for one in case.baskets if one.id == "forum")
    assert f"Stays as it is, as asked: {forum}." in head


def test_claims_of_who_is_necessary_are_told_when_somebody_is_away() -> None:
    case = read_case(LAKE)
    absent = next(code for one in case.necessary for code in one.parties if code in case.members)
    page = words(write_report(case, (), agree(case, ask(case, away=[absent]), Means())))
    for claim in case.necessary:
        told = f"so the case claims: {claim.subject} ({claim.reason})" in page
        assert told == (absent in claim.parties)


def test_a_basket_that_stays_is_not_called_without_common_ground() -> None:
    case = read_case(LAKE)
    page = words(write_report(case, (), agree(case, ask(case, still=["forum"]), Means())))
    forum = next(one for one in case.baskets if one.id == "forum")
    row = page[page.index(forum.definition) :][: len(forum.definition) + 60]
    assert "Stays as it is, as asked." in row


def test_the_plain_question_needs_no_such_words() -> None:
    case = read_case(LAKE)
    page = words(write_report(case, (), agree(case, ask(case), Means())))
    assert "Not at the table" not in page
    assert "as asked" not in page
