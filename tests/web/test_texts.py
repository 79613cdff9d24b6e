"""Documents: the register, a text with its brackets, one version beside another."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.demonstration.golden_files import forum as golden
from tests.forum.made import NAMES, Desk
from tests.web.moments import LATE, NOBODY, acts, proposal, reader, the
from tests.web.stage import stage, visitor

from dipoli.forum.names import Names
from dipoli.forum.text import Clause, Text
from dipoli.forum.text_views import View, compare, show
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.reading import Read

stage()
from django.template.loader import render_to_string  # noqa: E402 - Django is asked after its settings

from dipoli.web.asked import Asked  # noqa: E402
from dipoli.web.pages import texts  # noqa: E402
from dipoli.web.pages.text_runs import changes  # noqa: E402
from dipoli.web.reader import Reader  # noqa: E402
from dipoli.web.routes import PAGES  # noqa: E402
from dipoli.web.site import Hall, Room, Site  # noqa: E402
from dipoli.web.speech import Speech  # noqa: E402

HERE = "/forums/exercise"
WITH_TEXTS = ("plenary", "economy", "humanitarian", "maritime", "nuclear-safety")
WORDS = "They reopen the bridge by 2031 and report."


def desk(kind: str = "working-paper") -> Desk:
    """A text with brackets in each other, an empty one, alternatives, a note and an amendment."""
    made = Desk()
    made.do(
        "XBE", "text.table", "T1", title="On the bridge", symbol="WP.1", kind=kind, language="en",
        everything=True,
    )  # fmt: skip
    made.do("XBE", "clause.propose", "T1-1", words=WORDS, sort="words")
    made.do("XBE", "clause.propose", "T1-2", words="number of inspectors", sort="placeholder")
    made.do("XBE", "clause.propose", "T1-3", words="Reports are made each year.", sort="words")
    made.do("XDE", "clause.bracket", "T1-1", words="the bridge by 2031")
    made.do("XCO", "clause.bracket", "T1-1", words="the bridge by 2031")
    made.do("XDE", "clause.bracket", "T1-1", words="2031")
    made.do("XAL", "clause.bracket", "T1-1", words="report", behind=True)
    made.do("XAL", "clause.bracket", "T1-2")
    made.do("XCO", "clause.alternative", "T1-1", sort="no-text")
    made.do("XAL", "clause.support", "T1-1", which=2)
    made.do("XDE", "text.without-prejudice", "T1", words="the name of the river")
    made.do(
        "XCO", "amendment.propose", "A1", clause="T1-3", version=made.forum.texts["T1"].version,
        words="Reports are made twice a year.",
    )  # fmt: skip
    return made


def asked(made: Desk, code: str = "XCO", **query: str) -> Asked:
    """The page of its text, as a seat asks for it."""
    room = Room(hall="lake", name="plenary", reading=None)  # type: ignore[arg-type]
    read = Read(
        standing=beginning("lake/plenary"),
        forum=made.forum,
        void=(),
        head=None,  # type: ignore[arg-type]
        acts=lambda _start, _end: (),
    )
    return Asked(
        site=Site({}),
        reader=Reader(code=code, hall="lake"),
        now="2030-05-01T00:00:00Z",
        words={"hall": "lake", "room": "plenary", "object": "T1"},
        query=query,
        hall=Hall(name="lake", rooms={"plenary": room}),
        room=room,
        read=read,
        pages=PAGES,
    )


def twin_of(made: Desk, code: str = "XCO", **query: str) -> dict[str, Any]:
    """The twin of its page."""
    return texts.text(asked(made, code, **query)).twin


def html_of(made: Desk, code: str = "XCO", **query: str) -> str:
    """The page of its text."""
    page = texts.text(asked(made, code, **query))
    twin = Speech().said({"title": page.title, **page.twin})
    held = {"twin": twin, "chrome": {"hall": "lake", "room": "a"}}
    return str(render_to_string("dipoli/text.html", held))


def strung(one: dict[str, Any], *, attributed: bool) -> str:
    """The runs of a clause as a reader of a print sees them."""
    shown = []
    for run in one["runs"]:
        names = ", ".join(party["name"] for party in run.get("bracket", {}).get("holders", ()))
        if run["kind"] == "words":
            shown.append(run["words"])
        elif run["kind"] == "told":
            words = any(each["kind"] == "words" for each in one["runs"])
            shown.append(f"({run['words']})" + ": " * words)
        elif run["kind"] == "open":
            shown.append("[")
        elif run["kind"] == "place":
            shown.append(f"[- {names}]" if attributed else "[ ]")
        else:
            shown.append(f" - {names}]" if attributed else "]")
    return "".join(shown)


class _Brackets(HTMLParser):
    """The passages in brackets on a page, with whether each is the reader's own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []
        self._open: list[tuple[int, bool]] = []
        self._depth = 0
        self._said: list[list[str]] = []
        self._aside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "span":
            return
        self._depth += 1
        sorts = (dict(attrs).get("class") or "").split()
        if "bracket" in sorts:
            self._open.append((self._depth, "mine" in sorts))
            self._said.append([])
        elif set(sorts) & {"heard", "sign", "number", "who"}:
            self._aside = self._aside or self._depth

    def handle_endtag(self, tag: str) -> None:
        if tag != "span":
            return
        if self._aside == self._depth:
            self._aside = 0
        if self._open and self._open[-1][0] == self._depth:
            self.found.append(("".join(self._said.pop()).strip(), self._open.pop()[1]))
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if not self._aside:
            for one in self._said:
                one.append(data)


