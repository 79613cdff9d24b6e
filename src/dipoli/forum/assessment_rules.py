"""How a commitment stands: evidence, what each side says, what the verifier finds.

Only an owner gives evidence, each side speaks for itself, and only the agreed verifier finds. That
it is fulfilled is found where all sides, or the agreed verifier, say so; there is no act that finds
it broken, since that is read off what they say (`dipoli.forum.commitment_told`).
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import commitment as c
from dipoli.forum import commitment_forms as said
from dipoli.forum.act import Act
from dipoli.forum.commitment import Assessment, Evidence, Stage
from dipoli.forum.commitment_rules import known_part, moved, put, stages
from dipoli.forum.commitment_told import Seen, seen
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell

# ---------------------------------------------------------------- guards


def _owner(forum: Forum, act: Act) -> OutOfOrder | None:
    owners = forum.commitments[act.object].owners
    if act.by in owners:
        return None
    why = tell(
        "Evidence for {object} is given by {owners}, whose commitment it is.",
        object=act.object,
        owners=commas(owners),
    )
    return refuse(forum, Point.ASSESSMENT, why, tell("Say instead how it stands, with words."))


def _something(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.words is not None or act.said.digest is not None:
        return None
    why = tell("Neither words nor the digest of a paper are given.")
    return refuse(forum, Point.ASSESSMENT, why, tell("Give the one or the other, or both."))


def _undertaken(forum: Forum, act: Act) -> OutOfOrder | None:
    """What several would undertake together is nobody's commitment before all confirmed."""
    one = forum.commitments[act.object]
    if one.rests_on_text:
        return None
    why = tell(
        "{object} is not undertaken yet: not all whose commitment it would be confirmed it.",
        object=act.object,
    )
    return refuse(forum, Point.ASSESSMENT, why, tell("Wait until they have."))


def _side(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if act.by in one.sides:
        return None
    why = tell(
        "{who} is no side to {object}: the sides are {sides}.",
        who=act.by,
        object=act.object,
        sides=commas(one.sides),
    )
    remedy = tell("Who is no side to it may state its own interest in the subject.")
    return refuse(forum, Point.ASSESSMENT, why, remedy)


def _verifies(forum: Forum, act: Act) -> OutOfOrder | None:
    """A seat finds itself; for a body without one the chair or the secretariat enters it."""
    one = forum.commitments[act.object]
    why, remedy = "", tell("Let each side say how it stands.")
    if one.verifier is None and one.agency is None:
        why = tell("{object} names no verifier.", object=act.object)
    elif not one.verifier_agreed:
        open_ = [code for code in forum.order if code in one.recipients]
        open_ = [code for code in open_ if code not in one.accepted]
        why = tell(
            "{object}, which names a verifier, is not accepted so far by {open}.",
            object=act.object,
            open=commas(open_),
        )
    elif one.verifier is not None and act.by != one.verifier:
        why, remedy = (
            tell("{verifier} verifies {object}.", verifier=one.verifier, object=act.object),
            tell("Let {verifier} say it.", verifier=one.verifier),
        )
    elif one.verifier is None and act.by not in (*forum.chair, forum.secretariat):
        why = tell(
            "“{agency}”, which has no seat, verifies {object}.",
            agency=one.agency,
            object=act.object,
        )
        remedy = tell("Let the chair or the secretariat enter what it finds, with the source.")
    elif one.verifier is None and act.said.source is None:
        why = tell("Where the finding of “{agency}” can be read is not said.", agency=one.agency)
        remedy = tell("Name the source.")
    return refuse(forum, Point.ASSESSMENT, why, remedy) if why else None


def _is_fulfilled(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if seen(one) is Seen.FULFILLED:
        return None
    why = tell(
        "That {object} is fulfilled is said neither by all sides nor by an agreed verifier.",
        object=act.object,
    )
    return refuse(forum, Point.ASSESSMENT, why, tell("Let each side say how it stands."))


# ---------------------------------------------------------------- effects


def _shown(forum: Forum, act: Act) -> Forum:
    one, paper = moved(forum, act), act.said
    assert isinstance(paper, said.Shown)  # noqa: S101 - the form of this act gives no other
    given = Evidence(
        by=act.by,
        words=paper.words,
        digest=paper.digest,
        part=paper.part,
        time=act.time,
        number=act.number,
    )
    return put(forum, evolve(one, evidence=one.evidence.set(act.number, given)))


def _view(act: Act, source: str | None = None) -> Assessment:
    return Assessment(
        verdict=act.said.verdict,
        words=act.said.words,
        by=act.by,
        source=source,
        time=act.time,
        number=act.number,
    )


def _assessed(forum: Forum, act: Act) -> Forum:
    one = moved(forum, act)
    return put(forum, evolve(one, said=one.said.set(act.by, _view(act))))


def _found(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(moved(forum, act), found=_view(act, act.said.source)))


def _fulfilled(forum: Forum, act: Act) -> Forum:
    one = moved(forum, act)
    assert one.stage is Stage.FULFILLED  # noqa: S101 - the table leads nowhere else
    return put(forum.grown(happened=forum.happened.set(one.id, act.time)), one)


KINDS: tuple[Kind, ...] = (
    Kind(
        name=c.EVIDENCE,
        form=said.SHOWN,
        who=Who.PLACE,
        guards=(stages, _owner, _undertaken, _something, known_part),
        effect=_shown,
        meaning="Give evidence, as its owner, of how a commitment is carried out.",
        about="commitment",
    ),
    Kind(
        name=c.ASSESS,
        form=said.ASSESSED,
        who=Who.PLACE,
        guards=(stages, _side, _undertaken),
        effect=_assessed,
        meaning="Say, as a side to it, how a commitment stands.",
        about="commitment",
    ),
    Kind(
        name=c.FIND,
        form=said.FOUND,
        who=Who.ANYONE,
        guards=(stages, _verifies),
        effect=_found,
        meaning="Say, as the agreed verifier, how a commitment stands.",
        about="commitment",
    ),
    Kind(
        name=c.FULFIL,
        form=WORDS,
        who=Who.ANYONE,
        guards=(stages, _is_fulfilled),
        effect=_fulfilled,
        meaning="Find that a commitment is fulfilled, as all sides or its verifier say.",
        about="commitment",
        envelope_alone=True,
    ),
)
"""The acts by which it is said how a commitment stands."""
