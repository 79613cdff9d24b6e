"""The chair: whose turn it is, taking the chair, letting a turn pass."""

from __future__ import annotations

from dipoli.charter.points import Point
from dipoli.charter.rules import Category, Rota, Term
from dipoli.forum import chair as c
from dipoli.forum.act import Act
from dipoli.forum.chair import Turn
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Kind, Who, is_member, refuse
from dipoli.forum.meeting_rules import sat
from dipoli.forum.naming_rules import alphabet
from dipoli.forum.seat import Stage
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import LanguageCode, commas, joined, tell

NAMED_BY_CHARTER = frozenset({Rota.FIXED, Rota.CO_CHAIRS})
"""Rotas in which the charter names who presides."""


def rota(forum: Forum) -> tuple[str, ...] | None:
    """The order in which members preside; None where its alphabet or its lot is still awaited.

    Everyone who holds a member's seat stands in it, also while it is away: its turn passes then,
    and its place stays.
    """
    rules = forum.charter.chair
    members = tuple(code for code in forum.order if _is_seated_member(forum, code))
    if rules.rota in NAMED_BY_CHARTER:
        return tuple(forum.heir(code) for code in rules.fixed)
    if rules.rota is Rota.LOT:
        drawn = tuple(code for code in forum.sequence if code in members)
        later = tuple(code for code in members if code not in forum.sequence)
        return (*drawn, *later) if drawn else None
    if rules.rota is Rota.ALPHABET:
        return alphabet(forum, members, str(rules.language))
    return members


def _is_seated_member(forum: Forum, code: str) -> bool:
    seat = forum.seats[code]
    return seat.category is Category.MEMBER and seat.stage is not Stage.INVITED


def is_over(forum: Forum, moment: str) -> bool:
    """Whether the present turn has run its term; a turn that nobody has is over.

    Days and years are those of the calendar, in UTC.
    """
    turn, term = forum.presiding, forum.charter.chair.term
    if turn is None or not forum.chair:
        return True
    return {
        Term.MEETING: forum.closed > turn.closed,
        Term.DAY: moment[:10] > turn.since[:10],
        Term.YEAR: moment[:4] > turn.since[:4],
        Term.STANDING: False,
    }[term]


def whose_turn(forum: Forum, moment: str) -> tuple[str, ...]:
    """Who may take the chair at a moment: one, or those that the charter names; none while awaited.

    While a turn runs it is theirs who preside. Afterwards it is the next one's in the rota, among
    those who are present; among all whose voice counts where nobody is.

    Args:
        forum: the standing.
        moment: at which the question is asked.
    """
    order = rota(forum)
    if order is None:
        return ()
    if forum.charter.chair.rota in NAMED_BY_CHARTER:
        return order
    if not is_over(forum, moment):
        return forum.chair
    start = order.index(forum.last) + 1 if forum.last in order else 0
    round_ = (*order[start:], *order[:start])
    voices = [code for code in round_ if is_member(forum, code)]
    present = [code for code in voices if forum.seats[code].stage is Stage.PRESENT]
    return tuple((present or voices)[:1])


# ---------------------------------------------------------------- guards


def _turn(forum: Forum, act: Act) -> OutOfOrder | None:
    turn = whose_turn(forum, act.earliest)
    if act.by in turn:
        return None
    if not turn:
        language = forum.charter.chair.language
        why = (
            tell(
                "The chair goes on in an order in the language {language}, and that order is not "
                "known here yet.",
                language=LanguageCode(language),
            )
            if language
            else tell("The chair goes on in an order by lot, and that order is not known here yet.")
        )
        remedy = tell(
            "The secretariat publishes it ({act}); then take the chair by it.",
            act=_publishing(forum),
        )
        return refuse(forum, Point.TURN, why, remedy)
    if forum.charter.chair.rota in NAMED_BY_CHARTER:
        why = tell("The charter names who presides: {turn}.", turn=commas(turn))
        return refuse(
            forum, Point.TURN, why, tell("Ask {turn} to take the chair.", turn=joined(" or ", turn))
        )
    why = tell("It is the turn of {turn} in the chair.", turn=commas(turn))
    return refuse(
        forum,
        Point.TURN,
        why,
        tell("Ask {turn} to take the chair, or to let it pass.", turn=turn[0]),
    )


