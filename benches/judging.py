"""Each mutant is tried in a process of its own, against the tests that reach it."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate
from math import inf
from pathlib import Path
from types import FunctionType, ModuleType

import cryptography.hazmat.primitives.asymmetric.ed25519
import cryptography.hazmat.primitives.asymmetric.mldsa
import cryptography.hazmat.primitives.hpke
import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from attrs import define, field
from benches.ledger import ROOT, Ledger
from benches.mutations import Mutant
from benches.reached import IMPORTS, OPTIONS, Reach, forget
from benches.rooms import Room

SECONDS, WAITED = 150, 3600
"""Of the processor, and by the clock, that a mutant has; what does not end is noticed, too.

Of the processor it has besides three times what all tests take, so that a mutant that they do not
notice is not ended for their number.
"""

MEMORY = 4 << 30
FIRST = 30
"""So many of the fastest tests are tried before the files of all others are read."""

CONTROL = "nothing changed"
"""What is tried first, and must survive: tests that fail without a mutant notice none."""

_FAULT = 99
LIBRARIES = (cryptography, hypothesis)
"""Imported before the forks, so that no fork has to."""


@define
class Judge:
    """A plugin of pytest that runs no test itself: it forks for each mutant, and the fork does.

    In a fork the changed functions take the place of the old ones, in everything that was imported.
    What does its work while modules are imported cannot be changed so: then the fork starts before
    our own code is imported, and imports the changed module.

    Args:
        left: mutants.
        reach: which tests reach what.
        ledger: where verdicts are saved.
        patience: seconds of tests that a mutant is held against.
        running: process, to the mutant and when it began.
    """

    left: Sequence[Mutant]
    reach: Reach
    ledger: Ledger
    patience: float = inf
    running: dict[int, tuple[str, float]] = field(factory=dict)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge mutants instead of running tests."""
        items = {item.nodeid: item for item in session.items}
        seconds = self.reach[1]
        told = os.dup(1)
        self.fork(CONTROL, partial(_holds, [(items[one], seconds[one]) for one in seconds], told))
        for mutant in self.left:
            tests = [
                (items[one], seconds[one]) for one in reaching(mutant, self.reach, self.patience)
            ]
            self.fork(mutant.name, partial(_runs, mutant, tests))
        self.finish()
        os.close(told)
        return True

    def fork(self, name: str, passes: Callable[[], bool]) -> None:
        """Try a mutant in a process of its own, as soon as a core is free."""
        while len(self.running) >= len(os.sched_getaffinity(0)):
            self._end()
        pid = os.fork()
        if pid:
            self.running[pid] = (name, time.perf_counter())
            return
        code = _FAULT
        try:
            most = SECONDS + 3 * int(sum(self.reach[1].values()))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))  # ends what never ends
            signal.alarm(WAITED)
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            code = int(not passes())
        finally:
            os._exit(code)

    def finish(self) -> None:
        """Wait for what is still running."""
        while self.running:
            self._end()

    def _end(self) -> None:
        pid, status = os.wait()
        name, start = self.running.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        if code == _FAULT:
            message = f"{name} was not tried: a fault of this program"
            raise RuntimeError(message)
        if name == CONTROL:
            if code:
                message = "tests fail without any mutant: mend them first"
                raise SystemExit(message)
            return
        verdict = "survived" if code == 0 else "killed" if code > 0 else "without end"
        seconds = round(time.perf_counter() - start, 1)
        self.ledger.record(name, {"verdict": verdict, "seconds": seconds})
        print(f"{name}: {verdict}", flush=True)


def reaching(mutant: Mutant, reach: Reach, patience: float) -> list[str]:
    """The tests that reach a mutant, those of its module first, and the fastest of them.

    They end where the patience does; the first is tried in any case.

    What does its work while modules are imported is left to the tests that reach its module, that
    are in its file, or that call nothing and look at constants alone.
    """
    calls, seconds = reach
    module, owner, *_ = mutant.name.split(": ")
    tests: Iterable[str] = calls.get(f"{module}: {owner}", ())
    own = f"test_{module}.py"
    if at_import(mutant, reach):
        near = {one for key in calls if key.startswith(f"{module}: ") for one in calls[key]}
        busy = {one for tests in calls.values() for one in tests}
        near |= {one for one in seconds if own in one or one not in busy}
        tests = near & seconds.keys() or seconds
    ordered = sorted(tests, key=lambda test: (own not in test, seconds[test]))
    spent = accumulate((seconds[test] for test in ordered), initial=0.0)
    return [test for test, before in zip(ordered, spent, strict=False) if before <= patience]


