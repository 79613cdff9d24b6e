"""Exchange rounds on a node: sealing one's own return, holding shares, giving them, reading.

    seal    the own return: a share to the node of each other seat that the round lists
    hold    each share that came is opened and held against its check, and the node says so
    give    once the release is official: its shares, sealed to each reader
    read    with the shares of the others, and its own

A node gives no share before its own copy shows the release, found in order by its own rules, under
a head that a quorum has cosigned; nor while an alarm stands that the record is not one; nor, where
the release rests on the deadline, before its own clock has passed that. It makes no difference who
asks, or how often. After that it gives to every reader at once, so that nobody can hold its own
return back once it has read: a return is opened by the shares of the others.

Who is trusted: enough holders, together, to keep to this; the quorum, not to cosign two histories;
this node's clock. Who could collude: as many holders as open a return read it early, and no other
sees it; the host alone, and the host with fewer, do not. What each side learns: who handed in and
when, and the length class; the text, those who handed in, after the release.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dipoli.faults import CredentialError, RecordError, RefusedError, SealedError
from dipoli.forum.exchange import Return, Round, shares_needed
from dipoli.forum.exchange_forms import Given, Submitted
from dipoli.forum.exchange_owed import held_as, holders_of, readers, to_give, to_hold
from dipoli.forum.procedure import KINDS
from dipoli.forum.standing import Forum
from dipoli.node.alarm import Alarm, AlarmKind
from dipoli.node.box import Chance, KeyBox, sealing
from dipoli.node.node import Node
from dipoli.node.official import Official
from dipoli.node.opening import opener_of, proceedings
from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.record.canon import Json, to_base64
from dipoli.record.keys import KeyUse
from dipoli.record.sealed_return import (
    SEED_BYTES,
    Opened,
    Passing,
    Place,
    SealedReturn,
    give_shares,
    open_return,
    open_share,
    seal_return,
    take_shares,
)
from dipoli.record.standing import Standing

Said = Callable[[int], Any]
"""What the act of a number says, in the value of its form; None where it cannot be read here."""

NOT_ONE = frozenset(
    {
        AlarmKind.SPLIT_VIEW,
        AlarmKind.ROLLBACK,
        AlarmKind.BAD_ENTRY,
        AlarmKind.OUT_OF_ORDER,
        AlarmKind.FALSE_HEAD,
        AlarmKind.AFTER_MOVE,
        AlarmKind.OTHER_HISTORY,
    }
)
"""Alarms under which no share is given: the record may not be what the others see."""


@frozen(kw_only=True)
class AtRound:
    """A round, as this node's own copy has it.

    Args:
        standing: of the record.
        forum: of the rules of procedure.
        round_: the round.
        box: keys of the seat.
        said: what an act says.
    """

    standing: Standing = field(repr=False)
    forum: Forum = field(repr=False)
    round_: Round
    box: KeyBox
    said: Said = field(repr=False)

    def place(self, one: Return) -> Place:
        """Where a return belongs."""
        return self._place(one.by, one.holders, one.needed, one.reader)

    def new_place(self) -> Place:
        """Where the own return belongs that is handed in now.

        Raises:
            RefusedError: there are too few to hold shares of it.
        """
        holders = holders_of(self.forum, self.round_, self.box.code)
        needed = shares_needed(self.forum.charter.exchange.shares, len(holders))
        if len(holders) < needed:
            message = f"{len(holders)} nodes would hold shares of the return; {needed} open it."
            raise RefusedError(message)
        return self._place(self.box.code, holders, needed, self.box.newest(KeyUse.SEAL).public)

    def _place(self, seat: str, holders: tuple[str, ...], needed: int, reader: bytes) -> Place:
        return Place(
            origin=self.standing.origin,
            round_=self.round_.id,
            announced=self.round_.leaf,
            seat=seat,
            holders=holders,
            needed=needed,
            reader=reader,
        )

    def passing(self, holder: str, reader: str) -> Passing:
        """Between whom shares pass."""
        return Passing(
            origin=self.standing.origin,
            round_=self.round_.id,
            announced=self.round_.leaf,
            holder=holder,
            reader=reader,
        )

    def sealed(self, one: Return) -> SealedReturn | None:
        """A return as it was handed in; None where the act cannot be read here."""
        said = self.said(one.number)
        if not isinstance(said, Submitted):
            return None
        return SealedReturn(ciphertext=said.ciphertext, checks=said.checks, shares=said.shares)

    def own_share(self, one: Return) -> bytes:
        """This node's own share of a return, which agrees with its check.

        Raises:
            SealedError: it holds none, or it does not open with any key, or is another.
        """
        code, sealed = held_as(self.forum, one, self.box.code), self.sealed(one)
        if code is None or sealed is None:
            message = f"This node holds no share of the return of {one.by} that it can read."
            raise SealedError(message)
        place, fault = self.place(one), SealedError("This box has no sealing key.")
        for key in self.box.of(KeyUse.SEAL):
            try:
                return open_share(sealed, place, code, sealing(key))
            except SealedError as error:
                fault = error
        raise fault


def at_round(node: Node, circle: str, box: KeyBox, name: str) -> AtRound:
    """A round, as this node's own copy has it.

    Args:
        node: with its copy of the record.
        circle: name or origin.
        box: keys of the seat.
        name: short name of the round.

    Raises:
        RecordError: the circle has no charter, or no such round.
    """
    standing = node.standing(circle)
    forum = proceedings(node, circle, box).at(standing)
    one = None if forum is None else forum.exchanges.get(name)
    if forum is None or one is None:
        message = f"The copy of {standing.origin} shows no exchange round {name}. Look again."
        raise RecordError(message)
    opener = opener_of(node, circle, box)

    def said(number: int) -> Any:  # noqa: ANN401 - a value of any form
        (act,) = node.acts(circle, number, number + 1)
        entry = read_entry(act.entry)
        if act.body is None:
            return None
        content = opener(entry, read_body(act.body))
        if isinstance(content, dict):
            content = {key: value for key, value in content.items() if key != "on_paper"}
        return None if content is None else KINDS[entry.envelope.name].form.read(content)

    return AtRound(standing=standing, forum=forum, round_=one, box=box, said=said)


# ---------------------------------------------------------------- sealing


def sealed_content(at: AtRound, text: bytes, chance: Chance) -> dict[str, Json]:
    """The content of ``exchange.submit/1`` for the own return.

    Args:
        at: the round.
        text: what the return says.
        chance: gives fresh random bytes.

    Raises:
        RefusedError: it is too long, or there are too few holders.
        CredentialError: a seat that the round lists as a holder has no sealing key.
    """
    place, keys = at.new_place(), dict[str, bytes]()
    for code in place.holders:
        held = at.standing.keys_of(code, KeyUse.SEAL)
        if not held:
            message = (
                f"{code} is listed as a holder and has no sealing key in this record. Nothing was "
                "sealed: ask for another announcement."
            )
            raise CredentialError(message)
        keys[code] = held[-1].public
    made = seal_return(text, place, keys, chance(SEED_BYTES))
    return {
        "holders": list(place.holders),
        "needed": place.needed,
        "reader": to_base64(place.reader),
        "checks": [to_base64(one) for one in made.checks],
        "shares": [to_base64(one) for one in made.shares],
        "ciphertext": to_base64(made.ciphertext),
    }


# ---------------------------------------------------------------- holding


@frozen(kw_only=True)
class Checked:
    """What this node found when it opened its shares.

    Args:
        good: leaf hashes of returns whose share is good.
        told: of each other one, a sentence.
    """

    good: tuple[bytes, ...]
    told: tuple[str, ...]


def check_shares(at: AtRound) -> Checked:
    """Open the own share of each return of which the node has not said yet that it is good."""
    good, told = list[bytes](), list[str]()
    for one in to_hold(at.forum, at.round_, at.box.code):
        try:
            at.own_share(one)
        except SealedError as fault:
            told.append(f"The share of the return of {one.by} is not good. {fault.why}")
        else:
            good.append(one.leaf)
    return Checked(good=tuple(good), told=tuple(told))


def hold_content(checked: Checked) -> dict[str, Json]:
    """The content of ``exchange.hold/1``."""
    return {"returns": [to_base64(leaf) for leaf in checked.good]}


# ---------------------------------------------------------------- giving


def check_release(
    at: AtRound, official: Official | None, alarms: Iterable[Alarm], now: str
) -> Mapping[str, tuple[Return, ...]]:
    """What this node gives now: code of each reader, to the returns of which it gives a share.

    Args:
        at: the round.
        official: the newest official head of this node's own copy; None before the first.
        alarms: that stand in this circle.
        now: the time of this machine, in UTC.

    Raises:
        RefusedError: nothing is given now; it says why.
    """
    due = to_give(at.forum, at.round_, at.box.code)
    message = ""
    if not due:
        message = f"Nothing of {at.round_.id} is released for which this node owes a share."
    for alarm in alarms:
        if alarm.kind in NOT_ONE:
            message = (
                f"An alarm stands: {alarm.kind.value}. No share is given before it is settled."
            )
    size = official.size if official is not None and official.is_official else 0
    released = readers(at.round_)
    if due and max(int(one.released or 0) for one in released) >= size:
        message = message or (
            "The release stands in the record, and no head that covers it is cosigned by a quorum "
            "yet. No share is given before."
        )
    if len(released) < len(at.round_.named) and now <= at.round_.until:
        message = message or (
            f"The release rests on the deadline {at.round_.until}, and the clock of this machine "
            f"shows {now}. No share is given before."
        )
    if message:
        raise RefusedError(message)
    return due


def share_content(at: AtRound, due: Mapping[str, tuple[Return, ...]]) -> dict[str, Json]:
    """The content of ``exchange.share/1``: the own shares, sealed to each reader.

    Args:
        at: the round.
        due: what `check_release` gave.

    Raises:
        RefusedError: none of the shares is good.
    """
    keys = {one.by: one.reader for one in readers(at.round_)}
    found, sealed = list[Json](), list[Json]()
    for code, returns in due.items():
        shares = dict(_good(at, returns))
        try:
            papers = give_shares(shares, at.passing(at.box.code, code), keys[code])
        except CredentialError:
            continue  # a reader with a key that nothing can be sealed to shut itself out
        found.append(code)
        sealed.append(to_base64(papers))
    if not found:
        message = "No reader has a key to which a share can be sealed. Nothing was given."
        raise RefusedError(message)
    return {"readers": found, "shares": sealed}


def _good(at: AtRound, returns: Iterable[Return]) -> Iterator[tuple[str, bytes]]:
    for one in returns:
        try:
            yield one.by, at.own_share(one)
        except SealedError:
            continue


# ---------------------------------------------------------------- reading


@frozen(kw_only=True)
class Read:
    """A return of another seat, as this seat can read it.

    Args:
        seat: whose it is.
        by: the code under which it was sealed.
        late: the day of its act where it came late; None where it came in time.
        opened: what came of opening it; None where it is not released, or not to this seat.
    """

    seat: str
    by: str
    late: str | None
    opened: Opened | None


def read_returns(at: AtRound) -> tuple[Read, ...]:
    """The returns of the others, in the order in which their seats are named."""
    own = at.round_.returns.get(at.box.code)
    reads = own is not None and own.released is not None
    given = dict(_given(at, own)) if reads and own is not None else {}
    found = []
    for seat in at.round_.named:
        one = at.round_.returns.get(seat)
        if one is None or seat == at.box.code:
            continue
        late = one.time[:10] if at.round_.is_late(one) else None
        opened = _opened(at, one, given) if reads and one.released is not None else None
        found.append(Read(seat=seat, by=one.by, late=late, opened=opened))
    return tuple(found)


def _given(at: AtRound, own: Return) -> Iterator[tuple[str, dict[str, bytes]]]:
    """What each holder gave to this seat, the last first merged under what came later."""
    private = _reading_key(at.box, own)
    merged = dict[str, dict[str, bytes]]()
    for number in sorted(at.round_.gave):
        holder, said = at.round_.gave[number], at.said(number)
        if private is None or not isinstance(said, Given) or own.by not in said.readers:
            continue
        sealed = said.shares[said.readers.index(own.by)]
        try:
            shares = take_shares(sealed, at.passing(holder, own.by), private)
        except SealedError:
            continue
        merged[holder] = {**merged.get(holder, {}), **shares}
    yield from merged.items()


def _reading_key(box: KeyBox, own: Return) -> X25519PrivateKey | None:
    found = (key for key in box.of(KeyUse.SEAL) if key.public == own.reader)
    return next((sealing(key) for key in found), None)


def _opened(at: AtRound, one: Return, given: Mapping[str, Mapping[str, bytes]]) -> Opened:
    sealed, shares = at.sealed(one), dict[str, bytes]()
    if sealed is None:
        return Opened(text=None, wrong=(), told="Its act cannot be read here.")
    for holder, papers in given.items():
        code = held_as(at.forum, one, at.forum.heir(holder))
        if code is not None and one.by in papers:
            shares[code] = papers[one.by]
    with contextlib.suppress(SealedError):
        shares[held_as(at.forum, one, at.box.code) or ""] = at.own_share(one)
    return open_return(sealed, at.place(one), shares)
