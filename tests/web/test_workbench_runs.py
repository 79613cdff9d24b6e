"""Questions on pages: answered as by the command, stopped, compared, found by their address."""

from __future__ import annotations

import html
import io
import json
import re
import shlex
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
import pikepdf
import pytest
from tests.codec.printing.glyphs import check_letters
from tests.node.boxes import box_of
from tests.web.bench_stage import Visitor, folder_desk, words, workbench
from tests.web.stage import HOST
from tests.workbench.runs.asking import LAKE, ROOT, lake, printed, timeless

from dipoli.analysis.carry import WHO_MAY_READ
from dipoli.told import tell

BANNER = "Assessed by the analyst, not stated by any government"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A desk with the lake on it."""
    place = tmp_path_factory.mktemp("desk")
    with workbench(folder_desk(place)):
        yield place


@pytest.fixture
def visitor(desk: Path) -> Visitor:  # noqa: ARG001 - it is laid out
    """Who asks for pages."""
    return Visitor()


def test_an_answer_stands_beside_its_assumptions_and_is_that_of_the_command(
    visitor: Visitor,
) -> None:
    run = visitor.ask("whatif", longer="6", tries="5")
    page = visitor.answered(run)
    told = words(page)
    for said in (BANNER, "WHAT CHANGES", "What it rests on", "What it does not show", "walks"):
        assert said in told
    typed = re.search(r"dipoli roadmap [^<]*", page)
    assert typed is not None
    answer = json.loads(visitor.get(f"{run}/answer.json"))
    assert BANNER in answer.pop("marks")
    assert timeless(answer) == timeless(printed(shlex.split(typed[0])[1:]))


def test_an_address_computes_nothing_and_shows_the_answer_once_there_is_one(
    visitor: Visitor,
) -> None:
    query = "kind=whatif&case=lake&longer=5&tries=4"
    before = visitor.get("runs").count('class="thing"')
    offer = visitor.get(f"run?{query}")
    assert "Nothing was computed by opening it" in offer
    assert visitor.get("runs").count('class="thing"') == before
    run = visitor.ask("whatif", longer="5", tries="4")
    page = visitor.answered(run)
    link = re.search(r'href="/workbench/(run\?[^"]+)"', page)
    assert link is not None
    carried = link[1].replace("&amp;", "&")
    for address in (f"run?{query}", carried):
        assert visitor.client.get(f"/workbench/{address}")["Location"] == f"/workbench/{run}"
    other = re.sub(r"on-case=\w+", f"on-case={'0' * 64}", carried)
    assert "The papers are not those that the address names" in visitor.get(other)
    assert "is not on this desk" in visitor.get(f"run?{query.replace('lake', 'sea')}")


def test_declarations_are_chosen_from_what_the_papers_have(visitor: Visitor) -> None:
    form = visitor.get("declarations?kind=converge&one=XAL")
    for name, value, of in (
        ("genre", "speech", "lake"),
        ("one", "XBE", "lake"),
        ("issue", "water", "lake"),
        ("issue", "nonproliferation", "korea-peace"),
    ):
        select = re.search(rf'<select id="wb-{name}".*?</select>', form, re.DOTALL)
        assert select is not None
        group = re.search(rf'<optgroup label="{of}[^"]*">.*?</optgroup>', select[0], re.DOTALL)
        assert group is not None
        assert f'<option value="{value}"' in group[0]
    assert '<option value="XAL" selected' in form


def test_a_run_names_who_is_meant_in_place_of_a_code(visitor: Visitor) -> None:
    run = visitor.ask("home", seat="XBE")
    for page in (visitor.answered(run), visitor.get("runs")):
        assert "Berrowan Federation" in re.sub(r"(?s)<section .*?</section>", "", page)
    visitor.post("language", {"language": "mn", "page": "/workbench/"})
    for page in (run, "runs", "lake/ask", "lake/ask/home"):  # in the reader's language
        assert "Берован Холбооны Улс" in visitor.get(page)


def test_pages_of_an_invented_case_say_so_wherever_it_is_named(visitor: Visitor) -> None:
    runs = [visitor.ask("home", seat=seat) for seat in ("XBE", "XCE")]
    for one in runs:
        visitor.answered(one)
    left, right = (one.removeprefix("run/") for one in runs)
    mark = "An exercise: states, figures and events are invented."
    for page in ("", "runs", f"runs-compared?left={left}&right={right}"):
        assert mark in visitor.get(page)


def _file(visitor: Visitor, page: str) -> bytes:
    """A file that is given out to be saved, and never shown in the place of a page."""
    answer = visitor.client.get(f"/workbench/{page}")
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "exercise" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    return bytes(answer.content)


def test_an_answer_can_be_taken_along_and_every_file_bears_its_marks(visitor: Visitor) -> None:
    run = visitor.ask("interests", move="w-flow=1", deal=["XAL", "XCE"])
    page = visitor.answered(run)
    links = re.findall(rf'href="/workbench/({run}/[a-z.]+\.[a-z]+)"', page)
    visitor.post("language", {"language": "ko", "page": "/workbench/"})
    kinds = {link.rpartition(".")[2]: _file(visitor, link) for link in links}
    assert set(kinds) == {"json", "zip", "xlsx", "pdf"}
    told = json.loads(kinds["json"])
    mark = "An exercise: states, figures and events are invented."
    assert told["marks"] == [BANNER, mark]
    with zipfile.ZipFile(io.BytesIO(kinds["zip"])) as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert all(f"# {BANNER} {mark}" in text.splitlines()[0] for text in texts.values())
    book = openpyxl.load_workbook(io.BytesIO(kinds["xlsx"]))
    assert {f"{name}.csv" for name in book.sheetnames} == set(texts)
    assert all(sheet["A1"].value == f"# {BANNER} {mark}" for sheet in book)
    rows = list(book["touched"].iter_rows(min_row=3, values_only=True))
    assert len(rows) == len(told["touched"])  # none is left out, and in the order of the answer
    with pikepdf.open(io.BytesIO(kinds["pdf"])) as paper:
        assert len(paper.pages) > 1
    assert "연습: 국가, 수치 및 사건은 가상의 것입니다." in check_letters(kinds["pdf"])


def test_who_could_carry_it_is_for_the_eyes_of_who_asked(visitor: Visitor) -> None:
    """Story 10: every page and file says so, before the answer and with it."""
    pages = [visitor.get("lake/ask/carry"), visitor.get("run?kind=carry&case=lake")]
    run = visitor.ask("carry", issue="w-flow", between=["XAL", "XBE"])
    pages.append(visitor.answered(run))
    assert not [page for page in pages if html.escape(WHO_MAY_READ) not in page]
    answer = visitor.client.get(f"/workbench/{run}/answer.json")
    assert "private" in answer["Content-Disposition"]
    assert WHO_MAY_READ in json.loads(answer.content)["marks"]


def test_where_no_pdf_can_be_made_it_is_said_what_is_wanting(visitor: Visitor) -> None:
    run = visitor.ask("home", seat="XAL")
    visitor.answered(run)
    with mock.patch.dict(sys.modules, {"weasyprint": None}):
        answer = visitor.client.get(f"/workbench/{run}/print.pdf")
    assert answer.status_code == 409
    assert "dipoli[print]" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "drawn"),
    [
        ({"kind": "robust", "profiles": "10"}, 'class="dl"'),
        ({"kind": "frontier", "still": ["water"]}, '"points":[['),
        (
            {"kind": "salience", "corpus": "lake", "codebook": "lake", "genre": "speech"},
            'class="dl"',
        ),
        (
            {"kind": "converge", "corpus": "lake", "codebook": "lake", "genre": "speech",
             "one": "XAL", "other": "XBE", "issue": "water"},
            "beside-each",
        ),
    ],
)  # fmt: skip
def test_an_answer_has_a_page_with_the_pictures_of_the_report(
    visitor: Visitor, sent: dict[str, Any], drawn: str
) -> None:
    run = visitor.post("do/ask", {"case": "lake", **sent})["Location"]
    page = visitor.answered(run.removeprefix("/workbench/"))
    assert "With pictures" in page
    answer = visitor.client.get(f"{run}/document")
    text = answer.content.decode()
    assert drawn in text
    assert "An exercise: states, figures and events are invented." in text
    assert ' style="' not in text
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_texts_of_invented_states_are_called_so_where_they_are_mixed_with_others(
    desk: Path, visitor: Visitor
) -> None:
    mixed = desk / "corpora" / "mixed"
    shutil.copytree(ROOT / "corpora" / "lake", mixed)
    manifest = mixed / "MANIFEST.csv"
    # AAA is a code that stands for no state, and is not one of invented states either
    manifest.write_text(manifest.read_text("utf-8").replace(",XDO,", ",AAA,"), "utf-8")
    form = words(visitor.get("declarations"))
    assert "lake (an exercise: invented states)" in form
    assert "mixed (an exercise in part: some states are invented)" in form
    run = visitor.post(
        "do/ask",
        {"kind": "salience", "corpus": "mixed", "codebook": "lake", "genre": "speech"},
    )["Location"].removeprefix("/workbench/")
    page = visitor.answered(run)
    assert re.search(r'class="mark"[^>]*>An exercise in part: [^<]*XAL', page)


def test_what_was_filled_in_stands_open_and_leads_to_the_roadmap_so_changed(
    visitor: Visitor,
) -> None:
    form = visitor.get("lake/ask/agree?hold=w-flow%3D1")
    assert re.search(r"<details open><summary>More of the question", form)
    assert re.search(r"<details[^>]* open><summary>Only packages with these options", form)
    assert '<option value="w-flow=1" selected' in form
    run = visitor.ask("whatif", refuses="XAL", longer="2", more_verification="1", tries="3")
    link = re.search(r'href="/workbench/(lake/ask/roadmap\?[^"]+)"', visitor.answered(run))
    assert link is not None
    filled = visitor.get(link[1].replace("&amp;", "&"))
    assert re.search(r'name="refused" value="XAL" checked', filled)
    assert re.search(r'name="more-verification"[^>]*value="3"', filled)


def test_what_cannot_be_asked_loses_nothing_of_the_form(visitor: Visitor) -> None:
    sent = {"kind": "whatif", "case": "lake", "longer": "99999", "tries": "7", "consents": "yes"}
    answer = visitor.post("do/ask", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "a whole number from 0 to 1,200" in page
    assert re.search(r'name="longer"[^>]*value="99999"', page)
    assert re.search(r'name="tries"[^>]*value="7"', page)
    assert re.search(r'name="consents" value="yes" checked', page)


def test_what_the_case_does_not_have_is_told_as_a_terminal_tells_it(visitor: Visitor) -> None:
    page = visitor.answered(visitor.ask("whatif", refuses="NOBODY"))
    assert "the id or code of a member or body" in words(page)


def test_assumptions_that_clash_are_told_on_request_alone(visitor: Visitor) -> None:
    form = visitor.get("lake/ask/roadmap")
    assert re.search(r'name="clash" value="yes">', form)
    sent = {"tries": "3", "work": "0"}
    plain = words(visitor.answered(visitor.ask("roadmap", **sent)))
    asked = words(visitor.answered(visitor.ask("roadmap", clash="yes", **sent)))
    names = "|".join(re.escape(one.names["en"]) for one in lake().parties)
    whose = re.compile(f"exposure of (?:{names}) towards (?:{names}) would pass its limit by [0-9]")
    assert "The exposure of one member towards another would pass its limit." in plain
    assert not whose.search(plain)
    assert "Whose red line or limit it is, and by how much it would be passed, is told" in plain
    assert whose.search(asked)
    assert "of one member towards another" not in asked
    assert "Whose red line or limit it is, and by how much it would be passed, is told" not in asked


def test_a_run_can_be_stopped_and_says_what_is_not_known(visitor: Visitor) -> None:
    run = visitor.ask("roadmap", tries="1000000", work="0", limit="3600")
    page = visitor.get(run)
    assert "data-news" in page
    assert visitor.post("do/forget", {"run": run.removeprefix("run/")}).status_code == 409
    visitor.post("do/stop", {"run": run.removeprefix("run/")})
    told = words(visitor.answered(run))
    assert "It was stopped." in told
    assert "the rest is unknown" in told or "Nothing was known by then" in told
    visitor.post("do/forget", {"run": run.removeprefix("run/")})
    visitor.get(run, status=404)


def test_what_cannot_stand_side_by_side_is_refused(visitor: Visitor) -> None:
    run = visitor.ask("home", seat="XBE")
    visitor.answered(run)
    name = run.removeprefix("run/")
    visitor.get(f"runs-compared?left={name}&right={name}", status=409)
    visitor.get("runs-compared", status=409)


def test_the_report_of_an_answer_runs_its_own_script_and_no_other(visitor: Visitor) -> None:
    run = visitor.ask("agree")
    visitor.answered(run)
    answer = visitor.client.get(f"/workbench/{run}/document")
    policy, page = answer["Content-Security-Policy"], answer.content.decode()
    assert "unsafe" not in policy
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; "
        r"base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        policy,
    )
    assert ' style="' not in page
    assert 'id="explorer"' in page


def test_frameworks_and_declarations_are_asked_too(visitor: Visitor) -> None:
    run = visitor.post("do/ask", {"kind": "frameworks", "ids": ["asean", "nato"]})["Location"]
    assert "ASEAN" in visitor.answered(run.removeprefix("/workbench/"))
    form = visitor.get("declarations")
    assert "Counting words tells what was said, not what is wanted" in form
    sent = {"kind": "salience", "corpus": "lake", "codebook": "lake", "genre": "speech"}
    run = visitor.post("do/ask", {**sent, "draws": "100"})["Location"]
    assert "no actor is ranked" in words(visitor.answered(run.removeprefix("/workbench/")))
    gone = visitor.post("do/ask", {**sent, "corpus": "../../secret"})
    assert gone.status_code == 422


@pytest.mark.parametrize(
    "page", ["run/" + "0" * 24 + "-1", "run/x", "lake/ask/nothing", "lake/ask/salience", "sea/ask"]
)
def test_what_is_not_there_is_said_to_be_missing(visitor: Visitor, page: str) -> None:
    answer = visitor.client.get(f"/workbench/{page}")
    assert answer.status_code == 404


def test_a_form_of_another_site_puts_no_question(desk: Path) -> None:  # noqa: ARG001 - it is laid out
    from django.test import Client  # noqa: PLC0415 - once Django is set up

    strict = Client(enforce_csrf_checks=True, headers={"host": HOST})
    for page in ("do/ask", "do/stop", "do/forget"):
        assert (
            strict.post(f"/workbench/{page}", {"kind": "agree", "case": "lake"}).status_code == 403
        )
        assert strict.get(f"/workbench/{page}").status_code == 405


def test_every_page_bears_the_mark_and_speaks_every_language(visitor: Visitor) -> None:
    from dipoli.web.language import LANGUAGES, catalogue_of  # noqa: PLC0415 - once Django is set up

    run = visitor.ask("home", seat="XAL")
    visitor.answered(run)
    pages = ("lake/ask", "lake/ask/whatif", "runs", run, "declarations", "frameworks")
    banners = {code: catalogue_of(one)(tell(BANNER)) for code, one in LANGUAGES.items()}
    banners["en"] = BANNER
    assert len(set(banners.values()) - {None}) == len(LANGUAGES)
    for language in LANGUAGES:
        visitor.post("language", {"language": language, "page": "/workbench/"})
        for page in pages:
            said = visitor.get(page)
            assert f'lang="{language}"' in said[:200]
            assert f'<p class="mark">{banners[language]}</p>' in said


def test_nothing_of_a_sealed_case_or_its_answers_lies_open_on_the_disk(tmp_path: Path) -> None:
    from dipoli.workbench.bench import papers_in_folder  # noqa: PLC0415 - once Django is set up
    from dipoli.workbench.sealed_desk import SealedDesk  # noqa: PLC0415 - the same

    sealed = SealedDesk(folder=tmp_path, box=box_of("XAL"))
    case = sealed.add("lake", papers_in_folder(LAKE)).id
    with workbench(sealed):
        visitor = Visitor()
        sent = {"kind": "whatif", "case": case, "tries": "3", "longer": "6"}
        run = visitor.post("do/ask", sent)["Location"].removeprefix("/workbench/")
        assert "WHAT CHANGES" in visitor.answered(run)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".age"}
    seen = b"".join(path.read_bytes() for path in files)
    assert b"Orvanna" not in seen
    assert b"whatif" not in seen
    with workbench(SealedDesk(folder=tmp_path, box=box_of("XAL"))):
        assert "WHAT CHANGES" in Visitor().get(run)
    with workbench(SealedDesk(folder=tmp_path, box=box_of("XBE"))):
        Visitor().get(run, status=404)
