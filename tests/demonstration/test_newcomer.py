"""The newcomer of the exercise and its successor: what was said before them is opened to them."""

from __future__ import annotations

from functools import cache

import pytest
from attrs import evolve
from tests.demonstration.golden_files import forum, kept, summary

from dipoli.demonstration.golden import digest_of
from dipoli.demonstration.hall import OFFICE
from dipoli.demonstration.parties import CODES, GUESTS, PAPER
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.standing import Forum
from dipoli.record import forms
from dipoli.record.act import Envelope, read_entry
from dipoli.record.custody import Stored
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

FIRST, NEXT = GUESTS
OTHERS = {FIRST: set(CODES), NEXT: {*CODES, FIRST}}


@cache
def _plenary() -> tuple[str, tuple[Stored, ...], tuple[Envelope, ...]]:
    one = next(record for record in kept("exercise") if record.circle == "plenary")
    return one.origin, one.acts, tuple(read_entry(act.entry).envelope for act in one.acts)


@cache
def _standing(size: int) -> Standing:
    origin, acts, _ = _plenary()
    return replay(beginning(origin), acts[:size])


def _read_by(code: str, size: int) -> Forum:
    """The plenary at a size, from the bodies alone that a seat may read by then."""
    standing = _standing(size)
    acts = [
        act if standing.may_read(code, act.index) else evolve(act, body=None)
        for act in _plenary()[1][:size]
    ]
    found = Proceedings(lambda start, end: acts[start:end]).at(standing)
    assert found is not None
    return found


def _number(name: str, code: str) -> int:
    """Of the one act of a name that is about a newcomer."""
    _, _, envelopes = _plenary()
    if name == forms.OPEN_BODY:
        which = GUESTS.index(code)
        return [n for n, one in enumerate(envelopes) if one.name == name][which]
    (number,) = [n for n, one in enumerate(envelopes) if (one.name, one.object) == (name, code)]
    return number


@pytest.mark.parametrize("code", GUESTS)
def test_it_follows_the_whole_record_from_what_it_may_read(code: str) -> None:
    """Its own fold, bodies that are not its to read left out, is the fold of everybody."""
    whole = forum("exercise", "plenary")
    own = _read_by(code, whole.acts)
    assert own.blind is None
    assert digest_of(own) == summary("exercise")["circles"]["plenary"]["standing"]
    assert {code, *CODES} <= set(own.order)


@pytest.mark.parametrize("code", GUESTS)
def test_until_that_is_opened_it_follows_nothing(code: str) -> None:
    """The record opens with act 0; the first act of business is the first that it cannot read."""
    opened = _number(forms.OPEN_BODY, code)
    assert _read_by(code, opened).blind == 1
    assert _read_by(code, opened + 1).blind is None
    assert _standing(opened).seats[code].since < opened


@pytest.mark.parametrize("code", GUESTS)
def test_every_other_seat_consented_and_the_one_on_paper_by_letter(code: str) -> None:
    _, _, envelopes = _plenary()
    opened = _number(forms.OPEN_BODY, code)
    since = _standing(opened).seats[code].since
    given = [one for one in envelopes[since:opened] if one.name == forms.CONSENT_BODY]
    assert {one.by for one in given} == OTHERS[code]
    assert len(given) == len(OTHERS[code])
    for one in given:
        assert one.entered_by == (OFFICE if one.by == PAPER else one.by)
    assert envelopes[opened].by == OFFICE


def test_only_the_plenary_seats_them() -> None:
    """So nothing is left to be opened elsewhere."""
    for one in kept("exercise"):
        standing = replay(beginning(one.origin), one.acts)
        sits = {code for code in GUESTS if standing.is_seated(code)}
        assert sits == (set(GUESTS) if one.circle == "plenary" else set())


def _holdings(at: Forum, code: str) -> tuple[dict[str, str], set[str], set[str], dict[str, str]]:
    """Words of what it owes, what it is owed, what it has accepted, what words mean to it."""
    promises = at.commitments.values()
    return (
        {one.id: one.words for one in promises if code in one.owners},
        {one.id for one in promises if code in one.recipients},
        {one.id for one in promises if code in one.accepted},
        {one.id: one.meanings[code] for one in at.terms.values() if code in one.meanings},
    )


def test_the_successor_finds_the_commitments_and_terms_of_the_seat() -> None:
    before = _holdings(_read_by(FIRST, _number("member.succeed/1", FIRST)), FIRST)
    assert all(before)
    after = _read_by(NEXT, _number(forms.OPEN_BODY, NEXT) + 1)
    assert _holdings(after, NEXT) == before
    assert not any(_holdings(after, FIRST))


def test_the_successor_answers_for_what_its_predecessor_promised() -> None:
    plenary = forum("exercise", "plenary")
    (pilots,) = [one for one in plenary.commitments.values() if NEXT in one.owners]
    assert pilots.evidence
    _, _, envelopes = _plenary()
    (made,) = [
        one for one in envelopes if (one.name, one.object) == ("commitment.make/1", pilots.id)
    ]
    (shown,) = [
        one for one in envelopes if (one.name, one.object) == ("commitment.evidence/1", pilots.id)
    ]
    assert (made.by, shown.by) == GUESTS
