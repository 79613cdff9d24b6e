"""A changed value goes back into its paper, and all else stays as somebody wrote it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.broken_cases import LAKE

from dipoli.codec.case_writer import yaml_text
from dipoli.codec.yaml12 import read_yaml
from dipoli.codec.yaml_rewrite import rewritten, spliced

HAND = """\
# The papers of a lake.
schema: "x/1"   # named
rows:
  # water first
  - id: wa-flow     # by the dam
    importance: 40
    value: [0, 50, 100]
    interest: "Water in summer."

  # then money
  - id: ec-fund
    importance: 60
    value: [0, 100, 60]
    interest: "A fund."
pairs:
  - {a: XAL, b: XBE}
  - {a: XAL, b: XCE}  # thin
of: {"NO": 3}
empty: []
last: null
"""


def value_of(text: str) -> Any:  # noqa: ANN401 - any plain value
    """What stands in a paper."""
    return read_yaml(text.encode(), "paper").data


def after(text: str, new: dict[str, Any]) -> str:
    """The paper once it was changed; whatever happens, it reads as the new value."""
    made = spliced(text, rewritten(text, value_of(text), new, "Mark."))
    assert json.dumps(value_of(made)) == json.dumps(new)  # the order of keys too, and 1 is not true
    return made


def lines_changed(one: str, two: str) -> tuple[list[str], list[str]]:
    """Lines that only one of two texts has."""
    first, second = one.splitlines(), two.splitlines()
    return [x for x in first if x not in second], [x for x in second if x not in first]


# ---------------------------------------------------------------- examples


def test_nothing_changed_is_nothing_written() -> None:
    assert rewritten(HAND, value_of(HAND), value_of(HAND), "Mark.") == ()


def test_one_figure_changes_one_line_and_its_comment_stays() -> None:
    new = value_of(HAND)
    new["rows"][0]["importance"] = 41
    assert lines_changed(HAND, after(HAND, new)) == (["    importance: 40"], ["    importance: 41"])
    new = value_of(HAND)
    new["rows"][0]["id"] = "wa-river"
    gone, come = lines_changed(HAND, after(HAND, new))
    assert (gone, come) == (
        ["  - id: wa-flow     # by the dam"],
        ['  - id: "wa-river"     # by the dam'],
    )


def test_a_key_comes_and_goes_in_its_place() -> None:
    new = value_of(HAND)
    row = new["rows"][1]
    new["rows"][1] = {"id": row["id"], "basket": "money", **row}
    text = after(HAND, new)
    assert lines_changed(HAND, text) == ([], ['    basket: "money"'])
    assert after(text, value_of(HAND)) == HAND


def test_the_first_key_of_an_entry_goes_and_comes() -> None:
    new = value_of(HAND)
    del new["rows"][1]["id"]
    text = after(HAND, new)
    assert "  - importance: 60\n" in text
    assert "# then money" in text
    assert "# by the dam" in text


def test_an_entry_comes_goes_and_moves_with_what_is_said_in_it() -> None:
    new = value_of(HAND)
    new["rows"].insert(1, {"id": "fish", "importance": 5, "value": [1, 2], "interest": "Fish."})
    text = after(HAND, new)
    assert lines_changed(HAND, text)[0] == []
    assert after(text, value_of(HAND)) == HAND
    del new["rows"][0], new["rows"][1]
    assert "water first" in after(text, new)
    turned = value_of(HAND)
    turned["rows"].reverse()
    assert "# The papers of a lake." in after(HAND, turned)


def test_a_list_in_one_line_is_written_in_one_line() -> None:
    new = value_of(HAND)
    new["rows"][0]["value"][1] = None
    assert "    value: [0, null, 100]\n" in after(HAND, new)


def test_a_list_is_filled_and_emptied() -> None:
    new = value_of(HAND)
    new["empty"] = [{"id": "a", "of": {"b": [{"c": 1}]}}]
    text = after(HAND, new)
    assert lines_changed(HAND, text)[0] == ["empty: []"]
    assert value_of(after(text, value_of(HAND))) == value_of(HAND)
    new["rows"] = []
    assert "# The papers of a lake." in after(HAND, new)


@pytest.mark.parametrize("value", [True, 1, "1", None, "yes", "", "a\nb", "가: - #", [], {}, [{}]])
def test_a_value_of_any_kind_takes_the_place_of_another(value: object) -> None:
    for place in ("schema", "rows", "of", "empty", "last"):
        new = value_of(HAND)
        new[place] = value
        assert "# The papers of a lake." in after(HAND, new)


def test_a_paper_that_cannot_be_written_into_is_written_anew() -> None:
    text = '{a: 1, b: [{c: "x"}]}'
    new = {"a": 2, "b": [{"c": "x"}]}
    (only,) = rewritten(text, value_of(text), new, "Mark.")
    assert (only.at, only.old, only.new) == (0, text, yaml_text(new, "Mark."))


# ---------------------------------------------------------------- properties

PAPERS = sorted(path for path in LAKE.rglob("*.yaml"))
_LEAF = st.one_of(
    st.integers(-5, 200),
    st.booleans(),
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=12),
)
_VALUE = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "code", "n", "b c", "NO", "x"]), inner, max_size=3),
    ),
    max_leaves=6,
)


def _change(data: st.DataObject, value: Any) -> Any:  # noqa: ANN401 - any plain value
    """The same value, changed somewhere."""
    if isinstance(value, dict) and value and data.draw(st.integers(0, 5)):
        key = data.draw(st.sampled_from(sorted(value)))
        made = dict(value)
        sort = data.draw(st.sampled_from(["in", "in", "in", "del", "new"]))
        if sort == "in":
            made[key] = _change(data, value[key])
        elif sort == "del":
            del made[key]
        else:
            made["added"] = data.draw(_VALUE)
        return made
    if isinstance(value, list) and value and data.draw(st.integers(0, 5)):
        at = data.draw(st.integers(0, len(value) - 1))
        made_list = list(value)
        sort = data.draw(st.sampled_from(["in", "in", "del", "new", "turn", "twice"]))
        if sort == "in":
            made_list[at] = _change(data, value[at])
        elif sort == "del":
            del made_list[at]
        elif sort == "new":
            made_list.insert(at, data.draw(_VALUE))
        elif sort == "turn":
            made_list.append(made_list.pop(at))
        else:
            made_list.insert(at, copy.deepcopy(made_list[at]))
        return made_list
    return data.draw(_VALUE)


@given(st.data(), st.sampled_from(PAPERS))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_whatever_changes_the_paper_reads_as_the_new_value(data: st.DataObject, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    new = value_of(text)
    for _ in range(data.draw(st.integers(1, 3))):
        new = _change(data, new)
        if not isinstance(new, dict) or not new:
            new = {"schema": "x"}
        text = after(text, new)


@given(_VALUE, _VALUE)
@example({"x": [[1]]}, {"x": [[2]]})
@example({"x": [0, 1]}, {"x": [False, True]})
@example({"x": 1, "n": 2}, {"n": 2, "x": 1})
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_value_becomes_any_other(one: object, two: object) -> None:
    text = yaml_text({"of": one, "last": 1}, "Mark.")
    made = after(text, {"of": two, "last": 1})
    assert value_of(after(made, {"of": one, "last": 1})) == {"of": one, "last": 1}
