"""`dipoli agree`: what it prints, its JSON, its exit codes, and a clean stop."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from benches.bargain import Bargain
from tests.cli.bargain_folder import bargain_folder

from dipoli.analysis.agreement import SoftLines, question_of
from dipoli.analysis.agreement.certificate import Certificate
from dipoli.analysis.agreement.certificate_checker import check_emptiness
from dipoli.analysis.agreement.why_not.firmness import weights_told
from dipoli.cli import main as desk
from dipoli.cli.main import main
from dipoli.cli.patience import work
from dipoli.faults import RefusedError
from dipoli.report.agreement_text import VERDICTS

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
KOREA = str(ROOT / "cases" / "korea")
SCHEMA = json.loads((ROOT / "docs/reference/json/agree.schema.json").read_text("utf-8"))


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON object of a question."""
    assert main(["agree", *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The text of a question, its lines joined."""
    assert main(["agree", *words]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_the_object_has_five_keys_and_fits_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, LAKE)
    assert list(told) == ["zone", "baskets", "packages", "clash", "receipt"]
    assert told["clash"] is None
    assert told["receipt"]["exercise"]


def test_a_basket_that_is_not_settled_alone_is_told_with_whom(
    capsys: pytest.CaptureFixture[str],
) -> None:
    by_id = {one["basket"]: one for one in asked(capsys, LAKE)["baskets"]}
    assert by_id["water"]["alone"]["negotiable"]["verdict"] == "none"
    assert by_id["water"]["together"]["with"] == [["forum"]]
    assert by_id["fish"]["alone"]["negotiable"]["count"] == 11
    assert by_id["forum"]["alone"]["negotiable"]["count"] == 3


def test_what_a_party_gives_and_what_clashes_are_told_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    silent = asked(capsys, LAKE)
    told = asked(capsys, LAKE, "--gives", "--clash")
    assert "gives" not in json.dumps(silent)
    assert all("gives" in row for one in told["packages"] for row in one["issues"])
    assert {one["about"] for one in told["clash"]} == {"water"}
    text = printed(capsys, LAKE)
    assert "gives:" not in text
    assert "ASSUMPTIONS THAT CLASH" not in text
    assert "ASSUMPTIONS THAT CLASH" in printed(capsys, LAKE, "--clash")


def test_none_is_an_answer_and_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, LAKE, "--positions", "positions-summit", "--clash")
    assert told["zone"]["negotiable"]["verdict"] == "none"
    assert [one["about"] for one in told["clash"]] == ["zone", "zone"]
    assert all(one["package"] is None for one in told["packages"])
    assert all(one["verdict"] == "none" for one in told["packages"])


def test_no_gain_is_added_up_by_party_on_any_output(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, LAKE, "--gives")
    assert "levels" not in json.dumps(told)
    for one in told["packages"]:
        for party in told["receipt"]["parties"]:
            code = party["code"]
            total = sum(
                row[side].get(code, {"value": 0})["value"]
                for row in one["issues"]
                for side in ("gets", "gives")
            )
            assert f": {total}," not in json.dumps(
                {**one, "issues": [], "value": 0, "value_exact": ""}
            )


def test_parties_stand_in_the_order_of_the_case_by_their_own_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Two baskets are left as they are: the order is the same, and the answer soon there.
    text = printed(capsys, KOREA, "--brief", "--still", "denuc", "--still", "sanctions")
    names = [
        "Democratic People's Republic of Korea", "Republic of Korea", "United States of America",
        "People's Republic of China", "Japan", "Russian Federation",
    ]  # fmt: skip
    places = [text.index(f"{number} {name}") for number, name in enumerate(names, start=1)]
    assert places == sorted(places)
    assert "Assessed by an analyst; not statements of any government." in text


def test_words_that_the_case_lacks_exit_2_with_near_matches(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["agree", LAKE, "--still", "watr", "--away", "XAM", "--hold", "nonsense"]
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "did you mean water" in told.err
    assert "3 faults" in told.err


def test_every_verdict_has_a_word_of_its_own() -> None:
    assert len(set(VERDICTS.values())) == len(VERDICTS)
    assert "unknown" in " ".join(VERDICTS.values())


def test_a_refusal_exits_3(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_words: object) -> int:
        message = "not in this office"
        raise RefusedError(message)

    monkeypatch.setattr("dipoli.cli.agree.answers", refuse)
    assert main(["agree", LAKE]) == desk.EXIT_REFUSED
    assert "not in this office" in capsys.readouterr().err


def test_a_reader_who_has_read_enough_ends_the_command_quietly() -> None:
    words = f"{sys.executable} -m dipoli.cli.main agree {LAKE} | head -1"
    told = subprocess.run(words, shell=True, capture_output=True, text=True, check=True)  # noqa: S602 - our own words
    assert "Traceback" not in told.stderr


def test_work_returns_what_the_job_returns_and_raises_what_it_raises() -> None:
    assert work(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        work(lambda: 1 // 0)


def test_where_somebody_always_gains_nothing_it_is_said_and_not_an_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["--still", "water", "--still", "forum", "--hold", "f-quota=0", "--hold", "f-patrol=0"]
    text = printed(capsys, LAKE, *words)
    assert "singles out none" in text
    told = asked(capsys, LAKE, *words)
    nash = next(one for one in told["packages"] if one["rule"] == "nash")
    assert nash["value"] is None
    assert "singles out none" in nash["note"]


def test_a_basket_that_is_asked_to_stay_is_not_settled(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Stays as it is, as asked." in printed(capsys, LAKE, "--brief", "--still", "forum")
    told = asked(capsys, LAKE, "--still", "forum", "--clash")
    forum = next(one for one in told["baskets"] if one["basket"] == "forum")
    assert forum["alone"]["negotiable"]["verdict"] == "none"
    assert "forum" not in {one["about"] for one in told["clash"]}


def test_words_that_contradict_each_other_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agree", LAKE, "--still", "fish", "--hold", "f-quota=1"]) == 2
    assert "ask for one of the two" in capsys.readouterr().err


def test_an_absent_party_is_told_with_what_cannot_be_settled_without_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, KOREA, "--brief", "--away", "PRK", "--still", "denuc")
    assert "Not at the table: Democratic People's Republic of Korea." in text
    assert "Cannot be settled without Democratic People's Republic of Korea" in text
    assert "abductions (the two states concerned)" in text
    assert "Can be settled alone by those at the table." in text


def test_every_set_of_company_is_told_not_the_smallest_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, KOREA, "--hold", "dn-stock=1")
    denuc = next(one for one in told["baskets"] if one["basket"] == "denuc")["together"]["with"]
    sizes = {len(company) for company in denuc}
    assert len(sizes) > 1
    for one in denuc:
        assert not any(set(other) < set(one) for other in denuc)


def test_output_that_cannot_be_written_is_told_without_a_traceback() -> None:
    words = f"{sys.executable} -m dipoli.cli.main agree {LAKE} > /dev/full"
    told = subprocess.run(words, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - our own words
    assert "Traceback" not in told.stderr
    assert told.returncode == 2


STOPPED = """
import signal, sys
from dipoli.cli import agree, main, patience, report
# Whoever runs the tests may ignore interruptions; a person at a terminal does not.
signal.signal(signal.SIGINT, signal.default_int_handler)
def told(*arguments, work=patience.work):
    print("working", file=sys.stderr, flush=True)
    return work(*arguments)
agree.work = told
sys.argv = ["dipoli", *sys.argv[1:]]
main.run()
"""
"""A command as a program, which says when its long work begins."""


def test_ctrl_c_in_the_middle_of_a_report_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-c", STOPPED, "report", KOREA, "--out", str(tmp_path / "r.html")]
    with subprocess.Popen(  # noqa: S603 - our own words
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stderr is not None
        assert run.stderr.readline() == "working\n"
        time.sleep(1)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert run.returncode == 130, err
    assert out == ""
    assert "stopped" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_the_object_says_who_is_away_and_what_is_not_settled_without_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, LAKE, "--away", "XAL", "--still", "forum")
    assert told["receipt"]["away"] == ["XAL"]
    assert told["receipt"]["not_settled_without"]
    assert [one["basket"] for one in told["baskets"] if one["asked_to_stay"]] == ["forum"]
    assert asked(capsys, LAKE)["receipt"]["not_settled_without"] == []


def test_what_proves_a_clash_can_be_reckoned_again_from_the_object(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "bargain"
    size = Bargain(parties=3, issues=6, combinations=6, terms=4, share=Fraction(85, 100))
    case = bargain_folder(size, 1, folder)
    told = asked(capsys, str(folder), "--clash")
    proofs = set()
    for one in told["clash"]:
        question = evolve(question_of(case), soft_lines=SoftLines(one["soft_lines"]))
        for clash in one["clashes"]:
            proof = clash["certificate"]
            proofs.add(clash["proof"])
            assert (proof is not None) == (clash["proof"] == "certificate")
            assert set(proof["assumptions"]) <= set(clash["assumptions"])
            right = Certificate(
                weights=proof["weights"],
                keys=tuple(proof["assumptions"]),
                loose=tuple(proof["loose"]),
                order=tuple(proof["order"]),
                most=proof["most"],
            )
            assert check_emptiness(case, question, right).accepted
            wrong = evolve(right, most=right.most - 1 if right.most is not None else 0)
            assert not check_emptiness(case, question, wrong).accepted
    assert proofs == {"certificate"}


def test_the_receipt_says_what_the_weights_mean_where_clashes_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert weights_told() in asked(capsys, LAKE, "--clash")["receipt"]["assumptions"]
    assert weights_told() not in asked(capsys, LAKE)["receipt"]["assumptions"]
