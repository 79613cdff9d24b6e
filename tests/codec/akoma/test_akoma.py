"""Texts as Akoma Ntoso documents: valid by the schema of OASIS, and the same when read back."""

from __future__ import annotations

import base64
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
from dipoli.forum.decision import Annex
from dipoli.forum.names import Names
from dipoli.forum.procedure import enter, rule
from dipoli.forum.standing import Forum
from dipoli.forum.text import NO_STATUS, Kind

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


LANGUAGES = {
    "en": "They reopen the bridge.",
    "ko": "그들은 다리를 다시 연다.",
    "zh-Hans": "双方重新开放桥梁。",
    "ja": "双方は橋を再開する。",
    "ru": "Стороны вновь открывают мост.",
    "mn": "Талууд гүүрийг дахин нээнэ.",
}


def paper_of(kind: str, language: str) -> Desk:
    """An empty text of a kind, by whoever may table it, in a language of the charter."""
    made = Desk(forum(charter(languages=tuple(LANGUAGES))))
    by = "XAL" if kind in {"chairs-text", "co-facilitators-text"} else "XBE"
    made.do(
        by, "text.table", "T1", title=LANGUAGES[language], symbol="WP.1 <a> & b", kind=kind,
        language=language, everything=True,
    )  # fmt: skip
    return made


@pytest.mark.parametrize("kind", Kind, ids=lambda one: one.value)
def test_every_kind_is_valid_in_every_language_empty_whole_and_withdrawn(kind: Kind) -> None:
    for language, words in LANGUAGES.items():
        made = paper_of(kind.value, language)
        by = made.forum.texts["T1"].by
        assert faults(document(made.forum)) == []  # no clause yet
        made.do(by, "clause.propose", "T1-1", words=words, sort="words")
        made.do(by, "clause.propose", "T1-2", words=words, sort="placeholder")
        made.do("XDE", "clause.bracket", "T1-1")
        made.do("XCO", "clause.bracket", "T1-1", words=words[-4:-1])
        made.do("XCO", "clause.bracket", "T1-2")
        made.do("XCO", "clause.alternative", "T1-1", words=f"{words} {words}", sort="words")
        made.do("XDE", "clause.alternative", "T1-1", sort="no-text")
        made.do("XCO", "text.bracket", "T1")
        made.do("XDE", "text.without-prejudice", "T1", words=words)
        other = next(one for one in LANGUAGES if one != language)
        version, digest = made.forum.texts["T1"].version, base64.b64encode(bytes(32)).decode()
        made.do("XCO", "text.language", "T1", language=other, version=version, digest=digest)
        written = document(made.forum)
        text = made.forum.texts["T1"]
        assert faults(written) == []
        assert read(written) == expected(made.forum, text, named=kind not in NO_STATUS)
        made.do(by, "text.withdraw", "T1")
        assert faults(document(made.forum)) == []


def test_reservations_statements_and_terms_in_dispute_leave_a_document_valid() -> None:
    made = sat()
    made.do("XBE", "term.dispute", "W1", title="the bridge", names=["bridge"])
    for code in ("XCO", "XDE"):
        made.do(code, "term.mean", "W1", words=f"What {code} means by <it>.")
    agreed(made)
    made.do("XBE", "proposal.table", "P1", title="On T1", purpose="text", subject="T1")
    made.wait(hours=made.forum.charter.decision.notice)
    made.do("XAL", "proposal.put", "P1")
    made.do("XAL", "proposal.adopt", "P1")
    for code, annex in zip(("XCO", "XDE", "XBE"), Annex, strict=True):
        made.do(code, "statement.attach", "P1", words="It reads <so> & so.", annex=annex.value)
    written = document(made.forum)
    assert faults(written) == []
    tree = etree.fromstring(written)
    kinds = [one.get("kind") for one in tree.iterfind(".//d:statement", N)]
    assert sorted(kinds) == sorted(one.value for one in Annex)
    assert len(tree.findall(".//d:disputed-term/d:meaning", N)) == 2


def test_the_same_standing_gives_the_same_bytes() -> None:
    assert document(desk().forum) == document(desk().forum)
