"""Names of parties as one seat uses them."""

from __future__ import annotations

from attrs import evolve

from dipoli.analysis.case import Case, Party
from dipoli.report.names import Names, names_of


def names_for(case: Case, viewer: str | None) -> Names:
    """The names of a case as a party calls the others, in its own language where it has one.

    Args:
        case: the case.
        viewer: code of the party; None for the first language of the case.

    Returns:
        Names whose plain texts are those that the party uses.
    """
    names = names_of(case)
    seen = next((party for party in case.parties if party.code == viewer), None)
    if seen is None:
        return names
    texts = {party.code: _called(party, seen) or names.text(party.code) for party in case.parties}
    return evolve(names, texts={**names.texts, **texts})


def _called(party: Party, viewer: Party) -> str | None:
    """What the viewer calls a party; its own name for itself."""
    if party.code != viewer.code:
        for row in party.called_by:
            if row.party == viewer.code:
                return row.name
    return party.names.get(viewer.seat_language) or party.names.get("en")
