"""Whose words stand where in a transcript: the actor's own turns, and those of everybody else.

Coded for an actor are only words of which it is known that they are the actor's. Known is what the
compiler of the corpus wrote (*speakers*), or what the transcript itself says of the speaker: an
office that only the document's one actor can hold there (``THE PRESIDENT``), an office with the
name of the actor's state (``President of …``), a name that the title gives as the maker's. A person
so introduced once is known by the same name in the same actor's other documents. All other words
are nobody's; they are counted and told, never guessed.
"""

# ruff: noqa: RUF001 - marks of other scripts are meant

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen

from dipoli.analysis.discourse.labels import ROLES, Label, Place, labels
from dipoli.analysis.discourse.texts import Turn

TRANSCRIPTS = frozenset(
    {"transcript", "interview", "press_conference", "news_conference", "dialogue", "debate"}
)
"""Genres in which words before the first turn are nobody's."""

_INTRODUCED = (("해제", "원문"), ("解題", "本文"), ("Commentary", "Original text"))
"""Headings of a compiler's introduction, and of the text itself."""
_ROLES = "|".join(sorted((role.replace(" ", r"\s+") for role in ROLES), key=len, reverse=True))
_BODIES = re.compile(
    r"(?i)\b(?:group|media|bank|corporation|company|agency|council|federation|university|union|"
    r"association|committee|institute|party|chamber|club|foundation|television|radio|news)\b"
)
_PERSON = r"(?:[A-Z][\w’'.\-]*)(?:\s+[A-Z][\w’'.\-]*){0,4}"


