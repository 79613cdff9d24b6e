"""What is told when there is no roadmap with all wanted steps: proofs, circles, conflicts, repairs.

Nothing here says who should move, and nothing is ranked by party. Repairs are listed by their kind,
in the order of `RepairKind`, and within a kind by how much they change.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import field, frozen

from dipoli.analysis.receipt import Receipt
from dipoli.analysis.roadmap.answers import Account, Block
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.question import Guarantee, Question


@frozen(kw_only=True)
class Proof:
    """Months before which nothing can start, and what follows for the whole.

    Args:
        steps: for each step, the month before which no roadmap starts it; None when none does.
        acts: for each consent act, the month before which none has it decided; None when none does.
        blocks: for each step that no roadmap starts, what is in its way even at the best.
        end: accounts that end below 0, in whatever order, when all wanted steps are verified, and
            rules that the options then reached break.
    """

    steps: Mapping[str, int | None]
    acts: Mapping[str, int | None]
    blocks: Mapping[str, tuple[Block, ...]]
    end: tuple[Block, ...]

    @property
    def never(self) -> tuple[str, ...]:
        """Steps that no roadmap starts, in the order of the case."""
        return tuple(step for step, month in self.steps.items() if month is None)


class Verdict(enum.Enum):
    """What is known of roadmaps with all wanted steps."""

    ROADMAP = "there is one"
    NONE = "proven: there is none"
    UNDECIDED = "undecided"


@frozen(kw_only=True)
class Decision:
    """Whether there is a roadmap with all wanted steps.

    Args:
        verdict: what is known.
        roadmap: one that the checker accepts as complete, where there is one; else the furthest
            that was found, or None when none was looked for.
        proof: months at the best; the proof where there is none.
        by_solver: whether only an exact solver proved that there is none, without a proof that is
            looked at once more.
    """

    verdict: Verdict
    roadmap: Roadmap | None
    proof: Proof
    by_solver: bool = False


@frozen(kw_only=True)
class Shortfall:
    """An account that ends below 0 in whatever order: a proof in itself.

    Args:
        account: whose exposure, towards whom.
        opening: its limit with guarantees.
        received: points that it receives from all that could be verified, at the best.
        given: points that it gives for all that is wanted.
        short: ``given - opening - received``, above 0.
    """

    account: Account
    opening: int
    received: int
    given: int
    short: int


@frozen(kw_only=True)
class Wait:
    """One step waits for another.

    Args:
        step: the step that waits.
        other: the step that it waits for.
        block: why: a prerequisite, an order, an account that the other would fill, a rule that the
            other would bring in order.
    """

    step: str
    other: str
    block: Block


class GroupKind(enum.Enum):
    """What sort of demand can stand in a conflict."""

    LIMIT = "exposure limit"
    PREREQUISITE = "prerequisite"
    CONSENT = "consent"
    VERIFICATION = "verification delay"
    STATE = "rule of state"
    HORIZON = "horizon"
    ORDER = "order asked for"
    FROZEN = "a frozen basket"


@frozen(kw_only=True)
class Group:
    """Demands that are kept or let go together.

    Args:
        kind: what sort.
        about: for a limit, the member; for a prerequisite, the step that waits; for a consent, the
            body; for a verification delay, the verifier, or empty where the parties see for
            themselves; for a rule, its name; for an order, its number; for a frozen basket, its
            id; empty for the horizon.
        other: for a limit, towards whom; for a prerequisite, the step that comes before; else
            empty.
    """

    kind: GroupKind
    about: str = ""
    other: str = ""


@frozen(kw_only=True)
class Needed:
    """One demand of a conflict, and what happens without it.

    Args:
        group: the demand.
        roadmap: a roadmap with all wanted steps that keeps every other demand of the conflict, and
            none besides; None when none was found, so that the demand may not be needed.
    """

    group: Group
    roadmap: Roadmap | None


@frozen(kw_only=True)
class Conflict:
    """Demands that cannot all hold, whatever becomes of all others.

    Args:
        demands: the demands, in the order of `GroupKind` and of the case. The conflict is smallest
            (none can be left out) where each has a roadmap.
        proof: the proof from these demands alone.
        by_solver: as in `Decision`.
    """

    demands: tuple[Needed, ...]
    proof: Proof
    by_solver: bool = False

    @property
    def smallest(self) -> bool:
        """Whether each demand was shown to be needed; where not, it is possibly not smallest."""
        return all(one.roadmap is not None for one in self.demands)


@frozen(kw_only=True)
class Escrow:
    """The smallest guarantee by third parties with which there is a roadmap.

    Args:
        guarantees: what is added to which account; empty when none was found.
        candidates: for each guarantee, everybody in the case but the two, in the order of the case.
            That somebody stands here says nothing about whether it would or should.
        total: points of all together; None when none was found.
        bound: points below which no guarantee is enough: proven; None where no guarantee of any
            size is enough.
        roadmap: the roadmap with it.
    """

    guarantees: tuple[Guarantee, ...]
    candidates: tuple[tuple[str, ...], ...]
    total: int | None
    bound: int | None
    roadmap: Roadmap | None

    @property
    def exact(self) -> bool:
        """Whether no smaller one is enough: proven."""
        return self.total is not None and self.total == self.bound


class RepairKind(enum.Enum):
    """What a repair changes, in the order in which repairs are listed."""

    TRANCHES = "steps in tranches"
    VERIFICATION = "shorter verification"
    RECOVERABLE = "larger recoverable share"
    ADDED = "an added step of low cost"
    ESCROW = "a guarantee by third parties"
    JOINED = "steps started as one"
    DROPPED = "steps dropped"


BETWEEN_MEMBERS = frozenset({RepairKind.ADDED, RepairKind.ESCROW})
"""Kinds whose changes tell between which two members a limit stands in the way."""


@frozen(kw_only=True)
class Change:
    """One thing that a repair changes.

    Args:
        about: the step; of `BETWEEN_MEMBERS`, the member.
        towards: of `BETWEEN_MEMBERS`, the other member; else empty.
        was: months, per cent, or parts as they stand.
        now: months, per cent, points or parts in the repair.
    """

    about: str
    towards: str = ""
    was: int | None = None
    now: int | None = None


@frozen(kw_only=True)
class Repair:
    """A changed question that has a roadmap with all wanted steps, accepted by the checker.

    Args:
        kind: what it changes.
        changes: each thing that it changes.
        question: the changed question.
        roadmap: its roadmap.
    """

    kind: RepairKind
    changes: tuple[Change, ...]
    question: Question
    roadmap: Roadmap


@frozen(kw_only=True)
class Hindrance:
    """What stands in the way of one step itself, where anything does but what comes before it.

    Args:
        step: the step.
        blocks: what is in its way even at the best.
    """

    step: str
    blocks: tuple[Block, ...]


@frozen(kw_only=True)
class Tried:
    """The largest change of a kind of which no repair was found, and what is in the way even then.

    Args:
        kind: the kind.
        possible: whether there is anything of the kind to change.
        sure: whether no change of this kind alone, however large, makes a roadmap: proven.
        still: steps that no order reaches even then; empty where that is not proven.
        end: accounts that end below 0, and rules that are broken, even then.
    """

    kind: RepairKind
    possible: bool
    sure: bool
    still: tuple[Hindrance, ...]
    end: tuple[Block, ...]


@frozen(kw_only=True)
class LeftOut:
    """A wanted step that the furthest roadmap leaves out.

    Args:
        step: the step.
        never: whether it is proven that no roadmap has it.
        otherwise: a roadmap that has it and may leave out other wanted steps; None when none was
            found.
        blocks: what is in its way: even at the best where it is proven, else where the roadmap
            ends.
        bundles: bundles with which it could be started as one.
    """

    step: str
    never: bool
    otherwise: Roadmap | None
    blocks: tuple[Block, ...]
    bundles: tuple[str, ...]


@frozen(kw_only=True)
class Explanation:
    """Why there is no roadmap with all wanted steps, and what would make one.

    Args:
        question: what was asked.
        decision: whether there is one.
        shortfalls: accounts that end below 0 in whatever order.
        left_out: wanted steps that the furthest roadmap leaves out.
        circle: steps that wait for one another, the last for the first; empty when there is none.
        circle_proven: whether each wait holds even at the best.
        escrow: the smallest guarantee; None when not looked for.
        conflict: demands that cannot all hold; None when it is not proven that there is none.
        repairs: what would make one.
        not_found: kinds of repair of which none was found; that shows not that there is none.
        tried: for each of them what was tried, and what stands in the way even then.
        receipt: how it was obtained.
        clash: whether it was asked whose red lines and limits stand in the way. The value has them
            all the same; it is shown without them unless asked.
    """

    question: Question
    decision: Decision = field(repr=False)
    shortfalls: tuple[Shortfall, ...] = field(repr=False)
    left_out: tuple[LeftOut, ...] = field(repr=False)
    circle: tuple[Wait, ...] = field(repr=False)
    circle_proven: bool
    escrow: Escrow | None = field(repr=False)
    conflict: Conflict | None = field(repr=False)
    repairs: tuple[Repair, ...] = field(repr=False)
    not_found: tuple[RepairKind, ...]
    tried: tuple[Tried, ...] = field(repr=False)
    receipt: Receipt
    clash: bool = False
