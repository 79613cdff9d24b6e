"""``dipoli verify`` and the verifier in one file: two programs, one answer for every copy."""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.record.acts import KEYED, Desk, at_work, eventful
from tests.record.copies import (
    CARRIERS,
    HOSTS,
    LOG_KEY,
    TIME,
    copy_of,
    emptied,
    flip,
    head,
    large,
    lay,
    lay_hosts,
    moved,
)

from dipoli.cli import verify
from dipoli.faults import DipoliError

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(
    (ROOT / "docs" / "reference" / "json" / "verify.schema.json").read_text(encoding="utf-8")
)


def _alone() -> Callable[[list[str]], int]:
    """The verifier in one file, loaded as the program that it is."""
    spec = importlib.util.spec_from_file_location(
        "verify_record", ROOT / "tools" / "verify_record.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    entry: Callable[[list[str]], int] = module.main
    return entry


alone = _alone()


def call(*words: object) -> int:
    """The command as the program runs it: faults of reading exit 2."""
    parser = argparse.ArgumentParser()
    verify.add(parser.add_subparsers())
    args = parser.parse_args(["verify", *map(str, words)])
    try:
        return int(args.run(args))
    except DipoliError:
        return 2


def both(folder: Path, *more: object) -> int:
    """What both programs answer; they must not differ."""
    one, other = call(folder, *more), alone([str(folder), *map(str, more)])
    assert one == other
    return one


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> Any:  # noqa: ANN401 - JSON
    capsys.readouterr()
    call(*words, "--json")
    told = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(told)
    return told


# ---------------------------------------------------------------- honest copies


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
@pytest.mark.parametrize("desk_of", [at_work, eventful], ids=["short", "eventful"])
def test_both_verify_an_honest_copy(
    desk_of: Callable[..., Desk], *, sealed: bool, tmp_path: Path
) -> None:
    folder = copy_of(tmp_path / "copy", desk_of(sealed=sealed), time=TIME)
    assert both(folder) == 0
    assert both(folder, "--log-key", LOG_KEY) == 0
    assert both(folder, "--against", folder) == 0


# ---------------------------------------------------------------- what is official


def early(*witnesses: str, size: int = 4, host: str = "first-host") -> bytes:
    """An earlier head of the record `at_work()`, with cosignatures."""
    return head([one.entry for one in at_work().entered][:size], witnesses, host=host)


def test_both_say_up_to_where_a_copy_is_official(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, size = copy_of(tmp_path / "copy", at_work(), ("XAL",)), at_work().standing.size
    assert size > 4
    (folder / "official").write_bytes(early("XAL", "XCE"))
    told = answer(capsys, folder)
    assert told["cosignatures"]["official"] is False
    assert told["cosignatures"]["official_up_to"] == 4
    assert told["files_not_looked_at"] == 0
    for program in (call, lambda *words: alone([str(one) for one in words])):
        capsys.readouterr()
        assert program(folder) == 0
        assert "Official up to act 3; provisional since." in capsys.readouterr().out


def test_a_copy_without_an_official_head_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of(tmp_path / "copy", at_work(), ("XAL",))
    assert answer(capsys, folder)["cosignatures"]["official_up_to"] is None
    assert call(folder) == 0
    assert "No head in this copy is official." in capsys.readouterr().out


def test_an_official_head_that_is_newer_than_the_copy_is_not_counted(tmp_path: Path) -> None:
    acts = at_work().entered
    folder = lay(tmp_path / "copy", acts[:4], early())
    (folder / "official").write_bytes(head([one.entry for one in acts], KEYED))
    assert both(folder) == 0


BROKEN: dict[str, Callable[[], bytes]] = {
    "no note": lambda: b"official\n",
    "too few": lambda: early("XAL"),
    "nobody": early,
    "another host": lambda: early(*KEYED, host="second-host"),
    "another history": lambda: head([b"{}"] * 4, KEYED),
    "another record": lambda: head(
        [one.entry for one in at_work().entered][:4], KEYED, origin="lake.example/talks/other"
    ),
    "a false line": lambda: early(*KEYED[:2]) + early("XCE", size=3).splitlines(keepends=True)[-1],
}


@pytest.mark.parametrize("wrong", BROKEN)
def test_both_refuse_a_copy_whose_official_head_does_not_hold(wrong: str, tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "copy", at_work(), KEYED)
    assert both(folder) == 0
    (folder / "official").write_bytes(BROKEN[wrong]())
    assert both(folder) == 1


def test_both_verify_more_than_one_tile(tmp_path: Path) -> None:
    assert both(copy_of(tmp_path / "copy", large())) == 0


def test_after_custody_moved_the_new_host_signs_and_the_old_one_no_longer(tmp_path: Path) -> None:
    entries = [one.entry for one in moved().entered]
    new = lay(tmp_path / "new", moved().entered, head(entries, host="second-host"))
    old = lay(tmp_path / "old", moved().entered, head(entries))
    assert both(new) == 0
    assert both(new, "--log-key", LOG_KEY) == 0
    assert both(old) == 1


def test_it_says_how_many_of_how_many_cosigned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = copy_of(tmp_path / "two", at_work(), KEYED[:2])
    one = copy_of(tmp_path / "one", at_work(), KEYED[:1])
    assert (both(two), both(one)) == (0, 0)
    text = capsys.readouterr().out
    assert "official: 2 of 3 delegations with a witness key have cosigned it, 2 are needed" in text
    assert "provisional: 1 of 3 delegations" in text
    assert "Seats: 4; on paper: 1." in text
    assert "official: cosigned by 2 of 3 delegations" in text
    assert "The log key was taken from the record itself." in text
    assert "were in order under its charter. `dipoli verify` checks these." in text


def test_json_of_an_honest_copy_follows_its_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of(tmp_path / "copy", eventful(), KEYED[:1])
    (folder / "stray").write_text("not of the record", encoding="utf-8")
    told = answer(capsys, folder, "--log-key", LOG_KEY)
    assert (told["verified"], told["log_key_given"], told["faults"]) == (True, True, [])
    assert told["bodies"]["withheld"] == [2]
    assert told["files_not_looked_at"] == 1
    assert told["cosignatures"]["official"] is False


def test_a_withheld_body_is_said_with_its_law(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert both(copy_of(tmp_path / "copy", eventful())) == 0
    text = capsys.readouterr().out
    assert "Body of act 2 was withheld" in text
    assert "An invented law" in text
    assert "Bodies withheld by law, as the record says: acts [2]" in text


# ---------------------------------------------------------------- altered copies


@pytest.mark.parametrize("name", CARRIERS)
def test_both_refuse_what_a_carrier_altered(name: str, tmp_path: Path) -> None:
    desk = at_work()
    folder = copy_of(tmp_path / "copy", desk, KEYED)
    CARRIERS[name](folder, desk)
    assert both(folder) == 1


@pytest.mark.parametrize("name", HOSTS)
def test_both_refuse_what_a_host_altered_and_the_proof_holds_elsewhere(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = lay_hosts(tmp_path / "copy", name)
    out = tmp_path / "proof.json"
    assert alone([str(folder)]) == 1
    assert call(folder, "--out", out, "--log-key", LOG_KEY) == 1
    text = capsys.readouterr().out
    assert f"A proof for others was written to {out}" in text
    assert f"  Clause: {HOSTS[name][0]}" in text.splitlines()
    assert call("--proof", out, "--log-key", LOG_KEY) == 0
    assert answer(capsys, "--proof", out, "--log-key", LOG_KEY)["verified"] is True


def test_both_refuse_each_file_with_a_bit_changed(tmp_path: Path) -> None:
    place = tmp_path / "copy"
    desk = large(260)
    copy_of(place, desk, time=TIME)
    files = sorted(path.relative_to(place) for path in place.rglob("*") if path.is_file())
    kept = [path for path in files if path.parts[0] != "bodies"] + [
        path for path in files if path.parts[0] == "bodies"
    ][::60]
    for path in kept:
        for at in (0, -2):
            data = (place / path).read_bytes()
            flip(place / path, at)
            assert both(place) == 1, path
            (place / path).write_bytes(data)
    assert both(place) == 0


def test_an_older_checkpoint_is_an_older_head_and_a_larger_copy_shows_it(tmp_path: Path) -> None:
    older = copy_of(tmp_path / "older", at_work(2))
    newer = copy_of(tmp_path / "newer", at_work(6))
    assert both(older, "--against", newer) == 0
    assert both(newer, "--against", older) == 0


def test_both_refuse_two_histories_and_the_proof_lies_beside_the_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fork = at_work(4)
    fork.say("XCE", "Something else")
    one, other = copy_of(tmp_path / "one", at_work(6)), copy_of(tmp_path / "other", fork)
    assert both(one, "--against", other) == 1
    proof = tmp_path / "one.proof.json"
    assert json.loads(proof.read_bytes())["proof"] == "split-view"
    assert call("--proof", proof, one) == 0
    assert "keeps two histories" in capsys.readouterr().out
    told = answer(capsys, one, "--against", other)
    assert [(fault["kind"], fault["number"]) for fault in told["faults"]] == [("two-copies", 5)]
    assert told["proof_file"] == str(proof)


def test_a_second_proof_does_not_replace_the_first(tmp_path: Path) -> None:
    place = tmp_path / "copy"
    for name in ("a number left out", "another previous act"):
        assert call(lay_hosts(emptied(place), name)) == 1
    assert (tmp_path / "copy.proof.json").exists()
    assert (tmp_path / "copy.proof-2.json").exists()


def test_a_proof_that_shows_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = lay_hosts(tmp_path / "copy", "a head that never was"), tmp_path / "proof.json"
    assert call(folder, "--out", out) == 1
    other = "lake.example/talks/plenary+9b1e7c3d+AQ=="
    assert call("--proof", out, "--log-key", other) == 2
    proof = json.loads(out.read_bytes())
    proof["entries"][0]["index"] += 1
    out.write_text(json.dumps(proof, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
    assert answer(capsys, "--proof", out, "--log-key", LOG_KEY)["verified"] is False
    out.write_text("{}", encoding="utf-8")
    assert call("--proof", out, "--log-key", LOG_KEY) == 2


def test_the_fault_says_which_act_by_whom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = lay_hosts(tmp_path / "copy", "a signature by another hand")
    assert call(folder) == 1
    text = capsys.readouterr().out
    at = text.splitlines().index("Act 2 is out of order.")
    act, clause, why, later = text.splitlines()[at + 1 : at + 5]
    assert act == "  Act:    note.say/1, by XBE"
    assert clause == "  Clause: R10"
    assert why.startswith("  Why:    ")
    assert "R10" not in why
    assert later == "  Later acts rest on this one, and were not ruled on."
    assert "NOT verified." in text


# ---------------------------------------------------------------- what cannot be read


def test_what_is_no_copy_exits_2(tmp_path: Path) -> None:
    assert both(tmp_path) == 2
    assert both(tmp_path / "nowhere") == 2
    assert call() == 2
    assert both(copy_of(tmp_path / "copy", at_work(1)), "--log-key", "no key") == 2
