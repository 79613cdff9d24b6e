"""Coding by lexicon: traps of each language, and the slow obvious way beside it."""

# ruff: noqa: RUF001 - signs that look alike are what is tested

from __future__ import annotations

import itertools
import random
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.discourse import lexicon_reference as reference

from dipoli.analysis.discourse.codebook import Codebook, Issue, Kind, Words
from dipoli.analysis.discourse.globs import misfit
from dipoli.analysis.discourse.lexicon import compile_lexicon

LANGUAGES = ("en", "ko", "zh", "ja", "ru")


def issue(
    name: str,
    seeds: Words,
    exclude: Words | None = None,
    parent: str | None = None,
    variants: Mapping[str, Words] | None = None,
    weak: Words | None = None,
) -> Issue:
    return Issue(
        id=name,
        label={"en": name},
        kind=Kind.NORM,
        definition=name,
        parent=parent,
        seeds=seeds,
        weak=weak or {},
        exclude=exclude or {},
        variants=variants or {},
    )


def book(*issues: Issue) -> Codebook:
    return Codebook(id="lake", version="1.0.0", languages=LANGUAGES, issues=issues)


def spans(seed: str, words: str, language: str, exclude: str = "") -> list[str]:
    """The words that count for a seed, wherever they stand."""
    one = issue("a", {language: (seed,)}, {language: (exclude,)} if exclude else {})
    hits = compile_lexicon(book(one)).hits(words, language, None)
    return [words[hit.start : hit.end] for hit in hits]


# ---------------------------------------------------------------- substrings, language by language


@pytest.mark.parametrize(
    ("seed", "words", "found"),
    [
        ("POW", "The power of the POWs and of one pow.", ["pow"]),
        ("POW*", "The power of the POWs.", ["power", "POWs"]),
        ("war", "Toward a warm reward; War!", ["War"]),
        ("human right*", "human\nrights, human-rights, human  right, inhuman rights", 3),
        ("human right*", "human\u00a0rights and human -- rights", 1),
        ("non-proliferation", "non‑proliferation, non–proliferation, nonproliferation", 2),
        ("long range", "a long-\nrange missile", ["long-\nrange"]),
        ("neighbour's", "the neighbour’s boat, the neighbourʼs boat", 2),
        ("de*arm*", "disarm, dearmed, de-arm", ["dearmed"]),
        ("*armament", "Disarmament and armaments", ["Disarmament"]),
        ("join * body", "join the body, join body, join a new body", ["join the body"]),
        ("peace", "peace² and _peace_ and peace1", ["peace", "peace"]),
        ("lake", "호수lake의 lake湖", ["lake", "lake"]),
        ("straße", "Die STRASSE", ["STRASSE"]),
        ("re:lakes? .{0,10}shared", "Lakes\nare shared; LAKE is shared", 1),
        ("re:lakes?\\s.{0,10}shared", "Lakes\nare shared; LAKE is shared", 2),
    ],
)
def test_english_words_have_edges(seed: str, words: str, found: list[str] | int) -> None:
    told = spans(seed, words, "en")
    assert told == found if isinstance(found, list) else len(told) == found


@pytest.mark.parametrize(
    ("seed", "words", "found"),
    [
        ("호수", "호수를 큰호수에서", ["호수", "호수"]),
        ("^수", "수를 세는 호수", ["수"]),
        ("핵", "핵심은 핵을", ["핵", "핵"]),
        ("핵$", "핵심은 핵을 핵에서는 핵, 핵과학 핵", ["핵"] * 4),
        ("^핵$", "북핵은 핵의 핵심", ["핵"]),
        ("POW", "power는 POW를", ["POW"]),
        ("6자회담", "16자회담과 6자회담", ["6자회담"]),
        ("핵 문제", "핵 문제, 핵\n문제, 핵문제", ["핵 문제", "핵\n문제"]),
        ("핵*시설", "핵관련시설의", ["핵관련시설"]),
        ("핵실험*", "핵실험에서는 하고", ["핵실험에서는"]),
    ],
)
def test_korean_is_found_anywhere_or_where_words_begin_and_end(
    seed: str, words: str, found: list[str]
) -> None:
    assert spans(seed, words, "ko") == found


