"""Names in place of codes: what a reader is shown, in the names that the reader's own seat uses.

The rules of procedure write parties by their codes, which are ids. Whoever shows a sentence to a
person puts names in their place: those that the reader's seat gave, else those that each party
gives itself, else those of the charter (`dipoli.forum.naming_rules.called`). Only the program's own
sentences are treated so; what a party wrote is shown as it wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from dipoli.forum.naming import Thing
from dipoli.forum.naming_rules import called
from dipoli.forum.standing import Forum
from dipoli.forum.wording import codes_of, in_names, named_places
from dipoli.told import Edit, Moment, Told, begun, mended, tell

_SECRETARIAT = tell("the secretariat")
_TIME = re.compile(r"\b([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}):([0-9]{2})Z")


@define
class Names:
    """How parties and baskets are called for one reader.

    Args:
        forum: the standing.
        reader: code of the seat that reads; empty for nobody's own names.
        language: in which the reader reads; the charter's first when empty.
        beside: names of other circles that the same reader reads, for parties without one here.
    """

    forum: Forum
    reader: str = ""
    language: str = ""
    beside: tuple[Names, ...] = ()
    _codes: re.Pattern[str] = field(init=False)
    _strangers: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Know which words are codes here."""
        self.language = self.language or self.forum.charter.languages[0]
        self._strangers = frozenset(_cited(self.forum)) - set(self._parties())
        self._codes = codes_of((*self._parties(), *self._strangers, self.forum.secretariat))

    def party(self, code: str) -> str:
        """A party, or the secretariat, as this reader calls it; by a code only without a name."""
        name = called(self.forum, self.reader, Thing.PARTY, code, self.language)
        if name != code:
            return name
        if code == self.forum.secretariat:
            return _SECRETARIAT
        for language in self.forum.charter.languages:  # rather in another language than by code
            name = called(self.forum, self.reader, Thing.PARTY, code, language)
            if name != code:
                return name
        listed = self.forum.charter.member(code)
        if listed is not None:
            return next(iter(listed.names.values()), code)
        known = (names.party(code) for names in self.beside if code in names)
        found = next(known, None)
        if found is None and code in self._strangers:
            return tell("a party without a name here ({code})", code=code)
        return code if found is None else found

    def basket(self, name: str) -> str:
        """A basket by its name."""
        rule = next((one for one in self.forum.charter.baskets if one.id == name), None)
        if rule is None:
            return begun(_plain(name))
        return rule.names.get(self.language) or next(iter(rule.names.values()), name)

    def named(self, sentence: str) -> str:
        """A sentence of the program's own with names for codes, and otherwise as it is."""
        return in_names(sentence, self._codes, self.party)

    def told(self, sentence: str) -> str:
        """The same with times as people read them, and a capital letter at its beginning.

        >>> _TIME.sub(_moment, "It can be opened from 2030-03-01T10:00:00Z.")
        'It can be opened from 2030-03-01 10:00 UTC.'
        """
        if isinstance(sentence, Told):
            names = named_places(sentence, self._codes, self.party)
            return begun(mended(sentence, (*names, *_moments(sentence))))
        named = self.named(sentence)
        return _TIME.sub(_moment, begun(named))

    def legend(self) -> Iterator[tuple[str, str]]:
        """Each code with its name, in protocol order."""
        for code in self._parties():
            yield code, self.party(code)

    def __contains__(self, code: str) -> bool:
        """Whether a party has a place or a name here."""
        return code in self._parties()

    def _parties(self) -> tuple[str, ...]:
        listed = (one.code for one in self.forum.charter.members)
        return tuple(dict.fromkeys((*self.forum.order, *listed)))


def _cited(forum: Forum) -> Iterator[str]:
    """Parties of which messages speak under good offices; most have no place in the circle."""
    for one in forum.messages.values():
        yield from one.to
        yield from (told.to for told in one.told)
        if one.from_ is not None:
            yield one.from_


def _moment(found: re.Match[str]) -> Moment:
    day, clock, seconds = found.groups()
    shown = f"{day} {clock}{'' if seconds == '00' else ':' + seconds} UTC"
    return Moment(shown, found.group())


def _moments(sentence: str) -> Iterator[Edit]:
    for found in _TIME.finditer(sentence):
        yield found.start(), found.end(), _moment(found)


def _plain(name: str) -> str:
    return name.replace("-", " ")


def moment(time: str) -> str:
    """A time of the record as people read it."""
    found = _TIME.fullmatch(time)
    return _TIME.sub(_moment, time) if found is None else _moment(found)
