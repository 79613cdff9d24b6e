"""Charter files, whole ones and ones on a preset, are read strictly, with every fault at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dipoli.charter.coherence import GOVERNS, value_at
from dipoli.charter.points import Point
from dipoli.charter.rules import Basis, Charter, Rota
from dipoli.codec.charter_file import Preset, preset_names, read_charter, read_preset
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.faults import CharterError, MalformedError

ROOT = Path(__file__).resolve().parents[2]
PRESETS = (
    "asean-style",
    "helsinki-style",
    "northeast-asia-proposed",
    "six-party-style",
    "ulaanbaatar-style",
)
HEAD = """\
schema: dipoli.charter/1
preset: {preset}
id: lake-forum
title: {{en: The lake forum}}
exercise: true
languages: [en]
{more}members:
  - {{code: XAL, category: member, zone: UTC, names: {{en: Alderan}}}}
  - {{code: XBE, category: member, zone: UTC, names: {{en: Bermark}}}}
  - {{code: XCO, category: member, zone: Asia/Ulaanbaatar, names: {{en: Corvia}}}}
"""
MORE = dict.fromkeys(("six-party-style", "ulaanbaatar-style"), "presides: [XBE]\n")
CHANGE = """\
changes:
  - number: "6.20"
    text: A proposal is tabled 48 hours before it is put to the members.
    settles: [decision.notice]
    sets: {decision.notice: 48}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "charter.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def on(folder: Path, preset: str, tail: str = "", more: str | None = None) -> Charter:
    head = HEAD.format(preset=preset, more=MORE.get(preset, "") if more is None else more)
    return read_charter(write(folder, head + tail))


def preset(name: str) -> Preset:
    return read_preset(shipped("charters") / f"{name}.yaml")


# ---------------------------------------------------------------- presets


def test_the_presets_are_those_that_are_promised() -> None:
    assert preset_names() == PRESETS


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_with_invented_members_is_a_coherent_charter(name: str, tmp_path: Path) -> None:
    charter = on(tmp_path, name)
    given = preset(name)
    assert charter.id == "lake-forum"
    assert charter.exercise
    assert charter.articles == given.articles
    assert (charter.decision, charter.silence, charter.seats) == (
        given.decision,
        given.silence,
        given.seats,
    )
    assert {point for one in charter.articles for point in one.settles} == set(Point)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_named_by_its_file_and_claims_to_be_nobody_s_rules(name: str) -> None:
    given = preset(name)
    assert given.id == name
    assert name.endswith(("-style", "-proposed"))
    assert "ours" in given.about
    assert given.chair.fixed == ()


@pytest.mark.parametrize("name", PRESETS)
def test_nothing_from_general_knowledge_ships_in_a_preset(name: str) -> None:
    assert all(one.basis is not Basis.GENERAL for one in preset(name).articles)
    assert all(one.source != "memory" for one in preset(name).articles)


@pytest.mark.parametrize("name", PRESETS)
def test_every_source_is_in_the_catalogue_or_in_the_bibliography(name: str) -> None:
    known = set(read_frameworks(shipped("frameworks")).sources)
    page = (ROOT / "docs/reference/bibliography.md").read_text(encoding="utf-8")
    known |= set(re.findall(r"^\| `([a-z0-9.-]+)` \|", page, re.MULTILINE))
    for one in preset(name).articles:
        if one.source is not None:
            assert one.source in known, one.number


@pytest.mark.parametrize("name", PRESETS)
def test_every_article_says_what_in_it_is_ours(name: str) -> None:
    for one in preset(name).articles:
        assert one.note, one.number
        if one.basis is Basis.PROPOSED:
            assert re.search(r"\bours\b|\bour own\b|our words|not say that there is none", one.note)


@pytest.mark.parametrize("name", PRESETS)
def test_the_numbers_of_a_preset_stand_in_its_articles(name: str, tmp_path: Path) -> None:
    charter = on(tmp_path, name)
    for path, point in GOVERNS.items():
        value = value_at(charter, path)
        if type(value) is int and value:
            assert re.search(rf"\b{value}\b", charter.article(point).text), path


