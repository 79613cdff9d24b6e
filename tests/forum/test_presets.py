"""Every rule of every preset allows one act and refuses another, under its article."""

from __future__ import annotations

import pytest
from tests.forum import preset_points, preset_values
from tests.forum.presets import FACTS, PRESETS, Bench, seated

from dipoli.charter.coherence import GOVERNS, value_at
from dipoli.charter.points import Point
from dipoli.codec.charter_file import preset_names


def test_every_preset_that_is_shipped_is_held_to_its_articles_here() -> None:
    assert set(preset_names()) == set(PRESETS)


def test_every_point_of_a_charter_has_its_two_acts() -> None:
    assert set(preset_points.CASES) == set(Point)


def test_every_value_of_a_charter_is_told_a_second_time() -> None:
    named_elsewhere = {"chair.language", "chair.fixed"}
    for told in FACTS.values():
        assert set(told) == set(GOVERNS) - named_elsewhere
    assert set(preset_values.CASES) == set(GOVERNS)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("point", list(Point), ids=lambda one: one.value)
def test_a_point_of_a_preset_allows_and_refuses(preset: str, point: Point) -> None:
    bench = Bench(preset)
    preset_points.case(point, bench)
    never = (preset, point) in preset_points.NEVER
    asked = preset_points.ELSEWHERE.get((preset, point), point)
    assert bench.passed > 0
    assert (asked in bench.points) is not never


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("path", list(GOVERNS))
def test_a_value_of_a_preset_holds_at_its_edge(preset: str, path: str) -> None:
    preset_values.CASES[path](Bench(preset))


@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_told_of_numbers_is_what_the_charter_has(preset: str) -> None:
    for path, told in FACTS[preset].items():
        if isinstance(told, int):
            assert value_at(seated(preset), path) == told, path
