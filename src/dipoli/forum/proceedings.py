"""The rules of procedure at work on one record.

The record knows acts; the forum knows what they mean. *Proceedings* stand between: they carry the
standing of the forum along the record, act by act, and rule on the next one. They read the acts
that they have not followed yet through a function that is given, and remember one standing: that
after the last act they followed, together with the head that belongs to it. Asked about another
history they begin again from the first act.

An act in the record that is out of order under the charter changes nothing and is counted as
*void*. In a circle that is open to the host there can be none, unless the host entered what it
ought to have refused. In a sealed circle the host rules on envelopes alone, so that its seats find
them, each by the same rules.

Threads may share *Proceedings*: one at a time follows the record and rules on what it followed.

Source: docs/reference/forum-acts.md.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.faults import CharterError, MalformedError
from dipoli.forum import procedure
from dipoli.forum.act import Act
from dipoli.forum.binding import binds
from dipoli.forum.government_rules import powers_withdrawn
from dipoli.forum.kind import Kind, refuse
from dipoli.forum.opening import begin
from dipoli.forum.register_lines import seat_added, seat_removed
from dipoli.forum.standing import Forum
from dipoli.forum.unseen import can_follow
from dipoli.record import forms
from dipoli.record.act import Entry, read_entry
from dipoli.record.body import PLAIN, Body, read_body, read_plain
from dipoli.record.canon import Json
from dipoli.record.custody import Stored
from dipoli.record.rules import say_only
from dipoli.record.ruling import InOrder, OutOfOrder, Ruling
from dipoli.record.standing import Standing
from dipoli.told import tell

Acts = Callable[[int, int], Sequence[Stored]]
"""Gives the acts of a record from one number up to, not including, another."""

Open = Callable[[Entry, Body], Json]
"""Gives what a body says; None where it cannot be opened. What says null is given as `says`."""

_NOTHING = ""


def says(content: Json) -> Json:
    """What a body that was opened says: null is of no form, and is not taken for a closed body."""
    return _NOTHING if content is None else content


def plain(_entry: Entry, body: Body) -> Json:
    """What a body says where it is not sealed; who has a key gives another function."""
    return says(read_plain(body)) if body.media == PLAIN else None


@frozen(kw_only=True)
class Void:
    """An act that stands in the record and is out of order under the charter.

    Args:
        number: of the act.
        name: of the act.
        by: in whose name it is.
        ruling: why it is out of order.
    """

    number: int
    name: str
    by: str
    ruling: OutOfOrder


class Proceedings:
    """The rules of procedure of one record.

    Args:
        acts: reads the record.
        opener: opens bodies; without it, plain ones alone are read.
    """

    def __init__(self, acts: Acts, opener: Open = plain) -> None:
        self._acts = acts
        self._opener = opener
        self._lock = threading.RLock()
        self._forget()

    def _forget(self) -> None:
        self._size, self._root = 0, b""
        self._forum: Forum | None = None
        self._voids: list[Void] = []

    def at(self, standing: Standing) -> Forum | None:
        """The standing of the forum where the record stands so; None where it has no charter.

        Args:
            standing: of the record.

        Raises:
            MalformedError: an act cannot be read.
        """
        with self._lock:
            if self._size > standing.size or (
                self._size and standing.heads[self._size].root() != self._root
            ):
                self._forget()
            if self._size < standing.size:
                for stored in self._acts(self._size, standing.size):
                    self._follow(stored)
                self._root = standing.root
            return self._forum

    @property
    def void(self) -> tuple[int, ...]:
        """Numbers of acts that stand in the record and are out of order under the charter."""
        return tuple(one.number for one in self.voids)

    @property
    def voids(self) -> tuple[Void, ...]:
        """The same acts, each with its author and why it is out of order."""
        with self._lock:
            return tuple(self._voids)

    def rule(self, standing: Standing, motion: InOrder) -> Ruling:
        """Rule on an act that is none of the record's own; the record's `ForumRule`.

        Rulings:
            In order, or out of order under an article of the charter.
        """
        forum = self.at(standing)
        if forum is None or motion.entry.envelope.name == forms.SAY:
            return say_only(standing, motion)
        unbound = binds(standing, motion)
        if unbound is not None:
            return unbound
        act = act_of(forum, standing.size, motion.entry, self._said(motion), motion.at)
        if isinstance(act, OutOfOrder):
            return act
        # A replay knows the author's time alone. What is entered must be in order by that as well,
        # or whoever rules on the record again would hold it against the host.
        bare = None if act.at is None else evolve(act, at=None)
        return procedure.rule(forum, act) or (bare and procedure.rule(forum, bare)) or motion

    def follows(self, standing: Standing, motion: InOrder) -> bool:
        """Whether all is known on which the ruling and the effect of an act rest."""
        forum = self.at(standing)
        if forum is None or motion.entry.envelope.name not in procedure.KINDS:
            return False
        act = act_of(forum, standing.size, motion.entry, self._said(motion), motion.at)
        return isinstance(act, OutOfOrder) or can_follow(forum, act, procedure.KINDS[act.name])

    def _said(self, motion: InOrder) -> Json:
        return None if motion.body is None else self._opener(motion.entry, motion.body)

    def _follow(self, stored: Stored) -> None:
        entry = read_entry(stored.entry)
        body = None if stored.body is None else read_body(stored.body)
        number, name = stored.index, entry.envelope.name
        self._size = number + 1
        if name == forms.OPEN_CIRCLE and body is not None:
            self._forum = _opened(read_plain(body), entry)
            return
        if self._forum is None:
            return
        self._forum = self._forum.grown(acts=number + 1)
        if name in forms.FORMS and body is not None:
            said = forms.read_form(name, read_plain(body))
            self._forum = _register(self._forum, said, entry.envelope.time)
            if name == forms.WITHDRAW_POWERS:
                by, time = entry.envelope.by, entry.envelope.time
                self._forum = powers_withdrawn(self._forum, by, number, time)
        elif name != forms.SAY:
            content = None if body is None else self._opener(entry, body)
            self._enter(number, entry, content)

    def _enter(self, number: int, entry: Entry, content: Json) -> None:
        assert self._forum is not None  # noqa: S101 - `_follow` asked
        act = act_of(self._forum, number, entry, content, None)
        if isinstance(act, Act):
            ruling = procedure.rule(self._forum, act)
            if ruling is None:
                self._forum = procedure.enter(self._forum, act)
                return
        else:
            ruling = act
        envelope = entry.envelope
        self._voids.append(Void(number=number, name=envelope.name, by=envelope.by, ruling=ruling))


def act_of(
    forum: Forum, number: int, entry: Entry, content: Json, at: str | None
) -> Act | OutOfOrder:
    """An act as the rules of procedure see it.

    Args:
        forum: the standing; a body that has not its form is refused under its charter.
        number: of the act.
        entry: the act.
        content: what its body says; None where it is not at hand.
        at: time of receipt; None when a record is replayed.
    """
    envelope, said = entry.envelope, None
    kind = procedure.KINDS.get(envelope.name)
    if kind is not None and envelope.body_hash is None and _must_say(kind):
        why = tell("The act comes without a body, and so it does not say what it has to say.")
        return refuse(forum, Point.KNOWN_ACT, why, tell("Write the body in the form of the act."))
    if kind is not None and content is not None:
        bare = content
        if isinstance(content, dict):
            bare = {key: value for key, value in content.items() if key != forms.ON_PAPER}
        try:
            said = kind.form.read(bare)
        except MalformedError as fault:
            finding = fault.findings[0]
            why = tell(
                "Expected at {where}: {expected}. Found: {found}.",
                where=finding.where or tell("the body"),
                expected=finding.expected,
                found=finding.found[:200],
            )
            return refuse(forum, Point.KNOWN_ACT, why, tell("Write it in the form of the act."))
    return Act(
        number=number,
        leaf=entry.leaf,
        name=envelope.name,
        by=envelope.by,
        entered_by=envelope.entered_by,
        role=envelope.role,
        object=envelope.object,
        deadline=envelope.deadline,
        time=envelope.time,
        at=at,
        said=said,
        paper=envelope.by != envelope.entered_by,
    )


def _must_say(kind: Kind) -> bool:
    """Whether an act without any body is not of its form."""
    return not kind.envelope_alone or any(field.needed for field in kind.form.fields)


def _opened(content: Json, entry: Entry) -> Forum | None:
    """The beginning; an opening whose charter is none has no rules of procedure at all."""
    said = forms.read_form(forms.OPEN_CIRCLE, content)
    assert isinstance(said, forms.OpenCircle)  # noqa: S101 - the reader of this form gives no other
    try:
        return begin(said, entry.envelope.time)
    except (MalformedError, CharterError):
        return None


def _register(forum: Forum, said: object, time: str) -> Forum:
    """What acts of the register change: who can act in the record at all, and what is withheld."""
    if isinstance(said, forms.SeatPaper):
        return seat_added(forum, said.code)
    if isinstance(said, forms.RemoveSeat):
        return seat_removed(forum, said.code, time)
    if isinstance(said, forms.WithholdBody):
        return forum.grown(withheld=forum.withheld | {said.index})
    return forum
