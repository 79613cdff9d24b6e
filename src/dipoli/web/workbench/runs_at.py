"""The book of runs of the desk whose pages these are, and what else a question may rest on."""

from __future__ import annotations

import atexit
import datetime as dt
import hashlib
import threading
import time
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from attrs import evolve

from dipoli.codec.shipped import shipped
from dipoli.faults import DipoliError
from dipoli.record.shape import write_time
from dipoli.told import tell
from dipoli.web.study import exact
from dipoli.web.workbench import runs_texts
from dipoli.web.workbench.at import bench
from dipoli.workbench.bench import Sheet
from dipoli.workbench.folder_desk import FolderDesk
from dipoli.workbench.runs import papers
from dipoli.workbench.runs.book import Asked, Book
from dipoli.workbench.runs.crew import Crew
from dipoli.workbench.runs.kinds import MEANING, On
from dipoli.workbench.runs.question import Question, WordsError
from dipoli.workbench.runs.sealed_shelf import SealedShelf
from dipoli.workbench.runs.shelf import FolderShelf, Shelf
from dipoli.workbench.sealed_desk import SealedDesk
from dipoli.workbench.ties import TEXT_NAME, FolderDrawer, Tied, drawer_of

_RUNS = Path(".workbench") / "runs"
_SOON, _LOOK = 0.25, 0.02
_lock = threading.Lock()
_books: list[tuple[object, Book]] = []


def book() -> Book:
    """The book of the desk that is laid out now; opened once, closed with the program."""
    desk = bench().desk
    with _lock:
        if not _books or _books[0][0] is not desk:
            for _desk, other in _books:
                other.crew.close()
            crew = Crew()
            atexit.register(crew.close)
            made = Book(_shelf(desk), crew, version=version("dipoli"), now=_now, exact=_shown)
            _books[:] = [(desk, made)]
        return _books[0][1]


def await_soon(run: str) -> None:
    """Wait a moment for an answer that comes at once, so that it is shown in place of progress."""
    end = time.monotonic() + _SOON
    while book().crew.of(run) is not None and time.monotonic() < end:
        time.sleep(_LOOK)


def close() -> None:
    """End what is worked on: the pages stop."""
    with _lock:
        for _desk, held in _books:
            held.crew.close()
        _books.clear()


def _shelf(desk: object) -> Shelf:
    if isinstance(desk, SealedDesk):
        return SealedShelf(folder=desk.folder, box=desk.box)
    assert isinstance(desk, FolderDesk)  # noqa: S101 - there are two sorts of desk
    return FolderShelf(folder=desk.folder / _RUNS)


def _now() -> str:
    return write_time(dt.datetime.now(dt.UTC))  # noqa: TID251 - the edge of the program


def _shown(page: str) -> str:
    """A page of an answer, as a policy without exceptions lets it be."""
    return exact(page)[0]


# ---------------------------------------------------------------- what questions rest on


def corpora() -> dict[str, Path]:
    """Corpora by name: those beside the cases of the desk, and those that come with Dipoli."""
    found: dict[str, Path] = {}
    for folder in _folders("corpora"):
        for path in sorted(folder.glob("*/MANIFEST.csv")):
            found.setdefault(path.parent.name, path.parent)
    return found


def codebooks() -> dict[str, Path]:
    """Codebooks by name: those beside the cases of the desk, and those that come with Dipoli."""
    found: dict[str, Path] = {}
    for folder in _folders("codebooks"):
        for path in sorted(folder.glob("*.yaml")):
            found.setdefault(path.stem, path)
    return found


def _folders(name: str) -> Iterator[Path]:
    desk = bench().desk
    if isinstance(desk, FolderDesk | SealedDesk):
        yield desk.folder / name
    yield shipped(name)


