"""A draft is written as it is read, and what cannot be one is refused with its place."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.analysis.meaning import Draft, Place, Way
from dipoli.codec.draft_file import draft_bytes, read_draft
from dipoli.codec.draft_of import TWIN
from dipoli.faults import MalformedError

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
KEYS = st.lists(
    st.from_regex(r"[a-z][a-z0-9.-]{0,9}", fullmatch=True), min_size=1, max_size=4, unique=True
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A text of some clauses, each with a wording and perhaps a bracket within one of its ways."""
    places = list[Place]()
    for clause in draw(KEYS):
        ways = tuple(Way(key=key, words=draw(WORDS)) for key in draw(KEYS))
        places.append(Place(clause=clause, key="wording", ways=ways))
        if draw(st.booleans()):
            within = ("wording", draw(st.sampled_from(ways)).key)
            passage = f"{draw(WORDS)}[{draw(WORDS)}]"
            inner = tuple(Way(key=key, words=draw(WORDS)) for key in ("stays", "falls"))
            places.append(Place(clause=clause, key="b", ways=inner, within=within, passage=passage))
    return Draft(
        id="T-1",
        title=draw(WORDS),
        version=draw(st.integers(1, 99)),
        places=tuple(places),
        exercise=draw(st.booleans()),
    )


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_a_draft_is_read_as_it_was_written(draft: Draft) -> None:
    written = draft_bytes(draft)
    assert read_draft(written, "draft.yaml") == draft
    assert written.startswith(b"# An exercise") is draft.exercise


SMALL = Draft(
    id="T-1",
    title="Waters",
    version=1,
    places=(Place(clause="a", key="wording", ways=(Way(key="one", words="Water flows."),)),),
)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"{", "draft.yaml:2"),
        (draft_bytes(SMALL).replace(b'"T-1"', b'"../T"'), "../T"),
        (draft_bytes(SMALL).replace(b"version: 1", b'version: "1"'), "version"),
        (draft_bytes(evolve(SMALL, places=SMALL.places * 1)) + b"more: 1\n", "more"),
        (json.dumps({"schema": TWIN, "clauses": [{}]}).encode(), "KeyError"),
        (json.dumps({"schema": TWIN, "clauses": 3}).encode(), "TypeError"),
        (b'{"schema": "dipoli.site-today/1"}', "the key places"),
    ],
)
def test_what_is_no_draft_is_refused(content: bytes, found: str) -> None:
    with pytest.raises(MalformedError) as caught:
        read_draft(content, "draft.yaml")
    assert found in str(caught.value)


def test_a_place_before_the_one_around_it_is_refused_in_words() -> None:
    inner = Place(
        clause="a",
        key="b",
        ways=(Way(key="stays", words="flows"),),
        within=("wording", "one"),
        passage="Water [flows].",
    )
    written = draft_bytes(evolve(SMALL, places=(*SMALL.places, inner))).decode()
    head, first, second = written.partition('  - clause: "a"\n    place: "wording"')
    turned = head + second[second.index("  - clause") :] + first + second
    with pytest.raises(MalformedError, match="stands twice, or before"):
        read_draft(turned.encode(), "draft.yaml")
