"""Texts of word processors, ODT and DOCX: packages of parts, each looked through and packed anew.

A part is let in by name and by content: plain XML without definitions of its own, and pictures.
What runs, what carries other files, what is fetched from elsewhere, and parts that nobody knows are
refused. Who wrote it, when and with what, is taken away; where names of people stand in the text
itself, by its changes and remarks, the file is refused with what to do.

Source: odf (ISO/IEC 26300), part 3; opc (ISO/IEC 29500-2).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from dipoli.codec.attached.images import jpeg, png
from dipoli.codec.attached.kinds import RATIO, UNPACKED, Checked, Kind, refuse
from dipoli.told import tell

_AGAIN = tell("Save it again in a word processor as a plain ODT or DOCX file, and send that.")
_NAME = re.compile(r"[A-Za-z0-9_\[][A-Za-z0-9_.\- \[\]]*(?:/[A-Za-z0-9_][A-Za-z0-9_.\- ]*)*")
_DAY = (1980, 1, 1, 0, 0, 0)
_PARTS = 2_000
_SMALL = 10_000

_ODT = Kind.ODT.media.encode()
_DOCX_MAIN = Kind.DOCX.media + ".main+xml"
_ODT_PARTS = re.compile(
    r"(?:content|styles|settings|meta)\.xml|META-INF/manifest\.xml|layout-cache|manifest\.rdf|"
    r"Thumbnails/thumbnail\.png|Pictures/[^/]+\.(?:png|jpe?g)|Configurations2/.*"
)
_DOCX_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app|custom)\.xml|docProps/thumbnail\.jpeg|"
    r"word/(?:document|styles|settings|webSettings|fontTable|numbering|footnotes|endnotes|"
    r"header[0-9]*|footer[0-9]*|stylesWithEffects)\.xml|word/theme/theme[0-9]*\.xml|"
    r"word/_rels/[a-z]+[0-9]*\.xml\.rels|word/media/[^/]+\.(?:png|jpe?g)|"
    r"customXml/(?:_rels/)?item(?:Props)?[0-9]*\.xml(?:\.rels)?"
)
_DROPPED = re.compile(r"layout-cache|manifest\.rdf|Thumbnails/.*|Configurations2/.*|settings\.xml")

_ACTIVE = {"script", "event-listener", "event-listeners", "object", "object-ole",
           "plugin", "applet", "floating-frame", "oleobject", "control", "altchunk", "subdoc",
           "frameset", "attachedtemplate", "dde-connection-decl", "dde-source", "form"}  # fmt: skip
_NAMING = {"ins", "del", "comment", "movefrom", "moveto", "annotation", "tracked-changes",
           "changed-region", "creator", "rprchange", "pprchange"}  # fmt: skip
_FIELDS = re.compile(r"(?i)\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|LINK)\b")
_LINK = re.compile(r"(?i)(?:https?://|mailto:|#)")
_CORE = (
    '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxml'
    'formats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/'
    'officeDocument/2006/extended-properties"/>'
)
_CUSTOM = _APP.replace("extended-properties", "custom-properties")
_META = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:'
    'opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>'
)
_BLANK = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP, "docProps/custom.xml": _CUSTOM,
          "meta.xml": _META}  # fmt: skip


def package(data: bytes) -> Checked:
    """A text of a word processor.

    Raises:
        RefusedError: it is another package, or has in it what does not belong in a text.
    """
    parts = _unpacked(data)
    if parts.get("mimetype") == _ODT:
        kind, known = Kind.ODT, _ODT_PARTS
        del parts["mimetype"]
    elif _DOCX_MAIN.encode() in parts.get("[Content_Types].xml", b""):
        kind, known = Kind.DOCX, _DOCX_PARTS
    else:
        refuse(tell("The package is neither an ODT nor a DOCX file."), _AGAIN)
    kept = {}
    for name, part in parts.items():
        if known.fullmatch(name) is None:
            refuse(tell("The file has a part that is not let in: {name}.", name=name), _AGAIN)
        if kind is Kind.ODT and _DROPPED.fullmatch(name):
            continue
        kept[name] = _looked_through(name, part)
    if kind is Kind.ODT:
        kept["META-INF/manifest.xml"] = _manifest(kept)
    return Checked(kind=kind, data=_packed(kept, kind))


def _looked_through(name: str, part: bytes) -> bytes:
    if name in _BLANK:
        return _BLANK[name].encode()
    if name.endswith((".png", ".jpg", ".jpeg")):
        return _picture(part)
    _read(name, part)
    return part


def _picture(part: bytes) -> bytes:
    if part.startswith(b"\x89PNG"):
        return png(part).data
    if not part.startswith(b"\xff\xd8\xff"):
        refuse(tell("A picture in the file is neither PNG nor JPEG."), _AGAIN)
    return jpeg(part).data


def _read(name: str, part: bytes) -> None:
    """Read a part of XML to its end, and refuse what does not belong in it."""
    reader = expat.ParserCreate(namespace_separator=" ")

    def definition(*_words: object) -> None:
        refuse(tell("A part of the file has definitions of its own: {name}.", name=name), _AGAIN)

    def element(tag: str, attributes: Mapping[str, str]) -> None:
        word = tag.rpartition(" ")[2].lower()
        if word in _ACTIVE:
            refuse(tell("The file has something in it that runs or is carried."), _AGAIN)
        if word in _NAMING:
            mend = tell("Accept the changes, delete the remarks, save it again, and send that.")
            refuse(tell("The file names who changed it or remarked on it."), mend)
        _check_attributes(word, attributes)

        within.append(word)

    def end(_tag: str) -> None:
        if within.pop() == "instrtext" and _FIELDS.search("".join(field)):
            _from_elsewhere()

    def words(text: str) -> None:
        if within[-1] == "instrtext":
            field.append(text)

    within, field = list[str](), list[str]()
    reader.StartDoctypeDeclHandler = reader.EntityDeclHandler = definition
    reader.ProcessingInstructionHandler = definition
    reader.StartElementHandler, reader.EndElementHandler = element, end
    reader.CharacterDataHandler = words
    try:
        reader.Parse(part, True)  # noqa: FBT003 - as the library has it
    except expat.ExpatError:
        refuse(tell("A part of the file cannot be read: {name}.", name=name), _AGAIN)


def _check_attributes(word: str, attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        short = name.rpartition(" ")[2].lower()
        if short in {"author", "initials", "userid"}:
            mend = tell("Accept the changes, delete the remarks, save it again, and send that.")
            refuse(tell("The file names who changed it or remarked on it."), mend)
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
    refuse(tell("The file fetches something from elsewhere when it is opened."), _AGAIN)


# ---------------------------------------------------------------- packing


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Every part by its name, unpacked by what it holds and not by what it says of its size."""
    _check_edges(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > _PARTS or len({one.filename.lower() for one in listed}) != len(listed):
                _broken()
            if b"".join(data[one.header_offset :][:4] for one in listed) != b"PK\3\4" * len(listed):
                _broken()
            parts, left = {}, UNPACKED
            for one in listed:
                if one.is_dir():
                    continue
                parts[one.filename] = _part(archive, one, left)
                left -= len(parts[one.filename])
            return parts
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError,
            EOFError, RuntimeError):  # fmt: skip
        _broken()


