"""Who can read what, and why; and what the host sees and could do, with how each would be noticed.

What the host can do is that of `docs/explanation/threat-model.md`; a test holds the proofs that are
named here against those that the program knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from dipoli.record.register import Seat
from dipoli.record.standing import Standing
from dipoli.told import joined, tell
from dipoli.web.asked import Asked, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term
from dipoli.web.ways import exercised


@frozen
class Power:
    """Something that a host could do.

    Args:
        what: it could do.
        stands: how far the program prevents it, shows it, or does neither.
        noticed: by whom and how.
        proof: what can be shown to others, by its name; empty where nothing can.
    """

    what: str
    stands: str
    noticed: str
    proof: str = field(default="")


SEES = (
    (
        tell(
            "Of every act: who acts, when, which act it is, about what, until when, and how "
            "long the "
            "text is. In a sealed circle the length is told to the next of a few lengths."
        )
    ),
    tell("Which circles there are, who sits in each, and which keys everybody has."),
    tell("The whole text of every act in a circle that is not sealed against it."),
    tell("Who reads which page of this site, when, and from which address."),
)
"""What a host sees, whatever it wants."""

HIDDEN = (
    tell("What is said in a circle that is sealed against it: it keeps ciphertext, and no key."),
    (
        tell(
            "What is said in a part off the record: nothing of it is signed, attributed or "
            "kept, here "
            "or anywhere."
        )
    ),
    tell(
        "What a delegation keeps on its own node: its keys, its drafts, its notes beside the "
        "record."
    ),
)
"""What a host does not see."""

PREVENTED, DETECTED, OPEN = (
    term(tell("prevented")),
    term(tell("shows")),
    term(tell("not prevented")),
)

POWERS = (
    Power(
        tell("Not answer, or not answer one delegation, or drop an act before it gives a receipt"),
        OPEN,
        tell(
            "The node of whoever is not answered raises the alarm, and names another way in: "
            "another "
            "host, the mirror of another seat, paper. Nothing was signed, so nothing can be proven."
        ),
    ),
    Power(
        tell("Answer late, up to the deadline that its receipt promises"),
        OPEN,
        tell(
            "Within the deadline it is allowed. After it, the receipt and the host's own timed "
            "head "
            "prove that the promise was broken."
        ),
        "broken-receipt",
    ),
    Power(
        tell("Refuse an act that is in order"),
        DETECTED,
        tell(
            "The refusal is signed, and names the head and the clause. Its author sees at the next "
            "head that it was unjust. A refusal under an article of a charter is judged by the "
            "rules "
            "of that forum alone."
        ),
        "unjust-refusal",
    ),
    Power(
        tell("Change a word of an act that was entered, or drop the act"),
        DETECTED,
        tell(
            "The root changes. Every mirror holds the old one, and witnesses do not cosign the new."
        ),
        "split-view",
    ),
    Power(
        tell("Go back to an old backup"),
        DETECTED,
        tell("Witnesses refuse a smaller head, and the host's own times contradict each other."),
        "rollback",
    ),
    Power(
        tell("Show two delegations two histories"),
        DETECTED,
        tell(
            "As soon as any two of them compare heads, or one of them acts. Two histories "
            "cannot both "
            "be official while fewer than a third of the delegations with a witness key "
            "conspire with "
            "the host."
        ),
        "split-view",
    ),
    Power(
        tell("Act in the name of a delegation that has a key"),
        PREVENTED,
        tell("The signature does not hold, and every mirror refuses the act."),
        "bad-entry",
    ),
    Power(
        tell("Enter an invented paper act for a seat that has no key"),
        OPEN,
        tell(
            "Two persons and the hash of a scan stand beside each such act. The seat compares "
            "what was "
            "entered with its own papers. A key ends it for good."
        ),
    ),
    Power(
        tell("Enter an act that the rules of procedure refuse"),
        DETECTED,
        tell(
            "Every copy is ruled on again by the charter in it. In a sealed circle the host "
            "cannot see "
            "it; the act is void, and each seat that opens the bodies is told so."
        ),
        "out-of-order",
    ),
    Power(
        tell("Date an act falsely"),
        DETECTED,
        tell(
            "The author signed the time, host and witnesses time the heads. More than ten minutes "
            "ahead or seven days behind is proven."
        ),
        "back-dated",
    ),
    Power(
        tell("Add a seat of its own, to read what is sealed"),
        PREVENTED,
        tell("Every seat must consent first; without that the act is out of order in every copy."),
        "out-of-order",
    ),
    Power(
        tell("Open a circle with false keys"),
        DETECTED,
        tell(
            "Each delegation looks once, at the opening, whether its own keys stand there; its "
            "node "
            "does so before it cosigns anything. No paper shows it to others."
        ),
    ),
    Power(
        tell("Withhold or erase a text that it holds"),
        DETECTED,
        tell(
            "To withhold is an act, with who asked for it and by which law. Copies in mirrors "
            "stay, "
            "and so does the hash."
        ),
    ),
    Power(
        tell("Serve pages that are not what they say"),
        OPEN,
        tell(
            "What a browser shows comes from the host, this page included. A delegation's own "
            "node, or "
            "a copy that was verified offline, shows what the record says."
        ),
    ),
    Power(
        tell("Change its list of accounts, and come in as anybody"),
        OPEN,
        tell(
            "By that it reads what it reads anyway, and signs nothing: keys of delegations are "
            "not there. Officers see who has an account in their place, as the host's pages show "
            "it."
        ),
    ),
    Power(
        tell("Set the agenda, call meetings, seat people, grant visas, pay"),
        OPEN,
        tell(
            "Turns in the chair, meetings, items placed, hosts and funders are shown. The program "
            "limits none of it."
        ),
    ),
    Power(
        tell("Hand the record over to another host"),
        OPEN,
        tell(
            "It does so openly: the move is signed, all seats see it at once and can leave. A host "
            "that goes on afterwards is proven to."
        ),
        "after-move",
    ),
)
"""What a host could do. What nothing prevents stands here like what is prevented."""


# ---------------------------------------------------------------- pages


def readers(asked: Asked) -> Page:
    """Who can read this circle, and why; what its host sees of it and could do."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    standing, forum = asked.read.standing, asked.forum
    compiled = forum.charter.compiled  # then nobody sits here, whatever its register had to say
    order = (
        []
        if compiled
        else [*forum.order, *(one for one in standing.seats if one not in forum.order)]
    )
    return Page(
        title=tell("Who can read this, and why"),
        twin={
            "you": _you(asked, standing),
            "seats": [
                _seat(asked, standing, standing.seats[code])
                for code in order
                if standing.is_seated(code)
            ],
            "left": [
                {**asked.party(code), "from": seat.since, "until": seat.until}
                for code, seat in ((one, standing.seats.get(one)) for one in order)
                if seat is not None and not standing.is_seated(code)
            ],
            "compiled": compiled,
            "secretariat": asked.party(standing.secretariat or forum.secretariat),
            "witnesses": len(standing.witness_keys()),
            "paper": []
            if compiled
            else [one["name"] for one in asked.parties(_on_paper(standing))],
            "alarm": asked.page("alarm") if asked.acts and exercised(asked) else None,
            **host_twin(),
        },
    )


