"""Stance on a small codebook: what is left alone, what moves with the passage, words found."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dipoli.analysis.discourse import stance
from dipoli.analysis.discourse.codebook import Codebook, Cues, Issue, Kind, Toward
from dipoli.analysis.discourse.coding import Code, Stance
from dipoli.analysis.discourse.globs import glob
from dipoli.analysis.discourse.marks import Mark, Role, make_finder

CUES = Cues(
    negation=("not", "never", "re:\\bno(?! doubt)\\b"),
    approval=("welcome*", "in favour of"),
    rejection=("reject*",),
    condition=("if", "until", "in return for"),
    reporting=("so called",),
    attribution=("claim*",),
    advocacy=("must",),
)
WATER = Issue(
    id="water",
    label={"en": "Water"},
    kind=Kind.GOAL,
    definition="Water.",
    seeds={"en": ("water",)},
    toward=Toward(
        proposition={"en": "Water should be shared."},
        naming=1,
        supports={"en": ("shar*",)},
        opposes={"en": ("dam*", "keep for ourselves")},
    ),
)
WELLS = Issue(id="wells", label={"en": "Wells"}, kind=Kind.MEASURE, definition="W.", parent="water")
BOATS = Issue(id="boats", label={"en": "Boats"}, kind=Kind.MEASURE, definition="B.")
BOOK = Codebook(
    id="lake",
    version="1.0.0",
    languages=("en", "ko"),
    issues=(WATER, WELLS, BOATS),
    cues={"en": CUES},
)


def _code(issue: str, words: str, found: str, offset: int = 0) -> Code:
    start = words.index(found) + offset
    return Code(issue=issue, seed=found, start=start, end=start + len(found))


def _read(words: str, issue: str = "water", found: str = "water") -> Code:
    return stance.read(words, 0, (_code(issue, words, found),), BOOK, "en")[0]


@pytest.mark.parametrize(
    ("words", "side", "cue"),
    [
        ("We share the water.", Stance.SUPPORTS, "share"),
        ("We never share the water.", Stance.OPPOSES, "share"),
        ("We keep for ourselves what water there is.", Stance.OPPOSES, "keep for ourselves"),
        ("We Welcome the water.", Stance.SUPPORTS, "Welcome"),
        ("We reject the water.", Stance.OPPOSES, "reject"),
        ("The water must come.", Stance.SUPPORTS, "must"),
        ("If rain falls, we share the water.", Stance.CONDITIONAL, "If"),
        ("We share the water, if rain falls.", Stance.CONDITIONAL, "if"),
        ("If we share the water, rain falls.", Stance.SUPPORTS, "share"),
        ("The so-called water is shared.", Stance.REPORTED, "so-called"),
        ("They claim the water is shared.", Stance.REPORTED, "claim"),
        ("We claim the water is shared.", Stance.SUPPORTS, "shared"),
        ("There is no doubt that we share the water.", Stance.SUPPORTS, "share"),
        ("The water is cold. We share the bread.", Stance.NONE, ""),
        ("Do we share the water?", Stance.NONE, ""),
        # A rejection far off rejects something else, and so does a negation that is not beside.
        ("We reject the bread that lay for many days on the water.", Stance.NONE, ""),
        ("We do not at all times welcome the water.", Stance.SUPPORTS, "welcome"),
        ("We do not welcome the water.", Stance.OPPOSES, "welcome"),
        ("We share the water in return for bread.", Stance.CONDITIONAL, "in return for"),
        ("In return for water we share bread.", Stance.CONDITIONAL, "In return for"),
    ],
)
def test_rules_and_the_words_that_decide(words: str, side: Stance, cue: str) -> None:
    read = _read(words)
    assert (read.stance, read.cue) == (side, cue)


BARS = evolve(
    WATER,
    id="bars",
    toward=Toward(
        proposition={"en": "Bars should be opened."},
        naming=-1,
        supports={"en": ("open*",)},
        opposes={"en": ("lock*",)},
    ),
)


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("We welcome the day and the bars.", Stance.NONE),
        ("The bars must stay.", Stance.NONE),
        ("We reject the bars.", Stance.SUPPORTS),
        ("We do not reject the bars.", Stance.OPPOSES),
        ("We lock the bars.", Stance.OPPOSES),
        ("We open the bars.", Stance.SUPPORTS),
    ],
)
def test_where_naming_leans_against_approval_of_something_near_says_nothing(
    words: str, side: Stance
) -> None:
    book = evolve(BOOK, issues=(BARS,))
    read = stance.read(words, 0, (_code("bars", words, "bars"),), book, "en")
    assert read[0].stance is side


JAPANESE = Codebook(
    id="lake",
    version="1.0.0",
    languages=("ja", "ko"),
    issues=(
        evolve(
            WATER,
            seeds={"ja": ("水",), "ko": ("물",)},
            toward=Toward(
                proposition={"en": "Water should be shared."},
                naming=1,
                supports={"ja": ("分け",), "ko": ("나누",)},
            ),
        ),
    ),
    cues={
        "ja": Cues(condition=("れば", "限りま"), attribution=("と主張",), negation=("ない",)),
        "ko": Cues(condition=("오면",), attribution=("고 주장",)),
    },
)


@pytest.mark.parametrize(
    ("language", "words", "found", "side"),
    [
        ("ja", "水は雨が降れば分ける。", "水", Stance.CONDITIONAL),
        ("ja", "水を分け、雨が降れば歌う。", "水", Stance.SUPPORTS),
        ("ja", "水を分けるのは、雨の日に限ります。", "水", Stance.CONDITIONAL),
        ("ja", "水を分ける。", "水", Stance.SUPPORTS),
        ("ja", "水を分けないか。", "水", Stance.OPPOSES),
        ("ja", "水を分けるか。", "水", Stance.NONE),
        ("ja", "水を分けると主張した。", "水", Stance.REPORTED),
        ("ja", "水を分け、パンは食べたと主張した。", "水", Stance.SUPPORTS),
        ("ko", "물은 비가 오면 나누겠다.", "물", Stance.CONDITIONAL),
        ("ko", "물을 나누고 비가 오면 노래한다.", "물", Stance.SUPPORTS),
        ("ko", "물을 나누자고 주장했다.", "물", Stance.REPORTED),
    ],
)
def test_where_words_stand_in_japanese_and_korean(
    language: str, words: str, found: str, side: Stance
) -> None:
    code = _code("water", words, found)
    assert stance.read(words, 0, (code,), JAPANESE, language)[0].stance is side


def test_the_proposition_of_a_parent_holds_for_its_sub_issue() -> None:
    assert _read("We share the wells.", "wells", "wells").stance is Stance.SUPPORTS


def test_an_issue_without_a_proposition_is_not_read() -> None:
    assert _read("We welcome the boats.", "boats", "boats").stance is None


def test_a_language_without_cues_is_not_read() -> None:
    codes = (Code(issue="water", seed="물", start=0, end=1),)
    assert stance.read("물을 나눈다.", 0, codes, BOOK, "ko") == codes


PARTS = st.sampled_from(
    [
        "we",
        "they",
        "share",
        "shared",
        "dam",
        "water",
        "not",
        "never",
        "if",
        "until",
        "welcome",
        "reject",
        "must",
        "claim",
        "so-called",
        ",",
        ".",
        "?",
        "keep",
        "for",
        "ourselves",
        "no",
        "doubt",
        "in",
        "favour",
        "of",
        "«",
        "»",
        "bread",
    ]
)


@given(st.lists(PARTS, max_size=14), st.integers(0, 10**6))
def test_only_stance_and_cue_change_and_offsets_move_with_the_passage(
    parts: list[str], offset: int
) -> None:
    words = " ".join([*parts, "water"])
    here, there = _code("water", words, "water"), _code("water", words, "water", offset)
    first = stance.read(words, 0, (here,), BOOK, "en")[0]
    again = stance.read(words, offset, (there,), BOOK, "en")[0]
    assert evolve(first, stance=None, cue="") == here
    assert (again.stance, again.cue) == (first.stance, first.cue)
    assert first.cue in words
    assert (first.cue == "") == (first.stance is Stance.NONE)


def _slowly(text: str) -> set[Mark]:
    """Every word by itself at every place."""
    words: list[tuple[str, Role, str]] = [
        (word, role, "")
        for role in Role
        if role not in {Role.SUPPORTS, Role.OPPOSES}
        for word in getattr(CUES, role.value)
    ]
    assert WATER.toward is not None
    words += [(word, Role.SUPPORTS, "water") for word in WATER.toward.supports["en"]]
    words += [(word, Role.OPPOSES, "water") for word in WATER.toward.opposes["en"]]
    return {
        Mark(start, end, role, issue)
        for word, role, issue in words
        for start, end in glob(word, "en").spans(text)
    }


@given(st.lists(PARTS, max_size=20), st.sampled_from([" ", ", ", "\n", "-"]))
def test_marks_are_those_that_every_word_by_itself_finds(parts: list[str], between: str) -> None:
    text = re.sub("so-called", "so called", between.join(parts))
    found = make_finder(BOOK, "en").find(text, frozenset({"water"}))
    assert len(found) == len(set(found))
    assert set(found) == _slowly(text)
    other = make_finder(BOOK, "en").find(text, frozenset())
    assert set(other) == {mark for mark in _slowly(text) if not mark.issue}
