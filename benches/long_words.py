"""A long forum in six languages: the acts of `benches.long_site`, with words that differ."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import rmtree

from benches import long_site
from benches.ledger import ROOT
from benches.long_forum import Step
from tests.record.acts import CIRCLE, FORUM, OFFICE, ORIGIN

from dipoli.demonstration.chance import stream
from dipoli.depositary import sqlite
from dipoli.record.canon import Json
from dipoli.record.tree import Frontier, leaf_hash
from dipoli.secretariat.premises import Premises, make_premises

# ruff: noqa: RUF001 - letters of other scripts are meant

LANGUAGES = {
    "en": "bridge inspection harbour vessel treaty notice monitoring ceasefire lake customs pilot "
    "fishing border energy railway medicine reunion archive deadline sanction relief corridor",
    "ko": "다리를 사찰이 항구에서 선박의 조약을 통보 감시 휴전 호수의 세관 어업 국경 철도 "
    "의약품 이산가족 평화체제 비핵화 공동선언 제재 완화 단계적 이행",
    "zh": "桥梁 视察 港口 船舶 条约 通报 监测 停火 湖泊 海关 渔业 边界 铁路 药品 家庭团聚 和平机制 "
    "无核化 联合声明 制裁 减缓 分阶段 执行",
    "ja": "橋 査察 港湾 船舶 条約 通報 監視 停戦 湖 税関 漁業 国境 鉄道 医薬品 家族再会 平和体制 "
    "非核化 共同声明 制裁 緩和 段階的 履行",
    "ru": "моста инспекция гавани судно договора уведомление наблюдение перемирие озера таможня "
    "рыболовство границы железная лекарства воссоединение механизм санкции смягчение этапы",
    "mn": "гүүрийн шалгалт боомтоос хөлөг гэрээний мэдэгдэл ажиглалт гал зогсоох нуурын гааль "
    "загасчлал хилийн төмөр зам эмийн уулзалт механизм хориг сулруулах үе шат хэлэлцээрийн",
}
QUESTIONS = (
    "bridge", "inspections border", '"fishing border"', "harbour -lake", "sanct",
    "다리", "사찰을 국경", "평화체제의", "호수의 -철도", "핵",
    "桥", "和平机制", "港口 条约", "制裁 -湖", "联合声明",
    "条約", "査察 国境", '"平和体制"', "湖", "共同声明 -橋",
    "мост", "договором", "границы озеро", "санкций -судно", "инсп",
    "гүүр", "гэрээ", "хэлэлцээрээр", "нуур хилийн", "шалгалт -хориг",
    "a", "the", "in spring", "lake 다리 桥", "nothingofthiskind", "1",
)  # fmt: skip
"""Rare words and common ones, words in other forms, several, passages, exclusions, one sign."""

_TITLED = {"proposal.table", "text.table"}
_SPOKEN = {"proposal.speak"}
_HELD = "They open the bridge in spring."


def _varied(step: Step, dice: random.Random) -> Step:
    by, name, about, hours, deadline, said = step
    more: dict[str, Json] = {}
    if name in _TITLED:
        more = {"title": f"{said['title']}: {_sentence(dice, 6)}"}
    elif name in _SPOKEN:
        more = {"words": _sentence(dice, 60)}
    elif name == "clause.propose":
        more = {"words": f"{_HELD} {_sentence(dice, 40)}"}  # it is bracketed by its words
    elif name in {"text.serve", "silence.certify", "proposal.put", "proposal.adopt"}:
        more = {} if name == "text.serve" else {"words": _sentence(dice, 20)}
    return by, name, about, hours, deadline, {**said, **more}


def _sentence(dice: random.Random, length: int) -> str:
    language = dice.choice(list(LANGUAGES))
    words = LANGUAGES[language].split()
    said = [dice.choice(words) for _ in range(length)]
    return f"{' '.join(said)} {dice.randrange(10_000)}"


def long_words(size: int) -> Path:
    """The folder of a site with such a forum, laid on the first call.

    Args:
        size: how many acts its record has.
    """
    folder = ROOT / "out" / f"long-words-{size}"
    if folder.exists():
        return folder
    dice = random.Random(size)
    plain = long_site._steps  # noqa: SLF001 - the same acts, in other words

    def varied(size: int) -> Iterator[Step]:
        return (_varied(one, dice) for one in plain(size))

    long_site._steps = varied  # noqa: SLF001 - likewise
    try:
        held = list(long_site.signed_acts(size))[:size]
    finally:
        long_site._steps = plain  # noqa: SLF001 - as it was
    staging = folder.with_name(f"{folder.name}.partial")
    rmtree(staging, ignore_errors=True)
    office = staging / long_site.HALL / "offices" / CIRCLE
    premises = Premises(folder=office, forum=FORUM, circle=CIRCLE, code=OFFICE)
    make_premises(premises, stream("bench-search"))
    tree = Frontier()
    sqlite.create(premises.record, ORIGIN, long_site.head_of(tree))
    with closing(sqlite.open_(premises.record, ORIGIN)) as custody:
        for at in range(0, size, 2_000):
            row = held[at : at + 2_000]
            tree = tree.add(*(leaf_hash(act.entry) for act in row))
            custody.append(at, row, long_site.head_of(tree))
    staging.rename(folder)
    return folder