def _part(archive: zipfile.ZipFile, one: zipfile.ZipInfo, left: int) -> bytes:
    is_known = one.filename == "_rels/.rels" or _NAME.fullmatch(one.filename) is not None
    if not is_known or ".." in one.filename:
        refuse(tell("A part of the file has a name that is not let in."), _AGAIN)
    if one.flag_bits & 0x1 or one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        refuse(tell("The file is locked, or packed in a way that is not let in."), _AGAIN)
    most = min(left, max(one.compress_size * RATIO, _SMALL))
    with archive.open(one) as file:
        part = file.read(most + 1)
    if len(part) > most:
        refuse(tell("The file unpacks into too much."), _AGAIN)
    return part


def _check_edges(data: bytes) -> None:
    """Nothing stands before, between or behind the parts and the list of the package."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or len(data) - end != 22:  # noqa: PLR2004 - the end without remarks
        _broken()
    length, start = struct.unpack("<II", data[end + 12 : end + 20])
    if start + length != end or data[start : start + 4] != b"PK\1\2":
        _broken()


def _packed(parts: Mapping[str, bytes], kind: Kind) -> bytes:
    """The package, the same bytes for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind is Kind.ODT:
            archive.writestr(zipfile.ZipInfo("mimetype", _DAY), _ODT, zipfile.ZIP_STORED)
        for name in sorted(parts, key=lambda one: (one != "[Content_Types].xml", one)):
            member = zipfile.ZipInfo(name, _DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, parts[name])
    return out.getvalue()


def _manifest(parts: Mapping[str, bytes]) -> bytes:
    """The list of an ODT file, of the parts that were kept."""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = '<m:file-entry m:full-path="{}" m:media-type="{}"/>'
    names = sorted(parts.keys() - {"META-INF/manifest.xml"})
    rows = [entry.format("/", Kind.ODT.media), *(entry.format(one, _media(one)) for one in names)]
    told = f'<m:manifest xmlns:m="{space}" m:version="1.2">{"".join(rows)}</m:manifest>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{told}'.encode()


def _media(name: str) -> str:
    if name.endswith(".xml"):
        return "text/xml"
    return "image/png" if name.endswith(".png") else "image/jpeg"


def _broken() -> NoReturn:
    refuse(tell("The package is damaged, or something stands around it."), _AGAIN)
