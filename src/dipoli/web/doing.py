"""What can be done in a circle: the acts of the forum and the plain statement, as forms have them.

Which of them may come into question for a reader is asked of the rules themselves: by who the
reader is, what the act is about, and how that stands. What the act would say is asked when it is
drafted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from string import ascii_uppercase

from attrs import evolve, frozen

from dipoli.charter.rules import Track
from dipoli.forum import basket as b
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_of, baskets
from dipoli.forum.binding import BINDING
from dipoli.forum.bodies import PERSONAL
from dipoli.forum.bodies_rules import DELEGATION
from dipoli.forum.chair import DEPUTY
from dipoli.forum.clock import later
from dipoli.forum.form import Field, Sort
from dipoli.forum.kind import Who, allowed
from dipoli.forum.line import OFFICE_ROLE, USUAL_ROLE
from dipoli.forum.procedure import KINDS, is_open_to, rule
from dipoli.forum.standing import Forum
from dipoli.record import forms
from dipoli.record.ruling import OutOfOrder
from dipoli.told import Told, tell
from dipoli.web.register_forms import ELSEWHERE, PAPERS, Paper

FORM = "/1"
"""The form number of every act that is written here."""

_DECIDES = frozenset(
    {
        "objection.raise/1",
        "silence.open/1",
        "silence.break/1",
        "silence.certify/1",
        "proposal.adopt/1",
        "proposal.except/1",
        "proposal.effect/1",
    }
)
"""Acts that stop or take a decision."""


@frozen(kw_only=True)
class Doing:
    """An act that can be written in a form.

    Args:
        name: of the act, without its form number.
        meaning: what it does, in a sentence.
        fields: what it says.
        about: what sort of thing it is about; None for none.
        begins: what sort of thing it begins; None for none.
        binds: whether its author binds itself by it.
        weighty: whether who does it is asked to type what it is about, as for a gavel.
        paper: how it is filled in, where it is an act of the register; None where it is none.
    """

    name: str
    meaning: str
    fields: tuple[Field, ...]
    about: str | None = None
    begins: str | None = None
    binds: bool = False
    weighty: bool = False
    paper: Paper | None = None

    @property
    def full(self) -> str:
        """Its name with the form number."""
        return f"{self.name}{FORM}"


_SAY = Doing(
    name=forms.SAY.removesuffix(FORM),
    meaning="Make a statement, which changes nothing by itself.",
    fields=(Field(name="text", sort=Sort.TEXT, meaning="The statement."),),
)


@cache
def doings() -> Mapping[str, Doing]:
    """Every act that can be written in a form, by its name without the form number."""
    found = {_SAY.name: _SAY}
    for kind in KINDS.values():
        if kind.name in ELSEWHERE:
            continue
        name = kind.name.removesuffix(FORM)
        binds = kind.name in BINDING
        found[name] = Doing(
            name=name,
            meaning=kind.meaning,
            fields=kind.form.fields,
            about=_ABOUT_BASKETS.get(kind.name, kind.about),
            begins=_BEGINS_BASKETS.get(kind.name, kind.begins),
            binds=binds,
            weighty=binds or kind.name in _DECIDES,
        )
    for paper in PAPERS.values():
        name = paper.name.removesuffix(FORM)
        found[name] = Doing(
            name=name,
            meaning=paper.meaning,
            fields=paper.fields,
            binds=paper.binds,
            weighty=paper.binds or paper.name == forms.WITHHOLD_BODY,
            paper=paper,
        )
    return found


BASKET = "basket"
"""What a basket is called here; the forum keeps baskets beside its other things."""

_ABOUT_BASKETS = {b.PARK: BASKET, b.RESUME: BASKET}
_BEGINS_BASKETS = {b.OPEN: BASKET}


def sort_of(forum: Forum, name: str) -> str | None:
    """What sort of thing a name is of; None where nothing has it."""
    found = forum.sorts.get(name)
    if found is None and basket_of(forum, name) is not None:
        return BASKET
    return found


def things(forum: Forum) -> dict[str, list[str]]:
    """Sort to the names of its things: parties and baskets in their order, others newest first."""
    found: dict[str, list[str]] = {}
    for name in reversed(list(forum.sorts)):
        found.setdefault(forum.sorts[name], []).append(name)
    found["seat"] = [code for code in forum.order if code in forum.seats]
    found[BASKET] = [one.id for one in baskets(forum)]
    return found


def open_to(forum: Forum, code: str, time: str, name: str = "") -> Iterator[Doing]:
    """What may come into question for somebody here, in the order of the reference.

    Args:
        forum: the standing.
        code: of who would act.
        time: of the act.
        name: short name of the thing that it would be about; empty for acts about none.
    """
    here, sort = allowed(forum, code), sort_of(forum, name)
    if name and sort is None:
        return
    if not name:
        yield _SAY
    for one in doings().values():
        kind = KINDS.get(one.full)
        if kind is None or kind.who not in here or one.about != sort:
            continue
        if _is_open(forum, one, code, time, name or _unused(forum, one.begins)):
            yield one


def is_open(forum: Forum, one: Doing, code: str, time: str, name: str) -> bool:
    """Whether one act may come into question for somebody about a thing; see `open_to`."""
    kind = KINDS.get(one.full)
    here = kind is not None and kind.who in allowed(forum, code)
    return here and one.about == sort_of(forum, name) and _is_open(forum, one, code, time, name)


def _is_open(forum: Forum, one: Doing, code: str, time: str, name: str) -> bool:
    if one.about == "seat" and KINDS[one.full].who is Who.PLACE and name != code:
        return False  # of a seat, its own party alone does this
    return is_open_to(forum, _tried(forum, one, code, time, name))


def refusal(forum: Forum, one: Doing, code: str, time: str, name: str) -> OutOfOrder | None:
    """Why an act about a thing would be out of order now, whatever it says; None where it may do.

    An act whose author chooses a moment is in order where one of the next would do.
    """
    if one.full not in KINDS:
        return None
    act = _tried(forum, one, code, time, name)
    first = rule(forum, act)
    if first is None:
        return None
    timely = (evolve(act, deadline=later(time, hours)) for hours in _HOURS)
    return None if any(rule(forum, each) is None for each in timely) else first


_HOURS = (1, *range(24, 60 * 24 + 1, 24), 180 * 24, 400 * 24)
"""Moments that the author of an act could choose, in hours from now."""


def _tried(forum: Forum, one: Doing, code: str, time: str, name: str) -> Act:
    """An act of which nothing is said yet."""
    return Act(
        number=forum.acts,
        leaf=bytes(32),
        name=one.full,
        by=code,
        entered_by=code,
        role=role_of(forum, code, one),
        object=name,
        deadline=None,
        time=time,
    )


def role_of(forum: Forum, code: str, one: Doing) -> str:
    """In what capacity somebody does an act: as the charter and the track ask it."""
    if code == forum.secretariat:
        return OFFICE_ROLE
    if forum.track is Track.TWO:
        return PERSONAL
    kind = KINDS.get(one.full)
    presides = code in forum.chair and forum.charter.chair.speaks
    return DEPUTY if presides and (kind is None or kind.who in DELEGATION) else USUAL_ROLE


def _unused(forum: Forum, begins: str | None) -> str:
    """A name that nothing has, for what would be begun; nothing where nothing would be."""
    if begins is None:
        return ""
    names = (f"{_NEW[begins]}{letter}" for letter in ascii_uppercase) if begins in _NEW else (
        f"NEW-{one}" for one in count(1)
    )  # fmt: skip
    return next(name for name in names if name not in forum.sorts)


_NEW = {"seat": "ZZZZ"}
"""How the code of nobody begins."""


_OTHERS = tell("Other acts")
_FAMILIES: Mapping[Told, tuple[str, ...]] = {
    tell("Speaking, and your seat"): (
        "note", "member", "channel", "name", "permission", "government",
    ),
    tell("Meetings"): (
        "meeting", "credentials", "agenda", "floor", "reply", "point", "minutes", "words", "room",
    ),
    tell("Decisions"): (
        "proposal", "objection", "silence", "statement", "notice", "necessary", "ratify", "link",
        "matter",
    ),
    tell("Texts and terms"): ("text", "clause", "amendment", "term"),
    tell("Commitments and interests"): ("commitment", "strand", "outcome", "interest"),
    tell("Measures and exchanges"): (
        "measure", "exchange", "notification", "inspection", "visit", "focal-point", "line",
        "request",
    ),
    tell("Bodies, the chair, hand-up and good offices"): (
        "chair", "order", "circle", "report", "basket", "level", "summit", "recommendation",
        "hand-up", "offices", "message", "framework",
    ),
    tell("The record itself"): ("seat", "body", "act"),
}  # fmt: skip


def family(noun: str) -> Told:
    """Under which heading acts of a noun stand on the page of all acts."""
    return next((told for told, nouns in _FAMILIES.items() if noun in nouns), _OTHERS)


FAMILIES = (*_FAMILIES, _OTHERS)
"""The headings, in their order."""

_STEM = re.compile(r"([A-Z][A-Z-]*?)-?([0-9]{1,6})")
_USUAL = {"proposal": "P", "text": "T", "clause": "C", "amendment": "A", "meeting": "MTG-",
    "commitment": "K"}  # fmt: skip


def free_name(forum: Forum, sort: str) -> str:
    """A short name for a new thing of a sort: the next number behind the usual letters.

    A party and a basket have names of their own; nobody proposes one.

    Args:
        forum: the standing; the names of things of this sort show the letters in use.
        sort: of thing.
    """
    if sort in {"seat", BASKET}:
        return ""
    stems: dict[str, int] = {}
    for name, held in forum.sorts.items():
        found = _STEM.fullmatch(name) if held == sort else None
        if found is not None:
            stem = name[: -len(found[2])]
            stems[stem] = max(stems.get(stem, 0), int(found[2]))
    letters = "".join(word[0] for word in sort.split("-")).upper()
    stem = max(stems, key=lambda one: (stems[one], one), default=_USUAL.get(sort, letters))
    number = stems.get(stem, 0) + 1
    while f"{stem}{number}" in forum.sorts:
        number += 1
    return f"{stem}{number}"
