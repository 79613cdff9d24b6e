"""Honest files of each kind, and the parts of which hostile ones are made."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODT = "application/vnd.oasis.opendocument.text"


def png(size: tuple[int, int] = (8, 8)) -> bytes:
    """A PNG picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (90, 120, 150)).save(out, "PNG")
    return out.getvalue()


def jpeg(**more: object) -> bytes:
    """A JPEG picture."""
    out = io.BytesIO()
    Image.new("RGB", (16, 16), (90, 120, 150)).save(out, "JPEG", **more)
    return out.getvalue()


def chunk(name: bytes, part: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))


def with_chunk(name: bytes, part: bytes) -> bytes:
    """A PNG picture with one more chunk before its end."""
    whole = png()
    return whole[:-12] + chunk(name, part) + whole[-12:]


def pdf(**names: object) -> bytes:
    """A PDF file of one page, with things in its root."""
    with pikepdf.new() as file:
        file.add_blank_page()
        for name, value in names.items():
            file.Root[f"/{name}"] = value
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def package(parts: Mapping[str, bytes | str], **more: object) -> bytes:
    """A package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), part, how)
    assert not more
    return out.getvalue()


def docx(body: str = "<w:p><w:r><w:t>Bridge</w:t></w:r></w:p>", **more: bytes | str) -> bytes:
    """A DOCX file; ``__`` in the name of a part stands for ``/``, ``_`` for a point."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(""),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": "<c xmlns:dc='x'><dc:creator>Jane Doe</dc:creator></c>",
    }
    return package({**parts, **{_name(name): part for name, part in more.items()}})


def odt(body: str = "<p>Bridge</p>", **more: bytes | str) -> bytes:
    """An ODT file."""
    parts: dict[str, bytes | str] = {
        "mimetype": ODT,
        "content.xml": f'<o:document-content xmlns:o="{OFFICE}" xmlns:l="http://www.w3.org/1999/'
        f'xlink"><o:scripts/><o:body>{body}</o:body></o:document-content>',
        "meta.xml": "<m xmlns:dc='x'><dc:creator>Jane Doe</dc:creator></m>",
        "settings.xml": "<settings printer='Jane&apos;s printer'/>",
        "META-INF/manifest.xml": "<m/>",
    }
    return package({**parts, **{_name(name): part for name, part in more.items()}})


def _name(name: str) -> str:
    return name.replace("__", "/").replace("_xml", ".xml").replace("_rels.xml", "_rels/.xml")
