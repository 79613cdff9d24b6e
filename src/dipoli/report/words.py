"""Every sentence that the report says in its own voice, in one table, so that it can be translated.

The table holds plain text; fields in braces are filled with `say`, which escapes what it is given.
``{count:step|steps}`` is a word that agrees with the number of a field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from dipoli.report.clash_words import CLASH_WORDS
from dipoli.report.explorer_words import EXPLORER_WORDS
from dipoli.report.linkage_words import LINKAGE_WORDS
from dipoli.report.roadmap_explain_words import ROADMAP_EXPLAIN_WORDS
from dipoli.report.roadmap_words import ROADMAP_WORDS
from dipoli.report.robust_words import ROBUST_WORDS
from dipoli.told import tell

WORDS: Mapping[str, str] = {
    # ------------------------------------------------------------ head
    "standing": (
        "Positions assessed by one analyst from public material; not statements of any government."
    ),
    "part_skip": "To the answer",
    "skip": "Skip to the history",
    "as_of": "As of {date}",
    "kicker": "Report on common ground",
    "names_legend": "Names of parties in",
    "names_own": "each in its own language",
    "names_note": (
        "Texts of events, issues and assessments stay in the language of the analyst. Names are "
        "those that parties give themselves; other names in use are at the end of the page."
    ),
    "what_title": "What this page is",
    "what_1": (
        "It reads the assessed positions of the parties to a dialogue and of the bodies whose "
        "consent they need."
    ),
    "what_2": "It tells what was tried before, which groups of questions (baskets) can be settled, "
    "and whether a package exists that nobody would have to refuse.",
    "what_roadmap": "It puts small steps into an order in which nobody is exposed beyond its "
    "limit, and says what no such order was found for.",
    "what_3": "It shows the packages that four well-known rules of fairness single out, and what "
    "each is worth issue by issue.",
    "what_4": "Every result stands beside its assumptions, its proof, and what it does not show.",
    "not_title": "What it does not show",
    "not_1": "It is not a forecast: it works out what follows from stated assumptions, no more.",
    "not_2": "It is not advice: it prefers no outcome and ranks nobody.",
    "not_3": "It does not know what governments want; it knows how one analyst has read them.",
    "read_title": "Who can read this",
    "read_text": (
        "This file is on your disk. Anybody you give it to can read all of it, the closed parts "
        "included. It loads nothing from a network and reports to nobody."
    ),
    "contents": "On this page",
    "case_moment": "The moment",
    "case_purpose": "The purpose",
    "positions_set": "Set of positions: {name}, as of {date}. {note}",
    # ------------------------------------------------------------ what was asked
    "asked_title": "What was asked, and of whom",
    "asked_away": "Not at the table: {parties}. The answers are those of the others alone.",
    "asked_unclaimed": "Consent not claimed for this question: {parties}.",
    "asked_missed": (
        "Cannot be settled without {parties}, so the case claims: {subject} ({reason})."
    ),
    "asked_or": " or ",
    "asked_hold": "Asked only for packages in which: {issue} {options}",
    "asked_still": "Stays as it is, as asked: {basket}.",
    "asked_stays": "Stays as it is, as asked. Nothing is said about what it could settle.",
    "baskets_away": (
        "Somebody is not at the table: “can be settled” means by those who are. See the top of "
        "the page."
    ),
    # ------------------------------------------------------------ history
    "history_title": "What was tried",
    "history_intro": (
        "One time axis, {first} to {last}. Solid verticals are summits, dashed verticals changes "
        "of leader or government. There is a lane for each subject of the timeline, with every "
        "recorded event in it."
    ),
    "history_intro_bars": "Above the lanes, a bar for the life of each framework.",
    "history_none": "The case has no timeline.",
    "history_chart": "Summits, changes of leader, lives of frameworks and events by subject",
    "history_desc": (
        "{bars} {bars:framework|frameworks} as {bars:a bar|bars}, {summits} "
        "{summits:summit|summits} and {changes} {changes:change|changes} of leader or government "
        "as verticals, {marks} {marks:event|events} in {lanes} {lanes:lane|lanes}, {first} to "
        "{last}. The tables below hold the same."
    ),
    "history_track_summit": "Summits",
    "history_track_change": "Changes of leader",
    "history_case_day": "day of the case",
    "history_key": "How to read the chart",
    "history_key_verticals": (
        "Numbers above the verticals are those of the two tables below; a range such as 8\u201312 "
        "stands where verticals lie close together."
    ),
    "history_key_bars": (
        "The end of a life bar is a coding judgement, not an observed fact. "
        "A framework that no longer meets and was never dissolved is called dormant."
    ),
    "history_key_marks": (
        "Types of events are neutral and the same for every party. Filled marks: high confidence; "
        "hollow marks: medium or low. A line under a mark: the day is not certain."
    ),
    "history_key_range": "An arrow at the edge: the bar goes on beyond the axis.",
    "history_selection": "Rule of selection",
    "history_selection_default": (
        "The events are those that the compiler of the case chose to record. The list is not "
        "complete, so counts per party mean nothing."
    ),
    "history_assumes": (
        "Rests on the timeline of the case and on the charters of the frameworks, each entry with "
        "its confidence."
    ),
    "history_not": (
        "Does not show what caused what: that two things stand near each other in time is no proof "
        "that one led to the other."
    ),
    "history_bars_table": "Frameworks and how they ended",
    "history_summits_table": "Summits",
    "history_changes_table": "Changes of leader or government",
    "history_events_table": "All events by subject ({count})",
    "history_open": "open",
    "scroll": "The chart is wider than this screen: move it sideways.",
    # ------------------------------------------------------------ verdict words
    "common_ground": "common ground",
    "with_others": "with others",
    "none": "none",
    "unknown": "unknown",
    "unknown_note": "unknown within the time limit; this is not a “none”",
    "basket_alone": "Can be settled alone, with every other basket as it is.",
    "basket_with": "Not alone. Common ground exists when it moves together with {sets}.",
    "basket_with_unknown": (
        "Whether it can be settled alone is unknown within the time limit. Common ground exists "
        "when it moves together with {sets}."
    ),
    "basket_none": "No common ground on these assumptions, alone or with any other baskets.",
    "basket_none_unknown": (
        "Not alone. Whether it can be settled with other baskets is unknown within the time limit; "
        "this is not a “none”."
    ),
    "basket_unknown": (
        "Unknown within the time limit, alone and with others. This is not a “none”."
    ),
    "basket_unknown_none": (
        "No common ground with any other baskets. Whether it can be settled alone is unknown "
        "within the time limit; this is not a “none”."
    ),
    "sets_incomplete": (
        "Other sets of baskets may do as well: the search for them was not complete."
    ),
    "sets_more": "and {count} other sets of baskets of which none contains another",
    "and": " and ",
    # ------------------------------------------------------------ baskets
    "baskets_title": "The board of baskets",
    "baskets_intro": (
        "For each basket, in the order of the case: can it be settled while all others stay as "
        "they are? If not, which others must move too?"
    ),
    "baskets_basket": "Basket",
    "baskets_answer": "Answer",
    "baskets_soft_held": "Soft lines held",
    "baskets_cautious": "Cautious end",
    "baskets_generous": "Generous end",
    "baskets_proof": "How sure this is",
    "baskets_key": "What the columns mean",
    "baskets_key_answer": (
        "Answer: soft lines may be crossed (and are then reported); judgements of worth as coded."
    ),
    "baskets_key_held": (
        "Soft lines held: alone, with soft lines treated as firmly as hard ones. A soft line was "
        "said, or is likely, but is thought to have a price."
    ),
    "baskets_key_ends": (
        "Cautious and generous ends: alone, with every judgement of worth read at the unfavourable "
        "or at the favourable end of its range, for all parties at once. Both are extremes: an "
        "answer that is the same at both ends does not hang on where in the ranges the figures "
        "lie; lines, links and synergies have no range."
    ),
    "baskets_assumes": (
        "Rests on red lines, reservation values, necessary consents and links as coded in the case."
    ),
    "baskets_not": (
        "Does not show that a basket would be settled, nor that it should be; only that nobody "
        "would have to refuse."
    ),
    "proof_time": "{engine}, {seconds} s",
    "proof_short_time": "{engine}, under 0.1 s",
    "engine_enumeration": "enumeration",
    "engine_near": "enumeration near a bound",
    "engine_mip": "mixed-integer programming",
    "check_ok": "independent checker: accepted",
    "check_bad": "independent checker: not accepted ({reasons})",
    "check_none": "no package to check",
    "count_one": "exactly one such package",
    "count_many": "{count} such packages",
    # ------------------------------------------------------------ together
    "together_title": "All baskets together",
    "together_intro": (
        "The zone of possible agreement: packages that break no hard red line and no link, leave "
        "no party and no body whose consent is needed worse off than without agreement, and "
        "change something."
    ),
    "together_question": "Question",
    "together_answer": "Answer",
    "together_negotiable": "Soft lines negotiable",
    "together_held": "Soft lines held",
    "together_cautious": "Cautious end of the ranges",
    "together_generous": "Generous end of the ranges",
    "zone_common": "Common ground exists: at least one package that nobody would have to refuse.",
    "zone_none": (
        "No common ground on these assumptions: there is no package that all those concerned "
        "could accept."
    ),
    "zone_unknown": "Unknown within the time limit. This is not a “none”.",
    "status_quo_title": "Beside it: the state of things",
    "status_quo_text": (
        "Leaving everything as it is on the day of the case is not a package of the zone. It is "
        "told here for comparison."
    ),
    "status_quo_ok": "It breaks no red line and no link.",
    "status_quo_breaks": (
        "It does not keep {count} of the lines and links of this set of positions. Which ones "
        "stands with what clashes, where that was asked for."
    ),
    "outcomes_baskets": (
        "In this set of positions every choice of options is an outcome, the first ones included. "
        "There is no state of things, so that no basket is asked about alone."
    ),
    "outcomes_matrix": "Bold rows differ between packages. The number is that of the option.",
    "outcomes_blank": (
        "What an option is worth is told against the first of its issue. An arrow: the range goes "
        "below nothing. A blank: the option is not coded as worth more to that party than the "
        "first."
    ),
    "outcomes_gives": (
        "The same for options that are worth less to a party than the first of their issue. Each "
        "column again has a scale of its own."
    ),
    "together_assumes": (
        "Rests on the same assumptions as the baskets, and on all of them at once: one line or "
        "figure coded otherwise can change the answer."
    ),
    "together_not": (
        "Does not show how likely a package is, how long it would take, or in what order."
    ),
    # ------------------------------------------------------------ packages
    "packages_title": "Packages that four rules single out",
    "packages_intro": (
        "In the zone there may be a great many packages. Four rules, each known in the literature "
        "on bargaining, single out one each. They are not ranked here."
    ),
    "packages_none": "No package is shown, because none was found.",
    "rule_largest-total-gain": "Largest total gain",
    "rule_nash": "Nash bargaining",
    "rule_kalai-smorodinsky": "Kalai\u2013Smorodinsky",
    "rule_leximin": "Leximin",
    "explain_largest-total-gain": (
        "Adds what every party gains over no agreement and takes the package with the largest sum. "
        "Caveat: it adds points of different parties, which are not comparable; a party whose "
        "figures were coded larger weighs more."
    ),
    "explain_nash": (
        "Multiplies the gains, so that a package which leaves one party with almost nothing scores "
        "low. It does not hang on the scale of any party. Caveat: it hangs on the value of no "
        "agreement, which is among the softest figures of the case."
    ),
    "explain_kalai-smorodinsky": (
        "Takes each party's gain as a share of the most that it could gain in the zone, and makes "
        "the smallest share as large as possible. It does not hang on scales. Caveat: one package "
        "that nobody would sign may set that most."
    ),
    "explain_leximin": (
        "Makes the smallest gain as large as possible, then the second smallest, and so on. "
        "Caveat: to call one gain smaller than another it compares points of different parties, "
        "which are not comparable; it hangs on the scale."
    ),
    "packages_table": "What each rule chose",
    "packages_rule": "Rule",
    "packages_soft": "Soft lines",
    "soft_negotiable": "negotiable",
    "soft_held": "held",
    "firm_soft": "soft line",
    "firm_hard": "hard line",
    "packages_choice": "Choice",
    "packages_value": "Value",
    "packages_bound": "Bound",
    "packages_gap": "Gap",
    "packages_proven": "Proven",
    "packages_engine": "Engine",
    "packages_time": "Time",
    "packages_checker": "Checker",
    "yes": "yes",
    "no": "not proven",
    "accepted": "accepted",
    "not_accepted": "not accepted",
    "nothing_to_check": "nothing to check",
    "not_told": "\u2013",
    "short": "under 0.1 s",
    "package": "Package {letter}",
    "packages_bound_note": (
        "Value is the rule's own figure; bound is what no package of the zone can exceed, as far "
        "as proven; gap is the difference in proportion to the value. Figures of different rules "
        "are not comparable."
    ),
    "packages_same": (
        "{chosen} choices come to {shown} different packages; a package chosen more than once is "
        "shown once."
    ),
    "packages_moves": "moves {moved} of {issues} {issues:issue|issues}",
    "packages_crosses": "crosses {count} soft lines",
    "packages_crosses_one": "crosses 1 soft line",
    "packages_crosses_none": "crosses no soft line",
    "packages_each": "The packages one by one",
    "packages_by": "{rule}, soft lines {soft}",
    "packages_order": (
        "Packages stand in the order of the rules above. The first is open because one has to be."
    ),
    "packages_stays": "Nothing moves in: {baskets}.",
    "packages_soft_crossed": "Soft lines that this package crosses",
    "line_text": (
        "{holder} (assessed, {firmness}, confidence {confidence}): stands against {atoms}. "
        "Reason given by the analyst: {reason}"
    ),
    "line_atom": "“{issue}” — “{options}”",
    "number": "{value}",
    "not_finite": "none",
    "seconds": "{seconds} s",
    "packages_matrix": "Where the packages differ",
    "packages_matrix_intro": (
        "Each row is an issue that at least one package moves. Bold rows differ between packages. "
        "The number is that of the option; 0 is the state of things."
    ),
    "packages_all": "all",
    "packages_issue": "Issue",
    "packages_assumes": (
        "Rests on the figures of the case as coded: worth of options, reservation values, links."
    ),
    "packages_not": (
        "Does not show that a package is just, wise or within reach. With separate options several "
        "packages may satisfy a rule equally; one of them is shown."
    ),
    "unit_largest-total-gain": "{value} points",
    "unit_nash": "{value} (log of the product)",
    "unit_kalai-smorodinsky": "{value} of the most",
    "unit_leximin": "{value} points",
    # ------------------------------------------------------------ values
    "values_title": "What each party gets, issue by issue",
    "values_intro": (
        "Issues as rows, parties as columns in the order of the case. A bar is what the move on "
        "that issue is worth to the party, on the party's own scale; the thin line is the range of "
        "the judgement. Each column has a scale of its own, so bars of two columns must not be "
        "compared, and nothing is added up."
    ),
    "values_chart": "Package {letter}: what each party gets, issue by issue",
    "values_desc": (
        "A bar in each of {rows} {rows:row|rows} and {columns} {columns:column|columns} where the "
        "move is worth something to the party. The table below holds the same figures."
    ),
    "values_blank": (
        "An arrow: the range goes below nothing. A blank: the move is not coded as worth more to "
        "that party than the state of things."
    ),
    "values_table": "The same figures as a table",
    "values_cell": "{value} ({low} to {high})",
    "values_caption": (
        "Points on each party's own scale, with the range of the judgement. Points of two parties "
        "are not comparable."
    ),
    "values_synergies": "Points that hang on several issues at once",
    "values_synergy": "{party}, {points} {points:point|points}: {reason}",
    "values_assumes": (
        "Rests on importance and worth as one analyst judged them, with a range set by rule from a "
        "mark of confidence."
    ),
    "values_not": (
        "Does not show what a government would say the move is worth; nor what it would pay for it."
    ),
    "gives_title": "What each gives, on request",
    "gives_chart": "Package {letter}: what each party gives, issue by issue",
    "gives_intro": (
        "The same for moves that are worth less to a party than the state of things. Each column "
        "again has a scale of its own."
    ),
    "gives_absent": (
        "What each party gives is not in this file. It can be asked for when the report is written."
    ),
    "no_print": "Closed parts are left out of print; open them first if they are to be printed.",
    **ROBUST_WORDS,
    **LINKAGE_WORDS,
    **ROADMAP_WORDS,
    **ROADMAP_EXPLAIN_WORDS,
    **EXPLORER_WORDS,
    **CLASH_WORDS,
    # ------------------------------------------------------------ grounds
    "grounds_title": "What all this rests on",
    "grounds_limits": "Limits of the case",
    "grounds_how": "How to read the case",
    "grounds_rules": "Rules of reckoning",
    "grounds_confidence": "Confidence of the analyst, basket by basket",
    "grounds_confidence_note": (
        "Number of judgements of worth (one for each issue and each party or body that weighs it) "
        "by mark of confidence. The mark says how sure the analyst was, never how sure a party is."
    ),
    "grounds_names": "Other names in use",
    "grounds_names_note": (
        "What speakers of other seats call a party, in their own language. Listed so that each "
        "reader finds the name in use; none is preferred."
    ),
    "grounds_party": "Party",
    "grounds_said_by": "Said by",
    "grounds_name": "Name",
    "grounds_sources": "Sources, and how much of each was read",
    "grounds_source": "Document",
    "grounds_date": "Date",
    "grounds_kind": "Kind",
    "grounds_seen": "Read",
    "grounds_receipt": "Receipt",
    "grounds_receipt_note": "How the results were obtained, so that anybody can obtain them again.",
    "receipt_method": "Method",
    "receipt_exact": "Exact",
    "receipt_exact_yes": "yes, proven in whole numbers or by a closed bound",
    "receipt_exact_no": "not everywhere; see each result",
    "receipt_inputs": "Digest of the papers (SHA-256)",
    "receipt_seconds": "Time taken",
    "receipt_seconds_value": "{seconds} s",
    "receipt_seed": "Dice",
    "receipt_seed_none": "none were thrown",
    "receipt_seed_value": "thrown from the seed {seed}",
    "nobody": "none",
    "receipt_parameters": "Chosen",
    "receipt_versions": "Versions",
    "receipt_assumptions": "The results rest on",
    "receipt_not": "The results do not show",
    "assumes": "Rests on",
    "does_not_show": "Does not show",
    "col_no": "No.",
    "col_date": "Date",
    "col_event": "Event",
    "col_type": "Type",
    "col_parties": "Parties",
    "col_confidence": "Confidence",
    "col_framework": "Framework",
    "col_from": "From",
    "col_to": "To",
    "col_standing": "Standing",
    "col_ended": "What held it up or ended it (compiler's note)",
    "col_subject": "Subject",
    "high": "high",
    "medium": "medium",
    "low": "low",
    "end": "End of the report",
}
"""Keys to sentences."""


CAPITALS: Mapping[str, str] = {"un": "UN"}
"""Words of the data's vocabulary that are written in capitals."""


