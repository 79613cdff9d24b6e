"""The forms of bodies: each length is allowed up to its bound, and refused one beyond it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from tests.record.acts import listed, new_key, opening, paper_mark, proven, seat, seed

from dipoli.faults import MalformedError
from dipoli.record import forms
from dipoli.record.canon import Json, to_base64
from dipoli.record.keys import KeyUse

KEY = new_key(KeyUse.SIGN, "XAL", "sign")
SIGNATURE: dict[str, Json] = {"key": KEY.id, "signature": ""}
CITATION: dict[str, Json] = {"origin": "a/b", "size": 1, "leaf": to_base64(seed(1)), "note": None}
PARENTED = {**opening(), "parent": CITATION}
RECOVERY: dict[str, Json] = {
    "lost": [KEY.id],
    "key": proven(KeyUse.SIGN, "XAL", "XAL", "found"),
    "officers": [],
}
POWERS: dict[str, Json] = {
    "key": KEY.id,
    "person": "A",
    "title": "B",
    "from": "2030-01-01T00:00:00Z",
    "until": None,
    "officers": [],
}
WRAPPED: dict[str, Json] = {"index": 0, "to": {}}
BODIES: dict[str, Json] = {"to": "XAL", "from": 0, "until": 1, "keys": []}
LAW: dict[str, Json] = {"index": 0, "leaf": to_base64(seed(1)), "who": "A", "law": "B"}
MOVE: dict[str, Json] = {"checkpoint": "c", "log_key": "k", "keys": []}


def words(length: int) -> Json:
    return "w" * length


def row(item: Json) -> Callable[[int], Json]:
    return lambda length: [item] * length


def number(value: int) -> Json:
    return value


BOUNDS: list[tuple[str, Json, tuple[str, ...], Callable[[int], Json], int, int]] = [
    (forms.OPEN_CIRCLE, opening(), ("title",), words, 1, 300),
    (forms.OPEN_CIRCLE, opening(), ("log_key",), words, 1, 300),
    (forms.OPEN_CIRCLE, opening(), ("charter",), words, 1, 500_000),
    (forms.OPEN_CIRCLE, opening(), ("seats",), row(seat("XAL")), 1, 256),
    (forms.OPEN_CIRCLE, opening(), ("secretariat", "keys"), row(listed(KEY)), 0, 64),
    (forms.OPEN_CIRCLE, opening(), ("quorum", "numerator"), number, 1, 1000),
    (forms.OPEN_CIRCLE, opening(), ("quorum", "denominator"), number, 1, 1000),
    (forms.OPEN_CIRCLE, PARENTED, ("parent", "size"), number, 1, 2**53 - 1),
    (forms.ADD_SEAT, seat("XAL"), ("keys",), row(listed(KEY)), 0, 64),
    (forms.REMOVE_SEAT, {"code": "XAL", "reason": "-"}, ("reason",), words, 1, 20_000),
    (forms.RECOVER_KEY, RECOVERY, ("lost",), row(KEY.id), 1, 64),
    (forms.RECOVER_KEY, RECOVERY, ("officers",), row(SIGNATURE), 0, 64),
    (forms.GRANT_POWERS, POWERS, ("person",), words, 1, 300),
    (forms.GRANT_POWERS, POWERS, ("title",), words, 1, 300),
    (forms.CITE_ACT, CITATION, ("note",), words, 1, 20_000),
    (forms.CITE_ACT, CITATION, ("size",), number, 1, 2**53 - 1),
    (forms.OPEN_BODY, BODIES, ("keys",), row(WRAPPED), 0, 100_000),
    (forms.OPEN_BODY, BODIES, ("from",), number, 0, 2**53 - 1),
    (forms.OPEN_BODY, BODIES, ("until",), number, 1, 2**53 - 1),
    (forms.WITHHOLD_BODY, LAW, ("who",), words, 1, 300),
    (forms.WITHHOLD_BODY, LAW, ("law",), words, 1, 20_000),
    (forms.WITHHOLD_BODY, LAW, ("index",), number, 0, 2**53 - 1),
    (forms.MOVE_CUSTODY, MOVE, ("checkpoint",), words, 1, 20_000),
    (forms.MOVE_CUSTODY, MOVE, ("log_key",), words, 1, 300),
    (forms.MOVE_CUSTODY, MOVE, ("keys",), row(listed(KEY)), 0, 64),
]


def put(content: Json, place: tuple[str, ...], value: Json) -> Json:
    """A copy of the content with another value at a place."""
    changed: Any = deepcopy(content)
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return changed  # type: ignore[no-any-return]


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: f"{bound[0]} {'.'.join(bound[2])}")
def test_a_length_or_number_is_allowed_within_its_bounds_and_not_one_beyond(
    bound: tuple[str, Json, tuple[str, ...], Callable[[int], Json], int, int],
) -> None:
    name, content, place, make, least, most = bound
    for allowed in (least, most):
        forms.read_form(name, put(content, place, make(allowed)))
    for refused in (least - 1, most + 1):
        if refused >= 0 or make is number:
            with pytest.raises(MalformedError):
                forms.read_form(name, put(content, place, make(refused)))


@pytest.mark.parametrize(("count", "fits"), [(1, False), (2, True), (3, False)])
def test_an_act_on_paper_names_two_persons(count: int, *, fits: bool) -> None:
    mark = {**paper_mark(), "persons": [f"Clerk {one}" for one in range(count)]}
    if fits:
        assert len(forms.PAPER(mark, "").persons) == 2
    else:
        with pytest.raises(MalformedError):
            forms.PAPER(mark, "")


@pytest.mark.parametrize(("length", "fits"), [(300, True), (301, False)])
def test_the_name_of_a_person_on_paper_has_three_hundred_characters_at_most(
    length: int, *, fits: bool
) -> None:
    mark = {**paper_mark(), "persons": ["p" * length, "Second Clerk"]}
    if fits:
        forms.PAPER(mark, "")
    else:
        with pytest.raises(MalformedError):
            forms.PAPER(mark, "")


def test_a_consent_is_to_one_act_with_one_content_under_its_domain() -> None:
    expected = hashlib.sha256(b'dipoli/consent/v1\n["seat.add/1",{"a":1}]').digest()
    assert forms.consent_digest("seat.add/1", {"a": 1, "on_paper": {}}) == expected
