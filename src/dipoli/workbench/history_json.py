"""A history as plain values of JSON, and back; both desks keep it in this form."""

from __future__ import annotations

from typing import Any

import cattrs

from dipoli.faults import Finding, MalformedError
from dipoli.workbench.history import History

FORMAT = "dipoli.workbench-history/1"

_CONVERTER = cattrs.Converter(forbid_extra_keys=True)


def plain(history: History) -> dict[str, Any]:
    """A history as JSON would have it."""
    told: dict[str, Any] = _CONVERTER.unstructure(history)
    for step in told["steps"]:
        step["told"] = str(step["told"])  # as it was told in English
    return {"format": FORMAT, **told}


def read(value: object, file: str) -> History:
    """A history from JSON.

    Args:
        value: as JSON has it.
        file: where it stood, for the finding.

    Raises:
        MalformedError: it is none.
    """
    try:
        if not isinstance(value, dict) or value.get("format") != FORMAT:
            raise ValueError  # noqa: TRY301 - told below, like every other fault
        held = {key: one for key, one in value.items() if key != "format"}
        return _CONVERTER.structure(held, History)
    except Exception:  # noqa: BLE001 - whatever is wrong, it is no history
        finding = Finding(
            file=file,
            expected="the log of what was done to the case",
            found="something else, or a damaged file",
            mend="move the file away: the case itself is whole, and only its undo is lost",
        )
        raise MalformedError([finding]) from None
