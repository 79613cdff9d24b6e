"""The desk of a room off the record: the facilitator types what the group says, in memory alone.

One loop over a `dipoli.forum.room.Room`. What is typed is read line by line, without the history
that a shell or a line editor keeps; nothing is written anywhere while it runs. No command takes a
name of who speaks. What comes out is a text to which the group consented, in the plain way of
writing, with its title and the two persons who read it; or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from dipoli.cli.room_case import HELP as CASE_HELP
from dipoli.cli.room_case import CaseDesk
from dipoli.faults import RefusedError
from dipoli.forum import room as r
from dipoli.forum import room_case as rc
from dipoli.forum.name_scan import Known, Sort, words_of_name
from dipoli.forum.plain_wording import plain
from dipoli.forum.room import Room

if TYPE_CHECKING:
    from dipoli.analysis.case import Case

Ask = Callable[[str], str | None]
"""Asks with a prompt and gives the line that was typed; None at the end of the input."""

END = "."
"""A line of its own, behind the last line of what is typed."""

HELP = (
    "text   type the text anew, to its last word; end with a line of one full stop",
    "title  type a title, in a line; it leaves with the text, so the group is asked after it",
    "show   show the text as it would leave",
    "ask    ask all at once whether anybody objects to title and text; nobody says who",
    "read   hold the text against the names; two persons read it",
    "leave  let the text leave, and end",
    "drop   end, and let nothing leave",
    "build  tell how a case is built together",
)
LEAST_RANGES = 3
"""As `dipoli.analysis.common_range.LEAST_RANGES`, which says why; a test holds them together."""


@frozen(kw_only=True)
class Left:
    """All that leaves a room.

    Args:
        words: the text to which the group consented.
        title: of it.
        persons: the two who read it, and who took no part.
        stand: names of parties that are let stand.
        case: the case whose digest the text names; None where it names none.
        folder: into which its papers go.
    """

    words: str
    title: str
    persons: tuple[str, str]
    stand: tuple[str, ...]
    case: Case | None = field(default=None, repr=False)
    folder: Path | None = None


@define(kw_only=True)
class RoomDesk:
    """A room while it is run.

    Args:
        ask: asks the facilitator.
        tell: tells the facilitator.
        known: names that the circle knows; those of the people in the room are typed, and kept in
            memory.
        least: among so many people a text may leave.
        is_over: whether the end of the part has come.
        hide: asks without showing what is typed; as `ask` where nothing is shown anyway.
        ranges: so many ranges of one position join at once.
    """

    ask: Ask
    tell: Callable[[str], None]
    known: tuple[Known, ...]
    least: int
    is_over: Callable[[], bool]
    hide: Ask | None = None
    ranges: int = LEAST_RANGES
    room: Room = field(init=False, factory=lambda: Room(people=0))
    here: frozenset[tuple[str, ...]] = field(init=False, default=frozenset())
    title: str = field(init=False, default="")
    read: tuple[tuple[str, str], tuple[str, ...]] | None = field(init=False, default=None)
    case: CaseDesk = field(init=False, repr=False)
    folder: Path | None = field(init=False, default=None)

    @case.default
    def _case_desk(self) -> CaseDesk:
        return CaseDesk(ask=self.ask, hide=self.hide or self.ask, show=self.tell, least=self.ranges)

    def forget(self) -> None:
        """Let go of all that was typed."""
        self.room, self.here, self.known = Room(people=0), frozenset(), ()
        self.title, self.read, self.folder = "", None, None
        self.case.forget()

    def hold(self) -> Left | None:
        """Run the room to its end; what leaves it, or None."""
        self.room = Room(people=self._people())
        here = tuple(self._lines("Names and affiliations of all who are here, one a line."))
        self.here = frozenset(map(words_of_name, here))
        self.known += tuple(Known(name=name, sort=Sort.PERSON) for name in here)
        self.tell("\n".join(HELP))
        while (word := self._word()) is not None:
            if word == "leave":
                left = self._leaving()
                if left is not None:
                    return left
            elif word == "drop":
                return None
            else:
                self._do(word)
        return None

    # ------------------------------------------------------------ typing

    def _word(self) -> str | None:
        typed = None if self._has_ended() else self.ask("room> ")
        return None if typed is None or self._has_ended() else typed.strip().lower()

    def _has_ended(self) -> bool:
        """Whether the end has come; it may come while the facilitator types."""
        if self.is_over():
            self.tell("The part is over. What was not let leave before its end is dropped.")
            return True
        return False

    def _people(self) -> int:
        while (typed := self.ask("How many people are in the room? ")) is not None:
            if _FEW.fullmatch(typed.strip()):
                return int(typed)
            self.tell("It is a number, in plain digits.")
        return 0

    def _lines(self, told: str) -> Iterator[str]:
        self.tell(f"{told} End with a line of one full stop.")
        while (typed := self.ask("")) is not None and typed.strip() != END:
            if typed.strip():
                yield typed.strip()

    # ------------------------------------------------------------ commands

    def _do(self, word: str) -> None:
        if word == "text":
            self.room = r.worded(self.room, "\n".join(self._lines("The text.")))
            self.read = None
            self.tell(self.room.words)
        elif word == "title":
            self.title, self.read = plain(self.ask("Title: ") or "").rstrip("."), None
            self.room = r.worded(self.room, self.room.words)  # it leaves with the text: ask anew
            self.tell(self.title)
        elif word == "show":
            self.tell(f"{self.title}\n{self.room.words}")
        elif word == "ask":
            self.tell(f"{self.title}\n{self.room.words}")
            objected = self._yes("Does anybody object to this title and this text? ")
            self.room = r.asked(self.room, objected=objected)
            told = "Somebody objects." if objected else "Nobody objects to this text."
            self.tell(told)
        elif word == "read":
            self._read()
        elif word == "build":
            self.tell("\n".join(CASE_HELP))
        elif word == "carry":
            self._carry()
        elif self.case.knows(word):
            self._build(word)
        else:
            self.tell("\n".join(HELP))

    def _build(self, word: str) -> None:
        """Do something at the case; a text that named it as it was names it no longer."""
        before = self.case.draft
        self.case.do(word)
        if self.case.draft != before and rc.named(self.room.words) is not None:
            self.room, self.read = r.worded(self.room, rc.not_naming(self.room.words)), None
            self.case.show("The case is another now, and the text no longer names it.")

    def _carry(self) -> None:
        """Let the text name the papers of the case, as they stand."""
        try:
            digest = self.case.whole().digest
        except RefusedError as fault:
            self.tell(str(fault))
            return
        folder = Path((self.ask("Folder for the papers, new or empty: ") or "").strip())
        if not _is_free(folder):
            self.case.show("Something stands there. Name a folder that is new or empty.")
            return
        self.folder, self.read = folder, None
        self.room = r.worded(self.room, rc.naming(self.room.words, digest))
        self.tell(self.room.words)

    def _yes(self, prompt: str) -> bool:
        """Whether it is so; whatever is not a plain no counts as yes."""
        return (self.ask(f"{prompt}[yes/no] ") or "").strip().lower() != "no"

    def _read(self) -> None:
        """Two persons read the text with what the scan found."""
        whole = r.worded(self.room, f"{self.title}\n{self.room.words}")
        found, flagged = r.read_over(whole, self.known)
        if self._names_in_case():
            return
        for one in found:
            self.tell(f"{one.sort.value}: {one.words} (known as {one.name})")
        for flag in flagged:
            self.tell(f"look at: {flag.words} ({flag.what})")
        if any(one.sort is not Sort.PARTY for one in found):
            self.tell("Names and codes of people who take part do not leave. Change the text.")
            return
        stand = tuple(dict.fromkeys(one.name for one in found))
        persons = [" ".join((self.ask(f"{told} person: ") or "").split()) for told in _TWO]
        if self.here & set(map(words_of_name, persons)):
            self.tell("It is read by two who take no part in it.")
            return
        agreed = self._yes("Does any of the two want a change? ")
        if agreed or not all(persons) or words_of_name(persons[0]) == words_of_name(persons[1]):
            self.tell("It was not read by two who want no change.")
            return
        self.read = ((persons[0], persons[1]), stand)
        self.tell("It was read by two.")

    def _names_in_case(self) -> bool:
        """Whether a name of a person stands in what the group wrote into a case that leaves."""
        if rc.named(self.room.words) is None:
            return False
        persons = [one for one in self.known if one.sort is Sort.PERSON]
        texts = r.worded(self.room, self.case.words())
        found, flagged = r.read_over(texts, persons)
        for flag in flagged:
            self.tell(f"look at, in the case: {flag.words} ({flag.what})")
        for one in found:
            self.tell(f"in the case: {one.words} (known as {one.name})")
        if found:
            self.case.show("Names of people do not leave. Take the proposal out, and word it anew.")
        return bool(found)

    def _leaving(self) -> Left | None:
        left = r.leaving(self.room, self.least)
        if left is None:
            self.tell(
                f"Nothing leaves: all consent to a text, and {self.least} people or more are here."
            )
        elif self.read is None or not self.title:
            self.tell("It needs a title, and two who read it as it stands.")
        else:
            return self._left(left, *self.read)
        return None

    def _left(
        self, left: r.Leaving, persons: tuple[str, str], stand: tuple[str, ...]
    ) -> Left | None:
        """The text, and with it the case that it names, if that is the case as it stands."""
        told = Left(words=left.words, title=self.title, persons=persons, stand=stand)
        if rc.named(left.words) is None:
            return told
        try:
            case = self.case.whole()
        except RefusedError as fault:
            self.tell(str(fault))
            return None
        if self.folder is None or not rc.goes_with(left, case.digest):
            self.case.show("The text names other papers than those of the case. Carry it anew.")
            return None
        return evolve(told, case=case, folder=self.folder)


def _is_free(folder: Path) -> bool:
    """Whether papers can go into a folder: it is new or empty."""
    if folder == Path() or "\0" in str(folder):
        return False
    try:
        return not folder.exists() or not any(folder.iterdir())
    except OSError:  # no folder, none to be read, or a name beyond measure
        return False


_FEW = re.compile(r"[0-9]{1,4}")
_TWO = ("First", "Second")
