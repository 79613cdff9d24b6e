"""`dipoli discourse`: what each actor says about what; for an analyst."""

from __future__ import annotations

import argparse

from dipoli.cli.annotate import add_annotate


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command.

    Args:
        subparsers: the commands of ``dipoli``.
    """
    parser = subparsers.add_parser(
        "discourse",
        help="read what each actor says, and code it by hand",
        description="What each actor says, about what, how often and how. Counting words tells "
        "what was said, not what is wanted. Nothing of it enters a forum.",
    )
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", required=True)
    add_annotate(actions)
