"""From a text to its meaning: what each open point is worth to whom, and which package a text is.

An analyst ties wordings of a text under negotiation to options of issues of a case. What a bracket
is worth to whom then follows from the analyst's assumptions, and so does the package to which the
text amounts. Nobody stated any of it: a tie is the reading of whoever made it, private to them, and
a text says nothing of the issues that nobody tied.

"""

from __future__ import annotations

from dipoli.analysis.meaning.answers import Faulty, Meaning, WayWorth, Why, Within
from dipoli.analysis.meaning.draft import Draft, Place, Tie, Way, digest_of
from dipoli.analysis.meaning.faults import MEND, TOLD, faulty
from dipoli.analysis.meaning.reading import MOST_PACKAGES, read
from dipoli.analysis.meaning.resolving import Outcomes, outcomes

__all__ = [
    "MEND",
    "MOST_PACKAGES",
    "TOLD",
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
    "digest_of",
    "faulty",
    "outcomes",
    "read",
]
