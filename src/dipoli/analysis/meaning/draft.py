"""A text under negotiation as the analysis sees it: places, ways to settle them, ties to options.

A *place* is where something is still to be settled, or is settled already: the wording of a clause,
with an alternative for each way; or a bracket, whose words stay or fall. A bracket lies within a
way of another place, and says nothing unless that way is taken. A *tie* reads one way as an option
of an issue. It keeps the digest of what was read, which is more than the words of the way: that a
bracket falls means something else once the sentence around it says something else. It may keep the
words of the option too, since a case moves as a text does. A reading of what has since moved is
told, and never used.
"""

from __future__ import annotations

import hashlib

from attrs import field, frozen

from dipoli.analysis.case import Case


def digest_of(words: str, passage: str = "") -> str:
    """The digest of what is read, by which a tie knows that it is still the same.

    Args:
        words: that would stand.
        passage: in which they would.

    >>> digest_of("the words")[:8]
    '6ad71a0b'
    >>> digest_of("the words", "As [the words] say.")[:8]
    '403dc727'
    """
    read = f"{len(passage)} {passage}{words}" if passage else words
    return hashlib.sha256(read.encode()).hexdigest()


@frozen(kw_only=True)
class Way:
    """One way to settle a place.

    Args:
        key: its short name, unique in its place, such as ``option-2``, ``stays`` or ``falls``.
        words: the words that would then stand; empty where none would.
    """

    key: str
    words: str


@frozen(kw_only=True)
class Place:
    """A place of a text that has one way, and is settled, or several, and is open.

    Args:
        clause: short name of the clause.
        key: its own short name, unique in the clause, such as ``wording`` or ``bracket-1``.
        ways: at least one.
        within: key of the place and of its way in which it lies; None where it always stands.
        passage: the words around it with its own in square brackets; empty for a wording, which is
            its own passage.
    """

    clause: str
    key: str
    ways: tuple[Way, ...] = field()
    within: tuple[str, str] | None = None
    passage: str = ""

    @ways.validator
    def _some(self, _attribute: object, ways: tuple[Way, ...]) -> None:
        keys = [way.key for way in ways]
        if not keys or len(set(keys)) < len(keys):
            message = f"place {self.clause} {self.key} needs ways with names of their own: {keys}"
            raise ValueError(message)

    def __attrs_post_init__(self) -> None:
        """A bracket is read in its passage: without it, nobody would see that it moved."""
        if (self.within is None) is not (self.passage == ""):
            message = f"place {self.clause} {self.key}: what lies within another has a passage"
            raise ValueError(message)

    def digest(self, way: Way) -> str:
        """Of what is read where one of its ways is read."""
        return digest_of(way.words, self.passage)

    def way(self, key: str) -> Way | None:
        """Its way of this name; None where it has none."""
        return next((way for way in self.ways if way.key == key), None)


@frozen(kw_only=True)
class Draft:
    """A text as it stands.

    Args:
        id: short name of the text.
        title: its title.
        version: of its words.
        places: in the order of the text; a place stands behind the one in which it lies.
        exercise: whether the states that negotiate it are invented.
    """

    id: str
    title: str
    version: int
    places: tuple[Place, ...] = field()
    exercise: bool = False

    @places.validator
    def _nested(self, _attribute: object, places: tuple[Place, ...]) -> None:
        known, ways = set[tuple[str, str]](), set[tuple[str, str, str]]()
        for place in places:
            outer = None if place.within is None else (place.clause, *place.within)
            if (place.clause, place.key) in known or (outer is not None and outer not in ways):
                message = f"place {place.clause} {place.key} stands twice, or before that around it"
                raise ValueError(message)
            known.add((place.clause, place.key))
            ways |= {(place.clause, place.key, way.key) for way in place.ways}

    @property
    def clauses(self) -> tuple[str, ...]:
        """Short names of its clauses, in the order of the text."""
        return tuple(dict.fromkeys(place.clause for place in self.places))

    def place(self, clause: str, key: str) -> Place | None:
        """The place of this name; None where there is none."""
        named = (place for place in self.places if (place.clause, place.key) == (clause, key))
        return next(named, None)


@frozen(kw_only=True)
class Tie:
    """The reading of one way as an option of an issue.

    Args:
        clause: short name of the clause.
        place: key of the place.
        way: key of the way.
        issue: id of the issue.
        option: number of the option; 0 where the words keep the state of things.
        digest: of what was read (`Place.digest`).
        meant: the words of the option when it was tied; empty where nobody kept them.
        note: why they are read so; empty where nobody said.
    """

    clause: str
    place: str
    way: str
    issue: str
    option: int
    digest: str
    meant: str = ""
    note: str = ""

    def words_in(self, case: Case) -> str | None:
        """The words that the option has in a case; None where the case has no such option."""
        found = next((one for one in case.issues if one.id == self.issue), None)
        if found is None or self.option not in range(len(found.options)):
            return None
        return found.options[self.option].text
