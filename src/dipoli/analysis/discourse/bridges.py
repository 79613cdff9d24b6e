"""Bridge issues: through what else a blocked issue could be talked about, and what all affirm.

A *bridge issue* stands in the same passages as the blocked one, with both actors, and there is a
passage of each in which their stances on the bridge are compatible or conditional. Passages that
meet nothing but opposed ones are taken out. Where stances on it were not read, it is told apart,
as unread: unknown is not compatible.

What is *affirmed by each* is an issue whose proposition every actor of a list supports, or every
one opposes, in a passage of its own at least; how many of its own passages say otherwise is told
beside it. This is agreement across all, as Polis tells it, not a majority.

Source: Small et al. 2021 (bibliography: small-et-al-2021).
"""

from __future__ import annotations

from attrs import field, frozen

from dipoli.analysis.discourse.coding import Code, Stance
from dipoli.analysis.discourse.converge import asked
from dipoli.analysis.discourse.counts import Found, Reading, cells
from dipoli.analysis.discourse.figures import receipt
from dipoli.analysis.discourse.meeting import PROMPT, Meeting, meeting, rivals
from dipoli.analysis.receipt import Receipt

_LIKE = (Meeting.COMPATIBLE, Meeting.CONDITIONAL)


@frozen(kw_only=True)
class Bridge:
    """An issue that both actors raise beside the blocked one.

    Args:
        issue: id of the bridge.
        one: passages of the first actor, coded for the bridge, that meet a like one.
        other: passages of the second actor, likewise.
        conditional: every meeting of those passages rests on a condition of one side at least.
        removed: passages of both that were taken out, as nothing like meets them, or as they give
            another's view.
        unread: passages of both whose stance on the bridge was not read, or takes no side.
    """

    issue: str
    one: tuple[Found, ...]
    other: tuple[Found, ...]
    conditional: bool
    removed: int
    unread: tuple[Found, ...]


@frozen(kw_only=True)
class Bridges:
    """Issues through which a blocked one could be re-framed. Prompts, not findings.

    Args:
        actors: the pair.
        blocked: id of the issue that cannot be discussed.
        genre: of all documents.
        found: in the order of the codebook; those with like passages.
        unread: issues that both raise beside it, but whose stances do not say.
        note: what these are; stands wherever they are shown.
        receipt: how they were found.
    """

    actors: tuple[str, str]
    blocked: str
    genre: str
    found: tuple[Bridge, ...]
    unread: tuple[Bridge, ...]
    note: str = PROMPT
    receipt: Receipt = field(repr=False)


@frozen(kw_only=True)
class Affirmed:
    """One proposition on which every actor of a list takes the same side at least once.

    Args:
        issue: id.
        side: supports or opposes.
        passages: of each actor, in the order asked for, those that take the side.
        otherwise: of each actor, those that take the other side.
    """

    issue: str
    side: Stance
    passages: tuple[tuple[Found, ...], ...]
    otherwise: tuple[tuple[Found, ...], ...]


@frozen(kw_only=True)
class AffirmedByAll:
    """What is affirmed by each of a list of actors, in the order of the codebook."""

    actors: tuple[str, ...]
    genre: str
    found: tuple[Affirmed, ...]
    note: str = PROMPT
    receipt: Receipt = field(repr=False)


def bridges(reading: Reading, actors: tuple[str, str], blocked: str, genre: str) -> Bridges:
    """Issues that two actors both raise beside a blocked one, without those of unlike stance.

    Args:
        reading: what was read.
        actors: two codes.
        blocked: id of the issue.
        genre: one genre; every language of it.

    Raises:
        ValueError: one actor twice, an issue that the codebook does not have, or no such genre.
    """
    asked(reading, actors, blocked)
    sides = [_beside(reading, actor, blocked, genre) for actor in actors]
    parents = {one.id: one.parent for one in reading.codebook.issues}
    rival = rivals(reading.codebook)
    rows = [
        _bridge(issue, sides[0][issue], sides[1][issue], rival=issue in rival)
        for issue in reading.issues
        if sides[0].get(issue)
        and sides[1].get(issue)
        and blocked not in (issue, parents[issue])
        and parents[blocked] != issue
    ]
    return Bridges(
        actors=actors,
        blocked=blocked,
        genre=genre,
        found=tuple(one for one in rows if one.one),
        unread=tuple(one for one in rows if not one.one and one.unread),
        receipt=receipt(
            reading,
            "Issues that stand in the same passages as the blocked one, with both actors; passages "
            "that meet opposed ones alone were taken out.",
            parameters={"actors": ", ".join(actors), "blocked": blocked, "genre": genre},
            does_not_show=(PROMPT,),
        ),
    )


