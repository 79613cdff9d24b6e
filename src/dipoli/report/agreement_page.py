"""What the texts of answers about a case share: lines of a width, headings, options in words."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from dipoli.analysis.agreement.answers import Question, SoftLines
from dipoli.analysis.case import Atom, Case
from dipoli.report.frameworks_layout import wrap
from dipoli.report.names import Names

SOFT: Mapping[SoftLines, str] = {
    SoftLines.NEGOTIABLE: "soft lines negotiable",
    SoftLines.HELD: "soft lines held",
}


@frozen(kw_only=True)
class Page:
    """What a page of answers in plain text is made with.

    Args:
        case: the case.
        question: what was asked of it.
        names: names of parties and bodies.
        width: columns of a line.
    """

    case: Case
    question: Question
    names: Names
    width: int

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        """A paragraph in lines, indented; lines after the first by ``hang``."""
        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def title(self, text: str) -> list[str]:
        """A heading."""
        return ["", text.upper(), "-" * min(self.width, len(text))]

    def basket(self, basket_id: str) -> str:
        """The title of a basket."""
        return next(one.title for one in self.case.baskets if one.id == basket_id)


def option_told(case: Case, issue_id: str, option: int) -> str:
    """An option in words: the question, and the option."""
    issue = next(one for one in case.issues if one.id == issue_id)
    return f"{issue.question} {issue.options[option].text}"


def options_told(case: Case, atom: Atom) -> str:
    """An atom in words: the question, and the options that it lists."""
    issue = next(one for one in case.issues if one.id == atom.issue)
    return f"{issue.question} {' / '.join(issue.options[n].text for n in atom.options)}"


def many(count: int, noun: str) -> str:
    """A number of things.

    >>> many(1, "set"), many(2000, "set")
    ('1 set', '2,000 sets')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
