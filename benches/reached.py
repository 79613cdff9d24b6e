"""Which tests reach which functions of a room: found by running them all once, with notes.

What runs while modules are imported is reached by every test. So a mutant is held against the
tests that can notice it, the fastest first, and not against all of them.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.runner import runtestprotocol
from attrs import define, field
from benches.ledger import ROOT
from benches.rooms import Room

IMPORTS = "imports"
_NOTE = "_note_of_the_bench"
OPTIONS = (
    "-x", "-q", "-p", "no:cacheprovider", "--no-header", "-c", str(ROOT / "pyproject.toml"),
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip

Reach = tuple[dict[str, list[str]], dict[str, float]]
"""Function to the tests that reach it; test to its seconds."""


@define
class Reached:
    """A plugin of pytest that notes calls of functions of a room, and how long each test took.

    The functions of the room tell by themselves that they are called: the first thing that each
    does is a note, put there when its module is imported. All other code runs as it is, at its
    own speed. Each test is run as if it were the only one: what tests share is made anew for each,
    so that whatever makes it is reached by each of them.

    Args:
        room: whose functions count.
        calls: module and function, to the tests that call it.
        seconds: of each test.
    """

    room: Room
    calls: dict[str, set[str]] = field(factory=lambda: defaultdict(set))
    seconds: dict[str, float] = field(factory=dict)
    _now: str = IMPORTS

    def imports(self) -> None:
        """Import every module of the room, and note what is called by that."""
        setattr(builtins, _NOTE, self._note)
        sys.meta_path.insert(0, _Telling(self.room))
        for path in self.room.modules:
            importlib.import_module(f"dipoli.{self.room.name}.{path.stem}")

    def _note(self, name: str) -> None:
        self.calls[name].add(self._now)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool:
        """Note what one test calls."""
        forget(f"dipoli.{self.room.name}")
        self._now = item.nodeid
        runtestprotocol(item, nextitem=None)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long a test took."""
        spent = self.seconds.get(report.nodeid, 0.0)
        self.seconds[report.nodeid] = spent + report.duration


@define
class _Telling(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules of a room, and lets each function note that it is called."""

    room: Room

    def find_spec(
        self, fullname: str, _path: object, _target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """A module of the room, and no other."""
        package, _, stem = fullname.rpartition(".")
        path = self.room.folder / f"{stem}.py"
        if package != f"dipoli.{self.room.name}" or not path.exists():
            return None
        return importlib.util.spec_from_file_location(fullname, path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the source with its notes."""
        path = Path(str(module.__file__))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        _add_notes(tree, path.stem, "")
        code = compile(ast.fix_missing_locations(tree), path, "exec")
        exec(code, module.__dict__)  # noqa: S102 - our own code


def _add_notes(node: ast.AST, module: str, owner: str) -> None:
    """Put a note into each function under a node; what has no name notes for what is around it."""
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, ast.FunctionDef | ast.ClassDef)
        inner = f"{owner}.{child.name}".lstrip(".") if named else owner  # type: ignore[attr-defined]
        _add_notes(child, module, inner)
        note = ast.Call(ast.Name(_NOTE, ast.Load()), [ast.Constant(f"{module}: {inner}")], [])
        if isinstance(child, ast.FunctionDef):
            child.body.insert(int(ast.get_docstring(child) is not None), ast.Expr(note))
        elif isinstance(child, ast.Lambda):
            child.body = ast.BoolOp(ast.Or(), [note, child.body])


def forget(package: str) -> None:
    """Clear what functions of a package and of the tests keep of their earlier calls."""
    for name, module in list(sys.modules.items()):
        if name.startswith((f"{package}.", "tests.")):
            for one in list(vars(module).values()):
                clear = getattr(one, "cache_clear", None)
                if clear is not None and hasattr(one, "cache_info"):
                    clear()


def reach(room: Room) -> Reach:
    """Run every test of a room once, in a fork, and learn which functions it reaches.

    What was learnt is kept in ``out`` and holds until a module or a test is changed.

    Raises:
        SystemExit: the tests fail without any mutant.
    """
    kept = ROOT / "out" / f"mutants-reach-{room.name}.json"
    kept.parent.mkdir(exist_ok=True)
    tests = [path for folder in room.tests for path in (ROOT / folder).glob("*.*")]
    last = max(path.stat().st_mtime for path in [*room.modules, *tests])
    if not kept.exists() or kept.stat().st_mtime <= last:
        pid = os.fork()
        if not pid:
            _learn(room, kept)
        if os.waitpid(pid, 0)[1]:
            message = f"tests of the {room.name} fail without any mutant: mend them first"
            raise SystemExit(message)
    calls, seconds = json.loads(kept.read_text(encoding="utf-8"))
    return calls, seconds


def _learn(room: Room, kept: Path) -> None:
    """In the fork: run the tests, write down what they reach, and end."""
    code = 1
    try:
        plugin = Reached(room)
        plugin.imports()
        code = int(pytest.main([*OPTIONS, *room.words], [plugin]))
        if not code:
            calls = {name: sorted(tests) for name, tests in plugin.calls.items()}
            kept.write_text(json.dumps([calls, plugin.seconds]), encoding="utf-8")
    finally:
        sys.stdout.flush()
        os._exit(code)
