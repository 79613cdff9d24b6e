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
from dipoli.told import commas, in_words, joined, tell, tell_count


def commitment_stage(forum: Forum, name: str) -> Stage | None:
    """Where a commitment stands; None when there is none of that name."""
    one = forum.commitments.get(name)
    return None if one is None else one.stage


stages = stage_guard(c.MOVES, commitment_stage, Point.COMMITMENT_STAGE, "Commitment {object}")


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
        why = tell("Named more than once: {twice}.", twice=commas(twice))
        remedy = tell("Name each once: as one who undertakes it, or as one to whom it is owed.")
        return refuse(forum, Point.COMMITMENT, why, remedy)
    strangers = [code for code in named if code not in forum.seats]
    if strangers:
        why = tell("Without a place here: {strangers}.", strangers=commas(strangers))
        remedy = tell("Name those who have one; register talks with others as a bilateral channel.")
        return refuse(forum, Point.COMMITMENT, why, remedy)
    return None


def _own(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in act.said.owners:
        return None
    why = tell(
        "{who} is not among those who would undertake it; nobody commits another.", who=act.by
    )
    remedy = tell(
        "Let its owner make it, or, where a decision in effect has it, have it registered."
    )
    return refuse(forum, Point.COMMITMENT, why, remedy)


def _rests(forum: Forum, act: Act) -> OutOfOrder | None:
    """The decision that is named is in effect, and its text has the clauses that are named."""
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    if paper.decision is None:
        if not paper.clauses:
            return None
        why = tell("Clauses are named, and no decision that adopted their text.")
        return refuse(forum, Point.COMMITMENT, why, tell("Name the decision as well."))
    decision = forum.proposals.get(paper.decision)
    if decision is None or not is_effective(forum, decision):
        why = tell(
            "{decision} is no proposal here; a commitment rests on a decision in effect.",
            decision=paper.decision,
        )
        if decision is not None:
            why = tell(
                "{decision} is {stage}; a commitment rests on a decision in effect.",
                decision=paper.decision,
                stage=in_words(decision.stage),
            )
        return refuse(
            forum,
            Point.COMMITMENT,
            why,
            tell("Name one that is, or name none: an owner may commit itself alone."),
        )
    text = forum.texts.get(str(decision.subject)) if decision.purpose is d.Purpose.TEXT else None
    held = () if text is None else text.clauses
    other = [name for name in paper.clauses if name not in held]
    if not other:
        return None
    why = tell(
        "Not in a text that {decision} adopted: {other}.",
        decision=paper.decision,
        other=commas(other),
    )
    return refuse(forum, Point.COMMITMENT, why, tell("Name clauses of that text, or none."))


def _from_decision(forum: Forum, act: Act) -> OutOfOrder | None:
    """What is registered stands in a decision that binds those named as its owners."""
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    if paper.decision is None:
        why = tell("What is registered stands in a decision, and none is named.")
        remedy = tell("Name the decision; whoever commits itself without one says so itself.")
        return refuse(forum, Point.COMMITMENT, why, remedy)
    decision = forum.proposals[paper.decision]
    aside = (*decision.out, *decision.concerned)
    free = [code for code in paper.owners if code in aside]
    if not free:
        return None
    why = tell("{decision} was taken without {free}.", decision=paper.decision, free=commas(free))
    return refuse(
        forum, Point.COMMITMENT, why, tell("Register it for those whom the decision binds.")
    )


def _time(forum: Forum, act: Act) -> OutOfOrder | None:
    """By when: a date, or hours from an event of something that was begun here."""
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    why = _time_fault(forum, paper)
    if not why:
        return None
    remedy = tell("Name a date by which it is done, or hours, the event and its object together.")
    return refuse(forum, Point.COMMITMENT, why, remedy)


def _time_fault(forum: Forum, paper: said.Undertaken) -> str:
    event = (paper.hours, paper.event, paper.of)
    if None in event and event != (None, None, None):
        return tell("Hours, an event and its object are named together, or not at all.")
    if paper.event is not None and paper.due is not None:
        return tell("A date is named, and an event as well.")
    if paper.event is not None and forum.sorts.get(str(paper.of)) != c.SORT_OF[paper.event]:
        told = in_words(paper.event)
        return tell("{object} is no object of the event “{event}”.", object=paper.of, event=told)
    if paper.sense is Sense.REFRAIN and (paper.due is not None or paper.event is not None):
        return tell("What one undertakes not to do is not done by a date; it holds up to one.")
    ends = [one for one in (paper.due, paper.until) if one is not None]
    if paper.starts is not None and any(one <= paper.starts for one in ends):
        return tell("It would end before it begins.")
    return ""


def _verifier(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    why = ""
    if paper.verifier is not None and paper.agency is not None:
        why = tell("Two verifiers are named.")
    elif paper.verifier is not None and paper.verifier not in forum.seats:
        why = tell("{verifier} has no place here.", verifier=paper.verifier)
    elif paper.verifier in (*paper.owners, *paper.recipients):
        why = tell("{verifier} is a side to it, and cannot verify it.", verifier=paper.verifier)
    if not why:
        return None
    remedy = tell("Name one third seat, or one body without a seat.")
    return refuse(forum, Point.ASSESSMENT, why, remedy)


def _about(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    if paper.subject is not None or not paper.covers:
        return None
    why = tell("Parts of a subject are named, and no subject.")
    return refuse(forum, Point.COMMITMENT, why, tell("Name the subject as well."))


def _can_pair(forum: Forum, name: str, owners: Iterable[str], other: str) -> OutOfOrder | None:
    one = forum.commitments.get(other)
    why = ""
    if one is None:
        why = tell("{other} is no commitment here.", other=other)
    elif other == name:
        why = tell("{other} is no pair with itself.", other=other)
    elif set(owners) & set(one.owners):
        why = tell("Somebody undertakes both {name} and {other}.", name=name, other=other)
    elif is_pair(forum, one) and one.pair != name:
        why = tell("{other} is one of a pair already, with {pair}.", other=other, pair=one.pair)
    if not why:
        return None
    return refuse(
        forum, Point.PAIR, why, tell("Name a commitment of somebody else that has no pair.")
    )


def _named_pair(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Undertaken)  # noqa: S101 - the form of this act gives no other
    return None if paper.pair is None else _can_pair(forum, act.object, paper.owners, paper.pair)


def _pairs(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if is_pair(forum, one):
        why = tell("{name} is one of a pair already, with {pair}.", name=one.id, pair=one.pair)
        return refuse(forum, Point.PAIR, why, tell("A pair that both accepted stays one."))
    return _can_pair(forum, one.id, one.owners, act.said.other)


# ---------------------------------------------------------------- answers


def owned(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of what an owner alone does."""
    owners = forum.commitments[act.object].owners
    if act.by in owners:
        return None
    why = tell(
        "{object} is a commitment of {owners}, and not of {who}.",
        object=act.object,
        owners=commas(owners),
        who=act.by,
    )
    return refuse(forum, Point.COMMITMENT, why, tell("Let its owner do it, or say how it stands."))


def _answers(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if one.stage is Stage.DECLINED and one.confirmed.get(act.by) is not False:
        no = [code for code in one.owners if one.confirmed.get(code) is False]
        told = joined(" and ", no)
        why = tell("{object} is not read so by {parties}.", object=act.object, parties=told)
        remedy = tell(
            "It can be confirmed by others after {parties}; else make another entry, or talk.",
            parties=told,
        )
        return refuse(forum, Point.COMMITMENT, why, remedy)
    if one.confirmed.get(act.by):
        why = tell("{who} has confirmed {object} already.", who=act.by, object=act.object)
        return refuse(forum, Point.COMMITMENT, why, tell("Nothing more is asked of it."))
    return None


def _recipient(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.commitments[act.object]
    if act.by not in one.recipients:
        if not one.recipients:
            why = tell("{object} is owed to nobody in particular.", object=act.object)
            return refuse(forum, Point.COMMITMENT, why, tell("It needs no acceptance."))
        why = tell(
            "{object} is owed to {recipients}, and not to {who}.",
            object=act.object,
            recipients=commas(one.recipients),
            who=act.by,
        )
        return refuse(forum, Point.COMMITMENT, why, tell("Let those accept it to whom it is owed."))
    if act.by in one.accepted:
        why = tell("{who} has accepted {object} already.", who=act.by, object=act.object)
        return refuse(forum, Point.COMMITMENT, why, tell("Nothing more is asked of it."))
    return None


# ---------------------------------------------------------------- clause by clause


def known_part(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of an act about a clause: the commitment has one of that number."""
    parts, part = forum.commitments[act.object].parts, act.said.part
    if part is None or 0 < part <= len(parts):
        return None
    number, name = len(parts), act.object
    why = tell_count(
        number,
        "{object} has clause 1 alone, and none of number {part}.",
        "{object} has clauses 1 to {number}, and none of number {part}.",
        object=name,
        part=part,
    )
    if not parts:
        why = tell(
            "{object} has no clauses of its own, and none of number {part}.", object=name, part=part
        )
    return refuse(
        forum, Point.COMMITMENT, why, tell("Name one that it has, or none for the whole.")
    )


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
        tell("Commit oneself, alone or with others who confirm it."),
        Who.HERE,
    ),
    kind_of(
        c.REGISTER,
        said.UNDERTAKEN,
        (_parties, _rests, _from_decision, *_SAID),
        _made,
        tell("Enter what a decision in effect has its members do; its owners confirm the entry."),
        Who.CHAIR_OR_SECRETARIAT,
    ),
    kind_of(
        c.CONFIRM,
        WORDS,
        (owned, _answers),
        _confirmed,
        tell("Confirm, as its owner, a commitment that another entered."),
    ),
    kind_of(
        c.DECLINE,
        said.TOLD,
        (owned, _answers),
        _declined,
        tell(
            "Say, as an owner, that it is not one's commitment, or that the decision reads "
            "otherwise."
        ),
    ),
    kind_of(
        c.ACCEPT,
        WORDS,
        (_recipient,),
        _accepted,
        tell("Accept, as one to whom it is owed, a commitment with the verifier that it names."),
    ),
    kind_of(
        c.PAIR,
        said.OTHER,
        (owned, _pairs),
        _paired,
        tell("Name another commitment as the other of a reciprocal pair."),
    ),
)
"""The acts by which commitments are made and answered."""
