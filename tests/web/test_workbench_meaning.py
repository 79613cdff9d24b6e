"""Texts and what they mean, as pages of the workbench; and that nothing of it leaves."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.web.bench_stage import AtOnce, words
from tests.web.own_node import CODE, box, make_node
from tests.web.stage import HALLS, stage, visitor
from tests.workbench.runs.asking import printed, timeless

stage()
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402 - after its settings
from django.http import QueryDict  # noqa: E402 - likewise
from django.test import Client, override_settings  # noqa: E402 - likewise
from django.urls import Resolver404, resolve  # noqa: E402 - likewise
from tests.web.test_workbench import sent_as_it_is  # noqa: E402 - likewise

from dipoli.codec.draft_of import draft_of, draft_of_twin  # noqa: E402 - likewise
from dipoli.codec.ties_file import read_ties  # noqa: E402 - likewise
from dipoli.forum.text import Text  # noqa: E402 - likewise
from dipoli.node.node import Node  # noqa: E402 - likewise
from dipoli.web.language import LANGUAGES  # noqa: E402 - likewise
from dipoli.web.own_site import own_site  # noqa: E402 - likewise
from dipoli.web.site import show, site_at  # noqa: E402 - likewise
from dipoli.web.workbench import runs_at  # noqa: E402 - likewise
from dipoli.web.workbench.at import lay  # noqa: E402 - likewise
from dipoli.workbench.bench import Bench  # noqa: E402 - likewise
from dipoli.workbench.folder_desk import FolderDesk  # noqa: E402 - likewise
from dipoli.workbench.ties import drawer_of  # noqa: E402 - likewise

ALONE = "dipoli.web.workbench.alone"
FILES = Path(__file__).parents[2] / "docs" / "howto" / "files"
BANNER = "Assessed by the analyst, not stated by any government"
MARK = "An exercise: states, figures and events are invented."
WHOSE = "Private to who made it: a reading of a text that nobody stated"
LIST, FORM = "/workbench/lake/meaning/", "/workbench/lake/meaning/T-1/"


def sent(name: str) -> SimpleUploadedFile:
    """A file of the how-to."""
    return SimpleUploadedFile(name, (FILES / name).read_bytes())


class Reader:
    """Somebody at a desk of their own."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.client = Client(headers={"host": "127.0.0.1"})

    def get(self, page: str) -> str:
        """A page; each bears the marks."""
        answer = self.client.get(page)
        assert answer.status_code == 200, answer.content[:500]
        html = str(answer.content.decode())
        assert BANNER in html
        assert MARK in html
        assert WHOSE in html
        return html

    def means(self, **words: str) -> str:
        """Ask what the text means; the address of the answer."""
        asked = {"kind": "meaning", "case": "lake", "text": "T-1", **words}
        page = "/workbench/do/ask" if words else f"{FORM}do/mean"
        answer = self.client.post(page, asked)
        assert answer.status_code == 302, answer.content[:400]
        return str(answer["Location"])

    def take(self, draft: str, ties: str = "") -> None:
        """Take a text from files."""
        files = {"file": sent(draft)} | ({"ties": sent(ties)} if ties else {})
        answer = self.client.post("/workbench/lake/meaning-do/take", files)
        assert (answer.status_code, answer.get("Location")) == (302, FORM), answer.content[:400]

    def save(self, **changed: str) -> Any:  # noqa: ANN401 - an answer of Django
        """Send the form as it stands, with some fields changed."""
        html = self.get(FORM)
        form = sent_as_it_is(html)
        form["row"] = re.findall(r'name="row" value="([^"]+)"', html)
        return self.client.post(FORM, {**form, **changed})

    def ties(self) -> tuple[Any, ...]:
        """The readings that are kept."""
        held = drawer_of(self.bench.desk).read("lake", "T-1")
        assert held is not None
        return held.readings("lake").ties


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A desk of folders with a copy of the exercise."""
    bench = Bench(desk=FolderDesk(folder=tmp_path / "cases"))
    bench.copy_shipped("lake")
    lay(bench)
    monkeypatch.setattr(runs_at, "Crew", AtOnce)
    with override_settings(ROOT_URLCONF=ALONE):
        yield Reader(bench)


def row_at(html: str, at: str, number: int = 0) -> str:
    """The name of a row of a way."""
    found: list[str] = re.findall(rf'name="(t[0-9]+)\.at" value="{re.escape(at)}"', html)
    return found[number]


# ---------------------------------------------------------------- tying


def test_a_text_is_tied_step_by_step(reader: Reader) -> None:
    assert "No text lies beside this case yet." in reader.get(LIST)
    reader.take("lake-text.draft.yaml")
    row = row_at(reader.get(FORM), "T-1-1/bracket-1/stays")
    asked = reader.save(**{f"{row}.issue": "w-flow"})
    assert asked.status_code == 200
    html = asked.content.decode()
    assert "1 reading is not saved yet" in html
    assert 'value="w-flow=2"' in html
    assert reader.ties() == ()
    answer = reader.save(**{f"{row}.issue": "w-flow", f"{row}.option": "w-flow=2"})
    assert answer.status_code == 302
    (tie,) = reader.ties()
    assert (tie.clause, tie.place, tie.way) == ("T-1-1", "bracket-1", "stays")
    assert (tie.issue, tie.option) == ("w-flow", 2)
    assert tie.meant == "A least amount in all four months"


def test_a_form_saved_as_it_stands_changes_nothing(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    kept = read_ties((FILES / "lake-text.ties.yaml").read_bytes(), "x").ties
    assert reader.ties() == kept
    before = {path: path.read_bytes() for path in (FILES / "x").parent.glob("lake-text*")}
    assert reader.save().status_code == 302
    assert set(reader.ties()) == set(kept)
    assert len(reader.ties()) == len(kept)
    assert before == {path: path.read_bytes() for path in before}


def test_words_that_moved_are_flagged_and_tied_anew_by_a_tick_alone(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    old = reader.ties()
    reader.take("lake-text-moved.draft.yaml")
    assert reader.ties() == old
    html = reader.get(FORM)
    assert "2 ties are not used" in html
    assert html.count("no longer those that were read") == 2
    assert "2 ties are not used" in reader.get(LIST)
    assert reader.save().status_code == 302
    assert set(reader.ties()) == set(old), "without a tick it stays as it was"
    row = row_at(html, "T-1-1/bracket-1/stays")
    reader.save(**{f"{row}.anew": "1"})
    changed = [tie for tie in reader.ties() if tie not in old]
    assert [(tie.place, tie.way, tie.option) for tie in changed] == [("bracket-1", "stays", 2)]
    assert "1 tie is not used" in reader.get(FORM)
    row = row_at(reader.get(FORM), "T-1-1/bracket-1/falls")
    reader.save(**{f"{row}.out": "1"})
    assert "not used" not in reader.get(FORM)
    assert len(reader.ties()) == len(old) - 1


def test_who_comes_second_saves_nothing(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    before = reader.ties()
    answer = reader.save(version="0" * 32)
    assert answer.status_code == 409
    assert "Nothing was saved." in answer.content.decode()
    assert reader.ties() == before


@pytest.mark.parametrize("content", [b"", b"nonsense: 1\n", b"{}", b"\xff\xfe"])
def test_what_is_no_text_is_refused_and_nothing_is_kept(reader: Reader, content: bytes) -> None:
    file = SimpleUploadedFile("x", content)
    answer = reader.client.post("/workbench/lake/meaning-do/take", {"file": file})
    assert answer.status_code in {409, 422}
    assert "No text lies beside this case yet." in reader.get(LIST)


# ---------------------------------------------------------------- what it means


def test_members_stand_in_the_order_of_the_case_each_on_its_own_scale(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    html = reader.get(reader.means())
    case = reader.bench.open("lake").case
    assert case is not None
    names = [party.names["en"] for party in case.parties if party.code in case.members]
    heads = re.findall(r'<th scope="col" class="wb-figure">([^<]+)</th>', html)
    assert heads == names * 3
    assert re.findall(r"<figcaption>([^<]+)</figcaption>", html) == names * 3
    assert html.count('<svg class="wb-worth"') == 12
    assert "It can become 12 packages." in html
    assert "Read as no option" in html
    assert "clash with" not in html.lower()
    assert "total" not in html.lower()
    assert "Assumptions that clash" in reader.get(reader.means(clash="yes"))


def test_an_answer_is_that_of_the_command_with_its_receipt_beside_it(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    run = reader.means()
    page = words(reader.get(run))
    for said in ("What it rests on", "The words of the text mean what the ties say.", "Receipt"):
        assert said in page
    file = reader.client.get(f"{run}/answer.json")
    assert "private-exercise" in file["Content-Disposition"]
    told = file.json()
    assert told["marks"] == [MARK, BANNER, WHOSE]
    typed = re.search(r"dipoli meaning [^<]*", reader.get(run))
    assert typed is not None
    assert timeless(told) == timeless(printed(shlex.split(unescape(typed[0]))[1:]))
    assert reader.means() == run, "what is kept is not asked again"
    shown_ = reader.get(FORM)
    assert f'href="{run}"' in shown_


def test_an_address_shows_what_is_kept_until_the_words_move(reader: Reader) -> None:
    link = "/workbench/run?kind=meaning&case=lake&text=T-1"
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    assert "Nothing was computed by opening it" in reader.get(link)
    first = reader.means()
    query = re.search(r'href="(/workbench/run\?[^"]+)"', reader.get(first))
    assert query is not None
    carried = unescape(query[1])
    assert {"on-case", "on-text", "on-ties"} <= set(QueryDict(carried.partition("?")[2]))
    assert reader.client.get(link)["Location"] == first
    reader.take("lake-text-moved.draft.yaml")
    assert "Nothing was computed by opening it" in reader.get(link)
    assert reader.client.get(carried)["Location"] == first, "its answer is kept as it was"
    second = reader.means()
    assert second != first
    assert "July and August, and in May and June as well" in words(reader.get(first)).replace(
        "[", ""
    )
    names = [one.rpartition("/")[2] for one in (first, second)]
    html = reader.get("/workbench/runs-compared?left={}&right={}".format(*names))
    page = words(html)
    assert "words T-1-1 bracket-1: says something else" in page
    assert "Version 4" in page
    assert "Version 5" in page
    assert 'lang="en"' not in html.partition('class="wb-pairs"')[2].partition("</main>")[0]


def test_an_answer_of_another_form_is_told_in_the_words_that_it_has(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    page = reader.means()
    book = runs_at.book()
    held = book.run(page.rpartition("/")[2])
    assert held is not None
    assert held.told is not None
    book.shelf.keep(evolve(held, told={"receipt": held.told["receipt"]}))
    html = reader.get(page)
    assert 'data-look="meant"' not in html
    assert "WHAT THE TEXT AMOUNTS TO" in html
    other = reader.means(held="yes")
    names = [one.rpartition("/")[2] for one in (page, other)]
    compared = reader.get("/workbench/runs-compared?left={}&right={}".format(*names))
    assert "WHAT THE TEXT AMOUNTS TO" in compared


def test_what_cannot_be_asked_of_a_text_is_told(reader: Reader) -> None:
    form = reader.get("/workbench/lake/ask/meaning")
    assert "No text lies beside this case yet." in form
    for text in ("T-9", "../lake"):
        sent_ = {"kind": "meaning", "case": "lake", "text": text}
        answer = reader.client.post("/workbench/do/ask", sent_)
        assert answer.status_code == 422
        assert "There is nothing of the name" in answer.content.decode()
    assert reader.client.post(f"{FORM}do/mean").status_code == 409


PROGRAM = (
    "What the text amounts to",
    "Assumptions that clash",
    "It can become 12 packages.",
    "one that all who are asked can accept, while issues of which it is silent stay",
    "points of two members are not comparable",
    "Read as no option: nothing is said of what it is worth.",
    "The words stay",
    "Open, since ways to settle it differ",
    "says nothing",
    "What it does not show",
    WHOSE,
    BANNER,
    MARK,
)
"""What an answer says in the words of the program, each in another place of the page."""


def test_an_answer_is_told_in_the_reader_s_language(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    pages = [reader.means(), reader.means(clash="yes")]
    left, right = (one.rpartition("/")[2] for one in pages)
    pages.append(f"/workbench/runs-compared?left={left}&right={right}")
    case = reader.bench.open("lake").case
    assert case is not None
    members = [party.names for party in case.parties if party.code in case.members]
    english = " ".join(words(reader.get(page)) for page in pages)
    assert not [one for one in PROGRAM if one not in english]
    for language in sorted(set(LANGUAGES) - {"en"}):
        reader.client.post("/workbench/language", {"language": language, "page": "/workbench/"})
        html = [str(reader.client.get(page).content.decode()) for page in pages]
        told = " ".join(map(words, html))
        assert not [one for one in PROGRAM if one in told], language
        assert all(names.get(language, names["en"]) in page for names in members for page in html)


def test_removing_the_case_takes_its_texts_along(reader: Reader, tmp_path: Path) -> None:
    reader.take("lake-text.draft.yaml")
    version = reader.bench.open("lake").version
    sent_ = {"version": version, "sure": "remove"}
    assert reader.client.post("/workbench/lake/do/remove", sent_).status_code == 302
    assert not list(tmp_path.rglob("draft.yaml"))


def test_a_text_is_removed_by_a_word(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml")
    run = reader.means()
    assert reader.client.post(f"{FORM}do/remove", {"sure": "yes"}).status_code == 409
    assert reader.client.post(f"{FORM}do/remove", {"sure": "remove"}).status_code == 302
    assert reader.client.get(FORM).status_code == 404
    assert WHOSE in reader.get(run), "its answers stay until somebody removes them as well"
    reader.take("lake-text.draft.yaml")
    assert "With 1 answer that was kept about it" in reader.get(FORM)
    reader.client.post(f"{FORM}do/remove", {"sure": "remove", "answers": "yes"})
    assert reader.client.get(run).status_code == 404


def test_files_that_leave_are_those_that_the_command_reads(reader: Reader) -> None:
    reader.take("lake-text.draft.yaml", "lake-text.ties.yaml")
    for name in ("draft", "ties"):
        answer = reader.client.get(f"{FORM}{name}.yaml")
        assert answer.content == (FILES / f"lake-text.{name}.yaml").read_bytes()
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]


# ---------------------------------------------------------------- nothing of it leaves


def test_a_host_has_no_such_address() -> None:
    for page in (LIST, FORM, f"{FORM}do/mean"):
        assert visitor().client.get(page).status_code == 404
        with pytest.raises(Resolver404):
            resolve(page, urlconf="dipoli.web.urls")


def _texts() -> Iterator[tuple[str, str, Text]]:
    """Every text of the golden records, with its address."""
    seat = visitor(CODE)
    site = site_at(stage())
    for hall in HALLS:
        for room in site.halls[hall].rooms.values():
            forum = room.by(CODE).forum
            for one in (forum.texts if forum is not None else {}).values():
                page = f"/forums/{hall}/{room.name}/texts/{one.id}.json"
                if seat.client.get(page).status_code == 200:
                    yield page, room.name, one


def test_a_draft_is_the_same_from_a_twin_and_from_the_forum() -> None:
    site, seen = site_at(stage()), 0
    for page, _room, text in _texts():
        hall, circle = page.split("/")[2:4]
        forum = site.halls[hall].rooms[circle].by(CODE).forum
        assert forum is not None
        twin = visitor(CODE).client.get(page).json()
        exercise = forum.charter.exercise
        of_forum = draft_of(text, forum.clauses.__getitem__, exercise=exercise)
        assert draft_of_twin(twin, "twin") == of_forum
        seen += sum(place.within is not None for place in of_forum.places)
    assert seen > 0, "brackets were among them"


def test_a_tie_on_a_node_changes_no_record_and_signs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs_at, "Crew", AtOnce)
    folder = make_node(tmp_path / "node")
    node = Node(folder, None)
    site = own_site(node, box())
    desk = FolderDesk(folder=tmp_path / "cases")
    bench = Bench(desk=desk)
    bench.copy_shipped("lake")
    lay(bench)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shown = tmp_path / "shown"
    show(shown, site)
    with override_settings(ROOT_URLCONF=ALONE, NODE=True, SITE_FOLDER=shown):
        reader = Reader(bench)
        html = reader.get(LIST)
        place, text = re.findall(
            r'name="place" value="([^"]+)"><input type="hidden" name="text" value="([^"]+)"', html
        )[0]
        taken = reader.client.post(
            "/workbench/lake/meaning-do/copy", {"place": place, "text": text}
        )
        assert taken.status_code == 302
        form = sent_as_it_is(reader.get(taken["Location"]))
        first = next(key for key in form if key.endswith(".issue"))
        row = first.removesuffix(".issue")
        tied = {**form, "row": [row], first: "w-flow", f"{row}.option": "w-flow=1"}
        assert reader.client.post(taken["Location"], tied).status_code == 302
        assert reader.client.post(f"{taken['Location']}do/mean").status_code == 302
    node.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
