"""Every sentence that the page on texts says in its own voice, in one table.

A table of its own, for nothing of that page stands in the report or on the site.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.meeting import Meeting

DISCOURSE_WORDS: Mapping[str, str] = {
    # ------------------------------------------------------------ head
    "kicker": "What was said, and how often",
    "title": "Texts: {corpus}",
    "prompts": "Prompts for a diplomat, not findings.",
    "skip": "Skip to the figures",
    "contents": "On this page",
    "what_title": "What this page is",
    "what": (
        "It counts in how many passages of its own words each actor raises each issue of a "
        "codebook, within one genre and one language, and puts the passages beside every figure."
    ),
    "what_order": (
        "Issues stand in the order of the codebook, actors in that of the case or the corpus. "
        "Nothing is sorted by value, totalled or ranked."
    ),
    "not_title": "What counting cannot say",
    "read_title": "Who can read this",
    "read": (
        "This file is on your disk. Anybody you give it to can read all of it, the closed parts "
        "included. On paper stands what is open. It loads nothing from a network and reports to "
        "nobody."
    ),
    "corpus": "Corpus: {documents} documents, {passages} passages, SHA-256 {digest}.",
    "codebook": "Codebook: {id} {version}, {issues} issues, SHA-256 {digest}.",
    "case": "Case: {title} ({date}).",
    "names_legend": "Names of parties in",
    "names_own": "each in its own language",
    # ------------------------------------------------------------ sections
    "often_title": "How often each issue is raised",
    "years_title": "Year by year",
    "periods_title": "By period",
    "after_title": "After a joint text",
    "absent_title": "Expected and absent",
    "meet_title": "Where words of two meet",
    "issues_title": "What each issue means",
    "texts_title": "The texts",
    "grounds_title": "What all of this rests on",
    # ------------------------------------------------------------ pictures
    "panel": "{genre} ({language})",
    "often_intro": (
        "The dot is the share of an actor's own passages that carry the issue; the line is where "
        "that share may lie for all such documents, at 95 per cent. An open dot with a broken line "
        "is a bound: no passage carries the issue, or every one. Without a line, fewer than "
        "{fewest} documents stand behind the dot. Each issue has a scale of its own. “Not known” "
        "is not nought."
    ),
    "apart": (
        "Genres and languages stand apart: a share of one is not held against a share of another."
    ),
    "opens": "A passage opens in its whole document, by the name and the start that stand with it:",
    "issue": "Issue",
    "column": "{documents} documents, {passages} passages",
    "column_one": "1 document, {passages} passages",
    "scale": "0 to {most} %",
    "share": "{share} %",
    "interval": "[{low}, {high}]",
    "at_most": "at most {high} %",
    "at_least": "at least {low} %",
    "no_interval": "no interval",
    "of": "{hits} of {passages}",
    "unknown": "not known",
    "unknown_why": "the codebook has no seeds for it in this language; this is not nought",
    "unread_why": "not every passage was read for it; this is not nought",
    "silent": "not raised; silence is not rejection",
    "no_documents": "no document",
    # ------------------------------------------------------------ passages
    "behind": "The passages behind these figures",
    "told": "{hits} of {passages} passages; {raising} of {documents} documents{presence}; {rate} "
    "passages per 1,000 {unit}; first {first}, last {last}.",
    "presence": " ({share} % [{low}, {high}])",
    "some": "{shown} of them are shown, spread over the time from the first to the last. All:",
    "where": "Where it stands",
    "context": "in its document",
    "repeats_one": "The same words stand 1 more time.",
    "repeats": "The same words stand {count} more times.",
    "place": "{file}, characters {start} to {end}; SHA-256 of the passage {digest}",
    "unnoted": "date not known",
    "by_cue": "{stance} (by “{cue}”)",
    # ------------------------------------------------------------ years
    "years_intro": (
        "A dot is the share of one year's passages. One year is mostly one document, so that dots "
        "jump; the line between them only leads the eye. Broken verticals are the beginnings of "
        "periods, as they were given. Where documents are of three years at least, and eight or "
        "more, a slope stands with the figures: a line through what was collected, which says "
        "nothing of the years to come."
    ),
    "years_table": "Year by year in figures, with passages",
    "year": "Year",
    "row_scale": "0 to {most} %; {first} to {last}",
    "trend": "Slope",
    "slope": "{value} points a year {interval}; corrected p {p}",
    "slope_none": "not told: {why}",
    "points": "[{low}, {high}]",
    # ------------------------------------------------------------ periods
    "periods_intro": "Periods are as they were given to the command: from when, to when, of whom.",
    "period": "{label}, {since} to {until}",
    "open_end": "now",
    "change": "Change to the one before",
    "change_value": "{value} points, {interval}",
    "change_p": "corrected p {p}",
    "change_none": "not known",
    "undated": "Left out, as their dates do not say to which time they belong: {files}.",
    # ------------------------------------------------------------ after a joint text
    "after_intro": (
        "The points of a joint text are the issues that it carries. Beside them stands how often "
        "each of those who made it raised them afterwards in its own words. A point that a side "
        "does not raise is told as silence, which is no rejection."
    ),
    "after_head": "{title}, {date}",
    "after_until": "Words of {genres} after {date}, until {until}.",
    "after_points": "Its points, in its own words",
    "after_unread": "No document of this time and genre, so not known: {actors}.",
    "after_differences": "Differences between each two of them",
    "difference": "Difference of shares",
    "after_first": "{one} less {other}",
    "after_none": "No two of them have five documents each here; no difference is told.",
    # ------------------------------------------------------------ expected and absent
    "absent_intro": (
        "An issue is expected of a text when more than half of the actor's other texts, of the "
        "same genre and language, raise it; there must be {fewest} others at least."
    ),
    "absent_last": "The last text of each actor is looked at here, as far as dates are known.",
    "absent_says": "What absence does not show:",
    "absent_head": "{who}: {titles}",
    "absent_held": "Held against {others} others:",
    "absent_none": "Held against {others} others: nothing that more than half raise is absent.",
    "absent_unknown": "Not known: {why}.",
    "absent": "{issue}: {carried} of {of} others raise it",
    "absent_unread": "Not known, as the codebook has no seeds for it in this language: {issues}.",
    # ------------------------------------------------------------ where words meet
    "meet_intro": (
        "For two actors and an issue three figures stand side by side, and are never added up: how "
        "alike they are in how often they raise it, in what else stands beside it, and in how "
        "their passages stand to its proposition. Only passages of compatible stance are put side "
        "by side, and apart from them those where one side sets a condition. Opposed ones are "
        "never offered as common words."
    ),
    "meet_pair": "{one} and {other}",
    "meet_language": "{genre} ({language})",
    "meet_often": "How often, the smaller share over the larger",
    "meet_frame": "What stands beside it, from 0 (nothing in common) to 1",
    "meet_stances": "Of all {count} pairs of passages",
    "meet_stances_none": "No pair of passages.",
    "meet_way": "{count} {way}, {share} {interval}",
    "meet_compatible": "Side by side: stances are compatible",
    "meet_conditional": "Side by side: one side at least sets a condition",
    "meet_nothing": "No pair of passages is offered here.",
    "meet_stance": "How it stands",
    "meet_no_common": "The two have no language in common in this genre; figures are not compared.",
    "meet_bridges": "Issues that both raise beside it, with like stance",
    "meet_bridge": "{issue}: {one} and {other} passages{conditional}; {removed} taken out",
    "meet_bridge_if": ", on a condition",
    "meet_affirmed": "What each of these affirms ({genre}): {actors}",
    "meet_affirms": "{issue}: each {side} “{proposition}”",
    "meet_otherwise": "{count} passages say otherwise.",
    "meet_affirmed_none": "No proposition is affirmed by each of them.",
    "meet_carry": "Who could carry it is never on a page. For an analyst's own eyes:",
    # ------------------------------------------------------------ issues, texts, grounds
    "meaning": "Definition",
    "proposition": "Stance is read towards",
    "kind": "Kind",
    "sub_of": "Sub-issue of {parent}; a passage with it carries that, too.",
    "no_seeds": "No seeds in {languages}: not known there.",
    "no_stance": "Stance is not read.",
    "file": "Text",
    "date": "Date",
    "makers": "Whose words",
    "genre": "Genre",
    "language": "Language",
    "translation": "Translation",
    "nobodys": (
        "{count} passages are nobody's own words, such as a journalist's, and are not coded."
    ),
    "seed": "Seed of the draws: {seed}.",
    "made": "Made by Dipoli {version}.",
    "method": "Method",
    "chosen": "Chosen",
    "assumed": "It is assumed",
    "not_shown": "Not shown",
}  # fmt: skip
"""Key to sentence; fields in braces."""

STANCES: Mapping[Stance | None, str] = {
    Stance.SUPPORTS: "supports",
    Stance.OPPOSES: "opposes",
    Stance.CONDITIONAL: "on a condition",
    Stance.REPORTED: "another's view, reported",
    Stance.NONE: "takes no side",
    None: "stance not read",
}
"""How a passage stands, in words; never by colour."""

MEETINGS: Mapping[Meeting, str] = {
    Meeting.COMPATIBLE: "compatible",
    Meeting.CONDITIONAL: "with a condition of one side at least",
    Meeting.OPPOSED: "opposed",
    Meeting.REPORTED: "with another's view in one",
    Meeting.NO_SIDE: "in which one takes no side",
    Meeting.UNKNOWN: "not known",
}

KINDS: Mapping[str, str] = {
    "norm": "norm",
    "goal": "goal",
    "challenge": "challenge",
    "measure": "measure",
}

SECTIONS = (
    "often", "years", "periods", "after", "absent", "meet", "issues", "texts", "grounds",
)  # fmt: skip
"""Parts of the page in their order; those that were not asked for are left out."""


def word(key: str, **fields: object) -> Markup:
    """A sentence with its fields filled in and escaped."""
    return Markup(DISCOURSE_WORDS[key]).format(**fields)  # noqa: S704 - the table is ours


def stance_words(stance: Stance | None, cue: str) -> Markup:
    """How a passage stands, and by which words that was read."""
    told = Markup("{}").format(STANCES[stance])
    return word("by_cue", stance=told, cue=cue) if cue else told
