"""What is written of a case is read back as the same case."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dipoli.analysis.case import Case, Cost, StepRanges, Window
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


EXCHANGE_RANGED = "    condition: exchange\n    ranges: {months: 50}\n"
ROADS = """acts:
  - id: ac-fund
    title: "The fund and its seat"
    body: XBE-ASSEMBLY
    steps: [st-fund]
    months: 2
    cost: [{party: XBE, towards: XAL, points: 1}]
  - {id: ac-crews, title: "The crews", body: XDO, steps: [st-crews], windows: [{from: 3, to: 3}]}
calendars:
  - body: XBE-ASSEMBLY
    windows: [{from: 2, to: 4, every: 12}, {from: 9, to: 9}]
step_ranges: {cost: 20, benefits: 25, trust: 50}
limit_range: 30
"""


def test_acts_calendars_and_ranges_are_read_and_written_back(tmp_path: Path) -> None:
    shutil.copytree(CASES / "lake", tmp_path / "lake")
    path = tmp_path / "lake" / "steps.yaml"
    text = path.read_text(encoding="utf-8")
    ranged = text.replace("    condition: exchange\n", EXCHANGE_RANGED, 1)
    path.write_text(ranged + ROADS, encoding="utf-8")
    case = read_case(tmp_path / "lake")
    fund, crews = case.acts
    assert (fund.body, fund.steps, fund.months, fund.windows) == (
        "XBE-ASSEMBLY", ("st-fund",), 2, (),
    )  # fmt: skip
    assert fund.cost == (Cost(party="XBE", towards="XAL", points=1),)
    assert (crews.months, crews.cost) == (0, ())
    assert crews.windows == (Window(from_=3, to=3),)
    (calendar,) = case.calendars
    assert [m for m in range(30) if any(w.is_open(m) for w in calendar.windows)] == [
        2, 3, 4, 9, 14, 15, 16, 26, 27, 28,
    ]  # fmt: skip
    assert case.step_ranges == StepRanges(cost=20, benefits=25, trust=50)
    assert case.limit_range == 30
    own = [step.ranges for step in case.steps if step.ranges is not None]
    assert own == [StepRanges(months=50)]
    written = write_case(case, tmp_path / "again")
    assert evolve(written, digest="") == evolve(case, digest="")


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
