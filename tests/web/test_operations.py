"""Schemathesis asks the site, a seeded sample; the whole count is the campaign's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web import trial_acts, trial_own
from tests.web.accounts import trial_people
from tests.web.campaigns import OPERATIONS
from tests.web.trial import ask, at_site, at_work, operations, write_of

from dipoli.web.routes import ACTIONS

EXAMPLES = 4
"""So many of what somebody may do: three of them are done."""

TRIED = (
    "nobody",
    "a delegation",
    "a seat to which nothing earlier was opened",
    "the secretariat",
    "nobody, where there are accounts",
    "a head of delegation, its officer",
    "an officer of the secretariat",
    "an administrator",
    "a delegation on its own node",
)
THIRDS = 3
"""What somebody may not do, and what is read, is asked in turns: a third as each."""


@pytest.fixture(scope="module", autouse=True)
def _at_work() -> Iterator[None]:
    with at_work():
        yield


@pytest.mark.parametrize("who", TRIED)
def test_every_operation_answers_as_described_and_half_of_what_is_sent_is_done(who: str) -> None:
    with at_site(who, 1) as reader:
        for number, name in enumerate(operations()):
            if write_of(name, reader) is not None:
                counted = ask(name, reader, 6, EXAMPLES)
                assert counted[200] * 2 >= counted.total(), (name, counted)
            elif (number + TRIED.index(who)) % THIRDS == 0:
                ask(name, reader, 6, 2)


def test_every_operation_is_counted_and_everything_that_can_be_done_is_done_by_somebody() -> None:
    assert len(operations()) == OPERATIONS
    tables = (trial_acts.WRITES, trial_own.PRIVATE, trial_own.ON_A_NODE, trial_people.WRITES)
    assert {name for table in tables for name in table} == {one.name for one in ACTIONS}
