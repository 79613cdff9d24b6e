r"""Codings as cells of a table, one row for each item and coder, and back.

Texts are written so that spreadsheet programs give them back unchanged: a sign of control, but for
the end of a line, stands as ``\u`` and four digits, and a backslash twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from attrs import frozen

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.hands.codings import (
    AT_RANDOM,
    Codings,
    Item,
    Listed,
    Marks,
    Reading,
)
from dipoli.analysis.discourse.standing import standing

SCHEMA = "dipoli.codings/1"
MARK = "Readings of single sentences by coders. They are no position of anybody and no forecast."
COLUMNS = (
    "item", "text", "codes", "note", "when", "coder", "language", "said", "readings", "drawn",
    "half", "file", "start", "end", "sha256",
)  # fmt: skip
FREE = frozenset({"text", "note", "when", "file"})
"""Columns whose cells are anybody's words."""
ABOUT = ("mark", "corpus", "codebook", "digest", "issues", "seed", "adjudicator")
"""What is told of the whole file, each in a line of its own."""

NONE = "-"
"""Codes of an item in which a coder finds no issue."""
RANDOM = "at random"
STANCES: Mapping[str, Stance] = {
    "s": Stance.SUPPORTS,
    "o": Stance.OPPOSES,
    "c": Stance.CONDITIONAL,
    "r": Stance.REPORTED,
    "n": Stance.NONE,
}
"""Stance by the letter that coders write."""
LETTERS = {stance: letter for letter, stance in STANCES.items()}
AND, OR, BY = " + ", " | ", " = "
_ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4})")


@frozen(kw_only=True)
class Row:
    """One row of a file: cells by column, and where it stands.

    Args:
        cells: by name of the column.
        line: line of the file, from 1; 0 where it has none.
        where: place inside the file; empty where the line says it.
    """

    cells: Mapping[str, str]
    line: int = 0
    where: str = ""


def mark_of(codings: Codings) -> str:
    """What stands on a file of codings: whose words were read, and what readings are not."""
    return f"{standing_of(codings)} {MARK}"


def standing_of(codings: Codings) -> str:
    """That the actors of the items are invented, or that texts are as they were collected."""
    return standing(actor for item in codings.items for actor in item.actors)


def about_of(codings: Codings) -> dict[str, str]:
    """What is told of the whole file."""
    return {
        "mark": mark_of(codings),
        "corpus": codings.corpus,
        "codebook": codings.name,
        "digest": codings.codebook,
        "issues": " ".join(map(listed_text, codings.issues)),
        "seed": str(codings.seed),
        "adjudicator": codings.adjudicator,
    }


def rows_of(codings: Codings) -> Iterator[dict[str, str]]:
    """The rows of the table, by item and coder."""
    for item in codings.items:
        for coder in item.coders:
            coding = codings.of(item.id, coder)
            yield {
                "item": item.id,
                "text": shown(item.text),
                "codes": codes_text(coding.marks),
                "note": shown(coding.note),
                "when": shown(coding.when),
                "coder": coder,
                "language": item.language,
                "said": said_text(item),
                "readings": OR.join(map(reading_text, item.readings)),
                "drawn": drawn_text(item.drawn),
                "half": item.half.value,
                "file": shown(item.file),
                "start": str(item.start),
                "end": str(item.end),
                "sha256": item.sha256,
            }


def listed_text(issue: Listed) -> str:
    """An issue, with the one of which it is a part behind ``<``."""
    return issue.id if issue.parent is None else f"{issue.id}<{issue.parent}"


def said_text(item: Item) -> str:
    """Whose words they are and of when, such as ``ORV + TEL, 2031-04``."""
    return ", ".join(filter(None, (AND.join(item.actors), item.date)))


def drawn_text(drawn: str | None) -> str:
    """Why an item was drawn; empty where that is withheld."""
    if drawn is None:
        return ""
    return RANDOM if drawn == AT_RANDOM else drawn


def codes_text(marks: Marks | None) -> str:
    """Codes as a coder writes them: empty where not yet coded, ``-`` for none.

    >>> codes_text(()), codes_text(None)
    ('-', '')
    """
    if marks is None:
        return ""
    told = (
        one.issue if one.stance is None else f"{one.issue}:{LETTERS[one.stance]}" for one in marks
    )
    return " ".join(told) or NONE


def reading_text(reading: Reading) -> str:
    """A reading, with who read so where that is told."""
    codes = codes_text(reading.marks)
    return f"{reading.coder}{BY}{codes}" if reading.coder else codes


def shown(text: str) -> str:
    r"""A text as it can stand in a cell.

    >>> shown("a\tb\\n")
    'a\\u0009b\\\\n'
    """
    return "".join(_sign(one) for one in text)


def _sign(one: str) -> str:
    if one == "\\":
        return "\\\\"
    if one != "\n" and (unicodedata.category(one) in {"Cc", "Cs"} or one in "\ufffe\uffff"):
        return f"\\u{ord(one):04x}"
    return one


def unshown(text: str) -> str:
    """The text of a cell; ends of lines are those that a spreadsheet program may change."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub(lambda one: "\\" if one[1] == "\\" else chr(int(one[1][1:], 16)), plain)
