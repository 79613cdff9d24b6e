"""The page on texts: every figure with its passages, and what it never shows."""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.pages import Page

from dipoli.analysis.case import Case
from dipoli.analysis.discourse.absent import ABSENCE
from dipoli.analysis.discourse.change import Period
from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.coding import Code, Stance
from dipoli.analysis.discourse.counts import Found, Reading
from dipoli.analysis.discourse.figures import Estimate
from dipoli.analysis.discourse.gather import gather
from dipoli.analysis.discourse.meeting import PROMPT
from dipoli.analysis.discourse.texts import Document, Passage, digest_of
from dipoli.codec.case_folder import read_case
from dipoli.codec.codebook_file import read_codebook
from dipoli.codec.corpus import read_corpus
from dipoli.report.discourse_asked import Asked, counted
from dipoli.report.discourse_evidence import spread
from dipoli.report.discourse_marks import SCALES, scale_of
from dipoli.report.discourse_page import Place, write_discourse
from dipoli.report.page import write_report

ROOT = Path(__file__).parents[2]
PLACE = Place(corpus="corpora/lake", codebook="codebooks/lake.yaml")
JOINT = "joint/2031-02-10_officials_en.txt"
WATER = ("water", "floods", "gauges", "compensation")
ASKED = Asked(
    pairs=(("XAL", "XBE"),),
    issues=(*WATER, "dam"),
    joint=(JOINT,),
    periods=(
        Period(actor="XDO", label="Before", since="2025", until="2031-01-19"),
        Period(actor="XDO", label="After", since="2031-01-20"),
    ),
)
ROOMS_WITHOUT = (
    "charter", "demonstration", "depositary", "forum", "node", "record", "secretariat", "web",
)  # fmt: skip
"""Rooms in which nothing is known of what was said."""


@functools.cache
def book() -> Codebook:
    return read_codebook(ROOT / "codebooks" / "lake.yaml")


@functools.cache
def reading() -> Reading:
    corpus = read_corpus(ROOT / "corpora" / "lake")
    return Reading(corpus=corpus, coded=code(corpus, book()), codebook=book())


@functools.cache
def case() -> Case:
    return read_case(ROOT / "cases" / "lake")


def written(told: Reading, asked: Asked = ASKED, most: int = 5, of: Case | None = None) -> str:
    return write_discourse(told, counted(told, asked), PLACE, case=of, most=most)


@functools.cache
def html(most: int = 5) -> str:
    return written(reading(), most=most, of=case())


def made(*documents: Document, codebook: Codebook | None = None) -> Reading:
    corpus = gather(documents)
    used = book() if codebook is None else codebook
    return Reading(corpus=corpus, coded=code(corpus, used), codebook=used)


def speech(words: str, *, number: int = 0, actor: str = "XAL", language: str = "en") -> Document:
    return Document(
        file=f"{actor}{number}.txt",
        title="An exercise",
        date=f"{2020 + number}-01-01",
        actors=(actor,),
        language=language,
        genre="speech",
        text=words,
        sha256=digest_of(words),
    )


