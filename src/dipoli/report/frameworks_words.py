"""What charters hold, in words that a diplomat reads: dates, spans, lists, marks of confidence.

Every mark that keeps a fact honest is made here: whose note it is, how sure its compiler was, and
whether it was checked against a document.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from dipoli.charter.framework import Framework, Frameworks, Members, Source, Years
from dipoli.charter.words import Day, Due, PartyCode, Seen, SourceKind, Status
from dipoli.terms import Confidence, counted

CODES = (
    "Codes identify and say nothing about status. Parties stand in the order of the charter's "
    "file; the order says nothing either."
)
COMPILER = (
    "Outcomes, what was achieved, what stalled, lessons and readings of terms are the compiler's "
    "notes from public material. They are no finding of this program, and parties would dispute "
    "several of them."
)
UNSAID = "What a charter does not state is not known here; it never means no."
UNCHECKED = (
    "“Not checked” means general knowledge that was not checked against a document; "
    "with high confidence it means widely known."
)
UNMARKED = "What carries no mark of its own is as sure as the charter as a whole."
READERS = "All of this comes from public material. Whoever holds this page can read all of it."

NOTICE = (CODES, COMPILER, UNSAID, UNCHECKED, UNMARKED, READERS)
"""What stands beside every charter, as text, as a page and as JSON."""

NOTE = "compiler's note"
NOT_STATED = "not stated"

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_TO = "\N{EN DASH}"
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_PHRASES: Mapping[enum.Enum, str] = {
    Status.DORMANT: "dormant (never dissolved, not meeting)",
    Status.PROPOSED_ONLY: "proposed only",
}
_SEEN: Mapping[Seen | None, str] = {
    Seen.READ: "read in full",
    Seen.EXCERPT: "read in part",
    Seen.GENERAL: "not read; general knowledge",
    None: "how much of it was read is not recorded",
}


@frozen(kw_only=True)
class Cites:
    """Sources numbered for a page, in the order in which the page first lists them."""

    catalogue: Mapping[str, Source]
    numbers: Mapping[str, int]

    def brackets(self, sources: Sequence[str]) -> str:
        """``[1,4]``, or nothing when no source is named."""
        return f"[{_ranges(sorted(self.numbers[s] for s in sources))}]" if sources else ""

    def mark(self, confidence: Confidence | None, sources: Sequence[str] = ()) -> str:
        """How sure the compiler was, whether it was checked, and on what it rests."""
        words = "confidence not marked" if confidence is None else f"confidence {confidence.value}"
        kinds = {self.catalogue[source].kind for source in sources}
        if kinds == {SourceKind.MEMORY}:
            words += ", not checked"
        return f"({words}) {self.brackets(sources)}".rstrip()


def cites_of(charters: Iterable[Framework], frameworks: Frameworks) -> Cites:
    """The sources of some charters, numbered in the order in which the charters list them."""
    listed = dict.fromkeys(source for charter in charters for source in charter.sources)
    return Cites(
        catalogue=frameworks.sources,
        numbers={source: number for number, source in enumerate(listed, start=1)},
    )


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in rising order, with runs of three and more as a range: ``1,4-7``."""
    said: list[str] = []
    run: list[int] = []
    for number in numbers:
        if run and number == run[-1] + 1:
            run.append(number)
            continue
        said += _run(run)
        run = [number]
    return ",".join([*said, *_run(run)])


def _run(run: Sequence[int]) -> list[str]:
    short = 2
    return [str(n) for n in run] if len(run) <= short else [f"{run[0]}-{run[-1]}"]


def word(choice: enum.Enum) -> str:
    """A word of a closed list as one says it."""
    return _PHRASES.get(choice, str(choice.value).replace("_", " "))


def day(date: Day) -> str:
    """A date as exact as it is known.

    >>> day(Day("2003-08-27")), day(Day("2003-08")), day(Day("2003"))
    ('27 August 2003', 'August 2003', '2003')
    """
    parts = date.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    return " ".join([*(str(int(part)) for part in parts[2:]), *words])


def due(date: Due) -> str:
    """When something is due.

    >>> due(Due("P60D")), due(Due("2007-12-31")), due(Due("yearly"))
    ('within 60 days', 'by 31 December 2007', 'yearly')
    """
    if date[0].isdigit():
        return f"by {day(Day(date))}"
    if date[0] != "P":
        return str(date)
    spans = re.findall(r"([0-9]+)([YMWD])", date)
    said = [f"{int(n)} {_UNITS[unit]}{'' if int(n) == 1 else 's'}" for n, unit in spans]
    return f"within {' and '.join(said)}"


def span(years: Years) -> str:
    """From when to when."""
    if years.end is None:
        return f"from {day(years.start)}; no end recorded"
    return f"{day(years.start)} to {day(years.end)}"


def short_span(years: Years) -> str:
    """From which year to which; an open end is left open."""
    start = years.start[:4]
    if years.end is None:
        return f"{start}{_TO}"
    return start if years.end[:4] == start else f"{start}{_TO}{years.end[:4]}"


def member_count(members: Members) -> str:
    """How many members, and how many of them are listed when the list is partial."""
    listed = len(members.codes)
    if members.complete:
        return str(listed)
    total = f"{members.count}" if members.count is not None else NOT_STATED
    return f"{total}; {listed} listed"


def member_heading(members: Members) -> str:
    """How many members there were, on what day."""
    listed = len(members.codes)
    when = f"as of {day(members.as_of)}"
    if members.complete:
        return f"{counted(listed, 'member')} {when}"
    if members.count is None:
        return f"number {NOT_STATED} {when}; the list is partial ({listed} listed)"
    return f"{counted(members.count, 'member')} {when}; the list is partial ({listed} listed)"


def party(code: PartyCode, charter: Framework, frameworks: Frameworks) -> str:
    """A party by its name, with its code."""
    name = frameworks.name_of(code, charter)
    return code if name == code else f"{name} ({code})"


def parties(codes: Iterable[PartyCode], charter: Framework, frameworks: Frameworks) -> str:
    """Parties by their names, in the order given."""
    return "; ".join(party(code, charter, frameworks) for code in codes)


def silence(used: bool | None) -> str:  # noqa: FBT001 - three answers: yes, no, not stated
    """Whether there is a silence procedure; not stated never reads as no."""
    return NOT_STATED if used is None else ("yes" if used else "no")


def source_line(source: Source) -> str:
    """A source: what it is, and how much of it was read."""
    parts = [source.title.rstrip(".") + "."]
    if source.date is not None:
        parts.append(f"{day(source.date)}.")
    read = _SEEN[source.seen]
    if source.seen_note is not None:
        read += f": {source.seen_note}"
    parts.append(f"Kind: {word(source.kind)}; {read}.")
    return " ".join(parts)