def affirmed_by_all(reading: Reading, actors: tuple[str, ...], genre: str) -> AffirmedByAll:
    """What each of a list of actors affirms: supports, or opposes, in words of its own.

    That each wants for its own side what rivals want is nothing that all affirm.

    Args:
        reading: what was read.
        actors: two codes or more.
        genre: one genre; every language of it.

    Raises:
        ValueError: fewer than two actors, one of them twice, or no such genre.
    """
    if len(actors) < 2 or len(set(actors)) < len(actors):  # noqa: PLR2004 - a pair at least
        message = f"two different actors at least, not {actors}"
        raise ValueError(message)
    held = cells(reading, genre)
    taken = {
        (actor, issue, side): tuple(
            one
            for cell in held
            if cell.actor == actor
            for one in cell.found(issue)
            if one.code.stance is side
        )
        for actor in actors
        for issue in reading.issues
        for side in (Stance.SUPPORTS, Stance.OPPOSES)
    }
    rival = rivals(reading.codebook)
    turned = {Stance.SUPPORTS: Stance.OPPOSES, Stance.OPPOSES: Stance.SUPPORTS}
    return AffirmedByAll(
        actors=actors,
        genre=genre,
        found=tuple(
            Affirmed(
                issue=issue,
                side=side,
                passages=tuple(taken[actor, issue, side] for actor in actors),
                otherwise=tuple(taken[actor, issue, turned[side]] for actor in actors),
            )
            for issue in reading.issues
            for side in turned
            if not (side is Stance.SUPPORTS and issue in rival)
            and all(taken[actor, issue, side] for actor in actors)
        ),
        receipt=receipt(
            reading,
            "Issues on whose proposition each actor takes the same side in a passage at least.",
            parameters={"actors": ", ".join(actors), "genre": genre},
            does_not_show=(PROMPT,),
        ),
    )


def _beside(reading: Reading, actor: str, blocked: str, genre: str) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for cell in cells(reading, genre):
        if cell.actor == actor:
            for row in cell.coded:
                for one in row:
                    if any(code.issue == blocked for code in one.codes):
                        for code in one.codes:
                            found.setdefault(code.issue, []).append(
                                Found(passage=one.passage, code=code)
                            )
    return found


def _bridge(issue: str, mine: list[Found], theirs: list[Found], *, rival: bool) -> Bridge:
    stances = [{one.code.stance for one in side} for side in (mine, theirs)]
    kept = (_like(mine, stances[1], rival=rival), _like(theirs, stances[0], rival=rival))
    ways = {
        way
        for one in {found.code.stance for found in kept[0]}
        for other in {found.code.stance for found in kept[1]}
        if (way := meeting(one, other, rival=rival)) in _LIKE
    }
    unread = tuple(one for one in (*mine, *theirs) if _silent(one.code))
    return Bridge(
        issue=issue,
        one=kept[0],
        other=kept[1],
        conditional=ways == {Meeting.CONDITIONAL},
        removed=len(mine) + len(theirs) - len(kept[0]) - len(kept[1]) - len(unread),
        unread=unread,
    )


def _like(side: list[Found], others: set[Stance | None], *, rival: bool) -> tuple[Found, ...]:
    return tuple(
        one
        for one in side
        if any(meeting(one.code.stance, each, rival=rival) in _LIKE for each in others)
    )


def _silent(code: Code) -> bool:
    return code.stance in (None, Stance.NONE)
