"""The references of acts and machines, and the pictures, are those that the tables give."""

from __future__ import annotations

import importlib
import pkgutil
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from tools import write_forum_pages as script
from tools.act_line import ENDS, line_of
from tools.machine_picture import blocks, lanes, picture, told, width
from tools.write_forum_pages import MACHINES, PICTURES, Machine, own_points

import dipoli.forum
from dipoli.charter.points import Point
from dipoli.forum.kind import Kind
from dipoli.forum.line import read_line
from dipoli.forum.procedure import KINDS

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
PHONE = 460

papers, pictures = cache(script.papers), cache(script.pictures)


@pytest.mark.parametrize("path", papers(), ids=lambda path: path.name)
def test_the_paper_is_the_one_that_the_tables_give(path: Path) -> None:
    mend = "run: PYTHONPATH=src python -m tools.write_forum_pages"
    assert path.read_text(encoding="utf-8") == papers()[path], mend


def test_there_is_no_picture_of_a_machine_that_is_gone() -> None:
    assert {path.name for path in PICTURES.iterdir()} == set(pictures())


def test_every_table_of_the_forum_is_on_the_page_of_machines() -> None:
    tables = {
        f"{module.name}.{name}": value
        for module in pkgutil.iter_modules(dipoli.forum.__path__)
        for name, value in vars(importlib.import_module(f"dipoli.forum.{module.name}")).items()
        if (name == "MOVES" or name.endswith("_MOVES"))
        and all(isinstance(row, Mapping) for row in value.values())
    }
    told_of = [id(machine.table) for machine in MACHINES]
    assert tables
    assert [name for name, table in tables.items() if id(table) not in told_of] == []


def test_every_act_is_on_the_page_of_acts_with_all_its_fields() -> None:
    page = papers()[ROOT / "docs" / "reference" / "forum-acts.md"]
    parts = dict(
        re.findall(r"^## ([a-z-]+\.[a-z-]+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    )
    assert set(parts) == {name.removesuffix("/1") for name in KINDS}
    for name, kind in KINDS.items():
        fields = re.findall(r"^\| `([a-z_]+)`", parts[name.removesuffix("/1")], re.MULTILINE)
        assert fields == [one.name for one in kind.form.fields]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda one: one.name)
def test_the_line_of_an_act_can_be_written_as_it_stands(kind: Kind) -> None:
    act = read_line(f"2030-03-01 09:00  XAL  {line_of(kind)}")
    assert act.name == kind.name
    assert (act.deadline is not None) == (kind.name in ENDS)
    assert bool(act.object) == bool(kind.begins or kind.about or kind.name.startswith("basket."))


def test_a_broad_label_gets_more_room_than_a_thin_one_of_as_many_letters() -> None:
    """The broadest letters are as wide as the letters are high, the thinnest a third of that."""
    assert width(["mmmm"], 13) == 51
    assert width(["jjjj"], 13) == 17
    assert width(["amendment.withdraw"], 13) > width(["silence.certified."], 13)


def test_the_points_of_an_act_are_those_that_its_guards_cite() -> None:
    """Three acts, read by hand."""
    assert own_points(KINDS["proposal.refer/1"]) == (
        Point.DECISION_STAGE,
        Point.REFERRAL,
        Point.OPT_OUT,
    )
    assert own_points(KINDS["member.accept/1"]) == (Point.SEAT_STAGE, Point.OWN_SEAT)
    assert own_points(KINDS["term.dispute/1"]) == ()


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.slug)
def test_a_picture_has_every_stage_and_every_act_and_fits_a_telephone(machine: Machine) -> None:
    drawn = pictures().get(f"{machine.slug}.svg")
    if drawn is None:
        assert all(stage == after for stage, row in machine.rows.items() for after in row.values())
        return
    tree = ET.fromstring(drawn)  # noqa: S314 - made here
    words = [str(one.text) for one in tree.iter(f"{SVG}text")]
    expected = [stage.replace("-", " ") for stage in machine.rows]
    expected += [told(act) for row in machine.rows.values() for act in row]
    assert sorted(words) == sorted(expected)
    assert float(tree.attrib["width"]) <= PHONE
    assert tree.find(f"{SVG}desc") is not None


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.slug)
def test_lanes_that_meet_have_places_of_their_own(machine: Machine) -> None:
    found = lanes(machine.rows)
    for lane in found:
        for other in found:
            apart = lane.bottom < other.top or other.bottom < lane.top
            assert lane is other or apart or lane.place != other.place


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.slug)
def test_stages_and_acts_of_a_picture_do_not_lie_on_each_other(machine: Machine) -> None:
    below = 0
    for block in blocks(machine.rows):
        assert block.top >= below
        tops = [group.top for group in block.groups]
        assert tops == sorted(set(tops))
        below = block.bottom


def test_words_that_a_paper_cannot_hold_are_escaped() -> None:
    rows: Mapping[str, Mapping[str, str]] = {"a<b": {"go&go/1": "c"}, "c": {}}
    tree = ET.fromstring(picture("a<b", "x & y", rows))  # noqa: S314 - made here
    assert [one.text for one in tree.iter(f"{SVG}text")] == ["a<b", "go&go", "c"]
