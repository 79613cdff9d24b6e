"""A case from papers that are held in memory, sound or not, with every fault found.

The papers are read as those of a folder are (`dipoli.codec.case_folder`), and nothing of them goes
to a disk. A draft may have faults, and is looked at again after each edit: papers that did not
change since are not read a second time.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from attrs import define, field, frozen

from dipoli.analysis.case import Case
from dipoli.codec.case_desk import Desk
from dipoli.codec.case_folder import faults_between, lay_out, put_together
from dipoli.codec.case_format import faults_of_form
from dipoli.codec.case_papers import PAPERS, TIMELINE
from dipoli.codec.lately import Lately
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import MAX_BYTES, Paper, read_yaml
from dipoli.faults import Finding, MalformedError
from dipoli.told import tell

T = TypeVar("T")

_MOST_KNOWN = 400


@frozen
class _Known:
    """What was read of one paper, once."""

    paper: Paper | None
    value: object | None
    findings: tuple[Finding, ...]


@define(eq=False)
class Readings:
    """What papers said when they were read before, by name and content; never written anywhere."""

    _known: Lately[tuple[str, str], _Known] = field(
        factory=lambda: Lately(_MOST_KNOWN), init=False, repr=False
    )

    def of(self, name: str, content: bytes, form: type[object]) -> _Known:
        """What a paper says."""
        key = (name, hashlib.sha256(content).hexdigest())
        return self._known.of(key, lambda: _read(name, content, form))


def _read(name: str, content: bytes, form: type[object]) -> _Known:
    paper = None
    try:
        paper = read_yaml(content, name)
        value = structure(paper, form)
    except MalformedError as error:
        return _Known(paper, None, error.findings)
    return _Known(paper, value, tuple(faults_of_form(value, paper)))


@frozen(kw_only=True)
class Looked:
    """What was found in the papers of a case.

    Args:
        case: the case; None while its papers have faults.
        findings: every fault, in the order of the papers.
        papers: name of a paper to what stands in it, where it is YAML at all.
        waits: whether the papers were not held against each other, since the form of one is wrong.
    """

    case: Case | None
    findings: tuple[Finding, ...]
    papers: Mapping[str, Paper]
    waits: bool


def look(contents: Mapping[str, bytes], readings: Readings | None = None) -> Looked:
    """Read a case from papers in memory.

    Args:
        contents: name of each paper, such as ``positions/XAL.yaml``, to its bytes.
        readings: what was read before; nothing when None.
    """
    desk = _HeldDesk(
        folder=Path(), held=contents, readings=Readings() if readings is None else readings
    )
    with contextlib.suppress(MalformedError):  # nothing is there; it stands among the findings
        lay_out(desk)
    if desk.findings:
        return _looked(None, desk.findings, desk, waits=True)
    case = put_together(desk)
    faults = faults_between(case, desk)
    return _looked(None if faults else case, faults, desk, waits=False)


def _looked(case: Case | None, findings: list[Finding], desk: Desk, *, waits: bool) -> Looked:
    told = MalformedError(findings).findings  # in the order in which a reader meets them
    return Looked(case=case, findings=told, papers=desk.papers, waits=waits)


@define
class _HeldDesk(Desk):
    """The desk of a reader, with papers from memory in place of a folder."""

    held: Mapping[str, bytes] = field(kw_only=True)
    readings: Readings = field(kw_only=True)

    def open_folder(self) -> None:
        """Stop where nothing is held."""
        if not self.held:
            mend = "name the folder that has case.yaml in it"
            self.fault("", "the papers of a case", "nothing", mend)
            raise MalformedError(self.findings)

    def fetch(self, name: str) -> bytes | None:
        """Content of a paper."""
        self.seen.add(name)
        content = self.held.get(name)
        if content is None:
            told = tell("the paper {paper}", paper=name), tell("no such file")
            self.fault(name, *told, tell("add the paper"))
        elif len(content) > MAX_BYTES:
            self.too_large(name, len(content))
            return None
        else:
            self.contents[name] = content
        return content

    def read(self, name: str, form: type[T]) -> T | None:
        """One paper as a value of its form; one that was read before is not read again."""
        content = self.fetch(name)
        if content is None:
            return None
        found = self.readings.of(name, content, form)
        if found.paper is not None:
            self.papers[name] = found.paper
        self.findings += found.findings
        if found.value is None:
            return None
        self.values[name] = found.value
        return None if found.findings else self.value(name, form)

    def folders_with_papers(self) -> list[str]:
        """Folders in which there is a YAML file."""
        inside = (name.split("/") for name in self.held if name.endswith(".yaml"))
        return sorted({parts[0] for parts in inside if len(parts) > 1})

    def read_positions(self, place: str) -> None:
        """Every position in the folder of a set."""
        self.positions[place] = []
        names = sorted(name for name in self.held if name.startswith(f"{place}/"))
        if not names:
            mend = tell("add the positions, or correct case.yaml")
            self.fault(place, tell("a folder of positions"), tell("an empty folder"), mend)
        for name in names:
            self.read_position(place, name.removeprefix(f"{place}/"))

    def read_timeline(self) -> None:
        """The timeline, where there is one."""
        if TIMELINE in self.held:
            self.take_timeline(TIMELINE)

    def look_for_strays(self) -> None:
        """A YAML file that no paper names is a misspelt paper, or a forgotten one."""
        for name in sorted(self.held):
            if "/" not in name and name.endswith((".yaml", ".yml")) and name not in PAPERS:
                self.stray(name)
        self.look_for_stray_folders()
