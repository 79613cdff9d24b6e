"""A corpus coded: whose words are coded, and what is missing rather than nought."""

from __future__ import annotations

from dipoli.analysis.discourse.codebook import Codebook, Issue, Kind
from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.texts import Corpus, Document, Passage, digest_of

TEXTS = {
    "a.txt": ("en", "The dam is high. We share the great water.", ("XAL", "XOR")),
    "b.txt": ("ko", "호수는 깊다.", ("XAL", "XOR")),
}


def passage(file: str, words: str, actor: str | None, joint: tuple[str, ...] = ()) -> Passage:
    start = TEXTS[file][1].index(words)
    end = start + len(words)
    return Passage(
        file=file, start=start, end=end, sha256=digest_of(words), actor=actor, joint=joint
    )


def corpus(*passages: Passage) -> Corpus:
    documents = {
        file: Document(
            file=file,
            title=file,
            date="2030",
            actors=actors,
            language=language,
            genre="speech",
            text=text,
            sha256=digest_of(text),
        )
        for file, (language, text, actors) in TEXTS.items()
    }
    return Corpus(documents=documents, passages=passages, digest="0" * 64)


def issue(name: str, *seeds: str) -> Issue:
    return Issue(
        id=name,
        label={"en": name},
        kind=Kind.GOAL,
        definition=name,
        seeds={"en": seeds},
        variants={"XOR": {"en": ("great water",)}} if name == "lake" else {},
    )


BOOK = Codebook(
    id="lake",
    version="1.0.0",
    languages=("en", "ko"),
    issues=(issue("dams", "dam*"), issue("lake", "lake")),
)


def test_spans_are_those_of_the_document_and_a_language_without_seeds_is_missing() -> None:
    second = "We share the great water."
    coded = code(
        corpus(
            passage("a.txt", "The dam is high.", "XAL"),
            passage("a.txt", second, "XOR"),
            passage("b.txt", "호수는 깊다.", "XAL"),
        ),
        BOOK,
    )
    told = [[(one.issue, one.start, one.end) for one in each.codes] for each in coded]
    assert told == [[("dams", 4, 7)], [("lake", 30, 41)], []]
    assert TEXTS["a.txt"][1][30:41] == "great water"
    assert [one.missing for one in coded] == [(), (), ("dams", "lake")]
    assert {one.stance for each in coded for one in each.codes} == {None}


def test_anybody_elses_words_are_coded_for_nobody_and_joint_texts_by_common_seeds() -> None:
    other = passage("a.txt", "The dam is high.", None)
    joint = passage("a.txt", "We share the great water.", None, ("XAL", "XOR"))
    (only,) = code(corpus(other, joint), BOOK)
    assert only.passage == joint
    assert only.codes == ()


def test_it_tells_how_far_it_is_and_stops_when_asked() -> None:
    many = [passage("a.txt", "The dam is high.", "XAL")] * 2_500
    steps: list[tuple[int, int]] = []
    assert len(code(corpus(*many), BOOK, told=lambda *step: steps.append(step))) == 2_500
    assert steps == [(0, 2_500), (1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]
    assert len(code(corpus(*many), BOOK, stop=lambda: True)) == 1_000
