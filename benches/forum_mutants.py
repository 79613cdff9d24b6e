"""Mutants of what the forum is told: every row of its tables, and every value of its presets.

A row of a table of stages is taken out, or sent to each other stage. A number of a preset is
changed by one unit up and down, a yes or no turned round, a word changed to each other word, a list
made shorter or longer. Some test of what the forum then *does* must fail; tests that only compare a
table or a value with its second writing do not count. Each mutant is tried in a process of its own.
Resumable: verdicts are saved as they come.

    python -m benches.forum_mutants                      all, and the table in docs/measurements
    python -m benches.forum_mutants --sample 60 --seed 1  some, drawn by a seed; leaves nothing
"""

from __future__ import annotations

import argparse
import enum
import importlib
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from attrs import define, field, frozen
from benches.judging import CONTROL, Judge
from benches.ledger import ROOT, Ledger
from benches.reached import OPTIONS

from dipoli.charter.coherence import GOVERNS, value_at
from dipoli.codec import charter_file
from dipoli.codec.shipped import shipped
from dipoli.faults import CharterError, MalformedError

FORUM = ROOT / "src" / "dipoli" / "forum"
TESTS = ROOT / "tests" / "forum"
FILES = ("test_moves.py", "test_presets.py")
COMPARE = ("test_a_table_has_these_rows", "test_what_is_told_of_numbers", "test_every_")
"""Beginnings of the names of tests that hold one writing against another, and do nothing."""

PER_SAVE = 50
_FAULT = 99


@frozen
class Fault:
    """One small fault.

    Args:
        name: what is changed, from what to what.
        put: makes the change, in the process that calls it.
        near: words of the names of those tests that are tried first, and of those that follow.
    """

    name: str
    put: Callable[[], None]
    near: tuple[str, str]


# ---------------------------------------------------------------- rows of tables


def tables() -> Iterator[tuple[str, Mapping[Any, dict[str, Any]]]]:
    """Every table of stages of the forum, by its place; one that is imported elsewhere, once."""
    seen: set[int] = set()
    for path in sorted(FORUM.glob("*.py")):
        module = importlib.import_module(f"dipoli.forum.{path.stem}")
        for name, value in sorted(vars(module).items()):
            of_stages = isinstance(value, Mapping) and all(
                isinstance(key, enum.Enum) and isinstance(row, Mapping)
                for key, row in value.items()
            )
            if name.endswith("MOVES") and of_stages and id(value) not in seen:
                seen.add(id(value))
                yield f"{path.stem}.{name}", value


def row_faults() -> Iterator[Fault]:
    """Each row taken out, and sent to each other stage."""
    for place, table in tables():
        for stage, row in table.items():
            for act, after in row.items():
                told = f"{stage.value}: {act.replace('/1', '')}"
                near = (f"[{place}: {told}]", f"[{place}: ")
                yield Fault(f"{place}: {told}: removed", partial(row.pop, act), near)
                for other in type(stage):
                    if other is not after:
                        put = partial(row.__setitem__, act, other)
                        yield Fault(f"{place}: {told}: to {other.value}", put, near)


# ---------------------------------------------------------------- values of presets


def preset_faults() -> Iterator[Fault]:
    """Each value of each preset, changed in each way that it can be."""
    for preset in charter_file.preset_names():
        rules = charter_file.read_preset(shipped("charters") / f"{preset}.yaml")
        for path in GOVERNS:
            value = value_at(rules, path)  # type: ignore[arg-type]
            for told, changed in _ways(path, value):
                put = partial(_in_preset, preset, path, changed)
                near = (f"[{path}-{preset}]", f"-{preset}]")
                yield Fault(f"{preset}: {path}: {told}", put, near)


