"""Files that pages need, and the headers around them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from tests.web.stage import stage, visitor

stage()
from dipoli.web.files import FILES  # noqa: E402 - Django is asked after its settings

_WEB = Path(__file__).parents[2] / "src" / "dipoli" / "web"


def test_a_file_is_given_packed_to_who_takes_it_so() -> None:
    plain = visitor().get("/static/dipoli/site.css")
    packed = visitor().client.get(
        "/static/dipoli/site.css", headers={"accept-encoding": "gzip, br"}
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_a_file_that_is_there_already_is_not_sent_again() -> None:
    first = visitor().get("/static/dipoli/mark.svg")
    again = visitor().client.get(
        "/static/dipoli/mark.svg", headers={"if-none-match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_nothing_beside_the_files_is_given_out() -> None:
    for name in ("../settings.py", "dipoli/../../settings.py", "dipoli/style/00-base.css", "x.css"):
        assert visitor().get(f"/static/{name}").status_code == 404


def test_the_style_has_every_part_once() -> None:
    style = FILES["dipoli/site.css"].data.decode()
    for part in (_WEB / "static/dipoli/style").glob("*.css"):
        assert style.count(part.read_text("utf-8")) == 1


def test_no_page_asks_for_anything_outside_or_has_style_and_script_in_line() -> None:
    for template in (_WEB / "templates").rglob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text), template
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=[\"']", text), (
            template
        )


def test_the_style_is_ready_for_right_to_left() -> None:
    style = FILES["dipoli/site.css"].data.decode()
    sides = r"(?:margin|padding|border|inset)-(?:left|right)|text-align:\s*(?:left|right)|float:"
    assert not re.search(sides, style)


def test_a_first_visit_is_light() -> None:
    page = visitor().client.get("/", headers={"accept-encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    files = sum(len(file.packed) for file in FILES.values())
    assert len(page.content) + files < 60_000
