"""Sentences on links between baskets; a part of the table of `dipoli.report.words`."""

from __future__ import annotations

from collections.abc import Mapping

LINKAGE_WORDS: Mapping[str, str] = {
    "linkage_title": "What linking baskets adds",
    "linkage_intro": (
        "What hangs on what, what two baskets in one package add to each of them apart, and how "
        "common ground changes with each further seat. Soft lines {soft}."
    ),
    "linkage_stay": "Baskets that stay as they are, as asked: {baskets}.",
    "linkage_alone": "What a basket settles alone",
    "linkage_alone_note": (
        "What a basket can settle alone leaves every other as it is. So it holds whichever other "
        "stalls; the checker accepted a package of each again with each other basket asked to stay."
    ),
    "linkage_holds": "Can be settled alone; holds while any of {count} others stalls.",
    "linkage_with": "Together with {sets}.",
    "linkage_or": "; or ",
    "linkage_plus": " + ",
    "linkage_more_sets": "There are other such sets, or may be.",
    "linkage_with_none": "With no others either.",
    "linkage_with_unknown": "With others: unknown within the time limit; this is not a “none”.",
    "linkage_pairs": "What linking two baskets adds, and to whom",
    "linkage_pairs_note": (
        "For each seat: the most that it can gain from the two in one package, while all else "
        "stays as it is, against the sum of the most that it can gain from each apart. Each seat "
        "is compared with itself alone. That a seat could gain more does not say that it would."
    ),
    "linkage_pair": "Two baskets",
    "linkage_first": "{basket}, with",
    "linkage_scroll": "The table is wider than this screen: move it sideways.",
    "linkage_both": "A package that moves both",
    "linkage_packages": "{count} packages",
    "linkage_packages_one": "1 package",
    "linkage_opened": "Linked, {basket} can be settled, and alone it cannot.",
    "linkage_added_more than apart": "more",
    "linkage_added_the same as apart": "the same",
    "linkage_added_less than apart": "less",
    "linkage_added_undecided": "undecided",
    "linkage_joins": "What ties baskets in the papers",
    "linkage_joins_open": "What ties baskets in the papers, {count} pairs of baskets",
    "linkage_joins_open_one": "What ties baskets in the papers, 1 pair of baskets",
    "linkage_joins_none": "No row of the papers has something in two baskets.",
    "linkage_joins_note": (
        "Each row of the papers with something in two baskets. Beside these, all baskets are tied "
        "by gains: what a seat gives in one can be made good in another."
    ),
    "linkage_ties": "What ties them",
    "linkage_waits": "{basket} waits for {other}: {reason}",
    "linkage_goes": "{basket} goes only with a choice in {other}: {reason}",
    "linkage_excludes": "Not together: {reason}",
    "linkage_synergy": "Counts when together: {reason}",
    "linkage_bodies": (
        "One needs a consent of bodies to which something in the other matters: {bodies}."
    ),
    "linkage_lines": "{count} red lines with something in both.",
    "linkage_lines_one": "1 red line with something in both.",
    "linkage_beside": "Side by side",
    "linkage_beside_note": (
        "Of each two baskets that can be settled alone: does any settlement of one stand beside "
        "any of the other? That each two stand does not say that any three do."
    ),
    "linkage_beside_always": "Always: {count} of {of} pairs.",
    "linkage_beside_not": "Not always: {baskets}.",
    "linkage_beside_undecided": "Undecided: {baskets}.",
    "linkage_balances": "Smallest sets of baskets that hold a balanced package",
    "linkage_balances_note": (
        "Balanced: every seat gains something, and at least the share told of the most that it "
        "gains in any package of the zone. No part of a set holds one."
    ),
    "linkage_share_any": "Every seat gains, however little",
    "linkage_share": "Every seat gains at least {share} per cent of its most",
    "linkage_sets_none": "None: no package of the zone is balanced so.",
    "linkage_sets_unknown": "Undecided within the time limit.",
    "linkage_sets_some": "Some package is balanced so; the smallest sets are undecided.",
    "linkage_sets_all": "{count} sets, and no other.",
    "linkage_sets_all_one": "1 set, and no other.",
    "linkage_sets_least": "At least {count} sets.",
    "linkage_sets_least_one": "At least 1 set.",
    "linkage_sets_more": "And {count} more, which `dipoli linkage CASE --json` lists.",
    "linkage_tables": "Common ground with each further seat",
    "linkage_tables_note": (
        "The first two seats of the case, then the third joins, and so on. Who is not at the table "
        "is not asked, except where a consent names it. The order is that of the case; in another "
        "order other seats would seem to cost, so this says nothing of whose place it is."
    ),
    "linkage_seat": "{number}. {party}",
    "linkage_seats": "Seats 1 to {count}",
    "linkage_question": "Asked",
    "linkage_together": "All baskets together",
    "linkage_basket_alone": "{basket}, alone",
    "linkage_ratio": "Smallest share of what each at the table could gain, at its largest",
    "linkage_ratio_unproven": "{value}, not proven to be the largest",
    "linkage_figures_absent": (
        "Points of each seat are not in this file, nor against what two settlements do not stand; "
        "`dipoli linkage CASE` tells them with `--figures` and `--clash`."
    ),
    "linkage_assumes": (
        "Rests on everything that the baskets rest on, and on the figures of each seat as coded."
    ),
    "linkage_not": (
        "Does not show that baskets should be linked or kept apart, whether anybody would link "
        "them, or which seat costs what."
    ),
}
"""Keys to sentences."""
