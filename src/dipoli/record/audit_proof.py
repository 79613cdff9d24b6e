"""From a fault of a copy to a proof that another state can check with the log key alone.

A fault can be proven to others where the host signed it: an act out of order in a tree whose head
it signed, two heads of two histories, a smaller head that it timed later. Where the copy itself was
changed on its way there is nothing to prove: nobody's signature stands under the change.

No proof is handed out that this program does not itself accept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dipoli.faults import DipoliError, MalformedError, RecordError
from dipoli.record.act import read_entry
from dipoli.record.audit import Audit, Fault
from dipoli.record.audit_files import Read, entries_of, sound_body
from dipoli.record.note import VerifierKey
from dipoli.record.proofs import bad_entry, out_of_order, rollback, split_view, verify_proof
from dipoli.record.rules import ForumRule, any_act

_Make = Callable[[], bytes]
Ruler = Callable[[bytes], ForumRule]
"""Gives the rules of a forum by which the history in a proof is ruled on."""


def no_rules(_proof: bytes) -> ForumRule:
    """The rules of who has no charter: none of a forum's acts can be shown to be out of order."""
    return any_act


def proof_of_act(read: Read, found: Audit, ruler: Ruler = no_rules) -> bytes | None:
    """A proof that the host entered an act that was out of order; None where none can exist.

    Args:
        read: the files of the copy.
        found: its audit.
        ruler: gives the rules by which a proof about an act of a forum is accepted.
    """
    fault = next((one for one in found.faults if one.kind == "act"), None)
    if fault is None or found.log_key is None or not found.whole:
        return None
    return _first_accepted(_act_proofs(read, found, fault), found.log_key, ruler)


def proof_of_two(one: Audit, other: Audit) -> bytes | None:
    """A proof that two copies show two histories, or acts lost; None where none can exist."""
    if one.log_key is None or one.log_key != other.log_key or not (one.whole and other.whole):
        return None
    larger, smaller = sorted((one, other), key=lambda each: len(each.leaves), reverse=True)
    makers: list[_Make] = [
        lambda: split_view((one.note, other.note), (one.leaves, other.leaves)),
        lambda: rollback(larger.note, smaller.note),
    ]
    return _first_accepted(makers, one.log_key)


def _act_proofs(read: Read, found: Audit, fault: Fault) -> Iterator[_Make]:
    number, note, standing = fault.number or 0, found.note, found.standing
    if standing is None:
        return
    history = list(entries_of(read, len(found.leaves)))
    before = _previous(history, number, fault.by)
    if fault.clause in {"R14", "R15"} and before is not None:
        pair = (before, number)
        yield lambda: bad_entry(note, history, pair)
    for key in _signers(found, history[number]) if fault.clause == "R10" else []:
        yield lambda key=key: bad_entry(note, history, [number], key=key)  # type: ignore[misc]
    yield lambda: bad_entry(note, history, [number])
    yield lambda: out_of_order(
        note, [(data, _body(read, at, data)) for at, data in enumerate(history)], number
    )


def _first_accepted(
    makers: Iterator[_Make] | list[_Make], log_key: VerifierKey, ruler: Ruler = no_rules
) -> bytes | None:
    for make in makers:
        try:
            data = make()
            verify_proof(data, log_key, ruler(data))
        except (DipoliError, ValueError):
            continue
        return data
    return None


def _previous(history: list[bytes], number: int, by: str | None) -> int | None:
    """The number of the author's act before this one."""
    for at in range(number - 1, -1, -1):
        if read_entry(history[at]).envelope.by == by:
            return at
    return None


def _signers(found: Audit, data: bytes) -> list[tuple[str, bytes]]:
    """Algorithms and public keys of the known keys that an act says it was signed with."""
    held = found.standing.keys if found.standing else {}
    named = [held[one.key] for one in read_entry(data).signatures if one.key in held]
    return [(key.alg, key.public) for key in named]


def _body(read: Read, number: int, data: bytes) -> bytes | None:
    try:
        return sound_body(read, number, read_entry(data))
    except (MalformedError, RecordError):
        return None
