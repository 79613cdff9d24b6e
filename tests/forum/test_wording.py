"""A ruling reads with the names that a seat uses, and changes nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import NAMES, Desk

from dipoli.forum.names import Names
from dipoli.forum.standing import Forum
from dipoli.forum.wording import codes_of
from dipoli.told import Told, commas, rendered, tell


def read(text: str, forum: Forum, seat: str, language: str = "") -> str:
    return Names(forum, seat, language).named(text)


def test_each_seat_reads_the_names_that_it_uses() -> None:
    desk = Desk()
    desk.do("XBE", "name.give", name="the Corvians", sort="party", thing="XCO", language="en")
    text = "It needs XCO, XDE to withdraw the objection."
    assert read(text, desk.forum, "XBE") == (
        "It needs the Corvians, Delmark to withdraw the objection."
    )
    assert read(text, desk.forum, "XAL") == "It needs Corvia, Delmark to withdraw the objection."


def test_short_names_other_words_and_quotations_stay() -> None:
    here = Desk().forum
    text = "XAL-1 and T-XAL, XALX and axal, “as XAL said”, XZZ; (XAL)."
    assert read(text, here, "XBE") == (
        "XAL-1 and T-XAL, XALX and axal, “as XAL said”, XZZ; (Alderan)."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Expected at by: a code such as XAL, XBE or SECRETARIAT. Found: 'XAL and XBE'.",
        'Found: "XAL\'s own".',
        "Found: 'XAL and so on...",
        "Name the party by a code of capital letters, such as XAL.",
        "It lies in XAL/outbox/1.act, in out/XAL and in XAL.act; write by=XAL.",
    ],
)
def test_examples_of_codes_what_was_found_and_paths_stay(text: str) -> None:
    assert read(text, Desk().forum, "XBE") == text


def test_behind_what_stays_codes_are_read_again() -> None:
    text = "'XAL' is no name of XAL's. Take a code such as XAL or XBE, and ask XAL: XBE's seat."
    assert read(text, Desk().forum, "XBE") == (
        "'XAL' is no name of Alderan's. Take a code such as XAL or XBE, and ask Alderan: "
        "Bermark's seat."
    )


def test_the_secretariat_is_read_as_such() -> None:
    assert read("Ask SECRETARIAT.", Desk().forum, "XAL") == "Ask the secretariat."


def test_a_name_that_says_another_code_is_not_looked_through_again() -> None:
    desk = Desk()
    desk.do("XBE", "name.give", name="the friend of XDE", sort="party", thing="XCO", language="en")
    assert read("Ask XCO.", desk.forum, "XBE") == "Ask the friend of XDE."


def test_a_name_in_another_language_stands_before_a_code_and_a_code_before_nothing() -> None:
    assert read("Ask XCO and XGO.", Desk().forum, "XBE", "mn") == "Ask Corvia and XGO."


@given(st.text(alphabet="abX AL-“”1.'\"/", max_size=40))
def test_where_no_code_stands_nothing_changes(text: str) -> None:
    changed = read(text, Desk().forum, "XBE")
    assert changed == text or any(code in text for code in NAMES)


def test_a_real_refusal_shows_no_code() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    refusal = desk.refused("XCO", "proposal.withdraw", "P1")
    told = read(f"{refusal.why} {refusal.remedy}", desk.forum, "XAL")
    assert "Bermark" in told
    assert not any(code in told for code in NAMES)


def test_a_sentence_that_knows_its_parts_keeps_them_under_other_names() -> None:
    names = Names(Desk().forum, "XBE")
    told = tell(
        "{who} asks {whom} by {until}: “{words}”.",
        who="XAL",
        whom=commas(["XCO", "SECRETARIAT"]),
        until="2030-03-01T10:00:00Z",
        words="XAL",
    )
    found = names.told(told)
    assert isinstance(found, Told)
    assert found == names.told(str(told))
    assert found == ("Alderan asks Corvia, the secretariat by 2030-03-01 10:00 UTC: “XAL”.")
    assert found.template == told.template
    assert found.parts["until"].utc == "2030-03-01T10:00:00Z"  # type: ignore[attr-defined]


PARTS = st.lists(
    st.sampled_from(["XAL", "XBE", "T-XAL", "XAL-1", "2030-03-01T10:00:00Z", "it", "“", "”", "'"]),
    min_size=3,
    max_size=3,
)


@given(
    st.sampled_from(
        ["{a} of {b} “{c}” ends.", "{a}-{b}. {c}", "such as {a}, {b}: {c}", "{a}{b}{c}"]
    ),
    PARTS,
)
def test_a_sentence_of_parts_reads_as_its_english_text_does(
    template: str, parts: list[str]
) -> None:
    names = Names(Desk().forum, "XBE")
    told = tell(template, **dict(zip("abc", parts, strict=True)))
    spans = codes_of(["XAL", "XBE"]).finditer(told)
    whole = all(one["code"] is None or one["code"] in parts for one in spans)
    if whole and not template.startswith("{a}{b}"):
        assert names.told(told) == names.told(str(told))
        assert rendered(names.told(told), lambda _one: None) == names.told(told)
