"""Reading a case folder: what holds together is read, what does not is told in full."""

from __future__ import annotations

import hashlib
import itertools
import json
import shutil
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from tests.broken_cases import BROKEN_CASES, BROKEN_COHERENCE, LAKE, BrokenCase, swap

from dipoli.analysis.case import Case, Firmness, Position, RatifierKind, Seen
from dipoli.codec import case_papers
from dipoli.codec.case_folder import read_case
from dipoli.codec.case_format import KEYS, is_date
from dipoli.codec.case_reference import all_papers, json_schema, reference
from dipoli.codec.yaml12 import read_yaml
from dipoli.faults import CaseError, MalformedError

ROOT = Path(__file__).resolve().parents[2]
KOREA = ROOT / "cases" / "korea"
SHIPPED = (KOREA, LAKE)
REFERENCE = ROOT / "docs" / "reference"

Package = dict[str, int]


@pytest.fixture(scope="module", name="lake")
def _lake() -> Case:
    return read_case(LAKE)


@pytest.fixture(scope="module", name="korea")
def _korea() -> Case:
    return read_case(KOREA)


# ---------------------------------------------------------------- what is read


def test_the_korean_case_holds_what_its_readme_counts(korea: Case) -> None:
    assert (len(korea.parties), len(korea.ratifiers), len(korea.members)) == (15, 16, 6)
    assert (len(korea.baskets), len(korea.groups), len(korea.issues)) == (10, 22, 70)
    assert [len(own) for own in korea.positions.values()] == [17, 2]
    links = (korea.requirements, korea.exclusions, korea.synergies, korea.consents, korea.subjects)
    assert [len(rows) for rows in links] == [49, 4, 14, 41, 7]
    assert (len(korea.exposure_limits), len(korea.steps), len(korea.bundles)) == (30, 90, 2)
    assert (len(korea.terms), len(korea.channels), len(korea.sources)) == (12, 25, 50)
    assert len(korea.timeline) == 231


def test_only_the_invented_case_bears_the_mark_of_an_exercise(korea: Case, lake: Case) -> None:
    assert lake.exercise
    assert "exercise" in lake.mark.lower()
    assert not korea.exercise
    assert "not statements of any government" in korea.mark


def test_a_set_reads_what_it_lacks_from_the_set_it_inherits(lake: Case) -> None:
    summit = lake.positions_of("positions-summit")
    assert summit["XAL"].set == "positions-summit"
    assert summit["XDO"].set == "positions"
    assert set(summit) == {*lake.members, "XBE-ASSEMBLY"}


def test_positions_stand_in_the_order_of_the_parties(korea: Case) -> None:
    own = list(korea.positions["positions"])
    assert own[: len(korea.members)] == list(korea.members)


def test_the_digest_is_the_one_that_the_reference_describes(lake: Case) -> None:
    papers = {
        path.relative_to(LAKE).as_posix(): path.read_bytes()
        for path in LAKE.rglob("*")
        if path.suffix in {".yaml", ".csv"}
    }
    digest = hashlib.sha256()
    for name in sorted(papers):
        content = papers[name]
        digest.update(name.encode() + b"\x00" + str(len(content)).encode() + b"\x00" + content)
    assert lake.digest == digest.hexdigest()


def test_one_changed_byte_changes_the_digest_and_a_readme_does_not(
    tmp_path: Path, lake: Case
) -> None:
    case = shutil.copytree(LAKE, tmp_path / "lake")
    (case / "README.md").write_text("other words", encoding="utf-8")
    (case / "positions" / ".hidden").write_text("an editor left this", encoding="utf-8")
    assert read_case(case).digest == lake.digest
    swap("terms.yaml", "spawning grounds", "spawning ground")(case)
    assert read_case(case).digest != lake.digest


def test_a_case_without_a_timeline_has_no_events(tmp_path: Path) -> None:
    case = shutil.copytree(LAKE, tmp_path / "lake")
    (case / "timeline.csv").unlink()
    assert read_case(case).timeline == ()


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_second_reader_of_yaml_reads_every_paper_alike(folder: Path) -> None:
    second = YAML(typ="safe", pure=True)
    for path in sorted(folder.rglob("*.yaml")):
        content = path.read_bytes()
        assert read_yaml(content, path.name).data == second.load(content), path


# ---------------------------------------------------------------- broken cases


@pytest.mark.parametrize("broken", BROKEN_CASES, ids=lambda broken: broken.name)
def test_a_broken_case_is_told_with_file_line_and_mend(broken: BrokenCase, tmp_path: Path) -> None:
    case = broken.make(tmp_path)
    with pytest.raises((MalformedError, CaseError)) as caught:
        read_case(case)
    error = caught.value
    assert isinstance(error, CaseError) is (broken in BROKEN_COHERENCE)
    assert isinstance(error, (MalformedError, CaseError))
    findings = [
        finding
        for finding in error.findings
        if finding.file == str(case / broken.file) and broken.words in str(finding)
    ]
    assert findings, str(caught.value)
    assert all(finding.mend and finding.expected and finding.found for finding in findings)
    if broken.at:
        assert broken.line(case) in {finding.line for finding in findings}, str(caught.value)


