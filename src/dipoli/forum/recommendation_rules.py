"""Recommendations in the circle of a body of track 1.5 or 2: guards and effects."""

from __future__ import annotations

from attrs import evolve
from immutables import Map

from dipoli.charter.points import Point
from dipoli.charter.rules import Track
from dipoli.forum import hand_up as h
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.hand_up import DraftStage, Recommendation
from dipoli.forum.hand_up_forms import (
    CHECKED,
    CONSENTED,
    DRAFTED,
    REVISED,
    TOLD,
    Checked,
    Drafted,
    Told,
    Worded,
)
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.name_scan import Sort, known_names, scan
from dipoli.forum.people import told_figure
from dipoli.forum.seat import HERE
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


def draft_stage(forum: Forum, name: str) -> DraftStage | None:
    """Where a recommendation stands; None when there is none of that name."""
    one = forum.recommendations.get(name)
    return None if one is None else one.stage


_stages = stage_guard(h.DRAFT_MOVES, draft_stage, Point.RECOMMENDATION, "Recommendation {object}")

# ---------------------------------------------------------------- guards shared with hand-up


def no_persons(forum: Forum, text: str) -> OutOfOrder | None:
    """Refused where the code of a seat or the name of a person stands in a text."""
    found = [one.words for one in scan(text, known_names(forum)) if one.sort is not Sort.PARTY]
    if not found:
        return None
    why = tell("It names participants: {found}.", found=commas(found))
    return refuse(forum, Point.NAMES_OUT, why, tell("Take these words out of the text."))


def parties_let_stand(forum: Forum, text: str, stand: tuple[str, ...]) -> OutOfOrder | None:
    """Refused unless each name of a party that stands in a text is let stand by name."""
    found = [one.name for one in scan(text, known_names(forum)) if one.sort is Sort.PARTY]
    if sorted(set(found)) == sorted(set(stand)):
        return None
    told = commas(dict.fromkeys(found))
    if told:
        why = tell(
            "Names of parties that stand in the text, also as affiliations: {names}.", names=told
        )
        remedy = tell("List exactly these as let stand, or have them taken out of the text.")
    else:
        why = tell("A name is listed as let stand, and no name of a party stands in the text.")
        remedy = tell("List none.")
    return refuse(forum, Point.NAMES_OUT, why, remedy)


def enough_people(forum: Forum, people: int) -> OutOfOrder | None:
    """Refused where so few take part that a text points at somebody."""
    least = forum.charter.rooms.least
    if people >= least:
        return None
    why = tell(
        "{people} take part in it; here it is {least} or more.",
        people=told_figure(forum, people).capitalize(),
        least=least,
    )
    return refuse(forum, Point.ROOM_LEAST, why, tell("Widen it, so that nobody can be guessed."))


# ---------------------------------------------------------------- guards


