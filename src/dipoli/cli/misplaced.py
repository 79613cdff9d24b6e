"""Words of a command that an action cannot use, answered with what to do instead.

`dipoli roadmap CASE` has words of its question, before an action, and words of the action, after
it. A word on the other side is known there too, though not in its help: it says where it belongs.
A word before an action that takes no account of it is refused, not passed over in silence.
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


def note_given(parser: argparse.ArgumentParser) -> None:
    """Have a command keep which options were given; before any is added.

    Args:
        parser: the command's.
    """
    parser.register("action", None, _Stored)
    parser.register("action", "append", _Appended)
    parser.register("action", "store_true", _Flagged)


def refuse_unheeded(action: argparse.ArgumentParser, heeded: Iterable[str], name: str) -> None:
    """Have an action refuse words before it that it takes no account of.

    Args:
        action: the action's parser, which has what it runs.
        heeded: words before it that it takes account of.
        name: its name.
    """
    run, known = action.get_default("run"), frozenset(heeded)

    def heeding(args: argparse.Namespace) -> int:
        for word in getattr(args, _GIVEN, ()):
            if word not in known:
                action.error(f"{word} has no effect on {name}: leave it out")
        code: int = run(args)
        return code

    action.set_defaults(run=heeding)


_GIVEN = "words_given"


class _Noting(argparse.Action):
    """An option that notes that it was given."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> None:
        super().__call__(parser, namespace, values, option_string)
        if self.option_strings:
            given = getattr(namespace, _GIVEN, ())
            setattr(namespace, _GIVEN, (*given, self.option_strings[0]))


class _Stored(_Noting, argparse._StoreAction):  # noqa: SLF001 - argparse has no public ones
    pass


class _Appended(_Noting, argparse._AppendAction):  # noqa: SLF001 - as above
    pass


class _Flagged(_Noting, argparse._StoreTrueAction):  # noqa: SLF001 - as above
    pass


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