@frozen(kw_only=True)
class Clues:
    """What is known of a document's speakers.

    Args:
        actors: codes of those whose document it is.
        title: of the document.
        genre: of the document.
        role: in what capacity the actor speaks, such as ``president``.
        speakers: whom the compiler named, with the code of the actor; empty for nobody's.
        known: persons whom other documents introduced, with the code of the actor.
        names: names of states by code of the actor.
    """

    actors: tuple[str, ...]
    title: str = ""
    genre: str = ""
    role: str = ""
    speakers: Mapping[str, str] = field(factory=dict)
    known: Mapping[str, str] = field(factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen(kw_only=True)
class Found:
    """Turns of a document, and who was introduced in it.

    Args:
        turns: in order; empty where the actors speak throughout.
        introduced: persons whom the document introduces as speaking for one of its actors.
    """

    turns: tuple[Turn, ...]
    introduced: Mapping[str, str] = field(factory=dict)


def speakers_of(column: str) -> dict[str, str]:
    """Speakers as a manifest names them.

    Raises:
        ValueError: a part is not ``name=CODE``.

    >>> speakers_of("Ada Lee=LAK; Q=")
    {'Ada Lee': 'LAK', 'Q': ''}
    """
    named = {}
    for part in filter(None, map(str.strip, column.split(";"))):
        name, equals, code = part.rpartition("=")
        if not equals or not name.strip():
            message = f"{part!r} is not name=CODE"
            raise ValueError(message)
        named[" ".join(name.split())] = code.strip()
    return named


def find_turns(text: str, clues: Clues) -> Found:
    """Find whose words stand where.

    Args:
        text: of the document.
        clues: what is known of its speakers.
    """
    transcript = clues.genre in TRANSCRIPTS or bool(clues.speakers)
    places = labels(text, transcript=transcript)
    if not places:
        if clues.genre in TRANSCRIPTS:
            return Found(turns=(Turn(start=0, end=len(text), speaker="", actor=None),))
        return Found(turns=_after_introduction(text, clues))
    introduced: dict[str, str] = {}
    titled = _titled(clues)
    actors = [_actor(one, clues, titled, introduced) for one in places]
    # A person who is introduced once is known by the bare name, before and after.
    later = {**clues.known, **introduced}
    ends = [*(one.start for one in places[1:]), len(text)]
    turns = [
        Turn(
            start=one.end,
            end=max(one.end, end),
            speaker=one.speaker,
            actor=actor if actor is not None else _known(one, clues, later),
        )
        for one, actor, end in zip(places, actors, ends, strict=True)
        if one.kind is not Label.END
    ]
    return Found(turns=tuple(turns), introduced=introduced)


def _after_introduction(text: str, clues: Clues) -> tuple[Turn, ...]:
    """The text behind a compiler's own introduction; empty where there is none."""
    if len(clues.actors) != 1:
        return ()
    for before, heading in _INTRODUCED:
        pattern = (r"\s*".join(map(re.escape, words)) for words in (before, heading))
        first, second = (re.compile(rf"(?m)^[ \t]*{one}[ \t]*$") for one in pattern)
        begun = first.search(text)
        own = second.search(text, begun.end()) if begun else None
        if begun and own:
            return (
                Turn(start=begun.end(), end=own.start(), speaker=begun.group().strip(), actor=None),
                Turn(start=own.end(), end=len(text), speaker="", actor=clues.actors[0]),
            )
    return ()


# ---------------------------------------------------------------- for whom a speaker speaks


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _holds(words: str, name: str) -> bool:
    """Whether a name stands in words, from the edge of a word to the edge of a word."""
    return re.search(rf"(?<!\w){re.escape(_folded(name))}(?!\w)", _folded(words)) is not None


def _actor(
    place: Place, clues: Clues, titled: Mapping[str, str], introduced: dict[str, str]
) -> str | None:
    """For whom the speaker of a turn speaks; None where that is not known."""
    named = [name for name in clues.speakers if _holds(place.speaker, name)]
    if named:
        return clues.speakers[max(named, key=len)] or None
    own = clues.actors[0] if len(clues.actors) == 1 else None
    if place.kind is not Label.NAME:
        return own if place.kind in (Label.ANSWER, Label.OFFICE) else None
    if own and clues.role and _folded(place.speaker) == _folded(clues.role):
        return own
    state, person = _of_state(place.speaker, clues)
    if state is None:
        return _by_title(place.speaker, titled)
    if state not in clues.actors:
        return None
    if person:
        introduced[person] = state
    return state


def _by_title(speaker: str, titled: Mapping[str, str]) -> str | None:
    """The actor of a person whom the title names, by the name without the office."""
    parts = set(_folded(re.sub(rf"(?i)\b(?:{_ROLES})\b", "", speaker)).split())
    for name, actor in titled.items():
        if parts and parts <= set(_folded(name).split()):
            return actor or None
    return None


def _known(place: Place, clues: Clues, known: Mapping[str, str]) -> str | None:
    """The actor of a person who was introduced elsewhere, where nobody said otherwise."""
    if place.kind is not Label.NAME or any(_holds(place.speaker, one) for one in clues.speakers):
        return None
    actor = known.get(" ".join(place.speaker.split()))
    return actor if actor in clues.actors else None


def _of_state(speaker: str, clues: Clues) -> tuple[str | None, str]:
    """The state whose office a label names, and the person; None where it names none."""
    best: tuple[int, str, str] | None = None
    folded = speaker.casefold()
    for code, names in clues.names.items():
        for name in names:
            if name.casefold() not in folded:
                continue
            pattern = rf"(?i:\b(?:{_ROLES})\s+of\s+(?:the\s+)?{re.escape(name)})(?P<rest>(?!\w).*)"
            found = re.search(pattern, speaker)
            if found and (best is None or len(name) > best[0]):
                best = (len(name), code, found["rest"].strip())
    if best is None or _BODIES.search(best[2]):
        return None, ""
    return best[1], " ".join(best[2].split())


def _titled(clues: Clues) -> dict[str, str]:
    """Persons by whom the title says that the words are, with the actor; empty where unsure."""
    by = re.search(r"\bby\s+(.*)", clues.title)
    if not by:
        return {}
    told = " ".join(by.group(1).split())
    states = {name: code for code, names in clues.names.items() for name in names}
    state = "|".join(sorted(map(re.escape, states), key=len, reverse=True)) or r"(?!)"
    person = re.compile(
        rf"(?P<after>{_PERSON}),\s+(?i:{_ROLES})\s+of\s+(?:the\s+)?(?P<first>{state})(?!\w)"
        rf"|(?i:{_ROLES})\s+(?P<name>{_PERSON})(?:\s+of\s+(?:the\s+)?(?P<second>{state})(?!\w))?"
    )
    with_state: dict[str, str] = {}
    without: list[str] = []
    for found in person.finditer(told):
        where = found["first"] or found["second"]
        if where:
            code = states[where]
            with_state[found["after"] or found["name"]] = code if code in clues.actors else ""
        else:
            without.append(found["name"])
    left = [actor for actor in clues.actors if actor not in with_state.values()]
    if len(without) == 1 and len(left) == 1:
        return {**with_state, without[0]: left[0]}
    return with_state
