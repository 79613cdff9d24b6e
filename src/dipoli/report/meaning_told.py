"""What a text amounts to, in sentences that a terminal and a page share."""

from __future__ import annotations

from dipoli.analysis.agreement.answers import Figure, Verdict
from dipoli.analysis.meaning import Clash, Draft, Meaning, Place
from dipoli.analysis.meaning.clashing import Sort
from dipoli.told import tell, tell_count

UNTIED = tell("Read as no option: nothing is said of what it is worth.")
OWN_SCALES = tell(
    "Points of each member are on its own scale, against the state of things, with the range of "
    "the judgement; points of two members are not comparable. What hangs on several issues at once "
    "is not in them."
)
NO_PACKAGE = tell("The text amounts to no one package, so that there is none to look at.")
CLASH = tell(
    "Assumptions of the case that cannot hold together with this package. They are the analyst's, "
    "and each may be wrong. This says nothing about who should move."
)
NONE_CLASHES = tell("None clashes with this package.")


def amounts(found: Meaning) -> str:
    """Whether the text amounts to one package, and what it can become if not."""
    if found.packages is None:
        return tell("It can still become more packages than are tried one by one.")
    if not any(way.reads for way in found.ways):
        return tell("Nothing of it is tied, and so it says nothing of any issue.")
    if found.packages == 0:
        return tell("However it is settled, it says two things of one issue.")
    if found.amounts_to is not None:
        return tell("It amounts to one package; issues of which it is silent stay as they are.")
    return tell_count(
        found.packages, "It can become {number} package.", "It can become {number} packages."
    )


def contradictions(found: Meaning) -> str:
    """How many things that the text can come to say contradict themselves; empty for none."""
    if not found.contradictory or not found.packages:
        return ""
    return tell_count(
        found.contradictory,
        "Beside, {number} way to settle it would say two things of one issue.",
        "Beside, {number} ways to settle it would say two things of one issue.",
    )


def by_itself(found: Meaning) -> str:
    """Whether common ground lies within the text, while all else stays."""
    within = found.by_itself
    if within.stopped:
        return tell("By itself: unknown, since it was stopped before that was answered.")
    if within.verdict is Verdict.COMMON_GROUND:
        return tell(
            "By itself: common ground lies within it. Of the packages that it can become, {some} "
            "of {all} are ones that all who are asked can accept.",
            some=str(within.acceptable),
            all=str(found.packages),
        )
    if within.verdict is Verdict.NONE:
        return tell(
            "By itself: none lies within it. No package that it can become is one that all who "
            "are asked can accept, while issues of which it is silent stay as they are."
        )
    if found.packages is None:
        return tell("By itself: unknown. It can become too many packages to try them one by one.")
    return tell("By itself: nothing to ask. It moves no issue, and that is no package.")


def with_others(found: Meaning) -> str:
    """Whether the text could be part of a package."""
    verdict = found.with_others.verdict
    if found.with_others.stopped:
        return tell(
            "With the issues of which it is silent free: unknown, since it was stopped before that "
            "was answered."
        )
    if verdict is Verdict.COMMON_GROUND:
        return tell(
            "With the issues of which it is silent free: it could be part of a package that all "
            "who are asked can accept."
        )
    if verdict is Verdict.NONE:
        return tell(
            "With the issues of which it is silent free: none either. It is part of no package "
            "that all who are asked can accept."
        )
    return tell("With the issues of which it is silent free: unknown within the limits.")


def figure(one: Figure) -> str:
    """Points with their range.

    >>> figure(Figure(value=1200, low=-3, high=1500))
    '1,200 (-3 to 1,500)'
    """
    return f"{one.value:,} ({one.low:,} to {one.high:,})"


def letter(number: int) -> str:
    """The sign of a way in its clause: a, b, and so on, then aa.

    >>> letter(0), letter(27)
    ('a', 'ab')
    """
    sign = chr(ord("a") + number % 26)
    return sign if number < 26 else letter(number // 26 - 1) + sign  # noqa: PLR2004 - the alphabet


def lettered(draft: Draft, clause: str) -> dict[tuple[str, str], str]:
    """The sign of each way of a clause, by place and way, in the order of the text."""
    ways = [
        (place.key, way.key)
        for place in draft.places
        if place.clause == clause
        for way in place.ways
    ]
    return {key: letter(number) for number, key in enumerate(ways)}


def shortened(words: str, most: int) -> str:
    """Words on one line, cut at a space where they are long.

    >>> shortened("Water flows  freely to all.", 15)
    'Water flows …'
    """
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return f"{line[: most - 1].rpartition(' ')[0] or line[: most - 2]} …"


def around(place: Place, most: int) -> str:
    """The passage of a bracket, near to it."""
    words = place.ways[0].words
    start = place.passage.find(f"[{words}]")
    room = max(0, most - len(words)) // 2
    end = start + len(words) + 2
    before, behind = place.passage[:start], place.passage[end:]
    if len(before) > room:
        before = f"… {before[-room:].partition(' ')[2]}" if room else "… "
    return before + place.passage[start:end] + (shortened(behind, room) if room > 1 else "")


def clash(one: Clash, holder: str) -> str:
    """An assumption that clashes with the package to which the text amounts.

    Args:
        one: the assumption.
        holder: the name of the party or body whose it is.
    """
    if one.sort is Sort.LINE:
        return tell(
            "{party} is assumed not to accept it. Reason coded: {reason}",
            party=holder,
            reason=one.reason,
        )
    if one.sort is Sort.LINK:
        return tell("It is assumed not to go together. Reason coded: {reason}", reason=one.reason)
    if one.sort is Sort.LEAST:
        return tell(
            "{party} is assumed to accept nothing worth less to it than the state of things.",
            party=holder,
        )
    return tell("Not as asked: {what}", what=one.sentence)