@pytest.mark.parametrize(
    ("language", "seed", "words", "found"),
    [
        ("zh", "和平", "和平台与和平", ["和平", "和平"]),
        ("zh", "经济", "经\n济和经\n\n济", ["经\n济"]),
        ("zh", "ICBM*", "ICBMs的威胁和ICBM", ["ICBMs", "ICBM"]),
        ("zh", "NPT", "ＮＰＴ条约,NPTs", ["ＮＰＴ"]),
        ("zh", "^核$", "核心、核、原子核", ["核"]),
        ("ja", "核$", "核心と核の傘", ["核"]),
        ("ja", "ミサイル", "ﾐｻｲﾙとミサイル", ["ﾐｻｲﾙ", "ミサイル"]),
        ("ja", "^アジア$", "アジア大会とユーラシアアジア", ["アジア"]),
        ("ja", "ガス", "ｶﾞｽとガス", ["ｶﾞｽ", "ガス"]),
        ("ja", "対話", "対\r\n話", ["対\r\n話"]),
    ],
)
def test_chinese_and_japanese_are_found_anywhere_unless_edges_are_asked_for(
    language: str, seed: str, words: str, found: list[str]
) -> None:
    assert spans(seed, words, language) == found


@pytest.mark.parametrize(
    ("seed", "words", "found"),
    [
        ("мир", "мир, мировой, Мир; смирный", ["мир", "Мир"]),
        ("санкци*", "Санкциями против санкций, САНКЦИИ", 3),
        ("переговор* о мир*", "переговоры\nо мире", 1),
        ("всё", "все всё ВСЁ", 3),
        ("озеро", "о́зеро и озеро", 2),
        ("мирный", unicodedata.normalize("NFD", "мирный"), 1),
        ("по-новому", "по‑новому", 1),
    ],
)
def test_russian_words_have_edges_and_endings(
    seed: str, words: str, found: list[str] | int
) -> None:
    told = spans(seed, words, "ru")
    assert told == found if isinstance(found, list) else len(told) == found


@pytest.mark.parametrize(
    ("language", "seed", "exclude", "words", "found"),
    [
        ("en", "human right*", "Human Rights Day", "On human rights day, human rights", 1),
        ("ko", "핵", "핵심*", "핵심적인 핵", 1),
        ("zh", "和平", "和平台", "和平台与和平", 1),
        ("ja", "核", "核心", "核心と核", 1),
        ("ru", "мир*", "мировой океан*", "мировой океан и мировой", 1),
    ],
)
def test_what_stands_inside_an_exclusion_does_not_count(
    language: str, seed: str, exclude: str, words: str, found: int
) -> None:
    assert len(spans(seed, words, language, exclude)) == found


def test_an_exclusion_that_only_touches_spares_nothing() -> None:
    assert spans("peace treaty", "a peace treaty talk", "en", "treaty talk") == ["peace treaty"]


def test_an_exclusion_of_one_issue_is_none_of_another() -> None:
    first = issue("a", {"en": ("lake",)}, {"en": ("lake house",)})
    second = issue("b", {"en": ("lake",)})
    codes = compile_lexicon(book(first, second)).codes("the lake house", "en", None)
    assert [one.issue for one in codes] == ["b"]


# ---------------------------------------------------------------- one code for an issue


def test_the_first_place_counts_then_the_longest_seed_then_the_order_of_the_codebook() -> None:
    one = issue("a", {"en": ("lake", "lake treaty", "lake treat*", "water*")})
    lexicon = compile_lexicon(book(one))
    (code,) = lexicon.codes("Waters of the lake treaty", "en", None, offset=100)
    assert (code.seed, code.start, code.end) == ("water*", 100, 106)
    (code,) = lexicon.codes("The lake treaty", "en", None)
    assert (code.seed, code.start, code.end) == ("lake treaty", 4, 15)
    assert code.stance is None


def test_a_passage_carries_the_parent_of_what_it_carries() -> None:
    parent = issue("water", {"en": ("water*",)})
    subs = [issue(one, {"en": (one,)}, parent="water") for one in ("dams", "fish")]
    lexicon = compile_lexicon(book(subs[0], parent, subs[1]))
    told = [(one.issue, one.seed, one.sub) for one in lexicon.codes("fish or dams", "en", None)]
    assert told == [("dams", "dams", ""), ("water", "fish", "fish"), ("fish", "fish", "")]
    told = [(one.issue, one.seed, one.sub) for one in lexicon.codes("fish, water", "en", None)]
    assert told == [("water", "water*", ""), ("fish", "fish", "")]


