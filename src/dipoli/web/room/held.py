"""The room that the pages show: the value of a room and the draft of its case, in memory alone.

Whatever a page does is a method here, under one lock; a fault leaves everything as it was. No
method takes who does it or when. When the room is closed, all of it is let go of, once what leaves
was handed on.
"""

from __future__ import annotations

import enum
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import define, field, frozen

from dipoli.analysis.case import Case
from dipoli.analysis.common_case import Draft, framed, given, joined, listed, proposed, taken_out
from dipoli.analysis.common_case import words_of as words_of_draft
from dipoli.analysis.common_case_made import made
from dipoli.analysis.common_linked import group_id
from dipoli.analysis.common_range import Range
from dipoli.codec.case_folder import read_case
from dipoli.codec.case_texts import case_texts, read_texts
from dipoli.codec.common_form import read_form
from dipoli.faults import RefusedError
from dipoli.forum import room as r
from dipoli.forum import room_case as rc
from dipoli.forum.name_scan import Flag, Found, Known, Sort, words_of_name
from dipoli.forum.plain_wording import plain
from dipoli.told import tell


class Closed(enum.Enum):
    """How a room was closed."""

    LEFT = "left"
    DROPPED = "dropped"
    OVER = "over"


@frozen(kw_only=True)
class Left:
    """All that leaves a room.

    Args:
        words: the text to which the group consented.
        title: of it.
        persons: the two who read it and took no part.
        stand: names of parties that are let stand.
        papers: of the case that the text names, by name; none where it names none.
        folder: into which they go.
    """

    words: str
    title: str
    persons: tuple[str, str]
    stand: tuple[str, ...]
    papers: Mapping[str, str]
    folder: str


@frozen(kw_only=True)
class Reading:
    """What two who read the text look at."""

    found: tuple[Found, ...]
    flagged: tuple[Flag, ...]
    case_found: tuple[Found, ...]
    case_flagged: tuple[Flag, ...]


