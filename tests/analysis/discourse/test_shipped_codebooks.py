"""The shipped codebooks: read strictly, covering their cases, true to their own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.lexicon import compile_lexicon
from dipoli.codec.case_folder import read_case
from dipoli.codec.codebook_file import read_codebook

ROOT = Path(__file__).parents[3]
BOOKS = {"korea": "korea-peace", "lake": "lake"}
ISSUES = (
    "denuclearisation missiles sanctions peace_regime relations military human_rights "
    "humanitarian families inter_korean economy trade ict crime health climate sovereignty "
    "multilateralism regional_conflicts history nuclear_safety maritime transparency "
    "domestic_limits mechanism"
)


def _book(case: str) -> Codebook:
    return read_codebook(ROOT / "codebooks" / f"{BOOKS[case]}.yaml")


def test_the_top_issues_are_those_that_the_coders_used() -> None:
    tops = [one.id for one in _book("korea").issues if one.parent is None]
    assert tops == ISSUES.split()


@pytest.mark.parametrize("case", BOOKS)
def test_every_basket_group_and_issue_of_the_case_is_covered(case: str) -> None:
    papers = read_case(ROOT / "cases" / case)
    crossed = {to for one in _book(case).issues for to in one.crosswalk.get("case", ())}
    inside: dict[str, set[str]] = {}
    for issue in papers.issues:
        for part in (issue.basket, issue.group, issue.id):
            inside.setdefault(f"{case}:{part}", set()).add(f"{case}:{issue.id}")
    assert crossed <= set(inside)
    assert [part for part, held in inside.items() if part not in crossed and held - crossed] == []


@pytest.mark.parametrize("case", BOOKS)
def test_every_example_is_coded_as_it_says(case: str) -> None:
    book = _book(case)
    lexicon = compile_lexicon(book)
    wrong = [
        (issue.id, example.text)
        for issue in book.issues
        for example in issue.examples
        if example.code
        != (issue.id in {one.issue for one in lexicon.codes(example.text, example.language, None)})
    ]
    assert wrong == []


@pytest.mark.parametrize("case", BOOKS)
def test_top_issues_have_seeds_sides_and_examples_in_every_language(case: str) -> None:
    book = _book(case)
    lexicon = compile_lexicon(book)
    for language in book.languages:
        assert lexicon.missing(language) == ()
        assert language in book.cues
    for issue in book.issues:
        if issue.parent is None:
            assert issue.toward is not None
            assert set(issue.toward.supports) == set(book.languages)
            assert {one.language for one in issue.examples if one.code} == set(book.languages)
            assert any(not one.code for one in issue.examples)