class Quotes(HTMLParser):
    """Passages as the page quotes them, with the place that each names."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, int, int, str]] = []
        self.lists: list[int] = []
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """A passage, a list of them, or a quotation begins."""
        told = {key: value or "" for key, value in attributes}
        if "data-file" in told:
            place = (told["data-file"], int(told["data-start"]), int(told["data-end"]))
            self.found.append((*place, ""))
            self.lists[-1] += 1
        if told.get("class") == "said":
            self.lists.append(0)
        self._inside |= tag == "q"

    def handle_endtag(self, tag: str) -> None:
        """A quotation ends."""
        self._inside &= tag != "q"

    def handle_data(self, data: str) -> None:
        """Words, kept inside of quotations."""
        if self._inside:
            *place, words = self.found[-1]
            self.found[-1] = (*place, words + data)  # type: ignore[assignment]


# ---------------------------------------------------------------- the page as a file


def test_it_refers_to_nothing_outside_itself_and_nothing_runs_in_it() -> None:
    page = Page(html())
    assert not {"script", "link", "img", "iframe", "object", "embed"} & set(page.tags)
    assert not page.values("src")
    assert all(target.startswith("#") for target in page.values("href"))
    assert not re.search(r"url\((?!#)|@import|https?:", "".join(page.styles))
    assert "default-src 'none'; style-src 'unsafe-inline'" in page.values("content")


def test_it_can_be_taken_apart_and_every_link_finds_its_place() -> None:
    page = Page(html())
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {target[1:] for target in page.values("href")} <= set(page.ids)
    levels = page.headings()
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.tags["thead"] == page.tags["table"]
    assert page.tags["h5"] == page.tags["h6"] == 0


def test_the_same_values_give_the_same_page_to_the_byte() -> None:
    assert written(reading(), of=case()) == html()


def test_it_says_first_what_it_rests_on_and_what_counting_cannot_say() -> None:
    page, told = Page(html()), reading()
    head = page.text[: page.text.index("How often each issue is raised The dot")]
    for words in (
        case().mark,
        "Prompts for a diplomat, not findings.",
        PROMPT,
        told.corpus.digest,
        told.codebook.digest,
        "What counting cannot say",
        "Frequency is not importance",
        "It is assumed",
        "Anybody you give it to can read all of it",
    ):
        assert words in head


def test_invented_states_bear_their_mark_even_without_a_case_and_real_ones_none() -> None:
    words = "We need a least flow in July."
    assert "An exercise" in Page(written(made(speech(words)), Asked())).text
    real = made(attrs.evolve(speech(words, actor="KOR"), title="A speech"))
    text = Page(written(real, Asked())).text
    assert "An exercise" not in text
    assert "not statements of any government" in text


def test_words_of_a_text_are_never_read_as_markup() -> None:
    hostile = 'The fund <script>alert("1")</script> & "dry months" </q></li> are one.'
    told = made(attrs.evolve(speech(hostile), title="<b>A</b>", file="a&b.txt"))
    text = written(told, Asked())
    assert "<script" not in text
    assert "<b>A</b>" not in text
    assert hostile in {words for *_place, words in Quotes(text).found}


# ---------------------------------------------------------------- figures and passages


def test_every_passage_stands_at_the_place_that_it_names_and_carries_a_code() -> None:
    found = Quotes(html()).found
    coded = {(one.passage.file, one.passage.start, one.passage.end) for one in reading().coded}
    assert len(found) > 200
    for file, start, end, words in found:
        assert reading().corpus.documents[file].text[start:end] == words
        assert (file, start, end) in coded


def cells_of(text: str, title: str) -> dict[str, list[str]]:
    """The words of every figure of a panel, by issue."""
    start = text.index(f"<caption>{title}</caption>")
    panel = text[start : text.index("</table>", start)]
    rows = re.findall(r'<tr class="fig[^"]*" data-issue="(\w+)">(.*?)</tr>', panel)
    return {
        issue: [
            re.sub(r"<[^>]+>", "", cell)
            for cell in re.findall(r'<span class="txt">(.*?)</span></span>', row)
        ]
        for issue, row in rows
    }


def counted_slowly(actor: str, issue: str, language: str = "en") -> tuple[int, int]:
    """Passages with an issue, and all, of an actor's speeches."""
    documents = reading().corpus.documents
    own = [
        one
        for one in reading().coded
        if one.passage.actor == actor
        and documents[one.passage.file].genre == "speech"
        and documents[one.passage.file].language == language
    ]
    return sum(issue in {each.issue for each in one.codes} for one in own), len(own)


def test_every_figure_is_that_of_a_slow_count() -> None:
    told = cells_of(html(), "Speech (English)")
    assert list(told) == [one.id for one in book().issues]
    for issue, cells in told.items():
        for cell, actor in zip(cells, ("XAL", "XBE"), strict=True):
            hits, of = counted_slowly(actor, issue)
            assert f"{hits} of {of}" in cell
            share = 100 * hits / of
            assert cell.startswith(f"{share:.1f} %" if hits else "0 %")


def test_a_language_without_seeds_is_not_known_and_never_nought() -> None:
    issues = tuple(
        attrs.evolve(one, seeds={"en": one.seeds["en"]}) if one.id == "dam" else one
        for one in book().issues
    )
    corpus = reading().corpus
    without = attrs.evolve(book(), issues=issues)
    told = Reading(corpus=corpus, coded=code(corpus, without), codebook=without)
    text = written(told, Asked(), of=case())
    (korean,) = cells_of(text, "Speech (한국어)")["dam"]
    assert korean.startswith("not known")
    assert "%" not in korean
    assert all("not known" not in cell for cell in cells_of(text, "Speech (English)")["dam"])
    assert "No seeds in 한국어: not known there." in Page(text).text