def test_there_are_at_least_forty_ways_to_break_a_case() -> None:
    assert len({broken.name for broken in BROKEN_CASES}) == len(BROKEN_CASES) >= 40


def test_faults_of_form_in_all_papers_are_told_at_once(tmp_path: Path) -> None:
    case = shutil.copytree(LAKE, tmp_path / "lake")
    swap("links.yaml", "points: 200", "points: two")(case)
    swap("steps.yaml", "months: 1\n", "months: 0\n")(case)
    swap("case.yaml", "title:", "tittle:")(case)
    (case / "terms.yaml").unlink()
    swap("positions-summit/XBE.yaml", "firmness: hard", "firmness: firm")(case)
    with pytest.raises(MalformedError) as caught:
        read_case(case)
    told = {Path(finding.file).relative_to(case).as_posix() for finding in caught.value.findings}
    papers = {"links.yaml", "steps.yaml", "case.yaml", "terms.yaml", "positions-summit/XBE.yaml"}
    assert told == papers


def test_faults_of_coherence_are_told_at_once(tmp_path: Path) -> None:
    case = shutil.copytree(LAKE, tmp_path / "lake")
    swap("links.yaml", "bodies: [XDO]", "bodies: [XDA]")(case)
    swap("issues.yaml", "raised_by: [report-water]", "raised_by: [report-wine]")(case)
    swap("case.yaml", "issues: 9", "issues: 8")(case)
    with pytest.raises(CaseError) as caught:
        read_case(case)
    text = str(caught.value)
    assert all(words in text for words in ("XDA", "report-wine", "9, the number of issues"))


def test_every_folder_of_positions_is_read_although_case_yaml_cannot_be(tmp_path: Path) -> None:
    case = shutil.copytree(LAKE, tmp_path / "lake")
    (case / "case.yaml").write_bytes(b"\xff")
    swap("positions/XAL.yaml", "firmness: hard", "firmness: firm")(case)
    with pytest.raises(MalformedError) as caught:
        read_case(case)
    assert {Path(finding.file).name for finding in caught.value.findings} == {
        "case.yaml",
        "XAL.yaml",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [("nowhere", "nothing of that name"), ("a-file", "a file"), ("an-empty-folder", "empty")],
)
def test_what_is_no_case_folder_is_told_as_such(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "a-file").write_text("a letter", encoding="utf-8")
    (tmp_path / "an-empty-folder").mkdir()
    with pytest.raises(MalformedError) as caught:
        read_case(tmp_path / name)
    (finding,) = caught.value.findings
    assert words in finding.found
    assert "case.yaml" in finding.mend


def test_a_large_paper_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = shutil.copytree(LAKE, tmp_path / "lake")
    with (case / "links.yaml").open("r+b") as paper:
        paper.truncate(50_000_000)
    opened: list[str] = []
    really_open = Path.open

    def noting_open(path: Path, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as Path.open
        opened.append(path.name)
        return really_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", noting_open)
    with pytest.raises(MalformedError):
        read_case(case)
    assert "terms.yaml" in opened
    assert "links.yaml" not in opened


def test_a_paper_that_may_not_be_read_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = shutil.copytree(LAKE, tmp_path / "lake")
    really_open = Path.open

    def barred_open(path: Path, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as Path.open
        if path.name == "terms.yaml":
            raise PermissionError(13, "Permission denied")
        return really_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", barred_open)
    with pytest.raises(MalformedError, match="Permission denied"):
        read_case(case)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_paper_ends_in_anything_but_findings(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = shutil.copytree(LAKE, tmp_path_factory.mktemp("damaged") / "lake")
    papers = sorted(path for path in case.rglob("*") if path.suffix in {".yaml", ".csv"})
    path = data.draw(st.sampled_from(papers))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 30))
        content[at : at + length] = data.draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [b"\t", b": ", b"- ", b"\n", b"&a ", b"*a", b'"', b"[", b"null", b"-1"]
                ),
            )
        )
    path.write_bytes(bytes(content))
    try:
        read_case(case)
    except (MalformedError, CaseError) as error:
        told = str(error)
        assert "to mend:" in told


# ---------------------------------------------------------------- the format


def test_every_key_of_every_form_has_a_kind_and_a_meaning() -> None:
    for form, keys in KEYS.items():
        names = [field.name for field in attrs.fields(form)]  # type: ignore[arg-type]
        assert list(keys) == names, form
        assert all(key.meaning for key in keys.values()), form
    assert {form for _schema, form in all_papers().values()} <= set(KEYS)


