"""How firm an assumption is: the weights by which the fewest relaxations are counted.

An assumption weighs more the less it is anybody's at the table to let go:

=============================================  ======
a soft red line (where soft ones are held)       1
a reservation value                              2
a hard red line                                  3
a consent that is needed politically             4
a consent that the law asks for                  6
a requirement or an exclusion between options    8
=============================================  ======

A soft line was said to have a price. A reservation value is an estimate of what no agreement is
worth, and moves with it. A hard line is a party's own word that it would rather have no agreement,
but its own. A consent is somebody else's to give up; one that the law asks for only by changing
the law. Links between options say what makes sense together, and mostly cannot be changed at all.
The figures only order: two steps of one kind weigh more than one of the next kind up, so that many
small changes are not hidden behind one large one. They are judgements of this program, not of the
case; with every weight 1 the count is that of assumptions, whatever they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.analysis.agreement.answers import AssumptionKind, Question
from dipoli.analysis.agreement.model import Model, line_key
from dipoli.analysis.case import Case, ConsentKind, Firmness

SOFT_LINE = 1
RESERVATION = 2
HARD_LINE = 3
POLITICAL_CONSENT = 4
LEGAL_CONSENT = 6
LINK = 8


def firmness(case: Case, question: Question, model: Model) -> Mapping[str, int]:
    """The weight of each assumption of a question, by its key."""
    soft = {
        line_key(position.party, line)
        for position in case.positions_of(question.positions).values()
        for line in position.red_lines
        if line.firmness is Firmness.SOFT
    }
    legal = {f"consent/{one.id}" for one in case.consents if one.kind is ConsentKind.LEGAL}
    return {
        key: _weight(told.kind, is_soft=key in soft, is_legal=key in legal)
        for key, told in model.assumptions.items()
    }


def weights_told() -> str:
    """The weights in a sentence; they stand beside every figure that rests on them."""
    return (
        "How firm each kind of assumption is taken to be, a judgement of this program and not of "
        f"the case: a soft red line that is held weighs {SOFT_LINE}, a reservation value "
        f"{RESERVATION}, a hard red line {HARD_LINE}, a consent that is needed politically "
        f"{POLITICAL_CONSENT}, one that the law asks for {LEGAL_CONSENT}, a requirement or an "
        f"exclusion between options {LINK}."
    )


def alike(model: Model) -> Mapping[str, int]:
    """Every assumption weighs 1."""
    return dict.fromkeys(model.assumptions, 1)


def _weight(kind: AssumptionKind, *, is_soft: bool, is_legal: bool) -> int:
    if kind is AssumptionKind.RED_LINE:
        return SOFT_LINE if is_soft else HARD_LINE
    if kind is AssumptionKind.RESERVATION:
        return RESERVATION
    if kind is AssumptionKind.CONSENT:
        return LEGAL_CONSENT if is_legal else POLITICAL_CONSENT
    return LINK
