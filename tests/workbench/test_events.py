"""The timeline as rows: what is changed changes, every other line stays byte for byte."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.codec.case_papers import TIMELINE
from dipoli.codec.timeline import COLUMNS
from dipoli.faults import Finding
from dipoli.workbench.events import events_in, placed, timeline_with

HEAD = ",".join(COLUMNS) + "\n"
ONE = "L001,1987-09-12,day,agreement,Signed,XAL;XBE,multilateral,water,,,high\n"
QUOTED = 'L002,"2027-11-07",day,election,"An election, at last",XBE,unilateral,,,,"high"\n'
TEXT = HEAD + ONE + QUOTED

_words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12
)
_code = st.from_regex("[A-Z]{2,4}", fullmatch=True)
_event = st.fixed_dictionaries(
    {one: st.lists(_code, max_size=3) if one == "parties" else _words for one in COLUMNS}
).filter(lambda one: any(one.values()))


@settings(max_examples=20)
@given(st.lists(_event, max_size=4))
def test_what_is_written_is_read_again(events: list[dict[str, Any]]) -> None:
    text = timeline_with(None, events)
    assert events_in(text) == events
    rows = list(csv.reader(io.StringIO(text), strict=True))  # the second way
    assert rows == [list(COLUMNS)] + [
        [";".join(one[name]) if name == "parties" else one[name] for name in COLUMNS]
        for one in events
    ]


@settings(max_examples=20)
@given(st.lists(_event, max_size=3), st.data())
def test_lines_that_say_what_they_said_stay(
    events: list[dict[str, Any]], data: st.DataObject
) -> None:
    held = events_in(TEXT)
    assert held is not None
    made = data.draw(st.permutations([*held, *events]))
    text = timeline_with(TEXT, made)
    assert events_in(text) == made
    assert ONE in text
    assert QUOTED in text
    assert timeline_with(text, made) == text


def test_a_fault_of_a_line_stands_at_its_event() -> None:
    parts = {"expected": "a real day", "found": "an empty field", "mend": "correct it"}
    (one,) = placed([Finding(file=TIMELINE, line=3, where="date", **parts)], TEXT)
    assert one.where == "events[1].date"
    other = Finding(file="case.yaml", line=3, where="date", **parts)
    assert list(placed([other], TEXT)) == [other]


def test_what_is_no_timeline_is_no_rows() -> None:
    for text in ("", "a,b\n1,2\n", HEAD + "only,three,fields\n", HEAD + 'L,"x'):
        assert events_in(text) is None
