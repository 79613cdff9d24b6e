"""Everything in one circle as it stands after n acts, as far as the record itself goes.

`enter` takes a standing and the next act and gives the next standing. It asks nothing: whether the
act is in order was for `dipoli.record.rules` to say. Replayed from the first act, the same acts
give the same standing for ever; no clock and no dice take part.

Sizes and numbers: the act of number i is the leaf of index i; the head of size n covers the acts 0
to n - 1. What an act of number i changes is in force from number i + 1 on; what the opening brings
is in force from number 0, since it signs itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from dipoli.faults import RecordError
from dipoli.record import forms
from dipoli.record.act import Entry, Trace
from dipoli.record.body import Body, read_plain
from dipoli.record.keys import ED25519, MOVES, HeldKey, KeyMove, KeyUse, NewKey
from dipoli.record.note import Alg, VerifierKey, read_key
from dipoli.record.register import (
    SEAT_MOVES,
    Author,
    LogKey,
    Opened,
    Participation,
    Powers,
    Seat,
    SeatMove,
    SeatStage,
    Withheld,
)
from dipoli.record.series import Series
from dipoli.record.tree import Frontier


@frozen(kw_only=True, slots=False)
class Standing:
    """One circle after so many acts. Start with forum and circle alone: a record not yet opened.

    Args:
        forum: id of the forum.
        circle: id of the circle.
        opening: what the opening said; None before.
        seats: every seat there ever was, in the order of seating.
        keys: every key there ever was, by id.
        in_force: ids of the keys in force, by holder.
        powers: full powers not withdrawn, by key.
        bound_by_powers: delegations that ever granted full powers.
        log_keys: keys that sign heads, in order.
        authors: where each author's chain stands.
        consents: act and whom it concerns, to author and digest of what was consented to.
        withheld: bodies withheld, by number of the act.
        opened: bodies opened to newcomers.
        names: name of each act.
        leaves: leaf hash of each act.
        heads: edge of the tree before each act, and now.
    """

    forum: str
    circle: str
    opening: forms.OpenCircle | None = None
    seats: Mapping[str, Seat] = field(factory=dict)
    keys: Mapping[str, HeldKey] = field(factory=dict)
    in_force: Mapping[str, tuple[str, ...]] = field(factory=dict)
    powers: Mapping[str, Powers] = field(factory=dict)
    bound_by_powers: frozenset[str] = frozenset()
    log_keys: tuple[LogKey, ...] = ()
    authors: Mapping[str, Author] = field(factory=dict)
    consents: Mapping[tuple[str, str], Mapping[str, bytes]] = field(factory=dict)
    withheld: Mapping[int, Withheld] = field(factory=dict)
    opened: tuple[Opened, ...] = ()
    names: Series[str] = field(factory=Series, repr=False)
    leaves: Series[bytes] = field(factory=Series, repr=False)
    heads: Series[Frontier] = field(factory=lambda: Series[Frontier]().add(Frontier()), repr=False)

    @property
    def origin(self) -> str:
        """The name of the record."""
        return f"{self.forum}/{self.circle}"

    @property
    def size(self) -> int:
        """How many acts were entered; the number of the next."""
        return len(self.leaves)

    @property
    def root(self) -> bytes:
        """The root of the tree."""
        return self.heads[-1].root()

    @property
    def is_sealed(self) -> bool:
        """Whether bodies are sealed against the host."""
        return self.opening is not None and self.opening.sealed

    @property
    def secretariat(self) -> str | None:
        """The code of the secretariat; None before the opening."""
        return None if self.opening is None else self.opening.secretariat.code

    @property
    def seated(self) -> tuple[str, ...]:
        """Codes of those who sit in the circle now, in the order of seating."""
        return tuple(seat.code for seat in self.seats.values() if is_now(seat))

    def is_seated(self, code: str) -> bool:
        """Whether a delegation sits in the circle now."""
        return code in self.seats and is_now(self.seats[code])

    def keys_of(self, code: str, use: KeyUse) -> tuple[HeldKey, ...]:
        """The keys of one use that somebody has in force now, the oldest first."""
        held = (self.keys[one] for one in self.in_force.get(code, ()))
        return tuple(key for key in held if key.use is use)

    def officers_needed(self, code: str) -> int:
        """How many officers must sign with a delegation: more than half; 0 when fewer than two."""
        officers = len(self.keys_of(code, KeyUse.OFFICER))
        return officers // 2 + 1 if officers > 1 else 0

    def sealing_keys(self) -> dict[str, bytes]:
        """To what the body of the next act is to be sealed: public keys of all seats, by id."""
        return {
            key.id: key.public for code in self.seated for key in self.keys_of(code, KeyUse.SEAL)
        }

    def may_bind(self, code: str, key: str, time: str) -> bool:
        """Whether a key may bind its delegation at a time.

        A delegation that has never granted full powers here is bound by each of its keys.
        """
        if code not in self.bound_by_powers:
            return True
        return key in self.powers and self.powers[key].are_in_force(time)

    def may_read(self, code: str, number: int) -> bool:
        """Whether the body of an act is a seat's to read.

        Its own from its entry on, what was opened to it, and the register from the first act,
        since without it nothing could be verified.
        """
        if not self.is_seated(code) or not 0 <= number < self.size:
            return False
        return (
            number >= self.seats[code].since
            or self.names[number] in forms.FORMS
            or any(one.to == code and one.start <= number < one.until for one in self.opened)
        )

    def log_key(self, size: int) -> VerifierKey | None:
        """The key that signs the head of a size; None when no key does."""
        for one in self.log_keys:
            if one.since <= size and (one.until is None or size < one.until):
                return one.key
        return None

    def witness_keys(self, size: int | None = None) -> dict[str, tuple[VerifierKey, ...]]:
        """Keys that cosign the head of a size, by delegation, in the order of seating.

        Args:
            size: of the head, past or present; the present one when None.
        """
        if size is None or size == self.size:
            found = {code: self.keys_of(code, KeyUse.WITNESS) for code in self.seated}
        else:
            found = {code: self._witnessed_with(code, size) for code in self.seats}
        return {
            code: tuple(witness_key(self.forum, key) for key in keys)
            for code, keys in found.items()
            if keys
        }

    def _witnessed_with(self, code: str, size: int) -> tuple[HeldKey, ...]:
        """The witness keys that somebody had in force at a head."""
        held = (key for key in self.keys.values() if key.holder == code)
        return tuple(key for key in held if key.use is KeyUse.WITNESS and key.is_in_force(size))

    def needed(self, size: int | None = None) -> int | None:
        """How many delegations must cosign the head of a size; None where nobody can.

        Args:
            size: of the head, past or present; the present one when None.
        """
        witnesses = len(self.witness_keys(size))
        if self.opening is None or not witnesses:
            return None
        quorum = self.opening.quorum
        return -(-witnesses * quorum.numerator // quorum.denominator)

    def participation(self) -> Participation:
        """How many sit, witness and take part on paper, and how many cosignatures are needed."""
        return Participation(
            seats=len(self.seated),
            witnesses=len(self.witness_keys()),
            paper=sum(self.seats[code].paper for code in self.seated),
            needed=self.needed(),
        )


def is_now(seat: Seat) -> bool:
    """Whether a seat is taken now."""
    return seat.stage is SeatStage.SEATED


def witness_key(forum: str, key: HeldKey) -> VerifierKey:
    """A witness key as notes know it. Its name is the same in every circle of the forum."""
    alg = Alg.COSIGNATURE if key.alg == ED25519 else Alg.COSIGNATURE_MLDSA44
    return VerifierKey(name=witness_name(forum, key.holder), alg=alg, public=key.public)


def witness_name(forum: str, code: str) -> str:
    """The name under which a delegation cosigns heads of a forum's records."""
    return f"{forum}/witness/{code}"


