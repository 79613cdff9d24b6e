"""The traps of reading by words, each in every language of the shipped codebook.

Sentences are made up; the sides are those that a reader would tell.
"""

# ruff: noqa: RUF001 - marks and letters of other scripts are meant

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dipoli.analysis.discourse import stance
from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Code, Stance
from dipoli.analysis.discourse.lexicon import Lexicon, compile_lexicon
from dipoli.codec.codebook_file import read_codebook

BOOK = Path(__file__).parents[3] / "codebooks" / "korea-peace.yaml"


@cache
def _book() -> tuple[Codebook, Lexicon]:
    book = read_codebook(BOOK)
    return book, compile_lexicon(book)


def _coded(language: str, words: str) -> dict[str, Code]:
    book, lexicon = _book()
    codes = lexicon.codes(words, language, None)
    return {one.issue: one for one in stance.read(words, 0, codes, book, language)}


@pytest.mark.parametrize(
    ("language", "words", "issue"),
    [
        ("en", "The power of the people built this dam.", "families"),
        ("en", "The Democratic People's Republic of Korea sent a delegation.", "human_rights"),
        ("en", "He started to speak at noon.", "denuclearisation"),
        ("en", "The committee met in the important import office.", "families"),
        ("ko", "현대화된 공장을 더 세우자.", "relations"),
        ("ko", "핵심 과제를 먼저 살펴보자.", "denuclearisation"),
        ("ko", "우리는 자주 만나 이야기했다.", "sovereignty"),
        ("ko", "아침마다 하여야 할 일이 많다.", "domestic_limits"),
        ("zh", "他负责绿色通道的管理工作。", "climate"),
        ("zh", "干部要干事创业、担当作为。", "economy"),
        ("ja", "国家の中核を担う人材を育てる。", "denuclearisation"),
        ("ja", "安全保障環境は厳しさを増している。", "climate"),
        ("ru", "Я думаю, что завтра будет дождь.", "domestic_limits"),
        ("ru", "Это зависит от инвестиционного климата.", "climate"),
    ],
)
def test_a_seed_is_not_found_inside_another_word(language: str, words: str, issue: str) -> None:
    assert issue not in _coded(language, words)


SUPPORTS, OPPOSES = Stance.SUPPORTS, Stance.OPPOSES
CONDITIONAL, REPORTED, NONE = Stance.CONDITIONAL, Stance.REPORTED, Stance.NONE

