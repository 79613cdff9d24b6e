"""A part of XML looked through to its end, and what does not belong in a text refused.

There is one reader for files that are kept and for files whose changes are read. It knows no
document types, no entities and no instructions, and it follows nothing. Where changes are asked
for, names of those who made them are let in; what runs, is carried or is fetched never is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from attrs import define, field

from dipoli.codec.attached.kinds import refuse
from dipoli.codec.attached.unpacking import AGAIN
from dipoli.told import tell

DEEPEST = 256
"""Elements in one another."""
LONGEST = 100_000
"""Characters of an attribute."""
MOST_ELEMENTS = 400_000
"""Elements of a part whose tree is kept."""

_ACTIVE = {"script", "event-listener", "event-listeners", "object", "object-ole",
           "plugin", "applet", "floating-frame", "oleobject", "control", "altchunk", "subdoc",
           "frameset", "attachedtemplate", "dde-connection-decl", "dde-source", "form"}  # fmt: skip
_NAMING = {"ins", "del", "comment", "movefrom", "moveto", "annotation", "tracked-changes",
           "changed-region", "creator", "rprchange", "pprchange"}  # fmt: skip
_FIELDS = re.compile(r"(?i)\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|LINK)\b")
_LINK = re.compile(r"(?i)(?:https?://|mailto:|#)")


@define
class Node:
    """An element of a part: its name with its space before it, as ``space local``.

    Args:
        name: space and local name, with a blank between.
        attributes: by such names.
        text: what stands in it directly.
        children: elements in it, in their order.
    """

    name: str
    attributes: Mapping[str, str]
    text: str = ""
    children: list[Node] = field(factory=list)


def look_through(name: str, part: bytes, *, changes: bool = False) -> Node:
    """Read a part of XML to its end.

    Args:
        name: of the part.
        part: its bytes.
        changes: whether tracked changes are let in, with the names of their authors.

    Returns:
        its root, with all that is in it where changes are let in, and otherwise empty.

    Raises:
        RefusedError: something in it does not belong in a text.
    """
    return _Look(name, changes=changes).whole(part)


class _Look:
    """One part on its way through the reader."""

    def __init__(self, name: str, *, changes: bool) -> None:
        self.name, self.changes = name, changes
        self.top = Node("", {})
        self.within = [self.top]
        self.count = 0
        self.fields: list[str] = []

    def whole(self, part: bytes) -> Node:
        """The root, when nothing was refused."""
        reader = expat.ParserCreate(namespace_separator=" ")
        reader.buffer_text = True
        reader.StartDoctypeDeclHandler = reader.EntityDeclHandler = self._definition
        reader.ProcessingInstructionHandler = self._definition
        reader.StartElementHandler, reader.EndElementHandler = self._element, self._end
        reader.CharacterDataHandler = self._words
        try:
            reader.Parse(part, True)  # noqa: FBT003 - as the library has it
        except (expat.ExpatError, ValueError):
            refuse(tell("A part of the file cannot be read: {name}.", name=self.name), AGAIN)
        return self.top.children[0]

    def _definition(self, *_words: object) -> None:
        name = self.name
        refuse(tell("A part of the file has definitions of its own: {name}.", name=name), AGAIN)

    def _element(self, tag: str, attributes: Mapping[str, str]) -> None:
        word = tag.rpartition(" ")[2].lower()
        if word in _ACTIVE:
            refuse(tell("The file has something in it that runs or is carried."), AGAIN)
        if word in _NAMING and not self.changes:
            _named()
        self.count += self.changes
        long = any(len(one) > LONGEST for one in attributes.values())
        if len(self.within) > DEEPEST or long or self.count > MOST_ELEMENTS:
            why = tell("A part of the file is nested too deeply, or is too long: {name}.",
                       name=self.name)  # fmt: skip
            refuse(why, AGAIN)
        _check_attributes(word, attributes, changes=self.changes)
        node = Node(tag, dict(attributes))
        if self.changes or not self.top.children:
            self.within[-1].children.append(node)
        self.within.append(node)
        if word == "fldchar":
            self._field(attributes)

    def _field(self, attributes: Mapping[str, str]) -> None:
        """A field may be cut into runs: its words are held together from its beginning on."""
        sort = next((value for key, value in attributes.items() if key.endswith("fldCharType")), "")
        if sort == "begin":
            self.fields.clear()

    def _end(self, tag: str) -> None:
        node = self.within.pop()
        if tag.rpartition(" ")[2].lower() in {"instrtext", "delinstrtext"}:
            self.fields.append(node.text)
            if _FIELDS.search(node.text) or _FIELDS.search("".join(self.fields)):
                _from_elsewhere()

    def _words(self, text: str) -> None:
        self.within[-1].text += text


def _named() -> NoReturn:
    mend = tell("Accept the changes, delete the remarks, save it again, and send that.")
    refuse(tell("The file names who changed it or remarked on it."), mend)


def _check_attributes(word: str, attributes: Mapping[str, str], *, changes: bool) -> None:
    for name, value in attributes.items():
        short = name.rpartition(" ")[2].lower()
        if short in {"author", "initials", "userid"} and not changes:
            _named()
        if short == "targetmode" and value.lower() == "external":
            if not attributes.get("Type", "").endswith("/hyperlink"):
                _from_elsewhere()
            if not _LINK.match(attributes.get("Target", "")):
                _from_elsewhere()
        elif short == "href" and not _LINK.match(value):
            if not re.fullmatch(r"(?:\./)?Pictures/[A-Za-z0-9_.\-]+", value):
                _from_elsewhere()
        elif (short == "href" and word not in {"a", "hyperlink"}) or (
            short == "instr" and _FIELDS.search(value)
        ):
            _from_elsewhere()


def _from_elsewhere() -> NoReturn:
    refuse(tell("The file fetches something from elsewhere when it is opened."), AGAIN)
