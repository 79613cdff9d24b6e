"""The form on which words of a text are tied to options, and what it brings back.

Under each way stand its readings and an empty row. An issue is chosen first; its options are there
once the form was saved, since pages work without scripts. A reading whose words moved stays as it
was until somebody ticks that they read the words anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen
from django.http import QueryDict

from dipoli.analysis.case import Case
from dipoli.analysis.meaning import MEND, TOLD, Draft, Place, Tie, Way, Why, faulty
from dipoli.codec.draft_of import FALLS, STAYS
from dipoli.report.meaning_told import lettered
from dipoli.told import tell

_NONE = ""
_MOST_NOTE = 400


@frozen(kw_only=True)
class Begun:
    """A row for which an issue was chosen, and no option of it yet."""

    at: str
    issue: str
    note: str


@frozen(kw_only=True)
class Sent:
    """What a form brought.

    Args:
        ties: readings, those that were left as they were among them.
        begun: rows that wait for an option.
    """

    ties: tuple[Tie, ...]
    begun: tuple[Begun, ...] = field(default=())


def at_of(clause: str, place: str, way: str) -> str:
    """How a row says where it stands; names have no slash."""
    return f"{clause}/{place}/{way}"


def sent(post: QueryDict, case: Case, draft: Draft, held: Sequence[Tie]) -> Sent:
    """The readings as a form leaves them.

    Args:
        post: what was sent.
        case: whose issues they are.
        draft: the text.
        held: readings before, to which rows of moved words point.
    """
    ways = {
        at_of(place.clause, place.key, way.key): (place, way)
        for place in draft.places
        for way in place.ways
    }
    unused = {id(one.tie): one.why for one in faulty(case, draft, held)}
    ties, begun = list[Tie](), list[Begun]()
    for row in post.getlist("row"):
        at, issue = post.get(f"{row}.at", ""), post.get(f"{row}.issue", _NONE)
        note = post.get(f"{row}.note", "").strip()[:_MOST_NOTE]
        old = _old(post.get(f"{row}.old", ""), held)
        if old is not None and id(old) in unused and not post.get(f"{row}.anew"):
            if not post.get(f"{row}.out"):
                ties.append(old)
            continue
        if at not in ways or issue == _NONE:
            continue
        made = _tie(case, ways[at], issue, post.get(f"{row}.option", ""), note)
        if made is None:
            begun.append(Begun(at=at, issue=issue, note=note))
        elif made not in ties:
            ties.append(made)
    return Sent(ties=tuple(ties), begun=tuple(begun))


def _old(word: str, held: Sequence[Tie]) -> Tie | None:
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 6 else -1  # noqa: PLR2004 - no such number
    return held[number] if 0 <= number < len(held) else None


def _tie(case: Case, at: tuple[Place, Way], issue: str, option: str, note: str) -> Tie | None:
    """A reading; None where the option is still to be chosen."""
    found = next((one for one in case.issues if one.id == issue), None)
    of, _, number = option.rpartition("=")
    if found is None or of != issue or not (number.isascii() and number.isdigit()):
        return None
    if int(number[:4]) >= len(found.options):
        return None
    place, way = at
    return Tie(
        clause=place.clause,
        place=place.key,
        way=way.key,
        issue=issue,
        option=int(number),
        digest=place.digest(way),
        meant=found.options[int(number)].text,
        note=note,
    )


# ---------------------------------------------------------------- drawing


def clauses(
    case: Case, draft: Draft, ties: Sequence[Tie], begun: Sequence[Begun] = ()
) -> list[dict[str, Any]]:
    """Every clause with its places, ways, and the rows of each."""
    unused = {id(one.tie): one.why for one in faulty(case, draft, ties)}
    numbered = iter(range(1_000_000))

    def rows(at: str, named: tuple[str, str, str]) -> Iterator[dict[str, Any]]:
        for index, tie in enumerate(ties):
            if (tie.clause, tie.place, tie.way) == named:
                why = unused.get(id(tie))
                row = _row(case, next(numbered), at, tie.issue, tie.option, tie.note)
                yield {**row, "old": index, **_told(tie, why)}
        for one in begun:
            if one.at == at:
                yield {
                    **_row(case, next(numbered), at, one.issue, None, one.note),
                    "waits": True,
                }
        tied = any((tie.clause, tie.place, tie.way) == named for tie in ties)
        yield {**_row(case, next(numbered), at, _NONE, None, ""), "another": tied}

    found = []
    for clause in draft.clauses:
        signs = lettered(draft, clause)
        places = []
        for place in draft.places:
            if place.clause != clause:
                continue
            ways = []
            for way in place.ways:
                at = at_of(clause, place.key, way.key)
                ways.append(
                    {
                        "sign": signs[place.key, way.key],
                        "label": label(place, way),
                        "words": way.words,
                        "rows": list(rows(at, (clause, place.key, way.key))),
                    }
                )
            within = "" if place.within is None else signs[place.within]
            places.append({**passage(place), "key": place.key, "within": within, "ways": ways})
        found.append({"clause": clause, "places": places})
    return found


def gone(case: Case, draft: Draft, ties: Sequence[Tie]) -> list[dict[str, Any]]:
    """Readings of places that the text has no more."""
    unused = {id(one.tie): one.why for one in faulty(case, draft, ties)}
    return [
        {
            "row": f"gone{index}",
            "old": index,
            "where": f"{tie.clause}, {tie.place}, {tie.way}",
            "meant": tie.meant or f"{tie.issue} {tie.option}",
        }
        for index, tie in enumerate(ties)
        if unused.get(id(tie)) is Why.GONE
    ]


def label(place: Place, way: Way) -> str:
    """What a way is called."""
    number = place.ways.index(way)
    if place.within is None:
        if number == 0:
            return tell("The wording now")
        return tell("ALT {number}", number=str(number))
    if way.key == STAYS:
        return tell("The words stay")
    return tell("The words fall") if way.key == FALLS else way.key


def passage(place: Place) -> dict[str, str]:
    """The passage of a bracket in three parts, the middle one being the bracket."""
    inner = f"[{place.ways[0].words}]"
    before, found, behind = place.passage.partition(inner)
    if not found:
        return {"before": place.passage, "inner": "", "behind": ""}
    return {"before": before, "inner": inner, "behind": behind}


def issues(case: Case) -> list[dict[str, Any]]:
    """Issues to choose from, under their baskets, in the order of the case."""
    return [
        {"title": basket.title, "issues": [
            {"id": one.id, "question": one.question} for one in case.issues_of(basket.id)
        ]}
        for basket in case.baskets
    ]  # fmt: skip


def _row(
    case: Case, number: int, at: str, issue: str, option: int | None, note: str
) -> dict[str, Any]:
    found = next((one for one in case.issues if one.id == issue), None)
    options: Sequence[Mapping[str, Any]] = [
        {"value": f"{issue}={n}", "text": f"{n}. {one.text}", "chosen": n == option}
        for n, one in enumerate(found.options if found is not None else ())
    ]
    return {"row": f"t{number}", "at": at, "issue": issue, "options": options, "note": note}


def _told(tie: Tie, why: Why | None) -> dict[str, Any]:
    if why is None:
        return {}
    return {
        "why": TOLD[why],
        "mend": MEND[why],
        "was": tell("Read as: {what}", what=tie.meant or f"{tie.issue} {tie.option}"),
    }
