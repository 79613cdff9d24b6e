"""The places where records are kept are those of the depositary's own tests."""

from __future__ import annotations

from tests.depositary.conftest import place, server

__all__ = ["place", "server"]
