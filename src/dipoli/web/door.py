"""The door of one circle: acts come in, a receipt or a refusal goes out; both are kept.

The office at work is opened once, when the first act is drafted or handed in, and stays open as
long as the program runs. Receipts lie beside the record, so that nobody has to catch one in flight:

    FOLDER/<forum>/offices/<circle>/receipts/17.receipt
"""

from __future__ import annotations

import secrets
import threading
from contextlib import ExitStack
from datetime import datetime

from attrs import define, field

from dipoli.record.parcel import Parcel
from dipoli.secretariat.office import Office
from dipoli.secretariat.premises import Premises
from dipoli.secretariat.receive import Answer, Receipted


@define(kw_only=True, eq=False)
class Door:
    """Where acts of one circle are handed in. Threads may share it.

    Args:
        premises: the folder of the office.
        passphrase: with which its keys are locked; None where they are not.
    """

    premises: Premises
    passphrase: str | None = field(default=None, repr=False)
    _office: Office | None = field(init=False, default=None, repr=False)
    _stack: ExitStack = field(init=False, factory=ExitStack, repr=False)
    _lock: threading.RLock = field(init=False, factory=threading.RLock, repr=False)

    def office(self) -> Office:
        """The office at work.

        Raises:
            CredentialError: its keys are locked with another passphrase.
            RefusedError: custody was handed over.
            RecordError: the record cannot be read.
        """
        with self._lock:
            if self._office is None:
                keys = self.premises.keys(self.passphrase)
                work = self.premises.at_work(keys, secrets.token_bytes)
                self._office = self._stack.enter_context(work)
            return self._office

    def receive(self, parcel: Parcel, at: datetime) -> Answer:
        """Hand an act in; where it is entered, its receipt is kept and the head laid out.

        Args:
            parcel: the act with its body, as it came.
            at: the time, with its zone.

        Raises:
            DipoliError: the act was not acknowledged; it says why and what to do.
        """
        office = self.office()
        answer = office.receive(parcel.entry, parcel.body, at)
        if isinstance(answer, Receipted):
            self.premises.keep_receipt(answer.index, answer.receipt)
            self.premises.publish(office)
        return answer

    def receipt(self, number: int) -> bytes | None:
        """The receipt of an act; None where none was given here."""
        return self.premises.receipt(number)

    def close(self) -> None:
        """End the work; the door opens again when it is asked."""
        with self._lock:
            self._stack.close()
            self._office = None
