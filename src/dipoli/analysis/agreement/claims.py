"""Bounds of what rules single out, each with a certificate that a checker reckons again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dipoli.analysis.agreement.answers import Question, Rule
from dipoli.analysis.agreement.certificate import BoundClaim, certify
from dipoli.analysis.agreement.certificate_checker import bound_of
from dipoli.analysis.agreement.model import build
from dipoli.analysis.agreement.near.buckets import plan
from dipoli.analysis.agreement.near.dual import Aim, dual
from dipoli.analysis.agreement.near.grid import grid
from dipoli.analysis.case import Case


def claim(
    case: Case, question: Question, rule: Rule, figures: Mapping[str, int] | None = None
) -> BoundClaim | None:
    """A bound on the figure of a rule over all packages of a question.

    Args:
        case: the case.
        question: what is asked.
        rule: the rule; for leximin the bound is one of the smallest gain.
        figures: by seat: for Kalai-Smorodinsky the ideal gains; for Nash the gains of a package
            near which the bound is close, all above 0.

    Returns:
        The bound with its certificate; None when no weights give one, as where nothing can be had.
    """
    model = build(case, question)
    told = figures or {}
    if not model.free or (rule is Rule.NASH and not all(told.get(c, 0) > 0 for c in model.seats)):
        return None
    held = plan(grid(model))
    always, mine = held.grid.always, slice(0, len(model.seats))
    given, shares = np.zeros(len(model.floors)), np.zeros(len(model.floors))
    if rule is Rule.TOTAL_GAIN:
        given[mine] = 1.0
        aim = Aim(given=given, free=always)
    elif rule is Rule.NASH:
        gains = np.array([told[code] for code in model.seats], np.float64)
        given[mine] = gains.mean() / gains
        aim = Aim(given=given, free=always)
    else:
        shares[mine] = 1.0
        if rule is Rule.KALAI_SMORODINSKY:
            ideals = np.array([max(0, told.get(code, 0)) for code in model.seats], np.float64)
            if not ideals.any():
                return None
            shares[mine] = ideals / max(1.0, ideals.mean())
        aim = Aim(given=given, free=always, shares=shares)
    certificate = certify(case, held, dual(held, aim))
    ideals_told = dict(told) if rule is Rule.KALAI_SMORODINSKY else {}
    bound = bound_of(rule, certificate, model.seats, ideals_told)
    if bound is None:
        return None
    return BoundClaim(
        rule=rule,
        bound=(bound.numerator, bound.denominator),
        ideals=ideals_told,
        certificate=certificate,
    )
