"""Sentences on roadmaps; a part of the table of `dipoli.report.words`."""

from __future__ import annotations

from collections.abc import Mapping

ROADMAP_WORDS: Mapping[str, str] = {
    "roadmap_title": "Step by step",
    "roadmap_intro": (
        "The steps of the case in an order in which, after every single start, nobody stands to "
        "lose more towards another than the case says it can bear, if everybody else stopped "
        "there. Months are counted from the day of the case, {day}."
    ),
    "roadmap_calendar": (
        "Where a calendar month stands beside a month of the roadmap, it is an aid: that month if "
        "the roadmap had begun on the day of the case. It is no forecast."
    ),
    "roadmap_held": (
        "Every one and every two members were taken to stop after every start, and all others to "
        "stop then and take back what can be taken back: nobody would have lost more towards "
        "those who stopped than it can bear, by the limits and the trust of the case."
    ),
    "roadmap_held_short": (
        "Every one and every two members were taken to stop after every start, and all others to "
        "stop then and take back what can be taken back: after some start another would have lost "
        "more towards those who stopped than the limits and the trust of the case allow, pair by "
        "pair. The accounts that were asked for allow it."
    ),
    "roadmap_checked": (
        "A checker that shares no code with the search looked at the accounts after every start: "
        "it found nothing wrong."
    ),
    "roadmap_stopped": (
        "The search ended early: {why}. What is told is the best roadmap met by then."
    ),
    "roadmap_why_time": "its time was over",
    "roadmap_why_stop": "it was stopped",
    # ------------------------------------------------------------ what is reached
    "roadmap_reached": "What is reached",
    "roadmap_reached_all": (
        "All {count} {count:step|steps} that were asked for, verified by month {month}."
    ),
    "roadmap_reached_one": "The step that was asked for, verified by month {month}.",
    "roadmap_reached_some": (
        "{reached} of the {count} {count:step|steps} that {count:was|were} asked for, verified by "
        "month {month}."
    ),
    "roadmap_reached_none": "No step can start.",
    "roadmap_first": "What can start at once: {steps}.",
    "roadmap_first_none": "Nothing can start at once.",
    "roadmap_status_optimal": (
        "None with all that was asked for is shorter: that is a solver's word, which nothing here "
        "checks."
    ),
    "roadmap_status_feasible": (
        "None with all that was asked for is verified before month {bound}: that is a solver's "
        "word. That this one is the shortest is not proven."
    ),
    "roadmap_status_infeasible": (
        "No order reaches all that was asked for by month {horizon}: it was reckoned, or is a "
        "solver's word; what is known of each step stands with it. That no other order reaches "
        "more of it is not proven."
    ),
    "roadmap_status_most": (
        "No order reaches all that was asked for by month {horizon}, and none reaches more of it: "
        "it was reckoned, or is a solver's word; what is known of each step stands with it."
    ),
    "roadmap_attained": (
        "Sought in turn, each among roadmaps that keep what stands before it: {rows}. What is "
        "proven is a solver's word, unless reckoning was enough."
    ),
    "roadmap_sought_left_out": "steps left out: {value}",
    "roadmap_sought_shortest": "month of the last step: {value}",
    "roadmap_sought_peak": "largest exposure of an account: {value}",
    "roadmap_sought_balanced": "largest exposure of a member less the smallest: {value}",
    "roadmap_sought_value": "points of benefit by month {month}: {value}",
    "roadmap_sought_fewest": "{told} (proven: no fewer)",
    "roadmap_sought_no_less": "{told} (proven: no less)",
    "roadmap_sought_no_more": "{told} (proven: no more)",
    "roadmap_sought_least": "{told} (proven: not below {bound})",
    "roadmap_sought_most": "{told} (proven: not above {bound})",
    "roadmap_sought_walks": "{told} (by walks alone, nothing proven)",
    "roadmap_sought_open": "{told} (nothing proven)",
    "roadmap_status_unknown": "That no other order reaches more, or is shorter, is not proven.",
    "roadmap_issues": "Where the issues stand at the end of it",
    "roadmap_issues_open": "Where {count} {count:issue stands|issues stand} at the end of it",
    "roadmap_issues_still": "Issues that no step moved, and that stay as they are",
    "roadmap_issues_still_told": (
        "{count} {count:issue is|issues are} moved by no step of it and {count:stays as it is|stay "
        "as they are}: {questions}"
    ),
    "roadmap_issues_still_none": "Every issue is moved by some step.",
    # ------------------------------------------------------------ what is not
    "roadmap_left": "What is not reached, and what stands in its way",
    "roadmap_left_none": "Nothing that was asked for is left out.",
    "roadmap_left_some": (
        "{count} {count:step|steps} that {count:was|were} asked for {count:is|are} not reached by "
        "this roadmap. {count:It|Each} is named with everything that stood in its way where the "
        "roadmap ended."
    ),
    "roadmap_way": "What stands in its way",
    "roadmap_reach_reckoned": (
        "No order of these steps reaches it: reckoned exactly, from these figures."
    ),
    "roadmap_reach_solver": (
        "No order of these steps reaches it: a solver's word, which nothing here checks."
    ),
    "roadmap_reach_apart": (
        "Another checked roadmap has it, verified by month {alone}; none has it together with all "
        "that this one reaches, by a solver's word."
    ),
    "roadmap_reach_alone": (
        "Another checked roadmap has it, verified by month {alone}; none was found that has it "
        "together with all that this one reaches, which is not a no."
    ),
    "roadmap_reach_open": (
        "No roadmap with it was found, and none was ruled out, which is not a no."
    ),
    "roadmap_one_member": "one member",
    "roadmap_another": "another",
    "roadmap_block_account_unnamed": (
        "The exposure of one member towards another would pass its limit."
    ),
    "roadmap_block_account": (
        "The exposure of {party} towards {towards} would pass its limit by {short} "
        "{short:point|points}."
    ),
    "roadmap_block_account_all": (
        "The exposure of {party} to all others would pass its limit by {short} "
        "{short:point|points}."
    ),
    "roadmap_block_prerequisite": "It comes after “{step}”, which is not verified.",
    "roadmap_block_order": "It was asked to come after “{step}”, which is not verified.",
    "roadmap_block_consent": "{body} has not consented.",
    "roadmap_block_refused": "The consent of {body} is assumed to be refused.",
    "roadmap_block_window": "{body} has no session in which it could decide.",
    "roadmap_block_link": "With it the options reached would not stand together: {reason}",
    "roadmap_block_line": "With it a red line, as assessed, would be crossed.",
    "roadmap_block_line_told": "With it a red line, as assessed, would be crossed: {line}",
    "roadmap_block_frozen": "Its basket, {basket}, is assumed to be frozen.",
    "roadmap_block_away": "{party} is assumed to take no part.",
    "roadmap_block_dropped": "It is assumed not to be there.",
    "roadmap_block_horizon": "It would not be verified by month {horizon}, the last one asked for.",
    "roadmap_block_not_wanted": "It was not asked for, and nothing that was needs it.",
    "roadmap_block_held": (
        "The search held it back for another step, and left that one out in the end."
    ),
    "roadmap_block_unknown": "The case has no step or decision of this name.",
    "roadmap_block_twice": "It starts twice.",
    "roadmap_block_month": ("Its month is below 0, or earlier than that of the start before it."),
    "roadmap_block_bundle": "It starts as one with steps with which it is no bundle.",
    "roadmap_block_missing": "It is neither started nor told as left out.",
    "roadmap_block_contradicted": "It is told as left out, and starts all the same.",
    "roadmap_names_absent": (
        "Whose red line or limit it is, and by how much it would be passed, is told with `--clash`."
    ),
    # ------------------------------------------------------------ outside the exchange
    "roadmap_outside": "What lies outside the exchange",
    "roadmap_outside_note": (
        "Steps that are given for nothing in return. They enter no account, and no account delays "
        "them: {steps}."
    ),
    "roadmap_outside_none": "Every step of the case is a part of the exchange.",
    # ------------------------------------------------------------ the charts
    "roadmap_chart": "The steps, basket by basket",
    "roadmap_chart_note": (
        "The time axis goes on where that of the history ends: at the dotted line, the day of the "
        "case. Above it months, below it the calendar month if the roadmap had begun on that day."
    ),
    "roadmap_past": "What was recorded before the day of the case",
    "roadmap_past_note": (
        "One time axis. Left of the dotted line, the day of the case, on a shaded ground: the last "
        "{months} {months:month|months} of the history as recorded, with its marks. Right of "
        "it: the months of the roadmap, counted from that day, assumed and not foreseen. Nothing "
        "left of the line is taken to cause anything right of it."
    ),
    "roadmap_past_desc": (
        "{count} {count:event|events} in {lanes} {lanes:lane|lanes} in the {months} "
        "{months:month|months} before the day of the case; nothing after it. The "
        "table of what was recorded has the same."
    ),
    "roadmap_past_beyond": (
        "Right of the dotted line nothing is recorded here and nothing is forecast: what stands "
        "there in the drawings below is what would be possible, on the assumptions of the case, "
        "if the roadmap had begun on that day."
    ),
    "roadmap_past_table": (
        "What was recorded in the {months} {months:month|months} before, as a table ({count})"
    ),
    "roadmap_past_later": (
        "{count} {count:event|events} of the timeline {count:is|are} dated after the day of the "
        "case. {count:It stands|They stand} in the history above and not here: the roadmap is "
        "reckoned from that day."
    ),
    "roadmap_side_past": "recorded",
    "roadmap_side_possible": "possible, not foreseen",
    "roadmap_key_past": "recorded, before the day of the case",
    "roadmap_chart_title": "Roadmap: {basket}",
    "roadmap_chart_desc": (
        "{count} {count:step|steps} on a time axis of {months} {months:month|months}; each with "
        "the time of its work and of its verification. The table of steps has the same."
    ),
    "roadmap_key_work": "work",
    "roadmap_key_verify": "verification",
    "roadmap_key_outside": "work outside the exchange",
    "roadmap_key_bundle": "starts as one with others",
    "roadmap_key_decided": "decided",
    "roadmap_key_put": "before its body",
    "roadmap_key_window": "months in which a body may decide",
    "roadmap_key_exposed": "exposure",
    "roadmap_key_limit": "limit",
    "roadmap_together": "with {numbers}",
    "roadmap_decisions": "Decisions that the steps need",
    "roadmap_decisions_note": (
        "Each member and body with what it has to decide, and when at the latest in this roadmap. "
        "Where the case gives no calendar, a body may decide at any time. That it would consent "
        "is assumed, not found."
    ),
    "roadmap_decisions_none": "No step of it needs a decision.",
    "roadmap_decisions_desc": (
        "{count} {count:decision|decisions} on a time axis of {months} {months:month|months}. The "
        "table of decisions has the same."
    ),
    "roadmap_curves": "How exposed each is, month by month",
    "roadmap_curves_note": (
        "One strip for each ordered pair: how much the first would lose towards the second if "
        "everybody else stopped in that month, and the limit as a line; an upright stroke is a "
        "rise and a fall within one month. Limits and losses are judgements in points, and each "
        "strip has a scale of its own: strips cannot be compared."
    ),
    "roadmap_curves_told": (
        "For each ordered pair: how much the first would lose towards the second if everybody else "
        "stopped. Limits and losses are judgements in points, and points of two pairs cannot be "
        "compared."
    ),
    "roadmap_curves_undrawn": "Never drawn upon: {count} {count:account|accounts}.",
    "roadmap_curve": "{party} towards {towards}",
    "roadmap_curve_all": "{party}, towards all others",
    "roadmap_curve_told": "limit {limit}, at most {peak} in month {month}, {left} at the end",
    "roadmap_curve_desc": (
        "Exposure on a time axis of {months} {months:month|months}: limit {limit} "
        "{limit:point|points}, at most {peak} in month {month}, {left} at the end. The "
        "table of exposure has the same."
    ),
    "roadmap_axis": "Time axis of the strips below",
    "roadmap_axis_desc": (
        "Months from the day of the case, and the calendar month if the roadmap had begun then."
    ),
    "roadmap_keeping": "Safe is not yet self-enforcing",
    "roadmap_keeping_note": (
        "By the points as coded: how much the next month must count for a member, set against this "
        "one, so that going on is worth no less to it than stopping, after every start. 1 would be "
        "as much as now. It is no word on anybody's will."
    ),
    "roadmap_keeping_all": "For every member it is so from {factor} on",
    "roadmap_keeping_not_all": (
        "For some member no such figure is enough: after some start stopping is worth more by "
        "these points, unless something of value goes on after the end"
    ),
    "roadmap_keeping_factor": "{party}: from {factor} on",
    "roadmap_keeping_never": (
        "{party}: however much it counts, after some start stopping is worth more by these points. "
        "A continuing value of {stream} {stream:point|points} a month, which ends when it stops, "
        "would do from {patient} on"
    ),
    "roadmap_keeping_none": "{party}: starts nothing",
    "roadmap_steps_table": "The steps as a table ({count})",
    "roadmap_exposure_table": "Exposure as a table ({count})",
    "roadmap_decisions_table": "Decisions as a table ({count})",
    "roadmap_month": "month {month}",
    "roadmap_month_dated": "month {month} ({calendar})",
    "roadmap_scroll": "The table is wider than this screen: move it sideways.",
    "roadmap_col_no": "No.",
    "roadmap_col_step": "Step",
    "roadmap_col_actors": "Who acts",
    "roadmap_col_start": "Starts",
    "roadmap_col_worked": "Work over",
    "roadmap_col_verified": "Verified",
    "roadmap_col_verifier": "By",
    "roadmap_col_notes": "Remarks",
    "roadmap_col_account": "Who towards whom",
    "roadmap_col_limit": "Limit",
    "roadmap_col_peak": "At most",
    "roadmap_col_end": "At the end",
    "roadmap_col_course": "Month: exposure, at every change",
    "roadmap_col_body": "Who decides",
    "roadmap_col_serves": "For steps",
    "roadmap_col_put": "Put to it",
    "roadmap_col_decided": "Decided",
    "roadmap_col_after": "Waits for",
    "roadmap_col_consents": "Needs the consent of",
    "roadmap_col_opens": "Opens",
    "roadmap_parties_see": "the parties themselves",
    "roadmap_is_outside": "outside the exchange",
    "roadmap_is_bundle": "as one with {numbers}",
    "roadmap_nothing": "nothing",
    "roadmap_nobody": "nobody",
    "roadmap_not_reached": "not reached",
    # ------------------------------------------------------------ the graph
    "roadmap_graph": "What waits for what",
    "roadmap_graph_note": (
        "Each box is a step by its number; a line leads from it to what waits for it. Whatever "
        "waits stands after everything that it waits for. Boxes with a broken outline are not "
        "reached."
    ),
    "roadmap_graph_title": "What waits for what",
    "roadmap_graph_desc": (
        "{count} {count:step|steps} in {layers} {layers:layer|layers}, {lines} {lines:line|lines} "
        "between them. The table has the same."
    ),
    "roadmap_graph_free": "Wait for nothing, and nothing waits for them: {numbers}.",
    "roadmap_graph_table": "What waits for what, as a table ({count})",
    "roadmap_graph_none": "No step waits for another.",
    # ------------------------------------------------------------ what if
    "roadmap_what_if": "What if",
    "roadmap_what_if_note": (
        "The same search with one thing changed: no consent of the body whose consent most steps "
        "need, longer verification everywhere, and a standstill in the basket that holds most of "
        "the exchange. So they are chosen by rule; `dipoli roadmap CASE` answers others. It says "
        "what would follow for the search, not that it will happen or should."
    ),
    "roadmap_if_refused": "What if {body} gives no consent?",
    "roadmap_if_verification": (
        "What if every verification takes {months} {months:month|months} longer?"
    ),
    "roadmap_if_frozen": "What if nothing of the exchange starts in the basket {basket}?",
    "roadmap_if_reached": (
        "Reached: {reached} of the {count} {count:step|steps}, the last by month {month}."
    ),
    "roadmap_if_reached_none": "None of the steps that were asked for is reached.",
    "roadmap_if_same": (
        "Nothing is lost: the same steps are reached, by month {month}; above it is month {before}."
    ),
    "roadmap_if_falls": "No longer reached: {steps}.",
    "roadmap_if_gained": "Reached here and not above: {steps}.",
    "roadmap_if_now": "What can start at once all the same: {steps}.",
    "roadmap_if_now_same": "The same steps can start at once as above.",
    "roadmap_if_now_none": "Nothing can start at once.",
    "roadmap_if_way": "Why they fall, one by one",
    "roadmap_step_month": "{step} (month {month})",
    "roadmap_step_number": "{step} ({number})",
    # ------------------------------------------------------------ beside
    "roadmap_assumes": (
        "Rests on the time, cost, benefit and trust of each step and on the limits of exposure as "
        "coded, all of them judgements in points; on every member and body consenting where it is "
        "asked; and on red lines as assessed."
    ),
    "roadmap_not": (
        "Does not show what anybody will do or should do, when anything will happen, or that the "
        "parties would keep to it; nor that what is left out is out of reach in every other order."
    ),
    # ------------------------------------------------------------ in a terminal
    "roadmap_months_of": "Month {month} ({calendar} if it had begun on the day of the case)",
    "roadmap_months": "The steps, month by month",
    "roadmap_how": "How this was found",
    "roadmap_verified_in": "verified in month {month}",
    "roadmap_decides": "Assumed: {body} has decided by then: {steps}",
    "roadmap_check_safe": (
        "Safe: after every start no account stands below 0, and no rule is broken."
    ),
    "roadmap_check_unsafe": "Not safe. What is wrong:",
    "roadmap_check_other": (
        "The schedule was made for other papers than these, or does not say for which."
    ),
    "roadmap_check_complete": "Every step that was asked for is in it.",
    "roadmap_check_left": "Steps that were asked for and are not in it: {count}.",
    "roadmap_check_fault": "Month {month}, {name}: {told}",
    "roadmap_check_fault_plain": "{name}: {told}",
    "roadmap_asked_refused": "Assumed: no consent is given by {bodies}.",
    "roadmap_asked_away": "Assumed to take no part: {parties}.",
    "roadmap_asked_frozen": "Assumed to be frozen: {baskets}.",
    "roadmap_asked_verification": (
        "Assumed: every verification takes {months} {months:month|months} longer."
    ),
    "roadmap_asked_guarantee": (
        "Assumed: points added by {by} for {party} towards {towards}: {points}."
    ),
    "roadmap_asked_dropped": "Assumed not to be there: {steps}.",
    "roadmap_asked_altered": "Steps with other figures than in the case: {steps}.",
    "roadmap_asked_added": "Steps that the case does not have: {steps}.",
    "roadmap_asked_joined": "Assumed to start as one: {steps}.",
    "roadmap_asked_order": "Asked for: none of “{then}” starts before “{first}” is verified.",
    "roadmap_asked_wanted": "Asked for: {steps}.",
    "roadmap_asked_only": "No other steps are taken, except those that these come after.",
    "roadmap_asked_horizon": "Everything is verified by month {month}.",
    "roadmap_asked_by": "As value count the benefits of steps verified by month {month}.",
    "roadmap_asked_accounts": "Accounts are kept by {accounting}.",
}
"""Keys to sentences."""
