"""Coding by lexicon: which issues a passage carries, by which words and where.

Theory of operation. Every seed becomes a pattern on folded text (`globs`, `folding`). To try each
pattern at each place would take too long, so seeds are grouped by their *head*, the signs with
which everything that they find begins. One expression finds all heads of a language in one pass,
and only the seeds of a head that stands there are tried, there. Seeds without a head (those that
begin with ``*`` or ``re:``) are looked for one by one.

An issue is coded at most once in a passage: by the seed that begins first; of several that begin
there, by the longest; of several of one length, by the first in the codebook. What is found inside
an exclusion of the same issue does not count. A passage that carries a sub-issue carries its
parent.

Which words are found is all that this tells: not what is meant, nor by whom it is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from dipoli.analysis.discourse.codebook import Codebook, Issue
from dipoli.analysis.discourse.coding import Code
from dipoli.analysis.discourse.folding import Folded, fold
from dipoli.analysis.discourse.globs import Glob, glob, script_of


@frozen(kw_only=True)
class Hit:
    """A place where a seed is found.

    Args:
        issue: id in the codebook.
        seed: as the codebook writes it.
        start: offset of the words found.
        end: offset after them.
    """

    issue: str
    seed: str
    start: int
    end: int


@frozen
class _Entry:
    """A seed of one issue.

    Args:
        issue: place of the issue in the codebook.
        order: place among all seeds of the table.
        glob: what it finds.
    """

    issue: int
    order: int
    glob: Glob


@frozen(kw_only=True)
class _Table:
    """All seeds by which one actor's words in one language are coded.

    Args:
        heads: finds the next head; None when no seed has one.
        group: of the expression in which the head stands.
        by_head: seeds by head; a head that begins like a shorter one stands under that.
        loose: seeds without a head.
        exclude: exclusions by place of the issue.
    """

    heads: re.Pattern[str] | None
    group: int
    by_head: Mapping[str, tuple[_Entry, ...]]
    loose: tuple[_Entry, ...]
    exclude: Mapping[int, tuple[Glob, ...]]


_Found = tuple[int, int, int, _Entry]
"""Start, negated end, order, seed: what comes first counts."""


@frozen(kw_only=True)
class Lexicon:
    """A codebook made ready for coding.

    Args:
        codebook: from which it was made.
    """

    codebook: Codebook
    _tables: dict[tuple[str, str | None], _Table] = field(
        factory=dict, init=False, eq=False, repr=False
    )

    def codes(
        self, words: str, language: str, actor: str | None, offset: int = 0
    ) -> tuple[Code, ...]:
        """The issues that a passage carries, in the order of the codebook; stance is not read.

        Args:
            words: of the passage, as they came.
            language: ISO 639-1.
            actor: whose words they are, for seeds of that actor's own; None for nobody's or
                several actors': only seeds that hold for all are looked for.
            offset: of the passage in its document; added to every offset.
        """
        folded = fold(words, language)
        own = _found(self._table(language, actor), folded.text)
        if not own:
            return ()
        issues = self.codebook.issues
        through = self._through(own)
        codes = []
        for at, issue in enumerate(issues):
            if at in own:
                codes.append(_code(issue.id, own[at], folded, offset, ""))
            elif at in through:
                sub = through[at]
                codes.append(_code(issue.id, own[sub], folded, offset, issues[sub].id))
        return tuple(codes)

    def hits(self, words: str, language: str, actor: str | None) -> tuple[Hit, ...]:
        """Every place where a seed counts, in order of place; for linting and for looking around.

        Args:
            words: as they came.
            language: ISO 639-1.
            actor: as for `codes`.
        """
        folded = fold(words, language)
        table = self._table(language, actor)
        spared: dict[int, list[tuple[int, int]]] = {}
        found = sorted(
            (start, -end, entry.order, entry)
            for entry, start, end in _places(table, folded.text)
            if not _is_spared(table, folded.text, entry.issue, (start, end), spared)
        )
        return tuple(
            Hit(
                issue=self.codebook.issues[entry.issue].id,
                seed=entry.glob.written,
                start=folded.span(start, -end)[0],
                end=folded.span(start, -end)[1],
            )
            for start, end, _order, entry in found
        )

    def missing(self, language: str, actor: str | None = None) -> tuple[str, ...]:
        """Issues that cannot be found in a language, for want of seeds: unknown, which is not "no".

        Args:
            language: ISO 639-1.
            actor: whose words; an issue with seeds for this actor alone is missing in others'.
        """
        seeded = {one.id for one in self.codebook.issues if _seeds(one, language, actor)}
        seeded |= {
            one.parent
            for one in self.codebook.issues
            if one.id in seeded and one.parent is not None
        }
        return tuple(one.id for one in self.codebook.issues if one.id not in seeded)

    def _through(self, own: Mapping[int, _Found]) -> dict[int, int]:
        """Parents to the sub-issue through which each is found: the one that stands first."""
        places = {one.id: at for at, one in enumerate(self.codebook.issues)}
        through: dict[int, int] = {}
        for at in sorted(own, key=lambda one: (own[one][:2], one)):
            parent = self.codebook.issues[at].parent
            if parent is not None:
                through.setdefault(places[parent], at)
        return through

    def _table(self, language: str, actor: str | None) -> _Table:
        if not any(actor in one.variants for one in self.codebook.issues):
            actor = None
        table = self._tables.get((language, actor))
        if table is None:
            table = _make_table(self.codebook.issues, language, actor)
            self._tables[language, actor] = table
        return table


def compile_lexicon(codebook: Codebook) -> Lexicon:
    """A codebook made ready for coding; seeds are prepared as languages and actors turn up.

    Raises:
        ValueError: a seed or an exclusion cannot be used, or a parent is not there; readers of
            codebooks tell all such faults with their lines.
    """
    known = {one.id for one in codebook.issues}
    for one in codebook.issues:
        if one.parent is not None and one.parent not in known:
            message = f"{one.id}: the parent {one.parent} is not in the codebook"
            raise ValueError(message)
        for words in (one.seeds, one.exclude, *one.variants.values()):
            for language, seeds in words.items():
                for seed in seeds:
                    glob(seed, language)
    return Lexicon(codebook=codebook)


# ---------------------------------------------------------------- tables


def _seeds(issue: Issue, language: str, actor: str | None) -> tuple[str, ...]:
    own = issue.variants.get(actor, {}).get(language, ()) if actor is not None else ()
    return (*issue.seeds.get(language, ()), *own)


def _make_table(issues: Sequence[Issue], language: str, actor: str | None) -> _Table:
    seeds = (
        (at, seed) for at, issue in enumerate(issues) for seed in _seeds(issue, language, actor)
    )
    entries = [
        _Entry(issue=at, order=order, glob=glob(seed, language))
        for order, (at, seed) in enumerate(seeds)
    ]
    by_head: dict[str, list[_Entry]] = {}
    for entry in sorted(entries, key=lambda one: (one.glob.head, one.order)):
        if entry.glob.head:
            head = next((h for h in _beginnings(entry.glob.head) if h in by_head), entry.glob.head)
            by_head.setdefault(head, []).append(entry)
    alphabetic = all(script_of(head[0]) == "letter" for head in by_head)
    tree = _tree(sorted(by_head))
    # A head of letters lies inside one word, so the next word is not lost by passing it over.
    source = tree if alphabetic else f"(?=({tree}))"
    return _Table(
        heads=re.compile(source) if by_head else None,
        group=0 if alphabetic else 1,
        by_head={head: tuple(under) for head, under in by_head.items()},
        loose=tuple(one for one in entries if not one.glob.head),
        exclude={
            at: tuple(glob(one, language) for one in issue.exclude.get(language, ()))
            for at, issue in enumerate(issues)
            if issue.exclude.get(language)
        },
    )


def _beginnings(head: str) -> Iterator[str]:
    return (head[:length] for length in range(1, len(head) + 1))


def _tree(heads: Sequence[str]) -> str:
    """One expression for many heads, of which none begins another; common beginnings written once.

    >>> _tree(["peace", "people", "war"])
    '(?:pe(?:ace|ople)|war)'
    """
    branches: dict[str, list[str]] = {}
    for head in heads:
        branches.setdefault(head[0], []).append(head)
    parts = []
    for group in branches.values():
        shared = _shared(group)
        rest = [head[len(shared) :] for head in group]
        parts.append(re.escape(shared) + (_tree(rest) if len(rest) > 1 else re.escape(rest[0])))
    return f"(?:{'|'.join(parts)})"


def _shared(group: Sequence[str]) -> str:
    low, high = min(group), max(group)
    if low == high:
        return low
    return low[: next(at for at, sign in enumerate(high) if low[at : at + 1] != sign)]


# ---------------------------------------------------------------- one passage


def _found(table: _Table, text: str) -> dict[int, _Found]:
    """For each issue that is found, the seed that counts."""
    best: dict[int, _Found] = {}
    spared: dict[int, list[tuple[int, int]]] = {}

    def weigh(entry: _Entry, span: tuple[int, int]) -> bool:
        """Whether what was found counts; it is kept if it comes before what was known."""
        if _is_spared(table, text, entry.issue, span, spared):
            return False
        found = (span[0], -span[1], entry.order, entry)
        known = best.get(entry.issue)
        if known is None or found[:3] < known[:3]:
            best[entry.issue] = found
        return True

    if table.heads is not None:
        for head in table.heads.finditer(text):
            at = head.start()
            for entry in table.by_head[head[table.group]]:
                known = best.get(entry.issue)
                if known is not None and known[0] < at:
                    continue
                end = entry.glob.end(text, at)
                if end is not None:
                    weigh(entry, (at, end))
    for entry in table.loose:
        any(weigh(entry, span) for span in entry.glob.spans(text))
    return best


def _places(table: _Table, text: str) -> Iterator[tuple[_Entry, int, int]]:
    """Every place of every seed, those inside of exclusions too."""
    if table.heads is not None:
        for head in table.heads.finditer(text):
            for entry in table.by_head[head[table.group]]:
                end = entry.glob.end(text, head.start())
                if end is not None:
                    yield entry, head.start(), end
    for entry in table.loose:
        for start, end in entry.glob.spans(text):
            yield entry, start, end


def _is_spared(
    table: _Table,
    text: str,
    issue: int,
    span: tuple[int, int],
    spared: dict[int, list[tuple[int, int]]],
) -> bool:
    """Whether a place lies inside an exclusion of the issue; exclusions are looked for once."""
    globs = table.exclude.get(issue)
    if not globs:
        return False
    if issue not in spared:
        spared[issue] = [one for each in globs for one in each.spans(text)]
    start, end = span
    return any(low <= start and end <= high for low, high in spared[issue])


def _code(issue: str, found: _Found, folded: Folded, offset: int, sub: str) -> Code:
    start, end = folded.span(found[0], -found[1])
    seed = found[3].glob.written
    return Code(issue=issue, seed=seed, start=start + offset, end=end + offset, sub=sub)
