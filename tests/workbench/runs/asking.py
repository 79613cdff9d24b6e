"""Questions drawn from a seed, and commands run in the same program."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from dipoli.analysis.case import Case
from dipoli.cli.main import main
from dipoli.codec.case_folder import read_case
from dipoli.workbench.runs.kinds import KINDS, Field, Kind, Sort

ROOT = Path(__file__).resolve().parents[3]
LAKE, KOREA = ROOT / "cases" / "lake", ROOT / "cases" / "korea"


@cache
def lake() -> Case:
    """The invented case."""
    return read_case(LAKE)


def printed(arguments: Sequence[str]) -> Any:  # noqa: ANN401 - of a command
    """What a command prints as JSON."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([*arguments, "--json"]) == 0
    return json.loads(out.getvalue())


def timeless(told: Any) -> Any:  # noqa: ANN401 - of a command
    """An answer without how long each part of it took."""
    if isinstance(told, dict):
        return {name: timeless(one) for name, one in told.items() if name != "seconds"}
    if isinstance(told, list):
        return [timeless(one) for one in told]
    return told


_TEXTS = (
    st.text("abcXYZ-=,&?+%# é한", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: bool(text) and not text.startswith("-"))
)


def values(one: Field) -> st.SearchStrategy[list[str]]:
    """Values that a field takes."""
    if one.sort is Sort.FLAG:
        return st.sampled_from([[], ["yes"]])
    each = _TEXTS
    if one.sort is Sort.NUMBER:
        each = st.integers(one.least, one.most).map(str)
    elif one.sort is Sort.ONE_OF:
        each = st.sampled_from(one.choices)
    elif one.sort is Sort.DEAL:
        each = st.text("ABC-", min_size=1, max_size=4).filter(lambda text: text[0] != "-")
    elif one.sort is Sort.ATOMS:
        each = _TEXTS.map(lambda text: "".join(text.split())).filter(
            lambda text: bool(text) and not text.startswith("-")
        )
    return st.lists(each, min_size=int(one.needed), max_size=3 if one.many else 1, unique=True)


@st.composite
def sent(draw: st.DrawFn) -> tuple[Kind, list[tuple[str, str]]]:
    """A kind, and what a form of it may send."""
    kind = draw(st.sampled_from(KINDS))
    return kind, [(one.name, text) for one in kind.fields for text in draw(values(one))]