def test_few_documents_have_no_interval_and_none_with_it_a_bound() -> None:
    text = html()
    for cell in itertools.chain(*cells_of(text, "Statement (English)").values()):
        assert "no interval" in cell
    water = cells_of(text, "Speech (English)")["water"]
    assert all(re.search(r"\[\d+\.\d, \d+\.\d\]", cell) for cell in water)
    (_alvenne, berrowan) = cells_of(text, "Speech (English)")["clean"]
    assert berrowan.startswith("0 % at most ")


@pytest.mark.parametrize("most", [1, 3])
def test_no_figure_shows_more_than_asked_and_the_rest_is_counted(most: int) -> None:
    text = html(most)
    start = text.index('<section id="often"')
    often = text[start : text.index("</section>", start)]
    assert max(Quotes(often).lists) == most
    rest = f"{most} of them are shown, spread over the time from the first to the last."
    assert rest in Page(text).text
    assert f"dipoli discourse code {PLACE.corpus} {PLACE.codebook} --csv codes.csv" in often
    assert len(text) < len(html())


@given(st.integers(0, 400), st.integers(2, 50))
def test_what_is_shown_of_many_is_spread_from_the_first_to_the_last(many: int, most: int) -> None:
    passage = Passage(file="a", start=0, end=1, sha256="", actor="XAL")
    found = [
        Found(passage=passage, code=Code(issue="a", seed="a", start=n, end=n + 1))
        for n in range(many)
    ]
    told = [one.code.start for one in spread(found, most)]
    assert len(told) == min(many, most)
    assert told == sorted(set(told))
    if told:
        assert (told[0], told[-1]) == (0, many - 1)
        gaps = [after - before for before, after in itertools.pairwise(told)]
        assert not gaps or max(gaps) - min(gaps) <= 1


@given(st.lists(st.floats(0, 1), max_size=8))
def test_every_dot_lies_on_its_scale_and_no_smaller_scale_would_do(shares: list[float]) -> None:
    end = scale_of(Estimate(value=one) for one in shares)
    assert end in SCALES
    assert all(one <= end + 1e-6 for one in shares)
    smaller = [one for one in SCALES if one < end]
    assert not smaller or max(shares, default=0.0) > smaller[-1] - 1e-6


# ---------------------------------------------------------------- order, and what is not there


def heads(text: str) -> Iterator[list[str]]:
    """The actors at the head of every panel of how often."""
    start = text.index('<section id="often"')
    often = text[start : text.index("</section>", start)]
    for head in re.findall(r"<thead>(.*?)</thead>", often):
        yield re.findall(r'<th scope="col"><span class="n"><span[^>]*>([^<]+)', head)


def test_columns_stand_in_the_order_of_the_case_whatever_the_figures() -> None:
    order = [one.names["en"] for one in case().parties]
    told = list(heads(html()))
    assert [row for row in told if len(row) == 4]
    for row in told:
        assert row == [name for name in order if name in row]


def test_another_order_of_parties_orders_the_columns_and_changes_no_figure() -> None:
    turned = attrs.evolve(case(), parties=tuple(reversed(case().parties)))
    text = written(reading(), of=turned)
    order = [one.names["en"] for one in turned.parties]
    for row in heads(text):
        assert row == [name for name in order if name in row]
    before, after = (cells_of(one, "Statement (English)") for one in (html(), text))
    assert {issue: cells[::-1] for issue, cells in before.items()} == after


def test_genres_and_languages_stand_apart_and_a_joint_text_is_in_nobodys_share() -> None:
    start = html().index('<section id="often"')
    often = html()[start : html().index("</section>", start)]
    captions = re.findall(r"<caption>([^<]*?)</caption>", often)
    assert sorted(captions) == sorted(set(captions))
    assert set(captions) == {
        "Speech (English)", "Speech (한국어)", "Statement (English)", "Statement (한국어)",
        "Press conference (English)",
    }  # fmt: skip


