"""A code or an id by another name, wherever the format says that a party or a thing is named.

The forms of the format say where codes and ids stand; texts that people wrote are left alone, also
where they hold the same letters.
"""

from __future__ import annotations

import csv
import io
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen

from dipoli.codec.case_format import KEYS, KINDS
from dipoli.codec.case_papers import PAPERS, TIMELINE, PositionPaper
from dipoli.codec.strict import key_of
from dipoli.codec.timeline import COLUMNS
from dipoli.faults import RefusedError
from dipoli.told import tell
from dipoli.workbench.edits.edit import Tree

NAMESPACES = {"issue": "issues", "basket": "baskets", "group": "groups", "source": "sources",
              "step": "steps"}  # fmt: skip
"""Sorts of things that others refer to by id, each with the list in which it stands."""

REFERS: Mapping[str, frozenset[tuple[str, str]]] = {
    "issue": frozenset(
        {
            ("Issue", "id"), ("Atom", "issue"), ("IssuePosition", "issue"), ("Consent", "issue"),
            ("Subject", "issues"), ("Subject", "stakes"), ("Compensation", "issue"),
            ("Advance", "issue"), ("Term", "issues"), ("Channel", "can_raise"),
            ("Channel", "cannot_raise"), ("Intermediary", "issues"),
        }
    ),
    "basket": frozenset(
        {("Basket", "id"), ("Group", "basket"), ("Issue", "basket"), ("Step", "basket")}
    ),
    "group": frozenset({("Group", "id"), ("Issue", "group")}),
    "source": frozenset(
        {
            ("Source", "id"), ("Issue", "raised_by"), ("IssuePosition", "sources"),
            ("RedLine", "sources"), ("Meaning", "source"), ("Term", "sources"),
            ("Channel", "sources"),
        }
    ),
    "step": frozenset(
        {("Step", "id"), ("Step", "after"), ("Bundle", "steps"), ("ConsentAct", "steps")}
    ),
}  # fmt: skip
"""Where an id of each sort stands: the form, and the key in it."""

_KEYED = {"basket": ("PositionPaper", "basket_importance")}
"""Mappings whose keys are ids of a sort."""


@frozen(kw_only=True)
class RenameCode:
    """A party or body by another code, in every paper and in the names of papers.

    Args:
        old: its code.
        new: its code from then on.
    """

    old: str
    new: str

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Call {old} {new}", old=self.old, new=self.new)

    def apply(self, tree: Tree) -> Tree:
        """The papers with the new code.

        Raises:
            RefusedError: the new code is none, or another's.
        """
        if not KINDS["code"].fits(self.new):
            raise RefusedError(tell("{code} is no code: {kind}.", code=self.new[:40],
                                    kind=KINDS["code"].words))  # fmt: skip
        if self.new in codes(tree):
            raise RefusedError(tell("Another has the code {code} already.", code=self.new))
        return {
            self._paper(name): _named(value, _form(name), self._code)
            for name, value in tree.items()
        }

    def _paper(self, name: str) -> str:
        folder, _slash, file = name.rpartition("/")
        return f"{folder}/{self.new}.yaml" if folder and file == f"{self.old}.yaml" else name

    def _code(self, form: str, key: str, kind: str, value: Any) -> Any:  # noqa: ANN401, ARG002
        return self.new if kind == "code" and value == self.old else value


def renamed_events(timeline: str, old: str, new: str) -> str:
    """A timeline with another code among the parties of its events; other lines stay."""
    column = list(COLUMNS).index("parties")
    lines = timeline.splitlines(keepends=True)
    reader, made, last = csv.reader(lines), list[str](), 0
    for row in reader:
        raw = "".join(lines[last : reader.line_num])
        last = reader.line_num
        parties = row[column].split(";") if len(row) > column else []
        if old in parties:
            row[column] = ";".join(new if one == old else one for one in parties)
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerow(row)
            raw = text.getvalue()
        made.append(raw)
    return "".join(made)


