"""Where a transcript names who speaks: ``Question:``, ``THE PRESIDENT:``, ``Ada Lee:``.

A label stands at the beginning of a line, or behind two spaces or more where a page lost its lines,
and ends with a colon. Words of one language that ask, answer or name an office are tables here;
names of persons are told by how they are written. What might be a label and might be a sentence is
taken for a sentence only if it reads like one (it has a pronoun, a verb, small words at its end).
"""

# ruff: noqa: RUF001 - marks and letters of other scripts are meant

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterator

from attrs import frozen


class Label(enum.Enum):
    """What a label says of the speaker."""

    QUESTION = "question"
    ANSWER = "answer"
    OFFICE = "office"
    NAME = "name"
    END = "end"


@frozen(kw_only=True)
class Place:
    """A label in a text.

    Args:
        start: offset of its first character.
        end: offset of the first character of the words behind it.
        speaker: as the transcript names the speaker, without remarks in brackets.
        kind: what it says of the speaker.
    """

    start: int
    end: int
    speaker: str
    kind: Label


def _table(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|"))


_QUESTION = _table(
    "question|questions|remark|remarks from the floor|q|reporter|journalist|correspondent|press|"
    "moderator|interviewer|host|audience|speaker|interpreter|translator|вопрос|реплика|журналист|"
    "корреспондент|ведущий|ведущая|модератор|질문|질문자|문|기자|사회자|진행자|앵커|통역|问|记者|主持人|"
    "問|質問|記者|司会|асуулт|сэтгүүлч"
)
_ANSWER = _table("answer|a|ответ|답|답변|答|хариулт")
_OFFICE = _table(
    "the president|the vice president|the prime minister|the secretary|the minister|the chairman|"
    "the chancellor|the premier|the general secretary|the ambassador|the spokesperson|президент|"
    "премьер-министр|министр|대통령|총리|국무총리|주석|위원장|국무위원장|장관|대변인|总统|总理|主席|"
    "外长|发言人|大統領|総理|首相|外相|大臣|ерөнхийлөгч|ерөнхий сайд|сайд"
)
ROLES = _table(
    "president|vice president|prime minister|deputy prime minister|premier|chairman|chairwoman|"
    "chancellor|foreign minister|minister of foreign affairs|minister|secretary of state|secretary|"
    "general secretary|state councilor|ambassador|king|queen|emperor|taoiseach"
)
"""Offices that speak for a state, in small letters."""
_SALUTED = re.compile(r"(?i)(?:dear|mr\.?|mrs\.?|ms\.?|madam|sir|to)\s+(?:the\s+)?(?:madam\s+)?")
_SENTENCE = _table(
    "i|we|he|she|they|it|you|is|are|was|were|be|been|have|has|had|will|would|said|says|told|asked|"
    "to|from|with|that|this|these|my|our|your|his|her|their|as|but|so|if|when|what|who|here|there|"
    "not|no|let|now|today|me|us|then|also|therefore|still|because|first|second|following|please"
)
_CAPITALS = r"[A-Z][A-Z.’'\-]*[A-Z.](?: [A-Z][A-Z.’'\-]*){0,6}"
_NOTE = r"(?:[ ]?[(（][^()（）\n]{1,80}[)）])?"
_INLINE = re.compile(
    rf"(?:^|(?<=\n)|(?<=\s\s))(?:(?P<capitals>{_CAPITALS}){_NOTE}\s?:(?=\s)|(?P<q>[QA])(?=\s\s|:\s))"
)
_LINE = re.compile(
    rf"(?m)^[ \t\u3000*_>【「]{{0,8}}(?P<label>[^\n:：=]{{1,220}}?)(?P<note>{_NOTE})[】」*_]{{0,4}}"
    r"[ ]?[:：](?=\s|\W|\w)"
)
_COLON = re.compile("[:：]")
_FARTHEST_COLON = 400
"""Characters before a line's first colon, from which on `_LINE` cannot match."""
_END = re.compile(
    r"(?m)^[ \t]{0,40}(?:\\?#{3}|END\b[^\n]{0,40}|Published in sections?\b|Publication date\b"
    r"|\d{1,2}:\d\d [AP]\.M\.[^\n]{0,12})[^\n]*$"
)
_BARE = re.compile(
    r"(?m)(?:^|(?<=[.?!…] ))(?P<label>질문|기자|문|대통령|답변|답|총리|장관|위원장)[ \t]+(?=\S)"
)
_TWICE = re.compile(r"^(.*?((?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'.-]+))\s\2(?=[A-Z]).*$")
_BROKEN = re.compile(r"[!?;…“\"]|(?<!\b\w)\.(?!\S)(?!\s?[A-Z])")
_WORD = re.compile(r"[\w’'.\-]+")
_MANY_WORDS, _REPEATED, _EXCHANGES = 30, 3, 2
_LONGEST_NAME = 12


def labels(text: str, *, transcript: bool) -> tuple[Place, ...]:
    """Labels of speakers in a text, in order.

    Args:
        text: the text.
        transcript: whether it is known to be one; in any other text, labels count only if at least
            two ask and at least two answer.
    """
    places = {one.start: one for one in _inline(text)}
    for one in _lines(text):
        places.setdefault(one.start, one)
    found = sorted(places.values(), key=lambda one: one.start)
    if not found:
        found = _alternating(_bare(text))
    asked = sum(one.kind is Label.QUESTION for one in found)
    if not transcript and min(asked, len(found) - asked) < _EXCHANGES:
        return ()
    if not found:
        return ()
    ends = [_place(text, mark.start(), mark.end(), "", Label.END) for mark in _END.finditer(text)]
    later = [one for one in ends if one.start > found[0].start]
    return tuple(_apart(sorted([*found, *later], key=lambda one: one.start)))


def _apart(places: list[Place]) -> Iterator[Place]:
    last = 0
    for one in places:
        if one.start >= last:
            yield one
            last = one.end


def _place(text: str, start: int, end: int, speaker: str, kind: Label) -> Place:
    while end < len(text) and text[end].isspace():
        end += 1
    return Place(start=start, end=end, speaker=speaker, kind=kind)


def _inline(text: str) -> Iterator[Place]:
    for found in _INLINE.finditer(text):
        if found["q"]:
            kind = Label.QUESTION if found["q"] == "Q" else Label.ANSWER
            end = found.end() + (text[found.end()] == ":")
            yield _place(text, found.start(), end, found["q"], kind)
            continue
        speaker = found["capitals"]
        if not _SALUTED.match(f"{speaker} ") or _title(speaker):
            yield _place(text, found.start(), found.end(), speaker, _kind(speaker))


def _title(speaker: str) -> bool:
    """Whether a form of address is followed by a name, as in ``MS. OKADA``, not by an office."""
    rest = _SALUTED.sub("", f"{speaker} ").strip().casefold()
    return (
        bool(rest)
        and rest not in ROLES
        and not speaker.casefold().startswith(("to ", "dear "))
        and rest not in {"speaker", "chair", "chairperson", "secretary-general"}
    )


def _kind(speaker: str) -> Label:
    folded = " ".join(speaker.casefold().split())
    if folded in _QUESTION:
        return Label.QUESTION
    if folded in _ANSWER:
        return Label.ANSWER
    return Label.OFFICE if folded in _OFFICE else Label.NAME


def _with_colon(text: str) -> Iterator[re.Match[str]]:
    """Beginnings of lines that end in a colon; lines without one early on are not tried."""
    tried = -1
    for colon in _COLON.finditer(text):
        start = text.rfind("\n", 0, colon.start()) + 1
        if start != tried and colon.start() - start <= _FARTHEST_COLON:
            mark = _LINE.match(text, start)
            if mark is not None:
                yield mark
        tried = start


def _lines(text: str) -> Iterator[Place]:
    found = [
        (mark, _TWICE.sub(r"\1", mark["label"].strip("* _【】「」\t")).strip())
        for mark in _with_colon(text)
    ]
    often = Counter(speaker for _mark, speaker in found)
    for mark, speaker in found:
        spaced = text[mark.end() : mark.end() + 1].isspace() or mark.end() == len(text)
        kind = _kind(speaker)
        named = kind is not Label.NAME or _names(speaker, often[speaker])
        if named and (spaced or not speaker.isascii()):
            yield _place(text, mark.start(), mark.end(), speaker, kind)


def _names(speaker: str, often: int) -> bool:
    """Whether what stands before a colon is the name of a person, with or without an office."""
    words = _WORD.findall(speaker)
    if not 0 < len(words) <= _MANY_WORDS or any(map(str.isdigit, words)):
        return False
    if not speaker.isascii() and not any(map(str.isupper, speaker)):
        return _names_unspaced(speaker, often)
    if not speaker[0].isupper() or _BROKEN.search(speaker) or words[0].casefold() == "the":
        return False
    folded = {word.casefold() for word in words}
    if folded & _SENTENCE or (_SALUTED.match(f"{speaker} ") and not _title(speaker)):
        return False
    if len(words) == 1:
        return often >= _REPEATED or re.fullmatch(r"\w\.\w+", speaker) is not None
    office = any(speaker.casefold().startswith(f"{role} of ") for role in ROLES)
    return all(word[:1].isupper() for word in words[-1 if office else -2 :])


def _names_unspaced(speaker: str, often: int) -> bool:
    """The same in Korean, Chinese and Japanese: short, and an office or said again and again."""
    if len(speaker) > _LONGEST_NAME or re.search(r"[，、。,.?!]", speaker):
        return False
    return any(speaker.endswith(office) for office in _OFFICE | _QUESTION) or often >= _REPEATED


def _bare(text: str) -> list[Place]:
    """Korean labels without a colon, as ``질문 …`` and ``대통령 …``."""
    return [
        _place(text, mark.start(), mark.end(), mark["label"], _kind(mark["label"]))
        for mark in _BARE.finditer(text)
    ]


def _alternating(places: list[Place]) -> list[Place]:
    """Labels without a colon as long as asking and answering take turns; none else."""
    asked = sum(one.kind is Label.QUESTION for one in places)
    kept: list[Place] = []
    for one in places:
        asks = one.kind is Label.QUESTION
        if not kept or (kept[-1].kind is Label.QUESTION) != asks:
            kept.append(one)
    return kept if min(asked, len(places) - asked) >= _EXCHANGES else []
