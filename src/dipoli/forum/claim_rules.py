"""Claims and staying out: guards and effects."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import claim as c
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.claim import home
from dipoli.forum.decision import Claim, Proposal
from dipoli.forum.decision_forms import CLAIMED, WORDS, Claimed
from dipoli.forum.decision_parties import claims, entitled, not_out
from dipoli.forum.decision_work import proposal_of, put
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Effect, Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


@frozen(kw_only=True)
class Needed:
    """The body of ``necessary.withdraw/1``."""

    party: str


@frozen(kw_only=True)
class Home:
    """The body of ``ratify.claim/1``."""

    source: str
    party: str
    body: str


@frozen(kw_only=True)
class AtHome:
    """The body of ``ratify.withdraw/1``."""

    party: str
    body: str


@frozen(kw_only=True)
class Reported:
    """The body of ``ratify.report/1``."""

    body: str
    given: bool


_PARTY = Field(name="party", sort=Sort.LINE, meaning="the party that is needed")
_WHOSE = Field(name="party", sort=Sort.CODE, meaning="the party whose home it is")
_BODY = Field(name="body", sort=Sort.LINE, meaning="the body at home whose consent is needed")
NEEDED = Form(build=Needed, fields=(_PARTY,))
HOME = Form(
    build=Home,
    text="source",
    fields=(
        Field(name="source", sort=Sort.TEXT, meaning="on what the claim rests"),
        _WHOSE,
        _BODY,
    ),
)
AT_HOME = Form(build=AtHome, fields=(_WHOSE, _BODY))
REPORTED = Form(
    build=Reported,
    fields=(
        _BODY,
        Field(name="given", sort=Sort.TRUTH, meaning="whether the consent was given"),
    ),
)


def _stage(forum: Forum, name: str) -> d.Stage | None:
    proposal = forum.proposals.get(name)
    return None if proposal is None else proposal.stage


_stages = stage_guard(c.MOVES, _stage, Point.DECISION_STAGE, "Proposal {object}")


# ---------------------------------------------------------------- necessary parties


def _has_voice(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in entitled(forum, proposal_of(forum, act)):
        return None
    why = tell("{who} has no voice in this decision.", who=act.by)
    return refuse(forum, Point.NECESSARY, why, tell("Speak to it, or ask a member to claim it."))


def _unclaimed(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Claimed)  # noqa: S101 - the form of this act gives no other
    claim = claims(forum, proposal_of(forum, act)).get(paper.party)
    if claim is None:
        return None
    why = tell("{who} claims already that {party} is necessary.", who=claim.by, party=paper.party)
    return refuse(forum, Point.NECESSARY, why, tell("One claim is enough while it stands."))


def _own_claim(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Needed)  # noqa: S101 - the form of this act gives no other
    claim = proposal_of(forum, act).necessary.get(paper.party)
    if claim is not None and claim.by == act.by:
        return None
    why = tell("No claim of {who} stands that {party} is necessary.", who=act.by, party=paper.party)
    return refuse(forum, Point.NECESSARY, why, tell("Only who made a claim withdraws it."))


def _claimed(forum: Forum, act: Act) -> Forum:
    proposal, paper = _moved(forum, act), act.said
    assert isinstance(paper, Claimed)  # noqa: S101 - the form of this act gives no other
    claim = Claim(by=act.by, source=paper.source, number=act.number)
    return put(forum, evolve(proposal, necessary=proposal.necessary.set(paper.party, claim)))


def _unclaimed_again(forum: Forum, act: Act) -> Forum:
    proposal = _moved(forum, act)
    return put(forum, evolve(proposal, necessary=proposal.necessary.delete(act.said.party)))


def _moved(forum: Forum, act: Act) -> Proposal:
    proposal = proposal_of(forum, act)
    return evolve(proposal, stage=c.MOVES[proposal.stage][act.name])


# ---------------------------------------------------------------- consents at home


def _may_claim_home(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, proposal = act.said, proposal_of(forum, act)
    assert isinstance(paper, Home)  # noqa: S101 - the form of this act gives no other
    if home(paper.party, paper.body) in proposal.ratifiers:
        why = tell("The consent of {home} is claimed already.", home=home(paper.party, paper.body))
        return refuse(forum, Point.RATIFICATION, why, tell("One claim is enough while it stands."))
    if paper.party == act.by:
        return None
    if proposal.stage not in d.DECIDED:
        return _has_voice(forum, act)
    why = tell(
        "{object} is decided; of its own home, only {party} claims more now.",
        object=act.object,
        party=paper.party,
    )
    return refuse(forum, Point.RATIFICATION, why, tell("Such claims are made before the decision."))


def _own_home_claim(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, AtHome)  # noqa: S101 - the form of this act gives no other
    told = home(paper.party, paper.body)
    claim = proposal_of(forum, act).ratifiers.get(told)
    if claim is not None and claim.by == act.by:
        return None
    why = tell(
        "No claim of {who} stands that the consent of {home} is needed.", who=act.by, home=told
    )
    return refuse(forum, Point.RATIFICATION, why, tell("Only who made a claim withdraws it."))


def _own_home(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Reported)  # noqa: S101 - the form of this act gives no other
    if home(act.by, paper.body) in proposal_of(forum, act).ratifiers:
        return None
    why = tell("No consent of {home} is claimed to be needed.", home=home(act.by, paper.body))
    return refuse(
        forum, Point.RATIFICATION, why, tell("Each party reports on bodies of its own home.")
    )


def _home_claimed(forum: Forum, act: Act) -> Forum:
    proposal, paper = _moved(forum, act), act.said
    assert isinstance(paper, Home)  # noqa: S101 - the form of this act gives no other
    claim = Claim(by=act.by, source=paper.source, number=act.number)
    told = home(paper.party, paper.body)
    return put(forum, evolve(proposal, ratifiers=proposal.ratifiers.set(told, claim)))


def _home_withdrawn(forum: Forum, act: Act) -> Forum:
    proposal, paper = _moved(forum, act), act.said
    told = home(paper.party, paper.body)
    return put(forum, evolve(proposal, ratifiers=proposal.ratifiers.delete(told)))


def _reported(forum: Forum, act: Act) -> Forum:
    """A consent that was not given leaves the claim standing; a later report may meet it."""
    proposal, paper = _moved(forum, act), act.said
    assert isinstance(paper, Reported)  # noqa: S101 - the form of this act gives no other
    told = home(act.by, paper.body)
    met = act.number if paper.given else None
    claim = evolve(proposal.ratifiers[told], met=met)
    return put(forum, evolve(proposal, ratifiers=proposal.ratifiers.set(told, claim)))


# ---------------------------------------------------------------- staying out


def _may_stay_out(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    if not forum.charter.decision.minus_x:
        why = tell("Here nobody stays out of a decision that is taken.")
        return refuse(
            forum, Point.OPT_OUT, why, tell("Object, or attach a statement where allowed.")
        )
    if act.by in proposal.out:
        why = tell("{who} stays out of {object} already.", who=act.by, object=act.object)
        return refuse(forum, Point.OPT_OUT, why, tell("Join, to take part again."))
    if act.by in proposal.objections:
        why = tell("The objection of {who} to {object} stands.", who=act.by, object=act.object)
        return refuse(
            forum, Point.OPT_OUT, why, tell("Withdraw it first: staying out stops nobody.")
        )
    claimed = [code for code in proposal.necessary if proposal.necessary[code].by == act.by]
    if claimed:
        told = commas(sorted(claimed, key=lambda code: proposal.necessary[code].number))
        why = tell(
            "The claim of {who} stands that {object} needs: {parties}.",
            who=act.by,
            object=act.object,
            parties=told,
        )
        return refuse(
            forum, Point.OPT_OUT, why, tell("Withdraw it first: staying out stops nobody.")
        )
    if set(entitled(forum, proposal)) <= {*proposal.out, act.by}:
        why = tell("Nobody would be left to take part in {object}.", object=act.object)
        return refuse(forum, Point.OPT_OUT, why, tell("Have it withdrawn or parked instead."))
    return None


def _is_out(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in proposal_of(forum, act).out:
        return None
    why = tell("{who} does not stay out of {object}.", who=act.by, object=act.object)
    return refuse(forum, Point.OPT_OUT, why, tell("Nothing is needed to take part."))


def _stayed_out(forum: Forum, act: Act) -> Forum:
    proposal = _moved(forum, act)
    return put(forum, evolve(proposal, out=(*proposal.out, act.by)))


def _joined(forum: Forum, act: Act) -> Forum:
    proposal = _moved(forum, act)
    return put(forum, evolve(proposal, out=tuple(one for one in proposal.out if one != act.by)))


# ---------------------------------------------------------------- kinds


def _act(
    name: str,
    form: Form,
    who: Who,
    guards: tuple[Guard, ...],
    effect: Effect,
    meaning: str,
) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=guards,
        effect=effect,
        meaning=meaning,
        about="proposal",
        envelope_alone=form is WORDS,
    )


KINDS: tuple[Kind, ...] = (
    _act(
        c.CLAIM,
        CLAIMED,
        Who.MEMBER,
        (_stages, _has_voice, not_out, _unclaimed),
        _claimed,
        tell("Claim, with a source, that a decision is not taken without a party."),
    ),
    _act(
        c.WITHDRAW,
        NEEDED,
        Who.PLACE,
        (_stages, _own_claim),
        _unclaimed_again,
        tell("Withdraw one's own claim that a party is necessary."),
    ),
    _act(
        c.HOME,
        HOME,
        Who.MEMBER,
        (_stages, _may_claim_home),
        _home_claimed,
        tell("Claim, with a source, that a body at home must consent."),
    ),
    _act(
        c.REPORT,
        REPORTED,
        Who.PLACE,
        (_stages, _own_home),
        _reported,
        tell("Report whether a body at home consented."),
    ),
    _act(
        c.WITHDRAW_HOME,
        AT_HOME,
        Who.PLACE,
        (_stages, _own_home_claim),
        _home_withdrawn,
        tell("Withdraw one's own claim that a body at home must consent."),
    ),
    _act(
        c.OPT_OUT,
        WORDS,
        Who.MEMBER,
        (_stages, _has_voice, _may_stay_out),
        _stayed_out,
        tell("Stay out of a decision, without stopping it."),
    ),
    _act(c.JOIN, WORDS, Who.MEMBER, (_stages, _is_out), _joined, tell("Join after all.")),
)
"""The acts of claims and of staying out."""
