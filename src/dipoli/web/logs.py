"""What the site writes to its log: that something failed and where in the program, never of what.

The words of a fault may hold words of an act, and an address names a circle or a text. A log lies
open to whoever keeps the machine and is carried to other machines. So a line has the time, the kind
of fault and the places in the program that it passed, and nothing that anybody wrote or asked for.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any


class Plain(logging.Formatter):
    """A line without the words of the fault."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, weight, who says it; for a fault, its kind and its places."""
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        return f"{when} {record.levelname} {record.name}{_fault(record)}"


def _fault(record: logging.LogRecord) -> str:
    status = getattr(record, "status_code", None)
    told = f" answered {status}" if isinstance(status, int) else ""
    if not record.exc_info or record.exc_info[0] is None:
        return f"{told} at {record.module}:{record.lineno}"
    kind, _words, trace = record.exc_info
    places = " < ".join(
        f"{frame.f_code.co_name} ({frame.f_globals.get('__name__', '?')}:{line})"
        for frame, line in reversed(list(traceback.walk_tb(trace)))
    )
    return f"{told}: {kind.__module__}.{kind.__qualname__} at {places}"


_QUIET = {"handlers": ["console"], "level": "ERROR", "propagate": False}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "dipoli.web.logs.Plain"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
    "loggers": {
        "django": _QUIET,
        "uvicorn": {**_QUIET, "level": "WARNING"},
        # Who asked for what is written nowhere.
        "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
"""For Django and for the server alike."""
