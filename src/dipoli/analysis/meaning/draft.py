"""A text under negotiation as the analysis sees it: places, ways to settle them, ties to options.

A *place* is where something is still to be settled, or is settled already: the wording of a clause,
with an alternative for each way; or a bracket, whose words stay or fall. A bracket lies within a
way of another place, and says nothing unless that way is taken. A *tie* reads one way as options of
issues. It keeps the digest of the words that were read, so that a reading of words that have since
moved is told and never used.
"""

from __future__ import annotations

import hashlib

from attrs import field, frozen

from dipoli.analysis.case import Case


def digest_of(words: str) -> str:
    """The digest of words, by which a tie knows that they are still those that were read.

    >>> digest_of("the words")[:8]
    'bb2ae5bb'
    """
    return hashlib.sha256(words.encode()).hexdigest()


@frozen(kw_only=True)
class Way:
    """One way to settle a place.

    Args:
        key: its short name, unique in its place, such as ``option-2``, ``stays`` or ``falls``.
        words: the words that would then stand; empty where none would.
    """

    key: str
    words: str

    @property
    def digest(self) -> str:
        """Of its words."""
        return digest_of(self.words)


@frozen(kw_only=True)
class Place:
    """A place of a text that has one way, and is settled, or several, and is open.

    Args:
        clause: short name of the clause.
        key: its own short name, unique in the clause, such as ``wording`` or ``bracket-1``.
        ways: at least one.
        within: key of the place and of its way in which it lies; None where it always stands.
    """

    clause: str
    key: str
    ways: tuple[Way, ...] = field()
    within: tuple[str, str] | None = None

    @ways.validator
    def _some(self, _attribute: object, ways: tuple[Way, ...]) -> None:
        keys = [way.key for way in ways]
        if not keys or len(set(keys)) < len(keys):
            message = f"place {self.clause} {self.key} needs ways with names of their own: {keys}"
            raise ValueError(message)

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
    """

    id: str
    title: str
    version: int
    places: tuple[Place, ...] = field()

    @places.validator
    def _nested(self, _attribute: object, places: tuple[Place, ...]) -> None:
        known = set[tuple[str, str]]()
        for place in places:
            outer = None if place.within is None else (place.clause, place.within[0])
            if (place.clause, place.key) in known or (outer is not None and outer not in known):
                message = f"place {place.clause} {place.key} stands twice, or before that around it"
                raise ValueError(message)
            known.add((place.clause, place.key))

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
        digest: of the words that were read.
        note: why they are read so; empty where nobody said.
    """

    clause: str
    place: str
    way: str
    issue: str
    option: int
    digest: str
    note: str = ""

    def is_of(self, case: Case) -> bool:
        """Whether the case has the issue and the option."""
        return any(
            one.id == self.issue and self.option in range(len(one.options)) for one in case.issues
        )