# ---------------------------------------------------------------- entering


def enter(standing: Standing, entry: Entry, body: Body | None) -> Standing:
    """The standing after one more act.

    Args:
        standing: before it.
        entry: the act, which was ruled in order.
        body: its body; None when it has none or when it is withheld.

    Raises:
        RecordError: the body of an act of the register is missing, or the record is not opened.
        MalformedError: the body of an act of the register is not of its form.
    """
    envelope, changes = entry.envelope, dict[str, Any]()
    if envelope.name in forms.FORMS:
        if body is None:
            message = f"Act {standing.size} of the register has lost its body. Take a whole mirror."
            raise RecordError(message)
        content = forms.read_form(envelope.name, read_plain(body))
        changes = _CHANGES[envelope.name](standing, entry, content)
    if standing.opening is None and "opening" not in changes:
        raise RecordError(_UNOPENED)
    author = Author(
        acts=envelope.seq + 1, leaf=entry.leaf, seen=envelope.seen.size, time=envelope.time
    )
    return _grown(
        standing,
        authors={**standing.authors, envelope.by: author},
        names=standing.names.add(envelope.name),
        leaves=standing.leaves.add(entry.leaf),
        heads=standing.heads.add(standing.heads[-1].add(entry.leaf)),
        **changes,
    )


