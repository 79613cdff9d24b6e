"""Whose words stand where in a transcript; what is not known is nobody's."""

# ruff: noqa: RUF001 - marks of other scripts are meant

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.analysis.discourse import labels
from dipoli.analysis.discourse.turns import Clues, find_turns, speakers_of

NAMES = {
    "LAK": ("Lakeland", "Republic of the Lake"),
    "RIV": ("Riverland", "Democratic Republic of the Lake"),
    "SEA": ("Seashore",),
}


def told(text: str, **clues: object) -> list[tuple[str, str | None, str]]:
    known = Clues(**{"actors": ("LAK",), "genre": "transcript", "names": NAMES, **clues})  # type: ignore[arg-type]
    return [
        (turn.speaker, turn.actor, text[turn.start : turn.end].strip())
        for turn in find_turns(text, known).turns
    ]


def test_an_office_of_the_state_introduces_a_person() -> None:
    text = (
        "The hall was full.\n\n* * *\n\n"
        "President of Lakeland Ada Lee: We agree.\n\nThere are two things: peace and trade.\n\n"
        "Question: Mrs President, why?\n\n"
        "Prime Minister of the Democratic Republic of the Lake Bo Ru (retranslated): I agree.\n\n"
        "Ada Lee: Because we are: neighbours.\n"
    )
    assert told(text) == [
        (
            "President of Lakeland Ada Lee",
            "LAK",
            "We agree.\n\nThere are two things: peace and trade.",
        ),
        ("Question", None, "Mrs President, why?"),
        ("Prime Minister of the Democratic Republic of the Lake Bo Ru", None, "I agree."),
        ("Ada Lee", "LAK", "Because we are: neighbours."),
    ]
    assert find_turns(text, Clues(actors=("LAK",), genre="transcript", names=NAMES)).introduced == {
        "Ada Lee": "LAK"
    }


def test_a_person_whom_another_document_introduced_is_known() -> None:
    text = "Oto Brandt: Why?\n\nAda Lee: Because.\n"
    assert [actor for _, actor, _ in told(text)] == [None, None]
    assert [actor for _, actor, _ in told(text, known={"Ada Lee": "LAK"})] == [None, "LAK"]
    assert [actor for _, actor, _ in told(text, known={"Ada Lee": "RIV"})] == [None, None]


def test_a_page_that_lost_its_lines_keeps_its_speakers_apart() -> None:
    text = (
        "East Room\n\n5:55 P.M. EDT      THE PRESIDENT:  Hello.  The deal is this: peace.      "
        "Q    Why?  Is it new?      THE PRESIDENT:  Yes.      MS. OKADA:  Last question.\n\n"
        "Q:  When?\n\nTHE PRESIDENT:  (As interpreted.)  Now.\n\nEND 6:01 P.M. EDT"
    )
    assert told(text) == [
        ("THE PRESIDENT", "LAK", "Hello.  The deal is this: peace."),
        ("Q", None, "Why?  Is it new?"),
        ("THE PRESIDENT", "LAK", "Yes."),
        ("MS. OKADA", None, "Last question."),
        ("Q", None, "When?"),
        ("THE PRESIDENT", "LAK", "(As interpreted.)  Now."),
    ]


TITLE = "Remarks by President Lee and President Bo Ru of Riverland in a Press Conference"
BOTH = "PRESIDENT LEE:  Yes.\n\nPRESIDENT RU:  (As interpreted.)  No.\n\nQ    Why?\n"


def test_a_title_says_by_whom_the_words_are() -> None:
    actors = [actor for _, actor, _ in told(BOTH, title=TITLE, actors=("LAK", "RIV"))]
    assert actors == ["LAK", "RIV", None]


def test_another_speaker_s_words_are_not_the_document_s_actor_s() -> None:
    assert [actor for _, actor, _ in told(BOTH, title=TITLE)] == ["LAK", None, None]


def test_two_names_without_a_state_are_nobody_s() -> None:
    title = "Remarks by President Lee and Prime Minister Ru"
    assert [actor for _, actor, _ in told(BOTH, title=title)] == [None, None, None]


def test_whom_one_met_is_not_who_speaks() -> None:
    title = "Meeting with Prime Minister Ru"
    assert [actor for _, actor, _ in told("PRIME MINISTER RU:  Hello.", title=title)] == [None]


def test_an_office_is_nobody_s_in_a_text_of_several() -> None:
    assert [actor for _, actor, _ in told("THE PRESIDENT:  Yes.", actors=("LAK", "RIV"))] == [None]


def test_the_head_of_a_company_does_not_speak_for_the_state() -> None:
    text = "President of Lakeland Media Group Oto Brandt: Welcome.\n\nPresident of Lakeland: Hello."
    assert [actor for _, actor, _ in told(text)] == [None, "LAK"]


