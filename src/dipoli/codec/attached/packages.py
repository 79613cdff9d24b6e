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
import zipfile
from collections.abc import Mapping

from dipoli.codec.attached.images import jpeg, png
from dipoli.codec.attached.kinds import Checked, Kind, refuse
from dipoli.codec.attached.looking import look_through
from dipoli.codec.attached.unpacking import AGAIN, unpacked
from dipoli.told import tell

_DAY = (1980, 1, 1, 0, 0, 0)

_ODT = Kind.ODT.media.encode()
_DOCX_MAIN = Kind.DOCX.media + ".main+xml"
_ODT_PARTS = re.compile(
    r"(?:content|styles|settings|meta)\.xml|META-INF/manifest\.xml|layout-cache|manifest\.rdf|"
    r"Thumbnails/thumbnail\.png|Pictures/[^/]+\.(?:png|jpe?g)|Configurations2/.*"
)
WORD_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app|custom)\.xml|docProps/thumbnail\.jpeg|"
    r"word/(?:document|styles|settings|webSettings|fontTable|numbering|footnotes|endnotes|"
    r"header[0-9]*|footer[0-9]*|stylesWithEffects)\.xml|word/theme/theme[0-9]*\.xml|"
    r"word/_rels/[a-z]+[0-9]*\.xml\.rels|word/media/[^/]+\.(?:png|jpe?g)|"
    r"customXml/(?:_rels/)?item(?:Props)?[0-9]*\.xml(?:\.rels)?"
)
_DROPPED = re.compile(r"layout-cache|manifest\.rdf|Thumbnails/.*|Configurations2/.*|settings\.xml")

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
    parts = unpacked(data)
    if parts.get("mimetype") == _ODT:
        kind, known = Kind.ODT, _ODT_PARTS
        del parts["mimetype"]
    elif _DOCX_MAIN.encode() in parts.get("[Content_Types].xml", b""):
        kind, known = Kind.DOCX, WORD_PARTS
    else:
        refuse(tell("The package is neither an ODT nor a DOCX file."), AGAIN)
    kept = {}
    for name, part in parts.items():
        if known.fullmatch(name) is None:
            refuse(tell("The file has a part that is not let in: {name}.", name=name), AGAIN)
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
        return picture(part)
    look_through(name, part)
    return part


def picture(part: bytes) -> bytes:
    """A picture in a package, with what draws it alone.

    Raises:
        RefusedError: it is none that is let in.
    """
    if part.startswith(b"\x89PNG"):
        return png(part).data
    if not part.startswith(b"\xff\xd8\xff"):
        refuse(tell("A picture in the file is neither PNG nor JPEG."), AGAIN)
    return jpeg(part).data


# ---------------------------------------------------------------- packing


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
