"""What a fault in a line says to who wrote it: which act was meant, and how its line looks."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.faults import MalformedError
from dipoli.forum.line import read_line
from dipoli.forum.line_hints import REFERENCE, name_to_mend

NAMES = ("proposal.put", "proposal.park", "silence.open", "silence.ask", "text.pen", "line.test")


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("put", "write one of proposal.put"),
        ("silence", "write one of silence.open, silence.ask"),
        ("vote", f"take one of {REFERENCE}"),
        ("proposal.puts", "write proposal.put if that is meant"),
        ("proposal.pak", "write proposal.park if that is meant"),
        ("proposal.pa", "take one of the acts that begin with proposal: put, park"),
        ("silense.open", "write silence.open if that is meant"),
        ("sillense.open", "write silence.open if there is such an act"),
        ("silence.vote", "take one of the acts that begin with silence: open, ask"),
        ("tekst.pen", f"no act begins with tekst; all acts are in {REFERENCE}"),
        ("proposall.vote", "write proposal.vote if there is such an act"),
        ("text.pan", "write text.pen if that is meant"),
        ("texts.vote", "write text.vote if there is such an act"),
        ("seat.accept", f"acts about a seat begin with member; all acts are in {REFERENCE}"),
        ("motion.make", f"no act begins with motion; all acts are in {REFERENCE}"),
    ],
)
def test_a_name_that_no_act_has_is_mended_where_it_is_a_slip(name: str, mend: str) -> None:
    assert name_to_mend(name, NAMES) == mend


def slips(one: str, other: str) -> int:
    """Letters to put in, to leave out or to change: by its definition, and not by a table."""

    @cache
    def apart(left: str, right: str) -> int:
        if not left or not right:
            return len(left) + len(right)
        return min(
            apart(left[1:], right) + 1,
            apart(left, right[1:]) + 1,
            apart(left[1:], right[1:]) + (left[0] != right[0]),
        )

    return apart(one, other)


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_a_slip_is_of_two_letters_and_of_one_in_short_words(verb: str, other: str) -> None:
    """The noun is long, and the same."""
    near = slips(verb, other) <= (1 if min(len(verb), len(other)) <= 4 else 2)
    told = name_to_mend(f"proposal.{verb}", [f"proposal.{other}"])
    assert (told == f"write proposal.{other} if that is meant") is near


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_the_same_holds_for_the_noun(noun: str, other: str) -> None:
    near = slips(noun, other) <= (1 if min(len(noun), len(other)) <= 4 else 2)
    told = name_to_mend(f"{noun}.propose", [f"{other}.propose"])
    assert (told == f"write {other}.propose if that is meant") is near


def test_slips_in_noun_and_verb_count_together() -> None:
    assert name_to_mend("silense.openet", ["silence.opened"]) == (
        "write silence.opened if that is meant"
    )
    assert name_to_mend("silensse.openet", ["silence.opened"]) != (
        "write silence.opened if that is meant"
    )


def missing(line: str) -> tuple[str, str, str]:
    """What a line lacks: what was expected, what was found, and how it is mended."""
    with pytest.raises(MalformedError) as caught:
        read_line(line)
    (finding,) = caught.value.findings
    return finding.expected, finding.found, finding.mend


def test_all_that_a_line_lacks_is_told_at_once_with_a_line_that_has_it() -> None:
    expected, found, mend = missing("2030-03-01 10:00  XAL  proposal.table  P1")
    assert expected.startswith("a text in quotation marks (")
    assert "; purpose= (" in expected
    assert found == "they are missing"
    assert mend == 'add to the line, such as: proposal.table P1 "..." purpose=text'
    expected, found, mend = missing("2030-03-01 10:00  XAL  objection.raise  P1")
    assert expected.startswith("reason= (")
    assert found == "it is missing"
    assert mend == "add to the line, such as: objection.raise P1 reason=substance"
