"""A Word file (DOCX) opened for its tracked changes: every part looked through, nothing kept.

The same checks as for files that are kept (`dipoli.codec.attached.packages`), with two differences:
names of those who made changes are let in, since that is what is asked for, and so are the parts in
which an editor keeps names and remarks, which are looked through and not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen

from dipoli.codec.attached.kinds import Kind, refuse
from dipoli.codec.attached.looking import Node, look_through
from dipoli.codec.attached.packages import WORD_PARTS, picture
from dipoli.codec.attached.unpacking import unpacked
from dipoli.faults import RefusedError
from dipoli.told import tell

MAIN_PART = "word/document.xml"
MOST_WORD = 10_000_000
"""Bytes of a file whose changes are read."""
_LARGEST = 30_000_000
"""Bytes of one part, unpacked."""
_BESIDE = re.compile(
    r"word/(?:people|comments|commentsExtended|commentsExtensible|commentsIds)\.xml|"
    r"docMetadata/LabelInfo\.xml|word/glossary/(?:_rels/)?[A-Za-z]+[0-9]*\.xml(?:\.rels)?|docProps/thumbnail\.(?:wmf|emf)"
)
_MAIN = Kind.DOCX.media + ".main+xml"
_MACROS = "macroEnabled"
_SAVE = tell("Open it in a word processor, save it as a DOCX file, and hand that in.")
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0", tell("The file is locked with a password, or is of the old DOC format.")),
    (b"%PDF", tell("The file is a PDF file, which holds no tracked changes.")),
    (b"{\\rtf", tell("The file is an RTF file.")),
)


@frozen(kw_only=True)
class Opened:
    """A Word file that was looked through.

    Args:
        document: root of the part with the text.
        beside: roots of the other parts of XML, by name.
    """

    document: Node
    beside: Mapping[str, Node] = field(repr=False)


def open_word(data: bytes) -> Opened:
    """Look a Word file through for its tracked changes.

    Args:
        data: all of its bytes.

    Raises:
        RefusedError: it is no Word file, is damaged, or has in it what does not belong in a text.
    """
    if len(data) > MOST_WORD:
        why = tell("The file has {size} MB, and the most is 10.", size=len(data) // 1_000_000)
        refuse(why, tell("Take its pictures out, and hand it in without them."))
    for beginning, why in _BEGINNINGS:
        if data.startswith(beginning):
            refuse(why, _SAVE)
    if not data.startswith(b"PK\x03\x04"):
        refuse(tell("The file is no Word file (DOCX)."), _SAVE)
    parts = unpacked(data)
    _check_kind(parts)
    roots: dict[str, Node] = {}
    for name, part in parts.items():
        root = _part(name, part)
        if root is not None:
            roots[name] = root
    _check_types(roots)
    return Opened(document=roots.pop(MAIN_PART), beside=roots)


def _check_kind(parts: Mapping[str, bytes]) -> None:
    if "mimetype" in parts:
        refuse(tell("The file is an ODT file."), _SAVE)
    types = parts.get("[Content_Types].xml", b"")
    if any("vbaProject" in name for name in parts) or _MACROS.encode() in types:
        refuse(tell("The file has macros in it."), _SAVE)
    if MAIN_PART not in parts or _MAIN.encode() not in types:
        refuse(tell("The file is no Word file (DOCX)."), _SAVE)


def _part(name: str, part: bytes) -> Node | None:
    """The root of a part of XML; None of what is looked through and not read."""
    beside = _BESIDE.fullmatch(name) is not None
    if WORD_PARTS.fullmatch(name) is None and not beside:
        refuse(tell("The file has a part that is not let in: {name}.", name=name), _SAVE)
    try:
        if name.endswith((".png", ".jpg", ".jpeg")):
            picture(part)
            return None
        if not name.endswith((".xml", ".rels")):
            return None
        if len(part) > _LARGEST:
            refuse(tell("The file unpacks into too much."), _SAVE)
        return look_through(name, part, changes=True)
    except RefusedError as fault:
        told = tell("In the part {name} of the file: {told}", name=name, told=fault.args[0])
        raise RefusedError(told) from None


def _check_types(roots: Mapping[str, Node]) -> None:
    """The part with the text is the one that the package says it is, and no other."""
    listed = [
        one.attributes.get("ContentType")
        for one in roots["[Content_Types].xml"].children
        if one.attributes.get("PartName") == f"/{MAIN_PART}"
    ]
    main = [
        one.attributes.get("Target", "").lstrip("/")
        for one in (roots["_rels/.rels"].children if "_rels/.rels" in roots else ())
        if one.attributes.get("Type", "").endswith("/officeDocument")
    ]
    if listed != [_MAIN] or main != [MAIN_PART]:
        refuse(tell("The package does not say which of its parts is the text."), _SAVE)
