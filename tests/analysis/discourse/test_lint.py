"""What the linter says of a codebook, and what a change of one changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from dipoli.analysis.discourse.codebook import Codebook, Example, Issue, Kind
from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.difference import Reading, effects
from dipoli.analysis.discourse.lint import Covered, Severity, Topic, remarks, too_short
from dipoli.analysis.discourse.lint_texts import never_fired, overlaps
from dipoli.analysis.discourse.texts import Corpus, Document, Passage, digest_of
from dipoli.codec.codebook_file import read_codebook

BASE = read_codebook(Path(__file__).parent / "lake.yaml")


def edited(at: int, **parts: object) -> Codebook:
    """The lake with one issue changed."""
    issues = list(BASE.issues)
    issues[at] = evolve(issues[at], **parts)  # type: ignore[arg-type]
    return evolve(BASE, issues=tuple(issues))


def told(codebook: Codebook, topic: Topic, case: Covered | None = None) -> list[str]:
    return [one.found for one in remarks(codebook, case) if one.topic is topic]


@pytest.mark.parametrize(
    ("seed", "language", "short"),
    [
        ("war*", "en", True),
        ("war", "en", False),
        ("warm*", "en", False),
        ("*arm", "en", True),
        ("a war*", "en", False),
        ("мир*", "ru", True),
        ("вода*", "ru", False),
        ("핵", "ko", True),
        ("^핵", "ko", False),
        ("핵$", "ko", False),
        ("핵심", "ko", False),
        ("핵,", "ko", False),
        ("핵*", "ko", True),
        ("核", "zh", True),
        ("核", "ja", True),
        ("核$", "ja", False),
        ("核心", "zh", False),
        ("NPT", "zh", False),
        ("re:.x", "en", False),
    ],
)
def test_seeds_that_are_found_inside_too_many_words_are_errors(
    seed: str, language: str, *, short: bool
) -> None:
    assert (too_short(seed, language) is not None) is short


def test_the_lake_has_notes_and_no_errors() -> None:
    found = remarks(BASE)
    assert {one.severity for one in found} == {Severity.NOTE}
    assert told(BASE, Topic.WITHOUT_SEEDS) == [
        "fish has no seeds in ru: there it is unknown, not nought"
    ]
    assert [one.split()[0] for one in told(BASE, Topic.WITHOUT_PROPOSITION)] == [
        "dams",
        "fish",
        "talks",
    ]


def test_examples_are_held_against_the_seeds() -> None:
    wrong = (
        Example(text="The trout is gone.", language="en", code=True),
        Example(text="Fishing is forbidden.", language="en", code=False),
    )
    assert told(edited(2, examples=wrong), Topic.EXAMPLE) == [
        'fish is not found in "The trout is gone."',
        'fish is found in "Fishing is forbidden."',
    ]


def test_one_seed_of_two_issues_and_a_seed_inside_another_are_noted() -> None:
    fish = BASE.issues[2].seeds
    book = edited(2, seeds={**fish, "en": (*fish["en"], "Talks", "fish talks")})
    assert told(book, Topic.SAME_SEED) == ['"talks" is a seed of fish and of talks']
    assert '"talks" of talks is found in "fish talks" of fish' in told(book, Topic.SEED_INSIDE)
    spared = evolve(book.issues[3], exclude={"en": ("fish talks",)})
    book = evolve(book, issues=(*book.issues[:3], spared))
    inside = told(book, Topic.SEED_INSIDE)
    assert '"talks" of talks is found in "fish talks" of fish' not in inside


def test_an_exclusion_without_a_seed_in_it_is_noted() -> None:
    book = edited(2, exclude={"en": ("boat house", "the weather")})
    assert told(book, Topic.IDLE_EXCLUSION) == ['no seed of fish is found in "the weather"']


def test_every_basket_of_a_case_must_be_covered() -> None:
    case = Covered(
        case="lake", baskets=("water", "fish", "forum", "roads"), inside={"w-dam": "water"}
    )
    assert told(BASE, Topic.NOT_COVERED, case) == [
        "no issue covers the basket roads of the case lake"
    ]
    book = edited(1, crosswalk={"case": ("lake:w-damm",)})
    assert told(book, Topic.UNKNOWN_IN_CASE, case) == [
        "the case lake has no basket, group or issue w-damm"
    ]
    other = Covered(case="river", baskets=("a",), inside={})
    assert told(BASE, Topic.NOT_COVERED, other) == [
        "no issue covers the basket a of the case river"
    ]
    through = edited(0, crosswalk={})
    assert told(through, Topic.NOT_COVERED, evolve(case, baskets=("water",))) == []


# ---------------------------------------------------------------- what a corpus shows


def corpus(*texts: tuple[str, str, str]) -> Corpus:
    """A corpus of passages: language, whose, words; several actors with a plus between."""
    documents, passages = {}, []
    for at, (language, actors, words) in enumerate(texts):
        who = tuple(actors.split("+"))
        documents[f"{at}.txt"] = Document(
            file=f"{at}.txt",
            title="",
            date="2031",
            actors=who,
            language=language,
            genre="speech",
            text=words,
            sha256=digest_of(words),
        )
        passages.append(
            Passage(
                file=f"{at}.txt",
                start=0,
                end=len(words),
                sha256=digest_of(words),
                actor=who[0] if len(who) == 1 else None,
                joint=who if len(who) > 1 else (),
            )
        )
    return Corpus(documents=documents, passages=tuple(passages), digest="0" * 64)


TEXTS = corpus(
    ("en", "XBE", "Boats and nets are held; the talks go on."),
    ("en", "XAL", "The Works stand high, and the dam is ours."),
    ("en", "XBE", "The Works are old."),
    ("ko", "XBE", "회담은 계속된다."),
    ("en", "XAL+XBE", "The talks on fish go on."),
    ("ru", "XCE", "Переговоры идут."),
)


def test_seeds_that_never_fire_are_noted_where_there_are_texts() -> None:
    found = {one.place for one in never_fired(BASE, TEXTS)}
    assert ("issues", 3, "seeds", "en", 1) not in found
    assert ("issues", 3, "seeds", "en", 2) in found
    assert ("issues", 3, "seeds", "ko", 1) in found
    assert ("issues", 1, "variants", "XAL", "en", 0) not in found
    assert not [place for place in found if "zh" in place]
    without = evolve(TEXTS, passages=tuple(one for one in TEXTS.passages if one.actor != "XAL"))
    assert ("issues", 1, "variants", "XAL", "en", 0) in {
        one.place for one in never_fired(BASE, without)
    }


def test_issues_that_stand_together_are_told_and_parents_are_not() -> None:
    found = overlaps(BASE, code(TEXTS, BASE))
    assert [(one.first, one.second, one.both, one.either) for one in found] == [
        ("fish", "talks", 2, 4)
    ]


def test_a_change_is_told_with_the_passages_that_it_gains_and_loses() -> None:
    seeds = {"en": ("net", "nets", "held"), "ru": ("переговор*",)}
    birds = Issue(
        id="birds",
        label={"en": "Birds"},
        kind=Kind.GOAL,
        definition="Birds.",
        seeds={"en": ("old",)},
    )
    new = evolve(BASE, issues=(*BASE.issues[:2], evolve(BASE.issues[2], seeds=seeds), birds))
    old = Reading(codebook=BASE, coded=code(TEXTS, BASE))
    found = effects(TEXTS, old, Reading(codebook=new, coded=code(TEXTS, new)))
    assert [one.issue for one in found] == ["water", "dams", "fish", "birds", "talks"]
    fish = found[2]
    assert [one.passage.file for one in fish.gained] == ["5.txt"]
    assert [(one.passage.file, one.code.seed) for one in fish.lost] == [("4.txt", "fish*")]
    assert fish.kept == 1
    counts = [
        (one.actors, one.language, one.passages, one.before, one.after) for one in fish.counts
    ]
    assert counts == [
        (("XBE",), "en", 2, 1, 1),
        (("XAL",), "en", 1, 0, 0),
        (("XBE",), "ko", 1, 0, None),
        (("XAL", "XBE"), "en", 1, 1, 0),
        (("XCE",), "ru", 1, None, 1),
    ]
    assert [one.before for one in found[3].counts] == [None] * 5
    assert [one.after for one in found[4].counts] == [None] * 5
    with pytest.raises(ValueError, match="only the same passages"):
        effects(TEXTS, old, Reading(codebook=new, coded=()))
