"""From a text to its meaning: held against every way to settle a text, spelled out one by one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generators import random_case, renamed

from dipoli.analysis.agreement import question_of
from dipoli.analysis.agreement.answers import Question, Verdict
from dipoli.analysis.agreement.checker import check_package, gain
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.case import Case
from dipoli.analysis.meaning import Draft, Meaning, Place, Tie, Way, Why, digest_of, outcomes, read
from dipoli.codec.case_folder import read_case

CASE = read_case(Path(__file__).parents[3] / "cases" / "lake")
PLAIN = question_of(CASE)
MEANS = Means(limit=30.0, clock=None)
ISSUES = {issue.id: len(issue.options) for issue in CASE.issues}
FIRST = CASE.issues[0].id
Said = Mapping[str, int]


def spelled_out(draft: Draft, ties: tuple[Tie, ...]) -> tuple[set[frozenset[tuple[str, int]]], int]:
    """What a text can come to say, by choosing a way for every place, lying within or not."""
    sound, contradictory = set[frozenset[tuple[str, int]]](), set[frozenset[tuple[str, int]]]()
    for chosen in itertools.product(*(place.ways for place in draft.places)):
        taken = {
            (place.clause, place.key): way.key
            for place, way in zip(draft.places, chosen, strict=True)
        }
        said = set()
        for place, way in zip(draft.places, chosen, strict=True):
            if all(_stands(draft, one, taken) for one in _around(draft, place)):
                said |= {
                    (tie.issue, tie.option)
                    for tie in ties
                    if (tie.clause, tie.place, tie.way) == (place.clause, place.key, way.key)
                }
        twice = len({issue for issue, _ in said}) < len(said)
        (contradictory if twice else sound).add(frozenset(said))
    return sound, len(contradictory)


def _around(draft: Draft, place: Place) -> Iterator[Place]:
    """The place and all those in which it lies."""
    yield place
    if place.within is not None:
        outer = draft.place(place.clause, place.within[0])
        assert outer is not None
        yield from _around(draft, outer)


def _stands(_draft: Draft, place: Place, taken: Mapping[tuple[str, str], str]) -> bool:
    if place.within is None:
        return True
    return taken[place.clause, place.within[0]] == place.within[1]


@st.composite
def drafts(draw: st.DrawFn) -> tuple[Draft, tuple[Tie, ...]]:
    """A text of up to four clauses with alternatives and brackets, one within another, tied."""
    places = list[Place]()
    for clause in [f"T-1-{n}" for n in range(1, draw(st.integers(1, 4)) + 1)]:
        count = draw(st.integers(1, 3))
        ways = tuple(Way(key=f"option-{n}", words=f"{clause} as {n}") for n in range(1, count + 1))
        places.append(Place(clause=clause, key="wording", ways=ways))
        within = ("wording", "option-1")
        for number in range(1, draw(st.integers(0, 2)) + 1):
            key = f"bracket-{number}"
            inside = (Way(key="stays", words=f"{clause} {key}"), Way(key="falls", words=""))
            passage = f"{clause} as 1, [{clause} {key}]"
            made = Place(clause=clause, key=key, ways=inside, within=within, passage=passage)
            places.append(made)
            if draw(st.booleans()):
                within = (key, "stays")
    draft = Draft(id="T-1", title="Waters", version=3, places=tuple(places))
    ways_of = [(place, way) for place in places for way in place.ways]
    ties = dict[tuple[str, str, str, str], Tie]()
    for place, way in draw(st.lists(st.sampled_from(ways_of), max_size=7)):
        issue = draw(st.sampled_from(sorted(ISSUES)))
        option = draw(st.integers(0, ISSUES[issue] - 1))
        tie = Tie(
            clause=place.clause,
            place=place.key,
            way=way.key,
            issue=issue,
            option=option,
            digest=place.digest(way),
        )
        ties.setdefault((place.clause, place.key, way.key, issue), tie)
    return draft, tuple(ties.values())


def package(said: frozenset[tuple[str, int]]) -> dict[str, int]:
    return {issue: dict(said).get(issue, 0) for issue in ISSUES}


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_a_text_can_become_what_is_found_by_spelling_it_out(
    made: tuple[Draft, tuple[Tie, ...]],
) -> None:
    draft, ties = made
    sound, contradictory = spelled_out(draft, ties)
    found = read(CASE, PLAIN, draft, ties, MEANS)
    assert found.packages == len(sound)
    assert found.contradictory == contradictory
    moving = [one for said in sound if any((one := package(said)).values())]
    good = [one for one in moving if check_package(CASE, PLAIN, one).accepted]
    if moving:
        assert found.by_itself.acceptable == len(good)
        assert (found.by_itself.verdict is Verdict.COMMON_GROUND) is bool(good)
        assert not good or found.by_itself.witness in good
    elif sound:
        assert found.by_itself.verdict is Verdict.UNKNOWN
    if len(sound) == 1 and not contradictory:
        assert [package(said) for said in sound] == [found.amounts_to]
    else:
        assert found.amounts_to is None
    tied = {tie.issue for tie in ties}
    said_of = {one: {dict(said).get(one) for said in sound} for one in tied if sound}
    settled = {one: said for one, said in said_of.items() if len(said) == 1 and None not in said}
    assert {one: {option} for one, option in found.settled.items()} == settled
    assert {one: set(options) for one, options in found.open.items()} == {
        one: options for one, options in said_of.items() if one not in settled
    }
    assert set(found.silent) == set(ISSUES) - tied


@settings(max_examples=25, deadline=None)
@given(drafts())
def test_common_ground_with_other_issues_free_is_shown_by_a_package_that_says_as_the_text(
    made: tuple[Draft, tuple[Tie, ...]],
) -> None:
    draft, ties = made
    sound, _ = spelled_out(draft, ties)
    found = read(CASE, PLAIN, draft, ties, MEANS)
    if found.by_itself.verdict is Verdict.COMMON_GROUND:
        assert found.with_others.verdict is Verdict.COMMON_GROUND
    witness = found.with_others.witness
    if witness is not None:
        assert check_package(CASE, PLAIN, witness).accepted
        assert any(all(witness[one] == option for one, option in said) for said in sound)
    counted = read(CASE, PLAIN, draft, ties, MEANS, most=0)
    if counted.packages is not None:  # it could be counted after all
        assert counted.packages == len(sound)
    else:
        assert not counted.receipt.exact
        for wide, exact in (
            (counted.by_itself.verdict, found.by_itself.verdict),
            (counted.with_others.verdict, found.with_others.verdict),
        ):
            # Where all that it can soundly say moves nothing, nothing is known; the wider question
            # also holds what it could say only by contradicting itself, and may know of none there.
            still = not any(any(package(said).values()) for said in sound)
            assert wide in {Verdict.UNKNOWN, exact} or (still and wide is Verdict.NONE)


@settings(max_examples=25, deadline=None)
@given(drafts())
def test_the_worth_of_ways_adds_up_to_the_gain_of_the_package(
    made: tuple[Draft, tuple[Tie, ...]],
) -> None:
    draft, ties = made
    found = read(CASE, PLAIN, draft, ties, MEANS)
    for way in found.ways:
        if not way.is_tied:
            assert not way.worth, "unknown is no 0"
            continue
        moved = {issue: way.reads.get(issue, 0) for issue in ISSUES}
        still = dict.fromkeys(ISSUES, 0)
        for code in PLAIN.seats:
            change = gain(CASE, PLAIN, code, moved) - gain(CASE, PLAIN, code, still)
            apart = sum(
                one.points
                for one in CASE.synergies
                if one.party == code and all(atom.holds(moved) for atom in one.when)
            ) - sum(
                one.points
                for one in CASE.synergies
                if one.party == code and all(atom.holds(still) for atom in one.when)
            )
            assert way.worth[code].value == change - apart
            ends = [corners(code, issue, option) for issue, option in way.reads.items()]
            assert way.worth[code].low == sum(map(min, ends))
            assert way.worth[code].high == sum(map(max, ends))


def corners(code: str, issue: str, option: int) -> list[int]:
    """What an option may be worth at every end of the ranges that were judged."""
    row = next(one for one in CASE.positions_of(PLAIN.positions)[code].issues if one.issue == issue)
    if option == 0:
        return [0]
    weights = {row.importance, *row.importance_range}
    after, before = ({row.low[n], row.high[n]} for n in (option, 0))
    return [weight * (one - two) for weight in weights for one in after for two in before]


def one_clause(*ways: str, issue: str, options: tuple[int, ...]) -> tuple[Draft, tuple[Tie, ...]]:
    made = tuple(Way(key=f"option-{n}", words=words) for n, words in enumerate(ways, 1))
    place = Place(clause="T-1-1", key="wording", ways=made)
    ties = tuple(
        Tie(clause="T-1-1", place="wording", way=way.key, issue=issue, option=option,
            digest=place.digest(way))
        for way, option in zip(made, options, strict=True)
    )  # fmt: skip
    return Draft(id="T-1", title="Waters", version=1, places=(place,)), ties


def asked(draft: Draft, ties: tuple[Tie, ...], question: Question = PLAIN) -> Meaning:
    return read(CASE, question, draft, ties, MEANS)


def test_words_that_moved_are_told_and_not_used() -> None:
    draft, ties = one_clause("Water flows.", issue=FIRST, options=(1,))
    moved = evolve(draft.places[0], ways=(Way(key="option-1", words="Water may flow."),))
    found = asked(evolve(draft, places=(moved,), version=2), ties)
    assert [one.why for one in found.faulty] == [Why.MOVED]
    assert not found.settled
    assert found.by_itself.verdict is Verdict.UNKNOWN


def test_a_tie_to_what_is_gone_or_to_no_option_is_told() -> None:
    issue = FIRST
    draft, ties = one_clause("Water flows.", issue=issue, options=(1,))
    gone, wrong = evolve(ties[0], way="option-9"), evolve(ties[0], option=99)
    found = asked(draft, (gone, wrong))
    assert [one.why for one in found.faulty] == [Why.GONE, Why.NO_OPTION]


def test_two_readings_of_the_same_words_are_both_told() -> None:
    issue = FIRST
    draft, ties = one_clause("Water flows.", issue=issue, options=(1,))
    found = asked(draft, (ties[0], evolve(ties[0], option=0)))
    assert [one.why for one in found.faulty] == [Why.TWICE, Why.TWICE]


def test_a_settled_text_amounts_to_a_package_and_an_open_one_to_none() -> None:
    issue = FIRST
    settled = asked(*one_clause("Water flows.", issue=issue, options=(1,)))
    assert settled.amounts_to == package(frozenset({(issue, 1)}))
    assert settled.settled == {issue: 1}
    still_open = asked(*one_clause("Water flows.", "It rests.", issue=issue, options=(1, 0)))
    assert still_open.amounts_to is None
    assert still_open.open == {issue: (0, 1)}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_parties_renamed_rename_the_worth_and_nothing_else(seed: int, data: st.DataObject) -> None:
    case = random_case(seed)
    codes = [one.code for one in case.parties] + [one.code for one in case.ratifiers]
    names = dict(zip(codes, data.draw(st.permutations(codes)), strict=True))
    issue = data.draw(st.sampled_from(case.issues))
    options = tuple(range(len(issue.options)))
    draft, ties = one_clause(*(f"Words {n}." for n in options), issue=issue.id, options=options)
    plain = question_of(case)
    other = evolve(plain, seats=tuple(names[code] for code in plain.seats))
    found, turned = (
        read(one, asked, draft, ties, MEANS)
        for one, asked in ((case, plain), (renamed(case, names), other))
    )
    for way, after in zip(found.ways, turned.ways, strict=True):
        assert {names[code]: worth for code, worth in way.worth.items()} == dict(after.worth)
        assert tuple(after.worth) == other.seats
    for part in ("settled", "open", "silent", "packages", "amounts_to", "by_itself", "faulty"):
        assert getattr(found, part) == getattr(turned, part)
    assert found.with_others.verdict is turned.with_others.verdict


def test_a_set_of_outcomes_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    draft, ties = one_clause("Water flows.", issue=FIRST, options=(1,))
    monkeypatch.setattr(Case, "has_state_of_things", lambda _case, _set: False)
    with pytest.raises(ValueError, match="set of outcomes"):
        asked(draft, ties)


def test_thirty_brackets_that_nobody_tied_come_to_one_package() -> None:
    ways = (Way(key="stays", words="so"), Way(key="falls", words=""))
    places = tuple(Place(clause=f"T-1-{n}", key="wording", ways=ways) for n in range(30))
    draft = Draft(id="T-1", title="Waters", version=1, places=places)
    found = outcomes(draft, {("T-1-0", "wording", "stays"): {"fish": 1}}, 10)
    assert found.whole
    assert found.said == ({}, {"fish": 1})


def test_a_clause_of_many_brackets_is_given_up_before_it_is_counted_out() -> None:
    ways = (Way(key="stays", words="so"), Way(key="falls", words=""))
    wording = Place(clause="T-1-1", key="wording", ways=(Way(key="option-1", words="so it is"),))
    inner = tuple(
        Place(
            clause="T-1-1",
            key=f"bracket-{n}",
            ways=ways,
            within=("wording", "option-1"),
            passage=f"[so] {n}",
        )
        for n in range(60)
    )
    draft = Draft(id="T-1", title="Waters", version=1, places=(wording, *inner))
    reads = {("T-1-1", one.key, "stays"): {one.key: 1} for one in inner}
    found = outcomes(draft, reads, 4_096)
    assert not found.whole
    assert found.said == ()


def test_places_that_cannot_be_are_refused() -> None:
    way = Way(key="stays", words="so")
    with pytest.raises(ValueError, match="names of their own"):
        Place(clause="T-1-1", key="wording", ways=(way, way))
    place = ("wording", "option-1")
    with pytest.raises(ValueError, match="has a passage"):
        Place(clause="T-1-1", key="bracket-1", ways=(way,), within=place)
    inner = Place(clause="T-1-1", key="bracket-1", ways=(way,), within=place, passage="[so] it is")
    with pytest.raises(ValueError, match="stands twice, or before"):
        Draft(id="T-1", title="Waters", version=1, places=(inner,))


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_a_digest_is_of_words_and_passage(a: str, b: str, c: str, d: str) -> None:
    assert (digest_of(a, b) == digest_of(c, d)) is ((a, b) == (c, d))


def test_that_a_bracket_falls_is_read_anew_once_the_sentence_around_it_moved() -> None:
    falls, stays = Way(key="falls", words=""), Way(key="stays", words="freely")

    def draft(words: str) -> Draft:
        wording = Place(
            clause="T-1-1", key="wording", ways=(Way(key="option-1", words=f"{words} freely."),)
        )
        bracket = Place(
            clause="T-1-1",
            key="bracket-1",
            ways=(stays, falls),
            within=("wording", "option-1"),
            passage=f"{words} [freely].",
        )
        return Draft(id="T-1", title="Waters", version=1, places=(wording, bracket))

    before, after = draft("Water flows"), draft("Water does not flow")
    tie = Tie(
        clause="T-1-1",
        place="bracket-1",
        way="falls",
        issue=FIRST,
        option=1,
        digest=before.places[1].digest(falls),
    )
    assert not asked(before, (tie,)).faulty
    assert [one.why for one in asked(after, (tie,)).faulty] == [Why.MOVED]


def test_an_option_that_the_case_says_otherwise_by_now_is_told() -> None:
    draft, ties = one_clause("Water flows.", issue=FIRST, options=(1,))
    kept = evolve(ties[0], meant=CASE.issues[0].options[1].text)
    assert not asked(draft, (kept,)).faulty
    assert [one.why for one in asked(draft, (evolve(kept, meant="else"),)).faulty] == [Why.CHANGED]


@settings(max_examples=15, deadline=None)
@given(drafts())
def test_what_is_known_at_a_stop_stays_true_and_says_what_was_not_come_to(
    made: tuple[Draft, tuple[Tie, ...]],
) -> None:
    draft, ties = made
    sofar, told = list[Meaning](), list[str]()
    found = read(CASE, PLAIN, draft, ties, MEANS, progress=told.append, known=sofar.append)
    assert told
    assert not found.by_itself.stopped
    assert not found.with_others.stopped
    for one, stopped in zip(sofar, ((True, True), (False, True)), strict=True):
        assert (one.by_itself.stopped, one.with_others.stopped) == stopped
        assert not one.receipt.exact
        whole = evolve(
            one,
            by_itself=found.by_itself if stopped[0] else one.by_itself,
            with_others=found.with_others,
            receipt=found.receipt,
        )
        assert whole == found
