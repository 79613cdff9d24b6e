"""The desk of a room off the record: the facilitator types what the group says, in memory alone.

One loop over a `dipoli.forum.room.Room`. What is typed is read line by line, without the history
that a shell or a line editor keeps; nothing is written anywhere while it runs. No command takes a
name of who speaks. What comes out is a text to which the group consented, in the plain way of
writing, with its title and the two persons who read it; or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, field, frozen

from dipoli.forum import room as r
from dipoli.forum.name_scan import Known, Sort
from dipoli.forum.plain_wording import plain
from dipoli.forum.room import Room

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
)


@frozen(kw_only=True)
class Left:
    """All that leaves a room.

    Args:
        words: the text to which the group consented.
        title: of it.
        persons: the two who read it, and who took no part.
        stand: names of parties that are let stand.
    """

    words: str
    title: str
    persons: tuple[str, str]
    stand: tuple[str, ...]


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
    """

    ask: Ask
    tell: Callable[[str], None]
    known: tuple[Known, ...]
    least: int
    is_over: Callable[[], bool]
    room: Room = field(init=False, factory=lambda: Room(people=0))
    here: frozenset[tuple[str, ...]] = field(init=False, default=frozenset())
    title: str = field(init=False, default="")
    read: tuple[tuple[str, str], tuple[str, ...]] | None = field(init=False, default=None)

    def hold(self) -> Left | None:
        """Run the room to its end; what leaves it, or None."""
        self.room = Room(people=self._people())
        here = tuple(self._lines("Names and affiliations of all who are here, one a line."))
        self.here = frozenset(map(_apart, here))
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
        else:
            self.tell("\n".join(HELP))

    def _yes(self, prompt: str) -> bool:
        """Whether it is so; whatever is not a plain no counts as yes."""
        return (self.ask(f"{prompt}[yes/no] ") or "").strip().lower() != "no"

    def _read(self) -> None:
        """Two persons read the text with what the scan found."""
        whole = r.worded(self.room, f"{self.title}\n{self.room.words}")
        found, flagged = r.read_over(whole, self.known)
        for one in found:
            self.tell(f"{one.sort.value}: {one.words} (known as {one.name})")
        for flag in flagged:
            self.tell(f"look at: {flag.words} ({flag.what})")
        if any(one.sort is not Sort.PARTY for one in found):
            self.tell("Names and codes of people who take part do not leave. Change the text.")
            return
        stand = tuple(dict.fromkeys(one.name for one in found))
        persons = [" ".join((self.ask(f"{told} person: ") or "").split()) for told in _TWO]
        if self.here & set(map(_apart, persons)):
            self.tell("It is read by two who take no part in it.")
            return
        agreed = self._yes("Does any of the two want a change? ")
        if agreed or not all(persons) or persons[0].casefold() == persons[1].casefold():
            self.tell("It was not read by two who want no change.")
            return
        self.read = ((persons[0], persons[1]), stand)
        self.tell("It was read by two.")

    def _leaving(self) -> Left | None:
        left = r.leaving(self.room, self.least)
        if left is None:
            self.tell(
                f"Nothing leaves: all consent to a text, and {self.least} people or more are here."
            )
        elif self.read is None or not self.title:
            self.tell("It needs a title, and two who read it as it stands.")
        else:
            persons, stand = self.read
            return Left(words=left.words, title=self.title, persons=persons, stand=stand)
        return None


def _apart(name: str) -> tuple[str, ...]:
    """The words of a name, in whatever order and capitals it was typed."""
    return tuple(sorted(_WORD.findall(name.casefold())))


_FEW = re.compile(r"[0-9]{1,4}")
_TWO = ("First", "Second")
_WORD = re.compile(r"[^\W_]+")
