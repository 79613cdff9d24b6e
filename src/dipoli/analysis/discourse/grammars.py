"""How far words reach in a language, and on which side they stand: the grammar of stance.

All on folded text, in which full-width signs are ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen


@frozen(kw_only=True)
class Grammar:
    """How far words reach in a language, and on which side they stand.

    Args:
        before: whether a negation stands before its word and a condition opens its clause.
        negates: characters between a negation and its word.
        reports: characters between a word of reporting and what it distances.
        leans: characters between a leaning word and what was found.
        other_clause: characters that count for the edge of a clause between the two.
        clause: what ends a clause.
        question: how a question ends.
        first_person: words by which a speaker tells of himself.
        closing: conditions that close their clause though others open it.
        exchange: conditions that tie what stands on either side of them in the clause.
        topic: what follows upon a word that the sentence is about, where a particle says so.
    """

    before: bool
    negates: int
    reports: int
    leans: int
    other_clause: int
    clause: re.Pattern[str]
    question: re.Pattern[str]
    first_person: re.Pattern[str]
    closing: re.Pattern[str] = re.compile("(?!)")
    exchange: re.Pattern[str] = re.compile("(?!)")
    topic: re.Pattern[str] = re.compile("(?!)")


SENTENCE = re.compile(
    r"[.。!?](?:(?<=[。!?])[。!?]*"
    r"|(?<=\.)(?<!\b[a-z]\.)(?<!\bmr\.)(?<!\bms\.)(?<!\bno\.)(?=[\s\"'»”)]|$)|(?<=다\.))"
)
"""Where a sentence ends, in any language; an initial or ``Mr.`` ends none."""

GRAMMARS: Mapping[str, Grammar] = {
    "en": Grammar(
        before=True,
        negates=22,
        reports=45,
        leans=220,
        other_clause=40,
        clause=re.compile(r"[,;:()]|\.(?=\s)| - |\b(?:but|however|although|while|whereas)\b"),
        question=re.compile(r"\?\W*$"),
        first_person=re.compile(r"\b(?:i|we|our|us|my|it is)\b"),
        exchange=re.compile(r"in (?:return|exchange) for|contingent|conditional"),
    ),
    "ru": Grammar(
        before=True,
        negates=20,
        reports=45,
        leans=220,
        other_clause=40,
        clause=re.compile(r"[,;:()]|\.(?=\s)| - |\b(?:но|однако|хотя)\b"),
        question=re.compile(r"\?\W*$"),
        first_person=re.compile(r"\b(?:я|мы|наш\w*|нам|мне|нас)\b"),
        exchange=re.compile(r"в обмен|взамен|не раньше|преждеврем|немыслим"),
    ),
    "zh": Grammar(
        before=True,
        negates=4,
        reports=12,
        leans=80,
        other_clause=12,
        clause=re.compile("[,;:()。]|但是?|然而"),
        question=re.compile(r"\?\W*$|吗\W*$"),
        first_person=re.compile("我|本国"),
        closing=re.compile("前提|条件"),
        exchange=re.compile(r"作为交换|取决于"),
    ),
    "ko": Grammar(
        before=False,
        negates=9,
        reports=15,
        leans=100,
        other_clause=12,
        clause=re.compile(r"[,;:()]|지만|으나|(?<=[가-힣])며(?=\s)"),
        question=re.compile(r"\?\W*$|까[.\s]*$"),
        first_person=re.compile("나는|저는|우리는|제가|내가|우리가|저의|정부는|우리 정부"),
        exchange=re.compile(r"대가로|없이는"),
        topic=re.compile(r"\S{0,8}(?:은|는)\s"),
    ),
    "ja": Grammar(
        before=False,
        negates=5,
        reports=15,
        leans=100,
        other_clause=12,
        clause=re.compile("[,;:()、]|しかし|ものの"),
        question=re.compile(r"\?\W*$|(?<!ない)か[。\s]*$"),
        first_person=re.compile("私|我が国|我々|われわれ|政府として|わが国"),
        exchange=re.compile(r"見返り|引き換え|限りま|限る|次第|なしに|あり得な"),
        topic=re.compile(r"[^、,。がを]{0,10}は"),
    ),
}
"""By language (ISO 639-1). A language that is not here is not read."""

QUOTED = re.compile(
    "“[^”]*”|«[^»]*»|《[^》]*》|<[^<>]*>|「[^」]*」|『[^』]*』|\"[^\"]*\"|(?<!\\w)'[^']*'(?!\\w)"
)
"""What stands in quotation marks, whatever their kind."""
