"""A text of a forum laid on paper: clean, bracketed, or attributed with waiting amendments.

In the attributed view each amendment that waits is shown where it would change the clause, as a
tracked change of the party that proposed it. Where two of them would change the same place, the
later one is told below the clause instead. A non-paper shows no author, and no amendments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import evolve, frozen

from dipoli.codec.word.paper import (
    Block,
    Line,
    Paper,
    Part,
    Piece,
    Row,
    Slot,
    Style,
    Table,
    Tracked,
    hash_of,
)
from dipoli.forum import text as t
from dipoli.forum.in_order import in_order
from dipoli.forum.names import Names
from dipoli.forum.rebase import Edit, edits, rebase
from dipoli.forum.term_rules import marks
from dipoli.forum.text import (
    Amendment,
    AmendmentStage,
    Bracket,
    Clause,
    ClauseStage,
    Option,
    Sort,
    Text,
)
from dipoli.forum.text_put import digest, headnote
from dipoli.forum.text_views import View, marked
from dipoli.told import commas, in_words, tell

_AHEAD = frozenset({Part.LABEL, Part.OPENS})
INSTEAD = {Sort.NO_TEXT: tell("no text"), Sort.PLACEHOLDER: tell("placeholder")}
Say = Callable[[str], str]


@frozen(kw_only=True)
class Asking:
    """How a paper is asked for.

    Args:
        origin: of the record.
        view: how much of the brackets is shown.
        names: how the reader calls parties.
        say: puts a sentence of the program in the reader's language.
        readable: who can read the circle, in a sentence in that language.
        times: of amendments, by their short names.
    """

    origin: str
    view: View
    names: Names
    say: Say = str
    readable: str = ""
    times: Mapping[str, str] = {}


def compose(text: Text, asking: Asking) -> Paper:
    """Lay a text on paper as it stands now.

    Args:
        text: of the forum whose names are given.
        asking: view, names and language.
    """
    forum = asking.names.forum
    above = tuple(asking.say(mark) for mark in marked(forum.charter))
    composing = _Composing(text, asking)
    return Paper(
        origin=asking.origin,
        text=text.id,
        symbol=text.symbol,
        title=text.title,
        version=text.version,
        language=text.language,
        view=asking.view,
        digest=digest(forum, text),
        time=forum.time,
        marks=above,
        readable=asking.readable,
        cited=composing.cited(),
        blocks=tuple(composing.blocks()),
    )


class _Composing:
    """One text on its way to paper."""

    def __init__(self, text: Text, asking: Asking) -> None:
        self.text, self.asking, self.forum = text, asking, asking.names.forum
        self.say = asking.say
        self.names_shown = asking.view is View.ATTRIBUTED and text.kind not in t.NO_STATUS

    def blocks(self) -> Iterator[Block]:
        """From front to back."""
        text = self.text
        yield Line(style=Style.SYMBOL, words=text.symbol)
        yield Line(style=Style.TITLE, words=text.title)
        yield Line(style=Style.NOTE, words=f"{self.say(t.TOLD[text.kind])} · {self.cited()}")
        if text.everything:
            yield self._note(tell("Nothing in it is agreed until everything in it is agreed."))
        held = headnote(self.forum, text)
        if held and self.asking.view is not View.CLEAN:
            told = f"[{self.say(tell('The whole text is in brackets'))}{self._held(held)}]"
            yield Line(style=Style.HEADNOTE, words=told)
        for name in text.clauses:
            yield from self._clause(self.forum.clauses[name])
        for number in sorted(text.notes):
            note = text.notes[number]
            by = f" ({self.asking.names.party(note.by)})" if self.names_shown else ""
            told = self.say(tell("Without prejudice to {words}", words=note.words))
            yield Line(style=Style.NOTE, words=told + by)
        yield from self._terms()

    def _terms(self) -> Iterator[Line]:
        """A text that uses a term without an agreed meaning says so, with each party's own."""
        for term in marks(self.forum, self.text):
            title, name = term.title, term.id
            yield self._note(
                tell(
                    "Uses a disputed term, not settled in this text: {title} ({name}).",
                    title=title,
                    name=name,
                )
            )
            for code in (one for one in self.forum.order if one in term.meanings):
                told = f"{self.asking.names.party(code)}: {term.meanings[code]}"
                yield Line(style=Style.NOTE, words=told)

    def cited(self) -> str:
        """Short name and version of the text."""
        version = self.say(tell("Version {version}", version=self.text.version))
        return f"{self.text.id} · {version}"

    def _note(self, sentence: str) -> Line:
        return Line(style=Style.NOTE, words=self.say(sentence))

    def _held(self, codes: tuple[str, ...]) -> str:
        return f" - {self._listed(codes)}" if self.names_shown else ""

    def _listed(self, codes: tuple[str, ...]) -> str:
        here = [code for code in self.forum.order if code in codes]
        others = [code for code in codes if code not in here]
        return ", ".join(self.asking.names.party(code) for code in (*here, *others))

    # ---------------------------------------------------------------- a clause

    def _clause(self, clause: Clause) -> Iterator[Block]:
        part = clause.id.rpartition("-")[2]
        slot = self._slot(clause, clause.main, f"{part}.\t")
        left: list[Amendment] = []
        if self.names_shown and clause.wording.sort is Sort.WORDS:
            slot, left = self._with_amendments(clause, slot)
        yield slot
        yield self._note(self._standing(clause))
        for one in left:
            who = self.asking.names.party(one.by)
            told = tell(
                "{amendment}, by {who}: {words}", amendment=one.id, who=who, words=one.words
            )
            yield self._note(told)
        if clause.alternatives and self.asking.view is not View.CLEAN:
            yield self._table(clause)

    def _standing(self, clause: Clause) -> str:
        if self.asking.view is View.CLEAN:
            still = clause.stage is ClauseStage.BRACKETED
            return tell("open") if still else in_words(clause.stage)
        if not self.names_shown:
            return in_words(clause.stage)
        return commas([in_words(clause.stage), self._whose(clause.wording)])

    def _whose(self, option: Option) -> str:
        who, others = self.asking.names.party(option.by), self._listed(option.supporters)
        if others:
            return tell("put forward by {who}, supported by {others}", who=who, others=others)
        return tell("put forward by {who}", who=who)

    def _table(self, clause: Clause) -> Table:
        rows = []
        for n, number in enumerate(clause.alternatives, 1):
            option = clause.options[number]
            label = tell("ALT {number}", number=n)
            if option.sort is Sort.BRIDGING:
                label = tell("Bridging text")
            whose = self.say(self._whose(option)) if self.names_shown else ""
            slot = self._slot(clause, number, "")
            rows.append(Row(label=self.say(label), slot=slot, whose=whose))
        heads = [tell("Other wordings"), tell("Words")]
        heads += [tell("Whose")] if self.names_shown else []
        return Table(
            clause=clause.id, heads=tuple(self.say(head) for head in heads), rows=tuple(rows)
        )

    # ---------------------------------------------------------------- a slot

    def _slot(self, clause: Clause, number: int, label: str) -> Slot:
        option, main = clause.options[number], number == clause.main
        brackets = dict(clause.brackets) if main else {}
        pieces = [Piece(part=Part.LABEL, words=label)] if label else []
        if self.asking.view is View.CLEAN:
            pieces += _clean(option, brackets)
        else:
            pieces += self._bracketed(option, brackets)
        if option.sort in INSTEAD:
            told = f"({self.say(INSTEAD[option.sort])}){': ' if option.words else ''}"
            ahead = (n for n, one in enumerate(pieces) if one.part not in _AHEAD)
            pieces.insert(next(ahead, len(pieces)), Piece(part=Part.TOLD, words=told))
        return Slot(
            clause=clause.id,
            option=number,
            main=main,
            hash=hash_of(option.wording),
            pieces=tuple(pieces),
        )

    def _bracketed(self, option: Option, brackets: Mapping[int, Bracket]) -> Iterator[Piece]:
        """The words with the signs of their brackets.

        At one place inner brackets close first, then empty ones stand, then outer ones open first.
        """
        words, place = option.wording, 0
        signs: list[tuple[int, int, int, int, tuple[Piece, ...]]] = []
        for number, one in brackets.items():
            held = self._held(one.holders)
            opens = Piece(part=Part.OPENS, words="[", at=one.start, bracket=number)
            closes = Piece(part=Part.CLOSES, words="]", at=one.end, bracket=number)
            who = Piece(part=Part.HELD, words=held, at=one.end, bracket=number)
            ending = (who, closes) if held else (closes,)
            if one.start == one.end and not one.whole:
                blank = Piece(part=Part.HELD, words=held or " ", at=one.end, bracket=number)
                signs.append((one.start, 1, 0, number, (opens, blank, closes)))
            else:
                signs.append((one.start, 2, -one.end, number, (opens,)))
                signs.append((one.end, 3 if one.whole and not words else 0, -one.start, -number,
                              ending))  # fmt: skip
        for at, _, _, _, sign in sorted(signs, key=lambda one: one[:4]):
            if at > place:
                yield Piece(part=Part.WORDS, words=words[place:at], at=place)
                place = at
            yield from sign
        if words[place:]:
            yield Piece(part=Part.WORDS, words=words[place:], at=place)

    # ---------------------------------------------------------------- amendments

    def _with_amendments(self, clause: Clause, slot: Slot) -> tuple[Slot, list[Amendment]]:
        """The slot with amendments on the table, and those that cannot be shown in it."""
        tracked: list[Tracked] = []
        left: list[Amendment] = []
        for one in in_order(self.forum, self.forum.amendments):
            if one.stage is not AmendmentStage.PROPOSED or one.clause != clause.id:
                continue
            changes = _changes(clause, one)
            if changes is None or any(_meets(edit, held) for edit in changes for held in tracked):
                left.append(one)
                continue
            author, time = self.asking.names.party(one.by), self.asking.times.get(one.id)
            tracked += [
                Tracked(amendment=one.id, author=author, time=time, start=edit.start, end=edit.end,
                        words=edit.words)
                for edit in changes
            ]  # fmt: skip
        tracked.sort(key=lambda one: (one.start, one.end))
        return evolve(slot, tracked=tuple(tracked)), left