def _unofficial(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.track is not Track.ONE:
        return None
    why = tell("This circle works on the official track.")
    remedy = tell("Draft it in a body of track 1.5 or 2, or in a part off the record.")
    return refuse(forum, Point.RECOMMENDATION, why, remedy)


def _nameless(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Drafted | Worded)  # noqa: S101 - the forms give no other
    title = paper.title if isinstance(paper, Drafted) else ""
    return no_persons(forum, f"{title}\n{paper.words}")


def _own_objection(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in forum.recommendations[act.object].objections:
        return None
    why = tell("No objection of {who} stands to {object}.", who=act.by, object=act.object)
    return refuse(forum, Point.RECOMMENDATION, why, tell("Each withdraws its own."))


def _no_objection(forum: Forum, act: Act) -> OutOfOrder | None:
    one, paper = forum.recommendations[act.object], act.said
    assert isinstance(paper, Worded)  # noqa: S101 - the form of this act gives no other
    if one.objections:
        why = tell("An objection to {name} stands.", name=one.id)
        return refuse(
            forum, Point.RECOMMENDATION, why, tell("Revise the text until nobody objects.")
        )
    if paper.words != one.words:
        why = tell("These are not the words of {name} as it stands.", name=one.id)
        return refuse(
            forum, Point.RECOMMENDATION, why, tell("Say the text as it stands, word for word.")
        )
    here = sum(seat.stage in HERE for seat in forum.seats.values())
    return enough_people(forum, here)


def _checked(forum: Forum, act: Act) -> OutOfOrder | None:
    one, paper = forum.recommendations[act.object], act.said
    assert isinstance(paper, Checked)  # noqa: S101 - the form of this act gives no other
    if act.by in one.checks:
        why = tell("{who} has held {name} against the names already.", who=act.by, name=one.id)
        return refuse(forum, Point.NAMES_OUT, why, tell("Let another person do it."))
    text = f"{one.title}\n{one.words}"
    return no_persons(forum, text) or parties_let_stand(forum, text, paper.stand)


def _by_two(forum: Forum, act: Act) -> OutOfOrder | None:
    if len(forum.recommendations[act.object].checks) >= h.PERSONS:
        return None
    why = tell("Fewer than two have held {object} against the names.", object=act.object)
    return refuse(forum, Point.NAMES_OUT, why, tell("Let two do it, each by an act of its own."))


# ---------------------------------------------------------------- effects


def _put(forum: Forum, one: Recommendation) -> Forum:
    return forum.grown(recommendations=forum.recommendations.set(one.id, one))


def _moved(forum: Forum, act: Act) -> Recommendation:
    one = forum.recommendations[act.object]
    return evolve(one, stage=h.DRAFT_MOVES[one.stage][act.name])


def _drafted(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Drafted)  # noqa: S101 - the form of this act gives no other
    one = Recommendation(
        id=act.object, title=paper.title, words=paper.words, by=act.by, number=act.number
    )
    return _put(forum, one)


def _revised(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Worded)  # noqa: S101 - the form of this act gives no other
    one = _moved(forum, act)
    again = evolve(one, words=paper.words, objections=Map(), consented=None, checks=Map())
    return _put(forum, again)


def _objected(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _put(forum, evolve(one, objections=one.objections.set(act.by, act.number)))


def _cleared(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _put(forum, evolve(one, objections=one.objections.delete(act.by)))


def _consented(forum: Forum, act: Act) -> Forum:
    return _put(forum, evolve(_moved(forum, act), consented=act.leaf))


def _held(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _put(forum, evolve(one, checks=one.checks.set(act.by, act.number)))


def _sent(forum: Forum, act: Act) -> Forum:
    return _put(forum, _moved(forum, act))


def _told(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Told)  # noqa: S101 - the form of this act gives no other
    return _put(forum, evolve(_moved(forum, act), answer=paper.answer))


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, one: Recommendation) -> str:
    """What a recommendation still needs in the circle that makes it, in a sentence."""
    if one.stage is DraftStage.DRAFT:
        who = [code for code in forum.order if code in one.objections]
        if who:
            return tell("It needs a text to which {who} does not object.", who=commas(who))
        return tell("It needs the chair to find that no participant objects.")
    if one.stage is DraftStage.CONSENTED:
        return _checks_needed(h.PERSONS - len(one.checks))
    if one.stage is DraftStage.SENT:
        return tell("It is handed up; it needs what became of it to be reported here.")
    answer = "" if one.answer is None else in_words(one.answer)
    return tell("It was answered: {answer}.", answer=answer)


def _checks_needed(left: int) -> str:
    if left == h.PERSONS:
        return tell("It needs two persons to hold it against the names of the participants.")
    if left > 0:
        return tell("It needs one more person to hold it against the names of the participants.")
    return tell("It needs the chair or the secretariat to send it up.")


KINDS: tuple[Kind, ...] = (
    Kind(
        name=h.DRAFT,
        form=DRAFTED,
        who=Who.SEAT,
        guards=(_unofficial, _nameless),
        effect=_drafted,
        meaning="Draft a recommendation to the circle above, without names.",
        begins="recommendation",
    ),
    Kind(
        name=h.REVISE,
        form=REVISED,
        who=Who.SEAT,
        guards=(_stages, _nameless),
        effect=_revised,
        meaning="Put another text in its place; objections fall with the old one.",
        about="recommendation",
    ),
    Kind(
        name=h.OBJECT,
        form=WORDS,
        who=Who.SEAT,
        guards=(_stages,),
        effect=_objected,
        meaning="Object to a recommendation as it stands.",
        about="recommendation",
        envelope_alone=True,
    ),
    Kind(
        name=h.CLEAR,
        form=WORDS,
        who=Who.SEAT,
        guards=(_stages, _own_objection),
        effect=_cleared,
        meaning="Withdraw one's own objection to a recommendation.",
        about="recommendation",
        envelope_alone=True,
    ),
    Kind(
        name=h.CONSENT,
        form=CONSENTED,
        who=Who.CHAIR,
        guards=(_stages, _no_objection),
        effect=_consented,
        meaning="Find that no participant objects to a recommendation, and say its text.",
        about="recommendation",
    ),
    Kind(
        name=h.CHECK,
        form=CHECKED,
        who=Who.ANYONE,
        guards=(_stages, _checked),
        effect=_held,
        meaning="Say that one has held a recommendation against the names of the participants.",
        about="recommendation",
    ),
    Kind(
        name=h.SEND,
        form=WORDS,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_stages, _by_two),
        effect=_sent,
        meaning="Send a recommendation up, for the facilitator to enter it above.",
        about="recommendation",
        envelope_alone=True,
    ),
    Kind(
        name=h.TELL,
        form=TOLD,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_stages,),
        effect=_told,
        meaning="Report what became of a recommendation.",
        about="recommendation",
    ),
)
"""The acts of recommendations in the circle that makes them."""
