"""Words by which stance is read, found in a passage in one pass.

A codebook has hundreds of them: the cues of a language and the leaning words of every issue. They
are grouped by how they begin, so that at each place only the few that can stand there are tried.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import field, fields_dict, frozen

from dipoli.analysis.discourse.codebook import Codebook, Cues
from dipoli.analysis.discourse.globs import MARK, Glob, glob

WORDS = frozenset({"en", "ru", "mn"})
"""Languages in which a word of a codebook begins at the edge of a word."""
_KEY, _ASIAN_KEY = 3, 2
_MOST_SEEN = 200_000
_WORD = re.compile(r"\w+")


class Role(enum.Enum):
    """What a word says about stance; all but the last two are lists of `codebook.Cues`."""

    NEGATION = "negation"
    APPROVAL = "approval"
    REJECTION = "rejection"
    CONDITION = "condition"
    REPORTING = "reporting"
    ATTRIBUTION = "attribution"
    ADVOCACY = "advocacy"
    ACCUSATION = "accusation"
    OWN = "own"
    SUPPORTS = "supports"
    OPPOSES = "opposes"


@frozen
class Mark:
    """A word that says something about stance.

    Args:
        start: offset in the folded passage.
        end: offset after it.
        role: what it says.
        issue: of which issue it is a leaning word; empty for cues that hold for all.
    """

    start: int
    end: int
    role: Role
    issue: str = ""


_Meaning = tuple[Role, str]
_Ends = Callable[[str, int], int]
"""Where a word that begins at a place ends; -1 when it does not stand there."""


@frozen
class _Entry:
    """A word with what it means.

    Args:
        head: signs with which it begins.
        ends: how to see whether it stands at a place.
        alone: whether one word of the text decides it.
        meanings: roles and issues.
        issues: of its meanings; None when one of them is a cue that holds for all.
    """

    head: str
    ends: _Ends
    alone: bool
    meanings: tuple[_Meaning, ...]
    issues: frozenset[str] | None = field(init=False)

    @issues.default
    def _issues(self) -> frozenset[str] | None:
        issues = frozenset(issue for _role, issue in self.meanings)
        return None if "" in issues else issues


_Seen = tuple[tuple[_Meaning, ...], tuple[_Entry, ...]]
"""What a word of a text means by itself, and the longer ones that may begin with it."""


@frozen
class Finder:
    """All words of one codebook in one language.

    Args:
        starts: finds the places where one may begin.
        width: of the keys, in characters.
        by_key: words by how they begin.
        loose: regular expressions, looked for one by one.
        spaced: whether the language is written with spaces.
    """

    starts: re.Pattern[str]
    width: int
    by_key: Mapping[str, Sequence[_Entry]]
    loose: Sequence[tuple[Glob, tuple[_Meaning, ...]]]
    spaced: bool
    _seen: dict[str, _Seen] = field(factory=dict, init=False, eq=False, repr=False)

    def find(self, folded: str, issues: frozenset[str]) -> list[Mark]:
        """Marks in a folded passage, in order: all cues, and the leaning words of some issues."""
        marks: list[Mark] = []
        seen, width = self._seen, self.width
        for began in self.starts.finditer(folded):
            start, end = began.span()
            word = folded[start : end if self.spaced else start + width]
            known = seen.get(word)
            alone, entries = self._look(word) if known is None else known
            for role, issue in alone:
                if not issue or issue in issues:
                    marks.append(Mark(start, end, role, issue))
            for entry in entries:
                if entry.issues is not None and entry.issues.isdisjoint(issues):
                    continue
                end = entry.ends(folded, start)
                if end >= 0:
                    marks += _marks(start, end, entry.meanings, issues)
        for made, meanings in self.loose:
            if made.inside in folded:
                for found in made.pattern.finditer(folded):
                    marks += _marks(found.start(), found.end(), meanings, issues)
        marks.sort(key=lambda mark: (mark.start, mark.end))
        return marks

    def _look(self, word: str) -> _Seen:
        """What a word of a text, or the signs at a place, mean and may begin; it is remembered."""
        entries = [
            entry
            for width in range(1, min(len(word), self.width) + 1)
            for entry in self.by_key.get(word[:width], ())
        ]
        alone = tuple(
            meaning
            for entry in entries
            if entry.alone and entry.ends(word, 0) >= 0
            for meaning in entry.meanings
        )
        longer = (entry for entry in entries if not entry.alone)
        if self.spaced:
            longer = (entry for entry in longer if word.startswith(entry.head))
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        found = self._seen[word] = alone, tuple(longer)
        return found


def make_finder(codebook: Codebook, language: str) -> Finder:
    """The words of a codebook in one language, made ready.

    Raises:
        ValueError: a word cannot be used.
    """
    meanings: dict[str, list[_Meaning]] = {}
    for word, role, issue in _words(codebook, language):
        meanings.setdefault(word, []).append((role, issue))
    by_key: dict[str, list[_Entry]] = {}
    loose = []
    width = _KEY if language in WORDS else _ASIAN_KEY
    for word, means in meanings.items():
        made = glob(word, language)
        if word.startswith(MARK) or not made.head:
            loose.append((made, tuple(means)))
        else:
            by_key.setdefault(made.head[:width], []).append(_entry(made, language, tuple(means)))
    spaced = language in WORDS
    starts = _WORD if spaced else _first_of(by_key)
    return Finder(starts=starts, width=width, by_key=by_key, loose=loose, spaced=spaced)


def _words(codebook: Codebook, language: str) -> Iterator[tuple[str, Role, str]]:
    cues = codebook.cues.get(language, Cues())
    for name in fields_dict(Cues):
        for word in getattr(cues, name):
            yield word, Role(name), ""
    for issue in codebook.issues:
        if issue.toward is not None:
            for word in issue.toward.supports.get(language, ()):
                yield word, Role.SUPPORTS, issue.id
            for word in issue.toward.opposes.get(language, ()):
                yield word, Role.OPPOSES, issue.id


def _first_of(by_key: Mapping[str, object]) -> re.Pattern[str]:
    return re.compile(
        f"[{re.escape(''.join(sorted({key[0] for key in by_key})))}]" if by_key else "(?!)"
    )


def _marks(
    start: int, end: int, meanings: tuple[_Meaning, ...], issues: frozenset[str]
) -> Iterator[Mark]:
    for role, issue in meanings:
        if not issue or issue in issues:
            yield Mark(start, end, role, issue)


def _entry(made: Glob, language: str, meanings: tuple[_Meaning, ...]) -> _Entry:
    """A word, looked for as fast as its kind allows."""
    text = made.inside
    alone = False
    if made.source != re.escape(text):
        ends = _by_glob(made)
    elif language not in WORDS:
        ends = _by_glob(made) if made.runs_on or made.begins_word else _literal(text)
    elif not _WORD.fullmatch(text):
        ends = _by_glob(made)
    else:
        ends, alone = _prefix(text) if made.runs_on else _whole(text), True
    return _Entry(made.head, ends, alone, meanings)


def _by_glob(made: Glob) -> _Ends:
    def ends(folded: str, at: int) -> int:
        end = made.end(folded, at)
        return -1 if end is None else end

    return ends


def _literal(text: str) -> _Ends:
    def ends(folded: str, at: int) -> int:
        return at + len(text) if folded.startswith(text, at) else -1

    return ends


def _prefix(text: str) -> _Ends:
    def ends(folded: str, at: int) -> int:
        if not folded.startswith(text, at):
            return -1
        found = _WORD.match(folded, at)
        return -1 if found is None else found.end()

    return ends


def _whole(text: str) -> _Ends:
    def ends(folded: str, at: int) -> int:
        end = at + len(text)
        if not folded.startswith(text, at) or folded[end : end + 1].isalnum():
            return -1
        return end

    return ends
