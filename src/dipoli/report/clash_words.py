"""Sentences on assumptions that clash; a part of the table of `dipoli.report.words`."""

from __future__ import annotations

from collections.abc import Mapping

CLASH_WORDS: Mapping[str, str] = {
    "clash_title": "Assumptions that clash",
    "clash_open": "Open: which assumptions cannot all hold",
    "clash_absent": (
        "Which assumptions clash is not in this file. It can be asked for when the report is "
        "written."
    ),
    "clash_intro": (
        "Where there is no common ground, some assumptions of the case cannot all hold at once. "
        "They are the analyst's assumptions, and each of them may be wrong."
    ),
    "clash_empty": "Nothing clashes: common ground exists wherever it was asked for.",
    "clash_zone": "All baskets together",
    "clash_heading": "{about}; soft lines {soft}",
    "clash_unknown": "Unknown within the time limit. This does not mean that nothing clashes.",
    "clash_not": (
        "Does not show who is in the wrong. A set of assumptions clashes together; no member of it "
        "is the cause."
    ),
    "clash_set": "Set {n}",
    "clash_alike": "The same as with soft lines negotiable.",
    "clash_legend": "How to read it",
    "told": "{sentence}",
    # ------------------------------------------------------------ sets that clash
    "clash_smallest": "Smallest sets that clash",
    "clash_irreducible": "Sets that clash",
    "clash_other": "Other sets that clash",
    "clash_sets_text": (
        "The assumptions of a set that clashes cannot all hold, and each is needed: for each of "
        "them there is a package that keeps all the others, accepted by the independent checker."
    ),
    "clash_least_proven": "Proven: no smaller set clashes.",
    "clash_least_unknown": "Whether a smaller set clashes is unknown within the time limit.",
    "clash_all": "All sets of this size are listed.",
    "clash_some": "There may be other sets of this size.",
    "clash_others": "There may be many others.",
    "clash_more": "And {count} other sets of the same size, found and not listed here.",
    "proof_certificate": (
        "That they clash is proven exactly: by weights in whole numbers, which a checker that "
        "shares no code with the search reckoned again and accepted."
    ),
    "proof_counted": "That they clash is proven exactly: every package was counted.",
    "proof_solver": (
        "That they clash rests on the solver's floating-point proof, made again for this set; no "
        "exact proof of it was found."
    ),
    # ------------------------------------------------------------ changes
    "clash_weighted": "The lightest changes, by firmness",
    "clash_fewest": "The fewest changes, each assumption counted as one",
    "clash_change_text": (
        "Changes: if the assumptions of one of the sets were otherwise, common ground would exist. "
        "It does not say that they should be otherwise, nor at what price."
    ),
    "clash_weight": "weighs {weight}",
    "clash_weight_proven": "Weight of each set: {weight}. Proven: no lighter set would do.",
    "clash_weight_bound": (
        "Weight of each set: {weight}. Not proven to be the least: no set lighter than {bound} "
        "would do, and what lies between is unknown."
    ),
    "clash_weight_unknown": (
        "None was found within the time limit. No set lighter than {bound} would do; all else is "
        "unknown."
    ),
    "clash_count_proven": "Assumptions in each set: {count}. Proven: no smaller set would do.",
    "clash_count_bound": (
        "Assumptions in each set: {count}. Not proven to be the fewest: no set of fewer than "
        "{bound} would do, and what lies between is unknown."
    ),
    "clash_count_unknown": (
        "None was found within the time limit. No set of fewer than {bound} would do; all else is "
        "unknown."
    ),
    "clash_change_all": "All such sets are listed.",
    "clash_change_some": "There may be other such sets.",
    "clash_change_more": "And {count} other such sets, found and not listed here.",
    "clash_same": "The same sets as by firmness.",
    # ------------------------------------------------------------ nearest packages
    "clash_nearest": "Packages that miss the zone by least",
    "clash_nearest_text": (
        "Packages that miss the zone by least are outside the zone. Near means: first by the "
        "weight of the assumptions that a package does not keep; then by the largest shortfall of "
        "a reservation value, as a share of what separates the least from the most that options "
        "can bring that party; then by the next largest. Of packages that are equally near, each "
        "set of assumptions that they do not keep has its turn. Near by this measure is not fair, "
        "nor what anybody should accept."
    ),
    "clash_package": "Package {n}; what it does not keep weighs {weight}",
    "clash_moves": "It takes",
    "clash_misses": "It does not keep",
    "clash_short": "short by {share} of all by which options can differ on this scale",
    "clash_nearest_more": "And {count} more, found and not listed here.",
    "clash_nearest_proven": "Proven: no package that is not listed is nearer.",
    "clash_nearest_unknown": "Whether a package that is not listed is nearer is unknown.",
    "clash_nearest_none": "None was found within the time limit.",
    # ------------------------------------------------------------ the state of things
    "clash_status_quo": "Lines and links that the state of things does not keep",
    # ------------------------------------------------------------ an assumption
    "kind_red line": "red line",
    "kind_reservation value": "value of no agreement",
    "kind_necessary consent": "necessary consent",
    "kind_requirement": "requirement",
    "kind_exclusion": "exclusion",
    "assumption": "{kind}{subject}{holder}: {sentence}",
    "assumption_about": " on {issues}",
    "quoted": "“{text}”",
    "assumption_held": ", {holder}",
    "confidence_mark": "confidence {confidence}",
    "sources_mark": "sources: {sources}",
}
"""Keys to sentences."""
