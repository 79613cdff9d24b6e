"""The worked notebooks run from top to bottom, as a reader would run them."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "notebooks"
NAMES = ("common-ground", "step-by-step", "words-consents-and-an-empty-chair")
MARK = "Assessed by an analyst; not statements of any government."


def test_every_notebook_is_run() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_every_table_shows_itself(name: str) -> None:
    text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    kept = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(kept), "notebooks are kept without outputs, which would age"
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    )
    client.execute()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        assert all(one.output_type != "error" for one in cell.outputs)
        last = ast.parse(cell.source).body[-1]
        if isinstance(last, ast.Expr) and "set_option" not in ast.unparse(last):
            assert cell.outputs, f"nothing is shown by: {ast.unparse(last)}"
    told = "".join(
        one.text for cell in notebook.cells for one in cell.get("outputs", ()) if "text" in one
    )
    assert MARK in told
