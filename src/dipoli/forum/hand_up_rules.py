"""Hand-up in the circle above: entry, receipt, reply due, reminder, reply.

The acts here carry no author of the text. They are the facilitator's, the chair's, and those of
whoever reminds. That the two persons who held a text from a room against the names took no part in
it, only they and the facilitator know: the record says who they are, so they are no participants.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.charter.rules import Track
from dipoli.forum import hand_up as h
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_of
from dipoli.forum.bodies import Body
from dipoli.forum.clock import later
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.hand_up import Answer, HandUp, Stage
from dipoli.forum.hand_up_forms import ENTERED, REPLIED, Entered, Replied
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.off_record import MOVES as ROOM_MOVES
from dipoli.forum.off_record_rules import facilitates
from dipoli.forum.off_record_rules import moved as room_moved
from dipoli.forum.plain_wording import is_plain, plain
from dipoli.forum.recommendation_rules import enough_people, no_persons, parties_let_stand
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import in_words, joined, tell


def hand_up_stage(forum: Forum, name: str) -> Stage | None:
    """Where a recommendation stands here; None when there is none of that name."""
    one = forum.hand_ups.get(name)
    return None if one is None else one.stage


_stages = stage_guard(h.MOVES, hand_up_stage, Point.HAND_UP_REPLY, "Recommendation {object}")

# ---------------------------------------------------------------- guards


def _source(forum: Forum, act: Act) -> OutOfOrder | None:
    """It comes from a body of track 1.5 or 2, or from a part off the record."""
    paper = act.said
    assert isinstance(paper, Entered)  # noqa: S101 - the form of this act gives no other
    if paper.source in forum.rooms:
        return _from_room(forum, act, paper)
    body = forum.bodies.get(paper.source)
    if body is not None and body.track is not Track.ONE:
        return _from_body(forum, act, paper, body)
    why = tell(
        "{source} is no body of track 1.5 or 2 here, and no part off the record.",
        source=paper.source,
    )
    return refuse(forum, Point.HAND_UP, why, tell("Name the one from which it comes."))


def _from_room(forum: Forum, act: Act, paper: Entered) -> OutOfOrder | None:
    room = forum.rooms[paper.source]
    if act.name not in ROOM_MOVES[room.stage]:
        why = tell(
            "{room} is {stage}; one text leaves a part, and by one act.",
            room=room.id,
            stage=in_words(room.stage),
        )
        return refuse(forum, Point.ROOM, why, tell("Announce another part."))
    refusal = facilitates(forum, act, room)
    if refusal is not None:
        return refusal
    if paper.cited is not None:
        why = tell("A part off the record keeps no record, so nothing of it can be cited.")
        return refuse(forum, Point.HAND_UP, why, tell("Cite nothing."))
    persons = {" ".join(name.split()).casefold() for name in paper.persons}
    if len(paper.persons) != h.PERSONS or len(persons) != h.PERSONS:
        why = tell("It does not name the two persons who held it against the names.")
        return refuse(forum, Point.NAMES_OUT, why, tell("Name two, who took no part in it."))
    if not is_plain(paper.words) or plain(paper.title).rstrip(".") != paper.title:
        why = tell(
            "It is not in the plain way of writing; habits of writing may tell who wrote it."
        )
        return refuse(forum, Point.ROOM, why, tell("Let `dipoli forum room` write it."))
    return None


def _from_body(forum: Forum, act: Act, paper: Entered, body: Body) -> OutOfOrder | None:
    if act.by != forum.secretariat and act.by not in body.chair:
        told = joined(" or ", (*body.chair, tell("the secretariat")))
        why = tell(
            "What {body} hands up is entered by who presides there, or by the secretariat.",
            body=body.id,
        )
        return refuse(forum, Point.HAND_UP, why, tell("Let it be entered by {whom}.", whom=told))
    if paper.cited is None or paper.persons:
        why = tell(
            "{body} keeps a record, in which consent was found and two held the text.", body=body.id
        )
        remedy = tell("Cite the leaf hash of the finding of consent, and name no persons.")
        return refuse(forum, Point.HAND_UP, why, remedy)
    if paper.cited.hex() in forum.handed:
        why = tell(
            "That finding of consent was handed up as {handed}.",
            handed=forum.handed[paper.cited.hex()],
        )
        return refuse(forum, Point.HAND_UP, why, tell("Hand up each text once."))
    return enough_people(forum, len(body.seats))


def _scanned(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Entered)  # noqa: S101 - the form of this act gives no other
    text = f"{paper.title}\n{paper.words}"
    return no_persons(forum, text) or parties_let_stand(forum, text, paper.stand)


def _overdue(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.hand_ups[act.object]
    if one.is_late(act.earliest):
        return None
    why = tell("A reply to {name} is due by {due}, that second included.", name=one.id, due=one.due)
    return refuse(forum, Point.HAND_UP_REPLY, why, tell("Remind of it after that."))


def _to_basket(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Replied)  # noqa: S101 - the form of this act gives no other
    referred = paper.answer is Answer.REFERRED
    if referred is not (paper.basket is not None):
        why = tell("A basket is named where it is referred to one, and nowhere else.")
        return refuse(forum, Point.HAND_UP_REPLY, why, tell("Name the basket, or leave it out."))
    if paper.basket is None or basket_of(forum, paper.basket) is not None:
        return None
    why = tell("There is no basket {basket} here.", basket=paper.basket)
    return refuse(forum, Point.HAND_UP_REPLY, why, tell("Name one of this forum."))


# ---------------------------------------------------------------- effects


def _put(forum: Forum, one: HandUp) -> Forum:
    return forum.grown(hand_ups=forum.hand_ups.set(one.id, one))


def _moved(forum: Forum, act: Act) -> HandUp:
    one = forum.hand_ups[act.object]
    return evolve(one, stage=h.MOVES[one.stage][act.name])


def _entered(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Entered)  # noqa: S101 - the form of this act gives no other
    one = HandUp(
        id=act.object,
        title=paper.title,
        words=paper.words,
        source=paper.source,
        cited=paper.cited,
        by=act.by,
        number=act.number,
        entered=act.time,
        due=later(act.time, forum.charter.rooms.reply),
    )
    if paper.source in forum.rooms:
        forum = room_moved(forum, paper.source, act)
    if paper.cited is not None:
        forum = forum.grown(handed=forum.handed.set(paper.cited.hex(), one.id))
    return _put(forum, one)


def _received(forum: Forum, act: Act) -> Forum:
    return _put(forum, _moved(forum, act))


def _reminded(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _put(forum, evolve(one, reminded=(*one.reminded, act.time)))


def _replied(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Replied)  # noqa: S101 - the form of this act gives no other
    one = evolve(
        _moved(forum, act),
        answer=paper.answer,
        basket=paper.basket,
        reason=paper.words,
        replied=act.time,
    )
    return _put(forum, one)


# ---------------------------------------------------------------- what is still needed


def still_needed(_forum: Forum, one: HandUp) -> str:
    """What a recommendation still needs in the circle above, in a sentence."""
    if one.answer is not None:
        told: str = in_words(one.answer)
        if one.basket is not None:
            told = tell("{answer} {basket}", answer=told, basket=one.basket)
        if one.answer is Answer.DECLINED and one.reason is None:
            told = tell("{answer}, without a reason", answer=told)
        elif one.answer is Answer.DECLINED:
            told = tell("{answer}, with a reason", answer=told)
        return tell("The reply was: {answer}. Nothing is needed.", answer=told)
    if one.stage is Stage.HANDED_UP:
        return tell("It needs the chair's receipt; a reply is due by {due}.", due=one.due)
    return tell("It needs the chair's reply, due by {due}.", due=one.due)


KINDS: tuple[Kind, ...] = (
    Kind(
        name=h.ENTER,
        form=ENTERED,
        who=Who.ANYONE,
        guards=(_source, _scanned),
        effect=_entered,
        meaning="As the facilitator: enter a text to which a group consented, without its author.",
        begins="hand-up",
    ),
    Kind(
        name=h.RECEIVE,
        form=WORDS,
        who=Who.CHAIR,
        guards=(_stages,),
        effect=_received,
        meaning="Give a receipt for a recommendation.",
        about="hand-up",
        envelope_alone=True,
    ),
    Kind(
        name=h.REMIND,
        form=WORDS,
        who=Who.ANYONE,
        guards=(_stages, _overdue),
        effect=_reminded,
        meaning="Remind that the date of a reply has passed.",
        about="hand-up",
        envelope_alone=True,
    ),
    Kind(
        name=h.REPLY,
        form=REPLIED,
        who=Who.CHAIR,
        guards=(_stages, _to_basket),
        effect=_replied,
        meaning="Reply to a recommendation: taken up, referred to a basket, noted, or declined.",
        about="hand-up",
    ),
)
"""The acts of hand-up in the circle above."""
