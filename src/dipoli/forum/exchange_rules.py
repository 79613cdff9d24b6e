"""Exchange rounds up to their release: they are announced, and returns are handed in and held.

Who is trusted, who could collude and what each side learns stands in
`dipoli.record.sealed_return` and in docs/explanation/sealed-returns.md. Nothing here sees what a
return says: these rules say who hands in, and who holds. `dipoli.forum.exchange_release` says when
a round is released, and who then reads; `dipoli.forum.exchange_owed` what waits for whom.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import exchange as x
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.exchange import Return, Round, shares_needed
from dipoli.forum.exchange_forms import ANNOUNCED, HELD, SUBMITTED, Announced, Held, Submitted
from dipoli.forum.exchange_owed import held_as, holders_of, is_here, to_hold
from dipoli.forum.exchange_work import keep, moved, moves, round_act
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.standing import Forum
from dipoli.record.field256 import PLACES
from dipoli.record.ruling import OutOfOrder
from dipoli.record.sealed_return import SEALED_SHARE_BYTES
from dipoli.told import commas, tell

# ---------------------------------------------------------------- guards: the announcement


def _conditions(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, point = act.said, Point.EXCHANGE_TERMS
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    named = len(paper.named)
    if act.deadline is None or not act.moment <= act.deadline:
        why = tell("It names no moment to come up to which returns are handed in.")
        return refuse(forum, point, why, tell("Give it a deadline that is still to come."))
    if not paper.opens < act.deadline:
        why = tell(
            "Returns are handed in from {opens} on, and up to {deadline}.",
            opens=paper.opens,
            deadline=act.deadline,
        )
        return refuse(forum, point, why, tell("Let the window open before its deadline."))
    if named < x.LEAST or (paper.least is not None and not x.LEAST <= paper.least <= named):
        why = tell(
            "Seats asked for a return: {number}; enough: {least}.",
            number=named,
            least=paper.least or tell("all"),
        )
        remedy = tell("Name two seats or more, and as enough from two up to all of them.")
        return refuse(forum, point, why, remedy)
    return None


def _who_takes_part(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, point = act.said, Point.EXCHANGE_TERMS
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    for codes in (paper.named, paper.holders):
        for code in codes:
            why = "" if is_here(forum, code) else tell("{code} does not take part here.", code=code)
            why = why or (
                tell("{code} is listed more than once.", code=code) if codes.count(code) > 1 else ""
            )
            if why:
                return refuse(
                    forum, point, why, tell("List each seat once, of those who take part.")
                )
    for code in paper.named:
        others = len(paper.holders) - (code in paper.holders)
        if not x.LEAST <= others <= PLACES:
            why = tell(
                "Holders of the return of {code} would be, besides its author: {others}.",
                code=code,
                others=others,
            )
            remedy = tell(
                "List {least} to {most} holders besides each seat that is named.",
                least=x.LEAST,
                most=PLACES,
            )
            return refuse(forum, Point.EXCHANGE_SEALED, why, remedy)
    return None


# ---------------------------------------------------------------- guards: returns


def _window(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.exchanges[act.object]
    if act.earliest >= one.opens:
        return None
    why = tell("The window of {name} opens at {opens}.", name=one.id, opens=one.opens)
    return refuse(forum, Point.EXCHANGE_TERMS, why, tell("Open it then, or later."))


def _is_named(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.exchanges[act.object]
    if act.by not in one.named:
        why = tell("{who} is not asked for a return in {name}.", who=act.by, name=one.id)
        return refuse(forum, Point.EXCHANGE_TERMS, why, tell("Those who are named hand one in."))
    held = one.returns.get(act.by)
    if held is not None and held.released is not None:
        why = tell("The return of {who} is released, and does not change any more.", who=act.by)
        return refuse(forum, Point.EXCHANGE_RELEASE, why, tell("Say what is new in an answer."))
    if act.time <= one.until < act.moment:
        why = tell(
            "It is dated {time}, and came after the deadline, {until}.",
            time=act.time,
            until=one.until,
        )
        return refuse(forum, Point.EXCHANGE_TERMS, why, tell("Date it as of when it is handed in."))
    return None


def _as_asked(forum: Forum, act: Act) -> OutOfOrder | None:
    """The shares go to every holder, so many open it as the charter says, and all is complete."""
    paper, point = act.said, Point.EXCHANGE_SEALED
    assert isinstance(paper, Submitted)  # noqa: S101 - the form of this act gives no other
    holders = holders_of(forum, forum.exchanges[act.object], act.by)
    told = commas(holders) or tell("nobody")
    if len(holders) < x.LEAST:
        why = tell(
            "Of those who hold shares, {holders} is here besides {who}.", holders=told, who=act.by
        )
        return refuse(forum, point, why, tell("Announce another round, with more holders."))
    if paper.holders != holders:
        why = tell(
            "Its shares do not go to the holders of {object} that are here: {holders}.",
            object=act.object,
            holders=told,
        )
        return refuse(forum, point, why, tell("Seal it anew, to these and in this order."))
    needed = shares_needed(forum.charter.exchange.shares, len(holders))
    if paper.needed != needed:
        why = tell(
            "Shares that would open it: {needed}; here it is {here} of {number}.",
            needed=paper.needed,
            here=needed,
            number=len(holders),
        )
        return refuse(
            forum, point, why, tell("Seal it anew, so that {needed} open it.", needed=needed)
        )
    whole = all(len(share) == SEALED_SHARE_BYTES for share in paper.shares)
    if not whole or not len(paper.checks) == len(paper.shares) == len(holders):
        why = tell("It has not one sealed share and one check for each holder.")
        return refuse(forum, point, why, tell("Seal it anew."))
    return None


def _good_shares(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Held)  # noqa: S101 - the form of this act gives no other
    due = {one.leaf for one in to_hold(forum, forum.exchanges[act.object], act.by)}
    if due.issuperset(paper.returns):
        return None
    why = tell(
        "No word that a share is good is awaited of {who} for one of the returns named.", who=act.by
    )
    remedy = tell("Name returns as they stand now, by their leaf hashes, each of them once.")
    return refuse(forum, Point.EXCHANGE_SEALED, why, remedy)


# ---------------------------------------------------------------- effects


def _announced(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    one = Round(
        id=act.object,
        title=paper.title,
        by=act.by,
        measure=paper.measure,
        named=paper.named,
        holders=paper.holders,
        least=paper.least,
        otherwise=paper.otherwise,
        opens=paper.opens,
        until=str(act.deadline),
        number=act.number,
        leaf=act.leaf,
    )
    return keep(forum, one)


def _submitted(forum: Forum, act: Act) -> Forum:
    """A later return takes the place of an earlier one that is not released, and is held anew."""
    one, paper = moved(forum, act), act.said
    assert isinstance(paper, Submitted)  # noqa: S101 - the form of this act gives no other
    new = Return(
        by=act.by,
        number=act.number,
        leaf=act.leaf,
        time=act.time,
        reader=paper.reader,
        holders=paper.holders,
        needed=paper.needed,
    )
    return keep(forum, evolve(one, returns=one.returns.set(act.by, new)))


def _held(forum: Forum, act: Act) -> Forum:
    one, paper = moved(forum, act), act.said
    assert isinstance(paper, Held)  # noqa: S101 - the form of this act gives no other
    returns = one.returns
    for code, each in one.returns.items():
        if each.leaf in paper.returns:
            held = each.held.set(str(held_as(forum, each, act.by)), True)  # noqa: FBT003 - a value
            returns = returns.set(code, evolve(each, held=held))
    return keep(forum, evolve(one, returns=returns))


# ---------------------------------------------------------------- kinds

KINDS: tuple[Kind, ...] = (
    Kind(
        name=x.ANNOUNCE,
        form=ANNOUNCED,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_conditions, _who_takes_part),
        effect=_announced,
        meaning="Announce an exchange of sealed returns, with its condition and its deadline.",
        begins="round",
    ),
    round_act(
        x.OPEN,
        WORDS,
        Who.HERE_OR_SECRETARIAT,
        (_window,),
        moves,
        tell("Open the window in which returns are handed in."),
        envelope_alone=True,
    ),
    round_act(
        x.SUBMIT, SUBMITTED, Who.HERE, (_is_named, _as_asked), _submitted, tell("Hand in a return.")
    ),
    round_act(
        x.HOLD,
        HELD,
        Who.HERE,
        (_good_shares,),
        _held,
        tell("Say that one's node found its share of returns good."),
    ),
)
"""The acts up to the release: a round is announced, and returns are handed in and held."""
