"""Every sentence of `dipoli discourse` in one table: plain text with fields in braces."""

from __future__ import annotations

from collections.abc import Mapping

DISCOURSE_WORDS: Mapping[str, str] = {
    # ------------------------------------------------------------ heads
    "corpus": "Corpus {digest}: {documents} documents, {passages} passages.",
    "codebook": "Codebook {codebook} ({digest}).",
    "seed": "Seed {seed}.",
    "assumed": "It is assumed:",
    "not_shown": "Not shown by this:",
    "unknown": "unknown",
    "place": "{file} {start}-{end}",
    "repeats_one": "the same words stand 1 more time",
    "repeats": "the same words stand {count} more times",
    # ------------------------------------------------------------ code
    "code_head": "{passages} passages, {carrying} of them with a code.",
    "nobodys": (
        "{count} passages are nobody's own words, such as a journalist's, and are not coded."
    ),
    "stance_unread": "stance not read",
    "by_sub": "through {sub}",
    "no_seeds": "No seeds in {language}, so unknown and not nought: {issues}",
    # ------------------------------------------------------------ figures
    "within": "Within {genre}, {language}: share of an actor's own passages, with a 95 % interval.",
    "scale": "The line goes from 0 to {most} %; o is the share, ( and ) the ends of the interval.",
    "counted": "{hits} of {passages} passages, {raising} of {documents} documents",
    "bounded": "a bound",
    "undated": "Left out, since their dates do not say whether they are of the time: {files}",
    "absent_head": "Expected and absent in {file}",
    "absent_held": "Held against {of} other documents of {actor} ({language})",
    "absent": "{issue}: {carried} of {of} others raise it",
    "absent_none": (
        "Held against {of} other documents of {actor} ({language}): nothing that more than half of "
        "them raise is absent."
    ),
    "absent_unknown": "{actor} ({language}): unknown, {of} others: {why}",
    "absent_nobody": "It holds nobody's own words, so this is unknown.",
    "joint_head": "Texts of several makers, which count in nobody's share",
    "joint": "{file} ({makers}), {passages} passages",
    # ------------------------------------------------------------ concordance
    "lines_one": "1 line, by {order}.",
    "lines": "{count} lines, by {order}.",
    "kwic_unknown": (
        "In {languages} nothing could be found: no word is in their letters, or the codebook has "
        "no seeds. That is unknown, and not none."
    ),
    # ------------------------------------------------------------ emphasis, change, keyness
    "points_head": "Points of {file} ({makers})",
    "points_none": "The codebook finds no issue in it.",
    "taken_head": "Own words until {until}, within {genre}, {language}",
    "unread": "Without any document in that time, so unknown and not silent: {actors}",
    "differences": "Differences between two signatories (first less second)",
    "difference": (
        "{issue}, {first} less {second}: {value} points [{low}, {high}], p {raw}, "
        "corrected {adjusted}"
    ),
    "difference_unknown": "{issue}, {first} less {second}: unknown, {why}",
    "periods_differ": "From one period to the next (later less earlier)",
    "period_head": "{actor}, {label} ({since} to {until}), within {genre}, {language}",
    "any_date": "any date",
    "period_none": "no document of this time",
    "years_head": "{actor}, within {genre}, {language}: share in each year, % of passages",
    "slope": "slope {value} points a year [{low}, {high}], p {raw}, corrected {adjusted}",
    "slope_bare": "slope {value} points a year, p {raw}, corrected {adjusted}",
    "slope_unknown": "no slope: {why}",
    "keys_head": "Words that {actor} uses more ({first} and {second} words in all)",
    "key": "{word}: {first} and {second} times, z {z}",
    "none": "none",
    # ------------------------------------------------------------ where words meet
    "meet_head": "{one} and {other} on {issue}, within {genre}",
    "no_language": (
        "They have no language in common in this genre: shares and frames of two languages are not "
        "compared."
    ),
    "in_case": "In the case this is: {issues}",
    "in_case_none": "The codebook leads from this issue to nothing in the case.",
    "co_salience": "Co-salience, the smaller share over the larger: {told}",
    "frame": "Likeness of frames, from 0 to 1: {told}",
    "stances": "Pairs of passages by stance: {told}",
    "way": "{way} {count} ({share})",
    "ways_why": "Of these shares: {why}.",
    "percent": "{share} %",
    "percent_interval": "{share} % [{low}, {high}]",
    "percent_bound": "{share} %, a bound [{low}, {high}]",
    "apart": "The three are not added, and none of them is agreement.",
    "estimate": "{value}",
    "estimate_interval": "{value} [{low}, {high}]",
    "estimate_unknown": "unknown, {why}",
    "compatible": "Passages of compatible stance, side by side",
    "conditional": "Passages of which one at least sets a condition, side by side",
    "pairs_none": "none offered",
    "not_offered": (
        "Pairs that are opposed, and pairs of which a stance was not read, are not offered."
    ),
    "bridges": "Issues that both raise beside it, through which it could be put otherwise",
    "bridge": "{issue}: {one} of {first}, {other} of {second}{condition}; {removed} left out",
    "bridge_condition": ", each meeting on a condition",
    "bridge_unread": "{issue}: both raise it beside this one; their stances do not say",
    "affirmed_head": "What each of {actors} affirms, within {genre}",
    "affirmed_none": "Nothing that each of them affirms.",
    "affirmed_supports": "{issue}: each supports: {proposition}",
    "affirmed_opposes": "{issue}: each opposes: {proposition}",
    "affirmed_counts": "{actor}: {passages} passages so, {otherwise} otherwise",
    "encoder_rank": "{rank}. of the pairs of this sort by nearness",
    "encoder_rank_none": "nearness not told: not of one language that the encoder reads",
    # ------------------------------------------------------------ nearness
    "near_encoder": "Encoder {name} {version}.",
    "near_nobody": "nobody's own words",
    "near_to": "Near to this passage",
    "near_issues": "Only passages were looked through that carry one of: {issues}",
    "near_looked": "{looked} passages were looked through.",
    "near_left": "{count} were left out: {why}.",
    "near_found": "{count} nearest, the nearest first",
    "near_none": "No passage was looked through, so nothing is found: that is unknown, not none.",
    "beside": "Passages beside it in the other language, those with most issues in common first.",
    "beside_same": "{file} {place} ({language}), the same text; issues in common: {issues}",
    "beside_near": "{file} {place} ({language}), another text, no translation; issues in common: "
    "{issues}",
    "beside_none": "none",
    "near_open": "opens with: dipoli discourse open CORPUS {file} {start}",
    "suggest_head": "Suggested for {issue}",
    "suggest_exemplars": "Sentences that stand for it, its exemplars",
    "suggest_examples": "Sentences that stand for it: its examples, as it has no exemplars",
    "suggest_by": "nearest to: {exemplar}",
    "suggest_unread": "no seeds in {language}: nobody has looked for the issue there",
    "near_slow": (
        "{count} passages are encoded, 60 to 500 in a second: {narrow} looks through fewer; "
        "Ctrl-C stops it, and nothing is written"
    ),
    # ------------------------------------------------------------ carriers
    "carry_words": "Words of the two on {issue}",
    "carry_without": "No pair of passages is offered on: {issues}",
    # ------------------------------------------------------------ term
    "searched": "Searched: {wordings}",
    "wording": "{wording} (in {languages})",
    "uses_none": "no use in {searched} passages that were searched",
    "uses_unsearched": "none of its passages is in a language with a wording: unknown",
    "uses_unknown": "no wording is given in {languages}: unknown",
    "actor_none": "the corpus has none of its own words: unknown",
    "term_joint": "In texts of several makers",
    # ------------------------------------------------------------ verify
    "verified": "{spans} spans and {figures} figures of an answer to {command} were looked at.",
    "holds": "It holds: every span by its hash, every figure counted again.",
    "fails": "It does not hold: {count} of them do not.",
    "other_corpus": (
        "The corpus is another one than that on which the answer rests: figures may differ."
    ),
    "failure": "{where}: {why}",
    # ------------------------------------------------------------ file
    "filed": "{source} is filed beside {beside}.",
    "rewritten": "Written anew, so without remarks that stood in them: {papers}.",
}
"""Key to sentence."""


def say(key: str, **fields: object) -> str:
    """A sentence with its fields filled in."""
    return DISCOURSE_WORDS[key].format(**fields)
