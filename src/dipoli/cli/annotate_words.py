"""Every sentence about coding by hand on the terminal, in one table."""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.hands.adjudication import By
from dipoli.analysis.discourse.hands.alpha import Undefined

STANCE_WORDS: Mapping[Stance, str] = {
    Stance.SUPPORTS: "supports",
    Stance.OPPOSES: "opposes",
    Stance.CONDITIONAL: "conditional",
    Stance.REPORTED: "reports another's view",
    Stance.NONE: "takes no side",
}
UNDEFINED_WORDS: Mapping[Undefined, str] = {
    Undefined.NO_PAIRS: "undefined: no passage with two codings",
    Undefined.ONE_VALUE: "undefined: all codings are the same",
}
BY_WORDS: Mapping[By, str] = {
    By.ADJUDICATED: "decided by the adjudicator",
    By.AGREED: "on which all their coders agree",
    By.ONE_CODER: "coded by one coder only",
}

WORDS: Mapping[str, str] = {
    # ------------------------------------------------------------ drawing
    "reading": "reading texts: {count} of {of}",
    "coding": "coding passages by lexicon: {count} of {of}",
    "drawn": "{count} passages of {documents} documents are drawn.",
    "drawn_half": "{language}, {half}: {documents} documents",
    "half_empty": (
        "{language}: no document for the half {half}. The half of a document follows from its "
        "words and cannot be chosen: more documents are needed."
    ),
    "too_long": "{count} passages are too long to be a sentence and were left out.",
    "nobody": "{count} passages are words of nobody whose words are coded.",
    "queue": "{path}: the queue, with why each passage was drawn. Keep it from the coders.",
    "for_coder": "{path}: for {coder}, {count} passages",
    # ------------------------------------------------------------ next
    "begin": "{coder}: {coded} of {count} passages are coded. ? for help, . to stop.",
    "passage": "Passage {number} of {count} ({language}, {said}, {file})",
    "was": "Coded before: {codes}",
    "was_note": "Note: {note}",
    "readings": "What coders read, in an order that says nothing:",
    "readings_named": "What coders read:",
    "ask": "Codes?",
    "coded": "Coded: {codes}.",
    "noted": "Noted.",
    "none": "no issue",
    "undone": "Taken back.",
    "nothing_to_undo": "Nothing was coded in this sitting. #{number} goes to a passage.",
    "no_passage": "There are passages 1 to {count}.",
    "ambiguous": "{word} begins more than one issue: {issues}.",
    "stop": "{coded} of {count} passages are coded. What is coded is in {path}.",
    "done": "All {count} passages are coded. They are in {path}.",
    "help": (
        "Write the issues of the passage with spaces between, each with the stance of the speaker "
        "after a colon: {example}. An issue may be written by its number or by the first letters "
        "of its name.\n"
        "s supports, o opposes, c conditional, r reports another's view, n takes no side. Without "
        "a letter the stance is left open.\n"
        "-  the passage has none of the issues\n"
        ">  go on, and leave this passage uncoded\n"
        "<  take back the last codes of this sitting\n"
        "#7  go to passage 7\n"
        "! words  add a note\n"
        "?  this help, and the issues\n"
        ".  stop; what is coded is kept"
    ),
    "issue": "{number} {id}",
    "issue_label": "{number} {id}: {label}",
    # ------------------------------------------------------------ agreement
    "agree_title": "HOW FAR CODERS AGREE",
    "coders": "Coders: {coders}.",
    "no_coders": "Nobody has coded anything.",
    "items": "{items} passages; {coded} are coded, {shared} of them by two coders or more.",
    "blank": "{blank} codings are owed still. They are unknown, and do not count as no.",
    "agree_columns": "issue | alpha | 95 % | passages | codings that find it",
    "agree_row": "{name} | {alpha} | {between} | {units} | {found}",
    "overall": "all issues",
    "stance": "stance",
    "agree_what": (
        "Krippendorff's alpha for nominal values: 1 is full agreement, 0 what chance would give. "
        "Intervals are approximate, from documents drawn again."
    ),
    "agree_not": (
        "Agreement is no measure of truth: coders can share a mistake. Whether they are experts "
        "these files do not say."
    ),
    "no_interval": "no interval",
    "to": "{low} to {high}",
    # ------------------------------------------------------------ adjudication
    "adjudicate": "{count} passages on which coders differ, for {adjudicator}: {path}",
    "adjudicate_none": "Coders differ on no passage. Nothing is written.",
    "hidden": "Who read what is not in it.",
    "joined": "{count} passages, {coded} codings: {path}",
    # ------------------------------------------------------------ scores
    "score_title": "THE LEXICON AGAINST THE HAND",
    "score_items": "{items} passages of {documents} documents, half {half}.",
    "score_by": "{count} {how}",
    "score_left": (
        "Left out: {disputed} on which coders differ, {blank} that nobody coded. What is hard to "
        "code is likelier to be left out, so the figures flatter."
    ),
    "score_missing": (
        "{missing} times the codebook has no seeds for an issue in the language of the passage; "
        "in {missed} of these the hand finds the issue. They are not counted below."
    ),
    "score_books": "Codebook {now}; the passages were drawn with {then}.",
    "score_columns": (
        "what | precision | recall | F1 | 95 % of F1 | both, lexicon alone, hand alone"
    ),
    "score_row": "{name} | {precision} | {recall} | {f1} | {between} | {both}, {lexicon}, {hand}",
    "score_neither": "Found by neither: {issues}.",
    "score_overall": "all",
    "score_random": "drawn at random",
    "score_unknown": (
        "Which passages were drawn at random these files do not say: give the queue, too."
    ),
    "score_stance": (
        "Stance, where both find the issue: of {cases} that the hand gave, {unread} were not read "
        "and are not scored; {right} are as the hand has it. Mean F1 of the four sides: {f1} "
        "({between})."
    ),
    "score_class": "{name}: F1 {f1}; both {both}, lexicon alone {lexicon}, hand alone {hand}",
    "score_not": (
        "Only passages drawn at random show what the lexicon misses; those drawn for an issue are "
        "richer in its seeds. Figures hold for texts like these."
    ),
    "undefined": "undefined",
}