def enter_plain(standing: Standing, run: Sequence[tuple[Trace, bytes]]) -> Standing:
    """The standing after acts in a row of which none is of the register.

    The same as to enter one after another, without the standings in between.

    Args:
        standing: before them.
        run: what each leaves, with its leaf hash.

    Raises:
        RecordError: the record is not opened.
        ValueError: one of them is of the register.
    """
    if not all(act.name not in forms.FORMS for act, _leaf in run):
        message = "an act of the register is entered by itself"
        raise ValueError(message)
    if standing.opening is None and run:
        raise RecordError(_UNOPENED)
    authors, heads = dict(standing.authors), [standing.heads[-1]]
    for act, leaf in run:
        authors[act.by] = Author(acts=act.seq + 1, leaf=leaf, seen=act.seen, time=act.time)
        heads.append(heads[-1].add(leaf))
    return _grown(
        standing,
        authors=authors,
        names=standing.names.add(*(act.name for act, _leaf in run)),
        leaves=standing.leaves.add(*(leaf for _act, leaf in run)),
        heads=standing.heads.add(*heads[1:]),
    )


_UNOPENED = "A record begins with the opening of its circle. Read it from its first act."


def _grown(standing: Standing, **changes: object) -> Standing:
    """The standing with some fields changed.

    As ``evolve`` would, but in a quarter of the time: every act of a record comes by here. No field
    has a validator or a converter that would be passed over.
    """
    grown = Standing.__new__(Standing)
    vars(grown).update(vars(standing), **changes)
    return grown


_Changes = dict[str, Any]


def _open_circle(standing: Standing, _entry: Entry, said: forms.OpenCircle) -> _Changes:
    held = [(said.secretariat.code, said.secretariat.keys)]
    held += [(seat.code, seat.keys) for seat in said.seats]
    seats = {seat.code: Seat(code=seat.code, paper=seat.paper, since=0) for seat in said.seats}
    return {
        "opening": said,
        "seats": seats,
        "log_keys": (LogKey(key=read_key(said.log_key), since=0),),
        **_enrolled(standing, held, 0),
    }


def _add_seat(standing: Standing, _entry: Entry, said: forms.SeatPaper) -> _Changes:
    rest = {code: seat for code, seat in standing.seats.items() if code != said.code}
    seat = Seat(code=said.code, paper=said.paper, since=standing.size)
    return {
        "seats": {**rest, said.code: seat},
        "consents": _spent(standing, forms.ADD_SEAT, said.code),
        **_enrolled(standing, [(said.code, said.keys)], standing.size + 1),
    }


def _remove_seat(standing: Standing, _entry: Entry, said: forms.RemoveSeat) -> _Changes:
    stage = SEAT_MOVES[standing.seats[said.code].stage][SeatMove.REMOVE]
    seat = evolve(standing.seats[said.code], stage=stage, until=standing.size)
    ended = _ended(standing, standing.in_force.get(said.code, ()), KeyMove.UNSEAT)
    opened = tuple(one for one in standing.opened if one.to != said.code)
    consents = _spent(standing, forms.REMOVE_SEAT, said.code)
    return {
        "seats": {**standing.seats, said.code: seat},
        "consents": {
            concerns: {by: digest for by, digest in given.items() if by != said.code}
            for concerns, given in consents.items()
        },
        "bound_by_powers": standing.bound_by_powers - {said.code},
        "opened": opened,
        **ended,
    }


def _consent_seat(standing: Standing, entry: Entry, said: forms.ConsentSeat) -> _Changes:
    code = said.content.get("code")
    digest = forms.consent_digest(said.act, said.content)
    return _consented(standing, entry.envelope.by, (said.act, str(code)), digest)


def _consent_body(standing: Standing, entry: Entry, said: forms.ConsentBody) -> _Changes:
    digest = forms.consent_digest(forms.OPEN_BODY, forms.range_json(said))
    return _consented(standing, entry.envelope.by, (forms.OPEN_BODY, said.to), digest)


def _enrol_key(standing: Standing, entry: Entry, said: forms.EnrolKey) -> _Changes:
    code, changes = entry.envelope.by, _Changes()
    if said.key.use is KeyUse.SIGN and code in standing.seats:
        changes["seats"] = {**standing.seats, code: evolve(standing.seats[code], paper=False)}
    return {**changes, **_enrolled(standing, [(code, (said.key,))], standing.size + 1)}


def _rotate_key(standing: Standing, entry: Entry, said: forms.RotateKey) -> _Changes:
    changes = _replaced(standing, entry, (said.old,), said.key, KeyMove.ROTATE)
    if said.old in standing.powers:  # the same hand holds the new key: its powers go on
        powers = evolve(standing.powers[said.old], key=said.key.id)
        changes["powers"] = {**changes["powers"], said.key.id: powers}
    return changes


def _recover_key(standing: Standing, entry: Entry, said: forms.RecoverKey) -> _Changes:
    return _replaced(standing, entry, said.lost, said.key, KeyMove.RECOVER)


