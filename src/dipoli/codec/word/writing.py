"""A paper as a Word file (DOCX): the same bytes for the same paper.

Each slot stands in a bookmark, by which it is found again. Signs of brackets, numbers and holders
have styles of their own. The file asks the editor to track changes. What the paper was made from
travels in a part of its own (`dipoli.codec.word.base`) and, shortly, in the file's properties.

Source: ECMA-376, Office Open XML, parts 1 and 2.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from dipoli.codec.attached import MAIN_PART
from dipoli.codec.word import base, styles
from dipoli.codec.word.paper import Line, Paper, Part, Slot, Style, Table
from dipoli.codec.word.running import How, Run, runs

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ANCHOR = "dipoli_"
"""How the name of a bookmark around a slot begins; its number follows."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_DAY = (1980, 1, 1, 0, 0, 0)
_OPEN = "application/vnd.openxmlformats-"
_TYPE = _OPEN + "officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_RUN = {Part.OPENS: "DipoliSign", Part.CLOSES: "DipoliSign", Part.HELD: "DipoliHeld",
        Part.LABEL: "DipoliLabel", Part.TOLD: "DipoliHeld"}  # fmt: skip
_WIDE, _MIDDLE, _NARROW = 9000, 2200, 1300


def write_word(paper: Paper) -> bytes:
    """A paper as a Word file.

    Args:
        paper: to be written.
    """
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            (_OFFICE + "relationships/officeDocument", MAIN_PART),
            (_PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"),
            (_OFFICE + "relationships/custom-properties", "docProps/custom.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            (_OFFICE + "relationships/styles", "styles.xml"),
            (_OFFICE + "relationships/settings", "settings.xml"),
            (_OFFICE + "relationships/header", "header1.xml"),
            (_OFFICE + "relationships/footer", "footer1.xml"),
            (_OFFICE + "relationships/customXml", "../customXml/item1.xml"),
        ),
        "customXml/_rels/item1.xml.rels": _relations(
            (_OFFICE + "relationships/customXmlProps", "itemProps1.xml")
        ),
        MAIN_PART: _document(paper),
        "word/styles.xml": _HEAD + styles.styles(paper.language),
        "word/settings.xml": _settings(),
        "word/header1.xml": _header(paper),
        "word/footer1.xml": _footer(paper),
        "customXml/item1.xml": base.write_base(paper),
        "customXml/itemProps1.xml": base.ITEM_PROPERTIES,
        "docProps/core.xml": _core(paper),
        "docProps/custom.xml": base.write_properties(paper),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            member = zipfile.ZipInfo(name, _DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, part.encode())
    return out.getvalue()


# ---------------------------------------------------------------- the package


def _types() -> str:
    kinds = {
        MAIN_PART: _TYPE + "document.main+xml",
        "word/styles.xml": _TYPE + "styles+xml",
        "word/settings.xml": _TYPE + "settings+xml",
        "word/header1.xml": _TYPE + "header+xml",
        "word/footer1.xml": _TYPE + "footer+xml",
        "docProps/core.xml": _OPEN + "package.core-properties+xml",
        "docProps/custom.xml": _OPEN + "officedocument.custom-properties+xml",
        "customXml/itemProps1.xml": _OPEN + "officedocument.customXmlProperties+xml",
    }
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels" '
        f'ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{rows}</Types>"
    )


