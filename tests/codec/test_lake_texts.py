"""The texts of the made-up lake: marked, read whole, and coded as a reader labelled them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.coding import Coded, Stance
from dipoli.analysis.discourse.lint import Severity, remarks
from dipoli.analysis.discourse.texts import Corpus
from dipoli.codec.case_folder import read_case
from dipoli.codec.codebook_file import read_codebook
from dipoli.codec.corpus import read_corpus

ROOT = Path(__file__).parents[2]
MARKS = {
    "en": "An exercise: states, figures and events are invented.",
    "ko": "연습: 국가와 수치, 사건은 모두 지어낸 것이다.",
}

LABELLED = {
    "Some speak of a least flow that would be": ("water", Stance.REPORTED),
    "We will never accept a least flow that": ("water", Stance.OPPOSES),
    "A least flow is not for sale, and it is": ("water", Stance.OPPOSES),
    "Alvenne claims that the water of the dry": ("water", Stance.REPORTED),
    "A least flow in all four months of summer": ("water", Stance.SUPPORTS),
    "The flood of spring reminded us that water": ("floods", Stance.NONE),
    "Flood warnings cost little and save much": ("floods", Stance.SUPPORTS),
    "홍수 경보는 우리 사이에서 끊긴 적이 없으며": ("floods", Stance.SUPPORTS),
    "Once a common fund pays for lost power, the": ("gauges", Stance.CONDITIONAL),
    "Without it, open gauges would be a gift": ("gauges", Stance.OPPOSES),
    "수위계는 정부가 아니라 강의 것이며": ("gauges", Stance.SUPPORTS),
    "A fund for lost harvests is welcome, provided": ("compensation", Stance.CONDITIONAL),
    "물이 먼저 보장된다면, 잃은 수확을": ("compensation", Stance.CONDITIONAL),
    "We oppose a common fund, for it would": ("compensation", Stance.OPPOSES),
    "We oppose a second dam that is planned": ("dam", Stance.SUPPORTS),
    "The second dam goes forward, and its plans": ("dam", Stance.CONDITIONAL),
    "Dornay claims that they were fishing in": ("fishing", Stance.REPORTED),
    "The crews are held under our law, and we": ("boats", Stance.OPPOSES),
}
"""How a passage begins; the issue and the stance, by whoever wrote the texts, before any program.

To oppose a dam that is planned behind closed doors is to want its plans shown.
"""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(ROOT / "corpora" / "lake")


@pytest.fixture(scope="module")
def coded(corpus: Corpus) -> tuple[Coded, ...]:
    return code(corpus, read_codebook(ROOT / "codebooks" / "lake.yaml"))


def test_every_text_and_title_is_marked_as_an_exercise(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        assert document.title.startswith("An exercise: ")
        assert document.text.startswith(MARKS[document.language])


def test_their_actors_and_the_issues_of_the_crosswalk_are_those_of_the_case(corpus: Corpus) -> None:
    case = read_case(ROOT / "cases" / "lake")
    codebook = read_codebook(ROOT / "codebooks" / "lake.yaml")
    actors = {actor for one in corpus.documents.values() for actor in one.actors}
    assert actors == set(case.members)
    led = {entry for one in codebook.issues for entry in one.crosswalk.get("case", ())}
    assert led <= {f"lake:{issue.id}" for issue in case.issues}


def test_the_linter_finds_no_error() -> None:
    found = remarks(read_codebook(ROOT / "codebooks" / "lake.yaml"))
    assert [one for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("begins", LABELLED)
def test_a_passage_is_coded_as_a_reader_labelled_it(
    begins: str, corpus: Corpus, coded: tuple[Coded, ...]
) -> None:
    (one,) = (row for row in coded if corpus.words(row.passage).startswith(begins))
    issue, stance = LABELLED[begins]
    (found,) = (each for each in one.codes if each.issue == issue)
    assert found.stance is stance


def test_a_journalists_questions_are_nobodys_and_not_coded(
    corpus: Corpus, coded: tuple[Coded, ...]
) -> None:
    (asked,) = (one for one in corpus.documents.values() if one.turns)
    questions = [one for one in asked.turns if one.speaker == "JOURNALIST"]
    assert len(questions) == 3
    assert "second dam" in asked.text[questions[1].start : questions[1].end]
    for one in coded:
        if one.passage.file == asked.file:
            assert not any(q.start <= one.passage.start < q.end for q in questions)
            assert one.passage.actor == "XAL"


def test_the_joint_declaration_is_nobodys_own(coded: tuple[Coded, ...]) -> None:
    joint = [one for one in coded if one.passage.file.startswith("joint/")]
    assert joint
    for one in joint:
        assert (one.passage.actor, one.passage.joint) == (None, ("XAL", "XBE", "XCE", "XDO"))


def test_the_mark_is_counted_once_for_each_actor_and_language(coded: tuple[Coded, ...]) -> None:
    marks = [one.passage for one in coded if not one.codes and one.passage.start == 0]
    own = [one for one in marks if one.actor is not None]
    assert sum(1 + one.repeats for one in own) == 27
    assert len({one.actor for one in own}) == 4
    assert len(own) == 5
