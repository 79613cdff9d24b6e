"""Files that leave the site: given out to be saved, to who reads the circle and to nobody else."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from tests.codec.akoma.reader import faults
from tests.codec.printing.glyphs import check_letters
from tests.web.stage import Visitor, stage, visitor
from tests.web.walks import BY_NAME

stage()
from dipoli import web  # noqa: E402
from dipoli.web.incoming import BODY  # noqa: E402
from dipoli.web.routes import ACTIONS  # noqa: E402
from dipoli.web.saved import SANDBOX, saved  # noqa: E402 - Django is asked after its settings
from dipoli.web.taking import FILES  # noqa: E402

HERE = "/forums/exercise/plenary"


PAGES = {
    "text": "texts/T1",
    "calendar": "calendar",
    "commitments": "commitments",
    "meeting": "meetings/MTG18",
    "documents": "texts",
    "meetings": "meetings",
    "measures": "measures",
}
"""A page for each row of the table of files."""


def named(row: str) -> list[dict[str, Any]]:
    """The files that a page names: those of its row of the table, none left out."""
    found: list[dict[str, Any]] = visitor("XTV").twin(f"{HERE}/{PAGES[row]}")["files"]
    assert [one["told"] for one in found] == [told for _name, told in FILES[row]] != []
    return found


def test_every_row_of_the_table_of_files_has_a_page_here() -> None:
    assert set(PAGES) == set(FILES)


@pytest.mark.parametrize("row", PAGES)
def test_every_file_is_given_to_be_saved_and_is_what_its_twin_says(row: str) -> None:
    for one in named(row):
        answer = visitor("XTV").get(one["page"])
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == SANDBOX
        assert "no-store" in answer.headers["Cache-Control"]
        twin = visitor("XTV").twin(one["page"])
        assert answer.headers["Content-Type"].partition(";")[0] == twin["media"]
        assert f'"{twin["name"]}"' in answer.headers["Content-Disposition"]
        if "digest" in twin:
            assert hashlib.sha256(answer.content).hexdigest() == twin["digest"]


@pytest.mark.parametrize("row", PAGES)
def test_an_outsider_is_told_of_a_file_what_is_told_of_none(row: str) -> None:
    nothing = visitor("XTV").get(f"{HERE}/texts/T999/akoma-ntoso.xml")
    assert nothing.status_code == 404
    for one in named(row):
        answer = visitor().get(one["page"])
        assert answer.status_code == 404
        assert visitor().get(one["page"] + "x").content == answer.content


def test_every_page_of_the_table_names_its_files_and_each_is_a_route() -> None:
    for page, rows in FILES.items():
        assert page in BY_NAME
        for name, _told in rows:
            assert BY_NAME[name].media
            assert BY_NAME[name].rule is BY_NAME[page].rule


def test_a_file_leaves_by_one_door_alone_to_be_saved_and_runs_nowhere() -> None:
    given = saved(b"x", "text/html", 'a "b" 다.html')
    assert given["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in given["Content-Disposition"]
    assert given["Content-Type"] == "text/html"
    assert given["Content-Security-Policy"] == SANDBOX
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Cache-Control"] == "private, no-store"
    room = Path(web.__file__).parent
    doors = [one.name for one in room.rglob("*.py") if "Content-Disposition" in one.read_text()]
    assert doors == ["saved.py"]


def test_every_file_that_comes_in_has_a_bound_within_that_of_a_body() -> None:
    taken = {one.name: each.most for one in ACTIONS for each in one.inputs if each.file}
    assert set(taken) == {"attach", "bring", "read_word"}
    for name, most in taken.items():
        assert 0 < most * 3 // 4 <= BODY, name  # as base64 has it


def test_where_no_pdf_can_be_made_it_is_said_what_is_wanting() -> None:
    with mock.patch.dict(sys.modules, {"weasyprint": None}):
        answer = visitor("XTV").get(f"{HERE}/commitments/print.pdf")
    assert answer.status_code == 503
    assert "dipoli[print]" in answer.content.decode()
    assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("en", "LATIN"),
        ("ko", "HANGUL"),
        ("zh-Hans", "CJK"),
        ("ja", "HIRAGANA"),
        ("ru", "CYRILLIC SMALL LETTER YERU"),
        ("mn", "CYRILLIC SMALL LETTER STRAIGHT U"),
    ],
)
def test_a_text_on_paper_in_each_language_has_every_letter_embedded(
    language: str, letters: str
) -> None:
    reader = Visitor("XTV")
    reader.client.post("/language", {"language": language, "page": "/"})
    told = check_letters(reader.get(f"{HERE}/texts/T1/print.pdf").content)
    assert any(unicodedata.name(one, "").startswith(letters) for one in told)


def test_whoever_reads_a_text_takes_the_same_document() -> None:
    documents = {
        visitor(code).get(f"{HERE}/texts/T1/akoma-ntoso.xml").content
        for code in ("XTV", "XNU", "XKS", "SECRETARIAT")
    }
    (one,) = documents
    assert faults(one) == []
