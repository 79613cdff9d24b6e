"""Dipoli: the working mechanism of a multilateral peace process.

``import dipoli`` gives `read_case`, `read_frameworks`, `agree`, `roadmap` and `carry`, the faults,
and `tables` (with pandas). Names are loaded when they are first used, so that a command starts at
once.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipoli.faults import CaseError, CharterError, DipoliError, MalformedError, RefusedError
    from dipoli.notebook import tables
    from dipoli.notebook.desk import agree, carry, read_case, read_frameworks, roadmap

__all__ = [
    "CaseError",
    "CharterError",
    "DipoliError",
    "MalformedError",
    "RefusedError",
    "agree",
    "carry",
    "read_case",
    "read_frameworks",
    "roadmap",
    "tables",
]

_ROOMS = {
    "agree": "dipoli.notebook.desk",
    "carry": "dipoli.notebook.desk",
    "read_case": "dipoli.notebook.desk",
    "read_frameworks": "dipoli.notebook.desk",
    "roadmap": "dipoli.notebook.desk",
}


def __getattr__(name: str) -> object:
    if name == "tables":
        return importlib.import_module("dipoli.notebook.tables")
    if name in __all__:
        return getattr(importlib.import_module(_ROOMS.get(name, "dipoli.faults")), name)
    message = f"module 'dipoli' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
