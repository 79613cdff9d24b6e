"""``dipoli forum``: the rules of procedure at work, on an office or on a delegation's node."""

from __future__ import annotations

import argparse
from typing import Any

from dipoli.cli import (
    forum_act,
    forum_brief,
    forum_commitments,
    forum_exchange,
    forum_hand_up,
    forum_inherit,
    forum_measures,
    forum_offices,
    forum_open,
    forum_read,
    forum_relations,
    forum_room,
    forum_runs,
    forum_take,
    forum_today,
    forum_word,
    search,
)


def add(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the group of commands to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "forum",
        help="seats, meetings, texts and decisions by a charter: act, and see where things stand",
        description="Works by the charter that the opening of a circle carries. FOLDER is an "
        "office, which acts in the secretariat's name, or a node, which shows an act and signs it "
        "with its box; which of the two is found out by what lies in it. Each act is asked for its "
        "order before anything is signed; a refusal names the article, the reason and what would "
        "be in order. Sends nothing.",
        epilog="How to begin: docs/howto/open-a-forum.md.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for part in (
        forum_open,
        forum_act,
        forum_today,
        forum_read,
        forum_take,
        forum_word,
        forum_runs,
        forum_commitments,
        forum_exchange,
        forum_hand_up,
        forum_room,
        forum_relations,
        forum_brief,
        forum_inherit,
        forum_measures,
        forum_offices,
    ):
        part.add(commands)
    search.add_to_forum(commands)
