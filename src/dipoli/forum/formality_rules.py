"""How formal a forum is: guards and effect of the act by which it rises."""

from __future__ import annotations

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.formality import MOVES, RAISE, TOLD, Rise
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import in_words, tell


def _next_level(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal, moves = forum.proposals[act.object], MOVES[forum.level]
    if proposal.purpose is not d.Purpose.LEVEL:
        why = tell("{object} does not decide how formal the forum is.", object=act.object)
        return refuse(
            forum, Point.LEVEL, why, tell("Table a proposal on that, and name it once adopted.")
        )
    if RAISE not in moves:
        why = tell("The forum is {level}; there is no level beyond.", level=TOLD[forum.level])
        return refuse(forum, Point.LEVEL, why, tell("It stays what it is; nothing more is needed."))
    if proposal.subject != moves[RAISE].value:
        why = tell(
            "The forum is {level}, and rises one step at a time; {object} is about “{subject}”.",
            level=TOLD[forum.level],
            object=act.object,
            subject=proposal.subject or "",
        )
        remedy = tell(
            "Table a proposal about the next step, “{subject}”.", subject=moves[RAISE].value
        )
        return refuse(forum, Point.LEVEL, why, remedy)
    if proposal.stage is not d.Stage.IN_EFFECT:
        why = tell(
            "{object} is {stage}, and not in effect.",
            object=act.object,
            stage=in_words(proposal.stage),
        )
        remedy = tell(
            "Let it be adopted and enter that it takes effect; then the forum rises by it."
        )
        if proposal.stage in (d.Stage.LAPSED, d.Stage.WITHDRAWN):
            remedy = tell("Table another proposal on it.")
        return refuse(forum, Point.LEVEL, why, remedy)
    return None


def _raised(forum: Forum, act: Act) -> Forum:
    level = MOVES[forum.level][act.name]
    rise = Rise(level=level, decision=act.object, time=act.time, number=act.number)
    return forum.grown(level=level, rises=(*forum.rises, rise))


def still_needed(forum: Forum) -> str:
    """What the forum needs to rise by a level, in a sentence."""
    moves = MOVES[forum.level]
    if RAISE not in moves:
        return tell("It is {level}; nothing is needed.", level=TOLD[forum.level])
    if forum.charter.decision.mode is DecisionMode.INFORMATION:
        return tell(
            "It is {level}, and takes no decisions; it stays so by this charter.",
            level=TOLD[forum.level],
        )
    after = TOLD[moves[RAISE]]
    return tell(
        "It is {level}; to be {after}, it needs a decision of its members.",
        level=TOLD[forum.level],
        after=after,
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        name=RAISE,
        form=WORDS,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_next_level,),
        effect=_raised,
        meaning="Enter that the forum rises by one level, as its members decided.",
        about="proposal",
        adopts=True,
        envelope_alone=True,
    ),
)
"""The act by which a forum rises."""
