"""Every act is offered to who does it, or the reason stands where it has no form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from tests.demonstration.golden_files import kept
from tests.forum.made import OFFICE, Desk, decide
from tests.web.stage import stage
from tools.write_site_pages import REFERENCE

from dipoli.demonstration.golden import SEATS, Kept
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.standing import Forum
from dipoli.record import forms
from dipoli.record.act import Envelope, read_entry
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

stage()
from dipoli.web.doing import (  # noqa: E402 - after its settings
    doings,
    free_name,
    is_open,
    open_to,
    refusal,
    things,
)
from dipoli.web.register_forms import ELSEWHERE, PAPERS  # noqa: E402

EVERY = {*KINDS, *forms.FORMS}
"""Every act that a record can have, but for the plain statement."""

RARE = {"proposal.except/1", "member.suspend/1", "member.restore/1"}
"""Acts that a charter must provide for, and that of the exercise does not."""


def is_offered(forum: Forum, act: Envelope) -> bool:
    """Whether who did an act was offered its form just before, at the thing that it was about."""
    one = doings()[act.name.removesuffix("/1")]
    if one.about is not None:
        held = things(forum)[one.about]
        return act.object in held and is_open(forum, one, act.by, act.time, act.object)
    return one in open_to(forum, act.by, act.time)


def is_refused(forum: Forum, act: Envelope) -> bool:
    """Whether who did an act about a thing would have been told just before that it cannot."""
    one = doings()[act.name.removesuffix("/1")]
    if one.about is None:
        return False
    return refusal(forum, one, act.by, act.time, act.object) is not None


@cache
def missed() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of the acts of the exercise, and those that were done without having been offered."""
    names, found = set[str](), list[str]()
    for one in kept("exercise"):
        for forum, number, act in _steps(one):
            names.add(act.name)
            if not is_offered(forum, act) or is_refused(forum, act):
                found.append(f"{one.circle} {number}: {act.name} by {act.by} about {act.object}")
    return frozenset(names), tuple(found)


def _steps(one: Kept) -> Iterator[tuple[Forum, int, Envelope]]:
    """Each act of a record that has a form, with the standing before it."""
    rules = Proceedings(lambda start, end: one.acts[start:end], SEATS)
    standing = beginning(one.origin)
    for number, stored in enumerate(one.acts):
        act = read_entry(stored.entry).envelope
        if act.name in KINDS and act.name not in ELSEWHERE:
            forum = rules.at(standing)
            assert forum is not None
            yield forum, number, act
        standing = replay(standing, [stored])


# ---------------------------------------------------------------- every act


def test_every_act_has_a_form_or_a_reason_and_no_act_has_both() -> None:
    formed = {one.full for one in doings().values()} - {forms.SAY}
    assert formed | set(ELSEWHERE) == EVERY
    assert not formed & set(ELSEWHERE)
    assert set(PAPERS) == formed & set(forms.FORMS)
    for why in ELSEWHERE.values():
        assert len(why) > 40


def test_what_an_act_does_is_told_without_the_code_of_a_party() -> None:
    told = [one.meaning for one in doings().values()]
    assert [one for one in told if re.search(r"\b[A-Z]{3}\b", one)] == []


def test_the_reference_lists_every_act_without_a_form() -> None:
    text = (REFERENCE / "site-api.md").read_text(encoding="utf-8")
    for name, why in ELSEWHERE.items():
        assert f"| `{name}` | {why} |" in text


def test_every_act_of_the_exercise_was_offered_to_who_did_it() -> None:
    names, found = missed()
    assert not found, "\n".join(found[:20])
    assert names | RARE == set(KINDS) - set(ELSEWHERE)


def test_what_a_rule_stops_is_told_with_its_reason() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="On water", purpose="measure")
    one = doings()["proposal.withdraw"]
    assert refusal(desk.forum, one, "XBE", desk.forum.time, "P1") is None
    stopped = refusal(desk.forum, one, "XCO", desk.forum.time, "P1")
    assert stopped is not None
    assert stopped.why == "P1 was tabled by XBE."


def test_what_few_charters_provide_for_is_offered_as_well() -> None:
    desk, offered = Desk(), set[str]()

    def do(by: str, name: str, about: str, **said: str | list[str]) -> None:
        one = doings()[name]
        if one in open_to(desk.forum, by, desk.forum.time, about):
            offered.add(one.full)
        desk.do(by, name, about, **said)  # type: ignore[arg-type]  # as a form has them

    decide(desk, "P1", "suspend", "XCO")
    do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
    decide(desk, "P2", "restore", "XCO")
    do("XAL", "member.restore", "XCO", decision="P2")
    desk.do("XBE", "proposal.table", "P3", title="On water", purpose="measure")
    desk.wait(hours=24).do("XAL", "proposal.put", "P3")
    desk.do("XCO", "objection.raise", "P3", reason="substance")
    do("XAL", "proposal.except", "P3", finding="x", concerned=["XCO"])
    assert offered == RARE


# ---------------------------------------------------------------- what is not offered


def test_who_presides_is_offered_what_its_deputy_does() -> None:
    desk = Desk()
    names = {one.name for one in open_to(desk.forum, "XAL", desk.forum.time)}
    assert {"proposal.table", "text.table", "circle.call"} <= names


def test_of_a_basket_and_of_nothing_at_all_only_its_own_acts_are_offered() -> None:
    forum = Desk().forum
    found = {one.name for one in open_to(forum, "XAL", forum.time, "water")}
    assert not list(open_to(forum, "XBE", forum.time, "water"))
    assert found == {"basket.park"}
    assert not list(open_to(forum, "XBE", forum.time, "XAL-XBE"))


@pytest.mark.parametrize("sort", ["seat", "basket"])
def test_nobody_proposes_a_name_for_a_party_or_a_basket(sort: str) -> None:
    assert not free_name(Desk().forum, sort)
    assert free_name(Desk().forum, "proposal") == "P1"


def test_parties_stand_in_protocol_order_and_baskets_in_that_of_the_charter() -> None:
    held = things(Desk().forum)
    assert held["seat"] == ["XAL", "XBE", "XCO", "XDE"]
    assert held["basket"] == ["water", "trade"]


def test_what_a_compiler_enters_is_offered_to_nobody() -> None:
    forum = Desk().forum
    assert not {"entry.note"} & {one.name for one in open_to(forum, OFFICE, forum.time)}
