"""The meaning of a text is told from what was kept of it alone, in the very words and figures."""

from __future__ import annotations

import json

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.meaning.test_meaning import CASE, ISSUES, MEANS, PLAIN, drafts

from dipoli.analysis.agreement.answers import Question, SoftLines
from dipoli.analysis.case import Atom
from dipoli.analysis.meaning import Draft, Meaning, Tie, clashes, read
from dipoli.codec.meaning_json import meaning_object
from dipoli.codec.meaning_kept import kept
from dipoli.report.agreement_page import option_told

BASKETS = [one.id for one in CASE.baskets]
Made = tuple[Draft, tuple[Tie, ...]]


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question with what the form of the command lets be asked."""
    still = tuple(draw(st.lists(st.sampled_from(BASKETS), max_size=1)))
    free = [one for one in ISSUES if not still or one not in {i.id for i in CASE.issues_of(*still)}]
    held = draw(st.lists(st.sampled_from(free), max_size=2, unique=True))
    return evolve(
        PLAIN,
        seats=PLAIN.seats[draw(st.integers(0, 1)) :],
        without=tuple(draw(st.lists(st.sampled_from(PLAIN.seats), max_size=1))),
        soft_lines=draw(st.sampled_from(SoftLines)),
        hold=tuple(Atom(issue=one, options=(0, 1)) for one in held),
        still=still,
    )


@settings(max_examples=8, deadline=None)
@given(drafts(), questions(), st.booleans())
def test_what_was_kept_tells_the_very_answer(made: Made, asked: Question, clash: bool) -> None:  # noqa: FBT001 - drawn
    draft, ties = made
    ties = tuple(evolve(one, digest="0" * 64) if n == 0 else one for n, one in enumerate(ties))
    sofar = list[Meaning]()
    found = read(CASE, asked, draft, ties, MEANS, known=sofar.append)
    for one in (*sofar, found):  # what was stopped is kept as well
        told = json.loads(json.dumps(meaning_object(CASE, draft, one, clash=clash)))
        again = kept(told)
        assert again.draft == evolve(draft)
        unused = [evolve(each, tie=evolve(each.tie, digest="")) for each in one.faulty]
        assert again.found == evolve(one, faulty=tuple(unused))
        assert again.asked_clash is clash
        if one.amounts_to is not None:
            expected = clashes(CASE, asked, one.amounts_to) if clash else None
            assert again.clash == expected
            moved = CASE.decided(asked.positions, one.amounts_to)
            assert [issue for issue, _ in again.moves(one.amounts_to)] == list(moved)
        for way in one.ways:
            for issue, option in way.reads.items():
                assert again.option(issue, option) == option_told(CASE, issue, option)


def test_a_name_is_in_the_reader_s_language_or_in_one_that_there_is() -> None:
    draft = Draft(id="T-1", title="Waters", version=1, places=())
    found = read(CASE, PLAIN, draft, (), MEANS)
    held = kept(meaning_object(CASE, draft, found))
    for party in CASE.parties:
        if party.code in PLAIN.seats:
            for language, name in party.names.items():
                assert held.name(party.code, language) == name
            assert held.name(party.code, "xx-Nowhere") == party.names["en"]
    assert held.name("NOBODY", "en") == "NOBODY"
