"""The body of a Word file as a flow: signs and ends of paragraphs, each with who changed it.

A paragraph *as it was* is what lies between two ends that nobody inserted. Who puts a new end into
it splits it; who puts a whole new paragraph before or behind it leaves it whole. So the flow is cut
into paragraphs as they were, each with what came and went in it.

What is no word is not read: pictures, notes, remarks, text boxes, changes of form. It is counted,
and told. Codes of fields are passed over, their results are read.

Source: ECMA-376, part 1, 17.13.5 (revisions): ``ins``, ``del``, ``moveFrom``, ``moveTo`` around
runs, in the properties of a paragraph's end, and of a row of a table.
"""

from __future__ import annotations

from collections import Counter

from attrs import define, field, frozen

from dipoli.codec.attached import Node

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_COMES, _GOES = {"ins": False, "moveTo": True}, {"del": False, "moveFrom": True}
_FORM = frozenset(
    {"rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange",
     "numberingChange", "tblGridChange", "tblPrExChange"}
)  # fmt: skip
_BESIDE = {
    "drawing": "picture", "pict": "picture", "object": "picture", "txbxContent": "box",
    "footnoteReference": "note", "endnoteReference": "note", "commentReference": "remark",
    "sym": "sign",
}  # fmt: skip
_FILLER = "\u200d"
"""A sign that LibreOffice puts into the empty cells of a row that was inserted."""
_PASSED = frozenset({"pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "instrText",
                     "delInstrText", "sdtPr", "sdtEndPr"})  # fmt: skip


@frozen(kw_only=True)
class By:
    """A change: whose, when, and whether it is one half of a move."""

    author: str
    time: str | None
    moved: bool = False


@frozen(kw_only=True)
class Sign:
    """A character, or the end of a paragraph as a line break, with who changed it.

    Args:
        words: the character.
        came: who inserted it; None where it was there.
        went: who deleted it; None where it stays.
        ends: whether it is the end of a paragraph.
    """

    words: str
    came: By | None = None
    went: By | None = None
    ends: bool = False


@define(kw_only=True)
class Paragraph:
    """A paragraph as it was, with what came and went in it.

    Args:
        signs: from front to back, the inserted ends of paragraphs among them.
        anchors: names of bookmarks that begin in it.
        row: who inserted the row of a table in which it stands; None for none.
        gone: who deleted its end, or its row; None where it stays.
        cell: number of the cell in its row, from 0; None outside of tables.
    """

    signs: list[Sign] = field(factory=list)
    anchors: list[str] = field(factory=list)
    row: By | None = None
    gone: By | None = None
    cell: int | None = None

    @property
    def was(self) -> str:
        """Its words before anybody changed them."""
        return "".join(one.words for one in self.signs if one.came is None)

    @property
    def is_new(self) -> bool:
        """Whether nothing of it was there."""
        kept = any(one.came is None for one in self.signs)
        return self.row is not None or (not kept and any(one.came for one in self.signs))


@frozen(kw_only=True)
class Flow:
    """The paragraphs of a file as they were, and what was not read."""

    paragraphs: tuple[Paragraph, ...]
    beside: Counter[str]


def flow_of(document: Node) -> Flow:
    """The flow of a body.

    Args:
        document: root of the part with the text.
    """
    reading = _Reading()
    reading.node(document, None, None)
    reading.close()
    return Flow(paragraphs=tuple(reading.done), beside=reading.beside)


def local(node: Node) -> str:
    """The name of an element of WordprocessingML; empty for any other."""
    for space in _SPACES:
        if node.name.startswith(space):
            return node.name[len(space) :]
    return ""


def _attribute(node: Node, name: str) -> str | None:
    for space in _SPACES:
        if space + name in node.attributes:
            return node.attributes[space + name]
    return None


def _by(node: Node, *, moved: bool) -> By:
    author = " ".join((_attribute(node, "author") or "").split())
    return By(author=author, time=_attribute(node, "date"), moved=moved)


