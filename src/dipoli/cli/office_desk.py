"""What the commands of an office share: its folder, what stands in its head, the answer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import field, frozen

from dipoli.cli.edge import Edge, charter_of, is_exercise, mark, refused_lines
from dipoli.cli.node_desk import add_json, add_passphrase, chance, now, tell
from dipoli.faults import DipoliError
from dipoli.forum.proceedings import Acts
from dipoli.node.passphrase import passphrase
from dipoli.record.canon import to_base64
from dipoli.record.custody import Head
from dipoli.record.note import SignedNote, VerifierKey, read_note, verify_note, write_key
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.quorum import cosigned, needed
from dipoli.record.receipt import Refusal
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing
from dipoli.secretariat.plain_text import open_or_sealed
from dipoli.secretariat.premises import Premises
from dipoli.secretariat.safe import OfficeKeys
from dipoli.terms import counted

__all__ = ["add_json", "add_passphrase", "chance", "now", "tell"]

SCHEMA = "dipoli.office/1"


@frozen(kw_only=True)
class AnswerTold:
    """What became of one file that was handed in.

    Args:
        file: as it was named; empty for an act of the office itself.
        number: of the act, where it was entered.
        refusal: the refusal, where it was refused.
        written: where the signed answer lies; None where none was written.
        before: whether it was entered when it was handed in an earlier time.
    """

    file: str
    number: int | None = None
    refusal: Refusal | None = None
    written: Path | None = None
    before: bool = False


@frozen(kw_only=True)
class Told:
    """What a command of an office tells.

    Args:
        command: its name.
        origin: of the record.
        standing: of the circle; None where it was not looked at.
        head: the newest; None where there is none.
        log_key: of the office.
        answers: to acts that were handed in.
        lines: in words, what else there is to tell.
        files: that were written.
        cosignatures: how many lines were kept; None where none were handed in.
        acts: reads the record; None where no name is needed.
    """

    command: str
    origin: str
    standing: Standing | None
    head: Head | None = None
    log_key: VerifierKey | None = None
    answers: Sequence[AnswerTold] = ()
    lines: Sequence[str] = ()
    files: Sequence[Path] = field(factory=tuple)
    cosignatures: int | None = None
    acts: Acts | None = None

    def refused(self, refusal: Refusal) -> OutOfOrder:
        """A refusal as the secretariat reads it: with names for codes."""
        if self.standing is None or self.acts is None:
            return refusal.ruling
        reader = self.standing.secretariat or ""
        return Edge(standing=self.standing, acts=self.acts, reader=reader).ruling(refusal.ruling)


def add_folder(parser: argparse.ArgumentParser) -> None:
    """The folder of the office, first of the words."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the office")


def keys_of(args: argparse.Namespace, premises: Premises) -> OfficeKeys:
    """The keys of an office; the passphrase is asked for only where they are locked."""
    secret = None
    if premises.is_locked:
        secret = passphrase(args.passphrase_file, "Passphrase of the office: ")
    return premises.keys(secret)


def answer(args: argparse.Namespace, told: Told) -> None:
    """Print it, in words or as one JSON object."""
    tell(args, words(told), as_json(told))


# ---------------------------------------------------------------- in words


def words(told: Told) -> Iterator[str]:
    """The answer, line by line."""
    yield told.origin
    yield from mark(told.standing)
    yield f"This circle is {circle(told.standing)}"
    for one in told.answers:
        yield from _answer_words(told, one)
    yield from told.lines
    if told.head is not None and told.standing is not None:
        yield _head_words(told.head, told.standing)
    if told.log_key is not None:
        yield f"Log key: {write_key(told.log_key)}"


def circle(standing: Standing | None) -> str:
    """Whether it is open to the host or sealed against it."""
    blank = "not opened yet; its opening will say whether it is open to the host or sealed."
    return blank if standing is None or standing.opening is None else open_or_sealed(standing)


def _answer_words(told: Told, one: AnswerTold) -> Iterator[str]:
    named = f"{one.file}: " if one.file else ""
    if one.refusal is not None:
        ruling = told.refused(one.refusal)
        yield from refused_lines(ruling, charter_of(told.standing), named)
    elif one.before:
        yield f"{named}was entered before, as act {one.number}; the answer given then stands."
    else:
        yield f"{named}entered as act {one.number}."
    if one.written is not None:
        yield f"  the signed answer: {one.written}"


def _head_words(head: Head, standing: Standing) -> str:
    state = head_json(head, standing)
    due = "" if state["needed"] is None else f", {needed(state['needed'])}"
    official = "official" if state["official"] else "provisional"
    timed = "not timed" if state["timed"] is None else f"timed {state['timed']}"
    return (
        f"Head: {counted(head.size, 'act')}, {timed}; {official}: "
        f"{cosigned(state['cosigned'], state['witnesses'], 'it')}{due}. "
        f"Seats: {state['seats']}; on paper: {state['paper']}."
    )


# ---------------------------------------------------------------- in JSON


def as_json(told: Told) -> dict[str, Any]:
    """The answer as one object; every key is there always."""
    opened = told.standing is not None and told.standing.opening is not None
    return {
        "schema": SCHEMA,
        "command": told.command,
        "circle": told.origin,
        "exercise": is_exercise(told.standing),
        "sealed": told.standing.is_sealed if told.standing is not None and opened else None,
        "head": None if told.head is None else head_json(told.head, told.standing),
        "log_key": None if told.log_key is None else write_key(told.log_key),
        "answers": [_answer_json(told, one) for one in told.answers],
        "cosignatures": told.cosignatures,
        "files": [str(path) for path in told.files],
        "told": list(told.lines),
    }


def _answer_json(told: Told, one: AnswerTold) -> dict[str, Any]:
    ruling = None if one.refusal is None else told.refused(one.refusal)
    return {
        "file": one.file or None,
        "entered_as": one.number,
        "clause": None if ruling is None else ruling.clause,
        "why": None if ruling is None else ruling.why,
        "remedy": None if ruling is None else ruling.remedy,
        "answer": None if one.written is None else str(one.written),
    }


def head_json(head: Head, standing: Standing | None) -> dict[str, Any]:
    """A head, and who cosigned it."""
    found: dict[str, Any] = {"size": head.size, "root": to_base64(head.root)}
    key = None if standing is None else standing.log_key(head.size)
    times = timed_by_host(head.checkpoint, key) if key else ()
    part = None if standing is None else standing.participation()
    cosigned = 0 if standing is None else _cosigned(head, standing)
    needed = part.needed if part else None
    return {
        **found,
        "timed": write_time(datetime.fromtimestamp(max(times), UTC)) if times else None,
        "cosigned": cosigned,
        "needed": needed,
        "official": needed is not None and cosigned >= needed,
        "witnesses": part.witnesses if part else 0,
        "seats": part.seats if part else 0,
        "paper": part.paper if part else 0,
    }


def _cosigned(head: Head, standing: Standing) -> int:
    """How many delegations' cosignatures under the head hold."""
    note = read_note(head.cosigned)
    return sum(_any_holds(note, keys) for keys in standing.witness_keys().values())


def _any_holds(note: SignedNote, keys: Sequence[VerifierKey]) -> bool:
    try:
        return bool(verify_note(note, keys))
    except DipoliError:
        return False
