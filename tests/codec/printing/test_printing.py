"""Paper: every letter drawn from an embedded font, marks on each sheet, nothing fetched."""

# ruff: noqa: RUF001 - letters and signs of other scripts are meant

from __future__ import annotations

import io
import sys
from unittest import mock

import pikepdf
import pytest
from tests.codec.printing.glyphs import Program, check_letters, drawn

from dipoli.codec import printing
from dipoli.codec.print_page import PrintPage
from dipoli.codec.printing import can_print, to_pdf
from dipoli.faults import RefusedError

SAID = {
    "en": "They reopen [the “bridge” – by 2031] and report.",
    "ko": "그들은 [다리를 2031년까지] 다시 열고 보고한다. 직접 확인된 문안",
    "zh-Hans": "双方[于2031年前]重新开放桥梁并提交报告。直接确认的案文",
    "ja": "双方は［2031年までに］橋を再開し、報告する。直接に確認された文言",
    "ru": "Стороны [к 2031 году] вновь открывают мост и отчитываются. Объём, ёлка",
    "mn": "Талууд [2031 он гэхэд] гүүрийг дахин нээж, тайлагнана. Өргөө, үндэс, ӨҮөү",
}


def page(body: str, *, marks: str = "EXERCISE: invented.", language: str = "en") -> str:
    """A page as the site draws it."""
    return (
        f'<html lang="{language}"><head><title>A text</title></head><body>'
        f'<section class="page-marks"><p class="mark">{marks}</p></section>'
        "<main><h1>On the bridge</h1>"
        f'<p class="sub"><span class="symbol">WP.1</span></p>{body}</main>'
        "<footer><p>Who sits here reads it.</p><p>More.</p></footer></body></html>"
    )


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A paper in six languages, over more than one sheet."""
    body = "".join(f'<p lang="{code}">{said}</p>' for code, said in SAID.items())
    return to_pdf(page(body + '<p style="break-before:page">The second sheet.</p>'))


@pytest.fixture(scope="module")
def seen(pdf: bytes) -> list[tuple[int, Program, int]]:
    """Every glyph in it."""
    return list(drawn(pdf))


def test_every_glyph_is_in_an_embedded_font_is_drawn_and_has_its_letter(pdf: bytes) -> None:
    assert len(check_letters(pdf)) > sum(map(len, SAID.values())) * 0.8


def test_letters_of_a_picture_that_is_half_transparent_are_looked_at_too() -> None:
    picture = (
        '<svg width="90" height="30"><g opacity="0.5"><text x="2" y="20">half seen</text></g></svg>'
    )
    assert "halfseen" in check_letters(to_pdf(page(picture)))


@pytest.mark.parametrize("language", SAID)
def test_what_is_drawn_in_each_language_are_its_words(
    seen: list[tuple[int, Program, int]], language: str
) -> None:
    def close(text: str) -> str:
        return "".join(text.split()).replace("-", "").replace("‐", "")

    assert close(SAID[language]) in close("".join(font.told[glyph] for _page, font, glyph in seen))


def test_each_sheet_has_the_mark_who_can_read_it_its_symbol_and_its_number(
    pdf: bytes, seen: list[tuple[int, Program, int]]
) -> None:
    for number in (0, 1):
        told = "".join(font.told[glyph] for at, font, glyph in seen if at == number)
        for part in ("EXERCISE: invented.", "Who sits here reads it.", "WP.1", "On the bridge"):
            assert part.replace(" ", "") in told.replace(" ", ""), (number, part)
        assert f"{number + 1}/2" in told.replace(" ", "")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for sheet in opened.pages:
            width, height = (float(one) for one in sheet.mediabox[2:])
            assert (round(width), round(height)) == (595, 842)


def test_each_language_has_its_own_form_of_a_letter_in_the_heads_of_sheets_too() -> None:
    fonts = {"ja": "JP", "ko": "KR", "zh-Hans": "SC", "zh-Hant": "TC"}
    letters = dict(
        zip(fonts, "直骨角曜", strict=True)
    )  # shared by all, and drawn otherwise in each
    body = "".join(f'<p lang="{code}">{letter}</p>' for code, letter in letters.items())
    made = page(f"{body}<p style='break-before:page'>a</p>", marks="遍", language="ko")
    made = made.replace("<h1>On the bridge", '<h1 lang="ja">海')
    found: dict[str, list[str]] = {}
    for _page, font, glyph in drawn(to_pdf(made)):
        found.setdefault(font.told[glyph], []).append(font.name)
    for code, letter in letters.items():
        assert all(f"-{fonts[code]}" in name for name in found[letter]), (code, found[letter])
    assert len(found["海"]) == 3  # the heading, and two sheets
    assert all("-JP" in name for name in found["海"])
    assert len(found["遍"]) == 2
    assert all("-KR" in name for name in found["遍"])


_SHEETS = "<p>a</p><p style='break-before:page'>b</p>"
_OF_SITE = page(_SHEETS).replace(
    '<p class="mark">', '<p class="mark">COMPILED: so.</p><p class="mark">'
)
_OF_PAPER = PrintPage(
    title="A register",
    language="en",
    marks=("COMPILED: so.", "EXERCISE: invented."),
    readable="Who sits here reads it.",
).html(_SHEETS)


@pytest.mark.parametrize("made", [_OF_SITE, _OF_PAPER], ids=["of the site", "for paper alone"])
def test_a_page_with_two_marks_has_both_on_every_sheet(made: str) -> None:
    told = dict.fromkeys((0, 1), "")
    for number, font, glyph in drawn(to_pdf(made)):
        told[number] += font.told[glyph]
    for words in told.values():
        close = "".join(words.split())
        assert "COMPILED:so." in close
        assert "EXERCISE:invented." in close


def test_the_same_page_gives_the_same_paper(pdf: bytes) -> None:
    body = "".join(f'<p lang="{code}">{said}</p>' for code, said in SAID.items())
    assert to_pdf(page(body + '<p style="break-before:page">The second sheet.</p>')) == pdf


def test_nothing_is_fetched_and_no_address_leaves() -> None:
    body = (
        '<p><a href="/forums/secret">to it</a><img src="file:///etc/hostname">'
        '<img src="http://127.0.0.1:9/x.png"><link rel="stylesheet" href="file:///etc/passwd"></p>'
    )
    with mock.patch("urllib.request.OpenerDirector.open", side_effect=AssertionError) as opened:
        made = to_pdf(page(body))
    assert not opened.called
    assert b"secret" not in made
    with pikepdf.open(io.BytesIO(made)) as held:
        assert all("/Annots" not in sheet for sheet in held.pages)
        assert all(not sheet.Resources.get("/XObject", {}) for sheet in held.pages)


def test_letters_that_no_font_has_are_named_and_no_boxes_are_drawn() -> None:
    with pytest.raises(RefusedError) as fault:
        to_pdf(page("<p>\U0001e900 and a</p>"))
    assert "\U0001e900" in str(fault.value)
    assert "fonts-noto-cjk" in str(fault.value)


def test_without_the_library_it_is_said_what_is_wanting() -> None:
    with mock.patch.dict(sys.modules, {"weasyprint": None}):
        assert not can_print()
        with pytest.raises(RefusedError, match=r"dipoli\[print\]"):
            to_pdf(page(""))
    assert printing.can_print()
