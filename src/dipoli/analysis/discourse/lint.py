"""Whether the seeds of a codebook are good ones: what finds too much, nothing, or the same twice.

An *error* makes figures wrong: a seed that is found inside other words, an example that is not
coded as it says, a basket of the case that nothing covers. A *note* is for whoever writes the
codebook to judge: a seed that never fires may wait for a text that is not in the corpus yet.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from dipoli.analysis.discourse.codebook import Codebook, Issue, Words
from dipoli.analysis.discourse.folding import fold
from dipoli.analysis.discourse.globs import MARK, compared, glob, script_of
from dipoli.analysis.discourse.lexicon import Lexicon, compile_lexicon

SHORT = 4
"""A seed with ``*`` has as many letters at least, or is found inside too many words."""

Place = tuple[str | int, ...]


class Severity(enum.Enum):
    """What a remark asks for."""

    ERROR = "error"
    NOTE = "note"


class Topic(enum.Enum):
    """What a remark is about."""

    SHORT_SEED = "short seed"
    EXAMPLE = "example"
    NOT_COVERED = "not covered"
    UNKNOWN_IN_CASE = "unknown in the case"
    WITHOUT_SEEDS = "without seeds"
    SAME_SEED = "same seed"
    SEED_INSIDE = "seed inside another"
    IDLE_EXCLUSION = "idle exclusion"
    WITHOUT_PROPOSITION = "without proposition"
    NEVER_FIRES = "never fires"


@frozen(kw_only=True)
class Remark:
    """Something about a codebook that its author should know.

    Args:
        severity: error or note.
        topic: what it is about.
        place: keys and positions from the root of the file.
        found: what is so.
        mend: what to do.
    """

    severity: Severity
    topic: Topic
    place: Place
    found: str
    mend: str


@frozen(kw_only=True)
class Covered:
    """What a case wants to be covered.

    Args:
        case: id of the case.
        baskets: ids of its baskets.
        inside: ids of its groups and issues, to the basket in which each is.
    """

    case: str
    baskets: tuple[str, ...]
    inside: Mapping[str, str]


def remarks(codebook: Codebook, case: Covered | None = None) -> tuple[Remark, ...]:
    """What can be said of a codebook without texts; errors first, then in the order of the file.

    Args:
        codebook: one that holds together.
        case: every basket of which must be covered; None to leave that out.
    """
    lexicon = compile_lexicon(codebook)
    found = [
        *_short(codebook),
        *_examples(codebook, lexicon),
        *_without_seeds(codebook, lexicon),
        *_same(codebook),
        *_inside(codebook, lexicon),
        *_idle(codebook),
        *_propositions(codebook),
        *(_uncovered(codebook, case) if case is not None else ()),
    ]
    return tuple(sorted(found, key=lambda one: one.severity is Severity.NOTE))


# ---------------------------------------------------------------- what stands in the codebook


def all_seeds(at: int, issue: Issue) -> Iterator[tuple[Place, str, str]]:
    """Every seed of an issue, variants included, with its place and language."""
    lists: list[tuple[Place, Words]] = [(("issues", at, "seeds"), issue.seeds)]
    lists += [(("issues", at, "variants", actor), words) for actor, words in issue.variants.items()]
    for place, words in lists:
        for language, seeds in words.items():
            for number, seed in enumerate(seeds):
                yield (*place, language, number), language, seed


def _short(codebook: Codebook) -> Iterator[Remark]:
    for at, issue in enumerate(codebook.issues):
        for place, language, seed in all_seeds(at, issue):
            why = too_short(seed, language)
            if why is not None:
                yield Remark(
                    severity=Severity.ERROR,
                    topic=Topic.SHORT_SEED,
                    place=place,
                    found=f'"{seed}" of {issue.id}: {why[0]}',
                    mend=why[1],
                )


def too_short(seed: str, language: str) -> tuple[str, str] | None:
    """Why a seed is found inside too many words, and what to do; None when it is not.

    >>> too_short("war*", "en")[0]
    '3 letters with * begin too many words'
    """
    if seed.startswith(MARK):
        return None
    text = compared(seed, language)
    signs = [script_of(one) for one in text]
    if sum(map(bool, signs)) == signs.count("letter"):
        letters = signs.count("letter")
        if "*" in text and letters < SHORT:
            return (
                f"{letters} letters with * begin too many words",
                "write the words out, such as war and wars",
            )
        return None
    if len(text.strip("*")) > 1:  # other signs, a point or ^ and $, bind it
        return None
    if "hangul" in signs:
        told = "one syllable is found inside many words"
        return told, f"bind it to a word with ^ or $, such as ^{text}$, or write longer seeds"
    told = "one character is found inside many words"
    return told, f"ask for its edges, such as ^{text}$, or write longer seeds"


def _examples(codebook: Codebook, lexicon: Lexicon) -> Iterator[Remark]:
    for at, issue in enumerate(codebook.issues):
        actors = {actor for one in codebook.issues for actor in one.variants}
        for number, example in enumerate(issue.examples):
            coded = any(
                code.issue == issue.id
                for actor in (None, *sorted(actors))
                for code in lexicon.codes(example.text, example.language, actor)
            )
            if coded is not example.code:
                is_not = "is not found" if example.code else "is found"
                mend = "add a seed" if example.code else "narrow the seed, or exclude the words"
                yield Remark(
                    severity=Severity.ERROR,
                    topic=Topic.EXAMPLE,
                    place=("issues", at, "examples", number),
                    found=f'{issue.id} {is_not} in "{example.text[:80]}"',
                    mend=f"{mend}; or correct the example",
                )


def _without_seeds(codebook: Codebook, lexicon: Lexicon) -> Iterator[Remark]:
    places = {one.id: at for at, one in enumerate(codebook.issues)}
    for language in codebook.languages:
        for name in lexicon.missing(language):
            yield Remark(
                severity=Severity.NOTE,
                topic=Topic.WITHOUT_SEEDS,
                place=("issues", places[name], "seeds"),
                found=f"{name} has no seeds in {language}: there it is unknown, not nought",
                mend=f"add seeds in {language}",
            )


def _seeds_of_all(issues: Sequence[Issue]) -> Iterator[tuple[Issue, Place, str, str]]:
    for at, issue in enumerate(issues):
        for place, language, seed in all_seeds(at, issue):
            if not seed.startswith(MARK):
                yield issue, place, language, seed


def _same(codebook: Codebook) -> Iterator[Remark]:
    first: dict[tuple[str, str], Issue] = {}
    for issue, place, language, seed in _seeds_of_all(codebook.issues):
        other = first.setdefault((language, compared(seed, language)), issue)
        if other.id != issue.id:
            yield Remark(
                severity=Severity.NOTE,
                topic=Topic.SAME_SEED,
                place=place,
                found=f'"{seed}" is a seed of {other.id} and of {issue.id}',
                mend="leave it if every such passage is about both; else delete one",
            )


def _inside(codebook: Codebook, lexicon: Lexicon) -> Iterator[Remark]:
    """Seeds that are found in a seed of another issue, which then carries both."""
    by_id = {one.id: one for one in codebook.issues}
    own = {
        (one.id, language, seed): place
        for one, place, language, seed in _seeds_of_all(codebook.issues)
    }
    for longer, place, language, seed in _seeds_of_all(codebook.issues):
        sample = compared(seed, language).strip("^$").replace("*", "")
        for hit in lexicon.hits(sample, language, None):
            other = by_id[hit.issue]
            if longer.id in {other.id, other.parent} or other.id == longer.parent:
                continue
            if hit.end - hit.start < len(sample):
                yield Remark(
                    severity=Severity.NOTE,
                    topic=Topic.SEED_INSIDE,
                    place=own.get((other.id, language, hit.seed), place),
                    found=f'"{hit.seed}" of {other.id} is found in "{seed}" of {longer.id}',
                    mend=f'leave it if both are meant; else exclude "{seed}" from {other.id}',
                )


def _idle(codebook: Codebook) -> Iterator[Remark]:
    """Exclusions in which no seed of their issue is found."""
    for at, issue in enumerate(codebook.issues):
        for language, spared in issue.exclude.items():
            seeds = [seed for _, of, seed in all_seeds(at, issue) if of == language]
            patterns = [glob(one, language) for one in seeds]
            for number, words in enumerate(spared):
                sample = fold(words.strip("^$").replace("*", ""), language).text
                plain = not words.startswith(MARK) and "*" not in words
                if plain and not any(one.spans(sample) for one in patterns):
                    yield Remark(
                        severity=Severity.NOTE,
                        topic=Topic.IDLE_EXCLUSION,
                        place=("issues", at, "exclude", language, number),
                        found=f'no seed of {issue.id} is found in "{words}"',
                        mend="delete it, or correct it",
                    )


def _propositions(codebook: Codebook) -> Iterator[Remark]:
    for at, issue in enumerate(codebook.issues):
        if issue.toward is None:
            yield Remark(
                severity=Severity.NOTE,
                topic=Topic.WITHOUT_PROPOSITION,
                place=("issues", at),
                found=f"{issue.id} has no proposition: its stance is unknown",
                mend="add toward: with a sentence that a speaker may support or oppose",
            )


def _uncovered(codebook: Codebook, case: Covered) -> Iterator[Remark]:
    reached: set[str] = set()
    for at, issue in enumerate(codebook.issues):
        for number, code in enumerate(issue.crosswalk.get("case", ())):
            name, _, part = code.partition(":")
            if name != case.case:
                continue
            if part in case.baskets or part in case.inside:
                reached.add(case.inside.get(part, part))
                continue
            yield Remark(
                severity=Severity.ERROR,
                topic=Topic.UNKNOWN_IN_CASE,
                place=("issues", at, "crosswalk", "case", number),
                found=f"the case {case.case} has no basket, group or issue {part}",
                mend="correct the id",
            )
    for basket in case.baskets:
        if basket not in reached:
            yield Remark(
                severity=Severity.ERROR,
                topic=Topic.NOT_COVERED,
                place=("issues",),
                found=f"no issue covers the basket {basket} of the case {case.case}",
                mend=f'add crosswalk: {{case: ["{case.case}:{basket}"]}} to the issue that does',
            )
