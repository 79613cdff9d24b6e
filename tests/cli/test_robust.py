"""`dipoli robust`: what it prints, its JSON, the work shared out, and a clean stop."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dipoli.cli.main import main
from dipoli.cli.workers import Workers, workers
from dipoli.faults import DipoliError

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
KOREA = str(ROOT / "cases" / "korea")
SCHEMA = json.loads((ROOT / "docs/reference/json/robust.schema.json").read_text("utf-8"))
FEW = ["--profiles", "40"]


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON object of a question."""
    assert main(["robust", LAKE, *FEW, *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The text of a question, its lines joined."""
    assert main(["robust", LAKE, *FEW, *words]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_the_object_fits_its_schema_and_tells_shares_in_the_order_of_the_case(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, "--each")
    assert list(told) == ["zone", "baskets", "rules", "budget", "given", "receipt"]
    assert [one["about"] for one in told["baskets"]] == ["water", "fish", "forum"]
    seats = [one["code"] for one in told["receipt"]["parties"]]
    for one in told["rules"]:
        assert [row["code"] for row in one["package"]["each"]][: len(seats)] == seats
    assert told["given"] is None
    assert told["receipt"]["exercise"]
    assert told["receipt"]["seed"] == 1
    water = told["baskets"][0]
    assert (water["verdict"], water["package"]) == ("none", None)


def test_the_seed_and_the_spread_change_the_draws_and_nothing_else_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def shares(*words: str) -> list[int]:
        return [one["package"]["all"]["accepted"] for one in asked(capsys, *words)["rules"]]

    told = shares("--seed", "2")
    assert shares("--seed", "2") == told
    assert shares("--spread", "uniform") != told


def test_shares_by_party_are_told_on_request_only(capsys: pytest.CaptureFixture[str]) -> None:
    silent = asked(capsys)
    packages = [one["package"] for one in (*silent["baskets"], *silent["rules"], silent["zone"])]
    assert {one["each"] for one in packages if one is not None} == {None}
    assert "Acceptable to each" not in printed(capsys)
    assert "Acceptable to each, in the order of the case: 1: " in printed(capsys, "--each")


def test_a_given_package_is_judged_and_wrong_words_exit_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, "--package", "f-quota=1", "t-body=2")
    moved = {issue: option for issue, option in told["given"]["options"].items() if option}
    assert moved == {"f-quota": 1, "t-body": 2}
    assert "THE PACKAGE THAT WAS GIVEN" in printed(capsys, "--package", "f-quota=1")
    for words in (["f-quota=1,2"], ["f-quota=1", "f-quota=2"], ["f-quotta=1"], ["f-quota=9"]):
        assert main(["robust", LAKE, "--package", *words]) == 2
    assert main(["robust", LAKE, "--still", "fish", "--package", "f-quota=1"]) == 2
    assert "ask for one of the two" in capsys.readouterr().err


def test_a_budget_that_nothing_bears_is_none_and_what_is_borne_stands_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, "--budget", "5")["budget"]
    assert (told["errors"], told["verdict"]) == (5, "none")
    assert told["most"] == told["bound"] == 1
    assert told["package"]["endures"] == 1
    small = asked(capsys, "--budget", "0")["budget"]
    assert (small["errors"], small["verdict"]) == (0, "common ground")


def test_the_text_says_what_it_rests_on_and_what_it_does_not_show(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, "--held", "--brief")
    assert "An exercise: states, figures and events are invented." in text
    assert "it is no probability that anybody accepts" in text
    assert "soft lines held" in text
    assert "(triangular)" in text
    assert "none in 40, proven" in text
    assert "Stays as it is, as asked." in printed(capsys, "--still", "forum", "--brief")


@pytest.mark.parametrize(
    "words",
    [
        ["--profiles", "9"],
        ["--seed", "-1"],
        ["--processes", "0"],
        ["--budget", "x"],
        ["--spread", "flat"],
    ],
)
def test_words_out_of_range_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["robust", LAKE, *words])
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_two_processes_give_what_one_gives_and_are_gone_afterwards() -> None:
    values = list(range(40))
    with workers(2) as many:
        assert list(many(abs, values)) == list(map(abs, values))
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []
    assert list(Workers(1)(abs, values)) == values


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with workers(2) as many, pytest.raises(DipoliError, match="fewer processes"):
        list(many(os._exit, [3, 3, 3]))


def test_answers_do_not_hang_on_the_number_of_processes() -> None:
    words = [sys.executable, "-m", "dipoli.cli.main", "robust", LAKE, "--json"]
    words += ["--profiles", "1500", "--still", "forum", "--still", "water"]
    told = []
    for number in ("1", "2"):
        ran = subprocess.run([*words, "--processes", number], capture_output=True, check=True)  # noqa: S603 - our own words
        told.append(json.loads(ran.stdout))
    for one in told:
        one["receipt"]["seconds"] = None
    assert told[0] == told[1]


STOPPED = """
import signal, sys
from dipoli.cli import main, patience, robust
signal.signal(signal.SIGINT, signal.default_int_handler)
def told(job, work=patience.work):
    print("working", file=sys.stderr, flush=True)
    return work(job)
robust.work = told
if __name__ == "__main__":
    sys.argv = ["dipoli", *sys.argv[1:]]
    main.run()
"""


def test_ctrl_c_ends_the_command_and_its_processes(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(STOPPED)
    words = [sys.executable, str(program), "robust", KOREA, "--profiles", "100000"]
    with subprocess.Popen(  # noqa: S603 - our own words
        [*words, "--processes", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stderr is not None
        assert run.stderr.readline() == "working\n"
        time.sleep(3)
        os.killpg(run.pid, signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert run.returncode == 130, err
    assert out == ""
    assert "stopped" in err
    assert "Traceback" not in err
    for _look in range(600):
        if not _alive(run.pid):
            break
        time.sleep(0.1)
    assert not _alive(run.pid), "a process of the command is left"


def _alive(group: int) -> bool:
    """Whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
