"""``dipoli node``: what a delegation runs on its own machine."""

from __future__ import annotations

import argparse
from typing import Any

from dipoli.cli import (
    node_exchange,
    node_keys,
    node_papers,
    node_private,
    node_read,
    node_serve,
    node_watch,
    node_write,
    search,
)


def add(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the group of commands to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "node",
        help="keep a delegation's keys, sign its acts, hold and watch its own copy of the record",
        description="The program of a delegation, on its own machine: it keeps the keys, shows "
        "what is to be signed before it signs, holds a full copy of each circle, and tells when "
        "something there does not hold. It opens no network connection.",
        epilog="How to begin: docs/howto/run-a-node.md.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for part in (
        node_keys,
        node_papers,
        node_watch,
        node_write,
        node_read,
        node_exchange,
        node_serve,
        node_private,
        search,
    ):
        part.add(commands)
