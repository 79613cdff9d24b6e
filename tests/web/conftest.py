"""Every test of the site begins with no page that another one has drawn."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    once = sys.modules.get("dipoli.web.once")  # a test that serves no page has no settings for it
    if once is not None:
        once.drop_all()
