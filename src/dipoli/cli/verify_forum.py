"""What ``dipoli verify`` asks of the rules of procedure: of a copy, and of a proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dipoli.cli.edge import by_charter
from dipoli.faults import MalformedError
from dipoli.forum.names import Names
from dipoli.forum.reruling import Reruling
from dipoli.record import forms
from dipoli.record.act import read_entry
from dipoli.record.audit_acts import CopyActs
from dipoli.record.audit_files import Read
from dipoli.record.body import read_body, read_plain
from dipoli.record.proofs import history_shown
from dipoli.record.rules import ForumRule, any_act

_MOST = 20
"""Numbers of acts that are listed one by one."""


def of_copy(read: Read) -> Reruling:
    """The rules of procedure of a copy, by the charter that its own opening carries."""
    return Reruling(CopyActs(read))


def of_proof(data: bytes) -> ForumRule:
    """The rules of procedure of the history that a proof shows; of other proofs none are asked.

    Raises:
        MalformedError: the file is no proof.
    """
    history = history_shown(data)
    return Reruling(lambda start, end: history[start:end]).rule if history else any_act


def names_of_proof(data: bytes) -> Names | None:
    """The names of the charter that a proof shows; None where it shows none that can be read."""
    try:
        history = history_shown(data)
        if not history or history[0].body is None:
            return None
        if read_entry(history[0].entry).envelope.name != forms.OPEN_CIRCLE:
            return None
        said = forms.read_form(forms.OPEN_CIRCLE, read_plain(read_body(history[0].body)))
    except MalformedError:
        return None  # what is wrong with it is told by who checks it
    return by_charter(said) if isinstance(said, forms.OpenCircle) else None


def words(rules: Reruling, acts: int) -> Iterator[str]:
    """What was ruled on again and what could not be, in sentences.

    Args:
        rules: after the audit.
        acts: how many acts are for rules of procedure.
    """
    if not acts:
        return
    if not rules.has_charter:
        yield f"Acts for rules of procedure: {acts}. The record carries no charter to rule by."
        return
    yield f"Acts ruled on again by the charter, and in order: {rules.ruled}."
    if rules.passed:
        listed = ", ".join(map(str, rules.passed[:_MOST]))
        more = len(rules.passed) - _MOST
        listed += f" and {more} more" if more > 0 else ""
        yield (
            "Not ruled on again in full, since what they or earlier acts say is not at hand or is "
            f"sealed: {listed}. Their hashes and signatures were checked."
        )


def as_json(rules: Reruling) -> dict[str, Any]:
    """The same as an object."""
    return {
        "charter": rules.has_charter,
        "ruled": rules.ruled,
        "not_ruled": list(rules.passed),
        **({"mark": " ".join(rules.marks)} if rules.marks else {}),
    }
