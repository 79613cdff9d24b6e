"""What a story can claim behind ``then``, and how each claim is held against the standing.

A claim is a sentence of one of the forms in `CLAIMS`. Its check answers None when it is so, and
else what is so instead, in words. Claims about acts (``... is out of order under art. 7.1``) are
read by `dipoli.forum.story`, since the act that is asked about has to be read.

Every claim asks the same functions as the rest of the program; nothing is worked out here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen
from immutables import Map

from dipoli.forum import (
    amendment_rules,
    basket_rules,
    bodies_rules,
    commitment_told,
    decision_needed,
    floor_rules,
    hand_up_rules,
    interest_rules,
    meeting_rules,
    off_record_rules,
    offices_rules,
    recommendation_rules,
    request_rules,
    reserved_rules,
    seat_rules,
    silence_needed,
    strand_rules,
    summit_rules,
    term_rules,
    text_rules,
)
from dipoli.forum.absence import without
from dipoli.forum.basket_rules import basket_of
from dipoli.forum.chair_rules import whose_turn
from dipoli.forum.consents import consents_awaited
from dipoli.forum.influence import influence
from dipoli.forum.link_wait import waiting
from dipoli.forum.marks import marks_of
from dipoli.forum.standing import Forum
from dipoli.forum.still_runs import Running, State, still_runs

Check = Callable[[Forum, re.Match[str]], str | None]

NEEDED: Mapping[str, Callable[[Forum, Any], str]] = {
    "seats": seat_rules.still_needed,
    "bodies": bodies_rules.still_needed,
    "meetings": meeting_rules.still_needed,
    "points": floor_rules.still_needed,
    "proposals": decision_needed.still_needed,
    "silences": silence_needed.still_needed,
    "texts": text_rules.still_needed,
    "amendments": amendment_rules.still_needed,
    "matters": reserved_rules.still_needed,
    "links": basket_rules.still_needed,
    "summits": summit_rules.still_needed,
    "commitments": commitment_told.still_needed,
    "strands": strand_rules.still_needed,
    "outcomes": strand_rules.outcome_needed,
    "interests": interest_rules.still_needed,
    "requests": request_rules.still_needed,
    "hand_ups": hand_up_rules.still_needed,
    "offices": offices_rules.still_needed,
    "recommendations": recommendation_rules.still_needed,
    "rooms": off_record_rules.still_needed,
    "messages": offices_rules.message_needed,
}
"""Where in the standing something may still need something, to the sentence that says what."""


@frozen(kw_only=True)
class Claim:
    """A form of claim.

    Args:
        form: the sentence, as a pattern.
        check: whether it is so.
        example: such a sentence, for the reference.
        meaning: what it claims, for the reference.
    """

    form: re.Pattern[str]
    check: Check
    example: str
    meaning: str


def claim_of(sentence: str) -> tuple[Claim, re.Match[str]] | None:
    """The first form that a sentence has, and its parts; None where it has none."""
    for claim in CLAIMS:
        match = claim.form.fullmatch(sentence)
        if match is not None:
            return claim, match
    return None


# ---------------------------------------------------------------- looking


def _things(forum: Forum, name: str) -> Iterator[tuple[str, Any]]:
    """Everything in the standing that has this short name, with the part where it is."""
    found = False
    for part in attrs.fields(Forum):
        values = getattr(forum, part.name)
        if isinstance(values, Map) and name in values:
            found = found or part.name == "baskets"
            yield part.name, values[name]
    basket = None if found else basket_of(forum, name)
    if basket is not None:
        yield "baskets", basket


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _told(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "nothing"


def _plain(stage: str) -> str:
    return stage.replace("-", " ")


def _nothing(name: str) -> str:
    return f"there is nothing of the name {name}"


# ---------------------------------------------------------------- stages and needs


def _is_stage(forum: Forum, match: re.Match[str]) -> str | None:
    things = [thing for _part, thing in _things(forum, match[1]) if hasattr(thing, "stage")]
    stages = [thing.stage.value for thing in things if not callable(thing.stage)]
    if not stages:
        return _nothing(match[1])
    if (_plain(match[3]) in map(_plain, stages)) is (match[2] is None):
        return None
    return f"{match[1]} is {', '.join(map(_plain, stages))}"


def _needs(forum: Forum, match: re.Match[str]) -> str | None:
    told = [
        NEEDED[part](forum, thing) for part, thing in _things(forum, match[1]) if part in NEEDED
    ]
    if any(match[2] in sentence for sentence in told):
        return None
    return " ".join(told) or f"{_nothing(match[1])} that needs anything"


def _is_served(forum: Forum, match: re.Match[str]) -> str | None:
    silence = forum.silences.get(match[1])
    if silence is None:
        return f"no silence was opened over {match[1]}"
    codes = _codes(match[3])
    served = tuple(code for code in forum.order if code in silence.served)
    if all((code in served) is (match[2] is None) for code in codes):
        return None
    return f"{match[1]} is served on {_told(served)}"


def _waits(forum: Forum, match: re.Match[str]) -> str | None:
    """What a decision waits for: other proposals by agreed links, and consents at home."""
    proposal = forum.proposals.get(match[1])
    if proposal is None:
        return _nothing(match[1])
    links = dict.fromkeys(link.other for link in waiting(forum, match[1]))
    found = (*links, *consents_awaited(forum, proposal))
    asked = () if match[2] == "nothing" else tuple(_names(match[2]))
    return None if found == asked else f"{match[1]} waits for {_told(found)}"


def _names(text: str) -> Iterator[str]:
    """Short names, and texts in quotation marks, with commas between them."""
    for part in re.findall(r'"(?:[^"\\]|\\.)*"|[^,\s]+', text):
        yield str(json.loads(part)) if part.startswith('"') else part


# ---------------------------------------------------------------- terms


def _is_marked(forum: Forum, match: re.Match[str]) -> str | None:
    text = forum.texts.get(match[1])
    if text is not None:
        found = tuple(term.id for term in term_rules.marks(forum, text))
    elif match[1] in forum.commitments or match[1] in forum.outcomes:
        found = tuple(mark.other for mark in marks_of(forum, match[1]))
    else:
        return f"{match[1]} is no text here, no commitment and no outcome"
    asked = () if match[2] is None else _codes(match[2])
    if found == asked:
        return None
    told = f"marked with {', '.join(found)}" if found else "not marked"
    return f"{match[1]} is {told}"


def _is_said(forum: Forum, match: re.Match[str]) -> str | None:
    """Words of what is told of a commitment, or of the reasons of the marks on it."""
    commitment = forum.commitments.get(match[1])
    told = [mark.told for mark in marks_of(forum, match[1])]
    if commitment is not None:
        told = [*commitment_told.told(forum, commitment, forum.time), *told]
    if any(match[2] in sentence for sentence in told):
        return None
    return " ".join(told) or f"of {match[1]} nothing is said"


def _term_is(forum: Forum, match: re.Match[str]) -> str | None:
    term = forum.terms.get(match[1])
    if term is None:
        return f"{match[1]} is no term here"
    stage = _plain(term.stage(match[2]).value)
    return None if stage == match[3] else f"{match[1]} in {match[2]} is {stage}"


def _term_needs(forum: Forum, match: re.Match[str]) -> str | None:
    term = forum.terms.get(match[1])
    if term is None:
        return f"{match[1]} is no term here"
    told = term_rules.still_needed(forum, term, match[2])
    return None if match[3] in told else told


# ---------------------------------------------------------------- the chair


def _presides(forum: Forum, match: re.Match[str]) -> str | None:
    expected = () if match[1] == "nobody" else _codes(match[1])
    return None if forum.chair == expected else ", ".join(forum.chair) or "nobody presides"


def _turn(forum: Forum, match: re.Match[str]) -> str | None:
    found = whose_turn(forum, forum.time)
    if found == (() if match[1] == "nobody" else _codes(match[1])):
        return None
    return f"it is the turn of {_told(found) if found else 'nobody'}"


def _influence(forum: Forum, match: re.Match[str]) -> str | None:
    rows = {row.code: row for row in influence(forum)}
    if match[1] not in rows:
        return f"{match[1]} has no seat here"
    row = rows[match[1]]
    found = (row.turns, row.meetings, row.pens, row.items)
    if found == tuple(int(match[number]) for number in (2, 3, 4, 5)):
        return None
    turns, meetings, pens, items = found
    told = f"{match[1]} took the chair {turns}, presided at {meetings} of the meetings"
    return f"{told}, holds {pens} and placed {items}"


# ---------------------------------------------------------------- without a party


def _unsettled(forum: Forum, match: re.Match[str]) -> str | None:
    found = tuple(one.proposal for one in without(forum, match[1]).waiting)
    asked = () if match[2] == "nothing" else _codes(match[2])
    return None if found == asked else f"without {match[1]} not settled: {_told(found)}"


def _goes_on(forum: Forum, match: re.Match[str]) -> str | None:
    found = without(forum, match[1]).open
    asked = () if match[2] == "nothing" else _codes(match[2])
    return None if found == asked else f"what does not wait for {match[1]}: {_told(found)}"


def _without_is_said(forum: Forum, match: re.Match[str]) -> str | None:
    told = without(forum, match[1])
    said = (told.seat, told.talk, *told.body, *(one.why for one in told.waiting))
    return None if any(match[2] in sentence for sentence in said) else " ".join(said)


# ---------------------------------------------------------------- what still runs


def _running(forum: Forum, without: str | None, pair: tuple[str, ...]) -> list[Running]:
    """Every line of what still runs that has a short name."""
    parts = still_runs(forum, forum.time, without=without, between=pair)
    return [line for part in parts for line in part.lines if line.object]


def _runs(forum: Forum, match: re.Match[str]) -> str | None:
    pair = () if match[4] is None else (match[4], match[5])
    found = [line for line in _running(forum, match[3], pair) if line.object == match[1]]
    if not found:
        return f"{match[1]} is not among what may run"
    (line,) = found
    return None if line.state.value == match[2] else f"{match[1]} {line.state.value}: {line.told}"


def _still_run(forum: Forum, match: re.Match[str]) -> str | None:
    pair = () if match[2] is None else (match[2], match[3])
    runs = [line for line in _running(forum, match[1], pair) if line.state is State.RUNS]
    found = tuple(line.object for line in runs)
    asked = () if match[4] == "nothing" else _codes(match[4])
    return None if found == asked else f"what still runs: {_told(found)}"


# ---------------------------------------------------------------- the forms

_CODE = r"[A-Z][A-Z-]*"
_CODES = rf"{_CODE}(?:, {_CODE})*"
_NAME = r"[A-Z][A-Z0-9-]*"
_NAMES = rf"{_NAME}(?:, {_NAME})*"
_AWAITED = r'(?:[A-Z][A-Z0-9-]*|"(?:[^"\\]|\\.)*")'


def _claim(form: str, check: Check, example: str, meaning: str) -> Claim:
    return Claim(form=re.compile(form), check=check, example=example, meaning=meaning)


CLAIMS: tuple[Claim, ...] = (
    _claim(
        r'(\S+) in (\S+) still needs "([^"]+)"',
        _term_needs,
        'D1 in T1 still needs "XBE to accept"',
        "words of the sentence on what a term still needs, to be settled in a text",
    ),
    _claim(
        r'(\S+) still needs "([^"]+)"',
        _needs,
        'P1 still needs "a seat with a voice for XBE"',
        "words of the sentence on what it still needs",
    ),
    _claim(
        rf"(\S+) is (not )?served on ({_CODES})",
        _is_served,
        "P1 is served on XAL, XBE",
        "on whom the text was served in the silence over it; with *not*, on whom it was not",
    ),
    _claim(
        rf"({_NAME}) waits for (nothing|{_AWAITED}(?:, {_AWAITED})*)",
        _waits,
        "P3 waits for P1",
        "for what its taking effect waits, all of it: agreed links, then consents at home in "
        "quotation marks",
    ),
    _claim(
        rf"(\S+) is (?:not marked|marked with ({_NAMES}))",
        _is_marked,
        "T1 is marked with D1",
        "which disputed terms a text uses that are not settled in it; which commitments a "
        "commitment contradicts, and which interests it or an outcome touches; all of them",
    ),
    _claim(
        r'of (\S+) it is said "([^"]+)"',
        _is_said,
        'of C1 it is said "XAL says: it is fulfilled."',
        "words of what is told of a commitment, or of the reason of a mark on it or on an outcome",
    ),
    _claim(
        rf"({_CODES}|nobody) presides?",
        _presides,
        "XAL presides",
        "who is in the chair",
    ),
    _claim(
        rf"it is the turn of ({_CODES}|nobody) in the chair",
        _turn,
        "it is the turn of XBE in the chair",
        "who may take the chair now",
    ),
    _claim(
        rf"({_CODE}) took the chair (\d+) times?, presided at (\d+) meetings?, "
        r"holds (\d+) pens?, placed (\d+) items?",
        _influence,
        "XAL took the chair 1 time, presided at 4 meetings, holds 2 pens, placed 0 items",
        "what is counted of influence, for one seat",
    ),
    _claim(
        rf"without ({_CODE}) cannot be settled: (nothing|{_NAMES})",
        _unsettled,
        "without XAL cannot be settled: P1, P4",
        "what is before the body and waits for a party, all of it",
    ),
    _claim(
        rf"without ({_CODE}) goes on: (nothing|{_NAMES})",
        _goes_on,
        "without XAL goes on: P2, P3",
        "what is before the body and does not wait for a party, all of it",
    ),
    _claim(
        rf'without ({_CODE}) it is said "([^"]+)"',
        _without_is_said,
        'without XAL it is said "all can be talked about"',
        "words of what is said about the absence of a party",
    ),
    _claim(
        rf"(\S+) (runs|stands still|is not known here)"
        rf"(?: without ({_CODE})| between ({_CODE}) and ({_CODE}))?",
        _runs,
        "E1 runs without XBE",
        "what can be said of one thing that may run when official contact is dead",
    ),
    _claim(
        rf"(?:without ({_CODE})|between ({_CODE}) and ({_CODE})) still run: "
        r"(nothing|\S+(?:, \S+)*)",
        _still_run,
        "between XAL and XBE still run: XAL, XBE, E1",
        "all that still runs without a party, or between two, in the order in which it is listed",
    ),
    _claim(
        r"(\S+) in (\S+) is (disputed|meaning offered|settled)",
        _term_is,
        "D1 in T1 is settled",
        "the stage of a term in a text",
    ),
    _claim(
        r"(\S+) is (not )?([a-z][a-z -]*)",
        _is_stage,
        "P1 is under decision",
        "the stage of what has this name; with *not*, that it is in another",
    ),
)
"""Every form of claim; the first one that a sentence has is meant."""