def asked(question: Question, sheet: Sheet | None) -> Asked:
    """A question with the digests of what it rests on, ready to be put.

    Args:
        question: as it was sent.
        sheet: the case; None where the question is about none.

    Raises:
        WordsError: the case has faults, or a paper is not there.
        MalformedError: a text or its ties cannot be read.
    """
    if question.of.on is On.CASE:
        if sheet is None or sheet.case is None:
            raise WordsError(tell("The case has faults. Mend them first: nothing was computed."))
        held = _tied(question, sheet.id)
        named = {} if held is None else _named(question, sheet.id, held)
        rests = {} if held is None else papers.digests(held)
        return Asked(
            question=evolve(question, case=sheet.id, rests={"case": sheet.case.digest, **rests}),
            arguments=tuple(question.arguments("CASE", named)),
            title=sheet.title,
            case=sheet.case,
            exercise=held is not None and held.text().exercise,
            mark=question.of.mark,
            papers={} if held is None else papers.contents(held),
            things={} if held is None else papers.things(held, sheet.case),
        )
    paths, rests = _papers(question)
    return Asked(
        question=evolve(question, case="", rests=rests),
        arguments=tuple(question.arguments("", {name: str(path) for name, path in paths.items()})),
        title=", ".join(
            dict.fromkeys(value for one in paths or ("ids",) for value in question.words[one])
        ),
        exercise="corpus" in paths and runs_texts.invented(paths["corpus"]),
        mark=runs_texts.mark(paths["corpus"]) if "corpus" in paths else "",
    )


def typed(question: Question) -> str:
    """The command that gives the same answer, as it is typed."""
    desk = bench().desk
    place = "CASE"
    if isinstance(desk, FolderDesk) and question.case:
        place = str(desk.folder / question.case)
    try:
        held = _tied(question, question.case)
        if held is not None:
            return question.line(place, _named(question, question.case, held))
        paths, _rests = _papers(question)
    except DipoliError:  # it is no longer there: its name stands for it
        paths = {}
    return question.line(place, {name: str(path) for name, path in paths.items()})


def _tied(question: Question, case: str) -> Tied | None:
    """The text of a case that a question is about, with its ties; None where it is about none.

    Raises:
        WordsError: there is no such text.
    """
    if question.kind != MEANING:
        return None
    name = question.words["text"][0]
    held = drawer_of(bench().desk).read(case, name) if TEXT_NAME.fullmatch(name) else None
    if held is None:
        raise WordsError(tell("There is nothing of the name {name} here.", name=name))
    return held


def _named(question: Question, case: str, held: Tied) -> dict[str, str]:
    """Where the text and its ties lie; on a node, what their files are called when taken out."""
    name, drawer = question.words["text"][0], drawer_of(bench().desk)
    known: Mapping[str, object] = {"text": f"{name}.draft.yaml", "ties": f"{name}.ties.yaml"}
    if isinstance(drawer, FolderDrawer):
        known = drawer.files(case, name)
    return {option: str(known[option]) for option in papers.contents(held)}


def _papers(question: Question) -> tuple[dict[str, Path], dict[str, str]]:
    """Paths of the texts that a question rests on, by what they are; and their digests."""
    if question.of.on is On.FRAMEWORKS:
        return {}, {"frameworks": _digest(shipped("frameworks"))}
    if question.of.on is On.CASE:
        return {}, {}
    held, rests = dict[str, Path](), dict[str, str]()
    for word, known in (("corpus", corpora()), ("codebook", codebooks())):
        name = question.words[word][0]
        if name not in known:
            raise WordsError(tell("There is nothing of the name {name} here.", name=name))
        held[word] = known[name]
        rests[word] = _digest(known[name])
    return held, rests


def _digest(path: Path) -> str:
    """SHA-256 over the files of a folder, or over one file: of each its name and content."""
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    return _digest_of(tuple((one, one.stat().st_mtime_ns, one.stat().st_size) for one in files))


@cache
def _digest_of(files: tuple[tuple[Path, int, int], ...]) -> str:
    whole = hashlib.sha256()
    for path, _changed, _size in files:
        content = path.read_bytes()
        whole.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()