def _revoke_key(standing: Standing, _entry: Entry, said: forms.RevokeKey) -> _Changes:
    return _ended(standing, (said.key,), KeyMove.REVOKE)


def _grant_powers(standing: Standing, entry: Entry, said: forms.GrantPowers) -> _Changes:
    powers = Powers(
        key=said.key, person=said.person, title=said.title, since=said.from_, until=said.until
    )
    return {
        "powers": {**standing.powers, said.key: powers},
        "bound_by_powers": standing.bound_by_powers | {entry.envelope.by},
    }


def _withdraw_powers(standing: Standing, _entry: Entry, said: forms.WithdrawPowers) -> _Changes:
    return {"powers": {key: one for key, one in standing.powers.items() if key != said.key}}


def _cite_act(_standing: Standing, _entry: Entry, _said: forms.Citation) -> _Changes:
    return {}


def _open_body(standing: Standing, _entry: Entry, said: forms.OpenBody) -> _Changes:
    opened = Opened(to=said.to, start=said.from_, until=said.until)
    return {
        "opened": (*standing.opened, opened),
        "consents": _spent(standing, forms.OPEN_BODY, said.to),
    }


def _withhold_body(standing: Standing, _entry: Entry, said: forms.WithholdBody) -> _Changes:
    withheld = Withheld(who=said.who, law=said.law, number=standing.size)
    return {"withheld": {**standing.withheld, said.index: withheld}}


def _move_custody(standing: Standing, entry: Entry, said: forms.MoveCustody) -> _Changes:
    code, number = entry.envelope.by, standing.size + 1
    ended = _ended(standing, standing.in_force.get(code, ()), KeyMove.HAND_OVER)
    last = evolve(standing.log_keys[-1], until=number)
    new = LogKey(key=read_key(said.log_key), since=number)
    return {
        "log_keys": (*standing.log_keys[:-1], last, new),
        **_enrolled(evolve(standing, **ended), [(code, said.keys)], number),
    }


_CHANGES: Mapping[str, Any] = {
    forms.OPEN_CIRCLE: _open_circle,
    forms.ADD_SEAT: _add_seat,
    forms.REMOVE_SEAT: _remove_seat,
    forms.CONSENT_SEAT: _consent_seat,
    forms.CONSENT_BODY: _consent_body,
    forms.ENROL_KEY: _enrol_key,
    forms.ROTATE_KEY: _rotate_key,
    forms.REVOKE_KEY: _revoke_key,
    forms.RECOVER_KEY: _recover_key,
    forms.GRANT_POWERS: _grant_powers,
    forms.WITHDRAW_POWERS: _withdraw_powers,
    forms.CITE_ACT: _cite_act,
    forms.OPEN_BODY: _open_body,
    forms.WITHHOLD_BODY: _withhold_body,
    forms.MOVE_CUSTODY: _move_custody,
}


# ---------------------------------------------------------------- keys and consents


def _enrolled(
    standing: Standing, held: list[tuple[str, tuple[NewKey, ...]]], since: int
) -> _Changes:
    keys, in_force = dict(standing.keys), dict(standing.in_force)
    for code, listed in held:
        for key in listed:
            keys[key.id] = HeldKey(
                id=key.id, use=key.use, alg=key.alg, public=key.public, holder=code, since=since
            )
        in_force[code] = (*in_force.get(code, ()), *(key.id for key in listed))
    return {"keys": keys, "in_force": in_force}


def _ended(standing: Standing, ids: tuple[str, ...], move: KeyMove) -> _Changes:
    keys, in_force = dict(standing.keys), dict(standing.in_force)
    for one in ids:
        key = keys[one]
        keys[one] = evolve(key, stage=MOVES[key.stage][move], until=standing.size + 1)
        in_force[key.holder] = tuple(other for other in in_force[key.holder] if other != one)
    powers = {key: one for key, one in standing.powers.items() if key not in ids}
    return {"keys": keys, "in_force": in_force, "powers": powers}


def _replaced(
    standing: Standing, entry: Entry, old: tuple[str, ...], new: NewKey, move: KeyMove
) -> _Changes:
    ended = _ended(standing, old, move)
    held: list[tuple[str, tuple[NewKey, ...]]] = [(entry.envelope.by, (new,))]
    return {**ended, **_enrolled(evolve(standing, **ended), held, standing.size + 1)}


def _consented(standing: Standing, by: str, concerns: tuple[str, str], digest: bytes) -> _Changes:
    given = {**standing.consents.get(concerns, {}), by: digest}
    return {"consents": {**standing.consents, concerns: given}}


def _spent(standing: Standing, act: str, code: str) -> dict[tuple[str, str], Mapping[str, bytes]]:
    rest = standing.consents.items()
    return {concerns: given for concerns, given in rest if concerns != (act, code)}
