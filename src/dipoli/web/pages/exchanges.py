"""What is done under measures: exchange rounds, notifications, inspections, visits."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.charter.points import Point
from dipoli.forum.commitment_told import in_a_line
from dipoli.forum.exchange import Return, Round, shares_needed
from dipoli.forum.exchange_owed import holders_of
from dipoli.forum.exchange_owed import still_needed as exchange_needed
from dipoli.forum.inspection import Inspection
from dipoli.forum.inspection_rules import clocks, next_due, used_up
from dipoli.forum.inspection_rules import still_needed as inspection_needed
from dipoli.forum.measure import year_of
from dipoli.forum.measure_rules import current, kept_of
from dipoli.forum.notification import Stage as NotificationStage
from dipoli.forum.notification_rules import awaited, due_of, told
from dipoli.forum.notification_rules import still_needed as notification_needed
from dipoli.forum.visit_rules import asked_by
from dipoli.forum.visit_rules import still_needed as visit_needed
from dipoli.record.canon import to_base64
from dipoli.told import commas, in_words, tell, tell_count
from dipoli.web.acts import done
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.history import history, plain, unstruck
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term


def linked(asked: Asked, name: str | None) -> Twin | None:
    """A thing by its short name and page; None for none."""
    return None if name is None else {"object": name, "page": asked.thing(name)}


def of_measure(asked: Asked, name: str | None) -> Twin | None:
    """The measure under which something is done; None for none."""
    if name is None:
        return None
    one = asked.forum.measures.get(name)
    title = None if one is None else one.row.measure
    return {"object": name, "title": title, "page": asked.thing(name)}


# ---------------------------------------------------------------- exchange rounds


def exchange(asked: Asked) -> Page:
    """One exchange round: its condition, each return, its shares, questions.

    Raises:
        MissingError: there is none of this name.
    """
    forum = asked.forum
    one = forum.exchanges.get(asked.words["object"])
    if one is None:
        raise MissingError
    return Page(
        title=one.title,
        twin={
            "object": one.id,
            "stage": in_words(one.stage),
            "needed": asked.told(exchange_needed(forum, one)),
            "by": asked.party(one.by),
            "measure": of_measure(asked, one.measure),
            "opens": asked.clock(one.opens),
            "until": asked.clock(one.until),
            "at_the_end": _at_the_end(one),
            "enough": _enough(one),
            "released": _when(asked, one.released),
            "returns": [
                {**party, **_return(asked, one, party["code"])}
                for party in asked.parties(one.named)
            ],
            "holders": asked.parties(one.holders),
            "shares": list(_shares(asked, one)),
            "host": _HOST,
            "given": [
                {**party, "at": _when(asked, number)}
                for party in asked.parties(dict.fromkeys(one.gave.values()))
                for number, code in sorted(one.gave.items())
                if code == party["code"]
            ],
            "questions": [
                {
                    "act": number,
                    "by": asked.party(each.by),
                    "to": asked.party(each.to),
                    "at": _when(asked, number),
                    "answered": _when(asked, each.answered),
                }
                for number, each in sorted(one.questions.items())
            ],
            "served": [
                {**party, "on": one.served[party["code"]]} for party in asked.parties(one.served)
            ],
            "article": article(asked, Point.EXCHANGE_SEALED),
            "history": history(asked, one.id),
            "unknown": one.id in forum.unknown,
        },
    )


_HOST = tell("The host holds no share: it sees who handed in a return and when, and can read none.")


def _when(asked: Asked, number: int | None) -> Twin | None:
    """When an act was done."""
    return None if number is None else asked.clock(done(asked, number).time)


def _at_the_end(one: Round) -> str:
    """What happens when the window closes."""
    if one.otherwise.value == "lapses":
        return tell(
            "If too few are there by then, the round lapses; all that was handed in stays sealed."
        )
    return tell("After that, what is there can be released among those who handed in a return.")


def _enough(one: Round) -> str:
    if one.least is None:
        return tell("All {named} who are asked for a return hand one in.", named=len(one.named))
    return tell(
        "{least} of the {named} who are asked for a return are enough.",
        least=one.least,
        named=len(one.named),
    )


def _return(asked: Asked, one: Round, code: str) -> Twin:
    """A return as all can see it: whether it is there, when it came, how it stands."""
    held = one.returns.get(code)
    if held is None:
        return {
            "state": term(tell("no entry")),
            "handed_in": None,
            "late": False,
            "shares": None,
            "opened": None,
        }
    return {
        "state": term(tell("opened"))
        if held.released is not None
        else term(tell("handed in, sealed")),
        "handed_in": asked.clock(held.time),
        "late": one.is_late(held),
        "shares": {"needed": held.needed, "of": len(held.holders), "found_good": len(held.held)},
        "opened": _when(asked, held.released),
    }


def _shares(asked: Asked, one: Round) -> Iterator[str]:
    """How many shares open a return, and what so many seats can do together, in words."""
    for needed, number in sorted({_split(asked, one, code) for code in one.named}):
        which = [code for code in one.named if _split(asked, one, code) == (needed, number)]
        if number < needed:
            yield asked.told(
                tell(
                    "A return of {whose} would have too few holders to be opened.",
                    whose=commas(which),
                )
            )
            continue
        few = tell_count(needed - 1, "{number} of them", "{number} of them")
        yield asked.told(
            tell(
                "Any {needed} of the {number} shares open a return of {whose}.",
                needed=needed,
                number=number,
                whose=commas(which),
            )
        )
        yield (
            tell(
                "Any {needed} of these {number} seats, acting together, can read it at any "
                "time, before it is released too, and nobody would see it; {few} cannot. Where "
                "{rest} of them give nothing, it stays closed for ever.",
                needed=needed,
                number=number,
                few=few,
                rest=number - needed + 1,
            )
        )


def _split(asked: Asked, one: Round, code: str) -> tuple[int, int]:
    """Of a seat's return: how many shares open it, and how many there are."""
    held: Return | None = one.returns.get(code)
    if held is not None:
        return held.needed, len(held.holders)
    holders = holders_of(asked.forum, one, code)
    return shares_needed(asked.forum.charter.exchange.shares, len(holders)), len(holders)


