"""A case from nothing by forms alone; faults where the front page leads; the reader's words."""

from __future__ import annotations

import copy
import html
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from bs4 import BeautifulSoup
from django.test import override_settings
from tests.web.test_workbench import ALONE, BANNER, CASE, Reader, reader, sent_as_it_is
from tests.workbench.memory_desk import MemoryDesk

from dipoli.codec.case_papers import TIMELINE
from dipoli.codec.case_writer import yaml_text
from dipoli.web.workbench.at import lay
from dipoli.web.workbench.overview import page_for
from dipoli.web.workbench.sorts import SORTS
from dipoli.workbench.bench import Bench

__all__ = ["reader"]

TITLE = "An exercise: the pass of Tarn"


def adds(reader: Reader, case: str, sort: str, **fields: Any) -> None:  # noqa: ANN401 - as it is typed
    """A new thing by its form: what a browser would send, with these fields filled in."""
    page = f"{case}/parts/{sort}/new"
    sent = {**reader.form(page), **{key.replace("__", "."): one for key, one in fields.items()}}
    answer = reader.client.post(f"/workbench/{page}", sent)
    assert answer.status_code == 302, answer.content[:600]


def sets(reader: Reader, page: str, **fields: Any) -> None:  # noqa: ANN401 - as it is typed
    """Other figures or words on a page."""
    sent = {**reader.form(page), **{key.replace("__", "."): one for key, one in fields.items()}}
    answer = reader.client.post(f"/workbench/{page}", sent)
    assert answer.status_code == 302, answer.content[:600]


@pytest.fixture
def begun() -> Iterator[tuple[Reader, str]]:
    """Somebody who has begun a case in which nothing is known yet."""
    bench = Bench(desk=MemoryDesk())
    lay(bench)
    with override_settings(ROOT_URLCONF=ALONE):
        reader = Reader(bench)
        reader.post("", to="do/new", title=TITLE, invented="yes", as_of="2031-04-30")
        (case,) = bench.desk.list()
        yield reader, case


def test_a_case_is_written_from_nothing_by_forms_alone(begun: tuple[Reader, str]) -> None:
    reader, case = begun
    front = reader.get(f"{case}/")
    assert "An exercise: states, figures and events are invented." in front
    assert "expected: the key purpose; found: it is missing" in front
    sets(reader, f"{case}/parts/head/0", moment="The pass is shut.", purpose="To try the forms.")
    adds(reader, case, "sources", id="memory", kind="general-knowledge", title="Memory",
         seen="general")  # fmt: skip
    for code, name in (("XAA", "State of Aa"), ("XBB", "State of Bb")):
        adds(reader, case, "parties", code=code, role="member", seat_language="en",
             names__0__key="en", names__0__value=name)  # fmt: skip
    adds(reader, case, "baskets", id="road", title="The road", definition="What is about the road.")
    adds(reader, case, "groups", id="pass", basket="road", title="The pass")
    adds(reader, case, "issues", id="r-open", basket="road", group="pass", kind="measure",
         question="Is the pass opened?", definition="For carts.", raised_by=["memory"],
         options__0__n="0", options__0__text="It stays shut", options__1__n="1",
         options__1__text="It is opened")  # fmt: skip
    for code in ("XAA", "XBB"):
        version = reader.sheet(case).version
        sent = {"version": version, "set": "positions", "code": code}
        assert reader.client.post(f"/workbench/{case}/do/begin", sent).status_code == 302
        place = f"{case}/positions/positions/{code}/"
        sets(reader, f"{place}r-open", value__0="20", value__1="70", low__0="10", low__1="60",
             high__0="30", high__1="80", importance="100", importance_range__0="90",
             importance_range__1="100", confidence="low", interest="To trade.",
             sources=["memory"], do="save")  # fmt: skip
        sets(reader, f"{case}/parts/no-agreement~positions~{code}/0", note="The pass stays shut.")
    for party, towards in (("XAA", "XBB"), ("XBB", "XAA")):
        adds(reader, case, "exposure", party=party, towards=towards, points="3")
    sheet = reader.sheet(case)
    left = [(one.file, one.where, one.expected, one.found) for one in sheet.findings]
    assert not left
    assert sheet.case is not None
    row = sheet.case.positions["positions"]["XAA"].issues[0]
    assert (row.value, row.sources) == ((20, 70), ("memory",))
    assert sheet.case.positions["positions"]["XAA"].reservation.value == 20 * 100
    book = reader.client.get(f"/workbench/{case}/case.xlsx")
    assert book.content.startswith(b"PK")
    assert "Sound: it can be computed with" in reader.get(f"{case}/")


