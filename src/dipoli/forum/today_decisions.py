"""What proposals, silences and waivers of notice await of a seat."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum import claim as c
from dipoli.forum import decision as d
from dipoli.forum import silence as q
from dipoli.forum.claim import home
from dipoli.forum.clock import later
from dipoli.forum.consents import consents_awaited
from dipoli.forum.decision_parties import entitled
from dipoli.forum.in_order import in_order, names_in_order
from dipoli.forum.kind import is_member
from dipoli.forum.standing import Forum
from dipoli.forum.today_asked import Asked, Found, ahead
from dipoli.told import tell

_ASIDE = (d.Stage.TABLED, d.Stage.PARKED)
_MAY_OBJECT = (d.Stage.UNDER_DECISION, d.Stage.OBJECTED, d.Stage.REFERRED)


def decisions(asked: Asked) -> Iterator[Found]:
    """Objections, answers of capitals, statements and consents at home."""
    forum, code, now = asked.forum, asked.code, asked.now
    for one in asked.open:
        if one.stage in _ASIDE:
            continue
        if code in one.objections:
            told = tell("The delegation's own objection stands; nobody else can withdraw that.")
            yield asked.due(one.id, told, (d.WITHDRAW_OBJECTION,), title=one.title, until=None)
        elif one.referred.get(code) is False and one.stage is d.Stage.REFERRED:
            told = tell("The delegation's capital was asked, and has not answered.")
            acts = (d.CONFIRM, d.OBJECT)
            yield asked.due(one.id, told, acts, title=one.title, until=ahead(one.until, now))
        elif one.stage in _MAY_OBJECT and code in entitled(forum, one) and code not in one.out:
            told = tell("It is before the body; an objection is raised before consensus is found.")
            refers = forum.charter.decision.referral and one.stage is not d.Stage.OBJECTED
            may = (d.OBJECT, d.REFER) if refers else (d.OBJECT,)
            yield asked.due(one.id, told, may, title=one.title, until=None)
    yield from _statements(asked)
    yield from _consents(asked)


def _statements(asked: Asked) -> Iterator[Found]:
    """Statements that can still be attached to a decision."""
    forum, rules = asked.forum, asked.forum.charter.decision
    allowed = rules.reservations or rules.interpretations or rules.dissociations
    if not allowed or not is_member(forum, asked.code):
        return
    for name in names_in_order(forum, _adopted(forum, asked.ago(rules.window))):
        one, told = forum.proposals[name], tell("A statement can be attached to the decision.")
        end = later(str(one.adopted), rules.window)
        yield asked.due(name, told, (d.ATTACH,), title=one.title, until=end)


def _adopted(forum: Forum, since: str) -> Iterator[str]:
    """What was adopted at that moment or after it: the last one first."""
    for number in reversed(range(len(forum.adoptions))):
        name = forum.adoptions[number]
        if str(forum.proposals[name].adopted) < since:
            return
        yield name


def _consents(asked: Asked) -> Iterator[Found]:
    """Consents at home that are awaited after a decision."""
    forum, suffix = asked.forum, home(asked.code, "")
    for one in asked.decided:
        for body in sorted(one.ratifiers):
            if body.endswith(suffix) and body in consents_awaited(forum, one):
                told = tell(
                    "The consent of {body} is awaited; what came of it is reported.", body=body
                )
                yield asked.due(one.id, told, (c.REPORT,), title=one.title, until=None)


def silences(asked: Asked) -> Iterator[Found]:
    """Silences that it can acknowledge or break."""
    forum, code = asked.forum, asked.code
    for one in in_order(forum, forum.silent):
        proposal = forum.proposals.get(one.proposal)
        if proposal is None or code not in entitled(forum, proposal):
            continue
        until = one.until if one.stage is q.Stage.RUNNING else None
        if until is not None and until < asked.now:
            continue
        acts = (q.BREAK,) if code in one.acknowledged else (q.ACKNOWLEDGE, q.BREAK)
        told = tell("A silence runs: the text stands unless somebody breaks it in time.")
        if until is None:
            told = tell("A silence is suspended; it can be broken all the same.")
        yield asked.due(one.proposal, told, acts, title=proposal.title, until=until)


def waivers(asked: Asked) -> Iterator[Found]:
    """Waivers of notice that it can object to."""
    forum, now = asked.forum, asked.now
    waivers = forum.waivers.items()
    asks = (name for name, one in waivers if one.stage is c.Waiving.ASKED and one.until >= now)
    for name in names_in_order(forum, asks):
        waiver, proposal = forum.waivers[name], forum.proposals.get(name)
        if proposal is None or proposal.stage is not d.Stage.TABLED:
            continue
        if asked.code in entitled(forum, proposal):
            told = tell("A waiver of its notice is asked for; one objection keeps the notice.")
            yield asked.due(name, told, (c.KEEP,), title=proposal.title, until=waiver.until)
