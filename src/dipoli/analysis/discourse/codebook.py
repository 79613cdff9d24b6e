"""The codebook: what each issue means, and the words by which it is found, open to everybody.

A seed is a *glob*: words with ``*`` for any further letters of the same word, such as
``human right*``. In languages written with spaces it begins and ends at the edge of a word, and a
space stands for any white space or hyphen. In Chinese and Japanese, which have no such edges, and
in Korean, whose particles follow without one, it is found anywhere unless ``exclude`` says
otherwise, or ``^`` in front or ``$`` behind asks for the edge of a word (`globs`).
A seed that begins with ``re:`` is a regular expression, for what no glob can say.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import field, frozen

Words = Mapping[str, tuple[str, ...]]
"""Seeds or cues by language (ISO 639-1)."""


class Kind(enum.Enum):
    """What sort of matter an issue is in a text."""

    NORM = "norm"
    GOAL = "goal"
    CHALLENGE = "challenge"
    MEASURE = "measure"


@frozen(kw_only=True)
class Example:
    """A passage with the coder's verdict, which the linter holds the seeds against.

    Args:
        text: the words.
        language: ISO 639-1.
        code: whether the issue is to be found in them.
        source: where they stand; ``made up`` for words of the codebook's own.
    """

    text: str
    language: str
    code: bool
    source: str = "made up"


@frozen(kw_only=True)
class Toward:
    """What an issue's stance is about, and the words that lean to either side.

    Args:
        proposition: a sentence that a speaker may support or oppose, such as "Sanctions should be
            eased or lifted.", by language of the reader.
        naming: what it says of a passage to name the issue approvingly: +1 when approval of what
            the seeds name supports the proposition, -1 when it opposes it (approval of sanctions
            opposes their easing), 0 when approval says nothing.
        rival: whether to support the proposition is to want it for one's own side against others,
            as with the strength of one's arms: two who support it have nothing in common by that.
        supports: words near a seed that lean to the proposition, by language.
        opposes: words near a seed that lean against it, by language.
    """

    proposition: Mapping[str, str]
    naming: int = 0
    rival: bool = False
    supports: Words = field(factory=dict)
    opposes: Words = field(factory=dict)


@frozen(kw_only=True)
class Issue:
    """One issue of the codebook.

    Args:
        id: lower case letters, digits and underscores.
        parent: id of the issue of which this is a sub-issue; a passage that carries the sub-issue
            carries the parent too. Parents have no parent.
        label: by language of the reader; ``en`` at least.
        kind: norm, goal, challenge or measure.
        definition: what counts and what does not, in English.
        seeds: by language of the text; a language without seeds is missing, which is not nought.
        weak: those of the seeds that say little by themselves, by language: they count only in
            company (`lexicon`).
        exclude: words inside which a seed does not count, by language.
        variants: further seeds for one actor's own wording, by actor and language.
        crosswalk: codes of public codebooks, and under ``case`` issues or baskets of a case
            (``CASE:ID``), by name of the codebook.
        examples: passages that must, or must not, be found.
        exemplars: sentences that stand for the issue when passages are suggested; never for coding.
        toward: what its stance is about; None when stance is not read for it.
    """

    id: str
    label: Mapping[str, str]
    kind: Kind
    definition: str
    parent: str | None = None
    seeds: Words = field(factory=dict)
    weak: Words = field(factory=dict)
    exclude: Words = field(factory=dict)
    variants: Mapping[str, Words] = field(factory=dict)
    crosswalk: Words = field(factory=dict)
    examples: tuple[Example, ...] = ()
    exemplars: tuple[str, ...] = ()
    toward: Toward | None = None


@frozen(kw_only=True)
class Cues:
    """Words of one language by which stance is read, whatever the issue.

    Args:
        negation: such as ``not`` and ``never``; turn what stands in their reach.
        approval: such as ``welcome`` and ``support``.
        rejection: such as ``condemn`` and ``oppose``.
        condition: such as ``until`` and ``in return for``.
        reporting: such as ``so-called`` and ``under the pretext of``.
        attribution: verbs by which another's words are given, such as ``claims that``.
        advocacy: such as ``must`` and ``should``; make a wish of what they stand with.
        accusation: such as ``hostile`` and ``pretext``; what stands in a sentence with
            one is not offered as common words (`common`).
        own: names by which speakers call their own side besides ``we``, such as a state that its
            speakers name in the third person.
    """

    negation: tuple[str, ...] = ()
    approval: tuple[str, ...] = ()
    rejection: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    advocacy: tuple[str, ...] = ()
    accusation: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


@frozen(kw_only=True)
class Codebook:
    """A versioned codebook.

    Args:
        id: its name.
        version: three numbers with dots.
        languages: languages of texts for which it claims to have seeds.
        issues: in the order of the file; parents may stand anywhere.
        cues: for stance, by language.
        digest: SHA-256 of the file, in hexadecimal; every result names it.
    """

    id: str
    version: str
    languages: tuple[str, ...]
    issues: tuple[Issue, ...]
    cues: Mapping[str, Cues] = field(factory=dict)
    digest: str = ""
