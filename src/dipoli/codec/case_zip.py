"""The papers of a case as one zip file, and back, in memory alone.

A zip comes from elsewhere: what it unpacks to is looked at before and while it is unpacked, a name
that leads out of the folder is refused, and so is whatever is no paper of a case. Programs that
make zips put folders and files of their own in them; one folder around all, and what begins with a
dot or two underscores, is passed over.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from dipoli.codec.case_papers import TIMELINE
from dipoli.codec.yaml12 import MAX_BYTES
from dipoli.faults import Finding, MalformedError

MOST_PARTS = 400
MOST_UNPACKED = 16_000_000
README = "README.md"
MARK = "MARK.txt"
"""In this file of a zip stands what the case is; it is passed over when the zip is read."""

_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,79}")
_PAPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,79}\.ya?ml")
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def zip_of(papers: Mapping[str, str], mark: str) -> bytes:
    """A zip of the papers, the same for the same papers.

    Args:
        papers: name of each to its text.
        mark: what the case is; a file of its own says it.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in [(MARK, f"{mark}\n"), *sorted(papers.items())]:
            packed.writestr(zipfile.ZipInfo(name, _NO_DATE), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def papers_in(content: bytes, file: str) -> dict[str, str]:
    """The papers in a zip, as text; whether they make a case is not looked at.

    Args:
        content: the bytes of the file.
        file: its name, for faults.

    Raises:
        MalformedError: it is no zip, holds what is no paper, or unpacks to more than is read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _papers(packed, file)
    except MalformedError:
        raise
    except Exception:  # noqa: BLE001 - whatever the library stumbles over is in the file
        raise _refusal(file, "a zip file", "a file of another kind, or a damaged one") from None


def _papers(packed: zipfile.ZipFile, file: str) -> dict[str, str]:
    parts = [one for one in packed.infolist() if not one.is_dir() and not _is_theirs(one.filename)]
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        most = f"at most {MOST_UNPACKED:,} bytes unpacked, in {MOST_PARTS} files"
        raise _refusal(file, most, "more")
    around = _around([one.filename for one in parts])
    found: dict[str, str] = {}
    for one in parts:
        name = one.filename.removeprefix(around)
        if name == MARK:
            continue
        if not is_name(name):
            where, expected = f"{file}, {one.filename[:80]}", "names as the case format has them"
            raise _refusal(where, expected, "another name")
        where = f"{file}, {name}"
        if name in found:
            raise _refusal(where, "each paper once", "the same name twice")
        found[name] = _text(packed, one, where)
    if "case.yaml" not in found:
        raise _refusal(file, "the paper case.yaml", "none, or deeper than one folder")
    return dict(sorted(found.items()))


def is_name(name: str) -> bool:
    """Whether a file of this name can be a paper of a case, or is its README."""
    *folders, last = name.split("/")
    inside = len(folders) <= 1 and all(_PART.fullmatch(one) for one in folders)
    return inside and (
        _PAPER.fullmatch(last) is not None or (not folders and last in {TIMELINE, README})
    )


def _is_theirs(name: str) -> bool:
    return any(part.startswith((".", "__")) and part != ".." for part in name.split("/"))


def _around(names: list[str]) -> str:
    """The one folder in which everything lies, with its slash; empty where there is none."""
    if "case.yaml" in names:
        return ""
    tops = {name.partition("/")[0] for name in names}
    top = next(iter(tops)) if len(tops) == 1 else ""
    inside = top not in {"", ".", ".."} and f"{top}/case.yaml" in names
    return f"{top}/" if inside else ""


def _text(packed: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> str:
    with packed.open(part) as opened:
        content = opened.read(MAX_BYTES + 1)  # whatever its head says of its size
    if len(content) > MAX_BYTES:
        raise _refusal(where, f"a paper of at most {MAX_BYTES:,} bytes", "more")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise _refusal(where, "text in UTF-8", "other bytes") from None


def _refusal(where: str, expected: str, found: str) -> MalformedError:
    mend = "put the folder of the case, as it is, into a zip file"
    return MalformedError([Finding(file=where, expected=expected, found=found, mend=mend)])