NEGATION = [
    ("en", "Sanctions must be lifted.", "sanctions", SUPPORTS),
    ("en", "Sanctions must not be lifted.", "sanctions", OPPOSES),
    ("en", "We will never abandon our nuclear weapons.", "denuclearisation", OPPOSES),
    ("en", "We do not reject dialogue with our neighbours.", "relations", SUPPORTS),
    ("ko", "제재를 해제하여야 한다.", "sanctions", SUPPORTS),
    ("ko", "제재를 해제하지 말아야 한다.", "sanctions", OPPOSES),
    ("ko", "우리는 핵무기를 포기하지 않을 것이다.", "denuclearisation", OPPOSES),
    ("ko", "우리는 대화를 거부하지 않는다.", "relations", SUPPORTS),
    ("zh", "应当取消制裁。", "sanctions", SUPPORTS),
    ("zh", "不应取消制裁。", "sanctions", OPPOSES),
    ("zh", "绝不放弃对话。", "relations", SUPPORTS),
    ("zh", "我们不支持军备竞赛。", "military", OPPOSES),
    ("ja", "制裁を解除すべきである。", "sanctions", SUPPORTS),
    ("ja", "制裁を解除すべきではない。", "sanctions", OPPOSES),
    ("ja", "核兵器の廃絶を支持しない。", "denuclearisation", OPPOSES),
    ("ja", "我々は対話を拒否しない。", "relations", SUPPORTS),
    ("ru", "Санкции должны быть сняты.", "sanctions", SUPPORTS),
    ("ru", "Санкции нельзя снять.", "sanctions", OPPOSES),
    ("ru", "Мы не откажемся от ядерного оружия.", "denuclearisation", OPPOSES),
    ("ru", "Мы не отвергаем диалог с соседями.", "relations", SUPPORTS),
]
DOUBLE = [
    ("en", "We can never refuse to lift the sanctions.", "sanctions", SUPPORTS),
    ("ko", "제재를 해제하지 않을 수 없다.", "sanctions", SUPPORTS),
    ("zh", "不能不取消制裁。", "sanctions", SUPPORTS),
    ("ja", "制裁を解除しなければならない。", "sanctions", SUPPORTS),
    ("ru", "Мы не можем не отменить санкции.", "sanctions", SUPPORTS),
]
QUOTATION = [
    ("en", "The ministry said: “Sanctions must be lifted at once.”", "sanctions", REPORTED),
    ("ko", "외무성은 《제재를 해제하여야 한다》라고 주장했다.", "sanctions", REPORTED),
    ("zh", "对方声称：“应当取消制裁”。", "sanctions", REPORTED),
    ("ja", "相手側は「制裁を解除すべきだ」と主張した。", "sanctions", REPORTED),
    ("ru", "Министерство заявило: «Санкции должны быть сняты».", "sanctions", REPORTED),
    ("en", "We say: “Sanctions must be lifted at once.”", "sanctions", SUPPORTS),
    ("ko", "나는 《제재를 해제하여야 한다》라고 말했다.", "sanctions", SUPPORTS),
    ("zh", "我们认为：“应当取消制裁”。", "sanctions", SUPPORTS),
    ("ja", "私は「制裁を解除すべきだ」と主張した。", "sanctions", SUPPORTS),
    ("ru", "Мы заявляем: «Санкции должны быть сняты».", "sanctions", SUPPORTS),
]
ATTRIBUTION = [
    ("en", "They claim that sanctions must be lifted.", "sanctions", REPORTED),
    ("ko", "그들은 제재를 해제하여야 한다고 주장했다.", "sanctions", REPORTED),
    ("zh", "他们声称应当取消制裁。", "sanctions", REPORTED),
    ("ja", "彼らは制裁を解除すべきだと主張した。", "sanctions", REPORTED),
    ("ru", "Они утверждают, что санкции должны быть сняты.", "sanctions", REPORTED),
    ("en", "The so-called human rights issue is raised again.", "human_rights", REPORTED),
    ("en", "They interfere under the pretext of human rights.", "human_rights", REPORTED),
    ("ko", "이른바 인권문제가 또 나왔다.", "human_rights", REPORTED),
    ("ko", "그들은 인권을 구실로 끼여들고있다.", "human_rights", REPORTED),
    ("zh", "有人又提所谓的人权问题。", "human_rights", REPORTED),
    ("zh", "一些国家以人权为借口插手。", "human_rights", REPORTED),
    ("ja", "いわゆる人権問題がまた持ち出された。", "human_rights", REPORTED),
    ("ja", "彼らは人権を口実に介入する。", "human_rights", REPORTED),
    ("ru", "Снова поднят так называемый вопрос прав человека.", "human_rights", REPORTED),
    ("ru", "Они действуют под предлогом прав человека.", "human_rights", REPORTED),
]
CONDITION = [
    ("en", "Sanctions will be lifted once they give up the programme.", "sanctions", CONDITIONAL),
    ("en", "If the threat ends, we will support dialogue.", "relations", CONDITIONAL),
    ("en", "Sanctions will remain in place until then.", "sanctions", CONDITIONAL),
    ("ko", "위협이 없어지면 제재를 해제할 것이다.", "sanctions", CONDITIONAL),
    ("ko", "합의를 이행하는 조건에서 제재를 해제하여야 한다.", "sanctions", CONDITIONAL),
    ("ko", "합의가 이행될 때까지 제재를 유지할 것이다.", "sanctions", CONDITIONAL),
    ("zh", "如果威胁消失，就可以取消制裁。", "sanctions", CONDITIONAL),
    ("zh", "只有停止试验，才能取消制裁。", "sanctions", CONDITIONAL),
    ("ja", "約束が守られれば、制裁を解除する。", "sanctions", CONDITIONAL),
    ("ja", "約束が守られない限り、制裁を維持する。", "sanctions", CONDITIONAL),
    ("ja", "約束が守られるまで制裁を維持する。", "sanctions", CONDITIONAL),
    ("ru", "Если угроза исчезнет, санкции будут сняты.", "sanctions", CONDITIONAL),
    ("ru", "Санкции сохраняются до тех пор, пока не выполнены условия.", "sanctions", CONDITIONAL),
    (
        "ru",
        "Санкции будут отменены при условии, что все выполнят обещания.",
        "sanctions",
        CONDITIONAL,
    ),
]
NO_SIDE = [
    ("en", "Will sanctions be lifted?", "sanctions", NONE),
    ("ko", "제재가 해제될 것이라고 보십니까.", "sanctions", NONE),
    ("zh", "制裁会取消吗？", "sanctions", NONE),
    ("ja", "制裁は解除されるのでしょうか。", "sanctions", NONE),
    ("ru", "Будут ли сняты санкции?", "sanctions", NONE),
    ("en", "There are sanctions.", "sanctions", NONE),
    ("ko", "제재가 있다.", "sanctions", NONE),
    ("zh", "这里谈到制裁。", "sanctions", NONE),
    ("ja", "制裁がある。", "sanctions", NONE),
    ("ru", "Это санкции.", "sanctions", NONE),
]
NAMING = [
    ("en", "We welcome the alliance.", "military", SUPPORTS),
    ("en", "War games must be stopped.", "military", OPPOSES),
    ("ko", "한미동맹을 더욱 굳건히 하겠습니다.", "military", SUPPORTS),
    ("ko", "합동군사연습을 중지하여야 한다.", "military", OPPOSES),
    ("zh", "加强国防建设。", "military", SUPPORTS),
    ("zh", "反对军备竞赛。", "military", OPPOSES),
    ("ja", "日米同盟の抑止力を強化する。", "military", SUPPORTS),
    ("ja", "合同軍事演習を中止すべきだ。", "military", OPPOSES),
    ("ru", "Мы укрепляем вооруженные силы.", "military", SUPPORTS),
    ("ru", "Военные учения следует прекратить.", "military", OPPOSES),
]


@pytest.mark.parametrize(
    ("language", "words", "issue", "side"),
    [*NEGATION, *DOUBLE, *QUOTATION, *ATTRIBUTION, *CONDITION, *NO_SIDE, *NAMING],
)
def test_the_side_is_that_of_a_reader(language: str, words: str, issue: str, side: Stance) -> None:
    assert _coded(language, words)[issue].stance is side
