"""Schemathesis asks the site, a seeded sample; the whole count is the campaign's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from tests.web.moments import LATE
from tests.web.trial import arrived, ask, may_write, operations, trials

EXAMPLES = 2
ACCEPTED = 6


@pytest.fixture(scope="module", autouse=True)
def _at_work() -> Iterator[None]:
    with trials():
        yield


@pytest.mark.parametrize("code", ["", "XTV", LATE])
def test_every_operation_answers_as_it_is_described(code: str) -> None:
    reader = arrived(code)
    for name in operations():
        ask(name, reader, 6, EXAMPLES)


@pytest.mark.parametrize("code", ["XTV", "SECRETARIAT"])
def test_half_of_what_is_sent_is_done(code: str) -> None:
    reader, counted = arrived(code), Counter[int]()
    for name in operations():
        if may_write(name, reader):
            counted += ask(name, reader, 7, ACCEPTED)
    assert counted[200] * 2 >= counted.total(), counted
