"""Proposals on the table: to table, amend, speak to, park, take up again and withdraw them.

A proposal belongs to its sponsor; nobody else changes or withdraws it. A new version is a new
matter for those who have to decide: notice runs anew, and what was given for the version before, a
waiver or leave for silence, is over. One that is taken up again has its notice anew as well.
"""

from __future__ import annotations

from attrs import evolve
from immutables import Map

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode
from dipoli.forum import decision as d
from dipoli.forum import decision_forms as said
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_known
from dipoli.forum.decision import Proposal
from dipoli.forum.decision_work import moved, plain, proposal_of, proposal_stages, put
from dipoli.forum.kind import Kind, Who, is_member, refuse
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


def _table_mode(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Tabled)  # noqa: S101 - the form of this act gives no other
    if forum.charter.decision.mode is DecisionMode.INFORMATION:
        why = tell("This forum exchanges information and takes no decisions.")
        return refuse(forum, Point.CONSENSUS, why, tell("Say it as a statement, or table a text."))
    if paper.mode is DecisionMode.INFORMATION:
        why = tell("What is for information is not proposed for decision.")
        return refuse(forum, Point.CONSENSUS, why, tell("Say it as a statement, or table a text."))
    unanimity = (paper.mode or forum.charter.decision.mode) is DecisionMode.UNANIMITY
    if unanimity and not paper.named:
        why = tell("The proposal asks the consent of those named, and names nobody.")
        return refuse(forum, Point.CONSENSUS, why, tell("Name whose consent is asked."))
    strangers = [code for code in paper.named if not is_member(forum, code)]
    if strangers:
        why = tell(
            "Asked by name, without a voice in decisions here: {strangers}.",
            strangers=commas(strangers),
        )
        return refuse(forum, Point.CONSENSUS, why, tell("Name members whose voice counts."))
    return None


def _table_purpose(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Tabled)  # noqa: S101 - the form of this act gives no other
    if paper.purpose is not d.Purpose.SUSPEND or forum.charter.seats.suspension:
        return None
    why = tell("No member is suspended by the others here.")
    return refuse(forum, Point.SUSPENSION, why, tell("Consult; every seat stays."))


def _table_matter(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Tabled)  # noqa: S101 - the form of this act gives no other
    passages = (paper.title, paper.subject or "")
    return not_reserved(forum, act.object, paper.matters, passages)


def _is_sponsor(forum: Forum, act: Act) -> OutOfOrder | None:
    sponsor = proposal_of(forum, act).sponsor
    if act.by == sponsor:
        return None
    why = tell("{object} was tabled by {sponsor}.", object=act.object, sponsor=sponsor)
    return refuse(
        forum,
        Point.WHO_ACTS,
        why,
        tell("Ask {sponsor}, or table a proposal of your own.", sponsor=sponsor),
    )


def _is_sponsor_or_chair(forum: Forum, act: Act) -> OutOfOrder | None:
    return None if act.by in forum.chair else _is_sponsor(forum, act)


def _tabled(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Tabled)  # noqa: S101 - the form of this act gives no other
    proposal = Proposal(
        id=act.object,
        title=paper.title,
        purpose=paper.purpose,
        subject=paper.subject,
        sponsor=act.by,
        mode=paper.mode or forum.charter.decision.mode,
        named=paper.named,
        basket=paper.basket,
        since=act.time,
        number=act.number,
        tabled=act.time,
        effective=paper.effective,
    )
    return put(forum, proposal)


def _amended(forum: Forum, act: Act) -> Forum:
    """A new version has notice anew, and what was given for the version before is over."""
    proposal = moved(proposal_of(forum, act), act)
    proposal = evolve(proposal, version=proposal.version + 1, tabled=act.time, waived=False)
    if proposal.id in forum.leaves:
        forum = forum.grown(leaves=forum.leaves.delete(proposal.id))
    return put(forum, proposal)


def _resumed(forum: Forum, act: Act) -> Forum:
    """It is on the table anew: with notice, and with no objection and no capital from before."""
    proposal = moved(proposal_of(forum, act), act)
    proposal = evolve(proposal, tabled=act.time, waived=False, until=None)
    return put(forum, evolve(proposal, objections=Map(), referred=Map()))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=d.TABLE,
        form=said.TABLED,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_table_mode, _table_purpose, basket_known, _table_matter),
        effect=_tabled,
        meaning="Put a proposal on the table.",
        begins="proposal",
    ),
    Kind(
        name=d.AMEND,
        form=said.WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(proposal_stages, _is_sponsor),
        effect=_amended,
        meaning="Bring a new version of one's own proposal.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.SPEAK,
        form=said.WORDS,
        who=Who.SEAT,
        guards=(proposal_stages,),
        effect=plain,
        meaning="Speak to a proposal without objecting.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.PARK,
        form=said.WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(proposal_stages, _is_sponsor_or_chair),
        effect=plain,
        meaning="Park a proposal; nothing else stops with it.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.RESUME,
        form=said.WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(proposal_stages, _is_sponsor_or_chair),
        effect=_resumed,
        meaning="Take a parked proposal up again, with notice.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.WITHDRAW,
        form=said.WORDS,
        who=Who.PAPERS,
        guards=(proposal_stages, _is_sponsor),
        effect=plain,
        meaning="Withdraw one's own proposal.",
        about="proposal",
        envelope_alone=True,
    ),
)
"""The acts about what lies on the table."""
