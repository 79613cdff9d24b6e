"""What the prints about seats have in common: head, foot, options in words."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.analysis.agreement.answers import Package, Question, SoftLines
from dipoli.analysis.agreement.extents import Decision, Extent
from dipoli.analysis.case import Atom, Case
from dipoli.analysis.receipt import Receipt
from dipoli.report.agreement_text import VERDICTS
from dipoli.report.frameworks_layout import wrap
from dipoli.report.names import Names

SAID = {Decision.YES: "yes", Decision.NO: "no", Decision.UNDECIDED: "undecided in the time given"}


@frozen(kw_only=True)
class Print:
    """A case, a question about it, and how lines are written.

    Args:
        case: the case.
        question: what was asked.
        names: as the reader's seat uses them.
        width: columns of a line.
    """

    case: Case
    question: Question
    names: Names
    width: int

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        """A paragraph in lines."""
        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def item(self, text: str, indent: int = 2) -> list[str]:
        """A paragraph that begins with a dash."""
        return self.wrap(f"- {text}", indent, indent + 2)

    def title(self, text: str) -> list[str]:
        """A heading."""
        return ["", text.upper(), "-" * min(self.width, len(text))]

    def option(self, issue_id: str, n: int) -> str:
        """An issue's question with one of its options."""
        issue = next(one for one in self.case.issues if one.id == issue_id)
        return f"{issue.question} {issue.options[n].text}"

    def atom(self, atom: Atom) -> str:
        """An issue's question with the options that an atom lists."""
        issue = next(one for one in self.case.issues if one.id == atom.issue)
        return f"{issue.question} {' / '.join(issue.options[n].text for n in atom.options)}"

    def question_of(self, issue_id: str) -> str:
        """The question of an issue."""
        return next(one.question for one in self.case.issues if one.id == issue_id)

    def package(self, package: Package, indent: int = 2) -> Iterator[str]:
        """What a package moves, basket by basket."""
        for basket in self.case.baskets:
            moved = [one.id for one in self.case.issues_of(basket.id) if package.get(one.id)]
            if moved:
                yield from self.wrap(basket.title, indent)
            for issue in moved:
                yield from self.item(self.option(issue, package[issue]), indent + 2)

    def head(self) -> Iterator[str]:
        """What was asked, of which case."""
        case, question = self.case, self.question
        chosen = case.position_set(question.positions)
        yield from self.wrap(f"{case.title} ({case.as_of})")
        yield from self.wrap(case.mark)
        yield from self.wrap(f"Set of positions: {chosen.id}, {chosen.as_of}. {chosen.note}")
        seats = ", ".join(self.names.text(code) for code in question.seats)
        yield from self.wrap(f"At the table, in the order of the case: {seats}.")
        if question.without:
            names = ", ".join(self.names.text(code) for code in question.without)
            yield from self.wrap(f"Consent not claimed for this question: {names}.")
        for atom in question.hold:
            yield from self.wrap(f"Asked only for packages with: {self.atom(atom)}")
        if question.soft_lines is SoftLines.HELD:
            yield from self.wrap("Soft lines are held like hard ones.")

    def foot(self, receipt: Receipt) -> Iterator[str]:
        """What the answer does not show, and on what it rests."""
        yield from self.title("What this does not show")
        for sentence in receipt.does_not_show:
            yield from self.item(sentence, 0)
        yield from self.title("What it rests on")
        yield from self.wrap(receipt.method)
        rules = {f"{name}: {text}" for name, text in self.case.rules.items()}
        for sentence in receipt.assumptions:
            if sentence not in rules:
                yield from self.item(sentence, 0)
        versions = ", ".join(f"{name} {version}" for name, version in receipt.versions.items())
        seconds = "" if receipt.seconds is None else f"; {receipt.seconds:.2f} s"
        proven = "Everything is proven" if receipt.exact else "Not everything is proven"
        yield from self.wrap(f"{proven}. Inputs {receipt.inputs[:16]}; {versions}{seconds}.")

    def extent(self, found: Extent) -> str:
        """Whether there are packages, and how many where they were counted."""
        if found.count is not None:
            return f"{VERDICTS[found.verdict]} ({found.count:,} packages, counted one by one)"
        return f"{VERDICTS[found.verdict]} (too many packages to be counted one by one)"
