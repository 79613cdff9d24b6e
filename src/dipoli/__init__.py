"""Dipoli: the working mechanism of a multilateral peace process.

``import dipoli`` gives `read_case`, `read_frameworks`, `agree`, `roadmap` and `carry`, what
`explain_roadmap`, `whatif_roadmap` and `robust_roadmap` say of a roadmap, the faults, and (with
pandas) `discourse` and `tables`. Names are loaded when they are first used, so that a command
starts at once.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipoli.faults import CaseError, CharterError, DipoliError, MalformedError, RefusedError
    from dipoli.notebook import tables
    from dipoli.notebook.desk import agree, carry, read_case, read_frameworks, roadmap
    from dipoli.notebook.roadmaps import explain_roadmap, robust_roadmap, whatif_roadmap
    from dipoli.notebook.texts import discourse

__all__ = [
    "CaseError",
    "CharterError",
    "DipoliError",
    "MalformedError",
    "RefusedError",
    "agree",
    "carry",
    "discourse",
    "explain_roadmap",
    "read_case",
    "read_frameworks",
    "roadmap",
    "robust_roadmap",
    "tables",
    "whatif_roadmap",
]

_ROOMS = {
    "agree": "dipoli.notebook.desk",
    "carry": "dipoli.notebook.desk",
    "discourse": "dipoli.notebook.texts",
    "explain_roadmap": "dipoli.notebook.roadmaps",
    "read_case": "dipoli.notebook.desk",
    "read_frameworks": "dipoli.notebook.desk",
    "roadmap": "dipoli.notebook.desk",
    "robust_roadmap": "dipoli.notebook.roadmaps",
    "whatif_roadmap": "dipoli.notebook.roadmaps",
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
