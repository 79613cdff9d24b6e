"""Stories of exchange rounds: sealed returns, one that comes late, one release for all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from attrs import define, evolve, field
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dipoli.demonstration.chance import stream
from dipoli.demonstration.exercise import DAY, HOUR, Exercise
from dipoli.demonstration.parties import CODES, NODES, PAPER, english
from dipoli.demonstration.sealing import seal_with
from dipoli.forum.exchange import Return, Round, shares_needed
from dipoli.forum.exchange_owed import held_as, holders_of, to_give, to_hold
from dipoli.record.canon import Json, canonical, to_base64
from dipoli.record.sealed_return import (
    Passing,
    Place,
    SealedReturn,
    open_share,
    seal_return,
)

_SEED = 32


@define(kw_only=True, eq=False)
class Sealing:
    """One round, with what each node has in its drawer.

    Args:
        x: the exercise.
        name: of the round.
        chance: the worthless chance of all its nodes.
        returns: seat to its return, as it was handed in.
    """

    x: Exercise
    name: str
    chance: Any = field(repr=False)
    returns: dict[str, SealedReturn] = field(factory=dict)

    @property
    def round_(self) -> Round:
        """As it stands."""
        return self.x.forum.exchanges[self.name]

    def reader(self, code: str) -> X25519PrivateKey:
        """By which a seat reads; the paper seat has a key of its own, kept by its officer."""
        held = self.x.hall.sealing.get(code)
        own = stream("seal", code)(_SEED)
        return held if held is not None else X25519PrivateKey.from_private_bytes(own)

    def place(self, code: str, holders: tuple[str, ...], needed: int, reader: bytes) -> Place:
        """Where a return belongs."""
        return Place(
            origin=self.x.plenary.standing.origin, round_=self.name, announced=self.round_.leaf,
            seat=code, holders=holders, needed=needed, reader=reader,
        )  # fmt: skip

    def submit(self, code: str, text: str) -> None:
        """A seat seals its return and hands it in."""
        x = self.x
        holders = holders_of(x.forum, self.round_, code)
        needed = shares_needed(x.forum.charter.exchange.shares, len(holders))
        public = self.reader(code).public_key().public_bytes_raw()
        place = self.place(code, holders, needed, public)
        keys = {one: x.hall.sealing[one].public_key().public_bytes_raw() for one in holders}
        made = seal_return(text.encode(), place, keys, self.chance(_SEED))
        shares = tuple(
            seal_with(self.chance(_SEED), open_share(made, place, one, x.hall.sealing[one]),
                      keys[one], place.tie("share", one))
            for one in holders
        )  # fmt: skip
        sealed = evolve(made, shares=shares)
        self.returns[code] = sealed
        x.do(code, "exchange.submit", self.name, holders=list(holders), needed=needed,
             reader=public, checks=list(sealed.checks), shares=list(shares),
             ciphertext=sealed.ciphertext)  # fmt: skip

    def hold(self, code: str) -> None:
        """A node says that its shares are good."""
        due = to_hold(self.x.forum, self.round_, code)
        if due:
            self.x.do(code, "exchange.hold", self.name, returns=[one.leaf for one in due])

    def share(self, code: str) -> None:
        """After the release a node gives its shares, sealed to each reader."""
        given = to_give(self.x.forum, self.round_, code)
        papers = [self._given(code, reader, returns) for reader, returns in given.items()]
        if papers:
            self.x.do(code, "exchange.share", self.name, readers=list(given), shares=papers)

    def _given(self, holder: str, reader: str, returns: tuple[Return, ...]) -> bytes:
        told: dict[str, Json] = {}
        for one in returns:
            place = self.place(one.by, one.holders, one.needed, one.reader)
            as_ = held_as(self.x.forum, one, holder) or holder
            share = open_share(self.returns[one.by], place, as_, self.x.hall.sealing[holder])
            told[one.by] = to_base64(share)
        passing = Passing(
            origin=self.x.plenary.standing.origin, round_=self.name,
            announced=self.round_.leaf, holder=holder, reader=reader,
        )  # fmt: skip
        public = self.round_.returns[reader].reader
        return seal_with(self.chance(_SEED), canonical(told), public, passing.tie())


def _announced(x: Exercise, by: str, title: str, days: int, least: int, otherwise: str) -> Sealing:
    name = x.plenary.name("XR")
    x.do(by, "exchange.announce", name, title, named=list(CODES), holders=list(NODES), least=least,
         otherwise=otherwise, opens=x.hall.now + DAY, deadline=x.later(days, 12))  # fmt: skip
    return Sealing(x=x, name=name, chance=stream("round", name))


def _text(code: str, year: int) -> str:
    return (
        f"Coast guard of {english(code)}, as of 1 January {year}: stations, boats, hours of duty."
    )


def yearly(x: Exercise) -> Iterator[datetime]:
    """Two years' rounds: a late return in the first, questions and answers, shares for all."""
    for number, start in enumerate((340, 690)):
        yield x.day(start)
        year = x.hall.now.year + 1
        one = _announced(x, "XTV", f"Annual exchange on coast guards, {year}", 16, 5,
                         "released-among-those")  # fmt: skip
        yield x.hall.now + DAY + HOUR
        x.office("exchange.open", one.name)
        late = "XHA" if number == 0 else ""
        for code in CODES:
            yield x.hall.now + 20 * HOUR
            if code != late:
                one.submit(code, _text(code, year))
        for code in NODES:
            one.hold(code)
        yield datetime.fromisoformat(one.round_.until) + HOUR
        if late:
            x.office("exchange.release", one.name, "The deadline has passed; six have come.")
            one.submit(late, _text(late, year))
            for code in NODES:
                one.hold(code)
        x.office("exchange.release", one.name)
        yield from _after(x, one)


def _after(x: Exercise, one: Sealing) -> Iterator[datetime]:
    """Shares, the note verbale to the paper seat, questions, answers, the end."""
    yield x.later(1)
    for code in NODES:
        one.share(code)
    x.office("exchange.serve", one.name, "Note verbale 31, with six returns", seat=PAPER)
    asked = x.do("XKS", "exchange.ask", one.name, "How many stations are new?", to="XOR")
    yield x.later(4)
    x.do("XOR", "exchange.answer", one.name, "Two, both on the northern shore.",
         question=asked.number)  # fmt: skip
    yield x.later(10)
    x.do(x.chair(), "exchange.close", one.name)


def lapsed(x: Exercise) -> Iterator[datetime]:
    """A round on port police for which too few hand in a return."""
    yield x.day(450)
    one = _announced(x, "XUL", "Exchange on port police", 10, 6, "lapses")
    yield x.hall.now + DAY + HOUR
    x.office("exchange.open", one.name)
    for code in ("XUL", "XOR"):
        one.submit(code, f"Port police of {english(code)}.")
    yield x.later(14)
    x.office("exchange.lapse", one.name, "Two came; six were asked for.")


STORIES = (yearly, lapsed)
