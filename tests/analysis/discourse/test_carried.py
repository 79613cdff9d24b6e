"""Story 10 in small: sub-issues where words converge, and who could carry them."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.analysis.discourse.counted import Said, Text, reading
from tests.analysis.test_carry import made_up

from dipoli.analysis.carry import WHO_MAY_READ, carriers
from dipoli.analysis.case import Case
from dipoli.analysis.discourse.carried import NO_CROSSWALK, in_case, who_could_carry
from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.counts import Reading


def talk(case: Case, stance: Stance = Stance.SUPPORTS) -> Reading:
    """Two parties of the case on arms and its sub-issues, of which one leads to the case."""
    one, other = case.members[:2]
    texts = [
        Text(
            file=f"{actor}.txt",
            actors=(actor,),
            said=(
                Said(words="we count the arms", issues=("arms", "count"), stance=each),
                Said(words="we sell the arms", issues=("arms", "sale"), stance=each),
                Said(words="we bury arms", issues=("grave",), stance=Stance.NONE),
            ),
        )
        for actor, each in ((one, Stance.SUPPORTS), (other, stance))
    ]
    held = reading(
        texts,
        "arms",
        "count",
        "sale",
        "grave",
        parents={"count": "arms", "sale": "arms", "grave": "arms"},
    )
    leads = {"count": (f"{case.id}:{case.issues[0].id}",), "sale": ("another:thing",)}
    issues = tuple(
        evolve(row, crosswalk={"case": leads[row.id]} if row.id in leads else {})
        for row in held.codebook.issues
    )
    return evolve(held, codebook=evolve(held.codebook, issues=issues))


@pytest.mark.parametrize("seed", range(10))
def test_carriers_are_those_of_the_case_for_what_the_words_lead_to(seed: int) -> None:
    case = made_up(seed)
    held, pair = talk(case), case.members[:2]
    told = who_could_carry(case, held, (pair[0], pair[1]), "arms", "speech")
    assert [one.issue for one in told.found] == ["arms", "count", "sale"]
    assert told.without == ("grave",)
    rows = {one.issue: one for one in told.found}
    assert rows["count"].carrying == carriers(case, (case.issues[0].id,), (pair[0], pair[1]))
    for issue in ("arms", "sale"):
        assert rows[issue].carrying is None
        assert rows[issue].why == NO_CROSSWALK
    assert told.who_may_read == WHO_MAY_READ
    assert WHO_MAY_READ in told.receipt.does_not_show


def test_where_words_are_opposed_no_carrier_is_told() -> None:
    case = made_up(1)
    one, other = case.members[:2]
    told = who_could_carry(case, talk(case, Stance.OPPOSES), (one, other), "arms", "speech")
    assert told.found == ()
    assert told.without == ("arms", "count", "sale", "grave")


def test_a_cross_walk_to_a_basket_leads_to_all_its_issues_and_a_sub_issue_takes_its_parents() -> (
    None
):
    case = made_up(2)
    held = talk(case)
    basket = case.baskets[0].id
    issues = tuple(
        evolve(row, crosswalk={"case": (f"{case.id}:{basket}",)} if row.id == "arms" else {})
        for row in held.codebook.issues
    )
    held = evolve(held, codebook=evolve(held.codebook, issues=issues))
    wanted = tuple(row.id for row in case.issues if row.basket == basket)
    assert in_case(case, held, "arms") == wanted
    assert in_case(case, held, "grave") == wanted
    assert wanted
