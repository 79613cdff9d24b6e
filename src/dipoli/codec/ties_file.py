"""A file of ties: the readings of a text's words as options of a case, private to who made them.

The form is ``dipoli.ties/1``. Each tie keeps the digest of what was read: when that moves, the tie
is told and not used. A line that names no issue yet ties nothing: so a file can be written with a
line for every way of a text, and filled in one by one.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from dipoli.analysis.case import Case
from dipoli.analysis.meaning.draft import Draft, Place, Tie, Way
from dipoli.analysis.meaning.faults import faulty
from dipoli.analysis.meaning.marks import line_of
from dipoli.codec.case_writer import Plain, flow_text, item_lines, yaml_text
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import Paper, read_yaml
from dipoli.faults import Finding, MalformedError

SCHEMA = "dipoli.ties/1"
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class _Schema(enum.Enum):
    ONE = SCHEMA


@frozen(kw_only=True)
class _Line:
    """One tie as a file has it; null where it is still to be filled in."""

    clause: str
    place: str
    way: str
    issue: str | None
    option: int | None
    digest: str
    meant: str = ""
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
    """Read a file of ties; lines that are still to be filled in are left out.

    Args:
        content: its bytes.
        file: its name, for findings.

    Raises:
        MalformedError: it cannot be read; with every fault.
    """
    paper = read_yaml(content, file)
    told = structure(paper, _File)
    wrong = [one for n, line in enumerate(told.ties) for one in _faults(paper, n, line)]
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
            meant=line.meant,
            note=line.note,
        )
        for line in told.ties
        if line.issue is not None and line.option is not None
    )
    return Ties(case=told.case, text=told.text, ties=ties)


def _faults(paper: Paper, number: int, line: _Line) -> Iterator[Finding]:
    def finding(key: str, expected: str, found: str, mend: str) -> Finding:
        return Finding(
            file=paper.file,
            line=paper.line_of(("ties", number, key)),
            where=f"ties[{number}].{key}",
            expected=expected,
            found=found,
            mend=mend,
        )

    if not _DIGEST.fullmatch(line.digest):
        yield finding(
            "digest",
            "64 signs of 0 to 9 and a to f",
            repr(line.digest[:70]),
            "tie the words anew; a digest is made of what is read",
        )
    if (line.issue is None) is not (line.option is None):
        key, other = ("option", "issue") if line.option is None else ("issue", "option")
        yield finding(
            key,
            f"the {key} too, since the {other} is given",
            "null",
            f"give the {key}, or write null for the {other} as well",
        )


def check_ties(ties: Ties, case: Case, draft: Draft, file: str) -> None:
    """Refuse ties of another case or of another text.

    Raises:
        MalformedError: they are.
    """
    pairs = (("case", ties.case, case.id), ("text", ties.text, draft.id))
    wrong = [
        Finding(
            file=file,
            where=key,
            expected=f"ties of the {key} {asked}",
            found=f"ties of the {key} {kept}",
            mend=f"give the file of ties that was made for this {key}",
        )
        for key, kept, asked in pairs
        if kept != asked
    ]
    if wrong:
        raise MalformedError(wrong)


def ties_bytes(ties: Ties, case: Case) -> bytes:
    """A file of ties, with its marks on top.

    Args:
        ties: what is written.
        case: the case, for the marks.
    """
    paper = {
        "schema": SCHEMA,
        "case": ties.case,
        "text": ties.text,
        "ties": [_plain(tie) for tie in ties.ties],
    }
    return yaml_text(paper, line_of(case)).encode()


def template_bytes(case: Case, draft: Draft, ties: Sequence[Tie] = ()) -> bytes:
    """A file of ties to fill in: a line for every way of every place, with what is read there.

    Args:
        case: whose issues and options stand above the lines.
        draft: the text.
        ties: made before; those that still hold are filled in.
    """
    unused = {id(one.tie) for one in faulty(case, draft, ties)}
    kept = [tie for tie in ties if id(tie) not in unused]
    head: Plain = {"schema": SCHEMA, "case": case.id, "text": draft.id}
    lines = [
        yaml_text(head, line_of(case, draft)).rstrip("\n"),
        *(f"# {line}" for line in _HOW),
        *_issues(case),
        "ties:" if draft.places else "ties: []",
    ]
    for place in draft.places:
        for way in place.ways:
            lines += _to_fill(place, way, kept)
    return ("\n".join(lines) + "\n").encode()


_HOW = (
    "Give the issue and the number of the option as which the words of a way are read, or leave",
    "null where they are read as none; an empty reading says nothing. To read one way as options",
    "of several issues, copy its line. The digest is of what is read: leave it as it is.",
    "The issues of the case, with the numbers of their options:",
)


def _issues(case: Case) -> Iterator[str]:
    for issue in case.issues:
        yield f"#   {issue.id}: {_on_one_line(issue.question)}"
        for number, option in enumerate(issue.options):
            yield f"#     {number}  {_on_one_line(option.text)}"


def _to_fill(place: Place, way: Way, kept: Sequence[Tie]) -> Iterator[str]:
    """Lines of one way: what is read there, and each reading of it, or one that is empty."""
    if place.passage:
        yield f"  # in: {_on_one_line(place.passage)}"
    yield f"  # {way.key}: {_on_one_line(way.words) or 'no words'}"
    here = (place.clause, place.key, way.key)
    held = [tie for tie in kept if (tie.clause, tie.place, tie.way) == here]
    empty: Mapping[str, object] = {
        "clause": place.clause, "place": place.key, "way": way.key,
        "issue": None, "option": None, "digest": place.digest(way),
    }  # fmt: skip
    yield from item_lines([_plain(tie) for tie in held] or [dict(empty)], 2)


def _on_one_line(words: str) -> str:
    """Words in a comment, with whatever would end it, or is no sign of YAML, escaped."""
    return flow_text(" ".join(words.split()))[1:-1]


def _plain(tie: Tie) -> Plain:
    return {
        "clause": tie.clause,
        "place": tie.place,
        "way": tie.way,
        "issue": tie.issue,
        "option": tie.option,
        "digest": tie.digest,
        **({"meant": tie.meant} if tie.meant else {}),
        **({"note": tie.note} if tie.note else {}),
    }