# ---------------------------------------------------------------- notifications


def notification(asked: Asked) -> Page:
    """One notification, held against its measure.

    Raises:
        MissingError: there is none of this name.
    """
    forum = asked.forum
    one = forum.notifications.get(asked.words["object"])
    if one is None:
        raise MissingError
    withdrawn = one.stage is NotificationStage.WITHDRAWN
    return Page(
        title=in_a_line(one.words or one.id),
        twin={
            "object": one.id,
            "words": unstruck(asked, one.number, one.words),
            "stage": in_words(one.stage),
            "needed": asked.told(notification_needed(forum, one)),
            "measure": of_measure(asked, one.measure),
            "by": asked.party(one.by),
            "place": one.place,
            "begins": asked.clock(one.begins),
            "ends": asked.clock(one.ends),
            "figures": [{"of": plain(of), "number": one.figures[of]} for of in sorted(one.figures)],
            "year": one.year,
            "asked_for": asked.clock(due_of(forum, one)),
            "sent": asked.clock(one.sent),
            "told": [asked.told(each) for each in told(forum, one)],
            "corrected": [asked.clock(time) for _number, time in sorted(one.corrected.items())],
            "acknowledged": asked.parties(one.acknowledged),
            "no_entry": [] if withdrawn else asked.parties(awaited(forum, one)),
            "article": article(asked, Point.NOTIFICATION),
            "history": history(asked, one.id),
            "unknown": one.id in forum.unknown,
        },
    )


# ---------------------------------------------------------------- inspections


def inspection(asked: Asked) -> Page:
    """One inspection: each step with its clock, and the quota.

    Raises:
        MissingError: there is none of this name.
    """
    forum = asked.forum
    one = forum.inspections.get(asked.words["object"])
    if one is None:
        raise MissingError
    return Page(
        title=in_a_line(one.area),
        twin={
            "object": one.id,
            "area": one.area,
            "stage": in_words(one.stage),
            "needed": asked.told(inspection_needed(forum, one)),
            "measure": of_measure(asked, one.measure),
            "by": asked.party(one.by),
            "host": asked.party(one.host),
            "day": asked.clock(one.day),
            "steps": list(_steps(asked, one)),
            "quota": _quota(asked, one),
            "refused": None if one.why is None else in_words(one.why),
            "account": one.account,
            "report": one.report,
            "digest": None if one.digest is None else to_base64(one.digest),
            "comments": [
                {
                    "act": number,
                    "by": asked.party(said.by),
                    "words": unstruck(asked, number, said.words),
                    "at": asked.clock(said.time),
                }
                for number, said in sorted(one.comments.items())
            ],
            "article": article(asked, Point.INSPECTION),
            "history": history(asked, one.id),
            "unknown": one.id in forum.unknown,
        },
    )


