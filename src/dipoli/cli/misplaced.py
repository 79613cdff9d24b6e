"""Words of a command that stand on the wrong side of an action, answered with the right order.

`dipoli roadmap CASE` has words of its question, before an action, and words of the action, after
it. A word on the other side is known there too, though not in its help: it says where it belongs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

Known = Sequence[argparse.Action]


def options_of(parser: argparse.ArgumentParser) -> tuple[argparse.Action, ...]:
    """Options that a parser knows and shows, its help left out."""
    return tuple(
        one
        for one in parser._actions  # noqa: SLF001 - argparse tells them nowhere else
        if one.option_strings and one.dest != "help" and not isinstance(one, Misplaced)
    )


def send_before(parser: argparse.ArgumentParser, outer: Known, action: str) -> None:
    """Have an action say of the words of the question that they stand before it.

    Args:
        parser: the action's.
        outer: options of the question; those that the action has, too, are left as they are.
        action: its name.
    """
    _send(
        parser, outer,
        f"is a word of the question, which stands before the action: "
        f"dipoli roadmap CASE {{words}} {action}",
    )  # fmt: skip


def send_alone(parser: argparse.ArgumentParser, outer: Known, action: str) -> None:
    """Have an action say of words of the command that they have no meaning with an action.

    Args:
        parser: the action's.
        outer: options of the command that say how its own answer is told.
        action: its name.
    """
    _send(
        parser, outer, f"is a word of dipoli roadmap CASE without an action; {action} has no such"
    )


def send_after(parser: argparse.ArgumentParser, inner: Known, action: str) -> None:
    """Have the command say of the words of an action that they stand after it.

    Args:
        parser: the command's.
        inner: options of the action; those that the command has, too, are left as they are.
        action: its name.
    """
    _send(
        parser, inner,
        f"is a word of the action {action}, and stands after it: "
        f"dipoli roadmap CASE {action} {{words}}",
    )  # fmt: skip


def _send(parser: argparse.ArgumentParser, options: Known, told: str) -> None:
    here = {name for one in parser._actions for name in one.option_strings}  # noqa: SLF001 - as above
    for one in options:
        if here.isdisjoint(one.option_strings):
            flag = one.nargs == 0
            parser.add_argument(
                *one.option_strings,
                action=Misplaced, nargs=0 if flag else "?", told=told,
                metavar=one.metavar, dest=argparse.SUPPRESS, help=argparse.SUPPRESS,
            )  # fmt: skip


class Misplaced(argparse.Action):
    """An option on the wrong side of an action."""

    def __init__(
        self,
        option_strings: Sequence[str],
        dest: str,
        told: str,
        *,
        nargs: int | str,
        metavar: str | tuple[str, ...] | None,
        help: str,  # noqa: A002 - its name in argparse
    ) -> None:
        super().__init__(
            option_strings, dest, nargs=nargs, default=argparse.SUPPRESS, metavar=metavar, help=help
        )
        self.told = told

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - nothing is kept
        values: str | Iterable[object] | None,
        option_string: str | None = None,
    ) -> None:
        """Say where it belongs.

        Raises:
            SystemExit: always; it is a fault of use.
        """
        name = option_string or self.option_strings[0]
        given = values if isinstance(values, str) else self.metavar or ""
        words = f"{name} {given}".strip() if self.nargs else name
        parser.error(f"{name} {self.told.format(words=words)}")
