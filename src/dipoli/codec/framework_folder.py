"""A folder of charters to frameworks: reads every paper, reports every fault at once.

A folder holds one paper for each framework, named by its id, and two papers that they share:
``sources.yaml`` and ``parties.yaml``. The form of every paper is checked first; only when all have
the right form are they held against each other.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from dipoli.charter.check import NAMES_PAPER, SOURCES_PAPER, check
from dipoli.charter.framework import Framework, Frameworks, Names, PartyName, Source
from dipoli.charter.words import Language, PartyCode
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import MAX_BYTES, Paper, read_yaml, show_place
from dipoli.faults import CharterError, Finding, MalformedError
from dipoli.terms import Confidence

T = TypeVar("T")


class _SourcesSchema(enum.Enum):
    ONE = "dipoli.sources/1"


class _PartiesSchema(enum.Enum):
    ONE = "dipoli.parties/1"


@frozen(kw_only=True)
class SourcesPaper:
    """``sources.yaml``."""

    schema: _SourcesSchema
    sources: Mapping[str, Source]


@frozen(kw_only=True)
class PartiesPaper:
    """``parties.yaml``."""

    schema: _PartiesSchema
    languages: Mapping[Language, str]
    source: str
    confidence: Confidence
    parties: Mapping[PartyCode, PartyName]


def read_frameworks(folder: Path) -> Frameworks:
    """Read a folder of charters.

    Args:
        folder: the folder with ``sources.yaml``, ``parties.yaml`` and the charters in it.

    Returns:
        The charters by the day on which they began, then by id, with sources and names.

    Raises:
        MalformedError: a paper cannot be read; with every fault of form in all papers.
        CharterError: the papers do not fit together; with every fault.
    """
    if not folder.is_dir():
        raise MalformedError([_missing(folder, "a folder of charters", "name another folder")])
    papers, faults = _papers(folder)
    forms = {SOURCES_PAPER: SourcesPaper, NAMES_PAPER: PartiesPaper}
    values = {}
    for name, paper in papers.items():
        form = forms.get(name, Framework)
        values[name] = _gather(functools.partial(structure, paper, form), faults)
    if faults:
        raise MalformedError(faults)
    shared_sources, shared_names = values.pop(SOURCES_PAPER), values.pop(NAMES_PAPER)
    charters = {
        name.removesuffix(".yaml"): charter
        for name, charter in values.items()
        if isinstance(charter, Framework)
    }
    if not (isinstance(shared_sources, SourcesPaper) and isinstance(shared_names, PartiesPaper)):
        message = "a paper was read as another form than asked"
        raise RuntimeError(message)  # noqa: TRY004 - a fault of ours, not of the paper
    names = _names(shared_names)
    findings = check(charters, shared_sources.sources, names)
    if findings:
        raise CharterError([_placed(finding, papers) for finding in findings])
    return Frameworks(
        charters=tuple(sorted(charters.values(), key=lambda c: (c.years.start, c.id))),
        sources=shared_sources.sources,
        names=names,
    )


def _papers(folder: Path) -> tuple[dict[str, Paper], list[Finding]]:
    papers: dict[str, Paper] = {}
    faults = [
        _missing(folder / name, f"the paper {name}", "add it to the folder")
        for name in (SOURCES_PAPER, NAMES_PAPER)
        if not (folder / name).exists()
    ]
    paths = sorted(folder.glob("*.yaml"))
    if all(path.name in {SOURCES_PAPER, NAMES_PAPER} for path in paths):
        faults.append(_missing(folder, "at least one charter", "name another folder"))
    for path in paths:
        paper = _gather(functools.partial(_read, path), faults)
        if paper is not None:
            papers[path.name] = paper
    return papers, faults


def _read(path: Path) -> Paper:
    """Read one paper, and never more of it than is allowed."""
    if not path.is_file():
        raise MalformedError([_missing(path, "a file", "remove it, or put a file there")])
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            fault = _missing(path, f"a paper of at most {MAX_BYTES:,} bytes", "split the paper")
            raise MalformedError([evolve(fault, found=f"{size:,} bytes")])
        return read_yaml(path.read_bytes(), str(path))
    except OSError as error:
        fault = _missing(path, "a file that can be read", "ask for the right to read it")
        raise MalformedError([evolve(fault, found=str(error.strerror))]) from None


def _gather(read: Callable[[], T], faults: list[Finding]) -> T | None:
    """What was read, or None when its faults were added to the others."""
    try:
        return read()
    except MalformedError as error:
        faults.extend(error.findings)
        return None


def _missing(path: Path, expected: str, mend: str) -> Finding:
    return Finding(file=str(path), expected=expected, found="none there", mend=mend)


def _names(paper: PartiesPaper) -> Names:
    return Names(
        languages=paper.languages,
        source=paper.source,
        confidence=paper.confidence,
        parties=paper.parties,
    )


def _placed(finding: Finding, papers: Mapping[str, Paper]) -> Finding:
    """The finding with its file as its author named it, and with its line."""
    paper = papers[finding.file]
    return evolve(finding, file=paper.file, line=_line(paper, finding.where))


def _line(paper: Paper, where: str) -> int:
    lines = {show_place(place): line for place, line in paper.lines.items()}
    while where and where not in lines:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    return lines.get(where, 1)
