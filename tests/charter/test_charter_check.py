"""Whether charters are coherent: each fault is found, at its place, and nothing else is."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from dipoli.charter.check import check
from dipoli.charter.framework import (
    Basket,
    Chair,
    CharterConfidence,
    Commitment,
    DecisionRule,
    DisputedTerm,
    Document,
    Event,
    Framework,
    Gloss,
    Members,
    Names,
    Observers,
    PartyName,
    Relation,
    Source,
    Stall,
    Years,
)
from dipoli.charter.words import (
    BasketKind,
    Cause,
    ChairMode,
    CharterSchema,
    Day,
    DecisionMode,
    Due,
    Form,
    Kind,
    Language,
    Outcome,
    PartyCode,
    RelationType,
    Slug,
    SourceKind,
    Status,
    Track,
)
from dipoli.faults import Finding
from dipoli.terms import Confidence

AL, BE, CE, UN = PartyCode("XAL"), PartyCode("XBE"), PartyCode("XCE"), PartyCode("org:LAKE")
SURE = Confidence.HIGH
SOURCES = {
    "essay": Source(kind=SourceKind.ESSAY, title="An essay on the lake"),
    "memory": Source(kind=SourceKind.MEMORY, title="General knowledge"),
}
NAMES = Names(
    languages={Language("ko"): "Korean"},
    source="memory",
    confidence=SURE,
    parties={
        AL: PartyName(name="Alland"),
        BE: PartyName(name="Beland"),
        CE: PartyName(name="Celand"),
        UN: PartyName(name="Lake Union"),
    },
)
LAKE = Framework(
    schema=CharterSchema.ONE,
    id=Slug("lake-talks"),
    name="Lake Talks",
    short_name="Lake",
    kind=Kind.NEGOTIATION,
    form=Form.REGIONAL,
    status=Status.ENDED,
    named_in=("essay",),
    years=Years(start=Day("2001"), end=Day("2004-05")),
    region="The lake",
    tracks=(Track.ONE,),
    level="Ministers",
    members=Members(as_of=Day("2002"), codes=(AL, BE), complete=True, count=2),
    observers=Observers(codes=(UN,)),
    decision_rule=DecisionRule(
        mode=DecisionMode.CONSENSUS, text="All agree", confidence=SURE, sources=("memory",)
    ),
    chair=Chair(mode=ChairMode.ROTATING, text="In turn"),
    secretariat="None",
    baskets=(Basket(id=Slug("fish"), title="Fish", kind=BasketKind.BASKET),),
    documents=(
        Document(date=Day("2002-03-01"), title="Fish paper", confidence=SURE, sources=("memory",)),
    ),
    achieved=("Nets were counted",),
    stalled=(Stall(cause="A change of minister", tag=Cause.LEADERSHIP_CHANGE),),
    lessons=("Count nets first",),
    sources=("essay", "memory"),
    confidence=CharterConfidence(overall=SURE),
    commitments=(
        Commitment(
            by=(AL,),
            text="Count nets",
            outcome=Outcome.MET,
            confidence=SURE,
            document_date=Day("2002-03-01"),
            due=Due("2002-12"),
        ),
    ),
    timeline=(
        Event(date=Day("2001"), event="First meeting", confidence=SURE),
        Event(date=Day("2002-03-01"), event="Paper", confidence=SURE),
    ),
    disputed_terms=(
        DisputedTerm(
            term="fair net",
            positions=(
                Gloss(by=AL, gloss="wide", confidence=SURE),
                Gloss(by=BE, gloss="narrow", confidence=SURE),
            ),
        ),
    ),
)


def found(charter: Framework, paper: str = "lake-talks") -> tuple[Finding, ...]:
    return check({paper: charter}, SOURCES, NAMES)


def test_a_coherent_charter_has_no_findings() -> None:
    assert found(LAKE) == ()


MEMBERS = LAKE.members
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("tracks", {"tracks": ()}),
    ("tracks[1]", {"tracks": (Track.ONE, Track.ONE)}),
    ("aliases[1]", {"aliases": ("Talks", "Talks")}),
    ("named_in[0]", {"named_in": ("memory",)}),
    ("named_in[0]", {"named_in": ("unheard-of",)}),
    ("years.end", {"years": Years(start=Day("2005"), end=Day("2004-05"))}),
    ("years.end", {"status": Status.ACTIVE}),
    ("years.end", {"years": Years(start=Day("2001"), end=None)}),
    ("members.count", {"members": attrs.evolve(MEMBERS, count=3)}),
    ("members.count", {"members": attrs.evolve(MEMBERS, complete=False, count=1)}),
    ("members.codes[1]", {"members": attrs.evolve(MEMBERS, codes=(AL, AL))}),
    ("members.founders[1]", {"members": attrs.evolve(MEMBERS, founders=(AL, AL))}),
    ("members.known_as.XCE", {"members": attrs.evolve(MEMBERS, known_as={CE: "Ce"})}),
    ("observers.codes[0]", {"observers": Observers(codes=(AL,))}),
    ("observers.codes[0]", {"observers": Observers(codes=(PartyCode("XZZ"),))}),
    ("names_i18n.fr", {"names_i18n": {Language("fr"): "Le lac"}}),
    ("baskets[1].id", {"baskets": (*LAKE.baskets, *LAKE.baskets)}),
    ("documents[0].sources[0]", {"documents": (attrs.evolve(LAKE.documents[0], sources=("x",)),)}),
    (
        "documents[1].date",
        {"documents": (*LAKE.documents, attrs.evolve(LAKE.documents[0], date=Day("2001")))},
    ),
    ("timeline[1].date", {"timeline": LAKE.timeline[::-1]}),
    ("sources[2]", {"sources": ("essay", "memory", "memory")}),
    ("sources[2]", {"sources": ("essay", "memory", "unheard-of")}),
    (
        "relations[0].target",
        {"relations": (Relation(type=RelationType.FEEDS, target=Slug("sea")),)},
    ),
    ("relations[0].target", {"relations": (Relation(type=RelationType.FEEDS, target=LAKE.id),)}),
    ("commitments[0].by", {"commitments": (attrs.evolve(LAKE.commitments[0], by=()),)}),
    (
        "commitments[0].document_date",
        {"commitments": (attrs.evolve(LAKE.commitments[0], document_date=Day("2002")),)},
    ),
    ("commitments[0].due", {"commitments": (attrs.evolve(LAKE.commitments[0], due=Due("2001")),)}),
    (
        "disputed_terms[0].positions",
        {
            "disputed_terms": (
                attrs.evolve(
                    LAKE.disputed_terms[0], positions=LAKE.disputed_terms[0].positions[:1]
                ),
            )
        },
    ),
    (
        "disputed_terms[0].positions[1].by",
        {
            "disputed_terms": (
                attrs.evolve(
                    LAKE.disputed_terms[0], positions=LAKE.disputed_terms[0].positions[:1] * 2
                ),
            )
        },
    ),
    ("level", {"level": " "}),
    ("achieved[0]", {"achieved": ("Nets\u001b[31m were counted",)}),
    ("lessons[0]", {"lessons": ("Count \u202enets",)}),
]


@pytest.mark.parametrize(("where", "change"), BROKEN)
def test_each_fault_is_found_at_its_place_and_alone(where: str, change: dict[str, Any]) -> None:
    findings = found(attrs.evolve(LAKE, **change))
    assert {finding.where for finding in findings} == {where}
    assert all(finding.file == "lake-talks.yaml" for finding in findings)
    assert all(finding.expected and finding.found and finding.mend for finding in findings)


def test_a_charter_bears_the_name_of_its_paper() -> None:
    (finding,) = found(LAKE, paper="sea-talks")
    assert (finding.where, finding.found) == ("id", "lake-talks")


def test_a_source_that_only_a_part_cites_is_missed_in_the_list() -> None:
    places = {finding.where for finding in found(attrs.evolve(LAKE, sources=("essay",)))}
    assert places == {"decision_rule.sources[0]", "documents[0].sources[0]"}


def test_a_name_under_which_a_party_takes_part_stands_for_its_name() -> None:
    guest = PartyCode("XGU")
    members = attrs.evolve(MEMBERS, codes=(AL, guest), known_as={guest: "Guest of the lake"})
    assert found(attrs.evolve(LAKE, members=members)) == ()


def test_names_rest_on_a_source_of_the_catalogue() -> None:
    names = attrs.evolve(NAMES, source="unheard-of")
    (finding,) = check({"lake-talks": LAKE}, SOURCES, names)
    assert (finding.file, finding.where) == ("parties.yaml", "source")


def test_all_faults_of_all_charters_are_told_at_once() -> None:
    charters = {"a": attrs.evolve(LAKE, id=Slug("a"), level=" "), "b": LAKE}
    findings = check(charters, SOURCES, NAMES)
    assert {(f.file, f.where) for f in findings} == {("a.yaml", "level"), ("b.yaml", "id")}
