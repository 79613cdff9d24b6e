"""Mutants that no test can notice, since they do the same in another way: name to reason."""

from __future__ import annotations

REASONS: dict[str, str] = {}
"""By module, function, what stood there and what the mutant put there."""
