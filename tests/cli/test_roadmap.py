"""`dipoli roadmap`: what it prints and writes, its JSON, a schedule judged, and a clean stop."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from tests.cli.roadmapping import KOREA, LAKE, ROOT, asked, printed

from dipoli.analysis.roadmap import (
    Attained,
    Objective,
    defections,
    find,
    incentives,
    question_of,
)
from dipoli.cli.main import main
from dipoli.cli.patience import Halt, work
from dipoli.codec.case_folder import read_case
from dipoli.codec.roadmap_json import read_schedule
from dipoli.codec.roadmap_question import ask_steps
from dipoli.report.roadmap_text import roadmap_text

SCHEMA = json.loads((ROOT / "docs/reference/json/roadmap.schema.json").read_text("utf-8"))


def reached(told: dict[str, Any]) -> set[str]:
    return {one["id"] for one in told["steps"] if one["reached"]}


# ---------------------------------------------------------------- what is told


def test_the_object_fits_its_schema_with_mark_and_receipt(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, LAKE)
    assert told["verdict"] == {"safe": True, "complete": False, "holds_if_some_stop": True}
    assert told["receipt"]["exercise"]
    assert told["receipt"]["mark"].startswith("An exercise")
    assert told["receipt"]["versions"]["dipoli"]


def test_the_real_case_says_what_is_reached_and_what_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, KOREA, "--work", "0")
    left = {one["step"] for one in told["schedule"]["unscheduled"]}
    assert reached(told) | left == {one["id"] for one in told["steps"]}
    assert not reached(told) & left
    assert all(one["blocks"] for one in told["schedule"]["unscheduled"])
    text = printed(capsys, KOREA, "--work", "0")
    count = len(told["steps"])
    assert f"{count - len(left)} of the {count} steps that were asked for" in text
    assert "WHAT IS NOT REACHED, AND WHAT STANDS IN ITS WAY" in text
    assert "It is no forecast." in text


def test_objectives_are_told_in_the_order_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--objective", "value", "--objective", "least-peak", "--by", "12")
    rows = asked(capsys, LAKE, *words)["objectives"]
    assert [one["objective"] for one in rows] == [
        "fewest steps left out", "most value by a month", "least peak exposure",
    ]  # fmt: skip
    assert all(one["proven"] and one["bound"] == one["value"] for one in rows)
    assert not any(one["by_walks_alone"] for one in rows)
    assert rows[0]["value"] == 1
    most = asked(capsys, LAKE, "--objective", "value", "--by", "12")["objectives"][1]["value"]
    quick = asked(capsys, LAKE, "--objective", "shortest", "--objective", "value", "--by", "12")
    assert rows[1]["value"] == most >= quick["objectives"][2]["value"]
    text = printed(capsys, LAKE, *words)
    assert f"points of benefit by month 12: {most} (proven: no more)" in text


def test_without_the_solver_objectives_are_told_as_by_walks_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = asked(capsys, LAKE, "--work", "0")["objectives"]
    assert (rows[0]["bound"], rows[0]["by_walks_alone"]) == (1, False)
    assert all(one["by_walks_alone"] and one["bound"] is None for one in rows[1:])
    assert printed(capsys, LAKE, "--work", "0").count("(by walks alone, nothing proven)") == 3


@pytest.mark.parametrize(
    ("objective", "bound", "words"),
    [
        (Objective.SHORTEST, 8, "month of the last step: 9 (proven: not below 8)"),
        (Objective.VALUE, 10, "points of benefit by month 240: 9 (proven: not above 10)"),
        (Objective.BALANCED, None, "largest exposure of a member less the smallest: 9 (nothing"),
        (Objective.LEAST_PEAK, 9, "largest exposure of an account: 9 (proven: no less)"),
        (None, 9, "steps left out: 9 (proven: no fewer)"),
    ],
)
def test_a_bound_is_told_from_its_side(
    objective: Objective | None, bound: int | None, words: str
) -> None:
    case = read_case(Path(LAKE))
    row = Attained(objective=objective, value=9, bound=bound, by_walks_alone=False)
    road = evolve(find(case, question_of(case), tries=1), attained=(row,))
    assert words in " ".join(roadmap_text(case, road, width=100).split())


def test_whose_red_line_stands_in_the_way_is_told_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    silent, told = (
        asked(capsys, KOREA, "--work", "0"),
        asked(capsys, KOREA, "--work", "0", "--clash"),
    )

    def about(one: dict[str, Any]) -> set[str]:
        return {
            block["about"]
            for row in one["schedule"]["unscheduled"]
            for block in row["blocks"]
            if block["cause"] == "the options reached would break a rule"
        }

    assert "red line" in about(silent)
    assert not [word for word in about(silent) if "/" in word]
    assert [word for word in about(told) if "/" in word]
    plain = printed(capsys, KOREA, "--work", "0")
    named = printed(capsys, KOREA, "--work", "0", "--clash")
    assert "Whose red line or limit it is" in plain
    assert "Whose red line or limit it is" not in named


def test_whose_limit_would_be_passed_is_told_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def short(one: dict[str, Any]) -> list[tuple[object, object]]:
        return [
            (block["account"], block["short"])
            for row in one["schedule"]["unscheduled"]
            for block in row["blocks"]
            if block["cause"] == "an account would fall below 0"
        ]

    silent, told = (
        asked(capsys, LAKE, "--work", "0"),
        asked(capsys, LAKE, "--work", "0", "--clash"),
    )
    assert short(silent) == [(None, None)]
    assert short(told) == [({"party": "XAL", "towards": "XBE"}, 1)]
    plain = printed(capsys, LAKE, "--work", "0", "--brief")
    named = printed(capsys, LAKE, "--work", "0", "--brief", "--clash")
    assert "The exposure of one member towards another would pass its limit." in plain
    assert "The exposure of Republic of Alvenne towards Berrowan Federation would pass" in named


def test_a_refused_consent_takes_its_steps_and_leaves_what_can_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain, refused = (
        asked(capsys, KOREA, "--work", "0"),
        asked(capsys, KOREA, "--work", "0", "--refused", "UNSC"),
    )
    needs = {one["id"] for one in plain["steps"] if "UNSC" in one["consents"]}
    assert needs & reached(plain)
    assert not needs & reached(refused)
    assert [one for one in refused["steps"] if one["start"] == 0]
    assert "What can start at once:" in printed(capsys, KOREA, "--work", "0", "--refused", "UNSC")


def test_a_basket_that_stays_takes_nothing_but_what_lies_outside_the_exchange(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, LAKE, "--still", "fish")
    there = {one["id"]: one for one in told["steps"] if one["basket"] == "fish"}
    assert {name for name in there if there[name]["reached"]} == {"st-crews"}
    assert there["st-crews"]["condition"] == "unconditional"
    assert told["question"]["frozen"] == ["fish"]
    assert "Assumed to be frozen: Fishing and patrols." in printed(capsys, LAKE, "--still", "fish")


def test_when_going_on_pays_is_told_for_all_and_member_by_member_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = read_case(Path(LAKE))
    plain = asked(capsys, LAKE, "--work", "0")
    told = asked(capsys, LAKE, "--work", "0", "--clash")
    schedule = read_schedule(json.dumps(told).encode(), "told").schedule
    reckoned = incentives(case, ask_steps(case), schedule)
    assert [one["party"] for one in told["going_on"]["members"]] == list(case.members)
    assert [(one["critical"], one["stream"]) for one in told["going_on"]["members"]] == [
        (None if one.critical is None else float(one.critical), one.stream) for one in reckoned
    ]
    assert plain["going_on"] == {"critical": told["going_on"]["critical"], "members": []}
    factors = [one.critical for one in reckoned if one.start is not None]
    never = any(one is None for one in factors)
    largest = None if never else max(float(one) for one in factors if one is not None)
    assert plain["going_on"]["critical"] == largest
    text = printed(capsys, LAKE, "--work", "0", "--clash")
    hidden = printed(capsys, LAKE, "--work", "0")
    for one in reckoned:
        if one.critical is not None:
            assert f": from {float(one.critical):.3f} on." in text
            assert f": from {float(one.critical):.3f} on." not in hidden


def test_every_word_of_the_question_is_in_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "--away XDO --refused XHY-BOARD --more-verification 3 --accounting party --horizon 99"
        " --wanted st-levels --wanted st-call --only --by 12 --seed 5 --tries 7 --objective value"
    )
    told = asked(capsys, LAKE, *words.split())
    asks = {
        "away": ["XDO"], "refused": ["XHY-BOARD"], "more_verification": 3, "accounting": "party",
        "horizon": 99, "wanted": ["st-levels", "st-call"], "others": False, "by": 12, "seed": 5,
    }  # fmt: skip
    assert {key: told["question"][key] for key in asks} == asks
    assert told["receipt"]["parameters"]["walks"] == "7"
    assert told["receipt"]["parameters"]["objectives"] == "most value by a month"
    assert all(one["towards"] == "" for one in (*told["exposure"], *told["never_drawn"]))


def test_no_line_is_wider_than_a_telephone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    assert main(["roadmap", LAKE]) == 0
    assert max(len(line) for line in capsys.readouterr().out.splitlines()) <= 44


# ---------------------------------------------------------------- a schedule judged


def test_a_schedule_that_was_found_is_judged_safe(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "found.json"
    told = asked(capsys, KOREA, "--work", "0")
    file.write_text(json.dumps(told), encoding="utf-8")
    verdict = asked(capsys, KOREA, "check", str(file))
    assert verdict["safe"]
    assert verdict["made_for_these_papers"]
    left = {one["step"] for one in told["schedule"]["unscheduled"]}
    assert set(verdict["left_out"]) == left
    peaks = {(one["party"], one["towards"]): one["peak"] for one in told["exposure"]}
    assert {
        (one["party"], one["towards"]): one["peak"] for one in verdict["exposure"] if one["peak"]
    } == peaks
    assert "Safe: after every start" in printed(capsys, KOREA, "check", str(file))


def test_whose_limit_a_schedule_would_pass_is_told_on_request_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = asked(capsys, LAKE, "--work", "0")
    (left,) = told["schedule"].pop("unscheduled")
    told["schedule"]["unscheduled"] = []
    last = {"month": 200, "steps": [left["step"]], "act": ""}
    told["schedule"]["starts"].append(last)
    file = tmp_path / "further.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    short = "an account would fall below 0"
    rows = asked(capsys, LAKE, "check", str(file))["faults"]
    (block,) = (one["block"] for one in rows if one["block"]["cause"] == short)
    assert (block["account"], block["short"]) == (None, None)
    rows = asked(capsys, LAKE, "check", str(file), "--clash")["faults"]
    (named,) = (one["block"] for one in rows if one["block"]["cause"] == short)
    assert named["account"]["party"]
    assert named["short"] == 1
    assert "is told with `--clash`" in printed(capsys, LAKE, "check", str(file))
    assert "--clash" not in printed(capsys, LAKE, "check", str(file), "--clash")


def sooner(told: dict[str, Any]) -> str:
    """The last step starts at once."""
    last = next(one for one in reversed(told["schedule"]["starts"]) if one["steps"])
    told["schedule"]["starts"].remove(last)
    told["schedule"]["starts"].insert(0, {**last, "month": 0})
    return str(last["steps"][0])


def twice(told: dict[str, Any]) -> str:
    told["schedule"]["starts"].append(told["schedule"]["starts"][-1])
    return "it starts twice"


def unknown(told: dict[str, Any]) -> str:
    told["schedule"]["starts"][0] = {"month": 0, "steps": ["st-none"], "act": ""}
    return "the name is not known"


def unsaid(told: dict[str, Any]) -> str:
    told["schedule"]["unscheduled"] = []
    return "a wanted step is neither started nor told as left out"


@pytest.mark.parametrize("change", [sooner, twice, unknown, unsaid])
def test_a_schedule_that_was_changed_for_the_worse_is_not_safe(
    change: Callable[[dict[str, Any]], str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = asked(capsys, LAKE)
    named = change(told)
    file = tmp_path / "changed.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    verdict = asked(capsys, LAKE, "check", str(file))
    assert not verdict["safe"]
    assert any(named in {one["name"], one["block"]["cause"]} for one in verdict["faults"])
    assert "Not safe. What is wrong:" in printed(capsys, LAKE, "check", str(file))


def test_a_schedule_for_other_papers_is_judged_and_said_to_be_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = asked(capsys, LAKE)
    told["receipt"]["inputs"] = "0" * 64
    file = tmp_path / "other.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert not asked(capsys, LAKE, "check", str(file))["made_for_these_papers"]
    assert "The schedule was made for other papers" in printed(capsys, LAKE, "check", str(file))


def test_a_schedule_of_another_case_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "korea.json"
    file.write_text(
        json.dumps(asked(capsys, KOREA, "--work", "0", "--away", "JPN")), encoding="utf-8"
    )
    assert main(["roadmap", LAKE, "check", str(file)]) == 2
    told = capsys.readouterr().err
    assert "away: JPN" in told
    assert "the case korea" in told
    plain = asked(capsys, LAKE)
    file.write_text(json.dumps(plain), encoding="utf-8")
    assert main(["roadmap", KOREA, "check", str(file)]) == 2
    assert "the case lake" in capsys.readouterr().err


def test_what_a_file_assumes_is_told_beside_its_verdict(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = asked(capsys, LAKE)
    points = {"party": "XAL", "towards": "XBE", "points": 4321, "by": "XMO"}
    told["question"]["guarantees"] = [points]
    file = tmp_path / "guaranteed.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    text = printed(capsys, LAKE, "check", str(file))
    assert "Safe: after every start" in text
    assert "Assumed: points added by" in text
    assert "4321" in text


@pytest.mark.parametrize("sign", ["\x1b[2J", "\u202e", "\ud800", "\x00", "\u2066"])
@pytest.mark.parametrize("place", ["a key", "a step"])
def test_a_sign_that_is_not_seen_reaches_no_terminal(
    sign: str, place: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = asked(capsys, LAKE)
    if place == "a key":
        told["question"][sign] = 1
    else:
        told["schedule"]["starts"].append({"month": 900, "steps": [sign], "act": ""})
    file = tmp_path / "hostile.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert main(["roadmap", LAKE, "check", str(file)]) == 2
    found = capsys.readouterr()
    assert sign not in found.out + found.err
    assert "to mend" in found.err


def test_points_that_a_third_party_takes_away_are_no_guarantee(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = asked(capsys, LAKE)
    taken = {"party": "XAL", "towards": "XBE", "points": -1, "by": "XMO"}
    told["question"]["guarantees"] = [taken]
    file = tmp_path / "negative.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert main(["roadmap", LAKE, "check", str(file)]) == 2
    assert "points" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--csv", "--ics"])
def test_a_place_where_nothing_can_be_written_is_told_in_its_own_words(
    option: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    place = tmp_path / "file" / "below"
    assert main(["roadmap", LAKE, "--work", "0", option, str(place)]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert "The roadmap cannot be written" in told.err
    assert "--out" not in told.err


@pytest.mark.parametrize("option", ["--limit", "--work"])
def test_a_word_where_a_number_belongs_is_told_the_range(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["roadmap", LAKE, option, "soon"])
    told = capsys.readouterr().err
    assert "86400" in told
    assert "_" not in told.split("error:")[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b'{"question": {}, "schedule": {}}',
        b'{"question": 3, "schedule": {"starts": []}}',
        b'{"schedule": {"starts": []}, "schedule": {"starts": []}, "question": {}}',
        b'{"question": {"positions": "positions"}, "schedule": {"starts": [{"month": "0"}]}}',
        b'{"question": {"positions": "positions"}, "schedule": {"starts": [{"month": 0}]}}',
        b'{"question": {"positions": "positions", "more": 1}, "schedule": {"starts": []}}',
        b'{"question": {"positions": "positions", "horizon": -1}, "schedule": {"starts": []}}',
        b'{"question": {"positions": "positions", "accounting": "all"}, "schedule": {"starts":[]}}',
        b'{"question": {"positions": "no-such"}, "schedule": {"starts": []}}',
        b'{"question": {"positions": "positions", "seed": 1e3}, "schedule": {"starts": []}}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_no_schedule_is_refused_with_a_cure(
    content: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    assert main(["roadmap", LAKE, "check", str(file)]) == 2
    told = capsys.readouterr()
    assert "to mend:" in told.err
    assert "bad.json" in told.err
    assert not told.out


# ---------------------------------------------------------------- files, faults, stop


def test_table_and_calendar_are_written_beside_the_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table, days = tmp_path / "steps.csv", tmp_path / "steps.ics"
    told = asked(capsys, LAKE, "--csv", str(table), "--ics", str(days))
    assert table.read_text(encoding="utf-8").startswith('"# An exercise:')
    assert days.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert table.read_bytes().count(b"\r\n") == len(told["steps"]) + 2
    assert days.read_bytes().count(b"SUMMARY:EXERCISE: ") >= len(reached(told))


@pytest.mark.parametrize(
    "words",
    [
        ["--still", "fishing"],
        ["--away", "XAA"],
        ["--refused", "NOBODY"],
        ["--wanted", "st-none"],
        ["--positions", "none"],
        ["--horizon", "1201"],
        ["--more-verification", "99999"],
        ["--by", "1201"],
    ],
)
def test_a_question_that_makes_no_sense_is_refused_and_nothing_is_written(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "steps.csv"
    assert main(["roadmap", LAKE, *words, "--csv", str(file)]) == 2
    assert "to mend:" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ["--tries", "0"],
        ["--tries", "many"],
        ["--seed", "-1"],
        ["--seed", str(1 << 63)],
        ["--limit", "0"],
        ["--horizon", "-3"],
        ["--accounting", "all"],
        ["--objective", "best"],
    ],
)
def test_a_figure_that_makes_no_sense_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["roadmap", LAKE, *words])
    assert refused.value.code == 2


def test_a_place_that_is_no_file_is_refused_before_the_work(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    same = tmp_path / "one"
    for words in (["--csv", str(tmp_path)], ["--csv", str(same), "--ics", str(same)]):
        assert main(["roadmap", LAKE, *words]) == 2
        assert "to mend:" in capsys.readouterr().err
    assert not same.exists()


def test_where_one_of_two_files_cannot_be_written_neither_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = os.fsync
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        kept(handle)

    monkeypatch.setattr(os, "fsync", full)
    first, second = tmp_path / "a.csv", tmp_path / "b.ics"
    words = ["roadmap", LAKE, "--work", "0", "--csv", str(first), "--ics", str(second)]
    assert main(words) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_that_some_stop_is_told_of_every_roadmap(capsys: pytest.CaptureFixture[str]) -> None:
    case = read_case(Path(LAKE))
    for words in ([], ["--accounting", "party"]):
        told = asked(capsys, LAKE, "--work", "0", *words)
        filed = read_schedule(json.dumps(told).encode(), "told")
        slack = [one.slack for one in defections(case, filed.question, filed.schedule)]
        held = min(slack) >= 0
        assert told["verdict"]["holds_if_some_stop"] == held
        text = " ".join(printed(capsys, LAKE, "--work", "0", *words).split())
        assert ("than it can bear, by the limits and the trust of the case" in text) == held


def test_a_case_without_steps_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from attrs import evolve  # noqa: PLC0415 - used here alone

    from dipoli.codec import case_folder  # noqa: PLC0415 - the same

    read = case_folder.read_case
    monkeypatch.setattr(
        case_folder, "read_case", lambda path: evolve(read(path), steps=(), bundles=())
    )
    assert main(["roadmap", LAKE]) == 2
    assert "a case with steps" in capsys.readouterr().err


def test_a_job_that_is_asked_to_stop_returns_what_it_has() -> None:
    halt = Halt()

    def job() -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return "the best so far" if halt.asked.wait(20) else "nobody stopped it"

    assert work(job, halt=halt) == "the best so far"


def test_ctrl_c_tells_the_best_so_far_and_exits_130() -> None:
    program = (
        "import sys; from dipoli.cli import main, roadmap; "
        "roadmap.progress = lambda words: print(words, file=sys.stderr, flush=True); main.run()"
    )
    words = ["-c", program, "roadmap", KOREA, "--json", "--tries", "1000000"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    assert process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    told = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert told["ended"] == "it was stopped"
    assert "the best roadmap met so far" in err.decode()
