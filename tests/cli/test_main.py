"""One room is loaded for one command, and the list of commands is that of all rooms."""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys

import pytest

from dipoli.cli import main as cli
from dipoli.cli import verify


def commands(parser: argparse.ArgumentParser) -> list[str]:
    return [
        word
        for action in parser._actions  # noqa: SLF001 - argparse has no public list
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 - the same
        for word in action.choices
    ]


def test_every_room_adds_the_commands_that_it_is_said_to_add() -> None:
    for room, words in cli._ROOMS.items():  # noqa: SLF001 - the table of rooms
        parser = argparse.ArgumentParser()
        importlib.import_module(f"dipoli.cli.{room}").add(parser.add_subparsers())
        assert tuple(commands(parser)) == words


def test_without_a_command_all_are_known() -> None:
    every = [word for words in cli._ROOMS.values() for word in words]  # noqa: SLF001 - the same
    assert commands(cli._parser()) == every  # noqa: SLF001 - the same
    assert len(set(every)) == len(every)


def test_a_command_that_is_not_there_is_answered_with_all_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in (["lakes"], [], ["--lakes"]):
        with pytest.raises(SystemExit) as caught:
            cli.main(words)
        assert caught.value.code == cli.EXIT_BAD_INPUT
        assert "COMMAND" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    told = capsys.readouterr().out
    for room in cli._ROOMS.values():  # noqa: SLF001 - the same
        assert all(f"\n    {word}" in told for word in room)


def test_a_command_loads_its_own_room_and_no_other() -> None:
    look = (
        "import sys; from dipoli.cli.main import main\n"
        "try: main(['corpus', '--help'])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted(one for one in sys.modules if one.startswith('dipoli.')))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert {"dipoli.cli.main", "dipoli.cli.corpus"} <= loaded
    others = {f"dipoli.cli.{room}" for room in cli._ROOMS} - {"dipoli.cli.corpus"}  # noqa: SLF001 - the same
    assert not loaded & {*others, "dipoli.node", "dipoli.forum", "dipoli.secretariat"}


def test_a_record_that_does_not_verify_has_one_exit_code() -> None:
    assert cli.EXIT_NOT_VERIFIED == verify.EXIT_NOT_VERIFIED
