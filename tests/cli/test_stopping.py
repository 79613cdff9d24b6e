"""Ctrl-C in the middle of a search: it ends cleanly and tells what it knew, marked as unfinished.

A child process stops by itself at a stated point of its work and says so, and is interrupted then:
what it knew is known, and no test hangs on a clock.
"""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from benches.bargain import Bargain
from tests.cli.bargain_folder import bargain_folder

from dipoli.analysis.agreement import Means, SoftLines, question_of
from dipoli.analysis.agreement.checker import check_package, gain
from dipoli.analysis.agreement.frontier.finder import frontier
from dipoli.codec.case_folder import read_case

ROOT = Path(__file__).parents[2]
LAKE = ROOT / "cases" / "lake"
SCHEMAS = ROOT / "docs/reference/json"
LARGE = Bargain(parties=8, issues=100, combinations=30, singles=16, terms=20, share=Fraction(1, 2))
SMALLER = evolve(LARGE, parties=5, issues=12, combinations=5, singles=3, terms=4)

BEGIN = """
import json, signal, sys, time
from dipoli.cli import main
# Whoever runs the tests may ignore interruptions; a person at a terminal does not.
signal.signal(signal.SIGINT, signal.default_int_handler)
def say(words):
    print(json.dumps(words), file=sys.stderr, flush=True)
"""
END = """
sys.argv = ["dipoli", *sys.argv[1:]]
main.run()
"""
AT_RULE = """
from dipoli.analysis.agreement import anytime
class Halting(anytime.Seeking):
    def met(self, package, engine):
        super().met(package, engine)
        if self.rule.value == {rule!r} and self.answer() is not None:
            say([self.best[0], self.bound if self.bound < 1e300 else None])
            time.sleep(3600)
import dipoli.analysis.agreement.finder as finder
finder.Seeking = Halting
"""
AT_FIRST = """
import dipoli.analysis.agreement.finder as finder
def standing(*_arguments):
    say("nothing is known yet")
    time.sleep(3600)
finder.standing = standing
"""
AT_POINTS = """
from dipoli.analysis.agreement.frontier import boxes
split, seen = boxes.Regions.split, []
def halting(self, gains):
    split(self, gains)
    seen.append(gains.tolist())
    if len(seen) == 3:
        say(seen)
        while not stopping.is_set():
            time.sleep(0.01)
boxes.Regions.split = halting
from dipoli.cli import frontier, patience
def made():
    global stopping
    halt = patience.Halt()
    stopping = halt.asked
    return halt
frontier.Halt = made
"""


def interrupted(program: str, *words: str) -> tuple[Any, str, str]:
    """Run a program until it says where it is, press Ctrl-C, and give what it said and printed."""
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", BEGIN + program + END, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stderr is not None
        said = run.stderr.readline()
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=120)
    assert run.returncode == 130, said + err
    assert "Traceback" not in err
    assert "stopped: what was known so far is told on standard output" in err
    return json.loads(said), out, err


def valid(out: str, schema: str) -> dict[str, Any]:
    """The object that was printed, held to its schema."""
    told: dict[str, Any] = json.loads(out)
    whole = json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(whole).validate(told)
    return told


@pytest.mark.parametrize(
    ("rule", "size"), [("largest-total-gain", LARGE), ("nash", LARGE), ("leximin", SMALLER)]
)
def test_agree_tells_the_best_package_so_far_of_a_large_bargain(
    rule: str, size: Bargain, tmp_path: Path
) -> None:
    case = bargain_folder(size, 1, tmp_path / "large")
    (met, bound), out, _err = interrupted(
        AT_RULE.format(rule=rule), "agree", str(tmp_path / "large"), "--json"
    )
    told = valid(out, "agree-stopped")
    assert told["complete"] is False
    assert told["sought"] == {"rule": rule, "soft_lines": "negotiable"}
    best = told["best_so_far"]
    assert best["package"] == met
    asked = evolve(question_of(case), soft_lines=SoftLines.NEGOTIABLE)
    assert check_package(case, asked, met).accepted
    gains = [gain(case, asked, code, met) for code in asked.seats]
    figures = {
        "largest-total-gain": sum(gains), "nash": math.prod(gains), "leximin": min(gains)
    }  # fmt: skip
    assert best["value_exact"] == str(figures[rule])
    if bound is None:
        assert best["bound"] is None
    else:
        assert best["value"] <= best["bound"] <= bound
    assert best["proven"] == (best["gap"] is not None and best["gap"] <= 1e-6)
    answered = [one["rule"] for one in told["packages"]]
    left = [(one["rule"], one["soft_lines"]) for one in told["not_begun"]]
    assert rule not in answered
    assert len(answered) + 1 + len(left) == 8
    assert not told["receipt"]["exact"]
    assert told["receipt"]["mark"].startswith("An exercise")


def test_the_text_says_that_the_best_so_far_is_not_proven_and_what_was_not_begun(
    tmp_path: Path,
) -> None:
    bargain_folder(LARGE, 1, tmp_path / "large")
    _said, out, _err = interrupted(
        AT_RULE.format(rule="nash"), "agree", str(tmp_path / "large"), "--brief"
    )
    text = " ".join(out.split())
    assert "STOPPED BEFORE THE END" in text
    best = text.partition("BEST SO FAR")[2]
    assert "Nash bargaining" in best
    assert "Not proven to be the best" in best
    assert "Rules that were not begun: kalai-smorodinsky (soft lines negotiable)" in best
    assert "WHAT THIS DOES NOT SHOW" in best
    assert "gives:" not in text


def test_before_anything_is_known_everything_is_unknown_and_nothing_none() -> None:
    _said, out, _err = interrupted(AT_FIRST, "agree", str(LAKE), "--json")
    told = valid(out, "agree-stopped")
    assert told["complete"] is False
    assert [told["zone"][name] for name in ("negotiable", "held", "cautious", "generous")] == [
        None, None, None, None
    ]  # fmt: skip
    assert told["packages"] == told["baskets"] == []
    assert told["best_so_far"] is None
    assert len(told["not_begun"]) == 8
    _said, text, _err = interrupted(AT_FIRST, "agree", str(LAKE))
    together = text.partition("ALL BASKETS TOGETHER")[2].partition("WHAT THIS")[0]
    assert together.count("not asked yet") == 4
    assert "none" not in together
    assert "Baskets that were not asked about yet" in text


def test_frontier_tells_the_points_that_it_has() -> None:
    words = ("--engine", "boxes")
    said, out, _err = interrupted(AT_POINTS, "frontier", str(LAKE), *words, "--json")
    told = valid(out, "frontier")
    assert told["complete"] is False
    assert told["coverage"]
    case = read_case(LAKE)
    whole = frontier(case, question_of(case), Means())
    asks = {one["code"]: one["no_agreement"] for one in told["parties"]}
    points = [
        [one["values"][code] - least for code, least in asks.items()] for one in told["points"]
    ]
    assert sorted(points) == sorted(said)
    assert {tuple(one) for one in points} < {one.gains for one in whole.points}
    _said, text, _err = interrupted(AT_POINTS, "frontier", str(LAKE), *words)
    assert "There may be others." in " ".join(text.split())
