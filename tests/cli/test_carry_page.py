"""`dipoli carry CASE --out FILE`: a page that holds what the library answers, for one account."""

from __future__ import annotations

import os
import random
import re
import stat
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve
from playwright.sync_api import Browser
from tests.generators import Size, random_case
from tests.report.browsing import faults_of_access, opened, wider_than_the_screen
from tests.report.exploring import browser
from tests.report.pages import Page

from dipoli.analysis.carry import WHO_MAY_READ, Carriage, Carrying, Talk, carriers
from dipoli.analysis.case import Case, Channel, ChannelState, Intermediary
from dipoli.cli.carry_page import carrying_page
from dipoli.cli.carry_words import PRIVATE, WORDS_THAT_CONVERGE
from dipoli.cli.main import main
from dipoli.codec.case_folder import read_case
from dipoli.report.names import names_of
from dipoli.terms import Confidence

ROOT = Path(__file__).parents[2]
CASES = ROOT / "cases"
SAID = {
    Talk.CANNOT: "cannot raise it",
    Talk.NO_CONTACT: "have no contact",
    Talk.UNKNOWN: "unknown whether",
}
NOTHING = {Carriage.NONE: "rule out every chain", Carriage.UNKNOWN: "No chain is coded"}
SIZE = Size(parties=5, issues=4, options=2, baskets=2, leaves=1, lines=0, links=0)
Told = dict[str, tuple[list[str], dict[str, tuple[str, list[str]]], list[str]]]
"""Issue to pairs that can, of each pair that cannot what is said and the cells, and the others."""


class Reader(HTMLParser):
    """Reads a private page as a reader does: headings, lists and rows, in the first language."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.told: Told = {}
        self.issue = self.list = ""
        self.spans: list[bool] = []
        self.text: list[str] = []
        self.row: list[str] = []
        self.steps: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Texts begin anew where an element that is read begins."""
        given = {key: value or "" for key, value in attributes}
        if tag == "span":
            kinds = given.get("class", "").split()
            self.spans.append(bool({"small", "quiet"} & set(kinds)) or _other(kinds))
        elif tag in {"h2", "h3", "h4", "th", "td", "li", "p"}:
            self.text = []
        if tag == "h2":
            self.issue = ""
        elif tag == "h3" and given.get("id", "").startswith("i-"):
            self.issue = given["id"].removeprefix("i-")
            self.told[self.issue] = ([], {}, [])
        elif tag == "tr":
            self.row = []
        elif tag == "td":
            self.steps = []

    def handle_endtag(self, tag: str) -> None:
        """What an element held goes where it belongs."""
        said = " ".join("".join(self.text).split())
        if tag == "span":
            self.spans.pop()
        elif not self.issue:
            return
        elif tag == "h4":
            self.list = said
        elif tag in {"p", "li"} and self.row:
            self.steps.append(said)
        elif tag == "li":
            can, _rows, silent = self.told[self.issue]
            (can if self.list == "Can discuss it" else silent).append(said)
        elif tag in {"th", "td"}:
            self.row.append(said)
        elif tag == "tr":
            if self.row[0] != "Pair":
                self.told[self.issue][1][self.row[0]] = (self.row[1], self.steps or [self.row[2]])
            self.row = []

    def handle_data(self, data: str) -> None:
        """Names in other languages than the first are left out."""
        if not any(self.spans):
            self.text.append(data)


def _other(kinds: list[str]) -> bool:
    return any(re.fullmatch(r"l([1-9]\d*|x)", one) for one in kinds)


def wanted(
    case: Case, found: Carrying
) -> Iterator[tuple[str, tuple[list[str], object, list[str]]]]:
    """What the page ought to hold, from the answers of the library."""
    name = names_of(case).text
    for one in found.issues:
        pair = {row.pair: " and ".join(map(name, row.pair)) for row in one.pairs}
        silent = [
            row for row in one.pairs if (row.talk, row.carriage) == (Talk.UNKNOWN, Carriage.UNKNOWN)
        ]
        told = {
            pair[row.pair]: (
                SAID[row.talk],
                [
                    (", then ".join(map(name, chain.carriers)), [len(way) for way in chain.ways])
                    for chain in sorted(row.chains, key=lambda chain: not chain.shortest)
                ]
                or NOTHING[row.carriage],
            )
            for row in one.pairs
            if row.talk is not Talk.CAN and row not in silent
        }
        can = [pair[row.pair] for row in one.pairs if row.talk is Talk.CAN]
        yield one.issue, (can, told, [pair[row.pair] for row in silent])


