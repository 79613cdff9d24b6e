"""A run: a question, how far its answering came, and what came of it, whole or not at all."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from typing import Any

from attrs import evolve, field, frozen

from dipoli.analysis.case import Case
from dipoli.faults import Finding, MalformedError
from dipoli.workbench.runs import question as questions
from dipoli.workbench.runs.question import Question

FORM = "dipoli.workbench.run/1"

Things = Mapping[str, str]
"""Each thing of a case, such as ``issue water``, to a digest of all that the case says of it."""


class State(enum.Enum):
    """How far the answering of a question came."""

    WAITING = "waiting"
    UNDER_WAY = "under way"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self not in {State.WAITING, State.UNDER_WAY}


@frozen(kw_only=True)
class Run:
    """A question that was put.

    Args:
        id: the key of the question, and which asking of it this is.
        question: what was asked.
        state: how far it came.
        asked: when, ``YYYY-MM-DDTHH:MM:SSZ``.
        ended: when it ended; empty while it has not.
        version: of the program.
        title: of the case, or of what else it was asked of.
        exercise: whether the states of the case are invented.
        mark: what else stands on it, such as that some of the states are invented; or nothing.
        told: the answer as the command prints it with ``--json``; None where there is none.
        words: the answer in words.
        fault: why there is none, for people.
        seconds: that the computing took.
        document: digest of a page that was drawn of the answer; empty where there is none.
        things: of the case, for comparison with another.
    """

    id: str
    question: Question
    state: State
    asked: str
    ended: str = ""
    version: str = ""
    title: str = ""
    exercise: bool = False
    mark: str = ""
    told: Mapping[str, Any] | None = field(default=None, repr=False)
    words: str = field(default="", repr=False)
    fault: str = ""
    seconds: float | None = None
    document: str = ""
    things: Things = field(factory=dict, repr=False)

    @property
    def receipt(self) -> Mapping[str, Any] | None:
        """How the answer was obtained, where the answer says it."""
        found = None if self.told is None else self.told.get("receipt")
        return found if isinstance(found, Mapping) else None


def brief(run: Run) -> Run:
    """A run as a list has it: its answer is left out, and empty where there is one."""
    return evolve(run, told=None if run.told is None else {}, words="", things={})


def written(run: Run) -> bytes:
    """A run as it is kept."""
    told = {
        "form": FORM,
        "id": run.id,
        "question": run.question.told(),
        "state": run.state.value,
        "asked": run.asked,
        "ended": run.ended,
        "version": run.version,
        "title": run.title,
        "exercise": run.exercise,
        "mark": run.mark,
        "fault": run.fault,
        "seconds": run.seconds,
        "document": run.document,
        "things": dict(run.things),
        "words": run.words,
        "told": run.told,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def read(data: bytes, name: str) -> Run:
    """A run as `written` wrote it.

    Raises:
        MalformedError: it is none.
    """
    try:
        told = json.loads(data)
        if told.pop("form") != FORM:
            raise ValueError  # noqa: TRY301 - told below, like every other fault
        asked = questions.of_told(told.pop("question"))
        return Run(question=asked, state=State(told.pop("state")), **told)
    except (ValueError, KeyError, TypeError, AttributeError, questions.WordsError):
        finding = Finding(
            file=name,
            expected="a run as the workbench keeps it",
            found="something else",
            mend="remove the run, and ask the question again",
        )
        raise MalformedError([finding]) from None


def things_of(case: Case) -> dict[str, str]:
    """Each thing of a case with a digest, so that two cases can be compared by thing later."""
    # A set of positions is one thing, and no party is counted: what changed is told, not how much.
    rows: list[tuple[str, object]] = [("case", (case.title, case.as_of, case.scale, case.rules))]
    rows += [("parties", (case.parties, case.members_as_consenters, case.necessary))]
    rows += [(f"body {one.code}", one) for one in case.ratifiers]
    rows += [(f"basket {one.id}", one) for one in case.baskets]
    rows += [(f"issue {one.id}", one) for one in case.issues]
    rows += [(f"positions {name}", dict(held)) for name, held in case.positions.items()]
    rows += [(f"requirement {one.id}", one) for one in case.requirements]
    rows += [(f"exclusion {one.id}", one) for one in case.exclusions]
    rows += [(f"synergy {one.id}", one) for one in case.synergies]
    rows += [(f"consent {one.id}", one) for one in case.consents]
    rows += [(f"step {one.id}", one) for one in case.steps]
    rows += [(f"bundle {one.id}", one) for one in case.bundles]
    rows += [("limits of exposure", (case.accounting, case.exposure_limits, case.limit_range))]
    return {name: questions.digest_of_value(value) for name, value in rows}
