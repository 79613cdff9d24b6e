"""The charter of a forum: rules of procedure as values, each point settled by an article.

A *framework* (`dipoli.charter.framework`) tells what was tried, as history. A *charter* here is
what a forum works by: which ways of deciding it has, with which numbers, and which article settles
which point. Rules in `dipoli.forum` ask the charter and cite its articles; they hold no number of
their own. The charter in force at an act judges that act for ever.

A *point* is a question that every charter must settle. Points are the program's words; articles are
the charter's. A charter that leaves a point open is incoherent (`dipoli.charter.coherence`).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import field, frozen

from dipoli.charter.points import Point
from dipoli.terms import COMPILED


class Basis(enum.Enum):
    """On what an article rests."""

    DOCUMENT = "document"
    QUOTED = "quoted"
    GENERAL = "general"
    PROPOSED = "proposed"


@frozen(kw_only=True)
class Article:
    """One numbered article.

    Args:
        number: as it is cited, ``7.1``.
        text: what it says, in the charter's words.
        settles: the points that it settles.
        basis: on what it rests.
        source: key of the source; for what is proposed, what it builds on, or None.
        note: for its readers: what in it is the drafters' own, or why it settles no point.
    """

    number: str
    text: str
    settles: tuple[Point, ...]
    basis: Basis
    source: str | None = None
    note: str | None = None


class Category(enum.Enum):
    """How a party takes part."""

    MEMBER = "member"
    OBSERVER = "observer"
    GUEST = "guest"
    PARTNER = "partner"


class DecisionMode(enum.Enum):
    """How a body decides."""

    CONSENSUS = "consensus"
    UNANIMITY = "unanimity-of-named"
    INFORMATION = "information-only"


class Lapse(enum.Enum):
    """What it means when a capital that was asked has not answered by the deadline."""

    CONFIRMS = "confirms"
    LAPSES = "lapses"


@frozen(kw_only=True)
class DecisionRules:
    """How decisions are taken.

    Args:
        mode: usual way of deciding; a proposal may ask for a stricter one.
        meeting: whether a proposal is put to the body in an open meeting; else at any time.
        notice: hours between tabling and putting to the body.
        waiver: whether the notice can be waived when no member objects to that.
        waiver_hours: for how long, at least, members can object to a waiver; 0 where the chair
            asks in a meeting, in the presence of every member.
        quorum: how many members must be present, in percent of those seated; 0 for none.
        minus: how many concerned members at most a decision may leave aside; 0 for none.
        minus_x: whether members may stay out of taking part, without stopping the others.
        referral: whether a seat may refer to its capital.
        referral_hours: longest time for the answer.
        referral_silence: what no answer means.
        window: hours after adoption in which statements can be attached.
        reservations: whether formal reservations can be attached.
        interpretations: whether interpretative statements can be attached.
        dissociations: whether a member may dissociate itself.
    """

    mode: DecisionMode
    meeting: bool
    notice: int
    waiver: bool
    waiver_hours: int
    quorum: int
    minus: int
    minus_x: bool
    referral: bool
    referral_hours: int
    referral_silence: Lapse
    window: int
    reservations: bool
    interpretations: bool
    dissociations: bool


@frozen(kw_only=True)
class SilenceRules:
    """The silence procedure.

    Args:
        allowed: whether the forum has it.
        leave: whether the body gives leave first, each time.
        least: shortest period, in hours.
        extensions: how often a period may be extended.
        resume: hours that must remain when a suspended period goes on.
        holidays: whether a period may end on a holiday of a member.
    """

    allowed: bool
    leave: bool
    least: int
    extensions: int
    resume: int
    holidays: bool


class Rota(enum.Enum):
    """Who presides, one after the other."""

    FIXED = "fixed"
    ALPHABET = "alphabetical"
    LOT = "by-lot"
    CHARTER = "charter-order"
    CO_CHAIRS = "co-chairs"


class Term(enum.Enum):
    """For how long one presides."""

    MEETING = "meeting"
    DAY = "day"
    YEAR = "year"
    STANDING = "standing"


@frozen(kw_only=True)
class ChairRules:
    """Who presides.

    Args:
        rota: by which rule the chair goes on.
        language: of the alphabet, where the rota is alphabetical.
        term: how long a turn is.
        fixed: who presides, where the rota is fixed or shared.
        speaks: whether the chair's own delegation speaks through its deputy.
    """

    rota: Rota
    language: str | None
    term: Term
    fixed: tuple[str, ...]
    speaks: bool


@frozen(kw_only=True)
class MeetingRules:
    """Meetings.

    Args:
        notice: hours between invitation and opening.
        agenda: whether the agenda is adopted before anything else.
        appeal: whether a ruling of the chair can be appealed to the body.
        replies: rights of reply for a member on one item.
        corrigenda: hours in which a summary record can be corrected.
        summary: whether the chair may issue a summary under its own responsibility.
    """

    notice: int
    agenda: bool
    appeal: bool
    replies: int
    corrigenda: int
    summary: bool


class Ordering(enum.Enum):
    """In which order parties are listed."""

    CHARTER = "charter-order"
    LOT = "published-lot"


@frozen(kw_only=True)
class SeatRules:
    """Who sits, and how a seat changes.

    Args:
        order: in which order parties are listed.
        categories: how parties may take part.
        admission: whether the body decides on invitations; else the chair invites.
        self_suspension: whether a member may suspend itself.
        suspension: whether the others may suspend a member.
        withdrawal: hours from a notice of withdrawal to its effect.
    """

    order: Ordering
    categories: tuple[Category, ...]
    admission: bool
    self_suspension: bool
    suspension: bool
    withdrawal: int


class Track(enum.Enum):
    """Who speaks in a body: governments, both, or people in a personal capacity."""

    ONE = "track-1"
    ONE_AND_HALF = "track-1-5"
    TWO = "track-2"


class BodySort(enum.Enum):
    """What sort of body reports to another."""

    BASKET = "basket-body"
    CONTACT = "contact-group"
    INFORMAL = "informal-consultations"
    DRAFTING = "drafting-group"
    FRIENDS = "friends-of-the-chair"
    EXPERTS = "experts-meeting"


@frozen(kw_only=True)
class BodyRules:
    """Bodies that report to another.

    Args:
        by_chair: sorts that the chair calls alone; others need a decision of the body.
        by_decision: sorts that the body calls by a decision.
        tracks: on which tracks bodies can work.
        reporting: sorts that report before they are closed.
        experts: how those take part in a body who have no seat above.
    """

    by_chair: tuple[BodySort, ...]
    by_decision: tuple[BodySort, ...]
    tracks: tuple[Track, ...]
    reporting: tuple[BodySort, ...]
    experts: Category


@frozen(kw_only=True)
class TextRules:
    """Negotiated texts.

    Args:
        languages: whether all working languages must stand before a text is put to the body.
        reopening: whether agreed clauses can be re-opened.
        bridging: whether a facilitator may put a text of its own beside the others.
    """

    languages: bool
    reopening: bool
    bridging: bool


@frozen(kw_only=True)
class ExchangeRules:
    """Exchange rounds.

    Args:
        shares: how many of the holders of a return open it, in percent, rounded up.
    """

    shares: int


@frozen(kw_only=True)
class CrisisRules:
    """The crisis desk.

    Args:
        reply: hours in which an explanation is awaited.
        meeting: hours in which the chair holds a meeting that is asked for.
    """

    reply: int
    meeting: int


@frozen(kw_only=True)
class RoomRules:
    """Parts off the record, and what is handed up.

    Args:
        least: below so many people no text leaves a group, and no figure over people is shown.
        reply: hours from the entry of a recommendation until a reply is due.
    """

    least: int
    reply: int


class Level(enum.Enum):
    """How formal a forum is."""

    DIALOGUE = "dialogue"
    POLITICAL = "political-commitments"
    ORGANISATION = "organisation"


@frozen(kw_only=True)
class Member:
    """A party as a charter lists it, in the order of the charter.

    Args:
        code: an id, shown to nobody as a name.
        category: how it takes part.
        names: language to the name it gives itself.
        zone: time zone of its capital, as the tz database has it.
        holidays: days on which its capital does not work, ``YYYY-MM-DD``.
    """

    code: str
    category: Category
    names: Mapping[str, str]
    zone: str
    holidays: tuple[str, ...] = ()


@frozen(kw_only=True)
class BasketRule:
    """A basket from the beginning: its id, and its name by language."""

    id: str
    names: Mapping[str, str]


@frozen(kw_only=True)
class Charter:
    """What a forum works by.

    Args:
        id: of the charter.
        title: language to title.
        style: after what it is modelled; "-style" is said, since no forum's own rules are claimed.
        exercise: whether its states are invented; every output says so.
        languages: working languages, the first one for what the secretariat writes.
        members: in protocol order.
        level: how formal the forum is at first.
        baskets: with which it begins.
        articles: all of them, in order.
    """

    id: str
    title: Mapping[str, str]
    style: str
    exercise: bool
    languages: tuple[str, ...]
    members: tuple[Member, ...]
    level: Level
    baskets: tuple[BasketRule, ...]
    seats: SeatRules
    chair: ChairRules
    bodies: BodyRules
    meeting: MeetingRules
    decision: DecisionRules
    silence: SilenceRules
    text: TextRules
    exchange: ExchangeRules
    crisis: CrisisRules
    rooms: RoomRules
    articles: tuple[Article, ...] = field(repr=False)

    @property
    def compiled(self) -> bool:
        """Whether its record is compiled from public documents, and made by no government."""
        return self.style.startswith(COMPILED)

    def article(self, point: Point) -> Article:
        """The article that settles a point.

        Raises:
            KeyError: none does; a coherent charter leaves no point open.
        """
        for article in self.articles:
            if point in article.settles:
                return article
        raise KeyError(point.value)

    def member(self, code: str) -> Member | None:
        """A party as the charter lists it; None when it does not."""
        return next((one for one in self.members if one.code == code), None)