def test_what_is_expected_and_absent_says_of_each_last_text_what_it_knows_and_what_not() -> None:
    start = html().index('<section id="absent"')
    part = html()[start : html().index("</section>", start)]
    text = Page(f"{part}</section>").text
    assert ABSENCE in text
    found = counted(reading(), ASKED).absent
    assert part.count("<h3>") == sum(not one.why for one in found) > 1
    assert text.count("Not known: fewer than 5") == sum(bool(one.why) for one in found) > 0
    for one in found:
        dates = [reading().corpus.documents[file].date for file in one.documents]
        assert all(date in text for date in dates)
        for row in one.absent:
            assert f"{row.carried} of {one.others} others raise it" in text
            assert 2 * row.carried > one.others


def test_a_text_that_was_named_is_looked_at_in_place_of_the_last() -> None:
    words = ("fish", "towns", "fields", "harbour", "farmers", "children")
    rest = [speech(f"We need a least flow for {one}.", number=n) for n, one in enumerate(words)]
    told = made(*rest[:5], speech("We thank all.", number=7), rest[5])
    last = Page(written(told, Asked())).text
    assert "XAL: An exercise, 2027-01-01" in last
    assert "6 of 6 others raise it" in last
    named = Page(written(told, Asked(absent=("XAL2.txt",)))).text
    assert "XAL: An exercise, 2022-01-01" in named
    assert "nothing that more than half raise is absent" in named
    assert "The last text of each actor" not in named


def test_opposed_passages_are_never_side_by_side() -> None:
    found = counted(reading(), ASKED)
    assert any(one.words.compatible for one in found.met)
    for one in found.met:
        for pair in (*one.words.compatible, *one.words.conditional):
            stances = {pair.one.code.stance, pair.other.code.stance}
            assert not stances & {None, Stance.NONE, Stance.REPORTED}
            assert Stance.OPPOSES not in stances or len(stances) == 1
    text = html()
    start = text.index('<section id="meet"')
    sides = re.findall(r'<div class="beside-each">.*?</ol>\n</div></div>', text[start:], re.DOTALL)
    assert sides
    assert not [one for one in sides if "<b>opposes" in one and "<b>supports" in one]


def test_where_words_meet_three_figures_stand_apart_and_are_not_added() -> None:
    page = Page(html())
    assert page.text.count("How often, the smaller share over the larger") == len(
        [figures for one in counted(reading(), ASKED).met for figures in one.figures]
    )
    assert "never added up" in page.text
    assert page.text.count(PROMPT) >= 2


def test_nobody_who_could_carry_is_on_the_page() -> None:
    text = Page(html()).text
    assert "Morvel" not in text
    assert "carrier" not in text


# ---------------------------------------------------------------- and nowhere else


def test_the_report_of_the_case_says_nothing_of_what_was_said() -> None:
    from tests.report.pages import charters, lake  # noqa: PLC0415 - slow to answer

    told, found = lake()
    text = Page(write_report(told, charters(), found)).text
    for document in reading().corpus.documents.values():
        for line in document.text.splitlines()[1:]:
            assert not line or line not in text
    assert "Prompts for a diplomat" not in text


def imports(path: Path) -> set[str]:
    """Modules that a file names."""
    tree = ast.parse(path.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{one.name}" for one in node.names}
    return found


def test_no_room_of_the_forum_the_site_or_the_report_names_what_was_said() -> None:
    source = ROOT / "src" / "dipoli"
    paths = [path for room in ROOMS_WITHOUT for path in (source / room).rglob("*.py")]
    paths += [
        path for path in (source / "report").glob("*.py") if not path.name.startswith("discourse_")
    ]
    # what a form of the workbench, on one's own machine alone, lets choose: names, and no passage
    choices = source / "web" / "workbench" / "runs_texts.py"
    paths.remove(choices)
    of_texts = {one for one in imports(choices) if "discourse" in one or "codec.corpus" in one}
    alone = ("dipoli.analysis.discourse.standing", "dipoli.codec.corpus.manifest")
    assert not {one for one in of_texts if not one.startswith(alone)}
    assert len(paths) > 100
    for path in paths:
        named = {one for one in imports(path) if "discourse" in one or "codec.corpus" in one}
        assert named == set(), path
    assert {one for one in imports(source / "report" / "discourse_page.py") if "discourse" in one}
