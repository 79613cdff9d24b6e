"""Relations of two parties, over time: what they did and said, listed by date.

The list comes from the record of one or more circles that the reader holds, and from a timeline of
public events, if one is given. Each entry has its date, as exact as it is known, its source, and
the name that each side gives to it. Nothing is totalled, sorted by anything but date, or valued.

What is listed follows from a rule that is the same for every pair (`RULE`). Contacts of two parties
outside what the reader holds are not in it; an empty list says nothing of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen
from immutables import Map

from dipoli.forum import commitment_told as told
from dipoli.forum.bodies import Rank
from dipoli.forum.commitment import Commitment
from dipoli.forum.government_rules import line_of
from dipoli.forum.meeting import Credential
from dipoli.forum.naming import Thing
from dipoli.forum.standing import Forum
from dipoli.forum.strand import Account, Outcome, Strand
from dipoli.terms import event_in_words
from dipoli.told import commas, in_words, joined, tell

RULE = tell(
    "Listed are, of the records at hand: meetings to which both presented credentials, talks to "
    "which both are parties with their rounds and outcomes, commitments of one to the other or of "
    "both, with each side's view, requests and inspections that one asked of the other, and "
    "exchange rounds in which both are asked for a return. Of the timeline: events that name "
    "both, and events that name one of them and nobody else."
)
"""The rule of selection, which stands above every list."""


@frozen(kw_only=True)
class Happening:
    """A dated event of public history, of a neutral type.

    Args:
        id: its short name, by which sides give it their own names.
        date: the day, ``YYYY-MM-DD``.
        precision: ``day``, ``month`` or ``year``: how much of the date is sure.
        type: neutral, the same words for every party.
        words: what happened, in the compiler's words.
        parties: codes of those concerned.
        source: to what it can be traced; empty for nothing but the timeline.
        confidence: how sure the compiler was.
    """

    id: str
    date: str
    precision: str
    type: str
    words: str
    parties: tuple[str, ...]
    source: str
    confidence: str

    @property
    def known(self) -> str:
        """As much of the date as is sure.

        >>> Happening(
        ...     id="E1", date="2030-03-15", precision="month", type="talks", words="x",
        ...     parties=("XAL",), source="", confidence="low",
        ... ).known
        '2030-03'
        """
        return self.date[: {"year": 4, "month": 7}.get(self.precision, 10)]


@frozen(kw_only=True)
class Held:
    """One circle that the reader holds: the name of its record, and its standing."""

    origin: str
    forum: Forum


@frozen(kw_only=True)
class Entry:
    """One entry of the list.

    Args:
        date: by which it is listed.
        shown: the date as far as it is known.
        sort: what it is, in a neutral word or two.
        object: its short name.
        told: what the program says of it, with codes for names.
        words: what its author says; None for nothing.
        own: each side's own name for it: party and name.
        source: where it stands: a record with the number of the act, or the timeline.
        confidence: of the compiler of the timeline; None for what is in a record.
    """

    date: str
    shown: str
    sort: str
    object: str
    told: str
    words: str | None
    own: tuple[tuple[str, str], ...]
    source: str
    confidence: str | None


@frozen(kw_only=True, slots=False)
class Pair:
    """Two parties in one circle: each with those after whom it has its seat."""

    held: Held
    one: tuple[str, ...]
    other: tuple[str, ...]
    language: str
    now: str

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Sort to the short names in which one of the two had a part, in the order of entry.

        One pass over what the one of them that had a part in fewer things had a part in.
        """
        forum, found = self.held.forum, dict[str, list[str]]()
        codes = [code for code in (self.one[0], self.other[0]) if code in forum.seats]
        fewer = min((forum.parts.get(code, Map()) for code in codes), key=len, default=Map())
        for name, sort in fewer.items():
            if sort in _LISTED:
                found.setdefault(sort, []).append(name)
        return {
            sort: tuple(sorted(names, key=forum.begun.__getitem__)) for sort, names in found.items()
        }

    def things(self, sort: str) -> tuple[str, ...]:
        """Those of one sort."""
        return self.parts.get(sort, ())

    def both(self, codes: Iterable[str]) -> bool:
        """Whether both are among some parties."""
        found = set(codes)
        return bool(found & set(self.one)) and bool(found & set(self.other))

    def crosses(self, givers: Iterable[str], takers: Iterable[str]) -> bool:
        """Whether one of them is among those who give, and the other among those who take."""
        give, take = set(givers), set(takers)
        return any(
            give & set(first) and take & set(second)
            for first, second in ((self.one, self.other), (self.other, self.one))
        )

    def entry(  # noqa: PLR0913 - one argument for each column of the list
        self,
        date: str,
        number: int,
        sort: str,
        about: str,
        sentence: str,
        *,
        words: str | None = None,
        own: tuple[tuple[str, str], ...] = (),
    ) -> Entry:
        """An entry of the record."""
        return Entry(
            date=date,
            shown=date,
            sort=sort,
            object=about,
            told=sentence,
            words=words,
            own=(*own, *self.own(Thing.PAPER, about)),
            source=tell("{origin}, act {number}", origin=self.held.origin, number=number),
            confidence=None,
        )

    def own(self, sort: Thing, name: str) -> tuple[tuple[str, str], ...]:
        """What each of the two calls a thing, in the order in which they were asked for."""
        names = self.held.forum.names
        found = (
            (line[0], next((names[key] for key in _keys(line, sort, name, self.language)
                            if key in names), None))
            for line in (self.one, self.other)
        )  # fmt: skip
        return tuple((code, given) for code, given in found if given is not None)


