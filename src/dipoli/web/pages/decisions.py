"""Decisions: every proposal by basket and what it still needs; and the page of one.

Objections are told one by one, by name, in the order of the acts that made them; they are counted
nowhere. That a party or a body at home is necessary is a claim, and stands with its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode, Lapse
from dipoli.forum import basket_rules, decision_needed, silence_needed
from dipoli.forum import decision as d
from dipoli.forum import silence as q
from dipoli.forum.basket import LinkStage
from dipoli.forum.claim import Waiving, home_of
from dipoli.forum.clock import later
from dipoli.forum.decision import Proposal
from dipoli.forum.decision_parties import has_given_up, missing_parties
from dipoli.forum.decision_taking import notice_ends
from dipoli.forum.kind import hours, is_member
from dipoli.forum.link_wait import links_of
from dipoli.forum.register_words import UNSURE
from dipoli.told import in_words, tell
from dipoli.web.acts import Done, done, history, quoted
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.deeds import deed
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term

_ENDED = frozenset({d.Stage.LAPSED, d.Stage.WITHDRAWN})
_SETTLED = _ENDED | {d.Stage.IN_EFFECT}
"""Stages in which nothing is needed."""

_RUNS = frozenset({q.Stage.RUNNING, q.Stage.SUSPENDED})


def decisions(asked: Asked) -> Page:
    """Every proposal: those before the body first, then what was decided, then what ended."""
    held = asked.forum.proposals.values()
    open_ = [one for one in held if one.stage not in d.DECIDED | _ENDED]
    return Page(
        title=tell("Decisions"),
        twin={
            "compiled": asked.forum.charter.compiled,
            "consensus": article(asked, Point.CONSENSUS),
            "open": list(_by_basket(asked, open_)),
            "decided": list(_by_basket(asked, (x for x in held if x.stage in d.DECIDED))),
            "ended": list(_by_basket(asked, (x for x in held if x.stage in _ENDED))),
        },
    )


def _by_basket(asked: Asked, held: Iterable[Proposal]) -> Iterator[Twin]:
    """Proposals by basket: those of the charter in its order, those opened since, those in none."""
    rows: dict[str | None, list[Proposal]] = {}
    for one in sorted(held, key=lambda one: one.number):
        rows.setdefault(one.basket, []).append(one)
    listed = [one.id for one in asked.forum.charter.baskets]
    for name in dict.fromkeys((*listed, *asked.forum.opened, *rows, None)):
        if name in rows:
            yield {
                "basket": name,
                "name": tell("In no basket") if name is None else asked.names.basket(name),
                "rows": [_row(asked, one) for one in rows[name]],
            }


def _row(asked: Asked, one: Proposal) -> Twin:
    unsure = one.id in asked.forum.unknown
    return {
        "object": one.id,
        "title": one.title,
        "stage": "unknown" if unsure else one.stage,
        "told": term(tell("not known here")) if unsure else told_stage(one),
        "needed": UNSURE if unsure else needed(asked, one),
        "settled": one.stage in _SETTLED and not unsure,
        "since": asked.clock(one.since),
        "page": asked.page("proposal", one.id),
    }


def told_stage(one: Proposal) -> str:
    """Where a proposal stands, as a word or two."""
    return in_words(one.stage)


def needed(asked: Asked, one: Proposal) -> str:
    """What a proposal still needs, in a sentence; of one under silence, what its silence needs."""
    silence = asked.forum.silences.get(one.id)
    if silence is not None and silence.stage in _RUNS:
        return asked.told(silence_needed.still_needed(asked.forum, silence))
    return asked.told(decision_needed.still_needed(asked.forum, one))


# ---------------------------------------------------------------- one proposal


def proposal(asked: Asked) -> Page:
    """One proposal, or the decision that it became.

    Raises:
        MissingError: there is none of this name.
    """
    one = asked.forum.proposals.get(asked.words["object"])
    if one is None:
        raise MissingError
    acts = history(asked, one.id)
    claims = _claims(asked, one)
    return Page(
        title=one.title,
        twin={
            **_row(asked, one),
            "version": one.version,
            "sponsor": asked.party(one.sponsor),
            "basket": None if one.basket is None else asked.names.basket(one.basket),
            "decides": _decides(asked, one),
            "mode": _mode(asked, one),
            "notice": _notice(asked, one),
            "silence": _silence(asked, one),
            "objections": list(_objections(asked, one)),
            "capitals": _capitals(asked, one),
            "out": [asked.party(code) for code in one.out],
            "concerned": asked.parties(one.concerned),
            "statements": list(_statements(asked, one)),
            "window": _window(asked, one),
            **claims,
            "links": list(_links(asked, one)),
            "adopted": asked.clock(one.adopted),
            "earliest": asked.clock(one.effective),
            "effect": asked.clock(asked.forum.happened.get(one.id)),
            "executed": _executed(asked, one),
            "history": [_told(asked, act) for act in acts if act.name not in _SERVICE],
        },
    )


_SERVICE = frozenset({q.SERVE, q.ACKNOWLEDGE})
"""Acts that the page of the silence tells."""


def _told(asked: Asked, act: Done) -> Twin:
    reason = getattr(act.said, "reason", None)
    return {
        **quoted(asked, act),
        "told": deed(asked, act),
        "reason": in_words(reason) if isinstance(reason, d.Reason) else None,
    }


# ---------------------------------------------------------------- what it decides, and how

_DECIDES: Mapping[d.Purpose, str] = MappingProxyType(
    {
        d.Purpose.TEXT: tell("It adopts a text."),
        d.Purpose.MEASURE: tell("It takes a measure."),
        d.Purpose.ADMIT: tell("It invites a party."),
        d.Purpose.SUSPEND: tell("It suspends a party."),
        d.Purpose.RESTORE: tell("It restores a party."),
        d.Purpose.LEVEL: tell("It raises the level of the forum."),
        d.Purpose.LEAVE: tell("It gives leave to decide another proposal by silence."),
        d.Purpose.STRIKE: tell("It strikes words from the record."),
        d.Purpose.BODY: tell("It calls, widens or closes a body."),
        d.Purpose.LINK: tell("It agrees a link between decisions."),
    }
)


def _decides(asked: Asked, one: Proposal) -> Twin:
    """What it decides, about what, and the text as it stands before the body."""
    forum, subject, told = asked.forum, one.subject, _DECIDES[one.purpose]
    successor, _, left = (subject or "").partition(" for ")
    if one.purpose is d.Purpose.ADMIT and left:
        subject, told = (
            None,
            tell("It lets {successor} take the seat of {left}.", successor=successor, left=left),
        )
    if one.purpose is d.Purpose.MEASURE and subject is None:
        told = tell("It takes a measure, in the words of its title.")
    party = subject is not None and subject in forum.seats
    held = forum.texts.get(subject or "")
    number = int(subject) if one.purpose is d.Purpose.STRIKE and subject else None
    return {
        "purpose": one.purpose,
        "told": asked.told(told),
        "subject": subject,
        "name": asked.told(subject) if subject and number is None else None,
        "code": bool(subject and subject in forum.sorts and not party),
        "title": None if held is None else held.title,
        "words_of": None if number is None else quoted(asked, done(asked, number)),
        "page": asked.thing(subject) if subject and not party else None,
        "digest": None if one.frozen is None else one.frozen.hex(),
    }


def _mode(asked: Asked, one: Proposal) -> Twin:
    """How it is decided, by which article."""
    usual = asked.forum.charter.decision.mode
    if one.mode is DecisionMode.INFORMATION:
        told = tell("Nothing is decided in this way; it is for information.")
    elif one.by_those_named(usual):
        told = tell("By those named: each sits here with a voice, and none of them objects.")
    elif one.named:
        told = tell(
            "By consensus, and those named must besides sit here with a voice: no member objects "
            "to it as an obstacle to the decision."
        )
    else:
        told = tell("By consensus: no member objects to it as an obstacle to the decision.")
    return {
        "mode": one.mode.value,
        "told": told,
        "named": asked.parties(one.named),
        "article": article(asked, Point.CONSENSUS),
    }


def _notice(asked: Asked, one: Proposal) -> Twin:
    rules, waiver = asked.forum.charter.decision, asked.forum.waivers.get(one.id)
    mine = waiver if waiver is not None and waiver.tabled == one.tabled else None
    return {
        "hours": rules.notice,
        "told": hours(rules.notice),
        "tabled": asked.clock(one.tabled),
        "ends": asked.clock(notice_ends(asked.forum, one)),
        "waived": one.waived,
        "waiver": None if mine is None else mine.stage.value,
        "until": asked.clock(mine.until)
        if mine is not None and mine.stage is Waiving.ASKED
        else None,
        "article": article(asked, Point.NOTICE),
    }


def _silence(asked: Asked, one: Proposal) -> Twin | None:
    silence = asked.forum.silences.get(one.id)
    if silence is None or one.id in asked.forum.unknown:
        return None
    return {
        "stage": silence.stage,
        "told": in_words(silence.stage),
        "until": asked.clock(silence.until),
        "page": asked.page("silence", one.id),
    }


# ---------------------------------------------------------------- what was said of it


def _objections(asked: Asked, one: Proposal) -> Iterator[Twin]:
    """Objections that stand, in the order of the acts that made them."""
    for code, held in sorted(one.objections.items(), key=lambda pair: pair[1].number):
        yield {
            **quoted(asked, done(asked, held.number)),
            "by": asked.party(code),
            "reason": in_words(held.reason),
            "gave_up": has_given_up(asked.forum, code),
        }


def _statements(asked: Asked, one: Proposal) -> Iterator[Twin]:
    """What was attached to a decision, in the order of the acts."""
    for held in one.statements:
        yield {
            **quoted(asked, done(asked, held.number)),
            "by": asked.party(held.by),
            "sort": held.annex,
            "told": in_words(held.annex),
        }


def _window(asked: Asked, one: Proposal) -> Twin | None:
    """Until when statements can be attached; None before the decision."""
    if one.adopted is None:
        return None
    rules = asked.forum.charter.decision
    return {
        "ends": asked.clock(later(one.adopted, rules.window)),
        "allowed": [
            told
            for told, yes in (
                (tell("reservations"), rules.reservations),
                (tell("interpretative statements"), rules.interpretations),
                (tell("dissociations"), rules.dissociations),
            )
            if yes
        ],
        "article": article(asked, Point.STATEMENTS),
    }


def _capitals(asked: Asked, one: Proposal) -> Twin | None:
    """Who asked its capital, and by when it answers; None where nobody did."""
    if not one.referred:
        return None
    confirms = asked.forum.charter.decision.referral_silence is Lapse.CONFIRMS
    order = [code for code in asked.forum.order if code in one.referred]
    return {
        "seats": [{**asked.party(code), "answered": bool(one.referred[code])} for code in order],
        "until": asked.clock(one.until),
        "end": tell("No answer by then means that the capital agrees.")
        if confirms
        else tell("If a capital has not answered by then, the proposal lapses."),
        "article": article(asked, Point.REFERRAL),
    }


# ---------------------------------------------------------------- claims, links, effect


def _claims(asked: Asked, one: Proposal) -> Twin:
    """Who is claimed to be necessary, and which consents at home: claims, each with its source."""
    missing = missing_parties(asked.forum, one)
    necessary = sorted(one.necessary.items(), key=lambda pair: pair[1].number)
    homes = sorted(one.ratifiers.items(), key=lambda pair: pair[1].number)
    return {
        "necessary": [
            {
                "party": asked.party(code),
                "claimed_by": asked.party(claim.by),
                "at": asked.clock(done(asked, claim.number).time),
                "source": claim.source,
                "told": _waits(asked, one, code, here=code not in missing),
            }
            for code, claim in necessary
        ],
        "ratifiers": [
            {
                "body": home_of(told)[0],
                "party": asked.party(home_of(told)[1]),
                "claimed_by": asked.party(claim.by),
                "at": asked.clock(done(asked, claim.number).time),
                "source": claim.source,
                "met": None if claim.met is None else asked.clock(done(asked, claim.met).time),
            }
            for told, claim in homes
        ],
        "claim_articles": {
            "necessary": article(asked, Point.NECESSARY),
            "ratifiers": article(asked, Point.RATIFICATION),
        },
    }


def _waits(asked: Asked, one: Proposal, code: str, *, here: bool) -> str:
    """What a claim that a party is necessary waits for, in a sentence."""
    if one.stage in d.DECIDED:
        return tell("It took part, and did not object.")
    if one.stage in _ENDED:
        return tell("Nothing is waited for; the proposal is no longer before the body.")
    if here:
        return tell("It sits here with a voice; it has not to object.")
    if is_member(asked.forum, code):
        return tell("It stays out; the decision waits until it joins.")
    return tell("It has no seat with a voice here; the decision waits for that.")


def _links(asked: Asked, one: Proposal) -> Iterator[Twin]:
    """Links by which it waits for other decisions, and by which others wait for it."""
    mine = links_of(asked.forum, one.id)
    other = [
        link
        for link in asked.forum.links.values()
        if link.other == one.id and link.stage is not LinkStage.REMOVED
    ]
    for link in (*mine, *sorted(other, key=lambda link: link.number)):
        name = link.other if link.waits == one.id else link.waits
        there = asked.forum.proposals.get(name)
        yield {
            "object": link.id,
            "stage": link.stage,
            "holds": link.waits == one.id,
            "how": link.how,
            "claimed_by": asked.party(link.by),
            "source": link.source,
            "told": asked.told(basket_rules.still_needed(asked.forum, link)),
            "other": name,
            "title": None if there is None else there.title,
            "page": asked.thing(name),
        }


def _executed(asked: Asked, one: Proposal) -> Twin | None:
    """The act that carried the decision out; None where none did, or none is needed."""
    number = asked.forum.executed.get(one.id)
    return None if number is None else _told(asked, done(asked, number))


ROUTES = (
    Route(
        name="decisions",
        path=f"{ROOM}/decisions",
        rule=Rule.CIRCLE,
        answer=decisions,
        about="Proposals by basket, with what each still needs; what was decided; what ended.",
        menu=tell("Decisions"),
    ),
    Route(
        name="proposal",
        path=f"{ROOM}/decisions/<str:object>",
        rule=Rule.CIRCLE,
        answer=proposal,
        about="One proposal or decision: what it decides, how, who objects, what it still needs.",
        sorts=("proposal",),
    ),
)
