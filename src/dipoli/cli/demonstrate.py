"""``dipoli demonstrate``: an exercise of invented states, or a replay of talks that were."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dipoli.cli import patience
from dipoli.cli.node_desk import tell
from dipoli.demonstration.exercise import BEGINS, SEED
from dipoli.demonstration.keys import WARNING, paper
from dipoli.demonstration.make import DAYS, make_exercise
from dipoli.demonstration.replay import make_replay
from dipoli.faults import RecordError, RefusedError
from dipoli.forum.text_views import COMPILED_MARK, EXERCISE
from dipoli.secretariat.premises import open_premises

SCHEMA = "dipoli.demonstrate/1"
KEYS, MARK = "WORTHLESS-KEYS.json", "READ-ME-FIRST.txt"
_EVERY = 25
Told = Callable[[datetime, int], None]


def add(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the group of commands to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "demonstrate",
        help="make a demonstration: an exercise of invented states, or a replay from documents",
        description="Makes a folder with the offices of a demonstration. Every act goes through "
        "the one door. The keys are published, and worthless outside a demonstration.",
        epilog="What the two are: docs/explanation/demonstrations.md.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_exercise(commands)
    _add_replay(commands)


def _add_exercise(commands: Any) -> None:  # noqa: ANN401 - as above
    parser = commands.add_parser(
        "exercise",
        help="two years of seven invented states around an invented sea",
        description="Plays a script of two years, about 5,000 acts. Same seed, same beginning: "
        "same bytes. Nothing in it is about real states.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is new or empty")
    parser.add_argument(
        "--seed", default=SEED, metavar="WORD", help=f"of what the script leaves open ({SEED})"
    )
    parser.add_argument(
        "--begins", default=BEGINS.date().isoformat(), metavar="DATE",
        help=f"a day of its first week, YYYY-MM-DD ({BEGINS.date().isoformat()})",
    )  # fmt: skip
    parser.add_argument(
        "--days", type=int, default=DAYS, metavar="DAYS", help=f"how long it lasts ({DAYS})"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run_exercise)


def _add_replay(commands: Any) -> None:  # noqa: ANN401 - as above
    parser = commands.add_parser(
        "replay",
        help="the Six-Party Talks 2003-2009, compiled from public documents",
        description="Enters what the shipped charter and timeline tell of the Six-Party Talks, "
        "each entry with its source and how sure it is. No act of a government is in it.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is new or empty")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run_replay)


def run_exercise(args: argparse.Namespace) -> int:
    """Make the exercise.

    Returns:
        0.

    Raises:
        RefusedError: the date is none.
        RecordError: something lies in the folder.
    """
    begins = _begins(args.begins)

    def make(folder: Path, told: Told) -> None:
        make_exercise(folder, seed=args.seed, begins=begins, days=args.days, told=told)
        keys = json.dumps(paper(), indent=1) + "\n"
        (folder / KEYS).write_text(keys, encoding="utf-8")
        (folder / MARK).write_text(f"{EXERCISE}\n{WARNING}\n", encoding="utf-8")

    return _made(args, "exercise", EXERCISE, make)


def run_replay(args: argparse.Namespace) -> int:
    """Make the replay.

    Returns:
        0.

    Raises:
        RecordError: something lies in the folder.
    """

    def make(folder: Path, told: Told) -> None:
        make_replay(folder, told)
        (folder / MARK).write_text(f"{COMPILED_MARK}\n{WARNING}\n", encoding="utf-8")

    return _made(args, "replay", COMPILED_MARK, make)


def _begins(word: str) -> datetime:
    try:
        day = datetime.strptime(word, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        message = f"--begins is a day such as 2030-01-07, not {word}."
        raise RefusedError(message) from None
    monday = day - timedelta(days=day.weekday())
    return monday.replace(hour=BEGINS.hour)


def _made(
    args: argparse.Namespace, kind: str, mark: str, make: Callable[[Path, Told], None]
) -> int:
    """Make it beside its place, and put it there whole; what is stopped leaves nothing."""
    folder: Path = args.folder
    if folder.exists() and any(folder.iterdir()):
        message = (
            f"The demonstration was not made: something lies in {folder} already. "
            "To mend: choose a folder that is new or empty."
        )
        raise RecordError(message)
    staging = folder.with_name(f"{folder.name}.in-the-making")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        make(staging, _progress)
        if folder.exists():
            folder.rmdir()
        # Crash before this: a folder that says that it is in the making; the next start clears it.
        staging.rename(folder)
    finally:
        patience.done()
        shutil.rmtree(staging, ignore_errors=True)
    circles = [_circle(place) for place in sorted((folder / "offices").iterdir())]
    told = {
        "schema": SCHEMA, "demonstration": kind, "exercise": kind == "exercise", "mark": mark,
        "keys": WARNING, "folder": str(folder), "circles": circles,
    }  # fmt: skip
    tell(args, _words(mark, folder, circles), told)
    return 0


def _progress(now: datetime, acts: int) -> None:
    if acts % _EVERY == 0:
        patience.progress(f"{now.date().isoformat()}: {acts} acts")


def _circle(place: Path) -> dict[str, Any]:
    premises = open_premises(place)
    with premises.in_reading() as (standing, _custody):
        return {
            "office": f"offices/{place.name}", "circle": premises.origin, "acts": standing.size,
            "root": standing.root.hex(),
        }  # fmt: skip


def _words(mark: str, folder: Path, circles: list[dict[str, Any]]) -> Iterator[str]:
    yield mark
    yield WARNING
    yield f"{sum(int(one['acts']) for one in circles)} acts in {folder}:"
    for one in circles:
        yield f"  {one['office']:<32} {one['acts']:>5} acts   {one['circle']}"
    first = max(circles, key=_acts)["office"]
    yield f"To read on: dipoli forum status {folder / first}"


def _acts(circle: Mapping[str, Any]) -> int:
    return int(circle["acts"])
