"""Mutants: one small fault at a time is put into the record's code, and a test must notice.

Every test of the room is run once, traced, to learn which functions it reaches. Each mutant then
runs in a fork: the changed function takes the place of the old one, and the tests that reach it
run, the fastest first, until one fails. A mutant that no test notices has survived. Some cannot be
noticed, since they do the same in another way: they are listed with the reason. Resumable: each
verdict is saved at once.

    python -m benches.mutants                 every module of the record
    python -m benches.mutants tree note       these modules
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
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
from benches.mutations import Mutant, mutants
from benches.reached import IMPORTS, Reached
from benches.survivors import REASONS

ROOM = ROOT / "src" / "dipoli" / "record"
TESTS = ROOT / "tests" / "record"
SECONDS, WAITED = 150, 3600
"""Of the processor, and by the clock, that a mutant has; what does not end is noticed, too."""

MEMORY = 4 << 30
FIRST = 30
"""So many of the fastest tests are tried before the files of all others are read."""

SHARE = 95.0
OPTIONS = (
    "-x", "-q", "-p", "no:cacheprovider", "--no-header", "-c", str(ROOT / "pyproject.toml"),
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip
_FAULT = 99
LIBRARIES = (cryptography, hypothesis)
"""Imported before the forks, so that no fork has to."""

Reach = tuple[dict[str, list[str]], dict[str, float]]
"""Function to the tests that reach it; test to its seconds."""


def main() -> int:
    """Judge every mutant that was not judged yet and leave the table.

    Returns:
        0 when at least 95 % of all mutants are killed, 1 otherwise.
    """
    asked = sys.argv[1:]
    paths = [path for path in sorted(ROOM.glob("*.py")) if path.stem in asked or not asked]
    ledger = Ledger(name="mutants-each", title="Mutants, each")
    due = [mutant for path in paths for mutant in mutants(path)]
    for one in due:
        if one.name in REASONS:  # none of the killed, so it need not run again
            ledger.rows.setdefault(one.name, {"verdict": "survived", "seconds": 0.0})
    left = [one for one in due if one.name not in ledger.rows]
    if left:
        reach = _reach()
        early = [one for one in left if at_import(one.name, reach)]
        judge = Judge([one for one in left if one not in early], reach, ledger)
        for mutant in early:
            judge.fork(mutant.name, partial(_passes, mutant, reaching(mutant.name, reach)))
        judge.finish()
        pytest.main([*OPTIONS, str(TESTS)], [judge])
    told = _summary({one.name: ledger.rows[one.name] for one in due})
    print(told.table())
    if not asked:
        print(f"written to {told.write().relative_to(ROOT)}")
    return 0 if float(str(told.rows["all modules"]["share"])) >= SHARE else 1


def _summary(rows: dict[str, dict[str, object]]) -> Ledger:
    """All modules, one row for each, then one for each survivor with its reason."""
    told = Ledger(name="mutants", title="Mutants of the record")
    told.rows = {}
    counts: dict[str, Counter[str]] = {}
    for name, row in rows.items():
        for module in ("all modules", name.split(":")[0]):
            counts.setdefault(module, Counter())[str(row["verdict"])] += 1
    for module, count in counts.items():
        told.rows[module] = {
            "mutants": count.total(),
            "killed": count["killed"],
            "share": round(100 * count["killed"] / count.total(), 1),
            "survived": count["survived"],
        }
    for name, row in rows.items():
        if row["verdict"] == "survived":
            reason = REASONS.get(name, "not noticed by any test")
            told.rows[name.replace("|", "\\|")] = {"survived": 1, "reason": reason}
    return told


# ---------------------------------------------------------------- judging


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
        running: process, to the mutant and when it began.
    """

    left: Sequence[Mutant]
    reach: Reach
    ledger: Ledger
    running: dict[int, tuple[str, float]] = field(factory=dict)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge mutants instead of running tests."""
        items = {item.nodeid: item for item in session.items}
        for mutant in self.left:
            tests = [
                (items[test], self.reach[1][test]) for test in reaching(mutant.name, self.reach)
            ]
            self.fork(mutant.name, partial(_runs, mutant, tests))
        self.finish()
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
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # ends what never ends
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
        if os.waitstatus_to_exitcode(status) == _FAULT:
            message = f"{name} was not tried: a fault of this program"
            raise RuntimeError(message)
        verdict = "survived" if status == 0 else "killed"
        seconds = round(time.perf_counter() - start, 1)
        self.ledger.record(name, {"verdict": verdict, "seconds": seconds})
        print(f"{name}: {verdict}", flush=True)


def reaching(name: str, reach: Reach) -> list[str]:
    """The tests that reach a mutant, those of its module first, and the fastest of them.

    What does its work while modules are imported is left to the tests that reach its module, that
    are in its file, or that call nothing and look at constants alone.
    """
    calls, seconds = reach
    module, owner, *_ = name.split(": ")
    tests: Iterable[str] = calls.get(f"{module}: {owner}", ())
    own = f"test_{module}.py"
    if at_import(name, reach):
        near = {one for key in calls if key.startswith(f"{module}: ") for one in calls[key]}
        busy = {one for tests in calls.values() for one in tests}
        near |= {one for one in seconds if own in one or one not in busy}
        tests = near & seconds.keys() or seconds
    return sorted(tests, key=lambda test: (own not in test, seconds[test]))


def at_import(name: str, reach: Reach) -> bool:
    """Whether the place of a mutant does its work while modules are imported."""
    module, owner, *_ = name.split(": ")
    outer = owner.split(".")
    names = [".".join(outer[:length]) for length in range(1, len(outer) + 1)]
    known = [reach[0][one] for one in (f"{module}: {part}" for part in names) if one in reach[0]]
    return not known or any(IMPORTS in tests for tests in known)


def _runs(mutant: Mutant, tests: Sequence[tuple[pytest.Item, float]]) -> bool:
    """Whether tests pass once a function is changed; the first that fails ends it.

    A test that takes many times its seconds is ended, and the process with it.
    """
    put_in_place(mutant)
    for item, seconds in tests:
        signal.setitimer(signal.ITIMER_VIRTUAL, 5 + 10 * seconds)
        if any(one.failed for one in runtestprotocol(item, nextitem=None, log=False)):
            return False
    return True


def put_in_place(mutant: Mutant) -> None:
    """Give the function of a mutant its changed code, wherever it was imported to."""
    old = importlib.import_module(f"dipoli.record.{mutant.path.stem}")
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
        if fullname != f"dipoli.record.{self.path.stem}":
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(self.path))

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)  # noqa: S102 - our own mutant


# ---------------------------------------------------------------- who reaches what


def _reach() -> Reach:
    """Run every test of the room once, in a fork, and learn which functions it reaches.

    Raises:
        SystemExit: the tests fail without any mutant.
    """
    kept = ROOT / "out" / "mutants-reach.json"
    kept.parent.mkdir(exist_ok=True)
    sources = [*ROOM.glob("*.py"), *TESTS.glob("*.py")]
    if kept.exists() and kept.stat().st_mtime > max(path.stat().st_mtime for path in sources):
        calls, seconds = json.loads(kept.read_text(encoding="utf-8"))
        return calls, seconds
    pid = os.fork()
    if not pid:
        code = 1
        try:
            plugin = Reached(ROOM)
            plugin.imports("dipoli.record")
            code = int(pytest.main([*OPTIONS, str(TESTS)], [plugin]))
            calls = {name: sorted(tests) for name, tests in plugin.calls.items()}
            kept.write_text(json.dumps([calls, plugin.seconds]), encoding="utf-8")
        finally:
            sys.stdout.flush()
            os._exit(code)
    if os.waitpid(pid, 0)[1]:
        message = "the tests of the record fail without any mutant: mend them first"
        raise SystemExit(message)
    calls, seconds = json.loads(kept.read_text(encoding="utf-8"))
    return calls, seconds


def _settle() -> None:
    """The same examples for every mutant, and fewer of them."""
    hypothesis.settings.register_profile(
        "mutants", max_examples=40, deadline=None, database=None, derandomize=True,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    hypothesis.settings.load_profile("mutants")


if __name__ == "__main__":
    _settle()
    sys.exit(main())
