"""One passage at a time on the terminal: what a coder types, and what is then kept.

Plain lines in, plain lines out: nothing hangs on colour or on where something stands on a screen.
Every answer is kept before the next passage is shown.
"""

from __future__ import annotations

import re
import shutil
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from attrs import define, evolve, field

from dipoli.analysis.discourse.hands.codings import Codings, Item, Marks
from dipoli.cli.annotate_words import STANCE_WORDS, WORDS
from dipoli.codec.codings.cells import said_text
from dipoli.codec.codings.reading import marks_of
from dipoli.faults import MalformedError

_WIDTH, _NARROWEST = 100, 40
_NUMBERED = re.compile(r"([0-9]{1,4})(?::?([a-z]+))?")
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@define(kw_only=True)
class Sitting:
    """A coder at work.

    Args:
        codings: what is coded so far.
        coder: who codes.
        keep: keeps the codings.
        say: prints a line.
        lines: what the coder types.
        labels: issue to label and definition, where a codebook was given.
        when: of the codings, in the coder's words.
    """

    codings: Codings
    coder: str
    keep: Callable[[Codings], None]
    say: Callable[[str], None]
    lines: Iterator[str]
    labels: Mapping[str, tuple[str, str]] = field(factory=dict)
    when: str = ""
    _done: list[tuple[int, Codings]] = field(factory=list, init=False)
    _skipped: set[int] = field(factory=set, init=False)
    _at: int | None = field(default=None, init=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """The coder's items, in order."""
        return tuple(one for one in self.codings.items if self.coder in one.coders)

    @property
    def coded(self) -> int:
        """Number of items that the coder has coded."""
        return sum(self.codings.of(one.id, self.coder).marks is not None for one in self.items)

    def run(self) -> bool:
        """Show passages and take codes until all are coded or the coder stops.

        Returns:
            Whether all are coded.
        """
        self._tell("begin", coder=self.coder, coded=self.coded, count=len(self.items))
        while (at := self._next()) is not None:
            self._show(at)
            going, asked = True, True
            while asked:
                self._tell("ask")
                line = next(self.lines, None)
                if line is None or line.strip() == ".":
                    going, asked = False, False
                else:
                    asked = not self._take(at, line.strip())
            if not going:
                break
        return self.coded == len(self.items)

    def _next(self) -> int | None:
        """The passage that was asked for, else the first that is neither coded nor passed over."""
        if self._at is not None:
            at, self._at = self._at, None
            return at
        for number, one in enumerate(self.items):
            blank = self.codings.of(one.id, self.coder).marks is None
            if blank and number not in self._skipped:
                return number
        return None

    def _take(self, at: int, line: str) -> bool:
        """Do what a line says; whether it leads on to a passage."""
        if line in {"", "?"}:
            if line:
                self._help()
            return False
        if line == ">":
            self._skipped.add(at)
            return True
        if line == "<":
            return self._undo()
        if line.startswith("#"):
            return self._go(line[1:].strip())
        if line.startswith("!"):
            self._note(at, line[1:].strip())
            return False
        return self._code(at, line)

    def _code(self, at: int, line: str) -> bool:
        try:
            marks = marks_of(self.codings.issues, self._whole(line))
        except MalformedError as error:
            for one in error.findings:
                self.say(f"{one.found}: expected {one.expected}; {one.mend}.")
            return False
        except ValueError as error:
            self.say(str(error))
            return False
        self._put(at, marks)
        self._tell("coded", codes=self._codes(marks))
        return True

    def _whole(self, line: str) -> str:
        """The line with numbers and first letters made to ids of issues."""
        return " ".join(self._word(word) for word in re.split(r"[\s,;]+", line) if word)

    def _word(self, word: str) -> str:
        ids = [one.id for one in self.codings.issues]
        begins, colon, stance = word.casefold().partition(":")
        if begins in ids:
            return word
        numbered = _NUMBERED.fullmatch(word.casefold())
        if numbered and 1 <= int(numbered[1]) <= len(ids):
            letter = f":{numbered[2]}" if numbered[2] else ""
            return f"{ids[int(numbered[1]) - 1]}{letter}"
        near = [one for one in ids if one.startswith(begins)]
        if len(near) > 1:
            raise ValueError(WORDS["ambiguous"].format(word=begins, issues=", ".join(near)))
        return f"{near[0]}{colon}{stance}" if near else word

    def _put(self, at: int, marks: Marks | None) -> None:
        item = self.items[at]
        before = self.codings
        coding = evolve(before.of(item.id, self.coder), marks=marks)
        if self.when:
            coding = evolve(coding, when=self.when)
        self._change(before.put(item.id, self.coder, coding))
        self._done.append((at, before))
        self._skipped.discard(at)

    def _note(self, at: int, words: str) -> None:
        item = self.items[at]
        coding = evolve(self.codings.of(item.id, self.coder), note=words)
        self._change(self.codings.put(item.id, self.coder, coding))
        self._tell("noted")

    def _undo(self) -> bool:
        if not self._done:
            self._tell("nothing_to_undo", number=1)
            return False
        at, before = self._done.pop()
        item = self.items[at]
        self._change(self.codings.put(item.id, self.coder, before.of(item.id, self.coder)))
        self._at = at
        self._tell("undone")
        return True

    def _go(self, number: str) -> bool:
        if not number.isdecimal() or not 1 <= int(number) <= len(self.items):
            self._tell("no_passage", count=len(self.items))
            return False
        self._at = int(number) - 1
        return True

    def _change(self, codings: Codings) -> None:
        # Kept first: what cannot be written is not shown as coded.
        self.keep(codings)
        self.codings = codings

    # ------------------------------------------------------------ what is shown

    def _show(self, at: int) -> None:
        item = self.items[at]
        self.say("")
        self._tell(
            "passage", number=at + 1, count=len(self.items), language=item.language,
            said=said_text(item), file=visible(item.file),
        )  # fmt: skip
        for line in visible(item.text).splitlines():
            for part in textwrap.wrap(line, width()) or [""]:
                self.say(f"  {part}")
        if item.readings:
            named = any(one.coder for one in item.readings)
            self._tell("readings_named" if named else "readings")
            for reading in item.readings:
                who = f"{reading.coder}: " if reading.coder else "- "
                self.say(f"  {who}{self._codes(reading.marks)}")
        coding = self.codings.of(item.id, self.coder)
        if coding.marks is not None:
            self._tell("was", codes=self._codes(coding.marks))
        if coding.note:
            self._tell("was_note", note=visible(coding.note))

    def _codes(self, marks: Marks | None) -> str:
        told = (
            one.issue if one.stance is None else f"{one.issue} ({STANCE_WORDS[one.stance]})"
            for one in marks or ()
        )
        return ", ".join(told) or WORDS["none"]

    def _help(self) -> None:
        first = self.codings.issues[0].id if self.codings.issues else "issue"
        for line in WORDS["help"].format(example=f"{first}:s").splitlines():
            for part in textwrap.wrap(line, width()):
                self.say(part)
        for number, one in enumerate(self.codings.issues, start=1):
            label, definition = self.labels.get(one.id, ("", ""))
            self._tell("issue_label" if label else "issue", number=number, id=one.id, label=label)
            for part in textwrap.wrap(definition, width()):
                self.say(f"    {part}")

    def _tell(self, key: str, **fields: object) -> None:
        self.say(WORDS[key].format(**fields))


def visible(text: str) -> str:
    """A text for a terminal: signs that would move its cursor or turn a line are written out."""
    return "".join(
        f"\\u{ord(one):04x}"
        if one != "\n"
        and (
            unicodedata.category(one) in {"Cc", "Cs"} or unicodedata.bidirectional(one) in _TURNING
        )
        else one
        for one in text
    )


def width() -> int:
    """Letters in a line of the terminal."""
    return max(_NARROWEST, min(_WIDTH, shutil.get_terminal_size((_WIDTH, 0)).columns)) - 4
