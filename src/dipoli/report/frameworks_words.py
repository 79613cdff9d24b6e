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
from dipoli.terms import Confidence
from dipoli.told import Moment, in_words, joined, tell, tell_count

CODES = tell(
    "Codes identify and say nothing about status. Parties stand in the order of the charter's "
    "file; the order says nothing either."
)
COMPILER = tell(
    "Outcomes, what was achieved, what stalled, lessons and readings of terms are the compiler's "
    "notes from public material. They are no finding of this program, and parties would dispute "
    "several of them."
)
UNSAID = tell("What a charter does not state is not known here; it never means no.")
UNCHECKED = tell(
    "“Not checked” means general knowledge that was not checked against a document; "
    "with high confidence it means widely known."
)
UNMARKED = tell("What carries no mark of its own is as sure as the charter as a whole.")
READERS = tell(
    "All of this comes from public material. Whoever holds this page can read all of it."
)

NOTICE = (CODES, COMPILER, UNSAID, UNCHECKED, UNMARKED, READERS)
"""What stands beside every charter, as text, as a page and as JSON."""

NOTE = tell("compiler's note")
NOT_STATED = tell("not stated")

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
_UNITS = {
    "Y": ("{number} year", "{number} years"),
    "M": ("{number} month", "{number} months"),
    "W": ("{number} week", "{number} weeks"),
    "D": ("{number} day", "{number} days"),
}
_PHRASES: Mapping[enum.Enum, str] = {
    Status.DORMANT: tell("dormant (never dissolved, not meeting)"),
    Status.PROPOSED_ONLY: tell("proposed only"),
}
_SEEN: Mapping[Seen | None, str] = {
    Seen.READ: tell("read in full"),
    Seen.EXCERPT: tell("read in part"),
    Seen.GENERAL: tell("not read; general knowledge"),
    None: tell("how much of it was read is not recorded"),
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
        words = tell("confidence not marked")
        if confidence is not None:
            words = tell("confidence {confidence}", confidence=in_words(confidence))
        kinds = {self.catalogue[source].kind for source in sources}
        if kinds == {SourceKind.MEMORY}:
            words = tell("{confidence}, not checked", confidence=words)
        if not sources:
            return tell("({confidence})", confidence=words)
        return tell("({confidence}) {sources}", confidence=words, sources=self.brackets(sources))


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
    return _PHRASES.get(choice) or in_words(choice)


def day(date: Day) -> str:
    """A date as exact as it is known.

    >>> day(Day("2003-08-27")), day(Day("2003-08")), day(Day("2003"))
    ('27 August 2003', 'August 2003', '2003')
    """
    parts = date.split("-")
    if len(parts) == 1:
        return parts[0]
    shown = [*(str(int(one)) for one in parts[2:]), _MONTHS[int(parts[1]) - 1], parts[0]]
    return Moment(" ".join(shown), date)


def due(date: Due) -> str:
    """When something is due.

    >>> due(Due("P60D")), due(Due("2007-12-31")), due(Due("yearly"))
    ('within 60 days', 'by 31 December 2007', 'yearly')
    """
    if date[0].isdigit():
        return tell("by {day}", day=day(Day(date)))
    if date[0] != "P":
        return str(date)
    spans = re.findall(r"([0-9]+)([YMWD])", date)
    said = [tell_count(int(n), *_UNITS[unit]) for n, unit in spans]
    return tell("within {span}", span=joined(" and ", said))


def span(years: Years) -> str:
    """From when to when."""
    if years.end is None:
        return tell("from {day}; no end recorded", day=day(years.start))
    return tell("{start} to {end}", start=day(years.start), end=day(years.end))


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
    return tell("{total}; {listed} listed", total=total, listed=listed)


def member_heading(members: Members) -> str:
    """How many members there were, on what day."""
    listed = len(members.codes)
    when, count = day(members.as_of), members.count
    if members.complete:
        return tell_count(
            listed, "{number} member as of {day}", "{number} members as of {day}", day=when
        )
    if count is None:
        return tell(
            "number not stated as of {day}; the list is partial ({listed} listed)",
            day=when,
            listed=listed,
        )
    return tell_count(
        count,
        "{number} member as of {day}; the list is partial ({listed} listed)",
        "{number} members as of {day}; the list is partial ({listed} listed)",
        day=when,
        listed=listed,
    )


def party(code: PartyCode, charter: Framework, frameworks: Frameworks) -> str:
    """A party by its name, with its code."""
    name = frameworks.name_of(code, charter)
    return code if name == code else tell("{name} ({code})", name=name, code=code)


def parties(codes: Iterable[PartyCode], charter: Framework, frameworks: Frameworks) -> str:
    """Parties by their names, in the order given."""
    return joined("; ", (party(code, charter, frameworks) for code in codes))


def silence(used: bool | None) -> str:  # noqa: FBT001 - three answers: yes, no, not stated
    """Whether there is a silence procedure; not stated never reads as no."""
    return NOT_STATED if used is None else (tell("yes") if used else tell("no"))


def source_line(source: Source) -> str:
    """A source: what it is, and how much of it was read."""
    parts: list[str] = [source.title.rstrip(".") + "."]
    if source.date is not None:
        parts.append(tell("{date}.", date=day(source.date)))
    kind, read = word(source.kind), _SEEN[source.seen]
    told = tell("Kind: {kind}; {read}.", kind=kind, read=read)
    if source.seen_note is not None:
        note = source.seen_note
        told = tell("Kind: {kind}; {read}: {note}.", kind=kind, read=read, note=note)
    parts.append(told)
    return joined(" ", parts)
