"""``dipoli office``: what a secretariat runs on its own machine, for one circle."""

from __future__ import annotations

import argparse
from typing import Any

from dipoli.cli import office_door, office_heads, office_moves


def add(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the group of commands to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "office",
        help="keep the record of a circle: open it, receive acts, time and publish its head",
        description="The program of a secretariat, on its own machine, for one circle: it keeps "
        "the log key, rules on the acts that delegations hand in, enters those that are in order, "
        "and answers each with a signed receipt or refusal. It opens no network connection: acts "
        "and answers travel as files.",
        epilog="How to begin: docs/howto/keep-a-record.md. To move a circle to another host: "
        "docs/howto/move-a-circle.md.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for part in (office_door, office_heads, office_moves):
        part.add(commands)