@define(kw_only=True)
class HeldRoom:
    """A room while its pages are open.

    Args:
        known: names that the circle knows; those of who is here join them.
        least: among so many people a text may leave.
        ranges: so many ranges of one position join at once.
        is_over: whether the end of the part has come.
        done: is given what leaves, or None, once: when the room is closed.
    """

    known: tuple[Known, ...] = field(repr=False)
    least: int
    ranges: int
    is_over: Callable[[], bool]
    done: Callable[[Left | None], None]
    room: r.Room = field(init=False, factory=lambda: r.Room(people=0), repr=False)
    title: str = field(init=False, default="", repr=False)
    draft: Draft | None = field(init=False, default=None, repr=False)
    here: frozenset[tuple[str, ...]] = field(init=False, default=frozenset(), repr=False)
    read: tuple[tuple[str, str], tuple[str, ...]] | None = field(
        init=False, default=None, repr=False
    )
    told: tuple[object, Mapping[str, Sequence[str]]] | None = field(
        init=False, default=None, repr=False
    )
    """Why the last thing was not done, and what was typed: for the next page, and then gone."""
    closed: Closed | None = field(init=False, default=None)
    lock: threading.RLock = field(init=False, factory=threading.RLock, repr=False)

    # ------------------------------------------------------------ opening and closing

    def begin(self, people: str, names: str) -> None:
        """Who is here: a number, and names that are looked for in what leaves; shown to nobody."""
        here = [" ".join(line.split()) for line in names.splitlines() if line.strip()]
        if not re.fullmatch("[1-9][0-9]{0,3}", people.strip()) or not here:
            told = tell("It needs how many people are here, in plain digits, and their names.")
            raise RefusedError(told)
        self.room = r.Room(people=int(people))
        self.here = frozenset(map(words_of_name, here))
        self.known += tuple(Known(name=name, sort=Sort.PERSON) for name in here)

    def close(self, how: Closed, left: Left | None = None) -> None:
        """Hand on what leaves, and let go of everything."""
        with self.lock:
            if self.closed is not None:
                return
            self.closed = how
            self.room, self.title, self.draft, self.read = r.Room(people=0), "", None, None
            self.here, self.known, self.told = frozenset(), (), None
        self.done(left)

    def look_at_the_clock(self) -> None:
        """Close the room if its end has come; what was not let leave before is dropped."""
        if self.closed is None and self.is_over():
            self.close(Closed.OVER)

    # ------------------------------------------------------------ the case

    def frame(self, folder: str) -> None:
        """Begin from a case; of a case before it nothing stays."""
        if not folder.strip() or "\0" in folder:
            raise RefusedError(tell("It needs the folder of a case."))
        self._case_is(framed(read_case(Path(folder.strip())), self.ranges))

    def propose(self, sort: type, answers: Mapping[str, str]) -> None:
        """Propose what a form says."""
        draft = self._draft()
        self._case_is(proposed(draft, read_form(sort, answers, draft)))

    def take_out(self, name: str) -> None:
        """Take a proposal out; nothing happens where it is out already."""
        draft = self._draft()
        for one in listed(draft):
            if group_id(one) == name:
                self._case_is(taken_out(draft, one))

    def give(self, ranges: Sequence[Range]) -> None:
        """Let ranges wait for the end of the round; nothing shows of it."""
        self._case_is(given(self._draft(), ranges))

    def join(self) -> None:
        """End the round."""
        self._case_is(joined(self._draft()))

    def whole(self) -> Case:
        """The case as it would leave, with its digest.

        Raises:
            RefusedError: it is not whole, or does not fit together.
        """
        looked = read_texts(self.papers())
        if looked.case is None:
            raise RefusedError(tell("The papers of the case do not fit together."))
        return looked.case

    def papers(self) -> dict[str, str]:
        """The papers of the case as they would leave.

        Raises:
            RefusedError: something of it is unknown or unsettled.
        """
        case = made(self._draft()).case
        if case is None:
            raise RefusedError(tell("The case is not whole: something in it is open."))
        return case_texts(case)

    def _draft(self) -> Draft:
        if self.draft is None:
            raise RefusedError(tell("There is no case yet. Begin with a frame."))
        return self.draft

    def _case_is(self, draft: Draft) -> None:
        """Another case from now on; a text that named it as it was names it no longer."""
        changed, self.draft = draft != self.draft, draft
        if changed and rc.named(self.room.words) is not None:
            self.room, self.read = r.worded(self.room, rc.not_naming(self.room.words)), None

    # ------------------------------------------------------------ the text

    def say(self, title: str, words: str) -> None:
        """Another title and text; nobody was asked about them yet."""
        self.title, self.read = plain(" ".join(title.split())).rstrip("."), None
        self.room = r.worded(self.room, words)

    def carry(self) -> None:
        """Let the text name the papers of the case as they stand."""
        digest = self.whole().digest
        self.room, self.read = r.worded(self.room, rc.naming(self.room.words, digest)), None

    def ask(self, answer: str) -> None:
        """Whether nobody objects; whatever is not a plain ``nobody`` is an objection."""
        self.room = r.asked(self.room, objected=answer != "nobody")

    def reading(self) -> Reading:
        """What is found in title and text, and in the case if the text names it."""
        whole = r.worded(self.room, f"{self.title}\n{self.room.words}")
        found, flagged = r.read_over(whole, self.known)
        names = self.draft is not None and rc.named(self.room.words) is not None
        words = "\n".join(words_of_draft(self._draft())) if names else ""
        persons = [one for one in self.known if one.sort is Sort.PERSON]
        in_case, of_case = r.read_over(r.worded(self.room, words), persons)
        return Reading(
            found=found, flagged=flagged, case_found=in_case if names else (),
            case_flagged=of_case if names else (),
        )  # fmt: skip

    def check(self, persons: tuple[str, str], answer: str) -> None:
        """Two who took no part have read it; whatever is not a plain ``none`` is a change."""
        seen = self.reading()
        if seen.case_found or any(one.sort is not Sort.PARTY for one in seen.found):
            told = tell("Names and codes of people who take part do not leave. Change the text.")
            raise RefusedError(told)
        first, second = (" ".join(one.split()) for one in persons)
        if self.here & {words_of_name(first), words_of_name(second)}:
            raise RefusedError(tell("It is read by two who take no part in it."))
        alike = words_of_name(first) == words_of_name(second)
        if answer != "none" or not first or not second or alike:
            raise RefusedError(tell("It was not read by two who want no change."))
        self.read = (first, second), tuple(dict.fromkeys(one.name for one in seen.found))

    def leave(self, folder: str) -> None:
        """Let the text leave, and with it the case that it names; the room is closed.

        Raises:
            RefusedError: not all that it needs is there; the room stays open.
        """
        leaving = r.leaving(self.room, self.least)
        if leaving is None:
            told = tell(
                "Nothing leaves: all consent to a text, and {least} people or more are here.",
                least=self.least,
            )
            raise RefusedError(told)
        if self.read is None or not self.title:
            raise RefusedError(tell("It needs a title, and two who read it as it stands."))
        papers: Mapping[str, str] = {}
        if rc.named(leaving.words) is not None:
            papers = self.papers()
            if not folder.strip() or not rc.goes_with(leaving, self.whole().digest):
                raise RefusedError(tell("It needs a folder, and a text that names these papers."))
        persons, stand = self.read
        self.close(
            Closed.LEFT,
            Left(
                words=leaving.words, title=self.title, persons=persons, stand=stand,
                papers=papers, folder=folder.strip() if papers else "",
            ),
        )  # fmt: skip


_held: list[HeldRoom] = []


def hold(room: HeldRoom) -> None:
    """Show this room from now on."""
    _held[:] = [room]


def held() -> HeldRoom:
    """The room.

    Raises:
        RuntimeError: none is held by who serves the pages.
    """
    if not _held:
        message = "no room is held"
        raise RuntimeError(message)
    return _held[0]
