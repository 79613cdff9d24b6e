"""The story of a newcomer: how it is seated, reads what came before, leaves, returns, is succeeded.

A seat reads the texts from its own entry on. What was said before is opened to it when every other
seat of the circle has consented to exactly that (R28); then the secretariat enters the opening.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dipoli.demonstration.exercise import Exercise
from dipoli.demonstration.hall import Circle
from dipoli.demonstration.negotiation import digest
from dipoli.record import forms
from dipoli.record.canon import Json


def guest(x: Exercise) -> Iterator[datetime]:
    """A neighbour is invited, says later, comes, objects, leaves, returns, is succeeded."""
    yield x.day(75)
    decision = yield from x.decided("XTV", "To invite Gurren as a member", "admit", subject="XGU")
    x.do(x.chair(), "member.invite", "XGU", "Come and sit with us.", category="member",
         decision=decision)  # fmt: skip
    x.office("member.reply", "XGU", "No answer came in January.", answer="silent")
    yield x.later(30)
    seat_in_record(x, "XGU")
    x.do("XGU", "member.reply", "XGU", "Our parliament sits in spring.", answer="later")
    yield x.later(60)
    x.do("XGU", "member.accept", "XGU")
    open_earlier(x, "XGU")
    x.do("XGU", "channel.declare", "XGU", "mailbox of the mission of Gurren", sort="mailbox")
    x.do("XGU", "name.give", "", "Gurren", sort="party", thing="XGU", language="en")
    x.do("XGU", "permission.note", "V1", "To the meeting in Tresk", person="Otto Venn",
         needed="visa", grants="Ministry of the host", status="asked", date=x.hall.now)  # fmt: skip
    yield x.later(9)
    x.do("XGU", "permission.change", "V1", status="granted", date=x.hall.now)
    yield x.day(290)
    pilots = _undertakes(x)
    yield from _objects_and_leaves(x)
    yield x.day(470)
    x.do("XGU", "member.return", "XGU", "The law was changed.")
    yield x.day(530)
    decision = yield from x.decided("XSE", "That the Republic of Gurren-Reth takes the seat of "
                                    "Gurren", "admit", subject="XOB")  # fmt: skip
    x.do("XGU", "member.succeed", "XGU", "We are one state now.", successor="XOB",
         decision=decision)  # fmt: skip
    seat_in_record(x, "XOB")
    open_earlier(x, "XOB")
    x.do("XOB", "channel.declare", "XOB", "mailbox of the mission of Gurren-Reth", sort="mailbox")
    x.do("XOB", "name.give", "", "Gurren-Reth", sort="party", thing="XOB", language="en")
    yield x.later(25)
    x.do("XOB", "commitment.evidence", pilots, "The log of our pilots, who were those of Gurren.",
         digest=digest("pilots"))  # fmt: skip


def _undertakes(x: Exercise) -> str:
    """It promises, is promised something, and says what a disputed word means to it."""
    pilots, lamps = x.plenary.name("C"), x.plenary.name("C")
    x.do("XGU", "commitment.make", pilots, "To pilot ships over the bar of Gurren in fog.",
         owners=["XGU"], recipients=["XOR"], subject="pilots")  # fmt: skip
    x.do("XOR", "commitment.accept", pilots)
    x.do("XUL", "commitment.make", lamps, "To lend Gurren two lamps for the bar.",
         owners=["XUL"], recipients=["XGU"], subject="lights")  # fmt: skip
    x.do("XGU", "commitment.accept", lamps)
    x.do("XGU", "term.mean", "W1", "Passage with a pilot on board.")
    return pilots


def _objects_and_leaves(x: Exercise) -> Iterator[datetime]:
    """It objects to a toll, and leaves; its objection lapses with it."""
    toll = x.table("XOR", "A toll for the upkeep of the strait lights", basket="economy")
    yield x.sitting(after=4)
    x.do(x.chair(), "proposal.put", toll)
    x.do("XGU", "objection.raise", toll, "Our law forbids tolls.", reason="substance")
    yield x.later(3)
    x.do("XGU", "member.notify", "XGU", "A new law asks us to leave.")
    yield x.later(40)
    x.do("XGU", "member.withdraw", "XGU")
    yield x.sitting(after=2)
    x.do(x.chair(), "objection.lapse", toll, "Its author has left.", seat="XGU")
    x.do(x.chair(), "proposal.adopt", toll)
    x.office("proposal.effect", toll)


# ---------------------------------------------------------------- acts of the record


def seat_in_record(x: Exercise, code: str) -> None:
    """Every seat of the record consents, and the secretariat adds the new one."""
    key = x.hall.listed(code)
    content: dict[str, Json] = {"code": code, "keys": key, "paper": False}
    said: dict[str, Json] = {"act": forms.ADD_SEAT, "content": content}
    for seated in x.plenary.standing.seated:
        x.hall.register(x.plenary, forms.CONSENT_SEAT, said, seated)
    x.hall.register(x.plenary, forms.ADD_SEAT, content)


def open_earlier(x: Exercise, code: str) -> None:
    """In every circle where a newcomer sits, what was said there before it is opened to it."""
    for at in x.hall.circles.values():
        if at.standing.is_seated(code):
            _open_earlier(x, at, code)


def _open_earlier(x: Exercise, at: Circle, code: str) -> None:
    """Every other seat consents, by its key or by letter; then the secretariat opens the texts."""
    span: dict[str, Json] = {"to": code, "from": 1, "until": at.standing.seats[code].since}
    for seated in at.standing.seated:
        if seated != code:
            x.hall.register(at, forms.CONSENT_BODY, span, seated)
    x.hall.register(at, forms.OPEN_BODY, {**span, "keys": []})