def _ways(path: str, value: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - values of several types
    """The value changed, each way with its name; None where nothing is to be changed."""
    if isinstance(value, bool):
        yield f"{value} to {not value}", not value
    elif isinstance(value, int):
        for other in (value + 1, value - 1):
            if other >= 0:
                yield f"{value} to {other}", other
    elif isinstance(value, enum.Enum):
        for one in type(value):
            if one is not value:
                yield f"{value.value} to {one.value}", one.value
    elif path == "chair.language" and value is not None:
        yield f"{value} to fr", "fr"
    elif isinstance(value, tuple) and path != "chair.fixed":
        yield from _lists(path, [one.value for one in value])


def _lists(path: str, words: list[str]) -> Iterator[tuple[str, object]]:
    from dipoli.charter.rules import BodySort, Category, Track  # noqa: PLC0415 - for this alone

    kinds: dict[str, type[enum.Enum]] = {
        "seats.categories": Category, "bodies.tracks": Track,
    }  # fmt: skip
    for word in words:
        yield f"without {word}", [one for one in words if one != word]
    for one in kinds.get(path, BodySort):
        if one.value not in words:
            yield f"with {one.value}", [*words, one.value]


def _in_preset(preset: str, path: str, value: object) -> None:
    """From now on, in this process, a preset has another value."""
    read = charter_file._open  # noqa: SLF001 - where the paper of a preset comes from

    def changed(source: Path) -> Any:  # noqa: ANN401 - a paper
        paper = read(source)
        if source.stem == preset:
            *around, last = path.split(".")
            inner: Any = paper.data
            for key in around:
                inner = inner[key]
            inner[last] = value
        return paper

    charter_file._open = changed  # type: ignore[assignment]  # noqa: SLF001 - as above


def is_read(fault: Fault) -> bool:
    """Whether a preset with a fault can still be read as a charter; rows always can."""
    if fault.near[1].startswith("["):
        return True
    kept = charter_file._open  # noqa: SLF001 - put back below
    seated = importlib.import_module("tests.forum.presets").seated.__wrapped__
    fault.put()
    try:
        seated(fault.name.partition(":")[0])
    except (CharterError, MalformedError):
        return False
    finally:
        charter_file._open = kept  # noqa: SLF001 - as it was
    return True


# ---------------------------------------------------------------- judging


@define
class Trial(Judge):
    """A plugin of pytest that forks for each fault and runs the tests near it, nearest first.

    Args:
        faults: to be tried.
        keep: whether verdicts are saved on the way.
    """

    faults: Sequence[Fault] = ()
    keep: bool = True
    fresh: int = field(default=0)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try faults instead of running tests."""
        items = [item for item in session.items if not item.name.startswith(COMPARE)]
        for fault in self.faults:
            self.fork(fault.name, partial(_passes, fault, _nearest(items, fault)))
        self.finish()
        return True

    def _end(self) -> None:
        pid, status = os.wait()
        name, start = self.running.pop(pid)
        if os.waitstatus_to_exitcode(status) == _FAULT:
            message = f"{name} was not tried: a fault of this program"
            raise RuntimeError(message)
        verdict = "survived" if status == 0 else "killed"
        row: dict[str, object] = {"verdict": verdict}
        row["seconds"] = round(time.perf_counter() - start, 2)
        self.fresh += 1
        if self.keep and (self.fresh % PER_SAVE == 0 or not self.running):
            self.ledger.record(name, row)
        self.ledger.rows[name] = row
        if verdict == "survived" and name != CONTROL:
            print(f"{name}: survived", flush=True)


def _nearest(items: Sequence[pytest.Item], fault: Fault) -> list[pytest.Item]:
    first, then = fault.near
    return sorted(items, key=lambda one: (first not in one.name, then not in one.name))


def _passes(fault: Fault, items: Sequence[pytest.Item]) -> bool:
    """Whether tests pass with a fault; the first that fails ends it."""
    importlib.import_module("tests.forum.presets").seated.cache_clear()
    fault.put()
    return not any(
        report.failed
        for item in items
        for report in runtestprotocol(item, nextitem=None, log=False)
    )


def judged(faults: Sequence[Fault], *, keep: bool) -> dict[str, dict[str, object]]:
    """The verdict on each fault, in their order.

    Args:
        faults: to be tried.
        keep: whether verdicts are taken up from an earlier run, and saved.
    """
    ledger = Ledger(name="forum-mutants-each", title="Mutants of the forum, each")
    if not keep:
        ledger.rows = {}
    left = [one for one in faults if one.name not in ledger.rows]
    if left:
        left.insert(0, Fault(CONTROL, lambda: None, ("", "")))
        trial = Trial([], ({}, {}), ledger, faults=left, keep=keep)
        paths = [str(TESTS / name) for name in FILES]
        told = pytest.main([*OPTIONS, *paths], [trial])
        if told not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            message = f"the tests of the forum cannot be run: {told}"
            raise SystemExit(message)
        if ledger.rows.pop(CONTROL)["verdict"] != "survived":
            message = "tests of the forum fail without any mutant: mend them first"
            raise SystemExit(message)
    return {one.name: ledger.rows[one.name] for one in faults}


def summary(faults: Sequence[Fault], rows: Mapping[str, Mapping[str, object]]) -> Ledger:
    """One row for each table and preset, then one for each survivor."""
    told = Ledger(name="forum-mutants", title="Mutants of the tables and presets of the forum")
    told.rows = {}
    counts: dict[str, Counter[str]] = {}
    for fault in faults:
        verdict = str(rows[fault.name]["verdict"])
        if verdict == "killed" and not is_read(fault):
            verdict = "refused"
        for place in ("all", fault.name.split(":")[0]):
            counts.setdefault(place, Counter())[verdict] += 1
    for place, count in counts.items():
        told.rows[place] = {
            "mutants": count.total(),
            "killed by what the forum does": count["killed"],
            "refused when the charter is read": count["refused"],
            "survived": count["survived"],
        }
    for name, row in rows.items():
        if row["verdict"] == "survived":
            told.rows[name] = {"survived": 1}
    return told


def main() -> int:
    """Try every fault that was not tried yet, or a sample.

    Returns:
        0 when every one is killed, 1 otherwise.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--sample", type=int, help="so many of them, and leave no table")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    faults = [*row_faults(), *preset_faults()]
    if asked.sample is not None:
        faults = random.Random(asked.seed).sample(faults, asked.sample)
    rows = judged(faults, keep=asked.sample is None)
    survived = sum(row["verdict"] == "survived" for row in rows.values())
    if asked.sample is None:
        told = summary(faults, rows)
        print(told.table())
        print(f"written to {told.write().relative_to(ROOT)}")
    print(f"{len(rows)} mutants, {survived} survived")
    return int(survived > 0)


if __name__ == "__main__":
    sys.exit(main())
