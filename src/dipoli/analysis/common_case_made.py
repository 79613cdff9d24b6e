"""The case that follows from a draft: every figure from the frame or from an envelope, or unknown.

What is unknown is told as open, and no figure stands in for it. The same draft gives the same case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from dipoli.analysis.case import (
    Case,
    Issue,
    IssuePosition,
    Option,
    Position,
    RedLine,
    Seen,
    Source,
    SourceKind,
)
from dipoli.analysis.common_case import (
    Draft,
    known_in,
    listed,
    matters,
    new_issues,
    options_of,
    settled,
)
from dipoli.analysis.common_linked import atoms, group_id, linked
from dipoli.analysis.common_proposal import NewIssue, NewLine, Shares
from dipoli.analysis.common_range import Cell
from dipoli.terms import Confidence

SOURCE = "group-off-the-record"
"""Id of the source that stands beside what the group proposed."""
_NO_INTEREST = "Not said by the group"


@frozen(kw_only=True)
class Made:
    """What follows from a draft.

    Args:
        case: the case; None while something is open.
        open: what the group has not settled and what is unknown, each in a sentence.
    """

    case: Case | None
    open: tuple[str, ...]


def made(draft: Draft) -> Made:
    """The case of a draft, or what is open in it."""
    maker = _Maker(draft=draft, options=options_of(draft), shares=_shares(draft))
    frame = draft.frame
    issues = tuple(maker.issues())
    found = [(one, *maker.position(one, issues)) for one in maker.held.values()]
    unsettled = (*_rivals(draft), *_lost(draft), *(told for _, _, gaps in found for told in gaps))
    if unsettled:
        return Made(case=None, open=unsettled)
    positions = {one.party: after for one, after, _gaps in found}
    rows = known_in(draft).sources
    is_theirs = any(
        isinstance(one, NewIssue | NewLine) and not one.sources for one in draft.proposals
    )
    more = (_SOURCE,) if is_theirs and SOURCE not in rows else ()
    case = evolve(
        frame,
        issues=issues,
        positions={draft.set_id: positions},
        sources=(*frame.sources, *more),
    )
    return Made(case=linked(case, settled(draft), options_of(draft)), open=())


_SOURCE = Source(
    id=SOURCE, kind=SourceKind.GENERAL_KNOWLEDGE, title="A group off the record", date="",
    symbol="", seen=Seen.GENERAL, note="",
)  # fmt: skip


def _shares(draft: Draft) -> dict[str, dict[str, int]]:
    """Points by party and issue, where one sharing out is proposed."""
    return {one.party: dict(one.points) for one in settled(draft) if isinstance(one, Shares)}


_MANY = {1: "wordings", 2: "sharings out", 3: "steps of this name", 4: "sources of this name"}


def _rivals(draft: Draft) -> Iterator[str]:
    """Matters of which the proposals say different things."""
    for matter, count in sorted((one, n) for one, n in matters(draft).items() if one and n > 1):
        yield f"{matter[1]}: {count} {_MANY[matter[0]]} are proposed."


def _lost(draft: Draft) -> Iterator[str]:
    """Proposals about what was taken out since."""
    known = known_in(draft)
    for one in listed(draft):
        if known.lacks(one):
            yield (
                "A proposal is about an issue, an option, a step or a source that is not there now."
            )


@frozen(kw_only=True)
class _Maker:
    """A draft, with what several rows ask of it."""

    draft: Draft
    options: Mapping[str, tuple[str, ...]]
    shares: Mapping[str, Mapping[str, int]]

    @property
    def held(self) -> Mapping[str, Position]:
        return self.draft.frame.positions[self.draft.set_id]

    def issues(self) -> Iterator[Issue]:
        """Issues of the frame in their order, and new ones behind them by id."""
        for one in self.draft.frame.issues:
            yield evolve(one, options=self._numbered(one.id))
        for new in new_issues(self.draft):
            yield Issue(
                id=new.id, basket=new.basket, group=new.group, kind=new.kind,
                question=new.question, definition=new.definition,
                options=self._numbered(new.id), raised_by=new.sources or (SOURCE,),
            )  # fmt: skip

    def _numbered(self, issue: str) -> tuple[Option, ...]:
        return tuple(Option(n=n, text=text) for n, text in enumerate(self.options[issue]))

    # ------------------------------------------------------------ positions

    def position(
        self, one: Position, issues: tuple[Issue, ...]
    ) -> tuple[Position, tuple[str, ...]]:
        """A position as the group has it, and what is unknown in it."""
        old = {row.issue: row for row in one.issues}
        rows: list[IssuePosition] = []
        gaps: list[str] = []
        for issue in issues:
            if self._is_weighed(one.party, issue.id, old):
                row, missing = self._row(one.party, issue, old.get(issue.id))
                gaps += missing
                rows += [row] if row is not None else []
        lines = (*one.red_lines, *self._lines(one.party))
        return _summed(evolve(one, issues=tuple(rows), red_lines=lines), issues), tuple(gaps)

    def _is_weighed(self, party: str, issue: str, old: Mapping[str, object]) -> bool:
        """Whether a position has a row for an issue: a member's always, a body's as it is given."""
        given = any(cell.party == party and cell.issue == issue for cell in self.draft.joined)
        return (
            party in self.draft.frame.members
            or issue in old
            or given
            or issue in self.shares.get(party, {})
        )

    def _row(
        self, party: str, issue: Issue, old: IssuePosition | None
    ) -> tuple[IssuePosition | None, list[str]]:
        gaps: list[str] = []
        figures: list[tuple[int, int, int]] = []
        is_theirs = False
        for n, option in enumerate(issue.options):
            found = self.draft.joined.get(Cell(party, issue.id, option.text))
            if found is not None:
                is_theirs = True
                figures.append((found.low, found.middle, found.high))
            elif old is not None and n < len(old.value):
                figures.append((old.low[n], old.value[n], old.high[n]))
            else:
                gaps.append(
                    f"{party} on {issue.id}, option {n}: unknown, with fewer than "
                    f"{self.draft.least} ranges."
                )
        points = self.shares.get(party, {}).get(issue.id, None if old is None else old.importance)
        if points is None:
            gaps.append(
                f"{party} on {issue.id}: unknown how much it matters; share out the points."
            )
        if points is None or gaps:
            return None, gaps
        low, value, high = zip(*figures, strict=True)
        is_theirs = is_theirs or old is None
        row = IssuePosition(
            issue=issue.id,
            importance=points,
            importance_range=self._weight(party, issue.id, points, old),
            value=value,
            low=low,
            high=high,
            confidence=Confidence.LOW if old is None or is_theirs else old.confidence,
            interest=_NO_INTEREST if old is None else old.interest,
            sources=() if old is None else old.sources,
        )
        return row, []

    def _weight(
        self, party: str, issue: str, points: int, old: IssuePosition | None
    ) -> tuple[int, int]:
        """The range of importance, wide enough for the points."""
        found = self.draft.joined.get(Cell(party, issue, None))
        low, high = (points, points) if old is None else old.importance_range
        if found is not None:
            low, high = found.low, found.high
        return min(low, points), max(high, points)

    def _lines(self, party: str) -> Iterator[RedLine]:
        """Red lines that were proposed for a party, each with an id that follows from its words."""
        for one in listed(self.draft):
            if not isinstance(one, NewLine) or one.party != party:
                continue
            if any(set(texts) - set(self.options.get(issue, ())) for issue, texts in one.when):
                continue  # told as open
            yield RedLine(
                id=group_id(one),
                when=atoms(one.when, self.options),
                firmness=one.firmness,
                reason=one.reason,
                sources=one.sources or (SOURCE,),
                confidence=Confidence.LOW,
            )


def _summed(one: Position, issues: tuple[Issue, ...]) -> Position:
    """A position with its sums said again."""
    home = {issue.id: issue.basket for issue in issues}
    baskets = one.basket_importance
    if baskets is not None:
        baskets = {
            basket: sum(row.importance for row in one.issues if home[row.issue] == basket)
            for basket in baskets
        }
    kept = one.reservation
    if kept.rule == "status-quo":
        kept = evolve(
            kept,
            value=sum(row.importance * row.value[0] for row in one.issues),
            low=sum(row.importance * row.low[0] for row in one.issues),
            high=sum(row.importance * row.high[0] for row in one.issues),
        )
    return evolve(one, basket_importance=baskets, reservation=kept)
