"""Every bad host is noticed by those whom it wrongs, in time, and proven where it can be.

Nothing of the host is looked into: what counts is what nodes raise.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from tests.record.acts import FORUM, log_signer
from tests.worlds import scripts_histories as histories
from tests.worlds.page import PAGE, printed, told_on
from tests.worlds.script import KEYED, PAPER, PLENARY, Script
from tests.worlds.table import SCRIPTS, TABLE
from tests.worlds.verdict import told
from tests.worlds.world import PERIOD, Cry, World

from dipoli.cli import main as cli
from dipoli.record.note import write_key
from dipoli.record.proofs import verify_proof

SEED, SAMPLE = 20300301, 6
LOWEST = 30
"""So many bad hosts there are at least."""


def played(world: World, script: Script) -> list[Cry]:
    """Play a script for as long as it has to be noticed; the alarms about its circle."""
    since = script.play(world)
    assert [
        cry for cry in world.cries if cry.at < since and cry.alarm.kind.value == script.kind
    ] == []
    lasting = PERIOD if script.lasting else PERIOD * 0
    world.run_until(since + PERIOD + lasting)
    for code in script.who:
        first = world.next_look(code, after=since - PERIOD / 60)
        due = first + PERIOD if script.lasting else since + PERIOD
        heard = [cry.at for cry in world.cries if is_of(cry, script, code)]
        assert heard, f"{code} did not notice: {told(world)}"
        assert min(heard) <= due, f"{code} noticed late, at {min(heard)}; due {due}"
    return [cry for cry in world.cries if cry.circle == script.circle]


def is_of(cry: Cry, script: Script, code: str) -> bool:
    """Whether an alarm is the one that the row asks of a delegation."""
    return (cry.circle, cry.code, cry.alarm.kind.value) == (script.circle, code, script.kind)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_bad_host_is_noticed_by_those_whom_it_wrongs(script: Script, world: World) -> None:
    cries = played(world, script)
    assert {cry.code for cry in cries} == set(script.who), told(world)
    assert len(cries) == len(world.cries), told(world)
    for cry in cries:
        accuses_nobody_but_the_host(cry)
        if cry.alarm.proof is None:
            assert cry.alarm.other_way
            assert "No proof" in str(cry.alarm)
        else:
            assert cry.alarm.log_key == log_signer(f"{FORUM}/{cry.circle}").verifier  # as learnt
            assert verify_proof(cry.alarm.proof, cry.alarm.log_key)
    for cry in cries:
        if cry.alarm.kind.value == script.kind:
            proof = cry.alarm.proof
            assert (None if proof is None else json.loads(proof)["proof"]) == script.proof
            assert script.proof is not None or script.way in (cry.alarm.other_way or "")


def accuses_nobody_but_the_host(cry: Cry) -> None:
    """A code stands in an alarm for an act in its name, or in what the host itself did."""
    told = cry.alarm.sentence
    if cry.alarm.proof is not None and cry.alarm.log_key is not None:
        told += " " + verify_proof(cry.alarm.proof, cry.alarm.log_key)
    for sentence in re.split(r"(?<=\.) ", re.sub(r"in the name of [A-Z-]+", "", told)):
        named = {code for code in (*KEYED, PAPER) if code in sentence}
        assert named <= {cry.code} or sentence.startswith("The host "), told


PROVEN = [script for script in SCRIPTS if script.proof is not None]


@pytest.mark.parametrize(
    "script", random.Random(SEED).sample(PROVEN, SAMPLE), ids=lambda script: script.name
)
def test_a_proof_is_accepted_by_the_command_with_the_log_key_alone(
    script: Script, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cry = next(cry for cry in played(world, script) if cry.alarm.proof is not None)
    assert cry.alarm.proof is not None
    assert cry.alarm.log_key is not None
    file, key = tmp_path / "of-the-host.proof", write_key(cry.alarm.log_key)
    file.write_bytes(cry.alarm.proof)
    assert cli.main(["verify", "--proof", str(file), "--log-key", key]) == cli.EXIT_ANSWER
    assert "The proof holds." in capsys.readouterr().out
    file.write_bytes(cry.alarm.proof.replace(b"A", b"B", 1))
    assert cli.main(["verify", "--proof", str(file), "--log-key", key]) != cli.EXIT_ANSWER


# ---------------------------------------------------------------- the limit that the page tells


def test_witnesses_who_conspire_make_two_official_histories_until_heads_are_compared(
    world: World,
) -> None:
    histories.two_official_histories(world)
    world.talking = False
    world.run(120)
    heads = [world.delegations[code].official[PLENARY] for code in ("XAL", "XBE")]
    roots = {world.delegations[code].standing(PLENARY).root for code in ("XAL", "XBE")}
    assert [head is not None and head.is_official for head in heads] == [True, True]
    assert len(roots) == len(heads)
    assert world.cries == []
    world.talking = True
    world.run(60)
    assert {cry.alarm.kind.value for cry in world.cries} == {"split-view"}


# ---------------------------------------------------------------- the table


def test_there_are_thirty_bad_hosts_and_more_each_under_its_own_name() -> None:
    names = [script.name for script in SCRIPTS]
    assert len(set(names)) == len(names) >= LOWEST
    assert all(script.does.endswith(".") for script in SCRIPTS)


def test_every_misdeed_of_a_host_that_was_asked_for_is_among_them() -> None:
    asked = [
        "two histories",
        "witnesses split",
        "dropped",
        "not answered",
        "entered late",
        "swapped",
        "back dated",
        "entered twice",
        "old head",
        "rolled back",
        "other origin",
        "false quorum",
    ]
    assert set(asked) <= {script.name for script in SCRIPTS}


def test_the_page_for_readers_says_what_the_table_says() -> None:
    assert told_on(PAGE.read_text(encoding="utf-8")) == printed(TABLE)
