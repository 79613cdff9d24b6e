"""Where words of two actors converge on sub-issues of a blocked issue, and who could carry those.

**For an analyst's or a mediator's eyes only**, as `dipoli.analysis.carry`: an import contract keeps
this module out of the forum, the site and the report. The texts say where words meet; the channels
of the case say who could carry what; the codebook's cross-walk to the case joins the two. Where it
does not lead to the case, that is told, and no carrier is.
"""

from __future__ import annotations

from attrs import field, frozen

from dipoli.analysis.carry import MOST_CARRIERS, WHO_MAY_READ, Carrying, carriers
from dipoli.analysis.case import Case
from dipoli.analysis.discourse.common import CommonWords, Encoder, common_words
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.figures import receipt
from dipoli.analysis.discourse.meeting import PROMPT
from dipoli.analysis.receipt import Receipt

NO_CROSSWALK = "the codebook's cross-walk leads from this issue to nothing in the case"


@frozen(kw_only=True)
class Carried:
    """One issue of the codebook on which words of a pair converge, and who could carry it.

    Args:
        issue: id in the codebook: a sub-issue of the blocked one, or itself.
        words: the pairs of passages.
        in_case: ids of the case's issues to which the cross-walk leads.
        carrying: who can raise those with whom, and who could carry them; None without any.
        why: why there is none; may be empty.
    """

    issue: str
    words: CommonWords
    in_case: tuple[str, ...]
    carrying: Carrying | None
    why: str = ""


@frozen(kw_only=True)
class WhoCouldCarry:
    """Everything that was asked. For an analyst's or a mediator's eyes only.

    Args:
        actors: the pair.
        blocked: id of the issue that they cannot discuss.
        found: in the order of the codebook; issues without a pair of passages are left out.
        without: sub-issues on which no pair of passages is offered.
        who_may_read: stands on every print and object.
        receipt: how this was obtained.
    """

    actors: tuple[str, str]
    blocked: str
    found: tuple[Carried, ...]
    without: tuple[str, ...]
    who_may_read: str = WHO_MAY_READ
    receipt: Receipt = field(repr=False)


def who_could_carry(  # noqa: PLR0913 - the question in full
    case: Case,
    reading: Reading,
    actors: tuple[str, str],
    blocked: str,
    genre: str,
    *,
    most: int = MOST_CARRIERS,
    encoder: Encoder | None = None,
) -> WhoCouldCarry:
    """For a pair and a blocked issue: where words converge, and who could carry it.

    Args:
        case: a coherent case, with channels; its codes are those of the corpus.
        reading: what was read.
        actors: two codes, parties of the case.
        blocked: id of an issue of the codebook; it and its sub-issues are looked at.
        genre: one genre.
        most: carriers of a chain at most.
        encoder: see `common_words`.

    Raises:
        ValueError: an actor that the case does not have, an issue that the codebook does not have,
            or no such genre.
    """
    looked = [one.id for one in reading.codebook.issues if blocked in (one.id, one.parent)]
    found: list[Carried] = []
    without: list[str] = []
    for issue in looked or [blocked]:
        words = common_words(reading, actors, issue, genre, encoder=encoder)
        if not words.compatible and not words.conditional:
            without.append(issue)
            continue
        inside = in_case(case, reading, issue)
        found.append(
            Carried(
                issue=issue,
                words=words,
                in_case=inside,
                carrying=carriers(case, inside, actors, most) if inside else None,
                why="" if inside else NO_CROSSWALK,
            )
        )
    return WhoCouldCarry(
        actors=actors,
        blocked=blocked,
        found=tuple(found),
        without=tuple(without),
        receipt=receipt(
            reading,
            "Common words on an issue and its sub-issues, joined to the channels of the case.",
            parameters={
                "actors": ", ".join(actors),
                "blocked": blocked,
                "genre": genre,
                "case": case.id,
                "case sha256": case.digest,
                "carriers of a chain at most": str(most),
            },
            does_not_show=(PROMPT, WHO_MAY_READ),
        ),
    )


def in_case(case: Case, reading: Reading, issue: str) -> tuple[str, ...]:
    """Issues of the case to which the cross-walk of a codebook's issue leads.

    An entry ``CASE:ID`` names an issue, or a group or basket and with it all its issues. A
    sub-issue without an entry takes that of its parent.
    """
    held = {one.id: one for one in reading.codebook.issues}
    parent = held[issue].parent
    entries = held[issue].crosswalk.get("case", ()) or (
        held[parent].crosswalk.get("case", ()) if parent is not None else ()
    )
    ids = {entry.partition(":")[2] for entry in entries if entry.partition(":")[0] == case.id}
    return tuple(one.id for one in case.issues if ids & {one.id, one.group, one.basket})
