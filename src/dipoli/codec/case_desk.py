"""The desk on which the papers of a case folder are laid out and looked through.

A paper is an ordinary file inside the folder. Its size is looked at before its content, and a link
to somewhere else is refused. Nothing stops at the first fault: each is noted, and what can still
be read is read.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from attrs import define, field

from dipoli.codec.case_format import KINDS, faults_of_form
from dipoli.codec.case_papers import PAPERS, POSITION_SCHEMA, TIMELINE, CasePaper, PositionPaper
from dipoli.codec.strict import structure
from dipoli.codec.timeline import Timeline, read_timeline
from dipoli.codec.yaml12 import MAX_BYTES, Paper, Place, read_yaml, show_place
from dipoli.faults import Finding, MalformedError

T = TypeVar("T")


@define
class Desk:
    """What was read so far, and every fault found on the way."""

    folder: Path
    seen: set[str] = field(factory=set)
    contents: dict[str, bytes] = field(factory=dict)
    papers: dict[str, Paper] = field(factory=dict)
    values: dict[str, object] = field(factory=dict)
    positions: dict[str, list[str]] = field(factory=dict)
    timeline: Timeline | None = None
    findings: list[Finding] = field(factory=list)

    def fault(self, name: str, expected: str, found: str, mend: str, place: Place = ()) -> None:
        """Note a fault in a paper, or of the paper as a whole."""
        paper = self.papers.get(name)
        self.findings.append(
            Finding(
                file=str(self.folder / name),
                line=paper.line_of(place) if paper is not None and place else 0,
                where=show_place(place),
                expected=expected,
                found=found,
                mend=mend,
            )
        )

    def open_folder(self) -> None:
        """Stop at once where there is no folder, or nothing in it."""
        mend = "name the folder that has case.yaml in it"
        try:
            entries = sorted(path.name for path in self.folder.iterdir())
        except FileNotFoundError:
            self.fault("", "a case folder", "nothing of that name", mend)
        except NotADirectoryError:
            self.fault("", "a case folder", "a file", mend)
        except OSError as error:
            self.fault("", "a case folder", f"it cannot be opened: {error.strerror}", mend)
        else:
            if not entries:
                self.fault("", "a case folder", "an empty folder", mend)
        if self.findings:
            raise MalformedError(self.findings)

    def fetch(self, name: str) -> bytes | None:
        """Content of a paper; None where it cannot be had, with the fault noted."""
        self.seen.add(name)
        path = self.folder / name
        try:
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode):
                mend = "put the file itself into the folder, so that the case is whole"
                self.fault(name, "an ordinary file", "a link to another place", mend)
            elif not stat.S_ISREG(status.st_mode):
                what = "a folder" if stat.S_ISDIR(status.st_mode) else "something else"
                self.fault(name, "an ordinary file", what, "put the paper in its place")
            elif status.st_size > MAX_BYTES:
                self.too_large(name, status.st_size)
            else:
                with path.open("rb") as opened:
                    content = opened.read(MAX_BYTES + 1)
                self.contents[name] = content
                return content
        except FileNotFoundError:
            self.fault(name, f"the paper {name}", "no such file", "add the paper to the folder")
        except OSError as error:
            mend = "check the name and the rights of the file"
            self.fault(name, "a file that can be read", f"{error.strerror}", mend)
        return None

    def too_large(self, name: str, size: int) -> None:
        """Refuse a paper by its size alone."""
        mend = "split the paper, or check that it is the one you meant"
        self.fault(name, f"a paper of at most {MAX_BYTES:,} bytes", f"{size:,} bytes", mend)

    def read(self, name: str, form: type[T]) -> T | None:
        """One paper as a value of its form; None where it has faults, which are noted."""
        content = self.fetch(name)
        if content is None:
            return None
        try:
            paper = read_yaml(content, str(self.folder / name))
            self.papers[name] = paper
            value = structure(paper, form)
        except MalformedError as error:
            self.findings += error.findings
            return None
        faults = list(faults_of_form(value, paper))
        self.findings += faults
        self.values[name] = value
        return None if faults else value

    def position_folders(self, head: CasePaper | None) -> list[str]:
        """Folders of the sets of positions, as far as the head of the case can be read."""
        if head is not None:
            return list(dict.fromkeys(one.folder for one in head.position_sets))
        paper = self.papers.get("case.yaml")
        raw = paper.data if paper is not None and isinstance(paper.data, dict) else {}
        listed = raw.get("position_sets")
        entries = listed if isinstance(listed, list) else []
        named = [entry.get("folder") for entry in entries if isinstance(entry, dict)]
        safe = [one for one in named if isinstance(one, str) and KINDS["id"].fits(one)]
        return list(dict.fromkeys(safe)) if safe else self.folders_with_papers()

    def folders_with_papers(self) -> list[str]:
        """Sub-folders, not linked, in which there is a YAML file."""
        return sorted(
            path.name
            for path in self.folder.iterdir()
            if path.is_dir() and not path.is_symlink() and any(path.glob("*.yaml"))
        )

    def read_positions(self, place: str) -> None:
        """Every position in the folder of a set."""
        path = self.folder / place
        self.positions[place] = []
        if path.is_symlink() or not path.is_dir():
            found = "a link or a file" if path.exists() or path.is_symlink() else "no such folder"
            self.fault(place, "a folder of positions", found, "add it, or correct case.yaml")
            return
        try:
            names = sorted(entry.name for entry in path.iterdir())
        except OSError as error:
            self.fault(place, "a folder of positions", f"{error.strerror}", "check its rights")
            return
        visible = [name for name in names if not name.startswith(".")]
        if not visible:
            self.fault(place, "a folder of positions", "an empty folder", "add the positions")
        for name in visible:
            self.read_position(place, name)

    def read_position(self, place: str, file: str) -> None:
        """One entry in a folder of positions, which must be a position."""
        name = f"{place}/{file}"
        code = file.removesuffix(".yaml")
        if code == file or not KINDS["code"].fits(code):
            self.fault(
                name,
                "only positions here, each named by a code, like XAL.yaml",
                f"the name {file}",
                "rename it, or move it out of the folder",
            )
            return
        paper = self.read(name, PositionPaper)
        if paper is None:
            return
        self.positions[place].append(name)
        if paper.party != code:
            mend = "rename the paper, or correct the code"
            self.fault(name, f"{code}, by the name of the paper", paper.party, mend, ("party",))

    def read_timeline(self) -> None:
        """The timeline, where there is one."""
        path = self.folder / TIMELINE
        if path.exists() or path.is_symlink():
            self.take_timeline(str(path))

    def take_timeline(self, told_as: str) -> None:
        """Read a timeline that is there.

        Args:
            told_as: its name, as its author knows it.
        """
        content = self.fetch(TIMELINE)
        if content is not None:
            try:
                self.timeline = read_timeline(content, told_as)
            except MalformedError as error:
                self.findings += error.findings

    def look_for_strays(self) -> None:
        """A YAML file that no paper names is a misspelt paper, or a forgotten one."""
        for path in sorted(self.folder.iterdir()):
            stray = path.suffix in {".yaml", ".yml"} and path.name not in self.seen
            if stray and not path.name.startswith("."):
                self.stray(path.name)
        self.look_for_stray_folders()

    def stray(self, name: str) -> None:
        """Note a file that no paper names."""
        expected, mend = f"only the papers {', '.join(PAPERS)}", "rename it, or move it elsewhere"
        self.fault(name, expected, f"the name {name}", mend)

    def look_for_stray_folders(self) -> None:
        """A folder with papers that no set of positions names."""
        for place in self.folders_with_papers():
            if place not in self.positions and "case.yaml" in self.values:
                self.fault(
                    place,
                    "only folders that a set of positions names",
                    "a folder with papers that no set names",
                    "name it in case.yaml under position_sets, or move it out",
                )

    def compare_heads(self, head: CasePaper | None) -> None:
        """Every paper names its schema, and the case to which it belongs."""
        for name, paper in self.papers.items():
            if not isinstance(paper.data, dict):
                continue
            schema = PAPERS[name][0] if name in PAPERS else POSITION_SCHEMA
            self.compare(name, paper.data, "schema", schema)
            if head is not None and name != "case.yaml":
                self.compare(name, paper.data, "case", head.id)

    def compare(self, name: str, data: Mapping[str, object], key: str, expected: str) -> None:
        """Hold one key of the head of a paper against what must stand there."""
        found = data.get(key)
        if isinstance(found, str) and found != expected:
            self.fault(name, expected, found, f"write {key}: {expected}", (key,))

    def value(self, name: str, form: type[T]) -> T:
        """A paper that was read, as a value of its form."""
        value = self.values[name]
        if not isinstance(value, form):
            message = f"{name} was read as another form than asked"
            raise RuntimeError(message)  # noqa: TRY004 - a fault of ours, not of the paper
        return value