def _steps(asked: Asked, one: Inspection) -> Iterator[Twin]:
    """Each step: by when the measure asks for it, and when it was entered."""
    clocked = {each.step: each for each in clocks(asked.forum, one)}
    runs = next_due(asked.forum, one)
    steps = (
        (tell("request"), one.requested),
        (tell("answer"), one.answered),
        (tell("entry"), one.entered),
        (tell("arrival on site"), one.arrived),
        (tell("end of the stay"), one.left),
        (tell("report"), one.reported),
    )
    for step, at in steps:
        clock = clocked.get(step)
        yield {
            "step": step,
            "asked_for": None if clock is None else asked.clock(clock.due),
            "entered": asked.clock(at),
            "runs": runs is not None and runs.step == step,
        }


def _quota(asked: Asked, one: Inspection) -> Twin | None:
    """What of the quotas of its year is used; None where its measure has no quota."""
    forum = asked.forum
    measure = current(forum, forum.measures[one.measure])
    quota, kept, year = measure.row.quota, kept_of(forum, measure), year_of(one.day)
    if quota.host is None and quota.requester is None:
        return None
    return {
        "year": year,
        "host": {"used": kept.taken.get((one.host, year), 0), "of": quota.host},
        "requester": {"used": kept.asked.get((one.host, one.by, year), 0), "of": quota.requester},
        "told": asked.told(used_up(forum, one)) or None,
    }


# ---------------------------------------------------------------- visits


def visit(asked: Asked) -> Page:
    """One visit, observation or other contact, with the answers of those invited.

    Raises:
        MissingError: there is none of this name.
    """
    forum = asked.forum
    one = forum.visits.get(asked.words["object"])
    if one is None:
        raise MissingError
    return Page(
        title=one.title,
        twin={
            "object": one.id,
            "sort": one.sort,
            "stage": in_words(one.stage),
            "needed": asked.told(visit_needed(forum, one)),
            "measure": of_measure(asked, one.measure),
            "host": asked.party(one.host),
            "place": one.place,
            "begins": asked.clock(one.begins),
            "ends": asked.clock(one.ends),
            "until": asked.clock(one.until),
            "invited": asked.clock(one.invited),
            "asked_for": asked.clock(asked_by(forum, one)),
            "held": asked.clock(one.held),
            "guests": [
                {**guest, "answer": one.answer(guest["code"])}
                for guest in asked.parties(one.guests)
            ],
            "article": article(asked, Point.VISIT),
            "history": history(asked, one.id),
            "unknown": one.id in forum.unknown,
        },
    )


ROUTES = (
    Route(
        name="exchange",
        path=f"{ROOM}/exchanges/<str:object>",
        rule=Rule.CIRCLE,
        answer=exchange,
        about="One exchange round: its condition, its returns, who holds shares, and questions.",
        sorts=("round", "exchange round"),
    ),
    Route(
        name="notification",
        path=f"{ROOM}/notifications/<str:object>",
        rule=Rule.CIRCLE,
        answer=notification,
        about="One notification, held against its measure.",
        sorts=("notification",),
    ),
    Route(
        name="inspection",
        path=f"{ROOM}/inspections/<str:object>",
        rule=Rule.CIRCLE,
        answer=inspection,
        about="One inspection: each step with its clock, and the quota.",
        sorts=("inspection",),
    ),
    Route(
        name="visit",
        path=f"{ROOM}/visits/<str:object>",
        rule=Rule.CIRCLE,
        answer=visit,
        about="One visit or other contact, with the answers of those invited.",
        sorts=("visit",),
    ),
)
