"""The program that writes a PDF file anew: from its input to its output, and nothing else.

It ends with 0; with 3 for a file that is locked, 4 for one that has something in it that does not
belong in a text, and 2 for one that is damaged.
"""

from __future__ import annotations

import io
import resource
import sys

import pikepdf

_SECONDS, _MEMORY = 15, 1 << 30
LOCKED, ALIVE, DAMAGED = 3, 4, 2
_ALIVE = {
    "/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/EmbeddedFile", "/EmbeddedFiles",
    "/RichMedia", "/RichMediaContent", "/XFA", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE",
    "/Movie", "/Sound", "/Screen", "/3D", "/Rendition", "/FileAttachment", "/AF", "/Filespec",
    "/EF", "/Trans", "/Hide", "/SetOCGState", "/ResetForm", "/Thread",
}  # fmt: skip
"""Words of the format by which a file does something, or carries another."""

_OF_AUTHORS = ("/Metadata", "/PieceInfo", "/LastModified", "/Perms", "/Lang")
_OPENINGS = {"/XYZ", "/Fit", "/FitH", "/FitV", "/FitR", "/FitB", "/FitBH", "/FitBV"}


def main() -> int:
    """Read, look, write."""
    _limits()
    data = sys.stdin.buffer.read()
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            if file.is_encrypted:
                return LOCKED
            if _opens_plainly(file):
                del file.Root["/OpenAction"]
            if any(_alive(one) for one in file.objects):
                return ALIVE
            _strip(file)
            out = io.BytesIO()
            file.save(out, deterministic_id=True, object_stream_mode=_WHOLE, linearize=False)
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError, MemoryError):
        return DAMAGED
    sys.stdout.buffer.write(out.getvalue())
    return 0


_WHOLE = pikepdf.ObjectStreamMode.generate


def _limits() -> None:
    """What the program may use, itself: past it the program ends, and the file is refused."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _opens_plainly(file: pikepdf.Pdf) -> bool:
    """Whether the file only says on which page it opens, as word processors write it."""
    opens = file.Root.get("/OpenAction")
    return isinstance(opens, pikepdf.Array) and len(opens) > 1 and str(opens[1]) in _OPENINGS


def _alive(one: object, depth: int = 0) -> bool:
    """Whether something that runs or is carried stands in an object."""
    if depth > 50:  # noqa: PLR2004 - no honest file is nested deeper
        return True
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return any(
            name in _ALIVE or _alive_value(name, value, depth) for name, value in _items(one)
        )
    if isinstance(one, pikepdf.Array):
        return any(_direct(value) and _alive(value, depth + 1) for value in one)
    return False


def _items(one: pikepdf.Dictionary | pikepdf.Stream) -> list[tuple[str, object]]:
    held = one.stream_dict if isinstance(one, pikepdf.Stream) else one
    return [(str(name), value) for name, value in held.items()]


def _alive_value(name: str, value: object, depth: int) -> bool:
    if name in {"/S", "/Type", "/Subtype"} and str(value) in _ALIVE:
        return True
    return _direct(value) and _alive(value, depth + 1)


def _direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _strip(file: pikepdf.Pdf) -> None:
    """Take away what says who wrote the file, when and with what."""
    if "/Info" in file.trailer:
        del file.trailer["/Info"]
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            for name in _OF_AUTHORS[: -1 if "/Pages" in one else None]:
                if name in one:
                    del one[name]
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype")) in _NOTES:
            for name in ("/T", "/M", "/CreationDate", "/NM"):
                if name in one:
                    del one[name]


_NOTES = {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Stamp", "/Ink",
          "/Popup", "/Caret", "/Square", "/Circle", "/Line", "/Polygon", "/PolyLine"}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
