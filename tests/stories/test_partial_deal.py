"""Story 2, as far as analysis can tell it: a deal on one range of missiles, and its neighbours."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from tests.stories.reckoning import Package, Papers, read_papers, rows_of

from dipoli.analysis.agreement import Means, Reading, SoftLines, question_of
from dipoli.analysis.agreement.additions import Additions, Whom, additions
from dipoli.analysis.agreement.interests import touched
from dipoli.analysis.case import Atom, Case
from dipoli.codec.case_folder import read_case

KOREA = Path(__file__).resolve().parents[2] / "cases" / "korea"
PAGE = "02-the-partial-deal.md"
PARTIES = ("PRK", "USA")
SHORTER = ("ms-mrbm", "ms-srbm")
MEANS = Means()


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(KOREA)


@pytest.fixture(scope="module")
def papers() -> Papers:
    return read_papers(KOREA, "positions")


def deal(case: Case, option: int) -> dict[str, int]:
    """A deal on intercontinental missiles alone."""
    return {**case.status_quo(), "ms-icbm": option}


def uncovered(papers: Papers, code: str, package: Package) -> list[str]:
    """Subjects that a package touches and in which a party's stake is not covered."""
    values = {row["issue"]: row["value"] for row in papers.positions[code]["issues"]}
    found = []
    for subject in papers.links["subjects"]:
        stakes = subject["stakes"].get(code)
        if not stakes or not any(package[issue] for issue in subject["issues"]):
            continue
        better = [one for one in stakes if values[one][package[one]] > values[one][0]]
        other = [
            one["issue"]
            for one in subject["compensation"].get(code, [])
            if package[one["issue"]] >= one["at_least"]
        ]
        if not better and not other:
            found.append(subject["id"])
    return found


def marked(papers: Papers, code: str, package: Package) -> bool:
    """Whether a package marks a party."""
    return bool(papers.refusals(code, package) or uncovered(papers, code, package))


def test_the_deal_alone_touches_two_neighbours_and_covers_neither(
    case: Case, papers: Papers
) -> None:
    for option in (1, 2, 3):
        told = touched(case, question_of(case), deal(case, option), PARTIES)
        outside = [one for one in told if not one.made_it]
        assert [one.party for one in outside if one.marked] == ["KOR", "JPN"]
        for one in told:
            assert one.marked == marked(papers, one.party, deal(case, option))


def test_the_page_tells_what_is_touched(case: Case) -> None:
    rows = rows_of(PAGE, "What is touched, in the shipped case")
    told = touched(case, question_of(case), deal(case, 2), PARTIES)
    names = {one.code: one.names["en"] for one in case.parties}
    assert list(rows) == [names[one.party] for one in told]
    for one in told:
        interests = ", ".join(f"{each.sort.value} `{each.id}`" for each in one.interests)
        assert rows[names[one.party]] == [
            "yes" if one.made_it else "no",
            interests or "nothing",
            "marked" if one.marked else "not marked",
        ]


def asked_about(case: Case, option: int, left: tuple[str, ...]) -> Iterator[Additions]:
    """Cheapest additions that leave some issues as they are."""
    hold = tuple(Atom(issue=issue, options=(0,)) for issue in left)
    question = evolve(question_of(case), hold=hold)
    for whom in Whom:
        yield additions(case, question, deal(case, option), PARTIES, whom, MEANS)


def in_words(told: Additions) -> str:
    """Additions as the page writes them."""
    assert told.proven
    assert told.complete
    ways = sorted(" ".join(f"`{issue}={n}`" for issue, n in one.items()) for one in told.cheapest)
    return "; or ".join(ways) or "none"


ROWS = {
    "Written permanent halt of tests": (1, ()),
    "Production halt": (2, ()),
    "Eliminated": (3, ()),
    "Production halt; shorter ranges left as they are": (2, SHORTER),
    "Production halt; shorter ranges and abductions left as they are": (2, (*SHORTER, "rl-abd")),
}


@pytest.mark.parametrize("row", ROWS)
def test_the_page_tells_the_cheapest_additions(case: Case, papers: Papers, row: str) -> None:
    option, left = ROWS[row]
    outside, everybody = asked_about(case, option, left)
    rows = rows_of(PAGE, "What clears the mark, in the shipped case")
    assert list(rows) == list(ROWS)
    assert rows[row] == [in_words(outside), in_words(everybody)]
    for told, seats in ((outside, ("KOR", "CHN", "JPN", "RUS")), (everybody, papers.members)):
        for one in told.cheapest:
            whole = {**deal(case, option), **one}
            assert papers.keeps_links(whole)
            assert not any(marked(papers, code, whole) for code in seats)
            assert told.whom is Whom.OUTSIDE or papers.accepts(whole)


def test_a_second_reckoning_finds_no_cheaper_addition(case: Case, papers: Papers) -> None:
    """The links ask for eyes on the ground, so of two additions one is `dn-verif`."""
    start = deal(case, 2)
    assert not papers.keeps_links(start)
    (told, _everybody) = asked_about(case, 2, ())
    others: list[dict[str, int]] = [{}]
    others += [
        {issue: n}
        for issue, size in papers.sizes.items()
        for n in range(1, size)
        if issue not in {"ms-icbm", "dn-verif"}
    ]
    outside = [code for code in papers.members if code not in PARTIES]
    found = []
    for one, verified in itertools.product(others, range(1, papers.sizes["dn-verif"])):
        added = {"dn-verif": verified, **one}
        whole = {**start, **added}
        if papers.keeps_links(whole) and not any(marked(papers, code, whole) for code in outside):
            found.append((len(added), sum(added.values()), added))
    least = min(found, key=lambda one: one[:2])
    assert least[:2] == (told.issues, told.moves)
    assert [one for *cost, one in found if tuple(cost) == least[:2]] == [dict(told.cheapest[0])]


def test_the_page_tells_how_far_it_hangs_on_the_ranges(case: Case) -> None:
    rows = rows_of(PAGE, "How far it hangs on the ranges")
    for reading in Reading:
        told = []
        for soft in SoftLines:
            question = evolve(question_of(case), reading=reading, soft_lines=soft)
            outside = [
                one
                for one in touched(case, question, deal(case, 2), PARTIES)
                if not one.made_it and one.marked
            ]
            assert [one.party for one in outside] == ["KOR", "JPN"]
            told.append(
                [
                    in_words(additions(case, question, deal(case, 2), PARTIES, whom, MEANS))
                    for whom in Whom
                ]
            )
        assert told[0] == told[1], "the same with soft lines negotiable and held"
        assert rows[reading.value] == told[0]
