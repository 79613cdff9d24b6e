"""Mutants that no test can notice, since they do the same in another way: name to reason."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "canon: _is_plain: `data.count(b'[') + data.count(b'{') <= DEPTH`"
    " to `data.count(b'[') + data.count(b'{') < DEPTH`": (
        "what is not plain is read the longer way, with the same answer"
    ),
    "canon: : `False` to `True` #2": (
        "a value that holds itself was refused before, as too deep; the check is for speed only"
    ),
    r"proof_file: : `b'\\n(?:extra ([!-~]+)\\n)?index ([!-~]*)((?:\\n[!-~]+){0,63})'`"
    r" to `b'\\n(?:extra ([!-~]+)\\n)?index ([!-~]*)((?:\\n[!-~]+){0,63})?'`": (
        "the group may be empty already, so that it may be missing changes nothing"
    ),
}
"""By module, function, what stood there and what the mutant put there."""
