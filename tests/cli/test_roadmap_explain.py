"""`dipoli roadmap CASE explain`, ``whatif`` and ``robust``: text, JSON, and what is refused."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.cli.roadmapping import KOREA, LAKE, ROOT, asked, printed

from dipoli.cli.main import main
from dipoli.codec.case_folder import read_case


@pytest.mark.parametrize(
    "words",
    [
        ("--work", "0", "explain"),
        ("--tries", "3", "whatif", "--longer", "6", "--consents"),
        (
            "--tries",
            "3",
            "robust",
            "--assume",
            "10",
            "--profiles",
            "50",
            "--budget",
            "1",
            "--drivers",
        ),
    ],
)
def test_each_object_fits_its_schema_with_mark_and_receipt(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    told = asked(capsys, LAKE, *words)
    assert told["receipt"]["exercise"]
    assert told["receipt"]["mark"].startswith("An exercise")
    if "whatif" not in words:
        asked(capsys, LAKE, *words, "--clash")  # its schema holds for what is told on request, too


def test_the_real_case_says_what_is_proven_and_what_is_only_met(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, KOREA, "--work", "0", "explain")
    assert told["verdict"] == "proven: there is none"
    never = {one["step"] for one in told["left_out"] if one["never"]}
    met = {one["step"] for one in told["left_out"] if not one["never"]}
    assert "st-seal" in never
    assert not {"st-othercheck", "st-dism", "st-sector"} & never
    assert met == {"st-sohae"}
    assert told["repairs"]
    assert told["conflict"]["smallest"]


def test_what_was_tried_is_told_kind_by_kind_with_why_it_does_not_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, KOREA, "--work", "0", "explain")
    assert [one["kind"] for one in told["tried"]] == told["not_found"]
    assert len(told["tried"]) == 6
    blocks = [block for one in told["tried"] for row in one["still"] for block in row["blocks"]]
    assert not [block for block in blocks if "/" in block["about"]]
    text = printed(capsys, KOREA, "--work", "0", "explain")
    for words in (
        "Smaller portions:", "Quicker verification:", "More that can be taken back:",
        "A further small step in return:", "A guarantee by third parties: as if", "Taken together:",
    ):  # fmt: skip
        assert text.count(words) == 1
    assert text.count("nor does any smaller change of this kind: proven.") == sum(
        one["sure"] for one in told["tried"]
    )
    assert "for reasons that none of them touches: - Peace treaty:" in text
    lake = printed(capsys, LAKE, "--work", "0", "explain")
    assert "There is nothing of the kind to change here." in lake


def test_one_assumption_alone_is_told_with_the_judgements_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for case in (KOREA, LAKE):
        demands = asked(capsys, case, "--work", "0", "explain")["conflict"]["demands"]
        text = printed(capsys, case, "--work", "0", "explain")
        assert ("it leaves no roadmap" in text) == (len(demands) == 1)
        assert ("They cannot all hold" in text) == (len(demands) > 1)


def test_whose_red_line_it_is_is_told_on_request_only(capsys: pytest.CaptureFixture[str]) -> None:
    lines = "ul-large", "pl-other", "ul-sector"
    whole = asked(capsys, KOREA, "--work", "0", "explain")
    for silent in (printed(capsys, KOREA, "--work", "0", "explain"), json.dumps(whole)):
        assert not any(line in silent for line in lines)
    told = asked(capsys, KOREA, "--work", "0", "explain", "--clash")
    assert any(line in json.dumps(told["left_out"]) for line in lines)


HOW = "is told with `--clash`"


def members_in(text: str, case: str) -> set[str]:
    """Members and bodies that a text names, by code or by name."""
    papers = read_case(Path(case))
    names = {one.code: {one.code, *one.names.values()} for one in papers.parties}
    return {
        code
        for code, several in names.items()
        if any(re.search(rf"\b{re.escape(name)}\b", text) for name in several)
    }


def test_whose_limit_it_is_and_by_how_much_is_told_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In the lake no consent and no verifier is in the way: whoever is named, it is by a limit."""
    silent = printed(capsys, LAKE, "--work", "0", "explain")
    named = printed(capsys, LAKE, "--work", "0", "explain", "--clash")
    assert not members_in(silent, LAKE)
    assert len(members_in(named, LAKE)) > 1
    assert "How far one member will be exposed towards another" in silent
    assert "one member" not in named
    assert HOW in silent
    assert HOW not in named
    few = asked(capsys, LAKE, "--work", "0", "explain")
    much = asked(capsys, LAKE, "--work", "0", "explain", "--clash")
    few.pop("receipt")  # it lists all parties of the case
    much.pop("receipt")
    kinds = {one["kind"]: one["question"] for one in few["repairs"]}
    assert [kind for kind, question in kinds.items() if question is None] == [
        "an added step of low cost", "a guarantee by third parties",
    ]  # fmt: skip
    assert few["escrow"]["guarantees"][0]["party"] is None
    assert few["escrow"]["total"] == much["escrow"]["total"]
    telling = [few[key] for key in ("shortfalls", "left_out", "circle", "conflict", "escrow")]
    telling += [[one["changes"] for one in few["repairs"]], few["tried"]]
    assert not members_in(json.dumps(telling), LAKE)
    assert members_in(json.dumps(much["escrow"]), LAKE)


