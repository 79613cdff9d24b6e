"""Codebook files: what is written is read back, and what is wrong is told, all of it at once."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.analysis.discourse.codebook import (
    Codebook,
    Cues,
    Example,
    Issue,
    Kind,
    Toward,
)
from dipoli.analysis.discourse.coherence import faults
from dipoli.analysis.discourse.lexicon import compile_lexicon
from dipoli.codec.codebook_file import codebook_of, codebook_text, read_codebook
from dipoli.faults import Finding, MalformedError

LAKE = Path(__file__).parents[1] / "analysis/discourse/lake.yaml"
HEAD = 'codebook: {id: lake, version: "1.0.0", languages: [en, ko, zh]}\n'
ISSUE = """\
  - id: fish
    label: {en: "Fish"}
    kind: goal
    definition: "Fish."
"""
BOOK = f"{HEAD}issues:\n{ISSUE}"


def found(text: str) -> tuple[Finding, ...]:
    """What is wrong with a codebook."""
    with pytest.raises(MalformedError) as caught:
        codebook_of(text.encode("utf-8"), "lake.yaml")
    assert all(
        one.line and one.expected and one.found and one.mend for one in caught.value.findings
    )
    return caught.value.findings


def test_a_codebook_is_read_with_its_digest_and_compiles() -> None:
    codebook = read_codebook(LAKE)
    assert (codebook.id, codebook.version) == ("lake", "1.2.0")
    assert codebook.digest == hashlib.sha256(LAKE.read_bytes()).hexdigest()
    assert [one.id for one in codebook.issues] == ["water", "dams", "fish", "talks"]
    dams = codebook.issues[1]
    assert dams.parent == "water"
    assert dams.kind is Kind.CHALLENGE
    assert dams.variants == {"XAL": {"en": ("the Works",)}}
    assert codebook.issues[0].toward is not None
    assert codebook.issues[0].toward.naming == 1
    assert codebook.cues["en"].condition == ("until", "in return for")
    assert compile_lexicon(codebook).missing("ru") == ("fish",)


def test_a_place_is_told_with_its_line() -> None:
    paper = codebook_of(LAKE.read_bytes(), "lake.yaml")
    lines = LAKE.read_text("utf-8").splitlines()
    line = next(at for at, one in enumerate(lines, 1) if "Lake Waters Hotel" in one)
    assert paper.line_of(("issues", 0, "exclude", "en", 0)) == f"lake.yaml:{line}"


# ---------------------------------------------------------------- what is wrong

WORDS = '    seeds: {en: ["fish*"]}\n'
HOSTILE = {
    "no version": ("codebook: {id: a, languages: [en]}\nissues: []\n", "the key version"),
    "a version of two numbers": (BOOK.replace("1.0.0", "1.0"), "three numbers with dots"),
    "a version with a leading nought": (BOOK.replace("1.0.0", "1.00.0"), "three numbers"),
    "an id in capitals": (BOOK.replace("id: lake", "id: Lake"), "small letters and digits"),
    "no language": (BOOK.replace("[en, ko, zh]", "[]"), "one language at least"),
    "a language that cannot be cut": (BOOK.replace("zh]", "xx]"), "one of en, ko"),
    "a language twice": (BOOK.replace("zh]", "ko]"), "each language once"),
    "no issue": (f"{HEAD}issues: []\n", "one issue at least"),
    "an issue id with a hyphen": (BOOK.replace("id: fish", "id: my-fish"), "underscores"),
    "an id twice": (BOOK + ISSUE, "an id of its own"),
    "an unknown parent": (BOOK + "    parent: lake\n", "the id of an issue"),
    "its own parent": (BOOK + "    parent: fish\n", "a parent that is no sub-issue"),
    "a kind of its own": (BOOK.replace("goal", "wish"), "one of norm, goal"),
    "no label in English": (BOOK.replace("{en:", "{ko:"), "the key en"),
    "an empty definition": (BOOK.replace('"Fish."', '""'), "a text of 1 to"),
    "a definition that is a number": (BOOK.replace('"Fish."', "7"), "text"),
    "an unknown key": (BOOK + "    seed: {en: [a]}\n", "only the keys"),
    "seeds in an unnamed language": (BOOK + '    seeds: {ja: ["a"]}\n', "that the codebook names"),
    "an empty list of seeds": (BOOK + "    seeds: {en: []}\n", "one seed at least"),
    "an empty seed": (BOOK + '    seeds: {en: [""]}\n', "a letter or figure"),
    "a seed that nobody sees": (BOOK + '    seeds: {en: ["\u200b"]}\n', "a letter or figure"),
    "a seed of stars": (BOOK + '    seeds: {en: ["*"]}\n', "a letter or figure"),
    "a seed twice": (BOOK + '    seeds: {en: ["Fish  pond", "fish pond"]}\n', "each seed once"),
    "a seed of 300 signs": (BOOK + f'    seeds: {{en: ["{"a" * 300}"]}}\n', "at most 200"),
    "a seed with brackets": (BOOK + '    seeds: {en: ["fish[es]"]}\n', "words, with *"),
    "an edge where one is": (BOOK + '    seeds: {en: ["^fish"]}\n', "^ beside a Korean"),
    "a star beside a Chinese sign": (BOOK + '    seeds: {zh: ["鱼*"]}\n', "* beside a letter"),
    "too many stars": (BOOK + '    seeds: {en: ["f*i*s*h"]}\n', "at most 2 * in a word"),
    "a seed between blanks": (BOOK + '    seeds: {en: [" fish"]}\n', "no blanks at the ends"),
    "a regex that is none": (BOOK + '    seeds: {en: ["re:(fish"]}\n', "a regular expression"),
    "a regex of nested repeats": (BOOK + '    seeds: {en: ["re:(a+)+b"]}\n', "that ends soon"),
    "a regex of repeated choices": (BOOK + '    seeds: {en: ["re:(a|ab)*c"]}\n', "that ends soon"),
    "a regex of many repeats": (BOOK + '    seeds: {en: ["re:.*.*.*x"]}\n', "that ends soon"),
    "a regex of bounded nests": (
        BOOK + '    seeds: {en: ["re:((a{1,9}){1,9}){1,9}b"]}\n',
        "that ends soon",
    ),
    "a regex that refers back": (BOOK + '    seeds: {en: ["re:(a)\\\\1"]}\n', "that ends soon"),
    "a regex with flags": (BOOK + '    seeds: {en: ["re:(?i)fish"]}\n', "no flags"),
    "a regex for nothing": (BOOK + '    seeds: {en: ["re:a*"]}\n', "an expression that finds"),
    "a huge regex count": (BOOK + '    seeds: {en: ["re:a{99999999999}"]}\n', "a regular"),
    "seeds that are one text": (BOOK + "    seeds: {en: fish}\n", "a list"),
    "a weak word that is no seed": (
        BOOK + WORDS + '    weak: {en: ["trout"]}\n',
        "a seed of the issue",
    ),
    "an exclusion that is a seed": (
        BOOK + WORDS + '    exclude: {en: ["FISH*"]}\n',
        "words that are no seed",
    ),
    "a variant that is a seed": (
        BOOK + WORDS + '    variants: {XAL: {en: ["fish*"]}}\n',
        "each seed once",
    ),
    "an actor in small letters": (
        BOOK + '    variants: {xal: {en: ["trout"]}}\n',
        "the code of an actor",
    ),
    "a case without an issue": (BOOK + "    crosswalk: {case: [lake]}\n", "such as lake:waters"),
    "a case with too much": (BOOK + '    crosswalk: {case: ["a:b:c"]}\n', "such as lake:waters"),
    "a crosswalk to nothing": (BOOK + "    crosswalk: {cap: []}\n", "one code at least"),
    "an example without seeds": (
        BOOK + WORDS + '    examples: [{text: "물고기", language: ko, code: true}]\n',
        "an example in a language for which",
    ),
    "an example without a verdict": (
        BOOK + WORDS + '    examples: [{text: "fish", language: en}]\n',
        "the key code",
    ),
    "an example twice": (
        BOOK
        + WORDS
        + "    examples:\n"
        + '      - {text: "fish", language: en, code: true}\n'
        + '      - {text: "fish", language: en, code: false}\n',
        "each example once",
    ),
    "a stance of two": (
        BOOK + '    toward: {proposition: {en: "Fish."}, naming: 2}\n',
        "1, 0 or -1",
    ),
    "a stance of both sides": (
        BOOK
        + '    toward: {proposition: {en: "Fish."}, supports: {en: [a1]}, opposes: {en: [A1]}}\n',
        "each seed once",
    ),
    "a cue of both sides": (
        BOOK + 'cues: {en: {approval: ["like"], rejection: ["Like"]}}\n',
        "a cue of one side",
    ),
    "cues in an unnamed language": (
        BOOK + 'cues: {ru: {approval: ["за"]}}\n',
        "that the codebook names",
    ),
    "a word that some read as no": (BOOK + "    seeds: {en: [no]}\n", "all programs read alike"),
    "an anchor": (BOOK.replace("kind: goal", "kind: &a goal"), "no anchors"),
    "no YAML": (BOOK + "  ]", "a paper in YAML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_wrong_is_told_with_its_line_and_its_cure(name: str) -> None:
    text, expected = HOSTILE[name]
    told = found(text)
    assert any(expected in one.expected for one in told), told


def test_every_fault_is_told_at_once_and_on_its_own_line() -> None:
    text = (
        BOOK
        + "    parent: pond\n"
        + '    seeds:\n      en: ["fish", "FISH"]\n      ko: ["*"]\n'
        + "  - id: fish\n"
        + '    label: {en: ""}\n'
        + "    kind: goal\n"
        + '    definition: "Again."\n'
        + "    crosswalk: {case: [x]}\n"
    )
    lines = text.splitlines()
    told = {lines[one.line - 1].strip() for one in found(text)}
    assert told == {
        "parent: pond",
        'en: ["fish", "FISH"]',
        'ko: ["*"]',
        "- id: fish",
        'label: {en: ""}',
        "crosswalk: {case: [x]}",
    }


def test_a_parent_of_a_parent_and_a_circle_are_told_apart() -> None:
    def book(*pairs: tuple[str, str]) -> str:
        made = [ISSUE.replace("fish", one) + f"    parent: {parent}\n" for one, parent in pairs]
        return f"{HEAD}issues:\n{''.join(made)}"

    told = found(book(("a", "b"), ("b", "c"), ("c", "null")))
    assert [one.found for one in told] == ["b, which is a sub-issue of c"]
    told = found(book(("a", "b"), ("b", "a")))
    assert [one.found for one in told] == ["b, which comes back to a", "a, which comes back to b"]


def test_a_file_that_is_not_there_or_too_large_is_told(tmp_path: Path) -> None:
    with pytest.raises(MalformedError, match="No such file"):
        read_codebook(tmp_path / "none.yaml")
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 4_000_001)
    with pytest.raises(MalformedError, match="at most 4,000,000 bytes"):
        read_codebook(large)


# ---------------------------------------------------------------- what is written is read back

TEXTS = st.text(
    st.sampled_from("abcZ ,:#\"'{}[]-*&!|>%@\\é핵核ж\n"), min_size=1, max_size=12
).filter(lambda one: bool(one.strip()))
SEEDS = st.lists(
    st.sampled_from(("fish*", "no", "yes", "lake: water", "12:30", "re:a{1,3}b|\\w d", "核")),
    unique=True,
    min_size=1,
    max_size=4,
).map(tuple)
BY_LANGUAGE = st.dictionaries(st.sampled_from(("en", "ko", "zh")), SEEDS, max_size=3)
LABELS = st.dictionaries(st.sampled_from(("ko", "mn", "no")), TEXTS, max_size=2).flatmap(
    lambda some: TEXTS.map(lambda text: {"en": text, **some})
)


@st.composite
def issues(draw: st.DrawFn, name: str) -> Issue:
    example = Example(text=draw(TEXTS), language="en", code=draw(st.booleans()), source="a#1-2")
    seeds = {**draw(BY_LANGUAGE), "en": draw(SEEDS)}
    return Issue(
        id=name,
        parent="i0" if name != "i0" and draw(st.booleans()) else None,
        label=draw(LABELS),
        kind=draw(st.sampled_from(Kind)),
        definition=draw(TEXTS),
        seeds=seeds,
        weak=draw(st.sampled_from(({}, {"en": seeds["en"][:1]}))),
        variants=draw(st.sampled_from(({}, {"XOR": {"en": ("trout",)}}))),
        crosswalk=draw(st.sampled_from(({}, {"case": ("lake:w-dam",), "cap": ("2", "no")}))),
        examples=(example,) if draw(st.booleans()) else (),
        exemplars=(draw(TEXTS),) if draw(st.booleans()) else (),
        toward=draw(
            st.none()
            | st.builds(
                Toward, proposition=LABELS, naming=st.sampled_from((-1, 0, 1)), rival=st.booleans()
            )
        ),
    )


@settings(max_examples=150, derandomize=True)
@given(st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    cues = data.draw(st.builds(Cues, negation=SEEDS, condition=SEEDS))
    codebook = Codebook(
        id="lake",
        version="1.0.12",
        languages=("en", "ko", "zh"),
        issues=tuple(data.draw(issues(f"i{at}")) for at in range(data.draw(st.integers(1, 3)))),
        cues={"en": cues} if data.draw(st.booleans()) else {},
    )
    assert list(faults(codebook)) == []
    again = codebook_of(codebook_text(codebook).encode("utf-8"), "lake.yaml").codebook
    assert attrs.evolve(again, digest="") == codebook


def test_the_made_up_lake_is_written_and_read_back() -> None:
    codebook = read_codebook(LAKE)
    again = codebook_of(codebook_text(codebook).encode("utf-8"), "lake.yaml").codebook
    assert attrs.evolve(again, digest=codebook.digest) == codebook


def test_the_codebook_of_the_reference_page_can_be_read() -> None:
    page = Path(__file__).parents[2] / "docs/reference/codebook-format.md"
    (shown,) = re.findall(
        r"^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    codebook = codebook_of(shown.encode("utf-8"), "lake.yaml").codebook
    lexicon = compile_lexicon(codebook)
    assert [one.issue for one in lexicon.codes("댐에서는", "ko", None)] == ["water", "dams"]
