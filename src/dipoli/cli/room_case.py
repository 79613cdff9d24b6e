"""The desk of a case that a group builds off the record, in the memory of one program.

It belongs to the desk of a room (`dipoli.cli.room_desk`) and reads line by line as that does. No
command takes who proposes. Ranges are typed by whoever gives them, without being shown, and none is
shown until enough of them join. Computing takes place in this program; nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from dipoli.cli.room_case_typed import (
    PROPOSES,
    Ask,
    line_typed,
    lines_typed,
    proposal_typed,
    slip_read,
)
from dipoli.cli.room_case_words import case_lines
from dipoli.faults import DipoliError, RefusedError

if TYPE_CHECKING:
    from dipoli.analysis.case import Case
    from dipoli.analysis.common_case import Draft

HELP = (
    "frame  take the folder of a case to begin from; it is read and not changed",
    "issue  propose an issue with its options",
    "option propose one more option of an issue",
    "shares propose how much issues matter to a party, in points",
    "line   propose a red line",
    "requirement, exclusion, synergy, consent, subject  propose a link between issues",
    "step   propose a small step",
    "source propose a document on which an issue or a red line rests",
    "list   show all proposals; without who, without an order",
    "out    take a proposal out",
    "range  type ranges; what is typed is not shown",
    "join   end the round: ranges join where enough of one position wait",
    "case   show the case as the group has it, and what is unknown in it",
    "papers show the papers of the case as they would leave",
    "ground compute on the case where common ground is, at both ends of the ranges",
    "clash  compute which assumptions clash where there is none",
    "carry  let the text name the papers of the case, so that they leave with it",
)
_LIMIT = 60.0
_NO_FRAME = "There is no case yet. Begin with `frame`."


@define(kw_only=True)
class CaseDesk:
    """A case while a group builds it.

    Args:
        ask: asks the facilitator.
        hide: asks without showing what is typed.
        show: shows a text to the group, in English as at any terminal.
        least: so many ranges of one position join at once.
    """

    ask: Ask
    hide: Ask
    show: Callable[[str], None]
    least: int
    draft: Draft | None = field(init=False, default=None, repr=False)

    def knows(self, word: str) -> bool:
        """Whether a word is one of this desk."""
        return word in _DOES or word in PROPOSES

    def do(self, word: str) -> None:
        """Do what a word says; what cannot be done is told, and nothing is lost."""
        try:
            if word in PROPOSES:
                self._propose(word)
            else:
                _DOES[word](self)
        except (DipoliError, OSError, ValueError) as fault:
            self.show(str(fault))
        except KeyboardInterrupt:
            if word not in _COMPUTES:
                raise
            self.show("Stopped. The case is as it was.")

    def forget(self) -> None:
        """Let go of all that was typed."""
        self.draft = None

    def words(self) -> str:
        """Every text that the group gave."""
        from dipoli.analysis.common_case import words_of  # noqa: PLC0415 - a quick --help

        return "" if self.draft is None else "\n".join(words_of(self.draft))

    def whole(self) -> Case:
        """The case as it would leave, with its digest.

        Raises:
            RefusedError: something of it is unknown or unsettled, or does not fit together.
        """
        from dipoli.codec.case_texts import read_texts  # noqa: PLC0415 - a quick --help

        looked = read_texts(self._texts())
        if looked.case is None:
            told = "\n".join(
                f"{one.where or one.file}: {one.expected}; found {one.found}"
                for one in looked.findings
            )
            message = f"The case does not fit together:\n{told}"
            raise RefusedError(message)
        return looked.case

    def _texts(self) -> dict[str, str]:
        from dipoli.analysis.common_case_made import made  # noqa: PLC0415 - a quick --help
        from dipoli.codec.case_texts import case_texts  # noqa: PLC0415 - the same

        found = made(self._draft())
        if found.case is None:
            told = "\n".join(found.open)
            message = f"The case is not whole:\n{told}"
            raise RefusedError(message)
        return case_texts(found.case)

    def _draft(self) -> Draft:
        if self.draft is None:
            raise RefusedError(_NO_FRAME)
        return self.draft

    # ------------------------------------------------------------ commands

    def _frame(self) -> None:
        from dipoli.analysis.common_case import framed  # noqa: PLC0415 - a quick --help
        from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - the same

        if (
            self.draft is not None
            and line_typed(self.ask, "Begin anew? All proposals go. [yes/no] ") != "yes"
        ):
            self.show("The case is as it was.")
            return
        self.draft = framed(read_case(Path(line_typed(self.ask, "Folder of a case: "))), self.least)
        frame = self.draft.frame
        self.show(f"{frame.title}. {frame.mark}")
        self.show(f"Set of positions: {self.draft.set_id}. Other sets stay behind.")

    def _propose(self, sort: str) -> None:
        from dipoli.analysis.common_case import proposed  # noqa: PLC0415 - a quick --help
        from dipoli.analysis.common_words import proposal_line  # noqa: PLC0415 - the same

        proposal = proposal_typed(sort, self.ask, self.show, self._draft())
        self.draft = proposed(self._draft(), proposal)
        self.show(proposal_line(proposal))

    def _list(self) -> None:
        from dipoli.analysis.common_case import listed  # noqa: PLC0415 - a quick --help
        from dipoli.analysis.common_words import proposal_line  # noqa: PLC0415 - the same

        rows = [
            f"{n}  {proposal_line(one)}" for n, one in enumerate(listed(self._draft()), start=1)
        ]
        self.show("\n".join(rows) or "Nothing is proposed.")

    def _out(self) -> None:
        from dipoli.analysis.common_case import listed, taken_out  # noqa: PLC0415 - a quick --help

        self._list()
        held, told = listed(self._draft()), line_typed(self.ask, "Number: ")
        if re.fullmatch("[0-9]{1,6}", told) is None or not 1 <= int(told) <= len(held):
            message = "There is no proposal of this number. Nothing was taken out."
            raise RefusedError(message)
        self.draft = taken_out(self._draft(), held[int(told) - 1])
        self.show("It is taken out.")

    def _range(self) -> None:
        from dipoli.analysis.common_case import given  # noqa: PLC0415 - a quick --help

        self._draft()
        told = (
            "A line is one slip: party, issue, then a range for each option in its order, such as "
            "XAL w-dam 60-80 40-60 - (a hyphen for none), and perhaps points=10-20."
        )
        for slip in lines_typed(told, self.hide, self.show):
            try:
                self.draft = given(self._draft(), slip_read(slip, self._draft()))
            except RefusedError:  # its words would say what is on the slip
                self.show("A line was not taken. Hold it against `case`, and type it again.")
            else:
                self.show("Taken.")

    def _join(self) -> None:
        from dipoli.analysis.common_case import joined  # noqa: PLC0415 - a quick --help

        self.draft = joined(self._draft())
        self._case()

    def _case(self) -> None:
        self.show("\n".join(case_lines(self._draft())))

    def _papers(self) -> None:
        for name, text in self._texts().items():
            self.show(f"--- {name}\n{text}")

    def _ground(self) -> None:
        self.show(computed(self.whole(), clash=False))

    def _clash(self) -> None:
        self.show(computed(self.whole(), clash=True))


def computed(case: Case, *, clash: bool) -> str:
    """Where common ground is, at the cautious and the generous end; computed in this program."""
    from dipoli.analysis.agreement import Means, agree  # noqa: PLC0415 - a quick --help
    from dipoli.cli.patience import clock, work  # noqa: PLC0415 - the same
    from dipoli.cli.telling import width  # noqa: PLC0415 - the same
    from dipoli.codec.question import ask  # noqa: PLC0415 - the same
    from dipoli.report.agreement_text import agreement_text  # noqa: PLC0415 - the same

    means = Means(limit=_LIMIT, clock=clock)
    found = work(lambda: agree(case, ask(case), means, clashes=clash))
    return agreement_text(case, found, width=width(), brief=True)


_COMPUTES = frozenset({"ground", "clash"})
_DOES: dict[str, Callable[[CaseDesk], None]] = {
    "frame": CaseDesk._frame,  # noqa: SLF001 - the table of its words
    "list": CaseDesk._list,  # noqa: SLF001
    "out": CaseDesk._out,  # noqa: SLF001
    "range": CaseDesk._range,  # noqa: SLF001
    "join": CaseDesk._join,  # noqa: SLF001
    "case": CaseDesk._case,  # noqa: SLF001
    "papers": CaseDesk._papers,  # noqa: SLF001
    "ground": CaseDesk._ground,  # noqa: SLF001
    "clash": CaseDesk._clash,  # noqa: SLF001
}
