"""Sentences on robustness; a part of the table of `dipoli.report.words`."""

from __future__ import annotations

from collections.abc import Mapping

ROBUST_WORDS: Mapping[str, str] = {
    "robustness_title": "How far the answers hold",
    "robustness_drawn": "The dot is the share and the line its interval, on a scale from no "
    "profile to all of them.",
    "robustness_intro": (
        "Judgements are uncertain: each has a range. A profile is one set of figures that the case "
        "holds possible, every judgement drawn within its range. Packages are looked for in "
        "{searched} profiles and judged by {judged} others, soft lines {soft}. In square brackets: "
        "the 95 per cent interval of a share. A share is no probability that anybody accepts."
    ),
    "robustness_common": "In how many profiles there is common ground",
    "robustness_about": "Asked",
    "robustness_alone_note": "Each basket is asked while every other stays as it is.",
    "robustness_together": "All baskets together",
    "robustness_found": "Common ground",
    "robustness_none": "None, proven",
    "robustness_unknown": "Unknown in time",
    "robustness_best": "Package that most profiles accept, as far as found",
    "robustness_of": "{count} of {of}",
    "robustness_share": "{share} % [{low} to {high}]",
    "robustness_count": "{count} of {of} [{low} to {high} %]",
    "robustness_every": "Wherever in their ranges the judgements lie: proven.",
    "robustness_never": "None, wherever in their ranges the judgements lie: proven.",
    "robustness_stays": "Stays as it is, as asked.",
    "robustness_most": "No package can reach more: proven.",
    "robustness_open": "None can reach more than {bound}; whether any exceeds it is open.",
    "robustness_others": "Others may reach as many as the package that is named.",
    "robustness_packages": "How often a package is acceptable to all",
    "robustness_packages_note": (
        "Letters of packages that stand above mean the same here; further ones are told below. "
        "The share is that of the profiles which had no part in finding a package. A judgement is "
        "what one issue brings a party."
    ),
    "robustness_package": "Package",
    "robustness_singled": "Singled out as",
    "robustness_all": "Acceptable to all",
    "robustness_bears": "Errors that it bears, as coded",
    "robustness_by_zone": "accepted by most profiles, all baskets together",
    "robustness_by_basket": "accepted by most profiles: {basket} alone",
    "robustness_by_rule": "{rule}, as coded",
    "robustness_by_budget": "bears the most errors",
    "robustness_by_given": "the package that was given",
    "robustness_always": "Wherever in their ranges the judgements lie: proven.",
    "robustness_breaks": (
        "It does not keep the links of the case or what was asked, and so is in no zone."
    ),
    "robustness_outside": "As coded it is not in the zone.",
    "robustness_bears_none": "None: one judgement off by its full range, against it, is enough.",
    "robustness_bears_one": "Any 1 judgement of each party, off by its full range.",
    "robustness_bears_some": "Any {count} judgements of each party, off by their full range.",
    "robustness_matter": "Package {letter}: which uncertainty matters",
    "robustness_matter_moves": "Package {letter}: what it moves, and which uncertainty matters",
    "robustness_matter_note": (
        "Profiles of {of} in which the package becomes acceptable to all, and in which it no "
        "longer is, when this alone is taken as coded, for all parties. What changes nothing is "
        "left out."
    ),
    "robustness_matter_nothing": "Nothing taken alone changes in which profiles it is acceptable.",
    "robustness_matter_always": "None: it is acceptable wherever the judgements lie.",
    "robustness_coded": "Taken as coded",
    "robustness_gained": "Profiles gained",
    "robustness_lost": "Profiles lost",
    "robustness_kind_importance": "how much issues matter",
    "robustness_kind_value": "what options are worth",
    "robustness_kind_reservation": "what no agreement is worth, where it is not as things stand",
    "robustness_group_kinds": "Kinds of judgement",
    "robustness_group_baskets": "Baskets",
    "robustness_group_issues": "Issues that the package moves",
    "robustness_worst": "Errors at their worst",
    "robustness_worst_text": (
        "How many judgements of each party may be off at once, by their full range and all against "
        "a package? No party has more than {every}."
    ),
    "robustness_worst_most": "Most that was found: {most}, borne by package {letter}.",
    "robustness_worst_proven": "More is proven impossible.",
    "robustness_worst_whole": "That is all of them.",
    "robustness_worst_open": (
        "More than {bound} is proven impossible, and between them it is unknown."
    ),
    "robustness_worst_none": "Even as coded there is no package: proven.",
    "robustness_worst_unknown": "Unknown within the time limit. This is not a “none”.",
    "robustness_each_absent": (
        "Shares of each party are not in this file; `dipoli robust CASE --each` tells them."
    ),
    "robustness_assumes": (
        "Rests on the ranges of the case, on a shape by which judgements are spread over them, and "
        "on each judgement being wrong by itself: errors that go together would spread results "
        "further."
    ),
    "robustness_not": (
        "Does not show how likely an agreement is, whether the ranges are wide enough, or which "
        "package is right."
    ),
}
"""Keys to sentences."""
