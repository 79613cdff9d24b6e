"""An answer over texts resolves to the last span, or does not hold: a sample of the campaign."""

from __future__ import annotations

import pytest
from tests.codec.discourse_campaigns import CAMPAIGNS


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", CAMPAIGNS)
def test_a_sample_of_the_campaign(name: str, seed: int) -> None:
    CAMPAIGNS[name][0](seed)
