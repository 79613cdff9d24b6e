"""Sentences of the explorer and of the frontier; a part of the table of `dipoli.report.words`."""

from __future__ import annotations

from collections.abc import Mapping

EXPLORER_WORDS: Mapping[str, str] = {
    "explorer_title": "Explore a package of your own",
    "explorer_intro": (
        "Change options and assumptions, and see at once what follows: what each party gets, issue "
        "by issue, whose consent is needed, and what would stand against it. Everything is worked "
        "out in this file, in whole numbers, by the same rules as above; nothing leaves it."
    ),
    "explorer_unscripted": (
        "The explorer needs JavaScript, which does not run here. Without it this page is complete "
        "in everything else: packages and values stand in the tables above."
    ),
    "explorer_start": "Start from",
    "explorer_status_quo": "The state of things",
    "explorer_undo": "Undo",
    "explorer_reset": "Back to the beginning",
    "explorer_told": "What follows, in short",
    "explorer_options": "Options, basket by basket",
    "explorer_assumptions": "Assumptions",
    "explorer_soft": "Soft lines",
    "explorer_soft_negotiable": "negotiable",
    "explorer_soft_held": "held like hard ones",
    "explorer_reading": "Worth is read",
    "explorer_reading_coded": "as coded",
    "explorer_reading_cautious": "at the cautious end",
    "explorer_reading_generous": "at the generous end",
    "explorer_seats": "At the table",
    "explorer_asks": "Values of no agreement",
    "explorer_asks_note": (
        "Points over the state of things that a party or body asks for at least, on its own scale. "
        "Points of two of them are not comparable."
    ),
    "explorer_outcome_asks_note": (
        "Points of the whole that a party or body asks for at least, on its own scale. Points of "
        "two of them are not comparable."
    ),
    "explorer_ask_range": "coded {value}; judged between {low} and {high}",
    "explorer_lines": "Red lines taken as holding",
    "explorer_requirements": "Requirements taken as holding",
    "explorer_exclusions": "Exclusions taken as holding",
    "explorer_consents": "Necessary consents taken as claimed",
    "explorer_requirement": "{given} requires {then}. {reason}",
    "explorer_exclusion": "Not together: {atoms}. {reason}",
    "explorer_consent": "{atom} needs the consent of {bodies}. {reason}",
    "explorer_results": "What follows",
    "explorer_set_title": "What you have set otherwise than the report",
    "explorer_set": "{what}: {value}",
    "explorer_set_away": "Not at the table: {holder}",
    "explorer_set_back": "At the table: {holder}",
    "explorer_set_ask": "{holder} asks for at least {points} points over the state of things",
    "explorer_outcome_set_ask": "{holder} asks for at least {points} points of the whole",
    "explorer_set_aside": "Set aside: {assumption}",
    "explorer_gains": "What each party gets, issue by issue",
    "explorer_range": "({low} to {high})",
    "explorer_gains_caption": (
        "Points on each party's own scale, as the worth is read, with the range of the judgement. "
        "Points of two parties are not comparable, and nothing is added up."
    ),
    "explorer_outcome_gains_caption": (
        "What an option is worth is told against the first of its issue, in points on each party's "
        "own scale, as the worth is read, with the range of the judgement. Points of two parties "
        "are not comparable, and nothing is added up."
    ),
    "explorer_outcome_gives": "Show also where an option is worth less than the first of its issue",
    "explorer_gives": "Show also what each gives",
    "explorer_consents_title": "Consents that this choice needs beyond the table",
    "explorer_consents_none": "It needs no consent beyond the table.",
    "explorer_body": "Party or body",
    "explorer_because": "because",
    "explorer_would": "On these assumptions it",
    "explorer_consent_yes": "would consent",
    "explorer_consent_no": "would not consent",
    "explorer_consent_assumed": "is assumed to consent",
    "explorer_claims": "Who is missed at the table",
    "explorer_claim": (
        "Cannot be settled without {parties}, so the case claims: {subject} ({reason})."
    ),
    "explorer_clashes_open": "Open: assumptions that clash with this choice, and lines it crosses",
    "explorer_clashes_intro": (
        "These are assumptions of one analyst, and each of them may be wrong. They stand in the "
        "order of the case; no one of them is the cause."
    ),
    "explorer_clashes": "Assumptions that clash with this choice",
    "explorer_clashes_none": "No assumption clashes with this choice, and it crosses no line.",
    "explorer_soft_crossed": "Soft lines that it crosses, taken as negotiable",
    "explorer_below": (
        "value of no agreement, {holder}: the whole is worth less to it than it asks for"
    ),
    "explorer_missed": "Asked for, and not as asked: {issue}",
    "explorer_stray": "Should stay as it is, as asked: {issue}",
    "explorer_line": "This choice as a line of text",
    "explorer_line_note": (
        "Keep it, pass it on with this file, or put one in here. It bears no names and fits only "
        "a report of the same figures."
    ),
    "explorer_line_take": "Take this line",
    "explorer_foreign": "This line does not belong to the figures of this report. Nothing changed.",
    "explorer_number": "A whole number of points is needed. Nothing changed.",
    "explorer_seat": "At least one stays at the table. Nothing changed.",
    "explorer_count": "{moved} of {issues} issues move",
    "explorer_moves": "{moved} of {issues} issues move.",
    "explorer_outcome": "An outcome: an option for each of {issues} issues.",
    "explorer_nothing": "Nothing moves: this is the state of things, which is not a package.",
    "explorer_otherwise": "It is not what was asked.",
    "explorer_accepted": "On these assumptions nobody asked would have to refuse it.",
    "explorer_clashed": "Not acceptable to all: {count} assumptions clash with it.",
    "explorer_clash": "Not acceptable to all: 1 assumption clashes with it.",
    "explorer_softs": "It crosses {count} soft lines, taken as negotiable.",
    "explorer_soft_one": "It crosses 1 soft line, taken as negotiable.",
    "explorer_moved": "moves",
    "explorer_assumes": (
        "Rests on everything that the report rests on, as far as you have not set it otherwise "
        "here: your changes are your own assumptions, not those of the analyst."
    ),
    "explorer_not": (
        "Does not show whether a better package exists, what anybody would do, or a reason to "
        "prefer one choice. No forecast, and no total of a party."
    ),
    "gives_absent_explorer": (
        "What each party gives is not drawn here. It can be asked for when the report is written, "
        "and looked up for one package at a time in the explorer."
    ),
    "clash_absent_explorer": (
        "Which sets of assumptions clash is not in this file; it can be asked for when the report "
        "is written. What stands against a choice of your own can be opened in the explorer."
    ),
    # ------------------------------------------------------------ frontier
    "frontier_title": "Packages of which none can be bettered",
    "frontier_intro": (
        "The Pareto frontier of the zone: packages for which no other package of the zone is worth "
        "more to one party without being worth less to another. Choose two parties to see it from "
        "their two sides. Each axis is in one party\u2019s own points; points of two parties are "
        "not comparable."
    ),
    "frontier_count": "{total} points of the frontier.",
    "frontier_complete": "These are all of them.",
    "frontier_incomplete": "There may be others: the search did not end.",
    "frontier_thinned": "{shown} of them are in this page, at even steps in the order found.",
    "frontier_unscripted": (
        "The chart needs JavaScript, which does not run here. The same points are printed by "
        "`dipoli frontier CASE --json`."
    ),
    "frontier_across": "Across",
    "frontier_up": "Upwards",
    "frontier_choose": "Choose a party for each axis.",
    "frontier_same": "Choose two different parties.",
    "frontier_told": (
        "{marks} marks differ for these two; {edge} of them are filled: none of the marks betters "
        "them for one of the two at no loss to the other."
    ),
    "frontier_chart": "The frontier for two parties, as a chart",
    "frontier_chart_note": (
        "A mark is a package, or several of equal worth to these two. A hollow mark can be "
        "bettered for these two, but at a loss to a third. The table holds the same."
    ),
    "frontier_rows": "The same as a table",
    "frontier_packages": "Packages",
    "frontier_note": "Note",
    "frontier_edge": "filled",
    "frontier_explore": "take into the explorer",
    "frontier_left": "{count} hollow marks are not in the table, since it would be too long.",
    "frontier_assumes": (
        "Rests on the figures of the case as coded, and on what the report asks: who is at the "
        "table, what must hold, soft lines negotiable."
    ),
    "frontier_not": (
        "Does not show which point is fair, likely or within reach, nor how parties would come "
        "there. A point is not better for lying farther out on one axis."
    ),
}
"""Keys to sentences."""
