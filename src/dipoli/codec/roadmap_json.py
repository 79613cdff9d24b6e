"""A roadmap as one JSON object, and a schedule read back from it.

Its schema is ``docs/reference/json/roadmap.schema.json``. Accounts stand in the order of the case;
nothing is added up or sorted by party. Whose red line stands in the way is told on request only.
"""

from __future__ import annotations

import enum
import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.answers import Block, Cause, Check, Fault, Schedule
from dipoli.analysis.roadmap.defection import holds_if_some_stop
from dipoli.analysis.roadmap.effort import ended
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.incentive import for_all, incentives
from dipoli.analysis.roadmap.plan import Curve, Decisions, Plan, StepBar, Waiting, plan_of
from dipoli.analysis.roadmap.question import Question
from dipoli.codec.receipt_json import Json, receipt_object
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import Paper
from dipoli.faults import Finding, MalformedError

SCHEMA = "dipoli.roadmap/1"
CHECK_SCHEMA = "dipoli.roadmap-check/1"
LEFT_OUT = "fewest steps left out"
"""What comes before every objective, in their list."""
MOST_BYTES = 16 << 20
"""The largest file of a schedule that is read."""
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@frozen(kw_only=True)
class Filed:
    """A schedule from a file, with the question to which it is an answer.

    Args:
        question: the question.
        schedule: what starts when, and what is left out.
        inputs: SHA-256 of the papers for which it was made; empty if the file does not say.
        case: id of the case for which it was made; empty if the file does not say.
    """

    question: Question
    schedule: Schedule
    inputs: str = ""
    case: str = ""


def roadmap_object(case: Case, roadmap: Roadmap, *, clash: bool = False) -> dict[str, Json]:
    """The answer as plain values for JSON.

    Args:
        case: the case, for names.
        roadmap: the answer.
        clash: whether to say whose red line stands in the way, and what each member would need
            so that going on is worth no less to it than stopping.

    Returns:
        One object.
    """
    plan = plan_of(case, roadmap)
    verdict = roadmap.check
    going_on = incentives(case, roadmap.question, roadmap.schedule)
    factor = for_all(going_on)
    return {
        "question": plain(roadmap.question),
        "schedule": _schedule(case, roadmap.schedule, clash=clash),
        "verdict": {
            "safe": verdict.safe,
            "complete": verdict.complete,
            "holds_if_some_stop": holds_if_some_stop(case, roadmap.question, roadmap.schedule),
        },
        "months": roadmap.figures.months,
        "peak": roadmap.figures.peak,
        "status": roadmap.status.value,
        "bound": roadmap.bound,
        "gap": roadmap.gap,
        "objectives": [
            {
                "objective": LEFT_OUT if one.objective is None else one.objective.value,
                "value": one.value,
                "bound": one.bound,
                "proven": one.proven,
                "by_walks_alone": one.by_walks_alone,
            }
            for one in roadmap.attained
        ],
        "ended": ended(roadmap).value,
        "steps": [_step(plan, row) for row in plan.waiting],
        "decisions": [one for body in plan.decisions for one in _decisions(plan, body)],
        "exposure": [_curve(one) for one in plan.curves],
        "going_on": {
            "critical": None if factor is None else float(factor),
            "members": [
                {
                    "party": one.party,
                    "critical": None if one.critical is None else float(one.critical),
                    "stream": one.stream,
                    "starts": one.start is not None,
                }
                for one in going_on
                if clash
            ],
        },
        "never_drawn": [plain(one) for one in plan.undrawn],
        "issues": {issue: option for issue, option in plan.package.items() if option},
        "receipt": receipt_object(case, roadmap.receipt, SCHEMA, case.members, {}),
    }


def check_object(
    case: Case, filed: Filed, verdict: Check, *, clash: bool = False
) -> dict[str, Json]:
    """The verdict on a schedule as plain values for JSON.

    Args:
        case: the case.
        filed: the schedule, as it was read.
        verdict: of the checker.
        clash: whether to say whose red line would be crossed, or limit passed, and by how much.
    """
    trace = verdict.trace
    peaks = trace.peaks() if trace is not None else ()
    return {
        "schema": CHECK_SCHEMA,
        "case": case.id,
        "mark": case.mark,
        "exercise": case.exercise,
        "inputs": case.digest,
        "made_for_these_papers": filed.inputs == case.digest,
        "question": plain(filed.question),
        "safe": verdict.safe,
        "complete": verdict.complete,
        "left_out": list(verdict.left_out),
        "faults": [_fault(case, one, clash=clash) for one in verdict.faults],
        "exposure": None
        if trace is None
        else [
            {"party": one.party, "towards": one.towards, "limit": opening, "peak": peak}
            for one, opening, peak in zip(trace.accounts, trace.opening, peaks, strict=True)
        ],
    }