WEAK = (
    issue("fish", {"en": ("fish", "trout")}, weak={"en": ("fish",)}),
    issue("nets", {"en": ("net", "cord")}, parent="fish", weak={"en": ("cord",)}),
    issue("boats", {"en": ("boat", "oar")}, weak={"en": ("oar",)}),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Fish is dear.", ["fish"]),
        ("The fish lay in the boat.", ["boats"]),
        ("The boat is full of trout, of fish.", ["fish", "boats"]),
        ("The boat is full of fish and more fish.", ["fish", "boats"]),
        ("The boat is full of fish and cord.", ["fish", "nets", "boats"]),
        ("A net in the boat, a fish in the net.", ["fish", "nets", "boats"]),
        ("A boat, a cord.", ["boats"]),
        ("Fish, and an oar.", ["fish", "boats"]),
    ],
)
def test_a_weak_seed_counts_in_company_or_where_nothing_else_is_found(
    words: str, found: list[str]
) -> None:
    lexicon = compile_lexicon(book(*WEAK))
    assert [one.issue for one in lexicon.codes(words, "en", None)] == found
    hits = {one.issue for one in lexicon.hits(words, "en", None)}
    assert hits | ({"fish"} if "nets" in hits else set()) == set(found)


def test_two_weak_seeds_at_one_place_are_no_company() -> None:
    weak = ("lake", "lake fish")
    one = issue("a", {"en": weak}, weak={"en": weak})
    lexicon = compile_lexicon(book(one, issue("b", {"en": ("boat",)})))
    assert [one.issue for one in lexicon.codes("A lake fish, a boat.", "en", None)] == ["b"]


def test_a_weak_seed_inside_an_exclusion_is_no_company() -> None:
    one = issue("a", {"en": ("fish",)}, {"en": ("fish street",)}, weak={"en": ("fish",)})
    lexicon = compile_lexicon(book(one, issue("b", {"en": ("boat",)})))
    assert [one.issue for one in lexicon.codes("Fish Street, a boat, a fish.", "en", None)] == ["b"]


def test_an_actors_own_wording_is_found_in_its_own_words_only() -> None:
    one = issue("a", {"en": ("lake",)}, variants={"XOR": {"en": ("great water",)}})
    lexicon = compile_lexicon(book(one))
    assert [len(lexicon.codes("the great water", "en", who)) for who in ("XOR", "XAL", None)] == [
        1,
        0,
        0,
    ]
    assert len(lexicon.codes("the lake", "en", "XOR")) == 1


def test_a_language_without_seeds_is_missing_and_not_nought() -> None:
    parent = issue("water", {})
    sub = issue("dams", {"en": ("dam*",)}, parent="water")
    own = issue("fish", {}, variants={"XOR": {"en": ("trout",)}})
    lexicon = compile_lexicon(book(parent, sub, own))
    assert lexicon.missing("en") == ("fish",)
    assert lexicon.missing("en", "XOR") == ()
    assert lexicon.missing("ko") == ("water", "dams", "fish")


def test_a_seed_that_cannot_be_used_or_a_parent_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be looked for"):
        compile_lexicon(book(issue("a", {"en": ("*",)})))
    with pytest.raises(ValueError, match="the parent water is not in the codebook"):
        compile_lexicon(book(issue("a", {"en": ("lake",)}, parent="water")))


# ---------------------------------------------------------------- the slow obvious way

WORDS = {
    "en": ("peace", "peac", "pea", "war", "wars", "pow", "power", "o", "treaty"),
    "ru": ("мир", "мира", "ми", "война", "вой", "всё", "все", "о"),
    "ko": ("핵", "핵심", "심", "한반", "반도", "도", "은", "에서", "pow", "er", "6"),
    "zh": ("核", "核心", "心", "和平", "平台", "台", "pow", "er", "1"),
    "ja": ("核", "核心", "の", "ガス", "ス", "カ", "対話", "話", "pow", "er"),
}
FORMS: tuple[Literal["NFC", "NFD", "NFKD"], ...] = ("NFC", "NFD", "NFKD")
BETWEEN = (" ", "", "", " ", "\n", "-", "–", "  ", "-\n", ", ", "’", "²", "\u00ad")


