"""A ruling: an act is in order, or it is out of order under a clause, for a reason, with a remedy.

A refusal is a value and never an exception: whoever sent the act is told which clause, why, and
what would be in order. The clauses are those of ``docs/reference/record-acts.md``; they are
numbered once and a number is never given to another rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import field, frozen

from dipoli.record.act import Entry
from dipoli.record.body import Body
from dipoli.record.canon import Json
from dipoli.record.shape import one_line
from dipoli.record.standing import Standing
from dipoli.told import tell

CLAUSES: Mapping[str, str] = MappingProxyType(
    {
        "R1": tell("An entry is canonical JSON of at most 65,535 bytes."),
        "R2": tell("An entry has the keys of its form, all of them, no other, each of its form."),
        "R3": tell(
            "An act is signed one to four times, by no key twice, at least once by Ed25519."
        ),
        "R4": tell("An act names the forum and the circle of the record that it is sent to."),
        "R5": tell("The body is the one whose salted hash the act carries; no hash, no body."),
        "R6": tell("The body has the form that the name of the act asks for."),
        "R7": tell("A deadline is later than the time of the act."),
        "R8": tell("A record begins with the opening of its circle, and is opened once."),
        "R9": tell(
            "The signing keys belong to the hand that enters, and are in force at this number."
        ),
        "R10": tell("Every signature holds over the bytes of the act."),
        "R11": tell(
            "The time of an act is near the time of its receipt. Checked at the door only."
        ),
        "R12": tell("The author sits in the circle, or is its secretariat."),
        "R13": tell("A delegation enters its own acts; the secretariat those on paper, so marked."),
        "R14": tell("Acts of one author are numbered from 0 without gap."),
        "R15": tell("An act names the leaf hash of its author's previous act here."),
        "R16": tell(
            "The head that the author had seen is a head of this record, never an older one."
        ),
        "R17": tell("The times of one author's acts do not run backwards."),
        "R18": tell("In a sealed circle bodies are sealed to every seat, and to nobody else."),
        "R19": tell("Acts that bind a delegation are signed with full powers in force."),
        "R20": tell("Some acts are the secretariat's, and some are those of seats."),
        "R21": tell(
            "An opening names each seat and each key once, one log key, and a fair quorum."
        ),
        "R22": tell("A seat is added, with the consent of every seat, to who has none."),
        "R23": tell("A seat is removed at its own wish, or with the consent of every other seat."),
        "R24": tell(
            "A new key is sound, new here, of the sort for its use, and in its owner's hands."
        ),
        "R25": tell("A key is ended by its owner, once, and its owner keeps a way to act."),
        "R26": tell(
            "What touches officers' keys, full powers or a lost key is signed by officers too."
        ),
        "R27": tell(
            "Full powers are for a signing key of the delegation; they begin before they end."
        ),
        "R28": tell("Earlier bodies are opened to a newcomer when every other seat has consented."),
        "R29": tell("A body is withheld once, by law, and never one that the register needs."),
        "R30": tell("Custody moves from this head, which the log key signed, to a new log key."),
        "R31": tell("Other acts are in order when the rules of procedure say so."),
        "R32": tell("A signature is of a kind that the machine which rules can check."),
    }
)
"""Clause number to the clause in a sentence."""


@frozen(kw_only=True)
class InOrder:
    """The act may be entered at the next number.

    Args:
        entry: the act, read.
        body: its body; None when it has none or is withheld.
        content: what the body says, where it is plain and there; else None.
        at: time of receipt; None when the record is replayed.
    """

    entry: Entry
    body: Body | None
    content: Json = None
    at: str | None = None


@frozen(kw_only=True)
class OutOfOrder:
    """The act is refused. Each text is one line, as a signed refusal needs it.

    Args:
        clause: number of the clause, ``R1`` and so on, or that of a charter.
        why: the reason, in a sentence.
        remedy: what would be in order, in a sentence.
    """

    clause: str = field(converter=one_line)
    why: str = field(converter=one_line)
    remedy: str = field(converter=one_line)

    def __str__(self) -> str:
        return tell(
            "Out of order under {clause}: {why} {remedy}",
            clause=self.clause,
            why=self.why,
            remedy=self.remedy,
        )


Ruling = InOrder | OutOfOrder


@frozen(kw_only=True)
class Motion:
    """An act that can be read, held against the standing that it meets.

    Args:
        standing: of the circle, before the act.
        entry: the act.
        body: its body, or None.
        content: what the body says, where it is plain and there; else None.
        said: what the body of an act of the register means; None for others.
        at: time of receipt; None when the record is replayed.
    """

    standing: Standing
    entry: Entry
    body: Body | None
    content: Json
    said: object
    at: str | None


def refuse(clause: str, why: str, remedy: str) -> OutOfOrder:
    """An act is out of order.

    Raises:
        ValueError: there is no such clause.
    """
    if clause not in CLAUSES:
        message = f"no clause {clause}"
        raise ValueError(message)
    return OutOfOrder(clause=clause, why=why, remedy=remedy)
