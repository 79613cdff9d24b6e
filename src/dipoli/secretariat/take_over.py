"""Custody moves: one host signs the circle over to another, which goes on with the same history.

    1. The next office makes its keys and gives their public halves to the present one.
    2. The present office signs its newest head as its last, and ``custody.move/1`` over that. It
       cannot enter it: the head with that act in it is the first that the next log key signs
       (R30). It exports the record with the act beside it, and enters nothing more.
    3. The next office verifies the export wholly, keeps its acts and heads as they are, and enters
       the move. From then on the keys of the old office are not in force.

What the old host signs afterwards is void for whoever has seen the move: its acts under R9, its
heads since another log key signs that size. Whoever has not seen it holds two heads of one size
that cannot both be true, as soon as it compares.

Who is trusted: the old host, to enter nothing after it signed the move. If it does, the move no
longer names its present head, and the next office is refused under R30.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import datetime

from attrs import frozen

from dipoli.depositary.form import told
from dipoli.faults import CredentialError, MalformedError, RecordError, RefusedError
from dipoli.record import forms, shape
from dipoli.record.act import read_entry
from dipoli.record.body import read_body, read_plain
from dipoli.record.canon import Json, canonical, read_canonical
from dipoli.record.custody import Custody, Stored
from dipoli.record.note import Alg, VerifierKey, read_key, write_key
from dipoli.record.parcel import Parcel
from dipoli.secretariat.certify import last_head, other_host
from dipoli.secretariat.export import Bag
from dipoli.secretariat.office import Office
from dipoli.secretariat.own_acts import listed_key
from dipoli.secretariat.receive import Receipted
from dipoli.secretariat.safe import OfficeKeys

NEXT_OFFICE = "dipoli/next-office/v1"
_LIMIT = 1 << 16

Create = Callable[[bytes, Sequence[Stored]], Custody]
"""Makes a record from a signed head and the acts under it, on purpose, and opens it."""


@frozen(kw_only=True)
class NextOffice:
    """The public keys of the office to which a circle is to move.

    Args:
        log_key: that is to sign heads.
        keys: that are to sign the secretariat's acts, as ``custody.move/1`` lists them.
    """

    log_key: VerifierKey
    keys: tuple[Json, ...]


def write_next_office(keys: OfficeKeys, log_key: VerifierKey) -> bytes:
    """The paper that the next office gives to the present one. It holds nothing private."""
    told_: dict[str, Json] = {
        "form": NEXT_OFFICE,
        "log_key": write_key(log_key),
        "keys": [listed_key(keys.keeper)],
    }
    return canonical(told_)


def read_next_office(data: bytes) -> NextOffice:
    """Read that paper.

    Raises:
        MalformedError: it is no such paper.
    """
    return _NEXT(read_canonical(data, limit=_LIMIT), "")


def sign_over(office: Office, to: NextOffice, at: datetime) -> Parcel:
    """The act that moves custody, signed by the present office and not entered.

    After this the present office must enter nothing more: the act names the present head.

    Args:
        office: the present one.
        to: the next one.
        at: the time, with its zone.

    Raises:
        RefusedError: the act would be out of order, with the clause and the remedy.
        RecordError: custody has moved already, or the circle is not opened.
    """
    standing = office.standing
    origin = standing.origin
    if not standing.size:
        why = "the circle is not opened yet, so that there is nothing to move"
        raise RecordError(told(f"{origin} was not handed over", why, "open it where it is to be"))
    if standing.log_key(standing.size) != office.log.verifier:
        raise RecordError(other_host(origin))
    # Crash now: nothing was signed. The last head is in memory until the act over it is kept.
    content: dict[str, Json] = {
        "checkpoint": last_head(standing, to.log_key, office.log).decode(),
        "log_key": write_key(to.log_key),
        "keys": list(to.keys),
    }
    parcel = office.write(forms.MOVE_CUSTODY, content, at)
    refusal = office.would_refuse(parcel, at)
    if refusal is not None:
        message = (
            f"{origin} was not handed over, under {refusal.clause}: {refusal.why} {refusal.remedy}"
        )
        raise RefusedError(message)
    return parcel


def take_over(
    bag: Bag, create: Create, office: Callable[[Custody], Office], at: datetime
) -> Office:
    """Go on with the record of an export, at the office to which it was signed over.

    Args:
        bag: the export, verified.
        create: makes the record, where there is none yet. What it makes is shown to nobody before
            this returns: where it is cut short, the caller takes it away and begins again.
        office: the office to be, on that record.
        at: the time, with its zone.

    Returns:
        The office; its newest head holds the move, and is signed by its own log key.

    Raises:
        RecordError: the export was not made to move the circle.
        RefusedError: the move is out of order here, with the clause and the remedy.
    """
    origin = bag.standing.origin
    what = f"{origin} was not taken over"
    if bag.move is None:
        why = "the export does not move the circle: no hand-over.act lies in it"
        mend = "have the present office hand the circle over, and take the export that it makes"
        raise RecordError(told(what, why, mend))
    said = _move_of(bag.move, what)
    custody = _kept(bag, create)
    new = office(custody)
    if new.log.verifier != read_key(said.log_key):
        why = "the move names another log key than that of this office"
        raise CredentialError(told(what, why, "take over at the office that it names"))
    answer = new.receive(bag.move.entry, bag.move.body, at)
    if not isinstance(answer, Receipted):
        ruling = answer.ruling
        message = f"{what}, under {ruling.clause}: {ruling.why} {ruling.remedy}"
        raise RefusedError(message)
    return new


def _kept(bag: Bag, create: Create) -> Custody:
    """The record of an export in a new keeper, with every head that witnesses cosigned."""
    heads = [*bag.cosigned]
    if not heads or heads[-1].size != bag.head.size:
        heads.append(bag.head)
    acts = list(bag.acts())
    custody = create(heads[0].checkpoint, acts[: heads[0].size])
    custody.add_cosignatures(heads[0].size, heads[0].lines)
    for before, head in itertools.pairwise(heads):
        custody.append(before.size, acts[before.size : head.size], head.checkpoint)
        custody.add_cosignatures(head.size, head.lines)
    return custody


def _move_of(move: Parcel, what: str) -> forms.MoveCustody:
    why = "hand-over.act is no act that moves custody"
    try:
        entry = read_entry(move.entry)
        said: object = None
        if entry.envelope.name == forms.MOVE_CUSTODY and move.body is not None:
            said = forms.read_form(forms.MOVE_CUSTODY, read_plain(read_body(move.body)))
    except MalformedError as fault:
        said, why = None, f"{why}: {fault}"
    if isinstance(said, forms.MoveCustody):
        return said
    raise RecordError(told(what, why, "have the present office hand the circle over again"))


def _log_key(value: Json, where: str) -> VerifierKey:
    key = read_key(shape.words(1000)(value, where))
    if key.alg is not Alg.LOG:
        raise shape.malformed(where, "an Ed25519 log key", value)
    return key


def _listed(value: Json, _where: str) -> Json:
    return value


_NEXT = shape.value_of(
    lambda form, log_key, keys: NextOffice(log_key=log_key, keys=keys),  # noqa: ARG005 - the keys of the paper
    form=shape.text(NEXT_OFFICE.replace("/", "[/]"), NEXT_OFFICE),
    log_key=_log_key,
    keys=shape.list_of(_listed, 1, 64),
)
