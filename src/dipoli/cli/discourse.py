"""`dipoli discourse`: what each actor says about what; for an analyst."""

from __future__ import annotations

import argparse

from dipoli.cli.annotate import add_annotate
from dipoli.cli.discourse_carry import add_carry
from dipoli.cli.discourse_case import add_case
from dipoli.cli.discourse_change import add_change
from dipoli.cli.discourse_figures import add_figures
from dipoli.cli.discourse_kwic import add_kwic
from dipoli.cli.discourse_meet import add_meet
from dipoli.cli.discourse_near import add_near
from dipoli.cli.discourse_page import add_page
from dipoli.cli.discourse_read import add_read


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command.

    Args:
        subparsers: the commands of ``dipoli``.
    """
    parser = subparsers.add_parser(
        "discourse",
        help="what each actor says, about what, how often and how; for an analyst",
        description="What each actor says, about what, how often and how. Counting words tells "
        "what was said, not what is wanted. Nothing of it enters a forum.",
    )
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", required=True)
    add_read(actions)
    add_figures(actions)
    add_change(actions)
    add_meet(actions)
    add_kwic(actions)
    add_near(actions)
    add_page(actions)
    add_case(actions)
    add_carry(actions)
    add_annotate(actions)
