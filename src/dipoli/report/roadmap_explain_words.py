"""Sentences on why there is no roadmap, on what if, and on how far one holds."""

from __future__ import annotations

from collections.abc import Mapping

ROADMAP_EXPLAIN_WORDS: Mapping[str, str] = {
    "explain_verdict": "Is there a roadmap with everything that was asked for?",
    "explain_roadmap": "There is one: `dipoli roadmap` tells it. There is nothing to explain.",
    "explain_none": (
        "There is none: proven. Even if everything else went as well as it can, what follows "
        "could not be. The proof was looked at once more, from the papers."
    ),
    "explain_none_solver": (
        "There is none, by the word of a solver. No proof that can be looked at once more was "
        "found."
    ),
    "explain_undecided": (
        "Undecided: none was found, and it is not proven that there is none. What stands in the "
        "way is told as it was met, not as proven."
    ),
    "explain_short_title": "Accounts that end short, in whatever order",
    "explain_short": (
        "{account}: the limit is {opening}, at most {received} {received:comes|come} in and "
        "{given} {given:is|are} given up. It ends {short} short, whatever the order."
    ),
    "explain_short_unnamed": (
        "{count} {count:account|accounts}: more is given up than the limit and all that can come "
        "in will bear, whatever the order."
    ),
    "explain_left_title": "What is left out",
    "explain_left_never": (
        "{step}: no order of these steps reaches it. Even where all else goes as well as it can:"
    ),
    "explain_left_otherwise": (
        "Another roadmap has it, verified by month {months}, and leaves out others. "
        "`dipoli roadmap CASE --wanted` tells it."
    ),
    "explain_left_found": "{step}: not reached by what was found. Where that ended:",
    "explain_circle_title": "What waits for what, in a circle",
    "explain_circle_none": "No circle was found.",
    "explain_circle_proven": "Each waits for the next, and the last for the first. At the best:",
    "explain_circle_found": "Each waits for the next, and the last for the first. As it was met:",
    "explain_wait": "“{step}” waits for “{other}”. {why}",
    "explain_conflict_title": "Assumptions that clash",
    "explain_conflict_absent": "Not told: it is not proven that there is no roadmap.",
    "explain_conflict_none": (
        "What was asked rules it out by itself: letting go of limits, prerequisites, consents, "
        "delays, rules and the horizon would not help."
    ),
    "explain_conflict_smallest": (
        "They cannot all hold. Without any one of them, and with all others than these let go, "
        "there is a roadmap, which was found and checked. None of them is singled out."
    ),
    "explain_conflict_smallest_one": (
        "With the costs, benefits and trust of the steps as coded, all of them judgements as well, "
        "it leaves no roadmap. Without it, and with all others let go, there is one, which was "
        "found and checked."
    ),
    "explain_conflict_possibly": (
        "They cannot all hold. For those marked “undecided” no roadmap without them was found: "
        "that all of them are needed for the clash is not proven."
    ),
    "explain_demand_undecided": "{demand} (undecided)",
    "explain_group_limit": "How far {party} will be exposed towards {towards}",
    "explain_group_limit_all": "How far {party} will be exposed to all others",
    "explain_group_prerequisite": "“{step}” comes after “{other}”",
    "explain_group_consent": "The consent of {body}",
    "explain_group_verification": "The time of verification by {body}",
    "explain_group_verification_own": "The time in which the parties see for themselves",
    "explain_group_state": "{rule}",
    "explain_group_horizon": "Everything is verified by month {horizon}",
    "explain_group_order": "An order that was asked for: “{first}” before “{then}”",
    "explain_group_frozen": "The basket {basket} is frozen",
    "explain_rule_line": "A red line, as assessed",
    "explain_escrow_title": "The smallest guarantee by third parties",
    "explain_escrow_never": "No guarantee of any size is enough: something else stands in the way.",
    "explain_escrow_unfound": "None was found. Less than {bound} is not enough: proven.",
    "explain_escrow_exact": "{total}. Less is not enough: proven.",
    "explain_escrow_bound": (
        "With {total} there is a roadmap. That less than {bound} is not enough is proven; of what "
        "lies between nothing is said."
    ),
    "explain_escrow_one": (
        "{points} for {account}. By a third party, which in this case could be any of: "
        "{candidates}. That somebody stands here says nothing about whether it would or should."
    ),
    "explain_escrow_unnamed": "{points} for the exposure of one member towards another.",
    "explain_points": "{count} {count:point|points}",
    "explain_repairs_title": "What would make a roadmap",
    "explain_repairs_note": (
        "Each is a changed question whose roadmap the checker accepts, by kind; the order of "
        "kinds is fixed. None is recommended."
    ),
    "explain_repair": "{kind}: {changes} (verified by month {months})",
    "explain_repair_tranches": "“{about}” in {now} {now:part|parts}",
    "explain_repair_verification": "“{about}” verified after {now} {now:month|months}, not {was}",
    "explain_repair_recoverable": "{now} per cent of “{about}” recoverable, not {was}",
    "explain_repair_added": "a step of {about} at a cost of 1 point, worth {now} "
    "{now:point|points} to {towards}",
    "explain_repair_escrow": "{now} for {about} towards {towards}",
    "explain_repair_joined": "{about}",
    "explain_repair_dropped": "{about}",
    "explain_tried_title": "What else was tried, and what came of it",
    "explain_tried_note": (
        "No repair of these kinds was found. Of each the largest change was made, one kind at a "
        "time: what two together would do is not told."
    ),
    "explain_tried_common": (
        "Under every one of these changes the following stays out of reach, for reasons that none "
        "of them touches:"
    ),
    "explain_tried_tranches": (
        "Smaller portions: the steps that all hangs on, where they cost anything, cut into 12 "
        "parts each, so that less is risked at a time."
    ),
    "explain_tried_verification": (
        "Quicker verification: as if everything were verified on the day its work is over."
    ),
    "explain_tried_recoverable": (
        "More that can be taken back: as if everything that is risked returned in full."
    ),
    "explain_tried_added": (
        "A further small step in return: as if it were worth as much as is missing, whatever that "
        "is."
    ),
    "explain_tried_escrow": (
        "A guarantee by third parties: as if it covered every exposure, however large."
    ),
    "explain_tried_joined": (
        "Taken together: the steps that wait for one another started on one day, as one."
    ),
    "explain_tried_nothing": "There is nothing of the kind to change here.",
    "explain_tried_sure": "It does not help, nor does any smaller change of this kind: proven.",
    "explain_tried_still": (
        "It does not help, proven; another change of this kind might, and none was found."
    ),
    "explain_tried_open": (
        "No roadmap was found with any change of this kind; it is not proven that there is none."
    ),
    "explain_tried_more": "Out of reach even then, besides the above:",
    "explain_tried_even": "Out of reach even then:",
    "explain_tried_step": "{step}: {why}",
    "explain_tried_end": "All of it together, in the end: {why}",
    "explain_tried_limits": "Even then exposure would pass a limit for: {steps}.",
    "explain_tried_all": "all of it together, in the end",
    # ------------------------------------------------------------ what if
    "whatif_title": "What changes",
    "whatif_falls": "Steps that fall",
    "whatif_falls_none": "No step falls.",
    "whatif_never": "{step} (no roadmap has it: proven)",
    "whatif_found": "{step} (not found; not proven)",
    "whatif_starts": "Steps that are reached only now",
    "whatif_moved": "Steps in another month",
    "whatif_moved_none": "No other step moves.",
    "whatif_later": "{step}: {months} {months:month|months} later",
    "whatif_sooner": "{step}: {months} {months:month|months} sooner",
    "whatif_same": "Nothing was assumed to be otherwise: both roadmaps are one.",
    "whatif_length_none": "No step is reached; the plain roadmap is verified by month {before}.",
    "whatif_length": "The roadmap is verified by month {after}; the plain one by month {before}.",
    "whatif_now": "What could start now",
    "whatif_now_none": "Nothing could start now.",
    "whatif_needs_decision": "{step} (once decided by {bodies})",
    "whatif_links": "What waits across baskets for {basket}",
    "whatif_links_none": "No step of another basket waits for one of {basket}.",
    "whatif_link_after": "“{step}” comes after “{other}”",
    "whatif_link_rule": "“{step}” needs “{other}”: {reason}",
    "whatif_together": "What {basket} brings about together with other baskets",
    "whatif_together_note": (
        "By the synergies of the case. To whom it is worth more or less is not told here."
    ),
    "whatif_together_none": (
        "The case has no synergy between a step of {basket} and another basket that its steps "
        "could bring about."
    ),
    "whatif_together_more": "{sides}: worth more together, says the case: “{reason}” {holds}",
    "whatif_together_less": "{sides}: worth less together, says the case: “{reason}” {holds}",
    "whatif_together_holds": "They stand together at the end of this roadmap.",
    "whatif_together_not": "At the end of this roadmap they do not.",
    "whatif_together_step": "“{step}”",
    "whatif_together_still": "as it is: “{question}”",
    "whatif_consents": "Whose consent the steps need",
    "whatif_own": "Within one state's own power",
    "whatif_joint": "Among the actors alone",
    "whatif_outside": (
        "Needs the consent of others than those who act, too. All whose consent it needs: {bodies}"
    ),
    # ------------------------------------------------------------ how far it holds
    "holds_title": "How far the roadmap holds",
    "holds_none": (
        "The case states no ranges for its steps and none were assumed: how far it holds is "
        "unknown. `--assume PERCENT` assumes some."
    ),
    "holds_assumed": (
        "Where the case states no range, {percent} per cent either way {percent:was|were} assumed, "
        "by whoever asked."
    ),
    "holds_share": (
        "It stays safe in {accepted} of {of} {of:profile|profiles} drawn within the "
        "{judgements:range|ranges} of {judgements} {judgements:judgement|judgements} (95 per "
        "cent interval: {low} to {high})."
    ),
    "holds_worst": "With all at their worse ends it is safe all the same: proven.",
    "holds_broken": (
        "With all at their worse ends an account falls to {worst}. It takes at least {fewest} at "
        "once to make it unsafe: proven."
    ),
    "holds_weakest": "It gives way first at {account}, after start {start} ({level} left):",
    "holds_judgement_limit": "the limit of {party} towards {towards}: {bad}, not {coded}",
    "holds_judgement_cost": "the cost of {step} to {party} towards {towards}: {bad}, not {coded}",
    "holds_judgement_benefit": "the benefit of {step} to {party}: {bad}, not {coded}",
    "holds_judgement_trust": "the trust that {party} gains by {step}: {bad}, not {coded}",
    "holds_judgement_recoverable": "the recoverable share of {step}: {bad}, not {coded}",
    "holds_judgement_secured": "the secured share of {step}: {bad}, not {coded}",
    "holds_months": "With all durations at their long ends it is verified by month {months}.",
    "holds_sturdy": (
        "A roadmap that is safe with any {budget} of them at {budget:its worse end|their worse "
        "ends} reaches {reached} of {count} {count:step|steps}."
    ),
    "holds_sturdy_all": (
        "A roadmap that is safe with all of them at their worse ends reaches {reached} of {count} "
        "{count:step|steps}."
    ),
    "holds_drivers": "Judgements that alone, within their ranges, change the order of the steps",
    "holds_drivers_none": "No single judgement within its range changes the order of the steps.",
    "explain_foot": (
        "Everything here follows from these judgements and assumptions; none of it is a forecast, "
        "and nobody is asked to move."
    ),
}
