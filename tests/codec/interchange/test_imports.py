"""Scenarios of other programs become cases whose utilities are those of the source."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
import zipfile
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.codec.interchange.writers import WRITERS, Made, made

from dipoli.analysis.agreement import Means, Verdict, agree, find, question_of
from dipoli.analysis.agreement.checker import gain, violations
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.model import build
from dipoli.analysis.case import Case
from dipoli.codec.case_folder import read_case
from dipoli.codec.interchange.exports import read_sheet, write_export
from dipoli.codec.interchange.imports import READERS, import_case
from dipoli.codec.interchange.scenario_case import Named, case_of
from dipoli.faults import DipoliError

NAMED = Named(id="made", title="A made scenario", exercise=True, as_of="2031-04-30")


def imported(kind: str, one: Made, factor: int | None = None) -> Case:
    """A scenario written in a format and read back."""
    reader, write = WRITERS[kind]
    with tempfile.TemporaryDirectory() as place:
        write(one, Path(place))
        return case_of(READERS[reader](Path(place)), NAMED, factor)


def holds(case: Case, one: Made, kind: str) -> None:
    """Every outcome has the utility of the source, up to the error that the case tells."""
    asked = question_of(case)
    ids = [issue.id for issue in case.issues]
    for p, code in enumerate(case.members):
        position = case.positions_of(asked.positions)[code]
        units = position.source_units
        assert units is not None
        error = Fraction(units.error)
        outcomes = list(itertools.product(*(range(len(texts)) for texts in one.options)))
        for outcome in outcomes[:: max(1, len(outcomes) // 60)]:
            package = dict(zip(ids, outcome, strict=True))
            told = position.in_source_units(gain(case, asked, code, package))
            assert abs(told - one.utility(p, outcome)) <= error
        stated = one.reservations[p]
        if kind == "geniusweb":
            stated = one.utility(p, (0,) * len(ids))
        assert abs(units.value(position.reservation.value) - stated) <= error


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), places=st.integers(1, 3))
def test_utilities_are_those_of_the_source(kind: str, seed: int, places: int) -> None:
    one = made(seed, places=places)
    case = imported(kind, one)
    holds(case, one, kind)
    units = [position.source_units for position in case.positions["outcomes"].values()]
    assert [u.error for u in units if u is not None] == ["0"] * len(units)


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), factor=st.sampled_from([10, 100, 777, 10_000]))
def test_what_is_rounded_stays_within_the_error_told(kind: str, seed: int, factor: int) -> None:
    one = made(seed, places=3)
    case = imported(kind, one, factor)
    holds(case, one, kind)
    assert case.scale.importance_sum == len(case.issues)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_zone_is_that_of_the_source(seed: int) -> None:
    one = made(seed, places=2)
    case = imported("genius", one)
    asked = question_of(case)
    zone = enumerate_zone(build(case, asked))
    outcomes = itertools.product(*(range(len(texts)) for texts in one.options))
    parties = range(len(one.weights))
    wanted = [
        outcome
        for outcome in outcomes
        if all(one.utility(p, outcome) >= one.reservations[p] for p in parties)
    ]
    assert [zone.package(row) for row in range(len(zone))] == wanted


@pytest.mark.parametrize("kind", WRITERS)
def test_the_folder_is_a_case_that_can_be_worked_with(kind: str, tmp_path: Path) -> None:
    reader, write = WRITERS[kind]
    source = tmp_path / "source"
    source.mkdir()
    write(made(5), source)
    written = import_case(reader, source, tmp_path / "case", NAMED)
    case = read_case(tmp_path / "case")
    assert case == written
    assert case.exercise
    assert case.title == "An exercise: A made scenario"
    assert all(len(source.symbol) == len("SHA-256 ") + 64 for source in case.sources)
    found = agree(case, question_of(case), Means())
    assert found.baskets == ()
    assert found.zone.status_quo is None
    if found.zone.standing.negotiable.verdict is Verdict.COMMON_GROUND:
        witness = found.zone.standing.negotiable.witness
        assert witness is not None
        assert not violations(case, found.question, witness)


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_source_ends_in_anything_but_a_refusal(
    kind: str, data: st.DataObject
) -> None:
    reader, write = WRITERS[kind]
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write(made(2), place)
        damage(data, data.draw(st.sampled_from(sorted(place.iterdir()))))
        with contextlib.suppress(DipoliError):
            case_of(READERS[reader](place), NAMED)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_workbook_ends_in_anything_but_a_refusal(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.xlsx"
        path.write_bytes(workbook())
        if data.draw(st.booleans()):
            repacked(path, data)
        else:
            damage(data, path)
        with contextlib.suppress(DipoliError):
            read_sheet(path, NAMED)


@cache
def workbook() -> bytes:
    """A workbook, made once: its bytes hang on the time."""
    with tempfile.TemporaryDirectory() as name:
        write_export(imported("genius", made(2)), "outcomes", Path(name) / "a.xlsx")
        return (Path(name) / "a.xlsx").read_bytes()


def damage(data: st.DataObject, path: Path) -> None:
    """Cut, repeat or change a few bytes of a file."""
    content = path.read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        begin = data.draw(st.integers(0, len(content)))
        end = min(len(content), begin + data.draw(st.integers(0, 40)))
        put = data.draw(st.binary(max_size=8) | st.just(content[begin:end] * 2))
        content = content[:begin] + put + content[end:]
    path.write_bytes(content)


def repacked(path: Path, data: st.DataObject) -> None:
    """Damage a part inside a workbook, and pack it again."""
    with zipfile.ZipFile(path) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    chosen = data.draw(st.sampled_from(sorted(parts)))
    part = path.with_name("part")
    part.write_bytes(parts[chosen])
    damage(data, part)
    parts[chosen] = part.read_bytes()
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def test_without_a_mark_of_exercise_the_case_bears_the_other_mark(tmp_path: Path) -> None:
    WRITERS["genius"][1](made(7), tmp_path)
    named = Named(id="made", title="Some scenario", exercise=False, as_of="2031-04-30")
    case = case_of(READERS["genius"](tmp_path), named)
    assert "not statements of any government" in case.mark
    assert find(case, question_of(case), Means()).verdict is not Verdict.UNKNOWN
