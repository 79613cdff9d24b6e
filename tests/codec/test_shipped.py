"""What comes with Dipoli is found in a wheel and in a working copy, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipoli.codec.shipped import SHIPPED, shipped
from dipoli.faults import DipoliError


@pytest.mark.parametrize("name", SHIPPED)
def test_charters_and_cases_come_with_dipoli(name: str) -> None:
    assert shipped(name).is_dir()


def test_in_a_wheel_they_lie_in_the_package(tmp_path: Path) -> None:
    inside = tmp_path / "site-packages" / "dipoli"
    (inside / "shipped" / "frameworks").mkdir(parents=True)
    assert shipped("frameworks", inside) == inside / "shipped" / "frameworks"


def test_in_a_working_copy_they_lie_beside_src(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    assert shipped("cases", tmp_path / "src" / "dipoli") == tmp_path / "cases"


def test_a_folder_of_somebody_else_is_never_taken(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    inside = tmp_path / "lib" / "dipoli"
    with pytest.raises(DipoliError, match="install Dipoli again"):
        shipped("frameworks", inside)


def test_what_does_not_come_with_dipoli_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="does not come with"):
        shipped("secrets")
