"""What clashes, in parts that the page and the text both tell: sentences, and sets of assumptions.

A sentence is a key of the table of words with its fields, so that what is proven, what has only a
bound and what is unknown is said in the same words wherever it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from dipoli.analysis.agreement.answers import Assumption, Package
from dipoli.analysis.agreement.why_not import Clash, Explanation, Nearest, Relaxations
from dipoli.analysis.agreement.why_not.firmness import weights_told

MOST_CHANGES = 5
"""More sets of fewest changes than this are counted and not listed."""
MOST_NEAREST = 3
"""More packages near the zone than this are counted and not listed."""


@frozen
class Sentence:
    """A key of the table of words, and what stands in the sentence."""

    key: str
    fields: Mapping[str, object] = field(factory=dict)


@frozen(kw_only=True)
class Group:
    """A set of assumptions, in the order of the papers.

    Args:
        title: above it; None for none.
        assumptions: its members.
        weights: of each by key, where they are told.
        package: a package that does not keep them, where one is told.
        shortfalls: of reservation values among them: by code, points missing and own range.
        note: below it.
    """

    title: Sentence | None
    assumptions: tuple[Assumption, ...]
    weights: Mapping[str, int] = field(factory=dict)
    package: Package | None = None
    shortfalls: Mapping[str, tuple[int, int]] = field(factory=dict)
    note: tuple[Sentence, ...] = ()


@frozen(kw_only=True)
class Part:
    """Sets of one sort: a title, what they are, the sets, and how far that is proven."""

    title: Sentence
    text: tuple[Sentence, ...]
    groups: tuple[Group, ...]
    end: tuple[Sentence, ...]


def legend() -> tuple[Sentence, ...]:
    """What the parts mean, told once for all questions."""
    return (
        Sentence("clash_sets_text"),
        Sentence("clash_change_text"),
        Sentence("told", {"sentence": weights_told()}),
        Sentence("clash_nearest_text"),
    )


def alike(one: Explanation, before: Explanation | None) -> bool:
    """Whether a question with soft lines held says nothing that the one before it does not."""
    if before is None or one.about != before.about or not one.clashes:
        return False
    most = max(len(one.clashes), len(before.clashes))
    return parts_of(one, most) == parts_of(before, most)


def share_told(points: int, whole: int) -> str:
    """A shortfall as a share of the party's own range; its points would be a total of a party.

    >>> share_told(1, 8), share_told(1, 100_000)
    ('12.5%', 'less than 0.1%')
    """
    share = Fraction(points, whole)
    return f"{float(share):.1%}" if share >= Fraction(1, 1000) else "less than 0.1%"


def parts_of(one: Explanation, most: int) -> tuple[Part, ...]:
    """What clashes in one question, part by part.

    Args:
        one: the answer.
        most: so many sets that clash are listed at most.

    Returns:
        Sets that clash, changes by firmness, changes counted, packages nearest to the zone. None
        when nothing was proven in time: that is told as unknown.
    """
    if not one.clashes:
        return ()
    return (
        *_clashes(one, most),
        _weighted(one.weighted),
        _counted(one.counted, one.weighted),
        _near(one.nearest, one.weighted.weights),
    )


def _clashes(one: Explanation, most: int) -> Iterator[Part]:
    least = one.smallest if one.smallest_proven else one.clashes
    others = one.clashes[len(least) :]
    listed = least[:most]
    end = []
    if len(least) > most:
        end.append(Sentence("clash_more", {"count": len(least) - most}))
    end.append(Sentence("clash_least_proven" if one.smallest_proven else "clash_least_unknown"))
    if one.smallest_proven and len(least) <= most:
        end.append(Sentence("clash_all" if one.smallest_complete else "clash_some"))
    elif not one.smallest_complete:
        end.append(Sentence("clash_others"))
    yield _sets("clash_smallest" if one.smallest_proven else "clash_irreducible", listed, end)
    if others:
        yield _sets("clash_other", others, [Sentence("clash_others")])


def _sets(title: str, clashes: Sequence[Clash], end: Sequence[Sentence]) -> Part:
    """Sets that clash; what proves them is said once where it is the same for all."""
    proofs = {one.proof for one in clashes}
    shared = tuple(Sentence(f"proof_{one.value}") for one in proofs) if len(proofs) == 1 else ()
    return Part(
        title=Sentence(title),
        text=shared,
        groups=tuple(
            Group(
                title=_number(number, len(clashes)),
                assumptions=one.assumptions,
                note=() if shared else (Sentence(f"proof_{one.proof.value}"),),
            )
            for number, one in enumerate(clashes, 1)
        ),
        end=tuple(end),
    )


def _weighted(found: Relaxations) -> Part:
    known = "unknown" if found.weight is None else "proven" if found.proven else "bound"
    fields = {"weight": found.weight, "bound": found.bound}
    return Part(
        title=Sentence("clash_weighted"),
        text=(),
        groups=_changes(found, found.weights),
        end=(Sentence(f"clash_weight_{known}", fields), *_listed(found)),
    )


def _counted(found: Relaxations, weighted: Relaxations) -> Part:
    known = "unknown" if found.weight is None else "proven" if found.proven else "bound"
    fields = {"count": found.weight, "bound": found.bound}
    end = (Sentence(f"clash_count_{known}", fields), *_listed(found))
    if found.sets and set(found.sets) == set(weighted.sets):
        same = (Sentence("clash_same"),)
        return Part(title=Sentence("clash_fewest"), text=same, groups=(), end=end[:1])
    return Part(
        title=Sentence("clash_fewest"),
        text=(),
        groups=_changes(found, {}),
        end=end,
    )


def _changes(found: Relaxations, weights: Mapping[str, int]) -> tuple[Group, ...]:
    listed = found.sets[:MOST_CHANGES]
    return tuple(
        Group(title=_number(number, len(listed)), assumptions=one, weights=_of(weights, one))
        for number, one in enumerate(listed, 1)
    )


def _listed(found: Relaxations) -> Iterator[Sentence]:
    if not found.sets:
        return
    more = len(found.sets) - MOST_CHANGES
    if more > 0:
        yield Sentence("clash_change_more", {"count": more})
    if not found.complete:
        yield Sentence("clash_change_some")
    elif more <= 0:
        yield Sentence("clash_change_all")


def _near(found: Nearest, weights: Mapping[str, int]) -> Part:
    groups = tuple(
        Group(
            title=Sentence("clash_package", {"n": number, "weight": one.weight}),
            assumptions=one.broken,
            weights=_of(weights, one.broken),
            package=one.package,
            shortfalls=one.shortfalls,
        )
        for number, one in enumerate(found.packages[:MOST_NEAREST], 1)
    )
    left = len(found.packages) - MOST_NEAREST
    more = (Sentence("clash_nearest_more", {"count": left}),) if left > 0 else ()
    end = "clash_nearest_proven" if found.proven else "clash_nearest_unknown"
    return Part(
        title=Sentence("clash_nearest"),
        text=(),
        groups=groups,
        end=(*more, Sentence(end if groups else "clash_nearest_none")),
    )


def _of(weights: Mapping[str, int], some: Sequence[Assumption]) -> Mapping[str, int]:
    return {one.key: weights[one.key] for one in some if one.key in weights}


def _number(number: int, of: int) -> Sentence | None:
    return Sentence("clash_set", {"n": number}) if of > 1 else None
