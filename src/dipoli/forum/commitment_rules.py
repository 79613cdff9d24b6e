"""Commitments: who makes one, on what it rests, and who answers."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve
from immutables import Map

from dipoli.charter.points import Point
from dipoli.forum import commitment as c
from dipoli.forum import commitment_forms as said
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.commitment import Commitment, Sense, Stage
from dipoli.forum.commitment_told import is_pair
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.mandate import is_effective
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder


def commitment_stage(forum: Forum, name: str) -> Stage | None:
    """Where a commitment stands; None when there is none of that name."""
    one = forum.commitments.get(name)
    return None if one is None else one.stage


stages = stage_guard(c.MOVES, commitment_stage, Point.COMMITMENT_STAGE, "Commitment")


def put(forum: Forum, one: Commitment) -> Forum:
    """The standing with a commitment as it now is."""
    return forum.grown(commitments=forum.commitments.set(one.id, one))


def moved(forum: Forum, act: Act, behind: str = "") -> Commitment:
    """The commitment one move on; the table has the row, since the guard asked it."""
    one = forum.commitments[act.object]
    stage = c.MOVES[one.stage][act.name + behind]
    return evolve(one, stage=stage, since=one.since if stage is one.stage else act.time)


def of_subject(forum: Forum, subject: str | None, name: str, sort: str) -> Forum:
    """The standing that finds a thing by its subject; None for no subject."""
    if subject is None:
        return forum
    held = forum.subjects.get(subject, Map())
    return forum.grown(subjects=forum.subjects.set(subject, held.set(name, sort)))


# ---------------------------------------------------------------- who, and on what it rests


def _parties(forum: Forum, act: Act) -> OutOfOrder | None:
    """Owners and recipients sit here, each is named once, and nobody owes itself."""
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    named = (*paper.owners, *paper.recipients)
    if len(set(named)) < len(named):
        twice = dict.fromkeys(code for code in named if named.count(code) > 1)
        why = f"Named more than once: {', '.join(twice)}."
        remedy = "Name each once: as one who undertakes it, or as one to whom it is owed."
        return refuse(forum, Point.COMMITMENT, why, remedy)
    strangers = [code for code in named if code not in forum.seats]
    if strangers:
        why = f"Without a place here: {', '.join(strangers)}."
        remedy = "Name those who have one; register talks with others as a bilateral channel."
        return refuse(forum, Point.COMMITMENT, why, remedy)
    return None


def _own(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in act.said.owners:
        return None
    why = f"{act.by} is not among those who would undertake it; nobody commits another."
    remedy = "Let its owner make it, or, where a decision in effect has it, have it registered."
    return refuse(forum, Point.COMMITMENT, why, remedy)


def _rests(forum: Forum, act: Act) -> OutOfOrder | None:
    """The decision that is named is in effect, and its text has the clauses that are named."""
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    if paper.decision is None:
        if not paper.clauses:
            return None
        why = "Clauses are named, and no decision that adopted their text."
        return refuse(forum, Point.COMMITMENT, why, "Name the decision as well.")
    decision = forum.proposals.get(paper.decision)
    if decision is None or not is_effective(forum, decision):
        stage = "no proposal here" if decision is None else decision.stage.value.replace("-", " ")
        why = f"{paper.decision} is {stage}; a commitment rests on a decision in effect."
        return refuse(
            forum,
            Point.COMMITMENT,
            why,
            "Name one that is, or name none: an owner may commit itself alone.",
        )
    text = forum.texts.get(str(decision.subject)) if decision.purpose is d.Purpose.TEXT else None
    held = () if text is None else text.clauses
    other = [name for name in paper.clauses if name not in held]
    if not other:
        return None
    why = f"Not in a text that {paper.decision} adopted: {', '.join(other)}."
    return refuse(forum, Point.COMMITMENT, why, "Name clauses of that text, or none.")


def _from_decision(forum: Forum, act: Act) -> OutOfOrder | None:
    """What is registered stands in a decision that binds those named as its owners."""
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    if paper.decision is None:
        why = "What is registered stands in a decision, and none is named."
        remedy = "Name the decision; whoever commits itself without one says so itself."
        return refuse(forum, Point.COMMITMENT, why, remedy)
    decision = forum.proposals[paper.decision]
    aside = (*decision.out, *decision.concerned)
    free = [code for code in paper.owners if code in aside]
    if not free:
        return None
    why = f"{paper.decision} was taken without {', '.join(free)}."
    return refuse(forum, Point.COMMITMENT, why, "Register it for those whom the decision binds.")


def _time(forum: Forum, act: Act) -> OutOfOrder | None:
    """By when: a date, or hours from an event of something that was begun here."""
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    why = _time_fault(forum, paper)
    if not why:
        return None
    remedy = "Name a date by which it is done, or hours, the event and its object together."
    return refuse(forum, Point.COMMITMENT, why, remedy)


def _time_fault(forum: Forum, paper: said.Undertaken) -> str:
    event = (paper.hours, paper.event, paper.of)
    if None in event and event != (None, None, None):
        return "Hours, an event and its object are named together, or not at all."
    if paper.event is not None and paper.due is not None:
        return "A date is named, and an event as well."
    if paper.event is not None and forum.sorts.get(str(paper.of)) != c.SORT_OF[paper.event]:
        told = paper.event.value.replace("-", " ")
        return f"{paper.of} is no object of the event “{told}”."
    if paper.sense is Sense.REFRAIN and (paper.due is not None or paper.event is not None):
        return "What one undertakes not to do is not done by a date; it holds up to one."
    ends = [one for one in (paper.due, paper.until) if one is not None]
    if paper.starts is not None and any(one <= paper.starts for one in ends):
        return "It would end before it begins."
    return ""


def _verifier(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    why = ""
    if paper.verifier is not None and paper.agency is not None:
        why = "Two verifiers are named."
    elif paper.verifier is not None and paper.verifier not in forum.seats:
        why = f"{paper.verifier} has no place here."
    elif paper.verifier in (*paper.owners, *paper.recipients):
        why = f"{paper.verifier} is a side to it, and cannot verify it."
    if not why:
        return None
    remedy = "Name one third seat, or one body without a seat."
    return refuse(forum, Point.ASSESSMENT, why, remedy)


def _about(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    if paper.subject is not None or not paper.covers:
        return None
    why = "Parts of a subject are named, and no subject."
    return refuse(forum, Point.COMMITMENT, why, "Name the subject as well.")


def _can_pair(forum: Forum, name: str, owners: Iterable[str], other: str) -> OutOfOrder | None:
    one = forum.commitments.get(other)
    why = ""
    if one is None:
        why = f"{other} is no commitment here."
    elif other == name:
        why = f"{other} is no pair with itself."
    elif set(owners) & set(one.owners):
        why = f"Somebody undertakes both {name} and {other}."
    elif is_pair(forum, one) and one.pair != name:
        why = f"{other} is one of a pair already, with {one.pair}."
    if not why:
        return None
    return refuse(forum, Point.PAIR, why, "Name a commitment of somebody else that has no pair.")


def _named_pair(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    return None if paper.pair is None else _can_pair(forum, act.object, paper.owners, paper.pair)


def _pairs(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if is_pair(forum, one):
        why = f"{one.id} is one of a pair already, with {one.pair}."
        return refuse(forum, Point.PAIR, why, "A pair that both accepted stays one.")
    return _can_pair(forum, one.id, one.owners, act.said.other)


# ---------------------------------------------------------------- answers


def owned(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of what an owner alone does."""
    owners = forum.commitments[act.object].owners
    if act.by in owners:
        return None
    why = f"{act.object} is a commitment of {', '.join(owners)}, and not of {act.by}."
    return refuse(forum, Point.COMMITMENT, why, "Let its owner do it, or say how it stands.")


