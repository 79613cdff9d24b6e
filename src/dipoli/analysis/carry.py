"""Who can raise an issue with whom, and who could carry it where two cannot.

**For an analyst's or a mediator's eyes only.** A carrier that is named in public is no carrier. So
nothing of this module reaches the forum, the site or the report: an import contract forbids it.

Theory of operation. A channel of the case says, for two parties, the state of their contact, what
they can raise with each other and what they cannot. For one issue that gives a word for every
pair:

* *can discuss*: contact is open, strained or thin, and the issue is among those that can be raised;
* *cannot raise*: the issue is among those that cannot, whatever the contact;
* *no contact*: contact is suspended or closed, and the issue is not among those that cannot;
* *unknown*: no channel of the pair is coded, or the issue is in neither of its lists.

A *chain* leads from one party to another through carriers, each different. It can be cut into
steps, and each step rests on the papers: two who *can discuss* the issue, or two between whom the
papers name a third who could carry it. A pair that is unknown is no step. A chain is *minimal* when
no chain between the same two uses some of its carriers and no others; it is *shortest* when none
has fewer.

What is unknown stays unknown. "None" is told only where every chain of the length that was looked
at has a step that the papers rule out, however the uncoded pairs stand.

Nothing is scored. Pairs, carriers and chains stand in the order of the case.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version

from attrs import frozen

from dipoli.analysis.case import Case, Channel, ChannelState
from dipoli.analysis.receipt import Receipt

WHO_MAY_READ = (
    "For an analyst's or a mediator's own eyes. A carrier that is named in public is no carrier: "
    "nothing of this belongs in a forum, in a report, or in a message that goes further."
)
"""Stands on every print and object of this module."""

MOST_CARRIERS = 2
"""So many carriers at most, unless asked otherwise: every hand more is one more that knows."""
LIMIT_CARRIERS = 4
"""More carriers than this are not asked for."""

DOES_NOT_SHOW = (
    "That anybody would carry anything, was asked to, or would be welcome.",
    "That a chain is safe, or that words arrive as they were sent.",
    "Contact that is not in the papers. What is not coded is unknown, and is not impossible.",
    "Whether two who can discuss an issue get anywhere with it.",
)

_TALKS = (
    "Two can discuss an issue where contact is open, strained or thin and the issue is among those "
    "that the papers say they can raise."
)
_CARRIES = (
    "A third carries an issue between two where the papers name it, or where it can discuss the "
    "issue with both."
)
ASSUMPTIONS = (_TALKS, _CARRIES)
"""What every answer of this module rests on, beside the papers."""

_CONTACT = frozenset({ChannelState.OPEN, ChannelState.STRAINED, ChannelState.THIN})


class Talk(enum.Enum):
    """Whether two parties can discuss one issue, as far as the papers say."""

    CAN = "can discuss"
    CANNOT = "cannot raise"
    NO_CONTACT = "no contact"
    UNKNOWN = "unknown"


class Carriage(enum.Enum):
    """Whether one issue can be carried between two parties.

    ``DIRECT``: they can discuss it themselves. ``CHAIN``: at least one chain rests on the papers.
    ``UNKNOWN``: no chain does, but one might, were uncoded pairs known. ``NONE``: the papers rule
    out every chain of the length that was looked at.
    """

    DIRECT = "no carrier needed"
    CHAIN = "could be carried"
    UNKNOWN = "unknown"
    NONE = "none"


@frozen(kw_only=True)
class Step:
    """One step of a chain.

    Args:
        ends: the two between whom the issue passes, in the order of the chain.
        by: the third that the papers name between them; None where the two can discuss it.
        channel: the row of the case on which the step rests.
    """

    ends: tuple[str, str]
    by: str | None
    channel: Channel


@frozen(kw_only=True)
class Chain:
    """Carriers through whom an issue could pass from the first party of a pair to the second.

    Args:
        carriers: codes, from the first party to the second.
        ways: every way to cut the chain into steps; at least one.
        shortest: no chain between the same two has fewer carriers.
    """

    carriers: tuple[str, ...]
    ways: tuple[tuple[Step, ...], ...]
    shortest: bool = False


@frozen(kw_only=True)
class PairAnswer:
    """What two parties can do with one issue.

    Args:
        pair: codes, in the order of the case, or as they were asked for.
        talk: whether they can discuss it.
        channel: the row of the case about them; None where none is coded.
        carriage: whether it could be carried between them.
        chains: every minimal chain; empty unless ``carriage`` is a chain.
    """

    pair: tuple[str, str]
    talk: Talk
    channel: Channel | None
    carriage: Carriage
    chains: tuple[Chain, ...]


@frozen(kw_only=True)
class IssueAnswer:
    """Who can raise one issue with whom, and who could carry it, pair by pair."""

    issue: str
    pairs: tuple[PairAnswer, ...]


@frozen(kw_only=True)
class Carrying:
    """Everything that was asked about carriers. For an analyst's or a mediator's eyes only."""

    issues: tuple[IssueAnswer, ...]
    most: int
    receipt: Receipt


def carriers(
    case: Case,
    issues: Sequence[str] = (),
    between: tuple[str, str] | None = None,
    most: int = MOST_CARRIERS,
) -> Carrying:
    """Say who can raise what with whom, and who could carry it.

    Args:
        case: a coherent case.
        issues: ids; every issue of the case when empty.
        between: codes of two parties; every pair of members when None.
        most: carriers of a chain at most, from 1 to `LIMIT_CARRIERS`.

    Returns:
        For each issue and pair in the order of the case, what the papers say.

    Raises:
        ValueError: an issue or a party that the case does not have, or a wrong number of carriers.
    """
    if between is not None and (set(between) - set(codes_of(case)) or len(set(between)) == 1):
        message = f"two different parties of the case, not {between}"
        raise ValueError(message)
    if set(issues) - {issue.id for issue in case.issues}:
        message = f"issues of the case, not {issues}"
        raise ValueError(message)
    if not 1 <= most <= LIMIT_CARRIERS:
        message = f"from 1 to {LIMIT_CARRIERS} carriers, not {most}"
        raise ValueError(message)
    pairs = _pairs(case.members) if between is None else (between,)
    papers = (_Papers.of(case, one.id) for one in case.issues if not issues or one.id in issues)
    told = tuple(
        IssueAnswer(issue=one.issue, pairs=tuple(_answer(one, pair, most) for pair in pairs))
        for one in papers
    )
    return Carrying(issues=told, most=most, receipt=_receipt(case, issues, between, most))


def codes_of(case: Case) -> tuple[str, ...]:
    """Everybody who has a place in a chain: parties, and who else the channels name."""
    codes = [party.code for party in case.parties]
    for row in case.channels:
        codes += [*row.pair, *(third.code for third in row.intermediaries)]
    return tuple(dict.fromkeys(codes))


def talk(case: Case, issue: str, one: str, other: str) -> Talk:
    """Whether two parties can discuss an issue, as far as the papers say."""
    return _talk(_channel(case, one, other), issue)


def _pairs(codes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for n, one in enumerate(codes) for other in codes[n + 1 :])


def _channel(case: Case, one: str, other: str) -> Channel | None:
    return next((row for row in case.channels if set(row.pair) == {one, other}), None)


def _talk(channel: Channel | None, issue: str) -> Talk:
    if channel is None:
        return Talk.UNKNOWN
    if issue in channel.cannot_raise:
        return Talk.CANNOT
    if channel.state not in _CONTACT:
        return Talk.NO_CONTACT
    return Talk.CAN if issue in channel.can_raise else Talk.UNKNOWN


# ---------------------------------------------------------------- chains


_Way = tuple[tuple[str, str | None, str], ...]
"""Steps: from whom, the third who is named between them or None, and to whom."""


@frozen(kw_only=True)
class _Papers:
    """What the papers say about one issue.

    Args:
        issue: id.
        order: code of everybody who could be a carrier to its place in the case.
        channels: the row of each pair.
        talks: of each party, those with whom it can discuss the issue; in the order of the case.
        might: the same, were every uncoded pair able to discuss the issue.
        named: of each party, who is named to carry the issue from it and to whom; likewise.
    """

    issue: str
    order: Mapping[str, int]
    channels: Mapping[frozenset[str], Channel]
    talks: Mapping[str, tuple[str, ...]]
    might: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, case: Case, issue: str) -> _Papers:
        order = {code: n for n, code in enumerate(codes_of(case))}
        channels = {frozenset(row.pair): row for row in case.channels}

        def with_whom(*words: Talk) -> dict[str, tuple[str, ...]]:
            return {
                one: tuple(
                    other
                    for other in order
                    if other != one and _talk(channels.get(frozenset((one, other))), issue) in words
                )
                for one in order
            }

        named: dict[str, list[tuple[str, str]]] = {code: [] for code in order}
        for row in case.channels:
            for third in row.intermediaries:
                if issue in third.issues:
                    named[row.pair[0]].append((third.code, row.pair[1]))
                    named[row.pair[1]].append((third.code, row.pair[0]))
        return cls(
            issue=issue,
            order=order,
            channels=channels,
            talks=with_whom(Talk.CAN),
            might=with_whom(Talk.CAN, Talk.UNKNOWN),
            named={
                code: tuple(sorted(held, key=lambda row: (order[row[0]], order[row[1]])))
                for code, held in named.items()
            },
        )

    def talk(self, one: str, other: str) -> Talk:
        return _talk(self.channels.get(frozenset((one, other))), self.issue)


def _answer(papers: _Papers, pair: tuple[str, str], most: int) -> PairAnswer:
    word = papers.talk(*pair)
    chains = () if word is Talk.CAN else _minimal(papers, pair, most)
    if word is Talk.CAN:
        carriage = Carriage.DIRECT
    elif chains:
        carriage = Carriage.CHAIN
    else:
        carriage = Carriage.UNKNOWN if _may_be(papers, pair, most) else Carriage.NONE
    return PairAnswer(
        pair=pair,
        talk=word,
        channel=papers.channels.get(frozenset(pair)),
        carriage=carriage,
        chains=chains,
    )


def _minimal(papers: _Papers, pair: tuple[str, str], most: int) -> tuple[Chain, ...]:
    """Every minimal chain, in the order of the case."""
    found: dict[tuple[str, ...], list[tuple[Step, ...]]] = {}
    for way in _ways(papers, papers.talks, pair, most):
        steps = tuple(
            Step(ends=(one, other), by=by, channel=papers.channels[frozenset((one, other))])
            for one, by, other in way
        )
        found.setdefault(_carriers(way), []).append(steps)
    sets = {frozenset(each) for each in found}
    kept = [each for each in found if not any(other < frozenset(each) for other in sets)]
    kept.sort(key=lambda each: [papers.order[code] for code in each])
    fewest = min(map(len, kept), default=0)
    return tuple(
        Chain(carriers=each, ways=tuple(found[each]), shortest=len(each) == fewest) for each in kept
    )


def _may_be(papers: _Papers, pair: tuple[str, str], most: int) -> bool:
    """Whether a chain would exist if every uncoded pair could discuss the issue."""
    return any(True for _way in _ways(papers, papers.might, pair, most))


def _carriers(way: _Way) -> tuple[str, ...]:
    """Who stands between the two ends, from the first to the second."""
    held = [code for _one, by, other in way for code in (by, other) if code is not None]
    return tuple(held[:-1])


def _ways(
    papers: _Papers, talks: Mapping[str, Sequence[str]], pair: tuple[str, str], most: int
) -> Iterator[_Way]:
    """Every way from the first of a pair to the second through 1 to ``most`` carriers."""
    goal = pair[1]

    def onward(here: str, met: frozenset[str], way: _Way, left: int) -> Iterator[_Way]:
        direct = ((None, other) for other in talks[here])
        for by, other in (*direct, *papers.named[here]):
            taken: _Way = (*way, (here, by, other))
            hands = (by is not None) + (other != goal)
            if hands > left or {by, other} & met or by == goal:
                continue
            if other != goal:
                passed = {code for code in (by, other) if code is not None}
                yield from onward(other, met | passed, taken, left - hands)
            elif way or by is not None:
                yield taken

    yield from onward(pair[0], frozenset((pair[0],)), (), most)


def _receipt(
    case: Case, issues: Sequence[str], between: tuple[str, str] | None, most: int
) -> Receipt:
    return Receipt(
        method="Every chain of carriers was followed through the channels of the case, and those "
        "that hold a smaller one were left out.",
        exact=True,
        parameters={
            "issues": " ".join(issues) or "all",
            "between": " ".join(between or ()) or "every pair of members",
            "carriers of a chain at most": str(most),
        },
        seed=None,
        inputs=case.digest,
        versions={"dipoli": version("dipoli")},
        seconds=None,
        assumptions=(*ASSUMPTIONS, *case.limits),
        does_not_show=DOES_NOT_SHOW,
    )
