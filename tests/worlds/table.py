"""The bad hosts, one row each: what it does, who notices, and what can be shown to others.

`docs/explanation/bad-hosts.md` is printed from this table; a test holds the page against it.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.worlds import scripts_acts as acts
from tests.worlds import scripts_files as files
from tests.worlds import scripts_heads as heads
from tests.worlds import scripts_histories as histories
from tests.worlds.script import ALL, PLENARY, WATER, Play, Script

COMPARE, PAPER = "compare", "send acts on paper"
AUTHOR = "another delegation, for the body"
"""Words of the ways that an alarm names."""

LASTING = {
    "wrong-origin",
    "files",
    "body-other",
    "body-missing",
    "no-answer",
    "not-signed",
    "bad-note",
    "smaller",
    "not-official",
    "cosignature",
}
"""Kinds that somebody else, or a slow way, could bring about for a moment."""


def proven(kind: str, play: Play, *who: str, circle: str = PLENARY) -> Script:
    """A row whose misdeed the host's own signatures prove; noticed by all when none is named."""
    return Script(play=play, who=who or ALL, kind=kind, proof=kind, circle=circle)


def told(
    kind: str,
    play: Play,
    *who: str,
    way: str = COMPARE,
    circle: str = PLENARY,
) -> Script:
    """A row of which no proof can exist; noticed by all when none is named."""
    return Script(
        play=play, who=who or ALL, kind=kind, way=way, lasting=kind in LASTING, circle=circle
    )


TABLE: Mapping[str, tuple[Script, ...]] = {
    "Two histories": (
        proven("split-view", histories.two_histories),
        proven("split-view", histories.two_histories_of_two_sizes),
        told("not-official", histories.two_histories_not_compared, "XCE"),
        proven("split-view", histories.two_histories_in_turn, "XCE"),
        proven("split-view", histories.witnesses_split),
        told("not-official", histories.witnesses_split_not_compared),
        proven("split-view", histories.two_official_histories),
        proven("bad-entry", histories.act_of_one_history_in_the_other, *histories.OTHERS),
        proven("split-view", files.answered_from_another_history, "XAL"),
    ),
    "Another past": (
        proven("split-view", histories.rewritten),
        proven("split-view", histories.rewritten_and_longer),
        proven("split-view", histories.dropped),
        proven("split-view", histories.second_record),
        proven("rollback", histories.rolled_back),
        proven("rollback", heads.timed_backwards),
        proven("rollback", heads.timed_twice),
        proven("rollback", histories.rolled_back_for_one_that_was_away),
        told("smaller", histories.old_head, "XBE"),
        told("stale", heads.frozen_for_one, "XEF"),
        told("stale", heads.no_longer_timed),
    ),
    "Heads that are not as they should be": (
        told("future", heads.timed_in_the_future),
        told("untimed", heads.untimed),
        told("untimed", heads.timed_at_nothing),
        told("files", heads.beyond_measure),
        told("wrong-origin", heads.other_origin),
        told("wrong-origin", heads.other_circle),
        told("not-signed", heads.signed_by_a_stranger),
        told("bad-note", files.checkpoint_unreadable),
        told("bad-note", heads.forged_cosignature),
        told("cosignature", heads.cosignatures_stripped),
        told("not-official", heads.false_quorum),
        told("not-official", heads.another_line_for_each),
        told("not-official", heads.stripped_and_busy),
        told("bad-note", heads.false_official),
        told("bad-note", heads.official_unreadable),
        proven("split-view", heads.official_of_another_history),
    ),
    "Acts that are out of order": (
        proven("bad-entry", acts.number_taken),
        proven("out-of-order", acts.number_left_out),
        proven("bad-entry", acts.link_to_another),
        proven("bad-entry", acts.entered_twice),
        proven("bad-entry", acts.swapped),
        proven("bad-entry", acts.act_of_another_circle),
        proven("out-of-order", acts.unknown_key),
        proven("bad-entry", acts.forged_signature),
        proven("out-of-order", acts.rotated_key),
        proven("out-of-order", acts.removed_seat),
        proven("out-of-order", acts.on_paper_for_a_seat_with_a_key),
        proven("out-of-order", acts.back_dated),
        proven("bad-entry", acts.head_that_never_was),
        proven("bad-entry", acts.without_form),
        proven("out-of-order", acts.seat_without_consent),
        proven("out-of-order", acts.removal_without_consent),
        proven("out-of-order", acts.register_withheld),
        proven("out-of-order", acts.not_sealed, "XAL", "XBE", circle=WATER),
        proven("out-of-order", acts.move_from_another_head),
        proven("out-of-order", acts.goes_on_after_the_move),
        proven("after-move", acts.forgets_the_move),
        proven("back-dated", acts.post_dated),
        told("own-keys", files.false_keys, "XBE", circle="fisheries"),
    ),
    "Files that are changed or lost": (
        told("files", files.act_changed),
        told("files", files.acts_missing),
        told("files", files.acts_endless),
        told("files", files.tile_changed),
        told("body-other", files.body_changed, way=AUTHOR),
        told("body-missing", files.body_missing, way=AUTHOR),
        told("files", files.checkpoint_missing),
        told("bad-note", files.checkpoint_endless),
        told("no-answer", files.service_refused, "XBE", way=PAPER),
    ),
    "At the door": (
        proven("broken-receipt", files.receipt_broken, "XAL"),
        proven("broken-receipt", files.entered_late, "XAL"),
        told("wrong-receipt", files.receipt_for_another, "XAL", way=PAPER),
        told("no-receipt", files.not_answered, "XAL", way=PAPER),
        told("no-receipt", files.answered_without_a_signature, "XAL", way=PAPER),
        proven("unjust-refusal", files.refused_unjustly, "XAL"),
        proven("false-head", files.refused_by_a_false_head, "XAL"),
        proven("false-head", files.refused_by_an_old_head, "XAL"),
        told("refusal", files.refused_under_no_clause, "XAL", way=PAPER),
    ),
}
"""Every script, under what it is about."""

SCRIPTS: tuple[Script, ...] = tuple(script for rows in TABLE.values() for script in rows)