@pytest.mark.parametrize("name", PRESETS)
def test_no_number_stands_in_an_article_that_the_rules_do_not_have(
    name: str, tmp_path: Path
) -> None:
    charter = on(tmp_path, name)
    for article in charter.articles:
        text = re.sub(r"track 1\.5|track [12]|art\. [0-9.]+", "", article.text)
        values = {str(value_at(charter, p)) for p, q in GOVERNS.items() if q in article.settles}
        assert set(re.findall(r"\b[0-9]+\b", text)) - {"100"} <= values, article.number


@pytest.mark.parametrize("point", Point)
def test_every_point_is_cited_by_a_rule(point: Point) -> None:
    """So every article is cited by a rule, but those that say why they need none."""
    rooms = (ROOT / "src/dipoli/forum", ROOT / "src/dipoli/secretariat")
    code = "".join(path.read_text(encoding="utf-8") for room in rooms for path in room.glob("*.py"))
    assert f"Point.{point.name}" in code


@pytest.mark.parametrize("name", PRESETS)
def test_an_article_that_settles_no_point_says_why(name: str) -> None:
    for one in preset(name).articles:
        if not one.settles:
            assert "settles no point" in str(one.note)


def test_the_proposed_charter_holds_to_the_lessons_of_the_essays() -> None:
    one = preset("northeast-asia-proposed")
    assert one.decision.minus == 0
    assert not one.seats.suspension
    assert one.chair.rota in {Rota.LOT, Rota.CO_CHAIRS, Rota.ALPHABET, Rota.CHARTER}
    assert one.silence.least >= 72
    assert not one.silence.holidays
    assert one.level.value == "dialogue"
    assert len(one.baskets) > 1


# ---------------------------------------------------------------- a file on a preset


def test_a_change_is_an_article_of_its_own_that_says_so(tmp_path: Path) -> None:
    charter = on(tmp_path, "northeast-asia-proposed", CHANGE)
    article = charter.article(Point.NOTICE)
    assert charter.decision.notice == 48
    assert article.number == "6.20"
    assert article.basis is Basis.PROPOSED
    assert "this charter's own" in str(article.note)
    assert "6.3" not in [one.number for one in charter.articles]


def test_an_article_that_lost_some_of_its_points_says_which(tmp_path: Path) -> None:
    tail = CHANGE.replace("decision.notice]", "object.new]").replace("{decision.notice: 48}", "{}")
    charter = on(tmp_path, "helsinki-style", tail)
    kept = charter.article(Point.KNOWN_OBJECT)
    assert kept.number == "1.2"
    assert "on object.new see art. 6.20" in str(kept.note)
    assert charter.article(Point.NEW_OBJECT).number == "6.20"


def test_a_fixed_chair_is_named_by_the_file(tmp_path: Path) -> None:
    assert on(tmp_path, "six-party-style").chair.fixed == ("XBE",)
    with pytest.raises(CharterError) as caught:
        on(tmp_path, "six-party-style", more="")
    (finding,) = caught.value.findings
    assert finding.where == "chair.fixed"
    assert finding.line == 2  # the preset leaves it open


def test_baskets_are_the_preset_s_unless_the_file_gives_its_own(tmp_path: Path) -> None:
    assert on(tmp_path, "helsinki-style").baskets[0].id == "security"
    own = "baskets: [{id: fish, names: {en: Fisheries}}]\n"
    assert [one.id for one in on(tmp_path, "helsinki-style", own).baskets] == ["fish"]
    assert on(tmp_path, "helsinki-style", "baskets: []\n").baskets == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "where"),
    [
        ("decision.notice: 48", "decision.notise: 48", 15, "changes[0].sets.decision.notise"),
        ("decision.notice: 48", "silence.least: 48", 15, "changes[0].sets.silence.least"),
        ("[decision.notice]", "[]", 14, "changes[0].settles"),
        ('"6.20"', '"6.3"', 12, "changes[0].number"),
    ],
)
def test_a_change_that_cannot_be_made_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, where: str
) -> None:
    with pytest.raises(CharterError) as caught:
        on(tmp_path, "helsinki-style", CHANGE.replace(old, new), more="")
    told = {(one.line, one.where) for one in caught.value.findings}
    assert (line, where) in told
    assert all(one.mend and one.expected and one.found for one in caught.value.findings)


