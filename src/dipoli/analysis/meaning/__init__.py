"""From a text to its meaning: what each open point is worth to whom, and which package a text is.

An analyst ties wordings of a text under negotiation to options of issues of a case. What a bracket
is worth to whom then follows from the analyst's assumptions, and so does the package to which the
text amounts. Nobody stated any of it: a tie is the reading of whoever made it, private to them, and
a text says nothing of the issues that nobody tied.

"""

from __future__ import annotations

from dipoli.analysis.meaning.answers import Faulty, Meaning, WayWorth, Why, Within
from dipoli.analysis.meaning.clashing import Clash, clashes
from dipoli.analysis.meaning.draft import Draft, Place, Tie, Way, digest_of
from dipoli.analysis.meaning.faults import MEND, TOLD, faulty
from dipoli.analysis.meaning.marks import ASSESSED, PRIVATE, line_of, marks
from dipoli.analysis.meaning.reading import MOST_PACKAGES, read
from dipoli.analysis.meaning.resolving import Outcomes, outcomes

__all__ = [
    "ASSESSED",
    "MEND",
    "MOST_PACKAGES",
    "PRIVATE",
    "TOLD",
    "Clash",
    "Draft",
    "Faulty",
    "Meaning",
    "Outcomes",
    "Place",
    "Tie",
    "Way",
    "WayWorth",
    "Why",
    "Within",
    "clashes",
    "digest_of",
    "faulty",
    "line_of",
    "marks",
    "outcomes",
    "read",
]