def test_whether_states_are_invented_is_asked_and_never_taken_for_granted(
    begun: tuple[Reader, str],
) -> None:
    reader, _case = begun
    for sent in ({"title": "A pass", "invented": ""}, {"title": " ", "invented": "no"}):
        answer = reader.client.post("/workbench/do/new", sent)
        assert answer.status_code == 409
        assert len(list(reader.bench.desk.list())) == 1


# ---------------------------------------------------------------- faults where they are


def places(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place of a paper; of a list, its first entry."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield (*place, key)
            yield from places(one, (*place, key))
    elif isinstance(value, list) and value:
        yield (*place, 0)
        yield from places(value[0], (*place, 0))


def damaged(root: object, place: tuple[str | int, ...], *, gone: bool) -> Any:  # noqa: ANN401 - a plain value
    """A paper with something taken out, or of another kind, in a place."""
    made: Any = copy.deepcopy(root)
    inner = made
    for step in place[:-1]:
        inner = inner[step]
    if gone:
        del inner[place[-1]]
    else:
        inner[place[-1]] = 7 if isinstance(inner[place[-1]], str) else "zz"
    return made


def damages(reader: Reader) -> list[tuple[str, tuple[str | int, ...], bool]]:
    """Every damage to the exercise that is tried: paper, place, and whether it is taken out."""
    tree = reader.sheet(CASE).tree
    return [
        (paper, place, gone)
        for paper, root in tree.items()
        if paper != TIMELINE and not paper.startswith("positions-")
        for place in places(root)
        for gone in (True, False)
    ]


def shown_where_it_leads(reader: Reader, paper: str, root: object) -> int:
    """Hold the page to which each fault leads against what is wrong; how many faults there were."""
    lies = reader.bench.desk.read(CASE)
    held = evolve(lies, papers={**lies.papers, paper: yaml_text(root, "Mark.")})  # type: ignore[arg-type]
    reader.bench.desk.write(held, lies.version)
    sheet = reader.sheet(CASE)
    for one in sheet.findings[:2]:
        answer = reader.client.get(page_for(sheet, one), follow=True)
        said = html.unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))
        assert f"expected: {one.expected}; found: {one.found}" in said, (paper, one)
    reader.bench.desk.write(lies, sheet.version)
    return len(sheet.findings)


SAMPLE = 14
ALWAYS = (
    ("parties.yaml", ("parties",), True),
    ("parties.yaml", ("ratifiers", 0, "binds", 0, "issue"), False),
    ("positions/XAL.yaml", ("issues", 0, "issue"), True),
    ("positions/XAL.yaml", ("reservation", "note"), True),
    ("steps.yaml", ("accounting",), True),
    ("channels.yaml", ("states", "thin"), True),
    ("case.yaml", ("position_sets", 0), True),
)


def test_every_fault_is_shown_on_the_page_to_which_the_front_page_leads(reader: Reader) -> None:
    tree = reader.sheet(CASE).tree
    found = damages(reader)
    assert set(ALWAYS) <= set(found)
    tried = [*ALWAYS, *random.Random(10).sample(found, SAMPLE)]
    counts = [
        shown_where_it_leads(reader, paper, damaged(tree[paper], place, gone=gone))
        for paper, place, gone in tried
    ]
    assert sum(map(bool, counts)) > SAMPLE