@frozen(kw_only=True)
class RenameId:
    """A thing by another id, wherever something refers to it.

    Args:
        sort: what it is, one of `NAMESPACES`.
        old: its id.
        new: its id from then on.
    """

    sort: str
    old: str
    new: str

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Call {old} {new}", old=self.old, new=self.new)

    def apply(self, tree: Tree) -> Tree:
        """The papers with the new id.

        Raises:
            RefusedError: the new id is none, or another's.
        """
        if not KINDS["id"].fits(self.new):
            raise RefusedError(tell("{code} is no id: {kind}.", code=self.new[:40],
                                    kind=KINDS["id"].words))  # fmt: skip
        if self.new in ids(tree, self.sort):
            raise RefusedError(tell("Another has the id {code} already.", code=self.new))
        return {name: _named(value, _form(name), self._id) for name, value in tree.items()}

    def _id(self, form: str, key: str, kind: str, value: Any) -> Any:  # noqa: ANN401, ARG002
        refers = (form, key) in REFERS[self.sort] or (form, key) == _KEYED.get(self.sort)
        return self.new if refers and value == self.old else value


def codes(tree: Tree) -> set[str]:
    """Codes of parties and bodies."""
    held = tree.get("parties.yaml")
    rows = [
        row
        for key in ("parties", "ratifiers")
        for row in (held.get(key) or [] if isinstance(held, dict) else [])
    ]
    return {
        row["code"] for row in rows if isinstance(row, dict) and isinstance(row.get("code"), str)
    }


def ids(tree: Tree, sort: str) -> set[str]:
    """Ids of the things of a sort."""
    papers = (one for name, one in tree.items() if name in PAPERS and isinstance(one, dict))
    rows = [row for one in papers for row in _rows(one, NAMESPACES[sort])]
    return {row["id"] for row in rows if isinstance(row.get("id"), str)}


def _rows(paper: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    held = paper.get(key)
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def _form(name: str) -> type[Any] | None:
    if name in PAPERS:
        return PAPERS[name][1]
    return PositionPaper if "/" in name and name != TIMELINE else None


Rename = Callable[[str, str, str, Any], Any]
"""Form, key, kind and value to the value as it shall be."""


@frozen
class _Where:
    """The key of a form at which a walk is."""

    form: type[Any] | None = None
    key: str = ""

    @property
    def told(self) -> tuple[str, str]:
        """The form and the key by name."""
        return ("" if self.form is None else self.form.__name__), self.key


_ROOT = _Where()


def _named(value: Any, form: Any, rename: Rename, where: _Where = _ROOT) -> Any:  # noqa: ANN401 - a walk
    """A value with other names, walked along the form that the format gives it."""
    origin, arguments = typing.get_origin(form), typing.get_args(form)
    if origin in {types.UnionType, typing.Union}:
        inner = next(one for one in arguments if one is not type(None))
        return _named(value, inner, rename, where)
    if origin is tuple and isinstance(value, list):
        return [_named(one, arguments[0], rename, where) for one in value]
    if isinstance(form, type) and attrs.has(form) and isinstance(value, dict):
        return dict(_keys_named(value, form, rename))
    if where.form is None:
        return value
    key = KEYS[where.form][where.key]
    if origin is not None and isinstance(value, dict):
        return {
            rename(*where.told, key.keys, name): _named(one, arguments[1], rename, where)
            for name, one in value.items()
        }
    return rename(*where.told, key.kind, value) if isinstance(value, str) else value


def _keys_named(
    value: dict[str, Any], form: type[Any], rename: Rename
) -> Iterator[tuple[str, Any]]:
    hints = {key_of(name): (name, hint) for name, hint in typing.get_type_hints(form).items()}
    for key, one in value.items():
        if key in hints:
            name, hint = hints[key]
            yield key, _named(one, hint, rename, _Where(form, name))
        else:
            yield key, one