def _answers(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if one.stage is Stage.DECLINED and one.confirmed.get(act.by) is not False:
        no = [code for code in one.owners if one.confirmed.get(code) is False]
        told = " and ".join(no)
        why = f"{act.object} is not read so by {told}."
        remedy = f"It can be confirmed by others after {told}; else make another entry, or talk."
        return refuse(forum, Point.COMMITMENT, why, remedy)
    if one.confirmed.get(act.by):
        why = f"{act.by} has confirmed {act.object} already."
        return refuse(forum, Point.COMMITMENT, why, "Nothing more is asked of it.")
    return None


def _recipient(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if act.by not in one.recipients:
        if not one.recipients:
            why = f"{act.object} is owed to nobody in particular."
            return refuse(forum, Point.COMMITMENT, why, "It needs no acceptance.")
        why = f"{act.object} is owed to {', '.join(one.recipients)}, and not to {act.by}."
        return refuse(forum, Point.COMMITMENT, why, "Let those accept it to whom it is owed.")
    if act.by in one.accepted:
        why = f"{act.by} has accepted {act.object} already."
        return refuse(forum, Point.COMMITMENT, why, "Nothing more is asked of it.")
    return None


# ---------------------------------------------------------------- clause by clause


def known_part(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of an act about a clause: the commitment has one of that number."""
    parts, part = forum.commitments[act.object].parts, act.said.part
    if part is None or 0 < part <= len(parts):
        return None
    told = f"clauses 1 to {len(parts)}" if parts else "no clauses of its own"
    told = "clause 1 alone" if len(parts) == 1 else told
    why = f"{act.object} has {told}, and none of number {part}."
    return refuse(forum, Point.COMMITMENT, why, "Name one that it has, or none for the whole.")


# ---------------------------------------------------------------- effects


def _made(forum: Forum, act: Act) -> Forum:
    """Made by an owner, it stands once every owner confirmed; registered, none has."""
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    own = act.name == c.MAKE
    alone = own and paper.owners == (act.by,)
    one = Commitment(
        id=act.object, words=paper.words, owners=paper.owners, recipients=paper.recipients,
        by=act.by, registered=not own, decision=paper.decision, clauses=paper.clauses,
        parts=paper.parts, sense=paper.sense, subject=paper.subject, covers=paper.covers,
        due=paper.due, hours=paper.hours, event=paper.event, of=paper.of, starts=paper.starts,
        until=paper.until, foreseen=paper.evidence, verifier=paper.verifier, agency=paper.agency,
        approval=paper.approval, funder=paper.funder, exemption=paper.exemption, pair=paper.pair,
        stage=Stage.STANDING if alone else Stage.AWAITED, since=act.time, made=act.time,
        number=act.number, confirmed=Map({act.by: True} if own else {}),
    )  # fmt: skip
    return of_subject(put(forum, one), paper.subject, one.id, "commitment")


def _confirmed(forum: Forum, act: Act) -> Forum:
    one = forum.commitments[act.object]
    confirmed = one.confirmed.set(act.by, True)  # noqa: FBT003 - a value
    whole = all(confirmed.get(code) for code in one.owners)
    one = evolve(moved(forum, act, "" if whole else c.AWAITED), confirmed=confirmed)
    return put(forum, one)


def _declined(forum: Forum, act: Act) -> Forum:
    one = moved(forum, act)
    return put(forum, evolve(one, confirmed=one.confirmed.set(act.by, False)))  # noqa: FBT003 - a value


def _accepted(forum: Forum, act: Act) -> Forum:
    one = moved(forum, act)
    return put(forum, evolve(one, accepted=one.accepted.set(act.by, act.number)))


def _paired(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(moved(forum, act), pair=act.said.other))


# ---------------------------------------------------------------- kinds


def kind_of(
    name: str,
    form: Form,
    guards: tuple[Guard, ...],
    effect: Effect,
    meaning: str,
    who: Who = Who.PLACE,
) -> Kind:
    """The rules of an act of commitments."""
    begins = name in (c.MAKE, c.REGISTER)
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=guards if begins else (stages, *guards),
        effect=effect,
        meaning=meaning,
        begins="commitment" if begins else None,
        about=None if begins else "commitment",
        envelope_alone=form is WORDS,
    )


_SAID: tuple[Guard, ...] = (_time, _verifier, _about, _named_pair)

KINDS: tuple[Kind, ...] = (
    kind_of(
        c.MAKE,
        said.UNDERTAKEN,
        (_parties, _own, _rests, *_SAID),
        _made,
        "Commit oneself, alone or with others who confirm it.",
        Who.HERE,
    ),
    kind_of(
        c.REGISTER,
        said.UNDERTAKEN,
        (_parties, _rests, _from_decision, *_SAID),
        _made,
        "Enter what a decision in effect has its members do; its owners confirm the entry.",
        Who.CHAIR_OR_SECRETARIAT,
    ),
    kind_of(
        c.CONFIRM,
        WORDS,
        (owned, _answers),
        _confirmed,
        "Confirm, as its owner, a commitment that another entered.",
    ),
    kind_of(
        c.DECLINE,
        said.TOLD,
        (owned, _answers),
        _declined,
        "Say, as an owner, that it is not one's commitment, or that the decision reads otherwise.",
    ),
    kind_of(
        c.ACCEPT,
        WORDS,
        (_recipient,),
        _accepted,
        "Accept, as one to whom it is owed, a commitment with the verifier that it names.",
    ),
    kind_of(
        c.PAIR,
        said.OTHER,
        (owned, _pairs),
        _paired,
        "Name another commitment as the other of a reciprocal pair.",
    ),
)
"""The acts by which commitments are made and answered."""
