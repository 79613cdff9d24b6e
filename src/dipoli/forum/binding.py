"""Acts by which a party binds itself: which they are, and by which keys they are signed.

A key that was made in a browser is fit for daily work: the browser runs what the host sends it. By
which a party *binds* itself, it signs with a key that has its full powers, as a node holds it, or
with two of its keys, held by two persons; or it comes as a letter. A party that never granted full
powers is bound by each of its keys; what it certifies for daily work binds it as well, and pages
say so.

Findings of the chair are none of these: they bind nobody beyond what the members did before.

Source: Vienna Convention on the Law of Treaties (1969), article 7, on full powers.
"""

from __future__ import annotations

from dipoli.record.keys import KeyUse
from dipoli.record.ruling import InOrder, OutOfOrder
from dipoli.record.ruling import refuse as refuse_by_record
from dipoli.record.standing import Standing
from dipoli.told import tell

BINDING = frozenset(
    {
        "member.accept/1",
        "member.notify/1",
        "member.withdraw/1",
        "proposal.confirm/1",
        "statement.attach/1",
        "clause.confirm/1",
        "term.accept/1",
        "matter.reserve/1",
        "ratify.report/1",
        "commitment.make/1",
        "commitment.confirm/1",
        "commitment.accept/1",
        "commitment.suspend/1",
        "commitment.release/1",
        "commitment.supersede/1",
        "measure.offer/1",
    }
)
"""Names of the acts by which a party accepts, reserves, ratifies, confirms or commits itself."""

_PERSONS = 2


def is_bound_by(standing: Standing, name: str, code: str, keys: frozenset[str], time: str) -> bool:
    """Whether the keys under an act are enough for it.

    Args:
        standing: of the record, before the act.
        name: of the act.
        code: of its author.
        keys: ids of the keys that signed.
        time: of the act.
    """
    if name not in BINDING or code == standing.secretariat:
        return True
    if any(standing.may_bind(code, key, time) for key in keys):
        return True
    own = {key.id for key in standing.keys_of(code, KeyUse.SIGN)}
    return len(keys & own) >= _PERSONS


def binds(standing: Standing, motion: InOrder) -> OutOfOrder | None:
    """Why an act may not be signed so; None where it may. A letter rests on its paper's powers."""
    envelope = motion.entry.envelope
    if envelope.by != envelope.entered_by:
        return None
    keys = frozenset(one.key for one in motion.entry.signatures)
    if is_bound_by(standing, envelope.name, envelope.by, keys, envelope.time):
        return None
    why = tell(
        "By this act {who} binds itself, and it is signed by one key that has no full powers.",
        who=envelope.by,
    )
    remedy = tell(
        "Sign with a key that has full powers, as a node holds it; or with two keys, of two "
        "persons; or send it as a letter."
    )
    return refuse_by_record("R19", why, remedy)
