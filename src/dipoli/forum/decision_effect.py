"""After a decision: statements attached to it, and its entry into effect.

A statement stands beside the decision and changes nothing in it, whichever decision it is: also a
dissociation, of which practice tells for statements of a chair; see docs/explanation/practice.md.
A decision takes effect when every consent at home that is awaited was reported, its own day has
come, and no agreed link holds it back.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum import decision_forms as said
from dipoli.forum.act import Act
from dipoli.forum.clock import later
from dipoli.forum.consents import consents_awaited
from dipoli.forum.decision_work import moved, plain, proposal_of, proposal_stages, put
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.link_wait import no_link_waits
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


def _window(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    ends = later(str(proposal.adopted), forum.charter.decision.window)
    if act.moment <= ends:
        return None
    why = tell(
        "Statements could be attached to {object} until {ends}.", object=act.object, ends=ends
    )
    return refuse(
        forum, Point.STATEMENTS, why, tell("Say it in a meeting; it stands in the record.")
    )


def _annex_allowed(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, rules = act.said, forum.charter.decision
    assert isinstance(paper, said.Attached)  # noqa: S101 - the form of this act gives no other
    allowed = {
        d.Annex.RESERVATION: rules.reservations,
        d.Annex.INTERPRETATION: rules.interpretations,
        d.Annex.DISSOCIATION: rules.dissociations,
    }
    if allowed[paper.annex]:
        return None
    told = commas((in_words(one) for one, yes in allowed.items() if yes))
    remedy = tell("What can be attached: {sorts}.", sorts=told)
    if not told:
        remedy = tell("What can be attached: nothing; say it in a meeting.")
    sort = in_words(paper.annex)
    why = tell("Statements of this sort ({sort}) are not attached to decisions here.", sort=sort)
    return refuse(forum, Point.STATEMENTS, why, remedy)


def _effective(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    waiting = consents_awaited(forum, proposal)
    if waiting:
        why = tell(
            "{object} awaits consent at home: {waiting}.",
            object=act.object,
            waiting=commas(waiting),
        )
        remedy = tell("Each party reports on the bodies of its own home, once they have consented.")
        return refuse(forum, Point.RATIFICATION, why, remedy)
    if proposal.effective is not None and act.earliest < proposal.effective:
        why = tell(
            "{object} takes effect from {effective} at the earliest.",
            object=act.object,
            effective=proposal.effective,
        )
        return refuse(forum, Point.RATIFICATION, why, tell("Wait until then."))
    return no_link_waits(forum, act)


def _attached(forum: Forum, act: Act) -> Forum:
    proposal, paper = moved(proposal_of(forum, act), act), act.said
    assert isinstance(paper, said.Attached)  # noqa: S101 - the form of this act gives no other
    one = d.Statement(by=act.by, annex=paper.annex, number=act.number)
    return put(forum, evolve(proposal, statements=(*proposal.statements, one)))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=d.ATTACH,
        form=said.ATTACHED,
        who=Who.MEMBER,
        guards=(proposal_stages, _annex_allowed, _window),
        effect=_attached,
        meaning="Attach a statement to a decision, without changing it.",
        about="proposal",
    ),
    Kind(
        name=d.TAKE_EFFECT,
        form=said.WORDS,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(proposal_stages, _effective),
        effect=plain,
        meaning="Enter that a decision takes effect.",
        about="proposal",
        envelope_alone=True,
    ),
)
"""The acts that follow a decision."""