def test_where_nothing_is_kept_back_nothing_is_said_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, LAKE, "--wanted", "st-levels", "--work", "0", "explain")
    assert "There is nothing to explain." in text
    assert HOW not in text


def test_an_account_that_ends_short_is_counted_and_named_on_request_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Every limit is lowered to 0, and nothing comes back: whoever gives, ends short."""
    case = tmp_path / "lake"
    shutil.copytree(LAKE, case)
    steps = case / "steps.yaml"
    paper = re.sub(r"(- \{party.*points:) \d+", r"\1 0", steps.read_text("utf-8"))
    paper = re.sub(r"(cost: .*points:) \d+", r"\1 9", paper)
    steps.write_text(re.sub(r"recoverable: \d+", "recoverable: 0", paper), encoding="utf-8")
    told = asked(capsys, str(case), "--work", "0", "explain", "--clash")["shortfalls"]
    assert told
    rows = asked(capsys, str(case), "--work", "0", "explain")["shortfalls"]
    assert len(rows) == len(told)
    assert all(value is None for row in rows for value in row.values())
    text = printed(capsys, str(case), "--work", "0", "explain")
    assert f"{len(told)} account" in text
    assert "It ends" not in text
    assert "short, whatever the order" in printed(
        capsys, str(case), "--work", "0", "explain", "--clash"
    )


def test_between_whom_it_gives_way_is_told_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = (LAKE, "--tries", "3", "robust", "--assume", "30", "--profiles", "20", "--drivers")
    silent, named = printed(capsys, *words), printed(capsys, *words, "--clash")
    assert "It gives way first at one member towards another" in silent
    assert not members_in(silent, LAKE)
    assert members_in(named, LAKE)
    assert HOW in silent
    assert HOW not in named
    weak = asked(capsys, *words)["weakest"]
    assert weak["account"] is None
    assert {one["party"] for one in weak["judgements"]} == {None}
    assert asked(capsys, *words, "--clash")["weakest"]["account"]["party"]


def test_a_refusal_is_told_beside_the_plain_roadmap(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, KOREA, "--tries", "5", "whatif", "--refuses", "UNSC", "--consents")
    falls = {one["step"] for one in told["falls"]}
    needing = {one["step"] for one in told["consents"] if "UNSC" in one["bodies"]}
    started = {name for one in told["plain"]["starts"] for name in one["steps"]}
    assert needing & started <= falls
    assert told["now"]
    text = printed(capsys, KOREA, "--tries", "5", "whatif", "--refuses", "UNSC", "--consents")
    assert "WHAT COULD START NOW" in text
    assert "Within one state's own power" in text


def test_each_text_has_its_assumptions_and_nothing_changed_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in (("--work", "0", "explain"), ("--tries", "3", "whatif"), ("robust",)):
        text = printed(capsys, LAKE, *words)
        assert "on every member and body consenting where it is asked" in text
    same = printed(capsys, LAKE, "--tries", "3", "whatif", "--consents")
    assert "Nothing was assumed to be otherwise" in same
    later = printed(capsys, LAKE, "--tries", "3", "whatif", "--longer", "1")
    assert "1 month later" in later
    assert " 1 months" not in later
    none = printed(capsys, LAKE, "--tries", "3", "whatif", "--longer", "1200")
    assert "No step is reached;" in none


def test_what_a_basket_brings_about_with_others_is_told_and_not_for_whom(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = (KOREA, "--tries", "2", "whatif", "--waits-for", "sanctions")
    (told,) = asked(capsys, *words)["together"]
    korea = read_case(Path(KOREA))
    known = {one.reason: one.points > 0 for one in korea.synergies}
    assert all(known[row["reason"]] == row["more"] for row in told["rows"])
    works = next(row for row in told["rows"] if row["reason"] == "Reform needs easing.")
    assert "st-reform1" in works["sides"][1]["steps"]
    text = printed(capsys, *words)
    assert "Reform needs easing." in text
    assert "To whom it is worth more or less is not told here." in text
    assert not set(korea.members) & set(re.findall(r"\w+", text))
    assert "has no synergy" in printed(capsys, LAKE, "whatif", "--waits-for", "forum")


def test_that_nothing_could_start_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    lake = read_case(ROOT / "cases" / "lake")
    words = [word for step in lake.steps for word in ("--freezes", step.basket)]
    words += [word for code in lake.members for word in ("--refuses", code)]
    assert asked(capsys, LAKE, "--tries", "2", "whatif", *words)["now"] == []
    assert "Nothing could start now." in printed(capsys, LAKE, "--tries", "2", "whatif", *words)


def test_ranges_that_were_assumed_stand_beside_the_result(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, KOREA, "--tries", "3", "robust", "--assume", "10", "--profiles", "20")
    assert "10 per cent either way were assumed" in text
    assert "It gives way first" in text
    without = printed(capsys, KOREA, "--tries", "3", "robust")
    assert "The case states no ranges for its steps" in without


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("whatif", "--refuses", "XXX"), "XXX"),
        (("whatif", "--freezes", "nowhere"), "nowhere"),
        (("whatif", "--first", "nowhere", "--then", "denuc"), "nowhere"),
        (("whatif", "--waits-for", "nowhere"), "nowhere"),
        (("whatif", "--drops", "denuc"), "denuc"),
    ],
)
def test_a_name_that_the_case_does_not_have_is_refused(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], expected: str
) -> None:
    assert main(["roadmap", KOREA, *words]) != 0
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (("whatif", "--refuses", "XXX"), "choose from XAL"),
        (("whatif", "--freezes", "nowhere"), "choose from water"),
        (("whatif", "--first", "forum"), "what waits for it"),
        (("whatif", "--then", "forum"), "what waits for it"),
        (
            ("whatif", "--drops", "st-crews", "--first", "st-crews", "--then", "forum"),
            "leave it out",
        ),
        (("--more-verification", "1200", "whatif", "--longer", "1200"), "fewer months"),
    ],
)
def test_a_question_that_asks_for_nothing_says_what_to_do(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], cure: str
) -> None:
    assert main(["roadmap", LAKE, *words]) == 2
    assert cure in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("whatif", "--longer", "-1"),
        ("whatif", "--longer", "x"),
        ("robust", "--assume", "101"),
        ("robust", "--profiles", "0"),
        ("robust", "--budget", "1.5"),
    ],
)
def test_a_number_out_of_range_is_refused(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit):
        main(["roadmap", LAKE, *words])
    assert "error" in capsys.readouterr().err
