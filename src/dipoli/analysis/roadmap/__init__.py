"""Step by step, safe at every step: roadmaps, their checker and what they rest on.

`find` searches, `check` is the only authority on what is safe; `defections` and `incentives` tell
what happens if somebody stops, and whether somebody would.
"""

from dipoli.analysis.roadmap.answers import (
    Account,
    Attained,
    Cause,
    Check,
    Reach,
    Schedule,
    Start,
    Status,
    Trace,
)
from dipoli.analysis.roadmap.asked import question_of
from dipoli.analysis.roadmap.checker import check
from dipoli.analysis.roadmap.defection import defections
from dipoli.analysis.roadmap.finder import Roadmap, find
from dipoli.analysis.roadmap.incentive import incentives
from dipoli.analysis.roadmap.question import (
    Accounting,
    Guarantee,
    Objective,
    Order,
    Question,
)
from dipoli.analysis.roadmap.solving import Means

__all__ = [
    "Account",
    "Accounting",
    "Attained",
    "Cause",
    "Check",
    "Guarantee",
    "Means",
    "Objective",
    "Order",
    "Question",
    "Reach",
    "Roadmap",
    "Schedule",
    "Start",
    "Status",
    "Trace",
    "check",
    "defections",
    "find",
    "incentives",
    "question_of",
]