def _keys(
    line: tuple[str, ...], sort: Thing, name: str, language: str
) -> Iterator[tuple[str, Thing, str, str]]:
    return ((code, sort, name, language) for code in line)


def pair_of(held: Held, one: str, other: str, now: str, language: str = "") -> Pair:
    """Two parties in one circle.

    Args:
        held: the circle.
        one: code of a party, or of one before it in its seat.
        other: likewise.
        now: the moment, for dates that have passed.
        language: of names; the charter's first when empty.
    """
    return Pair(
        held=held,
        one=line_of(held.forum, one),
        other=line_of(held.forum, other),
        language=language or held.forum.charter.languages[0],
        now=now,
    )


def relations(pairs: Sequence[Pair], timeline: Sequence[Happening]) -> tuple[Entry, ...]:
    """What two parties did and said, by date.

    Args:
        pairs: the two in each circle that the reader holds; one at least.
        timeline: public events; empty for none.
    """
    found = [entry for pair in pairs for entry in _of_record(pair)]
    found += [event(pairs, one) for one in timeline if _concerns(pairs, one)]
    return tuple(sorted(found, key=lambda entry: entry.date))


# ---------------------------------------------------------------- from the record


def _of_record(pair: Pair) -> Iterator[Entry]:
    for sort, entries in _SORTS:
        for name in pair.things(sort):
            yield from entries(pair, name)


def _meeting(pair: Pair, name: str) -> Iterator[Entry]:
    one, opened = pair.held.forum.meetings[name], pair.held.forum.happened.get(name)
    there = [code for code, held in one.credentials.items() if held.stage is not Credential.NONE]
    if opened is not None and pair.both(there):
        sentence = tell("Both presented credentials for it.")
        yield pair.entry(opened, one.number, tell("meeting"), name, sentence, words=one.title)


def _strand(pair: Pair, name: str) -> Iterator[Entry]:
    one = pair.held.forum.strands[name]
    if not pair.both(one.parties):
        return
    among = commas(one.parties)
    sentence = tell(
        "Talks between {among} began; they are {stage}.", among=among, stage=in_words(one.stage)
    )
    own = _accounts(pair, one.accounts)
    yield pair.entry(one.begun, one.number, tell("talks"), name, sentence, words=one.title, own=own)
    for number, held in sorted(one.rounds.items()):
        sentence = tell(
            "A round of {name} was held, {level}, as {who} entered it.",
            name=name,
            level=_level(held.rank),
            who=held.by,
        )
        place = (
            held.place
            if held.words is None
            else tell("{place}: {words}", place=held.place, words=held.words)
        )
        yield pair.entry(held.date, number, tell("round of talks"), name, sentence, words=place)
    for number, outcome in sorted(one.outcomes.items()):
        yield _outcome(pair, one, pair.held.forum.outcomes[outcome], number)


def _level(rank: Rank) -> str:
    return tell("at the level of {rank}", rank=in_words(rank))


def _outcome(pair: Pair, strand: Strand, one: Outcome, number: int) -> Entry:
    sentence = tell("An outcome of {strand}, as {who} entered it.", strand=strand.id, who=one.by)
    if one.decision is not None:
        sentence = tell(
            "An outcome of {strand}, as {who} entered it; it is locked in by {decision}.",
            strand=strand.id,
            who=one.by,
            decision=one.decision,
        )
    own = _accounts(pair, one.accounts)
    return pair.entry(
        one.date, number, tell("outcome of talks"), one.id, sentence, words=one.title, own=own
    )


def _accounts(pair: Pair, accounts: Map[str, Account]) -> tuple[tuple[str, str], ...]:
    """The name that each of the two gives in its own account."""
    found = ((line[0], accounts.get(line[0])) for line in (pair.one, pair.other))
    return tuple((code, one.name) for code, one in found if one is not None and one.name)


def joint(pair: Pair, one: Commitment) -> bool:
    """Whether a commitment is of one of the two to the other, or of both."""
    return pair.crosses(one.owners, one.recipients) or pair.both(one.owners)


