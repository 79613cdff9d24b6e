"""Heads as other delegations hold them, held against one's own.

What another delegation hands over accuses nobody by itself: only a head that the host signed
counts, and whoever carried it. A head that merely is larger, since the other looked later, is kept
until this mirror has come so far.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from dipoli.faults import CredentialError, MalformedError
from dipoli.node.alarm import Alarm
from dipoli.node.divergence import beyond_last, diverged
from dipoli.node.mirror import Mirror
from dipoli.node.reading import Reading, UnsettledError
from dipoli.node.source import Source, SourceError
from dipoli.record.audit_files import expected
from dipoli.record.note import Checkpoint, VerifierKey, open_checkpoint
from dipoli.record.tree import root


@define
class Comparison:
    """What a comparison showed.

    Args:
        found: what the host signed and cannot all be true.
        notices: what was not compared, and why.
        agree: names of those whose head is of the mirror's history.
        ahead: names of those who hold a larger head.
    """

    found: list[Alarm] = field(factory=list)
    notices: list[str] = field(factory=list)
    agree: list[str] = field(factory=list)
    ahead: list[str] = field(factory=list)


def compare(mirror: Mirror, peers: Mapping[str, bytes], copies: Mapping[str, Source]) -> Comparison:
    """Hold the heads of others against a mirror and against all heads that were seen.

    Args:
        mirror: of one record.
        peers: checkpoints as others hold them, by name.
        copies: static files of others' mirrors, by name.
    """
    found, notes = Comparison(), dict(peers)
    for name, source in copies.items():
        if name not in notes:
            try:
                notes[name] = Reading(source).checkpoint()
            except (SourceError, UnsettledError) as fault:
                found.notices.append(f"The copy of {name} was not compared. {fault}")
    for name, note in notes.items():
        try:
            _one(mirror, name, note, copies.get(name), found)
        except MalformedError as fault:
            told = f"What came as the head of {name} cannot be read. {expected(fault)}"
            found.notices.append(told)
        except (CredentialError, SourceError, UnsettledError) as fault:
            found.notices.append(f"The head of {name} was not compared. {fault}")
    return found


def _one(mirror: Mirror, name: str, note: bytes, source: Source | None, found: Comparison) -> None:
    key, head = _opened(mirror, note)
    found.found += mirror.heads.add(note, key)
    beyond = beyond_last(mirror, note, key)
    if beyond is not None:
        found.found.append(beyond)
        return
    reading = None if source is None else Reading(source)
    if head.size > mirror.size:
        found.ahead.append(name)
        leaves = None if reading is None else reading.leaves(head.size, head.root)
        if leaves is not None and root(leaves[: mirror.size]) != mirror.standing.root:
            found.found.append(diverged(mirror, note, key, reading))
    elif head.root == mirror.standing.heads[head.size].root():
        found.agree.append(name)
    else:
        found.found.append(diverged(mirror, note, key, reading))


def _opened(mirror: Mirror, note: bytes) -> tuple[VerifierKey, Checkpoint]:
    """The log key that signed a head, and the head.

    Raises:
        CredentialError: no log key that this mirror knows signed it.
    """
    for key in mirror.log_keys():
        try:
            return key, open_checkpoint(note, key).checkpoint
        except CredentialError:
            continue
    message = (
        "No log key that this mirror knows signed it, so it says nothing of the host. If custody "
        "has moved, look again at the record first."
    )
    raise CredentialError(message)
