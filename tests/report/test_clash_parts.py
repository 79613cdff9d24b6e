"""What clashes, in words: what is proven, what has only a bound, what is unknown."""

from __future__ import annotations

import json
import re

import pytest
from attrs import evolve
from tests.report.pages import Page, lake

from dipoli.analysis.agreement.why_not import Explanation, Nearest, Proof
from dipoli.codec.clash_json import explanation_object
from dipoli.report.agreement_text import agreement_text
from dipoli.report.clash_parts import parts_of, share_told
from dipoli.report.page import write_report
from dipoli.report.words import plain


def first() -> Explanation:
    """Why the basket on water cannot be settled alone."""
    _case, found = lake()
    assert found.clash is not None
    return found.clash[0]


def told(*clash: Explanation) -> tuple[str, str]:
    """The text and the page of the made-up case with other answers, in one line each."""
    case, found = lake()
    changed = evolve(found, clash=clash)
    text = " ".join(agreement_text(case, changed, width=90).split())
    return text, " ".join(Page(write_report(case, (), changed)).text.split())


@pytest.mark.parametrize("proof", Proof)
def test_text_and_page_say_what_proves_a_clash(proof: Proof) -> None:
    one = first()
    clashes = tuple(evolve(each, proof=proof) for each in one.clashes)
    for words in told(evolve(one, clashes=clashes)):
        assert plain(f"proof_{proof.value}") in words
        for other in Proof:
            assert other is proof or plain(f"proof_{other.value}") not in words


def test_sets_with_different_proofs_say_each_its_own() -> None:
    one = first()
    pair = tuple(evolve(one.clashes[0], proof=proof) for proof in (Proof.CERTIFICATE, Proof.SOLVER))
    for words in told(evolve(one, clashes=pair)):
        assert words.count(plain("proof_certificate")) == 1
        assert words.count(plain("proof_solver")) == 1


def test_a_bound_is_told_as_a_bound_and_what_is_unknown_as_unknown() -> None:
    one = first()
    weight = one.weighted.weight
    assert weight is not None
    loose = evolve(one.weighted, bound=weight - 1, complete=False)
    unknown = evolve(one.counted, weight=None, sets=(), packages=(), bound=1, complete=False)
    open_end = evolve(
        one, weighted=loose, counted=unknown, smallest_proven=False, smallest_complete=False,
        nearest=Nearest(packages=(), proven=False),
    )  # fmt: skip
    for words in told(open_end):
        assert plain("clash_weight_bound", weight=weight, bound=weight - 1) in words
        assert plain("clash_count_unknown", bound=1) in words
        assert plain("clash_least_unknown") in words
        assert plain("clash_nearest_none") in words
        assert "Proven: no" not in words


def test_the_weights_of_firmness_stand_beside_their_meaning() -> None:
    one = first()
    (member,) = one.weighted.sets[0]
    weight = plain("clash_weight", weight=one.weighted.weights[member.key])
    for words in told(one):
        assert "a judgement of this program and not of the case" in words
        assert weight in words


def test_the_same_answer_with_soft_lines_held_is_not_told_twice() -> None:
    _case, found = lake()
    assert found.clash is not None
    negotiable, held = found.clash
    assert {one.about for one in found.clash} == {"water"}
    for words in told(negotiable, held):
        assert plain("clash_alike") in words
        assert words.count(plain("clash_nearest_proven")) == 1
    other = evolve(held, weighted=evolve(held.weighted, complete=False))
    for words in told(negotiable, other):
        assert plain("clash_alike") not in words


def test_nothing_proven_in_time_has_no_parts() -> None:
    assert parts_of(evolve(first(), clashes=()), 5) == ()


def test_every_assumption_that_the_object_names_by_key_stands_in_it_whole() -> None:
    _case, found = lake()
    for one in found.clash or ():
        object_ = json.loads(json.dumps(explanation_object(one)))
        whole = {each["key"] for each in object_["assumptions"]}
        named = {
            key
            for group in (
                *(each["assumptions"] for each in object_["clashes"]),
                *object_["fewest"],
                *(each["assumptions"] for each in object_["weighted"]["sets"]),
                *(each["broken"] for each in object_["nearest"]["packages"]),
            )
            for key in group
        }
        assert named == whole == set(object_["weights"])
        assert object_["size"] == len(object_["smallest"][0])


def test_what_a_package_is_short_of_is_told_as_a_share_and_never_in_points() -> None:
    one = first()
    points = {pair[0] for near in one.nearest.packages for pair in near.shortfalls.values()}
    ranges = {pair[1] for near in one.nearest.packages for pair in near.shortfalls.values()}
    assert points
    share = share_told(*next(iter(one.nearest.packages[0].shortfalls.values())))
    text, page = (words.partition(plain("clash_intro"))[2] for words in told(one))
    for words in (text, page, json.dumps({**explanation_object(one), "seconds": None})):
        clashing = words.partition("WHAT THIS DOES NOT SHOW")[0].partition(plain("clash_not"))[0]
        for figure in points | ranges:
            assert not re.search(rf"(?<![\d.,]){figure:,}(?![\d,])", clashing)
    assert share in text
    assert share in page
