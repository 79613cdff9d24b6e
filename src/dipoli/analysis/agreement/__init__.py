"""Where common ground is, and where none: baskets, zone, fair packages, clashes.

`agree` answers everything at once; `find`, `answer`, `explain` and `stalemate` answer one question.
"""

from dipoli.analysis.agreement.answers import Question, Reading, Rule, SoftLines, Verdict
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.agreement.finder import (
    agree,
    alone,
    claims_missed,
    question_of,
    stalemate,
)
from dipoli.analysis.agreement.packages import answer
from dipoli.analysis.agreement.search import Means, find
from dipoli.analysis.agreement.why_not import explain

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
    "explain",
    "find",
    "question_of",
    "stalemate",
]
