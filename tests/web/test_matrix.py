"""Who may ask for what, case by case, against a second statement of the rules."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.web.matrix import (
    EVERYBODY,
    FREELY_DONE,
    IN_DEMONSTRATION,
    KNOWN,
    OF_A_NODE,
    OF_ACCOUNTS,
    OF_WHO_ACTS,
    OWN_PLACE,
    PEOPLE,
    PRIVATE,
    PRIVATELY_DONE,
    SITS,
    Person,
    cases,
    desk,
    expected,
    mismatch,
    reads,
    sample,
    scene,
)
from tests.web.walks import ROWS, shown

PARTS, EACH, WITH_ACCOUNTS = 3, 1000, 700


def test_the_matrix_has_at_least_five_thousand_cases_and_every_row_of_the_table() -> None:
    held = cases()
    assert len(held) >= 5000
    assert {one.row.name for one in held} == {one.name for one in ROWS}
    assert {one.person for one in held if one.demonstration} == set(PEOPLE)
    assert {one.person for one in held if not one.demonstration} == set(KNOWN)
    assert {one.circle for one in held} == {None, *SITS}


def test_every_row_of_the_table_is_somebodys_by_the_statement() -> None:
    listed = EVERYBODY | OWN_PLACE | FREELY_DONE | IN_DEMONSTRATION
    listed |= PRIVATE | PRIVATELY_DONE | OF_A_NODE | OF_ACCOUNTS
    rows = {one.name: one.path for one in ROWS}
    assert listed | OF_WHO_ACTS <= set(rows)
    for name, path in rows.items():
        assert (name in listed) != path.startswith("forums/<slug:hall>"), name


def test_the_statement_refuses_as_well_as_it_admits() -> None:
    counted = Counter(min(expected(one)) for one in sample(5, 7000))
    assert min(counted[status] for status in (200, 404, 405)) > 400


def test_who_has_no_seat_reads_nothing_but_what_was_compiled() -> None:
    for role in ("nobody", "administrator", "witness"):
        assert [one for one in SITS if reads(Person(role=role), one)] == [
            ("six-party-talks", "plenary")
        ]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_question_is_answered_as_the_statement_has_it(part: int) -> None:
    with shown(scene()):
        found = [mismatch(case) for case in sample(part, EACH)]
    assert not [one for one in found if one][:5]


@pytest.mark.parametrize("part", range(PARTS))
def test_where_there_are_accounts_too(part: int) -> None:
    with shown(scene()), desk():
        found = [mismatch(case) for case in sample(part, WITH_ACCOUNTS, demonstration=False)]
    assert not [one for one in found if one][:5]
