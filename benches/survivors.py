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

_KEYS = "of this map only the keys are asked"
_HELD = "the two lists are of one length, or the act was out of order"
_NUMBERS = "two acts have two numbers"
_PREFIX = "a day is later than a moment when it is later than the day of that moment"
_ROUND = "who stands in the round twice is found at the first place"

_FORUM: dict[str, str] = {
    "chair_rules: is_over: `:10` to `:` #2": _PREFIX,
    "chair_rules: is_over: `10` to `11` #2": _PREFIX,
    "chair_rules: is_over: `:4` to `:` #2": _PREFIX,
    "chair_rules: is_over: `4` to `5` #2": _PREFIX,
    "chair_rules: whose_turn: `:start` to `:`": _ROUND,
    "clause_rules: _confirmed: `True` to `False`": _KEYS,
    "term_rules: _accepted: `True` to `False`": _KEYS,
    "framework_rules: _listed_before: `proposal.number > one.listed`"
    " to `proposal.number >= one.listed`": _NUMBERS,
    "commitment_list: _in_order: `one.number < other.number`"
    " to `one.number <= other.number`": _NUMBERS,
    "commitment_list: _row: `now <= due` to `now < due`": _SIEVE,
    "commitment_told: due_of: `one.event is None or one.hours is None`"
    " to `one.event is None and one.hours is None`": _BOTH,
    "commitment_told: cannot_come: `one.event is None or name in forum.happened`"
    " to `one.event is None and name in forum.happened`": (
        "what has happened is in no stage from which it can come no more, and no event has no name"
    ),
    "inherit: _end: `1` to `2`": "a number below every size, as the other is",
    "line: _read_field: `1` to `2`": "of the names that are near, the nearest alone is told",
    "measure: shifted: `hours > 0` to `hours >= 0`": "no hours lead beyond the calendar",
    "measure_calendar: _yearly: `1` to `2`": "the day of a year more is behind the last moment",
    "name_scan: _has_no_spaces: `'⺀' <= sign <= '鿿'` to `'⺀' < sign <= '鿿'`": (
        "the first sign of these is no letter, and stands in no name"
    ),
    "opening: begin: `2` to `3`": _LIMIT,
    "proceedings: Proceedings._forget: `b''` to `b'?'`": "before the first act no head is held",
    "relations: _concerns: `named <= either` to `named < either`": "who names all names both",
    "story: _holds: `raise RuntimeError(message)` to `pass`": (
        "a claim that cannot be checked is a fault of the story, which is then not played"
    ),
    "text: Clause.at: `version >= self.version` to `version > self.version`": (
        "the longer way gives the same answer"
    ),
    "text_put: follow_text: `before and proposal.frozen is None`"
    " to `before or proposal.frozen is None`": "while a text is held, no word of it moves",
    "text_put: follow_text: `True` to `False`": _KEYS,
    "text_views: _stretched: `True` to `False`": "it was asked before, and is not again",
    "text_views: _signs: `0` to `1`": "nothing else has the two counts before it",
    "trial: refusal: `32` to `33`": "no guard asks for the leaf of an act",
    "unseen: passed: `True` to `False`": _KEYS,
    "measure_forms: Proposed.row: `False` to `True`": _HELD,
    "measure_today: _notifications: `n.ACKNOWLEDGE in n.MOVES[one.stage] and code in awaited(forum,"
    " one)` to `n.ACKNOWLEDGE in n.MOVES[one.stage] or code in awaited(forum, one)`": _SIEVE,
    "notification_rules: _sent: `True` to `False`": _HELD,
    "notification_rules: _corrects: `True` to `False`": _HELD,
    "measure_rules: _decided: `forum.proposals[name].number > since`"
    " to `forum.proposals[name].number >= since`": _NUMBERS,
    "rebase: _start: `one.start < place < one.end` to `one.start <= place < one.end`": _EDGE,
    "rebase: _end: `one.start < place < one.end` to `one.start < place <= one.end`": _EDGE,
    "rebase: _touch: `first.end >= second.start` to `first.end > second.start`": (
        "between changes that meet stands no word, so they touch by the other condition"
    ),
    "text_views: _signs: `2` to `3`": "only the order of the three counts, and it stays the same",
    "today_office: records.waits: `one.stage is not m.Stage.CANCELLED and one.minutes is not"
    " m.Minutes.SETTLED` to `one.stage is not m.Stage.CANCELLED or one.minutes is not"
    " m.Minutes.SETTLED`": _SIEVE,
}

REASONS = {"record": _RECORD, "forum": _FORUM}
"""By room, then by module, function, what stood there and what the mutant put there."""
