"""The bench: cases are taken from a desk, looked at, changed by edits, and laid back.

Whoever asks gets a `Sheet`: the case as it lies there, with every fault in it, and a `Case` to
compute with where there is none. What was read of a paper is remembered for as long as the program
runs, so that an edit reads anew what it changed and no more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import cattrs
from attrs import define, evolve, field, fields, frozen

from dipoli.analysis.case import Case
from dipoli.codec.case_held import Looked, Readings, look
from dipoli.codec.case_papers import PAPERS, TIMELINE, PositionPaper
from dipoli.codec.case_writer import papers_of, timeline_text, yaml_text
from dipoli.codec.case_zip import papers_in, zip_of
from dipoli.codec.interchange.scenario import source_file
from dipoli.codec.interchange.scenario_case import Named
from dipoli.codec.interchange.sheet_in import case_of_tables
from dipoli.codec.interchange.sheet_out import left_out, tables_of
from dipoli.codec.interchange.workbook import tables_in, workbook_of
from dipoli.codec.lately import Lately
from dipoli.codec.shipped import shipped
from dipoli.codec.yaml12 import show_place
from dipoli.codec.yaml_rewrite import rewritten, spliced
from dipoli.faults import DipoliError, Finding, RefusedError
from dipoli.told import tell
from dipoli.workbench.desk import Desk, Held
from dipoli.workbench.edits import Edit, RenameCode, SetText, Tree, settled
from dipoli.workbench.edits.edit import at
from dipoli.workbench.edits.names import renamed_events
from dipoli.workbench.events import EVENTS, events_in, placed, timeline_with
from dipoli.workbench.history import Change, Part, Step, change
from dipoli.workbench.new_case import EXERCISE_TITLE, new_papers, slug
from dipoli.workbench.words import marks

_MOST_LOOKS = 8
_CONVERTER = cattrs.Converter()


@frozen(kw_only=True, slots=False)
class Sheet:
    """A case on the bench.

    Args:
        held: as the desk holds it.
        looked: what was found in its papers.
    """

    held: Held
    looked: Looked = field(repr=False)

    @property
    def id(self) -> str:
        """By which the desk names it."""
        return self.held.id

    @property
    def version(self) -> str:
        """Another one whenever something was written."""
        return self.held.version

    @property
    def case(self) -> Case | None:
        """The case, to compute with; None while its papers have faults."""
        return self.looked.case

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every fault, in the order of the papers."""
        found = placed(self.looked.findings, self.held.papers.get(TIMELINE))
        return tuple(self._of_a_set(one) for one in found)

    def _of_a_set(self, finding: Finding) -> Finding:
        """A fault of a folder of positions, at the set that names the folder."""
        sets = at(self.tree, "case.yaml", ("position_sets",))
        folders = [one.get("folder") if isinstance(one, dict) else None for one in sets or []]
        if finding.where or finding.file not in folders:
            return finding
        where = show_place(("position_sets", folders.index(finding.file), "folder"))
        return evolve(finding, file="case.yaml", where=where)

    @cached_property
    def tree(self) -> Mapping[str, object]:
        """Name of each paper that can be read at all to what stands in it, as plain values."""
        tree: dict[str, object] = {name: paper.data for name, paper in self.looked.papers.items()}
        events = events_in(self.held.papers.get(TIMELINE))
        return tree if events is None else {**tree, TIMELINE: {EVENTS: events}}

    @property
    def title(self) -> str:
        """The title of the case; its id where it has none."""
        return str(self._head.get("title") or self.id)

    @property
    def exercise(self) -> bool:
        """Whether the case says that its states are invented."""
        return self._head.get("exercise") is True

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands on every page, print and file that is made of the case."""
        return marks(exercise=self.exercise)

    @property
    def _head(self) -> Mapping[str, object]:
        head = self.tree.get("case.yaml")
        return head if isinstance(head, dict) else {}


@frozen(kw_only=True)
class Listed:
    """A case in the list of a desk.

    Args:
        id: by which the desk names it.
        title: of the case; its id where it cannot be read.
        exercise: whether its states are invented.
        faults: how many faults were found; None where it cannot be opened.
        why: why it cannot be opened; empty where it can.
    """

    id: str
    title: str
    exercise: bool = False
    faults: int | None = None
    why: str = ""


@define(eq=False, kw_only=True)
class Bench:
    """A desk, and what was read of the cases on it.

    Args:
        desk: where the cases lie.
        readings: what papers said; in memory alone.
    """

    desk: Desk
    readings: Readings = field(factory=Readings, repr=False)
    _looks: Lately[str, Looked] = field(factory=lambda: Lately(_MOST_LOOKS), init=False, repr=False)

    def listed(self) -> Iterator[Listed]:
        """Every case on the desk; one that cannot be opened says why."""
        for case in self.desk.list():
            try:
                sheet = self.open(case)
            except (DipoliError, OSError) as fault:
                yield Listed(id=case, title=case, why=str(fault))
            else:
                yield Listed(
                    id=case,
                    title=sheet.title,
                    exercise=sheet.exercise,
                    faults=len(sheet.findings),
                )

    def open(self, case: str) -> Sheet:
        """A case, with every fault in it.

        Raises:
            UnknownCaseError: there is none of this id.
            DipoliError: it cannot be read; the words say why.
        """
        return self.sheet(self.desk.read(case))

    def sheet(self, held: Held) -> Sheet:
        """What a desk holds, looked at."""
        key = hashlib.sha256(repr(sorted(held.papers.items())).encode()).hexdigest()
        contents = {name: text.encode() for name, text in held.papers.items()}
        return Sheet(held=held, looked=self._looks.of(key, lambda: look(contents, self.readings)))

    # ------------------------------------------------------------ new cases

    def begin(self, title: str, as_of: str, *, exercise: bool) -> Sheet:
        """A new case in which nothing is known yet but its title and its day.

        Args:
            title: of the case.
            as_of: the day of which it speaks.
            exercise: whether its states are invented.
        """
        if exercise and not title.startswith(EXERCISE_TITLE):
            title = f"{EXERCISE_TITLE} {title}"
        papers = new_papers(slug(title), title, as_of, exercise=exercise)
        mark = " ".join(map(str, marks(exercise=exercise)))
        texts = {name: yaml_text(paper, mark) for name, paper in papers.items()}
        return self.sheet(self.desk.add(slug(title), texts))

    def copy(self, case: str) -> Sheet:
        """A copy of a case on this desk, without what was done to it."""
        held = self.desk.read(case)
        return self.sheet(self.desk.add(held.id, held.papers))

    def copy_shipped(self, name: str) -> Sheet:
        """A copy of a case that comes with Dipoli.

        Raises:
            RefusedError: none of this name does.
        """
        if name not in shipped_names():
            raise RefusedError(tell("No case of this name comes with Dipoli."))
        return self.sheet(self.desk.add(name, papers_in_folder(shipped("cases") / name)))

    def take_zip(self, content: bytes) -> Sheet:
        """A case from a zip of its folder, sound or not.

        Raises:
            MalformedError: it is no zip of papers.
        """
        papers = papers_in(content, "zip")
        return self.sheet(self.desk.add("case", papers))

    def take_workbook(self, content: bytes, named: Named) -> Sheet:
        """A case from a spreadsheet.

        Args:
            content: the bytes of an xlsx workbook.
            named: what is taken where the spreadsheet does not say it.

        Raises:
            MalformedError: it cannot be read, or holds what is not known.
            CaseError: its tables do not fit together.
            RefusedError: what reads spreadsheets is not installed.
        """
        name = "workbook.xlsx"
        files = [source_file(name, content)]
        case = case_of_tables(tables_in(content, name), named, files)
        return self.sheet(self.desk.add(case.id, texts_of(case)))

    def remove(self, sheet: Sheet) -> None:
        """Take a case away.

        Raises:
            StaleCaseError: it was changed meanwhile.
        """
        self.desk.remove(sheet.id, sheet.version)

    # ------------------------------------------------------------ edits

    def edit(self, sheet: Sheet, edit: Edit) -> Sheet:
        """Do something to a case, and keep it.

        Args:
            sheet: the case as it was looked at.
            edit: what is done.

        Returns:
            The case after it; the same where nothing changed.

        Raises:
            RefusedError: what the edit is about is not there, or it cannot be so.
            StaleCaseError: the case was changed meanwhile.
        """
        changes = tuple(self._changes(sheet, edit))
        if not changes:
            return sheet
        step = Step(edit=written(edit), told=edit.told, changes=changes)
        papers = dict(sheet.held.papers)
        for one in changes:
            text = one.forward(papers.pop(one.paper, None))
            if text is not None:
                papers[one.paper] = text
        history = sheet.held.history.with_step(step)
        held = evolve(sheet.held, papers=dict(sorted(papers.items())), history=history)
        return self._laid(sheet, held)

    def add_paper(self, sheet: Sheet, name: str) -> Sheet:
        """A paper that the case must have and has not, with nothing known in it.

        Args:
            sheet: the case as it was looked at.
            name: of the paper, one of the format.

        Raises:
            StaleCaseError: the case was changed meanwhile.
        """
        head = sheet.tree.get("case.yaml")
        held = head if isinstance(head, dict) else {}
        papers = new_papers(
            str(held.get("id") or slug(sheet.title)),
            sheet.title,
            str(held.get("as_of") or ""),
            exercise=sheet.exercise,
        )
        mark = " ".join(map(str, sheet.marks))
        return self.edit(sheet, SetText(paper=name, text=yaml_text(papers[name], mark)))

    def _changes(self, sheet: Sheet, edit: Edit) -> Iterator[Change]:
        """What becomes of each paper."""
        papers = sheet.held.papers
        if isinstance(edit, SetText):
            if edit.text != papers.get(edit.paper):
                yield change(edit.paper, papers.get(edit.paper), edit.text)
            return
        tree = settled(sheet.tree, edit.apply(sheet.tree))
        if isinstance(edit, RenameCode) and TIMELINE in papers:  # in no form that names codes
            events = renamed_events(papers[TIMELINE], edit.old, edit.new)
            if events != papers[TIMELINE]:
                yield change(TIMELINE, papers[TIMELINE], events)
        mark = " ".join(map(str, sheet.marks))
        yield from _changes_of_events(papers.get(TIMELINE), sheet.tree, tree)
        for name in sorted({*sheet.tree, *tree} - {TIMELINE}):
            if tree.get(name) is sheet.tree.get(name):
                continue
            old, new = papers.get(name), tree.get(name)
            if old is None or new is None:
                yield change(name, old, None if new is None else yaml_text(new, mark))
                continue
            reads = partial(self._value, name)
            splices = rewritten(old, sheet.tree[name], new, mark, reads)
            if splices:
                parts = [Part(at=one.at, old=one.old, new=one.new) for one in splices]
                yield change(name, old, spliced(old, splices), parts)

    def _value(self, name: str, text: str) -> object:
        """What a text of a paper says; it is read once, also when the case is looked at."""
        form = PAPERS[name][1] if name in PAPERS else PositionPaper
        paper = self.readings.of(name, text.encode(), form).paper
        return None if paper is None else paper.data

    # ------------------------------------------------------------ undo

    def undo(self, sheet: Sheet) -> Sheet:
        """Take the last edit back.

        Raises:
            RefusedError: there is none, or a paper was changed by another program.
            StaleCaseError: the case was changed meanwhile.
        """
        papers, history = sheet.held.history.undone(sheet.held.papers)
        return self._laid(sheet, evolve(sheet.held, papers=papers, history=history))

    def redo(self, sheet: Sheet) -> Sheet:
        """Make an edit again that was taken back.

        Raises:
            RefusedError: there is none, or a paper was changed by another program.
            StaleCaseError: the case was changed meanwhile.
        """
        papers, history = sheet.held.history.redone(sheet.held.papers)
        return self._laid(sheet, evolve(sheet.held, papers=papers, history=history))

    def _laid(self, sheet: Sheet, held: Held) -> Sheet:
        self.desk.write(held, sheet.version)
        return self.sheet(held)


def _changes_of_events(text: str | None, before: Tree, after: Tree) -> Iterator[Change]:
    """What becomes of the timeline, which is no YAML."""
    if after.get(TIMELINE) is not before.get(TIMELINE):
        made = timeline_with(text, at(after, TIMELINE, (EVENTS,)) or [])
        if made != text:
            yield change(TIMELINE, text, made)


def written(edit: Edit) -> dict[str, Any]:
    """An edit as plain values, for the log: its name, and what it was given."""
    given = {one.name: getattr(edit, one.name) for one in fields(type(edit))}  # type: ignore[arg-type]
    given.pop("text", None)  # of a paper: the change says it
    return {"edit": type(edit).__name__, **json.loads(json.dumps(_CONVERTER.unstructure(given)))}


# ---------------------------------------------------------------- files


def zip_bytes(sheet: Sheet) -> bytes:
    """The papers of a case, sound or not, as a zip; each that can have a remark bears the marks."""
    line = f"# {' '.join(map(str, sheet.marks))}\n"
    papers = {
        name: line + text if name.endswith(".yaml") and not text.startswith(line) else text
        for name, text in sheet.held.papers.items()
    }
    return zip_of(papers, "\n".join(map(str, sheet.marks)))


def workbook_bytes(sheet: Sheet, set_id: str) -> bytes:
    """A sound case as a spreadsheet with one set of positions.

    Raises:
        RefusedError: the case has faults, or what writes spreadsheets is not installed.
    """
    case = sheet.case
    if case is None:
        told = "A case with faults has no spreadsheet yet. Mend them, or take the papers as a zip."
        raise RefusedError(tell(told))
    if set_id not in {one.id for one in case.position_sets}:
        raise RefusedError(tell("The case has no such set of positions."))
    return workbook_of(tables_of(case, set_id), " ".join(map(str, sheet.marks)))


def not_in_workbook(sheet: Sheet, set_id: str) -> tuple[str, ...]:
    """What of a sound case a spreadsheet does not hold, in words."""
    return () if sheet.case is None else left_out(sheet.case, set_id)


def texts_of(case: Case) -> dict[str, str]:
    """The papers of a case as texts, with the banner in the first line of each."""
    mark = " ".join(map(str, marks(exercise=case.exercise)))
    made = {name: yaml_text(paper, mark) for name, paper in papers_of(case).items()}
    if case.timeline:
        made[TIMELINE] = timeline_text(case.timeline)
    return made


def shipped_names() -> tuple[str, ...]:
    """Names of the cases that come with Dipoli."""
    return tuple(sorted(one.parent.name for one in shipped("cases").glob("*/case.yaml")))


def papers_in_folder(folder: Path) -> dict[str, str]:
    """The papers of a folder as texts, and its README."""
    found = [*folder.glob("*.yaml"), *folder.glob("*/*.yaml"), *folder.glob("timeline.csv"),
             *folder.glob("README.md")]  # fmt: skip
    return {one.relative_to(folder).as_posix(): one.read_bytes().decode() for one in sorted(found)}
