"""What was done, as a sentence: acts of decisions, silences and meetings as a reader is told them.

The record calls an act by its dotted name; a page says who did what. Each sentence is whole, with
one place for its author. Acts that have none here are told by their meaning in the reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dipoli.forum import chair as c
from dipoli.forum import claim as k
from dipoli.forum import decision as d
from dipoli.forum import floor as f
from dipoli.forum import meeting as m
from dipoli.forum import silence as q
from dipoli.forum.procedure import KINDS
from dipoli.told import Told, tell
from dipoli.web.acts import Done
from dipoli.web.asked import Asked

_DECISIONS: Mapping[str, Told] = {
    d.TABLE: tell("{by} tabled it.", by=""),
    d.AMEND: tell("{by} amended it; it has its notice anew.", by=""),
    d.PUT: tell("{by} put it to the body, from the chair.", by=""),
    d.OBJECT: tell("{by} objected to it, as an obstacle to the decision.", by=""),
    d.WITHDRAW_OBJECTION: tell("{by} withdrew its objection.", by=""),
    d.LAPSE_OBJECTION: tell("{by} found from the chair that an objection has lapsed.", by=""),
    d.SPEAK: tell("{by} spoke to it; that is no objection.", by=""),
    d.REFER: tell("{by} referred it to its capital.", by=""),
    d.CONFIRM: tell("{by} gave the answer of its capital.", by=""),
    d.ADOPT: tell("{by} found from the chair that no member objects: it was adopted.", by=""),
    d.LAPSE: tell("{by} entered that it lapsed.", by=""),
    d.PARK: tell("{by} parked it.", by=""),
    d.RESUME: tell("{by} took it up again; it has its notice anew.", by=""),
    d.WITHDRAW: tell("{by} withdrew it.", by=""),
    d.EXCEPT: tell("{by} entered that it was adopted without those concerned.", by=""),
    d.ATTACH: tell("{by} attached a statement to it.", by=""),
    d.TAKE_EFFECT: tell("{by} entered that it takes effect.", by=""),
    k.CLAIM: tell("{by} claimed that a party is necessary to it.", by=""),
    k.WITHDRAW: tell("{by} withdrew a claim that a party is necessary to it.", by=""),
    k.HOME: tell("{by} claimed that a body at home must consent to it.", by=""),
    k.REPORT: tell("{by} reported what came of a consent at home.", by=""),
    k.WITHDRAW_HOME: tell("{by} withdrew a claim that a body at home must consent to it.", by=""),
    k.OPT_OUT: tell("{by} stays out of it, and stops nobody by that.", by=""),
    k.JOIN: tell("{by} joined it.", by=""),
    k.WAIVE: tell("{by} asked that its notice be waived.", by=""),
    k.KEEP: tell("{by} objected to that; its notice was kept.", by=""),
    k.WAIVED: tell("{by} found that nobody objects: its notice was waived.", by=""),
}

_SILENCES: Mapping[str, Told] = {
    q.OPEN: tell("{by} opened a silence over it, from the chair.", by=""),
    q.ACKNOWLEDGE: tell("{by} acknowledged receipt of the text.", by=""),
    q.BREAK: tell("{by} broke the silence.", by=""),
    q.ASK_EXTENSION: tell("{by} asked for an extension.", by=""),
    q.EXTEND: tell("{by} extended the silence, from the chair.", by=""),
    q.SUSPEND: tell("{by} suspended the silence, from the chair.", by=""),
    q.RESUME: tell("{by} let the silence go on, from the chair.", by=""),
    q.CERTIFY: tell("{by} found that the silence held: it was adopted.", by=""),
    q.LAPSE: tell(
        "{by} found that the silence ended without effect; it is on the table again.", by=""
    ),
    q.SERVE: tell("{by} entered that the text was served.", by=""),
}

_MEETINGS: Mapping[str, Told] = {
    m.INVITE: tell("{by} called the meeting.", by=""),
    m.OPEN: tell("{by} opened the meeting, from the chair.", by=""),
    m.ADOPT: tell(
        "{by} found from the chair that no member objects to the agenda: it was adopted.", by=""
    ),
    m.CONTEST: tell("{by} objected to the provisional agenda.", by=""),
    m.CLEAR: tell("{by} cleared its objection to the agenda.", by=""),
    m.CLOSE_LIST: tell("{by} closed the list of speakers, from the chair.", by=""),
    m.GIVE_FLOOR: tell("{by} gave the floor, from the chair.", by=""),
    m.ASK_FLOOR: tell("{by} asked for the floor.", by=""),
    m.CLAIM_REPLY: tell("{by} claimed the right of reply.", by=""),
    m.SUSPEND: tell("{by} suspended the meeting, from the chair.", by=""),
    m.RESUME: tell("{by} resumed the meeting, from the chair.", by=""),
    m.ADJOURN: tell("{by} adjourned the meeting, from the chair.", by=""),
    m.CLOSE: tell("{by} closed the meeting, from the chair.", by=""),
    m.CANCEL: tell("{by} cancelled the meeting.", by=""),
    m.ISSUE: tell("{by} issued the summary record.", by=""),
    m.CORRECT: tell("{by} asked for a correction of the summary record.", by=""),
    m.SETTLE: tell("{by} settled the summary record.", by=""),
    f.RAISE: tell("{by} raised a point of order.", by=""),
    f.RULE: tell("{by} ruled on the point of order, from the chair.", by=""),
    f.APPEAL: tell("{by} appealed against the ruling.", by=""),
    f.SUPPORT: tell("{by} supported the ruling; it stands.", by=""),
    f.YIELD: tell("{by} yielded from the chair; the ruling does not stand.", by=""),
    f.WITHDRAW: tell("{by} withdrew the point of order, or the appeal.", by=""),
    c.TAKE: tell("{by} took the chair.", by=""),
    c.PASS: tell("{by} let its turn in the chair pass, or handed the chair on.", by=""),
}

DEEDS: Mapping[str, Told] = MappingProxyType({**_DECISIONS, **_SILENCES, **_MEETINGS})
"""Name of an act to the sentence that tells it; ``by`` stands for its author."""


_DETAILS: Mapping[str, Told] = MappingProxyType(
    {
        d.LAPSE_OBJECTION: tell(
            "{by} found from the chair that the objection of {seat} has lapsed.", by="", seat=""
        ),
        d.REFER: tell(
            "{by} referred it to its capital, for an answer by {deadline}.", by="", deadline=""
        ),
        k.CLAIM: tell("{by} claimed that {party} is necessary to it.", by="", party=""),
        k.WITHDRAW: tell(
            "{by} withdrew its claim that {party} is necessary to it.", by="", party=""
        ),
        k.HOME: tell(
            "{by} claimed that {body} ({party}) must consent to it.", by="", body="", party=""
        ),
        k.WITHDRAW_HOME: tell(
            "{by} withdrew its claim that {body} ({party}) must consent to it.",
            by="",
            body="",
            party="",
        ),
        k.REPORT + ": given": tell("{by} reported that {body} has consented.", by="", body=""),
        k.REPORT + ": not given": tell(
            "{by} reported that {body} has not consented.", by="", body=""
        ),
        q.OPEN: tell(
            "{by} opened a silence over it, from the chair, up to {deadline}.", by="", deadline=""
        ),
        q.EXTEND: tell(
            "{by} extended the silence up to {deadline}, from the chair.", by="", deadline=""
        ),
        m.GIVE_FLOOR: tell("{by} gave the floor to {seat}, from the chair.", by="", seat=""),
    }
)
"""The same with what the act says, where that can be read."""


def deed(asked: Asked, one: Done) -> str:
    """What was done, in a sentence with the names that this reader uses."""
    held = {"by": one.by, "deadline": one.deadline}
    held |= {name: getattr(one.said, name, None) for name in ("seat", "party", "body")}
    given = getattr(one.said, "given", None)
    told = _DETAILS.get(one.name + ("" if given is None else ": given" if given else ": not given"))
    if told is not None and all(held.get(name) is not None for name in told.parts):
        return asked.told(told.having({name: held[name] for name in told.parts}))
    told = DEEDS.get(one.name)
    if told is not None:
        return asked.told(told.having({"by": one.by}))
    kind = KINDS.get(one.name)
    meaning = one.name.partition("/")[0] if kind is None else kind.meaning
    return asked.told(tell("{by}: {meaning}", by=one.by, meaning=meaning))
