"""What the format asks to be said twice: the second saying follows the first.

The counts in ``case.yaml``, the sums and the reservation of a position, what a body binds, the head
of each paper: each says again what stands elsewhere, so that a reader can check it. After an edit
the program says it again where it differs. A sum over figures of which one is unknown is unknown,
and is left as it stands: the reader tells the unknown figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dipoli.codec.case_papers import PAPERS
from dipoli.workbench.edits.edit import Tree, at

Plain = dict[str, Any]


def settled(before: Tree, after: Tree) -> Tree:
    """The papers with what follows from an edit said again.

    Args:
        before: the papers before the edit.
        after: the papers after it.
    """
    tree = dict(after)
    touched = {name for name in tree if before.get(name) is not tree[name]}
    if touched & {"issues.yaml", "case.yaml"}:
        _set(tree, "case.yaml", _counted(tree))
    if touched & {"links.yaml", "parties.yaml"}:
        _set(tree, "parties.yaml", _bound(tree))
    if "case.yaml" in touched:
        for name in tree:
            _set(tree, name, _headed(tree, name))
    home = touched & {"issues.yaml", "parties.yaml"}
    for name in sorted(tree):
        if name in touched or home or "case.yaml" in touched:
            _set(tree, name, _summed(tree, name))
    return tree


def _set(tree: dict[str, Any], name: str, changes: Mapping[str, Any]) -> None:
    """Say some keys of a paper again; a paper in which nothing differs is left as it is."""
    paper = tree.get(name)
    if isinstance(paper, dict) and any(paper.get(key) != one for key, one in changes.items()):
        tree[name] = {**paper, **changes}


def _rows(tree: Tree, paper: str, key: str) -> list[Plain]:
    held = at(tree, paper, (key,))
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def _counted(tree: Tree) -> Plain:
    if not isinstance(tree.get("issues.yaml"), dict):
        return {}
    return {key: len(_rows(tree, "issues.yaml", key)) for key in ("baskets", "issues")}


def _headed(tree: Tree, name: str) -> Plain:
    """The id of the case in the head of another paper."""
    case, paper = at(tree, "case.yaml", ("id",)), tree.get(name)
    known = name in PAPERS or "/" in name
    if name == "case.yaml" or not known or not isinstance(case, str) or not isinstance(paper, dict):
        return {}
    return {"case": case}


# ---------------------------------------------------------------- consents


def _bound(tree: Tree) -> Plain:
    """What bodies and members bind, by the consents; a list that says the same is left alone."""
    asked: dict[str, list[Plain]] = {}
    for consent in _rows(tree, "links.yaml", "consents"):
        atom = {"issue": consent.get("issue"), "options": consent.get("options")}
        for code in consent.get("bodies") or []:
            if isinstance(code, str) and _sound(atom) and atom not in asked.setdefault(code, []):
                asked[code].append(atom)
    if not isinstance(at(tree, "links.yaml", ("consents",)), list):
        return {}
    made: Plain = {}
    bodies = at(tree, "parties.yaml", ("ratifiers",))
    if isinstance(bodies, list):
        made["ratifiers"] = [_binding(one, asked) for one in bodies]
    members = at(tree, "parties.yaml", ("members_as_consenters",))
    if isinstance(members, list):
        listed = [one.get("code") for one in members if isinstance(one, dict)]
        seated = [
            one.get("code")
            for one in _rows(tree, "parties.yaml", "parties")
            if one.get("role") == "member"
        ]
        more = [{"code": one, "binds": []} for one in seated if one in asked and one not in listed]
        made["members_as_consenters"] = [_binding(one, asked) for one in (*members, *more)]
    return made


def _sound(atom: Plain) -> bool:
    options = atom["options"]
    whole = isinstance(options, list) and all(type(one) is int for one in options)
    return isinstance(atom["issue"], str) and whole and bool(options)


def _binding(row: Any, asked: Mapping[str, list[Plain]]) -> Any:  # noqa: ANN401 - any plain value
    if not isinstance(row, dict) or not isinstance(row.get("code"), str):
        return row
    needed = asked.get(row["code"], [])
    given = row.get("binds")
    if isinstance(given, list) and _facts(given) == _facts(needed):
        return row
    return {**row, "binds": [dict(one) for one in needed]}


def _facts(atoms: list[Any]) -> set[tuple[object, ...]]:
    return {
        (one.get("issue"), *sorted(map(str, one.get("options") or [])))
        for one in atoms
        if isinstance(one, dict)
    }


# ---------------------------------------------------------------- sums


def _summed(tree: Tree, name: str) -> Plain:
    """The sums of a position."""
    paper = tree.get(name)
    rows = paper.get("issues") if isinstance(paper, dict) and "/" in name else None
    if not isinstance(paper, dict) or not isinstance(rows, list):
        return {}
    held = [one for one in rows if isinstance(one, dict)]
    if not held:
        return {}  # nothing is known yet, and a sum of nothing would read as 0
    return {**_baskets(tree, paper, held), **_reservation(paper, held)}


def _baskets(tree: Tree, paper: Plain, rows: list[Plain]) -> Plain:
    if not isinstance(paper.get("basket_importance"), dict):
        return {}
    home = {one.get("id"): one.get("basket") for one in _rows(tree, "issues.yaml", "issues")}
    sums: dict[str, int] = {
        one["id"]: 0
        for one in _rows(tree, "issues.yaml", "baskets")
        if isinstance(one.get("id"), str)
    }
    for row in rows:
        points, basket = row.get("importance"), home.get(row.get("issue"))
        if type(points) is not int:
            return {}
        if basket in sums:
            sums[basket] += points
    return {"basket_importance": sums} if sums else {}


def _reservation(paper: Plain, rows: list[Plain]) -> Plain:
    told = paper.get("reservation")
    if not isinstance(told, dict) or told.get("rule") != "status-quo":
        return {}
    found = {key: _total(rows, key) for key in ("value", "low", "high")}
    known = {key: total for key, total in found.items() if total is not None}
    return {"reservation": {**told, **known}} if known else {}


def _total(rows: list[Plain], key: str) -> int | None:
    total = 0
    for row in rows:
        held, points = row.get(key), row.get("importance")
        first = held[0] if isinstance(held, list) and held else None
        if type(first) is not int or type(points) is not int:
            return None
        total += points * first
    return total
