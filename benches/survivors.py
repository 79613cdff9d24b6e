"""Mutants that no test can notice, since they do the same in another way: name to reason."""

from __future__ import annotations

_SLOWER = "what the quick way leaves is read the longer way, with the same answer"
_COPIED = "the list is copied where it might be shared: slower, with the same answer"
_ANY_HASH = "any number will do, if equal series have the same"

REASONS: dict[str, str] = {
    "canon: _is_plain: `data.count(b'[') + data.count(b'{') <= DEPTH`"
    " to `data.count(b'[') + data.count(b'{') < DEPTH`": _SLOWER,
    "act: quick_entry: `len(data) > ENTRY_BYTES` to `len(data) >= ENTRY_BYTES`": _SLOWER,
    "act: quick_entry: `max(int(seq), int(size)) > shape.MOST`"
    " to `max(int(seq), int(size)) >= shape.MOST`": _SLOWER,
    "series: Series.add: `shared[length] is items[0]` to `shared[length] is not items[0]`": _COPIED,
    "series: Series.__hash__: `-1:` to `:`": _ANY_HASH,
    "series: Series.__hash__: `1` to `2`": _ANY_HASH,
    "canon: : `False` to `True` #2": (
        "a value that holds itself was refused before, as too deep; the check is for speed only"
    ),
    r"proof_file: : `b'\\n(?:extra ([!-~]+)\\n)?index ([!-~]*)((?:\\n[!-~]+){0,63})'`"
    r" to `b'\\n(?:extra ([!-~]+)\\n)?index ([!-~]*)((?:\\n[!-~]+){0,63})?'`": (
        "the group may be empty already, so that it may be missing changes nothing"
    ),
}
"""By module, function, what stood there and what the mutant put there."""
