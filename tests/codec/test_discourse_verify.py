"""An answer over texts resolves to the last span, or does not hold: a sample of the campaign."""

from __future__ import annotations

import pytest
from tests.codec.discourse_campaigns import CAMPAIGNS
from tests.worlds.encoders import Letters


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", CAMPAIGNS)
def test_a_sample_of_the_campaign(name: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # the encoder of the extra takes seconds; the whole campaign asks it
    monkeypatch.setattr("tests.codec.discourse_campaigns.installed", Letters)
    CAMPAIGNS[name][0](seed)
