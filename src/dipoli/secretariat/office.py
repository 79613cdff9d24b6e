"""The office: one record, the hand that signs for it, and the one door to it.

The standing is built from the record by replay, and is nothing else than that: a new office on the
same record stands where the old one stood. Several offices may keep one record; the depositary
lets one append at a time, and the other reads on, rules again and tries again.

The steps of ``receive``, and what is true if we crash after each:

    read on     nothing was promised, nothing was entered
    rule        the same; the author has no answer, and sends again
    certify     a signed head exists in memory only; it is shown to nobody before it is kept
    append      the act is entered, for ever; the author has no receipt, but the record has the act
    withhold    the body is gone; if we crashed before, the next office to start sees it and does it
    receipt     the promise is given, and was kept before it was given
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from attrs import define, field
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import CredentialError, RecordError, StaleHeadError, TamperedError
from dipoli.record import forms
from dipoli.record.canon import Json, to_base64
from dipoli.record.custody import Custody, Head
from dipoli.record.drafting import Draft, Wish, draft_as
from dipoli.record.keys import KeyUse
from dipoli.record.note import Signer, write_key
from dipoli.record.parcel import Parcel
from dipoli.record.rules import ForumRule, rule, say_only
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import (
    beginning,
    certify,
    check_cosignatures,
    check_head,
    other_host,
    receipt_for,
    refusal_for,
    seconds,
)
from dipoli.secretariat.own_acts import Hand, listed_key, write_act
from dipoli.secretariat.publish import publish
from dipoli.secretariat.receive import Answer, Due, Receipted, Refused, decide, replay, withheld_by
from dipoli.secretariat.settings import Settings
from dipoli.terms import counted
from dipoli.told import tell

_CHUNK = 1000


@define(kw_only=True, eq=False)
class Office:
    """The secretariat of one circle at work. Threads may share it.

    Args:
        custody: the keeper of the record, which exists.
        log: the key that signs heads, receipts and refusals; its name is the origin.
        keeper: the key with which the secretariat signs its own acts.
        code: the code of the secretariat.
        chance: gives so many fresh random bytes.
        settings: what a host may choose.
        forum_rule: rules on acts that are none of the record's own.

    Raises:
        RecordError: the record cannot be read.
        TamperedError: it does not agree with itself.
        CredentialError: its head is not signed by the log key in force.
    """

    custody: Custody
    log: Signer = field(repr=False)
    keeper: Ed25519PrivateKey = field(repr=False)
    chance: Callable[[int], bytes] = field(repr=False)
    code: str = "SECRETARIAT"
    settings: Settings = field(factory=Settings)
    forum_rule: ForumRule = say_only
    _standing: Standing = field(init=False, repr=False)
    _timed: int = field(init=False, default=0)
    _note: bytes = field(init=False, default=b"", repr=False)
    _lock: threading.RLock = field(init=False, factory=threading.RLock, repr=False)

    def __attrs_post_init__(self) -> None:
        """Read the record from its first act, and finish what a crash left undone."""
        self._standing = beginning(self.log.name)
        self._read_on()
        for index in self._standing.withheld:
            # Crash now or before: the act says withheld, and the next start comes by here again.
            if self.custody.read(index, index + 1)[0].body is not None:
                self.custody.withhold(index)

    @property
    def standing(self) -> Standing:
        """The circle as it stands now, acts of other offices included."""
        with self._lock:
            return self._read_on()

    def receive(self, data: bytes, body: bytes | None, at: datetime) -> Answer:
        """The one door.

        Args:
            data: the entry, as it came: any bytes.
            body: its body, as it came: any bytes; None when none came.
            at: the time, with its zone.

        Returns:
            A receipt, or a refusal with clause, reason and remedy; both signed.

        Raises:
            StaleHeadError: others came first, as often as the settings allow. Nothing was entered.
            RecordError: the act was not acknowledged; it says why and what to do.
            ValueError: the time has no zone.
        """
        seconds(at)
        with self._lock:
            for left in reversed(range(self.settings.attempts)):
                # Another office may have entered acts: a refusal by an old standing is unjust.
                standing = self._read_on()
                came = self._came(at)
                answer = self._decide(standing, data, body, came)
                if isinstance(answer, OutOfOrder):
                    # Crash now: nothing was entered, then or ever, by this act.
                    note = refusal_for((data, body), answer, standing, self.log, came)
                    return Refused(note=note, ruling=answer)
                try:
                    checkpoint = self._enter(answer, seconds(came))
                except StaleHeadError:
                    # Crash now: nothing of this act was kept. The head that was signed for it is
                    # dropped unseen: beside the one of the act that came first it would be a lie.
                    if not left:
                        raise
                    continue
                return self._receipted(answer, checkpoint, came)
        message = "the settings allow at least one attempt"
        raise RuntimeError(message)

    def open_circle(self, paper: Mapping[str, Json], at: datetime) -> Answer:
        """Open the circle by the secretariat's own act, the first of the record.

        Args:
            paper: what the founders agreed, in the form of ``circle.open/1``: title, sealed,
                seats; and quorum, charter and parent where they are not the usual ones. The
                secretariat and the log key are this office's own, and are added here.
            at: the time, with its zone.

        Rulings:
            R8 when the circle is open already; R6 and R21 to R24 when the paper does not hold.
        """
        key = listed_key(self.keeper)
        usual: dict[str, Json] = {
            "quorum": {"numerator": 2, "denominator": 3},
            "charter": None,
            "parent": None,
        }
        own: dict[str, Json] = {
            "secretariat": {"code": self.code, "keys": [key]},
            "log_key": write_key(self.log.verifier),
        }
        return self.act(forms.OPEN_CIRCLE, {**usual, **paper, **own}, at)

    def withhold(self, index: int, *, who: str, law: str, at: datetime) -> Answer:
        """Withhold a body by law: by an act that says so for ever; then the body is deleted.

        Args:
            index: number of the act.
            who: who demands it.
            law: by which law.
            at: the time, with its zone.

        Rulings:
            R29 when there is no such act, or its body stays.
        """
        with self._lock:
            leaves = self._read_on().leaves
        leaf = leaves[index] if 0 <= index < len(leaves) else bytes(32)
        said: dict[str, Json] = {"index": index, "leaf": to_base64(leaf), "who": who, "law": law}
        return self.act(forms.WITHHOLD_BODY, said, at)

    def act(  # noqa: PLR0913 - one argument for each thing that an act says
        self,
        name: str,
        content: Mapping[str, Json],
        at: datetime,
        by: str | None = None,
        *,
        about: str = "",
        deadline: str | None = None,
        role: str | None = None,
    ) -> Answer:
        """Write an act with the secretariat's key, and send it through the same door as all others.

        Args:
            name: of the act, with its form number.
            content: what it says.
            at: the time, with its zone.
            by: the seat on paper in whose name it is; the secretariat itself when None.
            about: short name of what it is about.
            deadline: until when something is awaited.
            role: in what capacity; the usual one when None.

        Rulings:
            Those of the act.
        """
        with self._lock:
            parcel = self.write(name, content, at, by, about=about, deadline=deadline, role=role)
            return self.receive(parcel.entry, parcel.body, at)

    def write(  # noqa: PLR0913 - as above
        self,
        name: str,
        content: Mapping[str, Json],
        at: datetime,
        by: str | None = None,
        *,
        about: str = "",
        deadline: str | None = None,
        role: str | None = None,
    ) -> Parcel:
        """The same act, signed and not sent: nothing is entered."""
        with self._lock:
            return write_act(
                self._read_on(),
                Hand(code=self.code, key=self.keeper, chance=self.chance),
                name,
                content,
                at=at,
                by=by or self.code,
                about=about,
                deadline=deadline,
                role=role,
            )

    def draft(self, code: str, wish: Wish, hand: str | None = None) -> Draft | OutOfOrder:
        """Draft an act of a seat for the key that will sign it, and ask all clauses.

        Args:
            code: of the seat, or of the secretariat.
            wish: what is to be done.
            hand: the secretariat's code, where it enters a letter of a seat on paper.

        Rulings:
            Those of the act, as a key that may bind would sign it; nothing was signed.

        Raises:
            CredentialError: no signing key of the seat is in force here.
            MalformedError: the content has no canonical bytes.
        """
        with self._lock:
            standing = self._read_on()
            held = standing.keys_of(hand or code, KeyUse.SIGN)
            if not held:
                message = tell(
                    "No signing key of {code} is in force in {origin}, so that nothing could be "
                    "signed. A seat on paper sends a letter.",
                    code=code,
                    origin=standing.origin,
                )
                raise CredentialError(message)
            binding = [key for key in held if standing.may_bind(hand or code, key.id, wish.at)]
            signer = (binding or held)[-1].id
            rules = self.forum_rule
            return draft_as(standing, code, signer, wish, self.chance, forum_rule=rules, hand=hand)

    def would_refuse(self, parcel: Parcel, at: datetime) -> OutOfOrder | None:
        """Why an act would be out of order here now; None when it would be in order.

        Nothing is signed or entered. An act after which another office signs the heads may be in
        order, though it is not for this office to enter.
        """
        # Ruled inside the lock as at the door: the rules of the forum follow one record, and an
        # older standing would send them back to its first act.
        with self._lock:
            answer = rule(
                self._read_on(),
                parcel.entry,
                parcel.body,
                at=write_time(at),
                forum_rule=self.forum_rule,
            )
        return answer if isinstance(answer, OutOfOrder) else None

    def retime(self, at: datetime) -> Head:
        """Say that the newest head is still the head: sign it again with a later time.

        Delegations hold the host to this. A host that times an idle head each period cannot say
        later that an act which it hid for longer had not come yet.

        Args:
            at: the time, with its zone.

        Returns:
            The head; as it was, when it says this time already or a later one.

        Raises:
            RecordError: another log key signs the heads now.
            StaleHeadError: others came first, as often as the settings allow.
        """
        now = seconds(at)
        with self._lock:
            for left in reversed(range(self.settings.attempts)):
                standing = self._read_on()
                if standing.log_key(standing.size) not in (None, self.log.verifier):
                    raise RecordError(other_host(standing.origin))
                if now <= self._timed:
                    break
                checkpoint = certify(standing, self.log, now)
                try:
                    # Crash now: the signed time dies with us, and was shown to nobody.
                    self.custody.retime(standing.size, checkpoint)
                except StaleHeadError:
                    if not left:
                        raise
                    continue
                self._timed, self._note = now, checkpoint
                break
            return self.custody.head()

    def add_cosignatures(self, size: int, lines: Sequence[str], at: datetime) -> None:
        """Keep witnesses' lines for a head, all of them or none.

        Args:
            size: of the head that they signed.
            lines: signature lines of a note.
            at: the time, with its zone.

        Raises:
            CredentialError: a line is of no witness key in force at that head, does not hold, or
                is timed in the future.
            MalformedError: a line is none.
            RecordError: there is no such head.
        """
        with self._lock:
            standing = self._read_on()
        check_cosignatures(standing, size, lines, seconds(at + self.settings.ahead))
        # Crash now: the lines are not there; the witness is asked again and signs the same.
        self.custody.add_cosignatures(size, lines)

    def publish(self, files: StaticFiles) -> None:
        """Carry the static files up to the head; bodies that were withheld go last.

        Args:
            files: the folder of the circle.

        Raises:
            RecordError: they could not be written, or the record is older than they are.
        """
        with self._lock:
            publish(self.custody, self._read_on(), files, self.settings.patience)

    # ------------------------------------------------------------ steps

    def _came(self, at: datetime) -> datetime:
        """The time of receipt: never before that of the newest head, though the clock went back.

        Else an act could be entered whose time the host's own heads show to be out of order (R11).
        """
        return max(at, datetime.fromtimestamp(self._timed, UTC))

    def _decide(
        self, standing: Standing, data: bytes, body: bytes | None, at: datetime
    ) -> Due | OutOfOrder:
        return decide(
            standing,
            data,
            body,
            at=write_time(at),
            forum_rule=self.forum_rule,
            own=self.log.verifier,
        )

    def _enter(self, due: Due, now: int) -> bytes:
        """Certify and append, in one: there is no act without a head, and no head without its act.

        Raises:
            StaleHeadError: another act came first.
        """
        checkpoint = certify(due.after, self.log, now)
        # Crash now: nothing was kept, and the signed head dies with us.
        self.custody.append(due.stored.index, [due.stored], checkpoint)
        # Crash now: the act is true and durable. Sent again, it is refused by its number (R14),
        # and the author finds it in the record, which is more than a receipt.
        self._standing, self._timed, self._note = due.after, now, checkpoint
        return checkpoint

    def _receipted(self, due: Due, checkpoint: bytes, at: datetime) -> Receipted:
        withheld = withheld_by(due.act)
        if withheld is not None:
            # Crash now: the act says withheld and the body is there; a start ends it.
            self.custody.withhold(withheld)
        receipt = receipt_for(due.act.entry.leaf, self.log, at, self.settings.receipt)
        # Crash now: as after the append.
        return Receipted(receipt=receipt, index=due.stored.index, checkpoint=checkpoint)

    def _read_on(self) -> Standing:
        """Carry the standing up to the head of the record, and hold the two against each other."""
        head, standing = self.custody.head(), self._standing
        if head.checkpoint == self._note and head.root == standing.root:
            return standing
        if head.size < standing.size:
            message = (
                f"{standing.origin} had {counted(standing.size, 'act')}, and its keeper now "
                f"shows {head.size}."
                " Enter nothing; an old backup may have been put in its place."
            )
            raise TamperedError(message)
        for start in range(standing.size, head.size, _CHUNK):
            end = min(start + _CHUNK, head.size)
            standing = replay(standing, self.custody.read(start, end))
        timed = check_head(head.checkpoint, standing, self.log.verifier)
        self._standing, self._timed = standing, max(self._timed, timed)
        self._note = head.checkpoint
        return standing
