"""Good offices: guards and effects of the acts in one circle.

Between two: as long as a third has a place in the circle, nothing is opened and nothing is said. A
party whose seat another took over, and one that the register took out, have none any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import offices as o
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.offices import WIDTH, Carriage, GoodOffices, Leave, Marked, Message, Stage, Told
from dipoli.forum.offices_forms import (
    CONVEYED,
    OPENED,
    REMARKED,
    SENT,
    TOLD_OF,
    Conveyed,
    Opened,
    Remarked,
    Sent,
    ToldOf,
)
from dipoli.forum.seat import HERE
from dipoli.forum.seat import Stage as SeatStage
from dipoli.forum.standing import Forum
from dipoli.forum.text import Kind as TextKind
from dipoli.forum.text import Text
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, joined, tell

MIDNIGHT = "T00:00:00Z"
LAST_SECOND = "T23:59:59Z"


def offices_stage(forum: Forum, name: str) -> Stage | None:
    """Where good offices stand; None when there are none of that name."""
    one = forum.offices.get(name)
    return None if one is None else one.stage


def carriage(forum: Forum, name: str) -> Carriage | None:
    """Where a message stands; None when there is none of that name."""
    one = forum.messages.get(name)
    return None if one is None else one.stage


_stages = stage_guard(o.MOVES, offices_stage, Point.OFFICES_STAGE, "Good offices {object}")
_messages = stage_guard(o.CARRIAGE_MOVES, carriage, Point.OFFICES_STAGE, "Message {object}")


def current(forum: Forum) -> GoodOffices | None:
    """The good offices of this circle that are offered or open; None where there are none."""
    return None if forum.mediation is None else forum.offices[forum.mediation]


# ---------------------------------------------------------------- guards: the circle


def _third(forum: Forum, two: tuple[str, ...]) -> str | None:
    """Somebody beside the two who has a place in this circle; None where nobody has."""
    for code in forum.listed:
        if code not in two:
            return code
    for code in forum.seating:
        seat = forum.seats[code]
        gone = seat.stage is SeatStage.SUCCEEDED or (
            seat.stage is SeatStage.WITHDRAWN and seat.left is None
        )
        if code not in two and not gone:
            return code
    return None


def _alone(forum: Forum, two: tuple[str, ...]) -> OutOfOrder | None:
    third = _third(forum, two)
    if third is None:
        return None
    why = tell("{third} has a place in this circle as well.", third=third)
    remedy = tell("Speak in a circle where only the mediator and one party have a place.")
    return refuse(forum, Point.OFFICES, why, remedy)


def _two(forum: Forum, act: Act) -> OutOfOrder | None:
    """A mediator and one party, who both take part here, one of whom opens."""
    paper = act.said
    assert isinstance(paper, Opened)  # noqa: S101 - the form of this act gives no other
    two = (paper.mediator, paper.party)
    if act.by not in two or paper.mediator == paper.party:
        why = tell(
            "Good offices are between a mediator and one party, and one of the two opens them."
        )
        return refuse(forum, Point.OFFICES, why, tell("Name yourself and the other."))
    strangers = [code for code in two if not _takes_part(forum, code)]
    if strangers:
        why = tell("{strangers} does not take part in this circle.", strangers=strangers[0])
        return refuse(forum, Point.OFFICES, why, tell("Let it accept its seat first."))
    return _alone(forum, two)


def _takes_part(forum: Forum, code: str) -> bool:
    seat = forum.seats.get(code)
    return seat is not None and seat.stage in HERE


def _none_yet(forum: Forum, _act: Act) -> OutOfOrder | None:
    one = current(forum)
    if one is None:
        return None
    why = tell("{name} is {stage} here already.", name=one.id, stage=in_words(one.stage))
    return refuse(forum, Point.OFFICES_STAGE, why, tell("Speak under that, or end it first."))


def _other(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.offices[act.object]
    (other,) = (code for code in one.two if code != one.by)
    if act.by == other:
        return None
    why = tell(
        "{who} opened {name}; that {other} accepts is for {other} to say.",
        who=one.by,
        name=one.id,
        other=other,
    )
    return refuse(forum, Point.OFFICES, why, tell("Wait for {other}.", other=other))


def _one_of_two(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.offices[act.object]
    if act.by in one.two:
        return None
    why = tell(
        "{name} is between {mediator} and {party}.",
        name=one.id,
        mediator=one.mediator,
        party=one.party,
    )
    return refuse(forum, Point.OFFICES, why, tell("Either of the two ends it."))


# ---------------------------------------------------------------- guards: messages


def _open(forum: Forum, act: Act) -> OutOfOrder | None:
    """Good offices are open, between the author and one other, and nobody else reads."""
    one = current(forum)
    if one is None or one.stage is not Stage.OPEN:
        why = tell("No good offices are open here.")
        remedy = tell("Open them, and let the other accept, before anything is said.")
        return refuse(forum, Point.OFFICES_STAGE, why, remedy)
    if act.by not in one.two:
        why = tell(
            "{name} is between {mediator} and {party}.",
            name=one.id,
            mediator=one.mediator,
            party=one.party,
        )
        return refuse(forum, Point.OFFICES, why, tell("Let one of the two do it."))
    return _alone(forum, one.two)


def _reach(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, one = act.said, current(forum)
    assert isinstance(paper, Sent)  # noqa: S101 - the form of this act gives no other
    assert one is not None  # noqa: S101 - the guard before asked
    if not paper.to:
        return None
    if paper.mark is Leave.ALONE:
        why = tell("It is for the reader alone, and names whom it may reach.")
        return refuse(forum, Point.MESSAGE_MARK, why, tell("Mark it wider, or name nobody."))
    within = [code for code in paper.to if code in one.two]
    if not within:
        return None
    why = tell(
        "{party} reads in this circle; nothing is conveyed to it from here.", party=within[0]
    )
    return refuse(
        forum, Point.MESSAGE_MARK, why, tell("Name parties outside this circle, or nobody.")
    )


def _answers(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Sent | Conveyed)  # noqa: S101 - the forms of these acts give no other
    if paper.answers is None or paper.answers in forum.messages:
        return None
    why = tell("{answers} is no message of this circle.", answers=paper.answers)
    return refuse(forum, Point.OFFICES_STAGE, why, tell("Name one that was sent here, or none."))


def _own(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.messages[act.object]
    if act.by == one.by:
        return None
    why = tell(
        "{name} is a message of {who}, who alone says how far it may go.", name=one.id, who=one.by
    )
    return refuse(
        forum, Point.MESSAGE_MARK, why, tell("Ask {who} to mark it otherwise.", who=one.by)
    )


def _another_mark(forum: Forum, act: Act) -> OutOfOrder | None:
    """A mark is widened at any time, and narrowed as far as nothing was conveyed by it."""
    one, paper = forum.messages[act.object], act.said
    assert isinstance(paper, Remarked)  # noqa: S101 - the form of this act gives no other
    if paper.mark is one.mark:
        why = tell("{name} is marked {mark} already.", name=one.id, mark=in_words(paper.mark))
        return refuse(forum, Point.MESSAGE_MARK, why, tell("Leave it as it is."))
    if WIDTH[paper.mark] >= WIDTH[one.floor]:
        return None
    why = tell("{name} was conveyed already, and that is not undone by another mark.", name=one.id)
    remedy = tell("It can be marked {floor}, and no narrower.", floor=in_words(one.floor))
    return refuse(forum, Point.MESSAGE_MARK, why, remedy)


def _mediator(forum: Forum, act: Act) -> OutOfOrder | None:
    one = current(forum)
    assert one is not None  # noqa: S101 - the guard before asked
    if act.by == one.mediator:
        return None
    why = tell(
        "{mediator} conveys here; {party} sends messages of its own.",
        mediator=one.mediator,
        party=one.party,
    )
    return refuse(forum, Point.MESSAGE_CONVEY, why, tell("Send a message, with its mark."))


def _source(forum: Forum, act: Act) -> OutOfOrder | None:
    """With its source: the leaf hash and whose it is. As an idea: neither of the two."""
    paper, one = act.said, current(forum)
    assert isinstance(paper, Conveyed)  # noqa: S101 - the form of this act gives no other
    assert one is not None  # noqa: S101 - the guard before asked
    if (paper.source is None) is not (paper.from_ is None):
        why = tell("It says half of where it comes from.")
        remedy = tell("Cite the leaf hash and name whose message it is, or say neither.")
        return refuse(forum, Point.MESSAGE_CONVEY, why, remedy)
    if paper.source is None:
        return None
    if paper.from_ in one.two:
        why = tell("{party} speaks in this circle itself.", party=paper.from_)
        return refuse(forum, Point.MESSAGE_CONVEY, why, tell("Carry messages of others alone."))
    if paper.source.hex() in one.cited:
        why = tell(
            "That message was conveyed here as {cited}.", cited=one.cited[paper.source.hex()]
        )
        return refuse(forum, Point.MESSAGE_CONVEY, why, tell("Convey each message once."))
    return None


def _teller(forum: Forum, act: Act) -> OutOfOrder | None:
    message = forum.messages[act.object]
    one = forum.offices[message.offices]
    if act.by != one.mediator:
        why = tell(
            "What became of {message} is told by {mediator}, who conveyed it.",
            message=message.id,
            mediator=one.mediator,
        )
        return refuse(
            forum, Point.MESSAGE_CONVEY, why, tell("Let {mediator} tell it.", mediator=one.mediator)
        )
    if message.by == one.party:
        return None
    why = tell(
        "{message} is the mediator's own; nobody is told that it was conveyed.", message=message.id
    )
    return refuse(
        forum, Point.MESSAGE_CONVEY, why, tell("Name a message of {party}.", party=one.party)
    )


def _day(forum: Forum, act: Act) -> OutOfOrder | None:
    """A day and no hour, on which the message was there already, and not one to come."""
    message, paper = forum.messages[act.object], act.said
    assert isinstance(paper, ToldOf)  # noqa: S101 - the form of this act gives no other
    if not paper.day.endswith(MIDNIGHT):
        why = tell("It tells an hour, by which things in the two circles could be joined.")
        return refuse(forum, Point.MESSAGE_CONVEY, why, tell("Tell the day alone, at 00:00."))
    today = act.earliest[:10]
    if message.sent[:10] <= paper.day[:10] <= today:
        return None
    why = tell(
        "{message} was sent on {sent}, and today is {today}.",
        message=message.id,
        sent=message.sent[:10],
        today=today,
    )
    return refuse(forum, Point.MESSAGE_CONVEY, why, tell("Tell a day between the two."))


def _was_let(forum: Forum, act: Act) -> OutOfOrder | None:
    message, paper = forum.messages[act.object], act.said
    assert isinstance(paper, ToldOf)  # noqa: S101 - the form of this act gives no other
    one = forum.offices[message.offices]
    day = paper.day[:10]
    if paper.to in one.two or not message.reaches(paper.to):
        why = tell("{message} was not to reach {to}.", message=message.id, to=paper.to)
        remedy = tell(
            "Name a party that it may reach; what was said all the same is told in words."
        )
        return refuse(forum, Point.MESSAGE_CONVEY, why, remedy)
    if not message.was_let(paper.how, day, day + LAST_SECOND):
        why = tell(
            "At no time of {day} did its mark let {message} be conveyed so.",
            day=day,
            message=message.id,
        )
        remedy = tell("What was said all the same is told in a message of the mediator.")
        return refuse(forum, Point.MESSAGE_CONVEY, why, remedy)
    if not any((paper.to, paper.how) == (told.to, told.how) for told in message.told):
        return None
    why = tell(
        "It is told already that {message} was conveyed so to {to}.",
        message=message.id,
        to=paper.to,
    )
    return refuse(forum, Point.MESSAGE_CONVEY, why, tell("Nothing more is needed."))


# ---------------------------------------------------------------- the single text


def single_tabled(forum: Forum, kind: TextKind, code: str) -> OutOfOrder | None:
    """Under good offices the single negotiating text is tabled by the mediator."""
    one = current(forum)
    if one is None or kind is not TextKind.SINGLE or code == one.mediator:
        return None
    why = tell("The single negotiating text of {name} is the mediator's.", name=one.id)
    return refuse(
        forum, Point.OFFICES_TEXT, why, tell("Ask {mediator} to table it.", mediator=one.mediator)
    )


def single_kept(forum: Forum, text: Text, to: str) -> OutOfOrder | None:
    """Under good offices the pen of the single negotiating text stays with the mediator."""
    one = current(forum)
    if one is None or text.kind is not TextKind.SINGLE or to == one.mediator:
        return None
    why = tell(
        "The pen of {text} stays with {mediator} while it mediates.",
        text=text.id,
        mediator=one.mediator,
    )
    return refuse(forum, Point.OFFICES_TEXT, why, tell("Bracket, amend, or put another wording."))


# ---------------------------------------------------------------- effects


def _put(forum: Forum, one: GoodOffices) -> Forum:
    return forum.grown(offices=forum.offices.set(one.id, one))


def _opened(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Opened)  # noqa: S101 - the form of this act gives no other
    one = GoodOffices(
        id=act.object,
        words=paper.words,
        mediator=paper.mediator,
        party=paper.party,
        by=act.by,
        number=act.number,
        since=act.time,
    )
    return _put(forum, one).grown(mediation=one.id)


def _moved(forum: Forum, act: Act) -> Forum:
    one = forum.offices[act.object]
    stage = o.MOVES[one.stage][act.name]
    after = _put(forum, evolve(one, stage=stage, since=act.time))
    return after.grown(mediation=None) if stage is Stage.ENDED else after


def _keep(forum: Forum, message: Message) -> Forum:
    """The standing with a message, and with what it answers answered."""
    messages = forum.messages.set(message.id, message)
    if message.answers is not None:
        before = messages[message.answers]
        messages = messages.set(before.id, evolve(before, answered=message.id))
    return forum.grown(messages=messages)


def _sent(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Sent)  # noqa: S101 - the form of this act gives no other
    message = Message(
        id=act.object,
        offices=forum.mediation or "",
        words=paper.words,
        by=act.by,
        number=act.number,
        leaf=act.leaf,
        sent=act.time,
        marks=(Marked(since=act.time, mark=paper.mark),),
        to=paper.to,
        answers=paper.answers,
    )
    return _keep(forum, message)


def _remarked(forum: Forum, act: Act) -> Forum:
    message, paper = forum.messages[act.object], act.said
    assert isinstance(paper, Remarked)  # noqa: S101 - the form of this act gives no other
    marks = (*message.marks, Marked(since=act.time, mark=paper.mark))
    stage = o.CARRIAGE_MOVES[message.stage][act.name]
    after = evolve(message, marks=marks, stage=stage)
    return forum.grown(messages=forum.messages.set(message.id, after))


def _conveyed(forum: Forum, act: Act) -> Forum:
    paper, one = act.said, current(forum)
    assert isinstance(paper, Conveyed)  # noqa: S101 - the form of this act gives no other
    assert one is not None  # noqa: S101 - a guard asked
    message = Message(
        id=act.object,
        offices=one.id,
        words=paper.words,
        by=act.by,
        number=act.number,
        leaf=act.leaf,
        sent=act.time,
        answers=paper.answers,
        source=paper.source,
        from_=paper.from_,
        stage=Carriage.CARRIED,
    )
    if paper.source is not None:
        one = evolve(one, cited=one.cited.set(paper.source.hex(), message.id))
    return _put(_keep(forum, message), one)


def _told_of(forum: Forum, act: Act) -> Forum:
    message, paper = forum.messages[act.object], act.said
    assert isinstance(paper, ToldOf)  # noqa: S101 - the form of this act gives no other
    told = Told(to=paper.to, how=paper.how, day=paper.day[:10], words=paper.words)
    stage = o.CARRIAGE_MOVES[message.stage][act.name]
    after = evolve(message, told=(*message.told, told), stage=stage)
    return forum.grown(messages=forum.messages.set(message.id, after))


# ---------------------------------------------------------------- what is still needed


def _plain(word: str) -> str:
    return word.replace("-", " ")


def still_needed(_forum: Forum, one: GoodOffices) -> str:
    """What good offices still need, in a sentence."""
    if one.stage is Stage.ENDED:
        return tell("They have ended; nothing more is conveyed, and nothing is needed.")
    if one.stage is Stage.OPEN:
        return tell("They are open; each message says by its mark how far it may go.")
    (other,) = (code for code in one.two if code != one.by)
    return tell("They need {other} to accept; until then nothing is said.", other=other)


_HOW: Mapping[o.How, str] = MappingProxyType(
    {
        o.How.SOURCE: "to {to} on {day}, with its source",
        o.How.IDEA: "to {to} on {day}, as the mediator's own idea",
    }
)


def message_needed(forum: Forum, message: Message) -> str:
    """What a message still needs, in a sentence or two."""
    if message.stage is Carriage.CARRIED:
        told = tell("The mediator's own words cite no source, and need none.")
        if message.source is not None:
            told = tell(
                "It is a message of {whom}, word for word; the mediator can prove it.",
                whom=message.from_,
            )
        return told
    if message.told:
        each = (tell(_HOW[one.how], to=one.to, day=one.day) for one in message.told)
        return tell("It was conveyed {each}.", each=joined("; ", each))
    if message.by == forum.offices[message.offices].mediator:
        return tell("The mediator said it here; nothing is needed.")
    if message.mark is Leave.ALONE:
        return tell("It stays in this circle.")
    if not message.to:
        return tell(
            "It may reach every party to whom the mediator speaks; nobody has told that it did."
        )
    return tell("It may reach {whom}; nobody has told that it did.", whom=commas(message.to))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=o.OPEN,
        form=OPENED,
        who=Who.HERE,
        guards=(_two, _none_yet),
        effect=_opened,
        meaning="Offer good offices, or ask for them, between a mediator and one party.",
        begins="mediation",
    ),
    Kind(
        name=o.ACCEPT,
        form=WORDS,
        who=Who.HERE,
        guards=(_stages, _other),
        effect=_moved,
        meaning="Accept good offices that the other offered or asked for.",
        about="mediation",
        envelope_alone=True,
    ),
    Kind(
        name=o.END,
        form=WORDS,
        who=Who.HERE,
        guards=(_stages, _one_of_two),
        effect=_moved,
        meaning="End good offices, or decline them; nothing is conveyed from then on.",
        about="mediation",
        envelope_alone=True,
    ),
    Kind(
        name=o.SEND,
        form=SENT,
        who=Who.HERE,
        guards=(_open, _reach, _answers),
        effect=_sent,
        meaning="Send a message, marked with how far it may go.",
        begins="message",
    ),
    Kind(
        name=o.MARK,
        form=REMARKED,
        who=Who.HERE,
        guards=(_messages, _open, _own, _another_mark),
        effect=_remarked,
        meaning="Widen the mark of a message of one's own, or narrow it before it is conveyed.",
        about="message",
    ),
    Kind(
        name=o.CONVEY,
        form=CONVEYED,
        who=Who.HERE,
        guards=(_open, _mediator, _source, _answers),
        effect=_conveyed,
        meaning="As the mediator: carry a message with its source, or put an idea of one's own.",
        begins="message",
    ),
    Kind(
        name=o.TELL,
        form=TOLD_OF,
        who=Who.HERE,
        guards=(_messages, _teller, _day, _was_let),
        effect=_told_of,
        meaning="As the mediator: tell the author of a message that it was conveyed, and when.",
        about="message",
    ),
)
"""The acts of good offices."""
