"""Texts as Akoma Ntoso documents: valid by the schema of OASIS, and the same when read back."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.codec.akoma.reader import N, expected, faults, read
from tests.demonstration.golden_files import forum as golden
from tests.forum.made import Desk, charter, decide, forum
from tests.forum.test_text import ACTS, agreed, sat
from tests.forum.test_text_views import desk as bracketed

from dipoli.codec.akoma.meta import Source
from dipoli.codec.akoma.write import akoma_ntoso
from dipoli.forum.names import Names
from dipoli.forum.procedure import enter, rule
from dipoli.forum.standing import Forum

CIRCLES = ("plenary", "economy", "humanitarian", "maritime", "nuclear-safety")


def desk() -> Desk:
    """A text with brackets in each other, an alternative, a placeholder and an amendment."""
    made = bracketed()
    made.do("XBE", "clause.propose", "T1-2", words="number of inspectors", sort="placeholder")
    made.do("XAL", "clause.bracket", "T1-2")
    made.do(
        "XCO", "amendment.propose", "A1", clause="T1-1", version=made.forum.texts["T1"].version,
        words="They reopen the road by 2031 and report.",
    )  # fmt: skip
    return made


def document(here: Forum, name: str = "T1", *, origin: str = "lake/plenary") -> bytes:
    """A text as a document."""
    text = here.texts[name]
    names = Names(here, "", text.language)
    source = Source(
        origin=origin, title="The plenary", tabled="2030-03-01T10:00:00Z", name=names.party
    )
    return akoma_ntoso(here, text, source)


def seen(made: bytes) -> str:
    """The words of a document, one line for each block, as a program of any sort shows them."""
    tree = etree.fromstring(made)
    lines = tree.iterfind(".//a:block", N)
    return "\n".join("".join(one.itertext()) for one in lines)


@given(st.lists(ACTS, max_size=20))
@settings(max_examples=40)
def test_whatever_is_done_to_a_text_its_document_is_valid_and_reads_the_same(
    acts: list[tuple[str, tuple[str, dict[str, Any]]]],
) -> None:
    made = sat()
    made.do("XBE", "clause.propose", "T1-2", words='a <b> & "c"\nd', sort="placeholder")
    made.do("XAL", "clause.bracket", "T1-2")
    for by, (name, said) in acts:
        act = made.act(by, name, "T1-1", **said)
        if rule(made.forum, act) is None:
            made.forum = enter(made.forum, act)
    text = made.forum.texts["T1"]
    written = document(made.forum)
    assert faults(written) == []
    assert read(written) == expected(made.forum, text)


@pytest.mark.parametrize("circle", CIRCLES)
def test_every_text_of_the_exercise_is_valid_marked_and_reads_the_same(circle: str) -> None:
    here = golden("exercise", circle)
    assert here.texts
    for name, text in here.texts.items():
        written = document(here, name, origin=f"exercise/{circle}")
        assert faults(written) == []
        named = text.kind.value != "non-paper"
        assert read(written) == expected(here, text, named=named)
        tree = etree.fromstring(written)
        assert tree.find(".//a:preface/a:p", N).text.startswith("EXERCISE")


def test_a_program_that_knows_the_standard_alone_shows_every_bracket_and_alternative() -> None:
    assert seen(document(desk().forum)).split("\n") == [
        "They reopen [the bridge by [2031]] and report[].",
        "ALT 1: no text",
        "[placeholder: number of inspectors]",
        "Without prejudice to the name of the river",
    ]


def test_the_document_says_which_text_it_is_in_which_version_and_by_whom() -> None:
    made = desk()
    tree = etree.fromstring(document(made.forum))

    def value(path: str) -> str:
        return str(tree.find(f".//a:{path}", N).get("value"))

    assert value("FRBRWork/a:FRBRnumber") == "WP.1"
    assert value("FRBRExpression/a:FRBRversionNumber") == str(made.forum.texts["T1"].version)
    assert tree.find(".//a:FRBRlanguage", N).get("language") == "eng"
    assert tree.find(".//a:FRBRWork/a:FRBRauthor", N).get("href") == "#party-XBE"
    names = {one.get("eId"): one.get("showAs") for one in tree.iterfind(".//a:TLCOrganization", N)}
    assert names["party-XBE"] == "Bermark"
    signs = {
        sign[1:]
        for one in tree.iter()
        for value in one.attrib.values()
        for sign in value.split()
        if sign.startswith("#")
    }
    assert signs <= {one.get("eId") for one in tree.iter()}


def test_a_non_paper_names_no_author_anywhere() -> None:
    written = document(sat("non-paper").forum)
    assert faults(written) == []
    assert b"XBE" not in written
    assert "Bermark" not in written.decode()


def test_a_text_says_whether_it_is_adopted() -> None:
    def status(here: Forum) -> str:
        tree = etree.fromstring(document(here))
        return str(tree.find(".//a:docStatus", N).text).partition(";")[0]

    made = sat()
    agreed(made)
    assert status(made.forum) == "not adopted"
    made.forum = decide(made, "P1", "text", "T1")
    assert status(made.forum) == "adopted"
    tree = etree.fromstring(document(made.forum))
    steps = [one.get("outcome") for one in tree.iterfind(".//a:step", N)]
    assert steps == ["#tabled", "#adopted"]
    assert faults(document(made.forum)) == []


def test_what_is_not_known_here_is_neither_adopted_nor_not() -> None:
    made = sat()
    blind = evolve(made.forum, unknown=made.forum.unknown.set("T1", True))  # noqa: FBT003 - a value
    tree = etree.fromstring(document(blind))
    assert "not known here" in tree.find(".//a:docStatus", N).text
    assert tree.find(".//a:FRBRauthoritative", N) is None


def test_words_in_every_script_come_back_as_they_were() -> None:
    made = Desk(forum(charter(languages=("en", "ko", "mn"))))
    words = "합의된 문안 · 已商定的案文 · 合意された文言 · Согласованный текст · Тохирсон эх ӨҮ"
    made.do(
        "XBE", "text.table", "T1", title="다리", symbol="WP.1", kind="working-paper",
        language="ko", everything=False,
    )  # fmt: skip
    made.do("XBE", "clause.propose", "T1-1", words=words, sort="words")
    written = document(made.forum)
    assert faults(written) == []
    (clause,) = read(written)
    assert clause["options"][1][1] == words


def test_the_same_standing_gives_the_same_bytes() -> None:
    assert document(desk().forum) == document(desk().forum)