def brackets(html: str) -> list[tuple[str, bool]]:
    """Passages in brackets among the clauses of a page, each as it closes."""
    found = _Brackets()
    found.feed(html.partition('<ol class="clauses">')[2].partition("</ol>")[0])
    return found.found


# ---------------------------------------------------------------- a text with brackets


def test_brackets_are_marked_passages_in_each_other() -> None:
    assert brackets(html_of(desk())) == [
        ("2031", False),
        ("the bridge by 2031", True),
        ("", False),
        ("(placeholder) number of inspectors", False),
    ]


def test_holders_stand_by_the_names_that_the_reader_uses_in_protocol_order() -> None:
    one = twin_of(desk())["clauses"][0]
    held = [(each["number"], [who["name"] for who in each["holders"]]) for each in one["brackets"]]
    assert held == [(1, ["Corvia", "Delmark"]), (2, ["Delmark"]), (3, ["Alderan"])]


@pytest.mark.parametrize("view", [View.BRACKETED, View.ATTRIBUTED])
def test_the_runs_say_what_the_printed_view_says(view: View) -> None:
    made, attributed = desk(), view is View.ATTRIBUTED
    printed = show(made.forum, made.forum.texts["T1"], view, NAMES.__getitem__).splitlines()
    for one in twin_of(made)["clauses"]:
        begins = f"{one['part']}. {strung(one, attributed=attributed)}  ({one['told']})"
        assert any(line.startswith(begins) for line in printed), begins


def test_my_brackets_and_wordings_stand_on_top_and_nobody_elses() -> None:
    mine = twin_of(desk())["mine"]
    assert [(one["clause"], one["words"]) for one in mine["brackets"]] == [
        ("T1-1", "the bridge by 2031")
    ]
    assert [(one["clause"], one["label"]) for one in mine["alternatives"]] == [("T1-1", "ALT 1")]
    assert mine["count"] == 1
    assert html_of(desk()).index("My brackets: 1") < html_of(desk()).index('class="clauses"')


def test_a_bracket_around_the_whole_is_one_of_mine() -> None:
    made = desk()
    made.do("XCO", "text.bracket", "T1")
    twin = twin_of(made)
    assert (twin["mine"]["headnote"], twin["mine"]["count"]) == (True, 2)
    assert [one["name"] for one in twin["headnote"]] == ["Corvia"]
    assert "The whole text is in brackets" in html_of(made)


def test_who_has_no_seat_here_has_no_brackets_of_its_own() -> None:
    assert twin_of(desk(), "SECRETARIAT")["mine"] is None


def test_the_clean_view_shows_what_lies_in_no_bracket() -> None:
    html = html_of(desk(), view="clean")
    assert "They reopen and report." in html
    assert "(open)" in html
    assert "2031" not in html.partition('<ol class="clauses">')[2].partition("</ol>")[0]
    assert brackets(html) == []


def test_an_amendment_is_shown_as_what_it_would_change() -> None:
    (one,) = twin_of(desk())["clauses"][2]["amendments"]
    assert [run for run in one["changes"] if run["kind"] == "changed"] == [
        {"kind": "changed", "went": "each", "came": "twice a"}
    ]
    assert one["needed"] == "It needs Bermark, who holds the pen, to take it."
    assert "<del>each</del>" in html_of(desk())


def test_nothing_agreed_until_everything_is_stands_on_the_face() -> None:
    assert "Nothing in it is agreed until everything in it is agreed." in html_of(desk())


