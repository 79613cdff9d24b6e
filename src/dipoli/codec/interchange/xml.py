"""XML that others made, read without what XML can hide: the only place that imports defusedxml.

Entities, document types and references to other files are refused, and so is a file that is too
large, too deep or has too many elements. Nothing outside the bytes that are given is ever read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from dipoli.codec.interchange.scenario import MOST_BYTES, refusal
from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as Tree

MOST_DEPTH = 40
MOST_ELEMENTS = 400_000


@frozen(kw_only=True)
class Element:
    """An element: its name, its attributes, its text and what is inside."""

    name: str
    attributes: Mapping[str, str]
    text: str
    inside: tuple[Element, ...]

    def named(self, *names: str) -> tuple[Element, ...]:
        """Elements inside with one of these names."""
        return tuple(one for one in self.inside if one.name in names)

    def walk(self) -> Iterator[Element]:
        """This element and everything inside it."""
        yield self
        for one in self.inside:
            yield from one.walk()


def read_xml(content: bytes, file: str) -> Element:
    """Read XML.

    Args:
        content: the bytes.
        file: their name, for a refusal.

    Returns:
        The root.

    Raises:
        MalformedError: it is no XML, or holds what is not read.
        RefusedError: defusedxml is not installed.
    """
    try:
        from defusedxml import DefusedXmlException  # noqa: PLC0415 - an extra
        from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415 - an extra
    except ImportError:
        message = "XML cannot be read here: install Dipoli with its extra, as dipoli[files]."
        raise RefusedError(message) from None
    if len(content) > MOST_BYTES:
        mend = "check that it is the file you meant"
        raise refusal(file, f"at most {MOST_BYTES:,} bytes", f"{len(content):,}", mend)
    try:
        tree = fromstring(
            _begun(content), forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException as error:
        kind = type(error).__name__.removesuffix("Forbidden")
        kinds = {"DTD": "a document type", "Entities": "an entity", "ExternalReference": "a link"}
        found = f"{kinds.get(kind, kind)}, by which XML can fetch files or grow without end"
        raise refusal(file, "plain elements", found, "delete the declaration") from None
    except (ParseError, ValueError, LookupError) as error:
        raise refusal(file, "a file in XML", str(error)[:120], "look at that line") from None
    count = sum(1 for _one in tree.iter())
    if count > MOST_ELEMENTS:
        mend = "check that it is the file you meant"
        raise refusal(file, f"at most {MOST_ELEMENTS:,} elements", f"{count:,}", mend)
    return _element(tree, file, 0)


def _begun(content: bytes) -> bytes:
    """The content with its declaration at the beginning, where Genius's own files may not have it.

    >>> _begun(b"  <!-- a profile --> <?xml version='1.0'?><a/>")
    b"<?xml version='1.0'?><a/>"
    """
    rest = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    while rest.startswith(b"<!--") and b"-->" in rest:
        rest = rest[rest.index(b"-->") + 3 :].lstrip()
    return rest if rest.startswith(b"<?xml") else content


def _element(tree: Tree, file: str, depth: int) -> Element:
    if depth > MOST_DEPTH:
        raise refusal(file, f"elements at most {MOST_DEPTH} deep", "deeper", "flatten the file")
    return Element(
        name=str(tree.tag),
        attributes=dict(tree.attrib),
        text=(tree.text or "").strip(),
        inside=tuple(_element(one, file, depth + 1) for one in tree),
    )
