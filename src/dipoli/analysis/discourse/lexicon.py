"""Coding by lexicon: which issues a passage carries, by which words and where.

Theory of operation. Every seed becomes a pattern on folded text (`globs`, `folding`). To try each
pattern at each place would take too long, so they are arranged by how they begin (`seed_table`).

An issue is coded at most once in a passage: by the seed that begins first; of several that begin
there, by the longest; of several of one length, by the first in the codebook. What is found inside
an exclusion of the same issue does not count. A passage that carries a sub-issue carries its
parent.

*Weak* seeds, such as ``economic``, are said in passing as often as not. An issue, its parent and
their sub-issues are a *family*. A weak seed counts in a passage in which a seed of its family that
is not weak counts, or in which weak ones of the family stand at two places apart; and in one in
which no seed counts that is not weak, for then the passage is about nothing else.

Which words are found is all that this tells: not what is meant, nor by whom it is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from dipoli.analysis.discourse.codebook import Codebook, Issue
from dipoli.analysis.discourse.coding import Code
from dipoli.analysis.discourse.folding import Folded, fold
from dipoli.analysis.discourse.globs import Glob, compared, glob, misfit
from dipoli.analysis.discourse.seed_table import Entry, SeedTable, make_seed_table


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


@frozen(kw_only=True)
class _Ready:
    """What one actor's words in one language are coded by.

    Args:
        table: seeds; weak ones stand under the place of their issue and as many more as there are
            issues.
        exclude: exclusions by place of the issue.
    """

    table: SeedTable
    exclude: Mapping[int, tuple[Glob, ...]]


_Found = tuple[int, int, int, Entry]
"""Start, negated end, order, seed: what comes first counts."""


@frozen(kw_only=True)
class Lexicon:
    """A codebook made ready for coding.

    Args:
        codebook: from which it was made.
    """

    codebook: Codebook
    _parents: tuple[int | None, ...] = field(init=False, eq=False, repr=False)
    _families: tuple[int, ...] = field(init=False, eq=False, repr=False)
    _own: frozenset[tuple[str, str | None]] = field(init=False, eq=False, repr=False)
    _ready: dict[tuple[str, str | None], _Ready] = field(
        factory=dict, init=False, eq=False, repr=False
    )

    @_parents.default
    def _place_parents(self) -> tuple[int | None, ...]:
        places = {one.id: at for at, one in enumerate(self.codebook.issues)}
        parents = (one.parent for one in self.codebook.issues)
        return tuple(None if parent is None else places[parent] for parent in parents)

    @_families.default
    def _place_families(self) -> tuple[int, ...]:
        return tuple(at if one is None else one for at, one in enumerate(self._parents))

    @_own.default
    def _find_own(self) -> frozenset[tuple[str, str | None]]:
        """Languages and actors with seeds of the actor's own."""
        return frozenset(
            (language, actor)
            for one in self.codebook.issues
            for actor, words in one.variants.items()
            for language in words
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
        own = self._found(self._made_ready(language, actor), folded.text)
        if not own:
            return ()
        issues = self.codebook.issues
        through = self._through(own)
        codes = []
        for at in sorted(own.keys() | through.keys()):
            if at in own:
                codes.append(_code(issues[at].id, own[at], folded, offset, ""))
            else:
                sub = through[at]
                codes.append(_code(issues[at].id, own[sub], folded, offset, issues[sub].id))
        return tuple(codes)

    def hits(self, words: str, language: str, actor: str | None) -> tuple[Hit, ...]:
        """Every place where a seed counts, in order of place; for linting and for looking around.

        Args:
            words: as they came.
            language: ISO 639-1.
            actor: as for `codes`.
        """
        folded = fold(words, language)
        ready = self._made_ready(language, actor)
        spared: dict[int, list[tuple[int, int]]] = {}
        total = len(self._parents)
        found = sorted(
            (start, -end, entry.order, entry)
            for entry, start, end in ready.table.places(folded.text, {})
            if not _is_spared(ready, folded.text, entry.issue % total, (start, end), spared)
        )
        strong = {self._families[one[3].issue] for one in found if one[3].issue < total}
        kept = self._in_company(strong, [one for one in found if one[3].issue >= total])
        return tuple(
            Hit(
                issue=self.codebook.issues[entry.issue % total].id,
                seed=entry.glob.written,
                start=folded.span(start, -end)[0],
                end=folded.span(start, -end)[1],
            )
            for start, end, _order, entry in found
            if entry.issue < total or self._families[entry.issue % total] in kept
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

    def _found(self, ready: _Ready, text: str) -> dict[int, _Found]:
        """For each issue that is found, the seed that counts."""
        best, weak = _best(ready, text, len(self._parents))
        if weak:
            kept = self._in_company({self._families[at] for at in best}, weak)
            for found in weak:
                at = found[3].issue - len(self._parents)
                if self._families[at] in kept and (at not in best or found[:3] < best[at][:3]):
                    best[at] = found
        return best

    def _in_company(self, strong: set[int], weak: Sequence[_Found]) -> set[int]:
        """Families whose weak seeds count.

        Args:
            strong: families of which a seed counts that is not weak.
            weak: places of weak seeds.
        """
        places: dict[int, list[tuple[int, int]]] = {}
        for start, negated, _order, entry in weak:
            family = self._families[entry.issue - len(self._parents)]
            places.setdefault(family, []).append((start, -negated))
        return {
            family
            for family, spans in places.items()
            if not strong or family in strong or max(spans)[0] >= min(end for _, end in spans)
        }

    def _through(self, own: Mapping[int, _Found]) -> dict[int, int]:
        """Parents to the sub-issue through which each is found: the one that stands first."""
        through: dict[int, int] = {}
        for at in sorted(own, key=lambda one: (own[one][:2], one)):
            parent = self._parents[at]
            if parent is not None:
                through.setdefault(parent, at)
        return through

    def _made_ready(self, language: str, actor: str | None) -> _Ready:
        if (language, actor) not in self._own:
            actor = None
        ready = self._ready.get((language, actor))
        if ready is None:
            ready = _make_ready(self.codebook.issues, language, actor)
            self._ready[language, actor] = ready
        return ready


def _make_ready(issues: Sequence[Issue], language: str, actor: str | None) -> _Ready:
    return _Ready(
        table=make_seed_table(
            (at + len(issues) if compared(seed, language) in weak else at, glob(seed, language))
            for at, issue in enumerate(issues)
            for weak in ({compared(one, language) for one in issue.weak.get(language, ())},)
            for seed in _seeds(issue, language, actor)
        ),
        exclude={
            at: tuple(glob(one, language) for one in issue.exclude.get(language, ()))
            for at, issue in enumerate(issues)
            if issue.exclude.get(language)
        },
    )


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
                    if misfit(seed, language) is not None:
                        glob(seed, language)
    return Lexicon(codebook=codebook)


def _seeds(issue: Issue, language: str, actor: str | None) -> tuple[str, ...]:
    own = issue.variants.get(actor, {}).get(language, ()) if actor is not None else ()
    return (*issue.seeds.get(language, ()), *own)


# ---------------------------------------------------------------- one passage


def _best(ready: _Ready, text: str, total: int) -> tuple[dict[int, _Found], list[_Found]]:
    """For each issue the seed that counts, of those that are not weak; and places of weak ones."""
    best: dict[int, _Found] = {}
    weak: list[_Found] = []
    settled: dict[int, int] = {}
    spared: dict[int, list[tuple[int, int]]] = {}
    for entry, start, end in ready.table.places(text, settled):
        found = (start, -end, entry.order, entry)
        known = best.get(entry.issue)
        if known is not None and known[:3] < found[:3]:
            continue
        if not _is_spared(ready, text, entry.issue % total, (start, end), spared):
            if entry.issue >= total:
                weak.append(found)
            else:
                best[entry.issue] = found
                settled[entry.issue] = start
    return best, weak


def _is_spared(
    ready: _Ready,
    text: str,
    issue: int,
    span: tuple[int, int],
    spared: dict[int, list[tuple[int, int]]],
) -> bool:
    """Whether a place lies inside an exclusion of the issue; exclusions are looked for once."""
    globs = ready.exclude.get(issue)
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