def test_the_reference_and_the_schema_are_as_the_program_prints_them() -> None:
    mend = "run: python tools/write_case_format.py"
    assert (REFERENCE / "case-format.md").read_text(encoding="utf-8") == reference(), mend
    schema = json.loads((REFERENCE / "case-format.schema.json").read_text(encoding="utf-8"))
    assert schema == json_schema(), mend


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_shipped_paper_keeps_the_schema(folder: Path) -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in sorted(folder.rglob("*.yaml")):
        validator.validate(read_yaml(path.read_bytes(), path.name).data)


def test_the_schema_refuses_a_paper_with_a_key_too_many() -> None:
    paper = read_yaml((LAKE / "terms.yaml").read_bytes(), "terms.yaml").data
    assert isinstance(paper, dict)
    validator = Draft202012Validator(json_schema())
    assert validator.is_valid(paper)
    assert not validator.is_valid({**paper, "mood": "good"})


def test_a_position_paper_holds_all_that_a_position_needs() -> None:
    paper = {field.name for field in attrs.fields(case_papers.PositionPaper)}
    assert {field.name for field in attrs.fields(Position)} <= paper


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("2032-02-29", True),
        ("2031-02-29", False),
        ("2031-04", True),
        ("2031-13", False),
        ("2031", True),
        ("0000", False),
        ("31-04-2031", False),
        ("2031-4-1", False),
        ("", False),
    ],
)
def test_a_date_is_a_real_year_month_or_day(text: str, real: bool) -> None:  # noqa: FBT001 - a row
    assert is_date(text) is real


# ---------------------------------------------------------------- the lake, package by package


def _gain(case: Case, position: Position, package: Package) -> int:
    total = sum(row.importance * row.value[package[row.issue]] for row in position.issues)
    for synergy in case.synergies:
        if synergy.party == position.party and all(atom.holds(package) for atom in synergy.when):
            total += synergy.points
    return total - position.reservation.value


def _accepts(case: Case, position: Position, package: Package) -> bool:
    broken = any(
        line.firmness is Firmness.HARD and all(atom.holds(package) for atom in line.when)
        for line in position.red_lines
    )
    return not broken and _gain(case, position, package) >= 0


def _consents(case: Case, set_id: str, code: str, package: Package) -> bool:
    positions = case.positions_of(set_id)
    if code in positions:
        return _accepts(case, positions[code], package)
    body = next(one for one in case.ratifiers if one.code == code)
    if body.kind is RatifierKind.PROCEDURAL:
        return True
    return all(_consents(case, set_id, one, package) for one in body.all_of or ())


def _zone(case: Case, set_id: str, baskets: set[str]) -> list[Package]:
    """Every package that changes these baskets alone, is acceptable and has its consents."""
    positions = case.positions_of(set_id)
    choices = [range(len(i.options)) if i.basket in baskets else range(1) for i in case.issues]
    found = []
    for numbers in itertools.product(*choices):
        package = dict(zip([issue.id for issue in case.issues], numbers, strict=True))
        kept = (
            any(numbers)
            and all(r.then.holds(package) for r in case.requirements if r.if_.holds(package))
            and not any(all(a.holds(package) for a in e.atoms) for e in case.exclusions)
        )
        bodies = {code for c in case.consents if package[c.issue] in c.options for code in c.bodies}
        if (
            kept
            and all(_accepts(case, positions[code], package) for code in case.members)
            and all(_consents(case, set_id, code, package) for code in bodies)
        ):
            found.append(package)
    return found


def _moves_water(case: Case, package: Package) -> bool:
    return any(package[issue.id] for issue in case.issues_of("water"))


def test_water_of_the_lake_is_settled_with_the_forum_and_not_alone(lake: Case) -> None:
    assert _zone(lake, "positions", {"water"}) == []
    assert not any(_moves_water(lake, p) for p in _zone(lake, "positions", {"water", "fish"}))
    assert any(_moves_water(lake, p) for p in _zone(lake, "positions", {"water", "forum"}))


def test_fish_and_the_forum_of_the_lake_are_settled_alone(lake: Case) -> None:
    assert _zone(lake, "positions", {"fish"})
    assert _zone(lake, "positions", {"forum"})


def test_nothing_can_be_signed_at_the_summit_of_the_lake(lake: Case) -> None:
    assert _zone(lake, "positions-summit", {"water", "fish", "forum"}) == []


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_statement_of_a_shipped_case_keeps_its_sources(folder: Path) -> None:
    case = read_case(folder)
    assert {source.seen for source in case.sources} == set(Seen)
    for positions in case.positions.values():
        assert all(line.sources for one in positions.values() for line in one.red_lines)
