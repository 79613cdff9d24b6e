"""The hall: circles at work side by side, each through its own door, with a clock that is told.

An act of a demonstration is written and signed as any other: by the key of its seat, or, where the
seat takes part on paper, by the secretariat's hand. It is sent through the one door of the office
of its circle, which rules on it. A script whose act is refused is at fault, and stops.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dipoli.demonstration.chance import stream
from dipoli.demonstration.sealing import opener, wrap_with
from dipoli.forum.bodies_rules import DELEGATION, beginning
from dipoli.forum.chair import DEPUTY
from dipoli.forum.opening import write_mandate
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.standing import Forum
from dipoli.record import forms
from dipoli.record.canon import Json, to_base64
from dipoli.record.keys import X25519, KeyUse
from dipoli.record.parcel import Parcel
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing
from dipoli.secretariat.office import Office
from dipoli.secretariat.own_acts import Hand, listed_key, write_act
from dipoli.secretariat.premises import Premises, make_premises
from dipoli.secretariat.receive import Receipted

OFFICE = "SECRETARIAT"
MINUTE = timedelta(minutes=1)


class ScriptError(RuntimeError):
    """An act of the script is out of order: the script or the rules are to be mended."""


@frozen(kw_only=True)
class Done:
    """An act that stands in a record: its number and its leaf hash."""

    number: int
    leaf: bytes


@define(kw_only=True, eq=False)
class Circle:
    """One circle with its office.

    Args:
        id: of the circle.
        office: that keeps its record.
        proceedings: the rules at work on it, as its seats see it: they open what is sealed.
        hands: seat to its key; a seat without one takes part on paper.
        role: in which its seats act, where not as delegations.
    """

    id: str
    office: Office = field(repr=False)
    proceedings: Proceedings = field(repr=False)
    hands: Mapping[str, Hand] = field(repr=False)
    role: str | None = None
    count: dict[str, int] = field(factory=dict)

    @property
    def standing(self) -> Standing:
        """Of the record."""
        return self.office.standing

    @property
    def forum(self) -> Forum:
        """Of the rules of procedure."""
        forum = self.proceedings.at(self.office.standing)
        if forum is None:
            message = f"{self.id} has no charter"
            raise ScriptError(message)
        return forum

    def name(self, stem: str) -> str:
        """The next free short name with a stem, such as P12."""
        number = self.count.get(stem, 0) + 1
        self.count[stem] = number
        return f"{stem}{number}"


@define(kw_only=True, eq=False)
class Hall:
    """The circles of one demonstration.

    Args:
        folder: in which the offices lie.
        forum: id of the forum.
        keys: seat to its key; a seat without one takes part on paper.
        sealing: seat to the key to which others seal for it.
        now: the time; the script moves it, and each act by a minute or more.
        told: hears of the progress: the time and how many acts.
    """

    folder: Path
    forum: str
    keys: Mapping[str, Ed25519PrivateKey] = field(repr=False)
    sealing: Mapping[str, X25519PrivateKey] = field(repr=False)
    now: datetime
    told: Callable[[datetime, int], None] = field(repr=False, default=lambda _now, _acts: None)
    circles: dict[str, Circle] = field(factory=dict)
    acts: int = 0
    stack: ExitStack = field(factory=ExitStack, repr=False)

    def open(  # noqa: PLR0913 - what an opening says
        self,
        circle: str,
        title: str,
        charter: str,
        seats: Sequence[str],
        *,
        forum: str | None = None,
        parent: Mapping[str, Json] | None = None,
        role: str | None = None,
        sealed: bool = False,
    ) -> Circle:
        """Make an office, and open its circle.

        Args:
            circle: id of the circle.
            title: of it.
            charter: the text that its opening carries.
            seats: who sits from the beginning.
            forum: id of the forum, where it is another than that of the hall.
            parent: the act of the circle above that called it.
            role: in which its seats act.
            sealed: whether its texts are sealed against the host; then no seat is on paper.
        """
        at = forum or self.forum
        folder = self.folder / "offices" / (circle if forum is None else f"before-{circle}")
        premises = Premises(folder=folder, forum=at, circle=circle, code=OFFICE)
        chance = stream("office", at, circle)
        keys = make_premises(premises, chance)
        premises.create(keys, self.now)
        custody = self.stack.enter_context(premises.at_work(keys, chance)).custody
        office = Office(
            custody=custody,
            log=premises.signer(keys),
            keeper=keys.keeper,
            chance=chance,
            code=OFFICE,
            forum_rule=Proceedings(custody.read).rule,
        )
        listed: list[Json] = [
            _seat(code, self.keys.get(code), self.sealing.get(code)) for code in seats
        ]
        paper: dict[str, Json] = {
            "title": title, "sealed": sealed, "seats": listed, "charter": charter,
            "parent": None if parent is None else dict(parent),
        }  # fmt: skip
        self._entered(office.open_circle(paper, self.now), "circle.open/1", circle)
        hands = {
            code: _hand(code, key, stream("hand", at, circle, code))
            for code, key in self.keys.items()
        }
        proceedings = Proceedings(custody.read, opener(self.sealing.values()))
        made = Circle(id=circle, office=office, proceedings=proceedings, hands=hands, role=role)
        self.circles[folder.name] = made
        return made

    def open_body(
        self, parent: Circle, name: str, circle: str, *, role: str | None = None
    ) -> Circle:
        """Open the record of a body, as the circle above called it.

        Args:
            parent: the circle above.
            name: short name of the body there.
            circle: id of its own circle.
            role: in which its seats act.
        """
        body = parent.forum.bodies[name]
        mandate = beginning(parent.forum, name, parent.id, write_time(self.now))
        entry = parent.office.custody.read(body.number, body.number + 1)[0]
        parcel = Parcel(entry=entry.entry, body=entry.body)
        leaf = hashlib.sha256(b"\0" + parcel.entry).digest()
        cited: dict[str, Json] = {
            "origin": parent.standing.origin, "size": parent.standing.size,
            "leaf": to_base64(leaf), "note": None,
        }  # fmt: skip
        return self.open(
            circle, body.title, write_mandate(mandate), body.seats, parent=cited, role=role
        )

    def do(  # noqa: PLR0913 - what an act says
        self,
        circle: Circle,
        by: str,
        name: str,
        about: str = "",
        text: str | None = None,
        /,
        *,
        deadline: datetime | None = None,
        role: str | None = None,
        minutes: int = 1,
        **said: Any,  # noqa: ANN401 - fields of several types
    ) -> Done:
        """Enter an act that must be in order.

        Args:
            circle: in which.
            by: whose act it is.
            name: of the act, without its form number.
            about: short name of what it is about.
            text: the text of its line.
            deadline: until when something is awaited.
            role: in what capacity; the usual one when None.
            minutes: from this act to the next.
            said: the other fields.

        Raises:
            ScriptError: it is out of order.
        """
        full = f"{name}/1"
        parcel = self._parcel(circle, by, full, about, _content(full, text, said), deadline, role)
        answer = circle.office.receive(parcel.entry, parcel.body, self.now)
        done = self._entered(answer, f"{by} {name} {about}", circle.id)
        _check_in_order(circle)
        self.now += MINUTE * minutes
        leaf = hashlib.sha256(b"\0" + parcel.entry).digest()
        return Done(number=done.index, leaf=leaf)

    def register(
        self, circle: Circle, name: str, content: Mapping[str, Json], by: str | None = None
    ) -> None:
        """Enter an act of the register: by the secretariat, or by a seat with its key."""
        if by is None or by not in circle.hands:
            said = dict(content)
            if by is not None:
                said[forms.ON_PAPER] = self._on_paper(by, name, "")
            self._entered(circle.office.act(name, said, self.now, by), name, circle.id)
        else:
            parcel = write_act(
                circle.standing, circle.hands[by], name, content, at=self.now, by=by,
                role="delegation",
            )  # fmt: skip
            answer = circle.office.receive(parcel.entry, parcel.body, self.now)
            self._entered(answer, name, circle.id)
        self.now += MINUTE

    def listed(self, code: str) -> list[Json]:
        """The keys of a seat, as an opening or a new seat lists them."""
        listed = _seat(code, self.keys.get(code), self.sealing.get(code))["keys"]
        assert isinstance(listed, list)  # noqa: S101 - it was made as one
        return listed

    def close(self) -> None:
        """Carry the static files up to the heads, and let go of the records."""
        self.stack.close()

    # ------------------------------------------------------------ steps

    def _parcel(  # noqa: PLR0913, PLR0917 - what an act says
        self,
        circle: Circle,
        by: str,
        name: str,
        about: str,
        content: dict[str, Json],
        until: datetime | None,
        role: str | None,
    ) -> Parcel:
        deadline = None if until is None else write_time(until)
        own = by == OFFICE
        hand = circle.hands.get(by)
        capacity = role or (None if own else self._role(circle, by, name))
        if own or hand is None:
            if not own:
                content[forms.ON_PAPER] = self._on_paper(by, name, about)
                capacity = capacity if capacity in {DEPUTY, "personal"} else None
            return circle.office.write(
                name, content, self.now, None if own else by, about=about, deadline=deadline,
                role=capacity,
            )  # fmt: skip
        return write_act(
            circle.standing, hand, name, content, at=self.now, by=by, about=about,
            deadline=deadline, role=capacity,
        )  # fmt: skip

    def _role(self, circle: Circle, by: str, name: str) -> str:
        """The usual capacity: the chair's own delegation speaks through its deputy."""
        kind = KINDS.get(name)
        deputy = kind is not None and kind.who in DELEGATION and by in circle.forum.chair
        return DEPUTY if deputy else circle.role or "delegation"

    def _on_paper(self, by: str, name: str, about: str) -> dict[str, Json]:
        """Two persons of the secretariat, and the hash of the scan."""
        note = f"Note verbale of {by}: {name} {about}, {write_time(self.now)}"
        scan = to_base64(hashlib.sha256(note.encode()).digest())
        return {"persons": ["Registrar of the secretariat", "Deputy registrar"], "scan": scan}

    def _entered(self, answer: object, what: str, circle: str) -> Receipted:
        if not isinstance(answer, Receipted):
            ruling = getattr(answer, "ruling", answer)
            message = f"{write_time(self.now)} {circle}: {what}: {ruling}"
            raise ScriptError(message)
        self.acts += 1
        self.told(self.now, self.acts)
        return answer