def check(case: Case, found: Carrying) -> None:
    """The page tells every issue, pair and chain as the library answers it, and no other."""
    told = Reader(carrying_page(case, found)).told
    expected = dict(wanted(case, found))
    in_order = (issue.id for one in case.baskets for issue in case.issues_of(one.id))
    assert list(told) == [issue for issue in in_order if issue in expected]
    for issue, (can, rows, silent) in told.items():
        can_wanted, rows_wanted, silent_wanted = expected[issue]
        assert (can, silent) == (can_wanted, silent_wanted)
        assert isinstance(rows_wanted, dict)
        assert list(rows) == list(rows_wanted)
        for pair, (said, cells) in rows.items():
            talk, chains = rows_wanted[pair]
            assert said.startswith(talk)
            if isinstance(chains, str):
                (cell,) = cells
                assert chains in cell
            else:
                assert list(passages(cells)) == chains


def passages(cells: list[str]) -> Iterator[tuple[str, list[int]]]:
    """Carriers of each chain in a cell, and the number of steps of each way."""
    heads = [n for n, one in enumerate(cells) if one.endswith(":")]
    for start, end in zip(heads, [*heads[1:], len(cells)], strict=True):
        through = cells[start].partition("through ")[2].removesuffix(":")
        yield through, [way.count(" confidence, ") for way in cells[start + 1 : end]]


@pytest.mark.parametrize(("name", "most"), [("lake", 1), ("lake", 3), ("korea", 2)])
def test_the_page_holds_what_the_library_answers(name: str, most: int) -> None:
    case = read_case(CASES / name)
    issues = () if name == "lake" else tuple(one.id for one in case.issues)[::9]
    check(case, carriers(case, issues, None, most))


@pytest.mark.parametrize("seed", range(60))
def test_the_page_holds_what_the_library_answers_of_papers_of_every_kind(seed: int) -> None:
    case = made_up(seed)
    check(case, carriers(case, (), None, 1 + seed % 4))


def made_up(seed: int) -> Case:
    """A small case whose channels are drawn by dice, so that every word and length comes up."""
    dice = random.Random(seed)
    case = random_case(seed, SIZE)
    issues, members = [one.id for one in case.issues], case.members
    rows = []
    for n, one in enumerate(members):
        for other in members[n + 1 :]:
            words = {issue: dice.choice(("can", "cannot", "-")) for issue in issues}
            thirds = [code for code in members if code not in {one, other}]
            if dice.random() < 0.8:
                rows.append(
                    Channel(
                        pair=(one, other),
                        state=dice.choice(list(ChannelState)),
                        since="2030-01-01",
                        contact="Made up.",
                        can_raise=tuple(k for k, word in words.items() if word == "can"),
                        cannot_raise=tuple(k for k, word in words.items() if word == "cannot"),
                        intermediaries=tuple(
                            Intermediary(code=code, issues=(dice.choice(issues),))
                            for code in thirds
                            if dice.random() < 0.3
                        ),
                        sources=("s",),
                        confidence=Confidence.LOW,
                    )
                )
    return evolve(case, channels=tuple(rows))


def test_papers_of_every_kind_come_up() -> None:
    rows = [
        row
        for seed in range(60)
        for one in carriers(made_up(seed), (), None, 1 + seed % 4).issues
        for row in one.pairs
    ]
    assert {row.talk for row in rows} == set(Talk)
    assert {row.carriage for row in rows} == set(Carriage)
    assert any(not chain.shortest for row in rows for chain in row.chains)


# ---------------------------------------------------------------- what it says of itself


