"""What all tests of commands share: boxes whose passphrase costs as little as one that is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.node.boxes import LIGHT

from dipoli.cli import node_keys
from dipoli.node.lock import COST


@pytest.fixture(scope="module", autouse=True)
def _light() -> Iterator[None]:
    """Tests make and open hundreds of boxes; what one really costs is tested beside its format."""
    assert vars(node_keys)["COST"] is COST
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dipoli.cli.node_keys.COST", LIGHT)
        yield