def at_import(mutant: Mutant, reach: Reach) -> bool:
    """Whether the place of a mutant does its work while modules are imported."""
    module, owner, *_ = mutant.name.split(": ")
    outer = owner.split(".")
    names = [".".join(outer[:length]) for length in range(1, len(outer) + 1)]
    known = [reach[0][one] for one in (f"{module}: {part}" for part in names) if one in reach[0]]
    return not (known or mutant.body) or any(IMPORTS in tests for tests in known)


def judge(left: Sequence[Mutant], reach: Reach, ledger: Ledger, room: Room) -> None:
    """Try mutants; each verdict is saved as soon as it is known.

    Args:
        left: mutants.
        reach: which tests reach what.
        ledger: where verdicts are saved.
        room: of which they are.
    """
    patience = room.patience
    early = [one for one in left if at_import(one, reach)]
    judging = Judge([one for one in left if one not in early], reach, ledger, patience)
    for mutant in early:
        judging.fork(mutant.name, partial(_passes, mutant, reaching(mutant, reach, patience)))
    judging.finish()
    pytest.main([*OPTIONS, *room.words], [judging])


# ---------------------------------------------------------------- in the fork


def _holds(tests: Sequence[tuple[pytest.Item, float]], told: int) -> bool:
    """Whether tests pass while nothing is changed; those that do not are told."""
    failed = _failed(tests)
    if failed is not None:
        os.write(told, f"fails without any mutant: {failed}\n".encode())
    return failed is None


def _runs(mutant: Mutant, tests: Sequence[tuple[pytest.Item, float]]) -> bool:
    """Whether tests pass once a function is changed; the first that fails ends it."""
    put_in_place(mutant)
    forget(_package(mutant.path))
    return _failed(tests) is None


def _failed(tests: Sequence[tuple[pytest.Item, float]]) -> str | None:
    """The first test that fails; one that takes many times its seconds ends the process."""
    for item, seconds in tests:
        signal.setitimer(signal.ITIMER_VIRTUAL, 5 + 10 * seconds)
        if any(one.failed for one in runtestprotocol(item, nextitem=None, log=False)):
            return item.nodeid
    return None


def _package(path: Path) -> str:
    return f"dipoli.{path.parent.name}"


def put_in_place(mutant: Mutant) -> None:
    """Give the function of a mutant its changed code, wherever it was imported to."""
    old = importlib.import_module(f"{_package(mutant.path)}.{mutant.path.stem}")
    new = ModuleType(old.__name__)
    exec(compile(mutant.source(), mutant.path, "exec"), new.__dict__)  # noqa: S102 - our own mutant
    owner = mutant.name.split(": ")[1].split(".")
    changed, target = _function(new, owner), _function(old, owner)
    target.__code__ = changed.__code__
    if repr(target.__defaults__) != repr(changed.__defaults__):
        target.__defaults__ = changed.__defaults__
    if repr(target.__kwdefaults__) != repr(changed.__kwdefaults__):
        target.__kwdefaults__ = changed.__kwdefaults__


def _function(module: ModuleType, owner: Sequence[str]) -> FunctionType:
    """The outermost function of a place, out of what decorators wrapped around it."""
    found: object = module
    for part in owner:
        found = vars(found)[part]
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
        found = getattr(found, "func", None) or found
        found = inspect.unwrap(found)  # type: ignore[arg-type]
        if isinstance(found, FunctionType):
            return found
    message = f"no function at {'.'.join(owner)}"
    raise LookupError(message)


def _passes(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether tests pass when a changed module is imported; the fastest are tried by themselves."""
    sys.meta_path.insert(0, _Changed(mutant.path, mutant.source()))
    for part in filter(None, (tests[:FIRST], tests[FIRST:])):
        files = sorted({str(ROOT / test.split("::")[0]) for test in part})
        if pytest.main([*OPTIONS, *files], [_Chosen(part)]):
            return False
    return True


@define
class _Chosen:
    """A plugin of pytest that runs some tests, in their order."""

    tests: Sequence[str]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the chosen tests."""
        place = {test: at for at, test in enumerate(self.tests)}
        items[:] = sorted(
            (item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid]
        )


@define
class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the changed source of one module."""

    path: Path
    source: str

    def find_spec(
        self, fullname: str, _path: object, _target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The changed module, and no other."""
        if fullname != f"{_package(self.path)}.{self.path.stem}":
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(self.path))

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)  # noqa: S102 - our own mutant
