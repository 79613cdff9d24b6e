"""Do the papers of a case fit together?

A case folder may hold papers that are each well formed and yet contradict each other: a red line
on an option that no issue has, weights that do not sum, a step that waits for itself. Each rule
is a small function that gives every fault against it; `RULES` is the table of them. A rule says
what it can say when another one is broken, and never fails for it.

Nothing here judges what a case says, only whether it says one thing.
"""

from __future__ import annotations

from dipoli.analysis.case import Case
from dipoli.analysis.coherence import (
    bodies,
    circles,
    figures,
    identities,
    lines,
    moves,
    references,
    roads,
)
from dipoli.analysis.coherence.incoherence import Incoherence, Place, Rule

__all__ = ["RULES", "Incoherence", "Place", "Rule", "incoherences"]

RULES: tuple[Rule, ...] = (
    identities.exercises_say_so,
    identities.ids_are_unique,
    identities.codes_are_unique,
    identities.languages_are_unique,
    identities.red_line_ids_are_unique,
    identities.options_run_from_zero,
    identities.baskets_are_used,
    identities.members_are_enough,
    identities.parties_are_named,
    identities.words_are_explained,
    references.references_resolve,
    references.lists_name_each_once,
    references.options_exist,
    circles.steps_come_in_order,
    circles.bodies_do_not_rest_on_themselves,
    circles.sets_do_not_inherit_themselves,
    bodies.everyone_has_a_position,
    bodies.positions_are_of_members_or_leaves,
    bodies.positions_match_their_set,
    bodies.composites_are_composed,
    bodies.binds_say_what_consents_say,
    figures.scale_is_sound,
    figures.utilities_are_exact,
    figures.members_list_every_issue,
    figures.importance_sums,
    figures.importance_is_in_its_range,
    figures.basket_importance_sums,
    figures.values_match_options,
    figures.values_are_on_the_scale,
    figures.reservation_is_the_state_of_things,
    figures.reservation_of_outcomes_is_stated,
    lines.red_lines_spare_the_state_of_things,
    lines.links_spare_the_state_of_things,
    lines.atoms_speak_of_different_issues,
    moves.exposure_limits_are_complete,
    moves.costs_fall_on_actors,
    moves.steps_advance,
    roads.acts_serve_what_is_asked,
    roads.acts_of_unconditional_steps_are_free,
    roads.acts_expose_to_others,
    roads.calendars_are_of_one_body_each,
    roads.exclusions_leave_room_for_steps,
    moves.subjects_can_be_covered,
    moves.terms_have_one_reading_each,
    moves.channels_are_of_pairs,
    moves.channels_do_not_contradict_themselves,
    moves.channels_are_of_the_day,
    moves.events_are_in_order,
    identities.spans_hold_words,
)
"""Every rule of coherence, in the order in which the reference of the format lists them."""


def incoherences(case: Case) -> tuple[Incoherence, ...]:
    """Every fault of coherence in a case, each once, rule by rule.

    Args:
        case: a case whose papers are each well formed.

    Returns:
        The faults; none when the case is coherent.
    """
    return tuple(dict.fromkeys(fault for rule in RULES for fault in rule(case)))