@pytest.mark.parametrize("name", ["lake", "korea"])
def test_it_is_headed_as_private_and_marked_and_says_who_made_it_from_what(name: str) -> None:
    case = read_case(CASES / name)
    found = carriers(case, (case.issues[0].id,))
    page = Page(carrying_page(case, found))
    assert page.text.index(PRIVATE) < page.text.index(case.mark) < page.text.index("discuss it")
    assert page.text.count(PRIVATE) >= 3
    for said in (
        WHO_MAY_READ, WORDS_THAT_CONVERGE, "not for the forum", case.digest, case.as_of,
        found.receipt.method, found.receipt.versions["dipoli"], *found.receipt.does_not_show,
    ):  # fmt: skip
        assert said in page.text
    # on every sheet of a print too, though the style sheet is not read as text
    assert f'content:"{PRIVATE} {case.mark}"' in page.html


def test_the_page_and_the_story_say_alike_how_far_the_answers_go() -> None:
    said = "`dipoli discourse carry`"
    for page in ("stories/10-the-carrier.md", "explanation/carriers.md"):
        text = " ".join((ROOT / "docs" / page).read_text(encoding="utf-8").split())
        assert said in text
    assert said in WORDS_THAT_CONVERGE


def test_it_refers_to_nothing_outside_itself_and_nothing_runs_in_it() -> None:
    case = read_case(CASES / "korea")
    page = Page(carrying_page(case, carriers(case)))
    assert not {"script", "img", "iframe", "object", "embed", "link"} & set(page.tags)
    assert all(one.startswith("#") for one in page.values("href"))
    assert {one.removeprefix("#") for one in page.values("href")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert "default-src 'none'" in page.html
    assert not page.open


def test_the_same_answers_give_the_same_page() -> None:
    case = read_case(CASES / "lake")
    assert carrying_page(case, carriers(case)) == carrying_page(case, carriers(case))


# ---------------------------------------------------------------- the file


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o277])
def test_only_the_account_that_made_it_may_open_it(
    mask: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mine.html"
    before = os.umask(mask)
    try:
        assert main(["carry", str(CASES / "lake"), "--out", str(out)]) == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert "not to be passed on" in told.err
    case = read_case(CASES / "lake")
    assert out.read_text(encoding="utf-8") == carrying_page(case, carriers(case))


def test_what_stands_there_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there, aim = tmp_path / "there.html", tmp_path / "aim.html"
    there.write_text("mine", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(aim)
    for name in ("there.html", "link.html", ""):
        assert main(["carry", str(CASES / "lake"), "--out", str(tmp_path / name)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert "to mend:" in told.err
    assert there.read_text(encoding="utf-8") == "mine"
    assert not aim.exists()


def test_a_page_that_cannot_be_written_whole_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dipoli.cli.carry_page.os.fsync", full)
    assert main(["carry", str(CASES / "lake"), "--out", str(tmp_path / "new.html")]) == 2
    assert "No space left" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_page_or_an_object_not_both(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["carry", str(CASES / "lake"), "--json", "--out", str(tmp_path / "x.html")])
    assert refused.value.code == 2
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module", params=["lake", "korea"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    case = read_case(CASES / request.param)
    issues = () if request.param == "lake" else tuple(one.id for one in case.issues)[::9]
    place: Path = tmp_path_factory.mktemp("carry") / "mine.html"
    place.write_text(carrying_page(case, carriers(case, issues)), encoding="utf-8")
    return place.as_uri()


def test_it_is_accessible(chromium: Browser, address: str) -> None:
    with opened(chromium, address, axe=True) as page:
        assert faults_of_access(page, "html") == []


def test_no_width_makes_the_reader_scroll_sideways(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        assert wider_than_the_screen(page) == []


def test_the_keyboard_comes_to_the_answers_and_chooses_names(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#answers"
        page.reload()
        page.locator("#names-0").focus()
        before = page.locator(".pairs li, .carry tbody th").first.inner_text()
        page.keyboard.press("ArrowRight")
        assert page.locator("#names-1").is_checked()
        assert page.locator(".pairs li, .carry tbody th").first.inner_text() != before


def test_every_sheet_holds_the_answers_when_it_is_printed(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        page.emulate_media(media="print")
        assert page.locator("h3").first.is_visible()
        for one in page.locator(".carry td, .pairs li").all()[:60]:
            assert one.is_visible()
        assert page.locator(".banner").is_visible()
        assert not page.locator("fieldset").is_visible()
