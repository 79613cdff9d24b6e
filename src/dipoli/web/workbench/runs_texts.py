"""What declarations can be asked about: genres and actors of a corpus, issues of a codebook."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dipoli.analysis.case import EXERCISE_MARK
from dipoli.analysis.discourse.standing import COLLECTED, standing
from dipoli.codec.codebook_file import read_codebook
from dipoli.codec.corpus.manifest import NAME, Row, read_manifest
from dipoli.faults import DipoliError

_MOST = 32


def invented(corpus: Path) -> bool:
    """Whether every actor of a corpus is an invented state."""
    return standing(actors(corpus)) == EXERCISE_MARK


def invented_in_part(corpus: Path) -> bool:
    """Whether some of the actors of a corpus, and not all, are invented states."""
    return standing(actors(corpus)) not in {EXERCISE_MARK, COLLECTED}


def mark(corpus: Path) -> str:
    """What stands on all that is made of a corpus, beside that it is an exercise where it is."""
    found = standing(actors(corpus))
    return "" if found == EXERCISE_MARK else found


def genres(corpus: Path) -> tuple[str, ...]:
    """The genres of a corpus, in the order of the alphabet; none where it cannot be read."""
    return tuple(sorted({one.genre for one in _rows(corpus)} - {""}))


def actors(corpus: Path) -> tuple[str, ...]:
    """The codes of those who speak in a corpus, in the order of its manifest."""
    return tuple(dict.fromkeys(code for one in _rows(corpus) for code in one.actors))


def issues(codebook: Path) -> tuple[tuple[str, str], ...]:
    """The issues of a codebook with their labels, in its order; none where it cannot be read."""
    return _issues(codebook, *_state(codebook))


def _rows(corpus: Path) -> tuple[Row, ...]:
    return _read(corpus / NAME, *_state(corpus / NAME))


def _state(path: Path) -> tuple[int, int]:
    """By which a file that was changed is known."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(_MOST)
def _read(path: Path, _changed: int, _size: int) -> tuple[Row, ...]:
    try:
        return read_manifest(path.read_bytes())
    except (DipoliError, OSError):  # the command tells the fault, once it is asked
        return ()


@lru_cache(_MOST)
def _issues(path: Path, _changed: int, _size: int) -> tuple[tuple[str, str], ...]:
    try:
        held = read_codebook(path).issues
    except (DipoliError, OSError):  # the command tells the fault, once it is asked
        return ()
    return tuple((one.id, one.label.get("en") or next(iter(one.label.values()))) for one in held)