@pytest.mark.parametrize("view", [each.value for each in View])
def test_a_non_paper_shows_no_author_on_its_page_nor_in_its_twin(view: str) -> None:
    made = desk("non-paper")
    twin, html = twin_of(made, view=view), html_of(made, view=view)
    assert twin["author"] is None
    assert twin["pen"] is None
    assert "XBE" not in str(twin)
    assert "Bermark" not in html


def test_what_waits_for_a_capital_is_told_without_a_count() -> None:
    made = Desk()
    made.do(
        "XBE", "text.table", "T1", title="On the bridge", symbol="WP.1", kind="working-paper",
        language="en", everything=False,
    )  # fmt: skip
    made.do("XBE", "clause.propose", "T1-1", words=WORDS, sort="words")
    chair = made.forum.chair[0]
    made.do(chair, "clause.clean", "T1-1")
    made.do(chair, "clause.agree", "T1-1")
    made.do("XBE", "clause.confirm", "T1-1")
    (one,) = twin_of(made)["clauses"]
    assert one["told"] == "agreed ad referendum"
    assert [who["name"] for who in one["confirmed"]] == ["Bermark"]
    assert [who["name"] for who in one["awaited"]] == ["Alderan", "Corvia", "Delmark"]


# ---------------------------------------------------------------- the exercise


def text_of(title: str) -> Text:
    """The text of the plenary of a title."""
    return the(golden("exercise", "plenary").texts, title=title)


COMMON_SEA, STRAIT = "Declaration of the seven on the common sea", "On passage through the strait"
DECLARATION = f"{HERE}/plenary/texts/{text_of(COMMON_SEA).id}"
PASSAGE = f"{HERE}/plenary/texts/{text_of(STRAIT).id}"


def test_the_register_has_every_text_and_no_author_of_a_non_paper() -> None:
    rows = visitor("XTV").twin(f"{HERE}/plenary/texts")["texts"]
    assert [one["symbol"] for one in rows] == ["NP/1", "PL/1", "PL/2", "PL/3"]
    paper = rows[0]
    assert (paper["kind"], paper["author"], paper["pen"]) == ("non-paper", None, None)
    assert rows[1]["pen"]["name"] == "Ulmara"
    told = {one["language"]: one["status"] for one in rows[1]["languages"]}
    assert told == {"en": "negotiated", "ko": "authentic", "mn": "authentic"}


def test_a_re_opening_is_told_with_its_reason_and_counted_for_the_text() -> None:
    twin = visitor("XTV").twin(DECLARATION)
    assert twin["reopened"] == 1
    told = [one for clause in twin["clauses"] for one in clause["reopened"]]
    (clause,) = {one.object for one in acts() if one.name == "clause.reopen/1"}
    assert [(one["clause"], one["words"]) for one in told] == [(clause, "Our capital says once.")]


def test_the_decision_over_a_text_is_linked() -> None:
    (one,) = visitor("XTV").twin(DECLARATION)["proposals"]
    assert (one["object"], one["told"]) == (proposal(COMMON_SEA).id, "in effect")
    assert visitor("XTV").get(one["page"]).status_code == 200


def test_a_text_marks_the_terms_that_it_uses_in_dispute() -> None:
    twin = visitor("XSE").twin(PASSAGE)
    (one,) = twin["terms"]
    assert [(each["name"], each["mine"]) for each in one["meanings"]] == [
        ("Kessorin", False),
        ("Commonwealth of Selkand", True),
        ("Halvorin", False),
        ("Gurren-Reth", False),
    ]
    assert [each["title"] for each in twin["clauses"][0]["terms"]] == ["free passage"]


@pytest.mark.parametrize("circle", WITH_TEXTS)
def test_every_text_reads_as_its_printed_view(circle: str) -> None:
    standing = golden("exercise", circle)
    names = Names(standing, "XTV").party
    assert standing.texts
    for one in standing.texts.values():
        twin = visitor("XTV").twin(f"{HERE}/{circle}/texts/{one.id}")
        assert [clause["object"] for clause in twin["clauses"]] == list(one.clauses)
        for view in (View.BRACKETED, View.ATTRIBUTED):
            printed = show(standing, one, view, names)
            for clause in twin["clauses"]:
                assert strung(clause, attributed=view is View.ATTRIBUTED) in printed


def test_a_clause_and_an_amendment_lead_to_their_place_on_the_page_of_the_text() -> None:
    made = asked(desk())
    assert made.thing("T1") == "/forums/lake/plenary/texts/T1"
    assert made.thing("T1-2") == "/forums/lake/plenary/texts/T1#T1-2"
    assert made.thing("A1") == "/forums/lake/plenary/texts/T1#A1"
    html = html_of(desk())
    assert 'id="T1-2"' in html
    assert 'id="A1"' in html


