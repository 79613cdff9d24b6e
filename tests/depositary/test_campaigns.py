"""A sample of each campaign; `make campaign` runs them whole."""

from __future__ import annotations

import pytest
from tests.depositary.campaigns import disk_full, full, killed_under_load, write_errors


@pytest.mark.parametrize("seed", range(10))
def test_killed_under_load_nothing_acknowledged_is_lost(seed: int) -> None:
    killed_under_load(seed)


@pytest.mark.parametrize("seed", range(4))
def test_on_a_full_disk_writing_is_refused_with_the_reason_and_reading_goes_on(seed: int) -> None:
    disk_full(seed)


@pytest.mark.parametrize("seed", range(2))
def test_the_full_disk_of_who_is_not_root_is_one_too(seed: int) -> None:
    full(seed, as_root=False)


@pytest.mark.parametrize("seed", range(4))
def test_on_a_write_error_writing_is_refused_with_the_reason_and_reading_goes_on(seed: int) -> None:
    write_errors(seed)
