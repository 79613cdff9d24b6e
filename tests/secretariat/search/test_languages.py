"""The six languages as people type them, and what of them is found."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import unicodedata

import pytest
from tests.secretariat.search.test_index import found, indexed


def apart(words: str) -> str:
    """A text as some machines send it, each sign taken to pieces."""
    return unicodedata.normalize("NFD", words)


KOREAN = [
    ("다리를", "다리에서 만난다"),
    ("회의에서의", "다음 회의는"),  # one particle after another
    ("정부와의", "정부는 발표했다"),
    ("선박들에게는", "선박이"),
    ("제재들로부터", "제재 완화"),
    ("조약이다", "이 조약은"),
    ("한반도에서만", "한반도"),
    ("평화 협정", "평화협정의 체결"),  # typed apart, it is found together too
    ("평화협정을", "한반도평화 협정의 체결"),  # and typed together, apart
    ("평화협정체결", "평화 협정 체결을 위한"),
    (apart("비핵화"), "비핵화의 단계"),
    ("비핵화", apart("비핵화의 단계")),
    ("6자회담", "제６자회담에서"),
    ("핵", "핵무기"),
    ("ㄱ", "ㄱ항"),
]
JAPANESE = [
    ("ミサイル", "ﾐｻｲﾙ発射"),
    ("ﾊﾟｲﾌﾟﾗｲﾝ", "パイプライン"),
    ("ガス", apart("ガス管")),
    (apart("ガス"), "ガス管"),
    ("１０日", "10日"),
    ("コンピュータ", "コンピューター"),
    ("六者会合", "六者\n会合"),
    ("日本海", "日本海側"),
    ("㈱", "(株)"),
    ("令和", "㋿"),
    ("人々", "沿岸の人々が"),
]
CHINESE = [
    ("核问题", "朝鲜半岛核问题六方会谈"),
    ("半岛 会谈", "朝鲜半岛核问题六方会谈"),
    ("六方會談", "第四輪六方會談共同聲明"),
    ("停战协定", "一九五三年停战\n协定"),
]
ENGLISH = [
    ("denuclearisation", "denuclearization of the peninsula"),
    ("normalized", "to normalise relations"),
    ("parties", "either party"),
    ("ceasefires", "a ceasefire"),
    ("inspect", "inspections"),
]
RUSSIAN = [
    ("переговоры", "на переговорах"),
    ("мирного договора", "мирный договор"),
    ("ядерное оружие", "ядерного оружия"),
    ("обязательство", "взятых обязательств"),
    ("еще", "ещё раз"),
]
MONGOLIAN = [
    ("гэрээ", "гэрээний"),
    ("гэрээг", "гэрээний"),
    ("улсын", "улсаас"),  # a root of three letters
    ("улс", "улсууд"),
    ("хилээр", "хилийн"),
    ("нуур", "нууруудын"),
    ("гүүрүүд", "гүүрээр"),
    ("талуудын", "талын"),
    ("Монгол", "МОНГОЛЫН"),
    ("шугам", "шугамтай"),
    ("боомтоос", "боомтын"),
    (apart("хэлэлцээрийн"), "хэлэлцээрээс"),
]


@pytest.mark.parametrize(
    ("typed", "text"), [*KOREAN, *JAPANESE, *CHINESE, *ENGLISH, *RUSSIAN, *MONGOLIAN]
)
def test_it_is_found(typed: str, text: str) -> None:
    assert found(indexed("something else", text), typed) == [1]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("국가", "국경"),  # the last sign of a word of two is no particle
        ("회의", "회담"),
        ("이행사항", "이 행사 항목"),  # no part has one syllable alone
        ("평화협정", "평화 협상"),
        ("ひらがな", "ヒラガナ"),  # as typed: no conversion of kana
        ("髙", "高"),
        ("өгөх", "огох"),  # another word
        ("хил", "хэл"),
        ("город", "горами"),  # Russian beside it: no Mongolian ending is seen in it
        ("святой", "свячи"),
    ],
)
def test_it_is_not_taken_for_another(typed: str, text: str) -> None:
    assert found(indexed(text), typed) == []
