"""Mutants that no test can notice, since they do the same in another way: name to reason."""

from __future__ import annotations

_SLOWER = "what the quick way leaves is read the longer way, with the same answer"
_COPIED = "the list is copied where it might be shared: slower, with the same answer"
_ANY_HASH = "any number will do, if equal series have the same"

_SHOWN = "only how the value is shown to a programmer"
_LIMIT = "a limit that only guards memory; what is really there is far smaller, or limited before"
_TOLD = "only how the fault is worded"
_SAME_LENGTH = "the two lists are of one length, the second being made from the first"
_BOTH = "either both are there or neither is"

_RECORD: dict[str, str] = {
    "series: Series.add: `len(shared) == length` to `len(shared) != length`": _COPIED,
    "audit: Audit: `False` to `True`": _SHOWN,
    "audit: Audit: `False` to `True` #2": _SHOWN,
    "audit: Audit: `False` to `True` #3": _SHOWN,
    "standing: Standing: `False` to `True`": _SHOWN,
    "standing: Standing: `False` to `True` #2": _SHOWN,
    "standing: Standing: `False` to `True` #3": _SHOWN,
    "audit: _with_head: `standing is None or head is None`"
    " to `standing is None and head is None`": _BOTH,
    "rules: _signatures: `True` to `False`": _SAME_LENGTH,
    "rules: _signatures: `True` to `False` #2": _SAME_LENGTH,
    "body: _quick_body: `len(data) <= BODY_BYTES` to `len(data) < BODY_BYTES`": _SLOWER,
    "body: _quick_body: `False` to `True`": _SLOWER,
    "body: unpad: `b'\\x00'` to `b'\\x00?'`": "the end mark stands before every zero",
    "canon: _once: `len(read) > 1` to `len(read) >= 1`": "one key by itself is in order",
    "keys: is_sound: `number & 2 ** 255 - 1 < _P` to `number & 2 ** 255 - 1 <= _P`": (
        "the field's size itself is a point of small order, and refused as such"
    ),
    "keys: is_sound: `1` to `2`": (
        "without its last bit a number is beyond the field as before, but for the field's size"
        " itself, which is a point of small order"
    ),
    "rules: _powers: `envelope.by == standing.secretariat or envelope.by != envelope.entered_by`"
    " to `envelope.by == standing.secretariat and envelope.by != envelope.entered_by`": (
        "neither the secretariat nor a seat on paper can have granted full powers, and without"
        " them every key binds"
    ),
    "rules: : `200` to `201`": "what was found is quoted in fewer signs than that before",
    "rules: _unreadable: `:_QUOTED` to `:`": (
        "what was found is quoted in fewer signs than that before"
    ),
    "standing: Standing.may_read: `number >= self.seats[code].since`"
    " to `number > self.seats[code].since`": (
        "the act that seats somebody is of the register, which every seat reads"
    ),
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
    "proof_parts: : `1` to `2`": _LIMIT,
    "proof_parts: : `24` to `25`": _LIMIT,
    "proof_parts: : `64` to `65`": _LIMIT,
    "proof_parts: : `1` to `2` #2": _LIMIT,
    "proof_parts: : `20` to `21`": _LIMIT,
    "proofs: : `1` to `2`": _LIMIT,
    "proofs: : `30` to `31`": _LIMIT,
    "proof_parts: replayed: `True` to `False`": _SAME_LENGTH,
    "proofs: _split_view: `True` to `False` #2": _SAME_LENGTH,
    "proof_parts: body_bytes: `read_body(data)` to `pass`": (
        "what is no body is refused again when the act is ruled on"
    ),
    "receipt: _read: `0` to `1` #2": _TOLD,
    "proofs: out_of_order: `:index + 1` to `:`": (
        "the proof shows more than it needs, and is judged by the same act"
    ),
}

_EDGE = "at the edge of a change both ways of reckoning lead to the same place"
_SIEVE = "a sieve for speed: what it lets through is asked the same again below"

_FORUM: dict[str, str] = {
    "rebase: _start: `one.start < place < one.end` to `one.start <= place < one.end`": _EDGE,
    "rebase: _end: `one.start < place < one.end` to `one.start < place <= one.end`": _EDGE,
    "rebase: _touch: `first.end >= second.start` to `first.end > second.start`": (
        "between changes that meet stands no word, so they touch by the other condition"
    ),
    "today_office: records.waits: `one.stage is not m.Stage.CANCELLED and one.minutes is not"
    " m.Minutes.SETTLED` to `one.stage is not m.Stage.CANCELLED or one.minutes is not"
    " m.Minutes.SETTLED`": _SIEVE,
}

REASONS = {"record": _RECORD, "forum": _FORUM}
"""By room, then by module, function, what stood there and what the mutant put there."""
