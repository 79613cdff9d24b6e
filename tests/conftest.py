"""What all tests share: no test asserts on a clock, hypothesis' own included."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")
