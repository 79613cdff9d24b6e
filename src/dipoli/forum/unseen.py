"""What cannot be followed, because a body is not at hand: object by object.

A body may be sealed to others, or withheld. Acts whose rules need the envelope alone are followed
all the same, and an act that only spoke changes nothing that others rest on. For any other act the
standing of what it was about is *unknown* from then on, and of what it may have moved with it: the
text of a clause, the text or the link of a proposal. A later act that rests on something unknown is
let pass and counted, never called in order or out of order; what it is about is then unknown too.
All the rest is ruled on as before.

Some acts move no named object but an *aspect* of the forum: whose turn it is, which meeting sits.
Aspects are kept beside the names, with a colon in front, so that no object has their name.

Whoever rules with some bodies less never finds out of order what is in order with all of them: from
a copy without some bodies nobody is accused of what was right. The other way round it can happen: a
text that is held by a proposal whose subject was never seen is taken as free, until an act about
that proposal is let pass; and a year for which a notification was never seen counts as one without
it. So an act may be followed here that all others find out of order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from dipoli.forum import (
    bodies,
    chair,
    claim,
    floor,
    formality,
    meeting,
    naming,
    seat,
    silence,
    term,
)
from dipoli.forum import commitment as k
from dipoli.forum import decision as d
from dipoli.forum import exchange as x
from dipoli.forum import framework as fw
from dipoli.forum import government as gov
from dipoli.forum import hand_up as hu
from dipoli.forum import hotline as hl
from dipoli.forum import inspection as i
from dipoli.forum import measure as ms
from dipoli.forum import notification as n
from dipoli.forum import off_record as off
from dipoli.forum import offices as go
from dipoli.forum import request as r
from dipoli.forum import strand as b
from dipoli.forum import text as t
from dipoli.forum import visit as v
from dipoli.forum.act import Act
from dipoli.forum.kind import Kind, Who
from dipoli.forum.standing import Forum

SEATS, CHAIR, TURN = ":seats", ":chair", ":turn"
SITTING, POINT, LEVEL = ":sitting", ":point", ":level"
LEAVES, TEXTS, MATTERS = ":leaves", ":texts", ":matters"
ENDED = ":ended"
ROOMS = ":rooms"
MEASURES, QUOTAS = ":measures", ":quotas"
OFFICES, CONVEYED = ":offices", ":conveyed"

_OF_TALKS = (b.HOLD, b.ACCOUNT, b.READ)
SPOKEN = frozenset({d.ATTACH, seat.REPLY, naming.GIVE, *_OF_TALKS, k.EVIDENCE, gov.CHANGE})
"""Acts that only speak: without their words nothing else is unknown."""

MOVES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(
            (seat.ACCEPT, seat.ATTEND, seat.LEAVE, seat.RETURN, seat.RESTORE), (SEATS,)
        ),
        **dict.fromkeys((seat.PAUSE, seat.SUSPEND, seat.WITHDRAW, seat.SUCCEED), (SEATS, CHAIR)),
        bodies.FOLLOW: (SEATS, CHAIR),
        **dict.fromkeys((chair.TAKE, chair.PASS), (CHAIR, TURN)),
        fw.END: (ENDED,),
        naming.PUBLISH: (TURN,),
        **dict.fromkeys((meeting.OPEN, meeting.RESUME), (SITTING,)),
        **dict.fromkeys((meeting.SUSPEND, meeting.ADJOURN), (SITTING,)),
        meeting.CLOSE: (SITTING, TURN),
        **dict.fromkeys((floor.RAISE, floor.RULE, floor.APPEAL), (POINT,)),
        **dict.fromkeys((floor.SUPPORT, floor.YIELD, floor.WITHDRAW), (POINT,)),
        **dict.fromkeys((d.ADOPT, d.EXCEPT, d.CERTIFY_SILENCE), (LEAVES,)),
        formality.RAISE: (LEVEL,),
        **dict.fromkeys((ms.OFFER, ms.ADOPT), (MEASURES,)),
        **dict.fromkeys((i.ACCEPT, i.CANCEL), (QUOTAS,)),
        hu.ENTER: (ROOMS,),
        **dict.fromkeys((go.OPEN, go.ACCEPT, go.END), (OFFICES,)),
        go.CONVEY: (CONVEYED,),
    }
)
"""What an act moves besides what it is about."""

ASKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        d.PUT: (SEATS, SITTING),
        **dict.fromkeys((silence.CERTIFY, claim.WAIVE, claim.OPT_OUT), (SEATS,)),
        **dict.fromkeys((t.CLEAN, t.CONFIRM, term.ACCEPT, naming.PUBLISH), (SEATS,)),
        **dict.fromkeys((d.ADOPT, d.EXCEPT), (SITTING,)),
        silence.LAPSE: (SEATS,),
        silence.OPEN: (SEATS, LEAVES),
        **dict.fromkeys((chair.TAKE, chair.PASS), (SEATS, TURN)),
        **dict.fromkeys((meeting.OPEN, meeting.RESUME), (SITTING,)),
        **dict.fromkeys((floor.RAISE, floor.APPEAL), (POINT,)),
        formality.RAISE: (LEVEL,),
        **dict.fromkeys((x.ANNOUNCE, x.SUBMIT), (SEATS,)),
        r.ASK: (SEATS,),
        r.HOLD: (SEATS, CHAIR),
        **dict.fromkeys((k.MAKE, k.REGISTER), (SEATS,)),
        **dict.fromkeys((ms.PROPOSE, ms.OFFER, ms.ADOPT), (SEATS, MEASURES)),
        **dict.fromkeys((n.SEND, i.REQUEST, v.INVITE), (SEATS, MEASURES)),
        **dict.fromkeys((n.ACKNOWLEDGE, hl.OPEN), (SEATS,)),
        **dict.fromkeys((i.ACCEPT, i.REFUSE), (MEASURES, QUOTAS)),
        **dict.fromkeys((hu.ENTER, off.CLOSE, off.CANCEL), (ROOMS,)),
        hu.CONSENT: (SEATS,),
        **dict.fromkeys((go.OPEN, go.SEND, go.MARK), (SEATS, OFFICES)),
        go.CONVEY: (SEATS, OFFICES, CONVEYED),
        **dict.fromkeys((t.TABLE, t.PEN), (OFFICES,)),
    }
)
"""What the rules of an act ask besides what it is about."""

FROM_THE_CHAIR = frozenset({Who.CHAIR, Who.CHAIR_OR_SECRETARIAT, Who.MEMBER_OR_CHAIR, Who.PAPERS})
"""Who does acts for which it matters who presides."""

_OF_TEXTS = frozenset({"text", "clause", "amendment"})


def can_follow(forum: Forum, act: Act, kind: Kind) -> bool:
    """Whether all is known on which the ruling and the effect of an act rest."""
    if act.said is None and not kind.envelope_alone:
        return False
    if not forum.unknown:
        return True
    if author_unknown(forum, act) or chair_unknown(forum, act, kind):
        return False
    asked = (*ASKS.get(act.name, ()), *_aspects(forum, act, kind), *kin(forum, act, kind))
    return not any(name in forum.unknown for name in asked)


def _aspects(forum: Forum, act: Act, kind: Kind) -> Iterator[str]:
    """Aspects that the rules of an act ask by the sort of what it is about, or what it names."""
    sort = kind.about or kind.begins
    if sort in _OF_TEXTS or any(forum.sorts.get(one) in _OF_TEXTS for one in kin(forum, act, kind)):
        yield TEXTS
    if kind.begins is not None or sort in _OF_TEXTS:
        yield MATTERS
    if sort == "seat" and act.object not in forum.seats:
        yield SEATS
    if kind.begins not in (None, "request"):
        yield ENDED


def author_unknown(forum: Forum, act: Act) -> bool:
    """Whether it is not known how the author sits here, or whether it does."""
    if act.by in forum.unknown:
        return True
    placed = act.by in forum.seats or act.by == forum.secretariat
    return not placed and SEATS in forum.unknown


def chair_unknown(forum: Forum, act: Act, kind: Kind) -> bool:
    """Whether an act is done from the chair, and it is not known who presides."""
    from_chair = kind.who in FROM_THE_CHAIR and act.by != forum.secretariat
    return CHAIR in forum.unknown and from_chair


def kin(forum: Forum, act: Act, kind: Kind) -> Iterator[str]:
    """Short names of what an act is about, of what it names, and of what these hang on."""
    for name in (act.object, *named(act, kind)):
        yield name
        yield from _behind(forum, name)
    if kind.begins == "clause":
        yield act.object.rpartition("-")[0]


def named(act: Act, kind: Kind) -> Iterator[str]:
    """Short names and codes that the body of an act names."""
    for name, many in kind.form.names:
        value = getattr(act.said, name, None)
        if isinstance(value, str):
            yield value
        elif many and value is not None:
            yield from value


def _behind(forum: Forum, name: str) -> Iterator[str]:
    """On what an object hangs: its text, its meeting, its basket, its parties."""
    sort = forum.sorts.get(name)
    if sort == "clause":
        yield forum.clauses[name].text
    elif sort == "amendment":
        clause = forum.amendments[name].clause
        yield clause
        yield from _behind(forum, clause)
    elif sort == "proposal":
        proposal = forum.proposals[name]
        yield from (proposal.subject or "", proposal.basket or "")
        yield from (*proposal.named, *proposal.necessary)
        yield from (forum.links[one].other for one in forum.waits.get(name, ()))
    elif sort is not None and sort in _HANGS:
        yield from _HANGS[sort](forum, name)
    elif sort == "measure":
        yield forum.measures[name].root
    elif sort == "notification":
        yield from _of_measure(forum, forum.notifications[name].measure)
    elif sort == "inspection":
        yield from _of_measure(forum, forum.inspections[name].measure)
    elif sort == "visit" and forum.visits[name].measure is not None:
        yield from _of_measure(forum, str(forum.visits[name].measure))


def _of_measure(forum: Forum, name: str) -> Iterator[str]:
    """A measure, and the first of its line, which keeps what is counted over the years."""
    yield name
    if name in forum.measures:
        yield forum.measures[name].root


def _of_commitment(forum: Forum, name: str) -> tuple[str, ...]:
    one = forum.commitments[name]
    return (one.of or "", one.pair or "")


_HANGS: Mapping[str, Callable[[Forum, str], tuple[str, ...]]] = MappingProxyType(
    {
        "link": lambda forum, name: (forum.links[name].waits, forum.links[name].other),
        "item": lambda forum, name: (forum.items[name].meeting,),
        "point-of-order": lambda forum, name: (forum.points[name].meeting,),
        "commitment": _of_commitment,
        "outcome": lambda forum, name: (forum.outcomes[name].strand,),
        "message": lambda forum, name: (forum.messages[name].offices,),
    }
)
"""Sort of thing, to that on which one hangs."""


def passed(forum: Forum, act: Act, kind: Kind) -> Forum:
    """The standing after an act that could not be followed."""
    if act.name in SPOKEN and act.said is None and act.object not in forum.unknown:
        return forum
    unknown = forum.unknown
    for name in _moved(forum, act, kind):
        unknown = unknown.set(name, True)  # noqa: FBT003 - a value, not a switch
    sorts = forum.sorts.delete(act.object) if act.object in forum.sorts else forum.sorts
    return forum.grown(
        blind=act.number if forum.blind is None else forum.blind,
        unknown=unknown,
        sorts=sorts,
        passed=forum.passed + 1,
    )


def _moved(forum: Forum, act: Act, kind: Kind) -> Iterator[str]:
    """What an act that could not be followed may have moved."""
    if act.object:
        yield act.object
    yield from MOVES.get(act.name, ())
    if kind.begins == "clause":
        yield act.object.rpartition("-")[0]
    sort = forum.sorts.get(act.object)
    if sort in ("clause", "amendment"):
        yield from _behind(forum, act.object)
    elif sort == "proposal":
        subject = forum.proposals[act.object].subject
        if subject in forum.sorts:
            yield str(subject)
    elif sort in ("measure", "notification", "inspection", "visit"):
        yield from _behind(forum, act.object)
    elif act.name == t.TAKE_AMENDMENT or kind.about == "proposal":
        yield TEXTS  # which one is not known
    if "matter" in (kind.begins, kind.about):
        yield MATTERS
