"""What a roadmap is, and what the checker says of it.

Theory of operation. A *step* takes points from accounts at its start and gives points to accounts
when it is verified, as the case's own ``accounting`` says. A roadmap is *safe* when after every
single start no account stands below 0: if everybody else stopped there, nobody would have lost more
than the case says it can bear (safe exchange, bibliography: sandholm-lesser-1995). Losses come at
the start and returns only at the verified end, so a slow verification makes a road narrower by
itself.

Time is whole months from the day of the case. Within one month this order holds: first everything
whose verification ends in that month is verified, then the starts of the month follow one another
as `Schedule.starts` lists them. Every start is a prefix of its own; a bundle is one start, and so
is a consent act. What is verified in a month counts for every start of that month. A consent act
of no duration counts from its place in the list on.

The state of an issue is the furthest option that a started step brings it to, 0 before. In every
prefix the state breaks no requirement, no exclusion and no hard red line of those at the table
and of bodies; what the state of things itself breaks, as in a single package, is passed over.

An unconditional step is outside the exchange: it enters no account and no account delays it.
"""

from __future__ import annotations

import enum
from fractions import Fraction

from attrs import field, frozen

from dipoli.analysis.roadmap.question import Objective


class Status(enum.Enum):
    """What is known of a roadmap with every wanted step, by reckoning or by the word of a solver.

    ``OPTIMAL``: there is none that is shorter. ``FEASIBLE``: there is one. ``INFEASIBLE``: there is
    none at all within the horizon. ``UNKNOWN``: nothing was proven, and that is not a no.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Attained:
    """How far one objective was brought.

    Args:
        objective: the objective; None for the fewest wanted steps left out.
        value: of the roadmap told, by this objective.
        bound: no roadmap that keeps the values of the objectives before it is better by this one;
            None where nothing was proven. By the word of a solver, unless reckoning was enough.
        by_walks_alone: whether no solver looked at it, though it might have been better.
    """

    objective: Objective | None
    value: int
    bound: int | None
    by_walks_alone: bool

    @property
    def proven(self) -> bool:
        """Whether nothing is better that keeps the values before it."""
        return self.bound == self.value


# ---------------------------------------------------------------- the roadmap


@frozen(kw_only=True, order=True)
class Account:
    """The account of a member towards another; ``towards`` is empty where one holds for all."""

    party: str
    towards: str = ""


@frozen(kw_only=True)
class Start:
    """What starts at one moment: a step, the steps of a bundle, or a consent act.

    Args:
        month: counted from the day of the case, which begins month 0.
        steps: the step, or all steps of one bundle; empty for an act.
        act: id of the consent act; empty for steps.
    """

    month: int
    steps: tuple[str, ...] = ()
    act: str = field(default="")

    @act.validator
    def _one_or_other(self, _attribute: object, act: str) -> None:
        if bool(act) == bool(self.steps):
            message = "a start is of steps or of one act"
            raise ValueError(message)


class Cause(enum.Enum):
    """Why a step cannot start, or may not where it was put."""

    ACCOUNT = "an account would fall below 0"
    PREREQUISITE = "a step that comes before is not verified"
    ORDER = "a step that was asked to come before is not verified"
    CONSENT = "a consent is not given"
    REFUSED = "a consent is refused"
    WINDOW = "no window is open"
    STATE = "the options reached would break a rule"
    FROZEN = "its basket is frozen"
    AWAY = "an actor is away"
    DROPPED = "the step was dropped"
    HORIZON = "it would not be verified by the horizon"
    HELD = "the search held it back for another step, which it left out"
    NOT_WANTED = "it is not wanted and nothing needs it"
    UNKNOWN = "the name is not known"
    TWICE = "it starts twice"
    MONTH = "the month is earlier than that of the start before, or below 0"
    BUNDLE = "steps start as one that are no bundle"
    MISSING = "a wanted step is neither started nor told as left out"
    CONTRADICTED = "it is told as left out and starts all the same"


@frozen(kw_only=True)
class Block:
    """One thing that stands in the way of a step.

    Args:
        cause: what sort of thing.
        about: the step, body, act, rule, basket or member in the way; may be empty.
        account: the account that would fall below 0, else None.
        short: by how many points, else None.
    """

    cause: Cause
    about: str = ""
    account: Account | None = None
    short: int | None = None


class Reach(enum.Enum):
    """What is known of a step that a roadmap leaves out.

    ``RECKONED``: it starts in no roadmap of the question, by plain reckoning. ``SOLVER``: the same,
    by the word of a solver. ``APART``: a checked roadmap of the question has it, and none has it
    together with all that this one reaches, by the word of a solver. ``ALONE``: a checked roadmap
    of the question has it; none was found that has it together with all that this one reaches,
    which is not a no. ``OPEN``: no roadmap with it was found and none was ruled out, which is not a
    no either.
    """

    RECKONED = "in no roadmap, by reckoning"
    SOLVER = "in no roadmap, by the word of a solver"
    APART = "in another roadmap, and not together with the rest, by the word of a solver"
    ALONE = "in another roadmap, not found together with the rest"
    OPEN = "not found, not ruled out"

    @property
    def proven_out(self) -> bool:
        """Whether no roadmap of the question has the step."""
        return self in {Reach.RECKONED, Reach.SOLVER}


@frozen(kw_only=True)
class Unscheduled:
    """A step that the roadmap leaves out, and what stood in its way where the roadmap ends.

    Args:
        step: its id.
        blocks: what stood in its way.
        reach: what is known of it; None where it is not wanted, or where nothing was looked into.
        alone: month by which it is verified in the other roadmap that has it; else None.
    """

    step: str
    blocks: tuple[Block, ...]
    reach: Reach | None = None
    alone: int | None = None


@frozen(kw_only=True)
class Schedule:
    """What starts when, in the order in which it starts, and what is left out."""

    starts: tuple[Start, ...]
    unscheduled: tuple[Unscheduled, ...] = ()

    @property
    def months(self) -> dict[str, int]:
        """Start month of every step and act, by its id."""
        return {
            name: start.month for start in self.starts for name in (start.steps or (start.act,))
        }


# ---------------------------------------------------------------- what the checker says


class Happening(enum.Enum):
    """What a moment of a trace is."""

    OPENING = "opening"
    VERIFIED = "verified"
    STARTED = "started"


@frozen(kw_only=True)
class Moment:
    """One moment, and how every account stands after it.

    Args:
        month: the month.
        happening: what happened.
        names: the steps or the act to which it happened.
        levels: points in each account, in the order of `Trace.accounts`; what is left before
            exposure reaches its limit.
    """

    month: int
    happening: Happening
    names: tuple[str, ...]
    levels: tuple[int, ...]


@frozen(kw_only=True)
class Trace:
    """The level of every account at every moment.

    ``opening`` holds the limits with their guarantees. The exposure of an account at a moment is
    what is drawn of its opening: `exposure`.
    """

    accounts: tuple[Account, ...]
    opening: tuple[int, ...]
    moments: tuple[Moment, ...]

    def exposure(self, moment: Moment) -> tuple[int, ...]:
        """How far each account is drawn at a moment, in points."""
        return tuple(
            max(0, opening - level)
            for opening, level in zip(self.opening, moment.levels, strict=True)
        )

    def peaks(self) -> tuple[int, ...]:
        """The largest exposure of each account over all moments, in points."""
        drawn = [self.exposure(moment) for moment in self.moments]
        return tuple(max(column) for column in zip(*drawn, strict=True))


@frozen(kw_only=True)
class Fault:
    """Why a schedule is not safe, or no roadmap of the question.

    Args:
        start: number of the start in the list, or None where no start is to blame.
        month: its month, or None.
        name: the step or act concerned.
        block: what stands against it.
    """

    start: int | None
    month: int | None
    name: str
    block: Block


@frozen(kw_only=True)
class Check:
    """The verdict of the checker.

    Args:
        faults: everything that is wrong; the roadmap is safe when there is nothing.
        trace: the level of every account at every moment, also of an unsafe schedule as far as it
            can be reckoned; None when names are unknown.
        left_out: wanted steps that the schedule leaves out.
    """

    faults: tuple[Fault, ...]
    trace: Trace | None
    left_out: tuple[str, ...]

    @property
    def safe(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def complete(self) -> bool:
        """Whether nothing is wrong and every wanted step is scheduled."""
        return self.safe and not self.left_out


@frozen(kw_only=True)
class Exposed:
    """What a member stands to lose towards defectors at the worst moment, and what it can bear.

    Args:
        defectors: one member or two that stop.
        party: another member.
        loss: points lost towards the defectors at the worst prefix; below 0 it has gained.
        limit: its limits and guarantees towards them, and the trust gained by then, in points.
        start: number of the start after which it is worst.
        slack: limit less loss at that prefix; below 0 it loses more than it can bear.
    """

    defectors: tuple[str, ...]
    party: str
    loss: Fraction
    limit: Fraction
    start: int
    slack: Fraction


@frozen(kw_only=True)
class Incentive:
    """Whether a member has reason to go on, and how much the future must weigh for it.

    Args:
        party: the member.
        critical: the critical discount factor per month, rounded up to a thousandth: at it and
            above it the member never gains by stopping; None when it gains by stopping however
            much the future weighs, so that only a continuing stream of value keeps it.
        start: number of the start at which going on pays least at the critical factor, or at
            factor 1 where there is none; None when the member starts nothing.
        stream: points a month, for ever after the roadmap ends and lost by who stops, that would
            make a factor of `PATIENT` enough; 0 when it is enough without.
    """

    party: str
    critical: Fraction | None
    start: int | None
    stream: int


PATIENT = Fraction(99, 100)
"""The discount factor per month at which the stream of `Incentive` is told: about 0.89 a year."""
