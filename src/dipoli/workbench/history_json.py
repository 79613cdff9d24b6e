"""A history as plain values of JSON, and back; both desks keep it in this form."""

from __future__ import annotations

from typing import Any

import cattrs
from attrs import evolve

from dipoli.faults import Finding, MalformedError
from dipoli.told import of_json, to_json
from dipoli.workbench.history import History

FORMAT = "dipoli.workbench-history/1"

_CONVERTER = cattrs.Converter(forbid_extra_keys=True)


def plain(history: History) -> dict[str, Any]:
    """A history as JSON would have it."""
    told: dict[str, Any] = _CONVERTER.unstructure(history)
    for step, one in zip(told["steps"], history.steps, strict=True):
        step["told"] = to_json(one.told)  # a sentence that is told anew in each language
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
        sentences = [of_json(step.pop("told")) for step in held["steps"]]
        held["steps"] = [{**step, "told": ""} for step in held["steps"]]
        found = _CONVERTER.structure(held, History)
        steps = zip(found.steps, sentences, strict=True)
        return evolve(found, steps=tuple(evolve(one, told=said) for one, said in steps))
    except Exception:  # noqa: BLE001 - whatever is wrong, it is no history
        finding = Finding(
            file=file,
            expected="the log of what was done to the case",
            found="something else, or a damaged file",
            mend="move the file away: the case itself is whole, and only its undo is lost",
        )
        raise MalformedError([finding]) from None
