"""A parser of many commands that builds the one that is asked for.

To build all of them takes longer than most of them need for their work. Where the words that were
typed name no command, all are built, so that the help and every complaint are the whole ones.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from typing import Any


class AskedParser(argparse.ArgumentParser):
    """A parser that builds, of the commands below it, the one that is asked for.

    Args:
        words: that were typed, the name of a command first; empty to build every command.
        told: as argparse has it.
    """

    def __init__(self, *, words: Sequence[str] = (), **told: Any) -> None:  # noqa: ANN401 - as argparse has it
        super().__init__(**told)
        self._words = words
        self._commands: _Chosen | None = None

    def add_subparsers(self, **told: Any) -> Any:  # noqa: ANN401 - argparse keeps the type to itself
        """Commands below this one."""
        below = partial(AskedParser, words=self._words[1:])
        commands = super().add_subparsers(parser_class=below, **told)  # type: ignore[call-overload]
        if not self._words:
            return commands
        self._commands = _Chosen(commands, self._words[0])
        return self._commands

    @property
    def knows(self) -> bool:
        """Whether the words lead to a command."""
        if self._commands is None:
            return True
        return self._commands.found is not None and self._commands.found.knows


class _Chosen:
    """In the place of the commands of a parser: it has one of them built, and no other.

    Args:
        commands: of the parser.
        word: name of the one.
    """

    def __init__(self, commands: Any, word: str) -> None:  # noqa: ANN401 - as above
        self._commands, self._word = commands, word
        self.found: AskedParser | None = None

    def add_parser(self, name: str, **told: Any) -> Any:  # noqa: ANN401 - as above
        """A parser of a command, or what takes its words where it is not asked for."""
        if name != self._word:
            return _UNASKED
        self.found = self._commands.add_parser(name, **told)
        return self.found


class _Unasked:
    """In the place of a command that is not asked for: it takes whatever it is told."""

    def __getattr__(self, _name: str) -> Any:  # noqa: ANN401 - any method of a parser
        return self._take

    def _take(self, *_words: object, **_told: object) -> _Unasked:
        return self


_UNASKED = _Unasked()
