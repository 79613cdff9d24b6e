"""Stance: how the speaker stands to the proposition of an issue, read by rules.

All words are the codebook's; here is only how they are read, in this order:

1. A word of *reporting* near what was found ("so-called", "under the pretext of"), or an
   attribution to somebody else over it ("they claim that"), or over the quotation in which it
   stands, makes it *reported*, unless the speaker takes a side in the same breath.
2. A question takes no side.
3. The *leaning words* of the issue in reach decide for or against, by number, those of the same
   clause counted twice; where there is none, the nearest word of approval, or of rejection close
   by; where there is none, the nearest wish ("must"). Where naming leans against the proposition
   only rejection says something. A negation in reach turns what it stands with; two turn it back.
4. What a *condition* governs is conditional, whichever side it is on; an exchange ("in return
   for") governs both its sides.
5. Nothing of the kind: no stance. To name is not to want.

Reach ends with the clause. Negation stands before its word in English, Chinese and Russian, and
after it in Korean and Japanese. A condition opens its clause in the former; in the latter it
closes it and governs what follows, and what the sentence is about (marked by a particle).

Rules of this kind read most sentences and miss irony, ellipsis and what stands in the sentence
before; how often is measured in ``docs/explanation/codebook-korea.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from dipoli.analysis.discourse.codebook import Codebook, Toward
from dipoli.analysis.discourse.coding import Code, Stance
from dipoli.analysis.discourse.grammars import GRAMMARS, Grammar
from dipoli.analysis.discourse.marked import Marked, marked
from dipoli.analysis.discourse.marks import Finder, Mark, Role, make_finder

_BESIDE = 6
"""Characters between a name and a negation that stands right beside it."""


@frozen
class _Rules:
    """A codebook made ready for one language."""

    codebook: Codebook
    grammar: Grammar
    finder: Finder
    towards: Mapping[str, tuple[str, Toward]]


_READY: dict[tuple[int, str], _Rules] = {}
_MOST_READY = 16


def read(
    words: str, offset: int, codes: tuple[Code, ...], codebook: Codebook, language: str
) -> tuple[Code, ...]:
    """The same codes with their stance, as far as it is read.

    Args:
        words: of the passage, as they came.
        offset: of the passage in its document.
        codes: of the passage.
        codebook: with cues and propositions.
        language: ISO 639-1.

    Returns:
        The codes in the same order. A code whose issue has no proposition, nor its parent, and
        every code in a language without cues, keeps the stance None: not read.
    """
    rules = _rules(codebook, language)
    if rules is None or not codes:
        return codes
    issues = frozenset(rules.towards[one.issue][0] for one in codes if one.issue in rules.towards)
    passage = marked(words, language, rules.finder, rules.grammar, issues)
    return tuple(_with_stance(one, offset, passage, rules) for one in codes)


def wishes(words: str, offset: int, code: Code, codebook: Codebook, language: str) -> bool | None:
    """Whether the speaker wants something in the clause of what was found.

    A word of advocacy says so ("must"), and a first person with a word of approval or rejection
    ("we welcome").

    Args:
        words: of the passage, as they came.
        offset: of the passage in its document.
        code: found in the passage.
        codebook: with cues.
        language: ISO 639-1.

    Returns:
        None where the codebook has no words of advocacy in the language: unknown.
    """
    rules = _rules(codebook, language)
    if rules is None or not codebook.cues[language].advocacy:
        return None
    passage = marked(words, language, rules.finder, rules.grammar, frozenset())
    clause = passage.clause_of(passage.place(code.start - offset))

    def said(role: Role) -> bool:
        return any(passage.clause_of(mark.start) == clause for mark in passage.of(role))

    own = said(Role.OWN) or any(
        passage.clause_of(found.start()) == clause
        for found in rules.grammar.first_person.finditer(passage.folded.text)
    )
    return said(Role.ADVOCACY) or (own and (said(Role.APPROVAL) or said(Role.REJECTION)))


def accuses(words: str, offset: int, code: Code, codebook: Codebook, language: str) -> bool:
    """Whether a word of accusation stands in the sentence of what was found ("hostile").

    Args:
        words: of the passage, as they came.
        offset: of the passage in its document.
        code: found in the passage.
        codebook: with cues; without such words nobody is known to accuse.
        language: ISO 639-1.
    """
    rules = _rules(codebook, language)
    if rules is None:
        return False
    passage = marked(words, language, rules.finder, rules.grammar, frozenset())
    start, end = passage.sentence(passage.place(code.start - offset))
    return any(start <= one.start < end for one in passage.of(Role.ACCUSATION))


def _rules(codebook: Codebook, language: str) -> _Rules | None:
    """Made once for each codebook and language; the codebook is kept so that its id stays its."""
    ready = _READY.get((id(codebook), language))
    if ready is not None and ready.codebook is codebook:
        return ready
    grammar = GRAMMARS.get(language)
    if grammar is None or language not in codebook.cues:
        return None
    own = {one.id: one.toward for one in codebook.issues}
    towards = {}
    for one in codebook.issues:
        for issue in (one.id, one.parent):
            toward = own.get(issue) if issue is not None else None
            if issue is not None and toward is not None:
                towards[one.id] = (issue, toward)
                break
    made = _Rules(codebook, grammar, make_finder(codebook, language), towards)
    if len(_READY) >= _MOST_READY:
        _READY.clear()
    _READY[id(codebook), language] = made
    return made


def _with_stance(code: Code, offset: int, passage: Marked, rules: _Rules) -> Code:
    if code.issue not in rules.towards:
        return code
    issue, toward = rules.towards[code.issue]
    span = passage.place(code.start - offset), passage.place(code.end - offset)
    stance, mark = _stance(passage, span, issue, toward)
    cue = ""
    if mark is not None:
        start, end = passage.folded.span(mark.start, mark.end)
        cue = passage.words[start:end]
    return evolve(code, stance=stance, cue=cue)


def _stance(
    passage: Marked, span: tuple[int, int], issue: str, toward: Toward
) -> tuple[Stance, Mark | None]:
    reported = _reported(passage, span)
    if reported is not None:
        return Stance.REPORTED, reported
    start, end = passage.sentence(span[0])
    if passage.grammar.question.search(passage.folded.text, start, end):
        return Stance.NONE, None
    side, mark = _side(passage, span, issue, toward)
    if side == 0:
        return Stance.NONE, None
    condition = _condition(passage, span)
    if condition is None and mark is not None and mark.issue and passage.grammar.before:
        condition = _condition(passage, (mark.start, mark.end))
    if condition is not None:
        return Stance.CONDITIONAL, condition
    return (Stance.SUPPORTS if side > 0 else Stance.OPPOSES), mark


# ---------------------------------------------------------------- another's words


def _reported(passage: Marked, span: tuple[int, int]) -> Mark | None:
    """The word that makes what was found another's, or distances the speaker from it."""
    for mark in passage.of(Role.REPORTING):
        near = passage.clause_of(mark.start) == passage.clause_of(span[0])
        if near and passage.gap(mark, span) <= passage.grammar.reports:
            return mark
    quote = _quote_around(passage, span)
    for mark in passage.of(Role.ATTRIBUTION):
        if not _governs(passage, mark, span, quote) or _is_own(passage, mark):
            continue
        return mark
    return None