WORDS_OF_SEEDS = {
    language: st.lists(st.sampled_from(words), min_size=1, max_size=3)
    for language, words in WORDS.items()
}
TIGHT, LOOSE = st.sampled_from(("", "", " ")), st.sampled_from((" ", " ", "-", "", " * "))
EDGES = st.sampled_from(("", "", "", "*", "^", "$", "^$", "**"))


@st.composite
def seeds(draw: st.DrawFn, language: str) -> str:
    parts = draw(WORDS_OF_SEEDS[language])
    joints = TIGHT if language in {"zh", "ja"} else LOOSE
    text = parts[0]
    for one in parts[1:]:
        text += draw(joints) + one
    edge = draw(EDGES)
    text = ("*" if edge == "**" else "^" if "^" in edge else "") + text
    return text + ("*" if edge == "*" else "$" if "$" in edge else "")


@cache
def lists_of_seeds(language: str) -> st.SearchStrategy[tuple[str, ...]]:
    usable = seeds(language).filter(lambda one: misfit(one, language) is None)
    extra = st.sampled_from(("re:pow|핵|核|мир", "re:.ea", "re:(?:核|ми|핵){1,2}"))
    return st.lists(usable | extra, max_size=4, unique=True).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn, language: str) -> Codebook:
    lists = lists_of_seeds(language)
    issues = []
    for at in range(draw(st.integers(1, 4))):
        parent = "i0" if at and draw(st.booleans()) else None
        own = {language: draw(lists)}
        spared = {language: draw(lists)[:2]}
        variants = {"XOR": {language: draw(lists)}}
        weak = [one for one in (*own[language], *variants["XOR"][language]) if draw(st.booleans())]
        issues.append(issue(f"i{at}", own, spared, parent, variants, {language: tuple(weak)}))
    return book(*issues)


@st.composite
def passages(draw: st.DrawFn, language: str) -> str:
    words = st.sampled_from((*WORDS[language], *WORDS["en"][:3]))
    parts = draw(st.lists(words, min_size=1, max_size=9))
    joints = [draw(st.sampled_from(BETWEEN)) for _ in parts]
    text = "".join(itertools.chain.from_iterable(zip(parts, joints, strict=True)))
    shapes: tuple[Callable[[str], str], ...] = (str, str.upper, wide, decomposed)
    return draw(st.sampled_from(shapes))(text)


def wide(text: str) -> str:
    """With full-width forms for ASCII."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicon_agrees_with_the_slow_obvious_way(language: str) -> None:
    @settings(max_examples=250, derandomize=True)
    @given(codebooks(language), passages(language), st.sampled_from((None, "XOR")))
    def agree(one: Codebook, words: str, actor: str | None) -> None:
        lexicon = compile_lexicon(one)
        told = lexicon.codes(words, language, actor)
        assert told == reference.codes(one, words, language, actor)
        first: dict[str, tuple[int, int]] = {}
        for hit in lexicon.hits(words, language, actor):
            first.setdefault(hit.issue, (hit.start, hit.end))
        own = {code.issue: (code.start, code.end) for code in told if not code.sub}
        assert {name: first[name] for name in own} == own
        assert set(first) == set(own)

    agree()


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_a_text_is_written_changes_no_code(language: str) -> None:
    dice = random.Random(9)
    for _ in range(200):
        seed = " ".join(dice.choices(WORDS[language], k=dice.randint(1, 2)))
        words = "".join(dice.choices((*WORDS[language], " ", " "), k=9))
        lexicon = compile_lexicon(book(issue("a", {language: (seed,)})))
        plain = lexicon.hits(words, language, None)
        for form in FORMS:
            other = unicodedata.normalize(form, words)
            hits = lexicon.hits(other, language, None)
            found = [unicodedata.normalize("NFC", other[one.start : one.end]) for one in hits]
            assert found == [words[one.start : one.end] for one in plain]
