"""Passages: where sentences end in six languages, and that nothing is lost."""

# ruff: noqa: RUF001 - marks and letters of other scripts are meant

from __future__ import annotations

import time

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dipoli.analysis.discourse.segment import cut, spans
from dipoli.analysis.discourse.texts import LANGUAGES, Document, Turn, digest_of
from dipoli.analysis.discourse.turns import Clues, find_turns

DOCUMENT = Document(
    file="a.txt",
    title="An address",
    date="2031-05-02",
    actors=("LAK",),
    language="en",
    genre="speech",
    text="",
    sha256="0" * 64,
)


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in spans(text, language)]


# In each line a stroke stands where one passage ends and the next begins.
CASES = [
    ("en", "We met.| We agreed!| Did we?| Yes."),
    ("en", "The U.S. Government and Mr. Lee met Dr. J. P. Oh at 3.5 p.m. sharp.| We left."),
    ("en", "They came from the U.S.| The talks began in Washington, D.C.| It rained."),
    ("en", "See No. 5 and art. 7 of vol. 2.| I said no.| Then I left."),
    ("en", "Goods, e.g. Rice, i.e. Food, came.| All was well etc.| We ate."),
    ("en", "He said: “Peace.”| We agreed.| “Why?” he asked.| (So it was.)| It ended."),
    ("en", '"Peace," he said.| "We want it."| They left.'),
    ("en", "It ended …| Nobody knew.| It was... different."),
    ("en", "You and I.| We know."),
    ("en", "This is security.12| The rest is trade."),
    ("en", "It was lost.|Then it was found."),
    ("en", "The lake.io page of Node.js is 2.5 m wide."),
    ("en", "1. The parties met.| They agreed."),
    ("en", "On 5 Jan. 2031 it froze.| In Dec. 2031 it thawed."),
    ("ko", "우리는 평화를 바랍니다.| 함께 갑시다!| 그렇습니까?"),
    ("ko", "우리는 평화를 바랍니다.|함께 갑니다.|여러분!|우리 모두 갑시다."),
    ("ko", "8.15 선언과 3.5%의 성장, 초.중.고등학교를 보았습니다.| 끝."),
    ("ko", "그는 “함께 가자.”라고 말했다.| 우리는 “좋다.” 라고 답했다."),
    ("ko", "『평화(함께 하자.)는 좋다.』| 끝났다."),
    ("zh", "我们要和平。|我们要发展！|好吗？|增长8.7%，达到33.5万亿元。"),
    ("zh", "他说：“我们要和平。”|大家同意。|“要和平！”的口号很好。"),
    ("zh", "（我们同意。）|他们也同意。"),
    ("ja", "平和を望みます。|そうですか？|はい。"),
    ("ja", "「平和を望む。」と述べた。|『合意した。』|その後、帰った。"),
    ("ru", "Мы встретились, т.е. начали.| Это было в 2031 г.| Мы рады."),
    ("ru", "В 2031 г. Озеро замёрзло.| Он жил в г. Приозёрске."),
    ("ru", "Г-н А. Б. Иванов и т. д. приехали.| Он сказал: «Мир!»| Все ушли."),
    ("ru", "Это 5 млн. Рублей не надо.| И так далее и т.д.| Но мы рады."),
    ("mn", "Бид уулзсан.| Энх тайван хэрэгтэй!| Б. Болд ирсэн уу?"),
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_readers_end_them(language: str, marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert sentences(marked.replace("|", ""), language) == expected


WRAPPED = """At the outset I should like to extend
our congratulations to the President, who served
in Geneva for many years. We are grateful to Mr.
Oh, and to his predecessor for what was achieved
during the past year, notably on the reform of the
United Nations.
The lake has moved into another period.
It had been hoped that the end of the old war
would bring peace. All of us know that it did not
and that the Council has work before it, here and
now."""


def test_a_sentence_runs_over_lines_that_were_broken_at_a_width() -> None:
    found = [" ".join(one.split()) for one in sentences(WRAPPED)]
    assert found == [
        (
            "At the outset I should like to extend our congratulations to the President, who "
            "served in Geneva for many years."
        ),
        (
            "We are grateful to Mr. Oh, and to his predecessor for what was achieved during the "
            "past year, notably on the reform of the United Nations."
        ),
        "The lake has moved into another period.",
        "It had been hoped that the end of the old war would bring peace.",
        "All of us know that it did not and that the Council has work before it, here and now.",
    ]


def test_headings_and_items_end_at_their_line() -> None:
    text = (
        "Declaration of the Lake\n\nI. Security\nThe parties agree to:\n(a) end patrols;\n"
        "(b) open the line\n• reduce arms\n- share data\n3. Trade grows\nDone at the Lake"
    )
    assert sentences(text) == [
        "Declaration of the Lake",
        "I. Security",
        "The parties agree to:",
        "(a) end patrols;",
        "(b) open the line",
        "• reduce arms",
        "- share data",
        "3. Trade grows",
        "Done at the Lake",
    ]


def test_a_heading_inside_of_a_wrapped_text_stands_alone() -> None:
    lines = WRAPPED.splitlines()
    text = "\n".join([*lines[:6], "Peace and trade", *lines[6:]])
    assert "Peace and trade" in sentences(text)


def test_a_line_that_cannot_end_there_goes_on() -> None:
    assert sentences("We speak of the\nLake and the towns on July 11,\n2031 as of a day.") == [
        "We speak of the\nLake and the towns on July 11,\n2031 as of a day."
    ]


def test_paragraphs_apart_let_chinese_run_over_single_lines() -> None:
    text = "\n\n".join(["我们加快了\n高速公路\n的建设。成果很好。"] * 6)
    assert sentences(text, "zh")[:2] == ["我们加快了\n高速公路\n的建设。", "成果很好。"]
    assert len(sentences(text, "zh")) == 12


def test_a_very_long_enumeration_is_cut_at_semicolons_outside_of_brackets() -> None:
    part = "to reduce the number of patrols on the lake (by day; by night) in each of the years"
    text = "We agree " + "; ".join([part] * 8) + "."
    assert sentences(text) == ["We agree " + part + ";", *[part + ";"] * 6, part + "."]
    short = "We agree to meet; to talk; to trade."
    assert sentences(short) == [short]


def test_passages_carry_offsets_hash_and_actor() -> None:
    text = "Peace came. * It stayed.\n\n* * *\n\nWe left."
    passages = cut(evolve(DOCUMENT, text=text))
    assert [text[one.start : one.end] for one in passages][-2:] == ["* * *", "We left."]
    assert {one.sha256 == digest_of(text[one.start : one.end]) for one in passages} == {True}
    assert [one.actor for one in passages[-2:]] == [None, "LAK"]


def test_a_joint_text_is_nobody_s_own_and_all_makers_joint() -> None:
    passages = cut(evolve(DOCUMENT, text="We agree. ***", actors=("LAK", "RIV")))
    assert [(one.actor, one.joint) for one in passages] == [
        (None, ("LAK", "RIV")),
        (None, ()),
    ]


def test_words_outside_of_turns_and_directions_belong_to_nobody() -> None:
    text = "Hall\n\nA Lee: We agree. (Applause.) Peace.\n\nQuestion: Why?"
    turns = (
        Turn(start=13, end=42, speaker="A Lee", actor="LAK"),
        Turn(start=len(text) - 4, end=len(text), speaker="Question", actor=None),
    )
    told = [
        (text[one.start : one.end], one.actor)
        for one in cut(evolve(DOCUMENT, text=text, turns=turns))
    ]
    assert told == [
        ("Hall", None),
        ("A Lee:", None),
        ("We agree.", "LAK"),
        ("(Applause.)", None),
        ("Peace.", "LAK"),
        ("Question:", None),
        ("Why?", None),
    ]


LETTERS = st.text(
    alphabet=st.sampled_from(
        "aB7 .!?;:\n\r\t…。！？；」』”\"')(１다까를가我们はг.тМ　\u2028\u200b-*Qé\ud800"
    ),
    max_size=400,
)


@given(LETTERS, st.sampled_from(LANGUAGES))
def test_passages_and_the_white_space_between_them_are_the_text(text: str, language: str) -> None:
    last = 0
    for start, end in spans(text, language):
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@given(LETTERS, st.sampled_from(LANGUAGES), st.data())
def test_turns_lose_nothing_either(text: str, language: str, data: st.DataObject) -> None:
    points = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    turns = (
        Turn(start=points[0], end=points[1], speaker="A", actor="LAK"),
        Turn(start=points[2], end=points[3], speaker="B", actor=None),
    )
    passages = cut(evolve(DOCUMENT, text=text, language=language, turns=turns))
    kept = "".join(text[one.start : one.end] for one in passages)
    assert "".join(kept.split()) == "".join(text.split())
    for one in passages:
        inside = points[0] <= one.start and one.end <= points[1]
        assert one.actor in ({"LAK", None} if inside else {None})


def test_fifty_thousand_passages_take_seconds() -> None:
    text = ("We met in the U.S. at 3.5 p.m. with Mr. Lee, and agreed. " * 4 + "\n") * 12_500
    before = time.process_time()
    count = len(cut(evolve(DOCUMENT, text=text)))
    assert count == 50_000
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    "text",
    [
        "(" + "a;" * 300_000,
        "a" + " " * 600_000 + "b",
        "." * 600_000,
        "a. " * 50_000,
        "\n" * 600_000 + "a",
        "A" * 220 + ":\n" + ("B" * 200 + ": C\n") * 2_000,
        "  A" * 40_000,
        "「" * 300_000 + "。」" * 30_000,
    ],
    ids=range(8),
)
def test_no_text_takes_long_however_it_was_made(text: str) -> None:
    before = time.process_time()
    for language in ("en", "ja"):
        turns = find_turns(text, Clues(actors=("LAK",), genre="transcript")).turns
        cut(evolve(DOCUMENT, text=text, language=language, turns=turns))
        cut(evolve(DOCUMENT, text=text, language=language))
    assert time.process_time() - before < 20
