"""Claims: who is necessary, whose consent at home is needed, and who stays out.

That a party is necessary is a claim of a member, with a source, and not a finding of the program.
While it stands, the decision is not taken unless that party sits here with a voice and does not
object. A claim is as strong as an objection, and no stronger: it is made before the decision is
taken, it cannot be made while a silence runs (that would be a break after its time), and who made
it may withdraw it. It falls where its author gave its seat up, as an objection does. Who stays out
of a decision, or is left aside in it, takes no part in it, and is no necessary party that consents.
`dipoli.forum.decision_parties.missing_parties` reads all this.

That a body at home must consent is a claim too. It holds back effect, never adoption. Anybody with
a voice may claim it before the decision; of one's own home one may claim it until the decision is
in effect. Only the party whose home it is reports what came of it.

Whose consents are awaited, also after a delegation has left, is told in `dipoli.forum.consents`. A
link holds back only what the body itself agreed, and so stands when its author leaves.

Staying out (minus X) stops nobody: who stays out does not object, and may join later.

Source: necessary parties, in the essays' sense; Article 20 and 21 of the ASEAN Charter and Article
16 of the SCO Charter for staying out. See docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.forum.decision import Stage
from dipoli.told import tell

CLAIM, WITHDRAW = "necessary.claim/1", "necessary.withdraw/1"
HOME, REPORT = "ratify.claim/1", "ratify.report/1"
WITHDRAW_HOME = "ratify.withdraw/1"
OPT_OUT, JOIN = "proposal.opt-out/1", "proposal.join/1"
WAIVE, KEEP, WAIVED = "notice.waive/1", "notice.keep/1", "notice.waived/1"


def _row(stage: Stage, *names: str) -> Mapping[str, Stage]:
    return dict.fromkeys(names, stage)


_CLAIMS = (CLAIM, WITHDRAW, HOME, WITHDRAW_HOME, OPT_OUT, JOIN)
_AFTER = (HOME, REPORT, WITHDRAW_HOME, JOIN)

MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.TABLED: _row(Stage.TABLED, *_CLAIMS),
    Stage.UNDER_DECISION: _row(Stage.UNDER_DECISION, *_CLAIMS),
    Stage.OBJECTED: _row(Stage.OBJECTED, *_CLAIMS),
    Stage.REFERRED: _row(Stage.REFERRED, *_CLAIMS),
    Stage.UNDER_SILENCE: _row(Stage.UNDER_SILENCE, WITHDRAW, WITHDRAW_HOME, OPT_OUT, JOIN),
    Stage.PARKED: _row(Stage.PARKED, WITHDRAW, WITHDRAW_HOME),
    Stage.ADOPTED: _row(Stage.ADOPTED, *_AFTER),
    Stage.ADOPTED_EXCEPT: _row(Stage.ADOPTED_EXCEPT, *_AFTER),
    Stage.IN_EFFECT: _row(Stage.IN_EFFECT, JOIN),
    Stage.LAPSED: {},
    Stage.WITHDRAWN: {},
}
"""In which stages of a proposal claims are made; none of them moves the proposal."""


class Waiving(enum.Enum):
    """Where the waiver of a notice stands."""

    UNASKED = "not-asked"
    ASKED = "asked"
    KEPT = "notice-kept"
    WAIVED = "waived"


WAIVER_MOVES: Mapping[Waiving, Mapping[str, Waiving]] = {
    Waiving.UNASKED: {WAIVE: Waiving.ASKED},
    Waiving.ASKED: {KEEP: Waiving.KEPT, WAIVED: Waiving.WAIVED},
    Waiving.KEPT: {},
    Waiving.WAIVED: {},
}
"""A waiver's stages. One objection keeps the notice, and it is not asked again for that tabling."""


@frozen(kw_only=True)
class Waiver:
    """A waiver of the notice of a proposal.

    Args:
        stage: where it stands.
        tabled: the tabling whose notice is meant; a proposal that is resumed has notice anew.
        until: up to when, that second included, one objection keeps the notice.
    """

    stage: Waiving
    tabled: str
    until: str


def home(party: str, body: str) -> str:
    """How a body at home is told, and kept."""
    return tell("{body} ({party})", body=body, party=party)


def home_of(told: str) -> tuple[str, str]:
    """The body and the party of a body at home, as `home` tells it."""
    body, _, party = told.rpartition(" (")
    return body, party.removesuffix(")")