def _quote_around(passage: Marked, span: tuple[int, int]) -> tuple[int, int] | None:
    for start, end in passage.quotes:
        if start <= span[0] and span[1] <= end:
            return start, end
    return None


def _governs(
    passage: Marked, mark: Mark, span: tuple[int, int], quote: tuple[int, int] | None
) -> bool:
    """Whether what was found stands among the words that a verb of saying gives."""
    if quote is not None:
        return mark.end <= quote[0] + 1 or mark.start >= quote[1] - 1
    if passage.sentence_of(mark.start) != passage.sentence_of(span[0]):
        return False
    if passage.grammar.before:
        return mark.end <= span[0]
    return mark.start >= span[1] and passage.clause_of(mark.start) == passage.clause_of(span[0])


def _is_own(passage: Marked, mark: Mark) -> bool:
    """Whether it is the speaker who speaks: a first person in the same clause."""
    text, start = passage.folded.text, passage.sentence(mark.start)[0]
    if passage.grammar.first_person.search(text, start, mark.start) is not None:
        return True
    return any(start <= own.start and own.end <= mark.start for own in passage.of(Role.OWN))


# ---------------------------------------------------------------- conditions


def _condition(passage: Marked, span: tuple[int, int]) -> Mark | None:
    """The condition that governs what was found: this stands outside of the condition's clause."""
    for mark in passage.of(Role.CONDITION):
        if passage.sentence_of(mark.start) != passage.sentence_of(span[0]):
            continue
        text = passage.folded.text[mark.start : mark.end]
        if passage.grammar.exchange.search(text):
            same = passage.clause_of(mark.start) == passage.clause_of(span[0])
            if same or not passage.grammar.before:
                return mark
        elif not passage.grammar.before:
            if mark.end <= span[0] or _is_topic(passage, span, mark):
                return mark
        elif passage.grammar.closing.search(text):
            if passage.clause_of(mark.start) != passage.clause_of(span[0]):
                return mark
        elif span[1] <= mark.start or passage.clause_of(mark.end) < passage.clause_of(span[0]):
            return mark
    return None


def _is_topic(passage: Marked, span: tuple[int, int], mark: Mark) -> bool:
    """Whether the sentence is about what was found, so that a later condition governs it."""
    text = passage.folded.text
    return passage.grammar.topic.match(text, span[1], max(mark.start, span[1])) is not None


# ---------------------------------------------------------------- for and against


