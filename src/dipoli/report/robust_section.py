"""How far the answers hold, as a part of the page.

It tells what `dipoli robust` tells. Packages that stand on the page already keep their letter.
Shares by party are never in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.agreement.answers import Package, Verdict
from dipoli.analysis.agreement.uncertain.answers import (
    Budget,
    Fixed,
    Judged,
    Largest,
    Robust,
    Ruled,
)
from dipoli.analysis.case import Case
from dipoli.analysis.share import Share
from dipoli.report.choices import Chosen, letter_of, settled
from dipoli.report.dot_line import dot_line
from dipoli.report.grounds_section import Told, tell_receipt
from dipoli.report.names import Names
from dipoli.report.verdicts import KEYS, Mark, mark
from dipoli.report.words import say


@frozen(kw_only=True)
class CommonRow:
    """In how many profiles a basket, or all together, can be settled.

    Args:
        title: the basket, or all together.
        whole: a sentence in the place of figures; empty where there are figures.
        counts: common ground, none and unknown, as text.
        drawn: the share with common ground and its interval, from none to all.
        letter: of the package that most profiles accept; empty without one.
        best: how many accept it, and whether more is possible.
    """

    title: str | Markup
    whole: Markup
    counts: tuple[Markup, ...] = ()
    drawn: str = ""
    letter: str = ""
    best: tuple[Markup, ...] = ()


@frozen(kw_only=True)
class Matters:
    """Judgements of one sort that change in which profiles a package is acceptable."""

    title: Markup
    rows: tuple[tuple[str | Markup, int, int], ...]


@frozen(kw_only=True)
class PackageRow:
    """A package with how often it is acceptable.

    Args:
        letter: its letter on the page.
        moves: what it decides, by basket; empty when that stands elsewhere on the page.
        by: what singled it out.
        share: in how many profiles all accept it.
        drawn: that share and its interval, from none to all.
        notes: what is proven of it wherever judgements lie.
        bears: how many errors it bears as coded.
        always: whether it is acceptable wherever judgements lie.
        matter: which uncertainty matters, by sort; nothing where nothing matters alone.
        of: profiles that judge.
    """

    letter: str
    moves: list[tuple[str, list[tuple[str, int, str]]]]
    by: tuple[Markup, ...]
    share: Markup
    drawn: Markup
    notes: tuple[Markup, ...]
    bears: Markup
    always: bool
    matter: tuple[Matters, ...]
    of: str


@frozen(kw_only=True)
class RobustSection:
    """What the template needs."""

    intro: Markup
    baskets: bool
    common: tuple[CommonRow, ...]
    packages: tuple[PackageRow, ...]
    missing: tuple[tuple[Markup, Mark, str], ...]
    worst: tuple[Markup, ...]
    receipt: Told


class _Letters:
    """Letters of packages: those of the page first, then further ones as they are met."""

    def __init__(self, packages: Sequence[Chosen]) -> None:
        self.above = {_key(one.package): one.letter for one in packages}
        self._all = dict(self.above)

    def __getitem__(self, package: Package) -> str:
        return self._all.setdefault(_key(package), letter_of(len(self._all)))


def _key(package: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(package.items()))


def robust_section(
    case: Case, found: Robust, packages: Sequence[Chosen], names: Names
) -> RobustSection:
    """How far the answers hold, as the page shows it.

    Args:
        case: the case.
        found: the answers.
        packages: the packages of the page, by letter.
        names: names of parties and bodies.

    Does not show:
        the share that is acceptable to one party; it is told by a command, on request.
    """
    letters = _Letters(packages)
    singled = list(_singled(case, found))
    for one, _by in singled:  # letters follow the order of the table
        _ = letters[one.package]
    return RobustSection(
        intro=say(
            "robustness_intro",
            searched=f"{len(found.sample.searched()):,}",
            judged=f"{len(found.sample.judged()):,}",
            soft=say(f"soft_{found.question.soft_lines.value}"),
        ),
        baskets=bool(found.baskets),
        common=tuple(_common(case, found, letters)),
        packages=tuple(_packages(case, found, singled, letters)),
        missing=tuple(
            (_by_rule(one), mark(KEYS[one.verdict]), one.note)
            for one in found.rules
            if one.judged is None
        ),
        worst=tuple(_worst(found.budget, letters)),
        receipt=tell_receipt(case, found.receipt, names),
    )


def _by_rule(one: Ruled) -> Markup:
    return say("robustness_by_rule", rule=say(f"rule_{one.rule.value}"))


def _singled(case: Case, found: Robust) -> Iterator[tuple[Judged, Markup]]:
    """Every package that was judged, and what singled it out."""
    titles = {one.id: one.title for one in case.baskets}
    for one in found.rules:
        if one.judged is not None:
            yield one.judged, _by_rule(one)
    if found.zone.judged is not None:
        yield found.zone.judged, say("robustness_by_zone")
    for basket in found.baskets:
        if basket.judged is not None:
            yield basket.judged, say("robustness_by_basket", basket=titles[basket.about])
    if found.budget.judged is not None:
        yield found.budget.judged, say("robustness_by_budget")
    if found.given is not None:
        yield found.given, say("robustness_by_given")


# ---------------------------------------------------------------- profiles with common ground


def _common(case: Case, found: Robust, letters: _Letters) -> Iterator[CommonRow]:
    titles = {one.id: one.title for one in case.baskets}
    for one in found.baskets:
        if one.about in found.question.still:
            yield CommonRow(title=titles[one.about], whole=say("robustness_stays"))
        else:
            yield _row(titles[one.about], one, letters)
    yield _row(say("robustness_together"), found.zone, letters)


def _row(title: str | Markup, one: Largest, letters: _Letters) -> CommonRow:
    common, whole = one.common, Markup("")
    if common.every is Verdict.COMMON_GROUND:
        whole = say("robustness_every")
    elif common.every is Verdict.NONE:
        whole = say("robustness_never")
    within = say(
        "robustness_count",
        count=f"{common.found:,}",
        of=f"{one.of:,}",
        low=_per_cent(common.low),
        high=_per_cent(common.high),
    )
    return CommonRow(
        title=title,
        whole=whole,
        counts=(within, _of(common.none, one.of), _of(common.unknown, one.of)),
        drawn=dot_line(common.found / one.of, (common.low, common.high)),
        letter="" if one.judged is None else letters[one.judged.package],
        best=() if one.judged is None else (_of(one.accepted, one.of), _sure(one)),
    )


def _of(count: int, of: int) -> Markup:
    return say("robustness_of", count=f"{count:,}", of=f"{of:,}")


def _sure(one: Largest) -> Markup:
    if one.proven:
        return say("robustness_most")
    return say("robustness_open", bound=f"{one.bound:,}")


# ---------------------------------------------------------------- packages


def _packages(
    case: Case,
    found: Robust,
    singled: Sequence[tuple[Judged, Markup]],
    letters: _Letters,
) -> Iterator[PackageRow]:
    groups: dict[str, list[tuple[Judged, Markup]]] = {}
    for judged, by in singled:
        groups.setdefault(letters[judged.package], []).append((judged, by))
    for letter, group in groups.items():
        one = group[0][0]
        above = _key(one.package) in letters.above
        yield PackageRow(
            letter=letter,
            moves=[] if above else settled(case, one.package, found.question.positions),
            by=tuple(by for _, by in group),
            share=_share(one.shares.all),
            drawn=dot_line(
                one.shares.all.accepted / one.shares.all.of,
                (one.shares.all.low, one.shares.all.high),
            ),
            notes=tuple(_notes(one)),
            bears=_bears(one),
            always=one.always,
            matter=tuple(_matter(case, one)),
            of=f"{one.shares.all.of:,}",
        )


def _notes(one: Judged) -> Iterator[Markup]:
    if not one.shares.keeps:
        yield say("robustness_breaks")
    if one.always:
        yield say("robustness_always")


def _bears(one: Judged) -> Markup:
    if one.endures is None:
        return say("robustness_outside")
    key = {0: "none", 1: "one"}.get(one.endures, "some")
    return say(f"robustness_bears_{key}", count=f"{one.endures:,}")


def _matter(case: Case, one: Judged) -> Iterator[Matters]:
    """What changes something when it alone is taken as coded, in the order of the case."""
    baskets = {basket.id: basket.title for basket in case.baskets}
    questions = {issue.id: issue.question for issue in case.issues}
    kinds = {row.about: say(f"robustness_kind_{row.about}") for row in one.matter.kinds}
    groups: tuple[tuple[str, Sequence[Fixed], Mapping[str, str]], ...] = (
        ("kinds", one.matter.kinds, kinds),
        ("baskets", one.matter.baskets, baskets),
        ("issues", one.matter.issues, questions),
    )
    for sort, rows, told in groups:
        kept = tuple(
            (told[row.about], row.gained, row.lost) for row in rows if row.gained or row.lost
        )
        if kept:
            yield Matters(title=say(f"robustness_group_{sort}"), rows=kept)


def _share(one: Share) -> Markup:
    return say(
        "robustness_share",
        share=_per_cent(one.accepted / one.of),
        low=_per_cent(one.low),
        high=_per_cent(one.high),
    )


def _per_cent(share: float) -> str:
    return f"{100 * share:.1f}"


# ---------------------------------------------------------------- errors at their worst


def _worst(one: Budget, letters: _Letters) -> Iterator[Markup]:
    yield say("robustness_worst_text", every=f"{one.every:,}")
    if one.most is None or one.judged is None:
        yield say("robustness_worst_none" if one.bound is None else "robustness_worst_unknown")
        return
    letter = letters[one.judged.package]
    yield say("robustness_worst_most", most=f"{one.most:,}", letter=letter)
    if one.most == one.every:
        yield say("robustness_worst_whole")
    elif one.bound == one.most:
        yield say("robustness_worst_proven")
    else:
        yield say("robustness_worst_open", bound=one.bound)
