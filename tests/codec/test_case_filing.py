"""A passage filed in a case: two papers change, all others stay, and the case reads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from dipoli.analysis.discourse.texts import Document, Passage, digest_of
from dipoli.codec.case_filing import Excerpt, beside_position, beside_term
from dipoli.codec.case_folder import read_case
from dipoli.faults import CaseError, RefusedError

LAKE = Path(__file__).resolve().parents[2] / "cases" / "lake"
TEXT = "The dam stays. Homes need power."
WORDS = "Homes need power."


def excerpt(actor: str | None = "XAL", joint: tuple[str, ...] = (), start: int = 15) -> Excerpt:
    document = Document(
        file="speeches/a.txt",
        title="A speech on the lake (invented)",
        date="2031-02-03",
        actors=("XAL",),
        language="en",
        genre="speech",
        text=TEXT,
        sha256="ab" * 32,
        source="made up",
    )
    words = TEXT[start:]
    passage = Passage(
        file="speeches/a.txt",
        start=start,
        end=len(TEXT),
        sha256=digest_of(words),
        actor=actor,
        joint=joint,
    )
    return Excerpt(document=document, passage=passage)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_passage_beside_a_position_is_a_source_with_its_words_place(tmp_path: Path) -> None:
    out = tmp_path / "new" / "lake"
    filed = beside_position(LAKE, excerpt(), party="XAL", issue="w-dam", positions=None, out=out)
    case = read_case(out)
    assert filed.case == case
    source = next(one for one in case.sources if one.span is not None)
    span = source.span
    assert span is not None
    assert (span.file, span.start, span.end) == ("speeches/a.txt", 15, 32)
    assert TEXT[span.start : span.end] == WORDS
    assert span.sha256 == digest_of(WORDS)
    assert span.document == "ab" * 32
    assert (source.title, source.date) == ("A speech on the lake (invented)", "2031-02-03")
    held = case.positions["positions"]["XAL"].issues
    assert [row.issue for row in held if row.sources == (source.id,)] == ["w-dam"]
    assert all(not row.sources for row in held if row.issue != "w-dam")
    before, after = contents(LAKE), contents(out)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"sources.yaml", "positions/XAL.yaml"} == set(filed.papers)
    assert [path.name for path in out.parent.iterdir()] == ["lake"]


def test_taken_away_again_the_case_is_as_it_was(tmp_path: Path) -> None:
    filed = beside_term(LAKE, excerpt(), term="fair-share", out=tmp_path / "lake")
    terms = tuple(evolve(one, sources=()) for one in filed.case.terms)
    sources = tuple(one for one in filed.case.sources if one.span is None)
    assert [one.sources for one in filed.case.terms if one.sources] == [(filed.source.id,)]
    again = evolve(filed.case, terms=terms, sources=sources, digest="")
    assert again == evolve(read_case(LAKE), digest="")


def test_the_same_words_are_one_source_and_are_not_filed_twice_in_one_place(
    tmp_path: Path,
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    first = beside_term(LAKE, excerpt(), term="fair-share", out=one)
    second = beside_position(one, excerpt(), party="XAL", issue="w-dam", positions=None, out=two)
    assert second.source == first.source
    assert len(second.case.sources) == len(first.case.sources) == len(read_case(LAKE).sources) + 1
    with pytest.raises(RefusedError, match="filed there already"):
        beside_term(two, excerpt(), term="fair-share", out=tmp_path / "three")
    other = beside_term(two, excerpt(start=0), term="fair-share", out=tmp_path / "four")
    assert other.source.id != first.source.id
    assert not (tmp_path / "three").exists()


def test_a_joint_text_is_the_words_of_each_of_its_makers(tmp_path: Path) -> None:
    joint = excerpt(actor=None, joint=("XBE", "XAL"))
    filed = beside_position(
        LAKE, joint, party="XBE-ASSEMBLY", issue="w-flow", positions=None, out=tmp_path / "lake"
    )
    assert filed.source.note == "XBE; XAL; en; made up"


@pytest.mark.parametrize("mine", [excerpt(actor="XBE"), excerpt(actor=None)])
def test_words_of_others_are_not_filed_beside_a_position(mine: Excerpt, tmp_path: Path) -> None:
    out = tmp_path / "lake"
    with pytest.raises(RefusedError, match=r"speeches/a\.txt, 15 to 32: these"):
        beside_position(LAKE, mine, party="XAL", issue="w-dam", positions=None, out=out)
    assert not list(tmp_path.iterdir())


def test_what_the_case_does_not_have_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    out = tmp_path / "lake"
    mine = excerpt()
    with pytest.raises(CaseError, match="fair-share"):
        beside_term(LAKE, mine, term="fare-share", out=out)
    for party, issue, positions in (
        ("XXX", "w-dam", None), ("XAL", "dam", None), ("XAL", "w-dam", "none"),
        ("XCE", "w-dam", "summit"),
    ):  # fmt: skip
        with pytest.raises(CaseError):
            beside_position(LAKE, mine, party=party, issue=issue, positions=positions, out=out)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="something stands there"):
        beside_term(LAKE, mine, term="fair-share", out=tmp_path / "full")
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "letter.txt"]
