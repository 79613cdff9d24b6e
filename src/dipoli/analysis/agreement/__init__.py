"""Where common ground is, and where none: baskets, zone, fair packages, clashes.

`agree` answers everything at once; `find`, `answer`, `clash` and `stalemate` answer one question.
"""

from dipoli.analysis.agreement.answers import Agreement, Question, Reading, Rule, SoftLines, Verdict
from dipoli.analysis.agreement.finder import (
    agree,
    alone,
    claims_missed,
    question_of,
    stalemate,
)
from dipoli.analysis.agreement.packages import answer
from dipoli.analysis.agreement.search import Means, find
from dipoli.analysis.agreement.why_not import clash

__all__ = [
    "Agreement",
    "Means",
    "Question",
    "Reading",
    "Rule",
    "SoftLines",
    "Verdict",
    "agree",
    "alone",
    "answer",
    "claims_missed",
    "clash",
    "find",
    "question_of",
    "stalemate",
]