def test_passages_say_in_which_language_they_are() -> None:
    html = visitor("XTV").html(DECLARATION)
    words = re.findall(r'<p class="words"([^>]*)>', html)
    assert words == [' lang="en"'] * 3


def test_languages_that_are_awaited_are_named_and_not_coded() -> None:
    twin = visitor("XTV").twin(PASSAGE)
    assert twin["needed"] == "It needs authentic versions in Korean, Mongolian."


@pytest.mark.parametrize("page", ["", "/briefing"])
def test_the_circle_and_its_briefing_name_awaited_languages_in_the_readers_own(page: str) -> None:
    answer = visitor("XTV").client.get(f"{HERE}/plenary{page}", headers={"Accept-Language": "ja"})
    assert "韓国語、モンゴル語" in answer.content.decode()


def test_documents_of_a_compiled_record_are_told_with_their_sources() -> None:
    twin = visitor().twin("/forums/six-party-talks/plenary/texts")
    assert twin["texts"] == []
    entries = golden("replay", "plenary").entries.values()
    assert len(twin["compiled"]) == sum(one.said.sort.value == "document" for one in entries)
    assert all(one["source"] and one["confidence"] for one in twin["compiled"])


def test_an_empty_register_teaches_by_the_article_of_this_charter() -> None:
    html = visitor("XUL").html(f"{HERE}/experts/texts")
    assert "No text is on the table." in html
    assert "Article 8.2:" in html


def test_who_came_later_is_not_told_that_there_is_nothing() -> None:
    sits, page = reader(LATE)
    html = sits.html(f"{page}/texts")
    assert "No text is on the table." not in html
    assert "No text that you can read is on the table." in html


def test_a_text_that_is_not_there_is_missing() -> None:
    for name in (f"T{NOBODY}", proposal(COMMON_SEA).id):
        assert visitor("XTV").get(f"{HERE}/plenary/texts/{name}").status_code == 404


# ---------------------------------------------------------------- one version beside another


def test_two_versions_are_compared_clause_by_clause() -> None:
    text = text_of(COMMON_SEA)
    twin = visitor("XTV").twin(f"{DECLARATION}/compare")
    assert (twin["old"], twin["new"]) == (text.version - 1, text.version)
    assert [(one["object"], one["differs"]) for one in twin["clauses"]] == [
        (f"{text.id}-1", False),
        (f"{text.id}-2", False),
        (f"{text.id}-3", True),
    ]
    html = visitor("XTV").html(f"{DECLARATION}/compare?old={twin['old']}&new={twin['new']}")
    assert "The seven meet <del>each</del><ins" in html


def test_a_clause_that_came_later_is_new() -> None:
    last = text_of(COMMON_SEA).version
    answer = visitor("XTV").get(f"{DECLARATION}/compare.json?old=1&new={last}").json()
    assert [one["added"] for one in answer["clauses"]] == [False, True, True]
    other_way = visitor("XTV").get(f"{DECLARATION}/compare.json?old={last}&new=1").json()
    assert other_way["clauses"] == answer["clauses"]


@pytest.mark.parametrize(
    "asks",
    [
        "old=0",
        f"new={text_of(COMMON_SEA).version + 1}",
        "old=x",
        "new=-1",
        "old=²",
        "old=99999999999",
    ],
)
def test_a_version_that_never_was_is_missing(asks: str) -> None:
    assert visitor("XTV").get(f"{DECLARATION}/compare?{asks}").status_code == 404


@given(st.text(alphabet="ab c,.", max_size=12), st.text(alphabet="ab c,.", max_size=12))
def test_changes_give_back_both_wordings(old: str, new: str) -> None:
    runs = changes(old, new)
    assert "".join(one.get("words") or one.get("went") or "" for one in runs) == old
    assert "".join(one.get("words") or one.get("came") or "" for one in runs) == new


def test_the_comparison_has_the_words_of_the_printed_one() -> None:
    standing = golden("exercise", "plenary")
    text = text_of(COMMON_SEA)
    last = text.version
    printed = compare(standing, text, 1, last)
    twin = visitor("XTV").get(f"{DECLARATION}/compare.json?old=1&new={last}").json()
    for row in twin["clauses"]:
        clause: Clause = standing.clauses[row["object"]]
        after = "".join(one.get("words") or one.get("came") or "" for one in row["changes"])
        assert after == clause.at(last)
        assert f"{row['part']}. " in printed
