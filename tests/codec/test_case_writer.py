"""What is written of a case is read back as the same case."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dipoli.analysis.case import Case
from dipoli.codec.case_folder import read_case
from dipoli.codec.case_writer import write_case, yaml_text
from dipoli.codec.yaml12 import read_yaml
from dipoli.faults import CaseError, RefusedError

CASES = Path(__file__).resolve().parents[2] / "cases"


@pytest.mark.parametrize("name", ["lake", "korea"])
def test_a_shipped_case_is_read_back_as_it_was(name: str, tmp_path: Path) -> None:
    case = read_case(CASES / name)
    written = write_case(case, tmp_path / "again")
    assert evolve(written, digest="") == evolve(case, digest="")
    assert read_case(tmp_path / "again") == written
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_nothing_is_written_over_and_an_incoherent_case_leaves_nothing(tmp_path: Path) -> None:
    case: Case = read_case(CASES / "lake")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError):
        write_case(case, tmp_path / "full")
    with pytest.raises(CaseError):
        write_case(evolve(case, title="No exercise"), tmp_path / "wrong")
    assert [path.name for path in tmp_path.iterdir()] == ["full"]


TEXTS = st.text(max_size=20)
PAPERS = st.dictionaries(
    TEXTS,
    st.recursive(
        TEXTS | st.integers(-(10**17), 10**17) | st.booleans() | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(PAPERS)
def test_any_paper_is_read_back_by_two_readers(paper: dict[str, object]) -> None:
    text = yaml_text(paper, "A mark.")
    assert read_yaml(text.encode(), "paper").data == paper
    assert YAML(typ="safe", pure=True).load(text) == paper
