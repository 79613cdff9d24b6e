"""Word files (DOCX): paragraphs, tables and notes, with insertions in and deletions out.

A DOCX file is a zip of XML. It is opened as if it were hostile: the number and the size of what is
packed are bounded, document types and entities are refused, macros and links are never followed,
and nothing is unpacked to the disk.

Source: ECMA-376, Office Open XML, part 1 (WordprocessingML). Text is read in the order of the file;
notes follow at the end, headers and footers are left out, text boxes are read where they stand.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from dipoli.codec.corpus.reading import MOST_CHARACTERS, Reading, unreadable
from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_MEMBERS = 5_000
MOST_UNPACKED = 60_000_000
"""Bytes of one part, unpacked."""
MOST_RATIO = 300
"""By how much a part may have been packed."""
_SMALL = 2_000_000
_DEEPEST = 200
_BODY = "word/document.xml"
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SAVE = "open it in a word processor and save it as .docx or as text"


def read_word(content: bytes, file: str) -> Reading:
    """Read a Word file.

    Args:
        content: the bytes.
        file: their name, for a finding.

    Raises:
        MalformedError: it is damaged, encrypted, no DOCX, or hides something.
        RefusedError: defusedxml is not installed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            members = _members(pack, file)
            roots = {
                name: _parsed(_part(pack, members[name], file), file, name)
                for name in (_BODY, *(note for note, _kind in _NOTES))
                if name in members
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise unreadable(file, "a Word file that is whole", "a damaged one", _SAVE) from None
    walk = _Walk(file)
    walk.read(roots[_BODY])
    told: list[str] = []
    for name, kind in _NOTES:
        count = sum(_notes(walk, root) for root in [roots.get(name)] if root is not None)
        if count:
            told.append(f"{count:,} {kind}{'' if count == 1 else 's'}, at the end of the text.")
    told += walk.told()
    if any(name.endswith("vbaProject.bin") for name in members):
        told.append("Macros are ignored.")
    if any(name.startswith(("word/header", "word/footer")) for name in members):
        told.append("Headers and footers of pages are left out.")
    if "word/comments.xml" in members:
        told.append("Comments are left out.")
    return Reading(text=walk.text(), format="DOCX", told=tuple(told))


# ---------------------------------------------------------------- what is packed


def _members(pack: zipfile.ZipFile, file: str) -> dict[str, zipfile.ZipInfo]:
    """The parts by name, if they can be opened without harm."""
    packed = pack.infolist()
    names = [one.filename for one in packed]
    check = "check that it is the file you meant"
    if len(packed) > MOST_MEMBERS:
        raise unreadable(file, f"at most {MOST_MEMBERS:,} parts", f"{len(packed):,}", check)
    twice = [name for name in {_BODY, *(note for note, _kind in _NOTES)} if names.count(name) > 1]
    if twice:
        raise unreadable(file, "each part once", f"{twice[0]} twice", _SAVE)
    if _BODY not in names:
        found = f"a zip file without {_BODY}"
        raise unreadable(file, "a Word file", found, _SAVE)
    if any(one.flag_bits & 1 for one in packed):
        raise unreadable(file, "a Word file that is open", "an encrypted one", _SAVE)
    return dict(zip(names, packed, strict=True))


def _part(pack: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> bytes:
    """A part unpacked, never further than the bound, whatever it says of its size."""
    check = "check that it is the file you meant; it may be made to fill your memory"
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > MOST_UNPACKED or (member.file_size > _SMALL and ratio > MOST_RATIO):
        found = f"{member.filename} of {member.file_size:,}, packed in {member.compress_size:,}"
        raise unreadable(file, f"parts of at most {MOST_UNPACKED:,} bytes", found, check)
    with pack.open(member) as part:
        content = part.read(MOST_UNPACKED + 1)
    if len(content) > MOST_UNPACKED:
        found = f"{member.filename}, which is larger than it says"
        raise unreadable(file, f"parts of at most {MOST_UNPACKED:,} bytes", found, check)
    return content


def _parsed(content: bytes, file: str, name: str) -> Element:
    try:
        from defusedxml import DefusedXmlException  # noqa: PLC0415 - an extra
        from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415 - an extra
    except ImportError:
        message = "Word files cannot be read here: install Dipoli with its extra, as dipoli[texts]."
        raise RefusedError(message) from None
    try:
        return fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        found = f"{name} with a document type, by which XML can fetch files or grow without end"
        raise unreadable(file, "plain elements", found, _SAVE) from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        found = f"{name}: {str(error)[:80]}"
        raise unreadable(file, "a Word file that is whole", found, _SAVE) from None


# ---------------------------------------------------------------- words


def _local(tag: object) -> str:
    """The name of an element of WordprocessingML; empty for any other."""
    if isinstance(tag, str):
        for space in _SPACES:
            if tag.startswith(space):
                return tag.removeprefix(space)
    return ""


class _Walk:
    """A walk over a document, without recursion, that gathers its words."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._parts: list[str] = []
        self._length = 0
        self._counts: Counter[str] = Counter()

    def text(self) -> str:
        """What was gathered."""
        return "".join(self._parts)

    def told(self) -> list[str]:
        """What was counted, in sentences."""
        sentences = {
            "inserted": "{} characters of tracked insertions, read as if they were accepted.",
            "deleted": "{} characters of tracked deletions, left out as if they were accepted.",
            "hidden": "{} characters of hidden text, left out.",
            "symbol": "Symbols of a font without a meaning in Unicode, left out: {}.",
        }
        return [
            sentence.format(f"{self._counts[kind]:,}")
            for kind, sentence in sentences.items()
            if self._counts[kind]
        ]

    def read(self, root: Element) -> None:
        """Gather the words of an element."""
        stack: list[tuple[Element | str, str, int]] = [(root, "", 0)]
        while stack:
            node, state, depth = stack.pop()
            if isinstance(node, str):
                self._say(node)
                continue
            name = _local(node.tag)
            if depth > _DEEPEST or self._length > MOST_CHARACTERS:
                found = "more" if depth <= _DEEPEST else f"{depth} elements in one another"
                raise unreadable(self.file, "a text of usual size", found, "split it")
            if name in _SKIPPED or str(node.tag).endswith("}Fallback"):
                continue  # codes of fields; what a picture of a text box repeats
            state = _state(node, name, state)
            if name == "txbxContent":
                self._say("\n")  # a text box stands in the middle of a paragraph
            self._leaf(node, name, state)
            inside = [(child, state, depth + 1) for child in node]
            stack += [(one, state, depth) for one in _after(name)]
            stack += reversed(inside)

    def _leaf(self, node: Element, name: str, state: str) -> None:
        words = node.text or "" if name in ("t", "delText") else _MARKS.get(name, "")
        if name == "sym":
            self._counts["symbol"] += 1
        if not words:
            return
        if state:
            self._counts[state] += len(words)
        if state not in ("deleted", "hidden") and name != "delText":
            self._say(words)

    def _say(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)


_SKIPPED = frozenset({"instrText", "delInstrText", "pPr", "sectPr", "tblPr", "trPr", "tcPr"})


def _after(name: str) -> tuple[str, ...]:
    """What stands behind an element."""
    return {"p": ("\n",), "tbl": ("\n",)}.get(name, ())


def _state(node: Element, name: str, state: str) -> str:
    """Whether words inside of an element are inserted, deleted or hidden."""
    if name in ("del", "moveFrom") or state == "deleted":
        return "deleted"
    if name == "r" and any(
        _local(mark.tag) == "vanish" for one in node if _local(one.tag) == "rPr" for mark in one
    ):
        return "hidden"
    return "inserted" if name in ("ins", "moveTo") else state


def _notes(walk: _Walk, root: Element) -> int:
    """Gather notes; separators, which Word keeps among them, are none."""
    count = 0
    for note in root:
        kind = next((value for key, value in note.attrib.items() if _local(key) == "type"), "")
        if _local(note.tag) in ("footnote", "endnote") and kind in ("", "normal"):
            count += 1
            walk.read(note)
    return count