def _listed(pair: Pair, codes: Sequence[str]) -> str:
    """Parties in protocol order; those who do not sit here behind them, as they were named."""
    here = [code for code in pair.held.forum.order if code in codes]
    return commas([*here, *(code for code in codes if code not in here)])


def _commitment(pair: Pair, name: str) -> Iterator[Entry]:
    forum = pair.held.forum
    one = forum.commitments[name]
    if not joint(pair, one):
        return
    owners, to = _listed(pair, one.owners), _listed(pair, one.recipients)
    sentence = tell("A commitment of {owners}.", owners=owners)
    if one.recipients:
        sentence = tell("A commitment of {owners} to {recipients}.", owners=owners, recipients=to)
    sentence = joined(" ", (sentence, *told.told(forum, one, pair.now)))
    yield pair.entry(one.made, one.number, tell("commitment"), name, sentence, words=one.words)
    for code in (pair.one[0], pair.other[0]):
        view = one.said.get(code)
        if view is not None:
            sentence = tell(
                "{code} says of {name}: {verdict}.",
                code=code,
                name=name,
                verdict=told.TOLD[view.verdict],
            )
            yield pair.entry(view.time, view.number, tell("view"), name, sentence, words=view.words)
    if one.found is not None:
        who, found = one.verifier or one.agency, one.found
        sentence = tell(
            "{who}, its verifier, finds of {name}: {verdict}.",
            who=who,
            name=name,
            verdict=told.TOLD[found.verdict],
        )
        yield pair.entry(
            found.time, found.number, tell("finding"), name, sentence, words=found.words
        )


def _request(pair: Pair, name: str) -> Iterator[Entry]:
    one = pair.held.forum.requests[name]
    if not pair.crosses((one.by,), (one.to,)):
        return
    sentence = tell(
        "{who} asks {to} for an explanation; an answer is awaited up to {until}.",
        who=one.by,
        to=one.to,
        until=one.until,
    )
    yield pair.entry(one.asked, one.number, tell("request"), name, sentence, words=one.words)
    for answer in one.answers:
        sentence = tell("{who} answers {name}.", who=answer.by, name=name)
        yield pair.entry(answer.time, answer.number, tell("answer"), name, sentence)
    for met in one.met:
        sentence = tell("A meeting on {name} was held, as {who} entered it.", name=name, who=met.by)
        yield pair.entry(met.date, met.number, tell("meeting"), name, sentence)


def _exchange(pair: Pair, name: str) -> Iterator[Entry]:
    one = pair.held.forum.exchanges[name]
    if not pair.both(one.named):
        return
    sentence = tell("Both are asked for a return, up to {until}.", until=one.until)
    yield pair.entry(one.opens, one.number, tell("exchange round"), name, sentence, words=one.title)
    for code in (pair.one[0], pair.other[0]):
        back = one.returns.get(code)
        if back is not None:
            sentence = tell("{code} handed in its return.", code=code)
            yield pair.entry(back.time, back.number, tell("return"), name, sentence)


def _inspection(pair: Pair, name: str) -> Iterator[Entry]:
    one = pair.held.forum.inspections[name]
    if not pair.crosses((one.by,), (one.host,)):
        return
    stage = in_words(one.stage)
    sentence = tell(
        "{who} asks {host} for an inspection; it stands at: {stage}.",
        who=one.by,
        host=one.host,
        stage=stage,
    )
    yield pair.entry(one.requested, one.number, tell("inspection"), name, sentence, words=one.area)


_SORTS: tuple[tuple[str, Callable[[Pair, str], Iterator[Entry]]], ...] = (
    ("meeting", _meeting),
    ("strand", _strand),
    ("commitment", _commitment),
    ("request", _request),
    ("round", _exchange),
    ("inspection", _inspection),
)

_LISTED = frozenset(sort for sort, _entries in _SORTS)

# ---------------------------------------------------------------- from the timeline


def _concerns(pairs: Sequence[Pair], one: Happening) -> bool:
    """Whether an event names both, or one of the two and nobody else."""
    either = {code for pair in pairs for code in (*pair.one, *pair.other)}
    named = set(one.parties)
    return any(pair.both(named) for pair in pairs) or (bool(named) and named <= either)


def event(pairs: Sequence[Pair], one: Happening) -> Entry:
    """An event as an entry, with what each of the two calls it in any of the circles."""
    own = [name for pair in pairs for name in pair.own(Thing.EVENT, one.id)]
    among = tell("the timeline, {name}", name=one.id)
    return Entry(
        date=one.date,
        shown=one.known,
        sort=event_in_words(one.type),
        object=one.id,
        told=tell("It concerns {parties}.", parties=commas(one.parties)),
        words=one.words,
        own=tuple(dict.fromkeys(own)),
        source=tell("{among}: {source}", among=among, source=one.source) if one.source else among,
        confidence=one.confidence,
    )