def _side(
    passage: Marked, span: tuple[int, int], issue: str, toward: Toward
) -> tuple[int, Mark | None]:
    """+1 for the proposition, -1 against it, 0 for neither; and the word that says so."""
    supports = [mark for mark in passage.of(Role.SUPPORTS) if mark.issue == issue]
    opposes = [mark for mark in passage.of(Role.OPPOSES) if mark.issue == issue]
    leaning = [*_sided(passage, supports, 1, span), *_sided(passage, opposes, -1, span)]
    found = _vote(passage, span, leaning)
    if found is None and toward.naming:
        found = _told(passage, span, toward.naming)
    return (0, None) if found is None else found


def _told(passage: Marked, span: tuple[int, int], naming: int) -> _Sided | None:
    """The nearest approval or rejection, else the nearest wish.

    Both stand for much besides the issue. So a rejection counts only close by, a negation only
    right beside what it negates; and where naming leans against the proposition, as with
    sanctions, to approve and to wish says nothing of it.
    """
    near = passage.grammar.negates
    rejections = [mark for mark in passage.of(Role.REJECTION) if passage.gap(mark, span) <= near]
    told = [*_sided(passage, rejections, -naming)]
    if naming < 0:
        return _nearest(passage, span, told)
    told += _sided(passage, passage.of(Role.APPROVAL), naming, reach=_BESIDE)
    wishes = _sided(passage, passage.of(Role.ADVOCACY), naming, reach=_BESIDE)
    return _nearest(passage, span, told) or _nearest(passage, span, list(wishes))


_Sided = tuple[int, Mark]
"""A word with the side on which it stands, negations heeded."""


def _sided(
    passage: Marked,
    marks: Sequence[Mark],
    side: int,
    span: tuple[int, int] = (-1, -1),
    reach: int | None = None,
) -> Iterator[_Sided]:
    """Words with their sides, of which those inside what was found are its very name."""
    reach = passage.grammar.negates if reach is None else reach
    for mark in marks:
        if mark.start < span[1] and span[0] < mark.end:
            turned = side > 0 and _is_name_turned(passage, mark, marks)
        else:
            turned = _is_turned(passage, mark, passage.of(Role.NEGATION), reach)
        yield (-side if turned else side), mark


def _is_name_turned(passage: Marked, name: Mark, leaning: Sequence[Mark]) -> bool:
    """Whether a name that leans to the proposition is turned.

    Rejection turns it ("we reject dialogue"), unless that is negated itself or to reject is to
    lean; and so does a negation right beside it ("no dialogue"). One that leans against the
    proposition is never turned ("we want no war games").
    """
    reach = passage.grammar.negates
    negations = passage.of(Role.NEGATION)
    own = {(one.start, one.end) for one in leaning}
    rejections = [
        one
        for one in _turning(passage, name, passage.of(Role.REJECTION), reach)
        if (one.start, one.end) not in own
    ]
    if not rejections:
        return _is_turned(passage, name, negations, _BESIDE)
    sincere = [one for one in rejections if not _is_turned(passage, one, negations, reach)]
    return len(sincere) % 2 == 1


def _vote(passage: Marked, span: tuple[int, int], candidates: Sequence[_Sided]) -> _Sided | None:
    """The side of most words in reach, those of the same clause counted twice.

    The nearest decides when they are even; in any case the nearest of the side is the cue.
    """
    clause = passage.clause_of(span[0])
    total = sum(
        side * (2 if passage.clause_of(mark.start) == clause else 1)
        for side, mark in candidates
        if passage.gap(mark, span) <= passage.grammar.leans
    )
    return _nearest(passage, span, [one for one in candidates if one[0] * total >= 0])


def _nearest(passage: Marked, span: tuple[int, int], candidates: Sequence[_Sided]) -> _Sided | None:
    """The nearest word in reach; of several at one distance the longest."""
    best, least = None, (passage.grammar.leans + 1, 0)
    for one in candidates:
        rank = (passage.gap(one[1], span), one[1].start - one[1].end)
        if rank < least:
            best, least = one, rank
    return best


def _is_turned(passage: Marked, mark: Mark, turning: Sequence[Mark], reach: int) -> bool:
    """Whether an odd number of words that turn it stand within reach of a word."""
    return len(_turning(passage, mark, turning, reach)) % 2 == 1


def _turning(passage: Marked, mark: Mark, turning: Sequence[Mark], reach: int) -> list[Mark]:
    """Those of some words that stand within reach of a word, on the side of the language."""
    found: list[Mark] = []
    for one in turning:
        apart = mark.start - one.end if passage.grammar.before else one.start - mark.end
        inside = passage.clause_of(one.start) == passage.clause_of(mark.start)
        apart_from_last = not found or one.start >= found[-1].end
        if 0 <= apart <= reach and inside and apart_from_last:
            found.append(one)
    return found