def test_the_same_point_is_changed_once(tmp_path: Path) -> None:
    twice = CHANGE + CHANGE.removeprefix("changes:\n").replace("6.20", "6.21")
    with pytest.raises(CharterError, match="each point changed once"):
        on(tmp_path, "helsinki-style", twice)


@pytest.mark.parametrize(
    ("old", "new", "expected", "line"),
    [
        ("decision.notice: 48", 'decision.notice: "48"', "a whole number", 15),
        ("decision.notice: 48", "decision.notice: 9000", "a whole number from 0", 15),
    ],
)
def test_a_value_that_is_set_is_read_as_strictly_as_any(
    tmp_path: Path, old: str, new: str, expected: str, line: int
) -> None:
    with pytest.raises((MalformedError, CharterError)) as caught:
        on(tmp_path, "helsinki-style", CHANGE.replace(old, new), more="")
    (finding,) = caught.value.findings
    assert expected in finding.expected
    assert (finding.line, finding.where) == (line, "decision.notice")


def test_a_preset_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(MalformedError) as caught:
        on(tmp_path, "geneva-style")
    (finding,) = caught.value.findings
    assert finding.line == 2
    assert "helsinki-style" in finding.expected


# ---------------------------------------------------------------- every fault at once


def test_every_fault_of_form_is_told_at_once(tmp_path: Path) -> None:
    text = HEAD.format(preset="helsinki-style", more="speaks: yes please\n")
    text = text.replace("exercise: true", "exercise: 1").replace("category: member", "category: x")
    with pytest.raises(MalformedError) as caught:
        read_charter(write(tmp_path, text))
    told = [(one.line, one.where) for one in caught.value.findings]
    assert told == [
        (5, "exercise"),
        (7, "speaks"),
        (9, "members[0].category"),
        (10, "members[1].category"),
        (11, "members[2].category"),
    ]


def test_every_incoherence_is_told_at_once(tmp_path: Path) -> None:
    text = HEAD.format(preset="helsinki-style", more="").replace("XBE", "XAL")
    text = text.replace("Asia/Ulaanbaatar", "Moon/Base").replace("{en: Corvia}", "{mn: Corvia}")
    with pytest.raises(CharterError) as caught:
        read_charter(write(tmp_path, text))
    told = {(one.line, one.where) for one in caught.value.findings}
    assert told == {(9, "members[1].code"), (10, "members[2].zone"), (10, "members[2].names")}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MalformedError, match="a file that can be read"):
        read_charter(tmp_path / "nowhere.yaml")
    with pytest.raises(MalformedError):
        read_charter(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "just words", "preset: [a]", "schema: dipoli.preset/1"])
def test_a_file_of_another_form_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(MalformedError) as caught:
        read_charter(write(tmp_path, text))
    assert caught.value.findings


# ---------------------------------------------------------------- a whole file


def whole() -> dict[str, Any]:
    """A whole file as plain values: the preset's parts, with members."""
    text = (shipped("charters") / "northeast-asia-proposed.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    del data["about"]
    given = yaml.safe_load(HEAD.format(preset="none", more=""))
    del given["preset"]
    return {**data, **given}


def test_a_whole_file_says_the_same_as_one_on_a_preset(tmp_path: Path) -> None:
    path = write(tmp_path, yaml.safe_dump(whole(), default_style='"'))
    with pytest.raises(MalformedError):  # every number in quotes is a text
        read_charter(path)
    path = write(tmp_path, yaml.safe_dump(whole(), sort_keys=False))
    assert read_charter(path) == on(tmp_path, "northeast-asia-proposed")