def _publishing(forum: Forum) -> str:
    """The act by which the order of the chair is published, as it is written."""
    language = forum.charter.chair.language
    use = f"use=language language={language}" if language else "use=chair"
    return f"order.publish {use} order=..."


def _not_presiding(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by not in forum.chair or _again(forum, act):
        return None
    why = tell("{who} presides already.", who=act.by)
    if forum.presiding:
        since = forum.presiding.since
        why = tell("{who} presides already, since {since}.", who=act.by, since=since)
    return refuse(forum, Point.TURN, why, tell("Go on presiding; nothing is needed for that."))


def _again(forum: Forum, act: Act) -> bool:
    """Whether a turn of the same party follows on its own, as where it alone is present."""
    return is_over(forum, act.earliest)


def _rotates(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.charter.chair.rota not in NAMED_BY_CHARTER:
        return None
    why = tell("The charter names who presides; there is no turn to let pass.")
    remedy = tell("Where the chair cannot preside, let its deputy preside in its name.")
    return refuse(forum, Point.PASS, why, remedy)


def _own_turn(forum: Forum, act: Act) -> OutOfOrder | None:
    turn = whose_turn(forum, act.earliest)
    if act.by in turn or act.by in forum.chair:
        return None
    why = tell("{who} neither presides nor has the turn in the chair.", who=act.by)
    remedy = (
        tell("Leave it to {turn} to let it pass.", turn=turn[0])
        if turn
        else tell("Wait for your turn.")
    )
    return refuse(forum, Point.PASS, why, remedy)


# ---------------------------------------------------------------- effects


def _took(forum: Forum, act: Act) -> Forum:
    rules = forum.charter.chair
    chair: tuple[str, ...] = (act.by,)
    if rules.rota is Rota.CO_CHAIRS:
        named = (forum.heir(code) for code in rules.fixed)
        chair = tuple(code for code in named if code == act.by or code in forum.chair)
    after = forum.grown(
        chair=chair,
        last=act.by,
        presiding=Turn(since=act.time, closed=forum.closed),
        turns=forum.turns.set(act.by, forum.turns.get(act.by, 0) + 1),
    )
    sitting = None if forum.sitting is None else after.meetings.get(forum.sitting)
    return after if sitting is None else sat(after, sitting)


def _passed(forum: Forum, act: Act) -> Forum:
    """Who presides hands the chair on, and it stays empty until taken; others let it pass."""
    if act.by not in forum.chair:
        return forum.grown(last=act.by)
    return forum.grown(last=act.by, chair=(), presiding=None)


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, moment: str) -> str:
    """What the chair still needs, in a sentence."""
    turn = whose_turn(forum, moment)
    if not turn:
        return tell(
            "The order by which the chair goes on has to be published ({act}).",
            act=_publishing(forum),
        )
    waiting = [code for code in turn if code not in forum.chair]
    if waiting:
        return tell("It needs {waiting} to take the chair.", waiting=commas(waiting))
    return tell("{chair} presides; nothing is needed.", chair=commas(forum.chair))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=c.TAKE,
        form=WORDS,
        who=Who.SEAT,
        guards=(_turn, _not_presiding),
        effect=_took,
        meaning="Take the chair in one's turn.",
        envelope_alone=True,
    ),
    Kind(
        name=c.PASS,
        form=WORDS,
        who=Who.SEAT,
        guards=(_rotates, _own_turn),
        effect=_passed,
        meaning="Let one's turn in the chair pass, or hand the chair on.",
        envelope_alone=True,
    ),
)
"""The acts of the chair."""
