"""Bytes in, a ruling out. Pure: the office brings the standing, the time and the rules.

The clauses are those of the record, in its own three tiers (`dipoli.record.rules`), then those of
the forum. One more thing is asked here: the next head must be one that this office can sign. An
office whose log key does not sign it would enter an act that nobody could verify.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from dipoli.faults import TamperedError
from dipoli.record import forms
from dipoli.record.act import Trace, read_entry, read_trace
from dipoli.record.body import read_body
from dipoli.record.custody import Stored
from dipoli.record.note import VerifierKey
from dipoli.record.rules import ForumRule, rule
from dipoli.record.ruling import InOrder, OutOfOrder, refuse
from dipoli.record.standing import Standing, enter, enter_plain
from dipoli.record.tree import leaf_hash
from dipoli.told import tell


@frozen(kw_only=True)
class Receipted:
    """The act stands in the record.

    Args:
        receipt: the signed promise.
        index: number of the act.
        checkpoint: the signed head that has it.
    """

    receipt: bytes
    index: int
    checkpoint: bytes


@frozen(kw_only=True)
class Refused:
    """Nothing was entered.

    Args:
        note: the signed refusal.
        ruling: clause, reason and remedy.
    """

    note: bytes
    ruling: OutOfOrder


Answer = Receipted | Refused


@frozen(kw_only=True)
class Due:
    """An act that is in order, ready to be kept.

    Args:
        act: the act, read.
        stored: it, as it is kept.
        after: the standing with it.
    """

    act: InOrder
    stored: Stored
    after: Standing


def decide(
    standing: Standing,
    data: bytes,
    body: bytes | None,
    *,
    at: str,
    forum_rule: ForumRule,
    own: VerifierKey,
) -> Due | OutOfOrder:
    """Shape, signature, credentials, order; and whether this office may certify what follows.

    Args:
        standing: of the circle, now.
        data: the entry, as it came.
        body: its body, as it came.
        at: time of receipt.
        forum_rule: rules on acts that are none of the record's own.
        own: the log key of this office.
    """
    answer = rule(standing, data, body, at=at, forum_rule=forum_rule)
    if isinstance(answer, OutOfOrder):
        return answer
    after = enter(standing, answer.entry, answer.body)
    if after.log_key(after.size) != own:
        return _other_hand(answer)
    stored = Stored(index=standing.size, entry=data, body=body)
    return Due(act=answer, stored=stored, after=after)


def replay(standing: Standing, acts: Iterable[Stored]) -> Standing:
    """Go on with acts that were ruled in order when they were entered.

    The keeper has held the bytes of each against its leaf hash, and the leaf hashes against the
    head, which the log key signed; so they are the bytes that were ruled in order, and neither
    signatures nor clauses are gone through again. Bodies of the register are held against their
    hash here; all other bodies are not looked at. Whoever trusts neither the keeper nor the key
    audits the record (``dipoli verify``).

    Raises:
        TamperedError: the body of an act of the register is not the one that was entered.
        RecordError: the body of an act of the register is missing.
    """
    run = list[tuple[Trace, bytes]]()
    for act in acts:
        trace = read_trace(act.entry)
        if trace.name in forms.FORMS:
            standing = _registered(enter_plain(standing, run), act)
            run.clear()
        else:
            run.append((trace, leaf_hash(act.entry)))
    return enter_plain(standing, run)


def _registered(standing: Standing, act: Stored) -> Standing:
    """The standing after an act of the register, whose body says what is changed."""
    entry, body = read_entry(act.entry), None
    if act.body is not None:
        body = read_body(act.body)
        if body.digest() != entry.envelope.body_hash:
            message = (
                f"The body of act {act.index} of {standing.origin} is not the one that was "
                "entered. Enter nothing; restore a backup or fetch it from a mirror."
            )
            raise TamperedError(message)
    return enter(standing, entry, body)


def withheld_by(act: InOrder) -> int | None:
    """Of which act the body is withheld by this one; None when by this one none is."""
    if act.entry.envelope.name != forms.WITHHOLD_BODY:
        return None
    said = forms.read_form(forms.WITHHOLD_BODY, act.content)
    assert isinstance(said, forms.WithholdBody)  # noqa: S101 - the reader of this form gives no other
    return said.index


def _other_hand(act: InOrder) -> OutOfOrder:
    if act.entry.envelope.name == forms.OPEN_CIRCLE:
        why = tell("The opening names another log key than that of the office that it is sent to.")
        return refuse(
            "R21", why, tell("Name the log key of the office that is to keep the record.")
        )
    why = tell("After this act another log key signs the heads than that of this office.")
    return refuse(
        "R30", why, tell("Send it to the office that holds the log key which is to sign.")
    )