def host(asked: Asked) -> Page:
    """What a host sees and could do, told once for the whole site."""
    del asked
    return Page(title=tell("What the host sees, and what it could do"), twin=host_twin())


def host_twin() -> Twin:
    """What a host sees and could do, as a part of a twin."""
    return {
        "sees": list(SEES),
        "hidden": list(HIDDEN),
        "powers": [
            {"what": one.what, "stands": one.stands, "noticed": one.noticed, "proof": one.proof}
            for one in POWERS
        ],
    }


# ---------------------------------------------------------------- parts


def _seat(asked: Asked, standing: Standing, seat: Seat) -> Twin:
    """From which act on a seat reads, and why."""
    return {
        **asked.party(seat.code),
        "from": seat.since,
        "paper": seat.paper,
        "opened": [
            {"from": one.start, "until": one.until}
            for one in standing.opened
            if one.to == seat.code
        ],
        "why": joined(" ", _why(standing, seat)),
    }


def _why(standing: Standing, seat: Seat) -> Iterator[str]:
    if seat.since == 0:
        yield (
            tell(
                "It sat when the circle was opened, by act 0, and reads everything, through its "
                "own node."
            )
            if standing.is_sealed
            else tell("It sat when the circle was opened, by act 0, and reads everything.")
        )
    else:
        yield (
            tell(
                "It was seated by act {since}, to which every seat consented. It reads what was "
                "entered from there on, and the register from the first act, without which "
                "nothing could be verified.",
                since=seat.since,
            )
        )
    for one in standing.opened:
        if one.to == seat.code:
            yield tell(
                "Acts {start} to {end} were opened to it by consent of the circle.",
                start=one.start,
                end=one.until - 1,
            )
    if seat.paper:
        yield tell("It takes part on paper: the secretariat sends it what is entered.")


def _you(asked: Asked, standing: Standing) -> str:
    """Why whoever asks can read this page."""
    code = asked.reader.code
    if standing.is_seated(code):
        return tell("You read this because you sit in this circle.")
    if asked.forum.charter.compiled:
        return tell("You read this because it was compiled from public documents.")
    return tell(
        "You read this because you are the secretariat, which keeps the record of this circle."
    )


def _on_paper(standing: Standing) -> list[str]:
    return [code for code in standing.seated if standing.seats[code].paper]


ROUTES = (
    Route(
        name="readers",
        path=f"{ROOM}/who-can-read",
        rule=Rule.CIRCLE,
        answer=readers,
        about="Who can read this circle and why, the host's own reading and powers included.",
    ),
    Route(
        name="host",
        path="what-the-host-sees",
        rule=Rule.ANYBODY,
        answer=host,
        about="What a host sees and could do, and how each would be noticed.",
    ),
)
