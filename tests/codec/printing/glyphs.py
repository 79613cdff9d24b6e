"""What is drawn in a PDF, glyph by glyph, by its content streams and the embedded font programs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from attrs import frozen
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont


@frozen(kw_only=True)
class Program:
    """An embedded font: its glyphs by number, of which each can be drawn, and its ToUnicode."""

    name: str
    glyphs: Mapping[int, Any]
    told: Mapping[int, str]

    def has_outline(self, glyph: int) -> bool:
        """Whether anything is drawn for a glyph."""
        pen = RecordingPen()
        self.glyphs[glyph].draw(pen)
        return bool(pen.value)


def check_letters(pdf: bytes) -> str:
    """Every glyph is in an embedded font, is drawn, and has its letter; all of them in order."""
    told = []
    for _page, font, glyph in drawn(pdf):
        assert glyph != 0, font.name
        assert glyph in font.glyphs, (font.name, glyph)
        letter = font.told.get(glyph)
        assert letter, (font.name, glyph)
        assert "\ufffd" not in letter
        assert font.has_outline(glyph) or letter.isspace(), (font.name, letter)
        told.append(letter)
    return "".join(told)


def drawn(pdf: bytes) -> Iterator[tuple[int, Program, int]]:
    """Every glyph that is drawn: page, font, glyph id; in the order of drawing.

    What a page draws by a form of its own, as pictures and what is half transparent, is read too.
    """
    met: dict[tuple[int, int], Program] = {}  # a font is read once, not for each page
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages):
            yield from ((number, *one) for one in _shown(page, page.Resources, met))
    assert (0, 0) not in met  # no font without a number of its own


def _shown(
    page: Any,  # noqa: ANN401 - of pikepdf
    resources: Any,  # noqa: ANN401 - likewise
    met: dict[tuple[int, int], Program],
) -> Iterator[tuple[Program, int]]:
    fonts, forms = resources.get("/Font", {}), resources.get("/XObject", {})
    font: Program | None = None
    for one in pikepdf.parse_content_stream(page):
        operands: Any = one.operands
        operator = str(one.operator)
        assert operator not in {"'", '"', "BI"}, operator  # nothing is shown in another way
        if operator == "Tf":
            font = _met(fonts[str(operands[0])], met)
        elif operator == "Do":
            form = forms[str(operands[0])]
            if str(form.Subtype) == "/Form":
                yield from _shown(form, form.get("/Resources", {}), met)
        elif operator in {"Tj", "TJ"}:
            parts = operands[0] if operator == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    data = bytes(part)
                    assert font is not None
                    assert len(data) % 2 == 0
                    for at in range(0, len(data), 2):
                        yield font, int.from_bytes(data[at : at + 2], "big")


def _met(font: Any, met: dict[tuple[int, int], Program]) -> Program:  # noqa: ANN401 - of pikepdf
    if font.objgen not in met:
        met[font.objgen] = _program(font)
    return met[font.objgen]


def _program(font: Any) -> Program:  # noqa: ANN401 - of pikepdf
    assert str(font.Subtype) == "/Type0"
    assert str(font.Encoding) == "/Identity-H"
    (inner,) = font.DescendantFonts
    return Program(
        name=str(font.BaseFont),
        glyphs=_glyphs(inner),
        told=_to_unicode(bytes(font.ToUnicode.read_bytes()).decode()),
    )


def _glyphs(inner: Any) -> dict[int, Any]:  # noqa: ANN401 - of pikepdf
    descriptor = inner.FontDescriptor
    if "/FontFile2" in descriptor:
        assert str(inner.get("/CIDToGIDMap", "/Identity")) == "/Identity"
        face = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
    else:
        data = descriptor.FontFile3.read_bytes()
        if str(descriptor.FontFile3.Subtype) == "/CIDFontType0C":
            return _of_cff(data)
        face = TTFont(io.BytesIO(data))
    names, glyphs = face.getGlyphOrder(), face.getGlyphSet()
    return {number: glyphs[name] for number, name in enumerate(names)}


def _of_cff(data: bytes) -> dict[int, Any]:
    held = CFFFontSet()
    held.decompile(io.BytesIO(data), None)
    top = held[held.fontNames[0]]
    return {
        int(name.removeprefix("cid")) if name.startswith("cid") else 0: top.CharStrings[name]
        for name in top.CharStrings.keys()  # noqa: SIM118 - no mapping
    }


def _to_unicode(cmap: str) -> dict[int, str]:
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in cmap
    return found