def test_a_fault_of_the_timeline_stands_in_the_form_of_its_event(reader: Reader) -> None:
    before = reader.sheet(CASE).held.papers[TIMELINE]
    page = f"{CASE}/parts/events/2"
    sets(reader, page, date="2028-06-31", event="They met, and parted")
    after = reader.sheet(CASE).held.papers[TIMELINE]
    lines = list(zip(before.splitlines(), after.splitlines(), strict=True))
    assert [n for n, (old, new) in enumerate(lines) if old != new] == [3]
    assert '"They met, and parted"' in lines[3][1]
    (one,) = reader.sheet(CASE).findings
    assert page_for(reader.sheet(CASE), one) == f"/workbench/{page}"
    form = BeautifulSoup(reader.get(page), "html.parser")
    assert "expected: a real day" in str(form.find(id="f-date").parent)  # type: ignore[union-attr]
    assert "1 fault" in reader.get(f"{CASE}/parts/events/")
    sent = {"version": reader.sheet(CASE).version, "page": f"/workbench/{page}"}
    undone = reader.client.post(f"/workbench/{CASE}/do/undo", sent)
    assert undone["Location"] == f"/workbench/{page}", "an undo leaves its reader where they were"
    assert reader.sheet(CASE).held.papers[TIMELINE] == before


def test_an_undo_of_a_thing_leads_to_the_case_when_the_thing_is_gone(reader: Reader) -> None:
    adds(reader, CASE, "events", id="L900", date="2031-04-01")
    n = len(SORTS["events"].rows(reader.sheet(CASE).tree)) - 1
    page = f"/workbench/{CASE}/parts/events/{n}"
    assert reader.client.get(page).status_code == 200
    for there in (page, "https://elsewhere.example/", "/workbench/other/parts/events/0"):
        sent = {"version": reader.sheet(CASE).version, "page": there}
        undone = reader.client.post(f"/workbench/{CASE}/do/undo", sent)
        assert undone["Location"] == f"/workbench/{CASE}/"
        again = {"version": reader.sheet(CASE).version, "page": there}
        reader.client.post(f"/workbench/{CASE}/do/redo", again)


def test_a_missing_paper_is_added_with_nothing_known_in_it(reader: Reader) -> None:
    lies = reader.bench.desk.read(CASE)
    papers = {name: text for name, text in lies.papers.items() if name != "terms.yaml"}
    reader.bench.desk.write(evolve(lies, papers=papers), lies.version)
    assert "expected: the paper terms.yaml; found: no such file" in reader.get(f"{CASE}/papers/")
    reader.post(f"{CASE}/papers/", paper="terms.yaml")
    sheet = reader.sheet(CASE)
    assert sheet.tree["terms.yaml"] == {"schema": "dipoli.case.terms/1", "case": "lake",
                                        "terms": []}  # fmt: skip
    assert BANNER in sheet.held.papers["terms.yaml"].splitlines()[0]


# ---------------------------------------------------------------- in the reader's words


def test_what_a_field_means_and_what_is_wrong_is_said_in_the_reader_s_language(
    reader: Reader,
) -> None:
    pages = [f"{CASE}/parts/{name}/{0 if sort.is_one else 'new'}" for name, sort in SORTS.items()]
    english = {page: helps(reader.get(page)) for page in pages}
    assert all(english.values())  # each page says what its fields mean
    broken = f"{CASE}/parts/requirements/0"
    sets(reader, broken, reason="")
    reader.client.post("/workbench/language", {"language": "ru", "page": "/workbench/"})
    for page, said in english.items():
        told = helps(str(reader.client.get(f"/workbench/{page}").content.decode()))
        assert len(told) == len(said)
        assert not set(told) & set(said), page
    told_of = str(reader.client.get(f"/workbench/{broken}").content.decode())
    assert "ожидается: ключ reason; найдено: отсутствует" in told_of
    assert "Сообщается только по-английски" not in told_of


def helps(page: str) -> list[str]:
    """What the fields of a page say that they mean."""
    found = BeautifulSoup(page, "html.parser").select("form.wb-form p.note")
    return [one.get_text() for one in found]


def test_parties_have_the_names_that_they_bear_in_the_reader_s_language(reader: Reader) -> None:
    names = SORTS["parties"].rows(reader.sheet(CASE).tree)[0]["names"]
    assert names["en"] in reader.get(f"{CASE}/")
    told = reader.client.get(f"/workbench/{CASE}/", headers={"Accept-Language": "ko"})
    assert names["ko"] in told.content.decode()
    form = sent_as_it_is(reader.get(f"{CASE}/parts/events/0"))
    assert form["parties"] == ["XAL", "XBE", "XCE"]