def _changes(clause: Clause, one: Amendment) -> tuple[Edit, ...] | None:
    """What an amendment would change in the present wording; None where the two clash."""
    present = clause.wording.wording
    merged = rebase(clause.at(one.version) or "", present, one.words)
    return edits(present, merged) if isinstance(merged, str) else None


def _meets(edit: Edit, other: Tracked) -> bool:
    return edit.start <= other.end and other.start <= edit.end


def _clean(option: Option, brackets: Mapping[int, Bracket]) -> list[Piece]:
    """The words that lie in no bracket, with single spaces where one was."""
    inside = [(one.start, one.end) for one in brackets.values()]
    pieces: list[Piece] = []
    shown, blank = False, -1
    for at, sign in enumerate(option.wording):
        if any(start <= at < end for start, end in inside):
            continue
        if sign.isspace():
            blank = at if blank < 0 else blank
            continue
        if blank >= 0 and shown:
            pieces.append(Piece(part=Part.WORDS, words=" ", at=blank))
        pieces.append(Piece(part=Part.WORDS, words=sign, at=at))
        shown, blank = True, -1
    return _joined(pieces)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Words that follow each other in the wording, as one piece."""
    joined: list[Piece] = []
    for one in pieces:
        last = joined[-1] if joined else None
        if last is not None and last.at + len(last.words) == one.at:
            joined[-1] = evolve(last, words=last.words + one.words)
        else:
            joined.append(one)
    return joined
