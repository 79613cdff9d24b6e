"""Sets of measures: those that are shipped, and every fault of one that is not in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.charter.measures import (
    CLOCKS,
    LARGEST,
    LONGEST,
    Clock,
    Direction,
    Quota,
    Row,
    Shape,
    Threshold,
    Trigger,
    misfits,
)
from dipoli.charter.rules import Basis
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.measure_file import read_measures, read_set, set_names
from dipoli.codec.shipped import shipped
from dipoli.faults import CharterError, MalformedError
from dipoli.forum.measure_forms import PROPOSED, proposed

HEAD = """\
schema: dipoli.measures/1
id: lake
title: {en: The lake}
style: Ours
about: Ours.
measures:
"""
ROW = """\
  - id: drill
    measure: A drill
    trigger: before-an-activity
    clock: {lead: 48}
    direction: all-to-all
    form: notification
    basis: proposed
    note: Ours.
"""
LIKE = "vienna-document-like"
ORGANISATIONS = ("OSCE", "CSCE", "NATO", "ASEAN", "United Nations", "SCO")


def read(folder: Path, text: str) -> object:
    path = folder / "lake.yaml"
    path.write_text(text, "utf-8")
    return read_measures(path)


# ---------------------------------------------------------------- what is shipped


def test_two_sets_are_shipped() -> None:
    assert set_names() == ("northeast-asia-proposed", LIKE)


@pytest.mark.parametrize("name", set_names())
def test_what_is_general_stands_in_no_set_that_carries_the_name_of_an_organisation(
    name: str,
) -> None:
    one = read_set(name)
    told = " ".join((one.id, *one.title.values(), one.style, one.about))
    assert not [word for word in ORGANISATIONS if word.lower() in told.lower()]
    assert name.endswith(("-like", "-proposed"))


@pytest.mark.parametrize("name", set_names())
def test_every_row_says_on_what_it_rests(name: str) -> None:
    known = read_frameworks(shipped("frameworks")).sources
    for entry in read_set(name).entries:
        assert entry.note
        assert entry.source is None or entry.source in known
        if entry.basis is Basis.GENERAL:
            assert (
                "general knowledge" in entry.note.lower() or "certain from the title" in entry.note
            )


def test_the_proposed_set_is_proposed_throughout_and_has_rows_that_one_party_can_offer() -> None:
    entries = read_set("northeast-asia-proposed").entries
    assert {entry.basis for entry in entries} == {Basis.PROPOSED}
    chapters = list(dict.fromkeys(entry.row.chapter for entry in entries))
    assert chapters == [
        "Incidents at sea", "Nuclear safety", "Disaster relief", "Infectious disease", "Cyber",
        "All fields",
    ]  # fmt: skip
    alone = {entry.row.chapter for entry in entries if entry.row.direction is Direction.ONE}
    assert alone == set(chapters[:5])


def test_the_numbers_of_the_vienna_document_like_set_are_those_of_the_practice_page() -> None:
    rows = {entry.id: entry.row for entry in read_set(LIKE).entries}
    days = {
        "annual-information": "12-15", "annual-calendar": "11-15", "military-expenditure": "04-30",
        "arms-transfers": "05-31", "holdings-worldwide": "04-30", "small-arms": "06-30",
    }  # fmt: skip
    assert {name: rows[name].day for name in days} == days
    assert rows["unusual-activities"].clock == Clock(reply=48)
    assert rows["prior-notification"].clock == Clock(lead=42 * 24)
    assert [(one.of, one.least) for one in rows["prior-notification"].threshold] == [
        ("troops", 9000), ("tanks", 250), ("armoured-combat-vehicles", 500), ("guns", 250),
        ("amphibious-troops", 3000), ("airborne-troops", 3000), ("air-sorties", 200),
    ]  # fmt: skip
    assert [(one.of, one.least) for one in rows["observation"].threshold] == [
        ("troops", 13000), ("tanks", 300), ("amphibious-troops", 3500),
    ]  # fmt: skip
    assert rows["observation"].clock == Clock(lead=42 * 24)
    assert rows["constraining-provisions"].threshold == (Threshold(of="troops", least=40000),)
    assert rows["constraining-provisions"].quota == Quota(host=1, years=3)
    assert rows["constraining-provisions"].clock == Clock(lead=2 * 365 * 24)
    assert rows["inspection"].clock == Clock(reply=24, entry=36, stay=48, report=14 * 24)
    assert rows["inspection"].quota == Quota(host=3, requester=1)
    assert rows["evaluation"].quota == Quota(host=15)
    assert rows["evaluation"].clock == Clock(reply=48, entry=7 * 24, stay=24, report=14 * 24)


@pytest.mark.parametrize("name", set_names())
def test_a_row_goes_into_an_act_and_comes_back_as_it_was(name: str) -> None:
    for entry in read_set(name).entries:
        said = PROPOSED.read(PROPOSED.write(proposed(entry.row, name, "x")))
        assert said == proposed(entry.row, name, "x")
        assert said.row == entry.row


# ---------------------------------------------------------------- what is not in order


def test_a_set_in_order_is_read(tmp_path: Path) -> None:
    one = read(tmp_path, HEAD + ROW)
    assert one.entries[0].row == Row(  # type: ignore[attr-defined]
        measure="A drill", trigger=Trigger.ACTIVITY, clock=Clock(lead=48), direction=Direction.ALL,
        form=Shape.NOTIFICATION,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: lake", "id: sea", "lake, the name of its file"),
        ("{en: The lake}", "{EN: The lake}", "a language such as en"),
        ("{en: The lake}", "{}", "a title in one language at least"),
        ("style: Ours", 'style: " "', "a text in one line"),
        ("id: drill", "id: Drill", "an id in small letters that no other row has"),
        ("measure: A drill", 'measure: ""', "a text in one line"),
        ("{lead: 48}", "{lead: 0}", f"1 to {LONGEST} hours"),
        ("{lead: 48}", f"{{lead: {LONGEST + 1}}}", f"1 to {LONGEST} hours"),
        ("{lead: 48}", "{}", "a number of hours"),
        ("basis: proposed", "basis: quoted", "the source of what is quoted"),
        ("    note: Ours.\n", "", "a note to what is proposed"),
        ("trigger: before-an-activity", "trigger: each-year", "a day that each year has"),
    ],
)
def test_a_fault_is_told_with_what_was_expected(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = HEAD + ROW
    assert old in text
    with pytest.raises(CharterError) as caught:
        read(tmp_path, text.replace(old, new, 1))
    assert any(told in one.expected for one in caught.value.findings)
    assert all(one.line for one in caught.value.findings)


def test_an_id_is_given_once_and_a_set_has_a_row(tmp_path: Path) -> None:
    with pytest.raises(CharterError, match="1 fault"):
        read(tmp_path, HEAD + ROW + ROW)
    with pytest.raises(CharterError, match="1 fault"):
        read(tmp_path, HEAD.replace("measures:\n", "measures: []\n"))


def test_unknown_keys_unknown_sets_and_files_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedError):
        read(tmp_path, HEAD + ROW + "    colour: red\n")
    with pytest.raises(MalformedError) as caught:
        read_set("nowhere")
    assert caught.value.findings[0].expected == f"one of northeast-asia-proposed, {LIKE}"
    with pytest.raises(MalformedError):
        read_measures(tmp_path / "none.yaml")


# ---------------------------------------------------------------- rows


def row(**changes: object) -> Row:
    usual: dict[str, object] = {
        "measure": "x", "trigger": Trigger.REQUEST, "direction": Direction.ASKED,
        "form": Shape.INSPECTION, "clock": Clock(reply=1, entry=1, stay=1, report=1),
    }  # fmt: skip
    return Row(**{**usual, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({}, []),
        ({"quota": Quota(host=1)}, []),
        ({"quota": Quota(host=1000, requester=1)}, []),
        ({"quota": Quota(host=0)}, ["quota.host"]),
        ({"quota": Quota(host=1001)}, ["quota.host"]),
        ({"quota": Quota(requester=0)}, ["quota.requester"]),
        ({"quota": Quota(years=2)}, ["quota.years"]),
        ({"clock": Clock(reply=1)}, ["clock.entry", "clock.stay", "clock.report"]),
        ({"clock": Clock(reply=1, entry=1, stay=1, report=1, lead=1)}, ["clock.lead"]),
        ({"day": "12-15"}, ["day"]),
        ({"threshold": (Threshold(of="a", least=1),)}, ["threshold"]),
        ({"form": Shape.LINE}, ["trigger"]),
    ],
)
def test_what_does_not_fit_the_rest_of_a_row_is_found(
    changes: dict[str, object], keys: list[str]
) -> None:
    assert [one.key for one in misfits(row(**changes))] == keys


@pytest.mark.parametrize(
    ("threshold", "faults"),
    [
        ((("a", 1), ("b", LARGEST)), 0),
        ((("a", 0),), 1),
        ((("a", LARGEST + 1),), 1),
        ((("a", 1), ("a", 2)), 2),
        ((("A b", 1),), 1),
    ],
)
def test_a_threshold_counts_each_thing_once_from_one_on(
    threshold: tuple[tuple[str, int], ...], faults: int
) -> None:
    given_ = tuple(Threshold(of=of, least=least) for of, least in threshold)
    one = Row(
        measure="x", trigger=Trigger.ACTIVITY, clock=Clock(lead=1), direction=Direction.ALL,
        form=Shape.NOTIFICATION, threshold=given_,
    )  # fmt: skip
    assert len(list(misfits(one))) == faults


@pytest.mark.parametrize("years", [0, 1, 20, 21])
def test_a_constraint_counts_one_to_twenty_years_together(years: int) -> None:
    one = Row(
        measure="x", trigger=Trigger.ACTIVITY, clock=Clock(lead=1), direction=Direction.ALL,
        form=Shape.CONSTRAINT, quota=Quota(host=1, years=years),
    )  # fmt: skip
    assert [each.key for each in misfits(one)] == ([] if 1 <= years <= 20 else ["quota.years"])


@pytest.mark.parametrize(
    ("day", "fits"),
    [("01-01", True), ("12-31", True), ("02-29", False), ("13-01", False), ("1-1", False)],
)
def test_a_day_is_one_of_every_year(day: str, fits: object) -> None:
    one = Row(
        measure="x", trigger=Trigger.YEAR, day=day, direction=Direction.ALL, form=Shape.CALENDAR
    )
    assert (not list(misfits(one))) is fits


@given(st.sampled_from(list(Shape)), st.sampled_from(list(Trigger)), st.sampled_from(CLOCKS))
def test_every_row_can_be_asked_and_a_time_of_another_trigger_never_fits(
    form: Shape, trigger: Trigger, name: str
) -> None:
    one = Row(
        measure="x", trigger=trigger, direction=Direction.ALL, form=form, clock=Clock(**{name: 1})
    )
    found = [each.key for each in misfits(one)]
    assert all(str(each) for each in misfits(one))
    fits = {
        Trigger.ACTIVITY: ("lead",), Trigger.EVENT: ("within",), Trigger.AGAIN: ("again", "stay"),
        Trigger.REQUEST: ("reply", "entry", "stay", "report"),
    }  # fmt: skip
    assert (f"clock.{name}" in found) is (name not in fits.get(trigger, ()))
