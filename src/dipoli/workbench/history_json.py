"""A history as plain values of JSON, and back; both desks keep it in this form."""

from __future__ import annotations

import json
from typing import Any

import cattrs
from attrs import evolve

from dipoli.faults import Finding, MalformedError
from dipoli.told import of_json, to_json
from dipoli.workbench.history import History, Step

FORMAT = "dipoli.workbench-history/1"

_CONVERTER = cattrs.Converter(forbid_extra_keys=True)


def plain(history: History) -> dict[str, Any]:
    """A history as JSON would have it."""
    steps = [_plain(one) for one in history.steps]
    return {"format": FORMAT, "steps": steps, "done": history.done, "saved": history.saved}


def _plain(step: Step) -> dict[str, Any]:
    """A step; written out by hand, since a log of many is written with every edit."""
    return {
        "edit": dict(step.edit),
        "told": to_json(step.told),  # a sentence that is told anew in each language
        "changes": [
            {
                "paper": one.paper,
                "before": one.before,
                "after": one.after,
                "parts": [{"at": part.at, "old": part.old, "new": part.new} for part in one.parts],
            }
            for one in step.changes
        ],
    }


def as_read(history: History, known: History) -> History:
    """A history as `read` would have it once it was written.

    Args:
        history: one with further steps, or with fewer.
        known: one that was read, or came from here; a step of it is not made anew.
    """
    before = {id(one): one for one in known.steps}
    return evolve(history, steps=tuple(before.get(id(one)) or _again(one) for one in history.steps))


def _again(step: Step) -> Step:
    told = json.loads(json.dumps(plain(History(steps=(step,)))))
    return read(told, "").steps[0]


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
