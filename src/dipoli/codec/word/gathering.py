"""Changes gathered from the paragraphs of a file: by clause, by author, each to where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from dipoli.codec.word.base import Base
from dipoli.codec.word.flow import Flow, Paragraph, Sign
from dipoli.codec.word.found import (
    Change,
    Found,
    Place,
    Step,
    UnknownAuthor,
    Unplaced,
    Untracked,
    Why,
)
from dipoli.codec.word.paper import Part, Slot
from dipoli.codec.word.placing import Placed
from dipoli.codec.word.weaving import (
    Held,
    Woven,
    authors,
    base_passage,
    held_against,
    known,
    pairs,
    quoted,
    weave,
)
from dipoli.forum.form import TEXT
from dipoli.forum.standing import Forum
from dipoli.forum.text import Text

_NUMBERED = re.compile(r"^[0-9A-Za-z]{1,6}[.)]\t")
_ALTERNATIVE = re.compile(r"^ALT(?: ?[0-9]+)?[:.]\s*")
_PLAIN = str.maketrans({"\t": " ", "\u00a0": " ", "\u00ad": None})


@frozen(kw_only=True)
class _Here:
    """Where something stands: the slot, its wording, and what the author makes of it."""

    slot: Slot
    wording: str
    author: str
    party: str
    woven: Woven


@define(kw_only=True)
class Gathering:
    """Everything of one file.

    Args:
        forum: the standing.
        base: what the file was made from.
        wordings: of each slot, by its number from 0; None where it is not there any more.
        placed: where each slot stands.
        flow: of the file.
        authors: names of authors to codes of parties.
    """

    forum: Forum
    base: Base
    wordings: Mapping[int, str | None]
    placed: Placed
    flow: Flow
    authors: Mapping[str, str]
    changes: list[Change] = field(factory=list)
    unplaced: list[Unplaced] = field(factory=list)
    untracked: list[Untracked] = field(factory=list)
    places: dict[str, list[Place]] = field(factory=dict)
    known: list[str] = field(factory=list)
    _behind: str | None = None
    _gone: set[str] = field(factory=set)

    def found(self, text: Text) -> Found:
        """What the file has, in the order of its paragraphs."""
        self.untracked += self.placed.untracked
        for n, paragraph in enumerate(self.flow.paragraphs):
            if n in self.placed.slots:
                self._slot(self.placed.slots[n], paragraph)
            else:
                self._beside(paragraph)
        named = {name: self.authors.get(name) for name in self.places}
        return Found(
            text=text.id,
            version=self.base.version,
            view=self.base.view,
            changes=tuple(_once(self.changes)),
            authors=named,
            unknown=tuple(
                UnknownAuthor(author=name, places=tuple(places))
                for name, places in self.places.items()
                if named[name] is None
            ),
            unplaced=tuple(self.unplaced),
            untracked=tuple(self.untracked),
            lost=self.placed.lost,
            by_text=tuple(self.base.slots[n].clause for n in self.placed.by_text),
            known=tuple(dict.fromkeys(self.known)),
            beside=dict(self.flow.beside),
        )

    # ---------------------------------------------------------------- a wording

    def _slot(self, number: int, paragraph: Paragraph) -> None:
        slot, wording = self.base.slots[number], self.wordings[number]
        ahead, signs, after = _cut(paragraph.signs) if slot.main else ([], paragraph.signs, [])
        self._new(ahead)
        held, untracked = held_against(slot, signs)
        held, missing = known(slot, held)
        self.known += (one.amendment for one in slot.tracked if one not in missing)
        untracked += (
            Untracked(clause=slot.clause, option=slot.option, went=one.words, came="")
            for one in missing
        )
        self.untracked += untracked
        for author in dict.fromkeys(authors(held)):
            woven = weave(wording or "", held, author)
            self._place(author, slot.clause, woven.came, woven.went + woven.beside)
            party = self.authors.get(author)
            if party is None:
                continue
            if wording is None:
                self._not(author, Why.FOREIGN, slot.clause, woven.came or woven.went)
                continue
            here = _Here(slot=slot, wording=wording, author=author, party=party, woven=woven)
            self._woven(here, paragraph, held)
        if slot.main:
            self._behind = slot.clause
        self._new(after)

    def _woven(self, here: _Here, paragraph: Paragraph, held: Sequence[Held]) -> None:
        """What one author's changes of one wording lead to."""
        slot, woven = here.slot, here.woven
        emptied = not woven.words.strip() and bool(here.wording.strip())
        if paragraph.gone is not None and paragraph.gone.author == here.author and not emptied:
            kept = any(one.sign.went is None and one.was is not None for one in held)
            if kept:
                self._not(here.author, Why.JOINED, slot.clause, "")
        if woven.beside:
            self._not(here.author, Why.PROPOSAL, slot.clause, woven.beside)
        if emptied:
            self._emptied(here)
            return
        told = "".join(one.words for one in slot.pieces if one.part is Part.TOLD)
        filled = woven.label == told and woven.words != here.wording
        if woven.label.strip() and not filled:
            self._not(here.author, Why.LABEL, slot.clause, woven.label.strip())
        if woven.words != here.wording:
            self._reworded(here)
        self._brackets(here)

    def _change(self, here: _Here, step: Step, **more: Any) -> None:  # noqa: ANN401 - as the step has them
        made = Change(
            author=here.author,
            party=here.party,
            step=step,
            clause=here.slot.clause,
            version=self.base.version,
            was=here.wording,
            moved=here.woven.moved,
            time=here.woven.time,
            **more,
        )
        self.changes.append(made)

    def _not(self, author: str, why: Why, clause: str | None, words: str) -> None:
        party = self.authors.get(author)
        self.unplaced.append(
            Unplaced(author=author, party=party, why=why, clause=clause, words=words)
        )

    def _emptied(self, here: _Here) -> None:
        slot = here.slot
        if slot.main:
            self._gone.add(here.author)
            self._change(here, Step.NO_TEXT)
            return
        option = self.forum.clauses[slot.clause].options.get(slot.option)
        if option is not None and option.by == here.party:
            self._change(here, Step.DROP, which=slot.option)
        else:
            self._not(here.author, Why.NOT_HOLDER, slot.clause, here.wording)

    def _reworded(self, here: _Here) -> None:
        words = here.woven.words.translate(_PLAIN)
        if len(words) > TEXT:
            self._not(here.author, Why.LONG, here.slot.clause, words[:200])
            return
        self._change(here, Step.AMEND if here.slot.main else Step.ALTERNATIVE, words=words)

    # ---------------------------------------------------------------- brackets

    def _brackets(self, here: _Here) -> None:
        clause = here.slot.clause
        found, unpaired = pairs(here.woven.typed)
        if unpaired:
            self._not(here.author, Why.UNPAIRED, clause, here.woven.came)
        for pair in found:
            passage = base_passage(here.woven, pair) if here.slot.main else None
            if passage is None:
                words = here.woven.words[pair[0] : pair[1]]
                self._not(here.author, Why.OWN_WORDS, clause, words)
            else:
                self._change(here, Step.BRACKET, **quoted(here.wording, passage))
        for number, signs in sorted(here.woven.signs.items()):
            self._lifted(here, number, signs)

    def _lifted(self, here: _Here, number: int, signs: set[Part]) -> None:
        clause = self.forum.clauses[here.slot.clause]
        bracket = clause.brackets.get(number)
        if not {Part.OPENS, Part.CLOSES} <= signs:
            self._not(here.author, Why.HALF_BRACKET, clause.id, str(number))
        elif bracket is None or here.party not in bracket.holders:
            self._not(here.author, Why.NOT_HOLDER, clause.id, str(number))
        else:
            self._change(here, Step.LIFT, which=number)

    # ---------------------------------------------------------------- beside the wordings

    def _beside(self, paragraph: Paragraph) -> None:
        """A paragraph that holds no wording: new ones around it, and changes in it."""
        if paragraph.row is not None:
            self._row(paragraph)
            return
        ahead, signs, after = _cut(paragraph.signs)
        self._new(ahead)
        for author in dict.fromkeys(authors([Held(sign=one, was=None) for one in signs])):
            came = "".join(
                one.words for one in signs if one.came is not None and one.came.author == author
            )
            went = "".join(
                one.words for one in signs if one.went is not None and one.went.author == author
            )
            self._place(author, None, came, went)
            if author in self._gone and went == paragraph.was and not came:
                continue  # the line below a clause that went with it
            if author in self.authors:
                self._not(author, Why.OUTSIDE, None, came or went)
        self._new(after)

    def _row(self, paragraph: Paragraph) -> None:
        """A cell of a new row in the table of a clause's wordings: another wording."""
        for author, words in _by_author(paragraph.signs):
            if not words:
                continue
            self._place(author, self._behind, words, "")
            if author not in self.authors:
                continue
            if paragraph.cell == 1 and self._behind is not None:
                self._begun(author, Step.ALTERNATIVE, words, paragraph.signs)
            elif not _ALTERNATIVE.match(words + ":"):
                self._not(author, Why.OUTSIDE, self._behind, words)

    def _new(self, segments: Sequence[Sequence[Sign]]) -> None:
        """New paragraphs: new clauses, or another wording of the one before."""
        for signs in segments:
            for author, words in _by_author(signs):
                if not words:
                    continue
                self._place(author, self._behind, words, "")
                if author not in self.authors:
                    continue
                other = _ALTERNATIVE.match(words)
                if self._behind is None:
                    self._not(author, Why.OUTSIDE, None, words)
                elif other is not None:
                    self._begun(author, Step.ALTERNATIVE, words[other.end() :], signs)
                else:
                    self._begun(author, Step.CLAUSE, _NUMBERED.sub("", words), signs)

    def _begun(self, author: str, step: Step, words: str, signs: Sequence[Sign]) -> None:
        """A wording that was not there before."""
        times = [one.came.time for one in signs if one.came is not None and one.came.time]
        moved = any(one.came is not None and one.came.moved for one in signs)
        shown = {_NUMBERED.sub("", one.shown): n for n, one in enumerate(self.base.slots)}
        again = self.wordings.get(shown.get(words, -1))
        plain = (words if again is None else again).translate(_PLAIN)
        if any(sign in plain for sign in "[]"):
            self._not(author, Why.OWN_WORDS, self._behind, plain)
            plain = plain.replace("[", "").replace("]", "").strip()
        if not plain or len(plain) > TEXT:
            self._not(author, Why.LONG if plain else Why.OUTSIDE, self._behind, plain[:200])
            return
        made = Change(
            author=author,
            party=self.authors[author],
            step=step,
            clause=self._behind,
            version=self.base.version,
            words=plain,
            moved=moved,
            time=max(times, default=None),
        )
        self.changes.append(made)

    def _place(self, author: str, clause: str | None, came: str, went: str) -> None:
        if came.strip() or went.strip():
            place = Place(clause=clause, came=came.strip("\n"), went=went)
            self.places.setdefault(author, []).append(place)