def read_schedule(content: bytes, file: str) -> Filed:
    """Read a schedule from what `dipoli roadmap CASE --json` printed.

    Args:
        content: the bytes of the file.
        file: its name, for findings.

    Returns:
        Question and schedule; that they fit the case is not looked at here.

    Raises:
        MalformedError: it is no such file.
    """
    if len(content) > MOST_BYTES:
        raise _refusal(file, f"at most {MOST_BYTES:,} bytes", "more", "name another file")
    try:
        found = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        mend = "give a file that `dipoli roadmap CASE --json` wrote"
        raise _refusal(file, "JSON in UTF-8", str(error)[:120], mend) from None
    if not isinstance(found, dict) or not {"question", "schedule"} <= set(found):
        mend = "give a file that `dipoli roadmap CASE --json` wrote"
        raise _refusal(file, "an object with a question and a schedule", "none", mend)
    receipt = found.get("receipt")
    made_for = receipt if isinstance(receipt, dict) else {}
    data = {
        "question": found["question"],
        "schedule": found["schedule"],
        "inputs": made_for.get("inputs", ""),
        "case": made_for.get("case", ""),
    }
    if any(_hidden(sign) for text in _texts(data) for sign in text):
        mend = "take the signs that cannot be seen out of it"
        raise _refusal(file, "texts that can be shown", "a control or direction sign", mend)
    return structure(Paper(file=file, data=data, lines={}), Filed)


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can say
    """A frozen value as plain values: enums by their word, everything else by its fields."""
    if isinstance(value, enum.Enum):
        return value.value
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))  # type: ignore[arg-type]
        return {one.name.rstrip("_"): plain(getattr(value, one.name)) for one in fields}
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def _texts(data: object) -> Iterator[str]:
    """Every text in plain values, keys included, however deep they lie."""
    ahead = [data]
    while ahead:
        one = ahead.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            ahead += [*one, *one.values()]
        elif isinstance(one, list):
            ahead += one


def _hidden(sign: str) -> bool:
    """Whether a sign could move a terminal's cursor, turn a line around, or not be written."""
    return sign != "\n" and (
        unicodedata.category(sign) in {"Cc", "Cs"} or unicodedata.bidirectional(sign) in _TURNING
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key that stands twice"
        raise ValueError(message)
    return found


def _refusal(file: str, expected: str, found: str, mend: str) -> MalformedError:
    return MalformedError([Finding(file=file, expected=expected, found=found, mend=mend)])


# ---------------------------------------------------------------- parts


def _schedule(case: Case, schedule: Schedule, *, clash: bool) -> dict[str, Json]:
    told: dict[str, Json] = plain(schedule)
    told["unscheduled"] = [
        {
            "step": one.step,
            "blocks": [_block(case, block, clash=clash) for block in one.blocks],
            "reach": plain(one.reach),
            "alone": one.alone,
        }
        for one in schedule.unscheduled
    ]
    return told


def _block(case: Case, block: Block, *, clash: bool) -> dict[str, Json]:
    told: dict[str, Json] = plain(block)
    if not clash:
        told |= {"account": None, "short": None}
    known = {row.id for row in case.requirements} | {row.id for row in case.exclusions}
    if block.cause is Cause.STATE and block.about not in known and not clash:
        told["about"] = "red line"
    return told


def _fault(case: Case, fault: Fault, *, clash: bool) -> dict[str, Json]:
    return {
        "start": fault.start,
        "month": fault.month,
        "name": fault.name,
        "block": _block(case, fault.block, clash=clash),
    }


def _step(plan: Plan, row: Waiting) -> dict[str, Json]:
    bar = next((one for one in plan.bars if one.number == row.number), None)
    return {
        "number": row.number,
        "id": row.step.id,
        "title": row.step.title,
        "basket": row.step.basket,
        "actors": list(row.step.actors),
        "condition": row.step.condition.value,
        "verifier": row.step.verifier,
        "reached": row.reached,
        **_times(plan, bar),
        "waits_for": [plan.step(number).id for number in row.after],
        "consents": list(row.consents),
    }


def _times(plan: Plan, bar: StepBar | None) -> dict[str, Json]:
    if bar is None:
        return {"start": None, "work_over": None, "verified": None, "as_one_with": [], "acts": []}
    return {
        "start": bar.start,
        "work_over": bar.worked,
        "verified": bar.verified,
        "as_one_with": [plan.step(number).id for number in bar.together],
        "acts": list(bar.acts),
    }


def _decisions(plan: Plan, body: Decisions) -> list[Json]:
    return [
        {
            "body": body.body,
            "act": row.act.id,
            "put": row.put,
            "decided": row.decided,
            "steps": [plan.step(number).id for number in row.serves],
        }
        for row in body.rows
    ]


def _curve(curve: Curve) -> dict[str, Json]:
    return {
        "party": curve.account.party,
        "towards": curve.account.towards,
        "limit": curve.limit,
        "peak": curve.peak,
        "at_end": curve.left,
        "course": [[month, exposure] for month, exposure in curve.points],
    }