def say(key: str, **fields: object) -> Markup:
    """The sentence of a key, with its fields filled in and escaped, for a page.

    What stands between backticks, such as a command, is code.

    >>> str(say("as_of", date="<1 May>"))
    'As of &lt;1 May&gt;'
    """
    told = _CODE.sub(r"<code>\1</code>", agreeing(WORDS[key], fields))
    return Markup(told).format(**fields)  # noqa: S704 - the table is ours; fields are escaped


def plain(key: str, **fields: object) -> str:
    """The sentence of a key as plain text, for charts and terminals."""
    return tell(agreeing(WORDS[key], fields), **fields)


def agreeing(template: str, fields: Mapping[str, object]) -> str:
    """A template whose words agree with its numbers: of ``{count:is|are}`` one word is left.

    Args:
        template: the sentence; before the bar stands what is said of one, behind it the rest.
        fields: what is filled in; a number that is not there stays as it is written.

    >>> [agreeing("{n} {n:step|steps}", {"n": n}) for n in (0, 1)]
    ['{n} steps', '{n} step']
    """

    def chosen(found: re.Match[str]) -> str:
        name, one, several = found.groups()
        if name not in fields:
            return found.group()
        return one if str(fields[name]) == "1" else several

    return _AGREEMENT.sub(chosen, template) if "|" in template else template


_AGREEMENT = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")
_CODE = re.compile(r"`([^`]+)`")


def in_words(term: str) -> str:
    """A word of the data's own vocabulary, such as ``leadership_change``, as a reader says it.

    >>> in_words("leadership_change")
    'leadership change'
    """
    words = term.replace("_", " ").replace("-", " ").split()
    return " ".join(CAPITALS.get(word, word) for word in words)
