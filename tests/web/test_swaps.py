"""Ids swapped across delegations and circles: no answer tells what is not the asker's to read."""

from __future__ import annotations

import pytest
from tests.web.stage import visitor
from tests.web.swaps import ASKERS, forbidden, leaks, runs, sample, texts
from tests.web.walks import walk

EACH = 20
"""So many addresses are asked for by each; the campaign asks for all."""


@pytest.mark.parametrize("code", ASKERS)
def test_nobody_is_told_what_is_anothers(code: str) -> None:
    assert forbidden(code)
    assert not [leak for page in sample(6, EACH) for leak in leaks(code, page)]


def test_a_leak_would_be_seen() -> None:
    told = [text for one in walk(visitor("XOR"), 2) for text in texts(one.twin)]
    assert any(runs(text) & forbidden("") for text in told)
    assert any(runs(text) & forbidden("XOB") for text in told)
