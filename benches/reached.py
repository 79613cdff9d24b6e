"""Which tests reach which functions of the record: found by running them all once, traced.

What runs while modules are imported is reached by every test. So a mutant is held against the
tests that can notice it, the fastest first, and not against all of them.
"""

from __future__ import annotations

import importlib
import sys
from collections import defaultdict
from collections.abc import Callable, Generator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from attrs import define, field

IMPORTS = "imports"


@define
class Reached:
    """A plugin of pytest that notes calls of functions of a folder, and how long each test took.

    Args:
        folder: whose functions count.
        calls: module and function, to the tests that call it.
        seconds: of each test.
    """

    folder: Path
    calls: dict[str, set[str]] = field(factory=lambda: defaultdict(set))
    seconds: dict[str, float] = field(factory=dict)
    _now: str = ""
    _names: dict[CodeType, str | None] = field(factory=dict)

    def imports(self, package: str) -> None:
        """Import every module of the folder, and note what is called by that."""
        self._now = IMPORTS
        sys.settrace(self._trace)
        for path in sorted(self.folder.glob("*.py")):
            importlib.import_module(f"{package}.{path.stem}")
        sys.settrace(None)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Note what one test calls."""
        self._now = item.nodeid
        sys.settrace(self._trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long a test took."""
        spent = self.seconds.get(report.nodeid, 0.0)
        self.seconds[report.nodeid] = spent + report.duration

    def _trace(self, frame: FrameType, _event: str, _arg: object) -> Callable[..., Any] | None:
        code = frame.f_code
        if code not in self._names:
            self._names[code] = _name(code, self.folder)
        name = self._names[code]
        if name is not None:
            self.calls[name].add(self._now)
        return None


def _name(code: CodeType, folder: Path) -> str | None:
    """Module and function of a code, comprehensions left out; None of other folders."""
    path = Path(code.co_filename)
    if path.parent != folder:
        return None
    parts = [part for part in code.co_qualname.split(".") if not part.startswith("<")]
    return f"{path.stem}: {'.'.join(parts)}"