class _Reading:
    """A walk over a body; the depth of its elements is bounded where it was looked through."""

    def __init__(self) -> None:
        self.done: list[Paragraph] = []
        self.open: Paragraph | None = None
        self.beside: Counter[str] = Counter()
        self.rows: list[tuple[By | None, By | None]] = []
        self.cells: list[int] = []
        self.waiting: list[str] = []

    def node(self, node: Node, came: By | None, went: By | None) -> None:
        """Read an element, inside of changes or not."""
        name = local(node)
        if name in _PASSED or name in _BESIDE or node.name.endswith(" Fallback"):
            self._passed(node, name)
            return
        if name in _COMES:
            came = _by(node, moved=_COMES[name])
        elif name in _GOES:
            went = _by(node, moved=_GOES[name])
        if name == "p":
            self._paragraph(node)
        elif name == "tbl":
            self._table(node)
        elif name == "tr":
            self._row(node)
        else:
            self._leaf(node, name, came, went)
            for child in node.children:
                self.node(child, came, went)

    def _leaf(self, node: Node, name: str, came: By | None, went: By | None) -> None:
        if name == "bookmarkStart":
            self._anchor(_attribute(node, "name") or "")
        elif name in {"t", "delText"} or name in _SIGNS:
            self._say(_SIGNS.get(name, node.text), came, went)

    def close(self) -> None:
        """End what is open: at the end of the body, or of a cell."""
        if self.open is not None:
            self.done.append(self.open)
            self.open = None

    def _passed(self, node: Node, name: str) -> None:
        """What is no word: counted."""
        if name in _BESIDE:
            self.beside[_BESIDE[name]] += 1
        self.beside["form"] += sum(local(child) in _FORM for child in node.children)

    def _table(self, node: Node) -> None:
        self.close()
        for child in node.children:
            self.node(child, None, None)

    def _row(self, node: Node) -> None:
        came = went = None
        for form in (one for one in node.children if local(one) == "trPr"):
            for one in form.children:
                came = _by(one, moved=False) if local(one) == "ins" else came
                went = _by(one, moved=False) if local(one) == "del" else went
        self.rows.append((came, went))
        self.cells.append(-1)
        for child in node.children:
            self.cells[-1] += local(child) == "tc"
            self.node(child, None, None)
            self.close()  # the end of a cell is the end of its last paragraph
        self.cells.pop()
        self.rows.pop()

    def _paragraph(self, node: Node) -> None:
        came, went = _end(node)
        if self.open is None:
            row = self.rows[-1] if self.rows else (None, None)
            cell = self.cells[-1] if self.cells else None
            self.open = Paragraph(row=row[0], gone=row[1], cell=cell)
        self.open.anchors += self.waiting
        self.waiting = []
        here = self.open
        for child in node.children:
            self.node(child, None, None)
        if self.open is not here:
            return  # something in it was a body of its own
        if came is not None:
            self.open.signs.append(Sign(words="\n", came=came, went=went, ends=True))
        else:
            self.open.gone = went or self.open.gone
            self.close()

    def _anchor(self, name: str) -> None:
        (self.waiting if self.open is None else self.open.anchors).append(name)

    def _say(self, words: str, came: By | None, went: By | None) -> None:
        if self.open is not None and self.open.row is not None:
            words = words.replace(_FILLER, "")
        if self.open is not None:
            self.open.signs += (Sign(words=one, came=came, went=went) for one in words)


def _end(node: Node) -> tuple[By | None, By | None]:
    """Who inserted and who deleted the end of a paragraph."""
    came = went = None
    for form in (one for one in node.children if local(one) == "pPr"):
        for run in (one for one in form.children if local(one) == "rPr"):
            for one in run.children:
                name = local(one)
                came = _by(one, moved=_COMES[name]) if name in _COMES else came
                went = _by(one, moved=_GOES[name]) if name in _GOES else went
    return came, went
