"""A codebook file to a codebook and back: strict, with every fault at once.

The form is that of ``docs/reference/codebook-format.md``. A file of the right form is held against
itself (`coherence`): parents, languages, seeds that can be looked for, examples that can be
judged. What is written is read back as the same codebook; comments are not kept.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from dipoli.analysis.discourse.codebook import Codebook, Cues, Issue
from dipoli.analysis.discourse.coherence import Fault, faults
from dipoli.codec.case_writer import yaml_text
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import MAX_BYTES, Paper, Place, read_yaml, show_place
from dipoli.faults import Finding, MalformedError


@frozen(kw_only=True)
class _Head:
    id: str
    version: str
    languages: tuple[str, ...]


@frozen(kw_only=True)
class _File:
    """A codebook as a file has it."""

    codebook: _Head
    issues: tuple[Issue, ...]
    cues: Mapping[str, Cues] = attrs.field(factory=dict)


@frozen(kw_only=True)
class CodebookPaper:
    """A codebook with the lines on which its parts stand.

    Args:
        codebook: what was read.
        paper: from which it was read.
    """

    codebook: Codebook
    paper: Paper

    def line_of(self, place: Place) -> str:
        """A place as ``file:line``, for whoever looks it up."""
        return f"{self.paper.file}:{self.paper.line_of(place)}"


def read_codebook(path: Path) -> Codebook:
    """Read a codebook.

    Args:
        path: the file.

    Raises:
        MalformedError: it cannot be read, or does not hold together; with every fault.
    """
    return read_codebook_paper(path).codebook


def read_codebook_paper(path: Path) -> CodebookPaper:
    """Read a codebook with the lines of its parts.

    Raises:
        MalformedError: it cannot be read, or does not hold together; with every fault.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        fault = Finding(
            file=str(path),
            expected="a file that can be read",
            found=str(error.strerror),
            mend="name another file",
        )
        raise MalformedError([fault]) from None
    return codebook_of(content, str(path))


def codebook_of(content: bytes, file: str) -> CodebookPaper:
    """The codebook that bytes hold.

    Args:
        content: the bytes of the file.
        file: its name, for findings.

    Raises:
        MalformedError: they cannot be read, or do not hold together; with every fault.
    """
    paper = read_yaml(content, file)
    form = structure(paper, _File)
    codebook = Codebook(
        id=form.codebook.id,
        version=form.codebook.version,
        languages=form.codebook.languages,
        issues=form.issues,
        cues=form.cues,
        digest=hashlib.sha256(content).hexdigest(),
    )
    found = [_placed(fault, paper) for fault in faults(codebook)]
    if found:
        raise MalformedError(found)
    return CodebookPaper(codebook=codebook, paper=paper)


def _placed(fault: Fault, paper: Paper) -> Finding:
    return Finding(
        file=paper.file,
        line=paper.line_of(fault.place),
        where=show_place(fault.place),
        expected=fault.expected,
        found=fault.found,
        mend=fault.mend,
    )


# ---------------------------------------------------------------- writing


def codebook_text(codebook: Codebook) -> str:
    """A codebook as a file has it; reading it gives the same codebook, but for its digest.

    Args:
        codebook: what is written; its digest is not.
    """
    head = {"id": codebook.id, "version": codebook.version, "languages": list(codebook.languages)}
    paper: dict[str, Any] = {"codebook": head}
    if codebook.cues:
        paper["cues"] = _plain(codebook.cues)
    paper["issues"] = _plain(codebook.issues)
    return yaml_text(paper, f"Codebook {codebook.id} {codebook.version}")


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the form
    if attrs.has(type(value)):
        return {
            one.name: _plain(getattr(value, one.name))
            for one in attrs.fields(type(value))
            if one.default is attrs.NOTHING or not _is_default(getattr(value, one.name), one)
        }
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value


def _is_default(value: object, attribute: attrs.Attribute[Any]) -> bool:
    """Whether a value is what the reader takes when nothing is written."""
    return value in ({}, ()) or value == attribute.default
