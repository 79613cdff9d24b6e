"""What was done, as a sentence: acts of decisions, silences and meetings as a reader is told them.

The record calls an act by its dotted name; a page says who did what. Each sentence is whole, with
one place for its author. Acts that have none here are told by their meaning in the reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from types import MappingProxyType

from dipoli.forum import chair as c
from dipoli.forum import claim as k
from dipoli.forum import decision as d
from dipoli.forum import floor as f
from dipoli.forum import meeting as m
from dipoli.forum import silence as q
from dipoli.forum.procedure import KINDS
from dipoli.web.acts import Done
from dipoli.web.asked import Asked

_DECISIONS: Mapping[str, str] = {
    d.TABLE: "{by} tabled it.",
    d.AMEND: "{by} amended it; it has its notice anew.",
    d.PUT: "{by} put it to the body, from the chair.",
    d.OBJECT: "{by} objected to it, as an obstacle to the decision.",
    d.WITHDRAW_OBJECTION: "{by} withdrew its objection.",
    d.LAPSE_OBJECTION: "{by} found from the chair that an objection has lapsed.",
    d.SPEAK: "{by} spoke to it; that is no objection.",
    d.REFER: "{by} referred it to its capital.",
    d.CONFIRM: "{by} gave the answer of its capital.",
    d.ADOPT: "{by} found from the chair that no member objects: it was adopted.",
    d.LAPSE: "{by} entered that it lapsed.",
    d.PARK: "{by} parked it.",
    d.RESUME: "{by} took it up again; it has its notice anew.",
    d.WITHDRAW: "{by} withdrew it.",
    d.EXCEPT: "{by} entered that it was adopted without those concerned.",
    d.ATTACH: "{by} attached a statement to it.",
    d.TAKE_EFFECT: "{by} entered that it takes effect.",
    k.CLAIM: "{by} claimed that a party is necessary to it.",
    k.WITHDRAW: "{by} withdrew a claim that a party is necessary to it.",
    k.HOME: "{by} claimed that a body at home must consent to it.",
    k.REPORT: "{by} reported what came of a consent at home.",
    k.WITHDRAW_HOME: "{by} withdrew a claim that a body at home must consent to it.",
    k.OPT_OUT: "{by} stays out of it, and stops nobody by that.",
    k.JOIN: "{by} joined it.",
    k.WAIVE: "{by} asked that its notice be waived.",
    k.KEEP: "{by} objected to that; its notice was kept.",
    k.WAIVED: "{by} found that nobody objects: its notice was waived.",
}

_SILENCES: Mapping[str, str] = {
    q.OPEN: "{by} opened a silence over it, from the chair.",
    q.ACKNOWLEDGE: "{by} acknowledged receipt of the text.",
    q.BREAK: "{by} broke the silence.",
    q.ASK_EXTENSION: "{by} asked for an extension.",
    q.EXTEND: "{by} extended the silence, from the chair.",
    q.SUSPEND: "{by} suspended the silence, from the chair.",
    q.RESUME: "{by} let the silence go on, from the chair.",
    q.CERTIFY: "{by} found that the silence held: it was adopted.",
    q.LAPSE: "{by} found that the silence ended without effect; it is on the table again.",
    q.SERVE: "{by} entered that the text was served.",
}

_MEETINGS: Mapping[str, str] = {
    m.INVITE: "{by} called the meeting.",
    m.OPEN: "{by} opened the meeting, from the chair.",
    m.ADOPT: "{by} found from the chair that no member objects to the agenda: it was adopted.",
    m.CONTEST: "{by} objected to the provisional agenda.",
    m.CLEAR: "{by} cleared its objection to the agenda.",
    m.CLOSE_LIST: "{by} closed the list of speakers, from the chair.",
    m.GIVE_FLOOR: "{by} gave the floor, from the chair.",
    m.ASK_FLOOR: "{by} asked for the floor.",
    m.CLAIM_REPLY: "{by} claimed the right of reply.",
    m.SUSPEND: "{by} suspended the meeting, from the chair.",
    m.RESUME: "{by} resumed the meeting, from the chair.",
    m.ADJOURN: "{by} adjourned the meeting, from the chair.",
    m.CLOSE: "{by} closed the meeting, from the chair.",
    m.CANCEL: "{by} cancelled the meeting.",
    m.ISSUE: "{by} issued the summary record.",
    m.CORRECT: "{by} asked for a correction of the summary record.",
    m.SETTLE: "{by} settled the summary record.",
    f.RAISE: "{by} raised a point of order.",
    f.RULE: "{by} ruled on the point of order, from the chair.",
    f.APPEAL: "{by} appealed against the ruling.",
    f.SUPPORT: "{by} supported the ruling; it stands.",
    f.YIELD: "{by} yielded from the chair; the ruling does not stand.",
    f.WITHDRAW: "{by} withdrew the point of order, or the appeal.",
    c.TAKE: "{by} took the chair.",
    c.PASS: "{by} let its turn in the chair pass, or handed the chair on.",
}

DEEDS: Mapping[str, str] = MappingProxyType({**_DECISIONS, **_SILENCES, **_MEETINGS})
"""Name of an act to the sentence that tells it; ``by`` stands for its author."""


_DETAILS: Mapping[str, str] = MappingProxyType(
    {
        d.LAPSE_OBJECTION: "{by} found from the chair that the objection of {seat} has lapsed.",
        d.REFER: "{by} referred it to its capital, for an answer by {deadline}.",
        k.CLAIM: "{by} claimed that {party} is necessary to it.",
        k.WITHDRAW: "{by} withdrew its claim that {party} is necessary to it.",
        k.HOME: "{by} claimed that {body} ({party}) must consent to it.",
        k.WITHDRAW_HOME: "{by} withdrew its claim that {body} ({party}) must consent to it.",
        k.REPORT + ": given": "{by} reported that {body} has consented.",
        k.REPORT + ": not given": "{by} reported that {body} has not consented.",
        q.OPEN: "{by} opened a silence over it, from the chair, up to {deadline}.",
        q.EXTEND: "{by} extended the silence up to {deadline}, from the chair.",
        m.GIVE_FLOOR: "{by} gave the floor to {seat}, from the chair.",
    }
)
"""The same with what the act says, where that can be read."""


def deed(asked: Asked, one: Done) -> str:
    """What was done, in a sentence with the names that this reader uses."""
    fields = {"by": one.by, "deadline": one.deadline, "body": "{body}"}
    fields |= {name: getattr(one.said, name, None) for name in ("seat", "party")}
    told = getattr(one.said, "given", None)
    given = "" if told is None else ": given" if told else ": not given"
    detailed = _DETAILS.get(one.name + given)
    held = {**fields, "body": getattr(one.said, "body", None)}
    if detailed is not None and all(value is not None for value in _asks(detailed, held)):
        # What a party wrote keeps its words: it is put in behind the names.
        return asked.told(detailed.format(**fields)).replace("{body}", str(held["body"]))
    sentence = DEEDS.get(one.name)
    if sentence is not None:
        return asked.told(sentence.format(by=one.by))
    kind = KINDS.get(one.name)
    meaning = one.name.partition("/")[0] if kind is None else kind.meaning
    return asked.told(f"{one.by}: {meaning}")


def _asks(sentence: str, held: Mapping[str, str | None]) -> Iterator[str | None]:
    """What a sentence needs, by its places."""
    for _before, name, _form, _turn in Formatter().parse(sentence):
        if name:
            yield held.get(name)