def test_the_manifest_has_the_last_word() -> None:
    speakers = speakers_of("Bo Ru = RIV; THE PRESIDENT=; Lee=LAK")
    text = (
        "THE PRESIDENT: One.\n\nDr Ada Lee: Two.\n\nBo Ru (retranslated): Three.\n\nOto Oak: Four."
    )
    assert [actor for _, actor, _ in told(text, speakers=speakers)] == [None, "LAK", "RIV", None]


def test_a_role_in_the_manifest_names_the_actor_s_own_speaker() -> None:
    text = "Special Envoy: One.\n\nHost Country: Two."
    assert [actor for _, actor, _ in told(text, role="special envoy")] == ["LAK", None]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("질문 왜.\n\n대통령 아닙니다. 대통령 선거는 끝났습니다.\n\n질문 네?\n\n대통령 네.",
         [None, "LAK", None, "LAK"]),
        ("대통령 반갑습니다. 질문 왜 그렇습니까? 대통령 아닙니다. 질문 정말입니까? 대통령 네.",
         ["LAK", None, "LAK", None, "LAK"]),
        ("기자: 왜 그렇습니까?\n대통령: 아닙니다.\n홍길동 장관: 네.", [None, "LAK", None]),
        ("记者：为什么？\n答：因为我们要和平。\n问：真的吗？\n李明：是。", [None, "LAK", None]),
        ("記者：なぜですか。\n総理：平和のためです。", [None, "LAK"]),
        ("Вопрос: Почему?\n\nОтвет: Потому что.\n\nА.Иванов: Да.", [None, "LAK", None]),
        ("Асуулт: Яагаад?\n\nХариулт: Тийм.", [None, "LAK"]),
    ],
)  # fmt: skip
def test_asking_and_answering_in_other_languages(text: str, actors: list[str | None]) -> None:
    assert [actor for _, actor, _ in told(text)] == actors


def test_a_speech_with_a_colon_is_no_transcript() -> None:
    text = "Mr. President: I come with a word.\n\nPeace: it is all.\n\nOur Common Future: a plan."
    assert told(text, genre="speech") == []


def test_a_speech_that_turns_out_to_be_an_interview_has_turns() -> None:
    text = "질문 하나.\n\n대통령 둘.\n\n질문 셋.\n\n대통령 넷."
    assert [actor for _, actor, _ in told(text, genre="speech")] == [None, "LAK", None, "LAK"]


def test_a_transcript_without_a_speaker_is_nobody_s() -> None:
    assert told("We met. We agreed.") == [("", None, "We met. We agreed.")]


def test_a_salutation_is_no_speaker() -> None:
    text = "President of Lakeland Ada Lee: Friends.\n\nMr President: welcome.\n\nTO THE HALL: Hail."
    assert len(told(text)) == 1


def test_a_compiler_s_introduction_is_nobody_s() -> None:
    text = "신년사\n\n해 제\n\n그는 평화를 말했다.\n\n원 문\n\n동지들! 나는 평화를 바랍니다."
    assert told(text, genre="speech") == [
        ("해 제", None, "그는 평화를 말했다."),
        ("", "LAK", "동지들! 나는 평화를 바랍니다."),
    ]
    assert told(text, genre="joint_statement", actors=("LAK", "RIV")) == []


def test_speakers_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(ValueError, match="'Ada Lee' is not name=CODE"):
        speakers_of("Ada Lee")


@given(
    st.text(alphabet=st.sampled_from("AQ:\n aeE.질문대통령：記者#"), max_size=200),
    st.sampled_from(["transcript", "speech"]),
)
def test_turns_lie_in_the_text_apart(text: str, genre: str) -> None:
    last = 0
    for turn in find_turns(text, Clues(actors=("LAK",), genre=genre)).turns:
        assert last <= turn.start <= turn.end <= len(text)
        last = turn.end


CODES = st.permutations(["LAK", "RIV", "SEA"])


@given(CODES)
def test_renaming_the_actors_renames_the_turns_and_nothing_else(codes: list[str]) -> None:
    change = dict(zip(("LAK", "RIV", "SEA"), codes, strict=True))
    names = {change[code]: known for code, known in NAMES.items()}
    renamed = told(BOTH, title=TITLE, actors=(change["LAK"], change["RIV"]), names=names)
    assert renamed == [
        (speaker, actor and change[actor], words)
        for speaker, actor, words in told(BOTH, title=TITLE, actors=("LAK", "RIV"))
    ]


def test_lines_with_a_colon_are_those_that_the_expression_finds_in_the_whole_text() -> None:
    dice = random.Random(9)
    signs = ["\n", "\n", ":", "：", "=", "(", ")", "（", "）", "Q", " ", "*", "】", "\t", ">"]
    for _ in range(5_000):
        runs = ["x" * dice.choice((1, 60, 85, 215)), "Ｘ. Y"]
        text = "".join(dice.choices(signs + runs, k=dice.randint(1, 14)))
        slow = [found.span() for found in labels._LINE.finditer(text)]  # noqa: SLF001 - the slow obvious way
        assert [found.span() for found in labels._with_colon(text)] == slow  # noqa: SLF001 - beside the fast one