def _hand(code: str, key: Ed25519PrivateKey, chance: Callable[[int], bytes]) -> Hand:
    """What one chance gives, the keys of sealed bodies included, is the same each time."""
    return Hand(code=code, key=key, chance=chance, wrap=wrap_with(chance))


def _check_in_order(circle: Circle) -> None:
    """Hold an act of a sealed circle against the rules, as its seats do.

    The host rules on envelopes alone there, so that its receipt says nothing of the text.

    Raises:
        ScriptError: it is out of order.
    """
    if not circle.standing.is_sealed:
        return
    circle.proceedings.at(circle.standing)
    for void in circle.proceedings.voids:
        message = f"{circle.id}: {void.by} {void.name}: {void.ruling}"
        raise ScriptError(message)


def _seat(
    code: str, key: Ed25519PrivateKey | None, seal: X25519PrivateKey | None
) -> dict[str, Json]:
    keys: list[Json] = [] if key is None else [listed_key(key)]
    if key is not None and seal is not None:
        public = to_base64(seal.public_key().public_bytes_raw())
        keys.append({"use": KeyUse.SEAL.value, "alg": X25519, "public": public})
    return {"code": code, "keys": keys, "paper": key is None}


def _content(name: str, text: str | None, said: Mapping[str, Any]) -> dict[str, Json]:
    """The content of a body, every field of its form there."""
    form = KINDS[name].form
    given = dict(said)
    if text is not None and form.text is not None:
        given[form.text] = text
    unknown = set(given) - {one.name for one in form.fields}
    if unknown or (text is not None and form.text is None):
        message = f"{name} does not say {', '.join(sorted(unknown)) or 'a text'}"
        raise ScriptError(message)
    return {one.name: _json(given.get(one.name, [] if one.many else None)) for one in form.fields}


def _json(value: Any) -> Json:  # noqa: ANN401 - a value of any field
    if isinstance(value, datetime):
        return write_time(value)
    if isinstance(value, bytes):
        return to_base64(value)
    if isinstance(value, (list, tuple)):
        return [_json(item) for item in value]
    said: Json = value
    return said


# ---------------------------------------------------------------- the order of time

Episode = Iterator[datetime]
"""A story that is told in steps; between two steps it says when it goes on."""


def play(hall: Hall, episodes: Sequence[Episode], end: datetime) -> None:
    """Let stories run beside each other, in the order of time, up to an end.

    Args:
        hall: in which they run; its clock goes on to each step.
        episodes: the stories; one that ends is over.
        end: from which on nothing is done.
    """
    waiting = [(next(one, None), number, one) for number, one in enumerate(episodes)]
    while True:
        due = [(when, number, one) for when, number, one in waiting if when is not None]
        if not due:
            return
        when, number, one = min(due, key=lambda step: (step[0], step[1]))
        if when >= end:
            return
        hall.now = max(hall.now, when)
        waiting[number] = (next(one, None), number, one)