def _cut(signs: Sequence[Sign]) -> tuple[list[list[Sign]], list[Sign], list[list[Sign]]]:
    """New paragraphs ahead, what was there, and new paragraphs behind."""
    segments: list[list[Sign]] = [[]]
    for one in signs:
        segments[-1].append(one)
        if one.ends:
            segments.append([])
    old = [n for n, one in enumerate(segments) if any(sign.came is None for sign in one)]
    if not old:
        return segments, [], []
    first, last = old[0], old[-1]
    middle = [sign for one in segments[first : last + 1] for sign in one]
    if middle and middle[-1].ends and last + 1 < len(segments):
        middle.pop()
    return segments[:first], middle, segments[last + 1 :]


def _by_author(signs: Sequence[Sign]) -> Iterator[tuple[str, str]]:
    """What each author put into new paragraphs, less what the same or another took out again."""
    names = dict.fromkeys(one.came.author for one in signs if one.came is not None)
    for name in names:
        ours = (
            one.words
            for one in signs
            if one.came is not None and one.came.author == name and one.went is None
        )
        yield name, "".join(ours).strip()


def _once(changes: Sequence[Change]) -> Iterator[Change]:
    """Changes, each once: one that an editor wrote twice is one."""
    seen: set[Change] = set()
    for one in changes:
        if one not in seen:
            seen.add(one)
            yield one
