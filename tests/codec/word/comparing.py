"""What was found in a file that came back, held against what the edit was meant to be."""

from __future__ import annotations

from tests.codec.word.edits import Edit

from dipoli.codec.word import Change, Found


def differs(edit: Edit, found: Found) -> list[str]:
    """Everything that is not as it was meant, in words; nothing where all is."""
    faults: list[str] = []
    left = list(found.changes)
    for one in edit.meant:
        fitting = [
            change
            for change in left
            if (change.party, _act(change), change.clause) == (one.party, one.act, one.clause)
            and {**_says(change), **one.says} == _says(change)
        ]
        if len(fitting) == 1:
            left.remove(fitting[0])
            if fitting[0].moved != edit.moved:
                faults.append(f"moved: {fitting[0].moved}")
        else:
            faults.append(f"{len(fitting)} times: {one}")
    faults += [f"not meant: {one}" for one in left]
    told = {
        "unknown": (edit.unknown, tuple(one.author for one in found.unknown)),
        "untracked": (edit.untracked, tuple(one.came for one in found.untracked)),
        "unplaced": (edit.unplaced, tuple(one.why.value for one in found.unplaced)),
        "lost": (edit.lost, tuple(one.clause for one in found.lost)),
        "by text": (edit.by_text, found.by_text),
    }
    for name, (meant, got) in told.items():
        if meant != got:
            faults.append(f"{name}: meant {meant}, found {got}")
    return faults


def _act(change: Change) -> str:
    return change.step.act.partition("/")[0]


def _says(change: Change) -> dict[str, object]:
    return dict(change.said())
