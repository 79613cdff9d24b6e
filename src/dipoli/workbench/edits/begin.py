"""A new paper of a position, with its head and nothing that somebody would have to judge."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from dipoli.codec.case_papers import POSITION_SCHEMA
from dipoli.faults import RefusedError
from dipoli.told import tell
from dipoli.workbench.edits.edit import Tree, at


@frozen(kw_only=True)
class BeginPosition:
    """The paper of a party or body in a set of positions, in which all figures are unknown.

    Args:
        set_id: the set.
        code: the party or body.
    """

    set_id: str
    code: str

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Begin the paper of {party} in {set}", party=self.code, set=self.set_id)

    def apply(self, tree: Tree) -> Tree:
        """The papers with the new one.

        Raises:
            RefusedError: there is no such set, or the paper is there already.
        """
        sets = at(tree, "case.yaml", ("position_sets",)) or []
        held = next(
            (one for one in sets if isinstance(one, dict) and one.get("id") == self.set_id), None
        )
        name = f"{held.get('folder')}/{self.code}.yaml" if held is not None else ""
        if held is None or name in tree:
            raise RefusedError(tell("There is no such set, or the paper was begun already."))
        outcomes = held.get("agreement") == "outcomes"
        paper: dict[str, Any] = {
            "schema": POSITION_SCHEMA,
            "case": at(tree, "case.yaml", ("id",)),
            "set": self.set_id,
            "party": self.code,
            "as_of": held.get("as_of"),
            "assessed": True,
            "agreement": held.get("agreement"),
            "reservation": {"rule": "stated" if outcomes else "status-quo"},
            "basket_importance": {} if self._sits(tree) else None,
            "issues": [],
            "red_lines": [],
        }
        return {**tree, name: {key: one for key, one in paper.items() if one is not None or
                               key == "basket_importance"}}  # fmt: skip

    def _sits(self, tree: Tree) -> bool:
        """Whether it is a member of the table, who weighs baskets too."""
        rows = at(tree, "parties.yaml", ("parties",)) or []
        return any(
            isinstance(one, dict) and one.get("code") == self.code and one.get("role") == "member"
            for one in rows
        )
