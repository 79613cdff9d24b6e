"""Work on texts in the bodies of the exercise: brackets open and close, meeting after meeting."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from attrs import define, field

from dipoli.demonstration.exercise import Exercise
from dipoli.demonstration.hall import Circle
from dipoli.demonstration.papers import Clause, Paper
from dipoli.forum.text import ClauseStage

STEPS = 6
"""Meetings from the tabling of a text to its report."""


@define(kw_only=True, eq=False)
class Negotiation:
    """The texts of one body, one after the other.

    Args:
        body: short name of the body in the plenary.
        papers: to be negotiated.
    """

    body: str
    papers: Sequence[Paper]
    finished: list[tuple[str, Paper]] = field(factory=list)
    text: str | None = None
    step: int = 0
    number: int = 0

    def work(self, x: Exercise, at: Circle, _meeting: str) -> None:
        """One meeting's work."""
        if self.number >= len(self.papers):
            return
        paper = self.papers[self.number]
        steps = (self._table, self._bracket, self._other_wordings, self._lift, self._clean,
                 self._report)  # fmt: skip
        steps[self.step](x, at, paper)
        self.step += 1
        if self.step == STEPS:
            self.finished.append((str(self.text), paper))
            self.step, self.number = 0, self.number + 1

    def _clauses(self) -> list[str]:
        paper = self.papers[self.number]
        return [f"{self.text}-{number}" for number in range(1, len(paper.clauses) + 1)]

    def _table(self, x: Exercise, at: Circle, paper: Paper) -> None:
        by = x.dice.one(x.others(x.chair(at), at=at))
        self.text = at.name("T")
        symbol = f"{at.id.upper()[:3]}/{self.number + 1}"
        x.do(by, "text.table", self.text, paper.title, at=at, symbol=symbol, kind="working-paper",
             language="en", everything=True)  # fmt: skip
        for name, clause in zip(self._clauses(), paper.clauses, strict=True):
            x.do(by, "clause.propose", name, clause.words, at=at, sort="words")

    def _bracket(self, x: Exercise, at: Circle, paper: Paper) -> None:
        for name, clause in zip(self._clauses(), paper.clauses, strict=True):
            for words in clause.contested:
                if x.dice.often(7):
                    who = x.dice.one(x.members(at))
                    x.do(who, "clause.bracket", name, words, at=at)

    def _other_wordings(self, x: Exercise, at: Circle, paper: Paper) -> None:
        for name, clause in zip(self._clauses(), paper.clauses, strict=True):
            if x.dice.often(6):
                self._wording(x, at, name, clause)

    def _wording(self, x: Exercise, at: Circle, name: str, clause: Clause) -> None:
        who = x.dice.one(x.members(at))
        x.do(who, "clause.alternative", name, clause.other, at=at, sort="words")
        which = max(at.forum.clauses[name].options)
        for code in x.dice.some(x.others(who, at=at), x.dice.below(3)):
            x.do(code, "clause.support", name, at=at, which=which)
            if x.dice.below(4) == 0:
                x.do(code, "clause.leave", name, at=at, which=which)

    def _lift(self, x: Exercise, at: Circle, paper: Paper) -> None:
        """The chair bridges; those who put other wordings drop them; some brackets are lifted."""
        for name, clause in zip(self._clauses(), paper.clauses, strict=True):
            if at.forum.clauses[name].stage is not ClauseStage.BRACKETED:
                continue
            if x.dice.often(5):
                x.do(x.chair(at), "clause.bridge", name, clause.bridge, at=at)
            self._drop(x, at, name)
            self._unbracket(x, at, name, keep=x.dice.below(2))

    def _drop(self, x: Exercise, at: Circle, name: str) -> None:
        clause = at.forum.clauses[name]
        for which in clause.standing:
            option = clause.options[which]
            for code in option.supporters:
                if code != option.by:
                    x.do(code, "clause.leave", name, at=at, which=which)
            x.do(option.by, "clause.drop", name, at=at, which=which)

    def _unbracket(self, x: Exercise, at: Circle, name: str, keep: int = 0) -> None:
        marks = sorted(at.forum.clauses[name].brackets.items())
        for which, mark in marks[keep:]:
            for holder in mark.holders:
                x.do(holder, "clause.lift", name, at=at, which=which)

    def _clean(self, x: Exercise, at: Circle, _paper: Paper) -> None:
        for name in self._clauses():
            self._drop(x, at, name)
            self._unbracket(x, at, name)
            if at.forum.clauses[name].stage is ClauseStage.PROPOSED:
                x.do(x.chair(at), "clause.clean", name, at=at)
            x.do(x.chair(at), "clause.agree", name, at=at)

    def _report(self, x: Exercise, at: Circle, paper: Paper) -> None:
        for name in self._clauses():
            for code in x.members(at):
                x.do(code, "clause.confirm", name, at=at)
        report = at.name("R")
        words = f"The body agreed ad referendum on {paper.title}, and hands it up."
        done = x.do(x.chair(at), "report.make", report, words, at=at, title=paper.title)
        x.office("report.receive", self.body, report=done.leaf)
        x.reports.append((at.id, paper.title))


def digest(words: str) -> bytes:
    """The hash of a language version that lies outside the record."""
    return hashlib.sha256(words.encode()).digest()
