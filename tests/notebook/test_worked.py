"""The worked notebooks run from top to bottom on the case that they are about.

Here their cells run in this process, and packages are sought by two of the four rules. With all
rules and a kernel of their own they run in `make docs` and in the campaign.
"""

from __future__ import annotations

import ast
import io
from contextlib import chdir, redirect_stdout
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest
from tests.notebook.campaigns import FOLDER, MARK, NAMES, opened, shows

from dipoli.analysis.agreement import finder
from dipoli.analysis.agreement.answers import Rule

RULES = (Rule.TOTAL_GAIN, Rule.NASH)


def test_every_notebook_is_run() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


def ran(source: str, names: dict[str, Any]) -> object:
    """Run a cell as a notebook does; the value that it ends with, None where it ends otherwise."""
    tree, last = ast.parse(source), shows(source)
    if last is not None:
        tree.body.pop()
    exec(compile(tree, "a cell", "exec"), names)  # noqa: S102 - a page of our documentation
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "a cell", "eval"), names)  # noqa: S307 - as above


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_every_table_shows_itself(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "Rule", RULES)
    notebook, names, said = opened(name), dict[str, Any](), io.StringIO()
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    kept = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(kept), "notebooks are kept without outputs, which would age"
    with chdir(FOLDER), redirect_stdout(said), pd.option_context("display.max_colwidth", 50):
        mpl.use("Agg")
        for source in sources:
            before = said.tell()
            value = ran(source, names)
            if isinstance(value, pd.DataFrame):
                assert "<table" in value.to_html(), source
            elif shows(source) is not None:
                assert said.tell() > before, f"nothing is shown by: {source}"
    told = said.getvalue()
    assert MARK in told
    # Every page says what it rests on before the first figure, and how it was obtained at the end.
    case = names["case"]
    assert all(f"- {line}" in told for line in (*case.how_to_read, *case.limits))
    receipts = [one for one in names.values() if hasattr(one, "does_not_show")]
    assert receipts or name == "step-by-step"
    for one in (*receipts, *([names["roadmap"].receipt] if "roadmap" in names else [])):
        assert all(f"- {line}" in told for line in one.assumptions)
    assert "Nothing here is a forecast or advice" in notebook.cells[0].source
