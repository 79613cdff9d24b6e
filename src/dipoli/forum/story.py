"""Stories: what happens in a forum, told as the log tells it, with what must then be so.

A story is a text. Its lines are acts in the grammar of `dipoli.forum.line`, and these:

    # a remark
    given charter lake-forum                   by which charter; the first line that is no remark
    given seats XAL, XBE, XCO                  who sits as a member, present, in protocol order
    given chair XAL                            who presides at the beginning; may be left out
    then P1 is under decision                  a claim; its forms are in `dipoli.forum.story_claims`
    then silence.certify by SECRETARIAT on P1 is out of order under art. 7.1
    then proposal.put by XAL on P1 at 2030-03-02 10:00 is in order

Several things may stand behind one ``then``, with semicolons between them. An act that is asked
about is not done; its time is that of the last act unless it is said. Behind ``on P1`` may stand
what the act says, as in a line. Every act of a story must be in order, and every ``then`` must be
so; `play` tells what is not.

The reference is docs/reference/story-format.md. Nothing is read from disk here: who plays a story
gives the charter.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from attrs import frozen
from immutables import Map

from dipoli.charter.rules import Category, Charter
from dipoli.faults import Finding, MalformedError
from dipoli.forum.act import Act
from dipoli.forum.line import read_line, show_time
from dipoli.forum.procedure import enter, rule
from dipoli.forum.register_lines import REGISTER, enter_register, rule_register
from dipoli.forum.seat import Seat, Stage
from dipoli.forum.standing import Forum
from dipoli.forum.story_claims import claim_of
from dipoli.record.ruling import OutOfOrder


@frozen(kw_only=True)
class Step:
    """One line of a story: an act that is done, or a claim that must then hold."""

    line: int
    act: Act | None = None
    claim: str | None = None
    asked: Act | None = None


@frozen(kw_only=True)
class Story:
    """A story.

    Args:
        file: its name.
        charter: the name of the charter.
        seats: who sits as a member.
        chair: who presides at the beginning.
        steps: in their order.
    """

    file: str
    charter: str
    seats: tuple[str, ...]
    chair: tuple[str, ...]
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class Played:
    """What came of a story: the standing at its end, and what was not as it says."""

    forum: Forum
    faults: tuple[Finding, ...]


# ---------------------------------------------------------------- reading

_RULING = re.compile(
    r"(?P<name>[a-z-]+\.[a-z-]+(?:/[0-9]+)?) by (?P<who>\S+)(?: on (?P<object>\S+))?"
    r"(?: at (?P<time>[0-9-]{10} [0-9:]{5,8}))?(?P<tail> .*?)?"
    r" is (?:(?P<order>in order)|out of order under (?P<clause>art\. [0-9.]*[0-9]))"
)
_GIVEN = re.compile(r"given (charter|seats|chair) (.+)")
_AND = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')


def read_story(text: str, file: str = "story") -> Story:
    """Read a story.

    Raises:
        MalformedError: with every line that cannot be read.
    """
    given: dict[str, str] = {}
    steps: list[Step] = []
    faults: list[Finding] = []
    time = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        match = _GIVEN.fullmatch(line)
        if match is not None and match[1] not in given and not steps:
            given[match[1]] = match[2]
            continue
        try:
            read = list(_steps(line, file, number, len([s for s in steps if s.act]), time))
        except MalformedError as error:
            faults.extend(error.findings)
            continue
        steps += read
        time = next((step.act.time for step in read if step.act is not None), time)
    faults.extend(
        _finding(file, 1, f"a line: given {key} ...", "none", "add it on top")
        for key in ("charter", "seats")
        if key not in given
    )
    if faults:
        raise MalformedError(faults)
    return Story(
        file=file,
        charter=given["charter"],
        seats=_codes(given["seats"]),
        chair=_codes(given.get("chair", "")),
        steps=tuple(steps),
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[,\s]+", text)))


def _steps(line: str, file: str, number: int, acts: int, time: str) -> Iterator[Step]:
    if not line.startswith("then "):
        leaf = hashlib.sha256(f"{acts} {line}".encode()).digest()
        act = read_line(line, number=acts, leaf=leaf, file=file, line=number)
        yield Step(line=number, act=act)
        return
    for part in _AND.split(line.removeprefix("then ")):
        claim = part.strip()
        ruling = _RULING.fullmatch(claim)
        if ruling is None and claim_of(claim) is None:
            expected = "a claim such as: P1 is adopted, P1 still needs ..., ... is out of order ..."
            mend = "see the reference of stories"
            raise MalformedError([_finding(file, number, expected, claim, mend)])
        asked = None if ruling is None else _asked(ruling, file, number, acts, time)
        yield Step(line=number, claim=claim, asked=asked)


def _asked(ruling: re.Match[str], file: str, number: int, acts: int, time: str) -> Act:
    """The act that a claim asks about, as if it were done now."""
    moment = ruling["time"] or (show_time(time) if time else "")
    parts = (moment, ruling["who"], ruling["name"], ruling["object"] or "", ruling["tail"] or "")
    return read_line(" ".join(parts), number=acts, file=file, line=number)


def _finding(file: str, line: int, expected: str, found: str, mend: str) -> Finding:
    return Finding(file=file, line=line, expected=expected, found=found, mend=mend)


# ---------------------------------------------------------------- playing


def begin(charter: Charter, chair: tuple[str, ...] = (), time: str = "") -> Forum:
    """A forum in which every party of its charter sits, its members present.

    Args:
        charter: by which it works.
        chair: who presides.
        time: since when.
    """
    seats = {
        one.code: Seat(
            code=one.code,
            category=one.category,
            stage=Stage.PRESENT if one.category is Category.MEMBER else Stage.ACCEPTED,
            since=time,
        )
        for one in charter.members
    }
    return Forum(
        charter=charter,
        time=time,
        level=charter.level,
        seats=Map(seats),
        seating=tuple(seats),
        sorts=Map(dict.fromkeys(seats, "seat")),
        chair=chair,
    )


def play(story: Story, forum: Forum) -> Played:
    """Do the acts of a story one after the other, and hold its claims against the standing.

    Args:
        story: what happens.
        forum: the standing in which it begins; that of `begin` is usual.
    """
    faults: list[Finding] = []
    for step in story.steps:
        if step.act is not None:
            refusal = _rule(forum, step.act)
            if refusal is not None:
                mend = "correct the story, or the rules"
                expected = f"{step.act.name} to be in order"
                faults.append(_finding(story.file, step.line, expected, str(refusal), mend))
                break
            forum = _enter(forum, step.act)
        elif step.claim is not None:
            found = _holds(forum, step)
            if found is not None:
                mend = "correct the story, or the rules"
                faults.append(_finding(story.file, step.line, step.claim, found, mend))
    return Played(forum=forum, faults=tuple(faults))


def _rule(forum: Forum, act: Act) -> OutOfOrder | None:
    return rule_register(forum, act) if act.name in REGISTER else rule(forum, act)


def _enter(forum: Forum, act: Act) -> Forum:
    return enter_register(forum, act) if act.name in REGISTER else enter(forum, act)


def _holds(forum: Forum, step: Step) -> str | None:
    """None when a claim holds; else what is so instead."""
    claim = step.claim or ""
    if step.asked is not None:
        return _ruled(forum, step.asked, _RULING.fullmatch(claim))
    form = claim_of(claim)
    if form is None:
        message = f"a claim was read that cannot be checked: {claim}"
        raise RuntimeError(message)
    return form[0].check(forum, form[1])


def _ruled(forum: Forum, asked: Act, ruling: re.Match[str] | None) -> str | None:
    clause = None if ruling is None else ruling["clause"]
    refusal = _rule(forum, asked)
    if (None if refusal is None else refusal.clause) == clause:
        return None
    return "it is in order" if refusal is None else str(refusal)
