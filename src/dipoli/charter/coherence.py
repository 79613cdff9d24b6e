"""Is a charter coherent? Every fault at once, each with its place inside the charter.

A charter can be of the right form and still leave a question open, or answer it twice; name a chair
who does not sit; give an hour to a procedure that it does not have. What a charter does not use is
written as 0, false or an empty list, so that no number stands there that means nothing.

`GOVERNS` says which point each value of the rules belongs to: the article that settles the point is
where the value is told in words. Who changes a value changes that article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import frozen

from dipoli.charter.points import Point
from dipoli.charter.rules import (
    Basis,
    Category,
    Charter,
    DecisionMode,
    Lapse,
    Rota,
    Term,
    Track,
)

Place = tuple[str | int, ...]

CODE = re.compile(r"[A-Z]{2,9}(?:-[A-Z]{1,9})?", re.ASCII)
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?", re.ASCII)
NUMBER = re.compile(r"[1-9][0-9]{0,2}(?:\.[1-9][0-9]{0,2}){0,3}", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
OFFICE = "SECRETARIAT"
LONGEST, MOST = 5_000, 500
"""Characters in one text, entries in one list."""

YEAR = 8_784
"""Hours in the longest year."""


@frozen(kw_only=True)
class Fault:
    """One fault in a charter.

    Args:
        place: inside the charter: keys and positions.
        expected: what should stand there.
        found: what stands there.
        mend: what to do next.
    """

    place: Place
    expected: str
    found: str
    mend: str

    @property
    def where(self) -> str:
        """The place as a reader would write it: ``members[2].zone``."""
        shown = ""
        for part in self.place:
            shown += f"[{part}]" if isinstance(part, int) else (f".{part}" if shown else part)
        return shown


GOVERNS: Mapping[str, Point] = MappingProxyType(
    {
        "level": Point.LEVEL,
        "seats.order": Point.ORDER,
        "seats.categories": Point.ADMISSION,
        "seats.admission": Point.ADMISSION,
        "seats.self_suspension": Point.SELF_SUSPENSION,
        "seats.suspension": Point.SUSPENSION,
        "seats.withdrawal": Point.WITHDRAWAL,
        "chair.rota": Point.TURN,
        "chair.language": Point.TURN,
        "chair.term": Point.TURN,
        "chair.fixed": Point.TURN,
        "chair.speaks": Point.DEPUTY,
        "bodies.by_chair": Point.BODY_CALL,
        "bodies.by_decision": Point.BODY_CALL,
        "bodies.tracks": Point.BODY_CALL,
        "bodies.reporting": Point.BODY_REPORT,
        "bodies.experts": Point.BODY_SEATS,
        "meeting.notice": Point.MEETING_NOTICE,
        "meeting.agenda": Point.AGENDA,
        "meeting.appeal": Point.POINT_OF_ORDER,
        "meeting.replies": Point.REPLY,
        "meeting.corrigenda": Point.MINUTES,
        "meeting.summary": Point.OUTCOME,
        "decision.mode": Point.CONSENSUS,
        "decision.meeting": Point.PUT,
        "decision.notice": Point.NOTICE,
        "decision.waiver": Point.WAIVER,
        "decision.waiver_hours": Point.WAIVER,
        "decision.quorum": Point.QUORUM,
        "decision.minus": Point.MINUS,
        "decision.minus_x": Point.OPT_OUT,
        "decision.referral": Point.REFERRAL,
        "decision.referral_hours": Point.REFERRAL,
        "decision.referral_silence": Point.REFERRAL,
        "decision.window": Point.STATEMENTS,
        "decision.reservations": Point.STATEMENTS,
        "decision.interpretations": Point.STATEMENTS,
        "decision.dissociations": Point.STATEMENTS,
        "silence.allowed": Point.SILENCE,
        "silence.leave": Point.SILENCE_LEAVE,
        "silence.least": Point.SILENCE_PERIOD,
        "silence.holidays": Point.SILENCE_PERIOD,
        "silence.extensions": Point.SILENCE_EXTENSION,
        "silence.resume": Point.SILENCE_EXTENSION,
        "text.languages": Point.LANGUAGES,
        "text.reopening": Point.REOPENING,
        "text.bridging": Point.BRIDGING,
        "exchange.shares": Point.EXCHANGE_SEALED,
        "crisis.reply": Point.EXPLANATION,
        "crisis.meeting": Point.CRISIS_MEETING,
        "rooms.least": Point.ROOM_LEAST,
        "rooms.reply": Point.HAND_UP_REPLY,
    }
)
"""Each value of the rules, to the point whose article tells it in words."""

RANGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "meeting.notice": (0, YEAR),
        "meeting.replies": (0, 10),
        "meeting.corrigenda": (0, YEAR),
        "decision.notice": (0, YEAR),
        "decision.waiver_hours": (0, YEAR),
        "decision.quorum": (0, 100),
        "decision.minus": (0, 20),
        "decision.referral_hours": (0, YEAR),
        "decision.window": (0, YEAR),
        "silence.least": (0, YEAR),
        "silence.extensions": (0, 10),
        "silence.resume": (0, YEAR),
        "seats.withdrawal": (0, YEAR),
        "exchange.shares": (1, 100),
        "crisis.reply": (1, YEAR),
        "crisis.meeting": (1, YEAR),
        "rooms.least": (2, 100),
        "rooms.reply": (1, YEAR),
    }
)
"""Each number of the rules, to the least and the most that it can be."""


def incoherences(charter: Charter) -> tuple[Fault, ...]:
    """Every fault of a charter whose form is right.

    Args:
        charter: as it was read.

    Returns:
        The faults in the order in which a reader meets them; none for a coherent charter.
    """
    return tuple(fault for check in _CHECKS for fault in check(charter))


def value_at(charter: Charter, path: str) -> object:
    """The value of the rules at a dotted path such as ``decision.notice``."""
    value: object = charter
    for name in path.split("."):
        value = getattr(value, name)
    return value


# ---------------------------------------------------------------- texts and names


def _texts(charter: Charter) -> Iterator[Fault]:
    """Texts are there, can be printed, and are of a length that can be read."""
    for place, text in _all_texts(charter):
        plain = text.replace("\n", "").isprintable()
        if not text.strip() or len(text) > LONGEST or not plain:
            expected = f"a text of 1 to {LONGEST} characters that can all be seen"
            yield Fault(
                place=place,
                expected=expected,
                found=ascii(text[:60]),
                mend="write the text, without control characters",
            )


def _all_texts(charter: Charter) -> Iterator[tuple[Place, str]]:
    yield ("style",), charter.style
    named: list[tuple[Place, Mapping[str, str]]] = [(("title",), charter.title)]
    named += [(("members", k, "names"), one.names) for k, one in enumerate(charter.members)]
    named += [(("baskets", k, "names"), one.names) for k, one in enumerate(charter.baskets)]
    for place, names in named:
        for language, name in names.items():
            yield (*place, language), name
    for k, article in enumerate(charter.articles):
        yield ("articles", k, "text"), article.text
        for key, text in (("source", article.source), ("note", article.note)):
            if text is not None:
                yield ("articles", k, key), text


def _names(charter: Charter) -> Iterator[Fault]:
    """Names are by language, and always in the language in which the secretariat writes."""
    first = charter.languages[0] if charter.languages else None
    named: list[tuple[Place, Mapping[str, str]]] = [(("title",), charter.title)]
    named += [(("members", k, "names"), one.names) for k, one in enumerate(charter.members)]
    named += [(("baskets", k, "names"), one.names) for k, one in enumerate(charter.baskets)]
    for place, names in named:
        for language in names:
            yield from _form(LANGUAGE, language, (*place, language), "a language such as en or mn")
        if first is not None and first not in names:
            yield Fault(
                place=place,
                expected=f"a name in {first}, the first working language",
                found=", ".join(names) or "no name",
                mend=f"add {first}: with the name",
            )


def _identity(charter: Charter) -> Iterator[Fault]:
    yield from _form(SLUG, charter.id, ("id",), "an id such as lake-forum")
    yield from _once(charter.languages, ("languages",), "a language", least=1)
    for k, language in enumerate(charter.languages):
        yield from _form(LANGUAGE, language, ("languages", k), "a language such as en or mn")
    ids = [one.id for one in charter.baskets]
    yield from _once(ids, ("baskets",), "a basket", key="id")
    for k, name in enumerate(ids):
        yield from _form(SLUG, name, ("baskets", k, "id"), "an id such as water")


# ---------------------------------------------------------------- who sits


def _members(charter: Charter) -> Iterator[Fault]:
    codes = [one.code for one in charter.members]
    yield from _once(codes, ("members",), "a party", key="code")
    for k, one in enumerate(charter.members):
        place: Place = ("members", k)
        yield from _form(CODE, one.code, (*place, "code"), "a code such as XAL")
        if one.code == OFFICE:
            yield _fault((*place, "code"), "a code of a party", OFFICE, "choose another code")
        if one.category not in charter.seats.categories:
            told = ", ".join(each.value for each in charter.seats.categories)
            mend = "add the category to seats.categories, or choose another"
            yield _fault((*place, "category"), f"one of {told}", one.category.value, mend)
        if not _is_zone(one.zone):
            mend = "take the name from the time zone database"
            yield _fault((*place, "zone"), "a zone such as Asia/Ulaanbaatar", one.zone, mend)
        yield from _once(one.holidays, (*place, "holidays"), "a day")
        for d, day in enumerate(one.holidays):
            if not _is_day(day):
                found = ascii(day[:60])
                here = (*place, "holidays", d)
                yield _fault(here, "a day such as 2030-12-29", found, "write it so, in quotes")
    if len(_voices(charter)) < 2:  # noqa: PLR2004 - nobody decides alone
        found = f"{len(_voices(charter))} of the category member"
        yield _fault(("members",), "two members at least", found, "add the others")


def _voices(charter: Charter) -> tuple[str, ...]:
    return tuple(one.code for one in charter.members if one.category is Category.MEMBER)


def _categories(charter: Charter) -> Iterator[Fault]:
    kinds = charter.seats.categories
    yield from _once([one.value for one in kinds], ("seats", "categories"), "a category", least=1)
    if Category.MEMBER not in kinds:
        mend = "add member: a forum is its members'"
        yield _fault(("seats", "categories"), "member among them", "it is not there", mend)


def _bodies(charter: Charter) -> Iterator[Fault]:
    bodies = charter.bodies
    sorts = (*bodies.by_chair, *bodies.by_decision)
    for name, words in (
        ("by_chair", bodies.by_chair),
        ("by_decision", bodies.by_decision),
        ("tracks", bodies.tracks),
        ("reporting", bodies.reporting),
    ):
        told = [one.value for one in words]
        yield from _once(told, ("bodies", name), "an entry", least=int(name == "tracks"))
    if set(bodies.tracks) == {Track.ONE} and bodies.experts is not Category.MEMBER:
        expected = "member, since bodies of track 1 have nobody without a seat above"
        here: Place = ("bodies", "experts")
        yield _fault(here, expected, bodies.experts.value, "write member, or add another track")
    if bodies.experts not in charter.seats.categories:
        mend = "add the category to seats.categories, or choose another"
        told_all = ", ".join(each.value for each in charter.seats.categories)
        here = ("bodies", "experts")
        yield _fault(here, f"one of {told_all}", bodies.experts.value, mend)
    for k, one in enumerate(bodies.by_decision):
        if one in bodies.by_chair:
            here = ("bodies", "by_decision", k)
            mend = "delete it in one of the two"
            yield _fault(here, "a sort that the chair does not call", one.value, mend)
    for k, one in enumerate(bodies.reporting):
        if one not in sorts:
            here = ("bodies", "reporting", k)
            yield _fault(here, "a sort that can be called", one.value, "delete it, or allow it")


def _chair(charter: Charter) -> Iterator[Fault]:
    chair = charter.chair
    place: Place = ("chair", "fixed")
    strangers = [code for code in chair.fixed if code not in _voices(charter)]
    for code in strangers:
        yield _fault(place, "members of the forum", code, "name a member, or seat it as one")
    yield from _once(chair.fixed, place, "a chair")
    least, most = {Rota.FIXED: (1, 1), Rota.CO_CHAIRS: (2, MOST)}.get(chair.rota, (0, 0))
    if not least <= len(chair.fixed) <= most:
        told = {1: "exactly one", 2: "two or more"}.get(least, "nobody")
        expected = f"{told} who presides, since the rota is {chair.rota.value}"
        yield _fault(
            place, expected, str(len(chair.fixed)), "name who presides, or change the rota"
        )
    standing = chair.rota in {Rota.FIXED, Rota.CO_CHAIRS}
    if standing is not (chair.term is Term.STANDING):
        expected = "standing" if standing else "meeting, day or year"
        mend = f"write term: {expected.partition(',')[0]}"
        yield _fault(("chair", "term"), f"{expected}, with this rota", chair.term.value, mend)
    yield from _alphabet(charter)


def _alphabet(charter: Charter) -> Iterator[Fault]:
    chair, place = charter.chair, ("chair", "language")
    if chair.rota is not Rota.ALPHABET:
        if chair.language is not None:
            expected = "null, since the rota is not alphabetical"
            yield _fault(place, expected, chair.language, "write null")
        return
    if chair.language is None:
        yield _fault(place, "the language of the alphabet", "null", "name the language")
        return
    for k, one in enumerate(charter.members):
        if one.category is Category.MEMBER and chair.language not in one.names:
            expected = f"a name in {chair.language}, by which the chair rotates"
            mend = f"add {chair.language}: with the name"
            yield _fault(("members", k, "names"), expected, ", ".join(one.names), mend)


# ---------------------------------------------------------------- numbers


def _ranges(charter: Charter) -> Iterator[Fault]:
    for path, (least, most) in RANGES.items():
        value = value_at(charter, path)
        if not isinstance(value, int) or not least <= value <= most:
            expected = f"a whole number from {least} to {most}"
            yield _fault(tuple(path.split(".")), expected, str(value), "correct the number")
    if charter.decision.minus >= max(len(_voices(charter)), 1):
        expected = "fewer than there are members"
        found = str(charter.decision.minus)
        yield _fault(("decision", "minus"), expected, found, "write a smaller number, or 0")
    if charter.silence.resume > charter.silence.least:
        expected = f"not more than silence.least, {charter.silence.least}"
        found = str(charter.silence.resume)
        yield _fault(("silence", "resume"), expected, found, "write a smaller number")


def _unused(charter: Charter) -> Iterator[Fault]:
    """What a charter does not use is 0 or false; what it uses is more than 0."""
    decision, silence = charter.decision, charter.silence
    annexes = decision.reservations or decision.interpretations or decision.dissociations
    decides = decision.mode is not DecisionMode.INFORMATION
    rows: list[tuple[bool, str, tuple[str, ...]]] = [
        (decides, "decision.mode is information-only", _OF_DECISIONS),
        (decision.notice > 0, "decision.notice is 0", ("decision.waiver",)),
        (decision.waiver, "decision.waiver is false", ("decision.waiver_hours",)),
        (decision.referral, "decision.referral is false", ("decision.referral_hours",)),
        (annexes, "nothing is attached to decisions", ("decision.window",)),
        (silence.allowed, "silence.allowed is false", _OF_SILENCE),
    ]
    for used, why, paths in rows:
        for path in paths:
            value = value_at(charter, path)
            if not used and value:
                found, nothing = _told(value)
                mend = "write that, or use what it belongs to"
                yield _fault(tuple(path.split(".")), f"{nothing}, since {why}", found, mend)
    needed = (
        (decision.referral, "decision.referral_hours"),
        (annexes, "decision.window"),
        (silence.allowed, "silence.least"),
    )
    for used, path in needed:
        if used and not value_at(charter, path):
            mend = "write how many hours"
            yield _fault(tuple(path.split(".")), "1 or more, since it is used", "0", mend)
    if not decision.referral and decision.referral_silence is not Lapse.LAPSES:
        place = ("decision", "referral_silence")
        expected = "lapses, since decision.referral is false"
        yield _fault(place, expected, decision.referral_silence.value, "write lapses")


_OF_DECISIONS = (
    "seats.admission",
    "seats.suspension",
    "bodies.by_decision",
    "meeting.agenda",
    "meeting.appeal",
    "text.languages",
    "decision.meeting",
    "decision.notice",
    "decision.quorum",
    "decision.minus",
    "decision.minus_x",
    "decision.referral",
    "decision.reservations",
    "decision.interpretations",
    "decision.dissociations",
    "silence.allowed",
)
_OF_SILENCE = (
    "silence.leave",
    "silence.least",
    "silence.extensions",
    "silence.resume",
    "silence.holidays",
)

# ---------------------------------------------------------------- articles


def _articles(charter: Charter) -> Iterator[Fault]:
    numbers = [one.number for one in charter.articles]
    yield from _once(numbers, ("articles",), "an article", key="number")
    before: tuple[int, ...] = ()
    for k, article in enumerate(charter.articles):
        place: Place = ("articles", k)
        if NUMBER.fullmatch(article.number) is None:
            here, found = (*place, "number"), ascii(article.number[:60])
            yield _fault(here, "a number such as 7 or 7.1", found, "write it so, in quotes")
            continue
        if number_key(article.number) < before:
            mend = "put the articles in the order of their numbers"
            yield _fault((*place, "number"), "a later number", article.number, mend)
        before = number_key(article.number)
        if not article.settles and article.note is None:
            mend = "say in its note why it settles no point, or name the point"
            yield _fault(place, "an article that settles a point", "it settles none", mend)
        if article.basis is not Basis.PROPOSED and article.source is None:
            expected = f"the source of what is {article.basis.value}"
            yield _fault(place, expected, "null", "name the source, or write basis: proposed")


def number_key(number: str) -> tuple[int, ...]:
    """By which articles are in order: 7.10 comes after 7.9."""
    return tuple(int(part) for part in number.split("."))


def _points(charter: Charter) -> Iterator[Fault]:
    """Every point is settled by one article."""
    first: dict[Point, str] = {}
    for k, article in enumerate(charter.articles):
        for s, point in enumerate(article.settles):
            if point in first:
                expected = "each point settled once"
                found = f"{point.value}, which art. {first[point]} settles"
                here = ("articles", k, "settles", s)
                yield _fault(here, expected, found, "delete it in one of the two")
            first.setdefault(point, article.number)
    for point in Point:
        if point not in first:
            mend = f"add {point.value} to the article that settles it, or add an article"
            yield _fault(("articles",), f"an article that settles {point.value}", "none", mend)


# ---------------------------------------------------------------- small


def _fault(place: Place, expected: str, found: str, mend: str) -> Fault:
    return Fault(place=place, expected=expected, found=found, mend=mend)


def _form(form: re.Pattern[str], text: str, place: Place, expected: str) -> Iterator[Fault]:
    if form.fullmatch(text) is None:
        yield _fault(place, expected, ascii(text[:60]), "write it in that form")


def _once(
    items: Iterable[str], place: Place, noun: str, *, least: int = 0, key: str | None = None
) -> Iterator[Fault]:
    """Each entry of a list once, and not too few or too many."""
    listed = list(items)
    if not least <= len(listed) <= MOST:
        expected = f"a list of {least} to {MOST}"
        yield _fault(place, expected, f"a list of {len(listed)}", "add or remove entries")
    for item, count in Counter(listed).items():
        if count > 1:
            again = len(listed) - 1 - listed[::-1].index(item)
            here = (*place, again) if key is None else (*place, again, key)
            expected = f"{noun} that is listed once"
            yield _fault(here, expected, f"{item[:60]}, {count} times", "delete or rename it")


def _told(value: object) -> tuple[str, str]:
    """A value that is not used, as a reader would say it, and what should stand there."""
    if isinstance(value, tuple):
        return f"a list of {len(value)}", "[]"
    return ("true", "false") if value is True else (str(value), "0")


def _is_day(text: str) -> bool:
    try:
        return DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


_CHECKS: tuple[Callable[[Charter], Iterator[Fault]], ...] = (
    _identity,
    _texts,
    _names,
    _members,
    _categories,
    _chair,
    _bodies,
    _ranges,
    _unused,
    _articles,
    _points,
)
