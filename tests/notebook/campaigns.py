"""What is owed of the worked notebooks: each runs whole, in a process of its own, as it is kept."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
NAMES = ("common-ground", "step-by-step", "words-consents-and-an-empty-chair")
MARK = "Assessed by an analyst; not statements of any government."


def opened(name: str) -> Any:  # noqa: ANN401 - of nbformat
    """A notebook as it is kept."""
    text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]


def shows(source: str) -> ast.Expr | None:
    """What a cell ends with and shows; None where it ends with something else."""
    last = ast.parse(source).body[-1]
    return last if isinstance(last, ast.Expr) and "set_option" not in ast.unparse(last) else None


def whole(number: int) -> None:
    """One of them, by its place, run by a kernel from top to bottom."""
    notebook = opened(NAMES[number])
    where = {"metadata": {"path": str(FOLDER)}}
    with tempfile.TemporaryDirectory() as place:
        over = Config({"KernelManager": {"transport": "ipc", "ip": f"{place}/kernel"}})
        NotebookClient(
            notebook, timeout=900, kernel_name="python3", resources=where, config=over
        ).execute()
    told = ""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        assert all(one.output_type != "error" for one in cell.outputs)
        if shows(cell.source):
            assert cell.outputs, f"nothing is shown by: {cell.source}"
        told += "".join(one.text for one in cell.outputs if "text" in one)
    assert MARK in told


CAMPAIGNS: Mapping[str, tuple[Callable[[int], None], int]] = {
    "Worked notebooks run whole by a kernel, and every table shows itself": (whole, len(NAMES)),
}
"""What is owed: sentence to the check and the number of notebooks."""
