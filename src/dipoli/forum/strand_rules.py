"""Bilateral channels: guards and effects."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum import strand as s
from dipoli.forum.act import Act
from dipoli.forum.bodies import Rank
from dipoli.forum.commitment_rules import of_subject
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.mandate import is_effective
from dipoli.forum.standing import Forum
from dipoli.forum.strand import Account, Outcome, OutcomeStage, Round, Stage, Strand
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


@frozen(kw_only=True)
class Registered:
    """The body of ``strand.register/1``."""

    title: str
    parties: tuple[str, ...]
    since: str
    source: str | None


@frozen(kw_only=True)
class Held:
    """The body of ``strand.hold/1``."""

    words: str | None
    date: str
    place: str
    rank: Rank


@frozen(kw_only=True)
class Came:
    """The body of ``strand.outcome/1``."""

    title: str
    strand: str
    date: str
    source: str
    digest: bytes | None
    subject: str | None
    covers: tuple[str, ...]


@frozen(kw_only=True)
class Accounted:
    """The body of ``strand.account/1`` and of ``outcome.read/1``."""

    words: str | None
    name: str | None


@frozen(kw_only=True)
class Locked:
    """The body of ``strand.lock/1``."""

    decision: str
    clauses: tuple[str, ...]


REGISTERED = Form(
    build=Registered,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the talks, as this party calls them"),
        Field(name="parties", sort=Sort.CODE, meaning="who takes part in them", many=True),
        Field(name="since", sort=Sort.TIME, meaning="since when they are held"),
        Field(name="source", sort=Sort.TEXT, meaning="where that can be read", needed=False),
    ),
)
HELD = Form(
    build=Held,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
        Field(name="date", sort=Sort.TIME, meaning="when the round was held"),
        Field(name="place", sort=Sort.LINE, meaning="where"),
        Field(name="rank", sort=Sort.SLUG, meaning="at what level", choice=Rank),
    ),
)
CAME = Form(
    build=Came,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the outcome, as this party calls it"),
        Field(name="strand", sort=Sort.ID, meaning="of which talks"),
        Field(name="date", sort=Sort.TIME, meaning="of the outcome"),
        Field(name="source", sort=Sort.TEXT, meaning="where it can be read"),
        Field(name="digest", sort=Sort.DIGEST, meaning="of its text", needed=False),
        Field(
            name="subject", sort=Sort.SLUG, meaning="what it is about, in one word", needed=False
        ),
        Field(
            name="covers",
            sort=Sort.SLUG,
            meaning="which parts of the subject; the whole where none is named",
            needed=False,
            many=True,
        ),
    ),
)
ACCOUNTED = Form(
    build=Accounted,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="its own account", needed=False),
        Field(name="name", sort=Sort.LINE, meaning="its own name for it", needed=False),
    ),
)
LOCKED = Form(
    build=Locked,
    fields=(
        Field(name="decision", sort=Sort.ID, meaning="the decision in effect that locks it in"),
        Field(
            name="clauses",
            sort=Sort.ID,
            meaning="clauses of that decision's text that hold it",
            needed=False,
            many=True,
        ),
    ),
)

# ---------------------------------------------------------------- guards


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.strands.get(name)
    return None if one is None else one.stage


def _outcome_stage(forum: Forum, name: str) -> OutcomeStage | None:
    one = forum.outcomes.get(name)
    return None if one is None else one.stage


_stages = stage_guard(s.MOVES, _stage, Point.STRAND, "Channel {object}")
_outcome_stages = stage_guard(s.OUTCOME_MOVES, _outcome_stage, Point.LOCK, "Outcome {object}")


def _of_its_own(forum: Forum, act: Act, parties: tuple[str, ...], what: str) -> OutOfOrder | None:
    if act.by in parties:
        return None
    why = tell(
        "{who} is no party to {object}; they are {parties}.",
        who=act.by,
        object=what,
        parties=commas(parties),
    )
    remedy = tell("Let one of them enter it. A third party may state its interest in the subject.")
    return refuse(forum, Point.STRAND, why, remedy)


def _several(forum: Forum, act: Act) -> OutOfOrder | None:
    parties = act.said.parties
    if len(set(parties)) < len(parties) or len(parties) < 2:  # noqa: PLR2004 - two talk
        why = tell("Talks are between two parties at least, each named once.")
        return refuse(
            forum, Point.STRAND, why, tell("Name two parties or more, each of them once.")
        )
    return _of_its_own(forum, act, parties, tell("the talks that it names"))


def _party(forum: Forum, act: Act) -> OutOfOrder | None:
    return _of_its_own(forum, act, forum.strands[act.object].parties, act.object)


def _known_strand(forum: Forum, act: Act) -> OutOfOrder | None:
    strand = forum.strands.get(act.said.strand)
    if strand is None:
        why = tell("{strand} is no channel that was registered here.", strand=act.said.strand)
        return refuse(forum, Point.STRAND, why, tell("Register the talks first."))
    return _of_its_own(forum, act, strand.parties, strand.id)


def _reader(forum: Forum, act: Act) -> OutOfOrder | None:
    strand = forum.strands[forum.outcomes[act.object].strand]
    return _of_its_own(forum, act, strand.parties, strand.id)


def _past(forum: Forum, act: Act) -> OutOfOrder | None:
    """What is registered has been: no round and no outcome of a day to come."""
    date = act.said.since if isinstance(act.said, Registered) else act.said.date
    if date <= act.earliest:
        return None
    why = tell("{date} has not come.", date=date)
    return refuse(forum, Point.STRAND, why, tell("Register what has been, once it has."))


def _about(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.subject is not None or not act.said.covers:
        return None
    why = tell("Parts of a subject are named, and no subject.")
    return refuse(forum, Point.STRAND, why, tell("Name the subject as well."))


def _something(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.words is not None or act.said.name is not None:
        return None
    why = tell("Neither an account nor a name is given.")
    return refuse(forum, Point.STRAND, why, tell("Give the one or the other, or both."))


def _locks(forum: Forum, act: Act) -> OutOfOrder | None:
    """The decision is in effect, and is about the outcome, or has clauses that hold it."""
    paper = act.said
    assert isinstance(paper, Locked)  # noqa: S101 - the form of this act gives no other
    decision = forum.proposals.get(paper.decision)
    why, remedy = "", tell("Name a decision in effect about this outcome, or clauses of its text.")
    if decision is None:
        why = tell("{decision} was not proposed here.", decision=paper.decision)
    elif not is_effective(forum, decision):
        stage = in_words(decision.stage)
        why = tell(
            "{decision} is {stage}; a decision in effect locks an outcome in.",
            decision=decision.id,
            stage=stage,
        )
        remedy = tell("Wait until it is in effect, or name one that is.")
    elif decision.purpose is d.Purpose.TEXT:
        text = forum.texts.get(str(decision.subject))
        held = () if text is None else text.clauses
        other = [name for name in paper.clauses if name not in held]
        if other:
            why = tell(
                "Not in the text that {decision} adopted: {other}.",
                decision=decision.id,
                other=commas(other),
            )
        elif not paper.clauses:
            why = tell(
                "No clause is named of the text that {decision} adopted.", decision=decision.id
            )
    elif decision.subject != act.object or paper.clauses:
        why = tell("{decision} is not about {object}.", decision=decision.id, object=act.object)
    return refuse(forum, Point.LOCK, why, remedy) if why else None


# ---------------------------------------------------------------- effects


def _keep(forum: Forum, one: Strand) -> Forum:
    return forum.grown(strands=forum.strands.set(one.id, one))


def _moved(forum: Forum, act: Act) -> Strand:
    one = forum.strands[act.object]
    stage = s.MOVES[one.stage][act.name]
    return evolve(one, stage=stage, since=one.since if stage is one.stage else act.time)


def _plain(forum: Forum, act: Act) -> Forum:
    return _keep(forum, _moved(forum, act))


def _registered(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Registered)  # noqa: S101 - the form of this act gives no other
    one = Strand(
        id=act.object,
        title=paper.title,
        by=act.by,
        parties=paper.parties,
        begun=paper.since,
        source=paper.source,
        since=act.time,
        number=act.number,
    )
    return _keep(forum, one)


def _held(forum: Forum, act: Act) -> Forum:
    one, paper = _moved(forum, act), act.said
    assert isinstance(paper, Held)  # noqa: S101 - the form of this act gives no other
    round_ = Round(
        by=act.by,
        words=paper.words,
        date=paper.date,
        place=paper.place,
        rank=paper.rank,
        number=act.number,
    )
    return _keep(forum, evolve(one, rounds=one.rounds.set(act.number, round_)))


def _account(act: Act) -> Account:
    return Account(name=act.said.name, words=act.said.words, number=act.number)


def _accounted(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _keep(forum, evolve(one, accounts=one.accounts.set(act.by, _account(act))))


def _came(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Came)  # noqa: S101 - the form of this act gives no other
    strand = forum.strands[paper.strand]
    one = Outcome(
        id=act.object,
        strand=strand.id,
        title=paper.title,
        by=act.by,
        date=paper.date,
        source=paper.source,
        digest=paper.digest,
        subject=paper.subject,
        covers=paper.covers,
        since=act.time,
        number=act.number,
    )
    forum = _keep(forum, evolve(strand, outcomes=strand.outcomes.set(act.number, one.id)))
    forum = forum.grown(outcomes=forum.outcomes.set(one.id, one))
    return of_subject(forum, one.subject, one.id, "outcome")


def _outcome_moved(forum: Forum, act: Act) -> Outcome:
    one = forum.outcomes[act.object]
    stage = s.OUTCOME_MOVES[one.stage][act.name]
    return evolve(one, stage=stage, since=one.since if stage is one.stage else act.time)


def _read(forum: Forum, act: Act) -> Forum:
    one = _outcome_moved(forum, act)
    one = evolve(one, accounts=one.accounts.set(act.by, _account(act)))
    return forum.grown(outcomes=forum.outcomes.set(one.id, one))


def _locked(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Locked)  # noqa: S101 - the form of this act gives no other
    one = evolve(_outcome_moved(forum, act), decision=paper.decision, clauses=paper.clauses)
    return forum.grown(outcomes=forum.outcomes.set(one.id, one))


# ---------------------------------------------------------------- what is still needed


def still_needed(_forum: Forum, one: Strand) -> str:
    """What a channel still needs of the forum, in a sentence: nothing, since it is not its own."""
    told = {
        Stage.RUNNING: tell("Its parties hold it beside the forum; nothing is needed here."),
        Stage.PAUSED: tell(
            "A party to it entered it as paused; a party to it enters when it goes on."
        ),
        Stage.ENDED: tell("A party to it entered it as ended; nothing is needed here."),
    }
    return told[one.stage]


def outcome_needed(_forum: Forum, one: Outcome) -> str:
    """What an outcome still needs, in a sentence."""
    if one.stage is OutcomeStage.LOCKED:
        return tell("It is locked in by {decision}; nothing is needed.", decision=one.decision)
    return tell("It is the parties' own; a decision of this forum in effect can lock it in.")


KINDS: tuple[Kind, ...] = (
    Kind(
        name=s.REGISTER,
        form=REGISTERED,
        who=Who.HERE,
        guards=(_several, _past),
        effect=_registered,
        meaning="Register talks beside the forum to which one is a party.",
        begins="strand",
    ),
    Kind(
        name=s.HOLD,
        form=HELD,
        who=Who.PLACE,
        guards=(_stages, _party, _past),
        effect=_held,
        meaning="Enter a round of such talks that was held.",
        about="strand",
    ),
    Kind(
        name=s.OUTCOME,
        form=CAME,
        who=Who.PLACE,
        guards=(_known_strand, _past, _about),
        effect=_came,
        meaning="Enter an outcome of such talks, and what it covers.",
        begins="outcome",
    ),
    Kind(
        name=s.ACCOUNT,
        form=ACCOUNTED,
        who=Who.PLACE,
        guards=(_stages, _party, _something),
        effect=_accounted,
        meaning="Give one's own account of such talks, and one's own name for them.",
        about="strand",
    ),
    *(
        Kind(
            name=name,
            form=WORDS,
            who=Who.PLACE,
            guards=(_stages, _party),
            effect=_plain,
            meaning=meaning,
            about="strand",
            envelope_alone=True,
        )
        for name, meaning in (
            (s.PAUSE, tell("Enter, as a party to them, that talks are paused.")),
            (s.RESUME, tell("Enter, as a party to them, that talks go on.")),
            (s.END, tell("Enter, as a party to them, that talks have ended.")),
        )
    ),
    Kind(
        name=s.READ,
        form=ACCOUNTED,
        who=Who.PLACE,
        guards=(_outcome_stages, _reader, _something),
        effect=_read,
        meaning="Say how one reads an outcome of talks to which one is a party.",
        about="outcome",
    ),
    Kind(
        name=s.LOCK,
        form=LOCKED,
        who=Who.PLACE,
        guards=(_outcome_stages, _reader, _locks),
        effect=_locked,
        meaning="Name the decision of this forum by which an outcome is locked in.",
        about="outcome",
    ),
)
"""The acts of bilateral channels."""
