"""A briefing for a newcomer, made from the record: what this forum is, and where it stands.

Some two pages. Each line says by which act it stands in the record, so that it can be looked up; it
says no more than the record does. What a party wrote is kept apart from what the program says.
Nothing is counted, and nobody is told what to do.

With a seat it also says what that seat holds and what waits for it: the briefing of a new head of
delegation after a change of government.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve, frozen

from dipoli.forum import basket_rules, commitment_told
from dipoli.forum import commitment as k
from dipoli.forum import decision as d
from dipoli.forum import framework as w
from dipoli.forum import reserved as r
from dipoli.forum import text as t
from dipoli.forum.basket import Basket
from dipoli.forum.compiled import ELSEWHERE, NO_ACT
from dipoli.forum.decision_needed import still_needed
from dipoli.forum.formality import TOLD
from dipoli.forum.framework_rules import take_over_needed, wind_up_needed
from dipoli.forum.government import Sort
from dipoli.forum.government_rules import name_then
from dipoli.forum.names import Names
from dipoli.forum.standing import Forum
from dipoli.forum.text_rules import still_needed as text_needed
from dipoli.forum.today import today
from dipoli.forum.unseen import CHAIR, LEVEL, SEATS
from dipoli.told import commas, in_words, joined, tell

MOST = 12
"""How many lines a part has at most; those of the latest acts are kept, in their order."""


NOTHING = tell("Nothing is entered.")
NOT_OPEN = tell("Nothing of it can be read here; that does not mean that nothing is entered.")


@frozen(kw_only=True)
class Said:
    """One line of a briefing.

    Args:
        told: what the program says, with codes for names.
        words: what a party wrote; None for nothing.
        act: number of the act by which it stands; None where it stands from the opening on.
    """

    told: str
    words: str | None = None
    act: int | None = None


@frozen(kw_only=True)
class Part:
    """One part of a briefing.

    Args:
        heading: in words.
        lines: in their order.
        more: which command tells the rest; None where nothing is left out.
        none: what is said where there is no line.
    """

    heading: str
    lines: tuple[Said, ...]
    more: str | None = None
    none: str = NOTHING


def brief(
    forum: Forum, now: str, seat: str | None, readers: Sequence[str] = ()
) -> tuple[Part, ...]:
    """The briefing.

    Args:
        forum: the standing.
        now: the moment.
        seat: whose own matters are told; None for nobody's.
        readers: who can read this record, in sentences, as whoever holds it knows.
    """
    parts = _parts(forum, now, None if seat is None else forum.heir(seat), readers)
    if forum.charter.compiled:
        return tuple(evolve(part, none=NO_ACT) for part in parts)
    if forum.blind is None:
        return parts
    return tuple(evolve(one, none=NOT_OPEN) if one.none == NOTHING else one for one in parts)


def _parts(forum: Forum, now: str, code: str | None, readers: Sequence[str]) -> tuple[Part, ...]:
    return (
        _part(tell("What this forum is"), _itself(forum), "status"),
        _part(tell("Who sits here, in protocol order"), _seats(forum), "status", most=40),
        _part(tell("Baskets, and where each stands"), _baskets(forum), "status"),
        _part(tell("What was adopted"), _adopted(forum), "status"),
        _part(tell("What is open"), _open(forum), "status"),
        *(() if code is None else _own(forum, code, now)),
        _part(tell("Disputed terms, and what each party means by them"), _terms(forum), "status"),
        _part(tell("What seats will not have discussed"), _matters(forum), "status"),
        _part(tell("Taken over, and wound up"), _frameworks(forum), "inherit"),
        *(() if code is None else (_today(forum, code, now),)),
        _part(tell("Who can read this"), (Said(told=one) for one in readers), None),
    )


def _part(heading: str, lines: Iterable[Said], more: str | None, *, most: int = MOST) -> Part:
    """A part, cut to what two pages hold; what is left out is said to be."""
    found = tuple(lines)
    cut = len(found) > most
    return Part(heading=heading, lines=found[-most:] if cut else found, more=more if cut else None)


# ---------------------------------------------------------------- the forum


def _itself(forum: Forum) -> Iterator[Said]:
    paper = forum.charter
    title, style = next(iter(paper.title.values())), paper.style.rstrip(".")
    yield Said(
        told=tell("Its charter is in the opening of the record: {style}.", style=style), words=title
    )
    last = forum.rises[-1] if forum.rises else None
    told = tell("It is {level}.", level=TOLD[forum.level])
    if last is not None:
        told = tell(
            "It is {level}, as {decision} decided on {time}.",
            level=TOLD[forum.level],
            decision=last.decision,
            time=last.time,
        )
    if LEVEL in forum.unknown:
        told = tell("Whether it is still what it began as is not known here.")
    yield Said(told=told, act=None if last is None else last.number)
    if forum.reports_to is not None:
        yield Said(
            told=tell(
                "It is a body that reports to {reports_to}, and takes no decisions.",
                reports_to=forum.reports_to,
            )
        )
    if forum.charter.compiled:
        yield Said(
            told=tell(
                "Its entries are a compiler's: {acts} acts with its opening.", acts=forum.acts
            )
        )
        yield Said(told=ELSEWHERE)
        return
    yield Said(told=_presides(forum))
    yield Said(
        told=tell(
            "{secretariat} keeps the record, which has {acts} acts.",
            secretariat=forum.secretariat,
            acts=forum.acts,
        )
    )


def _presides(forum: Forum) -> str:
    if CHAIR in forum.unknown:
        return tell("Who presides is not known here.")
    if not forum.chair:
        return tell("Nobody presides now.")
    presides = commas(forum.chair)
    since = None if forum.presiding is None else forum.presiding.since
    if since:
        return tell("{presides} presides, since {since}.", presides=presides, since=since)
    return tell("{presides} presides.", presides=presides)


def _seats(forum: Forum) -> Iterator[Said]:
    for code in forum.order:
        seat = forum.seats[code]
        if seat.successor is not None:
            continue
        stage, category = in_words(seat.stage), in_words(seat.category)
        told = tell("{code}: {category}, {stage}.", code=code, category=category, stage=stage)
        if seat.predecessor is not None:
            told = tell(
                "{code}: {category}, {stage}; it has the seat of {predecessor}.",
                code=code,
                category=category,
                stage=stage,
                predecessor=seat.predecessor,
            )
        if forum.charter.compiled:  # a place by the charter of the talks, and no act of a party
            told = tell("{code}: {category}.", code=code, category=category)
        elif code in forum.unknown or SEATS in forum.unknown:
            told = tell(
                "{code}: {category}; how it stands is not known here.", code=code, category=category
            )
        yield Said(told=told, act=forum.begun.get(code))
        for one in forum.changes.get(code, ()):
            if one.sort is Sort.GOVERNMENT:
                told = tell(
                    "{code} told that its government changed, since {since}.",
                    code=code,
                    since=one.since,
                )
                yield Said(told=told, words=one.words, act=one.number)


def _baskets(forum: Forum) -> Iterator[Said]:
    names, listed = Names(forum), (one.id for one in forum.charter.baskets)
    for name in dict.fromkeys((*listed, *forum.opened)):
        one = forum.baskets.get(name) or Basket(id=name)
        told = tell(
            "{basket}: {stage}. {needed}",
            basket=names.basket(name),
            stage=in_words(one.stage),
            needed=basket_rules.basket_needed(one),
        )
        if name in forum.unknown:
            told = tell("{name}: how it stands is not known here.", name=names.basket(name))
        yield Said(told=told, act=forum.begun.get(name))


def _by_number(held: Iterable[d.Proposal]) -> list[d.Proposal]:
    return sorted(held, key=lambda one: one.number)


def _adopted(forum: Forum) -> Iterator[Said]:
    for one in _by_number(forum.proposals.values()):
        if one.stage in d.DECIDED and one.id not in forum.unknown:
            stage = in_words(one.stage)
            told = tell(
                "{name}, adopted on {adopted}: {stage}.",
                name=one.id,
                adopted=one.adopted,
                stage=stage,
            )
            yield Said(told=told, words=one.title, act=one.number)


_OVER = frozenset({d.Stage.LAPSED, d.Stage.WITHDRAWN}) | d.DECIDED


def _open(forum: Forum) -> Iterator[Said]:
    for one in _by_number(forum.proposals.values()):
        if one.id in forum.unknown:
            yield Said(
                told=tell("{name}: how it stands is not known here.", name=one.id),
                words=one.title,
                act=one.number,
            )
        elif one.stage not in _OVER:
            told = tell(
                "{name}: {stage}. {needed}",
                name=one.id,
                stage=in_words(one.stage),
                needed=still_needed(forum, one),
            )
            yield Said(told=told, words=one.title, act=one.number)
    for text in sorted(forum.texts.values(), key=lambda text: text.number):
        if text.id in forum.unknown:
            yield Said(
                told=tell("{name}: how it stands is not known here.", name=text.id),
                words=text.title,
                act=text.number,
            )
        elif text.stage is t.Stage.OPEN:
            told = tell(
                "{text}: a text, version {version}. {needed}",
                text=text.id,
                version=text.version,
                needed=text_needed(forum, text),
            )
            yield Said(told=told, words=text.title, act=text.number)


# ---------------------------------------------------------------- one seat


def _own(forum: Forum, code: str, now: str) -> tuple[Part, ...]:
    return (
        _part(
            tell("What {code} has undertaken", code=code),
            _commitments(forum, now, lambda one: code in one.owners),
            "commitments",
        ),
        _part(
            tell("What is owed to {code}", code=code),
            _commitments(forum, now, lambda one: code in one.recipients),
            "commitments",
        ),
        _part(tell("Brackets that {code} holds", code=code), _brackets(forum, code), "status"),
    )


def _commitments(forum: Forum, now: str, mine: Callable[[k.Commitment], bool]) -> Iterator[Said]:
    for one in sorted(forum.commitments.values(), key=lambda one: one.number):
        if mine(one):
            owners = commas(one.owners)
            of = tell("{name} of {owners}.", name=one.id, owners=owners)
            told = joined(" ", (of, *_then(forum, one), *commitment_told.told(forum, one, now)))
            words = commitment_told.in_a_line(one.words)
            yield Said(told=told, words=words, act=one.number)


def _then(forum: Forum, one: k.Commitment) -> Iterator[str]:
    """Under which names its sides stood when it was made, where these are others now."""
    language = forum.charter.languages[0]
    for code in one.sides:
        name = name_then(forum, code, one.number, one.made, language)
        if name is not None:
            yield tell("{code} was {name} then.", code=code, name=name)


def _brackets(forum: Forum, code: str) -> Iterator[Said]:
    """Brackets in texts that are open, around passages or a whole text."""
    for text in sorted(forum.texts.values(), key=lambda text: text.number):
        if text.stage is not t.Stage.OPEN:
            continue
        if code in text.headnote:
            told = tell(
                "{code} holds the bracket around the whole of {text}.", code=code, text=text.id
            )
            yield Said(told=told, words=text.title, act=text.number)
        for name in text.clauses:
            clause = forum.clauses[name]
            if any(code in held.holders for held in clause.brackets.values()):
                told = tell("{code} holds a bracket in clause {name}.", code=code, name=name)
                yield Said(told=told, act=forum.begun.get(name))


def _today(forum: Forum, code: str, now: str) -> Part:
    lines = []
    for due in today(forum, code, now):
        told, act = due.told, forum.begun.get(due.object)
        if due.object and due.object not in forum.seats:
            told = tell("{name}: {told}", name=due.object, told=told)
        if due.until is not None:
            told = joined(" ", (told, tell("Until {until}.", until=due.until)))
        lines.append(Said(told=told, words=due.title or None, act=act))
    cut = len(lines) > MOST
    return Part(
        heading=tell("What waits for {code} now", code=code),
        lines=tuple(lines[:MOST]),
        more="today" if cut else None,
        none=tell("Nothing waits for its act."),
    )


# ---------------------------------------------------------------- terms, matters, frameworks


def _terms(forum: Forum) -> Iterator[Said]:
    for name in sorted(forum.terms, key=forum.begun.__getitem__):
        one, act = forum.terms[name], forum.begun.get(name)
        settled = sorted(text for text in one.settled if one.stage(text).value == "settled")
        told = tell("{name}: disputed by {who}.", name=name, who=one.by)
        if settled:
            told = tell(
                "{name}: disputed by {who}; settled in {settled}.",
                name=name,
                who=one.by,
                settled=commas(settled),
            )
        yield Said(told=told, words=one.title, act=act)
        for code in forum.order:
            if code in one.meanings:
                told = tell("{code} means by {name}:", code=code, name=name)
                words = commitment_told.in_a_line(one.meanings[code])
                yield Said(told=told, words=words, act=act)


def _matters(forum: Forum) -> Iterator[Said]:
    for code in forum.order:
        for name in sorted(forum.matters, key=forum.begun.__getitem__):
            one = forum.matters[name]
            if one.by == code and one.stage is r.Stage.RESERVED:
                told = tell("{name}: reserved by {code}.", name=name, code=code)
                if name in forum.unknown:
                    told = tell(
                        "{name}: reserved by {code} once; how it stands is not known here.",
                        name=name,
                        code=code,
                    )
                yield Said(told=told, words=one.title, act=forum.begun.get(name))


def _frameworks(forum: Forum) -> Iterator[Said]:
    for wound in sorted(forum.windings.values(), key=lambda one: one.number):
        if wound.stage is not w.WindUpStage.KEPT:
            told = tell(
                "{name}: {needed}",
                name=wound.id,
                needed=wind_up_needed(forum, wound),
            )
            yield Said(told=told, words=wound.words, act=wound.number)
    for taken in sorted(forum.takeovers.values(), key=lambda one: one.number):
        if taken.stage is not w.TakeOverStage.DROPPED:
            told = tell(
                "{name}: {needed}",
                name=taken.id,
                needed=take_over_needed(forum, taken),
            )
            yield Said(told=told, words=taken.words, act=taken.number)
            yield from _list(forum, taken)


def _list(forum: Forum, taken: w.TakeOver) -> Iterator[Said]:
    """What it lists, one line for an act and a sort; seats in protocol order."""
    found = dict[tuple[int, str], list[str]]()
    for sort, name, number in taken.in_order():
        found.setdefault((number, sort), []).append(name)
    for (number, sort), names in found.items():
        if sort == "seat":
            here = [code for code in forum.order if code in names]
            names[:] = [*here, *(code for code in names if code not in here)]
        told = tell(
            "{name} lists, of {origin}: {sort} {names}.",
            name=taken.id,
            origin=taken.origin,
            sort=sort,
            names=commas(names),
        )
        yield Said(told=told, act=number)
