"""A file of ties: the readings of a text's words as options of a case, private to who made them.

The form is ``dipoli.ties/1``. Each tie keeps the digest of the words that were read: when they
move, the tie is told and not used.
"""

from __future__ import annotations

import enum
import re

from attrs import frozen

from dipoli.analysis.case import Case
from dipoli.analysis.meaning.draft import Tie
from dipoli.codec.case_writer import yaml_text
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import read_yaml
from dipoli.faults import Finding, MalformedError

SCHEMA = "dipoli.ties/1"
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class _Schema(enum.Enum):
    ONE = SCHEMA


@frozen(kw_only=True)
class _Line:
    """One tie as a file has it."""

    clause: str
    place: str
    way: str
    issue: str
    option: int
    digest: str
    note: str = ""


@frozen(kw_only=True)
class _File:
    """A file of ties."""

    schema: _Schema
    case: str
    text: str
    ties: tuple[_Line, ...]


@frozen(kw_only=True)
class Ties:
    """Readings of the words of one text for one case.

    Args:
        case: id of the case.
        text: short name of the text.
        ties: in the order in which they were made.
    """

    case: str
    text: str
    ties: tuple[Tie, ...]


def read_ties(content: bytes, file: str) -> Ties:
    """Read a file of ties.

    Args:
        content: its bytes.
        file: its name, for findings.

    Raises:
        MalformedError: it cannot be read; with every fault.
    """
    paper = read_yaml(content, file)
    told = structure(paper, _File)
    wrong = [
        Finding(
            file=file,
            line=paper.line_of(("ties", number, "digest")),
            where=f"ties[{number}].digest",
            expected="64 signs of 0 to 9 and a to f",
            found=repr(line.digest[:70]),
            mend="tie the words anew; a digest is made of the words that are read",
        )
        for number, line in enumerate(told.ties)
        if not _DIGEST.fullmatch(line.digest)
    ]
    if wrong:
        raise MalformedError(wrong)
    ties = tuple(
        Tie(
            clause=line.clause,
            place=line.place,
            way=line.way,
            issue=line.issue,
            option=line.option,
            digest=line.digest,
            note=line.note,
        )
        for line in told.ties
    )
    return Ties(case=told.case, text=told.text, ties=ties)


def ties_bytes(ties: Ties, case: Case) -> bytes:
    """A file of ties, with the mark of its case on top.

    Args:
        ties: what is written.
        case: the case, for its mark.
    """
    paper = {
        "schema": SCHEMA,
        "case": ties.case,
        "text": ties.text,
        "ties": [
            {
                "clause": tie.clause,
                "place": tie.place,
                "way": tie.way,
                "issue": tie.issue,
                "option": tie.option,
                "digest": tie.digest,
                **({"note": tie.note} if tie.note else {}),
            }
            for tie in ties.ties
        ],
    }
    return yaml_text(paper, case.mark).encode()