def _relations(*held: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{sort}" Target="{target}"/>'
        for n, (sort, target) in enumerate(held, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'


def _core(paper: Paper) -> str:
    """Title and time; nobody's name."""
    dc, terms = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
    time = f'xsi:type="dcterms:W3CDTF">{escape(paper.time)}</dcterms:'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        f'xmlns:dc="{dc}" xmlns:dcterms="{terms}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paper.symbol)} {escape(paper.title)}</dc:title>"
        f"<dcterms:created {time}created><dcterms:modified {time}modified></cp:coreProperties>"
    )


def _settings() -> str:
    return (
        f'{_HEAD}<w:settings xmlns:w="{W}"><w:trackRevisions/>'
        '<w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _header(paper: Paper) -> str:
    marks = "".join(_line(Line(style=Style.MARK, words=mark)) for mark in paper.marks)
    named = f"{paper.symbol}   {paper.title}"
    return f'{_HEAD}<w:hdr xmlns:w="{W}">{marks}{_paragraph("Header", _run(named))}</w:hdr>'


def _footer(paper: Paper) -> str:
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    of = f"{paper.cited}   SHA-256 {paper.digest.hex()}   "
    rule = _paragraph("Footer", _run(paper.readable)) if paper.readable else ""
    return f'{_HEAD}<w:ftr xmlns:w="{W}">{rule}{_paragraph("Footer", _run(of) + page)}</w:ftr>'


# ---------------------------------------------------------------- the body


def _document(paper: Paper) -> str:
    writing = _Body()
    body = "".join(writing.block(one) for one in paper.blocks)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference '
        'w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" '
        'w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" '
        'w:gutter="0"/></w:sectPr>'
    )
    return (
        f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{section}</w:body>'
        "</w:document>"
    )


class _Body:
    """Blocks as they are written, with numbers of anchors and of changes."""

    def __init__(self) -> None:
        self.anchors = 0
        self.changes = 0

    def block(self, block: Line | Slot | Table) -> str:
        if isinstance(block, Line):
            return _line(block)
        return self._slot(block) if isinstance(block, Slot) else self._table(block)

    def _slot(self, slot: Slot, style: str = "DipoliClause") -> str:
        self.anchors += 1
        number = self.anchors
        inside = "".join(map(self._shown, runs(slot)))
        anchored = (
            f'<w:bookmarkStart w:id="{number}" w:name="{ANCHOR}{number}"/>{inside}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        return _paragraph(style, anchored)

    def _shown(self, run: Run) -> str:
        if run.how is None or run.by is None:
            return _run(run.words, _RUN.get(run.part, ""))
        self.changes += 1
        time = "" if run.by.time is None else f" w:date={quoteattr(run.by.time)}"
        who = f'w:id="{9000 + self.changes}" w:author={quoteattr(run.by.author)}{time}'
        inside = _run(run.words, tag="delText" if run.how is How.GOES else "t")
        return f"<w:{run.how.value} {who}>{inside}</w:{run.how.value}>"

    def _table(self, table: Table) -> str:
        widths = (_NARROW, _WIDE - _NARROW - _MIDDLE, _MIDDLE)
        if len(table.heads) < len(widths):
            widths = (_NARROW, _WIDE - _NARROW, 0)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths if width)
        rows = [_row(widths, [_paragraph("DipoliCell", _run(head)) for head in table.heads])]
        for row in table.rows:
            cells = [_paragraph("DipoliCell", _run(row.label)), self._slot(row.slot, "DipoliCell")]
            if len(table.heads) == len(widths):
                cells.append(_paragraph("DipoliCell", _run(row.whose)))
            rows.append(_row(widths, cells))
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDE}" w:type="dxa"/><w:tblBorders>{edges}'
            f"</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
            + _paragraph("DipoliNote", "")
        )


def _row(widths: tuple[int, ...], cells: list[str]) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=False)
    )
    return f"<w:tr>{inside}</w:tr>"


def _line(line: Line) -> str:
    return _paragraph(line.style.value, _run(line.words))


def _paragraph(style: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def _run(words: str, style: str = "", tag: str = "t") -> str:
    """Words as one run; line breaks and tabs as Word has them."""
    if not words:
        return ""
    form = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    inside: list[str] = []
    for n, line in enumerate(words.split("\n")):
        inside += ["<w:br/>"] if n else []
        for m, part in enumerate(line.split("\t")):
            inside += ["<w:tab/>"] if m else []
            inside += [f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>'] if part else []
    return f"<w:r>{form}{''.join(inside)}</w:r>"
